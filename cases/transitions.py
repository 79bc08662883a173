"""The one gate for the legal status: `locked` takes the case, `perform` changes its status. Nothing else writes `Case.status`.
What a step decides, books or sends is not known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db import connection, transaction
from django_fsm import can_proceed

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import Refused, permit
from cases.models import Case, Status
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
        "claim_back": "case.claimed_back",
        "close": "case.closed",
    }
)


class NotLawful(Refused):
    """The status of the case does not allow this change."""


@contextmanager
def locked(case_pk: int) -> Iterator[Case]:
    """Lock the case's row for the length of a transaction and give the case, with its window, party and application."""
    with transaction.atomic(savepoint=False):
        related = Case.objects.select_related("window", "party", "application")
        yield related.select_for_update(of=("self",)).get(pk=case_pk)


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
    case.save(update_fields=["status", "last_event"])
    return mandate


def refuse_unlawful(case: Case, act: str) -> None:
    """Raise NotLawful where the scheme does not know the act or the status does not allow it."""
    if act not in scheme(case.scheme).transitions or not can_proceed(getattr(case, act)):
        raise NotLawful(f"Deze handeling past niet bij de status '{case.status_label}' van zaak {case.number}.")


def next_case_key() -> int:
    """Give the key that a new case will have; its first event must name it before the row exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_case', 'id'))")
        return int(cursor.fetchone()[0])


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
