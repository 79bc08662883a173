"""Bringing an application in, and seeing how it stands. The number, and the place where order decides, are given at once.
Which application is sound and in time is judged by scheme and step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.amounts import from_cents, plain
from cases.authority.permit import Refused
from cases.identity import pseudonym
from cases.intake import Incoming, read_envelope
from cases.law import NotInForce
from cases.models import Arrival, Case, PartyRole, Position
from cases.schemes.base import APPLICANTS
from cases.schemes.reading import InputError, InvalidInput
from cases.schemes.registry import scheme
from workflows.api.body import NOT_YOURS, fields_of, raw_body, reject
from workflows.api.calling import client_of, found_for, refused, see
from workflows.api.clients import may_apply_for
from workflows.api.identify import Client
from workflows.api.once import Call, key_of, known
from workflows.api.problem import Problem, answered, refusal_problem
from workflows.steps.arriving import NotFirst
from workflows.steps.taking_in import Receipt, receipt_of, take_in

PATH = "/api/v1/aanvragen"
ANOTHER = "Dit token spreekt niet voor de partij die in de aanvraag staat."
CHANGED = "Het aanvraagtijdvak wordt juist gewijzigd. Stuur de aanvraag opnieuw."
NO_MANDATE = (
    "Van een ketenmachtiging van deze aanvrager voor uw organisatie is op de dag van ontvangst niets bekend. "
    "Laat de ketenmachtiging eerst bij ons vastleggen, of laat de aanvrager zelf indienen."
)
NO_APPLICANT = "Met dit token kan geen aanvraag worden ingediend; dat doet de aanvrager of een intermediair."


def submit(request: HttpRequest) -> HttpResponse:
    """Take an application in; the same one twice in a window is one case with one number."""
    client, now = client_of(request), timezone.now()
    call = Call(client, key_of(request), request, raw_body(request), now)
    incoming = _read(call.raw, client, now)
    _demand_own(incoming, client)
    try:
        receipt = take_in(incoming, by=client.actor, channel="api", first=call.first())
    except NotFirst:
        return _again(call, incoming)
    except InvalidInput as error:
        if known(call) is not None:
            return _again(call, incoming)  # it came in before its window closed, and only the answer got lost
        raise reject(call.raw, error) from error
    except Refused as refusal:
        reject(call.raw, InvalidInput((InputError("(geheel)", str(refusal)),)))
        raise refusal_problem(refusal) from refusal
    told = _receipt(receipt, incoming, now)
    if not receipt.is_new and (once := known(call)) is not None:
        once.keep(told)
    return _told(told, is_first=receipt.is_new)


def _again(call: Call, incoming: Incoming) -> HttpResponse:
    """Give the answer that the first request under this key got; only one about a known application was kept with its key.

    Raises Problem where the key belongs to another request, or where window or settings changed too often to store anything.
    """
    once = known(call)
    if once is None:
        raise Problem(409, CHANGED)
    if once.answer is not None:
        return _told(once.answer, is_first=False)
    receipt = receipt_of(once.submission)
    assert receipt is not None, "a key is written down with its application, or not at all"
    return _told(_receipt(receipt, incoming, once.since), is_first=True)


def _told(told: Mapping[str, Any], *, is_first: bool) -> HttpResponse:
    location = f"{PATH}/{quote(told['number'])}"
    return answered(told, status=201 if is_first else 200, headers={"Location": location})


def _read(raw: bytes, client: Client, now: datetime) -> Incoming:
    """Read the application with every error at once. Raises Problem with a trace."""
    envelope, errors = fields_of(raw), []
    if "received_at" in envelope and not client.may_date:
        errors.append(InputError("received_at", NOT_YOURS))
        del envelope["received_at"]
    try:
        incoming = read_envelope(envelope, received_at=now)
    except InvalidInput as error:
        raise reject(raw, InvalidInput((*errors, *error.errors))) from error
    except NotInForce as error:
        raise reject(raw, InvalidInput((*errors, InputError("received_at", str(error))))) from error
    if errors:
        raise reject(raw, InvalidInput(tuple(errors)))
    return incoming


def _demand_own(incoming: Incoming, client: Client) -> None:
    """A token brings in applications of its own party only, or as the intermediary that is named and holds a chain mandate."""
    if client.scope not in APPLICANTS:
        raise refused(client, NO_APPLICANT)
    applicant = incoming.application.applicant.identifier
    applies_for = pseudonym(applicant)
    if client.scope == PartyRole.APPLICANT:
        named = {applies_for}
    else:
        parties = incoming.scheme.parties(incoming.application)
        named = {pseudonym(party.identifier) for party in parties if party.role == client.scope}
    if client.identifier not in named:
        raise refused(client, ANOTHER)
    is_for_another = client.identifier != applies_for
    if is_for_another and not may_apply_for(client.party_id, applicant, on=incoming.received_on):
        raise refused(client, NO_MANDATE)


def _receipt(receipt: Receipt, incoming: Incoming, since: datetime) -> dict[str, Any]:
    received_at = incoming.received_at if incoming.received_at < since else since
    return {
        "number": receipt.number,
        "scheme": incoming.scheme.code,
        "place": receipt.place,
        "received_at": timezone.localtime(received_at).isoformat(timespec="seconds"),
    }


def show(request: HttpRequest, nummer: str) -> HttpResponse:
    """Tell how an application stands: its status, its place, what can be sent now, and the terms that run."""
    client = client_of(request)
    found = found_for(client, nummer)
    if isinstance(found, Arrival):
        return answered(_waiting(found))
    see(client, found, "stand van de zaak opgevraagd")
    return answered(_standing(found, client))


def _waiting(arrival: Arrival) -> dict[str, Any]:
    """An application that came in and is not a case yet."""
    return {
        "number": arrival.number,
        "scheme": arrival.window.scheme,
        "window": arrival.window.code,
        "status": "received",
        "status_label": "Ontvangen",
        "received_on": timezone.localdate(arrival.submission.received_at).isoformat(),
        "complete_on": None,
        "requested_amount": plain(from_cents(arrival.requested_cents)),
        "place": arrival.order_number,
        "acts": [],
        "terms": [],
    }


def _standing(case: Case, client: Client) -> dict[str, Any]:
    return {
        "number": case.number,
        "scheme": case.scheme,
        "window": case.window.code if case.window else None,
        "status": str(case.status),
        "status_label": case.status_label,
        "received_on": case.received_on.isoformat(),
        "complete_on": case.complete_on.isoformat() if case.complete_on else None,
        "requested_amount": plain(from_cents(case.requested_cents)),
        "place": _place(case),
        "acts": _acts(case, client),
        "terms": _terms(case) if client.scope in APPLICANTS else [],
    }


def _place(case: Case) -> int | None:
    """The number by which the order of a window reaches the case: of arrival, or drawn."""
    arrived = Arrival.objects.filter(case=case).values_list("order_number", flat=True).first()
    return arrived or Position.objects.filter(case=case).values_list("number", flat=True).first()


def _acts(case: Case, client: Client) -> list[Mapping[str, str]]:
    """What this client may send in the present status."""
    return [
        {"kind": act.code, "label": act.label}
        for act in scheme(case.scheme).acts.values()
        if case.status in act.statuses and client.scope in act.senders
    ]


def _terms(case: Case) -> list[Mapping[str, str]]:
    """The terms that run, with their last day as it stands now."""
    running = case.terms.filter(ended_on=None).order_by("due_on", "id")
    return [
        {"code": term.code, "label": term.label, "article": term.article, "due_on": term.due_on.isoformat()}
        for term in running
    ]
