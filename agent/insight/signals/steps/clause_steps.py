"""Who does what until when, in a clause that is known to carry a next step."""

import re
from collections.abc import Sequence

from agent.insight.signals.language.clauses import ClauseValue, reach
from agent.insight.signals.language.numbers import TENS, UNITS
from agent.insight.signals.language.reading import Reading, Span, phrase
from agent.insight.signals.language.stance import taken_back
from agent.insight.signals.language.talk import Talk, says_no, says_yes
from agent.insight.signals.steps.clause_steps_patterns import (
    ARRIVES,
    ARRIVING,
    ASIDE,
    ASKED_FOR,
    ASKS,
    AT_THAT,
    BEFORE_A_TIME,
    BOOKS_HIMSELF,
    CORRECTS,
    DECLINES,
    ENDING,
    FINDS_IT_GOOD,
    FREE,
    FROM_SPEAKER,
    GETS,
    GETS_THING,
    GOES_ON,
    IMPERATIVE,
    LEAD_IN,
    LEAVES_IT,
    ONLY_WHEN,
    OTHER_ACTS,
    PLEASE,
    PLEASE_DO,
    PROMISED,
    PRONOUN_DEED,
    RINGS,
    SAYS_AGAIN,
    SAYS_SOMETHING,
    SAYS_WHO,
    SPEAKER_ACTS,
    THING,
    TOGETHER,
    WILL_DO,
)
from agent.insight.signals.steps.promise_phrases import ASKS_FIRST
from agent.insight.signals.steps.promise_words import until_friday
from agent.insight.signals.steps.taken_up import OWN_DEED, agreed_day, same_day, taken_up
from agent.insight.signals.times.find import TimeMention
from agent.insight.signals.times.words import MONTH, ORDINAL, WEEKDAY

_LONG = 9
"""Words of a deed, beyond which its reasons and conditions are left out."""
_SHORT_REPLY = 14
_BARE = phrase(rf"""
    (?:
        {"|".join([*UNITS, *TENS])}|{ORDINAL}|\d+|o'clock|half|past|quarter|am|pm|still|already|yes|yeah|yep|sure|ok|
        okay|fine|good|great|grand|brilliant|super|ideal|after|before|lunch|early|late|very|sharp|works?|
        perfect|please|deal|done|agreed|alright|suits?|that|it|me|for|is|would|be|do|let's|then|lovely|gladly|
        the|at|about|around|so|make|on|by|a|an|i'm|free|in|'s|right|of|course|with|pleasure|us|sounds|like|
        plan|say|see|you|there|noon|o'clock|morning|afternoon|holidays?|vacations?|summer|season|break
    )
""")


_PROPOSES = re.compile(r"\b(?:let me|let us|let's|(?:shall|can|may|could) (?:i|we)|(?:i|we) (?:can|could))\b")
_ASKS_ABOUT_DAY = phrase(rf"""
    (?:
        {ORDINAL}|{WEEKDAY}|{MONTH}|\d+|how's|hows|what's|that's|how|what|about|of|is|does|do|would|will|could|shall|should|let's|we|say|maybe|perhaps|
        suits?|works?|for|you|be|fine|ok|okay|all|right|alright|good|possible|convenient|the|a|on|at|in|
        mornings?|afternoon|evening|o'clock|around|and|or|then|so|it|that|there|any|'s|s
    )
""")


