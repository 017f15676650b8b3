"""How a rep asks who decides: for a name, for a yes, for the visitor's own part; what asks for none of it."""

import re

from agent.insight.signals.authority_words import one_of

_WHO = r"(?:who|whose|whos|who'd|whod|anyone|anybody|any body|someone|somebody|else)"
_SAYS = one_of(
    # decides
    r"decid\w*", "decisions?", "signs?", "sign-?off", "votes?", r"choos\w*", r"pick\w*", "shots", "charge", "responsible", r"call(?! you)", "authority", "trigger", "say", "word", "last", "final",
    # agrees, or does not
    r"approv\w*", "agree", "loop", "involved", "ok", "okay", "nod", "bless", "consent", "convinced?", "persuade", "green light", "veto", "yes", "board", "go-?ahead", "permission", "win over", "happy", "side", "stop (?:it|this|that)", "block(?: it| this| that)?", "in the way", "run (?:it|that|this) (?:past|by)", "clear (?:it|that|this)",
    # has the money
    "pays?", "buys?", "owns?", "orders?", "purse", "budget", "money", "che(?:que|ck) ?book", "boss here",
)  # fmt: skip
_ANYBODY = "(?:some|any)(?:body|one)"
ASKS_WHO = re.compile(
    rf"\b{_WHO}\b[^?]{{0,60}}?\b{_SAYS}\b|\bwhose\b|\bwho\b[^?]{{0,20}}\bfinali[sz]\w+|\bwho'?s the boss of\b"
    rf"|\b(?:ask|check with|talk to|convince|consult) {_ANYBODY}\b|\b(?:run|clear|put|take) (?:it|that|this) (?:past|by|to|with|before) {_ANYBODY}\b"
    r"|\bneed (?:an?|some|any|the)?\s*(?:\w+ )?(?:signature|approval|permission|sign-?off)\b"
    r"|\b(?:green light|go-?ahead|approval|signature|okay|money|decision)s? (?:comes?|is) from\b"
    r"|\bthe (?:buyer|decision ?-?maker|budget holder)\b|\b(?:is|are|who's|be|you) (?:\w+ ){0,2}?the one\b(?= (?:who|that|to|deciding|i)\b|\W*$)"
    r"|^\W*(?:and |so |but )?(?:the )?(?:final )?(?:decision|signature|approval|go-?ahead|decision maker)\W*$"
    r"|\bthe say\b|\bin on (?:it|that|the decision)\b|\bdecides,? you said\b|\bdecide for\b"
)
"""A question that a bare name answers."""
_FREELY = r"(?:just|simply|freely)"
_DO = r"(?:buy|order|decide|sign|choose|approve|go ahead)"
ASKS_HIM = re.compile(
    rf"\byou (?:can|could|may|would) {_FREELY} {_DO}\b|\b(?:can|could|may|would) you {_FREELY} {_DO}\b"
    rf"|\byou (?:can|could|may|would )?\s*(?:be )?{_DO}(?:ing)?(?: (?:it|this|that))? (?:alone|yourself|on your own|freely)\b|\byou(?:'re| are)? the (?:one|person|man|woman) (?:who|that) (?:\w+ )?(?:decides?|signs?|chooses?|buys?|approves?)\b|\b(?:is|it's|that's) (?:it |that )?your (?:choice|decision|call)\b|\bgo(?:es)? through you\b|\b(?:yours|you) to decide\b|\bwithin your (?:limit|budget|authority)\b|\bup to you\b|\bdo you (?:choose|pick|select) (?:the|that|such|which|new)\b"
)
"""A question whose yes says that the visitor decides."""
_HIS_JOB = r"(?:in charge of|responsible for|the boss of|involved in|do you decide about)"
ASKS_HIS_JOB = re.compile(
    rf"\bwhat\b[^?.]{{0,30}}\b(?:you|your)\b[^?.]{{0,30}}\b{_HIS_JOB}|\bwhat's your (?:role|job|part)\b|\bwho(?:'s| is) your (?:boss|chief|manager)\b"
)
"""A question about the visitor's work, which names nobody who decides."""
ASKS_HIS_SAY = re.compile(
    r"\byou(?:r| have (?:a|any|much)) (?:say|influence|voice|vote)\b|\byou (?:can )?influence\b"
)
"""A question that "none" answers."""
