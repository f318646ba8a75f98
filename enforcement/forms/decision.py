from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.forms.common import EMPTY, DayField, LongText
from enforcement.forms.violation import YuanFormField
from enforcement.models import Case, Exemption, PersonPenalty
from enforcement.services.proposals import PersonFine
from law.penalty_kinds import PenaltyKind
from law.provisions import get_provision
from law.ranges import DiscretionStep

PERSONS = 9
ZERO = Decimal(0)
BAN_CHOICES = [
    *EMPTY,
    ("5", _("5 years")),
    ("10", _("10 years")),
    ("life", _("For life")),
]
# These follow from the amounts and are not ticked.
FROM_AMOUNTS = frozenset(
    {
        PenaltyKind.FINE.value,
        PenaltyKind.CONFISCATE_ILLEGAL_INCOME.value,
        PenaltyKind.CONFISCATE_GOODS.value,
    }
)


class ProposalForm(forms.Form):
    step = forms.ChoiceField(
        label=_("Discretion step"),
        choices=DiscretionStep.choices,
        widget=forms.RadioSelect,
        initial=DiscretionStep.GENERAL.value,
    )
    fine = YuanFormField(label=_("Fine"), required=False)
    confiscated_income = YuanFormField(label=_("Illegal income confiscated"), required=False)
    confiscated_goods_value = YuanFormField(
        label=_("Value of goods confiscated"), required=False
    )
    penalty_kinds = forms.MultipleChoiceField(
        label=_("Further penalties"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fine and confiscations follow from the amounts."),
    )
    reasons = LongText(label=_("Reasons"), rows=4, required=False)
    mitigation_basis = forms.CharField(
        label=_("Article of mitigation or exemption"),
        max_length=200,
        required=False,
        help_text=_("Needed below the minimum, and where no penalty is imposed."),
    )

    exemption = forms.ChoiceField(
        label=_("Ground of exemption"),
        choices=[*EMPTY, *Exemption.choices],
        required=False,
        help_text=_("Only with “no penalty”. A first offence needs the answer of all bureaus."),
    )

    def __init__(self, *args: Any, case: Case, persons: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["penalty_kinds"]
        field.choices = kinds_offered(case)
        for place in range(1, persons + 1):
            self.fields.update(_person_fields(place))

    def persons(self) -> list[PersonFine]:
        """The persons named."""
        cleaned = self.cleaned_data
        found = []
        for place in range(1, PERSONS + 1):
            name = cleaned.get(f"person_name_{place}", "").strip()
            if not name:
                continue
            ban = cleaned.get(f"person_ban_{place}", "")
            found.append(
                PersonFine(
                    name=name,
                    position=cleaned.get(f"person_position_{place}", ""),
                    fine=cleaned.get(f"person_fine_{place}") or ZERO,
                    banned_years=int(ban) if ban.isdecimal() else None,
                    banned_for_life=ban == "life",
                )
            )
        return found

    def told(self) -> dict[str, Any]:
        """What ``propose_penalty`` is told; an amount left empty is none."""
        names = ("step", "penalty_kinds", "reasons", "mitigation_basis", "exemption")
        amounts = ("fine", "confiscated_income", "confiscated_goods_value")
        told = {name: self.cleaned_data[name] for name in names}
        return {
            **told,
            **{name: self.cleaned_data[name] or ZERO for name in amounts},
            "persons": self.persons(),
        }


def kinds_offered(case: Case) -> list[tuple[str, Any]]:
    """The kinds the provisions of the case know, beside those that follow from amounts."""
    known = {PenaltyKind.WARNING.value, PenaltyKind.ORDER_TO_CORRECT.value}
    for violation in case.violations.all():
        circumstance = get_provision(violation.provision).circumstance(violation.level)
        known |= set(circumstance.kinds) if circumstance else set()
    known -= FROM_AMOUNTS
    return [(kind.value, kind.label) for kind in PenaltyKind if kind.value in known]


def person_initial(persons: Iterable[PersonPenalty]) -> dict[str, Any]:
    """The persons of a proposal, for the form."""
    found: dict[str, Any] = {}
    for place, one in enumerate(persons, 1):
        years = str(one.banned_years or "")
        found |= {
            f"person_name_{place}": one.name,
            f"person_position_{place}": one.position,
            f"person_fine_{place}": one.fine or None,
            f"person_ban_{place}": "life" if one.banned_for_life else years,
        }
    return found


def person_names(place: int) -> tuple[str, ...]:
    return tuple(f"person_{name}_{place}" for name in ("name", "position", "fine", "ban"))


def _person_fields(place: int) -> dict[str, forms.Field]:
    return {
        f"person_name_{place}": forms.CharField(
            label=_("Person's name"), max_length=50, required=False
        ),
        f"person_position_{place}": forms.CharField(
            label=_("Position"), max_length=50, required=False
        ),
        f"person_fine_{place}": YuanFormField(label=_("Fine on the person"), required=False),
        f"person_ban_{place}": forms.ChoiceField(
            label=_("Banned from the industry"), choices=BAN_CHOICES, required=False
        ),
    }


class DefenceForm(forms.Form):
    waived = forms.BooleanField(
        label=_("The party waived its defence in writing"), required=False
    )
    hearing_waived = forms.BooleanField(
        label=_("It waived the hearing in writing as well"), required=False
    )
    defence = LongText(
        label=_("What the party stated"),
        rows=5,
        required=False,
        help_text=_("Facts, grounds and evidence it put forward, and whether they hold."),
    )
    heard_on = DayField(label=_("Heard on"), required=False)
