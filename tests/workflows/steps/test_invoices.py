"""Orders and invoices: checked by the scheme's rule, rejected with reasons, or paid to the trainer on the account in the register."""

from __future__ import annotations

from datetime import date

import pytest

from audit.models import Event
from cases.amounts import euro
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.models import Case, InvoiceStatus, Payment, PaymentStatus, RoleHolding
from cases.money.approving import approvable
from cases.money.ledger import discrepancies
from cases.money.payments import ACCEPTED
from tests import make
from tests.workflows import trainers as t
from workflows.steps.acts import NotNow
from workflows.steps.deciding import NotReady
from workflows.steps.invoices import judge_invoice, receive_invoice
from workflows.steps.money import approve_payment
from workflows.steps.settlement import Choice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trainers")]


@pytest.fixture
def case(who: make.People) -> Case:
    """A grant of 24,999.00 euro with its order at the trainer."""
    return t.running(who)


def codes(invoice: object) -> list[str]:
    """Give the conditions that were not met, or not found met."""
    return [each["code"] for each in invoice.findings if each["outcome"] != "met"]  # type: ignore[attr-defined]


def test_a_grant_orders_from_the_trainer_in_the_register(case: Case) -> None:
    order = t.order_of(case)
    assert (order.party.identifier, order.party.name, order.amount_cents) == (t.KVK, t.NAME, 24_999_00)
    assert not Payment.objects.filter(case=case).exists()
    assert Event.objects.filter(stream=case.stream, action="case.ordered").count() == 1


def test_an_invoice_plans_an_advance_to_the_trainer_and_is_paid_once(case: Case, who: make.People) -> None:
    invoice = t.invoiced(case)
    payment = Payment.objects.get(case=case)
    assert (invoice.status, invoice.payment) == (InvoiceStatus.ACCEPTED, payment)
    assert (payment.kind, payment.amount_cents, payment.payee, payment.iban) == ("advance", 24_999_00, t.NAME, t.IBAN)
    assert payment.party == t.order_of(case).party
    assert payment.due_on == date(2024, 1, 29), "Awb 4:87: six weeks"
    make.paid(case, who, on=t.PAID_ON)
    assert make.balances_of(case) == {"committed": "24999.00", "paid": "24999.00"}
    make.refused(lambda: t.invoiced(case), NotNow, "al ontvangen")
    again = t.invoiced(case, number="F-2")
    assert (again.status, codes(again)) == (InvoiceStatus.REJECTED, ["invoice_fits_order"])
    assert Payment.objects.filter(case=case).count() == 1
    assert list(discrepancies()) == []


@pytest.mark.parametrize(
    ("amount", "is_accepted"),
    [
        pytest.param("24999.00", True, id="the whole order"),
        pytest.param("24999.01", False, id="stap.md 7 nr 24: more than the order"),
        pytest.param("0.01", True, id="one cent"),
        pytest.param("0.00", False, id="nothing"),
    ],
)
def test_invoices_together_are_at_most_the_order(case: Case, amount: str, is_accepted: bool) -> None:
    assert (t.invoiced(case, amount).status == InvoiceStatus.ACCEPTED) is is_accepted


SETTLED = {"committed": "24999.00"}


def settled(case: Case, who: make.People) -> Case:
    """Settle as granted on the proof, and announce it."""
    case = make.settled(t.proved(case), who, on=t.SETTLED_ON)
    make.letters_sent(t.SETTLED_ON)
    return case


def test_settling_as_granted_pays_nothing_that_was_not_invoiced(case: Case, who: make.People) -> None:
    case = settled(case, who)
    assert (case.status, make.balances_of(case), make.tasks_of(case)) == ("settled", SETTLED, [])
    assert not Payment.objects.exists()
    assert t.order_of(case).ended_on is None
    make.day_passes(date(2025, 6, 2))
    assert make.fresh(case).status == "settled", "what was settled is still owed"
    assert list(discrepancies()) == []


