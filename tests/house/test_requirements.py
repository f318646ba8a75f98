import re

import pytest

from tests.house.sources import ROOT

NAME = re.compile(r"^([A-Za-z0-9._-]+)", re.M)
LOCKS = ("requirements", "requirements-dev", "requirements-assets")


def names_in(text):
    lines = [line for line in text.splitlines() if line[:1].isalpha()]
    return {NAME.match(line)[1].lower().replace("_", "-").replace(".", "-") for line in lines}


def pins(lock):
    text = (ROOT / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.M))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_named_package_is_locked_with_its_hash(lock):
    wanted = names_in((ROOT / f"{lock}.in").read_text(encoding="utf-8"))
    text = (ROOT / f"{lock}.txt").read_text(encoding="utf-8")

    assert wanted - pins(lock).keys() == set(), "run make lock"
    assert all("--hash=sha256:" in part for part in re.split(r"\n(?=[a-z])", text)[1:])
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_named_package_says_why_it_is_here(lock):
    lines = (ROOT / f"{lock}.in").read_text(encoding="utf-8").splitlines()
    silent = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if line[:1].isalpha() and "#" not in line and not before.startswith("#")
    ]
    assert silent == []


def test_tests_run_on_the_versions_that_offices_run():
    tested = pins("requirements-dev")
    assert {name: tested.get(name) for name in pins("requirements")} == pins("requirements")
