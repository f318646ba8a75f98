"""The main job through the API alone: site, case, approvals, payment, closing, figures.

Each step is a POST by the person whose duty it is; what comes too early is refused with
a code and a sentence, and changes nothing.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from accounts.system import SYSTEM
from campaigns.services.indicators import load_indicators
from deadlines.models import Clock
from deadlines.services.reminders import remind_due
from tests.factories.accounts import SINCE
from tests.factories.campaigns import make_running
from tests.factories.enforcement_cases import INCOME, MAXIMUM, MINIMUM, PROVISION, team_of
from tests.factories.registry import make_party

FINE = Decimal(110_000)
API = "/api/v1/"
NOW = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _fixed_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def team(tree):
    return team_of(tree)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def campaign(province_officer):
    """One of the province that runs the whole year."""
    load_indicators(by=SYSTEM, on=SINCE)
    return make_running(by=province_officer)


@pytest.fixture
def desk(api_for, team, today):
    """The API as whoever is named."""
    return Desk(api_for, team, today.isoformat())


class Desk:
    """The people of a bureau at the API; the steps of a case in their order."""

    def __init__(self, api_for, team, today):
        self.team, self.today = team, today
        self._api_for = api_for
        self._seats = {}

    def _api(self, user):
        if user.pk not in self._seats:
            self._seats[user.pk] = self._api_for(user)
        return self._seats[user.pk]

    def post(self, user, address, body=None, *, expect=200):
        """POST as a person; the answer's body, its status checked."""
        answer = self._api(user).post(f"{API}{address}", body or {})
        assert answer.status_code == expect, answer.content.decode()
        return answer.json()

    def read(self, user, address, **query):
        answer = self._api(user).get(f"{API}{address}", query)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def act(self, case, name, body=None, *, by=None, expect=200):
        """An act on the case, by its lead officer unless said otherwise."""
        user = by or self.team.inspector
        return self.post(user, f"cases/{case['id']}/{name}/", body, expect=expect)

    def too_early(self, case, name, body=None, *, by=None):
        """Refused with a code and a sentence, whatever is sent."""
        answer = self.act(case, name, body, by=by, expect=409)
        assert answer["code"] == "illegal_transition"
        assert len(answer["message"]) > 8

    def approve(self, *people):
        """Each of these people in turn approves the one thing that waits for them."""
        for person in people:
            waiting = self.read(person, "approvals/", waiting_for_me=True)["results"]
            assert len(waiting) == 1
            self.post(person, f"approvals/{waiting[0]['id']}/approve/", {"reason": "同意"})


def inspect(desk, campaign):
    """On site: one officer alone is refused; two log it, record a finding, complete."""
    lead = desk.team.inspector
    site = {
        "party": str(make_party(by=lead).uuid),
        "domain": "drug",
        "inspected_on": desk.today,
        "officers": [str(lead.uuid)],
        "campaigns": [str(campaign.uuid)],
    }
    refused = desk.post(lead, "inspections/", site, expect=400)
    assert "officers" in refused["fields"]
    site["officers"].append(str(desk.team.inspector2.uuid))
    inspection = desk.post(lead, "inspections/", site, expect=201)
    here = f"inspections/{inspection['id']}/"
    found = {"grade": "major", "description": "货架上有过期药品12盒"}
    finding = desk.post(lead, f"{here}findings/", found, expect=201)
    desk.post(lead, f"{here}complete/", {"site_conclusion": "after_rectification"})
    late = desk.post(lead, f"{here}findings/", found, expect=409)
    assert late["code"] == "illegal_transition"
    return {
        "violation": "销售劣药",
        "inspection": inspection["id"],
        "findings": [finding["id"]],
        "officers": site["officers"],
        "facts": "货架上有过期药品12盒。",
    }


def file_case(desk, filing):
    """Nothing can be recorded before unit head and bureau head approve the filing."""
    case = desk.post(desk.team.inspector, "cases/", filing, expect=201)
    assert (case["status"], case["number"]) == ("filing", "")
    desk.too_early(case, "record-violation", violation(desk))
    desk.approve(desk.team.unit_head, desk.team.head)
    return case


def violation(desk):
    return {
        "provision": PROVISION,
        "activity": "retail",
        "facts": "销售超过有效期的药品。",
        "goods_value": "1260.00",
        "illegal_income": str(INCOME),
        "ended_on": desk.today,
    }


