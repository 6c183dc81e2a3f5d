"""Roles that are told otherwise than by a noun beside the name.

"One of its lawyers, Ann Lee", "Ann Lee, who represents the family", "She serves as the mayor."
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter

import attrs

from credscore.reading.clauses import closed_class
from credscore.reading.forms_of_address import address_start
from credscore.reading.lexicon import Entry, Match, either, fold, load_table, phrases_of
from credscore.reading.name_words import leaders, name_words
from credscore.reading.names import Name
from credscore.reading.roles import (
    DETERMINERS,
    MAX_ROLE,
    Role,
    complement_end,
    complement_ends,
    is_adjective,
    modifiers,
    phrase_start,
    plural_of,
    role_at,
    role_before,
    role_entries,
)
from credscore.reading.text import Text

MOST_ROLES_BEFORE = 3
"""Roles that may stand before one name: "the Democrat, Representative ..."."""


def _with_fields(text: str, role: Role, floor: int) -> Role:
    """Return a minister's role with all fields: "[Trade and Industry Minister] Ann Reed"."""
    if role.head.rpartition(" ")[2] not in closed_class("departmental"):
        return role
    fields = _FIELDS.search(text, max(floor, role.start - LONGEST_FIELDS), role.start)
    if fields is None or not name_words().topics.issuperset(_WORD.findall(fields[1].lower())):
        return role
    return attrs.evolve(role, start=fields.start())


_FIELDS = re.compile(r"(?<![\w'’-])((?:[A-Z][a-z]+, ){0,2}[A-Z][a-z]+),? and \Z")
_WORD = re.compile(r"[a-z]+")
LONGEST_FIELDS = 60


def roles_around(text: Text, heads: Sequence[Match], name: Name) -> list[tuple[Role, str]]:
    """Return the roles around a full name, each with the words that stand for it."""
    sentence = text.sentences[text.sentence_at(name.start)]
    found: list[tuple[Role, str]] = []
    before = role_before(text.text, heads, name.start, sentence.start)
    titled = address_start(text.text, name.outer, name.start)
    held = role_before(text.text, heads, titled, sentence.start) if titled < name.start else None
    if before is None or (held is not None and before.start < titled):
        # what stands before a form of address or a rank: "army chief [Gen.] Lee"
        before = held if before is None else attrs.evolve(before, start=titled)
    if before is None and name.outer < name.start:  # "the prosecutor, Mr Lee"
        before = role_before(text.text, heads, name.outer, sentence.start)
    for _ in range(MOST_ROLES_BEFORE):
        if before is None:
            break
        before = _with_fields(text.text, before, sentence.start)
        found.append((before, text.text[before.start : before.end]))
        before = role_before(text.text, heads, before.start, sentence.start)
    if not found and (one := one_of_before(text.text, name.start, sentence.start)) is not None:
        found.append((one, text.text[one.start : one.end]))
    after = role_after(text.text, heads, name.end, sentence.end)
    if after is None:
        after = one_of_after(text.text, name.end, sentence.end)
    if after is None and not found:
        after = calling_after(text.text, name.end, sentence.end)
    if after is not None and not is_mere(text, after):
        found.append((after, text.text[after.start : after.end]))
    return found


def is_mere(text: Text, role: Role) -> bool:
    """Tell whether a role is what many are, and no office: "a Muslim", not "a senior Democrat"."""
    words = text.folded[role.start : role.end]
    article, _, noun = words.partition(" ")
    return (noun if article in DETERMINERS else words) in closed_class("mere_member")


MOST_PLAIN = 5
MOST_BARE = 3


def _plain(words: str) -> bool:
    """Tell whether unknown words before a role can be its modifiers.

    Without a determiner there are fewer, and none is a name: ", program [administrator] for"
    """
    parts = fold(_OF_BODY.sub("", words)).split()  # "the [Food and Drug Agency's] vaccine"
    if not parts or not closed_class("no_plain_modifier").isdisjoint(parts):
        return False
    if parts[0] in DETERMINERS:
        return len(parts) <= MOST_PLAIN
    if len(parts) > MOST_BARE or not words.islower():
        return False
    return not any(map(_is_verbal, parts))


