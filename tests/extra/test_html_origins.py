"""Pages of our own writing, in six languages: where a reader sees that their text comes from."""

import importlib.util
import json

import pytest

from credscore.article import Article, Relation
from credscore.errors import UnsupportedLanguageError
from credscore.extra.html import read_html
from credscore.reading.read import read_page

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("trafilatura", "lxml")),
    reason="needs the extra: pip install 'credscore[html]'",
)

TITLES = {"en": "A wolf in the market town", "de": "Ein Wolf in der Marktstadt",
          "fr": "Un loup dans la ville", "es": "Un lobo en la ciudad", "uk": "Вовк у місті",
          "ru": "Волк в городе"}  # fmt: skip
PROSE = {
    "en": (
        (
            "A grey wolf came down from the hills before dawn and walked through the market, past the "
            "mill and the school, and nobody in Redmoor had seen one for a century, as the wardens of "
            "the moor remembered when the council met and asked them for advice on Monday."
        ),
        (
            "A lean wolf came down from the woods again after dusk, and walked through the gardens of "
            "the town, past the baths and the station, the wardens of the moor told the council."
        ),
    ),
    "de": (
        (
            "Ein grauer Wolf kam vor der Dämmerung aus den Hügeln und lief über den Markt, an der "
            "Mühle und der Schule vorbei, und niemand in Rotmoor hatte seit hundert Jahren einen "
            "gesehen, wie die Wächter sich erinnerten, als der Rat sie am Montag fragte."
        ),
        (
            "Ein magerer Wolf kam nach der Dämmerung wieder aus dem Wald und lief durch die Gärten "
            "der Stadt, am Bad und am Bahnhof vorbei, sagten die Wächter dem Rat."
        ),
    ),
    "fr": (
        (
            "Un loup gris est descendu des collines avant l'aube et a traversé le marché, devant le "
            "moulin et l'école, et personne à Rougelande n'en avait vu depuis un siècle, comme les "
            "gardes s'en sont souvenus quand le conseil s'est réuni lundi."
        ),
        (
            "Un loup maigre est revenu des bois après le crépuscule et a traversé les jardins de la "
            "ville, devant les bains et la gare, ont dit les gardes au conseil."
        ),
    ),
    "es": (
        (
            "Un lobo gris bajó de las colinas antes del alba y cruzó el mercado, delante del molino y "
            "la escuela, y nadie en Rojamar había visto uno en un siglo, como recordaron los guardas "
            "cuando el consejo se reunió y les pidió consejo el lunes."
        ),
        (
            "Un lobo flaco volvió de los bosques al anochecer y cruzó los jardines de la ciudad, "
            "delante de los baños y la estación, dijeron los guardas al consejo."
        ),
    ),
    "uk": (
        (
            "Сірий вовк спустився з пагорбів перед світанком і пройшов через ринок повз млин і школу, "
            "і ніхто в Червоному Полі не бачив вовка вже сто років, як згадали сторожі, коли рада "
            "зібралася в понеділок і спитала їхньої поради."
        ),
        (
            "Худий вовк знову вийшов з лісу після заходу сонця і пройшов через сади міста повз лазню "
            "і вокзал, сказали сторожі раді."
        ),
    ),
    "ru": (
        (
            "Серый волк спустился с холмов перед рассветом и прошел через рынок мимо мельницы и "
            "школы, и никто в Красном Поле не видел волка уже сто лет, как вспомнили сторожа, когда "
            "совет собрался в понедельник и спросил их совета."
        ),
        (
            "Худой волк снова вышел из леса после заката и прошел через сады города мимо бани и "
            "вокзала, сказали сторожа совету."
        ),
    ),
}


def article(
    inside: str = "",
    *,
    head: str = "",
    after: str = "",
    lang: str = "en",
    reader: str = "trafilatura",
) -> Article:
    """Read a page of the Red Post with something over its prose, or under it."""
    title = TITLES[lang]
    prose = "".join(f"<p>{part}</p>" for part in PROSE[lang])
    page = read_html(
        f"<html lang='{lang}'><head><title>{title}</title><meta property='og:site_name' "
        f"content='Red Post'>{head}</head><body><article><h1>{title}</h1>{inside}{prose}{after}"
        "</article></body></html>",
        url="https://www.redpost.example/wolf",
        reader=reader,
    )
    try:
        return read_page(page)
    except UnsupportedLanguageError as error:
        if not isinstance(error.article, Article):
            raise
        return error.article


