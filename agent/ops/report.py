"""What a running agent tells `boothscribe doctor` on this machine, over a socket."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.ops.health import Health, Status

SYSTEM_SOCKET = Path("/run/boothscribe/health.sock")
_NAME = "health.sock"
_LARGEST_BYTES = 1 << 20
_WRITE_TIMEOUT_S = 5.0

log = structlog.get_logger(__name__)


class _Told(BaseModel):
    # Another version may say more: the doctor of this one reads what it knows.
    model_config = ConfigDict(frozen=True, extra="ignore")


class StationReport(_Told):
    """One part of the agent; see `Station`."""

    status: Status
    detail: str | None = None
    public: str | None = None


class SoundReport(_Told):
    """What comes from the microphone.

    Attributes:
        age_s: Since the last sound; None where none has come yet.
        levels_dbfs: Of the last seconds, by channel.
        peaks_dbfs: Loudest sample of the last seconds, by channel.
    """

    age_s: float | None = None
    levels_dbfs: tuple[float, ...] = ()
    peaks_dbfs: tuple[float, ...] = ()


class AgentReport(_Told):
    """The whole agent. Details may name devices and files, never a person, a badge or a word."""

    version: str
    uptime_s: float
    clock_synchronised: bool
    sealed: bool
    stations: dict[str, StationReport]
    stalled: tuple[str, ...] = ()
    scanners: tuple[str, ...] = ()
    """Which of the stations are scanners."""
    sound: SoundReport | None = None
    """None: no microphone is wanted."""
    muted: bool = False
    outbox_leads: int = 0
    outbox_oldest_s: float = 0.0
    outbox_parked: int = 0
    receipts_accepted: int = 0
    receipts_rejected: int = 0


def tell_stations(health: Health) -> dict[str, StationReport]:
    """Return how every part is."""
    return {
        name: StationReport(status=station.status, detail=station.detail, public=station.public)
        for name, station in health.stations.items()
    }


def socket_path(outbox: Path) -> Path:
    """Return where an agent with this outbox answers: systemd's RuntimeDirectory=, else beside the outbox."""
    from_systemd = os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0]
    return Path(from_systemd) / _NAME if from_systemd else outbox.with_name(_NAME)


@contextlib.asynccontextmanager
async def answering(path: Path, report: Callable[[], AgentReport]) -> AsyncIterator[None]:
    """Answer every connection to the socket at `path` with a report, as one JSON object, within the block.

    The answer comes from the event loop, so that a loop that hangs does not look healthy. Where the socket
    cannot be made the agent works without.
    """

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(report().model_dump_json().encode())
            async with asyncio.timeout(_WRITE_TIMEOUT_S):
                await writer.drain()
        except (OSError, TimeoutError):
            pass  # whoever asked has gone
        finally:
            writer.close()

    try:
        listening = _bound(path)
    except OSError as error:
        log.warning("`boothscribe doctor` cannot ask this agent", why=error.strerror)
        yield
        return
    server = await asyncio.start_unix_server(answer, sock=listening)
    try:
        yield
    finally:
        server.close()
        _remove(path)


def ask(path: Path, timeout_s: float) -> AgentReport | None:
    """Return what the agent at the socket says of itself; None where nobody listens.

    Raises:
        PermissionError: If this account may not ask.
        TimeoutError: If somebody listens and does not answer in time.
        ValueError: If the answer cannot be understood.
    """
    taken = b""
    try:
        with _short(path) as name, socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout_s)
            connection.connect(name)
            while len(taken) < _LARGEST_BYTES and (some := connection.recv(1 << 16)):
                taken += some
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        return None
    except (ConnectionResetError, BrokenPipeError):
        pass
    try:
        return AgentReport.model_validate_json(taken)
    except ValidationError as error:
        raise ValueError("the agent's answer cannot be understood") from error


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _bound(path: Path) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _remove(path)  # of an agent that a power cut ended; the outbox's lock keeps a second one out
        path.parent.mkdir(parents=True, exist_ok=True)
        with _short(path) as name:
            listening.bind(name)
        path.chmod(0o660)
    except OSError:
        listening.close()
        raise
    return listening


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """Yield a name for `path` that fits into a socket's address, which has room for 107 bytes."""
    directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{directory}/{path.name}"
    finally:
        os.close(directory)
