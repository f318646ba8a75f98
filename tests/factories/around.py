"""What happens around a case, by state, made through the acts."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from documents.models import Document
from enforcement.models import AssistanceRequest, Case, HandOver, Transfer
from enforcement.services.assistance import request_assistance
from enforcement.services.hand_overs import hand_over
from enforcement.services.merging import merge_case
from enforcement.services.on_spot import OnSpotFacts, penalise_on_the_spot
from enforcement.services.transfer_answers import record_accepted
from enforcement.services.transfers import hand_over_transfer, propose_transfer
from registry.models import Party
from tests.factories.enforcement_cases import Team, fresh, make_case
from tests.factories.enforcement_field import ON
from tests.factories.registry import make_party
from workbench.models import Approval
from workbench.services.approvals import approve

# A provision that knows a warning only, and one with a warning and a fine up to 20,000 yuan.
WARNED = "drug_records_dispensing"
FINED = "devuse_obstruction"
PDF = b"%PDF-1.4 signed sheet"


def scan(name: str = "签批单.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def on_spot_facts(**told: Any) -> OnSpotFacts:
    values: dict[str, Any] = {
        "provision": FINED,
        "facts": "未按要求提供进货查验记录。",
        "fine": Decimal(1000),
        "warning": True,
        "rights_told": True,
    }
    return OnSpotFacts(**{**values, **told})


def make_on_spot(team: Team, *, party: Party | None = None, on: date = ON, **told: Any) -> Case:
    """Warned and fined 1,000 yuan on the spot, to be paid at the bank."""
    document: Document = penalise_on_the_spot(
        party or make_party(),
        on_spot_facts(**told),
        with_officer=team.inspector2,
        by=team.inspector,
        on=on,
    )
    return Case.objects.select_related("bureau", "party").get(uuid=document.about_uuid)


def make_transfer(
    team: Team, *, case: Case | None = None, on: date = ON, **told: Any
) -> Transfer:
    """To the police, waiting for the head."""
    values: dict[str, Any] = {
        "kind": "police",
        "to_name": "西安市公安局雁塔分局",
        "charge": "涉嫌生产、销售假药罪",
        "reason": "货值金额巨大，涉嫌犯罪。",
    }
    case = case or make_case(team, on=on)
    return propose_transfer(case, **{**values, **told}, by=team.inspector, on=on)


def decided(transfer: Transfer, head: User, on: date = ON) -> Transfer:
    """Approved by the head."""
    approve(Approval.objects.pending().get(about_uuid=transfer.uuid), by=head, on=on)
    return fresh_transfer(transfer)


def make_handed_over(team: Team, *, on: date = ON, **told: Any) -> Transfer:
    """With the police, their answer awaited."""
    transfer = decided(make_transfer(team, on=on, **told), team.head, on)
    hand_over_transfer(transfer, receipt="回执1号", by=team.inspector, on=on)
    return fresh_transfer(transfer)


def fresh_transfer(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_related("bureau", "case__bureau", "case__party")
    return rows.get(pk=transfer.pk)


def make_offer(team: Team, to: Any, *, thing: Any = None, on: date = ON) -> HandOver:
    """A case of Yanta offered to another bureau."""
    thing = thing or make_case(team, on=on)
    return hand_over(thing, to=to, reason="违法行为发生地在你辖区。", by=team.head, on=on)


def make_request(team: Team, to: Any, *, on: date = ON, **told: Any) -> AssistanceRequest:
    """Asked of another bureau for a case of Yanta."""
    values: dict[str, Any] = {"title": "协查购货渠道", "request": "请核实供货单位资质和票据。"}
    if "case" not in told:
        told["case"] = make_case(team, on=on)
    return request_assistance(to=to, **{**values, **told}, by=team.inspector, on=on)


def make_transferred_case(team: Team, *, on: date = ON) -> Case:
    """Taken over by another authority."""
    told = {"kind": "authority", "to_name": "雁塔区卫生健康局", "charge": ""}
    transfer = make_handed_over(team, on=on, **told)
    record_accepted(transfer, notice="接收函1号", by=team.inspector, on=on)
    return fresh(transfer.case)


def make_merged_case(team: Team, *, on: date = ON) -> Case:
    """Merged into another case against the same party."""
    party = make_party()
    case, into = (make_case(team, on=on, party=party) for _each in range(2))
    merge_case(case, into=into, reason="同一当事人。", by=team.head, on=on)
    return fresh(case)
