"""One door for what comes in on a case: each kind of act with the step that receives it. Page, API and demonstration come through
here; what a step does stands in its own module, what may be sent and by whom in the scheme's acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from cases.authority.actors import Actor
from cases.intake import IncomingDocument
from cases.schemes.reading import InputError, InvalidInput
from workflows.steps.acts import NotNow
from workflows.steps.change import receive_request
from workflows.steps.ending import waive_grant, withdraw_application
from workflows.steps.hearing import receive_views
from workflows.steps.incidents import receive_consent, receive_incident
from workflows.steps.invoices import receive_invoice
from workflows.steps.objection import receive_objection
from workflows.steps.proof import receive_proof
from workflows.steps.settlement import receive_report
from workflows.steps.supplement import receive_supplement


@dataclass(frozen=True)
class Receiver:
    """How a kind of act is received: the act that the gate is asked about, the event under which a refused attempt is kept, the step.

    The step takes `(case_pk, data, *, by, received_at, channel)`, and `documents` where those may come along.
    """

    act: str
    event: str
    step: Callable[..., object]
    takes_documents: bool = True


RECEIVERS: Mapping[str, Receiver] = MappingProxyType(
    {
        "supplement": Receiver("receive_supplement", "case.supplement_received", receive_supplement),
        "views": Receiver("receive_views", "case.views_received", receive_views),
        "change": Receiver("request_change", "case.change_requested", partial(receive_request, kind="change")),
        "interim_request": Receiver(
            "request_interim_payment", "case.interim_requested", partial(receive_request, kind="interim_request")
        ),
        "report": Receiver("receive_report", "case.reported", receive_report),
        "waiver": Receiver("waive", "case.waived", waive_grant, takes_documents=False),
        "withdrawal": Receiver("withdraw", "case.withdrawn", withdraw_application, takes_documents=False),
        "invoice": Receiver("receive_invoice", "invoice.received", receive_invoice),
        "proof": Receiver("receive_proof", "case.proof_received", receive_proof),
        "incident": Receiver("receive_incident", "case.incident_received", receive_incident),
        "consent": Receiver("receive_consent", "case.consent_received", receive_consent),
        "objection": Receiver("object", "case.objection_received", receive_objection),
    }
)
"""Each kind of act once. `manage.py check` fails for a scheme that lets something be sent which nobody here receives."""


def receive_act(
    case_pk: int,
    kind: str,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> object:
    """Take the step that belongs to a kind of act, and give what it gives.

    Raises NotNow for an unknown or untimely act, InvalidInput for its content, or a refusal of the gate.
    """
    receiver = receiver_of(kind)
    if documents and not receiver.takes_documents:
        raise InvalidInput((InputError("documents", "Bij deze handeling horen geen documenten; laat ze weg."),))
    extra = {"documents": documents} if receiver.takes_documents else {}
    return receiver.step(case_pk, data=data, by=by, received_at=received_at, channel=channel, **extra)


def receiver_of(kind: str) -> Receiver:
    """Give how a kind of act is received. Raises NotNow for a kind that does not exist."""
    receiver = RECEIVERS.get(kind)
    if receiver is None:
        raise NotNow(f"De handeling {kind!r} bestaat niet.")
    return receiver
