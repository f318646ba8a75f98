"""Nonsense in every field of every form and endpoint is answered, never an error page."""

import re
from functools import cache
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from tests.house.routes import Row, World
from tests.house.test_route_matrix import RECORDS, ROWS, _first_open

NONSENSE = {
    "ten thousand characters": "长" * 10_000,
    "no such day": "2022-13-45",
    "below zero": "-1",
    "a control character": "药\x00安",
}
# They sign in and out, or change nothing by what is sent.
NOT_FORMS = {"account_login", "account_logout", "accounts:session", "accounts:language"}
FIELD = re.compile(r'<(?:input|textarea|select)\b[^>]*?\bname="([^"]+)"[^>]*>')
KEPT = ("csrfmiddlewaretoken", "version", "next")
ANSWERED = {200, 204, 302, 400, 403, 404, 409, 410, 412, 415, 422, 428}


def _rows(on_api: bool) -> list[Row]:
    return [
        row
        for row in ROWS
        if row.method in ("post", "patch")
        and row.name.startswith("api:") == on_api
        and row.name not in NOT_FORMS
        and _first_open(row)
    ]


@pytest.fixture
def world(tree) -> World:
    return World(tree)


@pytest.mark.parametrize("row", _rows(on_api=False), ids=str)
def test_every_form_answers_nonsense(row: Row, world: World, client_for):
    arguments = RECORDS[row.key][row.record](world) if row.record else {}
    address = reverse(row.name, kwargs=arguments)
    client: Client = client_for(world.people[_first_open(row)])
    fields = _fields(client, address)
    for value in NONSENSE.values():
        answer = client.post(address, {**fields, **_filled(fields, value)})
        assert answer.status_code in ANSWERED, (row, value[:20])


@pytest.mark.parametrize("row", _rows(on_api=True), ids=str)
def test_every_endpoint_answers_nonsense_with_a_sentence(row: Row, world: World, api_for):
    arguments = RECORDS[row.key][row.record](world) if row.record else {}
    address = reverse(row.name, kwargs=arguments)
    actor = _first_open(row)
    client: APIClient = api_for(world.people[actor]) if actor != "anonymous" else APIClient()
    names = _body_of(row, address, arguments)
    sent: list[Any] = [dict.fromkeys(names, value) for value in NONSENSE.values()]
    nested = {name: [{"x": 1}] for name in names}
    for body in [*sent, nested, [], "text"]:
        answer = getattr(client, row.method)(address, body, format="json")
        b"".join(answer.streaming_content if answer.streaming else ())  # and closed
        assert answer.status_code < 500, (row, body)
        if answer.status_code >= 400:
            told = answer.json()
            assert told["code"], (row, body)
            assert told["message"], (row, body)


def _fields(client: Client, address: str) -> dict[str, str]:
    """What the page's own form sends; nothing where the address has no form of its own."""
    page = client.get(address)
    if page.status_code != 200:
        return {}
    html = page.content.decode()
    return {unescape(name): "" for name in FIELD.findall(html)}


def _filled(fields: dict[str, str], value: str) -> dict[str, str]:
    return {name: value for name in fields if name not in KEPT}


@cache
def _schema() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def _body_of(row: Row, address: str, arguments: dict[str, Any]) -> list[str]:
    """The names an endpoint takes, as its own description says."""
    for name, value in arguments.items():
        address = address.replace(str(value), f"{{{name}}}")
    act: dict[str, Any] = _schema()["paths"].get(address, {}).get(row.method, {})
    content: dict[str, Any] = act.get("requestBody", {}).get("content", {})
    described: list[dict[str, Any]] = [*content.values(), {}]
    shape = described[0].get("schema", {})
    if "$ref" in shape:
        shape = _schema()["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    return sorted(shape.get("properties", {}))
