"""Datelines: the place, and in brackets the party that the report was sent by.

"KYIV (Reuters) -", "(ANSA) - Rome, January 24 -", "MOSCOW, August 6 (RIA Novosti)", "SEOUL, Nov. 3
(Yonhap) --".
"""

import re
from collections.abc import Mapping

import attrs

from credscore.article import Span
from credscore.reading.gazetteer import country_words, news_agency_names
from credscore.reading.lexicon import fold
from credscore.reading.text import Text

HEAD_LINES = 12
"""Lines at the start in which the dateline must stand."""

_WORD = r"[^\W\d_a-zß-ÿа-яіїєґ][\w.'’-]{0,24}"
_PLACE = (
    rf"{_WORD}(?:(?:,?\s(?:de |la |del |el |of |am |an der )?|/){_WORD}){{0,4}}"
    r"(?:,?\s?(?:\w{3,9}\.?\s\d{1,2}|\d{1,2}\.?\s\w{3,9})\.?(?:,?\s\d{4})?)?"
)
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})[,.]?\s?\((?P<party>[^()\n]{{2,40}})\)"
    r"(?:\s?(?:[-–—:.]|--)|\s(?=[A-ZÀ-ÞА-ЯІЇЄҐ]))"
    r"|\((?P<first>[^()\n]{2,40})\)\s?(?:[-–—]|--)"
)
_GLUED = re.compile(
    r"(?<!\w)(?P<place>[A-ZÀ-ÞА-ЯІЇЄҐ]{4,20}(?:[ ,/]{1,2}[A-ZÀ-ÞА-ЯІЇЄҐ][\w.]{1,20}){0,3})"
    r"\s\((?P<party>[^()\n]{2,40})\)\s?(?:[-–—]|--)"
)
_SLASHED = re.compile(
    r"(?P<place>[^\n/]{3,60}?)\s?/\s?(?P<party>[A-Za-zА-Яа-я-]{2,20})\s?/\s?"
    r"(?:[-–—.]|--|\w{3,9}\.?\s\d{1,2},\s\d{4}\s?/)"
)
_PARTED = (
    re.compile(  # "BERLIN dpa | ", "Москва. 14 мая. INTERFAX.RU - ", "КИЇВ, 14 травня. УНІАН. "
        rf"(?P<place>{_WORD}(?:[ -]{_WORD})?)(?:\s(?P<party>[\w-]{{2,12}})\s\|\s"
        r"|[.,]\s\d{1,2}\s\w{3,9}[.,]?(?:\s[-–—])?\s"
        r"(?P<first>[^\n.,()|–—-]{2,22}(?:-[^\n.,()|–—-]{2,12})?)(?:\.RU)?(?:\.|\s[-–—])\s)"
    )
)
MAX_OFFSET = 160
"""Characters before the dateline: a headline that the browser glued to the first paragraph."""


@attrs.frozen(kw_only=True)
class Dateline:
    """A dateline: the place (or None), the party in brackets, and the span of both."""

    place: str | None
    party: str
    span: Span


def find_dateline(text: Text) -> Dateline | None:
    """Return the first dateline that names a party, among the first lines.

    >>> from credscore.reading.text import read_text
    >>> find_dateline(read_text("KYIV (Reuters) - It snowed.")).party
    'Reuters'
    """
    for paragraph in text.paragraphs[:HEAD_LINES]:
        line = text.text[paragraph.start : min(paragraph.end, paragraph.start + MAX_OFFSET + 100)]
        match = _match(line)
        if match is None:
            continue
        groups = match.groupdict()
        group = "party" if groups.get("party") else "first"
        place = (groups.get("place") or "").strip(" ,./")
        return Dateline(
            place=place or None,
            party=match.group(group).strip(),
            span=Span(paragraph.start + match.start(), paragraph.start + match.end(group) + 1),
        )
    return None


def _match(line: str) -> "re.Match[str] | None":
    if "(" in line:
        start = len(line) - len(line.lstrip(" \"'“”*—–-"))
        match = _DATELINE.match(line, start) or _GLUED.search(line)
        return match if match and match.start() <= MAX_OFFSET else None
    match = _SLASHED.match(line) if "/" in line else None
    return match or _parted(line)


def _parted(line: str) -> "re.Match[str] | None":
    """Match a dateline without brackets, whose party must be a known agency."""
    match = _PARTED.match(line)
    party = (match["party"] or match["first"]) if match else ""
    return match if fold(party) in news_agency_names() else None


_BARE = re.compile(
    r"(?P<place>[A-ZÀ-Þ]{2}[A-ZÀ-Þ .'’-]{1,30})(?:, [A-Z][\w. ]{1,24})?"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:, \d{4})?)?"
    r"(?: ?\([^()\n]{2,40}\))? ?(?P<end>--?|[–—]|:) "
)


def openings_by_dateline(text: Text) -> Mapping[int, int]:
    """Return where the first paragraphs begin that open with a dateline, and where it ends.

    Its place stands in capitals, its party may be missing: "KYIV, Oct. 4 (Reuters) - ", "LAGOS —".
    Before a colon the place must be a country or a capital, as names in transcripts stand so too.

    >>> from credscore.reading.text import read_text
    >>> openings_by_dateline(read_text("KYIV — It snowed."))
    {0: 7}
    """
    found: dict[int, int] = {}
    for paragraph in text.paragraphs[:HEAD_LINES]:
        match = _BARE.match(text.text, paragraph.start, paragraph.end)
        if match is None:
            continue
        if match["end"] == ":" and match["place"].lower() not in country_words():
            continue
        found[paragraph.start] = match.end()
    return found
