"""The planned payments of a window approved together: as they were shown, to the cent, by somebody who took no decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import Access, Event
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.models import Case, Payment, PaymentStatus, RoleHolding, User, Window
from cases.money.approving import Total, approvable, planned_payments
from cases.money.ledger import discrepancies
from cases.money.payments import NotPayable
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED
from workflows.steps import paying_many
from workflows.steps.deciding import NotReady
from workflows.steps.money import approve_payment, take_back_approval
from workflows.steps.paying_many import Approved, approve_payments
from workflows.steps.settling_directly import decide_shared, sign_sharing

pytestmark = pytest.mark.django_db
PAGE = "/tijdvakken/deling-2020/betalingen/"
PAID_ON = date(2020, 12, 10)


@pytest.fixture(autouse=True)
def _scheme() -> Iterator[None]:
    with shared.known(shared.a_scheme()):
        yield


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return shared.people()


def settled(who: make.People, count: int, *, is_announced: bool = True) -> Window:
    """A window in which so many applications were settled, each for another amount."""
    window = shared.opened(who)
    for number in range(1, count + 1):
        shared.applied(number, {"units": number})
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])
    if is_announced:
        make.letters_sent(DECIDED)
    return window


def approve(window: Window, by: Actor, seen: str | None = None) -> Approved:
    """Approve what is shown, or what was seen before."""
    shown = approvable(window, by).digest if seen is None else seen
    return approve_payments(window.pk, seen=shown, by=by, on=PAID_ON)


def also_finance(by: Actor) -> Actor:
    """Let a decider handle money as well."""
    RoleHolding.objects.create(user_id=by.employee_id, role=Role.FINANCE, from_on=make.SINCE, given_by="test")
    return by


def told(window: Window, by: Actor) -> dict[str, tuple[int, int]]:
    """Give by the first words of the reason how many payments are left out, and the cents; "" for those that are not."""
    found = approvable(window, by)
    return {each.why[:9]: (each.count, each.cents) for each in (found.total, *found.left_out)}


def browser(who: make.People, role: Role) -> Client:
    """Sign a colleague in."""
    client = Client()
    client.force_login(User.objects.get(pk=who[role].employee_id))
    return client


def statuses() -> list[str]:
    """Give how far the payments are."""
    return list(Payment.objects.order_by("pk").values_list("status", flat=True))


def test_all_are_approved_in_one_act_each_with_its_event_and_task(
    who: make.People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paying_many, "CHUNK", 2)
    window, finance = settled(who, 3), who[Role.FINANCE]
    cents = sum(Payment.objects.values_list("amount_cents", flat=True))
    assert told(window, finance) == {"": (3, cents)} == {"": (3, 6_750 + 13_500 + 20_250)}
    assert approve(window, finance) == Approved(3, cents)
    assert set(Payment.objects.values_list("status", "approved_by", "approved_on")) == {
        (PaymentStatus.APPROVED, finance.employee_id, PAID_ON)
    }
    assert {tuple(make.tasks_of(case)) for case in Case.objects.all()} == {("register",)}
    assert Event.objects.filter(action="payment.approved", actor=str(finance), result="done").count() == 3
    assert '"amount":"405.00"' in Event.objects.get(action="window.payments_approved").body
    assert list(discrepancies()) == []


def test_one_at_a_time_and_together_write_the_same_event(who: make.People) -> None:
    window, finance = settled(who, 1), who[Role.FINANCE]
    payment = Payment.objects.get()
    approve_payment(payment.pk, by=finance, on=PAID_ON)
    take_back_approval(payment.pk, by=finance, on=PAID_ON, reason="De bank weigerde.")
    approve(window, finance)
    single, many = (event.body for event in Event.objects.filter(action="payment.approved").order_by("pk"))
    assert without_moment(single) == without_moment(many)


def without_moment(body: str) -> str:
    """Leave the moment out of an event."""
    return body.partition(',"at":')[0] + body.partition(',"facts":')[2]


def refused_alone(payment: Payment, by: Actor) -> str:
    """Give why a single approval refuses."""
    with pytest.raises((NotPayable, SecondPersonNeeded)) as refusal:
        approve_payment(payment.pk, by=by, on=PAID_ON)
    return str(refusal.value)


def test_what_one_person_may_not_approve_is_left_out_as_a_single_approval_says(who: make.People) -> None:
    window, both = settled(who, 4), also_finance(who[Role.DECIDER])
    unannounced, without_account, *others = Payment.objects.order_by("pk")
    Payment.objects.filter(pk=unannounced.pk).update(due_on=None)
    Payment.objects.filter(pk=without_account.pk).update(iban="")
    together = {row.pk: row.why for row in planned_payments(window, both, after=0, most=9)}
    alone = {payment.pk: refused_alone(payment, both) for payment in (unannounced, without_account, *others)}
    assert together == alone
    assert approvable(window, both).total == Total("", 0, 0)
    make.refused(lambda: approve(window, both), NotReady, "geen betaling")
    assert told(window, who[Role.FINANCE]) == {"": (2, 47_250), "Er is gee": (1, 13_500), "Het beslu": (1, 6_750)}
    assert approve(window, who[Role.FINANCE]) == Approved(2, 47_250)
    assert statuses() == ["planned", "planned", "approved", "approved"]


def test_what_changed_since_it_was_shown_stops_the_whole_act(who: make.People) -> None:
    window, finance = settled(who, 3), who[Role.FINANCE]
    seen, first = approvable(window, finance).digest, Payment.objects.order_by("pk")[0]
    for changed in ({"iban": "NL02ABNA0123456789"}, {"payee": "Iemand anders"}, {"amount_cents": 6_751}):
        before = {name: getattr(first, name) for name in changed}
        Payment.objects.filter(pk=first.pk).update(**changed)
        make.refused(lambda: approve(window, finance, seen), NotReady, "gewijzigd")
        Payment.objects.filter(pk=first.pk).update(**before)
    assert statuses() == ["planned"] * 3
    assert not Event.objects.filter(action="payment.approved", result="done").exists()
    approve_payment(first.pk, by=finance, on=PAID_ON)
    make.refused(lambda: approve(window, finance, seen), NotReady, "gewijzigd")
    assert approve(window, finance).count == 2
    make.refused(lambda: approve(window, finance), NotReady, "geen betaling")


def test_nobody_without_the_role_approves(who: make.People) -> None:
    window = settled(who, 1)
    make.refused(lambda: approve(window, who[Role.HANDLER]), NotAuthorised, "financieel medewerker")
    assert browser(who, Role.HANDLER).get(PAGE).status_code == 403


def test_the_page_shows_totals_and_approves_what_it_showed(who: make.People) -> None:
    window, client = settled(who, 2), browser(who, Role.FINANCE)
    assert PAGE in client.get("/tijdvakken/deling-2020/").content.decode()
    shown = client.get(PAGE).content.decode()
    assert "Keur 2 betalingen goed, samen €\u00a0202,50" in shown
    assert Access.objects.filter(object=window.stream).exists()
    assert client.post(PAGE, {"seen": "0" * 64}).status_code == 409
    assert statuses() == ["planned"] * 2
    assert client.post(PAGE, {"seen": approvable(window, who[Role.FINANCE]).digest}).status_code == 302
    after = client.get(PAGE).content.decode()
    assert "Goedgekeurd: 2 betalingen, samen € 202,50." in after
    assert "Er zijn geen geplande betalingen" in after


def queries_of(client: Client, path: str) -> int:
    """Count the queries of a page."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured.captured_queries)


