import pytest

from tests.factories.registry import make_party

API = "/api/v1"


@pytest.fixture
def party(tree):
    return make_party()


@pytest.fixture
def told():
    return {"year": 2026, "risk_class": "C", "reason": "两次整改"}


def test_a_party_is_graded(api_for, xian_officer, party, told):
    api = api_for(xian_officer)
    address = f"{API}/parties/{party.uuid}/grades/"

    made = api.post(address, told)

    assert made.status_code == 201, made.content
    assert made.json()["graded_by"] == xian_officer.name
    rows = api.get(address).json()["results"]
    assert [row["risk_class"] for row in rows] == ["C"]
    assert api.get(f"{API}/parties/{party.uuid}/").json()["risk_class"] == "C"


def test_an_old_version_of_the_party_is_refused(api_for, xian_officer, party, told):
    api, address = api_for(xian_officer), f"{API}/parties/{party.uuid}/grades/"
    tag = api.get(f"{API}/parties/{party.uuid}/")["ETag"]

    assert api.post(address, told, HTTP_IF_MATCH=tag).status_code == 201
    assert api.post(address, told, HTTP_IF_MATCH=tag).status_code == 412


def test_who_grades_and_who_reads(
    api_for, weinan_officer, yanta_inspector, auditor, sysadmin, party, told
):
    address = f"{API}/parties/{party.uuid}/grades/"

    for user in (weinan_officer, yanta_inspector, auditor):
        assert api_for(user).post(address, told).status_code == 403
        assert api_for(user).get(address).status_code == 200
    assert api_for(sysadmin).get(address).status_code == 403


def test_bad_input_is_answered_with_field_and_sentence(api_for, xian_officer, party, told):
    api, address = api_for(xian_officer), f"{API}/parties/{party.uuid}/grades/"

    for changes, field in (
        ({"risk_class": "E"}, "risk_class"),
        ({"year": 1990}, "year"),
        ({"reason": ""}, "reason"),
        ({"reason": "长" * 10_000}, "reason"),
    ):
        answer = api.post(address, {**told, **changes})
        assert answer.status_code == 400
        assert answer.json()["fields"][field]


def test_an_unknown_party_is_not_found(api_for, xian_officer):
    nothing = "00000000-0000-4000-8000-000000000099"

    assert api_for(xian_officer).get(f"{API}/parties/{nothing}/grades/").status_code == 404
