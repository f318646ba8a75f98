"""Opening a case: from what, by whom, with whom; and what follows its filing."""

from datetime import timedelta

import pytest

from accounts.errors import NotQualified
from accounts.models import CertificateKind, Role, Share, ShareGrade
from core.errors import IllegalTransition, Invalid, PermissionRefused, StaleVersion
from deadlines.models import Clock, ClockState
from enforcement.errors import NotCompetent
from enforcement.models import Case, CaseStatus, ClueStatus
from enforcement.services.cases import (
    assign_officers,
    change_case,
    open_case,
    resubmit_filing,
)
from tests.factories.accounts import make_person
from tests.factories.enforcement_cases import (
    approved,
    fresh,
    make_case,
    make_closed_case,
    make_filing,
    make_reviewing_case,
    pending,
    team_of,
)
from tests.factories.enforcement_field import (
    ON,
    make_clue_in_hand,
    make_completed_inspection,
    make_inspection,
    make_verified_clue,
)
from tests.factories.registry import make_party
from workbench.models import Task
from workbench.services.approvals import approve, return_, withdraw

DAY = timedelta(days=1)


def filed(team, **told):
    values = {
        "violation": "销售劣药",
        "officers": team.officers,
        "by": team.inspector,
        "on": ON,
        **told,
    }
    return open_case(**values)


@pytest.fixture
def clue(team):
    return make_verified_clue(by=team.inspector, party=make_party())


class TestWhatItNeeds:
    def test_a_clue_or_an_inspection(self, team):
        with pytest.raises(Invalid) as refused:
            filed(team, party=make_party())
        assert "clue" in refused.value.fields

    def test_two_officers(self, team, clue):
        with pytest.raises(Invalid) as refused:
            filed(team, clue=clue, officers=[team.inspector])
        assert "officers" in refused.value.fields

    def test_the_same_officer_twice_is_one(self, team, clue):
        with pytest.raises(Invalid):
            filed(team, clue=clue, officers=[team.inspector, team.inspector])

    def test_certificates_valid_on_the_day(self, tree, team, clue):
        late = make_person(tree.yanta, Role.INSPECTOR, name="许过期", certified_until=ON - DAY)
        with pytest.raises(NotQualified) as refused:
            filed(team, clue=clue, officers=[team.inspector, late])
        assert "许过期" in str(refused.value.fields["officers"])
        assert late.certificates.get().kind == CertificateKind.ENFORCEMENT

    def test_a_party(self, team):
        unnamed = make_verified_clue(by=team.inspector)
        with pytest.raises(Invalid) as refused:
            filed(team, clue=unnamed)
        assert "party" in refused.value.fields
        assert filed(team, clue=unnamed, party=make_party()).party is not None

    def test_the_violation_in_a_few_words(self, team, clue):
        for words in ("  ", "违" * 61):
            with pytest.raises(Invalid) as refused:
                filed(team, clue=clue, violation=words)
            assert "violation" in refused.value.fields

    def test_a_verified_clue(self, team):
        unverified = make_clue_in_hand(by=team.inspector, party=make_party())
        with pytest.raises(IllegalTransition):
            filed(team, clue=unverified)
        assert not Case.objects.exists()

    def test_a_completed_inspection_and_its_own_findings(self, team):
        under_way = make_inspection(team.officers)
        with pytest.raises(IllegalTransition):
            filed(team, inspection=under_way)
        done = make_completed_inspection(team.officers)
        other = make_completed_inspection(team.officers)
        with pytest.raises(Invalid) as refused:
            filed(team, inspection=done, findings=other.findings.all())
        assert "findings" in refused.value.fields


class TestWhoMay:
    def test_a_sub_centre_inspects_and_does_not_file(
        self, subcentre_inspector, subcentre_inspector2
    ):
        two = [subcentre_inspector, subcentre_inspector2]
        inspection = make_completed_inspection(two)
        with pytest.raises(NotCompetent) as refused:
            open_case(
                violation="销售劣药",
                inspection=inspection,
                findings=inspection.findings.all(),
                officers=two,
                by=subcentre_inspector,
                on=ON,
            )
        assert "关中检查分中心" in str(refused.value)

    def test_not_another_bureau(self, tree, clue):
        linwei = team_of(tree, "linwei")
        with pytest.raises(PermissionRefused):
            filed(linwei, clue=clue)

    def test_not_who_does_not_handle_the_clue(self, team, clue):
        with pytest.raises(PermissionRefused):
            filed(team, clue=clue, by=team.inspector2)

    def test_not_the_legal_reviewer(self, team, clue):
        with pytest.raises(PermissionRefused):
            filed(team, clue=clue, by=team.legal)

    def test_the_head_of_the_unit_may(self, team, clue):
        assert filed(team, clue=clue, by=team.unit_head).status == CaseStatus.FILING


def test_a_clue_leads_to_one_case(team, clue):
    filed(team, clue=clue)
    with pytest.raises(IllegalTransition):
        filed(team, clue=clue)


