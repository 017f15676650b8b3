"""Asks the language model about leads that are over, beside everything else; no lead waits for it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import structlog

from agent.contract.lead import Lead, Signal
from agent.event_pack.model import EventPack
from agent.insight.conclusion import conclude
from agent.insight.drafts.lint import Draft, lint
from agent.insight.drafts.material import was_heard
from agent.insight.drafts.templates import Templates
from agent.insight.follow_up import write_follow_up
from agent.insight.language_model import proposed_signals, proposed_wording
from agent.insight.language_model.endpoint import LanguageModelError
from agent.insight.language_model.proposed_signals import RULE, Verdict
from agent.insight.language_model.proposed_wording import Wording
from agent.insight.language_model.question import MOST_SENTENCES, MOST_SIGNALS, fits, messages, schema
from agent.insight.score import wants_no_contact
from agent.ops.metrics import Metrics

WAITING = 16
"""Leads that wait for the model; what comes on top goes without it."""

log = structlog.get_logger(__name__)


class LanguageModel(Protocol):
    """Something that answers with a JSON object."""

    async def complete(self, messages: list[dict[str, str]], schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer.

        Raises:
            LanguageModelError: If there is none.
        """


Adopt = Callable[[Lead], Awaitable[bool]]
"""Publishes a better lead as its next revision, or says False where the lead has changed meanwhile."""


class Improver:
    """Lets a language model look at final leads, one at a time.

    A lead is offered after it was published. If something comes of it, the lead is handed to `adopt`
    with the revision that was looked at. Whoever numbers revisions gives it the next one, unless the lead has
    another revision by now, was withdrawn or erased.
    """

    def __init__(
        self,
        *,
        model: LanguageModel,
        adopt: Adopt,
        unchanged: Callable[[Lead], Awaitable[bool]],
        pack: Callable[[], EventPack | None],
        metrics: Metrics,
        templates: Callable[[], Templates | None] = lambda: None,
        sender: Callable[[Lead], str | None] = lambda _: None,
    ) -> None:
        """Wire it up.

        Args:
            model: What is asked.
            adopt: Takes what is better.
            unchanged: Whether a lead still is what it was: consent not withdrawn, not erased, no later
                revision. Asked before anything is sent, as a lead may have waited for long.
            pack: Returns the event pack in use.
            metrics: Counts leads and proposals by what became of them.
            templates: Returns the event pack's own mail templates.
            sender: Returns whose name stands under a lead's mail.
        """
        self._model, self._adopt, self._unchanged = model, adopt, unchanged
        self._pack, self._metrics = pack, metrics
        self._templates, self._sender = templates, sender
        self._waiting: asyncio.Queue[Lead] = asyncio.Queue(WAITING)

    def offer(self, lead: Lead) -> bool:
        """Take a published lead in, if it is one for the model; never waits.

        Returns:
            Whether the model will be asked.
        """
        if not lead.final or not was_heard(lead) or any(one.rule == RULE for one in lead.signals):
            return False
        if not fits(lead):
            self._count("too_long")
            return False
        try:
            self._waiting.put_nowait(lead)
        except asyncio.QueueFull:
            self._count("no_room")
            return False
        return True

    async def run(self) -> None:
        """Ask about one lead after the other, for ever."""
        while True:
            lead = await self._waiting.get()
            try:
                await self._improve(lead)
            finally:
                self._waiting.task_done()

    async def join(self) -> None:
        """Wait until every lead that was taken in has been dealt with."""
        await self._waiting.join()

    async def _improve(self, lead: Lead) -> None:
        pack = self._pack()
        if pack is None:
            return
        if not await self._unchanged(lead):
            self._count("too_late")
            return
        draft = lead.follow_up or write_follow_up(lead, pack, templates=self._templates())
        try:
            answer = await self._model.complete(messages(lead, pack, draft), schema())
        except LanguageModelError as error:
            self._count(error.reason)
            log.debug("the language model was of no help", reason=error.reason)
            return
        self._count("answered")
        # Linting takes milliseconds for each sentence: the loop has scans to confirm meanwhile.
        better = await asyncio.to_thread(
            improved,
            lead,
            pack,
            answer,
            templates=self._templates(),
            sender=self._sender(lead),
            count=self._count_proposal,
        )
        if better is not None:
            self._count("adopted" if await self._adopt(better) else "too_late")

    def _count(self, outcome: str) -> None:
        self._metrics.language_model_leads.labels(outcome).inc()

    def _count_proposal(self, kind: str, verdict: str) -> None:
        self._metrics.language_model_proposals.labels(kind, verdict).inc()


def improved(
    lead: Lead,
    pack: EventPack,
    answer: Mapping[str, Any],
    *,
    templates: Templates | None = None,
    sender: str | None = None,
    count: Callable[[str, str], None] = lambda _kind, _verdict: None,
) -> Lead | None:
    """Return the lead with those proposals that pass every check, or None where none does.

    Args:
        lead: As published: redacted, with the consent it has.
        pack: The event's.
        answer: Of the model.
        templates: The event pack's own.
        sender: Whose name stands under the mail.
        count: Told of every proposal what became of it.
    """
    added = _signals(answer, lead, pack, count)
    better = lead
    if added:
        better = lead.model_copy(update={"signals": (*lead.signals, *added)})
        better = conclude(better, pack, templates=templates, sender=sender)
    if wants_no_contact(better.signals):
        return better if added else None
    plain = better.follow_up or write_follow_up(better, pack, templates=templates, sender=sender)
    other: dict[str, str] = {}
    for raw in _list(answer, "sentences")[:MOST_SENTENCES]:
        # Numbers are those of the draft that the model saw.
        claims = (lead.follow_up or plain).claims
        verdict, sentence, text = proposed_wording.judge(raw, claims, lead, pack)
        if verdict is Wording.ACCEPTED and sentence in {claim.text for claim in plain.claims}:
            trial = other | {sentence: text}
            reworded = write_follow_up(better, pack, templates=templates, sender=sender, reworded=trial)
            if lint(Draft.of(reworded), better, pack, templates=templates):
                verdict = Wording.LINT
            else:
                other = trial
        count("sentence", verdict)
    if other:
        reworded = write_follow_up(better, pack, templates=templates, sender=sender, reworded=other)
        better = better.model_copy(update={"follow_up": reworded})
    return better if added or other else None


def _signals(
    answer: Mapping[str, Any], lead: Lead, pack: EventPack, count: Callable[[str, str], None]
) -> list[Signal]:
    added: list[Signal] = []
    for raw in _list(answer, "signals")[:MOST_SIGNALS]:
        judged = proposed_signals.judge(raw, lead, pack, (*lead.signals, *added))
        count("signal", judged.verdict)
        if judged.verdict is Verdict.ACCEPTED and judged.signal is not None:
            added.append(judged.signal)
    return added


def _list(answer: Mapping[str, Any], key: str) -> list[Any]:
    found = answer.get(key)
    return found if isinstance(found, list) else []
