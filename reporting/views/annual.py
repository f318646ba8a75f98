from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from accounts.models import Bureau, Perm
from campaigns.models import Indicator
from core.errors import NotFound
from core.pages.base import Crumb, Page
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from law.vocabularies import ClueSource, Domain, PartyKind, party_group, source_group
from reporting.figures import FigureValue
from reporting.models import AnnualEdition, EditionStatus
from reporting.services.annual import BY_BUREAU, FIRST_YEAR, calendar_year, reporting_year
from reporting.services.annual_labels import row_label, section_title
from reporting.services.editions import compute_edition, freeze_edition
from reporting.services.exports import annual_figures, start_annual_export
from reporting.services.sentences import printed, unit_of
from reporting.views.tiles import rows_address


def year_and_bureau(params: Any, user: Any) -> tuple[int, Bureau]:
    """``?year=&bureau=`` as asked, by default this year and one's own bureau.

    Raises:
        Invalid: a year before 2019 or in the future.
        NotFound: a bureau outside one's jurisdiction.
    """
    today = timezone.localdate()
    text = str(params.get("year", "") or today.year)
    year = reporting_year(int(text) if text.isdecimal() else 0, today)
    bureau = Bureau.objects.filter(code=params.get("bureau") or user.bureau.code).first()
    if bureau is None or not user.bureau.is_above(bureau):
        raise NotFound
    return year, bureau


