"""The retest of a failed sample: asked for in time, accepted or refused, and its result."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import IllegalTransition, Invalid
from deadlines.services.procedure import advance, lock, require_open
from enforcement.models import Sample, SampleNotice, SampleResult
from enforcement.services.checks import require_fits, require_text
from enforcement.services.samples import require_since
from enforcement.transitions.sample import SampleAct
from registry.models import Party


@transaction.atomic
def request_retest(
    sample: Sample, *, party: Party, asked_on: date, by: User, on: date
) -> Sample:
    """Note that a party asked for a retest within its days.

    Args:
        party: one that was told the result.
        asked_on: the day its request was received.

    Raises:
        IllegalTransition: not told, or asked for already; a request that came too late,
            with its last day.
        Invalid: a party that was not told, or a day out of order.

    Legal source: Drug Administration Law Art. 102 (seven days of receiving the result).
    """
    lock(sample)
    rule = require_open(sample, SampleAct.REQUEST_RETEST, by=by, on=on)
    notice = SampleNotice.objects.filter(sample=sample, party=party).first()
    if notice is None:
        raise Invalid(fields={"party": _("This party was not told the result.")})
    require_since(on, notice.told_on, asked_on=asked_on)
    if notice.retest_until is not None and asked_on > notice.retest_until:
        text = _(
            "The request came too late: %(party)s was told on %(told)s and could ask until "
            "%(until)s. The result stands. (%(article)s)"
        ) % {
            "party": party.name,
            "told": notice.told_on.isoformat(),
            "until": notice.retest_until.isoformat(),
            "article": rule.article,
        }
        raise IllegalTransition(text, fields={"asked_on": text})
    values = {"retest_asked_on": asked_on, "retest_asked_by": party.name}
    advance(sample, SampleAct.REQUEST_RETEST, by=by, on=on, values=values)
    return sample


@transaction.atomic
def settle_without_retest(sample: Sample, *, by: User, on: date, note: str = "") -> Sample:
    """The result stands: every party waived its retest, or let its days pass.

    Raises:
        IllegalTransition: not told, or days still run and no waiver is noted.

    Legal source: Drug Administration Law Art. 102.
    """
    lock(sample)
    require_open(sample, SampleAct.WAIVE_RETEST, by=by, on=on)
    running = sample.notices.filter(retest_until__gte=on).order_by("-retest_until").first()
    if running is not None and not note.strip():
        text = _(
            "%(party)s may ask for a retest until %(until)s. Note how it waived it, or wait."
        ) % {"party": running.party.name, "until": f"{running.retest_until:%Y-%m-%d}"}
        raise IllegalTransition(text, fields={"note": text})
    advance(sample, SampleAct.WAIVE_RETEST, by=by, on=on, note=note.strip())
    return sample


@transaction.atomic
def accept_retest(sample: Sample, *, laboratory: str, by: User, on: date) -> Sample:
    """Accept the request: another laboratory tests again.

    Raises:
        IllegalTransition: none was asked for.
        Invalid: no laboratory.
    """
    require_text(laboratory=laboratory)
    require_fits(Sample, retest_laboratory=laboratory)
    values = {"retest_laboratory": laboratory.strip()}
    advance(sample, SampleAct.ACCEPT_RETEST, by=by, on=on, values=values)
    return sample


@transaction.atomic
def refuse_retest(sample: Sample, *, reason: str, by: User, on: date) -> Sample:
    """Refuse the request with its reason: the result stands.

    Raises:
        IllegalTransition: none was asked for. Invalid: no reason.
    """
    require_text(reason=reason)
    advance(sample, SampleAct.REFUSE_RETEST, by=by, on=on, note=reason.strip())
    return sample


@transaction.atomic
def report_retest(
    sample: Sample,
    *,
    result: SampleResult | str,
    report_number: str,
    retested_on: date,
    by: User,
    on: date,
) -> Sample:
    """Enter the result of the retest, which is final.

    Raises:
        IllegalTransition: not being retested. Invalid: with the field.
    """
    require_text(report_number=report_number, result=str(result))
    require_fits(Sample, retest_result=result, retest_report=report_number)
    require_since(on, sample.retest_asked_on, retested_on=retested_on)
    passes = str(result) == SampleResult.PASS
    values = {
        "retest_result": str(result),
        "retest_report": report_number.strip(),
        "retested_on": retested_on,
        "result": str(result),
    }
    act = SampleAct.RETEST_PASS if passes else SampleAct.RETEST_FAIL
    advance(sample, act, by=by, on=on, values=values)
    return sample
