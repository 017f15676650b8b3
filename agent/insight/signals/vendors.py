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
    r"bought|manage (?:it|that|this|everything) (?:with|in)|do (?:it|that|this|everything|all of it|all that) (?:with|in|on|via|using|through|by)|(?:track|plan|keep|manage|run|book|handle|document|store|log|schedule|make) (?:it|that|this|them|those|ours|everything|all of them) (?:with|in|on|through|via|using)|do (?:ours|them|those|all of them) (?:with|in|on|via|using|through|by)|pay(?:ing)? (?:~ )?(?:\w+ ){0,6}?(?:for|to)|renewed with|renewed|signed with|extended with|went back to|went with|switched to|moved to|settled on|went for|stuck with|stuck on|live with|make do with|plan with|plan (?:it|everything|that) (?:with|in|on))|"
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
    r"(?:looks?|looked|is|was|are|were|seems?|seemed|feels?|felt) (?:~ )?(?:about |pretty much |much |more or less |roughly |basically |exactly |very )?(?:the same|similar|identical|on par)|(?:has|have|had|offers?|offered|gives?|gave us|got) (?:\w+ ){0,3}?(?:better|cheaper|nicer|faster|bigger|smaller|longer|more|less|fewer|easier|clearer) (?:\w+ ){0,3}?than (?:you|yours|your \w+|this|that)|(?:charges?|asks?|wants?|costs?|quoted|takes?) (?:\w+ ){0,3}?(?:less|more|half|double|twice|a third|cheaper|the same)|(?:can|does|do|could|did) (?:\w+ ){0,3}(?:better|faster|cheaper|too|as well)(?: \w+)? than (?:you|yours)|"
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
    r"(?:a |one )?(?:whole )?(?:bunch|pile|stack|mix|mixture|patchwork|collection|jungle|zoo|heap|bundle|handful|dozen|set) of (?:\w+ ){0,2}?(?:scripts|macros|spread ?-?sheets|sheets|excels?(?: files| sheets)?|lists|papers?|folders|tools|files|databases|forms|note ?-?books|binders|e-?mails|post-?its|apps|systems)(?: (?:that|which) (?:\w+ ){2,4}\w+)?|(?:a |an |the )?(?:system|tool|software|database|solution|app|program|thing) (?:of our own|of my own|(?:that )?we (?:wrote|built|made|developed) (?:ourselves|in-?house)|our (?:own )?(?:\w+ )?(?:engineers|guys|it|people|developers|programmers|interns|students|team) (?:wrote|built|made|developed|maintain))|"
    r"what'?s ?app(?: groups?| messages?| chats?)?|(?:e ?-?mails?|phone calls?)(?: and (?:\w+ ){0,2}\w+)?|post-?its?|sticky notes?|clip ?-?boards?|(?:a |our |the )?shared (?:drive|folder|mailbox|inbox|calendar)|share ?-?point|google (?:docs|drive|calendar|forms)|outlook|"
    r"(?:an? |our |some |the )?(?:own|home ?-?grown|home ?-?made|home ?-?brewed|in ?-?house|self ?-?(?:built|made|written|developed)|custom(?: built| made)?|bespoke|legacy|hand ?-?made|old) (?:\w+ ){0,2}?(?:system|tool|software|database|app|solution|program|application|thing|platform|script|scripts|development|crm|erp)|"
    r"(?:ms |microsoft )?access(?: data ?base|,? an old data ?base)?(?! (?:to|for|the|rights|control|points?|cards?)\b)|sap|oracle|salesforce|hub ?spot|dynamics|microsoft teams|trello|jira|notion|airtable|power ?bi|moodle|procore|quickbooks|data ?loggers?|fax(?:es)?|note ?-?books?|manually|manual (?:lists?|records?|logs?|entry)|by hand|binders?|folders?|phone|"
    r"(?:a |our )?guard service|security guards?|night watchm[ae]n|word documents?|pdfs?|index cards|punch cards|a calendar|wall planner|magnet board|kanban board|chalk ?boards?|walkie[- ]talkies|radios?"
)
_OPTIONAL_GAP, _GAP = r"\s*", r"\s+"
_GENERIC = re.compile(
    rf"(?<![\w'])(?:{_GENERIC_NAMES.replace(' ?', _OPTIONAL_GAP).replace(' ', _GAP)})(?![\w'])"
)
_NOT_ABOUT_TODAY = re.compile(
    r"\b(?:what|which) (?:bank|company|firm|school|hospital|university|utility|country|city|region|team|department|industry|sector|part of|line of|side|field)\b(?! .*\b(?:use|system|software)\b)|\bwhat (?:do|does) (?:you|your (?:\w+ )?(?:firm|company|business|shop|outfit|team|plant|bank|hospital|school|organi[sz]ation)|they) (?:do|make|produce|protect|sell|teach|grow|build|haul|carry|process|brew|cook|farm|insure|ship)\b(?! (?:it|that|this|for|about|with|today|now|currently|at the moment|at present))|\bwhat do you do now\b|\bwhat's your (?:role|job|name|story|title|trade|line)\b|\bhow (?:many|much|long|big|large|far|often|soon|old|about|come|so)\b|\bhow(?:'s| is| are) (?:it going|things|business|the show|life|you(?: doing| today)?\W*$)"
)
_MADE_BY_THEM = re.compile(
    r"\b(?:our (?:own )?(?:\w+ )?(?:engineers|guys|it|people|developers|programmers|interns|students|team)|we) (?:wrote|built|made|developed|maintain)\b|"
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
                finding.kind == "current_solution"
                or seen[key] == relation
                or relation == "compared"
                # What is in the house already is compared with us, not a candidate.
                or (seen[key] == "uses" and relation == "evaluating")
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
        if (
            talk.asked(reading, "solution")
            and sentence == reading.sentences[0]
            and not is_question(reading, sentence)
            and (re.fullmatch(r"\W*(?:(?:with|on|in|by|yes|well|your|we use|we have|we've got)\W+)+", before) or not before.strip())
            and re.search(r"\b(?:yours?|we've had|since|already|for (?:\w+ )?years)\b", reading.plain)
        ):
            return "uses"
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
        r"\b(?:budget|who else|anybody else|anyone else|costs?|spend|price|stopping|problem|wrong|hurts?|worr\w+|headaches?|bothers?|challenge)\b",
        question[-90:],
    ) and not _NOT_ABOUT_TODAY.search(question[-90:])
    listed = _listed_answer(reading, known) if asked else None
    if listed is not None:
        known.append(listed)
        yield Finding(
            "current_solution", {"name": reading.words(listed)}, reading, _quote(reading, listed), "list", 0.75
        )
        return
    for way in _ways(talk, reading, known):
        known.append(way.span)
        answered = True
        yield way
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
    for finding, span in _lower_case(talk, reading, known):
        answered = answered or finding.kind == "current_solution"
        known.append(span)
        yield finding
    if reading.text != reading.text.lower():
        for finding, span in _capitalised(talk, reading, known, asked=asked):
            answered = answered or finding.kind == "current_solution"
            known.append(span)
            yield finding
    if asked and not answered and not any(name.kind == "competitor" for name in talk.named(reading)):
        yield from _plain_answer(talk, reading, question)


