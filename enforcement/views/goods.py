"""What pages of measures and samples share: simple acts, their roots, the panels."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Perm
from core.errors import NotFound
from core.models.base import uuids
from core.pages.base import SignedIn
from core.pages.parts import Act
from enforcement.models import Case, Inspection, Measure, RegulatoryMeasure, Sample
from enforcement.services.goods import NOT_OPEN, may_write_on
from enforcement.transitions.measure_needs import OF_KIND
from enforcement.views.acts import ActPage
from registry.models import Batch, Party, Product

READ = (Perm.READ_RECORDS,)
SHOWN = 20
ROOTS: dict[str, type[Any]] = {
    "case": Case,
    "inspection": Inspection,
    "party": Party,
    "product": Product,
    "batch": Batch,
}


def of_its_kind(one: Any) -> bool:
    """Whether an act is this person's and one of this kind of measure."""
    return one.allowed and all(need.name != OF_KIND for need in one.missing)


def record_of(kind: str, id_: Any, user: Any) -> Any:
    """The record a panel or a new measure belongs to.

    Raises:
        NotFound: another kind, outside, or not there: alike.
    """
    model = ROOTS.get(kind)
    if model is None:
        raise NotFound
    rows = model.objects.visible_to(user)
    rows = rows.own() if model is Case else rows
    found = rows.filter(uuid=id_).first()
    if found is None:
        raise NotFound
    return found


class SimpleAct(ActPage):
    """An act whose form asks for exactly what its service is told."""

    perms = READ
    service: ClassVar[Callable[..., Any]]
    days: ClassVar[tuple[str, ...]] = ()

    def initial(self) -> dict[str, Any]:
        return dict.fromkeys(self.days, self.on)

    def act(self, form: Any) -> str:
        told = form.told() if hasattr(form, "told") else form.cleaned_data
        type(self).service(self.found, **told, by=self.user, on=self.on)
        return self.detail_address()


class MeasuresPanel(SignedIn):
    """Measures, regulatory measures and samples of a case, an inspection or a party."""

    perms = READ
    kinds = ("case", "inspection", "party")

    def get(self, request: HttpRequest, kind: str, id: Any) -> HttpResponse:
        if kind not in self.kinds:
            raise NotFound
        record = record_of(kind, id, self.user)
        context = {
            "measures": self._rows(Measure, kind, record).order_by("-id")[:SHOWN],
            "regulatory": self._rows(RegulatoryMeasure, kind, record).order_by("-id")[:SHOWN],
            "samples": self._samples(kind, record),
            "today": timezone.localdate(),
            "acts": self._acts(kind, record),
        }
        return render(request, "enforcement/measures_panel.html", context)

    def _rows(self, model: Any, kind: str, record: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.visible_to(self.user).filter(**{kind: record})
        return rows

    def _samples(self, kind: str, record: Any) -> Any:
        return [] if kind == "case" else self._rows(Sample, kind, record)[:SHOWN]

    def _acts(self, kind: str, record: Any) -> list[Act]:
        writes = self.user.can(Perm.WRITE_INSPECTIONS)
        if kind == "party":
            found = [("regulatory-new", "alert-triangle"), ("sample-new", "vaccine")]
            acts = [(f"{reverse(f'enforcement:{n}')}?party={record.uuid}", i) for n, i in found]
            titles = (_("Regulatory measure"), _("Take a sample"))
            made = zip(titles, acts, strict=True)
            return [Act(title, to, icon) for title, (to, icon) in made] if writes else []
        if not may_write_on(record, by=self.user) or self._is_over(kind, record):
            return []
        return self._root_acts(kind, record)

    @staticmethod
    def _is_over(kind: str, record: Any) -> bool:
        if kind == "case":
            return record.status in NOT_OPEN or record.is_past
        return record.status in ("planned", "cancelled")

    def _root_acts(self, kind: str, record: Any) -> list[Act]:
        acts = []
        if self.user.bureau.may_measure:
            for name, title in (
                ("measure-new", _("Propose a measure")),
                ("measure-at-once", _("Take a measure at once")),
            ):
                address = reverse(f"enforcement:{name}", args=[kind, record.uuid])
                acts.append(Act(title, address, "lock"))
        address = f"{reverse('enforcement:regulatory-new')}?{kind}={record.uuid}"
        acts.append(Act(_("Regulatory measure"), address, "alert-triangle"))
        if kind == "inspection":
            address = f"{reverse('enforcement:sample-new')}?inspection={record.uuid}"
            acts.append(Act(_("Take a sample"), address, "vaccine"))
        return acts


class SamplesPanel(SignedIn):
    """The samples of a product or a batch at all bureaus; a link where they may be read."""

    perms = READ
    kinds = ("product", "batch")

    def get(self, request: HttpRequest, kind: str, id: Any) -> HttpResponse:
        if kind not in self.kinds:
            raise NotFound
        record = record_of(kind, id, self.user)
        rows = Sample.objects.filter(**{kind: record}).select_related("bureau", "batch")
        read = Sample.objects.visible_to(self.user).filter(**{kind: record})
        mine = set(uuids(read))
        shown = [
            {"row": row, "open": row.uuid in mine}
            for row in rows[: SHOWN * 2]
            if row.uuid in mine or not row.confidential
        ]
        return render(request, "enforcement/samples_panel.html", {"samples": shown})
