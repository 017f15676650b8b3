"""How people say that they decide, order or start at a time, and what else happens at times."""

from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import any_of, phrase

_ACT = laid_out(r"""
    (?:
        decide|choose|pick|select|buy|purchase|order|sign|start|begin|kick off|launch|implement|deploy|
        roll (?:it |this |that )?out|go live|switch|replace|upgrade|migrate|install|introduce|move|
        pull the trigger|get going|get started|make (?:the|a|our|that) (?:decision|choice|call)|
        take (?:the|a|our|that) decision|short-?list|
        make (?:it |them )?(?:a |the |our )?short ?list(?: with \w+)?|
        place (?:the|an) order|award|finali[sz]e|have decided|open the tender|change|renew|commit|vote|
        approve|pilot|trial|cut over|convert|phase (?:it )?in|put (?:it|this|that|one|a pilot) (?:in|out|up)|
        bring (?:it|this) in|fit (?:it|them)|set (?:it|this) up|give notice|cancel|go ahead|go for it|say yes|
        spend (?:it|the money)|use it up|rule on it|
        have (?:ordered|decided|signed|bought|chosen|switched|moved|it in|it up)|
        do the (?:tender|choosing)|have (?:it|this|that|something|one)|get (?:it|this|that|one)|be live|
        be running|be up|be done|be ready|
        (?:run|do|make|hold|get|try) an? (?:\w+ )?(?:pilot|test|trial)
    )
""")
_ACTS = laid_out(r"""
    (?:
        decides|chooses|picks|selects|signs|votes?|places the order|orders|buys|awards|approves?|starts|
        finali[sz]es|renews|replaces|switches
    )
""")
_ACTING = laid_out(r"""
    (?:
        deciding|choosing|picking|selecting|buying|ordering|signing|starting|beginning|kicking off|launching|
        implementing|rolling (?:it )?out|going live|switching|replacing|upgrading|migrating|installing|
        introducing|moving|awarding|piloting|changing|voting|putting (?:a pilot|it) (?:in|out)
    )
""")
_WHO = laid_out(r"""
    (?:
        we|i|purchasing|procurement|headquarters|head office|legal|he|she|they|you|management|it|everybody|
        (?:the|our|my) (?:[\w'-]+ ){0,3}?[\w'-]+
    )
""")
_WILL = laid_out(r"""
    (?:
        'll|'d|'re|'s| will| would| want to| 'd| can| could| have to| has to| must| need to| needs to| should
        | shall| might| may| are going to| is going to|'re going to|'s going to| were going to| plan to
        | plans to| intend to| hope to| are planning to|'re planning to| aim to| are due to| are supposed to|
        're supposed to| like to| wants to|'ve got to| 've got to| got to| get to| expect to
    )
""")
OURS = any_of(
    [
        r"phase (?:one|1)",
        r"(?:the )?first phase",
        r"""
            (?:vendor|supplier|partner|something|somebody|someone|one) (?:
                picked|chosen|selected|ordered|signed|installed|in place
            )
        """,
        r"(?:we|i|he|she|they)'d (?:~ )?(?:like|love|want|prefer|need|hope)(?: \w+){0,8}",
        r"""
            (?:
                we|i|he|she|they|
                (?:my|our) (?:
                    boss|chef|chief|director|manager|owner|head|team|people|wife|husband|father|son|daughter
                )
            )(?:'d|'ll| would| will)? ~ (?:
                needs?|wants?|require|have to have|must have|would like|'d like|'d love|hope|aim|are aiming|
                are shooting|
                plan(?! (?:with|by|our|the|their|everything|all|manually|on paper)\b)|
                are planning|intend|are looking|are hoping|expect
            )(?: to)?(?: \w+){0,8}
        """,
        rf"{_WHO}{_WILL}(?:{_WILL}|(?: be)? (?:~ )?(?:going to|gonna|like to|have to|want to|due to))* (?:~ )?{_ACT}",
        rf"{_WHO} (?:~ )?(?:{_ACT}|{_ACTS})(?! (?:for (?:\w+ ){{0,2}}(?:work|at)|nothing))",
        rf"(?:we're|we are|they're|i'm|(?:the|our) [\w'-]+(?: [\w'-]+)? is) (?:~ )?{_ACTING}",
        rf"next time (?:they|we|he|she) {_ACT}(?: anything)?",
        r"(?:put|pencil|write|book|plan) (?:us|it|me|that) (?:down |in )?for",
        r"as for (?:the )?(?:start|timing|order|decision)",
        r"go(?:es|ing)? live",
        r"go-live",
        r"up and running",
        r"""
            (?:be|have it|have that|have this|get it|it) (?:\w+ )?(?:
                running|live|installed|working|operational|in place|in production|ready|done|finished|online|
                rolled out|implemented|deployed|replaced
            )
        """,
        r"in place",
        r"in production",
        r"roll ?-?out",
        r"""
            (?:
                decision|decisions|tender|order|purchase|rfp|rfq|kick ?-?off|implementation|pilot|selection|
                award|vote|switch-?over|migration|bids?|offers?
            ) (?:\w+ ){0,2}?(?:
                is|are|'s|will|would|could|goes|comes|should|has|falls|must|runs?|starts|begins|closes|opens|
                out|in|by|due|planned|scheduled|happens
            )
        """,
        r"""
            (?:have|has|got|'s got|'ve got) to (?:be|have|go|run|start|choose|decide|stand|hang|happen|work)
            (?: \w+){0,4}
        """,
        r"must (?:be|have|go|run|start)(?: \w+){0,4}",
        r"needs? to (?:be|go|run|start|have|happen)(?: \w+){0,4}",
        r"should (?:be|run|go|hang|start)(?: \w+){0,4}",
        r"""
            (?:our|the|my) (?:
                target|goal|aim|plan|deadline|timeline|timeframe|time ?line|schedule|target date|go-?live|
                window
            )(?: date)? (?:is|would be|'s|was)(?: \w+){0,6}
        """,
        r"(?:our|my) (?:deadline|target|cut-?off)'s",
        r"(?:have|got|have got|'ve got|there's|with) (?:a|an|our|one) (?:\w+ ){0,2}?(?:deadline|target|cut-?off)",
        r"we(?:'re| are) talking(?: about)?",
        r"we talk about",
        r"target(?:ing|ed)?",
        r"timeline",
        r"shooting for",
        r"aiming for",
        r"looking at",
        r"scheduled for",
        r"planned for",
        r"latest",
        r"(?:want|like|love|prefer|plan|hope) to (?:test|try|see|use|do)(?: (?:it|them|that|this|one|some))?",
        r"(?:we|i)(?:'d| would) (?:~ )?(?:try|test|take)",
        r"have (?:it|this|that|them|everything) (?:~ )?(?:sorted|solved|fixed|settled|decided|there|here)",
        r"right (?:after|away)",
        r"no later than",
        r"we'?re ready",
        r"ready (?:to|by)",
        r"evaluation (?:runs|ends)",
        r"or not at all",
        r"(?:we|i)(?:'ve| have)(?: got)? (?:~ )?(?:time )?(?:until|till)",
        r"the date is",
        r"have (?:the|your|an|our) order",
        r"or we leave it",
        r"(?:up|in|on|running|there) (?:before|by)",
        r"(?:contract|deal|order|tender) (?:gets|is|will be|to be|'s) (?:signed|placed|awarded)",
        r"away from (?:a |the )?(?:decision|deciding|buying|ordering)",
        r"think(?:ing)? (?:about|of) (?:buying|ordering|switching|replacing)",
        r"(?:installation|go-?live|delivery) (?:is |is planned )?in",
        r"does the tender",
        r"free for choosing",
        r"that's when(?: \w+)?",
        r"for a (?:test|trial|pilot)",
        r"""
            (?:and|then|for|so) (?:then )?
            (?:your (?:stuff|things?|system|part|bit|kit|turn|software|machines?|gear|equipment|side)|yours)
        """,
        r"if it's not (?:gone|spent|used)",
        r"(?:board|committee|council|trustees|panel|jury|governors) (?:sits|meets)(?=.*\b(?:need|decid\w+|vote)\b)",
        r"replac\w+",
        r"plan(?:s|ned|ning)? (?:to|is|for|on)(?: \w+){0,6}",
        r"tender goes out",
        r"want (?:it|that|this|to)(?: \w+){0,6}",
        r"need (?:it|that|this|to|something)(?: \w+){0,6}",
        r"would (?:like|want|love|have)(?: \w+){0,6}",
        r"start(?:ing)? with",
        r"for the (?:next|new|coming) (?:season|school year|semester)",
        r"""
            (?:be|is|are|gets?|been|being) (?:~ )?(?:
                decided|ordered|signed|approved|voted on|settled|tendered|awarded|chosen|bought|replaced|
                installed|mounted|fitted|switched|put in|taken out|advertised
            )
        """,
        r"(?:gave|given|gives?|set|sets|allow(?:ed|s)?) us",
        r"(?:a|first|small) (?:test|trial|pilot) (?:with|in|at|on)(?: \w+){0,4}",
        r"at the earliest",
        r"(?:nothing|no chance|no way|impossible) (?:before|until|till)",
        r"gotta (?:be|have|get|go|run|start|hang|happen|work)(?: \w+){0,4}",
        r"(?:not|able|free|allowed) to (?:spend|buy|order|start|sign|decide)",
        r"(?:moved|pushed|postponed|shifted|put off|put back|delayed|slipped)(?: \w+){0,4}? (?:to|until|till|into)",
    ]
)
CONTRACT = any_of(
    [
        r"""
            (?:
                contract|licen[cs]e|subscription|agreement|lease|support|maintenance|deal|term|licences|
                contracts|licenses|warranty|service contract|framework agreement|hire|rental
            )(?: \w+){0,5}? (?:~ )?(?:
                ends?|expires?|runs? (?:out|until|till|through)|is (?:up|over|due|valid|out)|
                's (?:up|over|due)|are (?:up|over|due)|terminates?|lapses?|comes? (?:up|to an end)|
                is finished|goes (?:on )?(?:until|till|to|through)|renews?|finish(?:es)?|
                has (?:~ )?(?:got|another)|'s got|stops|will end|will expire|will be up|up for renewal|
                is up for renewal|lasts
            )
        """,
        r"""
            (?:it|that|this|they) (?:
                ends?|expires?|runs? (?:out|until|till|to)|
                goes (?:on )?(?:until|till|to(?= (?:the )?(?:end|first|last|middle|close|[0-9])))|
                is up|'s up|is over|'s over|lapses?|is up for renewal|comes up for renewal
            )
        """,
        r"up for renewal",
        r"(?:shut|switch|turn)(?:ting|ing)? (?:it|them|that|this|the \w+) (?:down|off)",
        r"gets? (?:shut|switched|turned) (?:down|off)",
        r"""
            (?:
                versions?|systems?|software|servers?|platform|tool|app|product|network|
                old (?:one|thing|box|kit)
            ) (?:is|are|will|gets?|gonna)(?: \w+){0,3} (?:shut|switched|turned) (?:down|off)
        """,
        r"(?:it's|is|still) running (?:until|till)",
        r"(?:being )?(?:discontinued|phased out|sunset|decommissioned)",
        r"renewal (?:is|comes|date)?",
        r"(?:pulling|pulls|pull) the plug",
        r"sunsett?\w*",
        r"phasing (?:it )?out",
        r"(?:be|get|come) off (?:the|it|that)",
        r"end of (?:life|support|contract)",
        r"(?:stops?|ends?|drops?|stopping|ending|dropping) (?:the |our |its |their )?(?:support|maintenance|service)",
        r"""
            (?:we're|we are|i'm) (?:still )?(?:locked in|bound|tied|committed|stuck with \w+)(?: \w+){0,4}?
            (?: until| till)?
        """,
        r"(?:support|maintenance) (?:ends|stops|runs out)",
        r"(?:stop|end)(?:s|ping|ing)? (?:supporting|support for)(?: \w+){0,3}",
        r"under contract(?: with \w+)? (?:until|till)",
        r"terminate (?:it|the contract)",
        r"cancel (?:it|the contract)",
        r"(?:give|hand in|giving) (?:our )?notice",
    ]
)
NOT_OURS = any_of(
    [
        r"(?:we|i|you)(?:'ll| will| should| might) (?:~ )?(?:know|hear|learn|find out|be told|see)",
        r"""
            (?:
                audit|inspection|building|new wing|wing|store|warehouse|plant|factory|project|construction|
                season|course|event|fair|show|conference|exhibition|holiday|vacation|merger|hearing|meeting|
                board|committee|exam\w*|trade show|campaign|regulations?|rules?|law|directive
            ) (?:\w+ ){0,2}?
            (?:is|are|opens?|starts?|begins?|kicks? in|meets?|takes place|comes?|will|ends|in|goes|was|has)
        """,
        r"""
            (?:
                trainees?|apprentices?|students?|pupils|interns?|lessons|classes|term|semester|school|shifts?|
                harvest|production|holidays|colleagues?|hires?|recruits?|guests?|deliver(?:y|ies)|training
            ) (?:\w+ )?(?:starts?|begins?|ends?|comes?|arrives?|joins?|is|are)
        """,
        r"applications? (?:for|have)",
        r"(?:the|our|your) (?:last|previous|recent) (?:\w+ )?(?:update|release|version|delivery|breakdown|outage|service|visit|order|one)",
        r"(?:invoices?|bills?|reports?|records?|data|parcels?|customers?) (?:must|have|has|need|are|is)",
        r"(?:joined|founded|started|bought|installed|introduced|moved|opened|built|switched|hired) ",
        r"(?:he|she|they|i|boss|colleague)(?:'s| is|'re| are|'m| am|'ll be| will be)(?: only)? back",
        r"(?:i'm|we're) (?:on holiday|on vacation|away|back|traveling|travelling|retiring)",
        r"retir\w+",
        r"i (?:start|started|leave|retire)",
        r"(?:tax|budget) (?:is|for|in|planning)",
        r"no budget",
        r"(?:my|the) flight",
        r"i was born",
        r"weather",
        r"a year",
        r"we (?:grew|grow|hired|hire)",
        r"(?:last|until) (?:year|month|week)",
        r"(?:we'll|we will) (?:hit|reach|have hit)",
        r"no power",
    ]
)
FOLLOW_UP = any_of(
    [
        r"(?:ask|try) (?:me|us) (?:again|then|back)",
        r"""
            (?:
                call|ring|email|e-mail|mail|write|phone|visit|contact|send|meet|talk|get back|speak|come by|
                drop by|catch up|reach|ping|text|forward|bring|show
            ) (?:me|us|you|them|him|her|it|again|back|to (?:you|me|us|him|her|them|the))
        """,
        r"(?:a|another) meeting",
        r"(?:a|the|another) (?:call|demo|visit|appointment|chat)",
        r"get back to",
        r"let's (?:talk|meet|do|call|speak|have|schedule|set)",
        r"i'll (?:\w+ )?(?:take|bring|give|be|set|ask|introduce|see)",
        r"""
            (?:i|we)(?:'ll| will| can| shall) (?:\w+ )?(?:
                talk|send|call|write|check|discuss|forward|let|meet|be in touch|share|provide|revert|pass|
                get (?:it|that|them|the \w+) to you|come back
            )
        """,
        r"you(?:'ll| will)? (?:have|get|receive) (?:it|them|that|one|the \w+|(?:\w+ )+from (?:me|us))",
        r"see you",
        r"""
            (?:
                yes|yeah|ok|okay|sure|please|just|you can|you could|i'll|i can|i will|we'll
            ) come (?:on|at|in|over|and|along|round|again|to (?:us|me))
        """,
        r"works for me",
        r"is (?:fine|good) for me",
        r"suits me",
        r"available",
        r"i'm free",
        r"have time",
        r"we have \w+ in the house",
    ]
)
NO_HURRY = any_of(
    [
        r"no date in mind",
        r"""
            (?:there's|there is|we have|i have|i'm in|we're in|it's|we've|i've)? ?
            (?:really |absolutely |currently |got )?
            no (?:real |particular |fixed |concrete |specific |set |hard |firm |great |big |immediate )?
            (?:
                rush|hurry|pressure|timing|time plan|timeline|time ?frame|timeframe|deadline|time pressure|
                urgency|date|target(?: date)?|schedule|
                plans? (?:
                    to (?:change|switch|buy|replace|do)|for (?:that|it|this)|yet|so far|at the moment|
                    right now
                )
            )(?: (?!there|we|i|it|that|but|mind)\w+){0,2}
        """,
        r"""
            (?:it's |it is |that's )?not (?:that |so |very |really |at all )?
            (?:urgent|pressing|time critical|a priority)
        """,
        r"(?:we're|we are|i'm|i am|we aren't|we're) not in (?:a|any) (?:rush|hurry)",
        r"""
            (?:we|i) (?:don't|do not|haven't) (?:~ )?(?:have|got|have got) (?:a |any )?
            (?:concrete |fixed |real |specific |firm |exact )?
            (?:timeline|time ?frame|deadline|date|schedule|time ?line|plans?)(?: \w+){0,2}
        """,
        r"(?:we're|we are|i'm) not planning (?:to|on|anything)(?: \w+){0,4}",
        r"""
            (?:nothing|not|isn't|never)(?:'s| is| has been)? (?:~ )?(?:planned|scheduled|fixed|set|dated)
            (?: (?:yet|so far|at the moment))?
        """,
        r"""
            (?:we|i) (?:didn't|did not|haven't|have not) (?:~ )?
            (?:set|fix|fixed|agreed|agree on|agreed on) (?:a|any) (?:date|deadline|time|month)
        """,
        r"(?:it's|it is|that's|that is|is|all|completely|totally) (?:~ )?open (?:~ )?(?:when|yet)?(?=\W*$|\W*[.,;])",
        r"no plans",
        r"not (?:any ?time )?(?:soon|in the near future|anytime soon)",
        r"(?:we|i) (?:can|could) wait",
        r"nothing(?:'s| is) (?:burning|pressing|urgent|on fire)",
        r"""
            (?:we've|we have|i've|i have|we)(?: got)? (?:~ )?(?:
                all the time in the world|all the time (?:we|i) (?:need|want|like)|
                (?:plenty|lots|loads) of time
            )
        """,
        r"whenever(?=\W*$)",
        r"one day,? (?:maybe|perhaps)",
        r"at some point",
    ]
)
ASAP = phrase(r"""
    (?:
        as soon as possible|asap|a s a p|right away|immediately|yesterday|
        as (?:fast|quickly|early) as (?:possible|we can|you can)|
        the sooner the better|straight away|at once
    )
""")
DECISION = phrase(r"""
    (?:
        decid\w+|decisions?|orders?|ordering|go(?:es|ing)? live|live|sign\w*|buy|purchas\w+|start|starts|
        kick\w*|roll\w* ?(?:it )?out|rollout|pilot|switch|contract|tender|need|must|has to|have to|want
    )
""")
BACKWARD = phrase(r"""
    (?P<what>by|before|ahead of|until|till|after)(?:
        (?<=before)(?=\W*$|\W*[.,;!])
        | (?:
            then|
            (?:that|this)(?: (?:point|date|day|moment|time))?
            (?! (?:coming|year|month|week|quarter|summer|autumn|fall|winter|spring))
        )
    )|
    (?P<on>from (?:then|that (?:day|point))(?: on(?:wards)?)?)|
    (?:has|have|must|needs?|got|want|'d like|would like|plan) (?:to )?
    (?:(?!by|until|till|before|after|from|since)\w+ ){1,4}
    (?P<then>then(?=\W*$|\W*[.,;!?]| (?:so|because|and)\b))|
    (?P<step>
        (?:
            decisions?|decided?|decides|orders?|ordered|votes?|voted|choose|chosen|sign(?:ed)?|buy|bought|
            start|award(?:ed)?|it(?='d| would|'ll| will)|that(?='d| would|'ll| will)
        )(?:'d|'ll)?(?: (?!(?:by|until|till|before|after)\b)(?:\w|')+){0,3}? then(?=\W*$|\W*[.,;!?]| (?:so|because|and)\b)
    )|
    (?P<next>
        and then (?:
            (?:it|that|they|everything|all|this) (?:must|has to|have to|needs? to|should)|
            (?:we|i)(?:'ll| will| can| want to| would|'d)? (?:start|begin|order|install|switch|go live|roll)
        )
    )|
    (?:that's|that is|this is) (?P<when>when|the (?:day|date|week|month|moment) (?:that |when )?(?:we|i|it|they)|the only (?:\w+ ){1,2}(?:we|i|when|that))
""")
"""A time that was said before: "it must be running by then"."""
STARTS_ELSE = phrase(r"""
    (?:start|begin)(?:s|ing|ed|ning)? (?:[\w']+ ){0,4}?(?:
        on (?:a|an|the|our|two|three|some) (?:[\w-]+ ){0,2}?(?:jobs?|projects?|contracts?|sites?|buildings?)|
        with (?:a|an|the|our|two|three|some) (?:[\w-]+ )?
        (?:people|colleagues?|staff|team|boss|hires?|season|course|term|semester|campaign|customers?|shifts?)
    )|
    what's (?:new |there )?(?:on|in) the market
""")
"""What they start is their own business: "we start on a new job in May"; what the market has is nobody's plan."""
