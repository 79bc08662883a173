"""Cases brought to each kind of letter by really taking the steps, and how their letters are read. No test stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from cases.authority.permissions import Role
from cases.models import Case, Draw, Payment, Position
from letters.drafting import Draft, draft
from letters.facts.loading import load
from letters.models import Letter
from letters.text import plain_text
from tests import make
from workflows.steps.change import decide_change, decide_interim_payment, receive_request
from workflows.steps.ending import drop_revocation, revoke_grant, waive_grant, withdraw_application
from workflows.steps.grant import refuse_application, refuse_for_ceiling
from workflows.steps.hearing import check_hearing, request_views
from workflows.steps.money import approve_payment, claim_back, register_payment
from workflows.steps.objection import receive_objection
from workflows.steps.sampling import draw_sample
from workflows.steps.settlement import (
    Choice,
    assess_settlement,
    receive_report,
    remind_settlement,
    settle_subsidy,
)
from workflows.steps.supplement import lapse_supplement, leave_unconsidered, request_supplement

WEIGHING = (
    "Het bedrag is groot voor de ontvanger, maar de regeling is bedoeld voor projecten die ook worden uitgevoerd."
)
REASON = "De ontvanger heeft zelf de gegevens verstrekt waarop het besluit rust."
DAY = timedelta(days=1)


def closing_day(case: Case) -> date:
    assert case.window is not None
    return timezone.localdate(case.window.closes_at)


def submitted(name: str) -> tuple[Case, make.People, date]:
    """A case from one of the scheme's samples, with the people, on the day its window closes."""
    who, case = make.people(), make.submitted(make.sample(name))
    return case, who, closing_day(case)


def granted(name: str = "mkb-voorschot-2023") -> tuple[Case, make.People, date]:
    """A granted case whose letters were sent on the day of the grant."""
    case, who, on = submitted(name)
    make.granted(case, who, on=on)
    make.letters_sent(on)
    return make.fresh(case), who, on


def pay(case: Case, who: make.People, *, on: date) -> None:
    for payment in Payment.objects.filter(case=case, status="planned"):
        approve_payment(payment.pk, by=who[Role.FINANCE], on=on)
        register_payment(payment.pk, by=who[Role.FINANCE], on=on, bank_reference="VOORBEELD-1")


def reported(name: str, share: str) -> tuple[Case, make.People, date]:
    """A paid case that asked for settlement with a share of its budget realised."""
    case, who, on = granted(name)
    pay(case, who, on=on + DAY)
    ends_on = date.fromisoformat(case.decisions.get(kind="grant").facts["ends_on"])
    after = ends_on + 30 * DAY
    receive_report(
        case.pk, make.report_data(case, share, ended_on=ends_on), by=who[Role.HANDLER], received_at=make.at(after)
    )
    return make.fresh(case), who, after


def settled(name: str, share: str, choice: Choice | None = None) -> tuple[Case, make.People, date]:
    case, who, on = reported(name, share)
    assessment = assess_settlement(case.pk, by=who[Role.HANDLER], on=on, choice=choice)
    if assessment.outcome in ("lower", "nil"):
        check_hearing(case.pk, "settlement", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING, reasons="Beoordeeld op de verantwoording.")
    return make.fresh(case), who, on


def receipt() -> tuple[Case, date]:
    case, _, on = submitted("mkb-klein-2020")
    return case, on


def supplement_requested() -> tuple[Case, date]:
    case, who, on = submitted("mkb-onvolledig-2020")
    request_supplement(case.pk, by=who[Role.HANDLER], on=on)
    return case, on


def left_unconsidered() -> tuple[Case, date]:
    case, who, on = submitted("mkb-onvolledig-2020")
    request_supplement(case.pk, by=who[Role.HANDLER], on=on)
    make.letters_sent(on)
    late = on + 30 * DAY
    lapse_supplement(case.pk, by=who[Role.SYSTEM], on=late)
    leave_unconsidered(case.pk, by=who[Role.DECIDER], on=late)
    return case, late


def drawn(case: Case, number: int = 1) -> None:
    """Give a case a number in a lot; how an order is really drawn is tested elsewhere."""
    assert case.window is not None
    Draw.objects.create(
        window=case.window,
        value_source="Eerste trekking van april 2020",
        drawn_at=make.at(closing_day(case)),
        value="7",
    )
    Position.objects.create(window=case.window, case=case, number=number, key="ab" * 32, was_complete=True)


def lot_result() -> tuple[Case, date]:
    case, _, on = submitted("mkb-klein-2020")
    drawn(case)
    Letter.objects.create(case=case, kind="lot_result", planned_on=on)
    return case, on


def ceiling_refusal() -> tuple[Case, date]:
    case, who, on = submitted("mkb-klein-2020")
    drawn(case)
    assert list(refuse_for_ceiling([case.pk], by=who[Role.DECIDER], on=on))
    return case, on


