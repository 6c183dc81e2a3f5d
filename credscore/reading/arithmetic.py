"""Two operations of the network, done so that small articles cost little."""

import functools

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_SERIAL = 1 << 18  # multiplications in a product up to which OpenBLAS stays with one thread


def product(x: Floats, kernel: Floats) -> Floats:
    """``x @ kernel`` in blocks too small for the linear algebra library to start threads.

    For products of this size its threads cost more than they gain, most of it in waiting.
    """
    n, inner = x.shape
    block = max(1, _SERIAL // kernel.size)
    whole = n // block
    if whole <= 1 and n * kernel.size <= _SERIAL:
        return np.asarray(x @ kernel)
    out = np.empty((n, kernel.shape[1]), np.float32)
    cut = whole * block
    np.matmul(x[:cut].reshape(whole, block, inner), kernel, out=out[:cut].reshape(whole, block, -1))
    if cut < n:
        np.matmul(x[cut:], kernel, out=out[cut:])
    return out


def relu(x: Floats) -> Floats:
    """The positive part of x, in place."""
    return np.maximum(x, _zeros(x.size)[: x.size].reshape(x.shape), out=x)


@functools.lru_cache(maxsize=4)
def _zeros_of(size: int) -> Floats:
    return np.zeros(size, np.float32)


def _zeros(size: int) -> Floats:
    # An array of zeros, not a scalar: numpy's maximum is several times quicker on two arrays.
    return _zeros_of(1 << max(17, (size - 1).bit_length()))
