"""Finds the target account of a visitor's company, and says how sure that is.

Marketing's list is checked in the order of certainty: the name as it is written, its normal form, the
domain of the address, likeness. A wrong account costs more than a question, because the lead would go to
the wrong owner without anybody noticing; so likeness alone rarely says `same`.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from agent.event_pack.domains import clean_domain, is_free_mail, registrable
from agent.event_pack.model import Account
from agent.visit.people.company_names import CompanyName, company_name, is_generic, is_place

How = Literal["exact", "normalised", "fuzzy", "email_domain", "none"]
Band = Literal["same", "ask", "new"]

ASK_FROM = 88.0
"""Likeness from which a person is asked. In tests/visit/people_offline/company_pairs.csv the likest pair
that is not worth a question has 87.5 (short names and numbers aside), the least like one that is 88.9."""
SHORT = 5
"""Names up to so many letters differ by one letter too easily: Bosch, Bosh. They are not guessed at."""
_TYPO_WORD = 8
_TYPO_NAME = 10
"""Letters that a word and a name need before one slip of the hand still leaves no doubt."""
_FROM_LIST = 12
"""Candidates that are compared closely."""
_RANK: dict[Band, int] = {"same": 2, "ask": 1, "new": 0}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two company names are.

    Attributes:
        score: 0 to 100.
    """

    band: Band
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for one visitor.

    Attributes:
        account: None in band `new`.
        score: Of the best candidate where none was taken.
    """

    account: Account | None
    how: How
    band: Band
    score: float


_NOTHING = Match(None, "none", "new", 0.0)


def compare(left: str, right: str) -> Likeness:
    """Say whether two names are one company's."""
    if " ".join(left.casefold().split()) == " ".join(right.casefold().split()):
        return Likeness("same", "exact", 100.0)
    return _compare(company_name(left), company_name(right))


def _compare(left: CompanyName, right: CompanyName) -> Likeness:
    if left.keys & right.keys:
        return Likeness("same", "normalised", 100.0)
    score = round(
        max(
            fuzz.ratio(left.text, right.text),
            fuzz.ratio(left.squashed, right.squashed),
            fuzz.token_sort_ratio(left.text, right.text),
        ),
        1,
    )
    if not left.words or not right.words or _numbers(left) != _numbers(right):
        return Likeness("new", "none", score)
    if sorted(left.words) == sorted(right.words) or _one_slip(left, right):
        return Likeness("same", "fuzzy", score)
    if _part_of(left, right) or _part_of(right, left) or (score >= ASK_FROM and _long(left, right)):
        return Likeness("ask", "fuzzy", score)
    return Likeness("new", "none", score)


def _numbers(name: CompanyName) -> set[str]:
    return {word for word in name.words if any(letter.isdigit() for letter in word)}


def _long(left: CompanyName, right: CompanyName) -> bool:
    return min(len(left.squashed), len(right.squashed)) > SHORT


