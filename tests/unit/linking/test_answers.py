"""What the mentions of a claim that was asked for answer: which number, and whether they deny."""

from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.statements import Mention, answers_of, mentions_of, same_claims
from tests.unit.linking.told import page, says

CLAIM = "North Korea sent 10,000 troops to Russia"
TOLD = [
    "North Korea has sent 10,000 troops to Russia",
    "Pyongyang deployed about ten thousand soldiers to Russia",
    "North Korea sent 3,000 troops to Russia",
    "North Korea did not send troops to Russia",
    "North Korea has sent troops to Russia",
]


def every(documents):
    return [
        Mention(document=at, statement=place)
        for at, document in enumerate(documents)
        for place in range(len(document.statements))
    ]


def told_by(answers, documents):
    return [
        ([documents[m.document].text.strip() for m in answer.mentions], answer.denied)
        for answer in answers
    ]


def test_mentions_are_parted_by_number_and_by_denial():
    documents = [page(f"p{at}", says(text)) for at, text in enumerate(TOLD)]

    answers = answers_of(documents, every(documents), CLAIM)

    assert told_by(answers, documents) == [
        (TOLD[:2], False),
        ([TOLD[4]], False),
        ([TOLD[2]], False),
        ([TOLD[3]], True),
    ]


def test_a_source_that_denies_the_claim_is_no_answer_of_those_who_make_it():
    documents = [page("a", says(TOLD[0])), page("b", says(TOLD[0], denied=True))]

    answers = answers_of(documents, every(documents), CLAIM)

    assert [answer.denied for answer in answers] == [False, True]


def test_a_claim_that_denies_is_denied_by_those_who_affirm():
    documents = [page("a", says(TOLD[4])), page("b", says(TOLD[3]))]

    answers = answers_of(documents, every(documents), TOLD[3])

    assert told_by(answers, documents) == [([TOLD[3]], False), ([TOLD[4]], True)]


def test_without_mentions_there_is_no_answer():
    assert answers_of([page("a", says(TOLD[0]))], []) == ()


def test_what_is_found_for_a_claim_is_answered_as_what_is_found_without_it():
    documents = [page(f"p{at}", says(text)) for at, text in enumerate([*TOLD[:3], TOLD[0]])]
    (claim,) = same_claims(documents)

    assert answers_of(documents, claim.mentions) == claim.answers


@given(st.lists(st.sampled_from(TOLD), max_size=6))
def test_each_mention_stands_in_one_answer(texts):
    documents = [page(f"p{at}", says(text)) for at, text in enumerate(texts)]
    mentions = mentions_of(documents, CLAIM)

    answers = answers_of(documents, mentions, CLAIM)

    answered = sorted((m.document, m.statement) for a in answers for m in a.mentions)
    assert answered == [(m.document, m.statement) for m in mentions]
    assert answers == answers_of(documents, mentions[::-1], CLAIM)
