"""Reads an event pack as a whole: every mistake at once, each with file and line."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from agent.contract.lead import CampaignReference, EventReference
from agent.event_pack.checks import check
from agent.event_pack.content import (
    ATTENDEES_FILE,
    FOLDERS,
    MAIN_FILE,
    SIGNATURES_FILE,
    TABLE_FILES,
    content_hash,
)
from agent.event_pack.model import EventPack
from agent.event_pack.overlay import Change, OverlayFile, apply_overlay, read_overlays
from agent.event_pack.problems import Findings, PackError, Place, Problem
from agent.event_pack.signing import DEPARTMENTS, Signed, read_signatures
from agent.event_pack.sources import Sources, read_sources
from agent.toml_lines import SHAPES, KeyPath


@dataclass(frozen=True)
class LoadedPack:
    """A pack that can be used.

    Attributes:
        pack: Merged and checked.
        directory: Where it was read.
        content_hash: SHA-256 over its files; two packs with the same one say the same.
        signed: Who agreed to this content.
        changes: What the overlays changed.
        warnings: What somebody should look at.
        attendees: The attendee list beside it, if there is one.
        available_overlays: Ids that may be applied.
    """

    pack: EventPack
    directory: Path
    content_hash: str
    signed: Signed
    changes: tuple[Change, ...]
    warnings: tuple[Problem, ...]
    attendees: Path | None
    available_overlays: tuple[str, ...]

    @property
    def event(self) -> EventReference:
        """What every lead says about the event and the pack that it was made with."""
        return EventReference(
            id=self.pack.event.id,
            name=self.pack.event.name,
            pack_version=self.pack.version,
            pack_hash=self.content_hash,
            overlays=tuple(overlay.id for overlay in self.pack.overlays),
        )

    def campaign(self, *, talked: bool) -> CampaignReference:
        """What a lead says about the campaign.

        Args:
            talked: Whether the lead has a conversation.
        """
        campaign = self.pack.campaign
        return CampaignReference(
            id=campaign.id,
            name=campaign.name,
            member_status=campaign.conversation_status if talked else campaign.scanned_status,
            source=campaign.source,
        )


def load_pack(directory: Path, *, overlays: Sequence[str] = (), today: date | None = None) -> LoadedPack:
    """Read and check a pack.

    Args:
        directory: The folder.
        overlays: Ids of the regional overlays to apply, in order. The others are checked as well.
        today: What expiry dates are compared with; default: the machine's date.

    Raises:
        PackError: With every problem at once.
    """
    findings = Findings()
    today = date.today() if today is None else today  # noqa: DTZ011 -- an expiry date means the booth's day
    if not directory.is_dir():
        raise PackError([Problem(Place(directory), "there is no such folder")])
    _strange_files(directory, findings)
    files = read_overlays(directory, findings)
    chosen = _chosen(directory, files, overlays, findings)
    present_hash = _hash(directory, findings)
    signed = read_signatures(directory, present_hash, findings)
    for other in [file for file in files if file not in chosen]:
        _checked(directory, [other], signed, findings, today)
    pack, changes = _checked(directory, chosen, signed, findings, today)
    _agreements(directory, pack, signed, findings)
    if pack is None or findings.failed:
        raise PackError(findings.in_order())
    attendees = directory / ATTENDEES_FILE
    return LoadedPack(
        pack=pack,
        directory=directory,
        content_hash=present_hash,
        signed=signed,
        changes=tuple(changes),
        warnings=tuple(findings.in_order()),
        attendees=attendees if attendees.is_file() else None,
        available_overlays=tuple(file.id for file in files),
    )


def _hash(directory: Path, findings: Findings) -> str:
    try:
        return content_hash(directory)
    except OSError as error:
        findings.error(Place(Path(error.filename or directory)), f"cannot be read: {error.strerror}")
        return ""


def _strange_files(directory: Path, findings: Findings) -> None:
    """Name what would silently not count: a name nearly one of ours, or one of ours that is no file."""
    ours = (MAIN_FILE, *TABLE_FILES, ATTENDEES_FILE, SIGNATURES_FILE, *FOLDERS)
    for path in sorted(directory.iterdir()):
        close = difflib.get_close_matches(path.name.lower(), ours, n=1, cutoff=0.75)
        if path.name not in ours and close and not path.name.startswith("."):
            findings.warn(Place(path), f"is not read; did you mean `{close[0]}`?")
        # What is no file would count as not there, and the box do without accounts or attendees.
        if path.name in (*TABLE_FILES, ATTENDEES_FILE, SIGNATURES_FILE) and not path.is_file():
            findings.error(
                Place(path), "is a folder or a broken link; put the file itself there, or remove it"
            )


def _chosen(
    directory: Path, files: list[OverlayFile], overlays: Sequence[str], findings: Findings
) -> list[OverlayFile]:
    known = {file.id: file for file in files}
    for name in overlays:
        if name not in known:
            listed = ", ".join(known) or "none"
            findings.error(Place(directory / "overlays"), f"there is no overlay `{name}`; there is: {listed}")
    return [known[name] for name in overlays if name in known]


def _checked(
    directory: Path, overlays: list[OverlayFile], signed: Signed, findings: Findings, today: date
) -> tuple[EventPack | None, list[Change]]:
    # Read anew for each set of overlays: they change the values in place.
    sources = read_sources(directory, findings)
    changes: list[Change] = []
    for overlay in overlays:
        changes += apply_overlay(sources, overlay, findings)
    _take_agreements(sources, signed, findings)
    check(sources, findings, today)
    try:
        return EventPack.model_validate(sources.values), changes
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            if sources.complete or detail["type"] != "missing":
                place, message = _explained(detail, sources)
                findings.error(place, message)
        return None, changes


def _take_agreements(sources: Sources, signed: Signed, findings: Findings) -> None:
    """Let only signatures say who agreed: a name that was typed says nothing about which content."""
    goals = sources.values.get("goals")
    if goals is None:
        goals = sources.values["goals"] = {}
    if not isinstance(goals, dict):
        return  # the model says that it must be a table
    for department in DEPARTMENTS:
        if goals.pop(department, None) is not None:
            findings.warn(
                sources.place(("goals", department)),
                f"goals.{department}: does not count; `boothscribe event sign --as {department}` records who"
                " agreed to exactly this content",
            )
        if agreement := signed.agreement(department):
            goals[department] = agreement.model_dump()


def _agreements(directory: Path, pack: EventPack | None, signed: Signed, findings: Findings) -> None:
    if pack is None:
        return
    for department in DEPARTMENTS:
        again = f"`boothscribe event sign {directory} --as {department} --name ...`"
        if stale := signed.stale.get(department):
            findings.warn(
                Place(directory / SIGNATURES_FILE),
                f"{department} signed on {stale.time.date()}, but the pack was changed since; {again}",
            )
        elif department not in signed.valid:
            findings.warn(Place(directory / MAIN_FILE), f"{department} has not signed the goals; {again}")


def _explained(detail: ErrorDetails, sources: Sources) -> tuple[Place, str]:
    path: KeyPath = tuple(part for part in detail["loc"] if part != "[key]")
    place = sources.place(path)
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    if path and path[0] in {"reps", "accounts"} and len(path) > 1:
        name = ".".join(str(part) for part in path[2:]) or name  # the row says the rest
    if path[:2] == ("routing", "rules") and len(path) > 2:  # noqa: PLR2004 -- inside one rule
        name = ".".join(str(part) for part in path[3:]) or name
    match detail["type"]:
        case "extra_forbidden":
            known = _siblings(path)
            close = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.5)
            hint = f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(known)}"
            return place, f"{name}: is not known; {hint}"
        case "missing" if path in {("routing",), ("routing", "default_owner")}:
            return place, "routing.default_owner: is required; name the rep who owns what no rule assigns"
        case "missing":
            return place, f"{name}: is required; add it"
        case kind if kind in SHAPES:
            return place, f"{name}: {SHAPES[kind]}"
        case "string_pattern_mismatch":
            return place, f"{name}: {_pattern_hint(path, detail)}"
        case _:
            message = detail["msg"].removeprefix("Value error, ")
            return place, f"{name}: {message[:1].lower()}{message[1:]}"


def _pattern_hint(path: KeyPath, detail: ErrorDetails) -> str:
    hints = {
        "url": "must be a link, as in https://www.example.com/page",
        "currency": "must be a currency code, as in EUR",
        "languages": "must be a language code, as in en",
    }
    known = next((hints[part] for part in path if isinstance(part, str) and part in hints), None)
    pattern = detail.get("ctx", {}).get("pattern", "")
    if known is None and "a-z0-9._-" in pattern.lower():
        return "use letters, digits, `.`, `_` and `-` only, starting with a letter or digit"
    return known or f"must look like {pattern}"


def _siblings(path: KeyPath) -> list[str]:
    models: list[type[BaseModel]] = [EventPack]
    for part in path[:-1]:
        if isinstance(part, str):
            fields = [model.model_fields[part] for model in models if part in model.model_fields]
            models = [inner for field in fields for inner in _models_in(field.annotation)]
    return sorted({name for model in models for name in model.model_fields})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    if get_origin(annotation) in {tuple, dict, Union, UnionType}:
        for inner in get_args(annotation):
            yield from _models_in(inner)
