"""Talk about nothing but the day of something: "how's the nineteenth?", "works for me", "when can you be there?"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from agent.insight.signals.language.numbers import TENS, UNITS
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import taken_back
from agent.insight.signals.language.talk import Talk, says_no
from agent.insight.signals.steps.promise_words import until_friday
from agent.insight.signals.times.find import TimeMention
from agent.insight.signals.times.relative_days import next_such_day
from agent.insight.words import words

_SMALL = words(
    """a an the of on in at by to for with and or but so then well oh ah it it's it'd it'll that that's that'd this 's its
    is be been would will could can may might can't couldn't wouldn't let's lets shall say make give go speak how how's
    what what's when which until till about as day days date time morning afternoon evening night noon lunch o'clock
    clock am pm half past quarter sharp latest earliest around early late week weeks calendar though rather not no please
    do does did get have need want see any there here your our my place again already still more only just too even
    than before after from now very all both thing sometime maybe perhaps whenever whatever me us you we i i'm i'd
    i've we're we'll we'd you'll long should fix fixed next if are ours yours away straight immediately personally charge"""
) | frozenset([*UNITS, *TENS])
_ASSENTS = words(
    """yes yeah yep yup ja sure ok okay fine good great perfect right alright done deal noted agreed exactly super
    lovely cool brilliant excellent works work suits suit fits better best possible free sounds plan booked pencilled
    course gladly understood wonderful marvellous settled fantastic nice love glad happy grand ideal"""
)
_ASKS = re.compile(r"\b(?:when|what day|which day|which week|what time|by when|until when|till when)\b")
_MOST_WORDS = 9
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_TENTHS = {"twenty": 20, "thirty": 30}
ORDINAL = compiled(rf"""
    \b(?:
        (?:(?P<ten>twenty|thirty)[ -])?(?P<word>{"|".join(_ORDINALS)}|thirtieth)|
        (?P<digits>\d{{1,2}})(?:st|nd|rd|th)
    )\b(?! (?:half|week|of|quarter|time|thing|floor|one|\w+day))
""")
_LAST_OF_MONTH = 31
_A_FORTNIGHT = timedelta(days=14)
_SOON = re.compile(r"\b(?:today|tonight|tomorrow|this|now)\b")
_VAGUE = re.compile(r"\W*(?:maybe|perhaps|possibly|some time)\b")
"""Puts off what is to happen "next year"."""
_COMMITS = compiled(r"""
    (?:
        \b(?:i|we)(?:'ll| ?ll| will|'d) (?:gladly )?(?:
            do (?:it|that|this|both)\b|see to (?:it|that)|sort (?:it|that)(?: out)?|take care of (?:it|that)|
            get (?:it|that|them|one) (?:done|to you|over|out|organi[sz]ed)
        )|
        (?:(?:^|[.!?,] |\b(?:ok|okay|yes|sure|and|fine|we|i) ))(?:will|can) do\b(?! \w+ing)|
        \b(?:i|we) can do (?:that|it)\b|\bconsider it done|\b(?:happy|glad|delighted) to(?=\W|$)(?! \w)|
        \bwith pleasure|\b(?:i|we) (?:will|shall)(?=\W*$)|
        \b(?:it|that)(?: can|'ll|'d| will| could) be (?:arranged|done|organi[sz]ed)|
        \bleave (?:it|that) (?:with|to) (?:me|us)|
        \b(?:you|he|she|they|your \w+)
        (?:'ll| will)? (?:get|have|receive) (?:it|one|them|those|both|that|everything)|
        \b(?:it|they|that|one|everything)(?:'ll| will|'s| is|'re| are)? (?:be )?
        (?:
            with you|on (?:its|the|their) way|in the (?:post|mail)|in your (?:inbox|mail|hands)|
            there(?= (?:on|by|before|tomorrow|next|\w+day)\b)|
            go(?:es|ing)? out|goes in the (?:van|post|mail)|
            out (?:to you )?(?=by|on|tomorrow|tonight|today|next|this|\w+day)
        )
    )\b
""")
"""Says yes to what was asked for: "will do", "you'll have it on Friday"."""
_NOT_THEN = re.compile(r"\b(?:not|can't|can't do|after|before)\s+(?:on\s+|in\s+|the\s+|before\s+)?$")
_LASTS = re.compile(r"\b(?:half a|a full|a whole|all|per|each|every) (?:day|morning|week|month)\b")
"""How long something takes."""
_UNSUITED = compiled(r"""
    \b(?:the |on )?[\w-]+(?:'s| is|'d be| would be) (?:
        bad|no good|not (?:so )?(?:good|great|possible)|out|difficult|impossible|full|tricky|hard|
        too (?:early|soon|late)
    )\b
""")
_PUT_IT_IN = compiled(r"""
    \b(?:put|book|pencil|write|note) (?:it|that|me|us) (?:in|down)\b|
    \bby all means\b|\bnot at all\b|\bno problem\b|\bfeel free\b
""")
_CAN = re.compile(r"\bcan\b")
_REASON = re.compile(r"\s*,? \b(?:before|after|because|when|so that|as|while|since)\b.*")
"""Why just then: "early July, before the shutdown"."""
_WE_START = re.compile(
    r"\bwhen (?:do|can|shall|could|should) we (?:start|begin|meet|talk|speak|do (?:it|that))\b"
)
_ASKS_ELSE = compiled(r"""
    \W*(?:(?:and|so|but)\W+)*(?:
        what(?:'ll)? (?:do|did|does|is|are|can|would|will|else)|
        do|did|have|are|were|is|will
    ) (?:you|we|they|it)\b
""")
_GOES_ON = re.compile(r"\s*(?:i|we|he|she|they|it)(?:'m|'re|'s|'ve)? \w+")
"""A day before it is only when that happens: "on monday i am in toulouse"."""
_COMMITTER = re.compile(r"\b(?:i|we)(?:'ll| ?ll| will)\b")


