"""Logging and planning inspections: two certified officers, the party's area, the day."""

from datetime import date, time

import pytest

from accounts.errors import NotQualified
from accounts.models import CertificateKind, Role, Share, ShareGrade
from audit.models import AuditEvent
from campaigns.models import Campaign
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import Transition
from enforcement.models import Inspection
from enforcement.services.inspections import begin_inspection, log_inspection
from tests.factories.accounts import certify, make_person
from tests.factories.enforcement_field import (
    ON,
    make_clue_in_hand,
    make_completed_inspection,
    make_inspection,
    make_planned_inspection,
)
from tests.factories.registry import make_batch, make_party, make_product


@pytest.fixture
def two(yanta_inspector, yanta_inspector2):
    return [yanta_inspector, yanta_inspector2]


def make_campaign(bureau, *, starts_on=date(2026, 1, 1), status="running"):
    return Campaign.objects.create(
        code=f"C-{starts_on}-{status}",
        name="药品安全专项整治",
        bureau=bureau,
        starts_on=starts_on,
        ends_on=date(2026, 12, 31),
        status=status,
    )


class TestLog:
    def test_it_is_numbered_under_way_and_handled_by_both(self, two):
        inspection = make_inspection(two)

        assert inspection.number == "陕雁塔市监检〔2026〕1号"
        assert (inspection.status, inspection.inspected_on) == ("under_way", ON)
        team = list(inspection.team.all())
        assert [row.is_lead for row in team] == [True, False]
        assert team[0].certificate_number == two[0].certificates.get().number
        shares = Share.objects.of(inspection.ref).filter(grade=ShareGrade.HANDLE)
        assert {share.user for share in shares} == set(two)
        assert Transition.objects.of(inspection).get().act == "log"
        assert AuditEvent.objects.filter(kind="inspection.log").count() == 1

    def test_axes_and_place_are_those_of_the_party_on_the_day(self, two):
        party = make_party(kind="retail_pharmacy", area="town", address="正街7号")
        inspection = make_inspection(two, party=party)

        assert (inspection.region_id, inspection.area) == ("610113", "town")
        assert (inspection.link, inspection.party_kind) == ("retail", "retail_pharmacy")
        assert (inspection.title, inspection.place) == (party.name, "正街7号")

    def test_the_batch_brings_its_product(self, two):
        product = make_product(by=two[0], key_varieties=["blood_product"])
        inspection = make_inspection(two, batch=make_batch(product))

        assert (inspection.product, inspection.key_variety) == (product, "blood_product")

    def test_it_counts_for_each_campaign_that_runs_on_the_day(self, two, province):
        campaign = make_campaign(province)
        inspection = make_inspection(two, campaigns=[campaign, campaign])

        assert list(inspection.campaigns.all()) == [campaign]

    def test_a_recheck_is_of_the_same_party(self, two):
        first = make_completed_inspection(two)
        again = make_inspection(two, party=first.party, rechecks=first)

        assert (again.kind, list(first.rechecked_by.all())) == ("follow_up", [again])
        with pytest.raises(Invalid) as refused:
            make_inspection(two, rechecks=first)
        assert list(refused.value.fields) == ["rechecks"]

    def test_it_may_be_made_for_a_clue(self, two):
        clue = make_clue_in_hand(by=two[0])
        inspection = make_inspection(two, for_clue=clue, kind="for_cause")

        assert list(clue.inspections.all()) == [inspection]

    def test_a_subcentre_inspects_in_its_regions(
        self, subcentre_inspector, subcentre_inspector2, yanta
    ):
        team = [subcentre_inspector, subcentre_inspector2]
        inspection = make_inspection(team)

        headline = Share.objects.of(inspection.ref).get(bureau=yanta)
        assert headline.grade == ShareGrade.HEADLINE
        assert not Inspection.objects.visible_to(yanta_person(yanta)).exists()

    def test_officers_of_the_bureau_above_may_join(self, yanta_inspector, xian_inspector):
        inspection = make_inspection([yanta_inspector, xian_inspector])

        assert inspection.team.count() == 2

    def test_the_unit_head_logs_for_the_officers(self, two, yanta_unit_head):
        assert make_inspection(two, by=yanta_unit_head).bureau == two[0].bureau


def yanta_person(yanta):
    return make_person(yanta, Role.INSPECTOR)


