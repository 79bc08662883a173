"""The outage log: a calamity at the electronic counter shortly before closing gives a window a new latest moment.
One administrator enters it, another person approves it; only then the closing moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from audit.canonical import JSON
from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import SecondPersonNeeded, permit
from cases.models import Outage, ShareList, Window
from cases.windows.events import OUTAGE_APPROVED, OUTAGE_ENTERED
from cases.windows.method import NotInOrder, locked_window, moment_of, written_moment


@dataclass(frozen=True)
class Calamity:
    """When applying was impossible, until when it can be done now, and what happened."""

    from_at: datetime
    until_at: datetime
    closes_at: datetime
    reason: str


def enter_outage(window_pk: int, calamity: Calamity, *, by: Actor, on: date) -> Outage:
    """Enter a calamity with the new latest moment that is proposed. Raises NotInOrder where it does not fit the closing.

    Whether it was shortly enough before closing, and the new term reasonable, is judged by the two people.
    """
    with locked_window(window_pk) as window:
        permit(by, "enter_outage", on=on, scheme=window.scheme)
        _refuse_unfit(window, calamity)
        outage = Outage.objects.create(
            window=window,
            from_at=calamity.from_at,
            until_at=calamity.until_at,
            closes_at=calamity.closes_at,
            closed_at=window.closes_at,
            reason=calamity.reason.strip(),
            entered_by_id=by.employee_id,
        )
        _record(window, OUTAGE_ENTERED, outage, by=by, on=on)
        return outage


def _refuse_unfit(window: Window, calamity: Calamity) -> None:
    if not calamity.reason.strip():
        raise NotInOrder("Beschrijf de storing.")
    if calamity.from_at >= calamity.until_at:
        raise NotInOrder("De storing eindigt voordat zij begint.")
    if calamity.from_at > window.closes_at:
        raise NotInOrder(f"De storing begon na de sluiting ({written_moment(window.closes_at)}).")
    if calamity.closes_at <= max(window.closes_at, calamity.until_at):
        raise NotInOrder("Het nieuwe uiterste moment moet na de oude sluiting en na de storing liggen.")


def approve_outage(outage_pk: int, *, by: Actor, on: date) -> Outage:
    """Approve it as another person: the window closes at the new moment. Raises SecondPersonNeeded or NotInOrder."""
    with locked_window(Outage.objects.values_list("window", flat=True).get(pk=outage_pk)) as window:
        permit(by, "approve_outage", on=on, scheme=window.scheme)
        outage = Outage.objects.select_for_update().get(pk=outage_pk)
        if outage.entered_by_id == by.employee_id:
            raise SecondPersonNeeded("U legde deze storing zelf vast. Een andere medewerker keurt haar goed.")
        if outage.approved_by_id is not None or outage.closed_at != window.closes_at:
            raise NotInOrder("Deze storing is al goedgekeurd, of de sluiting is sindsdien verplaatst.")
        if ShareList.objects.filter(window=window).exists():
            raise NotInOrder("De verdeellijst van dit tijdvak is al bevroren.")
        outage.approved_by_id, outage.approved_on = by.employee_id, on
        outage.save(update_fields=["approved_by", "approved_on"])
        window.closes_at = outage.closes_at
        window.save(update_fields=["closes_at"])
        _record(window, OUTAGE_APPROVED, outage, by=by, on=on)
        return outage


def _record(window: Window, action: str, outage: Outage, *, by: Actor, on: date) -> None:
    facts: dict[str, JSON] = {
        "outage": outage.pk,
        "from": outage.from_at.isoformat(),
        "until": outage.until_at.isoformat(),
        "closed_at": outage.closed_at.isoformat(),
        "closes_at": outage.closes_at.isoformat(),
        "reason": outage.reason,
        "entered_at": moment_of(on).isoformat(),
    }
    record(window.stream, action, actor=str(by), origin=by.origin, on=on, articles=[window.article], facts=facts)
