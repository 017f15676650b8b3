"""Whatever stands on a badge arrives as written, and no code of whatever kind stops the box."""

import json
import quopri
import random
import unicodedata
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from agent.contract.lead import Attendee
from agent.visit.badge import read_badge
from agent.visit.badges import Decoded, Reading, Refusal
from agent.visit.badges.decode import decode_unguarded
from agent.visit.badges.text import mended, with_controls
from agent.visit.badges.values import SALUTATIONS, cleaned
from scripts.benchmarks.badges import codes, shipped_reading
from tests.visit.badges.readings import fields

PATIENT = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
_WORDS = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéèñçøåÆžł李明Юля '-", min_size=2, max_size=16
)
NAMES = _WORDS.filter(
    lambda name: (
        name.strip(" '-") == name
        and "  " not in name
        and any(sign.isalpha() for sign in name)
        and cleaned(name) is not None
        and mended(name) == name
    )
)
TEXTS = st.text(
    st.one_of(st.sampled_from("\\;,:=^|&\"' %+#"), st.characters(codec="utf-8", categories=["L", "N"])),
    min_size=1,
    max_size=30,
).filter(lambda text: cleaned(text) is not None and mended(text) == text)
IDS = st.from_regex(r"\A([A-Z]{1,4}-?)?[0-9]{5,10}\Z")
EMAILS = st.from_regex(
    r"\A[a-z][a-z0-9]{0,8}([.+_-][a-z0-9]{1,8})?@[a-z][a-z0-9-]{0,8}[a-z0-9]\.(com|example|co\.uk)\Z"
)
PHONES = st.integers(0, 9999).map(lambda number: f"+1312555{number:04}")
VISITORS = st.fixed_dictionaries(
    {
        "first_name": NAMES,
        "last_name": NAMES,
        "id": IDS,
        "emails": EMAILS,
        "phones": PHONES,
        "company": TEXTS,
        "title": TEXTS,
    }
)
Visitor = dict[str, str]


def expected(visitor: Visitor) -> dict[str, Any]:
    values: dict[str, Any] = {name: normal(value) for name, value in visitor.items()}
    values |= {name: (values[name],) for name in ("emails", "phones")}
    return values | {"full_name": f"{values['first_name']} {values['last_name']}"}


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", " ".join(text.split())).split())


def escaped(value: str, signs: str = "\\;,") -> str:
    return "".join(f"\\{sign}" if sign in signs else sign for sign in value)


@PATIENT
@given(VISITORS, st.sampled_from(["\r\n", "\n", "\r"]), st.integers(8, 75), st.booleans(), st.randoms())
def test_whatever_stands_on_a_vcard_arrives_as_written(
    visitor: Visitor, line_end: str, width: int, finished: bool, chance: random.Random
) -> None:
    lines = [
        f"N:{escaped(visitor['last_name'])};{escaped(visitor['first_name'])};;;",
        f"ORG:{escaped(visitor['company'])};Unit",
        f"TITLE:{escaped(visitor['title'])}",
        f"UID:{visitor['id']}",
        chance.choice(["EMAIL:", "EMAIL;TYPE=WORK:", "item1.EMAIL;type=INTERNET:", "EMAIL:mailto:"])
        + visitor["emails"],
        chance.choice(["TEL:", "TEL;TYPE=CELL,VOICE:", 'TEL;VALUE=uri;TYPE="work,cell":tel:'])
        + visitor["phones"],
    ]
    chance.shuffle(lines)
    folded = [
        f"{line_end} ".join(line[at : at + width] for at in range(0, len(line), width)) for line in lines
    ]
    payload = line_end.join(
        ["BEGIN:VCARD", "VERSION:4.0", *folded, *(["END:VCARD"] if finished else ["REV:1", "REV:2"])]
    )
    assert fields(payload) == expected(visitor)


@PATIENT
@given(VISITORS, st.sampled_from(["\r\n", "\n", "\r"]))
def test_whatever_stands_on_a_quoted_printable_vcard_arrives_as_written(
    visitor: Visitor, line_end: str
) -> None:
    def line(name: str, value: str) -> str:
        encoded = quopri.encodestring(value.encode()).decode().replace("\n", line_end)
        return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{encoded}"

    name = f"{escaped(visitor['last_name'])};{escaped(visitor['first_name'])}"
    lines = [line("N", name), line("ORG", escaped(visitor["company"])), f"TEL;CELL:{visitor['phones']}"]
    found = fields(line_end.join(["BEGIN:VCARD", "VERSION:2.1", *lines, "END:VCARD"]))
    wanted = expected(visitor)
    assert found == {
        name: wanted[name] for name in ("first_name", "last_name", "full_name", "company", "phones")
    }


