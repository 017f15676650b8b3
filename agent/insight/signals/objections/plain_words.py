"""Reservations in plain words: "that's a lot", "our people won't do that"."""

from agent.insight.signals.language.reading import any_of

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
