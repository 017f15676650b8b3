"""What a running agent says of itself, as findings."""

from collections.abc import Iterator

from agent.doctor.finding import Finding, Part, critical, healthy, unknown, warning
from agent.ops.health import Status
from agent.ops.report import AgentReport, SoundReport, StationReport

LOGS = "`journalctl -u boothscribe -n 50` says more"
_SILENT_DBFS = -75.0
"""A microphone in a room, even a quiet one, is louder: its own noise alone is."""
_CLIPPED_DBFS = -0.1
_SOUND_GONE_S = 5.0
_UNACKNOWLEDGED_S = 600.0
_PARTS = {
    "microphone": Part.MICROPHONE,
    "hearing": Part.MICROPHONE,
    "speech": Part.SPEECH,
    "event pack": Part.PACK,
    "attendees": Part.PACK,
    "clock": Part.CLOCK,
    "outbox": Part.OUTBOX,
    "sealing": Part.KEY,
    "certificate": Part.CERTIFICATE,
    "uplink": Part.BROKER,
    "mqtt 3.1.1": Part.BROKER,
}
_WAITING_IS_CRITICAL = {Part.SCANNERS, Part.MICROPHONE, Part.OUTBOX}
"""Parts that come back by themselves only when a person does something: plugs in, makes room."""
WORKS = {
    Part.SPEECH: "is loaded",
    Part.PACK: "is in use",
    Part.CLOCK: "is synchronised",
    Part.OUTBOX: "stores",
    Part.KEY: "leads on the disk are encrypted",
    Part.CERTIFICATE: "holds",
    Part.BROKER: "is connected",
}
_NOTHING_TELLS = {"not started yet", "the model is loading", "waiting for the scanner"}

_NEXT = {
    Part.SCANNERS: "plug the scanner in; compare `boothscribe devices` with [[scanners]] in the settings",
    Part.MICROPHONE: "plug the microphone in; `boothscribe listen` shows what it hears",
    Part.SPEECH: "`boothscribe models verify NAME`, then `boothscribe models fetch NAME`",
    Part.PACK: "`boothscribe event check DIR`, then `systemctl reload boothscribe`",
    Part.CLOCK: "let the box reach a time server (UDP 123); `timedatectl timesync-status`",
    Part.OUTBOX: "`df -h`; make room, or replace the card",
    Part.KEY: "`boothscribe outbox new-key`; docs/delivery.md says where it goes",
    Part.CERTIFICATE: "`scripts/provision-device device NAME` on the administrator's machine",
    Part.BROKER: "check network, uplink.broker and the broker's access rules; leads wait meanwhile",
    Part.OTHER: LOGS,
}


def judge(report: AgentReport) -> Iterator[Finding]:
    """Yield what the agent's own report proves."""
    about = f"version {report.version}, for {_span(report.uptime_s)}"
    if report.stalled:
        yield critical(
            Part.SERVICE,
            "parts are stuck with their work; systemd restarts the service",
            ", ".join(report.stalled),
            do=LOGS,
        )
    else:
        yield healthy(Part.SERVICE, "runs", about)
    for name, station in report.stations.items():
        yield from _station(name, station, report)
    if not report.scanners:
        yield critical(
            Part.SCANNERS,
            "no scanner is configured",
            do="`boothscribe devices` prints what to write into the settings",
        )
    yield from _sound(report)
    yield from _collector(report)


