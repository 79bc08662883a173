"""Is there a step for everything that a scheme lets be sent? Asked by `manage.py check`, beside the checks of the schemes themselves.
What else must be sound about a scheme stands in `cases.checks`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from audit.catalogue import EVENTS
from cases.authority.permissions import PERMISSIONS, Role
from cases.models import PartyRole
from cases.schemes.base import Scheme
from cases.schemes.registry import schemes
from workflows.steps.receiving import RECEIVERS


def reception_problems(scheme: Scheme) -> Iterator[Error]:
    """Give every act of a scheme that would be refused for want of a step, or that nobody can send."""
    for kind, act in scheme.acts.items():
        if kind not in RECEIVERS:
            hint = "Give the kind its Receiver in workflows/steps/receiving.py."
            yield _problem(scheme, "E001", f"the act {kind!r} is received by no step.", hint)
        if kind != act.code:
            hint = "List each act under its own code."
            yield _problem(scheme, "E002", f"the act {act.code!r} is listed as {kind!r}.", hint)
        if not act.senders or not set(act.senders) <= set(PartyRole.values):
            hint = f"Choose `senders` from {', '.join(PartyRole.values)}."
            yield _problem(scheme, "E003", f"the act {kind!r} can be sent by nobody that is known.", hint)


def receiver_problems() -> Iterator[Error]:
    """Give every receiver whose act no party may do, or whose event the trail does not know."""
    for kind, receiver in RECEIVERS.items():
        if Role.PARTY not in PERMISSIONS.get(receiver.act, ()):
            hint = f"Let a party do {receiver.act!r} in cases/authority/permissions.py."
            yield Error(f"The gate lets no party send {kind!r}.", hint=hint, obj=kind, id="workflows.E004")
        if receiver.event not in EVENTS:
            hint = "Declare the event in audit/catalogue.py."
            yield Error(f"The trail does not know {receiver.event!r}.", hint=hint, obj=kind, id="workflows.E005")


@register("schemes")
def every_act_is_received(**options: Any) -> list[CheckMessage]:
    """Check the acts of every scheme that there is; a folder that is no scheme is told by the checks of the schemes."""
    try:
        found = list(schemes().values())
    except TypeError:
        return []
    return [*receiver_problems(), *(error for scheme in found for error in reception_problems(scheme))]


def _problem(scheme: Scheme, number: str, sentence: str, hint: str) -> Error:
    return Error(f"Scheme {scheme.code}: {sentence}", hint=hint, obj=scheme.code, id=f"workflows.{number}")
