"""Who carried the words: for how long an interview holds, and who carries nothing."""

import attrs
import pytest

import credscore
from credscore.article import Attribution, SourceKind
from credscore.reading.carrying import MAX_GAP
from credscore.reading.page import Page
from credscore.reading.read import extract_attributions

TOLD = "Ann Reed told the Lorne Courier that the dam was old."


def last(raw: str) -> Attribution:
    return extract_attributions(raw)[-1]


@pytest.mark.parametrize(
    "later",
    [
        "“It will hold,” Reed added.",
        "Reed said the gate was new.",
        "In the interview, Reed said that the gate was new.",
        "Reed told the council's engineers in May that it was new, she said.",
    ],
)
def test_an_interview_holds_for_who_goes_on(later: str) -> None:
    assert last(f"{TOLD} {later}").via == ("Lorne Courier",)


@pytest.mark.parametrize(
    "later",
    [
        "Reed said during a news conference later Tuesday that the gate was new.",
        "In a letter to the council, Reed said the gate was new.",
        "Reed said in an emailed statement that the gate was new.",
        "Reed told reporters that the gate was new.",
        "At a rally in Lorne, Reed said the gate was new.",
        "In a separate interview, Reed said the gate was new.",
        "Reed testified that the gate was new.",
        "Reed later said that the gate was new.",
        "Reed has said that the gate was new.",
        "Reed released a statement on Saturday, saying that the gate was new.",
    ],
)
def test_another_occasion_ends_an_interview(later: str) -> None:
    assert last(f"{TOLD}\n\n{later}").via == ()
    assert last(f"{TOLD}\n\n{later}\n\n“Nobody wants a flood,” Reed said.").via == ()


def test_who_looks_back_says_it_elsewhere_and_the_interview_goes_on() -> None:
    raw = f"{TOLD} Reed had said that it was strong. “It leaks,” Reed said."
    assert [found.via for found in extract_attributions(raw)] == [
        ("Lorne Courier",), (), ("Lorne Courier",),
    ]  # fmt: skip


def test_another_day_ends_an_interview() -> None:
    told = "Ann Reed told Reuters on Monday that the dam was old."
    assert last(f"{told} Reed said on Friday that the gate was new.").via == ()
    assert last(f"{told} Reed said on Monday that the gate was new.").via == ("Reuters",)


@pytest.mark.parametrize(
    ("later", "via"),
    [
        ("On CNN, Reed said the gate was new.", ("CNN",)),
        ("On NBC's “Meet the Press,” Reed said the gate was new.", ("NBC",)),
        ("On NBC, Reed was asked if the gate was new. “I doubt it,” she said.", ("NBC",)),
        ("Reed said in a social media post that the gate was new.", ("social media",)),
    ],
)
def test_a_new_medium_takes_the_place_of_the_old(later: str, via: tuple[str, ...]) -> None:
    assert last(f"{TOLD} {later}").via == via


def test_a_post_is_kept_for_a_few_attributions_and_an_interview_for_long() -> None:
    more = " ".join(f"Reed said that gate {n} was new." for n in range(MAX_GAP + 2))
    assert last(f"Ann Reed said on Telegram that the dam was old. {more}").via == ()
    assert last(f"{TOLD} {more}").via == ("Lorne Courier",)


@pytest.mark.parametrize(
    ("raw", "via"),
    [
        ("Ann Reed said in an email that the dam was old.", ()),
        ("Ann Reed said in a blog post that the dam was old.", ()),
        ("Ann Reed said at a press conference that the dam was old.", ()),
        ("Ann Reed said in a tweet that the dam was old.", ("Twitter",)),
        ("Ann Reed said in a Facebook post that the dam was old.", ("Facebook",)),
        ("Ann Reed said in her book that the dam was old.", ("book",)),
        ("Ann Reed, who was asked through an interpreter, said it was old.", ("interpreter",)),
        ("Ann Reed told the Lorne Tribune-Gleaner that it was old.", ("Lorne Tribune-Gleaner",)),
        ("Ann Reed told the Lorne Post-Gazette that it was old.", ("Lorne Post-Gazette",)),
        ("Ann Reed told CNN's Mary Ashwood that it was old.", ("CNN",)),
        ("In an interview with the BBC's Mary Ashwood, Ann Reed said it was old.", ("BBC",)),
        ("The Antara news agency Thursday quoted Ann Reed as saying it was old.", ("Antara",)),
        ("Ann Reed was quoted by the Antara news agency last May as saying it was old.", ("Antara",)),
        ("The Lorne Team also spoke to other Andean herders who described the flood.", ()),
    ],
)  # fmt: skip
def test_media_and_platforms_carry_and_own_words_do_not(raw: str, via: tuple[str, ...]) -> None:
    assert {found.via for found in extract_attributions(raw)} == {via}


