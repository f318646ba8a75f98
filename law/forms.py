"""Questions to the law, all sent by GET: an address holds the whole question."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.pages.widgets import Combobox, DateInput, YuanInput
from law.finding import instruments
from law.intervals import Suspension
from law.labels import extension, in_words
from law.penalties import Needs, needs_for
from law.penalty_kinds import Activity, FineBase, Level
from law.period_kinds import Clocked, Confidence, Stage
from law.periods import Period, all_periods, event_label
from law.provisions import Provision, all_provisions
from law.vocabularies import Domain
from law.words import Words

ALL = ("", _("All"))
SUSPENSIONS = (1, 2, 3)


class Search(forms.Form):
    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    domain = forms.ChoiceField(
        label=_("Domain"), choices=[ALL, *Domain.choices], required=False
    )
    on = forms.DateField(label=_("In force on"), widget=DateInput, required=False)


class PeriodSearch(Search):
    stage = forms.ChoiceField(
        label=_("Procedure"), choices=[ALL, *Stage.choices], required=False
    )
    law = forms.ChoiceField(label=_("Instrument"), required=False)
    clock = forms.ChoiceField(label=_("Clock"), choices=[ALL, *Clocked.choices], required=False)
    confidence = forms.ChoiceField(
        label=_("How checked"), choices=[ALL, *Confidence.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["law"]
        field.choices = [ALL, *((name, name) for name in instruments())]


class ProvisionSearch(Search):
    article = forms.IntegerField(label=_("Article"), min_value=1, max_value=999, required=False)
    law = forms.ChoiceField(label=_("Instrument"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        laws = {one.law.key: str(one.law.name) for one in all_provisions()}
        field: Any = self.fields["law"]
        field.choices = [ALL, *laws.items()]


class Question(forms.Form):
    """A question whose refusal is told at the field it is about."""

    def plain_fields(self) -> list[Any]:
        """The bound fields that stand alone, in the order they are asked."""
        return self.visible_fields()

    def offer(self, name: str, source: str, entries: Iterable[tuple[str, Words]]) -> None:
        """Let one entry of a catalogue be chosen by typing a part of its words."""
        field: Any = self.fields[name]
        field.widget = Combobox(reverse(source))
        field.choices = [("", ""), *((id_, str(words)) for id_, words in entries)]

    def choose(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [*choices]

    def drop(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)

    def tell(self, error: DomainError) -> None:
        """Show a refusal: at its field where the form has it, else above the form."""
        for name, text in error.fields.items() or {"": error.message}.items():
            self.add_error(name if name in self.fields else None, in_words(text))


class DeadlineForm(Question):
    """Asks for the rule first, then for what the rule needs."""

    rule = forms.ChoiceField(label=_("Statutory period"))
    start = forms.DateField(widget=DateInput)
    time = forms.TimeField(
        label=_("Time of day"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Without it the period is counted from midnight, the cautious reading."),
    )
    extend = forms.ChoiceField(label=_("Extensions granted"), required=False)
    extend_to = forms.DateField(
        label=_("Extended to"),
        widget=DateInput,
        required=False,
        help_text=_("The last day that the last approval names, if it names one."),
    )

    def __init__(self, rule: Period | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("rule", "law:period-options", ((one.id, one.title) for one in all_periods()))
        for number in SUSPENSIONS:
            for name, label in ((f"from_{number}", _("From")), (f"to_{number}", _("To"))):
                self.fields[name] = forms.DateField(
                    label=label, widget=DateInput, required=False
                )
        self._fit(rule)

    def _fit(self, rule: Period | None) -> None:
        if rule is None:
            self.drop("start", "time", "extend", "extend_to", *self.suspension_names())
            return
        self.fields["start"].label = event_label(rule.trigger_event)
        hours = rule.unit == "hour"
        if hours or rule.direction == "before":
            self.drop("extend", "extend_to", *self.suspension_names())
        elif not rule.extensions:
            self.drop("extend", "extend_to")
        else:
            times = [(0, gettext("Not extended"))]
            for number, one in enumerate(rule.extensions, start=1):
                words = {"number": number, "extension": extension(one)}
                times.append((number, gettext("%(number)s: %(extension)s") % words))
            self.choose("extend", times)
        if not hours:
            self.drop("time")

    @staticmethod
    def suspension_names() -> list[str]:
        return [f"{end}_{number}" for number in SUSPENSIONS for end in ("from", "to")]

    def suspension_rows(self) -> list[tuple[Any, Any]]:
        """The bound fields in pairs, for the page."""
        if "from_1" not in self.fields:
            return []
        return [(self[f"from_{number}"], self[f"to_{number}"]) for number in SUSPENSIONS]

    def plain_fields(self) -> list[Any]:
        """Those that are not the ends of days not counted."""
        paired = set(self.suspension_names())
        return [field for field in self.visible_fields() if field.name not in paired]

    def has_suspensions(self) -> bool:
        """Whether any is given, so that the page shows them open."""
        return any(self.data.get(name) for name in self.suspension_names())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for number in SUSPENSIONS:
            first, last = values.get(f"from_{number}"), values.get(f"to_{number}")
            for name, missing in (
                (f"from_{number}", last and not first),
                (f"to_{number}", first and not last),
            ):
                if missing and name not in self.errors:
                    self.add_error(name, gettext("Give both ends of the days not counted."))
            if first and last and last < first:
                self.add_error(f"to_{number}", gettext("The end lies before the beginning."))
        return values

    def moment(self) -> date | datetime:
        """The starting day, with its time where the rule runs by the clock."""
        start: date = self.cleaned_data["start"]
        time = self.cleaned_data.get("time")
        return datetime.combine(start, time) if time else start

    def extensions(self) -> int:
        return int(self.cleaned_data.get("extend") or 0)

    def suspensions(self) -> list[Suspension]:
        values = self.cleaned_data
        return [
            Suspension(values[f"from_{number}"], values[f"to_{number}"])
            for number in SUSPENSIONS
            if values.get(f"from_{number}")
        ]

    def tell(self, error: DomainError) -> None:
        """As every question; days not counted are told at the first of them."""
        if "from_1" in self.fields and "suspend" in error.fields:
            error.fields["from_1"] = error.fields.pop("suspend")
        super().tell(error)


class RangeForm(Question):
    """Asks for the provision first, then for what its fine depends on."""

    provision = forms.ChoiceField(label=_("Violation and provision"))
    level = forms.ChoiceField(
        label=_("Circumstances"),
        error_messages={"invalid_choice": _("The provision has no such level.")},
    )
    person = forms.BooleanField(label=_("Fine on a responsible person"), required=False)
    activity = forms.ChoiceField(label=_("Activity"), required=False)
    base = forms.DecimalField(
        max_digits=15, decimal_places=2, min_value=Decimal(0), required=False, widget=YuanInput
    )
    on = forms.DateField(
        label=_("Day of the act"),
        widget=DateInput,
        required=False,
        help_text=_("Given, the provision must have been in force on that day."),
    )

    def __init__(self, provision: Provision | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entries = ((one.id, one.violation) for one in all_provisions())
        self.offer("provision", "law:provision-options", entries)
        self._fit(provision)

    def _fit(self, provision: Provision | None) -> None:
        if provision is None:
            self.drop("level", "person", "activity", "base", "on")
            return
        levels = [(level, Level(level).label) for level in provision.levels]
        self.choose("level", levels)
        if provision.on_persons_only or not (provision.persons or provision.persons_under):
            self.drop("person")
        needs = self._needs(provision)
        if needs.base is None:
            self.drop("base")
        else:
            label = gettext("%s, in yuan") % FineBase(needs.base).label
            self.fields["base"].label = label[:1].upper() + label[1:]
        if needs.activities:
            known = [*needs.activities]
            known += [Activity.USE.value] if Activity.RETAIL in known else []
            chosen = [("", "—"), *((one, Activity(one).label) for one in known)]
            self.choose("activity", chosen)
        else:
            self.drop("activity")

    def _needs(self, provision: Provision) -> Needs:
        """What the level and the person asked for need; the first level's if there is none."""
        asked = str(self.data.get("level", ""))
        level = asked if asked in provision.levels else provision.levels[0]
        person = forms.CheckboxInput().value_from_datadict(
            self.data, MultiValueDict(), "person"
        )
        return needs_for(provision, level=level, person=bool(person))
