"""How people answer to an offer that does not suit them: what they call it, and what they say of themselves."""

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import any_of, phrase

_VERY = laid_out(r"""
    (?:
        (?:
            a bit|a little|a tad|a touch|quite|rather|pretty|very|really|too|so|way|far|much|awfully|terribly|
            bloody|just|still|already|also|simply|only|honestly|frankly|maybe|perhaps|certainly|
            for (?:me|us|him|them)|in \w+
    ) )*
""")
_IS = laid_out(r"""
    (?:
        's| is|'re| are|'s going to be| is going to be| would be|'d be| will be|'ll be| was| seems?| sounds?
        | looks?| feels?| means?| makes? it| gets?| remains?
    )
""")
_FOR_US = r"(?: (?:for|with|in|at|to|on|of) (?:\w+ ){0,3}\w+)?"
_FLAWED = laid_out(r"""
        (?:
            expensive|pricey|costly|steep|dear|hefty|stiff|salty|complicated|complex|difficult|hard|tough|
            tricky|awkward|risky|dangerous|fragile|flimsy|delicate|bulky|clumsy|fiddly|heavy|slow|unrealistic|
            impossible|impractical|useless|pointless|forbidden|illegal|prohibited|annoying|dubious|strange|
            odd|creepy|scary|ambitious|optimistic|theoretical|nonsense|overkill|a fight|painful|troublesome|
            cumbersome|insane|crazy|brutal|exaggerated|unacceptable|one[- ]?sided|unfair|harsh|plasticky|
            wobbly|shaky|sketchy|rigid|inflexible|restrictive|over-?engineered|worthless|unusable|outdated|
            confusing|a stretch
        )
    """)
