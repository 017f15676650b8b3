import asyncio
import contextlib
import math
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from agent.contract.lead import Lead
from agent.demo.score import score
from agent.hearing.utterance import Heard, Silence, UtterancePart
from agent.ops.health import Health, Station, Status
from agent.ops.metrics import Metrics
from agent.speech import models, recogniser
from agent.speech.engine import Engine
from agent.speech.hold_back import HoldBackPolicy
from agent.speech.models import ModelError, ModelReason
from agent.speech.name_check import NameCheck
from agent.speech.recogniser import Listeners, Recogniser, StreamSettings
from agent.speech.segment import AudibleSpan, Hypothesis, Segment
from agent.speech.streamer import StreamLimits
from agent.speech.vocabulary import Term, Vocabulary
from agent.visit.conversations import ConsentPolicy
from drivers.clock import ReplayClock
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.hearing.sounds import Audio, demo_recording, demo_turns, demo_utterance, noise, silence
from tests.visit.people import CAPTURE, conversations, decoded, scan

PART_SAMPLES = 3_200
MARIA, DANIEL = UUID(int=1), UUID(int=2)
SPLUNK_TURN = next(at for at, turn in enumerate(demo_turns()) if "Splunk" in turn.text)
Audible = Callable[[float, float, float], list[AudibleSpan]]


def utterance(turn: int, *, zero_s: float = 0.0, number: int | None = None) -> UtterancePart:
    """Return one turn of the demo as one part."""
    whole = demo_utterance(demo_turns()[turn], zero_s=zero_s)
    return replace(whole, number=turn + 1 if number is None else number)


def two_turns() -> tuple[UtterancePart, float]:
    """Return two turns of the demo spoken without a pause, and when the second begins."""
    first, second = utterance(0, zero_s=1000.0), utterance(1)
    return replace(first, audio=np.concatenate([first.audio, second.audio])), first.end_s


def parts(whole: UtterancePart) -> list[UtterancePart]:
    """Cut an utterance into parts as hearing hands them on."""
    firsts = range(0, max(1, len(whole.audio)), PART_SAMPLES)
    return [
        replace(
            whole,
            audio=whole.audio[first : first + PART_SAMPLES],
            start_s=whole.start_s + first / SAMPLE_RATE_HZ,
            last=first == firsts[-1],
        )
        for first in firsts
    ]


def within(from_s: float, until_s: float, conversation: UUID = MARIA) -> Audible:
    """Allow one span of time to be heard."""

    def audible(start_s: float, end_s: float, _began_s: float) -> list[AudibleSpan]:
        span = AudibleSpan(max(start_s, from_s), min(end_s, until_s), conversation)
        return [span] if span.start_s < span.end_s else []

    return audible


def divided(middle_s: float) -> Audible:
    """Give what is before to one visitor, what is after to the next."""
    before, after = within(0, middle_s, MARIA), within(middle_s, math.inf, DANIEL)
    return lambda *times_s: before(*times_s) + after(*times_s)


@dataclass(frozen=True)
class Given:
    """Sound that reached the model."""

    audio: Audio
    start_s: float

    @property
    def end_s(self) -> float:
        return self.start_s + len(self.audio) / SAMPLE_RATE_HZ


