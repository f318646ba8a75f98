"""The pages of bureaus, machines, rules and routes, signed in as their users."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from accounts.models import Bureau, Perm, Role, Unit, User
from accounts.services import policies
from accounts.services.policies import PolicyKey, register_policy
from accounts.services.routes import route_for
from tests.accounts.shown import shown_secret


@pytest.fixture
def admin(sysadmin, client_for):
    return client_for(sysadmin)


# -- bureaus ------------------------------------------------------------------------------
def test_a_bureau_is_set_up_changed_and_merged(admin, xian, yanta):
    new = {
        "parent": str(xian.uuid),
        "kind": "county",
        "code": "610198",
        "name": "高新区市场监督管理局",
        "short_name": "高新",
        "document_word": "陕高新市监",
        "regions": ["610113"],
    }
    address = admin.post(reverse("accounts:bureau-new"), new)["Location"]
    bureau = Bureau.objects.get(code="610198")
    assert address == reverse("accounts:bureau", args=[bureau.uuid])
    assert [one.code for one in bureau.regions.all()] == ["610113"]

    edit = {**new, "name": "高新技术区市场监督管理局", "_version": "1"}
    assert admin.post(reverse("accounts:bureau-edit", args=[bureau.uuid]), edit)
    unit = {"name": "丈八所", "kind": "station"}
    assert admin.post(reverse("accounts:unit-new", args=[bureau.uuid]), unit)
    change = {"name": "丈八路所", "kind": "station", "is_active": "on"}
    admin.post(
        reverse("accounts:unit-edit", args=[Unit.objects.get(name="丈八所").uuid]), change
    )
    page = admin.get(address).content.decode()
    assert "高新技术区市场监督管理局" in page
    assert "丈八路所" in page

    close = {"successor": str(yanta.uuid), "reason": "并入"}
    answer = admin.post(reverse("accounts:bureau-close", args=[bureau.uuid]), close)
    assert answer.status_code == 302
    bureau.refresh_from_db()
    assert bureau.succeeded_by == yanta


def test_a_bureau_with_people_says_why_it_stays(admin, yanta, yanta_inspector):
    answer = admin.post(reverse("accounts:bureau-close", args=[yanta.uuid]), {"reason": "撤"})

    assert answer.status_code == 409
    assert answer.context["form"].non_field_errors()


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 7), ("kind=county", 3), ("under=610500", 2), ("q=雁塔", 1), ("region=610502", 1)],
)
def test_bureaus_are_found_in_the_tree(query, count, client_for, yanta_inspector):
    answer = client_for(yanta_inspector).get(f"/bureaus/?{query}")
    assert len(answer.context["listing"].rows) == count


# -- machines -----------------------------------------------------------------------------
def test_a_service_account_and_its_token_are_made_from_the_pages(admin, xian, client):
    new = {"username": "credit", "name": "信用平台", "bureau": str(xian.uuid)}
    address = admin.post(reverse("accounts:service-account-new"), new)["Location"]
    account = User.objects.get(username="credit")
    token = reverse("accounts:token-new", args=[account.uuid])

    plain = shown_secret(admin.post(token, {"name": "正式", "days": "90"}))

    headers = {"Authorization": f"Token {plain}"}
    assert client.get("/api/v1/bureaus/", headers=headers).status_code == 200
    assert plain not in admin.get(address).content.decode()


# -- rules and routes ---------------------------------------------------------------------
def test_a_rule_is_set_with_its_basis(admin, yanta, monkeypatch):
    monkeypatch.setattr(policies, "_keys", {})
    register_policy(PolicyKey("test.days", "天数", default=15))
    today = timezone.localdate()
    sent = {
        "key": "test.days",
        "value": "20",
        "bureau": "",
        "effective_from": today.isoformat(),
        "basis": "陕药监〔2022〕2号",
    }

    assert admin.post(reverse("accounts:policy-set"), sent).status_code == 302

    assert policies.get_policy("test.days", bureau=yanta, on=today) == 20
    text = admin.get(reverse("accounts:settings")).content.decode()
    assert "陕药监〔2022〕2号" in text


def test_a_route_is_set_for_a_bureau(admin, yanta, xian):
    address = reverse("accounts:route-set", args=["filing"])
    sent = {"bureau": str(yanta.uuid), "step1": "bureau_head"}

    assert admin.post(address, sent).status_code == 302

    assert route_for(yanta, "filing") == [Role.BUREAU_HEAD]
    assert len(route_for(xian, "filing")) == 2
    assert admin.get(reverse("accounts:route-set", args=["dancing"])).status_code == 404


def test_navigation_shows_what_a_person_may_use(client_for, admin, yanta_inspector):
    inspector = client_for(yanta_inspector).get("/account/").content.decode()
    assert 'href="/people/"' in inspector
    assert 'href="/service-accounts/"' not in inspector
    assert 'href="/service-accounts/"' in admin.get("/account/").content.decode()
    assert not yanta_inspector.can(Perm.MANAGE_TOKENS)


def test_success_is_told(admin, yanta_inspector):
    address = reverse("accounts:person-edit", args=[yanta_inspector.uuid])
    answer = admin.post(address, {"name": "改名"})
    assert len(list(get_messages(answer.wsgi_request))) == 1
