from typing import Any

from django.utils.translation import gettext_lazy as _

from core.pages.base import Page
from core.pages.help import topic_for, topics


class Help(Page):
    """How the page one came from works, and what all pages have in common."""

    template_name = "core/help.html"
    title = _("Help")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("page", "")[:100]
        return super().get_context_data(topic=topic_for(asked), topics=topics(), **kwargs)
