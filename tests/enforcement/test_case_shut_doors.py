"""What the table does not open cannot be done: by no page and no route, with any content."""

import re

import pytest
from django.urls import reverse

from deadlines.models import Transition
from documents.models import Document
from enforcement.models import CaseStatus
from enforcement.transitions.case import CASE
from tests.enforcement.case_doors import CASE_DOORS
from tests.enforcement.test_case_procedure import STATES
from tests.factories.enforcement_cases import fresh

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Addressed on a violation, or by another verb: looked at in their own tests.
ELSEWHERE = {"change", "change_violation", "remove_violation"}


def test_every_state_is_looked_at():
    assert set(STATES) == set(CaseStatus.values)


@pytest.mark.parametrize("state", STATES)
def test_no_page_and_no_route_does_what_is_not_open(team, api_for, client_for, state):
    case = STATES[state](team)
    apis = {name: api_for(getattr(team, name)) for name in ("inspector", "legal", "head")}
    pages = {name: client_for(getattr(team, name)) for name in apis}
    before = standing(case)
    closed = [
        (act, door)
        for act, door in CASE_DOORS.items()
        if state not in CASE.by_act[act].sources and act not in ELSEWHERE
    ]
    assert closed
    for act, door in closed:
        answer = apis[door.by].post(reverse(door.api, args=[case.uuid]), door.told)
        assert answer.status_code == 409, act
        assert answer.data["code"] == "illegal_transition", act
        assert CHINESE.search(answer.data["message"]), act
        address = reverse(door.page, args=[case.uuid])
        page = pages[door.by].get(address)
        assert page.status_code == 409, act
        assert CHINESE.search(page.content.decode()), act
        assert pages[door.by].post(address, door.told).status_code in (400, 409), act
    assert standing(case) == before


def standing(case):
    """What an act would have changed."""
    row = fresh(case)
    return (
        row.status,
        row.version,
        Transition.objects.of(case).count(),
        Document.objects.filter(about_uuid=case.uuid).count(),
    )
