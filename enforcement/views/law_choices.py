"""What a violation's page line says when the law changed."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from enforcement.models import Case, LawChoice, Violation
from enforcement.services.law_choices import law_changed_within
from law.provisions import Provision, get_provision
from law.successions import successor_of


@dataclass(frozen=True, slots=True)
class LawNote:
    """A change of law, the choice made, and where to make it."""

    choice: LawChoice | None
    after: Provision | None
    before: Provision | None
    choose: str = ""
    divide: str = ""


def law_note(violation: Violation, case: Case, on: date, *, editable: bool) -> LawNote | None:
    """None where the law stayed as it was. Reads what was read with the violation."""
    choice = getattr(violation, "law_choice", None)
    after, before = None, None
    if not case.is_past:
        provision = get_provision(choice.old_provision if choice else violation.provision)
        after = successor_of(provision, on=on)
        before = law_changed_within(violation)
    if choice is None and after is None and before is None:
        return None
    choose = reverse("enforcement:law-choose", args=[violation.uuid])
    divide = reverse("enforcement:law-divide", args=[violation.uuid])
    return LawNote(
        choice,
        after,
        before,
        choose if editable and after else "",
        divide if editable and before else "",
    )
