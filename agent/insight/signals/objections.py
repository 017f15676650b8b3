"""Reservations about us, and whether the visitor let go of them."""

import re
from collections.abc import Iterator

from agent.insight.signals.reading import Reading, Span, any_of
from agent.insight.signals.stance import about_others, taken_back, takes_back_before, unreal
from agent.insight.signals.talk import Finding, Talk, says_no

_WORRY = any_of(
    [
        r"(?:my|our|the|one) (?:~ )?(?:only |main |biggest |one |big |real |first |single )?(?:concerns?|worr(?:y|ies)|doubts?|fears?|question marks?|reservations?|hesitations?|objections?|sticking point|issue with (?:you|it|that|this)) (?:~ )?(?:is|are|would be|'s|about (?:it|that|this) is|here is|with (?:you|it|that|this) is)(?: (?:that|whether|if|how|about|with))?",
        r"(?:i'm|we're|i am|we are|i was|we were|he's|she's|he was|she was|they're|they are|(?:my|our) \w+(?: \w+){0,3} (?:is|are|was|were)) (?:~ )?(?:a bit |a little |little bit |somewhat |very |slightly |quite |still |rather |kind of )*(?:worried|concerned|afraid|scared|sceptical|skeptical|nervous|wary|hesitant|uneasy|anxious)(?: (?:that|about|whether|if|of|how|because))?",
        r"(?:i'm|we're|i am|we are) (?:~ )?(?:not|n't) (?:~ )?(?:sure|convinced|certain|confident|sold|comfortable)(?: (?:that|if|whether|about|on|with|how))?", r"(?:my|our) \w+(?: \w+){0,4} (?:~ )?(?:isn't|aren't|is not|are not|won't be|wasn't) (?:~ )?(?:convinced|sold|happy|sure|on board|comfortable)", r"(?:i|we) (?:~ )?(?:doubt|fear|worry)(?: (?:that|if|whether|about))?", r"(?:i|we) have (?:~ )?(?:my|our|some|a few|serious|certain|big) (?:doubts?|concerns?|worries|reservations)(?: (?:about|whether|that|if))?", r"what (?:~ )?(?:i|we) (?:~ )?(?:don't|do not|didn't) (?:~ )?like (?:~ )?is(?: that)?",
        r"what (?:~ )?(?:holds|stops|keeps|puts|makes) (?:me|us|him|her|them) (?:~ )?(?:back|off|away|hesitate|nervous|from \w+ing)?(?: \w+){0,2} ?(?:is|are)(?: that)?", r"(?:and|but) (?:if|when) (?:the|your|it|you|our) (?:\w+ ){0,4}?(?:down|fails?|breaks?|empty|bankrupt|offline|lost|gone|dies)(?= ?\?)", r"what (?:~ )?(?:worries|concerns|bothers|scares) (?:me|us)(?: about (?:you|it|this|that))? (?:~ )?is(?: that)?", r"(?:i|we) (?:~ )?don't (?:~ )?(?:trust|believe)(?: (?:that|in))?", r"(?:i|we) (?:~ )?(?:don't|do not|can't) (?:~ )?see (?:why|how|the (?:benefit|value|point|advantage|need|difference|added value|roi|return))", r"how (?:~ )?(?:do|can|would|should) (?:i|we) (?:know|be sure|trust)(?: (?:that|if|whether))?", r"(?:my|our) (?:\w+ ){1,4}(?:don't|doesn't|do not|does not|won't|would never|will never|wouldn't) (?:~ )?(?:like|accept|allow|want|trust|use|agree to|go for|approve of)",
        r"(?:i've|we've|i have|we have|i've got|we've got|there are|still have|have) (?:~ )?(?:my|our|some|a few|serious|certain|big|real|great|strong) (?:doubts?|concerns?|worries|reservations|misgivings|second thoughts)(?: (?:about|whether|that|if|with))?", r"(?:i|we) (?:~ )?(?:question|wonder) (?:~ )?(?:whether|if)", r"(?:i'm|we're|i am) (?:~ )?afraid(?! (?:not|so|i (?:have|must|need|can't)|we (?:have|must)|that's all)\b)", r"(?:i|we) (?:~ )?(?:hesitate|shy away|am torn|'m torn)(?: (?:because|to|about|at))?",
        r"(?:i|we) (?:~ )?(?:don't|can't|wouldn't) (?:~ )?(?:think|imagine|believe|see) (?:~ )?(?:that )?(?:it|this|that|our \w+|my \w+|we|they|the \w+)(?:'ll|'d)? (?:~ )?(?:will|would|can|could|is|are|survives?|lasts?|holds?|fits?|works?|pays?|using|accept\w*|going to|last|hold|fit|work|pay|ever)", r"(?:who|what) (?:~ )?(?:guarantees|says|tells me) (?:~ )?(?:that|if)", r"what happens (?:~ )?(?:if you|to (?:our|my) \w+ (?:if|when) you)", r"(?:but |and )?what if (?:you|it|your \w+|the \w+)(?:'re|'s)? (?:~ )?(?:go|goes|gone|bankrupt|break|breaks|fail|fails|disappear|get bought|sold|shut|stop|crash|crashes|raise|lose|don't|doesn't|is down|is wrong|can't)",
    ]
)  # fmt: skip
_PLAIN = any_of(
    [
        r"(?:isn't|is|aren't|wouldn't) (?:that|it|this|these|they) (?:~ )?(?:be )?(?:a bit |a little |rather |quite |very |too |pretty |awfully |way too )+(?:fragile|flimsy|expensive|complicated|heavy|small|slow|risky|big|much|delicate|dangerous|young|weak|early|loud|bright|difficult|fiddly)", r"(?:i|we) can't (?:~ )?(?:see|imagine|picture) (?:my|our|the) \w+(?: \w+)? (?:using|wearing|accepting|doing|carrying|typing|learning|liking|paying|signing)", r"(?:my|our) \w+(?: \w+){0,3} (?:will|would|'ll|'d|is going to|are going to) (?:~ )?(?:say no|never|not|refuse|object|block it|veto|hate|complain|laugh|kill me|go on strike)(?: \w+){0,4}",
        r"(?:is|are|that's|it's|'s) (?:~ )?(?:out of the question|out of reach|beyond (?:us|our means|our budget)|not acceptable|unacceptable|not an option)", r"(?:it|that|this|which) (?:~ )?(?:needs|requires|takes|means|involves) (?:~ )?(?:far |way )?too (?:much|many) \w+", r"\w+(?:-| )(?:years?|months?|weeks?) (?:is|are|'s) (?:~ )?(?:a |way |far |much )*(?:too |very |quite |rather |so )(?:long|short|late)",
        r"(?:it|that|this|which|your \w+(?: \w+)?|the (?:\w+ )?(?:price|battery|cable|casing|housing|screen|interface|app|device|sensor|box|unit|mast|lock|installation|set-?up|contract|licen[cs]e|subscription|cloud|satellite|rollout|migration|mount|lens|plastic|tag|gateway|thing|handle|glue|antenna|display)|\w+) (?:~ )?(?:looks?|sounds?|seems?|feels?) (?:~ )?(?:a bit |a little |quite |rather |pretty |very |so |awfully |far |way |much |kind of |like )*(?:too )?(?:expensive|pricey|costly|steep|complicated|complex|fragile|flimsy|clunky|bulky|heavy|slow|risky|unproven|cheaply made|overkill|over-?engineered|delicate|fiddly|small|thin|weak|a lot of work|hard work|a big effort|too good to be true|a big step|a hassle|intrusive|creepy|dangerous|unsafe|difficult|hard to (?:learn|use|install|maintain|clean|sell)|much)(?: (?:to|for) (?:us|me|our \w+|my \w+|a \w+))?",
        r"(?:the |your |this |that )?(?:\w+ ){0,2}?(?:worries|scares|concerns|bothers|frightens|troubles|puts) (?:me|us)(?: (?:off|a bit|a little|most|though|a lot))?", r"(?:that's|it's|that is|is|are|'s) (?:~ )?(?:a bit |a little |way |far |much |just |simply )*(?:to|too) (?:expensive|pricey|costly|steep|complicated|complex|risky|slow|heavy|big|dear|far away|rich for)(?: for (?:us|me|an? (?:\w+ )?\w+|our \w+|my \w+))?", r"(?:we|i)(?:'d| would| will|'ll) (?:~ )?(?:have|need|be forced) to (?:re-?train|train|hire|replace|change|redo|rewire|migrate|stop|shut down) (?:~ )?(?:everyone|everybody|all|half|our whole|our entire|the whole|the entire|someone|new|additional|extra|production)(?: \w+){0,4}",
        r"(?:i|we)(?:'d| would|'m| am| are|'re)? (?:~ )?(?:don't|not|never|wouldn't|hate to|rather not|prefer not to|can't) (?:~ )?(?:want to |like to |like |going to |be )?(?:depend on|depending on|get locked|be locked|locked in(?:to)?|tied to|rely on|put all (?:our|my) eggs|give (?:our|the|my) data|hand over|share (?:our|the|my) data|commit (?:for|to)|sign (?:for|a) (?:\w+ )?(?:\w+ )?(?:years?|contract))(?: \w+){0,6}", r"(?:three|five|two|four|twelve|\d+)(?:-| )(?:years?|months?) (?:is|are|'s) (?:~ )?(?:a |way |far |much )*(?:too |very |quite |rather |so )?(?:long|short|late|big commitment)(?: (?:for us|a time|to wait|to commit))?", r"(?:we|i)(?:'ve| have)? (?:~ )?(?:tried|had|seen|bought|tested) (?:\w+ ){0,5}?(?:like (?:this|that|it|yours)|similar|before) (?:and|but) (?:it|they|that|we|nobody|the)(?: \w+){1,6}",
        r"(?:that's|it's|this is|that is|that would be|it would be) (?:~ )?(?:a )?(?:big|huge|major|serious|risky|long|hard) (?:step|change|commitment|risk|effort|decision|investment|bet|jump|ask|sell)(?: for (?:us|me|a \w+|our \w+))?", r"(?:we|i)(?:'ve| have)?(?: got)? (?:~ )?(?:have |got )?no (?:it (?:people|staff|department|team)|staff|people|time|capacity|resources|nerve|patience|manpower|signal|internet|wi-?fi|network|power)(?: (?:to|for|on|in|at|left)(?: \w+){1,6})?(?=\W+(?:that|which) (?:scares|worries|is my))",
        r"(?:that's|that is|it's|it is|you're|you are|this is|your \w+(?: \w+)? (?:is|are)|which is|sounds?|seems?|looks?|isn't (?:it|that|this)|they say (?:it's|you're)|honestly|still|is)? ?(?:~ )?(?:way |far |a bit |a little |pretty |quite |rather |really |much |slightly |just )*(?:too|very|pretty|quite|rather|awfully|a bit|a little|really) (?:expensive|pricey|costly|steep|complicated|complex|big|much money|high|dear|heavy|much for (?:us|me|that)|slow|risky|early|new|young|small|good to be true)(?: for (?:us|me|a \w+|our \w+|that)(?: \w+){0,5})?",
        r"(?:that's|it's|that is|it is) (?:~ )?(?:more|higher|above|over|beyond|way above|way over|way more)(?: than)? (?:than )?(?:we|i|our|what|my)(?: \w+){0,6}", r"(?:that's|it's|ouch|wow|phew) (?:~ )?(?:steep|pricey|expensive|a lot(?: of money)?|a lot of money|hefty|out of our (?:league|range|reach)|over (?:our|the) budget|above (?:our|the) budget|outside our budget|a no-?go|a problem for us|a deal ?-?breaker|a show ?-?stopper)(?: for (?:us|me|\w+ \w+)(?: \w+){0,4})?", r"(?:deal|show) ?-?(?:breaker|stopper)", r"(?:it|that|this|which|the price|your price) (?:would be|is|might be|could be) (?:~ )?(?:a |an )?(?:deal ?breaker|show ?stopper|no-?go|problem for us|too expensive|too high)",
        r"(?:we've|we have|i've|i have) been (?:~ )?(?:burned|burnt|disappointed|let down|bitten)(?: (?:before|once|in the past|by))?(?: \w+){0,4}", r"you (?:~ )?(?:seem|look|are|'re) (?:~ )?(?:a bit |a little |quite |rather |pretty |too |very |only a )*(?:small|young|new|expensive|unknown|start-?up|far away|pricey)(?: \w+){0,8}", r"you (?:~ )?(?:don't|do not|have no|lack|haven't got|can't|aren't|are not|'re not)(?: (?!know|need|have to|want|mind|happen|worry)\w+){1,8}", r"(?:we|i) (?:~ )?(?:don't|do not) (?:~ )?(?:want|like|need) (?:(?:to be |being )?(?:locked in|dependent|tied)|(?:a |another |the |our \w+ in (?:the|a) )?(?:subscription|cloud|lock-?in|vendor lock-?in|long contract|another (?:tool|system|app|login|screen)))(?: \w+){0,6}", r"(?:we|our) (?:can't|cannot|may not|are not allowed to|aren't allowed to|'re not allowed to) (?:~ )?(?:put|have|store|send|use|go)(?: \w+){0,4} (?:in|into|to) (?:the|an?|your) (?:\w+ )?cloud", r"(?:only|just) the (?:price|cost|size|implementation|effort)", r"it lacks(?: \w+){1,5}", r"missing (?:is|for us is)(?: \w+){1,6}", r"(?:the )?(?:price|cost|effort|implementation|licence|license) (?:is|seems|looks|sounds) (?:~ )?(?:too |a bit |very |quite |pretty |way too |rather )*(?:high|steep|much|big|long|expensive|hefty)", r"(?:we|i) (?:don't|do not|wouldn't|won't) (?:have (?:the )?(?:time|people|staff|resources|it people|capacity)(?: to| for)?)(?: \w+){1,6}", r"(?:already|still) (?:~ )?(?:locked in|bound|tied|happy with (?:our|the|what) \w+(?: \w+)?)", r"(?:we|i)(?:'m|'re| are| am) (?:~ )?(?:pretty |quite |very |perfectly |fairly )?happy with (?:what we have|our (?:current|present|existing) \w+)",
    ]
)  # fmt: skip
_LET_GO = any_of(
    [
        r"(?:i|we)(?:'ve| have)?(?: got)? (?:~ )?no (?:~ )?(?:problem|issue|concerns?|worries|trouble|doubts?)(?: (?:at all|whatsoever|then|any ?more))*(?: with (?:the |that |it|this)?\w*(?: any ?more| then| now)?)?", r"(?:is|are|(?:it|that|this)'s|isn't) (?:no|not a|not an|not|n't) (?:~ )?(?:worry|concern|problem|issue|expensive|complicated|bad|a worry|an issue)(?: any ?more| any longer| at all| then| after all)", r"no (?:worry|concern|problem|issue) (?:any ?more|any longer|at all|then|after all)", r"(?:that|this|it) (?:~ )?(?:puts my mind|sets my mind|calms|reassures|eases|takes away)(?: \w+){0,3}", r"(?:i|we)(?:'m|'re| am| are)? (?:~ )?(?:can relax|relieved|happy|satisfied|at ease|reassured|good|calmer) (?:then|now|with that|to hear)", r"(?:youve|you've|you have|you) (?:~ )?(?:convinced|won|persuaded|sold|reassured) (?:me|us)(?: over)?", r"(?:consider|then consider) (?:me|us) (?:convinced|sold|reassured)", r"(?:point|question|worry|concern|box) (?:answered|taken|settled|ticked|solved)",
        r"(?:that|this|it)(?: would| would've|'d)? ?(?:~ )?(?:solves?|settles?|answers?|resolves?|clears?|fixes|covers?|removes?|takes care of) (?:it|that|this|my|our|the|things)?", r"(?:that's|it's|then it's|then that's|that is|this is|then we're|we're|then i'm|i'm) (?:~ )?(?:fine|ok|okay|good|all right|alright|settled|solved|sorted|great|perfect|no (?:longer )?(?:a |an )?(?:problem|issue)|not (?:a|an) (?:problem|issue|deal breaker)(?: any ?more)?|a different story|another story|reassuring|good enough|off the table|a relief|good news|easy|fair|convincing|good to (?:know|hear)|cool|better|exactly what|what i (?:needed|wanted) to hear|acceptable|manageable|doable)(?: (?:for|with|by|then|to)(?: \w+){0,2})?",
        r"(?:you(?:'ve)?|that|this) (?:~ )?(?:convinced|convinces|reassured|reassures|persuaded|sold)(?: me| us)?", r"(?:i'm|we're) (?:~ )?(?:convinced|reassured|sold|relieved|happy with (?:that|it)|fine with (?:that|it)|good with (?:that|it)|ok with (?:that|it)|okay with (?:that|it)|not worried any ?more)", r"(?:that|it|this) (?:~ )?(?:works|would work|will work|'ll work|'d work|should work|helps|would help|should do|will do|would do|'ll do|does it|makes sense|sounds (?:good|great|fair|reasonable|fine|perfect|better)|changes (?:things|everything|that|it))(?: (?:for|with) (?:us|me))?", r"fair enough", r"good to (?:know|hear)", r"no (?:more |longer (?:a |an )?)(?:worries|concerns?|problems?|issues?|objections?|doubts?|questions?)(?: (?:then|left|from my side))?", r"(?:i|we) can (?:~ )?(?:live|work) with (?:that|it|this)", r"(?:he|she|they|my boss)(?:'s|'re| is| are) (?:~ )?(?:relaxed|fine|ok|okay|happy|convinced|on board|calm|satisfied|good)(?: (?:now|again|with \w+))?", r"problem solved", r"never ?mind|(?:forget|drop|scratch|ignore) (?:it|that|what i said|my (?:concern|worry|question))(?: about(?: \w+){1,3})?", r"(?:i|we) (?:take|'ll take) (?:that|it) back", r"(?:oh|ah|okay|ok|well) (?:~ )?(?:great|perfect|wonderful|excellent|nice|good|super|cool|brilliant)", r"(?:great|perfect|wonderful|excellent|super|brilliant|lovely|fantastic)", r"that's (?:what|all) i (?:wanted|needed) to (?:hear|know)", r"(?:then )?(?:i|we) (?:have|'ve got) no (?:more |further )?(?:concerns?|objections?|doubts?|worries|questions)", r"i see,? (?:good|great|fine|perfect)", r"i was wrong", r"glad to hear(?: that)?", r"(?:that )?takes? (?:that|the) (?:worry|concern|weight|doubt) (?:off|away)(?: \w+){0,3}", r"(?:nice|good),? then",
    ]
)  # fmt: skip
_STILL = re.compile(
    r"\b(?:we'll see|we will see|hm+|still|but|not sure|not convinced|however|maybe|perhaps|i don't know|have to (?:see|think|check)|that's what (?:they|you) all say|everybody says|if you say so|let me think|would have to|i'd have to|doesn't help|not (?:fine|ok|okay|good|enough)|too)\b"
)
_NOT_OURS = re.compile(r"\b(?:they|their|them|his|current|old|fabric|existing)\b")


