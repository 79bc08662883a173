"""What the removal of a trainer or training does: it ends in the register of supply, and every running grant of it asks a person.
No grant changes by it; what becomes of one is decided in `affected`."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.authority.actors import Actor
from cases.authority.values import values_for
from cases.models import AffectedGrant, Case, Extract, Measure, MeasureKind, RegisterEntry, Status, Window
from cases.schemes.registry import scheme
from cases.schemes.trainers import Supply
from cases.windows.method import moment_of
from workflows.steps.opening import opened_all
from workflows.work import follow_all

RUNNING = (Status.GRANTED, Status.REPORTED, Status.SETTLEMENT_VIEWS)
CHUNK = 100
ONE_DAY = timedelta(days=1)
COUNTS_FROM, NEXT_WINDOW = "removal_counts_from", "next_window"


def struck_from(measure: Measure, on: date) -> date:
    """Give the first day on which the register lists no more what a measure removes that works from a day on.

    Where the scheme lets a removal count from the next window (`removal_counts_from`), that is the day after the open one.
    """
    if dict(values_for(measure.scheme, on)).get(COUNTS_FROM) != NEXT_WINDOW:
        return on
    noon = moment_of(on)
    window = Window.objects.filter(scheme=measure.scheme, opens_at__lte=noon, closes_at__gte=noon)
    last = window.order_by("-closes_at").first()
    return on if last is None else timezone.localdate(last.closes_at) + ONE_DAY


def strike_from_register(measure: Measure, *, on: date) -> int:
    """End the entries of a trainer or training in our copy from a day on; after a removal for a time they hold again.

    Gives how many entries ended: none where the removal is over before that day.
    """
    if measure.until_on is not None and measure.until_on < on:
        return 0
    entries = list(_entries(measure, _supply(measure)).filter(Q(until_on=None) | Q(until_on__gte=on)))
    again = [row for entry in entries if (row := _afterwards(entry, measure)) is not None]
    for entry in entries:
        entry.until_on = on - ONE_DAY
    begun = [entry for entry in entries if entry.from_on < on]
    RegisterEntry.objects.bulk_update(begun, ["until_on"])
    RegisterEntry.objects.filter(pk__in=[entry.pk for entry in entries if entry.from_on >= on]).delete()
    RegisterEntry.objects.bulk_create(again)
    return len(entries)


def _entries(measure: Measure, supply: Supply) -> QuerySet[RegisterEntry]:
    listed = RegisterEntry.objects.filter(
        register=supply.register, **{f"data__{supply.trainer}": measure.party.identifier}
    )
    if measure.kind == MeasureKind.TRAINING_REMOVAL:
        listed = listed.filter(**{f"data__{supply.training}": measure.training})
    return listed.select_for_update().order_by("pk")


def _supply(measure: Measure) -> Supply:
    supply = scheme(measure.scheme).supply
    if supply is None:
        raise LookupError(f"{measure.scheme} has no register of supply.")
    return supply


def _afterwards(entry: RegisterEntry, measure: Measure) -> RegisterEntry | None:
    """Give the entry for the days after a removal for a time; nothing after one for good, or where it ends before."""
    if measure.until_on is None or (entry.until_on is not None and entry.until_on <= measure.until_on):
        return None
    from_on = max(entry.from_on, measure.until_on + ONE_DAY)
    return RegisterEntry(
        register=entry.register, key=entry.key, from_on=from_on, until_on=entry.until_on, data=entry.data
    )


def touch_running_grants(measure: Measure) -> int:
    """List every running grant of the trainer or training; gives how many."""
    cases = Case.objects.filter(
        scheme=measure.scheme, status__in=RUNNING, orders__party=measure.party, orders__ended_on=None
    )
    if measure.kind == MeasureKind.TRAINING_REMOVAL:
        register = _supply(measure).register
        cases = cases.filter(pk__in=Extract.objects.filter(register=register, question=measure.training).values("case"))
    keys = cases.order_by("pk").values_list("pk", flat=True).distinct()
    rows = (AffectedGrant(measure=measure, case_id=key) for key in keys)
    return len(AffectedGrant.objects.bulk_create(rows, ignore_conflicts=True))


def open_affected(measure_pk: int, *, by: Actor, on: date) -> None:
    """Open a task for each grant that waits for a choice, some hundred at a time; run again, it does what was left."""
    waiting = AffectedGrant.objects.filter(measure=measure_pk, choice="").order_by("case")
    keys = list(waiting.values_list("case", flat=True))
    for start in range(0, len(keys), CHUNK):
        with opened_all(keys[start : start + CHUNK]) as cases:
            follow_all(cases, by=by, on=on)
