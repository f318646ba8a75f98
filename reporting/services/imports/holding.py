"""What keeps an import from being taken back: named all at once, with the rows concerned."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dependants import dependants
from core.errors import Invalid
from core.models import Record
from reporting.imports.base import ImportKind
from reporting.models.imports import ImportRow

TOLD: Final = 20
# What mostly hangs on imported records, in words; the rest is told as other records.
NAMES: Final[dict[str, Any]] = {
    "enforcement.Case": gettext_lazy("Cases"),
    "enforcement.Clue": gettext_lazy("Clues"),
    "enforcement.Inspection": gettext_lazy("Inspections"),
    "enforcement.Finding": gettext_lazy("Findings of inspections"),
    "enforcement.Sample": gettext_lazy("Samples"),
    "enforcement.Measure": gettext_lazy("Compulsory measures"),
    "enforcement.RegulatoryMeasure": gettext_lazy("Regulatory measures"),
    "enforcement.Decision": gettext_lazy("Decisions"),
    "enforcement.DrawnParty": gettext_lazy("Draws"),
    "enforcement.CaseOfficer": gettext_lazy("Cases"),
    "enforcement.InspectionOfficer": gettext_lazy("Inspections"),
    "campaigns.LedgerItem": gettext_lazy("Ledger items"),
    "campaigns.LedgerEntry": gettext_lazy("Entries of the ledger"),
    "campaigns.AssistanceVisit": gettext_lazy("Assistance visits"),
    "registry.Licence": gettext_lazy("Licences"),
    "registry.Product": gettext_lazy("Products"),
    "registry.Batch": gettext_lazy("Batches"),
    "registry.DossierItem": gettext_lazy("Pages of the dossier"),
    "registry.KeyListItem": gettext_lazy("Entries of key lists"),
    "risk.PartyGrade": gettext_lazy("Risk grades"),
    "accounts.Unit": gettext_lazy("Units"),
    "accounts.User": gettext_lazy("Officers"),
    "documents.Document": gettext_lazy("Documents"),
    "workbench.Attachment": gettext_lazy("Attachments"),
    "deadlines.Clock": gettext_lazy("Clocks"),
    "deadlines.Transition": gettext_lazy("Steps of the procedure"),
    "reporting.Disclosure": gettext_lazy("Publications"),
    "workbench.Comment": gettext_lazy("Comments"),
}


class Holding:
    """Looked for chunk by chunk; told once, when every row was looked at."""

    def __init__(self, kind: ImportKind) -> None:
        self.kind = kind
        self.changed: list[int] = []
        self.hanging: dict[str, int] = {}
        self.rows: dict[str, list[int]] = {}

    def look(self, rows: Sequence[ImportRow]) -> dict[Any, Record]:
        """The records of these rows; what is gone, changed or needed is noted."""
        uuids = [row.record_uuid for row in rows if row.record_uuid]
        records = self.kind.model._default_manager.filter(uuid__in=uuids)
        found: dict[Any, Record] = {one.uuid: one for one in records}
        self.changed += [
            row.number
            for row in rows
            if row.record_uuid not in found
            or found[row.record_uuid].version != row.record_version
        ]
        if not self.kind.gives_back:
            self._note_hanging(rows, found)
        return found

    def _note_hanging(self, rows: Sequence[ImportRow], found: dict[Any, Record]) -> None:
        numbers: dict[Any, int] = {}
        for row in rows:
            if row.record_uuid in found:
                numbers[row.record_uuid] = row.number
                numbers[found[row.record_uuid].pk] = row.number
        for one in dependants(list(found.values()), self.kind.made_beside):
            name = str(NAMES.get(one.label, _("Other records")))
            self.hanging[name] = self.hanging.get(name, 0) + one.count
            self.rows.setdefault(name, []).extend(numbers[each] for each in one.on)

    def require_free(self) -> None:
        """Raises Invalid where the import has to stay, with everything that holds it."""
        told = []
        if self.changed:
            text = _("The records of these rows were changed since: %(rows)s.")
            told.append(text % {"rows": _numbers(self.changed)})
        if self.hanging:
            what = "；".join(self._line(name, count) for name, count in self.hanging.items())
            text = _("Other records hang on what was imported: %(what)s. It stays.")
            told.append(text % {"what": what})
        if told:
            raise Invalid(" ".join(told))

    def _line(self, name: str, count: int) -> str:
        values = {"name": name, "count": count, "rows": _numbers(self.rows[name])}
        return _("%(name)s %(count)s (rows %(rows)s)") % values


def _numbers(rows: Sequence[int]) -> str:
    known = sorted(set(rows))
    more = " …" if len(known) > TOLD else ""
    return "、".join(str(one) for one in known[:TOLD]) + more
