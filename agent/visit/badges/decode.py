"""From a code as scanned to a badge, or to the reason why it is none."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from agent.visit.badges import (
    delimited,
    foreign,
    gs1,
    ids,
    keyboard,
    links,
    mecard,
    scans,
    structured,
    text,
    vcard,
)
from agent.visit.badges.cipher import KeyFileError, find_key
from agent.visit.badges.labels import fill, name_two
from agent.visit.badges.person import Person
from agent.visit.badges.profile import Profile
from agent.visit.badges.profile_reader import Keys, is_for, read_by
from agent.visit.badges.result import Decoded, Kind, Reason, Refusal, Result
from agent.visit.card import Card

COMMAND_PREFIX = "boothscribe:"
_COMMANDS = re.compile(
    rf"({'|'.join(sorted(Card, key=len, reverse=True))})((?:[^a-z0-9\s]+[a-z0-9]+){{3}})?", re.IGNORECASE
)
_STAFF = re.compile(r"(?:staff|rep):([A-Za-z0-9._-]{1,64})", re.IGNORECASE)
# Possessive: with two ways to match a parameter, a code of many that fails at its end would take for ever.
_QUERY = re.compile(r"\??[A-Za-z_][\w.\[\]-]{0,63}=[^&\s=]*+(?:&(?:amp;)?+[A-Za-z_][^&\r\n]*+)*+")
_DATA_URI = re.compile(r"data:text/(?:x-)?(?:vcard|directory)[^,]{0,60},", re.IGNORECASE)
_ENCODED_HEAD = re.compile(r"(?:BEGIN%3AVCARD|BEGIN:VCARD(?:%0D)?%0A|MECARD%3A)", re.IGNORECASE)
_BASE64_HEAD = re.compile(r"(?:eyJ|eyA|ewo|ewog|QkVHSU46VkNBUkQ|TUVDQVJEO)[A-Za-z0-9+/_-]{9,}={0,2}")
"""Of JSON, vCard and MECARD."""
_PLAIN_BASE64 = str.maketrans("-_", "+/")
_MOST_JUNK = 16
_LONGEST_DAMAGED = 1000
"""Characters; without a beginning that tells, longer codes are not tried in other keyboard layouts."""


def no_key(name: str) -> bytes | None:  # noqa: ARG001 -- the shape of `Keys`
    """Know no keys."""
    return None


def credential(name: str) -> bytes | None:
    """Return a key of the service's systemd credentials; one that cannot be read counts as absent."""
    try:
        return find_key(name)
    except KeyFileError:
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """How codes are to be read.

    Attributes:
        profiles: Tried in order before the general readers. With profiles, a code that does not say
            what it is must fit one of them.
        layout: Order of the fields of delimited codes without labels.
        region: ISO 3166 code of the country that telephone numbers without one belong to.
        keys: Finds keys of ciphered profiles.
    """

    profiles: tuple[Profile, ...] = ()
    layout: tuple[str, ...] = delimited.DEFAULT_LAYOUT
    region: str | None = None
    keys: Keys = field(default=no_key)

    @classmethod
    def of_settings(cls, delimited_fields: Sequence[str]) -> "Reading":
        """Return what the box's own settings say, without an event pack."""
        return cls(layout=tuple(delimited_fields))

    def with_region(self, region: str | None) -> "Reading":
        """Return the same with another country for telephone numbers."""
        return replace(self, region=region)


def decode(payload: str | bytes, reading: Reading | None = None) -> Result:
    """Decode one scan. Never raises, whatever the payload.

    Args:
        payload: As scanned.
        reading: Profiles and what else is known of the show's badges.
    """
    reading = Reading() if reading is None else reading
    try:
        return decode_unguarded(payload, reading)
    except Exception:  # noqa: BLE001 -- the box goes on, and the code is kept as scanned
        return Refusal(Reason.UNRECOGNISED, "a reader failed on it; please report the kind of badge")


def decode_unguarded(payload: str | bytes, reading: Reading) -> Result:
    """Decode one scan as `decode` does, but let a fault of a reader be seen; for tests."""
    size = len(payload)
    if size > 4 * text.LONGEST:  # as bytes, a character may be four
        return Refusal(Reason.TOO_LONG, "no symbol holds so much; the scanner may have joined several scans")
    payload = text.from_bytes(payload) if isinstance(payload, bytes) else payload
    code = text.framed(payload)
    if not code.text.strip():
        return Refusal(Reason.EMPTY, "nothing was scanned")
    if len(code.text) > text.LONGEST:
        return Refusal(Reason.TOO_LONG, "no symbol holds so much; the scanner may have joined several scans")
    if text.is_binary(code.text):
        return Refusal(Reason.BINARY, "it holds data for machines")
    result = _decode(code, reading)
    if isinstance(result, Decoded) and code.repairs:
        return replace(result, repairs=(*result.repairs, *code.repairs))
    return result


