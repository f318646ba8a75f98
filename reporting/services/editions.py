"""Annual editions: computed as a draft, frozen once, hashed over their content."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Perm, User
from audit.services import record
from audit.services.seal import sealed_head
from core.api.versions import require_version
from core.errors import DomainError, PermissionRefused
from reporting.models import AnnualEdition, EditionStatus
from reporting.services.annual import AnnualQuestion, annual_content


class EditionFrozen(DomainError):
    code = "edition_frozen"
    default_message = _("This edition is frozen. Its figures stand as they were.")


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 over canonical JSON: no ids, no instants, the same on every database."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def require_edit(bureau: Bureau, *, by: User) -> None:
    if by.bureau_id != bureau.pk or not (
        by.can(Perm.FREEZE_EDITIONS) or by.can(Perm.RUN_CAMPAIGNS)
    ):
        raise PermissionRefused


@transaction.atomic
def compute_edition(question: AnnualQuestion, *, by: User, on: date) -> AnnualEdition:
    """Compute the year's figures anew into the bureau's draft edition.

    Raises:
        EditionFrozen: the year is frozen already.
        PermissionRefused: another bureau's year, or not this person's duty.
    """
    require_edit(question.bureau, by=by)
    content = annual_content(question)
    edition, created = AnnualEdition.objects.select_for_update().get_or_create(
        bureau=question.bureau,
        year=question.year,
        number=1,
        defaults={
            "starts_on": question.starts_on,
            "ends_on": question.ends_on,
            "content": content,
        },
    )
    if edition.status == EditionStatus.FROZEN:
        raise EditionFrozen
    if not created:
        edition.content = content
        edition.version += 1
        edition.save()
    record("annual_edition.computed", subject=edition, by=by, on=on)
    return edition


def freeze_edition(
    edition: AnnualEdition, *, by: User, on: date, version: int | None = None
) -> AnnualEdition:
    """Freeze the draft: from now on it is served as it is.

    Args:
        version: the draft that was looked at; None freezes whatever is there.

    Raises:
        EditionFrozen: it is frozen already.
        PermissionRefused: only a head of the bureau freezes.
        StaleVersion: it was computed anew since.
    """
    if by.bureau_id != edition.bureau_id or not by.can(Perm.FREEZE_EDITIONS):
        raise PermissionRefused
    # Its own transaction: what led to the edition is sealed before it is frozen.
    return _frozen(edition, sealed_head(), by=by, on=on, version=version)


@transaction.atomic
def _frozen(
    edition: AnnualEdition, head: str, *, by: User, on: date, version: int | None
) -> AnnualEdition:
    edition = AnnualEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.status == EditionStatus.FROZEN:
        raise EditionFrozen
    require_version(edition, version, {})
    edition.status = EditionStatus.FROZEN
    edition.content_hash = content_hash(edition.content)
    edition.audit_head = head
    edition.frozen_on = on
    edition.frozen_by = by
    edition.version += 1
    edition.save()
    after = {"content_hash": edition.content_hash}
    record("annual_edition.frozen", subject=edition, by=by, on=on, after=after)
    return edition
