"""The demo's speech model, its replayed input, and the parts of the trainer that need no PyTorch."""

import hashlib
import importlib.util
import json
import re
import shutil
import tomllib
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import CliRunner

from scripts.demo_model import cli, corpus, demo_audio, material, measure, sentences
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.recognisers import FullContext, Product, ShortContext
from scripts.demo_model.tokens import Tokens, train_tokenizer
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples

LARGEST_MODEL_BYTES = 8_000_000

needs_flite = pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")
needs_both = pytest.mark.skipif(
    None in (shutil.which("flite"), shutil.which("espeak-ng")), reason="flite or espeak-ng is not installed"
)


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
    return material.demo_samples(cli.DEMO)


@pytest.fixture(scope="module")
def recogniser() -> ShortContext:
    return ShortContext(cli.MODEL)


@pytest.fixture(scope="module")
def product() -> Product:
    return Product(cli.MODEL)


class TestTheShippedModel:
    def test_is_small_enough_to_ship_with_the_package(self) -> None:
        assert sum(path.stat().st_size for path in cli.MODEL.iterdir()) < LARGEST_MODEL_BYTES

    def test_is_the_one_that_the_checkpoint_in_the_repository_goes_on_from(self) -> None:
        origin = json.loads((cli.MODEL / "origin.json").read_text())
        digest = hashlib.sha256((cli.CHECKPOINTS / cli.CHECKPOINT).read_bytes()).hexdigest()
        assert digest == origin["checkpoint_sha256"]
        assert (cli.CHECKPOINTS / "tokenizer.json").read_bytes() == (
            cli.MODEL / "tokenizer.json"
        ).read_bytes()

    def test_says_in_its_card_that_it_is_not_for_a_real_booth(self) -> None:
        assert "not for a real booth" in (cli.MODEL / "MODEL_CARD.md").read_text().lower()

    def test_understands_the_demo_so_that_its_leads_hold_what_was_said(
        self, recogniser: ShortContext
    ) -> None:
        demo_score = measure.score_recogniser(recogniser, material.demo_turns(cli.DEMO))
        assert demo_score.words > 100
        assert demo_score.word_error_rate < cli.GOOD_ENOUGH

    def test_understands_the_demo_as_a_voice_activity_detector_cuts_it(
        self, recogniser: ShortContext
    ) -> None:
        assert measure.demo_by_voice_activity(cli.DEMO, recogniser).word_error_rate < cli.GOOD_ENOUGH

    def test_hears_no_words_in_silence_and_noise_so_that_nobody_is_quoted_who_did_not_speak(
        self, recogniser: ShortContext
    ) -> None:
        assert measure.inventions(recogniser, material.clips_without_speech(seed=4)) == 0

    def test_echoes_no_names_of_the_prompt_in_silence_noise_and_music(self, product: Product) -> None:
        prompted = partial(
            product, prompt="Maria Keller, Lakeside Foods, PulseBoard, Tableau, Splunk, Datadog."
        )
        clips = [*material.clips_without_speech(seed=4), *material.clips_of_music(6, seed=14)]
        assert measure.inventions(prompted, clips) == 0

    @pytest.mark.parametrize(
        "prompt",
        [
            "Maria Keller, Lakeside Foods, PulseBoard, Tableau, Splunk, Datadog.",
            "Priya Novak, Brightwater, Kevin Shaw, LeadBridge, Trelvano Systems, Oskette.",
            "What are you using today? We currently use Zendesk.",
        ],
    )
    def test_understands_the_demo_whatever_it_is_told_before(self, product: Product, prompt: str) -> None:
        prompted = [replace(turn, prompt=prompt) for turn in material.demo_turns(cli.DEMO)]
        assert measure.score_prompted(product, prompted).word_error_rate < 0.05

    @pytest.mark.parametrize("context_floor_s", [5.0, 7.46, 12.0, 20.02, 30.0])
    def test_understands_the_demo_at_any_context_that_settings_ask_for(self, context_floor_s: float) -> None:
        recogniser = Product(cli.MODEL, context_floor_s=context_floor_s)
        turns = material.demo_turns(cli.DEMO)[:6]
        assert measure.score_recogniser(recogniser, turns).word_error_rate < 0.05

    @needs_both
    def test_knows_when_words_end_so_that_streaming_cuts_between_them(self, product: Product) -> None:
        errors_s = measure.word_end_errors_s(product, material.fresh_sentences(15, seed=21, pair_share=0.3))
        assert len(errors_s) > 40
        assert np.median(np.abs(errors_s)) < 0.12

    def test_works_in_stock_faster_whisper_with_its_thirty_seconds_of_context(self) -> None:
        recogniser = FullContext(cli.MODEL, timestamps=True)
        greeting = material.demo_turns(cli.DEMO)[0]
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
        made = material.demo_samples(tmp_path)
        np.testing.assert_allclose(made, material.demo_samples(cli.DEMO), atol=1e-3)


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
        def say_nothing(*_arguments: object) -> Utterance:
            raise AssertionError("spoken again")

        monkeypatch.setattr(corpus, "SHARD_SIZE", 2)
        monkeypatch.setattr(corpus, "random_voice", lambda _generator: demo_audio.REP_VOICE)
        corpus.synthesise(tmp_path, 3, seed=1)
        first = corpus.read_corpus(tmp_path)
        monkeypatch.setattr(corpus, "utter", say_nothing)
        corpus.synthesise(tmp_path, 4, seed=1)
        again = corpus.read_corpus(tmp_path)
        assert [(one.written, one.times, one.names) for one in again] == [
            (one.written, one.times, one.names) for one in first
        ]
        assert all(0.2 < one.length_s < corpus.LONGEST_S for one in first)
