"""The supervisor stops all that it started: on Ctrl-C, on SIGTERM, and when one of its children ends.
The children here are tiny programs; the real services are tried by the demonstration."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from config.environment import SetupError
from config.services import Program, refuse_taken_port
from config.supervisor import Supervisor

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 15.0
"""Seconds until a test gives up; nothing here should take more than one."""

TWO_CHILDREN = """
    import sys
    from config.services import Program
    from config.supervisor import Supervisor
    children = [Program(name, [sys.executable, "-c", code]) for name, code in zip(("One", "Two"), sys.argv[1:])]
    sys.exit(Supervisor(children).run("ready"))
"""
SLEEPER = "import os, time; open({path!r}, 'w').write(str(os.getpid())); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER
WITH_GRANDCHILD = (
    "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "open({path!r}, 'w').write(str(child.pid)); time.sleep(60)"
)
SHORT_LIVED = "import time; time.sleep(0.5)"


def _start(*codes: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", textwrap.dedent(TWO_CHILDREN), *codes]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)


def _pid_in(path: Path) -> int:
    deadline = time.monotonic() + PATIENCE
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < deadline, "the child did not start"
        time.sleep(0.02)
    return int(path.read_text())


def _is_gone(pid: int) -> bool:
    """A killed grandchild is nobody's child here: give the system a moment to bury it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=["Ctrl-C", "SIGTERM", "terminal closed"]
)
def test_signal_stops_all_children(tmp_path: Path, number: signal.Signals) -> None:
    supervisor = _start(*(SLEEPER.format(path=str(tmp_path / name)) for name in ("a", "b")))
    children = [_pid_in(tmp_path / name) for name in ("a", "b")]
    assert supervisor.stderr is not None
    assert supervisor.stderr.readline() == "ready\n"
    supervisor.send_signal(number)
    assert supervisor.wait(PATIENCE) == 0
    assert all(_is_gone(child) for child in children)


def test_grandchildren_are_stopped_too(tmp_path: Path) -> None:
    supervisor = _start(WITH_GRANDCHILD.format(path=str(tmp_path / "a")), SLEEPER.format(path=str(tmp_path / "b")))
    grandchild = _pid_in(tmp_path / "a")
    _pid_in(tmp_path / "b")
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(PATIENCE) == 0
    assert _is_gone(grandchild)


def test_death_of_one_child_stops_the_other_and_is_told(tmp_path: Path) -> None:
    supervisor = _start(SHORT_LIVED, SLEEPER.format(path=str(tmp_path / "b")))
    other = _pid_in(tmp_path / "b")
    _, told = supervisor.communicate(timeout=PATIENCE)
    assert supervisor.returncode == 1
    assert "One ended unexpectedly; the rest is stopped too." in told
    assert _is_gone(other)


def test_child_that_ignores_the_request_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.services.GRACE", 0.2)
    child = Program("Stubborn", [sys.executable, "-c", STUBBORN.format(path=str(tmp_path / "a"))])
    child.start()
    pid = _pid_in(tmp_path / "a")
    child.stop()
    assert _is_gone(pid)


class _Recorder:
    """A service that only notes what was asked of it."""

    patience = 0.2

    def __init__(self, name: str, log: list[str], *, ready: bool = True, alive: bool = True) -> None:
        self.name, self._log, self._ready, self._alive = name, log, ready, alive

    def start(self) -> None:
        self._log.append(f"start {self.name}")

    def is_ready(self) -> bool:
        return self._ready

    def is_alive(self) -> bool:
        return self._alive

    def stop(self) -> None:
        self._log.append(f"stop {self.name}")


def test_services_stop_in_reverse_order() -> None:
    log: list[str] = []
    told: list[str] = []
    services = [_Recorder("database", log), _Recorder("web", log, alive=False)]
    assert Supervisor(services, tell=told.append).run() == 1
    assert log == ["start database", "start web", "stop web", "stop database"]
    assert told == ["web ended unexpectedly; the rest is stopped too."]


def test_what_was_never_started_is_not_stopped() -> None:
    log: list[str] = []
    told: list[str] = []
    services = [_Recorder("database", log, ready=False), _Recorder("web", log)]
    assert Supervisor(services, tell=told.append).run() == 1
    assert log == ["start database", "stop database"]
    assert told == ["database was not ready after 0 seconds."]


def test_taken_port_is_one_clear_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=f"^Port {port} of 127.0.0.1 cannot be used .*: stop what listens there"):
            refuse_taken_port(port)
