"""How people say by what means the job is done today."""

from agent.insight.signals.language.patterns import laid_out
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
