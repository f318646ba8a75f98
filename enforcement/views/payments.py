"""Recording money received."""

from typing import Any

from django.utils.translation import gettext_lazy

from enforcement.forms.payment import PaymentForm
from enforcement.models import Case, Decision
from enforcement.services.payments import record_payment
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.case_acts import CaseActPage
from enforcement.views.performance_acts import surcharge_due


class RecordPayment(CaseActPage):
    title = gettext_lazy("Record a payment")
    submit = gettext_lazy("Record a payment")
    success = gettext_lazy("The payment was recorded.")
    act_name = CaseAct.RECORD_PAYMENT
    form_class = PaymentForm

    def initial(self) -> dict[str, Any]:
        """What is still due first: most parties pay all of it at once."""
        decision = Decision.objects.filter(case=self.found).first()
        due = decision.still_due() if decision else {}
        kind = next(iter(due), None)
        if kind is None and (owed := surcharge_due(self.found, self.on)):
            return {"kind": "surcharge", "amount": owed, "paid_on": self.on}
        return {"kind": kind, "amount": due.get(kind) if kind else None, "paid_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        record_payment(case, **told, by=self.user, on=self.on)
