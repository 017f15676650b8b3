"""A trade-show booth in the computer: two people at a table, a hall around them, a neighbour who talks."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from agent.contract.lead import Side
from agent.hearing.array.geometry import Geometry
from drivers.microphones.base import SAMPLE_RATE_HZ

Audio = NDArray[np.float32]

MEASURED_SEED = 1000
TRAINING_SEED = 5000
"""No booth that is measured may have been learnt from."""

_ROOM_M = (6.0, 6.0, 3.0)
_REVERBERATION_S = 0.4
_REFLECTIONS = 16
_TABLE_M = 1.1
_WALL_M = 0.25
_BABBLERS = 9
_DIFFUSE_DIRECTIONS = 32
_VOICES_A_DIRECTION = 5
_SENSOR_DB = -42.0
_GAIN_SPREAD_DB = 0.5
_PLACEMENT_SPREAD_M = 0.0005
_NEIGHBOUR_BELOW_DB = 3.0
_QUIETEST_DB = 35.0
_STEP = SAMPLE_RATE_HZ // 100


@dataclass(frozen=True, slots=True)
class Voice:
    """One talker.

    Attributes:
        name: For people.
        clips: Sentences, float32, 16 kHz.
    """

    name: str
    clips: Sequence[Audio]


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of talk at the table.

    Attributes:
        side: Who talks.
        start: First sample.
        end: Behind the last one.
        voice: Name of who it is.
        clip: Which of its sentences is said.
    """

    side: Side
    start: int
    end: int
    voice: str
    clip: int


@dataclass(frozen=True)
class Scene:
    """What an array hears, apart, so that it can be mixed at any ratio.

    Attributes:
        sides: What each side sounds like at the microphones, shape (samples, microphones); active speech
            at the first one has a level of 1.
        direct: The same at the first microphone without reverberation beyond 50 ms.
        dry: What each side said, shape (samples,).
        hall: Everybody else, at a level of 1.
        neighbour: A talker at the next booth, 3 dB below the table.
        azimuths_deg: Where the sides are.
        turns: Who talked when.
    """

    sides: Mapping[Side, Audio]
    direct: Mapping[Side, Audio]
    dry: Mapping[Side, Audio]
    hall: Audio
    neighbour: Audio
    azimuths_deg: Mapping[Side, float]
    turns: Sequence[Turn]

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.hall) / SAMPLE_RATE_HZ

    @cached_property
    def active(self) -> Mapping[Side, NDArray[np.bool_]]:
        """For each side, whether it talks in each step of 10 ms."""
        return {side: activity(dry) for side, dry in self.dry.items()}

    def noise(self, ratio_db: float, *, neighbour: bool) -> Audio:
        """Return everything but the table, for speech that is `ratio_db` above the hall."""
        hall = self.hall * np.float32(10 ** (-ratio_db / 20))
        return hall + self.neighbour if neighbour else hall

    def mixed(self, ratio_db: float, *, neighbour: bool) -> Audio:
        """Return what the array hears, shape (samples, microphones)."""
        table = self.sides["visitor"] + self.sides["rep"]
        return np.asarray(table + self.noise(ratio_db, neighbour=neighbour), np.float32)


def scenes(
    table: Sequence[Voice],
    crowd: Sequence[Voice],
    geometry: Geometry,
    *,
    count: int,
    turns: int,
    first_seed: int = MEASURED_SEED,
) -> Iterator[Scene]:
    """Yield `count` booths with `turns` turns each; the same ones every time.

    Args:
        table: Two of them talk at the table; their clips must be clean, they say when there is speech.
        crowd: Everybody else, and those at the table when they are not there.
        geometry: Of the array.
        count: How many booths.
        turns: How many turns in each.
        first_seed: Of the first booth; the next ones count on.
    """
    for seed in range(first_seed, first_seed + count):
        yield _Builder(table, crowd, geometry, np.random.default_rng(seed)).build(turns)


def activity(audio: Audio) -> NDArray[np.bool_]:
    """Return for every 10 ms whether somebody speaks: within 35 dB of the loud parts, 80 ms gaps closed."""
    steps = len(audio) // _STEP
    power = np.mean(audio[: steps * _STEP].reshape(steps, _STEP) ** 2, axis=1)
    power = np.convolve(power, np.ones(3) / 3, "same")
    if not power.any():
        return np.zeros(steps, bool)
    active = power > np.percentile(power[power > 0], 99) * 10 ** (-_QUIETEST_DB / 10)
    found = np.flatnonzero(active)
    for before, after in itertools.pairwise(found):
        if after - before <= 8:  # noqa: PLR2004 -- 80 ms
            active[before:after] = True
    return np.asarray(active, bool)


