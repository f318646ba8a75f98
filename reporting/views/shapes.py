"""In which list the rows behind a figure open: which columns, which of them may be seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import TrainingPlan
from campaigns.models import AssistanceVisit
from core.pages.columns import Column, Kind
from enforcement.models import Case, Clue, Finding, Inspection, Payment, PersonPenalty
from registry.dossiers import wanted_of
from registry.models import Party
from reporting.figures import Figure, FigureScope, Measure, rows_behind


@dataclass(frozen=True)
class Shape:
    """How one kind of row is listed.

    Args:
        columns: of the list.
        related: what the columns read, selected in one statement.
        seen: narrows rows to those a reader may see.
        address: of the record a row opens.
        sort: the order of the list.
    """

    columns: tuple[Column, ...]
    related: tuple[str, ...]
    seen: Callable[[Any, Any], Any]
    address: Callable[[Any], str]
    sort: str


def _own(model: Any) -> Callable[[Any, Any], Any]:
    return lambda rows, user: rows.filter(pk__in=model.objects.visible_to(user).values("pk"))


def _page(name: str, path: str = "") -> Callable[[Any], str]:
    def address(row: Any) -> str:
        for step in path.split("__") if path else ():
            row = getattr(row, step)
        return reverse(name, args=[row.uuid])

    return address


BUREAU = Column("bureau", _("Bureau"), value="bureau.name")
AMOUNT = Column("amount", _("Amount counted (yuan)"), kind=Kind.MONEY, sort="amount")


def papers_cell(party: Any) -> str:
    """How many of the papers its kind needs are in the dossier."""
    return f"{party.papers} / {len(wanted_of(party.kind))}"


def held_on(place: Any) -> Any:
    return place.record.held_on if place.record else None


CASE = Shape(
    columns=(
        Column(
            "number",
            _("Case number"),
            value=lambda row: row.number or _("No number"),
            css="narrow",
        ),
        Column("title", _("Title"), css="wide"),
        BUREAU,
        Column("filed_on", _("Filed on"), kind=Kind.DATE, sort="filed_on"),
        Column("counted_on", _("Decided on"), kind=Kind.DATE, sort="counted_on"),
        Column("closed_on", _("Closed on"), kind=Kind.DATE, sort="closed_on"),
    ),
    related=("bureau",),
    seen=_own(Case),
    address=_page("enforcement:case-detail"),
    sort="-counted_on",
)
INSPECTION = Shape(
    columns=(
        Column("number", _("Number"), css="narrow"),
        Column("party", _("Party"), value="party.name", css="wide"),
        BUREAU,
        Column("inspected_on", _("Inspected on"), kind=Kind.DATE, sort="inspected_on"),
        Column("site_conclusion", _("Conclusion on site")),
    ),
    related=("bureau", "party"),
    seen=_own(Inspection),
    address=_page("enforcement:inspection-detail"),
    sort="-inspected_on",
)
SHAPES: Mapping[str, Shape] = {
    "case": CASE,
    "inspection": INSPECTION,
    "party": Shape(
        columns=(
            Column("name", _("Party"), css="wide"),
            Column("kind", _("Kind")),
            Column("region", _("Region"), value="region.name"),
            Column("credit_code", _("Unified social credit code")),
        ),
        related=("region",),
        seen=lambda rows, user: rows.filter(pk__in=Party.objects.visible_to(user)),
        address=_page("registry:party-detail"),
        sort="name",
    ),
    "trip": Shape(
        columns=(
            Column("officer", _("Officer"), value="officer.name"),
            Column("number", _("Number"), value="inspection.number"),
            Column("party", _("Party"), value="inspection.party.name", css="wide"),
            Column(
                "inspected_on",
                _("Inspected on"),
                value="inspection.inspected_on",
                kind=Kind.DATE,
                sort="inspection__inspected_on",
            ),
        ),
        related=("officer", "inspection__party"),
        seen=lambda rows, user: rows.filter(
            inspection__in=Inspection.objects.visible_to(user).values("pk")
        ),
        address=_page("enforcement:inspection-detail", "inspection"),
        sort="-inspection__inspected_on",
    ),
    "finding": Shape(
        columns=(
            Column("description", _("What was found"), css="wide"),
            Column("grade", _("Grade")),
            Column("party", _("Party"), value="inspection.party.name"),
            BUREAU,
            Column("status", _("Status")),
            Column("due_on", _("To be rectified by"), kind=Kind.DATE, sort="due_on"),
        ),
        related=("bureau", "inspection__party"),
        seen=_own(Finding),
        address=_page("enforcement:inspection-detail", "inspection"),
        sort="-pk",
    ),
    "clue": Shape(
        columns=(
            Column("number", _("Number"), css="narrow"),
            Column("title", _("Title"), css="wide"),
            Column("source", _("Source")),
            BUREAU,
            Column("received_on", _("Received on"), kind=Kind.DATE, sort="received_on"),
            Column("status", _("Status")),
        ),
        related=("bureau",),
        seen=_own(Clue),
        address=_page("enforcement:clue-detail"),
        sort="-received_on",
    ),
    "payment": Shape(
        columns=(
            Column("receipt", _("Receipt number")),
            Column("case", _("Case"), value="decision.case.title", css="wide"),
            BUREAU,
            Column("paid_on", _("Paid on"), kind=Kind.DATE, sort="paid_on"),
            Column("kind", _("For")),
            Column("money", _("Amount counted (yuan)"), kind=Kind.MONEY),
        ),
        related=("bureau", "decision__case"),
        seen=_own(Payment),
        address=_page("enforcement:case-detail", "decision__case"),
        sort="-paid_on",
    ),
    "dossier": Shape(
        columns=(
            Column("name", _("Party"), css="wide"),
            Column("kind", _("Kind")),
            Column("papers", _("Papers / needed"), value=papers_cell),
            Column("region", _("Region"), value="region.name"),
            Column("bureau", _("Bureau"), value="bureau.short_name"),
        ),
        related=("region", "bureau"),
        seen=lambda rows, user: rows.filter(pk__in=Party.objects.visible_to(user)),
        address=_page("reporting:dossier"),
        sort="name",
    ),
    "visit": Shape(
        columns=(
            Column("party", _("Party"), value="party.name", css="wide"),
            Column("visited_on", _("Visited on"), kind=Kind.DATE, sort="visited_on"),
            Column("status", _("Status")),
            BUREAU,
        ),
        related=("party", "bureau"),
        seen=_own(AssistanceVisit),
        address=_page("campaigns:visit-detail"),
        sort="-visited_on",
    ),
    "training_place": Shape(
        columns=(
            Column("officer", _("Officer"), value="officer.name"),
            Column("plan", _("Course"), value="plan.title", css="wide"),
            Column("due_on", _("To be taken by"), value="plan.due_on", kind=Kind.DATE),
            Column("held_on", _("Held on"), value=held_on, kind=Kind.DATE),
            BUREAU,
        ),
        related=("officer", "plan", "record", "bureau"),
        seen=lambda rows, user: rows.filter(
            plan__in=TrainingPlan.objects.visible_to(user).values("pk")
        ),
        address=_page("accounts:training-plan", "plan"),
        sort="-plan__due_on",
    ),
    "person": Shape(
        columns=(
            Column("name", _("Name")),
            Column("position", _("Position")),
            Column("case", _("Case"), value="decision.case.title", css="wide"),
            BUREAU,
            Column("fine", _("Fine (yuan)"), kind=Kind.MONEY, sort="fine"),
        ),
        related=("bureau", "decision__case"),
        seen=_own(PersonPenalty),
        address=_page("enforcement:case-detail", "decision__case"),
        sort="-pk",
    ),
}


def listed(one: Figure, scope: FigureScope) -> Any:
    """The rows behind a figure as they are listed: distinct subjects as themselves."""
    rows = rows_behind(one, scope)
    if one.measure == Measure.DISTINCT:
        return Party.objects.filter(pk__in=rows.values(one.subject_path))
    return rows


def columns_of(one: Figure) -> tuple[Column, ...]:
    columns = SHAPES[one.listed_as].columns
    return (*columns, AMOUNT) if one.is_money and one.listed_as == "case" else columns
