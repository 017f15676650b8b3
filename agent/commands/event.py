"""`boothscribe event`: prepare, check, compare and sign event packs."""

import dataclasses
import json
import sys
import textwrap
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click
from pydantic import ValidationError

from agent.event_pack.compare import Difference, differences
from agent.event_pack.content import ATTENDEES_FILE
from agent.event_pack.load import LoadedPack, load_pack
from agent.event_pack.problems import Findings, PackError, Problem, Severity
from agent.event_pack.signing import DEPARTMENTS, Department, sign
from agent.event_pack.starter import write_starter
from agent.reception import pack_problems
from agent.visit.people.attendee_check import check_attendees
from agent.visit.people.attendee_file import ListReport

EXIT_FAILURE = 1
EXIT_PACK = 78
"""EX_CONFIG of sysexits.h, as for wrong settings."""
_LONGEST_SHOWN = 100

directory_argument = click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
overlay_option = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="ID",
    help="Apply this regional overlay; several in their order.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group()
def event() -> None:
    """Prepare, check, compare and sign event packs.

    A pack is marketing's folder for one trade show: campaign, goals, products, accounts, reps, routing,
    brand voice, privacy. docs/event-packs.md explains it.

    \b
    Exit codes: 0 done, 1 failed, 2 wrong usage, 78 wrong pack.
    """  # noqa: D301 -- click wants the real control character


@event.command()
@directory_argument
@click.option("--id", "event_id", help="Stamped on every lead; default: the folder's name.")
@click.option("--name", help="The show's name for people; default: the id.")
def new(directory: Path, event_id: str | None, name: str | None) -> None:
    """Write a new, small pack to the folder DIR, to be filled in."""
    event_id = event_id or directory.absolute().name
    try:
        write_starter(
            directory,
            event_id=event_id,
            name=name or event_id,
            starts=date.today(),  # noqa: DTZ011 -- a day of the person's own calendar
        )
    except FileExistsError:
        _fail(f"{directory} exists already; name a new folder", EXIT_FAILURE)
    except OSError as error:
        _fail(f"{directory} cannot be written: {error.strerror}", EXIT_FAILURE)
    click.echo(f"wrote {directory}; fill it in, then run: boothscribe event check {directory}")


@event.command()
@directory_argument
@overlay_option
@json_option
def check(directory: Path, overlays: tuple[str, ...], *, as_json: bool) -> None:
    """Name everything that is wrong with a pack at once, with file and line.

    Errors keep a box from using the pack, and the exit code is 78. Warnings do not. Overlays are all
    checked, also those that are not named. The examples in badge profiles are tried.
    """
    findings = Findings()
    loaded = _loaded_or_none(directory, overlays, findings)
    findings.problems += pack_problems(loaded) if loaded else []
    attendees = directory / ATTENDEES_FILE
    report = check_attendees(attendees, findings) if attendees.is_file() else None
    problems = findings.in_order()
    if as_json:
        _print_json(
            {
                "ok": not findings.failed,
                "pack": _identity(loaded),
                "attendees": report and report.rows,
                "problems": [_problem(problem) for problem in problems],
            }
        )
    else:
        for problem in problems:
            click.secho(str(problem), fg=_COLOURS[problem.severity], err=True)
        click.echo(_verdict(directory, loaded, report, problems))
    if findings.failed:
        sys.exit(EXIT_PACK)


@event.command()
@directory_argument
@overlay_option
@json_option
def show(directory: Path, overlays: tuple[str, ...], *, as_json: bool) -> None:
    """Show what a pack says: version, content hash, who agreed, what is in it, what overlays changed."""
    loaded = _loaded(directory, overlays)
    if as_json:
        _print_json(
            {
                **(_identity(loaded) or {}),
                "signed": {
                    who: {"name": one.name, "time": one.time.isoformat()}
                    for who, one in loaded.signed.valid.items()
                },
                "changes": [_change(change) for change in loaded.changes],
                "available_overlays": list(loaded.available_overlays),
                "content": loaded.pack.model_dump(mode="json"),
            }
        )
        return
    for line in _shown(loaded):
        click.echo(line)


@event.command()
@click.argument("before", metavar="DIR1", type=click.Path(path_type=Path))
@click.argument("after", metavar="DIR2", type=click.Path(path_type=Path))
@json_option
def diff(before: Path, after: Path, *, as_json: bool) -> None:
    """Show what differs between two packs, setting by setting."""
    first, second = _loaded(before, ()), _loaded(after, ())
    found = differences(first.pack, second.pack)
    if as_json:
        _print_json(
            {
                "before": _identity(first),
                "after": _identity(second),
                "same": first.content_hash == second.content_hash,
                "differences": [dataclasses.asdict(difference) for difference in found],
            }
        )
        return
    for difference in found:
        click.echo(_difference(difference))
    if not found:
        click.echo("the packs say the same")


