"""The story of a clue on its page: acts, limits, comments and what came of it."""

from datetime import date

import pytest

from accounts.models import ShareGrade
from accounts.services.scope import share
from core.refs import resolve
from enforcement.models import Clue
from enforcement.services.checks import require_fits
from enforcement.services.clues_from_inspections import open_clue_from_inspection
from enforcement.services.verification import conclude_not_filed
from enforcement.views.parts import timeline_of
from tests.factories.enforcement_field import (
    ON,
    make_clue,
    make_completed_inspection,
    make_finding,
    make_inspection,
    make_verified_clue,
)
from workbench.services.comments import add_comment


@pytest.fixture
def concluded(yanta_inspector, yanta_head):
    def conclude(on):
        clue = make_verified_clue(by=yanta_inspector, received_on=date(2026, 3, 2))
        add_comment(clue, text="请核对票据", by=yanta_inspector, on=ON)
        return conclude_not_filed(clue, reason="不属实", by=yanta_head, on=on)

    return conclude


@pytest.mark.parametrize(
    ("on", "tone"), [(date(2026, 3, 23), "met"), (date(2026, 3, 24), "late")]
)
def test_acts_limits_and_comments_stand_in_one_line(concluded, on, tone):
    entries = timeline_of(concluded(on))

    kinds = [entry.kind for entry in entries]
    assert sorted(set(kinds)) == ["act", "clock", "comment"]
    ended = [entry for entry in entries if entry.kind == "clock" and entry.at == on]
    assert [entry.tone for entry in ended] == [tone]
    assert [entry.note for entry in entries if entry.note] == ["请核对票据", "不属实"]


def test_its_page_shows_the_story(client_for, concluded, yanta_inspector):
    clue = concluded(date(2026, 3, 20))
    text = client_for(yanta_inspector).get(f"/enforcement/clues/{clue.uuid}/").content.decode()

    assert "请核对票据" in text
    assert "不属实" in text


def test_a_clue_and_its_inspection_lead_to_each_other(
    client_for, yanta_inspector, yanta_inspector2
):
    inspection = make_completed_inspection([yanta_inspector, yanta_inspector2], is_demo=True)
    clue = open_clue_from_inspection(
        inspection, findings=inspection.findings.all(), by=yanta_inspector, on=ON
    )
    client = client_for(yanta_inspector)

    page = client.get(f"/enforcement/clues/{clue.uuid}/").content.decode()
    assert f"/enforcement/inspections/{inspection.uuid}/" in page
    page = client.get(f"/enforcement/inspections/{inspection.uuid}/").content.decode()
    assert f"/enforcement/clues/{clue.uuid}/" in page


def test_what_the_reader_may_not_see_is_left_out(
    client_for, subcentre_inspector, subcentre_inspector2, yanta, yanta_inspector
):
    """A handed-over clue is read by the sub-centre; an inspection for it is not."""
    inspection = make_completed_inspection([subcentre_inspector, subcentre_inspector2])
    clue = open_clue_from_inspection(
        inspection, findings=inspection.findings.all(), by=subcentre_inspector, on=ON
    )
    page = client_for(yanta_inspector).get(f"/enforcement/inspections/{inspection.uuid}/")

    assert f"/enforcement/clues/{clue.uuid}/" in page.content.decode()
    hidden = make_clue(by=yanta_inspector, source="whistle_blower")
    assert resolve([hidden.ref], subcentre_inspector)[hidden.ref].title == ""


def test_a_finding_and_a_reporter_are_found_on_the_page_of_their_record(
    yanta_inspector, yanta_inspector2
):
    finding = make_finding(
        make_inspection([yanta_inspector, yanta_inspector2]), by=yanta_inspector
    )
    seen = resolve([finding.ref], yanta_inspector)[finding.ref]

    assert seen.address.endswith(f"{finding.inspection.uuid}/#finding-{finding.uuid}")


def test_a_confidential_clue_shared_with_a_reader_says_so(
    client_for, yanta_inspector, yanta_inspector2
):
    clue = make_clue(by=yanta_inspector, source="whistle_blower")
    address = f"/enforcement/clues/{clue.uuid}/"
    assert client_for(yanta_inspector2).get(address).status_code == 404
    share(clue, to=yanta_inspector2, grade=ShareGrade.READ, by=yanta_inspector, on=ON)

    assert client_for(yanta_inspector2).get(address).status_code == 200


def test_values_that_are_no_fields_are_left_to_others():
    require_fits(Clue, title="线索", nonsense="x" * 1000, party=None)
