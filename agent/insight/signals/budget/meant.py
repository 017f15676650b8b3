"""Which amounts of a turn the visitor stands by: none that he corrects, refuses, sums up or tells of others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from agent.insight.signals.budget.amounts import has_it_for_this, told_us
from agent.insight.signals.budget.other_money import NO_BUDGET
from agent.insight.signals.budget.phrases import CORRECTED, HAVE, SHORT, SUPERSEDED
from agent.insight.signals.budget.questions import (
    answers_money,
    answers_room,
    asked_for_room,
    asks_other_money,
    price_accepted,
    price_refused,
)
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, joking, taken_back, unreal
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.basis import basis_in

_WAS = re.compile(r"\b(?:was|were|had|used to be)\s+(?:(?:about|around|roughly|once|a|some)\s+)*$")
"""Money that is no more: "there was twelve thousand, now there's not a penny"."""
_NOT = compiled(r"""
    \b(?:
        (?:not|no to|closer to|nearer to|less than|more than) (?:the |about |around )?|
        what (?:i|we|they) (?:asked for|wanted|planned|put in for|requested)\W+
    )$
""")
_TAKES_BACK = re.compile(
    r"\b(?:forget|ignore|scratch|strike) (?:that )?(?:i (?:just )?said )?(?:the |about )?$"
)
_FOR_ALL = compiled(r"""
    \b(?:
        (?:this|that|it|which)(?:'s| is| must| has to| needs to| should| goes| covers?)\b[^.!?]{0,40}\b
        (?:everything|all|whole|others?|also|two|three|four|five|several|more)|
        most of (?:it|that|this)|not only for
    )\b[^#]{0,80}\bfor\b
""")
"""Between a sum and the part of it that is meant: "but that's for everything, for the sensors maybe fifty"."""
_OUR_PART = compiled(r"""
    \bfor (?:
        all|every|everything|everybody|the whole|the entire|
        the (?:house|group|company|hospital|district|region|city|university|campus)|
        several|the other|others
    )\b[^#]{0,60}\b(?:we(?:'re| are)?|our \w+|(?:my|our) (?:share|part|cut))
    (?: here)? (?:will |would |can |could |'re |are )?(?:gets?|getting|have|has|got|is|receives?)\W+
    (?:(?:about|around|roughly|maybe|only|just|perhaps)\W+)*$
""")
"""Between a sum for many and the part of one: "for all schools, and our school gets"."""
_TWO = 2
_HOW_MANY = re.compile(r"\bhow (?:many|often|big)\b")
_SMALLER = {
    ("per_unit", "total"), ("per_seat", "total"), ("per_month", "per_year"), ("per_month", "total"),
    ("per_unit", "per_year"), ("per_seat", "per_year"), ("per_unit", "per_month"), ("per_seat", "per_month"),
}  # fmt: skip
"""What is paid for one, and for all or for longer."""
_TOO_MUCH = re.compile(
    r"\W*(?:is|are|'s|would be|sounds|that's)\W+(?:\w+\W+)?(?:too|way|over|above|out of)\b"
)
_THEY = re.compile(r"\b(?:they|he|she) (?!(?:gave|cut|raised|only|approved|granted|made)\b)\w+")
"""Others name the next amount: "I told them we have a hundred, they came back with more"."""
_SUMS_UP = compiled(r"""
    \W*(?:and )?
    (?:so|that's|thats|that is|which is|(?:which |that |it )?(?:makes?|comes to|would be)|i\.e\.|meaning)\W+
    (?:(?:about|around|roughly|it's|that's|we're at)\W+)*
""")
"""Between the price of one and what all come to: "a thousand a shop, so thirty-four thousand"."""
_I_SAY = re.compile(
    r"\b(?!i\b|we\b)\w+ (?:says|said|thinks|wants|suggests)\b[^.!?]{0,40}\b(?:i|we) (?:say|said|think|thought)\W+$"
)
"""Sets one's own figure against another's: "my accountant says ten, I say six"."""
_LAND_ON = compiled(r"""
    \b(?:land|settle|end up|meet|agree|finish|come out)(?: in the middle)?(?:,)? (?:on|at|around|with)\W+
    (?:(?:about|around|roughly|maybe)\W+)*$
""")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, and where it stands in its turn.

    Attributes:
        money: The amount.
        clause: The clause around it.
        sentence: The sentence around it.
        answering: Whether a rep has asked for it.
        following: The next amount of the turn.
        first: Whether it is the first of the turn.
    """

    money: Money
    clause: Span
    sentence: Span
    answering: bool
    following: Money | None
    first: bool


def agreed(reading: Reading, amounts: list[Money]) -> list[Money]:
    """Leave out what came before the amount that all will agree on: "he thinks twenty, I fifty, we'll land on thirty"."""
    if len(amounts) > _TWO and amounts[-1].top == sum(one.top for one in amounts[:-1]):
        return amounts[-1:]  # "the bank sixty, my father twenty, so I could go to eighty"
    agreed = [
        at
        for at, one in enumerate(amounts)
        if _LAND_ON.search(reading.plain, 0, one.start) or (at and _I_SAY.search(reading.plain, 0, one.start))
    ]
    return amounts[agreed[-1] :] if agreed else amounts


def placed(talk: Talk, reading: Reading, amounts: Sequence[Money]) -> Iterator[Amount]:
    """Yield the amounts of a turn with where they stand, and whether a rep has asked for them."""
    asked = answers_money(talk, reading)
    room = not asked and asked_for_room(talk, reading)
    for index, (money, following) in enumerate(zip_longest(amounts, amounts[1:])):
        yield Amount(
            money,
            reading.clause_at(money.start),
            reading.sentence_at(money.start),
            answering=asked or (room and answers_room(talk, reading, money)),
            following=following,
            first=index == 0,
        )


def meant(talk: Talk, reading: Reading, amounts: Iterable[Amount]) -> Iterator[tuple[Amount, bool]]:
    """Yield the amounts that the visitor stands by, and whether each replaces one that he took back."""
    replaces = False
    for one in amounts:
        if taken_back(reading, one.money.start):
            replaces = True
        elif _taken_at(reading, one.money):
            yield one, True
            replaces = False
        elif unreal(reading, one.money.start):
            replaces = one.answering and joking(reading, one.sentence)
        elif (
            _TAKES_BACK.search(reading.plain, 0, one.money.start)
            or _of_others(reading, one)
            or _denied(reading, one)
        ):
            continue
        elif _corrected(reading, one):
            replaces = True
        elif (
            _summed_up(reading, one)
            or price_refused(talk, reading, one.money)
            or (one.following is not None and price_accepted(talk, reading, one.money))
        ):
            continue
        elif _shared(reading, one):
            replaces = True
        elif not (_spent(reading, one) or _of_another_matter(talk, reading, one)):
            yield one, replaces
            replaces = False


def _taken_at(reading: Reading, money: Money) -> bool:
    """Return whether it is the price at which the visitor would buy: "if it was under five hundred a month I'd do it"."""
    return (
        _IF_IT_WAS.search(reading.plain, 0, money.start) is not None
        and _ID_TAKE_IT.match(reading.plain, money.end) is not None
    )


_IF_IT_WAS = compiled(r"""
    (?:
        (?<![^.,;!?]\s)\b(?:at|for)|
        \bif (?:
            (?:we|you|i) (?:could|can) (?:do|get|have|offer|make) [^.!?,;]{1,30}? (?:for|at|to)|
            (?:it|that|this|the price|they|you)(?: get| go| come| came)?(?: down)?(?: to)?
            (?:'s| is| was| were| could be| came in| comes in| stays?| can do it)?(?: at| for)?
        )(?: (?:under|below|around|about|less than|not more than|say|maybe|like))*
    )\s*$
""")
_ID_TAKE_IT = compiled(r"""
    [^.!?;]{0,30}?\b(?:
        (?:i|we)(?:'d|'ll| would| will| can| could)(?: \w+)? (?:
            switch\b|change\b|move\b|
            be (?:a |very |quite |more than )?(?:happy|glad|delighted|interested|in|on board)|
            (?:take|buy|order) (?:
                all|both|every|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|two|three|
                four|five|six
            )|
            (?:
                do|take|buy|sign|order|go for|get|find|manage|swing|push|squeeze
            ) (?:it|that|one|this|them|today|tomorrow|right)
        )\b|
        (?:the )?(?:order|contract|deal)(?:'s| is| will be) (?:on|yours|signed|in|done)\b|
        you(?:'ve|'ll| have| will| get)(?: have| get)?(?: got)? (?:the |an? |my |our )?(?:order|contract|deal)
        \b|
        (?:it's|that's|it is) (?:a )?(?:no problem|fine|doable|okay|no brainer)\b
    )
""")


def _of_others(reading: Reading, one: Amount) -> bool:
    """Return whether somebody else has it, or the visitor only asks about it."""
    start = one.money.start
    said = reading.of_span(one.sentence)
    asks = "?" in said and not one.answering and not _TAG.search(said) and not _echoes(reading, one)
    return (about_others(reading, start) and not told_us(reading, start)) or (
        asks and _ID_PAY.search(reading.plain, one.sentence.start, start) is None
    )


_TAG = re.compile(r"\b(?:isn't it|right|okay|ok|you know|don't you|aren't you|see|no|yeah|huh)\W*\?\W*$")
"""Asks only whether the other follows."""


def _echoes(reading: Reading, one: Amount) -> bool:
    """Return whether the turn begins by saying the sum again, and goes on itself: "For thirty thousand? No, that's in the budget"."""
    return (
        one.first
        and one.sentence == reading.sentences[0]
        and len(reading.of_span(one.sentence).split()) <= SHORT
        and _GOES_ON.match(reading.plain, one.sentence.end) is not None
    )


_GOES_ON = re.compile(r"\W*(?:yes|yeah|no|sure|that's|it's|oh)\b")
_ID_PAY = compiled(r"""
    \b(?:i|we)(?:'d| would| could) (?:\w+ )?(?:pay|spend|go to|give|stretch to)\W+
    (?:what\W+|like\W+|maybe\W+|about\W+|say\W+|let's say\W+)*$
""")
"""A question to himself: "I'd pay, what, two thousand?"."""


def _denied(reading: Reading, one: Amount) -> bool:
    """Return whether it is said not to be the amount, before the one that is: "not ten, twelve thousand"."""
    return (
        one.following is not None
        and not one.money.bounded
        and _NOT.search(reading.plain, 0, one.money.start) is not None
    )


def _corrected(reading: Reading, one: Amount) -> bool:
    """Return whether the next amount takes its place."""
    return one.following is not None and (
        (
            SUPERSEDED.search(reading.plain[one.sentence.start : one.money.start]) is not None
            and not _TOO_MUCH.match(reading.plain, one.following.end)
            and not _THEY.search(reading.plain, one.money.end, one.following.start)
        )
        or CORRECTED.search(reading.plain[one.money.end : one.following.start]) is not None
    )


def _summed_up(reading: Reading, one: Amount) -> bool:
    """Return whether the next amount says what it comes to in all."""
    return (
        one.following is not None
        and (_basis_of(reading, one), one.following.basis) in _SMALLER
        and one.following.top > one.money.top
        and _SUMS_UP.fullmatch(reading.plain, one.money.end, one.following.start) is not None
    )


def _basis_of(reading: Reading, one: Amount) -> str:
    """Return what an amount is for, also where it is said before: "per building we thought of two thousand"."""
    if one.money.basis != "total":
        return one.money.basis
    return basis_in(reading.plain[min(one.clause.start, one.money.start) : one.money.start])


def _shared(reading: Reading, one: Amount) -> bool:
    """Return whether it is for other things, too, and the next amount is the part for this."""
    return (
        one.following is not None
        and one.following.top < one.money.top
        and (
            _OUR_PART.search(reading.plain, one.money.end, one.following.start)
            or _FOR_ALL.search(reading.plain, one.money.end, one.following.start)
        )
        is not None
    )


def _spent(reading: Reading, one: Amount) -> bool:
    """Return whether it was there once, and now there is nothing."""
    return (
        _WAS.search(reading.plain, 0, one.money.start) is not None
        and NO_BUDGET.search(reading.plain, one.money.end) is not None
    )


def _of_another_matter(talk: Talk, reading: Reading, one: Amount) -> bool:
    """Return whether it answers a question about other money, and is not said to be there for this."""
    return (
        (one.first or _asked_who(talk, reading))
        and asks_other_money(talk, reading)
        and not (one.money.currency is not None and one.money.bounded and _asked_how_many(talk, reading))
        and HAVE.search(_alone(reading, one.money, one.clause)) is None
        and not has_it_for_this(reading, one.money)
    )


def _asked_who(talk: Talk, reading: Reading) -> bool:
    """Return whether the question was who signs: all that he then names are limits."""
    before = talk.before(reading)
    return before is not None and _WHO_SIGNS.search(before.plain) is not None


_WHO_SIGNS = re.compile(r"\bwho (?:signs|decides|approves|can sign)\b")


def _asked_how_many(talk: Talk, reading: Reading) -> bool:
    """Return whether the question was for a number of things, which a price does not answer."""
    before = talk.before(reading)
    return before is not None and _HOW_MANY.search(before.plain) is not None


def _alone(reading: Reading, money: Money, clause: Span) -> str:
    """Return the clause up to where it goes on to another matter."""
    after = re.split(r",|\band\b|\bbut\b", reading.plain[money.end : max(money.end, clause.end)])[0]
    return reading.plain[min(clause.start, money.start) : money.end] + after
