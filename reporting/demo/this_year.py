"""This year's follow-up campaign, relative to the day of the demonstration."""

from datetime import date, timedelta
from random import Random

from accounts.models import BureauKind, Role
from campaigns.models import Campaign, PhaseKind
from campaigns.services.campaigns import add_phase, create_campaign, publish_campaign
from campaigns.services.programmes import add_task_line, create_programme
from campaigns.services.tasks import add_task
from deadlines.services.calendar import office_calendar
from deadlines.services.clocks import end_lapsed
from deadlines.services.reminders import remind_due
from enforcement.models import Case
from enforcement.services.oversight import supervise
from law.vocabularies import ClueSource, PartyKind
from law.workdays import WorkCalendar
from registry.models import Party
from reporting.demo.around import tell_around
from reporting.demo.changed_clocks import tell_changed_clocks
from reporting.demo.errands import assign_errands
from reporting.demo.hearings import tell_hearings
from reporting.demo.names import Names
from reporting.demo.people import PROVINCE, Team
from reporting.demo.performance import tell_performance
from reporting.demo.plan2022 import city_targets
from reporting.demo.scenarios import SCENARIOS, SOURCES, Scenario
from reporting.demo.stories import DURATION, GAPS, STEPS, Teller

VERIFY_DAYS = 15  # working days, to place clues so that their limits fall as wanted
DECIDE_DAYS = 90
# How far a case is told, and how many steps of its approval are signed: so that unit head,
# legal reviewer and bureau head each find one waiting.
WAITING = (
    ("filing", 0),
    ("filing", 1),
    ("reviewing", 0),
    ("reviewing", 1),
    ("reviewing", 2),
    ("notified", 0),
    ("served", 0),
    ("closing", 1),
)
SIGN_IN_COUNTIES = ("610113", "610502")


