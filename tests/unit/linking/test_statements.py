"""The same claim is found whatever the wording, and two claims are never one."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Level, Span
from credscore.linking.document import Document, Statement
from credscore.linking.statements import Mention, SameClaim, mentions_of, same_claims

SAME = [
    ("Eleven miners were killed in a blast near Zarvik", "A blast near Zarvik killed 11 miners"),
    ("The Zarvik mine explosion claimed the lives of 11 miners", "Eleven miners died in an explosion at the Zarvik mine"),
    ("At least 400-500 Russian soldiers have been killed in eastern Ukraine", "Several hundred Russian troops died in the east of Ukraine"),
    ("North Korea has sent 10,000 troops to Russia", "About ten thousand North Korean soldiers were sent to Russia"),
    ("North Korea has sent 10,000 troops to Russia", "Pyongyang deployed 10,000 soldiers to Russia to fight against Ukraine"),
    ("North Korea sent about 10,000 soldiers to train in eastern Russia", "Some 10,000 North Korean troops have been dispatched to eastern Russia for training"),
    ("The Senate committee will subpoena Michael T. Flynn over documents", "Mr. Flynn will be subpoenaed for documents by the Senate committee"),
    ("A secret programme called PRISM collects data from US internet companies", "The Prism program, which is secret, gathers data from American Internet firms"),
    ("E-mails released by the White House show a dispute over the Benghazi talking points", "White House emails show there was a dispute about talking points on Benghazi"),
    ("Lindqvist Motors will close its plant in Oslo in 2026", "The plant of Lindqvist Motors in Oslo will be closed in 2026"),
    ("Mayor Olga Brandt resigned on Monday over the harbour contract", "Olga Brandt quit as mayor Monday because of the harbor contract"),
    ("The central bank of Norway raised its key rate to 4.5 percent", "Norway's central bank raised the key rate to 4.5%"),
    ("Harlan Energy paid $5bn for the pipeline company Nordrohr", "Nordrohr, a pipeline company, was bought by Harlan Energy, which paid 5 billion dollars"),
    ("Two dozen protesters were arrested in Almaty", "Police in Almaty arrested 24 protesters"),
    ("The hackers stole 1.2 million customer records from Telvia", "1,200,000 customer records were stolen from Telvia by hackers"),
    ("Russia accused Ukraine of shelling a school in Donetsk", "Ukraine was accused by Russia of shelling a school in Donetsk"),
    ("The court in Ljubljana convicted Janez Kovar of fraud", "Janez Kovar was convicted of fraud by a court in Ljubljana"),
    ("Iran has enriched uranium to 60 per cent at Fordow", "At Fordow, uranium has been enriched to 60% by Iran"),
    ("The National Security Agency collected phone records of Verizon customers", "Phone records of Verizon customers were collected by the NSA"),
    ("Governor Ramos vetoed the water bill for the Tarn valley", "The water bill for the Tarn valley was vetoed by Gov. Ramos"),
    ("Canada expelled four Chinese diplomats accused of spying in Ottawa", "Four diplomats from China accused of espionage in Ottawa were expelled by Canada"),
    ("The Kestrel satellite failed to reach orbit after launch from Kourou", "After its launch from Kourou the Kestrel satellite did not reach orbit"),
    ("Volkov's yacht was seized by Italian police in Trieste harbour", "Italian police seized the yacht of Volkov in the harbor of Trieste"),
    ("More than 3,000 homes were destroyed by the fire in Carroway", "The Carroway fire destroyed over 3,000 houses"),
    ("Dr. Amina Yusuf won the Halden prize for her malaria vaccine", "The Halden prize was won by Amina Yusuf for a vaccine against malaria"),
    ("The ferry Solveig sank off Gotland with 40 passengers aboard", "With 40 passengers aboard, the ferry Solveig has sunk off Gotland"),
    ("A drone strike on the Novatek refinery in Tuapse killed three workers", "Three workers died when drones hit the Novatek refinery in Tuapse"),
    ("The World Health Organization declared an end to the Ebola outbreak in Guinea", "The Ebola outbreak in Guinea is over, the WHO declared"),
    ("Boeing will cut 17,000 jobs, ten percent of its workforce", "Boeing is to lay off about 17,000 people, or 10% of its staff"),
    ("Prime Minister Kishida dissolved parliament and called an election for October 31", "Japan's parliament was dissolved by Kishida, who called elections for 31 October"),
    ("The Mexican navy seized 8.3 tonnes of cocaine off Acapulco", "Mexico's navy captured more than 8 tonnes of cocaine off the coast of Acapulco"),
    ("Turkish authorities detained the mayor of Istanbul, Ekrem Imamoglu", "Ekrem Imamoglu, Istanbul's mayor, was arrested by Turkey"),
    ("Hackers working for China broke into the email of US Commerce Secretary Gina Raimondo", "Chinese hackers broke into Commerce Secretary Gina Raimondo's emails"),
    ("The earthquake in Morocco killed more than 2,900 people", "At least 2,900 people died in the Morocco quake"),
    ("Israel bombed a Hezbollah warehouse near Tyre on Sunday", "An Israeli air strike hit a Hezbollah warehouse near Tyre on Sunday"),
    ("Theranos founder Elizabeth Holmes was sentenced to 11 years in prison", "A judge sentenced Elizabeth Holmes, the founder of Theranos, to more than 11 years"),
    ("Exxon knew in 1982 that carbon dioxide would warm the planet", "As early as 1982 Exxon knew carbon dioxide was going to warm the planet"),
    ("The FBI searched Mar-a-Lago for classified documents", "Mar-a-Lago was searched by the FBI, which looked for classified documents"),
    ("The Nigerian army freed 76 hostages from a camp in Borno", "Nigeria's military rescued 76 captives in Borno state"),
    ("Germany will deliver Leopard 2 tanks to Ukraine, Scholz announced", "Scholz said that Leopard 2 tanks would be delivered to Ukraine by Germany"),
    ("A gunman killed eight people at a mall in Allen, Texas", "Eight people were shot dead by a gunman at a mall in Allen, Texas"),
    ("The European Central Bank cut interest rates by a quarter of a point", "The ECB has lowered interest rates by a quarter point"),
    ("Wagner chief Yevgeny Prigozhin died when his plane crashed north of Moscow", "Yevgeny Prigozhin, head of Wagner, was killed in a plane crash north of Moscow"),
    ("Pfizer withdrew the sickle cell drug Oxbryta worldwide", "The sickle cell drug Oxbryta has been pulled from all markets by Pfizer"),
    ("Iran supplied hundreds of Shahed drones to Russia", "Russia received several hundred Shahed drones from Iran"),
    ("Police in Paris arrested 157 people during the protest", "157 protesters were detained by Paris police"),
    ("Venezuela's Maduro was declared the winner with 51 percent of the vote", "Maduro won with 51% of the votes, Venezuela's electoral council declared"),
    ("Twelve children were rescued from the Tham Luang cave", "The 12 boys trapped in the Tham Luang cave have been rescued"),
    ("Alexei Navalny died in a prison colony above the Arctic Circle", "Navalny is dead, the prison service said of the Arctic colony inmate"),
    ("Sudan's army recaptured the presidential palace in Khartoum", "The presidential palace in Khartoum has been retaken by Sudan's army"),
]  # fmt: skip

DIFFERENT = [
    ("Eleven miners were killed in a blast near Zarvik", "Eleven miners were killed in a blast near Torvik"),
    ("Two soldiers were killed in Donetsk on Monday by shelling", "Two soldiers were killed in Donetsk on Thursday by shelling"),
    ("A bomb killed five people in Kabul on June 7", "A bomb killed five people in Kabul on July 9"),
    ("The 2014 election in Zarvik was rigged by the ruling party", "The 2018 election in Zarvik was rigged by the ruling party"),
    ("Michael Flynn was charged with lying to the FBI", "Michael Cohen was charged with lying to the FBI"),
    ("The House Intelligence Committee will subpoena the Harlan documents", "The Senate Intelligence Committee will subpoena the Harlan documents"),
    ("Russia accused Ukraine of shelling a school", "Ukraine accused Russia of shelling a school"),
    ("Russian soldiers killed Ukrainian civilians in the village", "Ukrainian soldiers killed Russian civilians in the village"),
    ("Police shot the gunman in Trieste near the station", "The gunman shot police in Trieste near the station"),
    ("The convoy drove from Zarvik to Torvik with 30 trucks", "The convoy drove from Torvik to Zarvik with 30 trucks"),
    ("Russia sent 10,000 troops to the border with Finland", "Russia withdrew 10,000 troops from the border with Finland"),
    ("North Korea sent 10,000 troops to Russia", "North Korea sent 10,000 shells to Russia"),
    ("North Korea sent 10,000 troops to Russia", "South Korea sent 10,000 troops to Russia"),
    ("North Korea sent 10,000 troops to Russia", "North Korea lost 1,000 troops in Russia"),
    ("Lindqvist Motors will close its plant in Oslo", "Lindqvist Motors will open its office in Bergen"),
    ("Norway's central bank raised its key rate", "Norway's central bank kept its governor"),
    ("Unemployment in Spain rose in March by two points", "Unemployment in Spain fell in March by two points"),
    ("The EU imposed sanctions on the Volkov bank", "The EU lifted sanctions on the Volkov bank"),
    ("Olga Brandt met the president of Chile in Santiago", "Olga Brandt insulted the president of Chile in Santiago"),
    ("The Supreme Court may hear one of these cases", "Several Supreme Court cases have been made clear"),
    ("The Senate approved the harbour bill for Zarvik", "The Senate rejected the harbour bill for Zarvik"),
    ("Ten people were killed in Carroway by the fire", "Ten people were arrested in Carroway after the fire"),
    ("A secret programme called PRISM collects data", "A secret programme called TEMPORA collects data"),
    ("Harlan Energy bought the pipeline company Nordrohr", "Harlan Energy sold the pipeline company Nordrohr"),
    ("Janez Kovar was convicted of fraud in Ljubljana", "Janez Kovar was acquitted of fraud in Ljubljana"),
    ("It was untrue", "It was untrue that prices rose"),
    ("He said they would come back soon", "They would come soon, she said"),
    ("Officials gave no further information on the matter", "No further information was given by officials"),
    ("The minister visited Zarvik hospital after the flood", "The minister visited Zarvik prison after the riot"),
    ("Flynn declined to answer questions about Turkey", "Flynn declined to answer the door"),
    ("China launched the Long March rocket from Hainan", "China launched a trade case against Brazil"),
    ("The ferry Solveig sank off Gotland in a storm", "The ferry Astrid sank off Gotland in a storm"),
    ("The FBI searched Mar-a-Lago for classified documents", "The FBI searched Biden's home in Wilmington for classified documents"),
    ("Boeing will cut 17,000 jobs in Seattle", "Airbus will cut 15,000 jobs in Toulouse"),
    ("The Mexican navy seized 8.3 tonnes of cocaine off Acapulco", "The Colombian navy seized 8.3 tonnes of cocaine off Acapulco"),
    ("A drone strike on the refinery in Tuapse killed three workers on 3 May", "A drone strike on the refinery in Tuapse killed three workers on 12 June"),
    ("Israel bombed a Hezbollah warehouse near Tyre", "Hezbollah bombed an Israeli warehouse near Tyre"),
    ("Turkish authorities detained the mayor of Istanbul", "Turkish authorities released the mayor of Istanbul"),
    ("Apple sued Samsung over the design of its phones in California", "Samsung sued Apple over the design of its phones in California"),
    ("Putin will visit Pyongyang in June to meet Kim", "Kim will visit Moscow in June to meet Putin"),
    ("The president of France said the economy would grow this year", "The president of Chile said the economy would grow this year"),
    ("Three men were charged with murder in Leeds", "Three men were charged with fraud in Leeds"),
    ("Unemployment in Germany fell to 5.1 percent", "Inflation in Germany fell to 5.1 percent"),
    ("Officials said the fire had destroyed the warehouse", "Officials said the fire had not reached the warehouse"),
    ("The Washington Post published the NSA documents", "The New York Times published the NSA documents"),
    ("The suspect was arrested in Dallas and charged with murder", "The suspect was arrested in Tulsa and charged with murder"),
    ("Chelsea beat Arsenal 2-1 at Wembley", "Arsenal beat Chelsea 2-1 at Wembley"),
    ("Kamala Harris won the debate against Donald Trump", "Donald Trump won the debate against Kamala Harris"),
    ("Ukraine shot down 30 Russian drones overnight", "Russia shot down 30 Ukrainian drones overnight"),
    ("Ukraine shot down 30 Russian drones over Kyiv", "Ukraine shot down 12 Russian missiles over Kyiv"),
    ("Sweden joined NATO after Finland", "Finland joined NATO before Sweden"),
    ("The minister resigned over the scandal in Austria", "The minister denied the scandal in Austria"),
    ("The Nigerian army freed 76 hostages in Borno", "The Nigerian army killed 76 militants in Borno"),
    ("Germany will deliver Leopard 2 tanks to Ukraine", "Germany will deliver Patriot missiles to Ukraine"),
    ("A gunman killed eight people at a mall in Allen, Texas", "A gunman killed eight people at a school in Uvalde, Texas"),
    ("The European Central Bank cut interest rates by a quarter of a point", "The Bank of England cut interest rates by a quarter of a point"),
    ("Iran supplied Shahed drones to Russia", "Russia supplied Sukhoi jets to Iran"),
    ("Maduro was declared the winner of the election in Venezuela", "Lula was declared the winner of the election in Brazil"),
    ("Navalny was poisoned in Tomsk in 2020", "Skripal was poisoned in Salisbury in 2018"),
    ("Police in Paris arrested 157 people during the protest on Saturday", "Police in Paris arrested 96 people during the protest on Tuesday"),
    ("Flynn told the FBI that he had not discussed sanctions with Kislyak", "Flynn told Pence that he had not discussed sanctions with Kislyak"),
    ("Meta will lay off 10,000 workers in Ireland", "Google will lay off 10,000 workers in Ireland"),
    ("The court sentenced the journalist to six years in Minsk", "The court acquitted the journalist after six years in Minsk"),
    ("South Sudan's army recaptured the town of Nasir", "Sudan's army recaptured the town of Singa"),
    ("Biden pardoned his son Hunter before leaving office", "Trump pardoned his son-in-law's father before leaving office"),
    ("Hamas released four hostages in Gaza City", "Israel released four prisoners in Ramallah"),
    ("The ministry denied that the reactor at Kursk was hit", "The ministry confirmed that the refinery at Kursk was hit"),
    ("Zelensky invited Trump to visit Kyiv", "Trump invited Zelensky to visit Washington"),
    ("In Lyon a teacher stabbed a student", "In Lyon a student stabbed a teacher"),
    ("The storm killed 11 people in Florida", "The storm killed 11 people in Georgia"),
    ("Denmark summoned the US ambassador over Greenland", "Denmark summoned the Russian ambassador over Greenland"),
    ("Turkey will vote on Sweden's bid in October", "Hungary will vote on Sweden's bid in October"),
]  # fmt: skip

CONTRADICTING = [
    ("The blast in Zarvik left 100 dead", "The blast in Zarvik left several hundred dead"),
    ("Sixty whales were stranded on the beach at Farewell Spit", "Some 200 whales were stranded on the beach at Farewell Spit"),
    ("The Harbour Bridge in Zarvik is open to lorries", "The Harbour Bridge in Zarvik is not open to lorries"),
    ("The Harbour Bridge in Zarvik is open to lorries", "The Harbour Bridge in Zarvik is closed to lorries"),
    ("North Korea sent 10,000 soldiers to Russia", "North Korea sent no soldiers to Russia"),
    ("Harlan Energy paid $5bn for the Nordrohr pipeline", "Harlan Energy paid $3bn for the Nordrohr pipeline"),
    ("About 12 % of voters in Zarvik backed the Lake Party", "About 30 % of voters in Zarvik backed the Lake Party"),
    ("Olga Brandt signed the harbour contract with Volkov", "Olga Brandt never signed the harbour contract with Volkov"),
]  # fmt: skip


def document(name: str, *sentences: str, published: str | None = None) -> Document:
    text = "\n".join(sentences)
    statements = []
    at = 0
    for sentence in sentences:
        statements.append(Statement(span=Span(at, at + len(sentence)), level=Level.L0))
        at += len(sentence) + 1
    return Document(id=name, text=text, published=published, statements=tuple(statements))


def pair(one: str, other: str) -> tuple[SameClaim, ...]:
    return same_claims([document("a", one), document("b", other)])


def named(claims: Sequence[SameClaim], documents: Sequence[Document]) -> set[object]:
    """Return groups with their answers by the names of documents, whatever their order."""

    def names(mentions: Sequence[Mention]) -> frozenset[tuple[str, int]]:
        return frozenset((documents[m.document].id, m.statement) for m in mentions)

    return {
        (
            names(claim.mentions),
            frozenset((names(a.mentions), a.quantities, a.denied) for a in claim.answers),
        )
        for claim in claims
    }


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_claims_are_never_one(one, other):
    assert pair(one, other) == ()


FLOOR_SAME = 46  # of 50


def test_a_claim_is_found_in_other_words():
    missed = [(one, other) for one, other in SAME if len(pair(one, other)) != 1]

    assert len(SAME) - len(missed) >= FLOOR_SAME, missed


def test_the_same_claim_in_other_words_has_one_answer():
    answers = {(one, other): found[0].answers for one, other in SAME if (found := pair(one, other))}

    assert [texts for texts, found in answers.items() if len(found) != 1] == []


@pytest.mark.parametrize(("one", "other"), CONTRADICTING)
def test_values_that_contradict_each_other_are_two_answers_to_one_question(one, other):
    (claim,) = pair(one, other)

    assert len(claim.answers) == 2


SENTENCES = [text for table in (SAME, DIFFERENT, CONTRADICTING) for row in table for text in row]
HOSTILE = ["", " ", "x" * 100_000, "1" * 5000, "1 " * 3000, "12,000.50 % $5bn 7-8", "قال المتحدث إن 10,000 جندي وصلوا إلى موسكو", "\u202eabc\u202c 12", "北朝鲜向俄罗斯派遣了一万名士兵", "Солдаты прибыли в Курск 5 мая", "ⅷ ² ¾ ٣٤٥ ১২৩", "\x00\ud800", "-" * 5000, "A." * 3000, "not " * 3000, "U.S. " * 1000, "Kim Jong-" * 500]  # fmt: skip

documents_of = st.lists(
    st.lists(st.sampled_from(SENTENCES) | st.sampled_from(HOSTILE[:2] + HOSTILE[4:]), max_size=4),
    max_size=6,
).map(lambda drawn: [document(f"d{at}", *rows) for at, rows in enumerate(drawn)])


@given(documents_of, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_group(documents, chance):
    other = list(documents)
    chance.shuffle(other)

    assert named(same_claims(documents), documents) == named(same_claims(other), other)


@given(documents_of)
def test_a_group_has_two_mentions_that_exist_and_stand_in_one_answer_each(documents):
    claims = same_claims(documents)

    mentions = [mention for claim in claims for mention in claim.mentions]
    assert len(set(mentions)) == len(mentions)
    assert all(m.statement < len(documents[m.document].statements) for m in mentions)
    for claim in claims:
        answered = [mention for answer in claim.answers for mention in answer.mentions]
        assert len(claim.mentions) >= 2
        assert sorted(answered, key=repr) == sorted(claim.mentions, key=repr)


@given(documents_of)
def test_a_copy_of_a_document_joins_the_groups_of_its_original(documents):
    claims = same_claims(documents)
    if not documents:
        return
    first = documents[0]
    again = Document(id="copy", text=first.text, statements=first.statements)
    copies = [*range(len(documents)), 0]

    now = same_claims([*documents, again], copies)

    # What was one claim with the original is one claim with its copy.
    for claim in now:
        told = {m.statement for m in claim.mentions if m.document == 0}
        assert told == {m.statement for m in claim.mentions if m.document == len(documents)}
    assert len(now) >= len(claims)


@given(documents_of, st.sampled_from([*SENTENCES, *HOSTILE]))
def test_what_is_found_for_a_claim_exists_and_depends_on_no_other_document(documents, claim):
    together = mentions_of(documents, claim)

    alone = [
        Mention(document=at, statement=mention.statement)
        for at, one in enumerate(documents)
        for mention in mentions_of([one], claim)
    ]
    assert list(together) == alone


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_is_read_and_finds_itself_at_most(text):
    documents = [document("a", text), document("b", text), document("c", SAME[0][0])]

    claims = same_claims(documents)

    assert all({m.document for m in claim.mentions} == {0, 1} for claim in claims)
    assert mentions_of(documents, text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Солдаты Северной Кореи прибыли в Курск",
        "北朝鲜向俄罗斯派遣了一万名士兵前往库尔斯克",
        "أعلنت الحكومة أن القوات وصلت إلى مدينة كورسك",
    ],
)
def test_the_same_words_of_another_script_are_the_same_claim(text):
    around = "\nНовости Курск Москва Киев"

    documents = [
        Document(
            id=name,
            text=text + around,
            statements=(Statement(span=Span(0, len(text)), level=Level.L0),),
        )
        for name in "ab"
    ]

    assert len(same_claims(documents)) == 1


def test_nothing_of_nothing():
    assert same_claims([]) == ()
    assert same_claims([document("a"), document("b")]) == ()
    assert mentions_of([], "The ferry sank.") == ()


def test_a_list_of_copies_must_have_a_number_for_each_document():
    with pytest.raises(ValueError, match="copies needs 1 numbers, found 2"):
        same_claims([document("a", "It rained.")], [0, 0])


def test_one_group_does_not_chain_two_claims_by_a_sentence_that_tells_both():
    both = "North Korea sent 10,000 troops to Russia and the blast near Zarvik killed 11 miners"
    documents = [document("a", SAME[3][0]), document("b", both), document("c", SAME[0][1])]

    claims = same_claims(documents)

    assert not any({0, 2} <= {m.document for m in claim.mentions} for claim in claims)


def test_short_words_that_name_nothing_are_the_same_only_where_their_sentence_is():
    told = "Olga Brandt told the Zarvik Gazette that it was untrue."
    other = "Janez Kovar told the court in Ljubljana that it was untrue."
    span = [(text, text.index("it was")) for text in (told, told, other)]
    documents = [
        Document(
            id=str(at),
            text=text,
            statements=(Statement(span=Span(start, len(text) - 1), level=Level.L0),),
        )
        for at, (text, start) in enumerate(span)
    ]

    (claim,) = same_claims(documents)

    assert [mention.document for mention in claim.mentions] == [0, 1]


def test_a_weekday_is_reckoned_from_the_day_of_publication():
    text = "The ferry Solveig sank off Gotland on Tuesday in a storm"
    week = [document(str(day), text, published=f"2024-10-{day}") for day in (22, 23, 29)]

    (claim,) = same_claims(week)

    assert [mention.document for mention in claim.mentions] == [0, 1]


def test_who_denies_a_claim_gives_another_answer_to_the_same_question():
    text = "North Korea sent 10,000 soldiers to Russia"
    span = Span(0, len(text))
    documents = [
        Document(
            id=name, text=text, statements=(Statement(span=span, level=Level.L6, denied=denied),)
        )
        for name, denied in (("a", False), ("b", True))
    ]

    (claim,) = same_claims(documents)

    assert [(answer.denied, len(answer.mentions)) for answer in claim.answers] == [
        (False, 1),
        (True, 1),
    ]


def test_the_numbers_of_an_answer_are_shown():
    documents = [document("a", CONTRADICTING[0][0]), document("b", CONTRADICTING[0][1])]

    (claim,) = same_claims(documents)

    shown = [[(q.low, q.high, q.exact) for q in answer.quantities] for answer in claim.answers]
    assert sorted(shown) == [[(100.0, 100.0, True)], [(200.0, 900.0, False)]]


CLUSTER = [
    ("North Korea has sent about 10,000 soldiers to Russia, the Pentagon said.", True),
    ("Seoul's spy agency said 1,500 North Korean special forces had arrived in Vladivostok, Russia.", True),
    ("Pyongyang denied that it had sent any troops to Russia.", True),
    ("Some 10,000 troops of the North were deployed to Russia, according to Seoul.", True),
    ("Russia sent 10,000 tonnes of flour to North Korea, Tass reported.", False),
    ("South Korea will send 10,000 workers to Saudi Arabia.", False),
    ("The Kremlin said that North Korea sends no soldiers to Russia.", True),
    ("Ukrainian troops killed 40 Russian soldiers in Kursk.", False),
    ("Kim Jong-un and Vladimir Putin signed a treaty in June.", False),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), CLUSTER)
def test_who_tells_a_claim_is_found_with_other_numbers_and_denials(sentence, told):
    found = mentions_of([document("a", sentence)], "North Korea has sent 10,000 troops to Russia")

    assert bool(found) == told


def test_what_the_title_names_need_not_be_said_again():
    text = "The committee would issue the subpoenas this week."
    title = "House panel to subpoena Flynn over Kestrel"
    page = Document(
        id="a",
        text=text,
        title=title,
        statements=(Statement(span=Span(0, len(text)), level=Level.L0),),
    )
    claim = "A House committee will subpoena Michael Flynn"

    assert len(mentions_of([page], claim)) == 1
    assert mentions_of([document("b", text)], claim) == ()
