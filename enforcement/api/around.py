"""Transfers, hand-overs, assistance requests and supervisions: nouns with their acts."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import IllegalTransition
from deadlines.api.acts import ActsViewSet
from deadlines.policies import require_may_act
from deadlines.services.procedure import require_open
from enforcement.api import around_inputs as told
from enforcement.api.around_serializers import (
    AssistanceSerializer,
    CaseTransferSerializer,
    HandOverSerializer,
    SupervisionSerializer,
)
from enforcement.api.case_inputs import ReasonInput
from enforcement.filters.around import (
    AssistanceFilter,
    HandOverFilter,
    SupervisionFilter,
    TransferFilter,
)
from enforcement.models import AssistanceRequest, HandOver, Supervision, Transfer
from enforcement.models.base import with_limit
from enforcement.policies import WRITES_CASES
from enforcement.services import assistance, hand_overs, transfer_answers
from enforcement.services.supervisions import report_to_supervisor
from enforcement.services.transfers import hand_over_transfer, propose_transfer
from enforcement.transitions.assistance import AssistanceAct
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.hand_over import HandOverAct
from enforcement.transitions.transfer import TransferAct

CREATED = status.HTTP_201_CREATED


class TransferViewSet(ActsViewSet):
    """Cases on their way to the police or to another authority, and back."""

    serializer_class = CaseTransferSerializer
    filterset_class = TransferFilter
    queryset = Transfer.objects.none()

    def get_queryset(self) -> Any:
        rows = Transfer.objects.visible_to(self.user)
        return with_limit(rows.select_related("case__bureau", "case__party", "bureau", "unit"))

    @extend_schema(request=told.ProposeTransferInput, responses={201: CaseTransferSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Propose to transfer a case; the head decides."""
        values = self.typed(told.ProposeTransferInput)
        case = values.pop("case")
        require_open(case, CaseAct.PROPOSE_TRANSFER, **self.doing)
        row = propose_transfer(case, **values, **self.doing)
        return self.answer(self.again(row), CREATED)

    @extend_schema(request=told.HandOverTransferInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the hand-over; the police decide within their limit."""
        return self.does(TransferAct.HAND_OVER, hand_over_transfer, told.HandOverTransferInput)

    @extend_schema(request=told.PoliceOpenedInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="record-opened")
    def record_opened(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The police opened a criminal case."""
        act, service = TransferAct.RECORD_OPENED, transfer_answers.record_police_opened
        return self.does(act, service, told.PoliceOpenedInput)

    @extend_schema(request=told.AcceptedInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="record-accepted")
    def record_accepted(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The other authority took the case."""
        act, service = TransferAct.RECORD_ACCEPTED, transfer_answers.record_accepted
        return self.does(act, service, told.AcceptedInput)

    @extend_schema(request=told.DeclinedInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="record-declined")
    def record_declined(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """It was declined, with its grounds."""
        act, service = TransferAct.RECORD_DECLINED, transfer_answers.record_declined
        return self.does(act, service, told.DeclinedInput)

    @extend_schema(request=told.AskedInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="ask-reconsideration")
    def ask_reconsideration(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask the police to reconsider."""
        act, service = TransferAct.ASK_RECONSIDERATION, transfer_answers.ask_reconsideration
        return self.does(act, service, told.AskedInput)

    @extend_schema(request=told.DeclinedInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="record-upheld")
    def record_upheld(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The police upheld their refusal."""
        act, service = TransferAct.RECORD_UPHELD, transfer_answers.record_upheld
        return self.does(act, service, told.DeclinedInput)

    @extend_schema(request=told.AskedInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="ask-procuratorate")
    def ask_procuratorate(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask the procuratorate to supervise the filing."""
        act, service = TransferAct.ASK_PROCURATORATE, transfer_answers.ask_procuratorate
        return self.does(act, service, told.AskedInput)

    @extend_schema(request=told.ItemsHandedInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="hand-over-items")
    def hand_over_items(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Goods and material went to the police."""
        act, service = TransferAct.HAND_OVER_ITEMS, transfer_answers.hand_over_items
        return self.does(act, service, told.ItemsHandedInput)

    @extend_schema(request=told.TakeBackInput, responses=CaseTransferSerializer)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The case comes back and goes on."""
        act, service = TransferAct.TAKE_BACK, transfer_answers.take_back
        return self.does(act, service, told.TakeBackInput)


class HandOverViewSet(ActsViewSet):
    """Clues and cases offered by one bureau to another."""

    serializer_class = HandOverSerializer
    filterset_class = HandOverFilter
    queryset = HandOver.objects.none()

    def get_queryset(self) -> Any:
        rows = HandOver.objects.visible_to(self.user)
        names = ("case__bureau", "case__clue", "case__inspection", "clue__bureau")
        others = ("from_bureau", "to_bureau", "superior", "bureau")
        return with_limit(rows.select_related(*names, *others))

    @extend_schema(request=told.AcceptInput, responses=HandOverSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take it over with everything on it."""
        return self.does(HandOverAct.ACCEPT, hand_overs.accept_hand_over, told.AcceptInput)

    @extend_schema(request=ReasonInput, responses=HandOverSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Dispute the competence."""
        return self.does(HandOverAct.REJECT, hand_overs.reject_hand_over, ReasonInput)

    @extend_schema(request=None, responses=HandOverSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take the offer back."""
        return self.does(HandOverAct.WITHDRAW, hand_overs.withdraw_hand_over, None)

    @extend_schema(request=ReasonInput, responses=HandOverSerializer)
    @action(detail=True, methods=["post"], url_path="submit-jurisdiction")
    def submit_jurisdiction(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask the common superior to designate."""
        return self.does(HandOverAct.SUBMIT, hand_overs.submit_jurisdiction, ReasonInput)

    @extend_schema(request=told.DesignateInput, responses=HandOverSerializer)
    @action(detail=True, methods=["post"])
    def designate(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The common superior says who handles it."""
        return self.does(HandOverAct.DESIGNATE, hand_overs.designate, told.DesignateInput)


class AssistanceViewSet(ActsViewSet):
    """Requests of one bureau to another, or to and from authorities outside."""

    serializer_class = AssistanceSerializer
    filterset_class = AssistanceFilter
    queryset = AssistanceRequest.objects.none()

    def get_queryset(self) -> Any:
        rows = AssistanceRequest.objects.visible_to(self.user)
        return with_limit(
            rows.select_related("bureau", "unit", "from_bureau", "handler", "asked_by", "case")
        )

    @extend_schema(request=told.AssistanceInput, responses={201: AssistanceSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask for assistance; the limit of the answer runs."""
        values = self.typed(told.AssistanceInput)
        row = assistance.request_assistance(**values, **self.doing)
        return self.answer(self.again(row), CREATED)

    @extend_schema(request=told.AssignAssistanceInput, responses=AssistanceSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give it to an officer."""
        act, service = AssistanceAct.ASSIGN, assistance.assign_assistance
        return self.does(act, service, told.AssignAssistanceInput)

    @extend_schema(request=told.ExtendAssistanceInput, responses=AssistanceSerializer)
    @action(detail=True, methods=["post"])
    def extend(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Tell that the answer takes longer."""
        act, service = AssistanceAct.EXTEND, assistance.extend_assistance
        return self.does(act, service, told.ExtendAssistanceInput)

    @extend_schema(request=told.AssistanceAnswerInput, responses=AssistanceSerializer)
    @action(detail=True, methods=["post"])
    def reply(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer it."""
        act, service = AssistanceAct.ANSWER, assistance.answer_assistance
        return self.does(act, service, told.AssistanceAnswerInput)

    @extend_schema(request=ReasonInput, responses=AssistanceSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """No answer is needed any more."""
        act, service = AssistanceAct.WITHDRAW, assistance.withdraw_assistance
        return self.does(act, service, ReasonInput)


class SupervisionViewSet(ActsViewSet):
    """Cases watched from above, with the reports due; begun by ``cases/{id}/supervise/``."""

    serializer_class = SupervisionSerializer
    filterset_class = SupervisionFilter
    queryset = Supervision.objects.none()

    def get_queryset(self) -> Any:
        rows = Supervision.objects.visible_to(self.user)
        joined = rows.select_related("case", "bureau", "unit", "by_bureau")
        return joined.prefetch_related("reports")

    @extend_schema(request=told.SupervisionReportInput, responses=SupervisionSerializer)
    @action(detail=True, methods=["post"])
    def report(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make the report that is due first."""
        row: Supervision = self.get_object()
        require_may_act(row, by=self.user, perm=WRITES_CASES)
        values = self.typed(told.SupervisionReportInput)
        due = row.reports.filter(reported_on=None).first()
        if due is None:
            raise IllegalTransition(_("No report is due."))
        report_to_supervisor(due, **values, **self.doing)
        return self.answer(self.again(row))
