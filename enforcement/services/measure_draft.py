"""A measure as it is prepared: checked, numbered, with its list and its officers."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record as write_audit
from core.errors import Invalid
from core.search import search_text
from deadlines.services.procedure import begin
from documents.services.numbers import next_number
from enforcement.models import Case, Inspection, Measure, MeasureKind, MeasureOfficer
from enforcement.policies import require_on_team
from enforcement.services.checks import require_fits, require_officers, require_text
from enforcement.services.goods import (
    require_measures,
    require_write_on,
    root_for,
    write_team,
)
from enforcement.services.measure_items import ItemFacts, write_items

WORDS = {MeasureKind.PRESERVATION: "保", MeasureKind.SEALING: "封", MeasureKind.SEIZURE: "扣"}


class MeasureFacts(TypedDict, total=False):
    case: Case | None
    inspection: Inspection | None
    place: str
    replaces: Measure | None
    is_demo: bool


def draft_measure(
    kind: str,
    grounds: str,
    basis: str,
    items: Sequence[ItemFacts],
    officers: Sequence[User],
    facts: MeasureFacts,
    *,
    by: User,
    on: date,
) -> Measure:
    """A saved draft with its list and its team, hanging on its case or inspection."""
    require_measures(by=by)
    root = root_for(facts.get("case"), facts.get("inspection"))
    require_write_on(root, by=by)
    numbers = require_officers(officers, bureau=root.bureau, on=on)
    require_on_team(officers, by=by)
    require_text(grounds=grounds, basis=basis)
    if root.party is None:
        raise Invalid(fields={"case": _("The case names no party of the registry.")})
    measure = _measure_on(root, kind, grounds, basis, facts, on=on)
    measure.save(force_insert=True)
    write_items(measure, items)
    begin(measure, by=by, on=on, act="prepare")
    after = {"number": measure.number, "kind": kind, "party": measure.party}
    write_audit("measure.prepared", subject=measure, by=by, on=on, after=after)
    write_team(measure, MeasureOfficer, "measure", officers, numbers, by=by, on=on)
    return measure


def _measure_on(
    root: Any, kind: str, grounds: str, basis: str, facts: MeasureFacts, *, on: date
) -> Measure:
    """The unsaved measure with the axes of what it hangs on, numbered."""
    values: dict[str, Any] = {
        **facts,
        "kind": kind,
        "grounds": grounds.strip(),
        "basis": basis.strip(),
        "place": facts.get("place") or root.party.address or root.party.name,
    }
    require_fits(Measure, **values)
    label = MeasureKind(kind).label
    axes = ("domain", "link", "region", "area", "key_variety", "party", "product", "batch")
    measure = Measure.under(
        root, **{name: getattr(root, name) for name in axes}, title=root.party.name, **values
    )
    measure.number = next_number(bureau=root.bureau, word=WORDS[MeasureKind(kind)], on=on)
    measure.search = search_text([measure.number, measure.title, str(label), measure.place])
    return measure
