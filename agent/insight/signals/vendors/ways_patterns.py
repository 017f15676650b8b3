"""Words and phrases of `vendors/ways.py`."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import phrase

_NP = r"(?:(?:an?|the|our|my|some|one|two|three|his|her|their|old|big) )*(?:[\w'/-]+ ){0,4}?[\w'/-]+"
_ENDS = laid_out(r"""
    (?=
        \s*(?:[.,;!?]|$)
        | (?:
            and (?:we|it|they|then|after|that|nobody|everybody|half|somebody|the|people)|
            but|so|which|that|because|since|from|until|for|by the|every|each|once|twice|three times|all day|
            all the time|at the|when|where|this is|that's|that is|it's|it is|right now|today|now|these days|
            at the moment
        )\b
    )
""")
_DONE = laid_out(r"""
    (?:
        written|noted|scribbled|jotted|pinned|taped|stuck|chalked|recorded|kept|drawn|marked|entered|typed|
        logged|tracked|filed|stored|saved|maintained|planned|scheduled|booked|counted|measured|done|handled|
        managed|organi[sz]ed|documented|coordinated|printed|put|hung|collected|posted|listed|sketched|ticked|
        signed|registered|run
    )
""")
_BUILT = laid_out(r"""
    (?:
        wrote|built|made|developed|programmed|coded|cobbled together|knocked together|put together|
        hacked together|set up|hacked|soldered|created|designed|knitted|stitched together|threw together
    )
""")
_THING = laid_out(r"""
    (?:
        tool|app|apps|system|program|software|data ?base|thing|script|scripts|website|portal|platform|
        solution|macro|macros|page|dashboard|bot|spread ?sheet|gadget|logger|box|device
    )
""")
_OUTSIDE = r"(?:compan(?:y|ies)|firms?|contractors?|services?|providers?|agency|people|guys|crowd|outfit)"
_HIRED = laid_out(r"""
    (?:
        maintenance|security|cleaning|servicing|service|outside|external|guard(?:ing)?|inspection|calibration|
        pest(?: control)?|waste|lift|elevator|payroll|stock ?-?taking|counting|testing|repair|facility|watch|
        patrol|catering|laundry|translation|archiving|scanning|logistics
    )
""")
_NO_TOOL = laid_out(r"""
    (?:
        problems?|issues?|people|persons?|gu(?:y|ys)|m[ae]n|wom[ae]n|meeting|project|tender|budget|contract|
        deadline|question|gap|backlog|shortage|mess|situation|team|customers?|clients?|deal|talk|lot|few|
        couple|bit|struggle|fight
    )\b
