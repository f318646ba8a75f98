from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Perm
from audit.kinds import title_of
from audit.models import AuditEvent
from campaigns.filters import CampaignFilter
from campaigns.forms import bureaus_to_set
from campaigns.models import Campaign, CampaignStatus, CampaignTaskStatus, Indicator, Target
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Entry, Fact, Section, days_left, pill

SHOWN_EVENTS = 30
TONES = {"draft": "neutral", "running": "active", "closed": "met"}


class CampaignList(ListPage):
    title = _("Campaigns")
    perms = (Perm.READ_RECORDS,)
    filterset_class = CampaignFilter
    primary_filters = ("status", "year")
    default_sort = "-starts_on"
    row_url_name = "campaigns:campaign-detail"
    columns = (
        Column("name", _("Name"), css="wide"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("bureau", _("Organiser"), value="bureau.name"),
        Column("task_line", _("Task line"), value="task_line.name"),
        Column("starts_on", _("Starts on"), kind=Kind.DATE, sort="starts_on"),
        Column("ends_on", _("Ends on"), kind=Kind.DATE, sort="ends_on"),
        Column("code", _("Code"), shown=False),
    )
    presets = (Preset(_("All"), ""), Preset(_("Running"), "status=running"))
    acts = (
        ListAct(
            _("Draft a campaign"), "campaigns:campaign-new", perms=(Perm.DESIGN_CAMPAIGNS,)
        ),
        ListAct(
            _("Draft from a template"),
            "campaigns:campaign-template",
            "copy",
            perms=(Perm.DESIGN_CAMPAIGNS,),
            main=False,
        ),
    )
    empty_reason = _("No campaign has been ordered for your bureau yet.")
    empty_advice = _("A campaign officer drafts one and publishes it.")

    def get_queryset(self) -> Any:
        rows = Campaign.objects.visible_to(self.user)
        return rows.select_related("bureau", "task_line")


class CampaignDetail(DetailPage):
    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> Any:
        rows = Campaign.objects.visible_to(self.user)
        rows = rows.select_related("bureau", "task_line__programme")
        return rows.prefetch_related("campaignindicators__indicator")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Campaigns"), reverse("campaigns:campaign-list"))]

    def number(self) -> str:
        return str(self.record.code)

    def status(self) -> Any:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        period = f"{self.record.starts_on:%Y-%m-%d} – {self.record.ends_on:%Y-%m-%d}"
        return [
            Fact(_("Organiser"), self.record.bureau.name),
            Fact(_("Period"), period),
            Fact(_("Joint authorities"), "、".join(self.record.joint_authorities)),
        ]

    def limit(self) -> Any:
        if self.record.status != CampaignStatus.RUNNING:
            return None
        left = (self.record.ends_on - timezone.localdate()).days
        return _("End of the campaign"), days_left(left, working=False)

    def acts(self) -> Sequence[Act]:
        found = [
            self._act(_("See progress"), "reporting:progress", "chart-bar", "main"),
            self._act(_("Assessment"), "campaigns:assessment", "report"),
            self._act(_("Versions of the plan"), "campaigns:campaign-versions", "history"),
        ]
        if not self.user.can(Perm.DESIGN_CAMPAIGNS):
            return found
        own = self.record.bureau_id == self.user.bureau_id
        if own and self.record.status == CampaignStatus.DRAFT:
            found += [
                self._act(_("Edit"), "campaigns:campaign-edit", "pencil"),
                self._act(_("Add a phase"), "campaigns:phase-add", "calendar", dialog=True),
                self._act(_("Publish"), "campaigns:campaign-publish", "send", dialog=True),
            ]
        if own and self.record.status != CampaignStatus.CLOSED:
            found.append(self._act(_("Add a task"), "campaigns:task-add", "plus", dialog=True))
        closed = self.record.status == CampaignStatus.CLOSED
        if not closed and bureaus_to_set(self.record, self.user):
            found += [
                self._act(_("Set targets"), "campaigns:target-set", "target"),
                self._act(_("Targets from a table"), "campaigns:target-import", "upload"),
                self._act(_("Spread a target"), "campaigns:target-spread", "transfer"),
            ]
        found += self._plan_acts(own and not closed)
        if own and self.record.status == CampaignStatus.RUNNING:
            found.append(
                self._act(
                    _("Close the campaign"), "campaigns:campaign-close", "archive", "danger"
                )
            )
        return found

    def _plan_acts(self, open_: bool) -> list[Act]:
        """What adds to the plan, and a campaign like this one."""
        copy = self._act(_("Draft one like this"), "campaigns:campaign-copy", "copy")
        if not open_:
            return [copy]
        parts = [
            (_("Indicators of the returns"), "campaigns:indicators-choose", "list-details"),
            (_("Define an indicator"), "campaigns:indicator-define", "plus"),
            (_("Add a return schedule"), "campaigns:schedule-add", "calendar-event"),
            (_("Add a key list"), "campaigns:list-add", "star"),
            (_("Add an assessment item"), "campaigns:assessment-item-add", "plus"),
        ]
        if self.record.status == CampaignStatus.RUNNING:
            parts.insert(0, (_("Amend the plan"), "campaigns:campaign-amend", "pencil"))
        return [*(self._act(*part) for part in parts), copy]

    def _act(self, title: Any, name: str, icon: str, weight: Any = "plain", **more: Any) -> Act:
        address = reverse(name, args=[self.record.uuid])
        return Act(title, address, icon=icon, weight=weight, **more)

    def sections(self) -> Sequence[Section]:
        facts = [Fact(_("Goals"), "\n".join(self.record.goals), wide=True)]
        if self.record.summary:
            facts.append(Fact(_("Summary"), self.record.summary, wide=True))
        return [
            Section(_("Plan"), facts),
            Section(_("Phases"), [], template="campaigns/_phases.html"),
            Section(_("Campaign tasks"), [], template="campaigns/_tasks.html"),
            Section(_("Targets"), [], template="campaigns/_targets.html"),
            Section(_("Returns and lists"), self._reported()),
        ]

    def _reported(self) -> list[Fact]:
        """What is returned and how often, the lists, and what is assessed."""
        record = self.record
        figures = [one.indicator.title for one in record.campaignindicators.all()]
        schedules = [
            f"{one.name}：{one.get_frequency_display()}" for one in record.returnschedules.all()
        ]
        lists = [
            f"{one.key_list}{f'（{one.theme}）' if one.theme else ''}"
            for one in record.campaignlists.select_related("key_list")
        ]
        items = [f"{one.name} {one.weight:f}" for one in record.assessmentitems.all()]
        return [
            Fact(_("Indicators of the returns"), "、".join(figures), wide=True),
            Fact(_("Return schedules"), "\n".join(schedules), wide=True),
            Fact(_("Key lists and watch lists"), "\n".join(lists), wide=True),
            Fact(_("Assessment items"), "\n".join(items), wide=True),
        ]

    def related(self) -> Sequence[Fact]:
        line = self.record.task_line
        if line is None:
            return []
        address = reverse("campaigns:programme-detail", args=[line.programme.uuid])
        return [
            Fact(_("Programme"), line.programme.name, address),
            Fact(_("Task line"), line.name, address),
        ]

    def timeline(self) -> Iterable[Entry]:
        """The campaign's own way, and the tasks reported done; the plan stands above."""
        done = self.record.tasks.filter(status=CampaignTaskStatus.DONE)
        subjects = [self.record.uuid, *done.values_list("uuid", flat=True)]
        events = AuditEvent.objects.filter(subject_uuid__in=subjects).exclude(
            kind="campaign_task.added"
        )
        return [
            Entry(
                at=one.on,
                title=title_of(one.kind),
                by=one.actor_name,
                note=one.subject_title if one.subject_uuid != self.record.uuid else "",
            )
            for one in events[:SHOWN_EVENTS]
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heads, lines = targets_of(self.record, self.user.bureau)
        below = Q(owner=None) | Q(owner__path__startswith=self.user.bureau.path)
        tasks = list(self.record.tasks.filter(below).select_related("owner"))
        return super().get_context_data(
            **kwargs,
            phases=self.record.phases.all(),
            tasks=[one for one in tasks if one.owner in (None, self.user.bureau)],
            tasks_below=[one for one in tasks if one.owner not in (None, self.user.bureau)],
            target_heads=heads,
            target_lines=lines,
            today=timezone.localdate(),
            may_report=self.user.can(Perm.RUN_CAMPAIGNS),
        )


def targets_of(
    campaign: Campaign, bureau: Bureau
) -> tuple[list[Indicator], list[tuple[Bureau, list[Any]]]]:
    """The targets of a bureau and of those directly below it, bureau × indicator."""
    rows = (
        Target.objects.filter(
            campaign=campaign, phase=None, bureau__in=[bureau, *bureau.children.all()]
        )
        .select_related("indicator", "bureau")
        .order_by("indicator_id", "bureau__path")
    )
    heads: dict[int, Indicator] = {}
    lines: dict[Bureau, dict[int, Any]] = {}
    for row in rows:
        heads[row.indicator_id] = row.indicator
        lines.setdefault(row.bureau, {})[row.indicator_id] = row.value
    ordered = sorted(lines.items(), key=lambda line: line[0].path)
    return list(heads.values()), [
        (one, [values.get(pk) for pk in heads]) for one, values in ordered
    ]
