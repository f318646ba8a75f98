"""Dossiers, assistance visits and training plans, made through the acts."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import TrainingPlan, User
from accounts.services.trainings import plan_training
from accounts.system import SYSTEM
from campaigns.models import AssistanceVisit
from campaigns.services.visits import answer_visit, record_visit
from registry.dossiers import wanted_of
from registry.models import DossierItem, Party
from registry.services.dossiers import record_dossier_item
from tests.factories.registry import make_party

ON = date(2026, 3, 10)
_numbers = count(1)


def make_dossier_item(party: Party, *, by: Any = SYSTEM, **told: Any) -> DossierItem:
    values = {"code": "business_licence", "reference": f"档案柜{next(_numbers)}号"}
    return record_dossier_item(party, **{**values, **told}, by=by, on=told.pop("on", ON))


def make_complete_dossier(party: Party, *, by: Any = SYSTEM) -> Party:
    for one in wanted_of(party.kind):
        make_dossier_item(party, code=one.code, by=by)
    return party


def make_visit(*, by: User, on: date = ON, **told: Any) -> AssistanceVisit:
    values: dict[str, Any] = {
        "visited_on": on,
        "officers": [by],
        "need": "希望指导委托生产变更备案",
    }
    values["party"] = told.pop("party", None) or make_party()
    return record_visit(**{**values, **told}, by=by, on=on)


def make_answered_visit(*, by: User, on: date = ON, **told: Any) -> AssistanceVisit:
    return answer_visit(make_visit(by=by, on=on, **told), answer="已指导", by=by, on=on)


def make_training_plan(*, by: User, on: date = ON, **told: Any) -> TrainingPlan:
    values: dict[str, Any] = {
        "title": f"药品检查员培训{next(_numbers)}",
        "hours": Decimal(8),
        "due_on": on + timedelta(days=60),
    }
    return plan_training(**{**values, **told}, by=by, on=on)
