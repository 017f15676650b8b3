"""Commands from the collector: an allow-list, obeyed once, while they are valid, from whoever may command."""

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from pydantic import ValidationError

from agent.contract.command import Command, Reply, Signature
from agent.contract.envelope import CommandMessage, ReplyMessage, SignedCommandMessage, encode
from agent.contract.erasure import Subject
from agent.contract.sealed import SIGNED_COMMAND
from agent.delivery import journal
from agent.delivery.journal import Begun
from agent.delivery.outbox import Outbox, OutboxError
from agent.delivery.publisher import Publisher
from agent.delivery.signatures import SignatureError, Verifier

MAXIMUM_COMMAND_BYTES = 64 * 1024
_FUTURE = timedelta(hours=1)
_LONGEST_NAME_TOLD = 40

Result = Mapping[str, str | int | float | bool | None]
Forget = Callable[[Subject, frozenset[UUID]], Awaitable[frozenset[UUID]]]
"""Erases a person, and these leads, from conversations in memory; returns which leads that were."""
Handler = Callable[[dict[str, Any]], Awaitable[Result]]
"""Obeys a command with these arguments and returns what to tell: counts and states, no personal data."""

log = structlog.get_logger(__name__)


class CommandRefusedError(Exception):
    """A handler will not do this; the message is told to the sender and holds no value from the command."""


class CommandFailedError(Exception):
    """A handler could not do all of this; the message is told to the sender."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Whose commands are obeyed.

    Attributes:
        verifier: Keys that may command. With any, unsigned commands are refused whatever else is set.
        allow_unsigned: Without a key: whether everybody who may publish on the topic may command.
    """

    verifier: Verifier
    allow_unsigned: bool = False


class Commander:
    """Answers every command; obeys what the policy, the clock and the journal allow."""

    def __init__(
        self,
        *,
        device: str,
        outbox: Outbox,
        policy: Policy,
        handlers: Mapping[str, Handler],
        clock_synchronised: Callable[[], bool],
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._device = device
        self._outbox = outbox
        self._policy = policy
        self._handlers = handlers
        self._clock_synchronised = clock_synchronised
        self._wall = wall

    async def answer(self, name: str, payload: bytes) -> Reply:
        """Obey a command if it may be obeyed, and say what became of it. Raises nothing over its content.

        Args:
            name: Last level of its topic.
            payload: The message.

        Raises:
            OutboxError: If the journal cannot be written: it was not obeyed, and will not be answered.
        """
        told_name = name[:_LONGEST_NAME_TOLD]
        try:
            command = self._read(payload)
            self._check(command, name)
        except _RefusedError as refusal:
            log.warning("command refused", name=told_name, why=str(refusal))
            return self._reply(told_name, refusal.command, refusal.correlation, "refused", str(refusal))
        begun = await self._outbox.on_shelf(lambda shelf: journal.begin(shelf, command))
        if isinstance(begun, bytes):
            return ReplyMessage.model_validate_json(begun).data.model_copy(update={"repeated": True})
        if begun is Begun.TOO_MANY:
            why = "too many commands are remembered; send a newer one when some have expired"
            return self._reply(name, command.id, command.correlation, "refused", why)
        expired = await self._expired(command)
        reply = expired or await self._obey(command)
        await self._outbox.on_shelf(
            lambda shelf: journal.finish(shelf, command.id, encode(self.message(reply)))
        )
        return reply

    async def told(self, reply: Reply) -> None:
        """Note that the broker has this answer."""
        if (command := reply.command) is not None:
            await self._outbox.on_shelf(lambda shelf: journal.told(shelf, command))

    async def untold(self) -> list[Reply]:
        """Return answers that no broker has taken yet."""
        waiting = await self._outbox.on_shelf(journal.untold)
        return [ReplyMessage.model_validate_json(reply).data for reply in waiting]

    def message(self, reply: Reply) -> ReplyMessage:
        """Return the message that carries `reply`."""
        return ReplyMessage(id=str(uuid4()), source=f"booth/v1/{self._device}", time=reply.time, data=reply)

    def _read(self, payload: bytes) -> Command:
        message = _loaded(payload)
        command_id, correlation = _identify(message)
        kind = message.get("type") if isinstance(message, dict) else None
        try:
            if kind == "boothscribe.command.signed.v1" and self._policy.verifier:
                signed = SignedCommandMessage.model_validate_json(payload).data
                return self._verified(signed)
            if kind == "boothscribe.command.signed.v1":
                why = "this box has no key to check signatures with: set commands.public_keys"
                raise _RefusedError(why, command_id, correlation)
            if self._policy.verifier or not self._policy.allow_unsigned:
                raise _RefusedError("only signed commands are obeyed", command_id, correlation)
            return CommandMessage.model_validate_json(payload).data
        except ValidationError as error:
            why = _what_is_wrong(error)
            raise _RefusedError(why, command_id, correlation) from None

    def _verified(self, signed: Signature) -> Command:
        try:
            payload = self._policy.verifier.payload(signed, SIGNED_COMMAND)
        except SignatureError as error:
            raise _RefusedError(str(error)) from None
        data = _loaded(payload)
        command_id, correlation = _identify({"data": data})
        try:
            return Command.model_validate_json(payload)
        except ValidationError as error:
            raise _RefusedError(_what_is_wrong(error), command_id, correlation) from None

    def _check(self, command: Command, name: str) -> None:
        why = ""
        if command.name != name:
            why = "the topic names another command"
        elif command.device != self._device:
            why = "it is for another box"
        elif command.name not in self._handlers:
            why = "this box cannot do that"
        elif self._clock_synchronised() and command.issued_at > self._now() + _FUTURE:
            why = "it was issued in the future: look at the clocks"
        if why:
            raise _RefusedError(why, command.id, command.correlation)

    async def _expired(self, command: Command) -> Reply | None:
        newest_s = await self._outbox.on_shelf(journal.newest_issue)
        # A clock that went back does not make an old command valid again.
        now = max(self._now(), datetime.fromtimestamp(newest_s, UTC))
        if now <= command.expires_at:
            return None
        log.warning("command refused", name=command.name, why="expired")
        return self._reply(command.name, command.id, command.correlation, "refused", "it has expired")

    async def _obey(self, command: Command) -> Reply:
        status, reason, result = "done", None, {}
        try:
            result = dict(await self._handlers[command.name](command.arguments))
        except CommandRefusedError as error:
            status, reason = "refused", str(error)
        except (CommandFailedError, OutboxError) as error:
            status, reason = "failed", str(error)
        except Exception as error:  # noqa: BLE001 -- its text may quote the command
            status, reason = "failed", f"fault of the box: {type(error).__name__}"
        log.info("command answered", name=command.name, status=status)
        return self._reply(command.name, command.id, command.correlation, status, reason, result)

    def _reply(
        self,
        name: str,
        command: UUID | None,
        correlation: str | None,
        status: str,
        reason: str | None,
        result: Result | None = None,
    ) -> Reply:
        return Reply.model_validate(
            {
                "command": command,
                "name": name,
                "correlation": correlation,
                "status": status,
                "reason": reason,
                "time": self._now(),
                "result": dict(result or {}),
            }
        )

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), UTC)


