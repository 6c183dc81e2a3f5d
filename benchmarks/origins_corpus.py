"""Made-up pages of made-up words, in fives about one thing, for measuring how linking grows."""

import numpy as np

from credscore.article import Level, Span
from credscore.linking.document import Document, Statement

WORDS, NAMES = 60_000, 8_000
STATEMENTS = 30
_COMMON = "the of and to in a that it was for on with as by at from had were which after".split()
_KEPT, _EDITED = 0.5, 0.3
"""Share of the statements of a topic that a page has as they are, and with two other words; the
others are its own."""
_CONSONANTS, _VOWELS = list("bcdfglmnprstv"), list("aeiou")


def pages(count: int, seed: int = 5) -> list[Document]:
    """Return pages, the same for one seed; a word is as frequent as its rank allows (Zipf)."""
    words = _words(np.random.default_rng((seed, 0)))
    found: list[Document] = []
    for event in range(-(-count // 5)):
        topic = _Topic(np.random.default_rng((seed, 1, event)), words)
        base = [topic.sentence() for _ in range(STATEMENTS)]
        found.extend(topic.page(f"{5 * event + place:06}", base) for place in range(5))
    return found[:count]


def _words(rng: np.random.Generator) -> list[str]:
    """Return words of two to four syllables, the most frequent first."""
    sizes = rng.integers(2, 5, WORDS)
    syllables = [
        _CONSONANTS[one] + _VOWELS[other]
        for one, other in zip(
            rng.integers(0, len(_CONSONANTS), sizes.sum()).tolist(),
            rng.integers(0, len(_VOWELS), sizes.sum()).tolist(),
            strict=True,
        )
    ]
    ends = np.cumsum(sizes).tolist()
    return ["".join(syllables[a:b]) for a, b in zip([0, *ends], ends, strict=False)]


_WEIGHTS = np.cumsum(1 / (np.arange(WORDS) + 3))


class _Topic:
    """What five pages are about: eight names."""

    def __init__(self, rng: np.random.Generator, words: list[str]) -> None:
        self._rng = rng
        self._words = words
        self._names = [words[3000 + at].capitalize() for at in rng.integers(0, NAMES, 8).tolist()]

    def _drawn(self, count: int) -> list[str]:
        ranks = np.searchsorted(_WEIGHTS, self._rng.random(count) * _WEIGHTS[-1])
        return [self._words[rank] for rank in ranks.tolist()]

    def sentence(self) -> list[str]:
        """Return 8 to 24 words: common ones, names of the topic, numbers, and any other."""
        said = self._drawn(int(self._rng.integers(8, 25)))
        kinds = self._rng.random(len(said)).tolist()
        picks = self._rng.integers(0, 1 << 20, len(said)).tolist()
        for at, (kind, pick) in enumerate(zip(kinds, picks, strict=True)):
            if kind < 0.4:
                said[at] = _COMMON[pick % len(_COMMON)]
            elif kind < 0.52:
                said[at] = self._names[pick % len(self._names)]
            elif kind < 0.55:
                said[at] = str(2 + pick % 900)
        return said

    def page(self, name: str, base: list[list[str]]) -> Document:
        """Return a page that tells most of what its topic has."""
        statements: list[Statement] = []
        text = ""
        for told, drawn in zip(base, self._rng.random(len(base)).tolist(), strict=True):
            said = list(told) if drawn < _KEPT + _EDITED else self.sentence()
            if _KEPT <= drawn < _KEPT + _EDITED:
                first, second = self._rng.integers(1, len(said), 2).tolist()
                said[first], said[second] = self._drawn(2)
            sentence = " ".join([said[0].capitalize(), *said[1:]])
            statements.append(
                Statement(span=Span(len(text), len(text) + len(sentence)), level=Level.L0)
            )
            text += sentence + ". "
        day = f"2024-05-{int(self._rng.integers(1, 29)):02}"
        return Document(id=name, text=text, published=day, statements=tuple(statements))
