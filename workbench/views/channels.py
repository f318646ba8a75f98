"""How one is told besides the inbox, and the webhooks of bureaus."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage
from core.pages.parts import pill
from workbench.forms import ChannelsForm, EmptyForm, WebhookSettingsForm
from workbench.models import PersonChannels, Webhook
from workbench.outside.mailing import CONSOLE
from workbench.services.outside import set_email, set_webhook, test_webhook

MANAGERS = (Perm.MANAGE_SETTINGS,)


class MyChannels(FormPage):
    title = gettext_lazy("How I am told")
    success = gettext_lazy("Your choice holds from the next reminder on.")
    form_class = ChannelsForm

    @property
    def intro(self) -> Text:  # type: ignore[override]
        """What happens anyway, and what this installation cannot do."""
        words = [_("Every reminder stands in your messages, whatever you choose here.")]
        if settings.EMAIL_BACKEND == CONSOLE:
            words.append(_("No mail server is set up yet: ask your administrator."))
        if Webhook.objects.filter(bureau_id=self.user.bureau_id, is_on=True).exists():
            words.append(_("Your bureau also sends reminders to its webhook."))
        return " ".join(words)

    def initial(self) -> dict[str, Any]:
        row = PersonChannels.objects.filter(user=self.user).first()
        return {"email_on": row is not None and row.email_on}

    def act(self, form: Any) -> str:
        set_email(is_on=form.cleaned_data["email_on"], by=self.user, on=self.on)
        return reverse("workbench:channels")


def _host(row: Any) -> str:
    """The host alone: the rest of an address may be secret."""
    return str(urlsplit(row.address).netloc)


def _use(row: Any) -> SafeString:
    return pill(_("In use"), "met") if row.is_on else pill(_("Turned off"), "void")


def _acts(row: Any) -> SafeString:
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>',
        reverse("workbench:webhook-edit", args=[row.uuid]),
        _("Change"),
        reverse("workbench:webhook-test", args=[row.uuid]),
        _("Send a test"),
    )


class WebhookList(ListPage):
    title = gettext_lazy("Webhooks")
    perms = MANAGERS
    columns = (
        Column("bureau", gettext_lazy("Bureau"), value="bureau.name", css="wide"),
        Column("form", gettext_lazy("Kind")),
        Column("host", gettext_lazy("Server"), value=_host),
        Column("use", gettext_lazy("State"), cell=_use),
        Column("acts", gettext_lazy("What can be done now"), cell=_acts),
    )
    acts = (ListAct(gettext_lazy("Set a webhook"), "workbench:webhook-set"),)
    empty_reason = gettext_lazy("No bureau has a webhook.")
    empty_advice = gettext_lazy(
        "With one, reminders also go to a group chat or to another system of the bureau."
    )

    def get_queryset(self) -> QuerySet[Webhook]:
        return Webhook.objects.visible_to(self.user).select_related("bureau")


class SetWebhook(FormPage):
    title = gettext_lazy("Set a webhook")
    perms = MANAGERS
    form_class = WebhookSettingsForm
    success = gettext_lazy("The webhook is set. Send a test to see that it works.")
    intro = gettext_lazy(
        "Messages name the limit and how long is left, never the record. Addresses in a "
        "private network must be allowed by whoever runs the server."
    )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Webhooks"), reverse("workbench:webhook-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"bureau": self.user.bureau.uuid}

    def act(self, form: Any) -> str:
        set_webhook(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("workbench:webhook-list")


class EditWebhook(RecordAddress, SetWebhook):
    title = gettext_lazy("Change the webhook")

    def get_queryset(self) -> QuerySet[Webhook]:
        return Webhook.objects.visible_to(self.user).select_related("bureau")

    def initial(self) -> dict[str, Any]:
        row = self.get_record()
        return {
            "bureau": row.bureau.uuid,
            "form": row.form,
            "address": row.address,
            "is_on": row.is_on,
        }


class TestWebhook(RecordAddress, FormPage):
    title = gettext_lazy("Send a test")
    perms = MANAGERS
    form_class = EmptyForm
    submit = gettext_lazy("Send a test")
    success = gettext_lazy("The test leaves within a minute. This page shows what came of it.")
    intro = gettext_lazy("A test message goes to the webhook, whether it is in use or not.")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Webhooks"), reverse("workbench:webhook-list"))]

    def get_queryset(self) -> QuerySet[Webhook]:
        return Webhook.objects.visible_to(self.user).select_related("bureau")

    def record(self) -> Webhook:
        record: Webhook = self.get_record()
        return record

    def act(self, form: Any) -> str:
        delivery = test_webhook(self.get_record(), by=self.user, on=self.on, at=now())
        return reverse("workbench:delivery", args=[delivery.uuid])
