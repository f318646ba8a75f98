"""What an inspection found becomes a clue: here, or at the bureau that files cases."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, ShareGrade, User
from accounts.services.scope import share
from core.errors import Invalid
from deadlines.services.procedure import advance, require_open
from enforcement.models import Clue, Finding, Inspection
from enforcement.services.axes import source_of
from enforcement.services.clues import draft_clue, save_new
from enforcement.services.findings import require_pursuable
from enforcement.services.verification import hand_over
from enforcement.transitions.clue import ClueAct
from enforcement.transitions.inspection import InspectionAct


@transaction.atomic
def open_clue_from_inspection(
    inspection: Inspection,
    *,
    findings: Iterable[Finding],
    by: User,
    on: date,
    content: str = "",
    bureau: Bureau | None = None,
) -> Clue:
    """Register what an inspection found as a clue, with its findings as the content.

    A bureau that files cases keeps the clue, verified by the inspection itself and in the
    hands of the officer who opens it. One that only inspects hands it over: the receiving
    bureau reads the inspection, assigns the clue and verifies it.

    Args:
        findings: findings of this inspection.
        content: the clue in the officer's words; default what was found.
        bureau: who receives it; default the own bureau, or the one that supervises the party.

    Raises:
        Invalid: no finding, or a bureau that does not file cases.
        IllegalTransition: the inspection is not completed, or found nothing.
        PermissionRefused: not an officer of the inspection.

    Legal source: SAMR procedure rules Art. 18 (a clue found in supervision and inspection).
    """
    chosen = require_pursuable(inspection, findings)
    require_open(inspection, InspectionAct.OPEN_CLUE, by=by)
    owner = bureau or _pursuer(inspection)
    _require_receives(owner, inspection)
    clue = _drafted(inspection, chosen, content, on)
    clue.bureau = owner
    clue.unit = inspection.unit if owner.pk == inspection.bureau_id else None
    clue.confidential, clue.is_demo = inspection.confidential, inspection.is_demo
    save_new(clue, campaigns=inspection.campaigns.all(), by=by, on=on)
    advance(inspection, InspectionAct.OPEN_CLUE, by=by, on=on, note=clue.number)
    if owner.pk == inspection.bureau_id:
        _keep(clue, inspection, by=by, on=on)
    else:
        reason = _("Handed over with clue %(number)s") % {"number": clue.number}
        share(inspection, to=owner, grade=ShareGrade.READ, by=by, on=on, reason=reason)
        share(clue, to=by.bureau, grade=ShareGrade.READ, by=by, on=on, reason=reason)
    return clue


def _pursuer(inspection: Inspection) -> Bureau:
    own, party = inspection.bureau, inspection.party
    return own if own.may_penalise or party is None else party.bureau


def _require_receives(owner: Bureau, inspection: Inspection) -> None:
    party = inspection.party
    concerned = party is not None and (
        owner.pk == party.bureau_id or owner.is_above(party.bureau)
    )
    if not owner.may_penalise or not (concerned or owner.pk == inspection.bureau_id):
        text = _("Choose the bureau that supervises the party, or one above it.")
        raise Invalid(fields={"bureau": text})


def _drafted(inspection: Inspection, findings: list[Finding], content: str, on: date) -> Clue:
    listed = "\n".join(
        f"{one.seq}. 【{one.get_grade_display()}】{one.description}" for one in findings
    )
    clue = draft_clue(
        source=source_of(inspection.kind),
        received_on=inspection.inspected_on or on,
        content=content.strip() or listed,
        domain=inspection.domain,
        on=on,
        title=f"{inspection.title}：{findings[0].description}"[:200],
        party=inspection.party,
        place=inspection.place,
        link=inspection.link,
        product=inspection.product,
        batch=inspection.batch,
        key_variety=inspection.key_variety,
    )
    clue.inspection = inspection
    clue.verification = _("Found at inspection %(number)s on %(day)s:") % {
        "number": inspection.number,
        "day": (inspection.inspected_on or on).isoformat(),
    }
    clue.verification += f"\n{listed}"
    return clue


def _keep(clue: Clue, inspection: Inspection, *, by: User, on: date) -> None:
    """The inspection was the verification: its officer goes on."""
    share(clue, to=by, grade=ShareGrade.HANDLE, by=by, on=on)
    values = {"handler": by, "first_handler": by}
    advance(clue, ClueAct.TAKE, by=by, on=on, note=inspection.number, values=values)
    hand_over(clue, by, by=by, on=on)
