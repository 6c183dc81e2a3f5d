"""Links to one HTML page that needs nothing from elsewhere: who told what, and on whom it rests.

First come the claims that look best corroborated and rest on one origin.
"""

from collections.abc import Iterator, Sequence

from credscore.extra.origins_drawing import drawing, legend
from credscore.extra.origins_marks import Collection, Page
from credscore.extra.origins_words import (
    SIGNS,
    doubt,
    html,
    path_words,
    plain,
    short,
    some,
    verdict,
)
from credscore.linking.document import Document
from credscore.linking.graph import Answer, ClaimGroup, Links, Telling
from credscore.weighing.claim_reading import LEVELS
from credscore.weighing.frame import foot_of, head_of

MOST_GROUPS = 100
"""Groups that are drawn, if no other number is asked for."""

_OPEN = 24
"""Pages up to which their list is open from the start."""

_FIRST = 12
"""Groups in the table at the top, before the others are folded away."""

_ANSWERS = 12
_SCRIPT = "origins.js"
_TITLE = "Who stands behind what is told"


def origins_html(
    links: Links, documents: Sequence[Document], *, title: str = _TITLE, most: int = MOST_GROUPS
) -> str:
    """Return one self-contained HTML page with a drawing of each group of claims.

    Origins stand at the left, pages at the right by their date, those who passed it on between.
    Pointing at a part, or coming to it by keyboard, lights up its way and shows its words; without
    scripts, and on paper, all of it stands in a list below. Where a group has more pages than fit,
    copies, or pages of one day, stand in one row. The same links give the same page.

    Args:
        links: What links the articles.
        documents: The articles, in any order, for titles, dates and addresses.
        title: What is written at the top.
        most: How many groups are drawn, the first ones in the order of `ranked`.
    """
    return "".join(_page(links, Collection(links.copies, documents), title, most))


def ranked(links: Links) -> list[ClaimGroup]:
    """Return the groups: those that rest on one origin first, and of them the most told."""
    return sorted(
        links.groups,
        key=lambda group: (group.count > 1, -group.documents, -group.outlets, group.id),
    )


def _page(links: Links, collection: Collection, title: str, most: int) -> Iterator[str]:
    groups = ranked(links)
    drawn = groups[: max(0, most)]
    yield head_of(html(title), script=_SCRIPT, sheets=("origins.css",))
    yield f"<header>\n<h1>{html(title)}</h1>\n</header>\n"
    yield f'<p class="quiet">{_summary(links)}</p>\n'
    if drawn:
        yield (
            '<p class="quiet">Origins stand at the left, pages at the right by their date, and '
            "between them whoever passed it on. Point at a part, or come to it with the tab and "
            "arrow keys, to see its way and its words.</p>\n"
        )
        yield from legend()
        yield from _index(drawn, len(groups) - len(drawn))
    for number, group in enumerate(drawn, start=1):
        yield from _group(group, collection, f"g{number}")
    yield (
        "<footer>Pages that tell the same and rest on one origin are one voice, however many they "
        "are. Independence is shown only where something shows it.</footer>\n"
    )
    yield foot_of(script=_SCRIPT)


def _summary(links: Links) -> str:
    if not links.groups:
        return "No claim is told on more than one page."
    groups = len(links.groups)
    single = sum(group.count <= 1 for group in links.groups)
    told = "is told" if groups == 1 else "are told"
    said = f"{some(groups, 'claim').capitalize()} {told} on more than one page. "
    if groups == 1:
        said += f"It rests on {'one origin' if single else 'more than one origin'}."
    else:
        of = (
            "All of them rest"
            if single == groups
            else f"{('None', 'One')[single] if single < 2 else single} of them rest"
        )
        said += f"{of}{'s' if single == 1 else ''} on one origin."
    if links.copies.clusters:
        members = sum(len(cluster.members) for cluster in links.copies.clusters)
        versions = some(len(links.copies.clusters), "text")
        said += f" {members} pages of the collection are versions of {versions}."
    return said


def _index(groups: Sequence[ClaimGroup], left: int) -> Iterator[str]:
    """Yield a table of all claims; those after the first few are folded away."""
    numbered = list(enumerate(groups, start=1))
    yield from _table(numbered[:_FIRST], "The first claims")
    if rest := numbered[_FIRST:]:
        yield f"<details>\n<summary>{some(len(rest), 'further claim')}</summary>\n"
        yield from _table(rest, "Further claims")
        yield "</details>\n"
    if left:
        are = "is" if left == 1 else "are"
        yield f'<p class="quiet">{some(left, "more claim").capitalize()} {are} not drawn.</p>\n'


