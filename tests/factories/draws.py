"""Plans and draws by state, made through the acts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import User
from enforcement.draw_rules import draw_rules
from enforcement.models import Draw, InspectionPlan
from enforcement.services.draws import add_stratum, announce_draw, create_draw, run_draw
from enforcement.services.inspection_plans import (
    approve_plan,
    create_plan,
    set_plan_lines,
    submit_plan,
)
from registry.models import Party
from tests.factories.registry import credit_code, make_party

ON = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 1, tzinfo=UTC)
LATER = AT + timedelta(minutes=draw_rules().notice_minutes)
SEED = "雁塔2026-03-10"
_numbers = count(1)


def make_draw_parties(number: int, **told: Any) -> list[Party]:
    return [make_party(credit_code=credit_code(), **told) for _each in range(number)]


def make_draw(*, by: User, on: date = ON, **told: Any) -> Draw:
    """A draft without a stratum."""
    values: dict[str, Any] = {
        "title": f"零售药店随机抽查{next(_numbers)}",
        "domain": "drug",
        "planned_on": on + timedelta(days=14),
    }
    return create_draw(**{**values, **told}, by=by, on=on)


def make_ready_draw(*, by: User, ratio: str = "20", **told: Any) -> Draw:
    """A draft with one stratum of every party."""
    draw = make_draw(by=by, **told)
    add_stratum(draw, name="全部", ratio=Decimal(ratio), by=by, on=ON)
    return draw


def make_announced_draw(*, by: User, parties: int = 10, seed: str = SEED, **told: Any) -> Draw:
    """Announced, over this many pharmacies of Yanta."""
    make_draw_parties(parties)
    return announce_draw(make_ready_draw(by=by, **told), seed=seed, by=by, on=ON, at=AT)


def make_drawn_draw(*, head: User, by: User, **told: Any) -> Draw:
    """Announced by the head, drawn by the unit head."""
    return run_draw(make_announced_draw(by=head, **told), by=by, on=ON, at=LATER)


def make_plan(*, by: User, on: date = ON, **told: Any) -> InspectionPlan:
    """A draft without a line."""
    values: dict[str, Any] = {"title": f"年度检查计划{next(_numbers)}", "year": on.year}
    return create_plan(**{**values, **told}, by=by, on=on)


def make_lined_plan(*, by: User, times: dict[str, int] | None = None) -> InspectionPlan:
    plan = make_plan(by=by)
    wanted = {"": 1} if times is None else times
    set_plan_lines(plan, domain="drug", link="retail", times=wanted, by=by, on=ON)
    return plan


def make_submitted_plan(*, by: User, **told: Any) -> InspectionPlan:
    return submit_plan(make_lined_plan(by=by, **told), by=by, on=ON)


def make_approved_plan(*, by: User, head: User, **told: Any) -> InspectionPlan:
    return approve_plan(make_submitted_plan(by=by, **told), by=head, on=ON)
