"""read(page): Page to Article, in one order, each part once."""

from collections.abc import Callable
from functools import cache, partial

import attrs

from credscore.article import Article, Attribution, Source, Span, deferred, original_position
from credscore.errors import ReadError, UnsupportedLanguageError
from credscore.reading.attribution import attribute, describe_cue
from credscore.reading.bodies import names_of_agencies
from credscore.reading.byline import find_bylines
from credscore.reading.claims import Findings, find_claims
from credscore.reading.furniture import find_furniture
from credscore.reading.gazetteer import state_control_of
from credscore.reading.headings import find_headings
from credscore.reading.hedges import find_hedges, find_likelihoods
from credscore.reading.imprint import find_imprint
from credscore.reading.label import find_label
from credscore.reading.language import detect_language, language_name
from credscore.reading.official import find_official_sources
from credscore.reading.page import DEFAULT_LIMITS, Limits, Page
from credscore.reading.patterns import Relation, meets_any
from credscore.reading.people import find_people
from credscore.reading.provenance import find_provenance
from credscore.reading.relations import find_relations
from credscore.reading.signals import house_of
from credscore.reading.single_marks import in_double_marks
from credscore.reading.speaking import told_apart
from credscore.reading.tagger import THRESHOLD
from credscore.reading.text import Points, Text, read_text


def read_page(page: Page, *, limits: Limits = DEFAULT_LIMITS) -> Article:
    """Read a page into an article.

    Raises:
        ReadError: The page holds no text, or more than the limits allow.
        UnsupportedLanguageError: The text is in a language without lexicons; the error carries
            the article's metadata.
    """
    _check_size(page, limits)
    text = read_text(page.text)
    if not text.paragraphs:
        raise ReadError(f"no text in {page.url or 'the input'}: it is empty or only white space")
    spoken = in_double_marks(text)  # its marks say where some sentences end
    article, ignored = _read_metadata(page, text, spoken.sentences)
    language = article.language
    if language is not None and language.split("-")[0] not in CLAIM_LANGUAGES:
        raise UnsupportedLanguageError(
            language, language_name(language), supported=CLAIM_LANGUAGES, article=article
        )
    return _read_claims(page, spoken, article, ignored)


CLAIM_LANGUAGES = ("en",)
"""Languages whose claims can be read."""


def _check_size(page: Page, limits: Limits) -> None:
    if len(page.text) > limits.characters:
        raise ReadError(
            f"the text has {len(page.text):,} characters, the limit is {limits.characters:,}: "
            "pass limits=Limits(characters=...) to allow more"
        )


def _read_metadata(
    page: Page, text: Text, sentences: tuple[Span, ...]
) -> tuple[Article, tuple[Span, ...]]:
    furniture = find_furniture(page, text)
    imprint = find_imprint(page, text)
    bylines = find_bylines(page, text)
    article = Article(
        text=text.text,
        sentences=sentences,
        paragraphs=text.paragraphs,
        furniture=furniture,
        origin_offsets=text.origin_offsets,
        url=page.url,
        title=imprint.title,
        language=detect_language(text.text, declared=page.language),
        published=imprint.published,
        modified=imprint.modified,
        publisher=imprint.publisher,
        section=imprint.section,
        authors=bylines,
        label=find_label(page, text, furniture),
        provenance=find_provenance(
            page, text, imprint=imprint, bylines=bylines, furniture=furniture
        ),
        publisher_control=state_control_of(domain=imprint.domain, name=imprint.publisher),
        reader=page.reader,
    )
    return article, tuple(sorted(span for _, span in furniture))


