import pytest

from registry.models import Party
from tests.factories.registry import (
    credit_code,
    make_party,
)
from tests.registry.doors import API, names


@pytest.fixture
def told():
    return {
        "name": "雁塔区济世大药房",
        "kind": "retail_pharmacy",
        "domains": ["drug"],
        "region": "610113",
        "credit_code": credit_code(31),
    }


def test_a_party_is_entered_read_and_changed(api_for, yanta_inspector, told, yanta):
    api = api_for(yanta_inspector)

    made = api.post(f"{API}/parties/", told)
    assert made.status_code == 201, made.content
    address = f"{API}/parties/{made.json()['id']}/"
    read = api.get(address)
    assert read["ETag"] == made["ETag"]
    assert read.json()["bureau"] == yanta.code
    assert read.json()["region_name"] == "雁塔区"

    changed = api.patch(address, {"phone": "029-85212345"}, HTTP_IF_MATCH=read["ETag"])
    assert changed.status_code == 200
    assert changed.json()["version"] == 2
    assert Party.objects.get().phone == "029-85212345"


def test_an_edit_without_or_of_an_old_version_is_refused(api_for, yanta_inspector):
    api, party = api_for(yanta_inspector), make_party(name="甲药房")
    address = f"{API}/parties/{party.uuid}/"

    assert api.patch(address, {"name": "乙药房"}).status_code == 428
    first = api.get(address)["ETag"]
    assert api.patch(address, {"name": "乙药房"}, HTTP_IF_MATCH=first).status_code == 200
    stale = api.patch(address, {"name": "丙药房"}, HTTP_IF_MATCH=first)

    assert stale.status_code == 412
    assert stale.json()["details"]["yours"] == {"name": "丙药房"}
    assert stale.json()["details"]["theirs"] == {"name": "乙药房"}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"credit_code": "91110000600037341M"}, "credit_code", "L"),
        ({"name": "长" * 10_000}, "name", "200"),
        ({"region": "999999"}, "region", "610113"),
        ({"region": None}, "region", ""),
        ({"kind": "restaurant"}, "kind", "restaurant"),
        ({"domains": []}, "domains", ""),
        ({"domains": ["food"]}, "domains.0", "food"),
        ({"bureau": "nowhere"}, "bureau", "nowhere"),
        ({"credit_code": "9" * 10_000}, "credit_code", ""),
    ],
)
def test_bad_input_is_answered_with_field_and_sentence(
    changes, field, words, api_for, yanta_inspector, told
):
    answer = api_for(yanta_inspector).post(f"{API}/parties/", {**told, **changes})

    assert answer.status_code == 400
    assert words in " ".join(answer.json()["fields"][field])


def test_a_known_credit_code_names_the_party(api_for, yanta_inspector, told):
    first = make_party(credit_code=told["credit_code"], name="先登记者")

    answer = api_for(yanta_inspector).post(f"{API}/parties/", told)

    assert answer.status_code == 409
    assert answer.json()["code"] == "already_registered"
    assert answer.json()["details"]["existing"]["id"] == str(first.uuid)
    assert "先登记者" in answer.json()["fields"]["credit_code"][0]


def test_the_same_request_twice_enters_one_party(api_for, yanta_inspector, told):
    api = api_for(yanta_inspector)

    first = api.post(f"{API}/parties/", told, HTTP_IDEMPOTENCY_KEY="a1")
    again = api.post(f"{API}/parties/", told, HTTP_IDEMPOTENCY_KEY="a1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Party.objects.count() == 1


def test_foreign_parties_are_read_but_not_written(api_for, linwei_inspector):
    api, party = api_for(linwei_inspector), make_party()
    address = f"{API}/parties/{party.uuid}/"

    tag = api.get(address)["ETag"]
    assert api.patch(address, {"name": "外"}, HTTP_IF_MATCH=tag).status_code == 403
    assert api.post(f"{address}close/", {"reason": "外"}).status_code == 403


@pytest.mark.parametrize("person", ["yanta_legal", "auditor", "xian_dashboard"])
def test_readers_read_and_do_not_write(person, api_for, request, told):
    user = request.getfixturevalue(person)
    make_party(name="可读")
    api = api_for(user)

    assert names(api.get(f"{API}/parties/")) == ["可读"]
    assert api.post(f"{API}/parties/", told).status_code == 403


@pytest.mark.parametrize("noun", ["parties", "licences", "products", "batches", "key-lists"])
def test_administrators_do_not_read_the_registry(noun, api_for, sysadmin):
    assert api_for(sysadmin).get(f"{API}/{noun}/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"康宁", "碑林", "渭南", "工厂"}),
        ("kind=medical_institution", {"碑林"}),
        ("kind=medical_institution&kind=drug_manufacturer", {"碑林", "工厂"}),
        ("domain=device", {"康宁"}),
        ("region=610103", {"碑林"}),
        ("region=610100", {"康宁", "碑林", "工厂"}),
        ("region=610000", {"康宁", "碑林", "渭南", "工厂"}),
        ("bureau=610500", {"渭南"}),
        ("area=village", {"渭南"}),
        ("is_key=true", {"碑林"}),
        ("risk_class=D", {"工厂"}),
        ("status=closed", set()),
    ],
)
def test_parties_are_filtered(query, found, api_for, auditor):
    make_party(name="康宁", domains=["drug", "device"])
    make_party(
        name="碑林",
        region="610103",
        kind="medical_institution",
        domains=["drug"],
        is_key=True,
        key_reason="接种",
    )
    make_party(name="渭南", region="610502", area="village", domains=["drug"])
    factory = make_party(
        name="工厂", region="610100", kind="drug_manufacturer", domains=["drug"]
    )
    Party.objects.filter(pk=factory.pk).update(risk_class="D")

    assert set(names(api_for(auditor).get(f"{API}/parties/?{query}"))) == found


@pytest.mark.parametrize("query", ["region=999999", "bureau=x", "kind=restaurant", "area=moon"])
def test_an_unknown_filter_value_is_told(query, api_for, auditor):
    answer = api_for(auditor).get(f"{API}/parties/?{query}")

    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.json()["fields"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("㐂𠮷", {"㐂𠮷堂·大药房"}),
        ("𠮷堂", {"㐂𠮷堂·大药房"}),
        ("·大", {"㐂𠮷堂·大药房"}),
        ("康宁", {"康宁大药房", "新康宁诊所"}),
        ("康宁 诊所", {"新康宁诊所"}),
        ("药", {"㐂𠮷堂·大药房", "康宁大药房"}),
        ("gmp", {"ABC GMP 工厂"}),
        ("宁康", set()),
        ("100%", set()),
        ("_", set()),
        ("'\"\\", set()),
    ],
)
def test_two_characters_find_a_party(words, found, api_for, auditor):
    for name in ("㐂𠮷堂·大药房", "康宁大药房", "新康宁诊所", "ABC GMP 工厂"):
        make_party(name=name, address="")

    answer = api_for(auditor).get(f"{API}/parties/", {"q": words})

    assert set(names(answer)) == found


def test_a_party_is_found_by_its_credit_code_and_address(api_for, auditor):
    code = credit_code(41)
    make_party(name="有码", credit_code=code, address="朱雀大街9号")
    make_party(name="无码")
    api = api_for(auditor)

    assert names(api.get(f"{API}/parties/", {"credit_code": code})) == ["有码"]
    assert names(api.get(f"{API}/parties/", {"q": code[4:12].lower()})) == ["有码"]
    assert names(api.get(f"{API}/parties/", {"q": "朱雀"})) == ["有码"]


def test_party_acts(api_for, yanta_inspector):
    api, party = api_for(yanta_inspector), make_party()
    address = f"{API}/parties/{party.uuid}/"

    marked = api.post(f"{address}mark-key/", {"is_key": True, "reason": "疫苗储运"})
    assert marked.json()["is_key"] is True
    assert api.post(f"{address}close/", {}).status_code == 400
    stale = api.post(f"{address}close/", {"reason": "注销"}, HTTP_IF_MATCH=f'"{party.uuid}-1"')
    assert stale.status_code == 412
    closed = api.post(f"{address}close/", {"reason": "注销"})
    assert closed.json()["status"] == "closed"
    assert api.post(f"{address}close/", {"reason": "注销"}).status_code == 409


def test_similar_parties_are_told_before_one_is_entered(api_for, yanta_inspector):
    first = make_party(name="西安市雁塔区同仁堂大药房有限公司", credit_code=credit_code(52))
    make_party(name="雁塔区康宁诊所")
    api = api_for(yanta_inspector)

    def told(**asked):
        answer = api.get(f"{API}/parties/similar/", asked)
        assert answer.status_code == 200
        return [one["name"] for one in answer.json()]

    assert told(name="同仁堂药店", region="610113") == [first.name]
    assert told(credit_code=f" {first.credit_code.lower()}") == [first.name]
    assert told(name="同仁堂药店", region="610113", credit_code=first.credit_code) == [
        first.name
    ]
    assert told(name="药店", region="x") == told() == []
