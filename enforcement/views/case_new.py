"""Filing a case: from a clue, from an inspection, or first choosing which."""

from contextlib import suppress
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from campaigns.models import Campaign
from core.errors import IllegalTransition, NotFound
from core.pages.base import Crumb, Page
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from deadlines.services.procedure import require_open
from enforcement.forms.case import OpenCaseForm
from enforcement.models import Clue, ClueStatus, Inspection, InspectionStatus
from enforcement.policies import require_file
from enforcement.services.cases import open_case
from enforcement.transitions.clue import ClueAct

WRITE = (Perm.WRITE_CASES,)
MOST = 20


class CaseOrigin(Page):
    """What a case can begin with: verified clues, and inspections that found something."""

    title = gettext_lazy("File a case")
    template_name = "enforcement/case_origin.html"
    perms = WRITE

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Cases"), reverse("enforcement:case-list"))]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is filed from nothing."""
        raise NotFound

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clues = Clue.objects.visible_to(self.user).filter(
            bureau=self.user.bureau, status=ClueStatus.VERIFYING, case=None
        )
        found = Inspection.objects.visible_to(self.user).filter(
            bureau=self.user.bureau,
            status=InspectionStatus.COMPLETED,
            findings__status="open",
        )
        found = found.annotate(open_findings=Count("findings")).select_related("party")
        return super().get_context_data(
            **kwargs,
            clues=clues.exclude(verification="").select_related("party")[:MOST],
            inspections=found.order_by("-inspected_on")[:MOST],
            may_file=self.user.bureau.may_penalise,
        )


class OpenCase(RecordAddress, FormPage):
    """What the clue or the inspection tells stands in the form already."""

    title = gettext_lazy("File a case")
    submit = gettext_lazy("Submit for filing")
    success = gettext_lazy("The filing waits for approval.")
    intro = gettext_lazy(
        "Source, domain, region and campaigns are taken over. The case gets its number when "
        "the filing is approved."
    )
    perms = WRITE
    form_class = OpenCaseForm
    fieldsets = (
        (gettext_lazy("What is suspected"), ("party", "violation", "findings", "facts")),
        (gettext_lazy("Who handles it"), ("lead", "others")),
        (gettext_lazy("Further"), ("campaigns", "is_major")),
    )

    @cached_property
    def origin(self) -> Any:
        return self.get_record()

    def origin_args(self) -> dict[str, Any]:
        """The clue or the inspection, as the service takes them."""
        raise NotImplementedError

    def require(self) -> None:
        """Raises before anything is typed what would be refused afterwards."""
        raise NotImplementedError

    def facts(self) -> str:
        raise NotImplementedError

    def inspection(self) -> Inspection | None:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Who may not is refused before the form is read.
        with suppress(IllegalTransition):
            self.require()
        return super().post(request, *args, **kwargs)

    def crumbs(self) -> list[Crumb]:
        kind = self.origin.ref_kind
        name = _("Clues") if kind == "clue" else _("Inspections")
        return [
            Crumb(name, reverse(f"enforcement:{kind}-list")),
            Crumb(
                self.origin.number or self.origin.title,
                reverse(f"enforcement:{kind}-detail", args=[self.origin.uuid]),
            ),
        ]

    @cached_property
    def kept(self) -> list[Campaign]:
        return list(self.origin.campaigns.all())

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "user": self.user,
            "on": self.on,
            "inspection": self.inspection(),
            "kept": self.kept,
        }

    def initial(self) -> dict[str, Any]:
        origin = self.origin
        return {
            "party": origin.party.uuid if origin.party else None,
            "facts": self.facts(),
            "lead": self.user.uuid,
            "campaigns": [one.uuid for one in self.kept],
            "findings": self.request.GET.getlist("findings"),
        }

    def act(self, form: Any) -> str:
        case = open_case(**self.origin_args(), **form.told(), by=self.user, on=self.on)
        return reverse("enforcement:case-detail", args=[case.uuid])


class OpenCaseFromClue(OpenCase):
    def get_queryset(self) -> QuerySet[Clue]:
        rows = Clue.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "party", "inspection")

    def require(self) -> None:
        require_file(self.origin.bureau, by=self.user)
        require_open(self.origin, ClueAct.SUBMIT_FILING, by=self.user)

    def origin_args(self) -> dict[str, Any]:
        return {"clue": self.origin}

    def facts(self) -> str:
        return str(self.origin.verification or self.origin.content)

    def inspection(self) -> Inspection | None:
        found: Inspection | None = self.origin.inspection
        return found


class OpenCaseFromInspection(OpenCase):
    def get_queryset(self) -> QuerySet[Inspection]:
        rows = Inspection.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "party")

    def require(self) -> None:
        require_file(self.user.bureau, by=self.user)

    def origin_args(self) -> dict[str, Any]:
        return {"inspection": self.origin}

    def facts(self) -> str:
        lines = [f"{one.seq}. {one.description}" for one in self.origin.findings.all()]
        return "\n".join(lines)

    def inspection(self) -> Inspection | None:
        found: Inspection = self.origin
        return found

    def initial(self) -> dict[str, Any]:
        told = super().initial()
        if not told["findings"]:
            free = self.origin.findings.filter(cases=None)
            told["findings"] = [one.uuid for one in free]
        team = self.origin.officers.all()
        told["others"] = [one.uuid for one in team if one.pk != self.user.pk]
        return told


ORIGINS: dict[str, type[OpenCase]] = {
    "clue": OpenCaseFromClue,
    "inspection": OpenCaseFromInspection,
}


def new_case(request: HttpRequest) -> HttpResponseBase:
    """``?clue=`` or ``?inspection=`` says what the case begins with; without, one chooses."""
    for name, page in ORIGINS.items():
        if text := request.GET.get(name):
            return page.as_view()(request, id=_id(text))
    return CaseOrigin.as_view()(request)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
