"""What every test stands on: a small province, its people, clients signed in as them.

Bureaus: ``province``, ``xian``, ``weinan``, ``beilin``, ``yanta``, ``linwei``, ``subcentre``;
``tree.unit("yanta")`` is a bureau's enforcement detachment.
People: one fixture for each line of ``PEOPLE`` in tests/factories/accounts.py, made only
when asked for: ``yanta_inspector``, ``xian_head``, ``auditor``, …; and the service account
``xian_dashboard``. ``client_for(user)`` and ``api_for(user)`` are signed in as them.
"""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from rest_framework.test import APIClient

from accounts.models import AccountKind, Bureau, User
from accounts.services.tokens import issue_token
from accounts.system import SYSTEM
from tests.audit_flush import let_flush_pass_the_triggers
from tests.factories.accounts import (
    PEOPLE,
    SINCE,
    Tree,
    make_named,
    make_tree,
)


def pytest_configure() -> None:
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Without it every new client reads through all static files first.
    django_settings.WHITENOISE_AUTOREFRESH = True
    if not django_settings.REDIS_URL:
        django_settings.CELERY_BROKER_URL = "memory://"
    # Emptied before every test: on a shared Redis that would empty the broker as well.
    django_settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    let_flush_pass_the_triggers()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file made for a test bears the hour it was made: its bytes name no test."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def _clean_slate(tmp_path: Path, settings: Any) -> Iterator[None]:
    """No file, count or language of one test reaches the next."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Only this machine, and the servers the run was pointed at, may be reached."""
    allowed = {"127.0.0.1", "::1", "localhost", *_servers()}
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in allowed:
            raise RuntimeError(f"A test must not reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _servers() -> set[str]:
    named = (os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL"))
    return {one.rpartition("@")[2].partition("//")[2].partition(":")[0] for one in named}


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def _bureau_fixture(name: str) -> Callable[..., Bureau]:
    @pytest.fixture(name=name)
    def bureau(tree: Tree) -> Bureau:
        return tree.bureaus[name]

    return bureau


def _person_fixture(username: str) -> Callable[..., User]:
    @pytest.fixture(name=username)
    def person(tree: Tree) -> User:
        return make_named(tree, username)

    return person


for _name in ("province", "xian", "weinan", "beilin", "yanta", "linwei", "subcentre"):
    globals()[_name] = _bureau_fixture(_name)
for _name in PEOPLE:
    globals()[_name] = _person_fixture(_name)


@pytest.fixture
def xian_dashboard(tree: Tree) -> User:
    """A service account of a city bureau, for its dashboard."""
    return make_named(tree, "xian-dashboard")


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    """A browser signed in as this person."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def api_for() -> Callable[..., APIClient]:
    """The API as this account: a session for a person, a token for a service account."""

    def sign_in(user: User, *, may_write: bool = False) -> APIClient:
        api = APIClient()
        if user.kind == AccountKind.PERSON:
            api.force_login(user)
        else:
            _token, plain = issue_token(
                user, name="test", days=30, may_write=may_write, by=SYSTEM, on=SINCE
            )
            api.credentials(HTTP_AUTHORIZATION=f"Token {plain}")
        return api

    return sign_in
