"""What happens around cases, for the sign-ins: on the spot, asked, offered, with the police."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.models import Role
from enforcement.models import Case
from enforcement.services.assistance import request_assistance
from enforcement.services.hand_overs import hand_over
from enforcement.services.on_spot import OnSpotFacts, penalise_on_the_spot
from enforcement.services.oversight import supervise
from enforcement.services.transfers import hand_over_transfer, propose_transfer
from registry.models import Party
from reporting.demo.people import PROVINCE, Team
from reporting.demo.scenarios import Scenario
from reporting.demo.stories import Teller
from workbench.services.approvals import approve, pending_of

CITY = "610100"
OFFERED_TO = "610502"


@transaction.atomic
def tell_around(
    teller: Teller,
    teams: dict[str, Team],
    picked: list[tuple[Scenario, Party]],
    today: date,
) -> None:
    """One of each for a county: every page of these acts has something to show.

    Args:
        picked: four scenarios with a party of the bureau.
    """
    spot, asked, offered, crime = picked
    on_the_spot(teller, spot[1], today - timedelta(days=2))
    case = teller.case(asked[1], asked[0], today - timedelta(days=20), until="violation")
    request_assistance(
        to=teams[CITY].bureau,
        case=case,
        title=f"协查{asked[1].name}购货渠道",
        request="请核实供货单位资质、随货同行单和银行流水，并将结果书面函告。",
        by=teller.lead,
        on=today - timedelta(days=6),
    )
    watched(case, teams, today)
    moving = teller.case(offered[1], offered[0], today - timedelta(days=12), until="filed")
    hand_over(
        moving,
        to=teams[OFFERED_TO].bureau,
        reason="主要违法行为发生在你辖区，由你局管辖更为适宜。",
        by=teller.team.one(Role.BUREAU_HEAD),
        on=today - timedelta(days=1),
    )
    with_the_police(teller, *crime, today)


def on_the_spot(teller: Teller, party: Party, on: date) -> None:
    """Warned and fined in the shop; its papers are still to be filed."""
    lead, second = teller.team.inspectors
    facts = OnSpotFacts(
        provision="devuse_obstruction",
        facts="现场检查时未如实提供医疗器械进货查验记录，经当场指出后提供。",
        warning=True,
        fine=Decimal(500),
        rights_told=True,
        defence="认可事实，已当场改正，请求从轻处罚。",
        place=party.address or "经营场所",
    )
    penalise_on_the_spot(party, facts, with_officer=second, by=lead, on=on)


def watched(case: Case, teams: dict[str, Team], today: date) -> None:
    """A case under supervision of the province, a report due in three days."""
    supervise(
        case,
        reason="涉案产品流向多个地区，社会关注。",
        report_days=[today + timedelta(days=3), today + timedelta(days=20)],
        by=teams[PROVINCE].one(Role.CAMPAIGN_OFFICER),
        on=today - timedelta(days=4),
    )


def with_the_police(teller: Teller, scenario: Scenario, party: Party, today: date) -> None:
    """A suspected crime handed to the police yesterday; their answer is awaited."""
    case = teller.case(party, scenario, today - timedelta(days=30), until="violation")
    day = today - timedelta(days=2)
    transfer = propose_transfer(
        case,
        kind="police",
        to_name="西安市公安局雁塔分局",
        charge="涉嫌生产、销售假药罪",
        reason="涉案货值较大，达到刑事案件立案追诉标准。",
        by=teller.lead,
        on=day,
    )
    head = teller.team.one(Role.BUREAU_HEAD)
    approve(pending_of(transfer)[0], by=head, on=day, reason="同意移送")
    transfer.refresh_from_db()
    hand_over_transfer(
        transfer,
        receipt=f"雁公收〔{today.year}〕1号",
        by=teller.lead,
        on=today - timedelta(days=1),
    )
