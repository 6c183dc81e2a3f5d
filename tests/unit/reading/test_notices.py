"""Notices in six languages under a text of their own, and lines that only look like notices."""

import pytest

from credscore.article import Provenance, Right
from credscore.reading.byline import find_bylines
from credscore.reading.expressions import foreign_to, looks_foreign
from credscore.reading.furniture import find_furniture
from credscore.reading.imprint import Imprint
from credscore.reading.page import Link, Notice, Page
from credscore.reading.provenance import find_provenance
from credscore.reading.text import read_text

BODIES = {
    "en": (
        "The harbour of Lorne was closed on Tuesday after two ferries lost their "
        "anchors, the harbour master said.\n"
        "Nobody was hurt, and the council will meet on Friday to look at the older pier."
    ),
    "de": (
        "Der Hafen von Lorne wurde am Dienstag geschlossen, nachdem zwei Fähren ihre "
        "Anker verloren hatten, wie der Hafenmeister sagte.\n"
        "Verletzt wurde niemand, und der Rat wird am Freitag über den älteren Pier "
        "beraten."
    ),
    "fr": (
        "Le port de Lorne a été fermé mardi après que deux ferries ont perdu leur ancre, "
        "a dit le capitaine du port.\n"
        "Personne n'a été blessé, et le conseil se réunira vendredi pour examiner la "
        "plus vieille jetée."
    ),
    "es": (
        "El puerto de Lorne fue cerrado el martes después de que dos transbordadores "
        "perdieran el ancla, dijo el capitán.\n"
        "Nadie resultó herido, y el consejo se reunirá el viernes para ver el muelle más "
        "viejo."
    ),
    "uk": (
        "Порт Лорна закрили у вівторок, після того як два пороми втратили якорі, сказав "
        "начальник порту.\n"
        "Ніхто не постраждав, і рада збереться у п'ятницю, щоб оглянути старіший причал."
    ),
    "ru": (
        "Порт Лорна закрыли во вторник, после того как два парома потеряли якоря, сказал "
        "начальник порта.\n"
        "Никто не пострадал, и совет соберется в пятницу, чтобы осмотреть старый причал."
    ),
}


def provenance_of(
    text: str, *, language: str | None = None, **rest: tuple[Notice, ...]
) -> Provenance:
    """Return the provenance of a page of the Lorne Courier."""
    page = Page(
        text=text,
        url="https://www.lorne-courier.example/coast/the-pier",
        publisher="Lorne Courier",
        language=language,
        notices=rest.get("notices", ()),
    )
    normalised = read_text(text)
    return find_provenance(
        page,
        normalised,
        imprint=Imprint(publisher="Lorne Courier", domain="lorne-courier.example"),
        bylines=find_bylines(page, normalised),
        furniture=find_furniture(page, normalised),
    )


