"""The demonstration as `make demo` shows it, in small: a case rests in every status of every scheme, each through its real steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from audit.chain import check_chains
from cases.authority.permissions import Role
from cases.models import Case, Counter, Decision, Incident, Status, Submission
from cases.money.ledger import discrepancies
from cases.schemes.base import Scenario, Scheme
from cases.schemes.registry import schemes
from letters.models import Letter, LetterStatus
from workflows.demo.people import make_people
from workflows.demo.scenario import run_scenarios
from workflows.demo.statuses import not_shown
from workflows.steps.windows import load_windows

pytestmark = pytest.mark.django_db
# No more than 20 where workers would take over (they see nothing of an open transaction); of STAP enough to need people.
SMALL: dict[str, dict[str, Any]] = {
    "slim-2020": {"applications": 16, "incomplete": 2, "settled": 4},
    "slim-2023": {"applications": 20, "settled": 6, "realised": (Decimal("1"), Decimal("0.40"), Decimal("0.40"))},
    "slim-2026": {"applications": 18},
    "stap-2023-5": {"applications": 300, "settled": 6},
    "derde-leerweg-2023": {"applications": 18},
    "derde-leerweg-2025": {"applications": 18},
    "praktijkleren-2021": {"applications": 18, "checked": 4},
    "praktijkleren-2025": {"applications": 18},
    "praktijkleren-2020-voorschot": {},
    "ontwikkeladvies-2022": {"applications": 20},
}
CEILING_CENTS = 100_000_00
"""Of the first window: too little for all, as it was."""


def small(found: Scheme) -> list[tuple[Scheme, Scenario]]:
    """Give the scenarios of a scheme that `make demo` shows, with few applications."""
    shown = [each for each in found.demonstration.scenarios if not each.only_by_name]
    return [(found, replace(each, **SMALL[each.name])) for each in shown]


def test_a_case_rests_in_every_status_of_every_scheme() -> None:
    chosen = [each for found in schemes().values() for each in small(found)]
    who = make_people("only for tests")
    load_windows("slim", by=who[Role.ADMINISTRATOR], on=date(2026, 8, 1))
    Counter.objects.filter(window__code="slim-2020-1").update(limit_cents=CEILING_CENTS)
    run_scenarios(chosen, who, lambda line: None, is_quiet=True)
    assert not_shown() == {}
    assert list(discrepancies()) == []
    assert check_chains().breach is None
    assert not Letter.objects.filter(status=LetterStatus.BLOCKED).exists()
    advances = Case.objects.filter(window__code="praktijkleren-2020-voorschot", status=Status.GRANTED)
    assert advances.filter(payments__status="paid").exists(), "a running advance"
    kinds = set(Decision.objects.filter(case__scheme="stap").values_list("kind", flat=True))
    assert {"recovery", "trainer_recovery"} <= kinds
    assert Incident.objects.filter(outcome="").exists(), "an incident for a person to handle"
    assert Submission.objects.filter(kind="objection").exists()
