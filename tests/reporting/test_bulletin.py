"""The weekly bulletin: the same figures as the board, on the page and on paper."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from core.errors import Invalid
from core.jobs import run_job
from core.models import Job
from documents.papers import Grid, Heading, Paper, Words, docx_of, pdf_of, png_of
from reporting.figures import FigureScope, compute, figure
from reporting.services.bars import Bar, bars_svg
from reporting.services.bulletin import bulletin, week_ending
from reporting.services.moved import lagging
from reporting.services.overview import indicators, scorecard
from tests.factories.campaigns import indicator, make_target
from tests.factories.enforcement_field import ON

RARE = "㐂𠮷·龘"
GRID = Grid(("机关", "件"), (("西安", "1"), ("渭南", "2")), caption="表")


@pytest.fixture
def scope(worked, province):
    return FigureScope(province, worked.starts_on, worked.ends_on, worked)


def test_weeks_are_numbered_from_the_campaigns_first_day(scope, worked):
    first = week_ending(scope, worked.starts_on)
    second = week_ending(scope, date(2026, 1, 8))

    assert (first.number, first.scope.start) == (1, worked.starts_on)
    assert (second.number, second.scope.start) == (2, date(2026, 1, 2))


def test_there_is_no_bulletin_before_the_campaign_begins(scope):
    with pytest.raises(Invalid):
        week_ending(scope, date(2025, 12, 31))


def test_its_numbers_are_those_of_the_board(scope):
    week = week_ending(scope, ON)
    paper = bulletin(week, on=ON)
    grid = next(block for block in paper.blocks if isinstance(block, Grid))
    by_city = {row[0]: row[1] for row in grid.rows}

    whole = compute(figure("inspected_visits"), week.whole_scope).value
    assert sum(int(text.split(" / ")[0]) for text in by_city.values()) == whole == 2


def test_it_names_who_will_miss_a_target(scope, worked, xian, province_officer):
    make_target(worked, bureau=xian, by=province_officer, value=1_000)
    week = week_ending(scope, ON)
    lags = lagging(scorecard(week.whole_scope), indicators(), week.whole_scope)
    words = [block.text for block in bulletin(week, on=ON).blocks if isinstance(block, Words)]

    assert [(lag.bureau.code, lag.indicator.code) for lag in lags] == [
        ("610100", "inspected_visits")
    ]
    assert any("西安市" in text for text in words)


def test_without_a_lag_it_says_so(scope):
    words = [
        block.text
        for block in bulletin(week_ending(scope, ON), on=ON).blocks
        if isinstance(block, Words)
    ]
    assert any("均已完成" in text for text in words)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_officer_gets_it_as_a_file(client_for, province_officer, worked, form):
    client = client_for(province_officer)
    address = reverse("reporting:bulletin-export", args=[worked.uuid])
    answer = client.post(f"{address}?to={ON.isoformat()}", {"form": form})
    job = Job.objects.get()
    run_job(str(job.uuid))
    job.refresh_from_db()

    assert answer.status_code == 302
    assert job.file_name == f"610000-{job.result['week']:03d}.{form}"
    with job.file.open("rb") as kept:
        assert kept.read(4) == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}[form]


def test_another_form_is_refused(client_for, province_officer, worked):
    address = reverse("reporting:bulletin-export", args=[worked.uuid])
    answer = client_for(province_officer).post(address, {"form": "exe"})

    assert answer.status_code == 400
    assert not Job.objects.exists()


def test_the_page_shows_what_the_paper_says(client_for, province_officer, worked):
    page = client_for(province_officer).get(
        reverse("reporting:bulletin", args=[worked.uuid]), {"to": ON.isoformat()}
    )
    text = page.content.decode()

    assert page.status_code == 200
    for block in page.context["paper"]["blocks"]:
        if block["kind"] == "heading":
            assert block["text"] in text


def test_words_of_a_paper_are_never_read_as_markup():
    paper = Paper(
        f"标题 {RARE}",
        blocks=(Words("#eval(1) *x* $a$ <w:p> {{ 1+1 }} & " + RARE), Heading("一"), GRID),
    )
    book = docx_of(paper)
    with zipfile.ZipFile(io.BytesIO(book)) as inside:
        body = inside.read("word/document.xml").decode()

    assert RARE in body
    assert "{{ 1+1 }}" in body
    assert "&lt;w:p&gt;" in body
    assert pdf_of(paper).startswith(b"%PDF")


def test_a_drawing_becomes_a_picture_and_escapes_its_labels():
    svg = bars_svg([Bar("<b>&", 3, 6), Bar("渭南", 0)])

    assert "&lt;b&gt;&amp;" in svg
    assert png_of(svg).startswith(b"\x89PNG")


def test_the_wall_screen_holds_no_figures_of_its_own(client, worked):
    page = client.get(reverse("reporting:wall"))

    assert page.status_code == 200
    assert indicator().name not in page.content.decode()
