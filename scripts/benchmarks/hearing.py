"""What the box hears at a simulated booth: one run, one table, beside what others would have heard."""

import resource
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from agent.hearing.array.front_end import ArrayFrontEnd, ArrayTuning, Beam
from agent.hearing.array.geometry import Geometry
from agent.hearing.array.profile import ArrayProfile, load_profile
from scripts.benchmarks.booth import scenes
from scripts.benchmarks.booth_voices import measured_voices
from scripts.benchmarks.hearing_beams import BEAMS, measure_beams, measure_directions
from scripts.benchmarks.hearing_rig import measure_rig
from scripts.benchmarks.hearing_table import measure_cost, measure_idle, measure_table
from scripts.benchmarks.hearing_words import measure_words
from scripts.benchmarks.report import machine
from scripts.benchmarks.suppression import suppressors

_LABELS = {
    "superdirective": "superdirective beam",
    "souden": "Souden, bounded",
    "delay_and_sum": "delay and sum",
}
_ROWS = (
    ("side of an utterance right", "side_accuracy"),
    ("side of half a second right", "side_accuracy_half_s"),
    ("side of an automatic segment right", "segment_side_accuracy"),
    ("turn change placed off by, s", "turn_change_error_s"),
    ("  placed within 0.3 s", "turn_change_placed"),
    ("near speech kept", "near_speech_kept"),
    ("other sound with it, s a minute", "other_sound_s_per_min"),
    ("equal error of voice activity", "equal_error"),
    ("  Silero on one microphone", "silero_equal_error"),
    ("miss", "miss"),
    ("  Silero on one microphone", "silero_miss"),
    ("  webrtcvad 3", "webrtcvad_miss"),
    ("false alarm", "false_alarm"),
    ("  Silero on one microphone", "silero_false_alarm"),
    ("  webrtcvad 3", "webrtcvad_false_alarm"),
)


@dataclass(frozen=True, slots=True)
class HearingOptions:
    """What is measured.

    Attributes:
        scenes: How many booths.
        first_seed: Of the first booth.
        turns: How many turns in each.
        ratios_db: Speech above the hall.
        profile: Of the array.
        threshold: See `ArrayTuning`.
        beam: See `ArrayTuning`.
        words: Booths in which the demo's sentences are recognised; 0 leaves words out.
        model: Directory of the model that recognises them; None is the demo's.
        rig_minutes: How long a virtual device plays to the product's hearing, with the other core busy.
    """

    scenes: int
    first_seed: int
    turns: int
    ratios_db: tuple[float, ...]
    profile: str
    threshold: float
    beam: Beam
    words: int
    model: str | None
    rig_minutes: float


def measure(options: HearingOptions) -> dict[str, float]:
    """Simulate, listen, print tables; return the figures."""
    profile = load_profile(options.profile)
    geometry = profile.positions()
    if geometry is None:
        raise SystemExit(f"{options.profile} has no geometry; name an array")
    print(machine())
    figures: dict[str, float] = {}
    if options.scenes:
        figures |= _booths(options, profile, geometry)
    if options.words:
        figures |= measure_words(profile, geometry, options.words, options.first_seed, options.model)
    if options.rig_minutes:
        figures |= measure_rig(options.profile, geometry, options.rig_minutes)
    return {key: round(value, 4) for key, value in figures.items()}


def _booths(options: HearingOptions, profile: ArrayProfile, geometry: Geometry) -> dict[str, float]:
    table, crowd, source = measured_voices()
    last = options.first_seed + options.scenes - 1
    print(f"{profile.name}; booths {options.first_seed} to {last} of {options.turns} turns; {source}\n")
    found: defaultdict[str, list[float]] = defaultdict(list)
    gate, tuning = profile.trained_gate(), ArrayTuning(threshold=options.threshold, beam=options.beam)

    def array() -> ArrayFrontEnd:
        return ArrayFrontEnd(geometry, gate, tuning)

    booths = scenes(
        table, crowd, geometry, count=options.scenes, turns=options.turns, first_seed=options.first_seed
    )
    for scene in booths:
        measure_beams(scene, geometry, gate, tuning, found)
        measure_directions(scene, geometry, found)
        measure_cost(scene, array, found)
        for neighbour in (False, True):
            measure_idle(scene, array, found, neighbour=neighbour)
            for ratio_db in options.ratios_db:
                measure_table(scene, array, found, ratio_db, neighbour=neighbour)
        print(f"  booth of {scene.duration_s:.0f} s done", flush=True)
    figures = {key: float(np.mean(values)) for key, values in found.items() if values}
    changes = [values for key, values in found.items() if key.startswith("turn_change_placed")]
    figures["turn_changes"] = float(sum(map(len, changes)))
    figures["bench_peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _print(figures, options.ratios_db)
    return figures


def _print(figures: Mapping[str, float], ratios_db: Sequence[float]) -> None:
    tags = [f"{ratio_db:g}db{tail}" for tail in ("", "_neighbour") for ratio_db in ratios_db]
    print("\n" + " " * 38 + "".join(f"{tag.replace('_neighbour', '+n'):>9}" for tag in tags))
    for label, key in _ROWS:
        print(f"{label:38}" + "".join(f"{figures[f'{key}_{tag}']:9.3f}" for tag in tags))
    print("+n: with a talker at the next booth\n")
    for label, key in (
        ("empty booth, s a minute let in", "idle_false_s_per_min"),
        ("  Silero on one microphone", "silero_idle_false_s_per_min"),
        ("  webrtcvad 3", "webrtcvad_idle_false_s_per_min"),
    ):
        print(f"{label:38} babble {figures[key]:7.2f}   with neighbour {figures[f'{key}_neighbour']:7.2f}")
    for label, key in (
        ("CPU s per audio s, 48 kHz to judge", "cpu_s_per_audio_s"),
        ("  empty booth", "idle_cpu_s_per_audio_s"),
    ):
        print(f"{label:38} {figures[key]:.4f}")
    print(f"\none microphone, at 5 dB: ESTOI {figures['single_estoi_5db']:.3f}; above it:")
    for beam in BEAMS:
        prefix = "" if beam == ArrayTuning().beam else f"{beam}_"
        gain_db, gain = figures[f"{prefix}snr_gain_db_5db"], figures[f"{prefix}estoi_gain_5db"]
        print(f"{_LABELS[beam]:38} SNR {gain_db:+.2f} dB, ESTOI {gain:+.3f}")
    for name in suppressors():
        print(f"  with {name.replace('_', ' '):31} ESTOI {figures[f'{name}_estoi_gain_5db']:+.3f}")
    for label, prefix in (
        ("SRP-PHAT, ours", ""),
        ("pyroomacoustics' SRP", "pra_srp_"),
        ("MUSIC", "pra_music_"),
    ):
        share, cost_ms = figures[f"{prefix}azimuth_within_15deg_5db"], figures[f"{prefix}azimuth_ms_per_s"]
        print(f"{label:38} {share:6.1%} within 15 degrees in half a second, {cost_ms:.2f} ms per s")
