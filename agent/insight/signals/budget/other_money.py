"""Money that is no budget: prices, today's spend, limits, other people's, and none at all."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import any_of, phrase

NOT_BUDGET = any_of(
    [
        r"costs?(?! cent(?:er|re)\b)",
        r"costing",
        r"costed",
        r"costly",
        r"binned",
        r"(?<!target\x20)priced?",
        r"prices",
        r"charge[sd]?",
        r"charging",
        r"quote[sd]?(?! me\b)",
        r"list price",
        r"turnover",
        r"turns? over",
        r"wants(?! to\b)",
        r"revenues?",
        r"sales",
        r"sell\w*",
        r"sold",
        r"profits?",
        r"margin",
        r"make (?:about|around|roughly)?",
        r"(?:we|they) (?:make|do|turn(?: over)?|move|bill) [^.,;!?]{2,40}? (?:a|per|every) (?:year|month|annum)",
        r"earn\w*",
        r"valuation",
        r"(?:goes|go|went|going) (?:in|into|down|on) the (?:\w+ )?(?:bin|drain|skip|scrap|waste|toilet|gutter|tip)",
        r"lose",
        r"losing",
        r"lost",
        r"loss(?:es)?",
        r"saved?",
        r"saving",
        r"savings",
        r"fined",
        r"(?:a|the) fine",
        r"fines",
        r"penalt\w+",
        r"damages?",
        r"damaged",
        r"(?:we|i|they) (?:currently |already |now )?(?:pay|spend|paid|spent|spending|paying|waste|wasted)",
        r"paying",
        r"spending",
        r"we're spending",
        r"paid",
        r"spent",
        r"salar\w+",
        r"worth of",
        r"licen[cs]es? (?:cost|run)",
        r"in licen[cs]es",
        r"bill",
        r"invoice\w*",
        r"rent",
        r"per hour",
        r"an hour",
        r"produce\w*",
        r"production",
        r"ship",
        r"process\w*",
        r"employ\w*",
        r"serve",
        r"a day",
        r"the (?:first )?(?:offer|quote|pilot costs)",
        r"i can (?:only )?sign",
        r"can sign",
        r"sign (?:up to|for up to|alone|myself|off up to)",
        r"signature",
        r"signing",
        r"authori[sz]ed (?:up )?to",
        r"authority (?:up to|limit|of)",
        r"""
            (?:anything|everything|amounts?|purchases?|orders?|whatever(?:'s| is)?) (?:
                above|over|below|under|beyond|up to|more than|bigger than|larger than|exceeding
            )
        """,
        r"approve up to",
        r"limit of authority",
        r"(?:way |far |much |a bit |bit )?too (?:much|expensive|high|steep|dear|pricey|heavy|costly)",
        r"followers",
        r"subscribers",
        r"(?<!from\x20)last year(?!'s)",
        r"(?:years?|months?|weeks?) ago",
        r"back then",
        r"we used to have",
        r"we (?:raised|closed) (?:a|our)?",
        r"series [abc]",
        r"owe",
        r"debt",
        r"loan",
        r"mortgage",
        r"insured",
    ]
)
OVER_A_LIMIT = phrase(r"""
    (?:above|over|beyond|more than|from|below|under|up to|until|to) [^.!?,]{1,50}?
    (?:
        (?:has|have|needs?|must|had) (?:to )?(?:sign|approve|agree|decide|okay|release|ask)|
        goes to (?:the|my|our)|needs (?:the|a|two|approval)|requires|it's (?:my|the|our|opex|petty cash)|
        (?:it |that )?(?:goes|runs|counts|falls|comes) (?:as|under|through|via|into|out of)|
        (?:it )?(?:becomes|needs|has to be) a (?:tender|project|capex)|
        (?:i|we) (?:must|have to|need to) (?:do|make|run|go (?:to|for|out to))(?: an?)?(?: \w+)? tender|
        i (?:can )?(?:sign|decide|(?:don't|do not|needn't) (?:have to )?(?:ask|go back))
    )
""")
HAD_ONCE = compiled(r"""
    \b(?:ago|last (?:year|month|quarter)|back then|in (?:19|20)\d\d|once|before the \w+)
    \b[^.!?]{0,30}\bhad\b[^.!?]{0,20}$
""")
SPENT_NOW = compiled(r"""
    (?:we're|were|we are|i'm) at (?:about |around |roughly )?\s*# .*\b
    (?:today|now|currently|at the moment|these days|with guards)\b
""")
SIGNING = phrase(r"""
    (?:i|we|he|she|they|my boss) (?:can|could|may|am allowed to|is allowed to) (?:only )?
    (?:sign|approve|decide|release|order)(?: off)?(?: on)?(?: \w+){0,4}|
    (?:
        anything|everything|amounts?|purchases?|orders?|sums|whatever(?:'s| is)?|investments|if it's|if it is|
        when it's
    ) (?:\w+ )?(?:above|over|below|under|beyond|up to|more than|bigger than|larger than|exceeding|north of)|
    sign (?:up to|for|myself|alone|on my own)|signing (?:limit|authority|power)|
    (?:needs?|requires?|has|have) (?:to )?(?:be )?(?:a )?(?:second |two )?signatures?|
    without asking|on my own|threshold for
""")
UNITS_AFTER = compiled(r"""
    \s*,?\s*(?:plus |or so |odd |different |full[ -]time |other |more |new |old )?
    (?:
        -|of (?:our|the|them|these|those|us)\b|percent|per cent|%|people|staff|men|women|heads?\b|minutes?|
        hours?|days?|weeks?|months?|years?|times?|meters?|metres?|km|kilomet\w+|miles|tons?|tonnes|kilos?|
        square|degrees|employees|customers|users\b|trucks|machines|stores|shops|branches|sites|locations|
        plants|students|patients|beds|vehicles|orders|parcels|invoices|tickets|calls|licen[cs]es|seats\b|
        devices|units|sensors|cameras|projects|offices|countries|languages|shifts|lines|pieces|parts|items|
        skus|products|samples|tests|meals|cows|hectares|acres|houses|homes|in front\b|megawatts?|kilowatts?|
        mw|kw|gigabytes?|o'clock|am|pm|euro shops|who|which|guys|of us|sizes|\w+ers\b|\w+tions\b
    )
""")
PLURAL_AFTER = compiled(r"""
    \s+(?:approved |new |old |good |big |small |different |bad |lost )?
    (?!
        (?:
            \w+wards|shillings|crowns|pesos|dinars|rials|naira|plus|thats|is|this|has|was|as|us|yes|crowns|
            perhaps|tops|this|thus|across|always|its|it's|less|needs|gets|does|towards|besides|euros|dollars|
            pounds|francs|bucks|seems|sometimes|counts|goes|sounds|hurts|ends|stops|works|fits|suits|feels|
            looks|makes|comes|stands|covers|helps|remains|stays|lies|sits|includes|buys
        )\b
    )[a-z]{3,}s\b
""")
NO_BUDGET = any_of(
    [
        r"""
            (?:the |a |any )?(?:budget|money),? (?:[\w']+ ){0,8}?(?:i|we) (?:don't|do not) have
            (?=\W*$|\W*[.,;!?]|\W+(?:yet\b|now\b|this year\b))
        """,
        r"no (?:\w+ )?(?:budget|money|funds|funding|cash)(?: \w+)?",
        r"(?:nobody|no one)(?:'s| has)? (?:given|gave|give) (?:me|us) (?:a |any )?(?:budget|money|funds)",
        r"""
            (?:nobody|no one)
            (?:'s| has) (?:budgeted|planned|set aside|earmarked) (?:a (?:penny|cent|dime)|anything|any)
        """,
        r"""
            (?:i've|we've|i have|we have|i'm|we're) not (?:been |yet been )?
            (?:given|got|granted) (?:any|a) (?:money|budget|cent|penny|funds)
        """,
        r"nothing in (?:the|our) (?:kitty|pot|budget|coffers|purse|till|accounts?|bank|books|plan)",
        r"not a (?:bean|sausage|bob|penny|cent|dime|euro|dollar|pound)(?! (?:more|over|above|less))",
        r"(?:money|budget|cash)(?:'s| is)? (?:very |so |too )?tight,? (?:there's )?(?:none|nothing|no)(?: \w+ \w+)?",
        r"cut to (?:nothing|zero|the bone)",
        r"(?:we're|i'm) (?:skint|broke)",
        r"""
            (?:every (?:penny|cent)|all of it|everything|the lot)(?:'s| is| has been) (?:~ )?
            (?:spoken for|spent|gone|tied up|used up)(?: \w+){0,3}
        """,
        r"""
            (?:don't|do not|didn't|doesn't|haven't|have not|hasn't|didn't) (?:really |actually |even )?
            (?:have|got|get|has) (?:got )?(?:a |any |the |an )?(?:\w+ )?
            (?:budget|money|funds|funding|cash|cent|penny|dime|euro|dollar)
            (?! (?:approved|approval|number|figure|owner|sign))(?: \w+)?
        """,
        r"""
            (?:haven't|have not|hasn't|not) (?:yet )?
            (?:budgeted|set (?:anything|money|aside)|allocated|been budgeted|planned (?:anything|any money))
            (?: \w+)?
        """,
        r"""
            (?:
                there's|there is|we have|we've|i have|i've|we've got
            ) (?:currently |really |absolutely |still |just )?(?:zero|nothing) (?:
                budget\w*|planned|set aside|allocated|in the (?:plan|pot)|reserved|
                left(?! to (?:say|do|add|ask|hide|show|learn|lose|prove|discuss|tell|see))|
                to spend|earmarked|for (?:it|this|that)
            )(?: yet)?
        """,
        r"""
            nothing(?:'s| is|'s been| has been| was)? (?:yet )?
            in (?:this year's|the|our|next year's) (?:budget|plan|pot)
        """,
        r"so nothing (?:this|next) year",
        r"""
            nothing(?:'s| is|'s been| has been| was)? (?:yet |been )?
            (?:budgeted|planned|set aside|allocated|in the (?:plan|pot)|earmarked)(?: yet)?
        """,
        r"""
            budgets?(?:'s|'ve been| is| was| has been| got| are| have been) (?:\w+ )?
            (?:frozen|gone|cut|spent|used up|exhausted|zero|empty|on hold|cancelled|canceled|blown)
            (?: \w+ \w+ \w+)?
        """,
        r"not a (?:cent|penny|dime)(?! (?:more|over|above|less|beyond))(?: \w+)?",
        r"zero budget",
        r"budget (?:is )?(?:zero|nil|none)",
        r"unbudgeted",
        r"isn't (?:any |a )?(?:budget|money)(?: \w+)?",
        r"there isn't (?:a |any )?(?:budget|money)(?: \w+ \w+)?",
        r"not (?:yet )?in (?:the|our|this year's|next year's) budget",
        r"""
            (?:don't|do not|haven't|have not) (?:~ )?
            (?:have|got) (?:it|that|this|anything) in (?:the|our|this year's|next year's) (?:budget|plan)
        """,
        r"""
            (?:no|isn't a|isn't any|not a|without a) (?:\w+ )?
            line (?:for|in) (?:it|that|this|the budget|the plan|our budget)(?: \w+){0,3}
        """,
        r"(?:isn't|ain't|is not) (?:a|one) (?:single )?(?:bean|penny|cent|dime|euro|dollar|pound)(?: \w+){0,2}",
        r"(?:hasn't|haven't) got (?:a |any )?(?:budget|money)",
    ]
)
BUDGET_SPENT = compiled(r"""
    \b(?:spent|used up|blown|blew|burned|burnt) (?:all )?
    (?:our|my|the|this year's) (?:whole |entire |complete )?(?:budget|money)\b
""")
NONE_IN_ANSWER = compiled(r"""
    \W*(?:
        (?:
            well|um|uh|so|i mean|look|listen|yeah|frankly|honestly|actually|unfortunately|right now|currently|
            sadly|sorry|i'm afraid|to be honest|no|
            (?:the |officially )?
            (?:planned|budgeted|budget|money|reserved|approved|official|officially|fixed|concrete|not yet)|
            for (?:this|the moment|now)(?: \w+)?|this year|at the moment|now|so|but|and|then|nope
        )\W+
    )*(?:
        (?P<sure>
            (?:it's |it is |that's )?not (?:planned|foreseen|budgeted|in the (?:plan|budget))|
            (?:i|we) (?:honestly |really )?(?:don't|do not|haven't|have not) (?:honestly |really |even |yet )?
            (?:have|got|set|fixed|named|thought (?:about|of)) (?:a |any |that|it|this)
            (?:number|figure|amount|sum)?(?: (?:yet|at all|so far))?(?=\W*(?:$|[.,;!?]|(?:i|we)\b))|
            nothing set(?=\W)|(?:i|we) (?:honestly |really )?don't know yet|
            there (?:was|used to be)(?: one| some)?(?=\W*(?:$|[.,;!?]|but\b|until\b))|
            (?:i|we) (?:don't|do not) have (?:it|one|any)(?=\W*(?:$|[.,;!?]))|
            don't have (?:it|one|any)(?=\W*(?:$|[.,;!?]))|
            (?:i|we)(?:'ve got| have| have got|'ve) (?:currently |absolutely )?nothing(?=\W*$)|
            (?:i|we) have nothing (?:fixed|planned|concrete|in mind|for (?:it|this|that))|
            (?:none|nothing|zero|nil)(?=
                \s*(?:
                    $|[.,;!?]|
                    (?:at all|we|i|this year|so far|until|till|before|for (?:now|this)|at the moment)\b
                )
            )
        )|
        none|nothing|zero|nope|not yet|
        not (?:
            a (?:formal|real|fixed|proper) one|as such|really|for (?:this|that|it)|this year|now|right now|
            a (?:cent|penny|euro|dollar|pound|dime|bean)|so far|that i know
        )|
        so far (?:none|nothing)|nothing fixed|there isn't (?:one|any)|there(?:'s| is) none|not at the moment|
        no(?=\W*$)|no,? we don't|no,? there isn't|nil|
        (?:we|i) (?:haven't|have not|hadn't|have none|don't have (?:one|any(?:thing)?))|
        (?:it's|it is|that's|all) (?:all |already )?(?:spent|gone|used up|spoken for)
    )\b
""")
"""Begins an answer to whether there is money."""
ABOUT_OTHER_MONEY = compiled(r"""
    \b(?:
        lose|losing|lost|waste|wasting|cost you|costs you|(?:do|are|did) you pay\w*|
        pay (?:now|today|at the moment|them)|
        how (?:much|big|large|high) (?:is|are|was|were) (?:the|your|that) (?:
            damages?|loss(?:es)?|waste|scrap|turnover|rent|bill|fees?|claims?|fines?
        )|
        (?:do|did|does) (?:they|he|she|it) (?:charge|want|ask|cost)|
        charge you|
        how many(?! (?:thousand|euros?|dollars?|pounds|francs) (?:could|can|would|have|did|might) you)|
        (?:your|the) (?:own )?
        (?:signing|spending|approval|purchasing|signature|card) (?:limit|authority|power|threshold)|
        price (?:that )?(?:they|he|she) (?:gave|named|quoted|offered)|
        (?:did|have|has) (?:they|he|she|the \w+) (?:quote|offer|offered|quoted)|
        how much (?:money )?(?:goes|is going|flows|do you (?:spend|put)|are you spending|did you spend)|
        turnover|priced|who (?:signs|decides|is)|how often|a failure|downtime
    )\b
""")
"""Questions about losses, prices and head counts."""
COST_US = compiled(r"""
    \b(?:
        (?:must|should|can|may|could)(?:n'?t| not)? cost(?: us| me)?|
        (?:in|into|on) (?:the|your) (?:quote|price)|
        (?:needs?|awaits?|waiting for|lacks?|without|missing|only) (?:the |a |his |her )?signature|
        (?:put|puts|set|gave|given) (?:his|her|their|its|the|a) signatures?|
        signature (?:of|from) the
    )\b
""")
THEIR_PRICE = re.compile(
    r"\W*(?:[a-z]+ ){0,5}?(?:is|that's|was) what (?:[a-z]+ ){1,2}(?:wants?|charges?|asks?|asked|pays?|paid|quoted)\b"
)
"""Said after an amount: "is what they want"."""
PAID_NOW = compiled(r"""
    \b(?:we|i) (?:currently |already |now )?(?:pay|spend|paid|spent)\s+
    (?:(?:about|around|roughly|some|like|[\w]+ (?!would|could)\w+)\s+)?$
""")
