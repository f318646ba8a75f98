"""Samples: taken and sealed, sent to the laboratory, reported on, told to the parties."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record as write_audit
from core.errors import Invalid
from core.search import search_text
from deadlines.services.procedure import begin, lock, require_open
from documents.services.numbers import next_number
from enforcement.models import (
    Inspection,
    Sample,
    SampleNotice,
    SampleOfficer,
    SampleResult,
    SampleStatus,
    SamplingPlan,
    SamplingPlanItem,
)
from enforcement.policies import require_inspect, require_on_team
from enforcement.services.axes import axes_of, key_variety_of, link_of
from enforcement.services.checks import (
    require_batch_of,
    require_fits,
    require_not_future,
    require_officers,
    require_text,
)
from enforcement.services.goods import act_in_domain, write_team
from enforcement.services.retest_window import retest_until
from enforcement.transitions.sample import SampleAct
from registry.models import Batch, Party, Product

NUMBER_WORD = "抽"


class SampleFacts(TypedDict, total=False):
    place: str
    value: Decimal | None
    sealed: bool
    plan: SamplingPlan | None
    plan_item: SamplingPlanItem | None
    inspection: Inspection | None
    is_demo: bool


@transaction.atomic
def take_sample(
    *,
    party: Party,
    batch: Batch | None,
    product: Product | None = None,
    quantity: Decimal,
    quantity_unit: str,
    record_number: str,
    taken_on: date,
    officers: Sequence[User],
    by: User,
    on: date,
    **facts: Unpack[SampleFacts],
) -> Sample:
    """Record a sample taken and sealed at a party.

    Args:
        batch: of the product sampled; None where the goods bear none.
        quantity: taken, in ``quantity_unit``.
        record_number: number of the sampling record signed on the spot; once per bureau.
        taken_on: local date, not in the future.
        officers: two or more with valid certificates, the lead first.
        facts: plan and its line, inspection, place, value in yuan, sealed.

    Raises:
        PermissionRefused: no such duty. Invalid, NotQualified: with the field.

    Legal source: Drug Administration Law Art. 100 (sampling, free of charge to the party).
    """
    require_inspect(party, by=by)
    require_not_future(on, taken_on=taken_on)
    numbers = require_officers(officers, bureau=by.bureau, on=taken_on)
    require_on_team(officers, by=by)
    require_text(record_number=record_number, quantity_unit=quantity_unit)
    values = _checked(party, product, batch, quantity, facts)
    values |= {
        "quantity_unit": quantity_unit.strip(),
        "record_number": record_number.strip(),
        "taken_on": taken_on,
    }
    require_fits(Sample, **values)
    _require_new_number(by, record_number.strip())
    sample = Sample.top(bureau=by.bureau, unit=by.unit, **axes_of(party), **values)
    sample.number = next_number(bureau=by.bureau, word=NUMBER_WORD, on=on)
    named = [sample.number, sample.title, sample.record_number, party.name]
    sample.search = search_text([*named, batch.number if batch else ""])
    sample.save(force_insert=True)
    begin(sample, by=by, on=on, act="take")
    after = {"number": sample.number, "party": party, "product": sample.product}
    write_audit("sample.taken", subject=sample, by=by, on=on, after=after)
    write_team(sample, SampleOfficer, "sample", officers, numbers, by=by, on=on)
    return sample


@transaction.atomic
def send_sample(
    sample: Sample, *, laboratory: str, sent_on: date, by: User, on: date
) -> Sample:
    """Note which laboratory received the sample, and when.

    Raises:
        IllegalTransition: it was sent. Invalid: no laboratory, a day out of order.
    """
    require_text(laboratory=laboratory)
    require_fits(Sample, laboratory=laboratory)
    require_since(on, sample.taken_on, sent_on=sent_on)
    values = {"laboratory": laboratory.strip(), "sent_on": sent_on}
    act_in_domain(sample, SampleAct.SEND, by=by, on=on, clock_from=sent_on, values=values)
    return sample


@transaction.atomic
def report_sample(
    sample: Sample,
    *,
    result: SampleResult | str,
    report_number: str,
    standard: str,
    reported_on: date,
    received_on: date,
    by: User,
    on: date,
    failed_items: str = "",
) -> Sample:
    """Enter the test report.

    Args:
        result: conforms, or does not.
        standard: what it was tested against.
        reported_on: day of the report; received_on: day the bureau received it.
        failed_items: needed where it does not conform.

    Raises:
        IllegalTransition: not being tested. Invalid: with the field.
    """
    require_text(report_number=report_number, standard=standard)
    fails = str(result) == SampleResult.FAIL
    if fails:
        require_text(failed_items=failed_items)
    require_fits(
        Sample,
        result=result,
        report_number=report_number,
        standard=standard,
        failed_items=failed_items,
    )
    require_text(result=str(result))
    require_since(on, sample.sent_on, reported_on=reported_on)
    require_since(on, reported_on, received_on=received_on)
    values = {
        "result": str(result),
        "report_number": report_number.strip(),
        "standard": standard.strip(),
        "reported_on": reported_on,
        "report_received_on": received_on,
        "failed_items": failed_items.strip() if fails else "",
    }
    act = SampleAct.REPORT_FAIL if fails else SampleAct.REPORT_PASS
    act_in_domain(sample, act, by=by, on=on, clock_from=received_on, values=values)
    return sample


@transaction.atomic
def tell_party(
    sample: Sample, *, party: Party, told_on: date, by: User, on: date
) -> SampleNotice:
    """Tell the party sampled, the holder or the maker a failed result: its days begin.

    Raises:
        IllegalTransition: it did not fail, or a retest was asked for.
        Invalid: told before, or a day out of order.

    Legal source: Drug Administration Law Art. 102; Device Regulation Art. 75; Cosmetics
    Regulation Art. 51.
    """
    lock(sample)
    require_open(sample, SampleAct.TELL, by=by, on=on)
    require_since(on, sample.report_received_on, told_on=told_on)
    if sample.notices.filter(party=party).exists():
        raise Invalid(fields={"party": _("This party was told already.")})
    notice = SampleNotice(
        sample=sample,
        party=party,
        told_on=told_on,
        retest_until=retest_until(sample.domain, told_on),
    )
    notice.save(force_insert=True)
    latest = max([told_on, *sample.notices.values_list("told_on", flat=True)])
    act_in_domain(sample, SampleAct.TELL, by=by, on=on, clock_from=latest, note=party.name)
    return notice


def told_parties(sample: Sample) -> list[Party]:
    """Who should be told: the party sampled, and the holder where it is another."""
    holder = sample.product.holder if sample.product else None
    return list(dict.fromkeys(one for one in (sample.party, holder) if one is not None))


def _checked(
    party: Party,
    product: Product | None,
    batch: Batch | None,
    quantity: Decimal,
    facts: SampleFacts,
) -> dict[str, Any]:
    sampled = require_batch_of(product, batch)
    if sampled is None:
        raise Invalid(fields={"product": _("Name the product that was sampled.")})
    if quantity <= 0:
        raise Invalid(fields={"quantity": _("The quantity must be more than nothing.")})
    plan = _plan_of(facts, sampled)
    inspection = facts.get("inspection")
    if inspection is not None and inspection.party_id != party.pk:
        text = _("The inspection was made at another party.")
        raise Invalid(fields={"inspection": text})
    return {
        **facts,
        "plan": plan,
        "party": party,
        "product": sampled,
        "batch": batch,
        "quantity": quantity,
        "domain": sampled.domain,
        "title": f"{sampled.name} {batch.number if batch else ''}".strip()[:200],
        "link": link_of(party),
        "key_variety": key_variety_of(sampled),
        "place": facts.get("place") or party.address or party.name,
        "status": SampleStatus.TAKEN,
    }


def _plan_of(facts: SampleFacts, product: Product) -> SamplingPlan | None:
    line = facts.get("plan_item")
    plan = facts.get("plan") or (line.plan if line else None)
    if plan is None:
        return None
    if line is not None and line.plan_id != plan.pk:
        raise Invalid(fields={"plan_item": _("This line belongs to another plan.")})
    if line is None:
        raise Invalid(fields={"plan_item": _("Choose the line of the plan it counts for.")})
    if plan.closed_on is not None:
        raise Invalid(fields={"plan_item": _("This plan is closed.")})
    if plan.domain != product.domain:
        raise Invalid(fields={"plan_item": _("The plan is about another domain.")})
    return plan


def _require_new_number(by: User, number: str) -> None:
    if Sample.objects.filter(bureau_id=by.bureau_id, record_number=number).exists():
        text = _("A sample of this bureau bears the number %(number)s already.")
        raise Invalid(fields={"record_number": text % {"number": number}})


def require_since(on: date, since: date | None, **days: date) -> None:
    """Refuse a day in the future, or before what it follows."""
    require_not_future(on, **days)
    early = [name for name, day in days.items() if since is not None and day < since]
    if early and since is not None:
        text = _("This cannot have happened before %(since)s.") % {"since": since.isoformat()}
        raise Invalid(fields=dict.fromkeys(early, text))
