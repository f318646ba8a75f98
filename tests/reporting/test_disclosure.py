"""A penalty is prepared, held back or made public, withdrawn, repaired, its display ended."""

from datetime import date

import pytest

from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import Clock
from reporting.models import Disclosure, HoldReason
from reporting.services.disclosure_course import (
    accept_repair,
    end_display,
    finish_repair,
    grant_repair,
    note_change,
    renew_disclosure,
)
from reporting.services.disclosures import (
    hold_back,
    prepare_disclosure,
    release,
    release_all_valid,
    revise_disclosure,
    take_up,
)
from tests.factories import disclosures as made
from tests.factories.accounts import make_named
from tests.factories.around import make_on_spot
from tests.factories.disclosures import AGENCY, again
from tests.factories.enforcement_cases import (
    make_decided_case,
    make_notified_case,
    make_past_case,
    make_served_case,
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.registry import credit_code, make_party

A_YEAR_ON = date(2027, 3, 10)
LAST_DAY = date(2029, 3, 10)


@pytest.fixture
def team(tree):
    return team_of(tree)


def clocks(one, state="running"):
    rows = Clock.objects.filter(about_uuid=one.uuid, state=state)
    return {clock.rule: clock.due_on for clock in rows}


class TestPrepare:
    def test_the_publishing_limits_run_from_the_day_of_the_decision(self, team):
        one = made.make_prepared(team)

        assert one.status == "prepared"
        assert clocks(one) == {
            "double_publicity_seven_days": date(2026, 3, 19),
            "penalty_publicity_same_province": date(2026, 4, 8),
        }
        assert AuditEvent.objects.filter(kind="disclosure.prepared").count() == 1

    def test_a_party_of_another_province_is_pushed_within_ten_working_days(self, team, tree):
        one = made.make_prepared(team)
        held = hold_back(one, reason="privacy", note="", by=team.head, on=ON)
        held.decision.case.party.region_id = "220102"
        take_up(held, note="", by=team.head, on=ON)

        assert set(clocks(one)) == {
            "double_publicity_seven_days",
            "penalty_publicity_cross_province_push",
        }

    def test_a_decision_is_prepared_once(self, team):
        one = made.make_prepared(team)
        with pytest.raises(IllegalTransition):
            prepare_disclosure(one.decision, by=team.head, on=ON)

    def test_what_is_not_decided_is_not_prepared(self, team):
        case = make_notified_case(team)
        with pytest.raises(IllegalTransition):
            prepare_disclosure(case.decision, by=team.head, on=ON)

    def test_a_past_case_is_not_prepared(self, team, province_officer, province_head):
        case = make_past_case(by=province_officer)
        with pytest.raises(IllegalTransition):
            prepare_disclosure(case.decision, by=province_head, on=ON)

    @pytest.mark.parametrize("who", ["inspector", "unit_head", "legal"])
    def test_only_who_decides_cases_prepares(self, team, who):
        case = make_served_case(team)
        with pytest.raises(PermissionRefused):
            prepare_disclosure(case.decision, by=getattr(team, who), on=ON)

    def test_the_head_of_another_bureau_is_refused(self, team, tree):
        case = make_served_case(team)
        for other in (team_of(tree, "linwei").head, make_named(tree, "xian_head")):
            with pytest.raises(PermissionRefused):
                prepare_disclosure(case.decision, by=other, on=ON)


class TestHoldBack:
    def held_at_once(self, case, team, **changes):
        decision = case.decision
        for name, value in changes.items():
            setattr(decision, name, value)
        decision.save()
        return prepare_disclosure(decision, by=team.head, on=ON)

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"kind": "no_penalty", "fine": 0}, HoldReason.NO_PENALTY),
            (
                {"kind": "no_penalty", "fine": 0, "exemption": "first_offence"},
                HoldReason.FIRST_OFFENCE,
            ),
            ({"kind": "no_penalty", "fine": 0, "exemption": "under_age"}, HoldReason.MINOR),
            ({"penalty_kinds": ("warning",), "fine": 0}, HoldReason.ONLY_WARNING),
            ({"penalty_kinds": ("order_to_correct",), "fine": 0}, HoldReason.NO_PENALTY),
        ],
    )
    def test_what_the_law_forbids_is_held_back_at_once(self, team, changes, reason):
        one = self.held_at_once(make_served_case(team), team, **changes)

        assert (one.status, one.hold_reason) == ("held", reason.value)
        assert reason.article
        assert clocks(one) == {}
        with pytest.raises(IllegalTransition):
            take_up(again(one), note="", by=team.head, on=ON)

    def test_a_penalty_on_the_spot_is_held_back(self, team):
        case = make_on_spot(team)
        one = prepare_disclosure(case.decision, by=team.head, on=ON)
        assert one.hold_reason == HoldReason.SIMPLE

    def test_a_decision_revoked_before_is_held_back(self, team):
        one = made.revoked(made.make_prepared(team), team)
        with pytest.raises(IllegalTransition):
            release(one, by=team.head, on=ON)
        assert hold_back(one, reason="revoked", note="", by=team.head, on=ON).status == "held"

    @pytest.mark.parametrize(
        "reason", ["minor", "state_secret", "security", "trade_secret", "privacy"]
    )
    def test_what_a_person_judges_is_held_back_by_them(self, team, reason):
        one = made.make_held(team, reason=reason)

        assert HoldReason(one.hold_reason).article.startswith("《")
        assert clocks(one) == {}
        back = take_up(one, note="已作技术处理", by=team.head, on=ON)
        assert back.status == "prepared"
        assert "double_publicity_seven_days" in clocks(one)

    @pytest.mark.parametrize("reason", ["no_penalty", "simple", "only_warning", "revoked"])
    def test_a_reason_the_data_contradict_is_refused(self, team, reason):
        one = made.make_prepared(team)
        with pytest.raises(Invalid):
            hold_back(one, reason=reason, note="", by=team.head, on=ON)

    def test_every_reason_has_its_article(self):
        assert all(reason.article for reason in HoldReason)


