"""How people say what a solution must do for them."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import any_of, phrase

_I = r"(?:we|i)"
NEED = any_of(
    [
        rf"{_I} (?:~ )?(?:desperately |urgently )?(?:need|require)(?:ed)?(?: to)?(?: be able to)?",
        rf"""
            {_I}(?:'re|'m| are| am) (?:~ )?
            (?:looking|searching|hunting|shopping|shopping around|on the lookout|in the market) (?:around )?
            (?:for)(?: (?:a|some|any) (?:
                    way|ways|method|possibility|solution|option|chance|tool|system
                ) (?:to|that|which)
            )?
        """,
        rf"{_I}(?:'re|'m| are| am) (?:~ )?after",
        rf"""
            {_I} (?:~ )?(?:look|search) for(?= (?:an?|some|something|one|any)\b)
            (?: (?:a|some|any) (?:way|possibility|solution|tool|system) (?:to|that|which))?
        """,
        rf"{_I} (?:~ )?(?:want|wanna|wish)(?: to)?(?: be able to)?",
        rf"""
            {_I}(?:'d| would) (?:~ )?(?:like|love|want|prefer|need|wish|appreciate)(?: to)?
            (?: (?:have|see|get|be able to))?
        """,
        rf"""
            (?:{_I}(?:'ve)? (?:~ )?(?:have to|must|gotta|should|got to|have got to)|{_I}'ve to) (?:
                be able to|get|reduce|cut|know|see|find|prove|show|track|document|automate|speed|stop|bring|
                make sure|ensure|comply|meet|keep|replace|handle|move|improve|connect|integrate|digiti[sz]e|
                save|report
            )
        """,
        rf"{_I}(?:'re|'m| are| am) (?:~ )?(?:trying|hoping|looking|aiming|planning) to",
        rf"{_I} (?:~ )?(?:hope|aim|try|plan|intend) to",
        rf"{_I} could (?:~ )?(?:use|do with)",
        r"""
            what (?:we|i) (?:~ )?
            (?:need|want|require|'d like|would like|'re looking for|are looking for|miss|lack) (?:~ )?is
            (?: (?:a way|something) (?:to|that))?
        """,
        r"""
            (?:
                it|that|this|they|
                the (?:\w+ )?(?:system|solution|thing|tool|software|platform|product|app|device|machine|unit)
            )(?: would|'d| will|'ll)? (?:~ )?(?:
                mustn't|must not|shouldn't|must|has to|have to|needs to|need to|should|'d have to|'d need to|
                ought to|had to
            )(?: be able to)?
        """,
        r"""
            (?:our|the|my) (?:~ )?
            (?:main |biggest |most important |key |first |top |number one |primary |overall )?
            (?:
                goal|aim|objective|idea|requirement|priority|target|wish|must-?have|ask|need|hope|dream|plan
            ) (?:is|would be|'s|was) (?:~ )?(?:to|that|for)?
        """,
        r"""
            (?:the )?(?:
                most important|main|key|crucial|decisive|essential|critical|number one|important
            ) (?:thing|point|requirement|criterion|feature|part|one)?
            (?: for (?:us|me))? (?:is|would be|'s) (?:~ )?(?:that|to)?
        """,
        r"""
            (?:for us )?it's (?:~ )?(?:important|essential|crucial|critical|vital|key|necessary|imperative)
            (?: for us)? (?:that|to)
        """,
        r"""
            (?:
                something|
                a (?:system|tool|solution|way|product|platform|software|device)|
                one (?:system|tool|app|place|platform)
            ) (?:that|which|to) (?=(?!would)\w+)
        """,
        r"""
            it would (?:~ )?(?:help|be (?:great|nice|good|helpful|ideal|perfect|cool|fantastic)) (?:~ )?
            (?:if|to)(?: (?:we|it|i) (?:could|had|would|can))?
        """,
        r"""
            without(?= (?:\w+ ){1,6}?(?:
                    there's no|there is no|it's (?:no|use|not|point)|we (?:can't|cannot|won't|don't|wouldn't)|
                    i (?:can't|won't|don't)|no deal|it (?:won't|doesn't|makes no)|forget it|you can|
                    it's pointless
                )
            )
        """,
        r"""
            what (?:we're|i'm|we are|i am) (?:~ )?
            (?:after|looking for|missing|lacking|searching for|dreaming of|hoping for)
            (?: (?:here|today))? (?:~ )?(?:is|would be|are)
        """,
        rf"""
            {_I}(?:'d| would) be (?:~ )?(?:glad|happy|thrilled|delighted|grateful|over the moon) (?:~ )?
            (?:
                to(?= (?:see|have|know|get|find)\b)|if (?:it|we|i|the \w+|they|you)(?: could)?|
                with(?= (?:a|an|one|something|any)\b)
            )
        """,
        r"i wish(?: (?:we|i) (?:had|could)| there was| there were| that)?",
        rf"{_I} dream of(?: a| an)?",
        r"(?:my|our) (?:~ )?(?:dream|wish|ideal|hope|vision) (?:~ )?(?:is|would be|was)",
        rf"{_I} (?:~ )?(?:lack|miss)(?= an?\b| one\b| some\b| the possibility)",
        r"""
            (?:that's|this is|thats) (?:~ )?what (?:we|i) (?:~ )?(?:miss|lack|need|want|would like|'d like)
            (?: (?:today|here|now))?(?= \w+ \w+ \w+)
        """,
        rf"{_I}(?:'re| are|'m| am) (?:~ )?missing(?= an?\b| one\b| something)",
        r"(?:we|i) can't (?:go|do|work) without",
        r"""
            (?:give|get|find|build|show) (?:us|me)
            (?= (?:a|an|one|something|any) (?:\w+ ){1,6}?(?:that|which|where|with|for|to)\b)
        """,
        r"""
            what (?:~ )?(?:matters|counts|helps|decides|is important|'s important|is key)
            (?: (?:to|for) (?:us|me)| most)? (?:is|would be)(?: that)?
        """,
        r"all (?:we|i) (?:~ )?(?:want|need|ask for|ask|wish)(?: for)? (?:~ )?is",
        r"(?:can't|cannot) live without",
        r"""
            if (?:it|you|that|the system) (?:could|can|would|will) (?=
                (?:
                    automatically|also|just|tell|show|send|read|plan|help|do|give|alert|track|replace|
                    integrate|handle|connect|warn|detect
                )
            )
        """,
        r"(?:replace|replacing) (?:it|them|that|\w+) (?:with|by) (?:something|a \w+|one) (?:that|which)",
        r"make or break (?:is|for us is)",
        r"(?:a )?must-?have (?:is|for us is)",
        r"(?:we|i) insist on",
        r"(?:there|it) (?:must|has to|needs to) be",
        # Said of what is to be bought: "anything we buy has to group alarms", "it's got to work offline".
        r"""
            (?:it|that|this|they|the \w+|our \w+)
            (?:(?:'s|'ve| has| have) got to|(?:'s|s)? gotta|'d have to|'d need to)(?: be able to)?
        """,
        r"""
            (?:
                anything|whatever|
                any (?:system|tool|solution|software|supplier|vendor|device|product)|
                whoever|
                the (?:new|next|right|ideal|perfect) (?:
                    one|thing|system|tool|solution|software|supplier|device
                )
            )(?: (?:that )?(?:we|i) (?:\w+ )?\w+| (?:we|i)'d \w+| wins| that comes)? (?:~ )?
            (?:
                must|has to|should|needs to|ought to|would have to|'d have to|would need to|'s got to|
                has got to
            )(?: be able to)?
        """,
        rf"{_I}(?:'d| would)? (?:~ )?expect(?= (?:an?|one|some|that|the|to|it)\b)",
        r"""
            (?:
                have you got|do you have|have you|is there|got
            ) (?:something|anything|an? \w+(?: \w+)?|one) (?:that|which)(?= \w+ \w+)
        """,
        r"the (?:dream|ideal|wish|hope) (?:is|would be|'d be)",
        r"what's (?:~ )?missing(?: (?:here|today|for us|for me))? is",
        r"""
            (?:no use|no good|useless|pointless|worthless|no help|not much use|not interested)
            (?: \w+){0,3}? if (?:it|you|that|they|this|yours) (?:
                can't|cannot|can not|doesn't|don't|won't|isn't able to
            )
        """,
        rf"""
            {_I}(?:'re| are|'m| am) (?:~ )?(?:requiring|needing|wanting|expecting|insisting on)
            (?: (?:~ )?(?:for|to|that|also))*
        """,
        r"""
            (?:it|the (?:thing|system|box|app)|that)(?:'d| would)? wants? to(?: be able to)?
            (?= (?!go|come|be (?:honest|fair))\w+)
        """,
        r"""
            (?:you can |just |please )?(?:get|save|spare|free|rid) (?:me|us)
            (?= (?:out of|from|rid of|of|the|all|this|that) \w+)
        """,
        r"""
            let(?= (?:me|us) (?!
                    know|see|think|say|have|guess|check|ask|go|tell|get|put|be|explain|take|show|try|look|
                    give|read|write|hear|talk|start|just
                )\w+ \w+ \w+
            )
        """,
        r"let(?= (?:the|my|our|people|everybody) \w+ \w+ )",
        r"don't (?:make|let|force)(?= (?:him|her|them|me|us|the \w+|my \w+|our \w+) \w+ \w+)",
        r"either(?= (?:it|you|that|they) (?:\w+ ){1,8}?or (?:we|i|you|it's|forget|no|there's))",
        r"ideally(?= (?:it|the|an?|you|my|our|every|each|one|he|she|they)\b)",
        rf"""
            {_I}(?:'d| would) (?:~ )?(?:switch|buy|sign|order|take it|move|be happy|be delighted|pay|jump)
            (?: \w+){{0,2}} if (?:it|you|somebody|someone|that|they)(?: could| would| can)?
        """,
        r"if (?:it|you|that|the system|somebody|someone) (?:could|would|can|will)(?: just| only| simply)(?= \w+ \w+)",
        r"""
            all (?:we're|i'm|we are|i am|we|i) (?:~ )?
            (?:after|looking for|asking for|asking|want|need|wish for) is(?: that)?(?: (?:it|they))?
        """,
        rf"""
            {_I}(?:'d| would)? (?:~ )?(?:ask|wish|beg|pray) for (?:(?:~ )?(?:only|just) )?
            (?:one thing|two things|one)?(?: only| alone)?
        """,
        r"""
            (?:
                no good|useless|no use|pointless|no point|worthless|not interested|not much use|no help|
                forget it|no deal|not worth \w+|won't (?:buy|take|touch|work|happen)
            )(?: \w+){0,3}? unless
        """,
        r"""
            if (?:it|yours|your\w*|you|that|this|the \w+|they) (?:can't|cannot|can not|doesn't|won't|couldn't)
            (?= (?:\w+ ){2,10}?
                (?:then|it's|it has|there's|forget|no deal|we won't|we're out|i'm out|i'm no|we're no)
            )
        """,
        r"""
            (?:the|my|our) (?:(?!each|every|they|we|i|you|he|she|it|and|but|so)\w+ ){1,3}?
            (?:
                (?:wants|demands|insists on|requires|expects)(?: (?:us|me|them))?(?: to)?|
                (?:would (?:~ )?(?:want|need|like|love)|insist on|want|need)
                (?= (?:it|one|them|something|everything|an?|to|no)\b)
            )
        """,
        rf"{_I}(?:'d| would) (?:~ )?rather (?:have|see|get|use)",
        r"""
            (?:provided|providing|on condition|on the condition|so long as|as long as|only if)(?: that)?
            (?= (?!you're|that's|it's (?:ok|okay|fine|not|just|only)|nobody|no one|i'm|my name)\w+ \w+ \w+)
        """,
        r"""
            (?:the|our|my) (?:~ )?(?:one|only|big|hard|absolute|first|main|real|minimum)? ?
            (?:
                condition|precondition|minimum|deal-?breaker|criterion|yardstick|killer feature|must|
                bare minimum|requirement
            )s? (?:~ )?(?:is|would be|'s|are)(?: that)?
        """,
        rf"{_I}(?:'d| would) (?:~ )?(?:pay|give|kill|die|swap|trade) (?:\w+ ){{0,4}}?(?:for|to (?:have|get|see))",
    ]
)
NOT_NEED = compiled(r"""
    ^\W*(?:
        (?:to|a|an|the|some|more|just|also|really|only|one|another|maybe|first|quickly|probably|all|please)\s+
    )*(?:
        (?:very |really |quite |pretty )?(?:simple|easy|clear|short|modest)\W*$|
        (?:about |around |almost |nearly )?
        (?:half an?|an?|one|two|three|four|five|six|several) (?:whole |full |good |half )?
        (?:days?|hours?|weeks?|months?|minutes?)(?: for (?:it|that|this|each|one|every))?\W*$|
        (?:someone|somebody|anyone|one of you|you) (?:to|who(?: can)?) (?:
            explain|tell|show|help|talk|call|walk|advise
        )\b|
        (?:it|that|this|them|those|one|something)?(?:
            \s+(?:
                here|there|running|live|installed|in place|up and running|done|ready|working|in production|
                operational
            )
        )*\s*(?:
            ,|\.|$|
            \b(?:
                by|before|in|until|within|after|as soon|asap|now|right away|immediately|yesterday|from|at|on|
                this|next|no later|when|for (?:next|this|the)
            )\b
        )|
        (?:
            start|begin|decide|choose|pick|buy|purchase|order|go live|kick off|launch|roll (?:it )?out|sign|
            switch|upgrade|move|migrate|renew|replace (?:it|them|that|this)|make (?:a|the) decision|implement|
            have (?:\w+ ){1,6}(?:up and )?(?:running|in place|live|installed)|
            be (?:done|live|ready|finished|running|up|operational|through)|
            have it|get started|get going|introduce
        )\b|
        (?:
            see (?=
                (?:the|an?|your|some|its|any) (?:\w+ )?(?:
                    halls?|stands?|booths?|others|fair|show|exit|tests?|reports?|references?|samples?|
                    results?|examples?|proof(?! (?:of|that)\b)|numbers|data ?sheet|contract|figures
                )\b|
                it\b|that\b|this\b|more\b|you\b|the (?:demo|product)|how (?:it|you|that)|what (?:it|you|that)|
                if\b|whether\b
            )|
            look at|try|test|hear about|know more|hear more|learn more|see more|have a look|show|talk about|
            discuss|understand|watch|
            know (?:how (?:much(?! \w+ (?:each|every|our|my|the \w+ (?:uses?|takes?|eats?|costs? us)))|it)|what (?:it|that|you|this)|if (?:you|it)|whether (?:you|it)|the price)|
            ask|tell|say|hear (?:that|it|this)|proof(?! (?:of|that)\b)|references?|
            find (?:hall|booth|stand|the (?:exit|toilet|restroom|way))|
            think about|consider|compare|come back|get back|stay|wait|go|leave|run|catch|sit|eat|drink|
            be honest|thank|introduce|sell|spend|invest|pay|talk|speak|meet|check (?:with|that)|call|send|
            write|take (?:it|that)|bring|give|convince|approval|sign-?off|permission|
            (?:the |an? |your )?(?:
                many things|a lot of things|all sorts|preferred \w+|bidder|decision|answer|ok|okay|coffee|pen|
                bag|break|minute|moment|seat|chair|drink|brochure|card|offer|quote|demo|sample|price|contract|
                beer|water|holiday|vacation|rest|budget|money|funding|approval|brochures|flyer|business card|
                names? of|address|phone number|contact|look|idea|chat|word|lunch|food|pens?|coffees?|sleep|
                nap|bite|drinks|chairs?|shade|fresh air|air|cab|taxi|toilet|restroom|bathroom|charger|
                directions|selfie|hand|hug|appointment|meeting|call|follow-?up|pilot|trial|test account
            )\b
        )\b|
        (?:do|change|have|get|find|buy)?\s*
        (?:something|anything|nothing|more|it|that|you|him|her|them|everything)\s*
        (?:$|[.,!?]|about it|here|else|now|new|done|first)|
        \d|
        (?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred)\b
        (?! (?:
                app|system|place|tool|platform|screen|view|single|source|solution|interface|dashboard|click|
                login
            )
        )
    )
""")
NOT_IT_NEED = compiled(r"""
    ^\W*(?:to\s+)?(?:(?:also|only|really|just|be)\s+)*(?:
        (?:
            running|live|installed|in place|up and running|done|ready|working|in production|operational|
            be there|there|approved|signed|decided|replaced|gone|it|that|then|so|stop|wait|honestly|frankly|
            actually
        )\b(?!\s+(?:with|on|in|for|without|even|at)\b)|
        start\b|begin\b|go live|happen|
        be (?:there|here|done|ready|live|in) (?:on|by|before|in|at|until|from)\b
    )
""")
ONLY_ADVERBS = compiled(r"""
    ^\W*(?:
        (?:
            frankly|honestly|actually|thanks|thank you|but|sorry|too|really|exactly|now|too|here|today|then|
            and|so|yes|that|it|basically|anyway|right|again
        )\W*
    )+$
""")
SOMETHING_THAT = re.compile(
    r"^.*?\b(?:with|by|for|it's|is|into)\s+(?:something|a (?:system|tool|solution)|one)\s+(?:that|which)\s+"
)
SUBJECT = re.compile(r"\s*(?:it|that|this|the (?:system|tool|solution))\s+")
USELESS = re.compile(
    r"\s*,?\s+(?:there's|there is|it's|it (?:won't|doesn't|makes)|we|i|no deal|forget it|you can)\b"
)
THAT_IS_WHAT = re.compile(r"\b(?:that|this)(?:'s|s| is) (?:exactly |just |precisely )?what\s+$")
TAKES_UP = compiled(r"""
    \W*(?:
        (?:
            (?:
                exactly|precisely|right|yes|yeah|yep|absolutely|correct|spot on|true|definitely|sure|indeed|
                ideally
            )\W+
        )+(?P<what>
            (?:an?|one|something|some|with)\s[^.?!]*\b
            (?:that|which|where|with|for|in|without|so|on|by|whenever|as soon as|before)\s[^.?!]*
        )|
        (?P<what2>[^.?!]*),? please\W*$
    )
""")

ANOTHER_MUST = compiled(r"""
    (?!.*\bnot (?:a|an absolute) must\b)\s*,?\s+(?:and|but|plus|then)(?: (?:also|then|ideally|of course))?\s+
    (?=
        (?:it|they|we|i|everything|everybody|everyone|the \w+|our \w+|my \w+|\w+s|(?:the|our|my) \w+ \w+)
        (?:'s|'d|'ve| has| have| would)?\s+(?:also )?
        (?:should|must|has to|have to|needs? to|need|want|gotta|got to|ought to)\b
    )
""")
"""Where a second thing begins that must be: "an export, and it has to be in Polish"."""

MODAL = phrase(r"""
    (?P<subject>
        (?:
            (?:whatever|anything|whichever|any \w+)(?: (?:that )?(?:we|i)(?:'d)?(?: \w+)? \w+)?|
            (?:the|our|my|your|every|each|all|all the|any|one|a|an|both|those|these|no)(?: \w+){1,4}?|
            it|that|they|this|yours|everyone|everybody|people|whoever|nobody|no one|\w+s|he|she
        )
    )(?P<modal>
        (?:'d| would|'ll| will)? (?:~ )?(?:
            have to|has to|need to|needs to|must|mustn't|must not|should|shouldn't|shall|ought to|
            (?:'s|'ve|has|have) got to
        )|
        's got to|'ve got to
    )(?P<be>(?: (?:~ )?be able to)?)(?= \w+)
""")
"""Somebody or something must: "the accountant has to be able to get in"."""
PRONOUN = compiled(r"""
    (?:
        it|that|they|this|yours|whatever.*|anything.*|whichever.*|any\b.*|
        the (?:\w+ )?(?:system|solution|thing|tool|software|platform|product|app|device|machine|unit|box|one)|
        (?:a|the) new one
    )$
""")
ALLOWS = compiled(r"""
    \W*(?:(?:also|just|really|be|all|both|first|still|then)\s+)*
    (?:
        ok|okay|approve|approved|sign|countersign|agree|decide|look (?:at|over)|nod|stamp|bless|vote|
        say (?:yes|ok|so|no)|give|happy|convinced|asked|on board|involved|informed|consulted|pay|paid|spent|
        see it|know about|hear|go through|tender|be tendered|wait|get (?:the )?(?:approval|budget|money)|
        find the money|buy|order|choose|pick|come (?:along|back)|make up|talk|discuss|ask|check|present|sold|
        sleep|budget\w*|invoiced|done(?! (?:from|at|on|in|by|with)\b)|finished|over|live|running|ready|
        in place|installed|there|here|out|gone|replaced|decided|signed|kidding|joking|admit|say|be honest|
        honest|wrong|right|fine|good|careful|nice|enough|worth|around|about|then\b|hang there|it\b|that\b
    )
""")
"""What makes it somebody's say, a date, or a way of speaking."""
STAYS = compiled(r"""
    \s*(?:
        remain|stay|
        be (?:hosted|stored|kept|in (?:the )?(?!by|time|before|until|place)\w+ only|on our)|
        run on|work (?:on|with|without|in)|talk to|connect
    )\b
""")
"""What is demanded of a thing of one's own: "our app should remain the same"."""
MUST = compiled(r"""
    (?!.*\bnot (?:a|an absolute) must\b)\b(?:we|i|it|our|my|the)\b.*\b
    (?:must|should|has to|have to|needs?|want|gotta|got to|can't)\b
""")
POINTS_AT_NEED = compiled(r"""
    \W*(?:(?:and|but|so|because|yes|exactly)\W+)*(?:that|this|it|these|those|which)(?:'s| is| are| would be)
    (?: (?:very|really|also|for (?:me|us)))* (?:
        important|essential|crucial|vital|key|
        (?:a |the |my |our )?(?:
            must|must-have|condition|main point|main thing|requirement|big one|point|mandatory|obligatory|
            necessary
        )
    )(?: (?:with|for|to) (?:me|us|\w+))?\W*
    (?:,? ?(?:because )?(?:we|the \w+|our \w+) (?:have|has)? ?(?:promised|told|asked)\b.*)?|
    (?:be able to )?(?!see\b|tell\b|know\b)[a-z]+ (?:that|this)
    (?: (?:too|also|somehow|as well|by itself|automatically|for us|for me))?|
    \W*(?:and )?(?:that|this)(?: part| one| bit)? (?:we|i) (?:really |also )?
    (?:need|want|must have|would like)\W*
""")
"""Says that something must be, and not what: "that is important with us"."""
MAY_SEE = re.compile(
    r"\s*(?:be able to\s+|also\s+|just\s+)?(?:see|know|find|hear|reach|understand|share|get)\b"
)
"""What people should or need to get from it, where it is no chore."""
WISHED = compiled(r"""
    \W*(?:(?:well|um|oh|hm+|ha|honestly)\W+)*(?P<what>
        (?:an?|one|something|some) (?:[\w-]+ ){0,4}(?:that|which|where)\s(?!is\b|was\b|are\b|we\b|i\b)[^.?!]+
    )
""")
NEEDS = compiled(r"""
    \b(?:we|i)(?:'d|'ll| would| will)?
    (?: (?:also|really|just|only|still|then|urgently|definitely|basically|first|always))* (?:need|require)\b|
    \b(?:
        customers?|clients?|auditors?|inspectors?|board|insurer|insurance|bank|council|ministry|boss|chief|
        manager|director|owner|accountant|pharmacists?|works council|unions?|tenants?|parents|doctors|nurses|
        drivers|guests
    ) (?:also |now )?(?:wants?|needs?|asks? for|requires?|insists? on|demands?)\b
""")
"""Says in this word what is needed, or what somebody asks of them."""
VAGUE = compiled(r"""
    (?:(?:no|but|and|so|that|well)\W+)*(?:(?:the|our|your|my|a) )?
    (?:
        it|that|this|they|these|those|what|which|there|who|time|timing|money|price|cost|trust|everything|
        first impressions?|one thing|thing|point|question|main thing|most important thing|
        my (?:boss|wife|colleague)|decision|budget|nothing|he|she
    )
""")
"""Subjects of "is important" that say nothing about what it must do."""
COMPLAIN = compiled(r"""
    \b(?:
        complain\w*|moan\w*|grumbl\w*|annoyed|angry|unhappy|hates?|problem|trouble|
        (?:worst|bad) (?:thing|part)
    )(?: (?:is|are|was))?(?: that)?\s+$
""")
"""Before "they have to log in five times", which is no demand then."""
CHORE = compiled(r"""
    \b(?:
        to (?:
            get|see|find|know|make|change|print|do|check|send|look up|enter
        ) (?:an?|one|the|any|each|my|our|this|that)\b|
        for (?:each|every|one|a single)\b|(?:each|every) time\b|
        when(?:ever)? (?:i|we) (?:want|look|search|change)\b
    )[^.?!]*$
""")
"""Before "I need to open six programs", which is toil and no demand."""
