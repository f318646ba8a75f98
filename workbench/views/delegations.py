"""Who stands in for whom."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage
from core.pages.parts import pill
from workbench.forms import DelegationForm, EmptyForm
from workbench.models import Delegation
from workbench.services.delegations import cancel_delegation, delegate


def _state(row: Any) -> SafeString:
    on = localdate()
    if row.cancelled_on is not None:
        return pill(_("Cancelled"), "void")
    if row.to_on < on:
        return pill(pgettext("delegation", "Over"))
    return pill(_("In force"), "met") if row.from_on <= on else pill(_("To come"), "waiting")


def _cancel(row: Any) -> str | SafeString:
    if row.cancelled_on is not None or row.to_on < localdate():
        return ""
    address = reverse("workbench:delegation-cancel", args=[row.uuid])
    return format_html('<a href="{}">{}</a>', address, _("Cancel it"))


class DelegationList(ListPage):
    title = gettext_lazy("Standing in")
    default_sort = "-from_on"
    columns = (
        Column("person", gettext_lazy("Absent"), value="person.name"),
        Column("deputy", gettext_lazy("Deputy"), value="deputy.name"),
        Column("from_on", gettext_lazy("From"), kind=Kind.DATE, sort="from_on"),
        Column("to_on", gettext_lazy("To"), kind=Kind.DATE, sort="to_on"),
        Column("reason", gettext_lazy("Reason"), css="wide"),
        Column("state", gettext_lazy("State"), cell=_state),
        Column("cancel", gettext_lazy("What can be done now"), cell=_cancel),
    )
    acts = (ListAct(gettext_lazy("Name a deputy"), "workbench:delegation-new"),)
    empty_reason = gettext_lazy("Nobody stands in for you, and you stand in for nobody.")
    empty_advice = gettext_lazy(
        "While you are away, a deputy is reminded of everything you would be reminded of."
    )

    def get_queryset(self) -> QuerySet[Delegation]:
        rows = Delegation.objects.visible_to(self.user)
        return rows.select_related("person", "deputy")


class _Delegating(FormPage):
    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Standing in"), reverse("workbench:delegation-list"))]


class DelegationNew(_Delegating):
    title = gettext_lazy("Name a deputy")
    submit = gettext_lazy("Name a deputy")
    success = gettext_lazy("Your deputy is named.")
    intro = gettext_lazy(
        "Your deputy is reminded beside you. Acts stay with whoever holds the duty."
    )
    form_class = DelegationForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.on}

    def act(self, form: Any) -> str:
        delegate(person=self.user, by=self.user, on=self.on, **form.cleaned_data)
        return reverse("workbench:delegation-list")


class DelegationCancel(RecordAddress, _Delegating):
    title = gettext_lazy("Cancel the delegation")
    submit = gettext_lazy("Cancel it")
    success = gettext_lazy("The delegation is cancelled.")
    form_class = EmptyForm

    def get_queryset(self) -> QuerySet[Delegation]:
        return Delegation.objects.visible_to(self.user)

    def record(self) -> Delegation:
        record: Delegation = self.get_record()
        return record

    def act(self, form: Any) -> str:
        cancel_delegation(self.get_record(), by=self.user, on=self.on)
        return reverse("workbench:delegation-list")
