"""The pages of inspections: made for a phone on site."""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Role
from enforcement.models import Clue, Finding, Inspection
from tests.factories.accounts import make_person
from tests.factories.enforcement_field import (
    ON,
    make_clue_in_hand,
    make_completed_inspection,
    make_finding,
    make_inspection,
    make_planned_inspection,
)
from tests.factories.registry import make_party

LIST = "/enforcement/inspections/"


@pytest.fixture
def two(yanta_inspector, yanta_inspector2):
    return [yanta_inspector, yanta_inspector2]


def page(inspection, act=""):
    return f"{LIST}{inspection.uuid}/{act}{'/' if act else ''}"


def told(two, **more):
    return {
        "party": str(make_party(domains=["drug"]).uuid),
        "colleagues": [str(two[1].uuid)],
        "inspected_on": timezone.localdate().isoformat(),
        "kind": "routine",
        **more,
    }


class TestLog:
    def test_what_is_known_is_filled_in(self, client_for, two, yanta):
        expired = make_person(yanta, Role.INSPECTOR, certified_until=ON)
        form = client_for(two[0]).get(f"{LIST}new/").context["form"]

        assert form["inspected_on"].value() == timezone.localdate()
        offered = form.fields["colleagues"].queryset
        assert two[1] in offered
        assert not {expired, two[0]} & set(offered)

    def test_party_and_colleague_are_enough(self, client_for, two):
        answer = client_for(two[0]).post(f"{LIST}new/", told(two))

        inspection = Inspection.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, page(inspection))
        assert inspection.domain == "drug"
        assert inspection.responsible_officers() == two

    def test_the_unit_head_says_whether_they_were_there(self, client_for, two, yanta_unit_head):
        client = client_for(yanta_unit_head)
        both = [str(one.uuid) for one in two]
        client.post(f"{LIST}new/", told(two, colleagues=both))
        client.post(f"{LIST}new/", told(two, colleagues=both[:1], was_there="on"))

        teams = [one.responsible_officers() for one in Inspection.objects.order_by("pk")]
        assert sorted(one.name for one in teams[0]) == sorted(one.name for one in two)
        assert teams[1] == [yanta_unit_head, two[0]]

    def test_a_clue_brings_its_party(self, client_for, two):
        clue = make_clue_in_hand(by=two[0], party=make_party())
        form = client_for(two[0]).get(f"{LIST}new/?clue={clue.uuid}").context["form"]

        assert form.initial["party"] == clue.party
        assert form.initial["for_clue"] == clue
        assert form.initial["kind"] == "for_cause"

    def test_a_recheck_brings_its_party_and_its_kind(self, client_for, two):
        first = make_completed_inspection(two)
        query = f"?party={first.party.uuid}&rechecks={first.uuid}"
        form = client_for(two[0]).get(f"{LIST}new/{query}").context["form"]

        assert form.initial["party"] == first.party
        assert (form.initial["rechecks"], form.initial["kind"]) == (first, "follow_up")

    def test_a_bureau_that_does_not_inspect_is_refused(self, client_for, two, yanta):
        yanta.may_inspect = False
        yanta.save()

        assert client_for(two[0]).get(f"{LIST}new/").status_code == 403

    def test_an_address_of_nonsense_is_an_empty_form(self, client_for, two):
        query = f"?clue={uuid4()}&party=x&rechecks=1"

        assert client_for(two[0]).get(f"{LIST}new/{query}").status_code == 200

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"colleagues": []}, "__all__"),
            ({"party": ""}, "party"),
            ({"party": str(uuid4())}, "party"),
            ({"inspected_on": "2999-01-01"}, "inspected_on"),
            ({"inspected_on": ""}, "inspected_on"),
            ({"place": "长" * 301}, "place"),
            ({"colleagues": [str(uuid4())]}, "colleagues"),
        ],
    )
    def test_what_cannot_be_right_is_said_at_its_field(self, client_for, two, more, field):
        answer = client_for(two[0]).post(f"{LIST}new/", told(two, **more))

        assert answer.status_code == 400
        assert field in answer.context["form"].errors
        assert not Inspection.objects.exists()

    def test_a_party_of_several_domains_asks_which(self, client_for, two):
        party = make_party(domains=["drug", "device"])
        answer = client_for(two[0]).post(f"{LIST}new/", told(two, party=str(party.uuid)))

        assert "domain" in answer.context["form"].errors

    def test_sent_twice_it_is_one(self, client_for, two):
        client, sent = client_for(two[0]), told(two, _once="x1")
        for _each in range(2):
            client.post(f"{LIST}new/", sent)

        assert Inspection.objects.count() == 1

    def test_whoever_does_not_inspect_is_refused(self, client_for, yanta_legal):
        assert client_for(yanta_legal).get(f"{LIST}new/").status_code == 403

    def test_it_is_planned(self, client_for, two):
        sent = told(two)
        sent["planned_on"] = sent.pop("inspected_on")
        client_for(two[0]).post(f"{LIST}plan/", sent)

        assert Inspection.objects.get().status == "planned"


