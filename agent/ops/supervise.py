"""Keeps parts running: one that dies is started again and shows in health."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import structlog

from agent.ops.health import Station
from agent.ops.log import without_values
from agent.ops.metrics import Metrics

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_MOST_DOUBLINGS = 16
"""A part that fails for hours must not take a power too large for a float."""
_CALM_S = 60.0

log = structlog.get_logger(__name__)


async def supervise(part: Callable[[], Awaitable[None]], *, station: Station, metrics: Metrics) -> None:
    """Run `part` until it returns; start it again, with growing jittered pauses, when it raises.

    One part's defect must not take the others down: scanning survives a dead microphone, capture
    survives a dead network.
    """
    failures = 0
    while True:
        started_s = time.monotonic()
        try:
            await part()
        except Exception as error:  # noqa: BLE001 -- whatever the defect is, the others go on
            if time.monotonic() - started_s > _CALM_S:
                failures = 0
            failures += 1
            metrics.restarts.labels(station.name).inc()
            station.failed(f"stopped by {type(error).__name__}; started again (failure {failures})")
            log.error("part died; starting it again", part=station.name, error=type(error).__name__)  # noqa: TRY400
            log.debug("where the part died", part=station.name, frames=without_values(error))
            pause_s = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2 ** min(failures, _MOST_DOUBLINGS))
            await asyncio.sleep(random.uniform(pause_s / 2, pause_s))  # noqa: S311 -- spreading load
        else:
            return
