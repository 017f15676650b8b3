"""Whether the visitor lets himself be recorded, or contacted, and takes it back."""

import re
from collections.abc import Iterator

from agent.contract.lead import Signal
from agent.insight.signals.reading import Reading, Span, phrase
from agent.insight.signals.talk import Finding, Talk, says_no, says_yes

_NEAR = 14
"""Characters after "delete that" in which "all of it" may follow."""
_STOP = phrase(
    r"(?:please |could you |can you |would you )?(?:stop|turn off|switch off|end|pause|shut off|cut)(?: it| that| this| the)? (?:recording|(?:the |that |this |your )?(?:microphone|mic|recorder|recording|tape|notes|tablet|assistant|note-?taking|transcript|gadget|box)|listening|transcribing|taping|it off|that off|that thing off|this off|taking notes|writing (?:this|it) down)(?: off)?|(?:take|put) (?:the|that|this|your) (?:clip|mic|microphone|recorder|thing|gadget|tablet|box|phone) (?:off|away|down)|(?:turn|switch|shut) (?:(?:the|that|this|your) (?:microphone|mic|recorder|recording|box|thing|tablet|gadget|notes|assistant|machine)|it|that) off|stop recording|"
    r"(?:stop|end|pause) (?:it|that|this) from (?:now|here)|off the record|i (?:withdraw|take back|revoke) (?:my |the )?(?:consent|permission|ok|okay)|i(?:'ve| have)? changed? my mind(?: about (?:the )?recording)?|no (?:more )?recording(?: please)?"
)
_DO_NOT = phrase(
    r"(?:wouldn't|won't|would not|will not) (?:like|want|have|agree to)(?: \w+){0,2} being (?:record\w*|taped)|"
    r"(?:please )?(?:don't|do not) (?:record|tape|transcribe|listen in)(?: (?:me|this|us|that|anything|it|any of (?:it|this)))?|i(?:'d| would) (?:rather|prefer) (?:you )?(?:not|didn't|don't|that you don't) ?(?:to )?(?:be )?(?:record\w*|tape\w*|do that)|i (?:don't|do not) (?:want|like|wish)(?: \w+){0,3} (?:record\w*|taped|on tape|transcribed)|"
    r"without (?:the )?(?:recording|microphone)|(?:you may not|you can\x27?t|you cannot|i can\x27?t be|i cannot be|i won\x27?t be) (?:be )?record\w*(?: me| this)?|not (?:be )?recorded|recording (?:isn't|is not|makes me)(?: \w+){0,3}|i'm not (?:comfortable|ok|okay|fine|happy) (?:with|being) (?:the |that |being )?record\w*"
)
_ERASE = phrase(
    r"(?:delete|erase|remove|wipe|bin|throw away|scrap|get rid of|discard|destroy) (?:everything|it all|all of (?:it|that|this)|that|it|this|the (?:whole|recording|entire)(?: \w+)?|what (?:you|i)(?: \w+){0,2}|my \w+|anything)|(?:don't|do not) (?:use|keep|store|save) (?:any (?:of (?:it|this|that))?|anything|it|that|this|what i)(?: \w+){0,2}|"
    r"(?:everything|it all|all of (?:it|that|this)|what i(?:'ve)? said|i want (?:it|that))(?: \w+){0,3} (?:deleted|erased|gone|wiped|removed)|forget (?:the whole|everything|this whole) (?:thing|conversation|i said)?|none of (?:it|this) (?:may|can|should)"
)
_FROM_NOW = phrase(
    r"from now(?: on)?|from here(?: on)?|from this point(?: on)?|the rest|for (?:this|the next) (?:part|bit)|what you have is (?:fine|ok|okay)|keep what(?: \w+){0,3}|so far is (?:fine|ok|okay)|up to now|until now|for now|this next|the next|what comes (?:now|next)|now"
)
_FROM_HERE_ON = phrase(
    r"from now on|from here(?: on)?|from this point(?: on)?|any ?more|any longer|any further|what (?:you have|we had)(?: so far)?|keep what"
)
_KEEPS_ON = phrase(
    r"keep(?: on)? (?:recording|taping|it running)|go on recording|continue (?:recording|to record)|still recording"
)
_NO_CONTACT = phrase(
    r"(?:please )?(?:don't|do not|never) (?:~ )?(?:(?:call|phone|ring|email|e-mail|mail|contact|write(?: to)?|text|spam)(?: (?:or|and) (?:call|phone|ring|email|e-mail|mail|write|text))? (?:me|us)|(?:add|put|pass|share) (?:me|us|my)|send (?:me|us) (?:anything|any|mails?|e-?mails|newsletters?|spam|stuff|advertising|marketing)|(?:pass|share|give) (?:it|them|that|this) (?:on|to|with))(?! (?:the|a|an) (?:offer|quote|sample))(?: (?:on (?:the|your|any)|to|any|anything|mails?|newsletters?|spam|about|afterwards|again|please|at all|after|with)(?: \w+){0,3})?|no (?:phone )?(?:calls|newsletters?|emails?|e-mails?|mails?|spam|marketing|advertising|follow-?ups?|mailings?|contact)(?: (?:please|for me|afterwards|at all))?|"
    r"(?:you|i) (?:can't|cannot|may not|mustn't|must not|shouldn't)(?: \w+){0,2} (?:use|contact|email|call|share|add)(?: \w+){0,8}|(?:i|we) (?:don't|do not) want (?:any |to get |to receive |to be |your )*(?:emails?|e-mails?|mails?|newsletters?|calls|phone calls|spam|advertising|contacted|called|on any list|marketing)(?: \w+){0,4}|unsubscribe(?: me)?|take me off(?: \w+){0,3}|(?:i'd|i would) rather not (?:be (?:contacted|called)|get (?:mails?|emails?|calls))|i(?:'ll| will) (?:contact|call) you(?: instead)?,? (?:don't|not)(?: \w+){0,3}"
)
_MAY_CONTACT = phrase(
    r"(?:you|your people|your team|your colleagues)(?: (?:can|may|could|are welcome to)|'re welcome to) (?:~ )?(?:contact|email|e-mail|mail|call|write to|write|reach|ring|phone|keep in touch with|get in touch with|add) (?:me|us)(?! (?:back )?(?:(?:the|a|an|next|on|tomorrow|when|if)\b))|feel free to (?:contact|email|e-mail|call|write to|write|reach out to|reach|ring|add) (?:me|us)|(?:please )?(?:add|put|sign) me (?:up )?(?:to|on|for) (?:the|your) (?:newsletter|mailing list|list)"
)
_GRANTS = re.compile(
    r"\W*(?:(?:no|oh|well|ah|yes|yeah|sure)\W+)*(?:if (?:it|that) (?:stays|remains|helps)|for now,? (?:yes|ok|okay|fine|sure)|you have (?:it|my)|you've got (?:it|my)|as long as|only if it stays|none (?:at all|whatsoever|from me)|not in the least|why not|be my guest|please do|do,? please|you may|you can|go (?:for it|ahead|on)|(?:work|phone|ring|write|fire|tape|record) away|as you (?:like|wish|please|want)|if (?:it|that) helps|if you (?:must|want|like|need to|have to)|whatever you (?:like|need|want)|knock yourself out|"
    r"(?:i have |i've |we have |i've got )?no (?:objections?|worries|issue|issues)|it's (?:ok|okay|fine|alright|all right|no problem)|that (?:doesn't|does not) bother|doesn't (?:bother|matter)|i'm (?:good|cool|happy) with|no skin off)\b"
)
_DENIES = re.compile(
    r"\b(?:lawyers?|boss|company|legal|policy|rules|firm|employer|compliance|department)\b[^.!?]{0,20}\b(?:(?:don't|doesn't|do not|does not|won't|wouldn't) (?:allow|let|permit|like|want)|forbids?|prohibits?)|"
    r"\b(?:not allowed|against (?:our|the|company) (?:policy|rules)|better not|i can't agree|skip the recording|leave (?:it|that) off|keep (?:it|that) off|not on tape|not comfortable|uncomfortable)\b"
)
_FLATLY = re.compile(
    r"\W*(?:(?:hm+|well|oh|ah|is it|really|sorry|god|good lord|then)\W+)*(?:no\b(?! (?:problem|worries|objections?|issue))|not a chance|no way|better not|i'd rather|certainly not|absolutely not|never|you (?:could|can|may) not)"
)
_COMMAND = re.compile(
    r"(?:^|[,;.!?:-]|\b(?:please|but|and|so|just|then|ok|okay|yes|no|sure|thanks|actually|or|well|said|though|only|because))\s*$"
)
_MAY_RECORD = phrase(
    r"(?:you|feel free to|go ahead and) ?(?:can|may|could)? (?:~ )?(?:record|tape)(?: (?:me|this|us|that|it))?|(?:i|we)(?:'m|'re| am| are)? (?:~ )?(?:don't mind|do not mind|ok with|okay with|fine with) (?:the |being |you |that |if you |a )*(?:record\w*|taped|microphone)|recording (?:is|'s) (?:~ )?(?:fine|ok|okay|no problem|alright)"
)


