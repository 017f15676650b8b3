"""Outbox, broker and collector as one state machine: no order of steps breaks the promise."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery import receipts, upkeep
from agent.delivery.database import open_or_quarantine
from agent.delivery.sealing import KeyRing, new_key
from agent.delivery.shelf import Shelf
from agent.delivery.states import LeadState
from collector.store import Store
from collector.taking import Delivery, Taker
from tests.rigs.leads import DEVICE, lead, message

KEYS = KeyRing.parse(new_key())
TOPIC = f"booth/v1/{DEVICE}/up/lead"


class Delivered(RuleBasedStateMachine):
    """The model: which revision of which lead was confirmed, and which leads were erased or parked."""

    leads = Bundle("leads")

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.path = Path(self.directory.name) / "outbox.db"
        self.shelf = self.opened()
        self.store = Store.open(Path(self.directory.name) / "leads.db")
        self.taker = Taker(self.store)
        self.newest: dict[UUID, Lead] = {}
        self.erased: set[UUID] = set()
        self.broker: list[bytes] = []
        self.receipts: list[Acknowledgement] = []
        self.seen: dict[str, int] = {}

    def teardown(self) -> None:
        """Heal everything; what was confirmed must be at the collector, and nothing at the box."""
        self.restart()
        self.shelf.retry()
        for one in list(self.newest.values()):
            if one.id not in self.erased and not one.final:
                self.confirm(lead(one.id, revision=one.revision + 1, final=True))
        self.send()
        self.receipts += self.take(self.broker)
        receipts.acknowledge(self.shelf, self.receipts)
        self.arrived_or_waits()
        assert self.shelf.depth().leads == 0
        stored = {row["id"]: row["revision"] for row in self.store.overview()}
        for lead_id, one in self.newest.items():
            if lead_id not in self.erased:
                assert stored[str(lead_id)] >= one.revision
        self.shelf.connection.close()
        self.store.close()
        self.directory.cleanup()

    def opened(self) -> Shelf:
        return Shelf(open_or_quarantine(self.path).connection, path=self.path, keys=KEYS)

    def confirm(self, one: Lead) -> None:
        self.shelf.store(one)
        if one.id not in self.erased:
            self.newest[one.id] = one

    @rule(target=leads)
    def scan(self) -> UUID:
        one = lead()
        self.confirm(one)
        return one.id

    @rule(lead_id=leads, final=st.booleans())
    def grow(self, lead_id: UUID, *, final: bool) -> None:
        one = self.newest[lead_id]
        if not one.final:
            self.confirm(lead(lead_id, revision=one.revision + 1, final=final))

    @rule()
    def send(self) -> None:
        for pending in self.shelf.pending("sequence > ?", 0, 100):
            self.shelf.sendings.note(pending.lead.id, pending.lead.revision, LeadState.IN_FLIGHT)
            self.broker.append(message(pending.lead))

    @rule(data=st.data())
    def deliver(self, data: st.DataObject) -> None:
        if self.broker:
            some = data.draw(st.lists(st.sampled_from(self.broker), max_size=6))  # any order, any repetition
            verdicts = self.take(some)
            self.receipts += verdicts if data.draw(st.booleans()) else []

    @rule(data=st.data())
    def receive(self, data: st.DataObject) -> None:
        if self.receipts:
            receipts.acknowledge(self.shelf, data.draw(st.lists(st.sampled_from(self.receipts), max_size=6)))

    @rule(data=st.data())
    def lose(self, data: st.DataObject) -> None:
        """The connection goes; so does what was under way."""
        self.shelf.sendings.connection_lost()
        if self.broker:
            self.broker = data.draw(st.lists(st.sampled_from(self.broker), max_size=len(self.broker)))
        self.receipts = []

    @rule()
    def restart(self) -> None:
        self.shelf.connection.close()
        self.shelf = self.opened()

    @rule()
    def tidy(self) -> None:
        self.shelf.tidy()

    @rule(lead_id=leads, ahead=st.integers(1, 9))
    def forge(self, lead_id: UUID, ahead: int) -> None:
        revision = self.newest[lead_id].revision + ahead
        forged = Acknowledgement(id=lead_id, revision=revision, status="accepted")
        assert receipts.acknowledge(self.shelf, [forged]) == [forged]

    @rule(lead_id=leads)
    def reject(self, lead_id: UUID) -> None:
        verdict = Acknowledgement(id=lead_id, revision=self.newest[lead_id].revision, status="rejected")
        receipts.acknowledge(self.shelf, [verdict])

    @rule(lead_id=leads)
    def park(self, lead_id: UUID) -> None:
        self.shelf.park(lead_id)

    @rule()
    def retry(self) -> None:
        self.shelf.retry()

    @rule(lead_id=leads)
    def erase(self, lead_id: UUID) -> None:
        upkeep.erase(self.shelf, Subject(leads=(lead_id,)))
        self.erased.add(lead_id)

    @invariant()
    def arrived_or_waits(self) -> None:
        """A confirmed revision, or a newer one, is at the collector or still on the box."""
        on_box: dict[str, dict[str, Any]] = {row["lead_id"]: row for row in upkeep.describe(self.shelf)}
        stored = {row["id"]: row["revision"] for row in self.store.overview()}
        for lead_id, one in self.newest.items():
            key = str(lead_id)
            if lead_id in self.erased:
                assert key not in on_box
                continue
            waits = key in on_box and on_box[key]["revision"] >= one.revision
            assert waits or stored.get(key, 0) >= one.revision

    def take(self, payloads: list[bytes]) -> list[Acknowledgement]:
        verdicts = self.taker.take([Delivery(0, 1, TOPIC, payload) for payload in payloads]).get(DEVICE, [])
        for row in self.store.overview():
            assert row["revision"] >= self.seen.get(row["id"], 0), "never back to an older revision"
            self.seen[row["id"]] = row["revision"]
        return verdicts


Delivered.TestCase.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
TestDelivered = Delivered.TestCase
