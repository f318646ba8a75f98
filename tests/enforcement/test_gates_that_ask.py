"""Signs of a crime, first offence, competence: what each asks before a penalty goes on."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.services.policies import set_policy
from accounts.system import SYSTEM
from core.errors import Invalid, PermissionRefused
from enforcement.errors import NotCompetent
from enforcement.models import CriminalCheck, PriorCheck
from enforcement.services.competence import competence_table, set_competence
from enforcement.services.gates.criminal import CriminalAnswer
from enforcement.services.gates.exemption import check_prior
from enforcement.services.gates.gate import GateState
from enforcement.services.gates.panel import gates_of
from enforcement.services.proposals import propose_penalty
from enforcement.services.submissions import submit_penalty
from enforcement.services.transfer_answers import record_declined, take_back
from tests.factories.around import make_handed_over
from tests.factories.enforcement_cases import (
    fresh,
    make_case,
    make_decided_case,
    make_proposed_case,
    make_reviewing_case,
    make_violation,
)
from tests.factories.enforcement_field import ON
from tests.factories.registry import make_party

PASSED, WARNING, BLOCKS = GateState.PASSED, GateState.WARNING, GateState.BLOCKS
SIGNS = CriminalAnswer(True, ("fake_drug",), "公安机关已书面答复不予立案。")


def states(case, on=ON):
    return {gate.code: gate.state for gate in gates_of(fresh(case), on=on)}


def told(case, code, on=ON):
    return next(gate for gate in gates_of(fresh(case), on=on) if gate.code == code)


def no_penalty(case, team, exemption, on=ON):
    return propose_penalty(
        case,
        step="none",
        reasons="危害后果轻微并及时改正。",
        mitigation_basis="《中华人民共和国行政处罚法》第三十三条第一款",
        exemption=exemption,
        by=team.inspector,
        on=on,
    )


class TestCriminalSigns:
    """行政处罚法第二十七条."""

    @pytest.mark.parametrize(
        ("answer", "field"),
        [
            (None, "signs_found"),
            (CriminalAnswer(True), "signs"),
            (CriminalAnswer(True, ("device_standard",), "理由"), "signs"),
            (CriminalAnswer(True, ("fake_drug",)), "why_not_transferred"),
        ],
    )
    def test_unanswered_or_half_answered_it_is_refused(self, team, answer, field):
        case = make_proposed_case(team)
        with pytest.raises(Invalid) as refused:
            submit_penalty(case, criminal=answer, by=team.inspector, on=ON)

        assert list(refused.value.fields) == [field]
        assert fresh(case).status == "investigating"
        assert not CriminalCheck.objects.exists()

    def test_signs_go_on_with_a_reason_and_the_reviewer_is_warned(self, team):
        case = make_proposed_case(team)
        submit_penalty(case, criminal=SIGNS, by=team.inspector, on=ON)

        gate = told(case, "criminal")
        assert gate.state == WARNING
        assert "第一百四十一条" in gate.text
        assert SIGNS.why_not_transferred in gate.text

    def test_once_transferred_no_reason_is_asked(self, team):
        case = make_proposed_case(team)
        transfer = make_handed_over(team, case=case)
        record_declined(transfer, answer="没有犯罪事实。", by=team.inspector, on=ON)
        take_back(transfer, ground="no_crime", by=team.inspector, on=ON)
        answer = CriminalAnswer(True, ("fake_drug",))
        submit_penalty(fresh(case), criminal=answer, by=team.inspector, on=ON)

        assert told(case, "criminal").state == PASSED

    def test_signs_without_any_named_are_no_row(self, team):
        case = make_reviewing_case(team)
        with pytest.raises(IntegrityError), transaction.atomic():
            CriminalCheck.objects.filter(case=case).update(found=True)

    def test_the_form_refuses_what_is_not_answered(self, team, client_for, freeze):
        freeze(ON)
        case = make_proposed_case(team)
        client = client_for(team.inspector)
        address = reverse("enforcement:penalty-submit", args=[case.uuid])
        page = client.get(address).content.decode()
        assert "第一百四十一条" in page
        assert "第一百四十五条" not in page
        assert client.post(address, {}).status_code == 400
        half = {"signs_found": "yes", "signs": ["fake_drug"]}
        assert client.post(address, half).status_code == 400
        full = {**half, "why_not_transferred": "金额未达追诉标准。"}
        assert client.post(address, full).status_code == 302

    def test_the_api_takes_the_signs(self, team, api_for, freeze):
        freeze(ON)
        case = make_proposed_case(team)
        answer = api_for(team.inspector).post(
            f"/api/v1/cases/{case.uuid}/submit-penalty/",
            {"signs_found": True, "signs": ["fake_drug"], "why_not_transferred": "理由"},
        )
        assert answer.status_code == 200, answer.content


class TestFirstOffence:
    """行政处罚法第三十三条第一款: 首违不罚."""

    def test_it_needs_the_answer_of_all_bureaus(self, team):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        with pytest.raises(Invalid) as refused:
            no_penalty(case, team, "first_offence")
        assert list(refused.value.fields) == ["exemption"]
        check_prior(case, by=team.inspector, on=ON)
        assert no_penalty(case, team, "first_offence").exemption == "first_offence"

    def test_an_earlier_penalty_of_another_bureau_forbids_it(self, team):
        party = make_party()
        make_decided_case(team, party=party, on=date(2026, 2, 2))
        case = make_case(team, party=party)
        make_violation(case, by=team.inspector)

        answer = check_prior(case, by=team.inspector, on=ON)

        assert answer.count == PriorCheck.objects.get().count == 1
        assert told(case, "prior").state == WARNING
        with pytest.raises(Invalid):
            no_penalty(case, team, "first_offence")

    def test_a_ground_of_exemption_stands_beside_no_penalty_only(self, team):
        case = make_case(team)
        make_violation(case, by=team.inspector)
        with pytest.raises(Invalid) as refused:
            propose_penalty(
                case,
                step="general",
                fine=Decimal(150_000),
                exemption="no_fault",
                by=team.inspector,
                on=ON,
            )
        assert list(refused.value.fields) == ["exemption"]

    def test_page_and_api_ask(self, team, api_for, client_for, freeze):
        freeze(ON)
        case = make_case(team)
        answer = api_for(team.inspector).post(f"/api/v1/cases/{case.uuid}/check-prior/")
        assert answer.data == {"found": False, "count": 0, "bureaus": []}
        asked = client_for(team.inspector).post(
            reverse("enforcement:prior-penalties", args=[case.uuid])
        )
        assert asked.status_code == 200
        assert case.prior_checks.count() == 2


class TestCompetence:
    CELL = {"domain": "drug", "link": "retail", "level": "county"}

    def own(self, **told):
        values = {**self.CELL, "competent": False, "basis": "某省事权划分", **told}
        return set_competence(**values, effective_from=ON, by=SYSTEM, on=ON)

    def refuse(self, value="不予受理"):
        """Said as the page shows it."""
        return set_policy(
            key="competence_gate",
            value=value,
            bureau=None,
            effective_from=ON,
            basis="局长办公会纪要",
            by=SYSTEM,
            on=ON,
        )

    def test_as_shipped_a_filing_outside_is_only_warned_of(self, team):
        self.own()
        case = make_case(team)

        gate = told(case, "competence")
        assert (gate.state, gate.article) == (WARNING, "某省事权划分")

    @pytest.mark.django_db
    def test_the_rule_is_kept_by_its_code_and_nothing_else_is_one(self):
        assert self.refuse().value == "refuse"
        assert self.refuse("warn").value == "warn"
        with pytest.raises(Invalid):
            self.refuse("也许")

    def test_where_the_office_says_so_it_is_refused(self, team):
        self.own()
        self.refuse()
        with pytest.raises(NotCompetent) as refused:
            make_case(team)
        assert "某省事权划分" in str(refused.value)

    def test_within_the_competence_the_rule_refuses_nothing(self, team):
        self.refuse()
        assert told(make_case(team), "competence").state == PASSED

    def test_an_entry_counts_from_its_day(self, db):
        self.own()
        key = tuple(self.CELL.values())
        assert competence_table(date(2026, 3, 9))[key].competence.competent
        assert not competence_table(ON)[key].competence.competent

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [({"domain": "food"}, "domain"), ({"link": "x"}, "link"), ({"basis": ""}, "basis")],
    )
    def test_what_cannot_be_is_named(self, db, wrong, field):
        with pytest.raises(Invalid) as refused:
            self.own(**wrong)
        assert field in refused.value.fields

    def test_twice_a_day_is_refused_and_only_the_province_sets_it(self, team):
        self.own()
        with pytest.raises(Invalid):
            self.own()
        with pytest.raises(PermissionRefused):
            set_competence(
                **self.CELL,
                competent=True,
                basis="甲",
                effective_from=ON,
                by=team.head,
                on=ON,
            )

    def test_the_pages_and_the_api(self, client_for, api_for, sysadmin):
        client = client_for(sysadmin)
        typed = {
            **self.CELL,
            "competent": "on",
            "basis": "某省事权划分",
            "effective_from": "2199-01-01",
        }
        sent = client.post(reverse("enforcement:competence-set"), typed)
        assert sent.status_code == 302
        assert client.get(sent.url).status_code == 200
        body = {**typed, "competent": False, "link": "use"}
        answer = api_for(sysadmin).post("/api/v1/competence/", body)
        assert answer.status_code == 201, answer.content
