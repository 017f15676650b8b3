"""What a solution must do for the visitor."""

import re
from collections.abc import Iterator

from agent.insight.signals.own_words import passes, used
from agent.insight.signals.reading import Reading, Span, any_of, phrase
from agent.insight.signals.talk import Finding, Talk, says_no, says_yes
from agent.insight.signals.times import find_times

_I = r"(?:we|i)"
_NEED = any_of(
    [
        rf"{_I} (?:~ )?(?:desperately |urgently )?(?:need|require)(?:ed)?(?: to)?(?: be able to)?", rf"{_I}(?:'re|'m| are| am) (?:~ )?(?:looking|searching|hunting|shopping|shopping around|on the lookout|in the market) (?:around )?(?:for)(?: (?:a|some|any) (?:way|ways|method|possibility|solution|option|chance|tool|system) (?:to|that|which))?", rf"{_I}(?:'re|'m| are| am) (?:~ )?after", rf"{_I} (?:~ )?(?:want|wanna|wish)(?: to)?(?: be able to)?", rf"{_I}(?:'d| would) (?:~ )?(?:like|love|want|prefer|need|wish|appreciate)(?: to)?(?: (?:have|see|get|be able to))?",
        rf"{_I} (?:~ )?(?:have to|must|gotta|should|'ve got to|have got to) (?:be able to|get|reduce|cut|know|see|find|prove|show|track|document|automate|speed|stop|bring|make sure|ensure|comply|meet|keep|replace|handle|move|improve|connect|integrate|digiti[sz]e|save|report)", rf"{_I}(?:'re|'m| are| am) (?:~ )?(?:trying|hoping|looking|aiming|planning) to", rf"{_I} (?:~ )?(?:hope|aim|try|plan|intend) to", rf"{_I} could (?:~ )?(?:use|do with)", r"what (?:we|i) (?:~ )?(?:need|want|require|'d like|would like|'re looking for|are looking for|miss|lack) (?:~ )?is(?: (?:a way|something) (?:to|that))?",
        r"(?:it|that|this|the (?:\w+ )?(?:system|solution|thing|tool|software|platform|product|app|device|machine|unit)) (?:~ )?(?:would |'d |will |'ll )?(?:must|has to|have to|needs to|need to|should|'d have to|'d need to|ought to|had to)(?: be able to)?", r"(?:our|the|my) (?:~ )?(?:main |biggest |most important |key |first |top |number one |primary |overall )?(?:goal|aim|objective|idea|requirement|priority|target|wish|must-?have|ask|need|hope|dream|plan) (?:is|would be|'s|was) (?:~ )?(?:to|that|for)?",
        r"(?:the )?(?:most important|main|key|crucial|decisive|essential|critical|number one|important) (?:thing|point|requirement|criterion|feature|part|one)?(?: for (?:us|me))? (?:is|would be|'s) (?:~ )?(?:that|to)?", r"(?:for us )?it's (?:~ )?(?:important|essential|crucial|critical|vital|key)(?: for us)? (?:that|to)", r"(?:something|a (?:system|tool|solution|way|product|platform|software|device)|one (?:system|tool|app|place|platform)) (?:that|which|to) (?=(?!would)\w+)", r"it would (?:~ )?(?:help|be (?:great|nice|good|helpful|ideal|perfect|cool|fantastic)) (?:~ )?(?:if|to)(?: (?:we|it|i) (?:could|had|would|can))?",
        r"(?:our |the |my )?(?!(?:we|i|you|they|he|she|it|that|this)\b)\w+ (?:~ )?(?:should|must|have to|need to|has to|needs to|ought to) be able to", r"without(?= (?:\w+ ){1,6}?(?:there's no|there is no|it's (?:no|use|not|point)|we (?:can't|cannot|won't|don't|wouldn't)|i (?:can't|won't|don't)|no deal|it (?:won't|doesn't|makes no)|forget it|you can|it's pointless))", r"what (?:we're|i'm|we are|i am) (?:~ )?(?:after|looking for|missing|lacking|searching for|dreaming of|hoping for)(?: (?:here|today))? (?:~ )?(?:is|would be|are)",
        rf"{_I}(?:'d| would) be (?:~ )?(?:glad|happy|thrilled|delighted|grateful|over the moon) (?:~ )?(?:to(?= (?:see|have|know|get|find)\b)|if (?:it|we|i|the \w+|they|you)(?: could)?|with(?= (?:a|an|one|something|any)\b))", r"i wish(?: (?:we|i) (?:had|could)| there was| there were| that)?", rf"{_I} dream of(?: a| an)?", r"(?:my|our) (?:~ )?(?:dream|wish|ideal|hope|vision) (?:~ )?(?:is|would be|was)",
        rf"{_I} (?:~ )?(?:lack|miss)(?= an?\b| one\b| some\b| the possibility)", rf"{_I}(?:'re| are|'m| am) (?:~ )?missing(?= an?\b| one\b| something)", r"(?:we|i) can't (?:go|do|work) without", r"(?:give|get|find|build|show) (?:us|me)(?= (?:a|an|one|something|any) (?:\w+ ){1,6}?(?:that|which|where|with|for|to)\b)", r"what (?:~ )?(?:matters|counts|helps|decides|is important|'s important|is key)(?: (?:to|for) (?:us|me)| most)? (?:is|would be)(?: that)?", r"all (?:we|i) (?:~ )?(?:want|need|ask for|ask|wish)(?: for)? (?:~ )?is", r"(?:can't|cannot) live without", r"if (?:it|you|that|the system) (?:could|can|would|will) (?=(?:automatically|also|just|tell|show|send|read|plan|help|do|give|alert|track|replace|integrate|handle|connect|warn|detect))", r"(?:replace|replacing) (?:it|them|that|\w+) (?:with|by) (?:something|a \w+|one) (?:that|which)", r"make or break (?:is|for us is)", r"(?:a )?must-?have (?:is|for us is)", r"(?:we|i) insist on", r"(?:there|it) (?:must|has to|needs to) be",
    ]
)  # fmt: skip
_NOT_NEED = re.compile(
    r"^\W*(?:(?:to|a|an|the|some|more|just|also|really|only|one|another|maybe|first|quickly|probably|all|please)\s+)*"
    r"(?:(?:it|that|this|them|those|one|something)?(?:\s+(?:here|running|live|installed|in place|up and running|done|ready|working|in production|operational))*\s*(?:,|\.|$|\b(?:by|before|in|until|within|after|as soon|asap|now|right away|immediately|yesterday|from|at|on|this|next|no later|when|for (?:next|this|the))\b)|"
    r"(?:start|begin|decide|choose|pick|buy|purchase|order|go live|kick off|launch|roll (?:it )?out|sign|switch|upgrade|move|migrate|renew|replace (?:it|them|that|this)|make (?:a|the) decision|implement|have (?:\w+ ){1,6}(?:up and )?(?:running|in place|live|installed)|be (?:done|live|ready|finished|running|up|operational|through)|have it|get started|get going|introduce)\b|"
    r"(?:see (?=it\b|that\b|this\b|more\b|you\b|the (?:demo|product)|how (?:it|you|that)|what (?:it|you|that)|if\b|whether\b)|look at|try|test|hear about|know more|hear more|learn more|see more|have a look|show|talk about|discuss|understand|watch|know (?:how (?:much|it)|what (?:it|that|you|this)|if (?:you|it)|whether (?:you|it)|the price)|ask|tell|say|hear (?:that|it|this)|proof|references?|find (?:hall|booth|stand|the (?:exit|toilet|restroom|way))|think about|consider|compare|come back|get back|stay|wait|go|leave|run|catch|sit|eat|drink|be honest|thank|introduce|sell|spend|invest|pay|talk|speak|meet|check (?:with|that)|call|send|write|take (?:it|that)|bring|give|convince|approval|sign-?off|permission|"
    r"(?:the |an? |your )?(?:ok|okay|coffee|pen|bag|break|minute|moment|seat|chair|drink|brochure|card|offer|quote|demo|sample|price|contract|beer|water|holiday|vacation|rest|budget|money|funding|approval|brochures|flyer|business card|look|idea|chat|word|lunch|food|pens?|coffees?|sleep|nap|bite|drinks|chairs?|shade|fresh air|air|cab|taxi|toilet|restroom|bathroom|charger|directions|selfie|hand|hug|appointment|meeting|call|follow-?up|pilot|trial|test account)\b)\b|"
    r"(?:do|change|have|get|find|buy)?\s*(?:something|anything|nothing|more|it|that|you|him|her|them|everything)\s*(?:$|[.,!?]|about it|here|else|now|new|done|first)|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred)\b(?! (?:app|system|place|tool|platform|screen|view|single|source|solution|interface|dashboard|click|login)))"
)
_NOT_IT_NEED = re.compile(
    r"^\W*(?:to\s+)?(?:(?:also|only|really|just|be)\s+)*(?:(?:running|live|installed|in place|up and running|done|ready|working|in production|operational|there|approved|signed|decided|replaced|gone|it|that|so|stop|wait|honestly|frankly|actually)\b(?!\s+(?:with|on|in|for|without|even|at)\b)|start\b|begin\b|go live|happen)"
)
_ONLY_ADVERBS = re.compile(
    r"^\W*(?:(?:frankly|honestly|actually|thanks|thank you|but|sorry|too|really|exactly|now|too|here|today|then|and|so|yes|that|it|basically|anyway|right|again)\W*)+$"
)
_SOMETHING_THAT = re.compile(
    r"^.*?\b(?:with|by|for|it's|is|into)\s+(?:something|a (?:system|tool|solution)|one)\s+(?:that|which)\s+"
)
_NEED_ANSWER = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|oh|hm|so|exactly|honestly|mainly|basically|mostly|just|only|definitely|also|to be honest|for (?:us|me)|i think|i guess|i'd say|probably|it's|that's|it is|it's about|it would be|that would be|the thing is|first of all|above all|simply|in short|primarily|sure|a bit of everything but|for me)\W+)*"
)
_SUBJECT = re.compile(r"\s*(?:it|that|this|the (?:system|tool|solution))\s+")
_USELESS = re.compile(
    r"\s*,?\s+(?:there's|there is|it's|it (?:won't|doesn't|makes)|we|i|no deal|forget it|you can)\b"
)
_ASKED_FOR = phrase(
    r"(?:that's|that is|this is|that would be|that'd be) (?:~ )?(?:all|what|exactly what|it|the thing|everything|the dream|my dream|our dream) (?:that )?(?:~ )?(?:i'm|we're|i am|we are|i|we|must) (?:~ )?(?:asking for|asking|after|need|want|looking for|missing|dream of|wish for|hoping for|be)"
)


