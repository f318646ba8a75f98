"""Registering a clue: number, limit, axes, what is refused."""

from datetime import date

import pytest

from accounts.models import Share, ShareGrade
from audit.models import AuditEvent
from campaigns.models import Campaign
from core.errors import (
    IllegalTransition,
    Invalid,
    NotFound,
    PermissionRefused,
    StaleVersion,
)
from deadlines.models import Clock, Transition
from enforcement.models import Clue, ClueReporter
from enforcement.services.clues import (
    Reporter,
    change_clue,
    register_clue,
    reveal_reporter,
)
from tests.factories.enforcement_field import ON, make_clue, make_clue_in_hand
from tests.factories.registry import make_batch, make_party, make_product


def test_a_clue_is_numbered_and_its_fifteen_working_days_begin(yanta_inspector):
    first = make_clue(by=yanta_inspector, received_on=date(2026, 3, 2), on=date(2026, 3, 3))
    second = make_clue(by=yanta_inspector)

    assert first.number == "陕雁塔市监线〔2026〕1号"
    assert second.number == "陕雁塔市监线〔2026〕2号"
    clock = Clock.objects.of(first).get()
    assert clock.started_on == date(2026, 3, 2)
    assert clock.due_on == date(2026, 3, 23)
    assert clock.responsible_role == "unit_head"
    assert AuditEvent.objects.filter(kind="clue.registered").count() == 2
    row = Transition.objects.of(first).get()
    assert (row.from_state, row.to_state, row.act) == ("", "received", "register")


def test_a_clue_takes_its_axes_from_its_party_and_product(yanta_inspector):
    party = make_party(kind="drug_wholesaler", area="village")
    product = make_product(by=yanta_inspector, key_varieties=["vaccine"])
    batch = make_batch(product)
    clue = make_clue(by=yanta_inspector, party=party, batch=batch)

    assert (clue.region_id, clue.area, clue.link) == ("610113", "village", "wholesale")
    assert (clue.product, clue.key_variety) == (product, "vaccine")
    assert clue.title.startswith(f"{party.name}：群众反映")


def test_an_axis_that_was_told_is_kept(yanta_inspector):
    clue = make_clue(by=yanta_inspector, party=make_party(), link="online", area="town")

    assert (clue.link, clue.area) == ("online", "town")


def test_two_characters_find_a_clue(yanta_inspector):
    clue = make_clue(by=yanta_inspector, party_label="长延堡诊所")

    assert Clue.objects.filter(search__finds="诊所").get() == clue
    assert not Clue.objects.filter(search__finds="药厂").exists()


def test_the_report_of_an_insider_is_confidential(yanta_inspector, yanta_inspector2):
    clue = make_clue(by=yanta_inspector, source="whistle_blower")

    assert clue.confidential
    assert Clue.objects.visible_to(yanta_inspector).filter(pk=clue.pk).exists()
    assert not Clue.objects.visible_to(yanta_inspector2).filter(pk=clue.pk).exists()
    clock = Clock.objects.of(clue).get()
    assert clock.confidential


def test_a_city_registers_for_a_county_under_it(xian_officer, yanta, linwei):
    clue = make_clue(by=xian_officer, bureau=yanta)

    assert (clue.bureau, clue.unit) == (yanta, None)
    with pytest.raises(PermissionRefused):
        make_clue(by=xian_officer, bureau=linwei)


def test_a_bureau_that_only_inspects_registers_no_clue(subcentre_inspector):
    with pytest.raises(Invalid) as refused:
        make_clue(by=subcentre_inspector)

    assert list(refused.value.fields) == ["bureau"]


def test_an_auditor_registers_no_clue(auditor):
    with pytest.raises(PermissionRefused):
        make_clue(by=auditor)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"received_on": date(2026, 3, 11)}, "received_on"),
        ({"content": "  "}, "content"),
        ({"content": "长" * 20_001}, "content"),
        ({"title": "长" * 10_000}, "title"),
        ({"place": "长" * 301}, "place"),
        ({"domain": "food"}, "domain"),
        ({"source": "rumour"}, "source"),
        ({"kind": "letter"}, "kind"),
        ({"party_label": "", "place": ""}, "party_label"),
        ({"received_on": date(2020, 1, 6)}, "received_on"),
        ({"reporter": Reporter(name="长" * 51)}, "name"),
    ],
)
def test_what_cannot_be_right_is_named_with_its_field(yanta_inspector, told, field):
    with pytest.raises(Invalid) as refused:
        make_clue(by=yanta_inspector, **told)

    assert list(refused.value.fields) == [field]
    assert not Clue.objects.exists()


def test_a_batch_of_another_product_is_refused(yanta_inspector):
    batch = make_batch(make_product(by=yanta_inspector))
    other = make_product(by=yanta_inspector)

    with pytest.raises(Invalid) as refused:
        make_clue(by=yanta_inspector, product=other, batch=batch)
    assert list(refused.value.fields) == ["batch"]


def test_a_refused_clue_gives_its_number_back(yanta_inspector):
    with pytest.raises(Invalid):
        make_clue(by=yanta_inspector, reporter=Reporter(phone="1" * 21))

    assert make_clue(by=yanta_inspector).number.endswith("1号")


def test_a_silent_clue_is_from_a_past_year(yanta_inspector):
    clue = make_clue(by=yanta_inspector, on=date(2022, 3, 1), silent=True)

    assert Clock.objects.of(clue).get().silent


