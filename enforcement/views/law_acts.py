"""Choosing between two laws, and dividing an act that spans both."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import IllegalTransition
from enforcement.forms.gates import ChooseLawForm, DivideForm
from enforcement.models import ChosenLaw, Violation
from enforcement.services.law_choices import (
    choose_law,
    divide_violation,
    law_changed_within,
    two_laws,
)
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.fine_range import picture_of
from enforcement.views.violations import ViolationActPage


class ChooseLaw(ViolationActPage):
    title = gettext_lazy("Choose the law")
    submit = gettext_lazy("Choose")
    success = gettext_lazy("The law was chosen; the range follows it.")
    intro = gettext_lazy(
        "The law changed after the act. The law of the day of the act applies, unless the "
        "later one is lighter or no longer punishes it (Administrative Penalty Law Art. 37)."
    )
    template_name = "enforcement/law_choice_form.html"
    act_name = CaseAct.CHANGE_VIOLATION
    form_class = ChooseLawForm

    def require(self, record: Violation) -> None:
        super().require(record)
        if two_laws(record, record.case, on=self.on) is None:
            raise IllegalTransition(_("The law did not change between the act and today."))

    def initial(self) -> dict[str, Any]:
        choice = getattr(self.found, "law_choice", None)
        if choice is not None:
            return {"chosen": choice.chosen, "reason": choice.reason}
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        both = two_laws(self.found, self.found.case, on=self.on)
        laws = []
        if both is not None:
            for label, provision, found in (
                (ChosenLaw.OLD, both.old, both.old_range),
                (ChosenLaw.NEW, both.new, both.new_range),
            ):
                steps = [step.text for step in found.steps]
                cheaper = both.lighter == label
                picture = picture_of(found, None)
                laws.append((label.label, provision, picture, steps, cheaper))
        return super().get_context_data(**kwargs, laws=laws)

    def act(self, form: Any) -> str:
        told = form.cleaned_data
        choose_law(self.found, **told, version=self.version, by=self.user, on=self.on)
        return self.detail_address()


class DivideViolation(ViolationActPage):
    title = gettext_lazy("Divide where the law changed")
    submit = gettext_lazy("Divide")
    success = gettext_lazy("Divided: each period has its own law, and both are added.")
    intro = gettext_lazy(
        "The act went on while the law changed. Say what belongs to the first period; the "
        "rest is measured by the later law, and both ranges are added."
    )
    act_name = CaseAct.CHANGE_VIOLATION
    form_class = DivideForm

    def require(self, record: Violation) -> None:
        super().require(record)
        if law_changed_within(record) is None:
            raise IllegalTransition(_("The law did not change while this act went on."))

    def act(self, form: Any) -> str:
        told = form.cleaned_data
        divide_violation(self.found, **told, version=self.version, by=self.user, on=self.on)
        return self.detail_address()
