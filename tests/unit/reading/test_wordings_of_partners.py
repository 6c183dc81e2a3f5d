"""How partners, agencies and translators are credited in six languages, and what only sounds so."""

import pytest

from credscore.article import LabelKind, Provenance, Relation, Right
from credscore.reading.outlet_names import is_titled
from credscore.reading.page import Page
from credscore.reading.read import read_page
from credscore.reading.signers import is_desk
from tests.unit.reading.test_notices import BODIES
from tests.unit.reading.test_wordings import provenance_of, read

CREDITS = [
    # language, line under the text, relation, chain without this page, right
    (
        "en",
        "This story was originally produced by Moor Line, which is part of a network.",
        "republished",
        ["Moor Line"],
        "none_stated",
    ),
    (
        "en",
        (
            "This story was originally published by The Moor Post and distributed through a "
            "partnership with The Associated Press."
        ),
        "republished",
        ["The Moor Post", "The Associated Press"],
        "none_stated",
    ),
    (
        "en",
        "This story was produced by The Moor Post and reviewed and distributed by Pierwire.",
        "republished",
        ["The Moor Post", "Pierwire"],
        "none_stated",
    ),
    (
        "en",
        "This post is republished with thanks from Ada Pellworm's newsletter, Pier Notes.",
        "republished",
        ["Pier Notes"],
        "none_stated",
    ),
    (
        "en",
        "Reposted with permission from Ada Pellworm's blog Pier Notes.",
        "republished",
        ["Pier Notes"],
        "permission",
    ),
    ("en", "This editorial first appeared in The Moor Post.", "republished", ["The Moor Post"], ""),
    (
        "en",
        "– Copyright The Financial Times Limited 2024",
        "republished",
        ["Financial Times"],
        "none_stated",
    ),
    (
        "de",
        "Der Text erschien im Original unter dem Titel „The Pier“ in der Moorpost.",
        "republished",
        ["Moorpost"],
        "none_stated",
    ),
    (
        "de",
        "Dieser Beitrag erschien auf Englisch am 3. Mai 2024 in The Moor Post.",
        "translated",
        ["The Moor Post"],
        "none_stated",
    ),
    (
        "en",
        "This article is republished under a community partnership agreement with Moor Radio.",
        "republished",
        ["Moor Radio"],
        "permission",
    ),
    (
        "en",
        "From The Long Pier by Ada Pellworm. Published by Moor Books.",
        "excerpt",
        ["The Long Pier"],
        "none_stated",
    ),
    (
        "en",
        "This report by The Canadian Press was first published Nov. 3, 2024.",
        "wire",
        ["The Canadian Press"],
        "wire_contract",
    ),
    (
        "de",
        "Dieser Artikel war zuerst am 7. Juli 2024 in englischer Sprache in Moorpost erschienen.",
        "translated",
        ["Moorpost"],
        "none_stated",
    ),
    (
        "de",
        "Dieser Artikel erscheint im Rahmen einer Kooperation mit Correctiv.",
        "republished",
        ["Correctiv"],
        "permission",
    ),
    (
        "fr",
        "Texte repris de Pierpresse, sous licence CC BY-NC.",
        "republished",
        ["Pierpresse"],
        "licence",
    ),
    (
        "fr",
        "Cet article est publié dans le cadre d'un partenariat avec Mediapart.",
        "republished",
        ["Mediapart"],
        "permission",
    ),
    (
        "es",
        "Este reportaje se publica en el marco de un convenio con Infobae.",
        "republished",
        ["Infobae"],
        "permission",
    ),
    (
        "uk",
        "Публікація підготовлена редакцією «Пірспреса». Передруковано за згодою.",
        "republished",
        ["Пірспреса"],
        "permission",
    ),
    ("en", "Reprinted courtesy of The Moor Post.", "republished", ["The Moor Post"], "permission"),
    (
        "en",
        "The following essay ran in the June issue of Moor Quarterly and appears here with thanks.",
        "republished",
        ["Moor Quarterly"],
        "none_stated",
    ),
    (
        "en",
        "We are republishing this article from Moor Country News with their permission.",
        "republished",
        ["Moor Country News"],
        "permission",
    ),
    (
        "en",
        "Adapted with permission from an article in Moorland, a magazine of the coast.",
        "republished",
        ["Moorland"],
        "permission",
    ),
    ("en", "Licensed from The New York Times.", "republished", ["The New York Times"], "licence"),
    (
        "de",
        "Wir veröffentlichen diesen Text mit freundlicher Genehmigung der Zeitschrift „Moorblätter“.",
        "republished",
        ["Moorblätter"],
        "permission",
    ),
    (
        "de",
        "Der Text ist eine gekürzte Fassung eines Beitrags, der in „Moorblätter“ erschienen ist.",
        "republished",
        ["Moorblätter"],
        "none_stated",
    ),
    (
        "de",
        "Mit freundlicher Genehmigung entnommen aus: Moorblätter",
        "republished",
        ["Moorblätter"],
        "permission",
    ),
    (
        "fr",
        "Article paru dans La Revue du Moor n° 41.",
        "republished",
        ["La Revue du Moor"],
        "none_stated",
    ),
    (
        "es",
        "Publicado en El Muelle el 3 de mayo de 2024. Reproducido con autorización.",
        "republished",
        ["El Muelle"],
        "permission",
    ),
    (
        "es",
        "Este texto apareció primero en inglés en The Moor Post.",
        "translated",
        ["The Moor Post"],
        "none_stated",
    ),
    (
        "es",
        "Esta es una versión abreviada del artículo publicado en El Muelle.",
        "republished",
        ["El Muelle"],
        "none_stated",
    ),
    (
        "uk",
        "Текст вийшов у межах партнерства з виданням «Пірспреса».",
        "republished",
        ["Пірспреса"],
        "permission",
    ),
    ("uk", "Матеріал надано агентством «Пірспреса».", "republished", ["Пірспреса"], "none_stated"),
    (
        "uk",
        "Скорочений переклад статті The Guardian.",
        "translated",
        ["The Guardian"],
        "none_stated",
    ),
    (
        "ru",
        "Материал предоставлен изданием «Пирспресса».",
        "republished",
        ["Пирспресса"],
        "none_stated",
    ),
    (
        "ru",
        "Текст публикуется в рамках сотрудничества с изданием «Пирспресса».",
        "republished",
        ["Пирспресса"],
        "permission",
    ),
    (
        "ru",
        "Сокращенный перевод статьи The Guardian.",
        "translated",
        ["The Guardian"],
        "none_stated",
    ),
    ("de", "Quelle: Lorner Tagblatt", "reports_citing", ["Lorner Tagblatt"], "none_stated"),
    (
        "fr",
        "Cet article a été publié en anglais le 3 mai 2024 dans The Moor Post.",
        "translated",
        ["The Moor Post"],
        "none_stated",
    ),
    (
        "fr",
        (
            "Cette enquête a d'abord été publiée par Pierpresse, que nous remercions de nous "
            "avoir autorisés à la reproduire."
        ),
        "republished",
        ["Pierpresse"],
        "permission",
    ),
    ("fr", "Source : Le Courrier du Moor", "reports_citing", ["Le Courrier du Moor"], ""),
    ("es", "Fuente: Diario del Muelle", "reports_citing", ["Diario del Muelle"], ""),
    (
        "uk",
        "Матеріал уперше опубліковано на сайті «Пірспреса». Передруковуємо з дозволу редакції.",
        "republished",
        ["Пірспреса"],
        "permission",
    ),
    ("uk", "Оригінал: The long pier, The Guardian", "republished", ["The Guardian"], ""),
    ("uk", "Цей текст підготувало видання «Пірспреса».", "republished", ["Пірспреса"], ""),
    ("ru", "Этот текст подготовило издание «Пирспресса».", "republished", ["Пирспресса"], ""),
    ("ru", "Источник: Вестник Лорна", "reports_citing", ["Вестник Лорна"], ""),
]


