"""Whether the visitor may be called, written to, or put on a list."""

import re

from agent.insight.signals.consent.answers import answer, answering, before, in_question, ordered, verdict
from agent.insight.signals.consent.contact_patterns import (
    AN_OFFER_TO_SEND,
    AND_ME,
    ASKS_LEAVE,
    ASKS_OF_LISTS,
    BY_CHANNEL,
    CHANNELS,
    CHOOSES,
    DO_NOT,
    FAILS_TO_COME,
    HAPPENS_TO_US,
    HOW_TO_REACH,
    IF_I_MAY,
    LEAVE_FOR_OTHERS,
    MAY_CONTACT,
    MAY_THEN,
    ME_INSTEAD,
    ME_THEN,
    NO_CHANNEL,
    NO_CONTACT,
    NUMBER_ASKED,
    OFFERS,
    ORDERED_NOT,
    POLITE,
    REFUSES_CHANNELS,
    SPEAKS_OF_CONTACT,
    TAKES_BACK,
    TAKES_OFF,
    THEY_DID,
    WAS_ON,
    WHERE_TO,
    WILL_REACH,
    WILL_SEND,
)
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk


def contact(talk: Talk, reading: Reading, given: dict[str, str]) -> Finding | None:
    """Return what a turn says about being contacted later.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
        given: What he has said before, by scope.
    """
    return _refusal(talk, reading, given) or _reply(talk, reading) or _unasked(talk, reading)


def _refusal(talk: Talk, reading: Reading, given: dict[str, str]) -> Finding | None:
    allows = _allows(talk, reading)
    off = TAKES_OFF.search(reading.plain)
    if off is not None and _told(reading, off):
        gone = given.get("contact") == "given" or WAS_ON.search(
            reading.of_span(reading.sentence_at(off.start()))
        )
        status, effect = ("withdrawn", "from_now") if gone else ("refused", None)
        return answer(reading, Span(*off.span()), status, "contact", effect)
    announced = WILL_REACH.search(before(talk, reading)) is not None
    for found in (
        *NO_CONTACT.finditer(reading.plain),
        *NO_CHANNEL.finditer(reading.plain),
        *(DO_NOT.finditer(reading.plain) if announced else ()),
    ):
        if _meant(talk, reading, found) and not (allows and _other_channel(talk, reading, found.group())):
            withdrawn = given.get("contact") == "given"
            status = "withdrawn" if withdrawn else "refused"
            return answer(reading, Span(*found.span()), status, "contact", "from_now" if withdrawn else None)
    return None


def _names_a_way(talk: Talk, reading: Reading) -> re.Match[str] | None:
    """Return where the visitor says how a rep, who has promised to send something, is to reach him."""
    said = before(talk, reading)
    if WILL_REACH.search(said) is not None:
        may = MAY_THEN.search(reading.plain)
        if may is not None:
            return may
        for found in ME_THEN.finditer(reading.plain):
            if ordered(reading, found.start()):
                return found
    return WHERE_TO.search(reading.plain) if WILL_SEND.search(said) is not None else None


def _allows(talk: Talk, reading: Reading) -> bool:
    """Return whether the visitor lets the rep do what he asked: "mail, sure, just no calls"."""
    may = MAY_CONTACT.search(reading.plain)
    if _names_a_way(talk, reading) is not None or (may is not None and not in_question(reading, may.start())):
        return True
    if REFUSES_CHANNELS.match(reading.plain) or not (_asked(talk, reading) or _offered(talk, reading)):
        return False
    return BY_CHANNEL.match(reading.plain) is not None or verdict(talk, reading) is True


def _other_channel(talk: Talk, reading: Reading, refused: str) -> bool:
    """Return whether what is refused is not what the rep asked for."""
    asked = before(talk, reading)
    if (way := _names_a_way(talk, reading)) is not None:
        asked = way.group()
    return not any(channel.search(refused) and channel.search(asked) for channel in CHANNELS)


def _told(reading: Reading, found: re.Match[str]) -> bool:
    """Return whether words are said to the rep: an order, or what the visitor says of himself."""
    if in_question(reading, found.start()):
        return False
    return re.match(r"i\b|we\b|you\b|nobody\b", found.group()) is not None or ordered(reading, found.start())


def _meant(talk: Talk, reading: Reading, found: re.Match[str]) -> bool:
    said = reading.plain[: found.start()]
    if in_question(reading, found.start()) or HAPPENS_TO_US.search(said):
        return False
    if found.re is NO_CHANNEL:
        sentence = reading.sentence_at(found.start())
        if SPEAKS_OF_CONTACT.search(before(talk, reading)) or POLITE.search(
            reading.plain, found.start(), sentence.end
        ):
            return True
        return FAILS_TO_COME.match(reading.plain, found.end()) is None and bool(ORDERED_NOT.search(said))
    if re.match(r"(?:please )?(?:don't|do not|never|dont)", found.group()):
        return ORDERED_NOT.search(said) is not None
    return _told(reading, found)


def _reply(talk: Talk, reading: Reading) -> Finding | None:
    if talk.asked(reading, "recording"):
        return None
    span = answering(reading)
    if _asked(talk, reading):
        if REFUSES_CHANNELS.match(reading.plain):
            return answer(reading, span, "refused", "contact")
        by_channel = BY_CHANNEL.match(reading.plain) or ME_INSTEAD.search(reading.plain)
        takes_back = by_channel is not None and TAKES_BACK.search(reading.plain) is not None
        yes = None if takes_back else True if by_channel else verdict(talk, reading)
        if yes is not None:
            return answer(reading, span, "given" if yes else "refused", "contact")
    if HOW_TO_REACH.search(before(talk, reading)) and BY_CHANNEL.match(reading.plain):
        return answer(reading, span, "given", "contact")
    if _offered(talk, reading) and (chosen := CHOOSES.match(reading.plain)) is not None:
        return answer(reading, span if chosen.end() > span.end else Span(*chosen.span()), "given", "contact")
    if LEAVE_FOR_OTHERS.search(before(talk, reading)):
        me = ME_INSTEAD.search(reading.plain) or AND_ME.search(reading.plain)
        if me is not None and not in_question(reading, me.start()):
            return answer(reading, Span(*me.span()), "given", "contact")
    return None


def _asked(talk: Talk, reading: Reading) -> bool:
    turn = talk.before(reading)
    if turn is None or turn.side != "rep":
        return False
    asks = ASKS_LEAVE.search(turn.plain) or ASKS_OF_LISTS.search(turn.plain)
    if WILL_REACH.search(turn.plain) and IF_I_MAY.search(turn.plain):
        return True
    if asks is not None and not AN_OFFER_TO_SEND.search(turn.plain):
        return True
    return talk.asked(reading, "contact") or NUMBER_ASKED.search(turn.plain) is not None


def _offered(talk: Talk, reading: Reading) -> bool:
    turn = talk.before(reading)
    return turn is not None and turn.side == "rep" and OFFERS.search(turn.plain) is not None


def _unasked(talk: Talk, reading: Reading) -> Finding | None:
    may = MAY_CONTACT.search(reading.plain) or _names_a_way(talk, reading)
    if may is None or in_question(reading, may.start()):
        return None
    if re.match(r"(?:add|put|sign)", may.group()) and THEY_DID.search(reading.plain[: may.start()]):
        return None
    return answer(reading, Span(*may.span()), "given", "contact")
