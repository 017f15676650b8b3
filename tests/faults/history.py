"""One random history of a box, a network and a collector: real outbox, real store, real `kill -9`.

The box is a process of its own, forked here, with the real `Publisher` and `Outbox`. The network is a list of
messages that this side drops, repeats and reorders. The collector is the real `Taker` on a real `Store`; it
"dies" by losing what it had not committed, or the receipts of what it had.
"""

import asyncio
import contextlib
import gc
import json
import os
import random
import signal
import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.contract.topics import Topics
from agent.delivery import failpoints
from agent.delivery.outbox import Outbox
from agent.delivery.publisher import Publisher
from agent.delivery.sealing import KeyRing
from agent.delivery.states import LeadState
from agent.ops.health import Health
from collector.store import Store
from collector.taking import Delivery, Taker
from tests.rigs.leads import DEVICE, lead, message

FAILPOINTS = (
    "outbox.store.executed",
    "outbox.store.committed",
    "outbox.acknowledge.begin",
    "outbox.acknowledge.executed",
    "outbox.acknowledge.committed",
    "box.sent",
)
_TOPIC = Topics(DEVICE).lead
_KEYS = KeyRing({"history": bytes(range(32))})
_MOST_LEADS = 5
_LENGTH = struct.Struct("!I")


class BoxDiedError(Exception):
    """The box was killed before it answered."""


