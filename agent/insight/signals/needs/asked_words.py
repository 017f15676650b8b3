"""What is said around a question about needs, and how needs answer it."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import phrase

NEED_ANSWER = compiled(r"""
    ^\W*(?:
        (?:
            well|um|uh|yes|yeah|oh|hm|so|exactly|honestly|mainly|basically|mostly|just|only|definitely|also|
            to be honest|for (?:us|me)|i think|i guess|i'd say|probably|it's|that's|it is|it's about|
            it would be|that would be|the thing is|first of all|above all|simply|in short|primarily|sure|
            a bit of everything but|for me
        )\W+
    )*
""")
ASKED_FOR = phrase(r"""
    (?P<is>
        (?:is|are|would be)(?: for (?:us|me))? (?:~ )?(?:
            a must|essential|crucial|vital|mandatory|obligatory|indispensable|non-?negotiable|
            (?:a|our|my|the) (?:condition|must-?have|requirement)|
            (?:very|really|extremely) important|important (?:for|to) (?:us|me)
        )
    )|
    (?:everything|anything|all) else (?:is|would be|'s) (?:~ )?
    (?:a bonus|extra|secondary|nice to have|a detail|a luxury|gravy|icing)|
    the rest (?:is|would be|'s|i|we)(?: (?:don't|can))? (?:~ )?
    (?:a bonus|extra|secondary|nice to have|details?|a luxury|gravy|icing|care|mind|live without|do without)|
    (?:is|are|would be) (?:exactly |just |precisely |really )?
    what (?:we're|i'm|we are|i am|we|i|they|my \w+|our \w+) (?:~ )?
    (?:need|needs|want|wants|am after|are after|after|looking for|would like|dream of|wish for|asking for)
    (?: (?:most|at the latest|at least|here|now|first))?(?=\W*$|[,.;!?])|
    (?:that's|that is|this is|that would be|that'd be) (?:~ )?
    (?:all|what|exactly what|it|the thing|everything|the dream|my dream|our dream) (?:that )?(?:~ )?
    (?:i'm|we're|i am|we are|i|we|must|it) (?:~ )?
    (?:asking for|asking|after|need|want|looking for|missing|dream of|wish for|hoping for|be|takes|'d take)|
    (?:that|this|it)(?: one| bit)?(?:'s| is|'d be| would be|'ll be) (?:~ )?
    (?:
        it|a must|must|a dream|great|nice|super|ideal|wonderful|fantastic|helpful|a (?:big |great )?help|key|
        essential|crucial|vital|non-?negotiable|compulsory|mandatory|required|decisive|gold|heaven|perfect|
        brilliant|magic|
        (?:the|our|my) (?:~ )?(?:
            must-?have|wish ?list|dream|goal|idea|point|whole point|minimum|condition|requirement|main thing|
            key|thing|job|ticket|aim|wish|target|number one|deal-?breaker
        )|
        what's (?:required|needed|missing|important|wanted)|
        what (?:
            counts|matters|would help|helps|it takes|decides|
            (?:\w+ )?\w+(?:'s| is| are|s) (?:
                asking for|asking|want|wants|need|needs|require|requires|demand|demands|after
            )
        )
    )(?: (?:for|to) (?:us|me))?(?=\W|$)
""")
OPENS = 3
"""Words before a colon that only open what is wanted."""
ASKS_HIMSELF = compiled(r"""
    \W*(?:(?:well|um|uh|oh|so|and|but)\W+)*(?:
        (?:you know )?what (?:do |would |did )?(?:we|i)(?:'d| would|'re|'m| are| am)? (?:really |actually )?
        (?:like|need|want|dream|wish|love|miss|expect|after|looking|hope)|
        (?:my|our) (?:dream|wish|ideal|goal|wish ?list)|the (?:dream|ideal|goal|wish ?list)
    )\b[^?.]*\?|
    \W*(?:(?:well|um|uh|oh|so|and|but)\W+)*what (?:we|i)(?:'d)? (?:really |actually )?(?:need|want|miss|like)
    \W+(?:(?:that's|it's|is|that is) )?(?:(?:very |quite |really )?(?:simple|easy|short|clear))?\W*$
""")
MUST_BE_WHERE = compiled(r"""
    \bhow (?:
        (?:should|must) (?:you|they|it|he|she|your \w+|the \w+) |
        (?:would|do) (?:
            you|they|he|she|your \w+|the \w+
        ) (?:like|want|prefer|need|wish) (?:to (?:be |get |have )?|it |them )
    )(?:
        alert|warn|inform|notif|reach|tell|told|call|sign|log|pay|enter|scan|record|identif|unlock|open|
        receive|deliver|pick
    )\w*[^.?!]*\?\s*$|
    (?!.*\b(?:do|does|did|should|shall|can|may|must|would) (?:i|we|you)\b(?! (?:need|want|like)\b))\b
    (?:
        where|(?:in|on|with|for|to) which \w+|
        which (?:languages?|formats?|standards?|countr(?:y|ies)|systems?|interfaces?)|
        what (?:languages?|formats?|sizes?|resolution|temperatures?|accuracy|range|interfaces?)
    )\b[^.?!]*\b
    (?:have to|has to|need(?:s|ed)?(?: to)?|must|should|(?:be|are|is) hosted|be stored|supposed to)
    \b[^.?!]*\?\s*$
""")
"""Asks for something that it must be or have, so that a noun alone answers: "where must the data be?" - "in Norway"."""
TO_BE_SHOWN = compiled(r"""
    (?:the|an?|your|some|its|any) (?:\w+ )?
    (?:tests?|reports?|references?|samples?|results?|examples?|proof|data ?sheet|contract)\b
    (?! (?:every|each|per|of all|on my)\b)
""")
"""What somebody wants to see before he believes it."""
REJECTED = compiled(r"""
    ^(?:have )?(?:ordered|decided|signed|started|bought)\b|
    \b(?:euros?|dollars?|pounds?|quid|francs?|be spent|later|e-?mail (?:me|us|it|that|you))\b|
    ^(?:be able|do that|do it|see (?:it|that|later|how|what|if|you)|be (?:careful|honest|fair|said))\W*$
""")
ASKED_BEFORE = compiled(r"""
    \W*(?:
        if (?:that|it) (?:were|was)|before|by|until|after|when|as soon as|next|in|on|from|between|at|up to|
        around|maybe|about|for(?! \w+ing\b)
    )\b
""")
"""How an answer begins that names a time or an amount."""
TELLS = compiled(r"""
    \b(?:we|i|they|he|she)\s+(?!
        can\b|could\b|would\b|should\b|need\b|want\b|have to\b|must\b|don't\b|will\b|may\b|might\b|all\b|
        only\b|just\b|like\b|know\b|see\b
    )[a-z]+
""")
"""A clause that tells how things are, and not what is wanted."""
IF_WE_COULD = compiled(r"""
    \W*(?:(?:well|um|oh|hm+|ha|honestly|maybe|mostly)\W+)*if (?:only )?
    (?P<what>
        (?:i|we|it|they|somebody|someone|the \w+|my \w+|our \w+) (?:just |only |always )?
        (?:could|knew|had|saw|got|were|was|would|told|came|showed|didn't have to)\b[^.?!]+
    )
""")
"""A wish as a condition, where the rep asks what would help: "if I knew on Friday who comes on Monday"."""
WANTED = compiled(r"""
    \b(?:
        have to|has to|got to|need|want|look|like|should|must|would|you'?d|aim|target|hope|list|missing|help|
        important|bring|achieve|after|wish|dream|change|instead|expect
    )
""")
"""What a question about needs says, and one about today's way does not."""
ADDS = compiled(r"""
    \W*(?:and|plus|also|oh and|and also|second(?:ly)?|then|next)\W+
    (?:also |then |please |ideally |of course )?(?P<what>
        (?!
            (?:
                then|that's|it's|what|how|when|who|where|why|if|so|of|because|yes|no[,.]|not|the rest|maybe|
                you|we|i|they|he|she|it|that|this|there|thanks?|let|in (?:19|20)|by|before|until|do|does|is|
                are|can|could|will|would|have|has
            )\b
        )(?:[\w'-]+,? ){0,9}[\w'-]+
    )\W*
""")
"""What a short sentence adds to a need, without a verb of its own."""
BIDS = re.compile(r"(?:let|get|save|spare|free|rid|don't)\b")
"""Orders, which stand at the beginning: "let the carrier pick a slot"."""
