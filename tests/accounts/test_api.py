"""The API of people and bureaus."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Bureau, Role, TrainingRecord, User
from tests.factories.accounts import SINCE, make_person

API = "/api/v1"


@pytest.fixture
def admin(sysadmin, api_for):
    return api_for(sysadmin)


def officer(person: User, act: str = "") -> str:
    return f"{API}/officers/{person.uuid}/{act}"


# -- officers -----------------------------------------------------------------------------
def test_officers_are_those_of_ones_own_tree(
    api_for, xian_head, yanta_inspector, linwei_inspector
):
    seen = api_for(xian_head).get(f"{API}/officers/").json()

    assert {one["username"] for one in seen["results"]} == {"xian_head", "yanta_inspector"}
    assert (seen["count"], seen["count_is_exact"]) == (2, True)


def test_an_officer_shows_duties_and_certificates(api_for, yanta_inspector):
    seen = api_for(yanta_inspector).get(officer(yanta_inspector))

    body = seen.json()
    assert body["roles"] == ["inspector"]
    assert body["certificates"][0]["kind"] == "enforcement"
    assert "password" not in body
    assert "phone" not in body
    assert seen.headers["ETag"] == f'"{yanta_inspector.uuid}-1"'


def test_an_officer_is_taken_on_changed_and_disabled(admin, yanta, tree):
    new = {
        "username": "liu",
        "name": "刘新",
        "bureau": "610113",
        "unit": str(tree.unit("yanta").uuid),
        "password": "First-of-all-5",
    }
    made = admin.post(f"{API}/officers/", new)
    assert made.status_code == 201
    person = User.objects.get(username="liu")
    assert person.must_change_password

    tag = {"If-Match": made.headers["ETag"]}
    changed = admin.patch(officer(person), {"position": "科员"}, headers=tag)
    assert changed.json()["position"] == "科员"
    stale = admin.patch(officer(person), {"position": "科长"}, headers=tag)
    assert stale.status_code == 412
    assert stale.json()["details"]["theirs"] == {"position": "科员"}
    assert admin.patch(officer(person), {"position": "科长"}).status_code == 428

    gone = admin.post(officer(person, "disable/"), {"reason": "离职"})
    assert gone.json()["is_active"] is False
    back = admin.post(officer(person, "enable/"), {"password": "Here-again-6"})
    assert back.json()["is_active"] is True


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"username": "李"}, "username"),
        ({"username": "sysadmin"}, "username"),
        ({"name": "长" * 10_000}, "name"),
        ({"bureau": "999999"}, "bureau"),
        ({"password": "12345678"}, "non_field_errors"),
        ({"unit": str(uuid4())}, "unit"),
    ],
)
def test_bad_input_is_answered_at_its_field(sent, field, admin, yanta):
    new = {"username": "liu", "name": "刘", "bureau": "610113", "password": "First-of-all-5"}

    answer = admin.post(f"{API}/officers/", {**new, **sent})

    assert answer.status_code == 400
    assert field in answer.json()["fields"]
    assert all(answer.json()["fields"][field])


def test_the_same_request_twice_takes_on_one_person(admin, yanta):
    new = {"username": "liu", "name": "刘", "bureau": "610113", "password": "First-of-all-5"}
    key = {"Idempotency-Key": "k1"}

    first = admin.post(f"{API}/officers/", new, headers=key)
    again = admin.post(f"{API}/officers/", new, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    other = admin.post(f"{API}/officers/", {**new, "name": "另"}, headers=key)
    assert other.status_code == 422


def test_duties_are_granted_and_revoked_by_security_alone(api_for, secadmin, admin, yanta):
    person = make_person(yanta)
    security = api_for(secadmin)

    assert admin.post(officer(person, "grant-role/"), {"role": "inspector"}).status_code == 403
    given = security.post(officer(person, "grant-role/"), {"role": "inspector"})
    assert given.json()["roles"] == ["inspector"]
    wrong = security.post(officer(person, "grant-role/"), {"role": "emperor"})
    assert (wrong.status_code, list(wrong.json()["fields"])) == (400, ["role"])
    taken = security.post(officer(person, "revoke-role/"), {"role": "inspector"})
    assert taken.json()["roles"] == []


def test_transfer_certificate_and_training(admin, yanta_inspector, linwei):
    moved = admin.post(officer(yanta_inspector, "transfer/"), {"bureau": "610502"})
    assert moved.json()["bureau"] == "610502"
    certificate = {
        "kind": "inspector",
        "number": "J-9",
        "issued_on": "2022-01-05",
        "expires_on": "2021-01-05",
    }
    refused = admin.post(officer(yanta_inspector, "add-certificate/"), certificate)
    assert list(refused.json()["fields"]) == ["expires_on"]
    certificate["expires_on"] = "2027-01-05"
    entered = admin.post(officer(yanta_inspector, "add-certificate/"), certificate)
    assert len(entered.json()["certificates"]) == 2

    training = {
        "officer": str(yanta_inspector.uuid),
        "title": "化妆品检查",
        "held_on": "2022-01-05",
        "hours": "6.0",
    }
    assert admin.post(f"{API}/trainings/", training).status_code == 201
    assert TrainingRecord.objects.get().user == yanta_inspector
    listed = admin.get(f"{API}/trainings/", {"officer": str(yanta_inspector.uuid)}).json()
    assert [one["title"] for one in listed["results"]] == ["化妆品检查"]
    unknown = admin.post(f"{API}/trainings/", {**training, "officer": str(uuid4())})
    assert list(unknown.json()["fields"]) == ["officer"]


@pytest.mark.parametrize("noun", ["officers", "bureaus", "units", "trainings"])
def test_lists_cost_the_same_for_ten_and_a_hundred_rows(noun, admin, yanta, tree):
    counts = []
    admin.get(f"{API}/{noun}/")  # writes the session's last use
    for wanted in (10, 90):
        for _each in range(wanted):
            person = make_person(yanta, Role.INSPECTOR, unit=tree.unit("yanta"))
            TrainingRecord.objects.create(user=person, title="课", held_on=SINCE, hours=1)
            Bureau.objects.create(
                code=person.username[:12],
                name=person.username,
                short_name="新",
                document_word=person.username,
                kind="county",
                parent=yanta.parent,
                path=f"{yanta.path}{person.username}/",
                active_from=SINCE,
            ).units.create(kind="section", name="科")
        with CaptureQueriesContext(connection) as captured:
            listed = admin.get(f"{API}/{noun}/?page_size=200")
        assert len(listed.json()["results"]) >= wanted
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 9


# -- bureaus and units --------------------------------------------------------------------
def test_a_bureau_is_set_up_renamed_and_closed(admin, xian):
    new = {
        "code": "610199",
        "name": "西咸新区市场监督管理局",
        "short_name": "西咸",
        "document_word": "陕西咸市监",
        "kind": "county",
        "parent": "610100",
        "regions": ["610113"],
    }
    made = admin.post(f"{API}/bureaus/", new)
    assert made.json()["path"] == "610000/610100/610199/"
    address = f"{API}/bureaus/{made.json()['id']}/"
    tag = {"If-Match": made.headers["ETag"]}
    renamed = admin.patch(address, {"name": "西咸局"}, headers=tag)
    assert renamed.json()["name"] == "西咸局"
    unit = {"bureau": "610199", "kind": "station", "name": "沣东所"}
    assert admin.post(f"{API}/units/", unit).status_code == 201
    closed = admin.post(f"{address}close/", {"reason": "并", "successor": "610113"})
    assert closed.json()["succeeded_by"] == "610113"


def test_anybody_signed_in_knows_which_bureaus_there_are(api_for, xian_dashboard):
    seen = api_for(xian_dashboard).get(f"{API}/bureaus/", {"kind": "county"}).json()
    assert {one["code"] for one in seen["results"]} == {"610103", "610113", "610502"}
