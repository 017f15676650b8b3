"""What may leave the box about its condition: an allow-list for `send-diagnostics` and support bundles.

Nothing that somebody called something is on it: no device, scanner, event, file or host; numbers, yes and no,
and words out of closed lists.
"""

import re
from collections.abc import Iterator

from agent.ops.report import AgentReport

Fact = str | int | float | bool | None

STATIONS = (
    "housekeeping",
    "watchdog",
    "outbox",
    "sealing",
    "booth",
    "microphone",
    "hearing",
    "speech",
    "event pack",
    "attendees",
    "uplink",
    "mqtt 3.1.1",
    "certificate",
    "clock",
    "language model",
)
"""Stations whose names are ours; scanners have names of the settings, and are numbered instead."""
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}((a|b|rc|\.dev|\.post)[0-9]{1,6})?")


def version_for_display(version: str) -> str:
    """Return the version if it looks like one: a local part may hold anything."""
    found = _VERSION.match(version)
    return found[0] if found else "unknown"


def facts(report: AgentReport) -> dict[str, Fact]:
    """Return what may be told of a running agent."""
    return dict(_facts(report))


def _facts(report: AgentReport) -> Iterator[tuple[str, Fact]]:
    yield "version", version_for_display(report.version)
    yield "uptime_s", round(report.uptime_s, 1)
    yield "clock_synchronised", report.clock_synchronised
    yield "muted", report.muted
    yield "stuck", len(report.stalled)
    for name in STATIONS:
        if name in report.stations and name not in report.scanners:
            yield f"station_{name}", report.stations[name].status.value
    for number, name in enumerate(report.scanners, 1):
        if name in report.stations:
            yield f"station_scanner_{number}", report.stations[name].status.value
    if report.sound is not None:
        age_s = report.sound.age_s
        yield "sound_age_s", None if age_s is None else round(age_s, 1)
        for channel, level in enumerate(report.sound.levels_dbfs):
            yield f"level_dbfs_{channel}", round(level)
    yield "outbox_leads", report.outbox_leads
    yield "outbox_oldest_s", round(report.outbox_oldest_s)
    yield "outbox_parked", report.outbox_parked
    yield "receipts_accepted", report.receipts_accepted
    yield "receipts_rejected", report.receipts_rejected
