"""A document that is cited in another one: "a study [cited in the report] finds that ...".

The tagger takes the participle for a verb of saying: "a study cited". It is no cue; the verb behind
the other document is.
"""

from collections.abc import Iterator, Sequence

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.patterns import Relation, inflected_cues
from credscore.reading.text import Text
from credscore.reading.via import documents_cited


def cited_in_documents(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, those mended or left out whose cue is such a participle."""
    places = {cited.start: cited.document for cited in documents_cited(text)}
    if not places:
        return list(relations)
    return list(_mended(text, relations, places))


def _mended(
    text: Text, relations: Sequence[Relation], places: dict[int, Span]
) -> Iterator[Relation]:
    cues = {relation.cue.start for relation in relations}
    for relation in relations:
        document = places.get(relation.cue.start)
        source = relation.source
        if document is None or source is None or source.end + 1 != relation.cue.start:
            yield relation
            continue
        verb = text.word_after(document.end)
        cue = Span(document.end + 1, document.end + 1 + len(verb))
        if verb not in inflected_cues():
            if verb not in closed_class("auxiliary"):
                yield relation  # "the mayor mentioned in the report that ..."
        elif cue.start not in cues:
            content = tuple(
                Span(max(span.start, cue.end + 1), span.end)
                for span in relation.content
                if span.end > cue.end + 1
            )
            yield relation._replace(
                source=Span(source.start, document.end), cue=cue, content=content
            )
