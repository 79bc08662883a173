"""The one gate for the legal status: `locked` takes the case, `perform` changes its status. Nothing else writes `Case.status`.
What a step decides, books or sends is not known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db import connection, transaction
from django_fsm import can_proceed

from audit.trail import Entry, Origin, record, record_many
from cases.authority.actors import Actor
from cases.authority.permissions import MACHINE, PERMISSIONS, Role
from cases.authority.permit import CHECKED_HEARING, Refused, permit, refuse_preparer
from cases.models import Case, Status
from cases.models.locking import lock_case, lock_cases
from cases.schemes.registry import scheme

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "request_supplement": "case.supplement_requested",
        "receive_supplement": "case.supplement_received",
        "leave_unconsidered": "case.left_unconsidered",
        "start_assessment": "case.assessment_started",
        "request_refusal_views": "case.views_requested",
        "request_settlement_views": "case.views_requested",
        "request_revocation_views": "case.views_requested",
        "refuse": "case.refused",
        "refuse_for_ceiling": "case.refused_for_ceiling",
        "grant": "case.granted",
        "grant_by_machine": "case.granted_by_machine",
        "refuse_by_machine": "case.refused_by_machine",
        "refuse_for_ceiling_by_machine": "case.refused_for_ceiling_by_machine",
        "hand_to_person": "case.handed_to_person",
        "grant_change": "case.change_granted",
        "refuse_change": "case.change_refused",
        "grant_advance": "case.advance_granted",
        "refuse_advance": "case.advance_refused",
        "grant_interim_payment": "case.interim_granted",
        "refuse_interim_payment": "case.interim_refused",
        "remind_settlement": "case.settlement_reminded",
        "receive_report": "case.reported",
        "settle": "case.settled",
        "settle_ex_officio": "case.settled_ex_officio",
        "revoke": "case.revoked",
        "drop_revocation": "case.revocation_dropped",
        "waive": "case.waived",
        "withdraw": "case.withdrawn",
        "refuse_late": "case.refused_late",
        "settle_directly": "case.settled_directly",
        "refuse_directly": "case.refused_directly",
        "amend_settlement": "case.settlement_amended",
        "award_line": "case.line_awarded",
        "refuse_line": "case.line_refused",
        "demand_documents": "case.documents_demanded",
        "grant_prior_advance": "case.prior_advance_granted",
        "set_off_advance": "case.advance_set_off",
        "claim_back": "case.claimed_back",
        "forgo_recovery": "case.recovery_forgone",
        "close": "case.closed",
    }
)


STATUS = "UPDATE cases_case SET status = %s, last_event = %s WHERE id = %s"
STATUSES = """UPDATE cases_case SET status = moved.status, last_event = moved.event
FROM unnest(%(cases)s::bigint[], %(statuses)s::text[], %(events)s::bigint[]) AS moved (case_id, status, event)
WHERE cases_case.id = moved.case_id"""


class NotLawful(Refused):
    """The status of the case does not allow this change."""


@dataclass(frozen=True)
class Deed:
    """What is done to one of many cases: the articles that it rests on and the facts of its event."""

    case: Case
    articles: Sequence[str]
    facts: Mapping[str, Any]


@contextmanager
def locked(case_pk: int) -> Iterator[Case]:
    """Lock the case's row for the length of a transaction and give the case, with its window, party and application."""
    with transaction.atomic(savepoint=False):
        yield lock_case(case_pk)


@contextmanager
def locked_all(case_pks: Sequence[int]) -> Iterator[list[Case]]:
    """Lock the rows of many cases in the order of their keys for the length of a transaction, and give the cases."""
    with transaction.atomic(savepoint=False):
        yield lock_cases(case_pks)


def perform(
    case: Case,
    act: str,
    *,
    by: Actor,
    on: date,
    articles: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    amount: Decimal | None = None,
) -> int | None:
    """Change the legal status: lawful? may this actor? then the event, then one UPDATE. Gives the key of the mandate used.

    Raises NotLawful, NotAuthorised or SecondPersonNeeded.
    """
    refuse_unlawful(case, act)
    mandate = permit(by, act, on=on, case=case, amount=amount)
    before = case.status
    getattr(case, act)()
    event = record(
        case.stream,
        EVENTS[act],
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=articles,
        rules=case.version,
        facts=facts or {},
        personal=personal or {},
        before=before,
        after=case.status,
    )
    case.last_event = event.number
    with connection.cursor() as cursor:
        cursor.execute(STATUS, [str(case.status), case.last_event, case.pk])
    return mandate


