"""The bands of discretion: versions by day, entered by the province, measured everywhere."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused
from deadlines.models import SplitVersion
from deadlines.services.office import office_law
from law.questions import find_range
from tests.factories.enforcement_gates import make_split

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 2)
TYPED = {
    "lenient": "0.35",
    "heavier": "0.65",
    "effective_from": "2026-04-01",
    "basis": "某省基准",
}


def bands(on):
    told = {"base": Decimal(1260), "activity": "retail", "on": on}
    _provision, found = find_range("drug_inferior_production_sale", **told)
    return found.lenient_to, found.heavier_from


class TestEnterSplit:
    def test_acts_of_its_day_and_later_are_measured_with_it(self, sysadmin):
        assert bands(ON) == (Decimal(130_000), Decimal(170_000))
        row = make_split(by=sysadmin, on=ON)

        assert bands(date(2026, 2, 28)) == (Decimal(130_000), Decimal(170_000))
        assert bands(date(2026, 3, 1)) == (Decimal(140_000), Decimal(160_000))
        assert office_law().split.version == row.label == "40/60"
        assert AuditEvent.objects.filter(kind="split_version.entered").count() == 1

    def test_a_later_version_replaces_it_from_its_day(self, sysadmin):
        make_split(by=sysadmin, on=ON)
        make_split(by=sysadmin, on=ON, effective_from=date(2026, 6, 1), lenient=Decimal("0.2"))

        assert bands(date(2026, 5, 31))[0] == Decimal(140_000)
        assert bands(date(2026, 6, 1))[0] == Decimal(120_000)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"lenient": Decimal("0.8")}, "heavier"),
            ({"lenient": Decimal("-0.1")}, "lenient"),
            ({"heavier": Decimal("1.1")}, "heavier"),
            ({"basis": "  "}, "basis"),
        ],
    )
    def test_what_cannot_be_is_named(self, sysadmin, wrong, field):
        with pytest.raises(Invalid) as refused:
            make_split(by=sysadmin, on=ON, **wrong)
        assert field in refused.value.fields
        assert not SplitVersion.objects.exists()

    def test_of_one_day_there_is_one_version(self, sysadmin):
        make_split(by=sysadmin, on=ON)
        with pytest.raises(Invalid) as refused:
            make_split(by=sysadmin, on=ON)
        assert list(refused.value.fields) == ["effective_from"]

    def test_only_the_provinces_administrator_enters_it(self, yanta_head):
        with pytest.raises(PermissionRefused):
            make_split(by=yanta_head, on=ON)

    def test_shares_out_of_order_are_no_row(self, sysadmin):
        row = make_split(by=sysadmin, on=ON)
        with pytest.raises(IntegrityError), transaction.atomic():
            SplitVersion.objects.filter(pk=row.pk).update(lenient=Decimal("0.9"))


class TestPagesAndApi:
    def test_the_page_shows_every_version_and_enters_one(self, client_for, sysadmin):
        client = client_for(sysadmin)
        assert client.get(reverse("deadlines:split-list")).status_code == 200
        sent = client.post(reverse("deadlines:split-new"), TYPED)
        assert sent.status_code == 302
        page = client.get(reverse("deadlines:split-list")).content.decode()
        assert "某省基准" in page
        refused = client.post(reverse("deadlines:split-new"), {**TYPED, "lenient": "0.9"})
        assert refused.status_code == 400

    def test_the_api_lists_and_enters(self, api_for, sysadmin, yanta_inspector):
        answer = api_for(sysadmin).post("/api/v1/split-points/", TYPED)
        assert answer.status_code == 201, answer.content
        reader = api_for(yanta_inspector)
        assert reader.get("/api/v1/split-points/").data["results"][0]["label"] == "35/65"
        assert reader.post("/api/v1/split-points/", TYPED).status_code == 403
