"""Relations given by hand, so that no weights decide: what the rules add, mend and take away."""

import re

import pytest

from credscore.article import Span
from credscore.reading.according import per_relations, swallows
from credscore.reading.asides import past_aside
from credscore.reading.mending import completed, is_doubtful, is_supposed
from credscore.reading.nested import whole_outer
from credscore.reading.openings import (
    introduced_paragraph,
    introduced_quotations,
    listed_relations,
)
from credscore.reading.passives import passive_relations
from credscore.reading.patterns import Relation, spoken_relations
from credscore.reading.silence import attributing
from credscore.reading.sourceless import sourceless_relations
from credscore.reading.subjects import cited_apart, with_participles
from credscore.reading.tagger import Tagged
from credscore.reading.text import read_text
from credscore.reading.via import carriers
from credscore.reading.whole_quotations import whole_quotations


def relation(marked: str) -> tuple[str, Relation]:
    """Return a sentence and the relation that is marked in it: `<s>Ann</s> <q>said</q> <c>no</c>`."""
    places: dict[str, list[Span]] = {"s": [], "q": [], "c": []}
    plain = ""
    for piece in re.finditer(r"<(\w)>(.*?)</\1>|([^<]+)", marked):
        name, inside, outside = piece.groups()
        if name:
            places[name].append(Span(len(plain), len(plain) + len(inside)))
        plain += inside or outside
    source = places["s"][0] if places["s"] else None
    return plain, Relation(source, places["q"][0], tuple(places["c"]), "tagger", 0.9)


def tagged(given: Relation) -> Tagged:
    """Return a relation as the tagger gives it."""
    return Tagged(
        source=given.source and (given.source.start, given.source.end),
        cue=(given.cue.start, given.cue.end),
        content=tuple((span.start, span.end) for span in given.content),
        probability=0.9,
    )


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The attack was claimed by the rebels.", "the rebels", "was claimed", "The attack"),
        ("The strike has been confirmed by the harbour union.", "the harbour union",
         "has been confirmed", "The strike"),
        ("The reports were quickly denied by Ann Lee on Monday.", "Ann Lee",
         "were quickly denied", "The reports"),
    ],
)  # fmt: skip
def test_what_is_told_in_the_passive_is_said_by_its_agent(sentence, source, cue, content):
    (found,) = passive_relations(read_text(sentence))

    assert found.source is not None
    assert found.cue.of(sentence) == cue
    assert found.source.of(sentence) == source
    assert [span.of(sentence) for span in found.content] == [content]


@pytest.mark.parametrize(
    "sentence", ["The strike was confirmed by Friday.", "The bags were claimed by name.", "by "]
)
def test_days_and_ways_claim_nothing(sentence):
    assert not [*passive_relations(read_text(sentence))]


def test_a_cue_that_is_known_is_not_found_again():
    text = read_text("The attack was claimed by the rebels.")
    (found,) = passive_relations(text)

    assert not [*passive_relations(text, besides=[found.cue])]


@pytest.mark.parametrize(
    "marked",
    [
        "<s>The White House</s> <q>released</q> <c>the e-mails of last year</c>.",
        "<s>Friday</s> <q>is expected</q> <c>A verdict</c>.",
        "<q>According to</q> <s>plan</s>, <c>the bridge was closed</c>.",
        "<c>The meeting</c> <q>was called</q> by <s>Ann Lee</s>.",
        "<s>She</s> <q>called into</q> <c>his programme</c>.",
        "<c>On the second day of the trial</c>, <s>the doctor</s> <q>testified</q>.",
        "<c>In a long-planned interview</c>, <s>Ann Lee</s> <q>also said</q>:",
        "<c>Here's what</c> <s>the first reviews</s> <q>say</q>:",
        "<s>Ann Lee</s> <q>reported</q> <c>from Seoul and Hong Kong</c>.",
        "<s>That</s> <q>said</q>, <c>the two have merged</c>.",
        "<s>Oil</s> rose on Tuesday on <q>hopes</q> <c>that talks would resume</c>.",
        "<s>Let’s</s> <q>say</q> <c>that it fell</c>.",
    ],
)
def test_what_says_nothing_is_no_attribution(marked):
    sentence, given = relation(marked)

    assert not [*attributing(read_text(sentence), [given])]


