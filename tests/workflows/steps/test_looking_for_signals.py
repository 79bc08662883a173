"""Looking for signals: what comes in, what the night finds, rules that fail, and the number of queries, which does not grow."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.authority.permissions import Role
from cases.law import NotSet
from cases.misuse.signals import with_open_signal
from cases.models import Case, Signal, SignalKey, Submission
from cases.schemes.registry import scheme
from tests import make
from tests.workflows.signalling import ON, SAW, alike, looked, queries
from workflows.steps.signals import raise_by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


def broken(*_: Any) -> Any:
    """A rule that fails."""
    raise RuntimeError


def unset(*_: Any) -> Any:
    """A rule whose limit nobody set."""
    raise NotSet("grens")


def with_rules(monkeypatch: pytest.MonkeyPatch, **fields: Any) -> None:
    """Let the engine see SLIM with other signal rules."""
    slim = scheme("slim")
    first = replace(slim.signals[0], judge=fields.pop("judge", slim.signals[0].judge))
    changed = replace(slim, signals=(first, *slim.signals[1:]), **fields)
    monkeypatch.setattr("cases.misuse.finding.scheme", lambda _: changed)


@pytest.mark.parametrize(
    "fields",
    [{"judge": broken}, {"signal_keys": broken}, {"judge": broken, "signal_keys": broken}],
    ids=["rule", "fingerprints", "both"],
)
def test_a_rule_that_fails_stops_no_application_but_asks_a_person_to_look(
    who: make.People, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any]
) -> None:
    with_rules(monkeypatch, **fields)
    case = make.applied()
    [signal] = case.signals.all()
    assert "kon op deze zaak niet worden toegepast (RuntimeError)" in signal.seen
    assert looked([case], who) == []


def test_a_rule_whose_limit_nobody_set_finds_nothing(who: make.People, monkeypatch: pytest.MonkeyPatch) -> None:
    with_rules(monkeypatch, judge=unset)
    cases = alike(4)
    looked(cases, who)
    assert set(Signal.objects.values_list("rule", flat=True)) == {"shared_summary"}


def test_an_erased_application_leaves_no_fingerprints(who: make.People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make.applied()
    assert SignalKey.objects.filter(case=case).count() == 2
    monkeypatch.setattr("cases.misuse.file.application_of", _erased)
    looked([case], who)
    assert not SignalKey.objects.filter(case=case).exists()


def _erased(case: Case) -> object:
    return json.loads("")


def test_looking_at_many_takes_as_many_queries_as_looking_at_one(who: make.People) -> None:
    cases = alike(12)
    assert queries(lambda: looked(cases[:1], who)) == 12
    assert queries(lambda: looked(cases[1:3], who)) == 12
    grown = queries(lambda: looked(cases[3:], who))
    assert Signal.objects.filter(measured=12).count() == 24
    assert grown <= 12


def test_looking_at_many_where_nothing_changed_takes_9_queries(who: make.People) -> None:
    cases = alike(12)
    looked(cases, who)
    assert queries(lambda: looked(cases, who)) == 9


def test_the_command_looks_at_all_open_cases_and_counts_per_rule(who: make.People) -> None:
    case = alike(4)[0]
    raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON)
    out = StringIO()
    call_command("find_signals", "slim", "--on", "2020-04-02", stdout=out, skip_checks=True)
    assert json.loads(out.getvalue()) == {
        "on": "2020-04-02",
        "looked_at": 4,
        "refused": 0,
        "open": {"shared_account": 4, "busy_adviser": 0, "shared_summary": 4, "by_hand": 1},
    }


def test_the_nightly_run_looks_too(who: make.People) -> None:
    cases = alike(4)
    out = StringIO()
    call_command("run_daily", "--on", "2020-04-02", stdout=out, skip_checks=True)
    assert json.loads(out.getvalue())["signals_looked_for"] == 4
    assert len(with_open_signal([case.pk for case in cases])) == 4


def test_an_unknown_scheme_is_told_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="Er is geen regeling 'onzin'") as told:
        call_command("find_signals", "onzin", skip_checks=True)
    assert told.value.returncode == 2


def test_an_act_that_came_in_later_is_there_for_the_rules(who: make.People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make.announced(make.applied(), who, on=ON)
    make.reported(case, "1.00", on=date(2021, 6, 1))
    assert Submission.objects.filter(case=case).exists()
    seen: list[Any] = []
    monkeypatch.setattr("cases.misuse.finding.scheme", lambda _: _Watching(seen))
    looked([case], who)
    [signal_case] = seen
    assert [act.kind for act in signal_case.acts] == ["report"]
    assert signal_case.committed_amount > 0
    assert signal_case.registers["kvk"]


class _Watching:
    """A scheme that only keeps what it is shown."""

    signals = ()

    def __init__(self, seen: list[Any]) -> None:
        self.seen = seen

    def signal_keys(self, case: Any) -> tuple[Any, ...]:
        """Keep the case; there are no fingerprints."""
        self.seen.append(case)
        return ()
