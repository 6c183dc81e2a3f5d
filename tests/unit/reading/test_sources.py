"""What kind of source a phrase names, its level, and what the text says of it."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import Byline, Level, Reason, Source, SourceKind, Span
from credscore.reading.interests import in_domain, is_interested
from credscore.reading.lexicon import Lexicon, fold, load_table
from credscore.reading.page import Link, Page
from credscore.reading.people import find_people
from credscore.reading.source_heads import find_head
from credscore.reading.sources import describe_source
from credscore.reading.text import read_text


def source_of(raw: str, *, claim: str = "", links: tuple[Link, ...] = ()) -> Source:
    """Describe the words between the marks `[` and `]` of a text."""
    start, end = raw.index("["), raw.index("]") - 1
    text = read_text(raw.replace("[", "").replace("]", ""))
    return describe_source(
        Span(start, end), text=text, people=find_people(text), links=links, claim_text=claim
    )


PERSON, BODY = SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION
TITLE, GROUP = SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE
PAPER, MEDIUM = SourceKind.DOCUMENT, SourceKind.MEDIA_OUTLET
NOBODY, AUTHOR = SourceKind.ANONYMOUS, SourceKind.AUTHOR


@pytest.mark.parametrize(
    ("raw", "kind", "level"),
    [
        ("[The Ukrainian president, Ivan Bereza,] said so.", PERSON, 6),
        ("[Founder, chairman and CEO Ann Reed] said so.", PERSON, 6),
        ("[Ann Reed] said so.", PERSON, 5),
        ("The mayor, Ann Reed, came. [Reed] said so.", PERSON, 6),
        ("The mayor, Ann Reed, came. [She] said so.", PERSON, 6),
        ("[The Guardian's Ann Reed] said so.", PERSON, 5),
        ("[Ann Reed and others] said so.", PERSON, 5),
        ("[She] said so.", PERSON, 2),
        ("The mayor, Ann Reed, [who] said so, left.", PERSON, 6),
        ("[Marsh] said so.", PERSON, 5),
        ("[The Kremlin] said so.", BODY, 5),
        ("[Moscow] said so.", BODY, 4),
        ("[Ukraine] said so.", BODY, 4),
        ("[South Korean intelligence] said so.", BODY, 4),
        ("[Seoul's spy agency] said so.", BODY, 4),
        ("[The CIA] said so.", BODY, 5),
        ("[Ukraine's health ministry] said so.", BODY, 5),
        ("[The defence ministry] said so.", BODY, 4),
        ("[The Federal Transport Agency] said so.", BODY, 5),
        ("[Police] said so.", BODY, 4),
        ("[The company] said so.", BODY, 4),
        ("[The United Nations and European Union] said so.", BODY, 5),
        ("[Kyiv and the West] said so.", GROUP, 2),
        ("[A senior US official briefed on the report] said so.", TITLE, 3),
        ("[A ministry spokesman] said so.", TITLE, 4),
        ("[A Foreign Ministry spokeswoman] said so.", TITLE, 5),
        ("[An official] said so.", TITLE, 2),
        ("[Officials] said so.", TITLE, 2),
        ("[Experts] said so.", TITLE, 2),
        ("[Russian officials] said so.", TITLE, 2),
        ("[Ann Reed's lawyer] said so.", TITLE, 3),
        ("[Lawyers for Mr. Reed] said so.", TITLE, 2),
        ("[Attorneys for Dr. Ann Reed] said so.", TITLE, 2),
        ("[Aides of Vice President Reed] said so.", TITLE, 2),
        ("[Secretary of State Ann Reed] said so.", PERSON, 6),
        ("[US officials familiar with the talks] said so.", TITLE, 3),
        ("[Ukrainian soldiers] said so.", GROUP, 2),
        ("[The Ukrainians] said so.", GROUP, 2),
        ("[Separatists holding the town] said so.", GROUP, 2),
        ("[Both prisoners] said so.", GROUP, 3),
        ("[The men, who had walked all night,] said so.", GROUP, 3),
        ("[Observations from Ukrainian soldiers] suggest it.", GROUP, 2),
        ("[Kelder Tools] said so.", BODY, 5),
        ("[The Kelder Ledger] said so.", MEDIUM, 5),
        ("[Emily Post] said so.", PERSON, 5),
        ("[The Kelder Post] said so.", MEDIUM, 5),
        ("[The Kelder Report] said so.", PAPER, 5),
        ("[Boko Haram] said so.", BODY, 5),
        ("[Al-Shabaab] said so.", BODY, 5),
        ("[Norenergo] said so.", BODY, 5),
        ("[Analyst Teun Visbeek of Bank Orange] said so.", PERSON, 6),
        ("[Inspector General of Police Teun Visbeek] said so.", PERSON, 6),
        ("[Defence Minister Israel Katz] said so.", PERSON, 6),
        ("[Turkey's Erdogan] said so.", PERSON, 5),
        ("[Norway's Kelder Air] said so.", BODY, 5),
        ("[Another Russian milblogger] said so.", TITLE, 3),
        ("[The filing in Manhattan court] said so.", PAPER, 5),
        ("[A filing in the case] said so.", PAPER, 3),
        ("[A trove of newly found documents] said so.", PAPER, 2),
        ("[A batch of leaked e-mails] said so.", PAPER, 2),
        ("[The new information] said so.", PAPER, 3),
        ("[Independent analyses] said so.", PAPER, 2),
        ("[The motion] said so.", PAPER, 3),
        ("[A brief filed on Monday] said so.", PAPER, 3),
        ("[A letter obtained by the Courier] said so.", PAPER, 3),
        ("[A letter published by the council] said so.", PAPER, 5),
        ("[Exit polling] said so.", PAPER, 3),
        ("[The policy wonks] said so.", GROUP, 2),
        ("[The decision makers] said so.", TITLE, 2),
        ("[The company's top liaison to artists] said so.", TITLE, 3),
        ("[A member of the House panel] said so.", TITLE, 3),
        ("[Members of the panel] said so.", GROUP, 2),
        ("[Artists] said so.", GROUP, 2),
        ("[The musicians] said so.", GROUP, 2),
        ("[Black listeners of a radio programme] said so.", GROUP, 2),
        ("He met black listeners of a radio programme [who] said so.", GROUP, 2),
        ("They had members of the Norwegian government, [which] said so, on board.", BODY, 5),
        ("[Justice] said it needed the list.", BODY, 5),
        ("[Spotify] said so.", BODY, 5),
        ("[It] said so.", BODY, 1),
        ("[74 percent of likely voters] said so.", GROUP, 2),
        ("[Seventy-four percent of the voters] said so.", GROUP, 2),
        ("[About 4 in 10] said so.", GROUP, 2),
        ("[A third] said so.", GROUP, 2),
        ("[Homeland security experts] said so.", TITLE, 2),
        ("[Her most daring Republican opponent] said so.", TITLE, 3),
        ("[A May 15, 2011 email] said so.", PAPER, 3),
        ("[The bitter trade dispute] said so.", TITLE, 2),
        ("[A juggler from Odda] said so.", TITLE, 3),
        ("[A muslim who lived here] said so.", TITLE, 3),
        ("[Airlines] said so.", GROUP, 2),
        ("[Europe] said so.", GROUP, 2),
        ("[The treaties] said so.", PAPER, 3),
        ("[An announcement of the Foreign Ministry] said so.", PAPER, 5),
        ("[The Interfax agency] said so.", MEDIUM, 5),
        ("[Nike] said so.", BODY, 5),
        ("[Kelder Foods Marie Lund SA] said so.", BODY, 5),
        ("[Gerald Ford] said so.", PERSON, 5),
        ("[Thousands of Lebanese] said so.", GROUP, 2),
        ("[Iraqi police and hospital officials] said so.", TITLE, 2),
        ("[Envoys like Ann Reed and Tom Lee] said so.", TITLE, 2),
        ("[Leigh Sears] said so.", PERSON, 5),
        ("[Philippine Interior and Local Government Secretary Ann Reed] said so.", PERSON, 6),
        ("[Ford Motor] said so.", BODY, 5),
        ("[Abbas' spokesman] said so. Mahmoud Abbas left.", TITLE, 3),
        ("[A spokesman for mine owners Kelder Foods] said so.", TITLE, 5),
        ("[The dean of Ash's School of Journalism] said so.", TITLE, 3),
        ("[European Union (EU) policy chief Ann Reed] said so.", PERSON, 6),
        ("[Four in 10 voters] said so.", GROUP, 2),
        ("[Tens of thousands of people] said so.", GROUP, 2),
        ("[A daily air quality report] said so.", PAPER, 3),
        ("[Both parties] said so.", GROUP, 2),
        ("[The courts] said so.", BODY, 4),
        ("[Kelder Airlines] said so.", BODY, 5),
        ("[U.S. and European envoys] said so.", TITLE, 2),
        ("[Trials carried out on rats] said so.", PAPER, 3),
        ("[France's Mary Pen] said so.", PERSON, 5),
        ("[A Russian rumourmonger] said so.", TITLE, 3),
        ("[His Ukrainian counterpart] said so.", TITLE, 3),
        ("[The Pole] said so.", TITLE, 2),
        ("[The Czech] said so.", TITLE, 2),
        ("[The French] said so.", BODY, 4),
        ("[His wife, Beth, 36,] said so.", PERSON, 6),
        ("[The Health Service Executive (HSE)] said so.", BODY, 5),
        ("[The Norland Competition and Consumer Commission (NCCC)] said so.", BODY, 5),
        ("[The Driver and Vehicle Agency] said so.", BODY, 5),
        ("[The Liberals] said so.", BODY, 5),
        ("[The liberals] said so.", GROUP, 2),
        ("[The Christian Democrats] said so.", BODY, 5),
        ("[The Blaze] said so.", MEDIUM, 5),
        ("[The blaze] said so.", TITLE, 2),
        ("[The nation] said so.", TITLE, 2),
        ("[The bill's backers] said so.", GROUP, 2),
        ("[The bill's architects] said so.", GROUP, 2),
        ("An aide familiar with the talks left. It rained. [The aide] said so.", TITLE, 3),
        ("A source close to the king left. It rained. [The source] said so.", NOBODY, 3),
        ("An aide familiar with the talks left. It rained. [The source] said so.", NOBODY, 3),
        ("Two people familiar with the talks left. [The people] said so.", GROUP, 3),
        ("An aide familiar with the talks left. [The diplomat] said so.", TITLE, 2),
        ("Two sources close to the king left. [The source] said so.", NOBODY, 1),
        ("A source left. [The source] said so.", NOBODY, 1),
        ("[A copy of the memo] said so.", PAPER, 3),
        ("[A large body of studies] said so.", PAPER, 2),
        ("[A CT of his chest] said so.", PAPER, 5),
        ("[Polygraph.info] said so.", BODY, 5),
        ("[The Lorne Brothers] said so.", BODY, 5),
        ("[The brothers] said so.", GROUP, 3),
        ("[The Norwegian Brothers] said so.", GROUP, 3),
        ("[The Danish and Polish defense ministries] said so.", BODY, 5),
        ("[The Danish and Polish defense ministers] said so.", TITLE, 2),
        ("Kelder Foods closed a mill. [They] said so.", BODY, 5),
        ("Residents left Kelder Foods. [They] said so.", GROUP, 2),
        ("Kelder Foods told its workers. [They] said so.", GROUP, 2),
        ("[A pitch deck] said so.", PAPER, 3),
        ("[A readout of the call] said so.", PAPER, 3),
        ("[The morning update] said so.", PAPER, 3),
        ("[The battalion's press service] said so.", BODY, 4),
        ("[Norwegian state radio] said so.", MEDIUM, 2),
        ("[The chipmaker] said so.", BODY, 4),
        ("[Expectations] are high.", GROUP, 2),
        ("[Two captured soldiers] said so.", GROUP, 3),
        ("[A group of villagers] said so.", GROUP, 2),
        ("[Some] said so.", GROUP, 2),
        ("[A source] said so.", NOBODY, 1),
        ("[Two well-placed sources] said so.", NOBODY, 1),
        ("[Government sources] said so.", NOBODY, 2),
        ("[People familiar with the matter] said so.", GROUP, 3),
        ("[A source close to the president] said so.", NOBODY, 3),
        ("[Sources within the Department of Defense] said so.", NOBODY, 2),
        ("[A report by the ministry] said so.", PAPER, 5),
        ("[The Gallup poll] said so.", PAPER, 5),
        ("[A new study] said so.", PAPER, 3),
        ("[Leaked documents] said so.", PAPER, 2),
        ("[E-mails seen by this reporter] said so.", PAPER, 3),
        ("[Planning papers filed with the borough] said so.", PAPER, 3),
        ("[Studies] said so.", PAPER, 2),
        ("[Recent polls] said so.", PAPER, 2),
        ("[Reports circulating on Monday] said so.", PAPER, 2),
        ("[Court records] said so.", PAPER, 4),
        ("[Official figures] said so.", PAPER, 4),
        ("[A police report] said so.", PAPER, 4),
        ("[A federal lawsuit] said so.", PAPER, 3),
        ("[State polls] said so.", PAPER, 2),
        ("[Some reports] said so.", PAPER, 1),
        ("[Several Telegram channels] said so.", GROUP, 2),
        ("[The mayor] said so.", TITLE, 3),
        ("[The official] said so.", TITLE, 2),
        ("[Minutes from 1998] said so.", PAPER, 3),
        ("[An inquest] said so.", BODY, 4),
        ("[E-mails released by the White House] said so.", PAPER, 5),
        ("[Part of the national plan] said so.", PAPER, 3),
        ("[The Guardian] said so.", MEDIUM, 5),
        ("[The Ashford Gazette] said so.", MEDIUM, 5),
        ("[Interfax] said so.", MEDIUM, 5),
        ("[A Washington Post report] said so.", MEDIUM, 5),
        ("[Local media] said so.", MEDIUM, 2),
        ("[I] saw it.", AUTHOR, 2),
        ("“[I] saw it,” he said.", TITLE, 2),
    ],
)
def test_a_source_has_its_kind_and_its_level(raw: str, kind: SourceKind, level: int) -> None:
    source = source_of(raw)
    assert (source.kind, source.level) == (kind, Level(level))


def test_the_author_as_a_source_is_as_accountable_as_the_byline() -> None:
    text = read_text("I believe it.")
    levels = [
        describe_source(Span(0, 1), text=text, people=find_people(text, bylines=bylines)).level
        for bylines in (
            (),
            (Byline(name="Ann Reed"),),
            (Byline(name="Ann Reed", role="Lecturer"),),
        )
    ]
    assert levels == [Level.L2, Level.L5, Level.L6]


def test_a_source_carries_name_role_affiliation_country_and_agency() -> None:
    source = source_of("Former CIA director Michael Dale came. [He] said so.")
    assert (source.name, source.role) == ("Michael Dale", "Former CIA director")
    assert (source.affiliation, source.country) == ("CIA", "US")
    assert source_of("[The CIA] said so.").agency == "Central Intelligence Agency"
    assert source_of("[South Korean intelligence] said so.").agency is None
    assert source_of("[South Korean intelligence] said so.").country == "KR"


def test_state_control_is_flagged_for_a_medium_and_for_its_staff() -> None:
    control = source_of("[TASS] said so.").state_control
    assert control is not None
    assert control.code == "SC"
    assert source_of("[Reuters] said so.").state_control is None


@pytest.mark.parametrize(
    ("raw", "access", "reason"),
    [
        ("[Two officers], who were granted anonymity to discuss classified findings, said so.",
         False, Reason.ROTE),
        ("[One of them], who spoke on background because he feared losing his job, said so.",
         False, Reason.SPECIFIC),
        ("[People close to it], who asked not to be named because the talks are private, said so.",
         True, Reason.SPECIFIC),
        ("[An aide briefed on the talks] said so.", True, None),
        ("[An aide, who asked not to be named for fear of reprisals,] said so.", False,
         Reason.SPECIFIC),
        ("[An aide] said so on condition of anonymity because she was not authorized to speak.",
         False, Reason.ROTE),
        ("[An aide] said so on condition of anonymity.", False, None),
        ("[An aide] said so.", False, None),
    ],
)  # fmt: skip
def test_access_and_the_reason_for_anonymity_are_read(
    raw: str, access: bool, reason: Reason | None
) -> None:
    source = source_of(raw)
    assert (source.access, source.reason) == (access, reason)


@pytest.mark.parametrize(
    ("raw", "bare", "plural"),
    [
        ("[A source] said so.", True, False),
        ("[Several sources] said so.", True, True),
        ("[A diplomatic source] said so.", False, False),
        ("[Sources in the ministry] said so.", False, True),
        ("[Officials] said so.", False, True),
        ("[An official] said so.", False, False),
        ("[They] said so.", False, True),
    ],
)
def test_bare_and_plural_sources_are_told_apart(raw: str, bare: bool, plural: bool) -> None:
    source = source_of(raw)
    assert (source.bare, source.plural) == (bare, plural)


@pytest.mark.parametrize(
    ("phrase", "country", "name", "claim", "interested"),
    [
        ("the ukrainian president", "UA", None, "Russian troops were killed", True),
        ("the ukrainian president", "UA", None, "the harvest was good", None),
        ("the swiss president", "CH", None, "Swiss soldiers marched", None),
        ("the un", "UN", None, "Russian troops were killed", None),
        ("ann reed's lawyer", None, None, "it rained", True),
        ("a spokesman", None, "Arctic Wool", "Arctic Wool is sound", True),
        ("a spokesman", None, "Arctic Wool", "Arctic Woolworks is sound", None),
        ("ann reed", None, "Ann Reed", "", None),
    ],
)
def test_a_stake_is_seen_only_where_the_words_show_it(
    phrase: str, country: str | None, name: str | None, claim: str, interested: bool | None
) -> None:
    assert is_interested(phrase, country=country, names=(name,), claim=claim) is interested


@pytest.mark.parametrize(
    ("field", "claim", "inside"),
    [
        ("medicine", "The vaccine cured the patients.", True),
        ("medicine", "The troops fired missiles.", False),
        ("medicine", "It rained.", None),
        ("business", "The vaccine cured the patients.", False),
        ("business", "We owe it to our patients.", None),
        ("government", "The vaccine cured the patients.", None),
        ("", "The vaccine cured the patients.", None),
        ("science", "", None),
    ],
)
def test_a_field_of_competence_is_judged_only_where_both_sides_tell(
    field: str, claim: str, inside: bool | None
) -> None:
    assert in_domain(field, claim) is inside


@pytest.mark.parametrize(
    ("start", "linked", "level"), [(10, True, Level.L6), (90, False, Level.L3), (None, None, 3)]
)
def test_a_document_is_linked_where_a_link_stands_in_its_sentence(
    start: int | None, linked: bool | None, level: Level
) -> None:
    raw = "[The new study] says that it rained on the moor. " + "More of it. " * 6
    source = source_of(raw, links=(Link(url="https://example.org", start=start),))
    assert (source.linked, source.level) == (linked, level)


def test_naming_an_unnamed_source_never_lowers_its_level() -> None:
    unnamed = source_of("[A senior official at the ministry] said so.")
    named = source_of("[Ann Reed, a senior official at the ministry,] said so.")
    assert named.level >= unnamed.level


@pytest.mark.parametrize(
    ("raw", "name", "level"),
    [
        ("[Mr. Grant and Mr. Lowell] said so.", "Grant and Lowell", 5),
        ("Mr. Grant and Mr. Lowell left. [They] said so.", "Grant and Lowell", 5),
        ("Mr. Grant and Mr. Lowell left. It rained. [The two] said so.", "Grant and Lowell", 5),
        ("The mayor, Ann Lee, and Tom Wu left. [Both] said so.", None, 2),
        ("Mayor Ann Lee and Tom Wu left. [Both] said so.", "Ann Lee and Tom Wu", 5),
        ("Mayor Ann Lee and Senator Tom Wu left. [They] said so.", "Ann Lee and Tom Wu", 6),
        ("Members of the Norwegian government, [which] said so.", "Norwegian government", 5),
        ("The movement, [which] said so.", None, 4),
    ],
)
def test_two_who_speak_at_once_have_both_names_and_which_has_that_of_its_body(
    raw: str, name: str | None, level: int
) -> None:
    source = source_of(raw)
    assert (source.name, int(source.level)) == (name, level)


def test_many_names_joined_by_and_are_read_in_bounded_depth() -> None:
    raw = "[" + " and ".join(["Kyiv"] * 700) + "] said so."
    assert source_of(raw).kind is BODY


def test_the_example_of_every_entry_of_the_table_of_sources_is_found() -> None:
    for entry in load_table("sources"):
        example = fold(str(entry.fields["example"]))
        same = [e for e in load_table("sources") if e.fields["example"] == entry.fields["example"]]
        assert Lexicon(same).find(example), example


@pytest.mark.parametrize("table", ["media", "domains"])
def test_the_example_of_every_row_holds_one_of_its_phrases(table: str) -> None:
    rows: dict[str, list[str]] = {}
    for entry in load_table(table):
        rows.setdefault(str(entry.fields["example"]), []).append(entry.phrase)
    for example, phrases in rows.items():
        assert any(phrase in fold(example) for phrase in phrases), example


def test_a_phrase_without_a_known_noun_has_no_head() -> None:
    assert find_head("the wolf", "the wolf") is None


WORDS = st.sampled_from(
    ["Ann", "Reed", "the", "a", "official", "officials", "source", "report", "of", "and", "who",
     "in", "Ukraine", "Moscow", "CIA", "intelligence", "said", "he", "they", "it", "I", "“", "”",
     ",", ".", "\n", "'s", "two", "İ"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join)), st.data())
def test_any_span_of_any_text_can_be_described(raw: str, data: st.DataObject) -> None:
    text = read_text(raw)
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    source = describe_source(Span(start, end), text=text, people=find_people(text), claim_text=raw)
    assert source.span == Span(start, end)
    assert Level.L1 <= source.level <= Level.L6


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ("Two people familiar with the talks said it was over. Two of the people said so.", 3),
        ("Four officials briefed on the raid said it failed. One of the officials said so.", 3),
        ("Two men said that it was over. Two of the people said so.", 2),
        ("Officials said it was over. Two of the officials said so.", 2),
    ],
)
def test_some_of_those_who_were_brought_in_stand_as_they_do(raw: str, level: int) -> None:
    last = credscore.extract_attributions(raw + " It snowed.")[-1]
    assert last.source is not None
    assert last.source.level == level


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Co-founder and Chief Executive Officer Daniel Ek said it was wrong.", "Daniel Ek"),
        ("Lead researcher and planetary scientist Luca Pagano said it was old.", "Luca Pagano"),
        ("Michael Howitt, who is now an immunologist at Ash, said it was old.", "Michael Howitt"),
        ("Ann Lee, now a staff scientist at Ash, said it was old.", "Ann Lee"),
    ],
)
def test_a_person_with_two_roles_or_a_present_one_is_on_record(raw: str, name: str) -> None:
    (claim,) = credscore.read(raw).claims
    assert claim.attribution is not None
    assert claim.attribution.source is not None
    assert (claim.attribution.source.name, claim.level.name) == (name, "L6")


def test_the_house_whose_page_it_is_carries_nothing() -> None:
    page = Page(
        text="The mayor told The Harbour Post that the dam was old.", publisher="Harbour Post"
    )
    (found,) = credscore.read(page).attributions
    assert found.via == ()
    (elsewhere,) = credscore.read(attrs.evolve(page, publisher="Northern Wire")).attributions
    assert elsewhere.via == ("Harbour Post",)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("[The Hill] said so.", "The Hill"),
        ("[The Times] said so.", "The Times"),
        ("[The Guardian] said so.", "Guardian"),
        ("[The Kelder Ledger] said so.", "Kelder Ledger"),
        ("[Turkey's] refusal came late.", "Turkey"),
        ("It fell, [a Kelder Ledger report last week] said.", "Kelder Ledger"),
        ("[Kyodo news agency] said so.", "Kyodo"),
        ("[A Tanjug news agency report] said so.", "Tanjug"),
        ("[Kelder news agency] said so.", "Kelder news agency"),
        ("[An AFP correspondent] said so.", "AFP"),
        ("[The Romanian news agency Rompres] said so.", "Rompres"),
        ("[The Interfax-China news agency] said so.", "Interfax-China news agency"),
        ("[The Independent newspaper] said so.", "The Independent"),
        ("[The Ash Export Bank (Ashbank)] said so.", "Ash Export Bank"),
        ("It fell, [this blog article] said.", None),
        ("[Several newspapers] said so.", None),
        ("[Russian newspapers] said so.", None),
        ("[Local media] said so.", None),
        ("It fell, [press reports] said.", None),
    ],
)
def test_an_article_is_part_of_the_name_of_a_medium_where_it_never_goes_without(
    raw: str, name: str
) -> None:
    assert source_of(raw).name == name


@pytest.mark.parametrize(
    ("raw", "role"),
    [
        ("[The dispute] said so.", None),
        ("A clerk, [who] said so, left.", None),
        ("[Artists] said so.", None),
        ("[A juggler] said so.", "A juggler"),
        ("[The Pole] said so.", "The Pole"),
        ("[Federal and state officials] said so.", "Federal and state officials"),
    ],
)
def test_what_is_no_person_has_no_role(raw: str, role: str | None) -> None:
    assert source_of(raw).role == role


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("[Xulin of the New York Times] said so.", "Xulin of the New York Times"),
        ("[Xu Linn of the New York Times] said so.", "Xu Linn"),
        ("[Tunely on Friday] said so.", "Tunely"),
        ("[Tunely and her mother] said so.", "Tunely"),
    ],
)
def test_a_person_is_named_without_what_follows_the_name(raw: str, name: str) -> None:
    assert source_of(raw).name == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Peter Lank, a member of the panel, [who] said so, left.", "Peter Lank"),
        ("She met Ann Reed, a doctor [who] said so.", "Ann Reed"),
        ("She met Ann Reed, a friend of the woman [who] said so.", None),
        ("She met Ann Reed and Peter Lank, the doctors [who] said so.", None),
        ("In Ash, a doctor [who] said so left.", None),
    ],
)
def test_who_is_the_person_to_whom_the_words_before_it_are_in_apposition(
    raw: str, name: str | None
) -> None:
    assert source_of(raw).name == name


@pytest.mark.parametrize(
    ("raw", "affiliation"),
    [
        ("[White House Press Secretary Josh Ernst] said so.", "White House"),
        ("[International Cooperation Minister Ann Reed] said so.", None),
        ("[New Zealand Energy Minister Ann Reed] said so.", None),
        ("[Danish Vice-Minister of Foreign Affairs Ann Reed] said so.", None),
        ("[Ash Police Chief Ann Lee] said so.", "Ash Police"),
        ("[A member of Kelder University's board] said so.", "Kelder University"),
        (
            "[Dale Hone, who argued the case at the High Court on behalf of the Lorne Union,] left.",
            "Lorne Union",
        ),
    ],
)
def test_the_body_of_a_role_is_named_without_the_role(raw: str, affiliation: str | None) -> None:
    assert source_of(raw).affiliation == affiliation


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("[Albert G. Jordan] said so.", None),
        ("[Peter Chad] said so.", None),
        ("[The Kenyan minister, Peter Chad,] said so.", "KE"),
        ("[Officials in Jordan] said so.", "JO"),
        ("[Ann Reed, a law professor at Ash Law School in Los Angeles,] said so.", "US"),
        ("Ann Reed, a law professor at Ash Law School in Los Angeles, left. [She] said so.", "US"),
        ("[A researcher at Georgia Southern University] said so.", None),
        ("[A researcher at Georgia Tech] said so.", None),
        ("[A researcher at Texas Tech University] said so.", "US"),
        ("Tbilisi was calm. [A minister of Georgia] said so.", "GE"),
        ("Texas and Ohio were calm. [A senator from Georgia] said so.", "US"),
        ("[A Georgian minister] said so.", "GE"),
        ("[A baker from Georgia] said so.", None),
    ],
)
def test_the_country_is_that_of_role_and_affiliation(raw: str, country: str | None) -> None:
    assert source_of(raw).country == country


@pytest.mark.parametrize(
    "name", ["Homeland Security Investigations", "Immigration and Customs Enforcement"]
)
def test_a_body_of_the_table_is_a_body_whatever_its_last_word(name: str) -> None:
    source = source_of(f"[{name}] said so.")
    assert (source.kind, source.agency) == (BODY, name)


@pytest.mark.parametrize(
    ("raw", "name"), [("It is fatal, says [WHO].", "WHO"), ("[US] said so.", "US")]
)
def test_a_pronoun_in_capitals_may_be_a_body(raw: str, name: str) -> None:
    source = source_of(raw)
    assert (source.kind, source.name) == (BODY, name)


def test_a_role_may_hold_a_noun_between_two_of_its_own() -> None:
    source = source_of("[Owen Dale, a consultant chest physician at Albyn Hospital,] said so.")
    assert source.role == "a consultant chest physician at Albyn Hospital"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("[The Kelder consortium Monday] said so.", "Kelder consortium"),
        ("[The Norland government Monday] said so.", "Norland government"),
        ("[Appeals Court of Norland here] said so.", "Appeals Court of Norland"),
        ("[The German carrier Lorneair] said so.", "Lorneair"),
        ("[Embattled Japanese carmaker Kelder] said so.", "Kelder"),
        ("[The Norwegian air authority Naviport] said so.", "Naviport"),
        ("[The Ashford-based Lorne Gazette] said so.", "Lorne Gazette"),
        ("[Its civil aviation authority] said so.", "civil aviation authority"),
        ("[Online auctioneer eLorne Inc.] said so.", "eLorne Inc."),
        ("[The French daily Les Rives] said so.", "Les Rives"),
        ("[The Council for Aid in Norland (CAN)] said so.", "Council for Aid in Norland"),
        ("[The Council for Aid in Norland] said so.", "Council for Aid"),
        ("[The city council of Ashford] said so.", "city council of Ashford"),
        (
            "[Self-defence forces in eastern Ukraine] said so.",
            "Self-defence forces in eastern Ukraine",
        ),
    ],
)
def test_a_body_is_named_without_day_and_without_what_it_is_told_to_be(raw: str, name: str) -> None:
    assert source_of(raw).name == name


@pytest.mark.parametrize(
    ("raw", "name", "role"),
    [
        ("[Puerto Rico-born Benito Del Lund] said so.", "Benito Del Lund", None),
        ('He left," said [Roman about the broken list].', "Roman", None),
        (
            "[Jakob Lund, a former adviser to Mr. Aker,] said so.",
            "Jakob Lund",
            "a former adviser to Mr. Aker",
        ),
        ('"Gov. Karl Lund was ill," [the governor] said.', "Karl Lund", "Gov."),
        ("Mike Lund is a model of patience. [Lund] said so.", "Mike Lund", None),
        (
            "[UN nuclear watchdog chief Rolf Lund] said so.",
            "Rolf Lund",
            "UN nuclear watchdog chief",
        ),
        (
            "[Republic of Ireland manager Brian Lund] said so.",
            "Brian Lund",
            "Republic of Ireland manager",
        ),
        ("[Vice-Governor Mo Sherin] said so.", "Mo Sherin", "Vice-Governor"),
        (
            "[The Norland Rowing Association (NRA) spokesman Rolf Lund] said so.",
            "Rolf Lund",
            "The Norland Rowing Association (NRA) spokesman",
        ),
        ("[Tibet's exiled spiritual leader the Dalai Lama] said so.", "Dalai Lama", None),
    ],
)
def test_a_person_has_name_and_role_and_nothing_beside(
    raw: str, name: str, role: str | None
) -> None:
    source = source_of(raw)
    assert (source.kind, source.name, source.role) == (PERSON, name, role)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("[Leading figures in the party] said so.", GROUP),
        ("[An opposition figure] said so.", TITLE),
        ("[Official figures] said so.", PAPER),
        ("[The top U.S. tax enforcer] said so.", TITLE),
        ("[Japanese] said so.", GROUP),
        ("[Many Chinese] said so.", GROUP),
        ("[His press tour] said so.", TITLE),
        ("[A weekly programme] said so.", MEDIUM),
        ("[The trade and industry ministry] said so.", BODY),
        ("[You] said so.", TITLE),
        ("[The airlines] said so.", GROUP),
        ("[The security services] said so.", BODY),
        ("[Mourners] said so.", GROUP),
        ("[Passivists] said so.", GROUP),
        ("[A senator who fought President Karl Lund] said so.", TITLE),
        ("[The head of the Marsh Archive] said so.", TITLE),
        ("[The Attorney General of New York State] said so.", TITLE),
        ("[The French daily Les Rives] said so.", MEDIUM),
        ("[The newspaper's Ann Lee] said so.", PERSON),
        ("[The state-run Norpress news agency Tilda Lee] said so.", PERSON),
        ("[Created by the Kremlin] said so.", TITLE),
        ("[Attorneys for a reputed Marsh Rats Clansman] said so.", TITLE),
        ("[House Republicans] said so.", GROUP),
        ("[Members of Congress] said so.", GROUP),
        ("[Friends of the Marsh] said so.", BODY),
        ("[One, who asked not to be named,] said so.", TITLE),
        ("[Whoever] said so.", TITLE),
        ("[Three] said so.", GROUP),
        ("[Businesses and residents] said so.", GROUP),
        ("[The Metropolitan Opera] said so.", BODY),
        ("[The Bureau of Justice Statistics] said so.", BODY),
        ("[Another person] said so.", TITLE),
        ("[A person familiar with it] said so.", NOBODY),
    ],
)
def test_the_noun_that_heads_a_phrase_makes_its_kind(raw: str, kind: SourceKind) -> None:
    assert source_of(raw).kind is kind


def test_what_two_of_unlike_kinds_are_has_no_name_of_the_first() -> None:
    source = source_of("[Senate Democrats and Republicans] said so.")
    assert (source.kind, source.name) == (GROUP, None)


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("[The New Jersey-based company] said so.", "US"),
        ("[New England officials] said so.", "US"),
        ("[An envoy of the Democratic People's Republic of Korea] said so.", "KP"),
    ],
)
def test_the_country_is_read_from_all_its_words(raw: str, country: str) -> None:
    assert source_of(raw).country == country


@pytest.mark.parametrize(
    ("before", "country"),
    [
        ("", "US"),
        ("It rained in Manila. ", "US"),
        ("The Philippines is large. Manila is the seat of the Philippine senate. ", "PH"),
    ],
)
def test_a_body_of_which_other_states_have_one_is_that_of_whom_the_text_is_about(
    before: str, country: str
) -> None:
    raw = f"{before}[The House of Representatives] said so."
    assert source_of(raw).country == country
    article = credscore.read(raw.replace("[", "").replace("]", ""))
    assert [s.country for s in article.official_sources if s.name] == ["US"] * (country == "US")


def test_a_name_has_no_year_of_what_is_cited_and_what_one_is_known_as_is_no_body() -> None:
    assert source_of("[Hallberg (2023)] argues so.").name == "Hallberg"
    assert source_of("[A survivor known as BQT] said so.").affiliation is None
