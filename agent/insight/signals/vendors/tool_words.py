"""What does the job where no vendor has a name: paper, boards, files, messages, instruments, heads.

Each entry is a piece of a pattern over plain text: a blank is a gap, ` ?` an optional one.
"""

import re

from agent.insight.signals.language.patterns import compiled, laid_out

_PAPER = (
    r"(?:pencil |hand )?(?:sketch(?:es)?|drawings)",
    laid_out(r"""
        (?:carbon |brown |graph |squared |tracing |scrap )?paper(?: (?:
                lists?|forms?|files?|checklists?|folders?|books?|diar(?:y|ies)|sheets|cards|slips|logs?|based|
                calendars?|trail|maps?|plans?|tickets?|notes?|copies
            )
        )?
    """),
    r"carbon copies",
    r"(?:pieces?|slips?|scraps?|sheets?|bits?|stacks?|piles?) of (?:paper|cardboard|a4)",
    r"(?:pen|pencil|pens)(?: and (?:paper|ruler|pad))?",
    r"(?:red|felt|ballpoint|marker) ?pens?",
    r"(?:chalk|markers?|felt tips?|tipp-?ex|stamps?)",
    laid_out(r"""
        (?:
            register ?|maintenance ?|service ?|repair ?|cash ?|receipt ?|appointment ?|note ?-?|log ?-?|
            exercise ?|order ?|visitor'?s? ?|duty ?|site ?|station ?|day ?|pocket ?|little (?:black )?|black |
            guest ?
        )books?
    """),
    r"note ?-?pads?",
    r"legal pads?",
    r"(?:ring ?)?binders?",
    laid_out(r"""
        (?:lever arch |ring |manila |cardboard |coloured |colored |physical |suspension )?(?:folders?|files)
        (?= (?:in|on|with|full)|\W|$)
    """),
    r"cardboard(?: \w+)?",
    r"(?:big |old |thick |leather )?ledgers?",
    r"diar(?:y|ies)",
    r"logs? on paper",
    laid_out(r"""
        (?:hand-?written|printed|typed|photocopied|laminated) (?:\w+ )?
        (?:lists?|notes?|forms?|sheets?|logs?|slips?|cards?|labels?|plans?|books?|tables?|registers?)
    """),
    r"(?:sheet|list|paper|notice|table)s? on the \w+",
    r"print-?outs?",
    r"printed out",
    r"(?:tally|time|punch|index|record|job|kanban|route|patient|stock|clock) ?(?:cards?|sheets?|slips?)",
    r"card (?:index|box|file|catalogue?)(?:es)?",
    r"(?:filing )?cabinets?",
    r"shoe ?-?box(?:es)?",
    r"(?:job|delivery|routing|work|order|punch) (?:tickets?|notes?|slips?|dockets?)",
    r"dockets?",
    r"chits?",
    r"clip ?-?boards?",
    r"post-?its?",
    r"sticky notes?",
    r"(?:sticky|duct|gaffer|masking|scotch|adhesive) tape",
    r"(?<=\bin\sa\s)(?:\w+ )?(?:book|register)",
    r"(?<=\bin\sthe\s)(?:\w+ )?(?:book|register)",
    r"(?<=\binto\sa\s)(?:\w+ )?(?:book|register)",
    r"(?<=\binto\sthe\s)(?:\w+ )?(?:book|register)",
    r"registers",
    r"(?:theory|master|daily|shift|handover|machine|stock|cash|recipe|big|little|thick) books?",
    r"chart recorders?(?: on paper rolls)?",
    r"rubber stamps?",
    r"index cards?",
    r"envelopes?",
    r"(?:pencil |hand )?(?:sketch(?:es)?|drawings)",
    r"(?:tick|check|call|phone|wait(?:ing)?|hand|key|paper) ?lists?",
    r"(?:wall|desk|paper|tear-?off|pocket) (?:calendars?|planners?|charts?|maps?)",
    r"(?:city|wall|road|paper) maps?",
    r"a calendar",
    r"forms? in triplicate",
)
_BOARDS = (
    laid_out(r"""
        (?:
            white ?-?|cork ?-?|pin ?-?|chalk ?-?|black ?-?|magnet(?:ic)? ?-?|notice ?-?|bulletin ?-?|peg ?-?|
            key ?-?|planning ?-?|kanban ?-?|t-?card ?-?|felt ?-?|wall ?
        )boards?
    """),
    r"boards? with (?:\w+ )?\w+",
    r"flip ?-?charts?",
    r"magnets(?: on (?:a|the) \w+)?",
    r"coloured pins",
    r"pins on a map",
    r"t-?cards?",
)
_FILES = (
    laid_out(r"""
        (?:excel|google|e ?-?mailed|shared|libre ?office)? ?(?:spread ?-?sheets?|sheets|excels?)(?! of)
        (?: files?| lists?| sheets?)?
    """),
    r"(?:excel|google|shared|giant|one big|master) (?:files?|lists?|sheets?|tables?|macros?)",
    r"excel",
    r"(?:word|text|open ?office) (?:documents?|files?|templates?|tables?)",
    r"pdfs?(?: files?| forms?)?(?: of (?:\w+ )?\w+ pages)?",
    r"(?:a |our |the )?shared (?:drive|folder|mailbox|inbox|calendar|document|notes?)",
    r"(?:network|google|usb) ?(?:drive|stick|folder|docs|calendar|forms|keep|maps)s?",
    r"share ?-?point",
    r"drop ?-?box",
    r"one ?-?(?:drive|note)",
    laid_out(r"""
        (?:ms |microsoft )?access(?: data ?base|,? an old data ?base)?
        (?! (?:to|for|the|rights|control|points?|cards?)\b)
    """),
    r"(?:shell |python |vba |batch |perl )?(?:scripts|macros)",
    r"(?:access|lotus notes|filemaker|foxpro|dbase) (?:data ?base|application|app|file|thing)s?",
    r"lotus notes",
    r"file ?maker",
    r"basecamp",
    r"evernote",
    r"text files?",
    r"photos? on (?:\w+ )?phones?",
    r"(?<=\bin\s)word",
    r"(?<=\bwith\s)word",
    r"(?<![a-z]\s)word(?=\W*$)",
    r"power ?points?",
    r"slides",
)
_MESSAGES = (
    r"what'?s ?app(?: groups?| messages?| chats?)?",
    r"(?:signal|telegram|facebook|messenger|group) (?:groups?|chats?)",
    laid_out(r"""
        (?:e ?-?mails?|mails?|phone calls?|text messages?|texts?|sms|voice ?mails?|phone)
        (?: and (?:
                (?!
                    (?:
                        one|two|each|every|all|put|we|they|it|then|that|send|type|take|write|my|our|i|he|she|
                        half|nobody|he|everyone|so
                    )\b
            )\w+ ){0,2}(?!(?:of|to|a|the|for|put|we|they|it|then|that|one|two|each|every|all|call|our|my)\b)
            \w+
        )?
    """),
    r"outlook(?: calendar)?",
    r"(?:shared )?mail ?boxes",
    r"fax(?:es)?(?: machines?)?",
    r"walkie[- ]talkies",
    r"(?:two-way |cb |hand )?radios?",
    r"intercom",
    r"pagers?",
    r"word of mouth",
    r"a phone chain",
    r"the grapevine",
    r"microsoft teams",
    r"slack",
)
_MEASURING = laid_out(r"""
        (?:
            (?!
                (?:
                    an?|the|our|my|his|her|their|your|its|this|that|these|those|each|every|per|of|by|with|in|
                    on|own|square|cubic|running|a few|one|two|three|four|five|six|hundred|thousand|new|better|
                    kind|and|or
                )\b
        )[a-z-]+ )?(?:
            gauges?|hand ?held(?! \w)|devices?|wrench(?:es)?|laser guns?|testers?|probes?|recorders?|
            pipettes?|screw ?drivers?|dip ?sticks?|measuring sticks?|microscopes?|[a-z]+scopes?|instruments?
        )|
        (?:thermal|infra-?red|hand ?held) cameras?|
        (?<=\bwith\sa\s)(?:(?:long|measuring|wooden|little|small) )?
        (?:stick|hammer|coin|pole|rod|mirror|magnet|brush)|
        (?:
            hand ?held|hand|clamp|pocket|portable|moisture|ph|light|sound|vibration|flow|volt|power|heat|gas|
            water|stick|digital|manual|little|small|simple
        ) (?:meter|scanner|camera|reader)s?|
        (?:am|volt|hydro|refracto|pyro|anemo|tacho|mano|baro|photo|dosi|vibro)-?meters?|
        (?:a|the|this|one|his|their) (?:little |printed |small )?(?:sheet|form)(?! of)|
        (?:a|one) (?:long |printed |little )?list(?! (?:of|with|for)\b)|
        (?<=\bon\sa\s)(?:\w+ )?board(?! with)
    """)
