"""Who fights whom, and that a third state that speaks of a war is none of its sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.reading.belligerents import (
    groups,
    lasting_wars,
    parties_in,
    sides_in,
)
from credscore.reading.gazetteer import countries
from credscore.reading.interests import is_interested
from credscore.reading.lexicon import load_table
from credscore.tables import gazetteer_rows


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Chilean forces shelled a Peruvian harbour.", "CL-PE"),
        ("Peruvian troops were repelled by Chilean soldiers.", "CL-PE"),
        ("Peru launched forty drones at Chile on Monday.", "CL-PE"),
        ("Chile's unprovoked invasion of Peru is in its second year.", "CL-PE"),
        ("Chile’s war in Peru drags on.", "CL-PE"),
        ("The attack on Peru by Chile surprised everybody.", "CL-PE"),
        ("The war between Chile and Peru began in spring.", "CL-PE"),
        ("Clashes between Chilean troops and Peruvian soldiers went on.", "CL-PE"),
        ("The Chile-Peru war was short.", "CL-PE"),
        ("A Peru–Chile ceasefire held for a day.", "CL-PE"),
        ("Chile and Peru went to war over guano.", "CL-PE"),
        ("Chile clashed with Peru at the border.", "CL-PE"),
        ("Bolivia and Peru attacked Chile.", "BO-CL CL-PE"),
        ("U.S. forces bombed Cuban positions.", "CU-US"),
        ("Hezbollah fired rockets into Cyprus.", "CY-Hezbollah"),
        ("Our troops repelled the Chilean assault; Chilean jets struck our harbour.", "CL-own"),
        ("We shot down three Chilean drones.", "CL-own"),
    ],
)
def test_a_sentence_tells_the_sides(text: str, sides: str) -> None:
    assert " ".join(sorted("-".join(sorted(pair)) for pair in sides_in(text))) == sides


@pytest.mark.parametrize(
    "text",
    [
        "Bolivia condemned the attack on Peru.",
        "Bolivia said the invasion of Peru was illegal.",
        "Bolivia sent weapons to Peru.",
        "Bolivia fought alongside Peru.",
        "Bolivian soldiers were killed in Peru.",
        "Bolivian troops will leave Peru after the war.",
        "The war killed hundreds, Bolivian officials told Chilean papers.",
        "Bolivia warned that an attack on it would be answered, as Chile did.",
        "A Bolivian-Chilean who attacked a bank was arrested.",
        "A U.S.-led mission struck Peruvian pirates.",
        "Anti-Chilean protesters hit the streets of Peru.",
        "Chile could attack Peru one day.",
        "Chilean tariffs hit Peruvian farmers.",
        "Chile launched talks with Peru.",
        "Chile launched an inquiry. Attacks on Peru went on.",
        "The UN attacked Peru's record.",
        "We condemn the attack on Peru.",
        "Chilean forces shelled a harbour.",
        "",
    ],
)
def test_what_a_sentence_does_not_tell_is_unknown(text: str) -> None:
    assert sides_in(text) == frozenset()


WAR = "The war between Chile and Peru is in its second year, and Bolivia is a friend of Peru."


@pytest.mark.parametrize(
    ("phrase", "country", "claim", "text", "interested"),
    [
        # told by the text
        ("the peruvian general", "PE", "Chilean troops lost the hill", WAR, True),
        ("chile's minister", "CL", "the Peruvian army attacked a convoy", WAR, True),
        ("the bolivian president", "BO", "Chilean troops lost the hill", WAR, None),
        ("the bolivian president", "BO", "Peruvian missiles hit a Chilean port", WAR, None),
        ("a swiss envoy", "CH", "Chilean and Peruvian soldiers exchanged fire", WAR, None),
        ("a british minister", "GB", "British ships will watch Chilean missiles", WAR, None),
        # told by the claim
        ("the peruvian general", "PE", "Chilean jets bombed Peruvian ports", "", True),
        ("the peruvian general", "PE", "“Chilean jets bombed our ports”", "", True),
        ("the bolivian president", "BO", "“We condemn Chile's attack on Peru”", "", None),
        ("the bolivian president", "BO", "Bolivian weapons helped Peru strike Chile", "", None),
        ("the bolivian president", "BO", "Bolivian nurses were killed in Chile", "", None),
        # told by nothing
        ("the peruvian general", "PE", "Chilean troops lost the hill", "", None),
        # told by the table of lasting wars
        ("kyiv", "UA", "Russian losses in the battle were heavy", "", True),
        ("a polish minister", "PL", "Russian troops attacked Ukrainian positions", "", None),
        ("a german general", "DE", "Russia's invasion of Ukraine had failed", "", None),
        ("washington", "US", "Russian missiles struck Ukraine", "", None),
        ("beijing", "CN", "India attacked Pakistan", "", None),
        ("islamabad", "PK", "Indian jets attacked at night", "", True),
        ("baku", "AZ", "Armenian forces shelled the border", "", True),
        ("seoul", "KR", "North Korean troops fired shells", "", True),
        ("tokyo", "JP", "North Korean missiles flew over the front", "", None),
        # armed groups speak and are spoken of
        ("a hamas spokesman", None, "Israeli strikes hit a school", "", True),
        ("the israeli army", "IL", "Hamas fighters attacked a village", "", True),
        ("the egyptian minister", "EG", "Hamas fighters attacked a village", "", None),
        ("a hezbollah official", "LB", "Israeli drones hit a car", "", True),
        ("a lebanese nurse", "LB", "Israeli drones hit a car", "", None),
        # an enemy that is spoken of in peace
        ("kyiv", "UA", "the Russian harvest was poor", "", None),
        # bodies of many states are no side
        ("the un", "UN", "Russian troops were killed", WAR, None),
        ("the eu", "EU", "Russian troops were killed", WAR, None),
    ],
)
def test_a_belligerent_speaks_of_its_enemy_and_a_third_state_does_not(
    phrase: str, country: str | None, claim: str, text: str, interested: bool | None
) -> None:
    found = is_interested(phrase, country=country, names=(), claim=claim, text=text)
    assert found is interested


def test_the_parties_of_the_table_of_wars_are_states_or_armed_groups() -> None:
    known = set(countries()) | set(groups().values())
    parties = {party for pair in lasting_wars() for party in pair}

    assert parties <= known
    assert all(len(pair) == 2 for pair in lasting_wars())
    assert all(row["began"].isdigit() and row["war"] for row in gazetteer_rows("wars"))


@pytest.mark.parametrize("name", sorted(groups()))
def test_an_armed_group_is_found_under_each_of_its_names(name: str) -> None:
    written = " ".join(word.upper() if len(word) < 5 else word.title() for word in name.split())
    assert [mention.party for mention in parties_in(f"Fighters of {written} fled.")]


def test_every_word_of_war_says_what_it_is() -> None:
    kinds = {entry.fields["kind"] for entry in load_table("war")}
    assert kinds == {"act", "war", "mutual", "towards", "shot", "aim", "between", "other", "tie",
                     "forces", "place", "apart"}  # fmt: skip


WORDS = st.sampled_from(
    ["Chile", "Peru", "Chile's", "U.S.", "and", "-", "war", "between", "attacked", "in", "we",
     "our", "launched", "at", ".", ",", "İ", "\n", "Hamas", "Russian-held"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join)))
def test_the_sides_of_any_text_are_pairs_of_parties_that_it_names(text: str) -> None:
    named = {mention.party for mention in parties_in(text)} | {"own"}
    for pair in sides_in(text):
        assert len(pair) == 2
        assert pair <= named


def test_a_long_row_of_parties_is_read_in_bounded_time() -> None:
    row = " and ".join(["Chile", "Peru", "Bolivia", "Cuba"] * 5_000)

    assert len(sides_in(f"{row} went to war.")) == 6
