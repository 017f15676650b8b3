"""Finds signals, with rules that are loaded beside the start of the agent.

They take a second of a processor to import and compile, several on a Raspberry Pi; scans need not wait for
them.
"""

import asyncio
import sys
from importlib import import_module

from agent.contract.lead import ASKED_FOR, Lead
from agent.event_pack.model import EventPack
from agent.insight.drafts.templates import Templates

_RULES = "agent.insight.assess"
_ready = [_RULES in sys.modules]


async def load_rules() -> None:
    """Load the rules in a thread, so that the first words find them there."""
    await asyncio.to_thread(import_module, _RULES)
    _ready[0] = True


def assess_safely(lead: Lead, pack: EventPack | None = None, *, templates: Templates | None = None) -> Lead:
    """Do what `agent.insight.assess.assess_safely` does.

    A lead without words that is open still is not kept waiting for the rules: what they conclude comes with
    its next revision, the final one at the latest.
    """
    if not _ready[0] and not lead.final and not lead.conversation.turns:
        return lead.model_copy(update={"unknown": ASKED_FOR})
    from agent.insight.assess import assess_safely as assess  # noqa: PLC0415 -- that is the point

    return assess(lead, pack, templates=templates)
