"""Writes the bundle: a gzipped tar of a few JSON files."""

import gzip
import io
import json
import os
import shutil
import subprocess
import tarfile
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agent.doctor.examine import Examination
from agent.ops.facts import facts
from agent.support import filters
from agent.support.machine import describe_disk, describe_machine, describe_unit
from agent.support.own_texts import own_texts

UNITS = ("boothscribe.service", "boothscribe-provision.service", "boothscribe-update.service")
_LOG_LINES = 5000
_JOURNAL_S = 20.0
_METRICS_S = 5.0
_READ_ME = """What boothscribe support gathered on this box, for whoever looks for a fault.

Taken by allow-list: numbers, yes and no, words out of closed lists, and sentences that stand in the
program's own source. Names, badges, words of conversations, addresses, host names, paths, networks,
serial numbers, keys and passwords are not on it; what is not on it shows as "set" or "(withheld)".
Every file is text: read it before you send it.

doctor.json    what `boothscribe doctor` finds, by part
agent.json     what the running agent tells the collector's `send-diagnostics`
settings.json  settings that are numbers or choices; of others only whether they are set
machine.json   kind of machine, memory, USB devices by vendor and product, units
metrics.json   counters and gauges
log.jsonl      the newest lines of the service's log
"""


def journal() -> list[str]:
    """Return the newest lines of the service's log; none where there is no journal."""
    program = shutil.which("journalctl")
    if program is None:
        return []
    command = [program, "-u", UNITS[0], "-o", "cat", "-n", str(_LOG_LINES), "--no-pager", "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_JOURNAL_S, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return []
    return done.stdout.decode("utf-8", "replace").splitlines()


def gather(examination: Examination, *, read_log: Callable[[], list[str]] = journal) -> dict[str, str]:
    """Return the files of the bundle, by name."""
    own = own_texts()
    files: dict[str, Any] = {
        "doctor.json": filters.findings(examination.findings, own),
        "machine.json": describe_machine() | {"units": {unit: describe_unit(unit) for unit in UNITS}},
    }
    if examination.report is not None:
        files["agent.json"] = facts(examination.report)
    if examination.loaded is not None:
        settings = examination.loaded.settings
        files["settings.json"] = filters.settings(settings)
        files["machine.json"]["disk"] = describe_disk(settings.outbox.path.parent)
        files["machine.json"]["stored"] = _stored(settings.outbox.path)
        files["metrics.json"] = filters.metrics(_metrics(settings.ops.metrics))
    told = {name: json.dumps(content, indent=1) + "\n" for name, content in files.items()}
    told["log.jsonl"] = "".join(f"{line}\n" for line in filters.log_lines(read_log(), own))
    return {"README.txt": _READ_ME} | told


def write_bundle(path: Path, files: Mapping[str, str]) -> None:
    """Write the bundle, readable for its owner only.

    Raises:
        FileExistsError: If there is such a file.
        OSError: If it cannot be written.
    """
    now = int(datetime.now(UTC).timestamp())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(descriptor, "wb") as raw,
        # Without a name inside: the file may be called after a customer.
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=now) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name, text in files.items():
            entry = tarfile.TarInfo(f"boothscribe-support/{name}")
            data = text.encode()
            entry.size, entry.mtime, entry.mode = len(data), now, 0o644
            archive.addfile(entry, io.BytesIO(data))


def _stored(outbox: Path) -> dict[str, int]:
    """Return sizes, and how many databases were set aside."""
    sizes = {}
    for name, suffix in (("outbox_bytes", ""), ("outbox_log_bytes", "-wal")):
        try:
            sizes[name] = outbox.with_name(outbox.name + suffix).stat().st_size
        except OSError:
            continue
    try:
        sizes["set_aside"] = len(list(outbox.parent.glob(f"{outbox.name}.corrupt-*")))
    except OSError:
        sizes["set_aside"] = 0
    return sizes


def _metrics(address: str) -> str:
    if not address:
        return ""
    try:
        with urllib.request.urlopen(f"http://{address}/metrics", timeout=_METRICS_S) as answer:
            text: str = answer.read(1 << 20).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
    return text
