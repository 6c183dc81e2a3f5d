"""The frame of a self-contained HTML page: its head and its foot, and how words are escaped.

The page's own policy forbids any script, style, font or image that is not in the file itself.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources

from credscore.weighing.explain import plain_line


def shown(text: str) -> str:
    """Return any words on one line, safe as text and as the value of an attribute."""
    return escape(plain_line(text), quote=True)


def head_of(title: str, *, script: str | None = None, sheets: tuple[str, ...] = ()) -> str:
    """Return all up to the content of a page.

    Args:
        title: HTML already.
        script: File of data/report that `foot_of` will bring, if any.
        sheets: Further files of styles there, beside those that all reports have.
    """
    styles = _styles(sheets)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(styles, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title} · credscore</title>\n<style>{styles}</style>\n</head>\n"
        '<body>\n<div class="page">\n'
    )


def foot_of(*, script: str | None = None) -> str:
    """Return all after the content of a page, with its script."""
    brought = f"<script>{_asset(script)}</script>\n" if script else ""
    return f"</div>\n{brought}</body>\n</html>\n"


@cache
def _asset(name: str) -> str:
    file = resources.files("credscore.data").joinpath("report", name)
    return file.read_text(encoding="utf-8")


@cache
def _styles(sheets: tuple[str, ...]) -> str:
    return "".join(map(_asset, ("report.css", *sheets)))


@cache
def _policy(styles: str, script: str | None) -> str:
    runs = f"script-src {_digest(_asset(script))}; " if script else ""
    return (
        f"default-src 'none'; style-src {_digest(styles)}; {runs}"
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
