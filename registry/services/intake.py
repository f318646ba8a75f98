"""Many parties at once: the same checks as one by one, with a handful of queries."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, Region
from audit.services import record_many
from core.errors import DomainError, Invalid
from core.protocols import Actor
from core.statements import insert_records
from registry.models import Party
from registry.policies import local_bureau, require_covers, require_write_party
from registry.services.parties import NewParty, already_registered, new_party, told

BATCH = 500


@transaction.atomic
def register_parties(rows: Sequence[NewParty], *, by: Actor, on: date) -> list[Party]:
    """Enter many parties; all of them or none.

    Each row is refused for the same reasons, in the same words, as by ``register_party``.

    Raises:
        Invalid: ``fields`` names each wrong field as ``<row>.<field>``, rows counted from 0.
    """
    parties, refused = _checked(rows, by=by, on=on)
    if refused:
        raise Invalid(fields={name: str(text) for name, text in refused.items()})
    return _insert([party for _at, party in parties], by=by, on=on)


def check_parties(rows: Sequence[NewParty], *, by: Actor, on: date) -> dict[str, str]:
    """What ``register_parties`` would refuse, as ``<row>.<field>`` → sentence; enters none."""
    _parties, refused = _checked(rows, by=by, on=on)
    return {name: str(text) for name, text in refused.items()}


def _checked(
    rows: Sequence[NewParty], *, by: Actor, on: date
) -> tuple[list[tuple[int, Party]], dict[str, object]]:
    checks = _Checks(by)
    refused: dict[str, object] = {}
    parties: list[tuple[int, Party]] = []
    for at, row in enumerate(rows):
        try:
            parties.append((at, checks.party(row, on=on)))
        except DomainError as error:
            fields = error.fields or {"non_field_errors": str(error)}
            refused.update({f"{at}.{name}": text for name, text in fields.items()})
    return parties, {**refused, **_taken_codes(parties)}


class _Checks:
    """Bureau, region and duty of the writer, asked once per pair."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.local: dict[str, Bureau] = {}
        self.passed: set[tuple[int, str]] = set()

    def party(self, row: NewParty, *, on: date) -> Party:
        bureau = row.get("bureau") or self._local(row["region"])
        party = new_party({**row, "bureau": bureau}, on=on)
        pair = (party.bureau_id, party.region_id)
        if pair not in self.passed:
            require_write_party(self.by, bureau=party.bureau, region=party.region)
            require_covers(party.bureau, party.region)
            self.passed.add(pair)
        return party

    def _local(self, region: Region) -> Bureau:
        if region.code not in self.local:
            self.local[region.code] = local_bureau(region)
        return self.local[region.code]


def _taken_codes(parties: Sequence[tuple[int, Party]]) -> dict[str, object]:
    coded = [(at, party) for at, party in parties if party.credit_code]
    known: dict[str, Party] = {}
    for start in range(0, len(coded), BATCH):
        codes = [party.credit_code for _at, party in coded[start : start + BATCH]]
        found = Party.objects.filter(credit_code__in=codes).select_related("bureau")
        known.update({party.credit_code: party for party in found})
    refused: dict[str, object] = {}
    for at, party in coded:
        other = known.setdefault(party.credit_code, party)
        if other is not party:
            refused[f"{at}.credit_code"] = str(already_registered(other))
    return refused


def _insert(parties: list[Party], *, by: Actor, on: date) -> list[Party]:
    try:
        with transaction.atomic():
            insert_records(parties)
    except IntegrityError as error:
        raise Invalid(
            _("Somebody else entered one of these parties meanwhile. Try again.")
        ) from error
    record_many("party.registered", subjects=parties, by=by, on=on, after=told)
    return parties