class TestRefused:
    def test_one_officer_only(self, two):
        for team in ([two[0]], [two[0], two[0]], []):
            with pytest.raises(Invalid) as refused:
                make_inspection(team, by=two[0])
            assert list(refused.value.fields) == ["officers"]
        assert not Inspection.objects.exists()

    def test_an_expired_certificate(self, yanta, yanta_inspector):
        colleague = make_person(yanta, Role.INSPECTOR, certified_until=date(2026, 3, 9))

        with pytest.raises(NotQualified) as refused:
            make_inspection([yanta_inspector, colleague])
        assert colleague.name in str(refused.value.fields["officers"])

    def test_an_inspectors_certificate_is_no_enforcement_certificate(
        self, yanta, yanta_inspector
    ):
        colleague = make_person(yanta, Role.INSPECTOR, certified_until=None)
        certify(colleague, kind=CertificateKind.INSPECTOR)

        with pytest.raises(NotQualified):
            make_inspection([yanta_inspector, colleague])

    def test_a_certificate_valid_on_the_last_day_is_good(self, yanta, yanta_inspector):
        colleague = make_person(yanta, Role.INSPECTOR, certified_until=ON)

        assert make_inspection([yanta_inspector, colleague]).pk

    def test_an_officer_of_another_line_of_bureaus(self, yanta_inspector, linwei_inspector):
        with pytest.raises(Invalid) as refused:
            make_inspection([yanta_inspector, linwei_inspector])
        assert list(refused.value.fields) == ["officers"]

    def test_a_machine_is_no_officer(self, two, xian_dashboard):
        with pytest.raises(Invalid) as refused:
            make_inspection([*two, xian_dashboard])
        assert list(refused.value.fields) == ["officers"]

    def test_whoever_was_not_there(self, two, yanta):
        third = make_person(yanta, Role.INSPECTOR)

        with pytest.raises(Invalid) as refused:
            make_inspection(two, by=third)
        assert list(refused.value.fields) == ["officers"]

    def test_a_party_of_another_area(self, two):
        with pytest.raises(Invalid) as refused:
            make_inspection(two, party=make_party(region="610502"))
        assert list(refused.value.fields) == ["party"]

    def test_whoever_does_not_inspect(self, yanta_legal, two):
        with pytest.raises(PermissionRefused):
            make_inspection([*two, yanta_legal], by=yanta_legal)

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"inspected_on": date(2026, 3, 11)}, "inspected_on"),
            ({"started_at": time(15, 0), "ended_at": time(14, 59)}, "ended_at"),
            ({"title": "长" * 10_000}, "title"),
            ({"domain": "food"}, "domain"),
            ({"kind": "visit"}, "kind"),
            ({"link": "moon"}, "link"),
            ({"summary": "长" * 20_001}, "summary"),
        ],
    )
    def test_what_cannot_be_right_is_named_with_its_field(self, two, told, field):
        with pytest.raises(Invalid) as refused:
            make_inspection(two, **told)
        assert list(refused.value.fields) == [field]

    def test_a_campaign_that_does_not_run_on_the_day_or_is_a_draft(self, two, province):
        later = make_campaign(province, starts_on=date(2026, 4, 1))
        draft = make_campaign(province, status="draft")

        for campaign in (later, draft):
            with pytest.raises(Invalid) as refused:
                make_inspection(two, campaigns=[campaign])
            assert list(refused.value.fields) == ["campaigns"]


class TestPlan:
    def test_it_is_planned_with_its_team_and_begun_on_site(self, two):
        planned = make_planned_inspection(two, planned_on=date(2026, 3, 16))
        assert (planned.status, planned.inspected_on) == ("planned", None)

        begin_inspection(
            planned, inspected_on=date(2026, 3, 16), by=two[1], on=date(2026, 3, 16)
        )

        assert (planned.status, planned.inspected_on) == ("under_way", date(2026, 3, 16))

    def test_a_day_that_is_over_is_refused(self, two):
        with pytest.raises(Invalid) as refused:
            make_planned_inspection(two, planned_on=date(2026, 3, 9))
        assert list(refused.value.fields) == ["planned_on"]

    def test_a_certificate_that_ends_before_the_day_is_refused(self, yanta, yanta_inspector):
        colleague = make_person(yanta, Role.INSPECTOR, certified_until=date(2026, 3, 15))

        with pytest.raises(NotQualified):
            make_planned_inspection([yanta_inspector, colleague], planned_on=date(2026, 3, 16))

    def test_a_certificate_that_ended_since_then_stops_it(self, two):
        planned = make_planned_inspection(two, planned_on=date(2026, 3, 16))
        two[1].certificates.update(expires_on=date(2026, 3, 12))

        with pytest.raises(NotQualified):
            begin_inspection(
                planned, inspected_on=date(2026, 3, 16), by=two[0], on=date(2026, 3, 16)
            )

    def test_of_two_who_begin_it_the_second_is_refused(self, two):
        planned = make_planned_inspection(two, planned_on=ON)
        stale = Inspection.objects.get(pk=planned.pk)
        begin_inspection(planned, inspected_on=ON, by=two[0], on=ON)

        with pytest.raises(IllegalTransition):
            begin_inspection(stale, inspected_on=ON, by=two[1], on=ON)


def test_the_act_needs_no_more_than_the_law_asks(two):
    inspection = log_inspection(
        party=make_party(), domain="device", inspected_on=ON, officers=two, by=two[0], on=ON
    )

    assert (inspection.kind, inspection.unit) == ("routine", two[0].unit)
