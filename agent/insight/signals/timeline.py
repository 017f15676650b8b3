"""When the visitor decides, orders or starts, and the end of a contract that sets it."""

import re
from collections.abc import Iterator
from datetime import timedelta

from agent.insight.signals.reading import Reading, Span, any_of, phrase
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value, says_no
from agent.insight.signals.times import TimeMention, find_times

_OURS = any_of(
    [
        r"(?:we|i|he|she|they|my boss|our boss)(?:'d|'ll| would| will)? ~ (?:needs?|wants?|require|have to have|must have|would like|'d like|'d love|hope|aim|are aiming|are shooting|plan|are planning|intend|are looking|are hoping|expect)(?: to)?(?: \w+){0,8}",
        r"(?:we|i|they|the \w+|our \w+|management|it) (?:~ )?(?:'ll|will|want to|would|'d|can|could|have to|must|need to|should|are going to|'re going to|plan to|intend to|hope to|are planning to|aim to|are due to|are supposed to|'re supposed to)? ?(?:like to |have to |want to )?(?:~ )?(?:decide|choose|pick|select|buy|purchase|order|sign|start|begin|kick off|launch|implement|deploy|roll out|roll it out|go live|switch|replace|upgrade|migrate|install|introduce|move|pull the trigger|get going|get started|make (?:the|a|our) (?:decision|choice|call)|place (?:the|an) order|award|finali[sz]e|have decided|open the tender|change)",
        r"go(?:es|ing)? live", r"go-live", r"up and running", r"(?:be|have it|have that|have this|get it|it) (?:\w+ )?(?:running|live|installed|working|operational|in place|in production|ready|done|finished|online|rolled out|implemented|deployed|replaced)", r"in place", r"in production", r"roll ?-?out", r"(?:decision|tender|order|purchase|rfp|rfq|kick ?-?off|implementation|pilot|selection|award) (?:\w+ ){0,2}?(?:is|'s|will|goes|comes|should|has|falls|must|starts|begins|out|in|by|due|planned|scheduled|happens|due)",
        r"(?:have|has) to (?:be|have|go|run|start|choose|decide)(?: \w+){0,4}", r"must (?:be|have|go|run|start)(?: \w+){0,4}", r"needs? to (?:be|go|run|start|have|happen)(?: \w+){0,4}", r"should (?:be|run|go|hang|start)(?: \w+){0,4}", r"(?:our|the|my) (?:target|goal|aim|plan|deadline|timeline|timeframe|time ?line|schedule|target date|go-?live)(?: date)? (?:is|would be|'s|was)(?: \w+){0,6}", r"target(?:ing|ed)?", r"timeline", r"shooting for", r"aiming for", r"looking at", r"scheduled for", r"planned for", r"latest", r"right (?:after|away)", r"no later than", r"we'?re ready", r"ready (?:to|by)", r"evaluation (?:runs|ends)",
        r"(?:decides|picks|chooses|selects|signs|votes on|places the order|orders|buys)(?! (?:for|nothing))", r"replac\w+", r"plan(?:s|ned|ning)? (?:to|is|for|on)(?: \w+){0,6}", r"tender goes out", r"want (?:it|that|this|to)(?: \w+){0,6}", r"need (?:it|that|this|to|something)(?: \w+){0,6}", r"would (?:like|want|love|have)(?: \w+){0,6}", r"start(?:ing)? with", r"for the (?:next|new|coming) (?:season|school year|semester)",
    ]
)  # fmt: skip
_CONTRACT = any_of(
    [
        r"(?:contract|licen[cs]e|subscription|agreement|lease|support|maintenance|deal|term|licences|contracts|licenses|warranty|service contract|framework agreement)(?: \w+){0,5}? (?:~ )?(?:ends?|expires?|runs? (?:out|until|till|through)|is (?:up|over|due|valid|out)|'s (?:up|over|due)|are (?:up|over|due)|terminates?|lapses?|comes? (?:up|to an end)|goes (?:until|through)|renews?|finishes|stops|will end|will expire|will be up|up for renewal|is up for renewal|lasts)",
        r"(?:it|that|this|they) (?:ends?|expires?|runs? (?:out|until|till)|is up|'s up|is over|'s over|lapses?|is up for renewal|comes up for renewal)", r"up for renewal", r"(?:shut|switch|turn)(?:ting|ing)? (?:it|them|that|this|the \w+) (?:down|off)", r"(?:being )?(?:discontinued|phased out|sunset|decommissioned)", r"renewal (?:is|comes|date)?", r"end of (?:life|support|contract)", r"(?:we're|we are|i'm) (?:still )?(?:locked in|bound|tied|committed)(?: \w+){0,4}?(?: until| till)?", r"(?:support|maintenance) (?:ends|stops|runs out)", r"under contract(?: with \w+)? (?:until|till)", r"terminate (?:it|the contract)", r"cancel (?:it|the contract)",
    ]
)  # fmt: skip
_NOT_OURS = any_of(
    [
        r"(?:audit|inspection|building|new wing|wing|store|warehouse|plant|factory|project|construction|season|course|event|fair|show|conference|exhibition|holiday|vacation|merger|hearing|meeting|board|committee|exam\w*|trade show|campaign|regulations?|rules?|law|directive) (?:\w+ ){0,2}?(?:is|are|opens?|starts?|begins?|kicks? in|meets?|takes place|comes?|will|ends?|in|goes|was|has)",
        r"(?:trainees?|apprentices?|students?|pupils|interns?|lessons|classes|term|semester|school|shifts?|harvest|production|holidays|colleagues?|hires?|recruits?|guests?|deliver(?:y|ies)|training) (?:\w+ )?(?:starts?|begins?|ends?|comes?|arrives?|joins?|is|are)", r"applications? (?:for|have)", r"(?:joined|founded|started|bought|installed|introduced|moved|opened|built|switched|hired) ", r"(?:i'm|we're) (?:on holiday|on vacation|away|back|traveling|travelling|retiring)", r"retir\w+", r"i (?:start|started|leave|retire)", r"(?:tax|budget) (?:is|for|in|planning)", r"no budget", r"(?:my|the) flight", r"i was born", r"weather", r"a year", r"we (?:grew|grow|hired|hire)", r"(?:last|until) (?:year|month|week)",
    ]
)  # fmt: skip
_FOLLOW_UP = any_of(
    [
        r"(?:call|ring|email|e-mail|mail|write|phone|visit|contact|send|meet|talk|get back|speak|come by|drop by|catch up|reach|ping|text|forward|bring|show) (?:me|us|you|them|him|her|it|again|back|to (?:you|me|us|him|her|them|the))", r"meeting", r"(?:a|the|another) (?:call|demo|visit|appointment|chat)", r"get back to", r"let's (?:talk|meet|do|call|speak|have|say|schedule|set)", r"i'll (?:\w+ )?(?:talk|send|call|write|check|discuss|take|bring|give|be|set|forward|ask|let|introduce|see)", r"we'll (?:\w+ )?(?:talk|send|call|write|check|discuss|be in touch|let|meet)", r"see you", r"works for me", r"is (?:fine|good) for me", r"available", r"i'm free", r"have time",
    ]
)  # fmt: skip
_NO_HURRY = any_of(
    [
        r"(?:there's|there is|we have|i have|i'm in|we're in|it's|we've|i've)? ?(?:really |absolutely |currently |got )?no (?:real |particular |fixed |concrete |specific |set |hard |firm |great |big |immediate )?(?:rush|hurry|timeline|time ?frame|timeframe|deadline|time pressure|urgency|date|schedule|plans? (?:to (?:change|switch|buy|replace|do)|for (?:that|it|this)|yet|at the moment|right now))(?: \w+){0,2}",
        r"(?:it's|it is|that's) not (?:that |so |very |really )?(?:urgent|pressing|time critical|a priority)", r"(?:we're|we are|i'm|i am|we aren't|we're) not in (?:a|any) (?:rush|hurry)", r"(?:we|i) (?:don't|do not|haven't) (?:~ )?(?:have|got|have got) (?:a |any )?(?:timeline|time ?frame|deadline|date|schedule|time ?line|plans?)(?: \w+){0,2}", r"(?:we're|we are|i'm) not planning (?:to|on|anything)(?: \w+){0,4}", r"nothing (?:planned|scheduled)(?: (?:yet|so far|at the moment))?", r"no plans", r"not (?:any ?time )?(?:soon|in the near future|anytime soon)", r"(?:we|i) (?:can|could) wait",
    ]
)  # fmt: skip
_ASAP = phrase(
    r"(?:as soon as possible|asap|a s a p|right away|immediately|yesterday|as (?:fast|quickly|early) as (?:possible|we can|you can)|the sooner the better|straight away|at once)"
)
_GOES_ON = re.compile(
    r"\b(?:no|sorry|actually|rather|i mean|wait|ideally|at the latest|so|must|should be|but|at least)\b"
)
_DECISION = phrase(
    r"(?:decid\w+|decisions?|orders?|ordering|go(?:es|ing)? live|live|sign\w*|buy|purchas\w+|start|starts|kick\w*|roll\w* ?(?:it )?out|rollout|pilot|switch|contract|tender|need|must|has to|have to|want)"
)
_SAME_THING = re.compile(
    r"\s*(?:break|holidays?|vacations?|rush|season|period)?\s*,?\s*(?:(?:so|that is|that's|i think|probably|maybe|say|more precisely|i'd say|which is|meaning)\W+)*"
)
_OPEN = 100_000
"""Days of a span without an end."""
_WISHFUL = re.compile(
    r"\W+(?:close |or so )?(?:would be|is|that's|'s|would have been|will be|won't be) (?:a )?(?:dream\w*|too (?:early|soon|late|tight|ambitious)|impossible|unrealistic|not (?:realistic|possible|doable)|utopia\w*|wishful\b|crazy|out of (?:the )?question)"
)
_BACKWARD = phrase(r"(?P<what>by|before|until|after) (?:then|that|this point|that point)")


