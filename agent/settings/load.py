"""Finds, merges and checks the settings, and tells where every value came from.

Later sources win: defaults, main file, drop-ins in name order, environment, systemd credentials. A file on
the boot partition is none of them: `agent.provisioning` checks it and makes it the main file.
pydantic-settings merges such layers too, but forgets which layer and line a value came from, and that is
what a person with a wrong file needs to know.
"""

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from agent.settings.model import Settings
from agent.toml_lines import SHAPES, KeyPath, key_lines, line_of

MAIN_FILE = Path("/etc/boothscribe/boothscribe.toml")
ENVIRONMENT_PREFIX = "BOOTHSCRIBE_"
COLLECTOR_PREFIX = "BOOTHSCRIBE_COLLECTOR_"
"""Options of the collector's command; a machine may run both."""
CREDENTIAL_PREFIX = "boothscribe."
ENCRYPTED_PREFIX = "boothscribe.encrypted."
"""systemd 252 looks for a credential either as it is or encrypted, so the encrypted ones have other names."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was set."""

    source: str
    line: int | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"


class SettingsError(Exception):
    """The settings cannot be used.

    Attributes:
        problems: Every problem found, each one line that says where and what to do.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class LoadedSettings:
    """Checked settings.

    Attributes:
        settings: The values.
        origins: For every value that is not a default, where it came from.
    """

    settings: Settings
    origins: Mapping[KeyPath, Origin] = field(repr=False)


def load_settings(
    config: Path | None = None, *, environment: Mapping[str, str] | None = None
) -> LoadedSettings:
    """Read and check all sources.

    Args:
        config: Read this file, and drop-ins from `boothscribe.d` beside it, instead of the system's.
        environment: Default: the process environment.

    Raises:
        SettingsError: With every problem at once.
    """
    environment = os.environ if environment is None else environment
    problems: list[str] = []
    values: dict[str, Any] = {}
    origins: dict[KeyPath, Origin] = {}
    for path in _files(config, problems):
        _merge_file(path, values, origins, problems)
    _merge_environment(environment, values, origins)
    _merge_credentials(environment, values, origins, problems)
    return _validated(values, origins, problems)


def check_text(text: str, *, source: str, drop_ins: Path) -> LoadedSettings:
    """Check what the settings would be with `text` as the main file.

    Args:
        text: TOML.
        source: What problems call it.
        drop_ins: The directory of the drop-ins that will lie over it.

    Raises:
        SettingsError: With every problem at once; none quotes a value.
    """
    problems: list[str] = []
    values: dict[str, Any] = {}
    origins: dict[KeyPath, Origin] = {}
    _merge_text(text, source, values, origins, problems)
    for path in _drop_ins(drop_ins, problems):
        _merge_file(path, values, origins, problems)
    return _validated(values, origins, problems)


def _validated(values: dict[str, Any], origins: dict[KeyPath, Origin], problems: list[str]) -> LoadedSettings:
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        # include_input=False: an input may be a password.
        details = error.errors(include_url=False, include_context=True, include_input=False)
        problems += [_describe(detail, origins) for detail in details]
    else:
        if not problems:
            return LoadedSettings(settings, origins)
    raise SettingsError(problems)


def _files(config: Path | None, problems: list[str]) -> Iterator[Path]:
    main = MAIN_FILE if config is None else config
    if config is not None or _is_there(main):
        yield main
    yield from _drop_ins(main.parent / "boothscribe.d", problems)


def _drop_ins(directory: Path, problems: list[str]) -> list[Path]:
    if not _is_there(directory):
        return []
    try:
        return sorted(path for path in directory.iterdir() if path.suffix == ".toml")
    except OSError as error:
        problems.append(f"{directory}: cannot be read: {error.strerror}")
        return []


def _is_there(path: Path) -> bool:
    """Whether there is something to read; what we may not look at counts, so that reading it says why."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _merge_file(
    path: Path, values: dict[str, Any], origins: dict[KeyPath, Origin], problems: list[str]
) -> None:
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows' editor puts a mark in front
    except OSError as error:
        problems.append(f"{path}: cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        problems.append(f"{path}: is not UTF-8 text (byte {error.start}); save it as UTF-8")
    else:
        _merge_text(text, str(path), values, origins, problems)


def _merge_text(
    text: str, source: str, values: dict[str, Any], origins: dict[KeyPath, Origin], problems: list[str]
) -> None:
    try:
        new = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{source}: is not valid TOML: {error}")
    except RecursionError:
        problems.append(f"{source}: is not valid TOML: it is nested too deeply")
    else:
        lines = key_lines(text)
        for key_path in _merge(values, new, origins):
            origins[key_path] = Origin(source, line_of(key_path, lines))


def _merge(
    into: dict[str, Any], new: Mapping[str, Any], origins: dict[KeyPath, Origin], at: KeyPath = ()
) -> Iterator[KeyPath]:
    """Merge tables deeply; a scalar or list replaces what an earlier source said."""
    for key, value in new.items():
        path = (*at, key)
        if (
            isinstance(value, dict)
            and isinstance(into.get(key), dict)
            and not _other_driver(into[key], value)
        ):
            yield path
            yield from _merge(into[key], value, origins, path)
            continue
        for stale in [known for known in origins if known[: len(path)] == path]:
            del origins[stale]
        into[key] = value
        yield path
        yield from _paths(value, path)


def _other_driver(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether `new` selects another driver, whose settings have nothing to do with the old one's."""
    return "driver" in new and "driver" in old and new["driver"] != old["driver"]


def _paths(value: object, at: KeyPath) -> Iterator[KeyPath]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield (*at, key)
        yield from _paths(child, (*at, key))


def _merge_environment(
    environment: Mapping[str, str], values: dict[str, Any], origins: dict[KeyPath, Origin]
) -> None:
    # Gathered first: a variable that changes a driver must not undo the one before it.
    new: dict[str, Any] = {}
    sources: dict[KeyPath, Origin] = {}
    for name in sorted(environment):
        if not name.startswith(ENVIRONMENT_PREFIX) or name.startswith(COLLECTOR_PREFIX):
            continue
        keys = name.removeprefix(ENVIRONMENT_PREFIX).lower().split("__")
        _merge_one(keys, _from_text(keys, environment[name]), Origin(f"environment {name}"), new, sources)
    for key_path in _merge(values, new, origins):
        origins[key_path] = sources[key_path]


def _from_text(keys: list[str], text: str) -> object:
    """Read an environment variable as a TOML value where it is one (numbers, booleans, lists).

    Where the setting is text, a number is text as well: passwords and names may look like one.
    """
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, KeyError):
        return text
    return text if _is_text(keys) and not isinstance(value, str) else value


def _is_text(keys: list[str]) -> bool:
    models: list[type[BaseModel]] = [Settings]
    annotations: list[object] = []
    for key in keys:
        fields = [model.model_fields[key] for model in models if key in model.model_fields]
        annotations = [known.annotation for known in fields]
        models = [model for annotation in annotations for model in _models_in(annotation)]
    return any(_holds_text(annotation) for annotation in annotations)


def _holds_text(annotation: object) -> bool:
    """Whether a value may be free text; a list of texts is a list."""
    if annotation in {str, SecretStr, Path}:
        return True
    return get_origin(annotation) in {Union, UnionType, Annotated} and any(
        _holds_text(inner) for inner in get_args(annotation)
    )


def _merge_credentials(
    environment: Mapping[str, str],
    values: dict[str, Any],
    origins: dict[KeyPath, Origin],
    problems: list[str],
) -> None:
    directory = environment.get("CREDENTIALS_DIRECTORY")
    for path in sorted(Path(directory).glob(f"{CREDENTIAL_PREFIX}*")) if directory else ():
        try:
            secret = path.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            problems.append(f"credential {path.name}: cannot be read as UTF-8 text")
            continue
        keys = path.name.removeprefix(ENCRYPTED_PREFIX).removeprefix(CREDENTIAL_PREFIX).split(".")
        _merge_one(keys, secret, Origin(f"credential {path.name}"), values, origins)


def _merge_one(
    keys: list[str], value: object, origin: Origin, values: dict[str, Any], origins: dict[KeyPath, Origin]
) -> None:
    nested: object = value
    for key in reversed(keys):
        nested = {key: nested}
    assert isinstance(nested, dict)  # noqa: S101 -- str.split never returns an empty list
    for key_path in list(_merge(values, nested, origins)):
        origins[key_path] = origin


def _describe(detail: ErrorDetails, origins: Mapping[KeyPath, Origin]) -> str:
    path, siblings = _resolve(detail["loc"])
    origin = next(
        (origins[path[:length]] for length in range(len(path), 0, -1) if path[:length] in origins), None
    )
    where = f"{origin}: " if origin else ""
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    if detail["type"] == "extra_forbidden":
        close = difflib.get_close_matches(str(path[-1]), siblings, n=1, cutoff=0.5)
        hint = f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(sorted(siblings))}"
        return f"{where}{name}: unknown setting; {hint}"
    if detail["type"] == "missing":
        return f"{where}{name}: is required; add it"
    if detail["type"] == "union_tag_invalid":
        return f"{where}{name}.driver: must be one of {detail['ctx']['expected_tags']}"
    if detail["type"] == "union_tag_not_found":
        return f"{where}{name}.driver: is required; `boothscribe devices` prints tables to copy"
    if detail["type"] in SHAPES:
        return f"{where}{name}: {SHAPES[detail['type']]}"
    message = detail["msg"].removeprefix("Value error, ")
    return f"{where}{name}: {message[:1].lower()}{message[1:]}"


def _resolve(location: tuple[int | str, ...]) -> tuple[KeyPath, list[str]]:
    """Turn pydantic's location into a key path, without the tags it adds for unions.

    Returns:
        The path, and the names that are known beside its last part.
    """
    path: list[str | int] = []
    models: list[type[BaseModel]] = [Settings]
    siblings: list[str] = []
    for part in location:
        tagged = [model for model in models if _driver(model) == part]
        if tagged:
            models = tagged
            continue
        path.append(part)
        if isinstance(part, str):
            siblings = sorted({name for model in models for name in model.model_fields})
            fields = [model.model_fields[part] for model in models if part in model.model_fields]
            models = [model for known in fields for model in _models_in(known.annotation)]
    return tuple(path), siblings


def _driver(model: type[BaseModel]) -> str | None:
    known = model.model_fields.get("driver")
    return get_args(known.annotation)[0] if known else None


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
