"""Save and load learned models as JSON text, or by skops with that text inside. Never a pickle."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from credscore.codec import decode, encode
from credscore.errors import DecodeError, Problem
from credscore.extra.model import ScorecardClassifier
from credscore.extra.model_versions import check_features, feature_versions
from credscore.weighing.card import Rule, Scorecard, card_problems

FORMAT = "credscore model 1"
"""First field of a saved model; another format has another number."""

TRUSTED = (
    "credscore.extra.model.ClaimVectorizer",
    "credscore.extra.model.ScorecardClassifier",
    "numpy.dtype",
)
"""The types to trust, by name, where skops loads either of ours: `skops.io.load(trusted=...)`."""

_LEARNED = (
    *("card_", "rules_", "shifts_"),
    *("n_rows_", "n_iter_", "n_features_in_", "feature_names_in_"),
)
"""What a fit leaves on a classifier, but the labels, which may be of any type."""


@attrs.frozen(kw_only=True)
class SavedModel:
    """A learned model as plain data.

    Attributes:
        format: `FORMAT`.
        features: For a model with a card, each feature that there was, with unit and range.
        card: The card that was the prior, if any.
        rules: With the curves that were learned.
        shifts: For each label above the first, the bits before anything is known.
        labels: In their order.
        positive: The parameter.
        prior_strength: The parameter.
        max_iter: The parameter.
        columns: Number of columns.
        names: Names of the columns, where X had names.
        rows: Number of rows it learned from.
        steps: Number of iterations it took.
    """

    format: str
    features: tuple[str, ...]
    card: Scorecard | None
    rules: tuple[Rule, ...]
    shifts: tuple[float, ...]
    labels: tuple[Any, ...]
    positive: Any
    prior_strength: float
    max_iter: int
    columns: int
    names: tuple[str, ...] | None
    rows: int
    steps: int


def dumps(model: ScorecardClassifier) -> str:
    """Return a fitted model as JSON text, which `loads` reads back to the last digit.

    Raises:
        DecodeError: Its labels are no numbers, strings, or true and false.
        sklearn.exceptions.NotFittedError: It has not learned anything yet.
    """
    from sklearn.utils.validation import check_is_fitted  # noqa: PLC0415 - beside the model's own

    check_is_fitted(model)
    labels, (positive,) = _scalars(model.classes_.tolist()), _scalars([model.positive])
    problems = [
        Problem(path="labels", expected="numbers, strings or booleans", found=type(label).__name__)
        for label in labels
        if not isinstance(label, (bool, int, float, str))
    ]
    if problems:
        raise DecodeError("the model cannot be saved as text", problems=problems)
    return _text(model, labels, positive)


def _text(model: ScorecardClassifier, labels: tuple[Any, ...], positive: object) -> str:
    card = model.card_
    names = getattr(model, "feature_names_in_", None)
    saved = SavedModel(
        format=FORMAT,
        features=() if card is None else feature_versions(card.about),
        card=card,
        rules=model.rules_,
        shifts=tuple(model.shifts_.tolist()),
        labels=labels,
        positive=positive,
        prior_strength=float(model.prior_strength),
        max_iter=int(model.max_iter),
        columns=int(model.n_features_in_),
        names=None if names is None else tuple(map(str, names)),
        rows=model.n_rows_,
        steps=model.n_iter_,
    )
    return json.dumps(encode(saved), ensure_ascii=False, allow_nan=False, indent=1)


def loads(text: str) -> ScorecardClassifier:
    """Return the fitted model that `dumps` wrote; nothing in the text is run.

    Its parameter `card` is the card itself that was the prior, so that learning again starts where
    it started, whatever the built-in card is by then.

    Raises:
        DecodeError: The text is no such model, or was learned on features of another version:
            `problems` names each feature that is not the same here. Learn it anew.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"the text is no JSON: {error}") from error
    kind = data.get("format") if isinstance(data, dict) else None
    if kind != FORMAT:
        problem = Problem(path="format", expected=json.dumps(FORMAT), found=repr(kind)[:60])
        raise DecodeError("the text is no model of this version", problems=[problem])
    saved = decode(data, SavedModel)
    if saved.card is not None:
        check_features(saved.features, saved.card.about)
    problems = list(_problems(saved))
    if problems:
        raise DecodeError("the model is not usable", problems=problems)
    return _restored(saved)


