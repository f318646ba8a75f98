from django.urls import URLPattern

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = []
urlpatterns: list[URLPattern] = []
