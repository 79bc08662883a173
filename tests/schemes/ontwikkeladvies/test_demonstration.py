"""The demonstration of this scheme takes every step for real: settled, paid, withdrawn, claimed back, with work left for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.models import Case, Decision, Signal, Status
from cases.money.ledger import discrepancies
from tests.schemes.ontwikkeladvies.builders import ADVICE
from workflows.demo.people import make_people
from workflows.demo.scenario import run_scenario

pytestmark = pytest.mark.django_db


def test_a_small_run_ends_settled_and_leaves_work_open() -> None:
    (scenario,) = ADVICE.demonstration.scenarios
    small = replace(scenario, applications=20, incomplete=2)
    run_scenario(ADVICE, small, make_people("only for tests"), lambda line: None, is_quiet=True)
    assert {"direct_settlement", "refusal", "revocation", "recovery"} <= set(
        Decision.objects.values_list("kind", flat=True)
    )
    open_work = {Status.SETTLED, Status.REVOCATION_VIEWS, Status.REVOKED, Status.RECOVERY}
    assert open_work <= set(Case.objects.values_list("status", flat=True))
    assert Signal.objects.filter(rule="shared_account").exists()
    assert list(discrepancies()) == []
