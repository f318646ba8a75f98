"""``officers`` and ``trainings``."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.base import AccountsViewSet
from accounts.api.serializers import (
    ChangeOfficerSerializer,
    NewCertificateSerializer,
    NewOfficerSerializer,
    NewTrainingSerializer,
    OfficerSerializer,
    PasswordSerializer,
    ReasonSerializer,
    RoleSerializer,
    TrainingSerializer,
    TransferSerializer,
)
from accounts.filters import PeopleFilter, TrainingFilter
from accounts.models import Perm, RoleGrant, TrainingRecord, User
from accounts.services.people import (
    change_person,
    create_person,
    disable_person,
    enable_person,
    set_first_password,
    transfer_person,
)
from accounts.services.qualifications import add_certificate, record_training
from accounts.services.roles import grant_role, revoke_role
from core.api.versions import expected_version
from core.errors import Invalid


class OfficerViewSet(AccountsViewSet):
    """People of one's own bureau and those under it."""

    act_perms = {
        "create": Perm.MANAGE_PEOPLE,
        "partial_update": Perm.MANAGE_PEOPLE,
        "disable": Perm.MANAGE_PEOPLE,
        "enable": Perm.MANAGE_PEOPLE,
        "set_password": Perm.MANAGE_PEOPLE,
        "transfer": Perm.MANAGE_PEOPLE,
        "add_certificate": Perm.MANAGE_PEOPLE,
        "grant_role": Perm.GRANT_ROLES,
        "revoke_role": Perm.GRANT_ROLES,
    }
    serializer_class = OfficerSerializer
    filterset_class = PeopleFilter
    queryset = User.objects.none()

    def get_queryset(self) -> QuerySet[User]:
        rows: QuerySet[User] = User.objects.visible_to(self.user).people()
        open_grants = RoleGrant.objects.filter(revoked_on=None)
        return rows.select_related("bureau", "unit").prefetch_related(
            Prefetch("role_grants", open_grants, "open_grants"), "certificates"
        )

    @extend_schema(request=NewOfficerSerializer, responses={201: OfficerSerializer})
    def create(self, request: Request) -> Response:
        """Take on an officer, with a first password that must be changed."""
        values = self.sent(NewOfficerSerializer)
        validate_password(values["password"])
        person = create_person(**values, by=self.user, on=self.on)
        return self.fresh(person, status=201)

    @extend_schema(request=ChangeOfficerSerializer, responses=OfficerSerializer)
    def partial_update(self, request: Request, **_kwargs: Any) -> Response:
        """Change name, unit, position or how a person is reached. Needs ``If-Match``."""
        person = change_person(
            self.get_object(),
            changes=self.sent(ChangeOfficerSerializer),
            expected_version=expected_version(request),
            by=self.user,
            on=self.on,
        )
        return self.fresh(person)

    @extend_schema(request=ReasonSerializer, responses=OfficerSerializer)
    @action(detail=True, methods=["post"])
    def disable(self, request: Request, **_kwargs: Any) -> Response:
        """Close the account; its sessions and tokens end."""
        return self.act(disable_person, ReasonSerializer)

    @extend_schema(request=PasswordSerializer, responses=OfficerSerializer)
    @action(detail=True, methods=["post"])
    def enable(self, request: Request, **_kwargs: Any) -> Response:
        """Open the account again with a new first password."""
        return self.act(enable_person, PasswordSerializer)

    @extend_schema(request=PasswordSerializer, responses=OfficerSerializer)
    @action(detail=True, methods=["post"], url_path="set-password")
    def set_password(self, request: Request, **_kwargs: Any) -> Response:
        """A new first password, to be changed at once."""
        return self.act(set_first_password, PasswordSerializer)

    @extend_schema(request=TransferSerializer, responses=OfficerSerializer)
    @action(detail=True, methods=["post"])
    def transfer(self, request: Request, **_kwargs: Any) -> Response:
        """Move to another bureau or unit."""
        return self.act(transfer_person, TransferSerializer)

    @extend_schema(request=RoleSerializer, responses=OfficerSerializer)
    @action(detail=True, methods=["post"], url_path="grant-role")
    def grant_role(self, request: Request, **_kwargs: Any) -> Response:
        """Give a duty; for security administrators."""
        return self.act(grant_role, RoleSerializer)

    @extend_schema(request=RoleSerializer, responses=OfficerSerializer)
    @action(detail=True, methods=["post"], url_path="revoke-role")
    def revoke_role(self, request: Request, **_kwargs: Any) -> Response:
        """Take a duty back; for security administrators."""
        return self.act(revoke_role, RoleSerializer)

    @extend_schema(request=NewCertificateSerializer, responses=OfficerSerializer)
    @action(detail=True, methods=["post"], url_path="add-certificate")
    def add_certificate(self, request: Request, **_kwargs: Any) -> Response:
        """Enter a certificate."""
        return self.act(add_certificate, NewCertificateSerializer)


class TrainingViewSet(AccountsViewSet):
    """Training the officers of one's tree took."""

    act_perms = {"create": Perm.MANAGE_PEOPLE}
    serializer_class = TrainingSerializer
    filterset_class = TrainingFilter
    queryset = TrainingRecord.objects.none()

    def get_queryset(self) -> QuerySet[TrainingRecord]:
        return TrainingRecord.objects.visible_to(self.user).select_related("user")

    @extend_schema(request=NewTrainingSerializer, responses={201: TrainingSerializer})
    def create(self, request: Request) -> Response:
        """Enter training an officer took."""
        values = self.sent(NewTrainingSerializer)
        people = User.objects.visible_to(self.user).people().select_related("bureau")
        person = people.filter(uuid=values.pop("officer")).first()
        if person is None:
            raise Invalid(
                fields={"officer": _("There is no such officer in your jurisdiction.")}
            )
        training = record_training(person, **values, by=self.user, on=self.on)
        return self.fresh(training, status=201)