def chain(found: Article) -> list[str]:
    """Return the names of the chain, origin first."""
    return [hop.name for hop in found.provenance.chain]


NOTICES = [
    ("en", "inside", "<p class='disclosure'><em>This story was originally published by <a href='https://grist.org/a/b'>Grist</a> and is reproduced here as part of the Climate Desk collaboration.</em></p>", "republished", "Grist"),
    ("en", "after", "<p><i>This article first appeared on <a href='https://undark.org/x/y'>Undark</a>. Read the original.</i></p>", "republished", "Undark"),
    ("en", "after", "<div class='attribution'>KFF Health News is a national newsroom that produces in-depth journalism about health issues. This article was produced by KFF Health News.</div>", "republished", "KFF Health News"),
    ("en", "after", "<p>Republished with permission from <a href='https://hakai.example/'>Hakai Review</a>.</p>", "republished", "Hakai Review"),
    ("en", "inside", "<div class='source'>Provided by <span>ProPublica</span></div>", "republished", "ProPublica"),
    ("en", "after", "<p>This piece was republished from <a href='https://stateline.org/x'>Stateline</a>, which is part of States Newsroom, under a Creative Commons license.</p>", "republished", "Stateline"),
    ("en", "inside", "<span class='byline'>Associated Press</span><time>May 3, 2024</time>", "wire", "Associated Press"),
    ("en", "after", "<p>___</p><p>Associated Press writers Ada Muster in Paris and Bo Quist in Rome contributed to this report.</p>", "wire", "Associated Press"),
    ("en", "after", "<p>This is an edited version of a post that first appeared on the Harbour Blog.</p>", "republished", "Harbour Blog"),
    ("en", "after", "<p>Story courtesy of Chalkbeat, a nonprofit newsroom.</p>", "republished", "Chalkbeat"),
    ("de", "after", "<p><em>Dieser Artikel erschien zuerst auf <a href='https://www.klimareporter.example'>Klimareporter</a>.</em></p>", "republished", "Klimareporter"),
    ("de", "after", "<p>Dieser Text ist zuerst bei unserem Partner Hafenkurier erschienen.</p>", "republished", "Hafenkurier"),
    ("de", "after", "<p>Copyright 2024, dpa (www.dpa.de). Alle Rechte vorbehalten</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>© dpa-infocom, dpa:240503-930-101010/1</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "inside", "<p class='author'>Von dpa/red</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>Mit Material der Nachrichtenagenturen dpa und AFP</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>Dieser Beitrag wurde vom Hafenkurier übernommen und von der Redaktion gekürzt.</p>", "republished", "Hafenkurier"),
    ("fr", "after", "<p>Cet article est republié à partir de <a href='https://theconversation.com/fr'>The Conversation</a> sous licence Creative Commons. Lire l’<a href='https://theconversation.com/a-1'>article original</a>.</p>", "republished", "The Conversation"),
    ("fr", "inside", "<p class='author'>Le Red Post avec AFP</p>", "wire", "Agence France-Presse"),
    ("fr", "after", "<p>Article paru initialement dans La Revue du Port le 3 mai 2024.</p>", "republished", "La Revue du Port"),
    ("fr", "after", "<p>Cette dépêche a été rédigée par l'AFP et n'a pas été modifiée par la rédaction.</p>", "wire", "Agence France-Presse"),
    ("es", "after", "<p>Este artículo fue publicado originalmente en <a href='https://theconversation.com/es'>The Conversation</a>. Lea el <a href='https://theconversation.com/x-1'>original</a>.</p>", "republished", "The Conversation"),
    ("es", "inside", "<div class='autor'>Redacción / Agencias</div>", "wire", "unnamed source"),
    ("es", "after", "<p>© 2024 EFE. Está expresamente prohibida la redistribución.</p>", "wire", "EFE"),
    ("es", "after", "<p>Esta nota se publicó por primera vez en La Revista del Puerto y se reproduce con permiso.</p>", "republished", "La Revista del Puerto"),
    ("uk", "after", "<p>Вперше опубліковано на сайті <a href='https://portova.example'>Портова газета</a>. Публікується з дозволу редакції.</p>", "republished", "Портова газета"),
    ("uk", "after", "<p>Передрук із видання «Портова газета»</p>", "republished", "Портова газета"),
    ("ru", "after", "<p>Статья впервые опубликована на сайте <a href='https://portovaya.example'>Портовая газета</a>.</p>", "republished", "Портовая газета"),
    ("ru", "after", "<p>Материал опубликован с разрешения редакции Портовой газеты.</p>", "republished", "Портовой газеты"),
    ("en", "after", "<p>This article is part of Covering Climate Now. It was originally published in The Nation and is reproduced here with permission.</p>", "republished", "The Nation"),
    ("en", "inside", "<p><em>Editor's note: This story was first published by our partner CalMatters.</em></p>", "republished", "CalMatters"),
    ("en", "inside", "<p class='editors-note'>This story was originally published by The 19th.</p>", "republished", "The 19th"),
    ("en", "after", "<p>Crossposted from Harbour Notes.</p>", "republished", "Harbour Notes"),
    ("en", "after", "<p>This post originally appeared at Harbour Notes and is cross-posted here with the author's permission.</p>", "republished", "Harbour Notes"),
    ("en", "after", "<p>Reposted with kind permission of The Harbour Review.</p>", "republished", "The Harbour Review"),
    ("en", "after", "<p>This article originally appeared in The New York Times.</p>", "republished", "The New York Times"),
    ("en", "after", "<p>This article originally appeared on Redmoor Herald: A wolf in the market town</p>", "republished", "Redmoor Herald"),
    ("en", "after", "<p>This story is published in partnership with Inside Climate News, a nonprofit newsroom.</p>", "republished", "Inside Climate News"),
    ("en", "after", "<p>The Marshall Project is a nonprofit newsroom. This article was published in partnership with The Marshall Project.</p>", "republished", "The Marshall Project"),
    ("en", "inside", "<p>By Ada Muster, The Texas Tribune</p>", "republished", "The Texas Tribune"),
    ("en", "inside", "<p class='byline'>By Ada Muster / KFF Health News</p>", "republished", "KFF Health News"),
    ("en", "inside", "<p class='byline'>By Ada Muster, Reuters</p>", "wire", "Reuters"),
    ("en", "after", "<p>Reporting by Ada Muster in London and Bo Quist in Rome; Editing by Cy Dent</p>", "wire", "Reuters"),
    ("en", "after", "<p>Copyright: Project Syndicate, 2024. www.project-syndicate.org</p>", "republished", "Project Syndicate"),
    ("en", "after", "<p>Via <a href='https://www.theverge.com/x'>The Verge</a></p>", "reports_citing", "The Verge"),
    ("de", "after", "<p>Dieser Artikel ist zuerst auf Englisch im Guardian erschienen.</p>", "translated", "The Guardian"),
    ("de", "after", "<p>Dieser Text erschien zuerst am 3. Mai 2024 im Hafenkurier.</p>", "republished", "Hafenkurier"),
    ("de", "after", "<p>(dpa/AFP/mmu)</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>mmu/AFP</p>", "wire", "Agence France-Presse"),
    ("de", "inside", "<p>Rotmoor (dpa) - Der Rat tagt.</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>Quelle: APA/red</p>", "wire", "APA"),
    ("de", "after", "<p>Übernahme mit freundlicher Genehmigung von Perspective Daily</p>", "republished", "Perspective Daily"),
    ("fr", "after", "<p>(AFP)</p>", "wire", "Agence France-Presse"),
    ("fr", "after", "<p>Source AFP</p>", "wire", "Agence France-Presse"),
    ("fr", "inside", "<p>Par AFP</p>", "wire", "Agence France-Presse"),
    ("fr", "inside", "<p>Par Le Red Post (avec AFP)</p>", "wire", "Agence France-Presse"),
    ("fr", "after", "<p>© AFP</p>", "wire", "Agence France-Presse"),
    ("fr", "after", "<p>Reproduit avec l'autorisation de La Revue du Port</p>", "republished", "La Revue du Port"),
    ("es", "after", "<p>Artículo publicado originalmente en La Revista del Puerto</p>", "republished", "La Revista del Puerto"),
    ("es", "inside", "<p>Por EFE</p>", "wire", "EFE"),
    ("es", "after", "<p>Con información de AFP y AP</p>", "wire", "Agence France-Presse"),
    ("es", "after", "<p>(EFE)</p>", "wire", "EFE"),
    ("uk", "after", "<p>Матеріал вперше опублікований у виданні «Портова газета».</p>", "republished", "Портова газета"),
    ("uk", "after", "<p>Републікація з дозволу Портової газети</p>", "republished", "Портової газети"),
    ("uk", "after", "<p>За матеріалами: BBC</p>", "reports_citing", "BBC"),
    ("ru", "after", "<p>Текст впервые вышел на сайте Портовая газета</p>", "republished", "Портовая газета"),
    ("en", "after", "<p>(AP)</p>", "wire", "Associated Press"),
    ("en", "after", "<p>— AP</p>", "wire", "Associated Press"),
    ("en", "after", "<p>Agencies contributed to this report</p>", "wire", "unnamed source"),
    ("en", "after", "<p>Red Post staff and wire reports</p>", "wire", "unnamed source"),
    ("en", "after", "<p>From staff and wire reports</p>", "wire", "unnamed source"),
    ("en", "after", "<p>(Except for the headline, this story has not been edited by Red Post staff and is published from a syndicated feed.)</p>", "wire", "unnamed source"),
    ("en", "after", "<p>This story has been published from a wire agency feed without modifications to the text.</p>", "wire", "unnamed source"),
    ("de", "after", "<p>Mit Material von dpa</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>dpa/rtr</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>red/dpa</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>Quelle: ntv.de, dpa</p>", "wire", "Deutsche Presse-Agentur"),
    ("de", "after", "<p>Agenturen/Red Post</p>", "wire", "unnamed source"),
    ("fr", "after", "<p>avec AFP</p>", "wire", "Agence France-Presse"),
    ("fr", "after", "<p>Avec agences</p>", "wire", "unnamed source"),
    ("es", "after", "<p>Redacción / EFE</p>", "wire", "EFE"),
    ("es", "after", "<p>Agencias / Red Post</p>", "wire", "unnamed source"),
    ("es", "after", "<p>Agencias</p>", "wire", "unnamed source"),
    ("uk", "after", "<p>За матеріалами агентств</p>", "wire", "unnamed source"),
    ("ru", "after", "<p>По материалам информагентств</p>", "wire", "unnamed source"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "where", "markup", "relation", "origin"), NOTICES)
def test_what_a_page_says_of_its_origin_is_read(
    lang: str, where: str, markup: str, relation: str, origin: str
) -> None:
    found = article(**{where: markup}, lang=lang)

    assert found.provenance.relation.value == relation
    assert chain(found) == [origin, "Red Post"]


TRAPS = [
    ("en", "after", "<p>First published on 3 May 2024</p>"),
    ("en", "after", "<p class='meta'>Originally published May 3, 2024; updated May 5.</p>"),
    ("en", "after", "<figure><img src='a.jpg'><figcaption>The wolf. Photo reprinted with permission from the Harbour Museum.</figcaption></figure>"),
    ("en", "after", "<footer class='site-footer'>© 2024 Red Post. Content may be republished under a Creative Commons licence.</footer>"),
    ("en", "after", "<p>Republish this story: our articles may be republished for free under a Creative Commons licence.</p>"),
    ("en", "after", "<p>The study was published in Nature on Monday.</p>"),
    ("en", "after", "<p>Her essay, first published in The Harbour Review in 1998, made the wolf famous.</p>"),
    ("en", "after", "<p>The wardens' report was originally published in Spanish by the council.</p>"),
    ("en", "after", "<div class='related'><h3>More from Reuters</h3><p>Foxes return to the moor, Reuters</p></div>"),
    ("en", "after", "<p>Ada Muster is a reporter. She has written for Reuters, Grist and ProPublica.</p>"),
    ("en", "after", "<p>Picture: Ada Muster/Reuters</p>"),
    ("en", "after", "<p>Sign up for our newsletter, provided by Mailhouse.</p>"),
    ("en", "after", "<p>Reprints and permissions: contact reprints@redpost.example</p>"),
    ("en", "after", "<p>Distributed by post to all homes in Redmoor.</p>"),
    ("en", "after", "<p>Weather data courtesy of the Moor Observatory.</p>"),
    ("de", "after", "<p>Zuerst erschienen am 3. Mai 2024</p>"),
    ("de", "after", "<p>Dieser Artikel erschien zuerst in der Printausgabe vom 3. Mai.</p>"),
    ("de", "after", "<p>Fotos: dpa, AFP</p>"),
    ("de", "after", "<p>Nachdruck nur mit Genehmigung des Verlags.</p>"),
    ("de", "after", "<p>Die Studie erschien zuerst in der Fachzeitschrift Moor und Wolf.</p>"),
    ("de", "after", "<p>Quelle: Rat von Rotmoor</p>"),
    ("fr", "after", "<p>Publié initialement le 3 mai 2024</p>"),
    ("fr", "after", "<p>Crédit : AFP / Ada Muster</p>"),
    ("fr", "after", "<p>Toute reproduction est interdite sans l'autorisation de Red Post.</p>"),
    ("fr", "after", "<p>L'étude, publiée initialement dans Nature, porte sur les loups.</p>"),
    ("es", "after", "<p>Publicado originalmente el 3 de mayo de 2024</p>"),
    ("es", "after", "<p>Prohibida su reproducción sin autorización de Red Post.</p>"),
    ("es", "after", "<p>Foto: Ada Muster / EFE</p>"),
    ("uk", "after", "<p>Вперше опубліковано 3 травня 2024</p>"),
    ("uk", "after", "<p>Передрук матеріалів лише з дозволу редакції.</p>"),
    ("uk", "after", "<p>Фото: Ада Мустер / Укрінформ</p>"),
    ("ru", "after", "<p>Перепечатка материалов только с разрешения редакции.</p>"),
    ("ru", "after", "<p>Впервые опубликовано 3 мая 2024 года</p>"),
    ("ru", "after", "<p>Исследование впервые опубликовано в журнале Nature.</p>"),
    ("en", "after", "<p>A version of this article appears in print on May 3, 2024, Section A, Page 1.</p>"),
    ("en", "after", "<p>A version of this story ran in our Tuesday newsletter.</p>"),
    ("en", "after", "<p>For more on this story, visit The Harbour Review.</p>"),
    ("en", "inside", "<p class='byline'>Ada Muster, professor of biology at Red University</p>"),
    ("en", "inside", "<p class='byline'>REUTERS/Ada Muster</p>"),
    ("en", "after", "<p>Lyrics reprinted by permission of Harbour Songs.</p>"),
    ("en", "after", "<p>Source: Eurostat</p>"),
    ("en", "after", "<p>Originally published: 3 May 2024, 9:00 am</p>"),
    ("en", "after", "<p>This article was originally published under the headline 'Wolf in town'.</p>"),
    ("en", "after", "<p>This article was first published in the print edition of Red Post.</p>"),
    ("en", "after", "<p>This article was first published in May 2019 and has been updated.</p>"),
    ("en", "after", "<p>An earlier version of this article misspelled the warden's name.</p>"),
    ("en", "after", "<p>Photo provided by the Moor Museum</p>"),
    ("en", "after", "<p>Information provided by the Wardens of Redmoor.</p>"),
    ("de", "after", "<p>Der Beitrag ist erstmals am 3. Mai 2024 erschienen und wurde aktualisiert.</p>"),
    ("de", "after", "<p>Dieser Beitrag erschien zuerst im Newsletter vom 3. Mai.</p>"),
    ("de", "after", "<p>Foto: Ada Muster/dpa-Zentralbild/dpa</p>"),
    ("de", "after", "<p>Abonnieren Sie den Hafenkurier mit Genehmigung Ihrer Eltern.</p>"),
    ("fr", "after", "<p>Cet article a été publié pour la première fois le 3 mai 2024.</p>"),
    ("fr", "after", "<p>© Ada Muster / AFP</p>"),
    ("fr", "after", "<p>Photo : Ada Muster (AFP)</p>"),
    ("fr", "after", "<p>Article paru dans le numéro 12 de Red Post</p>"),
    ("es", "after", "<p>Publicado por primera vez el 3 de mayo</p>"),
    ("uk", "after", "<p>Джерело: пресслужба ради</p>"),
    ("uk", "after", "<p>Редакція може не поділяти думку автора.</p>"),
    ("ru", "after", "<p>Источник фото: ТАСС</p>"),
    ("ru", "after", "<p>Источник: пресс-служба совета</p>"),
    ("en", "after", "<p>Read more from Reuters</p>"),
    ("en", "inside", "<p>Read more from Reuters</p>"),
    ("en", "after", "<p>Agencies were told of the wolf.</p>"),
    ("en", "inside", "<p>Agencies were told of the wolf.</p>"),
    ("en", "after", "<p>By agencies of the state</p>"),
    ("en", "inside", "<p>By agencies of the state</p>"),
    ("en", "after", "<p>Ad agencies, Red Town</p>"),
    ("en", "inside", "<p>Ad agencies, Red Town</p>"),
    ("es", "after", "<p>Agencias de viajes en Rojamar</p>"),
    ("es", "inside", "<p>Agencias de viajes en Rojamar</p>"),
    ("de", "after", "<p>Von Agenturen ist nichts bekannt.</p>"),
    ("de", "inside", "<p>Von Agenturen ist nichts bekannt.</p>"),
    ("en", "after", "<p>AP Photo/Ada Muster</p>"),
    ("en", "inside", "<p>AP Photo/Ada Muster</p>"),
    ("de", "after", "<p>Bild: Ada Muster/dpa</p>"),
    ("de", "inside", "<p>Bild: Ada Muster/dpa</p>"),
    ("en", "after", "<p class='credit'>Via Bandcamp / Buy</p>"),
    ("en", "after", "<p>By Ada Muster, former Reuters editor</p>"),
    ("en", "inside", "<p>By Ada Muster, former Reuters editor</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "where", "markup"), TRAPS)
def test_what_is_said_of_pictures_days_studies_and_other_pages_is_no_origin(
    lang: str, where: str, markup: str
) -> None:
    assert article(**{where: markup}, lang=lang).provenance.relation is Relation.NONE


def linked(*objects: dict[str, object]) -> str:
    """Return a script of linked data."""
    return f"<script type='application/ld+json'>{json.dumps([*objects])}</script>"


STORY: dict[str, object] = {"@type": "NewsArticle", "headline": TITLES["en"]}
MUSTER = "Max Mustermann"
AUTHORS = [
    # content of the author field, people, agencies in the order of the page
    ("By REUTERS", [], ["Reuters"]),
    ("REUTERS", [], ["Reuters"]),
    ("Reuters Staff", [], ["Reuters"]),
    ("reuters.com", [], ["Reuters"]),
    ("By AP", [], ["Associated Press"]),
    ("ASSOCIATED PRESS", [], ["Associated Press"]),
    ("By Associated Press", [], ["Associated Press"]),
    ("Associated Press Writer Max Mustermann", [MUSTER], ["Associated Press"]),
    ("AFP Agence France Presse", [], ["Agence France-Presse"]),
    ("dpa", [], ["Deutsche Presse-Agentur"]),
    ("Red Post mit dpa", [], ["Deutsche Presse-Agentur"]),
    ("mit dpa", [], ["Deutsche Presse-Agentur"]),
    ("Avec AFP", [], ["Agence France-Presse"]),
    ("With AP", [], ["Associated Press"]),
    ("Interfax", [], ["Interfax"]),
    ("Press Trust of India", [], ["PTI"]),
    ("Canadian Press", [], ["The Canadian Press"]),
    ("AP and Reuters", [], ["Associated Press", "Reuters"]),
    ("Reuters/AP", [], ["Reuters", "Associated Press"]),
    ("JPOST.COM STAFF, REUTERS", [], ["Reuters"]),
    ("Reuters, Max Mustermann", [MUSTER], ["Reuters"]),
    ("Max Mustermann, Reuters", [MUSTER], ["Reuters"]),
    ("By MAX MUSTERMANN and REUTERS", [MUSTER], ["Reuters"]),
    ("Max Mustermann | Reuters", [MUSTER], ["Reuters"]),
    ("Agencies", [], ["unnamed source"]),
    ("AGENCIAS", [], ["unnamed source"]),
    ("Agenturen", [], ["unnamed source"]),
    ("Red Post Staff and Agencies", [], ["unnamed source"]),
]


@pytest.mark.parametrize("declared", ["meta", "linked data", "byline"])
@pytest.mark.parametrize(("author", "people", "agencies"), AUTHORS)
def test_an_agency_that_signs_is_the_origin_and_no_person(
    author: str, people: list[str], agencies: list[str], declared: str
) -> None:
    if declared == "meta":
        found = article(head=f"<meta name='author' content='{author}'>")
    elif declared == "byline":
        found = article(f"<p class='byline'>{author}</p>")
    else:
        person = {"@type": "Person", "name": author}
        found = article(head=linked({**STORY, "author": person}))

    assert [byline.name for byline in found.authors if not byline.wire] == people
    assert found.provenance.relation is Relation.WIRE
    assert chain(found) == [agencies[0], "Red Post"]
    assert found.provenance.conflicts == ()


@pytest.mark.parametrize("author", ["CNN", "By CNN Newsource", "ProPublica", "Grist"])
def test_another_outlet_that_signs_and_whose_texts_others_carry_is_the_origin(author: str) -> None:
    found = article(head=f"<meta name='author' content='{author}'>")

    assert all(byline.wire for byline in found.authors)
    assert found.provenance.relation is Relation.REPUBLISHED


@pytest.mark.parametrize("author", ["Staff", "Ada Salon", "Grist Mill", "Red Post", "The Guardian"])
def test_a_desk_a_person_or_a_house_that_others_do_not_carry_is_none(author: str) -> None:
    assert article(head=f"<meta name='author' content='{author}'>").provenance.chain == ()


RIGHTS = "Copyright 2019 The Associated Press. All rights reserved."
ADDRESS = "https://www.propublica.org/article/wolf-in-town"
FOX: dict[str, object] = {"@type": "NewsArticle", "headline": "Foxes return to the old moor"}
PICTURE: dict[str, object] = {
    "@type": "ImageObject", "creditText": "AP", "copyrightNotice": "© Reuters", "author": "AFP"
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "origin"),
    [
        (f"<meta name='copyright' content='{RIGHTS}'>", "Associated Press"),
        (f"<meta name='dc.rights' content='{RIGHTS}'>", "Associated Press"),
        ("<meta name='dcterms.rightsHolder' content='Reuters'>", "Reuters"),
        ("<meta name='source' content='Reuters'>", "Reuters"),
        ("<meta name='agency' content='AFP'>", "Agence France-Presse"),
        (linked({**STORY, "copyrightNotice": RIGHTS}), "Associated Press"),
        (linked({**STORY, "creditText": "AP"}), "Associated Press"),
        (linked({**STORY, "publisher": {"name": "Associated Press"}}), "Associated Press"),
        (linked({**STORY, "publisher": {"name": "ProPublica"}}), "ProPublica"),
        (f"<meta name='parsely-page' content='{{\"link\": \"{ADDRESS}\"}}'>", "ProPublica"),
        (f"<meta name='original-source' content='{ADDRESS}'>", "ProPublica"),
    ],
)
def test_a_field_of_the_head_names_the_origin(head: str, origin: str) -> None:
    assert chain(article(head=head)) == [origin, "Red Post"]


@pytest.mark.parametrize(
    "head",
    [
        linked(STORY, PICTURE),
        linked({**STORY, "image": PICTURE}),
        linked(STORY, {**FOX, "sourceOrganization": "AP", "author": "Reuters"}),
        linked(STORY, {"@type": "Organization", "name": "Red Post", "provider": "Reuters"}),
        linked({**STORY, "sameAs": ADDRESS}),
        linked({**STORY, "workExample": ADDRESS, "isPartOf": ADDRESS}),
        linked({**STORY, "publisher": {"name": "The Guardian"}}),
        "<meta name='copyright' content='Red Post'>",
        "<meta name='copyright' content='The Guardian'>",
        "<meta name='source' content='The moor'>",
        "<meta name='news_keywords' content='Reuters'>",
        "<meta name='Googlebot-News' content='noindex'>",
        "<meta name='article:publisher' content='https://www.facebook.com/propublica'>",
        "<link rel='syndication' href='https://www.propublica.org/article/wolf'>",
    ],
)
def test_a_field_about_pictures_other_texts_or_copies_elsewhere_names_no_origin(head: str) -> None:
    assert article(head=head).provenance.chain == ()


THERE = "https://harbour-review.example/2024/wolf"


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Repost of <a class='u-repost-of' href='{THERE}'>a note</a></p>",
        f"<p><a class='p-name u-repost-of u-url' href='{THERE}'>a note</a></p>",
        f"<div class='u-repost-of h-cite'><a href='/'>I</a> <a class='u-url' href='{THERE}'>it</a></div>",
        f"<data class='u-repost-of' value='{THERE}'></data>",
    ],
)
def test_an_entry_that_says_what_it_reposts_has_its_origin_there(markup: str, reader: str) -> None:
    if reader == "fast":
        pytest.importorskip("turbohtml")
    found = article(markup, reader=reader).provenance

    assert found.relation is Relation.REPUBLISHED
    assert (found.chain[0].domain, found.chain[0].url) == ("harbour-review.example", THERE)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Also on <a class='u-syndication' rel='syndication' href='{THERE}'>the Review</a></p>",
        f"<p><a class='u-like-of' href='{THERE}'>liked</a></p>",
        f"<p><a class='u-in-reply-to' href='{THERE}'>in reply to</a></p>",
        f"<p><a class='u-repost-office' href='{THERE}'>the office</a></p>",
        "<p><a class='u-repost-of' href='/2020/wolf'>our own note</a></p>",
        f"<a class='u-repost-of' href='{THERE}'>a</a> <a class='u-repost-of' href='{ADDRESS}'>b</a>",
        f"<div class='related'><a class='u-repost-of' href='{THERE}'>a note of others</a></div>",
    ],
)
def test_copies_elsewhere_replies_and_feeds_are_no_origin(markup: str) -> None:
    assert article(after=markup).provenance.chain == ()


