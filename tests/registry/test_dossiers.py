"""The dossier of an enterprise: its papers, its page over all apps, who may write it."""

from datetime import timedelta

import pytest

from core.errors import Invalid, PermissionRefused
from law.vocabularies import PartyKind
from registry.dossiers import wanted_items, wanted_of
from registry.errors import AlreadyRegistered
from registry.services.dossiers import (
    complete,
    incomplete,
    record_dossier_item,
    with_dossiers,
    withdraw_dossier_item,
)
from tests.factories.enforcement_cases import team_of
from tests.factories.enforcement_field import make_completed_inspection, make_inspection
from tests.factories.goods import make_measure, make_sample
from tests.factories.registry import make_party
from tests.factories.services import ON, make_complete_dossier, make_dossier_item, make_visit

pytestmark = pytest.mark.django_db


def test_every_wanted_paper_names_known_kinds_and_both_languages():
    codes = [one.code for one in wanted_items()]
    kinds = {kind for one in wanted_items() for kind in one.kinds}

    assert len(codes) == len(set(codes))
    assert kinds - {"*"} <= set(PartyKind.values)
    assert all(one.name and one.name_en for one in wanted_items())


def test_a_pharmacy_needs_its_pharmacist_and_a_person_needs_nothing():
    assert "pharmacist" in {one.code for one in wanted_of("retail_pharmacy")}
    assert wanted_of("individual") == []


def test_a_paper_is_put_in_once(yanta_inspector):
    party = make_party()
    record_dossier_item(
        party, code="business_licence", reference=" 柜3 ", by=yanta_inspector, on=ON
    )

    assert party.dossier_items.get().reference == "柜3"
    with pytest.raises(AlreadyRegistered):
        make_dossier_item(party)


@pytest.mark.parametrize(
    "told", [{"code": "cold_chain"}, {"code": "nothing"}, {"reference": " "}]
)
def test_a_paper_that_cannot_be_is_refused(tree, told):
    party = make_party()
    with pytest.raises(Invalid):
        make_dossier_item(party, **told)
    assert not party.dossier_items.exists()


def test_another_bureaus_party_is_refused(linwei_inspector):
    with pytest.raises(PermissionRefused):
        make_dossier_item(make_party(), by=linwei_inspector)


def test_a_paper_taken_out_makes_the_dossier_incomplete_again(yanta_inspector, tree):
    party = make_complete_dossier(make_party())
    today = party.created_at.date() + timedelta(days=1)
    assert complete(with_dossiers(today)).get() == party
    item = party.dossier_items.first()

    with pytest.raises(Invalid):
        withdraw_dossier_item(item, reason=" ", by=yanta_inspector, on=ON)
    withdraw_dossier_item(item, reason="已过期", by=yanta_inspector, on=ON)

    assert incomplete(with_dossiers(today)).get() == party
    with pytest.raises(Invalid):
        withdraw_dossier_item(item, reason="再次", by=yanta_inspector, on=ON)


def test_the_dossier_shows_what_every_app_knows(client_for, yanta_inspector, yanta_inspector2):
    party = make_party()
    inspection = make_completed_inspection([yanta_inspector, yanta_inspector2], party=party)
    make_visit(by=yanta_inspector, party=party)
    make_dossier_item(party, reference="档案室甲柜")

    page = client_for(yanta_inspector).get(f"/parties/{party.uuid}/dossier/").content.decode()

    for told in (inspection.number, "阴凉区温度记录缺失三日", "希望指导", "档案室甲柜"):
        assert told in page


def test_the_dossier_tells_samples_and_measures(client_for, api_for, tree):
    team, party, other = team_of(tree), make_party(), make_party()
    sample = make_sample(team.officers, party=party)
    elsewhere = make_sample(team.officers, party=other)
    measure = make_measure(team, inspection=make_inspection(team.officers, party=party))

    page = client_for(team.inspector).get(f"/parties/{party.uuid}/dossier/").content.decode()
    told = api_for(team.inspector).get(f"/api/v1/parties/{party.uuid}/dossier/").json()

    assert sample.number in page
    assert measure.number in page
    assert elsewhere.number not in page
    assert [one["id"] for one in told["samples"]] == [str(sample.uuid)]
    assert [one["id"] for one in told["measures"]] == [str(measure.uuid)]


def test_a_paper_is_put_in_and_taken_out_on_pages_and_in_the_api(
    client_for, api_for, yanta_inspector
):
    party = make_party()
    client, api = client_for(yanta_inspector), api_for(yanta_inspector)
    sent = {"code": "floor_plan", "reference": "图号7"}
    assert client.post(f"/parties/{party.uuid}/dossier/items/", sent).status_code == 302
    again = api.post(f"/api/v1/parties/{party.uuid}/dossier/", sent)
    assert (again.status_code, again.json()["code"]) == (409, "already_registered")
    other = {"code": "commitment", "reference": "柜2"}
    told = api.post(f"/api/v1/parties/{party.uuid}/dossier/", other).json()
    papers = {one["code"]: one["item"] for one in told["papers"]}
    assert papers["floor_plan"]
    assert papers["commitment"]
    assert not papers["pharmacist"]

    gone = api.post(
        f"/api/v1/dossier-items/{papers['commitment']}/withdraw/", {"reason": "作废"}
    )
    page = client.post(f"/dossier-items/{papers['floor_plan']}/withdraw/", {"reason": "改建"})

    assert (gone.status_code, page.status_code) == (200, 302)
    assert not party.dossier_items.filter(withdrawn_on=None).exists()


def test_the_list_keeps_complete_and_incomplete_apart(client_for, yanta_inspector):
    done, open_ = make_complete_dossier(make_party()), make_party()
    client = client_for(yanta_inspector)

    complete_page = client.get("/dossiers/?papers=complete").content.decode()
    incomplete_page = client.get("/dossiers/?papers=incomplete").content.decode()

    assert done.name in complete_page
    assert open_.name not in complete_page
    assert open_.name in incomplete_page
    assert done.name not in incomplete_page
