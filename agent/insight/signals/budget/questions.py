"""Whether a turn answers a question about money, or sets an amount against the price that was just named."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.insight.signals.budget.other_money import ABOUT_OTHER_MONEY
from agent.insight.signals.budget.phrases import ECHO, SHORT
from agent.insight.signals.budget.proposed import sum_proposed
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, phrase
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.find import find_money

_ROOM_FOR_IT = phrase(r"""
    (?:is|'s|was|are) (?:there )?(?:something|anything|any|it|that|this)(?: \w+)? (?:
        planned|foreseen|reserved|earmarked|provided for|put by|in the (?:\w+ )?(?:plan|kitty|pot|books)
    )|
    (?:have|got) (?:you )?(?:something|anything|any|it)
    (?: \w+)? (?:planned|foreseen|reserved|earmarked|put by|in the (?:\w+ )?(?:plan|kitty|pot|books))|
    (?:put|laid|planned|kept|reserved) (?:something|anything|any|a bit) (?:by|back|aside|for)|
    (?:have|is there|got|any) (?:you )?(?:any |some |the |much )?(?:room|scope|leeway) (?:for|in)|
    (?:be |is )?(?:not )?
    (?:too (?:expensive|much|dear|steep|high)|affordable) (?:for (?:you|your \w+|them)|be|is)|
    (?:would|wouldn't|will|what'd) (?:\w+ ){0,2}?be too (?:expensive|much|dear|steep|high)|
    (?:what|how much|where) (?:\w+ ){0,3}?(?:
        comfortable|happy|okay|ok|fine|work for you|(?:start|begin)s? to hurt|hurt|draw the line|feel right|
        be right|be sensible|be alright|be reasonable|be fair|be realistic|be okay|be ok|be acceptable|
        you play with|play with|work with|put against|put in|manage|stretch to|looking to
    )|
    (?:what|how much) (?:are|were) (?:we|you) (?:talking|thinking|looking at)|
    (?:how (?:high|far)) (?:can|could|would|do|will) you (?:go|stretch)|
    what (?:have you|do you have|you) (?:got )?(?:left|to (?:play|work) with|available|at hand)|
    what (?:can|could|would) you (?:do|go for|manage|offer|pay|give|stretch to|accept|live with|imagine)|
    where would you (?:be|like to be|need to be|want to be|land)|
    (?:fair|reasonable|good|right|acceptable|realistic) (?:price|number|figure|amount|sum)|
    money side|order of magnitude|
    what(?:'s| is) (?:left )?in the (?:pot|kitty|books)|
    what (?:have you|did you|do you have|you have|have you got|you've) (?:
        planned|foreseen|reserved|earmarked|in mind|put aside|set aside|thought of
    )|
    what (?:did|do) you (?:think of|imagine|picture)(?=\W*$)|
    what(?:'s| is| was) (?:planned|foreseen|provided|earmarked|available|possible)|
    (?:something|anything|any|much) left(?: over)?(?: (?:for|this|in)|\s*(?=\?|$))|
    is there (?:a|any|some) (?:cap|ceiling|limit|frame)|
    (?:what|where)(?:'s|s| is| would be| would) (?:the|your|a|an) (?:[\w']+ )?
    (?:
        max(?:imum)?|limit|ceiling|cap|top|end|line|threshold|point|price|range|number|figure|target|
        magnitude|scale|frame|envelope|pot|kitty|bracket|ballpark
    )(?: (?:be|look like|for (?:you|this|that|it)))?(?=\W*$)|
    how (?:big|large) (?:is|'s|would|are) (?:the|your|that)(?: \w+)?|
    what (?:did|have|has|will|would) (?:they|he|she|the \w+|your \w+) (?:
        give|given|granted?|approved?|promised?
    )(?: you)?
""")
"""Asks for an amount without a word for money, so that only a sum with its scale or its currency answers it."""
_AGAINST = phrase(r"""
    (?:i|we)(?: was| were|'m|'re|'ve been|'d)?(?: \w+)? (?:~ )?
    (?:
        thinking|hoping|reckoning|expecting|planning|thought|hoped|reckoned?|expected|figured|figure|imagined|
        pictured|assumed|calculated|planned|guessed|counted on|had in mind
    )|
    (?:(?:i|we) )?(?:~ )?
    (?:weren't|wasn't|aren't|wouldn't|won't|can't|couldn't|don't want to|not) (?:\w+ ){0,2}?
    (?:go(?:ing)? |pay(?:ing)? |be |do )?(?:above|over|beyond|past|more than|higher than)|
    (?:i|we)(?:'d| would| could| can| might|'ll) (?:~ )?
    (?:do|say|go|pay|manage|stretch|live with|take (?:it|one|two|them|all)|buy|order|sign|shake|have it|find)|
    and (?:then )?(?:you (?:can have|get|'ve got|have)|it's a deal|(?:it's|we're) done)|
    (?:if )?you (?:can |could |'d )?(?:come|go|get) (?:down|lower|closer)(?: to)?|
    have to (?:~ )?(?:come out|be|land|end up|stay|get|arrive) (?:at|to|around|near)|
    (?:make|call) it|
    (?:get|bring|drop|push|knock|take|put) (?:it|that|this|the price|me)(?: down)? (?:to|at|for)|
    more like|closer to|(?:i'd|we'd) (?:be )?(?:in|happy)|(?:i|we)(?:'ve got| have(?: got)?| got| had)|
    all (?:i|we)(?:'ve| have) got|and (?:i|we) (?:sign|buy|order|take it)|
    then (?:we|you|i)(?:'ve|'ll| can| have)|(?:my|our) (?:last|final) (?:word|offer|price)|
    (?:then )?we(?:'ve| have|'d have) (?:got )?a deal|
    we(?:'ll| can) talk|i'm in|
    (?:(?:i|we) )?(?:could|can|might) (?:~ )?(?:do|go to|stretch to|pay|manage)
""")
"""How a lower price is named than the one asked for."""
_LIKE = 4
"""Prices of one thing differ by no more times."""
_SMALL = 500
"""Prices below it are of one piece, not of all."""
_TURNS_BACK = 2
_LEAST_PART = 6
"""An offer is no smaller part of the price than this."""


_OF_THINGS = re.compile(r"\b(?:with|of|by|another|all|these|those)\s+$")
"""Before a number of things: "we could do the trial with twenty"."""
_GOES_ON = compiled(r"""
    \s*(?:
        $|[.,;!?]|
        (?:
            a|an|per|each|every|for|in|on|is|are|would|will|should|i|we|it|that|that's|this|next|and|but|or|
            so|if|maybe|perhaps|probably|roughly|about|at|to|from|max|tops|total|left|not|no|more|yes|yeah|
            sir|then|because|as|over|with|of|give|honestly|altogether|all
        )\b
    )
""")
"""What follows an amount whose currency is not said; any other word is what is counted."""
_AFTER = 25
"""Characters around the clause in which it is said what follows from such a price: "eighteen, and we sign"."""


_OWN_MONEY = re.compile(
    r"\b(?:budget|(?:pocket )?money|funds?|funding|envelope|purse|wallet|kitty|spend|set aside|put by)\b"
)
"""Asked about in one breath with who decides: "do you have money for it, and who decides?"."""


def answers_money(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep asks about money, or follows such a question up in a word: "Realistically?"."""
    before = talk.before(reading)
    if asks_other_money(talk, reading):
        return False
    if talk.asked(reading, "budget") or sum_proposed(before) is not None or names_money(before):
        return not talk.asked(reading, "recording")
    if before is None or before.side != "rep" or len(before.plain.split()) > SHORT:
        return False
    if "?" not in before.plain:
        return before.noisy and ECHO.search(before.plain) is not None
    if ECHO.search(before.plain):
        return True
    earlier = talk.before(before)
    return (
        earlier is not None
        and earlier.side == "visitor"
        and (talk.asked(earlier, "budget") or _OWN_MONEY.search(earlier.plain) is not None)
    )


def names_money(before: Reading | None) -> bool:
    """Return whether a rep brings up money in a few words without asking: "One more thing, budget."."""
    if before is None or before.side != "rep" or not before.sentences:
        return False
    last = before.of_span(before.sentences[-1])
    return (
        len(last.split()) <= SHORT + 3
        and re.search(r"\b(?:budget|money|funding|funds)(?:'s\b| is\b| are\b|\W*$)", last) is not None
        and not any(one.scaled for one in find_money(last))
    )


def asks_other_money(talk: Talk, reading: Reading) -> bool:
    """Return whether the turn before ends with a question about losses, prices or today's spend."""
    before = talk.before(reading)
    if before is None or not before.sentences:
        return False
    last = before.of_span(before.sentences[-1])
    other = ABOUT_OTHER_MONEY.search(last)
    return other is not None and not (other.group().startswith("who ") and _OWN_MONEY.search(last))


def asked_for_room(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep asks for what is planned or would be bearable, without a word for money."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or not before.sentences:
        return False
    last = before.of_span(before.sentences[-1])
    if "?" not in last and not before.noisy:
        return False
    return _ROOM_FOR_IT.search(last) is not None and not ABOUT_OTHER_MONEY.search(last)


def answers_room(talk: Talk, reading: Reading, money: Money) -> bool:
    """Return whether an amount is a sum for certain, as only such a one answers "is there something planned?"."""
    sentence = reading.of_span(reading.sentence_at(money.start))
    return (
        (len(sentence.split()) <= SHORT and any(True for _ in _prices(talk, reading)))
        or money.currency is not None
        or money.basis != "total"
        or (money.scaled and _GOES_ON.match(reading.plain, money.end) is not None)
    )


def price_before(talk: Talk, reading: Reading, money: Money) -> Money | None:
    """Return the price that a bare figure may be set against: the last small one of its size that was named before it.

    Args:
        talk: The conversation.
        reading: The visitor's turn.
        money: The figure.
    """
    return next(
        (
            one
            for one in _prices(talk, reading, money.start)
            if one.top / _LIKE <= money.top <= one.top * _LIKE
        ),
        None,
    )


def _prices(talk: Talk, reading: Reading, end: int = 0) -> Iterator[Money]:
    """Yield the prices of one piece or month that were named in the turns before and up to a place in this one, last first."""
    yield from reversed([one for one in find_money(reading.plain[:end]) if _is_price(one)])
    for other in reversed(talk.readings[max(0, reading.number - _TURNS_BACK - 1) : reading.number - 1]):
        older = other.number < reading.number - 1
        prices = [one for one in find_money(other.plain) if _is_price(one)]
        yield from reversed([replace(one, currency=None) if older else one for one in prices])


def _is_price(money: Money) -> bool:
    small = _SMALL if money.basis == "total" else 10 * _SMALL
    return (money.currency is not None or money.basis != "total") and 0 < money.top < small


_PROPOSES = compiled(r"""
    \b(?:
        would you (?:sign|buy|take it|order|go for it)|
        (?:could|can|would|might) you (?:do|go|pay|manage|live with|stretch|spend|imagine)|
        (?:so|then|say|maybe|more like|closer to)\W+
        (?:about|around|roughly|something like|we're talking|in the region of)|
        (?:would|is|does) [^?]{1,30}? (?:
            work for you|
            be (?:ok|okay|alright|possible|realistic|too much)|
            too much|fit your
        )
    )\b
""")


_COMES_TO = re.compile(r"\b(?:comes? to|comes? out at|costs?|would be|you'd be at|you'd land at)\b")
"""Before a price without its currency."""


def price_refused(talk: Talk, reading: Reading, money: Money) -> bool:
    """Return whether an amount is the rep's price that the visitor only repeats to refuse it: "nineteen? No, I couldn't go that far"."""
    refused = _REFUSED.match(reading.plain, money.end) or _CANNOT_DO.search(reading.plain, 0, money.start)
    return refused is not None and _says_their_price(talk, reading, money)


def price_accepted(talk: Talk, reading: Reading, money: Money) -> bool:
    """Return whether an amount is the rep's price that is only said to be all right: "twelve's fine. We had fifteen"."""
    return _FINE.match(reading.plain, money.end) is not None and _says_their_price(talk, reading, money)


def _says_their_price(talk: Talk, reading: Reading, money: Money) -> bool:
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return False
    prices = [one.top for one in find_money(before.plain)]
    return any(price in {money.top, money.top * 1_000} for price in prices)


_CANNOT_DO = re.compile(r"\b(?:can't|cannot|couldn't|won't|not) (?:do|go to|pay|manage|spend)\W+$")
_FINE = compiled(r"""
    \W*(?:works|fits|would work)\b|
    \W*(?:is|'s|would be|sounds|that's|seems|fits)\W+(?:\w+ ){0,2}?
    (?:
        fine|ok|okay|alright|all right|good|within|in reach|no problem|not a problem|doable|possible|
        acceptable|reasonable
    )\b
""")


_REFUSED = compiled(r"""
    \W*(?:(?:oh|wow|ha|hm+|ouch|phew|well|a month|a year|euros?|dollars?|pounds?|each)\W+)*
    (?:
        no\b(?! problem)|
        (?:i|we) (?:couldn't|can't|could not|cannot|won't|wouldn't)\b|
        (?:is|it's|that's|thats|that is) (?:\w+ ){0,2}?(?:too|a lot|much|steep|out of|over|above|heavy)\b
    )
""")


def _proposes(rep: Reading) -> bool:
    """Return whether a rep asks whether the visitor would go as far as a sum: "could you do twenty thousand?"."""
    last = rep.of_span(rep.sentences[-1]) if rep.sentences else ""
    return "?" in last and _PROPOSES.search(last) is not None and not ABOUT_OTHER_MONEY.search(last)


def _only_price(rep: Reading) -> bool:
    """Return whether a rep's turn consists of little but a price: "Sixty thousand for the whole thing."."""
    return len(rep.plain.split()) <= _FEW_WORDS and "?" not in rep.plain


_FEW_WORDS = 8


def set_against(talk: Talk, reading: Reading, money: Money) -> bool:
    """Return whether an amount is what the visitor would pay instead of a price: "I was thinking more like fifteen"."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return False
    comes_to = _COMES_TO.search(before.plain) is not None or _proposes(before)
    prices = [
        one.top
        for one in find_money(before.plain)
        if one.currency is not None
        or one.basis != "total"
        or ((comes_to or _only_price(before)) and (one.scaled or one.bounded))
    ]
    tops = [money.top] if money.scaled else [money.top, money.top * 1_000]
    if _proposes(before) and any(top / 2 <= price <= top * 2 for price in prices for top in tops):
        return True
    if not any(top < price <= top * _LEAST_PART for price in prices for top in tops):
        return False
    if money.currency is None and _OF_THINGS.search(reading.plain, 0, money.start):
        return False
    clause = reading.clause_at(money.start)
    start = max(0, min(clause.start, money.start - _AFTER))
    end = max(clause.end, money.end)
    return (money.bounded and (money.currency or money.basis) not in {None, "total"}) or _AGAINST.search(
        reading.plain[start : end + _AFTER]
    ) is not None
