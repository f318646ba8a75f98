"""What follows an approval: told by the app that submits, called when the route is through.

The outcome runs in the transaction of the last step: what it refuses undoes the step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise

from accounts.models import User
from workbench.models import Approval

Text = str | Promise


class Outcome(Protocol):
    """``about_uuid`` is the record's public id, ``by`` whoever decided the last step."""

    def __call__(
        self, about_uuid: UUID, *, by: User, on: date, approval: Approval
    ) -> object: ...


@dataclass(frozen=True, slots=True)
class Outcomes:
    on_approved: Outcome
    on_returned: Outcome | None = None
    on_withdrawn: Outcome | None = None
    in_bulk: bool = False


# Fields of a record that the approver sees beside the summary: label and value.
Facts = Callable[[UUID, User], list[tuple[Text, str]]]

# Refuses whoever must keep away from a record, in words that say why.
Bar = Callable[[UUID, User], None]

_outcomes: dict[tuple[str, str], Outcomes] = {}
_facts: dict[str, Facts] = {}
_bars: dict[str, Bar] = {}


def register_outcome(
    about_kind: str,
    act: str,
    on_approved: Outcome,
    on_returned: Outcome | None = None,
    on_withdrawn: Outcome | None = None,
    *,
    in_bulk: bool = False,
) -> None:
    """Say what an approval leads to. Called from ``AppConfig.ready()``.

    Args:
        about_kind: the kind of the record, ``case``.
        act: the act that was submitted.
        on_approved: after the last step.
        on_returned: after a step sent it back; None where nothing follows.
        on_withdrawn: after the submitter took it back; None where nothing follows.
        in_bulk: several may be approved at once: the list shows what matters.
    """
    _outcomes[about_kind, act] = Outcomes(on_approved, on_returned, on_withdrawn, in_bulk)


def outcomes_of(about_kind: str, act: str) -> Outcomes:
    """What an approval of this act leads to; an act nobody registered leads to nothing."""
    return _outcomes.get((about_kind, act), Outcomes(_nothing))


def register_facts(about_kind: str, facts: Facts) -> None:
    """Say what an approver sees of a record. Called from ``AppConfig.ready()``."""
    _facts[about_kind] = facts


def register_bar(about_kind: str, bar: Bar) -> None:
    """Say who may not decide on a record. Called from ``AppConfig.ready()``."""
    _bars[about_kind] = bar


def require_not_barred(approval: Approval, by: User) -> None:
    """Refuse an approver who must keep away from the record.

    Raises:
        PermissionRefused: with the ground.
    """
    bar = _bars.get(approval.about_kind)
    if bar is not None:
        bar(approval.about_uuid, by)


def facts_of(approval: Approval, user: User) -> list[tuple[Text, str]]:
    """Label and value of what the approver should see of the record."""
    facts = _facts.get(approval.about_kind)
    return facts(approval.about_uuid, user) if facts else []


def _nothing(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> None:
    return None
