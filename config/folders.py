"""Where the installation keeps what is not code: the data folder and its private files.
The database itself is kept there by config.embedded; documents and letters by their own packages."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from config.environment import SetupError, read_text

PROJECT = "subsidy"
LONGEST_SOCKET_FOLDER = 90
"""Bytes. A socket path may hold 107 bytes on Linux (103 on macOS), of which PostgreSQL's own file name takes 14."""


def data_folder() -> Path:
    """The folder of this installation: SUBSIDY_DATA, or the usual place for root or for this user. Not created here."""
    chosen = read_text("SUBSIDY_DATA")
    if chosen and not Path(chosen).is_absolute():
        raise SetupError(f"SUBSIDY_DATA must be an absolute path, not {chosen!r}.")
    if chosen:
        return Path(chosen)
    usual = Path("/var/lib") if os.geteuid() == 0 else _user_data()
    if usual is not None and os.access(usual, os.W_OK):
        return usual / PROJECT
    return Path(tempfile.gettempdir()) / f"{PROJECT}-{os.geteuid()}"


def _user_data() -> Path | None:
    """The XDG data folder, or None when this user has no home to write in (a service account)."""
    home = Path(os.path.expanduser("~"))
    folder = Path(read_text("XDG_DATA_HOME", str(home / ".local" / "share")))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def make_folder(folder: Path) -> Path:
    """Create `folder` for ourselves only (root: others may pass through, because the database runs as another account).

    Raises SetupError when it cannot be made or belongs to somebody else, as in a temp folder anyone may write in.
    """
    try:
        folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        owner = folder.stat().st_uid
    except OSError as error:
        raise SetupError(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    if owner != os.geteuid():
        raise SetupError(f"The data folder {folder} belongs to another user; set SUBSIDY_DATA to one of your own.")
    return folder


def private_text(path: Path, make: Callable[[], str]) -> str:
    """The text of a file that only we may read (0600); made once, with whoever comes first winning."""
    if not path.exists():
        _write_once(path, make())
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SetupError(f"The private file {path} cannot be read: {error.strerror}.") from error


def _write_once(path: Path, text: str) -> None:
    make_folder(path.parent)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        os.unlink(temporary)


def socket_folder(folder: Path) -> Path:
    """Where the socket of a server in `folder` lies: beside its data, or in temp when that path is too long."""
    beside = folder / "socket"
    if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
        return beside
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"{PROJECT}-socket-{mark}"
