"""The sentences of a mail that are about no signal: greeting, opening, closing."""

import re
from collections.abc import Iterable

from agent.contract.lead import Attendee
from agent.event_pack.model import EventPack, Voice
from agent.insight.drafts.phrases import clean_name

_TALKED = {
    "plain": ("Thank you for talking to us at {event}.", "Thank you for your time at {event}."),
    "warm": ("It was good to talk to you at {event}.", "Thank you so much for your time at {event}."),
    "formal": ("Thank you for the conversation at {event}.", "Thank you for your time at {event}."),
}
_VISITED = {
    "plain": ("Thank you for stopping by {company} at {event}.", "Thank you for your visit at {event}."),
    "warm": ("It was nice to have you at our stand at {event}.", "Thank you for your visit at {event}."),
    "formal": ("Thank you for visiting {company} at {event}.", "Thank you for your visit at {event}."),
}
_WITH_STEPS = {
    "plain": ("If we got something wrong, just reply to this mail.", "Just reply if something is not right."),
    "warm": ("If something is missing or not quite right, just drop us a line.", "Just reply to this mail."),
    "formal": (
        "Should anything be missing or incorrect, please reply to this mail.",
        "Please reply to this mail if you wish to add something.",
    ),
}
_WITHOUT_STEPS = {
    "plain": ("If you would like to go on from here, just reply to this mail.", "Just reply to this mail."),
    "warm": ("If you feel like taking a closer look, just drop us a line.", "Just reply to this mail."),
    "formal": (
        "Should you wish to continue the exchange, please reply to this mail.",
        "Please reply to this mail if you wish to continue.",
    ),
}
_UNHEARD = {
    "plain": ("If there is something we can help with, just reply to this mail.", "Just reply to this mail."),
    "warm": ("If there is anything we can do for you, just drop us a line.", "Just reply to this mail."),
    "formal": (
        "Should you have a question, please reply to this mail.",
        "Please reply to this mail whenever it suits you.",
    ),
}


def greeting(attendee: Attendee, voice: Voice) -> str:
    """Return the greeting, without a name where the badge has none that can be used."""
    name, given = full_name(attendee), clean_name(attendee.given_name)
    if "{given_name}" in voice.greeting:
        # A given name is not guessed from the full one: which part it is differs from country to country.
        given = given or name
    if ("{given_name}" in voice.greeting and not given) or ("{name}" in voice.greeting and not name):
        return voice.greeting_without_name
    return voice.greeting.replace("{given_name}", given or "").replace("{name}", name or "")


def full_name(attendee: Attendee) -> str | None:
    """Return the visitor's name, if there is one that can stand in a mail."""
    parts = [clean_name(attendee.given_name), clean_name(attendee.family_name)]
    return clean_name(attendee.name) or " ".join(filter(None, parts)) or None


def opening(pack: EventPack, *, talked: bool) -> str:
    """Return the first sentence; it speaks of a conversation only where there was one."""
    texts = (_TALKED if talked else _VISITED)[pack.voice.tone]
    filled = [text.format(event=pack.event.name, company=pack.voice.company) for text in texts]
    return _without_banned(filled, pack.voice)


def closing(voice: Voice, *, heard: bool, steps: bool) -> str:
    """Return the last sentence."""
    texts = _UNHEARD if not heard else _WITH_STEPS if steps else _WITHOUT_STEPS
    return _without_banned(texts[voice.tone], voice)


def ours(pack: EventPack, *, heard: bool) -> set[str]:
    """Return every opening and closing that can stand in a mail."""
    return {
        opening(pack, talked=heard),
        *(closing(pack.voice, heard=heard, steps=steps) for steps in (True, False)),
    }


def banned_in(text: str, voice: Voice) -> list[str]:
    """Return the banned words that stand in the text, whole words without regard to case."""
    folded = text.casefold()
    there = [word for word in voice.banned_words if word.casefold() in folded]
    return [word for word in there if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", folded)]


def _without_banned(texts: Iterable[str], voice: Voice) -> str:
    options = list(texts)
    return next((text for text in options if not banned_in(text, voice)), options[-1])
