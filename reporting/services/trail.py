"""Who reads which part of the audit trail."""

from django.db.models import QuerySet

from accounts.models import Perm, User
from audit.models import AuditEvent

# What administrators answer for. The records of parties, cases and campaigns are not theirs.
ADMINISTERED = (
    "officer",
    "bureau",
    "unit",
    "certificate",
    "training",
    "policy",
    "approval_route",
    "delegation",
    "calendar_day",
)


def trail_for(user: User) -> QuerySet[AuditEvent]:
    """The acts at and under one's bureau; administrators see those on people and rules."""
    if not user.can(Perm.READ_AUDIT):
        return AuditEvent.objects.none()
    rows = AuditEvent.objects.filter(bureau_path__startswith=user.bureau.path)
    if user.can(Perm.READ_EVERYTHING):
        return rows
    return rows.filter(subject_kind__in=ADMINISTERED)
