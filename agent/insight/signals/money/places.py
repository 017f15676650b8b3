"""Which country's pesos, shillings or kroner are meant, by the places that the visitor names."""

import re
from dataclasses import dataclass

from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.money.amounts import Money
from agent.insight.words import words


@dataclass(frozen=True, slots=True)
class _Country:
    """A country whose money has its name from several: which, its unit, and places that people say they are from."""

    currency: str
    unit: str
    places: frozenset[str]


_COUNTRIES = tuple(
    _Country(currency, unit, frozenset(words(places)))
    for currency, unit, places in (
        ("PHP", "peso", "philippines philippine filipino manila cebu davao quezon makati luzon mindanao batangas laguna"),
        ("MXN", "peso", "mexico mexican guadalajara monterrey puebla tijuana queretaro león leon merida cancun jalisco"),
        ("COP", "peso", "colombia colombian bogota bogotá medellin medellín cali barranquilla cartagena"),
        ("CLP", "peso", "chile chilean santiago valparaiso valparaíso concepcion antofagasta"),
        ("ARS", "peso", "argentina argentinian argentine mendoza rosario córdoba patagonia"),
        ("KES", "shilling", "kenya kenyan nairobi mombasa kisumu nakuru eldoret thika naivasha"),
        ("UGX", "shilling", "uganda ugandan kampala entebbe jinja"),
        ("TZS", "shilling", "tanzania tanzanian dodoma arusha zanzibar mwanza"),
        ("KWD", "dinar", "kuwait kuwaiti"),
        ("JOD", "dinar", "jordan jordanian amman aqaba irbid"),
        ("TND", "dinar", "tunisia tunisian tunis sfax sousse"),
        ("BHD", "dinar", "bahrain bahraini manama"),
        ("RSD", "dinar", "serbia serbian belgrade"),
        ("NOK", "kroner", "norway norwegian oslo bergen trondheim stavanger tromsø tromso bodø ålesund drammen"),
        ("DKK", "kroner", "denmark danish copenhagen aarhus odense aalborg jutland esbjerg"),
        ("PKR", "rupee", "pakistan pakistani karachi lahore faisalabad islamabad sialkot rawalpindi"),
        ("LKR", "rupee", "lanka lankan colombo kandy"),
        ("NPR", "rupee", "nepal nepali nepalese kathmandu pokhara"),
        ("INR", "rupee", "india indian delhi mumbai pune chennai bangalore bengaluru hyderabad kolkata gujarat"),
    )
)  # fmt: skip
_UNIT = re.compile(r"\b(?P<unit>peso|shilling|kroner|rupee|dinar)s?\b")
_MOST_TURNS = 60
"""Turns around an amount in which a place may be named: in talk there are hardly more."""


def currency_by_place(talk: Talk, reading: Reading, money: Money) -> str | None:
    """Return the currency of an amount in pesos, shillings, kroner, rupees or dinars, by the one country that is spoken of.

    Args:
        talk: The conversation; what a rep says of places is not of the visitor's.
        reading: The visitor's turn.
        money: The amount, its unit in its words or right after them.
    """
    unit = _UNIT.search(reading.plain, money.start, money.end + len(" shillings"))
    if unit is None:
        return None
    around = (other for other in talk.visitors if abs(other.number - reading.number) <= _MOST_TURNS)
    said = {word for other in around for word in re.findall(r"[^\W\d_]+", other.plain)}
    named = [one.currency for one in _COUNTRIES if one.unit == unit["unit"] and one.places & said]
    return named[0] if len(named) == 1 else None
