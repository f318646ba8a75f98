"""The acts on bureaus and units."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.forms import (
    BureauForm,
    ChangeUnitForm,
    CloseBureauForm,
    NewBureauForm,
    UnitForm,
)
from accounts.models import Bureau, Perm, Unit
from accounts.services.bureaus import (
    change_bureau,
    change_unit,
    close_bureau,
    create_bureau,
    create_unit,
)
from core.errors import NotFound
from core.pages.base import Crumb
from core.pages.details import RecordAddress
from core.pages.forms import FormPage

SETTINGS = (Perm.MANAGE_SETTINGS,)


class NewBureau(FormPage):
    title = _("Set up a bureau")
    submit = _("Set up")
    perms = SETTINGS
    form_class = NewBureauForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Bureaus"), reverse("accounts:bureaus"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def act(self, form: Any) -> str:
        bureau = create_bureau(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("accounts:bureau", args=[bureau.uuid])


class BureauAct(RecordAddress, FormPage):
    """An act on a bureau."""

    perms = SETTINGS

    def get_queryset(self) -> QuerySet[Bureau]:
        return Bureau.objects.visible_to(self.user)

    @cached_property
    def bureau(self) -> Bureau:
        found: Bureau = self.get_record()
        return found

    def address(self) -> str:
        return reverse("accounts:bureau", args=[self.bureau.uuid])

    def crumbs(self) -> list[Crumb]:
        above = Crumb(_("Bureaus"), reverse("accounts:bureaus"))
        return [above, Crumb(self.bureau.name, self.address())]


class EditBureau(BureauAct):
    title = _("Change a bureau")
    form_class = BureauForm

    def record(self) -> Bureau:
        return self.bureau

    def initial(self) -> dict[str, Any]:
        names = ("name", "short_name", "document_word")
        values = {name: getattr(self.bureau, name) for name in names}
        return {**values, "regions": list(self.bureau.regions.all())}

    def act(self, form: Any) -> str:
        changes, version = form.cleaned_data, self.version
        change_bureau(
            self.bureau, changes=changes, expected_version=version, by=self.user, on=self.on
        )
        return self.address()


class CloseBureau(BureauAct):
    title = _("Close or merge a bureau")
    submit = _("Close")
    danger = True
    form_class = CloseBureauForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def act(self, form: Any) -> str:
        close_bureau(self.bureau, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()


class NewUnit(BureauAct):
    title = _("Set up a unit")
    submit = _("Set up")
    form_class = UnitForm

    def act(self, form: Any) -> str:
        create_unit(bureau=self.bureau, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()


class EditUnit(BureauAct):
    title = _("Change a unit")
    form_class = ChangeUnitForm

    @cached_property
    def unit(self) -> Unit:
        rows = Unit.objects.visible_to(self.user).select_related("bureau")
        found = rows.filter(uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    @cached_property
    def bureau(self) -> Bureau:
        return self.unit.bureau

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.unit, name) for name in ("name", "kind", "is_active")}

    def act(self, form: Any) -> str:
        change_unit(self.unit, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()
