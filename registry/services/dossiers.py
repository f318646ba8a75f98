"""The papers of an enterprise's dossier, and which dossiers are complete."""

from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.services import record
from core.errors import DomainError, Invalid
from core.protocols import Actor
from registry.dossiers import kinds_with_dossier, wanted_of
from registry.errors import AlreadyRegistered
from registry.models import DossierItem, Party
from registry.models.party import PartyStatus
from registry.policies import require_write_party
from registry.services.entry import insert_once, lock, one_line, require_clean


@transaction.atomic
def record_dossier_item(
    party: Party, *, code: str, reference: str, by: Actor, on: date, note: str = ""
) -> DossierItem:
    """Note a paper as being in the dossier, and where it is found.

    Args:
        code: of ``dossier_items.json``, one this kind of party needs.
        reference: number of the document, or where the paper lies.

    Raises:
        Invalid: no such item for this kind of party, or no reference.
        AlreadyRegistered: it is in the dossier; withdraw it first.
        PermissionRefused: another bureau's party.
    """
    require_write_party(by, bureau=party.bureau, region=party.region)
    if code not in {one.code for one in wanted_of(party.kind)}:
        raise Invalid(fields={"code": _("The dossier of this kind of party has no such item.")})
    item = DossierItem(
        party=party,
        code=code,
        reference=one_line(reference),
        note=one_line(note),
        recorded_on=on,
    )
    require_clean(item, ["reference", "note"])
    insert_once(item, lambda: _present(party, code))
    after = {"code": code, "reference": item.reference}
    record("dossier_item.recorded", subject=item, by=by, on=on, after=after)
    return item


@transaction.atomic
def withdraw_dossier_item(
    item: DossierItem, *, reason: str, by: Actor, on: date
) -> DossierItem:
    """Take a paper out of the dossier: outdated, or entered by mistake.

    Raises:
        Invalid: no reason, or withdrawn already.
    """
    row = lock(item, "party__bureau", "party__region")
    require_write_party(by, bureau=row.party.bureau, region=row.party.region)
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say why.")})
    if row.withdrawn_on is not None:
        raise Invalid(_("This item was withdrawn already."))
    row.withdrawn_on = on
    row.version += 1
    row.save(update_fields=["withdrawn_on", "version", "updated_at"])
    record("dossier_item.withdrawn", subject=row, by=by, on=on, note=reason.strip())
    return row


def with_dossiers(on: date) -> QuerySet[Party]:
    """Operating parties that need a dossier, each with ``papers`` it has of those wanted.

    A party counts from the day it was entered, so that a past day can be asked.
    """
    rows = Party.objects.filter(
        status=PartyStatus.OPERATING, kind__in=kinds_with_dossier(), created_at__date__lte=on
    )
    kept = (
        DossierItem.objects.kept(on)
        .filter(_wanted("party__kind", "code"), party=OuterRef("pk"))
        .order_by()
        .values("party")
        .annotate(n=Count("code", distinct=True))
        .values("n")
    )
    return rows.annotate(papers=Coalesce(Subquery(kept), 0))


def complete(rows: QuerySet[Party]) -> QuerySet[Party]:
    """Of ``with_dossiers``, those that lack nothing."""
    return rows.filter(_has_all())


def incomplete(rows: QuerySet[Party]) -> QuerySet[Party]:
    """Of ``with_dossiers``, those that lack something."""
    return rows.exclude(_has_all())


def _has_all() -> Q:
    by_kind = (Q(kind=kind, papers=len(wanted_of(kind))) for kind in kinds_with_dossier())
    return reduce(or_, by_kind, Q(pk__in=[]))


def _wanted(kind_path: str, code_path: str) -> Q:
    by_kind = [
        Q(**{kind_path: kind, f"{code_path}__in": [one.code for one in wanted_of(kind)]})
        for kind in kinds_with_dossier()
    ]
    return reduce(or_, by_kind, Q(pk__in=[]))


def _present(party: Party, code: str) -> DomainError | None:
    there = party.dossier_items.filter(code=code, withdrawn_on=None).exists()
    return AlreadyRegistered(_("This item is in the dossier already.")) if there else None
