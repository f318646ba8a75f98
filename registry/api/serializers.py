from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Bureau, Region
from law.vocabularies import AreaTag, Domain, KeyVariety, PartyKind
from registry.models import Batch, KeyList, KeyListItem, Licence, Party, Product
from registry.models.party import LicenceKind, PartyStatus

# Written with label and spaces, a code is longer than its 18 characters.
CODE_AS_WRITTEN = 60


class RegionField(serializers.SlugRelatedField[Region]):
    """A six-digit code of GB/T 2260."""

    default_error_messages = {
        "does_not_exist": _(
            "No region has the code “{value}”. Send a six-digit code of GB/T 2260, such as "
            "610113."
        )
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=Region.objects.all(), **kwargs)


class BureauField(serializers.SlugRelatedField[Bureau]):
    """The code of a bureau."""

    default_error_messages = {"does_not_exist": _("No bureau has the code “{value}”.")}

    def __init__(self, **kwargs: Any) -> None:
        if not kwargs.get("read_only"):
            kwargs["queryset"] = Bureau.objects.all()
        super().__init__(slug_field="code", **kwargs)


class PartyField(serializers.SlugRelatedField[Party]):
    """The public id of a party."""

    default_error_messages = {
        "does_not_exist": _("There is no party “{value}”."),
        "invalid": _("“{value}” is not the id of a party."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="uuid", queryset=Party.objects.all(), **kwargs)

    def to_internal_value(self, data: Any) -> Party:
        value = serializers.UUIDField().run_validation(data)
        found: Party = super().to_internal_value(value)
        return found


class ProductField(serializers.SlugRelatedField[Product]):
    """The public id of a product."""

    default_error_messages = {"does_not_exist": _("There is no product “{value}”.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="uuid", queryset=Product.objects.all(), **kwargs)

    def to_internal_value(self, data: Any) -> Product:
        value = serializers.UUIDField().run_validation(data)
        found: Product = super().to_internal_value(value)
        return found


class PartySerializer(serializers.ModelSerializer[Party]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    domains = serializers.ListField(
        child=serializers.ChoiceField(choices=Domain.choices), allow_empty=False, max_length=3
    )
    kind = serializers.ChoiceField(choices=PartyKind.choices)
    area = serializers.ChoiceField(choices=AreaTag.choices, required=False, allow_blank=True)
    credit_code = serializers.CharField(
        required=False, allow_blank=True, max_length=CODE_AS_WRITTEN
    )
    region = RegionField()
    region_name = serializers.CharField(source="region.name", read_only=True)
    bureau = BureauField(required=False)
    bureau_name = serializers.CharField(source="bureau.name", read_only=True)

    class Meta:
        model = Party
        fields = (
            "id",
            "version",
            "name",
            "kind",
            "domains",
            "credit_code",
            "region",
            "region_name",
            "bureau",
            "bureau_name",
            "address",
            "area",
            "legal_representative",
            "phone",
            "status",
            "is_key",
            "key_reason",
            "risk_class",
            "is_demo",
            "updated_at",
        )
        read_only_fields: tuple[str, ...] = (
            "version",
            "status",
            "risk_class",
            "is_demo",
            "updated_at",
        )


class PartyChangeSerializer(PartySerializer):
    """What a PATCH may send: the marks of a key enterprise have an act of their own."""

    status = serializers.ChoiceField(choices=PartyStatus.choices)

    class Meta(PartySerializer.Meta):
        read_only_fields: tuple[str, ...] = (
            "version",
            "risk_class",
            "is_demo",
            "updated_at",
            "is_key",
            "key_reason",
        )


class MarkReasonSerializer(serializers.Serializer[None]):
    reason = serializers.CharField(max_length=200)


class KeyMarkSerializer(MarkReasonSerializer):
    is_key = serializers.BooleanField()


class LicenceSerializer(serializers.ModelSerializer[Licence]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    party = PartyField()
    party_name = serializers.CharField(source="party.name", read_only=True)
    kind = serializers.ChoiceField(choices=LicenceKind.choices)
    scope = serializers.CharField(required=False, allow_blank=True, max_length=5000)

    class Meta:
        model = Licence
        fields = (
            "id",
            "version",
            "party",
            "party_name",
            "kind",
            "number",
            "scope",
            "issued_on",
            "expires_on",
            "revoked_on",
        )
        read_only_fields: tuple[str, ...] = ("version", "revoked_on")
        validators: list[object] = []


class RenewalSerializer(serializers.Serializer[None]):
    issued_on = serializers.DateField()
    expires_on = serializers.DateField()


class RevocationSerializer(MarkReasonSerializer):
    revoked_on = serializers.DateField()


class ProductSerializer(serializers.ModelSerializer[Product]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    domain = serializers.ChoiceField(choices=Domain.choices)
    key_varieties = serializers.ListField(
        child=serializers.ChoiceField(choices=KeyVariety.choices),
        required=False,
        max_length=len(KeyVariety.choices),
    )
    holder = PartyField(required=False, allow_null=True)
    holder_name = serializers.CharField(source="holder.name", read_only=True, default="")
    bureau = BureauField(required=False)

    class Meta:
        model = Product
        fields = (
            "id",
            "version",
            "name",
            "domain",
            "key_varieties",
            "approval_number",
            "specification",
            "holder",
            "holder_name",
            "bureau",
        )
        read_only_fields: tuple[str, ...] = ("version",)
        validators: list[object] = []


class ProductChangeSerializer(ProductSerializer):
    class Meta(ProductSerializer.Meta):
        read_only_fields: tuple[str, ...] = ("version", "bureau")

    bureau = BureauField(read_only=True)


class BatchSerializer(serializers.ModelSerializer[Batch]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    product = ProductField()
    product_name = serializers.CharField(source="product.name", read_only=True)

    class Meta:
        model = Batch
        fields = (
            "id",
            "version",
            "product",
            "product_name",
            "number",
            "produced_on",
            "expires_on",
        )
        read_only_fields: tuple[str, ...] = ("version",)
        validators: list[object] = []


class KeyListSerializer(serializers.ModelSerializer[KeyList]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau = BureauField()

    class Meta:
        model = KeyList
        fields = ("id", "version", "name", "year", "bureau", "purpose")
        read_only_fields: tuple[str, ...] = ("version",)
        validators: list[object] = []


class KeyListChangeSerializer(KeyListSerializer):
    bureau = BureauField(read_only=True)

    class Meta(KeyListSerializer.Meta):
        read_only_fields: tuple[str, ...] = ("version", "year")


class KeyListItemSerializer(serializers.ModelSerializer[KeyListItem]):
    """An item as read; ``item`` names it when it is removed."""

    item = serializers.IntegerField(source="pk", read_only=True)
    party = serializers.UUIDField(source="party.uuid", read_only=True, default=None)
    product = serializers.UUIDField(source="product.uuid", read_only=True, default=None)
    name = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = KeyListItem
        fields = ("item", "party", "product", "name", "reason")


class ItemsAddedSerializer(serializers.Serializer[None]):
    parties = PartyField(many=True, required=False)
    products = ProductField(many=True, required=False)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200)


class ItemsRemovedSerializer(MarkReasonSerializer):
    items = serializers.ListField(
        child=serializers.IntegerField(), allow_empty=False, max_length=500
    )
