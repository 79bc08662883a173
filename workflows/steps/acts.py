"""What applicant or recipient sends later: read by the scheme, stored raw, and followed by what its kind means."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from cases.authority.actors import Actor
from cases.authority.permit import NotAuthorised, Refused, permit
from cases.documents.store import keep
from cases.identity import keyed_digest
from cases.intake import IncomingDocument
from cases.models import Case, Document, PartyRole, Submission
from cases.schemes.registry import scheme
from workflows.steps.opening import every_value_set
from workflows.steps.submission import document_rows


class NotNow(Refused):
    """An act that does not fit the status of the case."""


def read_act(case: Case, kind: str, data: Mapping[str, Any], received_at: datetime, *, by: Actor) -> Any:
    """Read an act with the scheme's reader.

    Raises NotNow for an unknown or untimely act, NotAuthorised for a party whose part does not send it, InvalidInput for
    its content.
    """
    act = scheme(case.scheme).acts.get(kind)
    if act is None:
        raise NotNow(f"De handeling {kind!r} bestaat niet bij deze regeling.")
    if by.kind == "party" and by.part not in act.senders:
        labels = " of ".join(PartyRole(part).label.lower() for part in act.senders)
        raise NotAuthorised(f"'{act.label}' kan alleen worden gestuurd door: {labels}.")
    if case.status not in act.statuses:
        raise NotNow(f"'{act.label}' past niet bij de status '{case.status_label}' van zaak {case.number}.")
    return act.read(data, timezone.localdate(received_at))


def store_act(
    case: Case,
    kind: str,
    data: Mapping[str, Any],
    *,
    received_at: datetime,
    channel: str,
    documents: Sequence[IncomingDocument] = (),
    digests: Sequence[str] = (),
) -> Submission:
    """Store an act as received with its documents. Raises NotNow where the same act came in before."""
    body = body_of(kind, data)
    # The event behind the status is part of it: the same words in a later round are another act.
    named = [case.number, str(case.last_event), kind, body, *digests]
    digest = keyed_digest("\n".join(named).encode())
    submission, is_new = Submission.objects.get_or_create(
        digest=digest,
        defaults={
            "kind": kind,
            "scheme": case.scheme,
            "case": case,
            "body": body,
            "channel": channel,
            "received_at": received_at,
        },
    )
    if not is_new:
        raise NotNow("Deze inzending hebben wij al ontvangen; zij is één keer verwerkt.")
    received_on = timezone.localdate(received_at)
    Document.objects.bulk_create(document_rows(case, submission, documents, digests, received_on))
    return submission


def body_of(kind: str, data: Mapping[str, Any]) -> str:
    """Give the text under which an act is stored."""
    return json.dumps({"kind": kind, "data": data}, ensure_ascii=False, sort_keys=True)


def admitted(
    case_pk: int,
    kind: str,
    data: Mapping[str, Any],
    documents: Sequence[IncomingDocument],
    *,
    act: str,
    by: Actor,
    received_at: datetime,
) -> list[str]:
    """Keep the files of an act before its step takes the lock, once gate and scheme let it in, and give their digests.

    Files cannot be rolled back: whoever may not send an act would fill the store. The step asks again under the lock.
    Raises what it raises.
    """
    if documents:
        with every_value_set():
            case = Case.objects.get(pk=case_pk)
            permit(by, act, on=timezone.localdate(received_at), case=case)
            read_act(case, kind, data, received_at, by=by)
    return keep_all(documents)


def keep_all(documents: Sequence[IncomingDocument]) -> list[str]:
    """Keep files that were let in, and give their digests."""
    return [keep(document.content) for document in documents]


def data_of(submission: Submission) -> Mapping[str, Any]:
    """Give the fields of a stored act."""
    return dict(json.loads(submission.body)["data"])
