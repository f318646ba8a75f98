"""The rows behind the figures that only the report forms print."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from enforcement.models import (
    Case,
    Clue,
    ClueKind,
    ClueStatus,
    Measure,
    Remedy,
    RemedyKind,
    Sample,
    SampleResult,
    Transfer,
    TransferKind,
)
from enforcement.models.measure import CARRIED_OUT
from law.vocabularies import PenaltyKind
from reporting.figures.definition import FigureScope
from reporting.figures.rows import Rows, cases_decided, known_sum

SUSPENDING = (
    PenaltyKind.SUSPEND_BUSINESS,
    PenaltyKind.SUSPEND_SALE,
    PenaltyKind.ORDER_CLOSE,
)


def _narrowed(rows: Any, scope: FigureScope, day: str, prefix: str = "") -> Rows:
    found = rows.filter(
        **{
            f"{prefix}bureau_id__in": scope.bureaus,
            f"{day}__range": (scope.start, scope.end),
        }
    )
    campaign = scope.campaign
    return found if campaign is None else found.filter(**{f"{prefix}campaigns": campaign})


def cases_suspended(scope: FigureScope) -> Rows:
    asked = Q()
    for kind in SUSPENDING:
        asked |= Q(decision__penalty_kinds__has=kind.value)
    return cases_decided(scope).filter(asked)


def cases_with_approval_revoked(scope: FigureScope) -> Rows:
    return cases_decided(scope).filter(
        decision__penalty_kinds__has=PenaltyKind.REVOKE_APPROVAL.value
    )


def cases_published(scope: FigureScope) -> Rows:
    return cases_decided(scope).filter(published_on__isnull=False)


def cases_with_measures(scope: FigureScope) -> Rows:
    found = Measure.objects.filter(case=OuterRef("pk"), status__in=CARRIED_OUT)
    return cases_decided(scope).filter(Exists(found))


def cases_to_other_organs(scope: FigureScope) -> Rows:
    """Handed over to another authority than the police, by the day of the hand-over."""
    found = Transfer.objects.filter(
        case=OuterRef("pk"), handed_over_on__range=(scope.start, scope.end)
    ).exclude(kind=TransferKind.POLICE)
    rows = Case.objects.own().filter(Exists(found), bureau_id__in=scope.bureaus)
    return rows if scope.campaign is None else rows.filter(campaigns=scope.campaign)


def cases_with_confiscation(scope: FigureScope) -> Rows:
    return cases_decided(scope).filter(decision__isnull=False)


def with_confiscation(rows: Rows) -> Rows:
    """Income and goods confiscated; unknown only where neither is known."""
    names = ("confiscated_income", "confiscated_goods_value")
    return rows.annotate(amount=known_sum(*(F(f"decision__{name}") for name in names)))


def complaints_and_reports(scope: FigureScope) -> Rows:
    kinds = (ClueKind.COMPLAINT, ClueKind.REPORT)
    return _narrowed(Clue.objects.filter(kind__in=kinds), scope, "received_on")


def complaints_concluded(scope: FigureScope) -> Rows:
    done = (ClueStatus.FILED, ClueStatus.NOT_FILED)
    return complaints_and_reports(scope).filter(status__in=done)


def complaints_filed(scope: FigureScope) -> Rows:
    return complaints_and_reports(scope).filter(status=ClueStatus.FILED)


def online_clues(scope: FigureScope) -> Rows:
    return _narrowed(Clue.objects.filter(kind=ClueKind.ONLINE), scope, "received_on")


def samples_taken(scope: FigureScope) -> Rows:
    return _narrowed(Sample.objects.all(), scope, "taken_on")


def samples_tested(scope: FigureScope) -> Rows:
    return _narrowed(Sample.objects.tested(), scope, "reported_on")


def samples_failed(scope: FigureScope) -> Rows:
    return samples_tested(scope).filter(result=SampleResult.FAIL)


def _remedies(scope: FigureScope, kind: RemedyKind, day: str) -> Rows:
    return _narrowed(Remedy.objects.filter(kind=kind), scope, day, "decision__case__")


def reviews_received(scope: FigureScope) -> Rows:
    return _remedies(scope, RemedyKind.REVIEW, "received_on")


def reviews_ended(scope: FigureScope) -> Rows:
    return _remedies(scope, RemedyKind.REVIEW, "ended_on")


def lawsuits_received(scope: FigureScope) -> Rows:
    return _remedies(scope, RemedyKind.LITIGATION, "received_on")


def lawsuits_ended(scope: FigureScope) -> Rows:
    return _remedies(scope, RemedyKind.LITIGATION, "ended_on")
