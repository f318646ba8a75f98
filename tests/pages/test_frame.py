"""The frame: who sees which line, which icons exist, what a limit says."""

import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse

from core.pages import navigation, parts
from core.pages.boards import Chart, Series
from core.pages.columns import Column, Kind
from core.pages.navigation import NavGroup, NavItem, register_nav
from deploy import assets

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


class Reader(SimpleNamespace):
    def can(self, perm):
        return perm in self.perms


@pytest.fixture
def lines(monkeypatch):
    monkeypatch.setattr(navigation, "_items", {})
    register_nav(
        NavItem(NavGroup.SYSTEM, "后台工作", "core:job-list", "activity", order=2),
        NavItem(NavGroup.SYSTEM, "帮助", "core:help", "help", perms=("read", "write"), order=1),
        NavItem(NavGroup.HOME, "没有的页面", "core:not-there", "home"),
    )


def test_what_a_person_may_not_use_is_not_shown(lines):
    groups = navigation.navigation_for(Reader(perms=set()), "/jobs/")

    assert [(group.key, [item.title for item in group.items]) for group in groups] == [
        ("system", ["后台工作"])
    ]


def test_one_of_the_duties_is_enough_and_the_order_holds(lines):
    [group] = navigation.navigation_for(Reader(perms={"write"}), "/help/")

    assert [(item.title, item.current) for item in group.items] == [
        ("帮助", True),
        ("后台工作", False),
    ]


def test_a_page_under_a_line_marks_that_line(lines):
    [group] = navigation.navigation_for(Reader(perms=set()), "/jobs/7/")

    assert group.items[0].current


def test_every_registered_line_and_slot_leads_somewhere():
    for item in navigation.registered_items():
        assert reverse(item.url_name), item
    for name in navigation.registered_slots().values():
        assert reverse(name), name


def test_every_registered_line_has_an_icon():
    missing = {item.icon for item in navigation.registered_items()} - set(assets.ICONS)

    assert missing == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_of_a_template_is_in_the_sprite(path):
    used = set(re.findall(r"""\{% icon ["']([^"']+)["']""", path.read_text(encoding="utf-8")))

    assert used <= set(assets.ICONS)


@pytest.mark.parametrize(
    ("days", "working", "words", "tone"),
    [
        (9, True, "剩 9 个工作日", "neutral"),
        (3, True, "剩 3 个工作日", "soon"),
        (0, True, "今天到期", "soon"),
        (-2, True, "逾期 2 个工作日", "late"),
        (12, False, "剩 12 天", "neutral"),
        (-1, False, "逾期 1 天", "late"),
    ],
)
def test_a_limit_says_how_long_is_left(days, working, words, tone):
    left = parts.days_left(days, working=working)

    assert (left.words, left.tone) == (words, tone)


def test_a_signal_is_never_colour_alone():
    for tone, mark in parts.TONE_ICONS.items():
        shown = parts.pill("状态", tone)
        assert "状态" in shown
        assert ("<svg" in shown) == bool(mark)
    assert all(parts.TONE_ICONS[tone] for tone in ("late", "soon", "met"))


def test_text_of_a_record_is_escaped_in_pills_and_cells():
    row = SimpleNamespace(name="<b>店</b>", sum=Decimal("1234567.5"), state="x")

    assert "<b>" not in parts.pill(row.name)
    assert Column("sum", "金额", kind=Kind.MONEY).html(row) == "1,234,567.50"
    assert Column("sum", "金额", kind=Kind.WAN).html(row) == "123.46"
    page = Template("{{ cell }}").render(Context({"cell": Column("name", "名").html(row)}))
    assert page == "&lt;b&gt;店&lt;/b&gt;"


def test_a_chart_and_its_table_show_the_same_figures():
    chart = Chart(
        "c", "立案", "bar", ["西安", "宝鸡"], [Series("立案", [3, None])], addresses=["/a/"]
    )

    assert chart.option()["series"][0]["data"] == [3.0, None]
    assert chart.rows() == [("西安", "/a/", [3]), ("宝鸡", "", [None])]


def test_many_bars_lie_flat_so_that_their_names_are_readable():
    names = [str(at) for at in range(10)]
    option = Chart("c", "x", "bar", names, [Series("x", range(10))]).option()

    assert option["yAxis"]["data"] == names
    assert option["yAxis"]["inverse"] is True
