"""Who agreed to a pack, when, and to exactly which content."""

import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from agent.event_pack.content import SIGNATURES_FILE, content_hash
from agent.event_pack.model import Agreement, PackModel, Text
from agent.event_pack.problems import Findings, Place
from agent.event_pack.sources import read_toml

Department = Literal["marketing", "sales"]
DEPARTMENTS: tuple[Department, ...] = get_args(Department)
_INTRODUCTION = """\
# Who agreed to this pack, written by `boothscribe event sign`. A signature counts for the content whose
# hash it names; after a change the pack is unsigned until it is signed again.
"""


class Signature(PackModel):
    """One department's agreement."""

    department: Department
    name: Text
    time: AwareDatetime
    hash: str
    """Content hash that was agreed to."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What the signatures of a pack say about its present content.

    Attributes:
        valid: The newest signature per department that names the present content.
        stale: The newest signature of each department whose signatures are all about other content.
    """

    valid: dict[Department, Signature]
    stale: dict[Department, Signature]

    def agreement(self, department: Department) -> Agreement | None:
        """Return the agreement of a department to the present content."""
        signature = self.valid.get(department)
        return None if signature is None else Agreement(name=signature.name, date=signature.time.date())


def read_signatures(directory: Path, present_hash: str, findings: Findings) -> Signed:
    """Read the signatures of a pack and compare them with its content."""
    path = directory / SIGNATURES_FILE
    valid: dict[Department, Signature] = {}
    stale: dict[Department, Signature] = {}
    for signature in _read(path, findings) if path.is_file() else []:
        into = valid if signature.hash == present_hash else stale
        into[signature.department] = signature
    return Signed(valid, {who: one for who, one in stale.items() if who not in valid})


def sign(directory: Path, department: Department, name: str) -> Signature:
    """Record that somebody agreed to the pack as it is now; the file is replaced in one step.

    Raises:
        OSError: If the pack cannot be read or the signature not be written.
        ValueError: If the signatures that are there cannot be read, or the name is empty.
    """
    path = directory / SIGNATURES_FILE
    findings = Findings()
    earlier = _read(path, findings) if path.is_file() else []
    if findings.failed:
        raise ValueError(str(findings.problems[0]))
    now = datetime.now(UTC).replace(microsecond=0)
    signature = Signature(department=department, name=name, time=now, hash=content_hash(directory))
    text = _INTRODUCTION + "".join(_toml(one) for one in [*earlier, signature])
    descriptor, temporary = tempfile.mkstemp(dir=directory, prefix=".signatures-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)
    return signature


def _read(path: Path, findings: Findings) -> list[Signature]:
    tables = read_toml(path, findings)
    if tables is None:
        return []
    try:
        return TypeAdapter(list[Signature]).validate_python(tables[0].get("signature", []))
    except ValidationError as error:
        number = error.errors()[0]["loc"][0]
        line = tables[1].get(("signature", number))
        findings.error(Place(path, line), "cannot be read as a signature; remove it and sign again")
        return []


def _toml(signature: Signature) -> str:
    return (
        "\n[[signature]]\n"
        f'department = "{signature.department}"\n'
        # JSON's escapes are TOML's; TOML forbids one more character.
        f"name = {json.dumps(signature.name, ensure_ascii=False).replace(chr(127), '')}\n"
        f"time = {signature.time.isoformat()}\n"
        f'hash = "{signature.hash}"\n'
    )
