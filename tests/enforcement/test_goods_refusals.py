"""What acts on goods refuse, and that a refusal leaves nothing behind."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.models import ItemMovement, Measure, MeasureItem, Sample, SamplingPlan
from enforcement.services.closing import submit_closing
from enforcement.services.measure_course import begin_testing, end_testing, join_case
from enforcement.services.measure_goods import change_custody, dispose
from enforcement.services.measure_items import Part
from enforcement.services.measures import carry_out
from enforcement.services.regulatory import serve_regulatory
from enforcement.services.sampling_plans import progress_of, total_of
from law.regulatory import all_bases, basis_of
from tests.factories.enforcement_cases import make_case, make_performed_case
from tests.factories.enforcement_field import make_inspection
from tests.factories.goods import (
    ON,
    ON_SITE,
    again,
    at,
    make_approved_measure,
    make_measure,
    make_plan,
    make_proposed_measure,
    make_regulatory,
    make_sample,
    make_tested_sample,
    two_items,
)
from tests.stories.stands import limits


def test_a_case_is_not_closed_while_goods_are_held(team):
    case = make_performed_case(team)
    measure = make_measure(team, kind="seizure", case=case)
    with pytest.raises(IllegalTransition) as refused:
        submit_closing(case, report="已履行。", by=team.inspector, on=ON)
    told = str(refused.value)
    assert measure.number in told
    assert "复方甘草片" in told
    assert "12瓶" in told
    assert refused.value.details == {"missing": ["goods_disposed"]}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"items": []}, "items"),
        ({"items": [{**two_items()[0], "quantity": Decimal(0)}]}, "items"),
        ({"items": [{**two_items()[0], "name": "长" * 201}]}, "items"),
        ({"grounds": "  "}, "grounds"),
        ({"kind": "other"}, "kind"),
        ({"basis": "长" * 301}, "basis"),
        ({"case": None, "inspection": None}, "case"),
    ],
)
def test_a_measure_that_does_not_fit_is_not_kept(team, told, field):
    told = dict(told)
    told.setdefault("inspection", make_inspection(team.officers))
    with pytest.raises(Invalid) as refused:
        make_proposed_measure(team, **told)
    assert field in refused.value.fields
    assert not Measure.objects.exists()


def test_nobody_present_nothing_carried_out(team):
    measure = make_approved_measure(team)
    told = {"by": team.inspector, "on": ON}
    with pytest.raises(Invalid) as refused:
        carry_out(measure, imposed_at=at(ON), on_site={}, **told)
    assert "party_present" in refused.value.fields
    with pytest.raises(Invalid) as future:
        carry_out(measure, imposed_at=at(ON + timedelta(days=1)), on_site=ON_SITE, **told)
    assert "imposed_at" in future.value.fields
    assert again(measure).status == "approved"
    assert not MeasureItem.objects.filter(held__gt=0).exists()


def test_a_bureau_without_the_power_takes_no_measure(team):
    inspection = make_inspection(team.officers)
    team.inspector.bureau.may_measure = False
    with pytest.raises(PermissionRefused):
        make_proposed_measure(team, inspection=inspection)


def test_the_list_as_it_was_on_the_spot_replaces_the_intended_one(team):
    measure = make_approved_measure(team)
    carry_out(
        measure, imposed_at=at(ON), on_site=ON_SITE, items=two_items()[:1],
        by=team.inspector, on=ON,
    )  # fmt: skip
    assert [item.held for item in measure.items.all()] == [Decimal(12)]


def test_testing_days_told_to_the_party_do_not_count(team):
    measure = make_measure(team)
    told = {"by": team.inspector, "on": ON + timedelta(days=15)}
    until = ON + timedelta(days=20)
    start = ON + timedelta(days=5)
    begin_testing(measure, told_on=start, told_until=until, paper="检告1号", **told)
    with pytest.raises(IllegalTransition):
        begin_testing(again(measure), told_on=start, told_until=until, paper="2号", **told)
    day = ON + timedelta(days=14)
    end_testing(again(measure), ended_on=day, paper="YP1", result="不合格", **told)
    hold = limits(measure)["seal_seize_period"]
    assert hold == ON + timedelta(days=30 + 10)
    assert limits(measure)["drug_seizure_decision_after_test"] == day + timedelta(days=15)
    assert "drug_seizure_decision" not in limits(measure)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "destroyed"}, "kind"),
        ({"kind": "nonsense"}, "kind"),
        ({"kind": "auctioned"}, "proceeds"),
        ({"kind": "tested", "proceeds": Decimal(1)}, "proceeds"),
        ({"moved_on": ON + timedelta(days=1)}, "moved_on"),
        ({"moved_on": ON - timedelta(days=1)}, "moved_on"),
        ({"receiver": ""}, "receiver"),
        ({"paper": "长" * 101}, "paper"),
        ({"parts": []}, "items"),
    ],
)
def test_goods_leave_the_list_as_the_law_says_or_not_at_all(team, told, field):
    measure = make_measure(team)
    parts = [Part(item) for item in measure.items.all()]
    values = {
        "parts": parts, "kind": "tested", "moved_on": ON, "receiver": "检验院", "paper": "1号",
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        dispose(measure, **{**values, **told}, by=team.inspector, on=ON)
    assert field in refused.value.fields
    assert not ItemMovement.objects.exists()


def test_another_lists_goods_stay_there(team):
    one, other = make_measure(team), make_measure(team)
    with pytest.raises(Invalid):
        dispose(
            one, parts=[Part(other.items.first())], kind="tested", moved_on=ON,
            receiver="检验院", paper="1号", by=team.inspector, on=ON,
        )  # fmt: skip


def test_custody_moves_leave_the_quantity_as_it_is(team):
    measure = make_measure(team)
    change_custody(
        measure, custodian="市局仓库", custody_place="3号库", paper="交接单",
        by=team.inspector, on=ON,
    )  # fmt: skip
    assert ItemMovement.objects.filter(kind="custody").count() == 2
    assert measure.held_items().count() == 2


def test_the_database_holds_no_less_than_nothing(team):
    item = make_measure(team).items.first()
    for held in (Decimal(-1), item.quantity + 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeasureItem.objects.filter(pk=item.pk).update(held=held)


def test_a_measure_joins_the_case_of_its_party_only(team):
    measure = make_measure(team)
    with pytest.raises(Invalid) as refused:
        join_case(measure, case=make_case(team), by=team.inspector, on=ON)
    assert "case" in refused.value.fields
    fitting = make_case(team, party=measure.party)
    assert join_case(again(measure), case=fitting, by=team.inspector, on=ON).case == fitting


def test_an_order_needs_its_day_and_an_article_that_was_read(team):
    with pytest.raises(Invalid) as refused:
        make_regulatory(team, due_on=None)
    assert "due_on" in refused.value.fields
    with pytest.raises(Invalid) as unread:
        make_regulatory(team, domain="device")
    assert "basis" in unread.value.fields
    assert basis_of("order", "drug", ON).startswith("《中华人民共和国药品管理法》")
    assert {row.confidence for row in all_bases()} == {"text", "memory"}
    early = ON - timedelta(days=1)
    with pytest.raises(Invalid):
        serve_regulatory(make_regulatory(team), served_on=early, by=team.inspector, on=ON)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"quantity": Decimal(0)}, "quantity"),
        ({"record_number": " "}, "record_number"),
        ({"taken_on": ON + timedelta(days=1)}, "taken_on"),
        ({"batch": None}, "product"),
    ],
)
def test_a_sample_that_does_not_fit_is_not_kept(team, told, field):
    with pytest.raises(Invalid) as refused:
        make_sample(team.officers, **told)
    assert field in refused.value.fields
    assert not Sample.objects.exists()


def test_a_sampling_record_is_entered_once(team):
    make_sample(team.officers, record_number="CY1")
    with pytest.raises(Invalid) as refused:
        make_sample(team.officers, record_number="CY1")
    assert "record_number" in refused.value.fields


def test_a_plan_counts_its_samples(team):
    plan = make_plan(team.head)
    line = plan.items.get(seq=1)
    make_sample(team.officers, plan_item=line)
    make_tested_sample(team.officers, plan_item=line)
    make_tested_sample(team.officers, plan_item=line, result="pass")
    total = total_of(progress_of(plan, team.inspector))
    assert (total.planned, total.sampled, total.tested, total.failed) == (5, 3, 2, 1)
    with pytest.raises(Invalid):
        make_plan(team.head, title=plan.title)
    with pytest.raises(PermissionRefused):
        make_plan(team.inspector)
    assert SamplingPlan.objects.count() == 1
