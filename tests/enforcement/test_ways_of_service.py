"""Each way of service asks for its proof; what changes a decision leaves the original."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from documents.models import Document
from enforcement.models import CaseStatus, Decision, DecisionChange, DocumentService
from enforcement.services.decision_changes import (
    amend_decision,
    correct_decision,
    revoke_decision,
)
from enforcement.services.hearing_days import serve_hearing_notice
from enforcement.services.reports import record_opinion
from enforcement.services.serving import serve_decision
from enforcement.services.ways import Proof
from tests.factories.enforcement_cases import (
    INCOME,
    MINIMUM,
    fresh,
    make_decided_case,
    make_reviewing_case,
    make_served_case,
    pay,
)
from tests.factories.enforcement_field import ON
from tests.factories.hearings import HEARING_ON, make_scheduled_case

DAY = timedelta(days=1)


class TestProof:
    @pytest.mark.parametrize(
        ("proof", "missing"),
        [
            ({"method": "left"}, {"place", "witnesses", "reason"}),
            ({"method": "post"}, {"tracking"}),
            ({"method": "entrusted"}, {"organ"}),
            ({"method": "electronic", "address": "a@b.cn"}, {"consent"}),
            ({"method": "pigeon"}, {"method"}),
            ({"method": "announced"}, {"method"}),
            ({"recipient": "长" * 101}, {"recipient"}),
        ],
    )
    def test_what_is_missing_is_named_and_nothing_is_kept(self, team, proof, missing):
        case = make_decided_case(team)
        kept = DocumentService.objects.count()
        with pytest.raises(Invalid) as refused:
            serve_decision(case, proof=Proof(**proof), by=team.inspector, on=ON)
        assert set(refused.value.fields) == missing
        assert fresh(case).status == CaseStatus.DECIDED
        assert DocumentService.objects.count() == kept

    def test_by_hand_it_is_the_party_that_takes_it(self, team):
        case = make_decided_case(team)
        serve_decision(case, by=team.inspector, on=ON)
        row = DocumentService.objects.get(document__kind="45")
        assert (row.method, row.served_on) == ("direct", ON)
        assert row.recipient in {case.party.legal_representative, case.party.name}

    def test_by_post_the_day_of_the_receipt_counts(self, team):
        case = make_decided_case(team)
        proof = Proof(method="post", tracking="EMS1234567890")
        serve_decision(
            case, proof=proof, served_on=ON + 3 * DAY, by=team.inspector, on=ON + 5 * DAY
        )
        assert fresh(case).served_on == ON + 3 * DAY

    def test_a_notice_of_hearing_comes_in_time_and_is_not_announced(self, team):
        case = make_scheduled_case(team)
        with pytest.raises(Invalid) as refused:
            serve_hearing_notice(
                case, proof=Proof(method="announced"), by=team.inspector, on=ON + 2 * DAY
            )
        assert set(refused.value.fields) == {"method"}
        with pytest.raises(Invalid) as late:
            serve_hearing_notice(case, by=team.inspector, on=HEARING_ON - 7 * DAY)
        assert set(late.value.fields) == {"served_on"}


class TestReview:
    def test_who_handles_a_case_or_holds_another_duty_does_not_review_it(self, team):
        case = make_reviewing_case(team)
        for person in (team.inspector, team.head):
            with pytest.raises(PermissionRefused):
                record_opinion(case, opinion="agree", words="同意", by=person, on=ON)
        record_opinion(case, opinion="agree", words="同意", by=team.legal, on=ON)
        assert case.reviews.get().reviewed_by == team.legal


class TestChanges:
    def test_a_clerical_error_is_corrected_and_the_original_stays(self, team):
        case = make_served_case(team)
        before = Document.objects.get(about_uuid=case.uuid, kind="45").content
        told = {"wrong": "贰拾万元", "right": "壹拾万元", "reason": "笔误"}
        change = correct_decision(case, **told, by=team.head, on=ON)
        assert "罚补〔2026〕1号" in change.document.number
        assert Document.objects.get(about_uuid=case.uuid, kind="45").content == before
        assert fresh(case).status == CaseStatus.SERVED
        with pytest.raises(Invalid):
            correct_decision(case, **{**told, "right": "贰拾万元"}, by=team.head, on=ON)

    def test_an_amendment_lowers_what_is_due_and_keeps_the_figures(self, team):
        case = make_served_case(team)
        lower = {"fine": Decimal(60_000), "confiscated_income": INCOME}
        amend_decision(case, **lower, reason="裁量不当", by=team.head, on=ON)
        decision = Decision.objects.get(case=case)
        assert decision.fine == MINIMUM
        assert decision.due() == {"fine": Decimal(60_000), "confiscation": INCOME}
        pay(case, team, "fine", Decimal(60_000))
        pay(case, team, "confiscation", INCOME)
        assert fresh(case).status == CaseStatus.PERFORMED

    @pytest.mark.parametrize(
        ("fine", "paid"), [(MINIMUM + 1, 0), (MINIMUM, 0), (Decimal(100), 200)]
    )
    def test_not_heavier_not_the_same_and_not_less_than_paid(self, team, fine, paid):
        case = make_served_case(team)
        if paid:
            pay(case, team, "fine", Decimal(paid))
        with pytest.raises(Invalid):
            amend_decision(
                case,
                fine=fine,
                confiscated_income=INCOME,
                reason="甲",
                by=team.head,
                on=ON,
            )
        assert not DecisionChange.objects.exists()

    def test_a_revoked_decision_leaves_nothing_to_perform(self, team):
        case = make_served_case(team)
        with pytest.raises(PermissionRefused):
            revoke_decision(case, reason="主体错误", by=team.inspector, on=ON)
        revoke_decision(case, reason="主体错误", by=team.head, on=ON)
        assert fresh(case).status == CaseStatus.REVOKED
        assert Decision.objects.get(case=case).still_due() == {}
        with pytest.raises(IllegalTransition):
            revoke_decision(case, reason="主体错误", by=team.head, on=ON)
