"""Every procedure as a page: a picture of its states, and its table line by line."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import override

from accounts.permissions import Perm
from deadlines.procedure import Need, Procedure, Rule, all_procedures
from documents.models import DocumentKind
from law.periods import get_period

CHINESE, ENGLISH = "zh-hans", "en"
HEAD = """# Procedures

Every act a record can go through, as the tables of the code say it. Written by
`manage.py draw_procedures`; a test compares it with the tables, so it is never edited by
hand. An act that leaves the state as it is stands in the table alone.
"""
WHO = {
    Perm.WRITE_CASES: "handling officers, head of the unit",
    Perm.WRITE_CLUES: "handling officers, head of the unit",
    Perm.WRITE_INSPECTIONS: "handling officers, head of the unit",
    Perm.ASSIGN_WORK: "head of the unit or of the bureau",
    Perm.REVIEW_UNIT: "head of the unit",
    Perm.REVIEW_LAW: "legal reviewer",
    Perm.DECIDE_CASES: "head of the bureau",
}
COLUMNS = ("In state", "Act", "Leads to", "Who", "Needs", "Clocks", "Document", "Article")


def draw_all() -> str:
    """The whole page, in the order of the kinds."""
    procedures = sorted(all_procedures(), key=lambda one: one.kind)
    with override(ENGLISH):
        return "\n".join([HEAD, *(_drawn(one) for one in procedures)])


def _drawn(procedure: Procedure) -> str:
    states = _state_names(procedure)
    parts = [
        f"## {procedure.kind}\n",
        "```mermaid",
        "stateDiagram-v2",
        *_picture(procedure, states),
        "```\n",
        _line(COLUMNS),
        _line("---" for _each in COLUMNS),
        *(_line(_cells(rule)) for rule in procedure.rules),
        "",
        *_needs(procedure),
    ]
    return "\n".join(parts)


def _state_names(procedure: Procedure) -> dict[str, str]:
    """What the states are called in Chinese, by the model of the kind."""
    model: Any = next(
        (one for one in apps.get_models() if getattr(one, "ref_kind", "") == procedure.kind),
        None,
    )
    if model is None:
        return {}
    with override(CHINESE):
        field: Any = model._meta.get_field("status")
        return {str(code): str(label) for code, label in field.flatchoices}


def _picture(procedure: Procedure, names: dict[str, str]) -> Iterator[str]:
    for state in sorted(procedure.states):
        yield f"  {state}: {state} {names.get(state, '')}".rstrip()
    yield f"  [*] --> {procedure.initial}"
    for rule in procedure.rules:
        for source in rule.sources:
            for target in (rule.target, *rule.others):
                if target and target != source:
                    yield f"  {source} --> {target}: {_chinese(rule)}"
    for state in procedure.final:
        yield f"  {state} --> [*]"


def _chinese(rule: Rule) -> str:
    with override(CHINESE):
        return str(rule.title)


def _cells(rule: Rule) -> Iterator[str]:
    yield ", ".join(rule.sources)
    yield f"`{rule.act}` {_chinese(rule)}"
    yield ", ".join(filter(None, (rule.target, *rule.others))) or "stays"
    who = "; ".join(dict.fromkeys(WHO.get(perm, perm.value) for perm in rule.perms))
    yield f"{who} (after approval)" if rule.after_approval else who
    yield ", ".join(f"`{need.name}`" for need in rule.needs)
    yield "; ".join(_clocks(rule))
    yield _document(rule.document)
    yield rule.article


def _clocks(rule: Rule) -> Iterator[str]:
    pauses = [(p.periods, "stops for a while") for p in rule.suspends]
    resumed = [(p.periods, "runs again") for p in rule.resumes]
    groups = ((rule.starts, "starts"), (rule.meets, "met"), (rule.stops, "ends"))
    for periods, word in (*groups, *pauses, *resumed):
        for period in periods:
            with override(CHINESE):
                title = str(get_period(period).title)
            yield f"{word}: {title}"


def _document(code: str) -> str:
    if not code:
        return ""
    with override(CHINESE):
        return f"{code} {DocumentKind(code).label}"


def _needs(procedure: Procedure) -> Iterator[str]:
    needs: dict[str, Need] = {
        need.name: need for rule in procedure.rules for need in rule.needs
    }
    if not needs:
        return
    yield _line(("Need", "What the person is told while it is missing", "Article"))
    yield _line(("---", "---", "---"))
    for name in sorted(needs):
        yield _line((f"`{name}`", str(needs[name].refusal), needs[name].article))
    yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
