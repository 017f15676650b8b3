"""Names come out as the booth spells them, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.speech.segment import SpokenWord
from agent.speech.vocabulary import PROMPT_TOKENS, Term, Vocabulary

PRODUCTS = (
    "PulseBoard",
    "Insight Hub",
    "Control Tower",
    "EdgeRelay",
    "FlowForge",
    "SignalDesk",
    "Acme Robotics",
    "ThermaScan",
    "Paletta",
    "Gridwise",
    "VisionGate",
    "Tracklane",
    "OptiPack",
    "Northwind",
    "Brightwater",
    "C++",
)
COMPETITORS = (
    "Marketo",
    "ZoomInfo",
    "Kubernetes",
    "Gong",
    "Accord",
    "Salesforce",
    "Datadog",
    "Oracle",
    "Databricks",
    "Kustomer",
    "Automattic",
    "Stripe",
    "Slack",
    "Notion",
    "McDonald's",
    "Tableau",
    "Genesys",
    "Snowflake",
    "OneTrust",
    "WeWork",
    "Splunk",
    "Qualtrics",
    "Pardot",
    "Signifyd",
    "Accenture",
    "HubSpot",
    "Confluent",
    "Elastic",
    "Optimizely",
    "Contentful",
    "Informatica",
    "Siemens",
    "Miro",
    "Figma",
    "Asana",
    "Sentry",
    "Anaplan",
    "Coupa",
    "Infor",
    "Celonis",
)
REPS = ("Jonas Weber", "Priya Raman", "Tom Reed", "Claire Dupont")
BOOTH = Vocabulary(
    [
        *(Term(text, kind="product") for text in PRODUCTS),
        *(Term(text, kind="competitor") for text in COMPETITORS),
        *(Term(text, kind="rep") for text in REPS),
        Term("Mongolia Cloud", aliases=("man golia", "the big M"), kind="competitor"),
    ]
).with_visitor("Maria Keller", "Brightwater Foods GmbH & Co. KG")

ORDINARY = """
    Hi, welcome to our booth, how are you today?
    I saw your talk this morning and wanted to ask a question.
    What does it cost for two hundred users?
    We market to small hospitals in the north.
    The market is growing faster than last year.
    Our marketing team is about forty people.
    We go along with whatever the board decides.
    It needs a cord that reaches the wall.
    In accordance with the contract we keep it for 30 days.
    Every customer gets an automatic report on Mondays.
    Our customers are mostly in food and pharma.
    The data breaks every week and nobody knows why.
    We have a dog at the office, and a lot of data.
    Do you have a table of prices I could take home?
    They paid fifty thousand dollars, 12 % more than in 2023.
    One trust we work with has seven hospitals.
    We work mostly with integrators.
    Could you optimize the route while the robot is moving?
    Optimally it would be done in real time.
    The genesis of the project was a lost pallet.
    Snow flurries delayed our flight from Chicago.
    Is there a notion of teams or of tenants?
    She signified that she would rather wait.
    A signal goes to the desk when the gate opens.
    Put the pulse on the board and see what happens.
    We looked into the century old pipes.
    I need a mirror of the data on our own site.
    The figures are in the attachment.
    Inform the driver before the edge of the ramp.
    The relay on the edge of the panel is broken.
    I pardon the noise, it is loud in here.
    Let me zoom in for a second.
    Sales were slow, so we had to force a decision.
    It is elasticity that we need, not plastic parts.
    That is a different content type altogether.
    Are you confident that it will scale?
    Confluence of two rivers, that is where our plant is.
    He was an informatics student before he joined.
    Seamen and drivers use the same terminal.
    The adventure starts when the network goes down.
    We have colonies of bees on the roof.
    Read the manual first, Tom said.
    Maria will send you the brochure.
    A cellar full of wine needs a sensor too.
    The controls are on top of the tower crane.
    We are in sight of a decision this quarter.
    The vision for the gate is to have no barrier.
    North winds are a problem for the crane.
    The water of the lake was bright and lovely, by the way.
    The grid was wise enough to shed load.
    Keep track of the lane that the truck is in.
    The palette of colours is up to you.
    Can you strip the personal data before it leaves?
    A strip of light shows the state.
    Don't slacken the belt, or it slips.
    Somebody mentioned an oral agreement.
    My budget is around 50k, perhaps $60,000.
    Who else should be in that meeting?
    Send me a mail and I will forward it to my boss.
    Thanks, that was very helpful, see you tomorrow!
