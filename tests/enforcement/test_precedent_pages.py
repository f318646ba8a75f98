"""Precedents and past cases on the pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from enforcement.models import Case
from enforcement.services.published import import_published_decisions
from tests.factories.enforcement_cases import (
    PROVISION,
    make_decided_case,
)


def at(name, *args):
    return reverse(f"enforcement:{name}", args=args)


def shown(answer):
    return answer.content.decode()


class TestPrecedents:
    @pytest.fixture(autouse=True)
    def _published(self, province_officer):
        import_published_decisions(by=province_officer, on=timezone.localdate())

    def test_the_list_with_its_totals_filters_and_one_decision(
        self, client_for, yanta_inspector
    ):
        client = client_for(yanta_inspector)
        page = shown(client.get(at("precedent-list")))
        assert "山东省药监局" in page
        assert "1,352,200.00" in page
        only = shown(
            client.get(at("precedent-list"), {"provision": PROVISION, "domain": "drug"})
        )
        assert "10,000,000" not in only
        assert "绍兴市柯桥区市场监管局" not in only
        found = shown(client.get(at("precedent-list"), {"q": "乳酶"}))
        assert "乳酶生片" in found
        for row in Case.objects.precedents():
            assert client.get(at("precedent-detail", row.uuid)).status_code == 200

    def test_what_was_not_published_is_not_zero(self, client_for, yanta_inspector):
        row = Case.objects.get(external_id="drug-33")
        page = shown(client_for(yanta_inspector).get(at("precedent-detail", row.uuid)))
        assert "3,964,410" in page
        assert row.decision.fine is None

    def test_own_decided_cases_stand_beside_them(self, team, client_for):
        case = make_decided_case(team)
        page = shown(client_for(team.inspector).get(at("precedent-list"), {"origin": "own"}))
        assert at("case-detail", case.uuid) in page
        assert "山东省药监局" not in page


def test_a_past_case_is_entered_by_the_campaign_officer(team, xian_officer, client_for):
    client = client_for(xian_officer)
    address = at("past-case-new")
    assert client.get(address).status_code == 200
    told = {
        "title": "某药店销售劣药案",
        "bureau": "610113",
        "domain": "drug",
        "source": "other",
        "decided_on": "2021-06-01",
        "decided_precision": "month",
        "published_precision": "day",
        "provision": PROVISION,
        "level": "normal",
        "activity": "retail",
        "goods_value": "800",
        "fine": "20000",
    }
    answer = client.post(address, told)
    case = Case.objects.get()
    assert answer.headers["Location"] == at("case-detail", case.uuid)
    assert (case.decided_precision, case.bureau) == ("month", team.head.bureau)
    assert case.decision.fine == 20_000
    assert case.decision.confiscated_income is None
    assert case.decision.range_verdict == "below"
    assert client.get(at("case-detail", case.uuid)).status_code == 200
    assert client_for(team.inspector).get(address).status_code == 403
