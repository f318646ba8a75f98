"""What belongs to one installation on one machine. Knows no settings: they ask it."""

import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

# The system's limit is 108 bytes on Linux and 104 on macOS, with the closing zero.
LONGEST: Final = 100


def private_socket(path: Path) -> Path:
    """``path`` itself, or a short place of the same user when ``path`` is too long.

    The answer is the same in every process, so worker, web and shell find one another.
    """
    if len(os.fsencode(path)) <= LONGEST:
        return path
    mark = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"yaoan-{os.getuid()}-{mark}" / path.name


def make_private_folder(folder: Path) -> None:
    """Create the folder for this user alone.

    Raises:
        PermissionError: the folder is there and belongs to somebody else.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user.")


def local_secret(folder: Path) -> str:
    """The secret key of this installation, made once and kept beside its data.

    Several processes may ask at the same first moment: all get the same answer.
    """
    path = folder / "secret_key"
    if not path.exists():
        mine = folder / f"secret_key.{os.getpid()}"
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(48), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)
        mine.unlink()
    return path.read_text(encoding="ascii").strip()
