import asyncio
from collections.abc import Iterator, MutableMapping
from types import SimpleNamespace
from typing import Any

import pytest
import structlog

from agent.ops import supervise as module
from agent.ops.health import Health, Station, Status
from agent.ops.metrics import Metrics
from agent.ops.supervise import supervise

PERSONAL = "Ada Lovelace, ada@example.com"


@pytest.fixture
def station() -> Station:
    station = Health().station("speech")
    station.ok()
    return station


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were taken, which pass at once."""
    taken: list[float] = []

    async def pause(length_s: float) -> None:
        taken.append(length_s)
        await asyncio.sleep(0)

    monkeypatch.setattr(module, "asyncio", SimpleNamespace(sleep=pause))
    return taken


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[MutableMapping[str, Any]]]:
    """Everything the module logs, whatever an earlier test has made of the logger."""
    structlog.reset_defaults()
    monkeypatch.setattr(module, "log", structlog.get_logger())
    with structlog.testing.capture_logs() as captured:
        yield captured


class Part:
    """Dies as often as it is told, then returns."""

    def __init__(self, deaths: int) -> None:
        self.starts = 0
        self._deaths = deaths

    async def __call__(self) -> None:
        self.starts += 1
        if self.starts <= self._deaths:
            raise ValueError(PERSONAL)


def restarts(metrics: Metrics) -> float | None:
    return metrics.registry.get_sample_value("boothscribe_restarts_total", {"part": "speech"})


@pytest.mark.usefixtures("logs")
async def test_a_part_that_dies_comes_back_and_one_that_is_done_stays_done(
    station: Station, metrics: Metrics, pauses: list[float]
) -> None:
    part = Part(deaths=3)
    await supervise(part, station=station, metrics=metrics)
    assert part.starts == 4
    assert len(pauses) == 3
    assert restarts(metrics) == 3
    assert station.status is Status.FAILED
    assert station.detail == "stopped by ValueError; started again (failure 3)"


@pytest.mark.usefixtures("pauses")
async def test_a_part_that_returns_is_not_started_again(station: Station, metrics: Metrics) -> None:
    part = Part(deaths=0)
    await supervise(part, station=station, metrics=metrics)
    assert part.starts == 1
    assert restarts(metrics) is None
    assert station.status is Status.OK


@pytest.mark.usefixtures("logs")
async def test_a_part_that_is_broken_for_a_day_does_not_take_the_others_down(
    station: Station, metrics: Metrics, pauses: list[float]
) -> None:
    await supervise(Part(deaths=3000), station=station, metrics=metrics)
    assert len(pauses) == 3000
    assert max(pauses) <= 30
    assert min(pauses[10:]) >= 15  # no busy loop that keeps a processor from the parts that work
    assert len(set(pauses)) > 1000  # jittered


@pytest.mark.usefixtures("logs")
async def test_a_part_that_worked_for_long_is_not_punished_for_old_failures(
    station: Station, metrics: Metrics, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = 0.0
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now_s))
    part = Part(deaths=7)

    async def aging() -> None:
        nonlocal now_s
        if part.starts == 6:
            now_s += 61
        await part()

    await supervise(aging, station=station, metrics=metrics)
    assert pauses[5] >= 15
    assert pauses[6] <= 1


@pytest.mark.usefixtures("logs")
@pytest.mark.parametrize("deaths", [0, 10**9])
async def test_a_stop_is_not_held_up_by_a_part_or_its_pauses(
    station: Station, metrics: Metrics, deaths: int
) -> None:
    part = Part(deaths)
    started = asyncio.Event()

    async def endless() -> None:
        started.set()
        await part()
        await asyncio.Event().wait()

    task = asyncio.create_task(supervise(endless, station=station, metrics=metrics))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert part.starts == 1


@pytest.mark.usefixtures("pauses")
async def test_what_a_visitor_said_does_not_get_out_through_an_error(
    station: Station, metrics: Metrics, logs: list[MutableMapping[str, Any]]
) -> None:
    await supervise(Part(deaths=1), station=station, metrics=metrics)
    assert {entry["log_level"] for entry in logs} == {"error", "debug"}
    assert "ValueError" in str(logs)
    assert __file__ in str(logs)  # a developer still learns where
    for entry in logs:
        rendered = structlog.processors.format_exc_info(None, "", dict(entry))
        assert PERSONAL not in str(rendered)
    assert station.detail is not None
    assert PERSONAL not in station.detail
