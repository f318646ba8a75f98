"""Moving, reclassifying and opening records: every Scoped row under a root follows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, Scoped, Share, ShareGrade, Unit, User
from accounts.policies import require
from audit.services import record
from core.errors import Invalid, NotFound
from core.protocols import Actor
from core.refs import Ref


def scoped_models() -> Iterator[type[Scoped]]:
    """Every concrete model whose rows hang on a root."""
    for model in apps.get_models():
        if issubclass(model, Scoped):
            yield model


@transaction.atomic
def move(root: Scoped, *, bureau: Bureau, unit: Unit | None, by: Actor, on: date) -> None:
    """Give a top record and everything under it to another bureau or unit."""
    if unit is not None and unit.bureau_id != bureau.pk:
        raise Invalid(fields={"unit": _("This unit belongs to another bureau.")})
    before = {"bureau": root.bureau.code, "unit": str(root.unit or "")}
    for model in scoped_models():
        _rows(model, root).update(bureau=bureau, unit=unit)
    root.bureau, root.unit = bureau, unit
    after = {"bureau": bureau.code, "unit": str(unit or "")}
    record("scope.moved", subject=root, by=by, on=on, before=before, after=after)


@transaction.atomic
def reclassify(root: Scoped, *, confidential: bool, by: Actor, on: date) -> None:
    """Make a top record and everything under it confidential, or open again."""
    before = {"confidential": root.confidential}
    for model in scoped_models():
        _rows(model, root).update(confidential=confidential)
    root.confidential = confidential
    record(
        "scope.reclassified",
        subject=root,
        by=by,
        on=on,
        before=before,
        after={"confidential": confidential},
    )


@transaction.atomic
def share(
    root: Scoped,
    *,
    to: User | Bureau,
    grade: ShareGrade,
    by: Actor,
    on: date,
    reason: str = "",
) -> Share:
    """Open a root record to a person or a bureau; a second share raises or keeps the grade."""
    target = {"user": to} if isinstance(to, User) else {"bureau": to}
    row, created = Share.objects.get_or_create(
        root_kind=root.root_kind,
        root_uuid=root.root_uuid,
        **target,
        defaults={"grade": grade, "given_on": on, "reason": reason},
    )
    if not created:
        if list(ShareGrade).index(ShareGrade(row.grade)) <= list(ShareGrade).index(grade):
            return row
        row.grade = grade
        row.save(update_fields=["grade"])
    after = {"to": str(to.ref), "grade": grade.value}
    record("scope.shared", subject=root, by=by, on=on, after=after, note=reason)
    return row


@transaction.atomic
def unshare(root: Scoped, *, to: User | Bureau, by: Actor, on: date, reason: str) -> None:
    """Close a root record to a person or a bureau it was opened to."""
    target = {"user": to} if isinstance(to, User) else {"bureau": to}
    rows = Share.objects.of(root.root_ref).filter(**target)
    if rows.delete()[0]:
        after = {"to": str(to.ref)}
        record("scope.unshared", subject=root, by=by, on=on, after=after, note=reason)


@transaction.atomic
def open_for_reading(
    root: Scoped, *, to: User | Bureau, reason: str, by: Actor, on: date
) -> Share:
    """Open a record to a reader outside, by whoever assigns its bureau's work.

    Raises:
        PermissionRefused: ``by`` does not assign the work of the record's bureau.
    """
    require(by, Perm.ASSIGN_WORK, root.bureau)
    return share(root, to=to, grade=ShareGrade.READ, by=by, on=on, reason=reason)


@transaction.atomic
def close_reading(row: Share, *, reason: str, by: Actor, on: date) -> None:
    """Close again what was opened for reading; other grades end with their acts."""
    if row.grade != ShareGrade.READ:
        raise Invalid(_("Only what was opened for reading is closed here."))
    root = _root(Ref(row.root_kind, row.root_uuid))
    reader = row.user or row.bureau
    if root is None or reader is None:
        raise NotFound
    require(by, Perm.ASSIGN_WORK, root.bureau)
    unshare(root, to=reader, by=by, on=on, reason=reason)


def root_of(ref: Ref, user: User) -> Scoped:
    """The top record of this name, if ``user`` may read it.

    Raises:
        NotFound: outside the reader's scope, not a top record, or not there.
    """
    model = _model_of(ref)
    found = model and model._default_manager.visible_to(user).filter(uuid=ref.uuid).first()
    if not found or found.root_ref != ref:
        raise NotFound
    return found  # type: ignore[no-any-return]


def _root(ref: Ref) -> Scoped | None:
    model: Any = _model_of(ref)
    return model and model._default_manager.filter(uuid=ref.uuid).first()  # type: ignore[no-any-return]


def _model_of(ref: Ref) -> Any:
    return next((model for model in scoped_models() if model.ref_kind == ref.kind), None)


def _rows(model: type[Scoped], root: Scoped) -> QuerySet[Any]:
    return model._default_manager.filter(root_kind=root.root_kind, root_uuid=root.root_uuid)
