"""One shape for every error of the API: ``{"code", "message", "fields"}``."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.errors import DomainError, Invalid, NotFound, PermissionRefused, StaleVersion


def body_of(error: DomainError) -> dict[str, Any]:
    body: dict[str, Any] = {
        "code": error.code,
        "message": str(error),
        "fields": {field: _texts(text) for field, text in error.fields.items()},
    }
    if error.details:
        body["details"] = error.details
    return body


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler."""
    known = _as_domain_error(error)
    if known is not None:
        set_rollback()
        return Response(body_of(known), status=_status(known, context.get("request")))
    if isinstance(error, exceptions.APIException):
        set_rollback()
        headers = {}
        if auth_header := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = auth_header
        if wait := getattr(error, "wait", None):
            headers["Retry-After"] = str(int(wait))
        code = error.get_codes()
        return Response(
            {
                "code": code if isinstance(code, str) else error.default_code,
                "message": str(error.detail)
                if not isinstance(error.detail, (dict, list))
                else str(Invalid.default_message),
                "fields": _fields(error.detail),
            },
            status=error.status_code,
            headers=headers,
        )
    return None


def _status(error: DomainError, request: Any) -> int:
    """A version sent as If-Match that is no longer the present one is a failed precondition."""
    conditional = request is not None and request.headers.get("If-Match")
    return 412 if conditional and isinstance(error, StaleVersion) else error.status


def _as_domain_error(error: Exception) -> DomainError | None:
    if isinstance(error, DomainError):
        return error
    if isinstance(error, Http404):
        return NotFound()
    if isinstance(error, exceptions.PermissionDenied):
        return PermissionRefused(str(error.detail))
    if isinstance(error, PermissionDenied):
        return PermissionRefused()
    if isinstance(error, DjangoValidationError):
        fields = (
            {name: " ".join(texts) for name, texts in error.message_dict.items()}
            if hasattr(error, "error_dict")
            else {"non_field_errors": " ".join(error.messages)}
        )
        return Invalid(fields=fields)
    return None


def _texts(value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    return [str(value)]


def _fields(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """Flatten DRF's nested details: ``violations.0.base`` → sentences."""
    if isinstance(detail, dict):
        flat: dict[str, list[str]] = {}
        for name, value in detail.items():
            flat.update(_fields(value, f"{prefix}{name}."))
        return flat
    if isinstance(detail, list) and any(isinstance(item, (dict, list)) for item in detail):
        flat = {}
        for at, value in enumerate(detail):
            flat.update(_fields(value, f"{prefix}{at}."))
        return flat
    return {prefix.rstrip("."): _texts(detail)} if prefix else {}