def next_step_value(talk: Talk, reading: Reading, span: Span) -> ClauseValue | None:
    """Return who does what until when, as a clause about what comes after the talk says.

    Args:
        talk: The conversation.
        reading: The turn of either side.
        span: The clause.

    Returns:
        None where it says nothing that somebody does and agrees to nothing either.
    """
    times = _times(talk, reading)
    own = [time for time in times if span.overlaps(Span(time.start, time.end))]
    if _agrees_only(reading, span, own):
        if OWN_DEED.search(reading.plain, reading.sentence_at(span.start).start, span.start):
            return None  # "I can send you a list, let's say next week."
        return _agreed(talk, reading, own)
    if _asked_in_vain(talk, reading, span) or LEAVES_IT.search(reading.of_span(span)):
        return None
    told = _with_what_it_tells_of(reading, span)
    if reading.side == "rep" and _only_asks_about_day(reading, span, own):
        # "Let me come and show you. How's the 20th?" is one step, told in its first words.
        proposals = [
            one
            for one in reading.clauses
            if one.end <= span.start and (_leads(reading, one) or _PROPOSES.search(reading.of_span(one)))
        ]
        told = proposals[-1] if proposals else told
    owner, start = _deed(reading, told)
    what = _what(
        reading, start, told.end, [time for time in times if told.overlaps(Span(time.start, time.end))]
    )
    named = Span(span.start, max(span.start, start - len("I'll ")))
    if PRONOUN_DEED.match(reading.plain, start) and len(re.findall(r"\w{3,}", reading.of_span(named))) > 1:
        what = _what(reading, span.start, span.end, own)  # "One page in big letters, I'll have it with you."
    if not SAYS_SOMETHING.search(what):
        return None
    due = _due(reading, own, times) if own else due_beside(talk, reading, span)
    return ClauseValue({"what": what, "owner": owner, "due": due})


def _asked_in_vain(talk: Talk, reading: Reading, span: Span) -> bool:
    """Return whether a rep only asks, and the visitor says no, speaks of something else, or answers in words that count."""
    last = talk.after(reading, "visitor") if reading.side == "rep" else None
    if last is not None and ASKS_FIRST.search(last.plain) and "?" in reading.of_span(reading.sentences[-1]):
        return True
    text = reading.of_span(span)
    asks = "?" in reading.of_span(reading.sentence_at(span.start)) or ASKS.match(text)
    after = talk.readings[reading.number] if reading.number < len(talk.readings) else None
    if reading.side != "rep" or not asks or after is None or after.side != "visitor":
        return False
    own = [time for time in _times(talk, reading) if span.overlaps(Span(time.start, time.end))]
    up = taken_up(talk, reading, own[0] if own else None)
    if says_no(after) or (own and up is not None and up[2] not in (None, own[0])):
        return True
    return DECLINES.search(after.plain) is not None and not says_yes(after)


def _with_what_it_tells_of(reading: Reading, span: Span) -> Span:
    """Return the clause before one that only says when: "I'll get you a crate, it goes out on Monday"."""
    before = [one for one in reading.clauses if one.end <= span.start]
    if before and ONLY_WHEN.match(reading.plain, span.start, span.end) and _leads(reading, before[-1]):
        return before[-1]
    return span


def _only_asks_about_day(reading: Reading, span: Span, own: Sequence[TimeMention]) -> bool:
    """Return whether a clause only asks whether a day suits: "how about October 14th?"."""
    left = reading.of_span(span)
    for time in own:
        start, end = max(time.start, span.start) - span.start, min(time.end, span.end) - span.start
        left = left[:start] + " " * (end - start) + left[end:]
    return (bool(own) or re.search(ORDINAL, left) is not None) and not re.findall(
        r"[a-z]+", _ASKS_ABOUT_DAY.sub(" ", left)
    )


def _times(talk: Talk, reading: Reading) -> list[TimeMention]:
    return [
        until_friday(reading, time) for time in talk.times(reading) if not taken_back(reading, time.start)
    ]


def _deed(reading: Reading, span: Span) -> tuple[str, int]:
    """Return who acts, and where the words for what he does begin."""
    speaker, other = (reading.side, "visitor" if reading.side == "rep" else "rep")
    asked = _asks_for(reading, span)
    if asked is not None:
        return other, asked
    imperative = IMPERATIVE.match(reading.plain, span.start, span.end)
    if imperative is not None and _told(reading, Span(imperative.end(), span.end)):
        return other, imperative.end()
    leads = _leads(reading, span)
    gets = GETS.search(reading.plain, span.start, span.end)
    if gets is not None and (not leads or gets.start() <= leads[0][0]):
        return speaker, gets.end()
    if leads:
        return leads[0][1], leads[0][2]
    # "Let me find out | and ring you": the clause goes on with what the sentence began.
    earlier = _leads(reading, Span(reading.sentence_at(span.start).start, span.start))
    lead_in = re.compile(r"\W*" + LEAD_IN).match(reading.plain, span.start, span.end)
    start = lead_in.end() if lead_in is not None else span.start
    subject = re.compile(r"(?:i|we)\s+(?=[a-z])").match(reading.plain, start, span.end)
    return (earlier[-1][1] if earlier else speaker), subject.end() if subject is not None else start


