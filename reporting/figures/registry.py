"""Exactly one query per computed indicator. A check at start holds both lists together."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.errors import NotFound
from reporting.figures import rows
from reporting.figures.definition import MATTER_AXES, Figure, Measure
from reporting.figures.service_figures import SERVICE_FIGURES

COUNT, DISTINCT, SUM, RATIO = Measure.COUNT, Measure.DISTINCT, Measure.SUM, Measure.RATIO

CASE_AXES: Mapping[str, str] = {
    **MATTER_AXES,
    "source": "source",
    "party_kind": "party_kind",
    "region": "region_id",
}
INSPECTION_AXES: Mapping[str, str] = {
    **MATTER_AXES,
    "party_kind": "party_kind",
    "kind": "kind",
    "region": "region_id",
}
CLUE_AXES: Mapping[str, str] = {**MATTER_AXES, "source": "source", "region": "region_id"}


def _prefixed(prefix: str, axes: Mapping[str, str]) -> dict[str, str]:
    return {axis: f"{prefix}{path}" for axis, path in axes.items()}


def _inspection(code: str, measure: Measure, source: Callable[..., Any], **more: Any) -> Figure:
    return Figure(
        code,
        measure,
        source,
        listed_as=more.pop("listed_as", "inspection"),
        date_path="inspected_on",
        axes=INSPECTION_AXES,
        **more,
    )


def _of_inspection(code: str, source: Callable[..., Any], listed_as: str) -> Figure:
    return Figure(
        code,
        COUNT,
        source,
        listed_as=listed_as,
        date_path="inspection__inspected_on",
        bureau_path="inspection__bureau_id",
        axes=_prefixed("inspection__", INSPECTION_AXES),
    )


def _clue(code: str, source: Callable[..., Any]) -> Figure:
    return Figure(
        code, COUNT, source, listed_as="clue", date_path="received_on", axes=CLUE_AXES
    )


def _case(code: str, source: Callable[..., Any], date_path: str = "counted_on") -> Figure:
    return Figure(code, COUNT, source, listed_as="case", date_path=date_path, axes=CASE_AXES)


def _case_sum(code: str, amount: Callable[..., Any]) -> Figure:
    return Figure(
        code,
        SUM,
        rows.cases_decided,
        listed_as="case",
        date_path="counted_on",
        axes=CASE_AXES,
        amount=amount,
        subject_path="amount",
    )


_ALL = (
    _inspection("inspected_visits", COUNT, rows.inspections),
    _inspection(
        "inspected_entities",
        DISTINCT,
        rows.inspections,
        subject_path="party_id",
        listed_as="party",
    ),
    _of_inspection("officer_trips", rows.officer_trips, "trip"),
    _inspection("violating_visits", COUNT, rows.inspections_with_findings),
    _of_inspection("problems_found", rows.findings, "finding"),
    _of_inspection("problems_rectified", rows.findings_rectified, "finding"),
    Figure(
        "rectify_rate",
        RATIO,
        rows.findings,
        listed_as="finding",
        date_path="inspection__inspected_on",
        bureau_path="inspection__bureau_id",
        axes=_prefixed("inspection__", INSPECTION_AXES),
        parts=("problems_rectified", "problems_found"),
    ),
    _clue("clues", rows.clues),
    _clue("clues_concluded", rows.clues_concluded),
    Figure(
        "clue_rate",
        RATIO,
        rows.clues,
        listed_as="clue",
        date_path="received_on",
        axes=CLUE_AXES,
        parts=("clues_concluded", "clues"),
    ),
    _case("cases_filed", rows.cases_filed, "filed_on"),
    _case("cases_decided", rows.cases_decided),
    _case("cases_closed", rows.cases_closed, "closed_on"),
    _case_sum("goods_value", rows.with_goods_value),
    _case_sum("fines", rows.with_fine),
    _case_sum("income_confiscated", rows.with_income),
    _case_sum("goods_confiscated", rows.with_goods),
    _case_sum("penalty_total", rows.with_total),
    Figure(
        "fines_collected",
        SUM,
        rows.payments,
        listed_as="payment",
        date_path="paid_on",
        bureau_path="decision__case__bureau_id",
        axes=_prefixed("decision__case__", CASE_AXES),
        amount=rows.with_payment,
        subject_path="money",
    ),
    Figure(
        "persons_penalised",
        COUNT,
        rows.persons_penalised,
        listed_as="person",
        date_path="decision__case__counted_on",
        bureau_path="decision__case__bureau_id",
        axes=_prefixed("decision__case__", CASE_AXES),
    ),
    _case("major_cases", rows.cases_major),
    _case("supervised_cases", rows.cases_supervised, "supervised_on"),
    _case("referred_police", rows.cases_referred, "transferred_to_police_on"),
    _case("licences_revoked", rows.cases_with_licence_revoked),
    *SERVICE_FIGURES,
)

FIGURES: dict[str, Figure] = {one.code: one for one in _ALL}


def figure(code: str) -> Figure:
    """The figure of a computed indicator. Raises NotFound for an unknown code."""
    try:
        return FIGURES[code]
    except KeyError as error:
        raise NotFound(_("There is no computed figure “%(code)s”.") % {"code": code}) from error
