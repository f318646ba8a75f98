"""Two people act around one case at the same moment: one wins, the other is told."""

import pytest
from django.db import connection

from deadlines.models import Transition
from enforcement.models import HandOver
from enforcement.services.hand_overs import (
    accept_hand_over,
    reject_hand_over,
    withdraw_hand_over,
)
from enforcement.services.merging import merge_case
from enforcement.services.transfers import propose_transfer
from tests.enforcement.test_case_races import together
from tests.factories.around import make_offer
from tests.factories.enforcement_cases import fresh, make_case, make_filing, pending, team_of
from tests.factories.enforcement_field import ON
from workbench.models import Approval
from workbench.services.approvals import approve
from workbench.services.bulk_approvals import approve_many

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")


def _offer(row):
    names = ("case__bureau", "case__clue", "case__inspection", "from_bureau", "to_bureau")
    return HandOver.objects.select_related(*names, "bureau").get(pk=row.pk)


def test_of_taking_over_disputing_and_withdrawing_one_happens(tree, team):
    others = team_of(tree, "linwei")
    row = make_offer(team, tree.linwei)
    seen = [_offer(row) for _each in range(3)]
    officers = [others.inspector, others.inspector2]

    told = together(
        lambda: accept_hand_over(seen[0], officers=officers, by=others.head, on=ON),
        lambda: reject_hand_over(seen[1], reason="不属本辖区", by=others.head, on=ON),
        lambda: withdraw_hand_over(seen[2], by=team.head, on=ON),
    )

    settled = HandOver.objects.get(pk=row.pk)
    acts = list(Transition.objects.filter(about_uuid=row.uuid).values_list("act", flat=True))
    assert told.count("done") >= 1
    assert len(acts) == len(set(acts)) == 1 + told.count("done")
    # Disputed first, it may still be taken over or withdrawn; never both of these.
    assert not {"accept", "withdraw"} <= set(acts)
    moved = fresh(row.case).bureau_id == tree.linwei.pk
    assert moved == (settled.status == "accepted")


def test_in_bulk_and_singly_at_once_it_is_approved_once(team):
    approval = pending(make_filing(team))
    approve(approval, by=team.unit_head, on=ON)
    seen = [Approval.objects.get(pk=approval.pk) for _each in range(2)]
    lines = []

    told = together(
        lambda: approve(seen[0], by=team.head, on=ON, seq=2),
        lambda: lines.extend(approve_many([seen[1]], by=team.head, on=ON)),
    )

    single = told.count("done") == 2
    assert single != lines[0].is_done
    assert Transition.objects.filter(act="approve_filing").count() == 1


def test_a_case_is_on_one_way_elsewhere_only(team):
    case = make_case(team)
    seen = [fresh(case) for _each in range(2)]

    def propose(one):
        return propose_transfer(
            one,
            kind="police",
            to_name="公安",
            charge="涉嫌",
            reason="甲",
            by=team.inspector,
            on=ON,
        )

    told = together(lambda: propose(seen[0]), lambda: propose(seen[1]))

    assert told == ["done", "illegal_transition"]
    assert case.transfers.count() == 1


def test_two_cases_merged_into_each_other_leave_one(team):
    first, second = make_case(team), make_case(team)
    seen = [fresh(one) for one in (first, second, second, first)]

    def merge(one, into):
        return merge_case(one, into=into, reason="同案", by=team.head, on=ON)

    told = together(lambda: merge(seen[0], seen[1]), lambda: merge(seen[2], seen[3]))

    assert told == ["done", "illegal_transition"]
    assert {fresh(first).status, fresh(second).status} == {"merged", "investigating"}
