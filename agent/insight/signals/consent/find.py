"""Whether the visitor lets himself be recorded, or contacted, and takes it back."""

import re
from collections.abc import Collection, Iterator, Mapping

from agent.contract.lead import Signal
from agent.insight.signals.consent.answers import (
    answer,
    answering,
    before,
    in_question,
    ordered,
    verdict,
)
from agent.insight.signals.consent.contact import contact
from agent.insight.signals.consent.dialogue import by_matter, stays_open, takes_up_another, turned_round
from agent.insight.signals.consent.notices import OUR_RECORDER, asks_leave, knows_of_recorder, may_be_refused
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, phrase
from agent.insight.signals.language.talk import Finding, Talk

_NEAR = 24
"""Characters after "delete that" in which "all of it" may follow."""
_EARLY = 4
"""Turns in which a first "switch it off" refuses."""
_DEVICE = laid_out(r"""
    (?:the|that|this|your) (?:little |red )?(?:
        microphone|mic|recorder|recording|tape recorder|tape|dictaphone|light|clip|thing|gadget|tablet|box|
        machine|device|unit|assistant|transcript(?:ion)?|note-?taker
    )
""")
_STOP = phrase(rf"""
    (?:kill|mute|unplug|stop) {_DEVICE}|
    (?:would|do) you mind (?:switching|turning|shutting) (?:it|that|this|{_DEVICE}) off|
    (?:i want|i'd like|i'd prefer|i'd rather have) {_DEVICE} off|
    stop (?:it|that)(?= ?(?:$|[.,!;]| and\b| now\b| please\b))|
    (?:no more|enough) (?:tape|taping|microphone)(?: please)?|
    (?:please |could you |can you |would you )?(?:stop|turn off|switch off|end|pause|shut off|cut)
    (?: it| that| this| the)? (?:
        recording|
        (?:the |that |this |your )?(?:red )?(?:
            light|microphone|mic|recorder|recording|tape|notes|tablet|assistant|note-?taking|transcript|
            gadget|box|device|unit|app
        )|
        listening|transcribing|taping|it off|that off|that thing off|this off|taking notes|
        writing (?:this|it) down
    )(?: off)?|
    (?:take|put) (?:the|that|this|your) (?:
        clip|mic|microphone|recorder|thing|gadget|tablet|box|phone
    ) (?:off|away|down)|
    (?:turn|switch|shut|put) (?:
        (?:the|that|this|your) (?:
            light|clip|microphone|mic|recorder|recording|box|thing|tablet|gadget|notes|assistant|machine|
            device|unit|transcript(?:ion)?|app
        )|
        it|that
    ) off|
    stop (?:recording|transcribing)|stop (?:writing|noting|listening|taping)(?= ?(?:$|[.,!;]| now\b| please\b))|
    (?:go on|continue|carry on|talk|do (?:it|this)|speak) without {_DEVICE}|
    with {_DEVICE} off(?= ?(?:$|[.,!;?]))|
    (?:keep|leave|have)(?: (?:that|this|it|the next \w+|that part|this part)
    )? (?:off|out of) the (?:recording|record|transcript|tape|notes)|
    (?:stop|end|pause) (?:the|that|this|your) (?:transcript(?:ion)?|device|notes|note-?taking)|
    (?:i'd|i would) (?:rather|prefer(?: it)?(?: if)?|like it if|appreciate it if) you (?:please )?
    (?:turned|switched|shut|stopped|paused|put|took|turn|switch|shut|stop|pause) (?:
        (?:it|that|this|{_DEVICE}) (?:off|down|away)|
        (?:off|the|that) (?:the )?(?:recording|recorder|microphone|mic|tape)
    )|
    (?:stop|end|pause) (?:it|that|this) from (?:now|here)|
    (?:
        please|(?:could|can|would|will) you(?: please)?
    ) stop (?:taking|writing|noting) (?:this|it|that|everything) down|
    off the record|
    (?:mic|microphone|recorder|recording) off(?= ?(?:$|[.,!;]| please| now| first))|
    i take back what i said about (?:the |this |being )?record\w*|
    i (?:withdraw|take back|revoke) (?:my |the )?(?:consent|permission|ok|okay)|
    i(?:'ve| have)? changed? my mind(?: about (?:the )?recording)?|
    no (?:more )?recordings?(?: please)?(?! of\b)|
    (?:i|we)(?:'d| would) (?:rather|prefer)
    (?: that)? (?:this|it|that) (?:wasn't|weren't|isn't|not be) recorded (?=from)
""")
_DO_NOT_RECORD_ME = phrase(r"""
    (?:
        (?:i|we) (?:wouldn't|won't|would not|will not) (?:like|want|have|agree to)(?: (?:this|me|us|it|that))?|
        (?:my|our) \w+ (?:wouldn't|won't|would not|will not) (?:like|want|have|agree to) (?:this|me|us)
    ) being (?:record\w*|taped)|
    (?:please )?(?:don't|do not|never) (?:record|tape|transcribe) (?:
        me|us|this|any of (?:it|this)|our (?:talk|chat|conversation)
    )|
    i(?:'d| would) (?:rather|prefer|sooner) (?:
        (?:you (?:not|didn't|don't)|that you don't) (?:to )?(?:record|tape)\w*|
        not (?:to )?be (?:recorded|taped)
    )|
    (?:i|we) (?:don't|do not) (?:want|like|wish)(?: to be| being| you| you to| this| us| me
        | our (?:talk|conversation|chat|meeting|discussion|voices?|words|names?)
        | any of this| to have this
    )(?: \w+)?? (?:record\w*|taped|on tape|transcribed)|
    (?:you may not|you can't|you cannot) (?:record|tape) (?:me|us|this)|
    (?:i can't be|i cannot be|i won't be|i'm not to be) (?:recorded|taped)|
    no recordings?,? (?:please|thanks|thank you|of (?:me|us|this))|
    nothing on tape,? (?:please|thanks|thank you)|
    (?:the|that|your) (?:microphone|mic|recorder) (?:stays|has to stay|must stay) off|
    (?:please |kindly )(?:avoid|refrain from|skip|no) (?:any )?recording|
    i'm not (?:comfortable|ok|okay|fine|happy) (?:with|being|about) (?:the |that |this |being |you |me )*
    record\w*
""")
"""What refuses without being asked: it says who is not to be recorded."""
_NO_RECORDING = phrase(r"""
    (?:please )?(?:don't|do not) (?:record|tape|transcribe|listen in)(?: (?:that|anything|it|any of that))?|
    i(?:'d| would) (?:rather|prefer|sooner) (?:you )?(?:not|didn't|don't|that you don't)(?: do that)?|
    (?:i|we) (?:don't|do not) (?:want|like|wish)(?: \w+){0,3} (?:
        record\w*|taped|on tape|transcribed|written down|
        (?:in|on) (?:the|your) (?:transcript|record|notes)
    )|
    (?:i|we)(?:'d| would)? (?:~ )?(?:prefer|rather|like|want)(?: \w+)? not (?:to )?
    (?:be|have (?:it|this|that)) (?:record\w*|taped|transcribed|written down)|
    (?:i|we) (?:~ )?(?:didn't|did not|never|haven't|don't) (?:~ )?
    (?:
        agreed?|consent(?:ed)?|said (?:yes|okay)|signed up
    ) (?:to|for) (?:that|this|it|any of (?:it|this|that)|being)|
    (?:happier|easier|better|more comfortable|rather (?:talk|do it|do this)) without(?: it| that)?
    (?= ?(?:$|[.,!]))|
    you (?:don't|do not|haven't|have not)(?: got)? have (?:it|that|my (?:ok|okay|permission))|
    you don't have (?:it|my (?:ok|okay|permission))|
    without (?:the |that |this )?(?:recording|recorder|microphone|mic|box)|
    (?:you may not|you can't|you cannot) (?:be )?record\w*|
    not (?:be )?recorded|
    nothing (?:is |gets |to be )?(?:recorded|on tape)|
    recording (?:isn't|is not|makes me)(?: \w+){0,3}|no recordings?(?: please)?
""")
"""What refuses only where the talk is about being recorded; elsewhere machines and hours are not recorded."""
_NOT_THAT = phrase(r"""
    (?:i|we) (?:don't|do not) (?:want|like|wish) (?:that|it) (?:to be |being )?
    (?:recorded|taped|transcribed|written down|on tape|in (?:the|your) (?:transcript|notes))|
    (?:i|we) (?:don't|do not) (?:want|like|wish) (?:this|that|it) on (?:the )?record|
    (?:this|that|it|(?:this|the) next \w+) (?:isn't|is not) for (?:the |your )?(?:tape|record(?:ing)?|transcript|notes)|
    (?:this|that) you (?:must not|can't|cannot|may not|mustn't|shouldn't|don't) record|
    i(?:'m| am) not allowed to be (?:recorded|taped)|
    (?:please (?:don't|do not)|you don't|from (?:here|now)(?: on)? (?:please )?(?:don't|do not)) record
    (?= ?(?:$|[.,;!]| any ?more| from| now))
""")
"""What takes leave back that was given; elsewhere much is not to be recorded."""
_ERASE = phrase(r"""
    (?:delete|erase|remove|wipe|bin|throw away|scrap|get rid of|discard|destroy) (?:
        everything|it all|all of (?:it|that|this)|that|it|this|
        (?:the|that|this) (?:whole|recording|entire|tape|lot|file|transcript(?:ion)?|text)(?: \w+)?|
        what (?:you|i)(?: \w+){0,2}|what was (?:recorded|said|written)(?: \w+)?|my \w+|anything
    )|
    take (?:out everything|everything out|(?:it|that|this)(?: all)? out)(?: all of (?:it|that))?(?: i(?:'ve)? said)?|
    (?:take|strike|cross|cut) (?:
        it|that|this|everything|all of (?:it|that|this)|what i(?:'ve)? said
    ) (?:out of|from|off) (?:your|the|that|this) (?:notes|transcript|recording|record|tape|file)|
    i'd rather (?:it|that|this)(?:'s| is| was| were) (?:gone|deleted|erased|wiped)|
    (?:i|we) (?:don't|do not) (?:want|wish|like) (?:
        it|that|this|any of (?:it|this|that)|anything|the transcript|the recording
    ) (?:to be )?(?:~ )?(?:stored|kept|saved|used|on file)|
    (?:don't|do not) (?:use|keep|store|save) (?:any (?:of (?:it|this|that))?|anything|it|that|this|what i)
    (?: \w+){0,2}|
    (?:i'd|i would) (?:rather|prefer(?: it)?(?: if)?|like it if|appreciate it if) you (?:please )?
    (?:deleted?|erased?|wiped?|removed?|binned|destroy(?:ed)?) (?:
        everything|it|that|this|(?:the|that|this|my) \w+|what \w+ said
    )|
    (?:throw|chuck) (?:that|the|this|it)(?: recording| tape)? (?:away|out)|
    (?:
        everything|it all|all of (?:it|that|this)|what i(?:'ve)? said|
        what you(?:'ve| have)? (?:recorded|got|taken down|written down|heard)|
        i(?: want|'d like|'d want) (?:it|that|the recording|that recording|the tape|this)
    )(?: \w+){0,3} (?:deleted|erased|gone|wiped|removed|binned)|
    forget (?:the whole|everything|this whole) (?:thing|conversation|i said)?|
    none of (?:it|this) (?:may|can|should)
""")
_FROM_NOW = phrase(r"""
    from now(?: on)?|from here(?: on)?|from this point(?: on)?|the rest|for (?:this|the next) (?:part|bit)|
    what you have is (?:fine|ok|okay)|keep what(?: \w+){0,3}|so far is (?:fine|ok|okay)|up to now|until now|
    for now|this next|the next|what comes (?:now|next)|now
""")
_FROM_HERE_ON = phrase(r"""
    from now on|from here(?: on)?|from this point(?: on)?|any ?more|any longer|any further|
    what (?:you have|we had)(?: so far)?|keep what
""")
_KEEPS_ON = phrase(
    r"keep(?: on)? (?:recording|taping|it running)|go on recording|continue (?:recording|to record)|still recording"
)
_MAY_RECORD = phrase(r"""
    (?:you|feel free to|go ahead and) ?(?:can|may|could)? (?:~ )?(?:record|tape)(?: (?:me|this|us|that|it))?|
    (?:i|we)(?:'m|'re| am| are)? (?:~ )?
    (?:don't mind|do not mind|ok with|okay with|fine with) (?:the |being |you |that |if you |a )*
    (?:record\w*|taped|microphone)|
    recording (?:is|'s) (?:~ )?(?:fine|ok|okay|no problem|alright)
""")
_SPOKEN_OF = re.compile(r"\b(?:record\w*|transcript\w*|microphone|mic|tape|taped|said|your notes)\b")
_NAMES_RECORDING = compiled(r"""
    record|device|mic|tape|taping|transcri|off the record|note|consent|permission|my mind|listening|
    you(?: please)? stop (?:taking|writing|noting)|please stop (?:taking|noting)
""")
_ALL_OF_IT = re.compile(
    r"record|transcript|everything|all of|any of|it all|what (?:you|i)|^wipe|^erase|^scrap|^bin"
)
_STARTS_WITH_VERB = compiled(r"""
    (?:
        keep|leave|have|stop|turn|switch|end|pause|shut|cut|take|put|delete|erase|remove|wipe|bin|throw|scrap|
        get|discard|destroy|don't|do not|forget|please|could|can|would
    )\b
""")
_TOLD_OTHERS = re.compile(r"\b(?:told|tell|asked|said to) (?!you\b)(?:\w+ ){0,2}\w+\W*$")
"""Before an order that was given to somebody else."""
_NONE = re.compile(r"no (?:more )?recording")
_BY_NAME = compiled(r"""
    \b(?:
        (?:the|that|this|your) (?:little |red )?(?:microphone|mic|recorder|recording|tape|notes)|
        (?:stop|pause|end|quit) (?:recording|taping|listening)
    )\b
""")
"""Our own recorder, by name: an order also where words stand before it ("so put the recorder away")."""
_SOMEBODY_DOES = compiled(r"""
    \b(?:
        they|we|he|she|it|i|who|that|which|people|nobody|\w+ers|guys|lads|guards?|cameras?|loggers?|not|
        \w+n't|to|can|will|must|should|would|could|always|never
    )\s+$
""")
_WANTED = compiled(r"""
    \b(?:
        (?:can|could|should|shall|may|might) we|let's|let us|
        (?:i|we)(?:'d| would)? (?:like|want|prefer|rather|ask you)(?: you)?(?: to)?
    )(?: please| maybe| perhaps| just| now)?\s*$
""")
"""Before "stop the recording": what the visitor wants, though he gives no order."""
_IF = re.compile(r"\W*(?:(?:and|but|so)\W+)*(?:if (?!you|i\b|that|it)|when|once|whenever)\b")
_TAKES_BACK_A_WORD = re.compile(r"(?:scrap|bin|wipe|erase) (?:that|it|this)$")
"""Of somebody who starts his sentence anew; an order only where our recorder was spoken of."""
_SAYS_ANEW = compiled(r"""
    (?:scrap|bin|wipe|erase|delete|strike) (?:that|it|this),\s*
    (?:(?:no|it's|it is|make it|make that|more like|about|around|i mean(?:t)?|not|rather)\W+(?:the )?)*
    (?:
        \d|[£$€]|
        (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|a hundred|half)\b|
        (?<=meant )\w|(?<=meant the )\w
    )
""")
"""Forty. Scrap that, fifty."""
_NOTHING_MORE = re.compile(r" ?(?:$|[.,!?;]|please\b|now\b|and\b|again\b|then\b|right\b)")
"""After "delete that": no word that says of what."""
_LATER = compiled(r"""
    \W*(?:please\W+)?(?:
        after(?:wards|ward)?\b|later\b|at the end\b|at some point\b|once\b|when (?:you|we|it|the)|
        in (?:a|two|three|\d+) (?:week|month|year|day)|within\b|eventually\b
    )
""")
"""After "delete it": he lets us have it for a while."""
_MAY = re.compile(r"(?:you|feel|go|record|i|we).*(?:can|may|fine|ok|mind)|feel free")


