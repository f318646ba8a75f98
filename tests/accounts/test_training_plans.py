"""Training plans: who must take which course by when, and who did."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.models import TrainingPlan, TrainingRecord
from accounts.services.trainings import record_attendance
from core.errors import Invalid, PermissionRefused
from tests.factories.services import ON, make_training_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def enforcers(yanta_inspector, yanta_inspector2, yanta_unit_head):
    return [yanta_inspector, yanta_inspector2, yanta_unit_head]


def test_a_plan_holds_everybody_who_enforces_under_the_bureau(
    enforcers, yanta_legal, linwei_inspector, yanta_head
):
    plan = make_training_plan(by=yanta_head)

    assert {one.officer for one in plan.places.all()} == set(enforcers)


def test_who_took_the_course_gets_a_training_record(enforcers, yanta_unit_head):
    plan = make_training_plan(by=yanta_unit_head)

    for _twice in range(2):
        record_attendance(plan, officers=enforcers[:2], held_on=ON, by=yanta_unit_head, on=ON)

    records = TrainingRecord.objects.filter(title=plan.title)
    assert {one.user for one in records} == set(enforcers[:2])
    assert {one.hours for one in records} == {Decimal(8)}
    assert plan.places.filter(record=None).count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"due_on": ON - timedelta(days=1)}, "due_on"),
        ({"hours": Decimal(0)}, "hours"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(enforcers, yanta_head, told, field):
    with pytest.raises(Invalid) as refusal:
        make_training_plan(by=yanta_head, **told)
    assert field in refusal.value.fields
    assert not TrainingPlan.objects.exists()


def test_officers_of_another_tree_and_nobody_are_refused(yanta_head, linwei_inspector):
    with pytest.raises(Invalid):
        make_training_plan(by=yanta_head)
    with pytest.raises(Invalid):
        make_training_plan(by=yanta_head, officers=[linwei_inspector])


def test_an_inspector_neither_plans_nor_records(enforcers, yanta_head):
    with pytest.raises(PermissionRefused):
        make_training_plan(by=enforcers[0])
    plan = make_training_plan(by=yanta_head)
    with pytest.raises(PermissionRefused):
        record_attendance(plan, officers=enforcers, held_on=ON, by=enforcers[0], on=ON)


@pytest.mark.parametrize("late", [True, False])
def test_attendance_of_strangers_or_of_tomorrow_is_refused(enforcers, yanta_head, late):
    plan = make_training_plan(by=yanta_head)
    people, day = (enforcers, ON + timedelta(days=1)) if late else ([yanta_head], ON)
    with pytest.raises(Invalid):
        record_attendance(plan, officers=people, held_on=day, by=yanta_head, on=ON)
    assert not TrainingRecord.objects.exists()


def test_a_training_is_planned_on_the_page_and_recorded_in_the_api(
    enforcers, client_for, api_for, yanta_head
):
    sent = {"title": "化妆品检查", "hours": "4", "due_on": "2039-01-05"}
    assert client_for(yanta_head).post("/trainings/new/", sent).status_code == 302
    plan = TrainingPlan.objects.get()

    told = api_for(yanta_head).post(
        f"/api/v1/training-plans/{plan.uuid}/attend/",
        {"held_on": ON.isoformat(), "officers": [str(enforcers[0].uuid)]},
    )

    assert (told.json()["planned"], told.json()["taken"]) == (3, 1)
