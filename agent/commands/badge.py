"""`boothscribe badge`: read a badge, and check profiles."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from agent.visit.badges.cipher import KeyFileError, read_key
from agent.visit.badges.decode import credential, decode
from agent.visit.badges.profile import Profile
from agent.visit.badges.profile_file import ProfileError, check_profile, load_profile, reading_of
from agent.visit.badges.result import Refusal, Result
from agent.visit.badges.text import LONGEST

EXIT_REFUSED = 1
EXIT_PROFILE = 78
"""EX_CONFIG of sysexits.h, as for wrong settings."""
_MOST_BYTES = 16 * LONGEST
"""Read at most; the decoder calls less than this too long."""


@click.group()
def badge() -> None:
    """Read badges as the box does, and check badge profiles.

    \b
    Exit codes: 0 read, 1 refused, 2 wrong usage, 78 wrong profile.
    """  # noqa: D301 -- click wants the real control character


@badge.command(name="decode", context_settings={"ignore_unknown_options": True})
@click.argument("payload", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--profile",
    "profile_files",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read by this badge profile; several are tried in order.",
)
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False), help="Read the code from this file.")
@click.option("--region", metavar="CC", help="Country of telephone numbers without one, such as US.")
@click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Key of a ciphered profile, for a try.",
)
def decode_command(
    payload: str | None,
    *,
    as_json: bool,
    profile_files: tuple[Path, ...],
    file: Path | None,
    region: str | None,
    key_file: Path | None,
) -> None:
    """Read one code: PAYLOAD, or standard input (`-`, or nothing), or a file.

    Prints the fields and where each was found, or why it is no badge. Of codes that no part may be kept
    of (Wi-Fi, payment, licence, boarding pass, secrets), nothing is printed.
    """
    if payload not in {None, "-"} and file is not None:
        raise click.UsageError("give the code once: as PAYLOAD or with --file")
    data = _data(payload, file)
    try:
        profiles = [load_profile(path) for path in profile_files]
        key = read_key(key_file) if key_file else None
    except (ProfileError, KeyFileError) as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_PROFILE)
    keys = credential if key is None else lambda _: key
    reading = reading_of(profiles, keys=keys)
    if region is not None:
        reading = reading.with_region(region.upper())
    result = decode(data, reading)
    click.echo(json.dumps(as_object(result), ensure_ascii=False) if as_json else _as_text(result))
    if isinstance(result, Refusal):
        sys.exit(EXIT_REFUSED)


@badge.command(name="check")
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
def check_command(profiles: tuple[Path, ...]) -> None:
    """Check badge profiles and try their examples; every mistake at once, with file and line."""
    problems = [problem for path in profiles for problem in check_profile(path)]
    for problem in problems:
        click.secho(str(problem), fg="red", err=True)
    if problems:
        sys.exit(EXIT_PROFILE)
    for path in profiles:
        click.echo(f"{path}: right, {_count(load_profile(path))}")


def as_object(result: Result) -> dict[str, Any]:
    """Return what `--json` prints."""
    if isinstance(result, Refusal):
        return {
            "kind": result.kind.value,
            "error": result.reason.value,
            **({"detail": result.detail} if result.detail else {}),
        }
    return {
        "kind": result.kind.value,
        "fields": {**result.fields, **{name: list(found) for name, found in result.lists.items()}},
        "provenance": dict(result.provenance),
        **({"profile": result.profile} if result.profile else {}),
        **({"repairs": list(result.repairs)} if result.repairs else {}),
        **({} if result.complete else {"complete": False}),
    }


def _data(payload: str | None, file: Path | None) -> bytes | str:
    if payload not in {None, "-"}:
        # Bytes that are not UTF-8 come from the shell as lone surrogates.
        return (payload or "").encode("utf-8", "surrogateescape")
    try:
        if file is not None:
            with file.open("rb") as stream:
                return stream.read(_MOST_BYTES)
        return sys.stdin.buffer.read(_MOST_BYTES)
    except OSError as error:
        raise click.UsageError(f"{file or 'standard input'}: cannot be read: {error.strerror}") from None


def _as_text(result: Result) -> str:
    if isinstance(result, Refusal):
        return f"no badge: {result.reason}" + (f" ({result.detail})" if result.detail else "")
    lines = [f"kind      {result.kind}" + (f", profile {result.profile}" if result.profile else "")]
    lines += [f"repaired  {repair}" for repair in result.repairs]
    shown = {**result.fields, **{name: ", ".join(found) for name, found in result.lists.items()}}
    width = max([len(name) for name in shown], default=0)
    lines += [
        f"{name:{width}}  {value}    ({result.provenance.get(name, '')})" for name, value in shown.items()
    ]
    if not result.complete:
        lines.append("not all of it was understood; a badge profile can name its fields")
    return "\n".join(lines)


def _count(profile: Profile) -> str:
    return f"{len(profile.example)} example(s)" if profile.example else "no examples"
