from datetime import date
from decimal import Decimal

import pytest

from campaigns.errors import ReturnNotReady
from campaigns.models import Return
from campaigns.services.returns import Computed, Entered, fill_return, submit_return
from campaigns.services.returns_checked import (
    accept_return,
    correct_return,
    lock_return,
    send_back,
    standing_values,
)
from core.errors import IllegalTransition, Invalid, PermissionRefused, StaleVersion
from reporting.services import returns as computed_returns
from tests.factories.returns import (
    FEBRUARY,
    JANUARY,
    NOTHING,
    ON,
    fill,
    make_accepted,
    make_locked,
    make_return,
    make_schedule,
    make_submitted,
)


def code_of(report):
    return report.cells.select_related("indicator").get().indicator.code


def test_a_return_begins_with_what_the_records_say(province_officer, weinan_officer):
    schedule = make_schedule(by=province_officer, codes=("inspected_visits",))
    computed = {"inspected_visits": Computed(Decimal(7), Decimal(9))}
    report = make_return(schedule, by=weinan_officer, computed=computed)

    cell = report.cells.get()
    assert (cell.value, cell.cumulative, cell.computed) == (7, 9, 7)
    assert (report.starts_on, report.ends_on, report.due_on) == (
        JANUARY,
        date(2026, 1, 31),
        date(2026, 2, 5),
    )


def test_the_records_are_counted_by_the_figures(province_officer, weinan_officer):
    schedule = make_schedule(by=province_officer, codes=("inspected_visits", "rectify_rate"))
    report = computed_returns.begin(schedule, starts_on=JANUARY, by=weinan_officer, on=ON)

    values = {cell.indicator.code: cell.computed for cell in report.cells.all()}
    assert values == {"inspected_visits": 0, "rectify_rate": None}


def test_a_period_is_begun_once_and_only_when_it_has_begun(province_officer, weinan_officer):
    schedule = make_schedule(by=province_officer)
    make_return(schedule, by=weinan_officer)

    for starts_on in (JANUARY, date(2026, 3, 1), date(2026, 1, 2)):
        with pytest.raises(Invalid):
            make_return(schedule, by=weinan_officer, starts_on=starts_on)
    assert Return.objects.count() == 1


def test_who_does_not_report_begins_none(
    province_officer, weinan_officer, weinan_legal, linwei_unit_head
):
    schedule = make_schedule(by=province_officer, with_counties=False)
    with pytest.raises(Invalid):
        make_return(schedule, by=linwei_unit_head)
    with pytest.raises(PermissionRefused):
        make_return(schedule, by=weinan_legal)


def test_a_county_head_reports_for_a_county_without_campaign_office(
    province_officer, linwei_unit_head, weinan_officer
):
    schedule = make_schedule(by=province_officer)
    report = make_submitted(schedule, by=linwei_unit_head)

    with pytest.raises(PermissionRefused):
        accept_return(report, by=province_officer, on=ON)
    assert accept_return(report, by=weinan_officer, on=ON).status == "accepted"


def test_a_city_sees_the_sum_of_what_it_accepted(
    province_officer, weinan_officer, linwei_unit_head
):
    schedule = make_schedule(by=province_officer)
    make_accepted(schedule, by=linwei_unit_head, above=weinan_officer, value=4)
    report = make_return(schedule, by=weinan_officer)
    cell = report.cells.get()

    assert (cell.summed, cell.value) == (4, 4)
    fill(report, by=weinan_officer, every=6)
    with pytest.raises(ReturnNotReady):
        submit_return(report, computed=NOTHING, by=weinan_officer, on=ON)
    fill(report, by=weinan_officer, every=6, explanation="市局直接办理2件")
    submit_return(report, computed=NOTHING, by=weinan_officer, on=ON)
    assert report.cells.get().difference == 2


def test_a_figure_that_differs_from_the_records_is_explained(province_officer, weinan_officer):
    schedule = make_schedule(by=province_officer, codes=("inspected_visits",))
    computed = {"inspected_visits": Computed(Decimal(7), Decimal(7))}
    report = make_return(schedule, by=weinan_officer, computed=computed)
    fill(report, by=weinan_officer, every=9)

    with pytest.raises(ReturnNotReady) as refused:
        submit_return(report, computed=computed, by=weinan_officer, on=ON)
    assert "cells.inspected_visits" in refused.value.fields
    fill(report, by=weinan_officer, every=9, explanation="两次检查待补录")
    submit_return(report, computed=computed, by=weinan_officer, on=ON)
    cell = report.cells.get()
    assert (cell.value, cell.computed) == (9, 7)


def test_what_is_missing_is_named(province_officer, weinan_officer):
    report = make_return(make_schedule(by=province_officer), by=weinan_officer)

    with pytest.raises(ReturnNotReady) as refused:
        submit_return(report, computed=NOTHING, by=weinan_officer, on=ON)
    assert {"work", f"cells.{code_of(report)}"} <= set(refused.value.fields)
    report.refresh_from_db()
    assert report.status == "draft"