@pytest.mark.parametrize(
    "marked",
    [
        "<s>The White House</s> <q>released</q> <c>a note that the dam was safe</c>.",
        "<q>According to</q> <s>the plan of the council</s>, <c>the bridge is closed</c>.",
        "<s>Ann Lee</s> <q>called</q> <c>the meeting a farce</c>.",
        "<s>Ann Lee</s> <q>reported</q> <c>from Seoul that the dam was safe</c>.",
        "<c>What they heard</c> is <s>what Ann Lee</s> <q>said</q>.",
    ],
)
def test_what_says_something_is_one(marked):
    sentence, given = relation(marked)

    assert [*attributing(read_text(sentence), [given])] == [given]


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("<s>the minister said the latest forecast</s> <q>showed</q> <c>it worked</c>.",
         "the latest forecast"),
        ("It said on Monday <s>that Ann Lee</s> <q>said</q> <c>it fell</c>.", "Ann Lee"),
        ("They disputed that <s>claim</s>, <q>saying</q> <c>that he fell</c>.", None),
        ("with <s>many as 1,000</s> <q>thought</q> <c>to have been killed</c>.", None),
        ("<s>the man who said the dam was safe</s> <q>denied</q> <c>that he lied</c>.",
         "the man who said the dam was safe"),
        ("<s>They’ll</s> <q>say</q> <c>that it fell</c>.", "They"),
        ("<c>“It fell,”</c> <q>said</q> <s>Ann Lee of Ash, Md. The dam is old</s>.",
         "Ann Lee of Ash, Md."),
    ],
)  # fmt: skip
def test_a_source_is_mended(marked, source):
    sentence, given = relation(marked)
    found = completed(read_text(sentence), tagged(given)).source

    assert (found and found.of(sentence)) == source


@pytest.mark.parametrize(
    ("marked", "source", "content"),
    [
        ("<s>The dam was shut,</s> <q>say</q> <c>the engineers</c>.", "the engineers",
         "The dam was shut"),
        ("<s>The findings</s> are new, <q>say</q> <c>researchers</c>.", "researchers",
         "The findings are new"),
        ("<s>The findings</s>, <q>say</q> <c>the dam is new</c>.", "The findings",
         "the dam is new"),
    ],
)  # fmt: skip
def test_who_speaks_behind_a_clause_is_told_from_it(marked, source, content):
    sentence, given = relation(marked)

    found = completed(read_text(sentence), tagged(given))

    assert found.source is not None
    assert found.source.of(sentence) == source
    assert [span.of(sentence) for span in found.content] == [content]


@pytest.mark.parametrize(
    ("marked", "whether"),
    [
        ("<q>According to</q> <s>a report in the Mercury, Ann Lee left</s>.", True),
        ("<q>According to</q> <s>a report in the Mercury</s>, <c>Ann Lee left</c>.", False),
        ("<q>According to</q> <s>a report in the Mercury</s>.", False),
        ("It fell, <q>according to</q> <s>Ann Lee, the mayor</s>.", False),
    ],
)
def test_a_source_that_takes_in_what_it_says_is_known(marked, whether):
    sentence, given = relation(marked)

    assert swallows(read_text(sentence), tagged(given)) is whether