def deed_of(reading: Reading, span: Span) -> tuple[str, int] | None:
    """Return who is to act and where the words for the deed begin, in a clause that asks for it or proposes it."""
    if _asks_for(reading, span) is None and not _leads(reading, span):
        imperative = IMPERATIVE.match(reading.plain, span.start, span.end)
        if imperative is None or not _told(reading, Span(imperative.end(), span.end)):
            return None
    return _deed(reading, span)


def deed_words(talk: Talk, reading: Reading, start: int, end: int) -> str:
    """Return the words of a deed without its date."""
    inside = [time for time in _times(talk, reading) if start <= time.start < end]
    return _what(reading, start, end, inside)


def _leads(reading: Reading, span: Span) -> list[tuple[int, str, int]]:
    """Return where somebody is said to do something: where it begins, who, and where the deed begins."""
    other = "visitor" if reading.side == "rep" else "rep"
    wanted = ASKED_FOR.search(reading.plain, span.start, span.end) if reading.side == "visitor" else None
    acts = SPEAKER_ACTS.search(reading.plain, span.start, span.end)
    together = TOGETHER.search(reading.plain, span.start, span.end)
    if (
        together is not None
        and acts is not None
        and together.end() < acts.start()
        and RINGS.match(reading.plain, acts.end())
    ):
        together = None  # "Let's talk in two weeks, I'll ring you."
    leads = [
        (match.start(), owner, match.end())
        for match, owner in (
            (wanted, other),
            (OTHER_ACTS.search(reading.plain, span.start, span.end), other),
            (acts, reading.side),
            (together, "rep"),
        )
        if match is not None
    ]
    # Of two that begin together the longer one: "I'd like a demo" is no deed of the speaker.
    return sorted(leads, key=lambda lead: (lead[0], -lead[2]))


def _told(reading: Reading, span: Span) -> bool:
    """Return whether words that begin like an order are one: a rep's asks for himself, and nobody orders "send you"."""
    first = " ".join(reading.of_span(span).split()[:6])
    if reading.side == "rep" and PLEASE_DO.search(reading.plain, 0, span.start):
        return True
    if reading.side == "rep" and not BOOKS_HIMSELF.match(first):
        return re.search(r"\b(?:me|us)\b", first) is not None
    return reading.side == "visitor" and re.search(r"\byou(?:r)?\b", first) is None


def _what(reading: Reading, start: int, end: int, times: list[TimeMention]) -> str:
    """Return the deed in the speaker's words, without its date and what only asks for assent."""
    led = SAYS_WHO.search(reading.plain, 0, start) is not None
    tail = ENDING.search(reading.plain, start, end)
    if tail is not None and tail.start() > start:
        end = tail.start()
    pieces, at = [], start
    for time in times:
        if at <= time.start < end:
            kept = reading.plain[at : time.start]
            trail = BEFORE_A_TIME.search(kept)
            pieces.append(reading.words(Span(at, at + (trail.start() if trail is not None else len(kept)))))
            at = min(max(time.end, at), end)
    pieces.append(reading.words(Span(at, max(at, end))))
    words = SAYS_AGAIN.sub(" and ", " ".join(piece for piece in pieces if piece))
    for pattern in (FROM_SPEAKER, PROMISED, *(() if led else (ARRIVING,))):
        left = " ".join(pattern.sub(" ", words).split()).strip(" ,.")
        words = left or words
    aside = ASIDE.search(words)
    if aside is not None and len(words.split()) > _LONG:
        words = words[: aside.start()]
    return words.strip(" ,.")


def _due(reading: Reading, times: list[TimeMention], beside: Sequence[TimeMention] = ()) -> str | None:
    """Return the day of a promise: the narrowest of times within one another, none for "after" something.

    A time beside the promise counts where it corrects: "by Wednesday... no, let me say by the twenty-second".
    """
    chosen = times[0]
    for time in times[1:]:
        within = chosen.days.first <= time.days.first and time.days.last <= chosen.days.last
        if within or ARRIVES.search(reading.plain, chosen.end, time.start):
            chosen = time
    for time in beside:
        if time.start > chosen.end and CORRECTS.fullmatch(reading.plain, chosen.end, time.start):
            chosen = time
    after = chosen.relation == "after" or reading.plain.startswith("after ", chosen.start)
    return None if after else chosen.due.isoformat()


