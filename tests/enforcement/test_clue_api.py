"""Clues through the API: read, registered, corrected, acted upon."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from enforcement.models import Clue, ClueReporter
from enforcement.services.clues import Reporter
from tests.factories.enforcement_field import (
    ON,
    make_clue,
    make_clue_in_hand,
    make_verified_clue,
)
from tests.factories.registry import make_party

CLUES = "/api/v1/clues/"


def told(**more):
    return {
        "source": "complaint",
        "received_on": timezone.localdate().isoformat(),
        "content": "药店销售过期药品",
        "domain": "drug",
        "party_label": "某药店",
        **more,
    }


def etag(clue):
    clue.refresh_from_db()
    return f'"{clue.uuid}-{clue.version}"'


class TestRead:
    def test_a_clue_is_read_with_what_hangs_on_it(self, api_for, yanta_inspector):
        party = make_party()
        clue = make_verified_clue(by=yanta_inspector, party=party)
        answer = api_for(yanta_inspector).get(f"{CLUES}{clue.uuid}/")

        body = answer.json()
        assert answer["ETag"] == etag(clue)
        assert body["number"] == clue.number
        assert body["party"] == {"id": str(party.uuid), "name": party.name}
        assert body["handler"]["name"] == yanta_inspector.name
        assert body["due_on"] == "2026-03-31"
        assert body["case"] is None

    def test_who_reported_is_nowhere_in_it(self, api_for, yanta_inspector):
        reporter = Reporter(name="王小明", phone="13912345678")
        clue = make_clue_in_hand(by=yanta_inspector, reporter=reporter)
        api = api_for(yanta_inspector)

        for address in (CLUES, f"{CLUES}{clue.uuid}/"):
            text = api.get(address).content.decode()
            assert "王小明" not in text
            assert "13912345678" not in text

    def test_another_county_gets_the_answer_of_no_clue(
        self, api_for, yanta_inspector, linwei_inspector
    ):
        clue = make_clue(by=yanta_inspector)
        api = api_for(linwei_inspector)
        hidden = api.get(f"{CLUES}{clue.uuid}/")
        missing = api.get(f"{CLUES}{uuid4()}/")

        assert (hidden.status_code, hidden.json()) == (404, missing.json())
        assert api.get(f"{CLUES}nonsense/").status_code == 404
        assert api.get(CLUES).json()["count"] == 0

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("status=received", 1),
            ("status=verifying", 1),
            ("status=received&status=verifying", 2),
            ("source=media", 1),
            ("kind=complaint", 2),
            ("domain=device", 1),
            ("link=retail", 1),
            ("region=610100", 1),
            ("region=610502", 0),
            ("bureau=610100", 2),
            ("bureau=610500", 0),
            ("received_after=2026-03-10", 1),
            ("received_before=2026-03-09", 1),
            ("q=康宁", 1),
            ("q=不存在", 0),
            ("mine=1", 1),
            ("open=1", 2),
            ("late=1", 2),
        ],
    )
    def test_filters(self, api_for, yanta_inspector, query, found):
        make_clue(by=yanta_inspector, source="media", domain="device", received_on=ON)
        make_clue_in_hand(by=yanta_inspector, party=make_party(), received_on=date(2026, 3, 2))

        assert api_for(yanta_inspector).get(f"{CLUES}?{query}").json()["count"] == found

    @pytest.mark.parametrize("query", ["status=odd", "received_after=yesterday", "bureau=1"])
    def test_a_filter_that_cannot_be_is_named(self, api_for, yanta_inspector, query):
        answer = api_for(yanta_inspector).get(f"{CLUES}?{query}")

        assert answer.status_code == 400
        assert answer.json()["fields"]

    def test_ten_and_a_hundred_cost_the_same(self, api_for, yanta_inspector):
        api = api_for(yanta_inspector)
        api.get(CLUES)  # the session's last use is written once a minute
        counted = []
        for number in (10, 90):
            parties = [make_party() for _each in range(3)]
            for at in range(number):
                make_clue(by=yanta_inspector, party=parties[at % 3])
            with CaptureQueriesContext(connection) as queries:
                assert len(api.get(f"{CLUES}?page_size=200").json()["results"]) >= number
            counted.append(len(queries))

        assert counted[0] == counted[1]


class TestRegister:
    def test_it_is_registered_and_answered_with_its_number(self, api_for, yanta_inspector):
        reporter = {"name": "王某", "phone": "139"}
        answer = api_for(yanta_inspector).post(CLUES, told(reporter=reporter))

        assert answer.status_code == 201
        assert answer.json()["number"].endswith("1号")
        assert answer.json()["has_reporter"]
        assert ClueReporter.objects.get().name == "王某"

    def test_the_same_request_twice_is_one_clue(self, api_for, yanta_inspector):
        api = api_for(yanta_inspector)
        answers = [
            api.post(CLUES, told(), headers={"Idempotency-Key": "k-1"}) for _each in range(2)
        ]

        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json()["id"] == answers[1].json()["id"]
        assert Clue.objects.count() == 1

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"content": ""}, "content"),
            ({"title": "长" * 10_000}, "title"),
            ({"domain": "food"}, "domain"),
            ({"received_on": "2999-01-01"}, "received_on"),
            ({"party": str(uuid4())}, "party"),
            ({"party": "nonsense"}, "party"),
            ({"bureau": "610502"}, "bureau"),
            ({"campaigns": [str(uuid4())]}, "campaigns"),
            ({"reporter": {"name": "长" * 51}}, "reporter.name"),
            ({"party_label": ""}, "party_label"),
        ],
    )
    def test_what_cannot_be_right_is_named(self, api_for, yanta_inspector, more, field):
        answer = api_for(yanta_inspector).post(CLUES, told(**more))

        assert answer.status_code == 400
        assert list(answer.json()["fields"]) == [field]

    def test_a_reading_token_registers_nothing(self, api_for, xian_dashboard):
        assert api_for(xian_dashboard).post(CLUES, told()).status_code == 403

    def test_an_auditor_registers_nothing(self, api_for, auditor):
        assert api_for(auditor).post(CLUES, told()).status_code == 403


class TestChange:
    def test_the_version_read_is_asked_for(self, api_for, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)
        api = api_for(yanta_inspector)
        address = f"{CLUES}{clue.uuid}/"

        assert api.patch(address, {"place": "甲"}).status_code == 428
        first = api.patch(address, {"place": "甲"}, headers={"If-Match": etag(clue)})
        assert (first.status_code, first.json()["place"]) == (200, "甲")

    def test_a_stale_version_is_answered_with_both(self, api_for, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)
        api = api_for(yanta_inspector)
        read = {"If-Match": etag(clue)}
        address = f"{CLUES}{clue.uuid}/"
        api.patch(address, {"place": "甲"}, headers=read)
        answer = api.patch(address, {"place": "乙"}, headers=read)

        assert answer.status_code == 412
        assert answer.json()["details"]["yours"] == {"place": "乙"}
        assert answer.json()["details"]["theirs"] == {"place": "甲"}


class TestActs:
    def test_assigned_verified_and_not_filed(
        self, api_for, yanta_inspector, yanta_inspector2, yanta_head
    ):
        clue = make_clue(by=yanta_inspector)
        address = f"{CLUES}{clue.uuid}/"
        head, officer = api_for(yanta_head), api_for(yanta_inspector2)
        to = {"to": str(yanta_inspector2.uuid)}
        assert head.post(f"{address}assign/", to).json()["status"] == "verifying"
        done = officer.post(
            f"{address}record-verification/",
            {"verification": "不属实"},
            headers={"If-Match": etag(clue)},
        )
        assert done.json()["verification"] == "不属实"
        proposed = officer.post(f"{address}propose-not-filing/", {"reason": "不属实"})
        assert proposed.status_code == 200

        early = head.post(f"{address}not-file/", {"reason": "不属实"})
        assert (early.status_code, early.json()["code"]) == (409, "illegal_transition")

    def test_taken_once(self, api_for, yanta_inspector, yanta_inspector2):
        address = f"{CLUES}{make_clue(by=yanta_inspector).uuid}/take/"

        assert api_for(yanta_inspector).post(address).status_code == 200
        assert api_for(yanta_inspector2).post(address).status_code == 409

    def test_decided_by_the_head(self, api_for, yanta_inspector, yanta_head):
        clue = make_verified_clue(by=yanta_inspector)
        answer = api_for(yanta_head).post(f"{CLUES}{clue.uuid}/not-file/", {"reason": "轻微"})

        assert answer.json()["status"] == "not_filed"

    def test_the_reporter_is_revealed_and_it_is_written_down(
        self, api_for, yanta_inspector, province_officer
    ):
        clue = make_clue_in_hand(by=yanta_inspector, reporter=Reporter(name="王某"))
        address = f"{CLUES}{clue.uuid}/reveal-reporter/"

        assert api_for(province_officer).post(address).status_code == 403
        assert api_for(yanta_inspector).post(address).json()["name"] == "王某"
        assert AuditEvent.objects.filter(kind="clue_reporter.revealed").count() == 1

    def test_an_officer_of_another_city_is_not_found(
        self, api_for, yanta_inspector, yanta_head, linwei_inspector
    ):
        clue = make_clue(by=yanta_inspector)
        to = {"to": str(linwei_inspector.uuid)}
        answer = api_for(yanta_head).post(f"{CLUES}{clue.uuid}/assign/", to)

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["to"])