def _decode(code: text.Framed, reading: Reading) -> Result:  # noqa: PLR0911 -- one for each form
    whole = _unwrapped(text.with_controls(code.text))
    if whole.lower().startswith(COMMAND_PREFIX):
        return _command(whole[len(COMMAND_PREFIX) :].strip())
    if (reason := foreign.certain(whole) or _private_part(whole)) is not None:
        return Refusal(reason)
    once = scans.once(whole)
    repeated = once != whole
    if (damage := keyboard.certain_damage(once)) is not None:
        return _damaged(damage, code, reading)
    if (by_profile := _by_profiles(code, once if repeated else None, reading)) is not None:
        return by_profile
    if (damage := keyboard.likely_damage(once)) is not None:
        return _damaged(damage, code, reading)
    if (by_repair := _repaired_for_profile(once, code, reading)) is not None:
        return by_repair
    result = _several(once, code, reading)
    if _says_what_it_is(result, reading):
        return result
    return Refusal(Reason.PROFILE_MISMATCH, "it fits none of the event's badge profiles", result.kind)


def _private_part(whole: str) -> Reason | None:
    """Look for a private code that was delivered together with another one."""
    if vcard.BEGIN.search(whole[: 2 * _MOST_JUNK]):
        return None
    found = (foreign.certain(line) or foreign.likely(line, "") for line in scans.lines(whole))
    return next((reason for reason in found if reason is not None and reason.private), None)


def _says_what_it_is(result: Result, reading: Reading) -> bool:
    """Whether a code names its own format, so that it needs no profile although there are some."""
    if not reading.profiles:
        return True
    if isinstance(result, Refusal):
        return result.reason is not Reason.UNRECOGNISED
    return result.kind not in {Kind.DELIMITED, Kind.ID, Kind.FIXED} or "@" in "".join(result.fields)


def _command(name: str) -> Result:
    if match := _STAFF.fullmatch(name):
        person = Person()
        person.add("id", match[1], "code")
        return person.decoded(Kind.STAFF)
    if match := _COMMANDS.fullmatch(name):
        # Whether a signature is genuine only a box with the event's key can tell.
        fields = {"command": match[1].lower(), "signed": "yes" if match[2] else "no"}
        return Decoded(Kind.COMMAND, fields, provenance=dict.fromkeys(fields, "code"))
    return Refusal(Reason.UNKNOWN_COMMAND, "it is a card of another version or another event", Kind.COMMAND)


def _by_profiles(code: text.Framed, once: str | None, reading: Reading) -> Result | None:
    """Read by the first profile that fits; else return its refusal where one was meant for the code."""
    refusal: Refusal | None = None
    for profile in reading.profiles:
        forms = (once,) if once is not None else (code.padded, code.text, text.with_controls(code.text))
        for form in dict.fromkeys(forms):
            if not is_for(profile, form, code.aim):
                continue
            result = read_by(profile, form, keys=reading.keys)
            if isinstance(result, Decoded):
                return result
            if profile.recognisable or result.reason is Reason.CHECK_DIGIT:
                refusal = refusal or result
    return refusal


def _damaged(damage: keyboard.Damage, code: text.Framed, reading: Reading) -> Result:
    if (reason := foreign.certain(text.framed(damage.text).text)) is not None:
        return Refusal(reason)
    if not any(profile.repair_keyboard_layout in {"auto", damage.pair} for profile in reading.profiles):
        return _wrong_layout(damage.pair)
    return _redecoded(damage.text, damage.pair, code, reading)


def _wrong_layout(pair: str) -> Refusal:
    scanner, _, host = pair.partition(">")
    return Refusal(
        Reason.KEYBOARD_LAYOUT,
        f"the scanner types as a {scanner} keyboard and is read as {host} ({pair}): set its `keymap`",
    )


def _redecoded(repaired: str, pair: str, code: text.Framed, reading: Reading) -> Result:
    framed = text.framed(repaired)
    result = _decode(replace(framed, ended=code.ended, aim=framed.aim or code.aim), _without_repair(reading))
    if isinstance(result, Decoded):
        return replace(result, repairs=(*result.repairs, f"keyboard layout {pair}"))
    return result


def _without_repair(reading: Reading) -> Reading:
    profiles = (profile.model_copy(update={"repair_keyboard_layout": None}) for profile in reading.profiles)
    return replace(reading, profiles=tuple(profiles))


def _repaired_for_profile(once: str, code: text.Framed, reading: Reading) -> Result | None:
    """Look whether a code that fits no profile does so in another layout."""
    profiles = [profile for profile in reading.profiles if profile.recognisable]
    if not profiles or len(once) > _LONGEST_DAMAGED:
        return None
    for pair in keyboard.pairs():
        undone = text.framed(keyboard.undo(once, pair)).text
        for profile in profiles if undone != once else ():
            if not is_for(profile, undone, code.aim):
                continue
            if not isinstance(read_by(profile, undone, keys=reading.keys), Decoded):
                continue
            if profile.repair_keyboard_layout in {"auto", pair}:
                return _redecoded(undone, pair, code, reading)
            return _wrong_layout(pair)
    return None