class TestOnSite:
    def test_findings_one_after_another_then_the_conclusion(self, client_for, two):
        inspection = make_inspection(two, on=timezone.localdate())
        client = client_for(two[1])
        assert (
            f"{page(inspection)}findings/new/" in client.get(page(inspection)).content.decode()
        )
        for grade in ("general", "major"):
            answer = client.post(
                f"{page(inspection)}findings/new/",
                {"grade": grade, "description": "未按规定储存", "demand": "立即改正"},
            )
            assert answer["Location"] == f"{page(inspection)}#findings"
        assert client.get(page(inspection, "complete")).status_code == 200
        client.post(page(inspection, "complete"), {"site_conclusion": "after_rectification"})

        inspection.refresh_from_db()
        assert (inspection.status, inspection.findings.count()) == ("completed", 2)
        text = client.get(page(inspection)).content.decode()
        assert f"{page(inspection)}findings/new/" not in text
        assert page(inspection, "open-clue") in text

    def test_a_finding_that_cannot_be_keeps_what_was_typed(self, client_for, two):
        inspection = make_inspection(two)
        answer = client_for(two[0]).post(
            f"{page(inspection)}findings/new/", {"grade": "major", "demand": "立即改正"}
        )

        assert answer.status_code == 400
        assert "description" in answer.context["form"].errors
        assert "立即改正" in answer.content.decode()
        assert not Finding.objects.exists()

    def test_a_finding_is_corrected_and_rectified(self, client_for, two):
        finding = make_finding(make_inspection(two), by=two[0])
        here = f"{page(finding.inspection)}findings/{finding.uuid}/"
        client = client_for(two[0])
        assert client.get(f"{here}edit/").status_code == 200
        client.post(
            f"{here}edit/",
            {"grade": "major", "description": "更正", "_version": finding.version},
        )
        finding.refresh_from_db()
        assert (finding.grade, finding.description) == ("major", "更正")
        assert client.get(f"{here}rectify/").status_code == 200
        day = timezone.localdate().isoformat()
        client.post(f"{here}rectify/", {"rectified_on": day, "rectification": "已改正"})
        finding.refresh_from_db()
        assert finding.status == "rectified"
        assert client.get(f"{here}rectify/").status_code == 409

    def test_without_a_conclusion_it_is_not_completed(self, client_for, two):
        inspection = make_inspection(two)
        answer = client_for(two[0]).post(page(inspection, "complete"), {})

        assert "site_conclusion" in answer.context["form"].errors

    def test_a_planned_one_is_begun_or_cancelled(self, client_for, two):
        client, day = client_for(two[0]), timezone.localdate()
        begun, gone = (
            make_planned_inspection(two, planned_on=day, on=day) for _each in range(2)
        )
        assert page(begun, "begin") in client.get(page(begun)).content.decode()
        client.post(page(begun, "begin"), {"inspected_on": day.isoformat()})
        client.post(page(gone, "cancel"), {"reason": "企业停业"})

        for inspection, status in ((begun, "under_way"), (gone, "cancelled")):
            inspection.refresh_from_db()
            assert inspection.status == status

    def test_its_findings_become_a_clue(self, client_for, two):
        inspection = make_completed_inspection(two)
        client = client_for(two[0])
        form = client.get(page(inspection, "open-clue")).context["form"]
        chosen = [str(one.uuid) for one in form.initial["findings"]]
        answer = client.post(page(inspection, "open-clue"), {"findings": chosen})

        assert answer["Location"] == f"/enforcement/clues/{Clue.objects.get().uuid}/"
        assert Clue.objects.get().number in client.get(page(inspection)).content.decode()

    def test_a_subcentre_says_to_whom_it_is_handed(
        self, client_for, subcentre_inspector, subcentre_inspector2, yanta
    ):
        inspection = make_completed_inspection([subcentre_inspector, subcentre_inspector2])
        form = (
            client_for(subcentre_inspector).get(page(inspection, "open-clue")).context["form"]
        )

        assert form.fields["bureau"].initial == yanta.code
