"""What does the job today, and which rivals are in the house or in the choice."""

import re
from collections.abc import Iterator

from agent.insight.signals.names import NOT_NAMES, UNKNOWN_NAME, Named
from agent.insight.signals.reading import Reading, Span, any_of, phrase
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_no, says_yes
from agent.speech.phonetics import is_everyday

_USES = phrase(
    r"(?:we|i|they|our \w+|the \w+|everyone|everybody)(?:'re|'m| are| am)? ~ (?:use|uses|using|run|runs|running|run on|running on|work with|works with|working with|work in|rely on|relying on|on|with|have|have got|'ve got|'ve|got|has|been using|been with|been on|"
    r"bought|manage (?:it|that|this|everything) (?:with|in)|do (?:it|that|this|everything|all of it|all that) (?:with|in|on|via|using|through|by)|track (?:it|that|this|everything) (?:with|in|on)|renewed with|renewed|signed with|extended with|went back to|went with|switched to|moved to|settled on|went for|stuck with|stuck on|live with|make do with|plan with|plan (?:it|everything|that) (?:with|in|on))|"
    r"(?:we've|i've|we have|they've) (?:~ )?(?:been (?:using|running|with|on|working with)|had|got)|(?:everything|it all|all of it|that|it|this|which|most of it|the data|orders|planning|everything else) (?:~ )?(?:is|'s|runs|lives|sits|happens|goes|is done|'s done|is handled|is managed|'s managed) (?:~ )?(?:in|on|with|through|via|over|by|into|a|an|all)|"
    r"(?:it's|that's|it is|that is|now it's|now it's all|it's all|mostly|mainly|currently|today|at the moment|right now|so far|using|running|we still use|still) (?:~ )?(?:in|on|with|by|via|a|an|called)?"
)
_USED_BEFORE = re.compile(
    r"(?:\b(?:use|uses|using|run|runs|running|on|with|have|'ve|got|had|has|by|from|via|called|is|it's|went back to|switched to|moved to|use to|current(?: system| provider| vendor| supplier| solution| software)?|existing|our|still|through)\s+"
    r"(?:(?:the|an?|our|old|only|mostly|still|just|their|good old|two|of|now|basically|currently|a tool from|software from|a system from|something from|from|system|by|called|your old|your)\s+)*$)"
)
_LEFT_THEM = phrase(
    r"(?:we|i) (?:~ )?(?:left|dropped|ditched|fired|cancelled|canceled|quit|replaced|threw|kicked) (?:~ )?(?:them|it|that)|(?:moved|switched|walked|migrated|got) away from (?:them|it|that)|"
    r"no longer (?:use|with|work with) (?:them|it)|got rid of (?:them|it)|stopped (?:using|working with) (?:them|it)"
)
_CURRENTLY = phrase(
    r"(?:at the moment|right now|currently|today|at present|these days|for (?:years|ages|\w+ years|a (?:long )?(?:time|while)|about \w+ years)(?: now)?|since \w+(?: \w+)?|has been in the house|is in (?:the house|place|use)|"
    r"for the (?:\w+)|mostly|in the house|so far|still|already|nowadays)"
)
_LEFT = phrase(
    r"(?:moved|switched|migrated|went|got|walked|turned|shifted|came|come|moving) (?:away|off|over from|from)|left|(?:have |'ve )?(?:dropped|ditched|dumped|fired|abandoned|replaced|cancelled|canceled|terminated|kicked out|thrown out|threw out|sunset|retired|quit|binned)|"
    r"got rid of|gotten rid of|used to (?:use|have|be with|be on|work with|run)|(?:were|was|been|had been) (?:with|on|using|customers? of|a customer of)|stopped (?:using|working with)|no longer (?:use|using|with|have|work with)|don't (?:use|have|work with)|"
    r"(?:had|tried|used|ran)|parted (?:ways )?with|ended (?:the|our) (?:contract|relationship) with|gave up on|not with|ruled out|out of the race|decided against|said no to|previously|formerly|before that|until last (?:year|month|week|summer|spring)|until (?:recently|20\d\d)|in the past|years ago|back then|off the (?:list|table)|were out|are out|is out"
)
_EVALUATING = phrase(
    r"(?:looking|looked|look|have looked|having a look|taking a look|took a look) (?:~ )?(?:at|into)|(?:talking|talked|talk|speaking|spoke|spoken|in (?:talks|touch|contact|discussions)) (?:~ )?(?:to|with)|(?:evaluat|consider|test|trial|pilot|review|assess|investigat|explor|check)(?:ing|ed|e|s)?(?: out)?|"
    r"compar(?:e|es|ing|ed) (?:~ )?(?:you |it |that |them |this |you guys |your \w+ )?(?:with|to|against)?|short ?-?list\w*|(?:in|on) (?:the|our) (?:list|short ?-?list|running|race|mix|final)|demo (?:from|of|by|with|at)|(?:an? |the )?(?:offer|quote|quotation|proposal|bid|price) (?:from|by|of)|"
    r"(?:made|gave|sent|give) us (?:an?|their|the) (?:\w+ )?(?:offer|quote|proposal|demo|presentation|price)|(?:seeing|see|meeting|meet|visiting|visited|saw|going to see|met)|also (?:in|on)|between (?:you and)?|you and|you or|with you|choos\w+ between|deciding between|torn between|leaning (?:towards?|to)|interested in|the other (?:one|option|candidate|contender|vendor)s? (?:is|are|would be)|"
    r"(?:pitched|presented|showed|invited|shown)|(?:we|i) (?:also )?have (?:\w+ and )?\w+ (?:coming|visiting)|alternatives?|candidates?|contenders?|finalists?|competing|up against|versus|vs|going with|might go (?:with|for)|thinking (?:about|of)|pilot (?:with|running)|trial (?:with|of)|poc|proof of concept"
)
_COMPARED = phrase(
    r"(?:is|are|was|were|looks?|seems?|feels?|works?|has|have|had|does|offers?|can|costs?|comes) (?:~ )?(?:a |an |much |far |way |twice as |half as |three times as |a lot |a bit |slightly |somewhat )*(?:better|cheaper|faster|slower|easier|worse|more|less|expensive|simpler|nicer|bigger|stronger|weaker|cheap|good|easy|fast|ahead|behind|prettier|smoother|pricier)(?: \w+){0,3} (?:than|as) (?:you|your|yours|this|that|what you|here)?|"
    r"(?:better|cheaper|faster|slower|easier|worse|more \w+|less \w+|simpler|nicer|bigger|stronger|weaker|pricier) than|as (?:good|cheap|fast|easy|expensive|nice|simple) as|unlike|compared (?:to|with)|in comparison (?:to|with)|(?:than|as) (?:you|you do|yours|your \w+)|you(?:'re| are| were) (?:~ )?(?:\w+ ){0,2}(?:cheaper|better|faster|slower|more|worse|easier)"
)
_PASSING = phrase(
    r"(?:worked|work|working|was|started|interned|employed|been) (?:at|for)|used to work (?:at|for|with)|(?:my|a|an|the) (?:\w+ )?(?:friend|cousin|brother|sister|wife|husband|neighbou?r|colleague|buddy|guy|mate|nephew|uncle|son|daughter)(?: \w+){0,4}|(?:booth|stand|hall|party|drinks?|coffee|lunch|badge|bag|mug|pen|socks|t-?shirt)|never heard of|"
    r"(?:swears|raves) (?:by|about)|(?:i|we) (?:don't|do not) know|don't know|(?:read|heard) (?:about|of|that)|in the (?:news|press)|sponsor\w*|(?:bought|acquired|merged with)(?: by)? (?=\w+ (?:last|this))|(?:investor|shareholder)s? (?:in|of)|walked past|walking past|came from|coming from|know (?:someone|somebody|people) at|also here|ad for|advert\w*|(?:don't|do not) mention|ex-"
)
_NEGATED = re.compile(r"\b(?:not|never|don't|doesn't|didn't|isn't|aren't|no)\s+(?:\w+\s+){0,3}$")
_GENERIC_NAMES = (
    r"(?:excel|google|e ?-?mailed)? ?(?:spread ?-?sheets?|sheets?|excels?)(?! of)(?: files?| lists?| sheets?)?|excel|pen and paper|(?:a |an )?(?:hand-?written|printed) (?:lists?|notes?|forms?|sheets?|logs?)|(?:a |the )?log ?books?|pencil and paper|paper(?:work)?(?: (?:lists?|forms?|files?|checklists?|folders?|books?|diar(?:y|ies)|sheets|cards|slips|logs?|based|calendars?|trail))?|(?:a |the |big |on |some |an? old )*white ?-?boards?|"
    r"what'?s ?app(?: groups?| messages?| chats?)?|(?:e ?-?mails?|phone calls?)(?: and (?:\w+ ){0,2}\w+)?|post-?its?|sticky notes?|clip ?-?boards?|(?:a |our |the )?shared (?:drive|folder|mailbox|inbox|calendar)|share ?-?point|google (?:docs|drive|calendar|forms)|outlook|"
    r"(?:an? |our |some |the )?(?:own|home ?-?grown|home ?-?made|home ?-?brewed|in ?-?house|self ?-?(?:built|made|written|developed)|custom(?: built| made)?|bespoke|legacy|hand ?-?made|old) (?:\w+ ){0,2}?(?:system|tool|software|database|app|solution|program|application|thing|platform|script|scripts|development|crm|erp)|"
    r"(?:ms |microsoft )?access(?: database)?|sap|oracle|salesforce|hub ?spot|dynamics|microsoft teams|trello|jira|notion|airtable|power ?bi|moodle|procore|quickbooks|data ?loggers?|fax(?:es)?|note ?-?books?|manually|manual (?:lists?|records?|logs?|entry)|by hand|binders?|folders?|phone|"
    r"(?:a |our )?guard service|security guards?|night watchm[ae]n|word documents?|pdfs?|index cards|punch cards|a calendar|wall planner|magnet board|kanban board|chalk ?boards?|walkie[- ]talkies|radios?"
)
_OPTIONAL_GAP, _GAP = r"\s*", r"\s+"
_GENERIC = re.compile(
    rf"(?<![\w'])(?:{_GENERIC_NAMES.replace(' ?', _OPTIONAL_GAP).replace(' ', _GAP)})(?![\w'])"
)
_MADE_BY_THEM = re.compile(
    r"\b(?:wrote|built|developed|programmed|made|coded|cobbled)\b[^.!?]{0,20}\b(?:ourselves|myself|himself|in-?house)\b"
)
_NOTHING = any_of(
    [
        r"(?:we|i) (?:~ )?(?:have|'ve|'ve got|use|got|do|are using|have got) (?:~ )?nothing(?: (?:at all|right now|like that|yet|so far|today|in place|at the moment|of the sort|of that kind|like it|really|currently))*", r"nothing (?:~ )?(?:at all|so far|yet|in place|right now|at the moment|installed|really|today|currently|whatsoever|for now)", r"(?:we|i) (?:~ )?(?:don't|do not|haven't|have not) (?:~ )?(?:have|use|got|have got|using) (?:~ )?(?:anything|any (?:\w+ )?(?:system|software|tool|solution|product|app|tools|program)s?|a (?:\w+ )?(?:system|software|tool|solution|product|app|program)|one|something)(?: (?:like (?:that|this|it)|in place|yet|at all|right now|today|so far|for (?:it|that|this)|at the moment|currently))*",
        r"(?:there's|there is|we have|we've got|we've|i have) (?:~ )?no (?:\w+ )?(?:system|software|tool|solution|app|product|program)(?: (?:in place|yet|at all|today|for (?:it|that|this)|at the moment|right now|whatsoever))*", r"no (?:system|software|tool|solution) (?:at all|yet|in place|so far|today|at the moment)", r"(?:we're|we are) starting from (?:zero|scratch)", r"greenfield",
    ]
)  # fmt: skip
_NOBODY_ELSE = any_of(
    [
        r"(?:we're|we are|i'm|we|i|we've|we have) (?:~ )?(?:not|n't|haven't|aren't|don't|didn't) (?:~ )?(?:looking|looked|look|talking|talked|talk|spoken|speaking|comparing|compared|considering|considered|evaluating|evaluated|seen|checked|met)(?: \w+){0,2}? (?:any ?-?(?:one|body|thing)|others?|other \w+|to others|alternatives)(?: else)?", r"(?:we|i) (?:aren't|haven't|don't|didn't) (?:~ )?(?:looking|looked|look|talking|talked|talk|spoken|speaking|comparing|compared|considering|considered|evaluating|evaluated|seen|checked|met|compare|consider)(?: \w+){0,2}? (?:any ?-?(?:one|body|thing)|others?|other \w+|alternatives)(?: else)?",
        r"you(?:'re| are) (?:~ )?(?:the )?(?:only|first)(?: ones?| one| vendor| company| stop)?(?: (?:we|i)(?:'ve| have)? \w+ \w+)?", r"(?:nobody|no one|no ?body|none) else(?: \w+){0,3}", r"no other (?:vendors?|suppliers?|companies|providers?|options?|solutions?|systems?)(?: \w+){0,3}", r"no alternatives", r"(?:just|only) you(?: guys)?(?: so far| for now)?",
    ]
)  # fmt: skip
_LEAD_IN = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|oh|hm|so|no|honestly|just|basically|mostly|mainly|to be honest|currently|today|at the moment|right now|still|now|it's|its|it is|that's|that would be|with|on|in|via|using|all|only|good old|"
    r"we have|we've|we've got|we got|we use|we're using|we are using|we're on|we're with|we run|we're running|we do it with|we do it in|we do it on|we do that|we do it|we do|we work with|we still use|i use|i have|i've|i've got|they use|they have|at present|so far|don't laugh|believe it or not|funny enough|sadly|unfortunately|actually|there's|there is|some|"
    r"by|through|our|right|okay|ok|i'm afraid|it's all|it's still|sure|it's called|it's a|the|kind of|something called|everything is in|everything in|everything on|everything with|this thing called|mm|with the|of course|we still have|we're still on|for that|for this)\b\W*)+"
)
_END_OF_NAME = re.compile(
    r"[ ,]*(?:,|\b(?:for (?:about |over |more |years|the|two|three|four|five|six|seven|eight|nine|ten|ages|\d)|since|but|and (?:we|it|they|i|that|people|everybody|nobody|the|a lot|then)|because|which|that|who|mostly|at the moment|right now|currently|today|now|so|to be honest|honestly|basically|these days|as of|from|has been|have been|it's|it|we|is|are|and a lot|of course|"
    r"until|on two|like everybody|like everyone|obviously|ironically|actually|really|i think|i guess|at least|still|years ago|all|only|or|plus|hosted|with a lot|in most|years)\b).*$"
)


