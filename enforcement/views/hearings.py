"""The forms of a hearing."""

from typing import Any

from django.utils.translation import gettext_lazy

from enforcement.forms.common import ReasonForm
from enforcement.forms.course import (
    AnnounceHearingForm,
    HearingReportForm,
    HearingRequestForm,
    HoldForm,
    ScheduleForm,
    WaiveHearingForm,
)
from enforcement.forms.service import FIELDSETS, ServedByHandForm
from enforcement.models import Case
from enforcement.services.hearing_days import (
    announce_hearing,
    hold_hearing,
    report_hearing,
    schedule_hearing,
    serve_hearing_notice,
)
from enforcement.services.hearings import request_hearing, waive_hearing, withdraw_hearing
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.case_acts import CaseActPage


class WaiveHearing(CaseActPage):
    title = gettext_lazy("Record the waiver of the hearing")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The waiver was recorded.")
    confirm = gettext_lazy("The party gives its hearing up for good.")
    act_name = CaseAct.WAIVE_HEARING
    form_class = WaiveHearingForm

    def initial(self) -> dict[str, Any]:
        return {"waived_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        waive_hearing(case, **told, by=self.user, on=self.on)


class RequestHearing(CaseActPage):
    title = gettext_lazy("Record the request for a hearing")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The request was recorded; the time to decide stands still.")
    act_name = CaseAct.REQUEST_HEARING
    form_class = HearingRequestForm

    def initial(self) -> dict[str, Any]:
        return {"requested_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        request_hearing(case, **told, by=self.user, on=self.on)


class ScheduleHearing(CaseActPage):
    title = gettext_lazy("Fix host, time and place of the hearing")
    submit = gettext_lazy("Fix the hearing")
    success = gettext_lazy("The hearing is fixed. Serve its notice.")
    act_name = CaseAct.SCHEDULE_HEARING
    form_class = ScheduleForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"case": self.found}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        schedule_hearing(case, **told, by=self.user, on=self.on)


class ServeHearingNotice(CaseActPage):
    title = gettext_lazy("Serve the notice of hearing")
    submit = gettext_lazy("Serve")
    success = gettext_lazy("The notice of hearing was served.")
    confirm = gettext_lazy("The service of the notice cannot be taken back.")
    act_name = CaseAct.SERVE_HEARING_NOTICE
    form_class = ServedByHandForm
    fieldsets = FIELDSETS

    def initial(self) -> dict[str, Any]:
        return {"served_on": self.on}

    def act(self, form: Any) -> str:
        serve_hearing_notice(self.found, **form.told(), by=self.user, on=self.on)
        return self.detail_address()


class AnnounceHearing(CaseActPage):
    title = gettext_lazy("Announce the public hearing")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The announcement was recorded.")
    act_name = CaseAct.ANNOUNCE_HEARING
    form_class = AnnounceHearingForm

    def initial(self) -> dict[str, Any]:
        return {"announced_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        announce_hearing(case, **told, by=self.user, on=self.on)


class HoldHearing(CaseActPage):
    title = gettext_lazy("Record the hearing")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The hearing was recorded. Its report is next.")
    confirm = gettext_lazy("The record of a hearing cannot be changed.")
    act_name = CaseAct.HOLD_HEARING
    form_class = HoldForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        hold_hearing(case, **told, by=self.user, on=self.on)


class ReportHearing(CaseActPage):
    title = gettext_lazy("Submit the hearing report")
    submit = gettext_lazy("Submit")
    success = gettext_lazy("The report was submitted. The legal review follows.")
    act_name = CaseAct.REPORT_HEARING
    form_class = HearingReportForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        report_hearing(case, **told, by=self.user, on=self.on)


class WithdrawHearing(CaseActPage):
    title = gettext_lazy("Record that the party withdrew its request")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The withdrawal was recorded.")
    confirm = gettext_lazy("The party gives its hearing up for good.")
    act_name = CaseAct.WITHDRAW_HEARING
    form_class = ReasonForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        withdraw_hearing(case, **told, by=self.user, on=self.on)
