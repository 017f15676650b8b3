"""The words of buying: who may be meant, what is decided, and how people say that somebody decides or agrees.

Each entry is a piece of a pattern for `reading.phrase`, in which a blank is a gap and ` ~ ` a gap with adverbs.
"""

from agent.insight.signals.language.patterns import laid_out


def one_of(*entries: str) -> str:
    """Return a group that matches any of the entries."""
    return "(?:" + "|".join(entries) + ")"


MATTER_NOUNS = one_of(
    r"purchas\w+",
    r"orders?",
    r"contracts?",
    r"vendors?",
    r"suppliers?",
    r"providers?",
    r"tools?",
    r"software",
    r"systems?",
    r"solutions?",
    r"budgets?",
    r"money",
    r"deals?",
    r"investments?",
    r"offers?",
    r"quotes?",
    r"machines?",
    r"machinery",
    r"equipment",
    r"spend\w*",
    r"expenditures?",
    r"licen[cs]es?",
    r"brands?",
    r"products?",
    r"technolog\w+",
    r"tenders?",
    r"projects?",
    r"things?",
    r"stuff",
    r"decisions?",
    r"kit",
    r"gear",
    r"devices?",
    r"platforms?",
    r"manufacturers?",
    r"cheques?",
    r"checks?",
    r"winner",
    r"buying",
    r"bids?",
    r"proposals?",
    r"sums?",
    r"amounts?",
    r"money matters",
    r"agreements?",
    r"subscriptions?",
    r"vehicles?",
)
MATTER = (
    r"(?:"
    r"\s*(?:[.,;!?]|$|-)"
    r"|'s\b"  # "they vote on it it's in July": said twice, the word counts once
    r"| (?:and|but|so|or|unless|because|though|in the end|in (?:the )?(?:\w+ )?(?:weeks?|months?|january|february|march|april|may|june|july|august|september|october|november|december|autumn|spring|summer|winter)|next (?:week|month|year)|[a-z]+ly|together|alone|first|too|as well|here|there|himself|herself|themselves|ourselves|again|always|either|of course|anyway|before|after|then|above|over|beyond|past|if|once|with|at|he|she|they|we|i|no|not|yes|for real|yeah|yep|though|anyhow|otherwise|personally|jointly|next|while|since|later|still|yet|now|this)\b"
    r"| (?:(?:on|off|for|to|about|off on|over|with|in|of|from|when it comes to) )?(?:it|that|this|these|those|them|us|you|everything|every thing|anything|all of (?:it|that|this)|something like (?:this|that)|what (?:we|gets|is|you)|which \w+|who (?:we|gets|it)|whether we|such (?:things|purchases)|(?:one|two|three)(?: or (?:two|three|four))?(?! or| of us)|the (?:cheap|best|good|right|winning)\w*(?: one)?|whoever\w*|whichever|for (?:all|every|everyone|everybody|each|the whole)|things like (?:that|this)|money|one of you)\b"
    rf"| (?:(?:on|off|for|to|about|off on|over|in|of) )?(?:(?:the|a|an|any|every|all|our|such|each|these|those|new|bigger|big|large|larger|most|final|next|whole|such a) )*(?:[\w-]+ ){{0,2}}?{MATTER_NOUNS}\b"
    r")"
)
"""What may follow "decides" or "signs" where it is the purchase that is decided: nothing, it, or something bought."""
BUDGET = one_of(
    r"budgets?",
    r"purse(?: strings?)?",
    r"money",
    r"funds",
    r"cheque ?-?books?",
    r"check ?-?books?",
    r"wallet",
    r"cash",
    r"kitty",
    r"coffers",
    r"till",
    r"credit card",
)
HOLDS = one_of(
    r"holds?",
    r"holding",
    r"owns?",
    r"controls?",
    r"controlling",
    r"has",
    r"have",
    r"keeps?",
    r"manages?",
    r"managing",
    r"releases?",
    r"sits? on",
    r"(?:is |'s )?sitting on",
    r"looks? after",
    r"minds?",
    r"guards?",
    r"watch(?:es)? over",
    r"has got",
    r"'s got",
    r"still has",
    r"administers?",
)
_LAST = r"(?:final|last|ultimate|casting|deciding|only|main|biggest|decisive)"
SAY = one_of(
    rf"(?:the |that )(?:very )?(?:{_LAST} )?(?:say|word|decision|call|vote|choice)",
    rf"a {_LAST} (?:vote|word|say)",
    rf"{_LAST} (?:say|word|call|decision)",
)
CALLS = one_of(
    r"(?:is|are) (?:the one |only )?deciding",
    r"calls? the shots",
    r"finali[sz]es?",
    r"will finali[sz]e",
    r"has to finali[sz]e",
    r"closes the book",
    r"(?:rules?|will rule|has to rule) on (?:it|that|this)",
    r"takes? it or leaves? it",
    r"(?:says|gives) thumbs up or (?:thumbs )?down",
    r"wears? the (?:hat|trousers|pants)",
    r"runs? the (?:show|place)",
    r"rules? the roost",
    r"pulls? the (?:trigger|strings)",
    r"press(?:es)? the button",
    r"gives? the (?:green light|go-?ahead|go|final (?:ok|okay|nod))",
    r"greenlights?",
    r"writes? the che(?:que|ck)s?",
    r"puts? (?:his|her|their|its|the|an?) (?:names?|signatures?|stamps?) (?:on|under|to) it",
    r"says? (?:(?:yes|yea|aye) or (?:no|nay|sits on it)|go(?: or no go)?|what we buy|which one|what goes)",
    r"do(?:es)? (?:all )?the (?:choosing|deciding|buying(?! side)|ordering)",
    r"makes? (?:up (?:his|her|their|its) minds?|(?:his|her|their|its) minds? up)",
    r"ha(?:s|ve) the authority",
    laid_out(r"""
        (?:handles?|does|runs?|looks? after|manages?|takes? care of) (?:~ )?(?:all )?(?:(?:the|our) )?
        (?:purchas\w+|buying|procurement|ordering)(?! (?:order|price|side))
    """),
    r"tells? (?:us|me) (?:which|what)(?: \w+){0,3} (?:to|we) (?:use|buy|order|take|have to use)",
    laid_out(r"""
        (?:(?:will|would|'ll|can) )?(?:be )?(?:makes?|made|making|takes?|taking|reach(?:es)?) (?:
        (?:the|that|this|these|those|all|all the|such|every|our|any|a|purchasing|buying|final|last|big) ){0,3}
        (?:\w+ )?(?:call|calls|decisions?|choice|choices|pick)
    """),
)
"""What somebody does who decides, in words that leave no doubt that it is the purchase."""
DECIDER = laid_out(r"""
    (?:
        decision ?-?(?:makers?|takers?|owners?)|
        decid(?:er|ing (?:person|authority|body|instance))|
        final (?:authority|instance)|budget (?:owner|holder)
    )
""")
"""What one is called who decides."""
THE_ONE = laid_out(r"""
    (?:the|one of the|your) (?:
        one|ones|type|sort|kind|person|people|man|woman|lady|guy|girl|body|boss|party
    ) (?:(?:who|that)(?:'d|'ll| would| will| has to| needs to)?(?: be)? )?
    (?:
        decid\w+|choos\w+|signs?|signing|approv\w+|pay\w*|buy\w*|pick\w*|select\w*|hold\w*|mak\w+ the|
        to (?:convince|ask|persuade|win over|talk to|speak to|decide|sign)|
        (?:you|u) (?:have|need|want|'d have|must|should|'ll have|ought)(?: to)? (?:be )?
        (?:convinc\w+|ask\w*|persuad\w+|win over|talk\w* to|speak\w* to)|
        in charge|responsible|has the|whose
    )
""")
YES = one_of(
    r"yes",
    r"ok",
    r"okay",
    r"okey",
    r"approval",
    r"sign-?off",
    r"consent",
    r"signature",
    r"green light",
    r"go-?ahead",
    r"permission",
    r"permit",
    r"blessing",
    r"buy-?in",
    r"nod",
    r"stamp",
    r"say-?so",
    r"agreement",
    r"thumbs up",
    r"authori[sz]ation",
    r"clearance",
    r"backing",
    r"all-?clear",
    r"seal",
    r"vote",
    r"initials",
    r"autograph",
    r"placet",
)
_IT = r"(?: (?:it|that|this|them|to it|to that|to this))?"
AGREE = one_of(
    rf"stamp{_IT}",
    rf"sanction{_IT}",
    r"approved?",
    r"agree",
    r"consent",
    r"counter-?sign",
    r"co-?sign",
    r"sign-?off",
    rf"sign{_IT}(?: off)?(?: on)?",
    r"initial it",
    rf"ok{_IT}",
    rf"okay{_IT}",
    r"okayed",
    rf"nod{_IT}(?: through)?",
    rf"bless{_IT}",
    rf"rubber ?-?stamp{_IT}",
    rf"authori[sz]e{_IT}",
    rf"release{_IT}",
    rf"confirm{_IT}",
    rf"clear{_IT}",
    rf"ratify{_IT}",
    rf"endorse{_IT}",
    rf"green-?light{_IT}",
    rf"wave{_IT} through",
    r"let (?:it|that|this) (?:through|pass)",
    rf"pass{_IT}",
    r"vote(?: on it| for it| about it)?",
    r"say (?:yes|ok|okay|go|so|amen)",
    r"go along(?: with it)?",
    r"concur",
    rf"validate{_IT}",
    rf"permit{_IT}",
    r"(?:put|run|take) (?:it|that|this) (?:to|through|past|before)(?: (?:the|our|their|his|her) (?:\w+ ){0,2}?\w+)?",
    r"play along",
    r"come along",
    r"cooperate",
    r"buy in(?:to it)?",
    r"support it",
    r"support",
    r"back it",
    rf"accept{_IT}",
    rf"like{_IT}",
    r"be (?:okay|ok|fine|happy|comfortable) with (?:it|that|this|the \w+)",
    r"look (?:it|that|this) over",
    r"(?:have|take|get) a (?:\w+ )?look(?: at it)?",
    r"look at it",
    r"look into it",
    r"review it",
    r"review",
    r"check it",
    r"vet it",
    r"see it(?: first)?",
    rf"give (?:\w+ )?(?:(?:the|a|an|their|his|her|its|us|me|it) )*{YES}",
    laid_out(r"""
        (?:give|release|find|put up|provide) (?:us |me )?(?:the |more |extra |some |that )*
        (?:money|funds?|funding|budget)
    """),
    r"put (?:his|her|its|their) (?:names?|signature|stamp|initials?|seal)(?: (?:under|on|to|below))?",
    laid_out(r"""
        be (?:
            convinced|on board|asked|involved|heard|consulted|informed|in the loop|for it|in favou?r|in|
            okay with it|ok with it|ok with that|fine with it|fine with that|happy with (?:it|that|this)|
            happy|comfortable with it|won over|persuaded|brought in|part of it
        )
    """),
    r"weigh in",
    r"chip in",
    r"have (?:his|her|their|its|a|some) (?:say|word|vote|view)",
    r"raise (?:his|her|their) hands?",
)
MODAL = laid_out(r"""
    (?:
        (?:still |also |first |then |always |really |only |probably |just )*
        (?:
            has|have|'s gotta|'ve gotta|'re gotta|'s got|'ve got|has got|have got|needs?|must|would have|
            would need|will have|will need|would want|will want|'ll want|'ll have|'d have|'d want|'ll need|
            is going to have|is going to want|are going to have|is supposed|are supposed|gotta|got|ought|
            wants?|likes?|would like|insists? on
        )(?:(?: (?:also|still|first|then|always))* (?:to|on))? (?:
        both |all |still |also |first |then |always |just |actually )*
    )
""")
AGREES = one_of(
    r"(?:gets? to |can |may |could )?veto(?:es)?",
    r"won't (?:even )?(?:look at|touch|sign|have) it(?: otherwise)?",
    r"signs? off",
    r"signs? it off",
    r"approves?",
    r"counter-?signs?",
    r"co-?signs?",
    r"rubber ?-?stamps?",
    r"okays",
    r"okay it",
    r"ratif(?:y|ies)",
    r"validates?",
    r"(?:wants?|will want|'ll want|'d want|would want|gets?) (?:his|her|their) say",
    r"(?:is|are) the approving (?:authority|person)",
    r"endorses?",
    r"blesses",
    r"waves? (?:it|that|this|everything) through",
    laid_out(rf"""
        (?:has|have|holds?|got|gets?|wants?|will want|would want|'ll want) (?:also |still )?
        (?:(?:a|the|some|his|her|their) )?(?:right (?:of|to) )?(?:a )?(?:(?:big|small|strong|certain) )?
        (?:veto|{YES})
    """),
    rf"gives? (?:(?:the|its|his|her|their|a|us|me|it) )*{YES}",
    laid_out(r"""
        (?:can|could|may|might|would) (?:still |always |also )?(?:veto|block|stop|kill|torpedo|overrule)
        (?: (?:it|that|this))?
    """),
)
IF_AGREED = one_of(
    r"(?:isn't|aren't|is not|are not) (?:happy|convinced|on board|okay with it|for it)",
    laid_out(r"""
        (?:doesn't|don't|does not|won't) (?:
            agree|like it|sign(?: it)?|want it|approve|play along|nod|go along|have it
        )
    """),
    r"says? no",
    r"objects?",
    r"turns? it down",
    r"(?:is|are|'s|'re) (?:dead )?against (?:it|that|this|you)",
    rf"agrees?{_IT}",
    rf"has agreed{_IT}",
    rf"approves?{_IT}",
    r"has approved(?: it)?",
    r"says? (?:yes|ok|okay|so|go)",
    r"(?:has|have) said (?:yes|ok|okay|so)",
    rf"oka(?:y|ys|yed){_IT}",
    r"nods?(?: (?:it|that|this))?(?: through)?",
    rf"signs?{_IT}(?: off)?(?: on it)?",
    r"has signed(?: off)?(?: on it)?",
    rf"(?:consents?|consented){_IT}",
    r"(?:goes|plays|comes|go|play|come) along",
    rf"(?:gives?|has given|have given) (?:(?:the|its|his|her|their|a|us|me|it) )*{YES}",
    laid_out(r"""
        (?:is|are|'s) (?:
            convinced|on board|happy|happy with it|okay with it|ok with it|fine with it|for it|in favou?r|in
        )
    """),
    r"lets? (?:us|me)",
    r"likes? it",
    r"wants? it",
    r"waves? it through",
    r"backs? it",
    r"supports? it",
)
