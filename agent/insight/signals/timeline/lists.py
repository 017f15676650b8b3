"""Several things that a visitor names, each with its time."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.times.find import TimeMention
from agent.insight.signals.times.words import MONTH, SEASON


def listed(reading: Reading, time: TimeMention, following: TimeMention) -> bool:
    """Return whether two things are named with the time of each: "the tender in autumn, first sensors in spring"."""
    sentence = reading.sentence_at(time.start)
    opened = max(
        [sentence.start, *(cut.end() for cut in _LISTED.finditer(reading.plain, sentence.start, time.start))]
    )
    return (
        (following.start < sentence.end or "," in reading.plain[following.start - 2 : following.start])
        and _THING.fullmatch(reading.plain, opened, time.start) is not None
        and _THING.fullmatch(reading.plain, time.end, following.start) is not None
        and _LISTED.match(_LED.sub("", reading.plain[time.end : following.start])) is not None
    )


_LED = re.compile(r"^\W*(?:obviously|of course|definitely|i think|hopefully|probably)(?=\W)")
_LISTED = re.compile(r"\s*[,.;]\s*(?:and |but |then )?|\s+and ")
_THING = compiled(rf"""
    \W*(?:(?:obviously|of course|definitely|i think|hopefully|probably)\W+)?
    (?:and |but |then |the |our |a |for )*(?!
        (?:
            {MONTH}|{SEASON}|the|our|a|for|yeah|yep|sure|right|rest|others?|more|two|three|everything|all|
            maybe|probably|latest|ideally|better|rather|or|so|say|around|about|no|not|sorry|earliest|then|
            definitely|likely|some|sometime|early|late|mid|end|beginning|start|it|that|this|we|i|yes|well|
            next|at|by|in|on|before|after|until|from|during|but|hopefully|perhaps|possibly|okay|ok|good|fine
        )\b
    )[a-z][\w-]*(?: (?!
            (?:
                is|are|was|has|have|we|i|it|they|you|that|or|not|maybe|so|because|when|if|goes|go|starts?|
                ends?|begins?|opens?|comes?|closes?|meets?|runs?
            )\b
        )[\w'-]+
    ){{0,3}}\s*,?\s*(?:(?:that's|thats|that is|that'd be|that would be|that'll be|it's|this is|would be)\s+)?
""")
"""A thing without a verb, before its time."""
