"""Cases of this year at a hearing, before a discussion, and decided without a penalty."""

from dataclasses import replace
from datetime import date, time, timedelta

from django.db import transaction

from accounts.models import Role
from enforcement.models import Case
from enforcement.services.hearing_days import (
    announce_hearing,
    hold_hearing,
    last_day_before,
    schedule_hearing,
    serve_hearing_notice,
)
from enforcement.services.hearings import request_hearing
from enforcement.services.outcomes import decide_no_penalty
from enforcement.services.proposals import propose_penalty
from enforcement.services.serving import serve_notice
from enforcement.transitions.course_law import HEARING_NOTICE_PERIOD
from law.vocabularies import PartyKind
from registry.models import Party
from reporting.demo.scenarios import SCENARIOS
from reporting.demo.stories import GAPS, Teller
from reporting.demo.told import CaseTold

DAY = timedelta(days=1)
UNTIL_APPROVED = sum(
    GAPS[step] for step in ("filed", "violation", "proposed", "reviewing", "approved")
)
# Inferior drugs sold by a pharmacy, fined inside the range: always with a hearing right.
SCENARIO = replace(SCENARIOS[0], mitigated=False)
SPARED = "《中华人民共和国行政处罚法》第三十三条第一款"


def tell_hearings(teller: Teller, parties: list[Party], today: date) -> None:
    """For one bureau: a hearing asked for, one held, a discussion owed, no penalty."""
    shops = [one for one in parties if one.kind == PartyKind.RETAIL_PHARMACY]
    told = HearingsTold(teller, today)
    told.requested(shops[0])
    told.held(shops[1 % len(shops)])
    told.to_be_discussed(shops[2 % len(shops)])
    told.spared(shops[3 % len(shops)])


class HearingsTold:
    """The four cases, each told from its source on."""

    def __init__(self, teller: Teller, today: date) -> None:
        self.teller, self.today = teller, today
        self.team, self.lead = teller.team, teller.lead
        self.legal = teller.team.one(Role.LEGAL_REVIEWER)

    @transaction.atomic
    def requested(self, party: Party) -> None:
        """The notice was served three days ago; the party asks for a hearing."""
        case = self._told(party, self.today - 3 * DAY)
        grounds = "认为拟处罚款数额过高，要求听证。"
        request_hearing(case, grounds=grounds, by=self.lead, on=self.today - DAY)

    @transaction.atomic
    def held(self, party: Party) -> None:
        """The hearing was held; its report is due."""
        served = self.today - 21 * DAY
        case = self._told(party, served)
        request_hearing(case, by=self.lead, on=served + DAY)
        fixed = served + 2 * DAY
        takes_place_on = fixed + 8 * DAY
        while last_day_before(HEARING_NOTICE_PERIOD, takes_place_on) < fixed:
            takes_place_on += DAY
        schedule_hearing(
            case,
            host=self.legal,
            recorder=self.team.one(Role.UNIT_HEAD),
            takes_place_on=takes_place_on,
            takes_place_at=time(9, 30),
            place="机关三楼听证室",
            by=self.legal,
            on=fixed,
        )
        serve_hearing_notice(case, by=self.lead, on=fixed)
        announce_hearing(case, by=self.legal, on=fixed)
        hold_hearing(
            case,
            attendance="当事人委托代理人、案件承办人到场。",
            record="当事人对违法事实无异议，请求从轻处罚；承办人说明裁量理由。",
            by=self.legal,
            on=min(self.today, takes_place_on),
        )

    def to_be_discussed(self, party: Party) -> None:
        """A major case after notice and waiver: the heads must discuss it."""
        on = self.today - (UNTIL_APPROVED + GAPS["notified"] + 1) * DAY
        self.teller.case(party, SCENARIO, on, until="notified", major=True)

    @transaction.atomic
    def spared(self, party: Party) -> None:
        """Slight, corrected in time, without harm: decided without a penalty."""
        on = self.today - 20 * DAY
        case = self.teller.case(party, SCENARIO, on, until="violation")
        told = CaseTold(self.teller, case, SCENARIO)
        on += 9 * DAY
        propose_penalty(
            case,
            step="none",
            reasons="违法行为轻微并及时改正，没有造成危害后果。",
            mitigation_basis=SPARED,
            by=self.lead,
            on=on,
        )
        told.reviewing(on)
        told.approved(on + 2 * DAY)
        decide_no_penalty(case, by=self.team.one(Role.BUREAU_HEAD), on=on + 3 * DAY)

    def _told(self, party: Party, served_on: date) -> Case:
        on = served_on - UNTIL_APPROVED * DAY
        case = self.teller.case(party, SCENARIO, on, until="approved")
        serve_notice(case, by=self.lead, on=served_on)
        return case
