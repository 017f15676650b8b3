"""Leads of a usual size for the delivery benchmark: a conversation of half a minute, as the demo's."""

from uuid import UUID

from uuid6 import uuid7

from agent.contract.lead import Conversation, Lead, Turn, Word
from tests.rigs.leads import SCANNED_AT, lead

_WORDS = "we run three plants and look for something that keeps the booth leads in one place".split()  # noqa: SIM905


def usual_lead(number: int, *, device: str = "booth-7") -> Lead:
    """Return a final lead of about 8 kB with timed words."""
    words = tuple(
        Word(text=_WORDS[index % len(_WORDS)], start_s=index * 0.4, end_s=index * 0.4 + 0.3, probability=0.9)
        for index in range(80)
    )
    turn = Turn(
        number=1, side="visitor", start_s=0, end_s=32, text=" ".join(word.text for word in words), words=words
    )
    conversation = Conversation(started_at=SCANNED_AT, ended_at=SCANNED_AT, turns=(turn,), speech_s=30)
    capture = lead().capture.model_copy(update={"sequence": number + 1})
    return lead(
        UUID(str(uuid7())), final=True, conversation=conversation, capture=capture, device=device, signals=()
    )
