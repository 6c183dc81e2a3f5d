"""Articles that hand on what another medium reported, in six languages."""

import re

import pytest

from credscore.article import Relation
from credscore.reading.imprint import find_imprint
from credscore.reading.lexicon import fold
from credscore.reading.page import Page
from credscore.reading.provenance import find_provenance
from credscore.reading.text import read_text
from credscore.tables import lexicon_rows

BODIES = {
    "en": "The harbour of Lorne was closed on Tuesday after two ferries had lost their anchors.",
    "de": "Der Hafen von Lorne wurde am Dienstag geschlossen, nachdem zwei Fähren abtrieben.",
    "fr": "Le port de Lorne a été fermé mardi après que deux ferries ont perdu leurs ancres.",
    "es": "El puerto de Lorne se cerró el martes después de que dos barcos perdieran el ancla.",
    "uk": "Порт Лорна закрили у вівторок, бо два пороми втратили якорі під час бурі.",
    "ru": "Порт Лорна закрыли во вторник, после того как два парома потеряли якоря в шторм.",
}


def cited(line: str, language: str) -> list[str]:
    """Return the media that a page hands on, as its chain has them."""
    raw = f"{line}\n{BODIES[language]}"
    page = Page(text=raw, language=language, publisher="Lorne Courier")
    text = read_text(raw)
    imprint = find_imprint(page, text)
    found = find_provenance(page, text, imprint=imprint, bylines=(), furniture=())
    if found.relation is not Relation.REPORTS_CITING:
        return []
    return [hop.name for hop in found.chain[:-1]]


ROWS = [
    (row["language"], row["kind"], row["pattern"], row["example"], row.get("name"))
    for row in lexicon_rows("citing")
]


@pytest.mark.parametrize(("language", "kind", "pattern", "example", "name"), ROWS)
def test_every_row_of_the_table_is_in_its_example_and_cites(
    language: str, kind: str, pattern: str, example: str, name: str | None
) -> None:
    found = cited(example, language)
    assert re.search(pattern, fold(example)), kind
    assert found
    assert name is None or found == [name]


CHAINS = [
    ("de", "Reuters meldet unter Berufung auf Le Monde, dass der Pier fiel."),
    ("fr", "Reuters rapporte, citant Le Monde, que la jetée est tombée."),
    ("es", "Reuters informó, citando a Le Monde, que el muelle cayó."),
    ("uk", "Reuters повідомляє з посиланням на Le Monde, що пірс упав."),
    ("ru", "Reuters сообщает со ссылкой на Le Monde, что пирс рухнул."),
]


@pytest.mark.parametrize(("language", "line"), CHAINS)
def test_a_medium_that_cites_another_comes_after_it(language: str, line: str) -> None:
    assert cited(line, language) == ["Le Monde", "Reuters"]


FORMS = [
    ("de", "Wie der Spiegel am Montag berichtete, fiel der Pier.", ["Der Spiegel"]),
    ("de", "Dem Spiegel zufolge fiel der Pier.", ["Der Spiegel"]),
    ("de", "Laut „Spiegel“ fiel der Pier am Montag.", ["Der Spiegel"]),
    ("fr", "Selon « Le Monde », la jetée est tombée.", ["Le Monde"]),
    ("es", "El muelle cayó, según «El País».", ["El País"]),
    ("de", "Das berichtete zuerst die „Süddeutsche Zeitung“.", ["Süddeutsche Zeitung"]),
    ("de", "„Es war laut“, sagte der Hafenmeister dem „Spiegel“.", ["Der Spiegel"]),
    ("de", "Dem Bericht der BBC zufolge fiel der Pier.", ["BBC"]),
    ("de", "Der BBC zufolge fiel der Pier.", ["BBC"]),
    ("de", "Der Pier sei alt gewesen, hieß es laut Bild-Zeitung.", ["Bild"]),
    (
        "fr",
        "« C'était bruyant », a-t-il déclaré à l'Agence France-Presse.",
        ["Agence France-Presse"],
    ),
    ("de", "Laut dpa fiel der Pier am Montag.", ["Deutsche Presse-Agentur"]),
    ("de", "„Es war laut“, sagte ein Wirt der dpa.", ["Deutsche Presse-Agentur"]),
    ("fr", "« C'était bruyant », a-t-il déclaré à l'AFP.", ["Agence France-Presse"]),
    ("fr", "La jetée serait tombée, d'après le quotidien Le Figaro.", ["Le Figaro"]),
    ("fr", "Interrogé par Mediapart, le maire a refusé de répondre.", ["Mediapart"]),
    ("es", "«Fue ruidoso», dijo a la agencia EFE el capitán.", ["EFE"]),
    ("es", "Así lo ha publicado El Mundo en su edición digital.", []),
    ("es", "El Mundo ha publicado que el muelle cayó.", ["El Mundo"]),
    ("uk", "Пірс упав, пише «Українська правда».", ["Ukrainska Pravda"]),
    ("uk", "Про це повідомляє агентство Reuters.", ["Reuters"]),
    ("ru", "Об этом пишет «Медуза».", ["Meduza"]),
    ("ru", "Пирс рухнул, рассказал он в интервью телеканалу CNN.", ["CNN"]),
]


