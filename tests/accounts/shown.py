import re
from typing import Any


def shown_secret(answer: Any) -> str:
    """The password or token that a page shows once."""
    found = re.search(r"<code[^>]*>([^<]+)</code>", answer.content.decode())
    assert found, "no secret on this page"
    return found.group(1)
