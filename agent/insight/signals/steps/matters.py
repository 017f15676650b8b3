"""Which of several promises about one matter counts: it is named once, where it is said most firmly."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.insight.signals.language.deed_words import MOVES, REACHES
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.steps.for_later import for_later
from agent.insight.signals.steps.promise_words import SENDS
from agent.insight.signals.steps.settled import settled

_NEAR = 2
"""Turns within which "it" means what was promised before."""
_EMPTY = frozenset({"you", "the", "and", "our", "for", "will", "please", "then", "with", "that", "yes"})
_POINTS_BACK = compiled(r"""
    (?:i'll |we'll |you )?\w+ (?:(?:you|me|us|up|out|over) )?(?:
        it|them|those|this|the (?:one|first|other)|
        that(?= (?:to|over|for|by|on|out|across|back|up|off|you|then)\b|$)
    )\b|
    \w+ (?:you|him|her|them) one$|(?:\w+ )?(?:back to|back$|back with)|let (?:you|me|us) know
""")
"""Its object was named before: "I'll email it over"."""
_THAT_ONE = re.compile(r"\b(?:that|this|the) (\w{4,})")
_ANSWERS = compiled(r"""
    \W*(?:
        (?:
            yes|yeah|ok|okay|sure|good|great|perfect|fine|lovely|thanks|please|do|and|then|alright|all right|
            right|but
        )\W+
    )*(?:please )?(?:
        do\b|send (?:it|them|that)\b|
        (?:send|call|ring|mail|e-?mail|text|phone|write|tell|whatsapp|ping|use|reach|contact)\b
        (?: to)? (?:me|us|it|my|the)\b
    )
""")
"""Takes up a promise, or says how to reach the visitor."""
_ASKS_LEAVE = compiled(r"""
    \W*(?:(?:and|so|then|well)\W+)*
    (?:(?:can|could|may|shall|should) (?:i|we)|(?:i|we) (?:could|would)|i'?d|we'?d)\b
""")
_ORDER = compiled(r"""
    \W*(?:(?:please|just|do|then|so)\W+)*
    (?:come|send|ring|call|mail|e-?mail|text|bring|show|put|write|visit|book|phone)\b
""")
_AT_ONCE = 8
"""Characters before the order."""
_MEETS = compiled(rf"""
    (?:\W*(?:yes|yeah|please|then|okay|ok)\b)*\W*
    (?:{MOVES}|see you|do (?:an?|the) (?:\w+ )?(?:demo|visit|workshop|tour))\b
""")
_AT_IT = compiled(r"""
    \b(?:
        in the room|round the table|at the table|there|with me|along|(?:pick|take|fetch|collect) you|
        show you (?:round|around|the \w+)|from the (?:airport|station)|join(?: us)?
    )\b
""")
"""What is done for a meeting, or at it."""
_SOON = 4
"""Turns over which a day to talk is found."""
_TALKS = re.compile(r"(?:talk|speak|catch up|touch base|call|have a (?:\w+ )?(?:call|chat|talk))\b")
_RINGS_YOU = re.compile(r"(?:call|ring|phone) you\b")
_BY_WORD = re.compile(rf"(?:{REACHES}|{MOVES})\b")
_REACHES = re.compile(rf"(?:{REACHES})\b")
_MEETING = compiled(r"""
    \b(?:
        call|session|demo|meeting|visit|workshop|appointment|tour|training|presentation|meet|come|talk|speak|
        sit down|get together
    )\b
""")
_SETS_TIME = compiled(r"""
    \b(?:send|mail|e-?mail|give|write|propose|suggest|offer|text|get)\b.*\b
    (?:invites?|invitations?|times|dates?|slots?|calendar|appointments?|options)\b
