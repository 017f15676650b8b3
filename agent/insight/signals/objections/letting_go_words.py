"""How visitors let go of a reservation, take up an answer, and stay in doubt."""

import re

from agent.insight.signals.language.deed_words import ARRANGES, DELIVERS, REACHES
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import any_of, phrase

_WHO = laid_out(r"""
    (?:
        i|we|he|she|they|you|you lot|everybody|everyone|anybody|people|(?:my|our|the) \w+(?: \w+)?|
        even \w+(?: \w+)?
    )
""")
_CAN = r"(?:'d|'ll| would| could| can| will| might| should|'d| would all| may)"
_TAKE = laid_out(r"""
        (?:
            accept|take|sign(?: off)?|buy|like|love|go for|go along with|live with|work with|stomach|swallow|
            swing|manage|handle|cope(?: with)?|afford|justify|agree(?: to| with)?|put up with|get used to|
            get behind|say yes(?: to)?|sell|stretch to|find (?:the )?(?:room|time|money|space) for|
            make (?:that |it )?work|get (?:that |it )?(?:past|through)|carry|bear|spare|wear|use|eat|
            be (?:fine|okay|ok|happy|all right|alright|content|pleased)(?: with)?
        )
    """)
_GOOD = laid_out(r"""
        (?:more than |quite |near |just |perfectly |absolutely |all |well )?
        (?:
            enough|plenty|in time|soon enough|near enough|good enough|acceptable|fine|okay|ok|all right|
            alright|doable|affordable|reasonable|manageable|bearable|workable|tolerable|fair|safe|sorted|
            settled|covered|reassuring|the same as (?:now|today)|within reach|round the corner|just as good|
            every bit as good|better than (?:now|today|ours|what we have)|what we do (?:now|today|anyway)|
            how we do it (?:now|anyway|today)
        )
    """)

