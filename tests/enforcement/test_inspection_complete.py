"""Correcting, completing and cancelling an inspection; what it found becomes a clue."""

from datetime import date, time

import pytest

from accounts.errors import NotQualified
from accounts.models import Role, Share, ShareGrade
from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused, StaleVersion
from deadlines.models import Clock
from deadlines.services.procedure import open_acts
from enforcement.models import Clue, Inspection
from enforcement.services.clues_from_inspections import open_clue_from_inspection
from enforcement.services.inspection_changes import change_inspection
from enforcement.services.inspections import cancel_inspection, complete_inspection
from enforcement.transitions.inspection import INSPECTION, InspectionAct
from tests.factories.accounts import make_person
from tests.factories.enforcement_field import (
    ON,
    make_completed_inspection,
    make_finding,
    make_inspection,
    make_planned_inspection,
)


@pytest.fixture
def two(yanta_inspector, yanta_inspector2):
    return [yanta_inspector, yanta_inspector2]


@pytest.fixture
def inspection(two):
    return make_inspection(two, started_at=time(9, 30))


def complete(inspection, by, conclusion="conforms", **told):
    return complete_inspection(inspection, site_conclusion=conclusion, by=by, on=ON, **told)


class TestComplete:
    def test_the_conclusion_is_kept_and_findings_may_stay_open(self, inspection, two):
        make_finding(inspection, by=two[0])
        complete(inspection, two[1], "after_rectification", ended_at=time(11, 0))

        inspection.refresh_from_db()
        assert (inspection.status, inspection.site_conclusion) == (
            "completed",
            "after_rectification",
        )
        assert inspection.ended_at == time(11, 0)
        assert inspection.findings.open().count() == 1

    @pytest.mark.parametrize("conclusion", ["", "fine"])
    def test_without_a_conclusion_it_is_refused(self, inspection, two, conclusion):
        with pytest.raises(Invalid) as refused:
            complete(inspection, two[0], conclusion)
        assert list(refused.value.fields) == ["site_conclusion"]

    def test_an_end_before_the_start_is_refused(self, inspection, two):
        with pytest.raises(Invalid) as refused:
            complete(inspection, two[0], ended_at=time(9, 0))
        assert list(refused.value.fields) == ["ended_at"]

    def test_a_severe_defect_does_not_conform(self, inspection, two):
        make_finding(inspection, by=two[0], grade="severe")

        with pytest.raises(Invalid):
            complete(inspection, two[0], "conforms")
        assert complete(inspection, two[0], "fails").status == "completed"

    def test_of_two_the_second_is_refused(self, inspection, two):
        stale = Inspection.objects.get(pk=inspection.pk)
        complete(inspection, two[0], "conforms")

        with pytest.raises(IllegalTransition):
            complete(stale, two[1], "fails")
        inspection.refresh_from_db()
        assert inspection.site_conclusion == "conforms"

    def test_somebody_who_was_not_there_may_not(self, inspection, yanta, yanta_head):
        for person in (make_person(yanta, Role.INSPECTOR), yanta_head):
            with pytest.raises(PermissionRefused):
                complete(inspection, person)


class TestCancel:
    def test_the_reason_stays_on_record(self, two):
        planned = make_planned_inspection(two, planned_on=ON)
        cancel_inspection(planned, reason="企业停业", by=two[0], on=ON)

        assert planned.status == "cancelled"
        assert AuditEvent.objects.get(kind="inspection.cancel").note == "企业停业"

    def test_without_a_reason_or_with_findings_it_is_refused(self, inspection, two):
        with pytest.raises(Invalid):
            cancel_inspection(inspection, reason=" ", by=two[0], on=ON)
        make_finding(inspection, by=two[0])
        with pytest.raises(IllegalTransition) as refused:
            cancel_inspection(inspection, reason="误建", by=two[0], on=ON)
        assert refused.value.details == {"missing": ["no_finding"]}


