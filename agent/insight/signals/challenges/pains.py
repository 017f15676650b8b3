"""What tells of something bad, as patterns: events, states, chores, how often, and what is excused."""

import re

from agent.insight.signals.challenges.pain_words import (
    NOUNS,
    STATES,
    STRONG_VERBS,
    WEAK_VERBS,
    either,
    inflected,
)
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, any_of, phrase
from agent.insight.signals.language.stance import negated

NUMBER = laid_out(r"""
    (?:
        \d+|a|an|one|two|three|four|for|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|
        forty|fifty|sixty|ninety|hundred|several|many|half an?|half the|
        the (?:whole|hole|entire|full|better part of the)|
        whole|hole|entire|countless|most of the|all
    )
""")
TIME = laid_out(r"""
    (?:
        seconds?|minutes?|mins|hours?|days?|weeks?|months?|years?|shifts?|mornings?|afternoons?|evenings?|
        nights?|weekends?|sundays?|saturdays?|fridays?|mondays?|winters?|summers?|seasons?|quarters?
    )
""")
CHORE = any_of(
    [
        r"""
            (?:
                copy|copies|copying|re-?types?|re-?typing|types?|typing|re-?keys?|re-?keying|keys? in|keying|
                re-?enters?|re-?entering|chases?|chasing|search(?:es|ing)?|hunts?|hunting|looks? for|
                looking for|digs?|digging|dig through|queues?|waits?|waiting|queuing|redo|redoing|reworks?|
                reworking|juggles?|juggling|babysits?|reconciles?|reconciling|corrects?|correcting|
                fix(?:es|ing)?|repairs?|repairing|scrolls?|firefights?|argues?|arguing|fights?|fighting|
                runs? after|runs? around|running around|running after|ferry|nags?|puzzles?|guesses?|guessing|
                deciphers?|deciphering|
                (?:
                    phones?|calls?|rings?|phoning|calling|ringing
                ) (?:around|round|everyone|everybody|each|them all)|
                stays? late|works? late|overtime|cleans? up|cleaning up|sorts? out|sorting out|tidy up|
                stands?|standing|sits?|sitting
            )
        """,
    ]
)
TEDIOUS = any_of(
    [
        r"""
            twice|two times|three times|double|again and again|over and over|from scratch|one by one|all day|
            all day long|all the day|(?:the )?whole day|all night|for hours|hours and hours|for days|
            for weeks|all the time|
            half (?:of )?the (?:day|time|week|night|morning|shift)|
            by hand|by eye|by ear|by heart|on foot|manually|until (?:midnight|late|two|three|ten|eleven)|
            line by line|for nothing|in vain|every single \w+|in the middle of the night|until midnight|
            at midnight|on (?:sundays?|saturdays?|weekends)|every (?:sunday|saturday|weekend)|
            (?:two|three|four|five|six|seven|\d+) (?:different )?
            (?:systems|places|tools|spreadsheets|lists|times)|
            manual
        """,
    ]
)
OFTEN = any_of(
    [
        rf"""
            every (?:single )?(?:
                day|week|night|morning|evening|month|time|shift|other \w+|second \w+|third \w+|few \w+|
                quarter|year|winter|summer|{TIME}
            )|
            each (?:time|day|week|month)|always|constantly|permanently|endlessly|again|daily|weekly|
            several times|(?:two|three|four|five|ten|\d+) times|regularly|forever|half the time|
            most of the time|{NUMBER} (?:\w+ )?(?:hours?|minutes|days|weeks)|hours?|days|the same \w+|
            whole days|on (?:mondays|fridays|weekends)|at night|whenever|ages
        """,
    ]
)
_PRAISE = any_of(
    [
        r"""
            (?:happy|satisfied|pleased|glad|excited|impressed|thrilled) (?:with|about|that|to|so far)|
            works? (?:~ )?(?:well|fine|great|perfectly|nicely|like a (?:charm|dream))|
            runs? (?:well|fine|smoothly|great|like clockwork)|
            no (?:~ )?(?:
                problems?|complaints?|issues?|trouble|breakdowns?|failures?|losses|waste|need|rush|hurry|
                worries|delays?|big deal
            )|
            not (?:~ )?(?:a|an|any|our|much of a)? ?(?:problem|issue|trouble|challenge|bottleneck|concern)|
            (?:
                never|hardly|rarely|doesn't|don't|didn't|hasn't|won't|haven't|isn't|aren't|without|nothing|
                none|no longer|not
            ) (?:~ )?(?:ever |gets? |get |really |any |a |been |single |is |one )*
            (?:
                fails?|failed|failing|broke|breaks?|broken|crash(?:es|ed)?|lost|loses?|losing|wast\w+|
                let us down|leaks?|jams?|freez\w+|miss(?:es|ed)?|stolen|damaged|wrong|late|slow|bad|
                complain\w*|difficult|complicated|hard|down|manual|impossible|expensive
            )
        """,
        r"""
            takes? (?:~ )?(?:only |just |about )?(?:a|one|two|three|five|a few) (?:minutes?|seconds?)|
            used to|back then|in the old days|years ago|
            before (?:we|that|then) (?:\w+ )?(?:got|had|bought|switched|introduced|used|installed|moved)|
            until (?:we|last|recently|two|three) (?:\w+ ){0,2}
            (?:got|had|bought|switched|introduced|used|installed|moved|year|month)?|
            since (?:we|then) (?:~ )?
            (?:switched|got|have|use|moved|started|installed|introduced|bought|changed|'ve)?|
            no longer|(?:not|n't|no \w+) .{0,40}any ?more|
            (?:has been|is|was|'s|got|all|that's|have been|we've|we) (?:~ )?
            (?:solved|sorted|fixed|resolved|behind us|over now|history)|
            gone (?:now|since|down)|dropped (?:to|by)|in the past|problem of the past
        """,
    ]
)
_BOOTH = any_of(
    [
        r"""
            (?:your|this|the|that|next|our|other) (?:booth|stand|hall|fair|exhibition|keynote|aisle)|
            this (?:show|place)|badge|
            i(?:'ve)? (?:had|have|got|have got) (?:a|the) (?:bad|sore|stiff) (?:
                back|knee|leg|hip|cold|night|neck|foot
            )|
            couldn't sleep|didn't sleep|slept badly|hang ?over|
            my (?:~ )?(?:
                train|flight|plane|taxi|bus|hotel|feet|foot|legs?|wife|husband|kids?|son|daughter|car|phone|
                back|voice|knee|hand|bag|coat|jacket|colleague|battery|laptop|card|pen|lunch|head|ears?
            )|
            coffee (?:here|queue|line|is|was|over)|(?:for|had|have|missed|skipped|the) lunch|
            lunch (?:is|was|here)|wi-?fi here|toilets?|
            (?:terrible|awful|horrible|bad|nice|lovely|such|the) (?:parking|traffic|weather)|
            (?:parking|traffic|weather) (?:here|today|this morning|in this|on the way|was|is)|
            park (?:here|the car)|shuttle|(?:the|his|her|our) flight|airport|(?:over|in|out) here|
            walk(?:ed|ing)? around all day|
            the (?:queue|line) (?:for|at) the (?:coffee|food|entrance|registration|bar)|
            this morning on the|to(?:day)?'s (?:show|fair)
        """,
    ]
)
HAPPENS = phrase(inflected(STRONG_VERBS))
HAPPENS_PERHAPS = phrase(inflected(WEAK_VERBS))
IS_BAD = phrase(rf"""
    (?:
        is|are|was|were|\w+'s|\w+'re|its|theyre|thats|gets?|got|gotten|looks?|becomes?|became|
        turns? (?:out|into)|stays?|seems?|feels?|sounds?|goes?|has been|have been
    ) (?:~ )?(?:
        (?:
            a|an|the|all|just|so|too|very|pretty|such|way|far|often|usually|rather|quite|absolute|complete|
            total|real|pure|bit|of|terribly|awfully|extremely|completely|totally|mostly|partly|half|
            hopelessly|plain|bloody|one|big|right|\w+(?= years)
    ) )*(?:{either(STATES)})
""")
BAD_THING = phrase(
    either(NOUNS)
    + r"""
        |shoe ?box(?:es)?|post-?its?|(?:bits|scraps|slips) of paper|back of an envelope|string and tape|
        (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:different )?
        (?:passwords|logins|systems|spread-?sheets|versions|portals|apps|lists|tools)
    """
)
FOUND_LATE = phrase(r"""
    (?:
        finds? out|found out|learns?|hears?|notices?|realises?|realizes?|discovers?|knows?|sees?|spots?|
        tells?
    ) (?:\w+ ){0,6}?(?:only |just )?(?:
        when|once|after|afterwards|from (?:the|a|our|my|their)|by (?:chance|accident|luck)|too late|
        (?:hours|days|weeks|months) later|the (?:next|following|morning after)|because (?:the|a) customer
    )|
    (?:finds?|found|catch|see|sees|leave|leaves|left) (?:\w+ ){1,5}
    (?:
        broken|empty|closed|wrong|missing|open|dead|blocked|full of|wet|unlocked|switched off|unattended|
        lying|rotten|damaged
    )|
    (?:
        customers?|clients?|parents|patients|people|tenants|residents|guests|drivers|users|members|students|
        passengers|suppliers|farmers|staff|shops|branches|neighbou?rs|everybody|everyone|auditors?|
        inspectors?
    ) (?:\w+ ){0,3}?
    (?:ring|rings|call|calls|phone|phones|mail|mails|e-?mail|write|writes|text|come|comes) (?:\w+ ){0,6}?
    (?:
        to (?:ask|shout|complain|say|yell|tell|cancel|find out|moan)|
        asking|shouting|complaining|yelling|wanting|in tears|every|all day|\w+ times|furious|angry
    )
""")
PORTION = phrase(r"""
    (?:
        every (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|other)|
        \w+ (?:in|out of) (?:every )?
        (?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|a hundred|\d+)|
        (?:a |one |two )?(?:half|third|quarter|fifth|sixth|tenth|dozens|hundreds|thousands|thirds)
        (?: of)? (?:of )?(?:our|my|the|them|it|these|those|all)|
        half (?:of )?(?:our|my|the|them|it)|\w+ of (?:them|those)|(?:\w+ )?percent of|
        most of (?:our|my|the|them)
    )
""")
AGAIN = phrase(r"""
    twice|two times|three times|four times|\w+ times an? \w+|again|over and over|all (?:the )?day(?: long)?|
    all night|constantly|always|every single \w+|each time|every time|
    every (?:\w+ )?(?:minutes?|hours?|few \w+)|
    every (?:
        day|week|month|night|morning|year|shift|season|evening|monday|friday|saturday|sunday|winter|summer
    )|
    forever|for (?:hours|days|weeks|ages|months)|at (?:midnight|night)|in the (?:evening|night|middle of)|
    on (?:sundays?|saturdays?|weekends)|whenever|by hand|by eye|by ear|by heart|on foot|manually|
    until (?:midnight|late|two|three|ten|eleven)|line by line|one by one|from scratch|nothing|none|nowhere|
    hours?|weeks?|
    (?:last|this) (?:year|month|week|spring|summer|autumn|winter|quarter)
""")
TOIL = phrase(r"""
    by hand|by eye|by ear|manually|all day long|all night|until (?:midnight|late|two|three|ten|eleven)|
    over the weekends?|on (?:sundays?|saturdays?)|in the evenings?|line by line|one by one|day and night|
    every (?:single )?night|
    with a (?:torch|clipboard|ruler|pencil|stopwatch|highlighter)|
    on foot
""")
FOLLOWS = phrase(r"""
    (?:and )?then (?:we|i|they|the|nobody|somebody|it|my|our|never|two|everyone|everybody|someone)|
    (?:have|has|had|got|forced) to (?!be|have|do|say|think|admit|see|go\b)\w+|
    (?:two|three|four|five|six|\d+|different|separate) (?:different )?
    (?:
        systems?|versions?|spread-?sheets?|tools|lists|places|databases|logins|screens|apps|portals|sheets|
        copies|programs|forms
    )|
    up to (?:\w+ )?\w+ (?:hours|days|weeks|minutes)|still|not (?:one|a single|even)|
    (?:so|and) (?:we|i|they|half|people|two|three|nobody|everyone|everybody|somebody|someone) (?:~ )?
    (?:
        have to|has to|end up|ends up|must|miss|don't|can't|never|are left|am left|get|sit|wait|stand|lose|
        drive|ring|call
    )|
    ends? up|in the end|instead of|only to|though|anyway|the hard way|because
""")
UNABLE = phrase(r"""
    (?:
        can't|cannot|couldn't|can never|could never|isn't able to|aren't able to|unable to|can not|could not|
        do not|does not|did not|will not|not able to|never|doesn't|don't|didn't|won't|hasn't|haven't|hardly|
        barely|nobody|no one|no body|none of \w+|no \w+ (?:ever|can)|not one \w+
    ) (?:~ )?(?:ever |even |be |have |can |could |has |get |really )*
    (?!
        mind\b|need\b|want\b|care\b|worry\b|like\b|complain|think\b|believe\b|decide|sign|say\b|
        tell you (?:that|how much|the)|wait\b|afford|mean\b|will\b|would\b|
        have (?:a|any|the) (?:budget|money|time|number|date|plan)|
        have to\b|use\b|go\b|do\b|yet\b|else\b|here\b|buy\b|spend\b|pay\b|a\b|the\b|that\b|it\b|really\b|
        know (?:yet|you|it|how much)|been\b|heard\b|seen\b|too\b|so\b
    )\w+
""")
_MAYBE = compiled(r"""
    \b(?:
        would|wouldn't|could|might|may|'ll|will|won't|should|shall|going to|want(?:s|ed)?|
        need(?:s|ed)? (?:to|a|an|something)|so that|in order to|to avoid|avoid\w*|prevent\w*|reduc\w+|
        stop\w* (?:us|them)|in case|unless|looking for|like to|love to|hope|wish|imagine|try(?:ing)? to|
        plan(?:ning)? to|you can|hard to believe|don't want
    )\b
""")
_YOU = re.compile(r"\b(?:you|your|yours|you're|you've|you'd|u)\b")
_GENERIC_YOU = compiled(r"""
    \b(?:
        app|system|program|programme|software|thing|it|screen|scanner|portal|tool|machine|device|they|that|
        which|who
    ) (?:\w+ )?
    (?:logs|kicks|throws|makes|asks|lets|tells|costs|drives|leaves|forces|keeps|locks|shuts|sends|gives) you\b|
    \byou
    (?:'d)? (?:can't|never|have to|don't know|lose|wait|spend|get|need to|know|see|be (?:amazed|surprised))\b|
    \b(?:thank|tell|ask|believe|assure|mind) you\b
""")
_NOUNS_ONLY = compiled(r"""
    \b(?:packing|delivery|pay|paper) slips?\b|\b(?:coffee|lunch|tea) breaks?\b|
    (?<!everything )(?<!all )(?<!what )(?<!that )(?<!thing )\b
    (?:we|i) (?:make|sell|build|produce|manufacture|offer|install|design|distribute|import|cater|supply)\b|
    \bbreaks? even\b|\bfail-?safe\b|
    \bwaste (?:company|disposal|management|water|collection|recycling|trucks?|plant|firm)\b|
    \bscrap (?:yard|metal|dealer)\b|\brunning late\b|\bgo ahead\b|
    \b(?:wrong|lost|late|bad) (?:booth|stand|hall|time)\b|
    \bgoing bad\b|\bturnover of\b|
    \b(?:turnover|revenue|we're|we are|company|firm|group)\b.{0,40}\b(?:million|billion)\b
""")

