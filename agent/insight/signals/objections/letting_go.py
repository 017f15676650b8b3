"""When a visitor lets go of a reservation: in words, or by taking up the rep's answer as one who is satisfied.

"On our own server? Good." takes up the answer and says yes to it; "Encrypted or not, it leaves the house" takes it
up and does not. Thanks, a joke or another subject let go of nothing, and doubt in the same breath keeps it open.
"""

import re
from collections.abc import Collection, Sequence

from agent.insight.judge.said import is_glue, stem
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import takes_back_before
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.objections.letting_go_words import (
    ACCEPTS,
    AFTER_PRAISE,
    ASSENTS,
    BOTH,
    DOUBTS,
    HARMLESS,
    HESITATES,
    IF_ONLY,
    NO,
    PRAISE,
    SETTLED,
    STEP,
    SUITS,
    TAKES_UP,
    THANKS,
)
from agent.insight.signals.objections.words import LET_GO

ANSWERED_WITHIN = 4
"""Turns: the visitor's next two, with what the rep says in between."""
_OPENING, _FURTHER_ON, _AFTER, _ONLY_LEADS = 20, 90, 45, 2
"""Words of a turn in which an answer is taken up; characters into it, or after it, in which words still belong to it."""
_WAVES_AWAY = compiled(r"""
    \W*(?:(?:no|yeah|well|but|oh|hm+)\W+)*(?:doesn't|don't|makes no|no) (?:matter|difference|odds)\b
    (?! (?:then|any ?more|now))
""")
"""Waves the answer away, not the reservation: "doesn't matter, boards is boards"."""
_HANGS_ON = compiled(r"""
    \b(?:
        if|whether|unless|until|
        not (?:really |quite |at all |so )?(?:sure|convinced|certain)|
        doubt|don't (?:think|see|believe|know)|can't (?:see|imagine)|wonder|hope|who|whom
    )\b
""")
_CONTENT = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")


def resolved_in(talk: Talk, reading: Reading, span: Span, believed: Collection[int] = ()) -> int | None:
    """Return the number of the turn in which the visitor lets go, the same or one of his next two.

    Args:
        talk: The conversation.
        reading: The turn of the reservation.
        span: Where in the turn it lies.
        believed: Numbers of turns in which the judge hears him let go of something.
    """
    if _at_once(reading, span):
        return reading.number
    later = [
        other for other in talk.visitors if reading.number < other.number <= reading.number + ANSWERED_WITHIN
    ]
    for index, other in enumerate(later):
        back = takes_back_before(other)
        if back is not None and re.search(r"forget|drop|ignore|take", back):
            return other.number
        answers = [turn for turn in talk.readings[reading.number : other.number - 1] if turn.side == "rep"]
        if answers and _lets_go(
            talk,
            reading.of_span(span),
            answers[-1],
            other,
            first=index == 0,
            believed=other.number in believed,
        ):
            return other.number
    return None


def answers(talk: Talk, turn: int, found: Finding, others: Sequence[Finding]) -> bool:
    """Return whether what is let go of in a turn is this objection: the last one, or that which it shares words with.

    Args:
        talk: The conversation.
        turn: Its number.
        found: The objection.
        others: All objections.
    """
    open_ones = [
        other
        for other in others
        if turn - ANSWERED_WITHIN <= other.reading.number < turn
        and other.value.get("resolved_turn") in {None, turn}
    ]
    later = [other for other in open_ones if other.reading.number > found.reading.number]
    earlier = [other for other in open_ones if other.reading.number < found.reading.number]
    reading = talk.readings[turn - 1]
    if BOTH.search(reading.plain) or not (later or earlier):
        return True
    said = [reading.plain, *(one.plain for one in talk.readings[turn - 2 : turn - 1])]
    own = _in_common(str(found.value["what"]), said)
    if later:
        return own > max(_in_common(str(other.value["what"]), said) for other in later)
    return own > 0 or not any(_in_common(str(other.value["what"]), said) for other in earlier)


