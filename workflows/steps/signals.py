"""Signals of possible misuse: raised by rules or by a person, and reviewed by a person. They decide nothing and stop no term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from audit.trail import Entry, record, record_many
from cases.authority.actors import Actor
from cases.authority.permit import SecondPersonNeeded, permit
from cases.law import Values
from cases.misuse.alike import alike
from cases.misuse.file import looked_at, new_case
from cases.misuse.finding import Hit, hits, hits_in_new
from cases.models import Case, Signal, SignalOrigin, SignalOutcome, SignalStatus
from cases.schemes.signals import Severity
from workflows.steps.deciding import NotReady
from workflows.steps.opening import opened, opened_all
from workflows.work import follow, follow_all

BY_HAND = "Melding van een medewerker"
REVIEWED = ("status", "outcome", "reason", "reviewed_by", "reviewed_on")
CHUNK = 100
"""Cases per transaction where one look does for many."""


def raise_signals(case_pks: Sequence[int], *, by: Actor, on: date) -> list[Signal]:
    """Look at cases with the rules of their schemes, and raise what is found. Gives the signals that are new or changed.

    A fixed number of queries for any number of cases. One open signal per case and rule: a second look changes its numbers, by
    a new event. What a reviewer looked at comes back only when more is measured than was then.
    """
    with opened_all(case_pks) as cases:
        for code in sorted({case.scheme for case in cases}):
            permit(by, "find_signals", on=on, scheme=code)
        found = hits(looked_at(cases), on=on)
        written = _raise(found, _newest(found), by=by, on=on)
        touched = {signal.case_id for signal in written}
        follow_all([case for case in cases if case.pk in touched], by=by, on=on)
        return written


def raise_for_new(case: Case, application: Any, values: Values, *, by: Actor, on: date) -> list[Signal]:
    """Look at a case in the transaction that made it; whoever made it lets people's work follow."""
    permit(by, "find_signals", on=on, case=case)
    return _raise(hits_in_new(new_case(case, application, values), values, on=on), {}, by=by, on=on)


def _raise(found: Sequence[Hit], earlier: Mapping[tuple[int, str], Signal], *, by: Actor, on: date) -> list[Signal]:
    if not found:
        return []
    fresh = [_signal(hit, on) for hit in found if _is_new(hit, earlier.get((hit.case.pk, hit.rule.code)))]
    grown = [_updated(hit, signal) for hit, signal in _open_ones(found, earlier) if _differs(hit, signal)]
    Signal.objects.bulk_create(fresh)
    if grown:
        Signal.objects.bulk_update(grown, ["seen", "measured", "limit", "facts"])
    cases = {hit.case.pk: hit.case for hit in found}
    entries = [_entry("signal.raised", signal, cases, by, on) for signal in fresh]
    record_many([*entries, *(_entry("signal.changed", signal, cases, by, on) for signal in grown)])
    return [*fresh, *grown]


def _newest(found: Sequence[Hit]) -> dict[tuple[int, str], Signal]:
    """Give the newest signal of each rule on each case; nothing is asked where nothing was found."""
    if not found:
        return {}
    rows = Signal.objects.filter(case__in={hit.case.pk for hit in found}, origin=SignalOrigin.RULE).order_by(
        "case", "rule", "-id"
    )
    return {(row.case_id, row.rule): row for row in rows.distinct("case", "rule")}


def _is_new(hit: Hit, earlier: Signal | None) -> bool:
    if earlier is None:
        return True
    return earlier.status == SignalStatus.REVIEWED and hit.found.measured > earlier.measured


def _open_ones(found: Sequence[Hit], earlier: Mapping[tuple[int, str], Signal]) -> list[tuple[Hit, Signal]]:
    pairs = ((hit, earlier.get((hit.case.pk, hit.rule.code))) for hit in found)
    return [(hit, signal) for hit, signal in pairs if signal is not None and signal.status == SignalStatus.OPEN]


def _differs(hit: Hit, signal: Signal) -> bool:
    return (signal.measured, signal.limit, signal.seen) != (hit.found.measured, hit.found.limit, hit.found.seen)


def _signal(hit: Hit, on: date) -> Signal:
    signal = Signal(
        case=hit.case,
        scheme=hit.case.scheme,
        origin=SignalOrigin.RULE,
        rule=hit.rule.code,
        label=hit.rule.label,
        severity=hit.rule.severity,
        raised_on=on,
    )
    return _updated(hit, signal)


def _updated(hit: Hit, signal: Signal) -> Signal:
    found = hit.found
    signal.seen, signal.measured, signal.limit, signal.facts = (
        found.seen,
        found.measured,
        found.limit,
        dict(found.facts),
    )
    return signal


def _entry(action: str, signal: Signal, cases: Mapping[int, Case], by: Actor, on: date) -> Entry:
    case = cases[signal.case_id]
    return Entry(
        stream=case.stream,
        action=action,
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts={**_named(signal), "seen": signal.seen, "facts": dict(signal.facts)},
    )