class Spy(Engine):
    """The real thing on the demo model, with a note of everything it was given to hear."""

    def __init__(self) -> None:
        super().__init__(
            models.resolve("demo"), language="en", compute_type="int8", threads=1, context_floor_s=0
        )
        self.given: list[Given] = []
        self.prompts: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def recognise(
        self, audio: Audio, start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        self.given.append(Given(audio.copy(), start_s))
        self.prompts.append(prompt)
        self.meanwhile()
        return super().recognise(audio, start_s, prompt=prompt, full_context=full_context)

    @property
    def heard_spans(self) -> list[tuple[float, float]]:
        """When what reached the model was spoken, joined where it overlaps or adjoins."""
        spans: list[tuple[float, float]] = []
        for given in sorted(self.given, key=lambda given: given.start_s):
            if spans and given.start_s <= spans[-1][1] + 1e-6:
                spans[-1] = (spans[-1][0], max(spans[-1][1], given.end_s))
            else:
                spans.append((given.start_s, given.end_s))
        return spans


@dataclass
class Room:
    """A recogniser with everything around it; by default all that is said may be heard."""

    load: Callable[[], Engine]
    audible: Audible = lambda start_s, end_s, _began_s: [AudibleSpan(start_s, end_s, MARIA)]
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(()))
    biased: bool = False
    names: NameCheck | None = None
    got: list[Segment | float] = field(default_factory=list)
    live: list[Segment] = field(default_factory=list)
    queue: asyncio.Queue[Heard] = field(default_factory=asyncio.Queue)
    metrics: Metrics = field(default_factory=Metrics)
    station: Station = field(default_factory=lambda: Health().station("speech"))

    def __post_init__(self) -> None:
        self.recogniser = Recogniser(
            load=self.load,
            settings=StreamSettings(
                judge_threshold=0.5,
                limits=StreamLimits(),
                policy=HoldBackPolicy,
                vocabulary=lambda: self.vocabulary,
                biased=self.biased,
                names=self.names,
                live=True,
            ),
            listeners=Listeners(
                audible=self.may_hear, heard=self.take, heard_until=self.take, live=self.show
            ),
            clock=ReplayClock(),
            metrics=self.metrics,
            station=self.station,
        )

    def may_hear(self, start_s: float, end_s: float, began_s: float) -> list[AudibleSpan]:
        return self.audible(start_s, end_s, began_s)

    def show(self, segment: Segment) -> None:
        assert not any(isinstance(each, Segment) and each.number == segment.number for each in self.got)
        self.live.append(segment)

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

    async def hear_slowly(self, *heard: Heard) -> None:
        """Put in what was heard as it is spoken, recognition keeping up."""
        for each in heard:
            await self.hear(each)

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
    model.given, model.prompts, model.meanwhile = [], [], lambda: None
    return model


@pytest.fixture
def room(spy: Spy) -> Room:
    return Room(lambda: spy)


async def test_words_and_marks_of_silence_keep_their_order(room: Room) -> None:
    first, second = utterance(0), utterance(1)
    async with room.working():
        await room.hear(
            Silence(first.start_s),
            *parts(first),
            Silence(first.end_s),
            *parts(second),
            Silence(second.end_s),
            Silence(500),
        )
    kinds = [each if isinstance(each, float | int) else each.start_s for each in room.got]
    assert kinds == [first.start_s, first.start_s, first.end_s, second.start_s, second.end_s, 500]
    assert len(room.segments) == 2
    assert room.segments[0].number < room.segments[1].number
    assert room.station.status is Status.OK
    assert room.outcomes("transcribed") == 2


@pytest.mark.parametrize("slowly", [False, True])
async def test_what_was_recognised_is_counted(room: Room, *, slowly: bool) -> None:
    async with room.working():
        for number in range(3):
            await (room.hear_slowly if slowly else room.hear)(*parts(utterance(number)))
    assert room.outcomes("transcribed") == len(room.segments) == 3
    value = room.metrics.registry.get_sample_value
    assert value("boothscribe_words_total") == sum(len(segment.words) for segment in room.segments) > 0
    assert value("boothscribe_speech_seconds_total") == pytest.approx(
        sum(segment.speech_s for segment in room.segments)
    )
    assert (value("boothscribe_decode_seconds_total") or 0) > 0


async def test_who_spoke_is_passed_on(room: Room) -> None:
    async with room.working():
        await room.hear(*parts(replace(utterance(0), side="rep")))
    [segment] = room.segments
    assert segment.side == "rep"
    assert segment.language == "en"