def says_settled(text: str) -> bool:
    """Return whether a clause says that a matter is settled, and not whether it would be: "not sure he'd be happy"."""
    return any(
        _HANGS_ON.search(text, 0, match.start()) is None
        for pattern in (LET_GO, SETTLED)
        for match in pattern.finditer(text)
    )


def _in_common(one: str, others: Sequence[str]) -> int:
    """Return how many content words of a text are in others, too."""
    return len(_content(one.lower()) & {word for other in others for word in _content(other)})


def _at_once(reading: Reading, span: Span) -> bool:
    """Return whether the same turn lets go of it."""
    rest = reading.plain[span.end :]
    match = SETTLED.search(rest) or LET_GO.search(rest)
    return match is not None and len(match.group()) > len("fair then") and not DOUBTS.search(rest)


def _lets_go(talk: Talk, worry: str, answer: Reading, other: Reading, *, first: bool, believed: bool) -> bool:
    """Return whether a turn lets go of what the rep has just answered.

    Args:
        talk: The conversation.
        worry: The reservation.
        answer: What the rep said last before the turn.
        other: The turn.
        first: Whether it is the visitor's first after the reservation.
        believed: Whether the judge thinks so.
    """
    opening = _opening(other)
    settled = _real(other, SETTLED, opening)
    asked = _asked(talk, answer)
    if settled is not None and not _doubts_near(other, settled):
        return True
    let_go = _real(other, LET_GO, opening)
    if (
        let_go is not None
        and not _doubts_near(other, let_go)
        and (first or not asked)
        and not (PRAISE.fullmatch(let_go.group()) and (not first or asked or _idle(other, let_go)))
    ):
        return True
    if DOUBTS.search(_calm(other.plain), 0, opening.end) or _WAVES_AWAY.match(other.plain):
        return False
    return (believed and HESITATES.match(other.text.lower()) is None) or (
        first and not asked and _takes_up(worry, answer, other, opening)
    )


def _asked(talk: Talk, answer: Reading) -> bool:
    """Return whether the rep ended with a question of his own."""
    last = answer.of_span(answer.sentences[-1]) if answer.sentences else ""
    return bool(talk.topics(answer)) and (
        "?" in last
        or (
            answer.noisy
            and re.match(
                laid_out(r"""
                    \W*(?:(?:and|so|but|okay|ok)\W+)*
                    (?:what|who|when|where|how|which|why|would|do|does|is|are|has|have|can|any)\b
                """),
                last,
            )
            is not None
        )
    )


def _opening(reading: Reading) -> Span:
    """Return the first words of a turn, to the end of their sentence where there is punctuation."""
    words = list(re.finditer(r"\S+", reading.plain))
    if len(words) <= _OPENING:
        return Span(0, len(reading.plain))
    end = words[_OPENING - 1].end()
    return Span(0, max(end if reading.noisy else reading.sentence_at(end - 1).end, end))


def _real(reading: Reading, pattern: re.Pattern[str], within: Span) -> re.Match[str] | None:
    """Return the first place of a pattern that is neither a condition nor asked."""
    for match in pattern.finditer(reading.plain, within.start, within.end):
        if not IF_ONLY.search(reading.plain, 0, match.start()) and not _WAVES_AWAY.match(
            reading.plain, 0, match.end()
        ):
            return match
    return None


