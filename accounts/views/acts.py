"""The acts on people, each a form and one service call."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.forms import (
    CertificateForm,
    ChangePersonForm,
    EmptyForm,
    GrantRoleForm,
    NewPersonForm,
    ReasonForm,
    RenewForm,
    TrainingForm,
    TransferForm,
)
from accounts.models import Certificate, Perm, Role, User
from accounts.services.people import (
    change_person,
    create_person,
    disable_person,
    enable_person,
    new_password,
    set_first_password,
    transfer_person,
)
from accounts.services.qualifications import (
    add_certificate,
    record_training,
    renew_certificate,
)
from accounts.services.roles import grant_role, revoke_role
from accounts.views.people import people_for
from core.errors import NotFound
from core.pages.base import Crumb
from core.pages.details import RecordAddress
from core.pages.forms import FormPage


class ShowOnce(FormPage):
    """A form whose act brings a secret that is shown on the answer and never again."""

    secret = ""
    secret_title: Any = ""
    secret_hint: Any = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if not self.secret:
            return answer
        context = {
            "title": self.secret_title,
            "secret": self.secret,
            "hint": self.secret_hint,
            "next": answer.headers.get("Location", "/"),
        }
        shown = TemplateResponse(request, "accounts/secret.html", context)
        shown.headers["Cache-Control"] = "no-store"
        return shown


class FirstPassword(ShowOnce):
    secret_title = _("First password")
    secret_hint = _("Hand it over in person. It is shown only now and must be changed.")


class NewPerson(FirstPassword):
    title = _("Take on a person")
    submit = _("Take on")
    success = _("The account was made. A security administrator grants its duties.")
    perms = (Perm.MANAGE_PEOPLE,)
    form_class = NewPersonForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("People"), reverse("accounts:people"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def act(self, form: Any) -> str:
        password = new_password()
        person = create_person(**form.cleaned_data, password=password, by=self.user, on=self.on)
        self.secret = password
        return reverse("accounts:person", args=[person.uuid])


class PersonAct(RecordAddress, FormPage):
    """An act on one person of the reader's tree."""

    perms = (Perm.MANAGE_PEOPLE,)

    def get_queryset(self) -> QuerySet[User]:
        return people_for(self.user)

    @cached_property
    def person(self) -> User:
        found: User = self.get_record()
        return found

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("People"), reverse("accounts:people")),
            Crumb(self.person.name, self.address()),
        ]

    def address(self) -> str:
        return reverse("accounts:person", args=[self.person.uuid])

    def act(self, form: Any) -> str:
        self.change(form.cleaned_data)
        return self.address()

    def change(self, values: dict[str, Any]) -> None:
        """Call the service with what was typed."""
        raise NotImplementedError


class EditPerson(PersonAct):
    title = _("Change a person")
    form_class = ChangePersonForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def record(self) -> User:
        return self.person

    def initial(self) -> dict[str, Any]:
        person = self.person
        return {
            "name": person.name,
            "unit": person.unit.uuid if person.unit else None,
            "position": person.position,
            "phone": person.phone,
            "email": person.email,
        }

    def change(self, values: dict[str, Any]) -> None:
        version = self.version
        change_person(
            self.person, changes=values, expected_version=version, by=self.user, on=self.on
        )


class TransferPerson(PersonAct):
    title = _("Transfer a person")
    submit = _("Transfer person")
    success = _("The person was transferred.")
    intro = _(
        "In a new bureau the person begins without duties; records opened to them in the old "
        "one close."
    )
    form_class = TransferForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"bureau": self.person.bureau.uuid}

    def change(self, values: dict[str, Any]) -> None:
        transfer_person(self.person, **values, by=self.user, on=self.on)


class DisablePerson(PersonAct):
    title = _("Disable an account")
    submit = _("Disable account")
    success = _("The account was disabled; its sessions and tokens ended.")
    danger = True
    form_class = ReasonForm

    def change(self, values: dict[str, Any]) -> None:
        disable_person(self.person, reason=values["reason"], by=self.user, on=self.on)


class EnablePerson(PersonAct, FirstPassword):
    title = _("Enable an account")
    submit = _("Enable account")
    success = _("The account is active again.")
    form_class = EmptyForm

    def change(self, values: dict[str, Any]) -> None:
        password = new_password()
        enable_person(self.person, password=password, by=self.user, on=self.on)
        self.secret = password


class ResetPassword(PersonAct, FirstPassword):
    title = _("New first password")
    submit = _("Set password")
    success = _("A new first password was set.")
    form_class = EmptyForm

    def change(self, values: dict[str, Any]) -> None:
        password = new_password()
        set_first_password(self.person, password=password, by=self.user, on=self.on)
        self.secret = password


class NewCertificate(PersonAct):
    title = _("Enter a certificate")
    submit = _("Enter certificate")
    form_class = CertificateForm

    def change(self, values: dict[str, Any]) -> None:
        add_certificate(self.person, **values, by=self.user, on=self.on)


class RenewCertificate(PersonAct):
    title = _("Renew a certificate")
    submit = _("Renew certificate")
    form_class = RenewForm

    @cached_property
    def certificate(self) -> Certificate:
        rows = Certificate.objects.visible_to(self.user).select_related("user__bureau")
        found = rows.filter(uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    @cached_property
    def person(self) -> User:
        return self.certificate.user

    def initial(self) -> dict[str, Any]:
        return {"expires_on": self.certificate.expires_on}

    def change(self, values: dict[str, Any]) -> None:
        renew_certificate(self.certificate, **values, by=self.user, on=self.on)


class NewTraining(PersonAct):
    title = _("Record training")
    submit = _("Record training")
    form_class = TrainingForm

    def change(self, values: dict[str, Any]) -> None:
        record_training(self.person, **values, by=self.user, on=self.on)


class GrantRole(PersonAct):
    title = _("Grant a duty")
    submit = _("Grant duty")
    success = _("The duty was granted.")
    perms = (Perm.GRANT_ROLES,)
    form_class = GrantRoleForm

    def change(self, values: dict[str, Any]) -> None:
        grant_role(self.person, role=values["role"], by=self.user, on=self.on)


class RevokeRole(PersonAct):
    title = _("Revoke a duty")
    submit = _("Revoke")
    success = _("The duty was revoked.")
    danger = True
    perms = (Perm.GRANT_ROLES,)
    form_class = EmptyForm

    def change(self, values: dict[str, Any]) -> None:
        if self.kwargs["role"] not in Role.values:
            raise NotFound
        role = Role(self.kwargs["role"])
        revoke_role(self.person, role=role, by=self.user, on=self.on)