def _read_claims(page: Page, text: Text, article: Article, ignored: tuple[Span, ...]) -> Article:
    people = find_people(text, bylines=article.authors, ignored=ignored)
    speakers = tuple(reference.span for reference in people.references)
    headings = find_headings(page, text)
    relations = find_relations(text, ignored=_with(ignored, headings), speakers=speakers)
    house = attrs.evolve(
        house_of(page, name=article.publisher, domain=None), name=article.publisher
    )
    attributions = attribute(text, relations, people=people, links=page.links, house=house)
    speaking, silent = told_apart(text, attributions)
    findings = Findings(
        speaking=speaking,
        silent=silent,
        furniture=ignored,
        headings=headings,
        hedges=find_hedges(text),
        likelihoods=find_likelihoods(text),
        label=article.label.kind,
    )
    return attrs.evolve(
        article,
        attributions=attributions,
        claims=find_claims(text, findings),
        official_sources=find_official_sources(
            text,
            furniture=article.furniture,
            attribution_spans=[a.source.span for a in speaking if a.source],
            references=people.references,
            agencies=tuple(names_of_agencies(people)),
        ),
    )


def _with(ignored: tuple[Span, ...], headings: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return both in order; a heading that is furniture stays one span."""
    return tuple(sorted({*ignored, *(h for h in headings if not meets_any(ignored, h))}))


def extract_attributions(raw: str, *, threshold: float = THRESHOLD) -> tuple[Attribution, ...]:
    """Return who says what in a plain text; offsets are into `raw` as given.

    Nothing is weighed, and page furniture is not looked for. Where source, cue and content stand
    is known at once; who the source is ("he") is found for the whole text when it is first asked
    for.

    Args:
        raw: The text, as it came.
        threshold: Least probability in [0, 1] of an attribution that the tagger finds: raise it
            for precision, lower it for recall.

    Raises:
        ReadError: The text is none, or the threshold no probability.

    >>> [a.source.name for a in extract_attributions("The bridge is open, said Mayor Ann Lee.")]
    ['Ann Lee']
    """
    if not isinstance(raw, str):
        raise ReadError(f"expected a text, found {type(raw).__name__}")
    if not 0 <= threshold <= 1:
        raise ReadError(f"expected a threshold from 0 to 1, found {threshold}")
    text = in_double_marks(read_text(raw))
    relations = find_relations(text, threshold=threshold)
    back = _to_original(text.origin_offsets)

    @cache
    def described() -> tuple[Attribution, ...]:
        found = attribute(text, relations, people=find_people(text))
        return tuple(_moved(attribution, back) for attribution in found)

    return tuple(
        _deferred(text, relation, back, partial(_nth, described, index))
        for index, relation in enumerate(relations)
    )


def _to_original(offsets: Points) -> Callable[[Span], Span]:
    def back(span: Span) -> Span:
        return Span(original_position(offsets, span.start), original_position(offsets, span.end))

    return back if offsets else _same


def _same(span: Span) -> Span:
    return span


def _nth(described: Callable[[], tuple[Attribution, ...]], index: int) -> Attribution:
    return described()[index]


def _deferred(
    text: Text,
    relation: Relation,
    back: Callable[[Span], Span],
    rest: Callable[[], Attribution],
) -> Attribution:
    """Return the attribution with its spans; who the source is, and more, when asked for."""
    source = None
    if relation.source is not None:
        source = deferred(Source, lambda: _source_of(rest()), span=back(relation.source))
    cue, content = describe_cue(text, relation.cue), relation.content
    if back is not _same:
        cue = attrs.evolve(cue, span=back(cue.span))
        content = tuple([back(span) for span in content])
    return deferred(
        Attribution,
        rest,
        source=source,
        cue=cue,
        content=content,
        found=relation.found,
        probability=relation.probability,
    )


def _source_of(attribution: Attribution) -> Source:
    if attribution.source is None:
        raise RuntimeError("an attribution lost its source while it was described")
    return attribution.source


def _moved(attribution: Attribution, back: Callable[[Span], Span]) -> Attribution:
    if back is _same:
        return attribution
    source = attribution.source
    return attrs.evolve(
        attribution,
        source=None if source is None else attrs.evolve(source, span=back(source.span)),
        cue=attrs.evolve(attribution.cue, span=back(attribution.cue.span)),
        content=tuple(back(span) for span in attribution.content),
    )