""")
"""How a meeting is brought about: "I'll send you two dates"."""
_HAS_IT = compiled(r"""
    (?:you'll )?(?:know|hear)(?: more| it| about it)?(?: from me| from us)?|
    do (?:that|it|this)|
    (?:(?:have|get|receive|be there|have got) ?(?:it|them|that|this|everything|both)?)
    (?: (?:with|over to|back to|out to|to) you| in your \w+| over| ready| done)?
""")
_PROPOSALS = frozenset({"accepted", "wanted", "offer", "judge"})


def firmest(talk: Talk, findings: Sequence[Finding]) -> list[Finding]:
    """Leave out steps that a firmer one about the same matter says.

    A promise with a day counts before one without, and a promise before the proposal that it carries out: "let me make
    you a price, I'll email it over by Friday".

    Args:
        talk: The conversation.
        findings: Of all kinds.

    Returns:
        Those that stand, next steps last.
    """
    steps = sorted(
        (found for found in findings if found.kind == "next_step" and for_later(talk, found)),
        key=lambda found: (found.reading.number, found.span.start),
    )
    standing: list[Finding] = []
    for later in steps:
        told = next((one for one in reversed(standing) if _one_matter(one, later)), None)
        if told is None:
            standing.append(later)
        elif _HAS_IT.fullmatch(str(later.value["what"]).lower()) and _adds_day(later, told):
            standing[standing.index(told)] = _with_its_day(told, later)
        elif _carries_out(later, told) and told.value["due"] is not None:
            standing[standing.index(told)] = replace(
                later, value=later.value | {"due": later.value["due"] or told.value["due"]}
            )
        elif _orders(later, told):
            due = later.value["due"] or told.value["due"]
            standing[standing.index(told)] = replace(later, value=later.value | {"due": due})
        elif _firmer(later, told):
            standing[standing.index(told)] = later
    others = [found for found in findings if found.kind != "next_step"]
    agreed = settled(talk, standing)
    return others + [_on_the_day_of_the_meeting(found, agreed) for found in agreed]


def _adds_day(later: Finding, told: Finding) -> bool:
    return told.reading is later.reading or later.value["due"] not in {None, told.value["due"]}


def _with_its_day(told: Finding, later: Finding) -> Finding:
    """Return what was promised with the day of its arrival: "I make you an offer. You have it on Tuesday"."""
    due = later.value["due"] or told.value["due"]
    if told.reading is later.reading:
        whole = Span(told.span.start, max(told.span.end, later.span.end))
        return replace(told, value=told.value | {"due": due}, span=whole)
    return replace(later, value=told.value | {"due": due})


def _on_the_day_of_the_meeting(found: Finding, others: Sequence[Finding]) -> Finding:
    """Give what somebody does for a meeting the day of the meeting: "come on the second, I'll get the boss in the room"."""
    if found.value["due"] is not None or not _AT_IT.search(str(found.value["what"]).lower()):
        return found
    for other in others:
        near = 0 <= found.reading.number - other.reading.number <= 1
        if (
            near
            and other is not found
            and other.value["due"]
            and _MEETS.match(str(other.value["what"]).lower())
        ):
            return replace(found, value=found.value | {"due": other.value["due"]})
    return found


def _one_matter(earlier: Finding, later: Finding) -> bool:
    apart = later.reading.number - earlier.reading.number
    if earlier.value["owner"] != later.value["owner"]:
        return False
    if _told_again(earlier, later) or _carries_out(later, earlier) or _rings_for(earlier, later):
        return True
    if apart > _NEAR:
        return False
    if _HAS_IT.fullmatch(str(later.value["what"]).lower()):
        return True
    if _refers_to(later, earlier):
        return apart > 0 or earlier.value["due"] in {None, later.value["due"]}
    if _sets_another_day(earlier, later):
        return True
    if apart == 0:
        return (
            earlier.rule in _PROPOSALS
            and earlier.value["due"] is None
            and later.value["due"] is not None
            and not _promised(earlier)
            and not (
                SENDS.match(str(earlier.value["what"]).lower())
                and _REACHES.match(str(later.value["what"]).lower())
            )
        )
    if apart == 1 and later.reading.side == "visitor" and later.value["due"] is not None:
        return _ASKS_LEAVE.match(earlier.reading.of_span(earlier.span)) is not None
    return (
        later.reading.side != earlier.reading.side
        and later.value["due"] is None
        and _ANSWERS.match(later.reading.of_span(later.span)) is not None
    )


def _orders(later: Finding, earlier: Finding) -> bool:
    """Return whether the visitor answers a proposal with an order, whose words then count: "Could I ring?" "Do, ring me"."""
    return (
        later.reading.side == "visitor"
        and later.reading.number == earlier.reading.number + 1
        and _ASKS_LEAVE.match(earlier.reading.of_span(earlier.span)) is not None
        and later.span.start <= _AT_ONCE
        and _ORDER.match(later.reading.plain) is not None
    )


def _carries_out(later: Finding, earlier: Finding) -> bool:
    """Return whether a meeting of no day is brought about: "Shall we do a demo?" "Yes." "I'll send you an invite"."""
    return (
        later.reading.number - earlier.reading.number <= _NEAR
        and (earlier.value["due"] is None or "invit" in str(later.value["what"]).lower())
        and _MEETING.search(str(earlier.value["what"]).lower()) is not None
        and _SETS_TIME.search(str(later.value["what"]).lower()) is not None
    )


def _rings_for(earlier: Finding, later: Finding) -> bool:
    """Return whether what both want to talk about is at last promised: "let's talk in June." ... "Then I'll call you on the fifth"."""
    return (
        earlier.rule in _PROPOSALS | {"agreed", "settled"}
        and later.rule == "promise"
        and later.reading.side == "rep"
        and 0 < later.reading.number - earlier.reading.number <= _SOON
        and later.value["due"] is not None
        and _TALKS.match(str(earlier.value["what"]).lower()) is not None
        and _RINGS_YOU.match(str(later.value["what"]).lower()) is not None
    )


def _sets_another_day(earlier: Finding, later: Finding) -> bool:
    """Return whether the visitor answers a promise by ordering the same for his own day: "I'll ring you on Monday." "Ring me Tuesday"."""
    deeds = [_BY_WORD.match(str(found.value["what"]).lower()) for found in (earlier, later)]
    return (
        later.reading.side == "visitor"
        and later.reading.number == earlier.reading.number + 1
        and later.value["due"] not in {None, earlier.value["due"]}
        and " not " not in later.reading.plain
        and deeds[0] is not None
        and deeds[1] is not None
        and deeds[0].group() == deeds[1].group()
    )


def _refers_to(later: Finding, earlier: Finding) -> bool:
    what = str(later.value["what"]).lower()
    if _POINTS_BACK.match(what):
        return True
    return any(noun in str(earlier.value["what"]).lower() for noun in _THAT_ONE.findall(what))


def _told_again(one: Finding, other: Finding) -> bool:
    first, second = _words(one), _words(other)
    return bool(first and second) and len(first & second) * 2 > min(len(first), len(second))


def _words(found: Finding) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", str(found.value["what"]).lower())) - _EMPTY


def _promised(found: Finding) -> bool:
    return (
        found.rule == "promise"
        or re.match(
            r"\W*(?:(?:then|and|so|okay|ok|good|great|right)\W+)*(?:i|we)(?:'ll| will| ll)\b|\W*ill\b",
            found.reading.of_span(found.span),
        )
        is not None
    )


def _firmer(later: Finding, earlier: Finding) -> bool:
    """Return whether what is said later is said more firmly."""
    if _carries_out(later, earlier) or _rings_for(earlier, later) or _sets_another_day(earlier, later):
        return True
    if (later.value["due"] is None) != (earlier.value["due"] is None):
        return later.value["due"] is not None
    if later.rule == "agreed" or _ASKS_LEAVE.match(earlier.reading.of_span(earlier.span)):
        return later.value["due"] != earlier.value["due"]  # What both settle on in the end.
    return (
        later.value["due"] is not None
        and later.rule == "promise"
        and later.reading.side != earlier.reading.side
    )