_RECORDS_US = phrase(
    r"(?:taped|recorded|tape|record) (?:this|us|you|that)|record(?:s|ing|ed)? (?:the |this |our |us|what|everything|along|these|me|you)(?: ?(?:talk|conversation|chat|chats|meeting))?|(?:takes?|taking|makes?|making|writes?|writing) (?:~ )?(?:notes|along|down|minutes)|listen(?:s|ing) (?:in|along)|(?:tapes?|taping|transcribes?|transcribing) (?:this|these|the|our|what|it|us)|on tape|this is being (?:recorded|taped)|(?:microphone|mic|recorder) (?:is )?(?:on|running|here)"
)
_MAY_WE_WRITE = re.compile(
    r"\b(?:can|may|could|might) (?:i|we) (?:email|e-mail|mail|contact|call|write|ring|phone)(?: to)? you"
    r"(?: something| some ?thing| about (?:it|that)| in the meantime| after(?:wards| the (?:show|fair))?)?\W*$"
)
_IS_THAT_FINE = re.compile(
    r"\b(?:alright|all right|ok|okay|fine|good|cool|happy|comfortable|objections?|mind|permission|problem|any issue|agree|allowed|may i|may we|can we|can i)\b[^.?!]{0,60}\W*(?:$|\?)"
)


