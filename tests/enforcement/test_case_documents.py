"""What the instruments say, what an approver sees, and how a case is named elsewhere."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import LawUnavailable
from core.refs import Ref, resolve
from documents.models import Document
from enforcement.models import Case
from enforcement.services.approval_facts import facts_of_case
from enforcement.services.case_documents import notice_content
from enforcement.services.cases import change_case
from enforcement.services.decisions import decide
from enforcement.services.proposals import PersonFine
from enforcement.services.published import import_published_decisions
from tests.factories.campaigns import make_running
from tests.factories.enforcement_cases import (
    fresh,
    make_case,
    make_decided_case,
    make_filing,
    make_notified_case,
    make_past_case,
    make_reviewing_case,
    make_served_case,
    make_violation,
    pay,
)
from tests.factories.enforcement_field import ON, make_verified_clue
from tests.factories.registry import make_batch, make_party, make_product


def text_of(case, kind="45"):
    document = Document.objects.get(about_uuid=case.uuid, kind=kind)
    lines = [" ".join(line) for line in document.content["particulars"]]
    return "\n".join([*lines, *(part["text"] for part in document.content["sections"])])


class TestInstruments:
    def test_the_decision_names_kinds_persons_and_bans(self, team):
        persons = [
            PersonFine(name="张三", position="质量负责人", fine=Decimal(5_000)),
            PersonFine(name="李四", banned_years=10),
            PersonFine(name="王五", banned_for_life=True),
            PersonFine(name="赵六"),
        ]
        case = make_decided_case(team, persons=persons, penalty_kinds=["warning"])
        text = text_of(case)
        assert "张三（质量负责人）" in text
        assert "5,000" in text
        assert all(name in text for name in ("李四", "王五", "赵六"))
        assert case.party.address in text

    def test_a_party_that_said_nothing_is_told_so(self, team):
        case = make_notified_case(team)
        decide(case, by=team.head, on=date(2026, 4, 1))
        silent, waived = text_of(case), text_of(make_decided_case(team))
        assert silent != waived

    def test_a_period_without_a_rule_in_force_is_not_invented(self, team):
        case = make_decided_case(team)
        content = notice_content(case, case.decision, date(2015, 1, 1))
        assert not any("5" in part["text"] for part in content["sections"][-1:])

    def test_they_are_written_in_the_language_of_the_office(self, team, settings):
        document = Document.objects.get(about_uuid=make_decided_case(team).uuid, kind="45")
        assert "《中华人民共和国药品管理法》" in str(document.content)


class TestApprover:
    def test_party_amounts_violations_and_the_place_in_the_range(self, team):
        case = make_reviewing_case(team)
        shown = dict(facts_of_case(case.uuid, team.legal))
        values = " ".join(shown.values())
        for words in (case.party.name, "1,260", "420", "100,000", "200,000", "李雁查"):
            assert words in values

    def test_a_mitigated_proposal_shows_its_article(self, team):
        article = "《中华人民共和国行政处罚法》第三十二条第一项"
        told = {"step": "mitigated", "fine": Decimal(50_000), "mitigation_basis": article}
        case = make_reviewing_case(team, **told)
        assert article in dict(facts_of_case(case.uuid, team.legal)).values()

    def test_before_a_violation_there_is_only_the_filing(self, team, linwei_inspector):
        case = make_filing(team)
        assert len(facts_of_case(case.uuid, team.head)) == 3
        assert facts_of_case(case.uuid, linwei_inspector) == []


class TestNames:
    def test_a_case_and_what_hangs_on_it_lead_to_its_page(self, team):
        case = make_served_case(team, persons=[PersonFine(name="张三", fine=Decimal(1))])
        pay(case, team, "fine", Decimal(1))
        decision = case.decision
        rows = [
            case,
            case.violations.get(),
            decision,
            decision.persons.get(),
            decision.payments.get(),
        ]
        seen = resolve([row.ref for row in rows], team.inspector)
        for row in rows:
            assert seen[row.ref].title == str(row)
            assert str(case.uuid) in seen[row.ref].address

    def test_outside_it_has_no_name(self, team, linwei_inspector):
        case = make_case(team)
        assert resolve([case.ref], linwei_inspector)[case.ref].title == ""

    def test_a_published_decision_has_one_for_every_reader(
        self, province_officer, linwei_inspector
    ):
        import_published_decisions(by=province_officer, on=ON)
        published = Case.objects.precedents()[0]
        ref = Ref("case", published.uuid)
        seen = resolve([ref], linwei_inspector)[ref]
        assert "/precedents/" in seen.address


def test_a_batch_brings_its_product(team):
    case = make_case(team)
    product = make_product(by=team.inspector)
    batch = make_batch(product)
    change_case(case, version=None, batch=batch, by=team.inspector, on=ON)
    assert fresh(case).product == product


class TestCampaigns:
    def test_those_of_the_clue_or_those_named(self, team, xian_officer):
        first, second = (make_running(by=xian_officer) for _each in range(2))
        clue = make_verified_clue(by=team.inspector, party=make_party(), campaigns=[first])
        assert list(make_filing(team, clue=clue).campaigns.all()) == [first]
        named = make_filing(team, campaigns=[second])
        assert list(named.campaigns.all()) == [second]

    def test_a_past_case_counts_for_them_too(self, xian_officer):
        campaign = make_running(by=xian_officer)
        case = make_past_case(by=xian_officer, campaigns=(campaign,))
        assert list(case.campaigns.all()) == [campaign]


def test_a_provision_nobody_confirmed_is_not_applied(team):
    case = make_case(team)
    day = date(2018, 5, 4)
    with pytest.raises(LawUnavailable):
        make_violation(case, by=team.inspector, provision="hist_drug2015_fake", ended_on=day)
