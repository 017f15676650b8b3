"""What a solution must do for the visitor."""

import re
from collections.abc import Iterator

from agent.insight.signals.language.own_words import passes, used
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.needs.answers import answer, echoes, own_answer, takes_up, where_it_must_be, wished
from agent.insight.signals.needs.asked_words import (
    ASKED_FOR,
    BIDS,
    IF_WE_COULD,
    NEED_ANSWER,
    OPENS,
    REJECTED,
    TO_BE_SHOWN,
    WANTED,
)
from agent.insight.signals.needs.beside import added, named_first, times_only
from agent.insight.signals.needs.confirmed import confirmed
from agent.insight.signals.needs.frames import OUTRIGHT, begins, meant, only_wished, won_from
from agent.insight.signals.needs.questions import conditions
from agent.insight.signals.needs.words import (
    ALLOWS,
    ANOTHER_MUST,
    CHORE,
    COMPLAIN,
    MAY_SEE,
    MODAL,
    NEED,
    NOT_IT_NEED,
    NOT_NEED,
    ONLY_ADVERBS,
    PRONOUN,
    SOMETHING_THAT,
    STAYS,
    THAT_IS_WHAT,
    USELESS,
    VAGUE,
)

_WOULD_HELP = compiled(r"""
    \b(?:that|it|this|which)(?:'d| would) (?:really |already |also )?
    (?:help|be (?:great|nice|good|helpful|perfect|ideal|a help))\b
""")


def needs(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find what a solution must do, said in this turn, each clause once."""
    taken: list[Span] = []
    for rule, found in (
        ("frame", _stated(talk, reading, OUTRIGHT)),
        ("frame", conditions(talk, reading)),
        ("need", _stated(talk, reading, NEED)),
        ("asked_for", _named(talk, reading)),
        ("modal", _modals(talk, reading)),
    ):
        for what, clause in found:
            # "We need a text two days before, and patients should be able to cancel" is two.
            span = what if any(clause.overlaps(other) for other in taken) else clause
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield Finding("need", {"what": reading.words(what)}, reading, span, rule, 0.75)
    if taken:
        yield from named_first(talk, reading, taken)
        yield from added(talk, reading, taken)
        return
    agreed = confirmed(talk, reading)
    if agreed is not None:
        yield agreed
        return
    must = where_it_must_be(talk, reading)
    if must is not None and passes(talk, reading, must.start):
        yield Finding("need", {"what": reading.words(must)}, reading, must, "must_be", 0.65)
        return
    wish = own_answer(reading) or takes_up(talk, reading) or echoes(talk, reading) or wished(talk, reading)
    if wish is not None and (
        passes(talk, reading, wish.start) or IF_WE_COULD.match(reading.plain, 0, wish.end)
    ):
        rule = "frame" if IF_WE_COULD.match(reading.plain, 0, wish.end) else "answer"
        yield Finding("need", {"what": reading.words(wish)}, reading, wish, rule, 0.65)
    elif talk.asked(reading, "need") and not any(
        talk.asked(reading, topic) for topic in ("budget", "contact", "problem")
    ):
        before = talk.before(reading)
        wanted = before is not None and WANTED.search(before.plain[-90:])
        if wanted or not talk.asked(reading, "solution"):
            yield from answer(talk, reading)


def _named(talk: Talk, reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Find "single sign-on, that's a must": what, and the quote."""
    for match in ASKED_FOR.finditer(reading.plain):
        what = _what_was_named(talk, reading, match)
        if what is not None:
            yield what, reading.trimmed(min(what.start, match.start()), max(what.end, match.end()))


def _stated(talk: Talk, reading: Reading, frames: re.Pattern[str]) -> Iterator[tuple[Span, Span]]:
    """Find "we need ...", "it must ...": what, and the quote."""
    outright = frames is OUTRIGHT
    for match in frames.finditer(reading.plain):
        if not (
            meant(reading, match)
            if outright
            else begins(reading, match.start()) or not BIDS.match(match.group())
        ):
            continue
        start = match.start() if match.group().startswith(("don", "let")) else match.end()
        clause = reading.clause_at(match.start())
        last = reading.clause_at(match.end()) if match.end() > clause.end else clause
        end = _what_end(reading, start, max(last.end, min(start + 1, len(reading.plain))))
        said = match.group()
        if said == "without":
            if re.match(r"\s*(?:that|this|it)\b", reading.plain[start:end]):
                continue  # "Exactly, without that our IT won't talk to me" names nothing
            useless = USELESS.search(reading.plain, start, end)
            end = useless.start() if useless is not None else end
        if outright and (match["then"] or match["wish"]) is not None:
            end = min(end, won_from(reading, start))
        what = reading.trimmed(start, end)
        text = reading.plain[what.start : what.end]
        if what.end - what.start < 4 or not (
            passes(talk, reading, match.start())
            # "I wish the system warned us" is no fact, but a need.
            or (
                (
                    said.startswith("i wish")
                    or _would_help(reading, match.start())
                    or (outright and only_wished(match))
                )
                and not re.search(r"[?]|\b(?:money|budget|thousand|million|could afford|rich)\b", text)
            )
        ):
            continue
        tail = " to" if said.endswith(" to") else ""
        solution = (
            re.match(r"(?:it|that|this|they|the|anything|whatever|whoever|any)\b", said) is not None
            and re.search(r"\b(?:must\w*|to|should|ought)\b", said.split(" is ")[0]) is not None
        ) or (outright and match["bare"] is not None)
        if (
            ONLY_ADVERBS.match(text)
            or (len(text.split()) < 2 and not talk.asked(reading, "need"))
            or REJECTED.search(text)
            or (said.endswith(" see") and TO_BE_SHOWN.match(text))
            or any(name.kind == "product" and name.span.overlaps(what) for name in talk.named(reading))
            or (said.endswith("as long as") and re.search(r"\bworks?\s+$", reading.plain[: match.start()]))
            or (
                (NOT_IT_NEED if solution else NOT_NEED).match(f"{tail} {text}")
                and not re.search(
                    r"\b(?:way|ways|something|tool|system|possibility|solution) (?:to|that|which)$", said
                )
            )
            or (len(text.split()) < 4 and any(name.span.overlaps(what) for name in talk.named(reading)))
            or (
                re.search(
                    laid_out(r"""
                        \b(?:
                            don't|not|no longer|never|didn't|why|if|when|before|until|what|how|that's what|
                            all|maybe they'd|they|he|she
                        )\s+$
                    """),
                    reading.plain[clause.start : match.start()],
                )
                and not (
                    THAT_IS_WHAT.search(reading.plain[: match.start()])
                    and (len(text.split()) > 3 or reading.plain[what.end : what.end + 1] == ":")
                )
                and not said.startswith(("what", "it", "something", "a "))
            )
        ):
            continue
        before = reading.plain[clause.start : match.start()]
        if COMPLAIN.search(before) or ("need" in said and CHORE.search(before)):
            continue
        if re.match(r"(?:it|that|this|they)\b", said) and not _about_a_solution(talk, reading, match):
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
            (used(talk, reading, what, {"budget", "authority"}) or times_only(talk, reading, text))
            and not re.search(r"\b(?:that|which|to)\b", text)
            and not said.startswith(("any", "what"))
            and not _used_beside(talk, reading, what)
        ):
            continue
        replaced = SOMETHING_THAT.match(reading.of_span(what))
        if replaced is not None:
            what = Span(what.start + replaced.end(), what.end)
        if reading.plain[what.end : what.end + 1] == ":" and len(text.split()) <= OPENS:
            what = reading.trimmed(what.start, reading.sentence_at(what.start).end)
        what = _without_time(talk, reading, what)
        span = reading.trimmed(min(clause.start, match.start()), max(what.end, match.end()))
        yield what, span


