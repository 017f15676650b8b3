"""The demo's speech model, its replayed input, and the parts of the trainer that need no PyTorch."""

import importlib.util
import re
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from scripts.demo_model import cli, corpus, demo_audio, measure, sentences, vocabulary
from scripts.demo_model.alignment import BLANK, SPELLING, WordSpan, spelling_of, word_spans
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.scenes import SceneMixer
from scripts.demo_model.tokens import Tokens, train_tokenizer
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples

SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
LARGEST_MODEL_BYTES = 8_000_000

needs_flite = pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")


@pytest.fixture(scope="module")
def scans() -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = tomllib.loads((cli.DEMO / "scans.toml").read_text())["scan"]
    return tables


@pytest.fixture(scope="module")
def conversations() -> list[dict[str, Any]]:
    reference = tomllib.loads((cli.DEMO / "reference.toml").read_text())
    tables: list[dict[str, Any]] = reference["conversation"]
    return tables


@pytest.fixture(scope="module")
def recording() -> Samples:
    return measure.demo_samples(cli.DEMO)


@pytest.fixture(scope="module")
def recogniser() -> measure.ShortContext:
    return measure.ShortContext(cli.MODEL)


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


class TestTheShippedModel:
    def test_is_small_enough_to_ship_with_the_package(self) -> None:
        assert sum(path.stat().st_size for path in cli.MODEL.iterdir()) < LARGEST_MODEL_BYTES

    def test_says_in_its_card_that_it_is_not_for_a_real_booth(self) -> None:
        assert "not for a real booth" in (cli.MODEL / "MODEL_CARD.md").read_text().lower()

    def test_understands_the_demo_so_that_its_leads_hold_what_was_said(
        self, recogniser: measure.ShortContext
    ) -> None:
        demo_score = measure.score_recogniser(recogniser, measure.demo_turns(cli.DEMO))
        assert demo_score.words > 100
        assert demo_score.word_error_rate < cli.GOOD_ENOUGH

    def test_understands_the_demo_as_a_voice_activity_detector_cuts_it(
        self, recogniser: measure.ShortContext
    ) -> None:
        assert measure.demo_by_voice_activity(cli.DEMO, recogniser).word_error_rate < cli.GOOD_ENOUGH

    def test_hears_no_words_in_silence_and_noise_so_that_nobody_is_quoted_who_did_not_speak(
        self, recogniser: measure.ShortContext
    ) -> None:
        assert measure.inventions(recogniser, measure.clips_without_speech(seed=4)) == 0

    def test_works_in_stock_faster_whisper_with_its_thirty_seconds_of_context(self) -> None:
        recogniser = measure.FullContext(cli.MODEL, timestamps=True)
        greeting = measure.demo_turns(cli.DEMO)[0]
        assert measure.normalised(recogniser(greeting.samples)) == measure.normalised(greeting.text)

    def test_has_every_special_token_that_whisper_decoders_look_up(self) -> None:
        tokens = Tokens.read(cli.MODEL / "tokenizer.json")
        assert tokens.timestamp(30.0) == tokens.size - 1


class TestTheDemoInput:
    def test_is_about_a_minute_long_and_mono(self, recording: Samples) -> None:
        assert recording.ndim == 1
        assert 55 <= len(recording) / SAMPLE_RATE_HZ <= 80

    def test_scans_the_badge_of_each_visitor_before_they_talk(
        self, scans: list[dict[str, Any]], conversations: list[dict[str, Any]]
    ) -> None:
        assert len(scans) == len(conversations) == 2
        for scan, conversation in zip(scans, conversations, strict=True):
            assert scan["at_s"] < conversation["turn"][0]["start_s"]
        assert scans[1]["at_s"] > conversations[0]["turn"][-1]["end_s"] + 2

    def test_names_the_same_people_on_badge_and_in_reference(
        self, scans: list[dict[str, Any]], conversations: list[dict[str, Any]]
    ) -> None:
        vcard, mecard = (scan["payload"] for scan in scans)
        assert vcard.startswith("BEGIN:VCARD\n")
        assert vcard.endswith("END:VCARD\n")
        assert mecard.startswith("MECARD:")
        assert mecard.endswith(";;")
        for payload, conversation in zip((vcard, mecard), conversations, strict=True):
            assert conversation["company"] in payload
            assert all(name in payload for name in conversation["attendee"].split())

    def test_reaches_nobody_real(self, scans: list[dict[str, Any]]) -> None:
        for scan in scans:
            assert re.search(r"@[a-z.]*\bexample\.(com|org)\b", scan["payload"])
            assert re.search(r"\+1-\d{3}-555-01\d\d\b", scan["payload"])

    def test_keeps_turns_in_order_with_pauses_between_them(
        self, conversations: list[dict[str, Any]], recording: Samples
    ) -> None:
        turns = [turn for conversation in conversations for turn in conversation["turn"]]
        for earlier, later in pairwise(turns):
            assert earlier["start_s"] < earlier["end_s"]
            assert later["start_s"] - earlier["end_s"] >= 0.69
        assert turns[-1]["end_s"] < len(recording) / SAMPLE_RATE_HZ

    def test_lets_both_sides_speak(self, conversations: list[dict[str, Any]]) -> None:
        for conversation in conversations:
            assert {turn["side"] for turn in conversation["turn"]} == {"rep", "visitor"}

    def test_is_quiet_before_each_talk_so_that_nothing_is_heard_without_a_visitor(
        self, conversations: list[dict[str, Any]], recording: Samples
    ) -> None:
        first, second = conversations
        quiet_from_s = (0.0, first["turn"][-1]["end_s"] + 0.4)
        quiet_until_s = (first["turn"][0]["start_s"], second["turn"][0]["start_s"])
        for start_s, end_s in zip(quiet_from_s, quiet_until_s, strict=True):
            stretch = recording[int(start_s * SAMPLE_RATE_HZ) : int(end_s * SAMPLE_RATE_HZ)]
            level_dbfs = 20 * np.log10(np.sqrt(np.mean(stretch**2)))
            assert -65 < level_dbfs < -50

    @needs_flite
    def test_is_what_the_script_makes(self, tmp_path: Path) -> None:
        demo_audio.write_demo(tmp_path)
        for name in ("scans.toml", "reference.toml"):
            assert (tmp_path / name).read_text() == (cli.DEMO / name).read_text()
        made = measure.demo_samples(tmp_path)
        np.testing.assert_allclose(made, measure.demo_samples(cli.DEMO), atol=1e-3)


