"""The figures that only the report forms print: each with its query, as every figure.

They are no indicators of their own: their definition stands in the form that prints them.
"""

from collections.abc import Callable
from typing import Any

from reporting.figures import form_rows as rows
from reporting.figures.definition import MATTER_AXES, Figure, Measure
from reporting.figures.registry import CASE_AXES, CLUE_AXES, FIGURES, figure

SAMPLE_AXES = {**MATTER_AXES, "party_kind": "party__kind", "region": "region_id"}
REMEDY_AXES = {
    "outcome": "outcome",
    **{axis: f"decision__case__{path}" for axis, path in CASE_AXES.items()},
}


def _case(code: str, source: Callable[..., Any], date_path: str = "counted_on") -> Figure:
    return Figure(
        code, Measure.COUNT, source, listed_as="case", date_path=date_path, axes=CASE_AXES
    )


def _clue(code: str, source: Callable[..., Any]) -> Figure:
    return Figure(
        code,
        Measure.COUNT,
        source,
        listed_as="clue",
        date_path="received_on",
        axes=CLUE_AXES,
    )


def _sample(code: str, source: Callable[..., Any], day: str = "reported_on") -> Figure:
    return Figure(
        code,
        Measure.COUNT,
        source,
        listed_as="sample",
        date_path=day,
        axes=SAMPLE_AXES,
    )


def _remedy(code: str, source: Callable[..., Any], date_path: str) -> Figure:
    return Figure(
        code,
        Measure.COUNT,
        source,
        listed_as="remedy",
        date_path=date_path,
        bureau_path="decision__case__bureau_id",
        axes=REMEDY_AXES,
    )


_ALL = (
    _case("suspensions", rows.cases_suspended),
    _case("approvals_revoked", rows.cases_with_approval_revoked),
    _case("cases_published", rows.cases_published),
    _case("cases_with_measures", rows.cases_with_measures),
    _case("cases_to_other_organs", rows.cases_to_other_organs),
    Figure(
        "confiscated",
        Measure.SUM,
        rows.cases_with_confiscation,
        listed_as="case",
        date_path="counted_on",
        axes=CASE_AXES,
        amount=rows.with_confiscation,
        subject_path="amount",
    ),
    _clue("complaints_reports", rows.complaints_and_reports),
    _clue("complaints_concluded", rows.complaints_concluded),
    _clue("complaints_filed", rows.complaints_filed),
    _clue("online_clues", rows.online_clues),
    _sample("samples_taken", rows.samples_taken, "taken_on"),
    _sample("samples_tested", rows.samples_tested),
    _sample("samples_failed", rows.samples_failed),
    _remedy("reviews_received", rows.reviews_received, "received_on"),
    _remedy("reviews_ended", rows.reviews_ended, "ended_on"),
    _remedy("lawsuits_received", rows.lawsuits_received, "received_on"),
    _remedy("lawsuits_ended", rows.lawsuits_ended, "ended_on"),
)
FORM_FIGURES: dict[str, Figure] = {one.code: one for one in _ALL}


def printed_figure(code: str) -> Figure:
    """The figure behind a column of a form. Raises NotFound for an unknown code."""
    return FORM_FIGURES[code] if code in FORM_FIGURES else figure(code)


def is_known(code: str) -> bool:
    return code in FORM_FIGURES or code in FIGURES
