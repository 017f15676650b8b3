"""Reads codes as a profile says."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import regex

from agent.visit.badges import cipher, links, mecard, structured, vcard
from agent.visit.badges.labels import Labelled, fill
from agent.visit.badges.person import Person
from agent.visit.badges.profile import (
    Profile,
    ReadCard,
    ReadDelimited,
    ReadFixed,
    ReadId,
    ReadLabelled,
    ReadRegex,
)
from agent.visit.badges.result import Decoded, Kind, Reason, Refusal, Result
from agent.visit.badges.values import luhn, modulus_10

_PATIENCE_S = 0.01
"""For one regular expression of a profile: a careless one must not hold up the box."""
Keys = Callable[[str], bytes | None]


def is_for(profile: Profile, text: str, aim: str) -> bool:
    """Whether a code is one that the profile is for."""
    rules = profile.match
    return (
        rules.shortest <= len(text) <= rules.longest
        and (not rules.aim or not aim or aim in rules.aim)
        and (rules.prefix is None or text.startswith(rules.prefix))
        and (rules.pattern is None or searched(rules.pattern, text) is not None)
    )


def read_by(profile: Profile, text: str, *, keys: Keys) -> Result:
    """Read a code that the profile is for; `profile_mismatch` where it does not fit after all."""
    prefix = profile.match.prefix or ""
    if profile.cipher is not None:
        key = keys(profile.cipher.key)
        if key is None:
            return Refusal(
                Reason.PROFILE_MISMATCH, f"the key {profile.cipher.key} of its profile is not on this box"
            )
        plain = cipher.opened(
            text[len(prefix) :], key, encoding=profile.cipher.encoding, bound_to=profile.cipher.bound_to
        )
        if plain is None:
            return Refusal(Reason.PROFILE_MISMATCH, "it does not open with the event's key")
        text, prefix = plain, ""
    result = _read(profile, text, prefix)
    if isinstance(result, Refusal):
        return result
    result = _normalised(profile, result)
    known = {**result.fields, **result.lists}
    if any(name not in known for name in profile.required):
        return Refusal(Reason.PROFILE_MISMATCH, "a field that the profile requires is missing", result.kind)
    if profile.check_digit is not None and not _checks(profile.check_digit, result.fields.get("id", "")):
        return Refusal(Reason.CHECK_DIGIT, "scan it again", result.kind)
    return result


def searched(pattern: str, text: str) -> "regex.Match[str] | None":
    """Search with a profile's pattern, for a bounded time."""
    try:
        return regex.search(pattern, text, timeout=_PATIENCE_S)
    except TimeoutError:
        return None


def _read(profile: Profile, text: str, prefix: str) -> Result:  # noqa: C901 -- one branch for each form
    person = Person(profile.phone_region)
    kind = Kind.DELIMITED
    match profile.read:
        case ReadDelimited() as read:
            fits = _delimited(person, read, text)
        case ReadFixed() as read:
            kind = Kind.FIXED
            fits = _fixed(person, read, text)
        case ReadRegex() as read:
            fits = _by_regex(person, read, text)
            if person.has("id") and len(regex.compile(read.pattern).groupindex) == 1:
                kind = Kind.ID
            elif links.looks_like_link(text):
                kind = Kind.URL
        case ReadId() as read:
            kind = Kind.ID
            value = text if read.keep_prefix else text.removeprefix(prefix)
            fits = not any(sign.isspace() for sign in value) and person.add("id", value, "code")
        case ReadLabelled() as read:
            kind = Kind(read.form)
            fits = _labelled(person, read, text)
        case ReadCard() as read:
            return _card(profile, read, text)
    if not fits:
        return Refusal(Reason.PROFILE_MISMATCH, "the code does not have the profile's layout", kind)
    if not person.named:
        return Refusal(Reason.NO_IDENTITY, "none of its fields says who it is", kind)
    return person.decoded(kind, profile=profile.name)


def _delimited(person: Person, read: ReadDelimited, text: str) -> bool:
    if read.quoted and len(read.delimiter) == 1:
        try:
            parts = next(csv.reader([text], delimiter=read.delimiter, strict=True))
        except (csv.Error, StopIteration):
            return False
    else:
        parts = text.split(read.delimiter)
    fewest = len(read.fields) if read.fewest is None else read.fewest
    if len(parts) < fewest or (len(parts) > len(read.fields) and not read.more):
        return False
    return _add_all(person, zip(read.fields, parts, strict=False))


def _fixed(person: Person, read: ReadFixed, text: str) -> bool:
    length = sum(field.width for field in read.fields)
    shortest = read.fields[0].width if read.may_be_shorter else length
    if not shortest <= len(text) <= length:
        return False
    start = 0
    pairs: list[tuple[str, str]] = []
    for field in read.fields:
        pairs.append((field.name, text[start : start + field.width]))
        start += field.width
    return _add_all(person, pairs)


