"""The forms of an import's steps."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from reporting.imports.base import ImportKind
from reporting.imports.sheet import column_letters
from reporting.models.imports import Decision, ImportBatch
from reporting.services.imports.results import unknown_words


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX, XLS, ODS or CSV; at most 20 MB and 50,000 rows"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
    )


class ColumnsForm(forms.Form):
    """One select per column of the file, and one per word nobody understood."""

    def __init__(self, *args: Any, batch: ImportBatch, kind: ImportKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [("", gettext("— not taken —"))]
        fields += [
            (one.name, f"{one.title}{' *' if one.required else ''}") for one in kind.fields
        ]
        taken = batch.numbered_mapping
        for at, heading in enumerate(batch.headings):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=f"{column_letters(at)}　{heading or '—'}",
                choices=fields,
                required=False,
                initial=taken.get(at, ""),
            )
        self.words: dict[str, tuple[str, str]] = {}
        for name, words in unknown_words(batch).items():
            field = kind.by_name[name]
            for at, word in enumerate(words):
                key = f"word_{name}_{at}"
                self.words[key] = (name, word)
                self.fields[key] = forms.ChoiceField(
                    label=gettext("“%(word)s” (%(field)s) means")
                    % {"word": word, "field": field.title},
                    choices=[("", "—"), *field.choices],
                    required=False,
                )

    def mapping(self) -> dict[int, str]:
        data = self.cleaned_data
        return {
            int(name.removeprefix("column_")): value
            for name, value in data.items()
            if name.startswith("column_") and value
        }

    def values(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, (name, word) in self.words.items():
            if code := self.cleaned_data.get(key):
                found.setdefault(name, {})[word] = code
        return found


class EnterForm(forms.Form):
    rows = forms.ChoiceField(
        label=_("Which rows"),
        choices=[
            ("all", _("All of them, or none")),
            ("good", _("The right ones; the others are handed back as a file")),
        ],
        widget=forms.RadioSelect,
        initial="all",
    )


def row_numbers(text: str) -> list[int] | None:
    """``3, 5-9`` as numbers; nothing written is every row.

    Raises:
        Invalid: neither numbers nor stretches of them.
    """
    if not text.strip():
        return None
    numbers: list[int] = []
    for part in re.split(r"[\s,，、;；]+", text.strip()):
        found = re.fullmatch(r"(\d{1,6})(?:[-–](\d{1,6}))?", part)
        if found is None:
            raise Invalid(fields={"rows": _("Write row numbers such as 3, 5-9.")})
        numbers += range(int(found[1]), int(found[2] or found[1]) + 1)
    return numbers[:50_000]


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Decision.LEAVE, _("Leave out: they are there already")),
            (Decision.ENTER, _("Enter: they are others")),
            ("undecided", _("Not decided")),
        ],
        widget=forms.RadioSelect,
        initial=Decision.LEAVE,
    )
    rows = forms.CharField(
        label=_("Rows"),
        required=False,
        max_length=500,
        help_text=_("Such as 3, 5-9; empty: every row that may be there already"),
    )
