"""Every string a user sees has its Simplified-Chinese words, with the same placeholders."""

import ast
import gettext
import re
from functools import cache

import pytest
from django.utils.translation.template import templatize

from tests.house.sources import ROOT, files, place, product_files, told

CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
# The position of the context, the singular and the plural in each function's arguments.
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
IN_TEMPLATE = re.compile(
    r"\b(n?p?gettext|_)\(u?("
    + "|".join([r'"(?:[^"\\]|\\.)*"', r"'(?:[^'\\]|\\.)*'"])
    + r")(?:\s*,\s*u?("
    + "|".join([r'"(?:[^"\\]|\\.)*"', r"'(?:[^'\\]|\\.)*'"])
    + r"))?(?:\s*,\s*u?("
    + "|".join([r'"(?:[^"\\]|\\.)*"', r"'(?:[^'\\]|\\.)*'"])
    + r"))?"
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|%[sd]")


def message(name, words):
    """(context, singular, plural) of one call, None where an argument is not literal."""
    spots = FUNCTIONS[name]
    picked = [words[spot] if spot is not None and spot < len(words) else None for spot in spots]
    return tuple(picked) if picked[1] else None


def literal(node):
    return (
        node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
    )


def from_python(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in FUNCTIONS and (found := message(name, [*map(literal, node.args)])):
                yield found, place(path, node.lineno)


def from_template(path):
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in IN_TEMPLATE.finditer(source):
        words = [ast.literal_eval(word) if word else None for word in call.groups()[1:]]
        if found := message(call[1], words):
            yield found, place(path, source.count("\n", 0, call.start()) + 1)


@cache
def messages():
    """Every message with one place where it stands."""
    found = {}
    for path in product_files():
        found |= dict(from_python(path))
    for path in files(".html", ".txt"):
        if "templates" in path.parts:
            found |= dict(from_template(path))
    return found


@cache
def catalogue():
    with CATALOGUE.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def chinese(context, singular, plural):
    key = singular if context is None else f"{context}\x04{singular}"
    words = catalogue()
    return words.get((key, 0)) if plural and (key, 0) in words else words.get(key)


def names_in(text):
    return {one or other for one, other in PLACEHOLDER.findall(text)}


@pytest.fixture(autouse=True)
def _there_are_messages():
    assert len(messages()) > 100


def test_every_message_has_its_chinese_words():
    faults = [f"{spot} {one[1]!r}" for one, spot in messages().items() if not chinese(*one)]
    assert not faults, told("Add these to locale/zh_Hans and compile it:", faults)


def test_a_translation_keeps_every_placeholder():
    faults = [
        f"{spot} {one[1]!r} → {words!r}"
        for one, spot in messages().items()
        if (words := chinese(*one))
        and names_in(words) != names_in(one[2] or one[1])
        and names_in(words) != names_in(one[1])
    ]
    assert not faults, told("These would print a wrong or an empty name:", faults)
