from datetime import date

import pytest

from registry.models import KeyList
from registry.services.key_lists import add_items
from tests.factories.registry import (
    ON,
    make_batch,
    make_key_list,
    make_licence,
    make_parties,
    make_party,
    make_product,
)
from tests.registry.doors import API, names, queries


def test_licences(api_for, yanta_inspector, linwei_inspector):
    api, party = api_for(yanta_inspector), make_party()
    told = {
        "party": str(party.uuid),
        "kind": "drug_distribution",
        "number": "陕CA1",
        "issued_on": "2024-01-05",
        "expires_on": "2029-01-04",
    }

    wrong = api.post(f"{API}/licences/", {**told, "expires_on": "2023-01-01"})
    assert wrong.status_code == 400
    assert "expires_on" in wrong.json()["fields"]
    assert api.post(f"{API}/licences/", {**told, "party": "x"}).status_code == 400
    assert api_for(linwei_inspector).post(f"{API}/licences/", told).status_code == 403
    made = api.post(f"{API}/licences/", told)
    assert made.status_code == 201, made.content
    taken = api.post(f"{API}/licences/", told)
    assert taken.status_code == 409
    assert party.name in taken.json()["fields"]["number"][0]

    address = f"{API}/licences/{made.json()['id']}/"
    term = {"issued_on": "2025-12-05", "expires_on": "2034-01-04"}
    assert api.post(f"{address}renew/", term).json()["expires_on"] == "2034-01-04"
    told = {"revoked_on": "2026-01-01", "reason": "吊销"}
    assert api.post(f"{address}revoke/", told).json()["revoked_on"] == "2026-01-01"
    assert api.post(f"{address}revoke/", told).status_code == 409


def test_licences_are_filtered_by_their_term(api_for, yanta_inspector, monkeypatch):
    monkeypatch.setattr("registry.filters.timezone.localdate", lambda: date(2026, 3, 10))
    party = make_party()
    ends = {
        "expired": "2026-03-09",
        "last day": "2026-03-10",
        "soon": "2026-06-08",
        "later": "2026-06-09",
    }
    for number, end in ends.items():
        make_licence(party, number=number, expires_on=date.fromisoformat(end))
    make_licence(party, number="endless", expires_on=None)
    api = api_for(yanta_inspector)

    def found(term):
        rows = api.get(f"{API}/licences/", {"term": term}).json()["results"]
        return {row["number"] for row in rows}

    assert found("expired") == {"expired"}
    assert found("soon") == {"last day", "soon"}
    assert found("valid") == {"last day", "soon", "later", "endless"}
    assert found("revoked") == set()


def test_products_and_batches(api_for, yanta_inspector, yanta):
    api, holder = api_for(yanta_inspector), make_party(name="㐂𠮷制药")
    told = {
        "name": "连花清瘟胶囊",
        "domain": "drug",
        "key_varieties": ["tcm_pieces"],
        "approval_number": "国药准字Z20040063",
        "holder": str(holder.uuid),
    }

    made = api.post(f"{API}/products/", told)
    assert made.status_code == 201, made.content
    assert made.json()["holder_name"] == "㐂𠮷制药"
    assert made.json()["bureau"] == yanta.code
    assert api.post(f"{API}/products/", told).status_code == 409
    assert api.post(f"{API}/products/", {**told, "domain": "food"}).status_code == 400
    assert names(api.get(f"{API}/products/?key_variety=tcm_pieces&q=清瘟")) == ["连花清瘟胶囊"]
    assert names(api.get(f"{API}/products/?key_variety=vaccine")) == []
    address = f"{API}/products/{made.json()['id']}/"
    assert api.patch(address, {"name": "新"}).status_code == 428
    changed = api.patch(address, {"name": "新"}, HTTP_IF_MATCH=made["ETag"])
    assert changed.json()["name"] == "新"

    batch = {"product": made.json()["id"], "number": "2501A", "produced_on": "2025-06-01"}
    assert api.post(f"{API}/batches/", batch).status_code == 201
    assert api.post(f"{API}/batches/", batch).status_code == 409
    wrong = api.post(f"{API}/batches/", {**batch, "number": "2", "expires_on": "2025-05-31"})
    assert "expires_on" in wrong.json()["fields"]
    rows = api.get(f"{API}/batches/?product={made.json()['id']}&q=2501a").json()["results"]
    assert [row["number"] for row in rows] == ["2501A"]


def test_key_lists(api_for, xian_officer, xian):
    api, party = api_for(xian_officer), make_party()
    make_party(name="不在名单")

    made = api.post(f"{API}/key-lists/", {"name": "疫苗", "year": 2026, "bureau": xian.code})
    assert made.status_code == 201, made.content
    address = f"{API}/key-lists/{made.json()['id']}/"
    added = api.post(f"{address}add-items/", {"parties": [str(party.uuid)], "reason": "储运"})
    assert added.json() == {"added": 1}
    items = api.get(f"{address}items/").json()["results"]
    assert [row["party"] for row in items] == [str(party.uuid)]
    on_list = api.get(f"{API}/parties/?key_list={made.json()['id']}")
    assert names(on_list) == [party.name]
    gone = api.post(f"{address}remove-items/", {"items": [items[0]["item"]], "reason": "x"})
    assert gone.json() == {"removed": 1}
    tag = api.get(address)["ETag"]
    renamed = api.patch(address, {"name": "新名"}, HTTP_IF_MATCH=tag)
    assert renamed.json()["name"] == "新名"
    assert KeyList.objects.get().name == "新名"


@pytest.mark.parametrize("noun", ["parties", "licences", "products", "batches", "key-lists"])
def test_lists_cost_as_much_for_a_hundred_rows_as_for_ten(
    noun, api_for, xian_officer, xian, django_assert_max_num_queries
):
    api = api_for(xian_officer)

    def add(number):
        parties = make_parties(number)
        if noun == "licences":
            for party in parties:
                make_licence(party)
        if noun in {"products", "batches"}:
            for party in parties:
                product = make_product(holder=party, by=xian_officer)
                if noun == "batches":
                    make_batch(product)
        if noun == "key-lists":
            for _each in range(number):
                make_key_list(bureau=xian, by=xian_officer)

    add(10)
    address = f"{API}/{noun}/?page_size=200"
    few = queries(api, address)
    add(90)
    many = queries(api, address)

    assert few == many
    # session, person, roles, count, rows
    assert many <= 6


def test_items_of_a_list_cost_the_same_for_many(api_for, xian_officer, xian):
    api, key_list = api_for(xian_officer), make_key_list(bureau=xian, by=xian_officer)
    address = f"{API}/key-lists/{key_list.uuid}/items/?page_size=200"
    add_items(key_list, parties=make_parties(10), by=xian_officer, on=ON)
    few = queries(api, address)
    add_items(key_list, parties=make_parties(90), by=xian_officer, on=ON)

    assert queries(api, address) == few
