"""What left the house, what could not, and why: for administrators, without any record."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListPage, Preset
from core.pages.parts import Act, Fact, Section, pill
from core.templatetags.yaoan import instant
from workbench.filters import DeliveryFilter
from workbench.forms import EmptyForm
from workbench.models import Delivery, DeliveryState
from workbench.services.outside import retry_delivery

MANAGERS = (Perm.MANAGE_SETTINGS,)
TONES = {
    DeliveryState.WAITING.value: "waiting",
    DeliveryState.SENDING.value: "active",
    DeliveryState.SENT.value: "met",
    DeliveryState.UNCERTAIN.value: "soon",
    DeliveryState.DEAD.value: "late",
}


class DeliveryList(ListPage):
    title = gettext_lazy("What left the house")
    perms = MANAGERS
    filterset_class = DeliveryFilter
    primary_filters = ("state", "channel")
    row_url_name = "workbench:delivery"
    columns = (
        Column("recipient", gettext_lazy("Recipient"), value="recipient.name"),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name"),
        Column("channel", gettext_lazy("Channel")),
        Column("kind", gettext_lazy("Kind")),
        Column("on", gettext_lazy("Date"), kind=Kind.DATE, sort="on"),
        Column("state", gettext_lazy("State"), kind=Kind.STATUS, tones=TONES),
        Column("reason", gettext_lazy("Reason"), css="wide"),
        Column("attempts", gettext_lazy("Attempts"), kind=Kind.NUMBER),
    )
    presets = (
        Preset(gettext_lazy("Given up"), ""),
        Preset(pgettext_lazy("deliveries", "Waiting"), "state=waiting"),
        Preset(gettext_lazy("Uncertain"), "state=uncertain"),
        Preset(gettext_lazy("All"), "state=all"),
    )
    empty_reason = gettext_lazy("Nothing was given up.")
    empty_advice = gettext_lazy(
        "What cannot be sent by e-mail or webhook stands here with the reason."
    )

    def get_queryset(self) -> QuerySet[Delivery]:
        rows = Delivery.objects.visible_to(self.user)
        return rows.select_related("recipient", "bureau")


class DeliveryDetail(DetailPage):
    """One delivery: for whom, how often it was tried, what the other side said."""

    perms = MANAGERS
    record: Delivery

    def get_queryset(self) -> QuerySet[Delivery]:
        rows = Delivery.objects.visible_to(self.user)
        return rows.select_related("recipient", "bureau")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("What left the house"), reverse("workbench:delivery-list"))]

    def page_title(self) -> str:
        one = self.record
        return f"{one.get_kind_display()} · {one.get_channel_display()} · {one.recipient.name}"

    def status(self) -> SafeString:
        return pill(self.record.get_state_display(), TONES[self.record.state])

    def head(self) -> list[Fact]:
        return [
            Fact(_("Bureau"), self.record.bureau.name),
            Fact(_("Date"), self.record.on.isoformat()),
            Fact(_("Attempts"), self.record.attempts),
        ]

    def sections(self) -> list[Section]:
        one = self.record
        facts = [Fact(_("Number"), str(one.uuid), wide=True)]
        if one.reason:
            facts.append(Fact(_("Reason"), one.get_reason_display(), wide=True))
        if one.detail:
            facts.append(Fact(_("Answer of the other side"), one.detail, wide=True))
        if one.next_try_at is not None:
            facts.append(Fact(_("Next try"), instant(one.next_try_at)))
        if one.sent_at is not None:
            facts.append(Fact(_("Sent at"), instant(one.sent_at)))
        facts.append(Fact(_("Messages in it"), one.lines.count()))
        return [Section(_("Delivery"), facts)]

    def acts(self) -> list[Act]:
        if not self.record.is_given_up:
            return []
        address = reverse("workbench:delivery-retry", args=[self.record.uuid])
        return [Act(_("Try again"), address, icon="refresh", weight="main", dialog=True)]


class RetryDelivery(RecordAddress, FormPage):
    title = gettext_lazy("Try again")
    perms = MANAGERS
    form_class = EmptyForm
    submit = gettext_lazy("Try again")
    success = gettext_lazy("It is tried again within a minute.")
    intro = gettext_lazy(
        "It keeps its number: another system drops what it has already; people may see it "
        "twice."
    )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("What left the house"), reverse("workbench:delivery-list"))]

    def get_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.visible_to(self.user).select_related("bureau")

    def record(self) -> Delivery:
        record: Delivery = self.get_record()
        return record

    def act(self, form: Any) -> str:
        row = retry_delivery(self.get_record(), by=self.user, on=self.on, at=now())
        return reverse("workbench:delivery", args=[row.uuid])
