"""Whole pages of our own writing, dated, with the furniture, label and chain they must give."""

import json
from collections import Counter
from pathlib import Path

import pytest

from credscore.article import Label, Provenance
from credscore.reading.byline import find_bylines
from credscore.reading.furniture import find_furniture
from credscore.reading.imprint import find_imprint
from credscore.reading.label import find_label
from credscore.reading.page import Page
from credscore.reading.provenance import find_provenance
from credscore.reading.text import read_text

PAGES = sorted((Path(__file__).parent / "metadata").glob("*.txt"))


def of_label(label: Label) -> dict[str, object]:
    """Return a label as the golden files write it."""
    return {"kind": label.kind.value, "explicit": label.explicit, "disclaimer": label.disclaimer}


def of_provenance(provenance: Provenance) -> dict[str, object]:
    """Return a provenance as the golden files write it."""
    return {
        "status": provenance.status.value,
        "relation": provenance.relation.value,
        "chain": [[hop.name, hop.date, hop.action] for hop in provenance.chain],
        "hops": provenance.hops,
        "fidelity": provenance.fidelity,
        "credit": provenance.credit.value if provenance.credit else None,
        "lost": list(provenance.lost),
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_golden_page_gives_what_it_gave(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf8"))
    page = Page(text=path.read_text("utf8"), **expected["page"])
    text = read_text(page.text)
    furniture = find_furniture(page, text)
    provenance = find_provenance(
        page,
        text,
        imprint=find_imprint(page, text),
        bylines=find_bylines(page, text),
        furniture=furniture,
    )

    assert Counter(kind.value for kind, _ in furniture) == expected["furniture"]
    assert of_label(find_label(page, text, furniture)) == expected["label"]
    assert of_provenance(provenance) == expected["provenance"]
