"""The interface keeps to its own description, whatever is sent: no fault of ours, no answer that is not described, nothing let in
that the description forbids. The messages are made by schemathesis, the same ones every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation

from cases.models import Case
from tests.database import Urls
from tests.workflows.api.calls import TRIALS, Caller, caller, envelope
from tests.workflows.stages import asked_to_supplement, finished

pytestmark = pytest.mark.own_database

# What a description cannot say (a check digit, a term, a sum) is told as 422: such an answer to what fits it is no fault.
CONFIG = schemathesis.Config.from_dict(
    {
        "seed": 20261125,
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "403", "404", "409", "422"]}},
    }
)
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=CONFIG)


@dataclass(frozen=True)
class Known:
    """A client with a case of its own."""

    who: Caller
    case: Case

    @property
    def decision(self) -> int:
        """The key of its decision; of none where there is none."""
        return self.case.decisions.values_list("pk", flat=True).first() or 0


@pytest.fixture
def known(request: pytest.FixtureRequest, own_database: Urls) -> Known:
    """A client with a case that is open to what is sent, or decided where something is read."""
    found = finished() if "[GET " in request.node.name else asked_to_supplement()
    return Known(caller(found.party.identifier, per_minute=1_000_000), found)


@SCHEMA.parametrize()
@settings(
    derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_every_answer_is_as_described(case: Any, known: Known) -> None:
    _make_real(case, known)
    case.call_and_validate(headers={"Authorization": f"Bearer {known.who.token}"})


def _make_real(case: Any, known: Known) -> None:
    """Let what fits the description be real: the client's own case and decision, an application of its own that can be read.

    What was made up for another scheme stays: it fits the description, and hardly ever the check digits.
    """
    if _fits(case, ParameterLocation.PATH) and "nummer" in case.path_parameters:
        case.path_parameters["nummer"] = known.case.number
    if _fits(case, ParameterLocation.PATH) and "besluit" in case.path_parameters:
        case.path_parameters["besluit"] = int(case.path_parameters["besluit"]) % 2 or known.decision
    if _fits(case, ParameterLocation.BODY) and isinstance(case.body, dict) and case.body.get("scheme") == "slim":
        application = envelope()["application"]
        application["applicant"]["kvk_number"] = known.case.party.identifier
        moment = {} if case.path == TRIALS else {"received_at": "2020-03-03T10:15:00+01:00"}
        case.body = {**case.body, **moment, "application": application}


def _fits(case: Any, part: ParameterLocation) -> bool:
    """Say whether this part of a message was made to fit the description."""
    made = case.meta.components.get(part)
    return made is None or made.mode.is_positive
