"""Readers of the environment refuse what they do not fully understand.
What the settings do with the values is in test_settings.py."""

import pytest

from config.environment import SetupError, read_flag, read_list, read_number, read_text


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The parameter as the value of the variable GIVEN."""
    monkeypatch.setenv("GIVEN", request.param)
    return str(request.param)


@pytest.mark.parametrize(
    ("given", "expected"), [("True", True), ("False", False), (" True ", True)], indirect=["given"]
)
def test_flag_reads_true_and_false(given: str, expected: bool) -> None:
    assert read_flag("GIVEN", not expected) is expected


@pytest.mark.parametrize("given", ["true", "1", "yes", "on", "no", "0", "FALSE", "Waar"], indirect=True)
def test_flag_refuses_anything_else_in_one_sentence(given: str) -> None:
    with pytest.raises(SetupError, match=f"^GIVEN must be exactly True or False, not '{given}'.$"):
        read_flag("GIVEN", False)


@pytest.mark.parametrize("given", ["", "  "], indirect=True)
def test_empty_value_counts_as_not_set(given: str) -> None:
    assert read_text("GIVEN", "default") == "default"
    assert read_flag("GIVEN", True) is True
    assert read_list("GIVEN", ("a",)) == ["a"]
    assert read_number("GIVEN", 8000, lowest=1, highest=65535) == 8000


@pytest.mark.parametrize("given", ["0", "65536", "-1", "8e3", "80.0", "tachtig", "٨٠"], indirect=True)
def test_number_refuses_what_is_no_port(given: str) -> None:
    with pytest.raises(SetupError, match="GIVEN must be a whole number from 1 to 65535"):
        read_number("GIVEN", 8000, lowest=1, highest=65535)


@pytest.mark.parametrize("given", ["a, b ,c"], indirect=True)
def test_list_loses_blanks_around_its_parts(given: str) -> None:
    assert read_list("GIVEN", ()) == ["a", "b", "c"]


@pytest.mark.parametrize("given", ["a,,b", ",", "a,"], indirect=True)
def test_list_refuses_empty_parts(given: str) -> None:
    with pytest.raises(SetupError, match="GIVEN must be a list separated by single commas"):
        read_list("GIVEN", ())