class TestTheScenes:
    def mixer(self, seed: int) -> SceneMixer:
        generator = np.random.default_rng(seed)
        tone = (8000 * np.sin(np.arange(SAMPLE_RATE_HZ) * 0.1)).astype(np.int16)
        one_word_every_quarter_second = [WordSpan(first, first + 10) for first in (1, 14, 26, 39)]
        return SceneMixer(
            [Utterance("One two three four.", "tone", tone)],
            generator,
            lambda _utterance: one_word_every_quarter_second,
        )

    @pytest.mark.parametrize("seed", range(5))
    def test_never_ask_for_words_that_are_not_in_the_audio(self, seed: int) -> None:
        mixer = self.mixer(seed)
        for _ in range(40):
            scene = mixer.scene(hard=True, cuts=True)
            assert np.abs(scene.samples).max() <= 1.0
            for segment in scene.segments:
                assert 0 <= segment.start_s < segment.end_s <= len(scene.samples) / SAMPLE_RATE_HZ
                assert "One two three four.".startswith(segment.written)

    def test_end_within_an_utterance_now_and_then_so_that_streaming_invents_no_endings(self) -> None:
        mixer = self.mixer(1)
        scenes = [mixer.scene(hard=True, cuts=True) for _ in range(100)]
        cut = [scene for scene in scenes if scene.segments and scene.segments[-1].written[-1] != "."]
        assert cut
        for scene in cut:
            heard_s = scene.segments[-1].end_s - scene.segments[-1].start_s
            assert heard_s < 0.25 * (len(scene.segments[-1].written.split()) + 1) * 1.15

    def test_are_without_speech_often_enough_to_teach_silence(self) -> None:
        mixer = self.mixer(2)
        silent = [not mixer.scene(hard=True, cuts=False).segments for _ in range(200)]
        assert 5 < sum(silent) < 50


class TestTheAlignment:
    def test_finds_words_where_they_are_spelled(self) -> None:
        steps = [
            BLANK,
            *spelling_of("hi"),
            BLANK,
            *spelling_of(" "),
            BLANK,
            BLANK,
            *spelling_of("all "),
            BLANK,
        ]
        # Two equal characters need a blank between them to count twice.
        steps.insert(steps.index(SPELLING.index("l")) + 1, BLANK)
        heard = np.full((len(steps), len(SPELLING) + 1), -10.0, np.float32)
        heard[np.arange(len(steps)), steps] = -0.01
        assert word_spans("Hi all.", heard) == [WordSpan(1, 2), WordSpan(7, 10)]

    def test_gives_up_on_audio_too_short_for_its_words(self) -> None:
        assert word_spans("far too many words", np.zeros((5, len(SPELLING) + 1), np.float32)) == []


class TestTheTrainer:
    @pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="PyTorch is installed")
    def test_says_what_to_install_before_it_makes_anything(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(cli.main, ["--work", str(tmp_path / "work")])
        assert result.exit_code == cli.SOMETHING_IS_MISSING
        assert "boothscribe[train]" in result.output
        assert not (tmp_path / "work").exists()

    def test_teaches_its_exit_codes(self) -> None:
        result = CliRunner().invoke(cli.main, ["--help"])
        assert result.exit_code == 0
        for code in (cli.TOO_MANY_ERRORS, cli.SOMETHING_IS_MISSING):
            assert f"\n    {code}  " in result.output

    def test_refuses_a_checkpoint_without_its_tokenizer(self, tmp_path: Path) -> None:
        checkpoint = tmp_path / "checkpoint.pt"
        checkpoint.touch()
        with pytest.raises(click.UsageError, match="only works with its own tokenizer"):
            cli.prepare(tmp_path / "work", checkpoint, seed=1)

    def test_makes_a_tokenizer_that_gives_back_every_written_form(self, tmp_path: Path) -> None:
        path = tmp_path / "tokenizer.json"
        train_tokenizer(sentences.written_texts(300, seed=1), path)
        tokens = Tokens.read(path)
        for text in sentences.written_texts(50, seed=2):
            assert tokens.tokenizer.decode(tokens.words(text)) == f" {text}"

    @needs_flite
    def test_does_not_speak_again_what_is_already_on_disk(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def say_nothing(*_arguments: object) -> Samples:
            raise AssertionError("spoken again")

        monkeypatch.setattr(corpus, "SHARD_SIZE", 2)
        monkeypatch.setattr(corpus, "random_voice", lambda _generator: demo_audio.REP_VOICE)
        corpus.synthesise(tmp_path, 3, seed=1)
        first = corpus.read_corpus(tmp_path)
        monkeypatch.setattr(corpus, "speak", say_nothing)
        corpus.synthesise(tmp_path, 4, seed=1)
        assert [one.written for one in corpus.read_corpus(tmp_path)] == [one.written for one in first]
        assert all(0.2 < one.length_s < corpus.LONGEST_S for one in first)
