"""The pivot: a figure by two axes, everything in the address, every cell opens its rows."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Bureau, BureauKind, Perm
from campaigns.models import Campaign, Indicator
from core.errors import DomainError, Invalid
from core.pages.base import Page, SignedIn
from reporting.api.params import WHERE_AXES, figure_scope, query_of
from reporting.figures import Figure, FigureScope, FigureValue, axes_of, figure
from reporting.services.overview import indicators
from reporting.services.parts import AXIS_TITLES, VOCABULARIES
from reporting.services.pivot import Pivot, pivot_of
from reporting.services.pivot_export import start_pivot
from reporting.services.sentences import printed, unit_of
from reporting.views.tiles import rows_address

FIRST = "cases_decided"
# What a bureau first sees: its own parts by the kind of product.
FIRST_ROWS = {BureauKind.PROVINCE: "city", BureauKind.CITY: "county"}
FIRST_COLUMNS = "domain"


class PivotQuestion:
    """What an address asks for: figure, axes and scope."""

    request: HttpRequest

    @cached_property
    def scope(self) -> FigureScope:
        user: Any = self.request.user
        return figure_scope(self.request.GET, user)

    @cached_property
    def indicator(self) -> Indicator:
        found = indicators((self.request.GET.get("indicator") or FIRST,))
        if not found:
            raise Invalid(fields={"indicator": _("There is no such figure.")})
        return found[0]

    @property
    def figure(self) -> Figure:
        return figure(self.indicator.code)

    @property
    def row_axis(self) -> str:
        kind = BureauKind(self.scope.bureau.kind)
        return self.request.GET.get("rows") or FIRST_ROWS.get(kind, "month")

    @property
    def column_axis(self) -> str:
        asked = self.request.GET.get("columns")
        first = FIRST_COLUMNS if FIRST_COLUMNS in axes_of(self.figure) else "month"
        return asked or first

    def query(self, **changes: str) -> str:
        told = {
            "indicator": self.indicator.code,
            "rows": self.row_axis,
            "columns": self.column_axis,
            **changes,
        }
        return urlencode(query_of(self.scope, **told))


class PivotPage(PivotQuestion, Page):
    """Rows by columns of one defined figure, with the totals."""

    template_name = "reporting/pivot.html"
    title = gettext_lazy("Pivot table")
    perms = (Perm.READ_FIGURES,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refusal, table = "", None
        try:
            table = self._table(
                pivot_of(self.figure, self.scope, rows=self.row_axis, columns=self.column_axis)
            )
        except DomainError as error:
            refusal = " ".join(str(text) for text in error.fields.values()) or str(error)
        axes = [(axis, AXIS_TITLES[axis]) for axis in axes_of(self.figure)]
        turned = self.query(rows=self.column_axis, columns=self.row_axis)
        return super().get_context_data(
            **kwargs,
            scope=self.scope,
            indicator=self.indicator,
            unit=unit_of(self.indicator),
            choices=indicators(),
            campaigns=Campaign.objects.visible_to(self.user).exclude(status="draft"),
            bureaus=Bureau.objects.within(self.user.bureau.path),
            axes=axes,
            row_axis=self.row_axis,
            column_axis=self.column_axis,
            filters=self._filters(),
            table=table,
            refusal=refusal,
            turned=f"?{turned}",
            may_export=self.user.can(Perm.EXPORT_RECORDS),
            query=self.query(),
        )

    def _filters(self) -> list[tuple[str, Any, Any, str]]:
        """(axis, title, its codes, the code asked for) of what narrows the figure."""
        chosen = dict(self.scope.where)
        return [
            (axis, AXIS_TITLES[axis], VOCABULARIES[axis].choices, chosen.get(axis, ""))
            for axis in WHERE_AXES
            if axis in VOCABULARIES and axis in self.figure.axes
        ]

    def _table(self, found: Pivot) -> dict[str, Any]:
        return {
            "columns": [part.label for part in found.columns],
            "rows": [
                {
                    "label": row.label,
                    "cells": [
                        self._cell(found.cell(row, column), found.scope_of(row, column))
                        for column in found.columns
                    ],
                    "total": self._cell(row.value, row.scope),
                }
                for row in found.rows
            ],
            "totals": [self._cell(column.value, column.scope) for column in found.columns],
            "whole": self._cell(found.whole, found.scope),
        }

    def _cell(self, value: FigureValue, scope: FigureScope | None) -> tuple[str, str]:
        """What is printed, and the address of exactly its rows."""
        text = printed(self.indicator, value)
        if scope is None or not (value.value or value.unknown):
            return text, ""
        return text, rows_address(self.indicator.code, scope)


class ExportPivot(PivotQuestion, SignedIn):
    """The table as a workbook, as its address asks; a job of one's own."""

    perms = (Perm.EXPORT_RECORDS,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job = start_pivot(
            scope=self.scope,
            indicator=self.indicator.code,
            rows=self.row_axis,
            columns=self.column_axis,
            by=self.user,
            on=timezone.localdate(),
        )
        return redirect("core:job-detail", job.uuid)
