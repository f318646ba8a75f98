"""Supervision of a case from above: the order."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition
from deadlines.services.procedure import lock
from enforcement.models import Case, CaseStatus
from enforcement.policies import require_supervise
from enforcement.services.checks import require_text
from enforcement.services.supervisions import begin_supervision
from workbench.models import MessageKind
from workbench.services.messages import send

ENDED = (
    CaseStatus.CLOSED,
    CaseStatus.FILING_REFUSED,
    CaseStatus.TRANSFERRED,
    CaseStatus.MERGED,
)


@transaction.atomic
def supervise(
    case: Case, *, reason: str, by: User, on: date, report_days: Iterable[date] = ()
) -> Case:
    """Put a case under the supervision of a bureau above (挂牌督办); its officers are told.

    Args:
        reason: why this case is watched from above.
        report_days: the days on which the officers report how it stands.

    Raises:
        PermissionRefused: not the head or campaign officer of a bureau above.
        IllegalTransition: the case is closed, or under supervision already.
        Invalid: no reason, or a day of a report that has passed.
    """
    lock(case)
    require_supervise(case, by=by)
    require_text(reason=reason)
    if case.status in ENDED or case.is_past:
        raise IllegalTransition(_("Only a case under way is put under supervision."))
    if case.supervised_by_id is not None:
        raise IllegalTransition(_("This case is under supervision already."))
    case.supervised_by, case.supervised_on, case.is_major = by.bureau, on, True
    case.version += 1
    case.save()
    after = {"supervised_by": by.bureau.name, "supervised_on": on}
    record("case.supervised", subject=case, by=by, on=on, after=after, note=reason.strip())
    begin_supervision(case, reason=reason, report_days=report_days, by=by, on=on)
    for officer in case.responsible_officers():
        send(
            recipient=officer,
            kind=MessageKind.NOTICE,
            title=gettext_lazy("A case of yours was put under supervision from above"),
            body=reason.strip(),
            about=case.ref,
            dedupe_key=f"case.supervised:{case.uuid}:{on.isoformat()}",
            on=on,
        )
    return case
