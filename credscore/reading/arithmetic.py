"""The operations of the network, done so that small articles cost little."""

import functools

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_SERIAL = 1 << 18  # multiplications in a product up to which OpenBLAS stays with one thread


def product(x: Floats, kernel: Floats) -> Floats:
    """``x @ kernel`` in blocks too small for the linear algebra library to start threads.

    For products of this size its threads cost more than they gain, most of it in waiting.

    Args:
        x: (n, inner).
        kernel: (inner, m), or several of them (k, inner, m).

    Returns:
        (n, m), or (k, n, m).
    """
    n, inner = x.shape
    m = kernel.shape[-1]
    block = max(1, _SERIAL // (inner * m))
    if n <= block:
        return np.asarray(x @ kernel)
    out = np.empty((*kernel.shape[:-2], n, m), np.float32)
    cut = n // block * block
    blocks = out[..., :cut, :].reshape(*kernel.shape[:-2], -1, block, m)
    np.matmul(x[:cut].reshape(-1, block, inner), kernel[..., None, :, :], out=blocks)
    if cut < n:
        np.matmul(x[cut:], kernel, out=out[..., cut:, :])
    return out


def columns(kernel: Floats, x: Floats) -> Floats:
    """``kernel @ x.T``: as `product`, with a row for each feature, which then is cheap to reduce.

    Args:
        kernel: (m, inner), or several of them (k, m, inner).
        x: (n, inner); the transpose of an (inner, n) array does as well.

    Returns:
        (m, n), or (k, m, n).
    """
    n, inner = x.shape
    m = kernel.shape[-2]
    block = max(1, _SERIAL // (inner * m))
    if n <= block:
        return np.asarray(kernel @ x.T)
    out = np.empty((*kernel.shape[:-1], n), np.float32)
    cut = n // block * block
    blocks = out[..., :cut].reshape(*kernel.shape[:-1], -1, block)
    turned = x.T[:, :cut].reshape(inner, -1, block).swapaxes(0, 1)
    np.matmul(kernel[..., None, :, :], turned, out=blocks.swapaxes(-3, -2))
    if cut < n:
        np.matmul(kernel, x[cut:].T, out=out[..., cut:])
    return out


def relu(x: Floats) -> Floats:
    """The positive part of x, in place."""
    return np.maximum(x, _zeros(x.size)[: x.size].reshape(x.shape), out=x)


def add_row(x: Floats, row: Floats) -> Floats:
    """``x += row`` for x (n, m) and a row (m,) that is used again and again."""
    x += _tile(row.tobytes(), 1 << max(12, (len(x) - 1).bit_length()))[: len(x)]
    return x


@functools.lru_cache(maxsize=4)
def _zeros_of(size: int) -> Floats:
    return np.zeros(size, np.float32)


def _zeros(size: int) -> Floats:
    # An array of zeros, not a scalar: numpy's maximum is several times quicker on two arrays.
    return _zeros_of(1 << max(17, (size - 1).bit_length()))


@functools.lru_cache(maxsize=16)
def _tile(row: bytes, size: int) -> Floats:
    # The same for sums: a short row costs numpy a loop for each of its repetitions.
    return np.tile(np.frombuffer(row, np.float32), (size, 1))
