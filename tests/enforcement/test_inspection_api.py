"""Inspections and findings through the API."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from enforcement.models import Clue, Inspection
from enforcement.services.inspections import complete_inspection
from tests.factories.accounts import make_person
from tests.factories.enforcement_field import (
    ON,
    make_completed_inspection,
    make_finding,
    make_inspection,
    make_planned_inspection,
)
from tests.factories.registry import make_party

ADDRESS = "/api/v1/inspections/"


@pytest.fixture
def two(yanta_inspector, yanta_inspector2):
    return [yanta_inspector, yanta_inspector2]


def told(two, **more):
    return {
        "party": str(make_party().uuid),
        "domain": "drug",
        "inspected_on": timezone.localdate().isoformat(),
        "officers": [str(officer.uuid) for officer in two],
        **more,
    }


def etag(record):
    record.refresh_from_db()
    return {"If-Match": f'"{record.uuid}-{record.version}"'}


class TestLog:
    def test_from_the_site_to_the_conclusion(self, api_for, two):
        api = api_for(two[0])
        answer = api.post(ADDRESS, told(two, started_at="09:30"))
        assert answer.status_code == 201
        body = answer.json()
        assert [one["name"] for one in body["officers"]] == [one.name for one in two]
        here = f"{ADDRESS}{body['id']}/"

        found = api.post(
            f"{here}findings/", {"grade": "major", "description": "处方药未凭处方销售"}
        )
        assert (found.status_code, found.json()["seq"]) == (201, 1)
        done = api.post(f"{here}complete/", {"site_conclusion": "after_rectification"})
        assert done.json()["status"] == "completed"
        finding = found.json()["id"]
        fixed = api.post(
            f"{here}findings/{finding}/rectify/",
            {"rectified_on": timezone.localdate().isoformat(), "rectification": "已改正"},
        )
        assert fixed.json()["status"] == "rectified"
        assert api.get(f"{here}findings/").json()[0]["status"] == "rectified"

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"officers": []}, "officers"),
            ({"inspected_on": "2999-01-01"}, "inspected_on"),
            ({"started_at": "10:00", "ended_at": "09:00"}, "ended_at"),
            ({"title": "长" * 10_000}, "title"),
            ({"party": str(uuid4())}, "party"),
            ({"for_clue": str(uuid4())}, "for_clue"),
            ({"domain": ""}, "domain"),
        ],
    )
    def test_what_cannot_be_right_is_named(self, api_for, two, more, field):
        answer = api_for(two[0]).post(ADDRESS, told(two, **more))

        assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
        assert not Inspection.objects.exists()

    def test_one_officer_only(self, api_for, two):
        answer = api_for(two[0]).post(ADDRESS, told(two[:1]))

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["officers"])

    def test_an_expired_certificate(self, api_for, two, yanta):
        yesterday = timezone.localdate() - timedelta(days=1)
        late = make_person(yanta, Role.INSPECTOR, certified_until=yesterday)
        answer = api_for(two[0]).post(ADDRESS, told([two[0], late]))

        assert answer.status_code == 400
        assert late.name in answer.json()["fields"]["officers"][0]

    def test_an_officer_of_another_city_is_not_found(self, api_for, two, linwei_inspector):
        answer = api_for(two[0]).post(ADDRESS, told([two[0], linwei_inspector]))

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["officers.1"])

    def test_the_same_request_twice_is_one(self, api_for, two):
        api, body = api_for(two[0]), told(two)
        for _each in range(2):
            api.post(ADDRESS, body, headers={"Idempotency-Key": "i-1"})

        assert Inspection.objects.count() == 1


class TestPlan:
    def test_it_is_planned_begun_and_cancelled(self, api_for, two):
        api = api_for(two[0])
        body = told(two)
        body["planned_on"] = body.pop("inspected_on")
        planned = api.post(f"{ADDRESS}plan/", body).json()
        assert planned["status"] == "planned"
        here = f"{ADDRESS}{planned['id']}/"
        day = timezone.localdate().isoformat()
        assert api.post(f"{here}begin/", {"inspected_on": day}).json()["status"] == "under_way"
        answer = api.post(f"{here}cancel/", {"reason": "企业停业"})
        assert answer.json()["status"] == "cancelled"
        assert api.post(f"{here}cancel/", {"reason": "再来"}).status_code == 409


class TestChange:
    def test_the_version_read_is_asked_for(self, api_for, two):
        inspection = make_inspection(two)
        here, api = f"{ADDRESS}{inspection.uuid}/", api_for(two[0])

        assert api.patch(here, {"place": "甲"}).status_code == 428
        read = etag(inspection)
        assert api.patch(here, {"place": "甲"}, headers=read).json()["place"] == "甲"
        stale = api.patch(here, {"place": "乙"}, headers=read)
        assert (stale.status_code, stale.json()["details"]["theirs"]) == (412, {"place": "甲"})

    def test_the_team_is_changed(self, api_for, two, yanta):
        inspection = make_inspection(two)
        third = make_person(yanta, Role.INSPECTOR)
        answer = api_for(two[0]).patch(
            f"{ADDRESS}{inspection.uuid}/",
            {"officers": [str(two[0].uuid), str(third.uuid)]},
            headers=etag(inspection),
        )

        assert [one["name"] for one in answer.json()["officers"]] == [two[0].name, third.name]

    def test_a_finding_is_changed(self, api_for, two):
        finding = make_finding(make_inspection(two), by=two[0])
        here = f"{ADDRESS}{finding.inspection.uuid}/findings/{finding.uuid}/"
        api = api_for(two[1])
        read = etag(finding)

        assert api.patch(here, {"grade": "severe"}, headers=read).json()["grade"] == "severe"
        assert api.patch(here, {"grade": "major"}, headers=read).status_code == 412

    def test_a_finding_of_another_inspection_is_not_found(self, api_for, two):
        finding = make_finding(make_inspection(two), by=two[0])
        other = make_inspection(two)
        api = api_for(two[0])

        for name in (finding.uuid, uuid4(), "nonsense"):
            here = f"{ADDRESS}{other.uuid}/findings/{name}/rectify/"
            assert api.post(here, {}).status_code == 404


class TestOpenClue:
    def test_findings_become_a_clue(self, api_for, two):
        inspection = make_completed_inspection(two, findings=2)
        findings = [str(one.uuid) for one in inspection.findings.all()]
        answer = api_for(two[0]).post(
            f"{ADDRESS}{inspection.uuid}/open-clue/", {"findings": findings}
        )

        assert answer.status_code == 201
        assert Clue.objects.get(uuid=answer.json()["id"]).inspection == inspection

    def test_without_findings_it_is_refused(self, api_for, two):
        inspection = make_completed_inspection(two)
        here = f"{ADDRESS}{inspection.uuid}/open-clue/"
        answer = api_for(two[0]).post(here, {"findings": []})

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["findings"])


class TestRead:
    def test_another_county_gets_the_answer_of_none(self, api_for, two, linwei_inspector):
        inspection = make_inspection(two)
        api = api_for(linwei_inspector)
        for tail in ("", "findings/"):
            hidden = api.get(f"{ADDRESS}{inspection.uuid}/{tail}")
            missing = api.get(f"{ADDRESS}{uuid4()}/{tail}")
            assert (hidden.status_code, hidden.json()) == (404, missing.json())

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("status=completed", 1),
            ("status=planned", 1),
            ("kind=special", 1),
            ("site_conclusion=after_rectification", 1),
            ("inspected_after=2026-03-10&inspected_before=2026-03-10", 1),
            ("inspected_after=2026-03-11", 0),
            ("planned_after=2026-03-12", 1),
            ("grade=general", 1),
            ("grade=severe", 0),
            ("unrectified=1", 1),
            ("mine=1", 2),
            ("region=610113", 2),
            ("link=use", 0),
            ("q=大药房", 2),
        ],
    )
    def test_filters(self, api_for, two, query, found):
        make_completed_inspection(two, kind="special")
        make_planned_inspection(two, planned_on=ON + timedelta(days=2))

        assert api_for(two[0]).get(f"{ADDRESS}?{query}").json()["count"] == found

    def test_by_officer_and_party(self, api_for, two, yanta):
        inspection = make_inspection(two)
        third = make_person(yanta, Role.INSPECTOR)
        api = api_for(two[0])

        for query, found in (
            (f"officer={two[1].uuid}", 1),
            (f"officer={third.uuid}", 0),
            (f"party={inspection.party.uuid}", 1),
        ):
            assert api.get(f"{ADDRESS}?{query}").json()["count"] == found

    def test_ten_and_a_hundred_cost_the_same(self, api_for, two):
        api = api_for(two[0])
        parties = [make_party() for _each in range(3)]
        api.get(ADDRESS)  # the session's last use is written once a minute
        counted = []
        for number in (10, 90):
            for at in range(number):
                inspection = make_inspection(two, party=parties[at % 3])
                make_finding(inspection, by=two[0])
            with CaptureQueriesContext(connection) as queries:
                assert len(api.get(f"{ADDRESS}?page_size=200").json()["results"]) >= number
            counted.append(len(queries))

        assert counted[0] == counted[1]


def test_an_act_out_of_order_says_what_is_open(api_for, two):
    inspection = make_inspection(two)
    complete_inspection(inspection, site_conclusion="conforms", by=two[0], on=ON)
    here = f"{ADDRESS}{inspection.uuid}/findings/"
    answer = api_for(two[0]).post(here, {"grade": "major", "description": "晚了"})

    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition")
