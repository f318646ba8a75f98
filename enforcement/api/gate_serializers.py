"""The gates of a case and what they rest on, as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from accounts.models import User
from enforcement.api.case_inputs import REASON, YuanInputField
from enforcement.api.fields import NamedSerializer, RecordField
from enforcement.api.matter import PartyField
from enforcement.models import (
    ChosenLaw,
    CompetenceSetting,
    Conflict,
    LawChoice,
    Recusal,
    RecusalGround,
)
from enforcement.models.competence import CompetentLevel
from enforcement.services.gates.gate import GateState
from law.vocabularies import Domain, Link

Shown = serializers.Serializer[Any]


class GateSerializer(Shown):
    """One gate: passed, a warning, or in the way; with figures, article and what to do."""

    code = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=GateState.choices)
    text = serializers.CharField()
    article = serializers.CharField()
    todo = serializers.CharField()


class SameCasesQuery(serializers.Serializer[Any]):
    fine = YuanInputField(required=False, allow_null=True, default=None)
    same_band = serializers.BooleanField(required=False, default=False)
    same_kind = serializers.BooleanField(required=False, default=False)


class SameCaseSerializer(Shown):
    id = serializers.UUIDField(source="case.uuid")
    title = serializers.CharField(source="case.title")
    authority = serializers.SerializerMethodField()
    goods_value = serializers.DecimalField(16, 2, source="case.goods_value", allow_null=True)
    fine = serializers.DecimalField(16, 2)
    times = serializers.DecimalField(16, 2, allow_null=True)
    position = serializers.DecimalField(12, 3, allow_null=True)

    def get_authority(self, row: Any) -> str:
        return str(row.case.authority_name or row.case.bureau.name)


class ComparisonSerializer(Shown):
    """Decided cases of the same provisions, and where the proposed fine lies among them."""

    found = SameCaseSerializer(many=True)
    fine = serializers.DecimalField(16, 2, allow_null=True)
    times = serializers.DecimalField(16, 2, allow_null=True)
    position = serializers.DecimalField(12, 3, allow_null=True)
    lower = serializers.IntegerField()
    higher = serializers.IntegerField()
    median_times = serializers.DecimalField(16, 2, allow_null=True)


class RelatedCaseSerializer(Shown):
    id = serializers.UUIDField(source="case.uuid")
    title = serializers.CharField(source="case.title")
    number = serializers.CharField(source="case.number")
    why = serializers.CharField()


class PriorSerializer(Shown):
    found = serializers.BooleanField()
    count = serializers.IntegerField()
    bureaus = serializers.ListField(child=serializers.CharField())


class LawChoiceSerializer(serializers.ModelSerializer[LawChoice]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    violation = serializers.UUIDField(source="violation.uuid", read_only=True)

    class Meta:
        model = LawChoice
        fields = (
            "id",
            "violation",
            "old_provision",
            "old_article",
            "old_min",
            "old_max",
            "new_provision",
            "new_article",
            "new_min",
            "new_max",
            "lighter",
            "chosen",
            "reason",
            "chosen_on",
        )
        read_only_fields = fields


class ChooseLawInput(serializers.Serializer[Any]):
    chosen = serializers.ChoiceField(choices=ChosenLaw.choices)
    reason = serializers.CharField(max_length=REASON)


class DivideInput(serializers.Serializer[Any]):
    """What belongs to the first period; the rest is the second's."""

    goods_value = YuanInputField(required=False, allow_null=True)
    illegal_income = YuanInputField(required=False, allow_null=True)
    base = YuanInputField(required=False, allow_null=True)


class RecusalSerializer(serializers.ModelSerializer[Recusal]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(read_only=True)
    person = serializers.CharField(source="person.name", read_only=True)
    decided_by = serializers.CharField(source="decided_by.name", read_only=True, default=None)

    class Meta:
        model = Recusal
        fields = (
            "id",
            "version",
            "case",
            "person",
            "by_party",
            "ground",
            "reason",
            "requested_on",
            "granted",
            "decided_by",
            "decided_on",
            "decision_note",
        )
        read_only_fields = fields


class PersonOfBureauField(RecordField):
    """An active person of the caller's bureau."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User, **kwargs)

    def rows(self) -> Any:
        return User.objects.active().people().filter(bureau_id=self.user.bureau_id)


class RecusalInput(serializers.Serializer[Any]):
    person = PersonOfBureauField()
    ground = serializers.ChoiceField(choices=RecusalGround.choices)
    reason = serializers.CharField(max_length=REASON)
    by_party = serializers.BooleanField(required=False)


class DecideRecusalInput(serializers.Serializer[Any]):
    granted = serializers.BooleanField()
    note = serializers.CharField(max_length=REASON)


class ConflictSerializer(serializers.ModelSerializer[Conflict]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    officer = serializers.CharField(source="officer.name", read_only=True)
    party = NamedSerializer(read_only=True)

    class Meta:
        model = Conflict
        fields = ("id", "version", "officer", "party", "ground", "declared_on", "ended_on")
        read_only_fields = fields


class ConflictInput(serializers.Serializer[Any]):
    party = PartyField()
    ground = serializers.ChoiceField(choices=RecusalGround.choices)


class CompetenceSerializer(serializers.ModelSerializer[CompetenceSetting]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = CompetenceSetting
        fields = (
            "id",
            "version",
            "domain",
            "link",
            "level",
            "competent",
            "basis",
            "effective_from",
        )
        read_only_fields = fields


class CompetenceInput(serializers.Serializer[Any]):
    domain = serializers.ChoiceField(choices=Domain.choices)
    link = serializers.ChoiceField(choices=Link.choices)
    level = serializers.ChoiceField(choices=CompetentLevel.choices)
    competent = serializers.BooleanField()
    basis = serializers.CharField(max_length=200)
    effective_from = serializers.DateField()


class ImportInput(serializers.Serializer[Any]):
    file = serializers.FileField()
    dry_run = serializers.BooleanField(required=False, default=True)


class RowErrorSerializer(Shown):
    row = serializers.IntegerField()
    column = serializers.CharField()
    text = serializers.CharField()


class ImportResultSerializer(Shown):
    rows = serializers.IntegerField()
    to_correct = RowErrorSerializer(source="errors", many=True)
    entered = serializers.IntegerField()