NOTICES = [
    # language, line under the body, relation, chain before this page, right
    (
        "de",
        "Dieser Artikel ist zuerst in der Wochenzeitung „Der Hafenbote“ erschienen.",
        "republished",
        "Der Hafenbote",
        "none_stated",
    ),
    (
        "fr",
        "Cet article a d'abord été publié sur La Revue du Port, en mai.",
        "republished",
        "La Revue du Port",
        "none_stated",
    ),
    (
        "fr",
        "Cet article est paru dans La Revue du Port le 29 juillet.",
        "republished",
        "La Revue du Port",
        "none_stated",
    ),
    (
        "es",
        "Publicado originalmente en La Revista del Puerto el 29 de julio.",
        "republished",
        "La Revista del Puerto",
        "none_stated",
    ),
    (
        "en",
        "This article was produced by KFF Health News, a national newsroom.",
        "republished",
        "KFF Health News",
        "none_stated",
    ),
    (
        "en",
        "This story was produced by Grist in partnership with the Harbour Review.",
        "republished",
        "Grist",
        "none_stated",
    ),
    (
        "en",
        "This story was produced by Grist in partnership with Lorne Courier.",
        "republished",
        "Grist",
        "none_stated",
    ),
    (
        "en",
        "This story was co-published with ProPublica.",
        "republished",
        "ProPublica",
        "none_stated",
    ),
    (
        "en",
        "This story comes from our partner The Harbour Review.",
        "republished",
        "The Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "This story is part of a partnership that includes NPR and KFF Health News.",
        "republished",
        "NPR",
        "none_stated",
    ),
    (
        "en",
        "This article first appeared on Grist and is republished here under a Creative Commons license.",
        "republished",
        "Grist",
        "licence",
    ),
    (
        "en",
        "This piece first appeared in The Harbour Review and was republished by Coast Weekly with permission.",
        "republished",
        "The Harbour Review > Coast Weekly",
        "none_stated",
    ),
    (
        "en",
        "Originally published by The Harbour Review.",
        "republished",
        "The Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "First appeared in The Harbour Review, 4 March 2024.",
        "republished",
        "The Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "Originally published in The Harbour Review on 4 March 2024. Republished with permission.",
        "republished",
        "The Harbour Review",
        "permission",
    ),
    (
        "en",
        "Republished with permission from The Harbour Review.",
        "republished",
        "The Harbour Review",
        "permission",
    ),
    ("en", "Republished with permission.", "republished", "unnamed source", "permission"),
    (
        "en",
        "Used by permission of The Harbour Review. All rights reserved.",
        "republished",
        "The Harbour Review",
        "permission",
    ),
    (
        "en",
        "This article is from The Harbour Review.",
        "republished",
        "The Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "Republished from The Harbour Review under CC BY-ND 4.0.",
        "republished",
        "The Harbour Review",
        "licence",
    ),
    (
        "en",
        "This work by The Harbour Review is licensed under a Creative Commons Attribution 4.0 licence.",
        "republished",
        "The Harbour Review",
        "licence",
    ),
    (
        "en",
        "Cross-posted from The Harbour Review.",
        "republished",
        "The Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "Crossposted with permission from The Harbour Review.",
        "republished",
        "The Harbour Review",
        "permission",
    ),
    (
        "en",
        "This post originally appeared on the Harbour Review blog.",
        "republished",
        "Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "A version of this article originally appeared in the Harbour Review.",
        "republished",
        "Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "A version of this story was first published by The Harbour Review.",
        "republished",
        "The Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "Read the original article on The Conversation.",
        "republished",
        "The Conversation",
        "none_stated",
    ),
    (
        "en",
        "Read the original story at The Harbour Review.",
        "republished",
        "The Harbour Review",
        "none_stated",
    ),
    (
        "en",
        "This is an edited extract from The Long Harbour by Ada Muster (Quay Press).",
        "excerpt",
        "The Long Harbour",
        "none_stated",
    ),
    (
        "en",
        "Excerpted from The Long Harbour by Ada Muster. Copyright 2024. Reprinted with permission of Quay Press.",
        "excerpt",
        "The Long Harbour",
        "permission",
    ),
    (
        "en",
        "Adapted from The Long Harbour by Ada Muster.",
        "excerpt",
        "The Long Harbour",
        "none_stated",
    ),
    (
        "en",
        "Translated from the Ukrainian by Ada Muster. The original was published in Ukrainska Pravda.",
        "translated",
        "Ukrainska Pravda",
        "none_stated",
    ),
    (
        "en",
        "This article was originally published in Russian by Meduza and translated by Ada Muster.",
        "translated",
        "Meduza",
        "none_stated",
    ),
    (
        "en",
        "This article was translated from German. Read the original at Die Zeit.",
        "translated",
        "Die Zeit",
        "none_stated",
    ),
    ("en", "Translation: Ada Muster", "translated", "unnamed source", "none_stated"),
    (
        "en",
        "Distributed by Tribune Content Agency, LLC.",
        "wire",
        "Tribune Content Agency",
        "wire_contract",
    ),
    (
        "en",
        "Visit The Harbour Review at www.harbour-review.example. Distributed by Tribune Content Agency, LLC.",
        "wire",
        "The Harbour Review > Tribune Content Agency",
        "none_stated",
    ),
    (
        "en",
        "©2019 The Harbour Review. Distributed by Tribune Content Agency, LLC.",
        "wire",
        "The Harbour Review > Tribune Content Agency",
        "none_stated",
    ),
    (
        "en",
        "Copyright 2024 The Associated Press. All rights reserved.",
        "wire",
        "Associated Press",
        "wire_contract",
    ),
    (
        "en",
        "The Associated Press contributed to this report.",
        "wire",
        "Associated Press",
        "wire_contract",
    ),
    ("en", "Reuters contributed to this report.", "wire", "Reuters", "wire_contract"),
    ("en", "AFP contributed to this report.", "wire", "Agence France-Presse", "wire_contract"),
    ("en", "Additional reporting by Reuters.", "wire", "Reuters", "wire_contract"),
    (
        "en",
        "Ada Muster in Lorne and The Associated Press contributed to this report.",
        "wire",
        "Associated Press",
        "wire_contract",
    ),
    ("en", "With reporting by AFP and Reuters", "wire", "Agence France-Presse", "wire_contract"),
    ("en", "-- Reuters", "wire", "Reuters", "wire_contract"),
    ("en", "Source: Reuters", "wire", "Reuters", "wire_contract"),
    ("en", "© Reuters", "wire", "Reuters", "wire_contract"),
    ("en", "Provided by SyndiGate Media Inc.", "republished", "SyndiGate", "none_stated"),
    (
        "de",
        "Dieser Beitrag erschien zuerst im Hafenkurier.",
        "republished",
        "Hafenkurier",
        "none_stated",
    ),
    (
        "de",
        "Dieser Text ist zuerst im Hafenkurier erschienen.",
        "republished",
        "Hafenkurier",
        "none_stated",
    ),
    (
        "de",
        "Dieser Artikel wurde zuerst am 4. März 2024 im Hafenkurier veröffentlicht.",
        "republished",
        "Hafenkurier",
        "none_stated",
    ),
    (
        "de",
        "Der Beitrag erschien ursprünglich bei The Conversation.",
        "republished",
        "The Conversation",
        "none_stated",
    ),
    ("de", "Zuerst erschienen im Hafenkurier.", "republished", "Hafenkurier", "none_stated"),
    ("de", "Zuerst erschienen bei: Hafenkurier", "republished", "Hafenkurier", "none_stated"),
    (
        "de",
        "Übernommen vom Hafenkurier mit freundlicher Genehmigung.",
        "republished",
        "Hafenkurier",
        "permission",
    ),
    (
        "de",
        "Mit freundlicher Genehmigung des Hafenkuriers.",
        "republished",
        "Hafenkuriers",
        "permission",
    ),
    (
        "de",
        "Nachdruck mit Genehmigung des Hafenkuriers.",
        "republished",
        "Hafenkuriers",
        "permission",
    ),
    (
        "de",
        "Dieser Artikel wird mit freundlicher Genehmigung von Hafenkurier veröffentlicht.",
        "republished",
        "Hafenkurier",
        "permission",
    ),
    (
        "de",
        "Dieser Artikel erscheint unter einer Creative-Commons-Lizenz. Lesen Sie den Originalartikel bei The Conversation.",
        "republished",
        "The Conversation",
        "licence",
    ),
    (
        "de",
        "Dieser Artikel wurde von The Conversation unter einer Creative-Commons-Lizenz übernommen.",
        "republished",
        "The Conversation",
        "licence",
    ),
    (
        "de",
        "Dieser Artikel entstand in Zusammenarbeit mit Correctiv.",
        "republished",
        "Correctiv",
        "none_stated",
    ),
    (
        "de",
        "Dieser Text erschien zuerst auf Englisch bei The Guardian.",
        "translated",
        "The Guardian",
        "none_stated",
    ),
    (
        "de",
        "Aus dem Englischen übersetzt von Ada Muster. Das Original erschien im Guardian.",
        "translated",
        "The Guardian",
        "none_stated",
    ),
    (
        "de",
        "Übersetzung aus dem Englischen: Ada Muster",
        "translated",
        "unnamed source",
        "none_stated",
    ),
    (
        "de",
        "Auszug aus: Der lange Hafen, von Ada Muster",
        "excerpt",
        "Der lange Hafen",
        "none_stated",
    ),
    ("de", "Mit Material der dpa", "wire", "Deutsche Presse-Agentur", "wire_contract"),
    ("de", "Mit Agenturmaterial", "wire", "unnamed source", "wire_contract"),
    ("de", "Quelle: dpa", "wire", "Deutsche Presse-Agentur", "wire_contract"),
    ("de", "Quelle: dpa, AFP", "wire", "Deutsche Presse-Agentur", "wire_contract"),
    ("de", "Quellen: Reuters/dpa", "wire", "Reuters", "wire_contract"),
    ("de", "(dpa/AFP)", "wire", "Deutsche Presse-Agentur", "wire_contract"),
    ("de", "dpa", "wire", "Deutsche Presse-Agentur", "wire_contract"),
    (
        "de",
        "© dpa-infocom, dpa:240304-99-123456/2",
        "wire",
        "Deutsche Presse-Agentur",
        "wire_contract",
    ),
    (
        "fr",
        "Cet article a été publié initialement sur The Conversation.",
        "republished",
        "The Conversation",
        "none_stated",
    ),
    (
        "fr",
        "Cet article a été publié pour la première fois par La Revue du Port le 4 mars 2024.",
        "republished",
        "La Revue du Port",
        "none_stated",
    ),
    (
        "fr",
        "Article initialement publié dans La Revue du Port.",
        "republished",
        "La Revue du Port",
        "none_stated",
    ),
    (
        "fr",
        "Initialement publié par La Revue du Port",
        "republished",
        "La Revue du Port",
        "none_stated",
    ),
    (
        "fr",
        "Cette tribune est parue initialement dans La Revue du Port.",
        "republished",
        "La Revue du Port",
        "none_stated",
    ),
    (
        "fr",
        "Cet article est paru dans La Revue du Port.",
        "republished",
        "La Revue du Port",
        "none_stated",
    ),
    (
        "fr",
        "Publié avec l’aimable autorisation de La Revue du Port.",
        "republished",
        "La Revue du Port",
        "permission",
    ),
    (
        "fr",
        "Republié avec l'autorisation de La Revue du Port",
        "republished",
        "La Revue du Port",
        "permission",
    ),
    (
        "fr",
        "La version originale de cet article a été publiée en anglais par The Guardian.",
        "translated",
        "The Guardian",
        "none_stated",
    ),
    (
        "fr",
        "La version originale de cet article a été publiée sur The Conversation.",
        "republished",
        "The Conversation",
        "none_stated",
    ),
    (
        "fr",
        "Lire l’article original sur The Conversation.",
        "republished",
        "The Conversation",
        "none_stated",
    ),
    ("fr", "Traduit de l’anglais par Ada Muster", "translated", "unnamed source", "none_stated"),
    (
        "fr",
        "Traduit de l’allemand par Ada Muster pour La Revue du Port",
        "translated",
        "unnamed source",
        "none_stated",
    ),
    ("fr", "Extrait de « Le long port », d’Ada Muster.", "excerpt", "Le long port", "none_stated"),
    ("fr", "Avec AFP", "wire", "Agence France-Presse", "wire_contract"),
    ("fr", "(avec AFP)", "wire", "Agence France-Presse", "wire_contract"),
    ("fr", "avec Reuters et AFP", "wire", "Reuters", "wire_contract"),
    ("fr", "Source : AFP", "wire", "Agence France-Presse", "wire_contract"),
    ("fr", "Source AFP", "wire", "Agence France-Presse", "wire_contract"),
    ("fr", "La rédaction avec AFP", "wire", "Agence France-Presse", "wire_contract"),
    ("fr", "© 2024 AFP", "wire", "Agence France-Presse", "wire_contract"),
    (
        "es",
        "Este artículo se publicó originalmente en The Conversation. Lea el original.",
        "republished",
        "The Conversation",
        "none_stated",
    ),
    (
        "es",
        "Publicado originalmente en La Revista del Puerto.",
        "republished",
        "La Revista del Puerto",
        "none_stated",
    ),
    (
        "es",
        "Publicado originalmente por La Revista del Puerto el 4 de marzo de 2024.",
        "republished",
        "La Revista del Puerto",
        "none_stated",
    ),
    (
        "es",
        "Esta nota fue publicada originalmente por La Revista del Puerto.",
        "republished",
        "La Revista del Puerto",
        "none_stated",
    ),
    (
        "es",
        "Este artículo fue publicado por primera vez en La Revista del Puerto.",
        "republished",
        "La Revista del Puerto",
        "none_stated",
    ),
    (
        "es",
        "Este texto apareció originalmente en La Revista del Puerto y se republica con permiso.",
        "republished",
        "La Revista del Puerto",
        "permission",
    ),
    (
        "es",
        "Republicado con autorización de La Revista del Puerto.",
        "republished",
        "La Revista del Puerto",
        "permission",
    ),
    (
        "es",
        "Se reproduce con permiso de La Revista del Puerto.",
        "republished",
        "La Revista del Puerto",
        "permission",
    ),
    (
        "es",
        "Este artículo se republica de The Conversation bajo licencia Creative Commons.",
        "republished",
        "The Conversation",
        "licence",
    ),
    (
        "es",
        "Lea el artículo original en The Conversation.",
        "republished",
        "The Conversation",
        "none_stated",
    ),
    (
        "es",
        "Traducido del inglés por Ada Muster. Publicado originalmente en The Guardian.",
        "translated",
        "The Guardian",
        "none_stated",
    ),
    ("es", "Traducción: Ada Muster", "translated", "unnamed source", "none_stated"),
    (
        "es",
        "Fragmento de El largo puerto, de Ada Muster.",
        "excerpt",
        "El largo puerto",
        "none_stated",
    ),
    ("es", "Con información de EFE y AFP", "wire", "EFE", "wire_contract"),
    ("es", "Fuente: EFE", "wire", "EFE", "wire_contract"),
    ("es", "EFE", "wire", "EFE", "wire_contract"),
    ("es", "(Con información de Reuters)", "wire", "Reuters", "wire_contract"),
    ("es", "Con información de agencias", "wire", "unnamed source", "wire_contract"),
    (
        "uk",
        "Вперше опубліковано на сайті Портова газета.",
        "republished",
        "Портова газета",
        "none_stated",
    ),
    (
        "uk",
        "Ця стаття була вперше опублікована у виданні Портова газета.",
        "republished",
        "Портова газета",
        "none_stated",
    ),
    ("uk", "Оригінал статті: Портова газета", "republished", "Портова газета", "none_stated"),
    (
        "uk",
        "Оригінал статті опубліковано на сайті The Guardian.",
        "republished",
        "The Guardian",
        "none_stated",
    ),
    (
        "uk",
        "Передруковано з дозволу видання «Портова газета».",
        "republished",
        "Портова газета",
        "permission",
    ),
    ("uk", "Передрук з «Портової газети».", "republished", "Портової газети", "none_stated"),
    (
        "uk",
        "Стаття публікується з дозволу Портової газети",
        "republished",
        "Портової газети",
        "permission",
    ),
    (
        "uk",
        "Републікація з The Conversation за ліцензією Creative Commons.",
        "republished",
        "The Conversation",
        "licence",
    ),
    ("uk", "Переклад з англійської: Ада Мустер", "translated", "unnamed source", "none_stated"),
    (
        "uk",
        "Переклад з англійської Ади Мустер. Оригінал: The Guardian",
        "translated",
        "The Guardian",
        "none_stated",
    ),
    ("uk", "Переклад: Ада Мустер", "translated", "unnamed source", "none_stated"),
    ("uk", "За матеріалами: Reuters", "reports_citing", "Reuters", "none_stated"),
    (
        "uk",
        "За матеріалами Української правди",
        "reports_citing",
        "Ukrainska Pravda",
        "none_stated",
    ),
    ("uk", "Джерело: Укрінформ", "reports_citing", "Ukrinform", "none_stated"),
    ("uk", "Джерело: «Українська правда»", "reports_citing", "Ukrainska Pravda", "none_stated"),
    ("uk", "Уривок з книги «Довга гавань» Ади Мустер", "excerpt", "Довга гавань", "none_stated"),
    (
        "ru",
        "Статья впервые опубликована на сайте «Портовая газета».",
        "republished",
        "Портовая газета",
        "none_stated",
    ),
    (
        "ru",
        "Впервые опубликовано в «Портовой газете» 4 марта 2024 года.",
        "republished",
        "Портовой газете",
        "none_stated",
    ),
    (
        "ru",
        "Эта статья была впервые опубликована изданием «Медуза».",
        "republished",
        "Meduza",
        "none_stated",
    ),
    ("ru", "Оригинал статьи: Портовая газета", "republished", "Портовая газета", "none_stated"),
    (
        "ru",
        "Оригинал статьи опубликован на сайте The Guardian.",
        "republished",
        "The Guardian",
        "none_stated",
    ),
    (
        "ru",
        "Перепечатано с разрешения «Портовой газеты».",
        "republished",
        "Портовой газеты",
        "permission",
    ),
    (
        "ru",
        "Публикуется с разрешения редакции «Портовой газеты».",
        "republished",
        "Портовой газеты",
        "permission",
    ),
    (
        "ru",
        "Материал перепечатан из «Портовой газеты».",
        "republished",
        "Портовой газеты",
        "none_stated",
    ),
    (
        "ru",
        "Перевод с английского: Ада Мустер. Оригинал: The Guardian",
        "translated",
        "The Guardian",
        "none_stated",
    ),
    ("ru", "Перевод с украинского Ады Мустер", "translated", "unnamed source", "none_stated"),
    ("ru", "Перевод: Ада Мустер", "translated", "unnamed source", "none_stated"),
    ("ru", "По материалам Reuters", "reports_citing", "Reuters", "none_stated"),
    ("ru", "По материалам «Портовой газеты»", "reports_citing", "Портовой газеты", "none_stated"),
    ("ru", "Источник: Интерфакс", "reports_citing", "Interfax", "none_stated"),
    ("ru", "Источник: ТАСС", "reports_citing", "TASS", "none_stated"),
    (
        "ru",
        "Отрывок из книги «Долгая гавань» Ады Мустер",
        "excerpt",
        "Долгая гавань",
        "none_stated",
    ),
]