class ThisYear:
    """The campaign in full swing: closed cases, open ones in every state, limits near."""

    def __init__(
        self,
        teams: dict[str, Team],
        of: dict[str, list[Party]],
        today: date,
        random: Random,
        names: Names,
    ) -> None:
        self.teams, self.of, self.today = teams, of, today
        self.random, self.names = random, names
        self.calendar = office_calendar()
        self.starts_on = max(date(today.year, 1, 1), today - timedelta(days=300))
        if (today - self.starts_on).days < DURATION + 40:
            self.starts_on = today - timedelta(days=DURATION + 60)

    def build(self) -> Campaign:
        campaign = self._order()
        self._inspections(campaign)
        self._cases(campaign)
        for code in SIGN_IN_COUNTIES:
            self._near_limits(self.teams[code], campaign)
        team = self.teams[SIGN_IN_COUNTIES[0]]
        teller = Teller(team, self.random, self.names, (campaign,))
        tell_hearings(teller, self.of[team.bureau.code], self.today)
        assign_errands(self.teams, self.today)
        team = self.teams[SIGN_IN_COUNTIES[0]]
        teller = Teller(team, self.random, self.names, (campaign,))
        picked = [self._pick(team) for _each in range(4)]
        tell_around(teller, self.teams, picked, self.today)
        self._sweeps()
        return campaign

    def _order(self) -> Campaign:
        officer = self.teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
        on, year = self.starts_on, self.today.year
        programme = create_programme(
            code=f"SN-{year}",
            name=f"{year}年全省药品监管工作",
            starts_on=self.starts_on,
            ends_on=self.today + timedelta(days=120),
            by=officer,
            on=on,
        )
        line = add_task_line(programme, name="巩固提升药品安全专项整治成果", by=officer, on=on)
        end = self.today + timedelta(days=60)
        campaign = create_campaign(
            code=f"SN-{year}-GGTS",
            name=f"{year}年药品安全巩固提升行动",
            task_line=line,
            starts_on=self.starts_on,
            ends_on=end,
            goals=("防范风险", "查办案件", "提升能力"),
            joint_authorities=("省公安厅", "省卫生健康委"),
            by=officer,
            on=on,
        )
        self._phases(campaign, end, on)
        self._tasks(campaign)
        campaign = publish_campaign(campaign, by=officer, on=on)
        goals = {"inspected_visits": 18, "problems_found": 12, "cases_filed": 4}
        city_targets(campaign, self.teams, officer, goals, on)
        return campaign

    def _phases(self, campaign: Campaign, end: date, on: date) -> None:
        officer = self.teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
        third = (end - self.starts_on).days // 4
        edges = [self.starts_on + timedelta(days=third * at) for at in range(4)]
        kinds = (
            ("动员部署", PhaseKind.MOBILISE),
            ("自查自纠", PhaseKind.SELF_CHECK),
            ("集中整治", PhaseKind.INSPECT),
            ("总结验收", PhaseKind.REVIEW),
        )
        for at, (name, kind) in enumerate(kinds):
            last = end if at == 3 else edges[at + 1] - timedelta(days=1)
            add_phase(
                campaign,
                name=name,
                kind=kind,
                starts_on=edges[at],
                ends_on=last,
                by=officer,
                on=on,
            )

    def _tasks(self, campaign: Campaign) -> None:
        """Due today, soon and late, for the province and for every city."""
        officer = self.teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
        wanted = (
            ("报送本月进展情况", 0),
            ("完成网络销售企业排查", 3),
            ("公布一批典型案例", -2),
        )
        owners = [
            team.bureau
            for team in self.teams.values()
            if team.bureau.kind in (BureauKind.PROVINCE, BureauKind.CITY)
        ]
        for owner in owners:
            for name, days in wanted:
                add_task(
                    campaign,
                    name=name,
                    owner=owner,
                    due_on=self.today + timedelta(days=days),
                    by=officer,
                    on=self.starts_on,
                )

    def _inspections(self, campaign: Campaign) -> None:
        days = (self.today - self.starts_on).days
        for code, team in self.teams.items():
            if team.bureau.kind not in (BureauKind.COUNTY, BureauKind.CITY):
                continue
            teller = Teller(team, self.random, self.names, (campaign,))
            for _each in range(self.random.choice((1, 2))):
                on = self.starts_on + timedelta(days=self.random.randrange(days))
                found = teller.small_findings() if self.random.random() < 0.6 else ()
                party = self.random.choice(self.of[code])
                inspection = teller.inspection(party, on, found=found)
                fixed_on = on + timedelta(days=18)
                if found and fixed_on <= self.today and self.random.random() < 0.8:
                    teller.rectify(inspection, fixed_on)

    def _cases(self, campaign: Campaign) -> None:
        """One case per city in turn of every state; a few closed ones."""
        cities = [
            team
            for team in self.teams.values()
            if team.bureau.kind == BureauKind.COUNTY and self.of.get(team.bureau.code)
        ]
        chosen = [team for at, team in enumerate(cities) if at % 4 == 0]
        for at, team in enumerate(chosen):
            until = STEPS[-1] if at % 3 == 0 else STEPS[at % len(STEPS)]
            scenario, party = self._pick(team)
            teller = Teller(team, self.random, self.names, (campaign,))
            lasts = sum(GAPS[step] for step in STEPS[1 : STEPS.index(until) + 1])
            on = self.today - timedelta(days=lasts + self.random.randrange(1, 9))
            clue = None
            if at % 2:
                clue = teller.clue(party, scenario, self.random.choice(SOURCES), on)
            case = teller.case(party, scenario, on, until=until, clue=clue, major=at % 8 == 0)
            if until in ("violation", "proposed", "served"):
                self._follow(case)

    def _follow(self, case: Case) -> None:
        """The province supervises a case that is under way."""
        supervise(
            case,
            reason="案情重大，社会关注。",
            by=self.teams[PROVINCE].one(Role.CAMPAIGN_OFFICER),
            on=self.today,
        )

    def _near_limits(self, team: Team, campaign: Campaign) -> None:
        """For the sign-ins of a county: limits due today, in three days, two days late."""
        teller = Teller(team, self.random, self.names, (campaign,))
        for days in (0, 3, -2):
            received = self._received_for(days)
            scenario, party = self._pick(team)
            teller.clue(party, scenario, ClueSource.COMPLAINT, received, verified=days != 3)
        scenario, party = self._pick(team)
        fresh = self.today - timedelta(days=2)
        teller.clue(party, scenario, ClueSource.REPORT, fresh, taken=False)
        tell_changed_clocks(teller, [self._pick(team) for _each in range(3)], self.today)
        tell_performance(teller, [self._pick(team) for _each in range(4)], self.today)
        for until, signed in WAITING:
            scenario, party = self._pick(team)
            lasts = sum(GAPS[step] for step in STEPS[1 : STEPS.index(until) + 1])
            on = self.today - timedelta(days=lasts + 1)
            case = teller.case(party, scenario, on, until=until)
            teller.sign(case, signed, self.today)
        for days in (0, 3, -2):
            scenario, party = self._pick(team)
            on = self.today - timedelta(days=DECIDE_DAYS + 1 - days)
            teller.case(party, scenario, on, until="violation")

    def _received_for(self, days: int) -> date:
        """The day a clue came in whose verification ends ``days`` working days from today."""
        return back(self.today, VERIFY_DAYS - days, self.calendar)

    def _pick(self, team: Team) -> tuple[Scenario, Party]:
        party = self.random.choice(
            [one for one in self.of[team.bureau.code] if one.kind != PartyKind.DRUG_WHOLESALER]
        )
        fitting = [one for one in SCENARIOS if party.kind in one.kinds]
        return self.random.choice(fitting), party

    def _sweeps(self) -> None:
        """The sweeps of the last fourteen days, so that the ladder has really fired."""
        for days in range(13, -1, -1):
            end_lapsed(on=self.today - timedelta(days=days))
            remind_due(on=self.today - timedelta(days=days))


def back(today: date, days: int, calendar: WorkCalendar) -> date:
    """The day from which ``days`` working days end on ``today`` (or the next working day)."""
    at = today
    while not calendar.is_workday(at):
        at += timedelta(days=1)
    left = days
    while left > 0:
        at -= timedelta(days=1)
        left -= calendar.is_workday(at + timedelta(days=1))
    return at
