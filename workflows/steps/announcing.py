"""The day of announcement (Awb 3:41): letters become sent, and the terms that their sending starts are written down.
Counted by the same function that the letters were printed with; delivery itself is done before this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

from audit.trail import Entry, record_many
from cases.authority.actors import Actor, system
from cases.models import Case, Payment, Receivable, Status, Term
from cases.terms.deadline import Deadline
from letters.facts.deadlines import deadlines
from letters.facts.file import UNPAID, LetterFile
from letters.facts.loading import load
from letters.kinds import is_moot
from letters.models import Composition, Letter, LetterStatus
from workflows.steps.clock import SIDE_BY_SIDE, term_fields

WITHOUT_ROW = frozenset({"payment"})
"""A last day that stands on the payment or receivable itself, not among the terms of the case."""

DURING_PROJECT = frozenset({"duration", "settlement_request", "ex_officio_settlement"})
"""Terms that only run while the project does."""

REPLACE = """UPDATE cases_term SET ended_on = %(on)s, ending = 'vervangen'
FROM unnest(%(cases)s::bigint[], %(codes)s::text[]) AS newer (case_id, code)
WHERE cases_term.case_id = newer.case_id AND cases_term.code = newer.code AND ended_on IS NULL"""

MARK_SENT = """UPDATE letters_letter SET status = 'sent', sent_on = %(on)s, composition_id = sent.composition_id, problem = ''
FROM unnest(%(letters)s::bigint[], %(compositions)s::bigint[]) AS sent (letter_id, composition_id)
WHERE letters_letter.id = sent.letter_id"""


@dataclass(frozen=True)
class Sent:
    """A letter that left the house: its file, what was sent, and the terms that begin."""

    file: LetterFile
    composition: Composition
    terms: Mapping[str, Deadline] = field(default_factory=dict)


def announce(letter: Letter, composition: Composition, *, on: date, by: Actor | None = None) -> bool:
    """Announce one letter; gives whether it was announced now. One that was sent before is left as it is."""
    [file] = load([letter.pk])
    return bool(announce_all([(file, composition)], on=on, by=by))


def announce_all(
    delivered: Iterable[tuple[LetterFile, Composition]], *, on: date, by: Actor | None = None
) -> list[int]:
    """Announce letters that were delivered on a day, in one transaction; gives the keys of those announced now.

    Cases are locked in the order of their keys, then the letters; the trail comes last (the one lock order).
    """
    pairs = sorted(delivered, key=lambda pair: pair[0].letter.pk)
    with transaction.atomic():
        cases = _locked({file.case.pk for file, _ in pairs})
        attempting = _attempting([file.letter.pk for file, _ in pairs])
        letters = [_sent(file, composition, cases, on) for file, composition in pairs if file.letter.pk in attempting]
        _begin_terms(letters, on)
        _suspend_decision_terms(letters, on)
        _set_payment_days(letters)
        _mark_sent(letters, on)
        record_many([_entry(sent, by or system("send_letters"), on) for sent in letters])
    return [sent.file.letter.pk for sent in letters]


def _locked(pks: set[int]) -> dict[int, Case]:
    return {case.pk: case for case in Case.objects.select_for_update().filter(pk__in=pks).order_by("pk")}


def _attempting(pks: Sequence[int]) -> set[int]:
    rows = Letter.objects.select_for_update().filter(pk__in=pks, status=LetterStatus.ATTEMPTING).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def _sent(file: LetterFile, composition: Composition, cases: Mapping[int, Case], on: date) -> Sent:
    status = cases[file.case.pk].status
    return Sent(file, composition, {c: d for c, d in deadlines(file, on).items() if _begins(file.kind, c, status)})


def _begins(kind: str, code: str, status: str) -> bool:
    """Say whether a term still begins: not for what no longer matters, nor for a project that ended meanwhile."""
    return not is_moot(kind, status) and (code not in DURING_PROJECT or status == Status.GRANTED)


def _begin_terms(letters: Sequence[Sent], on: date) -> None:
    """Begin the terms; a running one of the same kind, or one that an earlier letter of this run began, is replaced."""
    rows: dict[tuple[int, str], Term] = {}
    replaced: list[Term] = []
    beside: list[Term] = []
    for sent in letters:
        for code, deadline in sent.terms.items():
            if code in WITHOUT_ROW:
                continue
            if code in SIDE_BY_SIDE:
                beside.append(Term(**term_fields(sent.file.case, code, deadline)))
                continue
            key = sent.file.case.pk, code
            if key in rows:
                rows[key].ended_on, rows[key].ending = on, "vervangen"
                replaced.append(rows[key])
            rows[key] = Term(**term_fields(sent.file.case, code, deadline))
    _end_running(rows.keys(), on)
    Term.objects.bulk_create([*replaced, *rows.values(), *beside])


def _end_running(keys: Iterable[tuple[int, str]], on: date) -> None:
    found = list(keys)
    with connection.cursor() as cursor:
        cursor.execute(REPLACE, {"on": on, "cases": [key[0] for key in found], "codes": [key[1] for key in found]})


def _suspend_decision_terms(letters: Sequence[Sent], on: date) -> None:
    """Awb 4:15 lid 1 onder a: the decision term stands still from the day after the invitation."""
    cases = [sent.file.case.pk for sent in letters if "supplement" in sent.terms]
    running = Term.objects.filter(case__in=cases, code="decision", ended_on=None, suspended_from=None)
    running.update(suspended_from=on)


def _set_payment_days(letters: Sequence[Sent]) -> None:
    """Awb 4:87: six weeks after announcement, both ways."""
    by_day: dict[date, list[int]] = {}
    for sent in letters:
        if "payment" in sent.terms and sent.file.letter.decision_id:
            by_day.setdefault(sent.terms["payment"].end_on, []).append(sent.file.letter.decision_id)
    for due_on, decisions in by_day.items():
        Payment.objects.filter(decision__in=decisions, status__in=UNPAID).update(due_on=due_on)
        Receivable.objects.filter(decision__in=decisions).update(due_on=due_on)


def _mark_sent(letters: Sequence[Sent], on: date) -> None:
    keys = [sent.file.letter.pk for sent in letters]
    with connection.cursor() as cursor:
        compositions = [sent.composition.pk for sent in letters]
        cursor.execute(MARK_SENT, {"on": on, "letters": keys, "compositions": compositions})


def _entry(sent: Sent, by: Actor, on: date) -> Entry:
    letter, file = sent.file.letter, sent.file
    return Entry(
        stream=file.case.stream,
        action="letter.sent",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=["Awb 3:41"] if file.is_decision else [],
        rules=file.case.version,
        facts={
            "kind": letter.kind,
            "letter": letter.pk,
            "decision": letter.decision_id,
            "terms": {code: deadline.end_on.isoformat() for code, deadline in sorted(sent.terms.items())},
        },
        personal={"digest": sent.composition.digest},
    )