def investigate(desk, case):
    """Violation, a proposal inside the range, three approvals."""
    desk.too_early(case, "submit-penalty")
    recorded = desk.act(case, "record-violation", violation(desk), expect=201)
    assert Decimal(recorded["range_min"]) == MINIMUM
    penalty = {
        "step": "lenient",
        "fine": str(MAXIMUM + 1),
        "confiscated_income": str(INCOME),
        "reasons": "初次违法，主动配合调查。",
    }
    outside = desk.act(case, "propose-penalty", penalty, expect=400)
    assert (outside["code"], list(outside["fields"])) == ("fine_refused", ["fine"])
    desk.act(case, "propose-penalty", {**penalty, "fine": str(FINE)})
    unanswered = desk.act(case, "submit-penalty", expect=400)
    assert list(unanswered["fields"]) == ["signs_found"]
    desk.act(case, "submit-penalty", {"signs_found": False})
    desk.too_early(case, "serve-notice")
    desk.too_early(case, "record-violation", violation(desk))
    desk.approve(desk.team.unit_head, desk.team.legal, desk.team.head)


def conclude(desk, case):
    """Notice, defence and hearing waived, the decision by the head alone, its service."""
    head = desk.team.head
    desk.too_early(case, "decide", by=head)
    desk.act(case, "serve-notice")
    desk.too_early(case, "decide", by=head)
    desk.act(case, "record-defence", {"waived": True, "hearing_waived": True})
    desk.act(case, "decide", expect=403)
    decided = desk.act(case, "decide", by=head)
    assert (decided["status"], decided["decided_on"]) == ("decided", desk.today)
    desk.too_early(case, "record-payment", payment(desk, "fine", FINE))
    desk.act(case, "serve-decision")


def payment(desk, kind, amount):
    receipt = f"陕财罚{amount}"
    return {"kind": kind, "amount": str(amount), "paid_on": desk.today, "receipt": receipt}


def close(desk, case):
    """Closed once everything is paid and the heads agree; then nothing more."""
    report = {"report": "罚没款已缴清，过期药品已销毁。"}
    desk.too_early(case, "submit-closing", report)
    for kind, amount in (("fine", FINE), ("confiscation", INCOME)):
        desk.act(case, "record-payment", payment(desk, kind, amount), expect=201)
    desk.act(case, "submit-closing", report)
    desk.approve(desk.team.unit_head, desk.team.head)
    closed = desk.read(desk.team.inspector, f"cases/{case['id']}/")
    assert (closed["status"], closed["closed_on"]) == ("closed", desk.today)
    desk.too_early(case, "record-payment", payment(desk, "fine", FINE))


def test_the_main_job(desk, campaign, xian_officer, xian_dashboard):
    def overview(user):
        return desk.read(user, "dashboards/overview/", campaign=campaign.code)

    counts = ("inspected_visits", "problems_found", "cases_filed", "cases_decided")
    before = figures(overview(xian_officer))
    assert [before[name] for name in counts] == [0] * len(counts)
    case = file_case(desk, inspect(desk, campaign))
    investigate(desk, case)
    conclude(desk, case)
    close(desk, case)

    # The city reads the figures; its dashboard reads the same with its own account.
    after = figures(overview(xian_officer))
    assert [after[name] for name in counts] == [1] * len(counts)
    assert (after["cases_closed"], after["penalty_total"]) == (1, FINE + INCOME)
    assert overview(xian_dashboard) == overview(xian_officer)
    desk.post(xian_dashboard, "clues/", {}, expect=403)


def test_a_limit_comes_near_and_its_officer_is_told(desk, team):
    clue = {
        "source": "complaint",
        "kind": "complaint",
        "received_on": desk.today,
        "content": "群众反映药店销售过期药品",
        "domain": "drug",
        "party_label": "小寨东路某药店",
        "place": "小寨东路126号",
    }
    made = desk.post(team.inspector, "clues/", clue, expect=201)
    desk.post(team.inspector, f"clues/{made['id']}/take/")
    clock = Clock.objects.get(about_uuid=made["id"])
    earlier = desk.read(team.inspector, "inbox/")["results"]
    remind_due(on=clock.act_by - timedelta(days=1))
    inbox = desk.read(team.inspector, "inbox/")["results"]
    told = [one for one in inbox if one not in earlier]
    assert len(told) == 1
    assert clock.title in told[0]["title"]
    assert desk.read(team.inspector2, "inbox/")["results"] == []


def figures(overview):
    return {one["code"]: Decimal(one["value"] or 0) for one in overview["figures"]}
