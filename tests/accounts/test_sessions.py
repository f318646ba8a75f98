"""Signing in, being idle, the first password, one's language."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from audit.models import AuditEvent
from tests.factories.accounts import PASSWORD, make_person, make_service_account

PAGE = "/account/"
SESSION = "/account/session/"
LOGIN = "/account/login/"


def sign_in(client, username, password=PASSWORD):
    return client.post(LOGIN, {"login": username, "password": password})


# -- signing in ---------------------------------------------------------------------------
def test_a_person_signs_in_and_out(client, yanta_inspector):
    assert sign_in(client, "yanta_inspector").status_code == 302
    assert client.get(PAGE).status_code == 200
    kinds = list(AuditEvent.objects.order_by("id").values_list("kind", flat=True))
    assert kinds[-1] == "officer.signed_in"

    client.post("/account/logout/")
    assert client.get(PAGE).status_code == 302


def test_a_wrong_password_says_nothing_of_the_account(client, yanta_inspector):
    wrong = sign_in(client, "yanta_inspector", "wrong").content.decode()
    unknown = sign_in(Client(), "nobody-here", "wrong").content.decode()

    for text in (wrong, unknown):
        assert "用户名" in text or "password" in text
    sentence = "User name and password do not match"
    assert (sentence in wrong) == (sentence in unknown)
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.subject_uuid) == ("officer.sign_in_failed", yanta_inspector.uuid)
    assert event.actor_uuid != yanta_inspector.uuid


def test_too_many_failed_attempts_are_held_up(client, yanta_inspector):
    for _attempt in range(6):
        sign_in(client, "yanta_inspector", "wrong")

    assert sign_in(client, "yanta_inspector").status_code in (200, 429)
    assert client.get(PAGE).status_code == 302


def test_a_disabled_person_does_not_sign_in(client, yanta_inspector):
    User.objects.filter(pk=yanta_inspector.pk).update(
        is_active=False, disabled_on=timezone.localdate()
    )

    answer = sign_in(client, "yanta_inspector")

    assert answer["Location"] == LOGIN
    assert client.get(PAGE).status_code == 302


def test_a_machine_does_not_sign_in(client, xian):
    account = make_service_account(xian)
    for password in ("", "!", PASSWORD):
        sign_in(client, account.username, password)
    assert client.get(PAGE).status_code == 302


def test_nobody_signs_up(client, tree):
    for address in ("/account/signup/", "/account/password/reset/", "/account/email/"):
        assert client.get(address).status_code == 404


# -- being idle ---------------------------------------------------------------------------
@pytest.fixture
def signed_in(client_for, yanta_inspector):
    return client_for(yanta_inspector)


def at(seconds: float):
    return time_machine.travel(NOW + timedelta(seconds=seconds), tick=False)


NOW = timezone.now()
LIMIT = settings.SESSION_IDLE_SECONDS


def test_whoever_is_idle_is_signed_out_and_comes_back_to_the_page(signed_in):
    with at(0):
        assert signed_in.get(PAGE).status_code == 200
    with at(LIMIT - 1):
        assert signed_in.get(PAGE).status_code == 200
    with at(2 * LIMIT):
        answer = signed_in.get("/people/?active=true")
    assert answer["Location"] == f"{LOGIN}?ended=1&next=%2Fpeople%2F%3Factive%3Dtrue"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(signed_in):
    with at(0):
        signed_in.get(PAGE)
    with at(LIMIT):
        answer = signed_in.get("/people/", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["HX-Redirect"].startswith(LOGIN)


def test_the_api_says_so_with_its_status(signed_in):
    with at(0):
        signed_in.get(PAGE)
    with at(LIMIT):
        assert signed_in.get("/api/v1/officers/").status_code == 401


@pytest.mark.parametrize(("address", "headers"), [(PAGE, {"X-Polling": "1"}), (SESSION, {})])
def test_an_open_page_that_asks_by_itself_keeps_nobody_signed_in(address, headers, signed_in):
    with at(0):
        signed_in.get(PAGE)
    for minute in range(1, LIMIT // 60):
        with at(60 * minute):
            assert signed_in.get(address, headers=headers).status_code == 200
    with at(LIMIT):
        assert signed_in.get(PAGE).status_code == 302


def test_the_last_use_is_written_at_most_once_a_minute(signed_in, django_assert_num_queries):
    def stored():
        return Session.objects.get().get_decoded()["last_used"]

    with at(0):
        signed_in.get(PAGE)
    with at(59):
        signed_in.get(PAGE)
    assert stored() == int(NOW.timestamp())
    with at(60):
        signed_in.get(PAGE)
    assert stored() == int(NOW.timestamp()) + 60


def test_the_page_may_ask_how_long_the_session_lasts_and_keep_it(signed_in):
    with at(0):
        signed_in.get(PAGE)
    with at(100):
        assert signed_in.get(SESSION).json() == {"seconds_left": LIMIT - 100}
        assert signed_in.post(SESSION).json() == {"seconds_left": LIMIT}


# -- first password -----------------------------------------------------------------------
@pytest.fixture
def newcomer(yanta, client_for):
    return client_for(
        make_person(yanta, Role.INSPECTOR, username="newcomer", must_change_password=True)
    )


@pytest.mark.parametrize("address", ["/people/", PAGE, "/bureaus/"])
def test_a_first_password_is_changed_before_anything_else(address, newcomer):
    assert newcomer.get(address)["Location"] == "/account/password/"


def test_the_api_waits_for_the_first_password_too(newcomer):
    answer = newcomer.get("/api/v1/officers/")

    assert answer.status_code == 403
    assert answer.json()["code"] == "password_change_required"


def test_after_the_change_everything_is_open(newcomer):
    sent = {"oldpassword": PASSWORD, "password1": "My-own-word-8", "password2": "My-own-word-8"}

    assert newcomer.post("/account/password/", sent).status_code == 302

    assert newcomer.get(PAGE).status_code == 200
    event = AuditEvent.objects.latest("id")
    assert event.kind == "officer.password_changed"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"oldpassword": "wrong"}, "oldpassword"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password2": "Another-one-9"}, "password2"),
        ({"password1": PASSWORD, "password2": PASSWORD}, "password1"),
    ],
)
def test_a_refused_change_stands_at_its_field(sent, field, newcomer):
    given = {
        "oldpassword": PASSWORD,
        "password1": "My-own-word-8",
        "password2": "My-own-word-8",
    } | sent

    answer = newcomer.post("/account/password/", given)

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert User.objects.get(username="newcomer").must_change_password


def test_other_sessions_of_the_person_end_with_the_old_password(newcomer, client_for):
    elsewhere = client_for(User.objects.get(username="newcomer"))
    test_after_the_change_everything_is_open(newcomer)

    assert elsewhere.get(PAGE)["Location"].startswith(LOGIN)


# -- language -----------------------------------------------------------------------------
def test_pages_speak_the_persons_language(signed_in, yanta_inspector):
    assert 'lang="zh-hans"' in signed_in.get(PAGE).content.decode().lower()

    signed_in.post("/account/language/", {"language": "en", "next": PAGE})

    assert 'lang="en"' in signed_in.get(PAGE).content.decode()
    assert User.objects.get(pk=yanta_inspector.pk).language == "en"


def test_the_sign_in_page_is_chinese_whatever_the_browser_prefers(client, tree):
    answer = client.get(LOGIN, headers={"Accept-Language": "en-GB"})
    assert answer.headers["Content-Language"] == "zh-hans"

    client.post("/account/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert client.get(LOGIN).headers["Content-Language"] == "en"


def test_the_language_form_leads_nowhere_else(client, tree):
    answer = client.post(
        "/account/language/", {"language": "en", "next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/"


def test_an_unknown_language_is_refused(client, tree):
    assert client.post("/account/language/", {"language": "xx"}).status_code == 400


def test_the_api_speaks_the_callers_language(api_for, xian_dashboard):
    api = api_for(xian_dashboard)
    for wanted, language in (("en", "en"), ("zh-hans", "zh-hans"), ("", "zh-hans")):
        headers = {"Accept-Language": wanted} if wanted else {}
        answer = api.get("/api/v1/bureaus/", headers=headers)
        assert answer.headers["Content-Language"] == language
