"""A sum that a rep takes to be the visitor's: "so you have about two hundred thousand?"."""

import re
from collections.abc import Iterator

from agent.insight.signals.budget.approval import approval_near
from agent.insight.signals.budget.other_money import ABOUT_OTHER_MONEY, NOT_BUDGET
from agent.insight.signals.budget.sums import is_money
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, any_of
from agent.insight.signals.language.stance import is_question
from agent.insight.signals.language.talk import Talk, says_no, says_yes
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.find import find_money

_YOU_HAVE = any_of(
    [
        r"""
            you (?:do |also |already |still )?(?:
                have|got|said|mentioned|told me|planned|reserved|budgeted|set aside|put aside|
                wanted to (?:spend|stay)|were (?:at|thinking|talking)|are at|'re at|can spend|could spend
            )
        """,
        r"you've (?:about|around|roughly|some|only|got|set aside|put aside|planned|been given|reserved|budgeted)",
        r"your (?:\w+ )?(?:budgets?|frame(?:work)?|limit|pot|range|envelope|number|figure|ceiling|maximum|max)",
        r"the (?:budget|frame(?:work)?|pot|envelope|limit) (?:is|was|would be)",
    ]
)
"""How a rep says that the money is the visitor's."""
_OR_SO = any_of(
    [
        r"are we (?:talking|speaking|looking)(?: about| at)?",
        r"(?:would|do) you say",
        r"are you thinking",
        r"is it more like",
        r"""
            (?:would|is|was) [^?]{1,40}? (?:
                a problem|too much|possible|realistic|in reach|okay|ok|fine|doable|feasible
            )
        """,
    ]
)
"""How he asks for the order of magnitude."""
_CONFIRMS = compiled(r"""
    \W*(?:(?:oh|well|ja|mm-?hm+|hm+)\W+)*(?:
        exactly|roughly|right|correct|about that|about right|more or less|something like that|thereabouts|
        that's (?:it|right|correct|what we have|the (?:figure|number|sum))|
        pretty much|give or take
    )\b
""")
_AS_PLANNED = compiled(r"""
    \b(?:that's|thats|that is|it's|pretty much|about|roughly|exactly)\s+
    (?:about |roughly |exactly |pretty much |just |more or less )?
    (?:what|the (?:figure|number|sum|order of magnitude|range|amount|ballpark)(?: that)?) (?:i|we)
    (?:'ve|'d| have| had)? (?:also |already |all )?(?:
        assumed|planned|budgeted|reckoned|calculated|estimated|expected|in mind|
        in (?:the|our) (?:plan|budget|books)|set aside|put (?:in|aside)|reserved|earmarked|pencilled in
    )\b
""")
"""Makes the rep's price the visitor's plan."""
_NOT_SO_SURE = re.compile(r"\b(?:if|but|not|no|once|maybe|depends?|had|was)\b|n't\b|\?")
_FOR_IT = re.compile(r"\W*(?:$|(?:for|in|to) (?:it|this|that|the project|spend)\b|left\b|then\b)")
_WORDS = 12
"""A longer turn tells more than that the sum is right."""


def sum_proposed(rep: Reading | None, *, owned: bool = False) -> Money | None:
    """Return the sum in a rep's last question that would be the visitor's own money.

    Args:
        rep: The turn before the visitor's.
        owned: Whether only money counts that the visitor is said to have.
    """
    if rep is None or rep.side != "rep" or not rep.sentences:
        return None
    last = rep.of_span(rep.sentences[-1])
    if ABOUT_OTHER_MONEY.search(last) or NOT_BUDGET.search(last):
        return None
    said = _YOU_HAVE.search(last) or (None if owned else _OR_SO.search(last))
    if said is None:
        return None
    start = rep.sentences[-1].start
    sums = [one for one in find_money(rep.plain) if one.start >= start and is_money(rep, one)]
    in_full = [one for one in sums if one.scaled or _FOR_IT.match(rep.plain, one.end)]
    return in_full[-1] if in_full and (said.end() <= in_full[-1].start - start or not owned) else None


def confirmed(talk: Talk, reading: Reading) -> Iterator[tuple[Money, bool | None]]:
    """Yield a rep's sum that the visitor says is his, and whether it is approved."""
    before = talk.before(reading)
    planned = _AS_PLANNED.search(reading.plain)
    if planned is not None and before is not None and before.side == "rep" and not says_no(reading):
        prices = [one for one in find_money(before.plain) if one.scaled and is_money(before, one)]
        if len(prices) == 1:
            yield prices[0], approval_near(reading, reading.sentence_at(planned.start()))
        return
    money = sum_proposed(before, owned=True)
    if before is None or money is None or len(reading.plain.split()) > _WORDS or says_no(reading):
        return
    asks = before.noisy or is_question(before, before.sentences[-1])
    if (
        asks
        and (says_yes(reading) or _CONFIRMS.match(reading.plain))
        and not _NOT_SO_SURE.search(reading.plain)
    ):
        yield money, approval_near(reading, reading.sentences[0])