SETTLED = any_of(
    [
        # Nothing is left to say against it.
        r"""
            (?:that|this|it|they|he|you)(?:'s|'ve| has| have) (?:~ )?
            (?:changed|improved|got better|come a long way|moved on|been fixed)
            (?: (?:then|a lot|since|indeed))*(?= ?(?:$|[.,!;]))
        """,
        r"""
            (?:that's|that is|this is|it's|thats) (?:~ )?(?:very |quite |really |rather |indeed )*
            (?:impressive|convincing|amazing|proof enough)(?= ?(?:$|[.,!;]| (?:i|indeed|then)\b))
        """,
        r"""
            (?:the |our |my )?
            (?:price|cost|money|time|size|signal|language|security|data|cloud|that|it|this|support) is (?:~ )?
            (?:not|no longer) the (?:issue|problem|point|obstacle|question)(?: any ?more)?
        """,
        r"""
            (?:nothing|not a word|little|not much) (?:~ )?(?:left |more |else |further |much )*
            (?:to (?:say|grumble|complain|object|worry|moan|argue|add|hold)|against)(?: \w+){0,2}
        """,
        r"""
            (?:have|i've|we've|he's|she's|they've|got|has|there's|there is|leaves|see|with|then) (?:~ )?
            (?:no|not any|nothing) (?:more |further |other |longer |real |left )*
            (?:
                complaints?|quarrels?|objections?|arguments?|excuses?|issues?|reservations?|worr(?:y|ies)|
                concerns?|doubts?|grumbles?|moans?|reason (?:not to|to worry|against)|
                questions? (?:about|on) (?:that|it|this)|questions? left
            )
        """,
        r"""
            (?:no|any) (?:~ )?(?:more|longer|further) (?:
                moaning|grumbling|complaining|complaints?|objections?|
                questions? (?:about|on) (?:that|it|this)|worries|arguments?|a worry|a problem|an issue|
                a concern
            )
        """,
        r"""
            no (?:objections?|complaints?|arguments?|quarrel|issue)
            (?: \w+)? (?:from (?:me|us|him|her|my|our|their|the)|there|then|any ?more|left|at all)
        """,
        r"""
            (?:i've|i have|we've|consider it|then i) (?:
                said nothing|not said (?:a thing|anything)|never said (?:a thing|it|anything)|
                said it and it's forgotten
            )|
            i (?:~ )?say (?:no|nothing) (?:more|further)|say no more|
            (?:i'll|i can|i) (?:~ )?
            (?:shut up|be quiet|hold my tongue|stop (?:moaning|grumbling|complaining|worrying))
        """,
        r"""
            (?:that's|it's|that is|is|then that's|then that is) (?:~ )?(?:one )?
            (?:
                off|crossed off|ticked off|struck off|gone from
            ) (?:my|our|the) (?:list|table|chest|mind|agenda|shoulders)|
            (?:crossed|ticked|struck|scratched) (?:off|out)|(?:another|a|one) tick(?: \w+ (?:box|list))?|
            (?:that|this|the|my|our) (?:
                worry|fear|concern|doubt|point|problem|issue|question|objection|argument|matter|obstacle|
                excuse|thing|one|headache
            )(?:'s| is| has) (?:~ )?
            (?:gone|vanished|evaporated|off the table|out of the way|out of the world|no longer there)
        """,
        r"""
            (?:consider|call) (?:me|us|my \w+|our \w+|that|it|him|her) (?:~ )?
            (?:
                cured|convinced|over|converted|gone|settled|closed|answered|forgotten|reassured|satisfied|
                told|done
            )
        """,
        r"""
            (?:you've|you have|you|okay you|you'd) (?:~ )?(?:
                got me|had me|won me|win|won|beat me|beaten me|convinced|talked me (?:round|into it)|
                persuaded|disarmed me|sold me|calmed me|put me at ease|caught me|proved me wrong|
                took the wind
            )(?: \w+){0,2}|
            (?:point|goal|round|one) (?:for|to) you|one-?nil|touch[eé]
        """,
        r"""
            (?:i|we)(?:'ll| will|'d)? (?:~ )?(?:
                give in|give up|withdraw|drop (?:it|that|the \w+|my \w+)|
                let (?:it|that|the \w+) (?:go|drop|rest|be)|give you that|concede|stand corrected|rest easy|
                eat my (?:hat|words)|keep (?:the|my) hat|
                take (?:that|it|everything|all of it|it all|my words) back|
                rest my case|bow|surrender|swallow my words
            )(?: \w+){0,4}
        """,
        r"""
            there goes (?:my|our|that|the) \w+|i'?ve (?:~ )?lost my bet|
            (?:my|our|the) (?:worry|fear|concern|doubt)s? (?:was|were) for nothing|
            (?:i|we)(?:'d| had| was| were|'ve been)? (?:~ )?
            (?:worr(?:ied|ying)|fretting|moaning) (?:about |over )?(?:nothing|for nothing)|
            (?:i was|i'm|then i'm) (?:~ )?
            (?:out of date|behind the times|wrong|mistaken|corrected|misinformed|badly informed)
            (?: then| there)?|
            (?:told|heard|read) (?:me )?(?:an old story|nonsense|wrong|rubbish)
        """,
        r"""
            (?:then |you can |we can |just |so )?(?:forget|never mind|ignore|strike|scratch|drop) (?:~ )?
            (?:that |what |all |everything )?(?:
                i (?:ever )?(?:said|asked|spoke|mentioned)(?: (?:it|that|a thing|anything))?|
                it|that|the \w+|my \w+
            )
        """,
        r"""
            that i (?:~ )?(?:did not|didn't|hadn't) know(?:n)?|
            (?:i|we) (?:~ )?(?:didn't|did not|hadn't) (?:~ )?
            (?:know|realise|realize|think of|thought of|see|hear about) (?:that|it|this)?|
            (?:didn't|did not|never) knew? that|
            (?:nobody|no one|they never) (?:had )?(?:told|tell|tells) (?:me|us)(?: that)?
        """,
        r"""
            (?:i|we|he|she|they|everybody)(?:'ll|'d| can| will| could| would)? (?:~ )?
            sleep (?:again|better|easier|easy|well|soundly|calmly|at night|tonight)(?: then| again)?|
            (?:puts?|sets?) (?:my|our|his|her|their) (?:mind|heart|soul) (?:at|to) (?:rest|ease)
        """,
        r"""
            (?:
                i'm|we're|i am|we are|he's|she's|they're|he'd be|she'd be|they'd be|with that i'm|then i'm|
                then we're
            ) (?:~ )?(?:
                content|satisfied|reassured|convinced|relieved|at ease|cured|sold|won over|persuaded|
                impressed|calm|happy|on board|all for it|with you|in|good|back in
            )(?: (?:then|now|with that|on that|there|about that))?(?= ?(?:$|[.,!;]))
        """,
        r"""
            (?:you're|then you're|so you're) (?:~ )?(?:back )?in(?: the (?:race|game|running))?
            (?= ?(?:$|[.,!]))|
            right answer|(?:good|great|clever|perfect|decent|fair) answer|
            (?:that|it) was (?:~ )?(?:the|my|our) only (?:thing|point|worry|question|concern|problem|one)|
            you (?:should|could)(?:'ve| have) (?:~ )?(?:opened|led|started|begun|said so|told me)(?: with)?
            (?: \w+){0,3}
        """,
        r"""
            (?:that|this|it|which) (?:~ )?(?:
                takes care of|sorts|settles|solves|answers|does away with|removes|clears up|disposes of|
                deals with|covers|squares|cures|takes
            ) (?:~ )?(?:it|that|this|everything|all|the \w+|my \w+|our \w+|\w+ out)
            (?= ?(?:$|[.,!;]| (?:then|for|and|so|off|out|away)))
        """,
        r"""
            (?:that's|that is|it's|thats|its|is|then it's) (?:~ )?(?:quite )?
            (?:another|a (?:whole )?(?:different|other)) (?:
                matter|story|thing|kettle of fish|ball ?game|tune|animal|world|conversation|cup of tea
            )(?: (?:then|entirely|altogether|of course))?
        """,
        r"""
            then (?:[\w']+ ){1,6}after all|
            (?:that's|thats|it's|then it's|that is) (?:~ )?(?:that )?
            (?:sorted|settled|solved|done|dealt with|taken care of|covered|answered|cleared up)
            (?: (?:then|too|as well))?
        """,
        r"""
            then (?:i|we|it|he|she|they|my \w+|our \w+|there's|there is|that's|the \w+|nobody|no one|nothing)
            (?:'s|'ve|'d|'ll|'re)? (?:\w+ ){0,3}?(?:
                won't|wouldn't|will not|doesn't|don't|needn't|no longer|no reason|no problem|no worry|no need|
                nothing|not need|never mind
            )(?: \w+){0,3}
        """,
        r"""
            (?:that|this|it|such \w+) (?:i|we) (?:~ )?(?:do |can |would |will )?
            (?:believe|like|trust|buy|accept|understand|take)(?: to hear)?(?= ?(?:$|[.,!;]))|
            i (?:~ )?(?:believe|trust) (?:you|him|her|it|that)(?: (?:then|now|there|on that))?
            (?= ?(?:$|[.,!;]))|
            (?:that|this) i like(?: to hear)?
        """,
        r"""
            (?:i'm|we're|i am) (?:~ )?(?:no longer|not) (?:~ )?
            (?:worried|afraid|against it|concerned|scared|nervous)(?: any ?more)?
        """,
        r"""
            then (?:~ )?(?:leave|let's leave) (?:the|that|my) \w+(?: out of it| aside| alone| be)?|
            (?:we're|we are|i'm) (?:~ )?
            (?:quits|even|fine|good|okay|ok|all right|alright|agreed|clear|settled)
            (?: (?:there|then|on that(?: \w+)?))?(?= ?(?:$|[.,!;]))
        """,
        r"""
            (?:then|with that|in that case|so) (?:~ )?(?:that|it|this|my \w+|our \w+|the \w+)
            (?:'s| is| would be|'d be| are) (?:~ )?(?:
                okay|ok|fine|alright|all right|good|gone|settled|sorted|solved|
                no (?:issue|problem|worry|concern|obstacle|argument)|
                not (?:a|an) (?:issue|problem|worry|concern|obstacle)|
                irrelevant|history|possible|perfect
            )
        """,
        r"""
            (?:then )?(?:no|not an|not a) (?:issue|problem|bother|worry|objections?|concern)
            (?: (?:then|at all|there|for (?:us|me|him|her|them)))?(?= ?(?:$|[.,!;]))|
            (?:he|she|it|they|nobody|no one|my \w+|our \w+)(?: \w+)?(?:'ll| will|'d| would) (?:~ )?not (?:~ )?
            (?:mind|notice|matter|object|complain)|
            (?:won't|wouldn't|needn't|don't|doesn't|will never|would never) (?:~ )?(?:even )?
            (?:mind|notice|matter|object|complain|worry|bother|hurt)s?
            (?: (?:me|us|him|her|them|that|it|any ?more|then|then any more))*(?= ?(?:$|[.,!;]))
        """,
        r"""
            (?:that's |it's |that'd be |that would be |they're )?
            (?:fine|okay|ok|all right|alright|good) (?:by|with|for) (?:me|us|him|her|them)
        """,
        r"""
            (?:that|this|it|which)(?:'d| would|'ll| will)? (?:~ )?
            makes? (?:it|things|life|that|everything) (?:~ )?(?:easy|easier|simple|simpler|possible|bearable)
            (?: (?:for (?:me|us|him|her|them)|then))?|
            (?:that|this|it) (?:~ )?(?:looks|sounds) (?:~ )?(?:very |rather )?(?:different|better)
            (?: (?:then|already))?|
            i'll be (?:damned|blowed)|well i(?:'ll be| never)|(?:\w+ )?can't (?:all )?be wrong
        """,
        r"""
            nothing (?:~ )?(?:speaks?|stands|is|counts|left) (?:~ )?(?:against|in the way(?: of)?)
            (?: (?:it|that|this|you))?
        """,
        r"""
            (?:i|we|you)(?:'ve| have|'ve got| have got) (?:~ )?(?:a|yourself a) deal|
            put (?:my|our) name (?:on|down)(?: \w+){0,3}|where do (?:i|we) sign
        """,
        r"""
            (?:that's|that is|it's|then it's|then that's) (?:~ )?(?:a |the )?(?:good |perfect |right )?
            (?:fit|match)(?: for (?:us|me))?(?= ?(?:$|[.,!;]))|
            (?:~ )?(?:no longer|not) (?:~ )?(?:an? |any )?
            (?:point|argument|reason) against (?:it|that|you|this)
        """,
        r"""
            (?:that's |it's |it was )?my (?:mistake|bad|fault|error)(?= ?(?:$|[.,!;]))|
            (?:i|we) (?:~ )?(?:missed|overlooked|didn't (?:see|know|notice|find)) (?:that|it|this)
            (?= ?(?:$|[.,!;]))|
            (?:respect|hats off|chapeau)(?= ?(?:$|[.!]))
        """,
        r"""
            (?:that|this|it|which)?(?:'d| would|'ll| will)? ?makes? (?:me|us|him|her|them) (?:~ )?(?:feel )?
            (?:~ )?(?:better|happier|calmer|easier|more comfortable|sleep better)|
            (?:then|with that) (?:i|we) can (?:~ )?(?:calculate|work|live|plan|start|sleep)(?: \w+){0,3}
        """,
        r"""
            (?:put|count) (?:me|us) (?:down|in)(?: for(?: \w+){1,2})?|
            i(?:'ll|'d| could| can| would)? (?:~ )?(?:
                shake (?:your hand|on (?:it|that))|
                sign (?:today|now|here|tomorrow|on the spot|that|it)|
                take (?:two|three|five|ten|a dozen|one|a pair|the lot)
            )
        """,
    ]
)
"""Says, whatever was answered, that the matter is settled."""

