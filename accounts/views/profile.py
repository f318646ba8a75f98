"""One's own account: duties, certificates and their expiry, password, tokens."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role
from accounts.views.machines import tokens_of
from accounts.views.people import certificate_pill
from core.pages.base import Page
from core.pages.parts import Act, Fact


class Profile(Page):
    title = _("My account")
    template_name = "accounts/profile.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.user
        duties = "、".join(str(Role(role).label) for role in sorted(person.roles))
        return super().get_context_data(
            **kwargs,
            facts=[
                Fact(pgettext_lazy("person", "Name"), person.name),
                Fact(_("User name"), person.username),
                Fact(_("Bureau"), person.bureau.name),
                Fact(_("Unit"), person.unit or ""),
                Fact(_("Position"), person.position),
                Fact(_("Duties"), duties),
            ],
            acts=[
                Act(_("Change password"), reverse("account_change_password"), icon="lock"),
                Act(_("Issue token"), reverse("accounts:own-token-new"), icon="key"),
            ],
            certificates=[
                {"row": one, "pill": certificate_pill(one)} for one in person.certificates.all()
            ],
            trainings=person.trainings.all(),
            tokens=tokens_of(person),
        )
