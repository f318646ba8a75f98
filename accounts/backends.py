from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class WithBureau(AuthenticationBackend):
    """Reads the signed-in person with bureau and unit: every page asks for them."""

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.select_related("bureau", "unit").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