def ceiling_refusal_in_order_of_arrival() -> tuple[Case, date]:
    case, who, on = submitted("mkb-klein-2020")
    assert list(refuse_for_ceiling([case.pk], by=who[Role.DECIDER], on=on))
    return case, on


def refusal_views() -> tuple[Case, date]:
    case, who, on = submitted("mkb-te-lage-kosten-2020")
    make.assessed(case, who, on=on)
    check_hearing(case.pk, "refusal", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on)
    request_views(case.pk, "refusal", reasons="De kosten zijn te laag.", by=who[Role.HANDLER], on=on)
    return case, on


def refusal() -> tuple[Case, date]:
    case, who, on = submitted("mkb-te-lage-kosten-2020")
    make.assessed(case, who, on=on)
    check_hearing(case.pk, "refusal", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
    refuse_application(case.pk, by=who[Role.DECIDER], on=on)
    return case, on


def withdrawal() -> tuple[Case, date]:
    case, who, on = submitted("mkb-klein-2020")
    withdraw_application(case.pk, {"reason": "Wij beginnen later."}, by=who[Role.HANDLER], received_at=make.at(on))
    return case, on


def grant() -> tuple[Case, date]:
    case, who, on = submitted("mkb-voorschot-2023")
    make.granted(case, who, on=on)
    return case, on


def _change(is_granted: bool) -> Callable[[], tuple[Case, date]]:
    def change() -> tuple[Case, date]:
        case, who, on = granted()
        data = {"subject": "periode", "reason": "De trainer is ziek; dit kost 5000 euro.", "new_ends_on": "2024-12-31"}
        receive_request(case.pk, "change", data, by=who[Role.HANDLER], received_at=make.at(on + DAY))
        decide_change(case.pk, is_granted=is_granted, reasons="Dit past.", by=who[Role.DECIDER], on=on + DAY)
        return case, on + DAY

    return change


def _interim(name: str, moment: str, is_granted: bool) -> Callable[[], tuple[Case, date]]:
    def interim() -> tuple[Case, date]:
        case, who, on = granted(name)
        data = {"moment": moment, "progress": "De helft is klaar.", "costs_made": "120000.00"}
        receive_request(case.pk, "interim_request", data, by=who[Role.HANDLER], received_at=make.at(on + DAY))
        decide_interim_payment(case.pk, is_granted=is_granted, reasons="Beoordeeld.", by=who[Role.DECIDER], on=on + DAY)
        return case, on + DAY

    return interim


def report_receipt() -> tuple[Case, date]:
    case, _, on = reported("mkb-voorschot-2023", "0.90")
    return case, on


def settlement_reminder() -> tuple[Case, date]:
    case, who, on = granted()
    late = on + 700 * DAY
    remind_settlement(case.pk, by=who[Role.SYSTEM], on=late)
    return case, late


def settlement_views() -> tuple[Case, date]:
    case, who, on = reported("mkb-voorschot-2023", "0.40")
    assess_settlement(case.pk, by=who[Role.HANDLER], on=on, choice=Choice("lower", Decimal("9000.00"), REASON))
    check_hearing(case.pk, "settlement", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on)
    request_views(case.pk, "settlement", reasons="Minder dan 60 % is gemaakt.", by=who[Role.HANDLER], on=on)
    return case, on


def settlement(
    share: str, choice: Choice | None = None, name: str = "mkb-voorschot-2023"
) -> Callable[[], tuple[Case, date]]:
    def settle() -> tuple[Case, date]:
        case, _, on = settled(name, share, choice)
        return case, on

    return settle


def practice_places_settled() -> tuple[Case, date]:
    case, who, on = granted("praktijkleerplaats-2020")
    ends_on = date.fromisoformat(case.decisions.get(kind="grant").facts["ends_on"])
    data, after = make.report_data(case, "1.00", ended_on=ends_on), ends_on + 30 * DAY
    data["realised"]["places"][0]["weeks"] = 28
    receive_report(case.pk, data, by=who[Role.HANDLER], received_at=make.at(after))
    assess_settlement(case.pk, by=who[Role.HANDLER], on=after)
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=after)
    return case, after


def settled_ex_officio() -> tuple[Case, date]:
    case, who, on = granted("mkb-2025")
    after = on + 500 * DAY
    assess_settlement(case.pk, by=who[Role.HANDLER], on=after)
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=after)
    return case, after


def revocation_views() -> tuple[Case, date]:
    case, who, on = granted()
    pay(case, who, on=on + DAY)
    check_hearing(case.pk, "revocation", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on + 2 * DAY)
    request_views(case.pk, "revocation", reasons="Het project is niet begonnen.", by=who[Role.HANDLER], on=on + 2 * DAY)
    return case, on + 2 * DAY


def revocation_dropped() -> tuple[Case, date]:
    case, on = revocation_views()
    drop_revocation(case.pk, by=make.person(Role.DECIDER), on=on + DAY, reasons="Het project is toch begonnen.")
    return case, on + DAY


