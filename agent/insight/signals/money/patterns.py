"""Words and phrases of `money/find.py`."""

import re

from agent.insight.signals.language.patterns import compiled

AT_MOST = compiled(r"""
    (?:
        (?<!gone )(?<!went )(?<!raised )(?<!increased )(?<!moved )up too?(?: and including)?|
        no (?:higher|further) than|
        (?:the |our |my )?(?:absolute )?(?:most|maximum|max|highest|top)(?: amount| figure| sum)? (?:that )?
        (?:i|we)(?:'d| can| could| would|'ll)? (?:\w+ ){1,4}is|
        (?:willing|ready|prepared|happy|able|allowed) to (?:go|stretch)(?: up)?(?: to| as (?:high|far) as)|
        the (?:most|top|top end|limit)(?:'s| is| would be)|
        (?:can'?t|cannot|mustn'?t|won'?t|not|never|n't|without) (?:\w+ ){0,3}?exceed(?:ing)?|
        (?:get|bring|drop|push|knock) (?:it|that|this|the price|me)(?: down)? to|
        as (?:high|much|far) as|at (?:the )?(?:very )?most|at the outside|(?:just |a bit |a little )?shy of|
        stretching to|
        (?:nothing|not|nowhere) (?:above|over|beyond|past)|
        no more than|not more than|
        (?:
            can'?t|cannot|couldn'?t|shouldn'?t|mustn'?t|won'?t|wouldn'?t|don'?t|weren'?t|wasn'?t|aren'?t|not
        ) (?:want to |like to |be able to |really |going to |gonna |looking to |planning to )?
        (?:be|going|paying|go|spend|pay|do|cost|get|exceed|have|afford|justify|find|put in) (?:us |me |it )?
        (?:much |far |any |a lot )?(?:more than|above|over|beyond|past|higher than|further than)|
        not (?:be |go |cost )?(?:above|over|beyond|more than|exceed)|
        less than|fewer than|under|below|maximum(?: of| is)?[:?]?|max(?: of)?[:?]?|capped at|cap (?:of|is|at)|
        cap's|ceiling (?:of|is|at)|limit (?:of|is|at)|within|not exceed(?:ing)?|
        (?:could|can|would|might|'d|we'll|i'll|will) (?:maybe |probably |perhaps |also |even )?(?:go|stretch)
        (?: up| as high)?(?: to| as)?|
        (?:don'?t|do not|never|nobody|no) (?:[\w']+ ){1,4}(?:more than|above|over|beyond|past)|
        (?:leash|lid|roof|upper (?:limit|end)) (?:of|is|at)|
        stretch (?:it )?to|anything (?:under|below|up to)|ceiling'?s(?: at)?|
        (?:come|comes|came|get|go) (?:down|lower) to|top out at|tops? at|stay (?:under|below|within)|
        keep it (?:under|below|within)|
        (?:authority|permission|leave|clearance|a mandate|mandate is|consent|authori[sz]ation) (?:for|of)|
        (?:i'?m|we'?re|i am|we are) (?:only |just )?allowed|
        (?:would|'d|might|may|could|will|'ll) (?:just |maybe |perhaps |even |probably |still )?
        (?:
            go along with|stand for|agree to|say yes to|nod through|put up with|swallow|tolerate|run to|wear|
            bear|let (?:me|us) (?:spend|go to)
        )|
        (?:
            \b(?:she|he|they)(?:'d| would| might)|\b(?:the|my|our) \w+ (?:would|might)
        ) (?:just |maybe |perhaps |even |probably |surely )?(?:give|lend|grant|pay|allow|stand)
        (?: me| us| you| it)?|
        (?:i|we) (?:can|could|might) (?:push|raise|move|crank|get|bring|talk) (?:it|them|him|her) (?:up )?to|
        as far as|(?:my|the|our) line(?: is|'s) at|if you can do it for|can do it for|
        not (?:a|one) (?:single )?(?:cent|penny|euro|dollar|dime|pound) (?:more than|over|above|beyond|past)
    )\s*,?\s*(?:(?:about|around|roughly|maybe|something like|like|of|say|the|a total of|perhaps|probably)\s+)*
    $
""")
AT_LEAST = compiled(r"""
    (?:
        at (?:the very )?least|more than|over|above|north of|upwards? of|minimum(?: of| is)?|no less than|
        not less than|starting (?:at|from)|in excess of|a good|from|beyond|no (?:fewer|lower) than|easily
    )\s*,?\s*(?:(?:about|around|roughly|maybe|something like|like|of|say|the)\s+)*$
""")
AT_MOST_AFTER = compiled(r"""
    \s*,?\s*(?:
        (?:
            a|per|each|in|total|all|for|that|it|or|month|year|user|seat|everything|so|
            (?:for|in|on|per) (?:\w+ ){0,3}\w+
        )\s+
    ){0,4}?(?:
        tops|max(?:imum)?|at (?:the )?(?:very )?most|at the (?:very )?outside|or less|
        and not (?:a|one) (?:single )?(?:cent|penny|dime|euro|dollar|pound) (?:more|over|above|beyond)|
        and (?:not|no) more|
        and no (?:cent|penny|dime|euro|dollar|pound) more|
        (?:and )?(?:there|that's where) (?:i|we) stop|
        is (?:what|as (?:much|far|high) as|about what|all) (?:i|we)
        (?:'d|'ll| could| can| would| might)? (?:\w+ )?
        (?:stretch to|go to|manage|get through|swing|bear|stomach|run to|justify)|
        is (?:where|as far as) (?:it|i|we) (?:ends?|stops?|goes|go)|
        is the (?:very )?most|
        at a (?:push|stretch|pinch)(?=\s*(?:[.,;!?]|$|and\b|but\b|if\b|for\b))|
        would be pushing it|(?:and|or) (?:then )?(?:i'm|we're) (?:done|out)|not more(?! than)|more not|
        (?:is|would be|that's) as (?:far|high|much) as|
        (?:is|would be|that's|thats|'s) (?:the|our|my) (?:\w+ )?(?:
            limit|ceiling|maximum|max|cap|top|pain (?:barrier|limit|threshold)|red line|end of the line|
            upper end
        )|
        ceiling|not a [a-z]+ more|no more(?: than (?:that|this)| of it|(?! than))|
        (?:(?:and|but) )?(?:(?:that's|thats|that is|there|that'd be|here) )?
        (?:(?:about|roughly|pretty much|just|exactly|more or less) )?(?:where )?
        (?:
            (?:it|i|we|he|she|they) (?:ends?|stops?|draws? the line)|
            (?:my|our|the) \w+ (?:ends?|stops?)|the line is|
            (?:the|my|our) (?:very |absolute )?(?:limit|ceiling|max|maximum|end|top|pain limit|pain threshold)
            \b
        )|
        (?:and|but|which) (?:even )?(?:that |it |this )?(?:already |will )?(?:hurts?|is tight|pains me)|
        and (?:then )?my \w+(?:'ll| will| would) (?:\w+ ){0,2}
        (?:cry|scream|shout|faint|kill|murder|hang|weep|leave|divorce|howl|have my head|go mad)|
        (?:and )?(?:then|and) (?:we|you|i|i'?m|we'?ve|we'?re|you'?ve)(?:'ll| can| have| got)? (?:
            in|on board|talk(?:ing)?|a deal|got a deal|sign|shake(?: hands)?|do business|take it|buy
        )|
        is all (?:i|we|they|he|she|you)(?:'d|'ll| can| could| would| will)? (?:get|have|give|spend|pay|find)|
        and that's all|if i (?:squeeze|scrape|push|stretch)|or i'?m (?:off|out|gone)|
        or (?:no deal|nothing|forget it)|and that'?s it|full stop
    )\b
""")
LIMIT_LATER = compiled(r"""
    (?:[^.!?\d]|\.\.\.){0,60}?(?:[.!]\s+(?:(?:a|per|each|every) \w+[.!,]\s+)?)?\b
    (?:
        not (?:a|one) (?:single )?(?:penny|cent|dime|dollar|euro|pound|rupee) (?:more|over|above)|
        (?:that's|thats|that is) (?:
            the (?:very )?(?:most|max|maximum|limit|ceiling|top|cap|roof|lid|end of it)|
            my (?:limit|max|maximum|ceiling|cap|last (?:word|offer)|final (?:word|offer))|
            as (?:high|far|much) as
        )|
        (?:i|we) (?:wouldn'?t|won'?t|can'?t|couldn'?t) (?:go|pay|spend) (?:any )?
        (?:higher|further|more|above|beyond|over)|
        (?:more|higher|further|any (?:more|higher))(?: than that)?,? (?:he|she|they|i|we|it|the \w+|my \w+)
        (?:'d)? (?:\w+ ){0,2}?
        (?:won't|wont|wouldn't|wouldnt|can't|cant|couldn't|couldnt|cannot|don't|dont|not|never)\b|
        (?<=\s)(?:and )?(?:not|no) more(?: than (?:that|this))?
        (?=\W*$|\s*[.,;!?]|\s+(?:because|and|but|i|we|that's|it's)\b)|
        (?:[a-z']+ )?(?:pay|spend|go|give|put)
        (?: (?:in|you))? (?:a|one) (?:penny|cent|dime|dollar|euro|pound) (?:more|over|above)|
        more (?:
            doesn't|does not|doesnt|won't|wouldn't|isn't|is not|is
        ) (?:work|fly|fit|go|on|possible|impossible|out)\b|
        (?:otherwise|or else|else),? (?:it|i|we|this|that)
        (?:'s|'d|'ll| has| have| must| need| needs| goes| go)\b|
        (?:beyond|above|over|past) (?:that|this),? (?:my|the|our|i|we)
        (?: \w+)? (?:will|would|won't|wouldn't|can't|cannot|couldn't)\b|
        (?:anything more|any (?:more|higher|further)|beyond that|above that|over that|past that)
        (?: than that)?,? (?:
            (?:and )?(?:i'm|we're|i am|we are) (?:out|off|gone|dead|laughed|done|sacked|fired|broke)|
            (?:is|it's|it is|would be)(?: a)? (?:no|nothing|out|dead|over|the end|impossible|not)\b
        )|
        (?:any(?:thing)? )?(?:more than that|above that|over that) (?:and|is|isn't|i|we)\b
    )
""")
MOST_WITHIN = re.compile(r"\b(?:max|maximum|tops|at most)\b")
"""Between an amount and what it is for: "one fifty maximum per agent"."""
AT_LEAST_AFTER = compiled(r"""
    \s*,?\s*(?:
        or more|plus(?! (?:or minus|minus|vat|tax|gst|shipping))|and up|and above|minimum|
        at (?:the very )?least|\+|
        (?:is|would be|'s|that's) (?:the|our|my) (?:very )?(?:least|minimum|floor)
    )(?![\w])
""")
OUT_OF_THE_QUESTION = compiled(r"""
    (?:\s+\w+){0,2}?\s+(?:is|would be|'s)\s+
    (?:out of the question|too much|out|not possible|impossible|off the table|not on|beyond us)\b
""")
BETWEEN = re.compile(
    r"\b(?:between|from|anywhere (?:between|from)|range of)\s+(?:(?:about|around|like|maybe|say)\s+)?$"
)
SAID_AFTER = re.compile(r"\s*(?:[.,;!?]|$|a year|per)")
OTHER_CURRENCY = compiled(r"""
    \s*,\s*(?P<marks>(?:(?:no|sorry|wait|i mean|actually|rather)\W+)*)(?P<name>[a-z]+)
    (?=\W*(?:[.,;!?]|$|\bbefore\b|\bfor (?:each|every)\b))
""")
"""Which dollars, or a currency corrected: "forty dollars each, Canadian", "twenty kronor, no, sorry, euros"."""
TAIL_SCALE = compiled(r"""
    \s*[,.]?\s*(?:well,?\s*)?(thousand|k|grand|million)\b
    (?:,?\s*(?:of course|obviously|that is|i mean)|(?=\s*(?:[.,;!?]|$)))
""")
NOT_A_CENT = re.compile(
    r"one (?:single )?(?:cent|penny|dime|euro|dollar|pound|rupee|franc)s? (?:more|over|above|beyond)\b"
)
"""No amount, but the words for a limit."""
EVEN = compiled(r"""
    \s*(?:
        $|[.,;!?]|
        (?:
            of|a|per|each|for|max(?:imum)?|tops|at|not|something|or so|on|and|but|if|is|would|that|maybe|i|we|
            ish|all
        )\b
    )
""")
"""After the second of two bare numbers that are the ends of a range: "twenty, twenty five of that"."""
