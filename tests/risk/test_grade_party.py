from datetime import date

import pytest

from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused, StaleVersion
from registry.models import Party
from risk.models import PartyGrade
from risk.services.grades import grade_party
from tests.factories.registry import ON, make_party


def grade(party, by, **told):
    values = {"risk_class": "C", "year": 2026, "reason": "上年度两次整改", **told}
    return grade_party(party=party, **values, by=by, on=ON)


def test_a_grade_is_kept_and_written_to_the_party(xian_officer):
    party = make_party()

    row = grade(party, xian_officer)

    assert (row.risk_class, row.graded_by) == ("C", xian_officer)
    assert Party.objects.get().risk_class == "C"
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.note) == ("party.graded", "上年度两次整改")
    assert event.before == {"risk_class": ""}


def test_the_newest_year_counts(xian_officer):
    party = make_party()
    grade(party, xian_officer, risk_class="D", year=2026)
    grade(party, xian_officer, risk_class="A", year=2025)

    assert Party.objects.get().risk_class == "D"
    assert PartyGrade.objects.count() == 2

    grade(party, xian_officer, risk_class="B", year=2026)
    assert Party.objects.get().risk_class == "B"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"risk_class": "E"}, "risk_class"),
        ({"year": 1999}, "year"),
        ({"year": 2028}, "year"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(told, field, xian_officer):
    party = make_party()

    with pytest.raises(Invalid) as refused:
        grade(party, xian_officer, **told)

    assert field in refused.value.fields
    assert Party.objects.get().risk_class == ""


def test_only_officers_who_grade_and_only_their_own(
    weinan_officer, yanta_inspector, auditor, province_officer
):
    party = make_party()

    for by in (weinan_officer, yanta_inspector, auditor):
        with pytest.raises(PermissionRefused):
            grade(party, by)
    assert grade(party, province_officer).year == 2026


def test_an_old_page_does_not_overwrite(xian_officer):
    party = make_party()
    grade(party, xian_officer, version=1)

    with pytest.raises(StaleVersion):
        grade(party, xian_officer, version=1)


def test_a_past_day_grades_for_its_year(xian_officer):
    party = make_party()

    row = grade_party(
        party=party,
        risk_class="B",
        year=2022,
        reason="年度评定",
        by=xian_officer,
        on=date(2022, 12, 20),
    )

    assert row.graded_on == date(2022, 12, 20)
