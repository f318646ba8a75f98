"""A list of parties from the file to the registry, and back."""

import pytest

from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused, StaleVersion
from registry.models import Party
from registry.services.parties import change_party
from reporting.models.imports import ImportMemory, ImportRow, ImportState, RowState
from reporting.services.imports.deciding import (
    decide_duplicates,
    discard_import,
    name_columns,
)
from reporting.services.imports.entering import begin_entering, begin_undoing
from reporting.services.imports.reading import upload_import
from reporting.services.imports.results import problems_of, unknown_words
from reporting.services.imports.work import go_on
from tests.factories.files import HEADINGS, csv, xlsx
from tests.factories.imports import ON, make_entered, make_import, party_row, party_rows
from tests.factories.registry import credit_code, make_licence, make_party

pytestmark = pytest.mark.django_db


def undo(batch, by):
    begin_undoing(batch, by=by, on=ON)
    return go_on(batch, by=by, on=ON, wait=True)


def test_a_dry_run_enters_nothing(yanta_inspector):
    batch = make_import(yanta_inspector, *party_rows(3))

    assert batch.state == ImportState.CHECKED
    assert batch.counts == {"good": 3, "rows": 3}
    assert not Party.objects.exists()


def test_right_rows_are_entered_with_an_audit_row_each(yanta_inspector, yanta):
    batch = make_entered(yanta_inspector, *party_rows(3))

    assert batch.state == ImportState.DONE
    first = Party.objects.order_by("pk").first()
    assert (first.name, first.bureau, first.domains) == (
        "雁塔区㐂安堂·1号大药房", yanta, ("drug", "device")
    )  # fmt: skip
    assert AuditEvent.objects.filter(kind="party.registered").count() == 3
    assert Party.objects.filter(search__finds="㐂安").count() == 3


def test_every_error_is_told_by_row_column_value_and_what_would_be_right(yanta_inspector):
    wrong = party_row(统一社会信用代码="123", 类型="小卖部", 地区="不存在区")
    batch = make_import(yanta_inspector, party_row(), wrong)

    found = {one.heading: one for one in problems_of(batch)}
    assert found.keys() == {"类型", "地区", "统一社会信用代码"}
    code = found["统一社会信用代码"]
    assert (code.sheet, code.row, code.column, code.value) == ("CSV", 3, "E", "123")
    assert "18" in code.right
    assert unknown_words(batch) == {"kind": ["小卖部"]}


def test_all_rows_or_none_while_one_is_wrong(yanta_inspector):
    batch = make_import(yanta_inspector, party_row(1), party_row(2, 名称=""))

    with pytest.raises(Invalid):
        begin_entering(batch, good_only=False, by=yanta_inspector, on=ON)
    assert not Party.objects.exists()


def test_the_right_rows_alone_and_the_rest_is_handed_back(yanta_inspector):
    batch = make_entered(yanta_inspector, party_row(1), party_row(2, 名称=""), good_only=True)

    assert batch.state == ImportState.DONE
    assert Party.objects.count() == 1
    assert [row.number for row in batch.rows.kept_out()] == [3]


def test_the_same_file_leads_to_the_import_it_began(yanta_inspector):
    content = csv(HEADINGS, *party_rows(2))
    first = make_entered(yanta_inspector, content=content)
    again, is_new = upload_import(
        kind="parties", file_name="x.csv", content=content, by=yanta_inspector, on=ON
    )

    assert (again, is_new) == (first, False)


def test_the_same_rows_in_another_file_change_nothing(yanta_inspector):
    rows = party_rows(2)
    make_entered(yanta_inspector, *rows)
    batch = make_import(yanta_inspector, content=xlsx(HEADINGS, *rows))

    assert batch.counts == {"known": 2, "rows": 2}
    with pytest.raises(Invalid):
        begin_entering(batch, good_only=True, by=yanta_inspector, on=ON)
    assert Party.objects.count() == 2


