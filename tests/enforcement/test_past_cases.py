"""Past cases (补录) and the real published decisions: published figures, nothing invented."""

import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import law.data_files
from core.errors import Invalid, PermissionRefused
from deadlines.models import Clock
from enforcement.models import Case, CaseStatus, Decision
from enforcement.services.past_cases import (
    PastAmounts,
    PastCase,
    PastCharge,
    PastDates,
    PastPerson,
    record_past_case,
)
from enforcement.services.precedents import precedents_for, yearly_totals
from enforcement.services.published import import_published_decisions
from tests.factories.enforcement_cases import PROVISION, make_decided_case, make_past_case
from tests.factories.enforcement_field import ON
from tests.factories.registry import make_party

DATA = Path(law.data_files.__file__).parent / "data" / "published_decisions.yaml"


@pytest.fixture
def rows():
    return yaml.safe_load(DATA.read_text(encoding="utf-8"))["cases"]


@pytest.fixture
def imported(province_officer):
    import_published_decisions(by=province_officer, on=ON)
    return {case.external_id: case for case in Case.objects.select_related("decision")}


def yuan(value):
    return None if value is None else Decimal(str(value))


class TestPublished:
    def test_all_are_there_with_their_published_figures_and_unknowns(self, rows, imported):
        assert len(rows) == len(imported) == 42
        for row in rows:
            case = imported[row["id"]]
            decision = case.decision
            assert case.goods_value == yuan(row["goods_value"]), row["id"]
            assert case.illegal_income == yuan(row["illegal_income"]), row["id"]
            assert decision.fine == yuan(row["fine"]), row["id"]
            assert decision.number == (row["document_no"] or "")
            assert case.domain == row["domain"]
            assert decision.confiscated_income is None
            assert [one.provision for one in case.violations.all()] == [
                charge["provision"] for charge in row["charges"]
            ]

    def test_each_keeps_its_true_authority(self, rows, imported, province):
        for row in rows:
            case = imported[row["id"]]
            assert case.authority_name == (row["authority"] or "未公布机关")
            assert case.bureau == province
            assert case.is_past
        assert not Case.objects.own().exists()

    def test_the_publication_is_kept_as_it_is(self, rows, imported):
        same = (
            *("authority", "published", "decided", "document_no", "party_type"),
            *("violation", "articles_cited", "confiscations", "other_penalties"),
            *("transferred_to_police", "status", "explanation"),
        )
        for row in rows:
            facts = imported[row["id"]].published_facts
            assert {name: facts[name] for name in same} == {name: row[name] for name in same}
            assert yuan(facts["fine"]) == yuan(row["fine"])
            assert yuan(facts["total_fine_and_confiscation"]) == yuan(
                row["total_fine_and_confiscation"]
            )

    def test_the_check_against_the_law_is_a_note(self, rows, imported):
        expected = {
            "drug-32": "cannot_compute",
            "drug-33": "cannot_compute",
            "cos-60": "cannot_compute",
            "cos-70": "cannot_compute",
            "dev-38": "no_fine_allowed",
            "cos-66": "no_fine_given",
        }
        for row in rows:
            below = row["status"].startswith("mitigated")
            verdict = expected.get(row["id"], "below" if below else "inside")
            assert imported[row["id"]].decision.range_verdict == verdict, row["id"]

    def test_every_further_penalty_is_told_in_codes(self, rows, imported):
        for row in rows:
            told = imported[row["id"]].decision.penalty_kinds
            assert bool(row["other_penalties"]) <= bool(told), row["id"]
        banned = imported["cos-60"].decision.persons.get()
        assert (banned.fine, banned.banned_for_life) == (Decimal(158_400), True)

    def test_dates_are_as_precise_as_published(self, imported):
        dates = {
            "drug-08": (date(2021, 1, 19), "day"),
            "drug-16": (date(2022, 12, 1), "month"),
            "drug-21": (date(2025, 1, 1), "year"),
            "dev-41": (date(2022, 1, 1), "span"),
            "drug-01": (None, "unknown"),
        }
        for name, (day, precision) in dates.items():
            case = imported[name]
            assert (case.decided_on, case.decided_precision) == (day, precision)
        assert imported["drug-01"].counted_on == date(2023, 12, 13)
        assert imported["drug-30"].counted_on is None

    def test_no_limit_runs_and_nothing_is_open(self, imported):
        assert not Clock.objects.exists()
        assert {case.status for case in imported.values()} == {CaseStatus.CLOSED}

    def test_a_second_import_enters_nothing(self, imported, province_officer):
        assert import_published_decisions(by=province_officer, on=ON) == 0
        assert Case.objects.count() == 42

    def test_only_the_province_enters_them(self, xian_officer, province_inspector):
        with pytest.raises(Invalid):
            import_published_decisions(by=xian_officer, on=ON)
        with pytest.raises(PermissionRefused):
            import_published_decisions(by=province_inspector, on=ON)


