"""The year 2022: the province's work with six task lines, and the rectification year."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import BureauKind, Role, User
from campaigns.models import Campaign, Indicator, PhaseKind, TaskLine
from campaigns.services.campaigns import (
    add_phase,
    close_campaign,
    create_campaign,
    publish_campaign,
)
from campaigns.services.indicators import set_targets
from campaigns.services.programmes import add_task_line, create_programme
from campaigns.services.tasks import add_task, report_task_done
from reporting.demo.people import PROVINCE, Team

LINES = (
    (
        "严查严管，守牢药品安全底线",
        "专项整治年：疫苗、重点品种和企业、全链条风险、大要案",
    ),
    ("疫情防控药械质量和供应保障", "防疫药械质量监管，新冠病毒疫苗配送使用监管"),
    ("深化药品安全放心工程", "协同化、专业化、智慧化监管"),
    ("提升药品监管能力", "制度标准、办案机制、队伍建设、技术支撑"),
    ("推进药品安全综合治理", "规范执法和信用、主体责任、行业自律、社会共治"),
    ("监管与服务并重", "33项措施、审评审批改革、百人帮百企"),
)
PHASES = (
    ("动员部署", PhaseKind.MOBILISE, date(2022, 1, 1), date(2022, 3, 15)),
    ("集中整治", PhaseKind.INSPECT, date(2022, 3, 16), date(2022, 10, 31)),
    ("总结验收", PhaseKind.REVIEW, date(2022, 11, 1), date(2022, 12, 31)),
)
TASKS = (
    "打击制售假劣药品",
    "整治中药饮片违法生产",
    "整治网络违法违规销售",
    "疫苗全程监管",
    "信用监管与联合惩戒",
    "重点产品重点企业风险排查",
)
GOALS = ("查处一批大案要案", "公布一批典型案例", "移送一批犯罪线索", "消除一批风险隐患")
CLOSING = (
    "全省完成全年检查和案件查办任务，风险隐患实行动态销号管理。"
    "下一步围绕重点品种、重点区域和网络销售巩固整治成果。"
)


@transaction.atomic
def order_2022(teams: dict[str, Team]) -> Campaign:
    """Programme, task lines, campaign with phases, tasks and targets; published."""
    officer = teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
    on = date(2022, 1, 4)
    first_line = _programme(officer, on)
    campaign = create_campaign(
        code="SN-2022-YPZZ",
        name="2022年陕西省药品安全专项整治年",
        task_line=first_line,
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
        goals=GOALS,
        joint_authorities=("省公安厅环食药侦总队",),
        by=officer,
        on=on,
    )
    for name, kind, start, end in PHASES:
        add_phase(
            campaign, name=name, kind=kind, starts_on=start, ends_on=end, by=officer, on=on
        )
    for name in TASKS:
        add_task(campaign, name=name, due_on=date(2022, 11, 30), by=officer, on=on)
    campaign = publish_campaign(campaign, by=officer, on=date(2022, 2, 9))
    city_targets(campaign, teams, officer, {"inspected_visits": 14, "cases_filed": 5}, on)
    return campaign


def _programme(officer: User, on: date) -> TaskLine:
    """The year's programme with its six lines; the first one is returned."""
    reassurance = create_programme(
        code="SN-FXGC",
        name="药品安全放心工程",
        starts_on=date(2020, 7, 1),
        ends_on=None,
        is_long_running=True,
        summary="一企一档，长期推进。",
        by=officer,
        on=on,
    )
    programme = create_programme(
        code="SN-2022",
        name="2022年全省药品监管工作",
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
        summary="全省药品监督管理工作会议部署的六项任务。",
        by=officer,
        on=on,
    )
    lines = [
        add_task_line(
            programme,
            name=name,
            content=content,
            linked=reassurance if at == 3 else None,
            by=officer,
            on=on,
        )
        for at, (name, content) in enumerate(LINES, 1)
    ]
    return lines[0]


def city_targets(
    campaign: Campaign, teams: dict[str, Team], by: User, goals: dict[str, int], on: date
) -> None:
    """The same target for every city; the province's is their sum."""
    cities = [team.bureau for team in teams.values() if team.bureau.kind == BureauKind.CITY]
    for code, value in goals.items():
        whole = (campaign.bureau, Decimal(value * len(cities)))
        set_targets(
            campaign,
            indicator=Indicator.objects.current().get(code=code),
            values=[whole, *((city, Decimal(value)) for city in cities)],
            by=by,
            on=on,
        )


@transaction.atomic
def close_2022(campaign: Campaign, teams: dict[str, Team]) -> None:
    """Tasks reported done, the campaign closed with its report."""
    officer = teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
    for task in campaign.tasks.all():
        report_task_done(
            task, outcome="已完成，纳入年度总结。", by=officer, on=date(2022, 11, 30)
        )
    close_campaign(campaign, summary=CLOSING, by=officer, on=date(2023, 1, 10))
