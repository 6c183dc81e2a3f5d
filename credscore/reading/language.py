"""What language a text is in, by its script and its function words.

Only a bounded sample is read, so the cost does not grow with the text. None means that the text
is too short or too mixed to tell.
"""

import re
from collections import Counter
from functools import cache, lru_cache

from credscore.reading.lexicon import load_table

SAMPLE = 2_000
"""Characters of the text that are read: two halves, from the start and from the middle."""

MIN_WORDS = 8
"""Fewest words by which a language is told."""

CLEAR_WORDS = 40
"""Words from which on what the text shows beats what the page declares."""

MIN_SHARE = 0.12
"""Least share of function words of the language; running text has .25 to .50."""

MARGIN = 1.15
"""Factor by which the best language must lead the next, else the declared one decides."""

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
}
_SCRIPT_NAMES = {
    "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "he": "Hebrew", "th": "Thai", "hi": "Hindi",
    "bn": "Bengali", "ta": "Tamil", "ka": "Georgian", "hy": "Armenian", "am": "Amharic",
    "my": "Burmese", "km": "Khmer",
}  # fmt: skip
_FAR = re.compile("[\u0530-\u05ff\u0900-\u1fff\u3040-\ud7ff]")
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
    return _names().get(_base(code), code)


def detect_language(text: str, *, declared: str | None = None) -> str | None:
    """Return the code of the language of `text`, or None where it cannot be told.

    Args:
        text: The text; a sample of `SAMPLE` characters is read.
        declared: What the page declares ("en-GB"). It decides where the text is short or unclear,
            and keeps its region where the text agrees.

    >>> detect_language("Der Hund ist nicht im Garten, und die Katze ist auch nicht im Haus.")
    'de'
    """
    sample = _sample(text)
    shown, words = _shown(sample)
    given = declared.strip().replace("_", "-") if declared and declared.strip() else None
    if given is None:
        return shown
    if shown is None or _base(given) == _base(shown) or words < CLEAR_WORDS:
        return given
    return shown


def _base(code: str) -> str:
    base = code.strip().replace("_", "-").split("-")[0].lower()
    return {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "sh": "hr", "bs": "hr"}.get(base, base)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    half = SAMPLE // 2
    middle = len(text) // 2
    return f"{text[:half]} {text[middle : middle + half]}"


@lru_cache(maxsize=8)
def _shown(sample: str) -> tuple[str | None, int]:
    """Return the language that the sample shows, and on how many words that rests."""
    if _FAR.search(sample):
        letters = len(_LETTER.findall(sample))
        script = _by_script(sample, letters)
        if script:
            return script, letters // 3
    words = _WORD.findall(sample.lower().replace("’", "'"))
    if len(words) < MIN_WORDS:
        return None, len(words)
    return _by_words(words, sample), len(words)


def _by_script(sample: str, letters: int) -> str | None:
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS.items()}
    if counts["ja"] * 8 > counts["zh"] > 0 or counts["ja"] * 2 > letters:
        counts["ja"] += counts["zh"]
    code = max(counts, key=lambda c: counts[c])
    return code if counts[code] * 2 > letters and counts[code] >= MIN_WORDS else None


def _by_words(words: list[str], sample: str) -> str | None:
    table = _languages()
    hits: Counter[str] = Counter()
    for word, number in Counter(words).items():
        for code in table.get(word, ()):
            hits[code] += number
    if not hits:
        return None
    if not sample.isascii():
        lowered = sample.lower()
        leading = hits.most_common(1)[0][1] // 3
        for code, pattern in _TELLING.items():
            if hits[code] > leading:
                hits[code] += len(pattern.findall(lowered)) // 4
    (best, score), *rest = hits.most_common(2)
    if score < max(3, MIN_SHARE * len(words)):  # three words are no accident
        return None
    if rest and score < MARGIN * rest[0][1]:
        return None
    return best
