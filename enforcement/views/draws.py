"""Draws: the list, one with its pool, its lots and its replacements, and the replay."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import NotFound
from core.pages.base import Crumb, Page, SignedIn
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Entry, Fact, Section, pill
from enforcement.draw_rules import draw_rules
from enforcement.filters.draw import DrawFilter
from enforcement.models import Draw, DrawStatus
from enforcement.services import draw_pool
from enforcement.services.draw_replay import inputs_of, replay_draw
from enforcement.transitions.draw import DrawAct
from enforcement.views.inspections import TONES as INSPECTION_TONES
from enforcement.views.parts import Button, acts_of, timeline_of
from enforcement.views.plans import DRAFT, READ

TONES = {
    "draft": "neutral",
    "announced": "waiting",
    "drawn": "active",
    "published": "met",
    "cancelled": "void",
}
BUTTONS: dict[str, Button] = {
    DrawAct.ANNOUNCE: Button("enforcement:draw-announce", "speakerphone", "main"),
    DrawAct.DRAW: Button("enforcement:draw-run", "dice-5", "main"),
    DrawAct.REPLACE: Button("enforcement:draw-replace-party", "refresh"),
    DrawAct.PUBLISH: Button("enforcement:draw-publish", "world", "main", True),
    DrawAct.CANCEL: Button("enforcement:draw-cancel", "ban", "danger", True),
}
REASONS: Mapping[str, str | Promise] = {
    draw_pool.CLOSED: _("The party is closed"),
    draw_pool.SUSPENDED: _("The party is suspended"),
    draw_pool.RECENT: _("Inspected lately"),
    draw_pool.NO_STRATUM: _("Fits no stratum"),
    draw_pool.NO_CERTIFICATE: _("No certificate valid on the day"),
}
MOST_SHOWN = 200


class DrawList(ListPage):
    title = _("Double-random draws")
    perms = READ
    filterset_class = DrawFilter
    primary_filters = ("status", "planned")
    row_url_name = "enforcement:draw-detail"
    columns = (
        Column("number", _("Number"), css="narrow"),
        Column("title", _("Title"), css="wide"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("lots", _("Parties drawn"), kind=Kind.NUMBER),
        Column("planned_on", _("Inspections planned for"), kind=Kind.DATE, sort="planned_on"),
        Column("bureau", _("Bureau"), value="bureau.short_name"),
        Column("domain", _("Domain"), shown=False),
        Column("drawn_at", _("Drawn at"), kind=Kind.DATETIME, shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Seed announced"), "status=announced"),
        Preset(_("Drawn, results to be made public"), "status=drawn"),
    )
    acts = (ListAct(_("Draft a draw"), "enforcement:draw-new", "dice-5", DRAFT),)
    empty_reason = _("Nothing was drawn by lot in your jurisdiction yet.")
    empty_advice = _("Draft a draw: who can be drawn, at what ratio, for which day.")

    def get_queryset(self) -> QuerySet[Any]:
        rows = Draw.objects.visible_to(self.user).select_related("bureau")
        return rows.defer("inputs").annotate(lots=Count("drawn"))


def seen_draws(user: Any) -> QuerySet[Draw]:
    """What pages and acts read of a draw."""
    return Draw.objects.visible_to(user).select_related(
        "bureau", "plan", "campaign", "announced_by", "drawn_by"
    )


class DrawDetail(DetailPage):
    perms = READ
    record: Draw

    def get_queryset(self) -> QuerySet[Any]:
        return seen_draws(self.user)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Double-random draws"), reverse("enforcement:draw-list"))]

    def page_title(self) -> str:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        draw = self.record
        return [
            Fact(_("Bureau"), draw.bureau.name),
            Fact(_("Domain"), draw.get_domain_display()),
            Fact(_("Inspections planned for"), draw.planned_on.isoformat()),
            Fact(_("Campaign"), draw.campaign or ""),
        ]

    def acts(self) -> Sequence[Act]:
        draw = self.record
        found = acts_of(draw, self.user, BUTTONS)
        open_now = {act.address for act in found}
        if self._at("draw-cancel") in open_now and draw.status == DrawStatus.DRAFT:
            found.insert(0, Act(_("Add a stratum"), self._at("draw-stratum"), "plus"))
            found.insert(
                1, Act(_("Leave somebody out"), self._at("draw-exclude"), "user-check")
            )
        if self._at("draw-replace-party") in open_now:
            address = self._at("draw-replace-officer")
            found.append(Act(_("Replace an officer"), address, "users"))
        if draw.inputs:
            found.append(
                Act(_("Draw it again and compare"), self._at("draw-replay"), "refresh")
            )
        return found

    def _at(self, name: str) -> str:
        return reverse(f"enforcement:{name}", args=[self.record.uuid])

    def sections(self) -> Sequence[Section]:
        draw = self.record
        facts = [
            Fact(_("Seed"), draw.seed),
            Fact(_("Public value to come"), draw.public_source),
            Fact(_("Public value"), draw.public_value),
            Fact(_("Seed announced at"), _instant(draw.announced_at)),
            Fact(_("Announced by"), draw.announced_by or ""),
            Fact(_("Drawn at"), _instant(draw.drawn_at)),
            Fact(_("Drawn by"), draw.drawn_by or ""),
            Fact(_("SHA-256 of the pool"), draw.inputs_hash, wide=True),
            Fact(_("Pairs of officers"), draw.get_pair_rule_display()),
            Fact(_("Leave out who was inspected within (months)"), str(draw.recent_months)),
        ]
        if draw.publication:
            facts.append(Fact(_("Results made public on"), draw.published_on))
            facts.append(Fact(_("Where the results stand"), draw.publication, wide=True))
        return [
            Section(_("Strata"), [], template="enforcement/_draw_strata.html"),
            Section(_("Drawn by lot"), [], template="enforcement/_draw_lots.html"),
            Section(_("Seed and pool"), facts),
            Section(_("Left out of the draw"), [], template="enforcement/_draw_left_out.html"),
        ]

    def related(self) -> Sequence[Fact]:
        plan = self.record.plan
        if plan is None:
            return []
        address = reverse("enforcement:plan-detail", args=[plan.uuid])
        return [Fact(_("Inspection plan"), plan.title, address)]

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draw, inputs = self.record, inputs_of(self.record)
        rows = draw.drawn.select_related("party", "first", "second", "inspection")
        return super().get_context_data(
            **kwargs,
            strata=_strata(draw, inputs),
            lots=[(row, _state(row.inspection)) for row in rows],
            changes=draw.changes.select_related("by"),
            left_out=_left_out(draw, inputs)[:MOST_SHOWN],
            left_out_more=max(0, len(_left_out(draw, inputs)) - MOST_SHOWN),
            notice_minutes=draw_rules().notice_minutes,
        )


def _instant(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _state(inspection: Any) -> SafeString:
    return pill(inspection.get_status_display(), INSPECTION_TONES[inspection.status])


def _strata(draw: Draw, inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each stratum with its size in the frozen pool and how many were drawn."""
    sizes: dict[int, int] = {}
    for one in inputs.get("parties", []):
        sizes[one["stratum"]] = sizes.get(one["stratum"], 0) + 1
    drawn = dict(draw.drawn.order_by().values_list("stratum").annotate(Count("pk")))
    return [
        {
            "row": one,
            "size": sizes.get(one.seq, 0) if inputs else None,
            "drawn": drawn.get(one.seq, 0) if draw.drawn_at else None,
        }
        for one in draw.strata.select_related("key_list")
    ]


