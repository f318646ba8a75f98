"""The proposed penalty keeps to the law; its review goes along the route."""

from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, StaleVersion
from enforcement.errors import FineRefused
from enforcement.models import CaseStatus, Decision, DecisionKind
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.proposals import PersonFine, propose_penalty
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import change_violation
from tests.factories.enforcement_cases import (
    INCOME,
    MAXIMUM,
    MINIMUM,
    approved,
    fresh,
    make_case,
    make_proposed_case,
    make_reviewing_case,
    make_violation,
    pending,
)
from tests.factories.enforcement_field import ON
from workbench.models import Task
from workbench.services.approvals import approve, return_, withdraw

CENT = Decimal("0.01")
ARTICLE = "《中华人民共和国行政处罚法》第三十二条第一项"


@pytest.fixture
def case(team):
    case = make_case(team)
    make_violation(case, by=team.inspector)
    return case


def proposed(case, team, **told):
    values = {"step": "lenient", "fine": MINIMUM, "reasons": "初次违法。", **told}
    return propose_penalty(case, **values, by=team.inspector, on=ON)


class TestRange:
    @pytest.mark.parametrize(
        ("fine", "step"),
        [(MINIMUM, "lenient"), (Decimal(150_000), "general"), (MAXIMUM, "heavier")],
    )
    def test_inside(self, case, team, fine, step):
        row = proposed(case, team, fine=fine, step=step)
        assert row.range_verdict == "inside"

    def test_above_the_maximum_is_refused_with_the_figures(self, case, team):
        with pytest.raises(FineRefused) as refused:
            proposed(case, team, fine=MAXIMUM + CENT, step="heavier")
        text = str(refused.value.fields["fine"])
        assert "100,000" in text
        assert "200,000.01" in text
        assert refused.value.details == {"verdict": "above"}
        assert not Decision.objects.exists()

    def test_below_the_minimum_needs_the_step_and_its_article(self, case, team):
        below = MINIMUM - CENT
        for told in (
            {"step": "lenient", "mitigation_basis": ARTICLE},
            {"step": "mitigated"},
        ):
            with pytest.raises(FineRefused) as refused:
                proposed(case, team, fine=below, **told)
            assert "mitigation_basis" in refused.value.fields
        row = proposed(case, team, fine=below, step="mitigated", mitigation_basis=ARTICLE)
        assert row.range_verdict == "below"

    def test_no_fine_where_the_provision_allows_none(self, team):
        case = make_case(team)
        make_violation(case, by=team.inspector, provision="drug_gxp_breach")
        with pytest.raises(FineRefused) as refused:
            proposed(case, team, fine=CENT)
        assert refused.value.details == {"verdict": "no_fine_allowed"}
        row = proposed(case, team, fine=Decimal(0), penalty_kinds=["warning"])
        assert row.penalty_kinds == ("warning",)

    def test_the_ranges_of_all_violations_are_added(self, case, team):
        make_violation(case, by=team.inspector)
        with pytest.raises(FineRefused):
            proposed(case, team, fine=2 * MINIMUM - CENT)
        assert proposed(case, team, fine=2 * MINIMUM).range_verdict == "inside"

    def test_an_optional_fine_may_be_left_out(self, team):
        case = make_case(team)
        optional = "tcm_pieces_substandard_safe_effective"
        make_violation(case, by=team.inspector, provision=optional)
        row = proposed(case, team, fine=Decimal(0), penalty_kinds=["warning"])
        assert row.range_verdict == "inside"


class TestNoPenalty:
    def test_it_needs_ground_and_article(self, case, team):
        for told in ({"reasons": ""}, {"mitigation_basis": ""}):
            values = {"reasons": "违法行为轻微。", "mitigation_basis": ARTICLE, **told}
            with pytest.raises(Invalid) as refused:
                proposed(case, team, step="none", fine=Decimal(0), **values)
            assert refused.value.fields.keys() == told.keys()
        row = proposed(case, team, step="none", fine=Decimal(0), mitigation_basis=ARTICLE)
        assert row.kind == DecisionKind.NO_PENALTY
        assert row.penalty_kinds == ()

    def test_it_has_no_amounts(self, case, team):
        with pytest.raises(Invalid) as refused:
            proposed(case, team, step="none", mitigation_basis=ARTICLE)
        assert set(refused.value.fields) == {"fine"}


