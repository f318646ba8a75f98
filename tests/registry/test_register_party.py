from datetime import date

import pytest

from accounts.models import Region
from accounts.system import SYSTEM
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from registry.errors import AlreadyRegistered
from registry.models import Party
from registry.services.parties import register_party
from tests.factories.registry import ON, credit_code, make_party, region


def told(**changes):
    values = {
        "name": "雁塔区济世大药房",
        "kind": "retail_pharmacy",
        "domains": ["drug"],
        "region": region("610113"),
        "on": ON,
    }
    return {**values, **changes}


def test_an_inspector_enters_a_party_of_their_county(yanta_inspector, yanta):
    code = credit_code(1)

    party = register_party(
        **told(credit_code=f"统一社会信用代码：{code.lower()}"), by=yanta_inspector
    )

    assert Party.objects.get() == party
    assert (party.bureau, party.credit_code, party.domains) == (yanta, code, ("drug",))
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.subject_uuid) == ("party.registered", party.uuid)
    assert event.after["region"] == "610113"
    assert event.after["credit_code"] == code


def test_a_party_without_credit_code_may_be_entered_more_than_once(yanta_inspector):
    register_party(**told(), by=yanta_inspector)
    register_party(**told(), by=yanta_inspector)

    assert Party.objects.count() == 2


def test_text_is_tidied(yanta_inspector):
    party = register_party(
        **told(name="  㐂\u3000𠮷堂\n·\x00\u200b大药房 ", address="长安路\t1号"),
        by=yanta_inspector,
    )

    assert party.name == "㐂 𠮷堂 ·大药房"
    assert party.address == "长安路 1号"


def test_the_most_local_bureau_supervises_unless_another_is_named(
    xian_officer, province, beilin
):
    local = register_party(**told(region=region("610103")), by=xian_officer)
    named = register_party(**told(bureau=province), by=xian_officer)

    assert local.bureau == beilin
    assert named.bureau == province


def test_a_sub_centre_enters_parties_of_its_cities_for_their_bureaus(
    subcentre_inspector, linwei
):
    party = register_party(**told(region=region("610502")), by=subcentre_inspector)

    assert party.bureau == linwei


def test_a_foreign_region_is_refused_and_its_bureau_named(yanta_inspector, tree):
    with pytest.raises(PermissionRefused, match=tree.linwei.name):
        register_party(**told(region=region("610502")), by=yanta_inspector)


def test_a_bureau_that_does_not_answer_for_the_region_is_refused(province_officer, linwei):
    with pytest.raises(Invalid) as refused:
        register_party(**told(bureau=linwei), by=province_officer)

    assert linwei.name in refused.value.fields["bureau"]


@pytest.mark.parametrize("person", ["yanta_legal", "auditor", "sysadmin", "xian_dashboard"])
def test_without_the_duty_nobody_enters(person, request):
    by = request.getfixturevalue(person)

    with pytest.raises(PermissionRefused):
        register_party(**told(), by=by)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"credit_code": "91110000600037341M"}, "credit_code", "“L”"),
        ({"name": "长" * 10_000}, "name", "10000"),
        ({"name": "  "}, "name", ""),
        ({"kind": "restaurant"}, "kind", "restaurant"),
        ({"domains": []}, "domains", ""),
        ({"domains": ["food"]}, "domains", "food"),
        ({"area": "moon"}, "area", "moon"),
        ({"phone": "1" * 21}, "phone", "20"),
        ({"is_key": True}, "key_reason", ""),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(changes, field, words, yanta_inspector):
    with pytest.raises(Invalid) as refused:
        register_party(**told(**changes), by=yanta_inspector)

    assert words in str(refused.value.fields[field])
    assert not Party.objects.exists()
    assert not AuditEvent.objects.filter(kind="party.registered").exists()


def test_a_region_that_was_replaced_names_its_successor(province_officer):
    new = region("610113")
    old = Region.objects.create(
        code="610112",
        name="旧城县",
        level="county",
        parent_id="610100",
        valid_to=date(2021, 1, 29),
        replaced_by=new,
    )

    with pytest.raises(Invalid) as refused:
        register_party(**told(region=old), by=province_officer)
    assert new.name in refused.value.fields["region"]

    past = register_party(**{**told(region=old), "on": date(2020, 5, 1)}, by=SYSTEM)
    assert past.region == old


def test_a_second_party_of_the_same_code_is_refused_and_the_first_named(
    yanta_inspector, linwei
):
    code = credit_code(2)
    first = make_party(credit_code=code, region="610502", name="临渭区同仁堂")

    with pytest.raises(AlreadyRegistered) as refused:
        register_party(**told(credit_code=code), by=yanta_inspector)

    assert first.name in refused.value.fields["credit_code"]
    assert linwei.name in refused.value.fields["credit_code"]
    assert refused.value.details["existing"]["id"] == str(first.uuid)
    assert Party.objects.count() == 1


def test_entering_costs_few_queries(yanta_inspector, django_assert_max_num_queries, yanta):
    values = told(bureau=yanta, credit_code=credit_code(3))
    assert yanta_inspector.perms

    # savepoints (4), region of the bureau, party, audit row
    with django_assert_max_num_queries(7):
        register_party(**values, by=yanta_inspector)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_enter_the_same_code_at_once_one_succeeds(yanta_inspector, at_once):
    code = credit_code(61)
    assert yanta_inspector.perms
    values = told(credit_code=code)

    def enter(_number):
        try:
            return register_party(**values, by=yanta_inspector).credit_code
        except AlreadyRegistered as refused:
            return refused.details["existing"]["name"]

    answers = at_once(enter, 6)

    assert sorted(answers) == sorted([code, *[values["name"]] * 5])