def objections(talk: Talk) -> Iterator[Finding]:
    """Find reservations, each with where the visitor let go of it."""
    for reading in talk.visitors:
        for what, span, rule in _in_turn(talk, reading):
            resolved = _resolved(talk, reading, span)
            value: dict[str, str | int | float | bool | None] = {
                "what": reading.words(what),
                "resolved": resolved is not None,
                "resolved_turn": resolved,
            }
            yield Finding("objection", value, reading, span, rule, 0.75)


def _in_turn(talk: Talk, reading: Reading) -> Iterator[tuple[Span, Span, str]]:
    taken: list[Span] = []
    for pattern, rule in ((_WORRY, "worry"), (_PLAIN, "reservation")):
        for match in pattern.finditer(reading.plain):
            clause = reading.clause_at(match.start())
            after = reading.clause_at(min(match.end() + 1, max(len(reading.plain) - 1, 0)))
            end = max(clause.end, match.end())
            if rule == "worry" and end - match.end() < 3:
                end = max(end, after.end)
            span = reading.trimmed(min(clause.start, match.start()), end)
            if any(span.overlaps(other) for other in taken) or not _stands(talk, reading, match, span, rule):
                continue
            if re.match(
                r"\W*(?:(?:so|and|but|well)\W+)*(?:that's|that is|it's|which is|that would be|this is)\W+(?:a )?(?:real )?(?:deal|show|no-?go|problem for)|\W*(?:(?:so|and|but)\W+)*(?:that|which|this|it)\W+(?:really |kind of )?(?:scares|worries|bothers|frightens|concerns|puts)\b",
                reading.of_span(span),
            ):
                earlier = [other for other in reading.clauses if other.end <= span.start]
                if earlier and span.start - earlier[-1].end < 8:
                    if any(Span(earlier[-1].start, span.end).overlaps(other) for other in taken):
                        continue
                    span = reading.trimmed(earlier[-1].start, span.end)
            what = (
                reading.trimmed(match.end(), end) if rule == "worry" and _introduces(match.group()) else span
            )
            if what.end - what.start < 4:
                what = span
            taken.append(span)
            yield what, span, rule
    if not taken and talk.asked(reading, "doubt"):
        answer = _answer(talk, reading)
        if answer is not None:
            yield answer


