from datetime import timedelta

import pytest

from campaigns.models import NoticeReceipt
from campaigns.services.notices import acknowledge, acknowledge_many, reply
from core.errors import Invalid, NotFound, PermissionRefused
from tests.factories.returns import ON as FEB
from tests.factories.returns import (
    make_notice,
)


def test_a_notice_is_signed_and_answered_by_each_bureau(
    province_officer, weinan_officer, weinan, yanta, yanta_unit_head
):
    notice = make_notice(by=province_officer, to=[weinan, yanta], reply_by=FEB)
    acknowledge(notice, by=weinan_officer, on=FEB)
    reply(notice, text="已部署", by=yanta_unit_head, on=FEB + timedelta(days=1))

    rows = {one.bureau: one for one in NoticeReceipt.objects.select_related("notice")}
    assert (rows[weinan].read_on, rows[weinan].replied_on) == (FEB, None)
    assert rows[yanta].reply == "已部署"
    assert rows[yanta].is_late(FEB)
    late = NoticeReceipt.objects.late(FEB + timedelta(days=1))
    assert {one.bureau for one in late} == {weinan}
    with pytest.raises(Invalid):
        reply(notice, text="再答", by=yanta_unit_head, on=FEB)


def test_signing_twice_changes_nothing(province_officer, weinan_officer, weinan):
    notice = make_notice(by=province_officer, to=[weinan])
    first = acknowledge(notice, by=weinan_officer, on=FEB)
    again = acknowledge(notice, by=weinan_officer, on=FEB + timedelta(days=3))

    assert (again.read_on, again.version) == (first.read_on, first.version)


def test_only_the_office_of_a_receiving_bureau_signs(
    province_officer, xian_officer, weinan, weinan_legal
):
    notice = make_notice(by=province_officer, to=[weinan])
    with pytest.raises(NotFound):
        acknowledge(notice, by=xian_officer, on=FEB)
    with pytest.raises(PermissionRefused):
        acknowledge(notice, by=weinan_legal, on=FEB)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "task_order"}, "reply_by"),
        ({"read_by": FEB - timedelta(days=1)}, "read_by"),
        ({"reply_by": FEB - timedelta(days=1), "read_by": FEB}, "reply_by"),
    ],
)
def test_a_notice_that_does_not_fit_is_refused(province_officer, weinan, told, field):
    facts = {"by": province_officer, "to": [weinan], **told}
    from_day = {"read_by": FEB} | facts
    with pytest.raises(Invalid) as refused:
        make_notice(**from_day) if field != "read_by" else _send_on(FEB, **facts)
    assert field in refused.value.fields


def _send_on(on, **facts):
    return make_notice(**facts)


def test_notices_go_down_only(province_officer, xian_officer, weinan, province, weinan_head):
    for by, to in ((xian_officer, [weinan]), (xian_officer, []), (xian_officer, [province])):
        with pytest.raises(Invalid):
            make_notice(by=by, to=to)
    with pytest.raises(PermissionRefused):
        make_notice(by=weinan_head, to=[weinan])


def test_several_are_signed_at_once_for_ones_own_bureau(
    province_officer, weinan_officer, weinan, xian
):
    for _each in range(3):
        make_notice(by=province_officer, to=[weinan, xian])
    rows = list(NoticeReceipt.objects.all())

    assert acknowledge_many(rows, by=weinan_officer, on=FEB) == 3
    assert acknowledge_many(rows, by=weinan_officer, on=FEB) == 0
