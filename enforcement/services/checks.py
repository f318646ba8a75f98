"""What every act of this app checks alike: sizes, codes, days, officers, campaigns."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, TextField
from django.utils.translation import gettext as _

from accounts.models import AccountKind, Bureau, Certificate, CertificateKind, User
from accounts.policies import require_qualified
from campaigns.models import Campaign, CampaignStatus
from core.errors import Invalid
from law.thresholds import MIN_OFFICERS
from registry.models import Batch, Product

LONGEST_TEXT = 20_000


def require_fits(model: type[Model], **values: Any) -> None:
    """Refuse values that do not fit their fields: too long, unknown codes, empty.

    Relations and values that are no field of ``model`` are left to others.

    Raises:
        Invalid: names each field that does not fit.
    """
    wrong: dict[str, str] = {}
    for name, value in values.items():
        field = _field(model, name)
        if field is None:
            continue
        try:
            field.clean(value, None)
        except ValidationError as error:
            wrong[name] = " ".join(error.messages)
        else:
            if isinstance(field, TextField) and len(str(value or "")) > LONGEST_TEXT:
                wrong[name] = _("Use at most %(most)s characters.") % {"most": LONGEST_TEXT}
    if wrong:
        raise Invalid(fields=wrong)


def require_not_future(on: date, **days: date | None) -> None:
    """Refuse a day later than the day of the act.

    Raises:
        Invalid: names each such field.
    """
    late = {
        name: _("%(day)s lies in the future. Enter the day on which it happened.")
        % {"day": day.isoformat()}
        for name, day in days.items()
        if day is not None and day > on
    }
    if late:
        raise Invalid(fields=late)


def require_text(**texts: str) -> None:
    """Refuse an empty reason, result or description.

    Raises:
        Invalid: names each empty field.
    """
    empty = {
        name: _("This field is needed. Write it in your own words.")
        for name, text in texts.items()
        if not text.strip()
    }
    if empty:
        raise Invalid(fields=empty)


def require_officers(officers: Iterable[User], *, bureau: Bureau, on: date) -> dict[int, str]:
    """Refuse a team that may not enforce on that day; the certificate numbers by officer.

    Args:
        officers: the team; the same person twice counts once.
        bureau: whose inspection it is; officers come from it or from its own line.
        on: the day of the inspection.

    Raises:
        Invalid: fewer than two, or somebody of another line of bureaus.
        NotQualified: an officer without an enforcement certificate valid on the day.

    Legal source: Administrative Penalty Law Art. 42 (two certified officers or more).
    """
    team = list({officer.pk: officer for officer in officers}.values())
    if len(team) < MIN_OFFICERS:
        raise Invalid(fields={"officers": _too_few(len(team))})
    strangers = [one.name for one in team if not _in_line(one, bureau)]
    if strangers:
        text = _("Not an officer of %(bureau)s or of a bureau above or below it: %(names)s.")
        names = "、".join(strangers)
        raise Invalid(fields={"officers": text % {"bureau": bureau.name, "names": names}})
    require_qualified(team, on=on)
    held = Certificate.objects.valid(on).filter(
        kind=CertificateKind.ENFORCEMENT, user__in=[one.pk for one in team]
    )
    return dict(held.values_list("user_id", "number"))


def require_campaigns(campaigns: Iterable[Campaign], *, on: date | None) -> list[Campaign]:
    """Refuse a campaign that is not ordered yet, or does not run on the day.

    Args:
        on: the day that must lie inside; None asks only that it is published.

    Raises:
        Invalid: in the field ``campaigns``.
    """
    chosen = list(dict.fromkeys(campaigns))
    for campaign in chosen:
        if campaign.status == CampaignStatus.DRAFT:
            text = _("“%(name)s” is still a draft.") % {"name": campaign.name}
            raise Invalid(fields={"campaigns": text})
        if on is not None and not campaign.starts_on <= on <= campaign.ends_on:
            text = _("“%(name)s” runs from %(start)s to %(end)s, not on %(on)s.") % {
                "name": campaign.name,
                "start": campaign.starts_on.isoformat(),
                "end": campaign.ends_on.isoformat(),
                "on": on.isoformat(),
            }
            raise Invalid(fields={"campaigns": text})
    return chosen


def require_batch_of(product: Product | None, batch: Batch | None) -> Product | None:
    """The product a batch belongs to; refuse a batch of another product.

    Raises:
        Invalid: in the field ``batch``.
    """
    if batch is None:
        return product
    if product is not None and batch.product_id != product.pk:
        raise Invalid(fields={"batch": _("This batch belongs to another product.")})
    return batch.product


def _field(model: type[Model], name: str) -> Field[Any, Any] | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) and not field.is_relation else None


def _too_few(found: int) -> str:
    return _("The law asks for %(least)s officers or more: choose %(missing)s more.") % {
        "least": MIN_OFFICERS,
        "missing": MIN_OFFICERS - found,
    }


def _in_line(officer: User, bureau: Bureau) -> bool:
    if officer.kind != AccountKind.PERSON:
        return False
    if officer.bureau_id == bureau.pk:
        return True
    return officer.bureau.is_above(bureau) or bureau.is_above(officer.bureau)
