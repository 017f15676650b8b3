import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from agent.contract.lead import Lead
from agent.hearing.utterance import Heard, Silence, Utterance
from agent.ops.health import Health, Station, Status
from agent.ops.metrics import Metrics
from agent.speech import models, recogniser
from agent.speech.models import ModelError, ModelReason
from agent.speech.recogniser import Listeners, Recogniser
from agent.speech.segment import Segment
from agent.speech.transcriber import Transcriber
from agent.visit.conversations import ConsentPolicy
from drivers.clock import ReplayClock
from tests.hearing.sounds import demo_turns, demo_utterance, noise, silence
from tests.visit.people import CAPTURE, conversations, decoded, scan

Span = tuple[float, float]


class Spy(Transcriber):
    """The real thing on the demo model, with a note of everything it was given to hear."""

    def __init__(self) -> None:
        super().__init__(
            models.resolve("demo"), language="en", compute_type="int8", threads=1, context_floor_s=0
        )
        self.given: list[Utterance] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def transcribe(self, utterance: Utterance, *, speech_s: float) -> Segment | None:
        self.given.append(utterance)
        self.meanwhile()
        return super().transcribe(utterance, speech_s=speech_s)


@dataclass
class Room:
    """A recogniser with everything around it; by default all that is said may be heard."""

    load: Callable[[], Transcriber]
    audible: Callable[[float, float], list[Span]] = lambda start_s, end_s: [(start_s, end_s)]
    got: list[Segment | float] = field(default_factory=list)
    queue: asyncio.Queue[Heard] = field(default_factory=asyncio.Queue)
    metrics: Metrics = field(default_factory=Metrics)
    station: Station = field(default_factory=lambda: Health().station("speech"))

    def __post_init__(self) -> None:
        self.recogniser = Recogniser(
            load=self.load,
            judge_threshold=0.5,
            minimum_speech_s=0.25,
            listeners=Listeners(
                audible=self.may_hear,
                heard=self.take,
                heard_until=self.take,
            ),
            clock=ReplayClock(),
            metrics=self.metrics,
            station=self.station,
        )

    def may_hear(self, start_s: float, end_s: float) -> list[Span]:
        return self.audible(start_s, end_s)

    async def take(self, what: Segment | float) -> None:
        self.got.append(what)

    @contextlib.asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.recogniser.run(self.queue))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
            self.recogniser.close()

    async def hear(self, *heard: Heard) -> None:
        """Put in what was heard and return when all of it has been dealt with."""
        for each in heard:
            self.queue.put_nowait(each)
        await self.queue.join()

    def outcomes(self, outcome: str) -> float:
        name = "boothscribe_utterances_total"
        return self.metrics.registry.get_sample_value(name, {"outcome": outcome}) or 0.0

    @property
    def segments(self) -> list[Segment]:
        return [each for each in self.got if isinstance(each, Segment)]


@pytest.fixture(scope="module")
def model() -> Spy:
    return Spy()


@pytest.fixture
def spy(model: Spy) -> Spy:
    model.given, model.meanwhile = [], lambda: None
    return model


@pytest.fixture
def room(spy: Spy) -> Room:
    return Room(lambda: spy)


async def test_words_and_marks_of_silence_keep_their_order(room: Room) -> None:
    first, second = (demo_utterance(turn) for turn in demo_turns()[:2])
    async with room.working():
        await room.hear(
            Silence(first.start_s), first, Silence(first.end_s), second, Silence(second.end_s), Silence(500)
        )
    kinds = [each if isinstance(each, float | int) else each.start_s for each in room.got]
    assert kinds == [first.start_s, first.start_s, first.end_s, second.start_s, second.end_s, 500]
    assert len(room.segments) == 2
    assert room.station.status is Status.OK
    assert room.outcomes("transcribed") == 2


async def test_what_was_recognised_is_counted(room: Room) -> None:
    async with room.working():
        await room.hear(*(demo_utterance(turn) for turn in demo_turns()[:3]))
    value = room.metrics.registry.get_sample_value
    assert value("boothscribe_words_total") == sum(len(segment.words) for segment in room.segments)
    assert value("boothscribe_speech_seconds_total") == pytest.approx(
        sum(segment.speech_s for segment in room.segments)
    )
    assert (value("boothscribe_decode_seconds_total") or 0) > 0


async def test_sound_without_consent_reaches_no_model(room: Room, spy: Spy) -> None:
    room.audible = lambda _start_s, _end_s: []
    async with room.working():
        await room.hear(demo_utterance(demo_turns()[0]), Silence(10))
    assert spy.given == []
    assert room.got == [10]
    assert room.outcomes("not_consented") == 1


async def test_sound_outside_consented_time_is_cut_away_to_the_sample(room: Room, spy: Spy) -> None:
    utterance = demo_utterance(demo_turns()[1])
    from_s, until_s = utterance.start_s + 0.5, utterance.end_s - 0.25
    room.audible = lambda _start_s, _end_s: [(from_s, until_s)]
    async with room.working():
        await room.hear(utterance)
    [given] = spy.given
    assert np.array_equal(given.audio, utterance.audio[8_000 : len(utterance.audio) - 4_000])
    assert given.start_s == from_s


async def test_one_utterance_across_two_visitors_becomes_one_part_for_each(room: Room, spy: Spy) -> None:
    utterance = demo_utterance(demo_turns()[1])
    middle_s = utterance.start_s + utterance.duration_s / 2
    room.audible = lambda start_s, end_s: [(start_s, middle_s), (middle_s, end_s)]
    async with room.working():
        await room.hear(utterance)
    assert abs(sum(len(given.audio) for given in spy.given) - len(utterance.audio)) <= 1
    assert spy.given[1].start_s == middle_s


