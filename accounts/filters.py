"""Filters of the lists of people and bureaus; pages and API use the same."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    Bureau,
    BureauKind,
    CertificateKind,
    Role,
    TrainingRecord,
    Unit,
    User,
)


def yes_no() -> forms.Select:
    """All, yes, no: for a filter on a yes-or-no field."""
    return forms.Select(choices=[("", _("All")), ("true", _("Yes")), ("false", _("No"))])


def bureaus_of(request: Any) -> QuerySet[Bureau]:
    """The bureaus at and under the reader's own."""
    if request is None or not isinstance(request.user, User):
        return Bureau.objects.none()
    return Bureau.objects.within(request.user.bureau.path)


class PeopleFilter(filters.FilterSet):
    bureau = filters.ModelChoiceFilter(
        label=_("Bureau"), queryset=bureaus_of, to_field_name="code"
    )
    role = filters.ChoiceFilter(label=_("Duty"), choices=Role.choices, method="with_role")
    active = filters.BooleanFilter(label=_("Active"), field_name="is_active", widget=yes_no())
    certificate = filters.ChoiceFilter(
        label=_("Enforcement certificate"),
        choices=[("valid", _("Valid today")), ("none", _("None valid today"))],
        method="with_certificate",
    )

    class Meta:
        model = User
        fields = ["bureau", "role", "active", "certificate"]

    def with_role(self, rows: Any, _name: str, role: str) -> Any:
        return rows.filter(role_grants__role=role, role_grants__revoked_on=None)

    def with_certificate(self, rows: Any, _name: str, wanted: str) -> Any:
        held = User.objects.qualified(timezone.localdate(), CertificateKind.ENFORCEMENT)
        valid = rows.filter(pk__in=held.values("pk"))
        return valid if wanted == "valid" else rows.exclude(pk__in=held.values("pk"))


class BureauFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=BureauKind.choices)
    under = filters.ModelChoiceFilter(
        label=_("At and under"),
        queryset=lambda request: Bureau.objects.exclude(kind=BureauKind.COUNTY),
        to_field_name="code",
        method="within",
    )
    region = filters.CharFilter(label=_("Region code"), field_name="regions__code")
    active = filters.BooleanFilter(label=_("Active"), method="active_today", widget=yes_no())

    class Meta:
        model = Bureau
        fields = ["kind", "under", "region", "active"]

    def within(self, rows: Any, _name: str, value: Bureau) -> Any:
        return rows.within(value.path)

    def active_today(self, rows: Any, _name: str, wanted: bool) -> Any:
        active = Bureau.objects.active(timezone.localdate()).values("pk")
        return rows.filter(pk__in=active) if wanted else rows.exclude(pk__in=active)


class UnitFilter(filters.FilterSet):
    bureau = filters.CharFilter(field_name="bureau__code")

    class Meta:
        model = Unit
        fields = ["bureau", "kind", "is_active"]


class TrainingFilter(filters.FilterSet):
    officer = filters.UUIDFilter(field_name="user__uuid")
    held_from = filters.DateFilter(field_name="held_on", lookup_expr="gte")
    held_to = filters.DateFilter(field_name="held_on", lookup_expr="lte")

    class Meta:
        model = TrainingRecord
        fields = ["officer", "held_from", "held_to", "passed"]
