"""Links made by hand, for tests of what is drawn and written of them; all names are invented."""

from collections.abc import Sequence

from hypothesis import strategies as st

from credscore.article import Hop, Independence, Level, Relation, Span
from credscore.linking.document import Document
from credscore.linking.graph import (
    Answer,
    ClaimGroup,
    Copies,
    CopyCluster,
    Join,
    Links,
    Origin,
    OriginKind,
    Place,
    Reuse,
    ReuseKind,
    Step,
    Telling,
)

HOSTILE = (
    "", " ", "\n", "a\r\nb", '"quoted"', "it's", "</svg><script>alert(1)</script>", "]]>", "<!--",
    "&amp;&", "\x00\x07", "\ud800", "\udfffx", "\ufffe\uffff", "😀👩‍👩‍👧", "\u202eevil", "a:b/c?d#e%20",
    "Zażółć", "平壌の情報機関", "صحيفة", "e" + "\u0301" * 300, "w" * 5000, "https://a.example/?b=1&c=<d>",
)  # fmt: skip
"""Names that break what is careless of them."""

CLAIM = "About 400 soldiers of the Zarvik brigade were killed near Torvik"


def telling(
    document: str, path: Sequence[Step], origin: str = "o1", *, text: str = CLAIM, **fields: object
) -> Telling:
    known: dict = {"number": 1, "level": Level.L4, **fields}
    span = Span(0, len(text))
    return Telling(
        document=document, path=tuple(path), origin=origin, text=text, span=span, **known
    )


def group(tellings: Sequence[Telling], origins: Sequence[Origin], **fields: object) -> ClaimGroup:
    known: dict = {
        "id": "g1", "text": CLAIM, "answers": (),
        "outlets": len({t.path[0].name for t in tellings if t.path}),
        "documents": len({t.document for t in tellings}),
        "copies": sum(t.copy for t in tellings), "count": len(origins), "low": len(origins),
        "high": len(origins), "independent": 1, "effective": float(len(origins)),
        "independence": Independence.REFUTED if len(origins) < 2 else Independence.POSSIBLE,
    }  # fmt: skip
    return ClaimGroup(tellings=tuple(tellings), origins=tuple(origins), **{**known, **fields})


def page(name: str, document: str) -> Step:
    return Step(place=Place.PAGE, name=name, document=document)


SPIES = Origin(
    id="o1", name="Zarvik Intelligence Service", kind=OriginKind.BODY,
    names=("Zarvik Intelligence Service", "Zarvik's spy agency"),
    joins=(Join(first="Zarvik Intelligence Service", second="Zarvik's spy agency", sure=False, because="country and agency"),),
)  # fmt: skip
GENERAL = Origin(
    id="o2", name="Gen. Marta Oyelaran", kind=OriginKind.PERSON, names=("Gen. Marta Oyelaran",)
)


def example() -> tuple[Links, list[Document]]:
    """An agency whose text two papers print, one of them copied by a third; one with its own source."""
    documents = [
        Document(id="a", text=CLAIM, title="Hundreds dead", outlet="Harbour Post", domain="harbourpost.example",
                 published="2024-10-22T10:00:00Z", authors=("Ann Lee",), wires=("Zarvik Press Agency",),
                 relation=Relation.WIRE, chain=(Hop(name="Zarvik Press Agency"), Hop(name="Harbour Post"))),
        Document(id="b", text=CLAIM, title="Losses at Torvik", outlet="The Daily Quay", published="2024-10-23"),
        Document(id="c", text=CLAIM, outlet="Copy Daily", published="2024-10-25", url="https://copydaily.example/c"),
        Document(id="d", text=CLAIM, outlet="Torvik Mail"),
        Document(id="x", text="", outlet="Excerpt Weekly", relation=Relation.EXCERPT,
                 chain=(Hop(name="Copy Daily", url="https://copydaily.example/c"), Hop(name="Excerpt Weekly"))),
    ]  # fmt: skip
    wire = Step(place=Place.WIRE, name="Zarvik Press Agency")
    carrier = Step(place=Place.CARRIER, name="lawmaker Ilya Brandt")
    source = Step(place=Place.SOURCE, name="Zarvik's spy agency")
    tellings = [
        telling("a", [page("Harbour Post", "a"), wire, carrier, source]),
        telling("b", [page("The Daily Quay", "b"), wire, carrier, source], copy=True),
        telling("c", [page("Copy Daily", "c"), Step(place=Place.REPUBLISHED, name="Harbour Post", document="a"),
                      wire, carrier, source], copy=True),
        telling("d", [page("Torvik Mail", "d"), Step(place=Place.SOURCE, name="Gen. Marta Oyelaran")], "o2",
                text="Fewer than 100 soldiers died near Torvik", level=Level.L6),
    ]  # fmt: skip
    answers = (
        Answer(value="about 400", tellings=(0, 1, 2), origins=("o1",)),
        Answer(value="fewer than 100", tellings=(3,), origins=("o2",)),
    )
    copies = Copies(
        clusters=(CopyCluster(members=("a", "b", "c"), origin="Zarvik Press Agency", certainty=0.95, credited=("a",)),),
        reuses=(
            Reuse(copy="b", original="a", kind=ReuseKind.TRIMMED, containment=0.97, length=0.6, direction=0.85, because=("date",)),
            Reuse(copy="c", original="a", kind=ReuseKind.VERBATIM, containment=1.0, length=1.0),
            Reuse(copy="d", original="b", kind=ReuseKind.PARTIAL, containment=0.4, length=0.9, direction=0.85, because=("date",)),
        ),
    )  # fmt: skip
    return Links(
        copies=copies, groups=(group(tellings, [SPIES, GENERAL], answers=answers),)
    ), documents


