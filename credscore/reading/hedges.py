"""Hedges, stated likelihood, and the stance that a cue lends the narrator.

A hedge is a phrase of the table whose neighbours do not make it something else ("in May"). A
likelihood is an interval with its scale: that of the issuer where the context names one, else how
readers take the phrase. Reportive phrases ("is believed to") never give one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import attrs

from credscore.article import Hedge, HedgeKind, Likelihood, Span, Stance
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import Entry, Match, either, load_table, longest
from credscore.reading.text import Text

_BEHIND = re.compile(r" {0,3}(n't|'s|[^\W_][\w'-]*|[^\w\s])|$")
_BEFORE = re.compile(r"([^\W_][\w'.-]*|[^\w\s]) {0,3}\Z")
LOOK_BACK = 30
"""Characters before a phrase within which the word before it begins."""


@attrs.frozen(eq=False)
class _Condition:
    """What must and must not stand beside a phrase."""

    words: frozenset[str]
    endings: tuple[str, ...]

    def holds(self, word: str, original: str) -> bool:
        """Tell whether the neighbour is one of those listed."""
        if word in self.words:
            return True
        if "#" in self.words and word[:1].isdigit():
            return True
        if "cap" in self.words and original[:1].isupper():
            return True
        return bool(self.endings) and word.endswith(self.endings)


@attrs.frozen(eq=False)
class _Rule:
    """The kind of a phrase with its conditions, or None where it has none."""

    kind: HedgeKind
    not_before: _Condition | None
    not_after: _Condition | None
    needs_before: _Condition | None
    needs_after: _Condition | None
    lower: bool


@cache
def _rules() -> Mapping[str, _Rule]:
    return {entry.phrase: _rule(entry) for entry in load_table("hedges")}


def _rule(entry: Entry) -> _Rule:
    fields = entry.fields
    return _Rule(
        HedgeKind(fields["kind"]),
        _condition(fields.get("not_before")),
        _condition(fields.get("not_after")),
        _condition(fields.get("needs_before")),
        _condition(fields.get("needs_after")),
        bool(fields.get("lower")),
    )


def _condition(words: Sequence[str] | None) -> _Condition | None:
    if words is None:
        return None
    folded = [word.lower() for word in words]
    return _Condition(
        frozenset(word for word in folded if word[:1] != "*"),
        tuple(word[1:] for word in folded if word[:1] == "*"),
    )


def find_hedges(text: Text) -> tuple[Hedge, ...]:
    """Find the hedges of a text, in order; of overlapping ones the longest.

    >>> from credscore.reading.text import read_text
    >>> text = read_text("It may rain in May, reportedly.")
    >>> [(hedge.span.of(text.text), hedge.kind.value) for hedge in find_hedges(text)]
    [('may', 'epistemic'), ('reportedly', 'reportive')]
    """
    rules = _rules()
    matches = text.phrases("hedges")
    kept = longest(m for m in matches if _fits(text, m, rules[m.entry.phrase]))
    return tuple(Hedge(span=Span(m.start, m.end), kind=rules[m.entry.phrase].kind) for m in kept)


def _fits(text: Text, match: Match, rule: _Rule) -> bool:
    if text.text[match.start].isupper() and (rule.lower or _is_named(text, match)):
        return False
    if rule.not_before is not None or rule.needs_before is not None:
        before = text.folded[max(0, match.start - LOOK_BACK) : match.start]
        begin = match.start - len(before) + before.rstrip(" ").rfind(" ") + 1
        found = _BEFORE.search(text.folded, begin, match.start)
        word, original = _word(text, found)
        if rule.not_before is not None and rule.not_before.holds(word, original):
            return False
        if rule.needs_before is not None and not rule.needs_before.holds(word, original):
            return False
    if rule.not_after is not None or rule.needs_after is not None:
        word, original = _word(text, _BEHIND.match(text.folded, match.end))
        if rule.not_after is not None and rule.not_after.holds(word, original):
            return False
        if rule.needs_after is not None and not rule.needs_after.holds(word, original):
            return False
    return True


def _is_named(text: Text, match: Match) -> bool:
    """Tell whether a capital inside running prose makes a phrase part of a title or a name.

    "They sang “What a Fool Believes”"; not so in a headline, where most words have a capital, nor
    behind a mark, where a sentence may begin.
    """
    start = match.start
    if start < len("A ") or text.text[start - 1] != " " or not text.text[start - 2].isalnum():
        return False
    sentence = text.sentence_around(start)
    begin, end = max(sentence.start, start - AROUND), min(sentence.end, start + AROUND)
    words = [word for word in text.text[begin:end].split() if word.isalpha()]
    return 2 * sum(map(str.islower, words)) > len(words)


AROUND = 200
"""Characters around a capital in which lower-case words show that it stands in running prose."""

CURRENCIES = frozenset("$\u00a3\u20ac\u00a5")
"""Marks before a sum; for the conditions they are numbers."""


def _word(text: Text, found: re.Match[str] | None) -> tuple[str, str]:
    """Return the neighbour, folded and as it stands; "" where there is none, or only a mark."""
    if found is None or found.group(1) is None:
        return "", ""
    word = found.group(1)
    if word in CURRENCIES:
        return "0", word
    if not word[0].isalnum() and word not in {"n't", "'s", ","}:
        return "", ""
    return word, text.text[found.start(1) : found.end(1)]


SCALES = ("ICD203", "PHIA", "IPCC")
PERCEPTION = "perception"
STATED = "stated"
"""Scale of a likelihood that the text gives as a number: "a 60 per cent chance"."""
_ISSUERS = {
    "ICD203": re.compile(
        r"\b(?:odni|director of national intelligence|national intelligence (?:council|estimate)|"
        r"cia|c\.i\.a\.|nsa|defense intelligence agency|u\.?s\.? intelligence|"
        r"american intelligence|intelligence community)\b"
    ),
    "PHIA": re.compile(
        r"\b(?:phia|joint intelligence committee|(?:british|uk|u\.k\.|uk's) "
        r"(?:defen[cs]e |military )?(?:intelligence|ministry of defence|mod)|defence intelligence|"
        r"mi5|mi6|gchq|ncsc)\b"
    ),
    "IPCC": re.compile(r"\b(?:ipcc|intergovernmental panel on climate change)\b"),
}
_INTENSIFIED = re.compile(r"\b(?:very|highly|extremely|most|exceedingly|overwhelmingly) \Z")
_SUPERLATIVE = re.compile(r"\bmost \Z")
_NEGATED = re.compile(r"\b(?:not|n't|isn't|wasn't|hardly|scarcely|is not|was not) \Z")
_COMPARED = re.compile(r"\b(?:more|less|as|equally|twice as|times|how|so|too|least) \Z")


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(
        r"(\d(?<!\w.)\d{0,2}(?:\.\d{1,2})?)(?: ?%| per ?cent)[- ]"
        rf"(?:{either(closed_class('chance'))})\b"
    )


def find_likelihoods(text: Text) -> tuple[Likelihood, ...]:
    """Find the phrases that state a probability, each with its interval and the scale it is from.

    The issuer's scale holds where the paragraph names one (ICD 203 for the US services, PHIA for
    the British ones, IPCC); otherwise the quartiles of readers' perception. A modifier without an
    entry of its own moves the interval half-way to the nearer bound (R29, Mosteller & Youtz 1990).

    >>> from credscore.reading.text import read_text
    >>> [(found.low, found.high, found.scale) for found in find_likelihoods(read_text("Likely."))]
    [(0.65, 0.75, 'perception')]
    """
    found = list(_stated(text))
    taken = {likelihood.span.end for likelihood in found}
    issuers: dict[int, tuple[str, ...]] = {}
    for match in longest(text.phrases("likelihood")):
        paragraph = text.paragraph_at(match.start)
        if paragraph not in issuers:
            issuers[paragraph] = _issuers_in(text, paragraph)
        scales = issuers[paragraph]
        likelihood = None if match.end in taken else _likelihood(text, match, scales)
        if likelihood is not None:
            found.append(likelihood)
    return tuple(sorted(found, key=lambda likelihood: likelihood.span))


def _stated(text: Text) -> Iterator[Likelihood]:
    """Yield the probabilities that stand as numbers: "a 40 per cent chance"."""
    if not any(unit in text.folded for unit in ("%", "per cent", "percent")):
        return
    for number in _percent().finditer(text.folded):
        share = float(number.group(1)) / 100
        span = Span(*number.span())
        if share <= 1:
            phrase = span.of(text.folded)
            yield Likelihood(low=share, high=share, phrase=phrase, scale=STATED, span=span)


def _likelihood(text: Text, match: Match, scales: Sequence[str]) -> Likelihood | None:
    fields = match.entry.fields
    before = text.folded[max(0, match.start - LOOK_BACK) : match.start]
    if _is_compared(match.entry.phrase, before) or _is_of_a_thing(text, match):
        return None
    scale = next((name for name in scales if name in fields), None)
    low, high = _interval(fields, scale)
    start = match.start
    if (intensified := _INTENSIFIED.search(before)) is not None:
        low, high = intensify(low), intensify(high)
        start -= len(before) - intensified.start()
    elif (negated := _NEGATED.search(before)) is not None:
        low, high = negate(high), negate(low)
        start -= len(before) - negated.start()
    return Likelihood(
        low=round(min(low, high), 4),
        high=round(max(low, high), 4),
        phrase=text.folded[start : match.end],
        scale=scale or (PERCEPTION if PERCEPTION in fields else _first_scale(fields)),
        span=Span(start, match.end),
    )


def _is_compared(phrase: str, before: str) -> bool:
    """Tell whether one thing is measured by another: "more likely", "the most likely cause".

    A comparison tells no probability. "More likely than not" is a phrase of its own.
    """
    if " " in phrase:
        return False
    return _COMPARED.search(before) is not None or (
        phrase in {"likely", "probable"} and _SUPERLATIVE.search(before) is not None
    )


def _is_of_a_thing(text: Text, match: Match) -> bool:
    """Tell whether a phrase describes a thing or a share, and says not that something will be.

    "An unlikely hero", "the likely cause", "a fifty-fifty split"; not "the likely to fail".
    """
    behind, _ = _word(text, _BEHIND.match(text.folded, match.end))
    fields = match.entry.fields
    if behind in fields.get("not_after", ()) or behind not in fields.get("needs_after", (behind,)):
        return True
    if (
        match.entry.phrase.rpartition(" ")[2] not in closed_class("probable")
        or not behind[:1].isalpha()
    ):
        return False
    before = text.folded[max(0, match.start - LOOK_BACK) : match.start].split()
    while before and before[-1] in closed_class("degree"):
        before.pop()
    described = bool(before) and before[-1].strip('"(') in closed_class("determiner")
    return described and behind not in {"to", "that", "and", "or", "but", "not"}


def _issuers_in(text: Text, paragraph: int) -> tuple[str, ...]:
    """Return the scales whose issuers a paragraph names."""
    if not text.paragraphs:
        return ()
    folded = text.paragraphs[paragraph].of(text.folded)
    return tuple(scale for scale, issuer in _ISSUERS.items() if issuer.search(folded))


def _interval(fields: Mapping[str, Any], scale: str | None) -> tuple[float, float]:
    key = scale or (PERCEPTION if PERCEPTION in fields else _first_scale(fields))
    low, high = fields[key]
    return low / 100, high / 100


def _first_scale(fields: Mapping[str, Any]) -> str:
    return next(scale for scale in SCALES if scale in fields)


def intensify(share: float) -> float:
    """Move a probability half-way to the nearer bound, as "very" does (R29).

    >>> round(intensify(0.7), 2), intensify(0.2)
    (0.85, 0.1)
    """
    return share + (1 - share) / 2 if share > EVEN else share / 2


def negate(share: float) -> float:
    """Turn a probability round, as "not" does; a small remainder is halved again (R29).

    >>> round(negate(0.7), 2), round(negate(0.2), 2)
    (0.15, 0.8)
    """
    rest = 1 - share
    return rest / 2 if rest < EVEN else rest


EVEN = 0.5


@cache
def _stances() -> Mapping[str, Stance]:
    return {entry.phrase: Stance(entry.fields["stance"]) for entry in load_table("stance")}


def stance_of(lemma: str) -> Stance:
    """Return the stance that a cue lends the narrator; REPORTS for cues of no other class (R31).

    >>> stance_of("claim"), stance_of("say")
    (<Stance.DISTANCES: 'distances'>, <Stance.REPORTS: 'reports'>)
    """
    return _stances().get(lemma.lower(), Stance.REPORTS)