"""What is carried round, or filled in: counts only with a verb of the work."""
_INSTRUMENTS = (
    laid_out(r"""
        (?:
            stop ?-?watch|thermo ?meter|clicker|tape measure|measuring tape|dip ?-?stick|ruler|calipers?|
            hygrometer|spirit level|multimeter|torch|flashlight|binoculars|whistle|bell|egg timer|
            tally counter|abacus|calculator|pocket calculator|camera phone|magnifying glass|kitchen scales?
        )(?:s|es)?
    """),
    r"(?:old |simple |cheap |analogue |analog )?(?:data )?loggers",
    r"(?:analogue|analog|dummy|old) cameras",
    r"time ?-?clocks?",
    r"padlocks?",
    r"guard dogs?",
    r"cctv(?: from (?:the )?\w+)?",
    r"patrol cars?",
    r"patrols?",
    r"(?:two|three|four|night|our) guards",
    r"(?:a |our )?guard service",
    r"security guards?",
    r"night watchm[ae]n",
    r"porters?",
)
_BY_FEEL = (
    r"by hand",
    r"manually",
    laid_out(r"""
        by (?:
            eye|ear|feel|heart|memory|nose|touch|rule of thumb|word of mouth|sight|guess(?:work)?|
            trial and error|instinct
        )
    """),
    r"from memory",
    r"(?:my |our |his |their |the |old )?gut(?: feelings?| instinct)?",
    r"rules? of thumb",
    r"intuition",
    r"instinct",
    r"experience and \w+",
    r"manual (?:lists?|records?|logs?|entry|work|counts?|counting|readings?|checks?|process(?:es)?)",
    r"pure guesswork",
    r"guesswork",
)
_SYSTEMS = (
    laid_out(r"""
        (?:an? |the |our |some |old )*(?:
            mainframes?|as/?400|as ?four hundred|cobol \w+|green screens?|dos (?:program|system|thing|box)|
            terminals?
        )
    """),
    laid_out(r"""
        (?:system|software|program|data ?base|server|set-?up|thing) from (?:the )?
        (?:\w+ies|19\d\d|\d\d|last century|stone age|war)
    """),
    r"sap(?: r/?3| b1)?",
    r"s a p",
    r"(?:ms|microsoft) (?:project|planner|teams|forms|lists)",
    r"scada",
    r"lims",
    r"oracle",
    r"salesforce",
    r"hub ?spot",
    r"dynamics",
    r"trello",
    r"jira",
    r"notion",
    r"airtable",
    r"power ?bi",
    r"moodle",
    r"procore",
    r"quick ?books",
    r"grafana",
    r"prometheus",
    r"zendesk",
    r"asana",
    r"tableau",
    r"datev",
    r"navision",
    r"odoo",
    r"sage",
    r"wordpress",
    r"(?:vendor|customs|supplier|customer|web|online) portals?",
    laid_out(r"""
        (?:an? |our |some |the )?(?:
            own|home ?-?grown|home ?-?made|home ?-?brewed|in ?-?house|
            self ?-?(?:built|made|written|developed)|custom(?: built| made)?|bespoke|legacy|hand ?-?made|old|
            ancient|outdated
        ) (?:\w+ ){0,2}?(?:
            system|tool|software|database|app|solution|program|application|thing|platform|script|scripts|
            development|crm|erp|server|website|machine|setup
        )
    """),
    laid_out(r"""
        (?:a |an |the )?(?:system|tool|software|database|solution|app|program|thing|script|development) (?:
            of our own|of my own|
            (?:that )?we (?:wrote|built|made|developed) (?:ourselves|in-?house)|
            our (?:own )?(?:\w+ )?(?:
                engineers|guys|it|people|developers|programmers|interns|students|team
            ) (?:wrote|built|made|developed|maintain)
        )
    """),
    laid_out(r"""
        (?:a |one )?(?:whole )?(?:
            bunch|pile|stack|mix|mixture|patchwork|collection|jungle|zoo|heap|bundle|handful|dozen|set|couple|
            lot
        ) of (?:\w+ ){0,2}?(?:
            scripts|macros|spread ?-?sheets|sheets|excels?(?: files| sheets)?|lists|papers?|folders|tools|
            files|databases|forms|note ?-?books|binders|e-?mails|post-?its|apps|systems|shouting|phone calls|
            walking|goodwill
        )(?: (?:that|which) (?:\w+ ){2,4}\w+)?
    """),
)
_HEADS = (
    laid_out(r"""
        (?:my|his|her|our \w+'s?|the \w+'s?|one \w+'s?|people's?|their|everybody's|[a-z]+'s) (?:own )?
        (?:heads?|brains?|memory)
    """),
    r"the back of (?:his|her|their|my|the) hands?",
    r"(?<=\bin\s)the heads? of (?:\w+ ){1,3}\w+",
    r"the back of (?:an? |the )?(?:\w+ )?(?:envelopes?|notes?|hand)",
)
_ALL = "|".join(
    (_MEASURING, *_SYSTEMS, *_PAPER, *_BOARDS, *_FILES, *_MESSAGES, *_INSTRUMENTS, *_BY_FEEL, *_HEADS)
)
ONLY_WHEN_ASKED = compiled(rf"""
    (?:
        {_MEASURING}|by hand|manual(?:ly)?|by (?:eye|ear|memory|sight)|from memory|
        (?:[a-z]+|our \w+|the \w+|one \w+)(?:'s?)? (?:own )?(?:heads?|brains?|memory|pockets?)|
        phone(?: calls?)?|fax|radios?|pdfs?|folders?|files|mails?|texts?|pens?|pencils?|markers?|chalk|
        stamps?|cardboard|bell|whistle|torch|camera phone|couriers?|porters?|envelopes?|drawings|
        sketch(?:es)?|tickets?|sketch|sketches|the back of (?:\w+ ?)+|terminals?|slack|sage|notion|rulers?|
        calculators?|patrols?|registers|rubber stamps?|word
    )
""")
"""Words that mean much else, and count only with a verb of work or after a question how it is done."""


