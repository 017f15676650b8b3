"""Frames that say outright what is needed: whoever uses one means it, whatever the words in it are."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, any_of
from agent.insight.signals.needs.words import ALLOWS

_I = r"(?:we|i)"
_GOOD = laid_out(r"""
    (?:
        great|nice|good|helpful|ideal|perfect|cool|fantastic|enough|lovely|useful|brilliant|super|
        a (?:big |real |great )?help|a dream|worth (?:a lot|gold|it)
    )
""")
_WINS = laid_out(r"""
    (?:
        sell|sells|sold|convince|convinces|persuade|win|wins|tip|tips|swing|decide|decides|help|helps|make|
        makes|get|bring|settle|clinch|interest|interests|matter|count|change
    )
""")
_WON = compiled(r"""
    (?:\W+then)?\W+(?:
        we're in business|we are in business|we're in|i'm in|i'm sold|we're sold|sold|fine\b|perfect\b|
        great\b|good enough|that's enough|that's it\b|i'm happy|we're happy|we can talk|let's talk|
        we should talk|we have something to talk about|(?:you|we) have a deal|
        you(?:'ve got| have| got) (?:me|us|a (?:deal|customer))|
        i'll (?:take|buy|have) it|we'll (?:take|buy|have) it|you're in\b
    )
""")
_GLAD = laid_out(r"""
    (?:
        sleep|hug|kiss|marry|love|buy|sign|pay|switch|jump|take|have|
        be (?:a )?(?:~ )?(?:happy|happier|glad|delighted|grateful|thrilled|in heaven|sold)|
        give (?:you|a|my)|owe you|be (?:all ears|your customer)|cheer|thank you|save (?:me|us)|call you
    )
""")
_FIRM = r"(?:\w+ )?(?:factory|shop|firm|company|business|farm|million|fortune|plant)"
_FEAST = laid_out(rf"""
    (?:
        (?:that|it)(?:'d| would) (?:~ )?be (?:~ )?(?:
            {_GOOD}|christmas|heaven|paradise|magic|gold|something|half the battle|a start|a miracle|luxury|
            wonderful|fantastic
        )|
        (?:{_I}|you|my \\w+|everybody|everyone|they)(?:'d| would) (?:~ )?(?:{_GLAD}|have a (?:customer|deal))
    )
""")
OUTRIGHT = any_of(
    [
        rf"{_I}(?:'ve| have|'d| would|'ll| will)? (?:~ )?(?:got to|gotta|have to|need to|must|should) be able to",
        rf"""
            (?:what|the (?:only |one |main )?thing(?: that)?) (?:{_I}|(?:the|my|our) \w+)
            (?:'re|'m|'d| are| am| would| could)? (?:~ )?
            (?:missing|lacking|lack|miss|need|want|look for|ask for|insist on|care about|do with|use|love)
            (?: (?:~ )?(?:most|today|here|now|from you|from \w+|(?:in|with|at|on) (?:[\w']+ ){{0,3}}?[\w']+))?
            (?: to (?:know|see|have|get))? (?:~ )?is(?: (?:that|if|to))?
        """,
        rf"{_I}(?:'d| would) (?:~ )?(?:want|need|like|love) to be able to",
        r"""
            it(?:'s|s| is|'d be| would be) (?:~ )?(?:for (?:us|me) )?(?:
                a must|mandatory|obligatory|required|compulsory|our condition|a condition|
                (?:very |really |so |quite )?important (?:for|to) (?:us|me|our \w+|my \w+)
            )(?: (?:for|to) (?:us|me|our \w+|my \w+))? (?:that|to)
        """,
        r"""
            (?:
                (?:a )?nice to have|very nice|useful|helpful|
                the (?:second|third|next|other|last|first) (?:thing|point|one|requirement|wish)|
                a (?:second|third|further|last) (?:thing|point|requirement|wish)
            )(?: for (?:us|me))? would be
        """,
        rf"""
            {_I}(?:'re|'m| are| am| was| were) (?:~ )?
            (?:after|looking for|searching for|in the market for|hunting for)
            (?= (?:
                    something|some (?:kind|sort) of|some way|one (?:system|tool|app|place)|
                    a (?:\w+ )?(?:way|solution|system|tool|software|device)
                ) \w+
            )
        """,
        r"""
            (?:the|our) (?:\w+ )?(?:
                council|law|ministry|insurance|insurer|authorit(?:y|ies)|government|auditors?|inspectors?|
                regulator|bank|state|customers?|head office|group|union
            ) (?:~ )?(?:wants?|requires?|forces?|asks?|obliges?|expects?) us to(?= \w+ \w+)
        """,
        # What would do: "would be great if it ordered the gloves", "I'd be happy if I could see all six".
        rf"""
            (?P<if>
                (?:(?:it|that|this|which)(?:'d| would)|(?P<left>would)) (?:~ )?
                (?:be (?:~ )?{_GOOD}|help(?: (?:us|me)(?: a lot)?)?|do)(?: (?:for|to) (?:us|me))? (?:~ )?if|
                {_I}(?:'d| would) be (?:~ )?(?:happy|glad|content|fine|delighted|thrilled|over the moon)
                (?: already| enough)? if
            )(?: {_I} could| {_I} had)?
        """,
        rf"(?P<have>would be (?:~ )?{_GOOD}) to (?:have|see|get|know)",
        r"it(?:'s|s| is) (?:~ )?(?:enough|sufficient)(?: for (?:us|me))? (?:~ )?if",
        # "If there was a way to swap shifts, I'd hug you", and the other way round.
        rf"""
            (?P<wish>if)(?= (?:(?:only|just) )?(?:
                    there (?:was|were)|{_I} (?:could|knew|had(?! (?:an?|my own) {_FIRM}\b))|somebody|someone|
                    something|anything|
                    it (?:could|would|just|did)|you (?:could|had|can)
                )\b
            )(?=[^.?!]{{8,120}}?\W{_FEAST})
        """,
        rf"""
            (?P<glad>{_I}(?:'d| would) (?:~ )?{_GLAD}(?: [^.?!,]{{1,30}}?)? if)
            (?= (?:
                    there (?:was|were)|{_I} (?:could|had|knew)|somebody|someone|something|
                    it (?:could|would|did|just)|that thing
                )\b
            )
        """,
        rf"""
            {_I}(?:'d| would|'ll| will) (?:~ )?(?:take|buy|go for|accept|love|sign) (?:
                anything|something|whatever|the (?:first )?one|any \w+
            ) (?:that|which)
        """,
        r"""
            (?:there's |there is )?(?:
                (?:only )?one|the first|number one|the (?:top|main)|first|top|high|highest
            ) (?:thing |point |item )?(?:on|of) (?:my|our) (?:wish ?)?list(?: of \w+)?
            (?:,? and that's|,? and that is| is|:)(?: that)?
        """,
        # On what it depends: "it only makes sense if", "that works for us only if".
        r"""
            (?:
                only (?:~ )?
                (?:makes? (?:any )?sense|works?|helps?|is (?:of )?(?:interest\w*|use\w*|worth \w+)|pays)
                (?: (?:for|to|with) (?:us|me))?|
                (?:makes? (?:any )?sense|works?|helps?|interest\w*|is (?:of )?use\w*)
                (?: (?:for|to|with) (?:us|me))? only
            ) (?:~ )?(?:if|when|with)
        """,
        # What would move them: "what would sell it to me is".
        rf"""
            (?:what|the (?:only |one )?thing (?:that|which))(?: would|'d| will)? (?:~ )?{_WINS}
            (?: (?:it|me|us|the \w+|my \w+|our \w+|a difference|to|for|over|sign|switch|buy|happy|most)
            ){{0,4}} (?:is|would be)(?: (?:that|if))?
        """,
        # "All it has to do is", "the one thing it must not do is".
        rf"""
            (?:all|what|the (?:only|one|first|main) thing|the one) (?:that )?(?:it|that|this|{_I}|you)
            (?:
                's got to|'ve got to
                | (?:~ )?(?:has to|must|needs to|should|have to|mustn't|must not)
            ) (?:not )?(?:do|be|have|know)(?: for (?:us|me))? (?:is|would be)
        """,
        rf"""
            {_I}(?:'d)? (?:was|were|have been|'ve been|had been|would be|be) (?:~ )?
            (?:hoping|looking|searching) (?:~ )?for(?= \w+ \w+)
        """,
        r"""
            ideally(?= (?:it|this|that|they|you|the (?:thing|system|app|box|software|tool|screen))
                (?:'d| would| could| should)\b
            )
        """,
        rf"""
            what(?: would|'d) be (?:~ )?(?:super |really |very |quite |most |extremely )?{_GOOD}
            (?: for (?:us|me))? (?:is|would be)(?: (?:to|if|that))?
        """,
        rf"""
            {_I} (?:don't|do not) (?:~ )?(?:need|want) [^.,?!]{{2,40}}
            (?:, (?:only|just|but|rather)| but(?: only| just)?)(?= (?:the|an?|one|something|some) \w+)
        """,
        r"""
            in the (?:perfect|ideal|best) case(?= \w+ \w+)|
            if (?:it's |that's )?possible(?: also| then)?(?= (?:with|without|in|on|an?|the|from|by|for) \w+)
        """,
        # "If it speaks Modbus, we're in business."
        rf"""
            (?P<then>if)(?= (?:it|this|that|yours|your \w+|the (?:system|thing|box|app|software)|you (?:can|could))
                (?:'s)? [^.?!]{{4,70}}?{_WON.pattern}
            )
        """,
        # Said without its subject at the beginning: "must run offline", "has to be in Polish".
        r"(?P<bare>must not|mustn't|must|has to|needs to|gotta|got to|'s gotta)(?= [a-z]+ \w+|(?: not)? \w+\W*$)",
    ]
)
_PROMISE = re.compile(rf"{_WON.pattern}|\W+{_FEAST.replace('(?:~ )?', '')}")
_LEAD = compiled(r"""
    \W*(?:
        (?:
            and|but|so|well|yes|yeah|also|plus|um|uh|okay|ok|basically|honestly|the thing|first|second|then|
            it just|just
        )\W+
    )*
""")
_SUPPOSES = compiled(r"""
    \s*(?:
        be (?:(?:very|quite|so|really|pretty|a bit) )?(?:
            hard|nice|tough|fun|tiring|busy|good|bad|interesting|exhausting|expensive|difficult|strange|great|
            boring|the|a|an|your|my|him|her|you|fifteen|twenty|around|about
        )\b|
        have (?:been|seen|had|gone|cost|\w+ed)|say|admit|confess|go\b|
        run\b(?! (?:on|in|with|without|offline|under|for|through|by)\b)|
        rush|dash|think|talk|ask|leave|catch|decide|find out|check|warn|tell|wait|see (?:it|that|what|how|if)|
        come|sign|approve|get (?:going|moving|back|on)|mention|meet
    )\b
""")
"""What somebody only supposes, or must do himself."""
_SAYS_LITTLE = compiled(r"""
    \s*(?:(?:your|the) )?\w+(?:'s)? (?:
        (?:can |could )?(?:does|do|did|has|is|works) (?:that|it|this|so|all that|like (?:that|this))\b|
        works?\W|
        (?:is |comes in )?(?:under|below|less|cheaper|a hundred)\b
    )
""")
"""A condition that only points at what was said before, or is about the price."""
_SENDS = compiled(r"""
    \s*you (?:can|could) (?:just )?
    (?:send|call|mail|e-?mail|show|come|give|bring|write|wait|tell|make me|do that)\b
""")
_ASKS_US = compiled(r"""
    \s*(?:
        you (?:could|can|would|just|sent|send|showed|came|gave|called|mailed)\b(?! (?:read|show us where|see))|
        (?:i|we) could (?:have|get|keep|take|see) (?:a |an |one |some |your |the )?(?:\w+ )?
        (?:
            brochure|card|name|number|address|copy|quote|offer|price|demo|sample|look|leaflet|flyer|link|pen|
            coffee
        )|
        somebody (?:could )?(?:call|come|visit|show)
    )
""")
"""A favour, which is no need."""


def begins(reading: Reading, position: int) -> bool:
    """Return whether nothing but lead-in words stands before a position in its clause."""
    before = reading.plain[reading.clause_at(position).start : position]
    return _LEAD.fullmatch(before) is not None or re.search(r",\s*(?:and |but )?$", before) is not None


def meant(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether a frame is used as one: bare verbs begin their clause, and nobody is only asked a favour."""
    after = reading.plain[match.end() :]
    if match["bare"] is not None:
        return begins(reading, match.start()) and not _SUPPOSES.match(after) and not ALLOWS.match(after)
    if match["then"] is not None:
        return not (_SAYS_LITTLE.match(after) or _SENDS.match(after))
    return _ASKS_US.match(after) is None


def only_wished(match: re.Match[str]) -> bool:
    """Return whether the frame is a condition, in which "if I could" is a need and no dream."""
    return any(match[name] is not None for name in ("if", "have", "wish", "glad"))


def won_from(reading: Reading, start: int) -> int:
    """Return where the promise begins that a condition ends in: "if it speaks Modbus, we're in business"."""
    promise = _PROMISE.search(reading.plain, start)
    return promise.start() if promise is not None else len(reading.plain)
