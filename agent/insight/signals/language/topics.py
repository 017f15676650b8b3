"""What a rep's question is about."""

import re
from typing import Literal

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, phrase

Topic = Literal[
    "budget",
    "approval",
    "authority",
    "timeline",
    "solution",
    "vendors",
    "problem",
    "need",
    "doubt",
    "recording",
    "contact",
    "proposal",
]
_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, phrase(pattern))  # type: ignore[misc]
    for topic, pattern in (
        (
            "recording",
            r"""
                record|recording|recorded|recorder|microphone|transcrib\w+|
                (?:i|we|me|us|may|can|mind) (?:\w+ ){0,2}?
                (?:take|keep|make|taking|keeping|making) (?:some |a few |my )?notes|
                tape|taping|on tape|listen(?:s|ing)? in|this conversation
            """,
        ),
        (
            "contact",
            r"""
                (?:
                    may|can|could|should|shall|do you mind if|is it (?:ok|okay|fine|alright) if|
                    would it be (?:ok|okay|fine|alright) if|are you (?:ok|okay|fine) with
                ) (?:i|we|us|me) (?:to )?(?:
                    keep in touch|stay in touch|contact you|get in touch|reach out|
                    e ?-?mail you(?! (?:a|an|the|our|some)\b)|emailing you|write (?:to )?you|put you on|
                    add you|keep you (?:posted|updated|informed)|contacting you|follow up (?:by|with you by)
                )|
                newsletter|mailing list|marketing mails?|
                (?:ok|okay|fine|alright) to (?:contact|email|e-mail|write|call) you
            """,
        ),
        (
            "proposal",
            r"""
                shall (?:we|i)|should (?:we|i)|can i|could i|may i|how about|what about (?:a|next|on)|
                why don't (?:we|i)|want me to|would you like (?:me|us|a|to)|let's|let me|would it help if i|
                do you want (?:me|us|a)|would (?:\w+ ){1,3}(?:work|suit)|
                can you (?:introduce|send|give|bring|ask)|could you (?:introduce|send|give|bring|ask)|can we
            """,
        ),
        (
            "approval",
            r"""
                approved|signed|sanctioned|released|is (?:that|it) final|green light|okayed|confirmed|
                allocated|secured|official|granted|
                is (?:that|the|this|it) (?:money |sum |amount |budget )?
                (?:safe|certain|sure|settled|firm|fixed)(?! (?:to|in|of|for)\b)|
                (?:did|has|have) (?:the |your |they|he|she)
                (?: ?\w+)? (?:agreed?|nodded|said (?:yes|okay)|said yes)(?: to)?
            """,
        ),
        (
            "budget",
            r"""
                part with|ballpark|ceiling|(?:sort|kind) of (?:figure|number|sum)|
                (?:nod|agree|say yes|stretch|go) to|what amount|kept aside|had (?:you )?in mind|
                (?:may|could|can|must|should) it cost|allowed to (?:cost|be)|fixed for|what had you|budget\w*|
                (?:amount|sum|total|figure) (?:\w+ )?(?:cleared|approved|released|signed|granted|through|safe)|
                money|moneywise|funds|funding|financ\w+|spend(?:ing)?|invest\w*|
                (?:put|set|laid) (?:anything|something|money|some) (?:aside|by)|
                in the accounts|bracket|put into (?:it|that|this)|should i ask for|subsid\w+|grants?|
                all in\W*$|money side|envelope|purse|pot for|tolerable|(?:put|set) towards|
                what (?:can|could|would|will) (?:they|you|your \w+|he|she) (?:spend|pay|put)|
                cost limit|(?:what|which) price|price (?:range|point|limit)|how much|
                your (?:number|range|frame|limit|ceiling|figure|price)|
                put a (?:number|figure|price)|(?:want|like|willing|ready|prepared|able) to pay|would you pay|
                (?:fee|cost|price|rate|rent) (?:should|could|may|might|would|must) be|
                (?:could|can|might) you (?:pay|manage|put up)(?! (?:by|with|in)\b)|
                how many (?:thousand|euros?|dollars?|pounds|francs)|
                you pay for|set aside|earmarked|kind of (?:money|sum|amount|investment)|worth (?:it )?to you|
                have in mind|would be ok|would work|what size|volume|what would you (?:go|pay)|
                in terms of (?:cost|price|money)|
                (?:a|any|your|the|rough|what|some) (?:rough )?
                (?:figure|number|range|ballpark|frame|amount|sum|price)(?: in mind)?|
                realistically|did you plan\b|be worth|afford|cost-wise|price-wise|pricewise
            """,
        ),
        (
            "authority",
            r"""
                who(?:'s|'d|m| else| can| would| could| should| has to| will| else has)?\W*$|
                who(?:'s|se|m|'d)?(?= (?:\w+ ){0,6}?(?:
                        decid\w*|signs?|sign|approv\w*|agree|involved|say|word|choose\w*|picks?|shots|charge|
                        pays?|owns?|responsible|buy\w*|decision\w*|call(?!s| you)|loop|makes?|budget|ok|okay|
                        right|authority|person|talk|speak|ask|convince\w*|releas\w*|the boss
                    )
                )|
                who else|
                who (?:should|would|could|can) i(?! (?:send|mail|e-?mail|call|ring|write|phone|address|ask for))|
                your (?:part|say|role|vote) (?:in|on) (?:it|this|that|the (?:decision|choice|purchase))|
                decision ?-?makers?|
                (?:do|can|could|would|will|are) you (?:the one who |the person who |allowed to |able to )?
                (?:decide|decides|sign|signs|approve)|
                (?:and|so) you (?:can )?(?:decide|sign)|you (?:who )?decides?|your decision|your call|
                (?:sign|signs|signed) off|final say|in the loop|involved|responsible|in charge|have a say|
                (?:they|he|she) (?:decides?|approves?|signs?)|decision process|
                how (?:is|are) (?:the |such )?decisions? made|make (?:the|that) (?:decision|call)|
                you the one deciding|
                the (?:one|person) (?:who|that) (?:decides?|signs?|approves?|chooses?)|
                deciding|he (?:the one who )?(?:decides?|signs)|needs? to (?:approve|agree|sign)|sign that|
                buying process|the decision|you the right person|your role in|last word|final word|
                (?:and )?(?:above|beyond|over) that\W*$|whose (?:call|decision|choice|budget)
            """,
        ),
        (
            "timeline",
            r"""
                how long does (?:the|your|it)|(?:a|any) date(?= ?(?:$|\?))|
                (?:have|has|need|needs) to be (?:running|live|ready|there|in|up)|
                and the order|next round|target date|how (?:fast|quick)|
                (?:would|could|will) you (?:switch|start|change|move|begin)|
                in the running year|
                when(?! (?:you (?:hear|look|see|think|say)|something|somebody|an?)\b)|
                timeline|time line|time frame|timeframe|how soon|deadline|what date|how far (?:along|out)|
                until when|how quickly|how urgent|urgent|urgency|
                in (?:a|any) (?:(?:great|big|particular) )?(?:hurry|rush)|
                any (?:hurry|rush)|go live|starting|(?:would|want to|will|you) (?:start|begin)|when's|
                target date|planning horizon|horizon|timing|what month|which quarter|start date|
                (?:and|what about|for|about) (?:the|your) (?:start|go-?live|roll-?out|kick-?off|order|decision)
                (?=\W*$|,|\W+(?:still|then|is|stays?)\b)|
                how long (?:do you have|until)|
                (?:is there|got|have you|do you have|any|a|your|the|you) plan(?:s|ning|ned)?
                (?: (?:to|a|for|any|now|already))?(?! (?:the|your|made|drawn|those|that|with))|
                planning\W*$|this year|what's the plan|on this year's list|any plans|schedule|timescale|
                what's the date|which (?:year|month)
            """,
        ),
        (
            "vendors",
            r"""
                who else|anybody else|anyone else|somebody else|someone else|
                other (?:vendors?|suppliers?|providers?|companies|systems|options|solutions|products|tools)|
                competitors?|competition|compar\w+|looking at|look at|looked at|in the (?:running|race|mix)|
                alternatives?|(?:on|make) (?:the|your) (?:short ?-?)?list|finalists?|candidates?|shortlist\w*|
                talk(?:ed|ing)? to (?:others|other|anyone|anybody)|
                evaluat\w+|others|somebody else|considering|pitching|pitch|bidding|bids?|tender|compet\w+|
                (?:who|which) (?:are|were|is) the others?|
                other (?:offers?|quotes?|bids?|candidates?|stands?|booths?|names?)|
                who (?:are you|do you|did you|have you|are we|is|'s) (?:\w+ ){0,3}
                (?:up against|against|with|seen|visit\w*|talk\w*|look\w*|compar\w*|meet\w*|consider\w*)
                (?! (?:now|today|currently))
            """,
        ),
        (
            "solution",
            (
                r"(?:what|which|whose) (?:\w+ )?(?:do|are|have|is|system|software|tool|tools|one|vendor|solution|product|program|app) ?(?:you|they|it|are|do|is|have|running|in|now)?(?: (?:use|using|used|have(?! in mind)|having|got|running|run|working with|work with|rely|on|with|in place|in use|now|today|currently|at present))+|how (?:do|are|did) (?:you|they|your \w+) (?:\w+ ){0,6}?(?:today|now|currently|at the moment|right now|at present|so far|these days)|how (?:do|are) (?:you|they) (?:doing |do |handl\w+|track\w*|plan\w*|manag\w+|book\w*|count\w*|schedul\w+|organi\w+|document\w*|record\w*|guard\w*|remind\w*|solv\w+|cover\w*|monitor\w*|control\w*|measur\w+|keep\w*|collect\w*|stor\w+|run\w*|deal\w*|process\w*|coordinat\w*|check\w*|get\w*|share\w*|work\w*)|using (?:something|anything|any)|(?:have|got|do you have) (?:you got )?(?:anything|something|any (?:system|software|tool|solution)|a (?:system|tool|software|solution)|software|numbers)|(?:still |are )?you(?:'re| are)? (?:still )?(?:on|with|using|by)|what is it now|still happy|do you (?:use|measure|already (?:use|have)|currently (?:use|have))|(?:what|which) (?:system|software|tool|product|program|solution) (?:is|are|was) (?:that|this|it|they)|doing (?:it|that) (?:by|with|on|in)|do you have software|have you used|what about today|and today|and now|in place|your (?:set-?up|process|current \w+|stack|systems?)|(?:what|which|who|how)\b[^?]{0,50}\b(?:use|using|used|run|running|work with|rely on)\b(?! it for)|who (?:do|are) you (?:have|use|using|with|work\w*)(?: \w+)?|(?:what|which|who|how)\b(?![^?]{0,60}\b(?:issues?|problems?|challenges?|pains?|hurts?|hurting|bother\w*|wrong|stop\w*|costs?|budget\w*|spend|worr\w+|need|want|looking for))[^?]{0,50}\b(?:today|currently|at present|right now|these days|at the moment|now)|who (?:plans|handles|tracks|manages|keeps|books|counts|checks)|"
                # Asked for the manner: "how do the plans get there", "how's that organised", "and you check that how".
                r"how(?:'s| is| are| do| does| did|'re) (?!(?:it|that|this|things|you|business|life|everything|your day|the (?:show|fair|day|coffee|food|weather)) ?(?:going|doing|sounds?|today|so far|$|\?)|(?:it|that|this) looks?\b|business|things|life|the (?:show|fair|day|weather)|you (?:like|feel|find (?:it|us|the)\b|mean|know|hear|decide|pay|buy|approve|want|see)|(?:our|my) |(?:such |the )?decisions?|it (?:look|sound|work|compare)|that (?:look|sound|work out|compare|fit))(?:\w+ ){0,5}\w+|\bhow\W*$|"
                r"(?:what|which)(?:'s|'re| is| are| one is| has been| have you got| do you have| did you)? (?:\w+ ){0,2}?(?:installed|in use|there now|running|in place|you got|doing (?:that|it|the job|this))|which (?:one|ones|two|three|four|five)\W*$|which one is (?:it|that)|(?:you've|you have|you) got what|what (?:checks|controls|tracks|watches|measures|monitors|counts|plans|runs|handles|does) (?:the|that|it|them|your|all|those)(?! (?:problem|trouble))|(?:which|what) (?:software|system|tool|program|app|vendor|provider|supplier)(?: \w+){1,3}|"
                r"(?:do you have|have you got|you have|have you|got|you got|do you use|is there|are there)(?: (?:already|anything|some|any|a|an|the|kind of|sort of|your own))* (?:\w+ )?(?:systems?|software|tools?|sensors?|solutions?|trackers?|wms|erp|cmms|mes|crm|scanners?|alarms?|cameras?|monitoring|app|platform|program|logging|database)|no (?:wms|erp|crm|mes|cmms|system|software|tool|app|sensors?)|do you (?:measure|monitor|track|log|record|check|count|plan|give them|document|inspect|test)\b|where do you (?:look|keep|store|write|log|record|put|note|enter|book|plan|track)|"
                r"current (?:system|solution|tool|software|set-?up|vendor|provider|process)|and today|today though|today\W*$|(?:and|so) (?:right |just )?(?:now|currently|at the moment|at present|so far)\W*$"
            ),
        ),
        (
            "problem",
            (
                r"""
                    worry (?:on|in|at|with|for) (?:the|your)|
                    (?:does|do) (?:it|that|they) do (?:what|the job|everything)|
                    what (?:you|they) (?:want|need|expect)(?= ?(?:$|\?))|
                    giving you (?:grief|trouble|a headache|hell)|
                    (?:does|do|did|will) (?:it|that|this|the \w+) (?:
                        pinch|itch|squeak|creak|limp|ache|bite|stick|jam|break|clash|rub|burn
                    )|
                    what (?:
                        eats|makes it|made you (?:stop|come|look|curious)|sent you|drove you|brings|
                        gets to you|is eating|causes|stands
                    )|
                    (?:in particular|for example)(?= ?(?:$|\?))|
                    (?:and )?(?:that|it|this) works(?: does it| well)?(?= ?(?:$|\?))|
                    (?:the|your) (?:trouble|sore spot|weak spot|snag|itch|topic|worry|matter|bugbear)|
                    what (?:happens|happened|would happen|if) (?:if )?
                    (?:nothing|you don't|you do nothing|it stays)|
                    nothing changes|do(?:ing)? nothing|problems?|challenges?|pains?|hurts?|hurting|struggl\w+|
                    wrong|bother\w*|annoy\w*|frustrat\w*|issues?|headaches?|difficult\w*|happy|satisfied|why|
                    on your mind|brings? you|gaps?|missing|keeps? you (?:up|awake)|in the way|made you look|
                    what's up|your situation|trouble|not working|goes wrong|slows? you|pinch|costs you|
                    any good|what happened|(?:do|did) you think of|any better|what do they (?:say|think)|
                    how come|lose (?:the most )?(?:time|money|customers)|loses (?:time|money)|
                    wast(?:es?|ing) (?:time|money)|goes wrong|go wrong|bad about|not so good|not good|
                    (?:shoe )?pinch(?:es)?|what's up with|gets on your nerves|drives you|
                    costs you (?:time|money|the most)|eats? (?:up )?your|hard(?:est)? part|
                    worst (?:thing|part)|toughest|biggest (?:worry|pain)|sleepless|bugs you|burning|
                    complain(?:ing|ts?)?|stuck|suffer\w*|fail(?:s|ing)?|the matter|your story|what keeps|
                    could be better|doesn't work|don't work|isn't working|like least|hate about|dislike|
                    fed up|tired of|change anything|catch|drawbacks?|downsides?|annoying|bad|broken|unhappy|
                    like them|like it|working out|work out for you|work for you
                """
            ),
        ),
        (
            "need",
            r"""
                (?:what|which|how|where)(?:'d| would| should| must|(?:'s| has)(?: got)? to| will)
                (?: else)? (?:
                    (?:it|that|they|this|one|the (?:\w+ )?\w+|an? (?:\w+ )?\w+) (?!cost|take us|happen when)
                    \w+|
                    (?:
                        have to|need to|
                        be (?:different|better|ideal|perfect|enough|of help|useful)|
                        help|happen|make|give|change|fix|solve|convince|win|tip|improve|save|count|matter|
                        do the trick|move|persuade|get you|
                        you (?:\w+ )?
                        (?:need|want|like|have|wish|change|expect|love|prefer|dream|improve|look for)
                    )\b
                )|
                what else (?:would|must|should|does|has|do)(?! you (?:use|have))|
                (?:and )?
                (?:the|your|its) (?:aim|goal|target|wish|purpose|idea|dream|hope|must-have|requirement)s?
                (?= ?(?:$|\?))|
                (?:anything|something|what) else (?:on|it)|anything else(?= ?(?:$|\?))|
                (?:what|which|your|any|the) (?:\w+ )?expectations?|
                what (?:kind|sort|type) of (?:solution|system|tool|software|product|app|sensor|camera|device)
                s? (?:do|would|did|are) you (?:
                    have in mind|want|need|look\w*|after|imagin\w*|think\w*|wish|like
                )|
                any (?:conditions|must-haves|requirements|wishes|special wishes|demands)|
                (?:can't|cannot|couldn't|can not|not) (?:\w+ )?(?:do|live|go|work|manage) without|
                deal ?-?makers?|(?:on|what's on) (?:the|your) (?:wish ?)?list|
                (?:does|would|did|will|must|should|has|is) (?:it|that|this|the \w+|a \w+|\w+ \w+) (?:\w+ )?
                (?:have to|need to|got to|supposed to) |
                what (?:do|does|did|would) (?:an? |the |your |our )?(?:\w+ ){1,3}?
                (?:want|need|wish|look for|hope|expect|dream|like|ask for|care about|require)
                (?! to (?:see|drink|know))|
                (?:does|would|did|will|must|should|has|is) (?:it|that|this|the \w+|a \w+) (?:\w+ )?
                (?:have to|need to|got to|supposed to) |
                (?:what|which)(?:'s| is| are| will be) (?:\w+ )?(?:
                    required|decisive|non-negotiable|
                    the (?:point|idea|plan|aim|goal|dream|must-have|minimum|wish)|
                    on your (?:wish ?list|list)|
                    your (?:must-have|minimum|condition|dream|wish|benchmark|yardstick)
                )|
                what (?:do|does|did) (?:you|they|he|she|your \w+|the \w+) (?:\w+ )?
                (?:hope|expect|require|wish|dream|miss|lack|ask(?:ing)? for|value|appreciate|insist)|
                what (?:decides|counts|matters|tips|wins|clinches|would do)|
                (?:what|which) (?:features?|functions?|requirements?|conditions?)|
                in your dreams|(?:and )?you'd (?:like|want|wish|prefer|love)|
                (?:magic wand|wave a wand|if you could (?:wish|choose|have|change|order|design|pick))|
                in an ideal world|and then it (?:should|must|would)|what are we solving|
                (?:and )?
                (?:it|that|the new one|a new one|the next one) (?:should|must|would have to|needs to|has to)|
                (?:what|which \w+) (?:would |do |does |did |must |should |can |are |else )?
                (?:you|it|that|they|the|a|an|your|we)?(?: \w+){0,3} (?:
                    need|needs|want|wants|require|looking for|after|do|achieve|change|expect|hope|wish|like|
                    improve
                )|
                what for|for what|(?:should|must|does) it (?:do|have|be|need)|and it (?:should|must)|tip it|
                in (?:our|your) favou?r|win you|good look like|success look|
                (?:and )?you(?:'d| would)? (?:need|want|like)(?! (?:to (?:start|begin|buy|decide|meet)|me|us))|
                important|matters?|decisive|goal|requirements?|must ?-?haves?|criteria|priorit\w+|ideal\w*|
                is it for|hop(?:e|ing) (?:to|for)|what is it you|looking for|interested in|
                what are you missing|would it (?:help|need)|(?:what|how|which)\b[^?]{0,30}\bhelp(?:s|ed)?\b|
                (?:would you|you'd|you would) (?:\w+ )?(?:change|do differently|improve|wish|have|dream)|
                (?:what|which) (?:do|are|would|did) you (?:
                    look for|after|want|dream|wish|hope|expect|searching
                )|
                (?:you'd|you would) want|and you want|
                your (?:wish ?-?list|dream|wish|goal|shopping list)|
                you're after|you after|
                what (?:must|should|would|has|have|does|will) (?:the|a|an|your|our) (?:new )?(?:\w+ )?
                (?:one|system|tool|solution|software)?|
                what is it (?:that )?you need|instead|like to (?:get|have|see|change)|
                make (?:a|the|your) (?:difference|life)|make you switch|perfect
            """,
        ),
        (
            "doubt",
            r"""
                (?:say|said|think) to (?:us|it|our \w+|this|that|the \w+)|
                (?:say|said|think|thought|make|made|feel)
                s? (?:of|about) (?:us|it|our \w+|this|the (?:offer|demo|product|price))(?= ?(?:$|\?))|
                (?:your|first|the) (?:verdict|impressions?|reaction)|
                what put you off|puts you off|(?<!no\s)worr\w+|concerns?|doubts?|hesita\w+|stop you|
                hold(?:s|ing)? you back|(?:speaks?|spoke) against|against (?:it|us|that)|reservations?|
                not (?:to )?like|don't like|impression|
                what do you think(?: about| of)? (?:our|us|it|this|that|the price)|
                how do you like|how does (?:it|that) (?:look|sound)|convinc\w+|objections?|risks?|
                deal ?-?breakers?|what's the catch|(?:a|any|the|what) catch|(?:what|do) (?:do )?you fear\w*|
                (?:what(?:'s| is)) (?:the|your) but|would you trust|anything missing|open questions|
                against us|(?:any|your) (?:fears?|buts?)|but\W*$|holds? you|holding you|
                makes? you (?:nervous|hesitate)|nervous|afraid|scares? you|don't you like|still unsure|unsure|
                what's stopping|in the way of|stands? in the way|not convinced|speaks? against|a but|
                what about it don't|keeps? you from|prevent\w*|obstacles?|our price
            """,
        ),
    )
)
_RECORDS_THINGS = compiled(r"""
    \b(?:you|they|it|that|he|she|your \w+|the \w+|people|who|system)
    (?: already| also| still| even| currently)? (?:records?|tapes?|taping|recording|transcribes?) (?!
        (?:this|our|us|you|the (?:talk|conversation|chat))
    )|
    \b(?:records|tapes?) (?:the|your|a|of|for) (?!(?:talk|conversation|chat|meeting))
""")
"""What is recorded is hours or temperatures, not this talk."""
_NOT_TODAY = compiled(r"""
    \bdid (?:you|they) (?:\w+ )?(?:use|have|work|do)\b[^?]*\b
    (?:before|previously|in the past|earlier|back then|until then)\b|
    \b(?:will|would) you (?:use|have|take)\b|
    \b(?:plan|planning|intend|going|want) to (?:use|take|install)\b|
    \buse next (?:year|month|season|time)\b|
    \b
    (?:does|do|did) (?:your|the) (?:neighbou?rs?|friends?|competitors?|competition|customers?|clients?|others)
    \b|
    \b(?:get|come|came|travel|drive|flew|fly) (?:to work|here|home|to the (?:fair|show|stand|booth)|there)\b|
    \b(?:what|which) (?:kind of )?(?:car|phone|hotel|hotels|airline|beer|coffee|camera do you like)\b|
    \bin (?:the|your) (?:bag|pocket|suitcase)\b
""")
"""What they used or will use, what others use, and how they came here: not what does the job today."""
_NOT_MONEY = compiled(r"""
    \b(?:what|which) (?:(?:kind|sort|type) of )?(?:
        solutions?|systems?|tools?|software|products?|apps?|sensors?|cameras?|devices?|functions?
    ) (?:do|did|would|have) you\b
""")
"""What they have in mind is no sum."""
_ANOTHER_QUESTION: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("recording", _RECORDS_THINGS),
    ("solution", _NOT_TODAY),
    ("budget", _NOT_MONEY),
)
_NOTICE = compiled(r"""
    (?:record|transcrib|tap(?:e|ing)\b|microphone).*\b
    (?:if (?:that|it)(?:'s| is)|as long as|unless you|hope (?:that|it)|is that|are you)\b|
    \b(?:i'm|we're|we|i|this is|it's|is being|being) (?:also |just )?(?:record|transcrib|taping)|
    \b(?:microphone|recorder|recording) (?:is|here is) (?:on|running)
""")
"""A rep says that he records and waits for a word."""
WHAT_ELSE = compiled(r"""
    \W*(?:(?:and|okay|ok|right|so|good|great|sure|yes|alright|understood|noted|got it|but|just)\W+)*
    (?:
        (?:what|anything|something) else|
        (?:very )?(?:roughly|approximately|ballpark)(?: speaking)?|
        (?:a |any )?(?:rough|ballpark) (?:idea|guess|figure|estimate)|
        more or less|give or take|(?:at )?a guess|your best guess|seriously|honestly|realistically|
        no,? (?:seriously|really)
    )\W*
""")


def topics_of(reading: Reading) -> tuple[Topic, ...]:
    """Return what a rep's turn asks for: nothing where he asks nothing."""
    if not reading.sentences:
        return ()
    asking = [span for span in reading.sentences if "?" in reading.of_span(span)]
    last = reading.sentences[-1]
    # What is asked last is answered; two questions in one turn are both open.
    spans = [
        span
        for span in asking
        if span.start >= (reading.sentences[-2].start if len(reading.sentences) > 1 else 0)
    ]
    text = " ".join(reading.of_span(span) for span in spans) if spans else reading.of_span(last)
    if not spans and _NOTICE.search(text):
        return ("recording",)
    if not spans and not reading.noisy and not re.match(r"\W*(?:and|so|what|who|when|how|tell)\b", text):
        return ()
    if reading.noisy:
        text = text[-110:]
    not_asked = {topic for topic, other in _ANOTHER_QUESTION if other.search(text)}
    return tuple(
        topic for topic, pattern in _TOPICS if topic not in not_asked and pattern.search(text) is not None
    )
