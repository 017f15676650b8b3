"""Scanners and microphone, looked at without the agent."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

from agent.devices import build_microphone
from agent.doctor.finding import Finding, Part, critical, healthy, unknown, warning
from agent.doctor.running import judge_levels
from agent.hearing.array.profile import ProfileError
from agent.hearing.level import LevelMeter
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.ops.report import SoundReport
from agent.settings.model import (
    HidScannerSettings,
    NoMicrophoneSettings,
    PortAudioMicrophoneSettings,
    ScannerSettings,
    SerialScannerSettings,
    Settings,
)
from drivers.clock import SystemClock
from drivers.microphones.base import FRAME_S, MicrophoneError
from drivers.scanners.input_devices import list_keyboards

_LISTEN_S = 1.5
_SETTLE_S = 0.3
"""Many devices begin with zeros."""
_PATIENCE_S = 8.0
_PLUG_IN = "plug it in; `boothscribe devices` shows what is there and what to write"


def look_at_scanners(settings: Settings) -> Iterator[Finding]:
    """Yield whether every configured scanner is plugged in and may be read."""
    if not settings.scanners:
        yield critical(
            Part.SCANNERS,
            "no scanner is configured",
            do="`boothscribe devices` prints what to write into the settings",
        )
    for scanner in settings.scanners:
        yield _scanner(scanner)


def _scanner(scanner: ScannerSettings) -> Finding:
    match scanner:
        case HidScannerSettings():
            node, rights = _hid_node(scanner), os.R_OK
        case SerialScannerSettings():
            node, rights = scanner.path, os.R_OK | os.W_OK
        case _:
            return warning(
                Part.SCANNERS,
                "is a stand-in for a scanner",
                f"{scanner.name} ({scanner.driver})",
                do="for a real one, see `boothscribe devices`",
            )
    about = f"{scanner.name} ({node or scanner.driver})"
    if node is None or not node.exists():
        return critical(Part.SCANNERS, "is not plugged in", about, do=_PLUG_IN)
    if not os.access(node, rights):
        return unknown(
            Part.SCANNERS,
            "is plugged in, and this account may not read it",
            about,
            do="run this as root; if the log says the same of the service, install the udev rules and replug",
        )
    return healthy(Part.SCANNERS, "is plugged in", about)


def _hid_node(scanner: HidScannerSettings) -> Path | None:
    if scanner.path is not None:
        return scanner.path
    usb_id = scanner.usb_id.lower() if scanner.usb_id else None
    return next(
        (
            found.node
            for found in list_keyboards()
            if usb_id == found.usb_id or (scanner.device is not None and scanner.device == found.name)
        ),
        None,
    )


def look_at_microphone(settings: Settings) -> Iterator[Finding]:
    """Yield what a second of sound says; nothing of it is kept."""
    if isinstance(settings.microphone, NoMicrophoneSettings):
        yield healthy(Part.MICROPHONE, "no microphone is wanted: leads carry scans only")
        return
    if not isinstance(settings.microphone, PortAudioMicrophoneSettings):
        yield warning(
            Part.MICROPHONE,
            "is a recording that is played again",
            do="for a real one, see `boothscribe devices`",
        )
        return
    health = Health()
    station = health.station("microphone")
    try:
        sound = asyncio.run(_listen(settings, health))
    except ProfileError as error:
        yield critical(
            Part.MICROPHONE,
            "the profile of the array cannot be used",
            str(error),
            do="correct `hearing.array`; `boothscribe devices mic` lists the profiles",
        )
        return
    except MicrophoneError as error:
        yield critical(Part.MICROPHONE, "cannot be opened", str(error), do=_PLUG_IN)
        return
    if sound is None:
        yield critical(Part.MICROPHONE, "delivers no sound", station.detail or "", do=_PLUG_IN)
    else:
        yield judge_levels(sound)


async def _listen(settings: Settings, health: Health) -> SoundReport | None:
    clock = SystemClock()
    microphone = build_microphone(
        settings,
        station=health.stations["microphone"],
        metrics=Metrics(),
        clock=clock,
        start_s=clock.now(),
    )
    if microphone is None:
        return None
    meter = LevelMeter()
    taken_s = 0.0
    try:
        async with microphone, asyncio.timeout(_PATIENCE_S):
            async for frame in microphone:
                taken_s += FRAME_S
                if taken_s > _SETTLE_S:
                    meter.push(frame.samples, FRAME_S)
                if taken_s >= _LISTEN_S:
                    break
    except TimeoutError:
        return None
    return SoundReport(age_s=0.0, levels_dbfs=meter.levels_dbfs, peaks_dbfs=meter.peaks_dbfs)
