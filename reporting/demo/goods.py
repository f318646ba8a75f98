"""Sampling and measures of this year: samples in every state, goods held near their limits."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from enforcement.models import Inspection, Measure, Sample, SamplingPlanItem
from enforcement.services.inspections import log_inspection
from enforcement.services.measure_course import lift_measure, record_handling
from enforcement.services.measure_goods import dispose
from enforcement.services.measure_items import ItemFacts, Part
from enforcement.services.measures import (
    OnSite,
    carry_out,
    propose_measure,
    take_measure_at_once,
)
from enforcement.services.regulatory import (
    issue_regulatory,
    recheck_regulatory,
    record_response,
    serve_regulatory,
)
from enforcement.services.retests import (
    accept_retest,
    report_retest,
    request_retest,
    settle_without_retest,
)
from enforcement.services.sample_follow_up import begin_recall, open_clue_from_sample
from enforcement.services.samples import (
    report_sample,
    send_sample,
    take_sample,
    tell_party,
)
from enforcement.services.sampling_plans import create_sampling_plan
from registry.models import Batch, Party
from reporting.demo.people import PROVINCE, Team
from workbench.services.approvals import approve, pending_of

LABORATORY = "陕西省食品药品检验研究院"
BASIS = "《中华人民共和国药品管理法》第一百条第二款"
# How far each sample of a county is told, and how many days ago it was taken.
SAMPLES = (
    ("taken", 1),
    ("testing", 12),
    ("passed", 40),
    ("failed", 30),
    ("told", 28),
    ("asked", 33),
    ("overturned", 60),
    ("stands", 55),
    ("clue", 50),
    ("recall", 45),
    ("passed", 70),
    ("testing", 20),
)
HOLD_DAYS = 30


class By(TypedDict):
    """Who does an act, and when."""

    by: User
    on: date


class Goods:
    """The goods of one county, told by its first inspector."""

    def __init__(self, team: Team, parties: list[Party], today: date) -> None:
        self.team, self.today = team, today
        self.parties = [one for one in parties if "drug" in one.domains]
        self.lead: User = team.inspectors[0]

    @transaction.atomic
    def tell(self, line: SamplingPlanItem) -> None:
        batches = list(Batch.objects.filter(product__domain="drug").order_by("pk")[:6])
        for at, (until, days) in enumerate(SAMPLES):
            party = self.parties[at % len(self.parties)]
            batch = batches[at % len(batches)]
            self.sample(party, batch, line, until, self.today - timedelta(days=days), at)

    def sample(
        self, party: Party, batch: Batch, line: SamplingPlanItem, until: str, on: date, at: int
    ) -> None:
        sample = take_sample(
            party=party,
            batch=batch,
            quantity=Decimal(60),
            quantity_unit="盒",
            value=Decimal(960),
            record_number=f"{self.team.bureau.code}-{on.year}-{at + 1:03}",
            taken_on=on,
            officers=self.team.inspectors,
            plan_item=line,
            is_demo=True,
            by=self.lead,
            on=on,
        )
        if until == "taken":
            return
        day = on + timedelta(days=1)
        send_sample(sample, laboratory=LABORATORY, sent_on=day, by=self.lead, on=day)
        if until != "testing":
            self._report(sample, until, day + timedelta(days=18), at)

    def _report(self, sample: Sample, until: str, on: date, at: int) -> None:
        day = min(on, self.today)
        fails = until != "passed"
        report_sample(
            sample,
            result="fail" if fails else "pass",
            report_number=f"YP{day.year}{self.team.bureau.code[-3:]}{at:03}",
            standard="《中国药典》",
            failed_items="含量测定" if fails else "",
            reported_on=day,
            received_on=day,
            by=self.lead,
            on=day,
        )
        if fails and until != "failed" and sample.party is not None:
            tell_party(sample, party=sample.party, told_on=day, by=self.lead, on=day)
            self._after(sample, sample.party, until, day)

    def _after(self, sample: Sample, party: Party, until: str, day: date) -> None:
        told = By(by=self.lead, on=min(day + timedelta(days=3), self.today))
        if until in ("asked", "overturned"):
            request_retest(sample, party=party, asked_on=told["on"], **told)
        if until == "overturned":
            accept_retest(sample, laboratory="中国食品药品检定研究院", **told)
            report_retest(
                sample, result="pass", report_number="FY001", retested_on=told["on"], **told
            )
        if until in ("stands", "clue", "recall"):
            settle_without_retest(sample, note="当事人书面放弃复验。", **told)
        if until in ("clue", "recall"):
            open_clue_from_sample(sample, **told)
        if until == "recall":
            begin_recall(
                sample, level="class2", started_on=told["on"], to_recall=Decimal(1200), **told
            )

    # -- measures ----------------------------------------------------------------------
    @transaction.atomic
    def measures(self) -> None:
        """One sealing ends in three days, one is two days late, one waits for approval."""
        near, late, lifted, waiting = (self.parties * 4)[:4]
        self._sealed(near, self.today - timedelta(days=HOLD_DAYS - 3))
        self._sealed(late, self.today - timedelta(days=HOLD_DAYS + 2))
        done = self._sealed(lifted, self.today - timedelta(days=14))
        day = self.today - timedelta(days=5)
        lift_measure(done, ground="no_violation", by=self.lead, on=day)
        parts = [Part(item) for item in done.held_items()]
        dispose(
            done,
            parts=parts,
            kind="returned",
            moved_on=day,
            receiver="门店负责人",
            paper="退还清单",
            by=self.lead,
            on=day,
        )
        take_measure_at_once(
            kind="seizure",
            grounds="当事人正在转移涉案药品，情况紧急。",
            basis=BASIS,
            items=goods(),
            officers=self.team.inspectors,
            inspection=self._inspection(waiting, self.today),
            imposed_at=timezone.now(),
            on_site=OnSite(party_present="门店负责人"),
            is_demo=True,
            by=self.lead,
            on=self.today,
        )

    def _inspection(self, party: Party, on: date) -> Inspection:
        return log_inspection(
            party=party,
            domain="drug",
            inspected_on=on,
            officers=self.team.inspectors,
            kind="for_cause",
            summary="核查药品来源。",
            is_demo=True,
            by=self.lead,
            on=on,
        )

    def _sealed(self, party: Party, on: date) -> Measure:
        measure = propose_measure(
            kind="sealing",
            grounds="货架上有来源不明的药品，需要查明来源和去向。",
            basis=BASIS,
            items=goods(),
            officers=self.team.inspectors,
            inspection=self._inspection(party, on),
            is_demo=True,
            by=self.lead,
            on=on,
        )
        for role in (Role.UNIT_HEAD, Role.BUREAU_HEAD):
            approve(pending_of(measure)[0], by=self.team.one(role), on=on)
        carry_out(
            measure,
            imposed_at=at_ten(on),
            on_site=OnSite(party_present="门店负责人", custodian="局罚没物品库"),
            by=self.lead,
            on=on,
        )
        day = on + timedelta(days=5)
        said = "继续调查，核实药品来源。"
        record_handling(measure, handling=said, handled_on=day, by=self.lead, on=day)
        return measure

    @transaction.atomic
    def regulatory(self) -> None:
        """An order due in three days, one two days late, a suspension to be lifted."""
        day = self.today - timedelta(days=12)
        for party, days in zip(self.parties, (3, -2), strict=False):
            order = issue_regulatory(
                kind="order",
                party=party,
                domain="drug",
                facts="阴凉区温度超标。",
                demand="立即改正并提交整改报告。",
                due_on=self.today + timedelta(days=days),
                is_demo=True,
                by=self.lead,
                on=day,
            )
            serve_regulatory(order, served_on=day, by=self.lead, on=day)
        party = self.parties[-1]
        told = By(by=self.lead, on=day)
        pause = issue_regulatory(
            kind="suspension",
            party=party,
            domain="drug",
            facts="储存条件失控，存在安全隐患。",
            demand="暂停销售冷藏药品，整改合格前不得恢复。",
            is_demo=True,
            is_public=True,
            **told,
        )
        serve_regulatory(pause, served_on=day, **told)
        record_response(pause, response="已更换冷藏设备。", responded_on=day, **told)
        recheck_regulatory(pause, recheck="复查合格。", rechecked_on=day, **told)
        issue_regulatory(
            kind="interview",
            party=party,
            domain="drug",
            facts="多次未按要求报告温湿度。",
            demand="法定代表人到局接受约谈。",
            is_demo=True,
            **told,
        )


def goods() -> list[ItemFacts]:
    return [
        ItemFacts(name="复方甘草片", specification="100片/瓶", quantity=Decimal(12), unit="瓶"),
        ItemFacts(
            name="阿莫西林胶囊", specification="24粒/盒", quantity=Decimal(30), unit="盒"
        ),
    ]


def at_ten(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def tell_goods(teams: dict[str, Team], of: dict[str, list[Party]], today: date) -> None:
    """The plan of the province, and the goods of the first county with sign-ins."""
    officer = teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
    plan = create_sampling_plan(
        title=f"{today.year}年药品质量监督抽检计划",
        year=today.year,
        domain="drug",
        items=[{"name": "基本药物", "target": 20}, {"name": "中成药", "target": 10}],
        description="覆盖生产、流通、使用环节，突出集采中选品种。",
        is_demo=True,
        by=officer,
        on=today - timedelta(days=100),
    )
    code = "610113"
    told = Goods(teams[code], of[code], today)
    line = plan.items.get(seq=1)
    told.tell(line)
    told.measures()
    told.regulatory()
