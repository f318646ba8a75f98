"""The API of cases: versions, keys, scope, filters, what can be done, oversight."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enforcement.models import Case, Payment, Violation
from enforcement.services.published import import_published_decisions
from tests.enforcement.test_case_api import CASES, filing, under
from tests.factories.around import make_on_spot
from tests.factories.enforcement_cases import (
    PROVISION,
    fresh,
    make_case,
    make_decided_case,
    make_filing,
    make_performed_case,
    make_served_case,
    make_violation,
)
from tests.factories.enforcement_field import make_verified_clue
from tests.factories.registry import make_party


@pytest.fixture
def clue(team):
    return make_verified_clue(by=team.inspector, party=make_party())


class TestVersions:
    def test_a_change_needs_the_version_that_was_read(self, team, api_for):
        case = make_case(team)
        officer = api_for(team.inspector)
        address = f"{CASES}{case.uuid}/"
        assert officer.patch(address, {"facts": "甲"}).status_code == 428
        read = officer.get(address).headers["ETag"]
        assert (
            officer.patch(address, {"facts": "甲"}, headers={"If-Match": read}).status_code
            == 200
        )
        stale = officer.patch(address, {"facts": "乙"}, headers={"If-Match": read})
        assert (stale.status_code, stale.data["code"]) == (412, "stale_version")
        assert stale.data["details"]["theirs"] == {"facts": "甲"}
        assert stale.data["details"]["yours"] == {"facts": "乙"}

    def test_a_violation_too(self, team, api_for):
        row = make_violation(make_case(team), by=team.inspector)
        officer = api_for(team.inspector)
        address = f"/api/v1/violations/{row.uuid}/"
        read = officer.get(address).headers["ETag"]
        changed = officer.patch(address, {"goods_value": "20000"}, headers={"If-Match": read})
        assert changed.data["range_min"] == "200000.00"
        stale = officer.patch(address, {"facts": "乙"}, headers={"If-Match": read})
        assert stale.status_code == 412
        assert officer.post(f"{address}remove/", {}).status_code == 400
        told = {"reason": "重复登记"}
        assert officer.post(f"{address}remove/", told).status_code == 204
        assert not Violation.objects.exists()


class TestKeys:
    def test_the_same_filing_twice_is_one_case(self, team, clue, api_for):
        officer = api_for(team.inspector)
        key = {"Idempotency-Key": "file-1"}
        first = officer.post(CASES, filing(team, clue), headers=key)
        again = officer.post(CASES, filing(team, clue), headers=key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.data["id"] == again.data["id"]
        assert Case.objects.count() == 1

    def test_the_same_payment_twice_is_one_payment(self, team, api_for):
        case = make_served_case(team)
        officer = api_for(team.inspector)
        told = {"kind": "fine", "amount": "10", "paid_on": "2026-03-12", "receipt": "1"}
        for _each in range(2):
            answer = officer.post(
                under(case, "record-payment"), told, headers={"Idempotency-Key": "pay-1"}
            )
            assert answer.status_code == 201
        assert Payment.objects.count() == 1
        other = officer.post(
            under(case, "record-payment"),
            {**told, "amount": "11"},
            headers={"Idempotency-Key": "pay-1"},
        )
        assert (other.status_code, other.data["code"]) == (422, "idempotency_key_reused")


class TestScope:
    def test_outside_is_answered_like_nothing(self, team, api_for, linwei_inspector):
        case = make_case(team)
        api = api_for(linwei_inspector)
        none = "00000000-0000-4000-8000-000000000009"
        for tail in ("", "open-acts/"):
            hidden = api.get(f"{CASES}{case.uuid}/{tail}")
            missing = api.get(f"{CASES}{none}/{tail}")
            assert (hidden.status_code, hidden.data) == (404, missing.data)
        assert api.post(under(case, "decide")).status_code == 404
        assert api.get(CASES).data["results"] == []

    def test_a_service_account_reads_and_does_not_act(self, team, api_for, xian_dashboard):
        case = make_case(team)
        api = api_for(xian_dashboard)
        assert api.get(f"{CASES}{case.uuid}/").status_code == 200
        assert api.post(under(case, "submit-penalty")).status_code == 403

    def test_published_decisions_are_under_precedents(
        self, api_for, province_officer, yanta_inspector
    ):
        import_published_decisions(by=province_officer, on=timezone.localdate())
        province = api_for(province_officer)
        assert province.get(CASES).data["count"] == 0
        assert province.get("/api/v1/decisions/").data["count"] == 0
        assert province.get("/api/v1/violations/").data["count"] == 0
        found = api_for(yanta_inspector).get(f"{CASES}precedents/").data
        assert found["count"] == 42
        api = api_for(yanta_inspector)
        one = api.get(f"{CASES}precedents/", {"q": "乳酶"}).data["results"][0]
        assert one["authority"] == "山东省药监局"
        assert one["fine"] == "1352200.00"
        unknown = api.get(f"{CASES}precedents/", {"provision": "cosmetics_no_fault_exemption"})
        assert unknown.data["results"][0]["goods_value"] is None


class TestFilters:
    def test_each_narrows(self, team, api_for, xian_officer):
        case = make_decided_case(team)
        make_filing(team)
        api = api_for(xian_officer)
        for query in (
            {"status": "decided"},
            {"provision": PROVISION},
            {"decided_after": "2026-03-10", "decided_before": "2026-03-10"},
            {"filed_after": "2026-03-01", "filed_before": "2026-03-31"},
            {"counted_after": "2026-01-01"},
            {"goods_value_min": "1000", "goods_value_max": "2000"},
            {"fine_min": "100000", "fine_max": "100000"},
            {"status": "decided", "officer": str(team.inspector.uuid)},
            {"status": "decided", "region": "610100", "bureau": "610100"},
            {"status": "decided", "domain": "drug", "link": "retail", "source": "complaint"},
            {"q": case.number},
        ):
            found = api.get(CASES, query).data["results"]
            assert [one["id"] for one in found] == [str(case.uuid)], query
        for query in ({"status": "decided", "region": "610500"}, {"past": "1"}, {"major": "1"}):
            assert api.get(CASES, query).data["results"] == [], query

    @pytest.mark.parametrize(
        "query", [{"status": "x"}, {"filed_after": "x"}, {"fine_min": "x"}, {"bureau": "x"}]
    )
    def test_a_filter_that_cannot_be_is_named(self, team, api_for, query):
        answer = api_for(team.inspector).get(CASES, query)
        assert answer.status_code == 400
        assert answer.data["fields"]

    def test_violations_decisions_and_payments(self, team, api_for):
        case = make_performed_case(team)
        other = make_served_case(team)
        api = api_for(team.inspector)
        for noun, number in (("violations", 1), ("decisions", 1), ("payments", 2)):
            found = api.get(f"/api/v1/{noun}/", {"case": str(case.uuid)}).data["results"]
            assert len(found) == number
            detail = api.get(f"/api/v1/{noun}/{found[0]['id']}/")
            assert detail.status_code == 200
            assert detail.headers["ETag"]
        found = api.get("/api/v1/decisions/", {"penalty": "fine", "fine_min": "1"}).data
        assert found["count"] == 2
        assert api.get("/api/v1/payments/", {"kind": "fine"}).data["count"] == 1
        assert api.get("/api/v1/violations/", {"provision": PROVISION}).data["count"] == 2
        assert other.pk


def test_open_acts_tell_who_may_and_what_is_missing(team, api_for):
    case = make_case(team)
    acts = {
        one["act"]: one for one in api_for(team.inspector).get(under(case, "open-acts")).data
    }
    assert acts["record_violation"]["ready"]
    assert not acts["submit_penalty"]["ready"]
    assert len(acts["submit_penalty"]["missing"]) == 2
    assert not acts["assign_officers"]["allowed"]


def test_oversight_through_the_api(team, api_for, xian_head):
    case = make_case(team)
    watched = api_for(xian_head).post(under(case, "supervise"), {"reason": "案情重大"})
    assert watched.data["supervised_by"]["code"] == "610100"
    told = {"officers": [str(one.uuid) for one in reversed(team.officers)]}
    given = api_for(team.unit_head).post(under(case, "assign-officers"), told)
    assert given.data["officers"][0]["id"] == str(team.inspector2.uuid)


def test_a_day_in_the_future_is_refused_by_the_day_of_the_call(team, api_for):
    case = make_on_spot(team)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    address = under(case, "file-papers")
    answer = api_for(team.inspector).post(address, {"filed_on": tomorrow})
    assert (answer.status_code, list(answer.data["fields"])) == (400, ["papers_filed_on"])
    assert fresh(case).on_spot.papers_filed_on is None