SUITS = any_of(
    [
        rf"""
            {_WHO}{_CAN} (?:~ )?(?:even |all |probably |certainly |surely |easily |gladly )*
            {_TAKE} (?:that|it|this|them|those)(?= ?(?:$|[.,!;]| (?:then|now|too|all right|from|with|if)))
        """,
        rf"""
            (?:that|it|this|those|which) (?:~ )?{_WHO}{_CAN} (?:~ )?
            (?:even |all |probably |certainly |surely |easily |gladly )*(?:{_TAKE}|do|have)
            (?= ?(?:$|[.,!;]| (?:then|too|all right)))
        """,
        r"""
            (?:that|this|it)(?:'s| is| would be|'d be|s) (?:~ )?(?:exactly |just |all )?what (?:i|we)
            (?:'m|'re|'d| am| are| was| were)? (?:
                want|need|like|wanted|needed|asked for|hoped for|hoping for|looking for|after|wanted to hear
            )
        """,
        r"""
            (?:he|she|they|(?:my|our|the) \w+(?: \w+)?)(?:'d| would|'ll| will)? (?:~ )?
            (?:said|says?|agreed|nodded) (?:yes|okay|ok|to (?:that|it|this))
        """,
        rf"""
            {_WHO}{_CAN} (?:~ )?
            (?:go for|take|like|love|accept|buy|sign|agree to|live with|do|manage) (?:that|it|this)
        """,
        rf"""
            (?:that|it|this|which|so that|then that|then it)
            (?:'s| is| would be|'d be|'ll be| will be| sounds| seems| looks) (?:~ )?{_GOOD}
        """,
        r"""
            (?:that|it|this)(?:'ll| will|'d| would| should| could| might)? (?:~ )?
            (?:works?|fits?|do(?:es)?|suits?|go(?:es)?|pass(?:es)?|be (?:fine|enough|okay|ok))
            (?: (?:for|with) (?:me|us|him|her|them|that))?
            (?: then| fine| nicely| me| us| actually| probably| indeed| i (?:think|guess|suppose))?
            (?= ?(?:$|[.,!;]))
        """,
        r"""
            (?:could|would|might|should) (?:~ )?(?:even )?work(?: (?:for|with) (?:us|me|ours))?
            (?: too| as well| then)?(?= ?(?:$|[.,!;]))
        """,
        r"(?:good|right|okay|ok|fine|well|agreed|all right|alright|oh|ah) then(?= ?(?:$|[.,!;]))",
        r"""
            (?:yes|yeah|okay|ok|right|good|fine),? (?:~ )?
            (?:agreed|deal|settled|sorted|accepted|tick|done|granted|noted and closed)|
            (?:tick|agreed|deal|settled|sorted|sold|accepted|granted|case closed)(?= ?(?:$|[.!]))
        """,
    ]
)
"""Says that what was answered suits, without repeating it."""