def _left_out(draw: Draw, inputs: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Name and reason: by hand while it is a draft, then as the pool froze it."""
    if not inputs:
        rows = draw.exclusions.select_related("party", "officer")
        return [(str(row.party or row.officer), row.reason) for row in rows]
    told = [*inputs["excluded_officers"], *inputs["excluded"]]
    return [(one["name"], REASONS.get(one["reason"], one["reason"])) for one in told]


class Announced(RecordAddress):
    """A draw with a frozen pool."""

    user: Any

    def get_queryset(self) -> QuerySet[Any]:
        return seen_draws(self.user).exclude(inputs="")


class DrawPool(Announced, SignedIn):
    """The frozen text itself, byte for byte what its SHA-256 was taken of."""

    perms = READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draw = self.get_record()
        return HttpResponse(draw.inputs, content_type="application/json; charset=utf-8")


class DrawReplay(Announced, Page):
    """The draw done again from what is stored, and every difference in words."""

    template_name = "enforcement/draw_replay.html"
    title = _("Draw it again and compare")
    perms = (Perm.READ_RECORDS,)
    _found: Draw | None = None

    @property
    def draw(self) -> Draw:
        if self._found is None:
            self._found = self.get_record()
        if self._found is None:
            raise NotFound
        return self._found

    def crumbs(self) -> list[Crumb]:
        address = reverse("enforcement:draw-detail", args=[self.draw.uuid])
        return [
            Crumb(_("Double-random draws"), reverse("enforcement:draw-list")),
            Crumb(self.draw.number, address),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        replay = replay_draw(self.draw)
        inputs = inputs_of(self.draw)
        told = [*inputs.get("parties", []), *inputs.get("officers", [])]
        names = {one["key"]: one["name"] for one in told}
        lots = [
            {
                "lot": lot,
                "party": names.get(lot.party, lot.party),
                "first": names.get(lot.first, lot.first),
                "second": names.get(lot.second, lot.second),
            }
            for lot in replay.lots
        ]
        return super().get_context_data(**kwargs, draw=self.draw, replay=replay, lots=lots)
