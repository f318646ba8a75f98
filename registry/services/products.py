"""Products and their batches: entering and changing."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from core.protocols import Actor
from core.search import search_text
from registry.errors import AlreadyRegistered
from registry.models import Batch, Party, Product
from registry.policies import require_write_for
from registry.services.entry import insert_once, lock, one_line, require_clean, update_once
from registry.services.licences import require_period

CHANGEABLE: Final = frozenset(
    {"name", "domain", "key_varieties", "approval_number", "specification", "holder"}
)
_LINES: Final = ("name", "approval_number", "specification")


@transaction.atomic
def register_product(
    *,
    name: str,
    domain: str,
    key_varieties: Collection[str] = (),
    approval_number: str = "",
    specification: str = "",
    holder: Party | None = None,
    bureau: Bureau | None = None,
    by: Actor,
    on: date,
) -> Product:
    """Enter a drug, device or cosmetic.

    Args:
        holder: the authorisation holder, registrant or filer, where it is in the registry.
        bureau: whose entry it is; None: the bureau of the person who enters it.

    Raises:
        Invalid: a field cannot be right.
        AlreadyRegistered: the same product of the same specification is there.
        PermissionRefused: ``bureau`` is not at or under the writer's.
    """
    owner = bureau or _own_bureau(by)
    require_write_for(by, owner)
    product = Product(
        name=name,
        domain=domain,
        approval_number=approval_number,
        specification=specification,
        holder=holder,
        bureau=owner,
    )
    product.key_varieties = key_varieties
    _tidy(product)
    require_clean(product, CHANGEABLE)
    insert_once(product, lambda: _duplicate(product))
    record("product.registered", subject=product, by=by, on=on, after=_told(product))
    return product


@transaction.atomic
def change_product(
    product: Product,
    *,
    changes: Mapping[str, Any],
    version: int | None = None,
    by: Actor,
    on: date,
) -> Product:
    """Change what the registry tells of a product.

    Args:
        changes: field → new value; only ``CHANGEABLE`` fields.
        version: the version that was edited; None skips the check.

    Raises:
        StaleVersion: somebody else changed the product meanwhile.
    """
    row = lock(product, "bureau", "holder")
    require_write_for(by, row.bureau)
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(fields={name: _("This field is not changed here.") for name in unknown})
    require_version(row, version, dict(changes))
    if not changes:
        return row
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    _tidy(row)
    require_clean(row, changes)
    update_once(row, [*changes, "search"], lambda: _duplicate(row))
    after = {name: getattr(row, name) for name in changes}
    record("product.changed", subject=row, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def add_batch(
    *,
    product: Product,
    number: str,
    produced_on: date | None = None,
    expires_on: date | None = None,
    by: Actor,
    on: date,
) -> Batch:
    """Enter a batch of a product; whoever finds one may enter it, whosever the product is.

    Raises:
        Invalid: a field cannot be right, or the batch expires before it was made.
        AlreadyRegistered: the product has a batch of this number.
    """
    require_write_for(by, _own_bureau(by, product.bureau))
    batch = Batch(
        product=product,
        number=one_line(number),
        produced_on=produced_on,
        expires_on=expires_on,
    )
    require_clean(batch, ["number", "produced_on", "expires_on"])
    require_period(produced_on, expires_on)
    if produced_on is not None and produced_on > on:
        raise Invalid(fields={"produced_on": _("Enter a day that is not in the future.")})
    insert_once(batch, lambda: _batch_is_there(batch))
    after = {
        "product": product,
        "number": batch.number,
        "produced_on": produced_on,
        "expires_on": expires_on,
    }
    record("batch.added", subject=batch, by=by, on=on, after=after)
    return batch


def _own_bureau(by: Actor, otherwise: Bureau | None = None) -> Bureau:
    if isinstance(by, User):
        return by.bureau
    if otherwise is None:
        raise Invalid(fields={"bureau": _("Say whose entry it is.")})
    return otherwise


def _tidy(product: Product) -> None:
    for name in _LINES:
        setattr(product, name, one_line(getattr(product, name)))
    product.key_varieties = tuple(dict.fromkeys(product.key_varieties))
    product.search = search_text(
        [
            product.name,
            product.approval_number,
            product.specification,
            product.holder.name if product.holder else "",
        ]
    )


def _told(product: Product) -> dict[str, Any]:
    values = {name: getattr(product, name) for name in sorted(CHANGEABLE)}
    values["bureau"] = product.bureau.code
    return {name: value for name, value in values.items() if value not in ("", (), None)}


def _duplicate(product: Product) -> AlreadyRegistered | None:
    """The refusal that names the product already entered."""
    same = Product.objects.exclude(uuid=product.uuid).exclude(approval_number="")
    other = same.filter(
        approval_number=product.approval_number,
        specification=product.specification,
        name=product.name,
    ).first()
    if other is None:
        return None
    text = _(
        "%(name)s stands in the registry with this approval number and specification. Open "
        "that product instead of entering it again."
    ) % {"name": other.name}
    existing = {"id": str(other.uuid), "name": str(other)}
    return AlreadyRegistered(
        text, fields={"approval_number": text}, details={"existing": existing}
    )


def _batch_is_there(batch: Batch) -> AlreadyRegistered | None:
    same = Batch.objects.filter(product=batch.product_id, number=batch.number)
    other = same.exclude(uuid=batch.uuid).first()
    if other is None:
        return None
    text = _("%(product)s has a batch %(number)s already.")
    text %= {"product": batch.product, "number": batch.number}
    existing = {"id": str(other.uuid), "name": str(other)}
    return AlreadyRegistered(text, fields={"number": text}, details={"existing": existing})
