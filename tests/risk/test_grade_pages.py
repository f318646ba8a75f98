from django.urls import reverse

from core.panels import panels_for
from registry.models import Party
from tests.factories.registry import make_party
from tests.factories.risk import make_grade


def test_the_panel_hangs_on_a_partys_page(client_for, xian_officer):
    party = make_party()
    make_grade(party, by=xian_officer)
    client = client_for(xian_officer)

    addresses = {panel["name"]: panel["address"] for panel in panels_for(party, xian_officer)}
    page = client.get(reverse("registry:party-detail", args=[party.uuid])).content.decode()
    panel = client.get(addresses["grades"]).content.decode()

    assert addresses["grades"] in page
    assert "上年度两次整改" in panel
    assert reverse("risk:party-grade", args=[party.uuid]) in panel


def test_a_party_is_graded_from_its_page(client_for, xian_officer):
    party = make_party()
    client = client_for(xian_officer)
    address = reverse("risk:party-grade", args=[party.uuid])
    told = {"year": 2026, "risk_class": "B", "reason": "良好", "_version": "1"}

    assert client.get(address).status_code == 200
    assert client.post(address, {**told, "reason": ""}).status_code == 400
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 409
    assert Party.objects.get().risk_class == "B"


def test_who_may_not_grade_is_not_offered_to(client_for, yanta_inspector, weinan_officer):
    party = make_party()
    panel = reverse("risk:party-grades", args=[party.uuid])
    act = reverse("risk:party-grade", args=[party.uuid])

    for user in (yanta_inspector, weinan_officer):
        client = client_for(user)
        assert act not in client.get(panel).content.decode()
        assert client.get(act).status_code == 403
