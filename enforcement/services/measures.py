"""Taking a coercive measure: prepared, approved before or afterwards, carried out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Invalid
from deadlines.services.procedure import advance, lock
from documents.models import DocumentKind
from enforcement.models import (
    Measure,
    MeasureKind,
    MeasureStatus,
    MovementKind,
)
from enforcement.services.checks import require_fits, require_not_future
from enforcement.services.checks import require_text as require_words
from enforcement.services.goods import (
    act_in_domain,
)
from enforcement.services.measure_documents import issue_paper, list_text
from enforcement.services.measure_draft import MeasureFacts, draft_measure
from enforcement.services.measure_items import (
    ItemFacts,
    Part,
    move_items,
    take_into_custody,
    write_items,
)
from enforcement.transitions.measure_needs import MEASURE_ROUTE, MeasureAct
from workbench.models import Approval
from workbench.services.approvals import submit


class OnSite(TypedDict, total=False):
    """Who was there, and who keeps the goods."""

    party_present: str
    witness: str
    custodian: str
    custody_place: str


@transaction.atomic
def propose_measure(
    *,
    kind: MeasureKind | str,
    grounds: str,
    basis: str,
    items: Sequence[ItemFacts],
    officers: Sequence[User],
    by: User,
    on: date,
    **facts: Unpack[MeasureFacts],
) -> Measure:
    """Prepare a measure and submit it to the head of the bureau before it is carried out.

    Args:
        grounds: facts and reasons.
        basis: the article that allows it.
        items: the list as intended; carrying it out may correct it.
        officers: two or more with valid certificates, the lead first.
        facts: the case or the inspection it belongs to, and the place.

    Raises:
        PermissionRefused: no such duty, or a bureau without the power.
        Invalid, NotQualified: with the field and what to correct.

    Legal source: Administrative Compulsion Law Art. 18, 22; Administrative Penalty Law
    Art. 56 (evidence).
    """
    measure = draft_measure(kind, grounds, basis, items, officers, facts, by=by, on=on)
    _submit(measure, by=by, on=on)
    return measure


@transaction.atomic
def take_measure_at_once(
    *,
    kind: MeasureKind | str,
    grounds: str,
    basis: str,
    items: Sequence[ItemFacts],
    officers: Sequence[User],
    imposed_at: datetime,
    on_site: OnSite,
    by: User,
    on: date,
    **facts: Unpack[MeasureFacts],
) -> Measure:
    """Take a measure on the spot; the head approves it within twenty-four hours.

    Args:
        imposed_at: the instant from which the hours count.
        on_site: party or witness present, and the custodian.

    Raises:
        as ``propose_measure``; Invalid too where nobody was present.

    Legal source: Administrative Compulsion Law Art. 19; SAMR procedure rules Art. 33, 36.
    """
    measure = draft_measure(kind, grounds, basis, items, officers, facts, by=by, on=on)
    measure.is_urgent = True
    measure.save(update_fields=["is_urgent"])
    preserving = measure.is_preservation
    act = MeasureAct.PRESERVE_AT_ONCE if preserving else MeasureAct.IMPOSE_AT_ONCE
    _carry_out(measure, act, imposed_at, on_site, by=by, on=on)
    _ask_approval(measure, by=by, on=on)
    return measure


@transaction.atomic
def submit_measure(measure: Measure, *, by: User, on: date) -> Approval:
    """Submit a measure again that was sent back.

    Raises:
        IllegalTransition: it was not sent back, or waits already.
    """
    return _submit(measure, by=by, on=on)


@transaction.atomic
def carry_out(
    measure: Measure,
    *,
    imposed_at: datetime,
    on_site: OnSite,
    by: User,
    on: date,
    items: Sequence[ItemFacts] | None = None,
) -> Measure:
    """Carry out an approved measure: decision and list are handed over, its limits begin.

    Args:
        imposed_at: when; its local day is the first day of the measure.
        items: the list as it was on the spot; None where it is as intended.

    Raises:
        IllegalTransition: it is not approved.
        Invalid: nobody present, a day in the future, a list that does not fit.

    Legal source: Administrative Compulsion Law Art. 18, 23, 24; Administrative Penalty
    Law Art. 56.
    """
    lock(measure)
    preserving = measure.is_preservation
    act = MeasureAct.PRESERVE if preserving else MeasureAct.IMPOSE
    _carry_out(measure, act, imposed_at, on_site, items=items, by=by, on=on)
    return measure


@transaction.atomic
def cancel_measure(measure: Measure, *, reason: str, by: User, on: date) -> Measure:
    """Give up a measure that was not carried out.

    Raises:
        IllegalTransition: it was carried out, or waits for approval.
    """
    require_words(reason=reason)
    advance(measure, MeasureAct.CANCEL, by=by, on=on, note=reason.strip())
    return measure


def measure_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> None:
    """Outcome of the route: it may be carried out, or what was done at once is approved."""
    measure = _asked_about(about_uuid)
    if measure.status == MeasureStatus.PROPOSED:
        advance(measure, MeasureAct.APPROVE, by=by, on=on)
    elif measure.status == MeasureStatus.IN_FORCE:
        advance(measure, MeasureAct.CONFIRM, by=by, on=on, values={"confirmed_on": on})


def measure_sent_back(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> None:
    """Outcome of the route: to be corrected, or what was done at once must be lifted.

    Legal source: Administrative Compulsion Law Art. 19 (lift at once).
    """
    measure = _asked_about(about_uuid)
    if measure.status == MeasureStatus.PROPOSED:
        advance(measure, MeasureAct.SEND_BACK, by=by, on=on)
    elif measure.status == MeasureStatus.IN_FORCE:
        advance(measure, MeasureAct.DISAPPROVE, by=by, on=on)


def _asked_about(uuid: UUID) -> Measure:
    return Measure.objects.select_related("bureau", "party").get(uuid=uuid)


def _submit(measure: Measure, *, by: User, on: date) -> Approval:
    advance(measure, MeasureAct.SUBMIT, by=by, on=on)
    return _ask_approval(measure, by=by, on=on)


def _ask_approval(measure: Measure, *, by: User, on: date) -> Approval:
    summary = f"{measure.grounds}\n{measure.basis}\n{list_text(measure)}"
    title = _("%(kind)s: %(party)s") % {
        "kind": measure.get_kind_display(),
        "party": measure.title,
    }
    return submit(measure, act=MEASURE_ROUTE, title=title, summary=summary, by=by, on=on)


def _carry_out(
    measure: Measure,
    act: MeasureAct,
    imposed_at: datetime,
    on_site: OnSite,
    *,
    by: User,
    on: date,
    items: Sequence[ItemFacts] | None = None,
) -> None:
    day = timezone.localtime(imposed_at).date()
    require_not_future(on, imposed_at=day)
    require_fits(Measure, **on_site)
    present = on_site.get("party_present", "").strip() or on_site.get("witness", "").strip()
    if not present:
        text = _("Name the party or person present, or the witness called in.")
        raise Invalid(fields={"party_present": text})
    if items is not None:
        write_items(measure, items)
    values = {**on_site, "imposed_on": day, "imposed_at": imposed_at}
    act_in_domain(
        measure, act, by=by, on=on, clock_from=day, clock_at=imposed_at, values=values
    )
    take_into_custody(measure)
    _papers(measure, day, by=by, on=on)
    if measure.replaces is not None:
        _take_over(measure, measure.replaces, day, by=by, on=on)


def _papers(measure: Measure, day: date, *, by: User, on: date) -> None:
    """Decision and list, handed over on the spot."""
    listed = list_text(measure)
    preserving = measure.is_preservation
    kind = DocumentKind.PRESERVATION if preserving else DocumentKind.MEASURE
    said = [(_("Facts and reasons"), measure.grounds), (_("List"), listed)]
    for paper, sections in ((kind, said), (DocumentKind.GOODS_LIST, said[1:])):
        issue_paper(measure, paper, sections, by=by, on=on, issued_on=day, is_served=True)


def _take_over(measure: Measure, former: Measure, day: date, *, by: User, on: date) -> None:
    """What was preserved as evidence goes over to the new list, line by line."""
    advance(former, MeasureAct.DECIDE, by=by, on=on, note=measure.number)
    parts = [Part(item) for item in former.held_items()]
    told = {"paper": measure.number, "receiver": measure.custodian}
    move_items(former, parts, kind=MovementKind.CONVERTED, moved_on=day, by=by, **told)
    advance(former, MeasureAct.END, by=by, on=on, values={"ended_on": on})
