"""What must hold between the published figures of each report, as balance rules.

A term names table, row and column of the report, parts may be left out where they are clear.
"""

from typing import Any

QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


def rule(report: str, name: str, left: list[str], op: str, right: str, **more: Any) -> dict:
    return {"report": report, "name": name, "left": left, "op": op, "right": [right], **more}


# (rule, whether the published figures keep it)
HOLDS: list[dict] = [
    rule(
        "heyuan-2020",
        "检查药品生产企业四季合计=全年",
        [f"数据情况（分季度）/检查药品生产企业数量/{q}" for q in QUARTERS],
        "eq",
        "数据分析（全年文字）/药品生产企业/全年日常检查",
    ),
    rule(
        "guangxi-2017",
        "普通程序+简易程序=合计",
        ["药品案件查处情况/普通程序/案件总数", "药品案件查处情况/简易程序/案件总数"],
        "eq",
        "药品案件查处情况/合计/案件总数",
    ),
    rule(
        "guangxi-2017",
        "5万元以下占比",
        ["药品案件（按货值）/5万元以下/案件总数", "药品案件查处情况/合计/案件总数"],
        "share",
        "药品案件（按货值）/5万元以下/占比",
    ),
    rule(
        "guangxi-2017",
        "日常监管占比",
        [
            "药品案件（按案件来源）/日常监管和专项检查/案件总数",
            "药品案件查处情况/合计/案件总数",
        ],
        "share",
        "药品案件（按案件来源）/日常监管和专项检查/占比",
    ),
    rule(
        "guangxi-2017",
        "责令停产停业=生产+经营",
        [
            "药品案件处理结果/责令停产停业-生产企业/数量",
            "药品案件处理结果/责令停产停业-经营企业/数量",
        ],
        "eq",
        "药品案件处理结果/责令停产停业/数量",
    ),
    rule(
        "guangxi-2005",
        "案值=没收违法所得+罚款",
        ["专项整治/执法成效/案件/没收违法所得", "专项整治/执法成效/案件/罚款"],
        "eq",
        "专项整治/执法成效/案件/案值",
    ),
    rule(
        "suzhou-ah-2022",
        "存在问题=停业整顿+限期整改",
        ["专项整治/执法成效/处理/责令停业整顿", "专项整治/执法成效/处理/限期整改"],
        "eq",
        "专项整治/执法成效/问题/存在问题",
    ),
]
BROKEN: list[tuple[dict, str]] = [
    (
        rule(
            "heyuan-2020",
            "检查零售企业四季合计=全年",
            [f"数据情况（分季度）/药品零售企业检查数量/{q}" for q in QUARTERS],
            "eq",
            "数据分析（全年文字）/药品零售企业/全年检查",
        ),
        "8982",
    ),
    (
        rule(
            "tengchong-2019h1",
            "各类型案件合计=立案",
            ["ALL:案件类型/本期"],
            "eq",
            "案件总体情况/合计/立案",
        ),
        "187",
    ),
    (
        rule(
            "saic-food-2009q1",
            "按案值合计=查处",
            ["ALL:按案值/立案"],
            "eq",
            "总体/合计/查处",
        ),
        "8442",
    ),
]
# The same figures under the label they really belong to.
HOLDS.append(
    rule(
        "tengchong-2019h1",
        "各类型案件合计=结案",
        ["ALL:案件类型/本期"],
        "eq",
        "案件总体情况/合计/结案",
    )
)