class Booth(Room):
    """A room whose words go to real conversations."""

    def __init__(self, spy: Spy, policy: ConsentPolicy) -> None:
        self.booth = conversations(policy)
        self.leads: list[Lead] = []
        super().__init__(lambda: spy, audible=self.booth.audible)

    def scan(self, payload: str, time_s: float) -> None:
        self.leads += self.booth.scanned(scan(payload, time_s), decoded(payload), CAPTURE)

    async def take(self, what: Segment | float) -> None:
        await super().take(what)
        if isinstance(what, Segment):
            self.leads += self.booth.heard(what)
        else:
            self.leads += self.booth.heard_until(what)

    def words_of(self, payload: str) -> int:
        newest = [lead for lead in self.leads if lead.badge.id == payload][-1]
        return sum(len(turn.words) for turn in newest.conversation.turns)


@pytest.mark.parametrize("after_s", [0.1 + step / 48_000 for step in range(6)])
async def test_consent_in_mid_sentence_keeps_every_word_after_it(spy: Spy, after_s: float) -> None:
    booth = Booth(spy, "ask")
    utterance = demo_utterance(demo_turns()[1], zero_s=1000.0)
    booth.scan("maria", utterance.start_s - 1)
    booth.booth.consent_answered(given=True, time_s=utterance.start_s + after_s)
    async with booth.working():
        await booth.hear(utterance)
    assert len(booth.segments) == 1
    assert booth.words_of("maria") == len(booth.segments[0].words) > 0


@pytest.mark.parametrize("after_s", [0.1 + step / 48_000 for step in range(6)])
async def test_words_after_the_next_scan_never_go_to_the_visitor_before(spy: Spy, after_s: float) -> None:
    booth = Booth(spy, "scan")
    utterance = demo_utterance(demo_turns()[1], zero_s=1000.0)
    booth.scan("maria", utterance.start_s - 1)
    booth.scan("daniel", utterance.start_s + after_s)
    async with booth.working():
        await booth.hear(utterance)
    assert booth.words_of("maria") == 0  # a tenth of a second holds no word
    assert booth.words_of("daniel") == len(booth.segments[-1].words) > 0


async def test_consent_withdrawn_while_words_are_being_recognised_keeps_them_off_the_lead(spy: Spy) -> None:
    booth = Booth(spy, "scan")
    utterance = demo_utterance(demo_turns()[0], zero_s=1000.0)
    booth.scan("maria", utterance.start_s)
    spy.meanwhile = lambda: booth.leads.extend(
        booth.booth.consent_answered(given=False, time_s=utterance.end_s)
    )
    async with booth.working():
        await booth.hear(utterance)
    assert len(spy.given) == 1
    assert booth.words_of("maria") == 0


@pytest.mark.parametrize("sound", [silence(2), noise(2), silence(0.01), silence(0)])
async def test_sound_in_which_nobody_speaks_is_not_put_into_words(
    room: Room, spy: Spy, sound: np.ndarray[tuple[int], np.dtype[np.float32]]
) -> None:
    async with room.working():
        await room.hear(Utterance(sound, 10.0), Silence(20))
    assert spy.given == []
    assert room.got == [20]
    assert room.outcomes("no_words") == 1


def absent() -> Transcriber:
    raise ModelError("speech model 'base.en' is not on this machine", ModelReason.ABSENT)


async def test_without_a_model_conversations_still_end_and_health_says_why() -> None:
    room = Room(absent)
    async with room.working():
        await room.hear(demo_utterance(demo_turns()[0]), Silence(10), Silence(20))
    assert room.got == [10, 20]
    assert room.station.status is Status.FAILED
    assert "not on this machine" in (room.station.detail or "")
    assert room.outcomes("no_model") == 1


async def test_the_real_message_of_a_missing_model_reaches_health(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("CACHE_DIRECTORY", str(tmp_path_factory.mktemp("cache")))

    def load() -> Transcriber:
        return Transcriber(
            models.resolve("base.en"), language="en", compute_type="int8", threads=1, context_floor_s=0
        )

    room = Room(load)
    async with room.working():
        await room.hear(Silence(10))
    assert room.station.status is Status.FAILED
    assert "boothscribe models fetch base.en" in (room.station.detail or "")


async def test_a_model_that_appears_later_is_used_without_a_restart(
    spy: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recogniser, "_LOAD_AGAIN_S", 0.0)
    present = False

    def load() -> Transcriber:
        return spy if present else absent()

    room = Room(load)
    utterance = demo_utterance(demo_turns()[0])
    async with room.working():
        await room.hear(utterance)
        present = True
        await room.hear(utterance)
    assert room.outcomes("no_model") == 1
    assert len(room.segments) == 1
    assert room.station.status is Status.OK


async def test_a_missing_model_is_not_looked_for_at_every_sentence() -> None:
    tries = 0

    def load() -> Transcriber:
        nonlocal tries
        tries += 1
        return absent()

    room = Room(load)
    utterance = demo_utterance(demo_turns()[0])
    async with room.working():
        await room.hear(utterance, utterance, utterance)
    assert tries == 1


async def test_a_defect_in_recognition_costs_one_sentence_and_blocks_nobody(room: Room, spy: Spy) -> None:
    def break_down() -> None:
        spy.meanwhile = lambda: None
        raise RuntimeError("out of memory")

    spy.meanwhile = break_down
    utterance = demo_utterance(demo_turns()[0])
    room.queue.put_nowait(utterance)
    room.queue.put_nowait(Silence(10))
    with pytest.raises(RuntimeError, match="out of memory"):
        await room.recogniser.run(room.queue)
    async with room.working():  # as whoever supervises it starts it again
        await room.hear(utterance)
    assert room.got[0] == 10
    assert len(room.segments) == 1
