"""What a draw makes: planned inspections, and replacements out of the same order."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from enforcement.models import (
    ChangeOf,
    Draw,
    DrawChange,
    DrawnParty,
    Inspection,
    InspectionKind,
    InspectionStatus,
)
from enforcement.services.checks import require_text
from enforcement.services.draw_lots import Lot, Lots, NoLotLeft, lots_of
from enforcement.services.inspection_changes import change_inspection
from enforcement.services.inspections import cancel_inspection, plan_inspection
from enforcement.transitions.draw import DrawAct
from registry.models import Party
from registry.models.party import PartyStatus


def plan_lots(draw: Draw, lots: Iterable[Lot], *, by: User, on: date) -> None:
    """An inspection planned for every lot."""
    drawn = list(lots)
    pool = Pool(draw)
    rows = []
    for lot in drawn:
        inspection = _plan(draw, pool, lot, by=by, on=on)
        rows.append(DrawnParty(draw=draw, **pool.columns(lot), inspection=inspection))
    DrawnParty.objects.bulk_create(rows)


@transaction.atomic
def replace_drawn_party(draw: Draw, *, seq: int, reason: str, by: User, on: date) -> DrawnParty:
    """The next party of the same stratum instead, when one drawn cannot be inspected.

    Args:
        seq: the number under which it was drawn.
        reason: why, in words that stay on record.

    Raises:
        IllegalTransition: the draw, or that inspection, is no longer open to it.
        Invalid: no reason, no such number, or nobody is left in the stratum.
    """
    row = _opened(draw, seq, reason, by=by, on=on)
    lots = replayed(draw)
    pool = Pool(draw)
    skipped = pool.shut_parties()
    try:
        lot = lots.replace_party(seq, skipped)
    except NoLotLeft as error:
        raise Invalid(_("Nobody is left in this stratum to be drawn instead.")) from error
    cancel_inspection(row.inspection, reason=reason, by=by, on=on)
    advance(draw, DrawAct.REPLACE, by=by, on=on, note=reason.strip())
    _write_change(
        draw,
        row,
        what=ChangeOf.PARTY,
        out=(row.party_key, row.party.name),
        into=(lot.party, pool.party(lot.party).name),
        skipped=skipped,
        reason=reason,
        by=by,
        on=on,
    )
    inspection = _plan(draw, pool, lot, by=by, on=on)
    for name, value in {**pool.columns(lot), "inspection": inspection}.items():
        setattr(row, name, value)
    row.save()
    return row


@transaction.atomic
def replace_drawn_officer(
    draw: Draw, *, seq: int, officer: User, reason: str, by: User, on: date
) -> DrawnParty:
    """The next officer of the same order instead, when one drawn cannot go.

    Raises:
        IllegalTransition: the draw, or that inspection, is no longer open to it.
        Invalid: no reason, an officer who was not drawn there, or nobody is left.
        NotQualified: the certificate of who is next is not valid on the day.
    """
    row = _opened(draw, seq, reason, by=by, on=on)
    keys = {row.first_id: row.first_key, row.second_id: row.second_key}
    if officer.pk not in keys:
        raise Invalid(fields={"officer": _("This officer was not drawn for this party.")})
    lots, pool = replayed(draw), Pool(draw)
    skipped = pool.shut_officers()
    try:
        lot = lots.replace_officer(seq, keys[officer.pk], skipped)
    except NoLotLeft as error:
        raise Invalid(_("No other officer of the pool may go there.")) from error
    advance(draw, DrawAct.REPLACE, by=by, on=on, note=reason.strip())
    new = pool.columns(lot)
    came = new["first"] if new["first_key"] not in keys.values() else new["second"]
    key = new["first_key"] if came is new["first"] else new["second_key"]
    _write_change(
        draw,
        row,
        what=ChangeOf.OFFICER,
        out=(keys[officer.pk], officer.name),
        into=(key, came.name),
        skipped=skipped,
        reason=reason,
        by=by,
        on=on,
    )
    team = [new["first"], new["second"]]
    change_inspection(row.inspection, version=None, officers=team, by=by, on=on)
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    return row


def replayed(draw: Draw) -> Lots:
    """The draw done again from its stored text, with every replacement so far."""
    changes = draw.changes.order_by("number").values("what", "seq", "out_key", "skipped")
    return lots_of(json.loads(draw.inputs), draw.full_seed, changes)


class Pool:
    """The parties and officers behind the keys of a frozen pool. Two queries."""

    def __init__(self, draw: Draw) -> None:
        inputs = json.loads(draw.inputs)
        self._party_ids = {one["key"]: one["id"] for one in inputs["parties"]}
        self._parties: dict[str, Party] = {}
        ids = {one["id"]: one["key"] for one in inputs["officers"]}
        people = User.objects.filter(uuid__in=list(ids)).select_related("bureau", "unit")
        self.officers: dict[str, User] = {ids[str(one.uuid)]: one for one in people}
        self._planned_on = draw.planned_on

    def party(self, key: str) -> Party:
        if key not in self._parties:
            rows = Party.objects.select_related("bureau", "region")
            self._parties[key] = rows.get(uuid=self._party_ids[key])
        return self._parties[key]

    def columns(self, lot: Lot) -> dict[str, Any]:
        """What a drawn party's row keeps of its lot."""
        return {
            "seq": lot.seq,
            "stratum": lot.stratum,
            "party": self.party(lot.party),
            "party_key": lot.party,
            "first": self.officers[lot.first],
            "first_key": lot.first,
            "second": self.officers[lot.second],
            "second_key": lot.second,
        }

    def shut_parties(self) -> list[str]:
        """Keys of parties that closed or were suspended since the pool was frozen."""
        keys = {uuid: key for key, uuid in self._party_ids.items()}
        shut = Party.objects.exclude(status=PartyStatus.OPERATING)
        uuids = (str(uuid) for uuid in shut.values_list("uuid", flat=True))
        return sorted(keys[uuid] for uuid in uuids if uuid in keys)

    def shut_officers(self) -> list[str]:
        """Keys of officers who are not certified for the day any more, or left."""
        there = User.objects.certified(self._planned_on)
        pks = set(
            there.filter(pk__in=[one.pk for one in self.officers.values()]).values_list(
                "pk", flat=True
            )
        )
        return sorted(key for key, one in self.officers.items() if one.pk not in pks)


