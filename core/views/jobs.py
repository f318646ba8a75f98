"""One's own long work: how far it is, stopping it, fetching its result."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.downloads import check_key, key_for
from core.errors import NotFound
from core.jobs import cancel_job
from core.models import Job, JobQuerySet, JobState
from core.pages.base import Crumb, SignedIn
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.lists import ListPage
from core.pages.parts import bar, pill

TONES: dict[str, str] = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "active",
    JobState.DONE: "met",
    JobState.FAILED: "late",
    JobState.CANCELLED: "void",
}


def _progress(job: Job) -> SafeString | str:
    return "" if job.state == JobState.WAITING else bar(job.done, job.total)


class MyJobs(RecordAddress, SignedIn):
    """The reader's own jobs; nobody else's exist for them."""

    def get_queryset(self) -> JobQuerySet:
        return Job.objects.owned_by(self.user.actor_uuid)


class JobList(ListPage):
    title = gettext_lazy("My jobs")
    row_url_name = "core:job-detail"
    default_sort = "-created_at"
    empty_reason = gettext_lazy("You have started no long work yet.")
    empty_advice = gettext_lazy("Exports, imports and yearly tables appear here.")
    columns: ClassVar[tuple[Column, ...]] = (
        Column("title", gettext_lazy("Long work"), css="wide"),
        Column("state", gettext_lazy("State"), kind=Kind.STATUS, tones=TONES),
        Column("progress", gettext_lazy("Progress"), cell=_progress),
        Column("created_at", gettext_lazy("Started at"), kind=Kind.DATETIME, sort="created_at"),
        Column("finished_at", gettext_lazy("Ended at"), kind=Kind.DATETIME, sort="finished_at"),
    )

    def get_queryset(self) -> JobQuerySet:
        return Job.objects.owned_by(self.user.actor_uuid)


class JobDetail(DetailPage):
    """Progress is asked for again while the work goes on, without keeping the session."""

    template_name = "core/job_detail.html"
    record: Job

    def get_queryset(self) -> JobQuerySet:
        return Job.objects.owned_by(self.user.actor_uuid)

    def get_template_names(self) -> list[str]:
        if self.request.headers.get("HX-Target") == "job-progress":
            return ["core/job_progress.html"]
        return super().get_template_names()

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("My jobs"), reverse("core:job-list"))]

    def status(self) -> SafeString:
        return pill(self.record.get_state_display(), TONES[JobState(self.record.state)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unfinished = self.record.state in (JobState.WAITING, JobState.RUNNING)
        return super().get_context_data(job=self.record, unfinished=unfinished, **kwargs)


class CancelJob(MyJobs):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job = cancel_job(uuid=str(self.get_record().uuid), by=self.user)
        if job.state in (JobState.CANCELLED, JobState.RUNNING):
            messages.info(request, _("The work is being stopped."))
        else:
            messages.info(request, _("The work had already ended."))
        return redirect("core:job-detail", job.uuid)


class DownloadJob(MyJobs):
    """A POST gives the address of the file, which answers for two minutes."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job: Job = self.get_record()
        if not job.file:
            raise NotFound(_("This work has no file."))
        key = key_for("job", job.uuid, self.user.actor_uuid)
        return redirect(f"{reverse('core:job-file', args=[job.uuid])}?key={key}")


class JobFile(MyJobs):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        job: Job = self.get_record()
        check_key(request.GET.get("key", ""), "job", job.uuid, self.user.actor_uuid)
        return file_of(job)


def file_of(job: Job) -> FileResponse:
    """The result of a job, under the name it was given."""
    if not job.file:
        raise NotFound(_("This work has no file."))
    return FileResponse(job.file.open("rb"), as_attachment=True, filename=job.file_name)
