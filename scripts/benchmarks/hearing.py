"""Who is heard at a simulated booth: sides, voice activity, what is let in, what it costs."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pystoi import stoi

from agent.contract.lead import Side
from agent.hearing.array.beams import delay_and_sum, superdirective
from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.direction import SteeredPower
from agent.hearing.array.front_end import BLOCK_S, ArrayFrontEnd, ArrayTuning
from agent.hearing.array.geometry import Geometry, apart_deg
from agent.hearing.array.profile import load_profile
from agent.hearing.array.spectra import Analysis, Synthesis
from agent.hearing.gate import WebRtcGate
from agent.hearing.judge import WINDOW_SAMPLES
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import UtterancePart
from agent.hearing.voice import StreamingSilero
from drivers.microphones.base import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame
from scripts.benchmarks.booth import Audio, Scene, level, scenes
from scripts.benchmarks.booth_voices import measured_voices
from scripts.benchmarks.report import machine

_LEVEL = 0.02
"""Of speech, full scale being 1: an array on the table records that softly."""
_EDGE_STEPS = 5
_WARM_UP_S = 3.0
_HALF_S = round(0.5 / BLOCK_S)
_STEPS_A_BLOCK = BLOCK_S * 100
_IDLE_NEIGHBOUR_DB = 5.0
"""With nobody at the table the neighbour is this much louder, as a hall is."""
_FEWEST_SPOKEN = 6
_PLACED_S = 0.3
_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class HearingOptions:
    """What is measured.

    Attributes:
        scenes: How many booths.
        turns: How many turns in each.
        ratios_db: Speech above the hall.
        profile: Of the array.
        threshold: See `ArrayTuning`.
    """

    scenes: int
    turns: int
    ratios_db: tuple[float, ...]
    profile: str
    threshold: float


@dataclass(frozen=True)
class _Listened:
    """What a detector made of a scene, on a grid of blocks of 32 ms."""

    scores: NDArray[np.float64]
    speech: NDArray[np.bool_]


def measure(options: HearingOptions) -> dict[str, float]:
    """Simulate, listen, print tables; return the figures."""
    profile = load_profile(options.profile)
    geometry = profile.positions()
    if geometry is None:
        raise SystemExit(f"{options.profile} has no geometry; name an array")
    table, crowd, source = measured_voices()
    print(
        f"{machine()}\n{profile.name}; {options.scenes} booths of {options.turns} turns; voices: {source}\n"
    )
    found: dict[str, list[float]] = defaultdict(list)

    def array() -> ArrayFrontEnd:
        return ArrayFrontEnd(geometry, profile.trained_gate(), ArrayTuning(threshold=options.threshold))

    for scene in scenes(table, crowd, geometry, count=options.scenes, turns=options.turns):
        learnt = ArrayFrontEnd(geometry, profile.trained_gate(), ArrayTuning(beam="souden"))
        _measure_beams(scene, geometry, _aims_deg(array(), scene), learnt, found)
        _measure_directions(scene, geometry, found)
        for neighbour in (False, True):
            _measure_idle(scene, array, found, neighbour=neighbour)
            for ratio_db in options.ratios_db:
                _measure_table(scene, array, found, ratio_db, neighbour=neighbour)
        print(f"  booth of {scene.duration_s:.0f} s done", flush=True)
    figures = {key: float(np.mean(values)) for key, values in found.items() if values}
    _print(figures, options.ratios_db)
    return {key: round(value, 4) for key, value in figures.items()}


def _measure_table(
    scene: Scene,
    array: Callable[[], ArrayFrontEnd],
    found: dict[str, list[float]],
    ratio_db: float,
    *,
    neighbour: bool,
) -> None:
    tag = f"{ratio_db:g}db" + ("_neighbour" if neighbour else "")
    sound = scene.mixed(ratio_db, neighbour=neighbour) * np.float32(_LEVEL)
    began_s = time.process_time()
    blocks = list(_blocks(array(), sound))
    found[f"cpu_s_per_audio_s_{tag}"].append((time.process_time() - began_s) / scene.duration_s)
    talking = {side: _on_blocks(active, len(blocks)) for side, active in scene.active.items()}
    anybody = talking["visitor"] | talking["rep"]
    sides = np.array([{"visitor": 1, "rep": -1, "unknown": 0}[block.side] for block in blocks])
    speech = np.array([block.speech for block in blocks])
    utterances = list(_utterances(array(), sound))
    inside = np.zeros(len(blocks), bool)
    for first_s, last_s, _ in utterances:
        inside[max(0, round(first_s / BLOCK_S)) : round(last_s / BLOCK_S)] = True
    found[f"near_speech_kept_{tag}"].append(float(inside[anybody].mean()))
    quiet_minutes = float((~anybody).sum()) * BLOCK_S / _MINUTE_S
    found[f"other_sound_s_per_min_{tag}"].append(float((inside & ~anybody).sum()) * BLOCK_S / quiet_minutes)
    found[f"side_accuracy_{tag}"] += _turn_sides(scene, sides, anybody & speech)
    found[f"side_accuracy_half_s_{tag}"] += _half_second_sides(scene, sides, anybody & speech, talking)
    found[f"segment_side_accuracy_{tag}"] += _segment_sides(utterances, talking)
    errors_s = _turn_changes(scene, sides, speech)
    found[f"turn_change_error_s_{tag}"] += errors_s
    found[f"turn_change_placed_{tag}"] += [float(error_s <= _PLACED_S) for error_s in errors_s]
    judged = _judged(anybody)
    detectors = {"": _Listened(np.array([block.log_odds for block in blocks]), speech)}
    detectors |= _others(sound[:, 0], len(blocks))
    for name, listened in detectors.items():
        prefix = f"{name}_" if name else ""
        scores, truth = listened.scores[judged], anybody[judged]
        found[f"{prefix}equal_error_{tag}"].append(_equal_error(scores, truth))
        found[f"{prefix}miss_{tag}"].append(float((~listened.speech[judged])[truth].mean()))
        found[f"{prefix}false_alarm_{tag}"].append(float(listened.speech[judged][~truth].mean()))


def _measure_idle(
    scene: Scene, array: Callable[[], ArrayFrontEnd], found: dict[str, list[float]], *, neighbour: bool
) -> None:
    """Nobody is at the table: every second that is let through is one too many."""
    tag = "_neighbour" if neighbour else ""
    sound = scene.hall + (scene.neighbour * np.float32(10 ** (_IDLE_NEIGHBOUR_DB / 20)) if neighbour else 0)
    sound = np.asarray(sound * np.float32(_LEVEL), np.float32)
    minutes = scene.duration_s / _MINUTE_S
    began_s = time.process_time()
    let_in_s = sum(last_s - first_s for first_s, last_s, _ in _utterances(array(), sound))
    found[f"idle_cpu_s_per_audio_s{tag}"].append((time.process_time() - began_s) / scene.duration_s)
    found[f"idle_false_s_per_min{tag}"].append(let_in_s / minutes)
    for name, listened in _others(sound[:, 0], int(scene.duration_s / BLOCK_S)).items():
        found[f"{name}_idle_false_s_per_min{tag}"].append(float(listened.speech.sum()) * BLOCK_S / minutes)


def _aims_deg(front_end: ArrayFrontEnd, scene: Scene) -> dict[Side, float]:
    """Return where the beams look once they have heard the scene."""
    for _ in _blocks(front_end, scene.mixed(5.0, neighbour=False) * np.float32(_LEVEL)):
        pass
    visitor_deg, rep_deg = front_end.aims_deg
    return {"visitor": visitor_deg, "rep": rep_deg}


def _measure_beams(
    scene: Scene,
    geometry: Geometry,
    aims_deg: Mapping[Side, float],
    learnt: ArrayFrontEnd,
    found: dict[str, list[float]],
) -> None:
    """How much better a beam is than one microphone, for the talker that it is aimed at, at 5 dB."""
    noise = scene.noise(5.0, neighbour=False)
    _aims_deg(learnt, scene)
    beams = {
        "": [superdirective(geometry, aim_deg) for aim_deg in aims_deg.values()],
        "delay_and_sum_": [delay_and_sum(geometry, aim_deg) for aim_deg in aims_deg.values()],
        "souden_": [learnt.weights[..., place].conj() for place in range(len(aims_deg))],
    }
    for name, of_sides in beams.items():
        gains_db, intelligibility = [], []
        for side, weights in zip(aims_deg, of_sides, strict=True):
            voice, rest = (_beam(weights, sound) for sound in (scene.sides[side], noise))
            active = np.repeat(scene.active[side], SAMPLE_RATE_HZ // 100)
            active = np.pad(active, (0, len(voice) - len(active)))
            before_db = _ratio_db(scene.sides[side][:, 0], noise[:, 0], active)
            gains_db.append(_ratio_db(voice, rest, active) - before_db)
            clean = scene.direct[side][active]
            single = (scene.sides[side][:, 0] + noise[:, 0])[active]
            after = stoi(clean, (voice + rest)[active], SAMPLE_RATE_HZ, extended=True)
            intelligibility.append(after - stoi(clean, single, SAMPLE_RATE_HZ, extended=True))
        found[f"{name}snr_gain_db_5db"].append(float(np.mean(gains_db)))
        found[f"{name}estoi_gain_5db"].append(float(np.mean(intelligibility)))


def _measure_directions(scene: Scene, geometry: Geometry, found: dict[str, list[float]]) -> None:
    """Azimuth in windows of half a second at 5 dB: ours, and pyroomacoustics' SRP-PHAT and MUSIC."""
    import pyroomacoustics  # noqa: PLC0415 -- see booth.py

    spectra = Analysis(geometry.microphones).push(_whole_hops(scene.mixed(5.0, neighbour=False)))
    steered = SteeredPower(geometry)
    azimuths = np.deg2rad(steered.azimuths_deg)
    options: Mapping[str, object] = {"azimuth": azimuths, "num_src": 1, "dim": 2}
    peers = {
        "pra_srp_": pyroomacoustics.doa.SRP(geometry.positions_m.T[:2], SAMPLE_RATE_HZ, 512, **options),
        "pra_music_": pyroomacoustics.doa.MUSIC(geometry.positions_m.T[:2], SAMPLE_RATE_HZ, 512, **options),
    }
    window = 31
    spent_s: dict[str, float] = defaultdict(float)
    windows = 0
    for turn in scene.turns:
        first, last = (at // 256 for at in (turn.start, turn.end))
        for start in range(first + window // 2, last - window, 2 * window):
            part = spectra[start : start + window]
            if not scene.active[turn.side][round(start * 1.6) : round((start + window) * 1.6)].any():
                continue
            windows += 1
            true_deg = scene.azimuths_deg[turn.side]
            began_s = time.process_time()
            power = steered.power(steered.cross(part).mean(axis=0, keepdims=True))[0]
            spent_s[""] += time.process_time() - began_s
            answers = {"": float(steered.azimuths_deg[power.argmax()])}
            for name, peer in peers.items():
                began_s = time.process_time()
                peer.locate_sources(part.transpose(2, 1, 0), freq_range=[500.0, 4000.0])
                spent_s[name] += time.process_time() - began_s
                answers[name] = float(np.rad2deg(peer.azimuth_recon[0]))
            for name, answer_deg in answers.items():
                found[f"{name}azimuth_within_15deg_5db"].append(float(apart_deg(answer_deg, true_deg) <= 15))  # noqa: PLR2004
    for name, seconds in spent_s.items():
        found[f"{name}azimuth_ms_per_s"].append(1000 * seconds / (windows * window * 256 / SAMPLE_RATE_HZ))


def _blocks(front_end: ArrayFrontEnd, sound: Audio) -> Iterator[ArrayBlock]:
    for frame in _frames(sound):
        yield from front_end.push(frame)


def _utterances(front_end: ArrayFrontEnd, sound: Audio) -> Iterator[tuple[float, float, list[Side]]]:
    """Yield start, end and sides of what would reach recognition, pre-roll and all."""
    segmenter = Segmenter(front_end=front_end, limits=SegmenterLimits())
    open_: dict[int, list[UtterancePart]] = defaultdict(list)
    heard = [each for frame in _frames(sound) for each in segmenter.push(frame)] + segmenter.flush()
    for each in heard:
        if isinstance(each, UtterancePart):
            open_[each.number].append(each)
    for parts in open_.values():
        sides = [part.side for part in parts for _ in range(round(part.duration_s / BLOCK_S))]
        yield parts[0].start_s, parts[-1].end_s, sides


def _frames(sound: Audio) -> Iterator[Frame]:
    for first in range(0, len(sound) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        yield Frame(sound[first : first + FRAME_SAMPLES], first / SAMPLE_RATE_HZ)


def _others(microphone: Audio, blocks: int) -> dict[str, _Listened]:
    """Return what detectors on a single microphone say, at the level that they like."""
    loud = microphone * np.float32(0.05 / microphone.std())
    gate = WebRtcGate(3)
    frames = len(loud) // FRAME_SAMPLES
    opened = np.array(
        [gate.is_speech(loud[at * FRAME_SAMPLES : (at + 1) * FRAME_SAMPLES]) for at in range(frames)]
    )
    at_frames = np.minimum((np.arange(blocks) + 0.5) * BLOCK_S / 0.02, frames - 1).astype(int)
    silero = StreamingSilero()
    windows = len(loud) // WINDOW_SAMPLES
    probabilities = np.array(
        [silero.push(loud[at * WINDOW_SAMPLES : (at + 1) * WINDOW_SAMPLES]) for at in range(windows)]
    )[np.minimum(np.arange(blocks), windows - 1)]
    return {
        "webrtcvad": _Listened(opened[at_frames].astype(float), opened[at_frames]),
        "silero": _Listened(probabilities, probabilities > 0.5),  # noqa: PLR2004 -- its default
    }


def _turn_sides(scene: Scene, sides: NDArray[np.int_], spoken: NDArray[np.bool_]) -> list[float]:
    right = []
    for turn in scene.turns:
        part = _part(turn.start, turn.end)
        right.append(float(np.sign(sides[part][spoken[part]].sum()) == _sign(turn.side)))
    return right


def _half_second_sides(
    scene: Scene,
    sides: NDArray[np.int_],
    spoken: NDArray[np.bool_],
    talking: Mapping[Side, NDArray[np.bool_]],
) -> list[float]:
    """Windows in which both talk are left out: they have no one side."""
    both = talking["visitor"] & talking["rep"]
    right = []
    for turn in scene.turns:
        whole = _part(turn.start, turn.end)
        for first in range(whole.start, whole.stop - _HALF_S, _HALF_S):
            part = slice(first, first + _HALF_S)
            if spoken[part].sum() >= _FEWEST_SPOKEN and not both[part].any():
                right.append(float(np.sign(sides[part][spoken[part]].sum()) == _sign(turn.side)))
    return right


def _segment_sides(
    utterances: Sequence[tuple[float, float, list[Side]]], talking: Mapping[Side, NDArray[np.bool_]]
) -> list[float]:
    """Automatic segments in which one side has four fifths of the speech: is that the side they get?"""
    right = []
    for first_s, last_s, sides in utterances:
        part = slice(round(first_s / BLOCK_S), round(last_s / BLOCK_S))
        visitor, rep = int(talking["visitor"][part].sum()), int(talking["rep"][part].sum())
        if visitor + rep > _FEWEST_SPOKEN and min(visitor, rep) < 0.2 * (visitor + rep):
            votes = sides.count("visitor") - sides.count("rep")
            right.append(float(votes != 0 and (votes > 0) == (visitor > rep)))
    return right


def _turn_changes(scene: Scene, sides: NDArray[np.int_], speech: NDArray[np.bool_]) -> list[float]:
    """Return how far the first block of the new side lies from the new turn's first sound."""
    errors = []
    for before, after in zip(scene.turns, scene.turns[1:], strict=False):
        if after.start < before.end:
            continue
        begin = after.start + int(np.argmax(scene.active[after.side][after.start // 160 :])) * 160
        part = _part((before.start + before.end) // 2, after.end)
        new = np.flatnonzero((sides[part] == _sign(after.side)) & speech[part])
        if len(new):
            errors.append(abs((part.start + int(new[0])) * BLOCK_S - begin / SAMPLE_RATE_HZ))
    return errors


def _judged(truth: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave out what is next to a border of speech, and the beginning."""
    border = np.convolve(np.abs(np.diff(truth.astype(int), prepend=truth[0])), np.ones(3), "same") > 0
    judged: NDArray[np.bool_] = ~border
    judged[: round(_WARM_UP_S / BLOCK_S)] = False
    return judged


def _equal_error(scores: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    thresholds = np.quantile(scores, np.linspace(0, 1, 400))
    misses = np.array([(scores[truth] <= threshold).mean() for threshold in thresholds])
    false = np.array([(scores[~truth] > threshold).mean() for threshold in thresholds])
    nearest = int(np.argmin(np.abs(misses - false)))
    return float((misses[nearest] + false[nearest]) / 2)


def _on_blocks(steps: NDArray[np.bool_], blocks: int) -> NDArray[np.bool_]:
    """Bring a grid of 10 ms to the blocks', each a hop later than it was said."""
    at = ((np.arange(blocks) + 0.5) * _STEPS_A_BLOCK - 1.6).astype(int)
    return np.asarray(steps[np.clip(at, 0, len(steps) - 1)])


def _part(start: int, end: int) -> slice:
    return slice(round(start / SAMPLE_RATE_HZ / BLOCK_S), round(end / SAMPLE_RATE_HZ / BLOCK_S))


def _sign(side: Side) -> int:
    return 1 if side == "visitor" else -1


def _beam(weights: NDArray[np.complex64], sound: Audio) -> Audio:
    whole = _whole_hops(sound)
    spectra = Analysis(sound.shape[1]).push(whole)
    voice = Synthesis().push(np.einsum("fm,tfm->tf", weights.conj(), spectra).astype(np.complex64))
    return np.pad(voice[256:], (0, len(sound) - len(voice) + 256))


def _whole_hops(sound: Audio) -> Audio:
    return sound[: len(sound) // 256 * 256]


def _ratio_db(voice: Audio, rest: Audio, active: NDArray[np.bool_]) -> float:
    return float(20 * np.log10(level(voice[active]) / np.sqrt(np.mean(rest**2))))


def _print(figures: Mapping[str, float], ratios_db: Sequence[float]) -> None:
    rows = [
        ("side of an utterance right", "side_accuracy"),
        ("side of half a second right", "side_accuracy_half_s"),
        ("side of an automatic segment right", "segment_side_accuracy"),
        ("turn change placed off by, s", "turn_change_error_s"),
        ("  placed within 0.3 s", "turn_change_placed"),
        ("near speech kept", "near_speech_kept"),
        ("other sound with it, s a minute", "other_sound_s_per_min"),
        ("equal error of voice activity", "equal_error"),
        ("  Silero on one microphone", "silero_equal_error"),
        ("  webrtcvad 3: miss", "webrtcvad_miss"),
        ("  webrtcvad 3: false alarm", "webrtcvad_false_alarm"),
        ("CPU s per audio s", "cpu_s_per_audio_s"),
    ]
    tags = [f"{ratio_db:g}db{tail}" for tail in ("", "_neighbour") for ratio_db in ratios_db]
    print("\n" + " " * 38 + "".join(f"{tag.replace('_neighbour', '+n'):>9}" for tag in tags))
    for label, key in rows:
        print(f"{label:38}" + "".join(f"{figures[f'{key}_{tag}']:9.3f}" for tag in tags))
    print("+n: with a talker at the next booth\n")
    for label, key in (
        ("empty booth, s a minute let in", "idle_false_s_per_min"),
        ("  Silero on one microphone", "silero_idle_false_s_per_min"),
        ("  webrtcvad 3", "webrtcvad_idle_false_s_per_min"),
    ):
        print(f"{label:38} babble {figures[key]:7.2f}   with neighbour {figures[f'{key}_neighbour']:7.2f}")
    print(f"{'empty booth, CPU s per audio s':38} {figures['idle_cpu_s_per_audio_s']:.4f}\n")
    for label, prefix in (
        ("superdirective beam", ""),
        ("Souden, bounded", "souden_"),
        ("delay and sum", "delay_and_sum_"),
    ):
        gain_db, gain = figures[f"{prefix}snr_gain_db_5db"], figures[f"{prefix}estoi_gain_5db"]
        print(f"{label:38} SNR {gain_db:+.2f} dB, ESTOI {gain:+.3f} over one microphone, at 5 dB")
    for label, prefix in (
        ("SRP-PHAT, ours", ""),
        ("pyroomacoustics' SRP", "pra_srp_"),
        ("MUSIC", "pra_music_"),
    ):
        share, cost_ms = figures[f"{prefix}azimuth_within_15deg_5db"], figures[f"{prefix}azimuth_ms_per_s"]
        print(f"{label:38} {share:6.1%} within 15 degrees in half a second, {cost_ms:.2f} ms per s")
