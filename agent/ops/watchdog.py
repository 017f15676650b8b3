"""Feeds systemd's watchdog for as long as every part gets on with its work."""

import asyncio

import structlog

from agent.ops.health import Health
from agent.ops.notify import notify, watchdog_interval_s

_STATUS_EVERY_S = 5.0
"""How old the box's condition may be that `systemctl status` shows."""

log = structlog.get_logger(__name__)


async def feed_watchdog(health: Health) -> None:
    """Feed the watchdog until cancelled, but only while no part is stuck; show in health that it is alive."""
    interval_s = min(watchdog_interval_s() or _STATUS_EVERY_S, _STATUS_EVERY_S)
    while True:
        health.stations["watchdog"].ok()
        stalled = health.stalled()
        if stalled:
            log.error("parts are stuck; the watchdog is not fed", parts=stalled)
            notify(f"STATUS=stuck: {', '.join(stalled)}")
        else:
            notify("WATCHDOG=1", f"STATUS={health.summary()}")
        await asyncio.sleep(interval_s)