def test_settling_pays_the_invoice_that_waited_on_the_account_of_its_day(case: Case, who: make.People) -> None:
    t.listed(iban=t.NEW_IBAN, from_on=date(2023, 12, 10))
    t.invoiced(case, "20000.00")
    settled(case, who)
    planned = Payment.objects.get(status=PaymentStatus.PLANNED)
    assert (planned.kind, planned.amount_cents, planned.iban) == ("settlement", 20_000_00, t.NEW_IBAN)
    assert list(discrepancies()) == []


def test_an_invoice_after_the_settlement_is_paid_within_what_was_settled(case: Case, who: make.People) -> None:
    case, on = settled(t.paid(case, who, "20000.00"), who), date(2025, 2, 3)
    assert codes(t.invoiced(case, "4999.01", on=on, number="F-2")) == ["invoice_fits_order"]
    row = t.invoiced(case, "4999.00", on=on, number="F-3")
    assert (row.payment.kind, row.payment.decision.kind) == ("settlement", "settlement_as_granted")
    make.paid(case, who, on=on)
    assert make.balances_of(case) == {"committed": "24999.00", "paid": "24999.00"}
    assert list(discrepancies()) == []
    make.letters_sent(on)
    make.day_passes(date(2025, 6, 2))
    assert make.fresh(case).status == "closed"


def test_what_was_settled_lower_leaves_less_to_invoice(case: Case, who: make.People) -> None:
    choice = Choice("lower", euro("22000.00"), t.REASONS, False)
    case = make.settled(t.proved(t.paid(case, who, "20000.00")), who, on=t.SETTLED_ON, choice=choice)
    make.letters_sent(t.SETTLED_ON)
    assert codes(t.invoiced(case, "2000.01", on=date(2025, 2, 3), number="F-2")) == ["invoice_fits_order"]
    assert t.invoiced(case, "2000.00", on=date(2025, 2, 3), number="F-3").status == InvoiceStatus.ACCEPTED


def test_a_second_invoice_takes_what_the_first_left(case: Case) -> None:
    assert t.invoiced(case, "20000.00").status == InvoiceStatus.ACCEPTED
    assert codes(t.invoiced(case, "5000.00", number="F-2")) == ["invoice_fits_order"]
    assert t.invoiced(case, "4999.00", number="F-3").status == InvoiceStatus.ACCEPTED
    assert t.order_of(case).invoiced_cents == 24_999_00


def test_the_scheme_says_from_when_and_the_trainer_reads_why_not(case: Case) -> None:
    """P-12: from three weeks before the start; the project starts with the grant here."""
    case.decisions.get(kind="grant")
    early = t.invoiced(case, on=date(2023, 11, 9))
    assert (early.status, codes(early)) == (InvoiceStatus.REJECTED, ["invoice_in_time"])
    assert "drie weken" in early.reasons
    letter = case.letters.get(kind="invoice_rejected")
    assert letter.party == t.order_of(case).party
    make.letters_sent(t.INVOICED_ON)
    letter.refresh_from_db()
    assert letter.composition is not None
    assert t.NAME in letter.composition.text
    assert "drie weken" in letter.composition.text
    assert t.invoiced(case, on=date(2023, 11, 10), number="F-2").status == InvoiceStatus.ACCEPTED


def test_an_invoice_names_its_own_order(case: Case, who: make.People) -> None:
    other = t.running(who, number=7)
    data = t.invoice_data(case, order=t.order_of(other).number)
    row = receive_invoice(case.pk, data, by=t.trainer_of(case), received_at=make.at(t.INVOICED_ON))
    assert codes(row) == ["invoice_names_order"]
    assert not Payment.objects.exists()


def test_only_the_trainer_of_the_case_sends_one_and_not_the_applicant(case: Case) -> None:
    data, moment = t.invoice_data(case), make.at(t.INVOICED_ON)
    make.refused(lambda: receive_invoice(case.pk, data, by=make.recipient(case), received_at=moment), NotAuthorised)
    assert receive_invoice(case.pk, data, by=t.trainer_of(case), received_at=moment).status == InvoiceStatus.ACCEPTED