_ITEM = r"(?:(?:an?|the|some|our|my|old|big|good old|lots of|a lot of|several|home-?made|few)\s+)*[\w'&+-]+(?:\s+[\w'&+-]+){0,2}?"
_LIST = re.compile(rf"{_ITEM}(?:\s*,\s+{_ITEM}){{0,3}}\s+(?:and|plus|&)\s+{_ITEM}(?=\s*(?:$|[.!;,-]))")
_NOT_IN_LISTS = re.compile(
    r"\b(?:is|are|was|were|it|we|they|he|she|i|that|which|who|but|because|so|not|then|look|walk|people|hope|pray|good|bad|slow|fine|since|for|with|by|in|on)\b"
)


def _listed_answer(reading: Reading, known: list[Span]) -> Span | None:
    """Return the whole of "Zendesk, a home-made billing thing and Excel", which is one answer."""
    if not reading.sentences:
        return None
    sentence = reading.sentences[0]
    lead = _LEAD_IN.match(reading.of_span(sentence))
    start = sentence.start + (lead.end() if lead is not None else 0)
    match = _LIST.match(reading.plain, start, sentence.end)
    if match is None or _NOT_IN_LISTS.search(match.group()):
        return None
    span = reading.trimmed(*match.span())
    if any(span.overlaps(other) for other in known) or taken_back(reading, span.start) or unreal(reading, span.start):
        return None
    holds_one = _GENERIC.search(match.group()) or UNKNOWN_NAME.search(reading.text, span.start + 1, span.end)
    return span if holds_one else None


