"""The table of who reads a record, row by row, on a clue of the bureau of 雁塔."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, Share, ShareGrade, User
from accounts.services.people import disable_person
from accounts.services.scope import (
    close_reading,
    move,
    open_for_reading,
    reclassify,
    root_of,
    share,
    unshare,
)
from accounts.system import SYSTEM
from audit.models import AuditEvent
from core.errors import Invalid, NotFound, PermissionRefused
from core.refs import Ref
from enforcement.models import Clue
from tests.factories.accounts import make_person

ON = date(2022, 3, 1)


@pytest.fixture
def clue(tree, yanta_inspector):
    """Handled by ``yanta_inspector`` of the detachment."""
    row = Clue.top(
        bureau=tree.yanta,
        unit=tree.unit("yanta"),
        title="线索",
        domain="drug",
        source="complaint",
        received_on=ON,
        content="无证经营",
    )
    row.save()
    share(row, to=yanta_inspector, grade=ShareGrade.HANDLE, by=SYSTEM, on=ON)
    return row


@pytest.fixture
def confidential(clue):
    reclassify(clue, confidential=True, by=SYSTEM, on=ON)
    return clue


def reads(user, clue) -> bool:
    return Clue.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=clue.pk).exists()


def reads_headline(user, clue) -> bool:
    return Clue.objects.headlines_to(User.objects.get(pk=user.pk)).filter(pk=clue.pk).exists()


# -- handling officers, their unit head ---------------------------------------------------
@pytest.mark.parametrize("who", ["yanta_inspector", "yanta_unit_head"])
def test_handling_officers_and_their_unit_head_read_even_what_is_confidential(
    who, confidential, request
):
    assert reads(request.getfixturevalue(who), confidential)


def test_the_head_of_another_unit_does_not_read_what_is_confidential(confidential, tree):
    other = make_person(tree.yanta, Role.UNIT_HEAD, unit=tree.unit("yanta", "section"))
    assert not reads(other, confidential)


def test_the_unit_head_of_another_bureau_reads_nothing(confidential, linwei_unit_head):
    assert not reads(linwei_unit_head, confidential)


# -- others of the bureau, the bureau above -----------------------------------------------
@pytest.mark.parametrize(
    "who", ["yanta_inspector2", "yanta_legal", "yanta_head", "xian_officer", "xian_head"]
)
def test_the_bureau_and_the_one_above_read_unless_confidential(who, clue, request):
    user = request.getfixturevalue(who)
    assert reads(user, clue)

    reclassify(clue, confidential=True, by=SYSTEM, on=ON)
    assert not reads(user, clue)


# -- co-handling, shared, head line --------------------------------------------------------
def test_a_co_handling_bureau_reads_the_record_even_when_confidential(
    confidential, beilin_inspector, beilin
):
    assert not reads(beilin_inspector, confidential)

    share(confidential, to=beilin, grade=ShareGrade.CO_HANDLE, by=SYSTEM, on=ON)
    assert reads(beilin_inspector, confidential)


def test_what_is_shared_with_a_person_is_read_by_that_person_alone(
    clue, linwei_inspector, linwei_inspector2
):
    share(clue, to=linwei_inspector, grade=ShareGrade.READ, by=SYSTEM, on=ON)

    assert reads(linwei_inspector, clue)
    assert not reads(linwei_inspector2, clue)


def test_the_bureau_of_the_partys_region_reads_the_head_line_only(
    clue, linwei, linwei_inspector
):
    share(clue, to=linwei, grade=ShareGrade.HEADLINE, by=SYSTEM, on=ON)

    assert not reads(linwei_inspector, clue)
    assert reads_headline(linwei_inspector, clue)


def test_a_closed_share_opens_nothing(clue, linwei, linwei_inspector):
    share(clue, to=linwei, grade=ShareGrade.READ, by=SYSTEM, on=ON)
    unshare(clue, to=linwei, by=SYSTEM, on=ON, reason="办结")

    assert not reads(linwei_inspector, clue)


# -- province, auditor, administrators, machines ------------------------------------------
@pytest.mark.parametrize(
    "who", ["province_officer", "province_head", "province_inspector", "auditor"]
)
def test_the_province_and_the_auditor_read_all(who, confidential, request):
    assert reads(request.getfixturevalue(who), confidential)


@pytest.mark.parametrize("who", ["sysadmin", "secadmin"])
def test_administrators_see_no_case_content(who, clue, request):
    assert not reads(request.getfixturevalue(who), clue)
    assert not reads_headline(request.getfixturevalue(who), clue)


def test_a_service_account_reads_its_bureaus_open_records(clue, xian_dashboard):
    assert reads(xian_dashboard, clue)

    reclassify(clue, confidential=True, by=SYSTEM, on=ON)
    assert not reads(xian_dashboard, clue)


# -- outside ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "who", ["beilin_inspector", "linwei_inspector", "weinan_officer", "subcentre_inspector"]
)
def test_outside_there_is_nothing(who, clue, request):
    assert not reads(request.getfixturevalue(who), clue)
    assert not reads_headline(request.getfixturevalue(who), clue)


def test_nobody_reads_without_an_account_or_with_a_disabled_one(
    clue, yanta_inspector2, sysadmin
):
    assert not Clue.objects.visible_to(AnonymousUser()).exists()
    assert not Clue.objects.visible_to(None).exists()
    disable_person(yanta_inspector2, reason="离职", by=sysadmin, on=ON)
    assert not reads(yanta_inspector2, clue)


def test_a_person_without_duties_reads_nothing(clue, yanta):
    assert not reads(make_person(yanta), clue)


def test_reading_costs_three_queries_at_most(clue, yanta_inspector):
    user = User.objects.select_related("bureau", "unit").get(pk=yanta_inspector.pk)
    with CaptureQueriesContext(connection) as queries:
        list(Clue.objects.visible_to(user))
    assert len(queries) == 3  # duties, bureaus of the tree, the records
    with CaptureQueriesContext(connection) as queries:
        list(Clue.objects.visible_to(user))
    assert len(queries) == 1


# -- shares -------------------------------------------------------------------------------
def test_a_second_share_raises_the_grade_and_never_lowers_it(clue, beilin):
    share(clue, to=beilin, grade=ShareGrade.HEADLINE, by=SYSTEM, on=ON)
    share(clue, to=beilin, grade=ShareGrade.CO_HANDLE, by=SYSTEM, on=ON)
    share(clue, to=beilin, grade=ShareGrade.READ, by=SYSTEM, on=ON)

    assert Share.objects.get(bureau=beilin).grade == ShareGrade.CO_HANDLE


def test_whoever_assigns_the_work_opens_a_record_for_reading(clue, yanta_head, linwei):
    row = open_for_reading(clue, to=linwei, reason="串并案", by=yanta_head, on=ON)

    assert row.grade == ShareGrade.READ
    assert AuditEvent.objects.latest("id").note == "串并案"
    close_reading(row, reason="办结", by=yanta_head, on=ON)
    assert not Share.objects.filter(bureau=linwei).exists()


@pytest.mark.parametrize("who", ["yanta_inspector", "linwei_head", "sysadmin", "auditor"])
def test_nobody_else_opens_a_record(who, clue, linwei, request):
    with pytest.raises(PermissionRefused):
        open_for_reading(clue, to=linwei, reason="好奇", by=request.getfixturevalue(who), on=ON)


def test_what_an_act_opened_is_not_closed_by_hand(clue, yanta_inspector, yanta_head):
    with pytest.raises(Invalid):
        close_reading(Share.objects.get(), reason="误", by=yanta_head, on=ON)


# -- moving -------------------------------------------------------------------------------
def test_a_moved_record_belongs_to_the_new_bureau(clue, linwei, linwei_head, yanta_head, tree):
    move(clue, bureau=linwei, unit=tree.unit("linwei"), by=SYSTEM, on=ON)

    assert reads(linwei_head, clue)
    assert not reads(yanta_head, clue)
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.before["bureau"], event.after["bureau"]) == (
        "scope.moved",
        "610113",
        "610502",
    )


def test_a_record_is_not_moved_to_a_unit_of_another_bureau(clue, linwei, tree):
    with pytest.raises(Invalid):
        move(clue, bureau=linwei, unit=tree.unit("yanta"), by=SYSTEM, on=ON)


# -- naming a top record ------------------------------------------------------------------
def test_a_root_is_found_by_name_within_the_readers_scope(
    clue, yanta_inspector, linwei_inspector
):
    assert root_of(clue.ref, yanta_inspector) == clue
    for ref, user in (
        (clue.ref, linwei_inspector),
        (Ref("clue", clue.bureau.uuid), yanta_inspector),
        (Ref("nothing", clue.uuid), yanta_inspector),
    ):
        with pytest.raises(NotFound):
            root_of(ref, user)
