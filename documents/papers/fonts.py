"""Fonts of the papers: the office's own where it gives them, else the one that is shipped."""

from importlib.util import find_spec
from pathlib import Path

from django.conf import settings


def font_folders() -> list[str]:
    """Folders in which fonts are looked for, the office's first."""
    own = settings.YAOAN_FONTS
    return [*([str(own)] if own else []), str(_shipped())]


def _shipped() -> Path:
    """The folder of the CJK font that comes as a package."""
    found = find_spec("noto_cjk_sans_otc")
    if found is None or found.origin is None:
        raise RuntimeError("The package noto-cjk-sans-otc is missing: run make setup.")
    return Path(found.origin).parent
