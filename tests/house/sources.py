"""The product's own files, as the house rules read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
APPS: Final = (
    *("config", "reporting", "risk", "enforcement", "campaigns", "documents", "registry"),
    *("deadlines", "workbench", "accounts", "audit", "law", "core"),
)
NOT_OURS: Final = {"node_modules", "var", "vendor", "__pycache__", "staticfiles"}
HIDDEN_BUT_OURS: Final = {".ci", ".gitignore"}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Every file of the repository with one of the endings, third-party ones left out."""
    return tuple(sorted(path for path in _walk(ROOT) if path.suffix in suffixes))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in HIDDEN_BUT_OURS
        if hidden or path.name in NOT_OURS:
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


@cache
def python_files() -> tuple[Path, ...]:
    """Python written by hand: migrations are generated."""
    return tuple(path for path in files(".py") if "migrations" not in path.parts)


@cache
def product_files() -> tuple[Path, ...]:
    """Python of the twelve apps."""
    return tuple(path for path in python_files() if path.relative_to(ROOT).parts[0] in APPS)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int | None = None) -> str:
    """How a fault is named: a path of the repository, and a line."""
    shown = path.relative_to(ROOT).as_posix()
    return shown if line is None else f"{shown}:{line}"


def told(rule: str, faults: list[str]) -> str:
    """The message of a broken rule: the rule, then every place."""
    return "\n".join([rule, *sorted(faults)])
