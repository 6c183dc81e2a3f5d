"""Which features a model was learned on, and whether they are those of now."""

from collections.abc import Iterator, Sequence

from credscore.errors import DecodeError, Problem
from credscore.weighing.features import Which, features_of


def feature_versions(which: Which) -> tuple[str, ...]:
    """Return each feature with what a curve on it depends on: its unit and range, in order."""
    return tuple(
        f"{f.name}: {f.unit} from {f.low:g}" + ("" if f.high is None else f" to {f.high:g}")
        for f in features_of(which)
    )


def check_features(then: Sequence[str], which: Which) -> None:
    """Refuse what was made on other features than there are now.

    Args:
        then: What `feature_versions` gave when it was made.
        which: Features of what.

    Raises:
        DecodeError: `problems` names each feature that is not the same here. Learn the model anew.
    """
    changed = list(_changes(then, feature_versions(which)))
    if changed:
        raise DecodeError("the model was learned on other features", problems=changed)


def _changes(then: Sequence[str], now: Sequence[str]) -> Iterator[Problem]:
    was = {line.partition(":")[0]: line for line in then}
    here = {line.partition(":")[0]: line for line in now}
    for name in {**was, **here}:
        if was.get(name) != here.get(name):
            expected, found = here.get(name, "no such feature"), was.get(name, "nothing")
            yield Problem(path=f"features.{name}", expected=expected, found=found)
    if list(was) != list(here) and was.keys() == here.keys():
        yield Problem(path="features", expected="the order of now", found="another order")
