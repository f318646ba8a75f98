"""A case from the inspection to its closing: each step by the person whose duty it is."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from enforcement.models import Case, CaseStatus, Decision, PaymentKind
from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import INCOME, PROVISION, fresh, pending, team_of
from tests.factories.enforcement_field import make_completed_inspection

pytestmark = pytest.mark.browser

FINE = 110_000


@pytest.fixture
def team(tree: Tree):
    return team_of(tree)


@pytest.fixture
def seats(sign_in, team):
    """The people of the bureau, each at a browser, seated when first needed."""
    found = {}

    def seat(user):
        if user.pk not in found:
            found[user.pk] = sign_in(user)
        return found[user.pk]

    return seat


def approve(seat, case):
    """From the queue of what waits for one's approval, with nothing to add."""
    approval = pending(case)
    seat.open("workbench:approval-list")
    seat.press("workbench:approval", approval.uuid)
    seat.press("workbench:approval-approve", approval.uuid)
    seat.send()


def approve_all(seats, case, *people):
    for person in people:
        approve(seats(person), case)


def file_from(desk, inspection, colleague):
    """A case from what an inspection found, the second officer ticked."""
    desk.open("enforcement:inspection-detail", inspection.uuid)
    desk.press("enforcement:case-new")
    desk.fill(violation="销售劣药", facts="货架上有过期药品12盒。")
    desk.tick(str(colleague))
    desk.send()
    case = Case.objects.get()
    assert (case.status, case.number) == (CaseStatus.FILING, "")
    return case


def investigate(desk, case, today):
    """The violation with its range while typing, the proposal with its mark on it."""
    desk.open("enforcement:case-detail", case.uuid)
    desk.reads(case.number)
    assert not desk.offers("enforcement:penalty-submit", case.uuid)
    desk.press("enforcement:violation-new", case.uuid)
    desk.find("provision", "劣药")
    desk.fill(activity="retail", goods_value="1260", illegal_income="420", ended_on=today)
    desk.page.locator("#range .range-figures").get_by_text("100,000").wait_for()
    desk.page.locator("#range").get_by_text(re.compile("第一百一十七条")).first.wait_for()
    desk.send()
    assert case.violations.get().provision == PROVISION
    desk.press("enforcement:penalty-propose", case.uuid)
    desk.fill(fine=str(FINE), step="lenient", reasons="初次违法，主动配合调查。")
    desk.page.locator("#check .fine-range .fine-mark").wait_for(state="attached")
    desk.send()
    desk.press("enforcement:penalty-submit", case.uuid)
    desk.fill(signs_found="no")
    desk.send()
    assert fresh(case).status == CaseStatus.REVIEWING


def conclude(desk, head, case):
    """Notice, defence and hearing waived, the head decides, the decision is served."""
    desk.open("enforcement:case-detail", case.uuid)
    desk.press("enforcement:notice-serve", case.uuid)
    desk.send(sure=True)
    desk.press("enforcement:defence-record", case.uuid)
    desk.place.locator("[name=waived]").check()
    desk.place.locator("[name=hearing_waived]").check()
    desk.send()
    head.open("enforcement:case-detail", case.uuid)
    head.press("enforcement:case-decide", case.uuid)
    head.send(sure=True)
    decision = Decision.objects.get(case=case)
    head.reads(decision.number)
    assert (decision.fine, decision.confiscated_income) == (FINE, INCOME)
    desk.open("enforcement:case-detail", case.uuid)
    desk.press("enforcement:decision-serve", case.uuid)
    desk.send(sure=True)


def settle(desk, case, today):
    """Everything is paid; the closing report goes up."""
    for kind, amount in ((PaymentKind.FINE, FINE), (PaymentKind.CONFISCATION, INCOME)):
        desk.press("enforcement:payment-new", case.uuid)
        desk.fill(kind=kind.value, amount=str(amount), receipt=f"陕财{amount}")
        desk.fill(paid_on=today)
        desk.send()
    assert fresh(case).status == CaseStatus.PERFORMED
    desk.press("enforcement:case-close", case.uuid)
    desk.fill(report="罚没款已缴清，过期药品已销毁。")
    desk.send()


def test_an_inspection_becomes_a_case_that_is_decided_paid_and_closed(seats, team):
    today = timezone.localdate()
    inspection = make_completed_inspection(team.officers, findings=2, on=today)
    desk = seats(team.inspector)
    case = file_from(desk, inspection, team.inspector2)
    approve_all(seats, case, team.unit_head, team.head)
    case = fresh(case)
    assert (case.status, case.filed_on) == (CaseStatus.INVESTIGATING, today)
    investigate(desk, case, str(today))
    approve_all(seats, case, team.unit_head, team.legal, team.head)
    conclude(desk, seats(team.head), case)
    settle(desk, case, str(today))
    approve_all(seats, case, team.unit_head, team.head)
    case = fresh(case)
    assert (case.status, case.closed_on) == (CaseStatus.CLOSED, today)
    desk.open("enforcement:case-detail", case.uuid)
    desk.reads(case.get_status_display())
    archive = reverse("enforcement:case-archive", args=[case.uuid])
    assert desk.main.locator(f'.acts a[href^="{archive}"]').count() == 1


def test_an_approver_returns_it_and_the_inspector_reads_why(seats, team):
    today = timezone.localdate()
    inspection = make_completed_inspection(team.officers, on=today - timedelta(days=1))
    desk, head = seats(team.inspector), seats(team.unit_head)
    desk.open("enforcement:case-new", query=f"?inspection={inspection.uuid}")
    desk.fill(violation="未遵守药品经营质量管理规范")
    desk.tick(str(team.inspector2))
    desk.send()
    case = Case.objects.get()
    approval = pending(case)
    head.open("workbench:approval", approval.uuid)
    head.press("workbench:approval-return", approval.uuid)
    head.fill(reason="请补充温湿度记录。")
    head.send()
    desk.open("enforcement:case-detail", case.uuid)
    desk.reads(fresh(case).get_status_display())
    desk.press("enforcement:case-resubmit", case.uuid)
    desk.open("workbench:inbox")
    desk.reads(gettext("Returned"))
    desk.open("workbench:approval", approval.uuid)
    desk.reads("请补充温湿度记录。")
