"""Assistance visits: a need raised, answered and followed up."""

from datetime import timedelta

import pytest

from campaigns.models import AssistanceVisit
from campaigns.services.visits import answer_visit, follow_up_visit
from core.errors import IllegalTransition, Invalid, PermissionRefused
from tests.factories.registry import make_party
from tests.factories.services import ON, make_answered_visit, make_visit

pytestmark = pytest.mark.django_db


def test_a_need_is_raised_answered_and_followed_up(yanta_inspector):
    visit = make_answered_visit(by=yanta_inspector)
    follow_up_visit(visit, follow_up="备案已办结", by=yanta_inspector, on=ON)

    assert (visit.status, visit.followed_up_on) == ("followed_up", ON)
    with pytest.raises(IllegalTransition):
        answer_visit(visit, answer="再答", by=yanta_inspector, on=ON)


def test_a_campaign_officer_visits_too(xian_officer):
    assert make_visit(by=xian_officer).officers.get() == xian_officer


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"visited_on": ON + timedelta(days=1)}, "visited_on"),
        ({"officers": []}, "officers"),
        ({"need": " "}, "need"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(yanta_inspector, told, field):
    with pytest.raises(Invalid) as refusal:
        make_visit(by=yanta_inspector, **told)
    assert field in refusal.value.fields
    assert not AssistanceVisit.objects.exists()


def test_officers_of_another_line_do_not_go(yanta_inspector, linwei_inspector):
    with pytest.raises(Invalid):
        make_visit(by=yanta_inspector, officers=[linwei_inspector])


def test_a_head_does_not_record_visits(yanta_head):
    with pytest.raises(PermissionRefused):
        make_visit(by=yanta_head)


def test_a_visit_is_recorded_on_the_page_and_answered_in_the_api(
    client_for, api_for, yanta_inspector
):
    sent = {
        "party": str(make_party().uuid),
        "visited_on": ON.isoformat(),
        "officers": [str(yanta_inspector.uuid)],
        "need": "想了解变更流程",
    }
    assert client_for(yanta_inspector).post("/campaigns/visits/new/", sent).status_code == 302
    visit = AssistanceVisit.objects.get()
    api = api_for(yanta_inspector)

    empty = api.post(f"/api/v1/visits/{visit.uuid}/answer/", {"answer": ""})
    done = api.post(f"/api/v1/visits/{visit.uuid}/answer/", {"answer": "已讲解"})
    twice = api.post(f"/api/v1/visits/{visit.uuid}/answer/", {"answer": "已讲解"})

    assert (empty.status_code, done.status_code, twice.status_code) == (400, 200, 409)
    assert done.json()["status"] == "answered"
