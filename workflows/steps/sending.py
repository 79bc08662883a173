"""Sending the letters that wait: claimed, composed for today, rendered, kept, delivered, announced; a chunk at a time.
A run can be broken off at any moment and run again: no letter is lost and none goes out twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from audit.trail import Entry, record_many
from cases.authority.actors import Actor
from cases.authority.permit import permit
from letters.archive import composition_of, store
from letters.claiming import Claim, claim, let_go
from letters.delivery import Delivery
from letters.drafting import Draft, draft
from letters.facts.file import LetterFile
from letters.facts.loading import load
from letters.kinds import is_moot
from letters.models import Composition, Letter, LetterStatus
from letters.press import Press
from workflows.steps.announcing import announce_all

CHUNK = 100
AHEAD = 2
"""So many chunks are composed before the first of them is announced: enough to keep the press busy, little memory."""


@dataclass(frozen=True)
class Printing:
    """A fit draft with its PDF to come."""

    draft: Draft
    pdf: Future[bytes]


@dataclass(frozen=True)
class Batch:
    """What a claimed chunk became: letters in print, letters that left the house before, and letters that cannot go."""

    claim: Claim
    printing: Sequence[Printing]
    delivered: Sequence[tuple[LetterFile, Composition]]
    unfit: Sequence[Draft]
    moot: Sequence[LetterFile]


@dataclass(frozen=True)
class Outcome:
    """What came of a chunk: the keys of letters sent, lapsed, and held back with the reasons."""

    sent: tuple[int, ...]
    lapsed: tuple[int, ...]
    blocked: tuple[Draft, ...]


def send_letters(*, by: Actor, on: date, delivery: Delivery, press: Press) -> Iterator[Outcome]:
    """Send every letter that is due on a day, and give the outcome of each chunk. Raises NotAuthorised.

    The printed date is `on`, the day of announcement, whatever day a letter was planned for.
    """
    permit(by, "send_letters", on=on)
    ahead: deque[Batch] = deque()
    for batch in _batches(on, delivery, press):
        ahead.append(batch)
        if len(ahead) > AHEAD:
            yield _finish(ahead.popleft(), by=by, on=on, delivery=delivery)
    while ahead:
        yield _finish(ahead.popleft(), by=by, on=on, delivery=delivery)


def _batches(on: date, delivery: Delivery, press: Press) -> Iterator[Batch]:
    claimed = claim(on, most=CHUNK)
    while claimed:
        yield _start(claimed, on, delivery, press)
        claimed = claim(on, after=claimed.last, most=CHUNK)


def _start(claimed: Claim, on: date, delivery: Delivery, press: Press) -> Batch:
    """Compose what is ours and let it be printed. A letter that an earlier run delivered is only announced."""
    files = load(claimed.pks)
    delivered = list(_delivered_before(files, delivery))
    done = {file.letter.pk for file, _ in delivered}
    left = [file for file in files if file.letter.pk not in done]
    moot = [file for file in left if is_moot(file.kind, file.case.status)]
    drafts = [draft(file, on) for file in left if file not in moot]
    printing = [Printing(each, press.render(each.text)) for each in drafts if each.text is not None and each.is_fit]
    return Batch(claimed, printing, delivered, [each for each in drafts if not each.is_fit], moot)


def _delivered_before(files: Sequence[LetterFile], delivery: Delivery) -> Iterator[tuple[LetterFile, Composition]]:
    """Find letters that left the house before their sender died: the delivered bytes name the text that was sent."""
    kept = {(row.letter_id, row.digest): row for row in _compositions(files)}
    for file in files:
        digest = delivery.delivered(file.letter)
        if digest is not None and (file.letter.pk, digest) in kept:
            yield file, kept[file.letter.pk, digest]


def _compositions(files: Sequence[LetterFile]) -> Iterator[Composition]:
    return Composition.objects.filter(letter__in=[file.letter.pk for file in files]).order_by("pk").iterator()


def _finish(batch: Batch, *, by: Actor, on: date, delivery: Delivery) -> Outcome:
    """Keep, deliver and announce a chunk; what cannot go is held back with its reasons."""
    printed, spoilt = _printed(batch.printing)
    compositions = store(composition_of(each.file.letter, each.text, pdf) for each, pdf in printed if each.text)
    for each, pdf in printed:
        delivery.deliver(each.file.letter, pdf)
    ready = [(each.file, row) for (each, _), row in zip(printed, compositions, strict=True)]
    sent = announce_all(ready, on=on, by=by)
    for file, composition in batch.delivered:
        sent += announce_all([(file, composition)], on=composition.printed_on, by=by)
    blocked = (*batch.unfit, *spoilt)
    _hold_back(blocked, by=by, on=on)
    lapsed = [file.letter.pk for file in batch.moot]
    Letter.objects.filter(pk__in=lapsed, status=LetterStatus.ATTEMPTING).update(status=LetterStatus.VOID)
    let_go(batch.claim.pks)
    return Outcome(tuple(sent), tuple(lapsed), blocked)


def _printed(printing: Sequence[Printing]) -> tuple[list[tuple[Draft, bytes]], list[Draft]]:
    """Wait for the press. A letter that cannot be rendered is held back; a press that broke down ends the run."""
    printed, spoilt = list[tuple[Draft, bytes]](), list[Draft]()
    for each in printing:
        error = each.pdf.exception()
        if isinstance(error, BrokenProcessPool):
            raise error
        if error is None:
            printed.append((each.draft, each.pdf.result()))
        else:
            spoilt.append(Draft(each.draft.file, None, (f"De opmaak is mislukt ({type(error).__name__}).",)))
    return printed, spoilt


def _hold_back(drafts: Sequence[Draft], *, by: Actor, on: date) -> None:
    """Block letters, with the reasons on the row and, as they may quote people, only their number in the trail."""
    with transaction.atomic():
        for each in drafts:
            Letter.objects.filter(pk=each.file.letter.pk, status=LetterStatus.ATTEMPTING).update(
                status=LetterStatus.BLOCKED, problem="\n".join(each.problems)
            )
        record_many([_held_back(each, by, on) for each in drafts])


def _held_back(each: Draft, by: Actor, on: date) -> Entry:
    file = each.file
    return Entry(
        stream=file.case.stream,
        action="letter.failed",
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=file.case.version,
        facts={"kind": file.kind, "letter": file.letter.pk, "problems": len(each.problems)},
    )
