from typing import Any

from rest_framework import serializers
from rest_framework.serializers import SlugRelatedField

from accounts.models import ApiToken, Bureau, Share, User


class ServiceAccountSerializer(serializers.ModelSerializer[User]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = User
        fields = ["id", "version", "username", "name", "bureau", "is_active"]


class NewServiceAccountSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=64)
    name = serializers.CharField(max_length=50)
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all()
    )


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    account = serializers.CharField(source="user.username", read_only=True)
    begins_with = serializers.CharField(source="token_key", read_only=True)

    class Meta:
        model = ApiToken
        fields = [
            "id",
            "account",
            "name",
            "begins_with",
            "may_write",
            "created",
            "expiry",
            "revoked_on",
            "last_used_at",
        ]


class NewTokenSerializer(serializers.Serializer[Any]):
    account = serializers.UUIDField(help_text="A service account, or oneself.")
    name = serializers.CharField(max_length=100)
    days = serializers.IntegerField(min_value=1, help_text="Calendar days, at most 730.")
    may_write = serializers.BooleanField(default=False)


class IssuedTokenSerializer(TokenSerializer):
    token = serializers.CharField(read_only=True, help_text="Shown this once.")

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]


class ShareSerializer(serializers.ModelSerializer[Share]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    root = serializers.SerializerMethodField()  # type: ignore[assignment]
    officer: SlugRelatedField[User] = SlugRelatedField(
        slug_field="uuid", source="user", read_only=True
    )
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Share
        fields = ["id", "root", "officer", "bureau", "grade", "reason", "given_on"]

    def get_root(self, share: Share) -> str:
        return f"{share.root_kind}:{share.root_uuid}"


class NewShareSerializer(serializers.Serializer[Any]):
    root = serializers.CharField(  # type: ignore[assignment]
        help_text="kind:uuid of the top record"
    )
    officer = serializers.UUIDField(required=False)
    bureau: SlugRelatedField[Bureau] = SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all(), required=False
    )
    reason = serializers.CharField(max_length=200)
