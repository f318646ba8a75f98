"""Taking an issued decision out of a case that is decided anew; what it was is kept."""

from datetime import date
from typing import Any

from enforcement.models import Case, Decision
from enforcement.services.instalments import end_plan
from enforcement.services.proposals import figures_of
from workbench.services.tasks import close_tasks

UNCLOSED: dict[str, Any] = {"closed_on": None, "closing_note": "", "closing_kind": ""}
# What a case has from its notice to its closing, as it is before the notice.
AFRESH: dict[str, Any] = {
    **UNCLOSED,
    "notified_on": None,
    "defence": "",
    "defence_on": None,
    "defence_waived": False,
    "decided_on": None,
    "counted_on": None,
    "served_on": None,
}


def former_of(case: Case, decision: Decision) -> dict[str, Any]:
    """The decision as it was, for the record of why it is no more."""
    days = {
        name: day.isoformat()
        for name in ("notified_on", "decided_on", "served_on")
        if (day := getattr(case, name)) is not None
    }
    figures = figures_of(decision)
    amounts = {name: str(figures[name]) for name in ("fine", "confiscated_income")}
    return {"number": decision.number, **days, **amounts, "kind": decision.kind}


def set_aside(case: Case, decision: Decision, *, by: Any, on: date) -> None:
    """The decision is a proposal again, its document stays as issued. Part of an act."""
    decision.number, decision.decided_on = "", None
    decision.version += 1
    decision.save()
    end_plan(decision, on=on)
    take_out(case, on=on)
    for act in ("submit_closing", "demand", "apply_to_court"):
        close_tasks(case, act=act, by=by, on=on)


def take_out(case: Case, *, on: date) -> None:
    """The file leaves the archive: the case goes on."""
    case.archive_entries.standing().update(taken_out_on=on)
