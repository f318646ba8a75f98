"""What is mine today: limits, approvals, tasks, messages; figures for whoever steers."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm, Role, User
from campaigns.models import Campaign, CampaignTask
from core.counts import capped_count
from core.pages.base import Page
from core.pages.boards import Chart
from core.pages.parts import Act, Block, Line, pill
from deadlines.explain import count_down, why_address
from deadlines.filters import Whose
from deadlines.models import Clock
from deadlines.services.calendar import office_calendar
from deadlines.services.health import Health, health
from reporting.figures import FigureScope
from reporting.services.overview import tiles
from reporting.views.tiles import shown_tile
from workbench.queue import queue_for
from workbench.records import abouts

LINES = 6
HOME_CODES = ("inspected_visits", "problems_found", "rectify_rate", "cases_filed")
HEADS = frozenset({Role.BUREAU_HEAD, Role.UNIT_HEAD})
STEERS = frozenset({Role.CAMPAIGN_OFFICER, Role.BUREAU_HEAD})
WHOLE_BUREAU = frozenset({Role.BUREAU_HEAD, Role.CAMPAIGN_OFFICER, Role.AUDITOR})
APPROVERS = frozenset({Role.UNIT_HEAD, Role.LEGAL_REVIEWER, Role.BUREAU_HEAD})


class Home(Page):
    """At most five blocks, each a short list with the count that opens the full one."""

    title = gettext_lazy("My work today")
    template_name = "reporting/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = timezone.localdate()
        campaign = self._campaign(on)
        return super().get_context_data(
            **kwargs,
            blocks=self._blocks(on),
            campaign=campaign,
            board_tiles=self._tiles(campaign, on) if campaign else [],
            heartbeat=self._heartbeat(on),
            may_see_health=self.user.can(Perm.MANAGE_SETTINGS),
            charts=list[Chart](),
            home_acts=home_acts(self.user),
        )

    def _blocks(self, on: date) -> list[Block]:
        queue = queue_for(self.user, on)
        blocks = []
        if self.user.can(Perm.READ_RECORDS):
            blocks.append(limits_block(self.user, on))
        if self.user.roles & APPROVERS:
            blocks.append(queue.approvals)
        blocks.append(queue.tasks)
        if Role.CAMPAIGN_OFFICER in self.user.roles:
            blocks.append(campaign_block(self.user, on))
        elif self.user.can(Perm.READ_RECORDS):
            blocks.append(queue.submitted)
        blocks.append(queue.messages)
        return blocks[:5]

    def _campaign(self, on: date) -> Campaign | None:
        """The running campaign whose figures a steering person looks at first."""
        if not self.user.roles & STEERS:
            return None
        return Campaign.objects.visible_to(self.user).running(on).first()

    def _tiles(self, campaign: Campaign, on: date) -> list[Any]:
        scope = FigureScope(
            self.user.bureau, campaign.starts_on, min(campaign.ends_on, on), campaign
        )
        return [
            shown_tile(tile, scope)
            for tile in tiles(scope)
            if tile.indicator.code in HOME_CODES
        ]

    def _heartbeat(self, on: date) -> Health | None:
        """When limits were last looked at, by heads and administrators; red when stale."""
        watches = self.user.roles & HEADS or self.user.can(Perm.MANAGE_SETTINGS)
        return health(on) if watches else None


def home_acts(user: User) -> list[Act]:
    """What an officer begins on the way: one tap from home."""
    if not user.can(Perm.WRITE_CASES) or not user.bureau.may_penalise:
        return []
    address = reverse("enforcement:on-the-spot")
    return [Act(_("Penalise on the spot"), address, "gavel", weight="main")]


def limits_block(user: User, on: date) -> Block:
    """The next limits of a person; of the bureau for whoever answers for it."""
    rows = Clock.objects.visible_to(user).live().speaking()
    query = ""
    if user.roles & WHOLE_BUREAU:
        query, title = f"?whose={Whose.ALL.value}", _("Limits of the bureau")
    elif Role.UNIT_HEAD in user.roles and user.unit_id:
        rows = rows.filter(bureau_id=user.bureau_id, unit_id=user.unit_id)
        query, title = f"?whose={Whose.UNIT.value}", _("Limits of my unit")
    else:
        rows, title = rows.for_person(user), _("My limits")
    shown = list(rows.by_urgency(on)[:LINES])
    count_down(shown, on, office_calendar())
    records = abouts(shown, user)
    return Block(
        title=title,
        lines=[_limit_line(clock, records[clock.about].title) for clock in shown],
        count=capped_count(rows),
        address=reverse("deadlines:list") + query,
        icon="calendar-due",
        empty=_("No limit is running."),
        tone="late" if rows.overdue(on).exists() else "neutral",
    )


def _limit_line(clock: Clock, record: str) -> Line:
    return Line(
        clock.name,
        reverse("deadlines:clock", args=[clock.uuid]),
        note=record,
        due_on=clock.act_by,
        days=clock.days,
        badge="" if clock.days is not None else pill(clock.get_state_display(), "void"),
        why=why_address(clock.uuid),
    )


def campaign_block(user: User, on: date) -> Block:
    """Open tasks of running campaigns that the person's bureau owns."""
    rows = (
        CampaignTask.objects.visible_to(user)
        .in_hand()
        .owned_by(user.bureau)
        .select_related("campaign")
        .order_by("due_on", "pk")
    )
    return Block(
        title=_("Campaign tasks"),
        lines=[
            Line(
                task.name,
                reverse("campaigns:campaign-detail", args=[task.campaign.uuid]),
                note=task.campaign.name,
                due_on=task.due_on,
                days=(task.due_on - on).days if task.due_on else None,
                working=False,
            )
            for task in rows[:LINES]
        ],
        count=capped_count(rows),
        address=reverse("campaigns:campaign-list"),
        icon="target",
        empty=_("No campaign task is open for your bureau."),
    )