ACCEPTS = any_of(
    [
        rf"""
            {_WHO}{_CAN} (?:~ )?(?:even |all |probably |certainly |surely |easily |gladly )*
            (?:{_TAKE}|do|have|try|run|cover|pay|start|work|agree|sign|shake|keep|stay)
        """,
        rf"(?:is|are|\w+'s|was|would be|\w+'d be|\w+'ll be|will be|sounds|seems|looks) (?:~ )?{_GOOD}",
        r"""
            (?:is|are|\w+'s) (?:~ )?(?:
                less|lower|cheaper|better|more|quicker|faster|lighter|smaller|longer|colder|nearer|safer
            ) than (?:we|i|my|our|what|that|ours|now|today|the)(?: \w+){0,3}
        """,
        r"""
            (?:it|they|this|that)?(?:'d| would|'ll| will)? ?(?:~ )?
            (?:fits|fit|works|work|suits|will do|would do|'ll do|does it|carry those|carries)
        """,
    ]
)
"""Says, of what it repeats, that it is well."""

ASSENTS = compiled(r"""
    (?:^|[.,!?\u2026]|\b(?:oh|ah|well|so|and))\W*
    (?:yes|yeah|yep|okay|ok|right|good|fine|all right|alright|agreed|oh|ah|aha|true|of course|blimey)
    (?=\W*(?:$|[.,!?]|then|that|i|we|it|he|she|they|my|so|if|there|only|just|on|in|with|by|at|every))|
    (?:^|[.,!?])\W*(?:oh|ah|well)?\W*(?:great|lovely|perfect|clever|neat|excellent|brilliant|wow|wonderful)
    (?:[.!]|,? (?:that|then|i|we|so)\b)|
    \b(?:okay|ok|fine|right|good|yeah|yes|alright)(?: then)?$|
    [a-z]!\W*(?:well|then|he|she|they|that|right|okay|there|look)\b
""")
"""A yes at the beginning or the end of what is said."""
TAKES_UP = compiled(r"""
    ^\W*(?:(?:oh|ah|well|so|okay|ok|yes|just|only|at|for|with|in|on|per|a|an|the|one|two|from)\W+)*
    (?:(?!and\b|or\b|that\b)[\w-]+,?\s+){1,4}?(?:i|we|he|she|they|even my \w+|my \w+)
    (?:
        \s+(?:
            can|could|do|have|know|like|allow|believe|use|want|take|understand|love|accept|manages?|needn't|
            knows|likes|allows|trusts?
        )|
        'd\s+\w+|'ve\s+got
    )\b
""")
"""What was answered, set before its verb: "five years I can live with", "cable they allow"."""

