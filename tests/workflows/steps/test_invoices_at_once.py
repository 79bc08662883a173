"""Eight invoices for one order at once, with real connections, and a bank clerk who is cut off: nobody is paid twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from cases.authority.permissions import Role
from cases.authority.permit import Refused
from cases.models import InvoiceStatus, Order, Payment, PaymentStatus
from cases.money.ledger import discrepancies
from cases.money.payments import NotPayable
from tests import make
from tests.workflows import trainers as t
from tests.workflows.windows.test_many_writers import at_once
from workflows.steps import money
from workflows.steps.acts import NotNow
from workflows.steps.invoices import receive_invoice
from workflows.steps.money import approve_payment, register_payment

pytestmark = [pytest.mark.own_database, pytest.mark.usefixtures("trainers")]


def test_of_eight_invoices_at_once_one_takes_the_order(trainers: None) -> None:
    case = t.running(make.people())
    by, moment = t.trainer_of(case), make.at(t.INVOICED_ON)

    def work(writer: int) -> int:
        data = t.invoice_data(case, number=f"F-{writer}")
        return int(receive_invoice(case.pk, data, by=by, received_at=moment).status == InvoiceStatus.ACCEPTED)

    assert sum(at_once(work)) == 1
    assert Payment.objects.filter(case=case).count() == 1
    assert list(discrepancies()) == []


def test_the_same_invoice_eight_times_at_once_is_one_invoice(trainers: None) -> None:
    case = t.running(make.people())
    by, moment = t.trainer_of(case), make.at(t.INVOICED_ON)

    def work(_: int) -> int:
        try:
            receive_invoice(case.pk, t.invoice_data(case, "100.00"), by=by, received_at=moment)
        except NotNow:
            return 0
        return 1

    assert sum(at_once(work)) == 1
    assert t.order_of(case).invoiced_cents == 100_00


def test_the_database_itself_takes_no_more_from_an_order_than_it_holds(trainers: None) -> None:
    case = t.running(make.people())
    make.refused(lambda: Order.objects.filter(case=case).update(invoiced_cents=24_999_01), IntegrityError)


def test_a_payment_that_is_cut_off_is_booked_once(trainers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    who = make.people()
    case, finance = t.running(who), who[Role.FINANCE]
    t.invoiced(case)
    payment = Payment.objects.get(case=case)
    approve_payment(payment.pk, by=finance, on=t.PAID_ON)

    def cut_off(*args: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    def pay() -> object:
        return register_payment(payment.pk, by=finance, on=t.PAID_ON, bank_reference="BANK-1")

    with monkeypatch.context() as broken:
        broken.setattr(money, "follow", cut_off)
        with pytest.raises(KeyboardInterrupt):
            pay()
    payment.refresh_from_db()
    assert (payment.status, make.balances_of(case)) == (PaymentStatus.APPROVED, {"committed": "24999.00"})
    pay()
    with pytest.raises(NotPayable):
        pay()
    assert make.balances_of(case) == {"committed": "24999.00", "paid": "24999.00"}


def test_a_refusal_is_the_same_for_everybody(trainers: None) -> None:
    """An order that ended takes no invoice, however many come at once."""
    case = t.running(make.people())
    by, moment = t.trainer_of(case), make.at(t.INVOICED_ON)
    Order.objects.filter(case=case).update(ended_on=t.INVOICED_ON)

    def work(writer: int) -> int:
        try:
            receive_invoice(case.pk, t.invoice_data(case, number=f"F-{writer}"), by=by, received_at=moment)
        except Refused:
            return 1
        return 0

    assert sum(at_once(work)) == 8
