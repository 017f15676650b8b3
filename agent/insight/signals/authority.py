"""Who decides, who recommends, who must agree. A title alone says none of it."""

import re
from collections.abc import Iterator

from agent.insight.signals.reading import Reading, Span, any_of, phrase
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_no, says_yes

_ROLE_WORDS = (
    r"boss\w*|managers?|management|directors?|cfo|ceo|coo|cio|cto|ciso|cmo|cpo|chro|vps?|svp|evp|president|head|chief|chair\w*|boards?|committee|council|owners?|partners?|"
    r"procurement|purchasing|finance|financial|accounting|controll\w+|it|department|team|headquarters|hq|corporate|dean|principal|rector|dad|father|mother|wife|husband|brother|sister|"
    r"group|parent company|mother company|holding|supervisor|lead|leader|leadership|executives?|exec|legal|union|works council|minister|ministry|mayor|trustees|shareholders|investors|"
    r"foreman|chef|superintendent|physician|doctor|nurse|founders?|co-?founder|colleagues?|engineer\w*|security|compliance|administration|authority|authorities|government|state|county|city|"
    r"district|faculty|school|officer|secretary|commander|captain|guy|lady|woman|man|people|staff|steering|assembly|members?|tenants?|landlord|bank|uncle|son|daughter|family|he|she|they|"
    r"somebody|someone|everybody|mr|mrs|ms|dr|buyers?|planner|architect|client|quality|operations|ops|sales|marketing|production|maintenance|logistics|plant|site|central|global|regional|executive"
)
_ROLE_WORD = re.compile(rf"\b(?:{_ROLE_WORDS})\b")
_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+|Mr\.? |Mrs\.? |Ms\.? |Dr\.? ")
_DECIDES = (
    r"(?:decides?|decided|signs?|signs? off|signs? it off|sign(?:s)? everything|approves?|chooses?|picks?|makes? (?:the|that|this|these|those|all the|such|every|our|purchasing|buying|the final) (?:\w+ )?(?:call|calls|decisions?|choice)|"
    r"(?:has|have|had|gets?|holds?|got|takes?|has got|keeps) (?:the |a )?(?:final |last |ultimate )?(?:say|word|decision|call|sign-?off|approval)|(?:holds?|owns?|controls?|has|keeps|manages|releases) the (?:budget|purse|money|purse strings|funds)|calls? the shots|gives? the (?:green light|ok|okay|go|go-ahead|final ok|approval)|"
    r"releases? (?:it|that|the)|rubber ?stamps?|(?:is|are|'s|'re|would be|will be) (?:the one|the ones|the person|the people|the guy|the decision maker|the decision makers|the one person) (?:who |that |to )?(?:decides?|signs?|approves?|choose|chooses|convince|makes? the)?|"
    r"(?:is|are|'s|'re|would be|will be) (?:the )?(?:decision ?-?makers?|final authority)|(?:is|'s|are) in charge(?: of (?:it|that|this|purchasing|the budget|the decision))?|pays? for (?:it|that|this)|buys? (?:it|that|this|these|everything)|greenlights?)"
)
_MUST = (
    r"(?:(?:still |also |first |then |always |really )?(?:has|have|needs?|must|would have|would need|will have|will need|'ll have|'d have|'ll need|is going to have|gotta|got|ought|wants?)(?: got)? ?(?:to )?(?:still |also |first |then )?"
    r"(?:be )?(?:approve[d]?|sign(?: it| that| this)?(?: off)?|sign-?off|agree|ok|okay|oked|decide|say yes|give (?:\w+ )?(?:the |a |an |their |his |her |its |us )*(?:green light|ok|okay|approval|go|go-?ahead|blessing|nod|consent)|bless|authori[sz]e|release|confirm|green-?light|vote|buy in|be convinced|be on board|be asked|be involved|support it|back it|have a look|take a look|review))"
)
_NP = r"(?P<who>(?:(?:my|our|the|a|an|his|her|their|that|this|some|both|all|mr|mrs|ms|dr|any|one of|each|every)\.? )?(?:[a-z&'.\-]+,? ){0,7}?[a-z&'.\-]+)"
_OTHER = phrase(rf"{_NP} ~ (?:{_DECIDES}|{_MUST})")
_PLACED = any_of(
    [
        r"(?:the )?(?:final |last )?(?:say|word|decision|call|approval|budget|purse strings) (?:is|lies|rests|sits|stays|comes|has to come|would be|'s|will be) (?:with|up to|from|in the hands of|at|by|made by|taken by|made at) (?P<who1>(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
        r"(?:it's|it is|that's|that is|this is|that would be|it would be|all of it is) (?:all |really |finally |always |ultimately )?(?:up to|decided (?:by|at|in)|down to|for|a decision for|a matter for|a question for|the decision of|the call of|in the hands of|signed (?:off )?by|approved by|made by) (?P<who2>(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
        r"(?:it |that |this |everything |anything |such things |the order |all purchases )?(?:has|have|needs|need|must|would have|'d have|will have|'ll have|goes|go|had)(?: to)? (?:up )?(?:to |go |be |get )?(?:through|past|by|signed (?:off )?by|approved by|decided by|okayed by|cleared by|cleared with|confirmed by|agreed with|agreed by|to|in front of|before|run by) (?P<who3>(?:(?:my|our|the|a)\b|(?:mr|mrs|ms|dr)\b\.?)(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
        r"i (?:~ )?(?:need|have to get|'d need|would need|have to have|must get|need to get|require|want|'ll need|still need) (?:the |an? )?(?:approval|sign-?off|ok|okay|consent|signature|green light|go-?ahead|permission|blessing|buy-?in) (?:of|from|by) (?P<who4>(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
        r"(?:i|we) (?:~ )?(?:have to|need to|must|'d have to|would have to|'ll have to|will have to|gotta|should) (?:~ )?(?:ask|check with|run (?:it|that|this) (?:by|past)|clear (?:it|that|this) with|get (?:it|that|this) (?:past|by|through|approved by|signed (?:off )?by)|convince|consult(?: with)?|talk (?:it|this|that) (?:over|through) with|discuss (?:it|this|that) with|talk (?:to|with)|speak (?:to|with)|involve|get (?:the )?(?:approval|ok|okay|sign-?off) (?:of|from)|present (?:it|this|that) to|sell (?:it|this|that) to|go to|take (?:it|this|that) to) (?P<who5>(?:(?:my|our|the)\b|(?:mr|mrs|ms|dr)\b\.?)(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
        r"(?:not without|only with|subject to) (?:the )?(?:approval|consent|ok|okay|sign-?off|signature) (?:of|from) (?P<who6>(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
        r"(?:i|we) (?:can't|cannot|couldn't|won't|don't) (?:\w+ ){1,4}(?:without) (?:the )?(?:(?:approval|ok|okay|consent|signature|blessing) of )?(?P<who7>(?:my|our|the)(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
        r"i (?:~ )?report to (?P<who8>[^.!?;,]+) (?:who|and he|and she) (?:decides|signs|approves)[^.!?;]*",
        r"(?:you'd|you would|you'll|you) (?:~ )?(?:have to|need to|should|must|better) (?:ask|talk to|speak (?:to|with)|convince|contact) (?P<who9>(?:(?:my|our|the)\b|(?:mr|mrs|ms|dr)\b\.?)(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+)",
    ]
)  # fmt: skip
_I_DECIDE = any_of(
    [
        r"(?:i|we) ~ (?:decide|make (?:the|that|this|these|those|all the|all|such) (?:\w+ )?(?:call|decision|decisions|calls|choice)|make the call|call the shots)(?! (?:on|in|by|within|before|at|until|next|this) (?:q\d|the (?:first|second|third|fourth|end|next|fall|spring|summer|autumn|winter)|\w+ (?:quarter|month|week|year)|january|february|march|april|may|june|july|august|september|october|november|december))(?: (?:that|this|it|it all|everything|these things))?(?: (?:together |jointly )?(?:with|myself|ourselves|alone|on that|about that)(?: [a-z']+){0,4})?",
        r"i'm ~ (?:the one|the person|the guy|the woman|the man|one of (?:the )?\w+(?: people)?) (?:who|that|to) (?:decides?|signs?|makes?|approves?|convince|has|choose|chooses)(?: \w+){0,5}",
        r"i (?:~ )?(?:am|'m) (?:the )?(?:decision ?-?maker|budget (?:owner|holder))", r"i'm one of (?:the )?(?:\w+ ){1,3}(?:decision ?-?makers|who decide|that decide)", r"i'm in charge of (?:the |that |this |our |all )?(?:\w+ )?(?:budget|decision|purchasing|purchases|procurement|buying|money)(?: \w+){0,3}",
        r"(?:it's|it is|that's|that is|this is) (?:ultimately |really |entirely |all |purely |fully )?(?:my|our) (?:own )?(?:call|decision|choice|budget|company|firm|money|shop|business)", r"the (?:final )?(?:decision|call|say|budget) (?:is|'s) (?:mine|ours|up to me|with me)", r"(?:it's|it is|that's|that is) (?:all |entirely |totally |completely |really )?(?:up to me|up to us|mine|on me|down to me)",
        r"i (?:~ )?(?:own|hold|control|have|manage|run) (?:the|that|this|my own|our) (?:\w+ )?(?:budget|purse|purse strings|p&l|p and l|checkbook)(?: for (?:this|that|it))?", r"i (?:~ )?(?:have|'ve got|got|get) the (?:final|last|ultimate) (?:say|word|call|decision)", r"i (?:~ )?(?:sign|approve)(?: (?:off|it|that|this|these|them|those|the (?:order|orders|contract|contracts|purchase|purchases|check|cheque|invoice)))+(?: (?:on|for|myself) \w+)?", r"i can (?:sign|decide|approve) (?:that|this|it)(?: (?:myself|alone|on my own|here|today|right now|off))*", r"i can (?:decide|sign)(?: (?:alone|myself|on my own))?(?=[.,!?]|$)",
        r"(?:the )?(?:buck|decision) stops (?:with|here)(?: me)?", r"(?P<mine>my (?:brother|wife|husband|partner|sister|father|mother|co-?founder|business partner|colleague) and i) (?:\w+ )?(?:decide|own|run)(?: \w+){0,2}", r"i (?:don't|do not) (?:need|have to ask) (?:anyone|anybody|anyone's|anybody's|nobody)(?:'s)?(?: \w+){0,2}", r"i'm the (?:sole )?(?:decider|approver|signatory)", r"you(?:'re| are) (?:already )?talking to (?:the decision ?-?maker|him|her|the right (?:person|one))",
    ]
)  # fmt: skip
_I_INFLUENCE = any_of(
    [
        r"i(?:'ll|'d| will| would| can| could| only| just| usually| also| am only going to| merely| may| might|'m only allowed to|'m supposed to)* ~ (?:recommend|advise|pre-?select|shortlist|evaluate|evaluating|suggest|propose|put forward|scout|assess|prepare (?:the|a) (?:decision|recommendation|shortlist|business case|proposal)|put together (?:the|a) (?:recommendation|shortlist|business case|proposal|list))(?: \w+){0,6}?(?=[,.!?;]|$| and| but| then| the | our | my | to)",
        r"i (?:~ )?(?:give|make|write|draft|prepare|submit|provide) (?:them |him |her |the \w+ |the |my |a |an )*(?:recommendations?|opinion|advice|input|assessment|technical assessment|suggestion|feedback)",
        r"i'm (?:~ )?(?:on|part of|a member of|sitting on|in|with) the (?:\w+ ){0,3}(?:committee|evaluation|selection|buying|project|steering) ?(?:team|group|committee|panel)?", r"i'm (?:~ )?(?:one of the|an?|the) (?:\w+ )?(?:advis[oe]rs?|consultant|evaluator|influencer|technical (?:evaluator|advis[oe]r))(?: \w+){0,3}", r"i'm (?:~ )?on the technical side", r"i (?:do|did|run|lead|handle|am doing|'m doing|'m running|'m leading|'m handling|'m responsible for) (?:the|all the|our) (?:\w+ )?(?:evaluations?|selection|testing|assessment|vendor selection|pre-?selection|shortlist|research|comparison)(?: \w+){0,3}?(?=[,.!?;]|$| and| but)",
        r"i (?:have|get|'ve got|do have) (?:a |some |my )?(?:say|input|influence|voice|vote|word)(?: in (?:it|that|this))?", r"my (?:opinion|word|recommendation|vote|voice|advice) (?:counts|matters|carries|has weight|goes)(?: \w+){0,4}", r"they (?:usually |normally |always |mostly |tend to )?(?:listen to me|follow my (?:advice|recommendation|suggestion)|ask me|trust my (?:judg\w+|opinion))", r"i(?:'m|'m only|'m just)? (?:~ )?(?:involved in|contribut\w+ to|help(?:ing)?|support(?:ing)?) (?:with )?(?:the )?(?:decision|selection|choice|choose|evaluation|decide|select)(?: \w+){0,3}?(?=[,.!?;]|$| and| but)",
        r"i (?:~ )?(?:have|get) to (?:recommend|suggest|propose)(?: \w+){0,3}", r"i'm (?:~ )?(?:here to (?:evaluate|collect|gather|scout)|collecting|gathering|screening|preparing)(?: \w+){0,4}",
    ]
)  # fmt: skip
_NONE = any_of(
    [
        r"i (?:~ )?(?:have|'ve got|had|got) (?:absolutely |really )?(?:no|zero) (?:say|influence|authority|vote|voice|power|input|decision)(?: (?:in|on|over) \w+)?(?: at all)?", r"i (?:~ )?(?:don't|do not|can't|cannot|couldn't) (?:~ )?(?:decide|buy|choose|sign|approve)(?: on)? (?:anything|a thing|such things|things like that|that stuff|anything at all)", r"i (?:~ )?(?:don't|do not) (?:~ )?have (?:a|any) (?:say|vote|voice|influence|authority|input|power)(?: (?:in|on|over) \w+)?", r"i'm (?:~ )?not (?:~ )?(?:involved|part of|responsible)(?: (?:in|of|for|with)(?: \w+){1,4})?", r"i (?:~ )?(?:have|'ve got|had) nothing to do with (?:\w+ ){0,2}(?:purchasing|buying|procurement|the decision|decisions|it|that|budgets?|purchase\w*)", r"nobody asks me", r"it's not my (?:area|department|place)(?: \w+){0,3}",
    ]
)  # fmt: skip
_ME = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|that|that's|that'd|that would|it's|it|would|be|is|probably|actually|basically|just|only|so|oh|hm|of course|currently|at the moment)\W+)*(?P<who>me|i do|i am|i|mine|myself|we do|us|yours truly|my own|my call|my decision)\b(?!\s+(?:think|don't|guess|can|have|need|would|will|will have|'))"
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|oh|hm|so|no|not me|that's|thats|that is|that would be|that'd be|it's|its|it is|it would be|would be|probably|mostly|actually|basically|mainly|usually|i think|i guess|i believe|"
    r"i'd say|of course|only|just|always|in the end|ultimately|at the end of the day|then|that|also|and|but|definitely|for that|for this|there's|there is|sorry|honestly|you'd have to ask|you have to ask|ask|with|by|from|currently|technically|officially|formally)\W+)+"
)
_TRAILING = re.compile(
    r"[ ,]*(?:\b(?:and|but|so|who|which|because|then|of course|i think|i guess|i suppose|to be honest|actually|in the end|for that|on that|ultimately|usually|normally|always|probably|again|here|anyway|at the end|these days|if it's|if that|first|too|as well|he|she|they|it)\b.*)$"
)
_NOT_WHO = re.compile(
    r"^(?:you|we|it|this|that|what|which|who|i|nobody|no one|there|anything|everything|something|things|system|software|tool|one|customers?|clients?|users?|drivers?|operators?|patients?|so|and|but)$|\b(?:you|your|we|i'll|i'd|need|want)\b"
)


