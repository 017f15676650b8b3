"""What the doctor makes of a running agent's own report."""

from typing import Any

import pytest

from agent.doctor.finding import Finding, Grade, Part, worst
from agent.doctor.running import judge, judge_levels
from agent.ops.health import Status
from agent.ops.report import AgentReport, SoundReport, StationReport

OK = StationReport(status=Status.OK)
GOOD: dict[str, Any] = {
    "version": "0.1.0",
    "uptime_s": 3600.0,
    "clock_synchronised": True,
    "sealed": True,
    "stations": dict.fromkeys(
        (
            "front",
            "microphone",
            "hearing",
            "speech",
            "event pack",
            "clock",
            "outbox",
            "sealing",
            "uplink",
            "certificate",
            "booth",
        ),
        OK,
    ),
    "scanners": ("front",),
    "sound": SoundReport(age_s=0.02, levels_dbfs=(-45.0,), peaks_dbfs=(-20.0,)),
    "receipts_accepted": 3,
}
SENT = SoundReport(age_s=0.1, levels_dbfs=(-40.0, -120.0), peaks_dbfs=(-3.0, -120.0))


def degraded(detail: str) -> StationReport:
    return StationReport(status=Status.DEGRADED, detail=detail)


def failed(detail: str) -> StationReport:
    return StationReport(status=Status.FAILED, detail=detail)


def judged(*, stations: dict[str, StationReport] | None = None, **changes: Any) -> list[Finding]:
    fields = GOOD | changes
    fields["stations"] = GOOD["stations"] | (stations or {})
    return list(judge(AgentReport(**fields)))


def of(part: Part, findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.part is part]


def test_a_box_that_does_all_its_work_is_healthy_in_every_part() -> None:
    findings = judged()
    assert worst(findings) is Grade.HEALTHY
    for part in (Part.SERVICE, Part.SCANNERS, Part.MICROPHONE, Part.SPEECH, Part.PACK, Part.CLOCK):
        assert of(part, findings)
    for part in (Part.OUTBOX, Part.KEY, Part.CERTIFICATE, Part.BROKER, Part.COLLECTOR):
        assert of(part, findings)


@pytest.mark.parametrize(
    ("part", "grade", "changes"),
    [
        (Part.SERVICE, Grade.CRITICAL, {"stalled": ("speech",)}),
        (Part.SCANNERS, Grade.CRITICAL, {"scanners": ()}),
        (Part.SCANNERS, Grade.CRITICAL, {"stations": {"front": degraded("is not plugged in")}}),
        (Part.SCANNERS, Grade.CRITICAL, {"stations": {"front": degraded("waiting for the scanner")}}),
        (Part.MICROPHONE, Grade.CRITICAL, {"stations": {"microphone": degraded("no such microphone")}}),
        (Part.MICROPHONE, Grade.WARNING, {"stations": {"hearing": degraded("microphone 2 hums")}}),
        (Part.MICROPHONE, Grade.UNKNOWN, {"sound": SoundReport()}),
        (Part.MICROPHONE, Grade.UNKNOWN, {"sound": SoundReport(age_s=9.0, levels_dbfs=(-40.0,))}),
        (Part.MICROPHONE, Grade.WARNING, {"muted": True}),
        (Part.SPEECH, Grade.UNKNOWN, {"stations": {"speech": degraded("the model is loading")}}),
        (Part.SPEECH, Grade.CRITICAL, {"stations": {"speech": failed("is not on this machine")}}),
        (Part.PACK, Grade.CRITICAL, {"stations": {"event pack": failed("has 2 errors")}}),
        (Part.CLOCK, Grade.WARNING, {"stations": {"clock": degraded("is not synchronised")}}),
        (Part.OUTBOX, Grade.CRITICAL, {"stations": {"outbox": degraded("the disk is full")}}),
        (Part.OUTBOX, Grade.UNKNOWN, {"stations": {"outbox": degraded("not started yet")}}),
        (Part.KEY, Grade.WARNING, {"stations": {"sealing": degraded("readable")}}),
        (Part.CERTIFICATE, Grade.WARNING, {"stations": {"certificate": degraded("ends soon")}}),
        (Part.CERTIFICATE, Grade.CRITICAL, {"stations": {"certificate": failed("ended")}}),
        (Part.BROKER, Grade.WARNING, {"stations": {"uplink": degraded("cannot be reached")}}),
        (Part.BROKER, Grade.CRITICAL, {"stations": {"uplink": failed("refuses the connection")}}),
        (Part.COLLECTOR, Grade.UNKNOWN, {"stations": {"uplink": degraded("cannot be reached")}}),
        (Part.COLLECTOR, Grade.UNKNOWN, {"receipts_accepted": 0}),
        (Part.COLLECTOR, Grade.UNKNOWN, {"receipts_accepted": 0, "outbox_leads": 1, "outbox_oldest_s": 5}),
        (Part.COLLECTOR, Grade.CRITICAL, {"outbox_leads": 1, "outbox_oldest_s": 900}),
        (Part.COLLECTOR, Grade.WARNING, {"outbox_parked": 1}),
        (Part.OTHER, Grade.CRITICAL, {"stations": {"housekeeping": failed("stopped by ValueError")}}),
    ],
)
def test_what_is_wrong_with_a_running_box_is_named_with_the_next_step(
    part: Part, grade: Grade, changes: dict[str, Any]
) -> None:
    findings = judged(**changes)
    (wrong,) = [one for one in of(part, findings) if one.grade is not Grade.HEALTHY]
    assert wrong.grade is grade
    assert wrong.next_step


def test_a_mute_box_says_so_once() -> None:
    findings = judged(muted=True, stations={"booth": degraded("muted: nothing is heard")})
    assert [one.part for one in findings if one.grade is not Grade.HEALTHY] == [Part.MICROPHONE]


@pytest.mark.parametrize(
    ("levels", "peaks", "grade"),
    [
        ((-120.0, -120.0), (-120.0, -120.0), Grade.CRITICAL),
        ((-40.0, -120.0), (-20.0, -120.0), Grade.WARNING),
        ((-6.0,), (0.0,), Grade.WARNING),
        ((-60.0,), (-40.0,), Grade.HEALTHY),
    ],
)
def test_a_microphone_that_delivers_silence_or_clips_does_not_pass(
    levels: tuple[float, ...], peaks: tuple[float, ...], grade: Grade
) -> None:
    assert judge_levels(SoundReport(age_s=0, levels_dbfs=levels, peaks_dbfs=peaks)).grade is grade


def test_no_news_is_no_good_news() -> None:
    assert worst([]) is Grade.UNKNOWN