@event.command(name="sign")
@directory_argument
@click.option("--as", "department", type=click.Choice(DEPARTMENTS), required=True, help="Who agrees.")
@click.option("--name", required=True, help="Name of the person who agrees.")
def sign_(directory: Path, department: Department, name: str) -> None:
    """Record that a department agrees to the pack as it is now.

    The signature names the content's hash: once the pack is changed, it is unsigned until it is signed
    again. Only a pack without errors can be signed.
    """
    _loaded(directory, ())
    try:
        signature = sign(directory, department, name)
    except ValidationError:
        _fail("--name: write the name of the person, up to 500 characters", EXIT_FAILURE)
    except (OSError, ValueError) as error:
        _fail(f"{directory} cannot be signed: {error}", EXIT_FAILURE)
    click.echo(f"{department} signed {signature.hash[:12]} on {signature.time.date()}")


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def _loaded_or_none(directory: Path, overlays: tuple[str, ...], findings: Findings) -> LoadedPack | None:
    try:
        loaded = load_pack(directory, overlays=overlays)
    except PackError as error:
        findings.problems += error.problems
        return None
    findings.problems += loaded.warnings
    return loaded


def _loaded(directory: Path, overlays: tuple[str, ...]) -> LoadedPack:
    findings = Findings()
    loaded = _loaded_or_none(directory, overlays, findings)
    if loaded is None:
        for problem in findings.in_order():
            click.secho(str(problem), fg=_COLOURS[problem.severity], err=True)
        _fail(f"{directory} cannot be used; docs/event-packs.md explains every part", EXIT_PACK)
    return loaded


def _verdict(
    directory: Path, loaded: LoadedPack | None, report: ListReport | None, problems: list[Problem]
) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if errors or loaded is None:
        return f"{directory}: {errors} error(s), {warnings} warning(s)"
    pack = loaded.pack
    people = f", {report.rows} attendees" if report else ""
    counts = f"{len(pack.reps)} reps, {len(pack.accounts)} accounts, {len(pack.products)} products{people}"
    verdict = f"{warnings} warning(s)" if warnings else "no problem"
    return f"{directory}: {verdict} ({counts}); content {loaded.content_hash[:12]}"


def _identity(loaded: LoadedPack | None) -> dict[str, Any] | None:
    if loaded is None:
        return None
    return {
        "event": loaded.pack.event.id,
        "version": loaded.pack.version,
        "hash": loaded.content_hash,
        "overlays": [overlay.id for overlay in loaded.pack.overlays],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "file": str(problem.place.file),
        "line": problem.place.line,
        "message": problem.message,
    }


def _change(change: Any) -> dict[str, Any]:
    return {**dataclasses.asdict(change), "place": str(change.place)}


def _shown(loaded: LoadedPack) -> Iterable[str]:
    pack = loaded.pack
    show = pack.event
    yield f"{show.name} ({show.id}), {show.starts} to {show.ends}, {show.time_zone}"
    yield f"version {pack.version}, content {loaded.content_hash}"
    yield f"campaign {pack.campaign.id}: {pack.campaign.name}"
    for goal in pack.goals.targets:
        yield f"goal: {goal.name}, {goal.target:g} {goal.unit}"
    for department in DEPARTMENTS:
        yield _agreed(loaded, department)
    yield (
        f"{len(pack.products)} products, {len(pack.competitors)} competitors, {len(pack.plays)} plays,"
        f" {len(pack.personas)} personas, {len(pack.assets)} assets"
    )
    yield f"{len(pack.accounts)} accounts, {len(pack.reps)} reps, {len(pack.routing.rules)} routing rules"
    yield f"default owner {pack.routing.default_owner}; consent {pack.privacy.mode or 'as the box is set'}"
    totals: dict[str, float] = {}
    for cost in pack.costs:
        totals[cost.currency] = totals.get(cost.currency, 0.0) + cost.amount
    for currency, amount in totals.items():
        yield f"costs {amount:,.2f} {currency}"
    if loaded.available_overlays:
        yield f"overlays: {', '.join(loaded.available_overlays)}"
    for overlay in pack.overlays:
        yield f"\noverlay {overlay.id}" + (f", by {overlay.by}" if overlay.by else "") + f": {overlay.why}"
        for change in loaded.changes:
            if change.overlay == overlay.id:
                difference = Difference(change.setting, change.before, change.after)
                yield f"  {_difference(difference)}  # {change.place}"


def _agreed(loaded: LoadedPack, department: Department) -> str:
    if signature := loaded.signed.valid.get(department):
        return f"{department}: signed by {signature.name} on {signature.time.date()}"
    if signature := loaded.signed.stale.get(department):
        return (
            f"{department}: not signed; {signature.name} signed an earlier content on {signature.time.date()}"
        )
    return f"{department}: not signed"


def _difference(difference: Difference) -> str:
    before, after = _short(difference.before), _short(difference.after)
    if difference.before is None:
        return f"+ {difference.setting}: {after}"
    if difference.after is None:
        return f"- {difference.setting}: {before}"
    return f"~ {difference.setting}: {before} -> {after}"


def _short(value: str | None) -> str:
    return textwrap.shorten(value or "", _LONGEST_SHOWN, placeholder=" ...")


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def _fail(message: str, code: int) -> NoReturn:
    click.secho(message, fg="red", err=True)
    sys.exit(code)