def test_a_quotation_of_several_sentences_is_his_whose_verb_stands_in_its_last():
    quoted = '"We saw smoke. Nobody was hurt,"'
    sentence, before = relation(
        f'<c>"It is shut,"</c> <q>said</q> <s>Ann Lee</s>.\n\n<c>{quoted}</c> said Bo Roe.'
    )
    _, own = relation(f'"It is shut," said Ann Lee.\n\n<c>{quoted}</c> <q>said</q> <s>Bo Roe</s>.')

    first, second = whole_quotations(read_text(sentence), [before, own])

    assert [span.of(sentence) for span in first.content] == ['"It is shut,"']
    assert [span.of(sentence) for span in second.content] == [quoted]


def test_a_sentence_in_marks_is_his_who_spoke_right_before_it_and_not_the_former_speaker_s_too():
    first = '<c>"It is shut,"</c> <q>said</q> <s>Ann Lee</s>.'
    second = '<c>"I know,"</c> <q>said</q> <s>Bo Roe</s>.'
    plain = ['"It is shut," said Ann Lee.', '"I know," said Bo Roe.', '"Nobody told me of it."']
    last = f"<c>{plain[2]}</c>"
    sentence, before = relation(f"{first}\n\n{plain[1]} {last}")
    _, own = relation(f"{plain[0]}\n\n{second} {last}")

    earlier, later = whole_quotations(read_text(sentence), [before, own])

    assert [span.of(sentence) for span in earlier.content] == ['"It is shut,"']
    assert [span.of(sentence) for span in later.content] == ['"I know,"', plain[2]]


def test_a_sentence_in_marks_is_not_his_who_only_looks_on():
    plain = '"It is shut," Ann Lee says. She looks at me. "Nobody told us of it."'
    last = '<c>"Nobody told us of it."</c>'
    opening = '<c>"It is shut,"</c> <s>Ann Lee</s> <q>says</q>. She looks at me.'
    sentence, says = relation(f"{opening} {last}")
    _, looks = relation(f'"It is shut," Ann Lee says. <s>She</s> <q>looks at</q> <c>me</c>. {last}')

    told, seen = whole_quotations(read_text(sentence), [says, looks])

    assert sentence == plain
    assert [span.of(sentence) for span in told.content] == ['"It is shut,"', last[3:-4]]
    assert [span.of(sentence) for span in seen.content] == ["me"]


@pytest.mark.parametrize(
    ("behind", "given"),
    [
        ('"They are not ideal institutions."', 1),
        ('"They are not ideal. But they work."\n\n"And we have no others yet."', 2),
        ('"GOOD DECISIONS MADE HERE TODAY"', 0),
        ('"Good decisions!"', 0),
        ('It rained.\n\n"They are not ideal institutions."', 0),
        ('"They are not ideal institutions." It rained.', 0),
    ],
)
def test_a_paragraph_that_is_a_quotation_is_said_by_who_spoke_last_in_the_one_before(behind, given):
    opening = "<s>Ann Lee</s> <q>defended</q> <c>the council</c> on Monday."
    text, known = relation(f"{opening}\n\n{behind}")

    (found,) = whole_quotations(read_text(text), [known])

    assert len(found.content) == 1 + given


def test_who_reports_a_speech_says_all_of_it_also_where_it_ended_within_the_speakers_name():
    sentence, outer = relation("<s>TASS</s> <q>reported</q> <c>that Ann Lee</c>, the mayor, said that it fell.")  # fmt: skip
    _, inner = relation("TASS reported that <s>Ann Lee, the mayor,</s> <q>said</q> <c>that it fell</c>.")  # fmt: skip

    mended, _ = whole_outer(read_text(sentence), [outer, inner])

    assert [c.of(sentence) for c in mended.content] == [
        "that Ann Lee, the mayor, said that it fell"
    ]


