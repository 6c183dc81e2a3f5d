"""What language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import Article, LabelKind, Relation, Right
from credscore.errors import UnsupportedLanguageError
from credscore.reading.language import detect_language, language_name
from credscore.reading.lexicon import load_table
from credscore.reading.page import Page
from credscore.reading.read import read_page

EXAMPLES = sorted({(e.fields["language"], e.fields["example"]) for e in load_table("languages")})
ENGLISH = "The wolf was seen in the town, and it was not the first that had come to it. " * 5


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_each_language_is_told_by_its_function_words(code: str, example: str) -> None:
    assert detect_language(f"{example} {example}") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("昨日の夜、町の中で狼が見つかりました。", "ja"),
        ("昨天夜里有人在城里看见了一只狼", "zh"),
        ("어젯밤에 마을에서 늑대가 발견되었습니다", "ko"),
        ("אתמול בלילה נראה זאב בעיר", "he"),
        ("Ο λύκος βρέθηκε", "el"),
        ("Волка нашли, он был живой.", "ru"),
        ("Вовка знайшли, він був живий.", "uk"),
        ("Воўка знайшлі ў лесе.", "be"),
        ("Волк", "und-Cyrl"),
        ("وجد الذئب في المدينة", "ar"),
        ("گرگ پیدا شد", "fa"),
        ("Kurt dün gece şehrin ortasında bulundu, kimse ısırılmadı ve kaçtı.", "tr"),
        ("Wolf", None),
        ("The wolf, which is called Волк, was seen in the town and was not shy.", "en"),
        ("a a a a a a a a a a", None),
        ("A man said a dog ran by a car.", "en"),
        ("A source said that water levels had fallen by a third.", "en"),
        ("", None),
        ("12345 67890 !!! ???", None),
    ],
)
def test_other_scripts_tell_at_once_and_short_texts_do_not(text: str, code: str | None) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (ENGLISH, "de", "en"),
        (ENGLISH, "en-GB", "en-GB"),
        (ENGLISH, "en_US", "en-US"),
        (ENGLISH, "EN", "en"),
        (ENGLISH, "EN-us", "en-US"),
        ("Wolf", "ZH-Hant-tw", "zh-Hant-TW"),
        (ENGLISH, " ", "en"),
        ("Wolf", "de-AT", "de-AT"),
        ("The wolf is in the town.", "de", "de"),
        ("The wolf was seen in the town, and it was not shy.", "de", "en"),
        ("Der Wolf ist in der Stadt und wird nicht gefangen.", "en", "de"),
        ("Волка нашли в городе, он был живой.", "en", "ru"),
        ("Вълкът е в града.", "bg", "bg"),
        ("昨日の夜、狼が見つかりました。", "en-US", "ja"),
        ("Ulven er ikke i byen, og den er ikke farlig for dem som bor i byen.", "nb", "nb"),
        ("Ulven er ikke i byen, og den er ikke farlig for dem som bor i byen.", "da", "da"),
        ("Kurt dün gece şehrin ortasında bulundu, kimse ısırılmadı ve kaçtı.", "en", "tr"),
        ("", None, None),
    ],
)
def test_what_a_long_text_shows_beats_what_the_page_declares(
    text: str, declared: str | None, code: str | None
) -> None:
    assert detect_language(text, declared=declared) == code


def test_a_language_has_its_english_name() -> None:
    assert language_name("uk") == "Ukrainian"
    assert language_name("ja-JP") == "Japanese"
    assert language_name("und-Cyrl") == "a language in Cyrillic letters"
    assert language_name("xx") == "xx"


@given(st.text(max_size=500), st.none() | st.text(max_size=12))
def test_any_text_has_a_language_or_none(text: str, declared: str | None) -> None:
    assert detect_language(text, declared=declared) != ""


SPOKEN = [
    # code, body, section, notice under it, right
    (
        "de",
        (
            "Der Hafen von Lorne wurde am Dienstag geschlossen, nachdem zwei Fähren ihre Anker "
            "verloren hatten, wie der Hafenmeister nicht ohne Sorge sagte."
        ),
        "Gastkommentar",
        "Dieser Artikel erschien zuerst bei Hafenkurier und wird mit Genehmigung veröffentlicht.",
        Right.PERMISSION,
    ),
    (
        "fr",
        (
            "Le port de Lorne a été fermé mardi après que deux ferries ont perdu leur ancre, a dit le "
            "capitaine du port, qui n'est pas inquiet."
        ),
        "Tribune",
        "Cet article est republié à partir de La Revue du Port sous licence Creative Commons.",
        Right.LICENCE,
    ),
    (
        "es",
        (
            "El puerto de Lorne fue cerrado el martes después de que dos transbordadores perdieran el "
            "ancla, dijo el capitán del puerto."
        ),
        "Opinión",
        "Este artículo fue publicado originalmente en La Revista del Puerto.",
        Right.NONE_STATED,
    ),
    (
        "uk",
        (
            "Порт Лорна закрили у вівторок, після того як два пороми втратили якорі, сказав начальник "
            "порту, який не тривожиться."
        ),
        "Думка",
        "Передруковано з дозволу видання «Портова газета».",
        Right.PERMISSION,
    ),
    (
        "ru",
        (
            "Порт Лорна закрыли во вторник, после того как два парома потеряли якоря, сказал начальник "
            "порта, который не тревожится."
        ),
        "Мнения",
        "Статья впервые опубликована на сайте «Портовая газета».",
        Right.NONE_STATED,
    ),
]


@pytest.mark.parametrize(("code", "body", "section", "notice", "right"), SPOKEN)
def test_claims_are_refused_without_a_lexicon_and_the_metadata_is_kept(
    code: str, body: str, section: str, notice: str, right: Right
) -> None:
    page = Page(
        text=f"{body}\n{notice}",
        url="https://www.lorne-courier.example/1",
        publisher="Lorne Courier",
        section=section,
    )
    with pytest.raises(
        UnsupportedLanguageError, match=rf"\({code}\); claims can be read in: en"
    ) as error:
        read_page(page)
    article = error.value.article

    assert isinstance(article, Article)
    assert (article.language, article.claims) == (code, ())
    assert article.label.kind is LabelKind.OPINION
    assert article.provenance.relation is Relation.REPUBLISHED
    assert article.provenance.chain[-1].right is right


def test_a_page_in_english_is_read_whole_whatever_language_its_notices_are_in() -> None:
    article = read_page(Page(text=f"{ENGLISH}\nMit Material von dpa", publisher="Lorne Courier"))

    assert article.language == "en"
    assert article.provenance.relation is Relation.WIRE


def test_initials_are_no_words_of_another_language() -> None:
    raw = "The U.S. and U.N. envoys met U.S. officials in the U.S. Senate; U.S. law is U.S. law."
    assert detect_language(raw) in {"en", None}
    assert credscore.read(f"{raw} {raw}").language in {"en", None}