@dataclass(frozen=True, slots=True)
class DayTalk:
    """What a clause says of the day of something that was named before.

    Attributes:
        span: The clause.
        day: The last day that it names.
        asks: Whether it asks for a day, or whether one is right.
        assents: Whether it says yes.
        refuses: Whether it says no.
        commits: Whether the speaker says that he does what was asked for.
        only_can: Whether he only says that he can.
    """

    span: Span
    day: date | None
    asks: bool
    assents: bool
    refuses: bool
    commits: bool
    only_can: bool


def day_talk(talk: Talk, reading: Reading, span: Span, near: date | None = None) -> DayTalk | None:
    """Read a clause that says nothing but a day, a question for one, or a yes.

    Args:
        talk: The conversation.
        reading: The turn.
        span: The clause.
        near: A day that was named before, whose month "the twentieth" means.

    Returns:
        None where it says anything else.
    """
    text = reading.of_span(span)
    if (
        _LASTS.search(text)
        or (_ASKS_ELSE.match(text) and not _ASKS.search(text))
        or (reading.noisy and _GOES_ON.match(reading.plain, span.end))
    ):
        return None
    unsuited = [Span(*match.span()) for match in _UNSUITED.finditer(reading.plain, span.start, span.end)]
    times = [
        until_friday(reading, time)
        for time in talk.times(reading)
        if span.overlaps(Span(time.start, time.end))
        and not taken_back(reading, time.start)
        and not any(gone.overlaps(Span(time.start, time.end)) for gone in unsuited)
    ]
    left = list(text)
    for gone in (*unsuited, *(Span(time.start, time.end) for time in times)):
        left[max(0, gone.start - span.start) : max(0, gone.end - span.start)] = " " * (
            min(gone.end, span.end) - max(gone.start, span.start)
        )
    rest = "".join(left).lstrip()
    meant = [time for time in times if not _NOT_THEN.search(reading.plain[: time.start])]
    day = _narrowest(meant)
    if (
        day is not None
        and near is not None
        and day < near
        and _SOON.search(text) is None
        and (day - talk.today).days <= 1
    ):
        day += timedelta(days=7)  # "Tuesday?" "Make it Wednesday": tomorrow would be called so.
    if day is None and (ordinal := ORDINAL.search(rest)) is not None and _is_day(rest, ordinal):
        day = _next_such(ordinal, max(talk.today, near - _A_FORTNIGHT) if near is not None else talk.today)
        rest = rest[: ordinal.start()] + " " + rest[ordinal.end() :]
    assents_by_order = _PUT_IT_IN.search(rest) is not None
    rest = _WE_START.sub(" when ", _PUT_IT_IN.sub(" ", rest))
    begins = bool(times) and len(reading.plain[span.start : times[0].start].split()) <= 1
    if begins and (reason := _REASON.search(reading.plain, times[-1].end, span.end)) is not None:
        rest = rest[: reason.start() - span.start]
    commits = _COMMITS.search(rest)
    if commits is not None:
        rest = rest[: commits.start()] + " " + rest[commits.end() :]
    left_over = re.findall(r"[\w']+", _COMMITTER.sub(" ", rest) if commits is not None else rest)
    strange = [
        word for word in left_over if word not in _SMALL and word not in _ASSENTS and not word.isdigit()
    ]
    if strange or len(left_over) > _MOST_WORDS:
        return None
    if day is not None and _VAGUE.match(text) and (meant and _lasts(meant) > _LAST_OF_MONTH):
        return None
    asks = "?" in reading.of_span(reading.sentence_at(span.start)) or _ASKS.search(rest) is not None
    assents = any(word in _ASSENTS for word in left_over)
    return DayTalk(
        span=span,
        day=day,
        asks=asks,
        assents=assents or assents_by_order or commits is not None,
        refuses=day is None and not assents and says_no(reading) and span == reading.clauses[0],
        commits=commits is not None and not asks,
        only_can=commits is not None and _CAN.search(commits.group()) is not None,
    )


def _is_day(text: str, ordinal: re.Match[str]) -> bool:
    """Return whether an ordinal is a day of a month; "second" by itself is the second of whatever was said."""
    low = ordinal["ten"] is None and ordinal["word"] in _ORDINALS[:3]
    return not low or re.search(r"\bthe $", text[: ordinal.start()]) is not None


def _lasts(times: list[TimeMention]) -> int:
    return min((time.days.last - time.days.first).days for time in times)


def _narrowest(times: list[TimeMention]) -> date | None:
    """Return the last day of the narrowest time; "next week, Thursday or so" is the Thursday."""
    times = [time for time in times if time.relation not in {"after", "from"}]
    if not times:
        return None
    return min(times, key=lambda time: (time.days.last - time.days.first, -time.start)).due


def _next_such(ordinal: re.Match[str], near: date) -> date | None:
    if ordinal["digits"]:
        return next_such_day(int(ordinal["digits"]), near)
    if ordinal["word"] == "thirtieth":
        return next_such_day(30, near)
    return next_such_day(_TENTHS.get(ordinal["ten"] or "", 0) + _ORDINALS.index(ordinal["word"]) + 1, near)
