"""The rectification ledger of the demonstration: about 300 items in every state."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import BureauKind, Role, User
from campaigns.models import Campaign, LedgerItem
from campaigns.services.ledger import register_item
from campaigns.services.ledger_bulk import (
    accepting,
    closing,
    dispatching,
    evidencing,
    proposing,
    rechecking,
    reporting,
    run_bulk,
)
from campaigns.services.ledger_closing import reopen_item, return_closing
from campaigns.services.ledger_intake import register_items
from campaigns.services.ledger_work import extend_item, note_progress, record_party_report
from enforcement.services.clues_from_ledger import open_clue_from_ledger
from law.vocabularies import PartyKind
from registry.models import Party
from reporting.demo.people import PROVINCE, Team

ITEMS = 300
SIGN_INS = ("610113", "610502")
SOURCES = ("inspection", "self_check", "sample", "clue", "monitoring", "assessment")
HAZARDS = (
    ("阴凉柜温度记录不连续", "补齐记录，安装自动温湿度监测", "储存养护"),
    ("处方药未凭处方销售", "设立处方药专区，登记处方信息", "处方药管理"),
    ("执业药师不在岗仍销售处方药", "调整排班，不在岗时停止销售", "人员管理"),
    ("近效期药品未设专区", "设立近效期专区并每月盘点", "储存养护"),
    ("医疗器械进货查验记录不全", "补录供货方资质和批号", "进货查验"),
    ("网店未展示许可证信息", "首页公示许可证并接入备案", "网络销售"),
    ("疫苗储存温度报警未处置", "检修冷链设备，追溯受影响批次", "冷链管理"),
    ("化妆品标签缺少备案编号", "下架并退回供货方", "标签标识"),
)
GRADES = ("general", "general", "general", "major", "severe")
# How far items are told; those of the sign-ins' bureaus come in every state.
STATES = (
    "registered",
    "dispatched",
    "rectifying",
    "overdue",
    "recheck",
    "closing",
    "closed",
    "closed",
    "closed",
)


class LedgerStory:
    """Registers items one by one; hands over, proposes and closes in bulk."""

    def __init__(
        self, teams: dict[str, Team], of: dict[str, list[Party]], today: date, random: Random
    ) -> None:
        self.teams, self.of, self.today, self.random = teams, of, today, random
        self.province = teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
        self.head = teams[PROVINCE].one(Role.BUREAU_HEAD)
        counties = [
            team
            for code, team in teams.items()
            if team.bureau.kind == BureauKind.COUNTY and of.get(code)
        ]
        # A quarter of them: as many as have cases, and those with sign-ins.
        self.counties = [
            team
            for at, team in enumerate(counties)
            if at % 4 == 0 or team.bureau.code in SIGN_INS
        ]

    @transaction.atomic
    def tell(self, campaign: Campaign, items: int = ITEMS) -> None:
        """This year's: found in the last months, in every state."""
        places = list(self._places(items))
        found_on = max(campaign.starts_on, self.today - timedelta(days=40))
        rows = [self._row(campaign, team, found_on, at) for at, (team, _s) in enumerate(places)]
        by_state: dict[str, list[LedgerItem]] = {state: [] for state in STATES}
        items_ = register_items(rows, by=self.province, on=found_on, is_demo=True)
        for item, (_team, state) in zip(items_, places, strict=True):
            by_state[state].append(item)
        self._hand_over(by_state)
        for state in ("recheck", "closing", "closed", "rectifying", "overdue"):
            self._work(by_state[state], state, self.today - timedelta(days=3))
        self._close(by_state, self.today - timedelta(days=2))
        self._turns(by_state)

    @transaction.atomic
    def tell_2022(self, campaign: Campaign, items: int = 40) -> None:
        """2022, complete: every item closed within the year."""
        found_on, on = date(2022, 5, 10), date(2022, 8, 15)
        teams = [self.counties[at % len(self.counties)] for at in range(items)]
        rows = [self._row(campaign, team, found_on, at) for at, team in enumerate(teams)]
        closed = register_items(rows, by=self.province, on=found_on, is_demo=True)
        bulk = dispatching(on + timedelta(days=30))
        run_bulk(bulk, ids_of(closed), by=self.province, on=found_on)
        self._work(closed, "closed", on)
        self._close({"closing": [], "closed": closed}, on + timedelta(days=20))

    def _places(self, items: int) -> Iterator[tuple[Team, str]]:
        signed_in = [team for team in self.counties if team.bureau.code in SIGN_INS]
        for team in signed_in:
            for state in STATES:
                yield team, state
        for at in range(items - len(signed_in) * len(STATES)):
            yield self.counties[at % len(self.counties)], STATES[at % len(STATES)]

    def _row(self, campaign: Campaign, team: Team, found_on: date, at: int) -> dict[str, Any]:
        what, measure, category = HAZARDS[at % len(HAZARDS)]
        party = self.random.choice(self.of[team.bureau.code])
        online = party.kind == PartyKind.ONLINE_SHOP
        return {
            "source": SOURCES[at % len(SOURCES)],
            "description": f"（演示）{what}",
            "domain": "cosmetic" if "化妆品" in what else "drug",
            "found_on": found_on,
            "bureau": team.bureau,
            "party": party,
            "link": "online" if online else "retail",
            "grade": GRADES[at % len(GRADES)],
            "category": category,
            "measure": measure,
            "campaign": campaign,
        }

    def _hand_over(self, by_state: dict[str, list[LedgerItem]]) -> None:
        """In bulk: what is overdue got a short day long ago."""
        for state, items in by_state.items():
            if state == "registered":
                continue
            late = state == "overdue"
            on = self.today - timedelta(days=30 if late else 10)
            due_on = self.today + timedelta(days=-4 if late else 15)
            ids = [one.uuid for one in items]
            run_bulk(dispatching(due_on), ids, by=self.province, on=on)

    def _work(self, items: Sequence[LedgerItem], state: str, on: date) -> None:
        """Bureau by bureau: the unit head hands out, the officer works."""
        for team, rows in self._by_team(items):
            officer, ids = team.inspectors[0], ids_of(rows)
            run_bulk(accepting(officer), ids, by=team.one(Role.UNIT_HEAD), on=on)
            if state in ("rectifying", "overdue"):
                continue
            shown = evidencing("整改前后照片和记录", "照片2张")
            run_bulk(shown, ids, by=officer, on=on)
            run_bulk(reporting("企业已按要求整改"), ids, by=officer, on=on)
            if state != "recheck":
                run_bulk(rechecking("现场复查合格", on=on), ids, by=officer, on=on)

    def _by_team(self, items: Sequence[LedgerItem]) -> Iterator[tuple[Team, list[LedgerItem]]]:
        found: dict[str, list[LedgerItem]] = {}
        for item in items:
            found.setdefault(item.bureau.code, []).append(item)
        for code, rows in found.items():
            yield self.teams[code], rows

    def _close(self, by_state: dict[str, list[LedgerItem]], on: date) -> None:
        """Proposed by each officer, decided by the province in one act."""
        for team, rows in self._by_team([*by_state["closing"], *by_state["closed"]]):
            officer = team.inspectors[0]
            bulk = proposing("整改到位，建议销号", by=officer, on=on)
            run_bulk(bulk, ids_of(rows), by=officer, on=on)
        bulk = closing("同意销号", by=self.province, on=on)
        run_bulk(bulk, ids_of(by_state["closed"]), by=self.province, on=on)

    def _turns(self, by_state: dict[str, list[LedgerItem]]) -> None:
        """What does not go straight: more time, a report of the party, back, again, a case."""
        on = self.today - timedelta(days=1)
        working = [self._fresh(one) for one in by_state["rectifying"][:4]]
        later = self.today + timedelta(days=30)
        extend_item(
            working[0], due_on=later, reason="设备采购周期较长", by=self.province, on=on
        )
        record_party_report(
            working[1],
            kind="self_check",
            text="企业主体责任自查报告，自查3项问题。",
            reported_on=on,
            by=self._officer(working[1]),
            on=on,
        )
        officer = self._officer(working[3])
        note_progress(working[3], text="企业正在整改，预计下周完成。", by=officer, on=on)
        open_clue_from_ledger(working[2], by=self._officer(working[2]), on=on)
        proposed = self._fresh(by_state["closing"][-1])
        return_closing(proposed, reason="佐证照片不能反映整改后状态", by=self.province, on=on)
        closed = [self._fresh(one) for one in by_state["closed"][-2:]]
        reopen_item(
            closed[0], reason="回头看发现问题复发", due_on=later, by=self.province, on=on
        )
        register_item(
            source="inspection",
            description="（演示）同一问题再次发生",
            domain=closed[1].domain,
            found_on=on,
            party=closed[1].party,
            relapse_of=closed[1],
            campaign=closed[1].campaign,
            is_demo=True,
            by=self.province,
            on=on,
        )

    def _fresh(self, item: LedgerItem) -> LedgerItem:
        rows = LedgerItem.objects.select_related("bureau", "unit", "party", "campaign", "owner")
        return rows.get(pk=item.pk)

    def _officer(self, item: LedgerItem) -> User:
        return self.teams[item.bureau.code].inspectors[0]


def ids_of(items: Sequence[LedgerItem]) -> list[UUID]:
    return [one.uuid for one in items]