def year_of(row):
    """The last year a publication names: the decision's, else its own."""
    text = row["decided"] or row["published"]
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", text or "")
    return int(years[-1]) if years else None


class TestYearlyTotals:
    def test_they_equal_the_sums_of_the_published_figures(
        self, rows, imported, yanta_inspector
    ):
        expected = defaultdict(lambda: [0, Decimal(0), 0, Decimal(0), 0])
        for row in rows:
            sums = expected[year_of(row)]
            sums[0] += 1
            for place, name in ((1, "goods_value"), (3, "fine")):
                if row[name] is None:
                    sums[place + 1] += 1
                else:
                    sums[place] += yuan(row[name])
        totals = yearly_totals(precedents_for(yanta_inspector))
        found = {
            one.year: [
                one.count,
                one.goods_value,
                one.goods_value_unknown,
                one.fine,
                one.fine_unknown,
            ]
            for one in totals
        }
        assert found == dict(expected)
        assert [one.year for one in totals][-1] is None

    def test_every_officer_reads_published_ones_and_own_ones_in_scope(
        self, imported, team, linwei_inspector, sysadmin
    ):
        own = make_decided_case(team)
        assert precedents_for(team.inspector).filter(pk=own.pk).exists()
        assert precedents_for(linwei_inspector).count() == 42
        assert precedents_for(sysadmin).count() == 0

    def test_the_list_costs_one_query(
        self, imported, yanta_inspector, django_assert_num_queries
    ):
        rows = precedents_for(yanta_inspector)
        with django_assert_num_queries(1):
            yearly_totals(rows)


class TestOwnPastCase:
    def test_what_is_not_known_stays_unknown(self, xian_officer):
        case = make_past_case(by=xian_officer)
        assert case.goods_value is None
        assert case.decision.fine == Decimal(20_000)
        assert case.decision.confiscated_income is None
        assert case.counted_on == date(2021, 6, 1)
        assert Case.objects.own().counted_between(date(2021, 1, 1), date(2021, 12, 31)).get()

    def test_it_is_counted_by_its_publication_where_the_decision_is_not_dated(
        self, xian_officer
    ):
        case = make_past_case(
            by=xian_officer,
            dates=PastDates(published_on=date(2020, 5, 1), published_precision="month"),
        )
        assert case.counted_on == date(2020, 5, 1)
        assert case.decided_precision == "unknown"

    def test_no_gate_refuses_and_the_verdict_is_kept(self, xian_officer):
        above = make_past_case(
            by=xian_officer,
            amounts=PastAmounts(fine=Decimal(9_000_000), goods_value=Decimal(100)),
            charges=(
                PastCharge(
                    provision=PROVISION,
                    activity="retail",
                    bases=(Decimal(100), Decimal(100)),
                ),
            ),
            persons=(PastPerson(name="负责人", fine=None),),
        )
        decision = Decision.objects.get(case=above)
        assert decision.range_verdict == "above"
        assert decision.persons.get().fine is None
        unknown = make_past_case(
            by=xian_officer, charges=(PastCharge(provision=PROVISION, level="serious"),)
        )
        assert Decision.objects.get(case=unknown).range_verdict == "cannot_compute"

    def test_it_takes_the_axes_of_a_registered_party(self, team, xian_officer):
        party = make_party(area="village")
        case = make_past_case(by=xian_officer, party=party, bureau=team.head.bureau)
        assert (case.region, case.area) == (party.region, "village")
        assert case.party_kind == party.kind

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"title": " "}, "title"),
            ({"domain": "food"}, "domain"),
            ({"dates": PastDates(decided_on=ON + timedelta(days=1))}, "decided_on"),
            ({"penalty_kinds": ("flogging",)}, "penalty_kinds"),
            ({"amounts": PastAmounts(fine=Decimal(-1))}, "fine"),
        ],
    )
    def test_a_wrong_field_is_named(self, xian_officer, told, field):
        with pytest.raises(Invalid) as refused:
            make_past_case(by=xian_officer, **told)
        assert field in refused.value.fields
        assert not Case.objects.exists()

    def test_only_campaign_officers_of_the_line_enter_it(self, team, weinan_officer):
        for other in (team.inspector, weinan_officer):
            with pytest.raises(PermissionRefused):
                make_past_case(by=other, bureau=team.head.bureau)

    def test_the_same_entry_once(self, xian_officer):
        past = PastCase(title="某案", domain="drug", external_id="old-1")
        record_past_case(past, by=xian_officer, on=ON)
        with pytest.raises(Invalid) as refused:
            record_past_case(past, by=xian_officer, on=ON)
        assert "external_id" in refused.value.fields