def _by_regex(person: Person, read: ReadRegex, text: str) -> bool:
    try:
        match = regex.fullmatch(read.pattern, text, timeout=_PATIENCE_S)
    except TimeoutError:
        return False
    return match is not None and _add_groups(person, match)


def _add_groups(person: Person, match: "regex.Match[str]") -> bool:
    return _add_all(
        person,
        ((name.rstrip("0123456789") or name, value or "") for name, value in match.groupdict().items()),
    )


def _add_all(person: Person, pairs: Iterable[tuple[str, str]]) -> bool:
    """Add fields in order; a mail address or number that is none shows that the layout is another."""
    for number, (name, value) in enumerate(pairs, 1):
        if not name:
            continue
        understood = person.add(name, value, f"field {number}")
        if not understood and value.strip() and name in {"emails", "email"}:
            return False
    return True


def _labelled(person: Person, read: ReadLabelled, text: str) -> bool:
    if read.form == "json":
        return _json(person, read, text)
    pairs = list(links.parameters(text, "query")) if read.form == "query" else _link(person, read, text)
    if pairs is None or (read.form == "query" and not pairs):
        return False
    named = {label: name for name, label in read.fields.items()}
    for pair in pairs:
        if pair.label in named:
            person.add(named[pair.label], pair.value, pair.source)
    if not read.only:
        fill(person, [pair for pair in pairs if pair.label not in named])
    return True


def _json(person: Person, read: ReadLabelled, text: str) -> bool:
    found = structured.json_value_of(text)
    if found is None:
        return False
    for name, path in read.fields.items():
        for value in structured.at(found, path):
            person.add(name, value, f"json:{path}")
    if not read.only:
        _take_over(person, structured.read_json(found, region=person.region))
    return True


def _link(person: Person, read: ReadLabelled, text: str) -> list[Labelled] | None:
    """Return the parameters of a link; None where it is none, or not one of the profile's."""
    if not links.looks_like_link(text):
        return None
    parts = links.link(text)
    if read.path is not None:
        match = searched(read.path, text.partition("?")[0])
        if match is None:
            return None
        _add_groups(person, match)
    person.add("url", text, "url")
    route = parts.fragment.partition("?")[2] or parts.fragment
    return [*links.parameters(parts.query, "url:query"), *links.parameters(route, "url:fragment")]


def _take_over(person: Person, rest: Result) -> None:
    if isinstance(rest, Decoded):
        for name, value in rest.fields.items():
            if name != "full_name" or " + " not in rest.provenance[name]:
                person.add(name, value, rest.provenance[name])
        for name, found in rest.lists.items():
            for value in found:
                person.add(name, value, rest.provenance[name])


def _card(profile: Profile, read: ReadCard, text: str) -> Result:
    person = Person(profile.phone_region)
    if read.form == "vcard":
        if not vcard.looks_like_vcard(text):
            return Refusal(Reason.PROFILE_MISMATCH, "it is no vCard", Kind.VCARD)
        general = vcard.read_vcard(text, region=profile.phone_region)
        said: Mapping[str, Sequence[str]] = vcard.said(text)
    else:
        if not mecard.HEAD.match(text):
            return Refusal(Reason.PROFILE_MISMATCH, "it is no MECARD", Kind.MECARD)
        general = mecard.read_mecard(text, region=profile.phone_region)
        said = mecard.said(text)
    for name, label in read.fields.items():
        for value in said.get(label.upper(), ()):
            person.add(name, value, f"{read.form}:{label}")
    _take_over(person, general)
    if not person.named:
        return general
    decoded = person.decoded(Kind(read.form), profile=profile.name)
    return replace(decoded, complete=True)


def _normalised(profile: Profile, decoded: Decoded) -> Decoded:
    if not profile.normalise:
        return decoded
    fields = {
        name: _by_rules(value, profile.normalise.get(name, ())) for name, value in decoded.fields.items()
    }
    lists = {
        name: tuple(_by_rules(value, profile.normalise.get(name, ())) for value in found)
        for name, found in decoded.lists.items()
    }
    return replace(decoded, fields={name: value for name, value in fields.items() if value}, lists=lists)


def _by_rules(value: str, rules: Sequence[str]) -> str:  # noqa: C901 -- one branch for each form
    for rule in rules:
        name, _, argument = rule.partition(":")
        match name:
            case "upper":
                value = value.upper()
            case "lower":
                value = value.lower()
            case "digits":
                value = "".join(sign for sign in value if sign.isdigit())
            case "strip_zeros":
                value = value.lstrip("0") or "0"
            case "strip_prefix":
                value = value.removeprefix(argument)
            case "strip_suffix":
                value = value.removesuffix(argument)
            case "prefix":
                value = value if value.startswith(argument) else argument + value
            case "zero_pad":
                value = value.zfill(int(argument))
            case "cut":
                value = value[: int(argument)]
    return value


def _checks(rule: str, value: str) -> bool:
    digits = "".join(sign for sign in value if sign.isascii() and sign.isdigit())
    return len(digits) > 1 and (luhn(digits) if rule == "luhn" else modulus_10(digits))
