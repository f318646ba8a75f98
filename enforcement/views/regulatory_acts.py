"""The forms of the acts on regulatory measures."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import PermissionRefused
from core.pages.base import Crumb
from core.pages.filters import valid_ids
from core.pages.forms import FormPage
from enforcement.forms.common import ReasonForm
from enforcement.forms.regulatory import (
    EndForm,
    RecheckForm,
    RegulatoryForm,
    ResponseForm,
    ServedOnForm,
    known_domain,
)
from enforcement.models import Case, Finding, Inspection, RegulatoryMeasure
from enforcement.policies import may_inspect
from enforcement.services.regulatory import (
    end_regulatory,
    issue_regulatory,
    recheck_regulatory,
    record_response,
    revoke_regulatory,
    serve_regulatory,
)
from enforcement.transitions.regulatory import RegulatoryAct
from enforcement.views.goods import SimpleAct
from registry.models import Party

A = RegulatoryAct


class IssueRegulatory(FormPage):
    title = _("Issue a regulatory measure")
    submit = _("Issue")
    success = _("The measure was issued. Serve it on the party.")
    intro = _("None of these measures is a penalty, and none is counted as one.")
    perms = (Perm.WRITE_INSPECTIONS, Perm.WRITE_CASES)
    form_class = RegulatoryForm
    fieldsets = (
        (_("Measure"), ("kind", "party", "domain")),
        (_("Content"), ("facts", "demand", "due_on", "basis", "is_public")),
    )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Regulatory measures"), reverse("enforcement:regulatory-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        if not may_inspect(self.user):
            raise PermissionRefused
        return {}

    def origin(self) -> dict[str, Any]:
        """Case, inspection or finding, as the address tells."""
        rows = {
            "case": Case.objects.visible_to(self.user).own(),
            "inspection": Inspection.objects.visible_to(self.user),
            "finding": Finding.objects.visible_to(self.user).select_related("inspection"),
        }
        found = {name: self._asked(some, name) for name, some in rows.items()}
        return {name: row for name, row in found.items() if row is not None}

    def _asked(self, rows: QuerySet[Any], name: str) -> Any:
        ids = valid_ids(self.request.GET.getlist(name)[:1])
        return rows.filter(uuid=ids[0]).first() if ids else None

    def initial(self) -> dict[str, Any]:
        origin = self.origin()
        party = self._asked(Party.objects.visible_to(self.user), "party")
        for record in origin.values():
            root = record.inspection if isinstance(record, Finding) else record
            party, domain = root.party, root.domain
            facts = record.description if isinstance(record, Finding) else ""
            return {"party": party, "domain": domain, "kind": "order", "facts": facts}
        return {"party": party, "domain": known_domain(party), "kind": "order"}

    def act(self, form: Any) -> str:
        told = {**form.cleaned_data, **self.origin()}
        measure = issue_regulatory(**told, by=self.user, on=self.on)
        return reverse("enforcement:regulatory-detail", args=[measure.uuid])


class OnRegulatory(SimpleAct):
    """An act on one regulatory measure."""

    list_title = _("Regulatory measures")
    list_url_name = "enforcement:regulatory-list"
    detail_url_name = "enforcement:regulatory-detail"

    def get_queryset(self) -> QuerySet[RegulatoryMeasure]:
        rows = RegulatoryMeasure.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "party", "officer")


class ServeRegulatory(OnRegulatory):
    title = _("Serve the measure")
    submit = _("Served")
    form_class = ServedOnForm
    act_name = A.SERVE
    days = ("served_on",)
    service = serve_regulatory


class RecordResponse(OnRegulatory):
    title = _("Record what the party reported")
    form_class = ResponseForm
    act_name = A.RECORD_RESPONSE
    days = ("responded_on",)
    service = record_response


class Recheck(OnRegulatory):
    title = _("Recheck")
    form_class = RecheckForm
    act_name = A.RECHECK
    days = ("rechecked_on",)
    service = recheck_regulatory


class EndRegulatory(OnRegulatory):
    title = _("End the measure")
    submit = _("End it")
    form_class = EndForm
    service = end_regulatory

    def require(self, record: RegulatoryMeasure) -> None:
        self.act_name = A.LIFT if record.is_suspension else A.END
        super().require(record)


class RevokeRegulatory(OnRegulatory):
    title = _("Take the measure back")
    submit = _("Take it back")
    danger = True
    form_class = ReasonForm
    act_name = A.REVOKE
    service = revoke_regulatory
