"""What every request needs: who calls, which case is meant, and a trace of what was refused or looked at.
A case of somebody else is not found, so that numbers cannot be guessed."""

from __future__ import annotations

import re
from typing import cast

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from audit.access import note_access
from audit.trail import record
from cases.models import Arrival, Case, PartyRole
from workflows.api.identify import Client
from workflows.api.problem import Problem

NUMBER = re.compile(r"[A-Za-z0-9-]{1,40}")
NO_CASE = "Er is geen aanvraag met dit nummer waarvoor dit token spreekt."
NO_CASE_YET = "Deze aanvraag is ontvangen en wordt nog in behandeling genomen. Probeer het over een minuut opnieuw."
SOON = {"Retry-After": "60"}
RELATED = ("party", "window", "application")


def client_of(request: HttpRequest) -> Client:
    """Give who calls, as found by its token."""
    return cast(Client, request.auth)  # type: ignore[attr-defined]


def case_for(client: Client, number: str) -> Case:
    """Give a case in which the client's party has its part. Raises Problem for another, or for one that is not made yet."""
    found = found_for(client, number)
    if isinstance(found, Arrival):
        raise Problem(409, NO_CASE_YET, headers=SOON)
    return found


def found_for(client: Client, number: str) -> Case | Arrival:
    """Give a case, or what came in and will be one. Raises Problem 404 with a trace."""
    if NUMBER.fullmatch(number):
        cases = Case.objects.select_related(*RELATED).filter(number=number)
        mine = cases.filter(party=client.party_id) if client.scope == PartyRole.APPLICANT else _parts(cases, client)
        arrivals = Arrival.objects.select_related("window", "submission")
        found = mine.first() or arrivals.filter(number=number, case=None, sender=str(client.actor)).first()
        if found is not None:
            return found
    raise refused(client, NO_CASE, status=404)


def _parts(cases: QuerySet[Case], client: Client) -> QuerySet[Case]:
    return cases.filter(parties__party=client.party_id, parties__role=client.scope)


def see(client: Client, case: Case, purpose: str) -> None:
    """Write down that the client looked at a case."""
    note_access(case.stream, actor=str(client.actor), purpose=f"koppeling {client.pk}: {purpose}")


def refused(client: Client, reason: str, *, status: int = 403) -> Problem:
    """Keep an attempt that no case knows of, with the client, and give the problem to raise."""
    by, on = client.actor, timezone.localdate()
    with transaction.atomic():
        record(
            client.stream,
            "api_client.refused",
            actor=str(by),
            origin=by.origin,
            on=on,
            result="refused",
            facts={"reason": reason},
        )
    return Problem(status, reason)
