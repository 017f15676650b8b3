"""How the job is done today where no vendor has a name: paper, spreadsheets, somebody with a clipboard."""

import re
from collections.abc import Iterator

from agent.insight.signals.names import UNKNOWN_NAME
from agent.insight.signals.reading import Reading, Span, phrase
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_no
from agent.insight.signals.vendor_words import USED_BEFORE, last_uses

_GENERIC_NAMES = (
    r"(?:excel|google|e ?-?mailed)? ?(?:spread ?-?sheets?|sheets?|excels?)(?! of)(?: files?| lists?| sheets?)?|excel|pen and paper|(?:a |an )?(?:hand-?written|printed) (?:lists?|notes?|forms?|sheets?|logs?)|(?:a |the )?log ?books?|pencil and paper|paper(?: (?:lists?|forms?|files?|checklists?|folders?|books?|diar(?:y|ies)|sheets|cards|slips|logs?|based|calendars?|trail))?|(?:a |the |big |on |some |an? old )*white ?-?boards?|"
    r"(?:a |one )?(?:whole )?(?:bunch|pile|stack|mix|mixture|patchwork|collection|jungle|zoo|heap|bundle|handful|dozen|set) of (?:\w+ ){0,2}?(?:scripts|macros|spread ?-?sheets|sheets|excels?(?: files| sheets)?|lists|papers?|folders|tools|files|databases|forms|note ?-?books|binders|e-?mails|post-?its|apps|systems)(?: (?:that|which) (?:\w+ ){2,4}\w+)?|(?:a |an |the )?(?:system|tool|software|database|solution|app|program|thing) (?:of our own|of my own|(?:that )?we (?:wrote|built|made|developed) (?:ourselves|in-?house)|our (?:own )?(?:\w+ )?(?:engineers|guys|it|people|developers|programmers|interns|students|team) (?:wrote|built|made|developed|maintain))|"
    r"what'?s ?app(?: groups?| messages?| chats?)?|(?:e ?-?mails?|phone calls?)(?: and (?:\w+ ){0,2}\w+)?|post-?its?|sticky notes?|clip ?-?boards?|(?:a |our |the )?shared (?:drive|folder|mailbox|inbox|calendar)|share ?-?point|google (?:docs|drive|calendar|forms)|outlook|"
    r"(?:an? |our |some |the )?(?:own|home ?-?grown|home ?-?made|home ?-?brewed|in ?-?house|self ?-?(?:built|made|written|developed)|custom(?: built| made)?|bespoke|legacy|hand ?-?made|old) (?:\w+ ){0,2}?(?:system|tool|software|database|app|solution|program|application|thing|platform|script|scripts|development|crm|erp)|"
    r"(?:ms |microsoft )?access(?: data ?base|,? an old data ?base)?(?! (?:to|for|the|rights|control|points?|cards?)\b)|sap|oracle|salesforce|hub ?spot|dynamics|microsoft teams|trello|jira|notion|airtable|power ?bi|moodle|procore|quickbooks|data ?loggers?|fax(?:es)?|note ?-?books?|manually|manual (?:lists?|records?|logs?|entry)|by hand|binders?|folders?|phone|"
    r"(?:a |our )?guard service|security guards?|night watchm[ae]n|word documents?|pdfs?|index cards|punch cards|a calendar|wall planner|magnet board|kanban board|chalk ?boards?|walkie[- ]talkies|radios?"
)
_OPTIONAL_GAP, _GAP = r"\s*", r"\s+"
GENERIC = re.compile(
    rf"(?<![\w'])(?:{_GENERIC_NAMES.replace(' ?', _OPTIONAL_GAP).replace(' ', _GAP)})(?![\w'])"
)
NOT_ABOUT_TODAY = re.compile(
    r"\b(?:what|which) (?:bank|company|firm|school|hospital|university|utility|country|city|region|team|department|industry|sector|part of|line of|side|field)\b(?! .*\b(?:use|system|software)\b)|\bwhat (?:do|does) (?:you|your (?:\w+ )?(?:firm|company|business|shop|outfit|team|plant|bank|hospital|school|organi[sz]ation)|they) (?:do|make|produce|protect|sell|teach|grow|build|haul|carry|process|brew|cook|farm|insure|ship)\b(?! (?:it|that|this|for|about|with|today|now|currently|at the moment|at present))|\bwhat do you do now\b|\bwhat's your (?:role|job|name|story|title|trade|line)\b|\bhow (?:many|much|long|big|large|far|often|soon|old|about|come|so)\b|\bhow(?:'s| is| are) (?:it going|things|business|the show|life|you(?: doing| today)?\W*$)"
)
MADE_BY_THEM = re.compile(
    r"\b(?:our (?:own )?(?:\w+ )?(?:engineers|guys|it|people|developers|programmers|interns|students|team)|we) (?:wrote|built|made|developed|maintain)\b|"
    r"\b(?:wrote|built|developed|programmed|made|coded|cobbled)\b[^.!?]{0,20}\b(?:ourselves|myself|himself|in-?house)\b"
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|oh|hm|so|no|honestly|just|basically|mostly|mainly|to be honest|currently|today|at the moment|right now|still|now|it's|its|it is|that's|that would be|with|on|in|via|using|all|only|good old|"
    r"we have|we've|we've got|we got|we use|we're using|we are using|we're on|we're with|we run|we're running|we do it with|we do it in|we do it on|we do that|we do it|we do|we work with|we still use|i use|i have|i've|i've got|they use|they have|at present|so far|don't laugh|believe it or not|funny enough|sadly|unfortunately|actually|there's|there is|some|"
    r"by|through|our|right|okay|ok|i'm afraid|it's all|it's still|sure|it's called|it's a|the|kind of|something called|everything is in|everything in|everything on|everything with|this thing called|mm|with the|of course|we still have|we're still on|for that|for this)\b\W*)+"
)
_END_OF_NAME = re.compile(
    r"[ ,]*(?:,|\b(?:for (?:about |over |more |years|the|two|three|four|five|six|seven|eight|nine|ten|ages|\d)|since|but|and (?:we|it|they|i|that|people|everybody|nobody|the|a lot|then)|because|which|that|who|mostly|at the moment|right now|currently|today|now|so|to be honest|honestly|basically|these days|as of|from|has been|have been|it's|it|we|is|are|and a lot|of course|"
    r"until|on two|like everybody|like everyone|obviously|ironically|actually|really|i think|i guess|at least|still|years ago|all|only|or|plus|hosted|with a lot|in most|years)\b).*$"
)
_ITEM = r"(?:(?:an?|the|some|our|my|old|big|good old|lots of|a lot of|several|home-?made|few)\s+)*[\w'&+-]+(?:\s+[\w'&+-]+){0,2}?"
_LIST = re.compile(rf"{_ITEM}(?:\s*,\s+{_ITEM}){{0,3}}\s+(?:and|plus|&)\s+{_ITEM}(?=\s*(?:$|[.!;,-]))")
_NOT_IN_LISTS = re.compile(
    r"\b(?:is|are|was|were|it|we|they|he|she|i|that|which|who|but|because|so|not|then|look|walk|people|hope|pray|good|bad|slow|fine|since|for|with|by|in|on)\b"
)
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
_NO_WAY = re.compile(
    r"\b(?:don't know|no idea|not sure|you|your|i'll|we'll|can't say|couldn't say|depends|need|want|would|sorry|thanks?|problem|looking for|that's the|good question|i'm (?:from|the|a|an|here|just|with)|we're (?:a|an|from)|we make|i run|run purchasing|badly|poorly|not well|not at all|not really|terribl\w+|awful\w*|let me|the same|\w+ (?:million|thousand|percent|people|employees|sites|trucks|machines|households))\b"
)
_LOOKS_LIKE_A_WAY = re.compile(
    r"\W*(?:(?:well|um|uh|yes|yeah|yep|sort of|kind of|only|just|a bit|so|oh|ha|honestly)\W+)*(?:an?|with|by|from|on|in|something|some|our|the|my|everyone|everybody|people|whoever|somebody|someone|teachers|drivers|nurses|a few|old|two|three|one|we (?:phone|call|walk|look|go|ask|write|put|send|count|check|read|drive|shout|do|have|use|use|measure|keep|note))\b(?!.*\b(?:is|are) (?:fine|good|great|right|wrong|slow|bad|the problem)\b)"
)
_EMPTY_ANSWER = re.compile(
    r"(?:yes|no|it|that|good|fine|ok|okay|sure|not much|me|we|so so|so-so|great|well|right|exactly|really|many|lots|not yet|somehow|difficult|hard|slowly|everything|same|yeah|no one|nobody|not|both|of course|us|them|why|both of them|two|three|four|five|six|seven|eight|nine|ten|\d+)\W*"
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
    holds_one = GENERIC.search(match.group()) or UNKNOWN_NAME.search(reading.text, span.start + 1, span.end)
    return span if holds_one else None


def ways(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[Finding]:
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
                or re.search(
                    r"\b(?:used to|no longer|until|years ago|back then|before)\b",
                    reading.of_span(reading.clause_at(position)),
                )
            ):
                continue
            yield Finding(
                "current_solution",
                {"name": reading.words(span)},
                reading,
                reading.trimmed(*match.span()),
                "way",
                0.7,
            )


def in_use(reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    """Return whether a common name ("a whiteboard") is said to do the job today."""
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
    if not asked and re.search(
        r"\b(?:used to|don't|doesn't|do not|didn't|never|no longer|stopped|send|sends|mail me|e?-?mail me|call me|will|won't|write me|get it|have (?:it|that))\b",
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
        USED_BEFORE.search(before)
        or last_uses(before)
        or re.search(
            r"\b(?:plan|track|do|manage|keep|document|log(?:g)?|record|write|schedule|organi[sz]e|coordinate|handle|store|run|work|count|report|collect|book)(?:s|ing|ed)? (?:\w+ ){0,5}(?:in|on|with|by|via|through|into|using)\s+(?:(?:an?|the|our|on|some|big|old)\s+)*$",
            before,
        )
        or (re.search(r"\b(?:it's|that's|is|are) (?:all |mostly |still |basically |just |done )*$", before))
    ) and not re.search(r"^\s*(?:is|are) (?:not|no)\b", after)


def phrase_around(reading: Reading, span: Span) -> Span:
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


def plain_answer(talk: Talk, reading: Reading, question: str) -> Iterator[Finding]:
    """Take a short answer to "what do you use today?" as it is."""
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
        end = late.start() if late is not None else end
    span = reading.trimmed(start, end)
    words = reading.of_span(span).split()
    if not words or len(words) > 10 or _EMPTY_ANSWER.fullmatch(reading.of_span(span)):
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


def _after_words(reading: Reading, start: int, count: int) -> int:
    """Return the place after so many words."""
    match = re.compile(rf"\W*(?:\S+\s+){{{count - 1}}}\S+").match(reading.plain, start)
    return match.end() if match is not None else start