def _station(name: str, station: StationReport, report: AgentReport) -> Iterator[Finding]:
    part = Part.SCANNERS if name in report.scanners else _PARTS.get(name, Part.OTHER)
    detail = name if station.detail is None else f"{name}: {station.detail}"
    if name == "booth" and report.muted:
        return  # the microphone's line says so
    if station.status is Status.OK:
        # The microphone is judged by its sound; what has no line of its own tells trouble only.
        if part not in {Part.MICROPHONE, Part.OTHER} and name != "attendees":
            yield healthy(part, WORKS.get(part, "works"), name if part is Part.SCANNERS else "")
    elif station.detail in _NOTHING_TELLS and part is not Part.SCANNERS:
        yield unknown(part, "has not started yet", detail, do="wait a moment and ask again")
    elif station.status is Status.FAILED:
        yield critical(part, "does not work", detail, do=_NEXT[part])
    elif part in _WAITING_IS_CRITICAL and name != "hearing":  # which names faults of an array that works
        yield critical(part, "waits for somebody to act", detail, do=_NEXT[part])
    else:
        yield warning(part, "is restricted", detail, do=_NEXT[part])


def _sound(report: AgentReport) -> Iterator[Finding]:
    sound = report.sound
    if sound is None:
        yield healthy(Part.MICROPHONE, "no microphone is wanted: leads carry scans only")
        return
    if report.muted:
        yield warning(
            Part.MICROPHONE, "is muted", do="scan the unmute card, or wait; visit.mute_s says how long"
        )
        return
    troubled = any(
        report.stations[name].status is not Status.OK
        for name in ("microphone", "hearing")
        if name in report.stations
    )
    if sound.age_s is None or sound.age_s > _SOUND_GONE_S:
        if not troubled:  # else its station has said so
            yield unknown(Part.MICROPHONE, "no sound has come", do=_NEXT[Part.MICROPHONE])
        return
    yield judge_levels(sound)


def judge_levels(sound: SoundReport) -> Finding:
    """Return what levels say of a microphone that delivers sound."""
    about = "level " + ", ".join(f"{level:.0f}" for level in sound.levels_dbfs) + " dBFS"
    if all(level < _SILENT_DBFS for level in sound.levels_dbfs):
        return critical(
            Part.MICROPHONE,
            "delivers silence",
            about,
            do="is it muted, or its gain at zero? `alsamixer`, the switch on the device, another USB port",
        )
    if any(level < _SILENT_DBFS for level in sound.levels_dbfs):
        return warning(
            Part.MICROPHONE,
            "a channel delivers silence",
            about,
            do="`boothscribe devices mic --identify` names it; some arrays have such a channel by design",
        )
    if any(peak > _CLIPPED_DBFS for peak in sound.peaks_dbfs):
        return warning(
            Part.MICROPHONE, "is too loud and clips", about, do="lower its gain (`alsamixer`) or move it away"
        )
    return healthy(Part.MICROPHONE, "hears", about)


def _collector(report: AgentReport) -> Iterator[Finding]:
    waiting = f"{report.outbox_leads} leads wait, the oldest for {_span(report.outbox_oldest_s)}"
    if report.outbox_parked:
        yield warning(
            Part.COLLECTOR,
            "leads are parked: rejected by the collector, or not readable",
            f"{report.outbox_parked} leads",
            do="`boothscribe outbox list --parked`, mend it, then `boothscribe outbox retry --all`",
        )
    uplink = report.stations.get("uplink")
    if uplink is None or uplink.status is not Status.OK:
        yield unknown(
            Part.COLLECTOR, "the broker is not reached, so no receipts come", waiting, do=_NEXT[Part.BROKER]
        )
    elif report.outbox_leads and report.outbox_oldest_s > _UNACKNOWLEDGED_S:
        yield critical(
            Part.COLLECTOR,
            "the broker takes leads, and no collector acknowledges them",
            waiting,
            do="start the collector; may it read `up/lead` and write `down/receipt`?",
        )
    elif report.receipts_accepted:
        yield healthy(
            Part.COLLECTOR, "acknowledges leads", f"{report.receipts_accepted} receipts since the start"
        )
    else:
        yield unknown(
            Part.COLLECTOR,
            "no receipt has come since the start",
            waiting,
            do="scan a badge: a receipt should come within seconds",
        )


def _span(seconds: float) -> str:
    for unit, length_s in (("days", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length_s:
            return f"{seconds / length_s:.0f} {unit}"
    return f"{seconds:.0f} s"
