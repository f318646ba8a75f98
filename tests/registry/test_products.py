from datetime import date

import pytest

from accounts.system import SYSTEM
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused, StaleVersion
from registry.errors import AlreadyRegistered
from registry.models import Batch, Product
from registry.services.products import change_product
from tests.factories.registry import ON, make_batch, make_party, make_product


def test_a_product_belongs_to_whoever_enters_it(yanta_inspector, yanta):
    holder = make_party(name="㐂𠮷制药")

    product = make_product(
        holder=holder, key_varieties=["tcm_pieces", "tcm_pieces"], by=yanta_inspector
    )

    assert (product.bureau, product.key_varieties) == (yanta, ("tcm_pieces",))
    assert Product.objects.filter(search__finds="㐂𠮷 连花").get() == product
    assert AuditEvent.objects.latest("id").after["holder"] == str(holder.ref)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "长" * 10_000}, "name"),
        ({"domain": "food"}, "domain"),
        ({"key_varieties": ["wine"]}, "key_varieties"),
        ({"approval_number": "9" * 61}, "approval_number"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(told, field, yanta_inspector):
    with pytest.raises(Invalid) as refused:
        make_product(by=yanta_inspector, **told)

    assert field in refused.value.fields


def test_the_same_approval_name_and_specification_is_one_product(yanta_inspector):
    told = {"name": "板蓝根颗粒", "approval_number": "国药准字Z1", "specification": "10g"}
    make_product(by=yanta_inspector, **told)

    with pytest.raises(AlreadyRegistered, match="板蓝根颗粒"):
        make_product(by=yanta_inspector, **told)
    make_product(by=yanta_inspector, **{**told, "specification": "5g"})
    assert Product.objects.count() == 2


def test_a_product_is_entered_for_ones_own_bureaus(yanta_inspector, yanta_legal, linwei):
    with pytest.raises(PermissionRefused, match=linwei.name):
        make_product(bureau=linwei, by=yanta_inspector)
    with pytest.raises(PermissionRefused):
        make_product(by=yanta_legal)
    with pytest.raises(Invalid):
        make_product(by=SYSTEM)


def test_a_change_is_versioned_and_owned(yanta_inspector, linwei_inspector):
    product = make_product(by=yanta_inspector)

    changed = change_product(
        product, changes={"name": "新药"}, version=1, by=yanta_inspector, on=ON
    )

    assert (changed.name, changed.version) == ("新药", 2)
    with pytest.raises(StaleVersion):
        change_product(product, changes={"name": "旧"}, version=1, by=yanta_inspector, on=ON)
    with pytest.raises(PermissionRefused):
        change_product(product, changes={"name": "外"}, by=linwei_inspector, on=ON)
    with pytest.raises(Invalid) as refused:
        change_product(product, changes={"bureau": None}, by=yanta_inspector, on=ON)
    assert "bureau" in refused.value.fields


def test_whoever_finds_a_batch_enters_it(yanta_inspector, linwei_inspector, yanta_legal):
    product = make_product(by=yanta_inspector)

    batch = make_batch(product, number=" 2501A ", by=linwei_inspector)

    assert Batch.objects.get() == batch
    assert batch.number == "2501A"
    with pytest.raises(AlreadyRegistered, match="2501A"):
        make_batch(product, number="2501A", by=yanta_inspector)
    with pytest.raises(PermissionRefused):
        make_batch(product, by=yanta_legal)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"produced_on": date(2026, 1, 2), "expires_on": date(2026, 1, 1)}, "expires_on"),
        ({"produced_on": date(2026, 3, 11), "expires_on": None}, "produced_on"),
        ({"number": ""}, "number"),
        ({"number": "9" * 10_000}, "number"),
    ],
)
def test_a_batch_that_cannot_be_is_refused_at_its_field(told, field, yanta_inspector):
    product = make_product(by=yanta_inspector)

    with pytest.raises(Invalid) as refused:
        make_batch(product, by=yanta_inspector, **told)

    assert field in refused.value.fields