def consents(talk: Talk) -> Iterator[Finding]:
    """Find the visitor's answers, at most one a turn and scope."""
    given: dict[str, str] = {}
    answered: set[int] = set()
    for reading in talk.visitors:
        for finding in (_recording(talk, reading, given, answered), contact(talk, reading, given)):
            if finding is None:
                continue
            scope, status = str(finding.value["scope"]), str(finding.value["status"])
            if scope == "recording":
                answered.add(reading.number)
            if given.get(scope) != status:
                given[scope] = status
                yield finding


def empties(finding: Finding) -> bool:
    """Return whether nothing else that was said may count."""
    return _keeps_nothing(finding.value)


def _recording(
    talk: Talk, reading: Reading, given: dict[str, str], answered: Collection[int]
) -> Finding | None:
    leave = asks_leave(talk, reading) or stays_open(talk, reading, answered)
    asked = leave or talk.asked(reading, "recording") or may_be_refused(talk, reading)
    told = asked or (reading.number <= _EARLY and knows_of_recorder(talk, reading))
    stop, erase, refusal = (
        _stop(reading, given, asked=told),
        _erase(reading, given, asked=asked or knows_of_recorder(talk, reading)),
        _refusal(reading, asked=told, given="recording" in given),
    )
    mark = stop or (refusal if given.get("recording") == "given" else None) or erase
    if mark is not None:
        from_now = _FROM_NOW.search(reading.plain) is not None
        first = (
            told
            and "recording" not in given
            and not _KEEPS_ON.search(before(talk, reading))
            and erase is None
            and reading.number <= _EARLY
            and not from_now
            and "my mind" not in mark.group()
        )
        if first:
            return answer(reading, Span(*mark.span()), "refused", "recording")
        everything = erase is not None or (refusal is not None and not from_now)
        effect = "everything" if everything else "from_now"
        return answer(reading, _both(mark, erase), "withdrawn", "recording", effect)
    if refusal is not None:
        here_on = _FROM_HERE_ON.search(reading.plain)
        if here_on is not None:
            return answer(reading, _both(refusal, here_on), "withdrawn", "recording", "from_now")
        return answer(reading, Span(*refusal.span()), "refused", "recording")
    turned = turned_round(talk, reading)
    if turned == "stop":
        return answer(reading, answering(reading), "withdrawn", "recording", "from_now")
    yes = turned if isinstance(turned, bool) else by_matter(talk, reading)
    if yes is None and leave and turned is None and not takes_up_another(talk, reading):
        yes = verdict(talk, reading)
    if yes is not None:
        return answer(reading, answering(reading), "given" if yes else "refused", "recording")
    may = _MAY_RECORD.search(reading.plain)
    if may is not None and _MAY.match(may.group()) and not in_question(reading, may.start()):
        return answer(reading, Span(*may.span()), "given", "recording")
    return None