def timelines(talk: Talk) -> Iterator[Finding]:
    """Find when the visitor decides, orders or starts."""
    seen: set[tuple[object, object, bool]] = set()
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            key = (finding.value["earliest"], finding.value["latest"], finding.absent)
            if key not in seen:
                seen.add(key)
                yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    before = talk.before(reading)
    asked = talk.asked(reading, "timeline") and not (before is not None and _about_follow_up(before.plain))
    if before is not None and re.search(
        r"\bwhen(?:'s| is| does| did| do) (?:he|she|they|your (?:next|big)|the (?:audit|building|project|show))",
        before.plain,
    ):
        asked = False
    times = [
        time
        for time in find_times(reading.plain, talk.today, talk.fiscal_year_starts)
        if _usable(reading, time)
    ]
    picked: list[TimeMention] = []
    for time in times:
        clause, sentence = reading.clause_at(time.start), reading.sentence_at(time.start)
        if (
            taken_back(reading, time.start)
            or unreal(reading, time.start)
            or about_others(reading, time.start)
            or is_question(reading, sentence)
            or _WISHFUL.match(reading.plain, time.end)
        ):
            continue
        if _counts(reading, time, clause, sentence, asked=asked):
            picked.append(time)
    if picked:
        yield from _chosen(reading, picked)
        return
    yield from _without_date(reading, asked=asked, times=times)


