"""Every route × every kind of actor: who gets in, who is told there is nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rest_framework.test import APIClient

from accounts.models import AccountKind
from tests.house import routes
from tests.house.routes import ACTORS, Row, World

TABLES = [
    import_module(f"{routes.__name__}.{one.name}") for one in iter_modules(routes.__path__)
]
ROWS: list[Row] = [row for table in TABLES for row in getattr(table, "ROWS", [])]
# A row's record is looked up in its own app's table.
RECORDS = {row.key: table.RECORDS for table in TABLES for row in getattr(table, "ROWS", [])}

# A POST of the wrong content still shows that the door was open.
OPEN_POST = {200, 201, 202, 204, 302, 303, 400, 409, 412, 422, 428}
PAGE_METHODS = ("get", "post")
WRITE = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
# A session's and a token's last use are written, at most once a minute.
LAST_USE = re.compile(r'"(django_session|accounts_apitoken)"')


def all_routes() -> Iterator[tuple[str, str]]:
    """(full name, method) of everything the resolver knows."""

    def walk(
        patterns: list[Any], space: tuple[str, ...], path: str
    ) -> Iterator[tuple[str, str]]:
        for one in patterns:
            here = path + str(one.pattern)
            if isinstance(one, URLResolver):
                inner = (*space, one.namespace) if one.namespace else space
                yield from walk(one.url_patterns, inner, here)
                continue
            name = ":".join([*space, one.name]) if one.name else f"(unnamed) {here}"
            yield from ((name, method) for method in methods_of(one))

    yield from walk(get_resolver().url_patterns, (), "/")


def methods_of(pattern: URLPattern) -> list[str]:
    callback: Any = pattern.callback
    if actions := getattr(callback, "actions", None):
        return [method for method in actions if method != "head"]
    view = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    if view is None:
        return list(PAGE_METHODS)  # a function may answer both
    allowed = getattr(callback, "view_initkwargs", {}).get(
        "http_method_names", view.http_method_names
    )
    return [one for one in PAGE_METHODS if hasattr(view, one) and one in allowed]


def test_every_route_is_listed_and_every_row_is_a_route():
    there = set(all_routes())
    listed = [row.key for row in ROWS]

    assert sorted(there - set(listed)) == [], "routes missing in tests/house/routes/"
    assert sorted(set(listed) - there) == [], "rows without a route"
    assert len(listed) == len(set(listed)), "rows listed twice"
    assert [table.__name__ for table in TABLES if not getattr(table, "ROWS", [])] == []


@pytest.fixture
def world(tree) -> World:
    return World(tree)


@pytest.fixture
def signed_in(world: World, client_for, api_for) -> Callable[[str, Row], Client | APIClient]:
    def client(actor: str, row: Row) -> Client | APIClient:
        on_api = row.name.startswith("api:")
        if not ACTORS[actor]:
            return APIClient() if on_api else Client()
        user = world.people[actor]
        if user.kind == AccountKind.SERVICE:
            return api_for(user)
        return api_for(user) if on_api else client_for(user)

    return client


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_gets_which_answer_and_no_get_writes(row: Row, world: World, signed_in):
    arguments = RECORDS[row.key][row.record](world) if row.record else {}
    data = row.data(world) if callable(row.data) else row.data
    wrong = []
    for actor in ACTORS:
        expected = _expected(row, actor)
        if expected == "ok" and row.method != "get" and actor != _first_open(row):
            continue  # one open door is enough: the act changes the record
        client = signed_in(actor, row)
        with noting_writes() as written:
            answer = _ask(client, row, arguments, data)
        if row.method == "get" and written:
            wrong.append(f"{actor}: a GET wrote {written}")
        got = _meaning(answer, row)
        if actor == "service" and row.method != "get" and got == "no":
            continue  # its token only reads
        if got != expected:
            wrong.append(f"{actor}: expected {expected}, got {got} ({answer.status_code})")
        if expected == "hidden" and arguments:
            nothing = _ask(client, row, _missing(arguments), data)
            if _told(nothing) != _told(answer):
                wrong.append(f"{actor}: a foreign id is told from one that does not exist")
    assert wrong == []


@contextmanager
def noting_writes() -> Iterator[list[str]]:
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITE.match(sql) and not LAST_USE.search(sql):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def _expected(row: Row, actor: str) -> str:
    # A service account's token opens no page.
    reader = actor if row.name.startswith("api:") or actor != "service" else "anonymous"
    return row.access.answers[reader]


def _first_open(row: Row) -> str:
    open_to = (actor for actor in ACTORS if _expected(row, actor) == "ok")
    return next(open_to, "")


def _ask(client: Any, row: Row, arguments: dict[str, Any], data: Any) -> Any:
    address = reverse(row.name, kwargs=arguments)
    sent = (data,) if data else ()
    answer = getattr(client, row.method)(address, *sent)
    if answer.streaming:
        b"".join(answer.streaming_content)  # a file is closed when it was read
    return answer


def _meaning(answer: Any, row: Row) -> str:
    status = answer.status_code
    if status == 401 or (status == 302 and "/account/login/" in answer["Location"]):
        return "sign_in"
    if status in (403, 404):
        return {403: "no", 404: "hidden"}[status]
    fine = {200, 302} if row.method == "get" else OPEN_POST
    return "ok" if status in fine else f"status {status}"


def _missing(arguments: dict[str, Any]) -> dict[str, Any]:
    return {
        name: uuid4() if isinstance(value, UUID) else value for name, value in arguments.items()
    }


def _told(answer: Any) -> tuple[int, str]:
    """What the reader is told, without what differs on every answer."""
    text = answer.content.decode()
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)
    return answer.status_code, re.sub(r'(csrf\w*"? (value|content)=)"[^"]*"', r'\1""', text)