def _named(signal: Signal) -> dict[str, Any]:
    return {
        "signal": signal.pk,
        "label": signal.label,
        "rule": signal.rule,
        "origin": str(signal.origin),
        "severity": str(signal.severity),
        "measured": signal.measured,
        "limit": signal.limit,
    }


def raise_by_hand(case_pk: int, *, remark: str, by: Actor, on: date) -> Signal:
    """Ask a reviewer to look at a case, with what was seen. Raises NotReady without words, as a reviewer needs them."""
    with opened(case_pk) as case:
        permit(by, "raise_signal", on=on, case=case)
        if not remark.strip():
            raise NotReady("Schrijf op wat u zag en waarom een controleur moet kijken.")
        signal = Signal.objects.create(
            case=case,
            scheme=case.scheme,
            origin=SignalOrigin.PERSON,
            label=BY_HAND,
            severity=Severity.NORMAL,
            remark=remark,
            raised_on=on,
            raised_by_id=by.employee_id,
        )
        record(
            case.stream,
            "signal.raised",
            actor=str(by),
            origin=by.origin,
            on=on,
            rules=case.version,
            facts=_named(signal),
            personal={"remark": remark},
        )
        follow(case, by=by, on=on)
        return signal


def review_signal(signal_pk: int, *, outcome: str, reason: str, by: Actor, on: date) -> Signal:
    """Record what a reviewer found (SignalOutcome) and why. The case goes on as it was; what must follow is a step of its own.

    Raises NotReady for a signal that was reviewed, an unknown outcome or no reason; SecondPersonNeeded for who raised it.
    """
    case_pk = Signal.objects.values_list("case", flat=True).get(pk=signal_pk)
    with opened(case_pk) as case:
        permit(by, "review_signal", on=on, case=case)
        signal = Signal.objects.select_for_update().get(pk=signal_pk)
        _refuse_unready(signal, outcome, reason, by)
        _reviewed(signal, outcome, reason, by, on)
        signal.save(update_fields=REVIEWED)
        record_many([_review_entry(signal, case, {}, by, on)])
        follow(case, by=by, on=on)
        return signal


def review_alike(signal_pk: int, *, outcome: str, reason: str, by: Actor, on: date) -> int:
    """Review a signal, and record the same on every other open signal of its rule about the same thing; gives how many others.

    Cases that the reviewer handled are left out. Raises as `review_signal`.
    """
    others = alike(review_signal(signal_pk, outcome=outcome, reason=reason, by=by, on=on), reviewer=by.user_id)
    cases = dict(Signal.objects.filter(pk__in=others).order_by("case").values_list("pk", "case"))
    keys = list(dict.fromkeys(cases.values()))
    for start in range(0, len(keys), CHUNK):
        _review_chunk(keys[start : start + CHUNK], others, signal_pk, outcome, reason, by=by, on=on)
    return len(others)


def _review_chunk(
    case_pks: Sequence[int], others: Sequence[int], like: int, outcome: str, reason: str, *, by: Actor, on: date
) -> None:
    with opened_all(case_pks) as cases:
        rows = Signal.objects.select_for_update().filter(pk__in=others, case__in=case_pks, status=SignalStatus.OPEN)
        signals, found = list(rows.order_by("pk")), {case.pk: case for case in cases}
        for signal in signals:
            _reviewed(signal, outcome, reason, by, on)
        Signal.objects.bulk_update(signals, REVIEWED)
        record_many([_review_entry(signal, found[signal.case_id], {"like": like}, by, on) for signal in signals])
        follow_all(cases, by=by, on=on)


def _reviewed(signal: Signal, outcome: str, reason: str, by: Actor, on: date) -> None:
    signal.status, signal.outcome, signal.reason = SignalStatus.REVIEWED, SignalOutcome(outcome), reason
    signal.reviewed_by_id, signal.reviewed_on = by.employee_id, on


def _review_entry(signal: Signal, case: Case, more: Mapping[str, Any], by: Actor, on: date) -> Entry:
    facts = {"signal": signal.pk, "label": signal.label, "rule": signal.rule, "outcome": str(signal.outcome), **more}
    return Entry(
        stream=case.stream,
        action="signal.reviewed",
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts=facts,
        personal={"reason": signal.reason},
    )


def _refuse_unready(signal: Signal, outcome: str, reason: str, by: Actor) -> None:
    if signal.status != SignalStatus.OPEN:
        raise NotReady("Dit signaal is al bekeken. Kijk op de lijst wat de uitkomst was.")
    if outcome not in SignalOutcome.values or not reason.strip():
        raise NotReady("Kies een uitkomst en schrijf op waarop zij berust.")
    if signal.raised_by_id is not None and signal.raised_by_id == by.user_id:
        raise SecondPersonNeeded("U hebt dit signaal zelf gegeven. Een andere controleur bekijkt het.")
