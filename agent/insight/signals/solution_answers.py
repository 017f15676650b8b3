"""Answers to "what do you use today?" and "how do you do that?", which need no verb of their own."""

import re
from collections.abc import Iterator

from agent.insight.signals.names import UNKNOWN_NAME
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_no
from agent.insight.signals.tool_words import TOOL

_FEW = 4
"""Words of a rep who only echoes ("on paper"), or asks on ("And monitoring?")."""
_NOT_ABOUT_TODAY = re.compile(
    r"\b(?:what|which) (?:bank|company|firm|school|hospital|university|utility|country|city|region|team|department|industry|sector|part of|line of|side|field)\b(?! .*\b(?:use|system|software)\b)|\bwhat (?:do|does) (?:you|your (?:\w+ )?(?:firm|company|business|shop|outfit|team|plant|bank|hospital|school|organi[sz]ation)|they) (?:do|make|produce|protect|sell|teach|grow|build|haul|carry|process|brew|cook|farm|insure|ship)\b(?! (?:it|that|this|for|about|with|today|now|currently|at the moment|at present))|\b(?:what|which) (?!system|software|tool|program|app\b|vendor|provider)\w+ (?:are|is) (?:you|that|this|it) (?:with|from|at|in)\W*$|\bwho (?:do|are) you (?:work(?:ing)? for|representing?|here for)\b|\bwhat do you do now\b|\bwhat's your (?:role|job|name|story|title|trade|line)\b|\bhow (?:many|much|long|big|large|far|often|soon|old|about|come|so)\b|\bhow(?:'s| is| are) (?:it going|things|business|the show|life|you(?: doing| today)?\W*$)|"
    r"\b(?:are you|you're|you are|you) (?:still )?(?:with|from|at|in) (?:the|an?|which) |\bwho(?:'ll|'d| will| would| is going to|'s going to| uses?| needs?)\b|\bhow did you (?:come|get here|hear|find|like|travel)\b|\b(?:short ?-?list|on the list|in the race)\b|\bhow (?:shall|should|can|may|could) (?:i|we)\b|\bwhere (?:do|are) you (?:work|from|based|located|live|come)\b|\bhow does (?:that|it) (?:work out|go|feel|look)\b|\bhow does [^?]{1,30} sound\b|\bhow(?:\'s| is| are) (?:the|your) (?:\w+ )?(?:project|tender|budget|company|group|purchase|decision|programme|program) (?:organi[sz]ed|structured|set up|planned|financed|split|run)\b|\bwhat happens\b(?! (?:on|at|in|to|with|today|now)\b)|\bwhat happens\b.*\b(?:if|when it)\b|\bwhat (?:has|brings|brought|got|made) you\b|\bhow(?:\'s| is| are| do| does| did)(?: \w+){1,3}? (?:working out|going|doing(?=\W*$)|working for|getting on|holding up|performing)\b|\bhow do you (?:find|like|rate) (?:it|them|that|this|us|him|her|(?!out\b)\w+[^s\W])\W*$|\b(?:like|liked) best\b|\bdo you prefer\b|\bfavou?rite\b|\bdecisions?\b|\bpinch|\btreating you\b|\bhow(?:'s| is| was) (?:the|your) \w+\W*$"
)
_ELSEWHERE = re.compile(
    r"\b(?:budget|money|funds|spend\w*|who else|anybody else|anyone else|costs?|spend|price|stopping|(?<!no )problem|wrong|hurts?|worr\w+|headaches?|bothers?|challenge)\b"
)
_ASKS_HOW = re.compile(
    r"\bwhat (?:do|are|did) (?:you|they|your \w+|people) [^?]{0,30}\bwith\W*$|\b(?:and )?what happens (?:on|at|in|to|with|today|now)\b|(?:^|\W)(?:in|on|with|by|via|using|through|over|into) (?:which|what)\b|\b(?:which|what) (?:channels?|tools?|systems?|forms?|format|medium|way|equipment|software|program|kit|method)\W*$|\bwhere (?:are|is) (?:the|your|those|all|these|all the) (?:\w+ ){0,2}\w+\W*$|^\W*(?:and |so |but |still |also )?no \w+(?: \w+)?\?|^\W*(?:and |so |but )?(?:manual(?:ly)?|by hand|physical \w+|written down|digital(?:ly)?)\b|\bwritten down\b|\b(?:are|is) where\W*$|\b(?:they|you|he|she)(?:'ve| have) got\W*$|\bwhat(?:'s| is) (?:there|in place|doing it|it now)\b|\byou (?:run|use|have|do|plan|keep) what\b|\b(?:made|drawn|kept|written|done|planned|tracked|stored|held|built|run|scheduled|recorded) (?:in|with|on|by)\W*$|\b(?:let me guess|i bet|i guess)\b|\b(?:that )?by (?:hand|phone|fax|email|mail)\W*$"
)
_BY_WHOM = re.compile(
    r"\bwho (?:plans|sends|does|handles|tracks|manages|keeps|books|counts|checks|works out|makes|draws|writes|organi[sz]es|coordinates|dispatches|looks after|types|answers|guards|watches|collects|enters|supplies|provides|delivers|runs|maintains|hosts)\b"
)
_OFFERED = re.compile(
    r"\b(?:send|mail|e-?mail|want|would you|shall|should|can i|may i|could i|prefer|like (?:a|some|me|to)|need|bag|colou?r|bring|come here|buy|sell|make|produce|drink|eat|record|budget|cost|price|pay|decide|decid\w+|signs?|when)\b"
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:nothing(?: at all| really)?(?: sir)? (?:only|just|but)|well|um|uh|yes|yeah|oh|hm|so|no|ha|seriously|honestly|just|basically|mostly|mainly|to be honest|currently|today|at the moment|right now|still|now|it's|its|it is|that's|that would be|with|on|in|via|using|all|only|good old|of course|"
    r"we have|we've|we've got|we got|we use|we're using|we are using|we're on|we're with|we run|we're running|we do it with|we do it in|we do it on|we do that|we do it|we do|we work with|we still use|i use|i have|i've|i've got|they use|they have|at present|so far|don't laugh|believe it or not|funny enough|sadly|unfortunately|actually|there's|there is|some|those|"
    r"by|through|our|right|okay|ok|i'm afraid|it's all|it's still|sure|it's called|it's a|the|kind of|something called|everything is in|everything in|everything on|everything with|this thing called|mm|with the|of course|we still have|we're still on|for that|for this|we don't|we just)\b\W*)+"
)
_END_OF_NAME = re.compile(
    r"[ ,]*(?:,|\b(?:for (?:about |over |more |years|the|two|three|four|five|six|seven|eight|nine|ten|ages|\d)|since|but|and (?:we|it|they|i|that|people|everybody|nobody|the|a lot|then)|because|which|that|who|mostly|at the moment|right now|currently|today|now|so|to be honest|honestly|basically|these days|as of|from|has been|have been|it's|it|we|is|are|and a lot|of course|"
    r"until|on two|like everybody|like everyone|obviously|ironically|actually|really|i think|i guess|at least|still|years ago|all|only|or|plus|hosted|with a lot|in most|years|haha|ha|seriously|been|right up|i'm not|every|yes)\b).*$"
)
_ITEM = r"(?:(?:an?|the|some|our|my|old|big|good old|lots of|a lot of|several|home-?made|few)\s+)*[\w'&+-]+(?:\s+[\w'&+-]+){0,2}?"
_LIST = re.compile(
    rf"{_ITEM}(?:\s*,\s+{_ITEM}){{0,3}}\s+(?:and|plus|&)\s+{_ITEM}(?:\s+of\s+\w+)?(?=\s*(?:$|[.!;,-]|(?:i'm|we're|that|which)\b))"
)
_NOT_IN_LISTS = re.compile(
    r"\b(?:is|are|was|were|it|we|they|he|she|i|you|yours|that|which|who|but|because|so|not|then|look|walk|people|hope|pray|good|bad|slow|fine|since|for|with|by|in|on)\b"
)
_NO_WAY = re.compile(
    r"\b(?:(?:long|short)[ -]?list|don't know|no idea|not sure|you|your|i'll|we'll|can't say|couldn't say|depends|need|want|would|sorry|thanks?|problem|looking for|that's the|good question|i'm (?:from|the|a|an|here|just|with)|we're (?:a|an|from)|we make|i run|run purchasing|badly|poorly|not well|not at all|not really|terribl\w+|awful\w*|let me|the same|\w+ (?:million|thousand|percent|people|employees|sites|trucks|machines|households|tons?|tonnes|kilos?|litres|liters|degrees|metres|meters|hectares|square))\b"
)
_LOOKS_LIKE_A_WAY = re.compile(
    r"\W*(?:(?:well|um|uh|yes|yeah|yep|sort of|kind of|only|just|a bit|so|oh|ha|honestly)\W+)*(?:an?|with|by|from|on|in|something|some|our|the|my|everyone|everybody|people|whoever|somebody|someone|teachers|drivers|nurses|a few|old|two|three|one|we (?:phone|call|walk|look|go|ask|write|put|send|count|check|read|drive|shout|do|have|use|use|measure|keep|note))\b(?!.*\b(?:is|are) (?:fine|good|great|right|wrong|slow|bad|the problem)\b)"
)
_EMPTY_ANSWER = re.compile(
    r"(?:something|some|yes|no|it|that|good|fine|ok|okay|sure|not much|me|we|so so|so-so|great|well|right|exactly|really|many|lots|not yet|somehow|difficult|hard|slowly|everything|same|yeah|no one|nobody|not|both|of course|us|them|why|both of them|two|three|four|five|six|seven|eight|nine|ten|\d+|ha|god|both|sometimes|often|never|always|ah|oh|appointments?|too (?:much|little|many|late|expensive)|there isn't any|there isn't one)\W*"
)
_INTERJECTION = re.compile(
    r"\W*(?:(?:yes|no|well|ha|oh|seriously|honestly|god|hm|uh|um|sure|of course|right|okay|ok|still|sadly|i know|you won't believe it|don't laugh|promise)\W*)+"
)
_PROCESS = re.compile(
    r"\W*(?:(?:well|oh|ha|yes|yeah|seriously|honestly|no)\W+)*(?P<name>(?:my|our|an?|one|two|three|some|somebody|someone|everybody|everyone|people|students|volunteers|the)\s+(?:[\w'-]+\s+){0,5}?(?:calls?|walks?|drives?|goes|go|counts?|checks?|writes?|types?|copies|phones?|rings?|runs?|listens?|looks?|reads?|puts?|shouts?|asks?|enters?|notes?|keeps?|carries|measures?|sorts?|plans?|knocks?|visits?|tells?|fills?|collects?|takes?|comes?|turns?|opens?|weighs?|picks?|pulls?|presses|brings?|hands?|has|feels?|smells?|tastes?|remembers?|knows?|guesses|watches|stands?|sits?|types|cuts?|prints?|ticks?)\b[^.!?;,]*)"
)
_HAS_A_VERB = re.compile(
    r"\b(?:is|are|gets?|got|was|were|goes|has|have|does|falls?|breaks?|please|for me|can|will|would)\b"
)
_HEAD = re.compile(
    r"(?P<head>(?:(?!(?:with|from|by|at|per|only|of|for|in|on)\b)[\w'-]+\s+){0,4}?(?!(?:with|from|by|at|per|only|of|for|in|on)\b)[\w'-]+)\s*(?:,|\b(?:with|from|by|at|per|only)\b)"
)
_CUT_OFF = re.compile(r"(?:[\w'-]+\s+){1,4}?(?:of|from|by)\b(?P<rest>)\s+(?:the |our |an? |my )?[\w'-]+")
"""A name that breaks off: "the app of" the manufacturer."""
_GOES_WITH = re.compile(r"\b(?:with|from|by)\s+(?:(?:an?|the|some|his|her|their|two|three)\s+)*(?:\w+\s+)?$")
_NO_HEAD = re.compile(
    r"\b(?:we|i|they|he|she|it|you|that|is|are|was|has|have|had|use|uses|do|does|did|can|will|mostly|usually|today|now)\b"
)
_MOST_OF_A_PROCESS = 12
"""Words of what somebody does by hand that are kept whole: "somebody takes every hundredth pack"."""
_WHETHER = re.compile(
    r"\b(?:do you (?:have|use|measure|track|log|record|check|monitor)|have you (?:got|any)|(?:got|using|running) (?:any|some|anything|something)|is there (?:a|any|some)|are there any|any \w+ in place|any (?:system|software|tool|sensors?|app))\b|^\W*(?:and |so )?any (?!(?:rush|hurry|urgency|deadline|pressure|questions?|other|more|idea|plans?|budget|money|competitors?|vendors?|doubts?|concerns?|objections?|news|chance|preference)\b)\w+|\b(?:there's|you've|you have) no \w+"
)
_OTHER_THINGS = re.compile(
    r"\b(?:budget|money|funds?|funding|pot|hurry|rush|decision|boss|plans?|time|timeline|competitors?|others?|questions?|deadline|doubts?|concerns?|date|problems?|issues?|card|minutes?|offers?|quotes?|vendors?|preference|wish\w*|feedback|news)\b"
)
_WHEN = re.compile(
    r"\s+(?:on|every|each|at|once|twice|all)\s+(?:\w+days?|morning|evening|night|week|hour|day|month|shift)s?(?:\s+(?:a|per)\s+\w+)?\b"
)


