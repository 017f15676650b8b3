"""Who does the job today by hand: "two ladies type the tickets", "a contractor with two utes", "we have a guard"."""

import re
from collections.abc import Iterator

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.language.talk import Finding

_COUNT = laid_out(r"""
    (?:
        an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|
        (?:twenty|thirty|forty|fifty)(?:[- ]\w+)?|\d+|some|several|a few|a couple of|our|my|the|this|every|
        each
    )
""")
_WHO = laid_out(r"""
        (?:[a-z'-]+ ){0,2}?(?:
            guys?|m[ae]n|wom[ae]n|lad(?:y|ies|s)?|girls?|boys?|chaps?|blokes?|fellows?|people|persons?|
            colleagues?|secretar(?:y|ies)|assistants?|clerks?|nurses?|apprentices?|trainees?|interns?|
            students?|volunteers?|temps?|fore(?:man|men)|technicians?|mechanics?|electricians?|engineers?|
            guards?|watch(?:man|men)|porters?|caretakers?|janitors?|housekeepers?|dispatchers?|planners?|
            operators?|workers?|helpers?|cleaners?|drivers?|inspectors?|supervisors?|controllers?|
            accountants?|book ?keepers?|store ?keepers?|store(?:man|men)|receptionists?|teachers?|trainers?|
            cooks?|chefs?|wife|husband|brother|sister|mother|father|son|daughter|boss|contractors?|
            subcontractors?|dogs?|staff|shift leaders?|team leaders?|employees
        )
    """)
_DOES = laid_out(r"""
        (?:
            types?|keys?|re-?types?|counts?|checks?|compares?|copies|copy|calls?|phones?|rings?|writes?|
            notes? (?:it|them|that|the|down|everything)|reads?|walks?|
            drives? (?:round|around|over|out|by|past|there|to)|
            goes (?:round|around|over|out|by|through|there|to|in|up|along|every|once|twice)|
            go (?:round|around|over|out|by|through|there|to|in|up|along|every|once|twice)|
            comes (?:in|round|over|by|every|once|twice|and)|sorts?|inspects?|
            looks? (?:at|after|through|over|by)|ticks?|enters?|fills?|stands? (?:at|by|there|in|on|next)|
            sits? (?:there|at|in|and)|
            takes? (?:photos?|pictures?|samples?|notes?|readings?|the|it|a)|
            measures?|weighs?|collects?|pulls?|prints?|puts?|plans?|match(?:es)?|search(?:es)?|reconciles?|
            stamps?|carr(?:y|ies)|reports?|listens?|greases?|waters?|watch(?:es)?|guards?|patrols?|draws?|
            does it|do it|does (?:that|them|the)|do (?:that|them|the)|keeps?|tests?|sends?|scans?|opens?|
            turns?|photographs?|tastes?|feels?|hears?|smells?|steers?|answers?
        )
    """)
_REST = laid_out(r"""
    (?: (?!
            (?:
                but|so|because|which|that|then|since|if|when|where|while|until|though|
                and (?:
                    we|it|they|that|this|he|she|the|there|nobody|then|when|if|every|each|one|half|sometimes
                )
            )\b
        )[\w'/-]+
    ){0,9}
""")
_AT_WORK = compiled(rf"""
    \b(?P<name>
        {_COUNT} {_WHO}(?: (?:that|who))?(?: (?:still|always|then|just|also|only|usually|mostly))? {_DOES}\b
        (?! all the time)(?= [a-z]){_REST}
    )
""")
_THERE_IS = compiled(r"""
    (?:^|[.,;!?]\s*|\b(?:and|but|so|there|well|today|now|moment|yes|no|just|only|is|it)\s+)
    (?:
        (?:we|i)(?:'ve| have)?(?: (?:still|just|only|also))? (?:have|got|use|employ|pay|send|hire|put)?|
        there(?:'s| is| are)|it(?:'s| is)|that(?:'s| is)|'s|is
    ) $
""")
"""Before somebody: he is there for it, and nothing stands between."""
_PERSON = compiled(rf"""
    \b(?P<name>
        {_COUNT} {_WHO}(?: (?:with|and|called) (?:(?!(?:we|it|they|he|she|that|i|you)\b)[\w'/-]+ ?){{1,5}})?
    )(?=
        \s*(?:[.,;!?]|$)|
        \s+(?:
            but|so|who|which|that|and|he|she|they|for|at|every|once|twice|in|on|because|walks?|goes|looks?|
            checks?|does|do|drives?|takes?
        )\b
    )
""")
_FOR_THAT = compiled(r"""
    \bwe(?:'ve| have)
    (?: (?:got|still|just|only))* (?P<name>(?:[a-z'-]+ ){0,2}?[a-z'-]+) for (?:that|it|this|them)\b
""")
_VEHICLE = compiled(rf"""
    \b(?P<name>
        (?:an?|one|our|the) (?:\w+ )?(?:
            van|car|truck|pick-?up|ute|patrol|boat|team|crew|courier
        ) (?:goes|drives|comes|runs|does|passes) (?:
            round|around|over|out|by|past|there|to|in|up|along|every|once|twice|and
        )\b{_REST}
    )
""")
_BY_HAND = compiled(r"""
    \b(?P<name>
        (?!(?:because|cause|and|but|so|that|which|when|if|it|to|of|must|have|has|had)\b)[\w-]+ (?:[\w-]+ )?
        (?:
            reads?|counts?|checks?|measures?|inspects?|pulls?|plans?|calculates?|records?|sorts?|weighs?|
            logs?|notes?|draws?|tests?|match(?:es)?|compares?|types?|enters?|keys?|collects?|does|do|
            fills? in
        ) (?:[\w'-]+ ){0,6}?(?:by hand|manually|by eye|by ear|from memory)
    )\b
""")
_NOT_NOW = compiled(r"""
    \b(?:
        will|would|could|should|might|must|want|wants|need|needs|like|going to|if|when|
        last (?:week|month|year|summer|winter)|yesterday|used to|had|asked|asks|complain\w*|wish|imagine|told|
        says?|said|your|you|customers?|clients?|can't|cannot|don't|doesn't|won't|no longer|never|why|problem|
        trouble|hope|before|until|lost|missing|short|not enough|hard to find
    )\b
""")
_NOT_THE_JOB = compiled(r"""
    \b(?:
        budget|money|deadline|meeting|contract|plan|time|room|date|questions?|people|reason|sales|marketing|
        procurement|it|hr
    )\b
""")