_WAYS = (
    # What the firm calls its system: "our scheduler is a whiteboard".
    phrase(
        r"our (?:\w+ ){0,2}?(?:scheduler|schedule|planning|plans?|system|erp|crm|wms|mes|cmms|software|tool|database|archive|documentation|records?|inventory|dispatch(?:ing)?|booking|bookings|log|tracking|reporting|monitoring|ticketing|register|process|time ?sheets?|calendar|security|alarm|solution|set-?up|workflow|timetable|roster|early warning|backup|app|platform) (?:~ )?(?:is|are|'s|was|consists of|means) (?:~ )?(?P<name>(?:an?|one|two|three|some|old|my|the) (?:\w+ ){0,2}?(?:white ?-?boards?|boards?|spread ?-?sheets?|excel(?: \w+)?|sheets?|lists?|papers?|note ?-?books?|books?|binders?|folders?|clip ?-?boards?|post-?its?|cards?|pencil|pen|calendar|chalk ?boards?|wall|walls?|phone|phones|radio|whats ?app(?: group)?|guy|man|woman|lady|secretary|person|colleague|head|brain|memory|dog|bell|diary|drawer|box|boxes|script|scripts|macro|macros|database|program|fax|shoebox|e-?mail|inbox)(?: (?:with|and|called|named|full of|on|of) (?:an? |the |some |his |her )?\w+)?)"
    ),
    # Work done by hand: "we read them by hand".
    phrase(
        r"(?:we|i|they|people|our \w+|my \w+) (?:~ )?(?P<name>(?:read|count|check|measure|inspect|plan|schedule|calculate|record|sort|weigh|log|note|draw|test|do|guide|assign|match|steer|label|track|manage|organi[sz]e|document|adjust|control) (?:\w+ ){0,4}?(?:by hand|manually|by eye|by ear|on foot|from memory|on sight|by feel))"
    ),
    # Somebody's head, eyes or ears.
    phrase(
        r"(?:it's|that's|everything is|everything's|it is|it's all|we have it|keeps it|keep it|they keep it|we keep it) (?:~ )?(?:in|on) (?P<name>(?:(?:my|his|her|our \w+'s|the \w+'s|one \w+'s|people's|their) (?:heads?|brain|memory|gut|notebook|laptop)|the back of (?:an? |the )?envelopes?))"
    ),
)


