"""Frames that complain outright, also where they understate: "it's hard to ...", "the search could be faster"."""

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, any_of

_HARD = laid_out(r"""
    (?:
        hard|harder|tough|tougher|tricky|trickier|difficult|a struggle|a challenge|a pain|a headache|
        a nightmare|a fight|a battle|no fun|impossible|a hassle|a mission|complicated|
        more and more (?:difficult|complicated)|harder and harder|tougher and tougher|
        not (?:so |very |always |exactly )?(?:easy|simple)|
        never (?:easy|simple)|anything but (?:easy|simple)|far from (?:easy|simple)
    )
""")
_SO = laid_out(r"""
    (?:
        (?:
            really|very|so|quite|pretty|rather|too|always|still|just|actually|getting|becoming|often|
            sometimes|a bit|increasingly|all but|almost|nearly|next to
    ) )*
""")
_BE = r"(?:'s|s| is| gets| got| has become| becomes| was| has been|'s been)"
_FIGURES = laid_out(r"""
    (?:
        numbers|figures|data|counts?|stock|lists?|readings|dates|values|reports?|times?|inventory|levels?|
        sheets?|books?|records?|measurements?|forecasts?|results|displays?|gauges?|meters?|sensors?|scales?|
        entries|plans?
    )
""")
_BETTER = laid_out(r"""
    (?:
        faster|better|quicker|easier|simpler|smoother|
        more (?:reliable|accurate|precise|stable|modern|flexible|efficient)|
        clearer|tidier|nicer|cleaner|safer
    )
""")
_GOOD = laid_out(r"""
    (?:
        great|ideal|brilliant|good enough|the best|reliable|perfect|up to scratch|
        what it (?:should|could|used to) be|pretty|elegant|practical|satisfactory|optimal|fast|accurate|
        state of the art|where it should be
    )
""")
FRAMES = any_of(
    [
        rf"""
            (?:it|that|this){_BE} {_SO}{_HARD}
            (?: for (?:us|me|them|everybody|everyone|(?:the|my|our) (?:\w+ ){{0,2}}?\w+))? to
            (?= (?P<deed>\w+))
        """,
        rf"(?:we|i|they|(?:the|my|our) \w+) find it {_SO}{_HARD} to(?= \w+)",
        r"""
            (?:we|i|they|(?:the|my|our) \w+)(?:'ve)?(?: have| got| had| are having|'re having)? (?:a )?(?:~ )?
            (?:hard|tough|difficult) time (?:\w+ ){0,2}?\w+ing
        """,
        rf"""
            (?:
                finding|getting|keeping|knowing|planning|reaching|proving|training|tracking|counting|matching|
                hiring|seeing|making|reading|checking|chasing
            ) (?:[\w']+ ){{1,6}}?(?:is|are|gets|has become) {_SO}(?:
                {_HARD}|
                the (?:hardest|worst|toughest|trickiest|slowest|biggest) (?:part|bit|thing|job|problem)
            )
        """,
        r"""
            (?:there's|there is|we have|we've|we've got|i have|i've|i've got|have|has) (?:~ )?
            (?:no|zero|hardly any|not any) (?:real |proper |good |easy )?
            (?:
                way|ways|means|possibility|chance|control|overview|visibility|oversight
            ) (?:for (?:us|me|them|anybody|anyone) )?(?:of|to|over|on)(?= \w+)
        """,
        rf"""
            (?:
                (?:we|i) (?:~ )?(?:don't|do not|can't|cannot|never|no longer|stopped)|
                nobody|no one|none of us|(?:we|i) (?:~ )?have (?:stopped|no)
            )(?: really| even| quite)? trust(?:s|ing|ed)? (?:in )?
            (?:the|our|those|these|its|their|my|what|any) (?:\w+ ){{0,2}}?{_FIGURES}
        """,
        r"""
            (?:
                i'm|we're|they're|i am|we are|they are|(?:my|our|the) \w+ (?:is|are)|nobody is|nobody's|
                no one is
            ) (?:~ )?(?:not|never|hardly|far from|less than|anything but|un)? ?(?:\w+ )?(?:un)?
            (?:happy|satisfied|pleased) (?:with|about|how)(?P<doubtful>)
            (?= (?:the|our|what|how|this system|his|her|their) ?\w*)
        """,
        r"""
            (?:it|this|that) (?:~ )?happens (?:~ )?
            (?:(?:often|sometimes|regularly|twice a \w+|every \w+|all the time|again and again) )?that
            (?= \w+ \w+)
        """,
        r"""
            (?:it's|it is|that's|everything is|everything's) (?:~ )?not (?:~ )?(?:very |really )?
            (?:
                transparent|traceable|documented|connected|standardi[sz]ed|organi[sz]ed|coordinated|
                consistent|in one place
            )|
            when(?:ever)? (?:he|she|it|they) (?:feels? like it|wants? to|is in the mood|are in the mood)
        """,
        r"""
            (?:
                to (?:
                    get|see|find|know|make|change|print|do|check|send|look up|enter
                ) (?:an?|one|the|any|each|my|our|this|that) [^.?!,]{2,40}?,? |
                for (?:each|every|one|a single) [^.?!,]{2,30}?,? |
            (?:each|every) time [^.?!,]{2,40}?,? )(?:i|we|you|they|he|she|people|my \w+|our \w+) (?:~ )?
            (?:need|have|must|needs|has)(?: to)? (?:
                open|call|ring|drive|go|ask|walk|search|log|print|copy|type|phone|write|look|click|wait|climb|
                send|mail|e-?mail|start|run|fill|export|enter|restart|dig
            )(?= \w+)
        """,
        r"""
            (?:looking|searching|look|search|looks|searches) for [^.?!,]{2,50}?,? (?:and )?
            (?:i|we|they|it) (?:~ )?(?:needs?|takes?|spends?|loses?)
            (?: (?:me|us|them))? (?:about |around |almost )?
            (?:half an?|an?|two|three|four|five|several|\w+ty) (?:whole |full |good )?
            (?:days?|hours?|weeks?|minutes?)
        """,
        r"(?:costs?|takes?) (?:us|me) (?:~ )?(?:more|longer) than(?= \w+)",
        # Understated.
        rf"""
            (?:the|our|my|their) (?:[\w-]+ ){{1,4}}?
            (?:could be|would be nice to be|should be|might be) (?:a (?:lot|bit) |much |way |far )?{_BETTER}
        """,
        rf"(?:it|that|they) could be (?:a (?:lot|bit) |much |way |far )?{_BETTER}(?P<asked>)",
        rf"(?:it )?could be (?:a (?:lot|bit) |much |way |far )?{_BETTER}, (?:the|our)(?= \w+)",
        r"""
            (?:the|our|my|their) (?:[\w-]+ ){1,4}?(?:gets|is getting|are getting|get|becomes|is becoming) (?:
                more and more|ever more|harder and harder|worse and worse|slower and slower|always more|
                each year more|every year more
            )
        """,
        r"""
            leaves? (?:something|a lot|much|a bit|a good deal) to be desired|
            (?:has|have|there's|there is|with) (?:~ )?(?:some |plenty of |a lot of |much )?
            room for improvement
        """,
        rf"""
            (?:the|our|my) (?:[\w-]+ ){{1,4}}?(?:isn't|aren't|is not|are not|wasn't|is never|are never) (?:
            exactly |really |all that |that |quite |so |very |always |particularly )*{_GOOD}
        """,
        rf"""
            (?:i )?(?:wouldn't|would not|can't|couldn't) (?:exactly |really )?
            call (?:it|that|them|our \w+|the \w+) (?:\w+ )?{_GOOD}
        """,
        r"""
            (?:most|half|all|a (?:third|quarter|lot)|much|too much) of (?:my|our|the|their|his|her) (?:\w+ )?
            (?:
                day|time|week|evening|morning|shift|evenings|mornings|weekends
            ) (?:goes|is spent|disappears|is gone|are gone|gets eaten|vanishes) (?:~ )?
            (?:on|in|into|with|for|by)
        """,
        r"""
            (?:it's|that's|it is|that is|they're) (?:~ )?
            (?:just |so |pretty |really |very |too |bloody |damn |terribly |awfully |painfully )*
            (?:
                slow|clumsy|clunky|outdated|unreliable|fiddly|complicated
            ) as (?:hell|anything|can be|a snail|molasses)|
            (?:it's|that's) (?:~ )?(?:a bit of |a right |a real |an absolute |quite )?a? ?
            (?:pain|faff|nightmare|headache|shambles|struggle|chore|hassle|mess)
            , (?:the|our|that|this|all that|keeping|getting)(?= \w+)
        """,
        r"""
            (?:my|our|his|her|their) (?:(?:whole|entire) )?(?:
                \w+days?|day|week|month|mornings?|evenings?|nights?|weekends?
            ) (?:is|are|consists? of|goes|go|is gone|are gone) (?:~ )?(?:(?:in|into|on|with|for) )?
            (?:\w+ing|phone calls|paper\w*|mails?|e-?mails?)(?= \w+)
        """,
        r"""
            (?:
                signs?|signed|clicks?|ticks?|approves?|passes|accepts?|initials?|pays?|ships?|books?|files?
            ) (?:[\w'-]+ ){0,5}?without (?:even )?
            (?:reading|looking|checking|seeing|knowing|understanding|counting|testing|weighing)
        """,
        r"""
            (?:we|i|they) (?:~ )?
            (?:have|use|run|keep|'ve got|got) (?:two|three|four|five|several) of everything|
            pull(?:s|ed)? the plug
        """,
        r"""
            (?:we|i|they)(?:'ve| have)? (?:~ )?(?:out)?grown (?:too (?:fast|quickly|big)|out of)|
            (?:we|they) (?:~ )?(?:bin|chuck|throw out|throw away|scrap|write off|pour away) (?:
            about |around |roughly |some |up to |nearly |almost |maybe |over )*
            (?:a|an|half|one|two|three|four|five|six|ten|twenty|thirty|\d+|every|too)
        """,
        r"""
            (?:the|our|my|those|these|all the|half the) (?:[\w-]+ ){1,3}?
            (?:run|runs|ran|keep running|keeps running) out of(?= \w+)
        """,
        r"""
            (?:arrive|arrives|come|comes|came|reach us|get here|get to (?:me|us)|land on my desk) (?:~ )?
            (?:when|after|once) (?:the|it's|its|it is|everything|we|they|he|she)
            (?: \w+)* (?:over|gone|late|finished|done|closed|left|shut)
        """,
    ]
)
_ONLY_SAYS = frozenset(
    (
        "say",
        "tell",
        "beat",
        "hear",
        "believe",
        "find",
        "park",
        "explain",
        "decide",
        "judge",
        "imagine",
        "argue",
        "answer",
        "compare",
        "estimate",
        "guess",
        "predict",
        "put",
        "miss",
        "resist",
        "please",
        "overlook",
        "choose",
        "refuse",
        "forget",
        "sell",
        "convince",
        "justify",
        "see",
    )
)
"""What is hard to do for somebody who talks at a booth, and no work of his."""
_WORK = compiled(r"""
    (?:
        find (?!you|your|this|the (?:stand|booth|hall|way|toilet|exit))|
        see (?:who|what|where|which|when|whether|if)\b(?! you)|
        tell (?:who|which|where|whether)\b|sell (?:the|our|my)|predict|explain (?:to )?(?:the|our|my)|
        choose from
    )
""")


UNHAPPY = compiled(r"""
    \b(?:not|never|hardly|far from|less than|anything but|nobody|nobody's|no one)
    (?: (?:is|are|\w+ly|very|so|really|too))* (?:happy|satisfied|pleased)\b|
    \bun(?:happy|satisfied)\b
""")
"""Not happy: no praise."""


def framed(reading: Reading, span: Span, *, asked: bool) -> Span | None:
    """Return what a clause complains of by a frame: itself, with what follows where that is named last.

    Args:
        reading: The visitor's turn.
        span: A clause of it.
        asked: Whether the rep asked for what hurts or for today's way, so that "it could be faster" is about that.
    """
    for match in FRAMES.finditer(reading.plain, span.start):
        if match.start() >= span.end:
            break
        deed = match["deed"]
        if deed in _ONLY_SAYS and not _WORK.match(reading.plain, match.start("deed")):
            continue
        if match["doubtful"] is not None and not UNHAPPY.search(match.group()):
            continue
        if match["asked"] is None or asked:
            last = reading.clause_at(match.end())
            # "It's a bit of a pain, the monthly report."
            return reading.trimmed(span.start, last.end) if match.end() > span.end else span
    return None