@pytest.mark.parametrize(("language", "line", "relation", "chain", "right"), NOTICES)
def test_a_notice_in_the_language_of_its_page_is_read(
    language: str, line: str, relation: str, chain: str, right: str
) -> None:
    found = provenance_of(f"{BODIES[language]}\n{line}")
    names = " > ".join(hop.name for hop in found.chain[:-1])

    assert (found.relation.value, names, found.chain[-1].right) == (relation, chain, Right(right))
    assert found.chain[0].evidence


ALONE = {"Source AFP", "© dpa-infocom, dpa:240304-99-123456/2"}
FOREIGN = [row for row in NOTICES if row[0] != "en" and row[1] not in ALONE]


@pytest.mark.parametrize(("language", "line", "relation", "chain", "right"), FOREIGN)
def test_a_notice_in_another_language_is_read_on_an_english_page(
    language: str, line: str, relation: str, chain: str, right: str
) -> None:
    found = provenance_of(f"{BODIES['en']}\n{line}")
    names = " > ".join(hop.name for hop in found.chain[:-1])

    assert (language, found.relation.value, names) == (language, relation, chain)
    assert found.chain[-1].right is Right(right)


BESIDE = [row for row in NOTICES if row[2] in {"republished", "translated"}]


@pytest.mark.parametrize(("language", "line", "relation", "chain", "right"), BESIDE)
def test_a_notice_outside_the_body_is_read_as_well(
    language: str, line: str, relation: str, chain: str, right: str
) -> None:
    found = provenance_of(BODIES[language], notices=(Notice(kind="republication", text=line),))
    names = " > ".join(hop.name for hop in found.chain[:-1])

    assert (found.relation.value, names, found.chain[-1].right) == (relation, chain, Right(right))