_OF_BODY = re.compile(
    r"(?:(?<=\bthe )|\A)(?:[A-Z][\w.-]* (?:(?:and|of|for|the|&) ){0,2}){0,7}"
    r"[A-Z][\w.-]*['\u2019]s? "
)


def _is_verbal(word: str) -> bool:
    """Tell whether a word before a bare role makes a clause of it, or names another's kin."""
    if word in DETERMINERS or word in closed_class("speech") or word == "whose":
        return True
    return word.endswith(("ed", "ing")) and word not in modifiers() and "-" not in word


_BOUNDARY = re.compile(  # not in "U.S. News", "adviser to Mr. Lee"
    r"[,;:()—–\n]|(?<!\.[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Sen|Gov|Gen|Rep))\.(?= )"
)
_AGE = re.compile(r", (?:aged )?\d{1,3}, ")  # "Ann Lee, 43, a teacher"
_NOW = re.compile(
    r", (?:who(?: is| was|'s|’s| serves as| works as) (?:now |currently |also )?|who (?=an? |the )"
    r"|(?:now |then |currently )(?=an? |the ))"
)
_IS_A = re.compile(
    r"['’]s (?:an? |the )"
    r"|,? (?:(?:is|was) (?:an? |the )|(?:(?:(?:has |had )?(?:served|worked)|serves|works) as"
    r"|(?:occupies|holds|held) (?:an?|the) (?:[a-z-]{1,20} ){0,3}?(?:post|position|job|role)"
    r" (?:as|of)) (?:an? |the )?)"
)


def role_after(text: str, heads: Sequence[Match], end: int, ceiling: int) -> Role | None:
    """Return the role in apposition after a name, or said of it: ", the mayor of Ash," "is a"."""
    if text[end : end + 1] not in {",", " "}:
        return None
    end = _past_degrees(text, end)
    said = said_role(text, heads, end, ceiling)
    dash = _DASH.match(text, end, ceiling)
    if said is not None or not (text.startswith(", ", end) or dash):
        return said
    lead = dash or _AGE.match(text, end, ceiling) or _NOW.match(text, end, ceiling)
    start = lead.end() if lead else end + 2
    stop = min(ceiling, start + MAX_ROLE)
    index = bisect_left(heads, start, key=attrgetter("start"))
    headless = index == len(heads) or heads[index].end > stop
    if headless and not text.startswith(("a ", "an "), start):
        return None
    boundary = _BOUNDARY.search(text, start, stop)
    stop = boundary.start() if boundary else stop
    match = _apposed_head(text, heads[index : index + MOST_HEADS], start, stop, said=False)
    if match is None:
        return _unlisted(text, start, stop)
    whole = max(match.end, complement_end(text, match.end, stop))
    tag = text.startswith("the ", start) and _tag().match(text, whole, ceiling)
    return None if tag or _is_of_next(text, start, whole) else _extended(text, match, start, whole)


_DASH = re.compile(r" (?:[-\u2013\u2014]|--) (?=(?:an?|the|his|her|its|their) )")


def _is_of_next(text: str, start: int, end: int) -> bool:
    """Tell whether a role behind a comma is the next one's: "With Lee, [President] Obama won"."""
    if not text[start].isupper() or text[end : end + 1] != " ":
        return False
    first = fold(text[end + 1 : end + MAX_ROLE].partition(" ")[0]).strip(",.")
    return text[end + 1].isupper() and first in name_words().given | leaders()


@cache
def _tag() -> re.Pattern[str]:
    """Return what shows that a role behind a comma speaks itself: "It was Lee, the mayor said."."""
    speech = either(closed_class("speech"))
    return re.compile(
        rf" (?:{speech})(?=[.,;:]|\Z| (?:on|in|at|during|this|last|[A-Z][a-z]+day)\b)"
    )


def _past_degrees(text: str, end: int) -> int:
    """Return where the degrees behind a name end: "Ann Reed, MD, Ph.D., president of"."""
    while (found := _DEGREE.match(text, end)) is not None:
        if found.group(1).replace(".", "").lower() not in phrases_of("byline", "degree"):
            break
        end = found.end()
    return end


_DEGREE = re.compile(r",? ([A-Z][A-Za-z.]{1,6}?)\.?(?=,)")


