"""A yes or no to a rep who asks for leave, in however few words, and what the readers of consent share."""

import re

from agent.insight.signals.consent.answers_patterns import (
    A_NO,
    AFTER_ALL_YES,
    AFTER_COMMA,
    ASKS_IF_MINDED,
    BARE_NO,
    BARE_YES,
    CONDITION,
    DENIES,
    DENIES_LEAVE,
    ENDS_NO,
    ENDS_YES,
    EXCEPT,
    FLATLY,
    FORBIDS,
    GRANTS,
    HARMLESS_NO,
    IN_THE_END_NO,
    JOINS,
    MINDS,
    MINDS_IT,
    MINDS_PLAINLY,
    MOCKS,
    NOTHING_AGAINST,
    OF_COURSE_NOT,
    ON_CONDITION,
    ONLY_POLITE,
    OUTRIGHT_NO,
    PREFERS_NOT,
    SOFT_NO,
    SOMEBODY,
    STARTS_ORDER,
    TAG,
    YES_AND_NO,
)
from agent.insight.signals.consent.tongues import in_own_tongue, is_restricted
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, says_no, says_yes

_ECHO = 5
"""Words of "With the recorder?", with which an answer repeats what was asked."""
_LONG_SENTENCE = 12
"""Words of a sentence from which the clause is quote enough."""
_HEARD_FOR_A_NO = 60
"""Characters: what is said later is another matter."""
_AT_ONCE = 4
"""Sentences in which an answer comes: "Thanks for asking. No."."""
_FEW = 8
"""Words of a first sentence whose last word may be the answer: "to the office, yes"."""


def verdict(talk: Talk, reading: Reading) -> bool | None:
    """Return whether a turn says yes to what the rep asked leave for; None where that stays open."""
    answer = _without_echo(reading)
    text = answer.plain
    if YES_AND_NO.match(text) or MOCKS.match(text):
        return False if OUTRIGHT_NO.search(text) else None
    if AFTER_ALL_YES.search(text):
        return True
    minds = asks_if_minded(talk, reading)
    foreign = in_own_tongue(text, minded=minds)
    if foreign is not None:
        return None if foreign and FORBIDS.search(HARMLESS_NO.sub("", text)) and not minds else foreign
    if OUTRIGHT_NO.search(_early(answer)) and not minds:
        return False
    if is_restricted(text) and not minds:
        return None
    said = _in_first_words(talk, reading, answer)
    return _after_a_preface(answer) if said is None and not _takes_it_back(text) else said


def _early(answer: Reading) -> str:
    """Return the sentences in which an answer comes."""
    spans = answer.sentences[:_AT_ONCE]
    return answer.plain[: spans[-1].end] if spans else answer.plain


def _after_a_preface(answer: Reading) -> bool | None:
    """Return a bare yes or no that has a sentence of its own, after one that decides nothing."""
    for span in answer.sentences[1:_AT_ONCE]:
        said = answer.of_span(span)
        if "?" in answer.plain[: span.start] or "?" in said:
            return None
        if BARE_NO.match(said):
            return False
        if BARE_YES.match(said):
            return True
    return None


def _in_first_words(talk: Talk, reading: Reading, answer: Reading) -> bool | None:
    text = answer.plain
    if DENIES.search(_head(answer)):
        return False
    head = text[:_HEARD_FOR_A_NO]
    if any(no.search(head) for no in (MINDS, ON_CONDITION, EXCEPT, DENIES_LEAVE)):
        return False
    minds = asks_if_minded(talk, reading)
    minded = minds and MINDS_IT.match(text) is not None
    if minds and MINDS_PLAINLY.match(text) and not GRANTS.match(text):
        return False
    if _ends_with(ENDS_YES, answer) and not minded:
        return None if _takes_it_back(text) else True
    if IN_THE_END_NO.search(_early(answer)) or (not minds and OF_COURSE_NOT.match(text)):
        return False
    if minded:
        return False
    if (says_no(answer) or FLATLY.match(text)) and not (GRANTS.match(text) or SOFT_NO.match(text)):
        return minds and not PREFERS_NOT.search(text) and re.search(r"\bi'm not\b", _head(answer)) is None
    if _ends_with(ENDS_NO, answer):
        return False
    if not (GRANTS.match(text) or NOTHING_AGAINST.match(text) or says_yes(answer)) or ONLY_POLITE.match(text):
        return None
    return None if _takes_it_back(text) else True


def _takes_it_back(text: str) -> bool:
    """Return whether a yes has a no in it: in doubt nothing is kept."""
    return A_NO.search(HARMLESS_NO.sub("", text[:_HEARD_FOR_A_NO])) is not None


def asks_if_minded(talk: Talk, reading: Reading) -> bool:
    """Return whether the rep asked so that a no is a yes: "do you mind if ..."."""
    return ASKS_IF_MINDED.search(before(talk, reading)) is not None


def ordered(reading: Reading, start: int) -> bool:
    """Return whether a verb at a place is an order or a request to the rep, not what somebody else does."""
    sentence = reading.sentence_at(start)
    said = reading.plain[sentence.start : start]
    if STARTS_ORDER.search(said) or JOINS.search(said):
        return True
    if AFTER_COMMA.search(said):
        return CONDITION.match(said) is None
    return reading.noisy and SOMEBODY.search(said) is None


def before(talk: Talk, reading: Reading) -> str:
    """Return the plain text of the turn before; nothing where there is none."""
    turn = talk.before(reading)
    return turn.plain if turn is not None else ""


def in_question(reading: Reading, position: int) -> bool:
    """Return whether a place lies in a question, and not in a statement that ends in "understood?"."""
    sentence = reading.of_span(reading.sentence_at(position))
    return "?" in sentence and TAG.search(sentence) is None


def answering(reading: Reading) -> Span:
    """Return the words that answer: the first sentence, with what it echoes."""
    if not reading.sentences:
        return Span(0, len(reading.plain))
    first = reading.sentences[0]
    start = len(reading.plain) - len(_without_echo(reading).plain)
    span = Span(first.start, reading.sentence_at(start).end) if start else first
    if len(reading.of_span(first).split()) > _LONG_SENTENCE and reading.clauses:
        return reading.clauses[0]
    return span


def answer(reading: Reading, span: Span, status: str, scope: str, effect: str | None = None) -> Finding:
    """Return the finding of one answer, quoted by a span."""
    value: dict[str, str | int | float | bool | None] = {"status": status, "scope": scope, "effect": effect}
    return Finding("consent", value, reading, reading.trimmed(span.start, span.end), status, 0.85)


def _without_echo(reading: Reading) -> Reading:
    start = 0
    for span in reading.sentences[:-1]:
        said = reading.of_span(span)
        if "?" not in said or len(said.split()) > _ECHO:
            break
        start = span.end
    return Reading(reading.number, reading.side, reading.text[start:], reading.plain[start:])


def _head(answer: Reading) -> str:
    """Return the first sentence, and the second where the first only opens."""
    spans = answer.sentences[:2]
    if not spans:
        return answer.plain
    opens = len(answer.of_span(spans[0]).split()) < 3 and not says_yes(answer)
    return answer.plain[spans[0].start : spans[-1 if opens else 0].end]


def _ends_with(pattern: re.Pattern[str], answer: Reading) -> bool:
    if not answer.sentences:
        return False
    first = answer.of_span(answer.sentences[0])
    return len(first.split()) <= _FEW and "?" not in first and pattern.search(first) is not None