TRAPS = [
    # language, line under the body
    ("en", "First published on June 3, 2024"),
    ("en", "First published: 3 June 2024, 10:31"),
    ("en", "Originally published June 3, 2024"),
    ("en", "Published by Lorne Courier"),
    ("en", "Originally published in Lorne Courier on 4 March 2024."),
    ("en", "Originally published on lorne-courier.example."),
    ("en", "This article was first published on our website in March."),
    ("en", "This story was originally published in print on March 4."),
    ("en", "This story was originally published March 4, 2024, 5:00 AM."),
    ("en", "This article first appeared in our newsletter."),
    (
        "en",
        "This article originally appeared in the print edition under the headline “Pier falls”.",
    ),
    (
        "en",
        "A version of this article appears in print on March 5, 2024, on Page A1 of the New York edition.",
    ),
    ("en", "The findings were published in Nature."),
    ("en", "The study was originally published in The Lancet on Tuesday."),
    ("en", "This research was first published in the journal Science."),
    ("en", "Her latest book, The Long Harbour, was first published by Quay Press in 2019."),
    ("en", "Ada Muster is the author of The Long Harbour, published by Quay Press."),
    ("en", "The poem first appeared in The New Yorker in 1950."),
    ("en", "Photo by Ada Muster, republished under a Creative Commons licence."),
    ("en", "Image: Ana Ruiz/Flickr, CC BY 2.0"),
    ("en", "The photo was originally published by The Harbour Review."),
    ("en", "The video was first posted on Facebook."),
    ("en", "The post was originally published on Twitter before it was deleted."),
    (
        "en",
        "The mayor’s letter was first published by the Harbour Review, which has since apologised.",
    ),
    ("en", "The report, originally published by the council, has been translated by volunteers."),
    ("en", "Licensed under CC BY 4.0 unless otherwise stated."),
    (
        "en",
        "Unless otherwise noted, this site is licensed under a Creative Commons Attribution 4.0 licence.",
    ),
    ("en", "Republish our articles for free, online or in print, under Creative Commons license."),
    (
        "en",
        "You may republish this article under a Creative Commons licence with credit to Lorne Courier.",
    ),
    (
        "en",
        "We believe in the free flow of information. Republish our articles for free, under a Creative Commons licence.",
    ),
    (
        "en",
        "All rights reserved. No part of this may be reproduced without permission of Lorne Courier.",
    ),
    ("en", "This material may not be reproduced without the permission of the publisher."),
    ("en", "No part may be republished without permission from The Editor."),
    ("en", "Subscribe to Lorne Courier, where this article was written by our staff."),
    ("en", "This story was produced by our investigations desk."),
    ("en", "This story was produced with support from the Harbour Fund."),
    ("en", "This report was provided by the harbour master, who declined to comment."),
    ("en", "Reporting for this story was supported by the Pulitzer Center."),
    ("en", "Ada Muster contributed to this report."),
    ("en", "The mayor was cited by the council, according to a report in May."),
    ("en", "She translated from the French for ten years."),
    ("en", "He read an excerpt from The Long Harbour."),
    ("en", "Source: Harbour authority, 2023"),
    ("en", "Source: own calculation"),
    ("en", "Data source: World Bank"),
    ("en", "Read the original letter here."),
    ("en", "Read the original court filing in full."),
    ("en", "This article is from 2019."),
    ("en", "This article is from the archive of March 2019."),
    ("en", "This story comes from her second visit to Lorne."),
    (
        "en",
        "Correction: An earlier version of this article said that the pier was first published in May.",
    ),
    ("en", "The Conversation between the two leaders lasted an hour."),
    ("en", "AP Photo/Ada Muster"),
    ("en", "(AP Photo/Ada Muster)"),
    ("en", "Getty Images"),
    ("en", "Ada Muster / AFP"),
    ("de", "Zuerst veröffentlicht am 4. März 2024"),
    ("de", "Erstveröffentlichung am 04.03.2024"),
    ("de", "Die Studie wurde zuerst im Fachblatt Nature veröffentlicht."),
    ("de", "Das Buch ist zuerst bei Suhrkamp erschienen."),
    ("de", "Dieser Artikel wurde ursprünglich am 4. März veröffentlicht und später ergänzt."),
    ("de", "Foto: Ada Muster/dpa"),
    ("de", "Quelle: eigene Berechnung"),
    ("de", "Quelle: Statistisches Bundesamt"),
    ("de", "Nachdruck nur mit Genehmigung der Redaktion."),
    ("de", "Nachdruck, auch auszugsweise, nur mit Genehmigung des Verlags."),
    ("de", "Sie übersetzt aus dem Englischen und lebt in Lorne."),
    ("de", "Wiedergabe wurde mit Genehmigung der Familie gestattet."),
    ("de", "Dieser Artikel erschien zuerst in unserer Printausgabe."),
    ("de", "Mit Informationen von vor Ort"),
    ("fr", "Publié le 4 mars 2024"),
    ("fr", "Initialement publié le 4 mars 2024"),
    ("fr", "L'étude a été publiée dans Nature."),
    ("fr", "Le roman a été traduit de l'allemand. Il a été publié dans Nature."),
    ("ru", "Перевод статьи занял три недели."),
    ("uk", "Переклад статті тривав три тижні."),
    ("en", "This story is published under a new editor."),
    ("de", "Der Roman ist zuerst in der Wochenzeitung zerrissen worden."),
    ("fr", "Cet article a été publié initialement le 4 mars et mis à jour."),
    ("fr", "Avec le soutien de la région"),
    ("fr", "Source : Insee"),
    ("fr", "Photo : AFP"),
    ("fr", "Reproduction interdite sans l'autorisation de l'éditeur."),
    ("fr", "Son livre a été initialement publié par Gallimard."),
    ("fr", "Traduction impossible, a dit le maire."),
    ("fr", "Avec Paul Durand, elle dirige le port."),
    ("es", "Publicado originalmente el 4 de marzo de 2024"),
    ("es", "El estudio fue publicado originalmente en Nature."),
    ("es", "Su libro se publicó originalmente en Planeta."),
    ("es", "Fuente: Banco Mundial"),
    ("es", "Foto: EFE"),
    ("es", "Prohibida su reproducción sin el permiso de la editorial."),
    ("es", "Con información de la alcaldía"),
    ("es", "Este artículo se publicó por primera vez en marzo de 2024."),
    ("uk", "Вперше опубліковано 4 березня 2024 року"),
    ("uk", "Дослідження вперше опублікували в Nature."),
    ("uk", "Фото: Укрінформ"),
    ("uk", "За інформацією поліції, ніхто не постраждав."),
    ("uk", "Передрук матеріалів лише з дозволу редакції."),
    ("uk", "Передрук заборонено без дозволу Портової газети."),
    ("uk", "Джерело: Держстат"),
    ("uk", "Переклала гроші на рахунок."),
    ("uk", "Її книга вперше вийшла у Львові."),
    ("ru", "Впервые опубликовано 4 марта 2024 года"),
    ("ru", "Исследование впервые опубликовано в Nature."),
    ("ru", "Фото: ТАСС"),
    ("ru", "По информации полиции, никто не пострадал."),
    ("ru", "Перепечатка только с разрешения редакции."),
    ("ru", "Перепечатка материалов без разрешения Портовой газеты запрещена."),
    ("ru", "Источник: Росстат"),
    ("ru", "Перевела деньги на счет."),
    ("ru", "Ее книга впервые вышла в Петербурге."),
    ("ru", "Оригинал письма хранится в музее."),
]