@dataclass(slots=True)
class Verdict:
    """What one history, or many, came to.

    Attributes:
        confirmed: Leads of which at least one revision was confirmed.
        lost: Leads whose newest confirmed revision, or a newer one, never arrived.
        duplicated: Revisions that were stored twice as if they were new.
        regressed: Times that a lead went back to an older revision at the collector.
        kills: How often the box was killed.
        quarantines: Outboxes that were taken for damaged.
    """

    histories: int = 0
    confirmed: int = 0
    lost: int = 0
    duplicated: int = 0
    regressed: int = 0
    stuck: int = 0
    kills: int = 0
    quarantines: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Verdict") -> None:
        """Count another one's into this one."""
        for name in (
            "histories",
            "confirmed",
            "lost",
            "duplicated",
            "regressed",
            "stuck",
            "kills",
            "quarantines",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


class Box:
    """The box's process. Every request is answered, or the box has died."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pid = 0
        self._socket: socket.socket | None = None

    @property
    def alive(self) -> bool:
        return self._socket is not None

    def start(self, failpoint: str = "", times: int = 1) -> None:
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            ours.close()
            # What other tests left behind is not for this process to clear away: a speech model would wait
            # in its destructor for threads that a fork does not take along.
            gc.freeze()
            code = 1
            try:
                failpoints.arm(failpoint, times)
                asyncio.run(_serve(self._path, theirs))
                code = 0
            finally:
                os._exit(code)
        theirs.close()
        self._pid, self._socket = pid, ours

    def ask(self, *request: Any) -> Any:
        """Raises BoxDiedError where there is no answer."""
        assert self._socket is not None
        try:
            _send(self._socket, request)
            return _receive(self._socket)
        except (OSError, EOFError) as error:
            self._bury()
            raise BoxDiedError from error

    def kill_while(self, after_s: float, *request: Any) -> Any:
        """Ask, and kill a moment later; return the answer if it came before."""
        assert self._socket is not None
        _send(self._socket, request)
        self._socket.settimeout(after_s)
        answer = None
        with contextlib.suppress(TimeoutError, OSError, EOFError):
            answer = _receive(self._socket)
        self.kill()
        return answer

    def kill(self) -> None:
        if self._socket is not None:
            os.kill(self._pid, signal.SIGKILL)
            self._bury()

    def _bury(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            os.waitpid(self._pid, 0)


def play(seed: int, directory: Path) -> Verdict:
    """Play one history and look at what is left at the end, when all faults are over."""
    return _History(seed, directory).play()


class _History:
    def __init__(self, seed: int, directory: Path) -> None:
        self._chance = random.Random(seed)
        self._seed = seed
        self._box = Box(directory / "outbox.db")
        self._store = Store.open(directory / "leads.db")
        self._taker = Taker(self._store)
        self._leads: dict[UUID, Lead] = {}
        self._confirmed: dict[UUID, int] = {}
        self._network: list[bytes] = []
        self._receipts: list[Acknowledgement] = []
        self._seen: dict[UUID, int] = {}
        self._directory = directory
        self.verdict = Verdict(histories=1)

    def play(self) -> Verdict:
        steps = (
            [self._scan] * 4
            + [self._grow] * 4
            + [self._pump] * 4
            + [self._collect] * 5
            + [self._receive_receipts] * 4
            + [self._kill, self._kill, self._cut, self._tidy, self._forge]
        )
        try:
            for _ in range(self._chance.randint(10, 30)):
                self._demand_box()
                with contextlib.suppress(BoxDiedError):
                    self._chance.choice(steps)()
                if not self._box.alive:
                    self.verdict.kills += 1
            self._end()
        finally:
            self._box.kill()
            self._store.close()
        self.verdict.quarantines = len(list(self._directory.glob("outbox.db.corrupt-*")))
        return self.verdict

    def _demand_box(self) -> None:
        while not self._box.alive:
            armed = self._chance.random() < 0.5
            self._box.start(self._chance.choice(FAILPOINTS) if armed else "", self._chance.randint(1, 4))
            with contextlib.suppress(BoxDiedError):
                self._learn_endings(self._box.ask("start"))

    def _learn_endings(self, ended: list[str]) -> None:
        """What a stop cut off is made final at the start, as the agent does."""
        for record in ended:
            one = Lead.model_validate_json(record)
            self._leads[one.id] = one
            self._confirmed[one.id] = max(self._confirmed.get(one.id, 0), one.revision)

    def _scan(self) -> None:
        if len(self._leads) < _MOST_LEADS:
            self._publish(lead())

    def _grow(self) -> None:
        growing = [one for one in self._leads.values() if not one.final]
        if growing:
            one = self._chance.choice(growing)
            self._publish(lead(one.id, revision=one.revision + 1, final=self._chance.random() < 0.4))

    def _publish(self, one: Lead) -> None:
        # The box keeps the conversation in memory: whether confirmed or not, the next revision is newer.
        self._leads[one.id] = one
        if self._chance.random() < 0.1:
            answer = self._box.kill_while(self._chance.random() * 0.004, "publish", one.model_dump_json())
        else:
            answer = self._box.ask("publish", one.model_dump_json())
        if answer is True:
            self._confirmed[one.id] = max(self._confirmed.get(one.id, 0), one.revision)

    def _pump(self) -> None:
        sent = [message(Lead.model_validate_json(record)) for record in self._box.ask("pump")]
        self._network += sent

    def _collect(self) -> None:
        """The broker hands over some of what it has, in any order, some of it twice."""
        self._chance.shuffle(self._network)
        count = self._chance.randint(0, len(self._network))
        batch, self._network = self._network[:count], self._network[count:]
        batch += [one for one in batch if self._chance.random() < 0.2]
        fate = self._chance.random()
        if fate < 0.1:
            self._network += batch  # killed before the commit: the broker delivers again
            with contextlib.suppress(_KilledError), self._store.batch():
                self._taker.take([Delivery(0, 1, _TOPIC, payload) for payload in batch])
                raise _KilledError
            return
        acknowledgements = self._take(batch)
        if fate < 0.2:
            self._network += batch  # killed between commit and receipts
            return
        self._receipts += acknowledgements

    def _take(self, batch: list[bytes]) -> list[Acknowledgement]:
        acknowledgements: list[Acknowledgement] = []
        for payload in batch:
            before = self._taker.counts.stored
            acknowledgements += self._taker.take([Delivery(0, 1, _TOPIC, payload)]).get(DEVICE, [])
            data = json.loads(payload)["data"]
            lead_id, revision = UUID(data["id"]), data["revision"]
            (row,) = self._store.find(str(lead_id))
            if self._taker.counts.stored > before and revision <= self._seen.get(lead_id, 0):
                self.verdict.duplicated += 1
            if row["revision"] < self._seen.get(lead_id, 0):
                self.verdict.regressed += 1
            self._seen[lead_id] = row["revision"]
        return acknowledgements

    def _receive_receipts(self) -> None:
        self._chance.shuffle(self._receipts)
        count = self._chance.randint(0, len(self._receipts))
        some, self._receipts = self._receipts[:count], self._receipts[count:]
        some += [one for one in some if self._chance.random() < 0.2]
        if some:
            self._box.ask("receipts", [one.model_dump_json() for one in some])

    def _forge(self) -> None:
        """Somebody claims to have what was never sent."""
        for one in self._leads.values():
            forged = Acknowledgement(id=one.id, revision=one.revision + 5, status="accepted")
            self._box.ask("receipts", [forged.model_dump_json()])

    def _cut(self) -> None:
        """The connection goes, and with it some of what was under way in either direction."""
        self._network = [one for one in self._network if self._chance.random() < 0.5]
        self._receipts = [one for one in self._receipts if self._chance.random() < 0.5]
        self._box.ask("cut")

    def _kill(self) -> None:
        self._box.kill()

    def _tidy(self) -> None:
        self._box.ask("tidy")

    def _end(self) -> None:
        """All faults are over: what was confirmed must be there, and the box must be empty."""
        self._box.kill()
        self._box.start()
        self._learn_endings(self._box.ask("start"))
        for _ in range(20):
            self._network += [message(Lead.model_validate_json(record)) for record in self._box.ask("pump")]
            self._receipts += self._take(self._network)
            self._network = []
            if self._receipts:
                self._box.ask("receipts", [one.model_dump_json() for one in self._receipts])
            self._receipts = []
            left = self._box.ask("left")
            if not left:
                break
        else:
            self.verdict.stuck += 1
            self.verdict.faults.append(f"history {self._seed}: {left} leads never left the box")
        self.verdict.confirmed = len(self._confirmed)
        for lead_id, revision in self._confirmed.items():
            rows = self._store.find(str(lead_id))
            if not rows or rows[0]["revision"] < revision:
                self.verdict.lost += 1
                have = rows[0]["revision"] if rows else None
                self.verdict.faults.append(
                    f"history {self._seed}: confirmed revision {revision}, have {have}"
                )


class _KilledError(Exception):
    pass


async def _serve(path: Path, peer: socket.socket) -> None:
    """The box: the agent's own parts, told what to do over a socket."""
    outbox = await Outbox.open(path, keys=_KEYS)
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=Health().station("outbox"))
    while True:
        try:
            name, *arguments = _receive(peer)
        except EOFError:
            return
        _send(peer, await _do(name, arguments, outbox, publisher))


