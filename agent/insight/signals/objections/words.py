"""How people say that they have a reservation, and that they have let go of it."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import any_of, phrase

WORRY = any_of(
    [
        r"""
            what (?:i|we)(?:'d| would|'m|'re| am| are)? (?:be )?(?:a bit |a little |really |rather )*
            (?:
                nervous|worried|afraid|concerned|scared|unsure|sceptical|skeptical|uneasy|wary|anxious|
                uncertain
            ) (?:about|of) is(?: that| whether| how| the)?
        """,
        r"""
            (?:i|we)(?:'d| would)? (?:~ )?(?:don't|do not|can't|cannot|couldn't) (?:~ )?
            (?:see|imagine|picture) (?:
                it|that|this|them|him|her|
                (?:our|my|the|any of (?:our|my|the)) (?:[\w-]+ ){0,2}?\w+
            ) (?:~ )?\w+ing
        """,
        r"not (?:~ )?(?:sure|convinced|certain|persuaded|sold) (?:that|if|whether|about|how|on|it|my|our|this|they)",
        r"""
            (?:i'm|i am|we're|we|i) (?:~ )?(?:only |just |still |keep )*(?:asking|ask) (?:~ )?
            (?:myself|ourselves) (?:if|whether|how|why|what)
            (?! (?:we|i) (?:should )?(?:take|start|buy|order|begin|go with)\b)|
            what (?:i|we) (?:~ )?(?:keep |kept )?(?:asking|ask) (?:myself|ourselves)(?: is)?|
            (?:what|where) (?:i'm|we're|i am|we are) (?:~ )?
            (?:less|not so|not as|not entirely|not quite) (?:sure|certain|convinced|confident)
            (?: (?:about|of))? is|
            what (?:i|we) (?:~ )?(?:don't|do not|can't|cannot|fail to) (?:~ )?
            (?:get|understand|see|follow|figure out|work out) is
        """,
        r"""
            (?:i|we)(?:'d| would) (?:~ )?be (?:~ )?(?:a bit |a little |slightly |very |quite |rather )*
            (?:worried|concerned|afraid|scared|sceptical|skeptical|nervous|wary|hesitant|uneasy|anxious)
            (?: (?:that|about|whether|if|of|how|because|with))?
        """,
        r"what (?:puts|put|turns) (?:me|us) off(?: about (?:it|you|that))? is(?: that)?",
        r"(?:i'm|we're|i am) (?:~ )?(?:uneasy|wary|leery|suspicious|torn|on the fence)(?: (?:about|of|with))?",
        r"what (?:when|if|happens when) (?:half|one|some|all|two) of you",
        r"""
            (?:my|our) (?:~ )?(?:\w+ )?
            (?:reservation|worry|concern|doubt|fear|(?:problem|issue|trouble) with (?:you|it|this|that|us))
            (?: with (?:you|it|this|that|us)(?: \w+){0,2}?)? (?:~ )?
            (?:is|would be|'d be) (?:rather |more |really )?(?:that|how|whether|if|the|you're|you|where)
        """,
        r"that's where (?:i|we) (?:have|'ve|get) (?:my|our|a few|some) (?:doubts|worries|concerns)(?: that)?",
        r"""
            (?:my|our|the|one) (?:~ )?(?:only |main |biggest |one |big |real |first |single )?
            (?:
                concerns?|worr(?:y|ies)|doubts?|fears?|question marks?|reservations?|hesitations?|objections?|
                sticking points?|holdbacks?|hang-?ups?|snags?|niggles?|sore points?|nightmares?|headaches?|
                stomach ?aches?|bauchschmerzen|stumbling blocks?|red flags?|downsides?|minus(?: points?)?|
                misgivings?|bugbears?|quibbles?|gripes?|issue with (?:you|it|that|this)
            ) (?:~ )?(?:is|are|would be|'s|about (?:it|that|this) is|here is|with (?:you|it|that|this) is)
            (?: (?:that|whether|if|how|about|with))?
        """,
        r"""
            (?:
                i'm|we're|i am|we are|i was|we were|he's|she's|he was|she was|they're|they are|
                (?:my|our) \w+(?: \w+){0,3} (?:is|are|was|were)
            ) (?:~ )?
            (?:a bit |a little |little bit |somewhat |very |slightly |quite |still |rather |kind of )*
            (?:
                worried|concerned|afraid|scared|sceptical|skeptical|nervous|wary|hesitant|uneasy|anxious|
                careful
            )(?: (?:that|about|whether|if|of|how|because|with))?
        """,
        r"""
            (?:i'm|we're|i am|we are) (?:~ )?(?:not|n't) (?:~ )?
            (?:(?:a |one )?(?:hundred|100) percent |totally |entirely )?
            (?:sure|convinced|certain|confident|sold|comfortable|persuaded)
            (?: (?:that|if|whether|about|on|with|how))?
        """,
        r"""
            (?:my|our) \w+(?: \w+){0,4} (?:~ )?(?:isn't|aren't|is not|are not|won't be|wasn't) (?:~ )?
            (?:convinced|sold|happy|sure|on board|comfortable)
        """,
        r"(?:i|we) (?:~ )?(?:doubt|fear|worry)(?: (?:that|if|whether|about))?",
        r"""
            (?:i|we) have (?:~ )?
            (?:my|our|some|a few|serious|certain|big) (?:doubts?|concerns?|worries|reservations)
            (?: (?:about|whether|that|if))?
        """,
        r"what (?:~ )?(?:i|we) (?:~ )?(?:don't|do not|didn't) (?:~ )?like (?:~ )?is(?: that)?",
        r"""
            what (?:~ )?(?:holds|stops|keeps|puts|makes) (?:me|us|him|her|them) (?:~ )?
            (?:back|off|away|hesitate|nervous|from \w+ing)?(?: \w+){0,2} ?(?:is|are)(?: that)?
        """,
        r"""
            (?:and|but) (?:if|when) (?:the|your|it|you|our) (?:\w+ ){0,4}?
            (?:
                down|fails?|breaks?|empty|bankrupt|bust|under|broke|belly up|out of business|away|offline|
                lost|gone|dies|sold|bought(?: up)?|taken over|disappear
            )(?= ?\?)
        """,
        r"""
            what (?:~ )?(?:worries|concerns|bothers|scares) (?:me|us)(?: about (?:you|it|this|that))? (?:~ )?
            is(?: that)?
        """,
        r"(?:i|we) (?:~ )?don't (?:~ )?(?:trust|believe)(?: (?:that|in))?",
        r"""
            (?:i|we) (?:~ )?(?:don't|do not|can't) (?:~ )?see (?:
                why|how|who|what (?:it|that|this|we|i)|
                the (?:benefit|value|point|advantage|need|difference|added value|roi|return)
            )
        """,
        r"how (?:~ )?(?:do|can|would|should) (?:i|we) (?:know|be sure|trust)(?: (?:that|if|whether))?",
        r"""
            (?:my|our|the) (?:\w+ ){0,3}?(?:
                customers?|clients?|people|guys|lads|drivers?|nurses?|doctors?|staff|operators?|teachers?|
                patients?|parents|guests?|residents|unions?|council|teams?|crews?|colleagues?|members|folks?|
                ones
            ) (?:~ )?(?:won't|wouldn't|will never|would never|will not|would not|are never going to) (?:~ )?
            (?:even |all |ever )*(?:
                like|accept|allow|want|trust|use|wear|touch|carry|learn|read|look at|agree|go for|buy|sign|
                have
            )
        """,
        r"""
            (?:my|our) (?:\w+ ){1,4}
            (?:don't|doesn't|do not|does not|won't|would never|will never|wouldn't) (?:~ )?
            (?:like|accept|allow|want|trust|use|agree to|go for|approve of)
        """,
        r"""
            (?:i've|we've|i have|we have|i've got|we've got|there are|still have|have) (?:~ )?
            (?:my|our|some|a few|serious|certain|big|real|great|strong) (?:
                doubts?|concerns?|worries|reservations|misgivings|second thoughts
            )(?: (?:about|whether|that|if|with))?
        """,
        r"(?:i|we) (?:~ )?(?:question|wonder) (?:~ )?(?:whether|if)",
        r"(?:i'm|we're|i am) (?:~ )?afraid(?! (?:not|so|i (?:have|must|need|can't)|we (?:have|must)|that's all)\b)",
        r"(?:i|we) (?:~ )?(?:hesitate|shy away|am torn|'m torn)(?: (?:because|to|about|at))?",
        r"""
            (?:i|we) (?:~ )?(?:don't|can't|wouldn't) (?:~ )?(?:think|imagine|believe|see) (?:~ )?(?:that )?
            (?:it|this|that|our \w+|my \w+|we|they|the \w+)(?:'ll|'d)? (?:~ )?
            (?:
                will|would|can|could|is|are|survives?|lasts?|holds?|fits?|works?|pays?|using|accept\w*|
                going to|last|hold|fit|work|pay|ever
            )
        """,
        r"""
            (?:wouldn't|isn't|would) it (?:~ )?(?:not )?(?:be )?(?:~ )?
            (?:simpler|easier|cheaper|better|quicker|smarter) (?:~ )?(?:to|if)|
            (?:who|what) (?:~ )?(?:guarantees|says|tells me) (?:~ )?(?:that|if)
        """,
        r"""
            (?:what if|what happens if) (?:i|we) (?:~ )?
            (?:want(?:ed)? (?:out|to (?:leave|stop|cancel|change|go))|leave|cancel|stop|don't (?:pay|renew))|
            what happens (?:~ )?(?:if you|to (?:our|my) \w+ (?:if|when) you)
        """,
        r"""
            (?:but |and )?what if (?:you|it|your \w+|the \w+)(?:'re|'s)? (?:~ )?
            (?:
                go|goes|gone|bankrupt|break|breaks|fail|fails|disappear|get bought|sold|shut|stop|crash|
                crashes|raise|lose|don't|doesn't|is down|is wrong|can't
            )
        """,
    ]
)
LET_GO = any_of(
    [
        r"""
            (?:that|this|the|my|our|one|which) (?:\w+ )?
            (?:worry|concern|doubt|fear|problem|issue|objection|question|hosting|price|matter|point)s?
            (?:'s| is| are|'re) (?:~ )?(?:
                gone|settled|solved|answered|off the (?:list|table)|out of the way|dealt with|history|sorted|
                covered|ok|okay|fine|no longer (?:there|an issue|a problem)
            )(?: (?:with|for|by) (?:me|us|that))?
        """,
        r"""
            (?:one|a) (?:worry|concern|problem|thing) (?:less|fewer)|
            one less (?:worry|concern|thing|problem)(?: to \w+ about)?
        """,
        r"(?:cross|strike|scratch|tick|take) (?:that|it|this) (?:off|out|away)(?: (?:the|my|our) list)?",
        r"""
            (?:in that case|then|with that) (?:~ )?
            (?:it's|that's|we're|i'm|the \w+ (?:is|are)|i've|we've|there's|\w+'s|we have|i have) (?:~ )?
            (?:
                settled|fine|okay|ok|good|sorted|solved|happy|nothing (?:against|left|to worry)|no reason|
                no objection|no problem|not a problem|no issue|possible|perfect|all right|alright|enough
            )(?: \w+){0,3}
        """,
        r"""
            (?:then )?(?:\w+ ){1,3}(?:won't|doesn't|wouldn't|don't|no longer|can't) (?:~ )?
            (?:
                matters?|be (?:a|an|any) (?:problem|issue|trouble|worry)|worr(?:y|ies)|hurts?|bothers?|
                be a concern|apply|count
            )(?: (?:me|us|then|any ?more|any longer))*
        """,
        r"""
            (?:i|we) (?:~ )?(?:
                stand corrected|take (?:that|it|everything|all that) back|withdraw (?:that|it)|
                can stop worrying|was worrying for nothing|shut up|give in|surrender|rest my case|believe you|
                trust you on that|needn't worry|don't need to worry|won't worry|worried for nothing|
                sleep better
            )
        """,
        r"\w+ it is(?= ?(?:then|$|[.!]))",
        r"(?:that|which|it) (?:does|did) (?:it|the trick)(?: for (?:me|us))?",
        r"(?:all right|alright|ok|okay|good|right|well|oh|ah) (?:then|now) (?:i'm|we're|that's|it's) (?:\w+)",
        r"""
            (?:point|fair point|good point) (?:taken|made)|fair point|good answer|good point|
            (?:then )?no worr(?:y|ies)(?: then| any ?more)?|now (?:we're|you're) talking|
            i'm (?:in|all for it|relieved|calmer|at ease|game)|
            what a relief|phew|i (?:didn't|did not) know that|
            that's (?:
                more like it|much better|a load off my mind|one (?:off|for) (?:my|the) list|
                off my (?:list|chest|mind)|out of the way|taken care of|dealt with|not so bad|cleared up|
                a weight off|all i needed|all we need|what i hoped|me convinced|him happy|them happy|us happy
            )
        """,
        r"""
            (?:my|our) (?:boss|cfo|board|it|union|lawyers?|people|team|partners?|head of \w+) (?:~ )?
            (?:will|would|'ll|can) (?:~ )?(?:
                be (?:happy|pleased|fine|okay|ok|relieved)|like that|love that|accept that|agree|sleep|
                live with (?:that|it)
            )(?: \w+){0,2}
        """,
        r"(?:nothing|not) (?:more )?(?:to worry about|against it|to complain about|in the way)(?: then| any ?more)?",
        r"""
            (?:i|we)(?:'ve| have)?(?: got)? (?:~ )?no (?:~ )?
            (?:problem|issue|concerns?|worries|trouble|doubts?)(?: (?:at all|whatsoever|then|any ?more))*
            (?: with (?:the |that |it|this)?\w*(?: any ?more| then| now)?)?
        """,
        r"""
            (?:is|are|(?:it|that|this)'s|isn't) (?:no|not a|not an|not|n't) (?:~ )?
            (?:worry|concern|problem|issue|expensive|complicated|bad|a worry|an issue)
            (?: any ?more| any longer| at all| then| after all)
        """,
        r"no (?:worry|concern|problem|issue) (?:any ?more|any longer|at all|then|after all)",
        r"(?:that|this|it) (?:~ )?(?:puts my mind|sets my mind|calms|reassures|eases|takes away)(?: \w+){0,3}",
        r"""
            (?:i|we)(?:'m|'re| am| are)? (?:~ )?(?:
                can relax|relieved|happy|satisfied|at ease|reassured|good|calmer
            ) (?:then|now|with that|to hear)
        """,
        r"(?:youve|you've|you have|you) (?:~ )?(?:convinced|won|persuaded|sold|reassured) (?:me|us)(?: over)?",
        r"(?:consider|then consider) (?:me|us) (?:convinced|sold|reassured)",
        r"(?:point|question|worry|concern|box) (?:answered|taken|settled|ticked|solved)",
        r"""
            (?:that|this|it|which)(?: would| would've|'d)? ?(?:~ )?(?:
                solves?|settles?|changes?|answers?|resolves?|clears?|fixes|covers?|removes?|takes care of
            ) (?:it|that|this|my|our|the|things)?
        """,
        r"""
            (?:that's|it's|then it's|then that's|that is|this is|then we're|we're|then i'm|i'm) (?:~ )?
            (?:
                fine|ok|okay|good|all right|alright|settled|solved|sorted|great|perfect|
                no (?:longer )?(?:a |an )?(?:problem|issue)|
                not (?:a|an) (?:problem|issue|deal breaker)(?: any ?more)?|
                a different story|another story|reassuring|good enough|off the table|a relief|good news|easy|
                fair|convincing|good to (?:know|hear)|cool|better|exactly what|
                what i (?:needed|wanted) to hear|acceptable|manageable|doable
            )(?: (?:for|with|by|then|to)(?: \w+){0,2})?
        """,
        r"(?:you(?:'ve)?|that|this) (?:~ )?(?:convinced|convinces|reassured|reassures|persuaded|sold)(?: me| us)?",
        r"""
            (?:i'm|we're) (?:~ )?(?:
                convinced|reassured|sold|relieved|happy with (?:that|it)|fine with (?:that|it)|
                good with (?:that|it)|ok with (?:that|it)|okay with (?:that|it)|not worried any ?more
            )
        """,
        r"""
            (?:that|it|this) (?:~ )?(?:
                works|would work|will work|'ll work|'d work|should work|helps|would help|should do|will do|
                would do|'ll do|does it|makes sense|
                sounds (?:good|great|fair|reasonable|fine|perfect|better)|
                changes (?:things|everything|that|it)
            )(?: (?:for|with) (?:us|me))?
        """,
        r"fair enough",
        r"good to (?:know|hear)",
        r"""
            no (?:more |longer (?:a |an )?)
            (?:worries|concerns?|problems?|issues?|objections?|doubts?|questions?)
            (?: (?:then|left|from my side))?
        """,
        r"(?:i|we) can (?:~ )?(?:live|work) with (?:that|it|this)",
        r"""
            (?:he|she|they|my boss)(?:'s|'re| is| are) (?:~ )?
            (?:relaxed|fine|ok|okay|happy|convinced|on board|calm|satisfied|good)(?: (?:now|again|with \w+))?
        """,
        r"problem solved",
        r"""
            never ?mind|
            (?:forget|drop|scratch|ignore) (?:it|that|what i said|my (?:concern|worry|question))
            (?: about(?: \w+){1,3})?
        """,
        r"(?:i|we) (?:take|'ll take) (?:that|it) back",
        r"(?:oh|ah|okay|ok|well) (?:~ )?(?:great|perfect|wonderful|excellent|nice|good|super|cool|brilliant)",
        r"(?:great|perfect|wonderful|excellent|super|brilliant|lovely|fantastic)",
        r"that's (?:what|all) i (?:wanted|needed) to (?:hear|know)",
        r"""
            (?:then )?(?:i|we) (?:have|'ve got) no (?:more |further )?
            (?:concerns?|objections?|doubts?|worries|questions)
        """,
        r"i see,? (?:good|great|fine|perfect)",
        r"i was wrong",
        r"glad to hear(?: that)?",
        r"(?:that )?takes? (?:that|the) (?:worry|concern|weight|doubt) (?:off|away)(?: \w+){0,3}",
        r"(?:nice|good),? then",
    ]
)
NOT_OURS = re.compile(r"\b(?:they|their|them|his|current|old|fabric|existing)\b")

PRICEY = phrase(r"""
    (?:a )?(?:bit|little|tad|touch|shade) (?:too )?
    (?:much|steep|high|rich|dear|pricey|over|salty|strong|stiff|expensive)|
    (?:nearly |almost |about |more than |over |well over |easily )?
    (?:twice|double|triple|three times|half as much again)(?: as much as)? (?:what|our|my|the|that|than|as)|
    (?:way |well |far |a lot |much |quite a bit )?
    (?:over|above|beyond|past|north of|outside) (?:the top|what|our|my|the (?:budget|limit|odds))|
    too (?:much|high|rich|dear|steep|expensive|pricey|costly)|
    (?:can't|cannot|couldn't|could never|won't|not) (?:~ )?(?:be able to )?
    (?:
        justify|afford|stretch|swallow|get (?:that|it) (?:past|through)|sell (?:that|it)|
        pay (?:that|it|so much|that much)
    )(?: \w+){0,3}|
    (?:a lot |much |way |far |quite a bit )?more than (?:we|i|my|our|what|half|the|that)\b(?: \w+){0,5}|
    an? (?:\w+ )?
    (?:fortune|rip-?off|robbery|hefty \w+|lot of money|lot more|shock|big ask|luxury|slap in the face)|
    daylight robbery|
    (?:
        quite |pretty |rather |very |so |really |awfully |terribly |bloody |damn |that's |it's |is |sounds |
    seems )(?:~ )?(?:
        steep|pricey|dear|hefty|stiff|eye-?watering|costly|sky-?high|expensive|salty|a lot|brutal|crazy|
        insane|ambitious
    )|
    (?:steep|pricey|hefty|expensive|costly|eye-?watering)(?= ?$|[,.!]| for)|
    (?:i|we)(?:'d| had)? (?:~ )?(?:
        thought|expected|hoped|reckoned|assumed|were told|was told|figured|had in mind|pictured
    ) (?:it|of|that|about|more like|less|half|something|a|closer|maybe)(?: \w+){0,4}|
    (?:my|our) (?:
        boss|cfo|board|wife|partner|chief|director|chairman|finance \w+|\w+
    ) (?:will|would|'ll|'d) (?:\w+ )?(?:
        laugh|faint|fall off|fall over|hit the roof|go through the roof|kill|choke|cry|scream|throw|explode|
        show me the door|have a (?:fit|heart attack)|never
    )(?: \w+){0,4}|
    for that (?:money|price|kind)(?: \w+){1,6}|that kind of money
""")
"""Reservations about a price that the rep has just named."""
UNWILLING = phrase(r"""
    (?:i'm|we're|i am|we are)(?: not|n't) (?:~ )?(?:
        going to|keen on|keen to|fond of|a (?:\w+ )?fan of|
        (?=
            (?:
                buying|paying|signing|giving|handing|putting|carrying|wearing|installing|replacing|training|
                hiring|sending|moving|changing|swapping|ripping|drilling|waiting|letting|sharing
        ) )|
        happy (?:about|with)|comfortable with|willing to|prepared to|ready to|crazy about|mad about|
        in favou?r of|so sure about|wild about|thrilled (?:about|by|with)|too keen on|allowed to
    )|
    (?:i|we) (?:~ )?(?:
        won't|don't fancy|wouldn't want|don't want|hate the (?:idea|thought) of|
        don't like the (?:idea|thought|sound|look) of|don't (?:like|love|much like|much care for)|dislike|
        refuse to|object to|would rather not|'d rather not|don't trust|wouldn't trust|don't believe in|
        can't have|have no appetite for|have no desire to|am wary of|'m wary of|'re wary of|shy away from|
        have a problem with|have trouble with|struggle with the idea
    )|
    i(?:'m| am) (?:~ )?
    (?:wary|suspicious|sceptical|skeptical|allergic|nervous|cautious|uneasy) (?:of|about|to)
""")
"""What the visitor will not have."""
UNFIT = phrase(r"""
    (?:that|it|this|\w+ing (?:\w+ ){1,3}?)(?:
        costs?|takes?|would cost|would take|'ll cost|'ll take|means
    ) (?:me|us) (?:an?|two|three|weeks|days|half|another|too)(?: \w+){1,5}|
    (?:and )?(?:if|when) (?:the|it|your) (?:[\w']+ ){0,3}?
    (?:down|fails?|breaks?|gone|goes|dies|crashes|offline|empty|flat|dirty|wet|frozen|lost|stolen)
    (?: \w+){2,8}|
    (?:not a|no) chance|
    (?:isn't|aren't|not) (?:~ )?
    (?:good|strong|big|long|fast|sharp|bright|accurate|quick|clear|tough|reliable|safe) enough
    (?: for (?:me|us|\w+ \w+))?|
    that'll (?:last|hold|work|stick) (?:an?|one|five|two|ten) \w+|
    (?:that's|it's|this is|that is|they're|which is|that'd be|that would be|it'd be|makes it|is|are|would be)
    (?: all| just| simply| frankly)? (?:~ )?(?:
        no good|no use|not (?:\w+ )?good|useless|not much use|pointless|a problem|a worry|an issue|a pity|
        awkward|tricky|a no-?go|not an option|a non-?starter|not for us|a shame|a drawback|a risk|a nightmare|
        risky|a headache|overkill|too \w+
    )(?: (?:for|to|with|in|at|of|on) (?:\w+ ){0,3}\w+)?|
    (?:that|it|this|they|those|these|you|your \w+|the \w+|my \w+|our \w+|\w+s) (?:~ )?
    (?:
        won't|wouldn't|will never|would never|'ll never|'d never|can't|couldn't|doesn't|don't|isn't going to|
        's not going to|aren't going to
    ) (?:~ )?(?:
        work|do|fly|wash|fit|last|survive|hold|stand|stick|help|reach|bother|touch|use|wear|accept|learn|
        carry|read|type|follow|understand|like|trust|want|cope|manage|agree|play along|sign|swallow|look at|
        open|remember|log in|change|pay off|scale|suit|see
    )(?: \w+){0,8}|
    (?:only|just) (?:
        in (?:english|german|the cloud)|on (?:iphones?|android|windows)|for \w+|works? (?:with|on|in)|
        runs? (?:on|in)
    )(?: \w+){0,4}|
    (?:yet |just )?(?:another|one more|yet one more) (?:
        system|app|login|tool|password|screen|device|box|gadget|supplier|vendor|contract|subscription|
        thing to
    )(?: \w+){0,5}|
    (?:sounds|looks|seems|feels) like (?:
        a lot of|hard|quite a lot of|plenty of|much|another|yet another
    ) (?:\w+ ){0,2}\w+|
    (?:who's|who is|who|who'd|who would)(?: going to| gonna)? (?:
        maintain|look after|train|pay|install|do all|type|enter|run|support|fix|carry|clean|charge|update
    )\w*(?: \w+){1,5}
""")
"""Why it would not fit, said right after the rep has spoken of what we offer."""
CLAIMS = compiled(r"""
    \b(?:
        we|we're|we've|our|ours|us|these|this|
        it(?:'s|s| is| has| does| can| runs| works| lasts| weighs| takes| needs| costs| sits)|
        you(?:'d)? (?:can|get|just|only|need|have)|yes|it does|here|clip|look|starts|included|per|euros?|
        dollars?|pounds?|thousand|hundred|that's (?:the|our)|a head|apiece|each|\w+ty|twelve|fifteen
    )\b|
    \d
""")
"""How the rep says what we offer."""
TO_YOU = re.compile(r"\b(?:you|yours?|you're)\b")
"""Said to us, and so about us."""
