"""Units and officers: the administrator's lists."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm, Unit, UnitKind, User
from accounts.services.bureaus import create_unit
from accounts.services.people import create_person
from core.models import Record
from reporting.imports.base import Existing, ImportField, ImportKind, Values
from reporting.imports.desk import Desk
from reporting.imports.kinds.licences import has
from reporting.imports.kinds.parties import one_of, short
from reporting.imports.values import Unreadable


def bureau_field() -> ImportField:
    return ImportField(
        "bureau",
        _("Bureau"),
        lambda text, desk: desk.bureau_named(text),
        example="雁塔区市场监督管理局",
        hint=_("Its name or its code; empty: your own"),
        aliases=("所属机关", "单位"),
    )


def read_username(text: str, _desk: Desk) -> str:
    if not re.fullmatch(r"[A-Za-z][\w.-]{1,63}", text, re.ASCII):
        raise Unreadable(
            gettext("Use letters, digits, hyphen, dot or underscore, beginning with a letter.")
        )
    return text


def read_email(text: str, _desk: Desk) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Unreadable(gettext("Write an e-mail address such as name@example.cn.")) from error
    return text


class UnitImport(ImportKind):
    name = "units"
    title = _("Units")
    about = _("Sections, detachments and stations of bureaus.")
    perm = Perm.MANAGE_SETTINGS
    model = Unit
    fields = (
        bureau_field(),
        ImportField("kind", _("Kind"), one_of(UnitKind.choices), True, "执法大队",
                    choices=tuple(UnitKind.choices), aliases=("机构类型",)),
        ImportField("name", _("Name"), short(50), True, "药品监管科", aliases=("机构名称",)),
        ImportField("parent", _("Above it"), short(50), hint=_("A unit of the same bureau")),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        return values["bureau"].pk, values["name"]

    def settled(self, values: Values, desk: Desk) -> None:
        values.setdefault("bureau", desk.bureau)

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        if name := values.pop("parent", ""):
            rows = Unit.objects.filter(bureau=values["bureau"], name=name)
            values["parent"] = rows.first() or desk.unit_named(name, values["bureau"])
        values["kind"] = UnitKind(values["kind"])
        return create_unit(by=by, on=on, **values)

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        wanted = {
            self.key(row.values): row.number for row in rows if has(row, "bureau", "name")
        }
        there = Unit.objects.filter(name__in={name for _bureau, name in wanted})
        why = str(_("has this name"))
        return {
            wanted[row.bureau_id, row.name]: [
                Existing(str(row), why, "unit", str(row.uuid), may_enter=False)
            ]
            for row in there.select_related("bureau")
            if (row.bureau_id, row.name) in wanted
        }


class OfficerImport(ImportKind):
    name = "officers"
    title = _("Officers")
    about = _("People without a password and without duties: both are given one by one.")
    perm = Perm.MANAGE_PEOPLE
    model = User
    fields = (
        ImportField("username", _("User name"), read_username, True, "wangwu",
                    aliases=("登录名", "账号")),
        ImportField("name", pgettext_lazy("person", "Name"), short(50), True, "王㐂",
                    aliases=("姓名",)),
        bureau_field(),
        ImportField("unit", _("Unit"), short(50), example="综合执法大队",
                    aliases=("科室", "部门")),
        ImportField("position", _("Position"), short(50), example="科员", aliases=("职务",)),
        ImportField("phone", _("Phone"), short(20), example="13800000000",
                    aliases=("手机", "联系电话")),
        ImportField("email", _("E-mail"), read_email, aliases=("邮箱",)),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        return (values["username"].casefold(),)

    def settled(self, values: Values, desk: Desk) -> None:
        values.setdefault("bureau", desk.bureau)
        if "unit" in values:
            values["unit"] = desk.unit_named(values["unit"], values["bureau"])

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        return create_person(password=None, by=by, on=on, **values)

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        found: dict[int, list[Existing]] = {}
        names = {row.values.get("username", "").casefold(): row.number for row in rows}
        people = {
            (row.values["name"], row.values["bureau"].pk): row.number
            for row in rows
            if has(row, "name", "bureau")
        }
        for one in User.objects.select_related("bureau"):
            told = f"{one.name}（{one.username}）"
            if number := names.get(one.username.casefold()):
                why = gettext("has this user name")
                found[number] = [Existing(told, why, "officer", str(one.uuid), may_enter=False)]
            elif (number := people.get((one.name, one.bureau_id))) and number not in found:
                why = gettext("has the same name in the same bureau")
                found[number] = [Existing(told, why, "officer", str(one.uuid))]
        return found
