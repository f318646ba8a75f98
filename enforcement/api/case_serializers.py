"""A case and what hangs on it, as the API gives them. Amounts in yuan; unknown is null."""

from typing import Any

from rest_framework import serializers

from enforcement.api.fields import BureauNameSerializer, NamedSerializer
from enforcement.api.matter import READ_FIELDS, MatterSerializer
from enforcement.models import Case, Decision, Payment, PersonPenalty, Violation

HEAD = ("id", "version")


class OfficerOfCaseSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="officer.uuid", read_only=True)
    name = serializers.CharField(source="officer.name", read_only=True)
    is_lead = serializers.BooleanField(read_only=True)


class PersonPenaltySerializer(serializers.ModelSerializer[PersonPenalty]):
    class Meta:
        model = PersonPenalty
        fields = ("name", "position", "fine", "banned_years", "banned_for_life")
        read_only_fields = fields


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """What is proposed for a case, and once ``decided_on`` is set, what was decided."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    penalty_kinds = serializers.ListField(child=serializers.CharField(), read_only=True)
    persons = PersonPenaltySerializer(many=True, read_only=True)

    class Meta:
        model = Decision
        fields = (
            *HEAD,
            "case",
            "bureau",
            "kind",
            "penalty_kinds",
            "fine",
            "confiscated_income",
            "confiscated_goods_value",
            "step",
            "reasons",
            "mitigation_basis",
            "exemption",
            "range_verdict",
            "number",
            "decided_on",
            "is_past",
            "persons",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields


class DecisionBriefSerializer(serializers.ModelSerializer[Decision]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    penalty_kinds = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Decision
        fields = (
            "id",
            "kind",
            "penalty_kinds",
            "fine",
            "confiscated_income",
            "confiscated_goods_value",
            "step",
            "range_verdict",
            "number",
        )
        read_only_fields = fields


class CaseSerializer(MatterSerializer):
    """A case from its filing to its closing. Its acts are POSTs under it."""

    kind = None
    clue = NamedSerializer(read_only=True, allow_null=True)
    inspection = NamedSerializer(read_only=True, allow_null=True)
    officers = OfficerOfCaseSerializer(source="team", many=True, read_only=True)
    supervised_by = BureauNameSerializer(read_only=True, allow_null=True)
    decision = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = (
            *(name for name in READ_FIELDS if name != "kind"),
            "source",
            "procedure",
            "clue",
            "inspection",
            "party_kind",
            "party_label",
            "facts",
            "officers",
            "discovered_on",
            "filed_on",
            "notified_on",
            "defence",
            "defence_on",
            "defence_waived",
            "decided_on",
            "counted_on",
            "served_on",
            "closed_on",
            "closing_note",
            "closing_kind",
            "goods_value",
            "illegal_income",
            "is_major",
            "supervised_by",
            "supervised_on",
            "transferred_to_police_on",
            "is_past",
            "authority_name",
            "published_on",
            "decision",
        )
        read_only_fields = fields

    def get_decision(self, case: Case) -> dict[str, Any] | None:
        """The proposal or decision in brief; null before there is one."""
        decision = getattr(case, "decision", None)
        return None if decision is None else DecisionBriefSerializer(decision).data


class PrecedentSerializer(serializers.ModelSerializer[Case]):
    """A decision to compare with: another authority's published one, or the office's own."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    authority = serializers.SerializerMethodField()
    party = serializers.SerializerMethodField()
    fine = serializers.DecimalField(
        16, 2, source="decision.fine", read_only=True, allow_null=True
    )
    decision_number = serializers.CharField(source="decision.number", read_only=True)
    verdict = serializers.CharField(source="decision.range_verdict", read_only=True)
    provisions = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = (
            "id",
            "title",
            "authority",
            "party",
            "party_kind",
            "domain",
            "provisions",
            "decided_on",
            "decided_precision",
            "published_on",
            "published_precision",
            "counted_on",
            "decision_number",
            "goods_value",
            "illegal_income",
            "fine",
            "verdict",
            "is_past",
        )
        read_only_fields = fields

    def get_authority(self, case: Case) -> str:
        return case.authority_name or case.bureau.name

    def get_party(self, case: Case) -> str:
        return case.party.name if case.party else case.party_label

    def get_provisions(self, case: Case) -> list[str]:
        return [violation.provision for violation in case.violations.all()]


class StepSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)


class ViolationSerializer(serializers.ModelSerializer[Violation]):
    """A violation with the range of its fine and how it was found."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    range_steps = StepSerializer(source="told_steps", many=True, read_only=True)
    same_act_as = serializers.UUIDField(
        source="same_act_as.uuid", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Violation
        fields = (
            *HEAD,
            "case",
            "bureau",
            "seq",
            "provision",
            "provision_title",
            "provision_article",
            "level",
            "activity",
            "facts",
            "began_on",
            "ended_on",
            "goods_value",
            "illegal_income",
            "base",
            "same_act_as",
            "harmful",
            "range_min",
            "range_max",
            "range_optional",
            "range_steps",
            "split_version",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields


class PaymentSerializer(serializers.ModelSerializer[Payment]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(source="decision.case", read_only=True)
    decision = NamedSerializer(read_only=True)
    bureau = BureauNameSerializer(read_only=True)

    class Meta:
        model = Payment
        fields = (
            *HEAD,
            "case",
            "decision",
            "bureau",
            "kind",
            "amount",
            "paid_on",
            "receipt",
            "created_at",
        )
        read_only_fields = fields


class OpenActSerializer(serializers.Serializer[Any]):
    """An act the procedure opens now: whether the caller may, and what is missing."""

    act = serializers.CharField(source="rule.act", read_only=True)
    title = serializers.CharField(source="rule.title", read_only=True)
    article = serializers.CharField(source="rule.article", read_only=True)
    after_approval = serializers.BooleanField(source="rule.after_approval", read_only=True)
    allowed = serializers.BooleanField(read_only=True)
    ready = serializers.BooleanField(read_only=True)
    missing = serializers.SerializerMethodField()

    def get_missing(self, opened: Any) -> list[str]:
        return [str(need.refusal) for need in opened.missing]
