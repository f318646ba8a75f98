"""The acts on one published penalty, each a form that calls its service."""

from typing import Any, ClassVar

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.base import Crumb
from deadlines.policies import require_may_act
from deadlines.services.procedure import require_open
from deadlines.views.acts import NothingForm
from enforcement.forms.common import ReasonForm
from enforcement.models import Case
from enforcement.views.acts import ActPage
from reporting.disclosure.fields import SUPPLIED
from reporting.forms.disclosure import (
    AskRepairForm,
    FieldsForm,
    HoldForm,
    NoteForm,
    WithdrawForm,
)
from reporting.models import Disclosure
from reporting.services import disclosure_course as course
from reporting.services import disclosures as services
from reporting.transitions.disclosure import DisclosureAct

READ = (Perm.READ_RECORDS,)


class PrepareDisclosure(ActPage):
    """Prepare the publication of a case's decision."""

    title = _("Prepare the publication of the penalty")
    submit = _("Prepare")
    success = _("The fields were built from the case. Look through the report.")
    list_title = _("Cases")
    list_url_name = "enforcement:case-list"
    detail_url_name = "enforcement:case-detail"
    form_class = NothingForm
    perms = READ

    def get_queryset(self) -> Any:
        rows = Case.objects.visible_to(self.user).filter(decision__isnull=False)
        return rows.select_related("bureau", "decision__bureau")

    def require(self, record: Any) -> None:
        require_may_act(record, by=self.user, perm=Perm.DECIDE_CASES)

    def act(self, form: Any) -> str:
        one = services.prepare_disclosure(self.found.decision, by=self.user, on=self.on)
        return reverse("reporting:disclosure-detail", args=[one.uuid])


class DisclosureActPage(ActPage):
    """An act on one publication."""

    list_title = _("Publication of penalties")
    list_url_name = "reporting:disclosure-list"
    detail_url_name = "reporting:disclosure-detail"
    form_class: ClassVar[type[BaseForm]] = NothingForm
    perms = READ

    def get_queryset(self) -> Any:
        return Disclosure.objects.visible_to(self.user).select_related(
            "bureau", "decision__case__party", "decision__case__bureau"
        )

    def require(self, record: Any) -> None:
        require_open(record, self.act_name, by=self.user, on=self.on)

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(self.list_title, reverse(self.list_url_name)),
            Crumb(str(self.found), self.detail_address()),
        ]

    def act(self, form: Any) -> str:
        self.do(self.found, dict(form.cleaned_data))
        return self.detail_address()

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        raise NotImplementedError


class Revise(DisclosureActPage):
    title = _("Complete the fields")
    intro = _(
        "An emptied field is built from the case again. Identity numbers are masked before "
        "they are kept."
    )
    act_name = DisclosureAct.REVISE
    form_class = FieldsForm

    def initial(self) -> dict[str, Any]:
        return {name: self.found.values.get(name, "") for name in SUPPLIED}

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        services.revise_disclosure(one, supplied=told, by=self.user, on=self.on)


class Release(DisclosureActPage):
    title = _("Make public")
    submit = _("Make public")
    confirm = _("Once public it can be withdrawn with a reason, never changed.")
    success = _("It belongs to the feed now; the display period runs.")
    act_name = DisclosureAct.RELEASE

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        services.release(one, by=self.user, on=self.on)


class HoldBack(DisclosureActPage):
    title = _("Hold back")
    submit = _("Hold back")
    act_name = DisclosureAct.HOLD_BACK
    form_class = HoldForm

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        services.hold_back(one, **told, by=self.user, on=self.on)


class TakeUp(DisclosureActPage):
    title = _("Take up again")
    submit = _("Take up again")
    act_name = DisclosureAct.TAKE_UP
    form_class = NoteForm

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        services.take_up(one, **told, by=self.user, on=self.on)


class NoteChange(DisclosureActPage):
    title = _("Record that the decision changed")
    submit = _("Record")
    intro = _("Three working days to withdraw begin with the day of the change.")
    act_name = DisclosureAct.NOTE_CHANGE

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.note_change(one, by=self.user, on=self.on)


class Withdraw(DisclosureActPage):
    title = _("Withdraw what was published")
    submit = _("Withdraw what was published")
    act_name = DisclosureAct.WITHDRAW
    form_class = WithdrawForm
    danger = True

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.withdraw_disclosure(one, **told, by=self.user, on=self.on)


class Renew(DisclosureActPage):
    title = _("Prepare anew")
    submit = _("Prepare anew")
    act_name = DisclosureAct.RENEW

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.renew_disclosure(one, by=self.user, on=self.on)


class AskRepair(DisclosureActPage):
    title = _("Record the application for credit repair")
    submit = _("Record")
    act_name = DisclosureAct.ASK_REPAIR
    form_class = AskRepairForm

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.on}

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.ask_repair(one, **told, by=self.user, on=self.on)


class AcceptRepair(DisclosureActPage):
    title = _("Accept the application for credit repair")
    submit = _("Accept")
    act_name = DisclosureAct.ACCEPT_REPAIR

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.accept_repair(one, by=self.user, on=self.on)


class RefuseRepair(DisclosureActPage):
    title = _("Refuse the credit repair")
    submit = _("Refuse")
    act_name = DisclosureAct.REFUSE_REPAIR
    form_class = ReasonForm

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.refuse_repair(one, **told, by=self.user, on=self.on)


class GrantRepair(DisclosureActPage):
    title = _("Grant the credit repair")
    submit = _("Grant")
    act_name = DisclosureAct.GRANT_REPAIR

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.grant_repair(one, by=self.user, on=self.on)


class FinishRepair(DisclosureActPage):
    title = _("End the display after the credit repair")
    submit = _("End the display")
    act_name = DisclosureAct.FINISH_REPAIR

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.finish_repair(one, by=self.user, on=self.on)


class EndDisplay(DisclosureActPage):
    title = _("End the display")
    submit = _("End the display")
    act_name = DisclosureAct.END_DISPLAY

    def do(self, one: Disclosure, told: dict[str, Any]) -> None:
        course.end_display(one, by=self.user, on=self.on)