def _doubts_near(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether doubt stands before it, or comes right after it."""
    sentence = reading.sentence_at(match.start())
    calm = _calm(reading.plain)
    if DOUBTS.search(calm, sentence.start, match.start()):
        return True
    return DOUBTS.search(calm, match.end(), min(len(calm), match.end() + _AFTER)) is not None


def _calm(text: str) -> str:
    """Return a text of the same length without denials that say yes."""
    return HARMLESS.sub(lambda match: " " * len(match.group()), text)


def _idle(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether praise is mere thanks, or goes on with what is bad about it: "great, my whole office"."""
    return THANKS.search(reading.plain, 0, match.end() + 1) is not None or not AFTER_PRAISE.match(
        reading.plain, match.end()
    )


def _takes_up(worry: str, answer: Reading, other: Reading, opening: Span) -> bool:
    """Return whether the visitor repeats what he was answered and says yes to it, or says that it suits."""
    heard = _content(_without_steps(answer, Span(0, len(answer.plain))))
    # "Five years I can live with" says yes, whatever he asks or denies after it.
    first = next((one for one in other.sentences if len(other.of_span(one).split()) > _ONLY_LEADS), None)
    if (
        first is not None
        and first.end <= opening.end
        and "?" not in other.of_span(first)
        and _accepts(_without_steps(other, first), heard, answer, worry)
    ):
        return True
    text = _without_steps(other, opening)
    if _asks(other, opening) or _denies(text, heard, answer, worry):
        return False
    assents = ASSENTS.search(text) is not None or HARMLESS.search(text) is not None
    return (assents and bool(heard & _content(text))) or _accepts(text, heard, answer, worry)


def _accepts(text: str, heard: Collection[str], answer: Reading, worry: str) -> bool:
    """Return whether words say that it suits, or say so of a word of the answer, and deny nothing."""
    if _denies(text, heard, answer, worry):
        return False
    suits = SUITS.search(text)
    if suits is not None and not IF_ONLY.search(text, 0, suits.start()):
        return True
    if not _content(text) & set(heard):
        return False
    fronted = TAKES_UP.search(text)
    return ACCEPTS.search(text) is not None or (
        fronted is not None and bool(set(heard) & _content(fronted.group()))
    )


def _denies(text: str, heard: Collection[str], answer: Reading, worry: str) -> bool:
    # What is denied in the rep's own words is no denial: "no wires at all? Oh."
    own = _undenied(HARMLESS.sub(" ", text), worry)
    if NO.search(answer.plain) and _content(text) & set(heard):
        own = NO.sub(" ", own)
    return NO.search(own) is not None


def _without_steps(reading: Reading, span: Span) -> str:
    """Return words without what somebody is going to do: "send me the trial, I'll ask them" lets go of nothing."""
    text = reading.of_span(span)
    for one in reading.clauses:
        if one.overlaps(span) and STEP.search(reading.plain, one.start, one.end):
            start, end = max(one.start - span.start, 0), min(one.end, span.end) - span.start
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _undenied(text: str, worry: str) -> str:
    """Return a text without denials of the reservation itself: "there's no foam there", of a worry about foam."""
    feared = _content(worry)
    return re.sub(
        rf"{NO.pattern}(?=(?:\s+[\w']+){{1,3}})",
        lambda match: " " if feared & _content(" ".join(text[match.end() :].split()[:3])) else match.group(),
        text,
    )


def _asks(reading: Reading, opening: Span) -> bool:
    """Return whether the opening asks anything but whether it heard right ("On our own server?")."""
    last = ""
    for sentence in reading.sentences:
        if sentence.start >= opening.end:
            break
        last = reading.of_span(sentence)
        if "?" in last and re.match(
            laid_out(r"""
                \W*(?:(?:and|so|but|okay|ok|oh|ah|well|good|nice|great|right|thanks)\W+)*
                (?:what|who|whose|where|when|how|why|which|do|does|did|is|are|can|could|will|would|has|have)\b
                (?!\W*(?:that|it|there|they)\W*\?|\W*\w+\W*\?)
            """),
            last,
        ):
            return True
    return (
        reading.noisy
        and re.match(r"\W*(?:and |but )?(?:what|who|where|when|how|why|which)\b", last) is not None
    )


def _content(text: str) -> set[str]:
    words = (word.removesuffix("'s") for word in _CONTENT.findall(text))
    return {stem(word) for word in words if word.isdigit() or not is_glue(word)}
