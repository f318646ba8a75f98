"""What clues and inspections have in common in the API."""

from typing import Any

from rest_framework import serializers

from accounts.models import Region
from campaigns.models import Campaign
from enforcement.api.fields import BureauNameSerializer, NamedSerializer, RecordField
from law.vocabularies import AreaTag, Domain, KeyVariety, Link
from registry.models import Batch, Party, Product

READ_FIELDS = (
    "id",
    "version",
    "number",
    "title",
    "status",
    "status_label",
    "kind",
    "domain",
    "link",
    "region",
    "area",
    "key_variety",
    "party",
    "product",
    "batch",
    "bureau",
    "unit",
    "campaigns",
    "confidential",
    "is_demo",
    "due_on",
    "created_at",
    "updated_at",
)
# What ``READ_FIELDS`` read from other tables.
JOINED = ("bureau", "unit", "party", "product", "batch__product")


class MatterSerializer(serializers.ModelSerializer[Any]):
    """The fields of ``READ_FIELDS``; ``due_on`` is that of the limit that ends first."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    region = serializers.CharField(source="region_id", read_only=True, allow_null=True)
    party = NamedSerializer(read_only=True, allow_null=True)
    product = NamedSerializer(read_only=True, allow_null=True)
    batch = NamedSerializer(read_only=True, allow_null=True)
    bureau = BureauNameSerializer(read_only=True)
    unit = NamedSerializer(read_only=True, allow_null=True)
    campaigns = NamedSerializer(many=True, read_only=True)
    due_on = serializers.DateField(source="limit_due_on", read_only=True, allow_null=True)


class AxesInput(serializers.Serializer[Any]):
    """The axes a caller may give; what is left out follows from party and product."""

    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    link = serializers.ChoiceField(choices=Link.choices, required=False, allow_blank=True)
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    product = RecordField(Product, required=False, allow_null=True)
    batch = RecordField(Batch, required=False, allow_null=True)
    key_variety = serializers.ChoiceField(
        choices=KeyVariety.choices, required=False, allow_blank=True
    )
    campaigns = RecordField(Campaign, many=True, required=False)


class PlaceInput(serializers.Serializer[Any]):
    """Where it is, for a record that names no party."""

    region = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.all(), required=False, allow_null=True
    )
    area = serializers.ChoiceField(choices=AreaTag.choices, required=False, allow_blank=True)


class DomainField(serializers.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Domain.choices, **kwargs)


class PartyField(RecordField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Party, **kwargs)
