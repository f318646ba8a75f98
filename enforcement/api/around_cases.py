"""The acts around a case as POSTs under ``cases``."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Perm
from core.errors import NotFound
from deadlines.api.acts import ActsViewSet
from deadlines.policies import require_may_act
from deadlines.services.procedure import require_open
from enforcement.api import around_inputs as told
from enforcement.api.around_serializers import HandOverSerializer
from enforcement.api.case_inputs import ReasonInput
from enforcement.api.case_serializers import CaseSerializer
from enforcement.models import Case, HandOver
from enforcement.models.base import with_limit
from enforcement.policies import require_file, require_supervise, require_supervising
from enforcement.services.hand_overs import hand_over
from enforcement.services.merging import merge_case, split_case
from enforcement.services.on_spot import OnSpotFacts, penalise_on_the_spot
from enforcement.services.on_spot_after import (
    close_on_spot,
    deposit_fine,
    file_papers,
    hand_in_fine,
)
from enforcement.services.oversight import supervise
from enforcement.services.supervisions import ask_for_reports, lift_supervision
from enforcement.transitions.case_needs import CaseAct

CREATED = 201


class AroundCases(ActsViewSet):
    """On the spot, handed over, merged, split, supervised."""

    def now(self, act: str) -> Any:
        """The case, if ``act`` is open to the caller today."""
        case = self.get_object()
        require_open(case, act, **self.doing)
        return case

    def stands(self, case: Case, code: int = 200) -> Response:
        return self.answer(self.again(case), code)

    @extend_schema(request=told.OnSpotInput, responses={201: CaseSerializer})
    @action(detail=False, methods=["post"], url_path="on-the-spot")
    def on_the_spot(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Penalise on the spot: case, violation, decision and service in one act."""
        require_file(self.user.bureau, by=self.user)
        values = self.typed(told.OnSpotInput)
        party, colleague = values.pop("party"), values.pop("with_officer")
        facts = OnSpotFacts(**values)
        paper = penalise_on_the_spot(party, facts, with_officer=colleague, **self.doing)
        return self.stands(Case.objects.get(uuid=paper.about_uuid), CREATED)

    @extend_schema(request=told.FiledOnInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="file-papers")
    def file_papers(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The papers of an on-the-spot penalty were filed with the bureau."""
        case = self.now(CaseAct.FILE_PAPERS)
        return self.stands(file_papers(case, **self.typed(told.FiledOnInput), **self.doing))

    @extend_schema(request=told.HandedInInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="hand-in-fine")
    def hand_in_fine(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Money collected on the spot was handed in to the bureau."""
        case = self.now(CaseAct.HAND_IN_FINE)
        return self.stands(hand_in_fine(case, **self.typed(told.HandedInInput), **self.doing))

    @extend_schema(request=told.DepositedInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="deposit-fine")
    def deposit_fine(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Money collected on the spot was paid into the bank."""
        case = self.now(CaseAct.DEPOSIT_FINE)
        return self.stands(deposit_fine(case, **self.typed(told.DepositedInput), **self.doing))

    @extend_schema(request=None, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="close-on-the-spot")
    def close_on_the_spot(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Close an on-the-spot case whose papers are filed and whose money is banked."""
        case = self.now(CaseAct.CLOSE_ON_SPOT)
        return self.stands(close_on_spot(case, **self.doing))

    @extend_schema(request=told.OfferInput, responses={201: HandOverSerializer})
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Offer the case to another bureau."""
        case = self.now(CaseAct.HAND_OVER)
        row = hand_over(case, **self.typed(told.OfferInput), **self.doing)
        fresh = with_limit(HandOver.objects.filter(pk=row.pk)).get()
        return Response(HandOverSerializer(fresh).data, status=CREATED)

    @extend_schema(request=told.MergeInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Merge the case into another; answers with the other one."""
        case = self.now(CaseAct.MERGE)
        return self.stands(merge_case(case, **self.typed(told.MergeInput), **self.doing))

    @extend_schema(request=told.SplitInput, responses={201: CaseSerializer})
    @action(detail=True, methods=["post"])
    def split(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Split violations off; answers with the new case."""
        case = self.now(CaseAct.SPLIT)
        made = split_case(case, **self.typed(told.SplitInput), **self.doing)
        return self.stands(made, CREATED)

    @extend_schema(request=told.SuperviseInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def supervise(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Put the case under the supervision of a bureau above, with days of reports."""
        case = self.get_object()
        require_supervise(case, by=self.user)
        return self.stands(supervise(case, **self.typed(told.SuperviseInput), **self.doing))

    @extend_schema(request=told.ReportDaysInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="ask-for-reports")
    def ask_for_reports(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask the officers of a supervised case for further reports."""
        case = self._supervised()
        ask_for_reports(case, **self.typed(told.ReportDaysInput), **self.doing)
        return self.stands(case)

    @extend_schema(request=ReasonInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="lift-supervision")
    def lift_supervision(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """End the supervision of a case."""
        case = self._supervised()
        return self.stands(lift_supervision(case, **self.typed(ReasonInput), **self.doing))

    def _supervised(self) -> Case:
        """The case, if the caller's bureau supervises it."""
        case: Case = self.get_object()
        live = case.supervisions.filter(lifted_on=None).select_related("by_bureau").first()
        if live is not None:
            require_supervising(live, by=self.user)
        else:
            require_may_act(case, by=self.user, perm=Perm.DECIDE_CASES)
            raise NotFound
        return case
