"""Who has a say is named in full: the name beside the role, and who decides together with the visitor."""

import pytest

from agent.insight.signals.authority.named_in_full import named_in_full
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.talk import Finding, Talk
from tests.insight.packs import EVENT_DAY, gold_pack, talk


def _named(who: str | None, *lines: str, role: str = "decision_maker") -> object:
    read = Talk(talk(*lines), EVENT_DAY, fiscal_year_starts=1, lexicon=lexicon_of(gold_pack()))
    reading = read.visitors[-1]
    found = Finding("authority", {"role": role, "who": who}, reading, reading.clauses[-1], role, 0.8)
    return named_in_full(read, found).value["who"]


@pytest.mark.parametrize(
    ("who", "said", "named"),
    [
        ("operations manager", "Anouk, she's the operations manager.", "Anouk, operations manager"),
        ("operations director", "That's Helen, our operations director.", "Helen, operations director"),
        (
            "operations director",
            "Graham Pell is our operations director.",
            "Graham Pell, operations director",
        ),
        ("Helen", "Helen, our chief operating officer. She picks.", "Helen, chief operating officer"),
        ("Helen", "Helen. She's our head of finance.", "Helen, head of finance"),
        (
            "medical director",
            "doctor ramesh the medical director he decides",
            "doctor ramesh, medical director",
        ),
        (
            "director of people",
            "the director of people her name is marga vidal",
            "marga vidal, director of people",
        ),
        ("purchasing", "That's done by purchasing, Frau Lindner.", "Frau Lindner, purchasing"),
        ("our boss", "It's our boss.", "our boss"),
        ("plant manager", "In May, the plant manager signs.", "plant manager"),
        ("head of IT", "Voltarum, the head of IT said.", "Voltarum, head of IT"),
        ("plant manager", "Me, the plant manager and our IT.", "plant manager"),
    ],
)
def test_a_name_and_a_role_side_by_side_are_one(who: str, said: str, named: str) -> None:
    assert _named(who, "R:Who decides?", f"V:{said}") == named


def test_the_name_may_have_been_said_before() -> None:
    said = ("R:Who decides?", "V:Helen, our operations director.", "R:Alone?", "V:Yes, she picks.")
    assert _named("operations director", *said) == "Helen, operations director"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Me and my brother, we decide together.", "Me and my brother"),
        ("It's me and the wife.", "me and the wife"),
        ("My brother and I decide such things.", "My brother and I"),
        ("With my partner. We always decide together.", "me and my partner"),
        ("I decide that together with the owner.", None),
        ("My accountant advises and I sign.", None),
        ("It's on my desk and I sign.", None),
        ("I sign.", None),
    ],
)
def test_who_decides_with_the_visitor_is_named_beside_him(said: str, named: str | None) -> None:
    assert _named(None, "R:Who decides?", f"V:{said}") == named


def test_who_only_agrees_with_the_visitor_is_not() -> None:
    assert _named(None, "R:And you?", "V:Me and my brother look at it.", role="influencer") is None
