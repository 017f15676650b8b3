"""Whether a sentence says no more than its proof: amounts, dates and names, word for word."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agent.contract.lead import Lead, Signal
from agent.event_pack.model import EventPack
from agent.insight.drafts.days import MONTHS, WEEKDAYS
from agent.insight.words import words

_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+)?(?:the\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?\b)(?:,?\s+(?P<year>\d{{4}}))?|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})",
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NUMBER_WORDS = words(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
    thousand thousands million millions billion dozen half twice
    """
)
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_NEGATIONS = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|hardly|\w+n't)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Proof:
    """What sentences may take their amounts, dates and names from."""

    text: str
    dates: frozenset[date] = frozenset()

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The words in it."""
        return frozenset(tokens(self.text))

    def __or__(self, other: "Proof") -> "Proof":
        return Proof(f"{self.text}\n{other.text}", self.dates | other.dates)


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text, for comparing."""
    plain = unicodedata.normalize("NFC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return [token.removesuffix("'s").casefold() for token in _TOKEN.findall(plain)]


def of_signals(signals: Iterable[Signal]) -> Proof:
    """Return what these signals prove: their quotes and values."""
    texts: list[str] = []
    dates: set[date] = set()
    for signal in signals:
        texts.append(signal.quote)
        for value in signal.value.values():
            if isinstance(value, str):
                texts.append(value)
                try:
                    dates.add(date.fromisoformat(value))
                except ValueError:
                    continue
            elif isinstance(value, int | float) and not isinstance(value, bool):
                texts.append(f"{value:g} {value:,.0f} {value}")
    return Proof("\n".join(texts), frozenset(dates))


def of_everybody(lead: Lead, pack: EventPack) -> Proof:
    """Return the names that need no proof: the visitor's, ours, the event's."""
    attendee = lead.attendee
    names = [
        attendee.name,
        attendee.given_name,
        attendee.family_name,
        attendee.company,
        pack.voice.company,
        pack.voice.greeting,
        pack.voice.greeting_without_name,
        pack.event.name,
        pack.event.venue,
        *(rep.name for rep in pack.reps),
        *(rep.name for rep in (lead.owner, lead.rep, *lead.helpers) if rep),
    ]
    return Proof("\n".join(filter(None, names)), frozenset({pack.event.starts, pack.event.ends}))


def unproved(text: str, proof: Proof, names: Proof) -> Iterator[str]:
    """Yield the dates, amounts and names in a sentence that its proof does not hold.

    Args:
        text: One sentence.
        proof: Of the signals that it cites.
        names: What may be named without proof.
    """
    known = proof | names
    rest = text
    for match in _DATE.finditer(text):
        rest = rest.replace(match[0], " ", 1)
        if not _is_proved(match, known):
            yield match[0].strip()
    months = {MONTHS[day.month - 1].casefold() for day in proof.dates}
    years = {str(day.year) for day in known.dates}
    for number in _NUMBER.findall(rest):
        if number not in years and not _number_is_proved(number, known):
            yield number
    words = _TOKEN.findall(rest)
    for at, word in enumerate(words):
        plain = unicodedata.normalize("NFC", word).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        folded = plain.removesuffix("'s").casefold()
        if folded in known.tokens or folded in months:
            continue
        is_day_or_month = word in MONTHS or word in WEEKDAYS
        is_name = at > 0 and plain[0].isupper() and plain != "I" and not plain.startswith("I'")
        if is_day_or_month or is_name or (folded in _NUMBER_WORDS):
            yield word


def named(text: str, names: Iterable[str]) -> list[str]:
    """Return those of the names that stand in the text as whole words, with their capitals."""
    # A pack may have hundreds of names: most are ruled out without a pattern.
    there = [name for name in names if name in text]
    return [name for name in there if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def negations(text: str) -> int:
    """Count the words that deny."""
    return len(_NEGATIONS.findall(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


def _is_proved(match: re.Match[str], proof: Proof) -> bool:
    if match["iso"]:
        return match["iso"] in {day.isoformat() for day in proof.dates}
    day, month = int(match["day"] or match["day2"]), match["month"] or match["month2"]
    fitting = [one for one in proof.dates if (one.day, MONTHS[one.month - 1]) == (day, month)]
    if match["year"]:
        fitting = [one for one in fitting if one.year == int(match["year"])]
    if match["weekday"]:
        fitting = [one for one in fitting if WEEKDAYS[one.weekday()] == match["weekday"]]
    return bool(fitting) or match[0].strip().casefold() in proof.text.casefold()


def _number_is_proved(number: str, proof: Proof) -> bool:
    wanted = _digits(number)
    return any(_digits(other) == wanted for other in _NUMBER.findall(proof.text))


def _digits(number: str) -> str:
    return re.sub(r"[,.](?=\d{3}\b)", "", number).rstrip(".,")
