"""A badge profile: how one show's badges are laid out, as data. `docs/badges.md` explains every key."""

from functools import cached_property
from typing import Annotated, Any, Literal, Self

import regex
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from agent.visit.badges.cipher import Encoding, key_from
from agent.visit.badges.delimited import field_name
from agent.visit.badges.keyboard import pairs
from agent.visit.badges.result import Reason

_RULES = regex.compile(
    r"upper|lower|strip_zeros|digits|(?:strip_prefix|strip_suffix|prefix):.+|zero_pad:\d{1,2}|cut:\d{1,3}"
)
_LONGEST_PATTERN = 500


def _field(name: str) -> str:
    """Take the settings' names for fields, too."""
    return {"email": "emails", "phone": "phones"}.get(field_name(name), field_name(name))


def _pattern(text: str) -> str:
    try:
        regex.compile(text)
    except regex.error as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    return text


def _rule(text: str) -> str:
    if not _RULES.fullmatch(text):
        raise ValueError(
            "must be upper, lower, digits, strip_zeros, strip_prefix:TEXT, strip_suffix:TEXT, prefix:TEXT,"
            " zero_pad:LENGTH or cut:LENGTH"
        )
    return text


def _layouts(text: str) -> str:
    if text == "auto":
        return text
    pair = text if ">" in text else f"us>{text}"
    if pair not in pairs():
        raise ValueError(f'must be "auto", or scanner>host, one of {", ".join(pairs())}')
    return pair


