import ast

from tests.house.sources import files, place, python_files, told, tree_of

LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def test_no_file_is_longer_than_three_hundred_lines():
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in (*python_files(), *files(".html", ".js"))
    }
    faults = [f"{place(path)}: {n} lines" for path, n in lengths.items() if n > LONGEST_FILE]
    assert not faults, told("Split these files by what they are about:", faults)


def length_without_docstring(function):
    """Lines from ``def`` to the end; a docstring explains, it does not burden."""
    first = function.body[0]
    explained = ast.get_docstring(function, clean=False) is not None
    docstring = first.end_lineno - first.lineno + 1 if explained else 0
    return function.end_lineno - function.lineno + 1 - docstring


def test_no_function_is_longer_than_forty_lines():
    faults = []
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = length_without_docstring(node)
                if length > LONGEST_FUNCTION:
                    faults.append(f"{place(path, node.lineno)} {node.name}: {length} lines")
    assert not faults, told("Take a step out of these functions and name it:", faults)
