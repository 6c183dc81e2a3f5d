"""Where the labelled corpora are: CREDSCORE_CORPORA, else shared/corpora beside the repository."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "corpora"


def find_corpus(name: str) -> Path:
    """Return the path of a corpus file; ends the program with 2, saying so, where it is absent."""
    path = Path(os.environ.get("CREDSCORE_CORPORA", DEFAULT)) / name
    if not path.exists():
        print(f"no corpus at {path}: set CREDSCORE_CORPORA", file=sys.stderr)
        sys.exit(2)
    return path


def rows_of(name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a corpus in JSON lines."""
    with find_corpus(name).open(encoding="utf8") as file:
        for line in file:
            yield json.loads(line)