def sample_request() -> tuple[Case, date]:
    case, _, on = granted("mkb-2025")
    after = on + 500 * DAY
    draw_sample("slim", by=make.person(Role.REVIEWER), on=after)
    return case, after


def revocation() -> tuple[Case, date]:
    case, who, on = granted()
    pay(case, who, on=on + DAY)
    check_hearing(case.pk, "revocation", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
    revoke_grant(case.pk, by=who[Role.DECIDER], on=on + 2 * DAY, weighing=WEIGHING, reasons="Niet begonnen (Awb 4:48).")
    return case, on + 2 * DAY


def waiver() -> tuple[Case, date]:
    case, who, on = granted()
    pay(case, who, on=on + DAY)
    waive_grant(case.pk, {"reason": "Wij stoppen."}, by=who[Role.HANDLER], received_at=make.at(on + 2 * DAY))
    return case, on + 2 * DAY


def recovery() -> tuple[Case, date]:
    """Paid € 12.499,50 in advance, settled at € 9.000,00: € 3.499,50 comes back."""
    case, who, on = settled("mkb-voorschot-2023", "0.40", Choice("lower", Decimal("9000.00"), REASON))
    make.letters_sent(on)
    claim_back(case.pk, by=who[Role.DECIDER], on=on + DAY, weighing=WEIGHING)
    return case, on + DAY


def recovery_after_waiver() -> tuple[Case, date]:
    case, on = waiver()
    make.letters_sent(on)
    claim_back(case.pk, by=make.person(Role.DECIDER), on=on + DAY, weighing=WEIGHING)
    return case, on + DAY


def _objection(days: int) -> Callable[[], tuple[Case, date]]:
    """Object to a refusal, so many days after its letter."""

    def reach() -> tuple[Case, date]:
        case, on = refusal()
        make.letters_sent(on)
        after = on + days * DAY
        receive_objection(
            case.pk, {"announced_on": on.isoformat()}, by=make.recipient(case), received_at=make.at(after)
        )
        return case, after

    return reach


REACHED: Mapping[str, tuple[str, Callable[[], tuple[Case, date]]]] = {
    "receipt": ("receipt", receipt),
    "supplement request": ("supplement_request", supplement_requested),
    "left unconsidered": ("left_unconsidered", left_unconsidered),
    "lot": ("lot_result", lot_result),
    "refusal views": ("refusal_views", refusal_views),
    "refusal": ("refusal", refusal),
    "ceiling after a lot": ("ceiling_refusal", ceiling_refusal),
    "ceiling in order of arrival": ("ceiling_refusal", ceiling_refusal_in_order_of_arrival),
    "withdrawal": ("withdrawal_confirmation", withdrawal),
    "grant": ("grant", grant),
    "change granted": ("change_granted", _change(True)),
    "change refused": ("change_refused", _change(False)),
    "second advance": ("advance_granted", _interim("swv-2025", "progress_report", True)),
    "second advance refused": ("advance_refused", _interim("swv-2025", "progress_report", False)),
    "interim": ("interim_granted", _interim("swv-2022", "request", True)),
    "interim refused": ("interim_refused", _interim("swv-2022", "request", False)),
    "report": ("report_receipt", report_receipt),
    "reminder": ("settlement_reminder", settlement_reminder),
    "settlement views": ("settlement_views", settlement_views),
    "settled as granted": ("settlement_as_granted", settlement("1.00")),
    "settled on actual cost": ("settlement_actual", settlement("0.70")),
    "practice places, 28 of 40 weeks": ("settlement_actual", practice_places_settled),
    "settled lower": ("settlement_lower", settlement("0.40", Choice("lower", Decimal("9000.00"), REASON))),
    "settled at nil": ("settlement_nil", settlement("0.10", Choice("nil", Decimal("0.00"), REASON))),
    "settled ex officio": ("settlement_ex_officio", settled_ex_officio),
    "revocation views": ("revocation_views", revocation_views),
    "revocation": ("revocation", revocation),
    "revocation dropped": ("revocation_dropped", revocation_dropped),
    "sample": ("sample_request", sample_request),
    "waiver": ("waiver_confirmation", waiver),
    "recovery": ("recovery", recovery),
    "recovery after a waiver": ("recovery", recovery_after_waiver),
    "objection": ("objection_receipt", _objection(10)),
    "objection after its term": ("objection_receipt", _objection(60)),
}


def waiting(case: Case, kind: str) -> QuerySet[Letter]:
    return Letter.objects.filter(case=case, kind=kind)


def drafted(case: Case, kind: str, on: date) -> Draft:
    [file] = load(waiting(case, kind).values_list("pk", flat=True))
    return draft(file, on)


def said(found: Draft) -> str:
    assert found.text is not None, found.problems
    return plain_text(found.text)
