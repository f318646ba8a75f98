"""The API of cases: the whole way, refusals with code and field, versions, keys, scope."""

import pytest
from django.utils import timezone

from enforcement.models import Case
from tests.factories.enforcement_cases import (
    PROVISION,
    fresh,
    make_approved_case,
    make_case,
    make_closed_case,
    make_decided_case,
    make_filing,
    make_notified_case,
    make_performed_case,
    make_reviewing_case,
    make_served_case,
    make_violation,
)
from tests.factories.enforcement_field import make_verified_clue
from tests.factories.registry import make_party
from workbench.models import Approval

CASES = "/api/v1/cases/"
VIOLATION = {
    "provision": PROVISION,
    "activity": "retail",
    "facts": "销售过期药品。",
    "goods_value": "1260.00",
    "illegal_income": "420.00",
    "ended_on": "2026-03-10",
}


def under(case, act):
    return f"{CASES}{case.uuid}/{act}/"


def filing(team, clue):
    return {
        "violation": "销售劣药",
        "clue": str(clue.uuid),
        "officers": [str(one.uuid) for one in team.officers],
    }


@pytest.fixture
def clue(team):
    return make_verified_clue(by=team.inspector, party=make_party())


@pytest.fixture
def approve(team, api_for):
    """Through all steps of whatever waits, each by whoever it waits for."""
    reviewers = {
        "unit_head": api_for(team.unit_head),
        "legal_reviewer": api_for(team.legal),
        "bureau_head": api_for(team.head),
    }

    def decide():
        approval = Approval.objects.pending().get()
        for step in approval.steps.all():
            address = f"/api/v1/approvals/{approval.uuid}/approve/"
            assert reviewers[step.role].post(address, {}).status_code == 200

    return decide


def test_from_the_filing_to_the_approved_penalty(team, clue, api_for, approve):
    officer = api_for(team.inspector)
    made = officer.post(CASES, filing(team, clue))
    assert made.status_code == 201
    case = Case.objects.get()
    assert made.data["status"] == "filing"
    assert made.headers["ETag"] == f'"{case.uuid}-{case.version}"'
    approve()
    assert officer.post(under(case, "record-violation"), VIOLATION).status_code == 201
    proposed = officer.post(
        under(case, "propose-penalty"),
        {
            "step": "lenient",
            "fine": "110000",
            "confiscated_income": "420",
            "reasons": "初次违法。",
            "persons": [{"name": "张三", "fine": "5000"}],
        },
    )
    assert (proposed.status_code, proposed.data["range_verdict"]) == (200, "inside")
    assert (
        officer.post(under(case, "submit-penalty"), {"signs_found": False}).data["status"]
        == "reviewing"
    )
    approve()
    assert officer.get(f"{CASES}{case.uuid}/").data["status"] == "approved"


def test_from_the_notice_to_the_closed_case(team, api_for, approve):
    day = timezone.localdate()
    today = day.isoformat()
    case = make_approved_case(team, on=day)
    officer = api_for(team.inspector)
    served = officer.post(under(case, "serve-notice"), {"served_on": today})
    assert served.data["notified_on"] == today
    waiver = {"waived": True, "hearing_waived": True}
    assert officer.post(under(case, "record-defence"), waiver).status_code == 200
    decided = api_for(team.head).post(under(case, "decide"))
    assert decided.data["decision"]["number"]
    assert officer.post(under(case, "serve-decision"), {}).data["status"] == "served"
    for kind, amount in (("fine", "100000"), ("confiscation", "420")):
        paid = officer.post(
            under(case, "record-payment"),
            {"kind": kind, "amount": amount, "paid_on": today, "receipt": kind},
        )
        assert paid.status_code == 201
    closing = officer.post(under(case, "submit-closing"), {"report": "已履行。"})
    assert closing.status_code == 200
    approve()
    assert officer.get(f"{CASES}{case.uuid}/").data["status"] == "closed"


