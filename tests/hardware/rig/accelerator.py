"""Whether this machine can run the guest natively (KVM) or has to emulate its processor (TCG)."""

import functools
import os
import subprocess
import tempfile
import time
from pathlib import Path

EMULATED = "tcg,thread=multi"
_NATIVE = "kvm"
_BOOTS_WITHIN_S = 6.0
"""Real KVM needs a tenth of a second to the kernel's first line."""


@functools.cache
def accelerator(kernel: Path) -> str:
    """Return QEMU's `-accel`: HARDWARE_ACCEL where it is set, KVM where it really works, else TCG.

    A machine inside another may have /dev/kvm, accept every call, and yet never get to the kernel's first
    line: so the kernel is started, and its first line waited for.
    """
    chosen = os.environ.get("HARDWARE_ACCEL")
    if chosen:
        return chosen
    return _NATIVE if os.access("/dev/kvm", os.R_OK | os.W_OK) and _boots(kernel) else EMULATED


def _boots(kernel: Path) -> bool:
    with tempfile.TemporaryDirectory(prefix="boothscribe-kvm-") as folder:
        console = Path(folder, "console")
        command = ["qemu-system-x86_64", "-M", "q35", "-accel", _NATIVE, "-cpu", "max", "-m", "512"]
        command += ["-nodefaults", "-display", "none", "-no-reboot", "-kernel", str(kernel)]
        command += ["-append", "console=ttyS0 earlyprintk=ttyS0 panic=-1", "-serial", f"file:{console}"]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            deadline_s = time.monotonic() + _BOOTS_WITHIN_S
            while time.monotonic() < deadline_s:
                if console.exists() and b"Linux version" in console.read_bytes():
                    return True
                if process.poll() is not None:
                    return False
                time.sleep(0.1)
            return False
        finally:
            process.kill()
            process.wait()
