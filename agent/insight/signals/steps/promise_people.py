"""Who of either side's people is to do what is promised: "Petra will ring you", "our purchasing will write to you"."""

import re

from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.stance import about_others
from agent.insight.words import words

_TEAMS = words(
    "he she somebody someone service support sales accounts legal engineering logistics finance purchasing procurement marketing"
)
"""Who gets in touch without a name and without "our"."""
_NO_PERSON = words(
    "i we you they it that this there who which what people customers everybody everyone nobody both these those"
)


def of_our_people(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether somebody who is named only by a word is a person or a team: "Petra will ring you"."""
    who = match["who"]
    if who is None:
        return True
    return who in _TEAMS or (reading.text[match.start("who")].isupper() and who not in _NO_PERSON)


def of_his_people(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether a visitor says that one of his people gets in touch with us."""
    if not match.groupdict().get("what2") or about_others(reading, match.start()):
        return False
    return (
        of_our_people(reading, match)
        and re.search(r"\byou\b|\b(?:in touch|get back|come back|follow up)\b", match["what2"]) is not None
    )
