"""Words and phrases of `vendors/relations.py`."""

import re

from agent.insight.signals.language.patterns import compiled

NOT_THAT = re.compile(
    r"\b(?:who|told|sent|recommend\w*|heard|seen?|saw|know|met|next|booth|worse|better|against|scared|afraid)\b"
)
BETWEEN_STANDS = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|next) (?:stand|booth|stop),? after (?:[\w ]+,? and )?$"
)
DIFFERENT = re.compile(r"\bhow are you (?:any )?(?:different|better)\b|\bwhat's the difference\b")
ONCE = re.compile(r"\b(?:had|tried|used|ran)\b")
ABOUT_IT = compiled(r"""
    \W*(?:(?:and|but|so|then|honestly|unfortunately)\W+)*(?:
        it|they|that|this|nobody|no one|nothing|never again|
        we (?:\w+ )?(?:dropped|stopped|binned|sent|gave|cancelled|said|ended|left)|
        the (?:people|drivers|guys|team|operators|nurses|staff|users)
    )\b
""")
"""Begins a sentence that goes on about the vendor of the one before."""
THAN_THEM = re.compile(r"\b(?:than|unlike|compared (?:to|with))\s+$")
NOT_YET = re.compile(r"(?:n't|\bnot|\bnever)\s+(?:\w+\s+){0,2}$")
BE = re.compile(r"(?:'?(?:re|ve|ll))?\s*")
NOT_OURS = compiled(r"""
    [^.!?]{0,40}?(?:,|\b(?:but|and|though))\s+(?:(?:that|it|they)(?:'?s|'?re| is| are| was)? (?:\w+ )?)?
    (?:theirs|his|hers|not (?:ours|us|mine|we))\b
""")
"""Said after a name: another firm works with it."""
SISTER = re.compile(
    r"\b(?:sister|neighbou?ring|partner) (?:company|firm|plant|school|hospital|site)\b[^.!?,]*$"
)
LIKED_BEST = re.compile(r"\b(?:like|liked) (?:it |them )?(?:the )?best\b|\bdo you prefer\b|\bfavou?rite\b")
ALONE = re.compile(r"\s*(?:$|[.,;!]|and\b|of course\b|too\b|as well\b|for (?:example|instance|the)\b)")
"""After a name that begins a sentence without a verb: "Voltarum of course, and Siemens"."""
HAD = re.compile(r"\b(?:had|have|having|got|invited|asked)\s+(?:the\s+)?$")
ROUND = compiled(r"""
    \s+(?:people |guys |lot )?(?:round|over|out here|here|on site|in the house|at ours|in)
    (?=\W*$|[.,;]|\s+(?:as well|too|already|last|this|on|yesterday|for an?|in \w+day|to|and|but|once|twice)\b)
""")
"""Around a name: "we had Stackwell round as well"."""
HAVE_NOW = re.compile(r"\bstill\b|\b(?:we|i|they)(?:'ve| have|'re| are|'m| am)\b(?! had\b)")
"""Before a name: "we have the licence for X until December" is no end yet."""
SOME_OF = re.compile(
    r"\b(?:one|two|three|four|five|six|some|half|most|all|both|none|many|few|each|any|\d+) of $"
)
"""Before "them": things that were counted, no vendor."""
ALMOST = compiled(r"""
    \b(?:almost|nearly|basically|practically|all but|as good as|about to|close to) (?:\w+ )?
    (?:sign\w*|chosen|choos\w+|chose|bought|buy\w*|went|gone|go\w*|picked|order\w*|taken|took)
    (?: (?:with|for))? $
""")
"""Before a name: it did not come to it."""
ADVERB_ONLY = re.compile(
    r"(?:so far|currently|today|at the moment|right now|mostly|mainly|still|it's|that's)"
)
