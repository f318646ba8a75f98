"""What the gates show: a law that changed, one act under two norms, bands, an imported case."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from accounts.models import Role
from accounts.system import SYSTEM
from deadlines.services.splits import enter_split
from enforcement.models import Case
from enforcement.services.conflicts import declare_conflict
from enforcement.services.gates.exemption import check_prior
from enforcement.services.law_choices import choose_law
from enforcement.services.precedent_import import import_precedents
from enforcement.services.proposals import propose_penalty
from enforcement.services.violations import record_violation
from law.provisions import get_provision
from law.vocabularies import Domain, PartyKind
from registry.models import Party
from reporting.demo.names import Names
from reporting.demo.people import PROVINCE, Team
from reporting.demo.scenarios import Scenario
from reporting.demo.stories import Teller

COUNTY = "610113"
OLD = "impl_hospital_other_preparations_old"
SCENARIO = Scenario(
    OLD,
    "擅自使用其他医疗机构制剂",
    Domain.DRUG,
    (PartyKind.MEDICAL_INSTITUTION,),
    "未经批准使用其他医疗机构配制的制剂，有领用登记和收费记录。",
    "使用其他医疗机构配制的制剂，不能提供调剂批准文件",
    (3000, 9000),
)
IMPORTED = {
    "source_id": "demo-import-1",
    "title": "（演示）某诊所使用其他医疗机构制剂案",
    "authority": "演示机关",
    "domain": Domain.DRUG.value,
    "party": "某诊所",
    "party_kind": PartyKind.MEDICAL_INSTITUTION.value,
    "published_on": "2025-03-12",
    "provision": OLD,
    "goods_value": "12000",
    "fine": "150000",
}


def tell_gates(
    teams: dict[str, Team],
    of: dict[str, list[Party]],
    today: date,
    random: Random,
    names: Names,
) -> None:
    """Bands of discretion, an imported decision, and a case between two laws."""
    enter_split(
        lenient=Decimal("0.3"),
        heavier=Decimal("0.7"),
        effective_from=date(2024, 8, 1),
        basis="（演示）省药品行政处罚裁量基准，以正式文本为准",
        by=SYSTEM,
        on=today,
    )
    officer = teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
    import_precedents(_table(), name="demo.csv", dry_run=False, by=officer, on=today)
    team = teams[COUNTY]
    clinics = [one for one in of[COUNTY] if one.kind == PartyKind.MEDICAL_INSTITUTION]
    ended = get_provision(OLD).effective_to
    # Only where both laws are told by the calendar: after the change, within limitation.
    if not clinics or ended is None or not 20 < (today - ended).days < 700:
        return
    teller = Teller(team, random, names)
    case = teller.case(clinics[0], SCENARIO, today - timedelta(days=9), until="filed")
    _between_two_laws(teller, case, ended - timedelta(days=4), today)
    if len(clinics) > 1:
        declare_conflict(party=clinics[1], ground="relation", by=teller.lead, on=today)


@transaction.atomic
def _between_two_laws(teller: Teller, case: Case, ended_on: date, today: date) -> None:
    """The law chosen, a proposal kept: the panel warns of what is not answered yet."""
    by = teller.lead
    violation = record_violation(
        case,
        provision=OLD,
        facts=SCENARIO.facts,
        goods_value=Decimal(8200),
        ended_on=ended_on,
        by=by,
        on=today,
    )
    choose_law(
        violation,
        chosen="old",
        reason="新旧规定处罚幅度相同，按照从旧兼从轻原则适用行为时的规定。",
        by=by,
        on=today,
    )
    check_prior(case, by=by, on=today)
    propose_penalty(
        case,
        step="lenient",
        fine=Decimal(120_000),
        reasons="货值金额较小，主动配合调查。",
        by=by,
        on=today,
    )


def _table() -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(IMPORTED))
    writer.writeheader()
    writer.writerow(IMPORTED)
    return out.getvalue().encode()
