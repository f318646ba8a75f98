import ast

from tests.house.sources import ROOT, place, product_files, told, tree_of

CLOCKS = {"today", "localdate", "localtime", "utcnow"}


def is_rule(path):
    """Where a rule lives: a service, the law, a policy, a transition."""
    parts = path.relative_to(ROOT).parts
    return (
        parts[0] == "law"
        or "services" in parts
        or path.stem in {"policies", "transitions", "thresholds"}
    ) and not {"views", "api", "management", "tasks.py"} & set(parts)


def calls_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node


def called(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id


def looks_at_the_clock(call):
    """``localtime(at)`` only tells an instant in local time."""
    return called(call) in CLOCKS and not (called(call) == "localtime" and call.args)


def test_no_rule_asks_what_day_it_is():
    faults = [
        f"{place(path, call.lineno)} {called(call)}()"
        for path in product_files()
        if is_rule(path)
        for call in calls_in(tree_of(path))
        if looks_at_the_clock(call)
    ]
    assert not faults, told("The day comes in as on=; only doors look at the clock:", faults)


def engine_of(path):
    """The transition table of the file's app, where it has one."""
    engine = ROOT / path.relative_to(ROOT).parts[0] / "transitions.py"
    return engine if engine.exists() else None


def moves_status(node):
    """``x.status = …`` or ``.update(status=…)``."""
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(one, ast.Attribute) and one.attr == "status" for one in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        words = {keyword.arg for keyword in node.keywords}
        return node.func.attr == "update" and "status" in words
    return False


def test_a_status_moves_only_through_the_transition_table():
    faults = [
        place(path, node.lineno)
        for path in product_files()
        if engine_of(path) not in {None, path} and path.parent.name != "transitions"
        for node in ast.walk(tree_of(path))
        if moves_status(node)
    ]
    assert not faults, told("Use advance(): it locks, checks and leaves a row:", faults)
