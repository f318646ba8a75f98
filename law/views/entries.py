"""One rule, one provision: everything the catalogue knows of it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.pages.base import Crumb, Page
from core.pages.parts import Act, Fact, Section
from law.fine_words import fine_lines, penalty_line, person_lines
from law.labels import (
    CHECKED,
    PERSONS,
    SUBJECTS,
    Text,
    decided_by,
    domains,
    extension,
    length,
    listed,
    named,
    standing,
    unchecked,
)
from law.office import OfficeLaw, current_office
from law.page_acts import acts_on
from law.penalty_kinds import Level
from law.period_acts import acts_of
from law.period_kinds import PeriodKind, Responsible, Rollover, Stage
from law.periods import Period, event_label, family, get_period, suspension_label
from law.provisions import Circumstance, Persons, Provision, get_provision


class EntryPage(Page):
    """A page in the shape of a record; the record is a line of the catalogue."""

    template_name = "_components/detail.html"
    catalogue: tuple[Text, str]
    entry: Any
    office: OfficeLaw

    def find(self, id_: str) -> Any:
        """Raises NotFound where there is none."""
        raise NotImplementedError

    def head(self) -> list[Fact]:
        raise NotImplementedError

    def sections(self) -> list[Section]:
        raise NotImplementedError

    def acts(self) -> list[Act]:
        raise NotImplementedError

    def related(self) -> list[Fact]:
        raise NotImplementedError

    def crumbs(self) -> list[Crumb]:
        title, name = self.catalogue
        return [Crumb(title, reverse(name))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.entry = self.find(self.kwargs["id"])
        self.office = office = current_office()
        return super().get_context_data(
            **kwargs,
            number=self.entry.citation,
            status=standing(self.entry, localdate(), office),
            notice=unchecked(self.entry, office),
            head=self.head(),
            sections=self.sections(),
            acts=self.acts(),
            related=self.related(),
        )

    def history(self) -> list[Fact]:
        """In force from, to, and how well it was checked."""
        entry = self.entry
        until = entry.effective_to.isoformat() if entry.effective_to else _("open-ended")
        facts = [
            Fact(_("In force from"), entry.effective_from.isoformat()),
            Fact(_("In force to"), until),
            Fact(_("How checked"), CHECKED[entry.confidence]),
        ]
        return [*facts, Fact(_("Remarks"), str(entry.note), wide=True)] if entry.note else facts


class PeriodPage(EntryPage):
    entry: Period
    catalogue = (gettext_lazy("Statutory periods"), "law:period-list")

    def find(self, id_: str) -> Period:
        return get_period(id_)

    def page_title(self) -> Text:
        return str(self.entry.title)

    def head(self) -> list[Fact]:
        return [
            Fact(_("Length"), length(self.entry)),
            Fact(_("Procedure"), Stage(self.entry.stage).label),
            Fact(_("Domain"), domains(self.entry.applies_to)),
        ]

    def sections(self) -> list[Section]:
        return [
            Section(_("How it is counted"), self._counting()),
            Section(_("The acts that start and meet it"), self._acts()),
            Section(_("Who must act"), self._duty()),
            Section(_("Since when in force"), self.history()),
        ]

    def _counting(self) -> list[Fact]:
        rule = self.entry
        backward = rule.direction == "before"
        starts = _("Counted back from") if backward else _("Counted from")
        facts = [
            Fact(starts, event_label(rule.trigger_event)),
            Fact(_("Length"), length(rule)),
            Fact(_("Kind"), PeriodKind(rule.kind).label),
            Fact(_("Last day a rest day"), Rollover(rule.rollover).label),
        ]
        longer = "\n".join(extension(one) for one in rule.extensions)
        facts.append(Fact(_("Extensions"), longer or _("None in the law"), wide=True))
        stops = "\n".join(suspension_label(code) for code in rule.suspensions)
        facts.append(Fact(_("Not counted"), stops or _("None in the law"), wide=True))
        return facts

    def _acts(self) -> list[Fact]:
        acts = acts_of(self.entry.id)
        if acts is None:
            text = _("For the calculator only: no procedure here starts or meets it.")
            return [Fact(_("Clock"), text, wide=True)]
        starts = listed([str(act) for act in acts.started_by])
        return [
            Fact(
                _("Started by"),
                starts or _("No act: the event lies outside, its day is entered"),
                wide=True,
            ),
            Fact(_("Met by"), listed([str(act) for act in acts.met_by]), wide=True),
        ]

    def _duty(self) -> list[Fact]:
        rule = self.entry
        return [
            Fact(_("Who must act"), Responsible(rule.responsibility).label),
            Fact(_("Within it"), str(rule.who_is_responsible)),
            Fact(_("If missed"), str(rule.what_if_missed), wide=True),
        ]

    def acts(self) -> list[Act]:
        reason = ""
        if not self.entry.computable:
            reason = _("The instrument gives no number to count.")
        elif not self.office.uses(self.entry):
            reason = _("It is not in use.")
        address = _asking("law:deadline", rule=self.entry.id)
        count = Act(_("Count it"), address, icon="calculator", reason=reason, weight="main")
        return [count, *acts_on(self.entry, self.request.user, self.office)]

    def history(self) -> list[Fact]:
        """Besides: who confirmed a rule from memory."""
        facts = super().history()
        known = self.office.confirmation_of(self.entry)
        if known is None:
            return facts
        who = _("%(name)s on %(on)s") % {"name": known.by, "on": known.on.isoformat()}
        facts.append(Fact(_("Confirmed by"), who))
        return (
            [*facts, Fact(_("What was read"), known.note, wide=True)] if known.note else facts
        )

    def related(self) -> list[Fact]:
        return [
            Fact(
                _("Before it") if other.id in self.entry.replaces else _("Another version"),
                str(other.title),
                reverse("law:period", args=[other.id]),
            )
            for other in family(self.entry.id)
            if other is not self.entry
        ]


class ProvisionPage(EntryPage):
    entry: Provision
    catalogue = (gettext_lazy("Penalty provisions"), "law:provision-list")

    def find(self, id_: str) -> Provision:
        return get_provision(id_)

    def page_title(self) -> Text:
        return str(self.entry.violation)

    def head(self) -> list[Fact]:
        return [
            Fact(_("Instrument"), str(self.entry.law.name)),
            Fact(_("Article"), self.entry.article),
            Fact(_("Domain"), domains(self.entry.domains)),
        ]

    def sections(self) -> list[Section]:
        levels = [
            Section(str(Level(one.level).label), _level(one))
            for one in self.entry.circumstances
        ]
        return [
            *levels,
            Section(_("Responsible persons of the unit"), self._persons()),
            Section(_("Whom it strikes, and since when"), [*self._reach(), *self.history()]),
        ]

    def _persons(self) -> list[Fact]:
        if self.entry.persons:
            return _persons(self.entry.persons)
        if self.entry.persons_under:
            other_id, level = self.entry.persons_under
            other = get_provision(other_id)
            address = reverse("law:provision", args=[other_id])
            return [
                Fact(_("Punished under"), other.citation, address),
                Fact(_("From the level"), Level(level).label),
            ]
        return [Fact(_("Fine"), _("None in this provision"))]

    def _reach(self) -> list[Fact]:
        entry = self.entry
        facts = [
            Fact(_("Whom it strikes"), named(SUBJECTS, entry.subjects)),
            Fact(_("Who decides"), decided_by(entry.decided_by)),
        ]
        # The catalogue has these in Chinese alone.
        if entry.items and (get_language() or "zh").startswith("zh"):
            facts.append(Fact(_("Conduct named"), listed(list(entry.items)), wide=True))
        return facts

    def acts(self) -> list[Act]:
        address = _asking("law:penalty-range", provision=self.entry.id)
        return [Act(_("Compute the range"), address, icon="calculator", weight="main")]

    def related(self) -> list[Fact]:
        return [
            Fact(
                _("Refers to"),
                get_provision(other).citation,
                reverse("law:provision", args=[other]),
            )
            for other in self.entry.refers_to
        ]


def _level(one: Circumstance) -> list[Fact]:
    facts = [
        Fact(_("Fine"), "\n".join(fine_lines(one.fine)), wide=True),
        Fact(
            _("Consequences"),
            "\n".join(penalty_line(penalty) for penalty in one.penalties),
            wide=True,
        ),
    ]
    if one.subjects:
        facts.append(Fact(_("Only for"), listed([str(words) for words in one.subjects])))
    return facts


def _persons(persons: Persons) -> list[Fact]:
    from_level = (
        _("every level") if persons.applies_at == "any" else Level(persons.applies_at).label
    )
    facts = [
        Fact(_("From the level"), from_level),
        Fact(_("Persons"), named(PERSONS, persons.who), wide=True),
        Fact(_("Fine"), "\n".join(fine_lines(persons.fine)), wide=True),
    ]
    if lines := person_lines(persons):
        facts.append(Fact(_("Besides"), "\n".join(lines), wide=True))
    if persons.only:
        facts.append(Fact(_("Only for"), str(persons.only), wide=True))
    return facts


def _asking(name: str, **question: str) -> str:
    return f"{reverse(name)}?{urlencode(question)}"