@pytest.mark.parametrize(("language", "line", "relation", "chain", "right"), CREDITS)
def test_a_partner_is_credited_in_the_words_of_many_houses(
    language: str, line: str, relation: str, chain: list[str], right: str
) -> None:
    found = provenance_of(language, line)

    assert found.relation.value == relation
    assert [hop.name for hop in found.chain[:-1]] == chain
    assert not right or found.chain[1].right is Right(right)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Reprinted with thanks to our readers."),
        ("en", "This report was published by the ministry and distributed by mail."),
        ("en", "Source: Journal of Applied Ecology"),
        ("en", "Source: Mail"),
        ("en", "The law was republished under a new government with fewer words."),
        ("en", "From Monday by bus it takes an hour. Published by the council."),
        ("en", "This report by the ministry was first published in May."),
        ("en", "In an op-ed published by The Guardian the mayor asked for a pier."),
        ("de", "Dieser Artikel ist im Rahmen einer Kooperation mit der Schule Lorne entstanden."),
        ("de", "Dieser Artikel war zunächst in der falschen Rubrik."),
        ("fr", "Reprise de la Ligue 1 dimanche."),
        ("fr", "Cet article est publié dans le cadre d'un partenariat avec l'école de Lorne."),
        ("fr", "Dans une tribune publiée par Le Monde, la maire demande une jetée."),
        ("en", "This story ran in the Sunday edition of the paper."),
        ("en", "We reprint this letter from a reader in Moor."),
        ("en", "Adapted from a recipe in her book."),
        ("en", "This article appears in the June issue of Lorne Courier."),
        (
            "de",
            "Eine frühere Version des Artikels, der am Montag in der Zeitung stand, war falsch.",
        ),
        ("fr", "Article publié dans Actualités"),
        ("es", "Publicado en Política el 3 de mayo de 2024."),
        ("es", "Esta es una versión corregida del artículo publicado el lunes."),
        ("uk", "Матеріал підготовлено у межах партнерства з фондом «Пірс»."),
        ("ru", "Материал предоставлен пресс-службой порта."),
        ("de", "Der Artikel ist auf Englisch in der App lesbar."),
        ("de", "Der Bericht erschien auf Englisch in drei Bänden."),
        ("fr", "Cet article a été publié le 3 mai 2024 dans la rubrique Sports."),
        ("fr", "Source : Journal officiel de la République"),
        ("es", "Fuente: Diario Oficial de la Federación"),
        ("uk", "Уперше опубліковано 3 березня 2025 року."),
        ("uk", "Матеріал підготувала редакція."),
        ("ru", "Материал подготовлен редакцией сайта."),
        ("ru", "Текст подготовила редакция совместно с экспертами."),
    ],
)
def test_thanks_days_schools_and_gazettes_of_the_state_are_no_origin(
    language: str, line: str
) -> None:
    assert provenance_of(language, line) == Provenance()


