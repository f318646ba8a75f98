"""The pages of clues: list, one of them, and the forms of their acts."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from audit.models import AuditEvent
from enforcement.models import Clue, ClueReporter
from enforcement.services.clues import Reporter, change_clue
from enforcement.services.verification import conclude_not_filed, propose_not_filing
from tests.factories.enforcement_field import (
    ON,
    make_clue,
    make_clue_in_hand,
    make_verified_clue,
)
from tests.factories.registry import make_party

LIST = "/enforcement/clues/"


def page(clue, act=""):
    return f"{LIST}{clue.uuid}/{act}{'/' if act else ''}"


def told(**more):
    return {
        "source": "complaint",
        "domain": "drug",
        "content": "药店销售过期药品",
        "received_on": timezone.localdate().isoformat(),
        "party_label": "某药店",
        **more,
    }


class TestList:
    def test_it_shows_what_the_reader_may_see(
        self, client_for, yanta_inspector, linwei_inspector
    ):
        clue = make_clue(by=yanta_inspector)

        assert clue.number in client_for(yanta_inspector).get(LIST).content.decode()
        assert clue.number not in client_for(linwei_inspector).get(LIST).content.decode()

    @pytest.mark.parametrize(
        "query", ["mine=1", "status=received", "late=1", "q=药店", "sort=limit"]
    )
    def test_filters_stand_in_the_address(self, client_for, yanta_inspector, query):
        make_clue(by=yanta_inspector)

        assert client_for(yanta_inspector).get(f"{LIST}?{query}").status_code == 200

    def test_ten_and_a_hundred_cost_the_same(self, client_for, yanta_inspector):
        client = client_for(yanta_inspector)
        client.get(LIST)
        counted = []
        for number in (10, 90):
            for _each in range(number):
                make_clue(by=yanta_inspector, party=make_party() if _each % 5 == 0 else None)
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{LIST}?size=200")
            counted.append(len(queries))

        assert counted[0] == counted[1]

    def test_administrators_do_not_see_it(self, client_for, sysadmin):
        assert client_for(sysadmin).get(LIST).status_code == 403


class TestDetail:
    def test_an_officer_sees_what_can_be_done_now(self, client_for, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector, party=make_party())
        text = client_for(yanta_inspector).get(page(clue)).content.decode()

        assert clue.number in text
        assert clue.content in text
        assert page(clue, "verify") in text
        assert page(clue, "edit") in text
        assert page(clue, "take") not in text
        assert page(clue, "not-file") not in text

    def test_whoever_may_take_it_is_offered_it(
        self, client_for, yanta_inspector, xian_inspector
    ):
        clue = make_clue(by=yanta_inspector)

        assert (
            page(clue, "take") in client_for(yanta_inspector).get(page(clue)).content.decode()
        )
        seen = client_for(xian_inspector).get(page(clue)).content.decode()
        assert page(clue, "take") not in seen

    def test_a_waiting_proposal_says_for_whom(self, client_for, yanta_inspector):
        clue = make_verified_clue(by=yanta_inspector, source="whistle_blower")
        propose_not_filing(clue, reason="不属实", by=yanta_inspector, on=ON)
        text = client_for(yanta_inspector).get(page(clue)).content.decode()

        assert str(Role.UNIT_HEAD.label) in text

    def test_a_reader_without_duties_sees_no_act(self, client_for, yanta_inspector, auditor):
        clue = make_clue_in_hand(by=yanta_inspector, reporter=Reporter(name="王某"))
        text = client_for(auditor).get(page(clue)).content.decode()

        assert clue.content in text
        assert "王某" not in text
        for act in ("verify", "assign", "take", "edit", "reporter", "not-file"):
            assert page(clue, act) not in text

    def test_a_foreign_clue_is_answered_like_none(
        self, client_for, yanta_inspector, linwei_inspector
    ):
        clue = make_clue(by=yanta_inspector)
        client = client_for(linwei_inspector)

        for act in ("", "edit", "assign", "take", "verify", "not-file", "reporter"):
            assert client.get(page(clue, act)).status_code == 404
            assert (
                client.post(page(clue, act) if act else f"{LIST}{uuid4()}/take/").status_code
                == 404
            )

    def test_its_number_of_queries_is_bounded(self, client_for, yanta_inspector):
        clue = make_verified_clue(by=yanta_inspector, party=make_party())
        client = client_for(yanta_inspector)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(page(clue))

        assert len(queries) <= 32


class TestRegister:
    def test_it_is_registered_and_shown(self, client_for, yanta_inspector):
        client = client_for(yanta_inspector)
        form = client.get(f"{LIST}new/").content.decode()
        assert timezone.localdate().isoformat() in form
        answer = client.post(
            f"{LIST}new/", told(reporter_name="王某", reporter_phone="139", wants_answer="on")
        )

        clue = Clue.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, page(clue))
        assert (clue.kind, clue.has_reporter) == ("complaint", True)
        assert ClueReporter.objects.get().phone == "139"

    def test_no_reporter_is_no_reporter(self, client_for, yanta_inspector):
        client_for(yanta_inspector).post(f"{LIST}new/", told())

        assert not Clue.objects.get().has_reporter

    def test_sent_twice_it_is_one(self, client_for, yanta_inspector):
        client = client_for(yanta_inspector)
        answers = [client.post(f"{LIST}new/", told(_once="abc")) for _each in range(2)]

        assert answers[0]["Location"] == answers[1]["Location"]
        assert Clue.objects.count() == 1

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"content": ""}, "content"),
            ({"received_on": "2999-01-01"}, "received_on"),
            ({"party_label": "长" * 10_000}, "party_label"),
            ({"source": ""}, "source"),
            ({"party": str(uuid4())}, "party"),
            ({"party_label": ""}, "party_label"),
        ],
    )
    def test_what_cannot_be_right_is_said_at_its_field(
        self, client_for, yanta_inspector, more, field
    ):
        answer = client_for(yanta_inspector).post(f"{LIST}new/", told(**more))

        assert answer.status_code == 400
        assert field in answer.context["form"].errors
        assert not Clue.objects.exists()

    def test_a_city_chooses_the_county(self, client_for, xian_officer, yanta):
        client_for(xian_officer).post(f"{LIST}new/", told(bureau="610113"))

        assert Clue.objects.get().bureau == yanta

    def test_an_auditor_is_refused(self, client_for, auditor):
        assert client_for(auditor).get(f"{LIST}new/").status_code == 403


class TestActs:
    def test_from_the_desk_to_the_decision(
        self, client_for, yanta_inspector, yanta_inspector2, yanta_head
    ):
        clue = make_clue(by=yanta_inspector)
        head, officer = client_for(yanta_head), client_for(yanta_inspector2)
        assert yanta_inspector2.name in head.get(page(clue, "assign")).content.decode()
        head.post(page(clue, "assign"), {"to": str(yanta_inspector2.uuid)})
        officer.post(page(clue, "verify"), {"verification": "不属实"})
        refused = head.post(page(clue, "not-file"), {"reason": ""})
        assert refused.status_code == 400
        answer = head.post(page(clue, "not-file"), {"reason": "不属实"})

        assert answer["Location"] == page(clue)
        clue.refresh_from_db()
        assert (clue.status, clue.handler) == ("not_filed", yanta_inspector2)

    def test_the_officer_proposes(self, client_for, yanta_inspector):
        clue = make_verified_clue(by=yanta_inspector)
        client = client_for(yanta_inspector)
        address = page(clue, "propose-not-filing")
        assert f'href="{address}"' in client.get(page(clue)).content.decode()
        client.post(address, {"reason": "不属实"})

        assert f'href="{address}"' not in client.get(page(clue)).content.decode()

    def test_taking_over_is_asked_for_and_done(self, client_for, yanta_inspector):
        clue = make_clue(by=yanta_inspector)
        client = client_for(yanta_inspector)
        assert client.get(page(clue, "take")).status_code == 200
        client.post(page(clue, "take"))

        clue.refresh_from_db()
        assert clue.handler == yanta_inspector
        assert client.post(page(clue, "take")).status_code == 409

    def test_an_act_out_of_order_is_told_before_typing(self, client_for, yanta_inspector):
        clue = make_clue(by=yanta_inspector)

        assert client_for(yanta_inspector).get(page(clue, "verify")).status_code == 409

    def test_a_stale_version_shows_both(self, client_for, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector)
        client = client_for(yanta_inspector)
        form = client.get(page(clue, "edit"))
        sent = {
            name: value
            for name, value in form.context["form"].initial.items()
            if isinstance(value, str)
        }
        version = clue.version
        change_clue(clue, version=None, place="丙路3号", by=yanta_inspector, on=ON)
        answer = client.post(
            page(clue, "edit"), {**sent, "place": "乙路2号", "_version": version}
        )

        assert answer.status_code == 409
        text = answer.content.decode()
        assert "丙路3号" in text
        assert "乙路2号" in text
        again = client.post(
            page(clue, "edit"),
            {**sent, "place": "乙路2号", "_version": answer.context["version"]},
        )
        assert again.status_code == 302

    def test_a_concluded_clue_is_not_offered_for_correction(
        self, client_for, yanta_inspector, yanta_head
    ):
        clue = make_verified_clue(by=yanta_inspector)
        conclude_not_filed(clue, reason="不属实", by=yanta_head, on=ON)

        assert client_for(yanta_inspector).get(page(clue, "edit")).status_code == 409

    def test_a_reason_too_long_shows_nobody(self, client_for, yanta_inspector):
        clue = make_clue_in_hand(by=yanta_inspector, reporter=Reporter(name="王小明"))
        answer = client_for(yanta_inspector).post(
            page(clue, "reporter"), {"reason": "长" * 201}
        )

        assert answer.status_code == 400
        assert "王小明" not in answer.content.decode()

    def test_who_reported_is_shown_by_a_post_only(self, client_for, yanta_inspector):
        reporter = Reporter(name="王小明", phone="13900001111")
        clue = make_clue_in_hand(by=yanta_inspector, reporter=reporter)
        client = client_for(yanta_inspector)
        assert "王小明" not in client.get(page(clue, "reporter")).content.decode()
        assert not AuditEvent.objects.filter(kind="clue_reporter.revealed").exists()

        answer = client.post(page(clue, "reporter"), {"reason": "回访"})

        assert "13900001111" in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
        assert AuditEvent.objects.get(kind="clue_reporter.revealed").note == "回访"