def _would_help(reading: Reading, position: int) -> bool:
    """Return whether what only might be is wanted: "it would help if the drivers could sign on the phone"."""
    return _WOULD_HELP.search(reading.of_span(reading.sentence_at(position))) is not None


def _what_was_named(talk: Talk, reading: Reading, match: re.Match[str]) -> Span | None:
    """Return what stands before "that's the must-have", in its sentence or in the one before."""
    sentence = reading.sentence_at(match.start())
    before = reading.trimmed(sentence.start, match.start())
    alone = before.end - before.start < 4
    following = reading.trimmed(match.end(), sentence.end)
    if (
        alone
        and re.match(r"\W*(?:thats|that's|that is) the\b", match.group())
        and len(reading.of_span(following).split()) > OPENS
    ):
        # "That's the wish, one box for both."
        lead = NEED_ANSWER.match(reading.of_span(following))
        return reading.trimmed(following.start + (lead.end() if lead is not None else 0), following.end)
    if alone:
        earlier = [one for one in reading.sentences if one.end <= sentence.start]
        earlier = [one for one in earlier if not ASKED_FOR.search(reading.of_span(one))]
        if not earlier:
            # "That one is a must. Six in one go."
            later = [one for one in reading.sentences if one.start >= sentence.end]
            return reading.trimmed(later[0].start, later[0].end) if later else None
        if "?" in reading.of_span(earlier[-1]):
            return None
        before = reading.trimmed(earlier[-1].start, earlier[-1].end)
    lead = NEED_ANSWER.match(reading.of_span(before))
    what = reading.trimmed(before.start + (lead.end() if lead is not None else 0), before.end)
    text = reading.of_span(what)
    plainly = re.fullmatch(
        laid_out(r"""
            \W*(?:that|this|it)\W*(?:s|is|'d be|d be|would be|will be|'ll be) (?:\w+ )?
            (?:it|the thing|perfect|brilliant|gold|required)\b.*
        """),
        match.group(),
    )
    if (
        not (1 if match["is"] is not None else 2) <= len(text.split()) <= 18
        or (match["is"] is not None and VAGUE.fullmatch(text))
        or text.endswith((" and", " but", " so"))
        or not passes(talk, reading, what.start)
        or NOT_NEED.match(f" {text}")
        or (plainly and not talk.asked(reading, "need"))
        or used(
            talk,
            reading,
            what,
            {"timeline", "authority", "budget", "competitor", "current_solution", "next_step", "objection"},
        )
    ):
        return None
    return what


