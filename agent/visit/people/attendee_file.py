"""Reads an attendee list as organisers send it: usual column names in any order, delimiter and encoding."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agent.event_pack.text_files import CsvRow, UnreadableFileError, column_key, csv_rows

_ID_COLUMNS = """
    badgeid badgenumber badgeno badge barcode registrationid registrationnumber regid attendeeid visitorid
    participantid ticketid ticketnumber ticketno qrcode externalid uid id code besuchernummer
"""
_COMPANY_COLUMNS = """
    company companyname organisation organization organisationname organizationname employer firma
    unternehmen societe entreprise empresa azienda account
"""
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": tuple(_ID_COLUMNS.split()),
    "name": ("fullname", "attendeename", "displayname", "name", "attendee", "nomcomplet"),
    "given_name": ("firstname", "givenname", "forename", "vorname", "prenom", "nombre", "first"),
    "family_name": ("lastname", "familyname", "surname", "nachname", "nom", "apellido", "apellidos", "last"),
    "company": tuple(_COMPANY_COLUMNS.split()),
    "title": ("jobtitle", "position", "jobrole", "jobposition", "function", "funktion", "role", "title"),
    "email": ("email", "emailaddress", "mail", "workemail", "businessemail", "courriel"),
    "phone": ("phone", "phonenumber", "telephone", "mobile", "mobilephone", "workphone", "telefon", "tel"),
    "country": ("country", "countrycode", "land", "pays", "pais"),
}
"""Per field, the columns that may hold it, best first, as `column_key` writes them."""
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the attendee list.

    Attributes:
        extra: Further columns that are not empty, by their own name.
    """

    id: str | None = None
    name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    company: str | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None
    country: str | None = None
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ListReport:
    """What was found in a list, without anybody's data.

    Attributes:
        rows: People taken over.
        unusable: Lines of rows with neither id nor address: nobody could be found by them.
        fields: Columns that were understood, by field.
    """

    rows: int = 0
    unusable: list[int] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


class AttendeeFileError(Exception):
    """The list cannot be used; the message says what to do and quotes nothing but column names."""


def read_attendees(path: Path, encoding: str, report: ListReport) -> Iterator[Listed]:
    """Yield the people of a list one by one, in constant memory.

    Raises:
        AttendeeFileError: If it has no header that could be understood, or a row cannot be read.
    """
    try:
        rows = csv_rows(path, encoding)
        header = next(rows, None)
        if header is None:
            raise AttendeeFileError("is empty; it needs a header and a row per attendee")
        places = _places(header.cells)
        if "id" not in places and "email" not in places:
            raise AttendeeFileError(
                "has neither a column for the badge id nor one for the e-mail address; name one `badge_id`"
            )
        report.fields = {known: header.cells[place] for known, place in places.items()}
        extra = {
            place: name for place, name in enumerate(header.cells) if name and place not in places.values()
        }
        for row in rows:
            person = _person(row, places, extra)
            if person.id is None and person.email is None:
                report.unusable.append(row.line)
                continue
            report.rows += 1
            yield person
    except UnreadableFileError as error:
        raise AttendeeFileError(str(error)) from None


def _places(header: list[str]) -> dict[str, int]:
    keys = [column_key(name) for name in header]
    found: dict[str, int] = {}
    for known, names in COLUMNS.items():
        place = next((keys.index(name) for name in names if name in keys), None)
        if place is not None:
            found[known] = place
    return found


def _person(row: CsvRow, places: dict[str, int], extra: dict[int, str]) -> Listed:
    cells = row.cells
    fields = {
        known: " ".join(cells[place].split())[:_LONGEST] or None
        for known, place in places.items()
        if place < len(cells)
    }
    further = {name: cells[place][:_LONGEST] for place, name in extra.items() if place < len(cells)}
    if not fields.get("name"):
        whole = f"{fields.get('given_name') or ''} {fields.get('family_name') or ''}".strip()
        fields["name"] = whole or None
    return Listed(**fields, extra={name: value for name, value in further.items() if value})
