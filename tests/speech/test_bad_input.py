"""What a booth may be given by mistake: models whose files do not fit, broken sound, other languages."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile
import tokenizers

from agent.hearing.judge import SileroJudge
from agent.speech import models
from agent.speech.committed import bare
from agent.speech.engine import DETECT, Engine
from agent.speech.guard import Guard
from agent.speech.hold_back import HoldBackPolicy
from agent.speech.models import ModelError, ModelReason
from agent.speech.segment import Segment
from agent.speech.streamer import Streamer, StreamLimits
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.hearing.sounds import Audio, demo_turns, demo_utterance

MULTILINGUAL = "BOOTHSCRIBE_MULTILINGUAL_MODEL"
"""Names a model directory, or a name like `base`, that is on this machine."""
LANGUAGES = Path(__file__).resolve().parents[3] / "shared" / "audio" / "lang"


def load(directory: Path | None = None, *, language: str = "en") -> Engine:
    return Engine(
        directory or models.resolve("demo"),
        language=language,
        compute_type="int8",
        threads=1,
        context_floor_s=0,
    )


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the demo model, to be spoiled."""
    return Path(shutil.copytree(models.resolve("demo"), tmp_path / "model"))


def streamed(engine: Engine, sound: Audio, *, block_s: float = 0.2) -> Segment | None:
    """Stream a whole utterance as the agent does; return the final segment."""
    streamer = Streamer(
        number=1,
        side="unknown",
        recogniser=engine,
        policy=HoldBackPolicy(),
        guard=Guard(),
        voiced=SileroJudge(0.5).voiced,
        limits=StreamLimits(step_s=0.6),
    )
    block = round(block_s * SAMPLE_RATE_HZ)
    for first in range(0, len(sound), block):
        streamer.feed(sound[first : first + block], 100.0 + first / SAMPLE_RATE_HZ)
        if streamer.due:
            streamer.step()
    return streamer.finish()


def words_of(segment: Segment | None) -> list[str]:
    return [bare(word.text) for word in segment.words] if segment is not None else []


def alike(found: list[str], wanted: list[str]) -> float:
    """Return the share of the wanted words that were found."""
    return sum(word in found for word in wanted) / len(wanted)


# Models


def test_a_front_end_of_another_model_is_refused_at_the_start_and_not_at_the_first_visitor(
    copied: Path,
) -> None:
    settings = json.loads((copied / "preprocessor_config.json").read_text())
    (copied / "preprocessor_config.json").write_text(json.dumps(settings | {"feature_size": 128}))
    with pytest.raises(ModelError, match="do not fit each other") as caught:
        load(copied)
    assert caught.value.reason is ModelReason.BROKEN
    assert str(copied) in str(caught.value)


@pytest.mark.parametrize("shifted", [False, True])
def test_a_tokenizer_of_another_model_is_refused_at_the_start(copied: Path, *, shifted: bool) -> None:
    other = tokenizers.Tokenizer(tokenizers.models.BPE(vocab={"a": 0, "b": 1}, merges=[]))
    if shifted:
        other.add_special_tokens(["<|endoftext|>", "<|startoftranscript|>"])
    other.save(str(copied / "tokenizer.json"))
    with pytest.raises(ModelError, match=r"tokenizer\.json is of another model") as caught:
        load(copied)
    assert caught.value.reason is ModelReason.BROKEN


def test_a_model_of_another_kind_is_refused(copied: Path) -> None:
    weights = (copied / "model.bin").read_bytes()
    assert weights.count(b"WhisperSpec") == 1
    (copied / "model.bin").write_bytes(weights.replace(b"WhisperSpec", b"Wav2VecSpec"))
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        load(copied)
    assert caught.value.reason is ModelReason.BROKEN


def test_a_language_that_the_model_does_not_know_is_named() -> None:
    with pytest.raises(ModelError, match=r"speech\.language") as caught:
        load(language="tlh")
    assert caught.value.reason is ModelReason.WRONG_LANGUAGE


# Sound


def test_a_burst_of_samples_that_are_no_number_costs_no_word_outside_it(engine: Engine) -> None:
    sound = demo_utterance(demo_turns()[0]).audio
    clean = streamed(engine, sound)
    broken = sound.copy()
    broken[len(sound) // 4 : len(sound) // 4 + 400] = np.nan
    broken[-200:] = np.inf
    found = streamed(engine, broken)
    assert alike(words_of(found), words_of(clean)) >= 0.75


def test_somebody_whose_microphone_clips_is_still_understood(engine: Engine) -> None:
    sound = demo_utterance(demo_turns()[0]).audio
    clean = streamed(engine, sound)
    clipped = np.clip(sound * 4 / np.abs(sound).max(), -1, 1).astype(np.float32)
    found = streamed(engine, clipped)
    assert np.mean(np.abs(clipped) == 1) > 0.02
    assert alike(words_of(found), words_of(clean)) >= 0.75


@pytest.mark.parametrize("value", [0.0, 1.0, np.nan, np.inf])
@pytest.mark.parametrize("samples", [1, 511, SAMPLE_RATE_HZ])
def test_a_sample_or_a_second_of_nothing_is_no_word(engine: Engine, value: float, samples: int) -> None:
    final = streamed(engine, np.full(samples, value, np.float32))
    assert words_of(final) == []


def test_somebody_who_talks_for_ten_minutes_is_heard_to_the_end(engine: Engine) -> None:
    turn = demo_utterance(demo_turns()[0]).audio
    pause = np.random.default_rng(1).normal(0, 1e-4, 20 * SAMPLE_RATE_HZ - len(turn))
    sound = np.tile(np.concatenate([turn, pause]), 30).astype(np.float32)
    final, once = streamed(engine, sound, block_s=30.0), words_of(streamed(engine, turn))
    assert len(sound) == 600 * SAMPLE_RATE_HZ
    assert final is not None
    assert len(once) > 3
    for at_s in range(100, 700, 20):
        heard = [bare(word.text) for word in final.words if at_s <= word.start_s < at_s + 20]
        assert alike(heard, once) >= 0.5


# Languages


def multilingual() -> Path:
    """Return a multilingual model, where one is installed."""
    named = os.environ.get(MULTILINGUAL)
    if not named:
        pytest.skip(f"no multilingual model: {MULTILINGUAL} names none")
    if not LANGUAGES.is_dir():
        pytest.skip("no recordings of other languages beside the checkout")
    return models.resolve(named)


@pytest.mark.parametrize("code", ["de", "en", "es"])
@pytest.mark.parametrize("detected", [False, True])
def test_a_visitor_is_understood_in_their_language(code: str, *, detected: bool) -> None:
    found = load(multilingual(), language=DETECT if detected else code)
    sound, _ = soundfile.read(LANGUAGES / f"leopard_{code}.flac", dtype="float32")
    with (LANGUAGES.parent / "manifest.tsv").open(encoding="utf-8") as manifest:
        [line] = [line for line in manifest if f"leopard_{code}.flac" in line]
    final = streamed(found, sound[: 28 * SAMPLE_RATE_HZ])
    assert final is not None
    assert (final.language, found.language) == (code, code)
    wanted = {bare(word) for word in line.split()}
    assert sum(word in wanted for word in words_of(final)) >= 0.6 * len(words_of(final)) > 3


def test_a_language_that_a_multilingual_model_does_not_know_is_named() -> None:
    with pytest.raises(ModelError, match="no language code that the model knows") as caught:
        load(multilingual(), language="tlh")
    assert caught.value.reason is ModelReason.WRONG_LANGUAGE
