"""Who follows a lead up. There is always somebody, and the rule that chose is told.

Order: the owner of the account, where it is certain; the first rule of the routing table that fits; the
rep who held the conversation; the default owner.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from agent.contract.lead import Owner
from agent.event_pack.domains import clean_domain
from agent.event_pack.model import EventPack, Route
from agent.visit.people.accounts import Match
from agent.visit.people.countries import country_code

NO_PACK = Owner(rule="no event pack: nobody is named")


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules may ask about a lead."""

    match: Match
    country: str | None = None
    region: str | None = None
    email: str | None = None
    rep: str | None = None
    products: frozenset[str] = frozenset()


def choose_owner(pack: EventPack, facts: Facts) -> Owner:
    """Return who owns a lead, and why."""
    account = facts.match.account if facts.match.band == "same" else None
    if account is not None and account.owner is not None:
        return _owner(pack, account.owner, f"account owner of {account.id}")
    for number, rule in enumerate(pack.routing.rules, 1):
        if _fits(rule, facts):
            return _owner(pack, rule.owner, f"routing rule {number}: {_described(rule)}")
    if facts.rep is not None and any(rep.id == facts.rep for rep in pack.reps):
        return _owner(pack, facts.rep, "rep who held the conversation")
    return _owner(pack, pack.routing.default_owner, "default owner: no rule fits")


def _owner(pack: EventPack, rep_id: str, rule: str) -> Owner:
    rep = next((rep for rep in pack.reps if rep.id == rep_id), None)
    return Owner(id=rep_id, name=rep and rep.name, email=rep and rep.email, rule=rule)


def _fits(rule: Route, facts: Facts) -> bool:
    """Whether all columns that are filled in fit; a fact that is not known fits none."""
    account = facts.match.account if facts.match.band == "same" else None
    countries = {account.country if account else None, facts.country}
    regions = {account.region if account else None, facts.region}
    return (
        _among(rule.tier, {account.tier if account else None})
        and (
            rule.country is None
            or country_code(rule.country) in {country_code(one) for one in countries if one}
        )
        and _among(rule.region, regions)
        and _among(rule.product, facts.products)
        and (rule.domain is None or _below(facts.email, rule.domain))
        and _among(rule.rep, {facts.rep})
    )


def _among(wanted: str | None, there: Iterable[str | None]) -> bool:
    return wanted is None or wanted.casefold() in {one.casefold() for one in there if one}


def _below(email: str | None, wanted: str) -> bool:
    domain = clean_domain(email) if email and "@" in email else None
    top = clean_domain(wanted)
    return domain is not None and top is not None and (domain == top or domain.endswith(f".{top}"))


def _described(rule: Route) -> str:
    conditions = rule.model_dump(exclude={"owner"}, exclude_none=True)
    return ", ".join(f"{name} = {value}" for name, value in conditions.items()) or "everything"
