"""Beside the course of a case: supervision, transfer to the police, prior penalties."""

from datetime import timedelta

import pytest

from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.checks import prior_penalties
from enforcement.services.oversight import supervise
from tests.factories.enforcement_cases import (
    fresh,
    make_case,
    make_closed_case,
    make_decided_case,
    make_past_case,
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.registry import make_party
from workbench.models import Message

DAY = timedelta(days=1)


class TestSupervise:
    def test_a_bureau_above_watches_a_case_and_its_officers_are_told(self, team, xian_officer):
        case = make_case(team)
        supervise(case, reason="涉案范围广", by=xian_officer, on=ON)
        case = fresh(case)
        assert (case.supervised_by, case.supervised_on) == (xian_officer.bureau, ON)
        assert case.is_major
        told = Message.objects.filter(dedupe_key__startswith=f"case.supervised:{case.uuid}")
        assert {message.recipient for message in told} == set(team.officers)

    def test_not_the_own_bureau_nor_another_city(self, team, weinan_head):
        case = make_case(team)
        for other in (team.head, weinan_head):
            with pytest.raises(PermissionRefused):
                supervise(case, reason="重大", by=other, on=ON)

    def test_once_and_with_a_reason_and_not_when_closed(self, team, xian_head):
        case = make_case(team)
        with pytest.raises(Invalid):
            supervise(case, reason=" ", by=xian_head, on=ON)
        supervise(case, reason="重大", by=xian_head, on=ON)
        with pytest.raises(IllegalTransition):
            supervise(case, reason="重大", by=xian_head, on=ON)
        with pytest.raises(IllegalTransition):
            supervise(make_closed_case(team), reason="重大", by=xian_head, on=ON)


class TestPriorPenalties:
    def test_yes_or_no_a_count_and_whom_to_ask(self, tree, team, linwei_inspector):
        party = make_party()
        assert prior_penalties(party, ON, by=linwei_inspector) == (
            prior_penalties(make_party(), ON, by=linwei_inspector)
        )
        make_decided_case(team, party=party)
        make_decided_case(team_of(tree, "linwei"), party=party)
        answer = prior_penalties(party, ON, by=linwei_inspector)
        assert (answer.found, answer.count) == (True, 2)
        assert answer.bureaus == (team.head.bureau.name, linwei_inspector.bureau.name)
        assert prior_penalties(party, ON - DAY, by=linwei_inspector).count == 0

    def test_a_case_without_penalty_and_one_under_way_do_not_count(self, team):
        party = make_party()
        make_case(team, party=party)
        assert not prior_penalties(party, ON, by=team.inspector).found

    def test_past_cases_count(self, team, xian_officer):
        party = make_party()
        make_past_case(by=xian_officer, bureau=team.head.bureau, party=party)
        assert prior_penalties(party, ON, by=team.inspector).count == 1

    def test_that_it_was_asked_is_written_down(self, team):
        party = make_party()
        prior_penalties(party, ON, by=team.inspector)
        event = AuditEvent.objects.get(kind="party.prior_penalties_asked")
        assert event.subject_uuid == party.uuid
        assert event.after == {"count": 0, "bureaus": []}

    def test_administrators_do_not_ask(self, sysadmin):
        with pytest.raises(PermissionRefused):
            prior_penalties(make_party(), ON, by=sysadmin)