@pytest.mark.parametrize(
    ("outer", "whole"),
    [
        ("<c>that after he fell</c>", "that after he fell, the mayor said that it rained"),
        ("<c>that when it rained</c>", "that when it rained, the mayor said that it rained"),
        ("<c>that the dam held</c>", "that the dam held"),
    ],
)
def test_who_reports_a_speech_says_all_of_it_where_a_clause_stands_before_the_speaker(outer, whole):
    """A clause that cannot stand alone."""
    begin, end = "<s>TASS</s> <q>reported</q> ", ", the mayor said that it rained."
    sentence, first = relation(f"{begin}{outer}{end}")
    plain = re.sub("<.*?>", "", begin + outer)
    _, second = relation(f"{plain}, <s>the mayor</s> <q>said</q> <c>that it rained</c>.")

    mended, _ = whole_outer(read_text(sentence), [first, second])

    assert [c.of(sentence) for c in mended.content] == [whole]


@pytest.mark.parametrize(
    ("text", "source", "cue", "items"),
    [
        ("In a long interview, Ann Lee also said:\n\n- The dam held.\n\n- It rained.\n\nSo it did.",
         "Ann Lee", "also said", ["The dam held.", "It rained."]),
        ("The council said:\n• no dogs\n• no fires", "The council", "said", ["no dogs", "no fires"]),
    ],
)  # fmt: skip
def test_who_is_named_before_a_list_says_all_of_it(text, source, cue, items):
    (found,) = listed_relations(read_text(text), besides=[], taken=[])

    assert found.source is not None
    assert (found.source.of(text), found.cue.of(text)) == (source, cue)
    assert [span.of(text) for span in found.content] == items


@pytest.mark.parametrize(
    "text",
    [
        "What you need:\n\n- Flour.\n\n- Salt.",
        "Ann Lee said:\n\nThe dam held.",
        "Here is what they say:\n\n- No.",
        ":\n- a",
    ],
)
def test_a_list_of_other_things_is_said_by_nobody(text):
    assert not [*listed_relations(read_text(text), besides=[], taken=[])]


def test_in_the_words_of_somebody_a_quotation_is_his():
    text = 'In the words of the patient: "I fell ill."'

    (found,) = introduced_quotations(read_text(text), besides=[], taken=[])

    assert found.source is not None
    assert (found.source.of(text), found.cue.of(text)) == ("the patient", "In the words of")


def test_who_issues_a_report_carries_it_only_as_a_medium():
    office = "It leaked, according to a report by the National Audit Office."
    agency = "It leaked, according to a report by Reuters."

    assert carriers(read_text(office)) == {}
    assert carriers(read_text(agency)) == {0: ((11, "Reuters"),)}


def test_a_carrier_ends_at_a_comma():
    text = read_text("According to a report in the Mountain Courier, Gov. Ann Lee left.")

    assert carriers(text) == {0: ((0, "the Mountain Courier"),)}


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (" also added smaller landers to the plan.", None),
        (" also added that the landers were small.", "that the landers were small"),
        (" added it would fly in May.", "it would fly in May"),
        (" has reported on the plan.", "the plan"),
    ],
)
def test_a_body_that_adds_a_thing_says_nothing(behind, said):
    text = read_text(f"NASA{behind}")

    found = [c.of(text.text) for r in spoken_relations(text, [Span(0, 4)]) for c in r.content]

    assert found == ([said] if said else [])


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("<s>They</s> <q>say</q> <c>the plan</c>, run by the state, has cost millions.",
         "the plan, run by the state, has cost millions"),
        ("<s>They</s> <q>said</q> <c>Lee did</c>, in fact, go.", "Lee did, in fact, go"),
        ("<s>They</s> <q>said</q> <c>that the dam</c>, which Lee built, would break.",
         "that the dam, which Lee built, would break"),
        ("<s>They</s> <q>want</q> <c>the plan</c>, run by the state, and the money.", "the plan"),
        ("<s>They</s> <q>said</q> <c>the dam broke</c>, and Lee, the mayor, was there.",
         "the dam broke"),
        ("<s>They</s> <q>like</q> <c>the plan</c>, and Lee, the mayor, is for it.", "the plan"),
        ("<s>They</s> <q>ask</q> <c>to raise the dam</c>, which Lee built, has cost.",
         "to raise the dam"),
        ("<s>They</s> <q>said</q> <c>the plan</c>, run by the state.", "the plan"),
        ("<s>They</s> <q>said</q> <c>that in May</c>, she had left.", "that in May, she had left"),
        ("<s>They</s> <q>said</q> <c>that in May</c>, if not before.", "that in May"),
        ("<s>He</s> <q>hopes</q> <c>such a rule</c>, if passed, might last.",
         "such a rule, if passed, might last"),
    ],
)  # fmt: skip
def test_what_is_said_goes_on_over_an_aside_to_its_verb(marked, whole):
    sentence, given = relation(marked)

    found = past_aside(read_text(sentence), given.cue, given.content)

    assert [span.of(sentence) for span in found] == [whole]


