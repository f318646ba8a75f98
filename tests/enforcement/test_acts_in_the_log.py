"""Acts that follow an approval, and small ones: each leaves its line in the log."""

from deadlines.services.procedure import history
from enforcement.services.findings import mark_rectified
from enforcement.services.verification import assign_clue, propose_not_filing
from tests.factories.enforcement_cases import make_filing, make_reviewing_case, pending
from tests.factories.enforcement_field import (
    ON,
    make_clue_in_hand,
    make_finding,
    make_inspection,
    make_verified_clue,
)
from tests.stories.stands import acts_open
from workbench.services.approvals import return_, withdraw


def acts(record):
    return [row.act for row in history(record)]


def test_a_filing_sent_back_or_withdrawn(team):
    refused, withdrawn = make_filing(team), make_filing(team)
    return_(pending(refused), by=team.unit_head, on=ON, reason="事实不清")
    withdraw(pending(withdrawn), by=team.inspector, on=ON)
    assert acts(refused)[-1] == "refuse_filing"
    assert acts(refused.clue)[-1] == "return_filing"
    assert acts(withdrawn)[-1] == "withdraw_filing"
    assert acts(withdrawn.clue)[-1] == "withdraw_filing"


def test_a_penalty_sent_back_or_withdrawn(team):
    returned, withdrawn = make_reviewing_case(team), make_reviewing_case(team)
    return_(pending(returned), by=team.unit_head, on=ON, reason="裁量不当")
    withdraw(pending(withdrawn), by=team.inspector, on=ON)
    assert acts(returned)[-1] == "return_penalty"
    assert acts(withdrawn)[-1] == "withdraw_penalty"


def test_a_clue_given_to_another_and_proposed_not_to_be_filed(team):
    clue = make_clue_in_hand(by=team.inspector)
    assign_clue(clue, to=team.inspector2, by=team.unit_head, on=ON)
    assert acts(clue)[-1] == "reassign"
    clue = make_verified_clue(by=team.inspector)
    propose_not_filing(clue, reason="不予立案", by=team.inspector, on=ON)
    assert acts(clue)[-1] == "propose_not_filing"


def test_a_finding_recorded_and_put_right(team):
    inspection = make_inspection(team.officers)
    finding = make_finding(inspection, by=team.inspector)
    assert "record_finding" in acts_open(inspection, by=team.inspector, on=ON)
    mark_rectified(finding, rectified_on=ON, rectification="已改正", by=team.inspector, on=ON)
    assert acts(finding)[-1] == "rectify"
