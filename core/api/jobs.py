"""One's own long work over the API."""

from typing import Any, ClassVar, cast

from django.http import FileResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ReadViewSet
from core.downloads import SECONDS, check_key, key_for
from core.errors import NotFound
from core.jobs import cancel_job
from core.models import Job, JobQuerySet
from core.protocols import Actor
from core.views.jobs import file_of


class JobSerializer(serializers.ModelSerializer[Job]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    has_file = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "title",
            "state",
            "done",
            "total",
            "message",
            "error",
            "result",
            "has_file",
            "file_name",
            "created_at",
            "started_at",
            "finished_at",
            "version",
        )

    def get_has_file(self, job: Job) -> bool:
        return bool(job.file)


class FileAddressSerializer(serializers.Serializer[Any]):
    address = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")


class JobViewSet(ReadViewSet):
    """Jobs exist for their owner alone."""

    serializer_class = JobSerializer
    queryset = Job.objects.none()
    filterset_fields: ClassVar[tuple[str, ...]] = ("state", "kind")

    @property
    def owner(self) -> Actor:
        return cast(Actor, self.request.user)

    def get_queryset(self) -> JobQuerySet:
        if getattr(self, "swagger_fake_view", False):
            return Job.objects.none()
        return Job.objects.owned_by(self.owner.actor_uuid)

    @extend_schema(request=None, responses=JobSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, id: str) -> Response:
        """Ask the work to stop."""
        job: Job = self.get_object()
        return self.answer(cancel_job(uuid=str(job.uuid), by=self.owner))

    @extend_schema(request=None, responses=FileAddressSerializer)
    @action(detail=True, methods=["post"])
    def file(self, request: Request, id: str) -> Response:
        """The address of the result, good for two minutes."""
        job: Job = self.get_object()
        if not job.file:
            raise NotFound
        key = key_for("job", job.uuid, self.owner.actor_uuid)
        address = f"{reverse('api:job-file', args=[job.uuid])}?key={key}"
        return Response({"address": address, "expires_in": SECONDS})

    @extend_schema(
        parameters=[OpenApiParameter("key", OpenApiTypes.STR, required=True)],
        responses={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    @file.mapping.get
    def content(self, request: Request, id: str) -> FileResponse:
        """The result itself, by the address that a POST gave."""
        job: Job = self.get_object()
        check_key(request.query_params.get("key", ""), "job", job.uuid, self.owner.actor_uuid)
        return file_of(job)