async def test_words_are_shown_while_they_are_spoken_and_final_at_the_end(room: Room) -> None:
    whole = utterance(0)
    async with room.working():
        await room.hear_slowly(*parts(whole)[:-1])
        assert room.segments == []
        shown = list(room.live)
        assert shown
        await room.hear_slowly(parts(whole)[-1])
    assert room.live[: len(shown)] == shown
    [final] = room.segments
    revisions = [*room.live, final]
    assert [segment.final for segment in revisions] == [False] * len(room.live) + [True]
    assert [segment.revision for segment in revisions] == list(range(1, len(revisions) + 1))
    assert {segment.number for segment in revisions} == {final.number}
    assert any(segment.words or segment.pending for segment in shown)
    for before, after in pairwise(revisions):
        assert after.final or after.words[: len(before.words)] == before.words
        assert before.end_s <= after.end_s
    assert final.pending == ()
    assert (final.start_s, final.end_s) == pytest.approx((whole.start_s, whole.end_s))


async def test_while_recognition_is_behind_many_parts_make_one_step_and_nothing_is_lost(
    room: Room, spy: Spy
) -> None:
    audio = demo_recording()[: 6 * SAMPLE_RATE_HZ]
    *spoken, last = parts(UtterancePart(audio, 100.0, number=1, last=True))
    released = threading.Event()
    spy.meanwhile = lambda: released.wait(30)
    async with room.working():
        while not spy.given:
            room.queue.put_nowait(spoken.pop(0))
            await asyncio.sleep(0.02)
        first_s = spy.given[0].end_s
        for part in spoken:
            room.queue.put_nowait(part)
        released.set()
        await room.queue.join()
        steps_s = sorted({round(given.end_s, 3) for given in spy.given})
        assert steps_s == pytest.approx([first_s, last.start_s], abs=1e-3)
        await room.hear(last)
    [(heard_from_s, heard_until_s)] = spy.heard_spans
    assert (heard_from_s, heard_until_s) == pytest.approx((100.0, 106.0))
    for given in spy.given:
        first = round((given.start_s - 100.0) * SAMPLE_RATE_HZ)
        assert np.array_equal(given.audio, audio[first : first + len(given.audio)])
    [segment] = room.segments
    assert (segment.start_s, segment.end_s) == pytest.approx((100.0, 106.0))


async def test_a_clock_that_moves_a_little_between_parts_does_not_cut_the_utterance(room: Room) -> None:
    shaken = [
        replace(part, start_s=part.start_s + 0.03 * (number % 2))
        for number, part in enumerate(parts(utterance(0)))
    ]
    async with room.working():
        await room.hear_slowly(*shaken)
    assert len(room.segments) == 1
    assert score(demo_turns()[0].text, room.segments[0].text).word_error_rate <= 0.20


async def test_only_with_bias_are_names_given_to_the_model_as_a_prompt(spy: Spy) -> None:
    def audible(start_s: float, end_s: float, _began_s: float) -> list[AudibleSpan]:
        return [AudibleSpan(start_s, end_s, MARIA, "Maria Keller", "Lakeside")]

    for biased in (False, True):
        spy.prompts = []
        room = Room(lambda: spy, audible=audible, biased=biased)
        async with room.working():
            await room.hear(*parts(utterance(0)))
        assert ("Lakeside" in spy.prompts[0]) is biased


