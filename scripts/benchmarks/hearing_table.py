"""Who is heard at a simulated booth, when, and what gets in that is not the table's."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from agent.contract.lead import Side
from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.faults import Trouble
from agent.hearing.array.front_end import BLOCK_S, ArrayFrontEnd
from agent.hearing.front_end import FrontEnd
from agent.hearing.gate import WebRtcGate
from agent.hearing.judge import WINDOW_SAMPLES, SileroJudge
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import UtterancePart
from agent.hearing.voice import StreamingSilero
from drivers.microphones.base import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame
from drivers.microphones.resample import Framer
from scripts.benchmarks.booth import Audio, Scene, Turn

Found = defaultdict[str, list[float]]
MakeArray = Callable[[], ArrayFrontEnd]
Stretch = tuple[float, float, Side]
"""From when until when it was handed on, in seconds, and whose it was."""

LEVEL = 0.02
"""Of speech, full scale being 1: an array on the table records that softly."""
_WARM_UP_S = 3.0
_HALF_S = round(0.5 / BLOCK_S)
_STEPS_A_SECOND = 100
_STEP_SAMPLES = SAMPLE_RATE_HZ // _STEPS_A_SECOND
_STEPS_A_BLOCK = BLOCK_S * _STEPS_A_SECOND
_IDLE_NEIGHBOUR_DB = 5.0
"""With nobody at the table the neighbour is this much louder, as a hall is."""
_FEWEST_SPOKEN = 6
_PLACED_S = 0.3
_MINUTE_S = 60.0
_DEVICE_HZ = 48_000
_DEVICE_SAMPLES = _DEVICE_HZ // 50
_JUDGE_THRESHOLD = 0.5


@dataclass(frozen=True)
class _Listened:
    """What a detector made of a scene, on a grid of blocks of 32 ms."""

    scores: NDArray[np.float64]
    speech: NDArray[np.bool_]


class _Remembering:
    """A front end that keeps what it hands on."""

    def __init__(self, front_end: ArrayFrontEnd) -> None:
        self.blocks: list[ArrayBlock] = []
        self.block_s = front_end.block_s
        self.troubles: Sequence[Trouble] = ()
        self.veto = front_end.veto
        self.flush = front_end.flush
        self._front_end = front_end

    def push(self, frame: Frame) -> Sequence[ArrayBlock]:
        """See `FrontEnd.push`."""
        blocks = self._front_end.push(frame)
        self.blocks += blocks
        return blocks


def measure_table(
    scene: Scene,
    array: MakeArray,
    found: Found,
    ratio_db: float,
    *,
    neighbour: bool,
) -> None:
    """Two people talk in turn: whose side is said, when, and what else gets in."""
    tag = f"{ratio_db:g}db" + ("_neighbour" if neighbour else "")
    sound = scene.mixed(ratio_db, neighbour=neighbour) * np.float32(LEVEL)
    front_end = _Remembering(array())
    utterances = list(_utterances(front_end, sound))
    blocks = front_end.blocks
    talking = {side: _on_blocks(active, len(blocks)) for side, active in scene.active.items()}
    anybody = talking["visitor"] | talking["rep"]
    sides = np.array([_sign(block.side) for block in blocks])
    speech = np.array([block.speech for block in blocks])
    inside = np.zeros(len(blocks), bool)
    for stretches in utterances:
        inside[max(0, round(stretches[0][0] / BLOCK_S)) : round(stretches[-1][1] / BLOCK_S)] = True
    found[f"near_speech_kept_{tag}"].append(float(inside[anybody].mean()))
    quiet_minutes = float((~anybody).sum()) * BLOCK_S / _MINUTE_S
    found[f"other_sound_s_per_min_{tag}"].append(float((inside & ~anybody).sum()) * BLOCK_S / quiet_minutes)
    found[f"side_accuracy_{tag}"] += _turn_sides(scene, sides, anybody & speech)
    found[f"side_accuracy_half_s_{tag}"] += _half_second_sides(scene, sides, anybody & speech, talking)
    found[f"segment_side_accuracy_{tag}"] += _segment_sides(utterances, talking)
    errors_s = turn_changes(scene, utterances)
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


def measure_idle(scene: Scene, array: MakeArray, found: Found, *, neighbour: bool) -> None:
    """Nobody is at the table: every second that is let through is one too many."""
    tag = "_neighbour" if neighbour else ""
    sound = scene.hall + (scene.neighbour * np.float32(10 ** (_IDLE_NEIGHBOUR_DB / 20)) if neighbour else 0)
    sound = np.asarray(sound * np.float32(LEVEL), np.float32)
    minutes = scene.duration_s / _MINUTE_S
    let_in_s = sum(stretches[-1][1] - stretches[0][0] for stretches in _utterances(array(), sound))
    found[f"idle_false_s_per_min{tag}"].append(let_in_s / minutes)
    for name, listened in _others(sound[:, 0], int(scene.duration_s / BLOCK_S)).items():
        found[f"{name}_idle_false_s_per_min{tag}"].append(float(listened.speech.sum()) * BLOCK_S / minutes)


def measure_cost(scene: Scene, array: MakeArray, found: Found) -> None:
    """Processor time of all that listens: resampling from 48 kHz, front end, veto, segmenter, judge."""
    judge = SileroJudge(_JUDGE_THRESHOLD)
    for name, sound in (("", scene.mixed(5.0, neighbour=False)), ("idle_", scene.hall)):
        device = np.asarray(soxr.resample(sound * np.float32(LEVEL), SAMPLE_RATE_HZ, _DEVICE_HZ), np.float32)
        framer = Framer(sample_rate_hz=_DEVICE_HZ, channels=device.shape[1])
        segmenter = Segmenter(front_end=array(), limits=SegmenterLimits())
        waiting: list[Audio] = []
        began_s = time.process_time()
        for first in range(0, len(device) - _DEVICE_SAMPLES + 1, _DEVICE_SAMPLES):
            for frame in framer.push(device[first : first + _DEVICE_SAMPLES], first / _DEVICE_HZ):
                for heard in segmenter.push(frame):
                    if isinstance(heard, UtterancePart):
                        waiting.append(heard.audio)
                        if heard.last:
                            judge.speech_s(np.concatenate(waiting))
                            waiting = []
        spent_s = time.process_time() - began_s
        found[f"{name}cpu_s_per_audio_s"].append(spent_s / scene.duration_s)


def blocks_of(front_end: ArrayFrontEnd, sound: Audio) -> Iterator[ArrayBlock]:
    """Yield what the front end makes of sound of shape (samples, microphones)."""
    for frame in frames_of(sound):
        yield from front_end.push(frame)


def frames_of(sound: Audio) -> Iterator[Frame]:
    """Cut sound into frames; what is left over is left out."""
    for first in range(0, len(sound) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        yield Frame(sound[first : first + FRAME_SAMPLES], first / SAMPLE_RATE_HZ)


def _utterances(front_end: FrontEnd, sound: Audio) -> Iterator[list[Stretch]]:
    """Yield the stretches of each utterance that would reach recognition, pre-roll and all."""
    segmenter = Segmenter(front_end=front_end, limits=SegmenterLimits())
    open_: dict[int, list[Stretch]] = defaultdict(list)
    heard = [each for frame in frames_of(sound) for each in segmenter.push(frame)] + segmenter.flush()
    for each in heard:
        if isinstance(each, UtterancePart):
            open_[each.number].append((each.start_s, each.end_s, each.side))
    yield from open_.values()


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
    utterances: Sequence[Sequence[Stretch]], talking: Mapping[Side, NDArray[np.bool_]]
) -> list[float]:
    """Automatic segments in which one side has four fifths of the speech: is that the side they get?"""
    right = []
    for stretches in utterances:
        part = slice(round(stretches[0][0] / BLOCK_S), round(stretches[-1][1] / BLOCK_S))
        visitor, rep = int(talking["visitor"][part].sum()), int(talking["rep"][part].sum())
        if visitor + rep > _FEWEST_SPOKEN and min(visitor, rep) < 0.2 * (visitor + rep):
            votes = sum(_sign(side) * (last_s - first_s) for first_s, last_s, side in stretches)
            right.append(float(votes != 0 and (votes > 0) == (visitor > rep)))
    return right


def turn_changes(scene: Scene, utterances: Sequence[Sequence[Stretch]]) -> list[float]:
    """Return by how many seconds each change of the talker was misplaced.

    Between the last word of one and the first of the next every moment is right, and where they overlap every
    moment in which both talk. From the middle of one turn to the middle of the next the furthest of these
    counts: sound given to the next talker before that pause, sound given to the last one after it, and sound
    after it that was not yet given to the next.
    """
    given = [stretch for stretches in utterances for stretch in _bridged(stretches)]
    errors = []
    for before, after in zip(scene.turns, scene.turns[1:], strict=False):
        began_s, ended_s = _spoken(scene, before)
        begins_s, ends_s = _spoken(scene, after)
        first_s, last_s = min(ended_s, begins_s), max(ended_s, begins_s)
        from_s, until_s = (began_s + ended_s) / 2, (begins_s + ends_s) / 2
        near = [(max(one, from_s), min(other, until_s), side) for one, other, side in given]
        near = [(one, other, side) for one, other, side in near if one < other]
        begun_s = min((one for one, _, side in near if side == after.side), default=until_s)
        over_s = max((other for _, other, side in near if side == before.side), default=from_s)
        errors.append(max(0.0, first_s - begun_s, begun_s - last_s, over_s - last_s))
    return errors


def _bridged(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Give stretches in which nobody was seen to speak to those around them, where these agree.

    The words in them get their side so (agent/speech/sides.py); a pause has none.
    """
    known = [(number, side) for number, (_, _, side) in enumerate(stretches) if side != "unknown"]
    for number, (first_s, last_s, side) in enumerate(stretches):
        before = [found for at, found in known if at <= number][-1:]
        after = [found for at, found in known if at >= number][:1]
        around = {*before, *after}
        yield first_s, last_s, around.pop() if len(around) == 1 else side


def _spoken(scene: Scene, turn: Turn) -> tuple[float, float]:
    """Return when the first word of a turn begins and its last one ends, in seconds."""
    first = turn.start // _STEP_SAMPLES
    active = np.flatnonzero(scene.active[turn.side][first : turn.end // _STEP_SAMPLES])
    return (first + int(active[0])) / _STEPS_A_SECOND, (first + int(active[-1]) + 1) / _STEPS_A_SECOND


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
    return {"visitor": 1, "rep": -1, "unknown": 0}[side]