_ASKS = compiled(r"""
    \W*(?:(?:and|so|but|well|um|uh|hm+)\W+)*(?:
        (?:does|do|did|is|are|can|could|would|will|should) (?:
            it|you|they|we|i|that|this|the|there|these|those|anybody|your
        )\b|
        how (?:much|many|long|do|does|is|are|would)\b|what (?:does|do|is|are|about|if)\b
    )
""")


def excused(text: str) -> bool:
    """Return whether a clause praises, tells of what is over, or is about the fair."""
    return _PRAISE.search(text) is not None or _BOOTH.search(text) is not None


def speaks_to_us(text: str) -> bool:
    """Return whether a clause is about the rep or his firm, and not "you" as in "you never know"."""
    return _YOU.search(_GENERIC_YOU.sub("", text)) is not None


def asks(text: str) -> bool:
    """Return whether a clause begins as a question, or is no statement about one's own work."""
    return (
        speaks_to_us(text)
        or _ASKS.match(text) is not None
        or _NOUNS_ONLY.search(text) is not None
        or re.match(
            r"\W*(?:if|unless|so that|in case|let's|let me|please|imagine|say|suppose|otherwise|or else)\b",
            text,
        )
        is not None
    )


def asserted(pattern: re.Pattern[str], reading: Reading, span: Span) -> bool:
    """Return whether a clause says what a pattern tells, and does not deny it or only think of it."""
    text = reading.of_span(span)
    return any(
        not negated(reading, span.start + match.start(), start=span.start)
        and not _MAYBE.search(text[: match.start()])
        for match in pattern.finditer(text)
    )
