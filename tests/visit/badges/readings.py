"""What the tests of badges share: one visitor, and short ways to decode."""

from pathlib import Path
from typing import Any

from agent.visit.badges import Decoded, Reading, Refusal
from agent.visit.badges.decode import decode_unguarded
from agent.visit.badges.profile_file import load_profile, reading_of

PROFILES = Path(__file__).parents[3] / "config/badges"
VCARD_LINES = (
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:Keller;Maria;;;",
    "FN:Maria Keller",
    "ORG:Lakeside Foods;Logistics",
    "TITLE:Operations Director",
    "EMAIL;TYPE=WORK:maria@lakeside.example",
    "TEL;TYPE=WORK,VOICE:+1-312-555-0142",
    "END:VCARD",
)
MARIA: dict[str, Any] = {
    "full_name": "Maria Keller",
    "first_name": "Maria",
    "last_name": "Keller",
    "title": "Operations Director",
    "company": "Lakeside Foods",
    "emails": ("maria@lakeside.example",),
    "phones": ("+13125550142",),
}


def read(payload: str | bytes, reading: Reading | None = None) -> Decoded:
    """Decode what must be a badge."""
    result = decode_unguarded(payload, reading or Reading())
    assert isinstance(result, Decoded), result
    assert set(result.provenance) == set(result.identity())
    return result


def fields(payload: str | bytes, reading: Reading | None = None) -> dict[str, object]:
    """Return all that a badge says."""
    return read(payload, reading).identity()


def refused(payload: str | bytes, reading: Reading | None = None) -> str:
    """Return why a code is no badge."""
    result = decode_unguarded(payload, reading or Reading())
    assert isinstance(result, Refusal), result
    return result.reason.value


def shipped(*names: str) -> Reading:
    """Return a reading with profiles of `config/badges`."""
    return reading_of([load_profile(PROFILES / f"{name}.toml") for name in names])


def vcard(*lines: str, version: str = "3.0", end: str = "\r\n") -> dict[str, object]:
    """Return what a vCard of these lines says."""
    result = read(end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]))
    assert result.kind == "vcard"
    return result.identity()
