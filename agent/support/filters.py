"""What of logs, metrics, settings and findings may leave the box."""

import builtins
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from prometheus_client.parser import text_string_to_metric_families
from pydantic import BaseModel

from agent.doctor.finding import Finding
from agent.ops.facts import STATIONS
from agent.support.own_texts import OwnTexts

_WITHHELD = "(withheld)"
_TIME = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
_LEVELS = {"debug", "info", "warning", "error", "critical"}
_LARGEST_NUMBER = 1e7
"""Larger numbers may be somebody's: badges, telephones."""
_METRIC = re.compile(r"(boothscribe|process)_[a-z_]{1,60}")
_LABELS = {"reason", "outcome", "status", "kind", "verdict", "fault", "card", "result", "le"}
_WORD = re.compile(r"[a-z][a-z_]{0,30}|[0-9.]{1,10}|\+Inf")


def log_lines(lines: Iterable[str], own: OwnTexts) -> Iterator[str]:
    """Yield what may be told of the service's log: our own sentences, and numbers."""
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            yield json.dumps(dict(_log_fields(record, own)))
        elif line.strip():
            yield json.dumps({"event": _WITHHELD})


def _log_fields(record: Mapping[str, Any], own: OwnTexts) -> Iterator[tuple[str, Any]]:
    time, level, logger = record.get("timestamp"), record.get("level"), record.get("logger")
    if isinstance(time, str) and _TIME.fullmatch(time):
        yield "timestamp", time
    if isinstance(level, str) and level in _LEVELS:
        yield "level", level
    if isinstance(logger, str) and logger in own.loggers:
        yield "logger", logger
    event = record.get("event")
    yield "event", event if isinstance(event, str) and event in own.events else _WITHHELD
    for key in sorted(own.fields & record.keys() - {"timestamp", "level", "logger", "event"}):
        value = record[key]
        if isinstance(value, bool) or (isinstance(value, int | float) and abs(value) < _LARGEST_NUMBER):
            yield key, value
    error, part = record.get("error"), record.get("part")
    if isinstance(error, str) and isinstance(getattr(builtins, error, None), type):
        yield "error", error
    if isinstance(part, str) and part in STATIONS:
        yield "part", part


def metrics(text: str) -> dict[str, float]:
    """Return our metrics; those with labels only where the labels are words of ours."""
    told: dict[str, float] = {}
    try:
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                labels = sample.labels
                if not _METRIC.fullmatch(sample.name) or not labels.keys() <= _LABELS:
                    continue
                if all(_WORD.fullmatch(value) for value in labels.values()):
                    shown = ",".join(f"{key}={value}" for key, value in sorted(labels.items()))
                    told[f"{sample.name}{{{shown}}}" if shown else sample.name] = sample.value
    except ValueError:
        return told
    return told


def settings(model: BaseModel) -> dict[str, Any]:
    """Return numbers, yes and no, and words out of closed lists; of all else only whether it is set."""
    return {name: _setting(model, name) for name in type(model).model_fields}


def _setting(model: BaseModel, name: str) -> Any:
    value = getattr(model, name)
    annotation = type(model).model_fields[name].annotation
    if isinstance(value, BaseModel):
        return settings(value)
    if isinstance(value, tuple) and value and all(isinstance(one, BaseModel) for one in value):
        return [settings(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and value in _choices(annotation):
        return value
    return "set" if value else "empty"


def _choices(annotation: Any) -> set[str]:
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {choice for inner in get_args(annotation) if inner is not annotation for choice in _choices(inner)}


def findings(found: Iterable[Finding], own: OwnTexts) -> list[dict[str, str]]:
    """Return part and grade of every finding, and what was said where it is a sentence of ours."""
    return [
        {
            "part": one.part.value,
            "grade": one.grade.value,
            "says": one.says if one.says in own.findings else _WITHHELD,
        }
        for one in found
    ]
