"""What the demo model is trained with: sentences, names, word times, scenes and prompts."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.speech.vocabulary import Term, Vocabulary
from scripts.demo_model import cli, corpus, names, sentences, vocabulary
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.examples import ExampleMaker
from scripts.demo_model.prompts import TERM_TOKENS, PromptMaker
from scripts.demo_model.scenes import BREATH_S, Scene, SceneMixer
from scripts.demo_model.tokens import Tokens
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Voice, say
from scripts.demo_model.word_times import WordTime, spoken_times, written_times

SEEDS = st.integers(min_value=0, max_value=2**32 - 1)

needs_both = pytest.mark.skipif(
    None in (shutil.which("flite"), shutil.which("espeak-ng")), reason="flite or espeak-ng is not installed"
)


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens.read(cli.MODEL / "tokenizer.json")


class TestTheGrammar:
    @given(seed=SEEDS, rich_share=st.sampled_from((0.0, 1.0)))
    def test_gives_the_synthesiser_only_what_it_can_say(self, seed: int, rich_share: float) -> None:
        phrase = sentences.draw_sentence(np.random.default_rng(seed), rich_share=rich_share)
        assert re.fullmatch(r"[A-Z][A-Za-z' ,.?]*[.?]", phrase.spoken)
        assert "  " not in phrase.spoken

    @given(seed=SEEDS)
    def test_writes_every_spoken_word_unless_a_number_stands_for_it(self, seed: int) -> None:
        phrase = sentences.draw_sentence(np.random.default_rng(seed))
        plain = [word for word in phrase.written.split() if not re.search(r"\d", word)]
        spoken = iter(phrase.spoken.replace(" dollars", "").replace(" percent", "").split())
        assert all(any(word.rstrip(",.?") == other.rstrip(",.?") for other in spoken) for word in plain)
        if len(plain) == len(phrase.written.split()):
            assert phrase.spoken == phrase.written

    @given(seed=SEEDS)
    def test_says_the_same_again_for_the_same_seed_so_that_a_training_run_can_be_repeated(
        self, seed: int
    ) -> None:
        first, second = (corpus.draw_turn(np.random.default_rng(seed), pair_share=0.5) for _ in range(2))
        assert first == second

    def test_can_fill_every_template(self) -> None:
        generator = np.random.default_rng(1)
        for template in vocabulary.TEMPLATES:
            assert not re.search("[{}]", sentences.fill(template, generator).written)

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (7, "seven"),
            (13, "thirteen"),
            (40, "forty"),
            (86, "eighty six"),
            (250, "two hundred fifty"),
            (10_000, "ten thousand"),
            (2_350, "two thousand three hundred fifty"),
            (50_000_000, "fifty million"),
        ],
    )
    def test_speaks_numbers_as_people_do(self, number: int, words: str) -> None:
        assert sentences.number_in_words(number) == words

    def test_refuses_numbers_that_it_cannot_say(self) -> None:
        with pytest.raises(ValueError, match="not a positive number"):
            sentences.number_in_words(0)

    def test_takes_only_plain_sentences_from_prose(self, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        page.write_text("The file is read once more. Call os.read(3) now. Use HTTP for every single request.")
        assert sentences.prose_sentences([page]) == [
            sentences.Phrase("The file is read once more.", "The file is read once more.")
        ]


class TestTheNames:
    @given(seed=SEEDS, slot=st.sampled_from(names.NAME_SLOTS))
    def test_for_measuring_are_never_spoken_in_training(self, seed: int, slot: str) -> None:
        generator = np.random.default_rng(seed)
        unheard = {word for _ in range(5) for word in names.unheard_name(slot, generator).split()[:1]}
        trained = {
            word for _ in range(50) for word in names.draw_name(slot, generator, invented=True).split()
        }
        assert not unheard & trained

    @given(seed=SEEDS, slot=st.sampled_from(names.NAME_SLOTS))
    def test_are_letters_that_both_synthesisers_can_read(self, seed: int, slot: str) -> None:
        name = names.draw_name(slot, np.random.default_rng(seed))
        assert re.fullmatch(r"[A-Za-z]+( [A-Za-z]+)*", name)

    @given(seed=SEEDS, name=st.sampled_from(("Catherine", "Velmora", "Nick", "Philippa", "EdgeSync")))
    def test_keep_their_capital_and_their_length_about_when_they_are_spelled_otherwise(
        self, seed: int, name: str
    ) -> None:
        other = names.respelled(name, np.random.default_rng(seed))
        assert other != name
        assert other[0].isupper()
        assert abs(len(other) - len(name)) <= 2


class TestTheWordTimes:
    @pytest.mark.parametrize(
        ("written", "spoken", "spans"),
        [
            ("We need it.", "We need it.", [(0, 1), (1, 2), (2, 3)]),
            ("About $50,000 now.", "About fifty thousand dollars now.", [(0, 1), (1, 4), (4, 5)]),
            (
                "Up to $2 million now.",
                "Up to two million dollars now.",
                [(0, 1), (1, 2), (2, 5), (2, 5), (5, 6)],
            ),
            ("50,000 euros.", "fifty thousand euros.", [(0, 2), (2, 3)]),
            ("We cut 20%.", "We cut twenty percent.", [(0, 1), (1, 2), (2, 4)]),
        ],
    )
    def test_span_all_that_is_said_for_a_figure(
        self, written: str, spoken: str, spans: list[tuple[int, int]]
    ) -> None:
        times = [WordTime(at, at + 1) for at in range(len(spoken.split()))]
        assert written_times(written, spoken, times) == [WordTime(*span) for span in spans]

    @given(seed=SEEDS)
    def test_are_known_for_every_word_of_the_grammar(self, seed: int) -> None:
        phrase = corpus.draw_turn(np.random.default_rng(seed), pair_share=0.5)
        times = [WordTime(at, at + 1) for at in range(len(phrase.spoken.split()))]
        found = written_times(phrase.written, phrase.spoken, times)
        assert len(found) == len(phrase.written.split())
        assert found[-1].end_s == len(times)
        assert all(before.start_s <= after.start_s for before, after in pairwise(found))

    def test_end_where_a_word_falls_silent(self) -> None:
        samples = np.zeros(SAMPLE_RATE_HZ, np.float32)
        samples[: SAMPLE_RATE_HZ // 4] = samples[SAMPLE_RATE_HZ // 2 :] = 0.3
        first, second, third = spoken_times(samples, (0.0, 0.5, None))
        assert (first.start_s, first.end_s) == pytest.approx((0.0, 0.25))
        assert (second.start_s, second.end_s) == pytest.approx((0.5, 1.0))
        assert third == second

    @needs_both
    @pytest.mark.parametrize("voice", [Voice("flite", "slt"), Voice("espeak-ng", "en-us+f3", rate=1.2)])
    def test_come_from_the_synthesiser(self, voice: Voice) -> None:
        speech = say("One moment please, my friend.", voice)
        times = spoken_times(speech.samples, speech.starts_s)
        assert len(times) == 5
        assert times[0].start_s < 0.2
        assert times[-1].end_s == pytest.approx(len(speech.samples) / SAMPLE_RATE_HZ, abs=0.2)
        # There is a pause at the comma.
        assert times[3].start_s - times[2].end_s > 0.05


def four_words() -> Utterance:
    tone = (8000 * np.sin(np.arange(SAMPLE_RATE_HZ) * 0.1)).astype(np.int16)
    quarters = tuple(WordTime(at / 4, (at + 1) / 4) for at in range(4))
    return Utterance("One two Velmora four.", "tone", tone, quarters, names=("Velmora",))


class TestTheScenes:
    def mixer(self, seed: int) -> SceneMixer:
        return SceneMixer([four_words()], np.random.default_rng(seed))

    @pytest.mark.parametrize("seed", range(5))
    def test_never_ask_for_words_that_are_not_completely_in_the_audio(self, seed: int) -> None:
        mixer = self.mixer(seed)
        for _ in range(40):
            scene = mixer.scene(hard=True, cuts=True)
            assert np.abs(scene.samples).max() <= 1.0
            for segment in scene.segments:
                assert segment.written in "One two Velmora four."
                for word in segment.words:
                    assert 0 <= word.start_s < word.end_s <= len(scene.samples) / SAMPLE_RATE_HZ + 1e-3

    def test_end_and_begin_within_an_utterance_often_so_that_streaming_invents_no_endings(self) -> None:
        mixer = self.mixer(1)
        spoken = [
            scene for scene in (mixer.scene(hard=True, cuts=True) for _ in range(200)) if scene.spoken_to
        ]
        ended = [scene for scene in spoken if scene.segments and scene.segments[-1].written[-1] != "."]
        begun = [scene for scene in spoken if scene.before]
        assert len(ended) > 0.1 * len(spoken)
        assert len(begun) > 0.1 * len(spoken)

    def test_leave_no_clear_word_out_so_that_none_is_lost_in_streaming(self) -> None:
        mixer = self.mixer(3)
        for _ in range(100):
            scene = mixer.scene(hard=False, cuts=True)
            for segment in scene.segments:
                last = segment.words[-1]
                heard_after_s = len(scene.samples) / SAMPLE_RATE_HZ - last.end_s
                if last.text != "four.":
                    # A whole word more would have been in the sound.
                    assert heard_after_s < 0.25 * 1.12 + BREATH_S

    def test_are_without_speech_often_enough_to_teach_silence(self) -> None:
        mixer = self.mixer(2)
        silent = [not mixer.scene(hard=True, cuts=False).spoken_to for _ in range(200)]
        assert 10 < sum(silent) < 60


class TestThePrompts:
    def scene(self) -> Scene:
        return SceneMixer([four_words()], np.random.default_rng(5)).scene(hard=False, cuts=False)

    def test_give_names_in_the_very_form_in_which_the_product_gives_them(self, tokens: Tokens) -> None:
        maker = PromptMaker(tokens, np.random.default_rng(1))
        scene = self.scene()
        seen = 0
        for _ in range(200):
            prompt = maker.prompt(scene, "")
            text = tokens.tokenizer.decode(list(prompt.tokens)[1:]).strip()
            if not text.endswith("."):
                continue
            seen += 1
            count_tokens = lambda text: len(tokens.words(text))  # noqa: E731
            terms = [Term(name) for name in dict.fromkeys(text.removesuffix(".").split(", "))]
            if len(terms) == text.count(",") + 1:
                assert Vocabulary(terms).prompt(count_tokens, TERM_TOKENS) == text
        assert seen > 50

    def test_spell_a_name_anew_only_where_it_stands_in_them(self, tokens: Tokens) -> None:
        maker = PromptMaker(tokens, np.random.default_rng(2))
        scene = self.scene()
        respelled = 0
        for _ in range(300):
            prompt = maker.prompt(scene, "Other words.")
            for word, spelling in prompt.spellings:
                assert word == "Velmora"
                assert spelling in tokens.tokenizer.decode(list(prompt.tokens))
                respelled += spelling != word
        assert respelled > 10

    def test_often_hold_names_that_nobody_says_so_that_none_is_echoed(self, tokens: Tokens) -> None:
        maker = PromptMaker(tokens, np.random.default_rng(3))
        silent = Scene(np.zeros(16000, np.float32), (), spoken_to=False)
        assert sum(len(maker.prompt(silent, "Other words.").tokens) > 1 for _ in range(100)) > 30


class TestTheExamples:
    def test_look_at_each_word_where_it_is_said(self, tokens: Tokens) -> None:
        generator = np.random.default_rng(4)
        maker = ExampleMaker(tokens, SceneMixer([four_words()], generator), generator)
        for _ in range(50):
            example = maker.example(hard=False, cuts=True)
            assert len(example.places) == len(example.wanted)
            assert example.wanted[-1] == tokens.end_of_text
            assert example.given[example.start] == tokens.start_of_transcript
            said = [place for place in example.places if place[1] > 0]
            assert said == sorted(said)
