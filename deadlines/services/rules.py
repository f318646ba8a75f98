"""Rules from memory: off until a named administrator read them in the text."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Perm
from accounts.policies import may, require_manage_settings
from audit.services import record as write_audit
from core.errors import IllegalTransition, Invalid, NotFound
from deadlines.models import LawChange, LawChangeKind, RuleConfirmation
from deadlines.services.law_changes import change_law
from law.periods import Period, all_periods, get_period


def rules_from_memory() -> list[Period]:
    """Every rule of the catalogue that is off until somebody confirms it."""
    return [rule for rule in all_periods() if not rule.enabled_default]


def standing_confirmation(rule: Period) -> RuleConfirmation | None:
    """The confirmation that counts for this version of the rule, if there is one."""
    row = _standing(rule.id).select_related("confirmed_by").first()
    return row if row is not None and row.rule_version == rule.version[:120] else None


def may_confirm(by: User) -> bool:
    """Whether the person keeps the settings of the whole province."""
    return may(by, Perm.MANAGE_SETTINGS) and by.is_provincial


@transaction.atomic
def confirm_rule(*, rule: str, note: str, by: User, on: date) -> RuleConfirmation:
    """Stand for a rule from memory by name: it is in use from now on.

    The duty is the province's system administrator's, as for the calendar: both decide
    dates of every bureau, and both rest on a text that is named in the note.

    Args:
        rule: id of a rule that ships switched off.
        note: what was read, and where: instrument, article, edition.

    Raises:
        PermissionRefused: another duty, or a bureau below the province.
        NotFound: there is no such rule.
        IllegalTransition: it needs no confirmation, or has one.
        Invalid: nothing is said of what was read.
    """
    require_manage_settings(by, None)
    period = require_confirmable(rule)
    read = _required(note, "note", _("Say what was read: instrument, article, edition."))
    old = _standing(rule).select_for_update().first()
    if old is not None:
        if old.rule_version == period.version[:120]:
            raise IllegalTransition(_("This rule is confirmed already."))
        # It stood for an earlier version, which the catalogue no longer has.
        old.withdrawn_by, old.withdrawn_on = by, on
        old.withdrawal_note = _("Replaced by the confirmation of a later version.")
        old.save()
    row = RuleConfirmation.objects.create(
        rule=rule,
        rule_version=period.version[:120],
        note=read,
        confirmed_by=by,
        confirmed_on=on,
    )
    after = {"rule": rule, "version": row.rule_version}
    write_audit("rule_confirmation.made", subject=row, by=by, on=on, after=after, note=read)
    change = LawChange(kind=LawChangeKind.RULE_CONFIRMED, rule=rule, reason=read[:500])
    change_law(change, by=by, on=on)
    return row


@transaction.atomic
def withdraw_confirmation(
    row: RuleConfirmation, *, note: str, by: User, on: date
) -> RuleConfirmation:
    """Take a confirmation back: the rule is off again, and its dates are provisional.

    Raises:
        PermissionRefused: another duty, or a bureau below the province.
        IllegalTransition: it was withdrawn before.
        Invalid: no reason is given.
    """
    require_manage_settings(by, None)
    reason = _required(note, "note", _("Say why the rule is no longer relied on."))
    row = RuleConfirmation.objects.select_for_update().get(pk=row.pk)
    if row.withdrawn_on is not None:
        raise IllegalTransition(_("This confirmation was withdrawn already."))
    row.withdrawn_by, row.withdrawn_on, row.withdrawal_note = by, on, reason
    row.version += 1
    row.save()
    after = {"rule": row.rule, "withdrawn_on": on}
    write_audit(
        "rule_confirmation.withdrawn", subject=row, by=by, on=on, after=after, note=reason
    )
    change = LawChange(kind=LawChangeKind.RULE_WITHDRAWN, rule=row.rule, reason=reason[:500])
    change_law(change, by=by, on=on)
    return row


def require_confirmable(rule_id: str) -> Period:
    """A rule that ships switched off.

    Raises:
        NotFound: there is no such rule.
        IllegalTransition: it was read in the text.
    """
    period = get_period(rule_id)
    if period.enabled_default:
        raise IllegalTransition(_("This rule was read in the text: it needs no confirmation."))
    return period


def find_confirmation(rule_id: str) -> RuleConfirmation:
    """The standing confirmation of a rule.

    Raises:
        NotFound: nobody stands for it.
    """
    row = _standing(rule_id).first()
    if row is None:
        raise NotFound(_("Nobody has confirmed this rule."))
    return row


def _standing(rule_id: str) -> QuerySet[RuleConfirmation]:
    return RuleConfirmation.objects.filter(rule=rule_id, withdrawn_on=None)


def _required(text: str, field: str, refusal: str) -> str:
    if not text.strip():
        raise Invalid(fields={field: refusal})
    return text.strip()[:500]
