"""Recognition on the demo model, through CTranslate2 as on a booth."""

from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import ctranslate2
import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from agent.demo.score import Score, score
from agent.hearing.utterance import UtterancePart
from agent.speech import models
from agent.speech.engine import DETECT, Engine, quickest
from agent.speech.guard import Guard, Rejection
from agent.speech.models import ModelError, ModelReason
from agent.speech.segment import Hypothesis
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.hearing.sounds import Audio, Turn, demo_recording, demo_turns, demo_utterance, noise, silence

ZERO_S = 5000.0


def load(*, language: str = "en", context_floor_s: float = 0, directory: Path | None = None) -> Engine:
    return Engine(
        directory or models.resolve("demo"),
        language=language,
        compute_type="int8",
        threads=1,
        context_floor_s=context_floor_s,
    )


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load()


def understood(engine: Engine, part: UtterancePart, *, prompt: str = "") -> Hypothesis:
    return engine.recognise(part.audio, part.start_s, prompt=prompt)


def text_of(hypothesis: Hypothesis) -> str:
    return " ".join(word.text for word in hypothesis.words)


@pytest.fixture(scope="module")
def transcript(engine: Engine) -> list[tuple[Turn, UtterancePart, Hypothesis]]:
    """Return every turn of the demo with what was understood of it."""
    all_of_it = []
    for turn in demo_turns():
        utterance = demo_utterance(turn, zero_s=ZERO_S)
        all_of_it.append((turn, utterance, understood(engine, utterance)))
    return all_of_it


def assert_well_formed(hypothesis: Hypothesis, audio: Audio, start_s: float = ZERO_S) -> None:
    assert hypothesis.log_probability <= 0
    assert 0 <= hypothesis.no_speech <= 1
    assert hypothesis.language == "en"
    assert hypothesis.cost_s >= 0
    end_s = start_s + len(audio) / SAMPLE_RATE_HZ
    for word in hypothesis.words:
        assert word.text == word.text.strip() != ""
        assert start_s <= word.start_s <= word.end_s <= end_s + 1e-6
        assert 0 <= word.probability <= 1
        assert word.heard is None
    for before, after in pairwise(hypothesis.words):
        assert before.start_s <= after.start_s
        assert before.end_s <= after.start_s + 1e-6


def test_the_demo_is_understood(transcript: list[tuple[Turn, UtterancePart, Hypothesis]]) -> None:
    total = sum((score(turn.text, text_of(hypothesis)) for turn, _, hypothesis in transcript), Score(0, 0))
    assert total.words > 50
    assert total.word_error_rate <= 0.20


def test_every_word_has_its_time_within_its_utterance(
    transcript: list[tuple[Turn, UtterancePart, Hypothesis]],
) -> None:
    for _, utterance, hypothesis in transcript:
        assert hypothesis.words
        assert not hypothesis.truncated
        assert_well_formed(hypothesis, utterance.audio, utterance.start_s)


def test_words_are_spread_over_the_utterance_and_not_heaped_at_one_end(
    transcript: list[tuple[Turn, UtterancePart, Hypothesis]],
) -> None:
    for turn, _, hypothesis in transcript:
        if len(hypothesis.words) < 4:
            continue
        begun_s, ended_s = hypothesis.words[0].start_s - ZERO_S, hypothesis.words[-1].end_s - ZERO_S
        assert ended_s - begun_s > 0.5 * (turn.end_s - turn.start_s)


def test_punctuation_stays_with_its_word(
    transcript: list[tuple[Turn, UtterancePart, Hypothesis]],
) -> None:
    words = [word.text for _, _, hypothesis in transcript for word in hypothesis.words]
    assert [word for word in words if not any(letter.isalnum() for letter in word)] == []
    assert [word for word in words if word.endswith((".", "?"))]


def test_the_same_sound_is_always_the_same_words(engine: Engine) -> None:
    utterance = demo_utterance(demo_turns()[0])
    first, second = understood(engine, utterance), understood(engine, utterance)
    assert first.words == second.words != ()
    assert first.log_probability == second.log_probability


def test_more_context_than_needed_does_no_harm() -> None:
    utterance = demo_utterance(demo_turns()[0])
    hypothesis = understood(load(context_floor_s=8), utterance)
    assert hypothesis.context_s == 8
    assert_well_formed(hypothesis, utterance.audio, utterance.start_s)


def test_the_encoder_sees_no_more_than_it_needs_unless_it_is_asked_to(engine: Engine) -> None:
    audio = demo_recording()[: 3 * SAMPLE_RATE_HZ]
    assert 3 < engine.recognise(audio, ZERO_S).context_s <= 4.1
    assert engine.recognise(audio, ZERO_S, full_context=True).context_s == 30


