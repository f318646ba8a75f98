"""Invented people and enterprises, the same at every run."""

from random import Random

from stdnum.cn import uscc

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
# One string each: easier on the eye than thirty quoted words.
_GIVEN = (
    "建国 志强 晓梅 丽娟 海燕 永刚 秀英 文博 雪莹 子涵 立军 小红 国栋 "
    "淑芬 明辉 佳慧 振华 宏伟 玉兰 新民 春燕 俊杰 思远 慧敏 卫东 红霞 "
    "德海 晨曦 亚楠 鹏飞 少华 静怡 长安 润生"
)
_TRADE_NAMES = (
    "康泰 仁和堂 百草 益民 同济 福安 秦康 渭滨 长信 德馨 华仁 瑞康 安泰 "
    "济民 恒生 广济 怡康 众友 天士 汇仁 杏林 本草 宝和 永寿 延年 金匮 "
    "世康 普济 惠仁 乐民"
)
GIVEN = _GIVEN.split()
TRADE_NAMES = _TRADE_NAMES.split()
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Names:
    """Draws names without repeating an enterprise's."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - names, not secrets
        self.used: set[str] = set()

    def person(self) -> str:
        return self.random.choice(SURNAMES) + self.random.choice(GIVEN)

    def enterprise(self, region: str, suffix: str) -> str:
        """``雁塔区康泰大药房（演示）``; told apart by a shop number when needed."""
        base = f"{region}{self.random.choice(TRADE_NAMES)}{suffix}"
        name, number = base, 1
        while name in self.used:
            number += 1
            name = (
                f"{base}第{number}店"
                if "药房" in suffix or "店" in suffix
                else f"{base}{number}"
            )
        self.used.add(name)
        return f"{name}（演示）"

    def credit_code(self, region: str) -> str:
        """A valid code of an enterprise registered in the region; not a real one's."""
        body = "".join(self.random.choice(ALPHABET) for _each in range(9))
        head = f"92{region}{body}"
        return f"{head}{uscc.calc_check_digit(head)}"

    def phone(self) -> str:
        return f"029-8{self.random.randrange(10**6, 10**7)}"
