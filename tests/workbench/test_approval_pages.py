"""Deciding on the page and through the API."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.refs import Ref, resolve
from tests.factories.workbench import A_DAY, make_approval, make_record
from workbench.approvals import register_facts
from workbench.models import Approval, ApprovalState
from workbench.queue import queue_for
from workbench.services.approvals import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def approval(yanta_inspector: User, yanta_unit_head: User) -> Approval:
    return make_approval(make_record(yanta_inspector), yanta_inspector)


def page(client, name: str, approval: Approval | None = None, query: str = "") -> str:
    address = reverse(name, args=[approval.uuid] if approval else [])
    return client.get(address + query).content.decode()


def test_the_queue_shows_what_waits_for_the_reader(
    client_for, approval: Approval, yanta_inspector: User, yanta_unit_head: User
) -> None:
    name = "workbench:approval-list"
    assert "申请立案" in page(client_for(yanta_unit_head), name)
    assert "申请立案" not in page(client_for(yanta_inspector), name)
    assert "申请立案" in page(client_for(yanta_inspector), name, query="?whose=submitted")


def test_the_page_shows_summary_record_and_who_it_waits_for(
    client_for, approval: Approval, yanta_unit_head: User
) -> None:
    register_facts("comment", lambda uuid, user: [("当事人", "雁塔某药店")])
    shown = page(client_for(yanta_unit_head), "workbench:approval", approval)
    for words in ("销售假药线索属实", "某药店案", "雁塔某药店", "周雁队"):
        assert words in shown
    assert reverse("workbench:approval-approve", args=[approval.uuid]) in shown


def test_whoever_may_not_decide_sees_no_button(
    client_for, approval: Approval, yanta_inspector: User, yanta_head: User
) -> None:
    button = reverse("workbench:approval-approve", args=[approval.uuid])
    for person in (yanta_inspector, yanta_head):
        assert button not in page(client_for(person), "workbench:approval", approval)
    withdraw = reverse("workbench:approval-withdraw", args=[approval.uuid])
    assert withdraw in page(client_for(yanta_inspector), "workbench:approval", approval)


def test_approving_on_the_page(client_for, approval: Approval, yanta_unit_head: User) -> None:
    client = client_for(yanta_unit_head)
    address = reverse("workbench:approval-approve", args=[approval.uuid])
    assert client.post(address, {"seq": 1, "reason": "同意"}).status_code == 302
    again = client.post(address, {"seq": 1})
    assert again.status_code == 409
    approval.refresh_from_db()
    assert (approval.state, approval.current_seq) == (ApprovalState.PENDING, 2)


def test_returning_on_the_page_needs_a_reason(
    client_for, approval: Approval, yanta_unit_head: User
) -> None:
    client = client_for(yanta_unit_head)
    address = reverse("workbench:approval-return", args=[approval.uuid])
    assert client.post(address, {"seq": 1, "reason": ""}).status_code == 400
    endless = client.post(address, {"seq": 1, "reason": "长" * 10_000})
    assert endless.status_code == 400
    assert "长" * 10_000 in endless.content.decode()
    assert client.post(address, {"seq": 1, "reason": "证据不足"}).status_code == 302
    approval.refresh_from_db()
    assert approval.state == ApprovalState.RETURNED
    assert client.get(address).status_code == 409


def test_withdrawing_on_the_page(
    client_for, approval: Approval, yanta_inspector: User, yanta_inspector2: User
) -> None:
    address = reverse("workbench:approval-withdraw", args=[approval.uuid])
    assert client_for(yanta_inspector2).post(address).status_code == 404
    assert client_for(yanta_inspector).post(address, {"reason": "补证"}).status_code == 302
    approval.refresh_from_db()
    assert approval.state == ApprovalState.WITHDRAWN


def test_another_bureau_is_told_there_is_nothing(
    client_for, api_for, approval: Approval, linwei_unit_head: User
) -> None:
    for name in ("approval", "approval-approve", "approval-return", "approval-withdraw"):
        address = reverse(f"workbench:{name}", args=[approval.uuid])
        assert client_for(linwei_unit_head).get(address).status_code == 404
    address = reverse("api:approvals-approve", args=[approval.uuid])
    assert api_for(linwei_unit_head).post(address).status_code == 404


def test_the_api_lists_decides_and_refuses(
    api_for,
    approval: Approval,
    yanta_inspector: User,
    yanta_unit_head: User,
    yanta_head: User,
) -> None:
    head = api_for(yanta_unit_head)
    listed = head.get(reverse("api:approvals-list"), {"waiting_for_me": "true"}).json()
    assert [row["id"] for row in listed["results"]] == [str(approval.uuid)]
    assert listed["results"][0]["steps"][0]["role"] == "unit_head"
    address = reverse("api:approvals-approve", args=[approval.uuid])
    own = api_for(yanta_inspector).post(address)
    assert (own.status_code, own.json()["code"]) == (403, "own_submission")
    early = api_for(yanta_head).post(address)
    assert (early.status_code, early.json()["code"]) == (403, "not_your_step")
    done = head.post(address, {"reason": "同意", "seq": 1})
    assert (done.status_code, done.json()["current_seq"]) == (200, 2)
    assert done["ETag"]
    twice = head.post(address, {"seq": 1})
    assert (twice.status_code, twice.json()["code"]) == (409, "step_decided")
    send_back = reverse("api:approvals-return", args=[approval.uuid])
    empty = api_for(yanta_head).post(send_back, {})
    assert empty.status_code == 400
    assert "reason" in empty.json()["fields"]
    returned = api_for(yanta_head).post(send_back, {"reason": "证据不足"})
    assert returned.json()["state"] == "returned"


def test_the_same_request_twice_approves_once(
    api_for, approval: Approval, yanta_unit_head: User
) -> None:
    api = api_for(yanta_unit_head)
    address = reverse("api:approvals-approve", args=[approval.uuid])
    first = api.post(address, {}, headers={"Idempotency-Key": "k-1"})
    second = api.post(address, {}, headers={"Idempotency-Key": "k-1"})
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    approval.refresh_from_db()
    assert approval.current_seq == 2


def test_the_api_reads_and_writes_comments(
    api_for, yanta_inspector: User, linwei_inspector: User
) -> None:
    record = make_record(yanta_inspector)
    address = reverse("api:comments-list")
    sent = {"about": str(record.ref), "text": "请补充票据"}
    made = api_for(yanta_inspector).post(address, sent)
    assert made.status_code == 201
    assert made.json()["author"] == "李雁查"
    assert api_for(linwei_inspector).post(address, sent).status_code == 404
    found = api_for(yanta_inspector).get(address, {"about": str(record.uuid)}).json()
    assert [row["text"] for row in found["results"]] == ["请补充票据"]
    for bad in ({**sent, "text": ""}, {**sent, "about": "nothing"}, {"text": "x"}):
        assert api_for(yanta_inspector).post(address, bad).status_code in (400, 404)


def test_titles_and_addresses_are_told_only_to_whoever_may_see(
    approval: Approval, yanta_head: User, linwei_unit_head: User
) -> None:
    ref = Ref("approval", approval.uuid)
    assert resolve([ref], yanta_head)[ref].title == "申请立案"
    assert resolve([ref], linwei_unit_head)[ref].title == ""


def test_the_home_page_learns_what_waits(
    approval: Approval, yanta_inspector: User, yanta_unit_head: User, yanta_head: User
) -> None:
    waiting = queue_for(yanta_unit_head, A_DAY)
    assert [line.title for line in waiting.approvals.lines] == ["申请立案"]
    assert waiting.messages.count.value == 1
    others = queue_for(yanta_inspector, A_DAY)
    assert [line.title for line in others.submitted.lines] == ["申请立案"]
    assert others.approvals.lines == []
    approve(approval, by=yanta_unit_head, on=A_DAY)
    assert queue_for(yanta_unit_head, A_DAY).approvals.lines == []
    assert len(queue_for(yanta_head, A_DAY).approvals.lines) == 1


@pytest.mark.parametrize("name", ["approval-list", "inbox", "task-list"])
def test_lists_cost_the_same_with_ten_and_a_hundred_rows(
    client_for,
    yanta_inspector: User,
    yanta_unit_head: User,
    name: str,
    django_assert_max_num_queries,
) -> None:
    def fill(rows: int) -> None:
        for _each in range(rows):
            make_approval(make_record(yanta_inspector), yanta_inspector)

    client = client_for(yanta_unit_head)
    address = reverse(f"workbench:{name}") + "?size=200"
    client.get(address)
    fill(10)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    fill(90)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("name", ["approvals-list", "inbox-list", "comments-list"])
def test_api_lists_cost_the_same_with_ten_and_a_hundred_rows(
    api_for,
    yanta_inspector: User,
    yanta_unit_head: User,
    name: str,
    django_assert_max_num_queries,
) -> None:
    api = api_for(yanta_unit_head)
    address = reverse(f"api:{name}") + "?page_size=200"
    api.get(address)
    for _each in range(10):
        make_approval(make_record(yanta_inspector), yanta_inspector)
    with django_assert_max_num_queries(20) as few:
        api.get(address)
    for _each in range(90):
        make_approval(make_record(yanta_inspector), yanta_inspector)
    with django_assert_max_num_queries(len(few)):
        api.get(address)
