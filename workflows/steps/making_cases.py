"""Cases are made of arrivals, some hundreds in a transaction, with what every new case has: parties, first event, term, documents.
Nothing is judged here; an arrival that cannot be opened is set aside for a person and stops nobody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from audit.trail import Channel, Origin, record
from cases.authority.actors import Actor
from cases.authority.values import approved_settings, values_with
from cases.documents.enclosures import put_away
from cases.law import Values
from cases.models import Arrival, Case, Document, Participation, Party, Term, Window
from cases.schemes.registry import scheme
from cases.terms.term import deadline_of
from cases.transitions import Opening, open_cases
from cases.windows.arrivals import mark_opened, still_waiting
from cases.windows.events import ARRIVAL_FAILED
from cases.windows.method import locked_window
from letters.models import Letter
from workflows.steps.clock import term_fields
from workflows.steps.submission import (
    case_row,
    decision_starts,
    first_facts,
    first_personal,
    involve_all,
    participations,
    party_row,
    store_applicants,
)
from workflows.work import follow_all

LOST = (OperationalError, InterfaceError)
"""The database is gone: nothing is known of the arrival at hand, and the whole run is simply repeated."""


@dataclass(frozen=True)
class Opened:
    """An arrival with the case that was made of it, the application as read, and the values of its day."""

    arrival: Arrival
    case: Case
    application: Any
    values: Values


def make_cases(window_pk: int, arrivals: Sequence[Arrival], *, by: Actor, on: date) -> None:
    """Make the cases of arrivals that have none yet. One that fails is set aside, with its trace, and keeps its money."""
    put_away([one.submission_id for one in arrivals if one.case_id is None])  # before any lock: the disk is waited for
    with locked_window(window_pk) as window:
        unopened = [one for one in still_waiting(arrivals) if one.case_id is None]
        if not unopened:
            return
        try:
            with transaction.atomic():
                _make(window, unopened, by=by, on=on)
        except LOST:
            raise
        except Exception:
            for one in unopened:
                _make_one(window, one, by=by, on=on)


def _make_one(window: Window, arrival: Arrival, *, by: Actor, on: date) -> None:
    try:
        with transaction.atomic():
            _make(window, [arrival], by=by, on=on)
    except LOST:
        raise
    except Exception as error:
        Arrival.objects.filter(pk=arrival.pk).update(problem=type(error).__name__[:200])
        facts = {"number": arrival.number, "place": arrival.order_number, "error": type(error).__name__}
        record(window.stream, ARRIVAL_FAILED, actor=str(by), origin=by.origin, on=on, facts=facts)


def _make(window: Window, arrivals: Sequence[Arrival], *, by: Actor, on: date) -> None:
    """Parties, events and cases, and what belongs to them: each kind of row in one statement."""
    opened = _read(window, arrivals)
    open_cases([_opening(one, window) for one in opened])
    Participation.objects.bulk_create(
        (row for one in opened for row in participations(one.case, window, one.application)), ignore_conflicts=True
    )
    involve_all([(one.case, other) for one in opened for other in scheme(window.scheme).parties(one.application)])
    Document.objects.bulk_create(row for one in opened for row in _documents(one))
    Term.objects.bulk_create(_decision_term(one, window) for one in opened)
    mark_opened([one.arrival for one in opened])
    incomplete = [one.case for one in opened if not one.arrival.is_complete]
    Letter.objects.bulk_create(Letter(case=case, kind="receipt", planned_on=on) for case in incomplete)
    follow_all(incomplete, by=by, on=on)


def _read(window: Window, arrivals: Sequence[Arrival]) -> list[Opened]:
    found, approved = scheme(window.scheme), approved_settings([window.scheme])
    read = list[tuple[Arrival, Any, Values]]()
    for arrival in arrivals:
        day = timezone.localdate(arrival.submission.received_at)
        application = found.read_application(json.loads(arrival.submission.body)["application"], day)
        read.append((arrival, application, values_with(approved, window.scheme, day)))
    parties = store_applicants([(arrival.sender, party_row(of.applicant)) for arrival, of, _ in read])
    return [_opened(window, *one, parties) for one in read]


def _opened(window: Window, arrival: Arrival, application: Any, values: Values, parties: dict[str, Party]) -> Opened:
    applicant = parties[party_row(application.applicant).identifier]
    case = case_row(
        arrival.case_key,
        application,
        arrival.submission,
        window,
        applicant,
        values,
        is_complete=arrival.is_complete,
        requested_cents=arrival.requested_cents,
    )
    return Opened(arrival, case, application, values)


def _opening(one: Opened, window: Window) -> Opening:
    submission, facts = one.arrival.submission, first_facts(one.case, window, len(one.arrival.documents))
    if one.arrival.order_number is not None:
        facts |= {"place": one.arrival.order_number}
    actor = one.arrival.sender or f"party:{one.case.party_id}"
    return Opening(
        one.case, actor, Origin(cast(Channel, submission.channel), "submit"), facts, first_personal(one.case)
    )


def _documents(one: Opened) -> list[Document]:
    return [
        Document(case=one.case, submission=one.arrival.submission, received_on=one.case.received_on, **each)
        for each in one.arrival.documents
    ]


def _decision_term(one: Opened, window: Window) -> Term:
    kind = scheme(window.scheme).terms("decision", one.values)
    deadline = deadline_of(kind, decision_starts(window, one.case, one.values))
    return Term(**term_fields(one.case, "decision", deadline))
