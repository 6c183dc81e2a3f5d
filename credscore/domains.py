"""Registrable domains, and whether two addresses belong to one house.

The suffixes are a small list of our own, not the whole Public Suffix List: two-level country
suffixes under which news is published, and hosts whose customers are publishers of their own.
"""

import re
import unicodedata
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from credscore.tables import gazetteer_rows

_HOST = re.compile(r"[^\W_](?:[\w-]{0,62}\.)+[^\W\d_][\w-]{1,62}")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_HELD = re.compile(r"/(https?):/{1,2}(?=[^/\s])", re.IGNORECASE)
_STAMPED = re.compile(r"/\d{4,14}[a-z_]{0,4}/(?=[\w-]+\.)")
_AMP = re.compile(r"/(?:amp/|[acivr]/)(?:[acivr]/)?(s/)?(?=[\w-]+\.)")
_ASKED = re.compile(
    r"[?&](?:url|u|q)=(?:cache:(?:[\w-]{8,20}:)?)?((?:https?(?::|%3A))?[^&\s]{4,})", re.IGNORECASE
)
MAX_URL = 4_000
"""Characters of an address that are read."""


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(row["suffix"] for row in gazetteer_rows("public_suffixes"))


@cache
def _houses() -> dict[str, str]:
    return {row["domain"]: row["house"] for row in gazetteer_rows("houses") if row["house"]}


@cache
def _shared_names() -> frozenset[str]:
    return frozenset(row["domain"] for row in gazetteer_rows("houses") if not row["house"])


@lru_cache(maxsize=256)
def host_of(address: str) -> str | None:
    """Return the host of a URL or of a bare host, in lower case, or None.

    >>> host_of("https://user@WWW.Example.org:8080/a?b"), host_of("not a host")
    ('www.example.org', None)
    """
    host = _host(live_address(address.strip()[:MAX_URL]))
    return host if _HOST.fullmatch(host) or _ADDRESS.fullmatch(host) else None


def _host(address: str) -> str:
    if "//" not in address:
        address = f"//{address}"
    try:
        host = urlsplit(address, scheme="https").hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".")


def live_address(address: str) -> str:
    """Return where a page stands, if the address is that of its copy in an archive or a cache.

    >>> live_address("https://web.archive.org/web/20120216182711/http://www.example.org/a")
    'http://www.example.org/a'
    >>> live_address("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a")
    'https://www.example.org/a'
    """
    for _ in range(MAX_KEEPERS):
        inner = _held(address) if _keepers_named().search(address) else None
        if inner is None:
            break
        address = inner
    return address


MAX_KEEPERS = 3
"""Most archives and caches that are looked through: one may keep the page of another."""


@cache
def _keepers() -> dict[str, tuple[str, ...]]:
    """The ways in which the hosts that keep pages of others put the address into theirs."""
    kinds: dict[str, tuple[str, ...]] = {}
    for row in gazetteer_rows("keepers"):
        kinds[row["host"]] = (*kinds.get(row["host"], ()), row["kind"])
    return kinds


@cache
def _keepers_named() -> re.Pattern[str]:
    """What an address holds that may be one of theirs."""
    return re.compile("|".join(map(re.escape, _keepers())), re.IGNORECASE)


def _held(address: str) -> str | None:
    """Return the address within that of a keeper, or None."""
    host = _host(address).removeprefix("www.")
    keeper = next((name for name in _keepers() if host == name or host.endswith(f".{name}")), None)
    start = address.lower().find(host) + len(host)
    rest = address[start:]
    found = (_WAYS[kind](rest, host) for kind in _keepers().get(keeper or "", ()))
    return next((inner for inner in found if inner), None)


def _in_path(rest: str, _: str) -> str | None:
    if match := _HELD.search(rest):
        return f"{match.group(1).lower()}://{rest[match.end() :]}"
    match = _STAMPED.search(rest)
    return f"http://{rest[match.end() :]}" if match else None


