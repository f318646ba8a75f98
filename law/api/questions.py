"""What may be asked of the law, and how the answers look: the keys of the commands."""

from typing import Any

from rest_framework import serializers

from law.api.fields import DayField, MomentField, SuspensionField
from law.api.serializers import Shown
from law.period_kinds import Clocked, Confidence, Stage
from law.vocabularies import Domain

LONGEST_WORDS = 100
LONGEST_ID = 100
MOST_SUSPENSIONS = 100


class CatalogueQuery(serializers.Serializer[Any]):
    q = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_WORDS,
        help_text="Words of the title, the law or the article; all must occur.",
    )
    domain = serializers.ChoiceField(Domain.choices, required=False)
    on = DayField(required=False, help_text="Only what is in force on this day.")


class PeriodQuery(CatalogueQuery):
    stage = serializers.ChoiceField(Stage.choices, required=False)
    law = serializers.CharField(
        required=False, max_length=LONGEST_ID, help_text="Name of an instrument."
    )
    clock = serializers.ChoiceField(
        Clocked.choices,
        required=False,
        help_text="Whether acts start and meet it, or it is for the calculator only.",
    )
    confidence = serializers.ChoiceField(Confidence.choices, required=False)


class ProvisionQuery(CatalogueQuery):
    law = serializers.CharField(
        required=False, max_length=LONGEST_ID, help_text="Key of an instrument."
    )


class DeadlineQuestion(serializers.Serializer[Any]):
    rule = serializers.CharField(max_length=LONGEST_ID, help_text="Id of a period.")
    start = MomentField(
        help_text="Day of the event, 2025-07-04, or day and time, 2025-07-04T15:30."
    )
    suspend = serializers.ListField(
        child=SuspensionField(),
        required=False,
        max_length=MOST_SUSPENSIONS,
        help_text="Days not counted as FROM:TO, both included.",
    )
    extend = serializers.IntegerField(
        required=False, help_text="Apply the first so many extensions of the rule."
    )
    extend_to = DayField(
        required=False, allow_null=True, help_text="Last day fixed by the last extension."
    )


class RangeQuestion(serializers.Serializer[Any]):
    provision = serializers.CharField(max_length=LONGEST_ID, help_text="Id of a provision.")
    base = serializers.DecimalField(
        max_digits=None,
        decimal_places=None,
        required=False,
        allow_null=True,
        help_text="Goods value or income, in yuan.",
    )
    level = serializers.CharField(required=False, max_length=LONGEST_ID)
    activity = serializers.CharField(
        required=False,
        allow_null=True,
        max_length=LONGEST_ID,
        help_text="manufacture, wholesale, retail or use.",
    )
    person = serializers.BooleanField(
        required=False, help_text="The range of the responsible persons."
    )
    on = DayField(
        required=False, allow_null=True, help_text="Day of the act: check it is in force."
    )


class LawStepSerializer(Shown):
    code = serializers.CharField()
    params = serializers.DictField()
    text = serializers.CharField()


class DeadlineAnswer(Shown):
    rule = serializers.CharField()
    start = serializers.CharField()
    due_on = serializers.DateField()
    due_at = serializers.DateTimeField(allow_null=True)
    moved_to = serializers.DateField(allow_null=True)
    act_by = serializers.DateField()
    open_from = serializers.DateField(allow_null=True)
    provisional = serializers.BooleanField()
    basis = serializers.CharField()
    steps = LawStepSerializer(many=True)


class RangeAnswer(Shown):
    """Amounts in yuan with two decimals; null where there is no fine."""

    provision = serializers.CharField()
    level = serializers.CharField()
    basis = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    min = serializers.CharField(allow_null=True)
    max = serializers.CharField(allow_null=True)
    optional = serializers.BooleanField()
    lenient_to = serializers.CharField(allow_null=True)
    heavier_from = serializers.CharField(allow_null=True)
    steps = LawStepSerializer(many=True)
