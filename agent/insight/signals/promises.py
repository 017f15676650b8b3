"""What was agreed or promised for after the talk, by whom, and until when."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.insight.signals.clause_steps import due_beside
from agent.insight.signals.reading import Reading, Span, phrase
from agent.insight.signals.stance import about_others, is_question, joking, taken_back, unreal
from agent.insight.signals.taken_up import taken_up
from agent.insight.signals.talk import Finding, Talk, Value, says_no, says_yes
from agent.insight.signals.times import TimeMention, find_times

_VERB = (
    r"(?:send|e ?-?mail|mail|forward|call|ring|phone|text|ping|write|(?:get|ask|have) \w+(?: \w+)? to (?:call|send|contact|email|write|reach|set|visit|prepare|make)|get (?:back|in touch|you|it|the|that|a|an|our|my|some|him|her|them)|follow up|set up|set (?:\w+ )?up|schedule|book|arrange|organi[sz]e|put together|prepare|draw up|draft|work out|share|drop (?:by|you|off|in|him|her|them|over|round|it)|come (?:by|over|to|and|back|visit|round|along|out|down|up|with|in|past|on|at)|do (?:you )?(?:an?|the|up) \w+|make you|stop by|swing by|pop (?:by|over|round|in)|nip over|visit|invite|put (?:\w+ ){1,6}?(?:in (?:a|the|an|your)|into|through|together)|put (?:it|that|one|them|\w+ \w+|\w+ \w+ \w+|a \w+|you) (?:in|on|through to|down|together|aside)|pencil (?:you|it|that|us|\w+) in|reserve|block|hold (?:a|the|one)|sign you up|register|enrol|dig (?:out|up)|(?:pop|stick|slip|pack|throw) (?:\w+ ){1,5}?(?:in|into|on|over|round|through)|whats ?app|chase (?:up )?\w+|let (?:you|him|her|them) have|hand you|look up|look (?:it|that|them) up|write (?:up|it up)|walk (?:you|him|her|them|your \w+) through|(?:go|run) (?:through|over) (?:it|that|this|your|the|everything)|touch base|circle back|copy you in|cc you|message|measure|install|train|drive (?:over|out|down|up)|fly|phone|return|set (?:aside|one)|"
    r"introduce|connect|check|talk|speak|ask|have (?:\w+ ){1,6}?(?:booked|arranged|set up|with you|over to you|at yours|done|measure|call|phone|mail|text|talk|speak|bring|install|measure|come|drop|book|draw|contact|email|send|reach|write|visit|get|ring|prepare|look|in your|on your|ready|sent|delivered|shipped|posted)|have (?:a|an|another) (?:\w+ )?(?:call|meeting|demo|chat|workshop|session)|give (?:you|him|her|them|it|that|us)(?: a| it)?(?: \w+)?|make (?:you|sure|an|a)|be in touch|let (?:you|him|her|them) know|reach out|ship|deliver|bring|hand|present|discuss|take (?:it|this|that|your|the) (?:\w+ )?(?:to|back|up)|"
    r"run (?:it|this|that) (?:by|past)|show (?:it|this|that) (?:to )?(?:my|our|the)|show (?:\w+ ){1,4}?to (?:my|our|the)|show (?:him|her|them) (?:it|this|that|the|your)|pass|submit|return|look into|find out|clarify|review|do (?:a|the|another) (?:demo|workshop|pilot|trial|call|test|site)|start (?:a|the|with a) (?:pilot|trial)|run (?:a|the) (?:pilot|trial|test)|mail|post|upload|put you in touch|meet|see you|add you|send over|file|order|sign|fill|test|try|catch up|confirm|line up|loop in|provide|supply|quote|calculate|sit down|pick (?:it|this|that) up|sort|lend|contact|tell)"
)
_PROMISE = phrase(
    rf"(?P<lead>(?:i|we)(?:'ll| ll| will| shall|'m going to|'re going to| am going to| are going to|'m gonna|'re gonna| promise to|'d be happy to| plan to|'ll go and|'ll go ahead and)) (?:~ )?(?:gladly |happily |personally |make sure to |try to |be sure to |quickly |ask \w+ to )?(?:(?:keep|take|note|go|sit|have a look|look) (?:\w+ ){{0,4}}?and )?(?P<what>{_VERB})"
)
_DOING = phrase(
    r"(?P<lead>(?:i'm|we're|i am|we are|im)) (?:~ )?(?:gladly )?(?P<what>(?:sending|mailing|e-?mailing|posting|calling|ringing|phoning|booking|bringing|coming|visiting|forwarding|preparing|writing|shipping|dropping|putting|getting|setting|arranging|organi[sz]ing|inviting|introducing|passing|seeing|meeting) (?:~ )?(?:you|your|it|the|an?|over|by|up|our|my|round|back|out|that|this|him|her|them)(?: \w+)*)"
)
"""What is as good as done: "I'm mailing you the study tomorrow"."""
_OFFER = phrase(
    rf"(?P<lead>shall (?:i|we)|should (?:i|we)|can (?:i|we)|could (?:i|we)|may i|let me|why don't (?:i|we)|how about (?:i|we)|i (?:can|could)|we (?:can|could)|let's|do you want me to|want me to|would you like me to|would you like us to|what if (?:i|we)|i'd like to|i'd love to|we'd love to|i would|i'd|we should|how about (?:if )?(?:i|we)|would it help if (?:i|we)|so (?:i|we)) (?:~ )?(?P<what>{_VERB})"
)
_PASSIVE = phrase(
    r"(?P<what>(?:you(?:'ll| ll| will| are going to|'re going to)|expect) (?:~ )?(?:get |have |receive |hear |find )?(?:(?:an? |the |our |your |it |that |everything |all )?(?:\w+ ){0,5}?(?:from (?:me|us|our \w+)|in your (?:inbox|mail)|by (?:mail|email|e-mail))|(?:an? |the |our |your )?(?:\w+ ){0,2}?(?:offer|quote|proposal|invitation|link|contract|e-?mail|mail|samples?|documents?|data ?sheets?|brochure|call|report|results?|login|paper|list|answer|figures|details|drawings?|test kits?|price list|certificate|plans?|sheet|papers|presentation|recording|slides|access)))|"
    r"(?P<what2>(?:(?:our|my) (?:\w+ ){1,3}?|(?:somebody|someone|one) (?:from|of) (?:\w+ ){1,3}?)(?:will|'ll|is going to) (?:~ )?(?:call|contact|email|write|get in touch|get back|send|reach out|be in touch|follow up|visit|ring|phone|prepare|come)(?: \w+)*)"
)
_REQUEST = phrase(
    r"(?P<lead>(?:please |so |yes |ok |okay |then |just )*(?:can you|could you|would you|will you|please|just|maybe you can|you can|you could|why don't you)?) ?(?:~ )?(?P<what>(?:send|email|e-mail|mail|call|ring|write|contact|forward|bring|give|drop|keep|mail) (?:me|us)(?: \w+){1,}|(?:put|sign|book|count|pencil) (?:me|us) (?:down|up|in|on)(?: \w+)*)"
)
_HERE_AND_NOW = re.compile(
    r"\b(?:show you (?:now|here|quickly|the|our|how|around|what|that|it|this)|show (?:it )?(?:here|you)|switch|turn (?:it|that)|delete|erase|stop|scan|explain|have a look|take a look|let me see|let me (?:check|ask) (?:quickly|something|you)|get you (?:a |some )?(?:coffee|water|drink|pen|bag|brochure|chair|card|something|glass)|bring you (?:a |some )?(?:coffee|water|drink|chair)|give you (?:a |my |our |the |this )?(?:card|brochure|flyer|pen|bag|hint|tip|sample now|example|idea|overview|short|quick|tour|demo here)|talk about (?:it|that|this)|be honest|be frank|get you to talk|tell you (?:what|something|a|the truth|how|about|why)|ask you|take notes|"
    r"make (?:it|this|that) (?:short|quick)|write (?:that|it|this) down|check (?:quickly|right now|here)|try it (?:out )?(?:here|now)|get (?:it|that|the point|there|you started|to (?:that|it|the point)))\b|\b(?:right here|on this screen|on the screen|over there|right away here|here at the booth|now on)\b"
)
_HANDED_OVER = re.compile(
    r"\b(?:here,? take|here you (?:go|are)|here it is|there you (?:go|are)|take (?:it|this) with you)\b"
)
_PLANNED = phrase(
    r"(?P<lead>i|we) (?:(?:sleep|think|go|sit|look|have) (?:\w+ ){0,4}?and )?(?P<what>(?:send|mail|e ?-?mail|call|ring|phone|write|bring|forward|book|prepare|visit|come|give|take|drop|drive|pass|put|meet|see|show|talk|speak|get|check|ask|set|pick|hand|post|text|let|pop|swing|reserve|measure|return) (?:~ )?(?:you|your|it|the|a|an|by|over|back|him|her|them|our|my|with|to|round|out|up|that|this|in|on|down|along|one|some|again)(?: \w+)*)"
)
"""The present tense for what is to come, where a day is named: "I send you the link tomorrow"."""
_TOPIC = phrase(
    r"(?:one-?pager|summary|mock-?up|draft|sketch|survey|call|demo|meeting|offer|quote|proposal|sample|link|video|document|datasheet|data sheet|white ?paper|case study|brochure|contract|price|pricing|visit|trial|pilot|test|account|invite|invitation|introduc\w+|report|reference\w*|questionnaire|card|info\w*|details|slides|comparison|presentation|e ?-?mail\w*|mail|touch|know|back|talk|speak|boss|engineer|colleague|sales|team|manager|director|department|him|her|them|me|us|you|it|training|workshop|plant|office|site|farm|purchase order|order|list|data|template|specs?|manual|catalog\w*|roi|calculation|plan|drawing\w*|agreement|nda|question\w*|request|case|by|up)"
)
_TAG = re.compile(r"\b(?:ok|okay|right|alright|all right|good|yes|deal|fine|agreed|yeah)\W*\?")
"""A promise stays one where the rep only asks whether it suits: "I'll call on Monday, okay?"."""
_ON_ITS_WAY = re.compile(
    r"\W*(?:and\s+)?(?:it|they|that|you)(?:'ll|'s|'re)?\s+(?:will\s+|should\s+)?(?:goes?|leaves?|ships?|arrives?|comes?|be|is|are|have|get|reach(?:es)?)\b"
)
_TIME_LEFT = re.compile(
    r"[ ,]*(?:\b(?:by|on|in|until|till|before|at|around|for|within|the|latest|sometime|this|early|no later than)\b[ ,]*)*$"
)


def promises(talk: Talk) -> Iterator[Finding]:
    """Find next steps of both sides, each once."""
    seen: list[tuple[str, frozenset[str]]] = []
    answered: list[Finding] = []
    for reading in talk.readings:
        if reading.side not in {"visitor", "rep"}:
            continue
        steps: list[Finding] = []
        for finding in sorted(_in_turn(talk, reading), key=lambda one: one.span.start):
            words = frozenset(re.findall(r"\w{3,}", str(finding.value["what"]).lower())) - {
                "you",
                "the",
                "and",
                "our",
            }
            owner = str(finding.value["owner"])
            if any(
                one.reading is reading and one.span.overlaps(finding.span) and one.value["owner"] == owner
                for one in answered
            ):
                continue
            if finding.reading is not reading:
                answered.append(finding)
            if any(
                owner == other_owner and len(words & other) * 2 > min(len(words), len(other))
                for other_owner, other in seen
                if words and other
            ):
                continue
            seen.append((owner, words))
            steps.append(finding)
        yield from _with_their_day(reading, steps)


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    taken: list[Span] = []
    for pattern in (
        _PROMISE,
        _DOING,
        _PLANNED,
        _OFFER,
        _PASSIVE,
        *((_REQUEST,) if reading.side == "visitor" else ()),
    ):
        for match in pattern.finditer(reading.plain):
            finding = _read(talk, reading, match, pattern)
            if finding is not None and not any(finding.span.overlaps(other) for other in taken):
                taken.append(finding.span)
                yield finding


def _with_their_day(reading: Reading, steps: list[Finding]) -> Iterator[Finding]:
    """Give a promise the day of the proposal that it carries out: "let's talk in two weeks, I'll ring you"."""
    at = 0
    while at < len(steps):
        step, following = steps[at], steps[at + 1] if at + 1 < len(steps) else None
        carried_out = (
            following is not None
            and step.rule in {"offer", "accepted"}
            and following.rule == "promise"
            and step.value["due"] is not None
            and following.value["due"] is None
            and re.search(r"\b(?:talk|speak|call|meet|catch up|touch)\b", str(step.value["what"]).lower())
            and re.search(
                r"\b(?:call|ring|phone|contact|get back|write|come|reach|touch|email|mail)\b",
                str(following.value["what"]).lower(),
            )
            and reading.sentence_at(step.span.start) == reading.sentence_at(following.span.start)
        )
        if carried_out and following is not None:
            span = Span(step.span.start, max(step.span.end, following.span.end))
            yield replace(following, value={**following.value, "due": step.value["due"]}, span=span)
            at += 2
        else:
            yield step
            at += 1


def _read(talk: Talk, reading: Reading, match: re.Match[str], pattern: re.Pattern[str]) -> Finding | None:
    position = match.start()
    clause = reading.clause_at(position)
    groups = match.groupdict()
    start = match.start("what") if groups.get("what") else match.start("what2")
    end = _end(reading, start, clause.end if clause.end > start + 3 else match.end())
    text = reading.plain[position:end]
    sentence = reading.sentence_at(position)
    if (
        re.match(r"let's (?:call it|say|face|see|be)\b", text)
        or taken_back(reading, position)
        or joking(reading, sentence)
        or _HERE_AND_NOW.search(text)
        or _HANDED_OVER.search(reading.plain[max(position, end - 20) : sentence.end])
        or _refers_to_past(reading, position)
    ):
        return None
    if re.search(r"\b(?:who|what|where|when|how)\s+$", reading.plain[max(0, position - 8) : position]):
        return None
    owner, quote_from = reading.side, reading
    if pattern is _PROMISE:
        if (
            re.search(
                r"\b(?:if|when|until|unless|before|once|hope|think|know|that)\s+$",
                reading.plain[max(0, position - 12) : position],
            )
            and reading.side == "visitor"
            and unreal(reading, position)
        ):
            return None
        if about_others(reading, position) and reading.side == "visitor":
            return None
        if reading.side == "visitor" and not _visitor_acts(text):
            return None
        if (
            reading.side == "rep"
            and not _TOPIC.search(reading.plain[start:end])
            and _due(talk, reading, position, end) is None
        ):
            return None
        if "?" in reading.of_span(sentence) and not _TAG.search(reading.of_span(sentence)):
            return _accepted(talk, reading, start, end, position) if reading.side == "rep" else None
    elif pattern is _OFFER:
        if reading.side == "rep":
            return _accepted(talk, reading, start, end, position)
        if not re.match(
            r"(?:let me|let's|i can|we can|i could|so i|shall we|can we|could we|why don't we|should we|we could|we should|how about we|i'd like to|i'd love to)",
            match.group(),
        ) or not re.search(
            r"\b(?:talk|send|check|discuss|ask|forward|introduce|call|meet|set up|schedule|get back|have (?:a|another)|do (?:a|the)|come back|arrange|organi[sz]e|take|book)\b",
            text,
        ):
            return None
        if is_question(reading, sentence) and not re.match(
            r"(?:shall we|can we|could we|why don't we|should we|how about we)", match.group()
        ):
            return None
        if (
            not re.match(r"(?:let me|i (?:can|could)|so i)", match.group())
            and not _rep_agrees(talk, reading)
            and is_question(reading, sentence)
        ):
            return None
        if re.match(r"i(?:'d| can| could)|we (?:can|could)", match.group()) and not (
            _due(talk, reading, position, end)
            or re.search(
                r"\b(?:send you|get back|introduce|forward|check with|talk to|ask my|ask our)\b", text
            )
        ):
            return None
        if re.match(
            r"let's|shall we|can we|could we|why don't we|we (?:could|can|should)|should we|how about we",
            match.group(),
        ):
            owner = "rep"
    elif pattern in {_PLANNED, _DOING}:
        if (
            _due(talk, reading, position, end) is None
            or (reading.side == "visitor" and not re.search(r"\byou\b", text))
            or (is_question(reading, sentence) and not _TAG.search(reading.of_span(sentence)))
            or re.search(
                r"\b(?:if|when|how|why|can|could|should|shall|do|did|would|will|may|to|that)\s+$",
                reading.plain[:position],
            )
        ):
            return None
    elif pattern is _PASSIVE:
        if reading.side != "rep":
            return None
    elif pattern is _REQUEST:
        if not _real_request(talk, reading, match, sentence):
            return None
        owner = "rep"
    return _finding(
        talk, quote_from, owner, start, end, position, "promise" if pattern is _PROMISE else "offer", 0.8
    )


def _visitor_acts(text: str) -> bool:
    """Keep "we'll see", "I'll take ten" and "we'll decide" out."""
    return (
        re.search(
            r"\b(?:send|e-?mail|mail|forward|call|write|get (?:back|in touch|you|him|her|the|my|our)|set (?:\w+ )?up|schedule|book|arrange|organi[sz]e|prepare|share|introduce|connect|check|talk|speak|ask|give|let you know|bring|present|discuss|take (?:it|this|that|your|the)|run (?:it|this|that)|show (?:it|this|that|(?:\w+ ){1,4}?to|him|her|them)|pass|submit|find out|clarify|review|invite|visit|come (?:by|back|over|to)|reach out|meet|be in touch|put you in touch|confirm|fill|sign (?:it|that|the|your|an?)|return|try|test|contact|hand|drop|loop|tell my|tell our|put together|look into|follow up|ring|post|upload)\b",
            text,
        )
        is not None
    )


def _refers_to_past(reading: Reading, position: int) -> bool:
    return (
        re.search(
            r"\b(?:said|told (?:us|me|you)|promised|thought|claimed)(?: \w+)?(?: that)?\s+$",
            reading.plain[max(0, position - 24) : position],
        )
        is not None
    )


def _rep_agrees(talk: Talk, reading: Reading) -> bool:
    after = talk.after(reading, "rep")
    return after is not None and not says_no(after)


def _real_request(talk: Talk, reading: Reading, match: re.Match[str], sentence: Span) -> bool:
    text, before = match.group("what"), reading.plain[sentence.start : match.start()]
    if (
        re.search(
            r"\b(?:don't|not|never|they|they'd|he|he'd|she|she'd|to|didn't|always|drivers|customers|would|will|who|that|people|it|receptionist|can|must|should|they'll)\s*$",
            before,
        )
        and not match.group("lead").strip()
    ):
        return False
    if re.search(
        r"\b(?:a (?:discount|moment|minute|second|hint|reason|tour|pen|coffee|hand|bag|break|call when)|the (?:tour|reason|short version)|an (?:idea|example)|an overview|your (?:card|hand)|if|when there|the creeps|headaches?|a headache|trouble)\b",
        text,
    ):
        return False
    if (
        reading.plain[: match.start()].strip(" ,.!?")
        and not before.strip()
        and not match.group("lead").strip()
        and match.start() != sentence.start
    ):
        return False
    after = talk.after(reading, "rep")
    return after is None or not says_no(after)


def _accepted(talk: Talk, reading: Reading, start: int, end: int, position: int) -> Finding | None:
    """Take a rep's offer where the visitor says yes; the date may be the visitor's."""
    what = reading.plain[start:end]
    times = _times(talk, reading, position, reading.sentences[-1].end)
    up = taken_up(talk, reading, times[0] if times else None)
    if not _TOPIC.search(what) or re.search(
        r"\b(?:ask you|scan|record|take notes|help you|see your|get you a|tell you|show you|explain|help|offer you|call you by)\b",
        what,
    ):
        return None
    if re.search(r"\b(?:ask|know|check|have|see)\b.*\?", reading.plain[position:end]) and re.match(
        r"(?:ask|check)\b", what
    ):
        return None
    after = talk.after(reading, "visitor")
    if (
        after is not None
        and any(found.kind == "consent" and found.reading is after for found in talk.findings)
        and re.search(r"\b(?:e-?mail|contact|call|write) you(?: something)?\W*$", what)
    ):
        return None
    if re.match(r"(?:tell|see|call it|say)\b(?! (?:you|him|her|them|your))", what):
        return None
    certain = re.match(
        r"(?:let me|i can (?:also )?send|let's|i'd|i would|so i|so we|i can|we can)", reading.plain[position:]
    ) is not None and "?" not in reading.of_span(reading.sentence_at(position))
    topics = talk.topics(reading)
    if after is None:
        return _finding(talk, reading, "rep", start, end, position, "offer", 0.6) if certain else None
    if (
        says_no(after) and not re.match(r"\W*no(?:\W+\w+){0,3}\W+(?:problem|worries)", after.plain)
    ) or re.match(
        r"\W*(?:i'd rather|i'll (?:call|get back|contact|let you)|we'll (?:call|get back|contact)|maybe later|not now|thanks but)",
        after.plain,
    ):
        return None
    if "recording" in topics or (
        "contact" in topics and not re.search(r"\b(?:send|call|on \w+day|next|tomorrow)\b", what)
    ):
        return None
    if not (certain or says_yes(after) or up is not None):
        return None
    theirs_own = _PROMISE.search(after.plain)
    if theirs_own is not None and not certain and _visitor_acts(after.plain[theirs_own.start() :]):
        return None
    if up is not None:
        answer, span, due = up
        value: Value = {
            "what": _what(reading, start, end, times),
            "owner": "rep",
            "due": due.due.isoformat() if due is not None else None,
        }
        return Finding("next_step", value, answer, span, "agreed", 0.75)
    return _finding(talk, reading, "rep", start, end, position, "accepted", 0.75)


def _finding(
    talk: Talk,
    reading: Reading,
    owner: str,
    start: int,
    end: int,
    position: int,
    rule: str,
    confidence: float,
) -> Finding:
    times = _times(talk, reading, position, end)
    if not times:
        # "Tomorrow I'll send you the offer."
        clause = reading.clause_at(position)
        times = _times(talk, reading, clause.start, position)
    if not times and (match := _ON_ITS_WAY.match(reading.plain, end)) is not None:
        # "I'll get you a crate, it goes out on Monday."
        times = _times(talk, reading, match.start(), reading.clause_at(match.end()).end)
    extra = max([end, *(time.end for time in times)])
    clause = reading.clause_at(position)
    span = reading.trimmed(min(clause.start, position), extra)
    value: Value = {
        "what": _what(reading, start, end, times),
        "owner": owner,
        "due": times[0].due.isoformat() if times else due_beside(talk, reading, span),
    }
    return Finding("next_step", value, reading, span, rule, confidence)


def _times(talk: Talk, reading: Reading, start: int, end: int) -> list[TimeMention]:
    return [
        time
        for time in find_times(reading.plain, talk.today, talk.fiscal_year_starts)
        if start <= time.start < end
    ]


def _due(talk: Talk, reading: Reading, start: int, end: int) -> TimeMention | None:
    times = _times(talk, reading, start, end)
    return times[0] if times else None


def _end(reading: Reading, start: int, clause_end: int) -> int:
    """Stop where another promise or another thought begins."""
    text = reading.plain[start:clause_end]
    cut = re.search(
        r"\s+(?:and|then|so|but)\s+(?:then )?(?:i'll|we'll|i will|we will|you|we can|i can|that|he|she|they|it)\b|\s*,\s*(?:right|ok|okay|promise\w*|i promise|if that|if you|is that|sounds|deal|fine|alright|thanks?|so)\b|\s+(?:if that's|if you (?:like|want|don't mind|give)|is that (?:ok|okay|fine)|okay|alright|thanks|thank you)\b",
        text,
    )
    return start + cut.start() if cut is not None else clause_end


def _what(reading: Reading, start: int, end: int, times: list[TimeMention]) -> str:
    """Return the promise in its own words, without the date."""
    pieces, at = [], start
    for time in times:
        if at <= time.start < end:
            kept = reading.plain[at : time.start]
            trail = _TIME_LEFT.search(kept)
            pieces.append(reading.words(Span(at, at + (trail.start() if trail is not None else len(kept)))))
            at = min(time.end, end)
    pieces.append(reading.words(Span(at, max(at, end))))
    return " ".join(piece for piece in pieces if piece).strip(" ,.")
