"""Two promises in one breath: one that goes on with a second, and a proposal with what carries it out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, Value
from agent.insight.signals.steps.orders import times_in
from agent.insight.signals.steps.promise_words import in_own_words, second_promise


def apart(talk: Talk, step: Finding, start: int) -> Iterator[Finding]:
    """Yield a promise, or both where it goes on with a second one that begins at `start`."""
    reading = step.reading
    times = times_in(talk, reading, start, step.span.end)
    second = second_promise(reading, start, step.span.end, times)
    if second is None:
        yield step
        return
    for at, begin, end in (
        (step.span.start, start, second.start()),
        (second.start("what"), second.start("what"), step.span.end),
    ):
        own = [time for time in times if begin <= time.start < end]
        value: Value = {
            "what": in_own_words(reading, begin, end, own),
            "owner": step.value["owner"],
            "due": own[0].due.isoformat() if own else None,
        }
        yield replace(step, value=value, span=reading.trimmed(at, end))


def with_their_day(reading: Reading, steps: list[Finding]) -> Iterator[Finding]:
    """Give a promise the day of the proposal that it carries out: "let's talk in two weeks, I'll ring you"."""
    at = 0
    while at < len(steps):
        step, following = steps[at], steps[at + 1] if at + 1 < len(steps) else None
        carried_out = (
            following is not None
            and step.rule in {"offer", "accepted", "wanted"}
            and following.rule == "promise"
            and step.value["due"] is not None
            and following.value["due"] is None
            and re.search(r"\b(?:talk|speak|call|meet|catch up|touch)\b", str(step.value["what"]).lower())
            and re.search(
                r"\b(?:call|ring|phone|contact|get back|write|come|reach|touch|email|mail)\b",
                str(following.value["what"]).lower(),
            )
            and reading.sentence_at(step.span.start) == reading.sentence_at(following.span.start)
        )
        if carried_out and following is not None:
            span = Span(step.span.start, max(step.span.end, following.span.end))
            yield replace(following, value={**following.value, "due": step.value["due"]}, span=span)
            at += 2
        else:
            yield step
            at += 1
