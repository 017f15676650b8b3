"""How one side takes up the other's words: an offer, by a day for it or by an order, and a day that was named."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from agent.insight.signals.language.deed_words import ARRANGES, DELIVERS, REACHES
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, taken_back
from agent.insight.signals.language.talk import Talk, says_no
from agent.insight.signals.steps.promise_words import until_friday
from agent.insight.signals.times.find import TimeMention, find_times

_LOOKS_AT = 3
"""Clauses of the reply."""
_ORDERS = compiled(r"""
    \W*(?:(?:yes|yeah|sure|ok|okay)\W+(?=(?:please )?come\b))?(?:(?:then|so|just|please|do|and|but)\W+)*
    (?:you )?(?:come|bring|put|send|ring|call|mail|write|show|drop|visit|give|book|make it|lend)\b
    (?![^.!?]* instead\b)
""")
_SPEAKS_OF_ELSE = compiled(r"""
    \W*(?:(?:and|but|so|because|well|yes|yeah|ok|okay|then)\W+)*
    (?:
        they|he|she|it|
        the (?!(?:\d|\w+(?:st|nd|rd|th)\b|first|second|third|week|day|morning|evening|afternoon))|
        our|my|
        (?:i|we)(?:'re| are|'m| am) (?:down|away|off|closed|shut|busy|out|on (?:holiday|leave|vacation|site))|
        (?:i|we)(?:'ll|'ve|'m going| have| will| must| have to| need to| decide| want| choose)
    )\b
""")
OWN_DEED = compiled(rf"""
    \b(?:i|we)(?:'ll| ?ll| will| can| could|'d| would)?
    (?: (?:also|just|gladly|then|already))? (?:{DELIVERS}|{ARRANGES})\b
""")
"""The visitor answers with something that he will do himself, and its day is that of his deed."""
SUITS = compiled(r"""
    \W*(?:\S+ ){0,4}?[\w-]+(?: (?:works?|suits?|fits?)\b|
        (?:'s| is| would be|'d be| sounds) (?:good|fine|great|ok|okay|perfect|possible|all right|better)\b
    )
""")
"""The visitor finds the day good: "June is good"."""
_TELLS_HOW = re.compile(
    r"\W*(?:(?:yes|then|so|just|please|do|and|but)\W+)*(?:you )?(?:ring|call|mail|write)\b"
)
_REACHES = re.compile(rf"\b(?:{REACHES}|touch|demo|meeting|send|forward)\b")
WANTED = re.compile(
    laid_out(r"""
        \W*(?:(?:oh|well|god|ah|ok|okay)\W+)*(?:
            yes please|please do(?: that)?|do please|do|yes do(?: that)?|(?:yes )?please|
            (?:yes )?(?:i'd|we'd) (?:like|love|appreciate) that|
            (?:yes )?(?:that'd|that would) be (?:\w+ )?
            (?:great|good|nice|helpful|perfect|lovely|brilliant|super|fantastic|wonderful)|
            yes gladly|with pleasure|by all means|count me in|yes that'd help
        )\b(?=\W*(?:$|[.!;]))
    """)
    .replace(" please", "\\W+please")
    .replace("yes ", "yes\\W+")
)
"""Wants what is offered, in so many words."""
_SAME_DAY = re.compile(
    r"\b(?:that|the) (?:same |very )(?:day|morning|afternoon|evening|night)\b|\bthat day\b|\b(?:by|till|until) then\b"
)
_NEXT_AFTER = re.compile(r"\bthe (?P<unit>day|week) after\b(?! (?:that|the|next|this|we|you|i|our|your)\b)")
"""Counted from the day named last: "you send them on Friday, I send prices the week after"."""
_BUT_NOT = re.compile(r"\b(?:you\s+|not\s+(?:on\s+|in\s+|before\s+)?)$")
_VAGUE = re.compile(r"\W*(?:maybe|perhaps|possibly|some time)\b")
_A_MONTH = 31
"""Days; a longer span after "maybe" puts an offer off."""
_FEW = 7
"""Words beside the day: "the ninth of June would suit me"."""


def taken_up(
    talk: Talk, offer: Reading, offered: TimeMention | None = None, what: str = ""
) -> tuple[Reading, Span, TimeMention | None] | None:
    """Return where the visitor's next turn takes up an offer, and the day that he names.

    Args:
        talk: The conversation.
        offer: The rep's turn.
        offered: The day that he offers.
        what: What he offers; "call me first" takes up a call, but no visit.

    Returns:
        The visitor's turn, his clause, and the day that both mean; None where he only says yes or no, finds the
        rep's own day right, or speaks of something else.
    """
    reply = talk.readings[offer.number] if offer.number < len(talk.readings) else None
    if reply is None or reply.side != "visitor" or says_no(reply):
        return None
    times = [
        until_friday(reply, time)
        for time in talk.times(reply)
        if not (
            taken_back(reply, time.start)
            or _BUT_NOT.search(reply.plain[: time.start])
            or _only_bounds(time, offered)
        )
    ]
    begins: int | None = None
    for place, clause in enumerate(reply.clauses[:_LOOKS_AT]):
        if about_others(reply, clause.start) or "?" in reply.of_span(reply.sentence_at(clause.start)):
            return None
        if OWN_DEED.search(reply.plain, clause.start, clause.end):
            return None
        own = [time for time in times if clause.overlaps(Span(time.start, time.end))]
        names_day = bool(own) and _says_little_else(reply, clause, own)
        if names_day and _VAGUE.match(reply.plain) and (own[0].days.last - own[0].days.first).days > _A_MONTH:
            return None
        day = agreed_day(own[0] if own else None, offered)
        begins = clause.start if names_day and begins is None else begins
        following = reply.clauses[place + 1 : place + 2]
        if (
            not own
            and following
            and _orders(reply, clause, what)
            and not OWN_DEED.search(reply.plain, following[0].start, following[0].end)
        ):
            own = [time for time in times if following[0].overlaps(Span(time.start, time.end))]
            if own and _says_little_else(reply, following[0], own):
                return reply, reply.trimmed(clause.start, following[0].end), agreed_day(own[0], offered)
        if _orders(reply, clause, what) or (names_day and day is not offered):
            return reply, reply.trimmed(clause.start if begins is None else begins, clause.end), day
    return None


def _only_bounds(time: TimeMention, offered: TimeMention | None) -> bool:
    """Return whether a time only narrows the one offered: "Can I ring in July?" "Yes, but after the tenth"."""
    return offered is not None and time.relation in {"after", "from"}


def _orders(reply: Reading, clause: Span, what: str) -> bool:
    if not _ORDERS.match(reply.plain, clause.start, clause.end):
        return False
    elsewhere = what and _TELLS_HOW.match(reply.plain, clause.start, clause.end) and not _REACHES.search(what)
    return not elsewhere


def _says_little_else(reply: Reading, clause: Span, times: Sequence[TimeMention]) -> bool:
    left = reply.of_span(clause)
    for time in reversed(times):
        left = left[: max(0, time.start - clause.start)] + left[max(0, time.end - clause.start) :]
    return len(left.split()) <= _FEW and _SPEAKS_OF_ELSE.match(reply.plain, clause.start) is None


def agreed_day(named: TimeMention | None, offered: TimeMention | None) -> TimeMention | None:
    """Return the day of both: the visitor's, unless he only repeats the rep's in short ("the fifteenth")."""
    if named is None or offered is None:
        return named or offered
    same_weekday = named.exact and offered.exact and named.due.weekday() == offered.due.weekday()
    return (
        offered if named.due.day == offered.due.day or (same_weekday and named.due < offered.due) else named
    )


def same_day(talk: Talk, reading: Reading, span: Span) -> date | None:
    """Return the day that "that same day" points at: the one named last before, in this turn or the one before."""
    said = _SAME_DAY.search(reading.plain, span.start, span.end)
    after = _NEXT_AFTER.search(reading.plain, span.start, span.end)
    said = said or after
    if said is None:
        return None
    before = talk.before(reading)
    named = [
        time
        for turn, end in ((before, None), (reading, said.start()))
        if turn is not None
        for time in find_times(turn.plain[:end], talk.today, talk.fiscal_year_starts)
    ]
    if not named or after is None:
        return named[-1].due if named else None
    day = named[-1].due
    return day + timedelta(days=1) if after["unit"] == "day" else day + timedelta(days=11 - day.weekday())
