"""The sentences in which a date or a range is explained, keyed by the code of the step."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

UNITS = {
    "working_day": ngettext_lazy("%(n)s working day", "%(n)s working days", "n"),
    "calendar_day": ngettext_lazy("%(n)s calendar day", "%(n)s calendar days", "n"),
    "month": ngettext_lazy("%(n)s month", "%(n)s months", "n"),
    "year": ngettext_lazy("%(n)s year", "%(n)s years", "n"),
    "hour": ngettext_lazy("%(n)s hour", "%(n)s hours", "n"),
}

COUNTING = {
    "deadline.start": _("%(event)s on %(start_on)s. That day is not counted."),
    "deadline.start_hour": _("%(event)s at %(start_at)s. The period runs by the clock."),
    "deadline.start_midnight": _(
        "No time of day was given: counted from 00:00 of %(start_on)s, the cautious reading."
    ),
    "deadline.event": _("%(event)s on %(start_on)s. The period is counted back from it."),
    "deadline.counted": _("%(length)s: the last day is %(last_on)s."),
    "deadline.month_end": _(
        "The last month has no day with that number, so the period ends with the month: "
        "%(last_on)s."
    ),
    "deadline.hours": _("%(length)s later it is %(due_at)s. Hours never move for a holiday."),
    "deadline.backward": _(
        "%(length)s must lie between, neither end counted: the last day to act is %(last_on)s."
    ),
    "deadline.backward_plain": _("%(length)s before it is %(last_on)s."),
    "deadline.backward_rest": _(
        "%(from_on)s is a rest day; moving it later would shorten the period, so it moves "
        "back to %(last_on)s."
    ),
    "deadline.suspended": _("Not counted: %(first_on)s to %(last_on)s (%(reason)s)."),
    "deadline.suspended_plain": _("Not counted: %(first_on)s to %(last_on)s."),
    "deadline.suspended_total": _(
        "Together %(length)s are not counted, days in several intervals once only: the last "
        "day is now %(last_on)s."
    ),
    "deadline.suspended_before_start": _(
        "Days up to and including the first day are not counted anyway: %(spans)s leave the "
        "period as it is."
    ),
    "deadline.extended": _(
        "Extension %(number)s by %(length)s (%(basis)s): the last day is now %(last_on)s."
    ),
    "deadline.extended_to": _("Extension %(number)s to a fixed day (%(basis)s): %(last_on)s."),
    "deadline.skipped": _("Not working days, skipped: %(spans)s."),
    "deadline.made_up": _("Weekend days worked to make up for a holiday, counted: %(spans)s."),
    "deadline.moved": _(
        "%(from_on)s is a rest day (%(spans)s): the last day moves to %(moved_on)s."
    ),
    "deadline.may_move": _(
        "%(from_on)s is a rest day (%(spans)s). No clear rule moves it: the last day stays, "
        "and %(moved_on)s would be the day after a move. Do not rely on the later day."
    ),
    "deadline.stays": _("%(from_on)s is a rest day; this period never moves."),
    "deadline.act_by": _(
        "Act by %(act_on)s, the last working day on or before the unmoved last day."
    ),
    "deadline.act_on_rest_day": _(
        "No working day is left before the last day: act by %(act_on)s, on a rest day."
    ),
    "deadline.open_from": _("The next step is open from %(open_on)s."),
    "deadline.provisional": _(
        "The working days of %(years)s have not been announced: expected date, to be counted "
        "again when the calendar is known."
    ),
}

RANGE = {
    "fine.provision": _("%(citation)s: %(violation)s; %(level)s."),
    "fine.referred": _("The range is that of %(citation)s."),
    "fine.person": _("Responsible persons of the unit."),
    "fine.person_not_yet": _(
        "Persons are punished only from this level on: %(level)s. At the level asked there "
        "is no fine on a person."
    ),
    "fine.person_none": _("This provision has no penalty for responsible persons."),
    "fine.person_elsewhere": _("Responsible persons are punished under %(citation)s."),
    "fine.none": _("No fine at this level."),
    "fine.same_as": _("This level repeats the fine of: %(level)s."),
    "fine.base": _("Base: %(base)s, %(amount_yuan)s yuan."),
    "fine.floor": _(
        "Below %(floor_yuan)s yuan it counts as %(floor_yuan)s yuan (%(activity)s)."
    ),
    "fine.above_floor": _(
        "Not below the floor of %(floor_yuan)s yuan (%(activity)s): the real amount counts."
    ),
    "fine.bracket_below": _("Below %(limit_yuan)s yuan: the lower bracket, a fixed range."),
    "fine.bracket_above": _(
        "%(limit_yuan)s yuan or more: the upper bracket, a multiple of the base."
    ),
    "fine.multiplied": _(
        "%(low_times)s to %(high_times)s times %(amount_yuan)s yuan: %(min_yuan)s to "
        "%(max_yuan)s yuan."
    ),
    "fine.fixed": _("Fixed range: %(min_yuan)s to %(max_yuan)s yuan."),
    "fine.maximum_only": _("Maximum only: up to %(max_yuan)s yuan."),
    "fine.optional": _("The fine may be left out (“may be fined”)."),
    "fine.lenient": _(
        "Lenient: up to %(lenient_yuan)s yuan (the range up to its %(percent)s%% point)."
    ),
    "fine.heavier": _(
        "Heavier: from %(heavier_yuan)s yuan (the range from its %(percent)s%% point on), "
        "never above the maximum."
    ),
    "fine.unconfirmed": _(
        "This provision was entered from memory and nobody has confirmed it: for orientation "
        "only, not for a decision."
    ),
    "fine.one_act": _(
        "One act, one fine: of several norms the one with the higher fine counts, %(citation)s "
        "(Administrative Penalty Law Art. 29)."
    ),
    "fine.lighter": _(
        "The law changed between act and decision; %(citation)s applies, as the officer chose "
        "(Administrative Penalty Law Art. 37)."
    ),
    "fine.sum": _("Parts added: %(min_yuan)s to %(max_yuan)s yuan."),
}

SURCHARGE = {
    "surcharge.begins": _("Fine of %(fine_yuan)s yuan, to be paid by %(due_on)s."),
    "surcharge.paused": _(
        "%(spans)s: %(days)s days do not count (review, litigation or an approved plan)."
    ),
    "surcharge.days": _(
        "%(spans)s: %(days)s days at %(percent)s%% of the unpaid %(balance_yuan)s yuan: "
        "%(sum_yuan)s yuan."
    ),
    "surcharge.capped": _("It may not exceed the fine: %(cap_yuan)s yuan."),
}

TEMPLATES = {**COUNTING, **RANGE, **SURCHARGE}
