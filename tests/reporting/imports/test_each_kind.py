"""Every kind: its template is read by itself, a right row is entered by the single act,
and goes again when the import is taken back."""

from datetime import date

import pytest
from django.utils import translation

from accounts.models import Unit, User
from accounts.system import SYSTEM
from campaigns.models import Target
from campaigns.services.indicators import load_indicators
from core.errors import PermissionRefused
from deadlines.models import CalendarDay
from enforcement.models import Case, Inspection
from law.provision_data import read_catalogue
from registry.models import Licence, Product
from registry.services.licences import renew_licence
from reporting.imports.books import template_book
from reporting.imports.registry import KINDS, kinds_for
from reporting.models.imports import ImportState
from reporting.services.imports.entering import begin_undoing
from reporting.services.imports.work import go_on
from tests.factories.campaigns import indicator, make_running
from tests.factories.files import csv
from tests.factories.imports import ON, make_entered, make_import
from tests.factories.registry import make_party

pytestmark = pytest.mark.django_db


def taken_back(batch, by):
    begin_undoing(batch, by=by, on=ON)
    return go_on(batch, by=by, on=ON, wait=True)


def comes_and_goes(kind, rows, by, model):
    """Enters one record, takes it back, and leaves the table as it was."""
    before = model.objects.count()
    batch = make_entered(by, kind=kind, content=csv(*rows))
    assert batch.state == ImportState.DONE, [row.issues for row in batch.rows.all()]
    assert model.objects.count() == before + 1
    found = model.objects.latest("pk")
    told = model.objects.get(pk=found.pk)
    assert taken_back(batch, by).state == ImportState.UNDONE, batch.refusal
    assert model.objects.count() == before
    return told


def test_a_licence(yanta_inspector):
    make_party(name="康宁药店")
    rows = [["企业名称", "许可证类型", "证号", "发证日期", "有效期至"],
            ["康宁药店", "药品经营许可证", "陕CA1", "2024年1月5日", "20290104"]]  # fmt: skip
    found = comes_and_goes("licences", rows, yanta_inspector, Licence)
    assert (found.issued_on, found.expires_on) == (date(2024, 1, 5), date(2029, 1, 4))


def test_a_licence_of_a_party_nobody_knows_is_wrong_at_its_cell(yanta_inspector):
    rows = [["企业名称", "许可证类型", "证号", "发证日期"],
            ["无此店", "药品经营许可证", "陕CA1", "2030-01-01"]]  # fmt: skip
    batch = make_import(yanta_inspector, kind="licences", content=csv(*rows))
    assert [field for field, _why in batch.rows.get().issues] == ["party"]


def test_a_licence_changed_since_keeps_its_import(yanta_inspector):
    make_party(name="康宁药店")
    rows = [["企业名称", "许可证类型", "证号", "发证日期", "有效期至"],
            ["康宁药店", "药品经营许可证", "陕CA1", "2020-01-05", "2025-01-04"]]  # fmt: skip
    batch = make_entered(yanta_inspector, kind="licences", content=csv(*rows))
    renew_licence(
        Licence.objects.get(), issued_on=date(2025, 1, 5), expires_on=date(2030, 1, 4),
        by=yanta_inspector, on=ON,
    )  # fmt: skip
    with pytest.raises(Exception, match="2"):
        taken_back(batch, yanta_inspector)


def test_a_product(yanta_inspector):
    rows = [["产品名称", "领域", "批准文号"], ["连花清瘟胶囊", "药品", "国药准字Z20040063"]]
    assert comes_and_goes("products", rows, yanta_inspector, Product).domain == "drug"


def test_an_officer_without_password_and_duties(sysadmin, yanta):
    rows = [["登录名", "姓名", "所属机关", "科室"],
            ["wangji", "王㐂", "雁塔区市场监督管理局", "综合执法大队"]]  # fmt: skip
    found = comes_and_goes("officers", rows, sysadmin, User)
    assert (found.name, found.bureau) == ("王㐂", yanta)
    assert not found.has_usable_password()


def test_a_unit(sysadmin):
    rows = [["机构类型", "机构名称"], ["section", "药品监管二科"]]
    comes_and_goes("units", rows, sysadmin, Unit)


