"""The whole demonstration in its order, with the time of each part."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from time import monotonic

from django.utils.translation import gettext as _

from accounts.models import Bureau, BureauKind, Role
from accounts.system import SYSTEM
from audit.services.seal import seal
from campaigns.models import Campaign
from campaigns.services.indicators import load_indicators
from campaigns.services.reminders import remind_days
from enforcement.services.published import import_published_decisions
from law.vocabularies import PartyKind
from registry.models import Party
from reporting.demo.disclosures import tell_disclosures
from reporting.demo.draws import PlansAndServices
from reporting.demo.gates import tell_gates
from reporting.demo.goods import tell_goods
from reporting.demo.imports import tell_imports
from reporting.demo.ledger import LedgerStory
from reporting.demo.names import Names
from reporting.demo.parties import Parties
from reporting.demo.people import PROVINCE, People, Team
from reporting.demo.performance import archive_2022
from reporting.demo.plan2022 import close_2022, order_2022
from reporting.demo.report_editions import report_2022
from reporting.demo.returns import UpDown
from reporting.demo.scenarios import SCENARIOS, SOURCES, Scenario
from reporting.demo.stories import DURATION, Teller
from reporting.demo.this_year import SIGN_IN_COUNTIES, ThisYear
from reporting.services.annual import calendar_year
from reporting.services.editions import compute_edition, freeze_edition

SEED = 20220209  # the day of the provincial work conference
COUNTIES_WITH_CASES = 1  # per city
Say = Callable[[str, float], None]


def is_seeded() -> bool:
    return Bureau.objects.exists()


class Demonstration:
    """Builds the province from nothing; every row by a service function."""

    def __init__(self, *, today: date, password: str, say: Say) -> None:
        self.today, self.password, self.say = today, password, say
        self.random = Random(SEED)  # noqa: S311 - a story, not a secret
        self.names = Names(SEED)
        self.teams: dict[str, Team] = {}
        self.of: dict[str, list[Party]] = {}

    def build(self) -> None:
        start = date(2021, 12, 1)
        with self._timed(_("Bureaus and officers")):
            self.teams = People(start, self.today, self.password).build()
        with self._timed(_("Parties and products")):
            load_indicators(by=SYSTEM, on=start)
            self.of = Parties(self.teams, start, self.today).build()
        with self._timed(_("The year 2022")):
            campaign = order_2022(self.teams)
            self._work_of_2022(campaign)
            self._reported_2022(campaign)
            close_2022(campaign, self.teams)
            self._edition(2022, date(2023, 1, 20))
            report_2022((self.teams["610100"], self.teams[PROVINCE]), on=date(2023, 1, 20))
            for code in SIGN_IN_COUNTIES:
                archive_2022(self.teams[code])
        with self._timed(_("Published decisions")):
            officer = self.teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
            import_published_decisions(by=officer, on=self.today)
        with self._timed(_("This year's campaign")):
            story = ThisYear(self.teams, self.of, self.today, self.random, self.names)
            campaign = story.build()
        with self._timed(_("Plans, draws and services")):
            PlansAndServices(self.teams, self.of, self.today).build()
        with self._timed(_("Gates of a case")):
            tell_gates(self.teams, self.of, self.today, self.random, self.names)
        with self._timed(_("Samples and measures")):
            tell_goods(self.teams, self.of, self.today)
        with self._timed(_("Returns, notices and the ledger")):
            self._reported(campaign)
        with self._timed(_("Imports")):
            tell_imports(self.teams["610113"], self.today)
        with self._timed(_("Penalties made public")):
            tell_disclosures(self.teams, self.today)
        with self._timed(_("The audit trail sealed")):
            seal()

    def _reported_2022(self, campaign: Campaign) -> None:
        """Returns of the last month, the ledger closed, the cities assessed."""
        told = UpDown(self.teams, self.today)
        told.returns_2022(told.design(campaign, date(2022, 2, 9)))
        self._ledger().tell_2022(campaign)
        told.assess(campaign, date(2022, 12, 30), cities=10)

    def _reported(self, campaign: Campaign) -> None:
        """Returns in every state, notices read and unread, the ledger, first scores."""
        told = UpDown(self.teams, self.today)
        told.returns(told.design(campaign, campaign.starts_on))
        told.notices(campaign)
        self._ledger().tell(campaign)
        told.assess(campaign, self.today - timedelta(days=1), cities=3)
        for days in (6, 3, 0):
            remind_days(on=self.today - timedelta(days=days))

    def _ledger(self) -> LedgerStory:
        # A chance of its own: what else is told does not change with it.
        chance = Random(SEED + 1)  # noqa: S311
        return LedgerStory(self.teams, self.of, self.today, chance)

    def _work_of_2022(self, campaign: Campaign) -> None:
        """Inspections in every county, cases in some of each city, all closed."""
        for code, team in self.teams.items():
            if team.bureau.kind != BureauKind.COUNTY or not self.of.get(code):
                continue
            teller = Teller(team, self.random, self.names, (campaign,))
            for _each in range(self.random.choice((1, 1, 2))):
                on = self._day_of_2022(300)
                found = teller.small_findings() if self.random.random() < 0.6 else ()
                party = self.random.choice(self.of[code])
                inspection = teller.inspection(party, on, found=found)
                if found:
                    teller.rectify(inspection, on + timedelta(days=15))
        for team in self._with_cases():
            self._cases_of_2022(team, campaign)

    def _cases_of_2022(self, team: Team, campaign: Campaign) -> None:
        teller = Teller(team, self.random, self.names, (campaign,))
        cases = 1 if team.bureau.kind == BureauKind.COUNTY else 2
        for number in range(cases + (team.bureau.code in SIGN_IN_COUNTIES)):
            scenario, party = self._pick(team)
            on = self._day_of_2022(365 - DURATION - 20)
            major = party.kind == PartyKind.DRUG_MANUFACTURER
            clue = None
            if number == 1:
                source = self.random.choice(SOURCES)
                clue = teller.clue(party, scenario, source, on, silent=True)
            teller.case(party, scenario, on, clue=clue, major=major)

    def _with_cases(self) -> Iterator[Team]:
        """The first counties of each city, and the cities themselves."""
        seen: dict[str, int] = {}
        for code, team in self.teams.items():
            kind = team.bureau.kind
            if not self.of.get(code) or kind not in (BureauKind.CITY, BureauKind.COUNTY):
                continue
            if kind == BureauKind.COUNTY:
                city = code[:4]
                seen[city] = seen.get(city, 0) + 1
                keep = code in ("610113", "610502") or seen[city] <= COUNTIES_WITH_CASES
                if not keep:
                    continue
            yield team

    def _pick(self, team: Team) -> tuple[Scenario, Party]:
        """A party of the bureau and something its kind may have done."""
        party = self.random.choice(
            [one for one in self.of[team.bureau.code] if one.kind != PartyKind.DRUG_WHOLESALER]
        )
        fitting = [one for one in SCENARIOS if party.kind in one.kinds]
        return self.random.choice(fitting), party

    def _day_of_2022(self, days: int) -> date:
        return date(2022, 1, 10) + timedelta(days=self.random.randrange(days - 10))

    def _edition(self, year: int, on: date) -> None:
        team = self.teams[PROVINCE]
        question = calendar_year(team.bureau, year)
        edition = compute_edition(question, by=team.one(Role.CAMPAIGN_OFFICER), on=on)
        freeze_edition(edition, by=team.one(Role.BUREAU_HEAD), on=on)

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        begun = monotonic()
        yield
        self.say(what, monotonic() - begun)
