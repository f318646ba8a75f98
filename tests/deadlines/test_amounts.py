"""Amounts the law leaves to the province: versions by day, and what turns on them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from deadlines.models import AmountVersion
from enforcement.duties import discussion_reasons, hearing_right, proposal_now
from law.office import current_office
from law.thresholds import threshold
from tests.factories.enforcement_cases import make_proposed_case, team_of
from tests.factories.enforcement_gates import make_amount

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 2)
HEARING = "hearing_fine_organisation"
TYPED = {
    "name": HEARING,
    "value": "60000",
    "effective_from": "2026-04-01",
    "basis": "某省听证规定",
}


def least(on):
    return threshold(HEARING, on=on, provincial=current_office().amounts_on(on)).value


class TestEnterAmount:
    def test_it_holds_from_its_day_until_the_next(self, sysadmin):
        make_amount(by=sysadmin, on=ON)
        later = {"effective_from": date(2026, 6, 1), "value": Decimal(80_000)}
        make_amount(by=sysadmin, on=ON, **later)

        days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1))
        assert [least(day) for day in days] == [100_000, 50_000, 50_000, 80_000]
        assert AuditEvent.objects.filter(kind="amount_version.entered").count() == 2

    def test_who_may_be_heard_turns_on_it(self, sysadmin, tree):
        """The party's fine of 60,000 yuan lies between the two amounts."""
        case = make_proposed_case(team_of(tree))
        proposal = proposal_now(case)
        proposal.fine = Decimal(60_000)
        assert hearing_right(proposal, on=ON) == []
        make_amount(by=sysadmin, on=ON)
        (ground,) = hearing_right(proposal, on=ON)
        assert ground.code == "fine_organisation"
        assert "某省行政处罚听证程序规定第六条" in ground.article

    def test_from_an_amount_on_the_heads_discuss_the_case(self, sysadmin, tree):
        case = make_proposed_case(team_of(tree))
        assert discussion_reasons(case) == []
        fine = proposal_now(case).fine
        made = {"name": "discussion_fine_organisation", "value": fine}
        make_amount(by=sysadmin, on=ON, **made)
        assert [one.code for one in discussion_reasons(case)] == ["discuss_large_fine"]

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"name": "min_officers"}, "name"),
            ({"value": Decimal(0)}, "value"),
            ({"basis": "  "}, "basis"),
        ],
    )
    def test_what_cannot_be_is_named(self, sysadmin, wrong, field):
        with pytest.raises(Invalid) as refused:
            make_amount(by=sysadmin, on=ON, **wrong)
        assert list(refused.value.fields) == [field]
        assert not AmountVersion.objects.exists()

    def test_of_one_day_there_is_one_version(self, sysadmin):
        make_amount(by=sysadmin, on=ON)
        with pytest.raises(Invalid) as refused:
            make_amount(by=sysadmin, on=ON)
        assert list(refused.value.fields) == ["effective_from"]

    def test_only_the_provinces_administrator_enters_it(self, yanta_head):
        with pytest.raises(PermissionRefused):
            make_amount(by=yanta_head, on=ON)

    def test_nothing_is_no_amount(self, sysadmin):
        row = make_amount(by=sysadmin, on=ON)
        with pytest.raises(IntegrityError), transaction.atomic():
            AmountVersion.objects.filter(pk=row.pk).update(value=0)


class TestPagesAndApi:
    def test_the_page_shows_what_ships_and_what_was_entered(self, client_for, sysadmin):
        client = client_for(sysadmin)
        assert client.post(reverse("deadlines:amount-new"), TYPED).status_code == 302
        page = client.get(reverse("deadlines:amount-list")).content.decode()
        assert "某省听证规定" in page
        assert "100,000.00" in page
        refused = client.post(reverse("deadlines:amount-new"), {**TYPED, "value": "0"})
        assert refused.status_code == 400

    def test_the_api_lists_and_enters(self, api_for, sysadmin, yanta_inspector):
        answer = api_for(sysadmin).post("/api/v1/amounts/", TYPED)
        assert answer.status_code == 201, answer.content
        reader = api_for(yanta_inspector)
        assert reader.get("/api/v1/amounts/").data["results"][0]["value"] == "60000.00"
        assert reader.post("/api/v1/amounts/", TYPED).status_code == 403