def _one_slip(left: CompanyName, right: CompanyName) -> bool:
    """Whether the names differ by one slip inside one long word, or by a plural's s.

    A slip at the start or end of a word makes another word too often: Solaris and Polaris, Optima and
    Optimal; in a short one nearly always: Fisher and Fischer.
    """
    if len(left.words) != len(right.words) or min(len(left.squashed), len(right.squashed)) < _TYPO_NAME:
        return False
    differing = [pair for pair in zip(left.words, right.words, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    short, long = sorted(differing[0], key=len)
    if long == short + "s" and len(short) >= SHORT:
        return len(left.words) > 1
    return (
        len(short) >= _TYPO_WORD
        and short[0] == long[0]
        and short[-1] == long[-1]
        and OSA.distance(short, long) == 1
    )


def _part_of(small: CompanyName, large: CompanyName) -> bool:
    """Whether the larger name begins with the smaller: a subsidiary, a country's branch, or another firm."""
    if large.words[: len(small.words)] != small.words:
        return False
    if all(is_generic(word) or is_place(word) for word in small.words):
        return False
    more = large.words[len(small.words) :]
    return len(small.squashed) > SHORT or all(is_generic(word) or is_place(word) for word in more)


class AccountIndex:
    """The account list, ready to be asked. Immutable; one per event pack."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = tuple(accounts)
        self._written: dict[str, set[int]] = defaultdict(set)
        self._keys: dict[str, set[int]] = defaultdict(set)
        self._domains: dict[str, set[int]] = defaultdict(set)
        self._names: list[tuple[CompanyName, int]] = []
        for number, account in enumerate(self._accounts):
            for name in (account.name, *account.aliases):
                self._written[_as_written(name)].add(number)
                prepared = company_name(name)
                self._names.append((prepared, number))
                for key in prepared.keys:
                    self._keys[key].add(number)
            for domain in filter(None, map(clean_domain, account.domains)):
                self._domains[domain].add(number)
        self._texts = [name.text for name, _ in self._names]
        self._squashed = [name.squashed for name, _ in self._names]
        # A visitor's lead is enriched at every revision; the company stays the same.
        self._by_name = functools.lru_cache(maxsize=512)(self._search)

    def __len__(self) -> int:
        return len(self._accounts)

    def match(self, company: str | None, email: str | None) -> Match:
        """Find the account of a company name and an address.

        The domain of an address at the company's own domain decides, unless the name is another
        account's: then a person is asked.
        """
        named = self._by_name(company) if company else _NOTHING
        owners = self._of_domain(email)
        if not owners:
            return named
        if named.account is not None and named.band == "same":
            if self._number(named.account) in owners:
                return named
            return Match(named.account, named.how, "ask", named.score)
        if len(owners) == 1:
            return Match(self._accounts[next(iter(owners))], "email_domain", "same", named.score)
        if named.account is not None and self._number(named.account) in owners:
            return named
        return Match(self._accounts[min(owners)], "email_domain", "ask", named.score)

    def _number(self, account: Account) -> int:
        return next(number for number, known in enumerate(self._accounts) if known is account)

    def _of_domain(self, email: str | None) -> set[int]:
        """Return the accounts of an address: of its own domain, or of one above that is somebody's own."""
        domain = clean_domain(email) if email and "@" in email else None
        if domain is None or is_free_mail(domain):
            return set()
        highest = registrable(domain)
        while highest is not None and domain:
            if domain in self._domains:
                return self._domains[domain]
            if domain == highest:
                break
            domain = domain.partition(".")[2]
        return set()

    def _search(self, company: str) -> Match:
        exact = self._written.get(_as_written(company))
        if exact:
            return self._taken(exact, Likeness("same", "exact", 100.0))
        name = company_name(company)
        equal = set().union(*(self._keys.get(key, ()) for key in name.keys))
        if equal:
            return self._taken(equal, Likeness("same", "normalised", 100.0))
        found: dict[int, Likeness] = {}
        for position in self._candidates(name):
            prepared, number = self._names[position]
            likeness = _compare(name, prepared)
            if number not in found or _rank(likeness) > _rank(found[number]):
                found[number] = likeness
        if not found:
            return _NOTHING
        best = max(found.values(), key=_rank)
        if best.band == "new":
            return Match(None, "none", "new", best.score)
        return self._taken({number for number, likeness in found.items() if likeness == best}, best)

    def _candidates(self, name: CompanyName) -> set[int]:
        by_words = process.extract(
            name.text, self._texts, scorer=fuzz.token_set_ratio, limit=_FROM_LIST, score_cutoff=50
        )
        by_letters = process.extract(
            name.squashed, self._squashed, scorer=fuzz.ratio, limit=_FROM_LIST, score_cutoff=50
        )
        return {position for _, _, position in (*by_words, *by_letters)}

    def _taken(self, numbers: Iterable[int], likeness: Likeness) -> Match:
        """Take the account; where several have the same claim, ask."""
        chosen = sorted(set(numbers))
        band: Band = likeness.band if len(chosen) == 1 else "ask"
        return Match(self._accounts[chosen[0]], likeness.how, band, likeness.score)


def _rank(likeness: Likeness) -> tuple[int, float]:
    return _RANK[likeness.band], likeness.score


def _as_written(name: str) -> str:
    return " ".join(name.casefold().split())