async def _do(name: str, arguments: list[Any], outbox: Outbox, publisher: Publisher) -> Any:
    match name:
        case "start":
            ended = []
            for cut_off in await outbox.unfinished():
                final = cut_off.model_copy(update={"revision": cut_off.revision + 1, "final": True})
                if await publisher.publish(final):
                    ended.append(final.model_dump_json())
            return ended
        case "publish":
            return await publisher.publish(Lead.model_validate_json(arguments[0]))
        case "pump":
            sent = []
            for pending in await outbox.pending(after=0, limit=100):
                outbox.note(pending.lead.id, pending.lead.revision, LeadState.IN_FLIGHT)
                sent.append(pending.lead.model_dump_json())
            failpoints.reach("box.sent")
            return sent
        case "receipts":
            verdicts = [Acknowledgement.model_validate_json(one) for one in arguments[0]]
            return len(await outbox.acknowledge(*verdicts))
        case "cut" | "tidy":
            outbox.connection_lost()
            await outbox.upkeep()
        case "left":
            return (await outbox.depth()).leads + len(await outbox.unfinished())
    return None


def _send(peer: socket.socket, value: Any) -> None:
    payload = json.dumps(value).encode()
    peer.sendall(_LENGTH.pack(len(payload)) + payload)


def _receive(peer: socket.socket) -> Any:
    (length,) = _LENGTH.unpack(_exactly(peer, _LENGTH.size))
    return json.loads(_exactly(peer, length))


def _exactly(peer: socket.socket, count: int) -> bytes:
    received = b""
    while len(received) < count:
        part = peer.recv(count - len(received))
        if not part:
            raise EOFError
        received += part
    return received


def timed(seeds: range, directory: Path) -> Iterator[tuple[Verdict, float]]:
    """Play histories one after the other; yield each verdict with the seconds it took."""
    for seed in seeds:
        own = directory / f"history-{seed}"
        own.mkdir()
        began_s = time.monotonic()
        yield play(seed, own), time.monotonic() - began_s
