"""Words and phrases of `vendors/ways.py`."""

import re

from agent.insight.signals.language.patterns import compiled

WE_ARE_A = re.compile(r"\bwe(?:'re| are|'ve always been| have always been)(?: \w+)? an? $")
HOUSE = re.compile(r"\s+(?:house|shop|place|user|customer)\b")
"""Around a tool that the whole firm stands on: "we're a Navision house"."""
MADE_IN = compiled(r"""
    \b(?:written|built|made|programmed|developed|wrote|programm?ed|coded)\b[^.!?]{0,30}\b(?:in|with|on)\s+
    (?:an?\s+)?$|
    \b(?:do|does|doing|did) (?:its|his|her|their|our|my)\s+$
""")
"""Before what a tool of their own is made with, or what is none: "everybody does his own thing"."""
ITS_NAME = re.compile(r"\s*,\s+(?:called\s+|it's\s+)?(?!I\b)[A-Z]")
"""After "a Norwegian thing": its name does the job."""
PRONOUN = re.compile(r"(?:it|them|that|this|those|these|there|me|us|him|her|you|one|something)")
USED_UP = compiled(r"""
    \b(?:
        used to|no longer|until (?:last|recently)|years ago|back then|threw|thrown|got rid|moved (?:away|off)|
        came (?:from|off)|replaced|stopped|last year
    )\b
""")
WISHED = compiled(r"""
    \b(?:
        need|needs|want|wants|must|should|has to|have to|would like|'d like|'d love|'d want|'d need|would|
        wouldn't|looking for|had it with|please|will|won't|'ll|got to|gotta|wish|hope|could|ought|rather|
        prefer|dream|going to|let's|supposed to|like to|love to
    )\b|
    \b
    (?:send|call|mail|e-?mail|give|show|bring|hand|write|text|phone|tell|print) (?:me|us|it to me|him|her|you)
    \b|
    \b(?:if|can|could|does|do|did|is|are) (?:you|your)\b|
    (?:^|\b(?:and|but|so|or)\s+)(?:can|could) it\b|\b(?:and|but|so|or)\s+(?:does|did|is) it\b|\bso \w+ that\b|
    \b(?:my|his|her) (?:kids?|son|daughter|children)\b|
    \b(?:do|does|work|works) for people\b
""")
OWN_PAST = compiled(r"""
    \bi (?:just |already )?(?:wrote|noted|put|got|took|saw|printed|saved|brought|left|lost|found)\b|
    \b(?:took|brought|bought|sell|sells|sold|make|makes|produce|produces|print newspapers|recycl\w+)\b
    (?! (?:it|them|that|notes|orders)\b)
""")
AWAY_FROM = compiled(r"""
    (?:
        \b(?:
            get rid of|replace|replacing|instead of|without|no|not|never|tired of|away from|off|beyond|import|
            export|into|integrat\w+ (?:with|into)|connect\w* (?:to|with)|your|less|fewer|hate|than|like
        )|
        n't
    )\s+(?:(?:the|all|our|any|more|old|these|those|on|in|by|with|from|to|use)\s+)*$
""")
STILL = re.compile(r"\b(?:still|we're on|we use|from our|is on|are on)\b")
WE_WORK = re.compile(r"\b(?:we|they|i)(?:'re|'m)? (?:\w+ )?work")
TODAY = re.compile(r"\b(?:today|nowadays|currently|so far|at the moment|these days|right now|at present)\b")
IDIOM = re.compile(r"\W*(?:it's|it is|they|we|that|the|he|she|looks?|yes|maybe)\b")
HOLDER = compiled(r"""
    (?:^|[.,;!?]\s*|\b(?:it's|that's|it is|that is|have|has|'ve|'ve got|there's|there is)\s+)
    (?P<who>
        (?:an?|two|three|four|our|my|some|one|a few)\s+(?:[a-z]+\s+){0,2}
        (?:
            guys?|m[ae]n|wom[ae]n|lad(?:y|ies|s)?|girls?|boys?|students?|interns?|trainees?|chaps?|blokes?|
            fellows?|people|colleagues?|secretar(?:y|ies)|porters?|clerks?|nurses?|apprentices?|temps?|
            pensioners?|volunteers?|foreman|technicians?|guards?|kids?|dispatchers?|deput(?:y|ies)|wife|
            husband|boss|father|mother|daughter|son|helpers?|cleaners?|drivers?|[a-z]+ists?
        )\s+(?:[a-z]+\s+){0,2}?with\s+(?:(?:an?|the|some)\s+[a-z]+\s+and\s+)*(?:(?:an?|the|some)\s+)?
    )$
""")
PLACE = compiled(r"""
    (?:
        \s+(?:in|on|next to|by|at|behind|under|from)\s+(?:the|an?|our|my)\s+
        (?!(?:previous|old|last|first|other|new|same|next)\b)[a-z]+
        (?:\s+(?:market|hut|room|cab|office|door|desk|wall|hall|till|kitchen|van|van's|floor|yard|gate))?
    ){1,2}
""")
THEY_GET = re.compile(r"\b(?:they|reps|drivers|customers|people|parents|members) (?:\w+ )?gets? (?:an? )?$")
SENT = compiled(r"""
    \b(?:send|sends|mails?|gives?|hands?|e-?mails?)
    (?: (?:us|them|everybody|everyone|out|over|round|around))+ (?:an? |the |their )?$
""")
SOMEBODY_WITH = compiled(r"""
    \b(?:it's|it is|that's|that is|just|only) (?:(?:just|only|still)\s+)?
    (?:me|us|him|her|them|one|two|an?|the|my|our)\b(?: [a-z]+){0,3} with\s+(?:(?:an?|the|his|her)\s+)*$
""")
EACH_OWN = re.compile(
    r"\b(?:each|every\w*|all)\b[^.!?]{0,40} (?:has|have|keeps?|got)\s+(?:his|her|its|their)\s+(?:own\s+)?$"
)
ON_REQUEST = re.compile(r"\s+(?:when|if|only when|only if) (?:we|you|i) (?:ask|need)\b|\s+on request\b")
TYPED_INTO = compiled(r"""
    \b(?:
        (?:re)?typ(?:e|es|ed|ing)|(?:re)?key(?:s|ed|ing)?|cop(?:y|ies|ying|ied)|enter(?:s|ed|ing)?|puts?|
        putting|book(?:s|ed|ing)?|transfer(?:s|red|ring)?|fill(?:s|ed|ing)?|post(?:s|ed|ing)?|
        hammer(?:s|ing)?
    )\b[^.!?]{0,50}\b(?:into|in|to)\s+(?:(?:the|an?|our|that|another|one|his|her|their)\s+)*$
""")
"""Somebody carries it over by hand: "two people keying them into QuickBooks"."""
WHEN_MADE = re.compile(
    r"\b(?:written|built|bought|made|installed|developed|programmed|wrote|set up)\b[^.!?]*\bago\b"
)
TYPING = compiled(r"""
    \b(?:re)?(?:typ(?:e|es|ing)|key(?:s|ing)?|cop(?:y|ies|ying)|enter(?:s|ing)?)\s+
    (?:(?:the|our|all|those|these|in)\s+)*$
""")
INTO = re.compile(r"\s+(?:\w+\s+)?into\b")
"""Between them stands what is typed, not what it is typed into."""
FOR_YOU = re.compile(r"\s+for you\b")
BEGINS_ANEW = re.compile(r".*\b(?:and|but|so)\s")
THEY = compiled(r"""
    \b(?:they|(?:the|our|their|my|all|some|most|every|each) (?:\w+ ){0,2}?\w+)
    (?: (?:always|just|only|still|then))?\s+$
""")
"""Before "send us": others do, so that it is no order."""
WITH_HIS_HANDS = compiled(r"""
    \s+(?:\w+\s+)?(?:
        walk|write|go (?:round|through|there)|drive|call|phone|print|copy|carry|type|search|count|note|ask|
        run around
    )\b
""")
"""After "I have to": what he does today, not what he wants."""
MUST = re.compile(r"(?:has to|have to|must|got to|gotta)")
NOT_OURS = compiled(r"""
    \b(?:
        (?:
            customers?|clients?|suppliers?|brands?|insurers?|insurance|carriers?|hauliers?|forwarders?|
            contractors?|subcontractors?
        )|
        (?:transport|trucking|shipping|insurance|parent) (?:company|firm|companies)
    )(?: (?:\w+ ){0,2}?| [^.!?]{0,50}?\b(?:they|who) (?:\w+ )?)(?:has|have|'ve|got|uses?|keeps?|run|runs)\s+
    (?:got\s+)?(?:(?:an?|the|their|its|his|own|some)\s+)*$
""")
"""Before what another firm works with."""
JUDGED = compiled(r"""
    \bfor (?:the |our )?$|
    \b(?:
        fine|good|ok|okay|great|nice|perfect|enough|better|bad|easy|useful|right|only use it|use it|used|it|
        works?
    ) (?:for|as)(?: (?:an?|the|our))?\s+$|
    \b(?:fine|good|okay|ok|great|nice|perfect|better|easy|looks?) (?:on|in)\s+$|
    \b(?:obligatory|mandatory|required|requirement|condition|must-have|criterion|essential|compulsory)
    \b[^.!?]{0,25}$
""")
"""Before what a system is good for, or has to serve: "it's fine on paper", "we only use it as a calendar"."""
TROUBLE = re.compile(r"\b(?:trouble|problem|issue|nuisance|pity|catch|worst(?: thing)?) (?:is|was|are)\b")
WORST_CASE = compiled(r"""
    \b(?:if|when) (?:it|that|they|the \w+|everything|this)(?:'s| is| are)? (?:\w+ )?
    (?:stops?|fails?|breaks?|goes|go|down|crash\w*|dies?|hangs?|out|offline)\b
""")
ITS_OBJECT = compiled(r"""
    \b(?:puts?|takes?|signs?|loses?|lost|buys?|gets?|brings?|opens?|closes?|cleans?|hangs? up|needs?)\s+
    (?:(?:an?|the|his|her|their|one)\s+)*$
""")
SINCE = re.compile(r"^.*(?:,|\bnow\b|\band\b|\bso\b)")
MEANS = compiled(r"""
    \b(?:in|on|onto|into|with|by|via|through|over|using|per|out of|to|fill(?:s|ed|ing)? (?:in|out|up))\s+
    (?:(?:an?|the|our|my|his|her|their|some|one|two|three|plain|just|good|old|big|pure)\s+)*$
""")
IS_ONE = compiled(r"""
    \b(?:
        it's|that's|they're|they are|is|are|it is|been|it's all|we've got|we have|we keep|there's|there are|
        we get by with|we make do with|rely on|depend on|get by with|make do with|swear by|stick to|
        stick with|work with|work from|go by|live with|carry|carries|keep|keeps|maintain|mails?|sends?|hands?|
        (?:they|reps|drivers|customers|people) gets?|fills? (?:in|out)|prints?|draws?|circulates?
    )\s+(?:
        (?:
            all|mostly|still|basically|just|done|an?|the|our|some|only|one|two|three|old|good old|in|on|by|
            with
        )\s+
    )*$
""")