PRAISE = compiled(r"""
    (?:oh|ah|okay|ok|well)?\W*(?:
        great|perfect|wonderful|excellent|super|brilliant|lovely|fantastic|nice|good|cool|
        (?:that's |that is )?good (?:to know|to hear|news)|
        glad to hear(?: that)?|
        sounds (?:good|great|fair|reasonable|fine|perfect|better)
    )
""")
"""Praise of anything, which may be said of anything."""

AFTER_PRAISE = re.compile(r"\s*,?\s*(?:$|[.!]|then\b|that|so\b|and\b|good\b|i\b|we\b|to (?:know|hear)|if\b)")
"""How praise goes on that is meant."""
THANKS = re.compile(r"\bthank(?:s| you)\b")

HESITATES = re.compile(
    r"\W*(?:hm+|mm+|mhm|mm-hm|huh)\b\W*(?:okay|ok|well|right|yes|yeah|good|fine|i see)?\W*(?:$|[.]\s)"
)
"""A yes that is none: "Hm, okay."."""

IF_ONLY = re.compile(
    r"\b(?:if|when|once|unless|until|whether|as soon as)\s+(?:it|that|this|he|she|they|you)?\s*$"
)
"""Before words of letting go: they hang on something."""

BOTH = phrase(r"""
    both(?: of (?:them|those|my \w+))?(?: \w+){0,2} (?:then|settled|gone|solved|sorted|fine|off|answered)|
    (?:and )?(?:that|the) (?:goes|holds) for (?:both|the other)|
    (?:then )?(?:both|all three|all my \w+|neither) (?:are|is|of|then|points?|worries|questions?)|
    two birds(?: \w+)*|both then
""")
"""Lets go of all that was said."""

