"""What the lead's owner reads before calling: who, why now, what hurts, in the visitor's own words."""

from collections.abc import Iterable
from datetime import date

from agent.contract.lead import Attendee, HandOff, Lead, Quoted
from agent.event_pack.model import EventPack
from agent.insight.drafts.days import day_for_people, span_for_people
from agent.insight.questions import next_questions, open_kinds
from agent.insight.score import Numbered, proved, standing, urgent, wants_no_contact

_PER = {
    "per_year": " a year",
    "per_month": " a month",
    "per_seat": " a seat",
    "per_unit": " a unit",
}
_ROLES = {
    "decision_maker": "decides",
    "influencer": "has a say",
    "needs_approval": "needs approval",
    "none": "has no say",
}


def hand_off(lead: Lead, pack: EventPack) -> HandOff:
    """Return the summary for the owner. Every line but `who` and `next_step` carries its quote."""
    signals = lead.signals
    objections = sorted(
        standing(signals, "objection"), key=lambda one: one.signal.value.get("resolved") is True
    )
    return HandOff(
        who=_who(lead.attendee),
        why_now=_lines(
            [*standing(signals, "timeline"), *standing(signals, "authority"), *standing(signals, "budget")],
            pack,
        ),
        what_hurts=_lines([*proved(signals, "challenge"), *standing(signals, "need")], pack),
        today=_lines([*standing(signals, "current_solution"), *standing(signals, "competitor")], pack),
        interest=_lines(standing(signals, "product"), pack),
        objections=_lines(objections, pack),
        promises=_lines(proved(signals, "next_step"), pack),
        unknown=open_kinds(lead),
        next_step=_next_step(lead, pack),
    )


def in_words(one: Numbered, *, near: date) -> str:
    """Return what a signal says, in short: `40,000 to 50,000 EUR a year, approved`."""
    if one.signal.polarity == "absent":
        return f"says there is no {one.signal.kind.replace('_', ' ')}"
    value, otherwise = one.signal.value, one.signal.quote
    match one.signal.kind:
        case "budget":
            text = _money(one)
        case "authority":
            role = _ROLES.get(str(value.get("role")), "said something about who decides")
            who = one.text("who")
            text = f"{role} ({who})" if who else role
        case "timeline":
            span = span_for_people(one.day("earliest"), one.day("latest"), near=near)
            text = span or one.text("phrase") or otherwise
        case "competitor":
            text = f"{one.text('name') or 'a competitor'}: {one.text('relation') or 'named'}"
        case "objection":
            closed = " (answered)" if value.get("resolved") is True else " (open)"
            text = (one.text("what") or otherwise) + closed
        case "next_step":
            text = _promise(one, near)
        case _:
            text = one.text("what") or one.text("name") or otherwise
    return text


def _lines(found: Iterable[Numbered], pack: EventPack) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(
            signal=one.number,
            text=in_words(one, near=pack.event.starts),
            quote=one.signal.quote,
            side=one.signal.side,
        )
        for one in found
    )


def _who(attendee: Attendee) -> str:
    name = attendee.name or " ".join(filter(None, (attendee.given_name, attendee.family_name)))
    return ", ".join(filter(None, (name or "no name on the badge", attendee.title, attendee.company)))


def _money(one: Numbered) -> str:
    value = one.signal.value
    low, high = value.get("min"), value.get("max")
    amounts = [f"{amount:,.0f}" for amount in (low, high) if isinstance(amount, int | float)]
    if not amounts:
        text = "money is there, no amount was said"
    elif low is None:
        text = f"up to {amounts[0]}"
    elif high is None:
        text = f"from {amounts[0]}"
    else:
        text = " to ".join(dict.fromkeys(amounts))
    currency = one.text("currency")
    text += f" {currency}" if currency and amounts else ""
    text += _PER.get(str(value.get("basis")), "")
    match value.get("approved"):
        case True:
            return f"{text}, approved"
        case False:
            return f"{text}, not approved"
        case _:
            return text


def _promise(one: Numbered, near: date) -> str:
    owner = {"rep": "we", "visitor": "visitor"}.get(str(one.signal.value.get("owner")), "nobody named")
    due = one.day("due")
    when = f", by {day_for_people(due, near=near)}" if due else ""
    return f"{owner}: {one.text('what') or one.signal.quote}{when}"


def _next_step(lead: Lead, pack: EventPack) -> str:
    if wants_no_contact(lead.signals):
        return "Do not write or call: the visitor asked not to be contacted."
    near = pack.event.starts
    promises = proved(lead.signals, "next_step")
    promises.sort(key=lambda one: (one.day("due") or date.max, one.number))
    ours = [one for one in promises if one.signal.value.get("owner") == "rep"]
    theirs = [one for one in promises if one.signal.value.get("owner") == "visitor"]
    if ours:
        return f"Keep the promise: {_promise(ours[0], near).removeprefix('we: ')}."
    if theirs:
        due = theirs[0].day("due")
        when = f" If nothing has come by {day_for_people(due, near=near)}, ask." if due else ""
        return f"The visitor has the next move: {theirs[0].text('what') or theirs[0].signal.quote}.{when}"
    if not lead.signals:
        return "Send the mail: what was said is not known."
    question = next(iter(next_questions(lead, pack, most=1)), None)
    action = (
        "Call: nothing was agreed." if urgent(lead.signals, pack) else "Send the mail: nothing was agreed."
    )
    return f"{action} Ask: {question.ask}" if question else action
