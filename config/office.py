"""Settings of what an office brings of its own: fonts, templates, outlines of the map."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Fonts and templates of the office; empty: those that are shipped.
YAOAN_FONTS = env.str("YAOAN_FONTS", default="")
YAOAN_TEMPLATES = env.str("YAOAN_TEMPLATES", default="")
# Outlines for the map, a GeoJSON file per province; the approval number printed below.
MAP_DIR = Path(env.str("MAP_DIR", default=str(BASE_DIR / "static" / "vendor" / "map")))
MAP_APPROVAL = env.str("MAP_APPROVAL", default="")
