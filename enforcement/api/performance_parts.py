"""Refunds, plans, remedies and collections: what hangs on a decision."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from deadlines.api.acts import ActsViewSet
from deadlines.services.procedure import require_open
from enforcement.api.case_parts import PaymentViewSet
from enforcement.api.performance_inputs import (
    OutcomeInput,
    PaymentCorrectionInput,
    RefundInput,
    RemedyAnswerInput,
)
from enforcement.api.performance_serializers import (
    CollectionSerializer,
    CounterEntrySerializer,
    PaymentPlanSerializer,
    RemedySerializer,
)
from enforcement.collecting import collections_for
from enforcement.filters.collection import CollectionFilter
from enforcement.filters.performance import CounterFilter, PlanFilter, RemedyFilter
from enforcement.models import CounterEntry, Payment, PaymentPlan, Remedy
from enforcement.services.refunds import correct_payment, refund
from enforcement.services.remedies import answer_remedy, conclude_remedy
from enforcement.transitions.case_needs import CaseAct


class PaymentActsViewSet(PaymentViewSet):
    """Money received, and what of it went back or was taken back."""

    def opened_on_case(self, act: str) -> Payment:
        row: Payment = self.get_object()
        require_open(row.decision.case, act, **self.doing)
        return row

    @extend_schema(request=RefundInput, responses={201: CounterEntrySerializer})
    @action(detail=True, methods=["post"])
    def refund(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record money given back: no more than came in above what is owed."""
        payment = self.opened_on_case(CaseAct.REFUND)
        row = refund(payment, **self.typed(RefundInput), **self.doing)
        return Response(CounterEntrySerializer(row).data, status=201)

    @extend_schema(request=PaymentCorrectionInput, responses={201: CounterEntrySerializer})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take back an entry, or part of it, that was no money received."""
        payment = self.opened_on_case(CaseAct.CORRECT_PAYMENT)
        row = correct_payment(payment, **self.typed(PaymentCorrectionInput), **self.doing)
        return Response(CounterEntrySerializer(row).data, status=201)


class CounterEntryViewSet(ActsViewSet):
    """Refunds and corrections; made by POST ``payments/{id}/refund/`` and ``correct/``."""

    serializer_class = CounterEntrySerializer
    filterset_class = CounterFilter

    def get_queryset(self) -> Any:
        rows = CounterEntry.objects.visible_to(self.user)
        return rows.select_related("payment__decision__case", "bureau")


class PaymentPlanViewSet(ActsViewSet):
    """Deferrals and instalments; submitted by POST ``cases/{id}/submit-plan/``."""

    serializer_class = PaymentPlanSerializer
    filterset_class = PlanFilter

    def get_queryset(self) -> Any:
        rows = PaymentPlan.objects.visible_to(self.user)
        money = ("decision__payments__counters", "decision__persons", "decision__remedies")
        joined = rows.select_related("decision__case", "bureau")
        return joined.prefetch_related("rows", *money)


class RemedyViewSet(ActsViewSet):
    """Reviews and suits; recorded by POST ``cases/{id}/record-remedy/``."""

    serializer_class = RemedySerializer
    filterset_class = RemedyFilter

    def get_queryset(self) -> Any:
        rows = Remedy.objects.visible_to(self.user)
        return rows.select_related("decision__case", "bureau")

    def opened_on_case(self, act: str) -> Remedy:
        row: Remedy = self.get_object()
        require_open(row.decision.case, act, **self.doing)
        return row

    @extend_schema(request=RemedyAnswerInput, responses=RemedySerializer)
    @action(detail=True, methods=["post"], url_path="record-answer")
    def record_answer(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record that the bureau answered with its evidence."""
        row = self.opened_on_case(CaseAct.ANSWER_REMEDY)
        return self.answer(answer_remedy(row, **self.typed(RemedyAnswerInput), **self.doing))

    @extend_schema(request=OutcomeInput, responses=RemedySerializer)
    @action(detail=True, methods=["post"])
    def conclude(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the outcome; what it orders happens at once."""
        row = self.opened_on_case(CaseAct.CONCLUDE_REMEDY)
        return self.answer(conclude_remedy(row, **self.typed(OutcomeInput), **self.doing))


class CollectionViewSet(ActsViewSet):
    """Served decisions whose money is to come, and how far their collection is."""

    serializer_class = CollectionSerializer
    filterset_class = CollectionFilter

    def get_queryset(self) -> Any:
        rows = collections_for(self.user, timezone.localdate())
        return rows.select_related("party", "bureau")