def _plan(draw: Draw, pool: Pool, lot: Lot, *, by: User, on: date) -> Inspection:
    party = pool.party(lot.party)
    kind = InspectionKind.SPECIAL if draw.campaign else InspectionKind.ROUTINE
    return plan_inspection(
        party=party,
        domain=draw.domain,
        planned_on=draw.planned_on,
        officers=[pool.officers[lot.first], pool.officers[lot.second]],
        campaigns=[draw.campaign] if draw.campaign else [],
        kind=kind,
        summary=_("Drawn by lot: %(draw)s, number %(seq)s.")
        % {"draw": draw.number, "seq": lot.seq},
        by=by,
        on=on,
    )


def _opened(draw: Draw, seq: int, reason: str, *, by: User, on: date) -> DrawnParty:
    lock(draw)
    require_open(draw, DrawAct.REPLACE, by=by, on=on)
    require_text(reason=reason)
    rows = draw.drawn.select_related("party", "inspection__bureau", "inspection__party")
    row = rows.filter(seq=seq).first()
    if row is None:
        raise Invalid(fields={"seq": _("Nothing was drawn under this number.")})
    if row.inspection.status != InspectionStatus.PLANNED:
        raise Invalid(
            fields={"seq": _("This inspection is no longer planned: nobody is replaced.")}
        )
    return row


def _write_change(
    draw: Draw,
    row: DrawnParty,
    *,
    what: ChangeOf,
    out: tuple[str, str],
    into: tuple[str, str],
    skipped: list[str],
    reason: str,
    by: User,
    on: date,
) -> None:
    last = draw.changes.order_by("-number").values_list("number", flat=True).first() or 0
    DrawChange.objects.create(
        draw=draw,
        number=last + 1,
        seq=row.seq,
        what=what,
        out_key=out[0],
        out_name=out[1],
        in_key=into[0],
        in_name=into[1],
        skipped=skipped,
        reason=reason.strip(),
        by=by,
        on=on,
    )
