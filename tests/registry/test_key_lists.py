import pytest

from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused, StaleVersion
from registry.errors import AlreadyRegistered
from registry.services.key_lists import add_items, change_key_list, remove_items
from tests.factories.registry import ON, make_key_list, make_party, make_product


def test_a_list_takes_parties_and_products_once_each(xian_officer, xian):
    key_list = make_key_list(bureau=xian, by=xian_officer)
    parties = [make_party(), make_party(region="610103")]
    product = make_product(by=xian_officer)

    added = add_items(
        key_list,
        parties=[*parties, parties[0]],
        products=[product],
        reason="集采中选",
        by=xian_officer,
        on=ON,
    )
    again = add_items(key_list, parties=parties, by=xian_officer, on=ON)

    assert (added, again) == (3, 0)
    assert {item.party for item in key_list.items.all()} == {*parties, None}
    event = AuditEvent.objects.filter(kind="key_list.items_added").earliest("id")
    assert len(event.after["items"]) == 3


def test_a_party_of_the_city_that_the_province_supervises_may_be_listed(
    xian_officer, xian, province
):
    key_list = make_key_list(bureau=xian, by=xian_officer)

    assert add_items(key_list, parties=[make_party(bureau=province)], by=xian_officer, on=ON)


def test_a_foreign_party_is_refused_by_name(xian_officer, xian):
    key_list = make_key_list(bureau=xian, by=xian_officer)
    foreign = make_party(region="610502", name="渭南药店")

    with pytest.raises(Invalid) as refused:
        add_items(key_list, parties=[make_party(), foreign], by=xian_officer, on=ON)

    assert "渭南药店" in refused.value.fields["parties"]
    assert not key_list.items.exists()


def test_items_are_removed_with_a_reason(xian_officer, xian):
    key_list = make_key_list(bureau=xian, by=xian_officer)
    add_items(key_list, parties=[make_party(), make_party()], by=xian_officer, on=ON)
    first = key_list.items.first()

    with pytest.raises(Invalid):
        remove_items(key_list, items=[first.pk], reason="", by=xian_officer, on=ON)
    removed = remove_items(key_list, items=[first.pk], reason="注销", by=xian_officer, on=ON)

    assert removed == 1
    assert key_list.items.count() == 1
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.note) == ("key_list.items_removed", "注销")


@pytest.mark.parametrize(
    ("told", "field"),
    [({"name": ""}, "name"), ({"name": "长" * 10_000}, "name"), ({"year": 22}, "year")],
)
def test_what_cannot_be_right_is_refused_at_its_field(told, field, xian_officer, xian):
    with pytest.raises(Invalid) as refused:
        make_key_list(bureau=xian, by=xian_officer, **told)

    assert field in refused.value.fields


def test_a_name_is_given_once_a_year(xian_officer, xian):
    make_key_list(bureau=xian, name="疫苗", by=xian_officer)

    with pytest.raises(AlreadyRegistered):
        make_key_list(bureau=xian, name="疫苗", by=xian_officer)
    assert make_key_list(bureau=xian, name="疫苗", year=2027, by=xian_officer)


def test_a_list_belongs_to_its_bureau(xian_officer, weinan_officer, yanta_legal, xian):
    key_list = make_key_list(bureau=xian, by=xian_officer)

    for by in (weinan_officer, yanta_legal):
        with pytest.raises(PermissionRefused):
            make_key_list(bureau=xian, by=by)
        with pytest.raises(PermissionRefused):
            add_items(key_list, by=by, on=ON)
        with pytest.raises(PermissionRefused):
            change_key_list(key_list, changes={"name": "别名"}, by=by, on=ON)


def test_a_list_is_renamed_under_its_version(xian_officer, xian):
    key_list = make_key_list(bureau=xian, by=xian_officer)

    changed = change_key_list(
        key_list, changes={"name": "新名"}, version=1, by=xian_officer, on=ON
    )

    assert changed.name == "新名"
    with pytest.raises(StaleVersion):
        change_key_list(key_list, changes={"name": "旧"}, version=1, by=xian_officer, on=ON)
