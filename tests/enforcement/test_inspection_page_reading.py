"""Inspections read and corrected on their pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enforcement.services.inspection_changes import change_inspection
from tests.factories.enforcement_field import (
    ON,
    make_clue_in_hand,
    make_completed_inspection,
    make_finding,
    make_inspection,
)
from tests.factories.registry import make_party

LIST = "/enforcement/inspections/"


@pytest.fixture
def two(yanta_inspector, yanta_inspector2):
    return [yanta_inspector, yanta_inspector2]


def page(inspection, act=""):
    return f"{LIST}{inspection.uuid}/{act}{'/' if act else ''}"


class TestChange:
    def sent(self, inspection):
        return {
            "title": inspection.title,
            "kind": inspection.kind,
            "domain": inspection.domain,
            "inspected_on": ON.isoformat(),
            "officers": [str(one.uuid) for one in inspection.responsible_officers()],
            "_version": inspection.version,
        }

    def test_it_is_corrected(self, client_for, two):
        inspection = make_inspection(two)
        client = client_for(two[0])
        assert client.get(page(inspection, "edit")).status_code == 200
        sent = self.sent(inspection) | {"place": "正街1号"}
        sent["officers"].reverse()
        client.post(page(inspection, "edit"), sent)

        inspection.refresh_from_db()
        assert inspection.place == "正街1号"
        assert inspection.responsible_officers() == two[::-1]

    def test_a_stale_version_shows_both(self, client_for, two):
        inspection = make_inspection(two)
        sent = self.sent(inspection)
        change_inspection(inspection, version=None, place="甲路", by=two[1], on=ON)
        answer = client_for(two[0]).post(page(inspection, "edit"), {**sent, "place": "乙路"})

        assert answer.status_code == 409
        assert "甲路" in answer.content.decode()

    def test_a_completed_one_is_not_offered_for_correction(self, client_for, two):
        inspection = make_completed_inspection(two)

        assert client_for(two[0]).get(page(inspection, "edit")).status_code == 409

    def test_what_is_related_stands_beside_it_for_whoever_may_see_it(self, client_for, two):
        clue = make_clue_in_hand(by=two[0])
        first = make_completed_inspection(two, for_clue=clue)
        again = make_inspection(two, party=first.party, rechecks=first)
        client = client_for(two[0])

        shown = client.get(page(first)).content.decode()
        assert f"/enforcement/clues/{clue.uuid}/" in shown
        assert page(again) in shown
        assert page(first) in client.get(page(again)).content.decode()
        assert page(first) in client.get(f"/enforcement/clues/{clue.uuid}/").content.decode()


class TestRead:
    def test_a_foreign_inspection_is_answered_like_none(
        self, client_for, two, linwei_inspector
    ):
        inspection = make_inspection(two)
        finding = make_finding(inspection, by=two[0])
        client = client_for(linwei_inspector)

        for act in ("", "edit", "complete", "cancel", f"findings/{finding.uuid}/rectify"):
            assert client.get(page(inspection, act)).status_code == 404

    def test_a_reader_sees_findings_and_no_act(self, client_for, two, auditor):
        inspection = make_inspection(two)
        finding = make_finding(inspection, by=two[0])
        text = client_for(auditor).get(page(inspection)).content.decode()

        assert finding.description in text
        assert "/rectify/" not in text
        assert "findings/new/" not in text

    @pytest.mark.parametrize(
        "query", ["mine=1", "status=planned", "unrectified=1", "q=药房", "sort=-number"]
    )
    def test_filters_stand_in_the_address(self, client_for, two, query):
        make_completed_inspection(two)

        assert client_for(two[0]).get(f"{LIST}?{query}").status_code == 200

    def test_ten_and_a_hundred_cost_the_same(self, client_for, two):
        client = client_for(two[0])
        client.get(LIST)
        party = make_party()
        counted = []
        for number in (10, 90):
            for _each in range(number):
                make_finding(make_inspection(two, party=party), by=two[0])
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{LIST}?size=200")
            counted.append(len(queries))

        assert counted[0] == counted[1]

    def test_one_of_many_findings_costs_what_one_of_few_does(self, client_for, two):
        client = client_for(two[0])
        client.get(LIST)
        inspections = [make_inspection(two) for _each in range(2)]
        for inspection, number in zip(inspections, (3, 12), strict=True):
            for _each in range(number):
                make_finding(inspection, by=two[0])
        counted = []
        for inspection in inspections:
            with CaptureQueriesContext(connection) as queries:
                client.get(page(inspection))
            counted.append(len(queries))

        assert counted[0] == counted[1]


def test_a_limit_that_passed_is_marked(client_for, two):
    inspection = make_inspection(two)
    make_finding(inspection, by=two[0], due_on=ON + timedelta(days=1))

    assert "pill-late" in client_for(two[0]).get(page(inspection)).content.decode()
