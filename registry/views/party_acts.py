"""Parties: entering, changing, closing, marking as key."""

import json
from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.pages.base import Crumb, Text
from core.pages.forms import FormPage
from registry.forms.party import ChangePartyForm, NewPartyForm, QuickPartyForm, ReasonForm
from registry.models import Party
from registry.policies import require_write_party
from registry.services.parties import change_party, close_party, register_party, set_key
from registry.views.parties import list_crumb, party_crumb
from registry.views.records import WRITE, RegistryAct

# The event by which a dialog tells the form below what was entered.
CHOSEN = "yaoan:chosen"


class PartyNew(FormPage):
    title = _("Enter a party")
    submit = _("Enter")
    success = _("The party was entered.")
    perms = WRITE
    form_class: ClassVar[type[BaseForm]] = NewPartyForm
    template_name = "registry/party_form.html"
    fieldsets: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (_("Basic facts"), ("name", "credit_code", "kind", "domains", "status")),
        (_("Place"), ("region", "bureau", "address", "area")),
        (_("Contact"), ("legal_representative", "phone")),
        (_("Supervision"), ("is_key", "key_reason")),
    )
    entered: Party | None = None

    def crumbs(self) -> list[Crumb]:
        return [list_crumb()]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"name": self.request.GET.get("name", "")[:200]}

    def act(self, form: Any) -> str:
        self.entered = register_party(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("registry:party-detail", args=[self.entered.uuid])

    def refused(
        self, form: Any, *, status: int, error: DomainError | None = None
    ) -> HttpResponse:
        self.existing = error.details.get("existing") if error else None
        return super().refused(form, status=status, error=error)

    existing: Any = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(existing=self.existing, **kwargs)


class PartyQuick(PartyNew):
    """Entered while logging something else: the form below goes on with the new party.

    In a dialog it hands the party to the combobox named by ``field``; as a page it goes
    back to ``next`` with ``<field>=<id>``.
    """

    form_class = QuickPartyForm
    fieldsets = ()
    template_name = "registry/party_form.html"
    dialog_template_name = "registry/party_quick.html"

    @property
    def field(self) -> str:
        name = self.request.GET.get("field", "party")
        return name if name.isidentifier() else "party"

    def act(self, form: Any) -> str:
        address = super().act(form)
        back = self.request.GET.get("next", "")
        if self.entered is None or not url_has_allowed_host_and_scheme(
            back, allowed_hosts=None
        ):
            return address
        joint = "&" if "?" in back else "?"
        return f"{back}{joint}{self.field}={self.entered.uuid}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if self.entered is None or "HX-Redirect" not in answer:
            return answer
        told = {"field": self.field, "id": str(self.entered.uuid), "text": self.entered.name}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({CHOSEN: told})})


class PartyAct(RegistryAct):
    """An act on one party."""

    def get_queryset(self) -> Any:
        return Party.objects.visible_to(self.user).select_related("region", "bureau")

    def require(self, record: Any) -> None:
        require_write_party(self.user, bureau=record.bureau, region=record.region)

    def crumbs(self) -> list[Crumb]:
        return [list_crumb(), party_crumb(self.record())]

    def address(self) -> str:
        return reverse("registry:party-detail", args=[self.record().uuid])


class PartyEdit(PartyAct):
    title = _("Change a party")
    form_class = ChangePartyForm
    template_name = "registry/party_form.html"
    fieldsets = PartyNew.fieldsets

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        party = self.record()
        return {name: getattr(party, name) for name in ChangePartyForm.base_fields}

    def act(self, form: Any) -> str:
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        change_party(
            self.record(), changes=changes, version=self.version, by=self.user, on=self.on
        )
        return self.address()


class PartyClose(PartyAct):
    title = _("Close a party")
    submit = _("Close")
    success = _("The party was closed.")
    intro = _("Struck off, moved away or no longer trading. Its records stay.")
    danger = True
    form_class = ReasonForm

    def act(self, form: Any) -> str:
        reason = form.cleaned_data["reason"]
        close_party(
            self.record(), reason=reason, version=self.version, by=self.user, on=self.on
        )
        return self.address()


class PartyKey(PartyAct):
    """Turns the mark of a key enterprise on or off."""

    form_class = ReasonForm

    def page_title(self) -> str | Promise:
        marked = self.record().is_key
        return _("Take the key mark away") if marked else _("Mark as key enterprise")

    def act(self, form: Any) -> str:
        party = self.record()
        set_key(
            party,
            is_key=not party.is_key,
            reason=form.cleaned_data["reason"],
            version=self.version,
            by=self.user,
            on=self.on,
        )
        return self.address()