def vendors(talk: Talk) -> Iterator[Finding]:
    """Find current solutions and rivals."""
    seen: dict[tuple[str, str], str] = {}
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            key = (finding.kind, str(finding.value["name"]).casefold())
            relation = str(finding.value.get("relation"))
            if key in seen and (
                finding.kind == "current_solution" or seen[key] == relation or relation == "compared"
            ):
                continue
            seen[key] = relation
            yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    named = _without_corrected(reading, talk.named(reading))
    known: list[Span] = []
    for name in named:
        known.append(name.span)
        if taken_back(reading, name.span.start) or unreal(reading, name.span.start):
            continue
        relation = _relation(talk, reading, name)
        if relation is None:
            continue
        span = _quote(reading, name.span)
        if name.kind == "product":
            if relation == "uses":
                yield Finding("current_solution", {"name": name.name}, reading, span, "our_product", 0.7)
            continue
        if relation == "uses":
            yield Finding("current_solution", {"name": name.name}, reading, span, "uses", 0.85)
        yield Finding("competitor", {"name": name.name, "relation": relation}, reading, span, relation, 0.85)
    yield from _confirmed(talk, reading)
    nothing = _nothing(talk, reading)
    if nothing is not None:
        yield nothing
    else:
        yield from _unknown_names(talk, reading, known)
    yield from _nobody(talk, reading)


