"""Words and phrases of `steps/clause_steps.py`."""

import re

from agent.insight.signals.language.deed_words import DEEDS
from agent.insight.signals.language.patterns import compiled, laid_out

_ADVERBS = laid_out(r"""
        (?:
            (?:
                also|just|really|gladly|happily|personally|quickly|certainly|definitely|then|first|now|maybe|
                probably|please|simply|make sure to|be sure to|try to|go (?:ahead )?and|happily|surely
            )\s+
        )*
    """)
LEAD_IN = laid_out(r"""
        (?:
            (?:
                well|so|then|okay|ok|right|good|great|yes|yeah|yep|sure|alright|and|but|fine|perfect|
                of course|tell you what|no|oh|ah|in that case|deal|agreed|done|lovely|super|honestly|look|
                listen|great|brilliant|if you like|if you want|actually|anyway
            )\W+
        )*
    """)
SPEAKER_ACTS = re.compile(
    laid_out(rf"""
        \b(?:
            (?:i|we)(?:
                'll|ll| ll| will| shall|'m going to|'re going to| am going to| are going to|'m gonna|
                're gonna| promise to|
                (?:'d| would) (?:like|love|have|be (?:happy|glad)) to
                | can| could|'d(?! rather)| would(?! rather)| should| must| (?:plan|have|need|want) to|
                've got to|'m|'re| am| are
            )(?: have to)?|
            (?<!and )(?:i|we)(?= (?:{DEEDS}|sleep|take|get|check|do)\b)|
            let me(?! (?:have|know|try) (?:an?|the|your|one|some|if|when|what|that)\b)|
            lemme|do you want me to|(?:do you )?want me to|would you like (?:me|us) to|
            (?:shall|should|can|could|may) i|(?:how|what) about i(?: if)?|(?:what|how about) if (?:i|we)|
            would(?= (?:an?|the)\b)
        )\s+
    """)
    + _ADVERBS
)
TOGETHER = re.compile(
    laid_out(r"""
        \b(?:
            let's|lets|let us|shall we|should we|can we|could we|why don't we|how about we|how about|
            what about|we (?:could|can|should|might)
        )\s+
    """)
    + _ADVERBS
)
ASKED_FOR = compiled(r"""
    \b(?:
        (?:can|could|would|will|may) (?:you|we|i) (?:please |maybe |just )?(?:have|get|see)(?= )|
        (?:i|we)(?:'d| would)? (?:really )?(?:like|love|want|need)(?: to (?:have|get|see|try|receive)|(?! to))|
        (?:i|we)'ll (?:take|have)(?= (?:an?|the|one|some|your)\b(?!
                [^.!?]* (?:
                    in the|with you|on your|sent|ready|for you|there|along|join|call you|ring you|with me
                )
            )(?! look| think| word)
        )|
        put (?:me|us) down for
    )\s+
""")
"""What the visitor wants to get: the rep has to see to it."""
OTHER_ACTS = re.compile(
    laid_out(rf"""
        \b(?:
            (?:can|could|would|will|won't) you(?: please| maybe| just| kindly)?|
            why don't you|
            you(?: guys| lot| people| folks)?
            (?:'ll| will| can| could| may| might| must| should| have to|'d better| need to)?
            (?= (?:please |just |really |definitely |maybe )?
                (?:{DEEDS}|let|get (?:back|me|us|him|her)|leave|draw|quote|keep|sign|fill|test)\b
                (?! (?:it )?from)
            )
        )\s+
    """)
    + _ADVERBS
)
IMPERATIVE = re.compile(
    r"\W*"
    + LEAD_IN
    + laid_out(rf"""
        (?:(?:please|just|maybe|kindly|go on|do)\s+)*(?=
            (?:
                {DEEDS}|
                let (?:me|us) (?:have|know|try) (?:an?|the|your|one|some|if|when|what|that)\b|
                leave|draw|quote|keep|pencil|count|sign|remind|get|do(?! (?:you|they|we|i)\b)|have|lend|
                connect|slot|copy
            )\b
        )
    """)
)
PLEASE = re.compile(
    r"\W*"
    + LEAD_IN
    + r"(?P<what>(?:an?|the|one|two|three|some|another|both|your|(?!\w*ed\b)\w+s)\b(?:\s[\w'-]+){0,5}),?\s+please\b"
)
THING = re.compile(r"\W*" + LEAD_IN + r"(?P<what>(?:an?|the|one|another) [^?]{3,80})\?")
"""Something offered without a verb: "Then a workshop with you?"."""
FREE = re.compile(
    r"\W*"
    + LEAD_IN
    + laid_out(r"""
        (?:
            (?:i|we)(?:'m| am|'re| are|'ve| have|'ll be| will be)(?: got)? (?:
                free|there|in|here|around|time|the (?:whole|morning|afternoon|day)|all (?:day|morning)
            )\b.*|
            (?<=yes, )(?:with|at|in|on|for|to) .*
        )
    """)
)
"""Says when it suits, or adds to a yes."""
GETS = compiled(r"""
    \b(?:
        you\s+(?=(?:get|have|receive)\b)|
        (?:you|there|it|that|they)(?:'ll|ll| ll| will| are going to|'re going to)\s+(?:be\s+)?
        (?=(?:get|have|receive|hear|find|be|see|an?|the|in|on|with)\b)|
        expect\s+
    )
""")
RINGS = re.compile(
    r"(?:call|ring|phone|contact|get back|write|come|reach|e-?mail|mail|be in touch|get in touch)\b"
)
BOOKS_HIMSELF = re.compile(r"count on|(?:pencil|put|count|book) (?:me|us) (?:in|down)\b")
FINDS_IT_GOOD = re.compile(r"\b(?:good|fine|ok|okay|perfect|great|works?|suits?|yes)\b")
"""Of a day that the other side has named."""
PLEASE_DO = re.compile(r"\b(?:please|kindly)\W+$")
PRONOUN_DEED = re.compile(r"(?:see to|\w+) (?:it|that|them|those|one)\b")
ARRIVES = compiled(r"""
    \b(?:
        you(?:'ll)? (?:have|get) (?:it|them)|it'll be|it's there|no,? sorry|sorry|make it|let's say|call you|
        ring you|better
    )\b
""")
CORRECTS = compiled(r"""
    (?: \w+)?[\s,.…-]*\b(?:no|wait|sorry|or rather|rather|actually|let me say|i mean|make that|make it)
    \b[^?!]{0,30}
""")
FROM_SPEAKER = re.compile(
    r",?\s+(?:(?:from|off) (?:me|us|my side|our side|our end)|your way|that's a promise|i promise)\b",
    re.IGNORECASE,
)
ARRIVING = re.compile(
    laid_out(r"""
        (?<=[\w'])(?:'ll|’ll| will)? (?:
            (?:
                be|is|are|goes?|going|lands?|lies?|sits?|arrives?|comes?|coming|reach(?:es)?|leaves?|follows?|
                waits?|waiting
            )\b ?
        )+(?:(?:out|off) )?(?=$|with |on |in |at |by |to |for |you |into |over )|
        (?:'s|’s| is| are) yours\b
    """),
    re.IGNORECASE,
)
"""That it arrives goes without saying: "an offer will be with you"."""
PROMISED = re.compile(
    r"^(?:to )?count on (?:me|us) |^(?:pencil|put|count|book) (?:me|us) (?:in|down) for ", re.IGNORECASE
)
SAYS_WHO = re.compile(
    r"\b(?:i|we|me|let's|us|you|ill|i'll|we'll|there'll|i'm|we're|to)(?:'ll| will| can| could)?\s+$"
)
SAYS_AGAIN = re.compile(r",? and (?:then )?(?:i|we|you)(?:'ll|’ll| will) ", re.IGNORECASE)
ENDING = compiled(r"""
    \s*[,.]?\s*\b(?:
        ok|okay|right|alright|all right|deal|promise\w*|i promise|that's a promise|agreed|fine|
        if (?:that's|that is|you|it's)\b.*|(?:help|suit|do|work)\b(?:\?.*)?|
        is that (?:ok|okay|fine|alright).*|would that.*|does that.*|thanks?|thank you|please|then|how's that|
        (?:would|will|can|could) you|sounds good|how about that|will do
    )\W*$
""")
BEFORE_A_TIME = compiled(r"""
    [ ,]*(?:
        \b(?:
            (?<!come )(?<!drop )(?<!stop )(?<!pop )(?<!pass )(?<!swing )by|
            on|in|until|till|before|at|around|for|within|the|latest|first thing|sometime|this|early|
            no later than|not later than|say|let's say|maybe|over
        )\b[ ,]*
    )*$
""")
GOES_ON = compiled(r"""
    \W*(?:
        (?:i|we)(?:'ll| will) (?:have|do|send|mail) (?:it|them|that)|
        and|so|it|they|that|you|there|on|by|until|next|this|tomorrow|tonight|let's say|
        (?:i'd|i would|let me|shall we) say|say|how about|would|is|does|shall|monday|tuesday|wednesday|
        thursday|friday|in
    )\b
""")
GETS_THING = compiled(r"""
    \W*(?:and |so |then )*you(?:'ll| will)? (?:get|have|receive) (?P<thing>
        (?!(?:it|them|that|this|those|everything|all|both)\b)\w+(?: \w+){0,2}
    )
""")
ASKS = re.compile(
    r"\W*"
    + LEAD_IN
    + r"(?:(?:can|could|may|shall|should|would|will) (?:i|we|you)|(?:i|we) (?:could|might))\b"
)
"""Asks for leave, or offers what the visitor may still turn down: "I could send you one"."""
DECLINES = compiled(r"""
    \b(?:
        no need|not (?:now|yet|necessary|needed|today)|i'd rather|(?:kind|nice|lovely)(?: of you)?,? but|
        don'?t (?:need|bother|think)|instead|we'll see|maybe (?:later|some)|perhaps later|too (?:early|soon)
    )\b
""")
ONLY_WHEN = compiled(r"""
    \W*(?:and\s+)?(?:
        (?:it|they|that)(?:'ll|'s|'re)?\s+(?:will\s+|should\s+)?
        (?:goes?|leaves?|ships?|arrives?|comes?|be|is|are|reach(?:es)?)|
        you(?:'ll)? (?:have|get) (?:it|them)
    )\b
""")
ASIDE = re.compile(
    laid_out(r"""
        (?<=\w)(?<!^)
        (?:,| so (?:that|you|they|he|she)\b| because\b| which\b| if\b| and (?:you|she|he|they|it|we|i)\b).*
    """),
    re.IGNORECASE,
)
AT_THAT = re.compile(r"\b(?:there|then|at (?:it|that))\W*$")
"""Done where the clause before says that something takes place: "she's in Brisbane next week, I'll talk to her there"."""
SAYS_SOMETHING = re.compile(
    r"\b(?!(?:not|no|yes|but|please|then|only|just|and|also|maybe|ok|okay|would|will|could|does|works?|suits?)\b)\w+",
    re.IGNORECASE,
)
WILL_DO = re.compile(r"\b(?:i|we)(?:'ll| ?ll| will)\b")
LEAVES_IT = re.compile(r"\bleave it (?:there|here|at that)\b")
"""The talk ends: "let's leave it there for today"."""
