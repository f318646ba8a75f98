"""The pages of people and of one's own account, signed in as their users."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import ApiToken, Role, User
from tests.accounts.shown import shown_secret
from tests.factories.accounts import make_person


@pytest.fixture
def admin(sysadmin, client_for):
    return client_for(sysadmin)


@pytest.fixture
def security(secadmin, client_for):
    return client_for(secadmin)


# -- people -------------------------------------------------------------------------------
def test_taking_on_granting_and_signing_in(admin, security, yanta, tree, client):
    new = {
        "username": "liu",
        "name": "刘新",
        "bureau": str(yanta.uuid),
        "unit": str(tree.unit("yanta").uuid),
    }
    answer = admin.post(reverse("accounts:person-new"), new)
    password = shown_secret(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    person = User.objects.get(username="liu")
    assert person.unit == tree.unit("yanta")

    page = reverse("accounts:person", args=[person.uuid])
    grant = reverse("accounts:role-grant", args=[person.uuid])
    assert security.post(grant, {"role": "inspector"})["Location"] == page
    assert "inspector" in User.objects.get(pk=person.pk).roles

    client.post("/account/login/", {"login": "liu", "password": password})
    assert client.get("/people/")["Location"] == "/account/password/"


def test_a_first_password_is_not_shown_again(admin, yanta):
    new = {"username": "liu", "name": "刘新", "bureau": str(yanta.uuid), "_once": "a" * 32}
    first = admin.post(reverse("accounts:person-new"), new)
    again = admin.post(reverse("accounts:person-new"), new)

    assert shown_secret(first)
    assert again.status_code == 302
    assert User.objects.filter(username="liu").count() == 1


def test_a_refused_form_comes_back_with_what_was_typed(admin, yanta, yanta_inspector):
    new = {"username": "yanta_inspector", "name": "重名", "bureau": str(yanta.uuid)}

    answer = admin.post(reverse("accounts:person-new"), new)

    assert answer.status_code == 400
    assert "username" in answer.context["form"].errors
    assert "重名" in answer.content.decode()


def test_a_person_is_changed_and_a_stale_change_shows_both(admin, yanta_inspector):
    address = reverse("accounts:person-edit", args=[yanta_inspector.uuid])
    given = {"name": "李雁查", "position": "中队长", "_version": "1"}
    assert admin.post(address, given).status_code == 302

    answer = admin.post(address, {**given, "position": "大队长"})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "中队长" in text
    assert "大队长" in text


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("person-disable", {"reason": "离职"}),
        ("person-password", {}),
        (
            "training-new",
            {"title": "课", "held_on": "2022-01-05", "hours": "4", "passed": "on"},
        ),
        (
            "certificate-new",
            {
                "kind": "inspector",
                "number": "J-1",
                "issued_on": "2022-01-05",
                "expires_on": "2027-01-04",
            },
        ),
    ],
)
def test_each_act_on_a_person_is_done_from_its_page(name, sent, admin, yanta_inspector):
    address = reverse(f"accounts:{name}", args=[yanta_inspector.uuid])
    assert admin.get(address).status_code == 200

    assert admin.post(address, sent).status_code in (200, 302)

    assert admin.get(reverse("accounts:person", args=[yanta_inspector.uuid])).status_code == 200


def test_a_disabled_person_is_enabled_with_a_new_password(admin, yanta_inspector, sysadmin):
    disable = reverse("accounts:person-disable", args=[yanta_inspector.uuid])
    admin.post(disable, {"reason": "借调"})

    answer = admin.post(reverse("accounts:person-enable", args=[yanta_inspector.uuid]))

    fresh = User.objects.get(pk=yanta_inspector.pk)
    assert fresh.is_active
    assert fresh.check_password(shown_secret(answer))


def test_a_transfer_leads_to_the_new_bureau(admin, yanta_inspector, linwei, tree):
    address = reverse("accounts:person-transfer", args=[yanta_inspector.uuid])
    sent = {"bureau": str(linwei.uuid), "unit": str(tree.unit("linwei").uuid)}

    assert admin.post(address, sent).status_code == 302

    assert User.objects.get(pk=yanta_inspector.pk).bureau == linwei


def test_a_certificate_is_renewed_from_its_row(admin, yanta_inspector):
    certificate = yanta_inspector.certificates.get()
    address = reverse("accounts:certificate-renew", args=[certificate.uuid])

    assert admin.post(address, {"expires_on": "2045-01-01"}).status_code == 302

    certificate.refresh_from_db()
    assert certificate.expires_on == date(2045, 1, 1)


def test_the_page_offers_what_the_reader_may_do_and_says_why_not(
    admin, security, client_for, yanta_inspector, yanta_inspector2, secadmin
):
    def titles(client, person) -> dict[str, str]:
        answer = client.get(reverse("accounts:person", args=[person.uuid]))
        return {str(act.address): str(act.reason) for act in answer.context["acts"]}

    assert len(titles(admin, yanta_inspector)) == 6
    assert len(titles(security, yanta_inspector)) == 2  # grant, and revoke the one held
    assert titles(client_for(yanta_inspector2), yanta_inspector) == {}
    assert all(titles(security, secadmin).values())


def test_a_revoked_duty_is_gone(security, yanta_inspector):
    address = reverse("accounts:role-revoke", args=[yanta_inspector.uuid, "inspector"])
    assert security.post(address).status_code == 302
    assert not User.objects.get(pk=yanta_inspector.pk).roles
    unknown = reverse("accounts:role-revoke", args=[yanta_inspector.uuid, "emperor"])
    assert security.post(unknown).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"yanta_inspector", "yanta_head"}),
        ("role=bureau_head", {"yanta_head"}),
        ("certificate=valid", {"yanta_inspector"}),
        ("certificate=none", {"yanta_head"}),
        ("q=李雁", {"yanta_inspector"}),
        ("q=雁塔 赵雁", {"yanta_head"}),
        ("active=false", set()),
        ("bureau=610113", {"yanta_inspector", "yanta_head"}),
    ],
)
def test_people_are_found_by_their_duties_and_names(
    query, found, client_for, yanta_inspector, yanta_head, linwei_inspector
):
    answer = client_for(yanta_head).get(f"/people/?{query}")

    assert {row.username for row in answer.context["listing"].rows} == found


def test_a_list_costs_the_same_for_ten_and_a_hundred_people(admin, yanta, tree):
    counts = []
    admin.get("/people/")  # writes the session's last use
    for wanted in (10, 90):
        for _each in range(wanted):
            make_person(yanta, Role.INSPECTOR, unit=tree.unit("yanta"))
        with CaptureQueriesContext(connection) as captured:
            assert admin.get("/people/?size=200").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_officers_are_offered_by_name_within_ones_own_tree(
    client_for, yanta_inspector, yanta_inspector2, linwei_inspector
):
    client = client_for(yanta_inspector)

    def offered(words: str) -> list[str]:
        answer = client.get("/people/options/", {"q": words}).json()
        return [row["text"] for row in answer["results"]]

    assert offered("王雁") == ["王雁查"]
    assert offered("邹临") == []


# -- profile ------------------------------------------------------------------------------
def test_everybody_sees_their_own_certificates_and_tokens(client_for, yanta_inspector):
    client = client_for(yanta_inspector)
    answer = client.post(reverse("accounts:own-token-new"), {"name": "脚本", "days": 30})
    assert shown_secret(answer)

    text = client.get("/account/").content.decode()
    assert yanta_inspector.certificates.get().number in text
    token = ApiToken.objects.get()
    assert token.token_key in text
    revoke = reverse("accounts:token-revoke", args=[token.uuid])
    assert client.post(revoke)["Location"] == "/account/"
    token.refresh_from_db()
    assert token.revoked_on == timezone.localdate()
