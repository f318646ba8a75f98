from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.timezone import localdate, now
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import MayDo
from accounts.models import Perm, User
from core.api.viewsets import OncePerKey, ReadViewSet
from workbench.api.serializers import (
    ApprovalSerializer,
    AttachmentSerializer,
    BulkLineSerializer,
    BulkSerializer,
    CommentSerializer,
    DeliverySerializer,
    MessageSerializer,
    OpinionSerializer,
    PaperSerializer,
    ReturnSerializer,
)
from workbench.filters import (
    ApprovalFilter,
    AttachmentFilter,
    CommentFilter,
    DeliveryFilter,
    MessageFilter,
)
from workbench.models import Approval, Attachment, Comment, Delivery, Message
from workbench.policies import require_record_on_paper
from workbench.records import readable_record
from workbench.services.approvals import approve, return_
from workbench.services.attachments import note_fetched
from workbench.services.bulk_approvals import approve_many
from workbench.services.comments import add_comment
from workbench.services.messages import acknowledge, mark_read
from workbench.services.outside import retry_delivery
from workbench.services.paper_approvals import record_on_paper, signatories_of
from workbench.views.attachments import file_of


class InboxViewSet(ReadViewSet):
    """What the product told the caller."""

    serializer_class = MessageSerializer
    filterset_class = MessageFilter
    queryset = Message.objects.none()

    def get_queryset(self) -> QuerySet[Message]:
        return Message.objects.visible_to(_caller(self.request))

    @extend_schema(request=None, responses=MessageSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, **_kwargs: Any) -> Response:
        """Mark as read."""
        message = self.get_object()
        mark_read(by=_caller(request), uuids=[message.uuid])
        message.refresh_from_db()
        return self.answer(message)

    @extend_schema(request=None, responses=MessageSerializer)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, **_kwargs: Any) -> Response:
        """Take note: recorded, once."""
        message = acknowledge(self.get_object(), by=_caller(request), on=localdate())
        return self.answer(message)


class ApprovalViewSet(ReadViewSet):
    """Acts submitted for approval."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]
    serializer_class = ApprovalSerializer
    filterset_class = ApprovalFilter
    queryset = Approval.objects.none()

    def get_queryset(self) -> QuerySet[Approval]:
        rows = Approval.objects.visible_to(self.request.user)
        return rows.select_related("bureau", "submitted_by").prefetch_related(
            "steps__decided_by"
        )

    @extend_schema(request=OpinionSerializer, responses=ApprovalSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, **_kwargs: Any) -> Response:
        """Approve the present step."""
        opinion = OpinionSerializer(data=request.data)
        opinion.is_valid(raise_exception=True)
        by = _caller(request)
        approve(self.get_object(), by=by, on=localdate(), **opinion.validated_data)
        return self.answer(self.get_object())

    @extend_schema(
        request={"multipart/form-data": PaperSerializer}, responses=ApprovalSerializer
    )
    @action(
        detail=True, methods=["post"], url_path="on-paper", parser_classes=[MultiPartParser]
    )
    def on_paper(self, request: Request, **_kwargs: Any) -> Response:
        """Record what the holder of the step signed on paper, with its scan."""
        approval = self.get_object()
        by = _caller(request)
        require_record_on_paper(approval, by=by)
        context = {"signatories": signatories_of(approval)}
        told = PaperSerializer(data=request.data, context=context)
        told.is_valid(raise_exception=True)
        record_on_paper(approval, by=by, on=localdate(), **told.validated_data)
        return self.answer(self.get_object())

    @extend_schema(request=ReturnSerializer, responses=ApprovalSerializer)
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def send_back(self, request: Request, **_kwargs: Any) -> Response:
        """Send it back with a reason."""
        reason = ReturnSerializer(data=request.data)
        reason.is_valid(raise_exception=True)
        by = _caller(request)
        return_(self.get_object(), by=by, on=localdate(), **reason.validated_data)
        return self.answer(self.get_object())


class BulkApprovals(OncePerKey, APIView):
    """Approving several submissions at once."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]

    @extend_schema(
        operation_id="approvals_bulk_approve",
        request=BulkSerializer,
        responses=BulkLineSerializer(many=True),
    )
    def post(self, request: Request, **_kwargs: Any) -> Response:
        """Approve each present step; what is refused is named, the rest is done."""
        asked = BulkSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        by = _caller(request)
        rows = Approval.objects.visible_to(by).filter(uuid__in=asked.validated_data["ids"])
        reason = asked.validated_data["reason"]
        lines = approve_many(rows, by=by, on=localdate(), reason=reason)
        return Response(BulkLineSerializer(lines, many=True).data)


class AttachmentViewSet(ReadViewSet):
    """Files of records; their content is fetched with a POST that is kept in the trail."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]
    serializer_class = AttachmentSerializer
    filterset_class = AttachmentFilter
    queryset = Attachment.objects.none()

    def get_queryset(self) -> QuerySet[Attachment]:
        return Attachment.objects.visible_to(self.request.user)

    @extend_schema(request=None, responses={200: OpenApiTypes.BINARY})
    @action(detail=True, methods=["post"])
    def fetch(self, request: Request, **_kwargs: Any) -> FileResponse:
        """The content as it came in."""
        row = self.get_object()
        note_fetched(row, by=_caller(request), on=localdate())
        return file_of(row)


class DeliveryViewSet(ReadViewSet):
    """What left by e-mail and webhook, for administrators; first what was given up."""

    permission_classes = [MayDo(Perm.MANAGE_SETTINGS)]
    serializer_class = DeliverySerializer
    filterset_class = DeliveryFilter
    queryset = Delivery.objects.none()

    def get_queryset(self) -> QuerySet[Delivery]:
        rows = Delivery.objects.visible_to(self.request.user)
        return rows.select_related("recipient", "bureau")

    def filter_queryset(self, queryset: Any) -> Any:
        """Only lists are narrowed down: one delivery is found whatever its state."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    @extend_schema(request=None, responses=DeliverySerializer)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, **_kwargs: Any) -> Response:
        """Try again what was given up, under the same id."""
        by = _caller(request)
        row = retry_delivery(self.get_object(), by=by, on=localdate(), at=now())
        return self.answer(row)


class CommentViewSet(ReadViewSet):
    """Remarks on records; ``about`` is ``kind:uuid``."""

    permission_classes = [MayDo(Perm.READ_RECORDS)]
    serializer_class = CommentSerializer
    filterset_class = CommentFilter
    queryset = Comment.objects.none()

    def get_queryset(self) -> QuerySet[Comment]:
        return Comment.objects.visible_to(self.request.user).select_related("author")

    def create(self, request: Request, **_kwargs: Any) -> Response:
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        about = asked.validated_data["about"]
        by = _caller(request)
        record = readable_record(about.kind, about.uuid, by)
        comment = add_comment(record, text=asked.validated_data["text"], by=by, on=localdate())
        return self.answer(comment, status=201)


def _caller(request: Request) -> User:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("The permission classes let only known accounts through.")
    return user