def _ways(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[Finding]:
    """Find how the job is done where no system has a name."""
    if talk.asked(reading, "budget"):
        return
    for pattern in _WAYS:
        for match in pattern.finditer(reading.plain):
            span = Span(*match.span("name"))
            position = match.start()
            if (
                any(span.overlaps(other) for other in known)
                or unreal(reading, position)
                or taken_back(reading, position)
                or about_others(reading, position)
                or is_question(reading, reading.sentence_at(position))
                or re.search(r"\b(?:used to|no longer|until|years ago|back then|before)\b", reading.of_span(reading.clause_at(position)))
            ):
                continue
            yield Finding("current_solution", {"name": reading.words(span)}, reading, reading.trimmed(*match.span()), "way", 0.7)


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


_COURTS = re.compile(
    r"(?:'s)?\s+(?:(?:has|have|had|is|are|was|were|also|just|already|did)\s+)*(?:(?:sent|made|gave|given|offered|quoted|mailed) (?:us|me)\b|pitch(?:ed|ing|es)?\b|bid(?:s|ding)?\b|quot(?:ed|ing)\b|present(?:ed|ing)\b|show(?:ed|ing) us|in the (?:running|race|tender|mix|final)|on (?:the|our) (?:short ?-?)?list|short-?listed|coming (?:to us|next|on)|in our (?:final|selection|choice)|wants? to (?:sell|show)|demo(?:ed|'d))"
    r"|(?:'s \w+)?\s+(?P<compared>(?:is|are|was|were|looks?|seems?) (?:\w+ ){0,2}(?:cheaper|better|faster|nicer|slower|easier|pricier|more \w+) than (?:you|yours|your|this)|(?:has|have|offers?|can|does) (?:\w+ ){0,5}than (?:you|yours|your))"
)
"""What a vendor does who is in the choice, said after the name."""
_TO_CONNECT = re.compile(
    r"\b(?:talk|talks|connect|connects|integrat\w+|interface\w*|hook\w*|sync\w*|export|import|plug\w*|link|speak|speaks|compatible|work|works|feed|data)\s+(?:up\s+)?(?:it\s+)?(?:to|with|into|from|in)\s+(?:our |the |all |old |those |these |an? )*$"
)
_A_VENDOR = re.compile(
    r"\b(?:we're|we are|i'm|still|been) (?:\w+ ){0,2}(?:with|at)\s+$|\b(?:contract|deal|agreement|subscription|licen[cs]es?) (?:with|from)\s+$|\bpay(?:ing)?\b.*\b(?:for|to)\s+$|\b(?:rival|competitor)s?,?\s+$|\bcustomers? of\s+$|\b(?:signed|stuck|went|renewed|partnered) with\s+$"
)
_UNSAID = r"(?P<name>[a-z][a-z0-9]{3,})"
_LOWER = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        (
            "uses",
            rf"\b(?:we(?:'re| are)? (?:\w+ )?(?:use|using|run|running|work with|have|rent)|we'?re (?:on|with)|we are (?:on|with)|pay \w+(?: \w+)* for) (?:(?:the|an?|our) )?(?:(?:\w+ )?(?:system|software|tool|app|platform|product|thing) (?:from|by|called|of) )?(?:(?P<rival>your (?:competitors?|rivals?)),? )?{_UNSAID}(?=\W*$|\W+(?:today|now|for|since|at the moment|right now|but|and (?:it|we|they)|currently|ends?|in)\b)",
        ),
        (
            "evaluating",
            rf"\b(?:(?:look(?:ing|ed)?|having a look) (?:\w+ )?at|talk(?:ing|ed)? (?:\w+ )?(?:to|with)|(?:offer|quote|demo|proposal|trial|bid) (?:from|of|by|with)|compar\w+ (?:you )?(?:with|to|against)|consider(?:ing)?|evaluat(?:e|ing)|trial+ing|testing|piloting|and at|and with) {_UNSAID}(?=\W*$|\W+(?:and|as well|too|right now|now|today|at the moment|next|this|also|but|or)\b)",
        ),
        (
            "evaluating",
            rf"(?:^|\b(?:and|also|but|yes|yeah|well|yep|plus)\s+){_UNSAID} (?:has |have |had |is |are |was |also |just |already )*(?:(?:sent|made|gave|offered|quoted) (?:us|me)\b|pitch(?:ed|ing)\b|bidding\b|in the (?:running|race|tender|mix)\b|on (?:the|our) (?:short ?-?)?list\b|quoted\b)",
        ),
        (
            "left",
            rf"\b(?:we|i)(?:'ve| have)? (?:left|dropped|ditched|cancelled|kicked out|moved (?:away|off)(?: from)?|switched from|used to (?:use|have|be with)|got rid of|threw out) {_UNSAID}(?=\W*$|\W+(?:last|two|three|in|because|after|years?|this|before|when|but|and)\b)",
        ),
    )
)
"""Names of vendors where the recogniser writes no capitals: a word that is no everyday one, in a place where only a name fits."""
_WORDLIKE = re.compile(
    r".*(?:ing|ed|ly|tion|ment|ness|ity|ance|ence|ware|able|ible|ers?|ors?|ists?|ics?|ies|ts|ns|ls|rs|es|men|ship|logy|graph|phones?|sheets?|boards?|books?|pads?|scope|meters?)$"
)