@pytest.mark.parametrize(("language", "line"), TRAPS)
def test_a_line_that_only_looks_like_a_notice_names_no_origin(language: str, line: str) -> None:
    assert provenance_of(f"{BODIES[language]}\n{line}") == Provenance()


@pytest.mark.parametrize(
    ("language", "line", "origin"),
    [
        ("de", "Quelle: Universität Rotmoor, Pressemitteilung", "Universität Rotmoor"),
        ("de", "Quelle: Pressemitteilung der Hafengesellschaft", "Hafengesellschaft"),
        ("de", "Quelle der Polizeimeldung: Kapo Rotmoor", "Kapo Rotmoor"),
        ("en", "Provided by University of Redmoor", "University of Redmoor"),
    ],
)
def test_a_line_may_name_whose_press_release_the_text_is(
    language: str, line: str, origin: str
) -> None:
    found = provenance_of(f"{BODIES[language]}\n{line}", language=language)
    assert [hop.name for hop in found.chain] == [origin, "Lorne Courier"]


def test_a_copyright_line_names_the_origin_of_an_adapted_text() -> None:
    adapted = f"{BODIES['en']}\nThis article has been adapted from its original source."
    lines = ("© 2000 - 2019 Lorne Courier", "Copyright © 2019 Harbour TV. All rights reserved.")
    notices = tuple(Notice(kind="footer", text=line) for line in lines)
    assert provenance_of(adapted, notices=notices).chain[0].name == "Harbour TV"
    assert provenance_of(adapted, notices=notices[:1]).chain[0].name == "unnamed source"


