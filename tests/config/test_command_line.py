"""Set-up mistakes end the command line with one sentence and code 2, never with a traceback.
Each test runs manage.py as a program of its own, as a person would."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY_LISTENS = "postgresql://app:geheim@127.0.0.1:1/subsidie"


def _manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=kept | environment, capture_output=True, text=True, timeout=60, cwd="/")


def _sentence(finished: "subprocess.CompletedProcess[str]") -> str:
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert finished.stderr.count("\n") == 1
    assert "geheim" not in finished.stderr
    return finished.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DEBUG": "yes"}, "DEBUG must be exactly True or False, not 'yes'.\n"),
        ({"DATABASE_URL": "mysql://app:geheim@db/x"}, "DATABASE_URL must start with postgresql://"),
        ({"DATABASE_OWNER_URL": "postgresql://app:geheim@db/x"}, "DATABASE_URL is missing"),
        ({"SUBSIDY_DATA": "data"}, "SUBSIDY_DATA must be an absolute path"),
        ({"ALLOWED_HOSTS": "subsidie.example.nl", "SECRET_KEY": ""}, "SECRET_KEY must be set when ALLOWED_HOSTS"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_wrong_setting_is_one_sentence(environment: dict[str, str], sentence: str) -> None:
    assert _sentence(_manage("check", **environment)).startswith(sentence)


def test_unreachable_server_is_one_sentence() -> None:
    owner = NOBODY_LISTENS.replace("app:", "owner:")
    finished = _manage("prepare_database", DATABASE_URL=NOBODY_LISTENS, DATABASE_OWNER_URL=owner)
    assert _sentence(finished).startswith(
        "Database subsidie on 127.0.0.1:1 cannot be used as owner: Connection refused"
    )


def test_database_without_tables_is_one_sentence() -> None:
    with TemporaryDirectory(prefix="subsidy-empty-") as folder:
        Path(folder).chmod(0o711)
        try:
            finished = _manage("check_ledger", SUBSIDY_DATA=folder)
        finally:
            _manage("database", "stop", SUBSIDY_DATA=folder)
    assert "run manage.py prepare_database first" in _sentence(finished)


def test_owner_who_is_also_the_app_is_refused() -> None:
    finished = _manage("prepare_database", DATABASE_URL=NOBODY_LISTENS, DATABASE_OWNER_URL=NOBODY_LISTENS)
    assert finished.returncode == 1
    assert "must name another role than the app" in finished.stderr


def test_missing_owner_is_told_before_anything_happens() -> None:
    finished = _manage("prepare_database", DATABASE_URL=NOBODY_LISTENS)
    assert finished.returncode == 1
    assert "DATABASE_OWNER_URL is not set" in finished.stderr


def test_python_without_django_is_told_what_to_do() -> None:
    command = [sys.executable, "-S", "-E", str(ROOT / "manage.py"), "check"]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd="/")
    assert _sentence(finished).startswith("Django is not installed for this Python: run make first")


def test_site_beyond_this_machine_demands_tls_and_its_own_keys() -> None:
    code = (
        "from config import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    environment = os.environ | {"ALLOWED_HOSTS": "subsidie.example.nl", "SECRET_KEY": "x" * 50, "PSEUDONYM_KEY": ""}
    command = [sys.executable, "-c", code]
    refused = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert "PSEUDONYM_KEY must be set" in refused.stderr
    environment["PSEUDONYM_KEY"] = "y" * 50
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert finished.stdout == "True True True True False\n"


def test_database_command_leaves_a_real_server_alone() -> None:
    finished = _manage("database", "stop", DATABASE_URL=NOBODY_LISTENS)
    assert finished.returncode == 1
    assert "a server of your own" in finished.stderr


def test_embedded_database_starts_and_stops_by_hand() -> None:
    answers = [_manage("database", act) for act in ("start", "status", "start", "stop", "status")]
    assert [answer.returncode for answer in answers] == [0, 0, 0, 0, 3]
    assert answers[2].stdout == "The database was running already.\n"
