"""Verbs of what people do for each other after a talk, as alternatives for patterns."""

from agent.insight.signals.language.patterns import laid_out

DELIVERS = laid_out(r"""
    send|ship|mail|e ?-?mail|forward|post|bring|hand|give|pass|put|drop|show|return|courier|share|provide|
    text|whatsapp|fax|get you
""")
REACHES = r"call|ring|phone|text|write|contact|talk|speak|ask|tell|ping"
ARRANGES = r"book|set|prepare|make|arrange|organi[sz]e|reserve|schedule|invite|introduce"
MOVES = r"come|visit|drive|pop|swing|stop by|drop|meet"
DEEDS = rf"{DELIVERS}|{REACHES}|{ARRANGES}|{MOVES}"
