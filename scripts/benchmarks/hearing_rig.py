"""Minutes of sound from a virtual device to the product's own hearing, with the other core kept busy."""

import contextlib
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from agent.hearing.array.geometry import Geometry
from scripts.benchmarks.booth import scenes
from scripts.benchmarks.booth_voices import measured_voices
from scripts.benchmarks.hearing_table import LEVEL
from tests.rigs.pulse import PulseRig

_SEED = 1900
_TURNS = 6
_RATIO_DB = 5.0
_END_S = 60
_ROOT = Path(__file__).resolve().parents[2]


def measure_rig(profile: str, geometry: Geometry, minutes: float) -> dict[str, float]:
    """Play a booth over and over to a process that hears as the agent does; print what it lost and took.

    Raises:
        RuntimeError: PulseAudio is missing.
    """
    table, crowd, _ = measured_voices()
    [scene] = scenes(table, crowd, geometry, count=1, turns=_TURNS, first_seed=_SEED)
    sound = scene.mixed(_RATIO_DB, neighbour=True) * np.float32(LEVEL)
    load: list[float] = []
    with PulseRig(channels=geometry.microphones) as rig, _busy_core():
        asked = [rig.device, str(geometry.microphones), profile, str(minutes * 60)]
        ear = subprocess.Popen(
            [sys.executable, "-m", "scripts.benchmarks.hearing_ear", *asked],
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
            env={**os.environ, **rig.env()},
        )
        while ear.poll() is None:
            rig.play(sound)
            load.append(os.getloadavg()[0])
        said, _ = ear.communicate(timeout=_END_S)
    if ear.returncode != 0:
        raise RuntimeError(f"the hearing process ended with {ear.returncode}; what it printed says why")
    found: dict[str, float] = json.loads(said.splitlines()[-1]) | {"rig_load_average": float(np.mean(load))}
    print(
        f"\n{found['rig_minutes']:.1f} minutes from a virtual device of {geometry.microphones} channels,"
        f" one core busy, load average {found['rig_load_average']:.1f}:"
        f" {found['rig_lost_frames']:.0f} frames lost, {found['rig_losses']:.0f} interruptions,"
        f" {found['rig_utterances']:.0f} utterances, CPU {found['rig_cpu_s_per_audio_s']:.3f} s per s,"
        f" peak memory {found['rig_peak_rss_mb']:.0f} MB"
    )
    return found


@contextlib.contextmanager
def _busy_core() -> Iterator[None]:
    """Keep the last core busy, at this process's own priority."""
    burning = multiprocessing.get_context("fork").Process(target=_burn, daemon=True)
    burning.start()
    try:
        yield
    finally:
        burning.terminate()
        burning.join()


def _burn() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    while True:
        pass