def _table(groups: Sequence[tuple[int, ClaimGroup]], label: str) -> Iterator[str]:
    heads = ("claim", "pages", "outlets", "copies", "origins", "independence")
    yield f'<div class="index" role="region" aria-label="{label}" tabindex="0"><table>\n<thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>\n"
    for number, group in groups:
        counts = (group.documents, group.outlets, group.copies, group.count)
        cells = "".join(f'<td class="bits">{count}</td>' for count in counts)
        yield (
            f'<tr><td class="words"><a href="#g{number}">{html(short(group.text))}</a></td>{cells}'
            f"<td>{SIGNS[group.independence]} {group.independence.value}</td></tr>\n"
        )
    yield "</tbody>\n</table></div>\n"


def _group(group: ClaimGroup, collection: Collection, name: str) -> Iterator[str]:
    pages = collection.pages_of(group)
    yield f'<section class="group" id="{name}" aria-labelledby="{name}-claim">\n'
    yield f'<h2 id="{name}-claim">{html(short(group.text))}</h2>\n'
    yield (
        f'<p class="verdict" data-mark="{SIGNS[group.independence]}">{html(verdict(group))}.</p>\n'
    )
    if said := doubt(group):
        yield f'<p class="doubt">{html(said)}</p>\n'
    yield from _answers(group)
    if pages:
        yield (
            f'<div class="drawing" role="region" aria-label="Drawing of {name[1:]}" tabindex="0">\n'
        )
        yield from drawing(group, pages, name)
        yield (
            '</div>\n<p class="said" aria-live="polite">Point at a part of the drawing to read '
            "its words here.</p>\n"
        )
        yield from _list(group, pages, collection, name)
    yield "</section>\n"


def _answers(group: ClaimGroup) -> Iterator[str]:
    if len(group.answers) < 2:
        return
    yield '<p>The pages do not answer alike:</p>\n<ul class="answers">\n'
    for answer in group.answers[:_ANSWERS]:
        yield _answer(answer, group)
    if len(group.answers) > _ANSWERS:
        yield f"<li><b>…</b>{some(len(group.answers) - _ANSWERS, 'further answer')}</li>\n"
    yield "</ul>\n"


def _answer(answer: Answer, group: ClaimGroup) -> str:
    told = {group.tellings[at].document for at in answer.tellings if at < len(group.tellings)}
    names = {origin.id: origin.name for origin in group.origins}
    origins = "; ".join(short(names[name]) for name in answer.origins if name in names)
    value = html(short(answer.value)) if answer.value.strip() else "no number"
    by = f"; rests on {html(origins)}" if origins else ""
    return f"<li><b>{value}</b>{some(len(told), 'page')}{by}</li>\n"


def _list(
    group: ClaimGroup, pages: Sequence[Page], collection: Collection, name: str
) -> Iterator[str]:
    """Yield a row for each telling: all that the drawing shows, in words."""
    opened = " open" if len(pages) <= _OPEN else ""
    yield f'<details class="told"{opened}>\n<summary>All {len(pages)} pages</summary>\n<table>\n'
    yield (
        '<thead><tr><th scope="col">no.</th><th scope="col">published</th><th scope="col">page</th>'
        '<th scope="col">words</th><th scope="col">from the page back</th>'
        '<th scope="col">rests on</th></tr></thead>\n<tbody>\n'
    )
    names = {origin.id: origin.name for origin in group.origins}
    for page in pages:
        for place, telling in enumerate(page.tellings):
            row = f' id="{name}-p{page.number}"' if place == 0 else ""
            yield _row(page, telling, names.get(telling.origin), collection, row)
    yield "</tbody>\n</table>\n</details>\n"


def _row(page: Page, telling: Telling, origin: str | None, collection: Collection, row: str) -> str:
    document = collection.documents.get(page.document)
    title = f"<br>{html(short(document.title))}" if document and document.title else ""
    flag = ' <span class="flag">copy</span>' if page.copy else ""
    when = html(short(page.published)[:10]) if page.published else "no date"
    return (
        f'<tr{row}><td class="bits">{page.number}</td><td class="when">{when}</td>'
        f"<td>{_linked(document, page.name)}{flag}{title}</td>"
        f"<td>{html(short(telling.text))} "
        f'<span class="rule" title="{LEVELS[telling.level]}">{telling.level.name}</span></td>'
        f"<td>{html(short(path_words(telling)))}</td><td>{html(short(origin or '–'))}</td></tr>\n"
    )


def _linked(document: Document | None, name: str) -> str:
    words, url = html(short(name)), plain(document.url) if document and document.url else ""
    if url.lower().startswith(("http://", "https://")):
        return f'<a href="{html(url)}" rel="noopener noreferrer nofollow">{words}</a>'
    return words
