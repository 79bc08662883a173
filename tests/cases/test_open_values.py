"""Values that no source gives: a rule that reads one stops with a sentence, and a scheme with one does not go live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from types import MappingProxyType
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.authority.permissions import Role
from cases.authority.values import _published, open_values, values_for
from cases.checks import problems
from cases.checks.going_live import loaded_schemes_may_go_live
from cases.law import Article, Dated, NotSet
from cases.schemes import registry
from tests import make
from workflows.steps.deciding import NotReady
from workflows.steps.opening import SettingMissing, opened
from workflows.steps.settings import approve_setting, propose_setting

pytestmark = pytest.mark.django_db

ON = date(2023, 12, 1)
QUESTION = "Binnen hoeveel weken stelt het bestuursorgaan vast?"
OPEN: Dated[int | None] = Dated(
    {date(2020, 1, 1): None}, Article("Awb 4:47"), confirmed=False, question=QUESTION, kind=int
)


@pytest.fixture(autouse=True)
def waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SLIM with one value that no source gives."""
    slim = registry.scheme("slim")
    changed = replace(slim, values={**slim.values, "open_weeks": OPEN})
    monkeypatch.setattr(registry, "schemes", lambda: MappingProxyType({"slim": changed}))
    for module in ("cases.checks.going_live.schemes",):
        monkeypatch.setattr(module, registry.schemes)
    _published.cache_clear()
    yield
    _published.cache_clear()


def approved(value: Any) -> None:
    """Let one administrator propose a value and another approve it."""
    first, second = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR, username="tweede")
    setting = propose_setting("slim", "open_weeks", value, from_on=date(2023, 1, 1), source="Stcrt", by=first, on=ON)
    approve_setting(setting.pk, by=second, on=ON)


def test_who_reads_a_value_that_was_not_set_is_told_what_to_do() -> None:
    with pytest.raises(NotSet, match=r"open_weeks.*hoeveel weken.*beheerder"):
        values_for("slim", ON).open_weeks  # noqa: B018 - reading is what is tested
    approved(13)
    assert values_for("slim", ON).open_weeks == 13


def test_a_step_that_needs_the_value_is_refused_with_that_sentence() -> None:
    case = make.applied()

    def step() -> None:
        with opened(case.pk):
            assert values_for("slim", ON).open_weeks == 13

    make.refused(step, SettingMissing, "hoeveel weken")
    approved(13)
    step()


def test_a_scheme_does_not_go_live_while_a_value_is_missing() -> None:
    make.window("slim-2023-3")
    out = StringIO()
    assert [each.question for each in open_values("slim", ON)] == [QUESTION]
    with pytest.raises(CommandError, match="kan nog niet live"):
        call_command("go_live", "slim", "--on", ON.isoformat(), stdout=out)
    assert QUESTION in out.getvalue()
    assert [error.id for error in loaded_schemes_may_go_live()] == ["cases.E061"]
    approved(13)
    call_command("go_live", "slim", "--on", ON.isoformat(), stdout=out)
    assert "kan live" in out.getvalue()
    assert loaded_schemes_may_go_live() == []


def test_of_a_scheme_without_windows_nothing_is_asked_before_deployment() -> None:
    assert loaded_schemes_may_go_live() == []


@pytest.mark.parametrize("value", ["dertien", True, "2023-01-01"])
def test_a_setting_for_it_has_the_kind_that_the_scheme_names(value: Any) -> None:
    make.refused(lambda: approved(value), NotReady, "past niet bij")
    approved(13)


def test_the_value_is_no_error_of_the_scheme_as_code() -> None:
    assert list(problems(registry.scheme("slim"))) == []
