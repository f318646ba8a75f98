"""The export centre: a list sent here becomes a file; one's own files, for a week."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.downloads import key_for
from core.jobs import run_job
from core.models import Job, JobQuerySet, JobState
from core.pages.base import Crumb, SignedIn
from core.pages.columns import Column, Kind
from core.pages.lists import ListPage
from core.views.jobs import TONES, JobDetail
from reporting.services.exports import EXPORTS
from reporting.services.list_exports import password_of, start_list_export


class StartExport(SignedIn):
    """A list's own form posts here: path, query, columns and the form of the file."""

    perms: ClassVar[tuple[str, ...]] = (Perm.EXPORT_RECORDS,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job, is_little = start_list_export(
            path=request.POST.get("list", "")[:200],
            query=request.POST.get("query", "")[:5_000],
            columns=request.POST.getlist("columns")[:200],
            form=request.POST.get("form", "xlsx"),
            by=self.user,
            on=timezone.localdate(),
        )
        if is_little:
            run_job(str(job.uuid))
            job.refresh_from_db()
        if job.state == JobState.DONE and not password_of(job):
            key = key_for("job", job.uuid, self.user.actor_uuid)
            return redirect(f"{reverse('core:job-file', args=[job.uuid])}?key={key}")
        messages.info(
            request, gettext("The file is being written; it is kept here for a week.")
        )
        return redirect("reporting:export-detail", job.uuid)


class ExportList(ListPage):
    """One's own exports; nobody else's exist for them."""

    title = _("My exports")
    perms = (Perm.EXPORT_RECORDS,)
    row_url_name = "reporting:export-detail"
    default_sort = "-created_at"
    exportable = False
    empty_reason = _("You have exported nothing in the last days.")
    empty_advice = _("Every list has a button “Export”: it takes exactly the rows you see.")
    columns = (
        Column("title", _("Export"), css="wide"),
        Column("state", _("State"), kind=Kind.STATUS, tones=TONES),
        Column("file_name", _("File")),
        Column("created_at", _("Asked for at"), kind=Kind.DATETIME, sort="created_at"),
    )

    def get_queryset(self) -> JobQuerySet:
        return Job.objects.owned_by(self.user.actor_uuid).filter(kind__in=EXPORTS)


class ExportDetail(JobDetail):
    """One export: how far it is, its file, and the password of its archive."""

    template_name = "reporting/export_detail.html"
    perms: ClassVar[tuple[str, ...]] = (Perm.EXPORT_RECORDS,)

    def get_queryset(self) -> JobQuerySet:
        return super().get_queryset().filter(kind__in=EXPORTS)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("My exports"), reverse("reporting:export-list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(password=password_of(self.record), **kwargs)
