"""Files on records: a POST gives a short-lived address, which answers once it is asked."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import Perm
from core.downloads import AddressExpired, check_key, key_for
from core.errors import NotFound
from core.pages.base import SignedIn
from core.pages.details import RecordAddress
from workbench.models import Attachment
from workbench.services.attachments import note_fetched

WHAT = "attachment"


class _OneFile(RecordAddress, SignedIn):
    """A file of a record the reader may read."""

    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Attachment]:
        return Attachment.objects.visible_to(self.request.user)


class DownloadAttachment(_OneFile):
    """That it was fetched is kept."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row: Attachment = self.get_record()
        note_fetched(row, by=self.user, on=timezone.localdate())
        key = key_for(WHAT, row.uuid, self.user.actor_uuid)
        return redirect(f"{reverse('workbench:attachment-file', args=[row.uuid])}?key={key}")


class AttachmentFile(_OneFile):
    """The content as it came in; a browser never runs it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        row: Attachment = self.get_record()
        try:
            check_key(request.GET.get("key", ""), WHAT, row.uuid, self.user.actor_uuid)
        except AddressExpired as error:
            # Answered like a file that is not there: the address was another person's.
            raise NotFound from error
        return file_of(row)


def file_of(row: Attachment) -> FileResponse:
    """The file under the name it was sent with."""
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise NotFound from error
    answer = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.kind)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
