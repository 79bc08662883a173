"""Everything that is sent on a case after its application: acts of the scheme, and documents beside them.
What follows from an act is done by its step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.authority.permit import Refused
from cases.intake import IncomingDocument, read_documents
from cases.models import Case
from cases.schemes.reading import InputError, InvalidInput
from cases.schemes.registry import scheme
from workflows.api.body import fields_of, moment_of, raw_body, reject, unknown_fields
from workflows.api.calling import case_for, client_of
from workflows.api.identify import Client
from workflows.api.once import Call, claim, key_of
from workflows.api.problem import answered, refusal_problem
from workflows.steps.opening import attempt
from workflows.steps.receiving import RECEIVERS, receive_act

FIELDS = frozenset({"kind", "data", "documents", "received_at"})


@dataclass(frozen=True)
class Sent:
    """What a client sends on a case: read, not yet judged by the case."""

    kind: str
    data: Mapping[str, Any]
    documents: Sequence[IncomingDocument]
    received_at: datetime


def send(request: HttpRequest, nummer: str) -> HttpResponse:
    """Let the step of an act receive it."""
    client, now = client_of(request), timezone.now()
    raw, key = raw_body(request), key_of(request)
    case = case_for(client, nummer)
    sent = _read(raw, case, client, now)

    def take() -> dict[str, Any]:
        outcome = receive_act(
            case.pk,
            sent.kind,
            sent.data,
            by=client.actor,
            received_at=sent.received_at,
            documents=sent.documents,
            channel="api",
        )
        return _receipt(case, sent, is_complete=outcome if isinstance(outcome, bool) else None)

    return done_once(take, case, RECEIVERS[sent.kind].event, Call(client, key, request, raw, now))


def done_once(
    take: Callable[[], dict[str, Any]], case: Case, event: str, call: Call, *, unkept: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Do something once for its key and answer it; what was done before is only answered again. Raises Problem with a trace.

    `unkept`: what is answered as well and follows from the request itself, so that it is not kept under the key.
    """
    by, on = call.client.actor, timezone.localdate(call.now)
    try:
        with attempt(case.stream, event, by=by, on=on), transaction.atomic():
            once = claim(call)
            answer = once.answer
            if answer is None:
                answer = take()
                once.keep(answer)
    except InvalidInput as error:
        raise reject(call.raw, error) from error
    except Refused as refusal:
        raise refusal_problem(refusal) from refusal
    return answered({**answer, **(unkept or {})}, status=201)


def _read(raw: bytes, case: Case, client: Client, now: datetime) -> Sent:
    """Read what every act has; its data are read by the scheme, under the lock of the case. Raises Problem."""
    fields = fields_of(raw)
    errors = unknown_fields(fields, FIELDS)
    kind, data = fields.get("kind"), fields.get("data", {})
    acts = scheme(case.scheme).acts
    if not isinstance(kind, str) or kind not in acts:
        errors.append(InputError("kind", f"Kies een van: {', '.join(acts)}."))
    if not isinstance(data, dict):
        errors.append(InputError("data", "Hier hoort een object met velden."))
    documents = read_documents(fields.get("documents", []), errors)
    moment = moment_of(fields, client, now, errors)
    if errors:
        raise reject(raw, InvalidInput(tuple(errors)))
    return Sent(str(kind), data, documents, moment)


def _receipt(case: Case, sent: Sent, *, is_complete: bool | None) -> dict[str, Any]:
    status = Case.objects.values_list("status", flat=True).get(pk=case.pk)
    return {
        "number": case.number,
        "kind": sent.kind,
        "received_at": timezone.localtime(sent.received_at).isoformat(timespec="seconds"),
        "status": str(status),
        "is_complete": is_complete,
    }
