"""What the law says about making penalties public: grounds to hold back, classes of display.

Amounts are yuan. The rules in force are told by the day, as everywhere.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from law.penalty_kinds import DISCLOSURE_CODES, PenaltyKind
from law.ranges import DiscretionStep
from law.words import cite

RULES: Final = "市场监督管理行政处罚信息公示规定"
REPAIR_RULES: Final = "市场监督管理信用修复管理办法"
PENALTY_LAW: Final = "中华人民共和国行政处罚法"

# Names of the feed's codes, as they are printed in 处罚类别.
CODE_NAMES: Final[dict[str, str]] = {
    "01": "警告",
    "02": "罚款",
    "03": "没收违法所得",
    "04": "责令停产停业",
    "05": "吊销许可证",
    "06": "行政拘留",
    "07": "法律、行政法规规定的其他行政处罚",
    "08": "通报批评",
    "09": "没收非法财物",
    "10": "降低资质等级",
    "11": "暂扣许可证",
    "12": "限制开展经营活动",
    "13": "限制从业",
    "14": "责令关闭",
}
WARNING, FINE, OTHER, CRITICISM = "01", "02", "07", "08"
# Kinds whose display is never stopped early, and those that restrict a business.
REVOKING: Final = frozenset({"05", "10", "14"})
RESTRICTING: Final = frozenset({"04", "12", "13"})
CONFISCATING: Final = frozenset({"03", "09"})
TOUCHES_LICENCE: Final = frozenset({"05", "10", "11"})

# 公示规定第十三条 with the tiers of discretion: the most a "lower fine" may be.
LOWER_FINE_ORGANISATION: Final = Decimal(50_000)
LOWER_FINE_PERSON: Final = Decimal(5_000)
LOWER_STEPS: Final = frozenset({DiscretionStep.MITIGATED.value, DiscretionStep.LENIENT.value})


@dataclass(frozen=True, slots=True)
class DisplayClass:
    """How long a penalty of a class is shown.

    Args:
        ends: the period after which the display ends.
        earliest: the period after which the party may ask to end it; empty: at once or
            never, as ``may_stop_early`` says.
        may_stop_early: whether the law knows an early end at all.
    """

    ends: str
    earliest: str = ""
    may_stop_early: bool = True


MINOR: Final = DisplayClass("display_minor")
REVOCATION: Final = DisplayClass("display_licence_revocation", may_stop_early=False)
RESTRICTION: Final = DisplayClass("display_restriction_max", "display_restriction_min")
GRAVE_FIELD: Final = DisplayClass(
    "display_drug_device_cosmetic_max", "display_drug_device_cosmetic_min"
)
DISPLAY_PERIODS: Final = tuple(
    one.ends for one in (MINOR, REVOCATION, RESTRICTION, GRAVE_FIELD)
)


def feed_codes(kinds: Collection[str]) -> list[str]:
    """The feed's codes of a decision's penalties, in their order, each once."""
    found = {DISCLOSURE_CODES.get(PenaltyKind(kind)) for kind in kinds}
    return sorted(code for code in found if code)


def display_class(
    codes: Collection[str], *, fine: Decimal, step: str, is_person: bool
) -> DisplayClass:
    """How a penalty for drugs, devices or cosmetics is shown, and until when.

    Args:
        codes: the feed's codes of its kinds.
        fine: yuan.
        step: the step of discretion.
        is_person: the party is a natural person.

    Legal source: 市场监督管理行政处罚信息公示规定第十三、十四条; 信用修复管理办法第七、八条.
    """
    found = set(codes)
    if found & REVOKING:
        return REVOCATION
    if found & RESTRICTING:
        return RESTRICTION
    most = LOWER_FINE_PERSON if is_person else LOWER_FINE_ORGANISATION
    lower = fine <= most and (fine == 0 or step in LOWER_STEPS)
    if found <= {WARNING, CRITICISM, FINE} and lower:
        return MINOR
    return GRAVE_FIELD


# Why a decision is not made public, each with its article.
ARTICLES: Final[dict[str, str]] = {
    "no_penalty": cite(RULES, "第二条第一款"),
    "first_offence": cite(PENALTY_LAW, "第三十三条第一款"),
    "simple": cite(RULES, "第二条第一款"),
    "only_warning": cite(RULES, "第二条第二款"),
    "revoked": cite(PENALTY_LAW, "第四十八条第二款"),
    "minor": cite("中华人民共和国未成年人保护法", "第一百零三条"),
    "state_secret": cite(RULES, "第五条"),
    "security": cite(RULES, "第五条"),
    "trade_secret": cite(RULES, "第六条"),
    "privacy": cite(RULES, "第六条"),
}
