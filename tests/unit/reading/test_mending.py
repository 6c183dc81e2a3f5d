"""What the tagger finds is mended: sources whole, passives turned, hearers cut, silence told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import Attribution, extract_attributions, read
from credscore.article import Level, Quote, SourceKind, Span
from credscore.reading.according import told_apart
from credscore.reading.text import read_text


def first(raw: str) -> Attribution:
    return extract_attributions(raw)[0]


def source_of(found: Attribution, raw: str) -> str | None:
    return None if found.source is None else found.source.span.of(raw)


def content_of(found: Attribution, raw: str) -> list[str]:
    return [span.of(raw) for span in found.content]


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        ("The family said it was sad.", "The family"),
        ("Officials in Italy said the bridge had fallen.", "Officials in Italy"),
        ("Megyn Daly said it was sad.", "Megyn Daly"),
        ("The mayor reportedly said it was sad.", "The mayor"),
        ("Ann Lee's spokesman last night slammed the story as a lie.", "Ann Lee's spokesman"),
        ("Finance Minister Ann Lee on Saturday said the bank was safe.",
         "Finance Minister Ann Lee"),
        ("At Tuesday's meeting Basil Orme said that it should wait.", "Basil Orme"),
        ("Thieves came by the roof, according to Ann Lee, that the court heard on Monday.",
         "Ann Lee"),
        ("ROCKER Danny Marsh texted his ex at his own WEDDING, pals claim.", "pals"),
        ("The ministry on Friday evening said the dam was safe.", "The ministry"),
        ("A study last year found that half of all cows were bored.", "A study last year"),
        ("Tom Reed, who was there on Monday, said the dam was safe.",
         "Tom Reed, who was there on Monday"),
        ("USA Today said the dam was safe.", "USA Today"),
        ("“I ran,” said another.", "another"),
        ("Some said the bridge had fallen.", "Some"),
        ("A letter to the board seen by Reuters said the plan had failed.",
         "A letter to the board seen by Reuters"),
        ("A spokesman for the sheriff's office told the Courier that it had failed.",
         "A spokesman for the sheriff's office"),
        ("“The plan has failed,” said Olena, a teacher.", "Olena, a teacher"),
        ("Witnesses who feared reprisals said the guards had left.",
         "Witnesses who feared reprisals"),
        ("Residents who think the gnome is theirs can view it on Monday.", "who"),
        ("There were claims that the dam was unsafe.", None),
        ("There are some reports that the dam was damaged.", None),
    ],
)  # fmt: skip
def test_a_source_is_found_whole_or_not_at_all(raw: str, source: str | None) -> None:
    assert source_of(first(raw), raw) == source


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        ("It slid, according to [the board], <which sent rafts>.", "the board, which sent rafts"),
        ("It slid, according to [a board] <that sent rafts>.", "a board that sent rafts"),
        ("It slid, according to [the board], <that rafts came>.", "the board"),
        ("It slid, according to [the board], <rafts came>.", "the board"),
    ],
)
def test_a_clause_behind_who_is_cited_is_his(raw: str, source: str) -> None:
    plain = raw.translate(str.maketrans("", "", "[]<>"))
    cited = Span(raw.index("["), raw.index("]") - 1)
    clause = Span(raw.index("<") - 2, raw.index(">") - 3)
    found, _ = told_apart(
        read_text(plain),
        cited,
        Span(plain.index("according"), cited.start - 1),
        (Span(0, 7), clause),
    )
    assert found.of(plain) == source


LONG = "{}\n\nThe tower is near.\n\nThe road was shut until noon.\n\nIt rained."


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        ("The bridge is open, said Mayor Ann Lee.", "Mayor Ann Lee"),
        (
            "The dam failed its test, according to a report by the Audit Office that is out today.",
            "a report by the Audit Office that is out today",
        ),
    ],
)
@pytest.mark.parametrize("shape", ["{}", LONG])
def test_who_stands_behind_what_is_said_is_its_source(raw: str, source: str, shape: str) -> None:
    text = shape.format(raw)
    found = first(text)
    assert source_of(found, text) == source
    assert content_of(found, text) == [raw.partition(", ")[0]]


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        (
            "Hughes was accused by prosecutors of running a scam.",
            "prosecutors",
            ["Hughes", "of running a scam"],
        ),
        ("He is accused of taking bribes.", None, ["He", "of taking bribes"]),
        (
            "Residents were told by the council that the dam was safe.",
            "the council",
            ["that the dam was safe"],
        ),
        ("Residents were told that the dam was safe.", None, ["that the dam was safe"]),
        (
            "The reports were dismissed by the Kremlin as fake.",
            "the Kremlin",
            ["The reports", "as fake"],
        ),
    ],
)
def test_in_a_passive_the_agent_speaks_never_the_subject(
    raw: str, source: str | None, content: list[str]
) -> None:
    found = first(raw)
    assert (source_of(found, raw), content_of(found, raw)) == (source, content)


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        ("The man had fled to Spain, said police.", "police", "The man had fled to Spain"),
        (
            "The bridge will close in May, says a report.",
            "a report",
            "The bridge will close in May",
        ),
        ("The dam was unsafe, prosecutors allege.", "prosecutors", "The dam was unsafe"),
        ("Profits rose 5 percent, official data show.", "official data", "Profits rose 5 percent"),
        ("The mayor told the Post the bridge was safe.", "The mayor", "the bridge was safe"),
        (
            "The navy said in a statement on its website that the ship had sunk.",
            "The navy",
            "that the ship had sunk",
        ),
        (
            "Lee claimed in an interview with the Courier that he had backed nobody.",
            "Lee",
            "that he had backed nobody",
        ),
    ],
)
def test_who_speaks_and_what_is_said_are_told_apart(raw: str, source: str, content: str) -> None:
    found = first(raw)
    assert (source_of(found, raw), content_of(found, raw)) == (source, [content])


@pytest.mark.parametrize(
    ("raw", "verb"),
    [
        ("The meeting was long, and he left, saying he trusted the courts to decide.", "decide"),
        ("The dam was unsafe, and prosecutors allege.", "allege"),
        ("In May, he claims.", "claims"),
    ],
)
def test_no_other_verb_at_the_end_of_a_sentence_closes_it(raw: str, verb: str) -> None:
    assert [a for a in extract_attributions(raw) if a.found == "closing"] == [], verb


@pytest.mark.parametrize(
    "raw",
    [
        "The ministry declined to say whether the jets had been delivered.",
        "The minister has not said whether the jets had been delivered.",
        "Nobody has claimed responsibility for the blast.",
        "The spokesman neither confirmed nor denied that the jets had left.",
        "The company did not respond to a request for comment.",
        "Officials have yet to say how the fire began.",
        "He stopped short of saying that the dam was unsafe.",
        "Reuters could not verify the report.",
        "The mayor asked whether the dam was safe.",
    ],
)
def test_who_says_nothing_of_it_or_asks_makes_no_claim(raw: str) -> None:
    assert all(claim.attribution is None for claim in read(raw).claims)


def test_what_a_page_asserts_beside_silence_stays_a_claim() -> None:
    raw = "Three jets left the base near Lorne on Monday, but the ministry declined to comment."
    assert [claim.attribution for claim in read(raw).claims] == [None]
    assert read("The ministry declined to comment on the jets.").claims == ()


@pytest.mark.parametrize(
    "raw",
    [
        "She does not believe that the dam will hold.",
        "The report does not show that the dam was unsafe.",
        "The mayor said that she did not know whether the dam was safe.",
        "The mayor denied that the dam was unsafe.",
    ],
)
def test_who_believes_or_shows_it_not_makes_one(raw: str) -> None:
    assert any(claim.attribution is not None for claim in read(raw).claims)


def test_a_quotation_that_stands_alone_is_said_by_who_spoke_before_it() -> None:
    raw = "Smith said he was shocked. “I have never seen the like. It was a wall of water.”"
    claims = read(raw).claims
    assert [
        c.attribution.source.name for c in claims if c.attribution and c.attribution.source
    ] == ["Smith"] * 3


def test_in_another_paragraph_it_waits_for_its_own_speaker() -> None:
    raw = "Smith said he was shocked.\n\n“It was a wall of water,” said Jones. “I ran.”"
    assert [(source_of(a, raw), content_of(a, raw)) for a in extract_attributions(raw)] == [
        ("Smith", ["he was shocked"]),
        ("Jones", ["“It was a wall of water,”", "“I ran.”"]),
    ]


def test_what_is_told_within_a_quotation_stays_within_it() -> None:
    raw = "“The mayor said it was safe,” said Olena Koval, a teacher. “Now my house is gone.”"
    outer = [a for a in extract_attributions(raw) if source_of(a, raw) == "Olena Koval, a teacher"]
    assert [content_of(a, raw)[-1] for a in outer] == ["“Now my house is gone.”"]
    inner = [a for a in extract_attributions(raw) if source_of(a, raw) == "The mayor"]
    assert all("house" not in " ".join(content_of(a, raw)) for a in inner)


def test_she_who_has_no_name_gains_none() -> None:
    raw = "A government source said the talks had failed. She said that the minister knew."
    kinds = {(a.source.kind, a.source.level) for a in extract_attributions(raw) if a.source}
    assert kinds == {(SourceKind.ANONYMOUS, Level.L2)}


def test_whom_one_speaker_told_carries_nothing_for_another() -> None:
    raw = "The mayor told the Post that it was safe, but the governor said it was not."
    assert [a.via for a in extract_attributions(raw)] == [("Post",), ()]


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Tesla", SourceKind.NAMED_ORGANISATION, Level.L5),
        ("Greenpeace", SourceKind.NAMED_ORGANISATION, Level.L5),
        ("Lorne Foods", SourceKind.NAMED_ORGANISATION, Level.L5),
        ("Odda Research", SourceKind.NAMED_ORGANISATION, Level.L5),
        ("New research", SourceKind.DOCUMENT, Level.L3),
        ("The MP", SourceKind.TITLED_UNNAMED, Level.L2),
        ("The company's CEO", SourceKind.TITLED_UNNAMED, Level.L3),
        ("A Department for Education spokesperson", SourceKind.TITLED_UNNAMED, Level.L5),
        ("One", SourceKind.TITLED_UNNAMED, Level.L2),
    ],
)
def test_bodies_by_name_and_holders_of_an_office_are_told_apart(
    name: str, kind: SourceKind, level: Level
) -> None:
    found = first(f"{name} said that the plan had failed.").source
    assert found is not None
    assert (found.kind, found.level) == (kind, level)


def test_an_indirect_claim_stays_indirect_beside_a_quotation() -> None:
    raw = "Smith said he was shocked. “I have never seen the like.”"
    quotes = [c.attribution.quote for c in read(raw).claims if c.attribution]
    assert quotes == [Quote.INDIRECT, Quote.DIRECT]


@pytest.mark.parametrize(
    ("raw", "source", "cue"),
    [
        ("An affidavit states that the man was armed.", "An affidavit", "states"),
        ("Kelly Barnes, 34, fumed: “It stinks. There's rats here.”", "Kelly Barnes, 34", "fumed"),
        ("Coach Bob Ash: “We go again on Tuesday.”", "Coach Bob Ash", ":"),
    ],
)
def test_who_opens_a_sentence_says_the_rest(raw: str, source: str, cue: str) -> None:
    found = first(raw)
    assert (source_of(found, raw), found.cue.span.of(raw)) == (source, cue)


@pytest.mark.parametrize(
    "raw",
    [
        "The town has one rule that all obey.",
        "The town has a report by the council that was published on Monday.",
        "They kept the warnings from engineers that had been ignored.",
    ],
)
def test_what_only_looks_like_it_says_nothing(raw: str) -> None:
    assert extract_attributions(raw) == ()


@pytest.mark.parametrize(
    ("raw", "source", "cue"),
    [
        ("Warnings from engineers that the dam would fail were ignored.", "engineers", "Warnings"),
        ("The claim by Moscow that the jets had left was false.", "Moscow", "claim"),
        (
            "In the view of Prof Ann Lang, the court had no choice.",
            "Prof Ann Lang",
            "In the view of",
        ),
        ("Per the report, the dam was unsafe.", "the report", "Per"),
        ("In Ann Lee's view, the court had no choice.", "Ann Lee", "view"),
        ("In the lawyers' opinion, it had no choice.", "the lawyers", "opinion"),
        ("Unions called for a strike.", "Unions", "called for"),
        ("The opposition has called for fresh elections.", "The opposition", "has called for"),
        ("Police are appealing for witnesses.", "Police", "are appealing for"),
        ("By the ministry's own reckoning, the dam was full.", "the ministry", "own reckoning"),
        ("In the words of one pilot, the runway was a field.", "one pilot", "In the words of"),
        (
            "In the view of Ann Lang, a partner at Ross & Co, the ruling ends months of doubt.",
            "Ann Lang, a partner at Ross & Co",
            "In the view of",
        ),
    ],
)
def test_a_noun_or_a_phrase_may_say_it(raw: str, source: str, cue: str) -> None:
    found = first(raw)
    assert (source_of(found, raw), found.cue.span.of(raw)) == (source, cue)


@pytest.mark.parametrize(
    "raw",
    [
        "Per capita, that is a lot.",
        "The recipe calls for two eggs.",
        "Light from stars that glow is old.",
        "In other words, the dam was full.",
        "By the river's bank, the dam was full.",
    ],
)
def test_other_nouns_and_shares_say_nothing(raw: str) -> None:
    assert extract_attributions(raw) == ()


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        ("Hamas, in a statement, said Israel broke the truce.", "Hamas", "Israel broke the truce"),
        ("Smith, 44, said residents hated it.", "Smith", "residents hated it"),
        (
            "Officials said at least 40 people died in a blaze that swept through a hotel.",
            "Officials",
            "at least 40 people died in a blaze that swept through a hotel",
        ),
        ("Cruz told MSNBC Monday that he would run.", "Cruz", "that he would run"),
        ("She's said that the dam was safe.", "She", "that the dam was safe"),
        ("A memo from health officials said that the ward was full.",
         "A memo from health officials", "that the ward was full"),
    ],
)  # fmt: skip
def test_what_was_right_is_left_alone(raw: str, source: str, content: str) -> None:
    found = first(raw)
    assert found.source is not None
    assert found.source.span.of(raw).startswith(source)
    assert content_of(found, raw) == [content]


@pytest.mark.parametrize(
    "raw",
    [
        "Inflation rose to 3.1% in May, more than economists expected.",
        "On the second day of the trial, the doctor testified.",
        "In the end, the voters decide.",
        "Oil rose on Tuesday on hopes that talks would resume.",
        "A police report that was never published was found.",
        "The tax will go up, no matter what ministers say.",
        "Jane Fonda stars in a new film this spring: “Book Club.”",
        "Praise by name is rare.",
        "A verdict is expected by Friday.",
    ],
)
def test_where_nobody_says_it_no_rule_finds_a_speaker(raw: str) -> None:
    assert [source_of(a, raw) for a in extract_attributions(raw) if a.source] == []


@pytest.mark.parametrize(
    ("raw", "speaker"),
    [
        ("The prosecutor asked Barnes why he ran. “I was scared of him.”", "prosecutor"),
        ("Her boss told her the job was gone. “I felt sick for weeks.”", "boss"),
        ("Lee said the plan, which critics called a farce, would work. “We will win.”", "critics"),
    ],
)
def test_a_quotation_is_not_given_to_who_cannot_have_said_it(raw: str, speaker: str) -> None:
    wrong = [a for a in extract_attributions(raw) if speaker in (source_of(a, raw) or "")]
    assert all("“" not in " ".join(content_of(a, raw)) for a in wrong)


@pytest.mark.parametrize(
    "raw",
    [
        "The judge refused bail, saying that he might flee.",
        "The report not only said that the dam was unsafe.",
        "Shops with declining sales said that they would close.",
        "The ministry did not deny that shells had hit the school.",
    ],
)
def test_who_says_something_beside_a_refusal_makes_a_claim(raw: str) -> None:
    assert any(claim.attribution is not None for claim in read(raw).claims)


@pytest.mark.parametrize(
    "raw",
    [
        "A police spokesman said the woman, 34, was in hospital. She told officers he had left.",
        "A hospital spokeswoman said it was stable. He told police that the car was new.",
    ],
)
def test_a_pronoun_that_may_be_another_is_nobody_known(raw: str) -> None:
    sources = [a.source for a in extract_attributions(raw) if a.source]
    assert [s.kind for s in sources if s.span.of(raw) in {"He", "She"}] == [SourceKind.NAMED_PERSON]


@pytest.mark.parametrize(
    "raw",
    [
        "In an attack on the BBC, the minister said it was biased.",
        "The mayor told a joint news conference that the dam was safe.",
        "The minister told MPs the BBC had failed.",
        "The BBC reported that the minister had resigned, citing family reasons.",
    ],
)
def test_what_only_stands_beside_the_words_carries_nothing(raw: str) -> None:
    assert all(a.via == () for a in extract_attributions(raw))


WORDS = (
    "said", "told", "was accused", "by", "of", "quoted", "was quoted", "as saying", "citing",
    "that", "who", "which", "she", "the mayor", "Ann Lee", "police", "Interfax", "the BBC",
    "declined to say", "neither", "not", "reports", "warnings from", "in the view of", "on",
    "Monday", "one", "there", "what", "no matter what", "it held", "asked", "no", ",", ".", ":",
    "“", "”", '"', "—", "\n", "'s", "and", "self-", "-cited",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join))
def test_whatever_the_order_of_the_words_spans_cut_what_they_say(mixed: str) -> None:
    raw = f"The old dam of the town would hold for the whole of the winter, they said. {mixed}"
    for found in extract_attributions(raw):
        spans = [found.cue.span, *found.content]
        spans += [found.source.span] if found.source else []
        assert all(0 <= span.start < span.end <= len(raw) for span in spans)
    article = read(raw)
    assert all(claim.span.of(article.text).strip() for claim in article.claims)


@pytest.mark.parametrize(
    ("raw", "outer", "inner"),
    [
        (
            "The suspect told officers that he acted alone, police said.",
            ("police", "The suspect told officers that he acted alone"),
            ("The suspect", "that he acted alone"),
        ),
        (
            "According to the indictment, Moss told an agent that he could supply the guns.",
            ("the indictment", "Moss told an agent that he could supply the guns"),
            ("Moss", "that he could supply the guns"),
        ),
        (
            "The CIA believes the order came from the top, NBC reported.",
            ("NBC", "The CIA believes the order came from the top"),
            ("CIA", "the order came from the top"),
        ),
    ],
)
def test_who_reports_a_speech_says_all_of_it(
    raw: str, outer: tuple[str, str], inner: tuple[str, str]
) -> None:
    found = {
        (a.source.span.of(raw), " … ".join(span.of(raw) for span in a.content))
        for a in extract_attributions(raw)
        if a.source
    }
    assert {outer, inner} <= found


@pytest.mark.parametrize(
    "raw",
    [
        "Mr Lee was later accused of fraud.",
        "Dr Lee is credited with saving the dam.",
        "Mr Lee, a singer accused of fraud, has left the town.",
    ],
)
def test_who_is_accused_or_credited_is_no_source(raw: str) -> None:
    assert all(found.source is None for found in extract_attributions(raw))


def test_who_warns_of_something_is_its_source() -> None:
    (found,) = extract_attributions("Mr Lee warned of floods in the valley on Monday.")
    assert found.source is not None