def _without_corrected(reading: Reading, named: list[Named]) -> list[Named]:
    """Leave out what is taken back by name: "Clinova and Finterra, no wait, not Finterra"."""
    dropped = {
        name.name
        for name in named
        if re.search(r"(?:\bno|\bwait|\bsorry|,)\s*,?\s+not\s+$", reading.plain[: name.span.start])
    }
    return [name for name in named if name.name not in dropped]


def _relation(talk: Talk, reading: Reading, name: Named) -> str | None:
    span = name.span
    sentence, clause = reading.sentence_at(span.start), reading.clause_at(span.start)
    before = reading.plain[min(clause.start, span.start) : span.start]
    after = reading.plain[span.end : max(clause.end, span.end)]
    wide_before = reading.plain[sentence.start : span.start]
    if name.kind == "product":
        uses = re.search(
            r"\b(?:we|i)(?:'ve| have|'re| are)?(?: \w+){0,2} (?:use|using|have|got|running|run|bought|on)\b(?: \w+){0,3}\s*$|\b(?:we've|we have) (?:got )?(?:your|the|an?|two|some)(?: \w+){0,2}\s*$",
            before,
        )
        owned = re.search(r"\byour (?:old|existing|first|previous)?\s*$", before) or _CURRENTLY.search(after)
        return "uses" if uses and owned and not is_question(reading, sentence) else None
    passing = _PASSING.search(wide_before) or re.match(
        r"'?s?\s+(?:booth|stand|party|mug|pen|bag|guy|people)\b", reading.plain[span.end :]
    )
    if passing or about_others(reading, span.start):
        return None
    if (
        is_question(reading, sentence)
        and not talk.asked(reading, "solution")
        and not re.search(r"\b(?:we|our|i)\b", wide_before)
    ):
        return None
    if (
        _COMPARED.search(reading.plain[span.start : clause.end])
        or re.search(r"\b(?:than|unlike|compared (?:to|with)|as \w+ as)\s+(?:\w+\s+)?$", before)
        or (re.search(r"\bcompared\s*$", before) and re.match(r"\s+(?:with|to|and|against) you", after))
    ):
        return "compared"
    if re.match(r"\W*(?:with|to|against|and) (?:you|yours|your)\b", after) and re.search(
        r"\bcompared\s+$", before
    ):
        return "compared"
    left = _last(_LEFT, before) or (
        _LEFT.match(after.lstrip(" ,."))
        if re.match(
            r"[ ,]*(?:is|was|until|before|previously|but (?:we )?(?:dropped|left|moved|cancelled|ruled))",
            after,
        )
        else None
    )
    if re.search(
        r"\bbut (?:we |i )?(?:dropped|ditched|left|ruled|kicked|cancelled|canceled|stopped|threw|it didn't|they (?:lost|were out))",
        after,
    ) or re.match(r"\s*,?\s*until\b", after):
        return "left"
    evaluating, uses = _last(_EVALUATING, before), _last_uses(before)
    said = [
        (match.end(), rank) for match, rank in ((left, 1), (uses, 2), (evaluating, 3)) if match is not None
    ]
    best = max(said, default=(0, 0))
    if left is not None and best[1] in {0, 1}:
        return _left_or(before, after)
    if best[1] == 3:
        return (
            None
            if _NEGATED.search(
                reading.plain[
                    sentence.start : sentence.start
                    + max(0, len(wide_before) - len(before))
                    + (evaluating.start() if evaluating else 0)
                ]
            )
            else "evaluating"
        )
    if (
        best[1] == 2
        or re.search(
            r"\b(?:our|current|existing|the) (?:current |existing |old )?(?:\w+ )?(?:contract|licen[cs]e|system|subscription|software|tool|deal|agreement|provider|supplier|vendor) (?:with|from|by|is|at|to)?\s*(?:with |from |by )?$",
            before,
        )
        or (
            re.search(r"\b(?:our|the|current)\s+$", before)
            and re.match(
                r"'?s?\s+(?:contract|licen[cs]e|system|subscription|installation|software|support)", after
            )
        )
    ):
        negated = re.search(
            r"\b(?:not|don't|never|no longer|aren't|isn't) (?:\w+ ){0,2}(?:use|using|with|on|have)\s+$",
            before,
        )
        return (
            "left"
            if negated and re.search(r"no longer|anymore|any more", before + after)
            else None
            if negated
            else "uses"
        )
    if re.search(
        r"\b(?:made|gave|sent) us (?:an?|their)|\b(?:is|are) (?:also )?(?:on|in) (?:the|our) (?:short|list|running|race)|\b(?:was|were|is|are|came) (?:here|there|at our|in our)|pitched|presented|showed us",
        after,
    ):
        return "evaluating"
    return _answered(talk, reading, before=before, after=after, sentence=sentence)