""")
WAYS = (
    # What the firm calls its system: "our scheduler is a whiteboard".
    phrase(
        r"""
            our (?:\w+ ){0,2}?(?:
                scheduler|schedule|planning|plans?|system|erp|crm|wms|mes|cmms|software|tool|database|archive|
                documentation|records?|inventory|dispatch(?:ing)?|booking|bookings|log|tracking|reporting|
                monitoring|ticketing|register|process|time ?sheets?|calendar|security|alarm|solution|set-?up|
                workflow|timetable|roster|early warning|backup|app|platform
            ) (?:~ )?(?:is|are|'s|was|consists of|means) (?:~ )?
            (?P<name>
                (?:an?|one|two|three|some|old|my|the) (?:\w+ ){0,2}?(?:
                    white ?-?boards?|boards?|spread ?-?sheets?|excel(?: \w+)?|sheets?|lists?|papers?|
                    note ?-?books?|books?|binders?|folders?|clip ?-?boards?|post-?its?|cards?|pencil|pen|
                    calendar|chalk ?boards?|wall|walls?|phone|phones|radio|whats ?app(?: group)?|guy|man|
                    woman|lady|secretary|person|colleague|head|brain|memory|dog|bell|diary|drawer|box|boxes|
                    script|scripts|macro|macros|database|program|fax|shoebox|e-?mail|inbox
                )(?: (?:with|and|called|named|full of|on|of) (?:an? |the |some |his |her )?\w+)?
            )
        """
    ),
    # Work done by hand: "we read them by hand".
    phrase(
        r"""
            (?:we|i|they|people|our \w+|my \w+) (?:~ )?(?P<name>
                (?:
                    read|count|check|measure|inspect|plan|schedule|calculate|record|sort|weigh|log|note|draw|
                    test|do|guide|assign|match|steer|label|track|manage|organi[sz]e|document|adjust|control
                ) (?:\w+ ){0,4}?(?:by hand|manually|by eye|by ear|on foot|from memory|on sight|by feel)
            )
        """
    ),
    phrase(
        r"""
            (?P<name>
                (?:the|our|all|all the) [\w-]+ (?:is|are) (?:still |all |only |done |completely |mostly )*
                (?:manual|by hand|handmade)
            )(?= ?(?:$|\W))
        """
    ),
    # What they make do with: "we only have a maintenance book", "what we have is cameras from three firms".
    phrase(
        rf"""
            (?:
                (?:we|i)(?:'ve| have)? (?:only|just|still only|simply)(?: have| got| use| have got)?|
                (?:all|what) (?:we|i)(?:'ve got| have| have got| use)
                (?: today| now| at the moment)? (?:is|are)
            ) (?P<name>
                (?!{_NO_TOOL})(?:an?|the|some|one|our|two|three|\w+s) ?(?:
                (?!{_NO_TOOL})(?!(?:to|for|and|that|which|who|of|now|come|came|been|want)\b)[\w'-]+ ){{0,3}}?
                (?!{_NO_TOOL})[\w'-]+
            ){_ENDS}
        """
    ),
    phrase(
        rf"""
            (?:we|they|i)(?:'re| are|'ve been| have been)? (?:use|using) (?P<name>
                (?:an?|one|some|our own|two|three) (?!{_NO_TOOL})(?!(?:lot|few|bit|couple|thing|company)\b)
                (?:(?!(?:to|for|and|that|which|who|called|named)\b)[\w'-]+ ){{0,4}}?(?!{_NO_TOOL})[\w'-]+
            ){_ENDS}
        """
    ),
    phrase(
        rf"""
            (?:
                today|now|currently|at the moment|right now|nowadays|at present
            ) (?:the|our|my|all the) (?:\w+ )?
            \w+ (?:use|uses|work with|works with|have|has) (?P<name>(?!{_NO_TOOL}){_NP}){_ENDS}
        """
    ),
    phrase(
        rf"""
            (?:still|simply|mostly|mainly|only) (?:
                use|uses|using|works? with|working with|rely on|relies on
            ) (?P<name>(?!{_NO_TOOL}){_NP}){_ENDS}
        """
    ),
    phrase(
        r"""
            (?:we|they|i)(?:'ve| have)? (?:~ )?(?:have|got|use|run) (?P<name>
                (?:two|three|four|five|six|seven|eight|several|a few|\d+) (?:
                    different (?:[\w-]+ )?(?:
                        compan(?:y|ies)|providers|suppliers|firms|brands|makes|vendors|systems|programs|tools|
                        apps|portals|spreadsheets|databases|platforms
                    )|
                    (?:separate |old |little )?(?:systems|programs|tools|apps|portals|databases)
                )
            )(?! (?:of|here|on the list)\b)
        """
    ),
    # What they do about it now: "today we are sending trainers to the branches".
    phrase(
        rf"""
            (?:today|at the moment|currently|nowadays|right now|at present|now) (?:we|they|i)
            (?:'re| are)? (?:~ )?(?P<name>
                (?:
                    send|sending|print|printing|type|typing|drive|driving|walk|walking|copy|copying|hire|
                    hiring|photograph|photographing|photocopy|rent|renting
                ) (?:[\w'-]+ ){{0,5}}?[\w'-]+
            ){_ENDS}
        """
    ),
    # Somebody's head, eyes or ears.
    phrase(
        r"""
            (?:
                it's|that's|everything is|everything's|it is|it's all|we have it|keeps it|keep it|
                they keep it|we keep it
            ) (?:~ )?(?:in|on) (?P<name>
                (?:
                    (?:
                        my|his|her|our \w+'s|the \w+'s|one \w+'s|people's|their
                    ) (?:heads?|brain|memory|gut|notebook|laptop)|
                    the back of (?:an? |the )?envelopes?
                )
            )
        """
    ),
    # It is written on it: "defects get written on masking tape".
    phrase(
        rf"""
            (?:is|are|'s|gets?|being|been|all|still|mostly) (?:~ )?{_DONE}
            (?: (?:down|up|out|by hand|manually))* (?:on|onto|in|into|with|using) (?P<name>{_NP}){_ENDS}
        """
    ),
    phrase(
        rf"""
            (?:we|they|i|people|our \w+|the \w+|nurses|drivers|everybody|somebody) (?:~ )?
            (?:writes?|scribbles?|jots?|notes?|chalks?|marks?|draws?)
            (?: (?:it|them|that|this|the \w+|everything|all that|all of it))?(?: (?:down|up))? on
            (?:to)? (?P<name>{_NP}){_ENDS}
        """
    ),
    # All of it lives there: "everything sits in a mainframe".
    phrase(
        rf"""
            (?:
                everything|every thing|it all|it's all|all of it|all of that|most of it|
                the whole (?:thing|planning|lot|place|operation|archive)|
                the lot|all that|the rest
            ) (?:~ )?(?:
                is|are|'s|sits|lives|runs|goes|happens|hangs|gets done|is done|stands|ends up|comes|in|on
            ) (?:~ )?(?:in|on|over|through|by|via|with|into|out of)? ?
            (?P<name>
                (?!
                    (?:
                        \w+day|fine|good|ok|okay|great|wrong|late|slow|time|order|there|broken|place|hand|
                        schedule|track|top|well|lost|about|up|down|out|going|too|so|very|not|bad|new|wet|
                        keyed|typed|entered|done|by|loud|different|possible|under|over|more|less|the same|
                        ready|done|right
                    )\b
                ){_NP}
            ){_ENDS}
        """
    ),
    # Somebody built it: "a tool my predecessor programmed", "our developers built a little app".
    phrase(
        rf"""
            (?P<name>
                (?:an?|some|one|the|this) (?:\w+ ){{0,3}}?(?:{_THING}|kind of \w+|sort of \w+)
                (?: (?:that|which))? (?:~ )?(?:we|i|our|my|some|a|an) ?(?:\w+ ){{0,3}}?{_BUILT}
            )(?: (?:ourselves|myself|himself|herself|in-?house))?
        """
    ),
    phrase(
        rf"""
            (?P<name>
                (?:our|my|some|one of our|a) (?:\w+ ){{1,3}}?{_BUILT} (?:us |me )?
                (?:an?|some|our own|his own|her own|something) ?(?:\w+ ){{0,2}}?(?:{_THING}|something)?
            )
        """
    ),
    # Somebody else does it: "we've outsourced that to an agency".
    phrase(
        r"""
            (?:we've |we have |we |i |it's |that's |it is )(?:~ )?
            (?:outsourced?|farmed out|contracted out|given|handed|gave|leave|pass|left)
            (?: (?:it|that|this|all of it|all that|everything))? to (?P<name>
                (?:an?|the|our|some|external|outside) ?(?:\w+ ){0,3}?(?:
                    agency|contractors?|service provider|providers?|bureau|freelancers?|subcontractors?|
                    consultants?|consultancy|firm|company|partner|accountants?|lab
                )
            )
        """
    ),
    phrase(
        r"""
            (?P<name>
                (?:an?|the|our|some) (?:\w+ ){0,2}?(?:
                    agency|contractors?|service provider|bureau|freelancers?|subcontractors?|accountants?|
                    book-?keepers?|outside (?:firm|company)|external (?:firm|company|people)
                )(?: (?:in|from|near|down|over|round) (?:the )?\w+)?
            ) (?:~ )?(?:
                does|do|handles?|takes? care of|looks? after|runs?|manages?
            ) (?:it|that|this|all of (?:it|that)|everything|the \w+)(?: for us)?
        """
    ),
    # A firm that comes: "a security company does a drive by three times a night".
    phrase(
        rf"""
            (?P<name>(?:an?|the|our|some|this) (?:[\w-]+ ){{0,2}}?{_HIRED} {_OUTSIDE})
            (?: (?:that|which|who))? (?:~ )?(?:
                comes?|does|do|checks?|looks? (?:at|after)|cleans?|counts?|services|inspects?|walks?|drives?|
                patrols?|watches|collects?|visits|calibrates?|greases?|handles?|maintains?|guards?|tests?|
                measures?|sends? (?:a|one|two|some)
            )(?! (?:you|with|from)\b)
        """
    ),
    # A method: "we train them by sending them along with an older guy".
    phrase(
        rf"""
            (?:we|they|i|our \w+|my \w+|people) (?:~ )?(?:
                train|teach|check|measure|test|inspect|control|track|find out|notice|learn|know|plan|monitor|
                estimate|judge|do
            )(?: (?:\w+ )?\w+)? by (?P<name>(?!(?:hand|eye|ear|feel|phone|then|now)\b)\w+ing(?: \w+){{1,7}}?)
            (?: for \w+ \w+)?{_ENDS}
        """
    ),
    # What stands there today: "today we have a printer with a paper roll".
    phrase(
        rf"""
            (?:today|at the moment|right now|currently|nowadays|now|so far) (?:~ )?(?:we|they|i|there) ?
            (?:~ )?(?:have|'ve|'ve got|use|have got|keep|'s|is|are) (?:~ )?
            (?P<name>
                (?:an?|some|these|this|those) (?!{_NO_TOOL})(?:[\w-]+ ){{0,2}}?(?!{_NO_TOOL})
                [\w-]+ with (?:an? |the )?(?:\w+ ){{0,2}}?\w+
            )(?= (?:in|on|at|for|by|from|like)\b|\W*(?:$|[.,;!?]))
        """
    ),
    # Work that is a call or a shout: "they fax us the orders".
    phrase(
        r"""
            (?:we|drivers|people|our \w+|shops|branches) (?:~ )?
            (?P<name>
                (?:fax|phone|radio|shout|whats ?app|text) (?:
                    us|them|it|each other|one another|across|over|everybody|the \w+
                )(?: (?:the|their) \w+)?
            )(?! (?:if|back|tomorrow))
        """
    ),
)
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
