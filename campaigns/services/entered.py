"""What was entered: words where words are needed, within what a column holds."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, TextField
from django.utils.translation import gettext as _

from core.errors import Invalid

LONGEST_TEXT = 20_000


def require_text(**texts: str) -> None:
    """Raises Invalid for each text that says nothing, by its name."""
    empty = {name: _("Say something here.") for name, text in texts.items() if not text.strip()}
    if empty:
        raise Invalid(fields=empty)


def require_fits(model: type[Model], **values: Any) -> None:
    """Raises Invalid for what is too long for its column, or not one of its choices."""
    wrong: dict[str, str] = {}
    for name, value in values.items():
        field: Any = model._meta.get_field(name)
        if field.is_relation or (value in ("", None) and (field.blank or field.null)):
            continue
        if isinstance(field, TextField) and len(str(value)) > LONGEST_TEXT:
            wrong[name] = _("Use at most %(most)s characters.") % {"most": LONGEST_TEXT}
            continue
        try:
            field.clean(value, None)
        except ValidationError as error:
            wrong[name] = " ".join(error.messages)
    if wrong:
        raise Invalid(fields=wrong)
