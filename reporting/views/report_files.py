from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import Perm
from core.downloads import check_key, key_for
from core.pages.base import SignedIn
from core.pages.details import RecordAddress
from reporting.models import EditionFile, ReportEdition
from reporting.services.report_files import read_kept

WHAT = "edition-file"


class _Kept(RecordAddress, SignedIn):
    perms = (Perm.EXPORT_RECORDS,)

    def get_queryset(self) -> Any:
        seen = ReportEdition.objects.visible_to(self.user)
        return EditionFile.objects.filter(edition__in=seen)


class DownloadKept(_Kept):
    """A POST gives the address of the file, which answers for two minutes."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept: EditionFile = self.get_record()
        key = key_for(WHAT, kept.uuid, self.user.actor_uuid)
        return redirect(f"{reverse('reporting:report-file', args=[kept.uuid])}?key={key}")


class KeptFile(_Kept):
    """The file byte for byte as it was kept, with its checksum."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept: EditionFile = self.get_record()
        check_key(request.GET.get("key", ""), WHAT, kept.uuid, self.user.actor_uuid)
        return HttpResponse(
            read_kept(kept),
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="{kept.name}"',
                "X-Content-SHA256": kept.sha256,
            },
        )
