"""`scripts/test-hardware --report`: what a box takes and how long it takes, in an emulated machine.

Times are those of the emulation: where the processor is emulated too, many times those of a box. Bytes and
memory are as they would be anywhere.
"""

import re
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from tests.hardware.rig import image
from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import Machine
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.microphone import Microphone
from tests.hardware.rig.usb.serial_port import SerialPort

_SCANS = 20
_QUIET_S = 90.0
_MB = 1e6
_LOADED = "speech model is loaded"


def main() -> None:
    """Measure and print, one figure a line."""
    disks = image.cached()
    if disks is None:
        raise SystemExit("the guest's disks do not fit this tree: scripts/test-hardware --build")
    with tempfile.TemporaryDirectory(prefix="boothscribe-report-") as folder:
        outside_folder, machine_folder = Path(folder, "outside"), Path(folder, "machine")
        outside_folder.mkdir()
        machine_folder.mkdir()
        certificate = (disks.system / "broker.pem", disks.system / "broker.key")
        with (
            Outside(outside_folder, certificate) as outside,
            Machine(machine_folder, disks, broker_port=outside.port) as machine,
        ):
            _report(Box(machine), outside)


def _report(box: Box, outside: Outside) -> None:
    machine = box.machine
    _say("processor", machine.accelerator)
    machine.resume()
    box.await_said("connected to the broker", patience_s=120)
    scanner = SerialPort()
    machine.plug("acm", scanner)
    box.await_said("scanner is ready", scanner="acm")
    _scans(box, outside, scanner)
    _say("memory, model loaded, no microphone", _memory(box))
    _quiet(box, "no microphone")
    machine.plug("microphone", Microphone(lambda _frames: b"", channels=4))
    box.await_said("microphone is open", patience_s=120)
    time.sleep(10)
    _quiet(box, "four microphones, silence")
    _say("memory, four microphones", _memory(box))
    analysed = machine.run("systemd-analyze security boothscribe.service --no-pager | tail -n 1")
    _say("exposure, systemd-analyze security", analysed.partition(": ")[2].strip())
    machine.power_cut()
    _start(box)


def _start(box: Box) -> None:
    machine, loaded = box.machine, len(box.said(_LOADED))
    booted_s = machine.boot()
    box.await_ready()
    shown = "ActiveEnterTimestampMonotonic,ExecMainStartTimestampMonotonic,CPUUsageNSec"
    state = _properties(machine.run(f"systemctl show boothscribe -p {shown}"))
    ready_s = state["ActiveEnterTimestampMonotonic"] / 1e6
    _say("power on until commands can be run", f"{booted_s:.1f} s")
    _say("kernel's start until the service is ready", f"{ready_s:.1f} s")
    _say(
        "service's start until it is ready",
        f"{ready_s - state['ExecMainStartTimestampMonotonic'] / 1e6:.1f} s",
    )
    _say("processor time until then", f"{state['CPUUsageNSec'] / 1e9:.1f} s")
    _say("the same, not emulated", "scripts/bench appliance")
    box.await_said(_LOADED, count=loaded + 1, patience_s=300)
    ready, now = (datetime.fromisoformat(box.said(event)[-1]["timestamp"]) for event in ("ready", _LOADED))
    _say("ready until the speech model is loaded", f"{(now - ready).total_seconds():.1f} s")


def _scans(box: Box, outside: Outside, scanner: SerialPort) -> None:
    machine, delays_s = box.machine, []
    written, data = machine.bytes_written(), machine.bytes_written("data")
    for number in range(_SCANS):
        badge = f"REPORT-{number:04}"
        began_s = time.monotonic()
        scanner.scan(badge)
        delays_s.append(outside.arrival(badge)[0] - began_s)
        time.sleep(2)
    machine.run("sync")
    each = (machine.bytes_written() - written) / _SCANS
    each_data = (machine.bytes_written("data") - data) / _SCANS
    _say("scan to broker, median", f"{statistics.median(delays_s):.2f} s")
    slowest_s = max(delays_s)
    _say("scan to broker, slowest", f"{slowest_s:.2f} s, the {delays_s.index(slowest_s) + 1}. of {_SCANS}")
    _say("written for each scan", f"{each / 1e3:.0f} kB, of which outbox {each_data / 1e3:.0f} kB")
    _say("written per hour at 50 scans", f"{each * 50 / _MB:.1f} MB, and what is written in quiet")


def _quiet(box: Box, what: str) -> None:
    machine = box.machine
    machine.run("sync")
    before, data, cpu = machine.bytes_written(), machine.bytes_written("data"), _cpu_s(box)
    began_s = time.monotonic()
    time.sleep(_QUIET_S)
    machine.run("sync")
    hours = (time.monotonic() - began_s) / 3600
    each, each_data = machine.bytes_written() - before, machine.bytes_written("data") - data
    _say(f"processor, {what}", f"{(_cpu_s(box) - cpu) / hours / 36:.1f} % of one")
    _say(
        f"written per hour, {what}",
        f"{each / hours / _MB:.2f} MB, of which outbox {each_data / hours / _MB:.2f} MB",
    )


def _cpu_s(box: Box) -> float:
    return _properties(box.machine.run("systemctl show boothscribe -p CPUUsageNSec"))["CPUUsageNSec"] / 1e9


def _memory(box: Box) -> str:
    state = _properties(box.machine.run("systemctl show boothscribe -p MemoryCurrent"))
    status = box.machine.run("cat /proc/$(systemctl show boothscribe -p MainPID --value)/status")
    resident = re.search(r"VmRSS:\s+(\d+)", status)
    assert resident
    return f"{int(resident[1]) / 1e3:.0f} MB resident, {state['MemoryCurrent'] / _MB:.0f} MB with caches"


def _properties(text: str) -> dict[str, int]:
    return {key: int(value) for key, value in re.findall(r"^(\w+)=(\d+)$", text, re.MULTILINE)}


def _say(what: str, value: str) -> None:
    print(f"{what:<50}{value}", flush=True)  # noqa: T201 -- its output is the product


if __name__ == "__main__":
    main()
