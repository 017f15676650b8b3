"""Whoever has a say is called as the visitor calls him: by his name or function, not by "he" or a scrap of a sentence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.insight.signals.authority.persons import called, is_pronoun
from agent.insight.signals.language.reading import Span
from tests.insight.packs import heard, values


def _called(words: str, *turns: str) -> str | None:
    talk = heard(*turns)
    reading = talk.readings[-1]
    start = reading.text.rindex(words)
    return called(talk, reading, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("turn", "words", "who"),
    [
        (
            "V:The release officer must approve, that's Dr. Kolar.",
            "The release officer",
            "release officer, Dr. Kolar",
        ),
        ("V:My deputy signs, her name is Ruta Balse.", "My deputy", "deputy, Ruta Balse"),
        (
            "V:The two partners, Ivo and Jitka, both or nothing.",
            "The two partners, Ivo and Jitka, both or nothing",
            "two partners, Ivo and Jitka",
        ),
        ("V:Ilse, head of stores, decides.", "Ilse, head of stores, decides", "Ilse, head of stores"),
        (
            "V:Up to 9,000 francs the board may spend.",
            "Up to 9,000 francs the board may spend",
            "board",
        ),
        ("V:The owners' meeting on 3 July votes.", "The owners' meeting on 3 July", "owners' meeting"),
        ("V:my bookkeeper's got to see it", "my bookkeeper's", "bookkeeper"),
        ("V:our plumber radek if he hates it", "our plumber radek if", "plumber radek"),
        ("V:no the council decides", "the council", "council"),
        ("V:they cut it, and Dayton has to countersign", "they cut it, and Dayton", "Dayton"),
    ],
)
def test_a_person_is_called_by_a_noun_phrase_or_the_name_beside_it(turn: str, words: str, who: str) -> None:
    assert _called(words, turn) == who


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        ("V:There is no partner in it.", "partner"),
        ("V:Over the threshold of 90,000 it goes to tender.", "threshold of"),
        ("V:She will decide it then.", "will decide it"),
    ],
)
def test_nobody_is_made_a_person_who_is_none(turn: str, words: str) -> None:
    assert _called(words, turn) is None


@pytest.mark.parametrize(
    ("turns", "who"),
    [
        (("V:If my wife likes it. In this house she has the last word.",), "wife"),
        (
            ("V:My director sent me.", "R:And then?", "V:We print in Hungarian.", "R:Alone?", "V:He decides"),
            "director",
        ),
        (
            ("V:Señora Ibarra must like it, she is the head of accounts and she can block it.",),
            "Señora Ibarra",
        ),
        (("V:My sister looks after the money.", "R:And your foreman?", "V:He grumbles"), "foreman"),
        (("V:My brother and my sister own it, he"), "brother"),
        (("V:the council meets in june they vote",), "council"),
        (("V:wilma'll grumble but she has a say",), "wilma"),
    ],
)
def test_a_pronoun_stands_for_whoever_it_fits_and_was_named_last(turns: tuple[str, ...], who: str) -> None:
    said = (turns,) if isinstance(turns, str) else turns
    pronoun = re.findall(r"\b(?:[Hh]e|[Ss]he|they)\b", said[-1])[-1]
    assert _called(pronoun, *said) == who


def test_a_pronoun_that_fits_nobody_stays() -> None:
    assert _called("She", "V:My brother owns it.", "R:Good.", "V:She decides.") == "She"


_SOMEBODY = st.sampled_from(
    [
        "my wife",
        "our head of IT",
        "the works council",
        "Dr. Kolar",
        "my brother-in-law",
        "the two owners",
        "Ilse Brand",
    ]
)
_BEFORE = st.sampled_from(["", "and ", "if ", "then ", "up to ", "only "])
_AFTER = st.sampled_from(
    [
        "",
        " decides",
        " has the last word",
        " must sign",
        " if it works",
        ", she signs",
        "'ll choose",
        " and he agrees",
        " who",
    ]
)


@given(_BEFORE, _SOMEBODY, _AFTER)
def test_who_is_words_of_the_turn_and_never_a_piece_of_what_somebody_does(
    before: str, somebody: str, after: str
) -> None:
    turn = before + somebody + after
    who = _called(turn, f"V:{turn}")
    assert who is not None
    assert who in turn
    assert re.sub(r"^(?:my|our|the) ", "", somebody) == who


@given(
    st.lists(
        st.sampled_from(
            [
                "she",
                "he",
                "decides",
                "signs",
                "if",
                "my",
                "the",
                "boss",
                "of",
                "no",
                "a",
                "and",
                "will",
                "Ivo",
                "we",
                "it",
            ]
        ),
        min_size=1,
        max_size=7,
        unique=True,
    )
)
def test_whatever_words_are_taken_for_a_person_nothing_of_a_deed_is_left(words: list[str]) -> None:
    turn = " ".join(words)
    who = _called(turn, f"V:{turn}")
    if who is None or is_pronoun(who):
        return
    assert who in turn
    assert not re.search(r"\b(?:decides|signs|will|if|he|she|we)\b", who)


@pytest.mark.parametrize(
    ("turns", "role", "who"),
    [
        (("V:If my wife says so. In this house she has the last word on software.",), "decision_maker", "wife"),
        (("R:Who gives the green light?", "V:The two partners, Ivo and Jitka, both or nothing."), "decision_maker", "two partners, Ivo and Jitka"),
        (("V:My son wants to build it himself.", "R:Is he the one to convince?", "V:He advises."), "influencer", "son"),
        (("V:The residents panel gets a say, no more.",), "influencer", "residents panel"),
        (("V:You'd want to talk to Femke Visser, she'll be the one choosing.",), "decision_maker", "Femke Visser"),
    ],
)  # fmt: skip
def test_a_say_goes_to_the_person_with_the_role_he_is_said_to_have(
    turns: tuple[str, ...], role: str, who: str
) -> None:
    assert [(one["role"], one["who"]) for one in values("authority", *turns)] == [(role, who)]
