"""Sharing a window: the list is frozen, what is left over is chosen about, the rates are proposed and approved; each by other people.
Signing and deciding stand in `settling_directly`; how a rate is computed in `cases.windows.rates`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import SecondPersonNeeded, permit
from cases.documents.store import keep
from cases.models import Approval, BucketRate, ShareList, Window
from cases.windows.events import (
    RATES_ANSWERED,
    RATES_PROPOSED,
    REALLOCATION_CONFIRMED,
    REALLOCATION_PROPOSED,
    SHARES_FROZEN,
)
from cases.windows.method import SHARES, NotInOrder, locked_window, moment_of, written_moment
from cases.windows.rates import Rate, left_over, short
from cases.windows.shares import (
    BlockedLine,
    blocked_lines,
    computed,
    counted_provisionally,
    demand_of,
    freeze,
    listed,
    newest_list,
    not_taken_up,
    pools,
    rate_rows,
    rates_digest,
    without_ceiling,
)

YES, NO = "yes", "no"
ARTICLES = ("Awb 4:25", "Awb 4:26")
NAMED = 5
"""How many blocked lines a refusal names; the page of the window shows them all."""


def freeze_shares(window_pk: int, *, by: Actor, on: date) -> ShareList:
    """Freeze the list of shares, in a transaction of its own, and publish its SHA-256. A new list makes an earlier one void.

    Raises NotInOrder before closing, once a list was signed, while applications are not taken up, or while a line has no
    outcome that two people let count provisionally.
    """
    with locked_window(window_pk) as window:
        permit(by, "freeze_shares", on=on, scheme=window.scheme)
        _refuse_untimely(window, on)
        refuse_signed(window)
        blocked = blocked_lines(window)
        counted = counted_provisionally(blocked)
        _refuse_blocked([line for line in blocked if line.line_pk not in counted])
        number = ShareList.objects.filter(window=window).count() + 1
        frozen = ShareList.objects.create(window=window, number=number, frozen_at=moment_of(on))
        shares = freeze(frozen, counted)
        # A file lies by its digest, so one that is left behind by a rollback does no harm.
        frozen.digest = keep("".join(listed(frozen)).encode())
        frozen.save(update_fields=["digest"])
        facts: dict[str, JSON] = {
            "number": number,
            "digest": frozen.digest,
            "shares": shares,
            "provisional": [f"{line.case_number} {line.number}" for line in blocked],
        }
        _record(window, SHARES_FROZEN, by=by, on=on, facts=facts)
        return frozen


def _refuse_untimely(window: Window, on: date) -> None:
    if window.method != SHARES:
        raise NotInOrder("Dit tijdvak wordt niet naar rato verdeeld.")
    if moment_of(on) <= window.closes_at:
        raise NotInOrder(f"Het tijdvak is open tot {written_moment(window.closes_at)}. Bevries daarna.")
    if buckets := without_ceiling(window):
        raise NotInOrder(f"Er is geen plafond voor {', '.join(buckets)}. Leg het eerst vast (set-ceiling).")
    if waiting := not_taken_up(window):
        raise NotInOrder(
            f"Van {waiting} tijdige aanvragen zijn de regels nog niet beoordeeld. Neem ze eerst op (take-up)."
        )


def refuse_signed(window: Window) -> None:
    """Raise NotInOrder where the sharing of a window was signed: it is not done again."""
    signed = ShareList.objects.filter(window=window).exclude(signed_on=None).first()
    if signed is not None:
        raise NotInOrder(f"De verdeling is op {signed.signed_on:%d-%m-%Y} getekend en staat vast.")


def _refuse_blocked(blocked: Sequence[BlockedLine]) -> None:
    if blocked:
        named = "; ".join(f"{line.case_number} regel {line.number}" for line in blocked[:NAMED])
        more = f" en {len(blocked) - NAMED} andere" if len(blocked) > NAMED else ""
        raise NotInOrder(
            f"{len(blocked)} regels hebben nog geen uitkomst: {named}{more}. Beoordeel ze, of laat ze met twee personen "
            "voorlopig meetellen."
        )


def propose_reallocation(window_pk: int, *, is_reallocated: bool, reason: str, by: Actor, on: date) -> ShareList:
    """Propose whether what is left in a bucket goes to those that fall short. Raises NotInOrder where there is nothing to choose."""
    with locked_window(window_pk) as window:
        permit(by, "choose_reallocation", on=on, scheme=window.scheme)
        found = _open_list(window)
        if not reason.strip():
            raise NotInOrder("Schrijf op waarom de rest wel of niet wordt verdeeld.")
        if not _leaves_choice(window, found):
            raise NotInOrder("Er is niets te kiezen: er blijft niets over, of geen onderdeel komt tekort.")
        found.is_reallocated, found.reallocation_reason = is_reallocated, reason
        found.reallocation_by_id, found.reallocation_confirmed_by_id = by.employee_id, None
        found.save(
            update_fields=[
                "is_reallocated",
                "reallocation_reason",
                "reallocation_by",
                "reallocation_confirmed_by",
            ]
        )
        facts: dict[str, JSON] = {"number": found.number, "is_reallocated": is_reallocated, "reason": reason}
        _record(window, REALLOCATION_PROPOSED, by=by, on=on, facts=facts)
        return found


def confirm_reallocation(window_pk: int, *, by: Actor, on: date) -> ShareList:
    """Confirm that choice as another person. Raises SecondPersonNeeded, or NotInOrder where nothing was proposed."""
    with locked_window(window_pk) as window:
        permit(by, "choose_reallocation", on=on, scheme=window.scheme)
        found = _open_list(window)
        if found.reallocation_by_id is None:
            raise NotInOrder("Er is nog geen keuze voorgesteld.")
        if found.reallocation_by_id == by.employee_id:
            raise SecondPersonNeeded("U stelde deze keuze zelf voor. Een andere medewerker bevestigt haar.")
        found.reallocation_confirmed_by_id = by.employee_id
        found.save(update_fields=["reallocation_confirmed_by"])
        facts: dict[str, JSON] = {"number": found.number, "is_reallocated": found.is_reallocated}
        _record(window, REALLOCATION_CONFIRMED, by=by, on=on, facts=facts)
        return found


def _open_list(window: Window) -> ShareList:
    """Give the newest list while its rates were not proposed; after that a new list must be frozen."""
    refuse_signed(window)
    found = newest_list(window)
    if found.rates_digest:
        raise NotInOrder("De tarieven van deze lijst zijn al voorgesteld. Bevries een nieuwe lijst om ze te wijzigen.")
    return found


def _leaves_choice(window: Window, share_list: ShareList) -> bool:
    found = pools(window, demand_of(share_list))
    return bool(left_over(found)) and bool(short(found))


def propose_rates(window_pk: int, *, by: Actor, on: date) -> list[Rate]:
    """Compute the rates of the frozen list and put them forward, under a digest of list and rates together.

    Raises NotInOrder while the choice about what is left over is not made by two people.
    """
    with locked_window(window_pk) as window:
        permit(by, "propose_rates", on=on, scheme=window.scheme)
        found = _open_list(window)
        if found.reallocation_confirmed_by_id is None and _leaves_choice(window, found):
            raise NotInOrder(
                "Er blijft geld over en een onderdeel komt tekort. Kies eerst met twee personen (reallocate)."
            )
        rates = computed(window, found)
        BucketRate.objects.bulk_create(rate_rows(found, rates))
        found.rates_digest, found.rates_by_id = rates_digest(found, rates), by.user_id
        found.save(update_fields=["rates_digest", "rates_by"])
        facts: dict[str, JSON] = {"digest": found.rates_digest, "rates": {r.pool.bucket: in_words(r) for r in rates}}
        _record(window, RATES_PROPOSED, by=by, on=on, facts=facts)
        return rates


def in_words(rate: Rate) -> str:
    """Write a rate: `82.10 %` of a full amount, or `47.95` euro a unit."""
    if rate.percent is not None:
        return f"{rate.percent:.2f} %"
    return plain(from_cents(rate.per_whole.numerator // rate.per_whole.denominator))


def approve_rates(window_pk: int, *, is_approved: bool, reason: str = "", by: Actor, on: date) -> Approval:
    """Answer the proposed rates as a second person; the answer is bound to their digest, and void for any other.

    Raises SecondPersonNeeded for who proposed them, or NotInOrder where there are none or they differ from what was proposed.
    """
    with locked_window(window_pk) as window:
        permit(by, "approve_rates", on=on, scheme=window.scheme)
        refuse_signed(window)
        found = newest_list(window)
        refuse_other_rates(window, found)
        if found.rates_by_id == by.user_id:
            raise SecondPersonNeeded("U stelde deze tarieven zelf voor. Een andere medewerker keurt ze goed.")
        if not is_approved and not reason.strip():
            raise NotInOrder("Schrijf op waarom de tarieven niet kloppen.")
        approval = Approval.objects.create(
            subject=found.subject,
            digest=found.rates_digest,
            answer=YES if is_approved else NO,
            reason=reason,
            by_id=by.employee_id,
            on=on,
        )
        facts: dict[str, JSON] = {"digest": found.rates_digest, "answer": "akkoord" if is_approved else "niet akkoord"}
        _record(window, RATES_ANSWERED, by=by, on=on, facts=facts)
        return approval


def refuse_other_rates(window: Window, share_list: ShareList) -> None:
    """Compute the rates again from the frozen shares. Raises NotInOrder where they, or the list, are not those proposed."""
    if not share_list.rates_digest:
        raise NotInOrder("Er zijn nog geen tarieven voorgesteld voor deze lijst.")
    if keep("".join(listed(share_list)).encode()) != share_list.digest:
        raise NotInOrder("De verdeellijst wijkt af van wat is bevroren. Teken niet; waarschuw de auditor.")
    if rates_digest(share_list, computed(window, share_list)) != share_list.rates_digest:
        raise NotInOrder("De tarieven volgen niet meer uit lijst en plafonds. Bevries een nieuwe lijst.")


def approver_of(share_list: ShareList) -> int | None:
    """Give who approved the rates as they are now; nobody where the last answer was no."""
    answers = Approval.objects.filter(subject=share_list.subject, digest=share_list.rates_digest)
    last = answers.order_by("-pk").first()
    return last.by_id if last is not None and last.answer == YES else None


def _record(window: Window, action: str, *, by: Actor, on: date, facts: dict[str, JSON]) -> None:
    articles = [window.article, *ARTICLES]
    record(window.stream, action, actor=str(by), origin=by.origin, on=on, articles=articles, facts=facts)
