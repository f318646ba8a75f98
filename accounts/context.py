"""What the frame of every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


def frame(request: HttpRequest) -> dict[str, Any]:
    """Person, bureau and the idle time-out, for the frame of a page."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"bureau": None}
    return {
        "bureau": user.bureau,
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "idle_warning_seconds": settings.SESSION_IDLE_WARNING_SECONDS,
    }
