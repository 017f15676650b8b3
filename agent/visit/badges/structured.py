"""Reads JSON: objects with the usual keys, also one inside another, and jCard (RFC 7095)."""

import json
from collections.abc import Iterator
from typing import Any

from agent.visit.badges.labels import Labelled, fill, folded, meaning
from agent.visit.badges.person import Person
from agent.visit.badges.result import Kind, Reason, Refusal, Result
from agent.visit.badges.words import words

_WRAPPERS = frozenset(
    words(
        "attendee person contact visitor data badge user registrant registration profile delegate"
        " participant payload holder"
        " guest member lead card vcard personal contactinfo contactinformation info details attributes"
        " record result"
        " businesscard individual customer body content names fullname displayname personname emails phones"
    )
)
"""Objects that speak of the visitor; the keys of any other (`event`, `exhibitor`) speak of something else."""
_NAME_WRAPPERS = frozenset(words("name fullname displayname personname names"))
_COMPANY_WRAPPERS = frozenset(words("company organization organisation employer org account business work"))
_SECRETS = frozenset(
    words("password passwd pwd privatekey secret clientsecret apikey accesstoken refreshtoken psk")
)
_JOB = frozenset(words("title jobtitle position role"))
_DEEPEST = 6
_MOST = 200


def parse_json(text: str) -> list[Any]:
    """Return the JSON values in a text, one after the other.

    Raises:
        ValueError: It is none.
    """
    decoder = json.JSONDecoder(strict=False)
    found, position = [], 0
    try:
        while position < len(text):
            value, position = decoder.raw_decode(text, position)
            found.append(value)
            while position < len(text) and text[position] in " \t\r\n,":
                position += 1
    except RecursionError:
        raise ValueError("nested too deep") from None
    return found


def is_secret(value: Any) -> bool:
    """Whether a JSON value hands out a key or a password."""
    return isinstance(value, dict) and any(folded(str(key)) in _SECRETS and value[key] for key in value)


def read_json(value: Any, *, region: str | None = None) -> Result:
    """Read one JSON value."""
    person = Person(region)
    if isinstance(value, list) and value and value[0] == "vcard":
        _jcard(person, value)
    else:
        fill(person, list(_pairs(value, "", 0))[:_MOST])
    if not person.named:
        return Refusal(
            Reason.NO_IDENTITY, "no key of it says who it is; a profile can name the keys", Kind.JSON
        )
    return person.decoded(Kind.JSON)


def json_value_of(text: str) -> Any:
    """Return the one JSON object in a text, or None."""
    try:
        found = parse_json(text)
    except ValueError:
        return None
    return found[0] if len(found) == 1 and isinstance(found[0], dict) else None


def at(value: Any, path: str) -> list[str]:
    """Return the texts at a path such as `person.badge.no`; several for a list."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    each = value if isinstance(value, list) else [value]
    return [text for text in map(json_text, each) if text is not None]


def json_text(value: Any) -> str | None:
    """Return a JSON value that stands for itself as text; None for objects, lists, true, false and null."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        try:
            return str(value)
        except ValueError:  # more digits than Python prints
            return None
    return None


def _pairs(value: Any, path: str, depth: int) -> Iterator[Labelled]:
    if depth > _DEEPEST or not isinstance(value, dict):
        return
    # What speaks of the visitor goes before what stands around it: `{"id": .., "attendee": {"id": ..}}`.
    for key, inner in sorted(value.items(), key=lambda item: not isinstance(item[1], dict)):
        label, here = folded(str(key)), f"{path}.{key}" if path else str(key)
        text = json_text(inner)
        if text is not None:
            yield Labelled(str(key), text, f"json:{here}")
        elif isinstance(inner, dict):
            yield from _inside(label, inner, here, depth)
        elif isinstance(inner, list):
            yield from _listed(label, inner, here, depth)


def _inside(label: str, inner: dict[str, Any], here: str, depth: int) -> Iterator[Labelled]:  # noqa: C901 -- one branch for each form
    if label in _COMPANY_WRAPPERS:
        for key, said in inner.items():
            text = json_text(said)
            if text is not None and folded(str(key)) in {
                "name",
                "companyname",
                "legalname",
                "displayname",
                "company",
            }:
                yield Labelled("company", text, f"json:{here}.{key}")
            elif text is not None and folded(str(key)) in _JOB | {"department"}:
                yield Labelled(
                    "jobtitle" if folded(str(key)) in _JOB else "department", text, f"json:{here}.{key}"
                )
    elif label in _NAME_WRAPPERS:
        for key, said in inner.items():
            text = json_text(said)
            if text is not None and folded(str(key)) not in _JOB:
                yield Labelled(str(key), text, f"json:{here}.{key}")
    elif label in _WRAPPERS:
        yield from _pairs(inner, here, depth + 1)
    else:
        known = meaning(label)
        if known is not None and known.field in {"emails", "phones"}:
            for key, said in inner.items():
                if (text := json_text(said)) is not None:
                    yield Labelled(known.field, text, f"json:{here}.{key}")


def _listed(label: str, inner: list[Any], here: str, depth: int) -> Iterator[Labelled]:
    known = meaning(label)
    for number, each in enumerate(inner[:20]):
        text = json_text(each)
        if text is not None and known is not None and known.field in {"emails", "phones"}:
            yield Labelled(known.field, text, f"json:{here}[{number}]")
        elif isinstance(each, dict) and known is not None and known.field in {"emails", "phones"}:
            for key, said in each.items():
                inner_text = json_text(said)
                if inner_text is not None and folded(str(key)) in {
                    "value",
                    "address",
                    "number",
                    "email",
                    "phone",
                }:
                    yield Labelled(known.field, inner_text, f"json:{here}[{number}].{key}")
        elif isinstance(each, dict) and label in _WRAPPERS and len(inner) == 1:
            yield from _pairs(each, f"{here}[0]", depth + 1)


def _jcard(person: Person, value: list[Any]) -> None:
    entries = value[1] if len(value) > 1 and isinstance(value[1], list) else []
    texts = {
        "fn": "full_name",
        "title": "title",
        "email": "emails",
        "tel": "phones",
        "url": "url",
        "uid": "id",
    }
    for entry in entries:
        if not isinstance(entry, list) or len(entry) < 4 or not isinstance(entry[0], str):  # noqa: PLR2004 -- RFC 7095, 3.3
            continue
        name, said = entry[0].lower(), entry[3]
        first = said[0] if isinstance(said, list) and said else said
        if name == "n" and isinstance(said, list) and len(said) > 1:
            person.add("last_name", json_text(said[0]), "jcard:n")
            person.add("first_name", json_text(said[1]), "jcard:n")
        elif name == "org":
            person.add("company", json_text(first), "jcard:org")
        elif name in texts:
            person.add(texts[name], json_text(first), f"jcard:{name}")