class HardOfHearing(Spy):
    """The real thing, but that it takes one name for a word that it is not sure of."""

    def recognise(
        self, audio: Audio, start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        heard = super().recognise(audio, start_s, prompt=prompt, full_context=full_context)
        words = [
            replace(word, text="Plankton.", probability=0.5) if word.text.startswith("Splunk") else word
            for word in heard.words
        ]
        return replace(heard, words=tuple(words))


@pytest.mark.parametrize("slowly", [False, True])
@pytest.mark.parametrize("checked", [False, True])
async def test_a_name_that_was_misheard_is_found_in_the_sound(*, slowly: bool, checked: bool) -> None:
    names = ["Snowflake", "Grafana", "Splunk", "Marketo", "Workday", "Pipedrive"]
    room = Room(
        HardOfHearing, vocabulary=Vocabulary(map(Term, names)), names=NameCheck() if checked else None
    )
    async with room.working():
        await (room.hear_slowly if slowly else room.hear)(*parts(utterance(SPLUNK_TURN)))
    [segment] = room.segments
    [name] = [word for word in segment.words if "Plankton" in (word.heard or word.text)]
    assert (name.text, name.heard) == (("Splunk.", "Plankton.") if checked else ("Plankton.", None))


async def test_sound_without_consent_reaches_no_model(room: Room, spy: Spy) -> None:
    room.audible = lambda _start_s, _end_s, _began_s: []
    async with room.working():
        await room.hear(*parts(utterance(0)), Silence(10))
    assert spy.given == []
    assert room.got == [10]
    assert room.outcomes("not_consented") == 1


@pytest.mark.parametrize("slowly", [False, True])
@pytest.mark.parametrize("pieces", [parts, lambda whole: [whole]])
async def test_sound_outside_consented_time_is_cut_away_to_the_sample(
    room: Room, spy: Spy, pieces: Callable[[UtterancePart], list[UtterancePart]], *, slowly: bool
) -> None:
    whole = utterance(1)
    from_s, until_s = whole.start_s + 0.5, whole.end_s - 0.25
    room.audible = within(from_s, until_s)
    async with room.working():
        await (room.hear_slowly if slowly else room.hear)(*pieces(whole))
    assert spy.given[0].start_s == from_s
    consented = whole.audio[8_000 : len(whole.audio) - 4_000]
    for given in spy.given:
        first = round((given.start_s - from_s) * SAMPLE_RATE_HZ)
        assert first >= 0
        assert np.array_equal(given.audio, consented[first : first + len(given.audio)])
    assert max(given.end_s for given in spy.given) == pytest.approx(until_s, abs=1e-4)
    assert len(room.segments) == 1
    assert room.outcomes("transcribed") == 1
    assert room.outcomes("not_consented") == 0


async def test_consent_withdrawn_and_given_again_makes_two_segments_without_what_is_between(
    room: Room, spy: Spy
) -> None:
    whole, _ = two_turns()
    stop_s, go_s = whole.start_s + 2.0, whole.start_s + 2.5
    before, after = within(0, stop_s), within(go_s, math.inf)
    room.audible = lambda *times_s: before(*times_s) + after(*times_s)
    async with room.working():
        await room.hear_slowly(*parts(whole))
    first, second = spy.heard_spans
    assert (*first, second[0]) == pytest.approx((whole.start_s, stop_s, go_s), abs=1e-4)
    assert [segment.start_s for segment in room.segments][-1] == pytest.approx(go_s, abs=1e-4)


@pytest.mark.parametrize("slowly", [False, True])
@pytest.mark.parametrize("pieces", [parts, lambda whole: [whole]])
async def test_one_utterance_across_two_visitors_becomes_one_segment_for_each(
    room: Room, spy: Spy, pieces: Callable[[UtterancePart], list[UtterancePart]], *, slowly: bool
) -> None:
    whole, middle_s = two_turns()
    room.audible = divided(middle_s)
    async with room.working():
        await (room.hear_slowly if slowly else room.hear)(*pieces(whole))
    assert not [
        given for given in spy.given if given.start_s < middle_s - 1e-4 < middle_s + 1e-4 < given.end_s
    ]
    assert spy.heard_spans == [pytest.approx((whole.start_s, whole.end_s), abs=1e-4)]
    maria, daniel = room.segments
    assert (maria.start_s, maria.end_s) == pytest.approx((whole.start_s, middle_s), abs=1e-4)
    assert (daniel.start_s, daniel.end_s) == pytest.approx((middle_s, whole.end_s), abs=1e-4)
    assert maria.number != daniel.number
    for segment, turn in ((maria, demo_turns()[0]), (daniel, demo_turns()[1])):
        assert segment.final
        assert score(turn.text, segment.text).word_error_rate <= 0.20
        assert all(segment.start_s <= word.start_s <= segment.end_s for word in segment.words)


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
    whole = utterance(1, zero_s=1000.0)
    booth.scan("maria", whole.start_s - 1)
    booth.booth.consent_answered(given=True, time_s=whole.start_s + after_s)
    async with booth.working():
        await booth.hear(*parts(whole))
    assert len(booth.segments) == 1
    assert booth.words_of("maria") == len(booth.segments[0].words) > 0


@pytest.mark.parametrize("after_s", [0.1 + step / 48_000 for step in range(6)])
async def test_words_after_the_next_scan_never_go_to_the_visitor_before(spy: Spy, after_s: float) -> None:
    booth = Booth(spy, "scan")
    whole = utterance(1, zero_s=1000.0)
    booth.scan("maria", whole.start_s - 1)
    booth.scan("daniel", whole.start_s + after_s)
    async with booth.working():
        await booth.hear(*parts(whole))
    assert booth.words_of("maria") == 0  # a tenth of a second holds no word
    assert booth.words_of("daniel") == len(booth.segments[-1].words) > 0


async def test_consent_withdrawn_while_words_are_being_recognised_keeps_them_off_the_lead(spy: Spy) -> None:
    booth = Booth(spy, "scan")
    whole = utterance(0, zero_s=1000.0)
    booth.scan("maria", whole.start_s)
    spy.meanwhile = lambda: booth.leads.extend(booth.booth.consent_answered(given=False, time_s=whole.end_s))
    async with booth.working():
        await booth.hear(*parts(whole))
    assert len(spy.given) == 1
    assert booth.words_of("maria") == 0


async def test_the_next_scan_in_mid_sentence_gives_each_visitor_the_words_of_their_time(spy: Spy) -> None:
    booth = Booth(spy, "scan")
    whole, middle_s = two_turns()
    booth.scan("maria", whole.start_s - 1)
    async with booth.working():
        before = [part for part in parts(whole) if part.end_s < middle_s]
        await booth.hear_slowly(*before)
        booth.scan("daniel", middle_s)
        await booth.hear_slowly(*parts(whole)[len(before) :], Silence(whole.end_s))
    for payload, turn in (("maria", demo_turns()[0]), ("daniel", demo_turns()[1])):
        newest = [lead for lead in booth.leads if lead.badge.id == payload][-1]
        [said] = newest.conversation.turns
        assert score(turn.text, said.text).word_error_rate <= 0.20


class Endless:
    """The real model, kept from ever ending a sentence: it talks until it is cut off."""

    def __init__(self, engine: Engine, *, only_short_context: bool = False) -> None:
        self._model: Any = engine._model
        self._end_of_text = engine._tokenizer.eot
        self._only_short_context = only_short_context
        self.contexts: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, encoded: Any, prompts: Any, **options: Any) -> Any:
        self.contexts.append(encoded.shape[1] * 2)
        if not self._only_short_context or self.contexts[-1] < 3000:
            options["suppress_tokens"] = [self._end_of_text]
        return self._model.generate(encoded, prompts, **options)


