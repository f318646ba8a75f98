"""The gradings of a party: a part of its page, and the act."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from core.pages.base import Crumb, SignedIn
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from registry.models import Party
from risk.forms import GradeForm
from risk.policies import may_grade, require_grade
from risk.services.grades import grade_party


class PartyAddress(RecordAddress):
    user: Any

    def get_queryset(self) -> QuerySet[Any]:
        return Party.objects.visible_to(self.user).select_related("region", "bureau")


class PartyGrades(PartyAddress, SignedIn):
    """The panel of a party's page: its gradings, newest first."""

    perms = (Perm.READ_RECORDS,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        party = self.get_record()
        context = {
            "party": party,
            "grades": party.grades.select_related("graded_by"),
            "may_grade": may_grade(self.user, party),
        }
        return render(request, "risk/_grades.html", context)


class GradeParty(PartyAddress, FormPage):
    title = _("Grade a party")
    submit = _("Grade the party")
    success = _("The party was graded.")
    intro = _("The class decides how often a party is inspected and drawn.")
    perms = (Perm.GRADE_PARTIES,)
    form_class = GradeForm
    _found: Party | None = None

    def record(self) -> Party:
        if self._found is None:
            self._found = self.get_record()
            require_grade(self.user, self._found)
        return self._found

    def crumbs(self) -> list[Crumb]:
        parties = Crumb(_("Parties"), reverse("registry:party-list"))
        return [parties, Crumb(self.record().name, self._address())]

    def initial(self) -> dict[str, Any]:
        return {"year": self.on.year, "risk_class": self.record().risk_class}

    def act(self, form: Any) -> str:
        grade_party(
            party=self.record(),
            **form.cleaned_data,
            version=self.version,
            by=self.user,
            on=self.on,
        )
        return self._address()

    def _address(self) -> str:
        return reverse("registry:party-detail", args=[self.record().uuid])
