"""Restated editions: the next number, and which records changed which figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from reporting.figures.form_figures import printed_figure
from reporting.models import ReportEdition, ReportStatus
from reporting.report_forms.definition import Address, Column, Form
from reporting.report_forms.fill import Part, by_record, total_of
from reporting.services.report_computing import compute_report
from reporting.services.report_content import Book, parts_of_rows
from reporting.services.report_duties import PREPARES, locked, require_duty


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that changed one figure: what it contributed, before and after.

    None: it was not counted. ``moved``: it stands in other rows than before.
    """

    form: Form
    column: Column
    kind: str
    uuid: str
    label: str
    before: Decimal | None
    after: Decimal | None
    moved: bool


@dataclass(frozen=True, slots=True)
class CellChange:
    address: Address
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def restate_report(
    edition: ReportEdition, *, reason: str, by: User, on: date, wait: bool = False
) -> ReportEdition:
    """Begin the restated edition of a frozen one, computed from the records of today.

    What was reported before is taken over, to be confirmed or corrected.

    Args:
        reason: why the figures are restated; printed with the edition.
        wait: compute it here whatever its size; for commands.

    Raises:
        Invalid: no reason, or it is restated already.
        IllegalTransition: it is not frozen. PermissionRefused: not this person's duty.

    Legal source: 药品监督管理统计管理办法(试行) Art. 6.
    """
    restated = _begun(edition, reason=reason, by=by, on=on)
    return compute_report(restated, by=by, on=on, wait=wait)


@transaction.atomic
def _begun(edition: ReportEdition, *, reason: str, by: User, on: date) -> ReportEdition:
    require_duty(edition, by, PREPARES)
    found = locked(edition, ReportStatus.FROZEN)
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say why the figures are restated.")})
    if ReportEdition.objects.filter(restates=found).exists():
        raise Invalid(_("This edition is restated already. Go on from the restated one."))
    restated = ReportEdition.objects.create(
        bureau=found.bureau,
        period=found.period,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        campaign=found.campaign,
        number=found.number + 1,
        restates=found,
        restated_because=reason.strip(),
        status=ReportStatus.COMPUTING,
        content={"period": found.content["period"]},
    )
    for row in found.reported.all():
        restated.reported.create(
            address=row.address, value=row.value, approx=row.approx, note=row.note
        )
    after = {"number": restated.number, "reason": restated.restated_because}
    record("report_edition.restated", subject=restated, by=by, on=on, after=after)
    return restated


def record_changes(edition: ReportEdition) -> list[RecordChange]:
    """Per figure the records by which it differs from the edition that is restated."""
    if edition.restates is None:
        return []
    old = {(one.form, one.column): one.rows for one in edition.restates.sources.kept()}
    new = {(one.form, one.column): one.rows for one in edition.sources.kept()}
    forms = Book(edition.restates.content).forms | Book(edition.content).forms
    found: list[RecordChange] = []
    for key in sorted(old.keys() | new.keys()):
        form = forms[key[0]]
        column = next((one for one in form.columns if one.code == key[1]), None)
        if column is not None:
            parts = (parts_of_rows(old.get(key, [])), parts_of_rows(new.get(key, [])))
            found += _changes(form, column, *parts)
    return found


def _changes(
    form: Form, column: Column, old: list[Part], new: list[Part]
) -> list[RecordChange]:
    one = printed_figure(column.figure)
    before, after = by_record(old), by_record(new)
    found = []
    for uuid in before.keys() | after.keys():
        was, now = before.get(uuid, []), after.get(uuid, [])
        if sorted(map(_told, was)) == sorted(map(_told, now)):
            continue
        part = (now or was)[0]
        values = (
            total_of(one, was).value if was else None,
            total_of(one, now).value if now else None,
        )
        moved = values[0] == values[1]
        found.append(
            RecordChange(form, column, part.kind, uuid, part.label, *values, moved=moved)
        )
    return sorted(found, key=lambda change: (change.label, change.uuid))


def _told(part: Part) -> str:
    return f"{part.value} {sorted(part.axes.items())}"


def cell_changes(edition: ReportEdition) -> list[CellChange]:
    """The cells whose value differs from the edition that is restated."""
    if edition.restates is None:
        return []
    old, new = Book.of(edition.restates), Book.of(edition)
    known = old.content["values"].keys() | new.content["values"].keys()
    found = []
    for text in sorted(known):
        address = Address.parse(text)
        before, after = old.value(address), new.value(address)
        if before != after:
            found.append(CellChange(address, before, after))
    return found


def changed_records(edition: ReportEdition) -> dict[str, str]:
    """The records that changed anything, id → number."""
    return {one.uuid: one.label for one in record_changes(edition)}