def _stop(reading: Reading, given: dict[str, str], *, asked: bool) -> re.Match[str] | None:
    """Return where the visitor has the recording stopped, by name, or by "switch that off" where it runs."""
    spoken_of = asked or "recording" in given or _SPOKEN_OF.search(reading.plain) is not None
    runs = asked or "recording" in given or OUR_RECORDER.search(reading.plain) is not None
    for found in _STOP.finditer(reading.plain):
        said = found.group()
        if "my mind" in said and not (spoken_of or _ERASE.search(reading.plain)):
            continue
        if not (runs or _NAMES_RECORDING.search(said)) or (_NONE.match(said) and "recording" not in given):
            continue
        if _STARTS_WITH_VERB.match(said) and not _ordered(reading, found):
            continue
        return found
    return None


def _erase(reading: Reading, given: dict[str, str], *, asked: bool) -> re.Match[str] | None:
    if not (asked or "recording" in given or _SPOKEN_OF.search(reading.plain)):
        return None
    for found in _ERASE.finditer(reading.plain):
        whole = _ALL_OF_IT.search(reading.plain[found.start() : found.end() + _NEAR])
        if _LATER.match(reading.plain, found.end()):
            continue
        anew = _SAYS_ANEW.match(reading.plain, found.start()) is not None
        if anew or (_TAKES_BACK_A_WORD.match(found.group()) and not asked and "recording" not in given):
            continue
        ours = OUR_RECORDER.search(reading.plain) or (
            asked and _NOTHING_MORE.match(reading.plain, found.end())
        )
        if (whole is not None or ours) and (
            not _STARTS_WITH_VERB.match(found.group()) or _ordered(reading, found)
        ):
            return found
    return None


