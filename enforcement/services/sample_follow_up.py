"""What follows a failed sample: a clue in one act, and the recall of the batch."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record as write_audit
from core.errors import Invalid
from deadlines.services.procedure import advance, begin, lock, require_open
from enforcement.models import Clue, Recall, RecallLevel, Sample
from enforcement.services.checks import require_fits, require_text
from enforcement.services.clues import register_clue
from enforcement.services.goods import act_in_domain, start_in_domain
from enforcement.services.samples import require_since
from enforcement.transitions.sample import (
    DEVICE_PLAN,
    ORDERED_SUMMARY,
    RecallAct,
    SampleAct,
)
from law.vocabularies import ClueSource


@transaction.atomic
def open_clue_from_sample(sample: Sample, *, by: User, on: date, content: str = "") -> Clue:
    """Register a failed sample as a clue, with party, product and batch filled in.

    Args:
        content: the clue in the officer's words; default what the report says.

    Raises:
        IllegalTransition: it did not fail, or a clue was registered.
        PermissionRefused: not this person's. Invalid: a bureau that files no cases.

    Legal source: SAMR procedure rules Art. 18 (clues found in sampling).
    """
    lock(sample)
    require_open(sample, SampleAct.OPEN_CLUE, by=by, on=on)
    told = _("Sample %(number)s: report %(report)s of %(day)s, does not conform: %(items)s") % {
        "number": sample.number,
        "report": sample.report_number,
        "day": f"{sample.reported_on:%Y-%m-%d}",
        "items": sample.failed_items,
    }
    clue = register_clue(
        source=ClueSource.SAMPLING,
        received_on=sample.report_received_on or on,
        content=content.strip() or told,
        domain=sample.domain,
        title=_("Sample does not conform: %(title)s") % {"title": sample.title},
        party=sample.party,
        place=sample.place,
        link=sample.link,
        product=sample.product,
        batch=sample.batch,
        key_variety=sample.key_variety,
        confidential=sample.confidential,
        is_demo=sample.is_demo,
        by=by,
        on=on,
    )
    values = {"clue": clue}
    advance(sample, SampleAct.OPEN_CLUE, by=by, on=on, note=clue.number, values=values)
    return clue


@transaction.atomic
def begin_recall(
    sample: Sample,
    *,
    level: RecallLevel | str,
    started_on: date,
    by: User,
    on: date,
    to_recall: Decimal | None = None,
    by_order: bool = False,
) -> Recall:
    """Follow the recall of a failed batch: its limits by class begin.

    Args:
        level: class 1 to 3; decides the days for notices and progress reports.
        started_on: the day the holder decided the recall, or it was ordered.
        to_recall: how much is out, in the unit of the sample.
        by_order: the authority ordered it.

    Raises:
        IllegalTransition: it did not fail, or the recall is followed already.
        Invalid: an unknown class, or a day out of order.

    Legal source: Drug Recall Measures Art. 16, 17; Device Recall Measures Art. 15, 16.
    """
    lock(sample)
    require_open(sample, SampleAct.BEGIN_RECALL, by=by, on=on)
    require_text(level=str(level))
    require_fits(Recall, level=level, to_recall=to_recall)
    require_since(on, sample.taken_on, started_on=started_on)
    if to_recall is not None and to_recall < 0:
        raise Invalid(fields={"to_recall": _("A quantity cannot be negative.")})
    advance(sample, SampleAct.BEGIN_RECALL, by=by, on=on, note=str(RecallLevel(level).label))
    recall = Recall.under(
        sample,
        sample=sample,
        level=level,
        started_on=started_on,
        to_recall=to_recall,
        by_order=by_order,
    )
    recall.save(force_insert=True)
    begin(recall, by=by, on=on, act="follow")
    after = {"level": str(level), "started_on": started_on}
    write_audit("recall.followed", subject=recall, by=by, on=on, after=after)
    domain = sample.domain
    periods = [f"{domain}_recall_notice_{level}", *_progress_periods(recall)]
    if domain == "device":
        periods.append(DEVICE_PLAN)
    if domain != "cosmetic":
        start_in_domain(recall, periods, started_on)
    return recall


@transaction.atomic
def record_progress(
    recall: Recall, *, progress: str, recalled: Decimal, reported_on: date, by: User, on: date
) -> Recall:
    """Note a progress report; the next is due after the days of its class.

    Args:
        recalled: all that came back so far.

    Raises:
        IllegalTransition: it is completed. Invalid: no words, less than before.
    """
    require_text(progress=progress)
    _require_recalled(recall, recalled)
    require_since(on, recall.started_on, reported_on=reported_on)
    values = {"progress": progress.strip(), "recalled": recalled}
    note = f"{reported_on:%Y-%m-%d} {progress.strip()}"
    advance(recall, RecallAct.PROGRESS, by=by, on=on, values=values, note=note)
    start_in_domain(recall, _progress_periods(recall), reported_on)
    return recall


@transaction.atomic
def complete_recall(
    recall: Recall, *, completed_on: date, recalled: Decimal, by: User, on: date
) -> Recall:
    """Note that the recall is completed; the holder's summary is due.

    Raises:
        IllegalTransition: it is completed. Invalid: a day out of order, less than before.

    Legal source: Drug Recall Measures Art. 20; Device Recall Measures Art. 22.
    """
    _require_recalled(recall, recalled)
    require_since(on, recall.started_on, completed_on=completed_on)
    values = {"completed_on": completed_on, "recalled": recalled}
    act_in_domain(
        recall, RecallAct.COMPLETE, by=by, on=on, clock_from=completed_on, values=values
    )
    if recall.by_order:
        start_in_domain(recall, (ORDERED_SUMMARY,), completed_on)
    return recall


@transaction.atomic
def receive_summary(recall: Recall, *, summary_on: date, by: User, on: date) -> Recall:
    """Note that the holder's summary came in; its review is due.

    Raises:
        IllegalTransition: not completed, or received already.
    """
    require_since(on, recall.completed_on, summary_on=summary_on)
    values = {"summary_on": summary_on}
    act_in_domain(
        recall, RecallAct.RECEIVE_SUMMARY, by=by, on=on, clock_from=summary_on, values=values
    )
    return recall


@transaction.atomic
def review_recall(recall: Recall, *, review: str, by: User, on: date) -> Recall:
    """Review the recall's effect; this ends it.

    Raises:
        IllegalTransition: no summary yet. Invalid: no words.
    """
    require_text(review=review)
    require_fits(Recall, review=review)
    values = {"review": review.strip(), "reviewed_on": on}
    advance(recall, RecallAct.REVIEW, by=by, on=on, values=values)
    return recall


def _progress_periods(recall: Recall) -> list[str]:
    """Drug recalls report their progress; the other domains know no such period."""
    drug = recall.sample.domain == "drug"
    return [f"drug_recall_progress_{recall.level}"] if drug else []


def _require_recalled(recall: Recall, recalled: Decimal) -> None:
    require_fits(Recall, recalled=recalled)
    if recalled < recall.recalled:
        text = _("%(before)s were recalled already; it cannot be less.")
        before = f"{recall.recalled.normalize():f}"
        raise Invalid(fields={"recalled": text % {"before": before}})
