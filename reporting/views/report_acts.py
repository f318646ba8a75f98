from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import NotFound
from core.pages.base import Crumb
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from core.pages.parts import Act
from reporting.models import Approx, ReportEdition, ReportStatus
from reporting.report_forms.loader import period
from reporting.services.report_approval import (
    approve_report,
    check_report,
    freeze_report,
    return_report,
)
from reporting.services.report_duties import APPROVES, CHECKS, PREPARES, StillComputing, may
from reporting.services.report_editions import (
    begin_report,
    recompute_report,
    report_value,
    word_report,
)
from reporting.services.report_files import start_report_files
from reporting.services.report_restate import restate_report
from reporting.views.report_act_forms import BeginForm, ReasonForm, ReportedForm, WordsForm


def edition_acts(edition: ReportEdition, user: Any) -> Sequence[Act]:
    """What a person can do with an edition in its state."""
    found: list[Act] = []

    def offer(title: Any, name: str, icon: str, perms: Any, **more: Any) -> None:
        if may(edition, user, perms):
            address = reverse(f"reporting:report-{name}", args=[edition.uuid])
            found.append(Act(title, address, icon, **more))

    match edition.status:
        case ReportStatus.COMPUTING if edition.is_stuck:
            offer(_("Compute anew"), "compute", "refresh", PREPARES, weight="main")
        case ReportStatus.COMPUTING:
            reason: Any = StillComputing.default_message
            offer(_("Check"), "check", "check", CHECKS, reason=reason)
        case ReportStatus.DRAFT:
            offer(_("Check"), "check", "check", CHECKS, weight="main")
            offer(_("Compute anew"), "compute", "refresh", PREPARES)
            offer(_("Edit the sentences"), "words", "pencil", PREPARES)
        case ReportStatus.CHECKED:
            reason = ""
            if edition.checked_by_id == user.pk:
                reason = _("Who checked the edition does not approve it as well.")
            offer(_("Approve"), "approve", "check", APPROVES, weight="main", reason=reason)
            offer(_("Send back"), "return", "arrow-left", CHECKS)
        case ReportStatus.APPROVED:
            offer(_("Freeze"), "freeze", "lock", APPROVES, weight="danger")
            offer(_("Send back"), "return", "arrow-left", CHECKS)
        case ReportStatus.FROZEN:
            if not ReportEdition.objects.filter(restates=edition).exists():
                offer(_("Restate"), "restate", "history", PREPARES)
    if user.can(Perm.EXPORT_RECORDS) and not edition.is_computing:
        address = reverse("reporting:report-export", args=[edition.uuid])
        found.append(Act(_("Write the files"), address, "table-export"))
    return found


class BeginReport(FormPage):
    title = _("Begin an edition")
    submit = _("Compute")
    success = _("The report edition was begun.")
    intro = _("The draft takes the figures of this moment and keeps the records behind them.")
    perms = PREPARES
    form_class = BeginForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Report editions"), reverse("reporting:report-editions"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user, "on": self.on}

    def initial(self) -> dict[str, Any]:
        return {"period": f"{timezone.localdate().year}-year"}

    def act(self, form: Any) -> str:
        told = form.cleaned_data
        edition = begin_report(
            period(told["period"]), campaign=told["campaign"], by=self.user, on=self.on
        )
        return reverse("reporting:report", args=[edition.uuid])


class _EditionAct(RecordAddress, FormPage):
    """An act on one edition."""

    form_class = Form

    def get_queryset(self) -> Any:
        rows = ReportEdition.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign", "job")

    @cached_property
    def edition(self) -> ReportEdition:
        found: ReportEdition = self.get_record()
        return found

    def record(self) -> Any:
        return self.edition

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Report editions"), reverse("reporting:report-editions")),
            Crumb(str(self.edition), self.page),
        ]

    @property
    def page(self) -> str:
        return reverse("reporting:report", args=[self.edition.uuid])

    @property
    def told(self) -> dict[str, Any]:
        return {"by": self.user, "on": self.on}

    def act(self, form: Any) -> str:
        self.do(form.cleaned_data)
        return self.page

    def do(self, data: dict[str, Any]) -> None:
        raise NotImplementedError


