"""从旧兼从轻: both laws shown, one chosen; one act fined once; two periods added."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.errors import IllegalTransition, Invalid
from enforcement.models import LawChoice
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.law_choices import choose_law, divide_violation, two_laws
from enforcement.services.proposals import propose_penalty
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import change_violation, remove_violation
from tests.factories.enforcement_cases import MAXIMUM, MINIMUM, fresh, make_case, make_violation
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_gates import (
    BEFORE,
    LATER,
    NEW,
    NEW_DEVICE,
    OLD,
    OLD_DEVICE,
    make_case_under_changed_law,
    make_old_violation,
    make_split,
)


@pytest.fixture
def case(team):
    return make_case_under_changed_law(team)


@pytest.fixture
def violation(case):
    return case.violations.get()


def make_device_violation(case, team, **told):
    """Of May 2021, harmful, so that limitation is five years."""
    values = {
        "provision": OLD_DEVICE,
        "activity": "",
        "goods_value": Decimal(63_600),
        "illegal_income": None,
        "ended_on": date(2021, 5, 20),
        "harmful": True,
    }
    return make_violation(case, by=team.inspector, on=ON, **{**values, **told})


class TestChooseLaw:
    def test_both_laws_are_measured(self, team):
        case = make_case(team)
        row = make_device_violation(case, team)

        both = two_laws(row, case, on=ON)

        assert (both.old.id, both.new.id) == (OLD_DEVICE, NEW_DEVICE)
        assert (both.old_range.min, both.old_range.max) == (318_000, 636_000)
        assert (both.new_range.min, both.new_range.max) == (318_000, 1_272_000)
        assert both.lighter == "old"

    def test_without_a_choice_the_penalty_is_not_submitted(self, team, case):
        propose_penalty(
            case, step="general", fine=Decimal(300_000), by=team.inspector, on=LATER
        )
        with pytest.raises(IllegalTransition) as refused:
            submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=LATER)
        assert refused.value.details == {"missing": ["law_choice"]}
        assert "第三十七条" in str(refused.value)

    @pytest.mark.parametrize(("chosen", "provision"), [("old", OLD), ("new", NEW)])
    def test_the_chosen_law_gives_the_range(self, team, case, violation, chosen, provision):
        choose_law(violation, chosen=chosen, reason="处罚相同。", by=team.inspector, on=LATER)
        propose_penalty(
            case, step="general", fine=Decimal(300_000), by=team.inspector, on=LATER
        )
        submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=LATER)

        violation.refresh_from_db()
        assert violation.provision == provision
        assert (violation.range_min, violation.range_max) == (120_000, 600_000)
        assert violation.range_steps[-1]["code"] == "fine.lighter"
        assert violation.law_choice.chosen == chosen

    def test_changed_facts_ask_for_the_choice_anew(self, team, violation):
        choose_law(violation, chosen="new", reason="处罚相同。", by=team.inspector, on=LATER)
        change_violation(violation, version=None, facts="更正", by=team.inspector, on=LATER)
        violation.refresh_from_db()

        assert violation.provision == OLD
        assert not LawChoice.objects.exists()

    def test_a_choice_can_be_made_again(self, team, violation):
        for chosen in ("new", "old"):
            choose_law(violation, chosen=chosen, reason="比较。", by=team.inspector, on=LATER)
        violation.refresh_from_db()

        assert LawChoice.objects.get().chosen == "old"
        assert violation.provision == OLD

    def test_no_reason_no_choice(self, team, violation):
        with pytest.raises(Invalid) as refused:
            choose_law(violation, chosen="new", reason=" ", by=team.inspector, on=LATER)
        assert list(refused.value.fields) == ["reason"]

    def test_where_the_law_stands_there_is_nothing_to_choose(self, team):
        case = make_case(team)
        row = make_violation(case, by=team.inspector)
        with pytest.raises(IllegalTransition):
            choose_law(row, chosen="old", reason="比较。", by=team.inspector, on=ON)


class TestDivide:
    """dev-41: 63,600 under the 2017 regulation and 82,800 under the one of 2021."""

    @pytest.fixture
    def spanning(self, team):
        case = make_case(team)
        return make_violation(
            case,
            provision="device_unregistered_unlicensed",
            activity="",
            goods_value=Decimal(146_400),
            illegal_income=None,
            began_on=date(2021, 3, 1),
            ended_on=date(2021, 9, 1),
            harmful=True,
            by=team.inspector,
        )

    def test_each_period_has_its_own_law_and_both_are_added(self, team, spanning):
        earlier, later = divide_violation(
            spanning, goods_value=Decimal(63_600), by=team.inspector, on=ON
        )

        assert (earlier.provision, earlier.ended_on) == (
            "hist_device2017_unregistered",
            date(2021, 5, 31),
        )
        assert (later.began_on, later.goods_value) == (date(2021, 6, 1), 82_800)
        assert (earlier.range_min, later.range_min) == (636_000, 1_242_000)
        total = fresh(spanning.case).fine_range()
        assert total.min == Decimal(1_878_000)
        assert total.max == earlier.range_max + later.range_max
        assert fresh(spanning.case).goods_value == 146_400

    def test_a_part_larger_than_the_whole_is_refused(self, team, spanning):
        with pytest.raises(Invalid) as refused:
            divide_violation(spanning, goods_value=Decimal(200_000), by=team.inspector, on=ON)
        assert list(refused.value.fields) == ["goods_value"]
        assert spanning.case.violations.count() == 1

    def test_an_act_under_one_law_is_not_divided(self, team, violation):
        with pytest.raises(IllegalTransition):
            divide_violation(violation, goods_value=Decimal(1), by=team.inspector, on=LATER)


class TestOneActOneFine:
    @pytest.fixture
    def pair(self, team):
        """One act under two norms: 100,000 to 200,000 and 100,000 to 500,000 yuan."""
        case = make_case(team)
        first = make_violation(case, by=team.inspector)
        second = make_violation(
            case,
            provision="drug_illegal_purchase_channel",
            same_act_as=first,
            by=team.inspector,
        )
        return case, first, second

    def test_the_higher_fine_counts_and_amounts_count_once(self, pair):
        case, _first, second = pair
        total = fresh(case).fine_range()

        assert (total.min, total.max) == (second.range_min, second.range_max)
        assert fresh(case).goods_value == 1260

    def test_separate_acts_are_added(self, team, pair):
        case, first, second = pair
        change_violation(second, version=None, same_act_as=None, by=team.inspector, on=ON)

        assert fresh(case).fine_range().max == first.range_max + second.range_max
        assert fresh(case).goods_value == 2520

    def test_a_violation_is_not_its_own_act_twice(self, team, pair):
        _case, first, second = pair
        for row, other in ((first, first), (first, second)):
            with pytest.raises(Invalid) as refused:
                change_violation(row, version=None, same_act_as=other, by=team.inspector, on=ON)
            assert list(refused.value.fields) == ["same_act_as"]

    def test_without_the_first_the_next_stands_for_the_act(self, team, pair):
        case, first, second = pair
        third = make_violation(case, same_act_as=second, by=team.inspector)
        assert third.same_act_as_id == first.pk

        remove_violation(first, reason="证据不足", by=team.inspector, on=ON)

        second.refresh_from_db()
        third.refresh_from_db()
        assert (second.same_act_as_id, third.same_act_as_id) == (None, second.pk)

    def test_another_cases_violation_is_no_act_of_this_one(self, team, pair):
        other = make_case(team)
        with pytest.raises(Invalid):
            make_violation(other, same_act_as=pair[1], by=team.inspector)


class TestSplitPoints:
    def test_a_violation_keeps_the_version_of_its_day(self, team, sysadmin):
        make_split(by=sysadmin, on=ON)
        case = make_case(team)
        row = make_violation(case, by=team.inspector)
        make_split(by=sysadmin, on=ON, effective_from=date(2026, 3, 2), lenient=Decimal("0.1"))
        row.refresh_from_db()

        assert row.split_version == "40/60"
        assert fresh(case).fine_range().lenient_to == MINIMUM + (MAXIMUM - MINIMUM) * 4 / 10


class TestPagesAndApi:
    @pytest.fixture(autouse=True)
    def _day(self, freeze):
        freeze(LATER)

    def test_the_page_shows_both_and_keeps_the_choice(self, team, violation, client_for):
        client = client_for(team.inspector)
        address = reverse("enforcement:law-choose", args=[violation.uuid])
        page = client.get(address).content.decode()
        assert "第六十一条" in page
        assert "第八十一条" in page
        assert client.post(address, {"chosen": "new"}).status_code == 400
        sent = client.post(address, {"chosen": "new", "reason": "处罚相同。"})
        assert sent.status_code == 302
        case_page = client.get(sent.url).content.decode()
        assert "处罚相同。" in case_page

    def test_the_api_chooses_and_divides(self, team, violation, api_for):
        api = api_for(team.inspector)
        under = f"/api/v1/violations/{violation.uuid}"
        chosen = api.post(f"{under}/choose-law/", {"chosen": "old", "reason": "行为时法。"})
        assert chosen.status_code == 201, chosen.content
        assert chosen.data["lighter"] == ""
        assert api.post(f"{under}/divide/", {}).status_code == 409
        make_old_violation(
            violation.case,
            by=team.inspector,
            provision=NEW,
            began_on=BEFORE,
            ended_on=date(2026, 5, 20),
        )
        spanning = violation.case.violations.last()
        address = f"/api/v1/violations/{spanning.uuid}/divide/"
        divided = api.post(address, {"goods_value": "20000"})
        assert divided.status_code == 200, divided.content
        assert [one["provision"] for one in divided.data] == [OLD, NEW]

    def test_the_form_for_dividing(self, team, case, client_for):
        row = make_old_violation(
            case,
            by=team.inspector,
            provision=NEW,
            began_on=BEFORE,
            ended_on=date(2026, 5, 20),
        )
        client = client_for(team.inspector)
        address = reverse("enforcement:law-divide", args=[row.uuid])
        assert client.get(address).status_code == 200
        assert client.post(address, {"goods_value": "90000"}).status_code == 400
        assert client.post(address, {"goods_value": "20000"}).status_code == 302
        assert case.violations.count() == 3

    def test_while_typing_the_change_is_told(self, team, case, client_for):
        client = client_for(team.inspector)
        address = reverse("enforcement:violation-range", args=[case.uuid])
        typed = {"provision": OLD, "ended_on": "2026-05-10", "goods_value": "1000"}
        assert "第八十一条" in client.get(address, typed).content.decode()