def consents(talk: Talk) -> Iterator[Finding]:
    """Find the visitor's answers, at most one a turn and scope."""
    given: dict[str, str] = {}
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading, given):
            scope, status = str(finding.value["scope"]), str(finding.value["status"])
            if given.get(scope) != status:
                given[scope] = status
                yield finding


def empties(finding: Finding) -> bool:
    """Return whether nothing else that was said may count."""
    value = finding.value
    return value["scope"] == "recording" and (value["status"] == "refused" or value["effect"] == "everything")


def _in_turn(talk: Talk, reading: Reading, given: dict[str, str]) -> Iterator[Finding]:
    recording = _recording(talk, reading, given)
    if recording is not None:
        yield recording
    contact = _contact(talk, reading, given)
    if contact is not None:
        yield contact


def _recording(talk: Talk, reading: Reading, given: dict[str, str]) -> Finding | None:
    stop, not_at_all, erase = (
        _STOP.search(reading.plain),
        _DO_NOT.search(reading.plain),
        _ERASE.search(reading.plain),
    )
    asked = talk.asked(reading, "recording") or _told_then_asked(talk, reading)
    spoken_of = (
        asked
        or "recording" in given
        or re.search(r"\b(?:record\w*|microphone|mic|tape|taped|said)\b", reading.plain) is not None
    )
    if stop is not None and re.search(r"change\w* my mind", stop.group()) and not (spoken_of or erase):
        stop = None
    if (
        stop is not None
        and _question(reading, stop.start())
        and not re.match(r"(?:please|could|can|would)", stop.group())
        and not re.search(r"\b(?:could|can|would|will) you (?:please )?$", reading.plain[: stop.start()])
    ):
        stop = None
    if (
        stop is not None
        or (
            erase is not None
            and spoken_of
            and re.search(
                r"record|everything|all of|any of|it all|what (?:you|i)|^wipe|^erase|^scrap|^bin",
                reading.plain[erase.start() : erase.end() + _NEAR],
            )
        )
        or (not_at_all is not None and given.get("recording") == "given")
    ):
        mark = stop or not_at_all or erase
        if mark is None:
            return None
        everything = erase is not None or (not_at_all is not None and not _FROM_NOW.search(reading.plain))
        first = (
            "recording" not in given
            and not _KEEPS_ON.search(_before(talk, reading))
            and erase is None
            and reading.number <= 4
            and not _FROM_NOW.search(reading.plain)
            and "my mind" not in mark.group()
        )
        if first and asked:
            return _found(reading, mark, "refused", "recording", None)
        return _found(
            reading, mark, "withdrawn", "recording", "everything" if everything else "from_now", also=erase
        )
    if not_at_all is not None and (from_now := _FROM_HERE_ON.search(reading.plain)) is not None:
        return _found(reading, not_at_all, "withdrawn", "recording", "from_now", also=from_now)
    if not_at_all is not None:
        return _found(reading, not_at_all, "refused", "recording", None)
    if asked and _DENIES.search(reading.plain):
        return _found(reading, _first(reading), "refused", "recording", None)
    if asked:
        if (
            (says_no(reading) or _FLATLY.match(reading.plain))
            and not _GRANTS.match(reading.plain)
            and not re.match(
                r"\W*(?:no|not)\W+(?:i don't mind|not at all|problem|worries|go ahead|that's fine|that's ok|of course not|sure)",
                reading.plain,
            )
        ):
            if _minds(talk, reading) and not re.search(
                r"\b(?:rather|don't (?:want|like)|please don't|prefer)\b", reading.plain
            ):
                return _found(reading, _first(reading), "given", "recording", None)
            return _found(reading, _first(reading), "refused", "recording", None)
        if _minds(talk, reading) and re.match(
            r"\W*(?:yes|yeah|i do|actually)\b(?!.*\b(?:go ahead|fine|ok|okay|sure|no problem|don't mind)\b)",
            reading.plain,
        ):
            return _found(reading, _first(reading), "refused", "recording", None)
        if (
            says_yes(reading)
            or re.match(
                r"\W*(?:no\W+)?(?:i don't mind|not at all|no problem|of course not|doesn't bother|i've nothing against|i have nothing)",
                reading.plain,
            )
            or _GRANTS.match(reading.plain)
        ):
            return _found(reading, _first(reading), "given", "recording", None)
    may = _MAY_RECORD.search(reading.plain)
    if (
        may is not None
        and not _question(reading, may.start())
        and re.match(r"(?:you|feel|go|record|i|we)", may.group())
        and (
            "can" in may.group()
            or "may" in may.group()
            or "fine" in may.group()
            or "ok" in may.group()
            or "mind" in may.group()
        )
    ):
        return _found(reading, may, "given", "recording", None)
    return None


