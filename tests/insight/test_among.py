"""What is likely by itself is weighed among what else the talk holds."""

import pytest

from agent.insight.judge.features import Features
from agent.insight.signals.judged.among import Among
from agent.insight.signals.judged.exclusion import excludes
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Finding, Talk, Value
from tests.insight.packs import EVENT_DAY, gold_pack, talk

_TALK = Talk(
    talk(
        "R:What do you use?",
        "V:A paper list, and the list goes into Excel.",
        "R:And who decides?",
        "V:Helen, and my boss has to agree.",
        "R:I see.",
        "V:The paper list gets wet.",
    ),
    EVENT_DAY,
    fiscal_year_starts=1,
    lexicon=lexicon_of(gold_pack()),
)


def _turn(number: int) -> Reading:
    return _TALK.readings[number - 1]


def _tool(name: str, number: int, clause: int = 0) -> Finding:
    return Finding(
        "current_solution", {"name": name}, _turn(number), _turn(number).clauses[clause], "judge", 0.5
    )


def _pain(number: int) -> Finding:
    return Finding("challenge", {"what": "wet"}, _turn(number), _turn(number).clauses[0], "judge", 0.5)


def _features(place: int, found: list[Finding], chances: list[float]) -> Features:
    return Among(found, [True] * len(found), chances).features(place)


def test_a_finding_is_told_by_its_own_chance_for_its_kind_too() -> None:
    features = _features(0, [_tool("paper list", 2)], [0.87])
    assert features["chance 8"] == features["current_solution: chance 8"] == 1.0
    assert features["best"] == 1.0
    assert features["ahead"] == pytest.approx(0.87)
    assert features["rival none"] == features["beside none"] == features["again none"] == 1.0


def test_what_it_excludes_is_its_rival_and_other_things_of_the_turn_stand_beside_it() -> None:
    found = [_tool("paper list", 2), _tool("list", 2), _tool("Excel", 2, clause=-1)]
    found[2] = Finding("current_solution", {"name": "Excel"}, _turn(4), _turn(4).clauses[0], "judge", 0.5)
    features = _features(0, found, [0.6, 0.9, 0.7])
    assert features["rival 4"] == 1.0
    assert features["best"] == 0.0
    assert features["ahead"] == pytest.approx(-0.3)
    assert features["near 3"] == features["after 3"] == features["before none"] == 1.0
    assert features["in turns 1"] == 1.0


def test_a_name_that_is_likely_elsewhere_speaks_for_it() -> None:
    found = [_tool("paper list", 2), _tool("Paper list", 6), _tool("Excel", 6)]
    assert "again 4" in _features(0, found, [0.5, 0.8, 0.9])
    assert "again none" in _features(2, found, [0.5, 0.8, 0.9])


def test_other_kinds_of_the_turn_and_near_it_are_told() -> None:
    found = [_tool("paper list", 6), _pain(6), _pain(4)]
    features = _features(0, found, [0.5, 0.9, 0.3])
    assert features["over challenge 4"] == features["turn challenge 4"] == features["near challenge 1"] == 1.0


def test_thousands_of_the_same_are_told_in_time() -> None:
    found = [_tool("paper list", 2)] * 3000
    assert "rival 2" in _features(0, found[:200], [0.5] * 200)
    among = Among(found, [False] * len(found), [0.5] * len(found))
    assert "rival 2" in among.features(2999)


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ({"role": "decision_maker", "who": "Helen"}, {"role": "needs_approval", "who": "Helen"}, True),
        ({"role": "decision_maker", "who": "Helen"}, {"role": "needs_approval", "who": "boss"}, False),
        ({"role": "decision_maker", "who": None}, {"role": "decision_maker", "who": None}, True),
        ({"role": "decision_maker", "who": "my boss"}, {"role": "decision_maker", "who": "the boss"}, True),
    ],
)
def test_a_person_has_one_role_in_a_turn(one: Value, other: Value, excluded: bool) -> None:
    first, second = (
        Finding("authority", value, _turn(4), clause, "judge", 0.5)
        for value, clause in zip((one, other), (_turn(4).clauses[0], _turn(4).clauses[-1]), strict=True)
    )
    assert excludes(first, second) is excludes(second, first) is excluded
