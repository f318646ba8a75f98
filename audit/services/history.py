from django.db.models import QuerySet

from audit.models import AuditEvent
from core.refs import Ref


def history_of(subject: Ref) -> QuerySet[AuditEvent]:
    """What was done to one record, newest first."""
    return AuditEvent.objects.filter(subject_kind=subject.kind, subject_uuid=subject.uuid)


def history_under(root: Ref) -> QuerySet[AuditEvent]:
    """What was done to a top record and to everything under it, newest first."""
    return AuditEvent.objects.filter(root_kind=root.kind, root_uuid=root.uuid)
