"""Reservations that are said outright: who says so means it, in words that the judge may never have read."""

import re

from agent.insight.signals.reading import Reading, Span, any_of

_SAYS_SO = any_of(
    [
        r"(?:\w+ )?(?:\w+'s|is|are|would be|\w+'d be|will be|'ll be) (?:~ )?(?:a|an|the|one) (?:\w+ )?(?:problem|worry|concern|difficulty|drawback|deal ?-?breaker|show ?-?stopper|no-?go|obstacle|hurdle)(?: (?:for|with) \w+(?: \w+)?)?",
    ]
)  # fmt: skip
_OF_OWN = re.compile(
    r"\b(?:less of|not|n't|no|never|if|unless|today|now|currently|was|were|been|main|biggest|every)\b"
)
_WILL_NOT = any_of(
    [
        r"(?:would|will|\w+'d|\w+'ll|are going to|is going to) (?:~ )?(?:go (?:nuts|mad|crazy|ballistic|spare|on strike|through the roof)|hate (?:it|that|this)|revolt|refuse|quit|walk out|strike|laugh at (?:me|us|it)|block (?:it|that|this)|veto (?:it|that|this)|throw (?:it|that|them)(?: \w+){0,4}|(?:say|tell me) no|never (?:use|wear|accept|touch|learn|agree|sign)(?: \w+){0,3})",
        r"than (?:you|yours|your \w+)",
        r"(?:i|we)(?:'ll| will|'d| would)? (?:~ )?believe (?:it|that|this) when|(?:i|we) (?:~ )?(?:don't|do not|won't|will not) (?:~ )?believe (?:it|that|this) (?:~ )?(?:before|until|till|unless)",
        r"(?:i|we) (?:didn't|don't|did not|do not|can't|couldn't|cannot) (?:~ )?(?:see|find) (?:\w+ ){1,4}?(?:on|in|among) (?:your|the) (?:\w+ )?(?:list|lists|website|brochure|menu)",
    ]
)  # fmt: skip


def outright(reading: Reading, span: Span) -> bool:
    """Return whether a reservation is said outright, in its own clauses or one that stands beside them in the sentence.

    Args:
        reading: The visitor's turn.
        span: What a rule took for a reservation.
    """
    if _WILL_NOT.search(reading.of_span(span)):
        return True
    sentence = reading.sentence_at(span.start)
    beside = [one for one in reading.clauses if one.start < sentence.end and one.end > sentence.start]
    near = (
        [one for one in beside if one.overlaps(span)]
        + [one for one in beside if one.end <= span.start][-1:]
        + [one for one in beside if one.start >= span.end][:1]
    )
    return any(
        _SAYS_SO.search(reading.of_span(one)) and not _OF_OWN.search(reading.of_span(one)) for one in near
    )
