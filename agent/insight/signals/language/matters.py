"""What a reservation is about, where a clause only announces it or judges: "that's my doubt, half of us have no signal"."""

from agent.insight.signals.budget.sums import is_money
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.money.find import find_money

_NEXT_TO, _SAYS_LITTLE = 8, 4
_NOUN = laid_out(r"""
        (?:
            worry|worries|concerns?|doubts?|fears?|points?|question marks?|problem|difficulty|trouble|issue|
            question|objection|reservation|snag|catch|nightmare|headache|hang-?up|sticking point|
            deal-?breaker|show-?stopper|no-?go|sore point|but|reason|thing|feeling|obstacle|hurdle|hitch|crux|
            rub|risk|things
        )
    """)
_ANNOUNCES = compiled(rf"""
    \W*(?:
        (?:
            well|but|and|so|no|yes|yeah|okay|ok|hm+|see|now|only|just|still|there|honestly|frankly|oh|ah|
            because|then|you see|look
        )\W+
    )*(?:
        (?:that|this|there|here|it|which|what)(?:'s| is|s| was| would be|'d be| might be)
        (?: \w+){{0,3}}? (?:my|our|the|a|an|one|her|his|their)(?: \w+){{0,2}}? {_NOUN}
        (?: (?:
                then|though|for (?:me|us|him|her|them)|
                with (?:it|you|that|this|all of (?:you|it|them)|the lot of you)|
                i have|we have|here|there|of mine
            )
        )*|
        (?:that|this|it|which) (?:\w+ )?
        (?:stops|holds|puts|scares|worries|bothers|frightens|concerns|troubles|annoys|keeps|kills|rules)
        (?: \w+){{1,4}}|
        (?:i|we)(?: have|'ve| still have| do have)
        (?: got)? (?:(?:my|our|a|an|one|some|a few|certain|big|serious|real|still)\W)*{_NOUN}
        (?: (?:there|here|about (?:that|it|this)|with (?:that|it|this|you)|though|then))*|
        (?:i'm|we're|i am|we are|i'd be|i was) (?:
            (?:a bit|a little|really|still|rather|quite|very|not|no longer)\W
        )*(?:
            worried|afraid|concerned|nervous|sceptical|skeptical|uneasy|hesitant|torn|sure|convinced|happy|
            comfortable|wary
        )(?: (?:about (?:that|it|this|one thing)|yet|there|though|with (?:that|it|this)))*|
        (?:just|only) (?:one|two|a few)|(?:one|two)(?= ?[.:])|
        (?:i'm|we're|i am|we are) not (?:(?:really|quite|yet|fully)\W)*
        (?:sold|keen|convinced|sure|happy) (?:on|about|of|by|with) (?:that|it|this)
        (?: (?:yet|though|at all|to be honest))?|
        (?:and )?(?:now|here|then) comes? (?:the|my|our) {_NOUN}|
        (?:one|two|three|another|a|some|a few|a couple of) (?:\w+ )?{_NOUN}
        (?: (?:though|then|from my side|there|of mine|i have|we have))*|
        (?:my|our) (?:\w+ ){{0,2}}{_NOUN}|
        (?:i've|we've|i have|we have) been (?:burnt|burned|bitten|disappointed|let down|stung|there)
        (?: (?:before|once|already|twice|in the past))*|
        (?:once bitten|burnt child|never again|not again)|
        (?:i|we)(?:'d| would)? (?:\w+ )?(?:hesitate|wonder|doubt|doubt (?:that|it|this))
        (?: (?:there|here|though))?|
        i (?:don't|do not) (?:love|like|believe|trust|buy|see) (?:it|that|this)
        (?: (?:at all|much|one bit|yet|really))?|
        permit me to doubt
    )\W*(?:,? (?:to be honest|honestly|frankly|i must say|if i'm honest|you know|mind|see))?\W*
""")


def announces(text: str) -> bool:
    """Return whether words only say that there is a reservation, not which."""
    return _ANNOUNCES.fullmatch(text) is not None


def matter_of(reading: Reading, span: Span) -> Span | None:
    """Return the clause next to a stretch that says what it is about: the one before, else the one after.

    A clause of few words ("it was one") is taken with what its sentence says before it.
    """
    before = [one for one in reading.clauses if one.end <= span.start and span.start - one.end < _NEXT_TO]
    if before and not announces(reading.of_span(before[-1])) and _says_something(reading, before[-1]):
        start, sentence = before[-1].start, reading.sentence_at(before[-1].start)
        if len(reading.of_span(before[-1]).split()) < _SAYS_LITTLE:
            start = sentence.start
        return reading.trimmed(start, before[-1].end)
    after = [one for one in reading.clauses if one.start >= span.end and one.start - span.end < _NEXT_TO]
    if after and "?" not in reading.of_span(after[0]) and _says_something(reading, after[0]):
        return reading.trimmed(after[0].start, after[0].end)
    return None


def priced(talk: Talk, reading: Reading, what: str) -> str:
    """Return what a reservation is about with the price that it only judges, as it was said: "nine hundred: that's steep".

    The figure is the visitor's own, or else that of the rep just before.
    """
    if not _PRICE_ONLY.fullmatch(what.lower()):
        return what
    for source in (reading, talk.before(reading)):
        if source is None:
            continue
        figures = [
            source.words(Span(money.start, money.end))
            for money in find_money(source.plain)
            if is_money(source, money)
        ]
        if figures:
            return f"{figures[-1 if source is not reading else 0]}: {what}"
    return what


def _says_something(reading: Reading, clause: Span) -> bool:
    return _EMPTY.fullmatch(reading.of_span(clause)) is None


_EMPTY = compiled(r"""
    \W*(?:
        (?:
            yes|yeah|no|oh|ah|well|okay|ok|right|good|great|sure|hm+|so|and|but|exactly|nice|fine|really|
            thanks|thank you|seriously|honestly|i see|i know|i believe (?:you|that|it)|true|fair|interesting|
            look|listen|sorry
        )\b\W*
    )+
""")
_PRICE_ONLY = compiled(r"""
    (?:
        (?:
            that's|that is|it's|it is|which is|thats|its|sounds|seems|still|honestly|ouch|phew|far|way|much|
            a bit|a little|a tad|a touch|rather|quite|pretty|very|really|too|so|awfully|bit
        )\W+
    )*(?:
        dear|expensive|steep|pricey|costly|much|high|hefty|stiff|salty|rich|a lot(?: of money)?|
        over (?:the|our|my) budget|more than (?:i|we)(?:'d| would)? \w+|
        out of (?:our|my) (?:reach|league|range)|over the top
    )(?: for (?:us|me|that|this|\w+ \w+))?(?:\W+(?:so|then|though|for (?:us|me)))?
""")
