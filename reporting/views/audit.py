from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from audit.kinds import known_kinds, title_of
from audit.models import AuditEvent
from core.pages.columns import Column, Kind
from core.pages.lists import ListPage
from core.pages.widgets import DateInput
from reporting.services.trail import trail_for


def kinds() -> list[tuple[str, str]]:
    """The acts by name, for choosing one."""
    named = ((kind, str(title)) for kind, title in known_kinds().items())
    return sorted(named, key=lambda one: one[1])


class AuditFilter(django_filters.FilterSet):
    since = django_filters.DateFilter(
        label=_("From"), field_name="on", lookup_expr="gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=_("To"), field_name="on", lookup_expr="lte", widget=DateInput
    )
    actor = django_filters.CharFilter(
        label=_("By"), field_name="actor_name", lookup_expr="icontains", max_length=50
    )
    kind = django_filters.ChoiceFilter(
        label=_("Act"), choices=kinds, empty_label=_("Every act")
    )
    root = django_filters.UUIDFilter(label=_("Record"), field_name="root_uuid")

    class Meta:
        model = AuditEvent
        fields: list[Any] = []


class AuditList(ListPage):
    """Who did what, when, to which record: for auditors and security administrators."""

    title = _("Audit trail")
    perms = (Perm.READ_AUDIT,)
    filterset_class = AuditFilter
    primary_filters = ("since", "until", "actor", "kind")
    default_sort = "-id"
    columns = (
        Column("at", _("At"), kind=Kind.DATETIME, sort="id"),
        Column("kind", _("Act"), value=lambda row: title_of(row.kind)),
        Column("subject_title", _("Subject"), css="wide"),
        Column("actor_name", _("By")),
        Column("actor_bureau_code", _("Bureau code")),
        Column("on_behalf_of", _("On behalf of"), shown=False),
        Column("token", _("Token"), shown=False),
        Column("note", _("Note"), shown=False),
    )
    empty_reason = _("No act matches.")
    empty_advice = _("Widen the period or clear the filters.")

    def get_queryset(self) -> Any:
        return trail_for(self.user)

    def searchable(self) -> bool:
        return False
