from collections.abc import Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import NotFound
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.lists import ListAct, ListPage
from core.pages.parts import Act, Fact, pill
from reporting.models import ReportEdition, ReportStatus
from reporting.services.report_computing import question_for
from reporting.services.report_content import Book, Figured
from reporting.services.report_duties import PREPARES
from reporting.services.report_labels import TONES
from reporting.views.report_acts import edition_acts
from reporting.views.report_compare import ComparedForm, comparison_asked, selector
from reporting.views.report_tables import form_table, told_number

PROGRESS = "edition-progress"


def period_name(edition: ReportEdition) -> str:
    return str(edition.content["period"]["name"])


class ReportEditionList(ListPage):
    """The editions of one's own bureau and of those below."""

    title = gettext_lazy("Report editions")
    perms = (Perm.READ_FIGURES,)
    default_sort = "-starts_on"
    row_url_name = "reporting:report"
    exportable = False
    acts: ClassVar[tuple[ListAct, ...]] = (
        ListAct(gettext_lazy("Begin an edition"), "reporting:report-new", perms=PREPARES),
    )
    columns = (
        Column("period", gettext_lazy("Reporting period"), value=period_name),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.name", css="wide"),
        Column("campaign", gettext_lazy("Campaign"), value="campaign.name"),
        Column("number", gettext_lazy("Edition")),
        Column("status", gettext_lazy("Status")),
        Column("frozen_on", gettext_lazy("Frozen on"), kind=Kind.DATE, sort="frozen_on"),
    )
    empty_reason = gettext_lazy("No edition has been begun yet.")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(gettext_lazy("Annual summary"), reverse("reporting:annual"))]

    def get_queryset(self) -> Any:
        rows = ReportEdition.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign")

    def searchable(self) -> bool:
        return False


class EditionAddress(RecordAddress):
    user: Any

    def get_queryset(self) -> Any:
        rows = ReportEdition.objects.visible_to(self.user)
        return rows.select_related(
            "bureau", "campaign", "job", "restates", "checked_by", "approved_by", "frozen_by"
        )


class ReportEditionDetail(EditionAddress, DetailPage):
    """An edition: where it stands, its forms, what does not balance, its files."""

    template_name = "reporting/report_edition.html"
    perms = (Perm.READ_FIGURES,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("HX-Target") != PROGRESS:
            return super().get(request, *args, **kwargs)
        self.record = self.get_record()
        if not self.record.is_computing or self.record.is_stuck:
            return HttpResponse(headers={"HX-Refresh": "true"})
        self.template_name = "reporting/_edition_progress.html"
        return self.render_to_response(self._progress())

    def _progress(self) -> dict[str, Any]:
        """How far the computing is; its page is its owner's alone."""
        job = self.record.job
        mine = job is not None and job.owner_uuid == self.user.actor_uuid
        return {"edition": self.record, "job": job, "mine": mine}

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(gettext_lazy("Annual summary"), reverse("reporting:annual")),
            Crumb(gettext_lazy("Report editions"), reverse("reporting:report-editions")),
        ]

    def number(self) -> str:
        return _("Edition %(number)s") % {"number": self.record.number}

    def status(self) -> SafeString:
        if self.record.is_stuck:
            return pill(_("Computing broke off"), "late")
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        one = self.record
        signed = (
            (_("Checked by"), one.checked_by, one.checked_on),
            (_("Approved by"), one.approved_by, one.approved_on),
            (_("Frozen by"), one.frozen_by, one.frozen_on),
        )
        return [
            Fact(_("Period"), f"{one.starts_on} – {one.ends_on}"),
            *([Fact(_("Campaign"), one.campaign.name)] if one.campaign else []),
            *(Fact(label, f"{by.name} {on}") for label, by, on in signed if by),
        ]

    def notice(self) -> str:
        if self.record.is_stuck:
            return self._broken_off()
        if self.record.restates_id:
            told = _("Restated edition No. %(number)s: %(reason)s")
            return told % {
                "number": self.record.number,
                "reason": self.record.restated_because,
            }
        return ""

    def _broken_off(self) -> str:
        told = _("The computing broke off; nothing of it was kept. Have it computed anew.")
        job = self.record.job
        return f"{told} {job.error}" if job is not None and job.error else told

    def acts(self) -> Sequence[Act]:
        return edition_acts(self.record, self.user)

    def related(self) -> Sequence[Fact]:
        one = self.record
        later = ReportEdition.objects.filter(restates=one).first()
        found = [
            Fact(
                _("Restates"),
                one.restates,
                reverse("reporting:report", args=[one.restates.uuid]),
            )
            for _each in [one]
            if one.restates is not None
        ]
        if later is not None:
            here = reverse("reporting:report", args=[later.uuid])
            found.append(Fact(_("Restated by"), later, here))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.record.is_computing:
            working = not self.record.is_stuck
            return super().get_context_data(**kwargs, **self._progress(), working=working)
        book = Book.of(self.record)
        code = self.request.GET.get("form") or next(iter(book.forms), "")
        if code and code not in book.forms:
            raise NotFound
        return super().get_context_data(
            **kwargs,
            **(self._tables(book, code) if code else {}),
            against=selector(self.request.GET, question_for(self.record)),
            book_forms=book.forms.values(),
            code=code,
            breaches=[
                (
                    one,
                    book.place(one.address),
                    self._cell_page(str(one.address)),
                    told_number(one.difference),
                )
                for one in book.breaches()
            ],
            files=self.record.files.all(),
            may_export=self.user.can(Perm.EXPORT_RECORDS),
            frozen=self.record.status == ReportStatus.FROZEN,
            has_below=self.record.bureau.kind in ("province", "city"),
        )

    def _tables(self, book: Book, code: str) -> dict[str, Any]:
        params, one = self.request.GET, book.forms[code]
        found = comparison_asked(params, one, book, question_for(self.record))
        if found is None:
            return {"table": form_table(one, book, self._opens)}
        compared = ComparedForm(params, found, self._opens, {"form": code})
        table = form_table(one, book, self._opens, compared)
        return {"table": table, "compared": compared.context()}

    def _opens(self, cell: Figured) -> str:
        return self._cell_page(str(cell.address))

    def _cell_page(self, address: str) -> str:
        here = reverse("reporting:report-cell", args=[self.record.uuid])
        return f"{here}?{urlencode({'cell': address})}"
