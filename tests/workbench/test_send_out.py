"""What leaves the house: at least once under one id; what cannot leave says why."""

import hmac
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest

from accounts.models import User
from tests.stubs import answer, drip, hang, hang_up
from tests.workbench.conftest import AT
from workbench.models import (
    Delivery,
    DeliveryKind,
    DeliveryLine,
    DeliveryState,
    PersonChannels,
    Reason,
    Webhook,
)
from workbench.services.bundling import bundle_ripe
from workbench.services.messages import Outside
from workbench.services.outside import retry_delivery
from workbench.services.sending import BACK_OFF, send_due, send_one, take_back_interrupted

pytestmark = pytest.mark.django_db
ON = AT.date()


def leave(at=AT):
    bundle_ripe(on=at.date(), at=at)
    return send_due(at=at)


def test_who_chose_no_channel_has_no_row(yanta_inspector: User, tell) -> None:
    tell(yanta_inspector)
    assert not DeliveryLine.objects.exists()


def test_an_email_carries_the_id_of_its_delivery(by_email: User, tell, mail_server) -> None:
    tell(by_email)
    assert leave().sent == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.sent_at) == (DeliveryState.SENT, AT)
    (mail,) = mail_server.received
    assert f"Message-ID: <{delivery.uuid}@yaoan.invalid>" in mail
    assert leave().tried == 0


def test_a_webhook_is_signed_over_id_time_and_body(
    yanta_inspector: User, tell, hook, webhook: Webhook
) -> None:
    tell(yanta_inspector, title="还有3天")
    leave()
    (one,) = hook.received
    delivery = Delivery.objects.get()
    assert one["headers"]["webhook-id"] == str(delivery.uuid) == one["json"]["id"]
    signed = f"{delivery.uuid}.{int(AT.timestamp())}.".encode() + one["body"]
    mark = b64encode(hmac.new(b"s3cret", signed, sha256).digest()).decode()
    assert one["headers"]["webhook-signature"] == f"v1,{mark}"
    assert one["json"]["messages"][0]["title"] == "还有3天"


def test_the_morning_brings_one_digest_with_the_newest_word_on_each_topic(
    by_email: User, tell, mail_server
) -> None:
    tell(by_email, "a", topic="clock:1", title="three days")
    tell(by_email, "b", topic="clock:1", title="one day")
    tell(by_email, "c", topic="clock:2", title="another")
    before_eight = AT - timedelta(hours=2)
    assert leave(before_eight).tried == 0
    assert leave().sent == 1
    (mail,) = mail_server.received
    assert "one day" in mail
    assert "another" in mail
    assert "three days" not in mail
    assert Delivery.objects.get().lines.count() == 3


def test_what_comes_after_the_digest_waits_for_the_next_morning_unless_it_cannot(
    by_email: User, tell, mail_server
) -> None:
    tell(by_email, "a")
    leave()
    tell(by_email, "late")
    leave(AT + timedelta(hours=1))
    assert len(mail_server.received) == 1
    tell(by_email, "due today", last_on=ON)
    leave(AT + timedelta(hours=2))
    assert len(mail_server.received) == 2
    leave(AT + timedelta(days=1))
    assert len(mail_server.received) == 3
    assert not DeliveryLine.objects.waiting().exists()


def test_hours_do_not_wait_for_the_morning(by_email: User, tell, mail_server) -> None:
    tell(by_email, outside=Outside.AT_ONCE, title="2 小时内报告")
    DeliveryLine.objects.update(not_before=AT - timedelta(hours=5))
    assert leave(AT - timedelta(hours=4)).sent == 1
    assert Delivery.objects.get().kind == DeliveryKind.NOTICE


def test_a_refusing_mail_server_is_asked_again_later_each_time_then_given_up(
    by_email: User, tell, mail_server
) -> None:
    mail_server.replies["MAIL"] = "451 try later"
    tell(by_email)
    at = AT
    leave(at)
    for wait in BACK_OFF:
        delivery = Delivery.objects.get()
        assert delivery.state == DeliveryState.WAITING
        assert delivery.next_try_at == at + timedelta(minutes=wait)
        assert send_due(at=delivery.next_try_at - timedelta(seconds=1)).tried == 0
        at = delivery.next_try_at
        send_due(at=at)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (DeliveryState.DEAD, Reason.MAIL_REFUSED)
    assert delivery.detail == "451 try later"
    assert list(Delivery.objects.given_up()) == [delivery]


def test_when_the_mail_server_was_away_for_days_one_digest_arrives(
    by_email: User, tell, mail_server
) -> None:
    mail_server.replies["hello"] = "421 closed"
    for day in range(4):
        at = AT + timedelta(days=day)
        tell(by_email, f"a{day}", on=at.date(), topic="clock:1", title=f"word {day}")
        leave(at)
    mail_server.replies.clear()
    send_due(at=AT + timedelta(days=4))
    (mail,) = mail_server.received
    assert "word 3" in mail
    assert "word 0" not in mail
    assert Delivery.objects.get().lines.count() == 4


def test_an_address_nobody_takes_mail_for_is_given_up_at_once(
    by_email: User, tell, mail_server
) -> None:
    mail_server.replies["RCPT"] = "550 no such user"
    tell(by_email)
    leave()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (DeliveryState.DEAD, Reason.ADDRESS_REFUSED)