def _left_or(before: str, after: str) -> str | None:
    said = re.search(r"\b(?:had|tried|used|ran|left|was|were)\s*(?:with |on )?$", before)
    if said and said.group().startswith("had") and not re.search(r"\buntil|before|ago|but\b", after):
        return None
    if re.search(
        r"(?:looking to|want to|going to|plan to|planning to|like to|need to|must|have to|would|will|'ll|thinking about|thinking of|considering|about to) (?:\w+ )?(?:replace|leave|leaving|drop|move|moving|switch|get rid|replacing|dropping|ditch)[\w ]*$",
        before,
    ):
        return "uses"
    return "left"


def _answered(talk: Talk, reading: Reading, *, before: str, after: str, sentence: Span) -> str | None:
    """Read a name without a verb by what was asked."""
    asked_before = talk.before(reading)
    question = asked_before.plain if asked_before is not None else ""
    listed = next(
        (found for found in talk.findings[::-1] if found.reading is reading and found.kind == "competitor"),
        None,
    )
    first = sentence == reading.sentences[0] or reading.noisy
    if (
        first
        and talk.asked(reading, "solution")
        and not re.search(
            r"\b(?:who|anybody|anyone|somebody) else|\bcompar|\blooking at|\blook at|\bshortlist|\bevaluat|\bin the (?:running|race)\b|\balternativ|\bother vendors",
            question,
        )
    ):
        return "uses"
    if first and talk.asked(reading, "vendors"):
        return "evaluating"
    if re.search(r"\b(?:and|or|,)\s+(?:also\s+)?$", before) and listed is not None:
        return str(listed.value["relation"])
    if _CURRENTLY.search(after) and not re.search(r"\bif\b", before):
        return "uses"
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _last_uses(before: str) -> re.Match[str] | None:
    found = _last(_USES, before)
    # "We use it for the tours and SAP": what stands between must be a list, not another clause.
    if found is not None and len(before[found.end() :].split()) > 7:
        return None
    return found


