"""Every rule of a procedure names the acts that start and meet it; the rest say why not."""

from collections.abc import Mapping
from typing import Any

import pytest

from core.errors import LawUnavailable
from deadlines.procedure import all_procedures
from law import checks, period_acts
from law.finding import find_periods, instruments
from law.period_acts import acts_of, is_calculator_only, named_acts, stages_with_acts
from law.period_kinds import Stage
from law.periods import all_periods, family, get_period, in_force
from law.workdays import ONE_DAY

# The stages a case, an inspection or a complaint goes through.
PROCEDURES = {
    Stage.PENALTY_PROCEDURE,
    Stage.HEARING,
    Stage.COERCION,
    Stage.EXECUTION,
    Stage.CRIMINAL_TRANSFER,
    Stage.PUBLICITY_CREDIT,
    Stage.COMPLAINT_REPORT,
    Stage.INSPECTION,
    Stage.SAMPLING,
}


def test_all_203_rules_are_there_with_confidence_and_dates() -> None:
    counts = {
        name: sum(rule.confidence == name for rule in all_periods())
        for name in ("text", "secondary", "memory")
    }
    assert len(all_periods()) == 203
    assert counts == {"text": 192, "secondary": 3, "memory": 8}
    for rule in all_periods():
        assert rule.enabled_default == (rule.confidence != "memory"), rule.id
        assert rule.effective_to is None or rule.effective_from <= rule.effective_to


def test_every_rule_of_the_nine_procedures_names_its_acts() -> None:
    assert stages_with_acts() == {stage.value for stage in PROCEDURES}
    for rule in all_periods():
        acts = acts_of(rule.id)
        assert is_calculator_only(rule.id) == (acts is None)
        if rule.stage in stages_with_acts():
            assert acts is not None
            assert acts.met_by, rule.id
    assert sum(rule.stage in stages_with_acts() for rule in all_periods()) == 125


def test_only_limitations_start_with_an_event_that_is_no_act() -> None:
    without = {
        rule.id for rule in all_periods() if (acts := acts_of(rule.id)) and not acts.started_by
    }
    assert {get_period(rule).kind for rule in without} == {"limitation"}


def test_acts_of_a_case() -> None:
    acts = acts_of("case_handling_period")
    assert acts is not None
    assert acts.started_by[0].code == "case.approve_filing"
    assert "case.decide" in {act.code for act in acts.met_by}
    assert all(act.title.zh and act.title.en for act in named_acts().values())


def test_the_procedures_start_and_meet_what_the_catalogue_says() -> None:
    """A procedure that starts or meets a clock is named by the data of that rule."""
    missing = []
    for procedure in all_procedures():
        for rule in procedure.rules:
            code = f"{procedure.kind}.{rule.act}"
            for name, periods in (("started_by", rule.starts), ("met_by", rule.meets)):
                for period in periods:
                    acts = acts_of(period)
                    known = getattr(acts, name) if acts else ()
                    if code not in {act.code for act in known}:
                        missing.append(f"{period}: {name} {code}")
    assert missing == [], "add to law/data/period_acts.json"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"stages": ["lunch"]}, "unknown stage"),
        ({"periods": {"gone": {"started_by": [], "met_by": ["a.b"]}}}, "gone"),
        ({"periods": {}}, "names none"),
        ({"periods": {"fine_payment": {"started_by": ["a.b"], "met_by": []}}}, "nothing meets"),
        (
            {"periods": {"fine_payment": {"started_by": ["a.b"], "met_by": ["a.b"]}}},
            "started and met",
        ),
        ({"acts": {"a.b": {"zh": "", "en": "x"}}}, "two titles"),
        ({"acts": {"a.c": {"zh": "甲", "en": "x"}}}, "not used"),
    ],
)
def test_what_is_wrong_with_the_data_is_found_at_start(
    broken: Mapping[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = {"a.b": {"zh": "甲", "en": "A"}, **broken.get("acts", {})}
    data = {"stages": [], "periods": {}, **broken, "acts": acts}
    if "two titles" in said:
        data["periods"] = {"fine_payment": {"started_by": [], "met_by": ["a.b"]}}
    if "names none" in said:
        data["stages"] = ["hearing"]
    for cached in (period_acts._acts, period_acts._by_period):
        cached.cache_clear()
    monkeypatch.setattr(period_acts, "_file", lambda: data)
    try:
        found = [str(one.msg) for one in checks.check_shipped_law() if one.id == "law.E006"]
    finally:
        for cached in (period_acts._acts, period_acts._by_period):
            cached.cache_clear()
    assert any(said in finding for finding in found), found


def test_superseded_rules_still_serve_old_records() -> None:
    for rule in all_periods():
        if rule.effective_to is not None:
            assert in_force(rule.id, rule.effective_to) is rule
            newer = [one for one in family(rule.id) if rule.id in one.replaces]
            if len(newer) == 1:
                assert in_force(rule.id, newer[0].effective_from) is newer[0]
            else:
                # Several took its place, or none: nobody guesses which is meant.
                with pytest.raises(LawUnavailable):
                    in_force(rule.id, rule.effective_to + ONE_DAY)


def test_browse_by_instrument_clock_confidence_and_act() -> None:
    law = instruments()[0]
    assert find_periods(law=law)
    assert all(any(b.law == law for b in rule.basis) for rule in find_periods(law=law))
    with_acts, without = find_periods(clock="acts"), find_periods(clock="calculator")
    assert len(with_acts) >= 125
    assert len(with_acts) + len(without) == 203
    assert {rule.stage for rule in without}.isdisjoint(stages_with_acts())
    assert len(find_periods(confidence="memory")) == 8
    assert get_period("case_handling_period") in find_periods(text="批准立案")
