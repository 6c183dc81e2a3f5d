"""What `credscore card` and `credscore explain` print."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from credscore.article import Article, Level
from credscore.codec import encode
from credscore.errors import MissingExtraError
from credscore.extra.cli_output import STDIN, OutputError, UsageError, complain, say
from credscore.weighing.audit import Audit
from credscore.weighing.card import BUILT_IN, Rule, Scorecard, load_card
from credscore.weighing.card_text import start_card
from credscore.weighing.claim_reading import LEVELS
from credscore.weighing.column import Feature
from credscore.weighing.compare import compare_cards
from credscore.weighing.features import Which, features_of
from credscore.weighing.reach import Reaches

_KINDS: tuple[Which, ...] = BUILT_IN
_INDENT = "  "


def show(card: Scorecard, width: int) -> str:
    """Return a card in words."""
    lines = [
        f"{card.name} {card.version}: a card about the {card.about}",
        *_wrap(f"from {card.source}; {card.licence}", width),
        "",
        f"{card.prior:+.3f} bits to start with",
        *_wrap(card.because, width),
    ]
    for rule in card.rules:
        lines += ["", *_rule(rule, card, width)]
    return "\n".join(lines)


def _wrap(text: str, width: int, indent: str = _INDENT) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)


def _rule(rule: Rule, card: Scorecard, width: int) -> Iterator[str]:
    feature = {feature.name: feature for feature in features_of(card.about)}[rule.feature]
    yield f"{rule.id}  {rule.title} ({rule.feature}, {rule.direction.value})"
    curve = ", ".join(f"{feature.say(value)} {bits:+.3f}" for value, bits in rule.points)
    yield from _wrap(f"bits by value: {curve}", width)
    yield from _wrap(rule.because, width)
    if rule.cites:
        yield from _wrap(f"cites {', '.join(rule.cites)}; order {rule.basis.value}", width)


def check(name: str, *, laws: bool) -> str:
    """Return what to say of a card without problems.

    Raises:
        CardError: It has some.
        OutputError: It breaks a law; the message names each.
        MissingExtraError: The laws need an extra that is not installed.
    """
    card = load_card(name)
    rules = "1 rule" if len(card.rules) == 1 else f"{len(card.rules)} rules"
    words = f"{name}: {card.name} {card.version}, {rules}, no problem found"
    if not laws:
        return words
    try:
        from credscore.extra.card_laws import laws_of  # noqa: PLC0415 - brings hypothesis
    except ImportError as error:
        raise MissingExtraError("--laws", package="hypothesis", extra="strategies") from error
    broken = []
    for law in laws_of(card):
        try:
            law.check(card)
        except AssertionError as error:
            told = str(error).replace("\n", f"\n{_INDENT}")
            broken.append(f"\n\n{_INDENT}{law.name.replace('_', ' ')}\n{_INDENT * 2}{told}")
    if broken:
        raise OutputError(f"{name} breaks {len(broken)} of the laws{''.join(broken)}")
    return f"{words}; it keeps all {len(laws_of(card))} laws"


def told(found: Audit | Reaches, *, as_json: bool) -> str:
    """Return what was found as a table, or as JSON."""
    return json.dumps(encode(found), ensure_ascii=False, indent=2) if as_json else str(found)


def diff(
    cards: tuple[Scorecard, Scorecard],
    articles: Sequence[tuple[str, Article]],
    *,
    as_json: bool,
    most: int,
) -> str:
    """Return what the second of two cards moves over articles, each with the name of its input.

    Raises:
        CardError: One card is about claims and the other about articles.
    """
    names, read = [name for name, _ in articles], [article for _, article in articles]
    found = compare_cards(*cards, read, most=most, names=names)
    return json.dumps(encode(found), ensure_ascii=False, indent=2) if as_json else str(found)


def write_start(target: str, *, about: Which | None, origin: str | None) -> None:
    """Write a copy of a card, for a user to change, to a new file or to standard output.

    Raises:
        UsageError: The file exists, or cannot be written, or the card is about something else.
        CardError: The card to start from is not usable.
    """
    source = origin or about or "claim"
    card = load_card(source)
    if about not in (None, card.about):
        raise UsageError(f"--about {about}, but {source} is a card about the {card.about}")
    text = start_card(card, source)
    if target == STDIN:
        say(text.removesuffix("\n"))
        return
    try:
        # "x": a card of somebody's own is not to be lost.
        with Path(target).open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{target} exists, and is left as it is: name a new file") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot write {target}: {reason}") from error
    complain(f"wrote {target}")


def explain(word: str | None, width: int) -> str:
    """Return what a level, a rule or a feature means; all of them, a line each, without a word.

    Raises:
        UsageError: There is no such word; the message names near ones.
    """
    if word is None:
        return _everything()
    wanted = word.strip().casefold()
    for level in Level:
        if wanted == level.name.casefold():
            return _level(level, width)
    found = [*_rules_named(wanted, width), *_features_named(wanted, width)]
    if not found:
        near = get_close_matches(wanted, _words(), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "credscore explain lists them all"
        raise UsageError(f"no level, rule or feature is called {word}; {hint}")
    return "\n\n".join(found)


def _words() -> list[str]:
    words = [level.name.casefold() for level in Level]
    for which in _KINDS:
        words += (rule.id.casefold() for rule in load_card(which).rules)
        words += (feature.name for feature in features_of(which))
    return words


def _level(level: Level, width: int) -> str:
    lines = [f"{level.name}: {LEVELS[level]}"]
    for rule in load_card("claim").rules:
        if rule.feature == "level":
            bits = float(rule.bits([float(level)])[0])
            lines += _wrap(f"{bits:+.3f} bits by rule {rule.id}. {rule.because}", width)
    return "\n".join(lines)


def _rules_named(wanted: str, width: int) -> Iterator[str]:
    for which in _KINDS:
        card = load_card(which)
        for rule in card.rules:
            if wanted in {name.casefold() for name in (rule.id, *rule.cites)}:  # R12 is in R12-R13
                yield "\n".join([f"Rule of the {which} card", *_rule(rule, card, width)])


def _features_named(wanted: str, width: int) -> Iterator[str]:
    for which in _KINDS:
        for feature in features_of(which):
            if feature.name.casefold() == wanted:
                yield "\n".join(_feature(feature, which, width))


def _feature(feature: Feature, which: Which, width: int) -> Iterator[str]:
    yield f"Feature of the {which}: {feature.name}, {feature.title}"
    yield from _wrap(feature.meaning, width)
    high = "no bound" if feature.high is None else f"{feature.high:g}"
    yield from _wrap(f"{feature.unit}, from {feature.low:g} to {high}", width)
    if feature.words:
        steps = (f"{feature.low + n:g} {word}" for n, word in enumerate(feature.words))
        yield from _wrap("; ".join(steps), width)
    used = [rule.id for rule in load_card(which).rules if rule.feature == feature.name]
    yield from _wrap(f"weighed by {', '.join(used)}" if used else "weighed by no rule", width)


def _everything() -> str:
    lines = ["Levels"]
    lines += (f"{_INDENT}{level.name}  {LEVELS[level]}" for level in reversed(Level))
    for which in _KINDS:
        lines += ["", f"Rules of the {which} card"]
        rules = load_card(which).rules
        wide = max((len(rule.id) for rule in rules), default=0) + 2
        lines += (f"{_INDENT}{rule.id:<{wide}}{rule.title}" for rule in rules)
        lines += ["", f"Features of the {which}"]
        lines += (f"{_INDENT}{f.name:<22}{f.title}" for f in features_of(which))
    return "\n".join(lines)
