"""What a visitor orders or asks for, and the days that are named for it."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk, says_no
from agent.insight.signals.steps.promise_phrases import NO_ORDER
from agent.insight.signals.steps.promise_words import until_friday
from agent.insight.signals.times.find import TimeMention

_ACTS = re.compile(r"\b(?:i|we|they|he|she|it)(?:'ll| ?ll| will)? \w+")
_ASKS_FOR_TIME = compiled(r"""
    give (?:me|us) (?:
        till|until|time|some time|
        (?:an?|one|two|three|a few|a couple of|\d+) (?:days?|weeks?|months?|hours?)
    )\b
""")
_SENDS = re.compile(r"(?:send|mail|share|ship|forward|post) (?!me\b|us\b|it\b|that\b|them\b)")
_NOT_THEN = re.compile(r"\bnot\s+(?:on\s+|in\s+|the\s+)?$")
"""Before a day that does not suit: "call me, but not on Monday"."""


def times_in(talk: Talk, reading: Reading, start: int, end: int) -> list[TimeMention]:
    """Return the times of a stretch on which something is done, in order."""
    return [
        until_friday(reading, time)
        for time in talk.times(reading)
        if start <= time.start < end
        and not reading.plain.startswith("'s", time.end)
        and not _NOT_THEN.search(reading.plain, 0, time.start)
    ]


def is_meant(talk: Talk, reading: Reading, match: re.Match[str], sentence: Span) -> bool:
    """Return whether words that ask for something do: "drop me a line", but not "give me a hint" and "they never call me"."""
    text, before = match.group("what"), reading.plain[sentence.start : match.start()]
    if (
        re.search(
            laid_out(r"""
                \b(?:
                    don't|not|never|they|they'd|he|he'd|she|she'd|to|didn't|always|drivers|customers|would|
                    will|who|that|people|it|receptionist|can|must|should|they'll|dont
                )\s*$
            """),
            before,
        )
        and not match.group("lead").strip()
    ):
        return False
    if re.search(
        laid_out(r"""
            \b(?:
                a (?:discount|moment|minute|second|hint|reason|tour|pen|coffee|hand|bag|break|call when)|
                the (?:tour|reason|short version)|an (?:idea|example)|an overview|your (?:card|hand)|if|
                when there|the creeps|headaches?|a headache|trouble
            )\b
        """),
        text,
    ):
        return False
    if (
        reading.plain[: match.start()].strip(" ,.!?")
        and not before.strip()
        and not match.group("lead").strip()
        and match.start() != sentence.start
    ):
        return False
    if _ASKS_FOR_TIME.match(text):
        return False
    if _SENDS.match(text) and not match.group("lead").strip():
        start = max(sentence.start, reading.clause_at(match.start()).start)
        if reading.plain[start : match.start()].strip(" ,"):
            return False  # "They send a man every month."
    after = talk.after(reading, "rep")
    return after is None or not says_no(after)


def ordered_to_come(talk: Talk, reading: Reading, match: re.Match[str], end: int) -> bool:
    """Keep "the customers come to us in May" out; a day must be named."""
    before = reading.plain[: match.start("what")].split()
    subject = before[-1] if before else ""
    if subject == "and" and _ACTS.search(reading.plain, 0, match.start("what")):
        return False  # "I will take a photo and send it tonight."
    return bool(times_in(talk, reading, match.start(), end)) and not NO_ORDER.fullmatch(subject)
