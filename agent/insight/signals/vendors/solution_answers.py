"""Answers to "what do you use today?" and "how do you do that?", which need no verb of their own."""

import re
from collections.abc import Iterator

from agent.insight.signals.language.names import UNKNOWN_NAME
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import is_question, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk, says_no
from agent.insight.signals.vendors.solution_answers_patterns import (
    ASKS_HOW,
    BY_WHOM,
    CUT_OFF,
    ELSEWHERE,
    EMPTY_ANSWER,
    END_OF_NAME,
    GOES_WITH,
    HAS_A_VERB,
    HEAD,
    INTERJECTION,
    LEAD_IN,
    LIST,
    LOOKS_LIKE_A_WAY,
    NO_HEAD,
    NO_WAY,
    NOT_ABOUT_TODAY,
    NOT_IN_LISTS,
    OFFERED,
    OTHER_THINGS,
    PROCESS,
    WHEN,
    WHETHER,
)
from agent.insight.signals.vendors.tool_words import TOOL

_FEW = 4
"""Words of a rep who only echoes ("on paper"), or asks on ("And monitoring?")."""
_MOST_OF_A_PROCESS = 12
"""Words of what somebody does by hand that are kept whole: "somebody takes every hundredth pack"."""


def asked_for_way(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep has asked what does the job today."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return False
    question = before.plain[-90:]
    if ELSEWHERE.search(question) or NOT_ABOUT_TODAY.search(question):
        return False
    return talk.asked(reading, "solution") or (
        "budget" not in talk.topics(before)
        and "proposal" not in talk.topics(before)
        and ASKS_HOW.search(before.of_span(before.sentences[-1]) if before.sentences else "") is not None
    )


def asked_by_whom(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep has asked who does it, which somebody with a tool may answer."""
    before = talk.before(reading)
    return before is not None and before.side == "rep" and BY_WHOM.search(before.plain) is not None


def asks_whether(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep has asked if there is anything at all: "Do you have loggers?"."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return False
    short = "?" in before.plain and len(before.plain.split()) <= _FEW
    return (short or WHETHER.search(before.plain) is not None) and not (
        OTHER_THINGS.search(before.plain) or talk.asked(reading, "vendors") or talk.asked(reading, "timeline")
    )


def listed_answer(reading: Reading, known: list[Span]) -> Span | None:
    """Return the whole of "Zendesk, a home-made billing thing and Excel", which is one answer."""
    if not reading.sentences:
        return None
    sentence = reading.sentences[0]
    lead = LEAD_IN.match(reading.of_span(sentence))
    start = sentence.start + (lead.end() if lead is not None else 0)
    match = LIST.match(reading.plain, start, sentence.end)
    if match is None or NOT_IN_LISTS.search(match.group()):
        return None
    span = reading.trimmed(*match.span())
    if (
        any(span.overlaps(other) for other in known)
        or taken_back(reading, span.start)
        or unreal(reading, span.start)
    ):
        return None
    holds_one = TOOL.search(match.group()) or UNKNOWN_NAME.search(reading.text, span.start + 1, span.end)
    return span if holds_one else None


def bare_tool(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn begins with nothing but a tool, in answer to a question about things as they are."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or not reading.clauses or not before.sentences:
        return False
    question = before.of_span(before.sentences[-1])
    asks = (
        is_question(before, before.sentences[-1])
        or len(question.split()) <= _FEW
        or question.rstrip().endswith("...")
    )
    if not asks or any(about.search(question) for about in (OFFERED, ELSEWHERE, NOT_ABOUT_TODAY)):
        return False
    sentence = reading.of_span(reading.clauses[0])
    tool = TOOL.search(sentence)
    if tool is None or (len(sentence.split()) > 8 and not reading.noisy):
        return False
    if HAS_A_VERB.search(" ".join(sentence[tool.end() :].split()[:3])):
        return False
    rest = re.sub(
        laid_out(r"""
            \b(?:
                an?|the|our|my|some|yes|no|well|just|only|by|on|in|with|over|via|all|of course|still|old|big|
                mostly|mainly|ha|one|two|three|it|is|exactly|right|what else|at least|guess
            )\b|
            \W
        """),
        " ",
        sentence[: tool.start()],
    )
    return len(rest.split()) <= 1


def plain_answer(talk: Talk, reading: Reading, question: str) -> Iterator[Finding]:
    """Take a short answer to "what do you use today?" as it is."""
    if NOT_ABOUT_TODAY.search(question) or "please" in reading.plain:
        return
    open_question = re.search(
        r"\b(?:what|which|how|who|where)\b|\b(?:today|now|currently|moment)\W*$", question
    )
    if not reading.clauses:
        return
    if re.search(
        laid_out(r"""
            \b(?:
                think|opinion|doing|parts|machines do|problem|challenge|need|wish|want|
                kind of (?:parts|company|business)
            )\b
        """),
        question,
    ) and not re.search(
        r"\b(?:today|now|currently|at the moment|at present|use|doing (?:that|it|this))\b", question
    ):
        return
    sentence, clause = reading.sentences[0], _telling(reading)
    text = reading.of_span(clause)
    process = PROCESS.match(text)
    if (
        "?" in reading.of_span(sentence)
        or (says_no(reading) and process is None)
        or NO_WAY.search(text)
        or (open_question is None and process is None and not LOOKS_LIKE_A_WAY.match(text))
    ):
        return
    lead = LEAD_IN.match(text)
    start = clause.start + (lead.end() if lead is not None else 0)
    rest = reading.plain[start : clause.end]
    made = re.match(
        r"(?:something|an? \w+(?: \w+)?|one|some \w+) (?:that |which )?(?:we|our \w+(?: \w+)?|i|he|she|they)\s",
        rest,
    )
    cut = END_OF_NAME.search(rest, made.end() if made is not None else 0)
    end = start + cut.start() if cut is not None and cut.start() > 2 else clause.end
    if len(reading.plain[start:end].split()) > 8:
        # "a list on the door with a pencil on a string": what comes late describes.
        late = re.compile(
            r"\s+(?:with|in|on|at|from|next to|behind|near|every|each|once|twice|the (?:man|guy|one))\s"
        ).search(reading.plain, _after_words(reading, start, 3), end)
        end = late.start() if late is not None and process is None else end
    if process is not None and len(process["name"].split()) <= _MOST_OF_A_PROCESS:
        start, end = clause.start + process.start("name"), clause.start + process.end("name")
    span = reading.trimmed(start, end)
    words = reading.of_span(span).split()
    if {word.strip(".,!?'") for word in words} <= set(re.findall(r"[\w']+", question)):
        return  # "Tells me!"
    if not words or len(words) > 12 or EMPTY_ANSWER.fullmatch(reading.of_span(span)):
        return
    if any(
        found.reading is reading
        and found.kind in {"budget", "timeline", "authority"}
        and found.span.overlaps(span)
        for found in talk.findings
    ):
        return
    if len(words) == 1 and words[0].endswith("ly"):
        return
    yield Finding(
        "current_solution",
        {"name": WHEN.sub("", reading.words(span))},
        reading,
        reading.trimmed(clause.start, clause.end),
        "answer",
        0.65,
    )


def what_does_it(reading: Reading, clause: Span, named: Span) -> Span:
    """Return what a clause without a verb begins with, where what was named only goes with it.

    "Manual inspection, two girls with a lamp" is manual inspection, and no lamp.
    """
    cut = CUT_OFF.match(reading.plain, named.start, clause.end)
    if cut is not None and cut.start("rest") == named.end:
        return Span(named.start, cut.end())
    lead = LEAD_IN.match(reading.of_span(clause))
    start = clause.start + (lead.end() if lead is not None else 0)
    until_then = reading.plain[start : named.start]
    head = HEAD.match(until_then)
    if head is None or GOES_WITH.search(until_then) is None or NO_HEAD.search(head["head"]):
        return named
    return Span(start + head.start("head"), start + head.end("head"))


def process_answer(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Take "My wife calls them" for the way it is done, after a question of a word or two: "No reminder?"."""
    before = talk.before(reading)
    if (
        before is None
        or before.side != "rep"
        or "?" not in before.plain
        or len(before.plain.split()) > 3
        or NOT_ABOUT_TODAY.search(before.plain)
        or OFFERED.search(before.plain)
        or not reading.clauses
    ):
        return
    clause = _telling(reading)
    match = PROCESS.match(reading.of_span(clause))
    if match is None or unreal(reading, clause.start) or taken_back(reading, clause.start):
        return
    span = reading.trimmed(clause.start + match.start("name"), clause.start + match.end("name"))
    if len(reading.of_span(span).split()) <= 12 and not NO_WAY.search(reading.of_span(span)):
        name = WHEN.sub("", reading.words(span))
        yield Finding("current_solution", {"name": name}, reading, span, "process", 0.6)


def _telling(reading: Reading) -> Span:
    """Return the first clause that says more than "seriously"."""
    told = [span for span in reading.clauses[:3] if not INTERJECTION.fullmatch(reading.of_span(span))]
    if not told:
        return reading.clauses[0]
    first = reading.of_span(told[0]).strip(" .,!")
    if len(told) > 1 and first and reading.of_span(told[1]).strip().startswith(first + " "):
        return told[1]  # "Rubber. Rubber bumpers and a poster."
    return told[0]


def _after_words(reading: Reading, start: int, count: int) -> int:
    """Return the place after so many words."""
    match = re.compile(rf"\W*(?:\S+\s+){{{count - 1}}}\S+").match(reading.plain, start)
    return match.end() if match is not None else start
