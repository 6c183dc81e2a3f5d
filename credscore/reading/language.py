"""What language a text is in, by its script and its function words.

Only a bounded sample is read, so the cost does not grow with the text. None means that the text
is too short or too mixed to tell. Where only the script is known, the code says so: "und-Cyrl".
"""

import re
from collections import Counter
from functools import cache, lru_cache

import attrs

from credscore.reading.lexicon import load_table

SAMPLE = 2_000
"""Characters of the text that are read: two halves, from the start and from the middle."""

MIN_WORDS = 8
"""Fewest words by which a language is told."""

CLEAR_WORDS = 40
"""Words from which on what the text shows beats what the page declares."""

MIN_DIFFERENT = 2
"""Fewest different function words by which a language is told."""

MIN_MARKS = 3
"""Fewest letters that one language has alone by which it is told without function words."""

MIN_LETTERS = 4
"""Fewest letters by which a script is told."""

MIN_SHARE = 0.12
"""Least share of function words of the language; running text has .25 to .50."""

MARGIN = 1.15
"""Factor by which the best language must lead the next, else the declared one decides."""

SHORT_MARGIN = 2.0
"""The same below `CLEAR_WORDS`, where a few words may be an accident."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af\u1100-\u11ff]"),
    "zh": re.compile("[\u4e00-\u9fff\u3400-\u4dbf]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "am": re.compile("[\u1200-\u137f]"),
    "my": re.compile("[\u1000-\u109f]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "und-Cyrl": re.compile("[\u0400-\u052f]"),
    "und-Arab": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
}
# Scripts of many languages: function words tell which, or else these letters, the rarest first.
_WITHIN = {
    "und-Cyrl": {
        "be": re.compile("[ўЎ]"), "uk": re.compile("[іїєґІЇЄҐ]"), "sr": re.compile("[јљњђћџ]"),
        "ru": re.compile("[ыэёЫЭЁ]"),
    },
    "und-Arab": {"ur": re.compile("[ٹڈڑے]"), "fa": re.compile("[پچژگ]"), "ar": re.compile("[ةىي]")},
}  # fmt: skip
_SCRIPT_NAMES = {
    "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "he": "Hebrew", "th": "Thai", "hi": "Hindi",
    "bn": "Bengali", "ta": "Tamil", "ka": "Georgian", "hy": "Armenian", "am": "Amharic",
    "my": "Burmese", "km": "Khmer", "el": "Greek", "be": "Belarusian", "ur": "Urdu",
    "und-cyrl": "a language in Cyrillic letters", "und-arab": "a language in Arabic letters",
}  # fmt: skip
_FAR = re.compile("[\u0370-\u07ff\u0900-\u1dff\u1f00-\u1fff\u3040-\ud7ff\ufb50-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
# Letters that one of several languages of a script has alone: a quarter of a word each.
_TELLING = {
    "uk": re.compile("[іїєґ]"), "ru": re.compile("[ыэё]"), "be": re.compile("[ўё]"),
    "sr": re.compile("[јљњђћџ]"), "bg": re.compile("ъ(?=[^\\W])"), "fa": re.compile("[پچژگ]"),
    "ur": re.compile("[ٹڈڑےہ]"), "pl": re.compile("[ąęłśż]"), "cs": re.compile("[ěřů]"),
    "sk": re.compile("[ľĺŕô]"), "ro": re.compile("[ășț]"), "hu": re.compile("[őű]"),
    "tr": re.compile("[ğış]"), "vi": re.compile("[ạảấầếệộợđ]"), "nb": re.compile("[øå]"),
    "da": re.compile("[øå]"), "sv": re.compile("[äöå]"), "lv": re.compile("[āēīņ]"),
    "lt": re.compile("[ėųū]"), "et": re.compile("[õ]"), "pt": re.compile("[ãõ]"),
    "es": re.compile("[ñ¿¡]"), "de": re.compile("[ß]"), "hr": re.compile("[đć]"),
}  # fmt: skip


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return the languages of each function word."""
    table: dict[str, list[str]] = {}
    for entry in load_table("languages"):
        table.setdefault(entry.phrase, []).append(str(entry.fields["language"]))
    return {word: tuple(codes) for word, codes in table.items()}


@cache
def _names() -> dict[str, str]:
    named = {str(e.fields["language"]): str(e.fields["name"]) for e in load_table("languages")}
    return {**_SCRIPT_NAMES, **named}


def language_name(code: str) -> str:
    """Return the English name of a language by its code, or the code itself.

    >>> language_name("de-AT"), language_name("tlh")
    ('German', 'tlh')
    """
    names = _names()
    return names.get(code.lower()) or names.get(_base(code), code)


def detect_language(text: str, *, declared: str | None = None) -> str | None:
    """Return the code of the language of `text`, or None where it cannot be told.

    Args:
        text: The text; a sample of `SAMPLE` characters is read.
        declared: What the page declares ("en-GB"). It decides where the text is unclear, or short
            and not clearly something else, and keeps its region where the text agrees.

    >>> detect_language("Der Hund ist nicht im Garten, und die Katze ist auch nicht im Haus.")
    'de'
    """
    shown = _shown(_sample(text))
    given = _declared(declared or "")
    if given is None:
        return shown.code if shown.clear else None
    return given if shown.code is None or shown.allows(_base(given)) else shown.code


