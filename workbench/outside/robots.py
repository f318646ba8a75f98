"""The forms webhooks come in: our own signed JSON, and the group robots of three products.

Own JSON is signed as the Standard Webhooks specification says: ``webhook-id``,
``webhook-timestamp`` and ``webhook-signature: v1,<base64 of HMAC-SHA256>`` over
``id.timestamp.body``. A receiver drops an id it has seen.
"""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import UUID

from workbench.models import Reason, WebhookForm
from workbench.outside.outcomes import NotSent
from workbench.outside.posting import Answer, post

BASES: Final[dict[str, str]] = {
    WebhookForm.PLAIN: "",
    WebhookForm.DINGTALK: "https://oapi.dingtalk.com/robot/send",
    WebhookForm.WECOM: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
    WebhookForm.FEISHU: "https://open.feishu.cn/open-apis/bot/v2/hook",
}
TOKEN_NAMES: Final[dict[str, str]] = {
    WebhookForm.DINGTALK: "access_token",
    WebhookForm.WECOM: "key",
}
# WeCom takes at most this many bytes of text; the others take more.
MOST_TEXT: Final = 2000
MAY_RETRY: Final = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a bureau's webhook leads, with its secrets in the clear: never stored."""

    form: str
    address: str
    token: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be said: as data for our own form, as text for the robots."""

    uuid: UUID
    at: datetime
    text: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    address: str
    body: bytes
    headers: Mapping[str, str]


def split_address(form: str, address: str) -> tuple[str, str]:
    """The base and the token of a robot's address as its product shows it, token and all."""
    if form == WebhookForm.FEISHU:
        base, slash, token = address.partition("/hook/")
        return (f"{base}/hook", token.strip("/")) if slash else (address, "")
    name = {WebhookForm.DINGTALK.value: "access_token", WebhookForm.WECOM.value: "key"}.get(
        form
    )
    parts = urlsplit(address)
    if name is None or not parts.query:
        return address, ""
    query = dict(parse_qsl(parts.query))
    token = query.pop(name, "")
    return urlunsplit(parts._replace(query=urlencode(query))), token


def deliver(endpoint: Endpoint, parcel: Parcel) -> None:
    """Hand a parcel to a webhook.

    Raises:
        NotSent: it said no, or cannot be reached. Unknown: no answer came.
    """
    request = REQUESTS[endpoint.form](endpoint, parcel)
    answer = post(request.address, request.body, request.headers)
    _require_taken(answer)
    if endpoint.form != WebhookForm.PLAIN:
        _require_robot_took(answer)


def _plain(endpoint: Endpoint, parcel: Parcel) -> Request:
    body = json.dumps(parcel.data, ensure_ascii=False, sort_keys=True).encode()
    stamp = str(int(parcel.at.timestamp()))
    signed = b".".join((str(parcel.uuid).encode(), stamp.encode(), body))
    mark = b64encode(_hmac(endpoint.secret.encode(), signed)).decode()
    headers = {
        "webhook-id": str(parcel.uuid),
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{mark}",
    }
    return _json(endpoint.address, body, headers)


def _dingtalk(endpoint: Endpoint, parcel: Parcel) -> Request:
    query = {"access_token": endpoint.token}
    if endpoint.secret:
        stamp = str(int(parcel.at.timestamp() * 1000))
        mark = _hmac(endpoint.secret.encode(), f"{stamp}\n{endpoint.secret}".encode())
        query |= {"timestamp": stamp, "sign": b64encode(mark).decode()}
    body = {"msgtype": "text", "text": {"content": _short(parcel)}}
    return _json(_with(endpoint.address, query), _bytes(body))


def _wecom(endpoint: Endpoint, parcel: Parcel) -> Request:
    body = {"msgtype": "text", "text": {"content": _short(parcel)}}
    return _json(_with(endpoint.address, {"key": endpoint.token}), _bytes(body))


def _feishu(endpoint: Endpoint, parcel: Parcel) -> Request:
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": _short(parcel)}}
    if endpoint.secret:
        stamp = str(int(parcel.at.timestamp()))
        mark = _hmac(f"{stamp}\n{endpoint.secret}".encode(), b"")
        body |= {"timestamp": stamp, "sign": b64encode(mark).decode()}
    address = f"{endpoint.address.rstrip('/')}/{endpoint.token}"
    return _json(address, _bytes(body))


REQUESTS: Final[dict[str, Callable[[Endpoint, Parcel], Request]]] = {
    WebhookForm.PLAIN: _plain,
    WebhookForm.DINGTALK: _dingtalk,
    WebhookForm.WECOM: _wecom,
    WebhookForm.FEISHU: _feishu,
}


def _require_taken(answer: Answer) -> None:
    status = answer.status
    if 200 <= status < 300:
        return
    detail = f"HTTP {status}"
    if 300 <= status < 400:
        raise NotSent(Reason.REDIRECTED, detail, lasting=True)
    if status >= 500:
        raise NotSent(Reason.FAULT, detail)
    raise NotSent(Reason.REFUSED, detail, lasting=status not in MAY_RETRY)


def _require_robot_took(answer: Answer) -> None:
    """Robots say no with status 200 and a code in the body."""
    try:
        said = json.loads(answer.body)
        code = said.get("errcode", said.get("code", said.get("StatusCode", 0)))
        words = said.get("errmsg") or said.get("msg") or ""
    except (ValueError, AttributeError):
        raise NotSent(
            Reason.ROBOT_REFUSED, answer.body[:200].decode(errors="replace")
        ) from None
    if code:
        raise NotSent(Reason.ROBOT_REFUSED, f"{code} {words}")


def _short(parcel: Parcel) -> str:
    """The text with the delivery's number: robots drop no repeats, their readers see them."""
    number = f"\n[{str(parcel.uuid)[:8]}]"
    room = MOST_TEXT - len(number.encode())
    kept = parcel.text.encode()[:room].decode(errors="ignore")
    return kept + number


def _with(address: str, query: Mapping[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(query)}"


def _bytes(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def _json(address: str, body: bytes, headers: Mapping[str, str] | None = None) -> Request:
    kind = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "YaoAn"}
    return Request(address, body, {**kind, **(headers or {})})


def _hmac(key: bytes, text: bytes) -> bytes:
    return hmac.new(key, text, hashlib.sha256).digest()