_LITTLE_OR_MUCH = laid_out(r"""
    (?:
        long|short|small|tiny|little|few|less|low|high|big|huge|late|early|far|far away|new|young|old|thin|
        weak|loud|bright|narrow|tight|rough|vague|a lot|lots|plenty|much|many
    )
""")
_REFUSES = laid_out(r"""
    no,? (?:thank you|thanks)|without (?:me|us)|not (?:for|with) (?:us|me)|
    (?:that|this|it) you can (?:~ )?(?:forget|keep)|
    (?:that|this) (?:i|we) (?:~ )?(?:can't|cannot|couldn't|won't|don't|do not|will not) (?:~ )?
    (?:afford|do|accept|have|risk|allow|want|like|need|take|sign|pay)
""")
ONLY_REFUSES = phrase(rf"""
    (?:and |but |so )?(?:
        {_REFUSES}|
        (?:that|this|it|which) (?:~ )?(?:doesn't|does not|didn't|won't) (?:~ )?(?:quite |exactly )?
        (?:convince|persuade|impress|reassure) (?:me|us)
    )(?: (?:honestly|i have to say|i must say|yet|though|i'm afraid|sorry))*
""")
"""Refuses, or does not believe, what the clause before it says."""
BAD = any_of(
    [
        rf"""
            on the {_VERY}(?:
                high|higher|low|lower|expensive|costly|heavy|heavier|small|smaller|long|longer|short|slow|
                slower|pricey|steep|upper
            ) (?:side|end)
        """,
        rf"""
            (?:\w+{_IS} (?:~ )?|^\W*|(?:i|we) find (?:it|that|this) |(?:it|that|this) (?:i|we) find )
            {_VERY}{_FLAWED}(?= ?(?:
                    $|[.,!;?]
                    | (?:
                        for|with|in|to|at|on|because|since|now|here|then|so|na|sir|no|when|if|anyway|already|
                        though
                    )\b
                )
            )
        """,
        rf"""
            (?:a bit|a little|a tad|quite|rather|pretty|very|too|so|way|far) (?:~ )?(?:much )?
            {_LITTLE_OR_MUCH}
            (?= ?(?:$|[.,!;?]| (?:for|with|in|to|at|on|because|since|now|here|then|so|na|sir|no|when|if)\b))
        """,
        r"""
            (?:an?|some|quite an?) (?:~ )?(?:
                proud|steep|stiff|high|heavy|hefty|big|crazy|salty|strong|fancy|ambitious|bold
            ) (?:price|sum|amount|number|figure|ticket|claim|promise|statement)
        """,
        r"""
            (?:a bit |a little |far |way |much )?too (?:much|many) \w+ (?:for|in|on|at) (?:\w+ )?\w+|
            (?:makes?|making|make|brings?|means?|gives?) (?:~ )?(?:us |me )?
            (?:trouble|problems|a fuss|bad blood|a riot|headaches?)(?: \w+){0,4}|
            like (?:a |an )?(?:toy|joke|gadget|prototype|beta)
        """,
        rf"""
            ^\W*(?:still|again) {_LITTLE_OR_MUCH}(?= ?(?:$|[.,!;]))|
            (?:i|we) find (?:it|that|this) {_VERY}{_LITTLE_OR_MUCH}
        """,
        r"""
            not (?:~ )?(?:ready|there|finished|available|done|out|working)(?: yet)?
            (?= ?(?:$|[.,!;]| (?:and|so|i|we)\b))
        """,
        r"""
            (?:that|this|it)(?:'s| is) (?:~ )?
            (?:small|few|little|late|far|far away|long|tight|narrow|thin|weak|young)(?= ?(?:$|[.!;]))
        """,
        r"""
            (?:not|isn't|aren't|won't be|wouldn't be) (?:~ )?
            (?:going to be |at all |so |very |that |really |exactly |a |an )*
            (?:
                enough|many|much|possible|practical|realistic|allowed|permitted|acceptable|workable|feasible|
                an option|option|easy|good|great|convincing|convinced|reliable|ideal|for us|for me|cheap|nice|
                serious|funny|comfortable|solution|help|
                what (?:we|i) (?:had|hoped|expected|wanted|want|need)
            )
        """,
        r"""
            (?:
                nothing|not something|not anything|
                no (?:good|use|help|solution|option|way|go|fun|advantage|benefit|improvement|progress)
            ) (?:~ )?(?:for|to|with|at) (?:me|us|our \w+|my \w+)|
            (?:no use|no good|no help|no option|no go|no solution)
        """,
        r"""
            (?:is|'s|are) (?:~ )?extra(?= ?(?:$|[.,!;]| (?:of course|again|too|then|i)\b))|
            (?:an? )?(?:extra|additional|double|more|lot of|lots of|a lot of|another) (?:~ )?
            (?:
                cost|costs|work|effort|money|expense|trouble|paperwork|training|hassle|burden|headache|task|
                job|step|steps|clicks|typing
            )
        """,
        r"""
            (?:a |one |two |three |four |five |six |\w+ )(?:week|month|year|day|hour)s?'? (?:of )?
            (?:work|downtime|training|standstill|effort)
        """,
        r"""
            (?:the|a|my|our|one|another|still a|still the|also a) (?:~ )?
            (?:big |bigger |biggest |real |huge |main |serious |only )?
            (?:
                problem|issue|worry|concern|headache|catch|snag|obstacle|drawback|trouble|crux|weak point|
                weak spot|hurdle|show ?stopper|deal ?breaker|no-?go|difficulty|shame|pity
            )
        """,
        rf"""
            \w+{_IS} (?:~ )?an? {_VERY}(?:long|big|huge|heavy|high|large) (?:
                time|wait|way|step|sum|amount|price|number|commitment|effort|risk|bite|jump|change
            )
        """,
        r"""
            (?:they|it|that|those|these|one|\w+s)(?:'d| would|'ll| will) (?:~ )?
            (?:
                end up|get lost|be lost|be gone|disappear|vanish|go missing|be stolen|get stolen|fall off|
                lie around
            )(?: \w+){0,5}|
            never (?:~ )?(?:see|get|find) (?:it|them|that|those|one) (?:back|again)
        """,
        r"""
            (?:out of|beyond) (?:the question|our \w+|my \w+|reach)|
            (?:over|above|more than|higher than|beyond) (?:what )?(?:we|i|our|my|the budget)(?: \w+){0,5}
        """,
        r"""
            (?:has|have|must|needs?|would have|'ll have|'d have) (?:~ )?(?:to )?(?:come|go|be) (?:~ )?
            (?:down|lower|cheaper)
        """,
        r"""
            (?:
                won't|wouldn't|will not|would not|doesn't|does not|don't|cannot|can't|couldn't|will never|
                would never|'ll never|never
            ) (?:~ )?(?:
                survive|last|work|hold|fit|help|do|pay|suit|scale|stand|cope|stick|reach|fly|stay|sell|run|go|
                function|solve|bring|convince|impress|excite|reassure|calm
            )(?: \w+){0,6}
        """,
    ]
)
"""What is said of something that does not suit."""
BAD_OF_WHAT_WAS_SAID = any_of(
    [
        rf"""
            \w+{_IS} (?:~ )?{_LITTLE_OR_MUCH}{_FOR_US}
            (?= ?(?:$|[.,!;?]| (?:because|since|now|here|then|so|na|sir|no|when|if)\b))
        """,
        rf"(?:\w+{_IS}) (?:~ )?(?:very|too|so|quite) less|(?:only|just)(?= ?(?:$|[.,!;]))",
        r"""
            (?:i|we|you|nobody|one) (?:~ )?
            (?:don't|do not|can't|cannot|won't|wouldn't|couldn't|will not|would not|could never|never) (?:~ )?
            (?:
                like|want|need|have|use|see|believe|get|do|take|give|afford|know|sign|pay|accept|allow|trust|
                spare|love|fancy|wait|find
            )(?: \w+){0,5}
        """,
        r"""
            \w+ (?:~ )?(?:
                adds? up|breaks?|dies|rusts?|freezes?|melts?|cracks?|jams?|fails?|drops?|
                gets? (?:dirty|wet|lost|stolen|broken|hot|cold)|falls? (?:off|down|out)
            )(?: \w+){0,5}
        """,
        r"""
            (?:i|we) (?:~ )?(?:see|get|have) (?:~ )?(?:nothing|nobody|no one|enough)(?: \w+){0,3}|
            (?:i|we) could (?:~ )?(?:hire|buy|build|get|have|pay) (?:an?|two|three|my|our)(?: \w+){1,4}|
            (?:i|we) can (?:~ )?(?:hire|employ) (?:an?|two|three)(?: \w+){1,4}|
            everything (?:~ )?(?:works|runs|looks)(?: \w+){0,2}
        """,
    ]
)
"""The same, of what a word of the rep's is repeated before: "three years is long", "a chat I don't want"."""
LACKS = compiled(r"""
    \b(?:
        (?:there(?:'s| is|s)|(?:i|we|they|\w+s)(?:'ve)? (?:have|got)|has|have|got|with) (?:no|zero|hardly any)|
        without(?=.*(?:\bnot\b|n't\b|\bcannot\b|\bnever\b|\bnobody\b|\bno\b))
    )\s+(?P<what>\w+(?:\s+\w+)?)|
    \b(?P<named>\w+)(?:'s| is| are)(?: also| still)? (?:missing|not (?:on|in) (?:your|the|this) (?:\w+ )?list)
    \b
""")
"""What the rep spoke of is not there: "in the mountains there's no mobile network"."""
POINTS_BACK = compiled(r"""
    \b(?:
        that|this|it|which|these|those|thats|its|they|you|your \w+|
        the (?:
            price|cost|contract|installation|screen|size|app|system|idea|training|licence|license|setup|
            battery|weight|delivery|only (?:thing|problem)
        )
    )(?:'\w+)?\b|
    \bprice\b
""")
"""A subject that is what we offer."""
DISBELIEF = any_of(
    [
        r"""
            (?:doesn't|does not|didn't|did not|don't|won't|hasn't|not) (?:~ )?
            (?:quite |fully |entirely |exactly |yet |at all )*
            (?:convinces?|convinced|persuades?|impress(?:es)?|reassures?) (?:me|us|him|her|them)
        """,
        r"""
            (?:i|we|nobody|my \w+|our \w+|she|he|they) (?:~ )?
            (?:don't|do not|doesn't|can't|cannot|wouldn't|would not|couldn't|won't|will not) (?:~ )?
            (?:quite |fully |entirely |much |so |easily )*(?:believe|buy|swallow)
            (?= ?(?:$|[.,!;]| (?:it|that|this|a|an|something|promises|much|the|in|until|till|before|one)\b))
        """,
        r"""
            (?:i|we)(?:'ll| will|'d)? (?:~ )?(?:only )?believe (?:it|that|this) (?:~ )?
            (?:when|once|if|only|after)|
            (?:i|we)(?:'d| would|'ll| will)? (?:~ )?(?:have|need|want|like|must) (?:to )?see (?:~ )?
            (?:that|it|this) (?:first|with my|before)|
            (?:that|this|it) (?:i|we)(?:'d| would| will|'ll)? (?:~ )?
            (?:have to|must|want to|need to|like to) see(?: first)?
        """,
        r"""
            (?:that's|that is|it's|thats)? ?(?:~ )?what (?:~ )?
            (?:they|everybody|everyone|you|all|the last \w+|the others?|\w+) (?:~ )?(?:all )?
            (?:say|says|said|tell|told)(?: \w+){0,4}|
            (?:
                everybody|everyone|they all|you all|
                every (?:vendor|supplier|salesman|stand|booth|company)
            ) (?:~ )?(?:says?|promises?|tells?|claims?)(?: \w+){0,4}
        """,
        r"""
            (?:i|we) (?:~ )?(?:don't|do not) (?:~ )?think (?:
                so|that (?:works|will|would|it|this|our|my)|it(?:'ll| will| would)|this|that'll|that will|
                our \w+|my \w+|they
            )(?: \w+){0,5}
        """,
        r"""
            (?:that|this|it)?(?:'s| is)? ?(?:~ )?(?:hard|difficult) to (?:believe|imagine)|
            (?:sounds|seems|looks|is|\w+'s) (?:~ )?(?:
                too (?:good|nice|easy|simple|cheap)(?: to be true)?|
                like (?:a )?(?:magic|marketing|science fiction|sales talk|advertising)
            )|
            (?:not|hardly|barely) (?:~ )?(?:tested|proven|proved)|
            a promise is|in (?:the )?(?:brochure|powerpoint|demo|theory)|on (?:the )?(?:paper|slide|poster)
        """,
        r"""
            here we go again|
            (?:i|we)(?:'ve| have)? never (?:~ )?heard of (?:you|it|that|them)|
            (?:we|i)(?:'ve| have)? (?:~ )?(?:had|tried|tested) (?:that|one|this|it|those) (?:~ )?
            (?:once|before|already)(?= ?(?:$|[.,!;]| (?:and|but)))|
            another (?:new )?(?:toy|gadget|fad)|flavou?r of the month|guinea pigs?|beta testers?|
            test rabbits?|
            i(?:'ve| have) (?:~ )?heard (?:that|this|it) before|
            we(?:'ve| have) (?:~ )?(?:seen|had|heard) (?:that|this|it) (?:~ )?(?:before|already|once|all)
        """,
        r"""
            (?:i|we)(?:'m| am|'re| are)? (?:~ )?(?:a bit |a little |very |rather |still )*
            (?:doubtful|sceptical|skeptical|suspicious|unconvinced|dubious)|
            (?:that|this|it) (?:i|we) (?:~ )?(?:doubt|question)|
            (?:i|we) (?:~ )?(?:have|got) (?:~ )?(?:my|our|some|big|certain) doubts?
        """,
        r"(?:i'm|we're|i am|we are) not (?:~ )?so (?:keen|sure|happy|convinced|comfortable|fond)",
        r"so (?:~ )?(?:i|we) don't know|i don't know (?:if|whether) (?:~ )?(?:that|this|it|my|our)(?: \w+){1,6}",
        r"""
            (?:my|our|the) (?:\w+ ){1,3}(?:is|are|'re|'s) (?:~ )?
            (?:going to|gonna) (?:say|tell|ask|think|laugh|complain|moan|hate|kill|revolt|strike|refuse)
            (?: \w+){0,6}
        """,
    ]
)
"""He does not believe it."""
DOUBTING_QUESTION = any_of(
    [
        r"""
            (?:is|are|does|do|will|would|can|could|has|have|did) (?:~ )?
            (?:it|that|this|they|you|these|those|your \w+|the \w+) (?:really|truly|honestly|seriously|ever)
            (?: \w+){1,8}
        """,
        r"""
            (?:isn't|aren't|won't|doesn't|don't|wouldn't|can't) (?:~ )?
            (?:it|that|this|they|these|those|you|your \w+|the \w+) (?:~ )?
            (?!(?:have|offer|also|already|sell)\b)(?:
                a bit |a little |rather |quite |too |very |just |only |get |be |go |fall |break |make |cost |
            need |mean )+(?:\w+ ?){1,6}
        """,
        r"""
            who(?:'s going to|'ll|'d)? (?:~ )?
            (?:should |shall |will |would |'ll |'d |is going to |'s going to |is |do (?:i|we) |can (?:i|we) )?
            (?:~ )?(?:
                maintain|look after|train|pay|install|do|type|enter|run|support|fix|carry|clean|charge|update|
                call|ring|phone|wear|use|read|feed|teach|come|comes|answers?|helps?|repairs?|pays|does|cleans|
                change|bring|brings|collects?|returns?|fetch|fetches|picks?|guarantee\w*|responsible|liable|
                believes?
            )(?: \w+){0,7}
        """,
        r"""
            (?:at|on|by) whose (?:cost|expense|risk|figures|numbers|account|word)(?: \w+){0,3}|
            (?:and |but )?what happens (?:~ )?(?:to|with|if|when) (?:\w+ ){0,5}?
            (?:you|your \w+|data|it|internet|network|server)(?: \w+){0,6}
        """,
        r"""
            (?:is|are) (?:it|that|this|they|you) (?:~ )?
            (?:stable|reliable|safe|secure|robust|mature|tested|proven|accurate|serious)
        """,
    ]
)
"""A question that doubts."""
NOT_HAVING = any_of(
    [
        r"""
            (?:i|we) (?:~ )?(?:
                hate|detest|can't stand|avoid|refuse|dislike|mistrust|distrust
            ) (?!(?:to (?:say|bother)|our|my|the \w+ (?:we|i) have)\b)\w+
        """,
        r"""
            (?:i|we)(?:'d| would)? (?:~ )?(?:rather|prefer to|sooner|prefer) (?:~ )?
            (?:own|buy|keep|pay once|have (?:it|our|my|a|one)|stay|do it|host|hold|wait|not|the old)
            (?: \w+){0,5}
        """,
        rf"{_REFUSES}",
        r"""
            (?:yet |not )?(?:another|one more|a further|the next) (?:
                system|app|login|tool|password|screen|device|box|gadget|supplier|vendor|contract|subscription|
                portal|platform|card|cable|programme|program|software|account|thing to
            )(?: \w+){0,5}
        """,
        r"""
            (?:nobody|no one)(?:'s| is|'ll| will|'d| would) (?:~ )?(?:going to |ever )?
            (?:do|use|wear|clean|charge|type|read|learn|carry|wipe|touch|look|scan|press|remember|pay|sign)
            (?: \w+){0,5}
        """,
        r"""
            (?:nobody|no one|not one|none)(?: of \w+| \w+)? (?:~ )?(?:with|at|in|on|here|there|among)
            (?: (?:us|my|our|the|house|it))*(?: \w+)? (?:~ )?
            (?:knows?|understands?|speaks?|has|can|could|would|uses?|reads?|wants?|likes?)(?: \w+){0,6}|
            (?:nobody|no one|none of (?:us|them|my \w+|our \w+|the \w+)|not one of \w+(?: \w+)?) (?:~ )?
            (?:outside )?(?:
                gets? into|touches|sees|uses?|reads?|wears?|wants?|likes?|will|would|can|could|'ll|has time|
                looks at|understands?|carries|opens?|types?|knows how|accepts?|trusts?|signs?|speaks?
            )(?: \w+){0,6}
        """,
        r"""
            (?:i|we) (?:~ )?(?:can't|cannot|couldn't|won't|will not) (?:~ )?
            (?:
                take|give|let|send|spare|stop|shut|close|pull|leave|risk|have|afford|allow|do|throw|change|
                replace|switch|lose|drop|swap
            )(?: \w+){1,6}
        """,
        r"""
            (?:(?:i|we|there)(?:'ve| have|'s| is)?(?: got)?|got) (?:~ )?
            (?:
                (?:nobody|no one)(?: here| there| left| nearby)? (?:who|whom|that|to|for|with|i can|we can)|
                no (?:
                    time|people|staff|hands|capacity|nerve|nerves|patience|person|one person
                ) (?:to|for|who|left)
            )(?: \w+){1,6}
        """,
        r"""
            (?:i|we) (?:~ )?(?:would not|wouldn't|could not|couldn't|will not|won't) (?:~ )?
            (?:sleep|feel (?:well|safe|comfortable|good)|dare|risk|trust|sign)(?: \w+){0,4}|
            nothing (?:~ )?(?:goes|comes|gets|leaves|enters) (?:in|into|between|out|on|near|through|over)
            (?: \w+){0,5}
        """,
        r"""
            (?:i've|we've|i have|we have)(?: got)? (?:~ )?(?:enough|too many|plenty of) (?:~ )?
            (?:
                apps|systems|tools|logins|passwords|screens|devices|alarms|suppliers|contracts|subscriptions|
                cables|software|e-?mails|portals|meetings
            )
        """,
        r"""
            if (?:it|this|that|they|you|the \w+) (?:\w+ ){1,6}?(?:then )?(?:i|we)
            (?:'m|'re| am| are|'ve got| have| get|'ve)(?: got)? (?:~ )?
            (?:
                scrap|a problem|trouble|problems|a mess|chaos|downtime|complaints|nothing|out|dead|done|
                finished|lost|no \w+
            )(?: \w+){0,4}
        """,
        r"""
            (?:then|if) (?:i|we)(?:'d| would|'ll| will)? (?:have|need) to (?:\w+ ){1,5}?
            (?:again|every|each|twice|all|by hand|everything|anew|myself|ourselves|from (?:scratch|zero))
            (?: \w+){0,3}
        """,
        r"(?:i'm|we're|i am|we are) (?:~ )?not (?:~ )?(?:going to|having|\w+ing) (?:\w+ ?){1,8}",
    ]
)
"""He will not have it, or has nobody for it."""
PEOPLE = compiled(r"""
    \b(?:
        people|mine|ours|guys|lads|girls|boys|men|women|ladies|folks?|staff|crew|team|drivers?|nurses?|
        doctors?|teachers?|operators?|technicians?|installers?|fitters?|mechanics?|cooks?|chefs?|pickers?|
        packers?|guards?|carers?|workers?|employees|colleagues|planners?|foremen|foreman|managers?|engineers?|
        electricians?|cleaners?|farmers?|tenants?|patients?|parents|students?|pupils|customers?|clients|
        guests|residents|landlords?|owners?|unions?|(?:works )?council|board|boss|lawyers?|legal|it|security|
        data protection(?: \w+)?|auditors?|inspectors?|insurance|insurers?|authority|authorities|cfo|chief|
        director|wife|partners?|shareholders|subcontractors|suppliers|contractors|seamstresses|welders?|
        dispatchers?|captains?|skippers?|mother|father|brother|old ones|older ones|half of them|most of them|
        many of them|many|some
    )\b
""")
"""Who has to go along with it."""
PEOPLE_WILL_NOT = any_of(
    [
        r"""
            (?:
                won't|wouldn't|will not|would not|will never|would never|'ll never|'d never|don't|do not|
                doesn't|does not|can't|cannot|couldn't|aren't going to|isn't going to|
                (?:are|is|\w+'re|\w+'s) not (?:~ )?going to|never
            ) (?:~ )?(?:be |want to |like to |even |all )*(?:
                accept|allow|buy|order|use|wear|carry|learn|like|love|want|agree|approve|let|sign|touch|type|
                read|understand|trust|open|speak|have (?:a|any|time)|filmed|watched|tracked|happy|amused|do|
                play|follow|remember|look|install|go|pay|give|believe|put|come along|appreciate|enter|talk
            )(?: \w+){0,6}
        """,
        r"""
            (?:will|would|\w+'ll|\w+'d|is going to|are going to|\w+'re going to|gonna) (?:~ )?
            (?:
                say|hate|complain|refuse|laugh|ask|feel|think|kill|scream|object|block|stop|veto|quit|leave|
                switch (?:it|that|them) off|turn (?:it|that|them) off|
                be (?:against|angry|furious|scared|afraid|difficult|unhappy)|
                go (?:mad|crazy|on strike|nuts)|walk out|throw|revolt|rebel|resist|break|lose|forget|moan|
                grumble|
                (?:have|get) (?:it|that|them) (?:~ )?
                (?:covered|broken|lost|smashed|ruined|bent|off|stolen|unplugged|in)
            )(?: \w+){0,7}
        """,
        r"""
            (?:are|is|\w+'re|\w+'s|get|gets) (?:~ )?(?:
                against|afraid|scared|not so good|no good|not good|hopeless|allergic|nervous|suspicious|
                sceptical|skeptical|very strict|strict|too old
            )(?: \w+){0,6}|
            (?:says?|said) (?:~ )?no(?= ?(?:$|[.,!;]| (?:to|and|then)))|
            (?:speaks?|reads?|has|have|knows?|understands?) no (?:\w+)|
            (?:hate|hates|fear|fears|refuse|refuses) (?:\w+)(?: \w+){0,4}
        """,
    ]
)
"""How they do not."""
OWN_PRESENT = phrase(r"""
    without (?:this|that|it)|please|
    (?:our|my) (?:main |biggest |only |real )?(?:problem|issue|trouble) (?:~ )?(?:is|are)|
    (?:our|my|the) (?:present|current|old|existing|actual) (?:\w+)|
    (?:what|the one|the \w+) (?:we|i) (?:~ )?(?:have|use|run|got)(?: (?:now|today|already))?|
    (?:today|now|currently|at the moment|right now) (?:we|i|it's|it is|they)|
    as it is (?:now|today)|until now|so far (?:we|i)
""")
"""What is bad is what they have today, or would be without what they ask for."""
ANSWERS_WELL = phrase(r"""
    (?:won't|wouldn't|don't|doesn't|not|never) (?:~ )?(?:be )?
    (?:
        mind|matter|a problem|an issue|hurt|bother|worry|complain|object|need to|have to|bad|too bad|
        expensive|difficult|complicated|hard
    )|
    no (?:problem|issue|objection|worries)|
    (?:that's|thats|that is|it's) not (?:~ )?(?:much|a lot|too much|long|bad|many)|
    not (?:so|that|too) (?:bad|much|expensive|difficult|long|high)|
    (?:less|cheaper|better|lower|shorter|easier) than|
    nothing against|
    (?:won't|wouldn't|will not) believe (?:how|it's|their (?:eyes|luck))|
    can't (?:wait|complain)|never (?:seen|thought)
""")
"""A denial that says that it is well."""
