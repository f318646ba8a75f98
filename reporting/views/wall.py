"""The wall screen: a page without data of its own, fed by the API alone."""

from django.views.generic import TemplateView


class WallScreen(TemplateView):
    """Open to everybody: without a service account's token it shows nothing."""

    template_name = "reporting/wall.html"
