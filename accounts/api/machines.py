"""``service-accounts`` and ``tokens``."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.access_serializers import (
    IssuedTokenSerializer,
    NewServiceAccountSerializer,
    NewTokenSerializer,
    ServiceAccountSerializer,
    TokenSerializer,
)
from accounts.api.base import AccountsViewSet
from accounts.api.permissions import MayDo
from accounts.models import AccountKind, ApiToken, Perm, User
from accounts.services.tokens import create_service_account, issue_token, revoke_token
from core.errors import Invalid


class ServiceAccountViewSet(AccountsViewSet):
    """Accounts of other systems, for whoever manages tokens."""

    serializer_class = ServiceAccountSerializer
    permission_classes = [MayDo(Perm.MANAGE_TOKENS)]
    queryset = User.objects.none()

    def get_queryset(self) -> QuerySet[User]:
        rows: QuerySet[User] = User.objects.visible_to(self.user)
        return rows.filter(kind=AccountKind.SERVICE).select_related("bureau")

    @extend_schema(
        request=NewServiceAccountSerializer, responses={201: ServiceAccountSerializer}
    )
    def create(self, request: Request) -> Response:
        """An account for another system: no password, only tokens."""
        values = self.sent(NewServiceAccountSerializer)
        account = create_service_account(**values, by=self.user, on=self.on)
        return self.fresh(account, status=201)


class TokenViewSet(AccountsViewSet):
    """One's own tokens, and those of the service accounts one manages."""

    serializer_class = TokenSerializer
    queryset = ApiToken.objects.none()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # No Idempotency-Key here: the answer kept for it would hold the plain token.
        viewsets.GenericViewSet.initial(self, request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[ApiToken]:
        rows: QuerySet[ApiToken] = ApiToken.objects.visible_to(self.user)
        return rows.select_related("user__bureau").order_by("-created")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.get_queryset()[:200]
        return Response({"results": self.get_serializer(rows, many=True).data})

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=NewTokenSerializer, responses={201: IssuedTokenSerializer})
    def create(self, request: Request) -> Response:
        """A new token; ``token`` in the answer is shown this once."""
        values = self.sent(NewTokenSerializer)
        accounts = User.objects.visible_to(self.user).select_related("bureau")
        account = accounts.filter(uuid=values.pop("account")).first()
        if account is None:
            raise Invalid(fields={"account": _("There is no such account.")})
        token, plain = issue_token(account, **values, by=self.user, on=self.on)
        return Response({**self.get_serializer(token).data, "token": plain}, status=201)

    @extend_schema(request=None, responses=TokenSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, **_kwargs: Any) -> Response:
        """End a token at once."""
        token = revoke_token(self.get_object(), by=self.user, on=self.on)
        return Response(self.get_serializer(token).data)
