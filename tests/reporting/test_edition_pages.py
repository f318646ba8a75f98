"""Editions by their doors: the pages and the API lead to the same acts."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from reporting.models import ReportEdition
from tests.factories.editions import make_edition, make_frozen
from tests.factories.reports import make_past_cases

CASES = "drug_cases.total.total.case_count"


@pytest.fixture(autouse=True)
def _at_the_end_of_the_year():
    with time_machine.travel(date(2026, 12, 31), tick=False):
        yield


@pytest.fixture
def cases(year, province_officer):
    return make_past_cases(2, by=province_officer)


def cells_of(page):
    return [
        cell
        for section in page.context["table"]["sections"]
        for row in section["rows"]
        for cell in row["cells"]
    ]


def test_every_cell_of_the_form_opens_as_many_records_as_it_says(
    client_for, province_officer, cases
):
    client = client_for(province_officer)
    annual = client.get(reverse("reporting:annual")).content.decode()
    assert reverse("reporting:report-forms") in annual
    page = client.get(reverse("reporting:report-forms"), {"period": "2026-year"})

    opened = 0
    for cell in cells_of(page):
        if cell["address"] and not cell["nothing"] and cell["text"].isdecimal():
            assert client.get(cell["address"]).context["counted"] == int(cell["text"])
            opened += 1
    assert opened > 8


def test_a_cell_of_the_edition_names_the_records_it_was_counted_from(
    client_for, province_officer, cases
):
    edition = make_edition(by=province_officer)
    here = reverse("reporting:report-cell", args=[edition.uuid])
    page = client_for(province_officer).get(here, {"cell": CASES})

    assert page.context["counted"] == 2
    title, value, _change = page.context["earlier"]
    assert (title[:4], value) == ("2025", "0")
    assert {title for title, _value, _address in page.context["records"]} == {
        case.title for case in cases
    }


@pytest.mark.parametrize("cell", ["", "a.b", "drug_cases.total.total.nothing", "a.b.c.d"])
def test_a_cell_that_is_not_there_is_not_found(client_for, province_officer, cases, cell):
    edition = make_edition(by=province_officer)
    client = client_for(province_officer)
    here = reverse("reporting:report-cell", args=[edition.uuid])

    assert client.get(here, {"cell": cell}).status_code == 404
    assert client.get(reverse("reporting:report-rows"), {"cell": cell}).status_code == 404


def test_an_edition_goes_its_way_on_the_pages(
    client_for, province_officer, province_head, cases
):
    officer, head = client_for(province_officer), client_for(province_head)
    begun = officer.post(reverse("reporting:report-new"), {"period": "2026-year"})
    edition = ReportEdition.objects.get()
    assert begun["Location"] == reverse("reporting:report", args=[edition.uuid])

    def post(client, name, **data):
        return client.post(reverse(f"reporting:report-{name}", args=[edition.uuid]), data)

    told = {"cell": CASES, "value": "3", "approx": "exact", "note": ""}
    assert post(officer, "value", **told).status_code == 302
    refused = post(officer, "check")
    assert refused.status_code != 302
    assert officer.get(begun["Location"]).context["breaches"]
    post(officer, "value", **{**told, "value": ""})
    for client, name in ((head, "check"), (head, "approve")):
        answer = post(client, name)
    assert answer.status_code == 403
    assert post(head, "return", reason="请重新审核").status_code == 302
    for client, name in ((officer, "check"), (head, "approve"), (head, "freeze")):
        assert post(client, name).status_code == 302, name
    edition.refresh_from_db()
    assert edition.status == "frozen"
    assert edition.content_hash in officer.get(begun["Location"]).content.decode()


def test_an_edition_goes_its_way_over_the_api(api_for, province_officer, province_head, cases):
    officer, head = api_for(province_officer), api_for(province_head)
    made = officer.post(reverse("api:report-edition-list"), {"period": "2026-year"})
    assert made.status_code == 201, made.data
    here = made.data["id"]

    def act(client, name, data=None, **headers):
        address = reverse(f"api:report-edition-{name}", args=[here])
        return client.post(address, data or {}, headers=headers)

    def tag():
        return officer.get(reverse("api:report-edition-detail", args=[here]))["ETag"]

    sent = act(officer, "report", {"address": CASES, "value": "3", "note": "漏录"})
    assert sent.data["content"]["values"][CASES]["reported"] == "3"
    breaches = officer.get(reverse("api:report-edition-breaches", args=[here])).data
    assert "procedures" in {one["rule"] for one in breaches["breaches"]}
    assert act(officer, "check", **{"If-Match": tag()}).data["code"] == "does_not_balance"
    act(officer, "report", {"address": CASES, "value": None})
    assert act(officer, "check").status_code == 428
    for client, name in ((officer, "check"), (head, "approve"), (head, "freeze")):
        assert act(client, name, **{"If-Match": tag()}).status_code == 200, name
    restated = act(officer, "restate", {"reason": "更正"})
    assert (restated.status_code, restated.data["number"]) == (201, 2)


def test_the_restated_edition_is_told_on_its_page_and_over_the_api(
    client_for, api_for, province_officer, province_head, cases
):
    frozen = make_frozen(by=province_officer, head=province_head)
    client, api = client_for(province_officer), api_for(province_officer)
    address = reverse("enforcement:past-case-correct", args=[cases[0].uuid])
    told = {"goods_value": "77.00", "fine": "20000", "reason": "录入有误"}
    told |= {"confiscated_income": "0", "confiscated_goods_value": "0"}
    assert client.post(address, told).status_code == 302
    sent = client.post(
        reverse("reporting:report-restate", args=[frozen.uuid]), {"reason": "录入有误"}
    )
    made = ReportEdition.objects.get(restates=frozen)
    assert sent["Location"] == reverse("reporting:report", args=[made.uuid])

    page = client.get(reverse("reporting:report-changes", args=[made.uuid]))
    data = api.get(reverse("api:report-edition-changes", args=[made.uuid])).data
    named = {one["record"] for one in data["records"]}
    assert page.context["count"] == 1
    assert named == {f"case:{cases[0].uuid}"}
    drug = [one for one in data["records"] if one["form"] == "drug_cases"]
    assert [(one["indicator"], Decimal(one["after"])) for one in drug] == [("goods_value", 77)]


def test_the_forms_are_read_over_the_api(api_for, province_officer, cases):
    api = api_for(province_officer)
    forms = api.get(reverse("api:report-forms")).data["forms"]
    filled = api.get(reverse("api:report-form", args=["drug_cases"]), {"period": "2026-year"})

    assert [one["number"] for one in forms][:3] == ["A01", "A02", "A03"]
    assert filled.data["values"][CASES]["computed"] == "2"
    for asked in ({"period": "1066-year"}, {"bureau": "999999"}, {"campaign": "none"}):
        answer = api.get(reverse("api:report-form", args=["drug_cases"]), asked)
        assert answer.status_code == 404