class TestChange:
    def test_values_and_team_are_corrected(self, inspection, two, yanta):
        third = make_person(yanta, Role.INSPECTOR)
        change_inspection(
            inspection,
            version=inspection.version,
            place="朱雀路1号",
            officers=[two[0], third],
            by=two[0],
            on=ON,
        )

        inspection.refresh_from_db()
        assert inspection.place == "朱雀路1号"
        assert inspection.responsible_officers() == [two[0], third]
        handlers = Share.objects.of(inspection.ref).filter(grade=ShareGrade.HANDLE)
        assert {share.user for share in handlers} == {two[0], third}
        with pytest.raises(PermissionRefused):
            change_inspection(inspection, version=None, place="别处", by=two[1], on=ON)

    def test_a_stale_version_is_refused_with_both_values(self, inspection, two):
        read = inspection.version
        change_inspection(inspection, version=read, place="甲路", by=two[0], on=ON)

        with pytest.raises(StaleVersion) as refused:
            change_inspection(inspection, version=read, place="乙路", by=two[1], on=ON)
        assert refused.value.details["theirs"] == {"place": "甲路"}

    def test_another_day_asks_for_the_certificates_of_that_day(self, inspection, two):
        two[1].certificates.update(issued_on=date(2026, 3, 5))

        with pytest.raises(NotQualified):
            change_inspection(
                inspection, version=None, inspected_on=date(2026, 3, 4), by=two[0], on=ON
            )

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"inspected_on": date(2026, 3, 11)}, "inspected_on"),
            ({"inspected_on": None}, "inspected_on"),
            ({"planned_on": ON}, "planned_on"),
            ({"ended_at": time(9, 0)}, "ended_at"),
            ({"title": "长" * 10_000}, "title"),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, inspection, two, changes, field):
        with pytest.raises(Invalid) as refused:
            change_inspection(inspection, version=None, by=two[0], on=ON, **changes)
        assert list(refused.value.fields) == [field]

    def test_a_plan_moves_to_another_day_not_into_the_past(self, two):
        planned = make_planned_inspection(two, planned_on=date(2026, 3, 16))
        moved = date(2026, 3, 20)
        change_inspection(planned, version=None, planned_on=moved, by=two[0], on=ON)
        assert planned.planned_on == moved

        for wrong in (date(2026, 3, 9), None):
            with pytest.raises(Invalid):
                change_inspection(planned, version=None, planned_on=wrong, by=two[0], on=ON)

    def test_a_completed_one_is_fixed(self, inspection, two):
        complete(inspection, two[0])

        with pytest.raises(IllegalTransition):
            change_inspection(inspection, version=None, place="别处", by=two[0], on=ON)


class TestOpenClue:
    def test_its_findings_become_a_verified_clue_in_hand(self, two):
        inspection = make_completed_inspection(two, findings=2, kind="special")
        clue = open_clue_from_inspection(
            inspection, findings=inspection.findings.all(), by=two[0], on=date(2026, 3, 11)
        )

        assert (clue.inspection, clue.party) == (inspection, inspection.party)
        assert (clue.status, clue.handler) == ("verifying", two[0])
        assert (clue.source, clue.received_on) == ("special_campaign", ON)
        assert inspection.number in clue.verification
        clock = Clock.objects.of(clue).get()
        assert (clock.started_on, list(clock.responsible.all())) == (ON, [two[0]])

    def test_a_subcentre_hands_it_over_to_the_bureau_of_the_party(
        self, subcentre_inspector, subcentre_inspector2, yanta, yanta_head, yanta_inspector
    ):
        team = [subcentre_inspector, subcentre_inspector2]
        inspection = make_completed_inspection(team)
        clue = open_clue_from_inspection(
            inspection, findings=inspection.findings.all(), by=team[0], on=ON
        )

        assert (clue.bureau, clue.unit, clue.status) == (yanta, None, "received")
        assert clue.number.startswith("陕雁塔市监线")
        assert Inspection.objects.visible_to(yanta_inspector).get() == inspection
        assert Clue.objects.visible_to(subcentre_inspector2).get() == clue

    def test_it_goes_only_to_a_bureau_that_is_concerned(
        self, subcentre_inspector, subcentre_inspector2, xian, linwei, subcentre
    ):
        team = [subcentre_inspector, subcentre_inspector2]
        inspection = make_completed_inspection(team)
        findings = list(inspection.findings.all())

        for bureau in (linwei, subcentre):
            with pytest.raises(Invalid) as refused:
                open_clue_from_inspection(
                    inspection, findings=findings, bureau=bureau, by=team[0], on=ON
                )
            assert list(refused.value.fields) == ["bureau"]
        clue = open_clue_from_inspection(
            inspection, findings=findings, bureau=xian, by=team[0], on=ON
        )
        assert clue.bureau == xian

    def test_it_needs_findings_of_a_completed_inspection(self, inspection, two):
        finding = make_finding(inspection, by=two[0])
        with pytest.raises(IllegalTransition):
            open_clue_from_inspection(inspection, findings=[finding], by=two[0], on=ON)
        complete(inspection, two[0], "after_rectification")

        other = make_completed_inspection(two).findings.get()
        for wrong in ([], [finding, other]):
            with pytest.raises(Invalid) as refused:
                open_clue_from_inspection(inspection, findings=wrong, by=two[0], on=ON)
            assert list(refused.value.fields) == ["findings"]


def test_what_can_be_done_now_says_what_is_missing(two, yanta_head):
    inspection = make_completed_inspection(two, findings=0)
    (act,) = open_acts(inspection, by=two[0])

    assert act.rule.act == InspectionAct.OPEN_CLUE
    assert act.allowed
    assert [need.name for need in act.missing] == ["finding"]
    assert not open_acts(inspection, by=yanta_head)[0].allowed


def test_every_act_of_the_table_has_its_name():
    assert {rule.act for rule in INSPECTION.rules} == {act.value for act in InspectionAct}
