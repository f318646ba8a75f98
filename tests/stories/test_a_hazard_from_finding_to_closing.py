"""A hazard from its entry to the decision that it is gone, and how it came back."""

from datetime import timedelta

import pytest

from campaigns.services.ledger import accept_item, dispatch_item
from campaigns.services.ledger_closing import close_item, propose_close, return_closing
from campaigns.services.ledger_work import add_evidence, recheck_item, report_rectified
from core.errors import DomainError
from tests.factories.ledger import DUE, ON, make_item, make_rectifying
from tests.stories.stands import stands

WORK = {"note_progress", "add_evidence", "record_report"}


def test_a_hazard_is_handed_over_accepted_and_worked_on(
    province_officer, yanta, yanta_unit_head, yanta_inspector, auditor
):
    item = make_item(by=province_officer, bureau=yanta)
    stands(
        item,
        status="registered",
        on=ON,
        open_to={
            province_officer: {"dispatch", "move"},
            yanta_unit_head: {"dispatch", "move"},
            yanta_inspector: set(),
            auditor: set(),
        },
    )
    dispatch_item(item, due_on=DUE, owner=yanta_inspector, by=province_officer, on=ON)
    stands(
        item,
        status="dispatched",
        on=ON,
        open_to={
            province_officer: {"move", "extend"},
            yanta_inspector: {"accept", "transfer_to_case"} | WORK,
        },
    )
    accept_item(item, by=yanta_inspector, on=ON)
    add_evidence(item, text="照片", by=yanta_inspector, on=ON)
    stands(
        item,
        status="rectifying",
        on=ON,
        open_to={yanta_inspector: {"report_rectified", "transfer_to_case"} | WORK},
    )


def rectify(item, by):
    """Shown, reported, rechecked, proposed for closing."""
    add_evidence(item, text="照片", by=by, on=ON)
    report_rectified(item, text="已整改", by=by, on=ON)
    recheck_item(item, passed=True, text="合格", rechecked_on=ON, by=by, on=ON)
    return propose_close(item, text="建议销号", by=by, on=ON)


def test_a_proposed_item_is_decided_by_others_and_may_come_back(
    province_officer, yanta_unit_head, yanta_inspector, yanta_head
):
    item = rectify(make_rectifying(by=province_officer, owner=yanta_inspector), yanta_inspector)
    decides = {"close", "return_closing"}
    stands(
        item,
        status="closing",
        on=ON,
        open_to={
            yanta_inspector: set(),
            yanta_unit_head: set(),
            yanta_head: decides,
            province_officer: decides,
        },
        until={},
    )
    return_closing(item, reason="照片不清", by=yanta_head, on=ON)
    close_item(rectify(item, yanta_inspector), by=yanta_head, on=ON)
    stands(
        item,
        status="closed",
        on=ON + timedelta(days=1),
        open_to={yanta_head: {"reopen"}, province_officer: {"reopen"}, yanta_inspector: set()},
    )


def test_of_two_who_decide_at_once_one_is_told_it_is_decided(
    province_officer, province_head, yanta_inspector
):
    item = rectify(make_rectifying(by=province_officer, owner=yanta_inspector), yanta_inspector)
    # Both read the item before either decides.
    stale = type(item).objects.select_related("bureau").get(pk=item.pk)
    close_item(item, by=province_officer, on=ON)

    with pytest.raises(DomainError):
        close_item(stale, by=province_head, on=ON)
    stale.refresh_from_db()
    assert stale.closed_by == province_officer
