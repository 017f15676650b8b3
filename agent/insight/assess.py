"""From a conversation to a lead with proof: redaction, signals, and what rests on them."""

import structlog

from agent.contract.lead import ASKED_FOR, Lead
from agent.event_pack.model import EventPack
from agent.insight.conclusion import conclude
from agent.insight.drafts.templates import Templates
from agent.insight.redaction import redact_turn
from agent.insight.signals import find_signals
from agent.insight.signals.consent.find import ends_everything
from agent.ops.log import without_values

log = structlog.get_logger(__name__)


def assess_safely(lead: Lead, pack: EventPack | None = None, *, templates: Templates | None = None) -> Lead:
    """Return what `assess` returns; where it fails, the lead with fewer conclusions rather than no lead.

    A confirmed scan and its words must not depend on rules about words. Where even the redaction fails the
    lead goes without words: what they might hold must not get out.
    """
    try:
        return assess(lead, pack, templates=templates)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the lead must get out
        log.error("no signals were found, for a mistake of ours", why=without_values(error))  # noqa: TRY400
    try:
        turns = tuple(redact_turn(turn) for turn in lead.conversation.turns)
    except Exception as error:  # noqa: BLE001 -- the same
        log.error("a conversation goes without words: it cannot be redacted", why=without_values(error))  # noqa: TRY400
        turns = ()
    conversation = lead.conversation.model_copy(update={"turns": turns})
    return lead.model_copy(update={"conversation": conversation, "signals": (), "unknown": ASKED_FOR})


def assess(
    lead: Lead,
    pack: EventPack | None = None,
    *,
    templates: Templates | None = None,
    sender: str | None = None,
) -> Lead:
    """Return the lead with redacted words, the signals that they prove, and what stays unknown.

    With an event pack it also gets score, questions, hand-off and follow-up. A visitor who refuses to be
    recorded, or withdraws everything, by word of mouth, leaves a lead without words.

    Args:
        lead: As the visit made it.
        pack: The event's; without one there are no names of products and no score.
        templates: The event pack's own mail templates.
        sender: Name of ours under the mail.
    """
    turns = tuple(redact_turn(turn) for turn in lead.conversation.turns)
    signals = find_signals(turns, event_date=lead.scanned_at.date(), pack=pack)
    consent = lead.consent
    if any(ends_everything(signal) for signal in signals):
        turns, signals = (), ()
        consent = consent.model_copy(update={"status": "refused"})
    kinds = {signal.kind for signal in signals}
    assessed = lead.model_copy(
        update={
            "consent": consent,
            "conversation": lead.conversation.model_copy(update={"turns": turns}),
            "signals": signals,
            "unknown": tuple(kind for kind in ASKED_FOR if kind not in kinds),
        }
    )
    return assessed if pack is None else conclude(assessed, pack, templates=templates, sender=sender)
