"""Whether the visitor lets himself be recorded, or contacted, and takes it back."""

import re
from collections.abc import Collection, Iterator, Mapping

from agent.contract.lead import Signal
from agent.insight.judge.judge import Judge
from agent.insight.signals.consent.answers import (
    answer,
    answering,
    before,
    in_question,
    ordered,
    verdict,
)
from agent.insight.signals.consent.contact import contact
from agent.insight.signals.consent.dialogue import by_matter, stays_open, takes_up_another, turned_round
from agent.insight.signals.consent.doubts import doubted
from agent.insight.signals.consent.find_patterns import (
    ALL_OF_IT,
    BY_NAME,
    DO_NOT_RECORD_ME,
    ERASE,
    FROM_HERE_ON,
    FROM_NOW,
    IF,
    KEEPS_ON,
    LATER,
    MAY,
    MAY_RECORD,
    NAMES_RECORDING,
    NO_RECORDING,
    NONE,
    NOT_THAT,
    NOTHING_MORE,
    SAYS_ANEW,
    SOMEBODY_DOES,
    SPOKEN_OF,
    STARTS_WITH_VERB,
    STOP,
    TAKES_BACK_A_WORD,
    TOLD_OTHERS,
    WANTED,
)
from agent.insight.signals.consent.notices import OUR_RECORDER, asks_leave, knows_of_recorder, may_be_refused
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk

_NEAR = 24
"""Characters after "delete that" in which "all of it" may follow."""
_EARLY = 4
"""Turns in which a first "switch it off" refuses."""


def consents(talk: Talk, judge: Judge | None = None) -> Iterator[Finding]:
    """Find the visitor's answers, at most one a turn and scope.

    Args:
        talk: The conversation.
        judge: Who may doubt what the rules take for leave, and hear a no beside them; None for the rules alone.
    """
    given: dict[str, str] = {}
    answered: set[int] = set()
    for reading in talk.visitors:
        recording = _recording(talk, reading, given, answered)
        if judge is not None:
            recording = doubted(talk, reading, recording, judge, status=given.get("recording"))
        for finding in (recording, contact(talk, reading, given)):
            if finding is None:
                continue
            scope, status = str(finding.value["scope"]), str(finding.value["status"])
            if scope == "recording":
                answered.add(reading.number)
            if given.get(scope) != status:
                given[scope] = status
                yield finding


def empties(finding: Finding) -> bool:
    """Return whether nothing else that was said may count."""
    return _keeps_nothing(finding.value)


def _recording(
    talk: Talk, reading: Reading, given: dict[str, str], answered: Collection[int]
) -> Finding | None:
    leave = asks_leave(talk, reading) or stays_open(talk, reading, answered)
    asked = leave or talk.asked(reading, "recording") or may_be_refused(talk, reading)
    told = asked or (reading.number <= _EARLY and knows_of_recorder(talk, reading))
    stop, erase, refusal = (
        _stop(reading, given, asked=told),
        _erase(reading, given, asked=asked or knows_of_recorder(talk, reading)),
        _refusal(reading, asked=told, given="recording" in given),
    )
    mark = stop or (refusal if given.get("recording") == "given" else None) or erase
    if mark is not None:
        from_now = FROM_NOW.search(reading.plain) is not None
        first = (
            told
            and "recording" not in given
            and not KEEPS_ON.search(before(talk, reading))
            and erase is None
            and reading.number <= _EARLY
            and not from_now
            and "my mind" not in mark.group()
        )
        if first:
            return answer(reading, Span(*mark.span()), "refused", "recording")
        everything = erase is not None or (refusal is not None and not from_now)
        effect = "everything" if everything else "from_now"
        return answer(reading, _both(mark, erase), "withdrawn", "recording", effect)
    if refusal is not None:
        here_on = FROM_HERE_ON.search(reading.plain)
        if here_on is not None:
            return answer(reading, _both(refusal, here_on), "withdrawn", "recording", "from_now")
        return answer(reading, Span(*refusal.span()), "refused", "recording")
    turned = turned_round(talk, reading)
    if turned == "stop":
        return answer(reading, answering(reading), "withdrawn", "recording", "from_now")
    yes = turned if isinstance(turned, bool) else by_matter(talk, reading)
    if yes is None and leave and turned is None and not takes_up_another(talk, reading):
        yes = verdict(talk, reading)
    if yes is not None:
        return answer(reading, answering(reading), "given" if yes else "refused", "recording")
    may = MAY_RECORD.search(reading.plain)
    if may is not None and MAY.match(may.group()) and not in_question(reading, may.start()):
        return answer(reading, Span(*may.span()), "given", "recording")
    return None