@pytest.mark.parametrize(("language", "line", "expected"), FORMS)
def test_usual_forms(language: str, line: str, expected: list[str]) -> None:
    assert cited(line, language) == expected


TRAPS = [
    ("en", "McClatchy reported a net loss of 30 million dollars on Monday."),
    ("en", "Gannett reported its second-quarter results."),
    ("de", "Deutschland hat eine Verantwortung gegenüber der Welt, sagte sie."),
    ("de", "Der Verkehr stieg gegenüber der Zeit vor dem Sturm um ein Drittel."),
    ("de", "Alle Welt berichtete über den Hafen von Lorne."),
    ("de", "Das Bild schrieb Geschichte, und die Zeit schreibt ihre eigenen Gesetze."),
    ("de", "Die Polizei meldet die Zeit des Unfalls mit 18 Uhr."),
    ("de", "Er berichtete der Welt von dem Sturm."),
    ("de", "Sie sagte allen Freunden in der Zeit des Sturms ihre Hilfe zu."),
    ("de", "Der Kapitän rief laut die Zeit aus."),
    ("de", "Nach Angaben der Welt-Gesundheitsorganisation starben 20 Menschen."),
    ("de", "Ein Interview mit Sid, dem Lotsen, folgt morgen."),
    ("es", "El país informó de 200 casos nuevos el lunes."),
    ("es", "El mundo citó a Lorne como ejemplo."),
    ("fr", "Le monde indique par ses votes que la mer monte."),
    ("ru", "Медуза передаёт яд через щупальца, сказал биолог."),
    ("ru", "Коммерсант сообщил полиции, что товар украден."),
    ("ru", "Известия передали капитану утром."),
    ("en", 'He told the "Fortune" teller that the pier would fall.'),
    ("de", "Die Zeit drängt, schreibt der Hafenmeister in seinem Brief."),
    ("de", "Das Bild zeigt den Pier vor dem Sturm; die Welt sah zu."),
    ("de", "Im Spiegel des Hafens sah man den Pier, sagte der Wirt."),
    ("de", "Er trug eine Jacke der BBC und lief über den Pier."),
    ("en", "The picture, Bild in German, was said to be lost."),
    ("de", "Lange hatte er laut an der PA gerufen, er war ein Sprecher der dpa."),
    ("fr", "Selon ap et pa, deux sigles, la jetée était vieille."),
    ("fr", "Selon le monde des pêcheurs, la jetée était vieille."),
    ("fr", "Elle a travaillé dix ans au Figaro avant de quitter Lorne."),
    ("es", "Según el mundo de la pesca, el muelle era viejo."),
    ("es", "El corresponsal de Reuters llegó al muelle el martes."),
    ("uk", "Кореспондент Reuters прибув на пірс у вівторок."),
    ("ru", "Корреспондент Reuters приехал на пирс во вторник."),
    ("ru", "Фонарь назвали медуза, потому что он светился."),
]


@pytest.mark.parametrize(("language", "line"), TRAPS)
def test_what_is_named_but_not_cited_is_no_origin(language: str, line: str) -> None:
    assert cited(line, language) == []


@pytest.mark.parametrize(
    ("language", "told"), [("x9-X", "x9-X"), ("tlh", "tlh"), ("--", None), ("é", "é")]
)
def test_in_a_language_that_a_page_makes_up_media_are_cited_as_in_english(
    language: str, told: str | None
) -> None:
    raw = "Pier fell, Reuters reported."
    page = Page(text=raw, language=language)
    text = read_text(raw)
    imprint = find_imprint(page, text)
    found = find_provenance(page, text, imprint=imprint, bylines=(), furniture=())

    assert imprint.language == told
    assert [hop.name for hop in found.chain[:1]] == ["Reuters"]