def level(audio: Audio) -> float:
    """Return the level of active speech: of what lies within 30 dB of the loudest 20 ms."""
    steps = len(audio) // (2 * _STEP)
    power = np.mean(audio[: steps * 2 * _STEP].reshape(steps, 2 * _STEP) ** 2, axis=1)
    return float(np.sqrt(power[power > power.max() * 1e-3].mean() + 1e-20))


class _Builder:
    """One booth: a shoe box of 6 x 6 x 3 m with an RT60 of 0.4 s, by image sources (pyroomacoustics)."""

    def __init__(
        self,
        table: Sequence[Voice],
        crowd: Sequence[Voice],
        geometry: Geometry,
        random: np.random.Generator,
    ) -> None:
        self._table = table
        self._others = crowd
        self._random = random
        shake = random.normal(0, _PLACEMENT_SPREAD_M, geometry.positions_m.shape)
        self._microphones_m = geometry.positions_m + shake
        self._centre_m = np.array([3.0, 3.0, _TABLE_M]) + np.array([*random.uniform(-0.3, 0.3, 2), 0.0])

    def build(self, count: int) -> Scene:
        random = self._random
        talkers = random.permutation(len(self._table))
        pair: dict[Side, Voice] = {"visitor": self._table[talkers[0]], "rep": self._table[talkers[1]]}
        azimuths_deg: dict[Side, float] = {
            "visitor": random.uniform(-25, 25),
            "rep": 180 + random.uniform(-25, 25),
        }
        turns, dry = self._script(pair, count)
        samples = len(dry["visitor"])
        places = [
            self._place(azimuths_deg["visitor"], random.uniform(0.8, 1.2), random.uniform(1.45, 1.65)),
            self._place(azimuths_deg["rep"], random.uniform(0.7, 0.9), random.uniform(1.45, 1.65)),
            *(self._far_place() for _ in range(_BABBLERS)),
            self._place(random.choice([90, 270]) + random.uniform(-25, 25), random.uniform(1.8, 2.2), 1.6),
        ]
        responses = self._responses(places)
        sides: dict[Side, Audio] = {}
        direct: dict[Side, Audio] = {}
        for side, response in zip(pair, responses, strict=False):
            image = _convolved(dry[side], response)
            gain = np.float32(1 / level(image[:, 0]))
            sides[side] = image * gain
            first = response[0].copy()
            first[int(np.abs(first).argmax()) + round(0.05 * SAMPLE_RATE_HZ) :] = 0
            direct[side] = _convolved(dry[side], first[None])[:, 0] * gain
        hall = self._hall(samples, responses[2:-1])
        neighbour = _convolved(self._talk(samples) * self._now_and_then(samples), responses[-1])
        neighbour *= np.float32(10 ** (-_NEIGHBOUR_BELOW_DB / 20) / level(neighbour[:, 0]))
        spread_db = random.normal(0, _GAIN_SPREAD_DB, hall.shape[1])
        gains = np.asarray(10 ** (spread_db / 20), np.float32)
        return Scene(
            {side: image * gains for side, image in sides.items()},
            direct,
            dry,
            hall * gains,
            neighbour * gains,
            azimuths_deg,
            turns,
        )

    def _script(self, pair: Mapping[Side, Voice], count: int) -> tuple[list[Turn], dict[Side, Audio]]:
        turns: list[Turn] = []
        clips: list[Audio] = []
        at = 3 * SAMPLE_RATE_HZ
        order = {side: self._random.permutation(len(voice.clips)) for side, voice in pair.items()}
        for number in range(count):
            side: Side = "rep" if number % 2 else "visitor"
            chosen = int(order[side][number // 2 % len(order[side])])
            clip = pair[side].clips[chosen]
            clips.append(clip / np.float32(level(clip)))
            turns.append(Turn(side, at, at + len(clip), pair[side].name, chosen))
            interrupts = self._random.random() < 0.08  # noqa: PLR2004 -- as often as people at a table do
            gap_s = self._random.uniform(-0.5, -0.1) if interrupts else self._random.uniform(0.3, 1.5)
            at += len(clip) + round(gap_s * SAMPLE_RATE_HZ)
        samples = turns[-1].end + 2 * SAMPLE_RATE_HZ
        dry: dict[Side, Audio] = {side: np.zeros(samples, np.float32) for side in pair}
        for turn, clip in zip(turns, clips, strict=True):
            dry[turn.side][turn.start : turn.end] += clip
        return turns, dry

    def _place(self, azimuth_deg: float, distance_m: float, height_m: float) -> NDArray[np.float64]:
        azimuth = np.deg2rad(azimuth_deg)
        x_m, y_m = self._centre_m[:2] + distance_m * np.array([np.cos(azimuth), np.sin(azimuth)])
        return np.array([x_m, y_m, height_m])

    def _far_place(self) -> NDArray[np.float64]:
        while True:
            place = self._place(
                self._random.uniform(0, 360), self._random.uniform(2, 4), self._random.uniform(1.2, 1.75)
            )
            if all(place[:2] > _WALL_M) and all(place[:2] < np.array(_ROOM_M[:2]) - _WALL_M):
                return place

    def _responses(self, places: Sequence[NDArray[np.float64]]) -> list[Audio]:
        """Return for each place its impulse responses, shape (microphones, samples)."""
        import pyroomacoustics  # noqa: PLC0415 -- large, and only the simulation needs it

        absorption, reflections = pyroomacoustics.inverse_sabine(_REVERBERATION_S, _ROOM_M)
        room = pyroomacoustics.ShoeBox(
            _ROOM_M,
            fs=SAMPLE_RATE_HZ,
            materials=pyroomacoustics.Material(absorption),
            max_order=min(reflections, _REFLECTIONS),
        )
        room.add_microphone_array((self._centre_m + self._microphones_m).T)
        for place in places:
            room.add_source(place)
        room.compute_rir()
        found = []
        for number in range(len(places)):
            each = [np.asarray(of_microphone[number], np.float32) for of_microphone in room.rir]
            longest = max(len(response) for response in each)
            found.append(np.stack([np.pad(response, (0, longest - len(response))) for response in each]))
        return found

    def _hall(self, samples: int, responses: Sequence[Audio]) -> Audio:
        """Talkers around, babble from everywhere, and a little noise of fans and sensors."""
        random = self._random
        babble = np.zeros((samples, len(self._microphones_m)), np.float32)
        for response in responses:
            loudness = np.float32(10 ** (random.normal(0, 2) / 20))
            babble += _convolved(self._talk(samples), response) * loudness
        diffuse = np.zeros((samples, len(self._microphones_m)), np.float32)
        golden = np.pi * (1 + 5**0.5)
        for number in range(_DIFFUSE_DIRECTIONS):
            height = (
                1 - (2 * number + 1) / _DIFFUSE_DIRECTIONS * 0.9
            )  # the floor swallows what comes from below
            flat, turn = np.sqrt(1 - height**2), golden * number
            towards = np.array([flat * np.cos(turn), flat * np.sin(turn), height])
            crowd = np.sum([self._talk(samples) for _ in range(_VOICES_A_DIRECTION)], axis=0)
            diffuse += _delayed(crowd, -(self._microphones_m @ towards) / 343.0)
        hall = np.asarray(babble / _rms(babble) + diffuse / _rms(diffuse), np.float32)
        hall /= _rms(hall)
        sensors = random.standard_normal(hall.shape).astype(np.float32) * np.float32(10 ** (_SENSOR_DB / 20))
        return hall + sensors

    def _talk(self, samples: int) -> Audio:
        """Return one of the others talking without end."""
        voice = self._others[int(self._random.integers(len(self._others)))]
        talk = np.zeros(samples, np.float32)
        at = -round(self._random.uniform(0, 3) * SAMPLE_RATE_HZ)
        while at < samples:
            clip = voice.clips[int(self._random.integers(len(voice.clips)))]
            clip = clip / np.float32(level(clip))
            first, last = max(at, 0), min(at + len(clip), samples)
            if last > first:
                talk[first:last] += clip[first - at : last - at]
            at += len(clip) + round(self._random.uniform(0.05, 0.8) * SAMPLE_RATE_HZ)
        return talk

    def _now_and_then(self, samples: int) -> Audio:
        gate = np.zeros(samples, np.float32)
        at = 0
        while at < samples:
            length = round(self._random.uniform(3, 6) * SAMPLE_RATE_HZ)
            gate[at : at + length] = 1
            at += length + round(self._random.uniform(3, 6) * SAMPLE_RATE_HZ)
        return gate


def _through(audio: Audio, filters: NDArray[np.float32] | NDArray[np.float64]) -> NDArray[np.float32]:
    from scipy.signal import oaconvolve  # noqa: PLC0415 -- an extra, which reading a table does without

    return np.asarray(oaconvolve(audio[:, None], filters.T, axes=0), np.float32)


def _convolved(audio: Audio, response: Audio) -> Audio:
    """Return shape (samples, microphones)."""
    return np.asarray(_through(audio, response)[: len(audio)], np.float32)


def _delayed(audio: Audio, delays_s: NDArray[np.float64]) -> Audio:
    """Delay by fractions of a sample with a windowed sinc of 49 taps."""
    taps = np.arange(-24, 25)
    filters = np.sinc(taps - delays_s[:, None] * SAMPLE_RATE_HZ) * np.hamming(49)
    delayed = _through(audio, filters)[24 : 24 + len(audio)]
    return np.asarray(delayed, np.float32)


def _rms(audio: Audio) -> np.float32:
    return np.float32(np.sqrt(np.mean(audio[:, 0] ** 2) + 1e-20))
