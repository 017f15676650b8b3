import numpy as np
import pytest

from agent.hearing.gate import WebRtcGate
from agent.hearing.judge import SileroJudge
from tests.hearing.sounds import (
    Audio,
    demo_recording,
    demo_turns,
    demo_utterance,
    frames_of,
    hum,
    noise,
    real_recording,
    silence,
)


@pytest.fixture(scope="module")
def judge() -> SileroJudge:
    return SileroJudge(0.5)


def open_share(audio: Audio, aggressiveness: int = 2) -> float:
    gate = WebRtcGate(aggressiveness)
    frames = frames_of(audio)
    return sum(gate.is_speech(frame.samples[:, 0]) for frame in frames) / len(frames)


@pytest.mark.parametrize("aggressiveness", [0, 1, 2, 3])
def test_the_gate_opens_for_every_sentence_of_the_demo(aggressiveness: int) -> None:
    shares = [open_share(demo_utterance(turn, margin_s=0).audio, aggressiveness) for turn in demo_turns()]
    assert min(shares) > 0.5


@pytest.mark.parametrize("aggressiveness", [0, 1, 2, 3])
def test_the_gate_stays_shut_when_a_microphone_delivers_nothing_but_zeros(aggressiveness: int) -> None:
    assert open_share(silence(3), aggressiveness) == 0


def test_the_gate_takes_full_scale_and_beyond_without_wrapping_around() -> None:
    gate = WebRtcGate(2)
    loud = np.full(320, 1.5, np.float32)
    assert gate.is_speech(loud) == WebRtcGate(2).is_speech(np.full(320, 1.0, np.float32))


def test_the_judge_hears_speech_in_every_sentence_of_the_demo(judge: SileroJudge) -> None:
    for turn in demo_turns():
        assert judge.speech_s(demo_utterance(turn).audio) > 0.5 * (turn.end_s - turn.start_s)


def test_the_judge_hears_about_as_much_speech_in_the_demo_as_there_is(judge: SileroJudge) -> None:
    spoken_s = sum(turn.end_s - turn.start_s for turn in demo_turns())
    assert judge.speech_s(demo_recording()) == pytest.approx(spoken_s, rel=0.25)


@pytest.mark.parametrize("sound", [silence(3), noise(3), noise(3, level=0.01), hum(3)])
def test_the_judge_hears_no_speech_where_nobody_speaks(judge: SileroJudge, sound: Audio) -> None:
    assert judge.speech_s(sound) == 0


@pytest.mark.parametrize("samples", [0, 1, 511, 512, 513])
def test_the_judge_takes_any_length(judge: SileroJudge, samples: int) -> None:
    assert judge.speech_s(np.zeros(samples, np.float32)) == 0


def test_what_the_judge_heard_before_does_not_sway_it(judge: SileroJudge) -> None:
    audio = demo_utterance(demo_turns()[0]).audio
    before = judge.speech_s(audio)
    judge.speech_s(noise(5))
    assert judge.speech_s(audio) == before


@pytest.mark.parametrize(
    "name", ["read/jfk.flac", "read/lj_LJ001-0002.flac", "read/libri_8226-274369-0001.flac"]
)
def test_the_judge_hears_real_readers(judge: SileroJudge, name: str) -> None:
    audio = real_recording(name, seconds=6)
    assert judge.speech_s(audio) > 0.4 * len(audio) / 16_000  # they pause


def test_the_judge_takes_clattering_dishes_for_no_speech(judge: SileroJudge) -> None:
    assert judge.speech_s(real_recording("noise/doing_the_dishes.flac", seconds=20)) < 0.25