def due_beside(talk: Talk, reading: Reading, span: Span) -> str | None:
    """Return the day of a promise that names none: one that stands beside it, or in the visitor's reply to it."""
    times = _times(talk, reading)
    same = same_day(talk, reading, span)
    if same is not None:
        return same.isoformat()
    sentence = reading.sentence_at(span.start)
    for near in reach(reading, span)[1:]:
        own = [time for time in times if near.overlaps(Span(time.start, time.end))]
        follows = near.start >= span.end and GOES_ON.match(reading.plain, near.start)
        if own and (
            (follows and not _of_another_thing(reading, span, near))
            or (near.start >= span.end and near.end <= sentence.end and _is_only_time(reading, near, own))
            or (near.end <= span.start and near.start >= sentence.start and _is_only_time(reading, near, own))
            or (near.end <= span.start and AT_THAT.search(reading.of_span(span)))
        ):
            return _due(reading, own)
    after = talk.after(reading, "visitor") if reading.side == "rep" else None
    if (
        after is not None
        and len(after.plain.split()) <= _SHORT_REPLY
        and says_yes(after)
        and WILL_DO.search(after.plain) is None
    ):
        theirs = _times(talk, after)
        if theirs:
            return _due(after, theirs)
    return None


def _of_another_thing(reading: Reading, span: Span, near: Span) -> bool:
    """Return whether what stands beside tells when the other gets something else: "two offers. You get the first on Friday"."""
    other = GETS_THING.match(reading.plain, near.start, near.end)
    if other is None:
        return False
    said = reading.of_span(span)
    return not any(word[:4] in said for word in re.findall(r"\w{4,}", other["thing"]))


def _is_only_time(reading: Reading, near: Span, times: list[TimeMention]) -> bool:
    left = reading.plain[near.start : times[0].start] + reading.plain[times[-1].end : near.end]
    return len(left.split()) <= 2 and not (reading.side == "visitor" and FINDS_IT_GOOD.search(left))


def _asks_for(reading: Reading, span: Span) -> int | None:
    """Return where a thing begins that the visitor asks for without a verb: "a mail, please"."""
    asked = PLEASE.match(reading.plain, span.start, span.end) if reading.side == "visitor" else None
    return asked.start("what") if asked is not None else None


def _agrees_only(reading: Reading, span: Span, times: list[TimeMention]) -> bool:
    """Return whether a visitor's words hold nothing but assent and a day: "Tuesday works"."""
    if reading.side != "visitor":
        return False
    if FREE.fullmatch(reading.plain, span.start, span.end):
        return True
    left = reading.of_span(span)
    for time in reversed(times):
        start, end = max(time.start, span.start) - span.start, min(time.end, span.end) - span.start
        left = left[:start] + " " * (end - start) + left[end:]
    return not re.findall(r"[a-z']+", _BARE.sub(" ", left))


def _agreed(talk: Talk, reading: Reading, own: list[TimeMention]) -> ClauseValue | None:
    """Take what the rep has offered or asked for in the turn before."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or not before.clauses:
        return None
    times = _times(talk, before)
    asked: list[TimeMention] = []
    for clause in reversed(before.clauses):
        inside = [time for time in times if clause.overlaps(Span(time.start, time.end))]
        if _only_asks_about_day(before, clause, inside):
            asked = asked or inside
            continue
        inside = inside or asked
        owner, start = _deed(before, clause)
        what = _what(before, start, clause.end, inside)
        led = start > clause.start
        if what and led and len(what.split()) > 1:
            day = agreed_day(own[0] if own else None, inside[0] if inside else None)
            due = _due(reading, own) if own and day is own[0] else _due(before, inside) if inside else None
            return ClauseValue({"what": what, "owner": owner, "due": due})
    thing = THING.match(before.plain, before.sentences[-1].start, before.sentences[-1].end)
    if thing is None:
        return None
    what = _what(before, thing.start("what"), thing.end("what"), times)
    return ClauseValue({"what": what, "owner": "rep", "due": _due(reading, own) if own else None})