def _compiled(names: str) -> re.Pattern[str]:
    spaced = names.replace(" ?", r"\s*").replace(" ", r"\s+").replace("'", "'?")
    return re.compile(rf"(?<![\w'])(?:{spaced})(?![\w'])")


TOOL = _compiled(_ALL)
MADE_BY_THEM = compiled(r"""
    \b(?:
        our (?:own )?(?:\w+ )?(?:engineers|guys|it|people|developers|programmers|interns|students|team)|
        we
    ) (?:wrote|built|made|developed|maintain)\b|
    \b(?:wrote|built|developed|programmed|made|coded|cobbled)\b[^.!?]{0,20}\b
    (?:ourselves|myself|himself|in-?house)\b
""")
_DESCRIBES = laid_out(r"""
    big|old|google|excel|shared|paper|own|huge|few|simple|handwritten|printed|several|various|local|giant|
    little|small|thick|whole|good|master|single|cheap|ancient|ordinary|plain|normal|normale|standard|red|blue|
    green|yellow|black|coloured|colored|wooden|cardboard|magnetic|mechanical|laminated|home-?made|home-?grown|
    in-?house|couple of|piece of|pieces of|slips? of|bits? of|lots? of|pile of|bunch of|stack of|scraps? of|
    sort of|kind of|one|two|three|four|hundred|hundreds of|some|many|dozens? of|emailed|legacy|digital|online
""")
DESCRIBED = re.compile(rf"(?:\b(?:{_DESCRIBES})\s+)+$".replace(" ", r"\s+"))
"""Adjectives and measures that belong to a tool's name."""
WORK = compiled(r"""
    \b(?:
        writ\w+|wrote|scribbl\w+|jot\w*|not(?:e|es|ed|ing)\b|record\w*|log(?:s|ged|ging)?\b|track\w*|keep\w*|
        kept|maintain\w*|stor(?:e|es|ed|ing)\b|fil(?:e|es|ed|ing)\b|sav(?:e|es|ed|ing)\b|collect\w*|gather\w*|
        enter\w*|(?:re)?typ(?:e|es|ed|ing)\b|(?:re)?key(?:s|ed|ing)\b|put(?:s|ting)?\b|cop(?:y|ies|ied|ying)|
        draw\w*|sketch\w*|print\w*|mark\w*|tick\w*|cross(?:es|ed|ing)?\b|sign(?:s|ed|ing)?\b|
        book(?:s|ed|ing|ings)?\b|plan(?:s|ned|ning)?\b|schedul\w+|organi[sz]\w+|coordinat\w+|dispatch\w*|
        assign\w*|manag\w+|run(?:s|ning)?\b|handl\w+|do|does|done|doing|document\w*|report\w*|check\w*|
        inspect\w*|measur\w+|read(?:s|ing|ings)?\b|count\w*|weigh\w*|test(?:s|ed|ing)?\b|control\w*|
        monitor\w*|watch\w*|guard\w*|calculat\w+|work(?:s|ed|ing)?\b|add(?:s|ed|ing)?\b|estimat\w+|guess\w*|
        order(?:s|ed|ing)?\b|tak(?:e|es|en|ing)\b|receiv\w+|get(?:s|ting)?\b|com(?:e|es|ing)\b|arriv\w+|
        pass(?:es|ed|ing)?\b|hand(?:s|ed|ing)?\b|shar(?:e|es|ed|ing)\b|exchang\w+|communicat\w+|talk\w*|
        remind\w*|water(?:s|ed|ing)?\b|steer\w*|feed\w*|sort\w*|label\w*|pin(?:s|ned|ning)?\b|hang\w*|hung|
        stick\w*|stuck|tap(?:e|es|ed|ing)\b|compar\w+|reconcil\w+|invoic\w+|bill(?:s|ed|ing)\b|train\w*|
        teach\w*|chalk\w*|walk\w*|
        go(?:es|ing)? (?:by|round|around|through|out|in|on|onto|into|to|up|down|with|there|over)|
        climb\w*|listen\w*|sampl\w+|driv(?:e|es|ing)|fill\w*|complet\w+|captur\w+|transfer\w*|deal\w*|
        correct\w*|grad(?:e|es|ed|ing)\b|find\w*|look\w*|search\w*|updat\w+|carr(?:y|ies|ied|ying)|
        rel(?:y|ies|ied|ying)|use[sd]?|using|get by|make do|liv(?:e|es|ing)\b|sit(?:s|ting)?\b|
        l(?:ie|ies|ying)\b|hold(?:s|ing)?|limp\w*|clock(?:s|ed|ing)?|struggl\w+|hangs?\b
    )(?!\w)
""")
"""Verbs of the work that a tool is there for."""
