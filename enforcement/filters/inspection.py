import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from accounts.models import User
from core.pages.navigation import Slot
from core.pages.widgets import Combobox
from enforcement.filters.matter import (
    DateSpanFilter,
    MatterFilter,
    SeveralFilter,
    SwitchFilter,
)
from enforcement.models import (
    Finding,
    FindingStatus,
    Inspection,
    InspectionKind,
    InspectionOfficer,
    InspectionStatus,
    SiteConclusion,
)
from law.vocabularies import DefectGrade
from registry.api.filters import Words


class InspectionFilter(MatterFilter):
    status = SeveralFilter(label=_("Status"), choices=InspectionStatus.choices)
    kind = SeveralFilter(label=_("Kind"), choices=InspectionKind.choices)
    site_conclusion = filters.ChoiceFilter(
        label=_("Conclusion on site"), choices=SiteConclusion.choices
    )
    inspected = DateSpanFilter("inspected_on", label=_("Inspected on"))
    planned = DateSpanFilter("planned_on", label=_("Planned for"))
    officer = filters.ModelChoiceFilter(
        label=_("Officer"),
        queryset=User.objects.people(),
        to_field_name="uuid",
        widget=Combobox(slot=Slot.OFFICER_OPTIONS),
        method="with_officer",
    )
    grade = filters.ChoiceFilter(
        label=_("With a defect"), choices=DefectGrade.choices, method="with_grade"
    )
    unrectified = SwitchFilter(_("Findings to be rectified"), method="keep_unrectified")
    mine = SwitchFilter(_("Mine"), method="keep_mine")

    class Meta:
        model = Inspection
        fields: tuple[str, ...] = ()

    @extend_schema_field(OpenApiTypes.UUID)
    def with_officer(
        self, rows: QuerySet[Inspection], _name: str, officer: User
    ) -> QuerySet[Inspection]:
        team = InspectionOfficer.objects.filter(inspection=OuterRef("pk"), officer=officer)
        return rows.filter(Exists(team))

    def with_grade(
        self, rows: QuerySet[Inspection], _name: str, grade: str
    ) -> QuerySet[Inspection]:
        found = Finding.objects.filter(inspection=OuterRef("pk"), grade=grade)
        return rows.filter(Exists(found))

    def keep_unrectified(
        self, rows: QuerySet[Inspection], _name: str, _on: str
    ) -> QuerySet[Inspection]:
        still = Finding.objects.filter(inspection=OuterRef("pk"), status=FindingStatus.OPEN)
        return rows.filter(status=InspectionStatus.COMPLETED).filter(Exists(still))

    def keep_mine(
        self, rows: QuerySet[Inspection], name: str, _on: str
    ) -> QuerySet[Inspection]:
        return self.with_officer(rows, name, self.request.user)


class InspectionApiFilter(InspectionFilter):
    q = Words()