@pytest.mark.parametrize("sound", [silence(0), silence(1), silence(3), silence(29)])
def test_silence_has_no_words_that_are_believed(engine: Engine, sound: Audio) -> None:
    hypothesis = engine.recognise(sound, ZERO_S)
    assert_well_formed(hypothesis, sound)
    audio_s = len(sound) / SAMPLE_RATE_HZ
    assert not hypothesis.words or Guard().check(hypothesis, audio_s=audio_s, speech_s=0.0, prompt="")


@pytest.mark.parametrize("samples", [0, 1, 2, 160, 199, 319])
def test_less_than_20_ms_of_sound_holds_no_word(engine: Engine, samples: int) -> None:
    hypothesis = engine.recognise(noise(1)[:samples], ZERO_S)
    assert hypothesis.words == ()
    assert not hypothesis.truncated


@pytest.mark.parametrize("samples", [1, 2, 160, 199, 319, 320, 321, 479, 480, 800])
@pytest.mark.parametrize("full_context", [False, True])
def test_a_scrap_of_sound_does_not_stop_recognition(
    engine: Engine, samples: int, *, full_context: bool
) -> None:
    sound = noise(1)[:samples]
    assert_well_formed(engine.recognise(sound, ZERO_S, full_context=full_context), sound)


def clipped() -> Audio:
    turn = demo_turns()[0]
    return np.sign(demo_utterance(turn).audio).astype(np.float32)


@pytest.mark.parametrize(
    "sound",
    [
        noise(3),
        noise(29),
        np.full(SAMPLE_RATE_HZ, 0.99, np.float32),
        clipped(),
        100 * noise(2),
        np.full(SAMPLE_RATE_HZ, np.inf, np.float32),
        np.full(SAMPLE_RATE_HZ, -np.inf, np.float32),
    ],
)
def test_noise_does_not_stop_recognition(engine: Engine, sound: Audio) -> None:
    assert_well_formed(engine.recognise(sound, ZERO_S), sound)


