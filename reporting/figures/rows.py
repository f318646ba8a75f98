"""The rows behind the figures: who counts, by which day, for which campaign."""

from functools import reduce
from operator import add
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from core.money import YuanField
from enforcement.models import (
    Case,
    Clue,
    ClueStatus,
    Decision,
    Finding,
    FindingStatus,
    Inspection,
    InspectionOfficer,
    InspectionStatus,
    Payment,
    PersonPenalty,
)
from law.vocabularies import PenaltyKind
from reporting.figures.definition import FigureScope

Rows = Any  # querysets of several models, annotated


def _period(scope: FigureScope, path: str) -> dict[str, Any]:
    return {f"{path}__range": (scope.start, scope.end)}


def _within(scope: FigureScope, prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {f"{prefix}bureau_id__in": scope.bureaus}
    if scope.campaign is not None:
        found[f"{prefix}campaigns"] = scope.campaign
    return found


def inspections(scope: FigureScope) -> Rows:
    return Inspection.objects.filter(
        status=InspectionStatus.COMPLETED, **_within(scope), **_period(scope, "inspected_on")
    )


def inspections_with_findings(scope: FigureScope) -> Rows:
    found = Finding.objects.filter(inspection=OuterRef("pk"))
    return inspections(scope).filter(Exists(found))


def officer_trips(scope: FigureScope) -> Rows:
    return InspectionOfficer.objects.filter(
        inspection__status=InspectionStatus.COMPLETED,
        **_within(scope, "inspection__"),
        **_period(scope, "inspection__inspected_on"),
    )


def findings(scope: FigureScope) -> Rows:
    return Finding.objects.filter(
        inspection__status=InspectionStatus.COMPLETED,
        **_within(scope, "inspection__"),
        **_period(scope, "inspection__inspected_on"),
    )


def findings_rectified(scope: FigureScope) -> Rows:
    return findings(scope).filter(status=FindingStatus.RECTIFIED)


def clues(scope: FigureScope) -> Rows:
    return Clue.objects.filter(**_within(scope), **_period(scope, "received_on"))


def clues_concluded(scope: FigureScope) -> Rows:
    return clues(scope).filter(status__in=[ClueStatus.FILED, ClueStatus.NOT_FILED])


def cases_filed(scope: FigureScope) -> Rows:
    return Case.objects.own().filed().filter(**_within(scope), **_period(scope, "filed_on"))


def cases_decided(scope: FigureScope) -> Rows:
    return Case.objects.own().filter(**_within(scope), **_period(scope, "counted_on"))


def cases_closed(scope: FigureScope) -> Rows:
    return Case.objects.own().filter(**_within(scope), **_period(scope, "closed_on"))


def cases_major(scope: FigureScope) -> Rows:
    return cases_decided(scope).filter(is_major=True)


def cases_supervised(scope: FigureScope) -> Rows:
    return Case.objects.own().filter(**_within(scope), **_period(scope, "supervised_on"))


def cases_referred(scope: FigureScope) -> Rows:
    return Case.objects.own().filter(
        **_within(scope), **_period(scope, "transferred_to_police_on")
    )


def cases_with_licence_revoked(scope: FigureScope) -> Rows:
    return cases_decided(scope).filter(
        decision__penalty_kinds__has=PenaltyKind.REVOKE_LICENCE.value
    )


def persons_penalised(scope: FigureScope) -> Rows:
    return PersonPenalty.objects.filter(
        decision__case__authority_name="",
        **_within(scope, "decision__case__"),
        **_period(scope, "decision__case__counted_on"),
    )


def payments(scope: FigureScope) -> Rows:
    return Payment.objects.filter(
        **_within(scope, "decision__case__"), **_period(scope, "paid_on")
    )


# -- amounts: an annotation per row; an unknown amount stays empty -----------------------


def _fines_on_persons() -> Any:
    """Of a case's decision; empty where nobody was fined a known amount."""
    fines = (
        PersonPenalty.objects.filter(decision=OuterRef("decision__pk"))
        .order_by()
        .values("decision")
        .annotate(total=Sum("fine"))
        .values("total")
    )
    return Subquery(fines)


def with_goods_value(rows: Rows) -> Rows:
    return rows.annotate(amount=F("goods_value"))


def with_fine(rows: Rows) -> Rows:
    on_persons = Coalesce(_fines_on_persons(), 0, output_field=YuanField())
    return rows.annotate(amount=F("decision__fine") + on_persons)


def with_income(rows: Rows) -> Rows:
    return rows.annotate(amount=F("decision__confiscated_income"))


def with_goods(rows: Rows) -> Rows:
    return rows.annotate(amount=F("decision__confiscated_goods_value"))


def known_sum(*parts: Any) -> Any:
    """The known parts added; empty where none of them is known."""
    known = IsNull(Coalesce(*parts, output_field=YuanField()), False)
    each = [Coalesce(part, 0, output_field=YuanField()) for part in parts]
    added = models.When(known, then=reduce(add, each))
    return models.Case(added, default=None, output_field=YuanField())


def with_total(rows: Rows) -> Rows:
    """Known parts are added; the row is unknown only where no part is known."""
    names = ("fine", "confiscated_income", "confiscated_goods_value")
    parts = [F(f"decision__{name}") for name in names]
    decided = rows.filter(Exists(Decision.objects.filter(case=OuterRef("pk"))))
    return decided.annotate(amount=known_sum(*parts, _fines_on_persons()))


def with_payment(rows: Rows) -> Rows:
    return rows.annotate(money=F("amount"))
