"""credscore itself, at its defaults; it has no threshold to set, so the one given goes unused."""

from __future__ import annotations

from typing import Any

from benchmarks.peer_runners.copies_clock import serve
from credscore.linking.copies import find_copies
from credscore.linking.document import Document
from credscore.linking.graph import ReuseKind


def make(place: int, record: dict[str, Any]) -> Document:
    return Document(id=str(place), text=record["text"], published=record["published"])


def find(documents: list[Document], _: float) -> dict[str, Any]:
    copies = find_copies(documents)
    return {
        "pairs": [
            (int(reuse.copy), int(reuse.original), reuse.direction)
            for reuse in copies.reuses
            if reuse.kind is not ReuseKind.PARTIAL  # too little for a copy
        ],
        "clusters": [[int(member) for member in c.members] for c in copies.clusters],
        "signatures": None,
    }


if __name__ == "__main__":
    serve("credscore", find, make)