class RecomputeReport(_EditionAct):
    title = _("Compute anew")
    submit = _("Compute")
    success = _("The figures are computed anew.")
    intro = _("What was reported stays; the sentences are made anew from the figures.")
    perms = PREPARES

    def do(self, data: dict[str, Any]) -> None:
        recompute_report(self.edition, version=self.version, **self.told)


class EnterReported(_EditionAct):
    title = _("Enter the reported value")
    perms = PREPARES
    form_class = ReportedForm

    def initial(self) -> dict[str, Any]:
        address = self.request.GET.get("cell", "")
        known = self.edition.reported.filter(address=address).first()
        if known is None:
            return {"cell": address, "approx": Approx.EXACT}
        return {
            "cell": address,
            "value": known.value,
            "approx": known.approx,
            "note": known.note,
        }

    def act(self, form: Any) -> str:
        told = form.cleaned_data
        report_value(
            self.edition,
            address=told["cell"],
            value=told["value"],
            approx=told["approx"],
            note=told["note"],
            **self.told,
        )
        here = reverse("reporting:report-cell", args=[self.edition.uuid])
        return f"{here}?{urlencode({'cell': told['cell']})}"


class WordReport(_EditionAct):
    title = _("Edit the sentences")
    perms = PREPARES
    form_class = WordsForm

    def initial(self) -> dict[str, Any]:
        return {"text": "\n".join(self.edition.narrative)}

    def do(self, data: dict[str, Any]) -> None:
        word_report(self.edition, sentences=data["text"].splitlines(), **self.told)


class CheckReport(_EditionAct):
    title = _("Check the edition")
    submit = _("Check")
    success = _("The edition is checked.")
    intro = _("Every balance rule must hold; every difference needs its note.")
    perms = CHECKS

    def do(self, data: dict[str, Any]) -> None:
        check_report(self.edition, version=self.version, **self.told)


class ApproveReport(_EditionAct):
    title = _("Approve the edition")
    submit = _("Approve")
    success = _("The edition is approved.")
    perms = APPROVES

    def do(self, data: dict[str, Any]) -> None:
        approve_report(self.edition, version=self.version, **self.told)


class ReturnReport(_EditionAct):
    title = _("Send the edition back")
    submit = _("Send back")
    success = _("The edition is a draft again.")
    perms = CHECKS
    form_class = ReasonForm

    def do(self, data: dict[str, Any]) -> None:
        return_report(self.edition, reason=data["reason"], **self.told)


class FreezeReport(_EditionAct):
    title = _("Freeze the edition")
    submit = _("Freeze")
    success = _("The report edition is frozen.")
    confirm = _("A frozen report edition is never changed again. Freeze it?")
    danger = True
    perms = APPROVES

    def do(self, data: dict[str, Any]) -> None:
        freeze_report(self.edition, version=self.version, **self.told)


class RestateReport(_EditionAct):
    title = _("Restate the edition")
    submit = _("Begin the restated edition")
    success = _("The restated edition was begun.")
    intro = _("The frozen edition stays as it is. The next one tells which records changed.")
    perms = PREPARES
    form_class = ReasonForm

    def act(self, form: Any) -> str:
        made = restate_report(self.edition, reason=form.cleaned_data["reason"], **self.told)
        return reverse("reporting:report", args=[made.uuid])


class ExportReport(_EditionAct):
    title = _("Write the files")
    submit = _("Write the files")
    success = _("The files are being written.")
    intro = _("XLSX, DOCX, PDF, CSV and JSON. Those of a frozen edition are kept as written.")
    perms = (Perm.EXPORT_RECORDS,)

    def act(self, form: Any) -> str:
        if not self.user.can(Perm.READ_FIGURES):
            raise NotFound
        job = start_report_files(self.edition, **self.told)
        return reverse("core:job-detail", args=[job.uuid])