def said_role(text: str, heads: Sequence[Match], end: int, ceiling: int) -> Role | None:
    """Return the role that a verb says of the name or pronoun that ends at `end`: "is a nurse".

    Also "serves as", "holds a post as". What is said when, or because, is no part of it.
    """
    is_a = _IS_A.match(text, end, ceiling)
    if is_a is None:
        return None
    start = is_a.end()
    stop = most = min(ceiling, start + MAX_ROLE)
    boundary = _BOUNDARY.search(text, start, stop)
    stop = boundary.start() if boundary else stop
    index = bisect_left(heads, start, key=attrgetter("start"))
    match = _apposed_head(text, heads[index : index + MOST_HEADS], start, stop, said=True)
    if match is None or match.entry.phrase in closed_class("mere_person"):
        return None
    if text[stop : stop + 2] == ", " and text[stop + 2 : stop + 3].isupper():
        further = _BOUNDARY.search(text, stop + 1, most)
        stop = further.start() if further else most
    verb = complement_ends().search(text, match.end, stop)
    return _extended(text, match, start, verb.start() if verb else stop)


def _extended(text: str, match: Match, start: int, end: int) -> Role:
    """Return the role of a noun whose words begin and end where the phrase around it does."""
    role = role_at(text, match, start, end)
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    words = _DANGLING.sub("", text[start:end].rstrip(" ."))
    return attrs.evolve(role, start=start + lead, end=max(start + len(words), match.end))


_DANGLING = re.compile(r"(?: (?:of|for|at|to|in|on|with|from|and|the|an?|by|as))+\Z")


def _apposed_head(
    text: str, heads: Sequence[Match], start: int, stop: int, *, said: bool
) -> Match | None:
    """Return the noun of an apposition: the last of those that stand in a row from its start.

    "deputy associate [administrator] for research"
    """
    chosen: Match | None = None
    for match in heads:
        if match.end > stop:
            break
        if match.entry.phrase.endswith(".") and text[match.end : match.end + 2].strip().isupper():
            break  # "thanked Ann Lee, Sen. Reed and"
        if text.startswith(_OWNER, match.end) or _is_figure(text, match):
            continue  # "the victim's mother"
        floor = start if chosen is None else chosen.end + 1
        if is_adjective(match.entry, text, match.end):
            continue
        joined = phrase_start(text, match.start, floor) == floor
        joined = joined or (chosen is not None and _is_run(text[chosen.end : match.start]))
        joined = joined or (
            chosen is None and _BODY.fullmatch(text, start, match.start) is not None
        )
        if not joined and (chosen is not None or not (said or _plain(text[start : match.start]))):
            break
        chosen = match
    return chosen


_BODY = re.compile(  # "a [University of Ash law] professor"
    r"(?:(?:an?|the|former|then) ){0,2}[A-Z][\w.&'\u2019-]{1,24}"
    r"(?: (?:of|for|and|the|[A-Z][\w.&'\u2019-]{0,24})){1,7} (?:[a-z-]{3,16} ){0,2}"
)


def _is_figure(text: str, match: Match) -> bool:
    """Tell whether a noun is a figure of speech and no calling: "a model of patience"."""
    return match.entry.phrase in closed_class("figure_of") and text.startswith(" of ", match.end)


def _is_run(between: str) -> bool:
    """Tell whether a noun alone parts two of a role: "consultant [chest] physician"."""
    words = between.split()
    plain = len(words) == 1 and between.strip(" ").isalpha() and between.islower()
    return plain and closed_class("no_plain_modifier").isdisjoint(words)


_OWNER = ("'s ", "\u2019s ")
MOST_HEADS = 4
"""Role nouns that may stand in a row: "deputy chief inspector"."""
_AGENT = re.compile(
    r"an? (?:[\w'\u2019-]+ ){0,4}?(?P<noun>[a-z-]{2,20}(?:ist|ician|ographer|man|woman|eer|er|or))"
    r"(?= (?:of|for|at|in|on|from|with|who|and|based|turned)\b|[,.;]|\Z)"
)