"""
SENTENCES = [line.strip() for line in ORDINARY.strip().splitlines()]


def said(sentence: str) -> tuple[SpokenWord, ...]:
    return tuple(
        SpokenWord(text, start_s=100.0 + at, end_s=100.5 + at, probability=0.9 - at / 1000)
        for at, text in enumerate(sentence.split())
    )


def written(words: tuple[SpokenWord, ...]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("heard", "right"),
    [
        ("We moved off mark eto, last year.", "We moved off Marketo, last year."),
        ("You use zoom info for that?", "You use ZoomInfo for that?"),
        ("It runs on kubernetties.", "It runs on Kubernetes."),
        ("It runs on cubernetes.", "It runs on Kubernetes."),
        ("Show me (pulse board) again.", "Show me (PulseBoard) again."),
        ("Our sales force instance is old.", "Our Salesforce instance is old."),
        ("We send it to data dog.", "We send it to Datadog."),
        ("We are an oracle shop.", "We are an Oracle shop."),
        ("Does zoom info's price include that?", "Does ZoomInfo's price include that?"),
        ("Snow flake and hub-spot.", "Snowflake and HubSpot."),
        ("The insight hub and the insighthub.", "The Insight Hub and the Insight Hub."),
        ("You know acme robotix?", "You know Acme Robotics?"),
        ("I am maria keler.", "I am Maria Keller."),
        ("I work at brightwater foods.", "I work at Brightwater Foods."),
        ("That is accentchure's tool.", "That is Accenture's tool."),
        ("I ate at mcdonalds.", "I ate at McDonald's."),
        ("Written in c++.", "Written in C++."),
        ("We use man golia, or the big M.", "We use Mongolia Cloud, or Mongolia Cloud."),
    ],
)
def test_a_near_miss_is_spelled_as_the_booth_spells_it(heard: str, right: str) -> None:
    assert written(BOOTH.correct(said(heard))) == right


def test_an_ordinary_sentence_is_never_touched() -> None:
    assert len(SENTENCES) == 60
    changed = {sentence: BOOTH.correct(said(sentence)) for sentence in SENTENCES}

    # "Is there a notion" names a competitor by its very word: only its case may follow.
    right = {"Is there a notion of teams or of tenants?": "Is there a Notion of teams or of tenants?"}
    assert {sentence: written(words) for sentence, words in changed.items()} == {
        sentence: right.get(sentence, sentence) for sentence in SENTENCES
    }
    assert all(word.heard is None for words in changed.values() for word in words)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mark. Eto is my name.",
        "I zoom, info appears.",
        "It costs 365 or $ 40 k",
        "one trust",
        "c plus c",
        "go ng",
    ],
)
def test_a_name_is_not_put_together_across_punctuation_or_out_of_numbers(sentence: str) -> None:
    assert BOOTH.correct(said(sentence)) == said(sentence)


def test_a_term_made_of_digits_or_number_words_leaves_numbers_as_they_are() -> None:
    vocabulary = Vocabulary([Term("Seven"), Term("50K"), Term("FortyTwo"), Term("Tenable")])
    sentence = said("seven times 50k is forty two or forty-two, ten able men")

    assert vocabulary.correct(sentence) == sentence


def test_words_run_together_keep_the_whole_time_and_the_least_probability() -> None:
    before = said("off mark eto, now")

    off, name, now = BOOTH.correct(before)

    assert (off, now) == (before[0], before[3])
    assert name == SpokenWord(
        text="Marketo,",
        start_s=before[1].start_s,
        end_s=before[2].end_s,
        probability=before[2].probability,
        heard="mark eto,",
    )


def test_each_word_of_a_name_keeps_its_own_time_and_says_what_was_heard() -> None:
    before = said("maria keler")

    maria, keller = BOOTH.correct(before)

    assert maria == SpokenWord("Maria", before[0].start_s, before[0].end_s, before[0].probability)
    assert keller == SpokenWord("Keller", before[1].start_s, before[1].end_s, before[1].probability, "keler")


def test_what_was_heard_first_survives_a_second_vocabulary() -> None:
    words = Vocabulary([Term("Marketto")]).correct(said("mark etto"))
    assert words[0].text == "Marketto"

    (word,) = BOOTH.correct(words)

    assert (word.text, word.heard) == ("Marketo", "mark etto")


def test_a_spelling_of_one_term_is_never_changed_by_an_alias_of_another() -> None:
    vocabulary = Vocabulary([Term("Kestrel", aliases=("Falcon",)), Term("Falcon", aliases=("Kestrel",))])

    assert written(vocabulary.correct(said("kestrel falcon"))) == "Kestrel Falcon"


def test_the_visitor_is_known_for_one_conversation_only() -> None:
    booth = Vocabulary([Term("Marketo", kind="competitor")])
    conversation = booth.with_visitor("Maria Keller", "Brightwater Foods GmbH")

    assert conversation.prompt(words_in) == "Maria Keller, Brightwater Foods, Marketo."
    assert written(conversation.correct(said("maria keler"))) == "Maria Keller"
    assert written(booth.correct(said("maria keler"))) == "maria keler"
    assert written(booth.with_visitor().correct(said("maria keler"))) == "maria keler"


# The prompt.


def words_in(text: str) -> int:
    return len(text.split())


def test_the_prompt_names_the_most_useful_first_and_each_once() -> None:
    vocabulary = Vocabulary(
        [
            Term("Other"),
            Term("Rival", kind="competitor"),
            Term("Acme Inc.", kind="product"),
            Term("Rep One", kind="rep"),
            Term("RIVAL", kind="competitor"),
            Term("  "),
        ]
    ).with_visitor("Maria  Keller", "Brightwater")

    assert vocabulary.prompt(words_in) == "Maria Keller, Brightwater, Rep One, Acme Inc., Rival, Other."
    assert Vocabulary([]).prompt(words_in) == ""
    assert Vocabulary([Term("Acme Inc.")]).prompt(words_in) == "Acme Inc."


names = st.text(st.characters(exclude_characters=",."), min_size=1, max_size=30)
kinds = st.sampled_from(("product", "competitor", "rep", "visitor", "company", "other"))
terms = st.builds(Term, names, st.lists(names, max_size=2).map(tuple), kinds)


@given(st.lists(terms, max_size=15), st.integers(0, 80))
def test_the_prompt_stays_within_its_limit_and_never_cuts_a_name(vocabulary: list[Term], limit: int) -> None:
    prompt = Vocabulary(vocabulary).prompt(len, limit)

    assert len(prompt) <= limit
    if prompt:
        assert prompt.endswith(".")
        parts = prompt.removesuffix(".").split(", ")
        assert set(parts) <= {" ".join(term.text.split()) for term in vocabulary}
        assert len({part.casefold() for part in parts}) == len(parts)


def test_the_prompt_is_short_unless_told_otherwise() -> None:
    assert 40 <= len(BOOTH.prompt(len).encode()) <= PROMPT_TOKENS


# Properties of every correction.

ODD = [
    "",
    " ",
    "🚀",
    "🚀🚀's",
    "'s",
    "-",
    "50%",
    "é",
    "e\u0301",
    "ß",
    "İ",
    "你好",
    "x" * 3000,
    "a-b-c",
    "—",
    "NaN",
]
PIECES = """
    mark eto market Marketo, marketto's zoom info ZoomInfo pulse board data dog sales force acme robotics
    robotix
    insight hub Insight kubernetties maria keler Keller. (mary one trust c C++ c++. mcdonalds the to a oracle
    man golia golia, big M jonas veber Weber's 5 $3
"""
pieces = st.sampled_from([*PIECES.split(), *ODD, "Insight Hub", "insighthub"])
texts = st.lists(pieces | st.text(max_size=12), max_size=14)


def timed(words: list[str]) -> tuple[SpokenWord, ...]:
    return tuple(SpokenWord(text, float(at), at + 1.0, 1 / (at + 1)) for at, text in enumerate(words))


@given(texts)
def test_correcting_twice_changes_nothing_more(sentence: list[str]) -> None:
    once = BOOTH.correct(timed(sentence))

    assert BOOTH.correct(once) == once


@given(texts)
def test_every_word_heard_is_covered_once_and_in_order(sentence: list[str]) -> None:
    before = timed(sentence)
    after = BOOTH.correct(before)

    at = 0
    for word in after:
        covered = before[at : round(word.end_s)]
        assert covered
        assert (word.start_s, word.end_s) == (covered[0].start_s, covered[-1].end_s)
        assert word.probability == min(part.probability for part in covered)
        if word.heard is not None:
            assert word.heard == " ".join(part.text for part in covered)
        elif word.text != " ".join(part.text for part in covered):
            assert word.text.casefold() == " ".join(part.text for part in covered).casefold()
        at += len(covered)
    assert at == len(before)


plain = st.sampled_from(sorted({word for line in SENTENCES for word in line.lower().split()} - {"notion"}))


@given(st.lists(plain, max_size=12), st.sampled_from([" Zyxwolia ", "Qorvathene", "Brontek Ulm"]))
def test_without_a_near_miss_the_words_stay_the_very_same(sentence: list[str], name: str) -> None:
    before = timed(sentence)

    assert all(a is b for a, b in zip(Vocabulary([Term(name)]).correct(before), before, strict=True))


@given(
    st.lists(terms | st.builds(Term, st.text(max_size=5)), max_size=8), st.lists(names | pieces, max_size=10)
)
def test_any_vocabulary_on_any_words_settles(vocabulary: list[Term], sentence: list[str]) -> None:
    odd = Vocabulary(vocabulary).with_visitor("🚀", "& Co.")
    spelled = [term.text for term in vocabulary] + [alias for term in vocabulary for alias in term.aliases]

    for words in (sentence, sentence + spelled, [word for text in spelled for word in text.split()]):
        once = odd.correct(timed(words))
        assert odd.correct(once) == once
