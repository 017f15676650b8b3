"""Looks at everything at once, with an end to every look."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from agent.doctor import box, devices, links, running, storage
from agent.doctor.finding import Finding, Grade, Part, critical, unknown, worst
from agent.ops.report import SYSTEM_SOCKET, AgentReport, ask, socket_path
from agent.settings import LoadedSettings, SettingsError, load_settings
from agent.settings.load import MAIN_FILE

LIMIT_S = 25.0
"""For the whole page: longer than a broker that does not answer, a sound system that hangs."""
_ASK_S = 5.0
_MAY_BE_ABSENT = {Part.PROVISIONING, Part.OTHER}
"""Where there is nothing to tell, there is nothing to worry about."""

Look = Callable[[], Iterable[Finding]]


@dataclass(slots=True)
class Examination:
    """What was found, in the order of the page."""

    findings: list[Finding] = field(default_factory=list)
    report: AgentReport | None = None
    loaded: LoadedSettings | None = None

    @property
    def grade(self) -> str:
        """The worst of all."""
        return worst(self.findings).value


def examine(config: Path | None = None, *, limit_s: float = LIMIT_S) -> Examination:
    """Look at every part of this box; takes at most `limit_s`, and raises nothing over what it finds."""
    done = Examination()
    looks: list[tuple[Part, Look]] = [(Part.PROVISIONING, box.look_at_provisioning)]
    try:
        done.loaded = load_settings(config)
    except SettingsError as error:
        for problem in error.problems:
            done.findings.append(
                critical(
                    Part.SETTINGS,
                    "cannot be used",
                    problem,
                    do="mend it; `boothscribe check`; `systemctl restart boothscribe`",
                )
            )
    report, trouble = _asked(config, done.loaded)
    done.report = report
    if trouble is not None:
        done.findings.append(trouble)
    elif report is None:
        done.findings.append(box.look_at_stopped_service(box.unit_state()))
    else:
        done.findings += [one for one in running.judge(report) if not _is_no_pack(one, done.loaded)]
    if done.loaded is not None:
        looks += _looks(done.loaded, report)
    done.findings += _look(looks, limit_s)
    found = {finding.part for finding in done.findings}
    done.findings += [
        unknown(part, "nothing tells", do="mend what is named above, then ask again")
        for part in Part
        if part not in found and part not in _MAY_BE_ABSENT
    ]
    order = list(Part)
    done.findings.sort(key=lambda finding: order.index(finding.part))
    return done


def _is_no_pack(finding: Finding, loaded: LoadedSettings | None) -> bool:
    """Whether the agent says that a pack works where none is set; the settings tell that better."""
    none_set = loaded is not None and loaded.settings.event.pack is None
    return none_set and finding.part is Part.PACK and finding.grade is Grade.HEALTHY


def _looks(loaded: LoadedSettings, report: AgentReport | None) -> list[tuple[Part, Look]]:
    settings = loaded.settings
    looks: list[tuple[Part, Look]] = [
        (Part.SETTINGS, lambda: box.look_at_settings(loaded, report)),
        (Part.PACK, lambda: box.look_at_pack(settings, report)),
        (Part.CLOCK, lambda: box.look_at_clock(report)),
        (Part.DISK, lambda: storage.look_at_disk(settings)),
        (Part.OUTBOX, lambda: storage.look_at_damaged(settings)),
        (Part.KEY, lambda: storage.look_at_key(settings, report)),
    ]
    if report is None or "certificate" not in report.stations:
        looks.append((Part.CERTIFICATE, lambda: links.look_at_certificates(settings)))
    if report is None:
        looks += [
            (Part.SCANNERS, lambda: devices.look_at_scanners(settings)),
            (Part.MICROPHONE, lambda: devices.look_at_microphone(settings)),
            (Part.SPEECH, lambda: box.look_at_model(settings)),
            (Part.OUTBOX, lambda: storage.look_at_outbox(settings)),
            (Part.BROKER, lambda: links.look_at_broker(settings)),
        ]
    return looks


def _asked(config: Path | None, loaded: LoadedSettings | None) -> tuple[AgentReport | None, Finding | None]:
    paths = [] if loaded is None else [socket_path(loaded.settings.outbox.path)]
    if config in {None, MAIN_FILE}:
        paths.append(SYSTEM_SOCKET)
    for path in paths:
        try:
            report = ask(path, _ASK_S)
        except PermissionError:
            return None, unknown(
                Part.SERVICE, "this account may not ask it", str(path), do="run this as root"
            )
        except TimeoutError:
            return None, critical(
                Part.SERVICE,
                "runs and does not answer: it hangs",
                str(path),
                do="wait for systemd's watchdog, or `systemctl restart boothscribe`",
            )
        except (OSError, ValueError):
            return None, unknown(
                Part.SERVICE,
                "its answer cannot be understood",
                str(path),
                do="is it of another version than this command? `systemctl restart boothscribe`",
            )
        if report is not None:
            return report, None
    return None, None


def _look(looks: list[tuple[Part, Look]], limit_s: float) -> list[Finding]:
    """Look at all at once; threads that hang in a driver or the network are left behind."""
    findings: list[Finding] = []
    open_looks = []
    for part, look in looks:
        found: list[Finding] = []
        thread = threading.Thread(target=_safely, args=(part, look, found), daemon=True)
        thread.start()
        open_looks.append((part, thread, found))
    end_s = time.monotonic() + limit_s
    for part, thread, found in open_looks:
        thread.join(max(0.0, end_s - time.monotonic()))
        findings += found
        if thread.is_alive():
            findings.append(
                unknown(part, "did not answer in time", do="ask again; then look at its device or network")
            )
    return findings


def _safely(part: Part, look: Look, found: list[Finding]) -> None:
    try:
        found += look()
    except Exception as error:  # noqa: BLE001 -- one look that fails must not cost the others
        found.append(
            unknown(
                part, "could not be looked at", type(error).__name__, do="report this with a support bundle"
            )
        )
