"""After the decision: a plan not kept, a demand, a review, a suspended case, the archive."""

from datetime import date, timedelta
from decimal import Decimal

from accounts.models import Role
from core.money import cents
from enforcement.models import Case, CaseStatus, Decision
from enforcement.services.archiving import archive
from enforcement.services.collection import serve_demand
from enforcement.services.payments import record_payment
from enforcement.services.plans import PlannedPart, submit_plan
from enforcement.services.remedies import record_remedy
from enforcement.services.standing import propose_step
from registry.models import Party
from reporting.demo.people import Team
from reporting.demo.scenarios import Scenario
from reporting.demo.stories import GAPS, STEPS, Teller
from workbench.services.approvals import approve, pending_of

TO_SERVICE = sum(GAPS[step] for step in STEPS[1 : STEPS.index("served") + 1])
TO_VIOLATION = sum(GAPS[step] for step in STEPS[1 : STEPS.index("violation") + 1])
DAY = timedelta(days=1)


def tell_performance(teller: Teller, picked: list[tuple[Scenario, Party]], today: date) -> None:
    """Four cases of one bureau, each where its collection or its course is of interest.

    Args:
        picked: four scenarios with a party of the bureau.
    """
    planned, demanded, contested, suspended = picked
    _instalments(teller, *planned, today)
    _demand(teller, *demanded, today)
    _review(teller, *contested, today)
    _suspension(teller, *suspended, today)


def _served(teller: Teller, scenario: Scenario, party: Party, served_on: date) -> Case:
    on = served_on - timedelta(days=TO_SERVICE)
    case = teller.case(party, scenario, on, until="served")
    case.refresh_from_db()
    return case


def _instalments(teller: Teller, scenario: Scenario, party: Party, today: date) -> None:
    """Three parts: the first was paid, the second is a week late."""
    served_on = today - timedelta(days=70)
    case = _served(teller, scenario, party, served_on)
    fine = Decision.objects.get(case=case).still_due()["fine"]
    third = cents(fine / 3)
    days = (served_on + 32 * DAY, today - 7 * DAY, today + 24 * DAY)
    amounts = (third, third, fine - 2 * third)
    submit_plan(
        case,
        reason="近期客流减少，资金周转困难，申请分期缴纳罚款。",
        applied_on=served_on + 3 * DAY,
        parts=[PlannedPart(*part) for part in zip(days, amounts, strict=True)],
        by=teller.lead,
        on=served_on + 3 * DAY,
    )
    _sign(case, teller.team, served_on + 5 * DAY)
    _pay(teller, case, third, served_on + 30 * DAY)


def _demand(teller: Teller, scenario: Scenario, party: Party, today: date) -> None:
    """Thirty days late, a demand served a week ago."""
    case = _served(teller, scenario, party, today - timedelta(days=45))
    serve_demand(case, by=teller.lead, on=today - 7 * DAY)


def _review(teller: Teller, scenario: Scenario, party: Party, today: date) -> None:
    case = _served(teller, scenario, party, today - timedelta(days=20))
    record_remedy(
        case,
        kind="review",
        organ=f"{teller.team.bureau.name.removesuffix('市场监督管理局')}人民政府",
        number=f"政复受〔{today.year}〕18号",
        filed_on=today - 5 * DAY,
        received_on=today - 3 * DAY,
        by=teller.lead,
        on=today - 3 * DAY,
    )


def _suspension(teller: Teller, scenario: Scenario, party: Party, today: date) -> None:
    on = today - timedelta(days=TO_VIOLATION + 30)
    case = teller.case(party, scenario, on, until="violation")
    propose_step(
        case,
        kind="suspension",
        cause="other_case",
        reason="本案以供货单位另案处理结果为依据，该案尚未办结。",
        by=teller.lead,
        on=today - 12 * DAY,
    )
    _sign(case, teller.team, today - 11 * DAY)


def archive_2022(team: Team) -> None:
    """The first cases of 2022 that the bureau closed lie in its archive."""
    closed = Case.objects.filter(
        bureau=team.bureau, status=CaseStatus.CLOSED, is_past=False, closed_on__year=2022
    )
    for place, case in enumerate(closed.order_by("pk")[:2], 1):
        archive(
            case,
            pages=60 + 13 * place,
            retention="30",
            location=f"档案室1号柜第{place}层",
            by=team.inspectors[0],
            on=date(2023, 3, 10),
        )


def _sign(case: Case, team: Team, on: date) -> None:
    for approval in pending_of(case):
        for step in approval.steps.all():
            approve(approval, by=team.one(Role(step.role)), on=on, reason="同意")
    case.refresh_from_db()


def _pay(teller: Teller, case: Case, amount: Decimal, on: date) -> None:
    record_payment(
        case,
        kind="fine",
        amount=amount,
        paid_on=on,
        receipt=f"陕财{case.pk:06}-分1",
        by=teller.lead,
        on=on,
    )