def test_a_party_with_the_same_code_is_asked_about_and_never_merged(yanta_inspector):
    code = credit_code()
    there = make_party(name="康宁药店", credit_code=code)
    batch = make_import(yanta_inspector, party_row(统一社会信用代码=code), party_row(2))

    row = batch.rows.get(state=RowState.DUPLICATE)
    assert row.existing[0]["title"] == "康宁药店"
    with pytest.raises(Invalid):
        decide_duplicates(batch, decision="enter", rows=[row.number], by=yanta_inspector, on=ON)
    decide_duplicates(batch, decision="leave", rows=[row.number], by=yanta_inspector, on=ON)
    begin_entering(batch, good_only=False, by=yanta_inspector, on=ON)
    batch = go_on(batch, by=yanta_inspector, on=ON, wait=True)

    assert batch.counts == {"left_out": 1, "entered": 1, "rows": 2}
    there.refresh_from_db()
    assert (there.name, there.version) == ("康宁药店", 1)


def test_nearly_the_same_name_without_a_code_is_asked_about_and_may_be_entered(
    yanta_inspector,
):
    make_party(name="雁塔区鹤延堂大药房")
    batch = make_import(
        yanta_inspector, party_row(名称="西安市雁塔区鹤延堂药店", 统一社会信用代码="")
    )

    assert batch.counts == {"duplicate": 1, "rows": 1}
    with pytest.raises(Invalid):
        begin_entering(batch, good_only=False, by=yanta_inspector, on=ON)
    assert decide_duplicates(batch, decision="enter", by=yanta_inspector, on=ON) == 1
    begin_entering(batch, good_only=False, by=yanta_inspector, on=ON)
    go_on(batch, by=yanta_inspector, on=ON, wait=True)
    assert Party.objects.count() == 2


def test_the_same_party_twice_in_a_file_is_wrong_the_second_time(yanta_inspector):
    row = party_row()
    batch = make_import(yanta_inspector, row, [*row[:5], "别处", ""])

    assert batch.counts == {"good": 1, "bad": 1, "rows": 2}
    assert "2" in batch.rows.get(state=RowState.BAD).issues[0][1]


def test_another_bureaus_rows_are_refused_row_by_row(linwei_inspector):
    batch = make_import(linwei_inspector, party_row(1), party_row(2, 地区="临渭区"))

    assert batch.counts == {"good": 1, "bad": 1, "rows": 2}


def test_columns_are_named_once_and_remembered(yanta_inspector, yanta):
    rows = [["商户", "业态", "监管领域", "片区"], ["鹤延堂", "小药店", "药品", "雁塔区"]]
    batch = make_import(yanta_inspector, content=csv(*rows))
    assert batch.state == ImportState.COLUMNS

    name_columns(
        batch,
        mapping={0: "name", 1: "kind", 2: "domains", 3: "region"},
        values={"kind": {"小药店": "retail_pharmacy"}},
        by=yanta_inspector,
        on=ON,
    )
    batch = go_on(batch, by=yanta_inspector, on=ON, wait=True)
    assert batch.counts == {"good": 1, "rows": 1}

    assert ImportMemory.objects.get(bureau=yanta).columns["商户"] == "name"
    again = make_import(
        yanta_inspector, content=csv(rows[0], ["永寿堂", "小药店", "药品", "雁塔区"])
    )
    assert again.counts == {"good": 1, "rows": 1}


@pytest.mark.parametrize(
    "mapping", [{0: "name"}, {0: "name", 1: "name"}, {0: "nothing"}, {99: "name"}]
)
def test_columns_that_cannot_be_right_are_refused(yanta_inspector, mapping):
    batch = make_import(yanta_inspector, content=csv(["商户", "业态"], ["甲", "乙"]))
    with pytest.raises(Invalid):
        name_columns(batch, mapping=mapping, by=yanta_inspector, on=ON)


def test_a_column_nobody_asked_for_is_named(yanta_inspector):
    batch = make_import(yanta_inspector, content=csv([*HEADINGS, "备注"], [*party_row(), "x"]))
    assert any("备注" in note for note in batch.notes)


@pytest.mark.parametrize(
    "rows",
    [
        [[*HEADINGS]],
        [[*HEADINGS, "名称"], [*party_row(), "x"]],
        [["", ""], ["", ""]],
    ],
    ids=["headings alone", "a heading twice", "blank"],
)
def test_a_table_without_rows_or_with_two_meanings_is_refused(yanta_inspector, rows):
    batch = make_import(yanta_inspector, content=csv(*rows))
    assert batch.state == ImportState.REFUSED
    assert batch.refusal
    assert not ImportRow.objects.exists()