def _counts(reading: Reading, time: TimeMention, clause: Span, sentence: Span, *, asked: bool) -> bool:
    text = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    contract = _CONTRACT.search(text) or (asked and re.match(r"\W*(?:it|they) (?:ends|runs|expires)", text))
    if contract:
        return True
    if _FOLLOW_UP.search(text) and not re.search(
        r"\b(?:need|want|have it|live|decide|start|running)\b", text
    ):
        return False
    if re.search(r"\b(?:budget|money|funds?)\b", text) and not re.search(
        r"\b(?:decide|start|buy|live|running|spent|need it|order|approved|approval)\b", text
    ):
        return False
    against = _NOT_OURS.match(text.lstrip(" ,")) if asked else _NOT_OURS.search(text)
    if against and not re.search(
        r"\b(?:we|i)(?:'d| would)? (?:\w+ )?(?:need|want|have to|must|start|decide|like)\b|\bdecision\b|\b(?:we|i)'d\b",
        text[: max(0, time.start - min(clause.start, time.start))] + text,
    ):
        return False
    if asked:
        return True
    return _OURS.search(text) is not None or (
        _OURS.search(reading.plain[sentence.start : time.start]) is not None
        and time.start - sentence.start < 90
        and not against
    )


def _usable(reading: Reading, time: TimeMention) -> bool:
    before, after = reading.plain[: time.start], reading.plain[time.end :]
    if re.search(r"\b(?:every|each|per|last|since|ago|twice|once a)\s+$", before) or re.match(
        r"\s*(?:ago\b|'s (?:budget|plan|version|edition|event|fair|show)|budget\b|plan\b|edition\b|numbers\b)",
        after,
    ):
        return False
    said = reading.plain[time.start : time.end]
    if re.match(
        r"\s+(?:instead of|rather than|flat|or less|per|a (?:week|month|year))\b", after
    ) and re.search(r"\bin\b.*(?:days?|weeks?|months?|hours?)", said):
        return False
    if said.strip() in {"today", "this week", "this morning", "tonight", "this afternoon", "this evening"}:
        return False
    return (
        not re.search(r"\b(?:takes?|took|for|lasts?|over|spread)\s+(?:about |around )?$", before)
        or not re.search(r"\d|weeks|months|years", said)
        or (re.search(r"\bfor (?:the )?$", before) is not None and "next" in said)
    )


