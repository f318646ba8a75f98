"""Findings: recorded on site, rectified, or taken into a case."""

from datetime import date

import pytest

from accounts.models import Role
from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused, StaleVersion
from deadlines.models import Transition
from enforcement.models import Finding
from enforcement.services.findings import change_finding, mark_rectified, take_into_case
from enforcement.services.inspections import complete_inspection
from enforcement.transitions.finding import FINDING, FindingAct
from tests.factories.accounts import make_person
from tests.factories.enforcement_field import (
    ON,
    make_completed_inspection,
    make_finding,
    make_inspection,
)


@pytest.fixture
def two(yanta_inspector, yanta_inspector2):
    return [yanta_inspector, yanta_inspector2]


@pytest.fixture
def inspection(two):
    return make_inspection(two)


class TestRecord:
    def test_they_are_counted_one_after_another(self, inspection, two):
        first, second = (make_finding(inspection, by=one) for one in two)

        assert (first.seq, second.seq) == (1, 2)
        assert second.root_ref == inspection.ref
        row = Transition.objects.get(about_uuid=second.uuid)
        assert (row.act, row.to_state) == ("record", "open")
        assert AuditEvent.objects.filter(kind="finding.recorded").count() == 2

    def test_the_limit_is_thirty_working_days_for_drugs(self, inspection, two):
        assert make_finding(inspection, by=two[0]).due_on == date(2026, 4, 22)

    def test_a_limit_that_was_ordered_is_kept(self, inspection, two):
        finding = make_finding(inspection, by=two[0], due_on=date(2026, 3, 17))

        assert finding.due_on == date(2026, 3, 17)

    def test_where_no_rule_fits_there_is_none(self, two):
        device = make_inspection(two, domain="device")
        before_2023 = make_inspection(two, on=date(2022, 5, 10))

        assert make_finding(device, by=two[0]).due_on is None
        assert make_finding(before_2023, by=two[0], on=date(2022, 5, 10)).due_on is None

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"description": " "}, "description"),
            ({"description": "长" * 20_001}, "description"),
            ({"grade": "awful"}, "grade"),
            ({"due_on": date(2026, 3, 9)}, "due_on"),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, inspection, two, told, field):
        with pytest.raises(Invalid) as refused:
            make_finding(inspection, by=two[0], **told)
        assert list(refused.value.fields) == [field]

    def test_after_completion_it_is_out_of_order(self, inspection, two):
        stale = type(inspection).objects.get(pk=inspection.pk)
        complete_inspection(inspection, site_conclusion="conforms", by=two[0], on=ON)

        with pytest.raises(IllegalTransition):
            make_finding(stale, by=two[0])
        assert not Finding.objects.exists()

    def test_only_the_team_and_its_unit_head_record(
        self, inspection, yanta, yanta_unit_head, yanta_head, xian_inspector
    ):
        assert make_finding(inspection, by=yanta_unit_head).seq == 1
        for person in (make_person(yanta, Role.INSPECTOR), yanta_head, xian_inspector):
            with pytest.raises(PermissionRefused):
                make_finding(inspection, by=person)


class TestChange:
    def test_it_is_corrected_while_the_inspection_is_under_way(self, inspection, two):
        finding = make_finding(inspection, by=two[0])
        change_finding(finding, version=finding.version, grade="major", by=two[1], on=ON)

        finding.refresh_from_db()
        assert finding.grade == "major"
        complete_inspection(inspection, site_conclusion="after_rectification", by=two[0], on=ON)
        with pytest.raises(IllegalTransition):
            change_finding(finding, version=None, grade="general", by=two[0], on=ON)

    def test_a_stale_version_is_refused(self, inspection, two):
        finding = make_finding(inspection, by=two[0])
        read = finding.version
        change_finding(finding, version=read, demand="甲", by=two[0], on=ON)

        with pytest.raises(StaleVersion):
            change_finding(finding, version=read, demand="乙", by=two[1], on=ON)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"description": ""}, "description"),
            ({"grade": "awful"}, "grade"),
            ({"due_on": date(2026, 1, 1)}, "due_on"),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, inspection, two, changes, field):
        finding = make_finding(inspection, by=two[0])

        with pytest.raises(Invalid) as refused:
            change_finding(finding, version=None, by=two[0], on=ON, **changes)
        assert list(refused.value.fields) == [field]


class TestRectified:
    @pytest.fixture
    def finding(self, two):
        return make_completed_inspection(two).findings.get()

    def rectify(self, finding, by, **told):
        values = {"rectified_on": date(2026, 3, 20), "rectification": "已补记，复查属实"}
        return mark_rectified(finding, **{**values, **told}, by=by, on=date(2026, 3, 21))

    def test_it_is_noted_with_the_day_and_how_it_was_checked(self, finding, two):
        self.rectify(finding, two[1])

        finding.refresh_from_db()
        assert (finding.status, finding.rectified_on) == ("rectified", date(2026, 3, 20))

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"rectification": " "}, "rectification"),
            ({"rectified_on": date(2026, 3, 22)}, "rectified_on"),
            ({"rectified_on": date(2026, 3, 9)}, "rectified_on"),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, finding, two, told, field):
        with pytest.raises(Invalid) as refused:
            self.rectify(finding, two[0], **told)
        assert list(refused.value.fields) == [field]

    def test_not_twice_and_not_by_others(self, finding, two, yanta_legal):
        with pytest.raises(PermissionRefused):
            self.rectify(finding, yanta_legal)
        self.rectify(finding, two[0])
        with pytest.raises(IllegalTransition):
            self.rectify(finding, two[1])


class TestTakenIntoACase:
    def test_by_the_head_who_decides_the_filing(self, two, yanta_head):
        finding = make_completed_inspection(two).findings.get()
        with pytest.raises(PermissionRefused):
            take_into_case(finding, by=two[0], on=ON)

        take_into_case(finding, by=yanta_head, on=ON, note="陕雁塔市监立〔2026〕1号")

        assert finding.status == "to_case"
        assert Transition.objects.get(act="take_into_case").note.endswith("1号")

    def test_what_was_rectified_stays_rectified(self, two, yanta_head):
        finding = make_completed_inspection(two).findings.get()
        mark_rectified(finding, rectified_on=ON, rectification="当场改正", by=two[0], on=ON)

        assert take_into_case(finding, by=yanta_head, on=ON).status == "rectified"


def test_every_act_of_the_table_has_its_name():
    assert {rule.act for rule in FINDING.rules} == {act.value for act in FindingAct}
