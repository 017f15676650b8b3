"""Whether money has been let go: said with the amount, or in answer to a rep who asks."""

import re
from collections.abc import Sequence

from agent.insight.signals.budget.approval_patterns import (
    ABOUT_MONEY,
    ABOVE_IT,
    AHEAD,
    ASKED_FOR,
    ASKS_WHO,
    AT_HAND,
    BODY,
    DONE_ALREADY,
    FOR_WHAT,
    LATER,
    LET_GO,
    NO_MONEY_PEOPLE,
    NOBODY_HAS,
    OF_SOMETHING_ELSE,
    OPEN_YET,
    OTHERS_AGREE,
    SAYS_YES,
    SINCE,
    TO_BE_HAD,
    UNDER_A_CONDITION,
    UNSURE,
    WHO_HAD_TO,
)
from agent.insight.signals.budget.phrases import (
    APPROVED,
    MUST_AGREE,
    NOT_APPROVED,
    SHORT,
    THE_SYSTEM,
    WHO_GIVES,
)
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk, says_no, says_yes

_SUBJECTS = frozenset(
    {"it", "that", "this", "which", "money", "budget", "sum", "amount", "still", "first", "yet"}
)


def approval_near(reading: Reading, sentence: Span) -> bool | None:
    """Return whether the sentences around an amount say that it is approved.

    Args:
        reading: The visitor's turn.
        sentence: The one that the amount stands in.
    """
    at = reading.sentences.index(sentence) if sentence in reading.sentences else 0
    after = at + 2
    if after < len(reading.sentences) and len(reading.of_span(reading.sentences[at + 1]).split()) <= SHORT:
        after += 1  # "A quarter of a million. Euros. He's already said yes."
    nearby = [reading.of_span(span) for span in reading.sentences[max(0, at - 1) : after]]
    said = approval_in(" ".join(nearby))
    if said is None and ASKED_FOR.search(ABOVE_IT.sub("", " ".join(nearby[min(at, 1) :]))):
        return False
    return said


def apart_from(reading: Reading, sentence: Span, amounts: Sequence[int]) -> tuple[Reading, Span]:
    """Return a turn up to where other amounts are spoken of, and the sentence of one amount in it.

    Args:
        reading: The visitor's turn.
        sentence: The one that the amount stands in.
        amounts: Where all amounts of the turn begin.
    """
    others = [reading.sentence_at(at) for at in amounts if not sentence.start <= at < sentence.end]
    start = max((one.end for one in others if one.end <= sentence.start), default=0)
    end = min((one.start for one in others if one.start >= sentence.end), default=len(reading.plain))
    near = Reading(reading.number, reading.side, reading.text[start:end], reading.plain[start:end])
    return near, near.sentence_at(sentence.start - start)


def _about_money(text: str) -> str:
    """Leave out who else agrees to what, larger sums, and what the visitor does not know."""

    def others(match: re.Match[str]) -> str:
        who = match["who"]
        of_money = re.search(BODY, NO_MONEY_PEOPLE.sub("", who)) or _SUBJECTS & {*who.split()}
        return match.group() if of_money else ""

    for pattern in (TO_BE_HAD, WHO_HAD_TO, ABOVE_IT, UNSURE, FOR_WHAT):
        text = pattern.sub("", text)
    return OTHERS_AGREE.sub(others, text)


def approval_in(text: str) -> bool | None:
    """Return whether plain text says that money is approved, or that it is not."""
    done = DONE_ALREADY.search(text)
    if done is not None and not OPEN_YET.search(done.group()):
        return True
    at_hand = AT_HAND.search(text)
    if at_hand is not None and not re.search(
        r"\b(?:if|once|when|not|until|unless)\b", text[: at_hand.start()]
    ):
        return True
    text = _about_money(text)
    text = OF_SOMETHING_ELSE.sub("", THE_SYSTEM.sub("", WHO_GIVES.sub("", text)))
    if NOT_APPROVED.search(text) or NOBODY_HAS.search(text) or UNDER_A_CONDITION.search(text):
        return False
    if APPROVED.search(text):
        return True
    for match in LET_GO.finditer(text):
        clause = re.split(r"[.!?,;]", text[: match.end()])[-1]
        if not AHEAD.search(clause):
            return True
    return None


def approval_answered(talk: Talk, reading: Reading, *, at_once: bool) -> bool | None:
    """Return what a turn after an amount says about its approval: in answer to a rep, or by the by.

    Args:
        talk: The conversation.
        reading: A visitor's turn after the one with the amount.
        at_once: Whether it is his next.
    """
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return None
    said = approval_in(reading.plain)
    if "approval" in talk.topics(before) and not ASKS_WHO.search(before.plain):
        return said if said is not None else _short_answer(reading)
    by_the_by = (
        at_once
        and re.search(r"\b(?:it|that|budget|money|which)\b", reading.plain)
        and not any(found.reading is reading for found in talk.findings)
        and not MUST_AGREE.search(reading.plain)
        and not UNDER_A_CONDITION.search(reading.plain)
    )
    return said if by_the_by else None


def _short_answer(reading: Reading) -> bool | None:
    if says_no(reading):
        return False
    first = reading.of_span(reading.sentences[0]) if reading.sentences else ""
    if LATER.search(first) or ASKED_FOR.search(reading.plain):
        return False
    return True if says_yes(reading) or SINCE.search(first) else None


def approval_before(talk: Talk, reading: Reading) -> bool | None:
    """Return whether the turns before an amount tell: "is it approved?" - "yes, ninety", or what he said himself.

    Args:
        talk: The conversation.
        reading: The visitor's turn with the amount.
    """
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return None
    topics = talk.topics(before)
    if "approval" in topics and not ASKS_WHO.search(before.plain):
        return True if says_yes(reading) else None
    earlier = talk.before(before)
    if "budget" not in topics or earlier is None or earlier.side != "visitor":
        return None
    if talk.asked(earlier, "approval") and SAYS_YES.search(earlier.plain) and not says_no(earlier):
        return approval_in(earlier.plain) is not False or None
    sentences = [earlier.of_span(span) for span in earlier.sentences]
    about = " ".join(text for text in sentences if ABOUT_MONEY.search(text))
    return approval_in(about) if about and not UNDER_A_CONDITION.search(about) else None
