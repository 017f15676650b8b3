"""What a solution must do for the visitor, and what hurts him today."""

import re
from collections.abc import Iterator

from agent.insight.signals.reading import Reading, Span, any_of
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_no
from agent.insight.signals.times import find_times

_I = r"(?:we|i)"
_NEED = any_of(
    [
        rf"{_I} (?:~ )?(?:desperately |urgently )?(?:need|require)(?:ed)?(?: to)?(?: be able to)?", rf"{_I}(?:'re|'m| are| am) (?:~ )?(?:looking|searching|hunting|shopping|shopping around|on the lookout|in the market) (?:around )?(?:for)(?: (?:a|some|any) (?:way|ways|method|possibility|solution|option|chance|tool|system) (?:to|that|which))?", rf"{_I}(?:'re|'m| are| am) (?:~ )?after", rf"{_I} (?:~ )?(?:want|wanna|wish)(?: to)?(?: be able to)?", rf"{_I}(?:'d| would) (?:~ )?(?:like|love|want|prefer|need|wish|appreciate)(?: to)?(?: (?:have|see|get|be able to))?",
        rf"{_I} (?:~ )?(?:have to|must|gotta|should|'ve got to|have got to) (?:be able to|get|reduce|cut|know|see|find|prove|show|track|document|automate|speed|stop|bring|make sure|ensure|comply|meet|keep|replace|handle|move|improve|connect|integrate|digiti[sz]e|save|report)", rf"{_I}(?:'re|'m| are| am) (?:~ )?(?:trying|hoping|looking|aiming|planning) to", rf"{_I} (?:~ )?(?:hope|aim|try|plan|intend) to", rf"{_I} could (?:~ )?(?:use|do with)", r"what (?:we|i) (?:~ )?(?:need|want|require|'d like|would like|'re looking for|are looking for|miss|lack) (?:~ )?is(?: (?:a way|something) (?:to|that))?",
        r"(?:it|that|this|the (?:\w+ )?(?:system|solution|thing|tool|software|platform|product|app|device|machine|unit)) (?:~ )?(?:would |'d |will |'ll )?(?:must|has to|have to|needs to|need to|should|'d have to|'d need to|ought to|had to)(?: be able to)?", r"(?:our|the|my) (?:~ )?(?:main |biggest |most important |key |first |top |number one |primary |overall )?(?:goal|aim|objective|idea|requirement|priority|target|wish|must-?have|ask|need|hope|dream|plan) (?:is|would be|'s|was) (?:~ )?(?:to|that|for)?",
        r"(?:the )?(?:most important|main|key|crucial|decisive|essential|critical|number one|important) (?:thing|point|requirement|criterion|feature|part|one)?(?: for (?:us|me))? (?:is|would be|'s) (?:~ )?(?:that|to)?", r"(?:for us )?it's (?:~ )?(?:important|essential|crucial|critical|vital|key)(?: for us)? (?:that|to)", r"(?:something|a (?:system|tool|solution|way|product|platform|software|device)|one (?:system|tool|app|place|platform)) (?:that|which|to) (?=(?!would)\w+)", r"it would (?:~ )?(?:help|be (?:great|nice|good|helpful|ideal|perfect|cool|fantastic)) (?:~ )?(?:if|to)(?: (?:we|it|i) (?:could|had|would|can))?",
        r"(?:our |the |my )?(?!(?:we|i|you|they|he|she|it|that|this)\b)\w+ (?:~ )?(?:should|must|have to|need to|has to|needs to|ought to) be able to", r"(?:can't|cannot) live without", r"if (?:it|you|that|the system) (?:could|can|would|will) (?=(?:automatically|also|just|tell|show|send|read|plan|help|do|give|alert|track|replace|integrate|handle|connect|warn|detect))", r"(?:replace|replacing) (?:it|them|that|\w+) (?:with|by) (?:something|a \w+|one) (?:that|which)", r"make or break (?:is|for us is)", r"(?:a )?must-?have (?:is|for us is)", r"(?:we|i) insist on", r"(?:there|it) (?:must|has to|needs to) be",
    ]
)  # fmt: skip
_NOT_NEED = re.compile(
    r"^\W*(?:(?:to|a|an|the|some|just|also|really|only|one|another|maybe|first|quickly|probably|all|please)\s+)*"
    r"(?:(?:it|that|this|them|those|one|something)?(?:\s+(?:here|running|live|installed|in place|up and running|done|ready|working|in production|operational))*\s*(?:,|\.|$|\b(?:by|before|in|until|within|after|as soon|asap|now|right away|immediately|yesterday|from|at|on|this|next|no later|when|for (?:next|this|the))\b)|"
    r"(?:start|begin|decide|choose|pick|buy|purchase|order|go live|kick off|launch|roll (?:it )?out|sign|switch|upgrade|move|migrate|renew|replace (?:it|them|that|this)|make (?:a|the) decision|implement|have (?:\w+ ){1,6}(?:up and )?(?:running|in place|live|installed)|be (?:done|live|ready|finished|running|up|operational|through)|have it|get started|get going|introduce)\b|"
    r"(?:see (?=it\b|that\b|this\b|more\b|you\b|the (?:demo|product)|how (?:it|you|that)|what (?:it|you|that)|if\b|whether\b)|look at|try|test|hear about|know more|hear more|learn more|see more|have a look|show|talk about|discuss|understand|watch|know (?:how (?:much|it)|what (?:it|that|you|this)|if (?:you|it)|whether (?:you|it)|the price)|ask|tell|say|find (?:hall|booth|stand|the (?:exit|toilet|restroom|way))|think about|consider|compare|come back|get back|stay|wait|go|leave|run|catch|sit|eat|drink|be honest|thank|introduce|sell|spend|invest|pay|talk|speak|meet|check (?:with|that)|call|send|write|take (?:it|that)|bring|give|convince|approval|sign-?off|permission|"
    r"(?:the |an? |your )?(?:ok|okay|coffee|pen|bag|break|minute|moment|seat|chair|drink|brochure|card|offer|quote|demo|sample|price|contract|beer|water|holiday|vacation|rest|budget|money|funding|approval|brochures|flyer|business card|look|idea|chat|word|appointment|meeting|call|follow-?up|pilot|trial|test account)\b)\b|"
    r"(?:do|change|have|get|find|buy)?\s*(?:something|anything|nothing|more|it|that|you|him|her|them|everything)\s*(?:$|[.,!?]|about it|here|else|now|new|done|first)|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred)\b(?! (?:app|system|place|tool|platform|screen|view|single|source|solution|interface|dashboard|click|login)))"
)
_NOT_IT_NEED = re.compile(
    r"^\W*(?:to\s+)?(?:(?:also|only|really|just|be)\s+)*(?:(?:running|live|installed|in place|up and running|done|ready|working|in production|operational|there|approved|signed|decided|replaced|gone|it|that|so|stop|wait|honestly|frankly|actually)\b(?!\s+(?:with|on|in|for|without|even|at)\b)|start\b|begin\b|go live|happen)"
)
_ONLY_ADVERBS = re.compile(
    r"^\W*(?:(?:frankly|honestly|actually|really|exactly|now|too|here|today|then|and|so|yes|that|it|basically|anyway|right|again)\W*)+$"
)
_SOMETHING_THAT = re.compile(
    r"^.*?\b(?:with|by|for|it's|is|into)\s+(?:something|a (?:system|tool|solution)|one)\s+(?:that|which)\s+"
)
_NEED_ANSWER = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|oh|hm|so|exactly|honestly|mainly|basically|mostly|just|only|definitely|also|to be honest|for (?:us|me)|i think|i guess|i'd say|probably|it's|that's|it is|it's about|it would be|that would be|the thing is|first of all|above all|simply|in short|primarily|sure|a bit of everything but|for me)\W+)*"
)
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
_SUBJECT = re.compile(r"\s*(?:it|that|this|the (?:system|tool|solution))\s+")
_BARE_LEAD = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|yep|oh|hm|so|and|but|because|exactly|honestly|mainly|basically|mostly|just|definitely|also|to be honest|i think|i guess|i'd say|right|okay|sure|mostly|no|not really|not at all|a bit|fine|really|hm well|ok|that|actually|the thing is|you know|pretty much|we're not happy|plus|then)\W+)+"
)
_PROBLEM_NOUN = re.compile(
    r"(?:problem|challenge|headache|issue|pain|bottleneck|trouble|difficulty|nightmare|struggle|frustration|annoyance|complaint|spot|point|weakness|bugbear|neck|hurts|me|us)s? .*?(?:is|are|'s|was)(?:\s+(?:that|with|in|to))?$|(?:struggl\w+|suffer\w*|fight\w*|wrestl\w+|battl\w+|drown\w*)\s.*(?:with|from|to|in|against)$|(?:had (?:it with|enough of))$|(?:of|with|by|about)$"
)