STATES = {
    "filing": make_filing,
    "investigating": make_case,
    "reviewing": make_reviewing_case,
    "approved": make_approved_case,
    "notified": make_notified_case,
    "decided": make_decided_case,
    "served": make_served_case,
    "performed": make_performed_case,
    "closed": make_closed_case,
}
ACTS = {
    "resubmit-filing": ({}, ()),
    "record-violation": (VIOLATION, ("investigating",)),
    "propose-penalty": ({"step": "general", "fine": "150000"}, ("investigating",)),
    "submit-penalty": ({}, ("investigating",)),
    "serve-notice": ({}, ("approved",)),
    "record-defence": ({"waived": True}, ("notified", "hearing")),
    "decide": ({}, ("notified",)),
    "serve-decision": ({}, ("decided",)),
    "record-payment": (
        {"kind": "fine", "amount": "1", "paid_on": "2026-03-12", "receipt": "1"},
        ("served",),
    ),
    "submit-closing": ({"report": "已履行。"}, ("performed",)),
}


@pytest.mark.parametrize("state", STATES)
def test_every_act_out_of_order_is_a_conflict(team, api_for, state):
    case = STATES[state](team)
    officer, head = api_for(team.inspector), api_for(team.head)
    for act, (told, states) in ACTS.items():
        if state in states:
            continue
        api = head if act == "decide" else officer
        answer = api.post(under(case, act), told)
        assert answer.status_code == 409, act
        assert answer.data["code"] == "illegal_transition", act
        assert answer.data["message"]
    assert fresh(case).status == state


class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"officers": []}, "officers"),
            ({"violation": ""}, "violation"),
            ({"violation": "长" * 10_000}, "violation"),
            ({"clue": "x"}, "clue"),
            ({"clue": "00000000-0000-4000-8000-000000000009"}, "clue"),
        ],
    )
    def test_a_wrong_field_is_named(self, team, clue, api_for, change, field):
        answer = api_for(team.inspector).post(CASES, {**filing(team, clue), **change})
        assert answer.status_code == 400
        assert any(name.startswith(field) for name in answer.data["fields"])
        assert not Case.objects.exists()

    def test_one_officer_only(self, team, clue, api_for):
        told = {**filing(team, clue), "officers": [str(team.inspector.uuid)]}
        answer = api_for(team.inspector).post(CASES, told)
        assert answer.status_code == 400
        assert "officers" in answer.data["fields"]

    def test_a_fine_above_the_maximum_with_its_figures(self, team, api_for):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        answer = api_for(team.inspector).post(
            under(case, "propose-penalty"),
            {"step": "heavier", "fine": "200000.01", "reasons": "情节恶劣"},
        )
        assert (answer.status_code, answer.data["code"]) == (400, "fine_refused")
        assert "200,000" in answer.data["fields"]["fine"][0]
        assert answer.data["details"] == {"verdict": "above"}

    def test_more_than_is_due(self, team, api_for):
        case = make_served_case(team)
        answer = api_for(team.inspector).post(
            under(case, "record-payment"),
            {"kind": "fine", "amount": "100000.01", "paid_on": "2026-03-12", "receipt": "1"},
        )
        assert (answer.status_code, answer.data["code"]) == (400, "too_much_paid")
        assert "amount" in answer.data["fields"]

    def test_an_end_before_the_beginning(self, team, api_for):
        told = {**VIOLATION, "began_on": "2026-03-10", "ended_on": "2026-03-01"}
        answer = api_for(team.inspector).post(under(make_case(team), "record-violation"), told)
        assert answer.status_code == 400
        assert "ended_on" in answer.data["fields"]

    def test_whoever_may_see_but_not_act(self, team, api_for, xian_officer, auditor):
        case = make_case(team)
        for other in (team.legal, xian_officer, auditor):
            answer = api_for(other).post(under(case, "record-violation"), VIOLATION)
            assert (answer.status_code, answer.data["code"]) == (403, "permission_refused")
