"""How these tests knock at pages and at the API."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

API = "/api/v1"


def page(client: Any, name: str, /, *args: Any, **query: Any) -> str:
    """The text of a page that is there."""
    answer = client.get(reverse(f"registry:{name}", args=args), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def send(client: Any, name: str, /, *args: Any, data: Any = None) -> Any:
    return client.post(reverse(f"registry:{name}", args=args), data or {})


def names(answer: Any) -> list[str]:
    """The names in a list of the API."""
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def queries(client: Any, address: str, **query: Any) -> int:
    """How many queries an address costs, asked a second time."""
    client.get(address, query)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address, query).status_code == 200
    return len(seen)