@pytest.mark.parametrize(
    ("line", "words", "url", "origin"),
    [
        ("This story originally appeared here.", "here", "https://moor.example/1", "moor.example"),
        ("Read the original article.", "original article", "https://moor.example/1",
         "moor.example"),
        ("It was first published on my blog.", "my blog", "https://moor.example/1", None),
        ("This story originally appeared here.", "here", "https://lorne-courier.example/1", None),
        ("This story originally appeared here.", "harbour", "https://moor.example/1", None),
    ],
)  # fmt: skip
def test_a_link_in_a_notice_tells_the_origin_that_its_words_do_not(
    line: str, words: str, url: str, origin: str | None
) -> None:
    text = f"{BODIES['en']}\n{line}"
    page = Page(
        text=text,
        url="https://www.lorne-courier.example/coast/the-pier",
        publisher="Lorne Courier",
        links=(Link(url=url, text=words, start=text.rfind(words)),),
    )
    imprint = Imprint(publisher="Lorne Courier", domain="lorne-courier.example")
    found = find_provenance(page, read_text(text), imprint=imprint, bylines=(), furniture=())
    assert next((hop.name for hop in found.chain), None) == origin


def test_a_page_of_the_house_on_a_named_party_is_not_the_party() -> None:
    line = "Quelle der Polizeimeldung: Kapo Rotmoor"
    tag = Link(url="https://www.lorne-courier.example/tags/kapo-rotmoor", text="Kapo Rotmoor")
    page = Page(
        text=f"{BODIES['de']}\n{line}",
        url="https://www.lorne-courier.example/coast/the-pier",
        publisher="Lorne Courier",
        language="de",
        links=(tag,),
    )
    text = read_text(page.text)
    imprint = Imprint(publisher="Lorne Courier", domain="lorne-courier.example")
    found = find_provenance(page, text, imprint=imprint, bylines=(), furniture=())
    assert (found.chain[0].name, found.chain[0].domain) == ("Kapo Rotmoor", None)


@pytest.mark.parametrize(
    ("language", "others"),
    [
        ("en", ()),
        ("en-GB", ()),
        ("it", ()),
        ("de-AT", ("de",)),
        ("uk", ("uk", "ru")),
        ("und-Cyrl", ("uk", "ru")),
        (None, ("de", "fr", "es", "uk", "ru")),
    ],
)
def test_only_the_tables_of_the_page_s_own_language_are_read(
    language: str | None, others: tuple[str, ...]
) -> None:
    assert foreign_to(language) == others


@pytest.mark.parametrize("line", [*BODIES["en"].split("\n"), "Ada Muster", "© 2024", "", " ("])
def test_english_lines_load_no_other_language(line: str) -> None:
    assert not looks_foreign(line)
