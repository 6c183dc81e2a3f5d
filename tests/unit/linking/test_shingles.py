"""Texts become the same numbers where, and only where, their words are the same."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.shingles import BATCH, WIDTH, _fingerprints, hash_words, shingle

SIGNS = "aAbBzéÉñßσςΣжЖ1２½ﬁ'’\"“”„«».,;-–—_\n\t \u00a0\u00ad\u200d\u0301\u0308漢字カｶがひ가각한𠀀𠀁𝐀😀👍🏽कीखुत्"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=40)
WORDS = [
    "river",
    "River",
    "RIVER",
    "mill",
    "Müller",
    "Mu\u0308ller",
    "été",
    "ete",
    "漢字",
    "각",
    "가",
    "7",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=WIDTH, max_size=12)


def folded(text: str) -> list[str]:
    """Fold a text character by character, without arrays: what the words of a text are."""
    words, word = [], ""
    for character in unicodedata.normalize("NFC", text) + " ":
        category = unicodedata.category(character)
        vowel = category == "Mc" or character == "\u0941" or unicodedata.combining(character) == 9
        if category in {"Mn", "Me", "Cf"} and not vowel:
            continue
        letter = plain(character) if character.isalnum() else character if vowel else ""
        alone = "\u3040" <= letter <= "\u9fff" or letter >= "\U00020000"
        if word and (not letter or alone):
            words.append(word)
            word = ""
        if alone and letter:
            words.append(letter)
        else:
            word += letter
    return words


def plain(character: str) -> str:
    if "가" <= character <= "힣":
        return character
    small = character.casefold() if len(character.casefold()) == 1 else character.lower()
    letter = unicodedata.normalize("NFD", small)[0]
    wide = unicodedata.normalize("NFKD", letter)
    return wide.lower() if len(wide) == 1 else letter


def runs(text: str) -> list[tuple[str, ...]]:
    words = folded(text)
    return [tuple(words[i : i + WIDTH]) for i in range(len(words) - WIDTH + 1)]


def numbers(text: str) -> list[int]:
    return shingle([text]).numbers.tolist()


@given(TEXTS, TEXTS)
def test_words_have_the_same_number_if_they_are_the_same_word(one: str, other: str) -> None:
    words = folded(one) + folded(other)
    codes = hash_words([one, other]).codes.tolist()

    assert len(codes) == len(words)
    assert len(set(zip(codes, words, strict=True))) == len(set(codes)) == len(set(words))


@given(SENTENCES, SENTENCES, st.sampled_from([" ", ", ", "\n\n", " – ", "’"]))
def test_five_words_in_a_row_have_one_number(one: list[str], other: list[str], gap: str) -> None:
    mine, theirs = " ".join(one), gap.join(other)

    known = dict(zip(runs(mine), numbers(mine), strict=True))
    for run, number in zip(runs(theirs), numbers(theirs), strict=True):
        assert (run in known) == (number in known.values())
        assert known.get(run, number) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She said: “We can't, won't, go home”", 'she said - "we can’t WON’T go home"'),
        ("À l'été, Élodie a mangé cinq pêches", "a L’ETE elodie a mange cinq peches"),
        ("the Σίσυφος and the ΣΊΣΥΦΟΣ came home", "the σίσυφος and the σίσυφος came home"),
        ("a co\u00adop\u00aderative of five small farms", "a cooperative of five small farms"),
        ("１２ pages of Ｗｉｄｅ letters came in", "12 pages of wide letters came in"),
        ("東京で大きな地震があった", "東京で、大きな「地震」があった。"),
        ("so it goes 😀 on and on", "so it goes on and on"),
        ("𝐁𝐨𝐥𝐝 words are words like all others", "bold words are words like all others"),
    ],
)
def test_what_is_only_set_differently_is_the_same(one: str, other: str) -> None:
    assert numbers(one)
    assert numbers(one) == numbers(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("가 나 다 라 마", "각 냐 도 루 미"),  # same first letters of syllables
        ("बाल की खाल मत निकाल", "बूल के खील मत निकोल"),  # other vowels
        ("1½ cups of milk and flour", "1 cups of milk and flour"),
        ("𠀀𠀁𠀂𠀃𠀄", "𠀀𠀁𠀂𠀃𠀅"),
        ("the ﬁ of a f in it", "the ﬂ of a f in it"),
        ("東京で大き", "東京で大さ"),
    ],
)
def test_other_words_are_others(one: str, other: str) -> None:
    assert numbers(one)
    assert numbers(one) != numbers(other)


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=60))
def test_how_a_character_is_composed_does_not_matter(text: str) -> None:
    composed = hash_words([unicodedata.normalize("NFC", text)]).codes.tolist()

    assert composed == hash_words([unicodedata.normalize("NFD", text)]).codes.tolist()


@pytest.mark.parametrize(
    "text",
    [
        "Đặng Thị Ngọc Thịnh đã nói rằng",
        "한국의 값은 많이 올랐다 오늘 읽다",
        "কোনো কৌশল নেই যে চলে",
        "தமிழ் மொழி பேசும் கோடி மக்கள்",
    ],
)
def test_composed_words_of_many_scripts_are_the_same(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert composed != apart
    assert numbers(composed) == numbers(apart) != []


def test_every_composed_letter_is_its_parts() -> None:
    every = map(chr, range(0x10000))
    letters = [letter for letter in every if unicodedata.normalize("NFD", letter) != letter]
    pairs = [(unicodedata.normalize("NFC", x), unicodedata.normalize("NFD", x)) for x in letters]
    composed = hash_words([one for one, _ in pairs])
    apart = hash_words([other for _, other in pairs])

    assert len(pairs) > 2000
    assert composed.codes.tolist() == apart.codes.tolist()


@given(st.lists(TEXTS, max_size=6))
def test_texts_are_hashed_together_as_they_are_alone(texts: list[str]) -> None:
    together = shingle(texts)
    alone = [shingle([text]) for text in texts]

    assert [together.of(i).tolist() for i in range(len(texts))] == [
        x.numbers.tolist() for x in alone
    ]
    assert together.fingerprints.tolist() == [int(x.fingerprints[0]) for x in alone]


def test_batches_do_not_show() -> None:
    long = "one two three four five six 𝐀 " * (BATCH // 10)
    texts = ["a short text of six words", long, "", "a short text of six words"]
    together = shingle(texts)

    assert len(long) > 2 * BATCH
    assert together.of(0).tolist() == together.of(3).tolist() == numbers(texts[0])
    assert np.array_equal(together.of(1), shingle([long]).numbers)


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_texts_have_one_fingerprint_if_they_have_the_same_words(one, other) -> None:
    both = shingle([" ".join(one), " ".join(other)])
    same = both.of(0).tolist() == both.of(1).tolist()

    assert (both.fingerprints[0] == both.fingerprints[1]) == same


def test_the_order_of_the_same_runs_shows_in_the_fingerprint() -> None:
    # As many of each, and as far from the beginning on average.
    numbers = np.array([7, 9, 9, 7, 9, 7, 7, 9], np.uint32)
    one, other = _fingerprints(numbers, np.array([0, 4, 8])).tolist()

    assert one != other


@pytest.mark.parametrize(
    "text", ["", "\0", "four words are few", "\ud800 \udc00", "\u0301\u0301", "\uffff " * 9]
)
def test_a_text_without_five_words_has_none(text: str) -> None:
    assert numbers(text) == []


def test_half_characters_neither_crash_nor_join() -> None:
    assert numbers("one \udc00two\ud800 three four five") == numbers("one two three four five")


@given(TEXTS)
def test_a_word_ends_with_its_last_accent(text: str) -> None:
    words = hash_words(["x", text])
    units = f"x\0{text}\0".encode("utf-16-le", "surrogatepass")
    cut = [
        units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    ]

    assert [folded(word) for word in cut] == [[word] for word in ["x", *folded(text)]]
    assert cut[words.offsets[1] :] == cut[1:]


def test_no_text_and_no_texts() -> None:
    assert shingle([]).offsets.tolist() == [0]
    assert shingle(["", ""]).offsets.tolist() == [0, 0, 0]