FieldName = Annotated[
    str,
    BeforeValidator(lambda name: _field(name) if isinstance(name, str) else name),
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$"),
]
Slot = Annotated[
    str,
    BeforeValidator(lambda name: _field(name) if isinstance(name, str) else name),
    StringConstraints(pattern=r"^(?:[a-z][a-z0-9_]{0,63})?$"),
]
Pattern = Annotated[
    str, StringConstraints(min_length=1, max_length=_LONGEST_PATTERN), AfterValidator(_pattern)
]
Rule = Annotated[str, AfterValidator(_rule)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class ProfileModel(BaseModel):
    """Base of everything in a profile: immutable, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=True
    )


class Match(ProfileModel):
    """Which codes the profile is for; all conditions must hold. Without any: all that it can read."""

    aim: tuple[Annotated[str, StringConstraints(pattern=r"^\][A-Za-z][0-9A-Za-z]$")], ...] = ()
    """AIM identifiers of the symbols, such as `]L2`; scanners that send none are not asked."""
    prefix: Text | None = None
    """What the code begins with."""
    pattern: Pattern | None = None
    """Regular expression that must be found in it; `^` and `$` tie it to the ends."""
    shortest: Annotated[int, Field(ge=1)] = 1
    """Characters."""
    longest: Annotated[int, Field(ge=1, le=7089)] = 7089
    """Characters."""


class ReadDelimited(ProfileModel):
    """Fields apart by a sign, in a fixed order."""

    form: Literal["delimited"]
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=4)]
    fields: Annotated[tuple[Slot, ...], Field(min_length=1)]
    """What each field is, in order; an empty text skips one."""
    fewest: Annotated[int, Field(ge=1)] | None = None
    """How many fields there must be; those after may be missing. Default: all."""
    more: bool = False
    """Whether there may be more fields than named; they are left out."""
    quoted: bool = False
    """Whether values may stand in double quotes, as spreadsheets write them."""


class FixedField(ProfileModel):
    """One field of fixed width."""

    name: Slot
    width: Annotated[int, Field(ge=1, le=1000)]
    """Characters."""


class ReadFixed(ProfileModel):
    """Fields of fixed width, filled with blanks."""

    form: Literal["fixed"]
    fields: Annotated[tuple[FixedField, ...], Field(min_length=1)]
    may_be_shorter: bool = True
    """Whether blanks at the end of the code may be missing, as scanners that trim leave it."""


class ReadRegex(ProfileModel):
    """A regular expression that takes in the whole code; its named groups are the fields."""

    form: Literal["regex"]
    pattern: Pattern

    @field_validator("pattern")
    @classmethod
    def _names_fields(cls, pattern: str) -> str:
        if not regex.compile(pattern).groupindex:
            raise ValueError("must name its fields: (?P<id>...), (?P<last_name>...)")
        return pattern


class ReadId(ProfileModel):
    """The whole code is the id, without the prefix of `match`."""

    form: Literal["id"]
    keep_prefix: bool = True
    """Whether `match.prefix` is a part of the id."""


class ReadLabelled(ProfileModel):
    """A query string, a link with parameters, or JSON, whose labels are the show's own."""

    form: Literal["query", "url", "json"]
    fields: dict[FieldName, Text] = {}
    """Field to label; for JSON, a path such as `person.badge.no`. Labels not named are read as usual."""
    only: bool = False
    """Whether labels that are not named are left out."""
    path: Pattern | None = None
    """For links: regular expression with named groups, found in the address without its query."""


class ReadCard(ProfileModel):
    """A vCard or MECARD with properties of the show's own."""

    form: Literal["vcard", "mecard"]
    fields: dict[FieldName, Text] = {}
    """Field to property, such as `id = "X-BADGE"`."""


Read = Annotated[
    ReadDelimited | ReadFixed | ReadRegex | ReadId | ReadLabelled | ReadCard, Field(discriminator="form")
]


class Cipher(ProfileModel):
    """The code is ciphered; what it opens to is read as `read` says."""

    scheme: Literal["aes-gcm"] = "aes-gcm"
    """AES-GCM: nonce (12 bytes), ciphertext, tag (16 bytes)."""
    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    """Name of the key: systemd credential `boothscribe-badge-key-NAME`. A profile never holds the key."""
    encoding: Encoding = "base64url"
    bound_to: str = ""
    """Associated data, such as the event's id."""
    example_key: str | None = None
    """Hexadecimal key that the examples were made with; never used for visitors' badges."""

    @field_validator("example_key")
    @classmethod
    def _is_key(cls, text: str | None) -> str | None:
        if text is not None and key_from(text.encode()) is None:
            raise ValueError("must be 32, 48 or 64 hexadecimal digits")
        return text


class Example(ProfileModel):
    """A badge of the show and what is to be read from it."""

    payload: str
    """As scanned."""
    expect: dict[FieldName, str | tuple[str, ...]] = {}
    """Field to value."""
    error: Reason | None = None
    """Instead: why it is refused."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.expect) == (self.error is not None):
            raise ValueError("needs `expect` or `error`, one of both")
        return self


class Profile(ProfileModel):
    """How one show's badges are laid out."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    """Named in every lead."""
    description: Text | None = None
    match: Match = Match()
    read: Read
    cipher: Cipher | None = None
    normalise: dict[FieldName, tuple[Rule, ...]] = {}
    """Per field, rules in order."""
    required: tuple[FieldName, ...] = ()
    """Fields without which it is not one of these badges."""
    check_digit: Literal["luhn", "mod10"] | None = None
    """What the last digit of the id must agree with."""
    phone_region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    """ISO 3166 code of the country that telephone numbers without one belong to."""
    repair_keyboard_layout: Annotated[str, AfterValidator(_layouts)] | None = None
    """`auto`, or the pair that is wrong at this show: `us>de`, short `de`."""
    example: tuple[Example, ...] = ()
    """Tested by `boothscribe event check`."""

    @field_validator("normalise", mode="before")
    @classmethod
    def _one_rule_is_a_list(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {name: (rules,) if isinstance(rules, str) else rules for name, rules in value.items()}

    @cached_property
    def recognisable(self) -> bool:
        """Whether it says by more than its length which codes it is for."""
        return self.match.prefix is not None or self.match.pattern is not None or self.read.form == "regex"
