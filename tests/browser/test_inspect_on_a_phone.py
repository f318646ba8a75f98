"""An inspector on a phone, on site: two officers, findings, the conclusion."""

import pytest
from django.utils.translation import gettext

from enforcement.models import Inspection, InspectionStatus
from tests.factories.campaigns import make_running
from tests.factories.registry import make_party

pytestmark = pytest.mark.browser


@pytest.fixture
def pharmacy(tree):
    return make_party(name="雁塔区永安大药房")


def test_an_inspection_is_logged_with_two_officers_and_its_findings(
    sign_in, pharmacy, yanta_inspector, yanta_inspector2, province_officer
):
    campaign = make_running(by=province_officer)
    seat = sign_in(yanta_inspector, phone=True)
    seat.page.locator("nav.bottom [data-open-side]").click()
    seat.page.locator("#side").get_by_role(
        "link", name=gettext("Inspections"), exact=True
    ).click()
    seat.press("enforcement:inspection-new")
    assert not seat.is_too_wide()
    seat.find("party", "永安")
    seat.tick(yanta_inspector2.name)
    seat.fill(domain="drug")
    seat.tick(campaign.name)
    seat.send()
    assert not seat.is_too_wide()

    for grade, text in (("major", "处方药未凭处方销售"), ("general", "阴凉区温度记录缺失")):
        seat.fill(grade=grade, description=text)
        seat.send(".finding-form")
        seat.reads(text)
    inspection = Inspection.objects.get()
    seat.press("enforcement:inspection-complete", inspection.uuid)
    seat.fill(site_conclusion="after_rectification")
    seat.send(sure=True)
    assert not seat.is_too_wide()

    inspection.refresh_from_db()
    seat.reads(inspection.get_status_display())
    assert inspection.status == InspectionStatus.COMPLETED
    assert inspection.responsible_officers() == [yanta_inspector, yanta_inspector2]
    assert [one.grade for one in inspection.findings.order_by("seq")] == ["major", "general"]
    assert list(inspection.campaigns.all()) == [campaign]


def test_one_officer_alone_is_told_why_not_and_keeps_what_was_typed(
    sign_in, pharmacy, yanta_inspector, yanta_inspector2
):
    seat = sign_in(yanta_inspector, phone=True)
    seat.refusals = {400}
    seat.open("enforcement:inspection-new")
    seat.find("party", "永安")
    seat.fill(domain="drug", place="长安中路8号西门")
    seat.send()
    assert seat.main.locator("[data-error-summary]").is_visible()
    assert seat.main.locator("[name=place]").input_value() == "长安中路8号西门"
    assert not Inspection.objects.exists()
    seat.tick(yanta_inspector2.name)
    seat.send()
    assert Inspection.objects.get().place == "长安中路8号西门"