NO = compiled(r"""
    \b(?:
        not|never|no|nobody|nothing|nowhere|none|neither|hardly|cannot|without|\w+n't|dont|doesnt|cant|wont|
        isnt|didnt|wouldnt|too (?:much|many|long|late|dear|big|small|far)|enough of
    )\b
""")
HARMLESS = compiled(r"""
    \b(?:
        won't|wouldn't|don't|doesn't|needn't|no longer|never|not|nobody will|nobody would|nobody'll|nobody|
        no one|wont|dont|doesnt|nothing
    )(?: will| would)? (?:even |really |have to |need to )*(?:
        mind|minds|notice|matters?|hurts?|bothers?|complains?|objects?|worry|worries|care|cares|missing|wrong|
        against|an issue|a problem|be a problem|be an issue|a worry|(?:my|our) problem|have to ask|ask|
        hesitate|wonder
    )\b|
    \bwithout (?:\w+ing|(?:them|him|her|anybody|anyone) (?:\w+ing|even))\b|
    \bnot (?:so |that |such )?(?:a )?(?:stupid|silly|bad|dumb|wrong)\b|
    \bno (?:issue|problem|problems|worry|worries|wonder|trouble|objections?|bother|need|fuss|harm|drama)\b
""")
"""Denials that say yes."""
DOUBTS = compiled(r"""
    \b(?:
        we'll see|we will see|we shall see|we'd see|show (?:me|us)|so you say|so they (?:all )?say|
        you all say|believe (?:it|that) when|have to think|think about it|think it over|prove (?:it|that)|
        that's what (?:they|you|everybody|the last|all)\b|
        what the last \w+ said|remains to be seen|still|even so|not sure|not convinced|unconvinced|however|
        maybe|perhaps|i don't know|i dunno|have to (?:see|think|check|try|test|look|ask)|
        (?:want|like|love|need) to (?:see|try|test|hear|check) (?:it|that|one|this)|
        everybody says|they all say|if you say so|let me think|would have to|i'd have to|i'd like to see|
        doesn't help|don't help|
        not (?:fine|ok|okay|good|enough|yet|really|quite|the same|entirely)|
        keep my doubt|my doubts? (?:stays?|remains?)|i doubt|permit me to doubt|doubt it|good luck|nice try|
        very funny|easy (?:for you )?to say|easy for you|
        (?:do|write|make|build|keep|check|type) (?:it|that|them)(?: all)? (?:myself|ourselves|by hand)|
        in theory|on paper|on a poster|haven't ruled|until (?:i|we|then|that)|try telling|trust me|
        tell (?:her|him|them) that|either way|whatever you say|sure,? sure|as it may be|
        (?:put|give|get|have|want) (?:me )?(?:it|that|this)(?: all)? in writing|
        look into it|ask (?:him|her|them) (?:but|first)|rotten|catastrophe|nonsense|a pity|pity|typical|
        that's the issue|that's the problem|exactly what i (?:mean|meant|said)|that's exactly|
        my point exactly|wouldn't bet|thought so|well,? there you are|stays on (?:my|the) list|that one stays|
        you haven't (?:met|seen)
    )\b|
    \bbut\b(?!\W*(?:okay|ok|fine|good|that's fine|all right|alright|then)\b)|
    ^\W*(?:still|hm+|mm+)\W*$
""")
"""Doubt that stays. What is only a hesitation ("hm") is none yet."""
_STEPS = rf"{DELIVERS}|{REACHES}|{ARRANGES}|come|visit|drive|meet|stop by"
STEP = compiled(rf"""
    \b(?:
        (?:i|we)(?:'ll| ?ll| will| can| could|'d| would| have to| must|'m going to)? (?:also |just |then )?
        (?:{_STEPS}|check|test|try|look into)\b(?! (?:it|that|this|them)? ?(?:off|down|back)\b)|
        (?:we|i) (?:send|mail|call|bring|show)\b|let's|lets|let (?:me|us)|shall (?:i|we)|
        you (?:send|bring|show|give|come|call)\b|
        ^\W*(?:(?:yes|yeah|ok|okay|good|sure|fine|then|so|please|just|do)\W+)*
        (?:{_STEPS}) (?:me|us|him|her|them|it|my|our)\b
    )
""")
"""What somebody is going to do."""
