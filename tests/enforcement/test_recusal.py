"""回避: declared conflicts, requests, the head's decision, and what it keeps a person from."""

import pytest
from django.urls import reverse

from accounts.models import Role
from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.models import Conflict, Recusal
from enforcement.services.cases import assign_officers
from enforcement.services.conflicts import end_conflict
from enforcement.services.decisions import decide
from enforcement.services.gates.panel import gates_of
from enforcement.services.recusals import decide_recusal
from enforcement.services.serving import record_defence
from tests.factories.accounts import make_person
from tests.factories.enforcement_cases import (
    fresh,
    make_case,
    make_notified_case,
    make_reviewing_case,
    pending,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_gates import make_conflict, make_recusal
from tests.factories.registry import make_party
from workbench.services.approvals import approve


def granted(recusal, team, **told):
    values = {"granted": True, "note": "情况属实。", **told}
    return decide_recusal(recusal, **values, by=team.head, on=ON)


class TestConflict:
    def test_no_case_of_that_party_comes_to_the_officer(self, team):
        party = make_party()
        row = make_conflict(team.inspector, party, on=ON)
        with pytest.raises(Invalid) as refused:
            make_case(team, party=party)
        assert team.inspector.name in refused.value.fields["officers"]
        end_conflict(row, by=team.inspector, on=ON)
        assert make_case(team, party=party).status == "investigating"

    def test_nor_is_it_assigned_to_them(self, team, tree):
        party = make_party()
        case = make_case(team, party=party)
        third = make_person(tree.yanta, Role.INSPECTOR, unit=tree.unit("yanta"))
        make_conflict(third, party, on=ON)
        with pytest.raises(Invalid):
            assign_officers(case, officers=[team.inspector, third], by=team.unit_head, on=ON)

    def test_they_review_and_decide_nothing_of_it(self, team):
        party = make_party()
        case = make_reviewing_case(team, party=party)
        make_conflict(team.unit_head, party, on=ON)
        with pytest.raises(PermissionRefused) as refused:
            approve(pending(case), by=team.unit_head, on=ON)
        assert "43" in str(refused.value) or "四十三" in str(refused.value)

    def test_twice_is_refused_and_only_ones_own_is_ended(self, team):
        row = make_conflict(team.inspector, make_party(), on=ON)
        with pytest.raises(Invalid):
            make_conflict(team.inspector, row.party, on=ON)
        with pytest.raises(PermissionRefused):
            end_conflict(row, by=team.inspector2, on=ON)
        end_conflict(row, by=team.inspector, on=ON)
        with pytest.raises(IllegalTransition):
            end_conflict(row, by=team.inspector, on=ON)

    def test_the_pages_and_the_api(self, team, client_for, api_for):
        party = make_party()
        client = client_for(team.inspector)
        typed = {"party": party.uuid, "ground": "kin"}
        sent = client.post(reverse("enforcement:conflict-new"), typed)
        assert sent.status_code == 302
        assert party.name in client.get(sent.url).content.decode()
        assert party.name not in client_for(team.inspector2).get(sent.url).content.decode()
        row = Conflict.objects.get()
        ended = client.post(reverse("enforcement:conflict-end", args=[row.uuid]))
        assert ended.status_code == 302
        api = api_for(team.inspector)
        made = api.post("/api/v1/conflicts/", typed)
        assert made.status_code == 201, made.content
        assert api.post(f"/api/v1/conflicts/{made.data['id']}/end/").status_code == 200


class TestRecusal:
    @pytest.fixture
    def case(self, team, tree):
        """Three officers, so that two remain."""
        case = make_case(team)
        third = make_person(tree.yanta, Role.INSPECTOR, unit=tree.unit("yanta"))
        officers = [*team.officers, third]
        return assign_officers(case, officers=officers, by=team.unit_head, on=ON)

    def test_granted_the_officer_leaves_and_the_next_leads(self, team, case):
        granted(make_recusal(case, team, on=ON), team)

        names = [one.name for one in fresh(case).responsible_officers()]
        assert team.inspector.name not in names
        assert names[0] == team.inspector2.name
        assert case.team.filter(is_lead=True).count() == 1
        with pytest.raises(Invalid):
            assign_officers(case, officers=team.officers, by=team.unit_head, on=ON)

    def test_refused_the_officer_goes_on(self, team, case):
        granted(make_recusal(case, team, on=ON), team, granted=False)
        assert team.inspector in fresh(case).responsible_officers()
        gates = {gate.code: gate.state for gate in gates_of(fresh(case), on=ON)}
        assert gates["recusal"] == "passed"

    def test_undecided_it_stands_in_the_panel(self, team, case):
        make_recusal(case, team, on=ON)
        gates = {gate.code: gate.state for gate in gates_of(fresh(case), on=ON)}
        assert gates["recusal"] == "warning"

    def test_with_too_few_left_others_are_assigned_first(self, team):
        case = make_case(team)
        with pytest.raises(IllegalTransition):
            granted(make_recusal(case, team, on=ON), team)
        assert Recusal.objects.get().granted is None

    def test_only_the_head_decides_and_never_on_themselves(self, team, case):
        row = make_recusal(case, team, on=ON)
        with pytest.raises(PermissionRefused):
            decide_recusal(row, granted=True, note="甲", by=team.unit_head, on=ON)
        own = make_recusal(case, team, on=ON, person=team.head)
        with pytest.raises(PermissionRefused):
            decide_recusal(own, granted=True, note="甲", by=team.head, on=ON)

    def test_decided_once(self, team, case):
        row = granted(make_recusal(case, team, on=ON), team)
        with pytest.raises(IllegalTransition):
            granted(row, team)

    def test_a_recused_head_does_not_decide_the_case(self, team):
        case = make_notified_case(team)
        record_defence(case, waived=True, by=team.inspector, on=ON)
        make_conflict(team.head, case.party, on=ON)
        with pytest.raises(PermissionRefused):
            decide(case, by=team.head, on=ON)

    @pytest.mark.parametrize(
        ("wrong", "field"), [({"reason": " "}, "reason"), ({"ground": "x"}, "ground")]
    )
    def test_what_is_missing_is_named(self, team, case, api_for, wrong, field):
        told = {"person": team.inspector.uuid, "ground": "kin", "reason": "甲", **wrong}
        address = f"/api/v1/cases/{case.uuid}/request-recusal/"
        answer = api_for(team.inspector2).post(address, told)
        assert answer.status_code == 400
        assert field in answer.data["fields"]

    def test_the_pages_and_the_api(self, team, case, client_for, api_for, linwei_inspector):
        told = {"person": team.inspector.uuid, "ground": "kin", "reason": "近亲属"}
        address = reverse("enforcement:recusal-new", args=[case.uuid])
        assert client_for(team.inspector2).post(address, told).status_code == 302
        row = Recusal.objects.get()
        head = client_for(team.head)
        decide_address = reverse("enforcement:recusal-decide", args=[row.uuid])
        panel = reverse("enforcement:case-gates", args=[case.uuid])
        assert decide_address in head.get(panel).content.decode()
        assert head.get(decide_address).status_code == 200
        assert head.post(decide_address, {"granted": "yes"}).status_code == 400
        sent = head.post(decide_address, {"granted": "no", "note": "不属实"})
        assert sent.status_code == 302
        api = api_for(team.head)
        made = api_for(team.inspector2).post(
            f"/api/v1/cases/{case.uuid}/request-recusal/", told
        )
        assert made.status_code == 201, made.content
        decided = api.post(
            f"/api/v1/recusals/{made.data['id']}/decide/", {"granted": True, "note": "属实"}
        )
        assert decided.data["granted"] is True
        assert api_for(linwei_inspector).get("/api/v1/recusals/").data["results"] == []