class AnnualSummary(Page):
    """The year's tables on the page; every cell opens its rows."""

    title = gettext_lazy("Annual summary")
    template_name = "reporting/annual.html"
    perms = (Perm.READ_FIGURES,)

    @cached_property
    def asked(self) -> tuple[int, Bureau]:
        return year_and_bureau(self.request.GET, self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year, bureau = self.asked
        edition = AnnualEdition.objects.filter(bureau=bureau, year=year).first()
        own = bureau.pk == self.user.bureau_id
        draft = edition is not None and edition.status == EditionStatus.DRAFT
        return super().get_context_data(
            **kwargs,
            year=year,
            bureau=bureau,
            years=range(timezone.localdate().year, FIRST_YEAR - 1, -1),
            choices=Bureau.objects.within(self.user.bureau.path).filter(
                Q(kind__in=["province", "city"]) | Q(pk=self.user.bureau_id)
            ),
            edition=edition,
            tables=[self._table(table) for table in self.content["tables"]],
            query=urlencode({"year": year, "bureau": bureau.code}),
            may_compute=own
            and not (edition and edition.status == EditionStatus.FROZEN)
            and (self.user.can(Perm.FREEZE_EDITIONS) or self.user.can(Perm.RUN_CAMPAIGNS)),
            may_export=self.user.can(Perm.EXPORT_RECORDS),
            may_freeze=own and draft and self.user.can(Perm.FREEZE_EDITIONS),
        )

    def _table(self, table: dict[str, Any]) -> dict[str, Any]:
        heads = [self.indicators[code] for code in table["columns"]]
        return {
            "title": Domain(table["domain"]).label,
            "heads": [(one.title, unit_of(one)) for one in heads],
            "width": len(heads) + 1,
            "sections": [
                {
                    "title": section_title(section["axis"]),
                    "rows": [self._row(table, section["axis"], row) for row in section["rows"]],
                }
                for section in table["sections"]
            ],
        }

    def _row(self, table: dict[str, Any], axis: str, row: dict[str, Any]) -> dict[str, Any]:
        names = {code: one.name for code, one in self.bureaus.items()}
        cells = []
        for code in table["columns"]:
            value = Decimal(row["values"][code])
            text = printed(self.indicators[code], FigureValue(value))
            unknown = row["unknown"].get(code, 0)
            address = self._address(table["domain"], axis, row["key"], code)
            cells.append((text, address, not value and not unknown))
        return {"label": row_label(axis, row["key"], names), "cells": cells}

    @cached_property
    def content(self) -> dict[str, Any]:
        year, bureau = self.asked
        return annual_figures(bureau, year)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """As the edition defines them, whatever they mean today."""
        return {row["code"]: Indicator(**row) for row in self.content["definitions"]}

    @cached_property
    def bureaus(self) -> dict[str, Bureau]:
        _year, bureau = self.asked
        return {one.code: one for one in Bureau.objects.within(bureau.path)}

    def _address(self, domain: str, axis: str, key: str, code: str) -> str:
        """The rows of one cell; none for what nobody stated."""
        year, bureau = self.asked
        scope = calendar_year(bureau, year).scope(domain=domain)
        if axis in BY_BUREAU:
            one = self.bureaus[key]
            scope = scope.narrowed(bureau=one, own_only=one.kind != axis)
        elif axis != "total":
            codes = _codes(axis, key)
            if not codes:
                return ""
            scope = scope.narrowed(where=(*scope.where, (axis, ",".join(codes))))
        return rows_address(code, scope)


def _codes(axis: str, group: str) -> list[str]:
    """The vocabulary codes an annual group is made of."""
    if not group:
        return []
    if axis == "source":
        return [code for code in ClueSource.values if source_group(code) == group]
    return [code for code in PartyKind.values if party_group(code) == group]


class ExportForm(forms.Form):
    year = forms.IntegerField(widget=forms.HiddenInput)
    bureau = forms.CharField(widget=forms.HiddenInput)


class ExportAnnual(FormPage):
    """Ask for the workbook: a job, shown with its progress."""

    title = gettext_lazy("Export the annual summary")
    submit = gettext_lazy("Export as XLSX")
    success = gettext_lazy("The workbook is being written.")
    perms: ClassVar[tuple[str, ...]] = (Perm.EXPORT_RECORDS,)
    form_class = ExportForm
    intro = gettext_lazy(
        "The workbook holds the formatted tables, the definitions and the data."
    )

    def crumbs(self) -> list[Crumb]:
        year, bureau = self.asked
        page = reverse("reporting:annual")
        query = urlencode({"year": year, "bureau": bureau.code})
        return [
            Crumb(gettext_lazy("Annual summary"), page),
            Crumb(f"{bureau.name} {year}", f"{page}?{query}"),
        ]

    @cached_property
    def asked(self) -> tuple[int, Bureau]:
        return year_and_bureau(self.request.GET, self.user)

    def initial(self) -> dict[str, Any]:
        year, bureau = self.asked
        return {"year": year, "bureau": bureau.code}

    def act(self, form: Any) -> str:
        asked = {"year": str(form.cleaned_data["year"]), "bureau": form.cleaned_data["bureau"]}
        year, bureau = year_and_bureau(asked, self.user)
        job = start_annual_export(bureau=bureau, year=year, by=self.user, on=self.on)
        return reverse("core:job-detail", args=[job.uuid])


class ComputeEdition(ExportAnnual):
    title = gettext_lazy("Compute the annual edition")
    submit = gettext_lazy("Compute")
    success = gettext_lazy("The draft edition was computed.")
    perms = (Perm.FREEZE_EDITIONS, Perm.RUN_CAMPAIGNS)
    intro = gettext_lazy(
        "The draft takes the figures of this moment. It can be computed again."
    )

    def act(self, form: Any) -> str:
        asked = {"year": str(form.cleaned_data["year"]), "bureau": form.cleaned_data["bureau"]}
        year, bureau = year_and_bureau(asked, self.user)
        compute_edition(calendar_year(bureau, year), by=self.user, on=self.on)
        return f"{reverse('reporting:annual')}?{urlencode(asked)}"


class FreezeEdition(RecordAddress, FormPage):
    title = gettext_lazy("Freeze the annual edition")
    submit = gettext_lazy("Freeze")
    success = gettext_lazy("The edition is frozen.")
    confirm = gettext_lazy("A frozen edition is never changed again. Freeze it?")
    danger = True
    perms = (Perm.FREEZE_EDITIONS,)
    form_class = Form

    def get_queryset(self) -> Any:
        return AnnualEdition.objects.visible_to(self.user).select_related("bureau")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(gettext_lazy("Annual summary"), reverse("reporting:annual"))]

    def record(self) -> Any:
        return self.get_record()

    def act(self, form: Any) -> str:
        edition = freeze_edition(
            self.get_record(), by=self.user, on=self.on, version=self.version
        )
        query = urlencode({"year": edition.year, "bureau": edition.bureau.code})
        return f"{reverse('reporting:annual')}?{query}"