def _declared(written: str) -> str | None:
    """Return a code as BCP 47 (RFC 5646, 2.1.1) writes it: "EN_us" as "en-US"; or None."""
    base, *more = written.strip().replace("_", "-").split("-")
    if not base:
        return None
    regions = (part.upper() if len(part) == len("US") else part for part in more)
    return "-".join((base.lower(), *regions))


@attrs.frozen(kw_only=True)
class _Shown:
    """What a sample shows by itself.

    Attributes:
        code: The likeliest language; None where there is none.
        words: On how many words this rests.
        hits: Function words found of each language; None where letters told.
        clear: Whether the language leads far enough to be told without a declaration.
    """

    code: str | None
    words: int
    hits: Counter[str] | None = None
    clear: bool = True

    def allows(self, given: str) -> bool:
        """Return whether a text that shows this may be in the declared language all the same."""
        if self.code is None or given == _base(self.code):
            return True
        if self.hits is None or self.code.startswith("und"):
            return given not in _latin() and self.words < CLEAR_WORDS
        margin = SHORT_MARGIN if self.words < CLEAR_WORDS else MARGIN
        return self.hits[given] * margin >= self.hits[self.code]


@cache
def _latin() -> frozenset[str]:
    """Return the languages known to be written in Latin letters."""
    return frozenset(
        str(entry.fields["language"])
        for entry in load_table("languages")
        if not _FAR.search(str(entry.fields["example"]))
    )


def _base(code: str) -> str:
    base = code.strip().replace("_", "-").split("-")[0].lower()
    return {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "sh": "hr", "bs": "hr"}.get(base, base)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    half = SAMPLE // 2
    middle = len(text) // 2
    return f"{text[:half]} {text[middle : middle + half]}"


# One class at the front, as the expression is then looked for without being tried everywhere.
_INITIALS = re.compile(r"[A-Z](?<!\w.)\.(?:[A-Z]\.)+")
"""The "u" and "s" of "U.S." are words of other languages."""


@lru_cache(maxsize=8)
def _shown(sample: str) -> _Shown:
    script = None
    if _FAR.search(sample):
        letters = len(_LETTER.findall(sample))
        script = _by_script(sample, letters)
        if script and script not in _WITHIN:
            return _Shown(code=script, words=letters // 3)
    words = _WORD.findall(_INITIALS.sub(" ", sample).lower().replace("’", "'"))
    hits = _hits(words, sample)
    told = _by_words(words, hits)
    if told.code is None and not script and len(words) >= MIN_WORDS and not hits["en"]:
        return _Shown(code=_by_marks(sample), words=len(words))
    if script:
        code = told.code if told.clear and told.code and told.code not in _latin() else None
        return _Shown(code=code or _by_letters(sample, script), words=len(words))
    return told


def _by_script(sample: str, letters: int) -> str | None:
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS.items()}
    if counts["ja"] * 8 > counts["zh"] > 0 or counts["ja"] * 2 > letters:
        counts["ja"] += counts["zh"]
    code = max(counts, key=lambda c: counts[c])
    return code if counts[code] * 2 > letters and counts[code] >= MIN_LETTERS else None


def _by_letters(sample: str, script: str) -> str:
    found = (code for code, pattern in _WITHIN[script].items() if pattern.search(sample))
    return next(found, script)


def _by_marks(sample: str) -> str | None:
    """Return the language whose own letters stand out, in a text too short for function words."""
    if sample.isascii():
        return None
    lowered = sample.lower()
    counts = Counter({code: len(marks.findall(lowered)) for code, marks in _TELLING.items()})
    (best, most), (_, next_most) = counts.most_common(2)
    return best if most >= MIN_MARKS and most > next_most else None


def _hits(words: list[str], sample: str) -> Counter[str]:
    """Count the function words of each language; its telling letters count a quarter each."""
    table = _languages()
    hits: Counter[str] = Counter()
    for word, number in Counter(filter(table.__contains__, words)).items():
        for code in table[word]:
            hits[code] += number
    if hits and not sample.isascii():
        lowered = sample.lower()
        leading = hits.most_common(1)[0][1] // 3
        for code, pattern in _TELLING.items():
            if hits[code] > leading:
                hits[code] += len(pattern.findall(lowered)) // 4
    return hits


def _differ(words: list[str], code: str) -> bool:
    """Tell whether `MIN_DIFFERENT` different words are function words of a language."""
    table = _languages()
    found: set[str] = set()
    for word in words:
        if code in table.get(word, ()):
            found.add(word)
            if len(found) >= MIN_DIFFERENT:
                return True
    return False


def _by_words(words: list[str], hits: Counter[str]) -> _Shown:
    if len(words) < MIN_WORDS or not hits:
        return _Shown(code=None, words=len(words))
    (best, score), *rest = hits.most_common(2)
    if not _differ(words, best) or score < max(3, MIN_SHARE * len(words)):  # no accident
        return _Shown(code=None, words=len(words))
    # Danish or Norwegian may stay open, but not whether it is English.
    if best == "en":
        clear = not rest or score >= MARGIN * rest[0][1]
    else:
        clear = score > hits["en"] * (SHORT_MARGIN if len(words) < CLEAR_WORDS else MARGIN)
    return _Shown(code=best, words=len(words), hits=hits, clear=clear)
