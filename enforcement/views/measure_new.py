"""Taking a measure: proposed, at once, or in place of preserved evidence."""

from functools import cached_property
from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import IllegalTransition, NotFound
from core.pages.base import Crumb, Text
from core.pages.forms import FormPage
from enforcement.forms.goods import items_text
from enforcement.forms.measure import ON_SITE, ConvertForm, ProposeMeasureForm, TakeAtOnceForm
from enforcement.models import Measure, MeasureKind, MeasureStatus
from enforcement.services.goods import (
    record_of_root,
    require_measures,
    require_write_on,
    root_for,
)
from enforcement.services.measures import propose_measure, take_measure_at_once
from enforcement.views.goods import READ, record_of
from law.words import cite

# The article most measures of a domain rest on; the officer writes another where it does not.
USUAL_BASIS = {"drug": cite("中华人民共和国药品管理法", "第一百条第二款")}
TEAM_SET = ("was_there", "colleagues", "others")
Fieldsets = tuple[tuple[Text, tuple[str, ...]], ...]
WHAT = (gettext_lazy("Measure"), ("kind", "grounds", "basis", "items", "place"))
WHO = (gettext_lazy("Officers"), TEAM_SET)


class NewMeasure(FormPage):
    """A measure on a case or an inspection, proposed before it is carried out."""

    title = gettext_lazy("Propose a measure")
    submit = gettext_lazy("Submit for approval")
    success = gettext_lazy("The measure waits for approval.")
    perms = READ
    form_class: ClassVar[type[BaseForm]] = ProposeMeasureForm
    fieldsets: ClassVar[Fieldsets] = (WHAT, WHO)

    @cached_property
    def root(self) -> Any:
        kind = self.kwargs["kind"]
        if kind not in ("case", "inspection"):
            raise NotFound
        return record_of(kind, self.kwargs["id"], self.user)

    def require(self) -> None:
        """Raises before anything is typed: who may not, or not here."""
        require_write_on(self.root, by=self.user)
        require_measures(by=self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require()
        return super().post(request, *args, **kwargs)

    def crumbs(self) -> list[Crumb]:
        root = self.root
        name = f"enforcement:{root.ref_kind}-detail"
        return [Crumb(root.number or root.title, reverse(name, args=[root.uuid]))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user, "on": self.on}

    def initial(self) -> dict[str, Any]:
        basis = USUAL_BASIS.get(self.root.domain, "")
        place = getattr(self.root, "place", "")
        return {"kind": MeasureKind.SEALING, "basis": basis, "place": place, "was_there": True}

    def where(self) -> dict[str, Any]:
        return {self.root.ref_kind: self.root}

    def act(self, form: Any) -> str:
        measure = propose_measure(**form.told(), **self.where(), by=self.user, on=self.on)
        return reverse("enforcement:measure-detail", args=[measure.uuid])


class TakeAtOnce(NewMeasure):
    title = gettext_lazy("Take a measure at once")
    submit = gettext_lazy("Record the measure")
    success = gettext_lazy("The measure is in force; its approval is asked for.")
    intro = gettext_lazy(
        "Only where it cannot wait. The head of the bureau must approve it within "
        "twenty-four hours, or it is lifted at once."
    )
    form_class = TakeAtOnceForm
    fieldsets = (WHAT, (gettext_lazy("On the spot"), ("imposed_at", *ON_SITE)), WHO)

    def initial(self) -> dict[str, Any]:
        now = timezone.localtime().replace(second=0, microsecond=0)
        return {**super().initial(), "imposed_at": now}

    def act(self, form: Any) -> str:
        told = {**form.told(), **self.where()}
        measure = take_measure_at_once(**told, by=self.user, on=self.on)
        return reverse("enforcement:measure-detail", args=[measure.uuid])


class ConvertMeasure(NewMeasure):
    """Sealing or seizure of what is preserved as evidence."""

    title = gettext_lazy("Propose sealing or seizure instead")
    form_class = ConvertForm

    @cached_property
    def former(self) -> Measure:
        rows = Measure.objects.visible_to(self.user).filter(uuid=self.kwargs["id"])
        found = rows.select_related("case__party", "inspection__party", "bureau").first()
        if found is None:
            raise NotFound
        return found

    @cached_property
    def root(self) -> Any:
        return record_of_root(self.former)

    def require(self) -> None:
        super().require()
        in_force = self.former.status == MeasureStatus.IN_FORCE
        if not (in_force and self.former.is_preservation):
            raise IllegalTransition(_("Only preserved evidence can be taken over."))

    def initial(self) -> dict[str, Any]:
        text = items_text(self.former.held_items())
        grounds = self.former.grounds
        return {**super().initial(), "items": text, "grounds": grounds, "kind": "seizure"}

    def where(self) -> dict[str, Any]:
        root = root_for(self.former.case, self.former.inspection)
        return {root.ref_kind: root, "replaces": self.former}
