"""The attendee list in SQLite: built once per list, asked at every scan."""

import json
import os
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from agent.event_pack.text_files import UnreadableFileError, examine
from agent.visit.people.attendee_file import AttendeeFileError, Listed, ListReport, read_attendees

SCHEMA = "1"
"""Rises with every change of the table or of the keys: a list built by an older version is built anew."""
_FIELDS = ("id", "name", "given_name", "family_name", "company", "title", "email", "phone", "country")
_TABLE = f"CREATE TABLE attendees ({', '.join(_FIELDS)}, extra, id_key, bare_key, tail_key, email_key)"
_DAMAGED = "the attendee list on disk is damaged; it is built anew from the event pack"
_INSERT = f"INSERT INTO attendees VALUES ({', '.join('?' * (len(_FIELDS) + 5))})"  # noqa: S608 -- our constants
_SHARE_OF_PREFIX = 0.99
_LABELS = frozenset(
    {"", "id", "badge", "badgeid", "reg", "regid", "attendee", "attendeeid", "ticket", "no", "nr"}
)
"""What some badges write in front of the id of the list, as letters."""
_TAIL = re.compile(r"^(?P<prefix>.*?)(?P<digits>\d{4,})$")
_PAUSE_EVERY = 500
_PAUSE_S = 0.0005
"""Now and then the loading thread lets go: a scan must not wait for the interpreter."""


log = structlog.get_logger(__name__)


class AttendeeListError(Exception):
    """A list cannot be loaded; the message says what to do and quotes nobody's data."""


class DamagedListError(Exception):
    """The database of a list cannot be read any more, or answers with somebody who was not asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody of the list.

    Attributes:
        by: What led there.
    """

    person: Listed
    by: str


def build(source: Path, target: Path) -> ListReport:
    """Make the database of an attendee list; until it is complete, an older one stays in place.

    Raises:
        AttendeeListError: If the list cannot be read or the database not be written.
    """
    report = ListReport()
    fresh = target.with_name(target.name + ".new")
    try:
        examined = examine(source)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_CREAT | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(fresh)) as connection:
            # Nobody reads this file before it is whole, so a crash may leave it in any state.
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            _fill(connection, read_attendees(source, examined.encoding, report), examined.sha256)
        _sync(fresh)
        fresh.replace(target)
        _sync(target.parent)
    except (UnreadableFileError, AttendeeFileError) as error:
        raise AttendeeListError(f"{source}: {error}") from None
    except (OSError, sqlite3.Error) as error:
        raise AttendeeListError(f"{target}: cannot be written: {error}") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return report


def _fill(connection: sqlite3.Connection, people: Iterator[Listed], sha256: str) -> None:
    prefixes: Counter[str] = Counter()
    connection.execute(_TABLE)
    connection.executemany(_INSERT, _rows(people, prefixes))
    for key in _KEYS:
        connection.execute(f"CREATE INDEX by_{key} ON attendees ({key}) WHERE {key} IS NOT NULL")
    connection.execute("CREATE TABLE about (name PRIMARY KEY, value)")
    about = {"sha256": sha256, "schema": SCHEMA, "prefix": _common(prefixes)}
    connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    connection.commit()


def _rows(people: Iterator[Listed], prefixes: Counter[str]) -> Iterator[tuple[str | None, ...]]:
    for number, person in enumerate(people, 1):
        if number % _PAUSE_EVERY == 0:
            time.sleep(_PAUSE_S)
        if person.id is not None:
            prefixes[_split(person.id)[0]] += 1
        yield (
            *(getattr(person, name) for name in _FIELDS),
            json.dumps(person.extra, ensure_ascii=False) if person.extra else None,
            *(of_person(person) for of_person in _KEYS.values()),
        )


def _common(prefixes: Counter[str]) -> str:
    """Return what nearly all ids begin with before their number; empty where they do not."""
    most = prefixes.most_common(1)
    return most[0][0] if most and most[0][1] >= _SHARE_OF_PREFIX * prefixes.total() else ""


def _folded(badge_id: str) -> str:
    return "".join(badge_id.casefold().split())


def _bare(badge_id: str) -> str:
    return _folded(badge_id).lstrip("0") or "0"


