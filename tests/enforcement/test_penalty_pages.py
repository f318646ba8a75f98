"""Violation, penalty and what follows, on the pages."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from enforcement.models import CaseStatus, Decision, Violation
from tests.factories.enforcement_cases import (
    INCOME,
    MINIMUM,
    PROVISION,
    fresh,
    make_approved_case,
    make_case,
    make_decided_case,
    make_violation,
    pending,
)
from tests.factories.registry import make_party


def at(name, *args):
    return reverse(f"enforcement:{name}", args=args)


def shown(answer):
    return answer.content.decode()


class TestViolation:
    def test_recorded_changed_and_removed(self, team, client_for):
        case = make_case(team)
        client = client_for(team.inspector)
        address = at("violation-new", case.uuid)
        page = shown(client.get(address))
        assert at("violation-range", case.uuid) in page
        told = {
            "provision": PROVISION,
            "level": "normal",
            "activity": "retail",
            "ended_on": "2026-03-10",
            "facts": "销售过期药品。",
            "goods_value": "1260",
        }
        assert client.post(address, told).status_code == 302
        row = Violation.objects.get()
        edit = at("violation-edit", row.uuid)
        assert "1260" in shown(client.get(edit))
        client.post(edit, {**told, "goods_value": "20000", "_version": row.version})
        row.refresh_from_db()
        assert row.range_min == Decimal(200_000)
        stale = client.post(edit, {**told, "facts": "乙", "_version": 1})
        assert stale.status_code == 409
        assert client.post(at("violation-remove", row.uuid)).status_code == 400
        client.post(at("violation-remove", row.uuid), {"reason": "重复登记"})
        assert not Violation.objects.exists()

    def test_the_range_is_shown_while_typing_and_nothing_is_written(self, team, client_for):
        case = make_case(team)
        client = client_for(team.inspector)
        told = {
            "provision": PROVISION,
            "level": "normal",
            "activity": "retail",
            "goods_value": "1260",
            "ended_on": "2026-03-10",
        }
        page = shown(client.get(at("violation-range", case.uuid), told))
        assert "100,000.00" in page
        assert "200,000.00" in page
        page = shown(client.get(at("violation-range", case.uuid), {**told, "activity": ""}))
        assert "100,000.00" not in page
        assert client.get(at("violation-range", case.uuid)).status_code == 200
        assert not Violation.objects.exists()

    @pytest.mark.parametrize(
        "odd",
        [
            {"provision": "x"},
            {"goods_value": "1e999999"},
            {"goods_value": "NaN"},
            {"level": "x"},
            {"ended_on": "0001-01-01"},
        ],
    )
    def test_odd_input_is_answered_in_words(self, team, client_for, odd):
        case = make_case(team)
        told = {"provision": PROVISION, "activity": "retail", "goods_value": "5", **odd}
        answer = client_for(team.inspector).get(at("violation-range", case.uuid), told)
        assert answer.status_code == 200

    def test_provisions_are_found_by_words_and_by_the_day_of_the_act(self, team, client_for):
        case = make_case(team)
        client = client_for(team.inspector)
        address = at("provision-options", case.uuid)
        found = client.get(address, {"q": "劣药", "ended_on": "2026-03-10"}).json()["results"]
        assert PROVISION in [one["id"] for one in found]
        before = client.get(address, {"q": "劣药", "ended_on": "2019-01-01"}).json()
        assert PROVISION not in [one["id"] for one in before["results"]]


class TestPenalty:
    def test_proposed_checked_and_submitted(self, team, client_for):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        client = client_for(team.inspector)
        page = shown(client.get(at("penalty-propose", case.uuid)))
        assert "420" in page  # the illegal income is proposed for confiscation
        told = {
            "step": "lenient",
            "fine": "100000",
            "confiscated_income": "420",
            "penalty_kinds": ["warning"],
            "reasons": "初次违法。",
            "person_name_1": "张三",
            "person_fine_1": "5000",
            "person_ban_1": "life",
        }
        assert client.post(at("penalty-propose", case.uuid), told).status_code == 302
        row = Decision.objects.get()
        assert (row.fine, row.confiscated_income) == (MINIMUM, INCOME)
        assert row.persons.get().banned_for_life
        assert "张三" in shown(client.get(at("penalty-propose", case.uuid)))
        assert (
            client.post(at("penalty-submit", case.uuid), {"signs_found": "no"}).status_code
            == 302
        )
        assert fresh(case).status == CaseStatus.REVIEWING

    def test_the_verdict_is_shown_while_typing(self, team, client_for):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        client = client_for(team.inspector)
        address = at("penalty-check", case.uuid)
        above = shown(client.get(address, {"fine": "200001", "step": "heavier"}))
        assert "pill-late" in above
        assert "field-error" in above
        below = shown(client.get(address, {"fine": "50000", "step": "mitigated"}))
        assert "pill-soon" in below
        inside = shown(client.get(address, {"fine": "110000", "step": "lenient"}))
        assert "pill-met" in inside
        assert f"provision={PROVISION}" in inside
        assert not Decision.objects.exists()

    def test_a_fine_outside_is_refused_at_the_field(self, team, client_for):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        answer = client_for(team.inspector).post(
            at("penalty-propose", case.uuid),
            {"step": "heavier", "fine": "200001", "reasons": "情节恶劣"},
        )
        assert answer.status_code == 400
        assert "200,001" in shown(answer)


class TestTheWayOn:
    def test_notice_defence_decision_service_payment_and_closing(self, team, client_for):
        today = timezone.localdate()
        case = make_approved_case(team, on=today)
        officer, head = client_for(team.inspector), client_for(team.head)
        day = {"served_on": today.isoformat()}
        for client, name, told in (
            (officer, "notice-serve", day),
            (officer, "defence-record", {"waived": "on", "hearing_waived": "on"}),
            (head, "case-decide", {}),
            (officer, "decision-serve", day),
        ):
            assert client.get(at(name, case.uuid)).status_code == 200, name
            assert client.post(at(name, case.uuid), told).status_code == 302, name
        page = shown(officer.get(at("payment-new", case.uuid)))
        assert "100000" in page  # what is due stands in the form
        for kind, amount in (("fine", "100000"), ("confiscation", "420")):
            told = {
                "kind": kind,
                "amount": amount,
                "paid_on": today.isoformat(),
                "receipt": f"陕财罚{kind}",
            }
            assert officer.post(at("payment-new", case.uuid), told).status_code == 302
        assert fresh(case).status == CaseStatus.PERFORMED
        told = {"report": "已履行。"}
        assert officer.post(at("case-close", case.uuid), told).status_code == 302
        assert pending(case).act == "closing"
        page = shown(officer.get(at("case-detail", case.uuid)))
        assert f'href="{at("case-close", case.uuid)}"' not in page

    def test_an_act_out_of_order_is_refused_before_typing_and_after(self, team, client_for):
        case = make_case(team)
        client = client_for(team.inspector)
        for name in ("notice-serve", "decision-serve", "payment-new", "case-close"):
            assert client.get(at(name, case.uuid)).status_code == 409, name
            assert client.post(at(name, case.uuid), {}).status_code in (400, 409), name
        assert fresh(case).status == CaseStatus.INVESTIGATING

    def test_facts_officers_and_police(self, team, client_for):
        case = make_case(team)
        officer = client_for(team.inspector)
        edit = at("case-edit", case.uuid)
        assert case.title in shown(officer.get(edit))
        told = {"title": "新案名", "domain": "drug", "facts": "乙", "_version": case.version}
        assert officer.post(edit, told).status_code == 302
        assert officer.post(edit, told).status_code == 409
        case = fresh(case)
        assert case.title == "新案名"
        head = client_for(team.unit_head)
        told = {
            "lead": str(team.inspector2.uuid),
            "others": [str(team.inspector.uuid)],
        }
        assert head.post(at("case-officers", case.uuid), told).status_code == 302
        assert case.responsible_officers()[0] == team.inspector2

    def test_prior_penalties_are_asked_by_post(self, team, client_for):
        party = make_party()
        make_decided_case(team, party=party)
        case = make_case(team, party=party)
        client = client_for(team.inspector)
        address = at("prior-penalties", case.uuid)
        assert client.get(address).status_code == 405
        page = shown(client.post(address))
        assert team.head.bureau.name in page
        part = shown(client.post(address, headers={"HX-Request": "true"}))
        assert "<html" not in part
