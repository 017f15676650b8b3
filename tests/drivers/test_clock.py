import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from drivers import clock as module
from drivers.clock import ReplayClock, SystemClock

MOMENTS = st.floats(min_value=0, max_value=3600)


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


class Machine:
    """The clocks of a machine, under our control."""

    def __init__(self, *, monotonic_s: float, wall_s: float) -> None:
        self.monotonic_s = monotonic_s
        self.wall_s = wall_s

    def pass_time(self, length_s: float) -> None:
        self.monotonic_s += length_s
        self.wall_s += length_s

    def put_in(self, patch: pytest.MonkeyPatch) -> None:
        faked = SimpleNamespace(monotonic=lambda: self.monotonic_s, time=lambda: self.wall_s)
        patch.setattr(module, "time", faked)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A box without battery: it believes it is 1970."""
    machine = Machine(monotonic_s=100.0, wall_s=60.0)
    machine.put_in(monkeypatch)
    return machine


def test_a_scan_gets_the_wall_time_that_it_was_made_at(machine: Machine) -> None:
    clock = SystemClock()
    scanned_s = clock.now()
    machine.pass_time(30)
    assert clock.wall(scanned_s) == datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
    assert clock.wall(clock.now()) == datetime(1970, 1, 1, 0, 1, 30, tzinfo=UTC)


def test_a_scan_made_before_the_box_knew_the_time_is_dated_right_afterwards(machine: Machine) -> None:
    clock = SystemClock()
    scanned_s = clock.now()
    machine.pass_time(30)
    right = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)
    machine.wall_s = right.timestamp()  # the network told
    assert clock.wall(clock.now()) == right
    assert clock.wall(scanned_s) == right - timedelta(seconds=30)


def test_times_of_one_conversation_do_not_jitter_with_the_reading_of_the_clocks(machine: Machine) -> None:
    clock = SystemClock()
    first = clock.wall(50.0)
    machine.wall_s += 0.01
    assert clock.wall(50.0) == first
    machine.wall_s -= 0.02
    assert clock.wall(50.0) == first


async def test_the_machines_clock_does_not_wake_sleepers_early() -> None:
    clock = SystemClock()
    until_s = clock.now() + 0.02
    await clock.sleep_until(until_s)
    assert clock.now() >= until_s
    await clock.sleep_until(until_s - 10)


@hypothesis_settings(deadline=None)
@given(st.lists(MOMENTS), st.floats(0, 10))
def test_replayed_time_never_goes_back(moments: list[float], passed_s: float) -> None:
    with pytest.MonkeyPatch.context() as patch:
        machine = Machine(monotonic_s=5.0, wall_s=0.0)
        machine.put_in(patch)
        clock = ReplayClock()
        seen = [clock.now()]
        for moment in moments:
            clock.advance_to(moment)
            seen.append(clock.now())
            machine.pass_time(passed_s)  # means nothing to a recording
            assert clock.now() == seen[-1]
        assert seen == sorted(seen)
        assert seen[-1] == max(moments, default=0.0)
        clock.release()
        machine.pass_time(passed_s)
        assert clock.now() == pytest.approx(seen[-1] + passed_s)
        clock.release()  # says the same again
        assert clock.now() == pytest.approx(seen[-1] + passed_s)


@hypothesis_settings(deadline=None, max_examples=40)
@given(
    st.lists(MOMENTS.map(lambda moment: round(moment, 1)), max_size=8),
    st.lists(MOMENTS, min_size=1, max_size=8),
)
def test_what_was_replayed_earlier_happens_earlier(alarms: list[float], steps: list[float]) -> None:
    async def play() -> None:
        clock = ReplayClock()
        woken: list[tuple[float, int]] = []

        async def sleep(number: int, until_s: float) -> None:
            await clock.sleep_until(until_s)
            assert clock.now() >= until_s
            woken.append((until_s, number))

        async with asyncio.TaskGroup() as tasks:
            for number, alarm in enumerate(alarms):
                tasks.create_task(sleep(number, alarm))
            await settle()
            for step in [*sorted(steps), 3601.0]:
                clock.advance_to(step)
                await settle()
                assert {until_s for until_s, _ in woken} == {alarm for alarm in alarms if alarm <= step}
        assert [one for one in woken if one[0]] == sorted(one for one in woken if one[0])

    asyncio.run(play())


async def test_time_stands_still_until_the_recording_goes_on() -> None:
    clock = ReplayClock()
    sleeper = asyncio.create_task(clock.sleep_until(12.0))
    await settle()
    clock.advance_to(11.99)
    await settle()
    assert not sleeper.done()
    clock.advance_to(12.0)
    await sleeper


async def test_nobody_sleeps_for_ever_once_the_recording_has_ended() -> None:
    clock = ReplayClock()
    clock.advance_to(10.0)
    sleepers = [asyncio.create_task(clock.sleep_until(moment)) for moment in (10.01, 10.02)]
    await settle()
    clock.release()
    await asyncio.gather(*sleepers)
    assert clock.now() >= 10.02
    await clock.sleep_until(10.03)  # the machine's own clock drives it from now on
    assert clock.now() >= 10.03


async def test_a_sleeper_that_gave_up_does_not_hold_up_the_others() -> None:
    clock = ReplayClock()
    impatient, patient = (asyncio.create_task(clock.sleep_until(moment)) for moment in (1.0, 2.0))
    await settle()
    impatient.cancel()
    await settle()
    clock.advance_to(3.0)
    await patient
    assert impatient.cancelled()


def test_replayed_times_lie_as_far_apart_on_the_wall_as_in_the_recording() -> None:
    clock = ReplayClock()
    started = clock.wall(0.0)
    clock.advance_to(3600.0)
    assert clock.wall(0.0) == started
    assert clock.wall(12.5) - started == timedelta(seconds=12.5)
    assert started.tzinfo is UTC
