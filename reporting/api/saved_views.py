"""Saved views over the API, and the serializers of an export of a list."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from reporting.api.viewsets import ReportingViewSet
from reporting.models.saved_views import SavedView
from reporting.services.saved_views import prefer_view, remove_view, save_view


class SavedViewSerializer(serializers.ModelSerializer[SavedView]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    owner = serializers.CharField(source="owner.name", read_only=True)

    class Meta:
        model = SavedView
        fields = ("id", "version", "path", "title", "query", "is_shared", "owner", "created_at")


class NewViewSerializer(serializers.Serializer[Any]):
    path = serializers.CharField(max_length=200, help_text="The list's own address.")
    title = serializers.CharField(max_length=200)
    query = serializers.CharField(max_length=5_000, required=False, allow_blank=True)
    is_shared = serializers.BooleanField(default=False)
    is_default = serializers.BooleanField(default=False)


class SavedViewViewSet(ReportingViewSet):
    """One's own views of lists, and those colleagues of the bureau share."""

    serializer_class = SavedViewSerializer
    queryset = SavedView.objects.none()
    filterset_fields: ClassVar[tuple[str, ...]] = ("path", "is_shared")

    def get_queryset(self) -> Any:
        return SavedView.objects.visible_to(self.user).select_related("owner")

    @extend_schema(request=NewViewSerializer, responses={201: SavedViewSerializer})
    def create(self, request: Request) -> Response:
        """Keep filters, columns and order of a list under a name."""
        typed = {"query": "", **self.typed(NewViewSerializer)}
        return self.answer(save_view(**typed, **self.act), status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Remove one's own view."""
        remove_view(self.get_object(), **self.act)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses=SavedViewSerializer)
    @action(detail=True, methods=["post"])
    def prefer(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Open its list with this view from now on."""
        view = self.get_object()
        prefer_view(view, path=view.path, by=self.user)
        return self.answer(view)
