"""How much of a text is frequent in its collection, as telling furniture asks."""

import numpy as np
from numpy.typing import NDArray

from credscore.linking.anchors import NOTICE, TEXT_SHARE, _says_else
from credscore.linking.shingles import Positions


def page_shares(frequent: NDArray[np.bool_], sizes: Positions) -> NDArray[np.float64]:
    """Return the share of each text that is frequent; 0 for a short notice beside words of its own.

    Args:
        frequent: For each shingle of some texts, one after the other, whether it is.
        sizes: How many shingles each has.
    """
    text_of = np.repeat(np.arange(len(sizes)), sizes)
    words = np.bincount(text_of[frequent], minlength=len(sizes))
    share = words / np.maximum(sizes, 1)
    short = (share >= TEXT_SHARE) & (words <= NOTICE)
    if short.any():
        share[short & _says_else(frequent, text_of, len(sizes))] = 0.0
    return share
