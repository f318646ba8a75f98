"""What lists of the ledger, of returns and of notices are filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.models import (
    Campaign,
    LedgerItem,
    LedgerSource,
    LedgerStatus,
    Notice,
    NoticeKind,
    NoticeReceipt,
    Return,
    ReturnStatus,
)
from law.vocabularies import DefectGrade, Domain, Link
from registry.api.filters import Words
from registry.filters import BureauFilter, PartyChoiceFilter


def campaigns_of(request: Any) -> QuerySet[Campaign]:
    """The campaigns the reader knows, the newest first."""
    if request is None or not isinstance(request.user, User):
        return Campaign.objects.none()
    return Campaign.objects.visible_to(request.user)


class Several(filters.MultipleChoiceFilter):
    """Any of several codes, ticked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**kwargs)


class Switch(filters.ChoiceFilter):
    """On with ``=1``, else off; ``method`` says what it keeps."""

    def __init__(self, label: Any, method: str) -> None:
        super().__init__(label=label, choices=[("1", _("Yes"))], method=method)


def campaign_filter() -> Any:
    return filters.ModelChoiceFilter(
        "campaign", label=_("Campaign"), queryset=campaigns_of, to_field_name="uuid"
    )


class LedgerFilter(filters.FilterSet):
    status = Several(label=_("Status"), choices=LedgerStatus.choices)
    source = Several(label=_("Source"), choices=LedgerSource.choices)
    grade = Several(label=_("Grade"), choices=DefectGrade.choices)
    link = Several(label=_("Link"), choices=Link.choices)
    domain = Several(label=_("Domain"), choices=Domain.choices)
    bureau = BureauFilter()
    campaign = campaign_filter()
    party = PartyChoiceFilter()
    late = Switch(_("Overdue"), method="keep_late")
    open = Switch(_("Not ended"), method="keep_open")
    mine = Switch(_("Mine"), method="keep_mine")

    class Meta:
        model = LedgerItem
        fields: tuple[str, ...] = ()

    def keep_late(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.overdue(timezone.localdate())

    def keep_open(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.open()

    def keep_mine(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.filter(owner=self.request.user.pk)


class LedgerApiFilter(LedgerFilter):
    q = Words()


class ReturnFilter(filters.FilterSet):
    status = Several(label=_("Status"), choices=ReturnStatus.choices)
    bureau = BureauFilter()
    campaign = campaign_filter()
    late = Switch(_("Overdue"), method="keep_late")
    own = Switch(_("My bureau's"), method="keep_own")

    class Meta:
        model = Return
        fields: tuple[str, ...] = ()

    def keep_late(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.late(timezone.localdate())

    def keep_own(self, rows: Any, _name: str, _on: str) -> Any:
        return rows.filter(bureau=self.request.user.bureau_id)


class NoticeFilter(filters.FilterSet):
    kind = Several(label=_("Kind"), choices=NoticeKind.choices)
    campaign = campaign_filter()
    box = filters.ChoiceFilter(
        label=_("Box"),
        choices=[
            ("unread", _("To be read")),
            ("unanswered", _("To be answered")),
            ("sent", _("Sent by my bureau")),
        ],
        method="keep_box",
    )
    late = Switch(_("Overdue"), method="keep_late")

    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()

    def keep_box(self, rows: QuerySet[Any], _name: str, box: str) -> QuerySet[Any]:
        bureau = self.request.user.bureau_id
        if box == "sent":
            return rows.filter(bureau=bureau)
        own = NoticeReceipt.objects.filter(notice=OuterRef("pk"), bureau=bureau)
        wanted = own.unread() if box == "unread" else own.unanswered()
        return rows.filter(Exists(wanted))

    def keep_late(self, rows: QuerySet[Any], _name: str, _on: str) -> QuerySet[Any]:
        seen = NoticeReceipt.objects.visible_to(self.request.user)
        late = seen.late(timezone.localdate()).filter(notice=OuterRef("pk"))
        return rows.filter(Exists(late))
