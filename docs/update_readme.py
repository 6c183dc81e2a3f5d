"""Put real outputs into the README; with --check, only tell whether they are still what we print.

A block between `<!-- output: COMMAND | N lines -->` and `<!-- end of output -->` is replaced by the
first N lines that the command prints.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(
    r"(<!-- output: credscore ([^|\n]+)\| (\d+) lines -->\n)```text\n(?:[^\n]*\n)*?```\n"
    r"(?=<!-- end of output -->)"
)


def rendered(readme: str) -> str:
    """Return the README with every output as it is now."""
    return _BLOCK.sub(_block, readme)


def _block(match: re.Match[str]) -> str:
    head, arguments, count = match.groups()
    command = [sys.executable, "-m", "credscore", *arguments.split()]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    lines = output.stdout.splitlines()
    shown = lines[: int(count)] + ["…"] * (len(lines) > int(count))
    return "\n".join([f"{head}```text", *shown, "```", ""])


def main() -> int:
    """Update the README, or check it."""
    found = README.read_text(encoding="utf-8")
    wanted = rendered(found)
    if found == wanted:
        return 0
    if "--check" in sys.argv[1:]:
        print("README.md shows an old output: run python docs/update_readme.py")
        return 1
    README.write_text(wanted, encoding="utf-8")
    print("README.md: outputs updated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