def test_a_page_takes_as_many_queries_for_many_payments_as_for_few(who: make.People) -> None:
    settled(who, 12)
    client = browser(who, Role.FINANCE)
    client.get(PAGE)
    many = queries_of(client, PAGE)
    Payment.objects.order_by("pk").filter(pk__gt=Payment.objects.order_by("pk")[0].pk).update(status="void")
    assert queries_of(client, PAGE) == many


def test_the_act_takes_no_more_queries_for_more_payments_of_a_chunk(who: make.People) -> None:
    window, finance = settled(who, 12), who[Role.FINANCE]
    kept = list(Payment.objects.order_by("pk").values_list("pk", flat=True))
    Payment.objects.filter(pk__in=kept[2:]).update(status="void")
    approve(window, finance)
    counts: list[int] = []
    for keys in (kept[2:4], kept[4:]):
        Payment.objects.filter(pk__in=keys).update(status="planned")
        with CaptureQueriesContext(connection) as captured:
            approve(window, finance)
        counts.append(len(captured.captured_queries))
    assert counts[0] == counts[1]


def test_pages_follow_each_other(who: make.People, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(who, 3)
    monkeypatch.setattr("workflows.desk.payments.PER_PAGE", 2)
    client = browser(who, Role.FINANCE)
    second = Payment.objects.order_by("pk")[1]
    assert f"?na={second.pk}" in client.get(PAGE).content.decode()
    last: Any = client.get(f"{PAGE}?na={second.pk}").content.decode()
    assert "202,50" in last
    assert "67,50</td>" not in last
