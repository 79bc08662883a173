"""Which scenarios the demonstration makes, and what its summary shows."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from cases.models import Status
from cases.schemes.registry import schemes
from config.management.commands import demo
from config.management.commands.demo import Command, _chosen
from tests import make
from workflows.demo.tokens import Told


def test_every_scenario_is_listed_with_its_title() -> None:
    out = StringIO()
    call_command("demo", "--list", stdout=out)
    named = [scenario for scheme in schemes().values() for scenario in scheme.demonstration.scenarios]
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [scenario.name for scenario in named]


def test_what_is_at_full_size_is_made_only_when_it_is_named() -> None:
    everything = [scenario for scheme in schemes().values() for scenario in scheme.demonstration.scenarios]
    made = [scenario for _, scenario in _chosen(None)]
    assert made == [scenario for scenario in everything if not scenario.only_by_name]
    assert [scenario.name for _, scenario in _chosen([everything[-1].name])] == [everything[-1].name]


def test_an_unknown_scenario_is_told_with_those_there_are() -> None:
    with pytest.raises(CommandError, match="Kies uit: .*slim-2020"):
        _chosen(["niets"])


def test_tokens_are_printed_once_and_then_only_how_to_make_another() -> None:
    command = Command(stdout=StringIO())
    command._tokens([Told("Opleider", "Leerhuis", "STAP-2023-000001", "sub_geheim")], 8123)
    first = command.stdout.getvalue()
    command.stdout = OutputWrapper(StringIO())
    command._tokens([], 8123)
    second = command.stdout.getvalue()
    assert "Bearer sub_geheim" in first
    assert "sub_" not in second
    assert "zijn bij de eerste start getoond" in second
    assert "./manage.py api_client add" in second


def test_ctrl_c_ends_with_a_sentence_on_what_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "run_scenarios", interrupted)
    with pytest.raises(CommandError, match="Begin met een lege datamap") as stopped:
        Command(stdout=StringIO())._make([], {}, is_quiet=True)
    assert stopped.value.returncode == 130


@pytest.mark.django_db
def test_the_summary_names_the_statuses_that_no_case_is_in() -> None:
    make.submitted(make.sample("mkb-klein-2020"))
    command = Command(stdout=StringIO())
    command._summary(is_whole=True)
    [missing] = [
        line for line in command.stdout.getvalue().splitlines() if line.startswith("  slim: nog geen zaak met")
    ]
    assert Status.GRANTED.label in missing
    assert Status.SUBMITTED.label not in missing.split("met ")[1].split(", ")
    command.stdout = OutputWrapper(StringIO())
    command._summary(is_whole=False)
    assert "nog geen zaak" not in command.stdout.getvalue(), "of one scenario by name nobody expects every status"


@pytest.mark.django_db
def test_the_summary_counts_the_cases_of_each_scheme_in_each_status() -> None:
    make.submitted(make.sample("mkb-klein-2020"))
    command = Command(stdout=StringIO())
    command._summary(is_whole=True)
    lines = command.stdout.getvalue().splitlines()
    assert lines[1].split()[-len(schemes()) :] == [code[:15] for code in schemes()]
    assert "Ingediend" in lines[2]
    assert "1" in lines[2].split()
