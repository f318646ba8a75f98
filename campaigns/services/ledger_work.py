"""What is done about a ledger item: progress, evidence, the party's reports, rechecks."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from campaigns.models import PARTY_REPORTS, EntryKind, LedgerEntry, LedgerItem
from campaigns.models.ledger import forget_evidence
from campaigns.services.entered import require_fits, require_text
from campaigns.transitions.ledger import LedgerAct
from core.errors import Invalid
from core.refs import Ref
from deadlines.services.procedure import advance


@transaction.atomic
def note_progress(item: LedgerItem, *, text: str, by: User, on: date) -> LedgerEntry:
    """Note how far the rectification is."""
    entry = _entry(item, EntryKind.PROGRESS, text, by=by, on=on)
    advance(item, LedgerAct.NOTE_PROGRESS, by=by, on=on, note=text)
    return _kept(entry)


@transaction.atomic
def add_evidence(
    item: LedgerItem,
    *,
    text: str,
    by: User,
    on: date,
    paper: str = "",
    about: Ref | None = None,
) -> LedgerEntry:
    """Add what shows the rectification.

    Args:
        text: what it shows.
        paper: number or place of the paper, photo or film.
        about: a record or file of the system.
    """
    entry = _entry(item, EntryKind.EVIDENCE, text, paper=paper, about=about, by=by, on=on)
    advance(item, LedgerAct.ADD_EVIDENCE, by=by, on=on, note=text)
    forget_evidence(item)
    return _kept(entry)


@transaction.atomic
def record_party_report(
    item: LedgerItem,
    *,
    kind: EntryKind | str,
    text: str,
    reported_on: date,
    by: User,
    on: date,
    paper: str = "",
) -> LedgerEntry:
    """Record a self-check or rectification report of the party against the item.

    Args:
        kind: ``self_check`` or ``rectification``.
        reported_on: the day of the party's report.

    Raises:
        Invalid: another kind, a day in the future.
    """
    if kind not in PARTY_REPORTS:
        raise Invalid(fields={"kind": _("Choose one of the reports of a party.")})
    if reported_on > on:
        raise Invalid(fields={"reported_on": _("The day lies in the future.")})
    entry = _entry(item, EntryKind(kind), text, paper=paper, by=by, on=reported_on)
    advance(item, LedgerAct.RECORD_REPORT, by=by, on=on, note=text)
    return _kept(entry)


@transaction.atomic
def report_rectified(item: LedgerItem, *, text: str, by: User, on: date) -> LedgerItem:
    """Report the item as rectified: from now on it waits for its recheck.

    Raises:
        IllegalTransition: nothing shows it yet.
    """
    entry = _entry(item, EntryKind.PROGRESS, text, by=by, on=on)
    values = {"recheck_on": None, "recheck_passed": None}
    advance(item, LedgerAct.REPORT_RECTIFIED, by=by, on=on, note=text, values=values)
    _kept(entry)
    return item


@transaction.atomic
def recheck_item(
    item: LedgerItem, *, passed: bool, text: str, rechecked_on: date, by: User, on: date
) -> LedgerItem:
    """Record what the recheck on site found; what failed goes back to be rectified.

    Args:
        rechecked_on: local date, from the finding to today.

    Raises:
        Invalid: a day in the future or before the finding.
    """
    if not item.found_on <= rechecked_on <= on:
        text_ = _("The day must lie between the finding and today.")
        raise Invalid(fields={"rechecked_on": text_})
    entry = _entry(item, EntryKind.RECHECK, text, by=by, on=rechecked_on)
    entry.passed = passed
    values = {"recheck_on": rechecked_on, "recheck_passed": passed}
    to = None if passed else "rectifying"
    advance(item, LedgerAct.RECHECK, by=by, on=on, note=text, to=to, values=values)
    _kept(entry)
    if not passed:
        void_evidence(item)
    return item


@transaction.atomic
def extend_item(
    item: LedgerItem, *, due_on: date, reason: str, by: User, on: date
) -> LedgerItem:
    """Give more time; the first day stays on the record.

    Raises:
        Invalid: not later than the present day, or no reason.
    """
    require_text(reason=reason)
    if item.due_on is not None and due_on <= item.due_on:
        text = _("The new day must lie after %(day)s.") % {"day": item.due_on.isoformat()}
        raise Invalid(fields={"due_on": text})
    words = f"{item.due_on} → {due_on}：{reason.strip()}"
    entry = _entry(item, EntryKind.EXTENSION, words, by=by, on=on)
    advance(item, LedgerAct.EXTEND, by=by, on=on, note=reason, values={"due_on": due_on})
    _kept(entry)
    return item


def void_evidence(item: LedgerItem) -> None:
    """What was shown so far did not convince: new evidence is needed. It stays to be read."""
    item.entries.filter(kind=EntryKind.EVIDENCE, is_void=False).update(is_void=True)
    forget_evidence(item)


def _entry(
    item: LedgerItem,
    kind: EntryKind,
    text: str,
    *,
    by: User,
    on: date,
    paper: str = "",
    about: Ref | None = None,
) -> LedgerEntry:
    require_text(text=text)
    require_fits(LedgerEntry, text=text, paper=paper)
    return LedgerEntry.under(
        item,
        item=item,
        kind=kind,
        text=text.strip(),
        paper=paper.strip(),
        about_kind=about.kind if about else "",
        about_uuid=about.uuid if about else None,
        by=by,
        on=on,
    )


def _kept(entry: LedgerEntry) -> LedgerEntry:
    entry.save(force_insert=True)
    kind = "ledger_entry.added"
    record(kind, subject=entry, by=entry.by, on=entry.on, after={"kind": entry.kind})
    return entry