def _quote(reading: Reading, span: Span) -> Span:
    clause = reading.clause_at(span.start)
    return reading.trimmed(min(clause.start, span.start), max(clause.end, span.end))


def _confirmed(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find "so you're with Fabrion?" answered by yes."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return
    yield from _left_it(talk, reading, before)
    if not says_yes(reading) or not talk.asked(reading, "solution"):
        return
    for name in talk.named(before):
        if name.kind == "competitor" and re.search(
            r"\b(?:you(?:'re| are)?|still) (?:\w+ )?(?:with|on|using|use|have|run|running)\s+$",
            before.plain[: name.span.start],
        ):
            span = reading.trimmed(reading.clauses[0].start, reading.clauses[0].end)
            yield Finding("current_solution", {"name": name.name}, reading, span, "confirmed", 0.7)
            yield Finding(
                "competitor", {"name": name.name, "relation": "uses"}, reading, span, "confirmed", 0.7
            )


def _left_it(talk: Talk, reading: Reading, before: Reading) -> Iterator[Finding]:
    """Find "we left them" after the rep has named whom."""
    names = {name.name for name in talk.named(before) if name.kind == "competitor"}
    match = _LEFT_THEM.search(reading.plain)
    if len(names) == 1 and match is not None and not unreal(reading, match.start()):
        span = reading.clause_at(match.start())
        span = reading.trimmed(min(span.start, match.start()), max(span.end, match.end()))
        yield Finding(
            "competitor", {"name": names.pop(), "relation": "left"}, reading, span, "left_them", 0.7
        )


def _nothing(talk: Talk, reading: Reading) -> Finding | None:
    asked = talk.asked(reading, "solution") and not talk.asked(reading, "budget")
    match = _NOTHING.search(reading.plain)
    if match is None and asked and reading.clauses:
        match = re.match(
            r"\W*(?:(?:well|um|honestly|actually|um|on the others)\W+)*(?:nothing|none|no system)(?=\W*$|\W+(?:really|yet|so far|we|at)\b)",
            reading.plain,
        )
    if (
        match is None
        or about_others(reading, match.start())
        or unreal(reading, match.start())
        or is_question(reading, reading.sentence_at(match.start()))
    ):
        return None
    if re.search(
        r"\b(?:planned|budget|set aside|approved|decide|to add|against|to (?:lose|hide|do with))\b",
        reading.of_span(reading.clause_at(match.start())),
    ):
        return None
    if match.group().startswith("nothing") and not asked:
        return None
    if any(found.kind == "current_solution" for found in talk.findings):
        return None
    span = reading.clause_at(match.start())
    return Finding(
        "current_solution",
        {"name": None},
        reading,
        reading.trimmed(min(span.start, match.start()), max(span.end, match.end())),
        "nothing",
        0.8,
        absent=True,
    )


def _nobody(talk: Talk, reading: Reading) -> Iterator[Finding]:
    match = _NOBODY_ELSE.search(reading.plain)
    asked = talk.asked(reading, "vendors")
    if match is None and asked and not talk.asked(reading, "authority"):
        match = re.match(
            r"\W*(?:no|nope|not yet|none|not really|nobody|just you)\b(?=\W*$|\W+(?:not|we|you|so far|just|at the moment|right now|yet|really|else|for now|currently)\b)",
            reading.plain,
        )
        if match is not None and any(
            found.reading is reading and found.kind == "competitor" for found in talk.findings
        ):
            return
    if match is None or (re.match(r"(?:nobody|no one|you|just|only)", match.group()) and not asked):
        return
    if any(name.kind == "competitor" for name in talk.named(reading)) or is_question(
        reading, reading.sentence_at(match.start())
    ):
        return
    span = reading.clause_at(match.start())
    yield Finding(
        "competitor",
        {"name": None, "relation": "evaluating"},
        reading,
        reading.trimmed(min(span.start, match.start()), max(span.end, match.end())),
        "nobody_else",
        0.75,
        absent=True,
    )


def _unknown_names(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[Finding]:
    """Find what the pack does not know: paper, spreadsheets, own systems, and names of others."""
    answered = False
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    asked = talk.asked(reading, "solution") and not re.search(
        r"\b(?:budget|who else|anybody else|anyone else|costs?|spend|price|stopping|problem|wrong|hurts?|worr\w+)\b",
        question,
    )
    own = _MADE_BY_THEM.search(reading.plain)
    said_before = 0
    for match in _GENERIC.finditer(reading.plain):
        if (own is not None and asked) or (
            said_before and match.group() in {"phone", "fax", "email", "e-mail", "emails", "e-mails", "paper"}
        ):
            continue
        if any(
            re.fullmatch(r"\s*,\s*(?:called |it's )?", reading.plain[match.end() : span.start])
            for span in known
            if span.start >= match.end()
        ):
            continue
        if any(Span(*match.span()).overlaps(span) for span in known) or not _in_use(
            reading, match, asked=asked
        ):
            continue
        answered, said_before = True, said_before + 1
        known.append(Span(*match.span()))
        span = reading.trimmed(*match.span())
        name = _phrase_around(reading, span)
        yield Finding(
            "current_solution", {"name": reading.words(name)}, reading, _quote(reading, span), "generic", 0.8
        )
    if reading.text != reading.text.lower():
        for finding, span in _capitalised(talk, reading, known, asked=asked):
            answered = answered or finding.kind == "current_solution"
            known.append(span)
            yield finding
    if asked and not answered and not any(name.kind == "competitor" for name in talk.named(reading)):
        yield from _plain_answer(talk, reading, question)


def _in_use(reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    position = match.start()
    sentence, clause = reading.sentence_at(position), reading.clause_at(position)
    if unreal(reading, position) or taken_back(reading, position) or about_others(reading, position):
        return False
    before = reading.plain[min(clause.start, position) : position]
    if match.group() in {"phone", "fax", "radio", "radios", "pdf", "folder", "folders"} and not asked:
        return False
    if is_question(reading, sentence) and not asked:
        return False
    if "?" in reading.of_span(sentence) or re.search(
        r"\bso \w+ that\b|\b(?:would have to|must|should|has to|need|want|would like|'d like|'d love|looking for|had it with)\b",
        before,
    ):
        return False
    after = reading.plain[match.end() : max(clause.end, match.end())]
    if re.search(
        r"\b(?:get rid of|replace|instead of|without|no|not|tired of|away from|off|stop using|beyond|from|import|export|into|integrat\w+ (?:with|into)|connect\w* (?:to|with)|send|read|show|have a|your|less|our)\s+(?:\w+\s+){0,2}$",
        before,
    ) and not re.search(r"\b(?:still|we're on|we use|from our)\b", before):
        return (
            re.search(r"\b(?:get rid of|replace|tired of|away from)\s+(?:\w+\s+){0,2}$", before) is not None
            and re.search(r"\b(?:left|moved|came|got)\b", before) is None
            and False
        )
    if asked and (sentence == reading.sentences[0] or reading.noisy or len(reading.sentences) < 3):
        return True
    return bool(
        _USED_BEFORE.search(before)
        or _last_uses(before)
        or re.search(
            r"\b(?:plan|track|do|manage|keep|document|log(?:g)?|record|write|schedule|organi[sz]e|coordinate|handle|store|run|work|count|report|collect|book)(?:s|ing|ed)? (?:\w+ ){0,5}(?:in|on|with|by|via|through|into|using)\s+(?:(?:an?|the|our|on|some|big|old)\s+)*$",
            before,
        )
        or (re.search(r"\b(?:it's|that's|is|are) (?:all |mostly |still |basically |just |done )*$", before))
    ) and not re.search(r"^\s*(?:is|are) (?:not|no)\b", after)


def _phrase_around(reading: Reading, span: Span) -> Span:
    """Take in what belongs to a common name: "a big whiteboard", "home grown on an AS/400"."""
    before = re.search(
        r"(?:\b(?:big|old|google|excel|shared|paper|own|huge|few|simple|handwritten|printed|several|various|local)\s+)+$",
        reading.plain[: span.start],
    )
    start = before.start() if before is not None else span.start
    after = re.match(
        r"(?:\s+(?:and|plus|or)\s+(?:the\s+)?(?:paper|pdfs?|e-?mails?|phones?|whatsapp|excel|spreadsheets?|whiteboards?|word|fax|pen|pencil)\b)+",
        reading.plain[span.end :],
    )
    return Span(start, span.end + (after.end() if after is not None else 0))


def _capitalised(
    talk: Talk, reading: Reading, known: list[Span], *, asked: bool
) -> Iterator[tuple[Finding, Span]]:
    for match in UNKNOWN_NAME.finditer(reading.text):
        span = Span(*match.span())
        position = span.start
        if any(span.overlaps(other) for other in known) or (
            NOT_NAMES.match(match.group().lower())
            or (
                not reading.plain[reading.sentence_at(span.start).start : span.start].strip()
                and is_everyday(match.group().lower())
            )
        ):
            continue
        sentence, clause = reading.sentence_at(position), reading.clause_at(position)
        before = reading.plain[min(clause.start, position) : position]
        begins = not reading.plain[sentence.start : position].strip()
        if (
            "?" in reading.of_span(sentence)
            or unreal(reading, position)
            or about_others(reading, position)
            or _PASSING.search(reading.plain[sentence.start : position])
        ):
            continue
        if (
            begins
            and talk.asked(reading, "vendors")
            and sentence == reading.sentences[0]
            and re.match(r"\s*(?:,|and\b|or\b|$|\.|for\b|mostly|mainly|so far)", reading.plain[span.end :])
        ):
            name = match.group().rstrip("-&")
            yield (
                Finding(
                    "competitor",
                    {"name": name, "relation": "evaluating"},
                    reading,
                    _quote(reading, span),
                    "unknown_name",
                    0.65,
                ),
                span,
            )
            continue
        if begins and not (
            asked
            and sentence == reading.sentences[0]
            and re.match(
                r"\W*(?:$|,|mostly|mainly|and|since|for|but|at|right now|currently|\.)",
                reading.plain[span.end :],
            )
        ):
            continue
        gap_ok = (
            re.search(
                r"(?:\b(?:use|using|with|on|running|run|have|'ve|got|called|by|from|to|and|or|evaluating|considering|left|dropped|ditched|a tool|in|between|versus|compar\w+)|,)\s+(?:(?:the|a|an|also|their|now|both)\s+)*$",
                reading.plain[sentence.start : position],
            )
            or begins
        )
        if (
            not gap_ok
            or len(match.group()) < 2
            or (
                re.search(r"\b(?:mr|mrs|ms|dr|in|at the|near|outside|mister)\.?\s+$", before)
                and not re.search(
                    r"\b(?:track|plan|do|everything|is|all|keep|run) (?:\w+ ){0,3}in\s+$", before
                )
            )
        ):
            continue
        role = re.match(
            r"\s*,?\s*(?:our|my|the) (?:\w+ ){0,2}(?:boss|manager|director|head)", reading.plain[span.end :]
        )
        if role:
            continue
        evaluating, left, uses = _last(_EVALUATING, before), _last(_LEFT, before), _last_uses(before)
        ends = {
            name: found.end()
            for name, found in (("evaluating", evaluating), ("left", left), ("uses", uses))
            if found is not None
        }
        near = {name: end for name, end in ends.items() if len(before[end:].split()) <= 4}
        relation = (
            max(near, key=lambda name: near[name])
            if near
            else "uses"
            if asked and sentence == reading.sentences[0]
            else None
        )
        if relation is None or (
            relation in near
            and _NEGATED.search(before[: ends[relation]])
            and re.search(r"\b(?:don't|not|never)\b", before)
        ):
            continue
        name = match.group().rstrip("-&")
        if relation == "uses":
            if re.search(
                r"\b(?:hired|founded|born|live|based|office|plant|site|factory|partner|customers?)\b", before
            ):
                continue
            yield (
                Finding(
                    "current_solution", {"name": name}, reading, _quote(reading, span), "unknown_name", 0.7
                ),
                span,
            )
        elif relation == "evaluating" and re.search(
            r"\b(?:seeing|see|saw|meet|meeting|met|interested in|thinking (?:about|of)|visit\w*|with you)\s+\W*(?:\w+\s+)?$",
            before,
        ):
            continue
        else:
            yield (
                Finding(
                    "competitor",
                    {"name": name, "relation": relation},
                    reading,
                    _quote(reading, span),
                    "unknown_name",
                    0.65,
                ),
                span,
            )


def _plain_answer(talk: Talk, reading: Reading, question: str) -> Iterator[Finding]:
    """Take a short answer to "what do you use today?" as it is."""
    if (
        not reading.clauses
        or not re.search(r"\b(?:what|which|how|who)\b", question)
        or re.search(
            r"\bhow (?:many|much|long|big|far|often|soon|old|would|should|could|will|is it going)\b", question
        )
    ):
        return
    if re.search(
        r"\b(?:think|opinion|doing|do you do\b(?! (?:it|that|this))|parts|machines do|problem|challenge|need|wish|want|kind of (?:parts|company|business))\b",
        question,
    ) and not re.search(r"\b(?:today|now|currently|at the moment|at present|use)\b", question):
        return
    sentence = reading.sentences[0]
    clause = reading.clauses[0]
    text = reading.of_span(clause)
    if (
        "?" in reading.of_span(sentence)
        or says_no(reading)
        or len(text.split()) > 12
        or re.search(
            r"\b(?:don't know|no idea|not sure|you|your|i'll|we'll|can't say|couldn't say|depends|need|want|would|sorry|thanks?|problem)\b",
            text,
        )
    ):
        return
    lead = _LEAD_IN.match(text)
    start = clause.start + (lead.end() if lead is not None else 0)
    rest = reading.plain[start : clause.end]
    cut = _END_OF_NAME.search(rest)
    end = start + cut.start() if cut is not None and cut.start() > 2 else clause.end
    span = reading.trimmed(start, end)
    words = reading.of_span(span).split()
    if (
        not words
        or len(words) > 9
        or reading.of_span(span)
        in {"yes", "no", "it", "that", "good", "fine", "ok", "okay", "sure", "not much", "me", "we"}
    ):
        return
    if any(
        found.reading is reading
        and found.kind in {"budget", "timeline", "authority"}
        and found.span.overlaps(span)
        for found in talk.findings
    ):
        return
    if len(words) == 1 and words[0].endswith("ly"):
        return
    yield Finding(
        "current_solution",
        {"name": reading.words(span)},
        reading,
        reading.trimmed(clause.start, clause.end),
        "answer",
        0.65,
    )
