"""A list: filters, columns and order live in the address; rows cost no queries."""

import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.models import Bureau, BureauKind
from core.counts import CAP
from tests.pages.conftest import BureauList


def codes(answer) -> list[str]:
    return re.findall(r'class="row-link"[^>]*>(\d+)<', answer.content.decode())


def test_every_row_opens_its_record(ask, bureaus):
    [bureau] = bureaus(1)

    page = ask(BureauList).content.decode()

    assert f'<tr data-href="/bureaus/{bureau.uuid}/">' in page
    assert f'<a class="row-link" href="/bureaus/{bureau.uuid}/">9900000</a>' in page


def test_filters_and_search_words_stand_in_the_address(ask, bureaus):
    bureaus(20)

    answer = ask(BureauList, "?kind=city&since_after=2020-01-03&q=第4分局")

    # kind city: even; from day 2 on: at % 5 >= 2; 第4分局: at % 7 == 4
    assert codes(answer) == ["9900004", "9900018"]


def test_each_filter_is_a_chip_that_takes_it_away(ask, bureaus):
    bureaus(3)

    page = ask(BureauList, "?kind=city&kind=county&since_after=2020-01-01&sort=-name&after=x")
    text = page.content.decode()
    chips = re.findall(r'class="chip" href="([^"]*)"[^>]*><span>([^<]*)</span>', text)

    assert chips == [
        (
            "?since_after=2020-01-01&amp;sort=-name",
            f"类型：{BureauKind.CITY.label}、{BureauKind.COUNTY.label}",
        ),
        ("?kind=city&amp;kind=county&amp;sort=-name", "设立：2020-01-01 起"),
    ]


def test_a_wrong_filter_says_so_at_its_field(ask, bureaus):
    bureaus(2)

    page = ask(BureauList, "?since_after=2020-13-45").content.decode()

    assert "field-error" in page


def test_columns_are_chosen_in_the_address(ask, bureaus):
    bureaus(1)

    page = ask(BureauList, "?cols=active_to&cols=name").content.decode()
    heads = re.findall(r"<th scope=\"col\"[^>]*>(?:<a[^>]*>)?([^<]+)", page)

    assert heads == ["名称", "撤销日期"]


def test_choosing_columns_keeps_the_filters(ask, bureaus):
    bureaus(1)

    page = ask(BureauList, "?kind=city&q=分局&cols=name").content.decode()
    chooser = page[page.index("list-columns") :]

    assert '<input type="hidden" name="kind" value="city">' in chooser
    assert '<input type="hidden" name="q" value="分局">' in chooser
    assert '<input type="hidden" name="cols"' not in chooser.partition("</form>")[0]


def test_sorting_turns_round_at_the_second_click(ask, bureaus):
    bureaus(3)

    once = ask(BureauList, "?sort=-code")

    assert codes(once) == ["9900002", "9900001", "9900000"]
    assert 'aria-sort="descending"' in once.content.decode()
    assert 'href="?sort=code"' in once.content.decode()


def test_an_unknown_order_or_size_falls_back(ask, bureaus):
    bureaus(3)

    assert codes(ask(BureauList, "?sort=password&size=999999")) == [
        "9900000",
        "9900001",
        "9900002",
    ]


def test_pages_follow_each_other(ask, bureaus):
    bureaus(25)

    first = ask(BureauList, "?size=20").content.decode()
    address = re.search(r'rel="next" href="([^"]*)"', first)[1].replace("&amp;", "&")
    second = ask(BureauList, address)

    assert codes(second) == [f"99000{at}" for at in range(20, 25)]
    assert 'rel="prev"' in second.content.decode()
    assert 'rel="next"' not in second.content.decode()
    assert "<strong>25</strong>" in first


@pytest.mark.parametrize("query", ["", "?kind=city", "?q=分局&sort=-active_to"])
def test_the_number_of_queries_does_not_depend_on_the_rows(
    ask, bureaus, query, yanta_inspector
):
    def queries() -> int:
        person = (
            type(yanta_inspector).objects.select_related("bureau").get(pk=yanta_inspector.pk)
        )
        with CaptureQueriesContext(connection) as seen:
            answer = ask(BureauList, query or "?size=100", by=person)
        assert codes(answer)
        return len(seen)

    bureaus(10)
    ten = queries()
    bureaus(90, start=10)

    assert queries() <= ten + 1  # the count is asked for only where there is a next page
    if not query:
        assert queries() == ten


def test_the_count_is_capped(ask, bureaus, monkeypatch):
    monkeypatch.setattr("core.counts.CAP", 20)
    bureaus(25)

    page = ask(BureauList, "?size=20").content.decode()

    assert "<strong>20+</strong>" in page
    assert CAP == 10_000


def test_an_empty_list_says_why(ask):
    page = ask(BureauList).content.decode()
    filtered = ask(BureauList, "?q=没有").content.decode()

    assert "这里还没有内容" in page
    assert "没有符合筛选条件的记录" in filtered


def test_an_act_the_reader_may_not_do_is_not_offered(ask, sysadmin, yanta_inspector):
    assert "新增" not in ask(BureauList, by=yanta_inspector).content.decode()
    assert "新增" in ask(BureauList, by=sysadmin).content.decode()


def test_htmx_gets_the_results_alone(ask, bureaus):
    bureaus(1)

    part = ask(BureauList, **{"HX-Request": "true", "HX-Target": "list"})

    assert "<html" not in part.content.decode()
    assert codes(part) == ["9900000"]
    assert "HX-Request" in part["Vary"]


def test_a_bulk_act_takes_the_ticked_rows_or_all_that_were_found(bureaus, yanta_inspector):
    made = bureaus(6)

    def chosen(**data):
        request = RequestFactory().post("/", data)
        request.user = yanta_inspector
        return sorted(BureauList.selected(request).values_list("code", flat=True))

    foreign = Bureau.objects.exclude(code__startswith="99").first()
    ticked = [str(made[1].uuid), str(foreign.uuid), "nonsense"]
    assert chosen(ids=ticked) == ["9900001"]
    assert chosen(all="1", query="kind=city") == ["9900000", "9900002", "9900004"]
    assert chosen() == []


def test_what_is_typed_is_shown_as_text(ask, bureaus):
    bureaus(1)

    page = ask(BureauList, "?q=<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page
