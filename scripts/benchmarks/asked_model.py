"""What a language model adds to the signals, asked as the agent asks it."""

import asyncio
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from agent.commands.insight import lead_of_nobody
from agent.contract.lead import Signal, Turn
from agent.event_pack.model import EventPack
from agent.insight.conclusion import conclude
from agent.insight.drafts.material import was_heard
from agent.insight.follow_up import write_follow_up
from agent.insight.language_model.endpoint import Endpoint, LanguageModelError
from agent.insight.language_model.improver import improved
from agent.insight.language_model.question import fits, messages, schema

KEY_VARIABLE = "BOOTHSCRIBE_BENCH_KEY"
_TIMEOUT_S = 120.0


@dataclass
class AskedModel:
    """An endpoint that speaks the chat completions protocol.

    Attributes:
        url: Base of its API.
        model: As the endpoint calls it.
        pack: The event pack of the conversations.
        answers: How many conversations it helped with, and why not with the others.
        verdicts: What became of its proposals.
    """

    url: str
    model: str
    pack: EventPack
    answers: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)

    def signals(
        self, found: Sequence[Signal], turns: tuple[Turn, ...], event_date: date
    ) -> tuple[Signal, ...]:
        """Return the signals with those that the model proposed and the words prove."""
        lead = lead_of_nobody(event_date, turns).model_copy(update={"signals": tuple(found)})
        if not was_heard(lead) or not fits(lead):
            self.answers["not asked"] += 1
            return tuple(found)
        lead = conclude(lead, self.pack)
        draft = lead.follow_up or write_follow_up(lead, self.pack)
        try:
            answer = asyncio.run(self._ask(messages(lead, self.pack, draft)))
        except LanguageModelError as error:
            self.answers[error.reason] += 1
            return tuple(found)
        self.answers["answered"] += 1
        better = improved(lead, self.pack, answer, count=self._count)
        return tuple(found) if better is None else better.signals

    def _count(self, kind: str, verdict: str) -> None:
        if kind == "signal":
            self.verdicts[verdict] += 1

    async def _ask(self, asked: list[dict[str, str]]) -> dict[str, object]:
        key = os.environ.get(KEY_VARIABLE)
        async with Endpoint(self.url, model=self.model, key=key, timeout_s=_TIMEOUT_S) as endpoint:
            return await endpoint.complete(asked, schema())

    def report(self) -> str:
        """Return a line for people."""
        answers = ", ".join(f"{count} {what}" for what, count in self.answers.most_common())
        verdicts = ", ".join(f"{count} {what}" for what, count in self.verdicts.most_common())
        return f"language model {self.model}: {answers}; its proposals: {verdicts or 'none'}"
