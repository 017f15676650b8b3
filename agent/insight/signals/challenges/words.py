"""How people say outright that something hurts, and what surrounds it."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import any_of

_I = r"(?:we|i)"
PROBLEM = any_of(
    [
        r"""
            (?:(?:our|my|the|one|a|another|what's|their) )?(?:~ )?
            (?:big(?:gest)?|main|real|number one|major|only|constant|daily|worst|huge|first)? ?
            (?:
                problem|challenge|headache|issue|pain(?: point)?|bottleneck|trouble|difficulty|
                weak(?:ness| spot| point)|nightmare|struggle|frustration|annoyance|complaint|
                concern internally|bugbear|pain in the neck
            )s? (?:~ )?(?:
                is|are|'s|was|with (?:it|that) is|for us is|we have is|right now is|at the moment is|today is|
                there is
            )(?: (?:that|with|in|to))?
        """,
        rf"""
            {_I}(?:'re|'m| are| am)? (?:~ )?(?:
                struggl(?:e|ing)|suffer(?:ing)?|fight(?:ing)?|wrestl(?:e|ing)|battl(?:e|ing)|drown(?:ing)?
            ) (?:~ )?(?:with|from|to|in|against)
        """,
        rf"""
            {_I} (?:~ )?(?:have|'ve|'ve got|have got|had|get|run into|ran into|face|keep having|see) (?:~ )?
            (?:
                a |an |some |the |big |huge |real |major |constant |massive |serious |lots of |a lot of |
            many |so many |too many |such )*(?:
                problems?|trouble|troubles|issues?|difficult(?:y|ies)|challenges?|headaches?|complaints?|
                delays?|downtimes?|outages?|breakdowns?|errors?|scrap|mistakes|hard time|no-?shows|mess
            )(?: (?:with|in|getting|finding|keeping|because|that|when|where|from|on|to|about))?
        """,
        rf"""
            {_I} (?:~ )?
            (?:lose|waste|miss|are losing|'re losing|'re wasting|are wasting|keep losing|keep missing)
            (?! (?:weight|interest))
        """,
        r"""
            (?:
                it|that|this|which|\w+ing|the \w+|our \w+|everything|every \w+|each \w+|
                (?:month|year)-?end(?: closing)?|\w+ \w+ing
            ) (?:~ )?(?:takes?|is taking|costs? us|eats?(?: up)?|consumes?|ties up|needs|swallows) (?:~ )?
            (?:
                us |me |them |people |our people |my people |our guys |about |up |nearly |almost |around |
            over |more than |at least )*(?:
                forever|ages|way too|too (?:long|much|many)|so (?:long|much|many)|hours|days|weeks|months|
                years|half|a (?:lot|whole|full|fortune|day|week|ton)|an (?:eternity|hour)|\d+|two|three|four|
                five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|one
            )(?: \w+){0,4}
        """,
        r"""
            (?:nobody|no one|no ?body|none of us) (?:~ )?(?:
                knows?|sees?|notices?|has|can|understands?|trusts?|else knows|uses|likes|reads|finds|cares|
                tells
            )(?: \w+){1,12}
        """,
        rf"""
            {_I} (?:~ )?(?:
                don't|do not|never|can't|cannot|can never|couldn't|
                have no (?:idea|clue|visibility|overview|way)|'ve no (?:idea|clue|visibility|overview)|
                've got no (?:idea|clue|visibility|overview)|are not able to|aren't able to|'re unable to|
                are unable to|'re not able to|still can't|have no
            ) (?:~ )?(?:
                know|see|find|tell|track|trust|prove|keep up|measure|get|control|rely|trace|forecast|predict|
                plan|reach|document|compare|scale|access|export|integrate|report|react|verify|what|which|
                where|when|who|how|of|into|about|to|on|over
            )(?: \w+){{1,12}}
        """,
        r"""
            (?:
                it|they|that|this|he|the \w+(?: \w+)?|our \w+(?: \w+)?|their \w+|\w+|machines|drivers|people|
                patients|the \w+ \w+ \w+
            ) (?:~ )?(?:is|are|'s|'re|gets?|has become|was|feels?) (?:~ )?
            (?:
                way |far |so |too |really |very |pretty |extremely |a bit |rather |just |always |totally |
            completely |a |an |absolutely |simply |quite )*(?:
                slow|complicated|outdated|unreliable|clumsy|error[- ]prone|tedious|time[- ]consuming|
                cumbersome|buggy|terrible|awful|horrible|useless|broken|painful|
                a (?:\w+ )?(?:
                    pain|nightmare|mess|joke|dinosaur|disaster|catastrophe|pig|nuisance|bottleneck|hassle|
                    black box
                )|
                pain|nightmare|mess|joke|dinosaur|disaster|madness|chaos|chaotic|all over the place|wrong|
                impossible(?: to \w+)?|late|missing|inaccurate|unusable|
                never (?:right|on time|up to date|there|correct|ready|available)|
                not (?:reliable|accurate|up to date|documented|connected|synchronized|synced|in sync)|
                years? old|lost|stolen|down|offline|scattered|manual|stuck|overloaded|overwhelmed|unhappy|
                frustrated|annoyed|error|old|sick of|fed up|hard to \w+|difficult to \w+|exhausting|
                killing us|driving (?:me|us) (?:crazy|mad|nuts)|dying|falling apart|leaking|failing|
                breaking down|bad|poor|weak|ridiculous|insane|crazy|double the work|tied up|
                too (?:expensive|many|few|much|small|big|old|late|hard|heavy)
            )\b
        """,
        r"""
            (?:it|that|they|the \w+(?: \w+)?|our \w+(?: \w+){0,4}?|this thing|the thing|machines|\w+s) (?:~ )?
            (?:
                keeps? (?:\w+ing|on \w+ing)|crash(?:es|ed)?|freez(?:es|e)|break(?:s)? ?down|breaks?|fails?|
                dies?|die|goes? (?:down|missing|wrong)|leak(?:s)?|hang(?:s)?|
                stop(?:s)? (?:working|all the time)|falls? (?:apart|over)|
                get(?:s)? (?:
                    lost|stolen|rejected|damaged|stuck|mixed up|confused|forgotten|delayed|spoiled|wrong
                )|
                disappears?|jams?|drops? out|runs? hot|melts?|overheats?|expires? on|spoils?|can't|cannot|
                can not|won't|doesn't|don't|do not|does not|isn't|aren't|never
            )(?: \w+){0,12}
        """,
        r"""
            (?:
                half|most|some|every (?:second|third|fourth|other)|one in \w+|
                a (?:third|quarter|lot|lot more)|
                (?:\w+ )?(?:\d+|ten|twenty|thirty|forty|fifty) percent
            ) (?:of )?(?:~ )?(?:our |the |my |all )?(?:\w+ ){1,5}(?:
                gets?|fails?|is|are|goes?|call|come|drive|don't|have|arrive|never|can't|lost|rejected|wasted|
                spoiled|late
            )(?: \w+){0,12}
        """,
        r"(?:sick|tired|sick and tired|fed up|annoyed|unhappy|frustrated) (?:of|with|by|about)",
        r"(?:we've|we have|i've) (?:~ )?had (?:it with|enough of|trouble with|problems with)",
        r"""
            (?:drives?|driving|drove) (?:
                me|us|everyone|everybody|people|them|our \w+
            ) (?:crazy|mad|nuts|insane|up the wall)
        """,
        r"""
            what (?:~ )?(?:annoys|bothers|bugs|hurts|kills|frustrates|worries) (?:me|us)(?: (?:\w+))? (?:~ )?
            (?:is|are)(?: that)?
        """,
        r"(?:it|that) (?:~ )?(?:annoys|bothers|hurts|bugs|kills|frustrates|costs) (?:me|us)",
        rf"""
            {_I} (?:~ )?
            (?:have to|need to|must|end up|spend|are spending|'re spending|'m spending|keep|are) (?:~ )?
            (?:
                type|typing|enter|entering|retype|copy|copying|write|do|doing|chase|chasing|drive|correct|
                correcting|re-?enter|re-?key|fix|fixing|search|searching|call|calling|print|printing|redo|
                redoing|spend
            )(?: \w+){{0,6}} (?:
                twice|by hand|manually|every|all day|again|hours|days|double|all the time|everything|reports|
                around|each|evenings?|nights?|paper|data
            )(?: \w+){{0,4}}
        """,
        r"i spend my (?:evenings|nights|weekends|days|mornings)(?: \w+){1,6}",
        r"""
            (?:everything|it all|all of it|data|orders|invoices) (?:~ )?
            (?:is|has to be|gets|'s|must be|are) (?:~ )?
            (?:keyed in|typed|entered|copied|done|re-?typed|written|collected|transferred|put in) (?:~ )?
            (?:in |down )?(?:by hand|manually|twice|again)(?: \w+){0,4}
        """,
        r"""
            (?:too|so) (?:many|much) (?:\w+ ){0,2}(?:
                mistakes|errors|waste|scrap|downtime|paperwork|time|manual|returns|complaints|empty|
                phone calls|tools|systems|breakages?|idle
            )(?: \w+){0,5}
        """,
        r"""
            (?:a lot of|lots of|constant|endless|huge|frequent|plenty of) (?:\w+ )?
            (?:
                mistakes|errors|waste|scrap|downtime|paperwork|
                manual (?:work|labor|labour|steps|entry|effort)|returns|complaints|idle time|breakdowns|
                rework|double (?:work|entry)|chasing|overtime|delays|theft
            )(?: \w+){0,5}
        """,
        r"impossible to (?:get|find|\w+)(?: \w+){0,4}",
        r"(?:is|are|it's|that's) (?:a |an )?(?:~ )?(?:pain|nightmare|mess|disaster|joke|dinosaur|headache)\b",
        r"""
            (?:fail|fails|failing|failed|break|breaks|gets? stolen|stolen|gets? lost) (?:~ )?
            (?:every|and nobody|all the time|at night|during|once|because|before|constantly|twice)
            (?: \w+){0,6}
        """,
        r"""
            (?:no|zero|little|hardly any|not enough) (?:~ )?(?:
                visibility|overview|transparency|control|traceability|insight|real[- ]time|documentation|time|
                staff|people|qualified
            )(?: \w+){0,6}
        """,
        r"""
            cost(?:s|ing)? us (?:a fortune|a lot|too much|dearly|time|hours|customers|orders|money|an arm)
            (?: \w+){0,5}
        """,
        r"""
            (?:we|i|they|people) (?:~ )?\w+ (?:~ )?(?:so|too|way too|far too|twice as|double) (?:much|many)
            (?: \w+){1,8}
        """,
        r"""
            (?:refuse|refuses|refused|hate|hates|complain|complains|ignore|ignores) (?:to |about |that )?\w+
            (?: \w+){0,5}
        """,
        r"(?:we|i) use (?:twice|double|three times) (?:the|as)(?: \w+){1,6}",
        r"who(?:'s| is) (?:leaving|retiring)(?: \w+){0,6}",
        r"(?:is|are|'s|'re) (?:leaving|retiring)(?: \w+){0,3} and(?: \w+){1,10}",
        r"(?:knowledge|it|everything) is in (?:his|her|their|one person's|people's) heads?",
        r"changeovers?(?: \w+){0,2}",
        r"(?:we|i)(?:'ve| have) (?:~ )?(?:got )?(?:no|zero) (?:idea|clue|visibility|overview|control)(?: \w+){1,12}",
        r"(?:\w+ ){1,5}(?:for nothing|in vain|half (?:of )?the time)(?: \w+){0,5}",
        r"""
            (?:wait|waiting|waits) (?:~ )?(?:for )?
            (?:hours|days|weeks|months|two|three|four|five|six|ten|up to|forever|too long|ages|\d+)
            (?: \w+){0,8}
        """,
    ]
)
ABOUT_US = re.compile(r"\b(?:you|your|yours|you're|you'd|this booth|this stand)\b")
BARE_LEAD = compiled(r"""
    ^\W*(?:
        (?:
            well|um|uh|yes|yeah|yep|oh|hm|so|and|but|because|exactly|honestly|mainly|basically|mostly|just|
            definitely|also|to be honest|i think|i guess|i'd say|right|okay|sure|mostly|no|not really|
            not at all|a bit|fine|really|hm well|ok|that|actually|
            the (?:thing|principle|point|fact|truth|snag|catch|short version|funny thing|trouble|problem) is
            (?: that)?|
            funnily enough|i mean|look|listen|see|oh dear|you know|pretty much|we're not happy|plus|then
        )\W+
    )+
""")
PROBLEM_NOUN = compiled(r"""
    (?:
        problem|challenge|headache|issue|pain|bottleneck|trouble|difficulty|nightmare|struggle|frustration|
        annoyance|complaint|spot|point|weakness|bugbear|neck|hurts|me|us
    )s? .*?(?:is|are|'s|was)(?:\s+(?:that|with|in|to))?$|
    (?:struggl\w+|suffer\w*|fight\w*|wrestl\w+|battl\w+|drown\w*)\s.*(?:with|from|to|in|against)$|
    (?:had (?:it with|enough of))$|(?:of|with|by|about)$
""")
OPEN_END = compiled(r"""
    \b(?:
        knows?|sees?|says?|said|thinks?|tells?|told|notices?|hears?|finds?|lost|loses?|losing|wastes?|pays?|
        paid|gets?|got|needs?|takes?|means?|nobody|everybody|who|that
    )$
""")
"""How a clause ends whose object the next one is: "nobody knows they are there", with no comma to be heard."""
IS_FINE = compiled(r"""
    \W*(?:(?:and|but|so)\W+)?(?:that's|thats|that is|it's|its|it is|which is)\W+
    (?:(?:just|really|quite|absolutely|all)\W+)?(?:
        fine|okay|ok|good|normal|fast|quick|enough|alright|right|great|no problem|no issue|not bad|over|
        history|past|solved|sorted|gone|behind us
    )\b|
    \W*(?:(?:and|but|so)\W+)?(?:we|i)(?:'re|re| are|'m| am) (?:quite |very |really )?proud of (?:that|it|them)\b
""")
"""Says of the clause before that it does not hurt, or not any more."""
_PLANNED = compiled(r"""
    \bfor (?:the|a|our|their|his|her) (?:\w+ )?
    (?:breaks?|lunch|weekend|night|holidays?|maintenance|cleaning|stock ?taking|inspection|change of shift)\b|
    \b(?:in the beginning|at first|at the start|in the early days)\b
""")
"""Stands still because it shall, or did only at the start."""
SECOND_THOUGHT = compiled(r"""
    \W*(?:\w+ ){1,4}?(?:i mean|you know|well|like|mostly|mainly)\W+
    (?=(?:we|our|they|the \w+|nobody|my|it)\b(?: \w+){1,})
""")
"""Words that are left again before they say anything: "refrigeration mostly i mean we lost"."""
ANNOUNCES_ONE = compiled(r"""
    \W*(?:(?:and|but|so|then|now|yes|okay|well)\W+)*(?:(?:the|our|my|a) )?
    (?:first|second|third|other|next|main|big|last|another|one)
    (?: (?:thing|topic|point|subject|issue|one|matter))? (?:is|was|would be|'s)(?: (?:the|our|my|about|with))*
    (?: [\w-]+){1,2}\W*
""")
"""Says what comes next, not what is bad about it: "then the second thing is the trucks"."""
_ASKS_OF_THEM = compiled(r"""
    \b(?:
        customers?|clients?|auditors?|boss|insurance|insurer|law|authorit(?:y|ies)|inspectors?|regulator|bank|
        oem|management|board|state|works council|ministry|council|head office
    ) (?:also |now |always )?(?:wants?|requires?|asks? for|demands?|insists? on|expects?)\b
    (?! (?:it |them |us )?(?:twice|again|\w+ all the time|another|a different|something (?:else|different)))
""")
"""Somebody demands it: a need, if anything."""
INTRODUCES = compiled(r"""
    \W*(?:(?:well|um|uh|yes|yeah|hi|hello|hey|so|and)\W+)*(?:
        (?:we|i)(?:'re|'m|'ve)?
        (?: are| am| have| got| have got| run| make| work| do| operate| own| build| sell)\b|
        (?:we're|i'm|we've|i've)\b|it's (?:ok|okay|fine|good)
    )
""")
CONDITION = compiled(r"""
    \W*(?:(?:and|so|but|because)\s+)?(?:if|when|whenever|since|once|as soon as|every time|each time)
    \s[^,]{6,}?(?:
        ,\s+(?=\w+ \w+)|
        (?<!\bknow)(?<!\bthat)(?<!\band)\s+
        (?=(?:nobody|no one|everything stops|everybody waits|the whole \w+ (?:stops|stands|waits)) ?\w*)
    )
""")
POINTS_ON = compiled(r"""
    \W*(?:(?:because|cause|and|so|well|but)\W+)*(?:that's|thats|that is|it's|its|it is|here's|this is|there's)
    \W+(?:exactly |just |really )?(?:my|our|the) (?:\w+ ){0,2}?
    (?:trouble|problem|headache|issue|pain|worry|nightmare|difficulty|snag|challenge|pain point|topic)
    (?: (?:here|too|as well|for us|really|right now))?\W*
""")
"""Words that point at a complaint and hold none."""
REACTION = compiled(r"""
    ^\W*(?:it|that|this|which)(?:'s| is)? (?:
        driv\w+|kill\w*|annoy\w*|bother\w*|hurts?|frustrat\w*|a (?:nightmare|mess|joke|disaster|pain|shame)|
        crazy|insane|madness|terrible|awful|ridiculous|painful|horrible
    )\b
""")
ONLY_JUDGES = compiled(r"""
    (?:
        \W*(?:
            and|but|so|honestly|frankly|(?:each|every) (?:time|year|month|week|day)|always|sometimes|really|
            for (?:me|us)
        )
    )*\W*(?:it|that|this|which|they)(?:'s|s|'re| is| are| was| gets?)?
    (?: (?:
            a|an|the|just|really|always|so|very|too|totally|completely|pure|absolute|one big|driving|drives|
            killing|kills|eating|eats|hurting|hurts|annoying|annoys|bothering|bothers|costing|costs|
            frustrating|frustrates|us|me|everyone|everybody|alive|mad|crazy|nuts|insane|nightmare|mess|joke|
            disaster|pain|shame|chaos|madness|terrible|awful|ridiculous|painful|horrible|bad|stupid|
            embarrassing|desperate|money|nerves|a lot|lot|a fortune|fortune
        )
    )+(?:
        \W+(?:
            in (?:the )?\w+|every \w+|to be honest|honestly|really|each \w+|you know|at the moment|right now|
            here
        )
    )*\W*
""")
"""Says how bad something is, not what."""
ILLUSTRATION = re.compile(r"\s*,\s*(?:every|each) \w+ (?:\w+ )?\w+s\b.*$")
_MONTH = laid_out(r"""
    (?:
        january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|
        autumn|fall|winter
    )
""")
WHEN_BEFORE = compiled(rf"""
    (?:in|since|last) {_MONTH}(?: alone)?\W+(?=(?:we|our|the|i|they|a|two|three)\b)|
    (?:last|this) (?:week|month|year|quarter)\W+(?=(?:we|our|the|i|they)\b)
""")
AMOUNT_BEFORE = compiled(r"""
    we(?:'ve)? (?:had|have|have had|got) (?=
        (?:two|three|four|five|six|seven|eight|ten|\d+|several|many|a lot of|lots of) \w+
    )
""")
WHEN_AFTER = compiled(rf"""
    \s*,?\s+(?:since|in) {_MONTH}\b.*$|
    \s*,\s*(?:\w+ )?(?:\d+|thousand|grand|\w+ty|\w+teen|hundred|two|three|four|five|six|ten) (?:\w+ )?
    (?:each|a piece|apiece|every time|per \w+|euros?|dollars?|pounds?)\b.*$|
    \s+(?:for|worth) (?:about |around |over )?(?:\w+ ){{1,3}}(?:thousand|hundred|million|grand|k) ?
    (?:euros?|dollars?|pounds?|francs?|crowns?)\b.*$|
    \s+last (?:year|month|week|quarter|summer|winter)\b.*$|
    \s*,\s*(?:
        seriously|honestly|it's (?:driving|killing)|to be honest|believe me|no joke|can you believe|
        i tell you|imagine|right|really|you see|sadly|unfortunately|which is|so we|so i|so they|and so
    )\b.*$
""")
NOTHING_HURTS = compiled(r"""
    \W*(?:(?:well|um|uh|oh|hm+|honestly|actually|really|nowhere|to be honest)\W+)*
    (?:
        (?:there's |there is |we have |i have |we've got )?
        (?:none|nothing|no (?:pain|problems?|trouble|issues|complaints))\b
        (?! (?:works|fits|matches|is|gets|we|that|but))|
        (?:it|everything|all of it) (?:~ )?(?:just )?(?:works|runs|is fine|'s fine|is good)\b
    )
""")
NO_COMPLAINTS = compiled(r"""
    (?:^|(?<=[.!?,] ))no (?:big|real|major|serious) (?:problems?|issues|trouble|complaints)\b(?=\W*$|[,.;!])|
    \b(?:
        no complaints|nothing to complain about|
        no (?:real |big |major )?
        (?:problems?|pains?|issues|challenges) (?:at all|really|so far|whatsoever|with (?:it|that|them)|there)
    )\b(?! (?:with (?:the price|you|that price)|recording|any ?more))
""")


DIRECT = compiled(r"""
    \bnothing changes\b|
    \b(?:what|where|which|your|any|biggest|main|hear|have|got|get|no)\b.*\b
    (?:
        complaints?|difficult\w*|tricky|missing|lacking|awkward|risky|problems?|challenges?|headaches?|hurts?|
        wrong|pains?|bothers?|annoys?|trouble|issues?|struggles?|frustrat\w+|pinch\w*|lose|waste|worst|
        hardest|bad|difficult|keeps you|bugs|drives you|eats|costs you|gets on|slows?|bottlenecks?
    )\b
""")
EXPLAINS = re.compile(r"\W*(?:we|they|i|it|people|every|each|nobody|somebody|our|the|half|most|my)\b[^?]*$")
NO_ANSWER = compiled(r"""
    (?:
        nothing|none|everything|no|yes|well|hm+|fine|good|great|okay|sure|really|actually|lots|many|plenty|
        some|that|this|it|you|me|us|happy|satisfied|perfect|sorry|what|why|money|budget|time
    )\W*
""")


_NEVER = compiled(r"""
    \W*(?:not (?:a (?:single )?)?one|none|zero|not once|never|hardly ever|not (?:really|that i know(?: of)?))
    (?: (?:so far|yet|(?:this|last) \w+|in \w+ \w+|really|that i know(?: of)?))?\W*
""")
_ELSEWHERE = compiled(r"""
    \b(?:
        next door|(?:down|across|up) the (?:road|street)|
        at (?:a|my) (?:friend|neighbou?r|competitor|colleague|brother)'s|
        at (?:a|the) (?:neighbou?r|competitor)\b
    )
""")
"""Where it happened to somebody else."""


def harmless(text: str) -> bool:
    """Return whether words only announce a subject, tell what somebody demands, what stands still as planned, or what befell others."""
    return (
        ANNOUNCES_ONE.fullmatch(text) is not None
        or _NEVER.fullmatch(text) is not None
        or _ELSEWHERE.search(text) is not None
        or _ASKS_OF_THEM.search(text) is not None
        or _PLANNED.search(text) is not None
    )
