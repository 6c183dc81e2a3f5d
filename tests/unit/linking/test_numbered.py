"""Words that are numbered are the words of the text, however it is cut on the way."""

from hypothesis import example, given
from hypothesis import strategies as st

from credscore.linking import numbered
from credscore.linking.numbered import Vocabulary
from credscore.linking.vocabulary import tokens_of, word_of

TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from(["Flynn’s", "e-mails,", "pro-Russian", "U.S.", "4th", "1,200.5%", "(NSA)", "x" * 90])
    | st.sampled_from([" ", "\n", "\u2028", "\x1c", "\xa0", "\u3000", "—"]),
    max_size=12,
).map("".join)  # fmt: skip


@given(TEXTS)
@example("21st\xa0of May")
@example("北朝鲜 向俄罗斯\u3000派遣了")
def test_a_text_cut_at_its_spaces_has_the_same_words(text):
    assert Vocabulary().read(text) == [word_of(token) for token in tokens_of(text)]


@given(st.lists(TEXTS, max_size=5))
def test_a_forgetful_vocabulary_gives_the_same_numbers(texts):
    known, forgetful = Vocabulary(), Vocabulary()
    numbers = [known.tokens(text) for text in texts]
    kept = numbered._RUNS
    numbered._RUNS = 0
    try:
        assert [forgetful.tokens(text) for text in texts] == numbers
    finally:
        numbered._RUNS = kept


def test_capitals_make_no_other_form_and_synonyms_share_their_key():
    known = Vocabulary()
    one, other, third = known.tokens("Troops troops soldiers")

    assert one != other
    assert known.forms[one] == known.forms[other] != known.forms[third]
    assert known.keys[one] == known.keys[third]


def test_only_what_may_be_put_otherwise_varies():
    known = Vocabulary()
    tokens = known.tokens("North Korea sent 10,000 troops on Monday")
    varying = [known.words[token].folded for token in tokens if token in known.varying]

    assert varying == ["north", "korea", "10,000", "monday"]
