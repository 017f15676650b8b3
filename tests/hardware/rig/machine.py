"""An emulated PC: it boots, takes USB devices, loses its network and its power, and is watched meanwhile."""

import base64
import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from tests.hardware.rig.accelerator import accelerator
from tests.hardware.rig.qmp import QmpConnection, QmpError
from tests.hardware.rig.usb.redirection import UsbDevice

BROKER_HOST = "10.0.2.100"
"""The broker, as the guest sees it."""
BROKER_PORT = 8883
_HERE = "10.0.2.2"
"""This machine's loopback, as the guest sees it."""
_START_S = 600.0
_STATE = "ready"
_COMMAND_S = 120.0


class GuestError(Exception):
    """A command in the guest failed, or something there did not come to pass."""


@dataclass(frozen=True, slots=True)
class Disks:
    """What a machine is made of, all in one folder.

    Attributes:
        system: Folder with `vmlinuz`, `initrd.zst` and `root.ext4`; never written to.
        state: Folder with the disks of a machine that was frozen by `Machine.freeze`; None: a fresh one.
    """

    system: Path
    state: Path | None = None


class Machine:
    """One machine, with its disks and its console in `directory`.

    Args:
        directory: An empty folder.
        disks: What it starts from.
        broker_port: Port of this machine's loopback that the guest reaches at `BROKER_HOST`.
        clock: What its clock says at power-on; None: the right time.
        read_only: Mount the root file system read-only.
        memory_mb: Its memory.
    """

    def __init__(
        self,
        directory: Path,
        disks: Disks,
        *,
        broker_port: int,
        clock: datetime | None = None,
        read_only: bool = False,
        memory_mb: int = 2048,
    ) -> None:
        self.directory = directory
        self.clock = clock
        self.read_only = read_only
        self.data = directory / "data.qcow2"
        self._disks = disks
        self._root = directory / "root.qcow2"
        self._broker_port = broker_port
        self._memory_mb = memory_mb
        self._process: subprocess.Popen[bytes] | None = None
        self._monitor: QmpConnection | None = None
        self._agent: QmpConnection | None = None
        self._plugged: dict[str, UsbDevice | None] = {}
        self._starts = 0
        self._make_disks()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.power_cut()
        self._root.unlink(missing_ok=True)  # half a gigabyte, and nothing to be learnt from it

    @property
    def console(self) -> str:
        """What the machine's kernel and journal have said so far, over all starts."""
        files = sorted(self.directory.glob("console-*"), key=lambda file: int(file.name.partition("-")[2]))
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in files)

    @property
    def accelerator(self) -> str:
        """How its processor is made."""
        return accelerator(self._disks.system / "vmlinuz")

    def boot(self) -> float:
        """Switch it on; return the seconds until commands can be run in it."""
        return self._start()

    def resume(self, moment: str = _STATE) -> float:
        """Go on from a moment that `keep` kept, or where `freeze` stopped; return the seconds that took.

        The clock is set right.
        """
        took_s = self._start("-loadvm", moment)
        if self.clock is None:
            self._ask_agent("guest-set-time", {"time": time.time_ns()})
        return took_s

    def keep(self, moment: str) -> None:
        """Keep the running machine as it is now, disks and memory, in its disks, and let it go on."""
        said = self._ask_monitor("human-monitor-command", {"command-line": f"savevm {moment}"}, timeout_s=300)
        if said.strip():
            raise GuestError(f"QEMU could not keep the machine: {said}")

    def freeze(self, state: Path) -> None:
        """Keep the running machine in the folder `state`, and switch it off."""
        self.keep(_STATE)
        self.power_cut()
        state.mkdir(parents=True)
        for disk in (self._root, self.data):
            shutil.move(disk, state / disk.name)

    def power_cut(self) -> None:
        """Pull the plug: what was not synced to the data disk is gone. Does nothing while it is off."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for connection in (self._monitor, self._agent):
            if connection is not None:
                connection.close()
        for device in self._plugged.values():
            if device is not None:
                device.unplug()
        self._plugged.clear()

    def shut_down(self, timeout_s: float = 90.0) -> None:
        """Press the power button and wait until it is off."""
        assert self._process is not None
        with contextlib.suppress(QmpError, TimeoutError, OSError):
            self._ask_agent("guest-shutdown", timeout_s=1)
        self._process.wait(timeout_s)
        self.power_cut()

    def read_data_disk(self, paths: Sequence[str], into: Path) -> None:
        """Copy files off the data disk of a machine that is off, as its next start would find them.

        The file system's journal is replayed first; a file that is not there is left out.
        """
        assert self._process is None, "the machine is on"
        raw = self.directory / "data.raw"
        _run("qemu-img", "convert", "-O", "raw", str(self.data), str(raw))
        subprocess.run(["e2fsck", "-fy", str(raw)], check=False, capture_output=True, timeout=120)
        for path in paths:
            target = into / Path(path).name
            _run("debugfs", "-R", f"dump /{path} {target}", str(raw))
            if target.exists() and not target.stat().st_size:
                target.unlink()
        raw.unlink()

    def run(self, script: str, *, timeout_s: float = _COMMAND_S) -> str:
        """Run a bash script as root in the guest and return what it prints.

        Raises:
            GuestError: If it fails, with what it said.
        """
        status, output, errors = self._execute(script, timeout_s)
        if status:
            raise GuestError(f"exit status {status} of: {script[:400]}\n{output}\n{errors}")
        return output

    def succeeds(self, script: str, *, timeout_s: float = _COMMAND_S) -> bool:
        """Return whether a bash script succeeds in the guest."""
        return self._execute(script, timeout_s)[0] == 0

    def until(self, script: str, *, patience_s: float = 60.0, every_s: float = 0.3) -> float:
        """Wait until a bash script succeeds in the guest; return the seconds that took.

        Raises:
            GuestError: If it never does.
        """
        began_s = time.monotonic()
        while not self.succeeds(script):
            if time.monotonic() - began_s > patience_s:
                raise GuestError(f"waited {patience_s:.0f} s in vain for: {script}")
            time.sleep(every_s)
        return time.monotonic() - began_s

    def write(self, path: str, content: str | bytes, mode: str = "644") -> None:
        """Write a file in the guest; its folder is made where it is missing."""
        data = content.encode() if isinstance(content, str) else content
        self.run(f"mkdir -p $(dirname '{path}')")
        handle = self._ask_agent("guest-file-open", {"path": path, "mode": "wb"})
        for start in range(0, len(data), 1 << 15):
            part = base64.b64encode(data[start : start + (1 << 15)]).decode()
            self._ask_agent("guest-file-write", {"handle": handle, "buf-b64": part})
        self._ask_agent("guest-file-close", {"handle": handle})
        self.run(f"chmod {mode} '{path}'; sync -d '{path}'")

    def send(self, file: Path, path: str) -> None:
        """Copy a file of any size into the guest, through its network."""
        with socket.create_server(("127.0.0.1", 0)) as door:
            taking = threading.Thread(target=_give, args=(door, file), daemon=True)
            taking.start()
            self.run(f"cat </dev/tcp/{_HERE}/{door.getsockname()[1]} >'{path}'; sync -d '{path}'")
            taking.join()
        if int(self.run(f"stat -c %s '{path}'")) != file.stat().st_size:
            raise GuestError(f"{file.name} did not arrive as a whole")

    def plug(self, name: str, device: UsbDevice) -> None:
        """Plug a device of ours into a USB socket that is called `name`."""
        path = self.directory / f"usb-{name}-{time.monotonic_ns()}"
        address = {"type": "unix", "data": {"path": str(path)}}
        backend = {"type": "socket", "data": {"addr": address, "server": True, "wait": False}}
        self._ask_monitor("chardev-add", {"id": f"line-{name}", "backend": backend})
        self._add("usb-redir", name, chardev=f"line-{name}")
        self._plugged[name] = device
        device.connect(path)

    def plug_ftdi(self, name: str, serial: str = "FTDI0001") -> Path:
        """Plug in QEMU's own FT232 adapter; return the socket on which its serial line ends."""
        path = self.directory / f"usb-{name}-{time.monotonic_ns()}"
        address = {"type": "unix", "data": {"path": str(path)}}
        backend = {"type": "socket", "data": {"addr": address, "server": True, "wait": False}}
        self._ask_monitor("chardev-add", {"id": f"line-{name}", "backend": backend})
        self._add("usb-serial", name, chardev=f"line-{name}", serial=serial, **{"always-plugged": True})
        self._plugged[name] = None
        return path

    def plug_stick(self, name: str, file: Path) -> None:
        """Plug in a USB stick whose contents are `file`, a disk image."""
        image = {"driver": "file", "filename": str(file)}
        self._ask_monitor("blockdev-add", {"driver": "raw", "node-name": f"image-{name}", "file": image})
        self._add("usb-storage", name, drive=f"image-{name}")

    def unplug_stick(self, name: str) -> None:
        """Pull a USB stick out."""
        self._pull_out(name)
        self._ask_monitor("blockdev-del", {"node-name": f"image-{name}"})

    def unplug(self, name: str) -> None:
        """Pull out what is in the socket `name`."""
        device = self._plugged.pop(name)
        if device is not None:
            device.unplug()
        self._pull_out(name)
        assert self._monitor is not None
        # QEMU forgets the line of a redirected device together with it.
        with contextlib.suppress(QmpError):
            self._monitor.command("chardev-remove", {"id": f"line-{name}"})

    def link(self, *, up: bool) -> None:
        """Plug the network cable in or pull it out."""
        self._ask_monitor("set_link", {"name": "network", "up": up})

    def bytes_written(self, disk: str | None = None) -> int:
        """Return how many bytes have been written since power-on to `root`, to `data`, or to both."""
        told = self._ask_monitor("query-blockstats")
        return sum(each["stats"]["wr_bytes"] for each in told if disk in {None, each["device"]})

    def _add(self, driver: str, name: str, **properties: Any) -> None:
        self._ask_monitor("device_add", {"driver": driver, "id": name, "bus": "xhci.0"} | properties)

    def _pull_out(self, name: str) -> None:
        assert self._monitor is not None
        self._monitor.command("device_del", {"id": name})
        self._monitor.wait_for("DEVICE_DELETED", device=name)

    def _make_disks(self) -> None:
        backing = (self._disks.system / "root.ext4").resolve()
        if self._disks.state is not None:
            for disk in (self._root, self.data):
                shutil.copy(self._disks.state / disk.name, disk)
            # The folder may have been restored elsewhere.
            _run("qemu-img", "rebase", "-u", "-F", "raw", "-b", str(backing), str(self._root))
            return
        _run("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", str(backing), str(self._root))
        raw = self.directory / "data.raw"
        with raw.open("wb") as file:
            file.truncate(512 << 20)
        _run("mke2fs", "-q", "-t", "ext4", "-F", str(raw))
        _run("qemu-img", "convert", "-O", "qcow2", str(raw), str(self.data))
        raw.unlink()

    def _command(self) -> list[str]:
        folder, system = self.directory, self._disks.system
        forward = Path(__file__).with_name("forward.py")
        door = f"tcp:{BROKER_HOST}:{BROKER_PORT}-cmd:{sys.executable} {forward} {self._broker_port}"
        words = f"console=ttyS0 root=/dev/vda {'ro' if self.read_only else 'rw'} quiet mitigations=off"
        command = ["qemu-system-x86_64", "-M", "q35,usb=off", "-accel", self.accelerator, "-cpu", "max"]
        command += ["-smp", "2", "-m", str(self._memory_mb), "-nodefaults", "-display", "none", "-no-reboot"]
        command += ["-kernel", str(system / "vmlinuz"), "-initrd", str(system / "initrd.zst")]
        command += ["-append", f"{words} systemd.show_status=0"]
        command += ["-drive", f"file={self._root},if=none,id=root,cache=unsafe"]
        command += ["-device", "virtio-blk-pci,drive=root"]
        # What the guest has not flushed is in its own memory alone, and goes with the power.
        command += ["-drive", f"file={self.data},if=none,id=data,cache=none"]
        command += ["-device", "virtio-blk-pci,drive=data,serial=data,id=data-disk"]
        command += ["-device", "virtio-rng-pci", "-netdev", f"user,id=net,guestfwd={door}"]
        command += ["-device", "virtio-net-pci,netdev=net,id=network,romfile="]
        command += ["-device", "qemu-xhci,id=xhci,p2=8,p3=8", "-device", "virtio-serial"]
        command += ["-chardev", f"socket,id=agent,path={folder}/agent.sock,server=on,wait=off"]
        command += ["-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0"]
        command += ["-qmp", f"unix:{folder}/monitor.sock,server=on,wait=off"]
        command += ["-serial", f"file:{folder}/console-{self._starts}"]
        if self.clock is not None:
            command += ["-rtc", f"base={self.clock:%Y-%m-%dT%H:%M:%S},clock=vm"]
        return command

    def _start(self, *arguments: str) -> float:
        began_s = time.monotonic()
        self._starts += 1
        for name in ("agent.sock", "monitor.sock"):
            (self.directory / name).unlink(missing_ok=True)
        log = self.directory / "qemu.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [*self._command(), *arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        try:
            self._monitor = QmpConnection.monitor(self.directory / "monitor.sock")
        except (OSError, TimeoutError) as error:
            raise GuestError(f"QEMU does not start: {log.read_text(errors='replace')[-2000:]}") from error
        self._await_agent()
        return time.monotonic() - began_s

    def _await_agent(self) -> None:
        deadline_s = time.monotonic() + _START_S
        while True:
            assert self._process is not None
            connection = None
            try:
                connection = QmpConnection(self.directory / "agent.sock", timeout_s=5)
                connection.synchronise(timeout_s=5)
            except (OSError, ValueError) as error:
                if connection is not None:
                    connection.close()
                if self._process.poll() is not None or time.monotonic() > deadline_s:
                    raise GuestError(f"the guest does not come up:\n{self.console[-2000:]}") from error
            else:
                self._agent = connection
                return

    def _ask_monitor(
        self, command: str, arguments: dict[str, Any] | None = None, timeout_s: float = 60.0
    ) -> Any:
        assert self._monitor is not None, "the machine is off"
        return self._monitor.command(command, arguments, timeout_s=timeout_s)

    def _ask_agent(
        self, command: str, arguments: dict[str, Any] | None = None, timeout_s: float = 60.0
    ) -> Any:
        assert self._agent is not None, "the machine is off"
        return self._agent.command(command, arguments, timeout_s=timeout_s)

    def _execute(self, script: str, timeout_s: float) -> tuple[int, str, str]:
        started = self._ask_agent(
            "guest-exec", {"path": "/bin/bash", "arg": ["-c", script], "capture-output": True}
        )
        deadline_s, pause_s = time.monotonic() + timeout_s, 0.02
        while True:
            done = self._ask_agent("guest-exec-status", {"pid": started["pid"]})
            if done["exited"]:
                break
            if time.monotonic() > deadline_s:
                raise GuestError(f"still running after {timeout_s:.0f} s: {script[:400]}")
            time.sleep(pause_s)
            pause_s = min(0.3, pause_s * 1.5)
        output, errors = (
            base64.b64decode(done.get(key, "")).decode(errors="replace") for key in ("out-data", "err-data")
        )
        return done.get("exitcode", 128 + done.get("signal", signal.SIGHUP)), output, errors


def _give(door: socket.socket, file: Path) -> None:
    visitor, _ = door.accept()
    with visitor, file.open("rb") as content:
        visitor.sendfile(content)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)
