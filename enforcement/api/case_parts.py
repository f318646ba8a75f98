"""Violations, decisions and payments: what hangs on a case."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from deadlines.api.acts import ActsViewSet
from deadlines.services.procedure import require_open
from enforcement.api.case_inputs import ReasonInput, ViolationInput
from enforcement.api.case_serializers import (
    DecisionSerializer,
    PaymentSerializer,
    ViolationSerializer,
)
from enforcement.api.gate_serializers import (
    ChooseLawInput,
    DivideInput,
    LawChoiceSerializer,
)
from enforcement.filters.case_parts import DecisionFilter, PaymentFilter, ViolationFilter
from enforcement.models import Decision, Payment, Violation
from enforcement.services.law_choices import choose_law, divide_violation
from enforcement.services.violations import change_violation, remove_violation
from enforcement.transitions.case_needs import CaseAct


class ViolationViewSet(ActsViewSet):
    """Violations of cases; recorded by POST ``cases/{id}/record-violation/``."""

    serializer_class = ViolationSerializer
    filterset_class = ViolationFilter

    def get_queryset(self) -> Any:
        rows = Violation.objects.visible_to(self.user).filter(case__authority_name="")
        return rows.select_related("case", "bureau", "same_act_as")

    def opened_on_case(self, act: str) -> Violation:
        """The violation, if ``act`` of its case is open to the caller."""
        row: Violation = self.get_object()
        require_open(row.case, act, **self.doing)
        return row

    @extend_schema(request=ViolationInput, responses=ViolationSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct a violation while its case is investigated; send If-Match."""
        row = self.opened_on_case(CaseAct.CHANGE_VIOLATION)
        values = self.typed(ViolationInput, partial=True)
        return self.answer(self.changed(request, change_violation, row, **values))

    @extend_schema(request=ChooseLawInput, responses={201: LawChoiceSerializer})
    @action(detail=True, methods=["post"], url_path="choose-law")
    def choose_law(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Choose between the law of the act and the one now in force, with the reason."""
        row = self.opened_on_case(CaseAct.CHANGE_VIOLATION)
        choice = choose_law(row, **self.typed(ChooseLawInput), **self.doing)
        return Response(LawChoiceSerializer(choice).data, status=201)

    @extend_schema(request=DivideInput, responses=ViolationSerializer(many=True))
    @action(detail=True, methods=["post"], filterset_class=None, pagination_class=None)
    def divide(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Divide an act that spans two laws: both periods, the earlier first."""
        row = self.opened_on_case(CaseAct.CHANGE_VIOLATION)
        both = divide_violation(row, **self.typed(DivideInput), **self.doing)
        return Response(ViolationSerializer(both, many=True).data)

    @extend_schema(request=ReasonInput, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take the violation out of a case under investigation."""
        row = self.opened_on_case(CaseAct.REMOVE_VIOLATION)
        remove_violation(row, **self.typed(ReasonInput), **self.doing)
        return Response(status=204)


class DecisionViewSet(ActsViewSet):
    """Proposals and decisions of cases."""

    serializer_class = DecisionSerializer
    filterset_class = DecisionFilter

    def get_queryset(self) -> Any:
        rows = Decision.objects.visible_to(self.user).filter(case__authority_name="")
        return rows.select_related("case", "bureau").prefetch_related("persons")


class PaymentViewSet(ActsViewSet):
    """Money received; recorded by POST ``cases/{id}/record-payment/``."""

    serializer_class = PaymentSerializer
    filterset_class = PaymentFilter

    def get_queryset(self) -> Any:
        rows = Payment.objects.visible_to(self.user)
        return rows.select_related("decision__case", "bureau")