def _several(once: str, code: text.Framed, reading: Reading) -> Result:
    """Decode a code, or several that were delivered as one."""
    values = scans.json_values(once)
    if values is not None:
        return _json(values, reading)
    parts = scans.parts(once)
    if len(parts) > 1:
        return _joined([_one(part, code, reading) for part in parts])
    once = parts[0]
    result = _one(once, code, reading)
    if isinstance(result, Refusal) or not result.complete:
        lines = scans.lines(once)
        joined = [_one(line, replace(code, ended=True), reading) for line in lines]
        if joined and all(isinstance(each, Decoded) and each.complete for each in joined):
            together = _joined(joined)
            if isinstance(together, Decoded) or len({each.kind for each in joined}) == 1:
                return together
    return result


def _joined(results: list[Result]) -> Result:
    """Make one of several readings, where they are the same badge."""
    decoded = [result for result in results if isinstance(result, Decoded)]
    for result in results:
        if isinstance(result, Refusal) and result.reason.private:
            return result
    if not decoded:
        return results[0]
    if (merged := vcard.merge_same(decoded)) is not None:
        return merged
    return Refusal(Reason.TWO_BADGES, "scan one badge after the other", decoded[0].kind)


def _json(values: list[object], reading: Reading) -> Result:
    if any(structured.is_secret(value) for value in values):
        return Refusal(Reason.SECRET)
    flat: list[object] = []
    for value in values:
        people = isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
        flat.extend(value if people and isinstance(value, list) else [value])
    results = [structured.read_json(value, region=reading.region) for value in flat[:20]]
    return results[0] if len(results) == 1 else _joined(results)


def _one(code: str, framing: text.Framed, reading: Reading) -> Result:  # noqa: PLR0911 -- one for each form
    """Decode one code by what it says of itself, else by its shape."""
    region = reading.region
    code = text.framed(code).text
    if (named := _named_format(code, framing, reading)) is not None:
        return named
    if gs1.looks_like_gs1(code, framing.aim) and (result := gs1.read_gs1(code)) is not None:
        return result
    if foreign.retail_check_digit_fails(code, framing.aim):
        return Refusal(Reason.CHECK_DIGIT, "scan it again")
    if (reason := foreign.likely(code, framing.aim)) is not None:
        return Refusal(reason)
    if _QUERY.fullmatch(code) and "=" in code and ("&" in code or not code.endswith("=")):
        return _query(code, region)
    if (decoded := ids.read_id(code, region=region)) is not None:
        return decoded
    return delimited.read_delimited(code, layout=reading.layout, region=region)


def _unwrapped(code: str) -> str:
    if match := _DATA_URI.match(code):
        return links.decoded(code[match.end() :].replace("+", "%2B"))
    if _ENCODED_HEAD.match(code):
        return links.decoded(code.replace("+", "%2B"))
    if _BASE64_HEAD.fullmatch(code):
        return _from_base64(code)
    return code


def _from_base64(code: str) -> str:
    """Return what base64 of a vCard, a MECARD or JSON says; anything else stays as it is."""
    try:
        plain = base64.b64decode(
            code.translate(_PLAIN_BASE64).rstrip("=") + "=" * (-len(code.rstrip("=")) % 4), altchars=None
        ).decode()
    except ValueError:
        return code
    known = scans.json_values(plain) is not None or vcard.BEGIN.match(plain) or mecard.HEAD.match(plain)
    return plain if known else code


def _named_format(code: str, framing: text.Framed, reading: Reading) -> Result | None:  # noqa: PLR0911 -- one for each form
    region, ended = reading.region, framing.ended
    plain = text.ascii_width(code) if text.ascii_width(code[:_MOST_JUNK]) != code[:_MOST_JUNK] else code
    begin = vcard.BEGIN.search(plain[: 2 * _MOST_JUNK])
    if begin is not None and begin.start() <= _MOST_JUNK:
        return vcard.read_vcard(plain[begin.start() :], region=region, ended=ended)
    if vcard.looks_like_vcard(plain):
        return vcard.read_vcard(plain, region=region, ended=ended)
    if mecard.HEAD.match(plain):
        return mecard.read_mecard(plain, region=region, ended=ended)
    if links.looks_like_contact(plain):
        return links.read_contact(plain, region=region)
    if re.match(r"geo:", plain, re.IGNORECASE):
        return Refusal(Reason.NO_IDENTITY, "it names a place", Kind.URL)
    if links.looks_like_link(plain):
        return links.read_link(plain, region=region)
    if plain[:1] == "{" and plain[-1:] != "}":
        return Refusal(Reason.TRUNCATED, "scan it again", Kind.JSON)
    if re.match(r"BEGIN:?$|BEGIN:V?C?A?R?$|MECARD$|BIZCARD$", plain, re.IGNORECASE):
        return Refusal(Reason.TRUNCATED, "scan it again")
    return None


def _query(code: str, region: str | None) -> Result:
    person, pairs = Person(region), list(links.parameters(code, "query"))
    if name_two(pairs):
        return Refusal(Reason.TWO_BADGES, "scan one badge after the other", Kind.QUERY)
    fill(person, pairs)
    if not person.named:
        return Refusal(Reason.NO_IDENTITY, "none of its parameters says who it is", Kind.QUERY)
    return person.decoded(Kind.QUERY)
