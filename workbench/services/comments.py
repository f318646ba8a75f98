"""Remarks on a record."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Scoped, Share, ShareGrade, User
from audit.services import record as write_audit
from core.errors import Invalid
from workbench.models import Comment, MessageKind
from workbench.policies import require_may_comment
from workbench.services.messages import Draft, send_many

LONGEST = 2000


@transaction.atomic
def add_comment(record: Scoped, *, text: str, by: User, on: date) -> Comment:
    """Write a remark on a record the author may read; its handling officers are told.

    Raises:
        PermissionRefused: auditors, administrators and machines do not write.
        Invalid: the remark is empty or longer than 2,000 characters.
    """
    require_may_comment(by)
    words = text.strip()
    if not words:
        raise Invalid(fields={"text": _("Write the comment first.")})
    if len(words) > LONGEST:
        raise Invalid(
            fields={
                "text": _("A comment has at most %(most)s characters; this one has %(found)s.")
                % {"most": LONGEST, "found": len(words)}
            }
        )
    comment = Comment.under(
        record, about_kind=record.ref_kind, about_uuid=record.uuid, author=by, text=words
    )
    comment.save(force_insert=True)
    write_audit("comment.added", subject=comment, by=by, on=on)
    _tell_handlers(record, comment, by, on)
    return comment


def comments_of(record: Scoped) -> list[Comment]:
    """The remarks on a record, oldest first. The caller has checked that it may be read."""
    rows = Comment.objects.filter(about_kind=record.ref_kind, about_uuid=record.uuid)
    return list(rows.select_related("author"))


def _tell_handlers(record: Scoped, comment: Comment, by: User, on: date) -> None:
    handlers = Share.objects.of(record.root_ref).filter(
        grade=ShareGrade.HANDLE, user__is_active=True
    )
    send_many(
        [
            Draft(
                recipient=share.user,
                kind=MessageKind.NOTICE,
                title=gettext_lazy("A new comment"),
                dedupe_key=f"comment:{comment.uuid}",
                on=on,
                about=record.ref,
            )
            for share in handlers.exclude(user_id=by.pk).select_related("user")
            if share.user is not None
        ]
    )
