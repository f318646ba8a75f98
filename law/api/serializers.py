"""The catalogue as the API shows it: every text in both languages."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from law.office import OfficeLaw
from law.period_acts import NamedAct, acts_of, is_calculator_only
from law.periods import event_label, suspension_label
from law.vocabularies import PenaltyKind

# The catalogue is data without tables: these only write.
Shown = serializers.Serializer[Any]


class WordsSerializer(Shown):
    en = serializers.CharField()
    zh = serializers.CharField()


class BasisSerializer(Shown):
    law = serializers.CharField()
    article = serializers.CharField(allow_null=True)


class ExtensionSerializer(Shown):
    length = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField(allow_null=True)
    approver = WordsSerializer()
    basis = serializers.CharField(allow_null=True)
    note = WordsSerializer(allow_null=True)


class EntrySerializer(Shown):
    """What a rule and a provision have in common; the context holds the ``office``."""

    id = serializers.CharField()
    confidence = serializers.CharField()
    enabled_default = serializers.BooleanField(help_text="On as shipped.")
    used = serializers.SerializerMethodField(help_text="On in this office.")
    effective_from = serializers.DateField()
    effective_to = serializers.DateField(allow_null=True)
    citation = serializers.CharField()
    note = WordsSerializer(allow_null=True)

    def get_used(self, entry: Any) -> bool:
        office: OfficeLaw = self.context["office"]
        return office.uses(entry)


class ActSerializer(Shown):
    code = serializers.CharField()
    text = serializers.CharField()


class ConfirmationSerializer(Shown):
    by = serializers.CharField()
    on = serializers.DateField()
    note = serializers.CharField()


def _shown_acts(acts: Iterable[NamedAct]) -> list[dict[str, str]]:
    return [{"code": act.code, "text": str(act.title)} for act in acts]


class PeriodSerializer(EntrySerializer):
    title = WordsSerializer()
    stage = serializers.CharField()
    kind = serializers.CharField()
    status = serializers.CharField()
    applies_to = serializers.ListField(child=serializers.CharField())
    trigger_event = serializers.CharField()
    trigger_event_text = serializers.SerializerMethodField()
    direction = serializers.CharField()
    length = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField(allow_null=True)
    computable = serializers.BooleanField()
    rollover = serializers.CharField()
    extensions = ExtensionSerializer(many=True)
    suspensions = serializers.SerializerMethodField()
    what_if_missed = WordsSerializer()
    responsibility = serializers.CharField()
    who_is_responsible = WordsSerializer()
    basis = BasisSerializer(many=True)
    replaces = serializers.ListField(child=serializers.CharField())
    version = serializers.CharField()
    started_by = serializers.SerializerMethodField(help_text="Acts that start its clock.")
    met_by = serializers.SerializerMethodField(help_text="Acts that meet it.")
    calculator_only = serializers.SerializerMethodField(
        help_text="No procedure starts and meets it."
    )
    confirmed = serializers.SerializerMethodField(
        help_text="Who confirmed a rule from memory, and when."
    )

    @extend_schema_field(ActSerializer(many=True))
    def get_started_by(self, rule: Any) -> list[dict[str, str]]:
        acts = acts_of(rule.id)
        return _shown_acts(acts.started_by if acts else ())

    @extend_schema_field(ActSerializer(many=True))
    def get_met_by(self, rule: Any) -> list[dict[str, str]]:
        acts = acts_of(rule.id)
        return _shown_acts(acts.met_by if acts else ())

    def get_calculator_only(self, rule: Any) -> bool:
        return is_calculator_only(rule.id)

    @extend_schema_field(ConfirmationSerializer(allow_null=True))
    def get_confirmed(self, rule: Any) -> dict[str, str] | None:
        office: OfficeLaw = self.context["office"]
        known = office.confirmation_of(rule)
        if known is None:
            return None
        return {"by": known.by, "on": known.on.isoformat(), "note": known.note}

    def get_trigger_event_text(self, rule: Any) -> str:
        return event_label(rule.trigger_event)

    def get_suspensions(self, rule: Any) -> list[dict[str, str]]:
        return [{"code": code, "text": suspension_label(code)} for code in rule.suspensions]


class SpanSerializer(Shown):
    """Two numbers as text; ``low`` null is a maximum only."""

    low = serializers.CharField(allow_null=True)
    high = serializers.CharField()


class BracketSerializer(Shown):
    below = serializers.CharField(allow_null=True)
    at_or_above = serializers.CharField(allow_null=True)
    fixed = SpanSerializer(allow_null=True)
    multiplier = SpanSerializer(allow_null=True)


class FineSerializer(Shown):
    mode = serializers.CharField()
    base = serializers.CharField()
    multiplier = SpanSerializer(allow_null=True)
    floors = serializers.DictField(child=serializers.CharField())
    fixed = SpanSerializer(allow_null=True)
    brackets = BracketSerializer(many=True)
    same_as = serializers.CharField(allow_null=True)
    optional = serializers.BooleanField()


class LevelSerializer(Shown):
    level = serializers.CharField()
    kinds = serializers.SerializerMethodField()
    fine = FineSerializer(allow_null=True)

    def get_kinds(self, circumstance: Any) -> list[dict[str, str]]:
        return [
            {"code": kind, "text": str(PenaltyKind(kind).label)} for kind in circumstance.kinds
        ]


class PersonsSerializer(Shown):
    applies_at = serializers.CharField()
    who = serializers.ListField(child=serializers.CharField())
    kinds = serializers.ListField(child=serializers.CharField())
    fine = FineSerializer(allow_null=True)


class LawSerializer(Shown):
    key = serializers.CharField()
    name = WordsSerializer()
    version = serializers.CharField()


class PersonsUnderSerializer(Shown):
    """Where the responsible persons are punished instead."""

    provision = serializers.CharField()
    from_level = serializers.CharField()


class ProvisionSerializer(EntrySerializer):
    law = LawSerializer()
    article = serializers.CharField()
    paragraph = serializers.IntegerField(allow_null=True)
    items = serializers.ListField(child=serializers.CharField())
    violation = WordsSerializer()
    domains = serializers.ListField(child=serializers.CharField())
    vaccine = serializers.BooleanField()
    subjects = serializers.ListField(child=serializers.CharField())
    decided_by = serializers.CharField()
    levels = LevelSerializer(many=True, source="circumstances")
    persons = PersonsSerializer(allow_null=True)
    persons_under = serializers.SerializerMethodField()
    refers_to = serializers.ListField(child=serializers.CharField())

    @extend_schema_field(PersonsUnderSerializer(allow_null=True))
    def get_persons_under(self, provision: Any) -> dict[str, str] | None:
        if provision.persons_under is None:
            return None
        other, level = provision.persons_under
        return {"provision": other, "from_level": level}
