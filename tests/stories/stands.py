"""Where a record stands: its state, the acts open now and to whom, its limits until when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from deadlines.services.clocks import live_clocks
from deadlines.services.procedure import open_acts

# The officers' steps that move a limit or end the case before its decision.
STEPS = {"submit_suspension", "submit_extension", "submit_termination"}
# What handling officers may do while they investigate.
INVESTIGATING = {
    *("change", "record_violation", "change_violation", "remove_violation"),
    *("write_report", "propose_dismissal"),
    *STEPS,
}
OFFICER = INVESTIGATING | {"propose_transfer"}
HEADS = {"assign_officers", "hand_over", "merge"}
# What a head may do with a decision that stands.
OVER_DECISION = {"correct_decision", "amend_decision", "revoke_decision"}


def acts_open(record: Any, *, by: User, on: date) -> set[str]:
    """The acts this person could do on that day: allowed, and nothing missing."""
    return {one.rule.act for one in open_acts(record, by=by, on=on) if one.ready}


def limits(record: Any) -> dict[str, date]:
    """The limits that run, by their rule, each with its last day."""
    return {clock.rule: clock.due_on for clock in live_clocks(record, None)}


def stands(
    record: Any,
    *,
    status: str,
    on: date,
    open_to: Mapping[User, set[str]],
    until: Mapping[str, date] | None = None,
) -> None:
    """Assert the state, exactly the acts open to each person, and the limits that run."""
    assert record.status == status
    for person, acts in open_to.items():
        found = acts_open(record, by=person, on=on)
        assert found == acts, f"{person.name}: {sorted(found ^ acts)}"
    if until is not None:
        assert limits(record) == dict(until)