@pytest.mark.parametrize(
    ("marked", "whether"),
    [
        ("It will pass, no matter what <s>they</s> <q>say</q> <c>of it</c>.", True),
        ("Everything <s>Ann Lee</s> <q>says</q> <c>is a lie</c>.", True),
        ("If <s>a firm</s> <q>knows</q> <c>we pay</c>, it comes.", True),
        ("It rose by <c>more than</c> <s>firms</s> <q>expected</q>.", True),
        ("If <s>Ann Lee</s> <q>says</q> <c>it is safe</c>, it is.", False),
        ("A serif <s>a firm</s> <q>said</q> <c>was new</c>.", False),
        ("<s>Ann Lee</s> <q>says</q> <c>everything is a lie</c>.", False),
    ],
)
def test_what_is_only_supposed_is_no_attribution(marked, whether):
    sentence, given = relation(marked)

    assert is_supposed(read_text(sentence), given) is whether


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        ("<s>Ann Lee</s> <q>later</q> told <c>that it fell</c>.", "later told"),
        ("<s>Ann Lee</s> <q>reportedly</q> told <c>them so</c>.", "reportedly"),
        ("<s>Ann Lee</s> <q>quietly</q> left <c>that day</c>.", "quietly"),
        ("<s>Ann Lee</s> <q>said</q> <c>that it fell</c>.", "said"),
        ("<s>Ann Lee</s> <q>fumed:</q> <c>that it fell</c>.", "fumed"),
        ("<s>Ann Lee</s><q>:</q> <c>that it fell</c>.", ":"),
    ],
)
def test_a_cue_takes_in_its_verb(marked, cue):
    sentence, given = relation(marked)

    assert completed(read_text(sentence), tagged(given)).cue.of(sentence) == cue


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("<c>Ann Lee</c>, <q>according to</q> <s>police</s>, has fled.", ["Ann Lee", "has fled"]),
        ("<c>It rained</c>, <q>according to</q> <s>police</s>, who were there.", ["It rained"]),
        ("<c>Ann Lee</c>, <q>according to</q> <s>police</s>.", ["Ann Lee"]),
        ("<s>Police</s>, has put <c>it so</c>, <q>according to</q> a post.", ["it so"]),
        ("<c>It fell</c>, <c>Lee said</c>, <q>according to</q> <s>police</s>.",
         ["It fell, Lee said"]),
        ("<c>It fell</c>, two men said, <q>according to</q> <s>TASS</s>.",
         ["It fell, two men said"]),
        ("Half of <c>them</c> <q>are believed</q> <c>to have fled</c>.",
         ["Half of them", "to have fled"]),
        ("<c>Residents</c> <q>were told</q> by <s>the council</s> <c>that it fell</c>.",
         ["that it fell"]),
        ("<c>Ann Lee</c> <q>was called</q> by <s>the council</s> <c>a fool</c>.",
         ["Ann Lee", "a fool"]),
    ],
)  # fmt: skip
def test_what_is_said_is_all_of_it_and_nobody_else(marked, content):
    sentence, given = relation(marked)

    found = completed(read_text(sentence), tagged(given))

    assert [span.of(sentence) for span in found.content] == content


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Rust of this sort, per the FAO, is found in wheat.", "the FAO",
         ["Rust of this sort", "is found in wheat"]),
        ("“Nobody came,” one villager said, per Dunne.", "Dunne",
         ["“Nobody came,” one villager said"]),
        ("Rents rose by a third, per a report by the board.", "a report by the board",
         ["Rents rose by a third"]),
        ("Rents rose by a third, per a U.S. official.", "a U.S. official",
         ["Rents rose by a third"]),
        ("Rents rose by a third, per Dr. Ann Lee.", "Dr. Ann Lee", ["Rents rose by a third"]),
        ("Rents rose by a third, as per police sources.", "police sources",
         ["Rents rose by a third"]),
        ("The dealer, as per the FIR, failed to keep a register.", "the FIR",
         ["The dealer", "failed to keep a register"]),
    ],
)  # fmt: skip
def test_whom_a_sentence_cites_by_per_says_it(sentence, source, content):
    (found,) = per_relations(read_text(sentence))

    assert found.source is not None
    assert found.source.of(sentence) == source
    assert [span.of(sentence) for span in found.content] == content


