"""What reaches the fields of a published penalty: persons masked wherever they stand."""

import pytest

from enforcement.models import ClueReporter, PersonPenalty
from reporting.disclosure.fields import HOUSEHOLD, PERSON
from reporting.disclosure.validate import faults_of
from reporting.services.disclosures import release, revise_disclosure
from tests.factories import disclosures as made
from tests.factories.disclosures import AGENCY, again
from tests.factories.enforcement_cases import make_served_case, team_of
from tests.factories.enforcement_field import ON
from tests.factories.registry import credit_code, make_party

IDENTITY = "610113199001011230"
MOBILE = "13812345678"


@pytest.fixture
def team(tree):
    return team_of(tree)


@pytest.fixture
def one(team):
    party = make_party(
        name="雁塔区李明大药房", credit_code=credit_code(), legal_representative="李明"
    )
    case = make_served_case(team, party=party)
    reporter = ClueReporter.under(case, clue=case.clue, name="孙举报", phone=MOBILE)
    ClueReporter.objects.filter(clue=case.clue).delete()
    reporter.save()
    made_for = {"decision": case.decision, "name": "赵大海"}
    PersonPenalty.under(case.decision, **made_for).save()
    return made.make_prepared(team, case=case)


def entered(one, team, **told):
    return again(revise_disclosure(one, supplied=told, by=team.head, on=ON))


@pytest.mark.parametrize(
    "name",
    ["facts", "violation_type", "legal_basis", "content", "licence_affected", "remark"],
)
def test_what_is_entered_by_hand_names_nobody_in_any_text(one, team, name):
    text = "雁塔区李明大药房经营者李 明、店长赵大海被孙举报举报，电话１３８１２３４５６７８。"
    one = entered(one, team, **{name: text})
    shown = "雁塔区李明大药房经营者李 *、店长赵**被孙**举报，电话１３８****５６７８。"
    assert (one.supplied[name], one.values[name]) == (shown, shown)


def test_what_the_case_tells_names_nobody(one, team):
    violation = one.decision.case.violations.get()
    violation.facts = "孙举报（身份证６１０１１３ 19900101 123x）称，赵大海住址：幸福路1号。"
    violation.save()
    assert entered(one, team).values["facts"] == (
        "孙**（身份证６１０１１３ ******** 123x）称，赵**住址：*****。"
    )


def test_a_person_the_register_took_for_a_business_is_not_named(one, team):
    one = entered(one, team, party_type=PERSON, facts="雁塔区李明大药房售假。")
    assert (one.values["party_name"], one.values["uscc"]) == ("雁*******", "")
    assert one.values["facts"] == "雁*******售假。"


def test_a_household_the_register_took_for_a_person_is_named(team):
    code = credit_code()
    party = make_party(name="王小明", kind="individual", credit_code=code)
    one = made.make_prepared(team, party=party)
    assert one.values["party_name"] == "王**"
    one = entered(one, team, party_type=HOUSEHOLD)
    assert (one.values["party_name"], one.values["uscc"]) == ("王小明", code)


def test_where_a_natural_person_lives_is_not_told(team):
    home = {"address": "陕西省西安市雁塔区小寨东路8号", "credit_code": ""}
    party = make_party(name="王小明", kind="individual", **home)
    one = made.make_prepared(team, party=party)
    one = entered(one, team, facts="王小明在小寨东路8号网售药品。")
    assert one.values["facts"] == "王**在******网售药品。"


def test_codes_of_organisations_stay_as_they_are(one, team):
    told = {
        "agency_uscc": "916101137192546219",
        "biz_reg_no": "610113600012345",
        "tax_no": f"{IDENTITY}01",
    }
    values = entered(one, team, **told).values
    assert values["agency_uscc"] == "916101137192546219"
    assert values["biz_reg_no"] == "610113600012345"
    assert values["tax_no"] == "610113********123001"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts", "李明销售过期药品"),
        ("content", "对赵大海罚款"),
        ("legal_basis", "孙举报的举报"),
        ("remark", "账号：610501234567"),
        ("source_org", "联系人１３８１２３４５６７８"),
        ("legal_rep_id_no", "61011319900101123*"),
    ],
)
def test_what_got_in_otherwise_is_found_before_release(one, name, text):
    [fault] = [
        fault
        for fault in faults_of({**one.values, name: text}, one.decision)
        if fault.name == name
    ]
    assert fault.problem
    assert fault.right


def test_one_prepared_under_another_number_is_not_released(one, team):
    supplied = {"agency_uscc": AGENCY, "source_org_uscc": AGENCY}
    one = entered(one, team, **supplied)
    values = {**one.values, "doc_no": "陕雁塔市监罚〔2020〕1号"}
    assert "doc_no" in [fault.name for fault in faults_of(values, one.decision)]
    assert release(one, by=team.head, on=ON).status == "released"
