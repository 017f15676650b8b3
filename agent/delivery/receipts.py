"""What a collector's verdicts do to the leads on the shelf."""

from collections.abc import Iterable

from agent.contract.receipt import Acknowledgement
from agent.delivery.failpoints import reach
from agent.delivery.records import detail_context
from agent.delivery.shelf import MOST_WAITING_FOR_THE_CLOCK, Shelf
from agent.delivery.states import ParkReason


def acknowledge(shelf: Shelf, acknowledgements: Iterable[Acknowledgement]) -> list[Acknowledgement]:
    """Apply a collector's verdicts in one transaction.

    Returns:
        Those that cannot be receipts of ours: for a lead or a revision that was never sent. They
        changed nothing.
    """
    foreign: list[Acknowledgement] = []
    applied: list[Acknowledgement] = []
    reach("outbox.acknowledge.begin")
    with shelf.connection:
        for one in acknowledgements:
            if not shelf.sendings.has_sent(one.id, one.revision):
                foreign.append(one)
                continue
            applied.append(one)
            if one.status == "rejected":
                _reject(shelf, one)
            else:
                _accept(shelf, one)
        reach("outbox.acknowledge.executed")
    reach("outbox.acknowledge.committed")
    for one in applied:
        if not shelf.row("SELECT 1 FROM leads WHERE lead_id = ?", str(one.id)):
            shelf.sendings.forget(one.id)
    if applied:
        shelf.recount()
    return foreign


def drop(shelf: Shelf) -> None:
    """Delete what had its grace after the receipt, but not what waits for its true times."""
    had_their_grace = shelf.connection.execute(
        "SELECT lead_id FROM leads WHERE final AND receipted_revision >= revision AND receipted_at <= ?"
        " ORDER BY sequence DESC",
        (shelf.wall() - shelf.keep_receipted_s,),
    ).fetchall()
    wait_for_the_clock = [row for row in had_their_grace if row[0] in shelf.unsure]
    gone = set(had_their_grace).difference(wait_for_the_clock[:MOST_WAITING_FOR_THE_CLOCK])
    if gone:
        with shelf.connection:
            shelf.connection.executemany("DELETE FROM leads WHERE lead_id = ?", gone)
        shelf.unsure.difference_update(lead_id for (lead_id,) in gone)
        shelf.recount()


def _reject(shelf: Shelf, one: Acknowledgement) -> None:
    lead_id = str(one.id)
    row = shelf.row("SELECT sealed_with FROM leads WHERE lead_id = ?", lead_id)
    # Sealed like its row; a row that an old key sealed gets its reason with the next reseal.
    detail = None
    if one.reason and row is not None and row[0] == shelf.keys.current:
        detail = shelf.keys.seal(one.reason.encode(), detail_context(lead_id))
    shelf.connection.execute(
        "UPDATE leads SET parked_reason = ?, parked_detail = ?"
        " WHERE lead_id = ? AND revision = ? AND receipted_revision < revision",
        (ParkReason.REJECTED, detail, lead_id, one.revision),
    )


def _accept(shelf: Shelf, one: Acknowledgement) -> None:
    lead_id = str(one.id)
    if shelf.keep_receipted_s <= 0 and lead_id not in shelf.unsure:
        gone = shelf.connection.execute(
            "DELETE FROM leads WHERE lead_id = ? AND revision <= ? AND final", (lead_id, one.revision)
        ).rowcount
        if gone:
            shelf.connection.execute("DELETE FROM sendings WHERE lead_id = ?", (lead_id,))
            return
    shelf.connection.execute(
        "UPDATE leads SET receipted_revision = max(receipted_revision, min(revision, :revision)),"
        " receipted_at = :now,"
        " parked_reason = iif(:revision >= revision, NULL, parked_reason),"
        " parked_detail = iif(:revision >= revision, NULL, parked_detail)"
        " WHERE lead_id = :id AND receipted_revision < min(revision, :revision)",
        {"revision": one.revision, "now": shelf.wall(), "id": lead_id},
    )