def _asks_for_number(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep asks for a way to reach the visitor later."""
    return (
        re.search(
            r"\b(?:leave|give) us your (?:number|mail|e-mail|address|details|contact)\b|\b(?:take|have|get) your (?:number|mail|e-mail|address|card)\b|\bso (?:that )?we can follow up\b",
            _before(talk, reading),
        )
        is not None
    )


def _told_then_asked(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep says that this talk is recorded, and asks in another sentence if that is fine."""
    before = talk.before(reading)
    return (
        before is not None
        and before.side == "rep"
        and _RECORDS_US.search(before.plain) is not None
        and _IS_THAT_FINE.search(before.plain) is not None
    )


def _contact(talk: Talk, reading: Reading, given: dict[str, str]) -> Finding | None:
    refused = _NO_CONTACT.search(reading.plain)
    if refused is not None and not _question(reading, refused.start()):
        before = reading.plain[: refused.start()]
        status = "withdrawn" if given.get("contact") == "given" else "refused"
        imperative = re.match(r"don't|do not|never", refused.group())
        if (
            (imperative is None or _COMMAND.search(before))
            and not re.search(r"\b(?:we have|there are|have|get|got|getting|so many|have had)\s+$", before)
            and not re.search(r"\b(?:they|he|she|drivers?|customers?)\s+$", before)
        ):
            return _found(reading, refused, status, "contact", "from_now" if status == "withdrawn" else None)
    if (talk.asked(reading, "contact") or _asks_for_number(talk, reading)) and not talk.asked(
        reading, "recording"
    ):
        if (says_no(reading) or _FLATLY.match(reading.plain)) and not _GRANTS.match(reading.plain):
            return _found(reading, _first(reading), "refused", "contact", None)
        if says_yes(reading) or _GRANTS.match(reading.plain):
            return _found(reading, _first(reading), "given", "contact", None)
    may = _MAY_CONTACT.search(reading.plain)
    if may is not None and not _question(reading, may.start()):
        return _found(reading, may, "given", "contact", None)
    before_turn = talk.before(reading)
    if before_turn is not None and before_turn.side == "rep" and _MAY_WE_WRITE.search(before_turn.plain):
        if says_yes(reading) or _GRANTS.match(reading.plain):
            return _found(reading, _first(reading), "given", "contact", None)
        if says_no(reading) or _FLATLY.match(reading.plain):
            return _found(reading, _first(reading), "refused", "contact", None)
    return None


def _before(talk: Talk, reading: Reading) -> str:
    before = talk.before(reading)
    return before.plain if before is not None else ""


def _minds(talk: Talk, reading: Reading) -> bool:
    before = talk.before(reading)
    return (
        before is not None
        and re.search(
            r"\b(?:mind|bother you|object|objections?|problem (?:if|with)|a problem)\b", before.plain
        )
        is not None
    )


def _question(reading: Reading, position: int) -> bool:
    return "?" in reading.of_span(reading.sentence_at(position))


def _first(reading: Reading) -> Span:
    return reading.sentences[0] if reading.sentences else Span(0, len(reading.plain))


def _found(
    reading: Reading,
    mark: re.Match[str] | Span,
    status: str,
    scope: str,
    effect: str | None,
    also: re.Match[str] | None = None,
) -> Finding:
    span = mark if isinstance(mark, Span) else Span(*mark.span())
    if also is not None:
        span = Span(min(span.start, also.start()), max(span.end, also.end()))
    if isinstance(mark, Span) and reading.clauses and len(reading.of_span(mark).split()) > 12:
        span = reading.clauses[0]
    value: dict[str, str | int | float | bool | None] = {"status": status, "scope": scope, "effect": effect}
    return Finding("consent", value, reading, reading.trimmed(span.start, span.end), status, 0.85)


def ends_everything(signal: Signal) -> bool:
    """Return whether a signal says that none of the conversation may be kept."""
    if signal.kind != "consent" or signal.value.get("scope") != "recording":
        return False
    return signal.value.get("status") == "refused" or signal.value.get("effect") == "everything"
