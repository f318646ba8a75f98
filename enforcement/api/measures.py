from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import Invalid
from deadlines.api.acts import ActsViewSet
from enforcement.api.case_inputs import ReasonInput
from enforcement.api.goods_inputs import (
    AtOnceInput,
    CarryOutInput,
    CustodyInput,
    DisposeInput,
    HandlingInput,
    JoinInput,
    LiftInput,
    MeasureInput,
    TestedInput,
    TestingInput,
)
from enforcement.api.goods_serializers import MeasureSerializer
from enforcement.api.matter import JOINED
from enforcement.filters.goods import MeasureApiFilter
from enforcement.models import Measure
from enforcement.models.base import with_limit
from enforcement.policies import require_inspector
from enforcement.services.goods import record_of_root, require_write_on
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
from enforcement.services.measure_items import Part
from enforcement.services.measures import (
    cancel_measure,
    carry_out,
    propose_measure,
    submit_measure,
    take_measure_at_once,
)
from enforcement.transitions.measure_needs import MeasureAct

CREATED = status.HTTP_201_CREATED


class MeasureViewSet(ActsViewSet):
    """Coercive measures and preserved evidence of one's jurisdiction, with their goods."""

    serializer_class = MeasureSerializer
    filterset_class = MeasureApiFilter

    def get_queryset(self) -> Any:
        rows = Measure.objects.visible_to(self.user).select_related(
            *JOINED, "case", "inspection", "replaces"
        )
        return with_limit(rows).prefetch_related(
            "campaigns", "team__officer", "items__movements__by"
        )

    @extend_schema(request=MeasureInput, responses={201: MeasureSerializer})
    def create(self, request: Request) -> Response:
        """Propose a measure; the head of the bureau approves it first."""
        require_inspector(by=self.user)
        measure = propose_measure(**self.typed(MeasureInput), **self.doing)
        return self.answer(self.again(measure), CREATED)

    @extend_schema(request=AtOnceInput, responses={201: MeasureSerializer})
    @action(detail=False, methods=["post"], url_path="at-once")
    def at_once(self, request: Request) -> Response:
        """Record a measure taken on the spot; its approval is asked for."""
        require_inspector(by=self.user)
        measure = take_measure_at_once(**self.typed(AtOnceInput), **self.doing)
        return self.answer(self.again(measure), CREATED)

    @extend_schema(request=CarryOutInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"], url_path="carry-out")
    def carry_out(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Carry out an approved measure: decision and list are issued, the limits run."""
        kept = self.get_object().is_preservation
        act = MeasureAct.PRESERVE if kept else MeasureAct.IMPOSE
        return self.does(act, carry_out, CarryOutInput)

    @extend_schema(request=DisposeInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"])
    def dispose(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record where goods went; with the last of them the measure ends."""
        measure = self.opened(MeasureAct.DISPOSE)
        told = self.typed(DisposeInput)
        items = {item.uuid: item for item in measure.items.all()}
        wanted = [part["item"] for part in told["parts"]]
        if not set(wanted) <= items.keys() or len(wanted) != len(set(wanted)):
            raise Invalid(fields={"parts": _("Name each item of this list once.")})
        parts = [Part(items[part["item"]], part.get("quantity")) for part in told["parts"]]
        dispose(measure, **{**told, "parts": parts}, **self.doing)
        return self.answer(self.again(measure))

    @extend_schema(request=JoinInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"], url_path="join-case")
    def join_case(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Attach it to the case filed from its inspection."""
        measure = self.get_object()
        require_write_on(record_of_root(measure), by=self.user)
        join_case(measure, **self.typed(JoinInput), **self.doing)
        return self.answer(self.again(measure))

    @extend_schema(request=None, responses=MeasureSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Submit a measure again that was sent back."""
        return self.does(MeasureAct.SUBMIT, submit_measure, None)

    @extend_schema(request=ReasonInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give up one that was not carried out."""
        return self.does(MeasureAct.CANCEL, cancel_measure, ReasonInput)

    @extend_schema(request=ReasonInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"], url_path="propose-extension")
    def propose_extension(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask the head to extend sealing or seizure."""
        return self.does(MeasureAct.PROPOSE_EXTENSION, propose_extension, ReasonInput)

    @extend_schema(request=TestingInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"], url_path="begin-testing")
    def begin_testing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Goods are tested; the limit stands still."""
        return self.does(MeasureAct.BEGIN_TESTING, begin_testing, TestingInput)

    @extend_schema(request=TestedInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"], url_path="end-testing")
    def end_testing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The report is there; the limit runs again."""
        return self.does(MeasureAct.END_TESTING, end_testing, TestedInput)

    @extend_schema(request=HandlingInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"], url_path="record-handling")
    def record_handling(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the handling decision."""
        return self.does(MeasureAct.RECORD_HANDLING, record_handling, HandlingInput)

    @extend_schema(request=None, responses=MeasureSerializer)
    @action(detail=True, methods=["post"])
    def conclude(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Conclude it with the decision of its case."""
        return self.does(MeasureAct.CONCLUDE, conclude_measure, None)

    @extend_schema(request=LiftInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"])
    def lift(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lift it; the goods are then returned."""
        return self.does(MeasureAct.LIFT, lift_measure, LiftInput)

    @extend_schema(request=CustodyInput, responses=MeasureSerializer)
    @action(detail=True, methods=["post"], url_path="change-custody")
    def change_custody(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the goods into other hands."""
        return self.does(MeasureAct.KEEP, change_custody, CustodyInput)
