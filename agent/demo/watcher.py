"""Shows the wire: every lead revision and every receipt, as they pass the broker."""

import threading
from typing import Any
from uuid import UUID, uuid4

from paho.mqtt.client import Client, MQTTMessage, MQTTv5
from paho.mqtt.enums import CallbackAPIVersion
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from agent.contract.envelope import LeadMessage, ReceiptMessage
from agent.contract.lead import Lead
from agent.contract.topics import PREFIX

_SUBSCRIBE_TIMEOUT_S = 10.0


class Watcher:
    """A subscriber like any other, that prints instead of storing."""

    def __init__(self, port: int, console: Console) -> None:
        self._console = console
        self._turns_shown: dict[UUID, int] = {}
        self._subscribed = threading.Event()
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"demo-watcher-{uuid4().hex[:8]}", protocol=MQTTv5
        )
        self._client.on_message = self._on_message
        self._client.on_subscribe = lambda *_: self._subscribed.set()
        self._client.connect("127.0.0.1", port)
        self._client.subscribe([(f"{PREFIX}/+/up/lead", 1), (f"{PREFIX}/+/down/receipt", 1)])
        self._client.loop_start()
        if not self._subscribed.wait(_SUBSCRIBE_TIMEOUT_S):
            raise TimeoutError("the demo's own broker does not answer")

    def close(self) -> None:
        """Disconnect."""
        self._client.disconnect()
        self._client.loop_stop()

    def _on_message(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        try:
            if message.topic.endswith("/up/lead"):
                self._show_lead(LeadMessage.model_validate_json(message.payload).data)
            else:
                self._show_receipt(ReceiptMessage.model_validate_json(message.payload))
        except ValidationError as error:
            self._console.print(f"[red]message that breaks the contract[/] on {message.topic}: {error}")

    def _show_lead(self, lead: Lead) -> None:
        if lead.id not in self._turns_shown:
            self._turns_shown[lead.id] = 0
            who = ", ".join(
                filter(None, (lead.attendee.name, lead.attendee.title, lead.attendee.company))
            ) or (lead.badge.id or "unreadable badge")
            self._console.print(f"\n[bold cyan]scan[/]     {lead.badge.format} from {lead.scanner}")
            self._console.print(f"[bold cyan]person[/]   {escape(who)}")
        shown, turns = self._turns_shown[lead.id], lead.conversation.turns
        for turn in turns[shown:]:
            self._console.print(f"[bold green]words[/]    {turn.start_s:5.1f} s  {escape(turn.text)}")
        self._turns_shown[lead.id] = max(shown, len(turns))
        final = f", final ({lead.conversation.end_reason})" if lead.final else ""
        self._console.print(f"[dim]lead     {_short(lead.id)} revision {lead.revision}{final}[/]")

    def _show_receipt(self, message: ReceiptMessage) -> None:
        for verdict in message.data.acknowledgements:
            self._console.print(
                f"[dim]receipt  {_short(verdict.id)} revision {verdict.revision} {verdict.status}[/]"
            )


def _short(lead_id: UUID) -> str:
    return f"…{str(lead_id)[-6:]}"
