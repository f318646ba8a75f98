from datetime import timedelta

import pytest

from campaigns.models import LedgerEntry, LedgerItem
from campaigns.services.ledger import accept_item, dispatch_item, move_item
from campaigns.services.ledger_closing import (
    close_item,
    propose_close,
    reopen_item,
    return_closing,
)
from campaigns.services.ledger_work import (
    add_evidence,
    extend_item,
    note_progress,
    recheck_item,
    record_party_report,
    report_rectified,
)
from core.errors import IllegalTransition, Invalid, PermissionRefused
from tests.factories.ledger import (
    DUE,
    ON,
    make_closed,
    make_dispatched,
    make_item,
    make_proposed,
    make_rechecked,
    make_rectifying,
)
from tests.factories.registry import make_party


def test_numbers_run_on_and_are_never_used_again(province_officer, yanta):
    first = make_item(by=province_officer, bureau=yanta)
    second = make_item(by=province_officer, bureau=yanta)

    assert (first.number, second.number) == (
        "陕陕西市监隐〔2026〕1号",
        "陕陕西市监隐〔2026〕2号",
    )


def test_an_item_belongs_to_the_bureau_that_supervises_the_party(xian_officer, yanta):
    party = make_party()

    item = make_item(by=xian_officer, party=party)

    assert item.bureau == yanta
    assert item.found_by_bureau == xian_officer.bureau


