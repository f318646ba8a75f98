"""The year's programme, its task lines, and the long-running work tied to them."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns.models import Programme
from campaigns.services.programmes import add_task_line, create_programme
from core.errors import Invalid, PermissionRefused
from tests.factories.campaigns import ON, make_draft, make_programme, make_task_line


def test_task_lines_are_numbered_in_their_order(province_officer):
    programme = make_programme(by=province_officer)
    for name in ("打击违法", "规范经营"):
        add_task_line(programme, name=name, by=province_officer, on=ON)

    assert [(one.seq, one.name) for one in programme.task_lines.all()] == [
        (1, "打击违法"),
        (2, "规范经营"),
    ]


def test_a_code_is_taken_once(province_officer):
    taken = make_programme(by=province_officer).code

    with pytest.raises(Invalid) as refused:
        create_programme(
            code=taken,
            name="再来一次",
            starts_on=date(2026, 1, 1),
            ends_on=None,
            by=province_officer,
            on=ON,
        )
    assert "code" in refused.value.fields


def test_a_city_adds_nothing_to_the_provinces_programme(province_officer, xian_officer):
    programme = make_programme(by=province_officer)

    with pytest.raises(PermissionRefused):
        add_task_line(programme, name="自定", by=xian_officer, on=ON)


def test_the_page_shows_lines_their_campaigns_and_tied_programmes(client_for, province_officer):
    long_running = make_programme(
        by=province_officer, name="药品安全放心工程", is_long_running=True, ends_on=None
    )
    line = make_task_line(by=province_officer, linked=long_running)
    campaign = make_draft(by=province_officer, task_line=line)
    client = client_for(province_officer)

    page = client.get(reverse("campaigns:programme-detail", args=[line.programme.uuid]))
    text = page.content.decode()
    assert line.name in text
    assert campaign.name in text
    assert long_running.name in text
    tied = client.get(reverse("campaigns:programme-detail", args=[long_running.uuid]))
    assert line.name in tied.content.decode()


def test_a_programme_is_entered_with_its_line_on_the_pages(client_for, province_officer):
    client = client_for(province_officer)
    typed = {"code": "SN-2026-P", "name": "2026年监管工作", "starts_on": "2026-01-01"}
    assert client.post(reverse("campaigns:programme-new"), typed).status_code == 302
    programme = Programme.objects.get(code="SN-2026-P")

    address = reverse("campaigns:task-line-add", args=[programme.uuid])
    assert client.post(address, {"name": "严查重处"}).status_code == 302
    assert programme.task_lines.get().name == "严查重处"
