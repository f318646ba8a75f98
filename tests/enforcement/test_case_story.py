"""From the clue to the closed case, as an ordinary case goes."""

from datetime import date, timedelta
from decimal import Decimal

from audit.models import AuditEvent
from deadlines.models import Clock, ClockState
from deadlines.services.procedure import history
from documents.models import Document, DocumentKind
from enforcement.models import CaseStatus, ClueStatus, Decision, FindingStatus
from enforcement.services.cases import open_case
from enforcement.services.closing import submit_closing
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.proposals import propose_penalty
from enforcement.services.serving import record_defence, serve_decision, serve_notice
from enforcement.services.submissions import submit_penalty
from tests.factories.enforcement_cases import (
    INCOME,
    MAXIMUM,
    MINIMUM,
    approved,
    fresh,
    make_case,
    make_closed_case,
    make_decided_case,
    make_violation,
    pay,
    pending,
    waive_all,
)
from tests.factories.enforcement_field import (
    ON,
    make_completed_inspection,
    make_verified_clue,
)
from tests.factories.registry import make_party
from workbench.models import Message, Task

DAY = timedelta(days=1)


def test_from_the_clue_to_the_filed_case(team):
    party = make_party()
    clue = make_verified_clue(by=team.inspector, party=party)

    case = open_case(
        violation="销售劣药",
        clue=clue,
        officers=team.officers,
        by=team.inspector,
        on=ON,
    )
    assert (case.status, case.number) == (CaseStatus.FILING, "")
    assert case.title == f"{party.name}销售劣药案"
    clue.refresh_from_db()
    assert clue.status == ClueStatus.FILING

    approved(pending(case), team, ON + DAY)
    case = fresh(case)
    assert case.status == CaseStatus.INVESTIGATING
    assert case.number.endswith("立〔2026〕1号")
    assert case.filed_on == ON + DAY
    handling = Clock.objects.of(case).get(rule="case_handling_period")
    assert handling.due_on == date(2026, 6, 9)  # 11 March is day 0
    assert set(handling.responsible.all()) == set(team.officers)
    clue.refresh_from_db()
    assert (clue.status, clue.concluded_on) == (ClueStatus.FILED, ON + DAY)
    assert Clock.objects.of(clue).get().state == ClockState.MET


def test_from_the_violation_to_the_decision(team):
    case = make_case(team)
    violation = make_violation(case, by=team.inspector)
    assert (violation.range_min, violation.range_max) == (MINIMUM, MAXIMUM)
    propose_penalty(
        case,
        step="lenient",
        fine=Decimal(110_000),
        confiscated_income=INCOME,
        penalty_kinds=["warning"],
        reasons="初次违法。",
        by=team.inspector,
        on=ON + DAY,
    )
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON + DAY)
    assert fresh(case).status == CaseStatus.REVIEWING
    approved(pending(case), team, ON + 2 * DAY)

    serve_notice(case, by=team.inspector, on=ON + 2 * DAY)
    answer = {"defence": "愿意整改，请求从轻。", "hearing_waived": True}
    record_defence(case, **answer, by=team.inspector, on=ON + 3 * DAY)
    decision = decide(case, by=team.head, on=ON + 3 * DAY)
    case = fresh(case)
    assert decision.number.endswith("罚〔2026〕1号")
    assert (case.decided_on, case.counted_on) == (ON + 3 * DAY, ON + 3 * DAY)
    handling = Clock.objects.of(case).get(rule="case_handling_period")
    assert (handling.state, handling.ended_act) == (ClockState.MET, "decide")


def test_from_the_service_to_the_closed_case(team):
    case = make_decided_case(team)
    serve_decision(case, by=team.inspector, on=ON + 6 * DAY)
    payment = Clock.objects.of(case).get(rule="fine_payment")
    assert payment.due_on == date(2026, 3, 31)
    assert payment.responsibility == "party"
    pay(case, team, "fine", MINIMUM, ON + 8 * DAY)
    assert fresh(case).status == CaseStatus.SERVED
    pay(case, team, "confiscation", INCOME, ON + 9 * DAY)
    payment.refresh_from_db()
    assert (payment.state, payment.ended_on) == (ClockState.MET, ON + 9 * DAY)

    submit_closing(case, report="已履行。", by=team.inspector, on=ON + 10 * DAY)
    approved(pending(case), team, ON + 10 * DAY)
    case = fresh(case)
    assert (case.status, case.closed_on) == (CaseStatus.CLOSED, ON + 10 * DAY)


