"""How the sharing of a window stands now, in figures, and how far its work in the background is. For the command and the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cases.amounts import from_cents, plain
from cases.models import BucketRate, Counter, ShareList, SharingRun, Window
from cases.windows.alone import is_being_done
from cases.windows.awards import HeldCase, held_cases
from cases.windows.lines import waiting_late
from cases.windows.rates import Rate, rate_of
from cases.windows.shares import (
    ABOVE,
    BlockedLine,
    blocked_lines,
    counted_provisionally,
    demand_now,
    demand_of,
    not_taken_up,
    pools,
)
from workflows.steps.sharing import approver_of
from workflows.steps.sharing_runs import BROKEN, DONE, WORK


@dataclass(frozen=True)
class BucketStanding:
    """A bucket: its ceiling and what was added, what is asked of it, the rate that was proposed or would follow now, what is taken."""

    code: str
    label: str
    ceiling_cents: int
    added_cents: int
    demand: Fraction
    rate: str
    unit_cents: Fraction
    needed_cents: int | None
    taken_cents: int
    is_proposed: bool
    above_cents: int = 0

    @property
    def demand_in_words(self) -> str:
        """How many wholes are asked for, in two decimals."""
        hundredths = self.demand * 100
        return plain(Decimal(hundredths.numerator // hundredths.denominator).scaleb(-2)).replace(".", ",")


@dataclass(frozen=True)
class SharingStanding:
    """A window: its buckets, its list, and what stands in the way."""

    buckets: tuple[BucketStanding, ...]
    share_list: ShareList | None
    approver: int | None
    waiting: int
    late: int
    blocked: tuple[BlockedLine, ...]
    counted: frozenset[int]
    held: tuple[HeldCase, ...]


QUEUED, RUNNING = "queued", "running"


@dataclass(frozen=True)
class RunStanding:
    """Work on a window: its name, its newest run, how that stands, and how many applications still wait for it."""

    act: str
    run: SharingRun | None
    state: str
    waiting: int
    is_running: bool

    @property
    def done(self) -> int:
        """How many of those that waited at the start wait no more."""
        return max(self.run.total - self.waiting, 0) if self.run else 0


def standing_of_runs(window: Window) -> list[RunStanding]:
    """Read how far the work on a window is: from what waits in the tables, whoever does it."""
    newest = (
        SharingRun.objects.filter(window=window).order_by("act", "-pk").distinct("act").select_related("started_by")
    )
    runs = {run.act: run for run in newest}
    return [_run(window, act, runs.get(act)) for act in WORK]


def _run(window: Window, act: str, run: SharingRun | None) -> RunStanding:
    is_running, waiting = is_being_done(window.pk, act), WORK[act].waiting(window)
    return RunStanding(act, run, _state(run, waiting, is_running=is_running), waiting, is_running)


def _state(run: SharingRun | None, waiting: int, *, is_running: bool) -> str:
    """A run that was broken off is done all the same where nothing waits any more: somebody else finished it."""
    if run is None or run.ended_at:
        return run.outcome if run else ""
    if is_running or not run.begun_at:
        return RUNNING if is_running else QUEUED
    return BROKEN if waiting else DONE


def standing_of_shares(window: Window) -> SharingStanding:
    """Read how the sharing of a window stands."""
    newest = ShareList.objects.filter(window=window).order_by("-number").first()
    blocked = blocked_lines(window)
    is_signed = newest is not None and newest.signed_on is not None
    return SharingStanding(
        buckets=tuple(_buckets(window, newest)),
        share_list=newest,
        approver=approver_of(newest) if newest is not None and newest.rates_digest else None,
        waiting=not_taken_up(window),
        late=waiting_late(window.pk),
        blocked=tuple(blocked),
        counted=frozenset(counted_provisionally(blocked)) if blocked else frozenset(),
        held=tuple(held_cases(newest)) if newest is not None and is_signed else (),
    )


def _buckets(window: Window, newest: ShareList | None) -> list[BucketStanding]:
    demand = demand_of(newest) if newest else demand_now(window)
    proposed = {row.bucket: row for row in BucketRate.objects.filter(share_list=newest)} if newest else {}
    counters = {row.bucket: row for row in Counter.objects.filter(window=window)}
    return [
        _bucket(rate_of(pool), proposed.get(pool.bucket), counters[pool.bucket], counters.get(ABOVE + pool.bucket))
        for pool in pools(window, demand)
    ]


def _bucket(now: Rate, row: BucketRate | None, counter: Counter, above: Counter | None) -> BucketStanding:
    per_whole = Fraction(row.numerator, row.denominator) if row else now.per_whole
    percent = row.percent if row else ("" if now.percent is None else f"{now.percent:.2f}")
    return BucketStanding(
        code=now.pool.bucket,
        label=now.pool.label,
        ceiling_cents=row.ceiling_cents if row else counter.limit_cents,
        added_cents=row.added_cents if row else 0,
        demand=Fraction(row.demand) if row else now.pool.demand,
        rate=f"{percent.replace('.', ',')} %" if percent else "",
        unit_cents=per_whole,
        needed_cents=now.pool.needed,
        taken_cents=counter.taken_cents,
        is_proposed=row is not None,
        above_cents=above.taken_cents if above else 0,
    )


def status_of_shares(window: Window) -> dict[str, Any]:
    """Give the same as JSON; amounts in euro as text."""
    found = standing_of_shares(window)
    newest = found.share_list
    return {
        "window": window.code,
        "closes_at": window.closes_at.isoformat(),
        "not_taken_up": found.waiting,
        "late": found.late,
        "blocked": [f"{line.case_number} {line.number}" for line in found.blocked if line.line_pk not in found.counted],
        "provisional": [f"{line.case_number} {line.number}" for line in found.blocked if line.line_pk in found.counted],
        "held": [case.number for case in found.held],
        "list": newest.number if newest else None,
        "digest": newest.digest if newest else "",
        "rates_digest": newest.rates_digest if newest else "",
        "is_approved": found.approver is not None,
        "signed_on": newest.signed_on.isoformat() if newest and newest.signed_on else None,
        "buckets": [_as_json(bucket) for bucket in found.buckets],
        "runs": {
            one.act: {"state": one.state, "done": one.done, "of": one.run.total}
            for one in standing_of_runs(window)
            if one.run
        },
    }


def _as_json(bucket: BucketStanding) -> dict[str, Any]:
    return {
        "bucket": bucket.code,
        "ceiling": plain(from_cents(bucket.ceiling_cents)),
        "added": plain(from_cents(bucket.added_cents)),
        "demand": str(bucket.demand),
        "rate": bucket.rate,
        "unit_amount": plain(from_cents(bucket.unit_cents.numerator // bucket.unit_cents.denominator)),
        "taken": plain(from_cents(bucket.taken_cents)),
        "above": plain(from_cents(bucket.above_cents)),
        "is_proposed": bucket.is_proposed,
    }
