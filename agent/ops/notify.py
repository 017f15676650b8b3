"""The service manager's protocol: readiness, status line and watchdog (man 3 sd_notify)."""

import os
import socket


def notify(*assignments: str, wait_s: float = 0.0) -> bool:
    """Send assignments such as `READY=1` to systemd.

    A line end inside an assignment becomes a space: it would start another one.

    Args:
        assignments: What to say.
        wait_s: How long to wait for a manager that does not read; meanwhile nothing else is done. Status and
            watchdog are said again anyway, and a booth must not stand still for them.

    Returns:
        False where no service manager listens, or it did not read in time; that is no error.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    if address.startswith("@"):  # abstract namespace
        address = "\0" + address[1:]
    message = "\n".join(" ".join(assignment.splitlines()) for assignment in assignments)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
        channel.settimeout(wait_s)
        try:
            channel.sendto(message.encode(), address)
        # Inherited from a manager that has gone, or one that does not read.
        except (FileNotFoundError, ConnectionRefusedError, BlockingIOError, TimeoutError):
            return False
    return True


def watchdog_interval_s() -> float | None:
    """Return how often to feed the watchdog, half of what the unit allows; None without watchdog."""
    limit_us = os.environ.get("WATCHDOG_USEC")
    for_pid = os.environ.get("WATCHDOG_PID")
    if not limit_us or (for_pid and int(for_pid) != os.getpid()):
        return None
    return int(limit_us) / 2_000_000
