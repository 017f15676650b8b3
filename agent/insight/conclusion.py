"""From signals to everything that rests on them: assessment, questions, hand-off, follow-up."""

from agent.contract.lead import Lead
from agent.event_pack.model import EventPack
from agent.insight.drafts.templates import Templates
from agent.insight.follow_up import write_follow_up
from agent.insight.hand_off import hand_off
from agent.insight.questions import next_questions, open_kinds
from agent.insight.score import assessment, wants_no_contact


def conclude(
    lead: Lead, pack: EventPack, *, templates: Templates | None = None, sender: str | None = None
) -> Lead:
    """Return the lead with what its signals lead to; no mail for who asked not to be written to.

    Args:
        lead: With signals, redacted.
        pack: The event's.
        templates: The event pack's own mail templates.
        sender: Name of ours under the mail; default: the lead's owner, else the rep, else the company.
    """
    refused = wants_no_contact(lead.signals)
    return lead.model_copy(
        update={
            "unknown": open_kinds(lead),
            "assessment": assessment(lead, pack),
            "questions": next_questions(lead, pack),
            "hand_off": hand_off(lead, pack),
            "follow_up": None if refused else write_follow_up(lead, pack, templates=templates, sender=sender),
        }
    )
