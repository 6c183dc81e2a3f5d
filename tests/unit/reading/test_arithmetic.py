"""Products, sums and positive parts, whatever their size."""

import numpy as np
import pytest

from credscore.reading.arithmetic import add_row, columns, product, relu

ROWS = [0, 1, 2, 113, 114, 227, 1000, 5000]
SHAPES = [(48, 48), (96, 240), (8, 3), (3, 24, 16)]


def random(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("shape", SHAPES)
def test_product_is_the_matrix_product(rows: int, shape: tuple[int, ...]) -> None:
    x, kernel = random(rows, shape[-2]), random(*shape)

    np.testing.assert_allclose(product(x, kernel), x @ kernel, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("shape", SHAPES)
def test_columns_are_the_transpose_of_the_product(rows: int, shape: tuple[int, ...]) -> None:
    x, kernel = random(rows, shape[-1]), random(*shape)
    turned = np.ascontiguousarray(x.T).T

    np.testing.assert_allclose(columns(kernel, x), kernel @ x.T, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(columns(kernel, turned), kernel @ x.T, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("rows", ROWS)
def test_a_row_is_added_in_place(rows: int) -> None:
    x, row = random(rows, 7), random(7)
    summed = x + row

    assert add_row(x, row) is x
    np.testing.assert_array_equal(x, summed)


def test_relu_keeps_what_is_positive_in_place() -> None:
    x = np.array([[-1.0, 2.0], [0.0, -3.0]], np.float32)
    assert relu(x) is x
    assert x.tolist() == [[0.0, 2.0], [0.0, 0.0]]
    assert relu(np.ones((700, 300), np.float32)).min() == 1