@pytest.mark.parametrize("seconds", [3, 12, 29])
async def test_a_model_that_repeats_itself_puts_nothing_on_a_lead(
    spy: Spy, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    endless = Endless(spy)
    monkeypatch.setattr(spy, "_model", endless)
    booth = Booth(spy, "scan")
    booth.scan("maria", 999.0)
    audio = demo_recording()[: seconds * SAMPLE_RATE_HZ]
    async with booth.working():
        await booth.hear(*parts(UtterancePart(audio, 1000.0, number=1, last=True)))
    assert booth.words_of("maria") == 0
    assert endless.contexts[-1] == 3000  # it was given its full context before it was given up
    assert booth.outcomes("no_words") == 1


async def test_a_loop_in_a_short_context_gets_a_second_chance_in_the_full_one(
    room: Room, spy: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = Endless(spy, only_short_context=True)
    monkeypatch.setattr(spy, "_model", endless)
    async with room.working():
        await room.hear(*parts(utterance(0)))
    assert endless.contexts[0] < endless.contexts[1] == 3000
    assert all(segment.text for segment in room.segments)


@pytest.mark.parametrize("sound", [silence(2), noise(2), silence(0.01), silence(0)])
async def test_sound_in_which_nobody_speaks_is_not_put_into_words(
    room: Room, spy: Spy, sound: np.ndarray[tuple[int], np.dtype[np.float32]]
) -> None:
    async with room.working():
        await room.hear(*parts(UtterancePart(sound, 10.0, number=1, last=True)), Silence(20))
    assert spy.given == []
    assert room.got == [20]
    assert room.outcomes("no_words") == 1


def absent() -> Engine:
    raise ModelError("speech model 'base.en' is not on this machine", ModelReason.ABSENT)


async def test_without_a_model_conversations_still_end_and_health_says_why() -> None:
    room = Room(absent)
    async with room.working():
        await room.hear(*parts(utterance(0)), Silence(10), Silence(20))
    assert room.got == [10, 20]
    assert room.station.status is Status.FAILED
    assert "not on this machine" in (room.station.detail or "")
    assert room.outcomes("no_model") == 1


async def test_a_missing_model_is_counted_once_for_each_utterance_that_might_have_been_heard() -> None:
    first, second, third = (utterance(number) for number in range(3))
    room = Room(absent, within(0, second.start_s + 0.5))
    async with room.working():
        await room.hear_slowly(*parts(first), *parts(second), *parts(third))
    assert room.outcomes("no_model") == 2
    assert room.outcomes("not_consented") == 1


async def test_the_real_message_of_a_missing_model_reaches_health(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("CACHE_DIRECTORY", str(tmp_path_factory.mktemp("cache")))

    def load() -> Engine:
        return Engine(
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

    def load() -> Engine:
        return spy if present else absent()

    room = Room(load)
    whole = utterance(0)
    async with room.working():
        await room.hear(*parts(whole))
        present = True
        await room.hear(*parts(replace(whole, number=2)))
    assert room.outcomes("no_model") == 1
    assert len(room.segments) == 1
    assert room.station.status is Status.OK


async def test_a_missing_model_is_not_looked_for_at_every_sentence() -> None:
    tries = 0

    def load() -> Engine:
        nonlocal tries
        tries += 1
        return absent()

    room = Room(load)
    whole = utterance(0)
    async with room.working():
        await room.hear(*(part for number in range(3) for part in parts(replace(whole, number=number + 1))))
    assert tries == 1


async def test_a_defect_in_recognition_costs_one_sentence_and_blocks_nobody(room: Room, spy: Spy) -> None:
    def break_down() -> None:
        spy.meanwhile = lambda: None
        raise RuntimeError("out of memory")

    spy.meanwhile = break_down
    whole = utterance(0)
    room.queue.put_nowait(whole)
    room.queue.put_nowait(Silence(10))
    with pytest.raises(RuntimeError, match="out of memory"):
        await room.recogniser.run(room.queue)
    async with room.working():  # as whoever supervises it starts it again
        await room.hear(*parts(replace(whole, number=2)))
    assert room.got[0] == 10
    assert len(room.segments) == 1


async def test_a_defect_in_mid_sentence_does_not_cost_the_rest_of_it(room: Room, spy: Spy) -> None:
    def break_down() -> None:
        spy.meanwhile = lambda: None
        raise RuntimeError("out of memory")

    whole, middle_s = two_turns()
    spy.meanwhile = break_down
    for part in parts(whole):
        if part.start_s < middle_s:
            room.queue.put_nowait(part)
    with pytest.raises(RuntimeError, match="out of memory"):
        await room.recogniser.run(room.queue)
    async with room.working():
        await room.hear_slowly(*(part for part in parts(whole) if part.start_s >= middle_s))
    [segment] = room.segments
    assert segment.start_s >= middle_s
    assert segment.words