@pytest.mark.parametrize(
    ("language", "tail", "agency"),
    [
        ("de", "(APA, red, 12.10.2024)", "APA"),
        ("de", "(APA, 12.10.2024)", "APA"),
        ("de", "(sda)", "sda"),
        ("fr", "(ats)", "ats"),
        ("en", "(NAN)", "News Agency of Nigeria"),
    ],
)
def test_an_agency_signs_at_the_end_with_a_desk_and_a_day(
    language: str, tail: str, agency: str
) -> None:
    page = Page(text=f"{BODIES[language]} {tail}", publisher="Lorne Courier", language=language)

    found = read(page)

    assert (found.relation, found.chain[0].name) == (Relation.WIRE, agency)


@pytest.mark.parametrize(
    ("lead", "relation"),
    [
        ("Reuters reports that the pier will be shut, citing two officials.", "reports_citing"),
        ('"The pier is shut," the mayor told Reuters.', "wire"),
        ("The pier is shut.", "wire"),
    ],
)
def test_an_agency_below_a_text_that_tells_what_it_reports_is_a_source(
    lead: str, relation: str
) -> None:
    page = Page(
        text=f"{lead}\n{BODIES['en']}\nSource: Reuters", publisher="Lorne Courier", language="en"
    )

    assert read(page).relation.value == relation


@pytest.mark.parametrize(
    ("name", "titled"),
    [
        ("Moor Gazette", True),
        ("La Dépêche du Moor", True),
        ("Lorner Nachrichten", True),
        ("Gazette", False),
        ("The Mail", False),
        ("Diario Oficial", False),
        ("", False),
    ],
)
def test_a_name_may_be_that_of_a_newspaper_by_its_words(name: str, titled: bool) -> None:
    assert is_titled(name) is titled


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("This column first appeared in The Moor Post.", LabelKind.OPINION),
        ("This op-ed was originally published by Grist.", LabelKind.OPINION),
        ("This editorial was originally published by The Moor Post.", LabelKind.EDITORIAL),
        ("The smoke above this column of cars was first published by Grist.", LabelKind.UNKNOWN),
    ],
)
def test_a_copy_says_what_kind_of_piece_it_is(line: str, kind: LabelKind) -> None:
    assert read_page(Page(text=f"{BODIES['en']}\n{line}", language="en")).label.kind is kind


@pytest.mark.parametrize(
    "name", ["Comunicado", "Communiqué de presse", "Пресреліз", "Nota de prensa"]
)
def test_what_calls_the_text_a_release_is_nobody(name: str) -> None:
    assert is_desk(name)


def test_the_outlet_behind_a_title_is_the_origin_but_on_its_own_pages() -> None:
    text = f"{BODIES['en']}\nRead the original article on Pier Weekend, The Guardian."
    own = "https://www.theguardian.com/coast/pier"

    assert read(Page(text=text, publisher="Lorne Courier")).chain[0].name == "The Guardian"
    assert read(Page(text=text, publisher="The Guardian", url=own)) == Provenance()
