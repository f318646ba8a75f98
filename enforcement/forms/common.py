"""Fields that several forms of this app have."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.models import Campaign
from core.pages.navigation import Slot
from core.pages.widgets import Combobox, DateInput, MultiCombobox
from law.vocabularies import Domain, Link
from registry.models import Batch, Party, Product

# The label that the frame shows as “please choose”.
EMPTY = [("", "---------")]
LONG = 20_000
REASON = 2_000
# So many colleagues are ticked on a phone; whoever has more is found while typing.
MOST_COLLEAGUES = 24


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class LongText(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG)
        kwargs.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(**kwargs)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateInput())
        super().__init__(**kwargs)


class DaysField(forms.CharField):
    """Days separated by commas, spaces or lines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Reports due on"))
        kwargs.setdefault("help_text", _("Days such as 2026-12-01, several with a space."))
        super().__init__(max_length=400, **kwargs)

    def clean(self, value: Any) -> Any:
        words = (
            str(super().clean(value) or "")
            .replace(",", " ")
            .replace("，", " ")
            .replace("、", " ")
        )
        try:
            return [date.fromisoformat(word) for word in words.split()]
        except ValueError as error:
            text = _("Write days such as 2026-12-01.")
            raise forms.ValidationError(text) from error


class TimeField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TimeInput())
        super().__init__(**kwargs)


class PartyField(forms.ModelChoiceField[Party]):
    """A party of the registry, found while typing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Party"))
        kwargs.setdefault("widget", Combobox(slot=Slot.PARTY_OPTIONS))
        super().__init__(
            queryset=Party.objects.select_related("region"), to_field_name="uuid", **kwargs
        )


class ProductField(forms.ModelChoiceField[Product]):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Product"))
        kwargs.setdefault("widget", Combobox(slot=Slot.PRODUCT_OPTIONS))
        super().__init__(
            queryset=Product.objects.all(), to_field_name="uuid", required=False, **kwargs
        )


class BatchField(forms.ModelChoiceField[Batch]):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Batch"))
        kwargs.setdefault("widget", Combobox(slot=Slot.BATCH_OPTIONS))
        super().__init__(
            queryset=Batch.objects.select_related("product"),
            to_field_name="uuid",
            required=False,
            **kwargs,
        )


class CampaignsField(forms.ModelMultipleChoiceField[Campaign]):
    """The campaigns the record counts for."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Counts for campaigns"))
        super().__init__(
            queryset=Campaign.objects.none(),
            to_field_name="uuid",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class OfficersField(forms.ModelMultipleChoiceField[User]):
    """Officers to tick: those with a certificate valid on the day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(queryset=User.objects.none(), to_field_name="uuid", **kwargs)


class OtherOfficersField(forms.ModelMultipleChoiceField[User]):
    """Officers of the own line of bureaus, found while typing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=User.objects.none(),
            to_field_name="uuid",
            required=False,
            widget=MultiCombobox(slot=Slot.OFFICER_OPTIONS),
            **kwargs,
        )


class DomainField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Domain"))
        super().__init__(choices=[*EMPTY, *Domain.choices], **kwargs)


class LinkField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Link"))
        kwargs.setdefault("help_text", _("Left empty: by the kind of the party."))
        super().__init__(choices=[*EMPTY, *Link.choices], required=False, **kwargs)


class ReasonForm(forms.Form):
    reason = LongText(label=_("Reason"), max_length=REASON)


def colleagues_of(user: User, on: date) -> QuerySet[User]:
    """Certified colleagues of the bureau, those of the own unit first. One query."""
    rows = User.objects.certified(on).people().filter(bureau_id=user.bureau_id)
    mine_first = Case(
        When(unit_id=user.unit_id, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found: QuerySet[User] = rows.exclude(pk=user.pk).order_by(mine_first, "name")
    return found


def officers_in_line(user: User) -> QuerySet[User]:
    """Officers of the own bureau, of those above it and under it."""
    line = Q(bureau_id__in=user.scope_bureau_ids) | Q(bureau__path__in=user.bureau.paths_above)
    found: QuerySet[User] = User.objects.active().people().filter(line)
    return found.select_related("bureau", "unit")


def campaigns_for(user: User, on: date, kept: Sequence[Campaign] = ()) -> QuerySet[Campaign]:
    """The campaigns running on the day, and those the record counts for already."""
    running = Campaign.objects.running(on)
    wanted = Q(pk__in=running.values("pk")) | Q(pk__in=[one.pk for one in kept])
    return Campaign.objects.visible_to(user).filter(wanted)


def offer_campaigns(
    form: forms.BaseForm, user: User, on: date, kept: Sequence[Campaign] = ()
) -> None:
    """The campaigns to tick; without any, the form does not ask. One query."""
    field: Any = form.fields["campaigns"]
    field.queryset = campaigns_for(user, on, kept)
    if not field.queryset.exists():
        del form.fields["campaigns"]


def given(cleaned: dict[str, Any], *skipped: str) -> dict[str, Any]:
    """What was typed, without the named fields."""
    return {name: value for name, value in cleaned.items() if name not in skipped}
