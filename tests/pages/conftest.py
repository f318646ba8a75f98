"""A list, a form and a record page over bureaus: small, and there from the beginning."""

from datetime import date, timedelta
from typing import Any

import django_filters
import pytest
from django import forms
from django.test import RequestFactory

from accounts.models import Bureau, BureauKind
from core.pages.columns import Column, Kind
from core.pages.forms import FormPage
from core.pages.lists import BulkAct, ListAct, ListPage


class BureauFilter(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=BureauKind.choices, label="类型")
    since = django_filters.DateFromToRangeFilter(field_name="active_from", label="设立")

    class Meta:
        model = Bureau
        fields = ("kind",)


class BureauList(ListPage):
    title = "机关"
    filterset_class = BureauFilter
    default_sort = "code"
    columns = (
        Column("code", "编号", sort="code"),
        Column("name", "名称", sort="name"),
        Column("kind", "类型", kind=Kind.STATUS, tones={"province": "active"}),
        Column("parent", "上级", value="parent.short_name"),
        Column("active_from", "设立日期", kind=Kind.DATE, sort="active_from"),
        Column("active_to", "撤销日期", kind=Kind.DATE, sort="active_to", shown=False),
    )
    acts = (ListAct("新增", "core:help", perms=("manage_people",)),)
    bulk_acts = (BulkAct("分派", "core:help"),)

    def get_queryset(self) -> Any:
        return Bureau.objects.filter(code__startswith="99").select_related("parent")

    def row_address(self, row: Bureau) -> str:
        return f"/bureaus/{row.uuid}/"

    def search_rows(self, rows: Any, words: str) -> Any:
        return rows.filter(name__contains=words)


class BureauForm(forms.Form):
    name = forms.CharField(label="名称", max_length=20)
    note = forms.CharField(label="备注", required=False)


class BureauFormPage(FormPage):
    title = "更名"
    form_class = BureauForm
    template_name = "_components/form.html"

    def act(self, form: Any) -> str:
        raise NotImplementedError


@pytest.fixture
def bureaus(tree):
    """``bureaus(n)`` makes n bureaus; every third has no end, many share their dates."""

    def make(count: int, start: int = 0) -> list[Bureau]:
        parent = tree.bureaus["province"]
        rows = [
            Bureau(
                code=f"99{at:05}",
                name=f"第{at % 7}分局",
                short_name=f"分局{at}",
                document_word="x",
                kind=[BureauKind.CITY, BureauKind.COUNTY][at % 2],
                parent=parent,
                path=f"{parent.path}99{at:05}/",
                active_from=date(2020, 1, 1) + timedelta(days=at % 5),
                active_to=None if at % 3 == 0 else date(2030, 1, 1) + timedelta(days=at % 4),
            )
            for at in range(start, start + count)
        ]
        return Bureau.objects.bulk_create(rows)

    return make


@pytest.fixture
def ask(yanta_inspector):
    """Ask a page class as an inspector, without an address of its own."""

    def get(page: Any, query: str = "", *, by: Any = None, **headers: str) -> Any:
        request = RequestFactory().get(f"/list/{query}", headers=headers)
        request.user = by or yanta_inspector
        answer = page.as_view()(request)
        return answer.render() if hasattr(answer, "render") else answer

    return get
