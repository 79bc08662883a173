"""Reading numbers of people: what is a well-formed BSN, and that a wrong one is told without repeating it."""

from __future__ import annotations

import pytest
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STRICT, Bsn, InvalidInput, is_bsn, read


@dataclass(config=STRICT)
class Somebody:
    bsn: Bsn


@pytest.mark.parametrize("number", ["111222333", "123456782", "249566758", "999990019"])
def test_a_number_that_passes_the_eleven_test_is_a_bsn(number: str) -> None:
    assert is_bsn(number)
    assert read(Somebody, {"bsn": number}).bsn == number


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("123456789", id="elfproef"),
        pytest.param("000000000", id="nullen"),
        pytest.param("11122233", id="acht-cijfers"),
        pytest.param("1112223333", id="tien-cijfers"),
        pytest.param("11122233a", id="letter"),
        pytest.param("\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663", id="andere-cijfers"),
        pytest.param("", id="leeg"),
    ],
)
def test_any_other_number_is_refused_and_not_repeated(number: str) -> None:
    assert not is_bsn(number)
    with pytest.raises(InvalidInput) as caught:
        read(Somebody, {"bsn": number})
    (error,) = caught.value.errors
    assert error.path == "bsn"
    assert "burgerservicenummer" in error.message
    assert not number or number not in str(caught.value)
    assert not number or number not in str(caught.value.__cause__)
