"""Whether a sentence that somebody else wrote has to do with the signals that it cites."""

import re
from collections.abc import Iterable, Iterator, Mapping

from agent.contract.lead import Lead
from agent.insight.drafts.evidence import negations, of_signals, tokens
from agent.insight.drafts.sentences import Problem
from agent.insight.words import words

_STEM = 5
_SHORTEST_STEM = 3
_EVERYWHERE = words(
    """
    you your our the and that this for with from are was were have has had will would can could about
    told said asked looking way something today what them they there been being into not who which
    when need want wanted
    """
)
FREE = words(
    """
    a an and are as at be been being but by can could do does for from had has have if in into is it its of on
    or so than that the their them then there these they this those to too up was were what when where which
    while who will with would about also just still now very really already currently especially mentioned
    told said asked explained described raised noted shared looking look want wanted need needed would like
    interested interest matters important way ways something trouble struggling difficulty difficulties issue
    today until before after agreed promised talked spoke conversation concern mind planning plan hope happy
    going get getting further next step steps see send
    """
)
"""Words that add nothing to what is said."""
"""Words that add nothing to what is said."""
_OURSELVES = words(
    """
    i i'll i'm me my we we'll we're us our you you'll you're you'd your yours yourself yourselves no not never
    none nothing nobody don't doesn't can't cannot won't comes come coming thank thanks please glad kindly
    again shortly soon
    """
)
_BEGINNINGS = words(
    """
    a about according after all also an and another any as at based because before both but by concerning
    could during each every first following for given hence here how i if in instead it just last let like may
    my next no nobody not nothing now of on one only or our please regarding should since so some soon
    speaking starting still that thank thanks the their then there these they this those though to today
    under until we what whatever when where which while who why will with without would yes you your
    """
)
"""How sentences begin when they do not begin with a name."""


def problems(
    text: str, cited: Iterable[int], lead: Lead, ours: Mapping[str, tuple[int, ...]]
) -> Iterator[Problem]:
    """Yield what is wrong with a sentence and its citations.

    Args:
        text: The sentence; not one that we would write.
        cited: Numbers of signals, all of which the lead has.
        lead: Holds the signals.
        ours: The sentences that we would write, as plain words, with the signals that they cite.
    """
    cited = tuple(cited)
    said = {one: of_signals([lead.signals[one - 1]]).text for one in cited}
    alike = {one: [claim for claim, numbers in ours.items() if one in numbers] for one in cited}
    for one in cited:
        if not _stems(tokens(text)) & _stems(tokens(" ".join((said[one], *alike[one])))):
            yield Problem(
                "citation-unrelated", f"signal {one} has none of these words; cite the one that does"
            )
    evidence = tokens(" ".join(text_ for one in cited for text_ in (said[one], *alike[one])))
    for word in dict.fromkeys(_added(text, evidence)):
        yield Problem(
            "unproved-word", f'"{word}" is not what was said; use the words of the quote, or leave it out'
        )
    if _contradicts(text, cited, lead, [claim for one in cited for claim in alike[one]]):
        yield Problem(
            "citation-contradicts", "this says the opposite of its signal; read the quote and correct it"
        )
    known = set(evidence)
    first = next(iter(re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?", text)), "")
    plain = first.casefold().replace("\u2019", "'").split("'")[0]
    if first[:1].isupper() and plain not in _BEGINNINGS | known and not plain.endswith("ing"):
        yield Problem(
            "unproved-value", f'"{first}" stands in no signal that this sentence cites; is it the right name?'
        )


def _added(text: str, evidence: Iterable[str]) -> Iterator[str]:
    """Yield words that neither the proof nor our own sentence has; figures and names are not looked at."""
    known = {word[:_STEM] for word in (*evidence, *FREE, *_OURSELVES)}
    for word in re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", text):
        for plain in tokens(word):
            if word[0].islower() and plain[:_STEM] not in known:
                yield word


def _contradicts(text: str, cited: Iterable[int], lead: Lead, alike: list[str]) -> bool:
    """Whether the sentence denies what was said, or the other way round; where that is unclear, no."""
    signals = [lead.signals[one - 1] for one in cited]
    if alike and all(signal.kind == "next_step" for signal in signals) and (who := _who_acts(text)):
        owners = {_who_acts(claim) for claim in alike}
        if who not in owners | {None} and None not in owners:
            return True
    if alike and all(signal.polarity == "present" for signal in signals):
        return negations(text) not in {negations(claim) for claim in alike}
    if any(signal.polarity == "absent" for signal in signals):
        return negations(text) == 0
    quoted = any(negations(signal.quote) for signal in signals)
    return negations(text) > 0 and not quoted


def _who_acts(text: str) -> str | None:
    """Return whose promise a sentence is, where it says so: "you will get" is ours."""
    match = re.match(
        r"(we|i|you)(?:'ll)?\b(?!(?:'ll| will) (?:get|receive|have|hear|find))", text, re.IGNORECASE
    )
    return None if match is None else "you" if match[1].casefold() == "you" else "we"


def _stems(found: Iterable[str]) -> set[str]:
    return {
        word[:_STEM]
        for word in found
        if word not in _EVERYWHERE and (len(word) >= _SHORTEST_STEM or word.isdigit())
    }
