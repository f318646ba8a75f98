"""Tasks assigned to the sign-ins: due today, in three days, two days late."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import Role, User
from reporting.demo.people import PROVINCE, SIGN_INS, Team
from workbench.services.tasks import assign_task

TITLES: dict[Role, tuple[str, str, str]] = {
    Role.INSPECTOR: ("整理本周检查档案", "核对执法记录仪资料", "补充上月检查影像资料"),
    Role.UNIT_HEAD: ("核对本机构在办案件进度", "安排下周检查", "提交本月办案小结"),
    Role.LEGAL_REVIEWER: ("整理法制审核意见", "更新处罚文书范本", "回复案卷评查意见"),
    Role.BUREAU_HEAD: ("听取专项整治进展汇报", "研究重点案件", "签报季度工作小结"),
    Role.CAMPAIGN_OFFICER: ("核对本月整治数据", "准备专项整治调度会", "补报典型案例材料"),
    Role.AUDITOR: ("抽查本周审计记录", "编写督察简报", "核对上月抽查问题"),
    Role.SYSTEM_ADMINISTRATOR: ("核对执法证到期人员", "办理新入职人员账号", "清理停用账号"),
    Role.SECURITY_ADMINISTRATOR: ("复核本季度岗位授权", "核对兼岗人员", "提交授权检查报告"),
}
DAYS = (0, 3, -2)


@transaction.atomic
def assign_errands(teams: dict[str, Team], today: date) -> None:
    """Given five days ago by the provincial head; to the head by the campaign officer."""
    head = teams[PROVINCE].one(Role.BUREAU_HEAD)
    officer = teams[PROVINCE].one(Role.CAMPAIGN_OFFICER)
    people = {one.username: one for one in User.objects.select_related("bureau", "unit")}
    for username, _code, role, _position in SIGN_INS:
        to = people[username]
        for title, days in zip(TITLES[role], DAYS, strict=True):
            assign_task(
                to=to,
                title=title,
                due_on=today + timedelta(days=days),
                by=officer if to.pk == head.pk else head,
                on=today - timedelta(days=5),
            )
