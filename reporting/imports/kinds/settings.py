"""Targets of a campaign, and the office's working days."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from accounts.system import System
from campaigns.models import Target
from campaigns.services.indicators import remove_target, set_target
from core.models import Record
from deadlines.models import CalendarDay
from deadlines.models.calendar import DayKind
from deadlines.services.calendar import clear_calendar_day, set_calendar_day
from reporting.imports.base import Existing, ImportField, ImportKind, Values
from reporting.imports.desk import Desk
from reporting.imports.kinds.licences import day_field, has
from reporting.imports.kinds.parties import one_of, short
from reporting.imports.values import Unreadable


def read_number(text: str, _desk: Desk) -> Decimal:
    try:
        plain = text.replace(",", "").replace("，", "").replace(" ", "").rstrip("%个件家次户批")
        tens = plain.endswith("万")
        number = Decimal(plain.rstrip("万")) * (10_000 if tens else 1)
    except InvalidOperation as error:
        raise Unreadable(gettext("Write a number, such as 120.")) from error
    if not number.is_finite() or number < 0 or number >= Decimal(10) ** 14:
        raise Unreadable(gettext("Write a number, such as 120."))
    return number


class TargetImport(ImportKind):
    name = "targets"
    title = _("Targets")
    about = _("What each bureau must reach in a campaign.")
    perm = Perm.DESIGN_CAMPAIGNS
    model = Target
    needs_person = True
    gives_back = True
    fields = (
        ImportField("campaign", _("Campaign"), lambda text, desk: desk.campaign_named(text),
                    True, "药品安全专项整治", aliases=("专项行动", "专项")),
        ImportField("indicator", _("Indicator"), lambda text, desk: desk.indicator_named(text),
                    True, "案件数", _("Its name or its code"), ("指标名称",)),
        ImportField("bureau", _("Bureau"), lambda text, desk: desk.bureau_named(text), True,
                    "雁塔区市场监督管理局", _("Its name or its code"), ("单位", "机关")),
        ImportField("value", _("Target"), read_number, True, "120",
                    aliases=("目标值", "任务数")),
        ImportField("phase", _("Phase"), short(40), hint=_("Empty: the whole campaign")),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        phase = values.get("phase")
        return (
            values["campaign"].pk, values["indicator"].pk, values["bureau"].pk,
            phase.pk if phase else None,
        )  # fmt: skip

    def settled(self, values: Values, desk: Desk) -> None:
        if "phase" in values:
            values["phase"] = desk.phase_named(values["phase"], values["campaign"])

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        return set_target(by=by, on=on, **values)

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        found: dict[int, list[Existing]] = {}
        for row in rows:
            if not has(row, "campaign", "indicator", "bureau", "value"):
                continue
            target = self._there(row.values)
            if target is not None:
                why = gettext("is set already; entering the row sets it anew")
                one = Existing(str(target), why, "target", str(target.uuid))
                found[row.number] = [one]
        return found

    def _there(self, values: Values) -> Target | None:
        campaign, indicator, bureau, phase = self.key(values)
        return Target.objects.filter(
            campaign=campaign, indicator=indicator, bureau=bureau, phase=phase
        ).first()

    def before(self, values: Values) -> dict[str, Any]:
        target = self._there(values)
        return {"value": str(target.value)} if target else {}

    def restore(self, record: Record, before: Mapping[str, Any], *, by: Any, on: date) -> None:
        target = Target.objects.select_related("campaign", "phase").get(pk=record.pk)
        if not before:
            remove_target(target, by=by, on=on)
            return
        set_target(
            target.campaign,
            indicator=target.indicator,
            bureau=target.bureau,
            phase=target.phase,
            value=Decimal(before["value"]),
            by=by,
            on=on,
        )


class CalendarImport(ImportKind):
    name = "calendar"
    title = _("Working days")
    about = _("Days off and make-up working days of the office's calendar.")
    perm = Perm.MANAGE_SETTINGS
    model = CalendarDay
    chunk = 10
    gives_back = True
    fields = (
        day_field("day", _("Day"), True, "日期"),
        ImportField("kind", _("Kind"), one_of(DayKind.choices), True, "法定节假日",
                    choices=tuple(DayKind.choices), aliases=("类型",)),
        ImportField("name", _("Holiday"), short(40), example="春节", aliases=("节日", "名称")),
        ImportField("notice", _("Notice"), short(100), True, "国办发明电〔2025〕7号",
                    aliases=("文号", "依据")),
    )  # fmt: skip

    def is_open_to(self, by: Any) -> bool:
        """The calendar is the province's."""
        return super().is_open_to(by) and (isinstance(by, System) or by.is_provincial)

    def key(self, values: Values) -> tuple[Any, ...]:
        return (values["day"],)

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        values["kind"] = DayKind(values["kind"])
        return set_calendar_day(by=by, on=on, **values)

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        days = {row.values["day"]: row.number for row in rows if has(row, "day")}
        why = gettext("is entered already; entering the row changes it")
        return {
            days[row.day]: [Existing(str(row), why, "calendar_day", str(row.uuid))]
            for row in CalendarDay.objects.filter(day__in=days)
        }

    def before(self, values: Values) -> dict[str, Any]:
        row = CalendarDay.objects.filter(day=values["day"]).first()
        return {"kind": row.kind, "name": row.name, "notice": row.notice} if row else {}

    def restore(self, record: Record, before: Mapping[str, Any], *, by: Any, on: date) -> None:
        row = CalendarDay.objects.get(pk=record.pk)
        if before:
            told = {**before, "kind": DayKind(before["kind"])}
            set_calendar_day(day=row.day, by=by, on=on, **told)
        else:
            note = gettext("The import was taken back.")
            clear_calendar_day(day=row.day, notice=note, by=by, on=on)