def test_the_account_is_what_the_register_says_on_the_day_of_the_invoice(case: Case) -> None:
    t.listed(iban=t.NEW_IBAN, from_on=date(2023, 12, 10))
    t.invoiced(case)
    assert Payment.objects.get(case=case).iban == t.NEW_IBAN
    asked = case.extracts.filter(register="scholingsregister").order_by("id").values_list("subject", "on")
    assert list(asked) == [("training", case.received_on), (f"training@{t.INVOICED_ON}", t.INVOICED_ON)]


def test_another_trainer_in_the_register_leaves_the_invoice_to_a_person(case: Case, who: make.People) -> None:
    t.listed(kvk=t.OTHER_KVK, iban=t.NEW_IBAN, from_on=date(2023, 12, 10))
    row = t.invoiced(case)
    assert (row.status, codes(row)) == (InvoiceStatus.WAITING, ["payee_is_trainer"])
    assert make.tasks_of(case) == ["judge_invoice"]
    handler = who[Role.HANDLER]

    def judge(is_accepted: bool, reasons: str = t.REASONS) -> object:
        return judge_invoice(case.pk, row.pk, is_accepted=is_accepted, reasons=reasons, by=handler, on=t.PAID_ON)

    make.refused(lambda: judge(True, " "), NotReady, "Schrijf op waarom")
    judge(False)
    make.refused(lambda: judge(True), NotReady, "wacht niet meer")
    assert not Payment.objects.exists()
    assert make.tasks_of(case) == []
    assert case.letters.filter(kind="invoice_rejected").count() == 1


def test_who_accepts_an_invoice_does_not_approve_its_payment(case: Case, who: make.People) -> None:
    t.listed(kvk=t.KVK, iban="", from_on=date(2023, 12, 10))
    row, handler = t.invoiced(case), who[Role.HANDLER]
    judge_invoice(case.pk, row.pk, is_accepted=True, reasons=t.REASONS, by=handler, on=t.PAID_ON)
    payment = Payment.objects.get(case=case)
    Payment.objects.filter(pk=payment.pk).update(iban=t.IBAN)
    RoleHolding.objects.create(user_id=handler.employee_id, role=Role.FINANCE, from_on=make.SINCE, given_by="test")
    make.refused(lambda: approve_payment(payment.pk, by=handler, on=t.PAID_ON), SecondPersonNeeded, "factuur")
    assert case.window
    assert [each.why for each in approvable(case.window, handler).left_out] == [ACCEPTED]
    assert approve_payment(payment.pk, by=who[Role.FINANCE], on=t.PAID_ON).status == PaymentStatus.APPROVED


def test_before_the_grant_is_announced_the_invoice_waits_and_is_not_refused(who: make.People) -> None:
    """Awb 3:40: our own delay is not held against the trainer."""
    t.listed()
    case = make.granted(make.applied(t.SAMPLE), who, on=t.GRANTED_ON)
    row = t.invoiced(case)
    assert (row.status, codes(row)) == (InvoiceStatus.WAITING, ["grant_is_announced"])

    def accept() -> object:
        return judge_invoice(case.pk, row.pk, is_accepted=True, reasons=t.REASONS, by=who[Role.HANDLER], on=t.PAID_ON)

    make.refused(accept, NotReady, "bekendgemaakt")
    make.letters_sent(t.PAID_ON)
    accept()
    assert Payment.objects.get(case=case).amount_cents == 24_999_00


def test_without_a_payee_in_the_register_nothing_is_granted(who: make.People) -> None:
    case = make.assessed(make.applied(t.SAMPLE), who, on=t.GRANTED_ON)
    from workflows.steps.grant import grant_subsidy

    make.refused(lambda: grant_subsidy(case.pk, by=who[Role.DECIDER], on=t.GRANTED_ON), NotReady, "begunstigde")
    assert euro("0.00") == 0