@PATIENT
@given(VISITORS, st.sampled_from([";;", ";", ";;\r\n"]))
def test_whatever_stands_on_a_mecard_arrives_as_written(visitor: Visitor, ending: str) -> None:
    safe = {name: escaped(value, "\\;,:") for name, value in visitor.items()}
    payload = (
        f"MECARD:N:{safe['last_name']},{safe['first_name']};ORG:{safe['company']};TITLE:{safe['title']};"
        f"TEL:{visitor['phones']};EMAIL:{visitor['emails']};UID:{visitor['id']}{ending}"
    )
    assert fields(payload) == expected(visitor)


KEYS = (
    {
        "first_name": "firstName",
        "last_name": "lastName",
        "id": "badgeId",
        "emails": "email",
        "phones": "mobile",
        "company": "company",
        "title": "jobTitle",
    },
    {
        "first_name": "given_name",
        "last_name": "family_name",
        "id": "REG_ID",
        "emails": "E-Mail",
        "phones": "phoneNumber",
        "company": "organisation",
        "title": "position",
    },
    {
        "first_name": "fn",
        "last_name": "ln",
        "id": "uid",
        "emails": "em",
        "phones": "tel",
        "company": "org",
        "title": "title",
    },
)


@PATIENT
@given(VISITORS, st.sampled_from(KEYS), st.sampled_from(["", "attendee", "data"]), st.booleans())
def test_whatever_stands_in_json_arrives_as_written(
    visitor: Visitor, keys: dict[str, str], within: str, plain: bool
) -> None:
    assume(visitor["title"].strip().casefold().rstrip(".") not in SALUTATIONS)
    said: Any = {keys[name]: value for name, value in visitor.items()}
    payload = json.dumps({"v": 1, within: said} if within else said, ensure_ascii=plain)
    assert fields(payload) == expected(visitor)


@PATIENT
@given(
    VISITORS,
    st.sampled_from(KEYS),
    st.sampled_from([quote, quote_plus]),
    st.sampled_from(["", "https://expo.example/v?"]),
)
def test_whatever_stands_in_a_query_string_arrives_as_written(
    visitor: Visitor, keys: dict[str, str], quoting: Any, link: str
) -> None:
    assume(visitor["title"].strip().casefold().rstrip(".") not in SALUTATIONS)
    payload = link + urlencode(
        {keys[name]: value for name, value in visitor.items()} | {"sig": "0a"}, quote_via=quoting
    )
    assert fields(payload) == expected(visitor) | ({"url": payload} if link else {})


@PATIENT
@given(VISITORS, st.sampled_from("^|~\x1d\t"))
def test_whatever_stands_on_a_delimited_badge_arrives_as_written(visitor: Visitor, delimiter: str) -> None:
    order = ("id", "first_name", "last_name", "company", "title", "emails", "phones")
    assume(not any(sign in visitor[name] for name in order for sign in "^|~"))
    # Nothing is escaped here: a control character that is spelled out stands for itself.
    assume(not any(with_controls(visitor[name]) != visitor[name] for name in order))
    assume(
        not any(
            form in f"{visitor['first_name']} {visitor['last_name']}".casefold()
            for form in ("ag", "ab", "kg", "oy", "bv", "co")
        )
    )
    assume(
        [visitor["last_name"].casefold(), visitor["first_name"].casefold()]
        != visitor["emails"].partition("@")[0].split(".")
    )
    assert fields(delimiter.join(visitor[name] for name in order)) == expected(visitor)


@PATIENT
@given(IDS, st.sampled_from(["", "]C0", "]A0", "]Q1", "]L2"]), st.sampled_from(["", "\r", "\r\n", "\t"]))
def test_every_id_arrives_as_written(badge_id: str, prefix: str, ending: str) -> None:
    result = decode_unguarded(f"{prefix}{badge_id}{ending}", Reading())
    if isinstance(result, Decoded):
        assert result.identity() == {"id": badge_id}
    else:
        assert result.reason.no_badge


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_no_code_however_broken_trips_a_reader(seed: int) -> None:
    reading = (Reading(), shipped_reading())[seed % 2]
    for code in codes(random.Random(seed), 60):
        result = decode_unguarded(code, reading)
        if isinstance(result, Refusal):
            continue
        json.dumps(result.identity()).encode()
        assert set(result.provenance) == set(result.identity())
        assert all("\n" not in value and value == value.strip() for value in result.fields.values())


@PATIENT
@given(st.text(max_size=60))
@pytest.mark.parametrize("head", ["", "]Q1", "BEGIN:VCARD\n", "MECARD:", "1^", "{", "https://", "a="])
def test_no_scan_is_ever_lost(head: str, text: str) -> None:
    payload = head + text
    kept = read_badge(payload, Reading())
    if isinstance(kept, Refusal):
        assert kept.reason.no_badge
    elif kept.badge.format == "unreadable":
        assert (kept.badge.raw, kept.attendee) == (payload, Attendee())
    else:
        assert kept.badge.id or kept.attendee != Attendee()