def people_at_work(reading: Reading, known: list[Span], *, asked: bool, answered: bool) -> Iterator[Finding]:
    """Find somebody who does by hand what we have a machine or a program for.

    Args:
        reading: The visitor's turn.
        known: Places of the turn that are read already.
        asked: Whether the rep has asked how it is done, or by whom.
        answered: Whether the turn has named what does the job; then only "a man with a grease gun" counts beside it.
    """
    for pattern in (_AT_WORK, _VEHICLE, _PERSON, _FOR_THAT, _BY_HAND):
        if pattern is _PERSON and not asked:
            continue
        for match in pattern.finditer(reading.plain):
            span = Span(*match.span("name"))
            if any(span.overlaps(other) for other in known) or not _told(reading, span):
                continue
            if answered and pattern is not _VEHICLE and not (asked and _BESIDE.search(match["name"])):
                continue
            if not asked and (_GIVEN.match(match["name"]) or _ANY_WORK.search(match["name"])):
                continue
            if pattern is _PERSON and not _is_the_answer(reading, span):
                continue
            if pattern is _FOR_THAT and _NOT_THE_JOB.search(match["name"]):
                continue
            known.append(span)
            name = reading.trimmed(span.start, span.end)
            yield Finding("current_solution", {"name": reading.words(name)}, reading, name, "people", 0.65)
            return


def _told(reading: Reading, span: Span) -> bool:
    """Return whether it is said of today and of the visitor's own firm."""
    clause = reading.clause_at(span.start)
    before = reading.plain[min(clause.start, span.start) : span.start]
    return not (
        _NOT_NOW.search(_BEGINS.split(before)[-1])
        or _NOT_NOW.search(reading.plain[span.start : span.end])
        or unreal(reading, span.start)
        or taken_back(reading, span.start)
        or about_others(reading, span.start)
        or is_question(reading, clause)
        or "?" in reading.of_span(reading.sentence_at(span.start))
    )


def _is_the_answer(reading: Reading, span: Span) -> bool:
    """Return whether a person without a verb begins the answer, or is said to be there."""
    before = reading.plain[: span.start]
    return len(before.split()) <= _LEAD and (not before.strip(" ,.") or _THERE_IS.search(before) is not None)


_ANY_WORK = re.compile(
    r" (?:does|do|keeps?|plans?|reports?|answers?|guards?|hears?|puts?)\b(?!.* by (?:hand|eye|ear)\b)"
)
"""Verbs of any work: "my wife does the books" counts only where the rep has asked."""
_BEGINS = re.compile(r",\s*(?:and|but|so)\s+|\s+(?:because|'?cause)\s+|,\s+")
_BESIDE = re.compile(r" with | by (?:hand|eye|ear)\b")
"""Tells of work by hand where a machine was named, too."""
_GIVEN = re.compile(r"(?:the|this|every|each)\b")
"""Begins who is known already: what the drivers do is rather told than how the job is done."""
_LEAD = 6
"""Words of an answer before the person who does it."""