def test_a_sub_centre_hands_what_it_found_to_the_county_and_goes_on_reading(
    subcentre_inspector, yanta
):
    item = make_item(by=subcentre_inspector, party=make_party())

    assert item.bureau == yanta
    assert LedgerItem.objects.visible_to(subcentre_inspector).get() == item


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"description": " "}, "description"),
        ({"found_on": ON + timedelta(days=1)}, "found_on"),
        ({"place": ""}, "party"),
        ({"grade": "huge"}, "grade"),
        ({"source": "rumour"}, "source"),
        ({"place": "长" * 301}, "place"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(province_officer, told, field):
    with pytest.raises(Invalid) as refused:
        make_item(by=province_officer, **told)

    assert field in refused.value.fields
    assert not LedgerItem.objects.exists()


def test_nobody_registers_for_a_bureau_outside_their_own(xian_officer, linwei):
    with pytest.raises(Invalid):
        make_item(by=xian_officer, bureau=linwei)


def test_a_legal_reviewer_registers_nothing(yanta_legal):
    with pytest.raises(PermissionRefused):
        make_item(by=yanta_legal)


def test_a_day_that_has_passed_is_no_limit(province_officer, yanta):
    item = make_item(by=province_officer, bureau=yanta)

    with pytest.raises(Invalid):
        dispatch_item(item, due_on=ON - timedelta(days=1), by=province_officer, on=ON)


def test_the_responsible_officer_is_of_the_items_bureau(
    province_officer, yanta, linwei_inspector
):
    item = make_item(by=province_officer, bureau=yanta)

    with pytest.raises(Invalid):
        dispatch_item(item, due_on=DUE, owner=linwei_inspector, by=province_officer, on=ON)


def test_an_item_is_handed_to_another_bureau_before_work_begins(
    province_officer, yanta, linwei, linwei_unit_head, yanta_unit_head
):
    item = make_dispatched(by=province_officer, bureau=yanta)
    move_item(item, bureau=linwei, reason="企业已迁址", by=province_officer, on=ON)

    assert LedgerItem.objects.visible_to(linwei_unit_head).get().bureau == linwei
    assert not LedgerItem.objects.visible_to(yanta_unit_head).exists()
    accept_item(item, by=linwei_unit_head, on=ON)
    with pytest.raises(IllegalTransition):
        move_item(item, bureau=yanta, reason="退回", by=province_officer, on=ON)


def test_nothing_is_reported_rectified_without_evidence(province_officer, yanta_inspector):
    item = make_rectifying(by=province_officer, owner=yanta_inspector)
    note_progress(item, text="已联系企业", by=yanta_inspector, on=ON)

    with pytest.raises(IllegalTransition, match=r"evidence|佐证|证据|整改"):
        report_rectified(item, text="已整改", by=yanta_inspector, on=ON)


def test_a_failed_recheck_asks_for_new_evidence(province_officer, yanta_inspector):
    item = make_rectifying(by=province_officer, owner=yanta_inspector)
    add_evidence(item, text="照片", by=yanta_inspector, on=ON)
    report_rectified(item, text="已整改", by=yanta_inspector, on=ON)
    recheck_item(
        item, passed=False, text="仍缺记录", rechecked_on=ON, by=yanta_inspector, on=ON
    )

    assert item.status == "rectifying"
    with pytest.raises(IllegalTransition):
        report_rectified(item, text="已整改", by=yanta_inspector, on=ON)
    assert LedgerEntry.objects.filter(kind="evidence", is_void=True).count() == 1


def test_whoever_proposed_the_closing_does_not_decide_it(province_officer, yanta_unit_head):
    item = make_rechecked(by=province_officer, owner=yanta_unit_head)
    propose_close(item, text="建议销号", by=yanta_unit_head, on=ON)

    with pytest.raises(PermissionRefused):
        close_item(item, by=yanta_unit_head, on=ON)
    close_item(item, by=province_officer, on=ON)
    assert item.status == "closed"


def test_a_campaign_officer_who_proposed_is_refused_too(province_officer, province_head, tree):
    item = make_rechecked(by=province_officer, owner=province_officer)
    propose_close(item, text="建议销号", by=province_officer, on=ON)

    with pytest.raises(PermissionRefused, match="本人提出"):
        close_item(item, by=province_officer, on=ON)
    close_item(item, by=province_head, on=ON)


def test_what_is_sent_back_must_be_shown_and_rechecked_again(province_officer, yanta_inspector):
    item = make_proposed(by=province_officer, owner=yanta_inspector)
    return_closing(item, reason="照片看不清", by=province_officer, on=ON)

    assert (item.status, item.proposed_by, item.recheck_passed) == ("rectifying", None, None)
    with pytest.raises(IllegalTransition):
        report_rectified(item, text="已整改", by=yanta_inspector, on=ON)


def test_more_time_keeps_the_first_day(province_officer, yanta_inspector):
    item = make_rectifying(by=province_officer, owner=yanta_inspector)
    later = DUE + timedelta(days=10)
    extend_item(item, due_on=later, reason="设备未到货", by=province_officer, on=ON)

    assert (item.due_on, item.first_due_on) == (later, DUE)
    with pytest.raises(Invalid):
        extend_item(item, due_on=DUE, reason="缩短", by=province_officer, on=ON)


def test_reports_of_the_party_stand_on_the_item(province_officer, yanta_inspector):
    item = make_rectifying(by=province_officer, owner=yanta_inspector)
    record_party_report(
        item, kind="self_check", text="自查报告", reported_on=ON, by=yanta_inspector, on=ON
    )

    assert item.entries.get().get_kind_display()
    with pytest.raises(Invalid):
        record_party_report(
            item, kind="evidence", text="x", reported_on=ON, by=yanta_inspector, on=ON
        )


def test_a_closed_item_opens_again_with_a_reason(province_officer, yanta_inspector):
    item = make_closed(by=province_officer, owner=yanta_inspector)
    with pytest.raises(Invalid):
        reopen_item(item, reason=" ", due_on=DUE, by=province_officer, on=ON)
    reopen_item(item, reason="复发", due_on=DUE, by=province_officer, on=ON)

    assert (item.status, item.closed_by) == ("rectifying", None)


def test_a_relapse_names_the_closed_item_of_the_same_party(
    province_officer, yanta_inspector, yanta
):
    party = make_party()
    earlier = make_closed(by=province_officer, owner=yanta_inspector, party=party)
    again = make_item(by=province_officer, party=party, relapse_of=earlier)

    assert earlier.relapses.get() == again
    with pytest.raises(Invalid):
        make_item(by=province_officer, party=make_party(), relapse_of=earlier)
    with pytest.raises(Invalid):
        make_item(by=province_officer, party=party, relapse_of=again)


def test_overdue_items_are_those_open_after_their_day(province_officer, yanta, yanta_inspector):
    late = make_dispatched(by=province_officer, bureau=yanta)
    make_closed(by=province_officer, owner=yanta_inspector)

    assert LedgerItem.objects.overdue(DUE + timedelta(days=1)).get() == late
    assert not LedgerItem.objects.overdue(DUE).exists()
