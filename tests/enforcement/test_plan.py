"""A bureau's inspection plan: lines by class, the head's approval, progress = rows."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.models import InspectionPlan
from enforcement.services.inspection_plans import (
    approve_plan,
    inspections_of,
    progress_of,
    return_plan,
    set_plan_lines,
    submit_plan,
)
from registry.models import Party
from tests.factories.draws import (
    ON,
    make_approved_plan,
    make_draw_parties,
    make_lined_plan,
    make_plan,
    make_submitted_plan,
)
from tests.factories.enforcement_field import make_completed_inspection

pytestmark = pytest.mark.django_db


def graded(number, risk_class):
    parties = make_draw_parties(number)
    Party.objects.filter(pk__in=[one.pk for one in parties]).update(risk_class=risk_class)
    return [Party.objects.get(pk=one.pk) for one in parties]


def test_each_class_is_planned_its_parties_times_its_visits(yanta_unit_head):
    graded(3, "A")
    graded(2, "D")
    make_draw_parties(1)

    plan = make_lined_plan(by=yanta_unit_head, times={"A": 1, "D": 4, "": 2})

    found = {line.risk_class: (line.parties, line.planned) for line in plan.lines.all()}
    assert found == {"": (1, 2), "A": (3, 3), "D": (2, 8)}


def test_only_parties_of_the_bureau_the_domain_and_the_trade_are_planned(yanta_unit_head):
    make_draw_parties(1)
    make_draw_parties(1, region="610502")
    make_draw_parties(1, kind="medical_institution")
    make_draw_parties(1, domains=["cosmetic"])

    assert make_lined_plan(by=yanta_unit_head).lines.get().parties == 1


def test_progress_counts_the_visits_by_the_class_of_their_day(
    yanta_unit_head, yanta_inspector, yanta_inspector2
):
    pair = [yanta_inspector, yanta_inspector2]
    one, other = graded(2, "C")
    plan = make_lined_plan(by=yanta_unit_head, times={"C": 2})
    for _each in range(2):
        make_completed_inspection(pair, party=one, findings=0)
    make_completed_inspection(pair, party=other, findings=0, on=date(2025, 5, 6))
    Party.objects.filter(pk=one.pk).update(risk_class="A")

    (line,) = progress_of(plan)

    assert (line.line.planned, line.done, line.reached, line.left) == (4, 2, 1, 2)
    assert inspections_of(line.line).count() == line.done


def test_the_lines_of_a_link_are_set_anew(yanta_unit_head):
    plan = make_lined_plan(by=yanta_unit_head, times={"A": 1, "B": 1})
    set_plan_lines(
        plan, domain="drug", link="retail", times={"C": 2}, by=yanta_unit_head, on=ON
    )

    assert [line.risk_class for line in plan.lines.all()] == ["C"]


def test_the_head_approves_what_another_submitted(yanta_unit_head, yanta_head):
    plan = make_approved_plan(by=yanta_unit_head, head=yanta_head)

    assert (plan.status, plan.approved_by, plan.approved_on) == ("approved", yanta_head, ON)
    with pytest.raises(IllegalTransition):
        set_plan_lines(
            plan, domain="drug", link="retail", times={"A": 1}, by=yanta_unit_head, on=ON
        )


def test_nobody_approves_what_they_submitted(yanta_head):
    plan = make_submitted_plan(by=yanta_head)

    with pytest.raises(PermissionRefused):
        approve_plan(plan, by=yanta_head, on=ON)


def test_the_head_returns_a_plan_with_a_reason(yanta_unit_head, yanta_head):
    plan = make_submitted_plan(by=yanta_unit_head)
    with pytest.raises(Invalid):
        return_plan(plan, reason=" ", by=yanta_head, on=ON)
    return_plan(plan, reason="频次不足", by=yanta_head, on=ON)

    assert plan.status == "draft"


def test_an_empty_plan_is_not_submitted(yanta_unit_head):
    with pytest.raises(IllegalTransition):
        submit_plan(make_plan(by=yanta_unit_head), by=yanta_unit_head, on=ON)


@pytest.mark.parametrize(
    ("told", "field"), [({"title": ""}, "title"), ({"year": 1999}, "year")]
)
def test_a_plan_that_cannot_be_is_refused(yanta_unit_head, told, field):
    with pytest.raises(Invalid) as refusal:
        make_plan(by=yanta_unit_head, **told)
    assert field in refusal.value.fields


@pytest.mark.parametrize("times", [{}, {"A": 0}, {"Z": 1}, {"A": 366}, {"A": -1}])
def test_a_frequency_that_cannot_be_is_refused(yanta_unit_head, times):
    with pytest.raises(Invalid):
        make_lined_plan(by=yanta_unit_head, times=times)


def test_a_plan_of_the_same_name_is_refused(yanta_unit_head):
    make_plan(by=yanta_unit_head, title="年度计划")
    with pytest.raises(Invalid):
        make_plan(by=yanta_unit_head, title="年度计划")


def test_an_inspector_does_not_plan(yanta_inspector):
    with pytest.raises(PermissionRefused):
        make_plan(by=yanta_inspector)


def test_approved_says_by_whom_and_when(yanta_unit_head):
    plan = make_submitted_plan(by=yanta_unit_head)
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionPlan.objects.filter(pk=plan.pk).update(status="approved")
