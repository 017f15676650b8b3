"""Reservations that are said outright: who says so means it, in words that the judge may never have read."""

import re

from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span, any_of

DRAWBACK = laid_out(r"""
        (?:
            problem|worry|concern|difficulty|drawback|deal ?-?breaker|show ?-?stopper|no-?go|obstacle|hurdle|
            minus|minus point|downside|red flag|turn-?off|sticking point|stumbling block|non-?starter|
            weak point|weak spot|flaw|snag|hitch|catch|tall order|hard sell|tough sell|big ask|bitter pill|
            step back|stomach ?ache|headache|black mark|trouble|crux
        )
    """)
"""What somebody calls a thing that he has against us."""
_SAYS_SO = any_of(
    [
        rf"""
            (?:\w+ )?(?:\w+'s|is|are|would be|\w+'d be|will be|'ll be) (?:~ )?
            (?:a|an|the|one) (?:\w+ |(?:bit|kind|sort|little bit) of an? )?{DRAWBACK}
            (?: (?:for|with|in|at) \w+(?: \w+)?)?
        """,
    ]
)
_OF_OWN = re.compile(
    r"\b(?:less of|not|n't|no|never|if|unless|today|now|currently|was|were|been|main|biggest|every)\b"
)
_WILL_NOT = any_of(
    [
        r"""
            (?:would|will|\w+'d|\w+'ll|are going to|is going to) (?:~ )?
            (?:
                go (?:nuts|mad|crazy|ballistic|spare|on strike|through the roof)|
                hate (?:it|that|this)|revolt|refuse|quit|walk out|strike|laugh at (?:me|us|it)|
                block (?:it|that|this)|veto (?:it|that|this)|throw (?:it|that|them)(?: \w+){0,4}|
                (?:say|tell me) no|
                never (?:use|wear|accept|touch|learn|agree|sign)(?: \w+){0,3}
            )
        """,
        r"than (?:you|yours|your \w+)",
        r"""
            (?:i|we)(?:'ll| will|'d| would)? (?:~ )?believe (?:it|that|this) when|
            (?:i|we) (?:~ )?(?:don't|do not|won't|will not) (?:~ )?believe (?:it|that|this) (?:~ )?
            (?:before|until|till|unless)
        """,
        r"""
            (?:i|we) (?:didn't|don't|did not|do not|can't|couldn't|cannot) (?:~ )?(?:see|find) (?:\w+ ){1,4}?
            (?:on|in|among) (?:your|the) (?:\w+ )?(?:list|lists|website|brochure|menu)
        """,
    ]
)
OF_US = any_of(
    [
        # They have known us before.
        r"""
            (?:last|first) time (?:we|i|they) (?:~ )?(?:bought|ordered|worked|dealt|tried|had|did|got)
            (?: \w+){0,4} (?:from|with|of) you(?: (?:people|guys|lot|folks))?
            (?!.*\b(?:well|good|great|smooth\w*|happy|fine|satisfied|perfect\w*)\b)|
            (?:had|made) (?:~ )?(?:a |some |our )?
            (?:bad|poor|mixed|unhappy) experiences? with (?:you|your \w+)
        """,
        r"""
            (?:isn't|aren't|not|never) (?:~ )?(?:exactly |really |quite )*
            (?:your|the) (?:biggest|greatest|best|first) (?:fans?|friends?)
            (?: of (?:you|yours|this|that|it|the \w+))?
        """,
        # Somebody in the house has said no to it.
        r"""
            (?:says?|said|told (?:me|us)|swore|goes|went|was like) (?:~ )?
            (?:
                under no circumstances|no way|never again|not again|not another|
                over (?:my|his|her|their) dead body|forget (?:it|that)|absolutely not
            )(?: \w+){0,4}
        """,
        r"""
            (?:thinks?|thought|says?|said|fears?|afraid|believes?|feels?) (?:~ )?(?:that )?
            (?:it's|it is|its|it was|this is|that's|you're|we|we're|i|i'm|you)(?: \w+){0,4} (?:
                spy|spies|spying|surveillance|
                (?:
                    watch|watching|control|controlling|check up on|track|tracking|monitor|monitoring
                ) (?:them|us|him|her|me|people|everybody|everyone|my \w+)
            )(?: \w+){0,4}|
            big brother
        """,
        r"""
            (?:we|i|they|he|she) (?:~ )?(?:
                looked at|tried|tested|had|used|piloted|bought|took
            ) (?:you|yours|your \w+|your lot|one of yours)
            (?!.*\b(?:well|good|great|smooth\w*|happy|fine|satisfied|love[sd]?|perfect\w*)\b)
            (?: \w+){0,7} (?:and|but) (?:~ )?(?:it|you|they|that|nothing|nobody|the \w+|after)(?: \w+){1,6}
        """,
        r"""
            (?:was|were|am|had) (?:~ )?(?:nearly|almost|half|all but|quite|already) (?:~ )?
            (?:sold|convinced|with you|there|won over|on board) (?:~ )?(?:until|till|before|but)(?: \w+){1,8}
        """,
        r"""
            it's the (?:[\w-]+ ){0,4}?(?:bit|part|thing) (?:that |where )?(?:i'm|we're|i am|i|we) (?:~ )?
            (?:
                stuck|worried|hung up|struggle|struggling|not|don't|can't|hesitate|hesitating|wonder|
                wondering|afraid
            )(?: \w+){0,4}
        """,
        # What they fear of their own people, or miss with us.
        r"""
            (?:
                expect|fear|foresee|get|got|have|face|there'll be|there will be|there'd be|there would be
            ) (?:~ )?(?:quite |some |a lot of |a bit of |a certain |serious |strong |big |massive |an? )*
            (?:
                resistance(?: (?:from|in|among|by|there|with))|push-?back|grumbling|opposition|outcry|uproar|
                head-?wind|revolt|mutiny
            )
        """,
        r"""
            (?:i'm|i am|we're|i was) (?:~ )?(?:a bit |a little |rather |quite |slightly )*
            (?:disappointed|irritated|puzzled|taken aback) (?:~ )?
            (?:to be honest |honestly |i must say |i have to say )?(?:that|you|there's|not to|because)
            (?: \w+){1,8}
        """,
        r"(?:you're|you are|yours is|you guys are) (?:~ )?(?:lacking|missing)(?: \w+){1,5}",
        r"""
            (?:my|our|the) \w+ (?:would|will|'d|'ll) (?:~ )?
            (?:kill|lynch|murder|skin|shoot|sack|hang|divorce|strangle|fire|leave|disown|crucify) (?:me|us)
        """,
        r"(?:the|your|those|these) (?:\w+ ){1,2}you can (?:~ )?forget(?= ?(?:$|[.,!;]))",
        r"""
            (?:you're|you are|it's|it is|that's|yours is|your \w+ is) (?:~ )?
            (?:
                twice|double|triple|three times|four times|half as much again|
                (?:\w+ )?\w+ percent (?:more|above|over)
            ) (?:~ )?(?:what|as much as|the price|than|of what|as expensive)(?: \w+){1,4}
        """,
        r"""
            (?:came|went|walked|come) (?:~ )?(?:back|away|home|off) (?:~ )?
            (?:a bit |a little |rather |quite |slightly )*
            (?:disappointed|disillusioned|unimpressed|unconvinced|puzzled|frustrated)
        """,
        r"""
            (?:that's|that is|thats|it's|which is|that'd be|that would be) (?:~ )?(?:an?|the|my|our) (?:~ )?
            (?:bit of an? |kind of an? |real |big |small |certain )?(?:
                stumbling block|sticking point|red flag|turn-?off|tall order|hard sell|tough sell|
                non-?starter|bitter pill|minus point
            )
        """,
        r"""
            you(?:'d| would) (?:~ )?(?:spend|need|take|be busy(?: for)?) (?:~ )?(?:\w+ )?
            (?:years|ages|weeks|months|forever|a lifetime|half a (?:year|life))(?: \w+){0,4}
        """,
        # What it looks like.
        r"""
            (?:looks?|looked|feels?|felt|seems?|sounds?) (?:~ )?
            (?:a bit |a little |a little bit |kind of |rather |very |quite )*
            (?:
                dated|old-?fashioned|amateurish|home-?made|unfinished|half-?baked|cluttered|confusing|
                like (?:~ )?(?:(?:something|a thing|it's|it is|straight|right) )?(?:from|out of) (?:~ )?
                (?:the )?(?:\w+ )?(?:nineties|eighties|seventies|sixties|century|museum|stone age|\d+s)
            )
        """,
        r"""
            i (?:~ )?(?:don't|do not|didn't|can't|couldn't) (?:~ )?
            (?:see|find) (?:it|that|this|them|those|any of (?:it|that|this)) (?:~ )?
            (?:in|on|with|at) (?:yours|your \w+)
        """,
    ]
)
"""Said of us or our offer, wherever it stands in the talk."""
HEARSAY = any_of(
    [
        r"""
            (?:says?|said|told (?:me|us)|heard|reckons?|thinks?|found)(?: me| us)? (?:~ )?(?:that )?
            (?:it|you|yours|your \w+) (?:~ )?(?:
                can't|cannot|couldn't|doesn't|don't|didn't|isn't|aren't|won't|never|hasn't|haven't|can never|
                can hardly|(?:are|is) (?:never|always|hardly)
            )(?: \w+){1,6}
        """,
    ]
)
"""What somebody says of \"it\" or \"you\": of us, where the turn is about us."""
OF_OFFER = any_of(
    [
        r"""
            (?:that|this|it|which|that one|so that)(?:'s| is| would be|'d be|'s just| was) (?:~ )?
            (?:
                not (?:~ )?(?:going to happen|gonna happen|happening|going to fly|on|flying)|
                dead (?:in the water|on arrival|already)|
                where (?:it|we|you|i) (?:ends?|stops?|lose \w+|part \w+)|
                the end of (?:it|that|the (?:story|line|road|discussion))
            )
        """,
        r"""
            (?:\w+'s|\w+'re|is|are) (?:~ )?(?:forbidden|prohibited|banned|illegal|taboo|off limits|a red line)
            (?: (?:with|in|on|by|for|at|to|under)(?: \w+){1,3})?|
            (?:isn't|aren't|not|n't) (?:~ )?(?:even )?(?:allowed|permitted)
            (?! to (?:sign|decide|buy|order|say|tell|spend|approve)\b)
            (?: (?:with|in|on|by|for|at|to|under)(?: \w+){1,3})?
        """,
        r"""
            i(?:'d| would|'ll)? give (?:it|them|that|him|those) (?:~ )?
            (?:an?|one|two|three|five|ten|half an?) (?:\w+ )?
            (?:days?|weeks?|months?|minutes?|hours?|years?|shifts?|seasons?|winters?)
        """,
        r"""
            (?:not|n't) (?:~ )?(?:really |exactly )?(?:something|anything|a thing|what|one) (?:that )?
            (?:i|we|they|he|she|my \w+|our \w+)(?: can|could| would|'d| will| want| need| like|'m| had)
            (?! (?:decide|say|answer|judge|tell|sign|promise|approve|do alone)\b)(?: \w+){1,4}
        """,
        r"""
            (?:they|he|she|people|everybody|everyone|you lot)(?:'ll|'d| will| would) (?:~ )?(?:all )?
            (?:
                kill|laugh|lynch|hang|fire|sack|murder|skin|scream|strangle|string (?:me|us)|
                ask (?:me|us) (?:if|whether)|have (?:me|my head|a fit|a field day|my guts)|
                think (?:i'm|we're|i|we)
            )(?: \w+){0,6}
        """,
        r"""
            (?:i|we)(?:'d| would) (?:~ )?be (?:~ )?(?:very |quite |rather )*
            (?:surprised|amazed|astonished|impressed) (?:if|when)(?: \w+){1,8}
        """,
        r"""
            (?:that's|thats|that is|it's|this is) (?:~ )?(?:exactly |precisely )?what (?:~ )?
            (?:
                they|he|she|everybody|everyone|all|you all|all of (?:you|them)|every \w+|
                the (?:last|other|others|previous)(?: \w+)?
            ) (?:~ )?(?:all )?
            (?:says?|said|tells?|told|promises?|promised|claims?|claimed|calculates?|calculate)(?: \w+){0,4}
        """,
        r"""
            an? (?:~ )?(?:optimistic|bold|brave|daring|ambitious|courageous|proud) (?:
                idea|thought|plan|assumption|estimate|claim|promise|statement|guess|figure|number
            )|
            out of (?:all )?proportion|
            (?!(?:whether|it|that|like|more|why)\b)\w+ or not(?= ?[,])
        """,
        r"""
            (?:that|this|it|which|\w+) (?:~ )?(?:kills|ruins|spoils|breaks|torpedoes|sinks) (?:~ )?
            (?:it|that|this|the (?:deal|case|business case|idea|whole thing|project))(?: for (?:us|me))?
            (?= ?(?:$|[.,!;]))
        """,
        r"""
            (?:i|we)(?:'d| had) (?:~ )?hoped (?:~ )?(?:that |for )?(?:it|you|this|there|something|a|more|to)
            (?: \w+){1,8}
        """,
        r"""
            (?:would|will|\w+'d|\w+'ll) (?:~ )?have (?:
                kittens|
                an? (?:fit|stroke|heart attack|breakdown|nervous breakdown|field day|meltdown|cow)
            )
        """,
        r"""
            (?:
                half|most|some|many|plenty|an? (?:third|quarter|half|fifth)|two thirds|three quarters|
                \w+ percent|none|all
            ) of (?:our |my |the |them|us|those)(?:\w+ )?
            (?:can't|cant|cannot|don't|dont|won't|have no|has no|haven't|aren't|are not|isn't)(?: \w+){1,4}
        """,
        r"""
            nothing (?:~ )?(?:of ours |from us |here |in here )?(?:~ )?
            (?:goes|comes|gets|leaves|talks|connects|is allowed) (?:~ )?
            (?:in|into|out|outside|onto|on|to|through|near|off)\b(?: \w+){0,4}|
            (?:written|carved|cast|set) in (?:stone|concrete)|
            not (?:yet )?another \w+
        """,
        r"""
            (?:isn't|aren't|not|hardly|barely) (?:~ )?worth (?:~ )?
            (?:much|it|the (?:money|trouble|effort|hassle|paper)|a lot|anything|having)|
            (?:isn't|aren't|not) (?:~ )?in the mood for(?: \w+){1,4}
        """,
        r"""
            (?:that|this|it|which) (?:~ )?
            (?:rules|knocks|counts|puts|takes|throws|kicks) (?:you|it|that|this|them|the \w+) (?:~ )?out
        """,
        r"""
            (?:doesn't|does not|don't|didn't|won't|hardly|not) (?:~ )?(?:exactly )?
            (?:make|makes|making) (?:~ )?(?:me|us|him|her|them|it|that|things) (?:feel )?(?:~ )?
            (?:any |much |a lot |really )*
            (?:more|less|better|happier|easier|calmer|happy|comfortable|feel good|confident)(?: \w+)?
        """,
        r"""
            (?:i|we)(?:'d| would|'ll| will)(?: \w+)? never (?:~ )?(?:
                let|allow|put|give|trust|accept|sign|buy|hand|leave|risk|send|want|
                have(?! (?:thought|guessed|expected|believed|imagined))|
                use
            )(?: \w+){0,6}
        """,
        r"""
            (?:
                more or less|basically|pretty much|as good as|practically|totally|completely|next to|kind of|
                sort of|rather
            ) (?:worthless|useless|pointless|unusable|impossible|no use|nothing)(?: (?:for|to) \w+(?: \w+)?)?
        """,
        r"(?:i|we)(?:'d| had| have|'ve)? (?:~ )?(?:had )?(?:~ )?(?:\w+ ){1,4}in (?:my|our) (?:head|mind)",
        r"""
            (?:i|we) (?:don't|do not) (?:~ )?
            (?:work|operate|function|do (?:it|that|business|things)|run) (?:~ )?
            (?:like (?:that|this)|that way|this way)|
            (?:that's|that is|this is) not (?:~ )?how (?:we|it|things) (?:works?|do|does|goes?|runs?|operate)
            (?: \w+){0,3}
        """,
        r"""
            (?:doesn't|don't|won't|wouldn't|will not|would not|didn't) (?:~ )?
            (?:go down|sit|go over|come across|land) (?:~ )?(?:too |very |so |that )?
            (?:well|right|easy|easily)(?: (?:with|at|in) \w+(?: \w+)?)?
        """,
        r"""
            (?:that|this|it|which|that one)(?:'s| is|s)? (?:~ )?
            an? (?:nice |lovely |fancy |expensive |pretty |clever |bit of a |neat )?
            (?:toy|gadget|gimmick|joke)(?= ?(?:$|[.,!;]| for| to))
        """,
        r"""
            then (?:[\w']+ ){1,5}(?:is|are|'s|'re) out(?= ?(?:$|[.,!;]))|
            (?:i|we) (?:wasn't|weren't|was not|were not|hadn't been) (?:~ )?
            (?:expecting|reckoning|counting on|prepared for|ready for)(?: \w+){0,6}
        """,
        r"""
            (?:i|we)(?:'ve| have)? (?:~ )?
            (?:heard|seen|had|read|tried) (?:that|this|it|these|those|one|\w+) before(?= ?(?:$|[.,!;]))|
            nothing (?:ever|much|good) (?:comes|came) (?:~ )?(?:of|out of) (?:it|that|them|those)
        """,
        r"""
            (?:isn't|aren't|is not|'s not|not) (?:~ )?(?:really |exactly |quite )*
            (?:my|our|his|her|their) (?:cup of tea|thing|style|world|league|size|favou?rite|idea of \w+)|
            (?:isn't|'s not|is not|not) exactly (?:
                cheap|easy|simple|small|light|fast|quick|ideal|reassuring|new|what|a|an|the|convincing|
                practical|close|near|local
            )(?: \w+){0,3}|
            less than (?:ideal|thrilled|convincing|perfect|happy)|
            leaves (?:something|a lot|much|a bit) to be desired
        """,
        r"""
            (?:not|isn't|aren't|never) (?:~ )?(?:really |exactly )?
            (?:made|meant|built|designed|aimed|thought|intended) (?:for|at) (?:
                us|me|somebody like|someone like|people like|a \w+ like|our \w+|small \w+
            )(?: \w+){0,2}
        """,
        r"""
            (?:none|nobody|no one|not one|not a single one)(?: of (?:them|you|those|these))? (?:~ )?
            (?:is |are )?(?:in|from|near|around|within) (?:this|our|my|the) (?:
                country|industry|trade|area|region|language|business|neighbou?rhood|state|county
            )
        """,
        r"""
            (?:i|we) (?:could|can|would|'d) (?:~ )?(?:do|live|manage) without (?:that|it|this|another|more)
            (?: \w+){0,3}|
            (?:good luck|best of luck|have fun) (?:with(?! the (?:rest|show|fair|day|week|event|stand))|getting|telling|explaining|finding|convincing|selling)
            (?: \w+){1,5}
        """,
        r"""
            (?:i|we)(?:'d| would) (?:~ )?(?:have|need) to (?:~ )?(?:
                have|hire|employ|send|stop|train|retrain|change|replace|rewire|redo|rebuild|rip|pull|shut|
                close|drill|dig|cut|throw|scrap|convert|retrofit
            )(?: \w+){1,8}
        """,
        r"(?:oh |ah |now )?come on(?= ?(?:$|[.,!;]))",
    ]
)
"""Said of what the rep has just told of our offer."""


def outright(reading: Reading, span: Span) -> bool:
    """Return whether a reservation is said outright, in its own clauses or one that stands beside them in the sentence.

    Args:
        reading: The visitor's turn.
        span: What a rule took for a reservation.
    """
    text = reading.of_span(span)
    if _WILL_NOT.search(text) or OF_US.search(text) or HEARSAY.search(text) or OF_OFFER.search(text):
        return True
    sentence = reading.sentence_at(span.start)
    beside = [one for one in reading.clauses if one.start < sentence.end and one.end > sentence.start]
    near = (
        [one for one in beside if one.overlaps(span)]
        + [one for one in beside if one.end <= span.start][-1:]
        + [one for one in beside if one.start >= span.end][:1]
    )
    return any(
        _SAYS_SO.search(reading.of_span(one)) and not _OF_OWN.search(reading.of_span(one)) for one in near
    )
