from datetime import date

import pytest

from campaigns.errors import TaskAlreadyDone
from campaigns.models import CampaignTask
from campaigns.services.tasks import report_task_done
from core.errors import Invalid, PermissionRefused
from tests.factories.campaigns import ON, make_running, make_task


def test_the_owner_reports_its_task_done_once(province_officer, xian_officer, xian):
    campaign = make_running(by=province_officer)
    task = make_task(campaign, by=province_officer, owner=xian)

    report_task_done(task, outcome="排查 30 家", by=xian_officer, on=ON)
    with pytest.raises(TaskAlreadyDone):
        report_task_done(task, outcome="再报", by=xian_officer, on=ON)


def test_another_bureau_does_not_report_it(province_officer, weinan_officer, xian):
    campaign = make_running(by=province_officer)
    task = make_task(campaign, by=province_officer, owner=xian)

    with pytest.raises(PermissionRefused):
        report_task_done(task, outcome="排查", by=weinan_officer, on=ON)


def test_nothing_said_is_not_reported(province_officer, xian_officer, xian):
    campaign = make_running(by=province_officer)
    task = make_task(campaign, by=province_officer, owner=xian)

    with pytest.raises(Invalid):
        report_task_done(task, outcome="  ", by=xian_officer, on=ON)


def test_a_due_day_outside_the_campaign_is_refused(province_officer):
    campaign = make_running(by=province_officer)

    with pytest.raises(Invalid):
        make_task(campaign, by=province_officer, due_on=date(2027, 1, 1))


def test_a_bureau_has_its_own_tasks_and_everybodys(province_officer, xian, weinan):
    campaign = make_running(by=province_officer)
    make_task(campaign, by=province_officer, owner=xian)
    make_task(campaign, by=province_officer, owner=weinan)

    mine = CampaignTask.objects.in_hand().owned_by(xian)

    assert {task.owner_id for task in mine} == {xian.pk, None}
