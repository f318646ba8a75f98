"""Forms that change what every bureau's limits are counted with."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.pages.widgets import DateInput
from deadlines.models import DayKind
from law.notices import LONGEST_NAME, LONGEST_TEXT

NOTICE_LENGTH = 100
NOTE_LENGTH = 500
# Not a kind: the office's own entry is taken back.
AS_SHIPPED = "shipped"
MOST_BYTES = 4 * LONGEST_TEXT


class WhatIfForm(forms.Form):
    """Remembers which content the reader saw the consequences of."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def digest(self) -> str:
        """Changes with whatever was typed."""
        typed = {name: str(value) for name, value in self.cleaned_data.items()}
        typed.pop("seen", None)
        text = json.dumps(typed, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def mark_seen(self) -> None:
        """Send the content along with the next submission."""
        sent: Any = self.data
        self.data = sent.copy()
        self.put("seen", self.digest())

    def put(self, name: str, value: str) -> None:
        """Change what was sent before it is shown again."""
        sent: Any = self.data
        sent[name] = value


class CalendarDayForm(WhatIfForm):
    day = forms.DateField(label=_("Date"), widget=DateInput)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[*DayKind.choices, (AS_SHIPPED, _("As shipped: take our entry back"))],
    )
    name = forms.CharField(label=_("Holiday"), max_length=LONGEST_NAME, required=False)
    notice = forms.CharField(
        label=_("Notice"),
        max_length=NOTICE_LENGTH,
        help_text=_("Number of the notice this rests on."),
    )


class CalendarYearForm(WhatIfForm):
    year = forms.IntegerField(label=_("Year"), min_value=1949, max_value=2199)
    notice = forms.CharField(
        label=_("Notice"),
        max_length=NOTICE_LENGTH,
        help_text=_("Number of the State Council's notice."),
    )
    days = forms.CharField(
        label=_("Days of the notice"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Paste the paragraphs of the notice as they are, or write one line a stretch: "
            "2027-02-05~2027-02-12 休 春节 for days off, 2027-02-14 班 春节 for a weekend "
            "that is worked."
        ),
    )
    file = forms.FileField(
        label=_("Or a text or CSV file"),
        required=False,
        help_text=_("The same lines; columns: day, 休 or 班, holiday."),
    )

    def clean_file(self) -> str:
        """The file's text."""
        sent = self.cleaned_data.get("file")
        if not sent:
            return ""
        if sent.size > MOST_BYTES:
            raise ValidationError(_("This file is too large for one year's notice."))
        raw = sent.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return str(raw.decode(encoding))
            except UnicodeDecodeError:
                continue
        raise ValidationError(_("This is no text file. Save the table as CSV."))

    def clean(self) -> dict[str, Any]:
        """One text, wherever it came from; it stands in the box from then on."""
        values = super().clean() or {}
        text = values.pop("file", "") or values.get("days", "")
        if not text.strip() and not self.errors:
            self.add_error("days", _("Paste the notice, or choose a file."))
        values["days"] = text
        return values

    def mark_seen(self) -> None:
        super().mark_seen()
        self.put("days", self.cleaned_data["days"])


class ConfirmRuleForm(WhatIfForm):
    note = forms.CharField(
        label=_("What was read"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Instrument, article, edition, and where you read it."),
    )


class WithdrawRuleForm(WhatIfForm):
    note = forms.CharField(
        label=_("Reason"), max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )
