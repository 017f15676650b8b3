"""The machine, as numbers and words out of closed lists: no host name, address, network or serial number."""

import os
import platform
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent.ops.machine import unit_properties

_MODEL = re.compile(r"Raspberry Pi [0-9A-Za-z]{1,12}( Model [AB]\+?)?( Plus)?( Rev [0-9.]{1,5})?")
_KERNEL = re.compile(r"[0-9]+(\.[0-9]+){1,3}")
_SYSTEMS = {"debian", "raspbian", "ubuntu"}
_FILE_SYSTEMS = {"ext4", "f2fs", "btrfs", "xfs", "vfat", "overlay", "tmpfs", "squashfs"}
_LINKS = {"up", "down", "dormant", "lowerlayerdown", "notpresent", "unknown"}
_DRIVERS = {"usb", "hub", "usbhid", "cdc_acm", "ftdi_sio", "cp210x", "pl2303", "ch341", "snd-usb-audio"}
_UNIT_WORDS = {
    "ActiveState": {"active", "reloading", "inactive", "failed", "activating", "deactivating"},
    "SubState": {"running", "dead", "failed", "exited", "start", "auto-restart", "stop"},
    "Result": {"success", "exit-code", "signal", "core-dump", "watchdog", "timeout", "oom-kill", "resources"},
    "LoadState": {"loaded", "not-found", "masked", "error", "bad-setting"},
}
_UNIT_NUMBERS = {"ExecMainStatus", "NRestarts", "MemoryCurrent", "CPUUsageNSec", "TasksCurrent"}


def describe_machine(*, sys: Path = Path("/sys"), proc: Path = Path("/proc")) -> dict[str, Any]:
    """Return what kind of machine this is and how it is."""
    release = _release()
    system = release.get("ID", "")
    kernel = _KERNEL.match(platform.release())
    model = _MODEL.fullmatch(_text(proc / "device-tree/model").rstrip("\0"))
    uptime = _text(proc / "uptime").split(".")[0]
    return {
        "model": model[0] if model else None,
        "architecture": platform.machine() if platform.machine() in {"x86_64", "aarch64", "armv7l"} else None,
        "processors": os.cpu_count(),
        "system": system if system in _SYSTEMS else None,
        "system_version": _whole(release.get("VERSION_ID", "").split(".")[0]),
        "kernel": kernel[0] if kernel else None,
        "python": platform.python_version() if _KERNEL.fullmatch(platform.python_version()) else None,
        "uptime_s": _whole(uptime),
        "memory_mb": _memory_mb(proc),
        "temperature_c": _temperature(sys),
        "usb": list(_usb(sys)),
        "network": list(_network(sys)),
        "input_devices": len(list((sys / "class/input").glob("event*"))),
        "sound_cards": len(list((sys / "class/sound").glob("card*"))),
    }


def describe_disk(path: Path, *, mounts: Path = Path("/proc/self/mountinfo")) -> dict[str, Any]:
    """Return what kind of disk a directory lies on, and how full it is."""
    there = next(parent for parent in (path, *path.parents) if parent.exists())
    usage = shutil.disk_usage(there)
    best: tuple[int, str, bool] = (-1, "", False)
    for line in _text(mounts).splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        point = Path(fields[4].encode().decode("unicode_escape"))
        if there.resolve().is_relative_to(point) and len(point.parts) >= best[0]:
            best = (len(point.parts), after.split(" ")[0], "ro" in fields[5].split(","))
    return {
        "total_mb": usage.total // 1_000_000,
        "free_mb": usage.free // 1_000_000,
        "file_system": best[1] if best[1] in _FILE_SYSTEMS else None,
        "read_only": best[2],
    }


def describe_unit(unit: str) -> dict[str, Any]:
    """Return what systemd says of a unit."""
    told = unit_properties(unit, [*_UNIT_WORDS, *_UNIT_NUMBERS])
    words = {key: told[key] for key, known in _UNIT_WORDS.items() if told.get(key) in known}
    return words | {key: number for key in _UNIT_NUMBERS if (number := _whole(told.get(key, ""))) is not None}


def _release() -> dict[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def _usb(sys: Path) -> Iterator[dict[str, Any]]:
    """Yield vendor, product and speed: what a device calls itself may be somebody's name."""
    for device in sorted((sys / "bus/usb/devices").glob("*")):
        vendor, product = _text(device / "idVendor"), _text(device / "idProduct")
        if not re.fullmatch(r"[0-9a-f]{4}:[0-9a-f]{4}", f"{vendor}:{product}"):
            continue
        drivers = {link.resolve().name for link in device.glob("*/driver")}
        yield {
            "id": f"{vendor}:{product}",
            "speed_mbit": _whole(_text(device / "speed").split(".")[0]),
            "drivers": sorted(drivers & _DRIVERS),
        }


def _network(sys: Path) -> Iterator[dict[str, Any]]:
    """Yield kind and state: names of interfaces hold hardware addresses now and then."""
    for interface in sorted((sys / "class/net").glob("*")):
        if _text(interface / "type") != "1":  # ARPHRD_ETHER, as is Wi-Fi
            continue
        state = _text(interface / "operstate")
        yield {
            "kind": "wireless" if (interface / "wireless").exists() else "wired",
            "state": state if state in _LINKS else None,
        }


def _memory_mb(proc: Path) -> dict[str, int]:
    lines = dict(line.split(":", 1) for line in _text(proc / "meminfo").splitlines() if ":" in line)
    return {
        name: int(lines[key].split()[0]) // 1000
        for name, key in (("total", "MemTotal"), ("available", "MemAvailable"))
        if key in lines
    }


def _temperature(sys: Path) -> float | None:
    degrees = _whole(_text(sys / "class/thermal/thermal_zone0/temp"))
    return None if degrees is None else round(degrees / 1000, 1)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
