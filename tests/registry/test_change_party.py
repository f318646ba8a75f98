import pytest

from audit.models import AuditEvent
from core.errors import Invalid, PermissionRefused, StaleVersion
from registry.errors import AlreadyRegistered, PartyClosed
from registry.models import Party
from registry.services.parties import change_party, close_party, set_key
from tests.factories.registry import ON, credit_code, make_party, region


def last_event():
    return AuditEvent.objects.latest("id")


def test_a_change_leaves_both_values_in_the_audit_trail(yanta_inspector):
    party = make_party(name="旧名大药房")

    changed = change_party(
        party, changes={"name": "新名大药房", "domains": ["device"]}, by=yanta_inspector, on=ON
    )

    assert (changed.name, changed.version) == ("新名大药房", 2)
    assert Party.objects.filter(search__finds="新名").get() == party
    assert not Party.objects.filter(search__finds="旧名").exists()
    event = last_event()
    assert event.kind == "party.changed"
    assert event.before == {"name": "旧名大药房", "domains": ["drug", "device"]}
    assert event.after == {"name": "新名大药房", "domains": ["device"]}


def test_an_edit_of_an_old_version_shows_both(yanta_inspector):
    party = make_party(name="甲药房")
    change_party(party, changes={"name": "乙药房"}, version=1, by=yanta_inspector, on=ON)

    with pytest.raises(StaleVersion) as refused:
        change_party(party, changes={"name": "丙药房"}, version=1, by=yanta_inspector, on=ON)

    assert refused.value.details["yours"] == {"name": "丙药房"}
    assert refused.value.details["theirs"] == {"name": "乙药房"}


def test_another_countys_officer_may_not_change_it(linwei_inspector):
    party = make_party()

    with pytest.raises(PermissionRefused):
        change_party(party, changes={"phone": "029-1"}, by=linwei_inspector, on=ON)


def test_a_party_cannot_be_moved_to_a_foreign_region(yanta_inspector, xian_officer, beilin):
    party = make_party()

    with pytest.raises(Invalid):
        change_party(party, changes={"region": region("610502")}, by=yanta_inspector, on=ON)
    moved = change_party(
        party, changes={"region": region("610103"), "bureau": beilin}, by=xian_officer, on=ON
    )

    assert moved.bureau == beilin
    assert last_event().bureau_path == beilin.path


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"credit_code": "123"}, "credit_code"),
        ({"name": ""}, "name"),
        ({"name": "长" * 10_000}, "name"),
        ({"domains": ()}, "domains"),
        ({"risk_class": "A"}, "risk_class"),
        ({"status": "closed"}, "status"),
        ({"status": "asleep"}, "status"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(changes, field, yanta_inspector):
    party = make_party()

    with pytest.raises(Invalid) as refused:
        change_party(party, changes=changes, by=yanta_inspector, on=ON)

    assert field in refused.value.fields
    party.refresh_from_db()
    assert party.version == 1


def test_another_partys_credit_code_is_refused(yanta_inspector):
    code = credit_code()
    make_party(credit_code=code, name="先登记者")
    party = make_party()

    with pytest.raises(AlreadyRegistered, match="先登记者"):
        change_party(party, changes={"credit_code": code}, by=yanta_inspector, on=ON)


def test_a_closed_party_rests_until_it_is_reopened(yanta_inspector):
    party = make_party()

    closed = close_party(party, reason="注销", by=yanta_inspector, on=ON)
    assert closed.status == "closed"
    assert (last_event().kind, last_event().note) == ("party.closed", "注销")
    with pytest.raises(PartyClosed):
        change_party(party, changes={"phone": "1"}, by=yanta_inspector, on=ON)
    with pytest.raises(PartyClosed):
        close_party(party, reason="again", by=yanta_inspector, on=ON)

    opened = change_party(party, changes={"status": "operating"}, by=yanta_inspector, on=ON)
    assert opened.status == "operating"


def test_closing_needs_a_reason_and_the_duty(yanta_inspector, yanta_legal, linwei_inspector):
    party = make_party()

    with pytest.raises(Invalid) as refused:
        close_party(party, reason=" ", by=yanta_inspector, on=ON)
    assert "reason" in refused.value.fields
    for by in (yanta_legal, linwei_inspector):
        with pytest.raises(PermissionRefused):
            close_party(party, reason="注销", by=by, on=ON)


def test_a_key_enterprise_is_marked_with_its_reason(yanta_inspector, linwei_inspector):
    party = make_party()

    marked = set_key(party, is_key=True, reason="疫苗储运", by=yanta_inspector, on=ON)
    assert (marked.is_key, marked.key_reason) == (True, "疫苗储运")
    assert Party.objects.key_enterprises().get() == party
    assert last_event().kind == "party.marked_key"

    freed = set_key(party, is_key=False, reason="停业", by=yanta_inspector, on=ON)
    assert (freed.is_key, freed.key_reason) == (False, "")
    assert (last_event().kind, last_event().note) == ("party.unmarked_key", "停业")
    with pytest.raises(Invalid):
        set_key(party, is_key=True, reason="", by=yanta_inspector, on=ON)
    with pytest.raises(StaleVersion):
        set_key(party, is_key=True, reason="旧页", version=1, by=yanta_inspector, on=ON)
    with pytest.raises(PermissionRefused):
        set_key(party, is_key=True, reason="外地", by=linwei_inspector, on=ON)
