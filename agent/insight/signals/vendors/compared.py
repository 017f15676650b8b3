"""A vendor set beside us: "cheaper than you", "what do you do better than they"."""

from agent.insight.signals.language.patterns import compiled

ASKED_AGAINST_US = compiled(r"""
    \bhow (?:do|are|would|is|does) (?:you|your \w+|this|that|it|yours)\b[^.!?]{0,30}\b
    (?:stack up|compare|differ|different|better|measure up|hold up|line up|against|from|than)\b|
    \b(?:difference|better|cheaper|different)\b[^.!?]{0,20}\b(?:to|from|than|between|against)\s*$|
    \bwhat (?:do|can) you (?:have|do) that\s*$|
    \byou(?:'re| are)\b[^.!?]{0,30}\b(?:twice|double|half|more|less|what)\b[^.!?]{0,15}$
""")
THAN_WHAT = compiled(r"""
    \b(?:
        than|double|twice|thrice|triple|half|times|as|above|below|over|under|like|to|from|beats?|match(?:es)?|
        exactly
    ) what (?:(?:the|those) )?$
""")
"""Before a name: "nearly double what Finterra put on the table", "the same as what Ono have"."""
_CONTRAST = compiled(r"""
    (?:'s|\s+(?:guys|people|lot))?\s+(?P<verb>
        do|charge|sell|bill|go|take|have|has|is|are|use|price|count|bring|give|offer|make|ship|work|want|ask|
        include
    )(?:s|es)?\b[^.!?]{2,60}?(?:,|\band|\bbut|\bwhile|\bwhereas|\bwhen)\s+(?:(?:and|but|with)\s+)?
    (?:you|yours|you guys|your \w+)\s+(?:guys\s+|only\s+|just\s+|always\s+)?
    (?P<same>
        do|charge|sell|bill|go|take|have|has|is|are|use|price|count|bring|give|offer|make|ship|work|want|ask|
        include
    )(?:s|es)?\b
""")
_ALIKE = {"has": "have", "is": "are"}


def set_against_us(text: str, end: int) -> bool:
    """Return whether a name is followed by what he does and what we do: "they do it per call and you do it per seat"."""
    said = _CONTRAST.match(text, end)
    return said is not None and _ALIKE.get(said["verb"], said["verb"]) == _ALIKE.get(
        said["same"], said["same"]
    )
