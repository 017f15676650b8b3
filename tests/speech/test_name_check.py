"""Names are written where the sound speaks for them, and only there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.speech import models
from agent.speech.engine import Engine
from agent.speech.name_check import NameCheck
from agent.speech.segment import Explanation, SpokenWord
from agent.speech.spelling import Token
from agent.speech.vocabulary import Term, Vocabulary
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.hearing.sounds import demo_turns, demo_utterance

BOOTH = Vocabulary(
    [
        *(Term(text, kind="product") for text in ("PulseBoard", "Insight Hub", "Paletta", "EdgeRelay")),
        *(Term(text, kind="competitor") for text in ("Marketo", "Gong", "Oracle", "Kubernetes", "SAP")),
        *(Term(text, kind="rep") for text in ("Jonas Weber", "Priya Raman")),
    ]
)
CHECK = NameCheck()
DOUBTFUL = 0.4


def said(sentence: str, *doubtful: str) -> tuple[SpokenWord, ...]:
    """Return the words of a sentence; those in `doubtful` are hardly more than guessed."""
    return tuple(
        SpokenWord(text, float(at), at + 1.0, DOUBTFUL if text.strip(".,?") in doubtful else 0.95)
        for at, text in enumerate(sentence.split())
    )


def written(words: Sequence[SpokenWord]) -> str:
    return " ".join(word.text for word in words)


@dataclass
class Sound:
    """A model that heard certain texts, and finds every text as plausible as any other by itself.

    Attributes:
        heard: What it gives more for than for the rest, in nats.
        odd: How much less plausible than the rest it finds some by itself.
        asked: The texts it was asked about, question by question.
    """

    heard: dict[str, float] = field(default_factory=dict)
    odd: dict[str, float] = field(default_factory=dict)
    asked: list[list[str]] = field(default_factory=list)

    def __call__(self, texts: Sequence[str]) -> list[Explanation]:
        self.asked.append(list(texts))
        return [Explanation(-20 + self.heard.get(text, 0.0), -30 - self.odd.get(text, 0.0)) for text in texts]


def test_a_name_that_the_sound_speaks_for_is_written_and_what_was_heard_is_kept() -> None:
    words = said("We moved off Mercado, last year.", "Mercado")
    sound = Sound({"We moved off Marketo, last year.": 5.0})

    checked = CHECK(words, BOOTH, sound)

    assert written(checked) == "We moved off Marketo, last year."
    assert checked[3] == SpokenWord("Marketo,", 3.0, 4.0, DOUBTFUL, heard="Mercado,")
    assert checked[:3] + checked[4:] == words[:3] + words[4:]


def test_words_heard_for_a_longer_name_become_it_with_their_whole_time() -> None:
    words = said("I am Jonah Swipper by the way.", "Jonah", "Swipper")

    checked = CHECK(words, BOOTH, Sound({"I am Jonas Weber by the way.": 6.0}))

    assert [(word.text, word.heard) for word in checked[2:4]] == [("Jonas", "Jonah"), ("Weber", "Swipper")]
    merged = CHECK(said("Show me pull sport.", "pull", "sport"), BOOTH, Sound({"Show me PulseBoard.": 9.0}))
    assert written(merged) == "Show me pull sport."  # nothing but everyday words: nobody asks
    merged = CHECK(said("Show me pulls bort.", "pulls", "bort"), BOOTH, Sound({"Show me PulseBoard.": 9.0}))
    assert [(word.text, word.heard, word.start_s, word.end_s) for word in merged[2:]] == [
        ("PulseBoard.", "pulls bort.", 2.0, 4.0)
    ]


def test_a_possessive_and_the_punctuation_around_a_name_stay() -> None:
    words = said("Is (Mercado's) price fair?")
    doubtful = (*words[:1], SpokenWord("(Mercado's)", 1.0, 2.0, DOUBTFUL), *words[2:])

    checked = CHECK(doubtful, BOOTH, Sound({"Is (Marketo's) price fair?": 5.0}))

    assert written(checked) == "Is (Marketo's) price fair?"


@pytest.mark.parametrize(
    ("sentence", "doubtful"),
    [
        ("Our market is growing.", "market"),  # an everyday word
        ("We don't know.", "don't"),
        ("It costs 365 dollars.", "365"),
        ("It takes forty weeks.", "forty"),
        ("We are with Oracle now.", "Oracle"),  # a name that is spelled right
        ("Mark. Eto is my name.", ""),
    ],
)
def test_what_no_mishearing_explains_is_not_even_asked_about(sentence: str, doubtful: str) -> None:
    sound = Sound()

    assert written(CHECK(said(sentence, doubtful), BOOTH, sound)) == sentence
    assert sound.asked == []


def test_a_word_that_the_model_is_sure_of_stays() -> None:
    sound = Sound({"We moved off Marketo last year.": 50.0})

    assert written(CHECK(said("We moved off Mercado last year."), BOOTH, sound)).count("Mercado") == 1


@pytest.mark.parametrize(("odd", "name"), [(0.0, "Mercado"), (4.0, "Mercado"), (12.0, "Marketo")])
def test_a_name_the_model_would_never_write_is_judged_by_what_the_sound_adds(odd: float, name: str) -> None:
    text = "We moved off Marketo last year."
    sound = Sound(heard={text: -6.0}, odd={text: odd})

    checked = CHECK(said("We moved off Mercado last year.", "Mercado"), BOOTH, sound)

    assert checked[3].text == name


def test_with_many_names_each_has_to_be_clearer_except_the_visitors_own() -> None:
    words = said("This is Brea speaking.", "Brea")
    sound = Sound({"This is Priya speaking.": 2.0})
    crowd = [Term(f"Zyxwol{'n' * number}ia") for number in range(200)]
    rep = Term("Priya", kind="rep")

    assert written(CHECK(words, Vocabulary([rep]), sound)) == "This is Priya speaking."
    assert CHECK(words, Vocabulary([*crowd, rep]), sound) == words
    visited = Vocabulary(crowd).with_visitor("Priya")
    assert written(CHECK(words, visited, sound)) == "This is Priya speaking."


# Properties of every check.

PIECES = """
    Mercado market Marketo, mercado's pulls bort Jonah Swipper Prya Raymun palletta edge really the not don't
    five $3 365 oracle Goung insight hab Insight Hub. (kubernets cooper netties) é 你好 🚀
