"""What hurts the visitor today."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.insight.signals.own_words import passes, used
from agent.insight.signals.pains import CLEAR_COMPLAINT, PLAIN_COMPLAINT, PROMPTED, excused, points
from agent.insight.signals.reading import Reading, Span, any_of
from agent.insight.signals.stance import about_others
from agent.insight.signals.talk import Finding, Talk, Topic, says_no

_I = r"(?:we|i)"
_PROBLEM = any_of(
    [
        r"(?:(?:our|my|the|one|a|another|what's|their) )?(?:~ )?(?:big(?:gest)?|main|real|number one|major|only|constant|daily|worst|huge|first)? ?(?:problem|challenge|headache|issue|pain(?: point)?|bottleneck|trouble|difficulty|weak(?:ness| spot| point)|nightmare|struggle|frustration|annoyance|complaint|concern internally|bugbear|pain in the neck)s? (?:~ )?(?:is|are|'s|was|with (?:it|that) is|for us is|we have is|right now is|at the moment is|today is|there is)(?: (?:that|with|in|to))?",
        rf"{_I}(?:'re|'m| are| am)? (?:~ )?(?:struggl(?:e|ing)|suffer(?:ing)?|fight(?:ing)?|wrestl(?:e|ing)|battl(?:e|ing)|drown(?:ing)?) (?:~ )?(?:with|from|to|in|against)", rf"{_I} (?:~ )?(?:have|'ve|'ve got|have got|had|get|run into|ran into|face|keep having|see) (?:~ )?(?:a |an |some |the |big |huge |real |major |constant |massive |serious |lots of |a lot of |many |so many |too many |such )*(?:problems?|trouble|troubles|issues?|difficult(?:y|ies)|challenges?|headaches?|complaints?|delays?|downtimes?|outages?|breakdowns?|errors?|scrap|mistakes|hard time|no-?shows|mess)(?: (?:with|in|getting|finding|keeping|because|that|when|where|from|on|to|about))?",
        rf"{_I} (?:~ )?(?:lose|waste|miss|are losing|'re losing|'re wasting|are wasting|keep losing|keep missing)(?! (?:weight|interest))", r"(?:it|that|this|which|\w+ing|the \w+|our \w+|everything|every \w+|each \w+|(?:month|year)-?end(?: closing)?|\w+ \w+ing) (?:~ )?(?:takes?|is taking|costs? us|eats?(?: up)?|consumes?|ties up|needs|swallows) (?:~ )?(?:us |me |them |people |our people |my people |our guys |about |up |nearly |almost |around |over |more than |at least )*(?:forever|ages|way too|too (?:long|much|many)|so (?:long|much|many)|hours|days|weeks|months|years|half|a (?:lot|whole|full|fortune|day|week|ton)|an (?:eternity|hour)|\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|one)(?: \w+){0,4}",
        r"(?:nobody|no one|no ?body|none of us) (?:~ )?(?:knows?|sees?|notices?|has|can|understands?|trusts?|else knows|uses|likes|reads|finds|cares|tells)(?: \w+){1,12}", rf"{_I} (?:~ )?(?:don't|do not|never|can't|cannot|can never|couldn't|have no (?:idea|clue|visibility|overview|way)|'ve no (?:idea|clue|visibility|overview)|'ve got no (?:idea|clue|visibility|overview)|are not able to|aren't able to|'re unable to|are unable to|'re not able to|still can't|have no) (?:~ )?(?:know|see|find|tell|track|trust|prove|keep up|measure|get|control|rely|trace|forecast|predict|plan|reach|document|compare|scale|access|export|integrate|report|react|verify|what|which|where|when|who|how|of|into|about|to|on|over)(?: \w+){{1,12}}",
        r"(?:it|they|that|this|he|the \w+(?: \w+)?|our \w+(?: \w+)?|their \w+|\w+|machines|drivers|people|patients|the \w+ \w+ \w+) (?:~ )?(?:is|are|'s|'re|gets?|has become|was|feels?) (?:~ )?(?:way |far |so |too |really |very |pretty |extremely |a bit |rather |just |always |totally |completely |a |an |absolutely |simply |quite )*(?:slow|complicated|outdated|unreliable|clumsy|error[- ]prone|tedious|time[- ]consuming|cumbersome|buggy|terrible|awful|horrible|useless|broken|painful|a (?:\w+ )?(?:pain|nightmare|mess|joke|dinosaur|disaster|catastrophe|pig|nuisance|bottleneck|hassle|black box)|pain|nightmare|mess|joke|dinosaur|disaster|madness|chaos|chaotic|all over the place|wrong|impossible(?: to \w+)?|late|missing|inaccurate|unusable|never (?:right|on time|up to date|there|correct|ready|available)|not (?:reliable|accurate|up to date|documented|connected|synchronized|synced|in sync)|years? old|lost|stolen|down|offline|scattered|manual|stuck|overloaded|overwhelmed|unhappy|frustrated|annoyed|error|old|sick of|fed up|hard to \w+|difficult to \w+|exhausting|killing us|driving (?:me|us) (?:crazy|mad|nuts)|dying|falling apart|leaking|failing|breaking down|bad|poor|weak|ridiculous|insane|crazy|double the work|tied up|too (?:expensive|many|few|much|small|big|old|late|hard|heavy))\b",
        r"(?:it|that|they|the \w+(?: \w+)?|our \w+(?: \w+){0,4}?|this thing|the thing|machines|\w+s) (?:~ )?(?:keeps? (?:\w+ing|on \w+ing)|crash(?:es|ed)?|freez(?:es|e)|break(?:s)? ?down|breaks?|fails?|dies?|die|goes? (?:down|missing|wrong)|leak(?:s)?|hang(?:s)?|stop(?:s)? (?:working|all the time)|falls? (?:apart|over)|get(?:s)? (?:lost|stolen|rejected|damaged|stuck|mixed up|confused|forgotten|delayed|spoiled|wrong)|disappears?|jams?|drops? out|runs? hot|melts?|overheats?|expires? on|spoils?|can't|cannot|can not|won't|doesn't|don't|do not|does not|isn't|aren't|never)(?: \w+){0,12}",
        r"(?:half|most|some|every (?:second|third|fourth|other)|one in \w+|a (?:third|quarter|lot|lot more)|(?:\w+ )?(?:\d+|ten|twenty|thirty|forty|fifty) percent) (?:of )?(?:~ )?(?:our |the |my |all )?(?:\w+ ){1,5}(?:gets?|fails?|is|are|goes?|call|come|drive|don't|have|arrive|never|can't|lost|rejected|wasted|spoiled|late)(?: \w+){0,12}", r"(?:sick|tired|sick and tired|fed up|annoyed|unhappy|frustrated) (?:of|with|by|about)", r"(?:we've|we have|i've) (?:~ )?had (?:it with|enough of|trouble with|problems with)", r"(?:drives?|driving|drove) (?:me|us|everyone|everybody|people|them|our \w+) (?:crazy|mad|nuts|insane|up the wall)", r"what (?:~ )?(?:annoys|bothers|bugs|hurts|kills|frustrates|worries) (?:me|us)(?: (?:\w+))? (?:~ )?(?:is|are)(?: that)?", r"(?:it|that) (?:~ )?(?:annoys|bothers|hurts|bugs|kills|frustrates|costs) (?:me|us)",
        rf"{_I} (?:~ )?(?:have to|need to|must|end up|spend|are spending|'re spending|'m spending|keep|are) (?:~ )?(?:type|typing|enter|entering|retype|copy|copying|write|do|doing|chase|chasing|drive|correct|correcting|re-?enter|re-?key|fix|fixing|search|searching|call|calling|print|printing|redo|redoing|spend)(?: \w+){{0,6}} (?:twice|by hand|manually|every|all day|again|hours|days|double|all the time|everything|reports|around|each|evenings?|nights?|paper|data)(?: \w+){{0,4}}", r"i spend my (?:evenings|nights|weekends|days|mornings)(?: \w+){1,6}", r"(?:everything|it all|all of it|data|orders|invoices) (?:~ )?(?:is|has to be|gets|'s|must be|are) (?:~ )?(?:keyed in|typed|entered|copied|done|re-?typed|written|collected|transferred|put in) (?:~ )?(?:in |down )?(?:by hand|manually|twice|again)(?: \w+){0,4}", r"(?:too|so) (?:many|much) (?:\w+ ){0,2}(?:mistakes|errors|waste|scrap|downtime|paperwork|time|manual|returns|complaints|empty|phone calls|tools|systems|breakages?|idle)(?: \w+){0,5}", r"(?:a lot of|lots of|constant|endless|huge|frequent|plenty of) (?:\w+ )?(?:mistakes|errors|waste|scrap|downtime|paperwork|manual (?:work|labor|labour|steps|entry|effort)|returns|complaints|idle time|breakdowns|rework|double (?:work|entry)|chasing|overtime|delays|theft)(?: \w+){0,5}", r"impossible to (?:get|find|\w+)(?: \w+){0,4}", r"(?:is|are|it's|that's) (?:a |an )?(?:~ )?(?:pain|nightmare|mess|disaster|joke|dinosaur|headache)\b", r"(?:fail|fails|failing|failed|break|breaks|gets? stolen|stolen|gets? lost) (?:~ )?(?:every|and nobody|all the time|at night|during|once|because|before|constantly|twice)(?: \w+){0,6}", r"(?:no|zero|little|hardly any|not enough) (?:~ )?(?:visibility|overview|transparency|control|traceability|insight|real[- ]time|documentation|time|staff|people|qualified)(?: \w+){0,6}", r"cost(?:s|ing)? us (?:a fortune|a lot|too much|dearly|time|hours|customers|orders|money|an arm)(?: \w+){0,5}", r"(?:we|i|they|people) (?:~ )?\w+ (?:~ )?(?:so|too|way too|far too|twice as|double) (?:much|many)(?: \w+){1,8}", r"(?:refuse|refuses|refused|hate|hates|complain|complains|ignore|ignores) (?:to |about |that )?\w+(?: \w+){0,5}", r"(?:we|i) use (?:twice|double|three times) (?:the|as)(?: \w+){1,6}", r"who(?:'s| is) (?:leaving|retiring)(?: \w+){0,6}", r"(?:is|are|'s|'re) (?:leaving|retiring)(?: \w+){0,3} and(?: \w+){1,10}", r"(?:knowledge|it|everything) is in (?:his|her|their|one person's|people's) heads?", r"changeovers?(?: \w+){0,2}", r"(?:we|i)(?:'ve| have) (?:~ )?(?:got )?(?:no|zero) (?:idea|clue|visibility|overview|control)(?: \w+){1,12}", r"(?:\w+ ){1,5}(?:for nothing|in vain|half (?:of )?the time)(?: \w+){0,5}", r"(?:wait|waiting|waits) (?:~ )?(?:for )?(?:hours|days|weeks|months|two|three|four|five|six|ten|up to|forever|too long|ages|\d+)(?: \w+){0,8}",
    ]
)  # fmt: skip
_ABOUT_US = re.compile(r"\b(?:you|your|yours|you're|you'd|this booth|this stand)\b")
_BARE_LEAD = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|yep|oh|hm|so|and|but|because|exactly|honestly|mainly|basically|mostly|just|definitely|also|to be honest|i think|i guess|i'd say|right|okay|sure|mostly|no|not really|not at all|a bit|fine|really|hm well|ok|that|actually|the thing is|you know|pretty much|we're not happy|plus|then)\W+)+"
)
_PROBLEM_NOUN = re.compile(
    r"(?:problem|challenge|headache|issue|pain|bottleneck|trouble|difficulty|nightmare|struggle|frustration|annoyance|complaint|spot|point|weakness|bugbear|neck|hurts|me|us)s? .*?(?:is|are|'s|was)(?:\s+(?:that|with|in|to))?$|(?:struggl\w+|suffer\w*|fight\w*|wrestl\w+|battl\w+|drown\w*)\s.*(?:with|from|to|in|against)$|(?:had (?:it with|enough of))$|(?:of|with|by|about)$"
)
_REASON = re.compile(r"(?:\b(?:because|since|as|cause|cuz|therefore)\s*$)|^\W*(?:because|cause|cuz)\b")
_SO_THEN = re.compile(r"^\W*and\W+(?:then|(?:half|most|some|all) of (?:them|it))\b")
_REACTION = re.compile(
    r"^\W*(?:it|that|this|which)(?:'s| is)? (?:driv\w+|kill\w*|annoy\w*|bother\w*|hurts?|frustrat\w*|a (?:nightmare|mess|joke|disaster|pain|shame)|crazy|insane|madness|terrible|awful|ridiculous|painful|horrible)\b"
)
_ILLUSTRATION = re.compile(r"\s*,\s*(?:every|each) \w+ (?:\w+ )?\w+s\b.*$")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter)"
_WHEN_BEFORE = re.compile(
    rf"(?:in|since|last) {_MONTH}(?: alone)?\W+(?=(?:we|our|the|i|they|a|two|three)\b)|(?:last|this) (?:week|month|year|quarter)\W+(?=(?:we|our|the|i|they)\b)"
)
_AMOUNT_BEFORE = re.compile(
    r"we(?:'ve)? (?:had|have|have had|got) (?=(?:two|three|four|five|six|seven|eight|ten|\d+|several|many|a lot of|lots of) \w+)"
)
_WHEN_AFTER = re.compile(
    rf"\s*,?\s+(?:since|in) {_MONTH}\b.*$|\s*,\s*(?:\w+ )?(?:\d+|thousand|grand|\w+ty|\w+teen|hundred|two|three|four|five|six|ten) (?:\w+ )?(?:each|a piece|apiece|every time|per \w+|euros?|dollars?|pounds?)\b.*$"
    r"|\s+(?:for|worth) (?:about |around |over )?(?:\w+ ){1,3}(?:thousand|hundred|million|grand|k) ?(?:euros?|dollars?|pounds?|francs?|crowns?)\b.*$|\s+last (?:year|month|week|quarter|summer|winter)\b.*$|\s*,\s*(?:seriously|honestly|it's (?:driving|killing)|to be honest|believe me|no joke|can you believe|i tell you|imagine|right|really|you see|sadly|unfortunately|which is|so we|so i|so they|and so)\b.*$"
)
_ELSEWHERE: tuple[Topic, ...] = (
    "timeline",
    "budget",
    "authority",
    "approval",
    "vendors",
    "contact",
    "recording",
)
"""Questions whose answers seldom complain."""
_NO_COMPLAINTS = re.compile(
    r"\b(?:no complaints|nothing to complain about|no (?:real |big |major )?(?:problems?|pains?|issues|challenges) (?:at all|really|so far|whatsoever|with (?:it|that|them)|there))\b(?! (?:with (?:the price|you|that price)|recording|any ?more))"
)


_DIRECT = re.compile(
    r"\b(?:what|where|which|your|any|biggest|main)\b.*\b(?:problems?|challenges?|headaches?|hurts?|wrong|pains?|bothers?|annoys?|trouble|issues?|struggles?|frustrat\w+|pinch\w*|lose|waste|worst|hardest|bad|difficult|keeps you|bugs|drives you|eats|costs you|gets on|slows?|bottlenecks?)\b"
)
_NO_ANSWER = re.compile(
    r"(?:nothing|none|everything|no|yes|well|hm+|fine|good|great|okay|sure|really|actually|lots|many|plenty|some|that|this|it|you|me|us|happy|satisfied|perfect|sorry|what|why|money|budget|time)\W*"
)


@dataclass(frozen=True, slots=True)
class _Complaint:
    span: Span
    what: Span
    rule: str


def challenges(talk: Talk, reading: Reading, needs: list[Span]) -> Iterator[Finding]:
    """Find what hurts, said in this turn; a clause that is a need already is none."""
    taken = list(needs)
    complaints: list[_Complaint] = []
    for complaint in _candidates(talk, reading):
        if any(complaint.span.overlaps(other) for other in taken):
            continue
        last = complaints[-1] if complaints else None
        between = reading.plain[last.span.end : complaint.span.start] if last is not None else ""
        taken.append(complaint.span)
        if last is not None and (
            _REASON.search(between)
            or _REASON.match(reading.of_span(complaint.span))
            or _SO_THEN.match(between + reading.of_span(complaint.span))
            or _REACTION.match(reading.of_span(complaint.span))
        ):
            # "we lose students because booking takes five mails" is one complaint, with its reason where that is short.
            if not _REACTION.match(reading.of_span(complaint.span)) and _length(
                reading, complaint.what
            ) <= 2 * _length(reading, last.what):
                complaints[-1] = _Complaint(
                    Span(last.span.start, complaint.span.end),
                    Span(last.what.start, complaint.what.end),
                    last.rule,
                )
            continue
        if (
            last is not None
            and reading.noisy
            and reading.of_span(complaint.span).startswith("it ")
            and len(between) < 12
        ):
            continue
        complaints.append(complaint)
    if complaints and talk.asked(reading, "problem") and complaints[0].span.start > reading.sentences[0].end:
        for answer in _problem_answer(talk, reading, taken):
            if _length(reading, answer.span) == 1:
                # "Leaks. We find them when the street steams." is one complaint.
                both = Span(answer.span.start, complaints[0].what.end)
                complaints[0] = _Complaint(both, both, "answer")
            elif _length(reading, answer.span) <= 4:
                yield answer
    for complaint in complaints:
        yield Finding(
            "challenge",
            {"what": reading.words(complaint.what)},
            reading,
            complaint.span,
            complaint.rule,
            0.7 if complaint.rule == "problem" else 0.65,
        )
    if not complaints:
        content = _content(talk, reading)
        if content is not None:
            yield content
        elif talk.asked(reading, "problem"):
            yield from _problem_answer(talk, reading, taken)


def _candidates(talk: Talk, reading: Reading) -> list[_Complaint]:
    """Return what may be a complaint: by its words first, then clauses with enough points, in the order it was said."""
    found: list[_Complaint] = []
    for match in _PROBLEM.finditer(reading.plain):
        position = match.start()
        clause = reading.clause_at(position)
        # A pattern that reaches into the next clause has found nothing there.
        reaches = reading.plain[clause.end : match.end()].startswith(",") and clause.end - position > 8
        end = clause.end if reaches else max(clause.end, match.end())
        span = reading.trimmed(min(clause.start, position), end)
        if (
            any(span.overlaps(other.span) for other in found)
            or not passes(talk, reading, position)
            or excused(reading.of_span(span))
            or _not_today(talk, reading, span, reading.plain[span.start : max(span.end, match.end())])
        ):
            continue
        noun = _PROBLEM_NOUN.search(match.group())
        what = reading.trimmed(min(match.end(), span.end), span.end) if noun is not None else span
        if what.end - what.start < 4:
            what = span
        found.append(_Complaint(span, _bare(reading, what), "problem"))
    enough = PLAIN_COMPLAINT
    if talk.asked(reading, "problem"):
        enough = PROMPTED
    elif any(talk.asked(reading, topic) for topic in _ELSEWHERE):
        enough = CLEAR_COMPLAINT
    for clause in reading.clauses:
        span = reading.trimmed(clause.start, clause.end)
        if (
            any(span.overlaps(other.span) for other in found)
            or points(reading, span) < enough
            or len(reading.of_span(span).split()) < 2
            or not passes(talk, reading, span.start)
            or about_others(reading, _subject_end(reading, span))
            or _not_today(talk, reading, span, reading.of_span(span))
        ):
            continue
        found.append(_Complaint(span, _bare(reading, span), "evidence"))
    return sorted(found, key=lambda complaint: complaint.span.start)


def _subject_end(reading: Reading, span: Span) -> int:
    match = re.match(r"\W*(?:\S+\s+){0,3}", reading.of_span(span))
    return span.start + (match.end() if match is not None else 0)


def _bare(reading: Reading, what: Span) -> Span:
    """Cut what leads in ("well, honestly,") and what only illustrates ("..., every driver brings a stack")."""
    lead = _BARE_LEAD.match(reading.of_span(what))
    if lead is not None and lead.end() < what.end - what.start:
        what = reading.trimmed(what.start + lead.end(), what.end)
    for pattern in (_WHEN_BEFORE, _AMOUNT_BEFORE):
        before = pattern.match(reading.of_span(what))
        if before is not None and what.end - what.start - before.end() > 8:
            what = reading.trimmed(what.start + before.end(), what.end)
    for pattern in (_ILLUSTRATION, _WHEN_AFTER):
        tail = pattern.search(reading.of_span(what), 6)
        if tail is not None:
            what = reading.trimmed(what.start, what.start + tail.start())
    return what


def _length(reading: Reading, span: Span) -> int:
    return len(reading.of_span(span).split())


def _content(talk: Talk, reading: Reading) -> Finding | None:
    """Find "no complaints", which says that nothing hurts."""
    match = _NO_COMPLAINTS.search(reading.plain)
    if match is None or not passes(talk, reading, match.start()) or _ABOUT_US.search(reading.plain):
        return None
    clause = reading.clause_at(match.start())
    span = reading.trimmed(min(clause.start, match.start()), max(clause.end, match.end()))
    return Finding("challenge", {"what": None}, reading, span, "none", 0.7, absent=True)


def _not_today(talk: Talk, reading: Reading, span: Span, text: str) -> bool:
    """Return whether it is a reservation about us, no complaint at all, or another kind of signal."""
    before = talk.before(reading)
    if _ABOUT_US.search(text) and not re.search(
        r"\bif you\b|\byou (?:can't|never|have to|don't know)\b", text
    ):
        return True
    if re.search(
        r"\b(?:signed|approved|released)\b|\b(?:no|not a|isn't a|without|never a|any) (?:problem|issue|trouble|challenge|rush|hurry|worries|doubt)|idea what (?:such|it|that|this|these|you)\b|\bnot (?:bad|too bad|slow)\b|\bi don't know(?:\W*$|[,.])|\bdon't need\b|\bdon't mind\b|\bcan't (?:wait|complain|say|decide|be more|go)\b|\bnever heard\b|\bsolved\b|\bi don't see why\b|\bdon't (?:like|record|call|trust)\b|\bcouldn't say\b|\bnot (?:looking|talking)\b|\bkidding\b|\bcan't afford\b",
        text,
    ):
        return True
    if re.match(r"\W*(?:if|unless|so that|in case)\b", text) or re.search(
        r"\bknow (?:yet|exactly|how much|the (?:budget|number|date))", text
    ):
        return True
    if re.search(r"\b(?:money|budget)\b", text) and not re.search(r"\bwast|\blos", text):
        return True
    if re.search(
        r"\b(?:worried|concern|afraid|doubt|deal ?breaker|convinced|too expensive|pricey|steep|show ?stopper)\b",
        text,
    ) or (
        before is not None
        and before.side == "rep"
        and "doubt" in talk.topics(before)
        and "problem" not in talk.topics(before)
    ):
        return True
    if used(
        talk, reading, span, {"timeline", "authority", "budget", "objection", "consent"}
    ) and not re.search(r"\b(?:terrible|awful|crash|slow|can't|problem)\b", text):
        return True
    return (
        used(talk, reading, span, {"current_solution", "competitor"})
        and re.search(
            r"\b(?:is|are|don't|doesn't|can't|takes|never|too|crash\w*|slow|expensive|bad|not|fails?)\b", text
        )
        is None
    )


def _problem_answer(talk: Talk, reading: Reading, taken: list[Span]) -> Iterator[Finding]:
    before = talk.before(reading)
    question = before.plain[-90:] if before is not None else ""
    if not reading.clauses or (
        re.search(
            r"\b(?:happy|satisfied|how come|brings? you|any good|think of|on your mind|any better|why)\b",
            question,
        )
        and not re.search(
            r"\bwhat(?:'s| is| hurts)? (?:the |your )?(?:problem|wrong|hurt|challenge)", question
        )
    ):
        return
    if re.search(r"\bwhy\b.*\bleave\b|\bwhen\b|\bwho\b|\bhow much\b", question):
        return
    direct = _DIRECT.search(question) is not None
    sentence, clause = reading.sentences[0], reading.clauses[0]
    if "?" in reading.of_span(sentence) or says_no(reading) or not passes(talk, reading, sentence.start):
        return
    lead = _BARE_LEAD.match(reading.plain[clause.start : sentence.end])
    start = clause.start + (lead.end() if lead is not None else 0)
    clause = reading.clause_at(min(start, sentence.end - 1))
    what = reading.trimmed(max(start, clause.start), clause.end)
    text = reading.of_span(what)
    if (
        len(text) < 4
        or (len(text.split()) < 2 and (_NO_ANSWER.fullmatch(text) or not direct))
        or any(what.overlaps(other) for other in taken)
        or (
            re.match(
                r"(?:nothing|not|none|we make|we're a|i'm|it's (?:fine|ok|good)|everything (?:is )?(?:fine|good))\b",
                text,
            )
            and "nothing works" not in text
        )
    ):
        return
    if used(
        talk,
        reading,
        what,
        {"timeline", "authority", "budget", "objection", "consent", "current_solution", "competitor"},
    ) or re.search(r"\b(?:need|want|(?<!^)looking for|would like)\b", text):
        return
    if _not_today(talk, reading, what, text):
        return
    yield Finding(
        "challenge",
        {"what": reading.words(what)},
        reading,
        reading.trimmed(clause.start, what.end),
        "answer",
        0.6,
    )
