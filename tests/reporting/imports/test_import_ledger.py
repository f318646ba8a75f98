"""A list of hazards from the file to the ledger, and back."""

from datetime import date, timedelta

import pytest

from audit.models import AuditEvent
from campaigns.models import LedgerItem, LedgerStatus
from campaigns.services.ledger import register_item
from core.errors import DomainError, Invalid, PermissionRefused
from reporting.imports.base import ReadRow
from reporting.imports.desk import Desk
from reporting.imports.registry import KINDS, kinds_for
from reporting.models.imports import ImportState
from reporting.services.imports.deciding import decide_duplicates
from reporting.services.imports.entering import begin_entering, begin_undoing
from reporting.services.imports.work import go_on
from tests.factories.campaigns import make_running
from tests.factories.files import csv
from tests.factories.imports import ON, make_entered, make_import
from tests.factories.ledger import make_item
from tests.factories.registry import make_party

pytestmark = pytest.mark.django_db
HEAD = (
    "存在问题", "问题来源", "领域", "发现日期", "当事人", "地点", "专项", "风险等级",
    "整改期限",
)  # fmt: skip
FOUND = date(2026, 11, 3)


def row(problem="阴凉柜温度记录缺失", **changes):
    told = {
        "source": "检查发现", "domain": "药品", "found": "2026年11月3日", "party": "康宁药店",
        "place": "", "campaign": "", "grade": "", "due": "",
    }  # fmt: skip
    return [problem, *{**told, **changes}.values()]


def ledger(by, *rows, **more):
    return make_import(by, kind="ledger", content=csv(HEAD, *rows), **more)


def entered(by, *rows):
    return make_entered(by, kind="ledger", content=csv(HEAD, *rows))


def take_back(batch, by):
    begin_undoing(batch, by=by, on=ON)
    return go_on(batch, by=by, on=ON, wait=True)


def test_a_hazard_comes_and_goes(province_officer, yanta):
    make_party(name="康宁药店")
    campaign = make_running(by=province_officer)
    batch = entered(province_officer, row(campaign=campaign.name))

    item = LedgerItem.objects.get()
    assert (item.bureau, item.found_on, item.campaign) == (yanta, FOUND, campaign)
    assert item.status == LedgerStatus.REGISTERED
    assert LedgerItem.objects.filter(search__finds="温度记录").exists()
    assert take_back(batch, province_officer).state == ImportState.UNDONE
    assert not LedgerItem.objects.exists()
    assert AuditEvent.objects.filter(kind="ledger_item.withdrawn").count() == 1


def test_a_hazard_with_a_day_is_handed_over_and_may_go_again(xian_officer):
    make_party(name="康宁药店")
    batch = entered(xian_officer, row(due="20261230", grade="严重缺陷"))

    item = LedgerItem.objects.get()
    assert (item.status, item.due_on) == (LedgerStatus.DISPATCHED, date(2026, 12, 30))
    assert take_back(batch, xian_officer).state == ImportState.UNDONE
    assert not LedgerItem.objects.exists()


def test_who_may_not_hand_over_one_may_not_by_a_file(yanta_inspector):
    make_party(name="康宁药店")
    batch = ledger(yanta_inspector, row(due="20261230"), row("处方未审核"))
    assert batch.counts == {"bad": 1, "good": 1, "rows": 2}


def test_numbers_of_a_withdrawn_item_are_not_used_again(xian_officer):
    make_party(name="康宁药店")
    batch = entered(xian_officer, row())
    first = LedgerItem.objects.get().number
    take_back(batch, xian_officer)
    assert make_item(by=xian_officer).number != first


def test_the_same_problem_is_asked_about_and_may_be_entered(xian_officer):
    party = make_party(name="康宁药店")
    there = make_item(by=xian_officer, party=party)
    batch = ledger(xian_officer, row(), row("处方未审核"))

    found = batch.rows.get(state="duplicate")
    assert found.existing[0]["uuid"] == str(there.uuid)
    with pytest.raises(Invalid):
        begin_entering(batch, good_only=False, by=xian_officer, on=ON)
    decide_duplicates(batch, decision="enter", by=xian_officer, on=ON)
    begin_entering(batch, good_only=False, by=xian_officer, on=ON)
    go_on(batch, by=xian_officer, on=ON, wait=True)
    assert LedgerItem.objects.count() == 3


def test_the_same_problem_elsewhere_or_in_another_campaign_is_no_duplicate(province_officer):
    party = make_party(name="康宁药店")
    make_item(by=province_officer, party=party, campaign=make_running(by=province_officer))
    make_item(by=province_officer, place="小寨西路1号")
    rows = [row(), row(party="", place="小寨西路2号")]
    assert ledger(province_officer, *rows).counts == {"good": 2, "rows": 2}
    again = row(party="", place="小寨西路1号")
    assert ledger(province_officer, again).counts == {"duplicate": 1, "rows": 1}


def test_a_row_twice_in_a_file_is_wrong_unless_found_on_another_day(xian_officer):
    make_party(name="康宁药店")
    batch = ledger(xian_officer, row(), row(grade="严重缺陷"), row(found="2026-11-04"))
    assert batch.counts == {"good": 2, "bad": 1, "rows": 3}


def test_every_fault_of_a_row_is_told_at_once(xian_officer):
    wrong = row(
        "", source="听说", found="2027-01-01", party="无此店", place="长" * 301, grade="很大"
    )
    batch = ledger(xian_officer, wrong)
    fields = {field for field, _why in batch.rows.get().issues}
    assert fields == {"description", "source", "found_on", "party", "place", "grade"}


def test_an_item_somebody_works_on_keeps_its_import(xian_officer, yanta_inspector):
    make_party(name="康宁药店")
    batch = entered(xian_officer, row(due="20261230"))
    item = LedgerItem.objects.get()
    make_item(by=xian_officer, party=item.party)
    LedgerItem.objects.exclude(pk=item.pk).update(relapse_of=item)
    with pytest.raises(Invalid):
        take_back(batch, xian_officer)
    assert LedgerItem.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"description": " "}, {"found_on": ON + timedelta(days=1)}, {"place": ""},
     {"source": "rumour"}, {"place": "长" * 301}],
    ids=lambda one: next(iter(one)),
)  # fmt: skip
def test_a_row_is_refused_in_the_words_of_the_single_act(xian_officer, wrong):
    told = {
        "description": "无", "source": "other", "domain": "drug", "found_on": FOUND,
        "place": "某处", **wrong,
    }  # fmt: skip
    with pytest.raises(DomainError) as alone:
        register_item(**told, by=xian_officer, on=ON)
    desk = Desk(xian_officer, xian_officer.bureau, ON)
    (error,) = KINDS["ledger"].check_many(
        [ReadRow(2, dict(told))], by=xian_officer, on=ON, desk=desk
    )
    assert error.fields == alone.value.fields
    assert not LedgerItem.objects.exists()


def test_whoever_registers_one_may_import_and_nobody_else(
    yanta_inspector, yanta_head, yanta_unit_head, xian_officer, auditor, sysadmin
):
    for person in (yanta_inspector, yanta_head, yanta_unit_head, xian_officer):
        assert "ledger" in {kind.name for kind in kinds_for(person)}
    for person in (auditor, sysadmin):
        with pytest.raises(PermissionRefused):
            ledger(person, row())
