"""The rules of a signed-in session: idle time-out, first password, language."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

LAST_USED = "last_used"
WRITE_EVERY_SECONDS = 60
API_PREFIX = "/api/"
# Asked by the page itself, not by the person in front of it.
POLLING_PATHS = frozenset({"/account/session/"})
OPEN_BEFORE_FIRST_PASSWORD = frozenset(
    {"account_change_password", "account_logout", "accounts:language", "accounts:session"}
)


class SessionRules:
    """Sign out whoever was idle or disabled; ask for a first password; speak their language.

    The last use is written at most once a minute and never by a polling request, so an
    open page does not keep a session alive.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ended = self._end_session(request)
        self._speak(request)
        if ended and (answer := to_sign_in(request)):
            return answer
        if answer := self._first_password(request):
            return answer
        return self.get_response(request)

    def _end_session(self, request: HttpRequest) -> bool:
        """Whether a session that was signed in ends with this request."""
        if not _has_session(request) or SESSION_KEY not in request.session:
            return False
        if not request.user.is_authenticated or _is_idle(request):
            logout(request)
            return True
        _note_use(request)
        return False

    @staticmethod
    def _speak(request: HttpRequest) -> None:
        if request.path.startswith(API_PREFIX):
            return  # machines are answered by Accept-Language
        language = settings.LANGUAGE_CODE
        if _has_session(request) and request.user.is_authenticated:
            language = request.user.language
        else:
            language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, language)
        if not translation.check_for_language(language):
            language = settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    @staticmethod
    def _first_password(request: HttpRequest) -> HttpResponse | None:
        if not _has_session(request) or not request.user.is_authenticated:
            return None
        if not request.user.must_change_password:
            return None
        if request.path in {reverse(name) for name in OPEN_BEFORE_FIRST_PASSWORD}:
            return None
        if request.path.startswith(API_PREFIX):
            message = _("Change your first password before you go on.")
            body = {"code": "password_change_required", "message": message, "fields": {}}
            return JsonResponse(body, status=403)
        return _send_to(request, reverse("account_change_password"))


def seconds_left(request: HttpRequest) -> int:
    """Seconds until the session ends if nothing more is done in it."""
    last = request.session.get(LAST_USED)
    used = _now() if last is None else int(last)
    limit: int = settings.SESSION_IDLE_SECONDS
    return max(0, used + limit - _now())


def note_use_now(request: HttpRequest) -> None:
    """The person says they are still there."""
    request.session[LAST_USED] = _now()


def to_sign_in(request: HttpRequest) -> HttpResponse | None:
    """The way to the sign-in page and back; None where the caller is a machine."""
    if request.path.startswith(API_PREFIX):
        return None
    query = {"ended": "1"}
    if request.method == "GET" and not request.headers.get("HX-Request"):
        query["next"] = request.get_full_path()
    return _send_to(request, f"{reverse('account_login')}?{urlencode(query)}")


def _send_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _is_idle(request: HttpRequest) -> bool:
    return LAST_USED in request.session and seconds_left(request) == 0


def _note_use(request: HttpRequest) -> None:
    if request.headers.get("X-Polling") or request.path in POLLING_PATHS:
        return
    last = request.session.get(LAST_USED)
    if last is None or _now() - int(last) >= WRITE_EVERY_SECONDS:
        note_use_now(request)


def _now() -> int:
    return int(timezone.now().timestamp())
