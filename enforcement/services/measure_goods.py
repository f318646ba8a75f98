"""Goods of a measure: kept, and every way they leave the list."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import IllegalTransition, Invalid
from deadlines.services.procedure import advance, lock, require_open
from documents.models import DocumentKind
from enforcement.models import Measure, MeasureStatus, MovementKind
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.services.measure_documents import issue_paper, moved_text
from enforcement.services.measure_items import Part, move_items
from enforcement.transitions.measure_needs import MeasureAct

K, S = MovementKind, MeasureStatus
# What may become of goods, by where the measure stands.
ALLOWED: dict[str, tuple[MovementKind, ...]] = {
    S.IN_FORCE: (K.TESTED, K.AUCTIONED, K.TO_POLICE),
    S.DISAPPROVED: (),
    S.DECIDED: (K.CONFISCATED, K.DESTROYED, K.AUCTIONED, K.RETURNED, K.TO_POLICE),
    S.LIFTED: (K.RETURNED, K.AUCTIONED),
}


@transaction.atomic
def dispose(
    measure: Measure,
    *,
    parts: Sequence[Part],
    kind: MovementKind | str,
    moved_on: date,
    receiver: str,
    paper: str,
    by: User,
    on: date,
    proceeds: Decimal | None = None,
    note: str = "",
) -> Measure:
    """Record where goods went. When nothing is held any more the measure ends.

    Args:
        parts: items of the list, each with how much of it; None for all.
        kind: what became of them; which are open hangs on where the measure stands.
        receiver: who received or destroyed them.
        paper: number of the receipt or the record.
        proceeds: yuan, of an auction or sale.

    Raises:
        IllegalTransition: not open now, or two people disposed of the same goods.
        Invalid: nothing chosen, more than is held, a day out of order.

    Legal source: Administrative Compulsion Law Art. 26-28; Administrative Penalty Law
    Art. 74 (confiscated goods).
    """
    lock(measure)
    require_open(measure, MeasureAct.DISPOSE, by=by, on=on)
    require_text(receiver=receiver, paper=paper)
    _require_kind(measure, str(kind), proceeds)
    _require_day(measure, moved_on, on)
    told = {"receiver": receiver.strip(), "paper": paper.strip(), "note": note.strip()}
    _require_short(told)
    rows = move_items(
        measure, parts, kind=kind, moved_on=moved_on, by=by, proceeds=proceeds, **told
    )
    said = moved_text(rows)
    advance(measure, MeasureAct.DISPOSE, by=by, on=on, note=said[:2000])
    issue_paper(
        measure,
        DocumentKind.GOODS_HANDLED,
        [(_("List"), said)],
        by=by,
        on=on,
        issued_on=moved_on,
    )
    if not measure.held_items().exists():
        advance(measure, MeasureAct.END, by=by, on=on, values={"ended_on": on})
    return measure


@transaction.atomic
def change_custody(
    measure: Measure, *, custodian: str, custody_place: str, paper: str, by: User, on: date
) -> Measure:
    """Give the goods into other hands or another place; a row for each item says so.

    Raises:
        IllegalTransition: nothing is held. Invalid: no custodian or place.

    Legal source: Administrative Compulsion Law Art. 26 (proper custody, no use, no damage).
    """
    lock(measure)
    require_text(custodian=custodian, custody_place=custody_place)
    require_fits(Measure, custodian=custodian, custody_place=custody_place)
    values = {"custodian": custodian.strip(), "custody_place": custody_place.strip()}
    note = f"{values['custodian']}，{values['custody_place']}"
    advance(measure, MeasureAct.KEEP, by=by, on=on, values=values, note=note)
    parts = [Part(item) for item in measure.held_items()]
    told = {"receiver": values["custodian"], "paper": paper.strip()[:100]}
    move_items(measure, parts, kind=K.CUSTODY, moved_on=on, by=by, **told)
    return measure


def open_kinds(measure: Measure) -> tuple[MovementKind, ...]:
    """What may become of the goods now."""
    return ALLOWED.get(measure.status, ())


def _require_kind(measure: Measure, kind: str, proceeds: Decimal | None) -> None:
    allowed = open_kinds(measure)
    if kind not in [one.value for one in allowed]:
        labels = "、".join(str(one.label) for one in allowed) or _("nothing")
        text = _("While the measure is “%(state)s”, goods can only be: %(open)s.")
        told = {"state": measure.get_status_display(), "open": labels}
        raise Invalid(fields={"kind": text % told})
    if kind == K.TO_POLICE and not _went_to_police(measure):
        raise IllegalTransition(
            _("The case was not transferred to the police. Record it first.")
        )
    if kind == K.AUCTIONED and proceeds is None:
        raise Invalid(fields={"proceeds": _("Enter what the auction or sale brought in.")})
    if kind != K.AUCTIONED and proceeds is not None:
        raise Invalid(fields={"proceeds": _("Only an auction or sale brings money in.")})


def _went_to_police(measure: Measure) -> bool:
    return measure.case is not None and measure.case.transferred_to_police_on is not None


def _require_day(measure: Measure, moved_on: date, on: date) -> None:
    require_not_future(on, moved_on=moved_on)
    since = measure.imposed_on
    if since is not None and moved_on < since:
        text = _("This cannot have happened before %(since)s.") % {"since": since.isoformat()}
        raise Invalid(fields={"moved_on": text})


def _require_short(told: dict[str, str]) -> None:
    most = {"receiver": 200, "paper": 100, "note": 500}
    long = {
        name: _("Use at most %(most)s characters.") % {"most": most[name]}
        for name, text in told.items()
        if len(text) > most[name]
    }
    if long:
        raise Invalid(fields=long)
