from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import MayDo
from accounts.permissions import Perm
from core.api.versions import expected_version
from core.api.viewsets import ReadViewSet
from registry.api import filters, serializers
from registry.models import Batch, KeyList, Licence, Party, Product
from registry.services.key_lists import (
    add_items,
    change_key_list,
    create_key_list,
    remove_items,
)
from registry.services.licences import add_licence, renew_licence, revoke_licence
from registry.services.parties import change_party, close_party, register_party, set_key
from registry.services.products import add_batch, change_product, register_product
from registry.similar import likely_same

CREATED = status.HTTP_201_CREATED


class RegistryViewSet(ReadViewSet):
    """Read by whoever reads records, written by whoever writes parties."""

    def get_permissions(self) -> list[Any]:
        reads = self.request.method in SAFE_METHODS
        return [MayDo(Perm.READ_RECORDS if reads else Perm.WRITE_PARTIES)()]

    def typed(self, form_class: Any = None, *, partial: bool = False) -> dict[str, Any]:
        """What was sent, checked field by field."""
        form = (form_class or self.get_serializer_class())(
            data=self.request.data, partial=partial
        )
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.request.user, "on": timezone.localdate()}

    @property
    def version(self) -> int | None:
        """The version an act was asked for, where If-Match tells one."""
        return expected_version(self.request) if "If-Match" in self.request.headers else None


class PartyViewSet(RegistryViewSet):
    serializer_class = serializers.PartySerializer
    filterset_class = filters.PartyApiFilter

    def get_queryset(self) -> Any:
        return Party.objects.visible_to(self.request.user).select_related("region", "bureau")

    def create(self, request: Request) -> Response:
        return self.answer(register_party(**self.typed(), **self.act), CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        party, version = self.get_object(), expected_version(request)
        changes = self.typed(serializers.PartyChangeSerializer, partial=True)
        return self.answer(change_party(party, changes=changes, version=version, **self.act))

    @extend_schema(
        parameters=[
            OpenApiParameter(name, OpenApiTypes.STR)
            for name in ("name", "credit_code", "region")
        ],
        responses=serializers.PartySerializer(many=True),
    )
    @action(detail=False, pagination_class=None, filterset_class=None)
    def similar(self, request: Request) -> Response:
        """Those that may be the party about to be entered: its code, or nearly its name."""
        asked = {name: request.query_params.get(name, "") for name in ("name", "credit_code")}
        region = request.query_params.get("region", "")
        found = likely_same(self.get_queryset(), **asked, region_code=region)
        return Response(self.get_serializer(found, many=True).data)

    @action(detail=True, methods=["post"], serializer_class=serializers.MarkReasonSerializer)
    def close(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Struck off, moved away, ceased trading."""
        closed = close_party(self.get_object(), **self.typed(), **self._versioned)
        return self._party(closed)

    @action(
        detail=True,
        methods=["post"],
        url_path="mark-key",
        serializer_class=serializers.KeyMarkSerializer,
    )
    def mark_key(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Mark as key enterprise, or take the mark away, saying why."""
        marked = set_key(self.get_object(), **self.typed(), **self._versioned)
        return self._party(marked)

    @property
    def _versioned(self) -> dict[str, Any]:
        return {"version": self.version, **self.act}

    def _party(self, party: Party) -> Response:
        self.serializer_class = serializers.PartySerializer
        return self.answer(party)


class LicenceViewSet(RegistryViewSet):
    serializer_class = serializers.LicenceSerializer
    filterset_class = filters.LicenceApiFilter

    def get_queryset(self) -> Any:
        return Licence.objects.visible_to(self.request.user).select_related("party")

    def create(self, request: Request) -> Response:
        return self.answer(add_licence(**self.typed(), **self.act), CREATED)

    @action(detail=True, methods=["post"])
    def renew(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A new term under the same number."""
        term = self.typed(serializers.RenewalSerializer)
        licence = self.get_object()
        return self.answer(renew_licence(licence, **term, version=self.version, **self.act))

    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ended before its term: revoked, withdrawn, cancelled, given back."""
        told = self.typed(serializers.RevocationSerializer)
        licence = self.get_object()
        return self.answer(revoke_licence(licence, **told, version=self.version, **self.act))


class ProductViewSet(RegistryViewSet):
    serializer_class = serializers.ProductSerializer
    filterset_class = filters.ProductApiFilter

    def get_queryset(self) -> Any:
        rows = Product.objects.visible_to(self.request.user)
        return rows.select_related("holder", "bureau")

    def create(self, request: Request) -> Response:
        return self.answer(register_product(**self.typed(), **self.act), CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        product, version = self.get_object(), expected_version(request)
        changes = self.typed(serializers.ProductChangeSerializer, partial=True)
        return self.answer(
            change_product(product, changes=changes, version=version, **self.act)
        )


class BatchViewSet(RegistryViewSet):
    serializer_class = serializers.BatchSerializer
    filterset_class = filters.BatchApiFilter

    def get_queryset(self) -> Any:
        return Batch.objects.visible_to(self.request.user).select_related("product")

    def create(self, request: Request) -> Response:
        return self.answer(add_batch(**self.typed(), **self.act), CREATED)


class KeyListViewSet(RegistryViewSet):
    serializer_class = serializers.KeyListSerializer
    filterset_class = filters.KeyListApiFilter

    def get_queryset(self) -> Any:
        return KeyList.objects.visible_to(self.request.user).select_related("bureau")

    def create(self, request: Request) -> Response:
        return self.answer(create_key_list(**self.typed(), **self.act), CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        key_list, version = self.get_object(), expected_version(request)
        changes = self.typed(serializers.KeyListChangeSerializer, partial=True)
        return self.answer(
            change_key_list(key_list, changes=changes, version=version, **self.act)
        )

    @action(detail=True, methods=["get"], serializer_class=serializers.KeyListItemSerializer)
    def items(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The parties and products of the list."""
        rows = self.get_object().items.select_related("party", "product").order_by("-id")
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @action(
        detail=True,
        methods=["post"],
        url_path="add-items",
        serializer_class=serializers.ItemsAddedSerializer,
    )
    def add_items(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Put parties and products on the list; what stands there already stays."""
        return Response({"added": add_items(self.get_object(), **self.typed(), **self.act)})

    @action(
        detail=True,
        methods=["post"],
        url_path="remove-items",
        serializer_class=serializers.ItemsRemovedSerializer,
    )
    def remove_items(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take items off the list, saying why."""
        removed = remove_items(self.get_object(), **self.typed(), **self.act)
        return Response({"removed": removed})