@pytest.mark.parametrize(
    "sentence",
    [
        "The plant makes 40 litres a day, per worker.",
        "The yacht costs a lot, per week, to run.",
        "He was fined £40, per section 4 of the act.",
        "“The yacht costs a lot, per the owner, to run.”",
        "The yacht costs a lot, per the contract, to run.",
        "The dam, per the plan, was closed.",
        "In the town of Ash, Per Olsson said so.",
    ],
)
def test_a_measure_by_per_cites_nobody(sentence):
    assert not [*per_relations(read_text(sentence))]


def test_whom_somebody_cites_by_per_is_no_second_source_of_all_that_he_says():
    sentence, outer = relation("<s>The mayor</s> <q>said</q> <c>that the dam, per Ann Lee, was closed</c>.")  # fmt: skip

    assert not [*per_relations(read_text(sentence), besides=[outer.cue], taken=outer.content)]


def parts(sentence, found):
    """Who, by which cue, says what."""
    said = [span.of(sentence) for span in found.content]
    return found.source and found.source.of(sentence), found.cue.of(sentence), said


@pytest.mark.parametrize(
    ("cited", "spoken", "who", "speaker", "whole"),
    [
        ("<c>A new audit</c>, <q>according to</q> <s>the Herald</s>, finds <c>that it fell</c>.",
         "A new audit, according to <s>the Herald</s>, <q>finds</q> <c>that it fell</c>.",
         "the Herald", "A new audit", ["A new audit", "finds that it fell"]),
        ("<q>According to</q> <s>the BBC's Ann Lee, Tom Reed</s>, <c>wrote that it fell</c>.",
         "According to <s>the BBC's Ann Lee, Tom Reed</s>, <q>wrote</q> <c>that it fell</c>.",
         "the BBC's Ann Lee", "Tom Reed", ["Tom Reed, wrote that it fell"]),
        ("<q>According to</q> <s>Ann Lee, a teacher, Tom Reed</s>, <c>wrote that it fell</c>.",
         "According to <s>Ann Lee, a teacher, Tom Reed</s>, <q>wrote</q> <c>that it fell</c>.",
         "Ann Lee, a teacher", "Tom Reed", ["Tom Reed, wrote that it fell"]),
    ],
)  # fmt: skip
def test_who_is_cited_is_told_from_who_speaks(cited, spoken, who, speaker, whole):
    sentence, first = relation(cited)
    _, second = relation(spoken)

    one, two = cited_apart(read_text(sentence), [first, second])

    assert parts(sentence, one) == (who, first.cue.of(sentence), whole)
    assert parts(sentence, two) == (speaker, second.cue.of(sentence), ["that it fell"])


