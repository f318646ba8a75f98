"""Returns begin and end with the computed figures: these two acts compute them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.policies import OFFICE
from campaigns.return_forms import PeriodForm, schedule_choices
from campaigns.services.schedules import begun_periods, reporting_bureaus
from campaigns.transitions.returns import ReturnAct
from campaigns.views.return_acts import ReturnActPage
from campaigns.views.returns import return_crumb
from core.errors import Invalid
from core.pages.base import Crumb
from core.pages.forms import FormPage
from reporting.services import returns

MOST_PERIODS = 6


class BeginReturn(FormPage):
    title = _("Begin a return")
    submit = _("Begin")
    success = _("What the records say is filled in. Look through it and add the rest.")
    perms = OFFICE
    form_class = PeriodForm

    def crumbs(self) -> list[Crumb]:
        return [return_crumb()]

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": self.choices()}

    def choices(self) -> list[tuple[str, str]]:
        """The last periods that have begun, of every schedule one's bureau reports on."""
        on = timezone.localdate()
        found = []
        for schedule in schedule_choices(self.user):
            if not reporting_bureaus(schedule).filter(pk=self.user.bureau_id).exists():
                continue
            done = set(
                schedule.returns.filter(bureau=self.user.bureau_id).values_list(
                    "starts_on", flat=True
                )
            )
            for period in begun_periods(schedule, on)[:MOST_PERIODS]:
                if period.starts_on not in done:
                    words = f"{period.starts_on} – {period.ends_on}"
                    name = f"{schedule.campaign.name} {schedule.name} {words}"
                    found.append((f"{schedule.uuid}:{period.key}", name))
        return found

    def act(self, form: Any) -> str:
        uuid, _colon, key = form.cleaned_data["period"].partition(":")
        for schedule in schedule_choices(self.user).filter(uuid=uuid):
            starts = next(
                (one.starts_on for one in begun_periods(schedule, self.on) if one.key == key),
                None,
            )
            if starts is not None:
                report = returns.begin(schedule, starts_on=starts, by=self.user, on=self.on)
                return reverse("campaigns:return-detail", args=[report.uuid])
        raise Invalid


class SubmitReturn(ReturnActPage):
    title = _("Hand the return in")
    submit = _("Hand in")
    success = _("The return was handed in to the bureau above.")
    intro = _("Your figures are compared with the records once more.")
    act_name = ReturnAct.SUBMIT
    service = returns.submit
