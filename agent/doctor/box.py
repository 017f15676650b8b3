"""Service, settings, provisioning, speech model, event pack and clock, looked at without the agent."""

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from agent.doctor.finding import Finding, Part, critical, healthy, unknown, warning
from agent.doctor.running import LOGS
from agent.event_pack.holder import PackHolder
from agent.event_pack.problems import Severity
from agent.ops.machine import ask_time_service, clock_synchronised, unit_properties
from agent.ops.report import AgentReport
from agent.provisioning.outcome import OUTCOME, Outcome
from agent.reception import pack_problems
from agent.settings import LoadedSettings, Settings
from agent.speech import models
from agent.speech.models import ModelError

UNIT = "boothscribe.service"
_SETTINGS_STATUS = "78"
_PLAUSIBLE_YEAR = 2026
"""No box of this version worked before."""


def unit_state() -> Mapping[str, str]:
    """Return what systemd says of the service; empty where it cannot be asked."""
    return unit_properties(
        UNIT, ["ActiveState", "SubState", "Result", "ExecMainStatus", "NRestarts", "LoadState"]
    )


def look_at_stopped_service(unit: Mapping[str, str]) -> Finding:
    """Return why no agent answers."""
    about = f"{unit['ActiveState']} ({unit.get('SubState')})" if "ActiveState" in unit else ""
    if unit.get("LoadState") == "not-found":
        return critical(Part.SERVICE, "is not installed", UNIT, do="docs/guide-it.md, section Install")
    if unit.get("ActiveState") == "failed" and unit.get("ExecMainStatus") == _SETTINGS_STATUS:
        return critical(
            Part.SERVICE,
            "does not start: the settings are wrong",
            about,
            do="mend what is named below, then `systemctl restart boothscribe`",
        )
    if unit.get("ActiveState") in {"failed", "activating"}:
        return critical(Part.SERVICE, "does not start", about, do=LOGS)
    return critical(Part.SERVICE, "does not run", about, do="`systemctl start boothscribe`")


def look_at_settings(loaded: LoadedSettings, report: AgentReport | None) -> Iterator[Finding]:
    """Yield that the settings are right, and whether the agent has them."""
    sources = {origin.source for origin in loaded.origins.values()}
    if not sources:
        yield warning(
            Part.SETTINGS,
            "none were found: these are the defaults",
            do="write /etc/boothscribe/boothscribe.toml; docs/provisioning.md has the short way",
        )
        return
    yield healthy(Part.SETTINGS, "are right", ", ".join(sorted(sources)))
    if report is None:
        return
    started = time.time() - report.uptime_s
    newer = [source for source in sources if _changed(Path(source)) > started]
    if newer:
        yield warning(
            Part.SETTINGS,
            "were changed since the service started",
            ", ".join(sorted(newer)),
            do="`systemctl restart boothscribe`",
        )


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # the environment, a credential
        return float("-inf")


def look_at_provisioning(outcome_file: Path = OUTCOME) -> Iterator[Finding]:
    """Yield what became of a file on the boot partition or a USB stick; nothing where there was none."""
    try:
        outcome = Outcome.read(outcome_file)
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        yield unknown(
            Part.PROVISIONING, "its outcome cannot be read", str(outcome_file), do="run this as root"
        )
        return
    if outcome.problems:
        for problem in outcome.problems:
            yield critical(
                Part.PROVISIONING,
                "the file was not taken; the settings before stay",
                problem,
                do="mend the file and start the box again",
            )
    else:
        yield healthy(Part.PROVISIONING, "the file was taken", outcome.source)
    for warned in outcome.warnings:
        yield warning(
            Part.PROVISIONING, "was taken with a reservation", warned, do="see docs/provisioning.md"
        )


def look_at_model(settings: Settings) -> Iterator[Finding]:
    """Yield whether the model's files are here and whole; the agent loads it when it starts."""
    try:
        directory = models.resolve(settings.speech.model, revision=settings.speech.revision)
        damaged = [file.path.name for file in models.verify(directory) if file.intact is False]
    except ModelError as error:
        yield critical(
            Part.SPEECH,
            "is not here: scans go on without words",
            str(error),
            do="`boothscribe models fetch NAME`, or copy its directory here",
        )
        return
    except OSError as error:
        yield unknown(Part.SPEECH, "cannot be read", error.strerror or "", do="run this as root")
        return
    if damaged:
        yield critical(
            Part.SPEECH,
            "is damaged",
            ", ".join(damaged),
            do=f"delete {directory.parents[1]}, then `boothscribe models fetch {settings.speech.model}`",
        )
    else:
        yield healthy(Part.SPEECH, "is here and whole", settings.speech.model)


def look_at_pack(settings: Settings, report: AgentReport | None) -> Iterator[Finding]:
    """Yield whether the event pack can be used; of a running agent's pack its own line says so."""
    directory = settings.event.pack
    if directory is None and settings.event.id == "unassigned":
        yield warning(
            Part.PACK,
            "neither event pack nor event is set: leads name no show",
            do="set event.pack (docs/event-packs.md), or at least event.id",
        )
        return
    if directory is None:
        yield healthy(Part.PACK, "none is set: leads go without campaign, accounts and owners")
        return
    if report is not None:
        return
    holder = PackHolder(directory, settings.event.overlays, further=pack_problems)
    holder.reload()
    errors = [problem for problem in holder.problems if problem.severity is Severity.ERROR]
    if errors:
        yield critical(
            Part.PACK,
            "has errors",
            f"{len(errors)} at {directory}",
            do=f"`boothscribe event check {directory}`",
        )
    elif holder.current is None:
        yield critical(
            Part.PACK, "cannot be read", str(directory), do=f"`boothscribe event check {directory}`"
        )
    else:
        yield healthy(Part.PACK, "is right", f"{holder.current.event.id}")


def look_at_clock(report: AgentReport | None) -> Iterator[Finding]:
    """Yield whether the time can be believed."""
    now = datetime.now(UTC)
    if now.year < _PLAUSIBLE_YEAR:
        yield critical(
            Part.CLOCK,
            "is years behind: no certificate holds",
            f"{now:%F %R} UTC",
            do="`timedatectl set-time`, or let the box reach a time server (UDP 123)",
        )
    if report is not None and "clock" in report.stations:
        return
    ask_time_service()
    if clock_synchronised():
        yield healthy(Part.CLOCK, "is synchronised", f"{now:%F %R} UTC")
    else:
        yield warning(
            Part.CLOCK,
            "is not synchronised: leads are corrected later",
            f"{now:%F %R} UTC",
            do="let the box reach a time server (UDP 123); `timedatectl timesync-status`",
        )
