"""The forms of the acts on measures."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import IllegalTransition
from deadlines.views.acts import NothingForm
from enforcement.forms.common import ReasonForm
from enforcement.forms.goods import items_text
from enforcement.forms.measure import (
    BeginTestingForm,
    CarryOutForm,
    CustodyForm,
    DisposeForm,
    EndTestingForm,
    ExtensionForm,
    HandlingForm,
    JoinCaseForm,
    LiftForm,
)
from enforcement.models import Measure
from enforcement.services.goods import (
    record_of_root,
    require_write_on,
)
from enforcement.services.measure_course import (
    begin_testing,
    conclude_measure,
    end_testing,
    join_case,
    lift_measure,
    propose_extension,
    record_handling,
)
from enforcement.services.measure_goods import change_custody, dispose
from enforcement.services.measures import (
    cancel_measure,
    carry_out,
    submit_measure,
)
from enforcement.transitions.measure_needs import MeasureAct
from enforcement.views.goods import READ, SimpleAct


class OnMeasure(SimpleAct):
    """An act on one measure."""

    list_title = gettext_lazy("Coercive measures")
    list_url_name = "enforcement:measure-list"
    detail_url_name = "enforcement:measure-detail"
    perms = READ

    def get_queryset(self) -> QuerySet[Measure]:
        rows = Measure.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "party", "case", "inspection", "replaces")


class SubmitMeasure(OnMeasure):
    title = gettext_lazy("Submit for approval")
    submit = gettext_lazy("Submit")
    form_class = NothingForm
    act_name = MeasureAct.SUBMIT
    service = submit_measure


class CarryOut(OnMeasure):
    title = gettext_lazy("Carry out the measure")
    submit = gettext_lazy("Record that it was carried out")
    success = gettext_lazy("Decision and list were issued; the limits run.")
    form_class = CarryOutForm
    service = carry_out

    def require(self, record: Measure) -> None:
        self.act_name = MeasureAct.PRESERVE if record.is_preservation else MeasureAct.IMPOSE
        super().require(record)

    def initial(self) -> dict[str, Any]:
        now = timezone.localtime().replace(second=0, microsecond=0)
        return {"imposed_at": now, "items": items_text(self.found.items.all())}


class CancelMeasure(OnMeasure):
    title = gettext_lazy("Do not carry out the measure")
    submit = gettext_lazy("Give it up")
    danger = True
    form_class = ReasonForm
    act_name = MeasureAct.CANCEL
    service = cancel_measure


class ProposeExtension(OnMeasure):
    title = gettext_lazy("Propose to extend the measure")
    submit = gettext_lazy("Submit")
    success = gettext_lazy("The extension waits for approval.")
    form_class = ExtensionForm
    act_name = MeasureAct.PROPOSE_EXTENSION
    service = propose_extension


class BeginTesting(OnMeasure):
    title = gettext_lazy("Send goods to be tested")
    submit = gettext_lazy("Record the notice")
    success = gettext_lazy("The limit stands still while the goods are tested.")
    form_class = BeginTestingForm
    act_name = MeasureAct.BEGIN_TESTING
    days = ("told_on",)
    service = begin_testing


class EndTesting(OnMeasure):
    title = gettext_lazy("The testing ended")
    form_class = EndTestingForm
    act_name = MeasureAct.END_TESTING
    days = ("ended_on",)
    service = end_testing


class RecordHandling(OnMeasure):
    title = gettext_lazy("Record the handling decision")
    form_class = HandlingForm
    act_name = MeasureAct.RECORD_HANDLING
    days = ("handled_on",)
    service = record_handling


class ConcludeMeasure(OnMeasure):
    title = gettext_lazy("Conclude with the decision of the case")
    submit = gettext_lazy("Conclude")
    confirm = gettext_lazy("After this the goods are disposed of as the case was decided.")
    form_class = NothingForm
    act_name = MeasureAct.CONCLUDE
    service = conclude_measure


class LiftMeasure(OnMeasure):
    title = gettext_lazy("Lift the measure")
    submit = gettext_lazy("Lift")
    success = gettext_lazy("The measure was lifted. Return the goods and record it.")
    confirm = gettext_lazy("A lifted measure does not come back; a new one would be needed.")
    form_class = LiftForm
    act_name = MeasureAct.LIFT
    service = lift_measure


class ChangeCustody(OnMeasure):
    title = gettext_lazy("Change custody")
    form_class = CustodyForm
    act_name = MeasureAct.KEEP
    service = change_custody

    def initial(self) -> dict[str, Any]:
        m = self.found
        return {"custodian": m.custodian, "custody_place": m.custody_place}


class Dispose(OnMeasure):
    title = gettext_lazy("Record where goods went")
    submit = gettext_lazy("Record where goods went")
    success = gettext_lazy("What left the list was recorded.")
    confirm = gettext_lazy("What left the list does not come back onto it.")
    form_class = DisposeForm
    act_name = MeasureAct.DISPOSE
    service = dispose

    def form_kwargs(self) -> dict[str, Any]:
        return {"measure": self.found}

    def initial(self) -> dict[str, Any]:
        return {"moved_on": self.on, "items": list(self.found.held_items())}


class JoinCase(OnMeasure):
    title = gettext_lazy("Attach the measure to a case")
    submit = gettext_lazy("Attach")
    form_class = JoinCaseForm
    service = join_case

    def require(self, record: Measure) -> None:
        require_write_on(record_of_root(record), by=self.user)
        if record.case_id is not None:
            raise IllegalTransition(_("The measure belongs to a case already."))

    def form_kwargs(self) -> dict[str, Any]:
        return {"measure": self.found, "user": self.user}
