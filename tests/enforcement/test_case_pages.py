"""The pages of a case, as the people of a bureau use them."""

import re

from django.urls import reverse
from django.utils import timezone

from enforcement.models import Case
from enforcement.services.published import import_published_decisions
from tests.factories.enforcement_cases import (
    PROVISION,
    make_approved_case,
    make_case,
    make_closed_case,
    make_decided_case,
    make_filing,
    make_notified_case,
    make_performed_case,
    make_proposed_case,
    make_served_case,
    make_violation,
    pending,
)
from tests.factories.enforcement_field import (
    make_completed_inspection,
    make_verified_clue,
)
from tests.factories.registry import make_party


def at(name, *args):
    return reverse(f"enforcement:{name}", args=args)


def shown(answer):
    return answer.content.decode()


class TestList:
    def test_rows_filters_and_presets(self, team, client_for):
        case = make_proposed_case(team)
        other = make_filing(team)
        client = client_for(team.inspector)
        page = shown(client.get(at("case-list")))
        assert case.number in page
        assert other.title in page
        page = shown(client.get(at("case-list"), {"status": "filing"}))
        assert case.number not in page
        page = shown(client.get(at("case-list"), {"q": case.party.name[-4:]}))
        assert case.number in page
        filters = {
            "domain": "drug",
            "provision": PROVISION,
            "officer": str(team.inspector.uuid),
            "goods_value_min": "1000",
            "fine_max": "200000",
            "mine": "1",
            "under_way": "1",
            "past": "0",
            "filed_after": "2026-03-01",
        }
        page = shown(client.get(at("case-list"), filters))
        assert case.number in page
        assert other.title not in page

    def test_published_decisions_are_no_cases_of_the_province(
        self, province_officer, client_for
    ):
        import_published_decisions(by=province_officer, on=timezone.localdate())
        client = client_for(province_officer)
        assert "某公司" not in shown(client.get(at("case-list")))
        published = Case.objects.precedents().first()
        answer = client.get(at("case-detail", published.uuid))
        assert answer.headers["Location"] == at("precedent-detail", published.uuid)
        assert client.get(at("precedent-detail", published.uuid)).status_code == 200


class TestDetail:
    def test_every_state_has_its_page_for_everyone(self, team, client_for, xian_officer):
        makers = [
            make_filing,
            make_case,
            make_proposed_case,
            make_approved_case,
            make_notified_case,
            make_decided_case,
            make_served_case,
            make_performed_case,
            make_closed_case,
        ]
        clients = [client_for(one) for one in (team.inspector, team.head, xian_officer)]
        for make in makers:
            case = make(team)
            for client in clients:
                answer = client.get(at("case-detail", case.uuid))
                assert answer.status_code == 200
                assert case.title in shown(answer)

    def test_the_main_act_is_the_furthest_that_is_ready(self, team, client_for):
        client = client_for(team.inspector)
        case = make_case(team)

        def main():
            page = shown(client.get(at("case-detail", case.uuid)))
            return re.search(r'class="btn btn-primary" href="([^"]+)"', page)[1]

        assert main() == at("violation-new", case.uuid)
        make_violation(case, by=team.inspector)
        assert main() == at("penalty-propose", case.uuid)
        client.post(
            at("penalty-propose", case.uuid),
            {"step": "general", "fine": "150000", "reasons": ""},
        )
        assert main() == at("penalty-submit", case.uuid)

    def test_it_links_to_the_approval_it_waits_for(self, team, client_for):
        case = make_filing(team)
        page = shown(client_for(team.inspector).get(at("case-detail", case.uuid)))
        assert reverse("workbench:approval", args=[pending(case).uuid]) in page

    def test_the_head_reads_from_which_day_the_decision_is_open(self, team, client_for):
        today = timezone.localdate()
        case = make_notified_case(team, on=today)
        page = shown(client_for(team.head).get(at("case-detail", case.uuid)))
        assert at("case-decide", case.uuid) not in page
        assert "aria-disabled" in page

    def test_supervision_is_offered_above(self, team, client_for, xian_officer):
        case = make_case(team)
        address = at("case-supervise", case.uuid)
        assert address in shown(client_for(xian_officer).get(at("case-detail", case.uuid)))
        client = client_for(team.head)
        assert address not in shown(client.get(at("case-detail", case.uuid)))
        assert client.get(address).status_code == 403


class TestFiling:
    def test_the_form_is_filled_from_the_clue(self, team, client_for):
        clue = make_verified_clue(by=team.inspector, party=make_party())
        client = client_for(team.inspector)
        address = f"{at('case-new')}?clue={clue.uuid}"
        page = shown(client.get(address))
        assert clue.verification in page
        assert clue.party.name in page
        answer = client.post(
            address,
            {
                "party": str(clue.party.uuid),
                "violation": "销售劣药",
                "facts": "甲",
                "lead": str(team.inspector.uuid),
                "others": [str(team.inspector2.uuid)],
            },
        )
        case = Case.objects.get()
        assert answer.headers["Location"] == at("case-detail", case.uuid)
        assert case.responsible_officers() == team.officers
        assert case.clue == clue

    def test_the_form_is_filled_from_the_inspection(self, team, client_for):
        inspection = make_completed_inspection(team.officers, on=timezone.localdate())
        client = client_for(team.inspector)
        address = f"{at('case-new')}?inspection={inspection.uuid}"
        assert "阴凉区温度记录缺失三日" in shown(client.get(address))
        finding = inspection.findings.get()
        client.post(
            address,
            {
                "party": str(inspection.party.uuid),
                "violation": "未遵守GSP",
                "findings": [str(finding.uuid)],
                "lead": str(team.inspector.uuid),
                "others": [str(team.inspector2.uuid)],
            },
        )
        assert list(Case.objects.get().findings.all()) == [finding]

    def test_one_officer_only_is_told_at_the_field(self, team, client_for):
        clue = make_verified_clue(by=team.inspector, party=make_party())
        answer = client_for(team.inspector).post(
            f"{at('case-new')}?clue={clue.uuid}",
            {
                "party": str(clue.party.uuid),
                "violation": "销售劣药",
                "lead": str(team.inspector.uuid),
            },
        )
        assert answer.status_code == 400
        assert "销售劣药" in shown(answer)
        assert not Case.objects.exists()

    def test_without_an_origin_one_chooses(self, team, client_for):
        clue = make_verified_clue(by=team.inspector, party=make_party())
        inspection = make_completed_inspection(team.officers)
        page = shown(client_for(team.inspector).get(at("case-new")))
        assert f"?clue={clue.uuid}" in page
        assert f"?inspection={inspection.uuid}" in page

    def test_a_foreign_or_malformed_origin_is_not_found(
        self, team, client_for, linwei_inspector
    ):
        clue = make_verified_clue(by=team.inspector, party=make_party())
        client = client_for(linwei_inspector)
        for text in (clue.uuid, "x", "00000000-0000-4000-8000-000000000009"):
            assert client.get(f"{at('case-new')}?clue={text}").status_code == 404

    def test_a_sub_centre_is_told_before_typing(self, client_for, subcentre_inspector):
        page = shown(client_for(subcentre_inspector).get(at("case-new")))
        assert "?clue=" not in page
