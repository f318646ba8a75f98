"""Plans, draws, dossiers, visits to help and training of the demonstration."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from accounts.services.trainings import plan_training, record_attendance
from campaigns.services.visits import answer_visit, follow_up_visit, record_visit
from enforcement.draw_rules import draw_rules
from enforcement.models import Draw, InspectionPlan
from enforcement.services.conflicts import declare_conflict
from enforcement.services.draw_tasks import replace_drawn_party
from enforcement.services.draws import (
    add_stratum,
    announce_draw,
    create_draw,
    exclude_from_draw,
    publish_draw,
    run_draw,
)
from enforcement.services.inspection_plans import (
    approve_plan,
    create_plan,
    set_plan_lines,
    submit_plan,
)
from enforcement.services.inspections import begin_inspection, complete_inspection
from law.vocabularies import PartyKind
from registry.dossiers import wanted_of
from registry.models import Party
from registry.services.dossiers import record_dossier_item
from registry.services.intake import register_parties
from registry.services.parties import NewParty
from reporting.demo.names import Names
from reporting.demo.people import PROVINCE, Team
from risk.services.grades import grade_party

COUNTIES = ("610113", "610502")
NEEDS = (
    "新店开办，希望指导《药品经营质量管理规范》现场检查要点",
    "冷链运输温度记录系统升级，希望了解验证要求",
    "网络销售备案材料填报遇到困难",
)
SHOPS = 12
TIMES = {"": 1, "A": 1, "B": 1, "C": 2, "D": 4}


class PlansAndServices:
    """For the counties that have sign-ins; everything through the acts."""

    def __init__(self, teams: dict[str, Team], of: dict[str, list[Party]], today: date) -> None:
        self.teams, self.of, self.today = teams, of, today
        self.names = Names(20260101)

    @transaction.atomic
    def build(self) -> None:
        self._training()
        for code in COUNTIES:
            team = self.teams[code]
            parties = self._more_shops(team)
            plan = self._plan(team)
            self._conflict(team, parties)
            self._published_draw(team, plan)
            self._draw_in_hand(team, plan)
            self._dossiers(team, parties)
            self._visits(team, parties)

    def _more_shops(self, team: Team) -> list[Party]:
        """Enough shops to draw from, most of them graded."""
        bureau, officer = team.bureau, team.inspectors[0]
        region = bureau.regions.all()[0]
        rows = [
            NewParty(
                name=self.names.enterprise(region.name, "便民大药房"),
                kind=PartyKind.RETAIL_PHARMACY.value,
                domains=("drug", "device"),
                region=region,
                bureau=bureau,
                credit_code=self.names.credit_code(region.code),
                address=f"{region.name}建设路{at}号",
                area=("village", "town", "urban")[at % 3],
                is_demo=True,
            )
            for at in range(1, SHOPS + 1)
        ]
        on = self.today - timedelta(days=90)
        shops = register_parties(rows, by=officer, on=on)
        grader = self.teams[f"{bureau.code[:4]}00"].one(Role.CAMPAIGN_OFFICER)
        for party, risk_class in zip(shops, "AABBCD", strict=False):
            grade_party(
                party=party,
                risk_class=risk_class,
                year=self.today.year,
                reason="年度风险分级评定",
                by=grader,
                on=on,
            )
        return [*shops, *self.of[bureau.code]]

    def _plan(self, team: Team) -> InspectionPlan:
        head, unit_head = team.one(Role.BUREAU_HEAD), team.one(Role.UNIT_HEAD)
        on = self.today - timedelta(days=60)
        plan = create_plan(
            title=f"{self.today.year}年度药品监督检查计划",
            year=self.today.year,
            basis="按风险等级确定检查频次，突出农村和城乡结合部。",
            by=unit_head,
            on=on,
        )
        for domain, link in (("drug", "retail"), ("drug", "use"), ("device", "wholesale")):
            set_plan_lines(plan, domain=domain, link=link, times=TIMES, by=unit_head, on=on)
        submit_plan(plan, by=unit_head, on=on)
        return approve_plan(plan, by=head, on=on)

    def _conflict(self, team: Team, parties: list[Party]) -> None:
        officer = team.inspectors[0]
        on = self.today - timedelta(days=50)
        declare_conflict(party=parties[0], ground="kin", by=officer, on=on)

    def _draft(self, team: Team, plan: InspectionPlan, title: str, on: date, days: int) -> Draw:
        head = team.one(Role.BUREAU_HEAD)
        draw = create_draw(
            title=title,
            domain="drug",
            planned_on=on + timedelta(days=days),
            recent_months=1,
            plan=plan,
            by=head,
            on=on,
        )
        for name, ratio, link in (("零售", "10", "retail"), ("使用单位", "5", "use")):
            add_stratum(draw, name=name, ratio=Decimal(ratio), link=link, by=head, on=on)
        return draw

    def _run(self, draw: Draw, team: Team, on: date) -> Draw:
        head, unit_head = team.one(Role.BUREAU_HEAD), team.one(Role.UNIT_HEAD)
        at = timezone.make_aware(datetime.combine(on, time(9)))
        seed = f"{team.bureau.short_name}{on.isoformat()}"
        source = f"{on.isoformat()}福彩双色球开奖号码"
        announce_draw(draw, seed=seed, public_source=source, by=head, on=on, at=at)
        later = at + timedelta(minutes=draw_rules().notice_minutes)
        return run_draw(draw, public_value="03 08 17 21 26 33", by=unit_head, on=on, at=later)

    def _published_draw(self, team: Team, plan: InspectionPlan) -> None:
        on = self.today - timedelta(days=45)
        draw = self._draft(team, plan, "药品零售和使用单位“双随机、一公开”抽查", on, 5)
        self._run(draw, team, on)
        day = draw.planned_on
        for row in draw.drawn.select_related("inspection__bureau", "first"):
            begin_inspection(row.inspection, inspected_on=day, by=row.first, on=day)
            complete_inspection(
                row.inspection, site_conclusion="conforms", by=row.first, on=day
            )
        publish_draw(
            draw,
            publication="局门户网站“双随机、一公开”专栏",
            by=team.one(Role.BUREAU_HEAD),
            on=day + timedelta(days=5),
        )

    def _draw_in_hand(self, team: Team, plan: InspectionPlan) -> None:
        on = self.today - timedelta(days=2)
        draw = self._draft(team, plan, "药品经营使用环节第四季度随机抽查", on, 9)
        head = team.one(Role.BUREAU_HEAD)
        exclude_from_draw(
            draw, party=self.of[team.bureau.code][-1], reason="正在立案调查", by=head, on=on
        )
        self._run(draw, team, on)
        if draw.drawn.filter(stratum=1).exists():
            replace_drawn_party(
                draw, seq=1, reason="停业装修", by=team.one(Role.UNIT_HEAD), on=self.today
            )

    def _dossiers(self, team: Team, parties: list[Party]) -> None:
        officer = team.inspectors[0]
        wanting = [one for one in parties if one.kind != PartyKind.INDIVIDUAL][:6]
        for at, party in enumerate(wanting):
            papers = wanted_of(party.kind)
            for paper in papers if at % 2 == 0 else papers[:2]:
                record_dossier_item(
                    party,
                    code=paper.code,
                    reference=f"监管档案〔{self.today.year}〕{at + 1}卷",
                    by=officer,
                    on=self.today - timedelta(days=20),
                )

    def _visits(self, team: Team, parties: list[Party]) -> None:
        officer = team.inspectors[0]
        for at, need in enumerate(NEEDS):
            on = self.today - timedelta(days=30 - at * 10)
            visit = record_visit(
                party=parties[at],
                visited_on=on,
                officers=team.inspectors,
                need=need,
                by=officer,
                on=on,
            )
            if at < 2:
                answer_visit(visit, answer="已现场讲解并提供办事指南。", by=officer, on=on)
            if at == 0:
                follow_up_visit(visit, follow_up="企业已按要求完成整改。", by=officer, on=on)

    def _training(self) -> None:
        planner = self.teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
        on = self.today - timedelta(days=40)
        people: list[User] = [
            one for code in COUNTIES for one in self.teams[code].by_role[Role.INSPECTOR]
        ]
        plan = plan_training(
            title="药品检查员能力提升培训",
            hours=Decimal(16),
            provider="省局审核查验中心",
            due_on=self.today + timedelta(days=30),
            content="检查方案编制、缺陷判定、现场取证。",
            officers=people,
            by=planner,
            on=on,
        )
        held = self.today - timedelta(days=10)
        record_attendance(plan, officers=people[:2], held_on=held, by=planner, on=held)
