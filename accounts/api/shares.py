"""``shares``: records opened to persons and bureaus beyond the tree."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.access_serializers import NewShareSerializer, ShareSerializer
from accounts.api.base import AccountsViewSet
from accounts.api.serializers import ReasonSerializer
from accounts.models import Bureau, Perm, Share, User
from accounts.services.scope import close_reading, open_for_reading, root_of
from core.errors import Invalid, NotFound
from core.refs import Ref


class ShareViewSet(AccountsViewSet):
    """What was opened to oneself or one's bureau; ``?root=kind:uuid``: all of one record."""

    act_perms = {"create": Perm.ASSIGN_WORK, "close": Perm.ASSIGN_WORK}
    serializer_class = ShareSerializer
    queryset = Share.objects.none()

    def get_queryset(self) -> QuerySet[Share]:
        user = self.user
        asked = self.request.query_params.get("root")
        rows = Share.objects.visible_to(user)
        if asked:
            root = root_of(Ref.parse(asked), user)
            rows = Share.objects.of(root.root_ref)
        return rows.select_related("user", "bureau")

    @extend_schema(parameters=[OpenApiParameter("root", str)])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def get_object(self) -> Share:
        """One share: given to oneself, or of a record one may read."""
        try:
            rows = Share.objects.filter(uuid=UUID(self.kwargs["id"]))
        except ValueError as error:
            raise NotFound from error
        share = rows.select_related("user", "bureau").first()
        if share is None:
            raise NotFound
        user = self.user
        if not Share.objects.visible_to(user).filter(pk=share.pk).exists():
            root_of(Ref(share.root_kind, share.root_uuid), user)
        return share

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=NewShareSerializer, responses={201: ShareSerializer})
    def create(self, request: Request) -> Response:
        """Open a record of one's bureau for reading, with the reason."""
        values = self.sent(NewShareSerializer)
        user = self.user
        root = root_of(Ref.parse(values["root"]), user)
        share = open_for_reading(
            root,
            to=self._reader(values),
            reason=values["reason"],
            by=user,
            on=self.on,
        )
        return Response(self.get_serializer(share).data, status=201)

    @extend_schema(request=ReasonSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **_kwargs: Any) -> Response:
        """Close again what was opened for reading."""
        share = self.get_object()
        values = self.sent(ReasonSerializer)
        close_reading(share, **values, by=self.user, on=self.on)
        return Response(status=204)

    @staticmethod
    def _reader(values: dict[str, Any]) -> User | Bureau:
        officer, bureau = values.get("officer"), values.get("bureau")
        if (officer is None) == (bureau is None):
            raise Invalid(_("Name either an officer or a bureau."))
        if bureau is not None:
            return bureau  # type: ignore[no-any-return]
        person: User | None = User.objects.people().active().filter(uuid=officer).first()
        if person is None:
            raise Invalid(fields={"officer": _("There is no such officer.")})
        return person