def _problems(saved: SavedModel) -> Iterator[Problem]:
    """Yield what would make the model fail, or differ from a fitted one, when it is used."""
    if saved.card is not None:
        yield from card_problems(saved.card)
        yield from card_problems(attrs.evolve(saved.card, rules=saved.rules))
        read = [rule.feature for rule in saved.card.rules]
        columns = len(saved.features)
    else:
        read = [rule.feature for rule in saved.rules]
        columns = len(saved.rules)
    counts = {
        "columns": (saved.columns, columns),
        "names": (columns if saved.names is None else len(saved.names), columns),
        "shifts": (len(saved.shifts), max(1, len(saved.labels) - 1)),
        "rules": ([rule.feature for rule in saved.rules], read),
    }
    for path, (found, expected) in counts.items():
        if found != expected:
            yield Problem(path=path, expected=str(expected), found=str(found))
    if any(left <= right for left, right in pairwise(saved.shifts)):
        yield Problem(path="shifts", expected="bits that fall", found=str(saved.shifts))
    kinds = {type(label) for label in saved.labels}
    if len(kinds) != 1 or not kinds <= {bool, int, float, str}:
        yield Problem(path="labels", expected="scalars of one kind", found=str(saved.labels)[:60])
    elif list(saved.labels) != sorted(set(saved.labels)):
        yield Problem(path="labels", expected="labels that rise", found=str(saved.labels)[:60])
    if saved.positive is not None and saved.positive not in saved.labels[1:]:
        yield Problem(path="positive", expected="a later label", found=str(saved.positive)[:60])


def _restored(saved: SavedModel) -> ScorecardClassifier:
    model = ScorecardClassifier(
        saved.card,
        prior_strength=saved.prior_strength,
        positive=saved.positive,
        max_iter=saved.max_iter,
    )
    model.classes_ = np.array(saved.labels)
    model.card_ = saved.card
    model.rules_ = saved.rules
    model.shifts_ = np.array(saved.shifts)
    model.n_rows_, model.n_iter_ = saved.rows, saved.steps
    model.n_features_in_ = saved.columns
    if saved.names is not None:
        model.feature_names_in_ = np.array(saved.names, dtype=object)
    return model


def _scalars(values: Sequence[object]) -> tuple[Any, ...]:
    return tuple(v.item() if isinstance(v, np.generic) else v for v in values)


def to_state(model: ScorecardClassifier, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a classifier, fitted or not, with the text in place of what it learned.

    It is what skops saves, and what goes to other processes. Labels of any type are kept.
    """
    state = {name: value for name, value in fields.items() if name not in _LEARNED}
    if "rules_" in fields:
        state["learned"] = _text(model, tuple(range(len(model.classes_))), None)
    if isinstance(model.card, Scorecard):
        state["card"] = {"scorecard": json.dumps(encode(model.card), allow_nan=False)}
    elif isinstance(model.card, Path):
        state["card"] = {"path": str(model.card)}
    return state


def from_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that `to_state` was given.

    Raises:
        DecodeError: As `loads`: the model was learned on features of another version, or what is
            there is no model.
    """
    fields = {name: value for name, value in state.items() if name != "learned"}
    match state.get("card"):
        case {"scorecard": str(text)}:
            fields["card"] = decode(json.loads(text), Scorecard)
        case {"path": str(text)}:
            fields["card"] = Path(text)
    if "learned" in state:
        model = loads(state["learned"])
        if len(state["classes_"]) != len(model.classes_):
            expected, found = len(model.classes_), len(state["classes_"])
            problem = Problem(path="labels", expected=f"{expected} labels", found=str(found))
            raise DecodeError("the model is not usable", problems=[problem])
        fields.update({name: v for name, v in vars(model).items() if name in _LEARNED})
    return fields
