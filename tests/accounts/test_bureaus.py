"""Bureaus and units: set up, renamed, merged, closed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import BureauInUse
from accounts.models import Bureau, BureauKind, Region, Unit, UnitKind
from accounts.services.bureaus import (
    change_bureau,
    change_unit,
    close_bureau,
    create_bureau,
    create_unit,
)
from core.errors import Invalid, PermissionRefused, StaleVersion
from tests.factories.accounts import make_person

ON = date(2022, 3, 1)


def set_up(by, parent, **values) -> Bureau:
    given = {
        "code": "610199",
        "name": "西咸新区市场监督管理局",
        "short_name": "西咸",
        "document_word": "陕西咸市监",
        "kind": BureauKind.COUNTY,
    } | values
    return create_bureau(parent=parent, by=by, on=ON, **given)


def test_the_path_of_a_bureau_follows_the_bureau_above(sysadmin, xian):
    bureau = set_up(sysadmin, xian)

    assert bureau.path == "610000/610100/610199/"
    assert xian.is_above(bureau)
    assert bureau.paths_above == ["610000/610100/610199/", "610000/610100/", "610000/"]
    assert bureau.active_from == ON


def test_scope_is_the_tree_and_never_the_code(sysadmin, province, xian, xian_officer):
    """A bureau whose code looks like the city's stands where its path says."""
    separate = set_up(sysadmin, province, code="610198", kind=BureauKind.CITY)

    assert separate.pk not in xian_officer.scope_bureau_ids
    assert not xian.is_above(separate)


def test_a_sub_centre_inspects_and_does_not_fine(sysadmin, province):
    centre = set_up(sysadmin, province, code="610000-09", kind=BureauKind.SUBCENTRE)

    assert (centre.may_inspect, centre.may_measure, centre.may_penalise) == (True, False, False)
    centre.may_penalise = True
    with pytest.raises(IntegrityError), transaction.atomic():
        centre.save()


@pytest.mark.parametrize(
    ("parent", "kind"),
    [
        ("yanta", BureauKind.COUNTY),
        ("xian", BureauKind.CITY),
        ("xian", BureauKind.SUBCENTRE),
        ("subcentre", BureauKind.COUNTY),
        ("province", BureauKind.PROVINCE),
    ],
)
def test_a_kind_stands_where_it_belongs(parent, kind, sysadmin, tree):
    with pytest.raises(Invalid) as refusal:
        set_up(sysadmin, tree.bureaus[parent], kind=kind)
    assert "kind" in refusal.value.fields


def test_a_code_is_given_once(sysadmin, xian):
    with pytest.raises(Invalid) as refusal:
        set_up(sysadmin, xian, code="610113")
    assert "code" in refusal.value.fields


@pytest.mark.parametrize("who", ["secadmin", "xian_head", "auditor"])
def test_only_system_administrators_set_bureaus_up(who, xian, request):
    with pytest.raises(PermissionRefused):
        set_up(request.getfixturevalue(who), xian)


def test_a_bureau_is_renamed_and_serves_other_regions(sysadmin, yanta):
    regions = Region.objects.filter(code__in=["610113", "610103"])

    changed = change_bureau(
        yanta, changes={"name": "雁塔区市场监管局", "regions": regions}, by=sysadmin, on=ON
    )

    assert changed.name == "雁塔区市场监管局"
    assert {region.code for region in changed.regions.all()} == {"610113", "610103"}
    assert changed.path == yanta.path


def test_a_stale_rename_is_refused(sysadmin, yanta):
    change_bureau(yanta, changes={"name": "甲"}, by=sysadmin, on=ON)
    with pytest.raises(StaleVersion):
        change_bureau(yanta, changes={"name": "乙"}, expected_version=1, by=sysadmin, on=ON)


def test_a_bureau_with_people_is_not_closed(sysadmin, yanta, yanta_inspector):
    with pytest.raises(BureauInUse):
        close_bureau(yanta, reason="撤并", by=sysadmin, on=ON)


def test_a_bureau_with_open_bureaus_under_it_is_not_closed(sysadmin, weinan):
    with pytest.raises(BureauInUse):
        close_bureau(weinan, reason="撤并", by=sysadmin, on=ON)


def test_a_merged_bureau_hands_its_regions_over(sysadmin, yanta, beilin):
    closed = close_bureau(yanta, successor=beilin, reason="合并", by=sysadmin, on=ON)

    assert (closed.active_to, closed.succeeded_by) == (ON, beilin)
    assert set(beilin.regions.values_list("code", flat=True)) == {"610103", "610113"}
    assert closed in Bureau.objects.active(ON)
    assert closed not in Bureau.objects.active(ON + timedelta(days=1))


def test_a_bureau_is_not_merged_into_itself_or_a_closed_one(sysadmin, yanta, beilin):
    close_bureau(beilin, reason="撤销", by=sysadmin, on=ON)
    for successor in (yanta, beilin):
        with pytest.raises(Invalid):
            close_bureau(yanta, successor=successor, reason="合并", by=sysadmin, on=ON)


def test_a_bureau_is_closed_once(sysadmin, yanta):
    close_bureau(yanta, reason="撤销", by=sysadmin, on=ON)
    with pytest.raises(Invalid):
        close_bureau(yanta, reason="撤销", by=sysadmin, on=ON)


def test_a_unit_is_named_once_in_its_bureau(sysadmin, yanta):
    create_unit(bureau=yanta, kind=UnitKind.STATION, name="小寨所", by=sysadmin, on=ON)
    with pytest.raises(Invalid):
        create_unit(bureau=yanta, kind=UnitKind.STATION, name="小寨所", by=sysadmin, on=ON)


def test_a_unit_with_people_is_not_closed(sysadmin, yanta, tree):
    unit = tree.unit("yanta")
    person = make_person(yanta, unit=unit)
    closing = {"name": unit.name, "kind": UnitKind.DETACHMENT, "is_active": False}

    with pytest.raises(Invalid):
        change_unit(unit, **closing, by=sysadmin, on=ON)
    person.unit = None
    person.save()
    assert not change_unit(unit, **closing, by=sysadmin, on=ON).is_active
    assert unit not in Unit.objects.open()
