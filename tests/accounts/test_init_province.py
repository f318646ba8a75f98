"""A real, empty start."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.errors import AlreadyStarted
from accounts.models import Bureau, BureauKind, Region, RegionLevel, Role, Unit, User
from accounts.services.provinces import create_province, shipped_provinces
from accounts.services.regions import load_regions, shipped_regions
from accounts.services.routes import route_for
from accounts.system import SYSTEM
from core.errors import Invalid

ON = date(2022, 1, 4)


@pytest.fixture
def shaanxi(db):
    return create_province("610000", by=SYSTEM, on=ON)


def test_every_city_and_county_of_shaanxi_has_its_bureau(shaanxi):
    kinds = {kind: Bureau.objects.filter(kind=kind).count() for kind in BureauKind}

    # 10 cities and 107 counties; 杨凌 and 韩城 stand directly under the province.
    assert kinds == {"province": 1, "city": 10, "county": 107, "subcentre": 5}
    regions = Region.objects.filter(code__startswith="61", replaced_by=None)
    assert regions.filter(level=RegionLevel.CITY).count() == 10
    assert regions.filter(level=RegionLevel.COUNTY).count() == 107
    assert not regions.filter(bureaus=None).exists()


def test_bureaus_are_named_as_in_life(shaanxi):
    names = dict(Bureau.objects.values_list("code", "name"))

    assert names["610000"] == "陕西省药品监督管理局"
    assert names["610100"] == "西安市市场监督管理局"
    assert names["610113"] == "雁塔区市场监督管理局"
    assert names["610403"] == "杨凌示范区市场监督管理局"


def test_counties_stand_under_their_city_and_some_under_the_province(shaanxi):
    paths = dict(Bureau.objects.values_list("code", "path"))

    assert paths["610113"] == "610000/610100/610113/"
    assert paths["610581"] == "610000/610581/"


def test_sub_centres_cover_several_cities_and_do_not_fine(shaanxi):
    centres = Bureau.objects.filter(kind=BureauKind.SUBCENTRE)

    assert not centres.filter(may_penalise=True).exists()
    cities = Region.objects.filter(level=RegionLevel.CITY, code__startswith="61")
    assert all(city.bureaus.filter(kind=BureauKind.SUBCENTRE).count() == 1 for city in cities)
    assert centres.filter(name="陕西省疫苗检查中心").exists()


def test_words_in_document_numbers_are_never_the_same(shaanxi):
    words = list(Bureau.objects.values_list("document_word", flat=True))
    assert len(words) == len(set(words))


def test_every_bureau_has_units_and_a_detachment_where_it_fines(shaanxi):
    assert not Bureau.objects.filter(units=None).exists()
    without = Bureau.objects.filter(may_penalise=True).exclude(units__kind="detachment")
    assert not without.exists()
    assert Unit.objects.count() > Bureau.objects.count()


def test_the_default_routes_are_there(shaanxi):
    yanta = Bureau.objects.get(code="610113")
    assert route_for(yanta, "decision")[1] == Role.LEGAL_REVIEWER


@pytest.mark.parametrize("code", sorted(shipped_provinces()))
def test_every_shipped_province_can_be_set_up(code, db):
    create_province(code, by=SYSTEM, on=ON)

    words = list(Bureau.objects.values_list("document_word", flat=True))
    assert len(words) == len(set(words)) > 50


def test_a_second_province_is_refused(shaanxi):
    with pytest.raises(AlreadyStarted):
        create_province("220000", by=SYSTEM, on=ON)


def test_an_unknown_province_is_refused(db):
    with pytest.raises(Invalid, match="610000"):
        create_province("990000", by=SYSTEM, on=ON)
    assert not Region.objects.exists()


def test_old_codes_point_to_the_new_ones(db):
    assert load_regions() == len(shipped_regions()) == Region.objects.count()
    load_regions()

    old = Region.objects.get(code="610928")
    assert (old.name, old.replaced_by.name) == ("旬阳县", "旬阳市")
    assert Region.objects.get(code="220381").replaced_by_id == "220184"


# -- the command --------------------------------------------------------------------------
def test_the_command_prints_first_passwords_that_work_once(capsys, db):
    call_command("init_province", "610000")

    out = capsys.readouterr().out
    lines = [line.split() for line in out.splitlines() if line.startswith("  ")]
    passwords = {line[0]: line[1] for line in lines}
    assert set(passwords) == {"sysadmin", "secadmin"}
    for username, password in passwords.items():
        person = User.objects.get(username=username)
        assert person.check_password(password)
        assert person.must_change_password
    roles = {one.username: one.roles for one in User.objects.all()}
    assert roles["sysadmin"] == {Role.SYSTEM_ADMINISTRATOR}
    assert roles["secadmin"] == {Role.SECURITY_ADMINISTRATOR}


def test_the_command_refuses_a_second_run_and_changes_nothing(capsys, shaanxi):
    with pytest.raises(CommandError):
        call_command("init_province", "610000")
    assert not User.objects.exists()
