"""How people say who decides, who recommends, and who must agree: frames over the words of buying."""

import re

from agent.insight.signals.authority.roles import NOT_BUYERS, ROLES
from agent.insight.signals.authority.words import (
    AGREE,
    AGREES,
    BUDGET,
    CALLS,
    DECIDER,
    HOLDS,
    IF_AGREED,
    MATTER,
    MATTER_NOUNS,
    MODAL,
    SAY,
    THE_ONE,
    YES,
)
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import phrase

ROLE_WORD = re.compile(rf"\b{ROLES}\b".replace(" ", r"\s+"))
PRONOUN = compiled(r"""
    \b(?:
        he|she|they|all (?:two|three|four|five|six)(?: of them)?|all of them|both(?: of them)?|somebody|
        someone|everybody|everyone
    )$
""")
NO_BUYER = re.compile(rf"\b{NOT_BUYERS}$")
_WRITTEN_NAME = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+"
NAME = re.compile(
    rf"{_WRITTEN_NAME} {_WRITTEN_NAME}|(?:Mrs?|Ms|Dr|Prof)\.? |"
    r"\b(?:[Mm]i(?:ster|ss)|[Ff]rau|[Hh]err|[Mm]adame|[Mm]onsieur|[Ss]e[nñ]ora?|[Ss]ignora?) "
)
MATTERS = re.compile(MATTER.replace(" ", r"\s+"))
SOMETHING_ELSE = compiled(rf"""
    \s+(?:on\s+|about\s+)?(?:which|what|where|when|who|how|if|whether)\b(?!\s+it\s+comes)
    (?!
        \s+(?:\w+\s+)?(?:
            (?:{MATTER_NOUNS})\b(?=\s*(?:$|[.,;!?])|\s+(?:we|i|to|is|gets?|for|fits)\b)|
            (?:we|i|gets?|is|to)\s+
            (?:buy|take|get|bought|order|use|choose|install|pay|need|go\s+with|work\s+with)
        )
    )|
    (?<=\bdecided)\s+to\s+(?!buy|order|go|take)
""")
"""After "decides": what is no purchase, "which lorry goes first"; "decided to save money"."""
_DECIDE = laid_out(r"""
    (?:
        decide|choose|pick|select|say yes or no|
        make (?:the|that|this) (?:\w+ )?(?:call|decision|choice)|
        take (?:the|that|this) (?:\w+ )?decision|award|have the (?:last|final) (?:say|word)
    )
""")


def _glued(pattern: str) -> re.Pattern[str]:
    """Compile a phrase that may also begin within a word, at its apostrophe: "she's the one"."""
    bound = r"(?<![\w'])"
    return re.compile(phrase(pattern).pattern.replace(bound, rf"(?:{bound}|(?<=\w)(?='))", 1))


