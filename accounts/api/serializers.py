from typing import Any

from rest_framework import serializers
from rest_framework.serializers import SlugRelatedField

from accounts.models import (
    Bureau,
    BureauKind,
    Certificate,
    CertificateKind,
    Region,
    Role,
    TrainingRecord,
    Unit,
    UnitKind,
    User,
)


class BureauSerializer(serializers.ModelSerializer[Bureau]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    parent: SlugRelatedField[Bureau] = SlugRelatedField(  # type: ignore[assignment]
        slug_field="code", read_only=True
    )
    regions: SlugRelatedField[Region] = SlugRelatedField(
        slug_field="code", many=True, read_only=True
    )
    succeeded_by: SlugRelatedField[Bureau] = SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Bureau
        fields = [
            "id",
            "version",
            "code",
            "name",
            "short_name",
            "document_word",
            "kind",
            "parent",
            "path",
            "regions",
            "may_inspect",
            "may_measure",
            "may_penalise",
            "active_from",
            "active_to",
            "succeeded_by",
        ]


class ChangeBureauSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100, required=False)
    short_name = serializers.CharField(max_length=30, required=False)
    document_word = serializers.CharField(max_length=20, required=False)
    regions: SlugRelatedField[Region] = SlugRelatedField(
        slug_field="code", many=True, required=False, queryset=Region.objects.all()
    )


class NewBureauSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=12)
    name = serializers.CharField(max_length=100)
    short_name = serializers.CharField(max_length=30)
    document_word = serializers.CharField(max_length=20)
    kind = serializers.ChoiceField(choices=BureauKind.choices)
    parent: SlugRelatedField[Bureau] = SlugRelatedField(  # type: ignore[assignment]
        slug_field="code", queryset=Bureau.objects.all()
    )
    regions: SlugRelatedField[Region] = SlugRelatedField(
        slug_field="code", many=True, required=False, queryset=Region.objects.all()
    )

    def validate_kind(self, value: str) -> BureauKind:
        return BureauKind(value)


class CloseBureauSerializer(serializers.Serializer[Any]):
    successor: SlugRelatedField[Bureau] = SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all(), required=False, default=None
    )
    reason = serializers.CharField(max_length=200)


class UnitSerializer(serializers.ModelSerializer[Unit]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Unit
        fields = ["id", "version", "bureau", "kind", "name", "is_active"]


class NewUnitSerializer(serializers.Serializer[Any]):
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all()
    )
    kind = serializers.ChoiceField(choices=UnitKind.choices)
    name = serializers.CharField(max_length=100)

    def validate_kind(self, value: str) -> UnitKind:
        return UnitKind(value)


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = Certificate
        fields = ["id", "kind", "number", "issued_on", "expires_on"]


class NewCertificateSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=CertificateKind.choices)
    number = serializers.CharField(max_length=40)
    issued_on = serializers.DateField()
    expires_on = serializers.DateField(required=False, allow_null=True, default=None)

    def validate_kind(self, value: str) -> CertificateKind:
        return CertificateKind(value)


class OfficerSerializer(serializers.ModelSerializer[User]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(slug_field="code", read_only=True)
    unit = serializers.SerializerMethodField()
    roles = serializers.SerializerMethodField()
    certificates = CertificateSerializer(many=True, read_only=True)

    class Meta:
        model = User
        fields = [
            "id",
            "version",
            "username",
            "name",
            "bureau",
            "unit",
            "position",
            "is_active",
            "disabled_on",
            "roles",
            "certificates",
        ]

    def get_unit(self, person: User) -> str | None:
        return str(person.unit.uuid) if person.unit else None

    def get_roles(self, person: Any) -> list[str]:
        return [grant.role for grant in person.open_grants]


class ChangeOfficerSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=50, required=False)
    unit: SlugRelatedField[Unit] = SlugRelatedField(
        slug_field="uuid", queryset=Unit.objects.all(), required=False, allow_null=True
    )
    position = serializers.CharField(max_length=50, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=20, required=False, allow_blank=True)
    email = serializers.EmailField(required=False, allow_blank=True)


class NewOfficerSerializer(ChangeOfficerSerializer):
    username = serializers.CharField(max_length=64)
    name = serializers.CharField(max_length=50)
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all()
    )
    password = serializers.CharField(
        write_only=True, min_length=8, help_text="The first password; it must be changed."
    )


class PasswordSerializer(serializers.Serializer[Any]):
    password = serializers.CharField(write_only=True, min_length=8)


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class TransferSerializer(serializers.Serializer[Any]):
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all()
    )
    unit: SlugRelatedField[Unit] = SlugRelatedField(
        slug_field="uuid",
        queryset=Unit.objects.all(),
        required=False,
        allow_null=True,
        default=None,
    )


class RoleSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=Role.choices)

    def validate_role(self, value: str) -> Role:
        return Role(value)


class TrainingSerializer(serializers.ModelSerializer[TrainingRecord]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    officer: SlugRelatedField[User] = SlugRelatedField(
        slug_field="uuid", source="user", read_only=True
    )

    class Meta:
        model = TrainingRecord
        fields = [
            "id",
            "version",
            "officer",
            "title",
            "provider",
            "held_on",
            "hours",
            "passed",
        ]


class NewTrainingSerializer(serializers.Serializer[Any]):
    officer = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    provider = serializers.CharField(max_length=100, required=False, default="")
    held_on = serializers.DateField()
    hours = serializers.DecimalField(max_digits=5, decimal_places=1)
    passed = serializers.BooleanField(default=True)
