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
PLAIN = any_of(
    [
        r"""
            (?:is|are|was|were|'s|'re|looks?|looked|seems?|seemed|costs?|worked|works) (?:~ )?(?:\w+ )?
            (?:
                cheaper|nicer|better|easier|faster|simpler|smaller|lighter|quicker|stronger|prettier|clearer|
                less|half
            ) than (?:you|yours|your \w+)(?: by(?: \w+){1,3})?
        """,
        r"""
            (?:i|we) (?:didn't|don't|did not|do not|can't|couldn't|cannot) (?:~ )?(?:see|find) (?:\w+ ){1,4}?
            (?:on|in|among) (?:your|the) (?:\w+ )?(?:list|lists|website|brochure|menu)
        """,
        r"""
            (?:our|my|the) (?:\w+ )?(?:
                lawyers?|people|folks?|guys|ladies|crew|committee|council|commissioner|officer|inspectors?|
                authorit(?:y|ies)|neighbou?rs|parents|guests|it|it (?:people|guys|department)|works council|
                union|people|lads|staff|security(?: \w+)?|boss|board|cfo|nurses|drivers|teachers|operators|
                team|qa|legal|dpo|auditors?
            ) (?:~ )?(?:go|goes|get|gets|turn|turns|will|'ll|would|'d) (?:~ )?
            (?:
                pale|nervous|mad|ballistic|spare|white|grey|tear|throw|veto|block|refuse|hate|object|kill|
                shoot|scream|revolt|rebel|strike|never|not|laugh|freak
            )(?: \w+){0,6}
        """,
        r"""
            over my dead body|not in (?:my|a) (?:lifetime|million years)|
            (?:i'm|we're) not (?:~ )?(?:ok|okay|happy|comfortable|fine|at ease) with (?:that|it|this)|
            that's what the last (?:one|lot|people) said|i'll believe (?:it|that) when|famous last words|
            pull the other one
        """,
        r"(?:is|are|'s) the last thing (?:we|i) (?:need|want)",
        r"(?:i|we) can't see (?:that|it|this|them|(?:our|my|the) \w+) \w+ing(?: \w+){0,4}",
        r"""
            (?:what|who) (?:puts|put|turns) (?:me|us|him|her|them|people|everybody|(?:my|our|the) \w+) off
            (?: is(?: that)?)?
        """,
        r"""
            (?:that's|thats|that is)(?: \w+){0,3}? (?:my|our|the|a|one) (?:\w+ )?
            (?:
                worry|concern|fear|doubt|point against|reservation|objection|sticking point|nightmare|
                headache|snag|hang-?up|sore point|
                problem with (?:it|you|this|that|all of you|the lot of you)
            )(?: (?:it|you|that))?|
            (?:that\'s|that is|which is) what (?:~ )?
            (?:speaks against|holds|stops|puts|keeps|bothers|worries|scares|annoys) (?:it|you|me|us|this)
            (?: back| off)?|
            (?:that|this|it) (?:~ )?(?:stops|holds|puts) (?:me|us)(?: back| off)?(?= ?(?:$|[.,!]))|
            which (?:~ )?(?:i|we) (?:~ )?(?:dislike|hate|don\'t (?:like|love|want))|
            (?:that's|that is|which is) what (?:i|we)(?:'d| would)? (?:~ )?worry about|
            (?:that's|that is|which is) (?:the (?:only |one )?(?:thing|point|part|bit)|what) (?:i|we)
            (?:'d|'m|'re| would| am| are)?(?: be)? (?:\w+ ){0,2}?
            (?:scared|afraid|worried|nervous|concerned|unsure) (?:of|about)|
            permit me to doubt|
            if (?:[\w\']+ ){2,12}(?:then )?(?:i\'m|we\'re|i am|we are|count me|that\'s me|then i\'m) (?:~ )?
            (?:out|gone|off)(?= ?(?:$|[.,!;]))|
            (?:the|my|our) \w+ (?:would|will|\'d|\'ll) (?:~ )?(?:kill|lynch|murder|skin|shoot|sack|hang) me
        """,
        r"(?:is|are|\w+'s) an? (?:\w+ )?no(?= ?(?:$|[,.!]| from| for))",
        r"(?:we're|i'm|we are|i am) not (?:~ )?doing (?:that|this|it)(?: again)?|burnt child|once bitten",
        r"(?:i'm|we're|i am|we are) (?:no|not any|none) (?:further(?: on)?|better off|wiser|the wiser)",
        r"your \w+(?: \w+)? (?:looks|sounds|feels|seems|smells|reads|works) like (?:\w+ ){0,4}\w+",
        r"""
            (?:isn't|is|aren't|wouldn't) (?:that|it|this|these|they) (?:~ )?(?:be )?
            (?:a bit |a little |rather |quite |very |too |pretty |awfully |way too )+
            (?:
                fragile|flimsy|expensive|complicated|heavy|small|slow|risky|big|much|delicate|dangerous|young|
                weak|early|loud|bright|difficult|fiddly
            )
        """,
        r"""
            (?:i|we) can't (?:~ )?(?:see|imagine|picture) (?:my|our|the) \w+
            (?: \w+)? (?:using|wearing|accepting|doing|carrying|typing|learning|liking|paying|signing)
        """,
        r"""
            (?:my|our) \w+(?: \w+){0,3} (?:will|would|'ll|'d|is going to|are going to) (?:~ )?
            (?:say no|never|not|refuse|object|block it|veto|hate|complain|laugh|kill me|go on strike)
            (?: \w+){0,4}
        """,
        r"""
            (?:is|are|that's|it's|'s) (?:~ )?(?:
                out of the question|out of reach|beyond (?:us|our means|our budget)|not acceptable|
                unacceptable|not an option
            )
        """,
        r"""
            (?:it|that|this|which) (?:~ )?(?:needs|requires|takes|means|involves) (?:~ )?(?:far |way )?
            too (?:much|many) \w+
        """,
        r"""
            \w+(?:-| )(?:years?|months?|weeks?) (?:is|are|'s) (?:~ )?(?:a |way |far |much )*
            (?:too |very |quite |rather |so )(?:long|short|late)
        """,
        r"""
            (?:
                it|that|this|which|your \w+(?: \w+)?|
                the (?:\w+ )?(?:
                    price|battery|cable|casing|housing|screen|interface|app|device|sensor|box|unit|mast|lock|
                    installation|set-?up|contract|licen[cs]e|subscription|cloud|satellite|rollout|migration|
                    mount|lens|plastic|tag|gateway|thing|handle|glue|antenna|display
                )|
                \w+
            ) (?:~ )?(?:looks?|sounds?|seems?|feels?) (?:~ )?
            (?:a bit |a little |quite |rather |pretty |very |so |awfully |far |way |much |kind of |like )*
            (?:too )?(?:
                expensive|pricey|costly|steep|complicated|complex|fragile|flimsy|clunky|bulky|heavy|slow|
                risky|unproven|cheaply made|overkill|over-?engineered|delicate|fiddly|small|thin|weak|
                a lot of work|hard work|a big effort|too good to be true|a big step|a hassle|intrusive|creepy|
                dangerous|unsafe|difficult|
                hard to (?:learn|use|install|maintain|clean|sell)|
                much
            )(?: (?:to|for) (?:us|me|our \w+|my \w+|a \w+))?
        """,
        r"""
            (?:the |your |this |that )?(?:\w+ ){0,2}?(?:
                (?:
                    worries|scares|concerns|bothers|frightens|troubles|annoys|irritates
                ) (?:the \w+(?: \w+)? out of )?(?:me|us|him|her|them|(?:my|our|the) \w+(?: \w+)?)
                (?: (?:a bit|a little|most|though|a lot))?|
                puts (?:me|us|him|her|them|(?:my|our|the) \w+(?: \w+)?) off|
                makes (?:me|us|(?:my|our) \w+) (?:~ )?
                (?:nervous|uneasy|suspicious|anxious|sceptical|skeptical|hesitate|wonder|uncomfortable)
            )
        """,
        r"""
            (?:that's|it's|that is|is|are|'s) (?:~ )?(?:a bit |a little |way |far |much |just |simply )*
            (?:to|too) (?:
                expensive|pricey|costly|steep|complicated|complex|risky|slow|heavy|big|dear|far away|rich for
            )(?: for (?:us|me|an? (?:\w+ )?\w+|our \w+|my \w+))?
        """,
        r"""
            (?:we|i)(?:'d| would| will|'ll) (?:~ )?(?:have|need|be forced) to (?:
                re-?train|train|hire|replace|change|redo|rewire|migrate|stop|shut down
            ) (?:~ )?(?:
                everyone|everybody|all|half|our whole|our entire|the whole|the entire|someone|new|additional|
                extra|production
            )(?: \w+){0,4}
        """,
        r"""
            (?:i|we)(?:'d| would|'m| am| are|'re)? (?:~ )?
            (?:don't|not|never|wouldn't|hate to|rather not|prefer not to|can't) (?:~ )?
            (?:want to |like to |like |going to |be )?(?:
                depend on|depending on|get locked|be locked|locked in(?:to)?|tied to|rely on|
                put all (?:our|my) eggs|give (?:our|the|my) data|hand over|share (?:our|the|my) data|
                commit (?:for|to)|
                sign (?:for|a) (?:\w+ )?(?:\w+ )?(?:years?|contract)
            )(?: \w+){0,6}
        """,
        r"""
            (?:three|five|two|four|twelve|\d+)(?:-| )(?:years?|months?) (?:is|are|'s) (?:~ )?
            (?:a |way |far |much )*(?:too |very |quite |rather |so )?(?:long|short|late|big commitment)
            (?: (?:for us|a time|to wait|to commit))?
        """,
        r"""
            (?:we|i)(?:'ve| have)? (?:~ )?(?:tried|had|seen|bought|tested) (?:\w+ ){0,5}?
            (?:like (?:this|that|it|yours)|similar|before) (?:and|but) (?:it|they|that|we|nobody|the)
            (?: \w+){1,6}
        """,
        r"""
            (?:that's|it's|this is|that is|that would be|it would be) (?:~ )?(?:a )?
            (?:big|huge|major|serious|risky|long|hard) (?:
                step|change|commitment|risk|effort|decision|investment|bet|jump|ask|sell
            )(?: for (?:us|me|a \w+|our \w+))?
        """,
        r"""
            (?:we|i)(?:'ve| have)?(?: got)? (?:~ )?(?:have |got )?no (?:
                it (?:people|staff|department|team)|staff|people|time|capacity|resources|nerve|patience|
                manpower|signal|internet|wi-?fi|network|power
            )(?: (?:to|for|on|in|at|left)(?: \w+){1,6})?(?=\W+(?:that|which) (?:scares|worries|is my))
        """,
        r"""
            (?:
                that's|that is|it's|it is|you're|you are|this is|your \w+(?: \w+)? (?:is|are)|which is|
                sounds?|seems?|looks?|isn't (?:it|that|this)|they say (?:it's|you're)|honestly|still|is
            )? ?(?:~ )?(?:way |far |a bit |a little |pretty |quite |rather |really |much |slightly |just )*
            (?:too|very|pretty|quite|rather|awfully|a bit|a little|really) (?:
                expensive|pricey|costly|steep|complicated|complex|big|much money|high|dear|heavy|
                much for (?:us|me|that)|slow|risky|early|new|young|small|good to be true
            )(?: for (?:us|me|a \w+|our \w+|that)(?: \w+){0,5})?
        """,
        r"""
            (?:that's|it's|that is|it is) (?:~ )?(?:more|higher|above|over|beyond|way above|way over|way more)
            (?: than)? (?:than )?(?:we|i|our|what|my)(?: \w+){0,6}
        """,
        r"""
            (?:that's|it's|ouch|wow|phew) (?:~ )?(?:
                steep|pricey|expensive|a lot(?: of money)?|a lot of money|hefty|
                out of our (?:league|range|reach)|over (?:our|the) budget|above (?:our|the) budget|
                outside our budget|a no-?go|a problem for us|a deal ?-?breaker|a show ?-?stopper
            )(?: for (?:us|me|\w+ \w+)(?: \w+){0,4})?
        """,
        r"(?:deal|show) ?-?(?:breaker|stopper)",
        r"""
            (?:it|that|this|which|the price|your price) (?:would be|is|might be|could be) (?:~ )?(?:a |an )?
            (?:deal ?breaker|show ?stopper|no-?go|problem for us|too expensive|too high)
        """,
        r"""
            (?:we've|we have|i've|i have) been (?:~ )?(?:burned|burnt|disappointed|let down|bitten)
            (?: (?:before|once|in the past|by))?(?: \w+){0,4}
        """,
        r"""
            you (?:~ )?(?:seem|look|are|'re) (?:~ )?
            (?:a bit |a little |quite |rather |pretty |too |very |only a )*
            (?:small|young|new|expensive|unknown|start-?up|far away|pricey)(?: \w+){0,8}
        """,
        r"""
            you (?:~ )?(?:don't|do not|have no|lack|haven't got|can't|aren't|are not|'re not)
            (?: (?!know|need|have to|want|mind|happen|worry)\w+){1,8}
        """,
        r"""
            (?:we|i) (?:~ )?(?:don't|do not) (?:~ )?(?:want|like|need) (?:
                (?:to be |being )?(?:locked in|dependent|tied)|
                (?:a |another |the |our \w+ in (?:the|a) )?(?:
                    subscription|cloud|lock-?in|vendor lock-?in|long contract|
                    another (?:tool|system|app|login|screen)
                )
            )(?: \w+){0,6}
        """,
        r"""
            (?:we|our) (?:
                can't|cannot|may not|are not allowed to|aren't allowed to|'re not allowed to
            ) (?:~ )?(?:put|have|store|send|use|go)(?: \w+){0,4} (?:in|into|to) (?:the|an?|your) (?:\w+ )?
            cloud
        """,
        r"(?:only|just) the (?:price|cost|size|implementation|effort)",
        r"it lacks(?: \w+){1,5}",
        r"missing (?:is|for us is)(?: \w+){1,6}",
        r"""
            (?:the )?(?:price|cost|effort|implementation|licence|license) (?:is|seems|looks|sounds) (?:~ )?
            (?:too |a bit |very |quite |pretty |way too |rather )*(?:high|steep|much|big|long|expensive|hefty)
        """,
        r"""
            (?:we|i) (?:don't|do not|wouldn't|won't) (?:
                have (?:the )?(?:time|people|staff|resources|it people|capacity)(?: to| for)?
            )(?: \w+){1,6}
        """,
        r"(?:already|still) (?:~ )?(?:locked in|bound|tied|happy with (?:our|the|what) \w+(?: \w+)?)",
        r"""
            (?:we|i)(?:'m|'re| are| am) (?:~ )?(?:pretty |quite |very |perfectly |fairly )?
            happy with (?:what we have|our (?:current|present|existing) \w+)
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
