"""`boothscribe draft`: show the follow-up of a lead, and find what must not go out."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from pydantic import ValidationError

from agent.contract.lead import Lead
from agent.event_pack.load import load_pack
from agent.event_pack.model import EventPack
from agent.event_pack.problems import PackError
from agent.insight.drafts.lint import RULES, Draft, Finding, lint
from agent.insight.drafts.templates import TemplateError, Templates
from agent.insight.follow_up import write_follow_up
from agent.insight.score import wants_no_contact

EXIT_FAILURE = 1
_LARGEST_FILE = 16 * 1024 * 1024

_pack_option = click.option(
    "--pack",
    "pack_directory",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The event pack's folder.",
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.group()
def draft() -> None:
    """Show follow-up mails, and check them before they are sent."""


@draft.command()
@click.argument("lead_file", metavar="LEAD.json", type=click.Path(dir_okay=False, allow_dash=True))
@_pack_option
@click.option("--html", "as_html", is_flag=True, help="The HTML part instead of the plain text.")
@click.option("--citations", is_flag=True, help="Behind each fact the number of its signal, as in [2].")
@_json_option
def show(lead_file: str, pack_directory: Path, *, as_html: bool, citations: bool, as_json: bool) -> None:
    """Print the follow-up that is written for a lead.

    LEAD.json is a lead record or the message that carried it; - reads standard input. What the sender
    should know goes to standard error.
    """
    pack, templates = _pack(pack_directory)
    lead = _lead(lead_file)
    if wants_no_contact(lead.signals):
        _fail(f"{lead_file}: this visitor asked not to be contacted; no mail is written")
    follow_up = write_follow_up(lead, pack, templates=templates)
    if as_json:
        click.echo(follow_up.model_dump_json(indent=2))
    elif as_html:
        click.echo(follow_up.body_html, nl=False)
    else:
        text = follow_up.body_text
        for claim in follow_up.claims if citations else ():
            numbers = ", ".join(map(str, claim.signals))
            text = text.replace(claim.text, f"{claim.text} [{numbers}]", 1)
        click.echo(f"Subject: {follow_up.subject}\n\n{text}", nl=False)
    for warning in follow_up.warnings:
        click.secho(f"note: {warning}", fg="yellow", err=True)


@draft.command("lint")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
)
@_pack_option
@click.option(
    "--lead",
    "lead_file",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="The lead that edited drafts are for; for files that are no leads themselves.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which the mail is to go out, for what expires; default: today.",
)
@_json_option
def lint_command(
    files: tuple[Path, ...],
    pack_directory: Path,
    lead_file: str | None,
    on: datetime | None,
    *,
    as_json: bool,
) -> None:
    """Find what must not go out, in leads with drafts (.json) and in edited drafts (any other file).

    An edited draft is plain text as `draft show` prints it; its first line may be the subject. Behind a
    sentence of your own put the number of the signal that proves it, as in [2]; take the numbers out when
    nothing is found any more. Exit code 1 if anything is found.
    """
    pack, templates = _pack(pack_directory)
    day = on.date() if on else date.today()  # noqa: DTZ011 -- the day where the person is who sends it
    found: list[tuple[Path, Finding]] = []
    given = _lead(lead_file) if lead_file else None
    for path in files:
        lead, written = _draft(path, given)
        found += [(path, one) for one in lint(written, lead, pack, templates=templates, on=day)]
    if as_json:
        rows = [{"file": str(path), **asdict(finding)} for path, finding in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for path, finding in found:
            click.echo(f"{path}:{finding.line}: {finding.rule}: {finding.message}")
        click.echo(f"{len(found)} finding(s) in {len(files)} draft(s)", err=True)
    sys.exit(EXIT_FAILURE if found else 0)


@draft.command()
def rules() -> None:
    """List the rules of `draft lint`."""
    for rule, what in RULES.items():
        click.echo(f"{rule:22}{what}")


def _draft(path: Path, given: Lead | None) -> tuple[Lead, Draft]:
    if path.suffix == ".json":
        lead = _lead(str(path))
        if lead.follow_up is None:
            _fail(f"{path}: this lead has no draft; `boothscribe draft show {path}` writes one")
        return lead, Draft.of(lead.follow_up)
    if given is None:
        _fail(f"{path}: name the lead that this draft is for with --lead LEAD.json")
    text = _read(str(path))
    subject, _, rest = text.partition("\n")
    if subject.casefold().startswith("subject:"):
        # The lines above are part of the file that a person has open: keep their numbers.
        return given, Draft(subject[len("subject:") :].strip(), "\n" + rest)
    return given, Draft(None, text)


def _pack(directory: Path) -> tuple[EventPack, Templates]:
    try:
        loaded = load_pack(directory)
    except PackError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        _fail(f"the event pack in {directory} cannot be used")
    voice = loaded.pack.voice
    try:
        own = Templates.load(directory / voice.templates) if voice.templates else Templates()
    except TemplateError as error:
        _fail(str(error))
    return loaded.pack, own


def _lead(name: str) -> Lead:
    try:
        content: Any = json.loads(_read(name))
        if isinstance(content, dict) and "specversion" in content:
            content = content.get("data")
        return Lead.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        _fail(
            f"{name}: is no lead: {where}: {first['msg'].lower()}; take one from `boothscribe-collector show`"
        )
    except (ValueError, RecursionError):
        _fail(f"{name}: is no JSON; take a lead from `boothscribe-collector show`")


def _read(name: str) -> str:
    try:
        with click.open_file(name, "rb") as file:
            content: bytes = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            _fail(f"{name}: is larger than any lead or mail; check the file's name")
        return content.decode("utf-8-sig")
    except OSError as error:
        _fail(f"{name}: cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        _fail(f"{name}: is no UTF-8 text; save it as UTF-8")


def _fail(message: str) -> NoReturn:
    click.secho(message, fg="red", err=True)
    sys.exit(EXIT_FAILURE)
