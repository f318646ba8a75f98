import pytest
from django.urls import reverse

from registry.models import Batch, KeyList, Licence, Product
from tests.factories.registry import (
    make_batch,
    make_key_list,
    make_licence,
    make_parties,
    make_party,
    make_product,
)
from tests.registry.doors import page, queries, send


def test_a_new_product_takes_the_holder_it_was_opened_with(client_for, yanta_inspector):
    holder = make_party(name="㐂𠮷制药")
    client = client_for(yanta_inspector)

    assert f'value="{holder.uuid}" selected' in page(client, "product-new", holder=holder.uuid)
    assert reverse("registry:party-quick") in page(client, "product-new", holder="x")


def test_options_of_batches_keep_to_a_product(client_for, yanta_inspector):
    product = make_product(by=yanta_inspector)
    mine = make_batch(product, number="A1")
    make_batch(make_product(by=yanta_inspector), number="A2")
    client = client_for(yanta_inspector)
    address = reverse("registry:batch-options")

    only = client.get(address, {"q": "a", "product": product.uuid}).json()["results"]
    assert [row["id"] for row in only] == [str(mine.uuid)]
    assert len(client.get(address, {"q": "清瘟"}).json()["results"]) == 2
    assert client.get(address, {"product": "x"}).json()["results"] == []
    found = client.get(reverse("registry:product-options"), {"q": "连花"}).json()["results"]
    assert len(found) == 2


def test_a_licence_lives_on_the_page_of_its_party(client_for, yanta_inspector):
    party = make_party()
    client = client_for(yanta_inspector)
    told = {
        "kind": "drug_distribution",
        "number": "陕CA1",
        "issued_on": "2024-01-05",
        "expires_on": "2023-01-04",
    }

    wrong = send(client, "licence-new", party.uuid, data=told)
    assert wrong.status_code == 400
    assert "2023-01-04" in wrong.content.decode()
    send(client, "licence-new", party.uuid, data={**told, "expires_on": "2029-01-04"})
    licence = Licence.objects.get()
    assert "陕CA1" in page(client, "party-detail", party.uuid)
    assert "陕CA1" in page(client, "licence-list", q="陕CA")
    assert "陕CA1" in page(client, "licence-list", q=party.name[:4])
    term = {"issued_on": "2025-12-05", "expires_on": "2034-01-04"}
    assert send(client, "licence-renew", licence.uuid, data=term).status_code == 302
    end = {"revoked_on": "2026-01-05", "reason": "吊销"}
    assert send(client, "licence-revoke", licence.uuid, data=end).status_code == 302
    assert send(client, "licence-revoke", licence.uuid, data=end).status_code == 409
    assert "pill-void" in page(client, "licence-detail", licence.uuid)


def test_products_and_batches_are_entered(client_for, yanta_inspector):
    holder = make_party(name="㐂𠮷制药")
    client = client_for(yanta_inspector)
    told = {
        "name": "连花清瘟胶囊",
        "domain": "drug",
        "approval_number": "国药准字Z1",
        "holder": str(holder.uuid),
        "key_varieties": ["tcm_pieces"],
    }

    send(client, "product-new", data=told)
    product = Product.objects.get()
    assert send(client, "product-new", data=told).status_code == 409
    assert product.holder == holder
    assert "㐂𠮷制药" in page(client, "product-detail", product.uuid)
    assert "连花" in page(client, "product-list", q="㐂𠮷", key_variety="tcm_pieces")
    changed = {**told, "specification": "0.35g", "_version": "1"}
    assert send(client, "product-edit", product.uuid, data=changed).status_code == 302
    assert Product.objects.get().specification == "0.35g"
    send(client, "batch-new", product.uuid, data={"number": "2501A"})
    assert "2501A" in page(client, "product-detail", product.uuid)
    assert "2501A" in page(client, "batch-list", q="连花")
    assert "连花" in page(client, "batch-detail", Batch.objects.get().uuid)


def test_a_key_list_is_opened_and_filled(client_for, xian_officer, xian):
    party = make_party()
    client = client_for(xian_officer)

    send(client, "key-list-new", data={"name": "疫苗", "year": 2026, "bureau": xian.code})
    key_list = KeyList.objects.get()
    empty = send(client, "key-list-add", key_list.uuid, data={"reason": "x"})
    assert empty.status_code == 400
    added = {"parties": [str(party.uuid)], "reason": "疫苗储运"}
    assert send(client, "key-list-add", key_list.uuid, data=added).status_code == 302
    assert party.name in page(client, "key-list-detail", key_list.uuid)
    assert party.name in page(client, "key-list-remove", key_list.uuid)
    gone = {"items": [key_list.items.get().pk], "reason": "注销"}
    assert send(client, "key-list-remove", key_list.uuid, data=gone).status_code == 302
    assert not key_list.items.exists()
    renamed = {"name": "新名", "purpose": "", "_version": str(KeyList.objects.get().version)}
    assert send(client, "key-list-edit", key_list.uuid, data=renamed).status_code == 302
    assert "新名" in page(client, "key-list-list", q="新名")


@pytest.mark.parametrize(
    "name", ["party-list", "licence-list", "product-list", "batch-list", "key-list-list"]
)
def test_lists_cost_as_much_for_a_hundred_rows_as_for_ten(name, client_for, xian_officer, xian):
    client = client_for(xian_officer)

    def add(number):
        for party in make_parties(number):
            make_licence(party)
            make_batch(make_product(holder=party, by=xian_officer))
            make_key_list(bureau=xian, by=xian_officer)

    address = reverse(f"registry:{name}")
    add(10)
    few = queries(client, address, size=100)
    add(90)

    assert queries(client, address, size=100) == few


@pytest.mark.parametrize("number", [10, 100])
def test_options_cost_the_same_for_many(number, client_for, yanta_inspector):
    make_parties(number)
    client = client_for(yanta_inspector)
    address = reverse("registry:party-options")

    # session, person, roles, rows
    assert queries(client, address, q="康宁") <= 4


def test_a_page_of_a_dossier_costs_the_same_for_many_licences(client_for, yanta_inspector):
    party = make_party()
    client = client_for(yanta_inspector)

    address = reverse("registry:party-detail", args=[party.uuid])
    make_licence(party)
    few = queries(client, address)
    for _each in range(20):
        make_licence(party)
        make_product(holder=party, by=yanta_inspector)

    assert queries(client, address) == few