def test_an_inspection_with_its_team_and_conclusion(yanta_inspector, yanta_inspector2):
    make_party(name="康宁药店")
    rows = [["当事人", "领域", "检查日期", "检查人员", "检查结论", "检查情况"],
            ["康宁药店", "药品", "2026/1/5", "李雁查、王雁查", "conforms", "柜"]]  # fmt: skip
    found = comes_and_goes("inspections", rows, yanta_inspector, Inspection)
    assert (found.status, found.inspected_on) == ("completed", date(2026, 1, 5))


def test_an_inspection_is_refused_like_the_single_act(yanta_inspector):
    make_party(name="康宁药店")
    rows = [["当事人", "领域", "检查日期", "检查人员"],
            ["康宁药店", "药品", "2026-01-05", "李雁查"]]  # fmt: skip
    batch = make_import(yanta_inspector, kind="inspections", content=csv(*rows))
    assert [field for field, _why in batch.rows.get().issues] == ["officers"]
    assert not Inspection.objects.exists()


def test_a_past_case(xian_officer):
    provision = next(iter(read_catalogue()))
    rows = [["案件名称", "领域", "当事人", "文书号", "处罚日期", "罚款金额", "处罚依据"],
            ["康宁药店销售劣药案", "药品", "康宁药店", "（雁）市监罚〔2021〕15号", "2021-5-6",
             "1.2万元", provision]]  # fmt: skip
    found = comes_and_goes("past_cases", rows, xian_officer, Case)
    assert found.is_past
    assert found.counted_on == date(2021, 5, 6)


def test_a_past_case_without_day_or_party_is_wrong(xian_officer):
    rows = [["案件名称", "领域", "文书号"], ["某案", "药品", "1号"]]
    batch = make_import(xian_officer, kind="past_cases", content=csv(*rows))
    assert batch.counts == {"bad": 1, "rows": 1}


def test_a_target_is_set_changed_and_given_back(province_officer, yanta):
    load_indicators(by=SYSTEM, on=ON)
    campaign = make_running(by=province_officer)
    name = indicator().code
    rows = [["专项整治", "指标名称", "机关", "目标值"],
            [campaign.name, name, "雁塔区市场监督管理局", "120"]]  # fmt: skip
    comes_and_goes("targets", rows, province_officer, Target)

    make_entered(province_officer, kind="targets", content=csv(*rows))
    rows[1][3] = "150"
    batch = make_import(province_officer, kind="targets", content=csv(*rows))
    assert batch.counts == {"duplicate": 1, "rows": 1}


def test_a_day_of_the_calendar(sysadmin):
    rows = [
        ["日期", "类型", "节日", "文号"],
        ["2027-02-06", "holiday", "春节", "国办发明电1号"],
    ]
    comes_and_goes("calendar", rows, sysadmin, CalendarDay)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_template_names_its_own_columns_in_both_languages(
    kind, language, province_officer, sysadmin, yanta_inspector
):
    people = (province_officer, sysadmin, yanta_inspector)
    by = next(one for one in people if kind in kinds_for(one))
    with translation.override(language):
        content = template_book(kind)
    batch = make_import(by, kind=kind.name, content=content)
    assert set(batch.column_of) == set(kind.by_name)
    assert batch.state == ImportState.CHECKED


def test_what_a_person_may_not_enter_they_may_not_import(
    yanta_inspector, sysadmin, xian_officer
):
    names = {one.name for one in kinds_for(yanta_inspector)}
    assert names == {"parties", "licences", "products", "inspections", "ledger"}
    assert {one.name for one in kinds_for(sysadmin)} == {"officers", "units", "calendar"}
    assert "targets" in {one.name for one in kinds_for(xian_officer)}
    for kind in ("officers", "units", "calendar", "targets", "past_cases"):
        with pytest.raises(PermissionRefused):
            make_import(yanta_inspector, kind=kind, content=b"a,b\r\n1,2")
    for kind in ("parties", "licences", "products", "inspections", "ledger"):
        with pytest.raises(PermissionRefused):
            make_import(sysadmin, kind=kind, content=b"a,b\r\n1,2")
