"""Whom the tellings of a claim rest on is found without holding each against all."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.document import Document
from credscore.linking.graph import OriginKind
from credscore.linking.joining import _ORDER, Told, _keys, _one, join_parties
from credscore.linking.parties import Party
from credscore.linking.statements import Mention

NAMES = ("Ann Lee", "A. Lee", "Lee", "Bo Ray", "officials", "the agency", "CIA", "BBC", "bbc.com")


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    names = st.sampled_from(NAMES)
    drawn = st.builds(
        lambda kind, name, agency, country, speaks: Party(
            kind=kind,
            name=name,
            words=tuple(name.lower().replace(".", "").split()),
            agency=agency,
            country=country,
            speaks=speaks,
        ),
        st.sampled_from(OriginKind),
        names,
        st.sampled_from([None, "cia"]),
        st.sampled_from([None, "KR", "US"]),
        st.booleans(),
    )
    pool = draw(st.lists(drawn, min_size=1, max_size=5))
    parties = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=12))
    return [
        Told(
            mention=Mention(document=place, statement=0),
            document=Document(id=str(place), text=""),
            text="",
            cluster=draw(st.integers(0, 3)),
            party=attrs.evolve(party) if draw(st.booleans()) else party,
            own_voice=False,
        )
        for place, party in enumerate(parties)
    ]


@given(tellings(), st.booleans())
def test_what_is_one_is_looked_for_where_it_is(told: list[Told], sure: bool) -> None:
    for one in told:
        for other in told:
            if _ORDER.index(one.party.kind) <= _ORDER.index(other.party.kind):
                _, given_keys = _keys(one.party, one, sure=sure)
                wanted, _ = _keys(other.party, other, sure=sure)
                met = not set(given_keys).isdisjoint(wanted)
                assert met or not _one(other.party, one.party, other, one, sure=sure)


@given(tellings(), st.booleans())
def test_each_telling_is_in_one_class_and_the_same_party_too(told: list[Told], sure: bool) -> None:
    parties = [t.party for t in told]
    classes = join_parties(parties, told, sure=sure)

    assert sorted(place for members in classes for place in members) == list(range(len(told)))
    for members in classes:
        for place in range(len(told)):
            if any(parties[i] is parties[place] and told[i].cluster == told[place].cluster
                   for i in members):  # fmt: skip
                assert place in members