def _split(badge_id: str) -> tuple[str, str | None]:
    """Split an id into what stands before its number, and the number without leading zeros."""
    match = _TAIL.match(_folded(badge_id))
    if match is None:
        return "", None
    return match["prefix"], match["digits"].lstrip("0") or "0"


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class AttendeeList:
    """A list that was built, open for reading. Answers in well under a millisecond.

    Attributes:
        damaged: Whether an answer could not be read: the list has to be built anew.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.damaged = False
        about = dict(connection.execute("SELECT name, value FROM about"))
        if about.get("schema") != SCHEMA:
            raise sqlite3.DatabaseError("built by another version")
        self.sha256, self._prefix = str(about["sha256"]), str(about["prefix"])
        (self.size,) = connection.execute("SELECT count(*) FROM attendees").fetchone()

    @classmethod
    def open(cls, path: Path) -> "AttendeeList | None":
        """Open the list at `path`; None where there is none that can be used and it has to be built."""
        try:
            # Immutable: it is replaced as a whole, never written in place, so no locks are needed.
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error:
            return None
        try:
            return cls(connection)
        except (sqlite3.Error, KeyError, ValueError):
            connection.close()
            return None

    def close(self) -> None:
        """Close the database; its file may be gone already."""
        self._connection.close()

    def by_badge(self, badge_id: str, *, labels: frozenset[str] = frozenset()) -> Found | None:
        """Find the one person with this badge id.

        As it is written, then without regard to case, leading zeros, and a prefix that nearly all ids of
        the list have and the badge leaves out, or that is a mere label on the badge. Nobody is found where
        two could be meant.

        Args:
            badge_id: As on the badge.
            labels: Further labels, such as the event's id, in lower-case letters and digits.

        Raises:
            DamagedListError: If the database cannot be read.
        """
        exact = self._where("id_key", _folded(badge_id))
        if len(exact) > 1:
            exact = [person for person in exact if person.id == badge_id]
            return Found(exact[0], "id") if len(exact) == 1 else None
        if exact:
            return Found(exact[0], "id")
        bare = self._where("bare_key", _bare(badge_id))
        if bare:
            return Found(bare[0], "id without leading zeros") if len(bare) == 1 else None
        prefix, tail = _split(badge_id)
        if tail is None:
            return None
        if prefix == "" and self._prefix:
            people = [person for person in self._where("tail_key", tail) if self._has_prefix(person)]
        elif _letters(prefix) in _LABELS | labels and not self._prefix:
            people = self._where("bare_key", tail)
        else:
            people = []
        return Found(people[0], "id without its prefix") if len(people) == 1 else None

    def by_email(self, email: str) -> Found | None:
        """Find the one person with this address; nobody where several share it.

        Raises:
            DamagedListError: If the database cannot be read.
        """
        people = self._where("email_key", email.strip().casefold())
        return Found(people[0], "email") if len(people) == 1 else None

    def _has_prefix(self, person: Listed) -> bool:
        return person.id is not None and _split(person.id)[0] == self._prefix

    def _where(self, key: str, value: str) -> list[Listed]:
        try:
            rows = self._connection.execute(
                f"SELECT {', '.join(_FIELDS)}, extra FROM attendees WHERE {key} = ? LIMIT 3",  # noqa: S608 -- our names
                (value,),
            ).fetchall()
            return [_listed(row, key, value) for row in rows]
        except (sqlite3.Error, ValueError) as error:
            if not self.damaged:
                log.error(_DAMAGED, why=type(error).__name__)  # noqa: TRY400 -- the message may quote a person
            self.damaged = True
            raise DamagedListError(_DAMAGED) from None


def _listed(row: tuple[object, ...], key: str, value: str) -> Listed:
    """Return somebody of the list.

    Raises:
        ValueError: If he is not written as we write, or is not the one whom the index promised.
    """
    *texts, extra = row
    further = json.loads(extra) if isinstance(extra, str) else extra or {}
    if not isinstance(further, dict) or not all(isinstance(text, str) for text in further.values()):
        raise ValueError("further columns are no texts")
    if not all(text is None or isinstance(text, str) for text in texts):
        raise ValueError("a column is no text")
    person = Listed(**dict(zip(_FIELDS, texts, strict=True)), extra=further)  # type: ignore[arg-type]
    if _KEYS[key](person) != value:
        raise ValueError("the index leads to somebody else")
    return person


_KEYS: dict[str, Callable[[Listed], str | None]] = {
    "id_key": lambda person: person.id and _folded(person.id),
    "bare_key": lambda person: person.id and _bare(person.id),
    "tail_key": lambda person: person.id and _split(person.id)[1],
    "email_key": lambda person: person.email and person.email.casefold(),
}
"""By what somebody is found."""


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
