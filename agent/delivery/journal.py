"""Which commands came: each is obeyed once, and its answer is kept until the broker has it."""

from enum import Enum, auto
from uuid import UUID

from agent.contract.command import Command
from agent.delivery.shelf import Shelf

MOST_COMMANDS = 10_000


class Begun(Enum):
    """Whether a command is to be obeyed."""

    NEW = auto()
    UNFINISHED = auto()
    """It came before and was not answered: the power went. All commands bear being obeyed twice."""
    TOO_MANY = auto()


def newest_issue(shelf: Shelf) -> float:
    """Return the latest time at which any command that was taken had been issued; never goes back."""
    row = shelf.row("SELECT value FROM facts WHERE name = 'newest_issue'")
    return 0.0 if row is None else float(row[0])


def begin(shelf: Shelf, command: Command) -> Begun | bytes:
    """Write the command's id down before it is obeyed; return its answer if it has one.

    Ids are forgotten only when a later command shows that they have expired: the box's own clock may jump.
    """
    known = shelf.row("SELECT reply FROM commands WHERE id = ?", str(command.id))
    if known is not None:
        return Begun.UNFINISHED if known[0] is None else bytes(known[0])
    newest = max(newest_issue(shelf), command.issued_at.timestamp())
    with shelf.connection:
        shelf.connection.execute("DELETE FROM commands WHERE expires_at < ? AND told", (newest,))
        (count,) = shelf.connection.execute("SELECT count(*) FROM commands").fetchone()
        if count >= MOST_COMMANDS:
            return Begun.TOO_MANY
        shelf.connection.execute(
            "INSERT INTO commands (id, issued_at, expires_at) VALUES (?, ?, ?)",
            (str(command.id), command.issued_at.timestamp(), command.expires_at.timestamp()),
        )
        shelf.connection.execute(
            "INSERT OR REPLACE INTO facts (name, value) VALUES ('newest_issue', ?)", (newest,)
        )
    return Begun.NEW


def finish(shelf: Shelf, command_id: UUID, reply: bytes) -> None:
    """Keep the answer."""
    with shelf.connection:
        shelf.connection.execute(
            "UPDATE commands SET reply = ?, told = 0 WHERE id = ?", (reply, str(command_id))
        )


def told(shelf: Shelf, command_id: UUID) -> None:
    """Note that the broker has the answer."""
    with shelf.connection:
        shelf.connection.execute("UPDATE commands SET told = 1 WHERE id = ?", (str(command_id),))


def untold(shelf: Shelf) -> list[bytes]:
    """Return answers that the broker has not taken."""
    rows = shelf.connection.execute(
        "SELECT reply FROM commands WHERE reply IS NOT NULL AND NOT told ORDER BY issued_at"
    )
    return [bytes(row[0]) for row in rows]
