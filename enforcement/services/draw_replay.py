"""A draw done again from what is stored, and compared: for anybody who doubts it."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from audit.models import AuditEvent
from enforcement.models import Draw
from enforcement.services.draw_lots import Lot, NoLotLeft
from enforcement.services.draw_tasks import replayed


@dataclass(frozen=True, slots=True)
class Replay:
    """What came out: the lots drawn again, and every difference in words."""

    inputs_hash: str
    lots: list[Lot]
    problems: list[str]

    @property
    def same(self) -> bool:
        return not self.problems


def replay_draw(draw: Draw) -> Replay:
    """Draw again from the stored pool and seed; compare hash, seed, parties and pairs.

    The hash and the seed are also compared with what the audit trail kept when the seed
    was announced: rows and hash changed together are still found.
    """
    found = sha256(draw.inputs.encode()).hexdigest()
    problems = _against_announcement(draw, found)
    lots: list[Lot] = []
    try:
        lots = replayed(draw).current() if draw.drawn_at else []
    except (ValueError, KeyError, TypeError, NoLotLeft):
        problems.append(_("From the stored pool the draw cannot be done again at all."))
    else:
        problems += _against_rows(draw, lots)
    return Replay(found, lots, problems)


def _against_announcement(draw: Draw, found: str) -> list[str]:
    problems = []
    if found != draw.inputs_hash:
        problems.append(
            _("The stored pool was changed: its SHA-256 is not the one that was announced.")
        )
    event = (
        AuditEvent.objects.filter(kind="draw.announce", subject_uuid=draw.uuid)
        .order_by("pk")
        .first()
    )
    told = event.after if event else {}
    if told.get("inputs_hash") != draw.inputs_hash:
        problems.append(_("The announced SHA-256 differs from the one in the audit trail."))
    if told.get("seed") != draw.seed:
        problems.append(_("The seed differs from the one in the audit trail."))
    return problems


def _against_rows(draw: Draw, lots: list[Lot]) -> list[str]:
    rows = {one.seq: one for one in draw.drawn.all()}
    again = {lot.seq: lot for lot in lots}
    problems = []
    for seq in sorted(rows.keys() | again.keys()):
        row, lot = rows.get(seq), again.get(seq)
        if row is None or lot is None:
            text = _("Number %(seq)s stands in only one of the two results.")
        elif row.party_key != lot.party:
            text = _("Number %(seq)s: another party was drawn.")
        elif (row.first_key, row.second_key) != (lot.first, lot.second):
            text = _("Number %(seq)s: another pair of officers was drawn.")
        else:
            continue
        problems.append(text % {"seq": seq})
    return problems


def inputs_of(draw: Draw) -> dict[str, Any]:
    """The frozen pool as data; empty before the announcement, or where it is unreadable."""
    try:
        told = json.loads(draw.inputs)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