def authorities(talk: Talk) -> Iterator[Finding]:
    """Find who decides, recommends, or must agree."""
    seen: set[tuple[str, str]] = set()
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            value = (str(finding.value["role"]), str(finding.value["who"]).casefold())
            if (
                value not in seen
                and not taken_back(reading, finding.span.start)
                and not unreal(reading, finding.span.start)
            ):
                seen.add(value)
                yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    asked = talk.asked(reading, "authority")
    taken: list[Span] = []
    found: list[Finding] = []

    def add(role: str, who: str, span: Span, rule: str, confidence: float, *, absent: bool = False) -> None:
        if any(span.overlaps(other) for other in taken):
            return
        taken.append(span)
        found.append(
            Finding("authority", {"role": role, "who": who}, reading, span, rule, confidence, absent=absent)
        )

    for pattern, role in ((_NONE, "none"), (_I_DECIDE, "decision_maker"), (_I_INFLUENCE, "influencer")):
        for match in pattern.finditer(reading.plain):
            if _asks(reading, match.start()) or about_others(reading, match.start()):
                continue
            if role == "decision_maker" and not _deciding(reading, match, asked=asked):
                continue
            if role == "influencer" and re.search(
                r"\b(?:can't|cannot|don't|if)\s+$", reading.plain[: match.start()]
            ):
                continue
            who = "we" if match.group().startswith(("we ", "we'")) else "I"
            if match.groupdict().get("mine"):
                who = reading.words(Span(*match.span("mine")))
            add(role, who, _clause(reading, match), role, 0.85, absent=role == "none")
    for pattern in (_PLACED, _OTHER):
        for match in pattern.finditer(reading.plain):
            span_who = _who(reading, match)
            if span_who is None or _asks(reading, match.start()) or about_others(reading, match.start()):
                continue
            if pattern is _OTHER and not _about_decision(reading, match, asked=asked):
                continue
            add(
                "needs_approval",
                reading.words(span_who),
                _clause(reading, match, span_who),
                "needs_approval",
                0.8,
            )
    if asked and not found:
        answer = _answer(talk, reading)
        if answer is not None:
            found.append(answer)
    yield from found