def wants(talk: Talk) -> Iterator[Finding]:
    """Find needs and challenges, each clause once."""
    for reading in talk.visitors:
        needs = list(_needs(talk, reading))
        yield from needs
        yield from _challenges(talk, reading, [found.span for found in needs])


def _passes(talk: Talk, reading: Reading, position: int) -> bool:
    sentence = reading.sentence_at(position)
    return not (
        unreal(reading, position)
        or about_others(reading, position)
        or taken_back(reading, position)
        or ("?" in reading.of_span(sentence) or (is_question(reading, sentence) and not reading.noisy))
        or any(
            found.reading is reading
            and found.kind == "consent"
            and found.span.start <= position < found.span.end
            for found in talk.findings
        )
    )


def _used(talk: Talk, reading: Reading, span: Span, kinds: set[str]) -> bool:
    return any(
        found.reading is reading and found.kind in kinds and found.span.overlaps(span)
        for found in talk.findings
    )


def _needs(talk: Talk, reading: Reading) -> Iterator[Finding]:
    taken: list[Span] = []
    for match in _NEED.finditer(reading.plain):
        start = match.end()
        clause = reading.clause_at(match.start())
        end = _what_end(reading, start, max(clause.end, min(start + 1, len(reading.plain))))
        what = reading.trimmed(start, end)
        text = reading.plain[what.start : what.end]
        said = match.group()
        if (
            any(Span(match.start(), what.end).overlaps(other) for other in taken)
            or what.end - what.start < 4
            or not _passes(talk, reading, match.start())
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
        if said.startswith(("something", "a ", "one ")) and not _wanted(talk, reading, match):
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
            _used(talk, reading, what, {"budget", "authority", "timeline"})
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
    before = talk.before(reading)
    wanted = before is not None and re.search(
        r"\b(?:need|want|look|like|should|must|would|missing|help|important|bring|achieve)",
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
    if not reading.sentences or _used(
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
            r"\b(?:what|which|how|tell|where|should|must|would|need|wish|goal|for)\b", question[-70:]
        )
        or re.search(r"(?:^|[.!])\s*looking for\b", question)
        or re.search(
            r"\b(?:when|who|how much|how many|which system|what do you use|today|parts)\b", question[-70:]
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
    clause = reading.clause_at(max(start, sentence.start))
    what = reading.trimmed(min(what_start, len(reading.plain)), max(clause.end, what_start))
    text = reading.of_span(what)
    if (
        not 2 <= len(text.split()) <= 22
        or re.match(
            r"(?:we|i|it|they|you|there|nothing|everything|a lot|not|thanks?|good|hi|hello|just looking|my|he|she|our)\b",
            text,
        )
        or not _passes(talk, reading, what.start)
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
    if re.search(r"\b(?:problem|hurts?|wrong|loses?|lost|slow|never)\b", text):
        return
    yield Finding(
        "need",
        {"what": reading.words(what)},
        reading,
        reading.trimmed(sentence.start, what.end),
        "answer",
        0.65,
    )


def _challenges(talk: Talk, reading: Reading, needs: list[Span]) -> Iterator[Finding]:
    taken = list(needs)
    found_any = False
    for match in _PROBLEM.finditer(reading.plain):
        position = match.start()
        clause = reading.clause_at(position)
        span = reading.trimmed(min(clause.start, position), max(clause.end, match.end()))
        text = reading.of_span(span)
        if (
            any(span.overlaps(other) for other in taken)
            or not _passes(talk, reading, position)
            or _not_today(talk, reading, span, text)
        ):
            continue
        reason = re.search(r"(?:\b(?:because|since|as)\s*)$", reading.plain[: span.start]) or (
            reading.noisy and text.startswith("it ")
        )
        if reason and any(other not in needs and 0 <= span.start - other.end < 12 for other in taken):
            continue
        noun = _PROBLEM_NOUN.search(match.group())
        what = reading.trimmed(match.end(), max(clause.end, match.end())) if noun is not None else span
        if what.end - what.start < 4:
            what = span
        lead = _BARE_LEAD.match(reading.of_span(what))
        if lead is not None and lead.end() < what.end - what.start:
            what = reading.trimmed(what.start + lead.end(), what.end)
        taken.append(span)
        found_any = True
        yield Finding("challenge", {"what": reading.words(what)}, reading, span, "problem", 0.7)
    if not found_any and talk.asked(reading, "problem"):
        yield from _problem_answer(talk, reading, taken)


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
    if _used(
        talk, reading, span, {"timeline", "authority", "budget", "objection", "consent"}
    ) and not re.search(r"\b(?:terrible|awful|crash|slow|can't|problem)\b", text):
        return True
    return (
        _used(talk, reading, span, {"current_solution", "competitor"})
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
    sentence, clause = reading.sentences[0], reading.clauses[0]
    if "?" in reading.of_span(sentence) or says_no(reading) or not _passes(talk, reading, sentence.start):
        return
    lead = _BARE_LEAD.match(reading.plain[clause.start : sentence.end])
    start = clause.start + (lead.end() if lead is not None else 0)
    clause = reading.clause_at(min(start, sentence.end - 1))
    what = reading.trimmed(max(start, clause.start), clause.end)
    text = reading.of_span(what)
    if (
        len(text.split()) < 2
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
    if _used(
        talk,
        reading,
        what,
        {"timeline", "authority", "budget", "objection", "consent", "current_solution", "competitor"},
    ) or re.search(r"\b(?:need|want|looking for|would like)\b", text):
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
