"""Shows findings to people and to programs."""

import json
from collections.abc import Iterator

import click

from agent.doctor.examine import Examination
from agent.doctor.finding import Finding, Grade, Part, worst

EXIT_CODES = {Grade.HEALTHY: 0, Grade.WARNING: 1, Grade.CRITICAL: 2, Grade.UNKNOWN: 3}
"""Those of monitoring plug-ins: https://www.monitoring-plugins.org/doc/guidelines.html."""
_MARKS = {Grade.HEALTHY: "ok", Grade.WARNING: "warning", Grade.CRITICAL: "CRITICAL", Grade.UNKNOWN: "unknown"}
_COLOURS = {
    Grade.HEALTHY: "green",
    Grade.WARNING: "yellow",
    Grade.CRITICAL: "red",
    Grade.UNKNOWN: "magenta",
}


def exit_code(examination: Examination) -> int:
    """Return the exit code of the whole page."""
    return EXIT_CODES[worst(examination.findings)]


def as_text(examination: Examination) -> str:
    """Return the page, coloured; click strips colours where no terminal is."""
    return "\n".join(_lines(examination))


def _lines(examination: Examination) -> Iterator[str]:
    for part in Part:
        findings = [finding for finding in examination.findings if finding.part is part]
        for number, finding in enumerate(findings):
            mark = click.style(f"{_MARKS[finding.grade]:9}", fg=_COLOURS[finding.grade])
            about = f" ({finding.about})" if finding.about else ""
            yield f"{mark}{part.value if number == 0 else '':17} {finding.says}{about}"
            if finding.next_step and finding.grade is not Grade.HEALTHY:
                yield f"{'':27}-> {finding.next_step}"
    counts = ", ".join(
        f"{sum(finding.grade is grade for finding in examination.findings)} {grade.value}"
        for grade in reversed(Grade)
    )
    yield ""
    yield click.style(f"{examination.grade}: {counts}", bold=True)


def as_json(examination: Examination) -> str:
    """Return one JSON object: `grade`, and `findings` with part, grade, says, about and next_step."""
    return json.dumps(
        {
            "grade": examination.grade,
            "running": examination.report is not None,
            "findings": [_fields(finding) for finding in examination.findings],
        },
        indent=2,
        ensure_ascii=False,
    )


def _fields(finding: Finding) -> dict[str, str]:
    return {
        "part": finding.part.value,
        "grade": finding.grade.value,
        "says": finding.says,
        "about": finding.about,
        "next_step": finding.next_step,
    }
