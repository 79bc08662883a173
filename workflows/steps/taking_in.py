"""The one door for applications: whoever brings one in (API, command, desk, demonstration) gets its number at once.
How a case is made of it stands in `submission`."""

from __future__ import annotations

from dataclasses import dataclass

from audit.trail import Channel
from cases.authority.actors import Actor
from cases.intake import Incoming
from workflows.steps.submission import submit_application


@dataclass(frozen=True)
class Receipt:
    """What the sender hears at once: the number, the place in the queue (None where a lot or all together decide), and
    whether it is new; the same submission twice has the same number."""

    number: str
    place: int | None
    is_new: bool


def take_in(incoming: Incoming, *, by: Actor | None = None, channel: Channel = "command") -> Receipt:
    """Take in an application that was read. Raises InvalidInput where no window is open at the moment of receipt."""
    case, is_new = submit_application(incoming, by=by, channel=channel)
    return Receipt(case.number, None, is_new)
