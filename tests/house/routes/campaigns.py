"""Ordered by the province: every bureau below reads it, the province's officer designs."""

from tests.factories.campaigns import (
    ENDS,
    STARTS,
    indicator,
    make_draft,
    make_programme,
    make_running,
    make_target,
    make_task,
    make_task_line,
)
from tests.house.routes import READERS, Row, World, everybody, only

DESIGNERS = only("province", "other_city")
ORGANISER = only("province")
# A draft is there for its organiser alone; others are turned away by their duty, or find
# nothing.
DRAFT = everybody("hidden").but(province="ok", auditor="ok", sysadmin="no", secadmin="no")
DRAFT_ACT = everybody("no").but(province="ok", other_city="hidden")


def officer(world: World):
    return world.people["province"]


def running(world: World):
    return make_running(by=officer(world))


def target_of_a_county(world: World):
    """Linwei's, which its city sets as well as the province."""
    return {
        "campaign": str(running(world).uuid),
        "indicator": indicator().code,
        "bureau": world.tree.linwei.code,
        "value": "5",
    }


RECORDS = {
    "campaign": lambda world: {"id": running(world).uuid},
    "campaign_draft": lambda world: {"id": make_draft(by=officer(world)).uuid},
    "programme": lambda world: {"id": make_programme(by=officer(world)).uuid},
    "task_line": lambda world: {"id": make_task_line(by=officer(world)).uuid},
    "campaign_task": lambda world: {"id": running(world).tasks.get().uuid},
    "owned_task": lambda world: {
        "id": make_task(running(world), owner=world.tree.weinan, by=officer(world)).uuid
    },
    "phase": lambda world: {"id": running(world).phases.get().uuid},
    "indicator": lambda world: {"id": indicator().uuid},
    "target": lambda world: {
        "id": make_target(running(world), bureau=world.tree.yanta, by=officer(world)).uuid
    },
}

PHASE = {
    "name": "集中整治",
    "kind": "inspect",
    "starts_on": STARTS.isoformat(),
    "ends_on": ENDS.isoformat(),
}
TASK = {"name": "疫苗全程监管"}
OUTCOME = {"outcome": "已完成排查"}
REPORT = {"summary": "已完成。"}

PAGES = [
    Row("campaigns:campaign-list", "get", READERS),
    Row("campaigns:campaign-detail", "get", READERS, "campaign"),
    Row("campaigns:programme-list", "get", READERS),
    Row("campaigns:programme-detail", "get", READERS, "programme"),
]

FORMS = [
    Row(f"campaigns:{name}", method, access, record)
    for method in ("get", "post")
    for name, access, record in (
        ("campaign-new", DESIGNERS, ""),
        ("campaign-edit", DRAFT_ACT, "campaign_draft"),
        ("campaign-publish", DRAFT_ACT, "campaign_draft"),
        ("campaign-close", ORGANISER, "campaign"),
        ("phase-add", DRAFT_ACT, "campaign_draft"),
        ("task-add", ORGANISER, "campaign"),
        ("target-set", DESIGNERS, "campaign"),
        ("task-done", only("other_city"), "owned_task"),
        ("programme-new", DESIGNERS, ""),
        ("task-line-add", ORGANISER, "programme"),
    )
]

READS = [
    Row(f"api:{noun}-{view}", "get", access, record)
    for noun, access, record in (
        ("programme", READERS, "programme"),
        ("task-line", READERS, "task_line"),
        ("campaign", DRAFT, "campaign_draft"),
        ("phase", READERS, "phase"),
        ("task", READERS, "campaign_task"),
        ("indicator", READERS, "indicator"),
        ("target", READERS, "target"),
    )
    for view, access, record in (("list", READERS, ""), ("detail", access, record))
]

API = [
    *READS,
    Row("api:programme-list", "post", DESIGNERS),
    Row(
        "api:task-line-list",
        "post",
        ORGANISER,
        data=lambda world: {
            "programme": str(make_programme(by=officer(world)).uuid),
            "name": "严厉打击违法行为",
        },
    ),
    Row("api:campaign-list", "post", DESIGNERS),
    Row("api:campaign-detail", "patch", DRAFT_ACT, "campaign_draft", {"name": "新名"}),
    Row("api:campaign-phases", "post", DRAFT_ACT, "campaign_draft", PHASE),
    Row("api:campaign-tasks", "post", ORGANISER, "campaign", TASK),
    Row("api:campaign-publish", "post", DRAFT_ACT, "campaign_draft"),
    Row("api:campaign-close", "post", ORGANISER, "campaign", REPORT),
    Row("api:task-done", "post", ORGANISER, "campaign_task", OUTCOME),
    Row("api:target-list", "post", DESIGNERS, data=target_of_a_county),
]

ROWS = [*PAGES, *FORMS, *API]
