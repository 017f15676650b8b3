"""Brings company names into a form in which equal companies have equal names."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from cleanco.clean import custom_basename, prepare_default_terms

_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_AND = frozenset({"and", "und", "et", "og", "och", "en", "y"})
_MORE_LEGAL_FORMS = (
    "aktiengesellschaft",
    "aktiebolag",
    "aktieselskab",
    "besloten vennootschap",
    "eingetragener verein",
    "gesellschaft mit beschraenkter haftung",
    "gesellschaft mit beschrankter haftung",
    "kabushiki kaisha",
    "kommanditgesellschaft",
    "mbh",
    "naamloze vennootschap",
    "offene handelsgesellschaft",
    "osakeyhtioe",
    "osakeyhtio",
    "sociedad anonima",
    "sociedad limitada",
    "societa per azioni",
    "societe anonyme",
    "societe par actions simplifiee",
    "spolka akcyjna",
)
"""Written out in full or shortened in ways that cleanco does not know; compared after folding."""
_LEGAL_PREFIXES = frozenset({"ab", "oy", "pt"})
"""Legal forms that stand in front: AB Volvo, Oy Karl Fazer, PT Telkom."""
_GENERIC_WORDS = """
    company consulting corporation engineering enterprise enterprises foods global group gruppe holding
    holdings industrial industries industrie international labs logistics manufacturing partner partners
    retail service services software solution solutions system systems technologies technology tech trading
    ventures worldwide
"""
_PLACE_WORDS = """
    africa america americas apac asia australia austria belgium benelux brasil brazil canada china czech
    dach denmark deutschland emea espana europe finland france germany iberia india ireland italia italy
    japan korea latam mexico middle nederland netherlands nordic nordics norway oesterreich osterreich
    poland polska portugal schweiz singapore spain suisse sweden switzerland turkey uk us usa east west
    north south central eastern western northern southern
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""Words that many companies have in their names."""
_PLACES = frozenset(_PLACE_WORDS.split())
"""Words for where a part of a company is."""


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A name, prepared for comparison.

    Attributes:
        keys: Normal forms, without legal form, case, accents and punctuation; two spellings of one name
            share one. Empty for a name without letters and digits.
        words: Of the main normal form.
    """

    keys: frozenset[str]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The main normal form."""
        return " ".join(self.words)

    @property
    def squashed(self) -> str:
        """The main normal form without spaces."""
        return "".join(self.words)


@functools.lru_cache(maxsize=4096)
def company_name(name: str) -> CompanyName:
    """Prepare a company's name for comparison."""
    written = unicodedata.normalize("NFKC", name).casefold()
    forms = {_normal(written), _normal(written.translate(_TRANSCRIBED))} - {""}
    main = _normal(written)
    words = tuple(main.split())
    # Without spaces as well: Sales Force, Salesforce.
    return CompanyName(
        keys=frozenset(forms | {form.replace(" ", "") for form in forms}),
        words=words,
    )


def is_place(word: str) -> bool:
    """Whether a word of a normal form only says where a part of a company is."""
    return word in _PLACES


def is_generic(word: str) -> bool:
    """Whether many companies have this word of a normal form in their names."""
    return word in _GENERIC


@functools.cache
def _terms() -> list[tuple[int, list[str]]]:
    terms: list[tuple[int, list[str]]] = prepare_default_terms()
    return terms


def _normal(text: str) -> str:
    """Fold accents, drop the legal form, articles, "and" and punctuation; never down to nothing."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    folded = re.sub(r"[\u2018\u2019'`\u00b4]", "", folded)
    bare = _without_legal_forms(folded)
    words = [word for word in _words(bare) if word not in _AND]
    if len(words) > 1 and words[0] in _LEGAL_PREFIXES:
        words = words[1:]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words) or " ".join(_words(folded))


def _without_legal_forms(text: str) -> str:
    """Take legal forms off the end, as often as there is one: GmbH & Co. KG; Co., Ltd."""
    for _ in range(4):
        shorter: str = custom_basename(text, _terms(), suffix=True).strip(" ,.;&+-")
        for form in _MORE_LEGAL_FORMS:
            stripped = re.sub(rf"[\s,]+{form}$", "", shorter).strip(" ,.;&+-")
            shorter = stripped or shorter
        shorter = (
            re.sub(r"[\s,]+(?:&\s*)?(?:co|cie|company|corporation)\.?$", "", shorter).strip(" ,.;&+-")
            or shorter
        )
        if not _words(shorter):
            return text
        if shorter == text:
            break
        text = shorter
    return text


def _words(text: str) -> list[str]:
    # S.p.A., A.B.C.: dots between single letters join; elsewhere they part.
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    return re.findall(r"\w+", joined.replace("_", " "))
