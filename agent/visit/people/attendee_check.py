"""Looks an attendee list over before it goes to the box, and says what is odd about it."""

from pathlib import Path

from agent.event_pack.problems import Findings, Place
from agent.event_pack.text_files import UnreadableFileError, examine
from agent.visit.people.attendee_file import AttendeeFileError, ListReport, read_attendees

_SHOWN = 5
_WANTED = ("id", "name", "company", "email")


def check_attendees(path: Path, findings: Findings) -> ListReport:
    """Add what is wrong with a list to the findings; nobody's data is quoted."""
    report = ListReport()
    place = Place(path)
    seen: set[str] = set()
    twice = 0
    try:
        examined = examine(path)
        if examined.note:
            findings.warn(place, examined.note)
        for person in read_attendees(path, examined.encoding, report):
            if person.id is not None:
                key = person.id.casefold()
                twice += key in seen
                seen.add(key)
    except (UnreadableFileError, AttendeeFileError) as error:
        findings.error(place, str(error))
        return report
    if report.unusable:
        lines = ", ".join(str(line) for line in report.unusable[:_SHOWN])
        more = ", ..." if len(report.unusable) > _SHOWN else ""
        findings.warn(place, f"{len(report.unusable)} row(s) have neither id nor e-mail: line {lines}{more}")
    if twice:
        findings.warn(place, f"{twice} badge id(s) are there twice; nobody is found by them")
    missing = [name for name in _WANTED if name not in report.fields and not _in_parts(name, report)]
    if missing:
        findings.warn(place, f"no column was understood as {', '.join(missing)}")
    return report


def _in_parts(name: str, report: ListReport) -> bool:
    return name == "name" and "family_name" in report.fields
