"""The one door for applications: whoever brings one in (API, command, desk, demonstration) gets its number at once.
How a case is made of it stands in `submission`; where the order of arrival decides, in `arriving` and `draining`."""

from __future__ import annotations

from dataclasses import dataclass

from audit.trail import Channel
from cases.authority.actors import Actor
from cases.intake import Incoming
from workflows.steps.arriving import First, arrive, decides_by_arrival, known_as, ready_for
from workflows.steps.submission import submit_application


@dataclass(frozen=True)
class Receipt:
    """What the sender hears at once: the number, the place in the queue (None where a lot or all together decide, or while
    something is missing), and whether it is new; the same submission twice has the same number."""

    number: str
    place: int | None
    is_new: bool


def take_in(
    incoming: Incoming, *, by: Actor | None = None, channel: Channel = "command", first: First | None = None
) -> Receipt:
    """Take in an application that was read; `first` is done with it, or neither is.

    Raises InvalidInput where no window is open at the moment of receipt, NotFirst where `first` gave no row.
    """
    if incoming.scheme.machine is not None:
        ready = ready_for(incoming)
        if ready is not None and decides_by_arrival(ready.window):
            return Receipt(*arrive(incoming, ready, by=by, channel=channel, first=first))
    case, is_new = submit_application(incoming, by=by, channel=channel, first=first)
    return Receipt(case.number, None, is_new)


def receipt_of(digest: str) -> Receipt | None:
    """Give what the sender of a submission heard before; nothing for one that never came."""
    known = known_as(digest)
    return Receipt(*known) if known else None