@st.composite
def linked(draw: st.DrawFn, *, most: int = 6) -> tuple[Links, list[Document]]:
    """Draw links in which ids, names, words and dates are hostile, and paths run anywhere."""
    names = st.sampled_from(HOSTILE) | st.text(max_size=4) | st.just("Harbour Post")
    ids = draw(st.lists(names, min_size=1, max_size=most, unique=True))
    dates = st.none() | names | st.sampled_from(
        ["2024-10-22", "2024-10-22T10:00", "0001-01-01T00:00+23:59", "9999-12-31T23:59:59-12:00", "2024-10-25T08:00+02:00:30"]
    )  # fmt: skip
    maybe = st.none() | names
    hops = st.builds(Hop, name=names, url=maybe)
    documents = [
        Document(
            id=i, text=draw(names), title=draw(maybe), outlet=draw(maybe), url=draw(maybe),
            published=draw(dates), authors=tuple(draw(st.lists(names, max_size=1))),
            wires=tuple(draw(st.lists(names, max_size=1))), relation=draw(st.sampled_from(Relation)),
            chain=tuple(draw(st.lists(hops, max_size=3))),
        )
        for i in ids
    ]  # fmt: skip
    some = st.sampled_from(ids) | names
    steps = st.builds(Step, place=st.sampled_from(Place), name=names, document=st.none() | some)
    origins = [
        Origin(id=f"o{n}", name=draw(names), kind=draw(st.sampled_from(OriginKind)), names=(draw(names),),
               joins=(Join(first=draw(names), second=draw(names), sure=draw(st.booleans()), because=draw(names)),),
               counted=draw(st.booleans()))
        for n in range(1, draw(st.integers(1, 3)) + 1)
    ]  # fmt: skip
    groups = []
    for n in range(draw(st.integers(0, 2))):
        tellings = [
            telling(i, draw(st.lists(steps, max_size=4)), draw(st.sampled_from(["o1", "o2", "o9"])),
                    text=draw(names), number=at, copy=draw(st.booleans()))
            for at, i in enumerate(draw(st.lists(some, min_size=1, max_size=most)), start=1)
        ]  # fmt: skip
        answers = (Answer(value=draw(names), tellings=(0,), origins=("o1", "o9")),)
        groups.append(
            group(tellings, origins, id=f"{n}{draw(names)}", text=draw(names), answers=answers)
        )
    reuses = draw(st.lists(st.builds(
        Reuse, copy=some, original=some, kind=st.sampled_from(ReuseKind), containment=st.floats(0, 1),
        length=st.floats(0, 1), direction=st.floats(0.5, 1), because=st.just(("date",)),
    ), max_size=4))  # fmt: skip
    clusters = (CopyCluster(members=tuple(ids[:2])),) if len(ids) > 1 else ()
    return Links(
        copies=Copies(clusters=clusters, reuses=tuple(reuses)), groups=tuple(groups)
    ), documents
