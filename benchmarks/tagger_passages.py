"""Made-up news passages with their attributions, for forms that the training corpus hardly holds.

PolNeAR is American political news of 2015-16: it has few interrupted clauses ("The driver, police
said, was ..."), hearers without "that", abbreviations behind names or verbs such as "reckons".
Forms and fillers are our own (benchmarks/tagger_forms); a passage is drawn from them, so source,
cue and content are known exactly.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from benchmarks.marks import read_marks

FOLDER = Path(__file__).with_name("tagger_forms")
_FILLER = re.compile(r"<(\^?)(\w+)>")
_CHOICE = re.compile(r"\(([^()\[\]<>]*\|[^()]*)\)")
_DOUBLED = re.compile(r",\](?=[.,;:])")  # the comma behind an apposition, where a mark follows
HEADED = 0.6
"""Share of the longer passages that have a headline."""
MOST_ROUNDS = 12
"""Fillers within fillers; deeper ones are a fault of the tables."""


@attrs.frozen(kw_only=True)
class Forms:
    """The templates, their weights, those of headlines, and the fillers of each domain."""

    templates: tuple[str, ...]
    weights: np.ndarray
    headlines: tuple[str, ...]
    domains: tuple[Mapping[str, Sequence[Any]], ...]


def read_forms(folder: Path = FOLDER) -> Forms:
    """Read the tables of a folder."""
    tables = {f.stem: tomllib.loads(f.read_text("utf-8")) for f in sorted(folder.glob("*.toml"))}
    shared, forms = (tables["templates"][key] for key in ("shared", "form"))
    del tables["templates"]
    headlines = [t for f in forms if f.get("headline") for t in f["templates"]]
    forms = [f for f in forms if not f.get("headline")]
    templates = [(t, f["weight"] / len(f["templates"])) for f in forms for t in f["templates"]]
    weights = np.array([weight for _, weight in templates])
    return Forms(
        templates=tuple(template for template, _ in templates),
        weights=weights / weights.sum(),
        headlines=tuple(headlines),
        domains=tuple({**shared, **table} for table in tables.values()),
    )


def passages(count: int, *, seed: int, forms: Forms) -> Iterator[dict[str, Any]]:
    """Yield records as the corpus has them: id, text, attributions with spans."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        domain = forms.domains[int(rng.integers(len(forms.domains)))]
        paragraphs = int(rng.choice([1, 2, 4, 6, 8], p=[0.25, 0.15, 0.2, 0.2, 0.2]))
        text, attributions = "", []
        for place in range(paragraphs):
            if place == 0 and paragraphs > 2 and rng.random() < HEADED:
                head = forms.headlines[int(rng.integers(len(forms.headlines)))]
                pieces = [read_marks(_filled(rng, head, domain))]
            else:
                pieces = [_piece(rng, forms, domain) for _ in range(int(rng.integers(1, 4)))]
            gap = "\n\n" if place else ""
            for piece in pieces:
                text += gap
                attributions += [_moved(one, len(text)) for one in piece["attributions"]]
                text += piece["text"]
                gap = " "
        yield {"id": f"made-up-{number:05}", "text": text, "attributions": attributions}


def _piece(
    rng: np.random.Generator, forms: Forms, domain: Mapping[str, Sequence[Any]]
) -> dict[str, Any]:
    template = forms.templates[int(rng.choice(len(forms.templates), p=forms.weights))]
    return read_marks(_filled(rng, template, domain))


def _filled(rng: np.random.Generator, words: str, domain: Mapping[str, Sequence[Any]]) -> str:
    """Choose and fill until nothing is left to fill; brackets of parts stay."""

    def choose(match: re.Match[str]) -> str:
        return str(rng.choice(match.group(1).split("|")))

    def fill(match: re.Match[str]) -> str:
        capital, kind = match.groups()
        if kind == "number":
            return str(rng.integers(3, 90)) + str(rng.choice(["", "", " million", " percent"]))
        several = domain[kind]
        found = several[int(rng.integers(len(several)))]
        found = f"{found[0]} ({found[1]})" if kind == "body_abbr" else found
        return "\0" + found if capital else found

    for _ in range(MOST_ROUNDS):
        before = words
        words = _CHOICE.sub(choose, words)
        words = _FILLER.sub(fill, words)
        if words == before:
            break
    words = _DOUBLED.sub("]", words)
    return re.sub("\0+(.)", lambda match: match.group(1).upper(), words)


def _moved(attribution: Mapping[str, Any], shift: int) -> dict[str, Any]:
    return {
        part: spans and [[start + shift, end + shift] for start, end in spans]
        for part, spans in attribution.items()
    }