@pytest.mark.parametrize(
    ("markup", "origin"),
    [
        ("<div class='m-source'><div class='a-text'>DPA</div></div>", "Deutsche Presse-Agentur"),
        ("<p class='article-source'>Source: <b>AFP</b></p>", "Agence France-Presse"),
        ("<span class='quelle'>dpa/mmu</span>", "Deutsche Presse-Agentur"),
        ("<div class='fuente'>Agencias</div>", "unnamed source"),
        ("<footer><div class='sources'>Reuters, AP</div></footer>", "Reuters"),
    ],
)
def test_an_element_that_calls_itself_the_source_names_the_origin(markup: str, origin: str) -> None:
    found = article(after=markup).provenance

    assert found.relation is Relation.WIRE
    assert found.chain[0].name == origin


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='a.jpg'><span class='source'>DPA</span></figure>",
        "<div class='lead-image'><div class='source'>AFP</div></div><p>Wolves are shy.</p>",
        "<div><img src='a.jpg'><div class='m-source'>dpa</div></div><p>Wolves are shy.</p>",
        "<div class='slideshow'><p class='quelle'>Reuters</p></div>",
        "<div class='source'>Ada Muster/AP</div>",
        "<div class='source' style='display: none'>DPA</div>",
        "<div class='related'><h3>Foxes</h3><div class='m-source'>DPA</div></div>",
        "<div class='source'>Council of Redmoor</div>",
    ],
)
def test_the_source_of_a_picture_or_a_teaser_is_not_the_page_s(markup: str) -> None:
    for place in ("inside", "after"):
        assert article(**{place: markup}).provenance.chain == ()


