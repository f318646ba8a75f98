"""Who may decide a step, comment, and stand in for whom."""

from django.utils.translation import gettext as _

from accounts.models import AccountKind, Perm, Role, User
from core.errors import PermissionRefused
from workbench.errors import NotYourStep, OwnSubmission
from workbench.models import Approval, ApprovalStep

# Whoever works on records may remark on them; auditors and machines only read.
COMMENT_PERMS = frozenset(
    {
        Perm.WRITE_CLUES,
        Perm.WRITE_INSPECTIONS,
        Perm.WRITE_CASES,
        Perm.ASSIGN_WORK,
        Perm.REVIEW_UNIT,
        Perm.REVIEW_LAW,
        Perm.DECIDE_CASES,
        Perm.RUN_CAMPAIGNS,
    }
)


# Whoever may hold a step of a route.
APPROVER_PERMS = (Perm.REVIEW_UNIT, Perm.REVIEW_LAW, Perm.DECIDE_CASES, Perm.RUN_CAMPAIGNS)

ASSIGN_PERMS = frozenset({Perm.ASSIGN_WORK, Perm.RUN_CAMPAIGNS})


def require_assign(to: User, *, by: User) -> None:
    """Heads and campaign officers give tasks to active people of their bureau and below.

    Raises:
        PermissionRefused: another duty, another bureau's person, or nobody at work.
    """
    if not ASSIGN_PERMS & by.perms:
        raise PermissionRefused
    if to.kind != AccountKind.PERSON or not to.is_active or not by.bureau.is_above(to.bureau):
        raise PermissionRefused(
            _("Tasks go to active people of your bureau or of one under it.")
        )


def may_decide(approval: Approval, step: ApprovalStep, *, by: User) -> bool:
    """Whether the step is ``by``'s: the role, the bureau, a unit head's unit, not their own."""
    return approval.submitted_by_id != by.pk and _holds(approval, step, by)


def require_may_decide(approval: Approval, step: ApprovalStep, *, by: User) -> None:
    """Raises OwnSubmission or NotYourStep in words that say why."""
    if approval.submitted_by_id == by.pk:
        raise OwnSubmission
    if not _holds(approval, step, by):
        raise NotYourStep


def may_record_on_paper(approval: Approval, *, by: User) -> bool:
    """Whether ``by`` may record a signature: works in the bureau, did not submit it."""
    return (
        by.kind == AccountKind.PERSON
        and by.bureau_id == approval.bureau_id
        and by.pk != approval.submitted_by_id
        and bool(by.perms & COMMENT_PERMS)
    )


def require_record_on_paper(approval: Approval, *, by: User) -> None:
    """Raises OwnSubmission or PermissionRefused in words that say why."""
    if approval.submitted_by_id == by.pk:
        raise OwnSubmission
    if not may_record_on_paper(approval, by=by):
        raise PermissionRefused(
            _("A colleague of the same bureau records what was signed on paper.")
        )


def may_comment(by: User) -> bool:
    return by.kind == AccountKind.PERSON and bool(by.perms & COMMENT_PERMS)


def require_may_comment(by: User) -> None:
    if not may_comment(by):
        raise PermissionRefused


def _holds(approval: Approval, step: ApprovalStep, by: User) -> bool:
    if not by.is_active or by.bureau_id != approval.bureau_id or step.role not in by.roles:
        return False
    if step.role != Role.UNIT_HEAD:
        return True
    return approval.unit_id in (None, by.unit_id)
