"""Names of people, firms and products: common ones, and invented ones that nobody can know by heart.

A recogniser that has learnt a list of names guesses among them. From invented names it has to learn to spell
what it hears, and to copy the spelling where the prompt gives one.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from scripts.demo_model import vocabulary
from scripts.demo_model.chance import happens, pick

NAME_SLOTS = ("first", "last", "person", "company", "rival", "other_rival", "product")
"""Slots of the templates that hold a name."""


def draw_name(slot: str, generator: np.random.Generator, *, invented: bool | None = None) -> str:
    """Draw a name for `slot`, one of `NAME_SLOTS`.

    Args:
        slot: What the name names.
        generator: Source of every choice.
        invented: Whether it is made up; None leaves that to chance.
    """
    if invented is None:
        invented = happens(generator, INVENTED_SHARE)
    if slot == "person":
        first = draw_name("first", generator, invented=invented and happens(generator, 0.7))
        return f"{first} {draw_name('last', generator, invented=invented)}"
    if invented:
        return _INVENT[slot](generator, False)
    return pick(generator, _LISTS[slot])


def unheard_name(slot: str, generator: np.random.Generator) -> str:
    """Invent a name that `draw_name` never gives, whatever its seed, for measuring."""
    if slot == "person":
        return f"{unheard_name('first', generator)} {unheard_name('last', generator)}"
    return _INVENT[slot](generator, True)


def respelled(name: str, generator: np.random.Generator) -> str:
    """Return another spelling that sounds about the same, as in `Catherine` and `Katherine`.

    The name itself where there is none.
    """
    lower = name.lower()
    rules = [rule for rule in _RESPELLINGS if rule[0] in lower]
    for old, new in [pick(generator, rules)] if rules else []:
        places = [at for at in range(len(lower)) if lower.startswith(old, at)]
        at = pick(generator, places)
        replaced = name[:at] + new + name[at + len(old) :]
        return replaced[0].upper() + replaced[1:] if name[0].isupper() else replaced
    return name


def _invented_word(generator: np.random.Generator, syllables: Sequence[int], endings: Sequence[str]) -> str:
    count = pick(generator, syllables)
    parts: list[str] = []
    for number in range(count):
        onset = pick(generator, _ONSETS)
        if number == 0 and happens(generator, 0.15):
            onset = ""
        coda = pick(generator, _CODAS) if happens(generator, 0.45) else ""
        parts.append(onset + pick(generator, _VOWELS) + coda)
    word = "".join(parts)
    if happens(generator, 0.6):
        ending = pick(generator, endings)
        word = word.rstrip("aeiouy") + ending if ending[0] in "aeiouy" else word + ending
    return word.capitalize()


def _kept_apart(
    make: Callable[[np.random.Generator], str],
) -> Callable[[np.random.Generator, bool], str]:
    """Return a maker that is told whether the name shall be one of those that are only for measuring."""

    def made(generator: np.random.Generator, unheard: bool) -> str:
        while True:
            name = make(generator)
            short_or_long = not _SHORTEST <= len(name.split()[0]) <= _LONGEST
            if not short_or_long and _is_for_measuring(name) == unheard:
                return name

    return made


def _is_for_measuring(name: str) -> bool:
    return zlib.crc32(name.split(maxsplit=1)[0].encode()) % _ONE_IN == 0


def _invented_first(generator: np.random.Generator) -> str:
    return _invented_word(generator, (1, 1, 2), ("a", "ia", "o", "en", "el", "in", "ira", "us", "ette", "y"))


def _invented_last(generator: np.random.Generator) -> str:
    endings = (
        "sen",
        "son",
        "ski",
        "er",
        "ez",
        "ic",
        "mann",
        "ton",
        "ley",
        "ford",
        "off",
        "ano",
        "etti",
        "berg",
    )
    return _invented_word(generator, (1, 1, 2), endings)


def _invented_firm(generator: np.random.Generator) -> str:
    endings = ("ix", "ora", "ium", "tek", "ify", "eon", "ara", "ento", "via", "soft", "era", "on", "is")
    word = _invented_word(generator, (1, 2, 2), endings)
    return f"{word} {pick(generator, _FIRM_KINDS)}" if happens(generator, 0.35) else word


def _invented_product(generator: np.random.Generator) -> str:
    if happens(generator, 0.5):
        return _invented_word(generator, (1, 2), ("ix", "io", "ly", "era", "us", "on", "a", "it"))
    second = pick(generator, _COMPOUND_ENDS)
    first = (
        pick(generator, _COMPOUND_BEGINNINGS)
        if happens(generator, 0.6)
        else _invented_word(generator, (1,), ("a", "o"))
    )
    return first + second if happens(generator, 0.7) else f"{first} {second}"


_FIRST_NAMES = (*vocabulary.FIRST_NAMES, *vocabulary.MORE_FIRST_NAMES)
_LAST_NAMES = (*vocabulary.LAST_NAMES, *vocabulary.MORE_LAST_NAMES)
_LISTS: Mapping[str, Sequence[str]] = {
    "first": _FIRST_NAMES,
    "last": _LAST_NAMES,
    "company": vocabulary.COMPANIES,
    "rival": vocabulary.RIVALS,
    "other_rival": vocabulary.RIVALS,
    "product": vocabulary.PRODUCTS,
}
_INVENT: Mapping[str, Callable[[np.random.Generator, bool], str]] = {
    "first": _kept_apart(_invented_first),
    "last": _kept_apart(_invented_last),
    "company": _kept_apart(_invented_firm),
    "rival": _kept_apart(_invented_firm),
    "other_rival": _kept_apart(_invented_firm),
    "product": _kept_apart(_invented_product),
}
INVENTED_SHARE = 0.4
_SHORTEST, _LONGEST = 4, 12
_ONE_IN = 8
_ONSETS = vocabulary.words(
    "b b br bl c ch cr d d dr f fl fr g gl gr h j k k kr l l m m n n p pl pr qu r r s s sh sk sl sp"
    " st t t th tr v v w y z z"
)
_VOWELS = vocabulary.words("a a a e e e i i i o o o u u ai ee ea oo ou au")
_CODAS = vocabulary.words("n n m r r l l s t k nd nt rk x ck ll ss rn ng")
_FIRM_KINDS = (
    "Systems", "Robotics", "Energy", "Foods", "Labs", "Logistics", "Bank", "Media", "Health", "Motors",
    "Partners", "Group", "Software", "Industries", "Air", "Steel",
)  # fmt: skip
_COMPOUND_BEGINNINGS = (
    "Edge", "Flow", "Data", "Cloud", "Smart", "Pulse", "Safe", "Lead", "Stream", "Bright", "Deep",
    "Open", "Core", "Swift", "Grid", "Field", "True", "Blue", "Next", "Shop", "Track", "Metric",
    "Signal", "Power",
)  # fmt: skip
_COMPOUND_ENDS = (
    "Sync", "Gate", "Pilot", "Forge", "Route", "Hub", "Board", "Vault", "Bridge", "Line", "Point",
    "Works", "Desk", "View", "Link", "Cast", "Mind", "Stack", "Guard", "Loop", "Sense", "Wave",
)  # fmt: skip
_RESPELLINGS = (
    ("i", "y"), ("y", "i"), ("c", "k"), ("k", "c"), ("ck", "k"), ("k", "ck"), ("f", "ph"), ("ph", "f"),
    ("x", "ks"), ("z", "s"), ("s", "z"), ("ll", "l"), ("l", "ll"), ("nn", "n"), ("n", "nn"),
    ("tt", "t"), ("t", "tt"), ("t", "th"), ("th", "t"), ("ee", "ea"), ("ea", "ee"), ("oo", "u"),
    ("ai", "ay"), ("au", "aw"), ("v", "w"), ("sh", "sch"), ("er", "or"), ("a", "ah"), ("ie", "y"),
    ("s", "ss"), ("m", "mm"), ("j", "g"),
)  # fmt: skip
