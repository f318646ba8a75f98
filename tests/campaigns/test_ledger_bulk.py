from datetime import timedelta

import pytest

from audit.models import AuditEvent
from campaigns.models import LedgerItem
from campaigns.services import ledger_bulk
from campaigns.services.ledger import dispatch_item
from campaigns.services.ledger_bulk import dispatching, proposing, run_bulk
from campaigns.services.ledger_intake import register_items
from campaigns.services.ledger_jobs import CLOSE, DISPATCH, PROPOSE_CLOSE, start_bulk
from core.errors import Invalid
from core.jobs import run_job
from core.models import JobState
from deadlines.models import Transition
from tests.factories.ledger import (
    DUE,
    ON,
    make_dispatched,
    make_item,
    make_proposed,
    make_rechecked,
    make_rectifying,
)


def ids_of(*items):
    return [one.uuid for one in items]


def state_of(item):
    item.refresh_from_db()
    return item.status, item.due_on, item.measure, item.version


def test_the_bulk_act_does_what_the_single_one_does(province_officer, yanta):
    alone = make_item(by=province_officer, bureau=yanta)
    dispatch_item(alone, due_on=DUE, measure="整改", by=province_officer, on=ON)
    among = make_item(by=province_officer, bureau=yanta)
    run_bulk(dispatching(DUE, "整改"), ids_of(among), by=province_officer, on=ON)

    assert state_of(among) == state_of(alone)
    for model, path in ((Transition, "about_uuid"), (AuditEvent, "subject_uuid")):
        kinds = [
            list(model.objects.filter(**{path: one.uuid}).values_list("on", "note"))
            for one in (alone, among)
        ]
        assert kinds[0] == kinds[1]


def test_a_refused_row_is_named_and_the_rest_is_done(province_officer, yanta_inspector):
    ready = make_rechecked(by=province_officer, owner=yanta_inspector)
    waiting = make_rectifying(by=province_officer, owner=yanta_inspector)
    bulk = proposing("建议销号", by=yanta_inspector, on=ON)
    outcome = run_bulk(bulk, ids_of(ready, waiting), by=yanta_inspector, on=ON)

    assert (outcome.done, outcome.before) == (1, 0)
    assert [row["number"] for row in outcome.failed] == [waiting.number]
    assert outcome.failed[0]["reason"]
    assert state_of(ready)[0] == "closing"
    assert state_of(waiting)[0] == "rectifying"


def test_nothing_is_done_twice(province_officer, yanta):
    items = [make_item(by=province_officer, bureau=yanta) for _each in range(3)]
    for expected in ((3, 0), (0, 3)):
        outcome = run_bulk(dispatching(DUE), ids_of(*items), by=province_officer, on=ON)
        assert (outcome.done, outcome.before) == expected

    assert Transition.objects.filter(act="dispatch").count() == 3


def test_what_lies_outside_is_left_alone(xian_officer, province_officer, linwei):
    item = make_item(by=province_officer, bureau=linwei)
    outcome = run_bulk(dispatching(DUE), ids_of(item), by=xian_officer, on=ON)

    assert (outcome.done, outcome.before, outcome.failed) == (0, 0, [])
    assert state_of(item)[0] == "registered"


def test_whoever_proposed_does_not_close_in_bulk_either(province_officer, yanta_unit_head):
    own = make_rechecked(by=province_officer, owner=province_officer)
    run_bulk(
        proposing("销号", by=province_officer, on=ON), ids_of(own), by=province_officer, on=ON
    )
    other = make_proposed(by=province_officer, owner=yanta_unit_head)
    bulk = ledger_bulk.closing("同意", by=province_officer, on=ON)
    outcome = run_bulk(bulk, ids_of(own, other), by=province_officer, on=ON)

    assert outcome.done == 1
    assert outcome.failed[0]["number"] == own.number


def test_many_rows_cost_few_queries(province_officer, yanta, django_assert_max_num_queries):
    items = [make_item(by=province_officer, bureau=yanta) for _each in range(40)]
    with django_assert_max_num_queries(16):
        run_bulk(dispatching(DUE), ids_of(*items), by=province_officer, on=ON)


