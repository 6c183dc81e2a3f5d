"""What stands in the place of a record that could not be read."""

import attrs

from credscore.errors import Problem


@attrs.frozen(kw_only=True)
class RecordFault:
    """A record that could not be read; the next ones are read all the same.

    Attributes:
        number: Place of the record in its file, from 1.
        where: Where it stands: "line 12", "byte 4096"; an empty string where only its number is
            known.
        problems: Each thing that is wrong, with its path in the record.

    >>> problem = Problem(path="bodies[0].value", expected="a string", found="5")
    >>> print(RecordFault(number=3, where="line 12", problems=(problem,)))
    record 3 (line 12): bodies[0].value: expected a string, found 5
    """

    number: int
    where: str
    problems: tuple[Problem, ...]

    @property
    def message(self) -> str:
        """What is wrong, and where, on one line."""
        place = f" ({self.where})" if self.where else ""
        return f"record {self.number}{place}: {'; '.join(map(str, self.problems))}"

    def __str__(self) -> str:
        return self.message


def fault(number: int, where: str, path: str, *, expected: str, found: str) -> RecordFault:
    """Return the fault of one problem."""
    problem = Problem(path=path, expected=expected, found=found)
    return RecordFault(number=number, where=where, problems=(problem,))
