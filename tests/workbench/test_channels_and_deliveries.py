"""Choosing channels, setting a webhook, and seeing what was given up."""

import hmac
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from core.seals import SealBroken, seal, unseal
from tests.factories.workbench import make_dead_delivery, make_webhook
from tests.stubs import answer
from tests.workbench.conftest import AT
from workbench.models import Delivery, DeliveryState, PersonChannels, Reason, Webhook
from workbench.outside.outcomes import NotSent
from workbench.outside.posting import may_reach
from workbench.outside.robots import Endpoint, Parcel, deliver
from workbench.services.outside import retry_delivery, set_email, set_webhook
from workbench.services.outside import test_webhook as try_webhook
from workbench.services.sending import send_due

pytestmark = pytest.mark.django_db
ON = AT.date()


def sound(**changes):
    return {
        "form": "plain",
        "address": "https://oa.example.gov.cn/hook",
        "token": "",
        "secret": "s3cret",
        "is_on": True,
        "on": ON,
        **changes,
    }


def test_nobody_chooses_email_without_an_address(yanta_inspector: User) -> None:
    with pytest.raises(Invalid) as refusal:
        set_email(is_on=True, by=yanta_inspector, on=ON)
    assert "email_on" in refusal.value.fields
    assert not PersonChannels.objects.exists()


def test_a_person_turns_email_on_and_off_again(client_for, by_email: User) -> None:
    client = client_for(by_email)
    address = reverse("workbench:channels")
    assert client.post(address, {}).status_code == 302
    assert PersonChannels.objects.get().email_on is False
    assert client.post(address, {"email_on": "on"}).status_code == 302
    assert PersonChannels.objects.get().email_on is True
    assert AuditEvent.objects.filter(kind="channels.set").count() == 2


def test_the_secret_is_sealed_and_shown_nowhere(client_for, yanta, sysadmin: User) -> None:
    webhook = make_webhook(yanta)
    assert "s3cret" not in webhook.secret_sealed
    assert unseal(webhook.secret_sealed) == "s3cret"
    client = client_for(sysadmin)
    for name, arguments in (("webhook-list", []), ("webhook-edit", [webhook.uuid])):
        page = client.get(reverse(f"workbench:{name}", args=arguments)).content.decode()
        assert "s3cret" not in page
        assert webhook.secret_sealed not in page
    assert "s3cret" not in str(list(AuditEvent.objects.values_list("after", flat=True)))


def test_another_key_opens_no_seal(settings) -> None:
    sealed = seal("s3cret")
    settings.SEAL_KEY = "another"
    with pytest.raises(SealBroken):
        unseal(sealed)


def test_a_stored_secret_never_goes_to_a_new_address(yanta, sysadmin: User) -> None:
    make_webhook(yanta)
    kept = set_webhook(bureau=yanta, by=sysadmin, **sound(secret="", is_on=False))
    assert unseal(kept.secret_sealed) == "s3cret"
    with pytest.raises(Invalid):
        set_webhook(
            bureau=yanta, by=sysadmin, **sound(secret="", address="https://else.example/")
        )


@pytest.mark.parametrize("address", ["ftp://x/", "https://", "//x", "https://u:p@x/"])
def test_an_address_nothing_can_be_sent_to_is_refused(
    address: str, yanta, sysadmin: User
) -> None:
    with pytest.raises(Invalid) as refusal:
        set_webhook(bureau=yanta, by=sysadmin, **sound(address=address))
    assert "address" in refusal.value.fields


def test_only_administrators_of_the_bureau_or_above_set_its_webhook(
    yanta, yanta_head: User
) -> None:
    with pytest.raises(PermissionRefused):
        set_webhook(bureau=yanta, by=yanta_head, **sound())


def test_a_test_is_sent_even_while_the_webhook_is_off(
    hook, webhook: Webhook, sysadmin: User
) -> None:
    Webhook.objects.update(is_on=False)
    delivery = try_webhook(webhook, by=sysadmin, on=ON, at=AT)
    assert send_due(at=AT).sent == 1
    assert hook.received[0]["json"]["kind"] == "test"
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT


def test_the_list_begins_with_what_was_given_up_and_says_why(
    client_for, sysadmin: User, yanta_inspector: User
) -> None:
    dead = make_dead_delivery(yanta_inspector)
    page = client_for(sysadmin).get(reverse("workbench:delivery-list")).content.decode()
    assert str(dead.uuid) in page
    assert str(Reason.MAIL_REFUSED.label) in page
    detail = client_for(sysadmin).get(reverse("workbench:delivery", args=[dead.uuid]))
    assert "554 no" in detail.content.decode()


def test_retrying_from_the_page_makes_it_wait_again(
    client_for, sysadmin: User, yanta_inspector: User
) -> None:
    dead = make_dead_delivery(yanta_inspector)
    client_for(sysadmin).post(reverse("workbench:delivery-retry", args=[dead.uuid]))
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (DeliveryState.WAITING, 0)
    with pytest.raises(Invalid):
        retry_delivery(dead, by=sysadmin, on=ON, at=AT)


