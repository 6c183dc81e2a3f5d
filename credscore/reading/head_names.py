"""Whether a name is the head of its phrase, by the words before and behind it."""

import re
from functools import cache

from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either


@cache
def noun_after() -> re.Pattern[str]:
    """Return what makes the name before it a modifier, a lower-case word: "Ash [officials]"."""
    return re.compile(rf"(?: \([A-Z]+\)|\))? (?!(?:{either(closed_class('behind_name'))})\b)[a-z]")


def is_apart(before: str, *, body: bool) -> bool:
    """Tell whether the words before a name are of somebody else, whom the phrase is about.

    "Envoys like [Ann Lee]", "a man who met [Ann Lee]", "voters backing [Ann Lee]"; of a body, "who
    speaks for miners [Ash]".
    """
    spaced = f"{before} "
    if _instances().search(spaced) is not None or (body and " for " in spaced):
        return True
    if _DOING.search(before) is not None or is_done_to(spaced):
        return True
    related = _RELATED.search(spaced) is not None and before[-1] != ","
    return related or _FOR_A.search(before) is not None


def is_done_to(before: str) -> bool:
    """Tell whether words end in what somebody does to whom is named behind them.

    >>> is_done_to("Lawyers challenging "), is_done_to("the outgoing "), is_done_to("a rising ")
    (True, False, False)
    """
    return _acting().search(before) is not None


@cache
def _acting() -> re.Pattern[str]:
    nouns = either(closed_class("agent_without_ending"))
    return re.compile(
        rf"(?:\A| )(?:{nouns}|[a-z]{{3,24}}(?:(?<!s)s|er|or|ist|ian|man|men|ant))"
        rf" (?!(?:{either(closed_class('noun_in_ing'))}) )[a-z]{{3,14}}ing (?:the )?\Z",
        re.IGNORECASE,
    )


@cache
def _instances() -> re.Pattern[str]:
    """Return what stands before one of those whom a phrase is about: "firms such as [Ash]"."""
    return re.compile(rf" (?:{either(closed_class('before_instance'))}) ")


_RELATED = re.compile(" who ")


_FOR_A = re.compile(r" for (?:an?|his|her|its|their)(?: [a-z-]+){1,2}\Z")  # "for a reputed [Lee]"
_DOING = re.compile(
    r" (?:for|of|in|against|about|by) [a-z]{3,14}ing(?: the)?\Z"
)  # "of selling [Ash]"
_DETERMINED = re.compile(
    r"(?:^| )(?:the|a|an|its|their|our|his|her|this|that|both)\Z", re.IGNORECASE
)
_POSSESSOR = re.compile(r"(?:^| )[^ ]+(?:['’]s|s['’])\Z")


def is_head(before: str) -> bool:
    """Tell whether a name after the words `before` is the head of the phrase."""
    if before:
        before = _DETERMINED.sub("", _POSSESSOR.sub("", before))
    if not before or before[-1] == ",":
        return True
    return before.rpartition(" ")[2].lower() not in closed_class("before_no_head")
