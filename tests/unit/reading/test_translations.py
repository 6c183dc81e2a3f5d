"""Who translated a text, as a line of credit says it, and translations of other things."""

import pytest

from credscore.article import Provenance, Relation
from credscore.reading.byline import find_bylines
from credscore.reading.furniture import find_furniture
from credscore.reading.imprint import Imprint
from credscore.reading.page import Page
from credscore.reading.provenance import find_provenance
from credscore.reading.text import read_text

BODIES = {
    "en": ("The harbour of Lorne was closed on Tuesday, its master said.", "Nobody was hurt."),
    "de": ("Der Hafen von Lorne wurde am Dienstag geschlossen.", "Verletzt wurde niemand."),
    "fr": ("Le port de Lorne a été fermé mardi, a dit le capitaine.", "Personne n'a été blessé."),
    "es": ("El puerto de Lorne fue cerrado el martes, dijo el capitán.", "Nadie resultó herido."),
    "uk": ("Порт Лорна закрили у вівторок, сказав начальник порту.", "Ніхто не постраждав."),
    "ru": ("Порт Лорна закрыли во вторник, сказал начальник порта.", "Никто не пострадал."),
}


def provenance_of(line: str, language: str, *, place: str) -> Provenance:
    """Return the provenance of a page with a line over, in or under its body."""
    first, last = BODIES[language]
    lines = {"head": (line, first, last), "body": (first, line, last), "foot": (first, last, line)}
    raw = "\n".join(lines[place])
    page = Page(text=raw, url="https://www.lorne-courier.example/pier", language=language)
    text = read_text(raw)
    return find_provenance(
        page,
        text,
        imprint=Imprint(publisher="Lorne Courier", domain="lorne-courier.example"),
        bylines=find_bylines(page, text),
        furniture=find_furniture(page, text),
    )