def _introduces(said: str) -> bool:
    return not re.match(
        r"(?:my|our) \w+.*(?:n't|not|don't|doesn't)|.*\bsee (?:why|how|the)|.*\b(?:isn't|aren't)\b", said
    )


def _stands(talk: Talk, reading: Reading, match: re.Match[str], span: Span, rule: str) -> bool:
    position = match.start()
    text = reading.of_span(span)
    if (
        (unreal(reading, position) and not re.search(r"\bif\b", match.group()))
        or about_others(reading, position)
        or taken_back(reading, position)
    ):
        return False
    if (
        "?" in reading.of_span(reading.sentence_at(position))
        and not re.match(
            r"(?:isn't|aren't|how|is|who|what|(?:and|but) (?:what|if|when))\b", match.group().strip()
        )
        and "isn't" not in text
    ):
        return False
    if re.search(
        r"\bnot (?:too|that|very|so) (?:expensive|complicated|high|pricey)|\bno (?:longer|more)\b", text
    ):
        return False
    if rule == "reservation":
        if _NOT_OURS.search(text) and not _of_ours(text):
            return False
        if any(name.kind == "competitor" and name.span.overlaps(span) for name in talk.named(reading)):
            return False
        about_price = re.search(
            r"\b(?:expensive|pricey|steep|costly|high|lot|more than|budget|over|above|much|dear|hefty)\b",
            match.group(),
        )
        adjective_only = re.search(
            r"\b(?:too|very|pretty|quite|rather|awfully|a bit|a little|really) (?:complicated|complex|big|slow|risky|early|new|young|small|high|heavy|expensive|pricey)",
            match.group(),
        )
        if (
            adjective_only
            and not re.search(
                r"\b(?:you|your|you're|that's|that is|it's|this|price|cost|isn't|sounds?|seems?|looks?)\b",
                text,
            )
            and not (about_price and _after_price(talk, reading))
            and not talk.asked(reading, "doubt")
        ):
            return False
        if (
            adjective_only
            and not about_price
            and re.search(r"\b(?:reporting|interface|system today|our system|everything)\b", text)
        ):
            return False
        if (
            adjective_only
            and re.search(
                r"\b(?:very|pretty|quite|rather|really|a bit|a little) (?:big|small|new|young|early|complex)\b",
                match.group(),
            )
            and not re.search(r"\byou\b", text)
        ):
            return False
        if re.search(r"\b(?:it's|that's) (?:a lot|a bit)\b", text) and not _after_price(talk, reading):
            return False
        asked = talk.before(reading)
        if (
            asked is not None
            and {"problem", "solution"} & set(talk.topics(asked))
            and "doubt" not in talk.topics(asked)
            and not re.search(r"\byou(?:r|'re)?\b", text)
        ):
            return False
    elif re.search(r"\b(?:not|n't) (?:~ )?sure\b|aren't sure", match.group()) and re.search(
        r"\b(?:when|what|who|how much|about the (?:budget|date|time))\b", text[:60]
    ):
        return False
    return not re.match(r"\W*(?:i'm|we're|i am) not sure\W*$", text)


