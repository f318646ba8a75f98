import json
import re

import pytest
from django.urls import reverse

from registry.models import Party
from tests.factories.registry import (
    credit_code,
    make_party,
)
from tests.registry.doors import page, send


@pytest.fixture
def told():
    return {
        "name": "雁塔区济世大药房",
        "kind": "retail_pharmacy",
        "domains": ["drug", "device"],
        "region": "610113",
        "credit_code": credit_code(51),
    }


def test_an_inspector_enters_a_party_and_lands_on_its_page(client_for, yanta_inspector, told):
    client = client_for(yanta_inspector)

    assert "雁塔区" in page(client, "party-new")
    answer = send(client, "party-new", data=told)

    party = Party.objects.get()
    assert answer["Location"] == reverse("registry:party-detail", args=[party.uuid])
    shown = page(client, "party-detail", party.uuid)
    assert told["credit_code"] in shown
    assert "雁塔区市场监督管理局" in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"credit_code": "91110000600037341M"}, "“L”"),
        ({"name": "长" * 10_000}, "200"),
        ({"region": "610502"}, ""),
        ({"region": "999999"}, ""),
        ({"domains": []}, ""),
    ],
)
def test_a_refused_form_keeps_what_was_typed(changes, words, client_for, yanta_inspector, told):
    values = {**told, "address": "朱雀大街9号", **changes}

    answer = send(client_for(yanta_inspector), "party-new", data=values)

    shown = answer.content.decode()
    assert answer.status_code == 400
    assert words in shown
    assert "朱雀大街9号" in shown
    assert not Party.objects.exists()


def test_a_known_credit_code_links_to_its_party(client_for, yanta_inspector, told):
    first = make_party(credit_code=told["credit_code"], name="先登记者")

    answer = send(client_for(yanta_inspector), "party-new", data=told)

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert reverse("registry:party-detail", args=[first.uuid]) in shown
    assert "先登记者" in shown


def test_similar_parties_are_shown_while_typing(client_for, yanta_inspector):
    first = make_party(name="西安市雁塔区同仁堂大药房有限公司", credit_code=credit_code(52))
    make_party(name="雁塔区康宁诊所")
    make_party(name="碑林同仁堂", region="610103")
    client = client_for(yanta_inspector)

    near = page(client, "party-similar", name="同仁堂药店", region="610113")
    assert "同仁堂大药房" in near
    assert "康宁" not in near
    assert "碑林" not in near
    known = page(client, "party-similar", credit_code=f" {first.credit_code.lower()}")
    assert first.name in known
    itself = page(client, "party-similar", name="同仁堂药店", region="610113", self=first.uuid)
    assert "同仁堂" not in itself
    assert page(client, "party-similar", name="药店", region="x").strip() == ""


def test_of_a_chain_the_shop_of_nearly_the_same_name_comes_first(client_for, yanta_inspector):
    for number in (31, 32, 33, 34, 35, 120):
        make_party(name=f"康宁大药房{number}店")

    near = page(
        client_for(yanta_inspector), "party-similar", name="康宁大药房120店", region="610113"
    )

    shown = re.findall(r">(康宁大药房\d+店)<", near)
    assert len(shown) == 5
    assert shown[0] == "康宁大药房120店"


def test_a_change_shows_both_versions_when_somebody_was_faster(
    client_for, yanta_inspector, told
):
    party = make_party(name="甲药房")
    client = client_for(yanta_inspector)
    shown = page(client, "party-edit", party.uuid)
    assert re.search(r'name="_version" value="1"', shown)
    values = {**told, "credit_code": "", "status": "operating", "bureau": party.bureau.code}

    first = send(
        client, "party-edit", party.uuid, data={**values, "name": "乙药房", "_version": "1"}
    )
    stale = send(
        client, "party-edit", party.uuid, data={**values, "name": "丙药房", "_version": "1"}
    )

    assert first.status_code == 302
    assert stale.status_code == 409
    both = stale.content.decode()
    assert "乙药房" in both
    assert "丙药房" in both
    assert Party.objects.get().name == "乙药房"


def test_saving_without_a_change_leaves_no_trace(client_for, yanta_inspector):
    party = make_party()
    client = client_for(yanta_inspector)
    values = {
        "name": party.name,
        "kind": party.kind,
        "domains": list(party.domains),
        "region": party.region_id,
        "bureau": party.bureau.code,
        "address": party.address,
        "area": party.area,
        "status": party.status,
        "_version": "1",
    }

    assert send(client, "party-edit", party.uuid, data=values).status_code == 302
    assert Party.objects.get().version == 1


def test_acts_of_a_foreign_party_say_why_not(client_for, linwei_inspector, auditor):
    party = make_party()

    shown = page(client_for(linwei_inspector), "party-detail", party.uuid)
    assert "aria-disabled" in shown
    assert reverse("registry:party-edit", args=[party.uuid]) not in shown
    assert "aria-disabled" not in page(client_for(auditor), "party-detail", party.uuid)


def test_quick_entry_in_a_dialog_hands_the_party_to_the_form_below(
    client_for, yanta_inspector, told
):
    client = client_for(yanta_inspector)
    address = reverse("registry:party-quick") + "?field=party"
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "dialog-body"}

    dialog = client.get(address, **headers).content.decode()
    assert "<html" not in dialog
    answer = client.post(address, {**told, "name": "𠮷药房"}, **headers)

    event = json.loads(answer["HX-Trigger"])["yaoan:chosen"]
    party = Party.objects.get()
    assert answer.status_code == 204
    assert event == {"field": "party", "id": str(party.uuid), "text": "𠮷药房"}


def test_quick_entry_as_a_page_goes_back_where_it_came_from(client_for, yanta_inspector, told):
    client = client_for(yanta_inspector)
    address = reverse("registry:party-quick")

    answer = client.post(f"{address}?field=party&next=/enforcement/new/%3Fa=1", told)
    party = Party.objects.get()
    assert answer["Location"] == f"/enforcement/new/?a=1&party={party.uuid}"
    told["credit_code"] = ""
    outside = client.post(f"{address}?next=https://example.org/", told)
    assert outside["Location"].startswith("/registry/parties/")


def test_options_find_by_two_characters_and_tell_parties_apart(client_for, yanta_inspector):
    party = make_party(name="㐂𠮷堂·大药房", credit_code=credit_code(53))
    make_party(name="康宁")
    client = client_for(yanta_inspector)

    answer = client.get(reverse("registry:party-options"), {"q": "𠮷堂"}).json()["results"]

    assert [(row["id"], row["text"]) for row in answer] == [(str(party.uuid), party.name)]
    assert party.credit_code in answer[0]["note"]
    assert "雁塔区" in answer[0]["note"]


def test_a_party_is_closed_and_marked_from_its_page(client_for, yanta_inspector):
    party = make_party()
    client = client_for(yanta_inspector)

    assert send(client, "party-key", party.uuid, data={"reason": ""}).status_code == 400
    send(client, "party-key", party.uuid, data={"reason": "疫苗储运"})
    assert Party.objects.get().is_key
    send(client, "party-close", party.uuid, data={"reason": "注销"})
    assert Party.objects.get().status == "closed"
    again = send(client, "party-close", party.uuid, data={"reason": "注销"})
    assert again.status_code == 409
    history = page(client, "party-detail", party.uuid)
    assert "疫苗储运" in history
    assert "注销" in history
