from django.urls import URLPattern, URLResolver, path

from core.views.help import Help
from core.views.jobs import CancelJob, DownloadJob, JobDetail, JobFile, JobList

app_name = "core"

urlpatterns: list[URLPattern | URLResolver] = [
    path("jobs/", JobList.as_view(), name="job-list"),
    path("jobs/<uuid:id>/", JobDetail.as_view(), name="job-detail"),
    path("jobs/<uuid:id>/cancel/", CancelJob.as_view(), name="job-cancel"),
    path("jobs/<uuid:id>/download/", DownloadJob.as_view(), name="job-download"),
    path("jobs/<uuid:id>/file/", JobFile.as_view(), name="job-file"),
    path("help/", Help.as_view(), name="help"),
]