def _of_ours(text: str) -> bool:
    return (
        re.search(
            r"\b(?:you|your|yours|that's too|our (?:people|drivers|doctors|staff|teachers|users|works council|union|team))\b",
            text,
        )
        is not None
    )


def _after_price(talk: Talk, reading: Reading) -> bool:
    before = talk.before(reading)
    return (
        before is None
        or before.side != "rep"
        or re.search(
            r"\d|\b(?:hundred|thousand|price|cost|euros?|dollars?|budget|per|seat|month|year|think)\b",
            before.plain,
        )
        is not None
    )


def _answer(talk: Talk, reading: Reading) -> tuple[Span, Span, str] | None:
    if not reading.clauses or says_no(reading):
        return None
    but = re.search(r"\b(?:but|only|except that)\s+(?=(?:the|it|your|that|this|i|we|there)\b)", reading.plain)
    if (
        but is not None
        and re.search(
            r"\b(?:too|not|n't|missing|lacks?|only|hard|never|bit|without|no)\b", reading.plain[but.end() :]
        )
        and not unreal(reading, but.end())
    ):
        what = reading.trimmed(but.end(), reading.clause_at(but.end()).end)
        if what.end - what.start > 6 and "?" not in reading.of_span(reading.sentence_at(but.end())):
            return what, what, "but"
    before = talk.before(reading)
    question = before.plain[-80:] if before is not None else ""
    direct = re.search(
        r"\b(?:worr\w+|concerns?|doubts?|stop you|hold(?:s|ing)? you|against|reservations?|hesita\w+|not like|don't like|objections?|risks?|what's the catch|keeps? you|deal ?breakers?|obstacles?)\b",
        question,
    )
    clause = reading.clauses[0]
    if len(reading.of_span(clause).split()) == 1 and len(reading.clauses) > 1:
        clause = Span(clause.start, reading.clauses[1].end)
    text = reading.of_span(clause)
    if (
        direct is None
        or re.match(
            r"\W*(?:no|none|nothing|not really|nope|all good|yes i like|i like|it's nice|good|great)\b", text
        )
        or "?" in text
    ):
        return None
    lead = re.match(
        r"^\W*(?:(?:well|um|yes|yeah|oh|hm|honestly|mostly|mainly|just|only|maybe|perhaps|it's|that's|of course|i think|probably|actually|i'd say|a bit|to be honest)\W+)+",
        text,
    )
    start = clause.start + (lead.end() if lead is not None and lead.end() < len(text) else 0)
    what = reading.trimmed(start, clause.end)
    if what.end - what.start < 3 or unreal(reading, start):
        return None
    return what, reading.trimmed(clause.start, clause.end), "answer"


