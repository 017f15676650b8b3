"""Recognition on the demo model, through CTranslate2 as on a booth."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from agent.demo.score import Score, score
from agent.hearing.utterance import Utterance
from agent.speech import models
from agent.speech.segment import Segment
from agent.speech.transcriber import Transcriber
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.hearing.sounds import Audio, Turn, demo_recording, demo_turns, demo_utterance, noise, silence

ZERO_S = 5000.0


@pytest.fixture(scope="module")
def transcriber() -> Transcriber:
    return Transcriber(
        models.resolve("demo"), language="en", compute_type="int8", threads=1, context_floor_s=0
    )


@pytest.fixture(scope="module")
def transcript(transcriber: Transcriber) -> list[tuple[Turn, Utterance, Segment]]:
    """Return every turn of the demo with what was understood of it."""
    understood = []
    for turn in demo_turns():
        utterance = demo_utterance(turn, zero_s=ZERO_S)
        segment = transcriber.transcribe(utterance, speech_s=1.5)
        assert segment is not None
        understood.append((turn, utterance, segment))
    return understood


def assert_well_formed(segment: Segment, utterance: Utterance) -> None:
    assert segment.words
    assert segment.text == " ".join(word.text for word in segment.words)
    assert (segment.start_s, segment.end_s) == (utterance.start_s, utterance.end_s)
    for word in segment.words:
        assert word.text == word.text.strip() != ""
        assert utterance.start_s <= word.start_s <= word.end_s <= utterance.end_s + 1e-6
        assert 0 <= word.probability <= 1
    for before, after in pairwise(segment.words):
        assert before.start_s <= after.start_s
        assert before.end_s <= after.start_s + 1e-6


def test_the_demo_is_understood(transcript: list[tuple[Turn, Utterance, Segment]]) -> None:
    total = sum((score(turn.text, segment.text) for turn, _, segment in transcript), Score(0, 0))
    assert total.words > 50
    assert total.word_error_rate <= 0.20


def test_every_word_has_its_time_within_its_utterance(
    transcript: list[tuple[Turn, Utterance, Segment]],
) -> None:
    for _, utterance, segment in transcript:
        assert_well_formed(segment, utterance)
        assert segment.speech_s == 1.5


def test_words_are_spread_over_the_utterance_and_not_heaped_at_one_end(
    transcript: list[tuple[Turn, Utterance, Segment]],
) -> None:
    for turn, _, segment in transcript:
        if len(segment.words) < 4:
            continue
        begun_s, ended_s = segment.words[0].start_s - ZERO_S, segment.words[-1].end_s - ZERO_S
        assert ended_s - begun_s > 0.5 * (turn.end_s - turn.start_s)


def test_punctuation_stays_with_its_word(transcript: list[tuple[Turn, Utterance, Segment]]) -> None:
    words = [word.text for _, _, segment in transcript for word in segment.words]
    assert [word for word in words if not any(letter.isalnum() for letter in word)] == []
    assert [word for word in words if word.endswith((".", "?"))]


def test_who_spoke_is_passed_on(transcriber: Transcriber) -> None:
    turn = demo_turns()[0]
    heard = demo_utterance(turn)
    segment = transcriber.transcribe(Utterance(heard.audio, heard.start_s, "rep"), speech_s=1.0)
    assert segment is not None
    assert segment.side == "rep"


def test_the_same_sound_is_always_the_same_words(transcriber: Transcriber) -> None:
    utterance = demo_utterance(demo_turns()[0])
    assert transcriber.transcribe(utterance, speech_s=1.0) == transcriber.transcribe(utterance, speech_s=1.0)


def test_more_context_than_needed_does_no_harm() -> None:
    padded = Transcriber(
        models.resolve("demo"), language="en", compute_type="int8", threads=1, context_floor_s=8
    )
    utterance = demo_utterance(demo_turns()[0])
    segment = padded.transcribe(utterance, speech_s=1.0)
    assert segment is None or segment.words
    if segment is not None:
        assert_well_formed(segment, utterance)


@pytest.mark.parametrize("sound", [silence(0), silence(1), silence(3), silence(29)])
def test_silence_has_no_words(transcriber: Transcriber, sound: Audio) -> None:
    assert transcriber.transcribe(Utterance(sound, ZERO_S), speech_s=0.0) is None


@pytest.mark.parametrize("samples", [1, 2, 160, 199, 319, 320, 321, 479, 480, 800])
def test_a_scrap_of_sound_does_not_stop_recognition(transcriber: Transcriber, samples: int) -> None:
    utterance = Utterance(noise(1)[:samples], ZERO_S)
    segment = transcriber.transcribe(utterance, speech_s=0.0)
    if segment is not None:
        assert_well_formed(segment, utterance)


@pytest.mark.parametrize("sound", [noise(3), noise(29), np.full(SAMPLE_RATE_HZ, 0.99, np.float32)])
def test_noise_does_not_stop_recognition(transcriber: Transcriber, sound: Audio) -> None:
    utterance = Utterance(sound, ZERO_S)
    segment = transcriber.transcribe(utterance, speech_s=0.0)
    if segment is not None:
        assert_well_formed(segment, utterance)


@pytest.mark.parametrize("seconds", [15, 28, 29])
def test_the_longest_utterance_is_taken_whole(transcriber: Transcriber, seconds: int) -> None:
    utterance = Utterance(demo_recording()[: seconds * SAMPLE_RATE_HZ], ZERO_S)
    segment = transcriber.transcribe(utterance, speech_s=1.0)
    if segment is not None:  # a miniature model need not manage that much at once
        assert_well_formed(segment, utterance)


class Endless:
    """The real model, kept from ever ending a sentence: it talks until it is cut off."""

    def __init__(self, model: Any, end_of_text: int, *, only_short_context: bool = False) -> None:
        self._model = model
        self._end_of_text = end_of_text
        self._only_short_context = only_short_context
        self.contexts: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, encoded: Any, prompts: Any, **options: Any) -> Any:
        self.contexts.append(encoded.shape[1] * 2)
        if not self._only_short_context or self.contexts[-1] < 3000:
            options["suppress_tokens"] = [self._end_of_text]
        return self._model.generate(encoded, prompts, **options)


@pytest.mark.parametrize("seconds", [0.5, 3, 12, 25, 29])
def test_a_model_that_repeats_itself_is_cut_off_and_puts_nothing_on_a_lead(
    transcriber: Transcriber, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    endless = Endless(transcriber._model, transcriber._tokenizer.eot)
    monkeypatch.setattr(transcriber, "_model", endless)
    audio = demo_recording()[: round(seconds * SAMPLE_RATE_HZ)]
    assert transcriber.transcribe(Utterance(audio, ZERO_S), speech_s=1.0) is None
    assert endless.contexts[-1] == 3000  # it was given its full context before it was given up


def test_a_loop_in_a_short_context_gets_a_second_chance_in_the_full_one(
    transcriber: Transcriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = Endless(transcriber._model, transcriber._tokenizer.eot, only_short_context=True)
    monkeypatch.setattr(transcriber, "_model", endless)
    utterance = demo_utterance(demo_turns()[0])
    segment = transcriber.transcribe(utterance, speech_s=1.0)
    assert len(endless.contexts) == 2
    if segment is not None:
        assert_well_formed(segment, utterance)


def test_an_amount_of_money_is_one_word_and_a_broken_one_is_put_together(transcriber: Transcriber) -> None:
    tokens = transcriber._tokenizer.encode(" Around $50,000, is that OK?")
    groups = transcriber._word_groups(tokens)
    assert [text for text, _ in groups] == [" Around", " $50,000,", " is", " that", " OK?"]
    assert sum(length for _, length in groups) == len(tokens)
