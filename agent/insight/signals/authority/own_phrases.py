"""How a visitor says of himself that he decides, that he recommends, or that he has no say.

Each phrase is a pattern for `reading.phrase`. Word classes that are long, or stand in several phrases, have names.
"""

import re

from agent.insight.signals.authority.roles import ROLES
from agent.insight.signals.authority.words import BUDGET, DECIDER, SAY, YES, one_of
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import any_of


def _of_himself(*phrases: str) -> re.Pattern[str]:
    """Compile what the visitor says of himself, who may be "I'm" as well as "I am"."""
    return any_of([phrase.replace("i'm ", "(?:i'm|i am|i'd be|i would be|i'll be) ") for phrase in phrases])


def _more(most: int, *, least: int = 0) -> str:
    """Return a pattern for further words, whatever they are."""
    return rf"(?: \w+){{{least},{most}}}"


_DECIDE = one_of(
    "decide",
    r"make (?:the|that|this|these|those|all the|all|such) (?:\w+ )?(?:call|decision|decisions|calls|choice)",
    r"take (?:the|that|this|all the|such) (?:\w+ )?decisions?",
    "make the call",
    "call the shots",
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_ON_A_DAY = laid_out(rf"""
    (?:on|in|by|within|before|at|until|next|this) (?:
        q\d|
        the (?:first|second|third|fourth|end|next|fall|spring|summer|autumn|winter)|
        \w+ (?:quarter|month|week|year)|{_MONTH}
    )
""")
""""We decide in March" tells when, and not who."""
_ALL_OF_IT = one_of("that", "this", "it", "it all", "everything", "these things")
_WITH_WHOM = r"(?:together |jointly )?(?:with|myself|ourselves|alone|on that|about that)(?: [a-z']+){0,4}"
_BOUGHT = laid_out(r"""
    (?:(?:the|our|a|all|all the|which|what|every|such) )*(?:\w+ )?
    (?:
        vendors?|suppliers?|tools?|software|systems?|solutions?|providers?|machines?|equipment|kit|gear|
        products?|tech\w*|things|stuff
    )
""")
_FOR_ALL_OF_US = r"for (?:us|the (?:group|company|firm|whole group))"
_DECIDES = one_of(
    "decides?",
    "signs?",
    r"makes? (?:(?:the|that|this|these|all|such) )*(?:\w+ )?(?:decisions?|calls?|choices?)",
    "approves?",
    "convince",
    rf"(?:has|have) (?:{SAY}|the (?:\w+ )?{BUDGET}|to (?:decide|sign|choose|approve|convince))",
    "choose",
    "chooses",
    "pays",
    "buys",
    "picks",
    rf"holds? the (?:\w+ )?{BUDGET}",
)
_DECIDING = "holding|deciding|choosing|signing|paying|making|buying"
_ONE_OF_MANY = one_of(
    "the one", "the person", "the guy", "the woman", "the man", r"one of (?:the )?\w+(?: people)?"
)
_CALL_OR_FIRM = one_of(
    "call",
    "decision",
    "choice",
    "budget",
    "company",
    "firm",
    "money",
    "shop",
    "business",
    "department",
    "signature",
)
_ORDERS = r"(?:order|orders|contract|contracts|purchase|purchases|check|cheque|invoice)"
_DO = one_of(
    "do",
    "go ahead",
    "go for",
    "handle",
    "approve",
    "authori[sz]e",
    "say (?:yes|go)",
    "release",
    "order",
    "buy",
    "decide",
    "sign",
    "choose",
    "pick",
    "pay",
)
_THINGS = one_of(
    "on",
    "for",
    "about",
    "off",
    "it",
    "that",
    "this",
    "these",
    "those",
    "such",
    "one",
    "ones",
    "things",
    "amounts",
)
_ALONE = one_of("alone", "myself", "on my own", "by myself", r"without asking(?: \w+)?")
_SELF = laid_out(r"""
    (?:
        (?: (?:
                myself|alone|on my own|by myself|here|today|right now|off|together|jointly|and nobody else|
                personally
            )
        )*
    )
""")
_CALL_THE_SHOTS = one_of(
    "call the shots",
    "write the che(?:que|ck)s?",
    "say yes or no",
    "give the (?:green light|go-?ahead|go)",
    "wear the (?:trousers|pants|hat)",
    "pull the trigger",
)
_THE_LAST_WORD = one_of(
    "word", "say", "call", "decision", "signature", "choice", "ordering", "buying", "purchasing"
)
_NOBODY = one_of("nobody", "no one")
_ENDS = r"(?=\W*(?:$|[.,;!?]))"
_OUR_BOSS = rf"(?:my|our|the) (?:\w+ )?{ROLES}"
_HIM = one_of("him", "her", "them", _OUR_BOSS)
_FOLLOWS = one_of(
    "goes? (?:by|with|along with)",
    "accepts?",
    "believes?",
    "follows?",
    "takes?",
    "trusts?",
    "buys?",
    "does",
    "signs?",
    "approves?",
)
_MAY_ONLY = one_of(
    "'ll",
    "'d",
    " will",
    " would",
    " can",
    " could",
    " only",
    " just",
    " usually",
    " also",
    " am only going to",
    " merely",
    " may",
    " might",
    "'m only allowed to",
    "'m supposed to",
)
_RECOMMEND = one_of(
    "recommend",
    "advise",
    "pre-?select",
    "shortlist",
    "evaluate",
    "evaluating",
    "suggest",
    "propose",
    "put forward",
    "scout",
    "assess",
    "(?:narrow|whittle|boil|cut) (?:it|them|things) down",
)
_SOUP = "(?:the|a|you|that you) (?:soup|fish|wine|hotel|restaurant|film|book)"
"""What visitors recommend to each other."""
_PREPARE = laid_out(r"""
    (?:
        recommend|advise|pre-?select|shortlist|evaluate|evaluating|suggest|propose|put forward|scout|assess|
        screen|compare|sift|narrow (?:it|them|things) down|prepare|draw up|draft|write up|write|compile|
        put together|collect|gather|hand in|submit|present|research|report|bring (?:them|him|her|the \w+)
    )
""")
_PAPERS = laid_out(r"""
    (?:(?:a|an|the|our|my|some|two|three|final|short|technical) )*(?:\w+ )?
    (?:
        recommendations?|short ?-?lists?|business case|proposals?|decision papers?|papers? (?:on|about|with)|
        (?:paper|list|case) for (?:the|my|our)|requirements?|specifications? for|specs?|comparisons?|
        candidates|options|offers|quotes|tender|pages? for|summary for|evaluation|assessment
    )
""")
_ADVICE = one_of(
    "recommendations?",
    "opinion",
    "advice",
    "(?:technical )?inputs?",
    "(?:technical )?clearance",
    "proposals?",
    "assessment",
    "technical assessment",
    "suggestions?",
    "feedback",
    "arguments?",
)
_LOOK_FOR_ONE = one_of(
    "come (?:back|up) with",
    "find",
    "recommend",
    "compare",
    "look",
    "scout",
    "collect",
    "prepare",
    "propose",
    "suggest",
    "screen",
    "evaluate",
    "test",
    "check",
    "bring",
)
_COMPARISON = one_of(
    "evaluations?",
    "selection",
    "testing",
    "assessment",
    "vendor selection",
    "pre-?selection",
    "shortlist",
    "research",
    "comparison",
)
_RUN = one_of(
    "do",
    "did",
    "run",
    "lead",
    "handle",
    "am doing",
    "'m doing",
    "'m running",
    "'m leading",
    "'m handling",
    "'m responsible for",
)
_RECOMMENDS = one_of(
    "recommends?",
    "advises?",
    "evaluates?",
    "suggests?",
    "tests?",
    "compares?",
    "shortlists?",
    "(?:prepares?|writes?|makes?|gives?|drafts?) the (?:shortlist|decision paper|recommendations?)",
)
_GOES_ON = "[,.!?;]|$| and| but"
"""Where a clause goes on to something else."""
_INFLUENCE = one_of("say", "influence", "authority", "vote", "voice", "power", "input", "decision")
_ANYTHING = r"(?:anything(?: at all)?|a thing|such things|things like that|that stuff)"
_PURCHASES = r"(?:purchasing|buying|procurement|the decision|decisions|it|that|budgets?|purchase\w*)"

I_DECIDE = _of_himself(
    # He decides, chooses, buys.
    f"(?:i|we) ~ {_DECIDE}(?! {_ON_A_DAY})(?: {_ALL_OF_IT})?(?: {_WITH_WHOM})?",
    laid_out(rf"""
        i ~ (?:choose|pick|select|buy|order|purchase) (?:
            {_BOUGHT}|everything|it all|what we (?:need|buy|take|get|use|order)|{_FOR_ALL_OF_US}
        ){_more(3)}
    """),
    "(?:if )?i (?:like it|want it),? i (?:~ )?(?:buy|order|take) it",
    laid_out(rf"""
        if (?:i|they|he|she|the \w+|my \w+){_more(4)}? (?:likes?|wants?|works?|approves?)
        (?: (?:it|that|them))?,? (?:then )?i(?:'ll| will)? (?:~ )?(?:buy|order|take)(?: (?:it|them|one))?
    """),
    laid_out(r"""
        (?:then|after that|afterwards) i (?:~ )?
        (?:decide|make (?:the|that|my) (?:call|decision|choice)|take (?:the|that|my) decision)
        (?: (?:in|at|by|on) (?:\w+ ){0,2}\w+)?
    """),
    # He is the one who does.
    f"i'm ~ {_ONE_OF_MANY} (?:(?:who|that|to) {_DECIDES}|{_DECIDING}){_more(5)}",
    f"i (?:~ )?(?:am|'m) (?:~ )?(?:(?:the|one of the) )?(?:only )?{DECIDER}",
    f"i'm (?:~ )?(?:(?:the|one of the) )?(?:only )?{DECIDER}",
    r"i'm one of (?:the )?(?:\w+ ){1,3}(?:decision ?-?makers|who decide|that decide)",
    laid_out(r"""
        i'm (?:always |usually |normally |now |already )?deciding
        (?! (?:between|whether|if|how|what|who|when|where|which|in|by|next|later|after|on \w+day))
    """),
    laid_out(rf"""
        i'm in charge of (?:the |that |this |our |all )?(?:\w+ )?
        (?:budget|decision|purchasing|purchases|procurement|buying|money){_more(3)}
    """),
    # It is his.
    laid_out(rf"""
        (?:it's|it is|that's|that is|this is) (?:
        ultimately |really |entirely |all |purely |fully |solely |just )?(?:my|our) (?:own )?{_CALL_OR_FIRM}
    """),
    laid_out(rf"""
        (?:the |that )?(?:final |last )?(?:decision|call|say|choice|{BUDGET})(?:'s| is) (?:~ )?
        (?:mine|ours|up to me|with me|my own)
    """),
    "(?:it's|it is|that's|that is) (?:all |entirely |totally |completely |really )?(?:up to me|up to us|mine|on me|down to me|for me to decide)(?: alone)?",
    rf"(?:it's|it is|that's|that is) (?:~ )?me (?:who|that) {_DECIDES}",
    # He has the money, the say, the signature.
    laid_out(rf"""
        i(?:'ve)? (?:~ )?(?:
            own|hold|control|have|manage|run|keep|look after|sit on|got
        ) (?:the|that|this|my own|our|a) (?:\w+ )?(?:{BUDGET}|p&l|p and l)(?: for (?:this|that|it))?
    """),
    f"i(?:'ve)? (?:~ )?(?:have|got|get|keep) {SAY}",
    laid_out(rf"""
        i (?:~ )?(?:sign|approve)(?: (?:off|it|that|this|these|them|those|the {_ORDERS}))+
        (?: (?:on|for|myself|my self) ?\w*)?
    """),
    f"i (?:can|must|have to|will) (?:sign|decide|approve) (?:that|this|it)(?: off)?{_SELF}",
    f"i'm (?:~ )?the (?:one|person|guy) with the (?:{BUDGET}|{SAY})",
    "i can (?:decide|sign)(?: (?:alone|myself|on my own))?(?=[.,!?]|$)",
    # It lies with him.
    "(?:mine|my signature)(?:'s| is) the (?:only|last|final) (?:one|signature|word|vote)",
    laid_out(r"""
        (?:leaves?|left) (?:~ )?(?:all (?:of )?)?(?:
            it|that|this|these things|such things|everything|(?:that|this) (?:kind|sort) of thing\w*|
            the (?:choice|decision|buying|purchasing)
        ) (?:all |entirely |completely )?(?:up )?to me
    """),
    "(?:gave|gives?|given) me (?:~ )?(?:a free hand|free rein|carte blanche)",
    laid_out(rf"""
        (?:lets?|allows?) me (?:to )?(?:decide|choose|pick)(?! (?:which|what|when|where|how) )
        (?: (?:it|that|this|these things|such things|alone|myself))*{_ENDS}
    """),
    r"i (?:~ )?get to (?:sign|decide|choose|pick)(?! (?:up|in|for|out)\b)",
    f"(?:otherwise|beyond that|apart from that|for the rest|the rest),? (?:it's|that's|is) (?:just |only )?me{_ENDS}",
    "i (?:myself )?(?:~ )?(?:place|give) (?:the|all the|our) orders?(?! (?:of|for) (?:the )?parts)",
    laid_out(rf"""
        (?:purchasing|procurement|the buyers?|our buyers?|he|she|they) (?:~ )?(?:orders?|buys?) (?:exactly )?
        (?:what|whatever) i (?:tell|say|put|ask|want|choose|pick|write|need){_more(4)}
    """),
    laid_out(rf"""
        (?:the )?(?:final |last )?{_THE_LAST_WORD} (?:
            is|'s|would be|will be|'ll be|stays|lies|rests
        ) (?:mine|with me|on my desk|up to me)
    """),
    # He needs nobody else.
    f"i(?:'d| would|'ll| will| can| could| may)? (?:~ )?{_DO}(?: {_THINGS})* {_ALONE}",
    "(?:my signature|i) (?:is|am|'m) (?:all|enough)(?: that)?(?: it takes| you need)?",
    rf"i ~ sign for (?:the|our|all|this|that|it|these|everything|anything|whatever)(?! \d){_more(2)}",
    f"i (?:~ )?{_CALL_THE_SHOTS}{_more(2)}",
    f"{_NOBODY} else (?:has to|needs to|must) (?:agree|sign|approve|say yes)",
    f"{_NOBODY} (?:but|except|other than|besides) (?:me|myself|i)",
    f"{_NOBODY} to ask",
    "(?:anyone|anybody) (?:but|except|other than|besides) me",
    f"i (?:~ )?(?:only )?answer to (?:nobody|no one|myself){_more(2)}",
    f"{_NOBODY} (?:is )?above me",
    "(?:nobody|no one|no body) else it's me",
    "that (?:would|'d) be (?:me|my (?:call|decision))",
    # He has a free hand, and it ends with him.
    "i(?:'ve)? (?:~ )?(?:have|got) the (?:cheque ?book|checkbook|authority to (?:buy|decide|sign))",
    "i(?:'ve)? (?:~ )?(?:have |got |have got )?(?:a free hand|carte blanche|free rein)",
    "(?:the )?(?:buck|decision) stops (?:with|here)(?: me)?",
    "what i say goes",
    "(?:this|that) one(?:'s| is) (?:mine|ours)",
    f"(?:it|that|this|(?:this|that) one)(?:'s| is) (?:really )?(?:just|only|all) me{_ENDS}",
    f"(?:so|then|and|yes|therefore|that makes it),? my (?:own )?(?:decision|call|choice){_ENDS}",
    "(?:it |that |this )?(?:comes|goes|is paid) out of my (?:own )?(?:pot|budget|pocket|kitty|cost cent(?:er|re))",
    "it (?:starts and )?ends with me",
    r"i (?:\w+ ){1,18}?without (?:asking|having to ask) (?:anyone|anybody|nobody|a soul|permission|for permission)",
    laid_out(rf"""
        i (?:can|may) (?:~ )?spend (?:it|that|this|the \w+) (?:~ )?
        (?:myself|alone|as i (?:like|want|please)|on my own|freely|without asking(?: \w+)?){_ENDS}
    """),
    # "You have found him."
    r"you(?:'re| are) looking at (?:him|her|the \w+)",
    r"(?:you've|you have) found (?:him|her|the (?:right|one)(?: \w+)?)",
    # What he may do without asking.
    "(?:it's|that's|is) (?:~ )?(?:well )?(?:under|below|within|in) my (?:own )?(?:limit|remit|authority|power|mandate)",
    "i (?:~ )?can (?:~ )?say yes(?! or )",
    "i'm (?:~ )?free to (?:decide|choose|pick|buy|order)(?! (?:which|what|when|where) (?:seat|table|session))",
    laid_out(rf"""
        i (?:don't|do not|won't|wouldn't) (?:~ )?need (?:(?:any|anyone's|anybody's|a|the|my) )?
        (?:(?:further|extra|second|other|more|boss's|board's) )?{YES}{_more(3)}
    """),
    rf"i (?:don't|do not|won't|wouldn't) (?:~ )?need (?:my|the|our) (?:\w+ )?{ROLES} for (?:this|that|it|such)",
    laid_out(r"""
        (?:
            it|that|this|anything|everything|all|all of it|orders|purchases|
            anything (?:with|for|to do with) (?:\w+ )?\w+
        ) (?:~ )?(?:goes?|has to go|have to go|runs?) (?:through|past|via|by) me
    """),
    rf"(?:for|in|on|with) (?:[\w-]+ ){{1,4}}?(?:it's|that's|it'd be) me{_ENDS}",
    "if i(?:'m| am)? say(?:ing)? (?:yes|go|so),? (?:then )?(?:we're|we|it's|it|that's|they|you)",
    f"i (?:can|may) (?:~ )?(?:pick|choose){_ENDS}",
    laid_out(rf"""
        i (?:don't|do not|wouldn't|won't) (?:~ )?
        (?:need|have to ask|need to ask|ask) (?:anyone|anybody|anyone's|anybody's|nobody)(?:'s)?{_more(2)}
    """),
    "i'm the (?:sole )?(?:decider|approver|signatory)",
    "you(?:'re| are) (?:already )?talking to (?:the decision ?-?maker|him|her|the right (?:person|one|man|woman))",
)
I_INFLUENCE = _of_himself(
    # He tells those who decide, and they listen.
    laid_out(rf"""
        i(?:'ll| can| could| may)? (?:only|just) (?:tell|say to) {_HIM}(?: that)? (?:i|it|this|what|which|how)
        (?:'s)?{_more(3, least=1)}
    """),
    f"i'm (?:~ )?(?:recommending|advising|suggesting|proposing){_more(3)}",
    "(?:on|upon|following|based on|after) my (?:recommendation|advice|proposal|suggestion|opinion)",
    laid_out(rf"""
        (?:i|me)(?:'ll|'d| can| could| will)? (?:~ )?tell {_HIM} (?:~ )?(?:what|which)(?: \w+)? i
        (?:'d)? (?:~ )?(?:think|would|find|want|prefer|like|take|recommend){_more(4)}
    """),
    laid_out(rf"""
        (?:he|she|they|{_OUR_BOSS})(?:'ll)? (?:~ )?{_FOLLOWS} (?:what|whatever) i (?:~ )?
        (?:choose|say|tell|recommend|propose|pick|suggest|put){_more(3)}
    """),
    f"{_OUR_BOSS} (?:~ )?asks? me (?:what|which|for){_more(4, least=1)}",
    # He gives his view.
    "i(?:'ll| can| could| may| get to)? (?:~ )?(?:say|give|tell)(?: them| him| her)? my (?:opinion|view|views|input|two cents)",
    "i(?:'ll| will)? (?:~ )?(?:do|score|cover|handle|judge|rate|check) the technical (?:half|part|side|evaluation|score|points)",
    "i can (?:~ )?influence (?:it|that|this)",
    f"i'm (?:~ )?one (?:vote|voice){_more(4)}",
    "i'm (?:~ )?asked (?:for my (?:view|opinion|advice|take)|what i think)",
    "(?:with me|i (?:~ )?whisper|i'm) in (?:his|her|their) ear",
    # He recommends, and prepares what others decide on.
    f"i{_MAY_ONLY}* ~ {_RECOMMEND}(?! {_SOUP}){_more(6)}?(?={_GOES_ON}| then| the | our | my | to)",
    f"i(?:'ll|'d|'m| will| would| can| could| have to| must)? (?:~ )?{_PREPARE}(?:ing)? {_PAPERS}",
    laid_out(rf"""
        i(?:'ll| will| can| could| would)? (?:~ )?
        (?:give|make|write|draft|prepare|submit|provide) (?:them |him |her |the \w+ |the |my |a |an )*
        {_ADVICE}
    """),
    f"i (?:~ )?say what(?:'s| is) (?:good|what|garbage|useful){_more(4)}",
    r"(?:they|he|she) (?:~ )?asks? me(?: what \w+ \w+)?",
    "(?:i'm|i am) (?:~ )?giving (?:my|them|him|her) (?:inputs?|opinion|advice|views?|feedback)",
    # He does the groundwork.
    "i (?:~ )?put (?:the|a|my) (?:case|paper|proposal|list|comparison) together",
    "i (?:~ )?(?:do|did) the (?:legwork|homework|pre-?work|preparation|scouting|groundwork(?! (?:for|on|at)))",
    f"my (?:job|part|role|task)(?:'s| (?:in (?:it|that|this) )?is) (?:~ )?to {_LOOK_FOR_ONE}{_more(4)}",
    laid_out(rf"""
        i (?:~ )?(?:test|try) (?:things|it|them|tools|the \w+|systems|vendors)(?: out)? and (?:~ )?
        (?:report|recommend|tell){_more(4)}
    """),
    "i (?:~ )?(?:get|am|'m) asked for my (?:view|opinion|advice|take)",
    "i(?:'ll|'d| can| could| will| would)? (?:~ )?put (?:your name|you|it|this|that) forward",
    "my (?:part|role|job)(?:'s| is) (?:only |just )?(?:the )?(?:technical )?(?:evaluation|recommendation|assessment|advice|testing|pre-?selection)",
    "we (?:~ )?(?:do|make|prepare|put together|draw up|write|give) (?:the|a) (?:short ?-?list|pre-?selection|recommendation)",
    # He was sent.
    laid_out(rf"""
        (?:{_OUR_BOSS}|he|she|they) (?:~ )?(?:(?:has|have|had) )?(?:asked|told|sent|sends|wants|wanted) me
        (?:(?:here|over|along|today) )?to (?:have a |take a )?
        (?:look|check|see what|find|collect|gather|scout|compare|bring){_more(5)}
    """),
    # He is one of several.
    r"i(?:'m)? (?:~ )?(?:sit|sitting) on the (?:\w+ ){0,3}(?:committee|panel|board|team|jury|group)",
    r"i'm (?:~ )?(?:the|a|one) (?:\w+ )?voice(?: (?:on|in|among) (?:the )?\w+)?",
    laid_out(r"""
        i'm (?:~ )?(?:on|part of|a member of|sitting on|in|with) the (?:\w+ ){0,3}
        (?:committee|evaluation|selection|buying|project|steering) ?(?:team|group|committee|panel)?
    """),
    laid_out(rf"""
        i'm (?:~ )?(?:one of the|an?|the) (?:\w+ )?
        (?:advis[oe]rs?|evaluator|influencer|technical (?:evaluator|advis[oe]r)){_more(3)}
    """),
    "i'm (?:~ )?on the technical side",
    # He runs the selection, and his word has weight.
    laid_out(rf"""
        i {_RUN} (?:the|all the|our|a|a first|the first) (?:\w+ )?{_COMPARISON}
        (?:{_more(3)}?(?={_GOES_ON})|(?= with | for | together| here))
    """),
    "i(?:'ve)? (?:~ )?(?:have|get|got|do have) (?:a |some |my |quite (?:a|some) |a lot of |quite a lot of |(?:a |quite a )?(?:fair |good )?bit of |a fair amount of )?(?:say|input|influence|voice|vote|word|clout|pull|weight)(?: in (?:it|that|this))?",
    laid_out(rf"""
        my (?:opinion|word|recommendation|vote|voice|advice) (?:~ )?(?:counts|matters|carries|has weight|goes)
        {_more(4)}
    """),
    laid_out(r"""
        they (?:usually |normally |always |mostly |tend to |'ll |will )?
        (?:
            listen to (?:me|what i \w+(?: \w+){0,3})|follow my (?:advice|recommendation|suggestion)|ask me|
            trust my (?:judg\w+|opinion)
        )
    """),
    laid_out(rf"""
        i(?:'m|'m only|'m just)? (?:~ )?
        (?:involved in|contribut\w+ to|help(?:ing)?|support(?:ing)?) (?:with )?(?:the )?
        (?:decision|selection|choice|choose|evaluation|decide|select){_more(3)}?(?={_GOES_ON})
    """),
    # He is the one who recommends.
    laid_out(rf"""
        i'm (?:~ )?(?:the one|the guy|the person|the woman) (?:who|that) {_RECOMMENDS}{_more(3)}?
        (?={_GOES_ON}| the | our | my )
    """),
    laid_out(r"""
        i (?:~ )?(?:put|would put|'d put|'ll put|can put) (?:
            it|that|this|you|them|vendors|things|two or three(?: \w+)?
        ) on (?:the|my|our|a) (?:short ?-?list|list)
    """),
    f"i (?:~ )?(?:have|get) to (?:recommend|suggest|propose){_more(3)}",
    laid_out(rf"""
        i'm (?:~ )?(?:
            here to (?:evaluate|collect|gather|scout)|
            collecting (?:offers|quotes|information|material)|
            gathering|screening|preparing
        ){_more(4)}
    """),
)
NONE = _of_himself(
    r"i'm (?:only|just) (?:a|an|the) (?:\w+ )?(?:student|trainee|intern|apprentice|temp|helper)",
    laid_out(r"""
        i (?:~ )?(?:don't|do not|haven't|have not)(?: have| got)? (?:anything|much|a lot) to (?:decide|say)
        (?: (?:there|here|about|in|on)(?: \w+)?)?
    """),
    laid_out(rf"""
        i(?:'ve)? (?:~ )?(?:have |had |got |get )?(?:absolutely |really )?(?:no|zero) (?:real )?{_INFLUENCE}
        (?: (?:in|on|over) \w+)?(?: at all)?
    """),
    laid_out(rf"""
        i (?:~ )?(?:don't|do not|can't|cannot|couldn't) (?:~ )?(?:get to )?
        (?:decide|buy|choose|sign|approve|order)(?: on)? {_ANYTHING}(?! without)
    """),
    f"i (?:~ )?(?:don't|do not) (?:~ )?(?:get to )?(?:decide on|choose|pick|select) {_BOUGHT}",
    f"i'm (?:~ )?not (?:~ )?(?:(?:a|the|any) )?(?:kind of )?{DECIDER}",
    laid_out(r"""
        i (?:~ )?(?:don't|do not) (?:~ )?
        (?:have|get) (?:a|any|much|the) (?:say|vote|voice|influence|authority|input|power)
        (?: (?:in|on|over) \w+)?
    """),
    f"i'm (?:~ )?not (?:~ )?(?:involved|part of|responsible)(?: (?:in|of|for|with){_more(4, least=1)})?",
    laid_out(rf"""
        i(?:'ve)? (?:~ )?(?:have |had |got )?
        nothing to (?:do with (?:\w+ ){{0,2}}{_PURCHASES}|say (?:in|about|on) (?:it|that|this|there))
    """),
    f"{_NOBODY} (?:asks|listens to) me",
    laid_out(rf"""
        (?:it's|that's|it is|that is|is)? ?(?:not|isn't|is not|n't) (?:~ )?
        my (?:area|department|place|decision|call|choice|job){_more(3)}
    """),
    "(?:above|beyond|over) my pay ?-?(?:grade|scale)",
    laid_out(r"""
        (?:isn't|is not|not|nothing) (?:something |anything |a thing )?(?:that )?
        (?:i have|i've|i've got|i get) (?:any|a|much) (?:influence|say|power|voice|authority)
        (?: (?:on|in|over))?(?: \w+)?
    """),
    "not in my hands",
    "my hands are tied",
    "not for me to (?:choose|decide|say)",
    f"i'm (?:~ )?not (?:really )?the right (?:person|one|man|woman|guy)(?: for (?:this|that|it|such things))?{_ENDS}",
    "way above me",
    f"i (?:don't|do not) (?:~ )?(?:buy|decide|sign){_ENDS}",
    "i just work (?:here|there)",
    "don't (?:look at|ask) me",
)