def perform_all(deeds: Sequence[Deed], act: str, *, by: Actor, on: date, amount: Decimal | None = None) -> int | None:
    """Do the same act on many locked cases, as `perform` does on one: an event each in one statement, then one UPDATE.

    `amount`: the highest that one of them decides on, which the mandate must reach. Gives the key of the mandate used. Raises
    as `perform`, and ValueError for what is permitted case by case.
    """
    for deed in deeds:
        refuse_unlawful(deed.case, act)
    mandate = _permit_all(by, act, on=on, schemes={deed.case.scheme for deed in deeds}, amount=amount)
    refuse_preparer(by, act, [deed.case.pk for deed in deeds])
    events = record_many([_moved(deed, act, by, on) for deed in deeds])
    for deed, event in zip(deeds, events, strict=True):
        deed.case.last_event = event.number
    _store_statuses([deed.case for deed in deeds])
    return mandate


def _permit_all(by: Actor, act: str, *, on: date, schemes: set[str], amount: Decimal | None) -> int | None:
    """Ask once, as the answer is the same for all: no check of a hearing, no party with one case of its own."""
    is_own_case_only = by.kind == "party" and Role.PARTY in PERMISSIONS[act]
    if act in CHECKED_HEARING or is_own_case_only or len(schemes) != 1:
        raise ValueError(f"{act!r} by {by} is permitted case by case: use perform.")
    return permit(by, act, on=on, scheme=schemes.pop(), amount=amount)


def _moved(deed: Deed, act: str, by: Actor, on: date) -> Entry:
    case, before = deed.case, deed.case.status
    getattr(case, act)()
    return Entry(
        stream=case.stream,
        action=EVENTS[act],
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=deed.articles,
        rules=case.version,
        facts=deed.facts,
        before=before,
        after=case.status,
    )


def _store_statuses(cases: Sequence[Case]) -> None:
    columns: dict[str, list[Any]] = {
        "cases": [case.pk for case in cases],
        "statuses": [str(case.status) for case in cases],
        "events": [case.last_event for case in cases],
    }
    with connection.cursor() as cursor:
        cursor.execute(STATUSES, columns)


def refuse_unlawful(case: Case, act: str) -> None:
    """Raise NotLawful where the scheme does not know the act, lets no machine do it, or the status does not allow it."""
    rules = scheme(case.scheme)
    is_for_nobody = act in MACHINE and rules.machine is None
    if act not in rules.transitions or is_for_nobody or not can_proceed(getattr(case, act)):
        raise NotLawful(f"Deze handeling past niet bij de status '{case.status_label}' van zaak {case.number}.")


def next_case_key() -> int:
    """Give the key that a new case will have; its first event must name it before the row exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_case', 'id'))")
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Opening:
    """A new case with what its first event tells: who sent it in, through which door, and its facts."""

    case: Case
    actor: str
    origin: Origin
    facts: Mapping[str, Any]
    personal: Mapping[str, str]


def open_cases(openings: Sequence[Opening]) -> None:
    """Store many new cases, each with its first event, as `open_case` does with one: four statements for any number."""
    events = record_many([_opened(opening) for opening in openings])
    for opening, event in zip(openings, events, strict=True):
        opening.case.last_event = event.number
    Case.objects.bulk_create([opening.case for opening in openings])


def _opened(opening: Opening) -> Entry:
    return Entry(
        stream=opening.case.stream,
        action="case.submitted",
        actor=opening.actor,
        origin=opening.origin,
        on=opening.case.received_on,
        rules=opening.case.version,
        facts=opening.facts,
        personal=opening.personal,
        after=Status.SUBMITTED,
    )


def open_case(case: Case, *, by: Actor, on: date, facts: Mapping[str, Any], personal: Mapping[str, str]) -> Case:
    """Store a new case with its first event; the database refuses any other first status."""
    event = record(
        case.stream,
        "case.submitted",
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts=facts,
        personal=personal,
        before="",
        after=Status.SUBMITTED,
    )
    case.last_event = event.number
    case.save(force_insert=True)
    return case
