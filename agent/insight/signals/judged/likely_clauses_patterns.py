"""Words and phrases of `judged/likely_clauses.py`."""

import re

from agent.insight.signals.authority.of_others import OWN_TEAM
from agent.insight.signals.language.patterns import compiled

OF_US = re.compile(r"\b(?:of|all) us\b", re.IGNORECASE)
HIMSELF = re.compile(
    rf"\b(?:i|we|me|us)\b|\bmy (?:word|opinion|voice|vote|view|advice|list|job|part|role)\b|\b{OWN_TEAM.pattern}\b"
)
ONLY_TITLE = compiled(r"""
    \W*(?:(?:well|so|and|yes|no|hi|hello|hm|oh|basically|actually)\W+)*(?:i'm|i am|im|my name is|my job is|i work as|i was)
    (?: just| only| also| actually)? (?:the|an?|[a-z]+,) (?!(?:one|only|person|guy|man|woman)\b)
    (?:(?!\b(?:who|and|so|decid|sign|approv|choos|buy)).)*
""")
"""A title alone never counts: "I'm the managing director"."""
ASKS_TRADE = re.compile(
    r"\bwhat (?:do|does) (?:you|they|he|she|your \w+) (?:make|produce|sell|build|grow)\b(?! (?:of|with)\b)[^?]{0,20}\W*$|"
    r"\bwhat's in (?:the|your|that) (?:bag|box|case)\b"
)
"""What they make is no tool of theirs."""
NO_NEED_NAMED = compiled(r"""
    \W*(?:(?:yes|well|so|and|no|exactly|oh|okay|ok)\W+)*(?:
        that's (?:it|all|right|everything)|that is (?:it|all)|
        (?:that|this|it)(?:'s| is)?(?: what)?(?: exactly| just| really)? (?:i|we)(?:'d| would)? (?:like|need|want|wish)|
        (?:that|this|so|not) (?:much|little|many) (?:it|they) (?:must|has to|have to|should) do|
        with (?:his|her|my|your|the|a) \w+ or (?:what|how)
    )\W*
""")
"""Says that something is wanted, and not what: "that I would like"."""
IF_HE_MAY = re.compile(r"\b(?:if|whether|once|until|unless) (?:i|we)\b")
OWNED = re.compile(r"\b(?:my|our|the|his|her|their|an?)\s+(?:\w+\s+)?$|(?:my|our|the|his|her|their|an?)\s")
LEAD = compiled(r"""
    \W*(?:
        (?:
            well|um|uh|yes|yeah|yep|oh|ah|hm+|so|and|but|also|exactly|honestly|mainly|basically|mostly|
            actually|frankly|you know|i mean|look|listen|see|okay|ok|right|then|because|since|sure|true|no|
            to be honest|at the moment|the thing is|i think|i guess|i'd say|to be frank|that
        )\b(?!')\W*
    )+
""")
HE = re.compile(rf"(?:{LEAD.pattern})?\W*(?P<he>he|she|they)\b")
"""A clause about somebody who was named before."""
NEED_LEAD = compiled(r"""
    \W*(?:
        (?:
            we|i|it|that|this|they|you|my \w+|our \w+|whatever we \w+|what (?:i|we) (?:need|want)\w*(?: is)?|
            the \w+
        )(?:'d|'ll|'ve|'re|'m|'s)?\s+
    )?(?:(?:just|really|only|also|would|will)\s+)*(?:
        (?:need|needs|want|wants|must|should|have|has|had|like|love|looking|after|is|got|require|hope|be able)
        \b\s*(?:to be able to|to have to|to|for|got to)?\s*
    )+(?:something (?:that|which)|a way to|some way of|something)?\s*
""")
JUDGES = re.compile(
    r"(?:that|this|which|it)(?:'s| is| would be| scares| worries| bothers| puts| won't|'d be)?\b(?:\s+\S+){1,6}"
)
"""Says of something what it thinks of it."""
SIGNS_PAPERS = re.compile(
    r"\bsigns? (?:off )?(?:every|each) (?!order|purchase|invoice|contract|po\b|euro|dollar|pound)\w+"
)
"""Has no say in what is bought: "the inspector has to sign every page"."""
UP_TO = compiled(r"""
    \b(?:mine|(?:i|we) (?:can |may |could )?(?:sign|approve|decide|release|spend)(?: (?:myself|alone|off|for))?)
    (?: only)? (?:up to|below|under|until|till)\b
""")
"""Decides on small sums, which says nothing about this one."""
HARMLESS = re.compile(r"\b(?:not|isn't|never) (?:too|that|very|so) \w+")
NOT_IN_USE = re.compile(
    r"\b(?:don't|dont|do not|didn't|never|no longer|used to) (?:\w+ )?(?:use|have|run|work)\b"
)
WHEN = re.compile(r"\W*(?:and |so |but )?(?:when|whenever|if|once|as soon as|every time|each time)\b[^,]*$")
GIVES_REASON = re.compile(r"\b(?:because|'?cause|since|as)\W*$")
