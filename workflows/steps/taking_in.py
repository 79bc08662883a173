"""The one door for applications: whoever brings one in (API, command, desk, demonstration) gets its number at once.
How a case is made of it stands in `submission`; where the order of arrival decides, in `arriving` and `draining`."""

from __future__ import annotations

from dataclasses import dataclass

from audit.trail import Channel
from cases.authority.actors import Actor
from cases.intake import Incoming
from workflows.steps.arriving import arrive, decides_by_arrival
from workflows.steps.submission import open_window, submit_application


@dataclass(frozen=True)
class Receipt:
    """What the sender hears at once: the number, the place in the queue (None where a lot or all together decide, or while
    something is missing), and whether it is new; the same submission twice has the same number."""

    number: str
    place: int | None
    is_new: bool


def take_in(incoming: Incoming, *, by: Actor | None = None, channel: Channel = "command") -> Receipt:
    """Take in an application that was read. Raises InvalidInput where no window is open at the moment of receipt."""
    if incoming.scheme.machine is not None:
        window = open_window(incoming)
        if decides_by_arrival(window):
            return Receipt(*arrive(incoming, window, by=by, channel=channel))
    case, is_new = submit_application(incoming, by=by, channel=channel)
    return Receipt(case.number, None, is_new)
