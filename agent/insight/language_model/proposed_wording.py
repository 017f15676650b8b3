"""Sentences that a language model puts otherwise: they must still say exactly what was proved."""

import re
from enum import StrEnum

from agent.contract.lead import Claim, Lead
from agent.event_pack.model import EventPack
from agent.insight.drafts.citations import FREE
from agent.insight.drafts.evidence import negations, of_everybody, tokens
from agent.insight.drafts.material import proof_of
from agent.insight.drafts.sentences import problems

_LONGEST_WORDS = 32
_LONGER_BY = 6
_STEM = 5
_PEOPLE = dict.fromkeys(("i", "me", "my", "we", "us", "our"), "we") | {"you": "you", "your": "you"}
_KEPT_SHARE = 0.6


class Wording(StrEnum):
    """What became of a proposed sentence."""

    ACCEPTED = "accepted"
    SHAPE = "shape"
    SENTENCE = "sentence"
    """There is no such sentence in the draft."""
    SAME = "same"
    LENGTH = "length"
    ADDED = "added"
    """A word that neither the sentence nor its proof has."""
    LOST = "lost"
    """An amount, a date, a name or most of the words are gone."""
    DENIES = "denies"
    PEOPLE = "people"
    """Who does what for whom may have been turned round."""
    CHECKS = "checks"
    """One of the checks that every sentence has to pass."""
    LINT = "lint"
    """The whole mail would not pass."""


def judge(raw: object, claims: tuple[Claim, ...], lead: Lead, pack: EventPack) -> tuple[Wording, str, str]:
    """Return the verdict, the sentence, and the text that may stand in its place."""
    match raw:
        case {"number": int(number), "text": str(text), **rest} if not rest and not isinstance(number, bool):
            pass
        case _:
            return Wording.SHAPE, "", ""
    if not 1 <= number <= len(claims):
        return Wording.SENTENCE, "", ""
    claim, text = claims[number - 1], " ".join(text.split())
    return _verdict(claim, text, lead, pack), claim.text, text


def _verdict(claim: Claim, text: str, lead: Lead, pack: EventPack) -> Wording:
    proof = proof_of(lead, claim.signals, pack)
    before, after = tokens(claim.text), tokens(text)
    added = _stems(after) - _stems(before) - _stems(proof.tokens) - _stems(FREE)
    names = of_everybody(lead, pack)
    checks = (
        (Wording.SAME, text == claim.text),
        (
            Wording.LENGTH,
            len(after) > min(_LONGEST_WORDS, len(before) + _LONGER_BY)
            or not re.fullmatch(r"[^\W\d_][^.!?]*(?:\d[.:]\d[^.!?]*)*\.", text),
        ),
        (Wording.DENIES, negations(claim.text) != negations(text)),
        (Wording.ADDED, bool(added)),
        (Wording.LOST, _has_lost(claim.text, text)),
        (Wording.PEOPLE, _people(claim, before, lead) != _people(claim, after, lead)),
        (
            Wording.CHECKS,
            any(problems(text, proof=proof, names=names, pack=pack, company_text=False)),
        ),
    )
    return next((verdict for verdict, refused in checks if refused), Wording.ACCEPTED)


def _has_lost(before: str, after: str) -> bool:
    kept = set(tokens(after))
    exact = {
        word.casefold()
        for at, word in enumerate(re.findall(r"[^\W_]+", before))
        if word[0].isdigit() or (at and word[0].isupper())
    }
    content = _stems(tokens(before)) - _stems(FREE)
    still = len(content & _stems(kept))
    return not exact <= kept or still < _KEPT_SHARE * len(content)


def _people(claim: Claim, text: list[str], lead: Lead) -> list[str]:
    """Return who is spoken of, in order; of what was told to us, "us" says nothing."""
    found = [_PEOPLE[word] for word in text if word in _PEOPLE]
    if any(lead.signals[number - 1].kind == "next_step" for number in claim.signals):
        return found
    return [one for one in found if one == "you"]


def _stems(text: "list[str] | frozenset[str] | set[str]") -> set[str]:
    return {word[:_STEM] for word in text if word not in _PEOPLE}
