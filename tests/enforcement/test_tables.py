"""Every procedure of the product, looked through by machine: no dead end, no lost act."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from campaigns.procedures import VisitAct
from campaigns.transitions.assessment import ScoreAct
from campaigns.transitions.ledger import LedgerAct
from campaigns.transitions.returns import ReturnAct
from deadlines.procedure import all_procedures
from documents.models import DocumentKind
from enforcement.drawing import draw_all
from enforcement.transitions.draw import PlanAct
from law.periods import get_period
from tests.enforcement import case_doors
from tests.enforcement.other_doors import NO_DOOR, OTHER_DOORS, OTHER_FOLLOWS

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MEASURES = "stories/test_measure_stories.py"
DRAW = "enforcement/test_draw.py"
SMALL = "enforcement/test_small_acts.py"
SCORES = "campaigns/test_assessment.py"
APPEALED = "test_a_score_is_appealed_and_adjusted_with_a_reason"
# Acts of the office's own order: no article asks for them.
NO_ARTICLE = {
    "case": {
        *("withdraw_filing", "withdraw_penalty", "change", "assign_officers"),
        *("correct_payment", "merge", "split"),
    },
    "clue": {"reassign", "return_filing", "withdraw_filing"},
    "inspection": {"record_finding", "complete", "cancel", "open_clue"},
    "finding": {"rectify", "take_into_case"},
    "measure": {"send_back", "cancel", "end"},
    "regulatory_measure": {"revoke"},
    "sample": {"open_clue"},
    "transfer": {"withdraw"},
    "hand_over": {"withdraw"},
    "assistance": {"withdraw"},
    # What the office plans for itself, and whom it helps.
    "inspection_plan": {act.value for act in PlanAct},
    "assistance_visit": {act.value for act in VisitAct},
    # Ledger, returns and scores are the office's own books throughout.
    "ledger_item": {act.value for act in LedgerAct},
    "return": {act.value for act in ReturnAct},
    "assessment_score": {act.value for act in ScoreAct},
}
# Acts that their test does by an approval or a factory, without saying their name.
SHOWN = {
    ("case", "grant_plan"): (
        "stories/test_procedure_performance.py",
        "test_instalments_that_are_kept_end_in_a_performed_case",
    ),
    ("case", "terminate"): (
        "stories/test_procedure_standing.py",
        "test_a_terminated_case_is_closed_without_a_decision",
    ),
    ("measure", "send_back"): (MEASURES, "test_what_was_sent_back_is_submitted_again"),
    ("measure", "confirm"): (MEASURES, "test_seized_at_once_and_approved"),
    ("measure", "preserve"): (MEASURES, "test_preserved_evidence_goes_over_to_a_seizure"),
    ("measure", "end"): (MEASURES, "test_seized_goods_are_destroyed_by_decision"),
    ("draw", "announce"): (DRAW, "test_who_announced_does_not_draw"),
    ("draw", "publish"): (DRAW, "test_results_are_made_public_once_every_inspection_is_done"),
    ("sample", "retest_pass"): (
        "stories/test_sample_stories.py",
        "test_a_retest_overturns_the_result",
    ),
    ("sample", "retest_fail"): (SMALL, "test_a_retest_confirms_the_failure"),
    ("regulatory_measure", "serve"): (SMALL, "test_an_order_is_served_and_ended"),
    ("regulatory_measure", "end"): (SMALL, "test_an_order_is_served_and_ended"),
    ("assessment_score", "settle"): (SCORES, APPEALED),
    ("assessment_score", "appeal"): (SCORES, APPEALED),
}
FOLLOWS = case_doors.FOLLOWS | OTHER_FOLLOWS
DOORS = {
    kind: OTHER_DOORS.get(kind, {})
    | {act: (door.page, door.api) for act, door in case_doors.DOORS.get(kind, {}).items()}
    for kind in case_doors.DOORS | OTHER_DOORS
}
PROCEDURES = {one.kind: one for one in all_procedures()}
RULES = [(kind, rule) for kind, one in PROCEDURES.items() for rule in one.rules]
NAMES = [f"{kind}.{rule.act}" for kind, rule in RULES]


def targets(rule):
    return {state for state in (rule.target, *rule.others) if state}


@pytest.mark.parametrize("kind", PROCEDURES)
class TestStates:
    def test_every_state_is_reached_from_the_first(self, kind):
        procedure = PROCEDURES[kind]
        reached = {procedure.initial}
        while True:
            more = set()
            for rule in procedure.rules:
                if reached & set(rule.sources):
                    more |= targets(rule)
            if more <= reached:
                break
            reached |= more
        assert reached == procedure.states

    def test_every_state_but_the_last_ones_has_a_way_out(self, kind):
        procedure = PROCEDURES[kind]
        for state in procedure.states - set(procedure.final):
            leads = set()
            for rule in procedure.open_in(state):
                leads |= targets(rule)
            assert leads - {state}, state

    def test_from_every_state_the_end_can_be_reached(self, kind):
        procedure = PROCEDURES[kind]
        ending = set(procedure.final)
        while True:
            more = {
                source
                for rule in procedure.rules
                if targets(rule) & ending
                for source in rule.sources
            }
            if more <= ending:
                break
            ending |= more
        assert procedure.states <= ending


@pytest.mark.parametrize(("kind", "rule"), RULES, ids=NAMES)
class TestActs:
    def test_it_has_a_duty_a_chinese_name_and_its_article(self, kind, rule):
        assert rule.perm
        assert CHINESE.search(str(rule.title)), "no Chinese title"
        if rule.act not in NO_ARTICLE.get(kind, set()):
            assert CHINESE.search(rule.article), "no article"

    def test_what_is_missing_is_told_in_chinese_sentences(self, kind, rule):
        for need in rule.needs:
            assert CHINESE.search(str(need.refusal)), need.name
            assert str(need.refusal).endswith("。"), need.name

    def test_its_limits_and_its_document_are_known(self, kind, rule):
        for period in (*rule.starts, *rule.meets, *rule.stops):
            assert get_period(period).computable
        if rule.document:
            assert DocumentKind(rule.document)

    def test_a_service_calls_it_and_a_test_names_it(self, kind, rule):
        assert names(rule.act) & spoken("services"), "no service calls it"
        if (kind, rule.act) in SHOWN:
            path, test = SHOWN[kind, rule.act]
            shown = (ROOT / "tests" / path).read_text(encoding="utf-8")
            assert re.search(rf"def {test}\(", shown), test
        else:
            said = names(rule.act) | {f"{rule.act}("}
            assert said & spoken("tests"), "no test names it"

    def test_page_and_api_have_a_door_for_it(self, kind, rule):
        if rule.after_approval or (kind, rule.act) in FOLLOWS | NO_DOOR:
            assert rule.act not in DOORS[kind]
            return
        assert set(DOORS[kind][rule.act]) <= routes()


def test_every_door_is_that_of_an_act():
    acts = {(kind, rule.act) for kind, rule in RULES}
    assert {(kind, act) for kind, doors in DOORS.items() for act in doors} <= acts
    assert FOLLOWS | NO_DOOR | set(SHOWN) <= acts


def test_no_route_leads_past_the_tables():
    """There is no administration site whose forms would write a record directly."""
    assert not [name for name in routes() if name.startswith("admin:")]


def test_the_drawing_in_the_documentation_is_that_of_the_tables():
    drawn = (ROOT / "docs" / "procedure.md").read_text(encoding="utf-8")
    assert drawn == draw_all(), "Run manage.py draw_procedures."


def names(act):
    """How code speaks of an act: by its constant, or by its code."""
    constants = {
        f"Act.{one.name}" for table in act_tables() for one in table if one.value == act
    }
    return constants | {f'"{act}"'}


@cache
def act_tables():
    """The enumerations of acts: ``CaseAct``, ``LedgerAct`` …"""
    return [
        one
        for one in StrEnum.__subclasses__()
        if one.__name__.endswith("Act") and ".transitions." in one.__module__
    ]


@cache
def spoken(where):
    """The constants and codes of acts, and the functions called, in services or tests."""
    if where == "services":
        paths = list(ROOT.glob("*/services/**/*.py"))
        paths = [path for path in paths if path.relative_to(ROOT).parts[0] != "tests"]
    else:
        own = {"test_tables.py", "case_doors.py", "other_doors.py"}
        paths = [path for path in (ROOT / "tests").rglob("*.py") if path.name not in own]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    found = set(re.findall(r"Act\.[A-Z_]+", text)) | set(re.findall(r'"[a-z_]+"', text))
    return found | set(re.findall(r"(?<![.\w])(?<!def )[a-z_]+\(", text))


@cache
def routes():
    found = set()

    def walk(patterns, space):
        for one in patterns:
            if isinstance(one, URLPattern):
                found.add(":".join([*space, one.name or ""]))
            else:
                walk(one.url_patterns, (*space, one.namespace) if one.namespace else space)

    walk(get_resolver().url_patterns, ())
    return found
