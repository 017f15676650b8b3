import pytest

from agent.ops.health import Health, Status


class FakeTime:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def health(time: FakeTime) -> Health:
    return Health(now=time)


def test_a_part_that_has_said_nothing_is_not_taken_for_healthy(health: Health) -> None:
    station = health.station("microphone")
    assert station.status is Status.DEGRADED
    assert health.summary() == "microphone: not started yet"


def test_the_status_line_names_what_is_wrong_and_only_that(health: Health) -> None:
    health.station("outbox").ok()
    microphone, uplink = health.station("microphone"), health.station("uplink")
    microphone.failed("hearing.channel is 7")
    uplink.degraded("broker cannot be reached")
    assert health.summary() == "microphone: hearing.channel is 7; uplink: broker cannot be reached"
    assert (microphone.status, uplink.status) == (Status.FAILED, Status.DEGRADED)
    microphone.ok()
    uplink.ok()
    assert health.summary() == "all stations work"


def test_work_that_never_ends_starves_the_watchdog(health: Health, time: FakeTime) -> None:
    speech = health.station("speech", stall_after_s=30)
    health.station("uplink", stall_after_s=120)
    with speech.working():
        time.now_s += 30
        assert health.stalled() == []
        time.now_s += 0.1
        assert health.stalled() == ["speech"]
    assert health.stalled() == []


def test_waiting_for_work_all_night_is_no_stall(health: Health, time: FakeTime) -> None:
    speech = health.station("speech", stall_after_s=30)
    with speech.working():
        time.now_s += 1
    speech.degraded("no microphone")
    time.now_s += 12 * 3600
    assert health.stalled() == []
    with speech.working():  # the night does not count for the first work of the morning
        assert health.stalled() == []


def test_work_that_raises_has_ended(health: Health, time: FakeTime) -> None:
    speech = health.station("speech", stall_after_s=30)
    with pytest.raises(ValueError, match="defect"), speech.working():
        raise ValueError("defect")
    time.now_s += 31
    assert health.stalled() == []


def test_uptime_counts_from_the_start(health: Health, time: FakeTime) -> None:
    time.now_s += 90
    assert health.uptime_s == 90
