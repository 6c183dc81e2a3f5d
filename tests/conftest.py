"""Settings of hypothesis: few examples by default, many with HYPOTHESIS_PROFILE=thorough."""

import os

from hypothesis import HealthCheck, settings

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
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