def test_samples_that_are_no_number_count_as_silence(engine: Engine) -> None:
    utterance = demo_utterance(demo_turns()[0])
    hole = slice(len(utterance.audio) // 2, len(utterance.audio) // 2 + 400)
    broken, silent = utterance.audio.copy(), utterance.audio.copy()
    broken[hole], silent[hole] = np.nan, 0.0
    hypothesis = engine.recognise(broken, ZERO_S)
    assert_well_formed(hypothesis, broken)
    assert hypothesis.words == engine.recognise(silent, ZERO_S).words != ()
    nothing = np.full(2 * SAMPLE_RATE_HZ, np.nan, np.float32)
    assert engine.recognise(nothing, ZERO_S).words == engine.recognise(silence(2), ZERO_S).words


@pytest.mark.parametrize("seconds", [15, 28, 29, 30])
def test_the_longest_utterance_is_taken_whole(engine: Engine, seconds: int) -> None:
    audio = demo_recording()[: seconds * SAMPLE_RATE_HZ]
    hypothesis = engine.recognise(audio, ZERO_S)  # a miniature model need not manage that much at once
    assert hypothesis.context_s >= min(30, seconds)
    assert_well_formed(hypothesis, audio)


def test_more_than_30_seconds_are_refused_and_not_cut(engine: Engine) -> None:
    with pytest.raises(ValueError, match=r"30\.1 s of sound; 30 s is the most"):
        engine.recognise(silence(30.1), ZERO_S)


def fed_to_the_encoder(engine: Engine, monkeypatch: pytest.MonkeyPatch, audio: Audio) -> Audio:
    """Return the log-mel spectrogram that the encoder was given for `audio`, shape (bands, frames)."""
    seen: list[Audio] = []
    real = engine._model

    class Watched:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def encode(self, features: ctranslate2.StorageView) -> Any:
            seen.append(np.array(features))
            return real.encode(features)

    monkeypatch.setattr(engine, "_model", Watched())
    engine.recognise(audio, ZERO_S)
    [context] = seen
    spectrogram: Audio = context[0]
    return spectrogram


def test_the_encoder_is_given_faster_whispers_log_mel_spectrogram(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    audio = demo_utterance(demo_turns()[0]).audio
    expected = FeatureExtractor()(audio)
    given = fed_to_the_encoder(engine, monkeypatch, audio)
    assert given.shape[0] == expected.shape[0] == 80
    assert np.array_equal(given[:, : expected.shape[1]], expected)
    assert given.shape[1] > expected.shape[1]
    assert not given[:, expected.shape[1] :].any()


class Endless:
    """The real model, kept from ever ending a sentence: it talks until it is cut off."""

    def __init__(self, model: Any, end_of_text: int) -> None:
        self._model = model
        self._end_of_text = end_of_text
        self.contexts: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, encoded: Any, prompts: Any, **options: Any) -> Any:
        self.contexts.append(encoded.shape[1] * 2)
        options["suppress_tokens"] = [self._end_of_text]
        return self._model.generate(encoded, prompts, **options)


@pytest.mark.parametrize("prompt", ["", "Boothscribe, Lakeside Instruments"])
@pytest.mark.parametrize("seconds", [0.5, 3, 12, 25, 29])
@pytest.mark.parametrize("full_context", [False, True])
def test_a_model_that_repeats_itself_is_cut_off_and_says_so(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, seconds: float, prompt: str, *, full_context: bool
) -> None:
    endless = Endless(engine._model, engine._tokenizer.eot)
    monkeypatch.setattr(engine, "_model", endless)
    audio = demo_recording()[: round(seconds * SAMPLE_RATE_HZ)]
    hypothesis = engine.recognise(audio, ZERO_S, prompt=prompt, full_context=full_context)
    assert hypothesis.truncated
    assert_well_formed(hypothesis, audio)
    assert endless.contexts == [round(hypothesis.context_s * 100)]
    rejection = Guard().check(hypothesis, audio_s=seconds, speech_s=seconds, prompt=prompt)
    assert rejection in {Rejection.RUNAWAY, Rejection.LOOP, Rejection.NO_SPEECH}


@pytest.mark.parametrize("words", [1, 40, 1000])
def test_a_prompt_however_long_leaves_room_for_the_words(engine: Engine, words: int) -> None:
    for seconds in (3, 29):
        audio = demo_recording()[: seconds * SAMPLE_RATE_HZ]
        assert_well_formed(engine.recognise(audio, ZERO_S, prompt="Lakeside " * words), audio)


def test_a_prompt_is_cut_at_its_end(engine: Engine) -> None:
    utterance = demo_utterance(demo_turns()[0])
    names = [f"name{number}" for number in range(1000)]
    long = understood(engine, utterance, prompt=" ".join(names))
    longer = understood(engine, utterance, prompt=" ".join([*names, "another"]))
    assert (long.words, long.log_probability) == (longer.words, longer.log_probability)


def test_the_tokens_of_a_prompt_are_counted(engine: Engine) -> None:
    assert engine.count_tokens("") == 0
    few, more = engine.count_tokens("Lakeside"), engine.count_tokens("Lakeside Instruments")
    assert 0 < few < more


def test_a_rehearsal_takes_its_time_and_changes_nothing(engine: Engine) -> None:
    utterance = demo_utterance(demo_turns()[0])
    before = understood(engine, utterance)
    assert engine.rehearse(utterance.audio, 0) > 0
    assert engine.rehearse(utterance.audio, 20) > 0
    assert understood(engine, utterance).words == before.words


def test_the_number_of_threads_is_what_decodes_soonest(monkeypatch: pytest.MonkeyPatch) -> None:
    cost_s = {1: 0.4, 2: 0.2, 4: 0.19}
    loaded: list[int] = []

    class Timed:
        def __init__(self, threads: int) -> None:
            self.threads = threads
            loaded.append(threads)

        def rehearse(self, _audio: Audio, _tokens: int) -> float:
            return cost_s[self.threads]

    monkeypatch.setattr("agent.speech.engine.os.cpu_count", lambda: 4)
    assert cast("Timed", quickest(cast("Any", Timed))).threads == 2
    assert loaded == [1, 2, 4]
    cost_s[2] = 0.6  # as on virtual machines
    assert cast("Timed", quickest(cast("Any", Timed))).threads == 1
    monkeypatch.setattr("agent.speech.engine.os.cpu_count", lambda: 1)
    loaded.clear()
    assert cast("Timed", quickest(cast("Any", Timed))).threads == 1
    assert loaded == [1]


def test_a_model_for_english_only_is_not_used_for_another_language() -> None:
    with pytest.raises(ModelError, match=r"knows English only, but speech\.language is 'de'") as caught:
        load(language="de")
    assert caught.value.reason is ModelReason.WRONG_LANGUAGE
    assert "set it to en" in str(caught.value)


def test_a_model_for_english_only_needs_nothing_detected() -> None:
    engine = load(language=DETECT)
    assert engine.language == "en"
    assert understood(engine, demo_utterance(demo_turns()[0])).language == "en"


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_a_damaged_model_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    for path in models.resolve("demo").iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes(b"not a model")
    with pytest.raises(ModelError, match="models verify") as caught:
        load(directory=tmp_path)
    assert caught.value.reason is ModelReason.BROKEN
    assert str(tmp_path) in str(caught.value)


def test_an_amount_of_money_is_one_word_and_a_broken_one_is_put_together(engine: Engine) -> None:
    tokens = engine._tokenizer.encode(" Around $50,000, is that OK?")
    groups = engine._word_groups(tokens)
    assert [text for text, _ in groups] == [" Around", " $50,000,", " is", " that", " OK?"]
    assert sum(length for _, length in groups) == len(tokens)
