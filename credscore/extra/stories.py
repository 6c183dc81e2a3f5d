"""Hypothesis strategies of small, readable, news-like texts that know what they say.

A `Told` is one sentence with its source, cue and content; a `Story` is a page of them, with or
without page furniture. They shrink to one short sentence.
"""

from enum import Enum

import attrs
from hypothesis import strategies as st

CONTENTS = (
    "the bridge was closed",
    "two trains were late",
    "the harbour lost power for six hours",
    "the vote was put off until Thursday",
    "forty boats left the bay before dawn",
    "the mill will reopen in spring",
    "water levels had fallen by a third",
    "no shots were fired at the crossing",
    "the contract was worth 3.5 million euros",
)
PERSONS = (
    "Mara Lindqvist, the harbour master",
    "Interior Minister Tomas Berg",
    "Aisha Oduya, a professor of hydrology at the University of Leiden",
    "Mayor Paul O'Neill",
    "Dr. Ines Carvalho, director of the Coastal Institute",
)
INSTITUTIONS = (
    "the National Audit Office",
    "the Ministry of Transport",
    "the World Health Organization",
    "the Central Bank of Ireland",
)
DESCRIBED = (
    "a senior official at the ministry who was briefed on the plan",
    "a Western diplomat familiar with the talks",
    "an officer who took part in the operation and asked not to be named",
)
GROUPS = ("officials", "local residents", "experts", "several sailors")
BARE = ("sources", "a source")
CUES = ("said", "told reporters", "added", "claimed", "warned", "confirmed")
TITLES = (
    "Harbour waits for answers",
    "Why the Bridge Stayed Shut",
    "Six hours in the dark",
)
FURNITURE = (
    "Read also: Five charts that explain the harbour",
    "Photo: Jon Vale, AFP",
    "Become a supporter for the price of one cup of coffee a month.",
    "Please leave your comments below",
    "Subscribe to our newsletter",
)


class Kind(Enum):
    """Who stands behind a told sentence, from most to least accountable."""

    PERSON = "person"
    INSTITUTION = "institution"
    DESCRIBED = "described"
    GROUP = "group"
    BARE = "bare"
    NOBODY = "nobody"
    PLAIN = "plain"


SOURCES = {
    Kind.PERSON: PERSONS,
    Kind.INSTITUTION: INSTITUTIONS,
    Kind.DESCRIBED: DESCRIBED,
    Kind.GROUP: GROUPS,
    Kind.BARE: BARE,
}

# {S} and {s}: the source before a word, {e}: at the end; {C} and {c}: the content.
ATTRIBUTED = (
    "{S} {cue} that {c}.",
    "{C}, {s} {cue}.",
    "“{C},” {s} {cue}.",
    "According to {e}, {c}.",
    "{C}, according to {e}.",
)
UNATTRIBUTED = ("It is believed that {c}.", "Reportedly, {c}.", "{C}, it is reported.")


@attrs.frozen(kw_only=True)
class Told:
    """One sentence, and what a reader must find in it.

    Attributes:
        template: Its form, with places for source, cue and content.
        kind: Who stands behind it.
        content: What is told.
        source: Who tells it, or None.
        cue: The verb, or None where the form brings its own words.
    """

    template: str
    kind: Kind
    content: str
    source: str | None = None
    cue: str | None = None

    @property
    def text(self) -> str:
        """The sentence."""
        source = self.source or ""
        before = f"{source}," if "," in source else source  # a comma closes what a comma opened
        return self.template.format(
            S=_capital(before),
            s=before,
            e=source,
            C=_capital(self.content),
            c=self.content,
            cue=self.cue,
        )

    def by(self, kind: Kind, source: str) -> "Told":
        """Return the same sentence told by somebody else."""
        return attrs.evolve(self, kind=kind, source=source)


@attrs.frozen(kw_only=True)
class Story:
    """A page of plain text: a title (or ""), a paragraph for each told sentence, furniture."""

    title: str
    told: tuple[Told, ...]
    furniture: tuple[str, ...] = ()
    byline: str | None = None

    @property
    def text(self) -> str:
        """The page, as a browser's copy would give it."""
        byline = f"By {self.byline}" if self.byline else ""
        head = [line for line in (self.title, byline) if line]
        return "\n\n".join([*head, *(told.text for told in self.told), *self.furniture])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@st.composite
def told(draw: st.DrawFn, *, kinds: tuple[Kind, ...] = tuple(Kind)) -> Told:
    """Draw one sentence of one of `kinds`."""
    kind = draw(st.sampled_from(kinds))
    content = draw(st.sampled_from(CONTENTS))
    if kind is Kind.PLAIN:
        return Told(template="{C}.", kind=kind, content=content)
    if kind is Kind.NOBODY:
        return Told(template=draw(st.sampled_from(UNATTRIBUTED)), kind=kind, content=content)
    return Told(
        template=draw(st.sampled_from(ATTRIBUTED)),
        kind=kind,
        content=content,
        source=draw(st.sampled_from(SOURCES[kind])),
        cue=draw(st.sampled_from(CUES)),
    )


@st.composite
def stories(draw: st.DrawFn, *, kinds: tuple[Kind, ...] = tuple(Kind), max_size: int = 5) -> Story:
    """Draw a story of one to `max_size` sentences, no two of the same content."""
    return Story(
        title=draw(st.sampled_from(TITLES)),
        told=tuple(
            draw(
                st.lists(
                    told(kinds=kinds),
                    min_size=1,
                    max_size=min(max_size, len(CONTENTS)),
                    unique_by=lambda sentence: sentence.content,
                )
            )
        ),
        furniture=tuple(draw(st.lists(st.sampled_from(FURNITURE), max_size=2, unique=True))),
        byline=draw(st.none() | st.sampled_from(("Nora Flint", "Samuel Adeyemi"))),
    )


_ODD = "\u00a0\u200b\u202e\ufeff\x00\t\r\n\u2028“”‘’\"'«»„…—–-.,;:!?()[]é́ßİﬁ中ع🙂1%"


def texts(*, max_size: int = 400) -> st.SearchStrategy[str]:
    """Draw a text: a story, a string of words and marks, or anything that Unicode allows."""
    words = st.sampled_from(
        (*GROUPS, *CUES, *CONTENTS, "that", "according to", "not", "will", "is believed to")
    )
    marks = st.sampled_from((". ", " ", ", ", " “", "” ", '"', "\n", "\n\n", "... ", " (", ") "))
    mixed = st.lists(st.one_of(words, marks), max_size=30).map("".join)
    odd = st.text(st.one_of(st.sampled_from(_ODD), st.characters(codec="utf-8")), max_size=max_size)
    return st.one_of(stories().map(lambda story: story.text), mixed, odd)
