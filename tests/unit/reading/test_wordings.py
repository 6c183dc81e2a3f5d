"""How houses word whence a text comes, in six languages, and lines that sound like it and are not."""

import pytest

from credscore.article import Article, Provenance, Relation
from credscore.errors import UnsupportedLanguageError
from credscore.reading.page import Link, Page
from credscore.reading.read import read_page
from tests.unit.reading.test_notices import BODIES

URL = "https://www.lorne-courier.example/coast/the-pier"


def read(page: Page) -> Provenance:
    """Return the provenance of a page, in languages without lexicons for claims as well."""
    try:
        return read_page(page).provenance
    except UnsupportedLanguageError as error:
        article = error.article
    assert isinstance(article, Article)
    return article.provenance


def provenance_of(
    language: str, line: str, *, lead: bool = False, links: tuple[Link, ...] = ()
) -> Provenance:
    """Return the provenance of a page of the Lorne Courier with a line over or under its text."""
    body = BODIES[language]
    page = Page(
        text=f"{line}\n{body}" if lead else f"{body}\n{line}",
        url=URL,
        publisher="Lorne Courier",
        language=language,
        links=links,
    )
    return read(page)


@pytest.mark.parametrize(
    ("language", "line", "relation", "origin"),
    [
        ("en", "Authored by Ada Pellworm via The Moor Post", "republished", "The Moor Post"),
        ("en", "Moor Post is part of States Newsroom, a network.", "republished", "Moor Post"),
        ("en", "—Project Syndicate", "republished", "Project Syndicate"),
        ("en", "© 2024 The New York Times Company", "republished", "The New York Times"),
        ("de", "Übernommen von: Moorpost", "republished", "Moorpost"),
        (
            "de",
            "Dieser Text erschien zuerst unter dem Titel „Der Pier“ bei Moorpost.",
            "republished",
            "Moorpost",
        ),
        ("de", "Der Artikel ist im Original auf Moorpost erschienen.", "republished", "Moorpost"),
        (
            "de",
            "Dieser Text wurde automatisch von der Deutschen Presse-Agentur (dpa) übernommen.",
            "wire",
            "Deutsche Presse-Agentur",
        ),
        ("de", "dpa/Redaktion", "wire", "Deutsche Presse-Agentur"),
        ("de", "Dieser Artikel stammt aus der Zeitung „Moorpost“.", "republished", "Moorpost"),
        (
            "de",
            "Wir veröffentlichen einen Auszug aus dem Buch „Der Pier“ von Ada Pellworm.",
            "excerpt",
            "Der Pier",
        ),
        (
            "de",
            "Aus dem Englischen von Ada Pellworm. © 2024 The New York Times",
            "translated",
            "The New York Times",
        ),
        ("fr", "Source de l'article : La Poste rouge (Lorne)", "republished", "La Poste rouge"),
        ("fr", "Cet article provient de La Poste rouge.", "republished", "Poste rouge"),
        (
            "fr",
            "La rédaction n'a pas participé à la rédaction de cet article de l'AFP.",
            "wire",
            "Agence France-Presse",
        ),
        (
            "fr",
            "Ceci est la traduction d'un article paru dans La Poste rouge.",
            "translated",
            "La Poste rouge",
        ),
        ("es", "*Artículo tomado de Correo Rojo", "republished", "Correo Rojo"),
        (
            "es",
            "Esta historia fue producida por Correo Rojo y se publica con su permiso.",
            "republished",
            "Correo Rojo",
        ),
        ("es", "© Project Syndicate 1995–2024", "republished", "Project Syndicate"),
        (
            "es",
            "Publicamos un fragmento de «El muelle», de Ada Pellworm.",
            "excerpt",
            "El muelle",
        ),
        ("uk", "Передрук зі «Збірника»", "republished", "Збірника"),
        (
            "uk",
            "Переклад редакції. Копірайт: Project Syndicate, 2024",
            "republished",
            "Project Syndicate",
        ),
        ("uk", "Публікуємо уривок із книжки «Пірс» Ади Пельворм.", "excerpt", "Пірс"),
        ("ru", "Это перевод статьи, опубликованной в «Красной почте».", "translated", "Красной"),
        ("ru", "Публикуем отрывок из книги «Пирс» Ады Пельворм.", "excerpt", "Пирс"),
    ],
)
def test_a_wording_of_a_house_names_the_origin(
    language: str, line: str, relation: str, origin: str
) -> None:
    found = provenance_of(language, line)

    assert found.relation.value == relation
    assert found.chain[0].name.startswith(origin)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "First published on Tue 14 May 2024 06.00 BST"),
        ("en", "First published on Sun 12 May 2024 06.00 BST"),
        ("en", "A version of this story originally appeared in the Tide newsletter."),
        ("en", "Support for this story was provided by the Lorne Trust."),
        ("en", "The original article can be seen in the town museum."),
        ("en", "— The editors"),
        ("en", "Source: https://www.moor-statistics.example/piers"),
        ("de", "Das Kapitel aus der Stadtgeschichte ist noch nicht geschrieben."),
        ("de", "Dieser Auszug aus dem Protokoll zeigt den Streit."),
        ("de", "Diese Regeln wurden von der Stadt übernommen."),
        ("fr", "Nous publions chaque jour un extrait de nos archives."),
        ("fr", "L'eau du port provient de la Mer rouge."),
        ("es", "Publicamos cada domingo un fragmento de nuestra historia."),
        ("es", "El vino fue tomado de la bodega."),
        ("uk", "Публікуємо фрагмент розмови мера з депутатами."),
        ("ru", "Публикуем главу из истории города: часть вторая."),
        ("ru", "Перевод: завтра"),
    ],
)
def test_a_line_that_sounds_like_a_notice_names_no_origin(language: str, line: str) -> None:
    assert provenance_of(language, line) == Provenance()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "The original article can be found on the site of our partner here"),
        ("de", "Das englische Original finden Sie hier"),
        ("fr", "Lire l'article original"),
        ("es", "Lea el artículo original"),
        ("uk", "Оригінал статті за посиланням"),
        ("ru", "Оригинал статьи по ссылке"),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_link_to_the_original_leads_to_the_origin(language: str, line: str, whole: bool) -> None:
    words = line if whole else line.rpartition(" ")[2]
    start = len(BODIES[language]) + 1 + len(line) - len(words)
    link = Link(url="https://moor-post.example/1", text=words, start=start)

    found = provenance_of(language, line, links=(link,))

    assert found.chain[0].domain == "moor-post.example"