def test_a_connection_lost_after_the_mail_was_handed_over_is_uncertain_and_repeated_once(
    by_email: User, tell, mail_server
) -> None:
    mail_server.replies["END"] = ""
    tell(by_email)
    leave()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (DeliveryState.UNCERTAIN, Reason.NO_ANSWER)
    send_due(at=delivery.next_try_at)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.next_try_at) == (DeliveryState.UNCERTAIN, None)
    send_due(at=AT + timedelta(days=9))
    ids = [
        line for mail in mail_server.received for line in mail.splitlines() if "-ID:" in line
    ]
    assert ids == [f"Message-ID: <{delivery.uuid}@yaoan.invalid>"] * 2
    assert list(Delivery.objects.given_up()) == [delivery]


@pytest.mark.parametrize(
    ("behave", "state", "reason"),
    [
        (answer(500), DeliveryState.WAITING, Reason.FAULT),
        (answer(429), DeliveryState.WAITING, Reason.REFUSED),
        (answer(404), DeliveryState.DEAD, Reason.REFUSED),
        (answer(302, Location="http://10.0.0.1/"), DeliveryState.DEAD, Reason.REDIRECTED),
        (hang, DeliveryState.UNCERTAIN, Reason.NO_ANSWER),
        (drip, DeliveryState.UNCERTAIN, Reason.NO_ANSWER),
        (hang_up, DeliveryState.UNCERTAIN, Reason.NO_ANSWER),
    ],
    ids=["500", "429", "404", "redirect", "hanging", "dripping", "lost"],
)
def test_what_a_webhook_may_answer(
    behave, state, reason, yanta_inspector: User, tell, hook, webhook: Webhook
) -> None:
    hook.behave = behave
    tell(yanta_inspector)
    leave()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (state, reason)
    assert len(hook.received) == 1, "a redirect is not followed"


def test_a_webhook_in_a_private_network_is_refused_before_anything_is_said(
    yanta_inspector: User, tell, hook, webhook: Webhook, settings
) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = ["10.0.0.0/8"]
    tell(yanta_inspector)
    leave()
    assert Delivery.objects.get().reason == Reason.PRIVATE
    assert hook.received == []


def test_a_webhook_that_is_not_there_is_tried_again(
    yanta_inspector: User, tell, webhook: Webhook
) -> None:
    Webhook.objects.update(address="http://127.0.0.1:1/")
    tell(yanta_inspector)
    leave()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (DeliveryState.WAITING, Reason.UNREACHABLE)


def test_what_a_killed_worker_was_sending_is_uncertain_and_repeated_once(
    yanta_inspector: User, tell, hook, webhook: Webhook
) -> None:
    tell(yanta_inspector)
    leave()
    # As if the worker had died after the answer and before it was noted.
    Delivery.objects.update(state=DeliveryState.SENDING, sent_at=None, claimed_at=AT)
    later = AT + timedelta(minutes=4)
    assert take_back_interrupted(at=later) == 0
    assert take_back_interrupted(at=later + timedelta(minutes=2)) == 1
    assert Delivery.objects.get().reason == Reason.INTERRUPTED
    send_due(at=AT + timedelta(minutes=10))
    assert Delivery.objects.get().state == DeliveryState.SENT
    assert len(hook.received) == 2
    assert len(hook.kept) == 1


def test_a_delivery_that_is_being_sent_is_nobody_elses(by_email: User, tell) -> None:
    tell(by_email)
    bundle_ripe(on=ON, at=AT)
    delivery = Delivery.objects.get()
    Delivery.objects.update(state=DeliveryState.SENDING, claimed_at=AT)
    assert send_one(delivery.pk, at=AT) is None


def test_what_a_disabled_or_changed_account_would_have_got_is_listed(
    by_email: User, tell, mail_server
) -> None:
    tell(by_email)
    bundle_ripe(on=ON, at=AT)
    for change, reason in (
        ({"email": ""}, Reason.NO_ADDRESS),
        ({"is_active": False, "disabled_on": ON}, Reason.ACCOUNT_CLOSED),
    ):
        User.objects.filter(pk=by_email.pk).update(**change)
        Delivery.objects.update(state=DeliveryState.WAITING, next_try_at=AT)
        send_due(at=AT)
        assert Delivery.objects.get().reason == reason
    PersonChannels.objects.update(email_on=False)
    User.objects.filter(pk=by_email.pk).update(is_active=True, disabled_on=None)
    Delivery.objects.update(state=DeliveryState.WAITING, next_try_at=AT)
    send_due(at=AT)
    assert Delivery.objects.get().reason == Reason.CHANNEL_OFF
    assert mail_server.received == []


def test_without_a_mail_server_the_list_says_so(by_email: User, tell, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    tell(by_email)
    leave()
    assert Delivery.objects.get().reason == Reason.NO_MAIL_SERVER


def test_an_administrator_tries_again_under_the_same_id(
    yanta_inspector: User, sysadmin: User, tell, hook, webhook: Webhook
) -> None:
    hook.behave = answer(404)
    tell(yanta_inspector)
    leave()
    hook.behave = answer(204, b"")
    delivery = Delivery.objects.get()
    retry_delivery(delivery, by=sysadmin, on=ON, at=AT)
    assert send_due(at=AT).sent == 1
    assert len(hook.received) == 2
    assert len(hook.kept) == 1
