"""Licences and filings of a party: entering, renewing, revoking."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from core.protocols import Actor
from registry.errors import AlreadyRegistered, LicenceEnded, PartyClosed
from registry.models import Licence, Party
from registry.models.party import PartyStatus
from registry.policies import require_write_party
from registry.services.entry import insert_once, lock, one_line, require_clean, update_once


@transaction.atomic
def add_licence(
    *,
    party: Party,
    kind: str,
    number: str,
    issued_on: date,
    expires_on: date | None = None,
    scope: str = "",
    by: Actor,
    on: date,
) -> Licence:
    """Enter a licence or filing of a party.

    Args:
        expires_on: its last day; None for a filing without an end.

    Raises:
        Invalid: a field cannot be right, it ends before it begins, or it is not issued yet.
        AlreadyRegistered: the number is another licence's.
    """
    require_write_party(by, bureau=party.bureau, region=party.region)
    if party.status == PartyStatus.CLOSED:
        raise PartyClosed
    licence = Licence(
        party=party,
        kind=kind,
        number=one_line(number),
        issued_on=issued_on,
        expires_on=expires_on,
        scope=scope.strip(),
    )
    require_clean(licence, ["kind", "number", "scope", "issued_on", "expires_on"])
    _require_term(issued_on, expires_on, on=on)
    insert_once(licence, lambda: _duplicate(licence))
    record("licence.added", subject=licence, by=by, on=on, after=_told(licence))
    return licence


@transaction.atomic
def renew_licence(
    licence: Licence,
    *,
    issued_on: date,
    expires_on: date,
    version: int | None = None,
    by: Actor,
    on: date,
) -> Licence:
    """Give a licence a new term under its number.

    Raises:
        Invalid: the term ends before it begins, not after the present one, or is not
            issued yet.
        LicenceEnded: it was revoked.
    """
    row = _writable(licence, by)
    require_version(row, version, {"issued_on": issued_on, "expires_on": expires_on})
    _require_term(issued_on, expires_on, on=on)
    if row.expires_on is not None and expires_on <= row.expires_on:
        text = _("The licence runs until %(until)s already. Enter a later last day.")
        raise Invalid(fields={"expires_on": text % {"until": row.expires_on}})
    before = {"issued_on": row.issued_on, "expires_on": row.expires_on}
    row.issued_on, row.expires_on = issued_on, expires_on
    update_once(row, before, lambda: None)
    after = {"issued_on": issued_on, "expires_on": expires_on}
    record("licence.renewed", subject=row, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def revoke_licence(
    licence: Licence,
    *,
    revoked_on: date,
    reason: str,
    version: int | None = None,
    by: Actor,
    on: date,
) -> Licence:
    """End a licence before its term: revoked, withdrawn, cancelled, given back.

    Raises:
        Invalid: the day lies before the issue or in the future, or no reason is given.
        LicenceEnded: it was revoked already.
    """
    row = _writable(licence, by)
    require_version(row, version, {"revoked_on": revoked_on})
    if revoked_on < row.issued_on:
        text = _("The licence was issued on %(issued)s; it cannot end before that day.")
        raise Invalid(fields={"revoked_on": text % {"issued": row.issued_on}})
    if revoked_on > on:
        raise Invalid(fields={"revoked_on": _("Enter a day that is not in the future.")})
    tidy = one_line(reason)
    if not tidy:
        raise Invalid(fields={"reason": _("Say why, in a few words.")})
    row.revoked_on = revoked_on
    update_once(row, ["revoked_on"], lambda: None)
    after = {"revoked_on": revoked_on}
    record("licence.revoked", subject=row, by=by, on=on, after=after, note=tidy)
    return row


def require_period(start: date | None, end: date | None) -> None:
    """Raises Invalid when a term ends before it begins."""
    if start is not None and end is not None and end < start:
        text = _(
            "The last day (%(end)s) lies before the first (%(start)s). Correct one of them."
        )
        raise Invalid(fields={"expires_on": text % {"end": end, "start": start}})


def _require_term(issued_on: date, expires_on: date | None, *, on: date) -> None:
    require_period(issued_on, expires_on)
    if issued_on > on:
        raise Invalid(fields={"issued_on": _("Enter a day that is not in the future.")})


def _writable(licence: Licence, by: Actor) -> Licence:
    row = lock(licence, "party__bureau", "party__region")
    require_write_party(by, bureau=row.party.bureau, region=row.party.region)
    if row.revoked_on is not None:
        raise LicenceEnded
    return row


def _told(licence: Licence) -> dict[str, Any]:
    return {
        "party": licence.party,
        "kind": licence.kind,
        "number": licence.number,
        "issued_on": licence.issued_on,
        "expires_on": licence.expires_on,
    }


def _duplicate(licence: Licence) -> AlreadyRegistered | None:
    """The refusal that names the party holding a licence of this kind and number."""
    same = Licence.objects.filter(kind=licence.kind, number=licence.number)
    other = same.exclude(uuid=licence.uuid).select_related("party").first()
    if other is None:
        return None
    text = _("%(party)s holds this licence already. Open that party, or correct the number.")
    text %= {"party": other.party.name}
    existing = {"id": str(other.uuid), "party": str(other.party.uuid), "name": other.party.name}
    return AlreadyRegistered(text, fields={"number": text}, details={"existing": existing})