def test_who_is_cited_is_told_from_one_who_spoke_before():
    """What was said may stand before the cue, too."""
    sentence, first = relation("It fell. <c>A new audit</c>, <q>according to</q> <s>the Herald</s>, finds.")  # fmt: skip
    _, second = relation(
        "<c>It fell</c>. A new audit, according to <s>the Herald</s>, <q>finds</q>."
    )

    one, two = cited_apart(read_text(sentence), [first, second])

    assert parts(sentence, one) == ("the Herald", "according to", ["A new audit", "finds"])
    assert parts(sentence, two) == ("A new audit", "finds", ["It fell"])


def test_who_is_cited_in_front_may_have_an_apposition():
    sentence, first = relation("<q>According to</q> <s>Ann Lee, the mayor</s>, <c>said to be ill</c>.")  # fmt: skip
    _, second = relation("According to <s>Ann Lee, the mayor</s>, <q>said</q> <c>to be ill</c>.")

    assert cited_apart(read_text(sentence), [first, second]) == [first, second]


def test_what_a_subject_does_is_a_part_of_it():
    sentence, first = relation("<s>Men</s> <q>opposing</q> <c>the map told</c> the court that it leaks.")  # fmt: skip
    _, second = relation("<s>Men opposing the map</s> <q>told</q> the court <c>that it leaks</c>.")
    _, cut = relation("<s>Men</s> opposing the map <q>told</q> the court <c>that it leaks</c>.")
    text = read_text(sentence)

    assert with_participles(text, [first, second]) == [second]
    for given in ([first], [first, cut]):
        (found,) = with_participles(text, given)
        assert parts(sentence, found) == ("Men opposing the map", "told", ["that it leaks"])


@pytest.mark.parametrize(
    "marked",
    [
        "<s>Men</s> <q>fearing</q> <c>that it leaks</c> left.",
        "<s>A poll</s> <q>showing</q> <c>a lead of ten</c>, Ann Lee told us that it leaks.",
        "<s>Men</s> <q>fear</q> <c>that the mayor told us</c> that it leaks.",
    ],
)
def test_a_participle_is_a_cue_where_no_verb_of_telling_follows_at_once(marked):
    sentence, given = relation(marked)

    assert with_participles(read_text(sentence), [given]) == [given]


@pytest.mark.parametrize(
    ("marked", "doubtful"),
    [
        ("<s>The council</s> <q>questioned</q> <c>the driver</c>.", True),
        ("<s>They</s> <q>never cite</q> <c>knowledge of the leak</c>.", True),
        ("<s>Ann Lee</s> <q>has promised</q> <c>more</c>.", True),
        ("<s>Ann Lee</s> <q>said</q> <c>they left on Monday</c>.", False),
        ("<s>Ann Lee</s> <q>believes</q> <c>the dam is safe</c>.", False),
        ("<s>Ann Lee</s> <q>promised</q> <c>to leave</c>.", False),
        ("<s>Ann Lee</s> <q>called</q> <c>the plan “a leak”</c>.", False),
        ("<q>It is said</q> <c>of many</c>.", False),
    ],
)
def test_a_thing_without_a_verb_must_be_surer_than_a_clause(marked: str, *, doubtful: bool):
    sentence, given = relation(marked)
    text = read_text(sentence)

    assert is_doubtful(text, given._replace(probability=0.45), 0.4) is doubtful
    assert not is_doubtful(text, given._replace(probability=0.6), 0.4)
    assert not is_doubtful(text, given._replace(probability=0.25), 0.0)


@pytest.mark.parametrize("sure", [0.5, 0.9, 0.99])
def test_a_quotation_is_said_by_whose_cue_stands_beside_it(sure: float):
    told = (
        "<c>“It does not hurt me,”</c> <s>the man</s> <q>wrote</q> in a letter to his aunt to tell"
    )
    sentence, beside = relation(f"{told} of it.")
    start = sentence.index("to tell")
    far = beside._replace(cue=Span(start, start + len("to tell")), probability=sure)

    found = whole_quotations(read_text(sentence), [beside, far])
    assert [parts(sentence, one)[1] for one in found] == ["wrote"]


