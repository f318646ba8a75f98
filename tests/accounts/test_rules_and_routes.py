"""Rules an office sets for itself, and who approves which act."""

from datetime import date

import pytest

from accounts.errors import NoApprovalRoute
from accounts.models import ApprovalRoute, PolicySetting, Role
from accounts.services import policies
from accounts.services.policies import PolicyKey, get_policy, register_policy, set_policy
from accounts.services.routes import DEFAULT_ROUTES, route_for, set_route
from accounts.system import SYSTEM
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from tests.factories.accounts import make_person

ON = date(2022, 3, 1)
KEY = "test.discussion_from_yuan"


@pytest.fixture(autouse=True)
def _known_key(monkeypatch):
    def check(value):
        if not isinstance(value, int) or value < 0:
            raise ValueError("要大于零")

    monkeypatch.setattr(policies, "_keys", {})
    register_policy(PolicyKey(KEY, "集体讨论起点", default=100_000, basis="随附", check=check))


def put(bureau, value, *, since=ON, by=SYSTEM, basis="陕药监〔2022〕1号"):
    return set_policy(
        key=KEY, value=value, bureau=bureau, effective_from=since, basis=basis, by=by, on=ON
    )


def value(bureau, on=ON):
    return get_policy(KEY, bureau=bureau, on=on)


# -- rules --------------------------------------------------------------------------------
def test_without_a_setting_the_value_shipped_holds(yanta):
    assert value(yanta) == 100_000


def test_the_most_special_setting_wins(province, xian, yanta, linwei):
    put(None, 1)
    assert value(yanta) == 1
    put(province, 2)
    put(xian, 3)
    assert (value(yanta), value(xian), value(linwei), value(None)) == (3, 3, 2, 1)
    put(yanta, 4)
    assert (value(yanta), value(xian)) == (4, 3)


def test_a_special_setting_wins_over_a_later_general_one(xian, yanta):
    put(xian, 3)
    put(None, 9, since=date(2022, 6, 1))

    assert value(yanta, on=date(2022, 7, 1)) == 3


def test_a_setting_holds_from_its_day_on(yanta):
    put(yanta, 5, since=date(2022, 4, 1))
    put(yanta, 6, since=date(2022, 5, 1))

    assert value(yanta, on=date(2022, 3, 31)) == 100_000
    assert value(yanta, on=date(2022, 4, 1)) == 5
    assert value(yanta, on=date(2022, 5, 1)) == 6


def test_setting_the_same_day_again_corrects_it(yanta):
    put(yanta, 5)
    put(yanta, 7)

    assert PolicySetting.objects.count() == 1
    assert value(yanta) == 7
    event = AuditEvent.objects.latest("id")
    assert (event.before, event.after["value"]) == ({"value": 5}, 7)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": -1}, "value"),
        ({"value": "viel"}, "value"),
        ({"basis": " "}, "basis"),
        ({"since": date(2022, 2, 28)}, "effective_from"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(given, field, yanta):
    with pytest.raises(Invalid) as refusal:
        put(yanta, given.pop("value", 1), **given)
    assert field in refusal.value.fields


def test_an_unknown_rule_is_refused(yanta):
    with pytest.raises(Invalid):
        set_policy(
            key="x", value=1, bureau=yanta, effective_from=ON, basis="y", by=SYSTEM, on=ON
        )
    with pytest.raises(KeyError):
        get_policy("x", bureau=yanta, on=ON)


def test_each_administrator_sets_rules_within_their_tree(xian, yanta, linwei, sysadmin):
    local = make_person(xian, Role.SYSTEM_ADMINISTRATOR)

    put(yanta, 1, by=local)
    put(None, 1, by=sysadmin)
    for bureau in (linwei, None):
        with pytest.raises(PermissionRefused):
            put(bureau, 1, by=local)


@pytest.mark.parametrize("who", ["yanta_head", "secadmin", "auditor"])
def test_nobody_else_sets_rules(who, yanta, request):
    with pytest.raises(PermissionRefused):
        put(yanta, 1, by=request.getfixturevalue(who))


# -- routes -------------------------------------------------------------------------------
def test_a_filing_goes_from_the_unit_head_to_the_bureau_head(yanta):
    assert route_for(yanta, "filing") == [Role.UNIT_HEAD, Role.BUREAU_HEAD]


def test_a_decision_goes_through_legal_review(yanta):
    assert route_for(yanta, "decision") == [
        Role.UNIT_HEAD,
        Role.LEGAL_REVIEWER,
        Role.BUREAU_HEAD,
    ]


def test_the_nearest_route_wins(xian, yanta, linwei, django_assert_num_queries):
    set_route(bureau=xian, act="filing", roles=[Role.BUREAU_HEAD], by=SYSTEM, on=ON)

    with django_assert_num_queries(1):
        assert route_for(yanta, "filing") == [Role.BUREAU_HEAD]
    assert route_for(linwei, "filing") == list(DEFAULT_ROUTES["filing"])


def test_an_act_without_a_route_says_so(yanta):
    with pytest.raises(NoApprovalRoute):
        route_for(yanta, "dancing")


def test_a_route_set_again_replaces_its_steps(yanta):
    for roles in ([Role.UNIT_HEAD, Role.BUREAU_HEAD], [Role.BUREAU_HEAD]):
        set_route(bureau=yanta, act="filing", roles=roles, by=SYSTEM, on=ON)

    assert ApprovalRoute.objects.filter(bureau=yanta).count() == 1
    assert route_for(yanta, "filing") == [Role.BUREAU_HEAD]


@pytest.mark.parametrize(
    "roles",
    [
        [],
        [Role.UNIT_HEAD] * 2,
        [Role.INSPECTOR],
        [Role.SYSTEM_ADMINISTRATOR],
        [Role.UNIT_HEAD, Role.LEGAL_REVIEWER, Role.BUREAU_HEAD, Role.CAMPAIGN_OFFICER] * 2,
    ],
)
def test_a_route_has_one_to_four_different_approvers(roles, yanta):
    with pytest.raises(Invalid) as refusal:
        set_route(bureau=yanta, act="filing", roles=roles, by=SYSTEM, on=ON)
    assert "roles" in refusal.value.fields