@pytest.mark.parametrize(
    ("heading", "line", "origin"),
    [
        ("https://redmoorpost.example/a", "https://redmoorpost.example/a", "The Redmoor Post"),
        ("https://redmoorpost.example/a", "https://other.example/a", None),
        ("/a", "https://redmoorpost.example/a", None),
    ],
)
def test_a_headline_and_a_line_below_it_that_lead_to_one_page_name_the_origin(
    heading: str, line: str, origin: str | None
) -> None:
    markup = (
        f"<html><body><article><h1><a href='{heading}'>{TITLES['en']}</a></h1>"
        f"<div>Ada Quill<br><a href='{line}'>The Redmoor Post</a><br>14 May 2020</div>"
        + "".join(f"<p>{text}</p>" for text in PROSE["en"])
        + "</article></body></html>"
    )
    page = read_html(markup, url="https://carrier.example/1")
    chain = read_page(page).provenance.chain

    assert [hop.name for hop in chain[:1]] == ([origin] if origin else [])


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/20240503000000/https://www.redpost.example/wolf",
        "https://archive.ph/2024/https://www.redpost.example/wolf",
        "https://www.google.com/amp/s/www.redpost.example/wolf",
    ],
)
def test_a_copy_in_an_archive_is_read_as_the_page_that_it_keeps(url: str) -> None:
    head = "<link rel='canonical' href='https://www.redpost.example/wolf'>"
    body = "".join(f"<p>{text}</p>" for text in PROSE["en"])
    page = read_html(
        f"<html><head>{head}</head><body><h1>{TITLES['en']}</h1>{body}</body></html>", url=url
    )

    assert read_page(page).provenance.chain == ()


def test_a_stage_at_a_host_of_blogs_yields_to_the_agency_that_signs() -> None:
    head = "<link rel='canonical' href='https://redpoststage.wordpress.com/wolf'>"
    body = "".join(f"<p>{text}</p>" for text in PROSE["en"])
    signed = "<p class='byline'>By Associated Press</p>"
    markup = f"<html><head>{head}</head><body><h1>{TITLES['en']}</h1>{signed}{body}</body></html>"
    found = read_page(read_html(markup, url="https://redpost.example/wolf")).provenance

    assert found.chain[0].name == "Associated Press"
    assert any("wordpress" in evidence.text for evidence in found.conflicts)


def test_whom_a_page_thanks_is_called_by_his_name_alone() -> None:
    chain = article(after="<p>Hat tip to Harbour Review for the timely find.</p>").provenance.chain

    assert chain[0].name == "Harbour Review"