def asked_for_way(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep has asked what does the job today."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return False
    question = before.plain[-90:]
    if _ELSEWHERE.search(question) or _NOT_ABOUT_TODAY.search(question):
        return False
    return talk.asked(reading, "solution") or (
        "budget" not in talk.topics(before)
        and "proposal" not in talk.topics(before)
        and _ASKS_HOW.search(before.of_span(before.sentences[-1]) if before.sentences else "") is not None
    )


def asked_by_whom(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep has asked who does it, which somebody with a tool may answer."""
    before = talk.before(reading)
    return before is not None and before.side == "rep" and _BY_WHOM.search(before.plain) is not None


def asks_whether(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep has asked if there is anything at all: "Do you have loggers?"."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return False
    short = "?" in before.plain and len(before.plain.split()) <= _FEW
    return (short or _WHETHER.search(before.plain) is not None) and not (
        _OTHER_THINGS.search(before.plain)
        or talk.asked(reading, "vendors")
        or talk.asked(reading, "timeline")
    )


def listed_answer(reading: Reading, known: list[Span]) -> Span | None:
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
    if (
        any(span.overlaps(other) for other in known)
        or taken_back(reading, span.start)
        or unreal(reading, span.start)
    ):
        return None
    holds_one = TOOL.search(match.group()) or UNKNOWN_NAME.search(reading.text, span.start + 1, span.end)
    return span if holds_one else None


def bare_tool(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn begins with nothing but a tool, in answer to a question about things as they are."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or not reading.sentences or not before.sentences:
        return False
    question = before.of_span(before.sentences[-1])
    asks = (
        is_question(before, before.sentences[-1])
        or len(question.split()) <= _FEW
        or question.rstrip().endswith("...")
    )
    if not asks or any(about.search(question) for about in (_OFFERED, _ELSEWHERE, _NOT_ABOUT_TODAY)):
        return False
    sentence = reading.of_span(reading.clauses[0])
    tool = TOOL.search(sentence)
    if tool is None or (len(sentence.split()) > 8 and not reading.noisy):
        return False
    if _HAS_A_VERB.search(" ".join(sentence[tool.end() :].split()[:3])):
        return False
    rest = re.sub(
        r"\b(?:an?|the|our|my|some|yes|no|well|just|only|by|on|in|with|over|via|all|of course|still|old|big|mostly|mainly|ha|one|two|three|it|is|exactly|right|what else|at least|guess)\b|\W",
        " ",
        sentence[: tool.start()],
    )
    return len(rest.split()) <= 1


def plain_answer(talk: Talk, reading: Reading, question: str) -> Iterator[Finding]:
    """Take a short answer to "what do you use today?" as it is."""
    if _NOT_ABOUT_TODAY.search(question) or "please" in reading.plain:
        return
    open_question = re.search(
        r"\b(?:what|which|how|who|where)\b|\b(?:today|now|currently|moment)\W*$", question
    )
    if not reading.clauses:
        return
    if re.search(
        r"\b(?:think|opinion|doing|parts|machines do|problem|challenge|need|wish|want|kind of (?:parts|company|business))\b",
        question,
    ) and not re.search(
        r"\b(?:today|now|currently|at the moment|at present|use|doing (?:that|it|this))\b", question
    ):
        return
    sentence, clause = reading.sentences[0], _telling(reading)
    text = reading.of_span(clause)
    process = _PROCESS.match(text)
    if (
        "?" in reading.of_span(sentence)
        or (says_no(reading) and process is None)
        or _NO_WAY.search(text)
        or (open_question is None and process is None and not _LOOKS_LIKE_A_WAY.match(text))
    ):
        return
    lead = _LEAD_IN.match(text)
    start = clause.start + (lead.end() if lead is not None else 0)
    rest = reading.plain[start : clause.end]
    made = re.match(
        r"(?:something|an? \w+(?: \w+)?|one|some \w+) (?:that |which )?(?:we|our \w+(?: \w+)?|i|he|she|they)\s",
        rest,
    )
    cut = _END_OF_NAME.search(rest, made.end() if made is not None else 0)
    end = start + cut.start() if cut is not None and cut.start() > 2 else clause.end
    if len(reading.plain[start:end].split()) > 8:
        # "a list on the door with a pencil on a string": what comes late describes.
        late = re.compile(
            r"\s+(?:with|in|on|at|from|next to|behind|near|every|each|once|twice|the (?:man|guy|one))\s"
        ).search(reading.plain, _after_words(reading, start, 3), end)
        end = late.start() if late is not None and process is None else end
    if process is not None and len(process["name"].split()) <= _MOST_OF_A_PROCESS:
        start, end = clause.start + process.start("name"), clause.start + process.end("name")
    span = reading.trimmed(start, end)
    words = reading.of_span(span).split()
    if {word.strip(".,!?'") for word in words} <= set(re.findall(r"[\w']+", question)):
        return  # "Tells me!"
    if not words or len(words) > 12 or _EMPTY_ANSWER.fullmatch(reading.of_span(span)):
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
        {"name": _WHEN.sub("", reading.words(span))},
        reading,
        reading.trimmed(clause.start, clause.end),
        "answer",
        0.65,
    )


def what_does_it(reading: Reading, clause: Span, named: Span) -> Span:
    """Return what a clause without a verb begins with, where what was named only goes with it.

    "Manual inspection, two girls with a lamp" is manual inspection, and no lamp.
    """
    cut = _CUT_OFF.match(reading.plain, named.start, clause.end)
    if cut is not None and cut.start("rest") == named.end:
        return Span(named.start, cut.end())
    lead = _LEAD_IN.match(reading.of_span(clause))
    start = clause.start + (lead.end() if lead is not None else 0)
    until_then = reading.plain[start : named.start]
    head = _HEAD.match(until_then)
    if head is None or _GOES_WITH.search(until_then) is None or _NO_HEAD.search(head["head"]):
        return named
    return Span(start + head.start("head"), start + head.end("head"))


def process_answer(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Take "My wife calls them" for the way it is done, after a question of a word or two: "No reminder?"."""
    before = talk.before(reading)
    if (
        before is None
        or before.side != "rep"
        or "?" not in before.plain
        or len(before.plain.split()) > 3
        or _NOT_ABOUT_TODAY.search(before.plain)
        or _OFFERED.search(before.plain)
        or not reading.clauses
    ):
        return
    clause = _telling(reading)
    match = _PROCESS.match(reading.of_span(clause))
    if match is None or unreal(reading, clause.start) or taken_back(reading, clause.start):
        return
    span = reading.trimmed(clause.start + match.start("name"), clause.start + match.end("name"))
    if len(reading.of_span(span).split()) <= 12 and not _NO_WAY.search(reading.of_span(span)):
        name = _WHEN.sub("", reading.words(span))
        yield Finding("current_solution", {"name": name}, reading, span, "process", 0.6)


def _telling(reading: Reading) -> Span:
    """Return the first clause that says more than "seriously"."""
    told = [span for span in reading.clauses[:3] if not _INTERJECTION.fullmatch(reading.of_span(span))]
    if not told:
        return reading.clauses[0]
    first = reading.of_span(told[0]).strip(" .,!")
    if len(told) > 1 and first and reading.of_span(told[1]).strip().startswith(first + " "):
        return told[1]  # "Rubber. Rubber bumpers and a poster."
    return told[0]


def _after_words(reading: Reading, start: int, count: int) -> int:
    """Return the place after so many words."""
    match = re.compile(rf"\W*(?:\S+\s+){{{count - 1}}}\S+").match(reading.plain, start)
    return match.end() if match is not None else start
