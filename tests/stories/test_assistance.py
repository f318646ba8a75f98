"""Assistance asked, answered late, extended, withdrawn."""

from datetime import date, timedelta

import pytest

from core.errors import Invalid, PermissionRefused
from deadlines.models import Clock, ClockState
from enforcement.models import AssistanceRequest
from enforcement.services.assistance import (
    answer_assistance,
    assign_assistance,
    extend_assistance,
    withdraw_assistance,
)
from tests.factories.around import (
    make_request,
)
from tests.factories.enforcement_cases import (
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.stories.stands import limits, stands
from workbench.models import Message

DAY = timedelta(days=1)
HANDLING = "case_handling_period"
DUE = date(2026, 6, 8)  # ninety days from the filing on ON
HEADS = {"assign_officers", "hand_over", "merge"}


@pytest.fixture
def team(tree):
    return team_of(tree)


class TestAssistance:
    def test_answered_late_it_says_so(self, tree, team, xian_head):
        others = team_of(tree, "linwei")
        row = make_request(team, tree.linwei)
        stands(
            row,
            status="waiting",
            on=ON,
            open_to={
                others.head: {"assign", "extend"},
                others.unit_head: {"assign", "answer"},
                team.inspector: {"withdraw"},
                xian_head: set(),
            },
            until={"assistance_request_reply": date(2026, 3, 31)},
        )
        assign_assistance(row, to=others.inspector, by=others.unit_head, on=ON + DAY)
        late = date(2026, 4, 3)
        answer_assistance(row, answer="供货单位资质真实。", by=others.inspector, on=late)
        clock = row_clock(row)
        assert (clock.state, clock.ended_on > clock.due_on) == (ClockState.MET, True)
        stands(
            row,
            status="answered",
            on=late,
            open_to={others.inspector: set(), team.inspector: set()},
            until={},
        )
        told = Message.objects.filter(recipient=team.inspector, about_uuid=row.uuid)
        assert told.exists()
        # Waiting for the answer does not stop the ninety days.
        assert limits(row.case) == {HANDLING: DUE}

    def test_more_time_is_told_before_the_limit_ends(self, tree, team):
        others = team_of(tree, "linwei")
        row = make_request(team, tree.linwei)
        until = date(2026, 4, 15)
        extend_assistance(
            row, until_on=until, reason="涉及多家企业。", by=others.head, on=ON + 10 * DAY
        )
        assert limits(row) == {"assistance_request_reply": until}
        with pytest.raises(PermissionRefused):
            extend_assistance(row, until_on=until, reason="再", by=others.inspector, on=ON)

    def test_withdrawn_by_whoever_asked_only(self, tree, team):
        others = team_of(tree, "linwei")
        row = make_request(team, tree.linwei)
        with pytest.raises(PermissionRefused):
            withdraw_assistance(row, reason="不需要", by=others.unit_head, on=ON)
        withdraw_assistance(row, reason="已自行核实。", by=team.inspector, on=ON)
        assert AssistanceRequest.objects.get(pk=row.pk).status == "withdrawn"
        assert limits(row) == {}

    def test_outside_the_province_drug_matters_have_their_own_limits(self, team):
        told = {"outside": "河南省药品监督管理局"}
        row = make_request(team, None, **told)
        assert set(limits(row)) == {"assistance_request_reply_drug_interprovincial"}
        urgent = make_request(team, None, urgent=True, **told)
        assert limits(urgent) == {"assistance_request_reply_drug_urgent": date(2026, 3, 19)}
        answer_assistance(row, answer="来函称属实。", by=team.inspector, on=ON + DAY)
        for wrong in ({"outside": ""}, {"title": ""}, {"request": " "}):
            with pytest.raises(Invalid):
                make_request(team, None, **{**told, **wrong})


def row_clock(row):
    return Clock.objects.on_record(row.ref).get()
