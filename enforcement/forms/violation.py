from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.pages.widgets import Combobox, YuanInput
from enforcement.forms.common import EMPTY, DayField, LongText
from enforcement.models import Violation
from law.office import current_office
from law.penalty_kinds import Activity, Level
from law.provisions import Provision, find_provisions, get_provision


class YuanFormField(forms.DecimalField):
    """An amount in yuan; its size in 万元 is shown while typing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", YuanInput())
        super().__init__(max_digits=16, decimal_places=2, min_value=0, **kwargs)


class ViolationForm(forms.Form):
    """A violation: its provision, the facts, and what the range is computed from."""

    provision = forms.ChoiceField(
        label=_("Provision"),
        help_text=_("Search by words of the violation, by the law or by the article."),
    )
    level = forms.ChoiceField(label=_("Circumstance"), choices=Level.choices)
    activity = forms.ChoiceField(
        label=_("Activity"),
        choices=[*EMPTY, *Activity.choices],
        required=False,
        help_text=_("Needed where the least amount depends on it."),
    )
    began_on = DayField(label=_("Began on"), required=False)
    ended_on = DayField(
        label=_("Ended on"),
        required=False,
        help_text=_("The law of this day governs; left empty, that of the beginning."),
    )
    facts = LongText(label=_("Facts and evidence"), rows=6)
    goods_value = YuanFormField(label=_("Goods value"), required=False)
    illegal_income = YuanFormField(label=_("Illegal income"), required=False)
    base = YuanFormField(
        label=_("Base of the fine"),
        required=False,
        help_text=_("Left empty: the goods value or the income, as the provision says."),
    )

    same_act_as = forms.ModelChoiceField(
        label=_("Same act as"),
        queryset=Violation.objects.none(),
        to_field_name="uuid",
        required=False,
        help_text=_("One act that breaks several norms is fined once, by the higher fine."),
    )
    harmful = forms.BooleanField(
        label=_("Endangered life or health, with harmful consequences"),
        required=False,
        help_text=_("Then limitation is five years instead of two (Art. 36)."),
    )

    def __init__(
        self,
        *args: Any,
        domain: str,
        source: str,
        kept: str = "",
        others: QuerySet[Violation] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        same: Any = self.fields["same_act_as"]
        if others is None or not others.exists():
            del self.fields["same_act_as"]
        else:
            same.queryset = others
        field: Any = self.fields["provision"]
        # The widget first: setting choices hands them on to it.
        field.widget = Combobox(source, attrs={"data-combobox-with": "began_on ended_on"})
        field.choices = [*EMPTY, *provision_choices(domain, kept)]


def provision_choices(domain: str, kept: str = "") -> list[tuple[str, str]]:
    """The provisions of a domain that the office uses, and the one the record has."""
    office = current_office()
    rows = find_provisions(domain=domain, with_unconfirmed=True)
    found = [(row.id, provision_words(row)) for row in rows if office.uses(row)]
    if kept and all(kept != code for code, _words in found):
        found.append((kept, provision_words(get_provision(kept))))
    return found


def provision_words(provision: Provision) -> str:
    """Violation and article, as a choice shows it."""
    return f"{provision.violation}（{provision.citation}）"


def day_of(data: Any, *names: str) -> date | None:
    """The first of these days that was typed as a day."""
    for name in names:
        try:
            return date.fromisoformat(str(data.get(name, "")))
        except ValueError:
            continue
    return None