class TestRelease:
    def test_what_is_not_complete_is_refused_by_name(self, team):
        one = made.make_prepared(team)
        with pytest.raises(IllegalTransition, match="处罚机关统一社会信用代码"):
            release(one, by=team.head, on=ON)

    def test_what_is_not_served_is_refused(self, team):
        party = make_party(credit_code=credit_code())
        one = made.make_complete(team, case=make_decided_case(team, party=party))
        with pytest.raises(IllegalTransition):
            release(one, by=team.head, on=ON)

    def test_it_meets_the_limits_and_starts_the_display(self, team):
        one = made.make_released(team)

        assert (one.status, one.released_by) == ("released", team.head)
        assert set(clocks(one, "met")) == {
            "double_publicity_seven_days",
            "penalty_publicity_same_province",
        }
        assert clocks(one) == {"display_drug_device_cosmetic_max": LAST_DAY}
        assert one.values["disclose_until"] == LAST_DAY.isoformat()

    def test_a_small_lenient_fine_is_shown_three_months(self, team):
        one = made.make_complete(team)
        decision = one.decision
        decision.penalty_kinds, decision.fine, decision.step = ("fine",), 40_000, "mitigated"
        decision.confiscated_income = 0
        decision.save()
        one = again(revise_disclosure(again(one), supplied={}, by=team.head, on=ON))
        assert release(one, by=team.head, on=ON).display_until == date(2026, 6, 10)

    def test_before_the_new_rules_the_old_periods_hold(self, team):
        on = date(2024, 3, 11)
        one = made.make_released(team, on=on)
        assert (one.display_rule, one.display_until) == ("display_old_other", date(2027, 3, 11))

    def test_released_it_is_not_changed(self, team):
        one = made.make_released(team)
        for act in (
            lambda: revise_disclosure(one, supplied={}, by=team.head, on=ON),
            lambda: release(one, by=team.head, on=ON),
            lambda: hold_back(one, reason="privacy", note="", by=team.head, on=ON),
            lambda: take_up(one, note="", by=team.head, on=ON),
            lambda: renew_disclosure(one, by=team.head, on=ON),
            lambda: accept_repair(one, by=team.head, on=ON),
            lambda: grant_repair(one, by=team.head, on=ON),
            lambda: finish_repair(one, by=team.head, on=ON),
            lambda: end_display(one, by=team.head, on=ON),
            lambda: note_change(one, by=team.head, on=ON),
        ):
            with pytest.raises(IllegalTransition):
                act()

    def test_a_batch_releases_the_valid_and_names_the_others(self, team, tree):
        party = make_party(name="甲药店", credit_code=credit_code())
        good, bad = made.make_complete(team), made.make_complete(team, party=party)
        bad = again(revise_disclosure(bad, supplied={"legal_rep": ""}, by=team.head, on=ON))
        lines = release_all_valid([good, bad], by=team.head, on=ON)

        assert [line.is_done for line in lines] == [True, False]
        assert [fault.name for fault in lines[1].faults] == ["legal_rep"]
        assert again(bad).status == "prepared"

    def test_a_batch_has_an_end(self, team):
        with pytest.raises(Invalid):
            release_all_valid([Disclosure()] * 201, by=team.head, on=ON)

    def test_the_bureaus_code_is_known_from_the_last_decision(self, team):
        made.make_complete(team)
        assert made.make_prepared(team).values["agency_uscc"] == AGENCY


class TestRevise:
    def test_identity_numbers_are_masked_before_they_are_kept(self, team):
        one = made.make_prepared(team)
        told = {"legal_rep_id_no": "610113199001011234", "remark": "电话13812345678"}
        one = again(revise_disclosure(one, supplied=told, by=team.head, on=ON))

        assert one.supplied["legal_rep_id_no"] == "610113********1234"
        assert one.values["remark"] == "电话138****5678"

    def test_an_emptied_field_is_built_again(self, team):
        one = made.make_complete(team)
        facts = one.values["facts"]
        revise_disclosure(one, supplied={"facts": "另一种说法"}, by=team.head, on=ON)
        assert again(one).values["facts"] == "另一种说法"
        revise_disclosure(one, supplied={"facts": ""}, by=team.head, on=ON)
        assert again(one).values["facts"] == facts
        assert again(one).values["agency_uscc"] == AGENCY

    @pytest.mark.parametrize(
        "told", [{"fine_wan": "1"}, {"doc_no": "x"}, {"legal_rep": "长" * 51}, {"nothing": "x"}]
    )
    def test_what_comes_from_the_case_or_is_too_long_is_refused(self, team, told):
        with pytest.raises(Invalid):
            revise_disclosure(made.make_prepared(team), supplied=told, by=team.head, on=ON)
