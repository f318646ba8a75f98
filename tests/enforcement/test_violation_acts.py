"""Violations: the provision of the day, the range computed, the totals of the case."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import (
    IllegalTransition,
    Invalid,
    LawUnavailable,
    PermissionRefused,
    StaleVersion,
)
from enforcement.models import Violation
from enforcement.services.violations import change_violation, record_violation, remove_violation
from tests.factories.enforcement_cases import (
    MAXIMUM,
    MINIMUM,
    PROVISION,
    fresh,
    make_case,
    make_proposed_case,
    make_reviewing_case,
    make_violation,
)
from tests.factories.enforcement_field import ON

DAY = timedelta(days=1)


class TestRange:
    def test_the_floor_is_applied_before_the_multiple(self, team):
        row = make_violation(make_case(team), by=team.inspector)
        assert row.base == Decimal(1260)  # the real goods value; it counts as 10,000
        assert (row.range_min, row.range_max) == (MINIMUM, MAXIMUM)
        assert row.provision_article == "《中华人民共和国药品管理法》第一百一十七条第一款"

    def test_the_goods_value_is_the_base_unless_another_is_given(self, team):
        row = make_violation(make_case(team), by=team.inspector, goods_value=Decimal(50_000))
        assert (row.range_min, row.range_max) == (Decimal(500_000), Decimal(1_000_000))
        other = make_violation(
            row.case, by=team.inspector, goods_value=Decimal(50_000), base=Decimal(60_000)
        )
        assert other.range_min == Decimal(600_000)

    def test_the_steps_are_kept_and_told_in_the_readers_language(self, team):
        row = make_violation(make_case(team), by=team.inspector)
        row.refresh_from_db()
        told = "".join(step.text for step in row.told_steps)
        assert "10,000" in told
        assert "100,000" in told

    def test_no_fine_at_the_level_is_no_range(self, team):
        row = make_violation(make_case(team), by=team.inspector, provision="drug_gxp_breach")
        assert (row.range_min, row.range_max) == (None, None)


class TestWhatItNeeds:
    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"provision": "no_such_provision"}, "provision"),
            ({"facts": "  "}, "facts"),
            ({"goods_value": None}, "goods_value"),
            ({"activity": ""}, "activity"),
            ({"level": "harm_caused"}, "level"),
            ({"goods_value": Decimal(-1)}, "goods_value"),
            ({"ended_on": ON + DAY}, "ended_on"),
            ({"began_on": ON, "ended_on": ON - DAY}, "ended_on"),
            ({"facts": "长" * 20_001}, "facts"),
        ],
    )
    def test_a_wrong_field_is_named(self, team, told, field):
        with pytest.raises(Invalid) as refused:
            make_violation(make_case(team), by=team.inspector, **told)
        assert field in refused.value.fields
        assert not Violation.objects.exists()

    def test_a_provision_in_force_on_the_day_of_the_act(self, team):
        case = make_case(team)
        before = date(2019, 11, 30)  # the law of 2019 came into force on 1 December
        with pytest.raises(LawUnavailable):
            make_violation(case, by=team.inspector, began_on=before, ended_on=before)
        assert make_violation(
            case, by=team.inspector, began_on=before, ended_on=before + DAY
        ).pk

    def test_a_case_under_investigation(self, team):
        case = make_reviewing_case(team)
        with pytest.raises(IllegalTransition):
            make_violation(case, by=team.inspector)

    def test_a_handling_officer(self, team):
        with pytest.raises(PermissionRefused):
            make_violation(make_case(team), by=team.legal)


class TestTotals:
    def test_the_case_adds_up_its_violations(self, team):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        second = make_violation(case, by=team.inspector, goods_value=Decimal("40.5"))
        case = fresh(case)
        assert case.goods_value == Decimal("1300.50")
        assert case.illegal_income == Decimal(840)
        remove_violation(second, reason="重复", by=team.inspector, on=ON)
        assert fresh(case).goods_value == Decimal(1260)

    def test_the_last_one_removed_leaves_them_unknown(self, team):
        case = make_case(team)
        only = make_violation(case, by=team.inspector)
        remove_violation(only, reason="重复", by=team.inspector, on=ON)
        assert fresh(case).goods_value is None

    def test_ranges_of_several_violations_are_added(self, team):
        case = make_case(team)
        for _each in range(2):
            make_violation(case, by=team.inspector)
        found = case.fine_range()
        assert (found.min, found.max) == (2 * MINIMUM, 2 * MAXIMUM)

    def test_numbers_are_given_once(self, team):
        case = make_case(team)
        rows = [make_violation(case, by=team.inspector) for _each in range(3)]
        remove_violation(rows[1], reason="重复", by=team.inspector, on=ON)
        rows.append(make_violation(case, by=team.inspector))
        assert [row.seq for row in case.violations.all()] == [1, 3, 4]


class TestChange:
    def test_the_range_follows(self, team):
        row = make_violation(make_case(team), by=team.inspector)
        change_violation(
            row, version=row.version, goods_value=Decimal(20_000), by=team.inspector, on=ON
        )
        assert row.range_min == Decimal(200_000)
        assert fresh(row.case).goods_value == Decimal(20_000)

    def test_a_base_that_was_typed_stays(self, team):
        row = make_violation(make_case(team), by=team.inspector, base=Decimal(30_000))
        change_violation(row, version=None, facts="补充事实。", by=team.inspector, on=ON)
        assert row.base == Decimal(30_000)

    def test_a_stale_version_is_refused(self, team):
        row = make_violation(make_case(team), by=team.inspector)
        change_violation(row, version=1, facts="甲", by=team.inspector, on=ON)
        stale = Violation.objects.select_related("case").get(pk=row.pk)
        with pytest.raises(StaleVersion) as refused:
            change_violation(stale, version=1, facts="乙", by=team.inspector2, on=ON)
        assert refused.value.details["theirs"] == {"facts": "甲"}

    def test_another_provision(self, team):
        row = make_violation(make_case(team), by=team.inspector)
        change_violation(
            row, version=None, provision="drug_gxp_breach", by=team.inspector, on=ON
        )
        assert row.range_max is None
        assert row.provision_title

    def test_a_proposal_that_no_longer_fits_is_told(self, team):
        case = make_proposed_case(team)
        assert case.decision.range_verdict == "inside"
        row = case.violations.get()
        change_violation(
            row, version=None, goods_value=Decimal(50_000), by=team.inspector, on=ON
        )
        case = fresh(case)
        assert case.decision.range_verdict == "below"


def test_removing_is_for_the_officers_of_the_case(team):
    row = make_violation(make_case(team), by=team.inspector)
    with pytest.raises(PermissionRefused):
        remove_violation(row, reason="重复", by=team.head, on=ON)
    assert (
        record_violation(
            row.case,
            provision=PROVISION,
            activity="retail",
            facts="另一行为。",
            goods_value=Decimal(10),
            by=team.unit_head,
            on=ON,
        ).seq
        == 2
    )
