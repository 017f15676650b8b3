"""What comes down to the box: receipts and commands. Everything is checked before anything is done."""

import asyncio

import structlog
from pydantic import ValidationError

from agent.contract.command import Reply
from agent.contract.envelope import ReceiptMessage, SignedReceiptMessage, encode
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.sealed import SIGNED_RECEIPT
from agent.contract.topics import Topics
from agent.delivery.commands import MAXIMUM_COMMAND_BYTES, Commander
from agent.delivery.mqtt import MqttConnection, MqttError, MqttReason
from agent.delivery.outbox import Outbox, OutboxError
from agent.delivery.pump import Pump
from agent.delivery.signatures import SignatureError, Verifier
from agent.ops.metrics import Metrics

_MAXIMUM_RECEIPT_BYTES = 1_000_000
_MOST_RECEIPTS_WAITING = 10_000
_MOST_COMMANDS_WAITING = 100
_MOST_AT_ONCE = 1_000

log = structlog.get_logger(__name__)


class Downlink:
    """Applies receipts in batches and has commands answered.

    Args:
        receipts_from: With keys, only receipts signed with one of them are believed.
        commander: Without one, commands are ignored.
    """

    def __init__(
        self,
        *,
        topics: Topics,
        outbox: Outbox,
        metrics: Metrics,
        receipts_from: Verifier | None = None,
        commander: Commander | None = None,
    ) -> None:
        self._topics = topics
        self._outbox = outbox
        self._metrics = metrics
        self._receipts_from = receipts_from
        self.commander = commander
        self._command_prefix = topics.command_named("")
        self._receipts: asyncio.Queue[bytes] = asyncio.Queue(_MOST_RECEIPTS_WAITING)
        self._commands: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(_MOST_COMMANDS_WAITING)

    def arrived(self, topic: str, payload: bytes) -> None:
        """Take a message in; what is none of ours, or too large, is dropped."""
        if topic == self._topics.receipt and len(payload) <= _MAXIMUM_RECEIPT_BYTES:
            if self._receipts.full():
                self._receipts.get_nowait()  # its leads are sent again and acknowledged again
            self._receipts.put_nowait(payload)
        elif (
            topic.startswith(self._command_prefix)
            and self.commander is not None
            and len(payload) <= MAXIMUM_COMMAND_BYTES
            and not self._commands.full()
        ):
            self._commands.put_nowait((topic.removeprefix(self._command_prefix), payload))
        else:
            log.warning("unexpected message ignored", topic=topic[:100], bytes=len(payload))

    async def apply_receipts(self, pump: Pump) -> None:
        """Apply receipts until cancelled; all that have come are one commit."""
        while True:
            acknowledgements = self._parse_receipt(await self._receipts.get())
            while not self._receipts.empty() and len(acknowledgements) < _MOST_AT_ONCE:
                acknowledgements += self._parse_receipt(self._receipts.get_nowait())
            if acknowledgements:
                await self._apply(acknowledgements, pump)

    async def answer_commands(self, connection: MqttConnection) -> None:
        """Answer commands until cancelled; first of all those whose answer an earlier connection lost."""
        if self.commander is None:
            return
        try:
            for reply in await self.commander.untold():
                await self._tell(connection, self.commander, reply)
        except OutboxError as error:
            log.warning("answers to commands could not be read", why=str(error))
        while True:
            name, payload = await self._commands.get()
            try:
                reply = await self.commander.answer(name, payload)
                await self._tell(connection, self.commander, reply)
            except OutboxError as error:
                log.warning("a command could not be answered; it must be sent again", why=str(error))

    async def _tell(self, connection: MqttConnection, commander: Commander, reply: Reply) -> None:
        try:
            await connection.publish(self._topics.reply, encode(commander.message(reply)))
        except MqttError as error:
            if error.reason is not MqttReason.NOT_TAKEN:
                raise
            log.warning("broker did not take an answer to a command", why=str(error))
        else:
            await commander.told(reply)

    async def _apply(self, acknowledgements: list[Acknowledgement], pump: Pump) -> None:
        try:
            foreign = await self._outbox.acknowledge(*acknowledgements)
        except OutboxError as error:
            log.warning("receipts could not be applied; their leads are sent again", why=str(error))
            return
        if foreign:
            # Late ones for leads that are gone are normal, so this is no alarm.
            self._metrics.receipts.labels("foreign").inc(len(foreign))
            log.debug("receipts for what was not sent are ignored", count=len(foreign))
        ignored = {id(one) for one in foreign}
        for one in acknowledgements:
            if id(one) in ignored:
                continue
            self._metrics.receipts.labels(one.status).inc()
            if one.status == "rejected":
                # The reason comes from outside and may quote the lead: it stays in the outbox.
                log.error("collector rejected a lead; it is parked", lead=str(one.id))
            pump.receipted(one.id, one.revision)

    def _parse_receipt(self, payload: bytes) -> list[Acknowledgement]:
        try:
            if self._receipts_from:
                signed = SignedReceiptMessage.model_validate_json(payload).data
                receipt = Receipt.model_validate_json(self._receipts_from.payload(signed, SIGNED_RECEIPT))
            else:
                receipt = ReceiptMessage.model_validate_json(payload).data
        except ValidationError as error:
            log.warning("receipt cannot be read and is ignored", problems=error.error_count())
        except SignatureError as error:
            self._metrics.receipts.labels("forged").inc()
            log.warning("receipt is ignored", why=str(error))
        else:
            return list(receipt.acknowledgements)
        return []