def test_officers_handle_the_case_the_first_leads(team, clue):
    case = filed(team, clue=clue)
    assert [row.is_lead for row in case.team.all()] == [True, False]
    assert case.responsible_officers() == team.officers
    handlers = Share.objects.of(case.ref).filter(grade=ShareGrade.HANDLE)
    assert {share.user for share in handlers} == set(team.officers)


def test_a_case_has_no_number_and_no_limit_before_its_filing(team):
    case = make_filing(team)
    assert case.number == ""
    assert case.filed_on is None
    assert not Clock.objects.of(case).exists()


def test_numbers_run_without_gaps(team):
    first, second, third = (make_filing(team) for _each in range(3))
    for case in (second, first, third):
        approved(pending(case), team)
    numbers = [fresh(case).number.partition("〕")[2] for case in (second, first, third)]
    assert numbers == ["1号", "2号", "3号"]


class TestSentBack:
    def test_a_returned_filing_can_be_corrected_and_submitted_again(self, team):
        case = make_filing(team)
        return_(pending(case), by=team.unit_head, on=ON, reason="事实不清")
        case = fresh(case)
        assert case.status == CaseStatus.FILING_REFUSED
        assert case.clue.status == ClueStatus.VERIFYING
        assert Clock.objects.of(case.clue).get().state == ClockState.RUNNING
        assert Task.objects.open().get(about_uuid=case.uuid).act == "resubmit_filing"

        change_case(case, version=case.version, facts="补充：12盒。", by=team.inspector, on=ON)
        resubmit_filing(case, by=team.inspector, on=ON)
        assert not Task.objects.open().filter(act="resubmit_filing").exists()
        approved(pending(case), team)
        case = fresh(case)
        assert case.status == CaseStatus.INVESTIGATING
        assert case.clue.status == ClueStatus.FILED

    def test_the_head_refuses_as_well(self, team):
        case = make_filing(team)
        approve(pending(case), by=team.unit_head, on=ON)
        return_(pending(case), by=team.head, on=ON, reason="不予立案")
        assert fresh(case).status == CaseStatus.FILING_REFUSED

    def test_whoever_submitted_withdraws(self, team):
        case = make_filing(team)
        withdraw(pending(case), by=team.inspector, on=ON)
        case = fresh(case)
        assert case.status == CaseStatus.FILING_REFUSED
        assert case.clue.status == ClueStatus.VERIFYING

    def test_nobody_approves_what_they_submitted(self, team, clue):
        case = filed(team, clue=clue, by=team.unit_head)
        with pytest.raises(PermissionRefused):
            approve(pending(case), by=team.unit_head, on=ON)
        assert fresh(case).status == CaseStatus.FILING


class TestChange:
    def test_a_stale_version_is_told_both(self, team):
        case = make_case(team)
        read = case.version
        change_case(case, version=read, facts="甲", by=team.inspector, on=ON)
        with pytest.raises(StaleVersion) as refused:
            change_case(case, version=read, facts="乙", by=team.inspector2, on=ON)
        assert refused.value.details["yours"] == {"facts": "乙"}
        assert refused.value.details["theirs"] == {"facts": "甲"}

    def test_not_while_it_is_reviewed(self, team):
        case = make_reviewing_case(team)
        with pytest.raises(IllegalTransition):
            change_case(case, version=None, facts="甲", by=team.inspector, on=ON)

    def test_no_day_in_the_future_and_no_endless_title(self, team):
        case = make_case(team)
        for wrong in ({"discovered_on": ON + DAY}, {"title": "长" * 10_000}):
            with pytest.raises(Invalid) as refused:
                change_case(case, version=None, **wrong, by=team.inspector, on=ON)
            assert refused.value.fields.keys() == wrong.keys()

    def test_the_search_finds_it_by_its_new_title(self, team):
        case = make_case(team)
        change_case(case, version=None, title="康宁大药房案", by=team.inspector, on=ON)
        assert Case.objects.filter(search__finds="宁大").get() == case


class TestAssignOfficers:
    def test_clocks_and_shares_go_along(self, tree, team):
        case = make_case(team)
        third = make_person(tree.yanta, Role.INSPECTOR, name="秦新来", unit=tree.unit("yanta"))
        assign_officers(case, officers=[third, team.inspector2], by=team.unit_head, on=ON)
        assert fresh(case).responsible_officers() == [third, team.inspector2]
        clock = Clock.objects.of(case).get()
        assert set(clock.responsible.all()) == {third, team.inspector2}
        handlers = Share.objects.of(case.ref).filter(grade=ShareGrade.HANDLE)
        assert {share.user for share in handlers} == {third, team.inspector2}

    def test_only_heads_assign(self, team):
        case = make_case(team)
        with pytest.raises(PermissionRefused):
            assign_officers(case, officers=team.officers, by=team.inspector, on=ON)

    def test_not_of_a_closed_case(self, team):
        case = make_closed_case(team)
        with pytest.raises(IllegalTransition):
            assign_officers(case, officers=team.officers, by=team.head, on=ON)