def _lower_case(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[tuple[Finding, Span]]:
    if not reading.noisy or reading.text != reading.text.lower():
        return
    for relation, pattern in _LOWER:
        for match in pattern.finditer(reading.plain):
            span, name = Span(*match.span("name")), match.group("name")
            if (
                any(span.overlaps(other) for other in known)
                or is_everyday(name)
                or _WORDLIKE.fullmatch(name)
                or _GENERIC.fullmatch(name)
                or unreal(reading, match.start())
                or taken_back(reading, match.start())
                or about_others(reading, match.start())
                or _PASSING.search(reading.plain[: match.start()][-60:])
                or _TO_CONNECT.search(reading.plain[: span.start])
            ):
                continue
            rival = "rival" in match.re.groupindex and match.group("rival") is not None
            if relation == "uses":
                yield (
                    Finding("current_solution", {"name": name}, reading, _quote(reading, span), "lower_case", 0.6),
                    span,
                )
            if relation != "uses" or rival or _A_VENDOR.search(reading.plain[: span.start]):
                yield (
                    Finding("competitor", {"name": name, "relation": relation}, reading, _quote(reading, span), "lower_case", 0.6),
                    span,
                )
            known.append(span)


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
        courted = _COURTS.match(reading.plain, span.end)
        if courted is not None and not is_everyday(match.group().lower().split()[0].removesuffix("'s")):
            name = match.group().rstrip("-&")
            relation = "compared" if courted.lastgroup == "compared" else "evaluating"
            yield (
                Finding("competitor", {"name": name, "relation": relation}, reading, _quote(reading, span), "courts", 0.65),
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
                r"(?:\b(?:use|using|with|on|running|run|have|'ve|got|called|named|rival|competitor|competitors|vendor|supplier|provider|for|by|from|to|and|or|at|against|considering|tried|trialling|testing|piloting|evaluating|considering|left|dropped|ditched|a tool|in|between|versus|compar\w+)|,)\s+(?:(?:the|a|an|also|their|now|both)\s+)*$",
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
        if _TO_CONNECT.search(reading.plain[sentence.start : position]):
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
            if _A_VENDOR.search(before):
                yield (
                    Finding(
                        "competitor",
                        {"name": name, "relation": "uses"},
                        reading,
                        _quote(reading, span),
                        "unknown_name",
                        0.6,
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
    open_question = re.search(r"\b(?:what|which|how|who|where)\b|\b(?:today|now|currently|moment)\W*$", question)
    if not reading.clauses:
        return
    if re.search(
        r"\b(?:think|opinion|doing|parts|machines do|problem|challenge|need|wish|want|kind of (?:parts|company|business))\b",
        question,
    ) and not re.search(r"\b(?:today|now|currently|at the moment|at present|use|doing (?:that|it|this))\b", question):
        return
    sentence = reading.sentences[0]
    clause = reading.clauses[0]
    text = reading.of_span(clause)
    if (
        "?" in reading.of_span(sentence)
        or says_no(reading)
        or _NO_WAY.search(text)
        or (open_question is None and not _LOOKS_LIKE_A_WAY.match(text))
    ):
        return
    lead = _LEAD_IN.match(text)
    start = clause.start + (lead.end() if lead is not None else 0)
    rest = reading.plain[start : clause.end]
    made = re.match(r"(?:something|an? \w+(?: \w+)?|one|some \w+) (?:that |which )?(?:we|our \w+(?: \w+)?|i|he|she|they)\s", rest)
    cut = _END_OF_NAME.search(rest, made.end() if made is not None else 0)
    end = start + cut.start() if cut is not None and cut.start() > 2 else clause.end
    if len(reading.plain[start:end].split()) > 8:
        # "a list on the door with a pencil on a string": what comes late describes.
        late = re.compile(r"\s+(?:with|in|on|at|from|next to|behind|near|every|each|once|twice|the (?:man|guy|one))\s").search(
            reading.plain, _after_words(reading, start, 3), end
        )
        end = late.start() if late is not None else end
    span = reading.trimmed(start, end)
    words = reading.of_span(span).split()
    if (
        not words
        or len(words) > 10
        or _EMPTY_ANSWER.fullmatch(reading.of_span(span))
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


_NO_WAY = re.compile(
    r"\b(?:don't know|no idea|not sure|you|your|i'll|we'll|can't say|couldn't say|depends|need|want|would|sorry|thanks?|problem|looking for|that's the|good question|i'm (?:from|the|a|an|here|just|with)|we're (?:a|an|from)|we make|i run|run purchasing|badly|poorly|not well|not at all|not really|terribl\w+|awful\w*|let me|the same|\w+ (?:million|thousand|percent|people|employees|sites|trucks|machines|households))\b"
)
_LOOKS_LIKE_A_WAY = re.compile(
    r"\W*(?:(?:well|um|uh|yes|yeah|yep|sort of|kind of|only|just|a bit|so|oh|ha|honestly)\W+)*(?:an?|with|by|from|on|in|something|some|our|the|my|everyone|everybody|people|whoever|somebody|someone|teachers|drivers|nurses|a few|old|two|three|one|we (?:phone|call|walk|look|go|ask|write|put|send|count|check|read|drive|shout|do|have|use|use|measure|keep|note))\b(?!.*\b(?:is|are) (?:fine|good|great|right|wrong|slow|bad|the problem)\b)"
)
_EMPTY_ANSWER = re.compile(
    r"(?:yes|no|it|that|good|fine|ok|okay|sure|not much|me|we|so so|so-so|great|well|right|exactly|really|many|lots|not yet|somehow|difficult|hard|slowly|everything|same|yeah|no one|nobody|not|both|of course|us|them|why|both of them|two|three|four|five|six|seven|eight|nine|ten|\d+)\W*"
)


def _after_words(reading: Reading, start: int, count: int) -> int:
    """Return the place after so many words."""
    match = re.compile(rf"\W*(?:\S+\s+){{{count - 1}}}\S+").match(reading.plain, start)
    return match.end() if match is not None else start