def test_an_administrator_sees_the_deliveries_of_their_tree_only(
    api_for, tree, sysadmin: User, linwei_inspector: User, yanta_inspector: User
) -> None:
    make_dead_delivery(linwei_inspector)
    mine = make_dead_delivery(yanta_inspector)
    sysadmin.bureau = tree.xian
    sysadmin.save()
    rows = api_for(sysadmin).get("/api/v1/deliveries/").json()["results"]
    assert [row["id"] for row in rows] == [str(mine.uuid)]
    assert Delivery.objects.count() == 2


# -- the robots ---------------------------------------------------------------------------
def parcel(text="还有3天"):
    return Parcel(uuid4(), AT, text, {})


@pytest.fixture
def near(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1"]
    settings.WEBHOOK_TIMEOUT = 1


def test_dingtalk_is_signed_in_its_address(hook, near) -> None:
    hook.behave = answer(200, b'{"errcode":0,"errmsg":"ok"}')
    deliver(Endpoint("dingtalk", hook.address, "tok", "SEC1"), parcel())
    (one,) = hook.received
    query = parse_qs(urlsplit(one["path"]).query)
    stamp = str(int(AT.timestamp() * 1000))
    mark = hmac.new(b"SEC1", f"{stamp}\nSEC1".encode(), sha256).digest()
    assert query["access_token"] == ["tok"]
    assert query["timestamp"] == [stamp]
    assert query["sign"] == [b64encode(mark).decode()]
    assert one["json"]["msgtype"] == "text"
    assert "还有3天" in one["json"]["text"]["content"]


def test_wecom_takes_its_key_in_the_address_and_a_short_text(hook, near) -> None:
    hook.behave = answer(200, b'{"errcode":0}')
    deliver(Endpoint("wecom", hook.address, "k1"), parcel("期限" * 2000))
    (one,) = hook.received
    assert one["path"].endswith("?key=k1")
    assert len(one["json"]["text"]["content"].encode()) <= 2000


def test_feishu_is_signed_in_its_body(hook, near) -> None:
    hook.behave = answer(200, b'{"code":0,"msg":"success"}')
    deliver(Endpoint("feishu", hook.address, "tok", "SEC1"), parcel())
    (one,) = hook.received
    stamp = str(int(AT.timestamp()))
    mark = hmac.new(f"{stamp}\nSEC1".encode(), b"", sha256).digest()
    assert one["path"] == "/hook/tok"
    assert (one["json"]["timestamp"], one["json"]["sign"]) == (
        stamp,
        b64encode(mark).decode(),
    )
    assert one["json"]["msg_type"] == "text"


def test_a_robot_that_says_no_with_status_200_has_refused(hook, near) -> None:
    hook.behave = answer(200, b'{"errcode":310000,"errmsg":"sign not match"}')
    with pytest.raises(NotSent) as refusal:
        deliver(Endpoint("dingtalk", hook.address, "tok", "SEC1"), parcel())
    assert refusal.value.reason == Reason.ROBOT_REFUSED
    assert refusal.value.detail == "310000 sign not match"


@pytest.mark.parametrize(
    ("form", "pasted", "base"),
    [
        (
            "dingtalk",
            "https://oapi.dingtalk.com/robot/send?access_token=T",
            "https://oapi.dingtalk.com/robot/send",
        ),
        (
            "wecom",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=T",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        ),
        (
            "feishu",
            "https://open.feishu.cn/open-apis/bot/v2/hook/T",
            "https://open.feishu.cn/open-apis/bot/v2/hook",
        ),
    ],
)
def test_the_token_in_a_robots_address_is_taken_out_and_sealed(
    form: str, pasted: str, base: str, yanta, sysadmin: User
) -> None:
    row = set_webhook(bureau=yanta, by=sysadmin, **sound(form=form, address=pasted))
    assert (row.address, unseal(row.token_sealed)) == (base, "T")
    empty = set_webhook(bureau=yanta, by=sysadmin, **sound(form=form, address="", token="U"))
    assert (empty.address, unseal(empty.token_sealed)) == (base, "U")


# -- private addresses --------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - asked about, not bound
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_no_private_address_is_reached(address: str) -> None:
    assert not may_reach("oa.example.gov.cn", address)


def test_public_addresses_and_those_allowed_are_reached(settings) -> None:
    assert may_reach("x", "202.100.0.1")
    settings.WEBHOOK_ALLOWED_HOSTS = ["10.1.0.0/16", "oa.example.gov.cn", "fd00::1"]
    assert may_reach("x", "10.1.2.3")
    assert not may_reach("x", "10.2.2.3")
    assert may_reach("OA.example.gov.cn", "192.168.0.1")
    assert may_reach("x", "fd00::1")


def test_a_delivery_waits_until_its_time(by_email: User) -> None:
    later = AT + timedelta(minutes=5)
    Delivery.objects.create(
        kind="notice",
        channel="email",
        recipient=by_email,
        bureau=by_email.bureau,
        on=ON,
        next_try_at=later,
    )
    assert send_due(at=AT).tried == 0
    assert send_due(at=later).sent == 1