_WILL = laid_out(r"""
    (?:
        will|would|'ll|'d|gets? to|has to|have to|must|is going to|are going to|wants to|want to|likes to|can|
        should|may|needs to|need to
    )
""")
BEHIND_HIM = _glued(
    rf"""
        (?P<decides_sure>
            {HOLDS} the (?:\w+ )?{BUDGET}|
            (?:has|have|had|gets?|holds?|keeps?|takes?|'s got|has got|have got|retains?) (?:~ )?{SAY}|
            {CALLS}|
            (?:is|are|'s|'re|was|were|would be|will be|'d be) (?:~ )?{THE_ONE}|
            (?:is|are|'s|'re|would be|will be) (?:~ )?(?:(?:the|our) )?(?:only )?{DECIDER}|
            (?:is|'s|are) (?:the one |the person )?(?:in charge|responsible)
            (?: (?:of|for) (?:
                    it|that|this|purchas\w+|the budget|the decision|such decisions|buying|the money
                )
            )?
        )|
        (?P<decides>
            {_WILL} (?:~ )?{_DECIDE}|decides?|decided|chooses?|choose|picks?|selects?|awards?|votes?(?: on)?|
            pays?|buys?|
            (?:is|are|'s|'re) (?:always |usually |normally )?(?:signing|choosing|buying|paying)|
            sanctions?|finali[sz]es?|
            (?:will|would|'ll|'d) (?:~ )?(?:sanction|finali[sz]e)|
            rules|signs?(?! (?:up|in|out|off|it off)\b)
        )|
        (?P<agrees_sure>{AGREES})|(?P<agrees>{MODAL}{AGREE})
    """
)
"""A predicate, said after whom it is about."""
IF_HE = phrase(rf"""
    (?:
        (?:only )?(?:if|unless|once|until|before|as long as|provided(?: that)?|as soon as|assuming|the moment)
    ) (?P<agrees_if>
        (?:(?:my|our|the|his|her|their|a|all|both|each) )?(?:[a-z&'\-]+ ){{0,5}}?[a-z&'\-]+
    ) (?:~ )?{IF_AGREED}|
    (?:only )?
    (?:if|unless|once|until|before|as long as|as soon as|assuming|the moment|when) (?P<agrees_he>he|she|they)
    (?:'s|'re)? (?:~ )?(?:
        {IF_AGREED}|
        (?:
            (?:dead )?against (?:it|that|this|you)|convinced|on board|happy(?: with (?:it|that|this))?|
            okay with it|ok with it|fine with it|for it|in favou?r
        )\b
    )|
    (?:only )?when (?P<agrees_when>(?:my|our|the|his|her|their) (?:[a-z&'\-]+ ){{0,4}}?[a-z&'\-]+) (?:~ )?
    (?:
        (?:has|have) (?:~ )?(?:approved|agreed|signed|said yes|released)(?: (?:it|that|this))?|
        (?:gives?|has given|have given) (?:(?:me|us|it|the|a|his|her|their) )*{YES}
    )
""")
RECOMMENDS = phrase(r"""
    (?P<advises>
        (?:only |just |usually |always |will |would |can )*(?:
            recommends?|advises?|proposes?|suggests?|prepares? (?:it|that|the decision)|
            puts? (?:it|that) forward|scores?|evaluates?|shortlists?|screens?|compares?|assess(?:es)?|
            (?:gives?|makes?) (?:(?:the|a|an|his|her|their) )?(?:\w+ )?
            (?:recommendations?|advice|opinion|inputs?)|
            (?:do(?:es)? )?(?:has|have|holds?|gets?|'s got|has got) (?:(?:a|some|his|her|their) )
            (?:(?:big|small|strong|certain) )?(?:say|voice|word|saying|(?:lot of )?(?:pull|influence))
        )
    )
""")
"""What somebody else does who has a say and no more."""
GOES_TO = phrase(r"""
    (?:it|that|this|everything|such things|this one|that one) (?:~ )?
    (?:goes|would go|will go|has to go|ends|lands) (?:up )?
    (?:to|with|before|in front of|by|through) (?P<asked_4>(?:my|our|the|his|her) [^.!?;]{1,60})|
    (?:that's|it's|that is|it is|they're) (?:~ )?(?:all )?
    (?:done|handled|dealt with|made) (?:over |down |up )?(?:in|by|at) (?P<decides_32>[^.!?;,]{1,60})
""")
"""After "who decides?": "that goes to the board"."""
TO_A_BODY = phrase(r"""
    (?:it|that|this|everything|(?:the )?(?:budget|request)|the case) (?:~ )?
    (?:goes|would go|will go) (?:up |on |back )?(?:to|before|in front of) (?P<asked_6>
        (?:(?:the|our|a) )?(?:[\w-]+ ){0,2}?(?:
            boards?|steering group|committees?|council|trustees|assembly|commission|commissioners|
            shareholders|regents|management
        )(?: (?:of|for) (?:the )?[\w-]+)?
    )
""")
"""The same unasked, where it can only be the purchase."""
FOR_A_PART = phrase(r"""
    (?:for|on|with|about|in|outside of|outside|inside|within) (?!(?:my|our) own\b)
    (?:(?:the|that|this|our|such|those) )?(?:[\w-]+ ){0,3}?[\w-]+,? (?:
        it's|its|it is|that's|thats|that is|it'd be|that'd be|it would be|that would be
    ) (?P<asked_3>(?:my|our|the) [^.!?;]{1,60})|
    (?:the|a|any|all the) [^.!?,;]{2,40} (?:is|are) [^.!?,;]{2,40}, (?:
        it's|that's|that'd be|that would be|it'd be
    ) (?P<asked_5>
        (?:my|our|the) (?:[\w-]+ ){0,3}?[\w-]+
    )(?=\W*(?:$|[.,;!?]))
""")
"""After "who decides?", or beside what the visitor decides himself: "for the alarms it's the head of security"."""
SURE_FRAMES = frozenset(
    [
        "decides_1",
        "decides_28",
        "decides_3",
        "decides_5",
        "decides_6",
        "decides_7",
        "decides_8",
        "agrees_3",
        "agrees_4",
        "agrees_5",
        "agrees_7",
        "agrees_8",
    ]
)
"""Frames in which also somebody counts whom no list of roles has."""
BOTH = phrase(r"""
    (?:
        (?:we're|we are) (?:partners )?(?P<partners>
            (?:two|three|four|five|six) (?:
                partners|owners|brothers|sisters|founders|directors|shareholders|families|of us
            )
        ) (?:and )?(?:(?:all|both|the) )?(?:(?:two|three|four|five|six) )?(?:of us )?(?:we )?(?:~ )?|
        (?P<pair>
            (?:my|our|the) (?:[a-z-]+ ){0,3}?[a-z-]+ and (?:i|me)|
            (?:me|i) and (?:my|our|the) (?:[a-z-]+ ){0,3}?[a-z-]+
        ) (?:we )?(?:~ )?(?:(?:both|together|jointly|always|can|will|could|have to|must) )*
    )(?:decide|sign|choose|make|(?:and )?it (?:needs|takes) (?:all|both)(?: (?:two|three|four|five))? of us)
    (?: \w+){0,2}
""")
"""The visitor and somebody beside him."""
ME = compiled(r"""
    ^\W*(?:
        (?:
            well|um|uh|yes|yeah|that|that's|that'd|that would|it's|it|would|be|is|probably|actually|basically|
            just|only|so|oh|hm|of course|currently|at the moment|normally|usually|mostly|always|mainly|all|
            no one else|nobody else|nobody but|no one but
        )\W+
    )*(?P<who>
        me|i do|i am|i (?:would|can|will|could|may)(?=\W*$|\W*,)|
        i(?=\W*$|\W*[,.;!?]|\s+(?:alone|only(?=\W*(?:$|[.,;!?]))|myself|decide|sign|and)\b)|
        mine|ours|myself|we do|us|yours truly|my own|my call|my decision
    )\b(?!\s+(?:think|don't|guess|can|have|need|would|will|will have|know|own|'))
""")
I_ANSWER = compiled(r"""
    ^\W*(?:(?:well|yes|yeah|oh|hm|uh|um|so|that'd be|that's|it's|its)\W+)*
    (?:(?:for|on|with|up to|below|under) (?:[\w-]+ ){0,3}?[\w-]+,?\s+)?(?:me|i do|i am|i decide)(?=\W|$)
    (?!\W+(?:and|no)\b)|
    \b(?:so|says|then|but|well)\W+(?:it's|its|that's|thats) me\b|
    [,;]\s+(?:it's |that's )?(?:just |only )?me\W*$|
    (?:^\s*|(?:[,.;:]|\band|\bbut|\bso)\s+)i\s+(?:decide|sign|choose|approve|pick)
    (?=\W*$|[.,;]|\s+(?:and\s+)?(?:the|my|our|he|she|they|but|it's)\b)|
    ^\W*(?:no|nope|nobody|yes)\W+(?:it's|its|it is|that's|thats|that is|just|only|all)\W+
    (?:(?:only|just|all)\W+)?me\b|
    ^\W*(?:(?:no|nope|nobody|yes|well|yeah|oh)\W+)*(?:i'm|im|i am)\s+(?:(?:the|my own|your)\s+)?
    (?:sole\s+|only\s+)?(?:boss|owner|judge|proprietor|chief|one|person)\b(?!\s+(?:of|for|who|that))
""")
"""After "who decides?": the visitor himself, though others are named after him."""
I_HELP = phrase(r"""
    i (?:~ )?(?:write|draft|present) (?:the|a|an|our) (?:\w+ )?
    (?:paper|memo|list|case|spec|decision|proposal|presentation|draft)|
    i (?:just )?(?:write the spec)|
    i (?:~ )?(?:run|do|make|manage|handle) (?:the|all the|our|some) (?:\w+ )?
    (?:tests?|testing|trials?|pilots?|comparisons?|evaluations?|research|shortlist|preparation)|
    i (?:~ )?(?:test|try|compare|evaluate|check) (?:it|them|that|these|things|the \w+)(?: out| first)?|
    i (?:~ )?(?:collect|gather|bring(?: them| him| her| in)?|give (?:them|him|her)|pass on|hand over)
    (?:the|my|all the) (?:information|facts|numbers|figures|offers|quotes|opinion|view|results)|
    i (?:~ )?(?:write down|say) (?:what|which)(?: \w+)? i (?:'d )?(?:think|would|want|like|prefer|take)|
    i(?:'m| am| get| will be|'ll be) (?:~ )?(?:asked|consulted|heard|listened to)
""")
"""After "who decides?": what the visitor contributes."""
LEAD_IN = compiled(r"""
    ^\W*(?:
        (?:
            well|um|uh|yes|yeah|oh|hm|so|no|not me|that's|thats|that is|that would be|that'd be|it's|its|
            it is|it would be|would be|probably|mostly|actually|basically|mainly|usually|i think|i guess|
            i believe|i'd say|of course|only|just|always|in the end|ultimately|at the end of the day|then|
            that|also|and|but|definitely|for that|for this|there's|there is|sorry|honestly|you'd have to ask|
            you have to ask|ask|with|by|from|currently|technically|officially|formally|up to|two people|
            sign-off by|mostly|first|still|everyone|for (?:\w+ ){0,3}?that|lots? of people|rather not|
            not (?:really|quite|exactly|at all|any ?more)|used to be|since \w+|these days|nowadays|meanwhile|
            now|it's been|made by|taken by|decided by|jointly|together|
            (?:it's |just |only |the )*(?:two|three|four|both) of us
        )\W+
    )+
""")
TRAILING = compiled(r"""
    [ ,]*(?:
        \b(?:
            and|but|so|who|which|because|then|of course|i think|i guess|i suppose|to be honest|actually|
            in the end|for that|on that|ultimately|usually|normally|always|probably|again|here|anyway|
            at the end|these days|if it's|if that|first|too|as well|he|she|they|
            it(?! (?:
                    security|department|manager|head|director|people|team|guys|committee|council|group|board|
                    lead|staff|officer|boss|chief
                )\b
            )|
            it's|they're|he's|she's|still|having|to decide|to say|to sign|to choose|for this|before|behind it|
            on board|on my side|we're|we|i|not|has|have|is|are|sometimes|either
        )\b.*
    )$
""")
NOT_WHO = compiled(r"""
    ^(?:
        you|we|it|this|that|what|which|who|i|nobody|no one|there|anything|everything|something|things|system|
        software|tool|one|customers?|clients?|users?|drivers?|operators?|patients?|so|and|but|all|me|mine|
        the one|both|us|now|here
    )$|
    \b(?:signature|orders?|invoices?|bills?|sales?)$|\bunder it$|
    \b(?:you|your|we|i|i'll|i'd|i'm|im|i've|need|want|to|him|hey|yeah)\b
""")
