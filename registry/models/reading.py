from typing import Any, Self, TypeVar

from django.db import models

from accounts.models import User

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OpenToReaders(models.QuerySet[Row_co]):
    """The registry is open to every officer who reads records; administrators need none."""

    def visible_to(self, user: Any) -> Self:
        reads = isinstance(user, User) and user.can_read_registry
        return self if reads else self.none()
