"""Words and phrases of `steps/promises.py`."""

import re

from agent.insight.signals.language.patterns import compiled

ASKS_HIS_OWN = re.compile(r"(?:check|clarify|ask|discuss|find out)\b.*\b(?:with|our|my)\b")
ELSEWISE = re.compile(r"\b(?:normally|usually|otherwise|in the past)\b[^.!?]*$")
"""Before what is not done this time: "normally I'd send you one"."""
SCANS_FIRST = re.compile(r"\bscan (?:you|it|that|(?:your|the) \w+) and\b")
ABOUT_OFFER = compiled(r"""
    \b(?:
        e-?mail|address|numbers?|cards?|badge|when|day|date|time|morning|afternoon|suits?|fine|okay|ok|good|
        all right|alright|helps?|interest\w*|works?|to (?:you|whom)|who\b.*\bto|like|convenient|possible|free|
        there|that|\w+day|how about|what about
    )\b
""")
"""A question that belongs to an offer: "I can send you the list. What's your mail?"."""
FINDS_OUT = re.compile(
    r"(?:find out|look into|clarify|check (?:with|whether|if)|ask (?:my|our|the)|hand in)\b"
)
WERE_GOING = re.compile(r"\b(?:you|they|he|she|it|who|that|people|guys|customers) were going to\s+$")
"""No "we're" without its apostrophe."""
HABIT = re.compile(r"\b(?:every|each|always|usually|normally|often)\b|\bon \w+days\b")
