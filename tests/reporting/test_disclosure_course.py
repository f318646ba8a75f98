"""What is public is withdrawn, repaired, or runs out."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid
from deadlines.models import Clock
from enforcement.models import Case, Decision
from enforcement.services.remedies import conclude_remedy
from reporting.disclosure.changes import with_changes
from reporting.models import Disclosure
from reporting.services.disclosure_course import (
    accept_repair,
    ask_repair,
    end_display,
    finish_repair,
    grant_repair,
    note_change,
    refuse_repair,
    renew_disclosure,
    start_withdrawals,
    withdraw_disclosure,
)
from reporting.services.disclosures import (
    release,
    revise_disclosure,
)
from tests.factories import disclosures as made
from tests.factories.disclosures import BUREAU, again
from tests.factories.enforcement_cases import (
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_performance import make_remedy
from tests.factories.registry import credit_code, make_party

A_YEAR_ON = date(2027, 3, 10)
LAST_DAY = date(2029, 3, 10)


@pytest.fixture
def team(tree):
    return team_of(tree)


def clocks(one, state="running"):
    rows = Clock.objects.filter(about_uuid=one.uuid, state=state)
    return {clock.rule: clock.due_on for clock in rows}


class TestWithdraw:
    def test_a_change_starts_three_working_days(self, team):
        one = made.make_changed(team)
        assert list(with_changes(Disclosure.objects.shown())) == [one]
        note_change(one, by=team.head, on=ON)
        assert clocks(one)["publication_withdrawal_after_reversal"] == date(2026, 3, 13)

        told = {"ground": "changed", "reason": "处罚决定已变更。"}
        one = again(withdraw_disclosure(again(one), **told, by=team.head, on=ON))
        assert one.status == "withdrawn"
        assert clocks(one) == {}
        assert "publication_withdrawal_after_reversal" in clocks(one, "met")

    def test_the_three_days_run_from_the_change_though_nobody_records_it(self, team):
        one, later = made.make_changed(team), date(2026, 3, 20)
        assert start_withdrawals(on=later) == 1
        assert clocks(one)["publication_withdrawal_after_reversal"] == date(2026, 3, 13)
        assert start_withdrawals(on=later) == 0
        assert AuditEvent.objects.filter(kind="disclosure.change_found").count() == 1

        told = {"ground": "changed", "reason": "处罚决定已变更。"}
        withdraw_disclosure(again(one), **told, by=team.head, on=later)
        assert "publication_withdrawal_after_reversal" in clocks(one, "met")
        assert start_withdrawals(on=later) == 0

    def test_recorded_later_they_run_from_the_change_still(self, team):
        one = made.make_changed(team)
        note_change(one, by=team.head, on=date(2026, 3, 12))
        assert clocks(one)["publication_withdrawal_after_reversal"] == date(2026, 3, 13)

    def test_what_did_not_change_has_no_such_limit(self, team):
        made.make_released(team)
        assert start_withdrawals(on=ON) == 0

    def test_the_reason_told_outside_names_nobody(self, team):
        party = make_party(credit_code=credit_code(), legal_representative="李明")
        one = made.make_released(team, party=party)
        told = {"ground": "inaccurate", "reason": "李明（13812345678）提出异议属实。"}
        one = again(withdraw_disclosure(one, **told, by=team.head, on=ON))
        assert one.withdraw_reason == "李*（138****5678）提出异议属实。"

    def test_a_decision_made_anew_is_published_in_place_of_the_former(self, team):
        one = made.make_released(team)
        case = one.decision.case
        before = case.status
        remedy = make_remedy(case, team)
        conclude_remedy(remedy, outcome="remade", ended_on=ON, by=team.inspector, on=ON)
        assert list(with_changes(Disclosure.objects.shown())) == [one]
        told = {"ground": "revoked", "reason": "复议决定撤销，责令重新作出。"}
        one = again(withdraw_disclosure(again(one), **told, by=team.head, on=ON))
        with pytest.raises(IllegalTransition):
            renew_disclosure(one, by=team.head, on=ON)

        anew = date(2026, 4, 1)
        number = f"{one.values['doc_no'][:-2]}9号"
        Decision.objects.filter(case=case).update(number=number, decided_on=anew)
        days = {"notified_on": anew, "decided_on": anew, "served_on": anew}
        Case.objects.filter(pk=case.pk).update(status=before, counted_on=anew, **days)
        one = again(renew_disclosure(again(one), by=team.head, on=anew))
        assert (one.status, one.values["doc_no"]) == ("prepared", number)
        assert again(release(one, by=team.head, on=anew)).status == "released"
        assert not with_changes(Disclosure.objects.shown())

    def test_prepared_anew_it_reads_as_amended(self, team):
        one = made.make_withdrawn(team)
        one = again(renew_disclosure(one, by=team.head, on=ON))

        assert (one.status, one.values["fine_wan"]) == ("prepared", "8.000000")
        assert "double_publicity_seven_days" in clocks(one)
        assert again(release(one, by=team.head, on=ON)).status == "released"
        assert not with_changes(Disclosure.objects.shown())

    def test_what_was_revoked_is_not_published_again(self, team):
        one = made.revoked(made.make_released(team), team)
        told = {"ground": "revoked", "reason": "决定已撤销。"}
        one = again(withdraw_disclosure(one, **told, by=team.head, on=ON))
        with pytest.raises(IllegalTransition):
            renew_disclosure(one, by=team.head, on=ON)

    @pytest.mark.parametrize("ground", ["changed", "revoked", "unlawful"])
    def test_a_ground_without_such_a_change_is_refused(self, team, ground):
        one = made.make_released(team)
        with pytest.raises(Invalid):
            withdraw_disclosure(one, ground=ground, reason="有误", by=team.head, on=ON)

    def test_what_is_inaccurate_is_withdrawn_and_prepared_anew(self, team):
        one = made.make_released(team)
        with pytest.raises(Invalid):
            withdraw_disclosure(one, ground="inaccurate", reason=" ", by=team.head, on=ON)
        told = {"ground": "inaccurate", "reason": "违法事实表述不准确。"}
        withdraw_disclosure(one, **told, by=team.head, on=ON)
        assert renew_disclosure(again(one), by=team.head, on=ON).status == "prepared"


class TestRepairAndEnd:
    def test_a_repair_is_asked_accepted_granted_and_finished(self, team):
        one = made.make_repair_asked(team, on=A_YEAR_ON)
        assert clocks(one)["credit_repair_acceptance"] == date(2027, 3, 12)
        one = again(accept_repair(one, by=team.head, on=A_YEAR_ON))
        assert clocks(one)["credit_repair_decision"] == date(2027, 3, 19)
        one = again(grant_repair(one, by=team.head, on=A_YEAR_ON))
        assert clocks(one)["credit_repair_data_processing"] == date(2027, 3, 15)
        one = again(finish_repair(one, by=team.head, on=A_YEAR_ON))
        assert (one.status, one.ended_on) == ("expired", A_YEAR_ON)
        assert clocks(one) == {}

    def test_refused_it_stays_public(self, team):
        one = made.make_repair_accepted(team, on=A_YEAR_ON)
        with pytest.raises(Invalid):
            refuse_repair(one, reason="", by=team.head, on=A_YEAR_ON)
        one = again(refuse_repair(one, reason="未整改到位", by=team.head, on=A_YEAR_ON))
        assert one.status == "released"
        assert set(clocks(one)) == {"display_drug_device_cosmetic_max"}

    def test_asked_too_early_it_is_refused(self, team):
        one = made.make_released(team)
        told = {"grounds": "已整改", "received_on": date(2027, 3, 9)}
        with pytest.raises(IllegalTransition):
            ask_repair(one, **told, by=team.head, on=date(2027, 3, 9))

    def test_a_day_to_come_is_refused(self, team):
        one = made.make_released(team)
        told = {"grounds": "已整改", "received_on": date(2027, 4, 1)}
        with pytest.raises(Invalid):
            ask_repair(one, **told, by=team.head, on=A_YEAR_ON)

    def test_a_revocation_knows_no_early_end(self, team):
        one = made.make_complete(team)
        one.decision.penalty_kinds = ("fine", "confiscate_illegal_income", "revoke_licence")
        one.decision.save()
        told = {"licence_affected": "药品经营许可证 陕CA6101130001"}
        one = again(revise_disclosure(again(one), supplied=told, by=team.head, on=ON))
        one = again(release(one, by=team.head, on=ON))
        assert one.display_rule == "display_licence_revocation"
        asked = {"grounds": "已整改", "received_on": date(2028, 3, 10)}
        with pytest.raises(IllegalTransition):
            ask_repair(one, **asked, by=team.head, on=date(2028, 3, 10))

    def test_the_display_ends_when_its_period_is_over(self, team):
        one = made.make_released(team)
        with pytest.raises(IllegalTransition):
            end_display(one, by=team.head, on=date(2029, 3, 9))
        one = again(end_display(one, by=team.head, on=LAST_DAY))
        assert (one.status, one.ended_on) == ("expired", LAST_DAY)
        assert "display_drug_device_cosmetic_max" in clocks(one, "met")


class TestConstraints:
    @pytest.mark.parametrize(
        "values",
        [
            {"status": "held"},
            {"hold_reason": "minor"},
            {"released_on": ON},
            {"status": "released"},
            {"status": "withdrawn", "released_on": ON},
            {"withdrawn_on": ON},
            {"ended_on": ON},
        ],
    )
    def test_the_database_holds_them_too(self, team, values):
        one = made.make_prepared(team)
        with pytest.raises(IntegrityError), transaction.atomic():
            Disclosure.objects.filter(pk=one.pk).update(**values)


def test_what_is_supplied_belongs_to_the_bureau():
    assert set(BUREAU) <= {"agency_uscc", "source_org_uscc", "legal_rep"}
