"""Recusal and declared conflicts."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb, Page
from core.pages.forms import FormPage
from deadlines.views.acts import NothingForm
from enforcement.forms.gates import ConflictForm, DecideRecusalForm, RecusalForm
from enforcement.models import Case, Conflict, Recusal
from enforcement.services.conflicts import declare_conflict, end_conflict
from enforcement.services.recusals import (
    decide_recusal,
    request_recusal,
    require_decide_recusal,
    require_request_recusal,
)
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage

READ = (Perm.READ_RECORDS,)


class RequestRecusal(CaseActPage):
    title = gettext_lazy("Request a recusal")
    submit = gettext_lazy("Request")
    success = gettext_lazy("The request waits for the head of the bureau.")
    intro = gettext_lazy(
        "The head of the bureau decides. The investigation does not stop before "
        "(Administrative Penalty Law Art. 43)."
    )
    form_class = RecusalForm

    def require(self, record: Any) -> None:
        require_request_recusal(record, by=self.user)

    def form_kwargs(self) -> dict[str, Any]:
        return {"case": self.found}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        request_recusal(case, **told, by=self.user, on=self.on)


class DecideRecusal(ActPage):
    title = gettext_lazy("Decide on the recusal")
    submit = gettext_lazy("Decide")
    success = gettext_lazy("The recusal was decided.")
    confirm = gettext_lazy("Whoever is recused leaves the case; this cannot be taken back.")
    perms = READ
    form_class = DecideRecusalForm

    def get_queryset(self) -> QuerySet[Recusal]:
        rows = Recusal.objects.visible_to(self.user)
        return rows.select_related("case__bureau", "case__unit", "person", "bureau")

    def require(self, record: Any) -> None:
        require_decide_recusal(record, by=self.user)

    def page_title(self) -> str:
        return _("Recusal: %(name)s") % {"name": self.found.person.name}

    def detail_address(self) -> str:
        return reverse("enforcement:case-detail", args=[self.found.case.uuid])

    def crumbs(self) -> list[Crumb]:
        case = self.found.case
        return [
            Crumb(_("Cases"), reverse("enforcement:case-list")),
            Crumb(case.number or case.title, self.detail_address()),
        ]

    def act(self, form: Any) -> str:
        decide_recusal(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()


class ConflictList(Page):
    title = gettext_lazy("Conflicts of interest")
    template_name = "enforcement/conflicts.html"
    perms = READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Conflict.objects.visible_to(self.user).select_related("officer", "party")
        return super().get_context_data(**kwargs, rows=rows)


class ConflictForms(FormPage):
    perms = READ

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Conflicts of interest"), reverse("enforcement:conflict-list"))]


class DeclareConflict(ConflictForms):
    title = gettext_lazy("Declare a conflict")
    submit = gettext_lazy("Declare")
    success = gettext_lazy("Declared: no case of this party comes to you.")
    form_class = ConflictForm

    def act(self, form: Any) -> str:
        declare_conflict(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:conflict-list")


class EndConflict(ActPage):
    title = gettext_lazy("End the declaration")
    submit = gettext_lazy("End")
    success = gettext_lazy("The declaration has ended.")
    perms = READ
    form_class = NothingForm

    def get_queryset(self) -> QuerySet[Conflict]:
        return Conflict.objects.visible_to(self.user)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Conflicts of interest"), reverse("enforcement:conflict-list"))]

    def act(self, form: Any) -> str:
        end_conflict(self.found, by=self.user, on=self.on)
        return reverse("enforcement:conflict-list")
