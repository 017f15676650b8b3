"""What a clause says that is known to carry a budget or a time; next steps are read in `clause_steps`.

The rules of `budget` and `timeline` decide whether words count and what they are worth. Here it is settled already
that they count: any amount or time in reach is the one that is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from agent.insight.signals.budget.amounts import counts, told_us
from agent.insight.signals.budget.approval import apart_from, approval_before, approval_near
from agent.insight.signals.budget.find import (
    approval_later,
    budget_of,
    currency_later,
)
from agent.insight.signals.budget.in_full import at_most, in_full, in_scale, said_alone, with_basis
from agent.insight.signals.budget.other_money import NO_BUDGET, NOT_BUDGET
from agent.insight.signals.budget.phrases import CORRECTED, NEAR, STRONG, SUPERSEDED
from agent.insight.signals.budget.sums import is_money
from agent.insight.signals.language.clauses import ClauseValue, reach
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, taken_back, unreal
from agent.insight.signals.language.talk import NOTHING, Finding, Talk, Value, says_no, says_yes
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.context import completed
from agent.insight.signals.money.currencies import currency_in
from agent.insight.signals.money.find import find_money
from agent.insight.signals.money.parts import FOR_THIS
from agent.insight.signals.timeline.before import said_before
from agent.insight.signals.timeline.chosen import chosen_time, without_origins
from agent.insight.signals.timeline.phrases import ASAP, NO_HURRY, OURS
from agent.insight.signals.timeline.roles import only_if_not
from agent.insight.signals.timeline.usable import usable
from agent.insight.signals.times.find import TimeMention

_NOTHING = compiled(r"""
    \W*(?:(?:well|um|honestly|actually|unfortunately|right now|currently|i'm afraid|sadly)\W+)*
    (?:
        no(?=\W*$|\W+(?:not|we|i|there|nothing|none|money|sorry|unfortunately|sadly)\b)|
        none|nothing|zero|nope|nil|not yet|not (?:a|as|really|for|at|one)\b|
        there (?:isn't|is not|ain't|'s none|is none)|there's (?:none|nothing)|
        (?:we|i) (?:don't|do not|haven't|have not|have none)
    )
""")
_NONE = compiled(r"""
    \b(?:
        (?:'ve|have|has|got|there's|is|year|for \w+) (?:none|nothing|zero)|
        zero (?:point zero|budget|dollars|euros|pounds|money)|
        (?:isn't|hasn't got|haven't got|ain't) (?:a|any|one)|
        not (?:appropriated|budgeted|planned|allocated)|
        no (?:\w+ )?(?:appropriation|allocation|provision|funding|funds|cash)|
        (?:budget|money|pot|funds?|spending|purse|kitty|till)\b[^.!?]{0,20}\b
        (?:frozen|gone|empty|spent|used up)|
        not (?:a|one) (?:single )?(?:cent|penny|euro|dollar|dime|pound|rappen|bean)
        (?! (?:over|more|above|beyond))
    )\b
""")
_VAGUE_AMOUNT = re.compile(r"\b(?:that|it|this|there|thereabouts|same)\b")
_AT_MOST_THAT = compiled(r"""
    \b(?:
        up to|at (?:the )?most|not (?:more|over|above)|no more|max(?:imum)?|tops|under|below|less than|
        ceiling|limit|could (?:just )?(?:go|stretch) to
    )\b
""")
_AT_LEAST_THAT = re.compile(r"\b(?:at least|or more|more than|over|minimum|north of)\b")
_LATER_TURNS = 6
_OF_WHICH = re.compile(r"\b(?:of (?:which|that|it|those)|(?:from|out of) (?:that|it|which)|the budget is)\b")
_OF_WHICH_NEXT = re.compile(r"\b(?:of|from|out of) (?:which|that)\s+(?:(?:about|around|maybe)\s+)?$")
_EVENT = re.compile(
    r"\b(?:as soon as|once|when|after|before|not until|not before|until|till|the (?:moment|day|minute)) "
    r"(?:[a-z][\w'-]*)(?: [\w'-]+){0,9}"
)
"""A time without a date: "once the merger is through"."""
_CONSENT = compiled(r"""
    \b(?:
        agreed|said (?:yes|ok|okay|aye)|ok(?:ay)?(?:'d|ed)|nodded|sealed|settled|signed|countersigned|stamped|
        voted|passed|granted|approved|released|confirmed|cleared|sanctioned|blessed|ratified|minuted|
        in writing|official|initial?led|permission|gone past (?:the|my|our) \w+
    )\b
""")
_CONSENT_TO_COME = compiled(r"""
    \b(?:
        must|(?:has|have|needs?) to|will|would|should|could|can|once|if|when|until|before|whether|hopefully|
        maybe|who|be|as soon as
    )\b|
    '(?:ll|d)\b
""")
_DENIED = re.compile(r"\b(?:not|never|nobody|none|no|nothing|neither|without|cannot)\b|n't\b")
_OPEN = compiled(r"""
    \b(?:
        no (?:\w+ )?(?:date|deadline|pressure|rush|hurry|timeline|schedule)\b|
        it's (?:all |still |wide )?open\b|open-ended|whenever\b|there isn't (?:one|a date)\b
    )
""")
"""There is no date."""
_THAT_IS = compiled(r"""
    (?:[ -]+[\w']+){0,2}\s*[,.]?\s*(?:
        so|that's|thats|that is|which is|no|no,? sorry|sorry|actually|i mean|say|let's say|or rather|rather|
        i'd say|make that
    )\W+(?:about |around |maybe |it's )?|
    \s*[.]\s*
""")
_VISITS = compiled(r"""
    \b(?:can|could|shall|should|may|when) (?:can |could |shall |should )?
    (?:i|we) (?:come|call|visit|meet|ring|phone|stop|drop)\b
""")
"""Asks for a day to meet, not to buy."""
_OTHER_COSTS = compiled(r"""
    \bwhat (?:does|do|did) (?:an? |the |such an? |each |every |one )(?:\w+ ){1,5}cost(?: you| us)?\W*$
""")
"""Asks what something costs them today: "what does an hour of downtime cost?"."""
_OTHER_TIME = compiled(r"""
    \bwhen (?:did|was|were|had) (?!you\b)|
    \bwhen (?:does|do|is|are) (?:the|your) (?:\w+ )?
    (?:audit|inspection|season|harvest|fair|show|shift|exam|course|semester|term|event|holidays?)\b
""")
"""Asks for a day that is none of the purchase."""
_THEN = re.compile(r"\W*(?:\w+ ){0,3}(?:then|thereabouts|about (?:that|right)|around then|roughly)\b")


def budget_value(talk: Talk, reading: Reading, span: Span) -> ClauseValue | None:
    """Return the amount that a clause about the visitor's own money means.

    It stands in the clause, in the one after or before it, or in the rep's question that the turn answers.

    Args:
        talk: The conversation.
        reading: The visitor's turn.
        span: The clause.

    Returns:
        None where no amount can be read and the visitor does not say that there is none either.
    """
    text = reading.of_span(span)
    before = talk.before(reading)
    if before is not None and before.side == "rep" and _OTHER_COSTS.search(before.plain):
        return None
    amounts = [money for money in find_money(reading.plain) if money.top and _may_be(reading, money)]
    none = (
        NO_BUDGET.search(text) is not None
        or _NOTHING.match(text) is not None
        or _NONE.search(text) is not None
    )
    for near in reach(reading, span):
        own = [money for money in amounts if near.overlaps(Span(money.start, money.end))]
        if own and all(_of_others(reading, money) for money in own):
            return None
        if own:
            return _budget(talk, reading, _meant(reading, own, amounts), amounts)
        if none:
            return ClauseValue(dict(NOTHING["budget"]), absent=True)
    return _proposed_amount(talk, reading, span)


def budget_values(talk: Talk, reading: Reading) -> Iterator[tuple[Span, Value]]:
    """Yield every amount of a turn as it would be if it were the budget, and where it is named."""
    amounts = [money for money in find_money(reading.plain) if money.top and _may_be(reading, money)]
    for money in amounts:
        yield Span(money.start, money.end), _budget(talk, reading, money, amounts).value


def _of_others(reading: Reading, money: Money) -> bool:
    """Return whether others said it, who do not give him money: "somebody told me it's twenty dollars"."""
    return about_others(reading, money.start) and not told_us(reading, money.start)


def _may_be(reading: Reading, money: Money) -> bool:
    """Return whether a number may be an amount; after "of which" a small one is, too."""
    return is_money(reading, money) or _OF_WHICH_NEXT.search(reading.plain, 0, money.start) is not None


def timeline_value(talk: Talk, reading: Reading, span: Span) -> ClauseValue | None:
    """Return when the visitor decides, orders or starts, as a clause about it says.

    Args:
        talk: The conversation.
        reading: The visitor's turn.
        span: The clause.

    Returns:
        None where no time can be read and the visitor does not say that there is none either.
    """
    times = [time for time in talk.times(reading) if usable(reading, time)]
    own = [time for time in times if span.overlaps(Span(time.start, time.end))]
    before = talk.before(reading)
    visits = before is not None and before.side == "rep" and _VISITS.search(before.plain)
    elsewhere = before is not None and before.side == "rep" and _OTHER_TIME.search(before.plain)
    if own and _corrected_next(talk, reading):
        return None
    if own and (visits or elsewhere) and not OURS.search(reading.of_span(span)):
        return None
    if NO_BUDGET.search(reading.of_span(span)):
        return None
    if own and all(only_if_not(reading, time) for time in own):
        return None
    back = said_before(reading, times)
    if back is not None and back.span.overlaps(span):
        named = [time for time in own if _words(reading, time) not in str(back.value["phrase"])]
        phrase = ", ".join([*(_words(reading, time) for time in named[-1:]), str(back.value["phrase"])])
        return ClauseValue(back.value | {"phrase": phrase})
    if own:
        return ClauseValue(_chosen(reading, [*own, *_more_precisely(reading, own[-1], times)]).value)
    hurry = NO_HURRY.search(reading.plain, span.start, span.end) or _OPEN.search(
        reading.plain, span.start, span.end
    )
    if hurry is not None:
        return ClauseValue(_undated(reading, Span(*hurry.span())), absent=True)
    soon = ASAP.search(reading.plain, span.start, span.end)
    for near in reach(reading, span)[1:] if soon is None else ():
        own = [time for time in times if near.overlaps(Span(time.start, time.end))]
        if own:
            return ClauseValue(_chosen(reading, own).value)
    if soon is not None:
        return ClauseValue(_undated(reading, Span(*soon.span())))
    event = _EVENT.search(reading.plain, span.start, span.end)
    if event is not None:
        return ClauseValue(_undated(reading, Span(*event.span())))
    agrees = says_yes(reading) or _THEN.match(reading.of_span(span))
    if before is not None and before.side == "rep" and agrees:
        theirs = talk.times(before)
        if theirs:
            return ClauseValue(_chosen(before, theirs[-1:]).value)
    return None


def _corrected_next(talk: Talk, reading: Reading) -> bool:
    """Return whether the visitor takes it back when it is repeated: "In June." "This June?" "No. The first week of July"."""
    following = [turn for turn in talk.readings if 0 < turn.number - reading.number <= 2]
    return (
        [turn.side for turn in following] == ["rep", "visitor"]
        and len(following[0].plain.split()) <= _ECHOES
        and "?" in following[0].plain
        and _NO_BUT.match(following[1].plain) is not None
        and bool(talk.times(following[1]))
    )


_ECHOES = 4
"""Words of a rep who only repeats what he has heard."""
_NO_BUT = re.compile(r"\W*(?:(?:ha|oh|ah|er|um|sorry)\W+)*no\b")


def _more_precisely(reading: Reading, last: TimeMention, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Return a time that only makes the one before it clearer: "before the season | so april"."""
    following = next((time for time in times if time.start >= last.end), None)
    if following is not None and _THAT_IS.fullmatch(reading.plain, last.end, following.start):
        return [following]
    return []


def _words(reading: Reading, time: TimeMention) -> str:
    return reading.words(reading.trimmed(time.start, time.end))


def _meant(reading: Reading, own: Sequence[Money], amounts: Sequence[Money]) -> Money:
    """Return the amount that is the budget: as it was corrected, none that was taken back, and rather no price."""
    gone = {
        money
        for money, following in pairwise(amounts)
        if SUPERSEDED.search(reading.plain[reading.sentence_at(money.start).start : money.start])
        or re.search(r"\bnot (?:the |about |around )?$", reading.plain[: money.start])
        or CORRECTED.search(reading.plain[money.end : following.start])
    } | {
        money
        for money in amounts
        if taken_back(reading, money.start)
        or unreal(reading, money.start)
        or about_others(reading, money.start)
    }
    standing = [money for money in own if money not in gone]
    if not standing:
        standing = [money for money in amounts if money.start > own[-1].start and money not in gone][
            :1
        ] or list(own)

    def rank(money: Money) -> int:
        clause, sentence = reading.clause_at(money.start), reading.sentence_at(money.start)
        before = max([clause.start, *(one.end for one in amounts if one.end <= money.start)])
        after = min([clause.end, money.end + NEAR, *(one.start for one in amounts if one.start >= money.end)])
        text = reading.plain[min(before, money.start) : max(after, money.end)]
        return (
            4 * (_OF_WHICH.search(reading.plain, min(before, money.start), money.start) is not None)
            + 4 * (FOR_THIS.search(text) is not None)
            + 3 * (money.bounded and money.low is None)
            + 2 * (STRONG.search(text) is not None)
            + counts(reading, money, clause, sentence, answering=True, first=True)
            - 2 * (NOT_BUDGET.search(text) is not None)
        )

    return max(standing, key=rank)


def _budget(talk: Talk, reading: Reading, money: Money, amounts: Sequence[Money]) -> ClauseValue:
    """Complete an amount by what is said around it, before it by the rep, and after it."""
    later = [one.start for one in amounts if one.start > money.start]
    if money.currency is None:
        after = reading.plain[money.end : min([*later, money.end + NEAR])]
        money = replace(money, currency=currency_in(after) or said_alone(reading, money))
    money = at_most(reading, completed(talk, reading, with_basis(talk, reading, money, amounts), amounts))
    money = in_scale(talk, reading, money, amounts)
    approved = _approved(reading, money, amounts)
    value = budget_of(money, approval_before(talk, reading) if approved is None else approved)
    found = Finding("budget", value, reading, Span(money.start, money.end), "clause", 1.0)
    return ClauseValue(_with_later_turns(talk, found).value)


def _approved(reading: Reading, money: Money, amounts: Sequence[Money]) -> bool | None:
    """Return whether it is said to be approved, up to where other amounts are spoken of."""
    sentence = reading.sentence_at(money.start)
    near, own = apart_from(reading, sentence, [one.start for one in amounts])
    said = approval_near(near, own)
    return said if said is not None else _consented(near, own.start)


def _consented(reading: Reading, position: int) -> bool | None:
    """Return whether somebody has said yes, from the amount to the end of the next sentence."""
    sentence = reading.sentence_at(position)
    after = [one.end for one in reading.sentences if one.start >= sentence.end]
    end = after[0] if after else sentence.end
    for clause in reading.clauses:
        text = reading.of_span(clause)
        if (
            sentence.start <= clause.start < end
            and _CONSENT.search(text)
            and not _CONSENT_TO_COME.search(text)
        ):
            return _DENIED.search(text) is None
    return None


def _with_later_turns(talk: Talk, found: Finding) -> Finding:
    for reading in talk.visitors:
        if not 0 <= reading.number - found.reading.number <= _LATER_TURNS:
            continue
        if 0 < reading.number - found.reading.number <= 2:
            found = currency_later(talk, reading, found)
        if reading is not found.reading:
            found = approval_later(talk, reading, found)
    return found


def _proposed_amount(talk: Talk, reading: Reading, span: Span) -> ClauseValue | None:
    """Take the rep's amount that the visitor agrees to: "fifty?" - "about that"."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or says_no(reading):
        return None
    text = reading.of_span(span)
    if not (says_yes(reading) or _VAGUE_AMOUNT.search(text) or _AT_MOST_THAT.search(text)):
        return None
    amounts = [money for money in find_money(before.plain) if is_money(before, money)]
    if not amounts:
        return None
    money = in_full(talk, before, amounts[-1])
    if _AT_MOST_THAT.search(text):
        money = replace(money, low=None)
    elif _AT_LEAST_THAT.search(text):
        money = replace(money, high=None)
    if money.currency is None:
        money = replace(money, currency=currency_in(reading.plain))
    value = budget_of(money, approval_near(reading, reading.sentence_at(span.start)))
    return ClauseValue(_with_later_turns(talk, Finding("budget", value, reading, span, "clause", 1.0)).value)


def _chosen(reading: Reading, times: Sequence[TimeMention]) -> Finding:
    standing = [time for time in times if not taken_back(reading, time.start)] or list(times)
    return chosen_time(reading, without_origins(reading, standing))


def _undated(reading: Reading, span: Span) -> Value:
    return {
        "earliest": None,
        "latest": None,
        "phrase": reading.words(reading.trimmed(span.start, span.end)),
    }
