"""What will be sent tomorrow: for heads with names, for administrators in numbers alone."""

from datetime import date, timedelta
from typing import Any

from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Page
from deadlines.planned import FURTHEST, by_channel, clocks_for, counts_of, day_asked, lines_of
from deadlines.services.plan import MOST_LINES, plan_for


class Plan(Page):
    """The sweep's own rules, run for a day that has not come; nothing is written."""

    title = gettext_lazy("What will be sent tomorrow")
    template_name = "deadlines/plan.html"
    perms = (Perm.WATCH_LIMITS, Perm.MANAGE_SETTINGS)

    @cached_property
    def day(self) -> date:
        return day_asked(self.request.GET.get("on", ""), localdate())

    def page_title(self) -> str:
        if self.day == localdate() + timedelta(days=1):
            return str(self.title)
        return _("What will be sent on %(day)s") % {"day": self.day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = plan_for(self.day, clocks=clocks_for(self.user))
        named = self.user.can(Perm.WATCH_LIMITS)
        return super().get_context_data(
            **kwargs,
            day=self.day,
            first=localdate(),
            last=localdate() + FURTHEST,
            named=named,
            lines=lines_of(plan, self.user) if named else [],
            counts=[] if named else counts_of(plan),
            channels=by_channel(plan),
            cut=len(plan) >= MOST_LINES,
        )
