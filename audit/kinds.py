"""What the acts are called in words: each app names its own in ``AppConfig.ready()``."""

from collections.abc import Mapping

from django.utils.functional import Promise

_titles: dict[str, str | Promise] = {}


def register_kinds(titles: Mapping[str, str | Promise]) -> None:
    """``{"case.filed": _("Case filed")}``."""
    _titles.update(titles)


def title_of(kind: str) -> str:
    """The act in words; its code where no app named it."""
    return str(_titles.get(kind, kind))


def known_kinds() -> dict[str, str | Promise]:
    return dict(_titles)
