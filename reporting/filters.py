"""Filters of the list of published penalties."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from enforcement.filters.matter import DateSpanFilter, SeveralFilter, SwitchFilter
from registry.filters import BureauFilter
from reporting.disclosure.changes import with_changes
from reporting.models import Disclosure, DisclosureStatus, HoldReason


class DisclosureFilter(filters.FilterSet):
    status = SeveralFilter(label=_("Status"), choices=DisclosureStatus.choices)
    bureau = BureauFilter()
    hold_reason = SeveralFilter(label=_("Held back because"), choices=HoldReason.choices)
    case = filters.UUIDFilter("root_uuid", label=_("Case"))
    released_on = DateSpanFilter("released_on", label=_("Made public on"))
    changed = SwitchFilter(_("Decision changed: to be withdrawn"), method="keep_changed")

    class Meta:
        model = Disclosure
        fields: tuple[str, ...] = ()

    def keep_changed(self, rows: Any, _name: str, _on: str) -> Any:
        return with_changes(rows.shown())
