"""The sample check of small grants: cases that would be settled without account, of which a share is drawn to give account.
Nobody chooses: the order comes from a secret seed, which is written down with the draw so that anyone can repeat it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from django.db import connection, transaction

from audit.canonical import JSON
from audit.trail import Entry, record_many
from cases.amounts import to_cents
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.models import Case, Sample, Status
from cases.schemes.lines import no_lines
from cases.schemes.registry import scheme
from letters.outbox import queue_letter
from workflows.steps.deciding import NotReady
from workflows.steps.opening import opened_all
from workflows.work import follow_all

SEED_BYTES = 32
POPULATION = "kleine verleningen die ambtshalve worden vastgesteld"
SETTLED_BY_LINE = "per regel vastgestelde aanvragen"

# A draw must not see the population of another one that is still running.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext(%s))"


@dataclass(frozen=True)
class SampleDraw:
    """A draw: the case numbers it was made from, those drawn, in order, and the seed with its SHA-256 (both hex)."""

    population: tuple[str, ...]
    drawn: tuple[str, ...]
    share: Decimal
    seed: str
    seed_digest: str

    @property
    def population_digest(self) -> str:
        """The SHA-256 of the numbers in alphabetical order, one a line."""
        return hashlib.sha256("\n".join(self.population).encode()).hexdigest()


def draw_sample(scheme_code: str, *, by: Actor, on: date, seed: bytes | None = None) -> SampleDraw:
    """Draw the share of the scheme from the cases due for settlement ex officio, or settled by line, that were in no sample yet.

    A seed is given only to repeat a draw in a test. Raises NotAuthorised, or NotReady where the scheme draws no sample.
    """
    with transaction.atomic():
        permit(by, "draw_sample", on=on, scheme=scheme_code)
        with connection.cursor() as cursor:
            cursor.execute(ONE_AT_A_TIME, [f"sample:{scheme_code}"])
        share = sample_share(scheme_code, on)
        cases = {case.number: case for case in population(scheme_code, on)}
        draw = _draw(tuple(sorted(cases)), share, seed or secrets.token_bytes(SEED_BYTES))
        _write(draw, cases, by=by, on=on)
        return draw


def sample_share(scheme_code: str, on: date) -> Decimal:
    """Give the share to draw on a day. Raises NotReady where the scheme has none."""
    share: Decimal = dict(values_for(scheme_code, on)).get("sample_share", Decimal(0))
    if not share:
        raise NotReady(f"Deze regeling trekt op {on:%d-%m-%Y} geen steekproef.")
    return share


def population(scheme_code: str, on: date) -> list[Case]:
    """Give the granted cases below the limit whose project is over, that wait for settlement ex officio and were in no sample yet;
    in a scheme that settles by line, the settled and announced cases whose documents nobody asked for."""
    if is_by_line(scheme_code):
        return _settled_by_line(scheme_code)
    limit: Decimal = dict(values_for(scheme_code, on)).get("ex_officio_below", Decimal(0))
    due = Case.objects.filter(
        scheme=scheme_code,
        status=Status.GRANTED,
        sample=None,
        terms__code="ex_officio_settlement",
        terms__ended_on=None,
        terms__starts_on__lt=on,
        decisions__kind="grant",
        decisions__amount_cents__lt=to_cents(limit),
    )
    return list(due.order_by("number").distinct())


def is_by_line(scheme_code: str) -> bool:
    """Say whether a scheme settles by line, without asking for account before."""
    return scheme(scheme_code).lines is not no_lines


def _settled_by_line(scheme_code: str) -> list[Case]:
    settled = Case.objects.filter(
        scheme=scheme_code,
        status=Status.SETTLED,
        sample=None,
        terms__code="revocation_bar",
        terms__ended_on=None,
        decisions__line_amounts__amount_cents__gt=0,
    )
    return list(settled.exclude(terms__code="documents").order_by("number").distinct())


def order(seed: bytes, numbers: Sequence[str]) -> list[str]:
    """Put case numbers in the order of HMAC-SHA256(seed, number); equal keys by number."""
    keys = {number: hmac.new(seed, number.encode(), hashlib.sha256).hexdigest() for number in numbers}
    return sorted(numbers, key=lambda number: (keys[number], number))


def size(share: Decimal, population_size: int) -> int:
    """Give how many are drawn: the share rounded up, so that a small population is not skipped."""
    return int((share * population_size).to_integral_value(rounding=ROUND_CEILING))


def _draw(numbers: tuple[str, ...], share: Decimal, seed: bytes) -> SampleDraw:
    drawn = tuple(order(seed, numbers)[: size(share, len(numbers))])
    return SampleDraw(numbers, drawn, share, seed.hex(), hashlib.sha256(seed).hexdigest())


def _write(draw: SampleDraw, cases: Mapping[str, Case], *, by: Actor, on: date) -> None:
    """Keep who was drawn, with all that it takes to repeat the draw, and ask them for account."""
    drawn = [cases[number] for number in draw.drawn]
    by_line = bool(drawn) and is_by_line(drawn[0].scheme)
    named = SETTLED_BY_LINE if by_line else POPULATION
    Sample.objects.bulk_create(
        Sample(case=case, population=named, seed_digest=draw.seed_digest, drawn_on=on) for case in drawn
    )
    entries = [_entry(draw, case, place, named, by, on) for place, case in enumerate(drawn, start=1)]
    if by_line:
        _leave_to_handlers(drawn, entries, by=by, on=on)
        return
    for case in drawn:
        queue_letter(case, "sample_request", on=on)
    record_many(entries)


def _leave_to_handlers(drawn: Sequence[Case], entries: Sequence[Entry], *, by: Actor, on: date) -> None:
    """Which documents are asked for, and why, is written by a person."""
    with opened_all([case.pk for case in drawn]) as cases:
        record_many(entries)
        follow_all(cases, by=by, on=on)


def _entry(draw: SampleDraw, case: Case, place: int, named: str, by: Actor, on: date) -> Entry:
    facts: dict[str, JSON] = {
        "population": named,
        "population_size": len(draw.population),
        "population_digest": draw.population_digest,
        "share": str(draw.share),
        "place": place,
        "seed": draw.seed,
        "seed_digest": draw.seed_digest,
    }
    return Entry(
        stream=case.stream,
        action="case.sampled",
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts=facts,
    )
