"""What comes of reading a code: a badge with where every field is from, or a refusal with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of code it was."""

    VCARD = "vcard"
    MECARD = "mecard"
    """MECARD, and its sibling BIZCARD."""
    URL = "url"
    """A web address, `mailto:` or `tel:`."""
    QUERY = "query"
    DELIMITED = "delimited"
    FIXED = "fixed"
    JSON = "json"
    ID = "id"
    GS1 = "gs1"
    STAFF = "staff"
    COMMAND = "command"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a code is not taken for a badge."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    BINARY = "binary"
    TRUNCATED = "truncated"
    NO_IDENTITY = "no_identity"
    """The layout is known, but it names nobody: no name, id, address or number."""
    UNRECOGNISED = "unrecognised"
    PROFILE_MISMATCH = "profile_mismatch"
    KEYBOARD_LAYOUT = "keyboard_layout"
    CHECK_DIGIT = "check_digit"
    TWO_BADGES = "two_badges"
    UNKNOWN_COMMAND = "unknown_command"
    WIFI = "not_a_badge:wifi"
    PAYMENT = "not_a_badge:payment"
    BOARDING_PASS = "not_a_badge:boarding_pass"  # noqa: S105 -- a reason, not a secret
    PRODUCT_BARCODE = "not_a_badge:product_barcode"
    DRIVING_LICENCE = "not_a_badge:driving_licence"
    SHIPPING_LABEL = "not_a_badge:shipping_label"
    CALENDAR = "not_a_badge:calendar"
    SECRET = "not_a_badge:secret"  # noqa: S105 -- a reason, not a secret
    WEB_LINK = "not_a_badge:web_link"

    @property
    def no_badge(self) -> bool:
        """Whether the code is known to be something else than a badge."""
        return self.startswith("not_a_badge:")

    @property
    def private(self) -> bool:
        """Whether no part of the code may be stored, printed or logged."""
        return self in _PRIVATE


_PRIVATE = frozenset(
    {Reason.WIFI, Reason.PAYMENT, Reason.BOARDING_PASS, Reason.DRIVING_LICENCE, Reason.SECRET}
)

ADDRESSES = ("emails", "phones")
"""Fields that hold several values, in the order of the badge."""
TEXTS = ("first_name", "last_name", "full_name", "company", "title", "id", "url")
"""Fields that hold one value; profiles may add others."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A code that is no badge, or one that cannot be trusted.

    Attributes:
        reason: Why.
        detail: What a person can do about it; never a part of the code.
        kind: What the code looked like.
    """

    reason: Reason
    detail: str = ""
    kind: Kind = Kind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Decoded:
    """A badge that was read.

    Attributes:
        kind: What sort of code it was.
        fields: Values by name, without those that are not there: `TEXTS`, and a profile's own.
        lists: `ADDRESSES`, without those that are empty.
        provenance: Where each field was found, such as `vcard:FN`; one entry for each value of a list,
            joined by `, `.
        profile: Name of the profile that read it.
        complete: Whether all that the code said was understood; what was not must be kept as scanned.
        repairs: What was mended before it could be read.
    """

    kind: Kind
    fields: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None
    complete: bool = True
    repairs: tuple[str, ...] = ()

    def text(self, name: str) -> str | None:
        """Return a field that holds one value."""
        return self.fields.get(name)

    @property
    def emails(self) -> tuple[str, ...]:
        """Mail addresses, in the order of the badge."""
        return self.lists.get("emails", ())

    @property
    def phones(self) -> tuple[str, ...]:
        """Telephone numbers, in the order of the badge; E.164 where the country is known."""
        return self.lists.get("phones", ())

    def identity(self) -> dict[str, object]:
        """Return all values, to tell one badge from another."""
        return {**self.fields, **self.lists}


Result = Decoded | Refusal
