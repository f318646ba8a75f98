from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from core.errors import DomainError


class DomainErrors:
    """A refusal that no form caught becomes a plain page, with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        told = {"error": error, "back": _came_from(request)}
        return render(request, "core/refusal.html", told, status=error.status)


def _came_from(request: HttpRequest) -> str:
    """The page of this site that led here, if there was one."""
    page = request.headers.get("Referer", "")
    here = page == request.build_absolute_uri()
    inside = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if inside and not here else ""
