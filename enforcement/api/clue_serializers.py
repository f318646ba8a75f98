from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Bureau, User
from enforcement.api.fields import NamedSerializer, OfficerField
from enforcement.api.matter import (
    READ_FIELDS,
    AxesInput,
    DomainField,
    MatterSerializer,
    PartyField,
    PlaceInput,
)
from enforcement.models import Clue, ClueKind
from enforcement.services.clues import Reporter
from law.vocabularies import ClueSource

TEXT = 20_000
REASON = 2_000


class ClueSerializer(MatterSerializer):
    """A clue. Who reported is not part of it: POST ``reveal-reporter/``."""

    inspection = NamedSerializer(read_only=True, allow_null=True)
    handler = NamedSerializer(read_only=True, allow_null=True)
    first_handler = NamedSerializer(read_only=True, allow_null=True)
    case = serializers.SerializerMethodField()

    class Meta:
        model = Clue
        fields = (
            *READ_FIELDS,
            "source",
            "received_on",
            "content",
            "party_label",
            "place",
            "inspection",
            "handler",
            "first_handler",
            "verification",
            "concluded_on",
            "has_reporter",
            "case",
        )

    def get_case(self, clue: Clue) -> str | None:
        """The id of its case, if it has one."""
        case = getattr(clue, "case", None)
        return str(case.uuid) if case is not None else None


class ReporterInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=50, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=20, required=False, allow_blank=True)
    is_anonymous = serializers.BooleanField(required=False)
    wants_answer = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> Reporter:
        return Reporter(**super().to_internal_value(data))


class ReporterSerializer(serializers.Serializer[Any]):
    """Who reported, shown once and written down."""

    name = serializers.CharField(read_only=True)
    phone = serializers.CharField(read_only=True)
    is_anonymous = serializers.BooleanField(read_only=True)
    wants_answer = serializers.BooleanField(read_only=True)


class OwnBureauField(serializers.SlugRelatedField[Bureau]):
    """The code of the caller's bureau or of one under it."""

    default_error_messages = {
        "does_not_exist": _("No bureau at or under yours has the code “{value}”.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=Bureau.objects.all(), **kwargs)

    def get_queryset(self) -> Any:
        user: User = self.context["request"].user
        return Bureau.objects.filter(pk__in=user.scope_bureau_ids)


class ClueInput(AxesInput, PlaceInput):
    """What a clue is registered with."""

    source = serializers.ChoiceField(choices=ClueSource.choices)  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=ClueKind.choices, required=False)
    received_on = serializers.DateField()
    content = serializers.CharField(max_length=TEXT)
    domain = DomainField()
    party = PartyField(required=False, allow_null=True)
    party_label = serializers.CharField(max_length=200, required=False, allow_blank=True)
    bureau = OwnBureauField(required=False, allow_null=True)
    confidential = serializers.BooleanField(required=False, allow_null=True, default=None)
    reporter = ReporterInput(required=False, allow_null=True)


class ClueChangeInput(AxesInput, PlaceInput):
    """What is corrected; the fields that are left out stay as they are."""

    source = serializers.ChoiceField(  # type: ignore[assignment]
        choices=ClueSource.choices, required=False
    )
    kind = serializers.ChoiceField(choices=ClueKind.choices, required=False)
    content = serializers.CharField(max_length=TEXT, required=False)
    domain = DomainField(required=False)
    party = PartyField(required=False, allow_null=True)
    party_label = serializers.CharField(max_length=200, required=False, allow_blank=True)


class AssignInput(serializers.Serializer[Any]):
    to = OfficerField()
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class VerificationInput(serializers.Serializer[Any]):
    verification = serializers.CharField(max_length=TEXT)


class RevealInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class ClueRowInput(serializers.Serializer[Any]):
    """One row of an intake; the party is named by its id or by its credit code."""

    source = serializers.ChoiceField(choices=ClueSource.choices)  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=ClueKind.choices, required=False)
    received_on = serializers.DateField()
    content = serializers.CharField(max_length=TEXT)
    domain = DomainField()
    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    party = serializers.UUIDField(required=False, allow_null=True)
    credit_code = serializers.CharField(max_length=60, required=False, allow_blank=True)
    party_label = serializers.CharField(max_length=200, required=False, allow_blank=True)
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    link = serializers.CharField(max_length=12, required=False, allow_blank=True)
    bureau = serializers.CharField(max_length=12, required=False, allow_blank=True)
    confidential = serializers.BooleanField(required=False, allow_null=True, default=None)
    reporter = ReporterInput(required=False, allow_null=True)


class ClueBulkInput(serializers.Serializer[Any]):
    rows = serializers.ListField(child=ClueRowInput(), allow_empty=False, max_length=500)


class ClueNumberSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    number = serializers.CharField(read_only=True)


class ClueBulkSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(read_only=True)
    results = ClueNumberSerializer(many=True, read_only=True)
