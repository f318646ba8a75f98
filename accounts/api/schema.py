"""How the API's own description tells of its tokens."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from accounts.api.authentication import KEYWORD


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": f"{KEYWORD} ...",
        }
