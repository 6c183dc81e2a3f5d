"""Settings of hypothesis: few examples by default, many with HYPOTHESIS_PROFILE=thorough.

With HYPOTHESIS_PROFILE=mutation very few, and none made smaller, for benchmarks/mutation.py.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

# The quick profile tries the same examples each time: a change turns it red, not chance.
# A busy machine is slow, and few examples say little about how many are filtered out.
UNCHECKED = [HealthCheck.too_slow, HealthCheck.filter_too_much]

for name, count in (("quick", 25), ("thorough", 1000)):
    settings.register_profile(
        name,
        max_examples=count,
        deadline=None,
        derandomize=name == "quick",
        suppress_health_check=UNCHECKED,
    )
# Thousands of mutants run the same tests: few examples, and the first that fails is enough.
settings.register_profile(
    "mutation",
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=UNCHECKED,
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of one example before those of many, where the first that fails ends it."""
    if PROFILE == "mutation":
        items.sort(key=lambda item: hasattr(getattr(item, "obj", None), "hypothesis"))
