from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.api.errors import body_of
from core.errors import DomainError, Invalid

NUL = "\x00"


class NoNul:
    """Refuses the one character that PostgreSQL cannot keep; nobody types it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _holds_nul(request):
            return self.get_response(request)
        error = Invalid(_("A control character was sent that no text can hold. Remove it."))
        if request.path.startswith("/api/"):
            return JsonResponse(body_of(error), status=error.status)
        return _refusal_page(request, error)


def _holds_nul(request: HttpRequest) -> bool:
    if NUL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return True
    if request.content_type == "application/json":
        return b"\\u0000" in request.body or b"\x00" in request.body
    sent = request.POST.lists() if request.method == "POST" else ()
    return any(NUL in value for _name, values in sent for value in values)


class DomainErrors:
    """A refusal that no form caught becomes a plain page, with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        return _refusal_page(request, error)


def _refusal_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    told = {"error": error, "back": _came_from(request)}
    return render(request, "core/refusal.html", told, status=error.status)


def _came_from(request: HttpRequest) -> str:
    """The page of this site that led here, if there was one."""
    page = request.headers.get("Referer", "")
    here = page == request.build_absolute_uri()
    inside = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if inside and not here else ""