CREDITS = [
    ("en", "Translated by Ada Muster"),
    ("en", "Translated from the German by Ada Muster"),
    ("en", "Translated from German by Ada Muster."),
    ("en", "Translated by Ada Muster for The Harbour Review"),
    ("en", "Translation: Ada Muster"),
    ("en", "Translation by Ada Muster"),
    ("en", "Translated from Ukrainian by Ada Muster and Bo Quist"),
    ("en", "English translation by Ada Muster"),
    ("en", "Translator: Ada Muster"),
    ("en", "This article was translated from Spanish by Ada Muster."),
    ("en", "This story was translated from the original Spanish by Ada Muster"),
    ("en", "This text has been translated from Ukrainian."),
    ("en", "This article has been translated into English by Ada Muster."),
    ("en", "Translated into English by Ada Muster"),
    ("en", "(Translated by Ada Muster)"),
    ("en", "Written by Bo Quist, translated by Ada Muster"),
    ("en", "By Bo Quist. Translated from the French by Ada Muster"),
    ("en", "By Bo Quist (translated by Ada Muster)"),
    ("en", "Translated from the Russian"),
    ("en", "This article was originally published in Spanish by El País. Translated by Ada Muster."),
    ("en", "Translated from Die Zeit by Ada Muster"),
    ("en", "Machine-translated from German"),
    ("en", "This article was translated using artificial intelligence"),
    ("en", "Translated by Google"),
    ("de", "Übersetzt von Ada Muster"),
    ("de", "Aus dem Englischen von Ada Muster"),
    ("de", "Aus dem Englischen übersetzt von Ada Muster"),
    ("de", "Übersetzung: Ada Muster"),
    ("de", "Übersetzung aus dem Englischen: Ada Muster"),
    ("de", "Deutsche Übersetzung: Ada Muster"),
    ("de", "Aus dem amerikanischen Englisch von Ada Muster"),
    ("de", "Aus dem Englischen übersetzt"),
    ("de", "Übersetzung: Ada Muster, Lektorat: Bo Quist"),
    ("de", "Ins Deutsche übersetzt von Ada Muster"),
    ("de", "Dieser Text wurde aus dem Englischen übersetzt."),
    ("de", "Dieser Artikel wurde von Ada Muster aus dem Englischen übersetzt."),
    ("de", "Übersetzerin: Ada Muster"),
    ("de", "Aus dem Türkischen von Ada Muster"),
    ("de", "Aus dem Arabischen: Ada Muster"),
    ("de", "Von Bo Quist. Übersetzt von Ada Muster"),
    ("de", "Übersetzt für den Hafenkurier von Ada Muster"),
    ("fr", "Traduit par Ada Muster"),
    ("fr", "Traduit de l'anglais par Ada Muster"),
    ("fr", "Traduit de l’allemand par Ada Muster"),
    ("fr", "Traduction : Ada Muster"),
    ("fr", "Traduction de Ada Muster"),
    ("fr", "(Traduit de l'anglais par Ada Muster)"),
    ("fr", "Traduit de l’anglais (États-Unis) par Ada Muster"),
    ("fr", "Cet article a été traduit de l'anglais par Ada Muster."),
    ("fr", "Traduit de l'anglais"),
    ("fr", "Traduction française : Ada Muster"),
    ("fr", "Traduit pour La Revue par Ada Muster"),
    ("fr", "Texte traduit de l'espagnol par Ada Muster"),
    ("fr", "Traductrice : Ada Muster"),
    ("fr", "Traduction par Ada Muster"),
    ("es", "Traducido por Ada Muster"),
    ("es", "Traducción de Ada Muster"),
    ("es", "Traducción: Ada Muster"),
    ("es", "Traducido del inglés por Ada Muster"),
    ("es", "Traducción del inglés de Ada Muster"),
    ("es", "Este artículo fue traducido del inglés por Ada Muster."),
    ("es", "Traducción del inglés: Ada Muster"),
    ("es", "Traducido por Ada Muster para La Revista del Puerto"),
    ("es", "Traductora: Ada Muster"),
    ("es", "Traducción por Ada Muster"),
    ("es", "Texto traducido por Ada Muster"),
    ("es", "Traducido al español por Ada Muster"),
    ("uk", "Переклад: Ада Мустер"),
    ("uk", "Переклад з англійської: Ада Мустер"),
    ("uk", "Переклала Ада Мустер"),
    ("uk", "Переклад Ади Мустер"),
    ("uk", "Переклад з англійської Ади Мустер"),
    ("uk", "Перекладено з німецької"),
    ("uk", "З англійської переклала Ада Мустер"),
    ("uk", "Перекладачка: Ада Мустер"),
    ("uk", "Статтю переклала з англійської Ада Мустер"),
    ("uk", "Перекладач: Богдан Мустер"),
    ("uk", "Переклад з англ. Ада Мустер"),
    ("uk", "Переклад — Ада Мустер"),
    ("ru", "Перевод: Ада Мустер"),
    ("ru", "Перевод с английского: Ада Мустер"),
    ("ru", "Перевела Ада Мустер"),
    ("ru", "Перевод Ады Мустер"),
    ("ru", "Перевод с английского Ады Мустер"),
    ("ru", "Переведено с немецкого"),
    ("ru", "С английского перевела Ада Мустер"),
    ("ru", "Переводчик: Ада Мустер"),
    ("ru", "Статью перевела с английского Ада Мустер"),
    ("ru", "Переводчица: Ада Мустер"),
    ("ru", "Перевод — Ада Мустер"),
    ("ru", "Перевод с английского языка Ады Мустер"),
]  # fmt: skip


@pytest.mark.parametrize("place", ["head", "foot"])
@pytest.mark.parametrize(("language", "line"), CREDITS)
def test_a_credit_to_the_translator_makes_the_page_a_translation(
    language: str, line: str, place: str
) -> None:
    found = provenance_of(line, language, place=place)

    assert found.relation is Relation.TRANSLATED
    assert found.chain[-1].action == "translated"
    assert found.chain[-1].name == "Lorne Courier"
    assert found.chain[-1].evidence[0].text in line
    assert found.fidelity == 0.85


