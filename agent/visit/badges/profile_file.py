"""Finds, reads and checks badge profiles, with file and line of every mistake."""

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path, PurePath
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from agent.event_pack.problems import Place, Problem
from agent.shipped import shipped
from agent.toml_lines import SHAPES, KeyPath, key_lines, line_of
from agent.visit.badges.cipher import key_from
from agent.visit.badges.decode import Reading, credential, decode
from agent.visit.badges.profile import Example, Profile
from agent.visit.badges.profile_reader import Keys
from agent.visit.badges.result import Decoded, Refusal

SYSTEM_FOLDER = Path("/etc/boothscribe/badges")
"""Where profiles lie that no event pack brings along."""


class ProfileError(Exception):
    """A profile cannot be used.

    Attributes:
        problems: Everything that is wrong with it, at once.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        ProfileError: With every problem at once; examples are not tried.
    """
    return _loaded(path)[0]


def check_profile(path: Path) -> list[Problem]:
    """Return everything that is wrong with a profile, its examples included."""
    try:
        profile, text = _loaded(path)
    except ProfileError as error:
        return error.problems
    lines = key_lines(text)
    problems = []
    for number, example in enumerate(profile.example):
        for message in _tried(profile, example):
            line = line_of(("example", number), lines)
            problems.append(Problem(Place(path, line), f"example {number + 1}: {message}"))
    return problems


def find_profile(name: PurePath, pack: Path | None = None) -> Path | None:
    """Return the file of a profile that an event pack names: of the pack, of the system, or one of ours."""
    folders = [*((pack, pack / "badges") if pack else ()), SYSTEM_FOLDER, shipped("badges")]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def reading_of(
    profiles: Sequence[Profile], *, delimited_fields: Sequence[str] | None = None, keys: Keys = credential
) -> Reading:
    """Return how to read a show's badges.

    The first profile that names a country speaks for all telephone numbers of the show.
    """
    region = next((profile.phone_region for profile in profiles if profile.phone_region), None)
    if delimited_fields is None:
        return Reading(profiles=tuple(profiles), region=region, keys=keys)
    return Reading(profiles=tuple(profiles), layout=tuple(delimited_fields), region=region, keys=keys)


def _loaded(path: Path) -> tuple[Profile, str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise ProfileError([Problem(Place(path), f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        raise ProfileError(
            [Problem(Place(path), f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(
            [Problem(Place(path, _line_in(error, text)), f"is not valid TOML: {error}")]
        ) from None
    lines = key_lines(text)
    try:
        return Profile.model_validate(values), text
    except ValidationError as error:
        # include_input=False: an input may be a badge.
        details = error.errors(include_url=False, include_context=True, include_input=False)
        raise ProfileError([_described(path, detail, lines) for detail in details]) from None


def _line_in(error: tomllib.TOMLDecodeError, text: str) -> int:
    words = str(error).replace(",", " ").split()
    return next(
        (int(after) for word, after in pairwise(words) if word == "line" and after.isdigit()),
        text.count("\n") + 1,
    )


def _described(path: Path, detail: ErrorDetails, lines: dict[KeyPath, int]) -> Problem:
    forms = {"delimited", "fixed", "regex", "id", "query", "url", "json", "vcard", "mecard"}
    location = list(detail["loc"])
    if location[:1] == ["read"] and len(location) > 1 and location[1] in forms:
        del location[1]  # the tag that pydantic adds for a union
    key = tuple(part for part in location if part != "[key]")
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key).lstrip(".")
    place = Place(path, line_of(key, lines))
    match detail["type"]:
        case "missing":
            message = f"{name}: is required; add it"
        case "extra_forbidden":
            message = f"{name}: unknown key; {_hint(key, detail['loc'])}"
        case "union_tag_invalid":
            message = f"{name}.form: must be one of {detail['ctx']['expected_tags']}"
        case "union_tag_not_found":
            message = (
                f"{name}.form: is required: delimited, fixed, regex, id, query, url, json, vcard or mecard"
            )
        case known if known in SHAPES:
            message = f"{name}: {SHAPES[known]}"
        case _:
            text = detail["msg"].removeprefix("Value error, ")
            message = f"{name}: {text[:1].lower()}{text[1:]}"
    return Problem(place, message.removeprefix(": "))


def _hint(key: KeyPath, location: Iterable[int | str]) -> str:
    known = sorted(_known_beside(location))
    close = difflib.get_close_matches(str(key[-1]), known, n=1, cutoff=0.5)
    return f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(known)}"


def _known_beside(location: Iterable[int | str]) -> set[str]:
    models: list[type[BaseModel]] = [Profile]
    siblings: set[str] = set()
    for part in location:
        if isinstance(part, int):
            continue
        tagged = [model for model in models if part in _forms(model)]
        if tagged:
            models = tagged
            continue
        siblings = {name for model in models for name in model.model_fields}
        fields = [model.model_fields[part] for model in models if part in model.model_fields]
        models = [model for field in fields for model in _models_in(field.annotation)]
    return siblings


def _forms(model: type[BaseModel]) -> tuple[Any, ...]:
    field = model.model_fields.get("form")
    return get_args(field.annotation) if field else ()


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {Union, UnionType, Annotated, tuple}:
        for inner in get_args(annotation):
            yield from _models_in(inner)


def _tried(profile: Profile, example: Example) -> Iterator[str]:
    """Yield what an example gives that it should not."""
    cipher = profile.cipher
    key = key_from(cipher.example_key.encode()) if cipher and cipher.example_key else None
    if cipher is not None and key is None:
        yield "cannot be tried without cipher.example_key"
        return
    result = decode(example.payload, reading_of([profile], keys=lambda _: key))
    if isinstance(result, Refusal):
        if result.reason != example.error:
            yield f"is refused ({result.reason}), but should {_wanted(example)}"
        return
    if example.error is not None:
        yield f"is read, but should be refused ({example.error})"
        return
    yield from _differences(result, example)


def _wanted(example: Example) -> str:
    return "be read" if example.error is None else f"be refused ({example.error})"


def _differences(result: Decoded, example: Example) -> Iterator[str]:
    if result.profile is None:
        yield "is not read by this profile, but by a general reader; see `match`"
    found = result.identity()
    for name, expected in example.expect.items():
        wanted = (expected,) if isinstance(expected, str) and name in {"emails", "phones"} else expected
        if name not in found:
            yield f"gives no {name}"
        elif found[name] != wanted:
            yield f"gives {name} = {_shown(found[name])}, but should give {_shown(wanted)}"


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else repr(value)
