"""Words and phrases of `vendors/unknown.py`."""

import re

from agent.insight.signals.language.patterns import compiled

LOWER_NAME = re.compile(r"\b[a-z][a-z0-9]{3,}\b")
UNSAID = r"(?P<name>[a-z][a-z0-9]{3,})"
WAS_AT = compiled(rf"""
    \b(?:was|were|been|went|stopped|going) (?:at|to|by|with) (?:the )?{UNSAID}
    (?=\W*$|\W+(?:and|but|as well|too|this|yesterday|before|already|also|because|for)\b)
""")
"""After "whom else do you look at?"."""
WORDLIKE = compiled(r"""
    (?:
        came|gave|told|sent|said|made|took|went|have|been|were|knew|sold|brought|bought|spoke|wrote|met|left|
        kept|built|held|lost|felt|thought|stood|don|didn|won|each|some|them|their|these|those|there|where|
        which|what|when|here|very|much|such|same|other|more|most|many
    )|
    .*(?:
        ing|ed|ly|tion|ment|ness|ity|ance|ence|ware|able|ible|tors?|sors?|[bdfgkmnptv]ers?|hers?|ists?|ics?|
        ies|ts|ns|ls|rs|es|men|ship|logy|graph|phones?|sheets?|boards?|books?|pads?|scope|meters?
    )$
""")
CALLED = re.compile(r"\b(?:called|named|company|firm|vendor|supplier|party)\s+$")
SECOND = compiled(r"""
    \s+(?P<word>
        (?!
            (?:
                it|its|they|we|i|he|she|that|which|who|and|but|or|so|from|for|since|in|on|at|the|an?|is|not|
                because|you|our|my|now|today
            )\b
        )[a-z0-9]+
    )(?=
        \s*$|
        \s+(?:
            it|it's|its|they|they're|we|we've|i|he|she|that|which|who|and|but|so|from|for|since|in|because|
            the|our
        )\b
    )
""")
SUBJECT = compiled(r"""
    '?s?\s+(?!
        (?:
            for|in|on|with|and|or|but|to|at|since|as|from|mostly|mainly|now|too|there|because|so|which|that|
            today|here|also|still|everywhere|over|by|of|until|together|it|they|we|he|she|i|is|are
        )\b
    )[a-z]+
""")
BEGINS_CLAUSE = re.compile(r"\b(?:and|but|so|because|since|that|if|when)\s+(?:the\s+)?$")
LEADS_TO_NAME = compiled(r"""
    (?:
        \b(?:
            use|uses|using|with|out of|of|on|running|run|runs|have|'ve|got|into|through|via|called|named|
            rival|competitor|competitors|vendor|supplier|provider|for|by|from|to|and|or|at|against|
            considering|tried|trialling|testing|piloting|evaluating|considering|left|dropped|ditched|a tool|
            in|between|versus|compar\w+
        )|
        ,
    )\s+(?:(?:the|a|an|also|their|now|both)\s+)*$
""")
ARTICLE = re.compile(r"\b(?:an?|some|this|that|one|another)\s+(?:\w+\s+)?$")
SORT_OF_FIRM = re.compile(
    r"\s+(?:one|company|firm|outfit|start-?up|vendor|supplier|maker|lot|crowd|guys?|people)\b"
)
"""After "a Viennese": tells where a firm is from."""
PERSON_OR_PLACE = re.compile(r"\b(?:mr|mrs|ms|dr|in|at the|near|outside|mister)\.?\s+$")
WE_TALK = re.compile(
    r"\b(?:we|i|they)(?:'re|'m|'ve| are| am| have)?(?: \w+){0,2} (?:talk|speak|spoke|work)\w* (?:to|with)\s+$"
)
PERSON_CALLED = compiled(r"""
    \b(?:
        m[ae]n|wom[ae]n|lad(?:y|ies)|guys?|blokes?|chaps?|girls?|boys?|persons?|colleagues?|nurse|secretary|
        clerk|dog|friend|cousin|boss|fellow|lad|manager|driver|foreman|gentleman
    )(?: \w+)? (?:called|named)\s+$
""")
WORK_IN_IT = compiled(r"""
    \b(?:track|plan|do|everything|is|all|keep|run) (?:\w+ ){0,3}in\s+$|
    \b(?:
        ledgers?|books?|accounts?|accounting|records?|data|orders?|bookings?|schedules?|planning|plans?|
        rosters?|shifts?|invoices?|expenses|payroll|wages|tickets?|maintenance|drawings|documents|contacts|
        jobs?|timesheets?|training|courses?|grades|marks|readings|alarms|stock|inventory|appointments?|files?|
        reports?|customers?|contracts?|minutes|routes?|tours?|checklists?
    )(?:'s|'re| is| are| all| sits?| lives?| runs?| goes| go)
    (?: (?:all|still|only|mostly|now|kept|done|held))* in\s+$
""")
"""Before the system that holds it: "the ledger's in Xero"; where a firm has its plant is a place."""
YES_THEN_NAME = re.compile(
    r"\W*(?:(?:well|um|uh|so|oh|yes|yeah|yep|yup|ja|si|sí|oui|sure|of course|we do|we have|there is|we've got)\W+)+"
)
"""Begins the answer to "anything in place?" that tells what: "yes, Doctolib"."""
HIS_ROLE = re.compile(r"\s*,?\s*(?:our|my|the) (?:\w+ ){0,2}(?:boss|manager|director|head)")
OWN_SITE = compiled(r"""
    \b(?:hired|founded|born|live|based|office|plant|site|factory|partner|customers?)\b
    (?!s? (?:\w+ )?(?:runs?|uses?|using|works? with)\b)
""")
ONLY_MET = re.compile(
    r"\b(?:seeing|see|saw|meet|meeting|met|interested in|thinking (?:about|of)|visit\w*|with you)\s+\W*(?:\w+\s+)?$"
)
PREPOSITION = re.compile(r"(?:In|On|With|By|Via|Through|Over|From)\s+")
"""Begins a sentence, so that it seems to belong to the name: "In MS Project"."""
