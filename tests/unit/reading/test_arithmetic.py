"""Products and positive parts, whatever their size."""

import numpy as np
import pytest

from credscore.reading.arithmetic import product, relu


@pytest.mark.parametrize("rows", [0, 1, 2, 113, 114, 227, 1000])
@pytest.mark.parametrize("shape", [(48, 48), (96, 240), (8, 3)])
def test_product_is_the_matrix_product(rows: int, shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(rows, shape[0])).astype(np.float32)
    kernel = rng.normal(size=shape).astype(np.float32)
    np.testing.assert_allclose(product(x, kernel), x @ kernel, rtol=1e-4, atol=1e-4)


def test_relu_keeps_what_is_positive_in_place() -> None:
    x = np.array([[-1.0, 2.0], [0.0, -3.0]], np.float32)
    assert relu(x) is x
    assert x.tolist() == [[0.0, 2.0], [0.0, 0.0]]
    assert relu(np.ones((700, 300), np.float32)).min() == 1
