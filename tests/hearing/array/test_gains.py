import numpy as np

from agent.hearing.array.gains import MicrophoneGains
from agent.hearing.array.geometry import circle
from agent.hearing.array.spectra import HOP_SAMPLES, Analysis
from tests.hearing.array.scenes import diffuse_noise


def learnt(levels_db: list[float]) -> np.ndarray:
    hall = diffuse_noise(circle(4, 0.032), 400 * HOP_SAMPLES, level=0.05, seed=4)
    gains = MicrophoneGains(4)
    for step in np.split(Analysis(4).push(hall * np.float32(10 ** (np.array(levels_db) / 20))), 100):
        gains.learn(step)
    return 20 * np.log10(gains.gains)


def test_microphones_of_one_batch_are_made_equally_loud() -> None:
    assert np.abs(learnt([0.7, -0.5, 0.3, -0.5]) - [-0.7, 0.5, -0.3, 0.5]).max() < 0.15


def test_a_broken_microphone_is_not_amplified() -> None:
    assert np.abs(learnt([0, 0, -40, 0])).max() < 3.01


def test_silence_of_the_driver_changes_nothing() -> None:
    gains = MicrophoneGains(4)
    gains.learn(np.zeros((6, 257, 4), np.complex64))
    assert (gains.gains == 1).all()
