"""Cases whose money is to come: what is owed and left, and how far its collection is."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Case as Choice
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from deadlines.models import Clock
from deadlines.services.clocks import families
from enforcement.dues import PAYMENT_PERIOD
from enforcement.models import (
    Case,
    CaseStatus,
    CounterEntry,
    CourtApplication,
    Demand,
    Payment,
    PaymentPlan,
    PersonPenalty,
    PlanState,
    Remedy,
    RemedyOutcome,
)

YUAN: Any = models.DecimalField(max_digits=16, decimal_places=2)
NOTHING = Value(Decimal(0), output_field=YUAN)
PRINCIPAL = ("fine", "confiscation")


class CollectionState(models.TextChoices):
    """How far the collection is: the furthest that holds."""

    AT_COURT = "at_court", _("At the court")
    CONTESTED = "contested", _("Under review or suit")
    DEMANDED = "demanded", _("Demanded")
    OVERDUE = "overdue", pgettext_lazy("collection", "Overdue")
    PLANNED = "planned", _("Deferred or in instalments")
    RUNNING = "running", _("Time to pay runs")


def collections_for(user: User, on: date) -> QuerySet[Case]:
    """Cases in scope whose decision is served and not performed.

    Notes ``owed``, ``received`` and ``left`` (yuan, fine and confiscation), ``pay_by`` (the
    next day of payment), ``demanded_on`` and ``collection`` (how far it is) on each.
    """
    mine = Case.objects.visible_to(user).own().filter(status=CaseStatus.SERVED, is_past=False)
    rows = mine.annotate(owed=_owed(), received=_received())
    return rows.annotate(
        left=F("owed") - F("received"),
        pay_by=Subquery(_limits().order_by("due_on").values("due_on")[:1]),
        demanded_on=Subquery(_demands().order_by("-served_on").values("served_on")[:1]),
        collection=_state(on),
    )


def _owed() -> Any:
    """As decided, the fines of persons with it; or as a review or judgment altered it."""
    altered = Remedy.objects.filter(
        decision__case=OuterRef("pk"),
        decision_number=OuterRef("decision__number"),
        outcome=RemedyOutcome.ALTERED,
    ).order_by("-filed_on", "-pk")
    after = altered.annotate(sum=F("fine_after") + F("confiscation_after")).values("sum")
    persons = PersonPenalty.objects.filter(decision__case=OuterRef("pk"))
    decided = (
        Coalesce(F("decision__fine"), NOTHING)
        + Coalesce(F("decision__confiscated_income"), NOTHING)
        + _sum(persons, "fine")
    )
    return Coalesce(Subquery(after[:1], output_field=YUAN), decided, output_field=YUAN)


def _received() -> Any:
    paid = Payment.objects.filter(decision__case=OuterRef("pk"), kind__in=PRINCIPAL)
    back = CounterEntry.objects.filter(
        payment__decision__case=OuterRef("pk"), payment__kind__in=PRINCIPAL
    )
    return _sum(paid, "amount") - _sum(back, "amount")


def _sum(rows: QuerySet[Any], name: str) -> Any:
    # Grouped by a constant: the rows of the case are one group.
    one = rows.order_by().annotate(_=Value(1)).values("_")
    total = one.annotate(total=Sum(name)).values("total")
    return Coalesce(Subquery(total, output_field=YUAN), NOTHING)


def _limits() -> QuerySet[Clock]:
    """The running days of payment: the fifteen days, or the parts of a plan."""
    rules = families((PAYMENT_PERIOD,))
    return Clock.objects.running().filter(root_uuid=OuterRef("uuid"), rule__in=rules)


def _demands() -> QuerySet[Demand]:
    return Demand.objects.filter(
        decision__case=OuterRef("pk"), served_on__gte=OuterRef("served_on")
    )


def _state(on: date) -> Any:
    of_case = {"decision__case": OuterRef("pk")}
    plans = PaymentPlan.objects.filter(**of_case)
    late = Q(Exists(_limits().filter(due_on__lt=on)))
    late |= Q(Exists(plans.filter(state=PlanState.MISSED)))
    steps = (
        (Exists(CourtApplication.objects.at_court().filter(**of_case)), "at_court"),
        (Exists(Remedy.objects.pending().filter(**of_case)), "contested"),
        (Exists(_demands()), "demanded"),
        (late, "overdue"),
        (Exists(plans.filter(state=PlanState.GRANTED)), "planned"),
    )
    return Choice(
        *(When(condition, then=Value(state)) for condition, state in steps),
        default=Value("running"),
        output_field=models.CharField(),
    )