def _resolved(talk: Talk, reading: Reading, span: Span) -> int | None:
    """Return the turn in which the visitor lets go, the same or one of his next two."""
    rest = Reading(reading.number, reading.side, reading.text[span.end :], reading.plain[span.end :])
    if (
        rest.plain.strip(" .,!?")
        and (match := _LET_GO.search(rest.plain)) is not None
        and len(match.group()) > 9
        and not _STILL.search(rest.plain)
    ):
        return reading.number
    later = [other for other in talk.visitors if reading.number < other.number <= reading.number + 4]
    for index, other in enumerate(later):
        back = takes_back_before(other)
        if back is not None and re.search(r"forget|drop|ignore|take", back):
            return other.number
        between = [turn for turn in talk.readings[reading.number : other.number - 1] if turn.side == "rep"]
        match = _LET_GO.search(other.plain)
        if match is None or not between:
            continue
        answered = between[-1]
        first = other.sentences[0] if other.sentences else Span(0, 0)
        begins = match.start() <= first.end + 25
        doubtful = _STILL.search(other.plain[: match.start()]) or _STILL.search(
            other.plain, match.end(), min(len(other.plain), match.end() + 40)
        )
        plain_praise = re.fullmatch(
            r"(?:oh|ah|okay|ok|well)?\W*(?:great|perfect|wonderful|excellent|super|brilliant|lovely|fantastic|nice|good|cool)",
            match.group(),
        )
        if begins and not doubtful and not (plain_praise and (index > 0 or talk.topics(answered))):
            return other.number
    return None