"""
pieces = st.sampled_from(PIECES.split()) | st.text(max_size=8)
heard_words = st.lists(st.tuples(pieces, st.floats(0, 1)), max_size=12).map(
    lambda spoken: tuple(
        SpokenWord(text, float(at), at + 1.0, probability) for at, (text, probability) in enumerate(spoken)
    )
)
names = st.lists(
    st.builds(Term, st.sampled_from(["Marketo", "Zyxwolia", "Bort", "SAP"]) | st.text(max_size=12))
)


@given(heard_words, names)
def test_without_support_of_the_sound_no_word_is_ever_replaced(
    words: tuple[SpokenWord, ...], terms: list[Term]
) -> None:
    for vocabulary in (BOOTH, Vocabulary(terms)):
        assert all(one is other for one, other in zip(CHECK(words, vocabulary, Sound()), words, strict=True))


@given(heard_words, names, st.integers(0, 6))
def test_the_model_is_asked_once_and_about_few_texts(
    words: tuple[SpokenWord, ...], terms: list[Term], most: int
) -> None:
    sound = Sound()
    NameCheck(most=most)(words, Vocabulary([*terms, Term("Marketo"), Term("Jonas Weber")]), sound)

    assert len(sound.asked) <= 1
    assert all(2 <= len(texts) <= most + 1 for texts in sound.asked)


class Eager(Sound):
    """A model that likes whatever was not heard."""

    def __call__(self, texts: Sequence[str]) -> list[Explanation]:
        return [Explanation(float(at > 0) * (100 - at), -30.0) for at, _ in enumerate(texts)]


@given(heard_words)
def test_however_much_is_replaced_every_word_heard_is_covered_once_and_kept(
    words: tuple[SpokenWord, ...],
) -> None:
    at = 0
    for word in CHECK(words, BOOTH, Eager()):
        covered = words[at : round(word.end_s)]
        assert covered
        assert (word.start_s, word.end_s) == (covered[0].start_s, covered[-1].end_s)
        if word not in covered:
            assert word.heard == " ".join(part.text for part in covered) or word.heard is None
            assert word.probability == min(part.probability for part in covered)
        at += len(covered)
    assert at == len(words)


@given(heard_words)
def test_figures_number_words_and_joining_words_are_in_no_alternative(words: tuple[SpokenWord, ...]) -> None:
    tokens = [Token.of(word) for word in words]
    for one in CHECK.alternatives(tokens, BOOTH):
        texts = {token.letters for token in tokens[one.first : one.after]}
        assert texts.isdisjoint({"five", "the", "not", "dont", "365", "3", "marketo", "oracle"})


# With the demo model.


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(models.resolve("demo"), language="en", compute_type="int8", threads=1, context_floor_s=0)


def test_what_was_said_is_explained_better_than_anything_else_with_sound_and_only_then(
    engine: Engine,
) -> None:
    audio = demo_utterance(demo_turns()[0]).audio
    hypothesis = engine.recognise(audio, 0.0)
    right = written(hypothesis.words)
    wrong = " ".join(reversed(right.split()))

    by_sound, other = engine.explain(hypothesis, [right, wrong])
    again, *_ = engine.explain(hypothesis, [right])

    assert by_sound == again
    assert by_sound.by_sound > by_sound.by_itself
    assert by_sound.by_sound - by_sound.by_itself > other.by_sound - other.by_itself


def test_only_an_engines_hypothesis_can_be_explained(engine: Engine) -> None:
    silent = engine.recognise(np.zeros(1, np.float32), 0.0)

    with pytest.raises(TypeError, match="not of an engine"):
        engine.explain(silent, ["Hello."])


@pytest.mark.parametrize("text", ["", "word " * 2000, "🚀" * 3000, "NaN"])
def test_any_text_can_be_explained(engine: Engine, text: str) -> None:
    hypothesis = engine.recognise(demo_utterance(demo_turns()[0]).audio, 0.0)

    (found,) = engine.explain(hypothesis, [text])

    assert -1e5 < found.by_sound <= 0
    assert -1e5 < found.by_itself <= 0


STRANGERS = """
    Zandora Fulmeek Brixwell Ostrivano Kellerham Quintova Sabrello Meridock Tolvania Haxenfield
    Copperleaf Lindworth Marivaux Steadipod Frontique Bravanti Dorrigan Pellucid Westermark Graphona
"""


def test_the_demo_is_told_as_before_with_names_that_nobody_says(engine: Engine) -> None:
    strangers = Vocabulary(map(Term, STRANGERS.split()))
    for turn in demo_turns():
        utterance = demo_utterance(turn)
        assert len(utterance.audio) < 30 * SAMPLE_RATE_HZ
        hypothesis = engine.recognise(utterance.audio, 0.0)
        if hypothesis.words:
            checked = CHECK(hypothesis.words, strangers, partial(engine.explain, hypothesis))
            assert written(checked) == written(hypothesis.words)
