from tests.threads import at_once

__all__ = ["at_once"]
