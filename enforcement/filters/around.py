"""Filters of transfers, hand-overs, assistance requests and supervised cases."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deadlines.models import Clock
from enforcement.filters.matter import SeveralFilter, SwitchFilter
from enforcement.models import (
    AssistanceRequest,
    AssistanceStatus,
    HandOver,
    HandOverStatus,
    Supervision,
    SupervisionReport,
    Transfer,
    TransferKind,
    TransferStatus,
)
from registry.filters import BureauFilter


class TransferFilter(filters.FilterSet):
    status = SeveralFilter(label=_("Status"), choices=TransferStatus.choices)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=TransferKind.choices)
    case = filters.UUIDFilter("root_uuid", label=_("Case"))
    bureau = BureauFilter()
    under_way = SwitchFilter(_("Under way"), method="keep_live")

    class Meta:
        model = Transfer
        fields: tuple[str, ...] = ()

    def keep_live(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.live()


class HandOverFilter(filters.FilterSet):
    status = SeveralFilter(label=_("Status"), choices=HandOverStatus.choices)
    waiting = SwitchFilter(_("Waiting for my bureau"), method="keep_waiting")
    under_way = SwitchFilter(_("Under way"), method="keep_live")

    class Meta:
        model = HandOver
        fields: tuple[str, ...] = ()

    def keep_live(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.live()

    def keep_waiting(self, rows: Any, _name: str, _on: str) -> Any:
        mine = self.request.user.bureau_id
        offered = Q(to_bureau=mine, status__in=["offered", "designated"])
        disputed = Q(from_bureau=mine, status="rejected")
        return rows.filter(offered | disputed | Q(superior=mine, status="submitted"))


class AssistanceFilter(filters.FilterSet):
    status = SeveralFilter(label=_("Status"), choices=AssistanceStatus.choices)
    case = filters.UUIDFilter("case__uuid", label=_("Case"))
    asked_of_us = SwitchFilter(_("Asked of my bureau"), method="keep_incoming")
    asked_by_us = SwitchFilter(_("Asked by my bureau"), method="keep_outgoing")
    open = SwitchFilter(_("Not answered"), method="keep_open")
    late = SwitchFilter(_("Overdue"), method="keep_late")

    class Meta:
        model = AssistanceRequest
        fields: tuple[str, ...] = ()

    def keep_incoming(self, rows: Any, _name: str, _on: str) -> Any:
        mine = self.request.user.bureau_id
        return rows.filter(bureau=mine).exclude(from_bureau=mine)

    def keep_outgoing(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.filter(from_bureau=self.request.user.bureau_id)

    def keep_open(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.open()

    def keep_late(self, rows: QuerySet[Any], _name: str, _on: str) -> QuerySet[Any]:
        clocks = Clock.objects.overdue(timezone.localdate())
        return rows.filter(Exists(clocks.filter(about_uuid=OuterRef("uuid"))))


class SupervisionFilter(filters.FilterSet):
    bureau = BureauFilter()
    live = SwitchFilter(_("Not lifted"), method="keep_live")
    late = SwitchFilter(_("A report is overdue"), method="keep_late")

    class Meta:
        model = Supervision
        fields: tuple[str, ...] = ()

    def keep_live(self, rows: QuerySet[Any], _name: str, _on: str) -> QuerySet[Any]:
        return rows.filter(lifted_on=None)

    def keep_late(self, rows: QuerySet[Any], _name: str, _on: str) -> QuerySet[Any]:
        on = timezone.localdate()
        due = SupervisionReport.objects.filter(reported_on=None, due_on__lt=on)
        return rows.filter(Exists(due.filter(supervision=OuterRef("pk"))))
