"""How a rep asks who decides: for a name, for a yes, for the visitor's own part; what asks for none of it."""

import re
from functools import partial

from agent.insight.signals.authority.own_phrases import I_DECIDE, I_INFLUENCE
from agent.insight.signals.authority.phrases import SOMETHING_ELSE
from agent.insight.signals.authority.words import MATTER_NOUNS, one_of
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading

_WHO = r"(?:who|whom|whose|whos|who'd|whod|anyone|anybody|any body|someone|somebody|else)"
_SAYS = one_of(
    # decides
    r"decid\w*",
    "decisions?",
    "signs?",
    "sign-?off",
    "votes?",
    r"choos\w*",
    r"pick\w*",
    "shots",
    "charge",
    "responsible",
    r"call(?! you)",
    "authority",
    "trigger",
    "say",
    "word",
    "last",
    "final",
    # agrees, or does not
    r"approv\w*",
    "agree",
    "loop",
    "involved",
    "ok",
    "okay",
    "nod",
    "bless",
    "consent",
    "convinced?",
    "persuade",
    "green light",
    "veto",
    "yes",
    "board",
    "go-?ahead",
    "permission",
    "win over",
    "happy",
    "side",
    r"releases?",
    r"(?:do|must|would|will) (?:you|we) (?:have to |need to )?ask",
    "stop (?:it|this|that)",
    "block(?: it| this| that)?",
    "in the way",
    "run (?:it|that|this) (?:past|by)",
    "clear (?:it|that|this)",
    # has the money
    "pays?",
    "buys?",
    "owns?",
    "orders?",
    "purse",
    "budget",
    "money",
    "che(?:que|ck) ?book",
    "boss here",
    "room",
    "table",
    "pen",
)
_ANYBODY = "(?:some|any)(?:body|one)"
ASKS_WHO = compiled(rf"""
    \b{_WHO}\b[^?]{{0,60}}?\b{_SAYS}\b|
    \bwhose\b(?! (?:idea|fault|turn|problem|car|stand|booth)\b)|
    \bwho\b[^?]{{0,20}}\bfinali[sz]\w+|\bwho'?s the boss of\b|
    \b(?:ask|check with|talk to|convince|consult) {_ANYBODY}\b|
    \b(?:run|clear|put|take) (?:it|that|this) (?:past|by|to|with|before) {_ANYBODY}\b|
    \bneed (?:an?|some|any|the)?\s*(?:\w+ )?(?:signature|approval|permission|sign-?off)\b|
    \b(?:green light|go-?ahead|approval|signature|okay|money|decision)s? (?:comes?|is) from\b|
    \bthe (?:buyer|decision ?-?maker|budget holder)\b|
    \b(?:is|are|who's|be|you) (?:\w+ ){{0,2}}?the one\b(?= (?:who|that|to|deciding|i)\b|\W*$)|
    ^\W*(?:and |so |but )?(?:the )?(?:final )?(?:decision|signature|approval|go-?ahead|decision maker)\W*$|
    \bhow many (?:people|persons|signatures)\b[^?]*\b(?:{_SAYS}|needed?|takes?)\b|
    \b(?:decides?|chooses?|signs?|picks?|buys?|(?:your|his|her|their|whose|'s) (?:decision|call|choice))
    \b[^?]*\bor\b|
    \bor\b[^?]*\b(?:decides?|chooses?|signs?|picks?)\b|
    \b(?:team|group|people|persons?|circle|round) (?:that|who) (?:decid|sign|approv|choos|pick)\w*|
    \bthe say\b|\bin on (?:it|that|the decision)\b|\bdecides,? you said\b|\bdecide for\b
""")
"""A question that a bare name answers."""
_DO = r"(?:buy|order|decide|sign|choose|approve|go ahead|green-?light|authori[sz]e)"
_AND_NOTHING_ELSE = r"(?=\W*$|[.,;?!]|\s+(?:then|too|as well)\b)"
_HE_MAY = compiled(rf"""
    \b(?:i|i'm)\s+(?:\w+\s+)?(?:just|simply|freely)\s+{_DO}\b|
    \bi(?:'d)?\s+(?:could\s+|can\s+|would\s+|may\s+)?(?:be\s+)?{_DO}(?:ing)?
    (?:\s+(?:it|this|that|one|off|a\s+(?:pilot|trial|test)|with\s+(?:it|this|that)))*
    (?:\s+(?:alone|myself|on\s+my\s+own|freely)\b|{_AND_NOTHING_ELSE})|
    \b(?:goes?|go)\s+through\s+me\b|\b(?:mine|me)\s+to\s+decide\b|\bup\s+to\s+me\b|
    \bwithin\s+my\s+(?:limit|budget|authority)\b|\bmy\s+(?:choice|decision|call)\b|
    \bi\s+(?:choose|pick|select)\s+(?:the|that|such|new)\b|
    \bi\s+have\s+(?:(?:the|any|full)\s+)?(?:signing\s+|buying\s+)?(?:authority|power|mandate)\b|
    \b(?:is\s+it|it's|be|is\s+that|that's)\s+i\s+(?:(?:who|that)\s+)?{_DO}\w*\b|
    \b(?:decision|choice|call|say|word|budget)\s+(?:\w+\s+)?
    (?:with|mine|lies?\s+with|sits?\s+with|rests?\s+with|is\s+with)\s+me\b|
    \b(?:decision|choice|call|go-?ahead|budget)(?:\s+\w+)?(?:,?\s+is\s+(?:it|that))?\s+mine\b|
    \bin\s+a\s+position\s+to\s+(?:decide|make|take|sign|buy)\b
""")
"""What the rep asks him, as he would say it, whose yes says that he decides: "i could go ahead", "up to me"."""
_HIS_JOB = r"(?:in charge of|responsible for|the boss of|involved in|do you decide about)"
ASKS_HIS_JOB = compiled(rf"""
    \bwhat\b[^?.]{{0,30}}\b(?:you|your)\b[^?.]{{0,30}}\b{_HIS_JOB}|
    \bwhat's your (?:role|job|part)\b(?! (?:in|on) (?:it|this|that|the (?:decision|choice|purchase|selection)))|\bwho (?:are you(?! (?:with|looking|talking|using|seeing))|am i (?:talking|speaking) (?:to|with)|do i have the pleasure)\b|\bwho(?:'s| is) your (?:boss|chief|manager)\b
""")
"""A question about the visitor's work, which names nobody who decides."""
ASKS_HIS_SAY = compiled(r"""
    \b(?:you|i)\s+(?:have\s+(?:a|any|much)\s+)(?:say|influence|voice|vote|input)\b|
    \b(?:your|my)\s+(?:say|influence|voice|vote|input)\b|
    \b(?:your|my)\s+(?:part|role)\s+(?:in|on)\s+(?:it|this|that|the\s+(?:decision|choice|purchase|selection))\b|
    \b(?:you|i)\s+(?:(?:can|could|be able to)\s+)*influence\b
""")
"""A question that "none" answers."""
_TURNED_ROUND: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{said}"), turned)
    for said, turned in (
        (r"i\b", "u"),
        (r"(?:we|me|us)\b", "u"),
        (r"(?:my|our)\b", "ur"),
        (r"is (?:it|that|this)(?= your\b)", "that is"),
        (r"(?:are you|you are|you're|you be)\b", "i'm"),
        (r"have you(?= got\b)", "i've"),
        (r"(?:do|can|could|would|will|did) you\b", "i"),
        (r"(?:you've)\b", "i've"),
        (r"(?:you'd)\b", "i'd"),
        (
            laid_out(r"""
                (?<=with )you\b|(?<=\bto )you\b|(?<=by )you\b|(?<=\bon )you\b|(?<=of )you\b|(?<=\bask )you\b|
                (?<=past )you\b|(?<=through )you\b|(?<=let )you\b
            """),
            "me",
        ),
        (r"yourself\b", "myself"),
        (r"yours\b", "mine"),
        (r"your\b", "my"),
        (r"you\b", "i"),
    )
)
"""What the rep says of the visitor, and what the visitor would say; none is longer, so that letters keep their places."""
_HAS_MONEY = re.compile(
    r"i(?:'ve)?\s+(?:have|got|have\s+got)\s+(?:an?|the|any)\s+(?:\w+\s+)?(?:budget|money|funds)\b"
)
"""Asks whether there is any, not whose it is."""
_RIGHT_PERSON = re.compile(
    r"\bi'm\s+(?:\w+\s+)?(?:the|a)\s+right\s+(?:person|man|woman|one|guy|lady)\b(?P<rest>[^?.!]*)"
)
_FOR_BUYING = compiled(rf"""
    \W*(?:
        (?:to (?:talk|speak) to|for|about|on|with|when it comes to|here|then|it|this|that|the|a|any|such|new)
        \W+
    )*(?:$|(?:buying|purchas\w+|procurement|decision\w*|price|{MATTER_NOUNS})\b)
""")


