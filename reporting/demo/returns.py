"""Returns, notices and assessment of the demonstration."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.models import BureauKind, Role, User
from campaigns.models import Campaign, Indicator, Notice, Return, ReturnSchedule
from campaigns.services.assessment import appeal_score, give_score, settle_score
from campaigns.services.design import (
    add_assessment_item,
    add_schedule,
    choose_indicators,
    define_indicator,
)
from campaigns.services.notices import acknowledge, reply, send_notice
from campaigns.services.returns import Entered, cells_of, fill_return
from campaigns.services.returns_checked import accept_return, lock_return, send_back
from campaigns.services.schedules import begun_periods
from reporting.demo.people import PROVINCE, Team
from reporting.services import returns

SHEET = ("inspected_visits", "problems_found", "problems_rectified", "clues", "cases_filed")
# How far the ten cities are with the period that has just ended.
UNTIL = (
    "accepted",
    "submitted",
    "accepted",
    "returned",
    "draft",
    "submitted",
    "locked",
    "accepted",
    "late",
    "draft",
)
WORK = "按方案开展检查，对发现的问题逐条建账，督促整改。"


class UpDown:
    """What goes down as notices and comes up as returns."""

    def __init__(self, teams: dict[str, Team], today: date) -> None:
        self.teams, self.today = teams, today
        self.province = teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
        self.cities = [team for team in teams.values() if team.bureau.kind == BureauKind.CITY]

    @transaction.atomic
    def design(self, campaign: Campaign, on: date) -> ReturnSchedule:
        """The sheet, how often it is due, and what bureaus are assessed by."""
        by = self.province
        entered = define_indicator(
            code=f"publicity-{campaign.starts_on.year}",
            name="宣传培训",
            name_en="Publicity and training",
            unit="次",
            definition="期内组织的宣传、培训场次，由各单位填报。",
            definition_en="Publicity and training sessions held in the period, as entered.",
            by=by,
            on=on,
        )
        known = {one.code: one for one in Indicator.objects.current().filter(code__in=SHEET)}
        sheet = [*(known[code] for code in SHEET), entered]
        choose_indicators(campaign, indicators=sheet, by=by, on=on)
        items = (("案件查办", 40), ("隐患整改销号", 40), ("信息报送", 20))
        for name, points in items:
            add_assessment_item(campaign, name=name, weight=Decimal(points), by=by, on=on)
        return add_schedule(
            campaign,
            name="月报",
            frequency="monthly",
            cut_off_day=31,
            due_days=5,
            with_counties=False,
            by=by,
            on=on,
        )

    @transaction.atomic
    def returns(self, schedule: ReturnSchedule) -> None:
        """This year's: the last period that ended, every city in another state."""
        begun = begun_periods(schedule, self.today)
        period = next((one for one in begun if one.ends_on < self.today), begun[0])
        for until, team in zip(UNTIL, self.cities, strict=False):
            if until == "late":
                continue
            on = min(self.today, period.ends_on + timedelta(days=3))
            self._return(schedule, period.starts_on, team, until, on)

    @transaction.atomic
    def returns_2022(self, schedule: ReturnSchedule) -> None:
        """2022, complete: the last month of every city, locked."""
        for team in self.cities:
            period = begun_periods(schedule, date(2022, 12, 31))[0]
            on = period.ends_on + timedelta(days=3)
            self._return(schedule, period.starts_on, team, "locked", on)

    def _return(
        self, schedule: ReturnSchedule, starts_on: date, team: Team, until: str, on: date
    ) -> Return:
        officer = team.one(Role.CAMPAIGN_OFFICER)
        report = returns.begin(schedule, starts_on=starts_on, by=officer, on=on)
        self._fill(report, officer, on)
        if until == "draft":
            return report
        returns.submit(report, by=officer, on=on)
        if until == "returned":
            why = "宣传培训场次与上报材料不一致，请核对。"
            return send_back(report, reason=why, by=self.province, on=on)
        if until in ("accepted", "locked"):
            accept_return(report, by=self.province, on=on)
        if until == "locked":
            lock_return(report, by=self.province, on=on)
        return report

    def _fill(self, report: Return, officer: User, on: date) -> None:
        cells = {
            cell.indicator.code: Entered(
                Decimal(3) if cell.computed is None else cell.value,
                None if cell.computed is None else cell.cumulative,
            )
            for cell in cells_of(report)
        }
        said = {"work": WORK, "next_steps": "对逾期未整改的企业依法处理。"}
        fill_return(report, cells=cells, version=None, by=officer, on=on, **said)

    @transaction.atomic
    def notices(self, campaign: Campaign) -> None:
        """One answered by most, one task order that some have not read, one to be read."""
        before = self.today - timedelta(days=9)
        order = self._send(
            campaign,
            "关于开展网络销售药品专项排查的通知",
            "task_order",
            before,
            reply_by=self.today - timedelta(days=2),
        )
        for at, team in enumerate(self.cities):
            officer = team.one(Role.CAMPAIGN_OFFICER)
            if at % 4 != 3:
                acknowledge(order, by=officer, on=before + timedelta(days=1))
            if at % 4 < 2:
                reply(order, text="已部署排查，附排查方案。", by=officer, on=before)
        self._send(campaign, "关于报送本月进展情况的通知", "notice", self.today)

    def _send(
        self,
        campaign: Campaign,
        title: str,
        kind: str,
        on: date,
        reply_by: date | None = None,
    ) -> Notice:
        return send_notice(
            title=f"（演示）{title}",
            content="各市局：请按专项行动方案要求落实，并按期反馈。",
            kind=kind,
            to=[team.bureau for team in self.cities],
            read_by=on + timedelta(days=3),
            reply_by=reply_by,
            campaign=campaign,
            by=self.province,
            on=on,
        )

    @transaction.atomic
    def assess(self, campaign: Campaign, on: date, cities: int) -> None:
        """Scores of the first cities; one appealed, one settled."""
        item = campaign.assessmentitems.get(name="隐患整改销号")
        for at, team in enumerate(self.cities[:cities]):
            score = give_score(
                item,
                bureau=team.bureau,
                score=Decimal(36 - at % 5),
                evidence="依据台账销号情况和复查记录。",
                by=self.province,
                on=on,
            )
            if at < 2:
                officer = team.one(Role.CAMPAIGN_OFFICER)
                appeal_score(score, text="两条隐患已在期内销号，请复核。", by=officer, on=on)
            if at == 0:
                settle_score(
                    score, value=Decimal(38), reason="经复核属实", by=self.province, on=on
                )
