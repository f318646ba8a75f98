"""Fields that read what was sent as the commands read it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.errors import Invalid
from law.reading import read_day, read_moment, read_suspension

LONGEST = 60


class ReadField(serializers.Field[Any, str, Any, Any]):
    """Text that one of the functions of ``law.reading`` makes a value of."""

    def __init__(self, read: Callable[[str], Any], **kwargs: Any) -> None:
        self.read = read
        super().__init__(write_only=True, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """The value; what is no text, or far too long, is not repeated in the answer."""
        if not isinstance(data, str) or len(data) > LONGEST:
            raise serializers.ValidationError(_("This cannot be read as text of that kind."))
        try:
            return self.read(data)
        except Invalid as error:
            raise serializers.ValidationError(str(error)) from None


@extend_schema_field(OpenApiTypes.DATE)
class DayField(ReadField):
    """A day such as 2025-07-04."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_day, **kwargs)


@extend_schema_field(OpenApiTypes.STR)
class MomentField(ReadField):
    """A day, or a day with a time such as 2025-07-04T15:30."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_moment, **kwargs)


@extend_schema_field(OpenApiTypes.STR)
class SuspensionField(ReadField):
    """Days not counted: FROM:TO, both included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_suspension, **kwargs)