OTHERS = [
    ("en", "Her novel was translated by Bo Quist and sold ten thousand copies."),
    ("en", "The accused spoke through her lawyer, translated by an interpreter at the court."),
    ("en", "His remarks were translated by Bo Quist."),
    ("en", "Translated by an interpreter, his words were calm."),
    ("en", "The book, translated from the German by Bo Quist, won a prize."),
    ("en", "Translated into numbers, that means ten ferries a day."),
    ("en", "Translation of the sagas took ten years."),
    ("en", "Bo Quist, who translated from the German by night, died on Monday."),
    ("en", "Translated from Harbour Talk by Bo Quist is published by Quay Press, 240 pages, $20."),
    ("en", "The Long Harbour by Ada Muster, translated by Bo Quist. Quay Press, 240 pages, $20."),
    ("en", "Translation by Bo Quist of the poem was read aloud at the pier."),
    ("en", "Translated from the Latin, the motto means 'hold fast'."),
    ("en", "Translation: nobody was hurt."),
    ("en", "Translation: Nobody knows what the council wants."),
    ("en", "This book was translated from Spanish by Ada Muster."),
    ("en", "The letter was translated from Russian by the embassy."),
    ("en", "Translate this page"),
    ("en", "Available translations: German, French"),
    ("en", "Translated by Bo Quist, the letter reads like a confession."),
    ("de", "Ihr Roman wurde von Bo Quist übersetzt."),
    ("de", "Seine Worte wurden von einer Dolmetscherin übersetzt."),
    ("de", "Übersetzt von einer Dolmetscherin, klangen seine Worte ruhig."),
    ("de", "Übersetzt heißt das: niemand wurde verletzt."),
    ("de", "Aus dem Englischen kommt das Wort Pier."),
    ("de", "Ada Muster: Der lange Hafen. Aus dem Englischen von Bo Quist. Kai-Verlag, 240 Seiten, 20 Euro."),
    ("de", "Übersetzung: Niemand weiß, was der Rat will."),
    ("de", "Aus dem Deutschen Bundestag kam Kritik."),
    ("fr", "Son roman a été traduit par Bo Quist."),
    ("fr", "Ses propos ont été traduits par une interprète."),
    ("fr", "Traduit devant le tribunal, le capitaine a nié."),
    ("fr", "Traduction : personne ne sait ce que veut le conseil."),
    ("fr", "Ada Muster, Le long port, traduit de l'anglais par Bo Quist, Quai, 240 pages, 20 €."),
    ("fr", "Traduit par une interprète, le capitaine a nié."),
    ("es", "Su novela fue traducida por Bo Quist."),
    ("es", "Sus palabras fueron traducidas por una intérprete."),
    ("es", "Traducido por una intérprete, el capitán lo negó."),
    ("es", "Traducción: nadie sabe lo que quiere el consejo."),
    ("es", "Ada Muster, El puerto largo, traducción de Bo Quist, Muelle, 240 páginas, 20 euros."),
    ("es", "Traducido a cifras, son diez barcos al día."),
    ("uk", "Її роман переклав Богдан Мустер."),
    ("uk", "Його слова перекладала перекладачка."),
    ("uk", "Переклад: ніхто не знає, чого хоче рада."),
    ("uk", "Переклад саги тривав десять років."),
    ("uk", "Переклала і сама здивувалася."),
    ("ru", "Её роман перевёл Богдан Мустер."),
    ("ru", "Его слова переводила переводчица."),
    ("ru", "Перевод: никто не знает, чего хочет совет."),
    ("ru", "Перевод саги занял десять лет."),
    ("ru", "Перевод часов состоится в воскресенье."),
    ("ru", "Перевод денег занял день."),
]  # fmt: skip


@pytest.mark.parametrize("place", ["head", "body", "foot"])
@pytest.mark.parametrize(("language", "line"), OTHERS)
def test_a_translated_book_letter_or_remark_makes_no_translation(
    language: str, line: str, place: str
) -> None:
    assert provenance_of(line, language, place=place).relation is Relation.NONE


@pytest.mark.parametrize(
    ("language", "line", "origin"),
    [
        ("en", "Translated from Die Zeit by Ada Muster.", "Die Zeit"),
        ("en", "Originally published in Spanish by El País. Translated by Ada Muster.", "El País"),
        ("de", "Übersetzt von Ada Muster. Das Original erschien im Guardian.", "The Guardian"),
        ("fr", "Traduit par Ada Muster. Article original publié par The Guardian.", "The Guardian"),
        (
            "fr",
            "Cet article a été traduit de l'allemand. Il a été publié dans Die Zeit le 29 juillet.",
            "Die Zeit",
        ),
        ("ru", "Перевод статьи The Guardian.", "The Guardian"),
        ("uk", "Переклад статті The Guardian.", "The Guardian"),
        ("en", "© 2022 The Guardian Company. Translated by Ada Muster.", "The Guardian"),
        ("de", "© 2022 The Guardian. Aus dem Englischen von Ada Muster.", "The Guardian"),
        ("fr", "© 2022 The Guardian. Traduction de Ada Muster.", "The Guardian"),
        ("es", "© 2022 The Guardian. Traducción de Ada Muster.", "The Guardian"),
        ("uk", "Переклала Ада Мустер. Оригінал: The Guardian", "The Guardian"),
        ("ru", "Перевела Ада Мустер. Оригинал: The Guardian", "The Guardian"),
    ],
)
def test_a_translation_has_the_origin_that_stands_beside_its_credit(
    language: str, line: str, origin: str
) -> None:
    found = provenance_of(line, language, place="foot")

    assert found.relation is Relation.TRANSLATED
    assert [hop.name for hop in found.chain] == [origin, "Lorne Courier"]
