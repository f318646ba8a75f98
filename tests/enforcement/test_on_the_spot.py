"""The on-the-spot penalty: Administrative Penalty Law Art. 51, 52, 68-71."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import ClockState
from deadlines.services.clocks import clocks_of
from documents.models import Document
from enforcement.errors import FineRefused, NotCompetent
from enforcement.models import Case, Decision, Payment
from enforcement.services.on_spot import penalise_on_the_spot
from enforcement.services.on_spot_after import (
    close_on_spot,
    deposit_fine,
    file_papers,
    hand_in_fine,
)
from enforcement.services.payments import record_payment
from tests.factories.around import WARNED, make_on_spot, on_spot_facts
from tests.factories.enforcement_cases import fresh, make_performed_case
from tests.factories.enforcement_field import ON
from tests.factories.registry import make_party
from tests.stories.stands import acts_open, limits
from workbench.models import Task

# What stays open once all is paid.
AFTER_PAYMENT = {"refund", "correct_payment", "record_review", "record_suit"}
DAY = timedelta(days=1)


def test_one_act_makes_case_violation_decision_document_and_service(team):
    case = make_on_spot(team, defence="当事人认可事实，请求从轻。")
    decision = Decision.objects.get(case=case)
    paper = Document.objects.get(about_uuid=case.uuid)
    assert (case.status, case.procedure) == ("served", "simple")
    assert case.filed_on == case.decided_on == case.served_on == case.counted_on == ON
    assert case.number == decision.number == paper.number
    assert "当罚〔2026〕1号" in paper.number
    assert (paper.kind, paper.served_on) == ("44", ON)
    assert decision.penalty_kinds == ("warning", "fine")
    assert case.violations.get().range_max == Decimal(20_000)
    assert case.responsible_officers() == [team.inspector, team.inspector2]
    assert case.domain == "device"
    words = str(paper.content)
    for said in ("1,000", "请求从轻", case.party.name, team.inspector2.name, "行政复议"):
        assert said in words
    assert set(limits(case)) == {"simplified_procedure_filing", "fine_payment"}


def test_a_warning_alone_is_performed_at_once(team):
    case = make_on_spot(team, provision=WARNED, fine=Decimal(0))
    assert case.status == "performed"
    assert set(limits(case)) == {"simplified_procedure_filing"}
    assert case.defence_waived


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"fine": Decimal("3000.01")}, "fine"),
        ({"rights_told": False}, "rights_told"),
        ({"facts": " "}, "facts"),
        ({"fine": Decimal(0), "warning": False}, "fine"),
        ({"provision": "none"}, "provision"),
        ({"provision": WARNED, "fine": Decimal(100)}, "fine"),
        ({"provision": "drug_inferior_production_sale"}, "level"),
        ({"collection": "small", "receipt": "1"}, "collection"),
        ({"collection": "remote"}, "receipt"),
        ({"collection": "pocket"}, "collection"),
        ({"place": "长" * 301}, "place"),
        ({"level": "serious"}, "level"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_and_nothing_is_saved(team, told, field):
    with pytest.raises((Invalid, FineRefused)) as refused:
        make_on_spot(team, **told)
    assert field in refused.value.fields or field == "level"
    assert not Case.objects.exists()
    assert not Document.objects.exists()


def test_three_thousand_exactly_is_allowed_and_a_citizen_pays_two_hundred(team):
    assert make_on_spot(team, fine=Decimal(3000)).status == "served"
    citizen = make_party(kind="individual")
    with pytest.raises(FineRefused) as refused:
        make_on_spot(team, party=citizen, fine=Decimal(201))
    assert "200" in str(refused.value)
    assert make_on_spot(team, party=citizen, fine=Decimal(200)).status == "served"


def test_two_certified_officers_of_a_bureau_that_penalises(team, subcentre_inspector):
    party = make_party()
    with pytest.raises(Invalid) as refused:
        penalise_on_the_spot(
            party, on_spot_facts(), with_officer=team.inspector, by=team.inspector, on=ON
        )
    assert "officers" in refused.value.fields
    with pytest.raises(NotCompetent):
        penalise_on_the_spot(
            party,
            on_spot_facts(),
            with_officer=team.inspector,
            by=subcentre_inspector,
            on=ON,
        )
    with pytest.raises(PermissionRefused):
        penalise_on_the_spot(
            party, on_spot_facts(), with_officer=team.inspector, by=team.legal, on=ON
        )


def test_money_taken_is_followed_to_the_bank_within_two_working_days_each(team):
    case = make_on_spot(team, fine=Decimal(100), collection="small", receipt="陕财罚0001")
    assert case.status == "performed"
    assert Payment.objects.get().amount == 100
    assert limits(case) == {
        "simplified_procedure_filing": date(2026, 3, 19),
        "onspot_fine_handover_officer": date(2026, 3, 12),
    }
    with pytest.raises(IllegalTransition):
        deposit_fine(case, by=team.inspector, on=ON)
    hand_in_fine(case, by=team.inspector, on=ON + DAY)
    assert limits(case)["onspot_fine_bank_deposit"] == date(2026, 3, 13)
    with pytest.raises(IllegalTransition):
        hand_in_fine(fresh(case), by=team.inspector, on=ON + DAY)
    with pytest.raises(IllegalTransition):
        close_on_spot(fresh(case), by=team.inspector, on=ON + DAY)
    deposit_fine(fresh(case), by=team.unit_head, on=ON + DAY)
    file_papers(fresh(case), by=team.inspector, on=ON + 2 * DAY)
    close_on_spot(fresh(case), by=team.inspector, on=ON + 2 * DAY)
    case = fresh(case)
    assert (case.status, case.closed_on) == ("closed", ON + 2 * DAY)
    assert limits(case) == {}
    assert {clock.state for clock in clocks_of(case)} == {ClockState.MET}
    assert not Task.objects.open().filter(root_uuid=case.uuid).exists()


def test_days_out_of_order_are_refused(team):
    case = make_on_spot(team)
    for day in (ON - DAY, ON + 2 * DAY):
        with pytest.raises(Invalid):
            file_papers(fresh(case), filed_on=day, by=team.inspector, on=ON + DAY)
    with pytest.raises(IllegalTransition):
        hand_in_fine(fresh(case), by=team.inspector, on=ON)


def test_paid_at_the_bank_it_is_performed_without_a_closing_report(team):
    case = make_on_spot(team)
    record_payment(
        case,
        kind="fine",
        amount=Decimal(1000),
        paid_on=ON + DAY,
        receipt="1",
        by=team.inspector,
        on=ON + DAY,
    )
    case = fresh(case)
    assert case.status == "performed"
    assert acts_open(case, by=team.inspector, on=ON + DAY) == {
        "file_papers",
        *AFTER_PAYMENT,
    }
    assert "case_closure_form" not in limits(case)


def test_an_ordinary_case_knows_nothing_of_it(team):
    case = make_performed_case(team)
    acts = acts_open(case, by=team.inspector, on=ON + 3 * DAY)
    assert acts == {"propose_transfer", "submit_closing", *AFTER_PAYMENT}
    with pytest.raises(IllegalTransition):
        file_papers(case, by=team.inspector, on=ON + 3 * DAY)
