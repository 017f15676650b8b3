"""A box for the delivery benchmark, as a process of its own: outbox and uplink as the agent wires them.

`fill PATH COUNT` stores leads and prints a line for each that is safe; `drain PATH URL` sends until every
receipt has come and prints what it took.
"""

import asyncio
import base64
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from agent.contract.status import Health as HealthReport
from agent.contract.status import Info
from agent.contract.topics import Topics
from agent.delivery.mqtt import BrokerAccount
from agent.delivery.outbox import Outbox
from agent.delivery.publisher import Publisher
from agent.delivery.sealing import KeyRing
from agent.delivery.uplink import Uplink
from agent.ops.health import Health
from agent.ops.machine import boot_id
from agent.ops.metrics import Metrics
from scripts.benchmarks.delivery_leads import usual_lead
from tests.rigs.leads import DEVICE, SCANNED_AT, lead

KEYS = KeyRing.parse(base64.b64encode(bytes(range(32))).decode())
_PAGE_BYTES = 4096
_LOOK_EVERY_S = 0.25


async def fill(path: Path, count: int, told: Callable[[int], None]) -> list[float]:
    """Publish `count` leads one after the other; return what each took until it was durable, in ms."""
    outbox = await Outbox.open(path, keys=KEYS)
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=Health().station("outbox"))
    taken_ms = []
    for number in range(count):
        one = usual_lead(number)
        began_s = time.perf_counter()
        if await publisher.publish(one):
            taken_ms.append(1000 * (time.perf_counter() - began_s))
            told(number)
    await outbox.close()
    return taken_ms


async def drain(path: Path, url: str) -> dict[str, float]:
    """Send everything; return how long it took and what memory it needed meanwhile."""
    outbox = await Outbox.open(path, keys=KEYS)
    metrics = Metrics()
    uplink = Uplink(
        account=BrokerAccount(url=url, client_id="bench-box"),
        topics=Topics(DEVICE),
        outbox=outbox,
        info=Info(version="0", boot_id=boot_id(), event=lead().event, model="demo"),
        health=lambda: HealthReport(
            boot_id=boot_id(), time=SCANNED_AT, uptime_s=1, stations={}, outbox_leads=0, outbox_oldest_s=0
        ),
        metrics=metrics,
        station=Health().station("uplink"),
        in_flight=20,
        receipt_timeout_s=30,
        reconnect_max_s=5,
        health_interval_s=60,
    )
    leads = (await outbox.depth()).leads
    rss_mb = [_rss_mb()]
    began_s = time.monotonic()
    running = asyncio.create_task(uplink.run())
    while (await outbox.depth()).leads:
        await outbox.upkeep()
        rss_mb.append(_rss_mb())
        await asyncio.sleep(_LOOK_EVERY_S)
    took_s = time.monotonic() - began_s
    running.cancel()
    await asyncio.wait({running})
    await outbox.close()
    sent = sum(
        sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == "boothscribe_publishes_total"
    )
    settled = rss_mb[len(rss_mb) // 5 :]
    return {
        "leads": leads,
        "took_s": took_s,
        "sent": sent,
        "rss_start_mb": rss_mb[0],
        "rss_peak_mb": max(rss_mb),
        "rss_growth_mb": max(settled) - settled[0],
    }


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * _PAGE_BYTES / 1e6


def _main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    what, path, argument = sys.argv[1:]
    if what == "fill":
        asyncio.run(fill(Path(path), int(argument), lambda number: print(number, flush=True)))
    else:
        print(json.dumps(asyncio.run(drain(Path(path), argument))))


if __name__ == "__main__":
    _main()
