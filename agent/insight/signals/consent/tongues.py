"""A yes or no in the visitor's own language, where the rest of the talk is English."""

import re

from agent.insight.signals.language.patterns import longest_first


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(","))


_NO_PROBLEM = _listed("""
    kein problem, gar kein problem, macht nichts, nichts dagegen, ingen problem, inga problem,
    ingen fare, det går bra, det går fint, pas de problème, aucun problème, pas de souci,
    geen probleem, ningún problema, no hay problema, sin problema, nessun problema, non c'è problema,
    sem problema, koi baat nahi, koi problem nahi, koi dikkat nahi, ei haittaa, žádný problém
""")
"""What grants, also after a no."""
_YES = _listed("""
    ja, jo, jawohl, klar, na klar, gerne, gern, natürlich, passt, passt schon, in ordnung, mach ruhig,
    machen sie ruhig, nur zu, von mir aus, einverstanden, oui, ouais, bien sûr, d'accord, allez-y,
    allez y, avec plaisir, sí, claro, claro que sí, por supuesto, vale, adelante, de acuerdo, certo,
    va bene, certamente, volentieri, prego, sim, pode, theek hai, thik hai, theek, haan, haan ji,
    haanji, bilkul, zaroor, joo, kyllä, toki, javisst, visst, selvfølgelig, naturligtvis, absolut, tak,
    jasne, ano, jasně, da, hai, prima, graag, tuurlijk
""")
_NO = _listed("""
    nein, nee, nö, lieber nicht, besser nicht, bitte nicht, auf keinen fall, nej, nei, helst inte,
    helst ikke, inte gärna, non, non merci, plutôt pas, je préfère pas, surtout pas, no gracias,
    mejor no, prefiero que no, meglio di no, preferisco di no, no grazie, não, melhor não, nahi, nahin,
    mat karo, ei kiitos, mieluummin ei, liever niet, nie, raczej nie, raději ne, nem
""")


def _first(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = "|".join(re.escape(word) for word in longest_first(words))
    return re.compile(rf"\W*(?:(?:oh|ah|well|hm+|uh|um|so)\W+)*(?:{ordered})\b")


_GRANTS, _AGREES, _REFUSES = _first(_NO_PROBLEM), _first(_YES), _first(_NO)
_SHORT_NO = re.compile(rf"(?:{'|'.join(re.escape(word) for word in _NO)})\b(?!\W*(?:kein|pas de|ingen|inga))")


_BUT = re.compile(r"\b(?:but|aber|pero|mais|men|ma|mas|lekin|magar|maar|ale|nur|only|solo|schon)\b")
_NEGATED = re.compile(r"\W*(?:doch )?(?:nicht|que no|che no|que non|ikke|inte|niet|nahi|nahin|nie|ne)\b")
"""What turns the yes before it: "natürlich nicht", "claro que no"."""


def in_own_tongue(text: str, *, minded: bool = False) -> bool | None:
    """Return whether plain words begin with a yes or no of another language; None where with neither.

    Args:
        text: Plain words of an answer.
        minded: Whether he was asked if he minds, so that his no is a yes.
    """
    no = _REFUSES.match(text)
    rest = text[no.end() :] if no else text
    if _GRANTS.match(rest):
        return True
    if no is not None:
        return minded
    yes = _AGREES.match(text)
    if yes is not None and _NEGATED.match(text, yes.end()):
        return minded
    return None if yes is None or minded or is_restricted(text) else True


def is_restricted(text: str) -> bool:
    """Return whether plain words begin with a yes of another language and take some of it back."""
    yes = _AGREES.match(text)
    return yes is not None and any(part.search(text, yes.end()) for part in (_BUT, _SHORT_NO))
