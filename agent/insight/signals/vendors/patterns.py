"""Words and phrases of `vendors/find.py`."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import any_of, phrase

LEFT_THEM = phrase(r"""
    they(?:'re| are| were) (?:~ )?(?:
        (?:far |much |way )?too (?:expensive|dear|pricey|big|small|slow|complicated)|
        out|off the (?:list|table)|gone|history|no option|out of the race
    )|
    they (?:didn't make it|lost|dropped out|fell through)|
    (?:we|i) (?:~ )?(?:left|dropped|ditched|fired|cancelled|canceled|quit|replaced|threw|kicked) (?:~ )?
    (?:them|it|that)|
    parted (?:ways|company)|went our separate ways|
    (?:moved|switched|walked|migrated|got) away from (?:them|it|that)|
    no longer (?:use|with|work with) (?:them|it)|got rid of (?:them|it)|
    stopped (?:using|working with) (?:them|it)|
    (?:finished|done|through|ended|broke (?:off|up)) (?:\w+ )?with (?:them|it)
""")
ONLY_YOU = compiled(r"""
    \byou.* only.* (?:we|i)(?:'?ve|'?m|'?re| have| am| are)? (?:\w+ )?
    (?:
        spoken|speaking|talked|talking|looked|looking|seen|seeing|asked|asking|met|considered|considering|
        contacted
    )\b
""")
"""Says so without a question: "you're the only one I've spoken to"."""
YES_AT_LAST = re.compile(r"[^.!?,]{1,40},\s*(?:yes|yeah|yep|ja|correct|that's right)\b(?=\W*$|\s*[.!])")
"""Begins an answer that says first where it is so: "In the north, yes"."""
YOU_LEFT = compiled(r"""
    \byou(?:'ve| have| guys|'d| had)? (?:\w+ )?(?:
        (?:moved|switched|came|went|walked|got|migrated|turned) (?:away |over |off |back )*(?:from|off)|
        left|dropped|ditched|cancelled|stopped (?:using|with)|gave up(?: on)?|got rid of|threw out|kicked out
    )\s+(?:the )?$
""")
WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bwhat (?:happened|was (?:it|wrong|the)|went wrong|for)\b|\bbecause\b"
)
HAVE_YOU_SEEN = compiled(r"""
    \b(?:did|have) you (?:guys |also |already |ever )*(?:
        look(?:ed)? (?:at|into)|tr(?:y|ied)|talk(?:ed)? (?:to|with)|spoken (?:to|with)|speak (?:to|with)|
        considered|consider|tested|test|met|meet|evaluated?|compared? (?:it )?with
    )\s+(?:the )?$
""")
WE_DID = re.compile(r"\W*(?:(?:well|oh|um|uh|ha)\W+)*(?:we|i) (?:did|have|tried)\b(?! not)")
NOT_FOR_US = compiled(r"""
    \btoo \w+\b|\bnot for us\b|
    \b(?:didn't|did not|doesn't|couldn't|wasn't|weren't|never)\b|
    \bdropped\b|\bsaid no\b|\bout\b
""")
THEM = re.compile(r"\b(?:them|they|theirs?)\b")
NOTHING_WORDS = any_of(
    [
        r"""
            (?:we|i) (?:~ )?(?:have|'ve|'ve got|use|got|do|are using|have got) (?:~ )?nothing
            (?: (?:
                    at all|right now|like that|yet|so far|today|in place|at the moment|of the sort|
                    of that kind|like it|really|currently
                )
            )*
        """,
        r"""
            (?:we|i)'ve (?:~ )?(?:got )?nothing
            (?: (?:at all|right now|like that|yet|so far|today|in place|at the moment|there|for that|for it))*
        """,
        r"""
            nothing (?:~ )?(?:
                at all|so far|yet|in place|right now|at the moment|installed|really|today|currently|
                whatsoever|for now
            )
        """,
        r"""
            (?:we|i) (?:~ )?(?:don't|do not|haven't|have not) (?:~ )?(?:have|use|got|have got|using) (?:~ )?
            (?:
                anything|
                any (?:\w+ )?(?:system|software|tool|solution|product|app|tools|program)s?|
                a (?:\w+ )?(?:system|software|tool|solution|product|app|program)|
                one|something
            )(?: (?:
                    like (?:that|this|it)|in place|yet|at all|right now|today|so far|for (?:it|that|this)|
                    at the moment|currently
                )
            )*
        """,
        r"""
            (?:there's|there is|we have|we've got|we've|i have) (?:~ )?no (?:\w+ )?
            (?:system|software|tool|solution|app|product|program)(?: (?:
                    in place|yet|at all|today|for (?:it|that|this)|at the moment|right now|whatsoever|
                    behind it
                )
            )*
        """,
        r"""
            (?:we|i) (?:don't|do not) (?:~ )?
            (?:measure|track|log|record|check|monitor|count|document) (?:it|anything|that|them|any of it)
            (?: (?:at all|today|so far|yet))*
        """,
        r"no (?:system|software|tool|solution) (?:at all|yet|in place|so far|today|at the moment)",
        r"(?:we're|we are) starting from (?:zero|scratch)",
        r"greenfield",
    ]
)
NOTHING_BUT = compiled(r"""
    [^.!?]{0,20}?,?\s+(?:only|just|but|except(?: for)?|apart from|other than|besides)\s+
    (?:an?|the|some|our|my|one|two|three|\w+s|paper|excel)\b
""")
"""After "nothing": there is something, "only the register at the gate"."""
NOBODY_ELSE = any_of(
    [
        r"""
            (?:we're|we are|i'm|we|i|we've|we have) (?:~ )?(?:not|n't|haven't|aren't|don't|didn't) (?:~ )?
            (?:
                looking|looked|look|talking|talked|talk|spoken|speaking|comparing|compared|considering|
                considered|evaluating|evaluated|seen|checked|met
            )(?! for any ?thing\b(?! else))(?: \w+){0,2}? (?:any ?-?(?:one|body|thing)|others?|other \w+|to others|alternatives)(?: else)?
        """,
        r"""
            (?:we|i) (?:aren't|haven't|don't|didn't) (?:~ )?(?:
                looking|looked|look|talking|talked|talk|spoken|speaking|comparing|compared|considering|
                considered|evaluating|evaluated|seen|checked|met|compare|consider
            )(?: \w+){0,2}? (?:any ?-?(?:one|body|thing)|others?|other \w+|alternatives)(?: else)?
        """,
        r"""
            you(?:'re| are) (?:~ )?(?:the )?(?:only|first)(?: ones?| one| vendor| company| stop)?
            (?: (?:that )?(?:we|i)(?:'ve|'m|'re| have| am| are)? \w+ \w+)?
        """,
        r"(?:nobody|no one|no ?body|none) else(?: \w+){0,3}",
        r"no other (?:vendors?|suppliers?|companies|providers?|options?|solutions?|systems?)(?: \w+){0,3}",
        r"no alternatives",
        r"(?:just|only) (?:at |to |with |for )?you(?: guys)?(?: so far| for now)?",
    ]
)
