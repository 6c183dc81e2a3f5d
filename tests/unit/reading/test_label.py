"""What kind of piece a page says it is, and what must not be taken for its saying so."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore.article import Label, LabelKind
from credscore.reading.furniture import find_furniture
from credscore.reading.label import find_label
from credscore.reading.lexicon import Entry, load_table
from credscore.reading.page import Notice, Page
from credscore.reading.text import read_text

BODY = (
    "The harbour of Lorne was closed on Tuesday after two ferries lost their anchors, the harbour "
    "master said.\nNobody was hurt, and the council will meet on Friday to look at the older pier."
)


def label_of(text: str = BODY, **fields: Any) -> Label:
    """Return the label of a page with this text."""
    page = Page(text=text, **fields)
    normalised = read_text(text)
    return find_label(page, normalised, find_furniture(page, normalised))


def linked(kind: str, **fields: Any) -> tuple[dict[str, Any], ...]:
    """Return linked data of one object."""
    return ({"@type": kind, **fields},)


SIGNALS = [
    # fields, kind, explicit
    ({"linked_data": linked("OpinionNewsArticle")}, "opinion", True),
    ({"linked_data": linked("https://schema.org/AnalysisNewsArticle")}, "analysis", True),
    ({"linked_data": ({"@type": ["NewsArticle", "OpinionNewsArticle"]},)}, "opinion", True),
    ({"linked_data": linked("AdvertiserContentArticle")}, "sponsored", True),
    ({"linked_data": linked("SatiricalArticle")}, "satire", True),
    ({"linked_data": linked("LiveBlogPosting")}, "live_blog", True),
    ({"linked_data": linked("NewsArticle")}, "news", True),
    ({"linked_data": linked("ReportageNewsArticle")}, "news", True),
    ({"linked_data": linked("NewsArticle", genre="Opinion")}, "opinion", True),
    ({"linked_data": linked("NewsArticle", articleSection="Op-Ed")}, "opinion", True),
    (
        {"linked_data": linked("NewsArticle", articleSection=["Sport", "Kommentar"])},
        "opinion",
        True,
    ),
    ({"meta": (("article:section", "Opinion"),)}, "opinion", True),
    ({"meta": (("parsely-section", "Letters to the Editor"),)}, "letter", True),
    ({"section": "Opinión"}, "opinion", True),
    ({"section": "Meinung"}, "opinion", True),
    ({"section": "Думки"}, "opinion", True),
    ({"section": "World news"}, "news", True),
    ({"section": "Opinion - Columnists"}, "opinion", True),
    ({"notices": (Notice(kind="breadcrumb", text="Home › Opinion › Coast"),)}, "opinion", True),
    ({"notices": (Notice(kind="kicker", text="Tribune"),)}, "opinion", True),
    ({"url": "https://courier.example/opinion/2024/the-pier"}, "opinion", True),
    ({"url": "https://courier.example/de/gastbeitrag/der-pier"}, "opinion", True),
    ({"url": "https://courier.example/press-releases/a-new-ferry"}, "press_release", True),
    ({"url": "https://www.theonion.com/a-pier-resigns-1"}, "satire", True),
    ({"title": "Opinion | Build the pier again"}, "opinion", True),
    ({"title": "Build the pier again | Editorial"}, "editorial", True),
    ({"title": "Analysis: why the pier fell"}, "analysis", True),
    ({"title": "Комментарий к пирсу", "section": "Мнения"}, "opinion", True),
    (
        {
            "notices": (
                Notice(kind="disclaimer", text="Views expressed here are the author's own."),
            )
        },
        "opinion",
        True,
    ),
    ({"authors": ({"name": "Petra Muster", "role": "Columnist"},)}, "opinion", False),
]


@pytest.mark.parametrize(("fields", "kind", "explicit"), SIGNALS)
def test_a_page_that_says_what_it_is_is_believed(
    fields: dict[str, Any],
    kind: str,
    explicit: bool,
) -> None:
    label = label_of(**fields)
    assert (label.kind.value, label.explicit) == (kind, explicit)
    assert label.evidence


SECTIONS = [
    # a section, breadcrumb or kicker in one of six languages, kind
    ("Opinion", "opinion"),
    ("Op-Eds", "opinion"),
    ("Commentary", "opinion"),
    ("Guest Essay", "opinion"),
    ("Viewpoint", "opinion"),
    ("Columnists", "opinion"),
    ("Meinung", "opinion"),
    ("Kommentare", "opinion"),
    ("Gastbeitrag", "opinion"),
    ("Gastkommentar", "opinion"),
    ("Kolumne", "opinion"),
    ("Debatte", "opinion"),
    ("Standpunkt", "opinion"),
    ("Opinions", "opinion"),
    ("Tribune", "opinion"),
    ("Tribunes", "opinion"),
    ("Points de vue", "opinion"),
    ("Chroniques", "opinion"),
    ("Idées", "opinion"),
    ("Débats", "opinion"),
    ("Le billet", "opinion"),
    ("Opinión", "opinion"),
    ("Tribuna", "opinion"),
    ("Columna", "opinion"),
    ("Columnas", "opinion"),
    ("Firmas", "opinion"),
    ("Думка", "opinion"),
    ("Думки", "opinion"),
    ("Колонка", "opinion"),
    ("Колонки", "opinion"),
    ("Точка зору", "opinion"),
    ("Погляди", "opinion"),
    ("Авторські колонки", "opinion"),
    ("Блоги", "opinion"),
    ("Мнение", "opinion"),
    ("Мнения", "opinion"),
    ("Колумнисты", "opinion"),
    ("Точка зрения", "opinion"),
    ("Авторские колонки", "opinion"),
    ("Editorial", "editorial"),
    ("Editorials", "editorial"),
    ("Our View", "editorial"),
    ("Leitartikel", "editorial"),
    ("Éditorial", "editorial"),
    ("Éditoriaux", "editorial"),
    ("Édito", "editorial"),
    ("L'éditorial", "editorial"),
    ("Nuestra opinión", "editorial"),
    ("Редакційна колонка", "editorial"),
    ("Від редакції", "editorial"),
    ("Редакционная колонка", "editorial"),
    ("От редакции", "editorial"),
    ("Передовица", "editorial"),
    ("Letters", "letter"),
    ("Letters to the Editor", "letter"),
    ("Leserbriefe", "letter"),
    ("Courrier des lecteurs", "letter"),
    ("Cartas al director", "letter"),
    ("Cartas de los lectores", "letter"),
    ("Листи читачів", "letter"),
    ("Письма читателей", "letter"),
    ("Leserpost", "letter"),
    ("Analysis", "analysis"),
    ("News Analysis", "analysis"),
    ("Explainer", "analysis"),
    ("Analyse", "analysis"),
    ("Décryptage", "analysis"),
    ("Análisis", "analysis"),
    ("Аналітика", "analysis"),
    ("Аналіз", "analysis"),
    ("Аналитика", "analysis"),
    ("Анализ", "analysis"),
    ("Разбор", "analysis"),
    ("Пояснення", "analysis"),
    ("Reviews", "review"),
    ("Film Review", "review"),
    ("Buchkritik", "review"),
    ("Filmkritik", "review"),
    ("Rezension", "review"),
    ("Kritik", "review"),
    ("Critique", "review"),
    ("Critiques", "review"),
    ("Critique de film", "review"),
    ("Reseña", "review"),
    ("Crítica", "review"),
    ("Crítica de cine", "review"),
    ("Рецензія", "review"),
    ("Рецензії", "review"),
    ("Рецензия", "review"),
    ("Рецензии", "review"),
    ("Sponsored", "sponsored"),
    ("Sponsored Content", "sponsored"),
    ("Paid Post", "sponsored"),
    ("Advertorial", "sponsored"),
    ("Partner Content", "sponsored"),
    ("Anzeige", "sponsored"),
    ("Sonderveröffentlichung", "sponsored"),
    ("Bezahlte Anzeige", "sponsored"),
    ("Contenu sponsorisé", "sponsored"),
    ("Publi-rédactionnel", "sponsored"),
    ("Publirédactionnel", "sponsored"),
    ("Contenido patrocinado", "sponsored"),
    ("Publirreportaje", "sponsored"),
    ("Patrocinado", "sponsored"),
    ("На правах реклами", "sponsored"),
    ("Спецпроєкт", "sponsored"),
    ("Партнерський матеріал", "sponsored"),
    ("На правах рекламы", "sponsored"),
    ("Партнерский материал", "sponsored"),
    ("Спецпроект", "sponsored"),
    ("Satire", "satire"),
    ("Humor", "satire"),
    ("Sátira", "satire"),
    ("Humour", "satire"),
    ("Сатира", "satire"),
    ("Гумор", "satire"),
    ("Press Releases", "press_release"),
    ("Pressemitteilung", "press_release"),
    ("Presseinformation", "press_release"),
    ("Communiqué de presse", "press_release"),
    ("Communiqués", "press_release"),
    ("Comunicado de prensa", "press_release"),
    ("Nota de prensa", "press_release"),
    ("Пресрелізи", "press_release"),
    ("Прес-реліз", "press_release"),
    ("Пресс-релизы", "press_release"),
    ("Live Blog", "live_blog"),
    ("Liveticker", "live_blog"),
    ("Live-Blog", "live_blog"),
    ("En direct", "live_blog"),
    ("En vivo", "live_blog"),
    ("En directo", "live_blog"),
    ("Онлайн-трансляція", "live_blog"),
    ("Текстова трансляція", "live_blog"),
    ("Онлайн-трансляция", "live_blog"),
    ("Трансляция", "live_blog"),
    ("News", "news"),
    ("Nachrichten", "news"),
    ("Actualités", "news"),
    ("Noticias", "news"),
    ("Новини", "news"),
    ("Новости", "news"),
]


@pytest.mark.parametrize(("section", "kind"), SECTIONS)
def test_a_section_in_any_of_six_languages_says_what_a_piece_is(section: str, kind: str) -> None:
    assert label_of(section=section).kind.value == kind


HEADLINES = [
    # title, kind
    ("Opinion | Build the pier", "opinion"),
    ("Opinion: build it", "opinion"),
    ("OPINION — Build it", "opinion"),
    ("Build the pier | Opinion", "opinion"),
    ("[Opinion] Build the pier", "opinion"),
    ("Op-Ed: Build it", "opinion"),
    ("Kommentar: Baut den Pier", "opinion"),
    ("Gastkommentar – Baut den Pier", "opinion"),
    ("Kommentar zum Pier: Baut ihn wieder auf", "opinion"),
    ("Meinung: Baut ihn", "opinion"),
    ("TRIBUNE. Il faut rebâtir la jetée", "opinion"),
    ("Tribune : Il faut rebâtir", "opinion"),
    ("Opinión | Hay que levantarlo", "opinion"),
    ("Думка: збудуйте причал", "opinion"),
    ("Колонка: збудуйте", "opinion"),
    ("Мнение: постройте причал", "opinion"),
    ("Build the pier - Opinion - Lorne Courier", "opinion"),
    ("Editorial: Build it", "editorial"),
    ("EDITORIAL | Build it", "editorial"),
    ("The Guardian view on the pier: build it", "editorial"),
    ("Leitartikel: Baut ihn", "editorial"),
    ("ÉDITO. La jetée", "editorial"),
    ("Éditorial : la jetée", "editorial"),
    ("Editorial: El muelle", "editorial"),
    ("Від редакції: причал", "editorial"),
    ("От редакции: причал", "editorial"),
    ("Analysis: Why it fell", "analysis"),
    ("ANALYSIS | Why", "analysis"),
    ("Analyse: Warum er fiel", "analysis"),
    ("DÉCRYPTAGE. Pourquoi", "analysis"),
    ("Análisis: por qué cayó", "analysis"),
    ("Аналіз: чому впав", "analysis"),
    ("Анализ: почему", "analysis"),
    ("Review: The Pier", "review"),
    ("Film review: The Pier", "review"),
    ("Book review: The Pier", "review"),
    ("Rezension: Der Pier", "review"),
    ("Critique : La jetée", "review"),
    ("Рецензія: Причал", "review"),
    ("Letters: Build it", "letter"),
    ("Letter to the editor: Build it", "letter"),
    ("Leserbrief: Baut ihn", "letter"),
    ("Cartas al director: el muelle", "letter"),
    ("Sponsored: the ferry", "sponsored"),
    ("Anzeige: Die Fähre", "sponsored"),
    ("ADVERTORIAL: The ferry", "sponsored"),
    ("Press release: A ferry", "press_release"),
    ("Pressemitteilung: Eine Fähre", "press_release"),
    ("PRESS RELEASE - A new ferry", "press_release"),
    ("Live: storm over Lorne", "live_blog"),
    ("Storm over Lorne – live updates", "live_blog"),
    ("Storm over Lorne: as it happened", "live_blog"),
    ("Liveticker: Sturm", "live_blog"),
    ("EN DIRECT. Tempête", "live_blog"),
    ("En direct : tempête", "live_blog"),
    ("EN VIVO | Tormenta", "live_blog"),
    ("Liveblog: Sturm", "live_blog"),
    ("Satire: pier resigns", "satire"),
]


@pytest.mark.parametrize(("title", "kind"), HEADLINES)
def test_a_word_set_apart_in_the_headline_says_what_a_piece_is(title: str, kind: str) -> None:
    assert label_of(title=title).kind.value == kind


ADDRESSES = [
    ("/opinion/2024/the-pier", "opinion"),
    ("/opinions/x", "opinion"),
    ("/debats/x", "opinion"),
    ("/idees/article/x", "opinion"),
    ("/meinung/der-pier", "opinion"),
    ("/kommentare/x", "opinion"),
    ("/columnas/x", "opinion"),
    ("/dumka/x", "opinion"),
    ("/mnenie/x", "opinion"),
    ("/columns/2024/3/4/7/", "opinion"),
    ("/rus/columns/2024/x", "opinion"),
    ("/commentisfree/x", "opinion"),
    ("/opinion/editorials/x", "editorial"),
    ("/editoriales/x", "editorial"),
    ("/editorial/x", "editorial"),
    ("/sponsored/x", "sponsored"),
    ("/brandvoice/x", "sponsored"),
    ("/advertorial/x", "sponsored"),
    ("/anzeige/x", "sponsored"),
    ("/analysis/x", "analysis"),
    ("/analyse/x", "analysis"),
    ("/reviews/x", "review"),
    ("/kritik/x", "review"),
    ("/live/2024/mar/04/x", "live_blog"),
    ("/liveticker/x", "live_blog"),
    ("/press-releases/x", "press_release"),
    ("/pressemitteilungen/x", "press_release"),
    ("/comunicados/x", "press_release"),
    ("/communiques-de-presse/x", "press_release"),
    ("/leserbriefe/x", "letter"),
    ("/opinion/letters/x", "letter"),
    ("/humor/borowitz-report/x", "satire"),
]


@pytest.mark.parametrize(("path", "kind"), ADDRESSES)
def test_a_segment_of_the_address_says_what_a_piece_is(path: str, kind: str) -> None:
    assert label_of(url=f"https://courier.example{path}").kind.value == kind


SPOKEN = [
    # kind of notice, its words, kind of piece
    (
        "disclaimer",
        "The views expressed in this article are those of the author and do not necessarily reflect the position of Lorne Courier.",
        "opinion",
    ),
    ("disclaimer", "The opinions expressed are the author's own.", "opinion"),
    ("disclaimer", "This is an opinion piece.", "opinion"),
    ("disclaimer", "Ada Muster is solely responsible for the views in this column.", "opinion"),
    (
        "disclaimer",
        "Namentlich gekennzeichnete Beiträge geben nicht unbedingt die Meinung der Redaktion wieder.",
        "opinion",
    ),
    (
        "disclaimer",
        "Der Gastbeitrag spiegelt nicht notwendigerweise die Meinung der Redaktion wider.",
        "opinion",
    ),
    (
        "disclaimer",
        "Die Meinung des Autors muss nicht der Meinung der Redaktion entsprechen.",
        "opinion",
    ),
    (
        "disclaimer",
        "Dieser Text gibt die Meinung der Autorin wieder, nicht die der Redaktion.",
        "opinion",
    ),
    ("disclaimer", "Les propos tenus dans cette tribune n'engagent que leur auteur.", "opinion"),
    (
        "disclaimer",
        "Cette tribune ne reflète pas nécessairement la position de la rédaction.",
        "opinion",
    ),
    ("disclaimer", "Les opinions exprimées dans cet article sont celles de l'auteur.", "opinion"),
    (
        "disclaimer",
        "Las opiniones expresadas en este artículo son responsabilidad exclusiva de su autor.",
        "opinion",
    ),
    ("disclaimer", "Este texto no refleja necesariamente la opinión del medio.", "opinion"),
    ("disclaimer", "El contenido de esta columna es responsabilidad del autor.", "opinion"),
    ("disclaimer", "Думка автора може не збігатися з думкою редакції.", "opinion"),
    ("disclaimer", "Редакція не завжди поділяє погляди авторів.", "opinion"),
    ("disclaimer", "Точка зору автора може не збігатися з позицією редакції.", "opinion"),
    ("disclaimer", "Погляди, висловлені у колонці, належать автору.", "opinion"),
    ("disclaimer", "Мнение автора может не совпадать с мнением редакции.", "opinion"),
    ("disclaimer", "Точка зрения редакции может не совпадать с мнением автора.", "opinion"),
    ("disclaimer", "Редакция может не разделять взгляды автора.", "opinion"),
    ("disclaimer", "Позиция редакции может не совпадать с мнением автора.", "opinion"),
    ("bio", "Ada Muster is a columnist for the Lorne Courier.", "opinion"),
    ("bio", "Ada Muster ist Kolumnistin des Kuriers.", "opinion"),
    ("bio", "Ada Muster est chroniqueuse au Courrier.", "opinion"),
    ("bio", "Ada Muster es columnista del Correo.", "opinion"),
    ("bio", "Ада Мустер — оглядачка Портової газети.", "opinion"),
    ("bio", "Ада Мустер, колумнист «Портовой газеты»", "opinion"),
    ("kicker", "Opinion", "opinion"),
    ("kicker", "Kommentar", "opinion"),
    ("kicker", "Tribune", "opinion"),
    ("kicker", "Думка", "opinion"),
    ("breadcrumb", "Home / Opinion / Columns", "opinion"),
    ("breadcrumb", "Startseite > Meinung > Kommentare", "opinion"),
    ("breadcrumb", "Accueil > Débats", "opinion"),
    ("breadcrumb", "Головна » Думки", "opinion"),
    ("disclaimer", "This content was paid for by Lorne Ferries.", "sponsored"),
    ("disclaimer", "Paid for by Lorne Ferries.", "sponsored"),
    ("disclaimer", "This article was created in partnership with Lorne Ferries.", "sponsored"),
    ("disclaimer", "Dieser Beitrag ist eine bezahlte Anzeige.", "sponsored"),
    ("disclaimer", "Dieser Artikel wurde gesponsert von Lorne Ferries.", "sponsored"),
    ("disclaimer", "Dieser Beitrag enthält Werbung.", "sponsored"),
    ("disclaimer", "Cet article est sponsorisé par Lorne Ferries.", "sponsored"),
    ("disclaimer", "Contenu proposé par Lorne Ferries.", "sponsored"),
    ("disclaimer", "Contenido patrocinado por Lorne Ferries.", "sponsored"),
    ("disclaimer", "Матеріал опубліковано на правах реклами.", "sponsored"),
    ("disclaimer", "Матеріал підготовлено у партнерстві з Lorne Ferries.", "sponsored"),
    ("disclaimer", "Материал опубликован на правах рекламы.", "sponsored"),
    ("disclaimer", "This is a work of satire.", "satire"),
    ("disclaimer", "Dieser Text ist Satire.", "satire"),
    ("disclaimer", "Ceci est un article satirique.", "satire"),
    ("disclaimer", "Este artículo es una sátira.", "satire"),
]


SIGNED = [
    # a byline that names the kind of piece, kind
    ("Ein Kommentar von Ada Muster", "opinion"),
    ("Eine Analyse von Ada Muster, Lorne", "analysis"),
    ("Gastbeitrag von Ada Muster und Jo Pellworm", "opinion"),
    ("Opinion by Ada Muster, CNN Contributor Updated 3 May 2024", "opinion"),
    ("An analysis by Ada Muster", "analysis"),
    ("Commentary by Ada Muster | May 3, 2024", "opinion"),
    ("Column by Ada Muster", "opinion"),
    ("Tribune de Ada Muster", "opinion"),
    ("Chronique de Ada Muster", "opinion"),
    ("Columna de Ada Muster", "opinion"),
    ("Колонка Ади Мустер", "opinion"),
    ("By Ada Muster", "unknown"),
    ("Analysis by the harbour board of the old pier", "unknown"),
    ("Kommentar von gestern", "unknown"),
    ("Columnar Ada Muster", "unknown"),
]


@pytest.mark.parametrize(("line", "kind"), SIGNED)
def test_a_byline_says_what_a_piece_is_before_the_name_of_its_author(line: str, kind: str) -> None:
    assert label_of(notices=(Notice(kind="byline", text=line),)).kind.value == kind
    assert label_of(f"{line}\n{BODY}").kind.value == kind
    assert label_of(f"{BODY}\n{BODY}\n{BODY}\n{line}").kind.value == "unknown"


@pytest.mark.parametrize("words", ["Partner Content", "Advertorial", "Anzeige", "Sponsored"])
def test_a_badge_counts_and_a_label_elsewhere_does_not(words: str) -> None:
    assert label_of(notices=(Notice(kind="badge", text=words),)).kind is LabelKind.SPONSORED
    assert label_of(notices=(Notice(kind="label", text=words),)) == Label()


@pytest.mark.parametrize(("notice", "words", "kind"), SPOKEN)
def test_a_notice_in_any_of_six_languages_says_what_a_piece_is(
    notice: str, words: str, kind: str
) -> None:
    assert label_of(notices=(Notice(kind=notice, text=words),)).kind.value == kind


TRAPS = [
    # no field and no text here says what the page is
    {"title": "Opinion poll: two thirds want the pier back"},
    {"title": "Court's opinion on the pier is due on Friday"},
    {"title": "Opinion poll: most want the pier"},
    {"title": "Opinion polls: what they say"},
    {"title": "Meinungsumfrage: Mehrheit für den Pier"},
    {"title": "Sondage d'opinion : la jetée"},
    {"title": "Encuesta de opinión: el muelle"},
    {"title": "Опитування громадської думки: причал"},
    {"title": "Опрос общественного мнения: причал"},
    {"title": "Supreme Court opinion: pier must go"},
    {"title": "Gutachten: Gericht äußert Meinung"},
    {"title": "Public opinion is divided over the pier"},
    {"title": "Mayor pens op-ed on pier"},
    {"title": "In op-ed, mayor calls pier a disgrace"},
    {"title": "Letter from Lorne: a pier in winter"},
    {"title": "Letters found under the pier"},
    {"title": "Kritik an Regierung: Pier bleibt zu"},
    {"title": "Kritik: Opposition fordert Rücktritt"},
    {"title": "Analyse von Daten: Meer steigt"},
    {"title": "Review ordered into pier collapse"},
    {"title": "Police review: officers cleared"},
    {"title": "Live animals found on ferry"},
    {"title": "Live music: where to go"},
    {"title": "Direct hit: pier struck"},
    {"title": "Column of smoke over Lorne"},
    {"title": "Editorial staff of Courier resign"},
    {"title": "Perspective matters: how a pier is drawn"},
    {"title": "Комментарий полиции: никто не пострадал"},
    {"title": "Коментар мера щодо причалу"},
    {"title": "Погляд з космосу: причал"},
    {"title": "Press release published by mistake causes stir"},
    {"title": "Sponsored walk raises 3,000"},
    {"title": "Satire magazine closes"},
    {"section": "Opinion Research"},
    {"section": "Meinungsforschung"},
    {"section": "Life"},
    {"section": "Comments"},
    {"section": "Polls"},
    {"section": "World"},
    {"url": "https://courier.example/coast/opinion-poll-pier"},
    {"url": "https://courier.example/news/court-opinion-in-pier-case"},
    {"url": "https://courier.example/news/editorial-cartoonist-dies"},
    {"url": "https://courier.example/live-music/the-pier"},
    {"url": "https://courier.example/news/review-of-piers-ordered"},
    {"url": "https://courier.example/opinionlab/x"},
    {"notices": (Notice(kind="label", text="Opinion"),)},
    {"notices": (Notice(kind="label", text="Sponsored"),)},
    {"notices": (Notice(kind="label", text="Analysis"),)},
    {"notices": (Notice(kind="breadcrumb", text="Home > Public Opinion"),)},
    {
        "notices": (
            Notice(kind="disclaimer", text="Views expressed in comments are those of the readers."),
        )
    },
    {
        "notices": (
            Notice(kind="disclaimer", text="Die Kommentare geben die Meinung der Nutzer wieder."),
        )
    },
    {
        "notices": (
            Notice(
                kind="disclaimer",
                text="Editor's note: a previous version of this article named the wrong pier.",
            ),
        )
    },
    {
        "notices": (
            Notice(
                kind="disclaimer", text="Correction: the opinion of the court was issued on Monday."
            ),
        )
    },
    {
        "notices": (
            Notice(
                kind="disclaimer", text="Disclosure: the author owns shares in a ferry company."
            ),
        )
    },
    {"notices": (Notice(kind="bio", text="Ada Muster covers the coast for the Courier."),)},
    {"notices": (Notice(kind="bio", text="Ada Muster is the editorial director of the Courier."),)},
    {"notices": (Notice(kind="bio", text="Ada Muster is the author of Opinion and Power."),)},
    {
        "notices": (
            Notice(kind="bio", text="Ada Muster is a former columnist and now covers the coast."),
        )
    },
    {
        "notices": (
            Notice(
                kind="republication",
                text="This story was produced by Grist in partnership with the Harbour Review.",
            ),
        )
    },
    {"section": "Public opinion"},
    {"section": "Opinion polls"},
    {"url": "https://courier.example/coast/opinion-is-divided-over-the-pier"},
    {"url": "https://courier.example/coast/letters"},
    {"notices": (Notice(kind="label", text="Letters to the Editor"),)},
    {"notices": (Notice(kind="label", text="Sponsored Content"),)},
    {"notices": (Notice(kind="footer", text="Opinion | Sport | Weather"),)},
    {"text": f"{BODY}\nThe editorial team of the courier resigned over the column, he said."},
    {"text": f"{BODY}\nIn an op-ed in the Courier, the mayor called the pier a disgrace."},
    {"text": f"Home\nNews\nOpinion\nSport\nWeather\n{BODY}"},
    {"text": f"{BODY}\nThe opinions expressed by voters were divided, the council said."},
    {"text": f"{BODY}\n“This column is a lie,” the mayor wrote."},
    {
        "notices": (
            Notice(kind="disclaimer", text="Opinions expressed in comments are the users' own."),
        )
    },
]


@pytest.mark.parametrize("fields", TRAPS)
def test_what_only_looks_like_a_label_gives_none(fields: dict[str, Any]) -> None:
    assert label_of(**fields) == Label()


TEXTS = [
    (
        (
            f"{BODY}\nEditor’s note. The opinions expressed in our Opinion section belong to their "
            "authors. The editorial team may or may not share them."
        ),
        "opinion",
        True,
    ),
    (f"{BODY}\nSubmit an opinion to the Lorne Courier", "opinion", False),
    (f"Opinion\nBuild the pier again\n{BODY}", "opinion", False),
    (f"Opinion: build the pier again\n{BODY}", "opinion", False),
    (f"{BODY}\nThis column does not necessarily reflect our views.", "opinion", True),
    (f"{BODY}\nМнение редакции может не совпадать с мнением автора.", "opinion", True),
    (f"To the Editor:\n{BODY}", "letter", False),
    (f"FOR IMMEDIATE RELEASE\n{BODY}", "press_release", False),
    (f"This post is sponsored by the Lorne Ferry Company.\n{BODY}", "sponsored", False),
    (f"{BODY}\nНа правах реклами", "sponsored", False),
    (f"{BODY}\nerid: 2VtzqPier", "sponsored", False),
    (f"{BODY}\nQuelle: Pressemitteilung der Moor GmbH", "press_release", False),
    (f"LORNE (SatireWire.com) - The pier resigned.\n{BODY}", "satire", False),
    (f"LORNE (Reuters) - The pier was closed.\n{BODY}", "news", False),
]


@pytest.mark.parametrize(("text", "kind", "disowned"), TEXTS)
def test_plain_text_that_says_what_it_is_is_believed(
    text: str,
    kind: str,
    disowned: bool,
) -> None:
    label = label_of(text)
    assert (label.kind.value, label.disclaimer) == (kind, disowned)
    assert all(e.span is None or e.span.of(text) == e.text for e in label.evidence)


def test_the_type_comes_before_the_section_and_the_section_before_the_address() -> None:
    label = label_of(
        linked_data=linked("AnalysisNewsArticle"),
        section="Reviews",
        url="https://courier.example/press-releases/1/the-pier",
    )
    assert label.kind is LabelKind.ANALYSIS
    assert [kind for kind, _ in label.conflicts] == [LabelKind.REVIEW, LabelKind.PRESS_RELEASE]


def test_the_plain_type_of_a_news_article_is_no_conflict_with_an_opinion() -> None:
    label = label_of(linked_data=linked("NewsArticle"), section="Opinion")
    assert (label.kind, label.conflicts) == (LabelKind.OPINION, ())


def test_an_editorial_in_the_opinion_section_is_an_editorial_without_conflict() -> None:
    label = label_of(section="Opinion", title="Editorial: Build the pier again")
    assert (label.kind, label.conflicts) == (LabelKind.EDITORIAL, ())


def test_all_signals_that_disagree_are_shown() -> None:
    label = label_of(
        linked_data=linked("NewsArticle", genre="Opinion"),
        section="Analysis",
        url="https://courier.example/reviews/the-pier",
        title="Editorial: the pier",
    )

    assert label.kind is LabelKind.EDITORIAL
    assert [kind for kind, _ in label.conflicts] == [LabelKind.ANALYSIS, LabelKind.REVIEW]


def test_all_segments_of_an_address_count() -> None:
    label = label_of(url="https://courier.example/opinion/letters/the-pier")

    assert (label.kind, label.conflicts) == (LabelKind.LETTER, ())


def test_nothing_said_is_unknown_and_never_news() -> None:
    assert label_of() == Label(kind=LabelKind.UNKNOWN)


ROWS = sorted(
    {e.fields["example"]: e for e in load_table("labels")}.items(), key=lambda row: row[0]
)


@pytest.mark.parametrize(("example", "entry"), ROWS)
def test_every_example_of_the_table_is_found(example: str, entry: Entry) -> None:
    at = entry.fields["at"]
    channels: dict[str, dict[str, Any]] = {
        "type": {"linked_data": linked(example)},
        "genre": {"linked_data": linked("Thing", genre=example)},
        "section": {"section": example},
        "segment": {"url": f"https://courier.example{example}the-pier"},
        "prefix": {"title": example},
        "start": {"title": example},
        "heading": {"title": example},
        "badge": {"notices": (Notice(kind="badge", text=example),)},
        "host": {"url": f"https://{example}/the-pier"},
        "dateline": {"text": f"{example}\n{BODY}"},
        "disclaimer": {"notices": (Notice(kind="disclaimer", text=example),)},
        "opening": {"text": f"{example}\n{BODY}"},
        "closing": {"text": f"{BODY}\n{example}"},
        "source_line": {"text": f"{BODY}\n{example}"},
        "bio": {"notices": (Notice(kind="bio", text=example),)},
        "signing": {"notices": (Notice(kind="byline", text=example),)},
    }
    same_example = {
        e.fields["label"]
        for e in load_table("labels")
        if e.fields["example"] == example and e.fields["at"] == at
    }
    assert label_of(**channels[at]).kind.value in same_example


WORDS = st.sampled_from(
    [
        "opinion",
        "Opinion",
        "News",
        "Editorial:",
        "|",
        "/",
        "Letters",
        "NewsArticle",
        "live",
        "\n",
        "(",
    ]
)


@given(
    st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=12).map(" ".join),
    st.text(max_size=40),
    st.text(max_size=40),
)
@settings(max_examples=150, deadline=None)
def test_no_page_breaks_it_and_every_span_cuts_its_words(text: str, title: str, url: str) -> None:
    normalised = read_text(text)
    page = Page(text=text, title=title, url=url, section=text[:60], linked_data=({"@type": url},))
    label = find_label(page, normalised, find_furniture(page, normalised))
    for evidence in label.evidence:
        assert evidence.span is None or evidence.span.of(normalised.text) == evidence.text


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("POINT DE VUE. Fermer la jetée", LabelKind.OPINION),
        ("FIGAROVOX/TRIBUNE - La jetée", LabelKind.OPINION),
        ("DIRECT. La jetée : le vote", LabelKind.LIVE_BLOG),
        ("Le billet d'Ada Pellworm : la jetée", LabelKind.OPINION),
        ("Le billet de train : les prix montent", LabelKind.UNKNOWN),
        ("Une analyse d'Ada Pellworm : la jetée", LabelKind.UNKNOWN),  # it may be told of
        ("LORNE-MOOR-DUNE. La jetée", LabelKind.UNKNOWN),
        ("Letter/spacing - a guide", LabelKind.UNKNOWN),
    ],
)
def test_what_a_headline_sets_apart_may_have_several_words(title: str, kind: LabelKind) -> None:
    assert label_of(title=title).kind is kind


def test_small_labels_of_a_front_page_are_of_the_articles_that_it_points_at() -> None:
    notices = (Notice(kind="kicker", text="Reviews"),)

    assert label_of(url="https://courier.example/", notices=notices).kind is LabelKind.UNKNOWN
    assert label_of(url="https://courier.example/pier", notices=notices).kind is LabelKind.REVIEW


def test_spanish_declarations_and_opinions_are_disowned() -> None:
    line = "Las declaraciones y opiniones expresadas en este artículo son de exclusiva "
    line += "responsabilidad de su autor."
    label = label_of(f"{BODY}\n{line}", language="es")

    assert (label.kind, label.disclaimer) == (LabelKind.OPINION, True)
