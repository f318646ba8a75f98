"""Tokens: shown once, kept as a digest, read or write, ending by themselves."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiToken, Perm, Role, User
from accounts.services.people import disable_person
from accounts.services.tokens import create_service_account, issue_token, revoke_token
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from tests.factories.accounts import SINCE, make_person

ON = SINCE
LIST = "/api/v1/bureaus/"


def api(plain: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {plain}")
    return client


@pytest.fixture
def issued(sysadmin, xian_dashboard):
    return issue_token(xian_dashboard, name="大屏", days=30, by=sysadmin, on=ON)


def test_the_plain_token_is_nowhere_in_the_database(issued):
    token, plain = issued

    assert token.digest != plain
    assert plain not in str(list(ApiToken.objects.values()))
    assert plain not in str(list(AuditEvent.objects.values()))
    assert api(plain).get(LIST).status_code == 200


def test_a_service_account_has_no_password_and_no_duties(sysadmin, xian, client):
    account = create_service_account(
        username="credit-platform", name="信用平台", bureau=xian, by=sysadmin, on=ON
    )

    assert not account.has_usable_password()
    assert account.perms == {Perm.READ_RECORDS, Perm.READ_FIGURES}


def test_only_system_administrators_make_service_accounts(yanta_head, yanta):
    with pytest.raises(PermissionRefused):
        create_service_account(username="mine", name="私用", bureau=yanta, by=yanta_head, on=ON)


def test_a_read_token_changes_nothing(issued):
    _token, plain = issued

    answer = api(plain).post("/api/v1/officers/", {})

    assert answer.status_code == 403
    assert answer.json()["code"] == "permission_refused"


def test_a_write_token_hands_in_clues_and_no_more(sysadmin, xian_dashboard):
    _token, plain = issue_token(
        xian_dashboard, name="平台", days=30, may_write=True, by=sysadmin, on=ON
    )
    xian_dashboard.token_may_write = True

    assert xian_dashboard.perms == {Perm.READ_RECORDS, Perm.READ_FIGURES, Perm.WRITE_CLUES}
    assert api(plain).post("/api/v1/officers/", {}).status_code == 403


def test_an_expired_token_is_refused(issued):
    _token, plain = issued

    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        answer = api(plain).get(LIST)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Token"


def test_a_revoked_token_is_refused(issued, sysadmin):
    token, plain = issued

    revoke_token(token, by=sysadmin, on=ON)

    assert api(plain).get(LIST).status_code == 401
    with pytest.raises(Invalid):
        revoke_token(token, by=sysadmin, on=ON)


def test_a_disabled_account_has_no_working_token(issued, sysadmin, xian_dashboard):
    _token, plain = issued

    disable_person(xian_dashboard, reason="停用", by=sysadmin, on=ON)

    assert api(plain).get(LIST).status_code == 401


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token wrong", "Token 错"])
def test_a_wrong_header_is_refused(header, tree):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=header.encode().decode("latin-1"))

    assert client.get(LIST).status_code == 401


def test_the_last_use_is_written_at_most_once_a_minute(issued):
    token, plain = issued
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        api(plain).get(LIST)
    later = time_machine.travel(now + timedelta(seconds=59), tick=False)
    with later, CaptureQueriesContext(connection) as queries:
        api(plain).get(LIST)
    assert not [one for one in queries if one["sql"].startswith("UPDATE")]
    token.refresh_from_db()
    assert token.last_used_at == now
    with time_machine.travel(now + timedelta(seconds=60), tick=False):
        api(plain).get(LIST)
    token.refresh_from_db()
    assert token.last_used_at == now + timedelta(seconds=60)


@pytest.mark.parametrize("days", [0, -1, 731])
def test_every_token_ends(days, sysadmin, xian_dashboard):
    with pytest.raises(Invalid) as refusal:
        issue_token(xian_dashboard, name="永久", days=days, by=sysadmin, on=ON)
    assert "days" in refusal.value.fields


def test_a_persons_token_does_what_the_person_may(yanta_inspector):
    _token, plain = issue_token(yanta_inspector, name="脚本", days=1, by=yanta_inspector, on=ON)

    seen = api(plain).get("/api/v1/officers/").json()["results"]

    assert [one["username"] for one in seen] == ["yanta_inspector"]


def test_nobody_issues_tokens_in_another_persons_name(sysadmin, yanta_inspector):
    with pytest.raises(Invalid):
        issue_token(yanta_inspector, name="冒名", days=1, by=sysadmin, on=ON)


def test_a_token_does_not_beget_tokens(yanta_inspector):
    _token, plain = issue_token(
        yanta_inspector, name="脚本", days=1, may_write=True, by=yanta_inspector, on=ON
    )
    wanted = {"account": str(yanta_inspector.uuid), "name": "又一个", "days": 700}

    assert api(plain).post("/api/v1/tokens/", wanted).status_code == 403


def test_acts_by_token_say_so_in_the_audit(sysadmin, yanta):
    _token, plain = issue_token(
        sysadmin, name="人事同步", days=1, may_write=True, by=sysadmin, on=ON
    )
    person = {
        "username": "synced",
        "name": "同步",
        "bureau": yanta.code,
        "password": "First-of-all-5",
    }

    assert api(plain).post("/api/v1/officers/", person).status_code == 201

    event = AuditEvent.objects.filter(kind="officer.created").latest("id")
    assert (event.actor_uuid, event.token) == (sysadmin.uuid, "人事同步")


def test_the_command_prints_the_token_alone_on_its_last_line(xian_dashboard, capsys):
    call_command("create_token", "xian-dashboard", "--days", "7", "--write")

    plain = capsys.readouterr().out.splitlines()[-1]
    assert api(plain).get(LIST).status_code == 200
    assert ApiToken.objects.get().may_write


@pytest.mark.parametrize(
    "arguments", [("nobody", "--days", "7"), ("xian-dashboard", "--days", "0")]
)
def test_the_command_refuses_in_words(arguments, xian_dashboard):
    with pytest.raises(CommandError):
        call_command("create_token", *arguments)


def test_a_local_administrator_manages_local_machines_alone(weinan, xian_dashboard):
    local = make_person(weinan, Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(PermissionRefused):
        issue_token(xian_dashboard, name="越权", days=1, by=local, on=ON)
    assert not ApiToken.objects.visible_to(User.objects.get(pk=local.pk)).exists()
