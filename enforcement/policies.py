"""Who may register, take, reveal and inspect what."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, Role, Scoped, User
from core.errors import Invalid, PermissionRefused
from deadlines.models import Transition
from deadlines.policies import may_act, require_may_act
from deadlines.procedure import procedure_of
from enforcement.errors import NotCompetent
from enforcement.models import Case, Clue, Draw, Inspection, InspectionPlan, Supervision
from enforcement.models.base import Matter
from registry.models import Party

WRITES_CASES = Perm.WRITE_CASES


def require_write_clues(*, by: User) -> None:
    """Raises PermissionRefused for whoever registers no clues."""
    if not by.can(Perm.WRITE_CLUES):
        raise PermissionRefused


def require_register(bureau: Bureau, *, by: User) -> None:
    """Clues are registered for one's own bureau or one under it, where cases are filed.

    Raises:
        PermissionRefused: another duty, or another bureau's affair.
        Invalid: the bureau inspects only.
    """
    require_write_clues(by=by)
    if bureau.pk not in by.scope_bureau_ids:
        raise PermissionRefused(_("This belongs to a bureau outside your jurisdiction."))
    if not bureau.may_penalise:
        raise Invalid(
            fields={
                "bureau": _(
                    "%(bureau)s inspects and does not file cases. Choose the bureau that "
                    "supervises the party."
                )
                % {"bureau": bureau.name}
            }
        )


def may_take(clue: Clue, *, by: User) -> bool:
    """An officer of the clue's bureau, and of its unit where it has one, may take it over."""
    return (
        by.can(Perm.WRITE_CLUES)
        and bool({Role.INSPECTOR, Role.UNIT_HEAD} & by.roles)
        and by.bureau_id == clue.bureau_id
        and clue.unit_id in (None, by.unit_id)
    )