def _in_query(rest: str, _: str) -> str | None:
    match = _ASKED.search(rest)
    inner = unquote(match.group(1)) if match else ""
    if "://" in inner[:8]:
        return inner
    return f"http://{inner}" if _HOST.match(inner) else None


def _in_amp(rest: str, _: str) -> str | None:
    match = _AMP.match(rest)
    return f"http{'s' if match.group(1) else ''}://{rest[match.end() :]}" if match else None


def _in_hyphens(rest: str, host: str) -> str | None:
    label, _, keeper = host.partition(".")
    if not keeper or "-" not in label:
        return None
    own = label.replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"https://{own}{rest}"


_WAYS = {"path": _in_path, "query": _in_query, "amp": _in_amp, "hyphens": _in_hyphens}


def registrable_domain(address: str | None) -> str | None:
    """Return the domain that somebody registered: "bbc.co.uk" for "https://www.bbc.co.uk/news".

    >>> registrable_domain("http://news.example.com.au/x"), registrable_domain("localhost")
    ('example.com.au', None)
    """
    host = host_of(address) if address else None
    if host is None or _ADDRESS.fullmatch(host):
        return host
    labels = host.split(".")
    for size in (3, 2):
        if len(labels) > size - 1 and ".".join(labels[-size:]) in _suffixes():
            return ".".join(labels[-size - 1 :]) if len(labels) > size else host
    return ".".join(labels[-2:])


def house_name(domain: str) -> str:
    """Return what names the house in a registrable domain: "bbc" for "bbc.co.uk"."""
    known = _houses().get(domain)
    return known or domain.split(".", 1)[0]


def same_house(first: str | None, second: str | None) -> bool:
    """Tell whether two addresses belong to one house: the same domain, or another edition of it.

    Another top-level domain under the same name is another edition ("businessinsider.de"), unless
    the name is one that papers without any tie share ("express", "standard").

    >>> same_house("www.bbc.co.uk/news/1", "bbc.com"), same_house("express.de", "express.co.uk")
    (True, False)
    """
    one, other = registrable_domain(first), registrable_domain(second)
    if one is None or other is None:
        return False
    if one == other:
        return True
    if is_hosted(one) or is_hosted(other):
        return False
    name = house_name(one)
    return name == house_name(other) and len(name) > 2 and name not in _shared_names()


@cache
def _hosts() -> frozenset[str]:
    rows = gazetteer_rows("public_suffixes")
    return frozenset(row["suffix"] for row in rows if row["kind"] == "host")


def is_hosted(domain: str) -> bool:
    """Tell whether a registrable domain is that of a customer of a host: "ada.wordpress.com"."""
    return domain.split(".", 1)[-1] in _hosts()


def names_domain(name: str, domain: str) -> bool:
    """Tell whether a name goes with a registrable domain: "The New York Times" with nytimes.com.

    The letters of the domain stand in those of the name, in order and from the first on, or the
    other way round.

    >>> names_domain("Los Angeles Times", "latimes.com"), names_domain("U.S.", "reuters.com")
    (True, False)
    """
    label = _letters(domain.split(".", 1)[0]).removeprefix("the")
    return any(_goes_with(label, written, name) for written in (name, _spelt_out(name)))


def _spelt_out(name: str) -> str:
    """Return a name as addresses spell it: "Müritz" as "Mueritz", "Kitchen & Home" with "and"."""
    return name.casefold().translate(_SPELT)


_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "@": "at",
     "&": "and"}
)  # fmt: skip
_UNMARKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})


def _goes_with(label: str, written: str, name: str) -> bool:
    letters = _letters(written).removeprefix("the").removeprefix("www")
    if min(len(label), len(letters)) < 2:  # one letter stands in everything
        return False
    if label in letters or letters in label:
        return True
    if len(label) <= 3:  # wsj.com: the initials alone
        initials = "".join(_letters(word)[:1] for word in name.split())
        return label in initials
    rest = iter(letters)
    return letters[0] == label[0] and all(c in rest for c in label)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text[:200].casefold().translate(_UNMARKED))
    return "".join(filter(str.isalnum, plain))
