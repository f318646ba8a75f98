"""The API of machines, tokens and shares."""

from uuid import uuid4

import pytest

from accounts.models import ApiToken, Share, ShareGrade
from accounts.services.scope import share
from accounts.system import SYSTEM
from audit.models import AuditEvent
from enforcement.models import Clue
from tests.factories.accounts import SINCE, make_service_account

API = "/api/v1"


@pytest.fixture
def admin(sysadmin, api_for):
    return api_for(sysadmin)


# -- machines -----------------------------------------------------------------------------
def test_a_token_is_issued_once_and_revoked(admin, xian):
    account = {"username": "credit", "name": "信用平台", "bureau": "610100"}
    made = admin.post(f"{API}/service-accounts/", account).json()
    wanted = {"account": made["id"], "name": "正式", "days": 30}

    issued = admin.post(f"{API}/tokens/", wanted, headers={"Idempotency-Key": "t1"})

    body = issued.json()
    assert issued.status_code == 201
    assert len(body["token"]) == 64
    assert body["token"] not in str(admin.get(f"{API}/tokens/").json())
    assert "token" not in admin.get(f"{API}/tokens/{body['id']}/").json()
    revoked = admin.post(f"{API}/tokens/{body['id']}/revoke/")
    assert revoked.json()["revoked_on"]
    assert ApiToken.objects.get().revoked_on


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"days": 0}, "days"), ({"days": 9999}, "days"), ({"account": str(uuid4())}, "account")],
)
def test_a_token_that_cannot_be_is_refused(sent, field, admin, xian):
    account = make_service_account(xian)
    wanted = {"account": str(account.uuid), "name": "x", "days": 9} | sent

    answer = admin.post(f"{API}/tokens/", wanted)

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


def test_one_sees_ones_own_tokens_alone(api_for, yanta_inspector, xian, admin):
    account = make_service_account(xian)
    wanted = {"account": str(account.uuid), "name": "x", "days": 9}
    token = admin.post(f"{API}/tokens/", wanted).json()["id"]
    inspector = api_for(yanta_inspector)

    assert inspector.get(f"{API}/tokens/").json() == {"results": []}
    assert inspector.get(f"{API}/tokens/{token}/").status_code == 404
    own = {"account": str(yanta_inspector.uuid), "name": "脚本", "days": 9}
    assert inspector.post(f"{API}/tokens/", own).status_code == 201
    assert len(inspector.get(f"{API}/tokens/").json()["results"]) == 1


# -- shares -------------------------------------------------------------------------------
@pytest.fixture
def clue(tree, yanta_inspector):
    row = Clue.top(
        bureau=tree.yanta,
        unit=tree.unit("yanta"),
        title="线索",
        domain="drug",
        source="complaint",
        received_on=SINCE,
        content="无证",
    )
    row.save()
    share(row, to=yanta_inspector, grade=ShareGrade.HANDLE, by=SYSTEM, on=SINCE)
    return row


def test_a_head_opens_a_record_for_reading_and_closes_it(
    api_for, clue, yanta_head, linwei_inspector
):
    head = api_for(yanta_head)
    wanted = {"root": str(clue.ref), "bureau": "610502", "reason": "串并案"}

    made = head.post(f"{API}/shares/", wanted)

    assert made.status_code == 201
    assert Clue.objects.visible_to(linwei_inspector).get() == clue
    of_record = head.get(f"{API}/shares/", {"root": str(clue.ref)}).json()["results"]
    assert {one["grade"] for one in of_record} == {"handle", "read"}
    mine = api_for(linwei_inspector).get(f"{API}/shares/").json()["results"]
    assert [one["root"] for one in mine] == [str(clue.ref)]
    address = f"{API}/shares/{made.json()['id']}/"
    assert head.post(f"{address}close/", {"reason": "办结"}).status_code == 204
    assert not Share.objects.filter(grade=ShareGrade.READ).exists()
    assert AuditEvent.objects.latest("id").kind == "scope.unshared"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"root": "clue:nonsense"}, 404),
        ({"root": f"clue:{uuid4()}"}, 404),
        ({"root": "nothing"}, 404),
        ({}, 400),
        ({"officer": str(uuid4())}, 400),
    ],
)
def test_a_share_that_cannot_be_is_refused(sent, status, api_for, clue, yanta_head):
    wanted = {"root": str(clue.ref), "reason": "x"} | sent
    assert api_for(yanta_head).post(f"{API}/shares/", wanted).status_code == status


def test_a_record_outside_is_not_there_to_be_shared(api_for, clue, linwei_head):
    wanted = {"root": str(clue.ref), "bureau": "610502", "reason": "好奇"}
    head = api_for(linwei_head)

    assert head.post(f"{API}/shares/", wanted).status_code == 404
    assert head.get(f"{API}/shares/", {"root": str(clue.ref)}).status_code == 404
    row = Share.objects.get()
    assert head.get(f"{API}/shares/{row.uuid}/").status_code == 404


def test_the_head_of_the_bureau_may_look_at_a_share_of_its_record(api_for, clue, yanta_head):
    row = Share.objects.get()
    assert api_for(yanta_head).get(f"{API}/shares/{row.uuid}/").json()["grade"] == "handle"