class TestReporter:
    @pytest.fixture
    def clue(self, yanta_inspector):
        reporter = Reporter(name="王某", phone="13900000000")
        return make_clue_in_hand(by=yanta_inspector, reporter=reporter)

    def test_is_kept_apart_from_the_clue(self, clue):
        assert clue.has_reporter
        assert str(ClueReporter.objects.get()) == "***"
        assert "王某" not in clue.search

    def test_is_shown_to_the_handling_officer_and_written_down(self, clue, yanta_inspector):
        shown = reveal_reporter(clue, by=yanta_inspector, on=ON, reason="回访")

        assert (shown.name, shown.phone) == ("王某", "13900000000")
        event = AuditEvent.objects.get(kind="clue_reporter.revealed")
        assert (event.subject_uuid, event.note) == (clue.uuid, "回访")
        assert "王某" not in str(event.after)

    def test_is_shown_to_the_heads_of_the_bureau(self, clue, yanta_head, yanta_unit_head):
        assert reveal_reporter(clue, by=yanta_head, on=ON).name == "王某"
        assert reveal_reporter(clue, by=yanta_unit_head, on=ON).name == "王某"

    def test_is_hidden_from_everybody_else(
        self, clue, yanta_inspector2, xian_head, province_officer, auditor
    ):
        for person in (yanta_inspector2, xian_head, province_officer, auditor):
            with pytest.raises(PermissionRefused):
                reveal_reporter(clue, by=person, on=ON)
        assert not AuditEvent.objects.filter(kind="clue_reporter.revealed").exists()

    def test_a_clue_without_one_says_so(self, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)

        with pytest.raises(NotFound):
            reveal_reporter(clue, by=yanta_inspector, on=ON)


class TestChange:
    def test_what_was_said_is_corrected_and_both_values_kept(self, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)
        party = make_party(kind="medical_institution")

        change_clue(clue, version=clue.version, by=yanta_inspector, on=ON, party=party)

        clue.refresh_from_db()
        assert (clue.party, clue.link, clue.region_id) == (party, "use", "610113")
        event = AuditEvent.objects.get(kind="clue.changed")
        assert event.before["party"] is None
        assert event.after["party"] == str(party.ref)
        assert Clue.objects.filter(search__finds=party.name).exists()

    def test_the_campaigns_it_counts_for_are_corrected(self, yanta_inspector, province):
        clue = make_clue_in_hand(by=yanta_inspector)
        running, draft = (
            Campaign.objects.create(
                code=status,
                name="专项整治",
                bureau=province,
                starts_on=date(2026, 1, 1),
                ends_on=date(2026, 12, 31),
                status=status,
            )
            for status in ("running", "draft")
        )
        change_clue(clue, version=None, campaigns=[running], by=yanta_inspector, on=ON)

        assert list(clue.campaigns.all()) == [running]
        with pytest.raises(Invalid) as refused:
            change_clue(clue, version=None, campaigns=[draft], by=yanta_inspector, on=ON)
        assert list(refused.value.fields) == ["campaigns"]

    def test_a_stale_version_is_refused_with_both_values(self, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector, place="甲路1号")
        read = clue.version
        change_clue(clue, version=read, by=yanta_inspector, on=ON, place="乙路2号")

        with pytest.raises(StaleVersion) as refused:
            change_clue(clue, version=read, by=yanta_inspector, on=ON, place="丙路3号")

        assert refused.value.details["yours"] == {"place": "丙路3号"}
        assert refused.value.details["theirs"] == {"place": "乙路2号"}

    def test_whoever_registered_it_corrects_it_until_it_is_handled(
        self, xian_officer, xian_inspector
    ):
        clue = make_clue(by=xian_officer)
        change_clue(clue, version=None, by=xian_officer, on=ON, place="南大街1号")

        with pytest.raises(PermissionRefused):
            change_clue(clue, version=None, by=xian_inspector, on=ON, place="别处")

    def test_a_clue_with_its_filing_submitted_is_not_corrected(
        self, yanta_inspector, yanta_head
    ):
        clue = make_clue_in_hand(by=yanta_inspector)
        Clue.objects.filter(pk=clue.pk).update(status="filing")

        with pytest.raises(IllegalTransition):
            change_clue(clue, version=None, by=yanta_inspector, on=ON, place="别处")

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"content": ""}, "content"), ({"title": "长" * 10_000}, "title")],
    )
    def test_what_cannot_be_right_is_refused(self, yanta_inspector, changes, field):
        clue = make_clue_in_hand(by=yanta_inspector)

        with pytest.raises(Invalid) as refused:
            change_clue(clue, version=None, by=yanta_inspector, on=ON, **changes)
        assert list(refused.value.fields) == [field]


def test_registering_does_not_make_one_the_handler(yanta_inspector):
    clue = make_clue(by=yanta_inspector)

    assert clue.handler is None
    handlers = Share.objects.of(clue.ref).filter(grade=ShareGrade.HANDLE)
    assert not handlers.exists()


def test_register_clue_is_what_the_factory_calls(yanta_inspector):
    clue = register_clue(
        source="media",
        received_on=ON,
        content="媒体报道",
        domain="cosmetic",
        place="雁塔区",
        by=yanta_inspector,
        on=ON,
    )

    assert clue.title == "媒体报道"
