"""`credscore origins DIR --copies`: which articles are one text, who was first, what was kept."""

import json as jsons
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from credscore.codec import encode
from credscore.extra.cli_output import wrapped
from credscore.linking.document import Document, name_of
from credscore.linking.graph import Copies, CopyCluster, Reuse, ReuseKind
from credscore.linking.precedence import OPEN
from credscore.linking.reuse import reused_spans
from credscore.weighing.explain import plain_line, shorten

SCHEMA = "credscore.copies/1"
"""Version of the JSON."""

_WORDS, _NAME = 100, 60
_DATE = 13
_DID = {
    ReuseKind.VERBATIM: "verbatim",
    ReuseKind.TRIMMED: "trimmed to {length:.0%}",
    ReuseKind.EXPANDED: "expanded; the original is {length:.0%} of it",
    ReuseKind.EDITED: "edited; {containment:.0%} of the shorter one's words are kept",
}


def copies_text(copies: Copies, documents: Mapping[str, Document], top: int) -> Iterator[str]:
    """Yield the lines of a list of the clusters, the largest first."""
    clusters = _largest(copies)
    members = sum(len(cluster.members) for cluster in clusters)
    texts = "1 text" if len(clusters) == 1 else f"{len(clusters):,} texts"
    yield f"{members:,} articles are versions of {texts}"
    reuses = _by_copy(copies)
    for number, cluster in enumerate(clusters[:top], start=1):
        yield ""
        yield from _cluster(cluster, reuses, documents, f"{number}. ")
    if len(clusters) > top:
        yield f"\n{len(clusters) - top:,} more: --top {len(clusters)}"


def copies_json(copies: Copies, documents: Mapping[str, Document], top: int) -> str:
    """Return the clusters as JSON, with the stretches that each copy has from its original."""
    reuses = _by_copy(copies)
    clusters = _largest(copies)
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "found": len(clusters),
        "clusters": [
            {
                **_plain(cluster),
                "reuses": [
                    {
                        **_plain(reuse),
                        "spans": [
                            [copy.start, copy.end, original.start, original.end]
                            for copy, original in _spans(reuse, documents)
                        ],
                    }
                    for member in cluster.members
                    for reuse in reuses[member]
                ],
            }
            for cluster in clusters[:top]
        ],
    }
    return jsons.dumps(found, ensure_ascii=False, allow_nan=False, indent=2)


def _plain(noun: object) -> dict[str, Any]:
    made = encode(noun)
    assert isinstance(made, dict)  # noqa: S101 - nouns are encoded as dicts
    return made


def _largest(copies: Copies) -> list[CopyCluster]:
    return sorted(copies.clusters, key=lambda cluster: (-len(cluster.members), cluster.members))


def _by_copy(copies: Copies) -> Mapping[str, Sequence[Reuse]]:
    found: defaultdict[str, list[Reuse]] = defaultdict(list)
    for reuse in copies.reuses:
        if reuse.kind is not ReuseKind.PARTIAL:
            found[reuse.copy].append(reuse)
    return found


def _spans(reuse: Reuse, documents: Mapping[str, Document]) -> Sequence[Any]:
    return reused_spans(documents[reuse.copy], documents[reuse.original])


def _cluster(
    cluster: CopyCluster,
    reuses: Mapping[str, Sequence[Reuse]],
    documents: Mapping[str, Document],
    lead: str,
) -> Iterator[str]:
    first = documents[cluster.members[0]]
    yield from wrapped(shorten(first.title or first.text, _WORDS), lead, " " * len(lead))
    yield from wrapped(_origin(cluster), "   from  ", "         ")
    for member in cluster.members:
        document = documents[member]
        day = plain_line(document.published or "")[:10]
        lead = f"   {day:<{_DATE}}"
        name = shorten(name_of(document), _NAME)
        credit = ", credits it" if member in cluster.credited else ""
        yield from wrapped(f"{name}{credit}", lead, " " * len(lead))
        for reuse in reuses[member]:
            yield from wrapped(_reuse(reuse, documents), " " * len(lead), " " * len(lead))


def _origin(cluster: CopyCluster) -> str:
    if cluster.origin is None:
        return "unknown"
    against = f"; others credit {', '.join(cluster.conflicts)}" if cluster.conflicts else ""
    return f"{shorten(cluster.origin, _NAME)} (certainty {cluster.certainty:.2f}{against})"


def _reuse(reuse: Reuse, documents: Mapping[str, Document]) -> str:
    did = _DID[reuse.kind].format(length=reuse.length, containment=reuse.containment)
    original = documents[reuse.original]
    whose = shorten(name_of(original), _NAME)
    if reuse.direction > OPEN:
        whose = f"of {whose} ({reuse.direction:.2f}, by {' '.join(reuse.because)})"
    else:
        whose = f"as in {whose} (who was first is open)"
    spans = _spans(reuse, documents)
    shown = ""
    if spans:
        longest = max((copy for copy, _ in spans), key=len)
        words = shorten(longest.of(documents[reuse.copy].text), _WORDS)
        count = "1 stretch" if len(spans) == 1 else f"{len(spans)} stretches, the longest"
        shown = f"; {count}: “{words}”"
    title = "; re-headlined" if reuse.retitled else ""
    return f"{whose}: {did}{title}{shown}"