def _in_place(turned: str, said: re.Match[str]) -> str:
    return turned.ljust(len(said.group()))


def turned_round(rep: Reading) -> Reading:
    """Return a rep's turn as the visitor would say it, letter by letter: "your boss" is "my boss"."""
    plain = rep.plain
    for said, turned in _TURNED_ROUND:
        plain = said.sub(partial(_in_place, turned), plain)
    return Reading(rep.number, "visitor", rep.text, plain)


def of_him(turned: Reading) -> tuple[str, bool] | None:
    """Return what a rep asks or supposes of the visitor, and whether it denies something: "you needn't ask anybody?".

    Args:
        turned: What he says, turned round.

    Returns:
        The role that a yes gives the visitor; None where the last sentence is about anything else.
    """
    if not turned.sentences:
        return None
    start, end = turned.sentences[-1].start, turned.sentences[-1].end
    right = _RIGHT_PERSON.search(turned.plain, start, end)
    if right is not None:
        return ("decision_maker", False) if _FOR_BUYING.match(right["rest"]) else None
    decides = I_DECIDE.search(turned.plain, start, end)
    if decides is not None and _HAS_MONEY.match(decides.group()):
        return None
    if decides is not None and not SOMETHING_ELSE.match(turned.plain, decides.end()):
        return "decision_maker", re.search(r"n't\b|\bno(?:body| one)?\b", decides.group()) is not None
    if _HE_MAY.search(turned.plain, start, end):
        return "decision_maker", False
    if I_INFLUENCE.search(turned.plain, start, end) or ASKS_HIS_SAY.search(turned.plain, start, end):
        return "influencer", False
    return None
