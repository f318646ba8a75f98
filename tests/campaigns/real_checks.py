"""What must hold between the published figures of each report, as balance rules.

A term names table, row and column of the report. ``minus:`` takes a term off, ``of:`` marks
the whole of a share, ``ALL:`` stands for every row of a table but its total.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True)
class Rule:
    """One balance rule over a published report.

    Args:
        of: the listed identity check it belongs to; empty for one nobody listed.
        adds_up_to: what the left side comes to where the report does not keep the rule.
        off_by: by how much the report then says more.
    """

    report: str
    of: str
    name: str
    left: tuple[str, ...]
    op: str
    right: str
    tolerance: Decimal = Decimal(0)
    adds_up_to: str = ""
    off_by: str = ""

    def __str__(self) -> str:
        return f"{self.report} {self.name}"


QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
CITIES = (
    "长沙",
    "株洲",
    "湘潭",
    "衡阳",
    "邵阳",
    "岳阳",
    "常德",
    "张家界",
    "益阳",
    "郴州",
    "永州",
    "怀化",
    "娄底",
    "湘西",
)
MONTHS = ("1月", "2月", "3月", "4月")


def _heyuan() -> list[Rule]:
    quarters, year = "数据情况（分季度）", "数据分析（全年文字）"

    def checked(what: str, name: str, row: str, total: str, **broken: str) -> Rule:
        left = tuple(f"{quarters}/{row}/{quarter}" for quarter in QUARTERS)
        return Rule("heyuan-2020", what, name, left, "eq", f"{year}/{total}", **broken)

    def stock(before: str, now: str) -> Rule:
        kinds = ("（单体）药品零售企业", "（连锁）药品零售企业")
        left = (
            f"{quarters}/药品零售企业数量/{before}",
            *(f"{quarters}/{kind} 新增/{now}" for kind in kinds),
            *(f"minus:{quarters}/{kind} 减少/{now}" for kind in kinds),
        )
        what = "零售企业数量 stock = previous + 新增 - 减少"
        right = f"{quarters}/药品零售企业数量/{now}"
        return Rule("heyuan-2020", what, f"{now}零售企业=上季+新增-减少", left, "eq", right)

    return [
        checked(
            "检查药品生产企业 Q1..Q4 = 全年日常检查",
            "检查药品生产企业四季合计=全年",
            "检查药品生产企业数量",
            "药品生产企业/全年日常检查",
        ),
        checked(
            "检查零售企业 Q1..Q4 vs 全年",
            "检查零售企业四季合计=全年",
            "药品零售企业检查数量",
            "药品零售企业/全年检查",
            adds_up_to="8982",
            off_by="203",
        ),
        *(stock(before, now) for before, now in pairwise(QUARTERS)),
    ]


def _guangxi() -> list[Rule]:
    report, what = "guangxi-2017", "程序; 比例; 停产停业"
    handled, total = "药品案件查处情况", "药品案件查处情况/合计/案件总数"
    below, source = "药品案件（按货值）/5万元以下", "药品案件（按案件来源）/日常监管和专项检查"
    done = "药品案件处理结果/责令停产停业"
    procedures = tuple(f"{handled}/{one}/案件总数" for one in ("普通程序", "简易程序"))
    stopped = (f"{done}-生产企业/数量", f"{done}-经营企业/数量")
    shares = ((below, "5万元以下占比"), (source, "日常监管占比"))
    income = "专项整治/执法成效/案件"
    return [
        Rule(report, what, "普通程序+简易程序=合计", procedures, "eq", total),
        Rule(report, what, "责令停产停业=生产+经营", stopped, "eq", f"{done}/数量"),
        *(
            Rule(report, what, name, (f"{row}/案件总数", total), "share", f"{row}/占比")
            for row, name in shares
        ),
        Rule(
            "guangxi-2005",
            "案值",
            "案值=没收违法所得+罚款",
            (f"{income}/没收违法所得", f"{income}/罚款"),
            "eq",
            f"{income}/案值",
        ),
    ]


def _tengchong() -> list[Rule]:
    report, what, kinds = "tengchong-2019h1", "16 types", ("ALL:案件类型/本期",)
    total = "案件总体情况/合计"

    def grew(row: str, now: str, before: str, percent: str) -> Rule:
        left = (f"{row}/{now}", f"minus:{row}/{before}", f"of:{row}/{before}")
        return Rule(report, "", f"{row}{percent}", left, "share", f"{row}/{percent}")

    compared = (
        "食品监管",
        "无照经营",
        "药品监管",
        "产品质量",
        "特种设备监管",
        "商标侵权",
        "化妆品监管",
        "药械安全",
        "其他类型",
        "不正当竞争",
        "计量监管",
    )
    return [
        Rule(report, what, "各类型案件合计=结案", kinds, "eq", f"{total}/结案"),
        Rule(
            report,
            what,
            "各类型案件合计=立案",
            kinds,
            "eq",
            f"{total}/立案",
            adds_up_to="187",
            off_by="52",
        ),
        *(grew(total, one, f"{one}-上年同期", f"{one}同比") for one in ("立案", "结案")),
        *(grew(f"案件类型/{one}", "本期", "上年同期", "同比") for one in compared),
    ]


def _saic() -> list[Rule]:
    report, what, all_bands = "saic-food-2009q1", "bands", "ALL:按案值/立案"

    def part(row: str, listed: str = "") -> Rule:
        left = (f"{row}/立案", f"of:{all_bands}")
        return Rule(report, listed, f"{row}占比", left, "share", f"{row}/占比")

    parties = ("个体工商户", "自然人", "公司", "私营企业", "集体企业")
    return [
        Rule(
            report,
            what,
            "按案值合计=查处",
            (all_bands,),
            "eq",
            "总体/合计/查处",
            adds_up_to="8442",
            off_by="2090",
        ),
        part("按案值/5万元以下", what),
        *(part(f"按违法主体/{one}") for one in parties),
    ]


def _hunan() -> list[Rule]:
    report, what, table = "hunan-cosmetic-adr-2025m1-4", "row and column totals", "上报情况"
    people, done = "人口数（万人）", "已上报"
    rows = [
        Rule(
            report,
            what,
            f"{row}四个月合计=已上报",
            tuple(f"{table}/{row}/{month}" for month in MONTHS),
            "eq",
            f"{table}/{row}/{done}",
        )
        for row in (*CITIES, "合计")
    ]
    columns = [
        Rule(
            report,
            what,
            f"各市州{column}合计",
            (f"ALL:{table}/{column}",),
            "eq",
            f"{table}/合计/{column}",
        )
        for column in (*MONTHS, done, "已评价", people)
    ]
    # A population in ten thousands: reports of a million are the share in hundredths,
    # printed as a whole number.
    rates = [
        Rule(
            report,
            "",
            f"{row}百万人口报告数",
            (f"{table}/{row}/{done}", f"{table}/{row}/{people}"),
            "share",
            f"{table}/{row}/百万人口报告数",
            tolerance=Decimal("0.5"),
        )
        for row in (*CITIES, "合计")
    ]
    return [*rows, *columns, *rates]


def _suzhou() -> list[Rule]:
    table = "专项整治/执法成效"
    left = (f"{table}/处理/责令停业整顿", f"{table}/处理/限期整改")
    name, right = "存在问题=停业整顿+限期整改", f"{table}/问题/存在问题"
    return [Rule("suzhou-ah-2022", "", name, left, "eq", right)]


RULES = [*_heyuan(), *_guangxi(), *_tengchong(), *_saic(), *_hunan(), *_suzhou()]
HOLDS = [rule for rule in RULES if not rule.adds_up_to]
BROKEN = [rule for rule in RULES if rule.adds_up_to]
