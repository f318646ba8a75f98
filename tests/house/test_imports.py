import ast

from tests.house.sources import place, product_files, python_files, told, tree_of

SIGNAL_MODULES = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
    "django.test.signals",
)


def imported(node):
    """Full names that one import statement brings."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def imports_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def test_imports_stand_at_the_top_of_the_file():
    faults = []
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            # Django loads models after apps.py: ready() is where an app may ask for them.
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not (
                path.name == "apps.py" and node.name == "ready"
            ):
                inner = list(imports_in(node))
                faults += [f"{place(path, found.lineno)} in {node.name}" for found in inner]
    assert not faults, told("A hidden import hides a wrong layer. Move the code:", faults)


def test_our_own_code_sends_and_hears_no_signals():
    faults = [
        f"{place(path, node.lineno)} {name}"
        for path in product_files()
        for node in imports_in(tree_of(path))
        for name in imported(node)
        if name.startswith(SIGNAL_MODULES)
    ]
    assert not faults, told("What happens must stand in the function that does it:", faults)


def test_no_file_is_named_for_nothing():
    empty_names = {"utils", "util", "helpers", "helper", "misc"}
    faults = [
        place(path)
        for path in python_files()
        if path.stem in empty_names or path.parent.name in empty_names
    ]
    assert not faults, told("Name the file for what it is about:", faults)
