import re

import pytest

from tests.house.sources import ROOT, files, place, told

OUTSIDE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}""", re.I)
LOADED = re.compile(rb"(?:url\(\s*['\"]?|@import\s+['\"])\s*(?:https?:)?//", re.I)
INLINE = {
    "a script inside the page": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")"
    ),
    "a style element": re.compile(r"<style[\s>]"),
    "a style attribute": re.compile(r"<[^>]*\sstyle=[\"']"),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+=[\"']"),
    "a javascript: address": re.compile(r"[\"']javascript:", re.I),
}


def pages():
    return [path for path in files(".html", ".txt", ".svg") if "templates" in path.parts]


def lines_that_match(paths, pattern):
    return [
        f"{place(path, number)} {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_pages_styles_and_scripts_name_no_outside_host():
    ours = [*pages(), *files(".css", ".js"), *(p for p in files(".svg") if "static" in p.parts)]
    faults = lines_that_match(ours, OUTSIDE)
    assert not faults, told("An office without internet must see the same page:", faults)


@pytest.mark.parametrize("what", sorted(INLINE))
def test_the_security_policy_is_not_worked_around(what):
    faults = lines_that_match(pages(), INLINE[what])
    assert not faults, told(f"The policy forbids {what}:", faults)


def test_third_party_styles_load_nothing_from_outside():
    vendor = ROOT / "static" / "vendor"
    styles = sorted(vendor.rglob("*.css"))
    assert styles, "static/vendor/ is empty: run make assets"
    faults = [place(path) for path in styles if LOADED.search(path.read_bytes())]
    assert not faults, told("These styles fetch from outside:", faults)
