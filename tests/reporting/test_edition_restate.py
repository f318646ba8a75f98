"""A restated edition tells which records changed which figure; the level below is summed."""

from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.models import Case
from enforcement.services.past_corrections import correct_past_case
from reporting.report_forms.definition import Address
from reporting.services.report_content import Book
from reporting.services.report_restate import (
    cell_changes,
    changed_records,
    record_changes,
    restate_report,
)
from reporting.services.report_upward import lower_level
from tests.factories.editions import ON, finish, make_edition, make_frozen
from tests.factories.reports import make_past_cases


def correct(case, by, amount):
    return correct_past_case(case, goods_value=amount, reason="录入有误", by=by, on=ON)


def restated(edition, by):
    return restate_report(edition, reason="录入有误，予以更正", by=by, on=ON)


@pytest.mark.parametrize("number", [1, 3])
def test_the_restated_edition_names_exactly_the_records_that_changed(
    year, province_officer, province_head, number
):
    name_exactly(number, 5, province_officer, province_head)


def test_fifty_corrected_records_are_named_and_no_other(year, province_officer, province_head):
    name_exactly(50, 60, province_officer, province_head)


def name_exactly(number, whole, officer, head):
    cases = make_past_cases(whole, by=officer)
    frozen = make_frozen(by=officer, head=head)
    content = frozen.content
    for case in cases[:number]:
        correct(case, officer, Decimal(9_000))

    made = restated(frozen, officer)

    assert set(changed_records(made)) == {str(case.uuid) for case in cases[:number]}
    changes = [one for one in record_changes(made) if one.form.code == "drug_cases"]
    assert {one.column.code for one in changes} == {"goods_value"}
    assert {one.after for one in changes} == {Decimal(9_000)}
    total = next(
        one for one in cell_changes(made) if str(one.address).endswith("total.goods_value")
    )
    assert total.difference == sum(one.after - one.before for one in changes)
    frozen.refresh_from_db()
    assert frozen.content == content
    assert (made.number, made.restates) == (2, frozen)


def test_a_record_added_or_gone_and_one_that_moved_are_told(
    year, province_officer, province_head
):
    cases = make_past_cases(3, by=province_officer)
    frozen = make_frozen(by=province_officer, head=province_head)
    added = make_past_cases(1, by=province_officer)[0]
    Case.objects.filter(pk=cases[0].pk).update(source="sampling")
    made = restated(frozen, province_officer)

    counts = {
        one.uuid: (one.before, one.after, one.moved)
        for one in record_changes(made)
        if (one.form.code, one.column.code) == ("drug_cases", "case_count")
    }
    assert counts == {
        str(added.uuid): (None, 1, False),
        str(cases[0].uuid): (1, 1, True),
    }


def test_a_case_that_passes_a_value_band_changes_its_row(year, province_officer, province_head):
    case = make_past_cases(1, by=province_officer)[0]
    frozen = make_frozen(by=province_officer, head=province_head)
    correct(case, province_officer, Decimal(50_000))
    made = restated(frozen, province_officer)

    changed = {str(one.address): (one.before, one.after) for one in cell_changes(made)}
    assert changed["drug_cases.band.b1.case_count"] == (1, 0)
    assert changed["drug_cases.band.b2.case_count"] == (0, 1)


def test_only_a_frozen_edition_is_restated_once_with_a_reason(
    year, province_officer, province_head, person
):
    draft = make_edition(by=province_officer)
    with pytest.raises(IllegalTransition):
        restated(draft, province_officer)
    frozen = finish(draft, by=province_officer, head=province_head)
    with pytest.raises(Invalid):
        restate_report(frozen, reason=" ", by=province_officer, on=ON)
    with pytest.raises(PermissionRefused):
        restated(frozen, person("xian_officer"))
    made = restated(frozen, province_officer)
    with pytest.raises(Invalid):
        restated(frozen, province_officer)

    again = finish(made, by=province_officer, head=province_head)
    assert restated(again, province_officer).number == 3


def test_a_correction_needs_a_past_case_a_reason_and_a_difference(
    worked, province_officer, person
):
    case = make_past_cases(1, by=province_officer)[0]
    with pytest.raises(Invalid):
        correct_past_case(case, goods_value=Decimal(5), reason="", by=province_officer, on=ON)
    with pytest.raises(Invalid):
        correct(case, province_officer, case.goods_value)
    with pytest.raises(PermissionRefused):
        correct(case, person("province_head"), Decimal(5))
    ordinary = Case.objects.filter(is_past=False).first()
    with pytest.raises(Invalid):
        correct(ordinary, province_officer, Decimal(5))


def test_the_province_sees_the_frozen_sum_beside_its_own_figure(
    tree, year, province_officer, province_head, person
):
    officer, head = person("xian_officer"), person("xian_head")
    make_past_cases(2, by=officer, bureau=tree.yanta)
    make_frozen(by=officer, head=head)
    make_past_cases(1, by=officer, bureau=tree.xian)
    make_past_cases(4, by=province_officer, bureau=tree.linwei)

    level = lower_level(make_edition(by=province_officer))

    assert [one.code for one in level.missing] == [
        one.code for one in (tree.weinan,) if one.code not in level.editions
    ]
    total = next(
        one
        for one in level.sums
        if (one.form.code, one.column.code) == ("drug_cases", "case_count")
    )
    assert (total.lower, total.computed, total.difference) == (2, 3, -1)
    lines = {
        one.bureau.code: (one.lower, one.computed)
        for one in level.lines
        if (one.form.code, one.column.code) == ("drug_cases", "case_count")
    }
    assert lines[tree.xian.code] == (2, 3)
    assert lines[tree.weinan.code] == (None, 4)


def test_a_county_reports_with_the_same_forms(tree, year, person, province_officer):
    make_past_cases(2, by=province_officer, bureau=tree.yanta)
    edition = make_edition(by=person("yanta_unit_head"))

    value = Book.of(edition).value(Address("drug_cases", "total", "total", "case_count"))
    assert value == 2
    assert lower_level(edition) is None


def test_an_edition_of_a_campaign_holds_its_form_alone(worked, province_officer):
    edition = make_edition(by=province_officer, campaign=worked)
    book = Book.of(edition)

    assert list(book.forms) == ["campaign"]
    assert book.value(Address("campaign", "total", "total", "inspected_visits")) == 2
    assert make_edition(by=province_officer).campaign is None
