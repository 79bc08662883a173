"""How tests call the API: as a client of a party with its token, through the whole stack of the site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.test import Client as Browser

from cases.authority.actors import system
from cases.schemes.registry import scheme
from tests import make
from workflows.api.clients import Wish, add_client
from workflows.api.models import ApiClient

SINCE = date(2020, 1, 1)
APPLICATIONS = "/api/v1/aanvragen"
TRIALS = "/api/v1/proefberekeningen"


@dataclass(frozen=True)
class Caller:
    """A system that calls with its token."""

    client: ApiClient
    token: str

    def get(self, path: str, **headers: str) -> Any:
        """Read something."""
        return Browser().get(path, headers=self._headers(headers))

    def post(self, path: str, body: Any, *, key: str = "", **headers: str) -> Any:
        """Send something as JSON; text and bytes go as they are."""
        if key:
            headers["Idempotency-Key"] = key
        raw = body if isinstance(body, str | bytes) else json.dumps(body)
        return Browser().post(path, raw, content_type="application/json", headers=self._headers(headers))

    def upload(self, path: str, files: Mapping[str, Any], *, key: str = "") -> Any:
        """Send files as a form."""
        return Browser().post(path, files, headers=self._headers({"Idempotency-Key": key} if key else {}))

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **more}


def caller(identifier: str, scope: str = "applicant", **options: Any) -> Caller:
    """Let a client in for a party, and give it with its token. It names the moment of receipt unless told otherwise."""
    wish = Wish(
        **{
            "name": f"test {scope}",
            "scope": scope,
            "identifier": identifier,
            "party_name": "Voorbeeld bv",
            "from_on": SINCE,
            "may_date": True,
            **options,
        }
    )
    return Caller(*add_client(wish, by=system("tests"), on=SINCE))


def envelope(name: str = "mkb-klein-2020", number: int = 0) -> dict[str, Any]:
    """Give an application of SLIM whose window is there and whose applicant the registers know."""
    found = make.sample(name)
    if number:
        found["application"]["applicant"]["kvk_number"] = f"91{number:06}"
    _open_window(found)
    make.known_to_registers(found)
    return found


def _open_window(found: Mapping[str, Any]) -> None:
    rule = scheme("slim").window_on(found["application"]["kind"], datetime.fromisoformat(found["received_at"]))
    assert rule is not None
    make.window(rule.code)


def applicant_of(found: Mapping[str, Any]) -> str:
    """Give the number of the applicant."""
    return str(found["application"]["applicant"]["kvk_number"])


def answer(response: Any) -> Any:
    """Read an answer."""
    return json.loads(response.content)