def test_kinds_follow_from_the_amounts(case, team):
    row = proposed(
        case,
        team,
        confiscated_income=INCOME,
        confiscated_goods_value=Decimal(800),
        penalty_kinds=["warning", "fine"],
    )
    assert row.penalty_kinds == (
        "warning",
        "fine",
        "confiscate_illegal_income",
        "confiscate_goods",
    )


def test_no_more_income_is_confiscated_than_was_made(case, team):
    with pytest.raises(Invalid) as refused:
        proposed(case, team, confiscated_income=INCOME + CENT)
    assert "confiscated_income" in refused.value.fields


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"fine": Decimal(-1)}, "fine"),
        ({"step": "gentle"}, "step"),
        ({"reasons": ""}, "reasons"),
        ({"mitigation_basis": "条" * 201}, "mitigation_basis"),
        ({"penalty_kinds": ["flogging"]}, "penalty_kinds"),
        ({"persons": [PersonFine(name=" ")]}, "persons"),
        ({"persons": [PersonFine(name="张" * 51)]}, "name"),
    ],
)
def test_a_wrong_field_is_named(case, team, told, field):
    with pytest.raises(Invalid) as refused:
        proposed(case, team, **told)
    assert field in refused.value.fields
    assert not Decision.objects.exists()


def test_persons_are_replaced_with_the_proposal(case, team):
    first = PersonFine(name="张三", position="质量负责人", fine=Decimal(5_000))
    row = proposed(case, team, persons=[first])
    assert row.due()["fine"] == MINIMUM + 5_000
    proposed(case, team, persons=[PersonFine(name="李四", banned_years=10)])
    assert [one.name for one in row.persons.all()] == ["李四"]


def test_a_violation_comes_first(team):
    with pytest.raises(IllegalTransition) as refused:
        proposed(make_case(team), team)
    assert refused.value.details == {"missing": ["violation"]}


def test_proposed_anew_it_changes_and_a_stale_version_is_refused(case, team):
    row = proposed(case, team)
    proposed(case, team, fine=Decimal(150_000), step="general", version=row.version)
    assert Decision.objects.count() == 1
    with pytest.raises(StaleVersion) as refused:
        proposed(case, team, fine=MAXIMUM, step="heavier", version=row.version)
    assert refused.value.details["theirs"]["fine"] == "150000.00"


class TestReview:
    def test_a_proposal_comes_first(self, case, team):
        with pytest.raises(IllegalTransition) as refused:
            submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
        assert refused.value.details == {"missing": ["proposal"]}

    def test_one_that_no_longer_fits_is_not_submitted(self, team):
        case = make_proposed_case(team)
        row = case.violations.get()
        change_violation(
            row, version=None, goods_value=Decimal(50_000), by=team.inspector, on=ON
        )
        with pytest.raises(IllegalTransition) as refused:
            submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
        assert refused.value.details == {"missing": ["lawful_proposal"]}

    def test_it_goes_to_unit_head_legal_reviewer_and_head(self, team):
        case = make_reviewing_case(team)
        approval = pending(case)
        assert [step.role for step in approval.steps.all()] == [
            "unit_head",
            "legal_reviewer",
            "bureau_head",
        ]
        approved(approval, team)
        assert fresh(case).status == CaseStatus.APPROVED
        assert Task.objects.open().get(about_uuid=case.uuid).assignee == team.inspector

    def test_whoever_reviews_may_return_it(self, team):
        steps = [team.unit_head, team.legal, team.head]
        for place, reviewer in enumerate(steps):
            case = make_reviewing_case(team)
            for before in steps[:place]:
                approve(pending(case), by=before, on=ON)
            return_(pending(case), by=reviewer, on=ON, reason="裁量理由不足")
            assert fresh(case).status == CaseStatus.INVESTIGATING
            task = Task.objects.open().get(about_uuid=case.uuid)
            assert (task.act, task.assignee) == ("submit_penalty", team.inspector)

    def test_whoever_submitted_may_withdraw_it(self, team):
        case = make_reviewing_case(team)
        withdraw(pending(case), by=team.inspector, on=ON)
        assert fresh(case).status == CaseStatus.INVESTIGATING
        submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
        assert fresh(case).status == CaseStatus.REVIEWING
