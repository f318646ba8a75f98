"""The filters that lists of clues, inspections and cases have in common."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import DateRangeWidget

from accounts.models import User
from campaigns.models import Campaign
from core.pages.navigation import Slot
from core.pages.widgets import Combobox
from deadlines.models import Clock
from law.vocabularies import AreaTag, Domain, KeyVariety, Link
from registry.filters import BureauFilter, PartyChoiceFilter, RegionFilter


def campaigns_of(request: Any) -> QuerySet[Campaign]:
    """The campaigns the reader knows, the newest first."""
    if request is None or not isinstance(request.user, User):
        return Campaign.objects.none()
    return Campaign.objects.visible_to(request.user)


class DateSpanFilter(filters.DateFromToRangeFilter):
    """``<name>_after`` and ``<name>_before``, both days included."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateRangeWidget(attrs={"type": "date"}))
        super().__init__(field_name, **kwargs)


class OfficerFilter(filters.ModelChoiceFilter):
    """One officer, found while typing."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Combobox(slot=Slot.OFFICER_OPTIONS))
        super().__init__(
            field_name, queryset=User.objects.people(), to_field_name="uuid", **kwargs
        )


class SeveralFilter(filters.MultipleChoiceFilter):
    """Any of several codes, ticked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**kwargs)


class SwitchFilter(filters.ChoiceFilter):
    """On with ``=1``, else off; ``method`` says what it keeps."""

    def __init__(self, label: Any, method: str) -> None:
        super().__init__(label=label, choices=[("1", _("Yes"))], method=method)


class MatterFilter(filters.FilterSet):
    domain = SeveralFilter(label=_("Domain"), choices=Domain.choices)
    link = SeveralFilter(label=_("Link"), choices=Link.choices)
    region = RegionFilter()
    bureau = BureauFilter()
    area = SeveralFilter(label=_("Area"), choices=AreaTag.choices)
    key_variety = filters.ChoiceFilter(label=_("Key variety"), choices=KeyVariety.choices)
    campaign = filters.ModelChoiceFilter(
        "campaigns", label=_("Campaign"), queryset=campaigns_of, to_field_name="uuid"
    )
    party = PartyChoiceFilter()
    late = SwitchFilter(_("Overdue"), method="keep_late")

    def keep_late(self, rows: QuerySet[Any], _name: str, _on: str) -> QuerySet[Any]:
        clocks = Clock.objects.overdue(timezone.localdate())
        return rows.filter(Exists(clocks.filter(about_uuid=OuterRef("uuid"))))
