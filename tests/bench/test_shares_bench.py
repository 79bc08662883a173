"""A year that is shared at full size: 120,000 lines of 18,000 applications judged, frozen, rated, signed and decided on one day.
On a server that waits for the disk, as in use; beside copying the same rows."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from random import Random

import psycopg
import pytest
from django.db import transaction

from audit.chain import check_chains
from audit.trail import Entry, Origin, record_many
from cases.amounts import to_cents
from cases.authority.permissions import Role
from cases.models import (
    BucketRate,
    Case,
    ClaimLine,
    Counter,
    Decision,
    LineAmount,
    Party,
    Payment,
    Status,
    Submission,
    Window,
)
from cases.money.ledger import discrepancies
from config.embedded import EmbeddedServer
from tests import make
from tests.bench.figures import Figures
from tests.bench.plain_rows import copy_all
from tests.bench.usage import Peak, processor_time
from tests.workflows.windows import shared
from workflows.steps.lines import take_up_lines
from workflows.steps.settling_directly import decide_shared, sign_sharing
from workflows.steps.sharing import approve_rates, freeze_shares, propose_rates

pytestmark = pytest.mark.bench
APPLICATIONS, LINES = 18_000, 120_000
SLOWEST, LARGEST = 300.0, 1_000
"""Seconds, and MB (10^6 bytes), on two processors."""
BATCH = 1_000
YEAR = {"a": "196848000.00", "b": "3100000.00"}


def test_a_year_of_120000_lines_beside_copying_its_rows(durable_server: EmbeddedServer, figures: Figures) -> None:
    server_pid = int((durable_server.data / "postmaster.pid").open().readline())
    with shared.known(shared.a_scheme(shared.window_rule(**YEAR))):
        who = shared.people()
        window = shared.opened(who)
        apply_at_once(window)
        steps: dict[str, float] = {}
        started, worked = time.perf_counter(), processor_time(server_pid)
        with Peak(server_pid) as peak:
            for name, step in stages(window, who).items():
                begun = time.perf_counter()
                step()
                steps[name] = time.perf_counter() - begun
        seconds, worked = time.perf_counter() - started, processor_time(server_pid) - worked
        assert_it_was_really_done(window)
    with psycopg.connect(durable_server.url("owner")) as owner:
        plain = copy_all(owner)
    for name, spent in steps.items():
        figures.note(f"  {name}", f"{spent:.1f} s")
    figures.note("processor time of program and server", f"{worked:.0f} s", baseline=f"{seconds:.0f} s passed")
    figures.add(
        f"{LINES:,} lines judged, shared and decided",
        f"{seconds:.1f} s",
        baseline=f"{plain.seconds:.1f} s: COPY of all {plain.rows:,} rows",
        wanted=f"at most {SLOWEST:.0f} s",
        is_met=seconds <= SLOWEST,
    )
    figures.add(
        "memory",
        f"{peak.program / 1e6:.0f} MB",
        baseline=f"{peak.server / 1e6:.0f} MB: the server's own pages",
        wanted=f"at most {LARGEST} MB",
        is_met=peak.program <= LARGEST * 1e6,
    )


def stages(window: Window, who: make.People) -> dict[str, Callable[[], object]]:
    """The whole road, each step by its own person."""
    handler, admin, decider = who[Role.HANDLER], who[Role.ADMINISTRATOR], who[Role.DECIDER]
    frozen, decided = shared.FROZEN, shared.DECIDED
    return {
        "judging the lines": lambda: take_up_lines(window.pk, by=handler, on=frozen),
        "freezing the list": lambda: freeze_shares(window.pk, by=admin, on=frozen),
        "choosing about what is left": lambda: shared.kept_apart(window, who),
        "computing the rates": lambda: propose_rates(window.pk, by=admin, on=frozen),
        "approving them": lambda: approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=frozen),
        "signing, with all reservations": lambda: sign_sharing(window.pk, by=decider, on=decided),
        "deciding": lambda: decide_shared(window.pk, by=decider),
    }


def assert_it_was_really_done(window: Window) -> None:
    """See that nothing was left out and no cent too many was given, and that one step of the rate more would have been."""
    assert Case.objects.filter(status=Status.SETTLED).count() == Decision.objects.count() == APPLICATIONS
    assert ClaimLine.objects.count() == LINES
    assert Payment.objects.count() == APPLICATIONS
    assert LineAmount.objects.count() == LINES
    for counter in Counter.objects.filter(window=window, bucket__in=YEAR):
        rate = BucketRate.objects.get(bucket=counter.bucket)
        assert (
            counter.taken_cents
            <= counter.limit_cents
            == to_cents(shared.dated(YEAR[counter.bucket]).on(date(2020, 1, 1)))
        )
        assert counter.limit_cents - counter.taken_cents < 27 * LINES or rate.percent == "100.00"
    assert list(discrepancies()) == []
    assert check_chains().breach is None


def apply_at_once(window: Window) -> None:
    """Bare rows of applications, each with its first event: what sharing reads, without the work of taking them in."""
    random = Random(20)  # noqa: S311 - made-up data, no secret
    bodies = list(applications(random))
    for start in range(0, len(bodies), BATCH):
        with transaction.atomic():
            apply_batch(window, start, bodies[start : start + BATCH])


def applications(random: Random) -> Iterator[str]:
    """Give the applications as text: most employers have a few lines, some have hundreds."""
    left = LINES
    for number in range(APPLICATIONS):
        waiting = APPLICATIONS - number - 1
        count = left if not waiting else min(left - waiting, max(1, round(random.paretovariate(1.2))), 400)
        count = max(count, left - waiting * 8) if left > waiting * 8 else count
        left -= count
        lines = [a_line(random, number, place) for place in range(count)]
        yield json.dumps(shared.envelope(number + 1, lines))


def a_line(random: Random, number: int, place: int) -> dict[str, object]:
    is_mbo = random.random() < 0.95
    weeks, of = (random.randint(4, 40), 40) if is_mbo else (random.randint(4, 42), 42)
    return {"holder": f"{number:06d}{place:03d}", "bucket": "a" if is_mbo else "b", "units": weeks, "of": of}


def apply_batch(window: Window, start: int, bodies: Sequence[str]) -> None:
    employers = [shared.Employer(**json.loads(body)["application"]["applicant"]) for body in bodies]
    parties = Party.objects.bulk_create(
        Party(identifier=each.identifier, name=each.name, sort_name=each.name, iban=each.iban or "")
        for each in employers
    )
    submissions = Submission.objects.bulk_create(
        Submission(
            kind="application",
            scheme=shared.CODE,
            digest=hashlib.sha256(body.encode()).hexdigest(),
            body=body,
            channel="command",
            received_at=make.at(shared.APPLIED),
        )
        for body in bodies
    )
    record_many([first_event(submission.pk) for submission in submissions])
    Case.objects.bulk_create(
        Case(
            pk=submission.pk,
            number=f"DEL-2020-{submission.pk:06d}",
            scheme=shared.CODE,
            last_event=1,
            version="V2020-03",
            applicant_kind="werkgever",
            party=party,
            application=submission,
            window=window,
            received_on=shared.APPLIED,
            complete_on=shared.APPLIED,
            requested_cents=0,
        )
        for submission, party in zip(submissions, parties, strict=True)
    )


def first_event(pk: int) -> Entry:
    return Entry(
        stream=f"case:{pk}",
        action="case.submitted",
        actor="system:bench",
        origin=Origin("test", "bench"),
        on=shared.APPLIED,
        after=Status.SUBMITTED,
    )