def test_two_who_are_as_near_are_told_by_the_tagger_and_a_medium_carries():
    sentence, one = relation("<c>“It leaks,”</c> <s>the man</s> <q>wrote and told</q> us.")
    other = one._replace(cue=Span(one.cue.end - len("told"), one.cue.end), probability=0.6)
    text = read_text(sentence)

    assert whole_quotations(text, [other, one]) == [one]
    raw, said = relation("<c>“It leaks,”</c> <s>the man</s> <q>said</q>, TASS reported.")
    medium = Span(raw.index("TASS"), raw.index("TASS") + 4)
    cue = Span(medium.end + 1, medium.end + 9)
    carried = Relation(medium, cue, said.content, "tagger", 0.5)
    assert whole_quotations(read_text(raw), [said, carried]) == [said, carried]


STATED = "The dam is safe. Nobody needs to leave."


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("The council said in a statement:", "The council", "said"),
        ("In a statement, the council said:", "the council", "said"),
        ("Ann Lee, the mayor, wrote on her page:", "Ann Lee, the mayor", "wrote"),
    ],
)
def test_a_paragraph_behind_a_colon_is_said_by_who_is_named_before_it(line, source, cue):
    raw = f"{line}\n\n{STATED}\n\nPolice closed the road."
    (found,) = listed_relations(read_text(raw), besides=[], taken=[])

    assert parts(raw, found) == (source, cue, [STATED])


@pytest.mark.parametrize(
    "raw",
    [
        f"What the council said about it:\n\n{STATED}",
        "The council said:\n\nRead more",
        f"The council said:\n\n“{STATED}”",
        f"The pier closed:\n\n{STATED}",
        f"The council plans to close piers:\n\n{STATED}",
    ],
)
def test_a_paragraph_behind_another_colon_is_said_by_nobody(raw):
    assert not [*listed_relations(read_text(raw), besides=[], taken=[])]


def test_where_it_was_said_is_not_what_was_said():
    sentence, given = relation(f"<s>The council</s> <q>said</q> <c>in a statement</c>:\n\n{STATED}")  # fmt: skip
    other = given._replace(content=(Span(0, 3),))  # "The"
    text = read_text(sentence)

    assert parts(sentence, introduced_paragraph(text, given))[2] == [STATED]
    assert introduced_paragraph(text, other) == other


@pytest.mark.parametrize("mark", [":", ","])
def test_who_is_quoted_is_named_before_the_quotation(mark):
    raw = f"To quote Ann Lee{mark} “the tide waits for nobody.”"
    (found,) = introduced_quotations(read_text(raw), besides=[], taken=[])

    assert parts(raw, found) == ("Ann Lee", "To quote", ["“the tide waits for nobody.”"])


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Lee was held for a letter he reportedly sent to Ash, in which he swore.",
         "he reportedly sent to Ash"),
        ("Lee, who reportedly left in May, was seen in Oslo.", "who reportedly left in May"),
        ("In the evening he reportedly left, and was seen in Oslo.",
         "In the evening he reportedly left, and was seen in Oslo"),
    ],
)  # fmt: skip
def test_a_cue_in_a_relative_clause_reports_no_more_than_it(sentence, said):
    (found,) = sourceless_relations(read_text(sentence))

    assert [span.of(sentence) for span in found.content] == [said]


def test_who_is_cited_and_what_he_says_are_told_from_each_other():
    sentence, given = relation("<s>Each pair will play again</s> <q>according to</q> <c>FIFA as part of it</c>.")  # fmt: skip

    found = completed(read_text(sentence), tagged(given))

    assert parts(sentence, found) == ("FIFA", "according to", ["Each pair will play again"])
