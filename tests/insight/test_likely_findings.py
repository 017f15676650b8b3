"""What may be a signal is weighed among the others of its talk, and of what excludes each other one stays."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

import pytest

from agent.contract.lead import SignalKind
from agent.insight.judge.features import Features
from agent.insight.judge.judge import Judge, judge
from agent.insight.signals.consent.find import consents
from agent.insight.signals.find import apply_rules
from agent.insight.signals.judged.alternatives import others
from agent.insight.signals.judged.candidate import Candidate
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.finding_features import Surroundings
from agent.insight.signals.judged.likely_findings import WEIGHED, candidates, likely_findings
from agent.insight.signals.judged.limits import GENEROUS, STRICT
from agent.insight.signals.judged.weigh import candidates_of
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.talk import Finding, Talk, Value
from tests.insight.packs import EVENT_DAY, gold_pack, talk


def _case(*lines: str) -> Case:
    shipped = judge()
    assert shipped is not None
    read = Talk(talk(*lines), EVENT_DAY, fiscal_year_starts=1, lexicon=lexicon_of(gold_pack()))
    apply_rules(read, [])
    return Case.of(read, shipped)


class _Weighs:
    """Finds each candidate as likely as it is told by its value."""

    def __init__(self, case: Case, chance: Callable[[Value, Features], float]) -> None:
        self._case, self._chance = case, chance

    def findings(self, may_be: Sequence[Candidate]) -> list[Finding]:
        around = Surroundings(self._case, may_be)
        known = {frozenset(around.features(one).items()): one.found.value for one in may_be}

        def finding_chance(_: str, features: Features) -> float:
            return self._chance(known[frozenset(features.items())], features)

        stub: Judge = _Stub(finding_chance)  # type: ignore[assignment]
        return likely_findings(replace(self._case, judge=stub), may_be)


class _Stub:
    """Finds a finding among others as likely as it is by itself."""

    def __init__(self, finding_chance: Callable[[str, Features], float]) -> None:
        self.finding_chance = finding_chance

    def chance_among(self, _: str, features: Features) -> float:
        return 1 / (1 + math.exp(-4 * features["chance"]))


_MONEY = (
    "R:What could you spend?",
    "V:Forty thousand euros a year, if my boss agrees.",
    "R:I see.",
    "V:That's how it is.",
)


def test_generous_limits_let_more_through_than_strict_ones() -> None:
    for one, other in ((GENEROUS.drops, STRICT.drops), (GENEROUS.proposes, STRICT.proposes)):
        assert all(one[kind] < other[kind] for kind in other)
    assert GENEROUS.another_tool < STRICT.another_tool
    assert set(WEIGHED) - {"product"} == set(STRICT.drops) == set(STRICT.proposes)
    assert set(WEIGHED) <= set(get_args(SignalKind))


def test_a_sum_has_other_bounds_and_other_units_that_the_turn_speaks_of() -> None:
    case = _case(*_MONEY)
    sums = {
        (one.changed, str(one.found.value["min"]), str(one.found.value["basis"]))
        for one in others(case, ())
        if one.found.kind == "budget"
    }
    assert {
        ("min", "None", "per_year"),
        ("max", "40000", "per_year"),
        ("basis", "40000", "total"),
    } <= sums
    assert not any(basis in {"per_month", "per_seat"} for _, _, basis in sums)


@pytest.mark.parametrize("said", ["We don't use Excel.", "Imagine we used Excel.", "We used to have Excel."])
def test_no_other_name_comes_from_what_is_not_meant(said: str) -> None:
    case = _case("R:What do you use?", f"V:{said}")
    assert [one for one in others(case, ()) if one.found.kind == "current_solution"] == []


def test_a_promise_has_its_other_side_and_no_day() -> None:
    case = _case("R:I'll send the price list on Friday.", "V:Good.")
    (promise,) = [found for found in case.talk.findings if found.kind == "next_step"]
    changed = {one.changed: one.found.value for one in others(case, [promise])}
    assert changed["owner"]["owner"] == "visitor"
    assert changed["no day"]["due"] is None


def test_a_reservation_is_weighed_answered_and_open() -> None:
    case = _case(
        "R:ColdTrace reads it every minute.",
        "V:I'm worried about the battery.",
        "R:Ten years.",
        "V:Fair enough.",
    )
    (doubt,) = [found for found in case.talk.findings if found.kind == "objection"]
    both = {doubt.value["resolved"]} | {
        one.found.value["resolved"] for one in others(case, [doubt]) if one.found.kind == "objection"
    }
    assert both == {True, False}


def test_each_candidate_is_there_once_and_what_is_believed_is_believed() -> None:
    case = _case(*_MONEY)
    found = [one for one in case.talk.findings if one.kind == "budget"]
    may_be = candidates(case, found, [*found, *found])
    assert [one.found for one in may_be if one.believed] == found
    values = [
        (one.found.kind, str(one.found.value), one.found.span) for one in may_be if not one.found.absent
    ]
    assert len(values) == len(set(values))


def test_of_other_values_of_a_sum_the_likeliest_is_told_as_the_judges() -> None:
    case = _case(*_MONEY)
    found = [one for one in case.talk.findings if one.kind == "budget"]
    may_be = [one for one in candidates(case, found, ()) if one.found.kind == "budget"]
    weighs = _Weighs(case, lambda value, _: 0.9 if value["min"] is None else 0.5)
    (kept,) = weighs.findings(may_be)
    assert (kept.value["min"], kept.rule) == (None, "judge")


def test_what_is_believed_stays_where_another_value_is_not_much_likelier() -> None:
    case = _case(*_MONEY)
    found = [one for one in case.talk.findings if one.kind == "budget"]
    may_be = [one for one in candidates(case, found, ()) if one.found.kind == "budget"]
    assert _Weighs(case, lambda value, _: 0.8 if value["min"] is None else 0.7).findings(may_be) == found


def test_what_is_hardly_likely_goes_and_that_there_is_nothing_stays() -> None:
    case = _case(
        "R:Is there a budget?", "V:No, there's no budget for it.", "R:And who decides?", "V:My boss."
    )
    found = [one for one in case.talk.findings if one.kind in {"budget", "authority"}]
    assert {one.absent for one in found} == {True, False}
    kept = _Weighs(case, lambda *_: 0.1).findings([Candidate(one, believed=True) for one in found])
    assert kept == [one for one in found if one.absent]


def test_of_a_talk_of_few_turns_what_is_believed_stays() -> None:
    case = _case("R:And who decides?", "V:My boss decides that.")
    found = [one for one in case.talk.findings if one.kind == "authority"]
    assert found
    assert _Weighs(case, lambda *_: 0.0).findings([Candidate(one, believed=True) for one in found]) == found


def test_to_a_talk_of_few_turns_nothing_is_added() -> None:
    case = _case("R:And who decides?", "V:My boss decides that.")
    found = [one for one in case.talk.findings if one.kind == "authority"]
    assert _Weighs(case, lambda *_: 1.0).findings([Candidate(one, believed=False) for one in found]) == []


def test_each_place_where_a_product_is_named_is_weighed_and_one_stays() -> None:
    case = _case(
        "R:ColdTrace reads it every minute.", "V:I see.", "R:Well?", "V:ColdTrace is what we came for."
    )
    places = [one for one in others(case, ()) if one.found.kind == "product"]
    assert [one.found.reading.number for one in places] == [1, 4]
    (kept,) = _Weighs(case, lambda _, features: 0.7 + 0.2 * features.get("side visitor", 0.0)).findings(
        places
    )
    assert (kept.value, kept.reading.number) == ({"name": "ColdTrace"}, 4)


def test_consent_is_not_weighed() -> None:
    case = _case("R:May I record this?", "V:Yes, you may.", "R:Good.", "V:Good.")
    found = list(consents(case.talk))
    assert found
    may_be = [Candidate(one, believed=True) for one in found]
    assert _Weighs(case, lambda *_: 0.0).findings(may_be) == found


def test_two_tools_that_share_a_word_are_one_and_two_that_are_believed_stay_two() -> None:
    case = _case(
        "R:What do you use?", "V:A paper list, and then the paper list goes into Excel.", "R:I see.", "V:Yes."
    )
    reading = case.talk.readings[1]
    span = reading.clauses[0]
    one, other, part_of_one = (
        Finding("current_solution", {"name": name}, reading, span, "judge", 0.7)
        for name in ("paper list", "Excel list", "paper")
    )
    may_be = [Candidate(one, believed=True), Candidate(other, believed=False)]
    assert _Weighs(case, lambda *_: 0.9).findings(may_be) == [one]
    may_be = [Candidate(one, believed=True), Candidate(other, believed=True)]
    assert _Weighs(case, lambda *_: 0.9).findings(may_be) == [one, other]
    may_be = [Candidate(one, believed=True), Candidate(part_of_one, believed=True)]
    assert _Weighs(case, lambda *_: 0.9).findings(may_be) == [one]


def test_a_turn_full_of_sums_and_days_has_few_other_values() -> None:
    sums = " or ".join(f"{number} thousand euros by the {number}th of June" for number in range(4, 29))
    case = _case("R:What's the budget, and I call you when?", f"V:{sums}.")
    assert len(candidates_of(case)) < 200


def test_what_the_judge_thinks_of_the_words_speaks_of_a_finding() -> None:
    case = _case(*_MONEY)
    found = next(one for one in case.talk.findings if one.kind == "budget")
    features = Surroundings(case, [Candidate(found, believed=True)]).features(Candidate(found, believed=True))
    assert features["c budget"] == max(
        one.of("budget") for one in case.within(case.talk.readings[1], found.span)
    )
    assert {"believed", "budget: believed", "basis per_year", "kind budget", "rep asks"} <= set(features)