def test_the_way_of_a_case_stands_in_its_log(team):
    case = make_closed_case(team)
    assert [row.act for row in history(case)] == [
        "submit_filing",
        "approve_filing",
        "write_report",
        "submit_penalty",
        "approve_penalty",
        "serve_notice",
        "record_defence",
        "waive_hearing",
        "decide",
        "serve_decision",
        "perform",
        "submit_closing",
        "close",
    ]
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"violation.recorded", "decision.proposed", "payment.recorded"} <= kinds


def test_its_documents_are_issued_numbered_and_served(team):
    case = make_closed_case(team)
    documents = {row.kind: row for row in Document.objects.filter(about_uuid=case.uuid)}
    assert set(documents) == {
        DocumentKind.INVESTIGATION_REPORT,
        DocumentKind.REVIEW,
        DocumentKind.PENALTY_NOTICE,
        DocumentKind.DECISION,
        DocumentKind.CLOSING,
    }
    notice, decision = documents["37"], documents["45"]
    assert notice.number.endswith("罚告〔2026〕1号")
    assert notice.served_on == case.notified_on
    assert decision.number == Decision.objects.get(case=case).number
    assert decision.served_on == case.served_on
    texts = " ".join(part["text"] for part in decision.content["sections"])
    assert "100,000" in texts
    assert "第一百一十七条" in texts


def test_nobody_is_left_with_a_task_once_it_is_closed(team):
    case = make_closed_case(team)
    assert not Task.objects.open().filter(about_uuid=case.uuid).exists()
    asked = Task.objects.filter(about_uuid=case.uuid).order_by("pk")
    assert [task.act for task in asked] == [
        "submit_penalty",
        "serve_notice",
        "decide",
        "serve_decision",
        "submit_closing",
    ]


def test_whoever_must_act_next_is_told(team):
    case = make_closed_case(team)
    told = Message.objects.filter(recipient=team.inspector, about_uuid=case.uuid)
    assert told.count() >= 4  # approvals and the tasks that followed them


def test_a_case_from_an_inspection_takes_its_findings(team):
    inspection = make_completed_inspection(team.officers, findings=2)
    findings = list(inspection.findings.all())
    case = open_case(
        violation="未遵守药品经营质量管理规范",
        inspection=inspection,
        findings=findings[:1],
        officers=team.officers,
        by=team.inspector,
        on=ON,
    )
    assert case.party == inspection.party
    assert case.discovered_on == inspection.inspected_on
    assert case.source == "daily_inspection"
    approved(pending(case), team)
    statuses = [row.status for row in inspection.findings.order_by("seq")]
    assert statuses == [FindingStatus.TO_CASE, FindingStatus.OPEN]


def test_what_the_clue_tells_is_not_asked_again(team):
    clue = make_verified_clue(by=team.inspector, party=make_party(area="village"))
    case = open_case(
        violation="销售劣药", clue=clue, officers=team.officers, by=team.inspector, on=ON
    )
    for axis in ("domain", "source", "link", "region", "area", "party", "confidential"):
        assert getattr(case, axis) == getattr(clue, axis)
    assert case.party_kind == "retail_pharmacy"
    assert case.bureau == team.head.bureau
    assert case.unit == team.inspector.unit


def test_a_decision_with_nothing_to_pay_is_performed_when_served(team):
    clue = make_verified_clue(by=team.inspector, party=make_party())
    case = open_case(
        violation="未遵守药品经营质量管理规范",
        clue=clue,
        officers=team.officers,
        by=team.inspector,
        on=ON,
    )
    approved(pending(case), team)
    case = fresh(case)
    make_violation(case, by=team.inspector, provision="drug_gxp_breach")
    propose_penalty(case, step="general", penalty_kinds=["warning"], by=team.inspector, on=ON)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
    approved(pending(case), team)
    serve_notice(case, by=team.inspector, on=ON)
    waive_all(case, by=team.inspector)
    decide(case, by=team.head, on=ON)
    serve_decision(case, by=team.inspector, on=ON)
    assert fresh(case).status == CaseStatus.PERFORMED
    assert not Clock.objects.of(case).filter(rule="fine_payment").exists()
