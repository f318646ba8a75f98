"""Recording, changing and removing a violation; the range of its fine while typing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import DomainError
from core.pages.base import Crumb, SignedIn
from core.pages.details import RecordAddress
from core.pages.options import MOST
from deadlines.services.procedure import require_open
from enforcement.forms.common import ReasonForm
from enforcement.forms.violation import ViolationForm, day_of, provision_words
from enforcement.models import Case, Violation
from enforcement.services.violations import (
    assess,
    change_violation,
    record_violation,
    remove_violation,
)
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage
from enforcement.views.fine_range import picture_of
from law.office import current_office
from law.provisions import Provision, find_provisions
from law.successions import changed_within, successor_of

SECTIONS = (
    (gettext_lazy("Provision"), ("provision", "level", "activity")),
    (gettext_lazy("Facts"), ("began_on", "ended_on", "facts", "same_act_as", "harmful")),
    (gettext_lazy("Amounts"), ("goods_value", "illegal_income", "base")),
)
READ = (Perm.READ_RECORDS,)


class RecordViolation(CaseActPage):
    title = gettext_lazy("Record a violation")
    submit = gettext_lazy("Record a violation")
    success = gettext_lazy("The violation was recorded with its range.")
    template_name = "enforcement/violation_form.html"
    act_name = CaseAct.RECORD_VIOLATION
    form_class = ViolationForm
    fieldsets = SECTIONS

    def form_kwargs(self) -> dict[str, Any]:
        return {**form_kwargs(self.found), "others": self.found.violations.all()}

    def initial(self) -> dict[str, Any]:
        case = self.found
        return {"facts": case.facts, "ended_on": case.discovered_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, range_address=range_address(self.found))

    def do(self, case: Case, told: dict[str, Any]) -> None:
        record_violation(case, **told, by=self.user, on=self.on)


class ViolationActPage(ActPage):
    """An act on one violation; it is read on the page of its case."""

    perms = READ

    def get_queryset(self) -> QuerySet[Violation]:
        rows = Violation.objects.visible_to(self.user).filter(case__authority_name="")
        return rows.select_related("case__bureau", "case__unit", "bureau")

    def require(self, record: Any) -> None:
        require_open(record.case, self.act_name, by=self.user, on=self.on)

    def detail_address(self) -> str:
        return reverse("enforcement:case-detail", args=[self.found.case.uuid])

    def crumbs(self) -> list[Crumb]:
        case = self.found.case
        return [
            Crumb(_("Cases"), reverse("enforcement:case-list")),
            Crumb(case.number or case.title, self.detail_address()),
        ]


class ChangeViolation(ViolationActPage):
    title = gettext_lazy("Change a violation")
    template_name = "enforcement/violation_form.html"
    act_name = CaseAct.CHANGE_VIOLATION
    form_class = ViolationForm
    fieldsets = SECTIONS

    def form_kwargs(self) -> dict[str, Any]:
        case = self.found.case
        others = case.violations.exclude(pk=self.found.pk)
        return {**form_kwargs(case, self.found.provision), "others": others}

    def initial(self) -> dict[str, Any]:
        row = self.found
        told = {name: getattr(row, name) for name in ViolationForm.base_fields}
        told["same_act_as"] = row.same_act_as.uuid if row.same_act_as else None
        if row.base in (row.goods_value, row.illegal_income):
            told["base"] = None
        return told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = range_address(self.found.case)
        return super().get_context_data(**kwargs, range_address=address)

    def act(self, form: Any) -> str:
        told = dict(form.cleaned_data)
        change_violation(self.found, version=self.version, **told, by=self.user, on=self.on)
        return self.detail_address()


class RemoveViolation(ViolationActPage):
    title = gettext_lazy("Remove a violation")
    submit = gettext_lazy("Remove")
    success = gettext_lazy("The violation was removed.")
    intro = gettext_lazy("It leaves the case; the record of it stays in the audit trail.")
    danger = True
    act_name = CaseAct.REMOVE_VIOLATION
    form_class = ReasonForm

    def act(self, form: Any) -> str:
        reason = form.cleaned_data["reason"]
        remove_violation(
            self.found, reason=reason, version=self.version, by=self.user, on=self.on
        )
        return self.detail_address()


class CaseLook(RecordAddress, SignedIn):
    """A look at something computed for one case; writes nothing."""

    perms = READ

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.user).own()


class ViolationRange(CaseLook):
    """The range of the fine while the form is filled in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case: Case = self.get_record()
        typed = request.GET
        if not typed.get("provision"):
            return render(request, "enforcement/_violation_range.html", {})
        try:
            found = assess(
                provision=typed["provision"],
                act_on=act_on(case, typed),
                level=typed.get("level") or "normal",
                activity=typed.get("activity", ""),
                **{name: yuan_of(typed.get(name)) for name in AMOUNTS},
            )
        except DomainError as error:
            texts = [str(text) for text in error.fields.values()] or [str(error)]
            return render(request, "enforcement/_violation_range.html", {"refusals": texts})
        context = {
            "found": found,
            "picture": picture_of(found.range, None),
            "steps": [step.text for step in found.range.steps],
            "after": successor_of(found.provision, on=timezone.localdate()),
            "before": _older(found.provision, typed),
        }
        return render(request, "enforcement/_violation_range.html", context)


class ProvisionOptions(CaseLook):
    """Provisions for the combobox: by words, in force on the day of the act."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        case: Case = self.get_record()
        office = current_office()
        rows = find_provisions(
            text=request.GET.get("q", "")[:100],
            domain=case.domain,
            on=act_on(case, request.GET),
            with_unconfirmed=True,
        )
        used = [row for row in rows if office.uses(row)]
        return JsonResponse({"results": [_option(row) for row in used[:MOST]]})


def _older(provision: Provision, typed: Any) -> Provision | None:
    """The older provision, where the act as typed began under it."""
    began, ended = day_of(typed, "began_on"), day_of(typed, "ended_on")
    return changed_within(provision, began, ended) if began and ended else None


AMOUNTS = ("goods_value", "illegal_income", "base")


def form_kwargs(case: Case, kept: str = "") -> dict[str, Any]:
    source = reverse("enforcement:provision-options", args=[case.uuid])
    return {"domain": case.domain, "source": source, "kept": kept}


def range_address(case: Case) -> str:
    return reverse("enforcement:violation-range", args=[case.uuid])


def act_on(case: Case, typed: Any) -> date:
    """The day of the act as typed, else the day of discovery."""
    return day_of(typed, "ended_on", "began_on") or case.discovered_on or timezone.localdate()


def yuan_of(text: str | None) -> Decimal | None:
    """An amount as typed; nothing where it is none yet."""
    try:
        amount = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _option(provision: Provision) -> dict[str, str]:
    return {
        "id": provision.id,
        "text": provision_words(provision),
        "note": _levels(provision.levels),
    }


def _levels(levels: Sequence[str]) -> str:
    names = dict(Violation._meta.get_field("level").flatchoices)
    return "、".join(str(names.get(level, level)) for level in levels)