def _stop(reading: Reading, given: dict[str, str], *, asked: bool) -> re.Match[str] | None:
    """Return where the visitor has the recording stopped, by name, or by "switch that off" where it runs."""
    spoken_of = asked or "recording" in given or SPOKEN_OF.search(reading.plain) is not None
    runs = asked or "recording" in given or OUR_RECORDER.search(reading.plain) is not None
    for found in STOP.finditer(reading.plain):
        said = found.group()
        if "my mind" in said and not (spoken_of or ERASE.search(reading.plain)):
            continue
        if not (runs or NAMES_RECORDING.search(said)) or (NONE.match(said) and "recording" not in given):
            continue
        if STARTS_WITH_VERB.match(said) and not _ordered(reading, found):
            continue
        return found
    return None


def _erase(reading: Reading, given: dict[str, str], *, asked: bool) -> re.Match[str] | None:
    if not (asked or "recording" in given or SPOKEN_OF.search(reading.plain)):
        return None
    for found in ERASE.finditer(reading.plain):
        whole = ALL_OF_IT.search(reading.plain[found.start() : found.end() + _NEAR])
        if LATER.match(reading.plain, found.end()):
            continue
        anew = SAYS_ANEW.match(reading.plain, found.start()) is not None
        if anew or (TAKES_BACK_A_WORD.match(found.group()) and not asked and "recording" not in given):
            continue
        ours = OUR_RECORDER.search(reading.plain) or (
            asked and NOTHING_MORE.match(reading.plain, found.end())
        )
        if (whole is not None or ours) and (
            not STARTS_WITH_VERB.match(found.group()) or _ordered(reading, found)
        ):
            return found
    return None


def _refusal(reading: Reading, *, asked: bool, given: bool) -> re.Match[str] | None:
    """Return where the visitor does not want to be recorded; in doubt only where he was asked, or has answered before.

    A refusal empties the conversation, and at a booth cameras, hours and downtimes are not recorded either.
    """
    for found in DO_NOT_RECORD_ME.finditer(reading.plain):
        if in_question(reading, found.start()):
            continue
        if re.match(r"i\b|i'|we\b|we'|my|our|your? |you\b|no |nothing|the |that ", found.group()) or _ordered(
            reading, found
        ):
            return found
    if asked or OUR_RECORDER.search(reading.plain):
        for found in NO_RECORDING.finditer(reading.plain):
            if not in_question(reading, found.start()):
                return found
    return NOT_THAT.search(reading.plain) if given else None


def _ordered(reading: Reading, found: re.Match[str]) -> bool:
    if TOLD_OTHERS.search(reading.plain, 0, found.start()):
        return False
    if WANTED.search(reading.plain, 0, found.start()) or re.match(
        r"(?:please|could you|can you|would you)\b", found.group()
    ):
        return True
    if (
        BY_NAME.search(found.group())
        and SOMEBODY_DOES.search(reading.plain[: found.start()]) is None
        and not IF.match(_sentence(reading, found))
    ):
        return not in_question(reading, found.start()) or "you" in _sentence(reading, found)
    return ordered(reading, found.start()) and not (
        in_question(reading, found.start())
        and not re.search(
            r"\b(?:can|could|will|would|please)\b.*\byou\b|\bplease\b", _sentence(reading, found)
        )
    )


def _sentence(reading: Reading, found: re.Match[str]) -> str:
    return reading.of_span(reading.sentence_at(found.start()))


def _both(mark: re.Match[str], also: re.Match[str] | None) -> Span:
    if also is None:
        return Span(*mark.span())
    return Span(min(mark.start(), also.start()), max(mark.end(), also.end()))


def ends_everything(signal: Signal) -> bool:
    """Return whether a signal says that none of the conversation may be kept."""
    return signal.kind == "consent" and _keeps_nothing(signal.value)


def _keeps_nothing(value: Mapping[str, object]) -> bool:
    return value.get("scope") == "recording" and (
        value.get("status") == "refused" or value.get("effect") == "everything"
    )
