"""The lists that the rows of a report form open in: those of the figures, and two more."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.pages.columns import Column, Kind
from enforcement.models import Remedy, Sample
from reporting.views.shapes import BUREAU, SHAPES, Shape, _own, _page

FORM_SHAPES: Mapping[str, Shape] = {
    **SHAPES,
    "sample": Shape(
        columns=(
            Column("number", _("Number"), css="narrow"),
            Column("title", _("Title"), css="wide"),
            BUREAU,
            Column("taken_on", _("Sampled on"), kind=Kind.DATE, sort="taken_on"),
            Column("reported_on", _("Report issued on"), kind=Kind.DATE, sort="reported_on"),
            Column("result", _("Result")),
        ),
        related=("bureau",),
        seen=_own(Sample),
        address=_page("enforcement:sample-detail"),
        sort="-taken_on",
    ),
    "remedy": Shape(
        columns=(
            Column("kind", _("Kind")),
            Column("case", _("Case"), value="decision.case.title", css="wide"),
            BUREAU,
            Column("received_on", _("Copy received on"), kind=Kind.DATE, sort="received_on"),
            Column("outcome", _("Outcome")),
            Column("ended_on", _("Outcome served on"), kind=Kind.DATE, sort="ended_on"),
        ),
        related=("bureau", "decision__case"),
        seen=_own(Remedy),
        address=_page("enforcement:case-detail", "decision__case"),
        sort="-received_on",
    ),
}
