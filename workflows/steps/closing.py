"""Closing a case when nothing is left to do, to pay or to receive; one, or many in one transaction.
How a case comes to its end stands in `ending` and `settlement`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import Case, Status
from cases.transitions import Deed, perform_all
from workflows.steps.clock import end_everything, end_terms
from workflows.steps.deciding import NotReady
from workflows.steps.opening import opened, opened_all
from workflows.work import follow_all

_SUM = "COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow WHERE case_id = k.id AND account = '{account}'), 0)::bigint"
LEFT = f"""SELECT k.id,
    EXISTS (SELECT FROM letters_letter WHERE case_id = k.id AND status NOT IN ('sent', 'void')),
    EXISTS (SELECT FROM cases_term WHERE case_id = k.id AND code = 'objection' AND ended_on IS NULL AND due_on >= %(on)s),
    EXISTS (SELECT FROM cases_term WHERE case_id = k.id AND code = 'objection_decision' AND ended_on IS NULL),
    EXISTS (SELECT FROM cases_payment WHERE case_id = k.id AND status IN ('planned', 'approved')),
    EXISTS (SELECT FROM cases_lineamount WHERE case_id = k.id) AND EXISTS (SELECT FROM cases_term
        WHERE case_id = k.id AND code = 'revocation_bar' AND ended_on IS NULL AND due_on >= %(on)s),
    {_SUM.format(account="committed")}, {_SUM.format(account="paid")}, {_SUM.format(account="receivable")}
FROM unnest(%(cases)s::bigint[]) AS k (id)"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Rest:
    """What may still stand in the way of closing a case; amounts in cents."""

    has_waiting_letter: bool
    is_open_to_objection: bool
    has_open_objection: bool
    has_unpaid: bool
    may_be_checked: bool
    committed: int
    paid: int
    receivable: int

    @property
    def reasons(self) -> list[str]:
        """Say in Dutch what is left; nothing where the case can be closed."""
        told = {
            "er wacht nog een brief": self.has_waiting_letter,
            "de bezwaartermijn loopt nog": self.is_open_to_objection,
            "er ligt een bezwaar waarop nog niet is besloten": self.has_open_objection,
            "er moet nog worden betaald": self.has_unpaid,
            "de vaststelling per regel kan nog worden gecontroleerd en gewijzigd (Awb 4:49)": self.may_be_checked,
            "verplicht en betaald zijn niet gelijk, of er staat een vordering open": self.is_uneven,
        }
        return [reason for reason, is_left in told.items() if is_left]

    @property
    def is_uneven(self) -> bool:
        """Say whether money is still to move."""
        return self.committed != self.paid or self.receivable != 0


def what_is_left(case_pks: Sequence[int], *, on: date) -> dict[int, Rest]:
    """Read for each case what may still stand in the way of closing it."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT, {"cases": list(case_pks), "on": on})
        return {case_pk: Rest(*found) for case_pk, *found in cursor.fetchall()}


def close_case(case_pk: int, *, by: Actor, on: date) -> None:
    """Close a case when nothing is left: no letter waiting, no objection open or possible, no money open. Raises NotReady."""
    with opened(case_pk) as case:
        permit(by, "close", on=on, case=case)
        rests = what_is_left([case_pk], on=on)
        if reasons := rests[case_pk].reasons:
            raise NotReady(f"De zaak kan nog niet dicht: {'; '.join(reasons)}.")
        _close([case], rests, by=by, on=on)


def close_finished(case_pks: Sequence[int], *, by: Actor, on: date) -> None:
    """Close those of these cases that have nothing left. One with money open stays, and one that another run closed
    meanwhile is done; neither is a refused attempt."""
    with opened_all(case_pks) as cases:
        rests = what_is_left(case_pks, on=on)
        finished = [case for case in cases if case.status != Status.CLOSED and not rests[case.pk].reasons]
        for code in sorted({case.scheme for case in finished}):
            _close([case for case in finished if case.scheme == code], rests, by=by, on=on)


def _close(cases: Sequence[Case], rests: Mapping[int, Rest], *, by: Actor, on: date) -> None:
    perform_all([Deed(case, (), _facts(rests[case.pk])) for case in cases], "close", by=by, on=on)
    end_terms(cases, "objection", on=on, ending="verstreken zonder bezwaar")
    end_everything(cases, on=on, ending="zaak afgesloten")
    follow_all(cases, by=by, on=on)


def _facts(rest: Rest) -> dict[str, str]:
    return {"committed": plain(from_cents(rest.committed)), "paid": plain(from_cents(rest.paid))}