def _chosen(reading: Reading, picked: list[TimeMention]) -> Iterator[Finding]:
    """Take what a visitor says last where he corrects himself, else what is bound most clearly."""
    picked = _clearest(reading, picked)
    between = reading.plain[picked[0].end : picked[-1].start]
    later = len(picked) > 1 and _GOES_ON.search(between) is not None
    time = picked[-1] if later else picked[0]
    clause = reading.clause_at(time.start)
    text = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    earliest, latest = time.earliest, time.latest
    if re.search(r"\bthis year still\b|\bstill this year\b", text):
        earliest = None
    value: Value = {
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "phrase": reading.words(reading.trimmed(time.start, time.end)),
    }
    span = reading.trimmed(min(clause.start, time.start), max(clause.end, time.end))
    yield Finding(
        "timeline", value, reading, span, "contract_end" if _CONTRACT.search(text) else "time", 0.85
    )


def _clearest(reading: Reading, picked: list[TimeMention]) -> list[TimeMention]:
    """Keep the times that go with a decision, and of two for one thing the narrower: "after the summer, in October"."""
    deciding = [time for time in picked if _DECISION.search(reading.of_span(reading.clause_at(time.start)))]
    apart = {reading.sentence_at(time.start) for time in picked}
    if deciding and len(apart) > 1:
        picked = deciding
    kept = picked[:1]
    for time in picked[1:]:
        gap = reading.plain[kept[-1].end : time.start]
        if _SAME_THING.fullmatch(gap) and _length(time) != _length(kept[-1]):
            kept[-1] = min(kept[-1], time, key=_length)
        else:
            kept.append(time)
    return kept


def _length(time: TimeMention) -> int:
    if time.earliest is None or time.latest is None:
        return _OPEN
    return (time.latest - time.earliest).days


def _without_date(reading: Reading, *, asked: bool, times: list[TimeMention]) -> Iterator[Finding]:
    hurry = _NO_HURRY.search(reading.plain)
    if (
        hurry is not None
        and not about_others(reading, hurry.start())
        and not is_question(reading, reading.sentence_at(hurry.start()))
        and not unreal(reading, hurry.start())
    ):
        general = not re.search(
            r"rush|hurry|timeline|deadline|urgen|pressure|plans? to|frame|time line|planning", hurry.group()
        )
        if asked or not general:
            span = reading.clause_at(hurry.start())
            span = reading.trimmed(min(span.start, hurry.start()), max(span.end, hurry.end()))
            yield Finding(
                "timeline",
                {
                    "earliest": None,
                    "latest": None,
                    "phrase": reading.words(reading.trimmed(hurry.start(), hurry.end())),
                },
                reading,
                span,
                "no_hurry",
                0.8,
                absent=True,
            )
            return
    backward = _BACKWARD.search(reading.plain)
    if backward is not None and times and not is_question(reading, reading.sentence_at(backward.start())):
        time = times[0]
        bounds = {
            "by": (None, time.days.last),
            "until": (None, time.days.last),
            "before": (None, time.days.first - timedelta(days=1)),
            "after": (time.days.last, None),
        }
        if re.search(
            r"\b(?:need|must|have to|should|want|running|in place|ready|hang)\b",
            reading.of_span(reading.clause_at(backward.start())),
        ):
            earliest, latest = bounds[backward["what"]]
            span = reading.trimmed(
                reading.clause_at(time.start).start, reading.clause_at(backward.start()).end
            )
            value: Value = {
                "earliest": earliest.isoformat() if earliest else None,
                "latest": latest.isoformat() if latest else None,
                "phrase": reading.words(reading.trimmed(backward.start(), backward.end())),
            }
            yield Finding("timeline", value, reading, span, "by_then", 0.7)
            return
    soon = _ASAP.search(reading.plain)
    if soon is not None and (
        asked
        or re.search(
            r"\b(?:we|i)(?:'d)? (?:\w+ )?(?:need|want|have to|must|start|like)\b",
            reading.plain[max(0, soon.start() - 60) : soon.start()],
        )
    ):
        span = reading.clause_at(soon.start())
        if (
            not is_question(reading, reading.sentence_at(soon.start()))
            and not unreal(reading, soon.start())
            and not says_no(reading)
        ):
            yield Finding(
                "timeline",
                {
                    "earliest": None,
                    "latest": None,
                    "phrase": reading.words(reading.trimmed(soon.start(), soon.end())),
                },
                reading,
                reading.trimmed(span.start, max(span.end, soon.end())),
                "soon",
                0.6,
            )


def _about_follow_up(question: str) -> bool:
    return (
        re.search(
            r"\b(?:call you|meet|reach you|talk again|send (?:you|it)|shall (?:i|we)|should (?:i|we)|can (?:i|we)|a demo|works? (?:best )?for you|suits? you|are you free|visit)\b",
            question,
        )
        is not None
    )