async def _nobody(_subject: Subject, _leads: frozenset[UUID]) -> frozenset[UUID]:
    return frozenset()


def delivery_handlers(
    *,
    publisher: Publisher,
    outbox: Outbox,
    diagnostics: Callable[[], Awaitable[Result]],
    forget: Forget = _nobody,
) -> dict[str, Handler]:
    """Return the handlers of commands that delivery can obey by itself."""

    async def erase(arguments: dict[str, Any]) -> Result:
        subject = _subject(arguments)
        on_disk: frozenset[UUID] = frozenset()
        in_memory: frozenset[UUID] = frozenset()
        try:
            erased = await publisher.erase(subject)
            on_disk = erased.leads
        finally:
            # After the disk: nothing but the revision that says so is taken of these leads from now on.
            in_memory = await forget(subject, on_disk)
        done = {"leads_erased": len(on_disk | in_memory), "copies_removed": erased.copies}
        log.info("erased on request", **done)
        if erased.locked:
            raise CommandFailedError(
                f"{done['leads_erased']} leads erased, but {erased.locked} are sealed with a key that the box"
                " does not have: give it the old key and send the command again"
            )
        return done

    async def retry_parked(arguments: dict[str, Any]) -> Result:
        chosen = arguments.get("leads")
        try:
            leads = None if chosen is None else [UUID(lead_id) for lead_id in chosen]
        except (ValueError, TypeError, AttributeError):
            raise CommandRefusedError("arguments.leads: not a list of lead ids") from None
        return {"leads_retried": await outbox.retry_parked(leads)}

    async def send_diagnostics(_arguments: dict[str, Any]) -> Result:
        states = {f"leads_{state}": count for state, count in (await outbox.states()).items()}
        return {**states, "sealed_at_rest": outbox.sealed, **await diagnostics()}

    return {"erase": erase, "retry-parked": retry_parked, "send-diagnostics": send_diagnostics}


class _RefusedError(Exception):
    def __init__(self, message: str, command: UUID | None = None, correlation: str | None = None) -> None:
        super().__init__(message)
        self.command = command
        self.correlation = correlation


def _subject(arguments: dict[str, Any]) -> Subject:
    try:
        return Subject.model_validate_json(json.dumps(arguments))
    except ValidationError as error:
        raise CommandRefusedError(f"arguments: {_what_is_wrong(error)}") from None


def _loaded(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def _identify(message: Any) -> tuple[UUID | None, str | None]:
    """Return id and correlation where they can be read, so that even a refusal finds its asker."""
    data = message.get("data") if isinstance(message, dict) else None
    if not isinstance(data, dict):
        return None, None
    correlation = data.get("correlation")
    told = correlation if isinstance(correlation, str) and 0 < len(correlation) <= 200 else None  # noqa: PLR2004
    try:
        return UUID(str(data.get("id"))), told
    except ValueError:
        return None, told


def _what_is_wrong(error: ValidationError) -> str:
    """Tell places and kinds of faults, never a value."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        f"{'.'.join(str(part) for part in fault['loc'])}: {fault['type']}" for fault in faults[:5]
    )