def require_take(clue: Clue, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if not may_take(clue, by=by):
        raise PermissionRefused(
            _("Only officers of the unit the clue belongs to may take it over.")
        )


def may_reveal(clue: Clue, *, by: User) -> bool:
    """Who reported is shown to the handling officer and to heads of the same bureau only."""
    if by.bureau_id != clue.bureau_id:
        return False
    return by.can(Perm.REVEAL_PROTECTED) or (
        by.can(Perm.WRITE_CLUES) and clue.handler_id == by.pk
    )


def require_reveal(clue: Clue, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if not may_reveal(clue, by=by):
        raise PermissionRefused(
            _("Who reported is protected: only the handling officer and the heads may see it.")
        )


def may_inspect(by: User) -> bool:
    return by.can(Perm.WRITE_INSPECTIONS) and by.bureau.may_inspect


def require_inspector(*, by: User) -> None:
    """Raises PermissionRefused for whoever, or whose bureau, does not inspect."""
    if not may_inspect(by):
        raise PermissionRefused


def require_inspect(party: Party, *, by: User) -> None:
    """A bureau inspects the parties it supervises and those of its regions.

    Raises:
        PermissionRefused: no such duty, or a bureau that may not inspect.
        Invalid: the party belongs to another bureau's area.
    """
    require_inspector(by=by)
    if party.bureau_id in by.scope_bureau_ids or _has_region(by.bureau, party):
        return
    text = _("%(party)s lies outside the area of %(bureau)s. Hand a clue to its own bureau.")
    names = {"party": party.name, "bureau": by.bureau.name}
    raise Invalid(fields={"party": text % names})


def require_on_team(officers: Iterable[User], *, by: User) -> None:
    """Who was there writes the record; a unit head may do it for their officers.

    Raises:
        Invalid: in the field ``officers``.
    """
    if by in officers or Role.UNIT_HEAD in by.roles:
        return
    text = _("You are not among the officers. Only who was there, or the unit head, logs it.")
    raise Invalid(fields={"officers": text})


def _has_region(bureau: Bureau, party: Party) -> bool:
    code = party.region_id
    codes = {code, f"{code[:4]}00", f"{code[:2]}0000"}
    return bureau.regions.filter(code__in=codes).exists()


def may_change(record: Matter, *, by: User) -> bool:
    """Whoever handles a record corrects it while it is open."""
    perm = Perm.WRITE_INSPECTIONS if isinstance(record, Inspection) else Perm.WRITE_CLUES
    return may_act(record, by=by, perm=perm) or _registered(record, by)


def _registered(record: Matter, by: User) -> bool:
    """Whoever registered a clue may correct it until somebody handles it."""
    if not isinstance(record, Clue) or record.handler_id is not None:
        return False
    if not by.can(Perm.WRITE_CLUES) or by.bureau_id != record.bureau_id:
        return False
    born = Transition.objects.filter(about_uuid=record.uuid, from_state="", by_id=by.pk)
    return born.exists()


def require_change(record: Matter, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if not may_change(record, by=by):
        raise PermissionRefused(
            _("Only the handling officers and the head of their unit may do this.")
        )


def require_file(bureau: Bureau, *, by: User) -> None:
    """Cases are filed by one's own bureau, if it may penalise.

    Raises:
        PermissionRefused: another duty, or another bureau's affair.
        NotCompetent: the bureau inspects only.
    """
    if not by.can(Perm.WRITE_CASES):
        raise PermissionRefused
    if not by.bureau.may_penalise:
        raise NotCompetent(
            _(
                "%(bureau)s inspects and does not file cases. Hand the clue to the bureau that "
                "supervises the party."
            )
            % {"bureau": by.bureau.name}
        )
    if bureau.pk != by.bureau_id:
        raise PermissionRefused(
            _("Only officers of %(bureau)s may do this.") % {"bureau": bureau.name}
        )


def may_supervise(case: Case, *, by: User) -> bool:
    """A bureau above puts a major case under its supervision: its head or campaign officer."""
    return (
        bool({Perm.DECIDE_CASES, Perm.RUN_CAMPAIGNS} & by.perms)
        and by.bureau_id != case.bureau_id
        and by.bureau.is_above(case.bureau)
    )


def require_supervise(case: Case, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if not may_supervise(case, by=by):
        raise PermissionRefused(
            _("Only the head or the campaign officer of a bureau above may supervise a case.")
        )


def may_report_supervision(record: Scoped, *, by: User) -> bool:
    """Whether ``by`` reports to the bureau above: a handling officer or their unit head."""
    return may_act(record, by=by, perm=WRITES_CASES)


def is_supervising(row: Supervision, *, by: User) -> bool:
    """The head or campaign officer of the very bureau that put the case under supervision."""
    perms = {Perm.DECIDE_CASES, Perm.RUN_CAMPAIGNS} & by.perms
    return bool(perms) and by.bureau_id == row.by_bureau_id


def require_supervising(row: Supervision, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if not is_supervising(row, by=by):
        raise PermissionRefused(
            _("Only the head or the campaign officer of %(bureau)s may do this.")
            % {"bureau": row.by_bureau.name}
        )


def require_record_past(bureau: Bureau, *, by: User) -> None:
    """Past cases are entered by the campaign officer of the bureau or of one above it."""
    if not by.can(Perm.RECORD_PAST_CASES):
        raise PermissionRefused
    if bureau.pk not in by.scope_bureau_ids:
        raise PermissionRefused(_("This belongs to a bureau outside your jurisdiction."))


def require_draft_draw(*, by: User) -> None:
    """Plans and draws are drafted by the heads and the campaign officer of the bureau.

    Raises:
        PermissionRefused: no such duty, or a bureau that does not inspect.
    """
    if not {Perm.ASSIGN_WORK, Perm.RUN_CAMPAIGNS} & by.perms or not by.bureau.may_inspect:
        raise PermissionRefused


def require_not_announcer(draw: Draw, *, by: User) -> None:
    """Who announced the seed does not draw: two people see every draw.

    Raises:
        PermissionRefused: in words that say who may.
    """
    if draw.announced_by_id == by.pk:
        raise PermissionRefused(
            _("Who announced the seed does not draw. Another person must do it.")
        )


def require_office(record: Draw | InspectionPlan, *, by: User, act: str) -> None:
    """Raises PermissionRefused unless one of the duties the table names is theirs here."""
    rule = procedure_of(record.ref_kind).by_act[act]
    if not any(may_act(record, by=by, perm=perm) for perm in rule.also):
        require_may_act(record, by=by, perm=rule.perm)
