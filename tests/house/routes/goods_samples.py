"""Samples, recalls and sampling plans."""

from decimal import Decimal
from typing import Any

from enforcement.models import Sample
from enforcement.services.retests import accept_retest, request_retest
from enforcement.services.sample_follow_up import begin_recall, complete_recall, receive_summary
from tests.factories.enforcement_field import ON
from tests.factories.goods import (
    make_plan,
    make_sample,
    make_tested_sample,
    make_testing_sample,
    make_told_sample,
)
from tests.factories.registry import make_batch, make_product
from tests.house.routes import OWN_TREE, READERS, SIGNED_IN, Row, World, only
from tests.house.routes.enforcement_field import (
    INSPECTS,
    OFFICER,
    OFFICER_PAGE,
    PAGE,
    SCOPED,
    _form,
    _open_to_beilin,
)
from tests.house.routes.goods import LONG, _team

PLANS = only("other_city", "province")
PLAN_PAGE = OWN_TREE.but(sysadmin="no", secadmin="no")
CLOSES = OWN_TREE.but(own="no", province="no", auditor="no", service="no")
CLOSES_PAGE = PLAN_PAGE.but(own="no", province="no", auditor="no")


def _sample(make: Any) -> Any:
    def record(world: World) -> dict[str, Any]:
        sample: Sample = make(_team(world).officers)
        return {"id": _open_to_beilin(world, sample).uuid}

    return record


def _recall(world: World) -> Any:
    team = _team(world)
    sample = _open_to_beilin(world, make_told_sample(team.officers))
    return begin_recall(sample, level="class2", started_on=ON, by=team.inspector, on=ON)


def _batch(world: World) -> dict[str, Any]:
    batch = make_batch(make_product(by=world.people["own"]))
    return {"kind": "batch", "id": batch.uuid}


def _asked(world: World) -> Sample:
    team = _team(world)
    sample = _open_to_beilin(world, make_told_sample(team.officers))
    told = {"party": sample.party, "asked_on": ON, "by": team.inspector, "on": ON}
    found: Sample = request_retest(sample, **told)
    return found


def _retesting(world: World) -> dict[str, Any]:
    sample = _asked(world)
    by = world.people["own"]
    return {"id": accept_retest(sample, laboratory="中检院", by=by, on=ON).uuid}


def _completed(world: World) -> Any:
    recall = _recall(world)
    by = world.people["own"]
    return complete_recall(recall, completed_on=ON, recalled=Decimal(1), by=by, on=ON)


def _summed_up(world: World) -> Any:
    by = world.people["own"]
    return receive_summary(_completed(world), summary_on=ON, by=by, on=ON)


RECORDS = {
    "testing sample": _sample(make_testing_sample),
    "asked sample": lambda world: {"id": _asked(world).uuid},
    "retesting sample": _retesting,
    "completed recall": lambda world: {"id": _completed(world).uuid},
    "summed up recall": lambda world: {"id": _summed_up(world).uuid},
    "sample of completed": lambda world: {"id": _completed(world).sample.uuid},
    "sample of summed up": lambda world: {"id": _summed_up(world).sample.uuid},
    "sample": _sample(make_sample),
    "tested sample": _sample(make_tested_sample),
    "told sample": _sample(make_told_sample),
    "recall": lambda world: {"id": _recall(world).uuid},
    "recalled sample": lambda world: {"id": _recall(world).sample.uuid},
    "plan": lambda world: {"id": make_plan(world.person("yanta_head")).uuid},
    "batch": _batch,
}
SAMPLE_ACTS = {
    "send": "sample",
    "report": "testing sample",
    "tell": "tested sample",
    "request-retest": "told sample",
    "accept-retest": "asked sample",
    "refuse-retest": "asked sample",
    "report-retest": "retesting sample",
    "open-clue": "told sample",
    "begin-recall": "told sample",
    "recall-progress": "recalled sample",
    "complete-recall": "recalled sample",
    "recall-summary": "sample of completed",
    "review-recall": "sample of summed up",
}
SAMPLE_PAGES = {
    "send": "sample",
    "report": "testing sample",
    "tell": "tested sample",
    "retest": "told sample",
    "accept": "asked sample",
    "refuse": "asked sample",
    "retested": "retesting sample",
    "clue": "told sample",
    "recall": "told sample",
}
RECALL_PAGES = {
    "progress": "recall",
    "complete": "recall",
    "summary": "completed recall",
    "review": "summed up recall",
}
ROWS = [
    Row("api:sample-settle", "post", OFFICER, "told sample", LONG),
    Row("api:sample-list", "get", SIGNED_IN),
    Row("api:sample-list", "post", INSPECTS),
    Row("api:sample-detail", "get", SCOPED, "told sample"),
    *(Row(f"api:sample-{act}", "post", OFFICER, on) for act, on in SAMPLE_ACTS.items()),
    Row("api:sampling-plan-list", "get", SIGNED_IN),
    Row("api:sampling-plan-list", "post", PLANS),
    Row("api:sampling-plan-detail", "get", OWN_TREE, "plan"),
    Row("api:sampling-plan-close", "post", CLOSES, "plan"),
    Row("enforcement:samples-panel", "get", READERS, "batch"),
    Row("enforcement:sample-settle", "get", OFFICER_PAGE, "told sample"),
    Row("enforcement:sample-settle", "post", OFFICER_PAGE, "told sample", LONG),
    Row("enforcement:sample-list", "get", READERS),
    *_form("enforcement:sample-new", INSPECTS, ""),
    Row("enforcement:sample-detail", "get", PAGE, "told sample"),
    *(
        row
        for act, on in SAMPLE_PAGES.items()
        for row in _form(f"enforcement:sample-{act}", OFFICER_PAGE, on)
    ),
    *(
        row
        for act, on in RECALL_PAGES.items()
        for row in _form(f"enforcement:recall-{act}", OFFICER_PAGE, on)
    ),
    Row("enforcement:sampling-plan-list", "get", READERS),
    *_form("enforcement:sampling-plan-new", PLANS, ""),
    Row("enforcement:sampling-plan-detail", "get", PLAN_PAGE, "plan"),
    *_form("enforcement:sampling-plan-close", CLOSES_PAGE, "plan"),
]
