"""How records are named in the API: by public id, with a name to read."""

from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from core.errors import NotFound


@extend_schema_field(OpenApiTypes.UUID)
class RecordField(serializers.RelatedField[Any, Any, Any]):
    """The public id of a record the caller may read; one outside is answered like none."""

    default_error_messages = {"hidden": NotFound.default_message}

    def __init__(self, model: type[Any], **kwargs: Any) -> None:
        self.model = model
        super().__init__(queryset=model._default_manager.none(), **kwargs)

    def rows(self) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model._default_manager.visible_to(self.user)
        return found

    @property
    def user(self) -> User:
        user: User = self.context["request"].user
        return user

    def to_internal_value(self, data: Any) -> Model:
        try:
            row: Model | None = self.rows().filter(uuid=UUID(str(data))).first()
        except ValueError:
            row = None
        if row is None:
            self.fail("hidden")
        return row

    def to_representation(self, value: Any) -> str:
        return str(value.uuid)


@extend_schema_field(OpenApiTypes.UUID)
class OfficerField(RecordField):
    """An officer of the caller's own line of bureaus."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User, **kwargs)

    def rows(self) -> QuerySet[Any]:
        user = self.user
        line = Q(bureau_id__in=user.scope_bureau_ids) | Q(
            bureau__path__in=user.bureau.paths_above
        )
        people: QuerySet[Any] = User.objects.active().people().filter(line)
        return people.select_related("bureau", "unit")


class NamedSerializer(serializers.Serializer[Any]):
    """A record beside another one: its public id and what it is called."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)


class BureauNameSerializer(serializers.Serializer[Any]):
    """A bureau beside a record."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
