"""Double-random draws: drafted, announced with their seed, drawn, made public."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import ShareGrade, User
from accounts.services.scope import share
from audit.services import record
from campaigns.models import Campaign
from core.errors import IllegalTransition, Invalid
from deadlines.services.procedure import advance, begin, lock, require_open
from documents.services.numbers import next_number
from enforcement.draw_rules import draw_rules
from enforcement.models import (
    Draw,
    DrawExclusion,
    DrawStatus,
    DrawStratum,
    InspectionPlan,
    PairRule,
    PlanStatus,
)
from enforcement.policies import require_draft_draw, require_not_announcer, require_office
from enforcement.services.checks import require_campaigns, require_fits, require_text
from enforcement.services.draw_lots import canonical, lots_of
from enforcement.services.draw_pool import pool_of, require_drawable
from enforcement.services.draw_tasks import plan_lots
from enforcement.services.inspection_parts import require_not_past
from enforcement.transitions.draw import DrawAct
from registry.models import KeyList, Party

NUMBER_WORD = "抽"
MOST_MONTHS = 60


@transaction.atomic
def create_draw(
    *,
    title: str,
    domain: str,
    planned_on: date,
    by: User,
    on: date,
    recent_months: int | None = None,
    pair_rule: PairRule | str = PairRule.ANY,
    plan: InspectionPlan | None = None,
    campaign: Campaign | None = None,
) -> Draw:
    """Draft a draw of the actor's bureau.

    Args:
        planned_on: local date the inspections are planned for, today or later.
        recent_months: who was inspected in so many calendar months is left out; 0 for
            nobody; default the product's working rule.

    Raises:
        PermissionRefused: not a duty of theirs, or a bureau that does not inspect.
        Invalid: with the field and what to correct.

    Legal source: State Council opinion 国发〔2019〕5号 on double-random inspection.
    """
    require_draft_draw(by=by)
    require_not_past(on, planned_on=planned_on)
    months = draw_rules().recent_months if recent_months is None else recent_months
    if not 0 <= months <= MOST_MONTHS:
        raise Invalid(fields={"recent_months": _("Give 0 to %(most)s months.") % {"most": 60}})
    require_text(title=title)
    require_fits(Draw, title=title, domain=domain, pair_rule=pair_rule)
    if plan is not None and plan.status != PlanStatus.APPROVED:
        raise Invalid(fields={"plan": _("The plan is not approved yet.")})
    if campaign is not None:
        require_campaigns([campaign], on=planned_on)
    draw = Draw.top(
        bureau=by.bureau,
        title=title.strip(),
        domain=domain,
        planned_on=planned_on,
        recent_months=months,
        pair_rule=pair_rule,
        plan=plan,
        campaign=campaign,
    )
    draw.number = next_number(bureau=by.bureau, word=NUMBER_WORD, on=on)
    draw.save(force_insert=True)
    begin(draw, by=by, on=on, act="draft")
    share(draw, to=by, grade=ShareGrade.HANDLE, by=by, on=on)
    after = {"number": draw.number, "title": draw.title, "planned_on": planned_on}
    record("draw.drafted", subject=draw, by=by, on=on, after=after)
    return draw


@transaction.atomic
def add_stratum(
    draw: Draw,
    *,
    name: str,
    ratio: Decimal,
    by: User,
    on: date,
    risk_class: str = "",
    link: str = "",
    area: str = "",
    key_list: KeyList | None = None,
) -> DrawStratum:
    """Say which parties are drawn at a ratio; a party counts for the first it fits.

    Args:
        ratio: percent, above 0 and at most 100, two places; rounded up to whole parties.

    Raises:
        IllegalTransition: the seed is announced, the pool is frozen.
        Invalid: an empty name, a ratio that cannot be, an unknown code.
    """
    _lock_draft(draw, by=by)
    if not Decimal(0) < ratio <= Decimal(100):
        raise Invalid(fields={"ratio": _("Give a ratio above 0 and at most 100 percent.")})
    require_text(name=name)
    values = {"risk_class": risk_class, "link": link, "area": area, "ratio": ratio}
    require_fits(DrawStratum, name=name, **values)
    last = draw.strata.order_by("-seq").values_list("seq", flat=True).first() or 0
    stratum = DrawStratum.objects.create(
        draw=draw, seq=last + 1, name=name.strip(), key_list=key_list, **values
    )
    after = {"name": stratum.name, "ratio": ratio}
    record("draw.stratum_added", subject=draw, by=by, on=on, after=after)
    return stratum


@transaction.atomic
def exclude_from_draw(
    draw: Draw,
    *,
    reason: str,
    by: User,
    on: date,
    party: Party | None = None,
    officer: User | None = None,
) -> DrawExclusion:
    """Leave one party or one officer out of a draw, with the reason on record.

    Raises:
        IllegalTransition: the seed is announced: nobody is left out afterwards.
        Invalid: neither or both are named, one named twice, or no reason.
    """
    _lock_draft(draw, by=by)
    require_text(reason=reason)
    require_fits(DrawExclusion, reason=reason)
    if (party is None) == (officer is None):
        raise Invalid(fields={"party": _("Name either a party or an officer.")})
    if draw.exclusions.filter(party=party, officer=officer).exists():
        field = "party" if party else "officer"
        raise Invalid(fields={field: _("It is left out already.")})
    row = DrawExclusion.objects.create(
        draw=draw, party=party, officer=officer, reason=reason.strip()
    )
    after = {"left_out": str(party or officer), "reason": row.reason}
    record("draw.excluded", subject=draw, by=by, on=on, after=after)
    return row


@transaction.atomic
def announce_draw(
    draw: Draw, *, seed: str, by: User, on: date, at: datetime, public_source: str = ""
) -> Draw:
    """Freeze the pool and announce the seed; from now on neither can be changed.

    Args:
        seed: the text the lots will be drawn with.
        public_source: a value that becomes known only later (a lottery number of a named
            day); it is added to the seed at the draw, so that nobody can choose it.
        at: the instant of the announcement.

    Raises:
        IllegalTransition: no stratum, or not a draft any more.
        Invalid: no seed, or a pool no draw can come of.
    """
    lock(draw)
    require_open(draw, DrawAct.ANNOUNCE, by=by, on=on)
    require_text(seed=seed)
    require_fits(Draw, seed=seed, public_source=public_source)
    require_not_past(on, planned_on=draw.planned_on)
    inputs = pool_of(draw, on=on)
    require_drawable(inputs)
    text = canonical(inputs)
    values = {
        "seed": seed.strip(),
        "public_source": public_source.strip(),
        "inputs_hash": sha256(text.encode()).hexdigest(),
        "announced_at": at,
        "announced_by": by,
    }
    advance(draw, DrawAct.ANNOUNCE, by=by, on=on, values=values)
    # The text itself stands with the draw; the audit trail keeps its hash.
    draw.inputs = text
    draw.save(update_fields=["inputs"])
    return draw


@transaction.atomic
def run_draw(draw: Draw, *, by: User, on: date, at: datetime, public_value: str = "") -> Draw:
    """Draw the lots and plan the inspections, each with its pair.

    Args:
        at: the instant of the draw, at least the notice after the announcement.
        public_value: the value the announcement named a source for.

    Raises:
        IllegalTransition: not announced, drawn already, or too soon.
        PermissionRefused: whoever announced the seed, or no unit head.
        Invalid: the public value is missing; the pool was changed since.
    """
    lock(draw)
    require_open(draw, DrawAct.DRAW, by=by, on=on)
    require_not_announcer(draw, by=by)
    _require_notice(draw, at)
    value = public_value.strip() if draw.public_source else ""
    if draw.public_source and not value:
        text = _("Enter the value of: %(source)s") % {"source": draw.public_source}
        raise Invalid(fields={"public_value": text})
    require_fits(Draw, public_value=value)
    if sha256(draw.inputs.encode()).hexdigest() != draw.inputs_hash:
        raise Invalid(_("The pool is not the one that was announced. Nothing is drawn."))
    values = {"public_value": value, "drawn_at": at, "drawn_by": by}
    advance(draw, DrawAct.DRAW, by=by, on=on, values=values)
    lots = lots_of(json.loads(draw.inputs), draw.full_seed).current()
    plan_lots(draw, lots, by=by, on=on)
    return draw


@transaction.atomic
def publish_draw(draw: Draw, *, publication: str, by: User, on: date) -> Draw:
    """Record that the results of all inspections drawn were made public, and where.

    Raises:
        IllegalTransition: an inspection is not completed yet.
        Invalid: not said where.

    Legal source: State Council opinion 国发〔2019〕5号 (results are published).
    """
    lock(draw)
    require_text(publication=publication)
    require_fits(Draw, publication=publication)
    values = {"publication": publication.strip(), "published_on": on}
    advance(draw, DrawAct.PUBLISH, by=by, on=on, values=values)
    return draw


@transaction.atomic
def cancel_draw(draw: Draw, *, reason: str, by: User, on: date) -> Draw:
    """Give up a draw that was not drawn yet; what was announced stays on record."""
    require_text(reason=reason)
    advance(draw, DrawAct.CANCEL, by=by, on=on, note=reason.strip())
    return draw


def _lock_draft(draw: Draw, *, by: User) -> None:
    lock(draw)
    if draw.status != DrawStatus.DRAFT:
        raise IllegalTransition(
            _("The draw is “%(state)s”: who can be drawn is fixed.")
            % {"state": draw.get_status_display()}
        )
    require_office(draw, by=by, act=DrawAct.CANCEL)


def _require_notice(draw: Draw, at: datetime) -> None:
    if draw.announced_at is None:
        return
    minutes = draw_rules().notice_minutes
    opens = draw.announced_at + timedelta(minutes=minutes)
    if at < opens:
        text = _("The seed stands for %(n)s minutes before it is used. %(left)s minutes left.")
        left = -(-int((opens - at).total_seconds()) // 60)
        raise IllegalTransition(text % {"n": minutes, "left": left})
