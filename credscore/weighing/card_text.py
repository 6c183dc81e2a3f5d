"""Card to TOML text that `card.read_card` takes back, each point with its value in words."""

import json
from collections.abc import Iterable, Iterator

import attrs

from credscore.weighing.card import Rule, Scorecard, check_card, read_card, strength
from credscore.weighing.column import Feature
from credscore.weighing.curve import exact
from credscore.weighing.explain import plain_line
from credscore.weighing.features import features_of

_DIGITS = 8
"""Decimals that tell two neighbours of the grain of bits apart, with one to spare."""

_START = """\
A card of your own: where every {about} starts, and one curve a rule. All sizes are in bits:
+1 doubles the odds that the {about} stands on an accountable source, -1 halves them.

  credscore card check FILE --laws        every problem with its line, and every law
  credscore score page.html --card FILE   scores by it
  credscore card diff {origin} FILE pages/*.html
      which {about}s it moves, by how much, and by which rule

How a rule is written, one table [[rule]] each, in any order:
  id          yours to choose, its own within the card
  title       a heading for reports
  feature     what it reads; `credscore explain` lists them all, and
              `credscore explain {feature}` tells what the values of one mean
  direction   what the curve promises as the value grows: "rising", "falling", or "none"
  points      [value, bits], values rising; straight lines between them, flat beyond the
              ends, nothing where the value is unknown
  because     one sentence that a reader of a report understands
  cites       what the order of the curve rests on; [] if nothing
  basis       "cited" if that order is cited, otherwise "design choice"
A rule that you delete no longer counts."""


def start_card(card: Scorecard, origin: str) -> str:
    """Return the text of a copy of `card` for a user to change, with how a rule is written.

    Args:
        card: The card to start from.
        origin: How `load_card` finds it: "claim", "article" or a file.
    """
    mine = attrs.evolve(
        card,
        name=f"my-{card.name}",
        version="1",
        source=f"changed from the card {card.name} {card.version}; {card.source}",
    )
    feature = card.rules[0].feature if card.rules else features_of(card.about)[0].name
    start = _START.format(about=card.about, origin=plain_line(origin), feature=feature)
    return card_text(mine, head=start, ours="yours to change, with every change of the rules")


def card_text(card: Scorecard, *, head: str = "", ours: str = "") -> str:
    """Return a usable card as TOML; `read_card` gives an equal card.

    Args:
        card: The card.
        head: A comment to stand above it.
        ours: A comment to stand above its name, version and source.

    Raises:
        CardError: The card is not usable as a file: among others it does not state its name,
            version, source, licence, or why its prior.
    """
    check_card(card)
    names = [f"{key} = {_string(getattr(card, key))}" for key in ("name", "version", "source")]
    features = {feature.name: feature for feature in features_of(card.about)}
    lines = [
        *_comment(head.splitlines()),
        *([""] if head else []),
        *_comment(ours.splitlines()),
        *names,
        f"licence = {_string(card.licence)}",
        f"about = {_string(card.about)}",
        f"prior = {_bits(card.prior)}  # a strength of {float(strength(card.prior)):.2f}",
        f"because = {_string(card.because)}",
    ]
    for rule in card.rules:
        lines += ["", *_rule(rule, features[rule.feature])]
    text = "\n".join(lines) + "\n"
    read_card(text, card.name)  # a card made in code need not state its source; a file must
    return text


def _comment(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        bare = "".join(letter if letter.isprintable() else " " for letter in line)
        yield f"# {bare}".rstrip()


def _rule(rule: Rule, feature: Feature) -> Iterator[str]:
    yield "[[rule]]"
    for key in ("id", "title", "feature"):
        yield f"{key} = {_string(getattr(rule, key))}"
    yield f"direction = {_string(rule.direction.value)}"
    yield "points = ["
    pairs = [f"    [{_value(value)}, {_bits(bits)}]," for value, bits in rule.points]
    width = max(map(len, pairs), default=0)
    for pair, (value, _) in zip(pairs, rule.points, strict=True):
        said = feature.say(value)
        told = "" if said == _value(value) else f"{'':{width - len(pair)}}  # {said}"
        yield f"{pair}{told}"
    yield "]"
    yield f"because = {_string(rule.because)}"
    yield f"cites = [{', '.join(map(_string, rule.cites))}]"
    yield f"basis = {_string(rule.basis.value)}"


def _string(text: str) -> str:
    """Return a basic string of TOML: that of JSON, which lets one character more stand bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _bits(bits: float) -> str:
    """Return the shortest decimal that the grain of bits rounds to `bits`."""
    shortest = next(n for n in range(_DIGITS + 1) if exact(float(f"{bits:.{n}f}")) == bits)
    return f"{bits:.{shortest}f}"
