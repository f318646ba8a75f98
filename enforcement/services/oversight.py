"""Acts beside the course of a case: supervision from above, transfer to the police."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition
from deadlines.services.procedure import advance, lock
from enforcement.models import Case, CaseStatus
from enforcement.policies import require_supervise
from enforcement.services.checks import require_not_future, require_text
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import CaseAct
from workbench.models import MessageKind
from workbench.services.messages import send


@transaction.atomic
def supervise(case: Case, *, reason: str, by: User, on: date) -> Case:
    """Put a case under the supervision of a bureau above (挂牌督办); its officers are told.

    Args:
        reason: why this case is watched from above.

    Raises:
        PermissionRefused: not the head or campaign officer of a bureau above.
        IllegalTransition: the case is closed, or under supervision already.
    """
    lock(case)
    require_supervise(case, by=by)
    require_text(reason=reason)
    if case.status in (CaseStatus.CLOSED, CaseStatus.FILING_REFUSED) or case.is_past:
        raise IllegalTransition(_("Only a case under way is put under supervision."))
    if case.supervised_by_id is not None:
        raise IllegalTransition(_("This case is under supervision already."))
    case.supervised_by, case.supervised_on, case.is_major = by.bureau, on, True
    case.version += 1
    case.save()
    after = {"supervised_by": by.bureau.name, "supervised_on": on}
    record("case.supervised", subject=case, by=by, on=on, after=after, note=reason.strip())
    for officer in case.responsible_officers():
        send(
            recipient=officer,
            kind=MessageKind.NOTICE,
            title=gettext_lazy("A case of yours was put under supervision from above"),
            body=reason.strip(),
            about=case.ref,
            dedupe_key=f"case.supervised:{case.uuid}",
            on=on,
        )
    return case


@transaction.atomic
def transfer_to_police(
    case: Case, *, by: User, on: date, transferred_on: date | None = None, note: str = ""
) -> Case:
    """Record that a suspected crime was handed to the police.

    Args:
        transferred_on: the day it was handed over, if not ``on``.
        note: to whom, and of what crime it is suspected.

    Raises:
        IllegalTransition: not filed yet, closed, or transferred already.

    Legal source: Administrative Penalty Law Art. 27.
    """
    require_text(note=note)
    day = transferred_on or on
    require_not_future(on, transferred_on=day)
    require_day(on, transferred_on=day, since=case.filed_on)
    values = {"transferred_to_police_on": day}
    advance(case, CaseAct.TRANSFER_TO_POLICE, by=by, on=on, note=note, values=values)
    return case