@pytest.mark.parametrize(
    ("kind", "params", "make", "after"),
    [
        (DISPATCH, {"due_on": DUE.isoformat(), "measure": "整改"}, "registered", "dispatched"),
        (PROPOSE_CLOSE, {"text": "建议销号"}, "rechecked", "closing"),
        (CLOSE, {"text": "同意"}, "proposed", "closed"),
    ],
)
def test_a_job_tells_its_progress_and_its_outcome(
    kind, params, make, after, province_officer, province_head, yanta, yanta_inspector
):
    makers = {
        "registered": lambda: make_item(by=province_officer, bureau=yanta),
        "rechecked": lambda: make_rechecked(by=province_officer, owner=province_officer),
        "proposed": lambda: make_proposed(by=province_officer, owner=yanta_inspector),
    }
    item = makers[make]()
    job = start_bulk(
        kind, ids_of(item), params=params, by=province_officer, on=ON, send=lambda _id: None
    )
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert (job.state, job.done, job.total) == (JobState.DONE, 1, 1)
    assert job.result["done"] == 1
    assert state_of(item)[0] == after


def test_a_job_whose_day_has_passed_fails_in_words(province_officer, yanta):
    item = make_item(by=province_officer, bureau=yanta)
    params = {"due_on": (ON - timedelta(days=1)).isoformat(), "measure": ""}
    job = start_bulk(
        DISPATCH, ids_of(item), params=params, by=province_officer, on=ON, send=lambda _id: None
    )
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert job.state == JobState.FAILED
    assert job.error


def test_the_list_begins_a_job_for_all_it_found(client_for, province_officer, yanta):
    make_item(by=province_officer, bureau=yanta)
    make_dispatched(by=province_officer, bureau=yanta)
    client = client_for(province_officer)
    asked = {"all": "1", "query": "status=registered"}
    page = client.post("/campaigns/ledger/bulk/dispatch/", asked)

    assert page.status_code == 200
    assert "status=registered" in page.content.decode()
    sent = {**asked, "_once": "abc", "due_on": "2099-01-01", "ids": ""}
    answer = client.post("/campaigns/ledger/bulk/dispatch/", sent)
    assert answer.status_code == 302
    assert "/jobs/" in answer["Location"]
    assert LedgerItem.objects.filter(status="registered").count() == 1


def test_many_are_accepted_shown_rechecked_like_one(province_officer, yanta_unit_head):
    """The whole way in bulk ends where the single acts end, entry by entry."""
    alone = make_rechecked(by=province_officer, owner=yanta_unit_head)
    among = make_dispatched(by=province_officer, bureau=yanta_unit_head.bureau)
    for bulk in (
        ledger_bulk.accepting(yanta_unit_head),
        ledger_bulk.evidencing("整改后照片", "照片3张"),
        ledger_bulk.reporting("已整改"),
        ledger_bulk.rechecking("现场复查合格", on=ON),
    ):
        assert run_bulk(bulk, ids_of(among), by=yanta_unit_head, on=ON).done == 1
    among.refresh_from_db()

    for name in ("status", "owner", "recheck_on", "recheck_passed"):
        assert getattr(among, name) == getattr(alone, name), name
    entries = [
        list(one.entries.values_list("kind", "text", "paper", "passed"))
        for one in (alone, among)
    ]
    assert entries[0] == entries[1]


def test_many_are_registered_like_one_all_or_none(province_officer, yanta):
    said = {"source": "inspection", "domain": "drug", "found_on": ON, "bureau": yanta}
    rows = [{**said, "place": "小寨", "description": f"隐患{at}"} for at in range(3)]
    items = register_items(rows, by=province_officer, on=ON)
    alone = make_item(by=province_officer, bureau=yanta)

    assert [one.number[-3:] for one in (*items, alone)] == ["〕1号", "〕2号", "〕3号", "〕4号"]
    assert {state_of(one) for one in items} == {state_of(alone)}
    with pytest.raises(Invalid) as refused:
        register_items([rows[0], {**rows[1], "place": ""}], by=province_officer, on=ON)
    assert list(refused.value.fields) == ["rows.1.party"]
    assert LedgerItem.objects.count() == 4
