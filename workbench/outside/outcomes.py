"""What can come of trying to send, besides success."""

from workbench.models import Reason


class NotSent(Exception):
    """It surely did not arrive.

    Args:
        lasting: trying again by itself would not help.
        detail: what the other side said.
    """

    def __init__(self, reason: Reason, detail: str = "", *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail[:300]
        self.lasting = lasting


class Unknown(Exception):
    """It may have arrived: the connection was lost after it was handed over."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail[:300]
