"""Database URLs are read strictly, and a wrong one is told in a sentence that never holds the password.
Whether the server answers is in test_command_line.py."""

import pytest

from config.database import VARIABLES, database_settings, parse_url
from config.environment import SetupError


def test_url_gives_all_connection_values() -> None:
    values = parse_url("DATABASE_URL", "postgresql://app:p%40ss%3Aword@db.example.nl:5433/subsidie")
    assert values == {
        "ENGINE": "config.engine",
        "NAME": "subsidie",
        "USER": "app",
        "PASSWORD": "p@ss:word",
        "HOST": "db.example.nl",
        "PORT": "5433",
    }


def test_socket_folder_may_stand_in_the_place_of_the_host() -> None:
    values = parse_url("DATABASE_URL", "postgresql://app:x@%2Fvar%2Frun%2FPostgreSQL/subsidie")
    assert (values["HOST"], values["PORT"]) == ("/var/run/PostgreSQL", "")


def test_ipv6_address_loses_its_brackets() -> None:
    values = parse_url("DATABASE_URL", "postgresql://app:x@[::1]:5433/subsidie")
    assert (values["HOST"], values["PORT"]) == ("::1", "5433")


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        pytest.param("mysql://app:geheim@db/subsidie", "must start with postgresql://", id="other database"),
        pytest.param("db.example.nl/subsidie", "must start with postgresql://", id="no scheme"),
        pytest.param("postgresql://app:geheim@db", "must name one database", id="no database"),
        pytest.param("postgresql://app:geheim@db/a/b", "must name one database", id="two databases"),
        pytest.param("postgresql://db/subsidie", "must name the database user", id="no user"),
        pytest.param("postgresql://app:geheim@db:poort/subsidie", "the port is not a number", id="port in words"),
        pytest.param("postgresql://app:geheim@db:99999/subsidie", "the port is not a number", id="port too high"),
        pytest.param("postgresql://app:geheim@[db/subsidie", "cannot be taken apart", id="open bracket"),
        pytest.param("postgresql://app:geheim@db/subsidie?sslmode=off", "must not have anything after", id="query"),
        pytest.param("postgresql://app:geheim@db/subsidie#x", "must not have anything after", id="fragment"),
    ],
)
def test_wrong_url_is_one_sentence_without_the_password(url: str, complaint: str) -> None:
    with pytest.raises(SetupError) as refusal:
        parse_url("DATABASE_URL", url)
    sentence = str(refusal.value)
    assert sentence.startswith("DATABASE_URL ")
    assert complaint in sentence
    assert "geheim" not in sentence
    assert "\n" not in sentence


def test_without_urls_all_three_roles_are_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    users = {alias: values["USER"] for alias, values in database_settings().items()}
    assert users == {"default": "subsidy_app", "owner": "subsidy_owner", "eraser": "subsidy_eraser"}


def test_web_and_worker_need_no_password_of_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:x@db/subsidie")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.delenv("DATABASE_ERASER_URL", raising=False)
    assert list(database_settings()) == ["default"]


def test_owner_without_app_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner:x@db/subsidie")
    with pytest.raises(SetupError, match="DATABASE_URL is missing"):
        database_settings()