def needs(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find what a solution must do, said in this turn."""
    taken: list[Span] = []
    for match in _NEED.finditer(reading.plain):
        start = match.end()
        clause = reading.clause_at(match.start())
        end = _what_end(reading, start, max(clause.end, min(start + 1, len(reading.plain))))
        said = match.group()
        if said == "without":
            useless = _USELESS.search(reading.plain, start, end)
            end = useless.start() if useless is not None else end
        what = reading.trimmed(start, end)
        text = reading.plain[what.start : what.end]
        if (
            any(Span(match.start(), what.end).overlaps(other) for other in taken)
            or what.end - what.start < 4
            or not (
                passes(talk, reading, match.start())
                # "I wish the system warned us" is no fact, but a need.
                or (
                    said.startswith("i wish")
                    and not re.search(r"[?]|\b(?:money|budget|thousand|million|could afford|rich)\b", text)
                )
            )
        ):
            continue
        tail = " to" if said.endswith(" to") else ""
        solution = (
            re.match(r"(?:it|that|this|the)\b", said) is not None
            and re.search(r"\b(?:must|to|should|ought)\b", said.split(" is ")[0]) is not None
        )
        if (
            _ONLY_ADVERBS.match(text)
            or (_NOT_IT_NEED if solution else _NOT_NEED).match(f"{tail} {text}")
            or (len(text.split()) < 4 and any(name.span.overlaps(what) for name in talk.named(reading)))
            or (
                re.search(
                    r"\b(?:don't|not|no longer|never|didn't|why|if|when|before|until|what|how|that's what|all|maybe they'd|they|he|she)\s+$",
                    reading.plain[clause.start : match.start()],
                )
                and not said.startswith(("what", "it", "something", "a "))
            )
        ):
            continue
        if re.match(r"(?:it|that|this)\b", said) and not _about_a_solution(talk, reading, match):
            continue
        if (
            said.startswith(("something", "a ", "one "))
            and "must" not in said
            and not _wanted(talk, reading, match)
        ):
            continue
        if (
            re.search(
                r"\b(?:who|because|see|that|system|which)\s+$", reading.plain[clause.start : match.start()]
            )
            and re.search(r"\bi\b|\bwe\b", said)
            and "need" in said
        ):
            continue
        if (
            used(talk, reading, what, {"budget", "authority", "timeline"})
            and not re.search(r"\b(?:that|which|to)\b", text)
            and not _used_beside(talk, reading, what)
        ):
            continue
        replaced = _SOMETHING_THAT.match(reading.of_span(what))
        if replaced is not None:
            what = Span(what.start + replaced.end(), what.end)
        what = _without_time(talk, reading, what)
        span = reading.trimmed(min(clause.start, match.start()), max(what.end, match.end()))
        taken.append(span)
        yield Finding("need", {"what": reading.words(what)}, reading, span, "need", 0.75)
    for match in _ASKED_FOR.finditer(reading.plain):
        sentence = reading.sentence_at(match.start())
        what = reading.trimmed(sentence.start, match.start())
        lead = _NEED_ANSWER.match(reading.of_span(what))
        what = reading.trimmed(what.start + (lead.end() if lead is not None else 0), what.end)
        if (
            2 <= len(reading.of_span(what).split()) <= 16
            and not any(what.overlaps(other) for other in taken)
            and passes(talk, reading, what.start)
            and not _NOT_NEED.match(f" {reading.of_span(what)}")
        ):
            span = reading.trimmed(what.start, match.end())
            taken.append(span)
            yield Finding("need", {"what": reading.words(what)}, reading, span, "asked_for", 0.7)
    before = talk.before(reading)
    wanted = before is not None and re.search(
        r"\b(?:need|want|look|like|should|must|would|missing|help|important|bring|achieve|after|wish|dream|change|instead|hope|expect)",
        before.plain[-90:],
    )
    if (
        not taken
        and talk.asked(reading, "need")
        and not talk.asked(reading, "budget")
        and (wanted or not talk.asked(reading, "solution"))
    ):
        yield from _answer(talk, reading)


def _what_end(reading: Reading, start: int, clause_end: int) -> int:
    """Go on past a comma that only lists: "single sign-on, and an export"; stop where another subject begins."""
    end = clause_end
    text = reading.plain[start:end]
    cut = re.search(
        r"\s*,\s*(?:and that's|that's|which is|honestly|right|you see|i think|basically|ideally|otherwise|no matter|if possible|please)\b|\s+(?:to be honest|if possible|at the end of the day|in the end)\b",
        text,
    )
    return start + cut.start() if cut is not None else end


def _about_a_solution(talk: Talk, reading: Reading, match: re.Match[str]) -> bool:
    """Tell "it must read our sensors" from "it has to be on Tuesday" and from "that has to be approved"."""
    after = reading.plain[match.end() : match.end() + 60]
    if re.match(
        r"\s+(?:be )?(?:approved?|signed?|decided?|agreed?|on (?:mon|tues|wednes|thurs|fri)|go through|in by|be in|stop|change|end|say|admit|confess|ready|running by|done by|running|live|in place|replaced|hurt|wait|leave|be (?:in place|running|live|ready|done|replaced|installed|hard|said|noted))\b",
        after,
    ):
        return False
    before = talk.before(reading)
    return (
        before is None
        or before.side != "rep"
        or not re.search(r"\b(?:when|who)\b", before.plain[-60:])
        or talk.asked(reading, "need")
    )


def _wanted(talk: Talk, reading: Reading, match: re.Match[str]) -> bool:
    before = reading.plain[reading.sentence_at(match.start()).start : match.start()]
    if re.search(r"\b(?:need|want|looking for|after|like|with|require|love|for|about)\s+$", before):
        return True
    return talk.asked(reading, "need") and not before.strip()


def _used_beside(talk: Talk, reading: Reading, what: Span) -> bool:
    """Return whether more is wanted than the time or the amount that was found in the same clause."""
    for found in talk.findings:
        if found.reading is reading and found.kind == "timeline":
            phrase_said = str(found.value["phrase"]).lower()
            rest = reading.of_span(what).replace(phrase_said, "")
            if len(re.findall(r"[a-z]{3,}", rest)) >= 3 and re.search(
                r"\b(?:system|tool|software|solution|platform|automat|track|reduc|better|new)\w*", rest
            ):
                return True
    return False


def _without_time(talk: Talk, reading: Reading, what: Span) -> Span:
    for time in find_times(reading.plain, talk.today, talk.fiscal_year_starts):
        if what.start + 6 < time.start < what.end and time.end >= what.end - 2:
            return reading.trimmed(what.start, time.start)
    return what


def _answer(talk: Talk, reading: Reading) -> Iterator[Finding]:
    if not reading.sentences or used(
        talk,
        reading,
        reading.sentences[0],
        {"timeline", "authority", "budget", "consent", "competitor", "current_solution"},
    ):
        return
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    if (
        not re.search(
            r"\b(?:what|which|how|tell|where|should|must|would|need|want|wish|goal|for|after|instead)\b",
            question[-70:],
        )
        or re.search(r"(?:^|[.!])\s*looking for\b", question)
        or re.search(
            r"\b(?:when|who|how much|how many|which system|what do you use|today|parts|your story|(?:firm|company|business|shop|outfit) do|think)\b",
            question[-70:],
        )
        or re.search(
            r"\b(?:something special|anything special|anything else|can i help|are you looking for something)\b",
            question,
        )
    ):
        return
    sentence = reading.sentences[0]
    if "?" in reading.of_span(sentence) or says_no(reading):
        sentence = reading.sentences[1] if len(reading.sentences) > 1 and not says_no(reading) else Span(0, 0)
    lead = _NEED_ANSWER.match(reading.plain, sentence.start)
    start = lead.end() if lead is not None else sentence.start
    intro = re.compile(
        r"\W*(?:(?:(?:i'm|we're|we are|i am) (?:here |looking )?(?:for|after|interested in)|that|to|something|the thing)\s+)?"
    ).match(reading.plain, start)
    what_start = start
    if intro is not None and re.search(r"\b(?:that|to)\s*$", intro.group()):
        what_start = intro.end()
        subject = _SUBJECT.match(reading.plain, what_start)
        what_start = subject.end() if subject is not None else what_start
    if says_yes(reading) and len(reading.plain[start : sentence.end].split()) <= 3:
        return
    clause = reading.clause_at(max(start, sentence.start))
    what = reading.trimmed(min(what_start, len(reading.plain)), max(clause.end, what_start))
    text = reading.of_span(what)
    if (
        not 2 <= len(text.split()) <= 22
        or re.match(
            r"(?:we|i|it|they|you|there|nothing|everything|a lot|not|thanks?|good|hi|hello|just looking|my|he|she|our)\b",
            text,
        )
        or not passes(talk, reading, what.start)
    ):
        return
    if (
        any(name.span.overlaps(what) and name.kind == "product" for name in talk.named(reading))
        and len(text.split()) < 6
    ):
        return
    if re.match(r"(?:is|are|can|could|do|does|how|what|when|who|where|why|which|will|would)\b", text) or any(
        name.kind == "competitor" and name.span.overlaps(what) for name in talk.named(reading)
    ):
        return
    if re.search(r"\b(?:problem|hurts?|wrong|loses?|lost|slow|never)\b", text) or re.fullmatch(
        r"\W*(?:(?:actually|yes|yeah|okay|ok|so|well|sure|right|indeed|maybe|just|looking|around|browsing|not|really|the|thing|is|this|that|one|moment|good|question|let|me|see|depends|hm+|oh|ha|of|course|honestly)\W*)+",
        text,
    ):
        return
    yield Finding(
        "need",
        {"what": reading.words(what)},
        reading,
        reading.trimmed(sentence.start, what.end),
        "answer",
        0.65,
    )
