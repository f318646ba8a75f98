"""Past cases in the API: entered with what is known, corrected as they were read."""

from decimal import Decimal

import pytest

from enforcement.models import Case, Decision
from tests.factories.enforcement_cases import PROVISION, make_decided_case
from tests.factories.registry import make_party
from tests.factories.reports import make_past_cases

CASES = "/api/v1/cases/"
PAST = {
    "title": "某药房销售劣药案",
    "domain": "drug",
    "decided_on": "2023-05-06",
    "goods_value": "1260.00",
    "fine": "100000.00",
    "charges": [{"provision": PROVISION, "activity": "retail"}],
    "persons": [{"name": "李某", "fine": "700.00"}],
}


@pytest.fixture
def api(api_for, province_officer):
    return api_for(province_officer)


def enter(api, **values):
    return api.post(f"{CASES}past/", {**PAST, **values}, format="json")


def correct(api, case, version=None, **values):
    told = {"reason": "录入有误", **values}
    headers = {"if-match": f'"{case.uuid}-{case.version if version is None else version}"'}
    return api.post(f"{CASES}{case.uuid}/correct-past/", told, format="json", headers=headers)


def test_a_past_case_is_entered_with_what_is_known(api):
    answer = enter(api, party=str(make_party().uuid))

    case = Case.objects.get(uuid=answer.json()["id"])
    decision = Decision.objects.get(case=case)
    assert answer.status_code == 201
    assert (case.is_past, case.status, case.goods_value) == (True, "closed", Decimal(1260))
    assert (decision.fine, decision.confiscated_income) == (Decimal(100_000), None)
    assert decision.penalty_kinds == ("fine",)
    assert [one.provision for one in case.violations.all()] == [PROVISION]
    assert [one.fine for one in decision.persons.all()] == [Decimal(700)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"domain": "food"}, "domain"),
        ({"fine": "-1"}, "fine"),
        ({"fine": "一万"}, "fine"),
        ({"decided_on": "2023-02-30"}, "decided_on"),
        ({"decided_on": "2999-01-01"}, "decided_on"),
        ({"bureau": "999999"}, "bureau"),
        ({"charges": [{"level": "normal"}]}, "charges"),
        ({"persons": [{"name": ""}]}, "persons"),
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_kept(api, wrong, field):
    answer = enter(api, **wrong)

    assert answer.status_code == 400
    assert field in {name.split(".")[0] for name in answer.json()["fields"]}
    assert not Case.objects.exists()


def test_an_unknown_provision_is_refused(api):
    answer = enter(api, charges=[{"provision": "no_such_article"}])

    assert answer.status_code in (400, 404)
    assert not Case.objects.exists()


def test_only_campaign_officers_enter_and_correct(api_for, yanta_inspector, province_officer):
    inspector = api_for(yanta_inspector)
    case = make_past_cases(1, by=province_officer, bureau=yanta_inspector.bureau)[0]

    assert enter(inspector).status_code == 403
    assert correct(inspector, case, fine="5.00").status_code == 403


def test_amounts_are_corrected_and_those_left_out_stay(api, province_officer):
    case = make_past_cases(1, by=province_officer)[0]
    before = Decision.objects.get(case=case).fine

    answer = correct(api, case, goods_value="9000.00")

    case.refresh_from_db()
    assert answer.status_code == 200
    assert case.goods_value == Decimal(9000)
    assert Decision.objects.get(case=case).fine == before


def test_an_amount_becomes_unknown_by_null(api, province_officer):
    case = make_past_cases(1, by=province_officer)[0]

    assert correct(api, case, goods_value=None).status_code == 200
    case.refresh_from_db()
    assert case.goods_value is None


def test_a_version_that_was_overtaken_is_refused(api, province_officer):
    case = make_past_cases(1, by=province_officer)[0]
    correct(api, case, goods_value="9000.00")

    answer = correct(api, case, goods_value="8000.00")

    assert answer.status_code == 412
    case.refresh_from_db()
    assert case.goods_value == Decimal(9000)


def test_a_case_of_the_ordinary_way_is_not_corrected_so(api, team):
    case = make_decided_case(team)

    assert correct(api, case, goods_value="1.00").status_code == 400
