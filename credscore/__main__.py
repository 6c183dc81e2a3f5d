"""The command `credscore`, and `python -m credscore`."""

import sys

from credscore.errors import MissingExtraError


def main() -> int:
    """Run the command line; returns the exit code (2 where the extra "cli" is not installed)."""
    try:
        from credscore.extra.cli import main as run  # noqa: PLC0415  brings the extra
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"cyclopts", "rich"}:
            raise
        missing = MissingExtraError("the command credscore", package="cyclopts", extra="cli")
        print(f"credscore: {missing}", file=sys.stderr)  # noqa: T201  it is a command
        return 2
    return run()


if __name__ == "__main__":
    sys.exit(main())