def _unlisted(text: str, start: int, stop: int) -> Role | None:
    """Return the role of one whose trade no table has, by its ending: "a juggler", "a milliner"."""
    agent = _AGENT.match(text, start, stop)
    if agent is None:
        return None
    noun = agent["noun"]
    words = agent.group().split()[1:-1]
    if noun in closed_class("no_agent") or noun.rpartition("-")[2] in closed_class("no_agent"):
        return None
    if not closed_class("no_plain_modifier").isdisjoint(fold(word) for word in words):
        return None
    end = complement_end(text, agent.end(), stop)
    gender = "f" if noun.endswith("woman") else "m" if noun.endswith("man") else None
    return Role(start, end, noun, "", gender, spokes=False)


_ONE_OF = "one of "
_BEHIND = re.compile(r" (?:for|at|in|with|from|of|to|on|who|behind)\b")


@cache
def _plurals() -> Mapping[str, Entry]:
    return {plural_of(noun): entry for noun, entry in role_entries().items()}


def one_of_before(text: str, name: int, floor: int) -> Role | None:
    """Return the role of the one of several who is named behind a comma, at `name`.

    >>> one_of_before("One of the family's attorneys, Ann Lee, left.", 31, 0).head
    'attorney'
    """
    if text[max(floor, name - 2) : name] != ", ":
        return None
    floor = max(floor, name - MAX_ROLE)
    start = fold(text[floor:name]).rfind(_ONE_OF)
    return _one_of(text, floor + start, name - 2) if start >= 0 else None


def one_of_after(text: str, end: int, ceiling: int) -> Role | None:
    """Return the role of one who is said, behind a comma, to be one of several."""
    if not text.startswith(", " + _ONE_OF, end):
        return None
    stop = min(ceiling, end + MAX_ROLE)
    boundary = _BOUNDARY.search(text, end + 2, stop)
    return _one_of(text, end + 2, boundary.start() if boundary else stop)


def _one_of(text: str, start: int, end: int) -> Role | None:
    """Return the role of "one of the family's attorneys", None where those have none."""
    several = fold(text[start + len(_ONE_OF) : end])
    clause = several.find(" who ")
    if clause >= 0:
        several, end = several[:clause], start + len(_ONE_OF) + clause
    if _BOUNDARY.search(several) is not None:
        return None
    behind = _BEHIND.search(several)
    words = several[: behind.start() if behind else None].rstrip(" .").split()
    for size in (3, 2, 1):
        entry = _plurals().get(" ".join(words[-size:])) if len(words) > size else None
        if entry is not None and entry.phrase not in closed_class("mere_person"):
            return _role_of(entry, start, start + len(text[start:end].rstrip(" .")))
    return None


def _role_of(entry: Entry, start: int, end: int) -> Role:
    fields = entry.fields
    gender, spokes = fields.get("gender"), bool(fields.get("spokes"))
    return Role(start, end, entry.phrase, str(fields.get("field", "")), gender, spokes)


@cache
def _callings() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return what matches a clause whose verb tells a trade, and the noun of each verb.

    A verb alone wants an object, by which it is told apart: "heads the council", not "heads home".
    """
    nouns = {entry.phrase: str(entry.fields["noun"]) for entry in load_table("callings")}
    alone = [verb for verb in nouns if " " not in verb]
    pattern = re.compile(
        r", who (?:now |also |currently |then )?(?P<post>"
        rf"(?P<verb>{either(verb for verb in nouns if ' ' in verb)}|(?:{either(alone)})"
        rf"(?= (?!(?:(?:an?|the) )?(?:{either(closed_class('no_post'))})\b)))[^,;:()—–\n]{{0,110}})"
    )
    return pattern, nouns


def calling_after(text: str, end: int, ceiling: int) -> Role | None:
    """Return the role that a clause behind a name tells by its verb: ", who chairs the council".

    >>> calling_after("Ann Lee, who chairs the council, left.", 7, 38).head
    'chairman'
    """
    if not text.startswith(", who ", end):
        return None
    pattern, nouns = _callings()
    match = pattern.match(text, end, min(ceiling, end + MAX_ROLE))
    if match is None:
        return None
    start, stop = match.span("post")
    entry = role_entries()[nouns[match["verb"]]]
    return _role_of(entry, start, start + len(text[start:stop].rstrip(" .")))