def test_shipped_balance_rules_stop_what_cannot_be(province_officer, weinan_officer):
    codes = ("inspected_visits", "violating_visits")
    report = make_return(make_schedule(by=province_officer, codes=codes), by=weinan_officer)
    fill(report, by=weinan_officer, inspected_visits=3, violating_visits=5)

    with pytest.raises(ReturnNotReady) as refused:
        submit_return(report, computed=NOTHING, by=weinan_officer, on=ON)
    assert "5" in str(refused.value.fields["cells.violating_visits"])


def test_penalties_may_exceed_the_value_of_the_goods(province_officer, weinan_officer):
    codes = ("goods_value", "penalty_total")
    report = make_return(make_schedule(by=province_officer, codes=codes), by=weinan_officer)
    fill(report, by=weinan_officer, goods_value=799, penalty_total=2206)

    assert submit_return(report, computed=NOTHING, by=weinan_officer, on=ON).status


def test_cumulative_is_the_last_one_and_this_period(province_officer, weinan_officer):
    schedule = make_schedule(by=province_officer)
    make_submitted(schedule, by=weinan_officer, value=3)
    report = make_return(schedule, by=weinan_officer, starts_on=FEBRUARY)
    code = code_of(report)

    def tell(cumulative, why=""):
        cells = {code: Entered(Decimal(2), Decimal(cumulative), why)}
        fill_return(report, cells=cells, version=None, work="x", by=weinan_officer, on=ON)
        return submit_return(report, computed=NOTHING, by=weinan_officer, on=ON)

    with pytest.raises(ReturnNotReady, match=r"."):
        tell(9)
    assert tell(5).status == "submitted"


def test_sent_back_with_a_reason_and_handed_in_again(province_officer, weinan_officer):
    report = make_submitted(make_schedule(by=province_officer), by=weinan_officer)
    with pytest.raises(Invalid):
        send_back(report, reason="", by=province_officer, on=ON)
    send_back(report, reason="缺典型案例", by=province_officer, on=ON)

    assert (report.status, report.return_reason) == ("returned", "缺典型案例")
    submit_return(report, computed=NOTHING, by=weinan_officer, on=ON)
    assert (report.status, report.return_reason) == ("submitted", "")


def test_nobody_accepts_what_their_own_bureau_reports(province_officer, weinan_officer):
    report = make_submitted(make_schedule(by=province_officer), by=weinan_officer)

    with pytest.raises(PermissionRefused):
        accept_return(report, by=weinan_officer, on=ON)
    with pytest.raises(IllegalTransition):
        fill(report, by=weinan_officer, every=9)


def test_a_locked_figure_is_corrected_beside_the_old_one(province_officer, weinan_officer):
    schedule = make_schedule(by=province_officer)
    report = make_locked(schedule, by=weinan_officer, above=province_officer)
    code = code_of(report)
    said = {"code": code, "reason": "重复统计", "by": province_officer, "on": ON}
    correct_return(report, value=Decimal(2), **said)

    assert report.cells.get().value == 3
    assert standing_values(report) == {code: 2}
    with pytest.raises(Invalid):
        correct_return(report, value=Decimal(2), **said)
    with pytest.raises(Invalid):
        correct_return(report, value=Decimal(1), **{**said, "reason": " "})
    with pytest.raises(IllegalTransition):
        lock_return(report, by=province_officer, on=ON)


def test_a_stale_sheet_overwrites_nothing(province_officer, weinan_officer):
    report = make_return(make_schedule(by=province_officer), by=weinan_officer)
    fill(report, by=weinan_officer, every=2)

    with pytest.raises(StaleVersion):
        fill_return(report, cells={}, version=1, work="旧", by=weinan_officer, on=ON)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"unknown": Entered(Decimal(1))}, "cells.unknown"),
        ({"inspected_visits": Entered(Decimal(-1))}, "cells.inspected_visits"),
    ],
)
def test_what_the_sheet_cannot_hold_is_refused(province_officer, weinan_officer, cells, field):
    schedule = make_schedule(by=province_officer, codes=("inspected_visits",))
    report = make_return(schedule, by=weinan_officer)

    with pytest.raises(Invalid) as refused:
        fill_return(report, cells=cells, version=None, by=weinan_officer, on=ON)
    assert field in refused.value.fields


def test_a_return_is_late_after_its_day(province_officer, weinan_officer):
    report = make_return(make_schedule(by=province_officer), by=weinan_officer)

    assert not report.is_late(date(2026, 2, 5))
    assert report.is_late(date(2026, 2, 6))
    assert Return.objects.late(date(2026, 2, 6)).get() == report


def test_the_board_names_who_has_not_begun(client_for, province_officer, weinan):
    make_schedule(by=province_officer)
    page = client_for(province_officer).get("/campaigns/returns/board/")

    assert page.status_code == 200
    assert weinan.name in page.content.decode()