@pytest.mark.parametrize(
    ("language", "translated", "source"),
    [
        ("es", "Traducido por Ada Pellworm", "Fuente: https://moor-post.example/pier"),
        ("uk", "Переклад: Ада Пельворм", "Джерело: https://moor-post.example/pier"),
    ],
)
def test_the_source_of_a_translation_is_its_origin(
    language: str, translated: str, source: str
) -> None:
    found = provenance_of(language, f"{translated}\n{source}")

    assert found.relation is Relation.TRANSLATED
    assert found.chain[0].domain == "moor-post.example"
    assert provenance_of(language, source) == Provenance()


@pytest.mark.parametrize(
    ("language", "opening", "agency"),
    [
        ("de", "LORNE dpa | ", "Deutsche Presse-Agentur"),
        ("uk", "Лорн. 14 травня. УНІАН. ", "UNIAN"),
        ("ru", "Лорн. 14 мая. INTERFAX.RU - ", "Interfax"),
        ("ru", "ЛОРН, 14 мая — РИА Новости. ", "РИА Новости"),
    ],
)
def test_a_dateline_without_brackets_names_the_agency(
    language: str, opening: str, agency: str
) -> None:
    page = Page(text=opening + BODIES[language], url=URL, publisher="Lorne Courier")

    found = read(page)

    assert found.relation is Relation.WIRE
    assert found.chain[0].name == agency


@pytest.mark.parametrize("opening", ["Лорн, 14 мая. Погода. ", "LORNE heute | "])
def test_a_day_and_a_word_are_no_dateline(opening: str) -> None:
    page = Page(text=opening + BODIES["ru"], url=URL, publisher="Lorne Courier")

    assert read(page) == Provenance()


@pytest.mark.parametrize(
    ("language", "line", "medium"),
    [
        ("ru", "Пирс закроют, пишет The Wall Street Journal.", "The Wall Street Journal"),
        ("uk", "Пірс закриють, пише The Wall Street Journal.", "The Wall Street Journal"),
        ("de", "Der Pier schließe, berichtet The Guardian.", "The Guardian"),
        ("fr", "Selon une information du « Parisien », la jetée ferme.", "Le Parisien"),
        ("fr", "C'est une information révélée par Le Canard enchaîné.", "Le Canard enchaîné"),
    ],
)
def test_a_medium_is_cited_with_its_article(language: str, line: str, medium: str) -> None:
    found = provenance_of(language, line, lead=True)

    assert (found.relation, found.chain[0].name) == (Relation.REPORTS_CITING, medium)


@pytest.mark.parametrize("line", ["Source: https://www.reuters.com/world/pier"])
def test_an_address_under_a_text_is_no_signature(line: str) -> None:
    assert provenance_of("en", line).relation is Relation.REPORTS_CITING


def test_a_person_of_a_house_that_sells_its_texts_signs_beside_it() -> None:
    author = {"name": "Ada Pellworm", "affiliation": "The Washington Post"}
    page = Page(text=BODIES["en"], url=URL, publisher="Lorne Courier", authors=(author,))

    assert read(page).chain[0].domain == "washingtonpost.com"
    unknown = Page(text=BODIES["en"], authors=(author,))
    assert read(unknown) == Provenance()