def _refusal(reading: Reading, *, asked: bool, given: bool) -> re.Match[str] | None:
    """Return where the visitor does not want to be recorded; in doubt only where he was asked, or has answered before.

    A refusal empties the conversation, and at a booth cameras, hours and downtimes are not recorded either.
    """
    for found in _DO_NOT_RECORD_ME.finditer(reading.plain):
        if in_question(reading, found.start()):
            continue
        if re.match(r"i\b|i'|we\b|we'|my|our|your? |you\b|no |nothing|the |that ", found.group()) or _ordered(
            reading, found
        ):
            return found
    if asked or OUR_RECORDER.search(reading.plain):
        for found in _NO_RECORDING.finditer(reading.plain):
            if not in_question(reading, found.start()):
                return found
    return _NOT_THAT.search(reading.plain) if given else None


def _ordered(reading: Reading, found: re.Match[str]) -> bool:
    if _TOLD_OTHERS.search(reading.plain, 0, found.start()):
        return False
    if _WANTED.search(reading.plain, 0, found.start()) or re.match(
        r"(?:please|could you|can you|would you)\b", found.group()
    ):
        return True
    if (
        _BY_NAME.search(found.group())
        and _SOMEBODY_DOES.search(reading.plain[: found.start()]) is None
        and not _IF.match(_sentence(reading, found))
    ):
        return not in_question(reading, found.start()) or "you" in _sentence(reading, found)
    return ordered(reading, found.start()) and not (
        in_question(reading, found.start())
        and not re.search(
            r"\b(?:can|could|will|would|please)\b.*\byou\b|\bplease\b", _sentence(reading, found)
        )
    )


def _sentence(reading: Reading, found: re.Match[str]) -> str:
    return reading.of_span(reading.sentence_at(found.start()))


def _both(mark: re.Match[str], also: re.Match[str] | None) -> Span:
    if also is None:
        return Span(*mark.span())
    return Span(min(mark.start(), also.start()), max(mark.end(), also.end()))


def ends_everything(signal: Signal) -> bool:
    """Return whether a signal says that none of the conversation may be kept."""
    return signal.kind == "consent" and _keeps_nothing(signal.value)


def _keeps_nothing(value: Mapping[str, object]) -> bool:
    return value.get("scope") == "recording" and (
        value.get("status") == "refused" or value.get("effect") == "everything"
    )