def _modals(talk: Talk, reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Find what somebody or something must do: what, and the quote."""
    asked = talk.asked(reading, "need")
    for match in MODAL.finditer(reading.plain):
        subject = match["subject"]
        clause = reading.clause_at(match.start())
        end = _what_end(reading, match.end(), max(clause.end, match.end()))
        done = reading.trimmed(match.end(), end)
        text = reading.of_span(done)
        alone = PRONOUN.match(subject) is not None
        negative = "t" in match["modal"].split()[-1][-2:] and re.search(
            r"(?:n't|not|cannot)$", match["modal"]
        )
        if (
            len(text.split()) < 2
            or ALLOWS.match(text)
            or REJECTED.search(text)
            or not passes(talk, reading, match.start())
            or (talk.asked(reading, "timeline") and len(text.split()) <= OPENS)
            or re.match(r"(?:he|she|nobody|no one|that)$", subject)
            or re.search(
                r"\b(?:or|otherwise|because|if|when|who|last|until|why)\W+$", reading.plain[: match.start()]
            )
            or used(talk, reading, done, {"budget", "authority", "timeline", "consent", "next_step"})
        ):
            continue
        if (
            not asked
            and not alone
            and not (
                match["be"]
                or STAYS.match(f" {text}")
                or (re.search(r"should|must|need|ought|shall", match["modal"]) and MAY_SEE.match(f" {text}"))
            )
        ):
            continue
        start = match.start() if not alone or negative else match.end()
        what = _without_time(talk, reading, reading.trimmed(start, end))
        yield what, reading.trimmed(min(clause.start, match.start()), what.end)


def _what_end(reading: Reading, start: int, clause_end: int) -> int:
    """Go on past a comma that only lists: "single sign-on, and an export"; stop where another subject begins."""
    end = clause_end
    text = reading.plain[start:end]
    cut = re.search(
        laid_out(r"""
            \s*,\s*(?=(?:and |but )?(?:gotta|must|has to|needs to|got to)\b)|
            \s*,\s*(?:
                and that's|that's|which is|honestly|right|you see|i think|basically|ideally|otherwise|
                no matter|if possible|please
            )\b|
            \s+and (?:at the moment|right now|today|currently|so far|now) (?:we|it|nobody|they|i|the|our)\b|
            \s+(?:to be honest|if possible|at the end of the day|in the end)\b
        """),
        text,
    )
    if another := ANOTHER_MUST.search(text, 0, cut.start() if cut is not None else len(text)):
        return start + another.start()
    return start + cut.start() if cut is not None else end


def _about_a_solution(talk: Talk, reading: Reading, match: re.Match[str]) -> bool:
    """Tell "it must read our sensors" from "it has to be on Tuesday" and from "that has to be approved"."""
    after = reading.plain[match.end() : match.end() + 60]
    if re.match(
        laid_out(r"""
            \s+(?:be )?(?:
                approved?|signed?|decided?|agreed?|on (?:mon|tues|wednes|thurs|fri)|go through|in by|
                be in(?= (?:
                        by|before|until|time|place|january|february|march|april|may|june|july|august|
                        september|october|november|december|spring|summer|autumn|winter|q\d|
                        \w+ (?:weeks?|months?|days?)|the (?:first|second|third|last|next)
                    )\b|
                    \W*$
                )|
                stop|change|end|say|admit|confess|ready|running by|done by|running|live|in place|replaced|
                hurt|wait|leave|
                be (?:in place|running|live|ready|done|replaced|installed|hard|said|noted)
            )\b
        """),
        after,
    ):
        return False
    before = talk.before(reading)
    return (
        before is None
        or before.side != "rep"
        or not (talk.asked(reading, "timeline") or talk.asked(reading, "authority"))
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
    for time in talk.times(reading):
        if what.start + 6 < time.start < what.end and time.end >= what.end - 2:
            return reading.trimmed(what.start, time.start)
    return what