def test_a_house_carries_nothing_on_its_page_whoever_asks_for_it() -> None:
    raw = "Ann Reed told CNN's Mary Ashwood that it was old. CNN reported that Tom Ash said so."
    page = Page(text=raw, publisher="CNN")
    assert all(found.via == () for found in credscore.read(page).attributions)
    elsewhere = credscore.read(attrs.evolve(page, publisher="Lorne Courier"))
    assert elsewhere.attributions[0].via == ("CNN",)


@pytest.mark.parametrize(
    "raw",
    [
        'The paper said the drill, which it claims is "a plan for war," was large.',
        "Employers believe that once the law is in force, they worry, nobody will come.",
        "They say that officials said the dam was old.",
        "The survey shows that the dam leaks, even though the mayor says that it is new.",
    ],
)
def test_nobody_carries_what_is_his_own_or_is_said_against_him(raw: str) -> None:
    assert all(found.via == () for found in extract_attributions(raw))


@pytest.mark.parametrize(
    ("raw", "source", "cue", "via"),
    [
        ("According to a study cited in the Ash report, it leaks.", "a study cited in the Ash report", "According to", "the Ash report"),
        ("Another study referenced in the report shows that it leaks.", "Another study referenced in the report", "shows", "the report"),
        ("The research referenced in the council report states that it leaks.", "The research referenced in the council report", "states", "the council report"),
        ("The letter quoted in the article says that it leaks.", "The letter quoted in the article", "says", "the article"),
    ],
)  # fmt: skip
def test_a_document_cited_in_another_speaks_through_it(
    raw: str, source: str, cue: str, via: str
) -> None:
    (found,) = extract_attributions(raw)
    assert found.source is not None
    assert (found.source.span.of(raw), found.cue.span.of(raw)) == (source, cue)
    assert (found.source.kind, found.via) == (SourceKind.DOCUMENT, (via,))


def test_who_mentions_something_in_a_report_says_it() -> None:
    raw = "The mayor mentioned in the report that the dam leaks."
    assert [a.cue.lemma for a in extract_attributions(raw)] == ["mention"]


@pytest.mark.parametrize(
    ("raw", "speaker", "via"),
    [
        ("Ann Reed tried to assure the council that no boat would be lost, according to Tom Ash.", "Ann Reed", "Tom Ash"),
        ("The port has two piers and Ann Reed tried to assure the council that no boat would be lost, according to Tom Ash.", "Ann Reed", "Tom Ash"),
        ("Officials said a scan of the dog's chip revealed that it had walked to Lorne.", "a scan of the dog's chip", "Officials"),
    ],
)  # fmt: skip
def test_what_is_said_within_what_another_says_has_its_own_speaker(
    raw: str, speaker: str, via: str
) -> None:
    found = {a.source.span.of(raw): a.via for a in extract_attributions(raw) if a.source}
    assert found[speaker] == (via,)


def test_what_is_asked_in_a_letter_is_asked_by_who_writes_it() -> None:
    raw = "The council wrote an open letter to the mayor, asking that the dam be closed."
    assert {a.source.span.of(raw) for a in extract_attributions(raw) if a.source} == {"The council"}


def test_a_possessor_that_nobody_is_known_by_carries_nothing() -> None:
    raw = "Her fear is that the mayor believes that the dam is safe."
    believes = last(raw)
    assert believes.cue.span.of(raw) == "believes"
    assert believes.via == ()


def test_a_sentence_without_end_is_cut_within_what_tells_of_a_carrier() -> None:
    told = "told Reuters in an interview with the BBC in May on Monday told CNN "
    for shift in range(0, len(told), 12):
        read = credscore.read("x" * shift + " " + told * 200)
        carried = {name for found in read.attributions for name in found.via}
        assert carried <= {"Reuters", "BBC", "CNN"}


def test_who_speaks_against_what_was_said_does_not_carry_it() -> None:
    raw = "The mayor's claim that crime had halved was contradicted by the police."
    claim, contradicted = extract_attributions(raw)
    assert (claim.cue.span.of(raw), claim.via) == ("claim", ())
    assert contradicted.cue.span.of(raw) == "contradicted"
