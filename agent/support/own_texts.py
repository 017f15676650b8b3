"""The sentences of this program itself, read from its source: of free text only these may leave the box."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import agent
import drivers

_LOG = {"debug", "info", "warning", "error", "critical", "exception"}
_FINDING = {"healthy", "unknown", "warning", "critical", "judge"}


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """What the source says.

    Attributes:
        events: First arguments of log calls.
        fields: Names under which log calls add values.
        findings: What the doctor says.
        loggers: Our modules.
    """

    events: frozenset[str]
    fields: frozenset[str]
    findings: frozenset[str]
    loggers: frozenset[str]


@functools.cache
def own_texts() -> OwnTexts:
    """Read the source of this installation; takes about a second."""
    events: set[str] = set()
    fields: set[str] = set()
    findings: set[str] = set()
    loggers: set[str] = set()
    for name, file in _modules():
        loggers.add(name)
        for call in ast.walk(ast.parse(file.read_bytes())):
            if not isinstance(call, ast.Call):
                continue
            if isinstance(call.func, ast.Attribute) and call.func.attr in _LOG:
                events |= _constants(call.args[:1])
                fields |= {keyword.arg for keyword in call.keywords if keyword.arg}
            elif isinstance(call.func, ast.Name) and call.func.id in _FINDING:
                findings |= _constants(call.args[1:2])

    findings |= _works()
    return OwnTexts(frozenset(events), frozenset(fields), frozenset(findings), frozenset(loggers))


def _works() -> set[str]:
    from agent.doctor.running import WORKS  # noqa: PLC0415 -- imports much, and only this needs it

    return {"works", *WORKS.values()}


def _constants(arguments: list[ast.expr]) -> set[str]:
    return {one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def _modules() -> Iterator[tuple[str, Path]]:
    for package in (agent, drivers):
        for root in package.__path__:
            for file in sorted(Path(root).rglob("*.py")):
                parts = file.relative_to(Path(root).parent).with_suffix("").parts
                yield ".".join(part for part in parts if part != "__init__"), file
