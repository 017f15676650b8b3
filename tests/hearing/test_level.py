import numpy as np

from agent.hearing.level import LevelMeter


def test_a_channel_that_died_shows_within_seconds_and_the_living_one_keeps_its_level() -> None:
    meter = LevelMeter()
    assert not meter.levels_dbfs
    noise = np.random.default_rng(1).normal(0, 0.01, (320, 2)).astype(np.float32)
    for _ in range(50):
        meter.push(noise, 0.02)
    assert -42 < min(meter.levels_dbfs) <= max(meter.levels_dbfs) < -38
    dead = noise * np.array([1, 0], dtype=np.float32)
    for _ in range(300):
        meter.push(dead, 0.02)
    levels = meter.levels_dbfs
    assert -42 < levels[0] < -38
    assert levels[1] == -120


def test_one_clipped_sample_is_seen_and_forgotten() -> None:
    meter = LevelMeter()
    quiet = np.full((320, 1), 0.01, dtype=np.float32)
    loud = quiet.copy()
    loud[7] = 1.0
    meter.push(quiet, 0.02)
    meter.push(loud, 0.02)
    assert meter.peaks_dbfs[0] > -0.1
    for _ in range(1000):
        meter.push(quiet, 0.02)
    assert meter.peaks_dbfs[0] < -30


def test_another_microphone_begins_anew() -> None:
    meter = LevelMeter()
    meter.push(np.ones((320, 1), dtype=np.float32), 0.02)
    meter.push(np.zeros((320, 4), dtype=np.float32), 0.02)
    assert meter.levels_dbfs == (-120.0,) * 4