def test_merged_headings_are_refused_and_a_merged_title_is_not(yanta_inspector):
    def title(book, sheet):
        sheet.merge_range(0, 0, 0, 6, "雁塔区药店名单")

    def heads(book, sheet):
        sheet.merge_range(0, 7, 0, 8, "其他")

    fine = make_import(yanta_inspector, content=xlsx((), HEADINGS, party_row(), fill=title))
    assert fine.counts == {"good": 1, "rows": 1}
    assert fine.rows.get().number == 3
    wrong = make_import(yanta_inspector, content=xlsx(HEADINGS, party_row(), fill=heads))
    assert wrong.state == ImportState.REFUSED
    assert "H1:I1" in wrong.refusal


def test_a_whole_import_is_taken_back(yanta_inspector):
    batch = undo(make_entered(yanta_inspector, *party_rows(3)), yanta_inspector)

    assert batch.state == ImportState.UNDONE
    assert not Party.objects.exists()
    assert AuditEvent.objects.filter(kind="party.withdrawn").count() == 3
    # What was taken back may come again.
    assert make_entered(yanta_inspector, *party_rows(3)).state == ImportState.DONE


def test_an_import_something_hangs_on_stays(yanta_inspector):
    batch = make_entered(yanta_inspector, *party_rows(2))
    make_licence(Party.objects.first())

    with pytest.raises(Invalid):
        undo(batch, yanta_inspector)
    assert Party.objects.count() == 2


def test_an_import_of_which_a_record_was_changed_stays(yanta_inspector):
    batch = make_entered(yanta_inspector, *party_rows(2))
    change_party(Party.objects.first(), changes={"phone": "1"}, by=yanta_inspector, on=ON)

    with pytest.raises(Invalid):
        undo(batch, yanta_inspector)


def test_a_row_somebody_was_quicker_with_stops_all_and_leaves_nothing(yanta_inspector):
    rows = party_rows(3)
    batch = make_import(yanta_inspector, *rows)
    make_party(credit_code=rows[1][4])
    begin_entering(batch, good_only=False, by=yanta_inspector, on=ON)
    batch = go_on(batch, by=yanta_inspector, on=ON, wait=True)

    assert batch.state == ImportState.CHECKED
    assert batch.refusal
    assert batch.counts == {"good": 2, "bad": 1, "rows": 3}
    assert Party.objects.count() == 1


def test_a_row_somebody_was_quicker_with_is_left_out_of_the_right_ones(yanta_inspector):
    rows = party_rows(3)
    batch = make_import(yanta_inspector, *rows)
    make_party(credit_code=rows[1][4])
    begin_entering(batch, good_only=True, by=yanta_inspector, on=ON)
    batch = go_on(batch, by=yanta_inspector, on=ON, wait=True)

    assert batch.counts == {"entered": 2, "bad": 1, "rows": 3}


def test_acts_in_the_wrong_order_are_refused(yanta_inspector):
    batch = make_import(yanta_inspector, party_row())
    with pytest.raises(IllegalTransition):
        begin_undoing(batch, by=yanta_inspector, on=ON)
    discard_import(batch, by=yanta_inspector, on=ON)
    with pytest.raises(IllegalTransition):
        begin_entering(batch, good_only=True, by=yanta_inspector, on=ON)
    assert not Party.objects.exists()


def test_two_people_at_one_import_the_second_is_told(yanta_inspector):
    batch = make_import(yanta_inspector, party_row())
    version = batch.version
    decide_duplicates(batch, decision="leave", by=yanta_inspector, on=ON)
    with pytest.raises(StaleVersion):
        begin_entering(batch, good_only=True, version=version, by=yanta_inspector, on=ON)


def test_who_may_not_enter_one_may_not_import(auditor, sysadmin):
    for person in (auditor, sysadmin):
        with pytest.raises(PermissionRefused):
            make_import(person, party_row())