def _asks(reading: Reading, position: int) -> bool:
    sentence = reading.sentence_at(position)
    return is_question(reading, sentence)


def _deciding(reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    """Keep "we decide in March" and "that's our company" out."""
    text, before = match.group(), reading.plain[: match.start()]
    if re.search(
        r"(?:not|n't|never|when|once|until|before|if|after|as soon as|how|what|which|whether|that)\s+(?:\w+\s+)?$",
        before,
    ) and not re.search(r"\bso that\s+$", before):
        return False
    if text.startswith("we"):
        return asked or re.search(r"\b(?:ourselves|together|jointly)\b", text) is not None
    if re.search(r"\b(?:my|our) (?:own )?(?:company|firm|money|shop|business|budget|choice)\b", text):
        return asked
    if re.search(r"(?:up to|below|under)\b[^.!?]{0,20}$", before) and "sign" in text:
        return False
    if re.match(r"i (?:\w+ )?(?:sign|approve)\b", text):
        return not re.match(r"\s+(?:up to|for up to|below|under)\b", reading.plain[match.end() :])
    return not (
        re.search(r"(?:up to|on|down to) (?:me|us)$|mine$", text)
        and not asked
        and re.match(r"\s+to\b", reading.plain[match.end() :])
    )


def _about_decision(reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    """Keep out what others choose, pay or look at that is not this purchase."""
    text = match.group()
    who = match["who"]
    if not _ROLE_WORD.search(who) and not _NAME.search(reading.text[match.start("who") : match.end("who")]):
        return False
    pronoun = re.search(r"(?:^|\s)(?:he|she|they|somebody|someone|everybody|it|people|man|guy)$", who)
    if pronoun and not (asked or re.search(r"\bthe one", text)):
        return False
    weak = re.search(
        r"\b(?:pays? for|buys?|wants?|chooses?|picks?|have a look|take a look|review|support|in charge|decided|signs? up|vote)\b",
        text,
    )
    return not (
        weak
        and not asked
        and not re.search(
            r"\b(?:software|vendor|supplier|tools?|solution|system|budget|decision|it|that|this)\b",
            text + reading.plain[match.end() : match.end() + 25],
        )
    )


def _who(reading: Reading, match: re.Match[str]) -> Span | None:
    name = next((key for key, value in match.groupdict().items() if value), None)
    if name is None:
        return None
    start, end = match.span(name)
    text = reading.plain[start:end]
    lead = _LEAD_IN.match(text)
    if lead is not None:
        start += lead.end()
    # The last clause before the verb names him: "it is in the plan, the board still has to okay it".
    clause = reading.clause_at(max(start, end - 1))
    start = max(start, min(clause.start, end - 1)) if name == "who" else start
    text = reading.plain[start:end]
    for match_lead in (
        re.match(
            r"(?:\W*(?:and|but|so|because|then|that|above that|for that|of course|well|yes|yeah|no|not me|i think|i guess|in the end|ultimately|honestly|actually|unfortunately|if it works|since|as|which means|it's|for this|there|where)\b\W*)+",
            text,
        ),
    ):
        if match_lead is not None:
            start += match_lead.end()
    article = list(re.finditer(r"\b(?:my|our|the|mr|mrs|ms|dr|his|her|their)\b", reading.plain[start:end]))
    if (
        name == "who"
        and article
        and not re.search(r"\band\b|,", reading.plain[start : start + article[0].start()])
    ):
        last = article[-1].start()
        listed = re.search(r"\b(?:and|of)\b|,", reading.plain[start + article[0].start() : start + last])
        start += article[0].start() if listed else last
    if name != "who":
        cut = _TRAILING.search(reading.plain[start:end])
        if (
            cut is not None
            and re.match(r"[ ,]*and\b", cut.group())
            and re.match(r"[ ,]*and (?:our|the|my|his)\b", cut.group())
        ):
            rest = _TRAILING.search(reading.plain[start + cut.start() + 5 : end])
            end = start + cut.start() + 5 + rest.start() if rest is not None else end
        elif cut is not None:
            end = start + cut.start()
        comma = reading.plain.find(",", start, end)
        if comma > 0 and not re.match(
            r",\s*(?:mr|mrs|ms|dr|our|the|my|[a-z]+ [a-z]+$)", reading.plain[comma:end]
        ):
            end = comma
    span = reading.trimmed(start, end)
    short = re.search(
        r"'(?:d|ll|s)$|'s (?:call|decision|choice|job|budget|say|responsibility|department)(?: \w+){0,3}$",
        reading.of_span(span),
    )
    if short is not None:
        span = Span(span.start, span.start + short.start())
    text = reading.of_span(span)
    if (
        span.start >= span.end
        or _NOT_WHO.search(text)
        or len(text.split()) > 10
        or not (_ROLE_WORD.search(text) or _NAME.search(reading.text[span.start : span.end]))
    ):
        return None
    return span


def _clause(reading: Reading, match: re.Match[str], who: Span | None = None) -> Span:
    clause = reading.clause_at(match.start() if who is None else who.start)
    return reading.trimmed(
        min(clause.start, match.start() if who is None else who.start), max(clause.end, match.end())
    )


def _answer(talk: Talk, reading: Reading) -> Finding | None:
    """Read a short answer to "who decides?"."""
    if not reading.sentences:
        return None
    me = _ME.match(reading.plain)
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    you = re.search(
        r"\b(?:are|is|can|do|it's|so|and) (?:it )?you\b|\byou (?:who )?(?:decide|sign|the one|approve)|\byour (?:decision|call)\b",
        question,
    )
    clause = reading.clauses[0]
    sentence = reading.sentences[0]
    if me is not None:
        who = {"i do": "I", "i am": "I", "i": "I", "we do": "we"}.get(me["who"], me["who"].split()[-1])
        return Finding(
            "authority",
            {"role": "decision_maker", "who": who},
            reading,
            reading.trimmed(clause.start, max(clause.end, me.end())),
            "answer",
            0.85,
        )
    if you and says_yes(reading) and not re.search(r"\bwho\b", question):
        return Finding(
            "authority",
            {"role": "decision_maker", "who": "I"},
            reading,
            reading.trimmed(clause.start, clause.end),
            "answer_yes",
            0.75,
        )
    # Across a comma, so that "my boss, the CFO" stays whole; to the next clause, so that what he does is left out.
    end = sentence.end
    text = reading.plain[sentence.start : end]
    lead = _LEAD_IN.match(text)
    start = sentence.start + (lead.end() if lead else 0)
    if (
        says_no(reading)
        and re.fullmatch(r"\W*(?:no|nope|not me)\W*", reading.of_span(sentence))
        and len(reading.sentences) > 1
    ):
        start, end = reading.sentences[1].start, reading.sentences[1].end
        lead = _LEAD_IN.match(reading.plain[start:end])
        start += lead.end() if lead else 0
    who_text = reading.plain[start:end]
    verb = re.search(
        r",?\s+(?:does|do|is|are|has|have|will|would|can|covers?|pays?|funds?|wants?|i\b|he\b|she\b|they\b|it's|we\b|who\b|but\b|then\b|and (?:he|she|they|i)\b|that's)",
        who_text,
    )
    if verb is not None:
        end = start + verb.start()
    span = reading.trimmed(start, end)
    owned = re.search(r"'s (?:call|decision|choice|job|budget|responsibility)$", reading.of_span(span))
    if owned is not None:
        span = Span(span.start, span.start + owned.start())
    text = reading.of_span(span)
    if (
        span.start >= span.end
        or len(text.split()) > 10
        or _NOT_WHO.search(text)
        or "?" in reading.of_span(sentence)
    ):
        return None
    proper = _NAME.search(reading.text[span.start : span.end])
    if not (_ROLE_WORD.search(text) or proper) or (
        re.match(r"(?:he|she|they|it)\b", text) and len(text.split()) > 1
    ):
        return None
    if re.match(r"(?:a|an|not|in|on|at|by|next|around|about|no)\b", text):
        return None
    return Finding(
        "authority",
        {"role": "needs_approval", "who": reading.words(span)},
        reading,
        reading.trimmed(sentence.start, max(end, span.end)),
        "answer",
        0.75,
    )
