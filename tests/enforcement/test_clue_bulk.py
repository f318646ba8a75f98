"""Many clues at once: all or none, each as the single act makes it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from deadlines.models import Clock, Transition
from enforcement.models import Clue, ClueReporter
from enforcement.services.clue_intake import NewClue, register_clues
from tests.factories.enforcement_field import ON, make_clue
from tests.factories.registry import credit_code, make_party

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


class TestIntake:
    def rows(self, number, **more):
        return {"rows": [told(place=f"{at}号", **more) for at in range(number)]}

    def test_a_machine_sends_many_at_once(self, api_for, xian_dashboard):
        party = make_party(credit_code=credit_code())
        rows = self.rows(3, source="online_monitoring", kind="online")
        rows["rows"][1] |= {"credit_code": party.credit_code, "bureau": "610113"}
        api = api_for(xian_dashboard, may_write=True)
        answer = api.post(f"{CLUES}bulk/", rows)

        assert (answer.status_code, answer.json()["count"]) == (201, 3)
        clue = Clue.objects.get(uuid=answer.json()["results"][1]["id"])
        assert (clue.party, clue.bureau.code, clue.link) == (party, "610113", "retail")
        assert Clock.objects.count() == Transition.objects.count() == 3
        assert AuditEvent.objects.filter(kind="clue.registered").count() == 3

    def test_one_fault_and_nothing_is_registered(self, api_for, yanta_inspector):
        rows = self.rows(3)
        rows["rows"][0]["content"] = ""
        rows["rows"][2]["domain"] = "food"
        answer = api_for(yanta_inspector).post(f"{CLUES}bulk/", rows)

        assert answer.status_code == 400
        assert list(answer.json()["fields"]) == ["rows.0.content", "rows.2.domain"]
        tomorrow = timezone.localdate() + timedelta(days=1)
        rows = self.rows(3)
        rows["rows"][1]["received_on"] = tomorrow.isoformat()
        rows["rows"][2]["party"] = str(uuid4())
        answer = api_for(yanta_inspector).post(f"{CLUES}bulk/", rows)
        assert list(answer.json()["fields"]) == ["rows.2.party"]
        rows["rows"][2]["party"] = None
        answer = api_for(yanta_inspector).post(f"{CLUES}bulk/", rows)
        assert list(answer.json()["fields"]) == ["rows.1.received_on"]
        assert not Clue.objects.exists()

    @pytest.mark.parametrize("number", [0, 501])
    def test_none_or_too_many_are_refused(self, api_for, yanta_inspector, number):
        answer = api_for(yanta_inspector).post(f"{CLUES}bulk/", self.rows(number))

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["rows"])

    @pytest.mark.parametrize("number", [0, 501])
    def test_the_act_itself_refuses_none_or_too_many(self, yanta_inspector, number):
        row = NewClue(
            source="media", received_on=ON, content="x", domain="drug", facts={"place": "y"}
        )

        with pytest.raises(Invalid) as refused:
            register_clues([row] * number, by=yanta_inspector, on=ON)
        assert list(refused.value.fields) == ["rows"]

    def test_reporters_are_kept_apart(self, api_for, xian_dashboard):
        rows = self.rows(2)
        rows["rows"][1]["reporter"] = {"name": "王某"}
        api_for(xian_dashboard, may_write=True).post(f"{CLUES}bulk/", rows)

        assert ClueReporter.objects.get().clue.place == "1号"

    def test_a_day_no_rule_is_known_for_is_named(self, api_for, yanta_inspector):
        rows = self.rows(2)
        rows["rows"][1]["received_on"] = "2020-01-06"
        answer = api_for(yanta_inspector).post(f"{CLUES}bulk/", rows)

        assert list(answer.json()["fields"]) == ["rows.1.received_on"]
        assert not Clue.objects.exists()

    def test_another_city_is_refused(self, api_for, xian_dashboard, linwei):
        rows = self.rows(1, bureau="610502")
        answer = api_for(xian_dashboard, may_write=True).post(f"{CLUES}bulk/", rows)

        assert list(answer.json()["fields"]) == ["rows.0.bureau"]

    def test_the_same_intake_twice_is_one(self, api_for, xian_dashboard):
        api = api_for(xian_dashboard, may_write=True)
        rows = self.rows(2)
        for _each in range(2):
            api.post(f"{CLUES}bulk/", rows, headers={"Idempotency-Key": "intake-7"})

        assert Clue.objects.count() == 2

    def test_its_clues_are_what_the_single_act_makes(self, yanta_inspector):
        party = make_party()
        single = make_clue(
            by=yanta_inspector, party=party, content="同一内容", source="whistle_blower"
        )
        row = NewClue(
            source="whistle_blower",
            received_on=ON,
            content="同一内容",
            domain="drug",
            facts={
                "kind": "complaint",
                "party": party,
                "party_label": "小寨东路某药店",
                "place": "小寨东路126号",
            },
        )
        (many,) = register_clues([row], by=yanta_inspector, on=ON)

        apart = {"id", "uuid", "number", "search", "root_uuid", "created_at", "updated_at"}
        names = {field.attname for field in Clue._meta.concrete_fields} - apart
        assert {n: getattr(single, n) for n in names} == {n: getattr(many, n) for n in names}
        for model in (Clock, Transition):
            first, second = (model.objects.of(one).get() for one in (single, many))
            skipped = {*apart, "about_uuid"}
            columns = {field.attname for field in model._meta.concrete_fields} - skipped
            assert {n: getattr(first, n) for n in columns} == {
                n: getattr(second, n) for n in columns
            }
        assert Clue.objects.visible_to(yanta_inspector).count() == 2

    def test_it_refuses_what_the_single_act_refuses(self, auditor, subcentre_inspector):
        row = NewClue(
            source="media", received_on=ON, content="x", domain="drug", facts={"place": "y"}
        )

        with pytest.raises(PermissionRefused):
            register_clues([row], by=auditor, on=ON)
        with pytest.raises(Invalid):
            register_clues([row], by=subcentre_inspector, on=ON)

    def test_five_hundred_cost_no_query_per_row_for_parties(self, yanta_inspector, api_for):
        parties = [make_party() for _each in range(4)]
        rows = self.rows(40)
        for at, row in enumerate(rows["rows"]):
            row["party"] = str(parties[at % 4].uuid)
        api = api_for(yanta_inspector)
        with CaptureQueriesContext(connection) as queries:
            api.post(f"{CLUES}bulk/", rows)

        asked = [q for q in queries if 'FROM "registry_party"' in q["sql"]]
        assert len(asked) <= 2
