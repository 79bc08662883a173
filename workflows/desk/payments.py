"""The planned payments of one window: their totals, what is left out and why, and the one act that approves the others together.
Approving a single payment is a task on its case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from audit.access import note_access
from cases.amounts import from_cents, written
from cases.authority.permit import Refused
from cases.models import Window
from cases.money.approving import approvable, planned_payments
from workflows.desk.access import Colleague, page, who_may
from workflows.desk.showing import show
from workflows.desk.windows import window_for
from workflows.steps.opening import attempt
from workflows.steps.paying_many import approve_payments

ACT = "approve_payment"
PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@page(ACT)
def payments(request: HttpRequest, me: Colleague, code: str) -> HttpResponse:
    """List the planned payments of a window, or approve all that this colleague may approve, as they were shown."""
    window = window_for(me, code)
    if not me.may(ACT, window.scheme):
        raise PermissionDenied(who_may(ACT))
    if request.method != "POST":
        return _page(request, me, window)
    try:
        with attempt(window.stream, "payment.approved", by=me.actor, on=me.on):
            done = approve_payments(window.pk, seen=request.POST.get("seen", ""), by=me.actor, on=me.on)
    except Refused as refusal:
        return _page(request, me, window, refusal=str(refusal), status=409)
    messages.success(request, f"Goedgekeurd: {done.count} betalingen, samen {written(from_cents(done.cents))}.")
    return redirect("payments", code=code)


def _page(request: HttpRequest, me: Colleague, window: Window, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """Show one page; five queries, however many payments. That accounts were read is noted."""
    note_access(window.stream, actor=str(me.actor), purpose="geplande betalingen gelezen")
    after = request.GET.get("na", "")
    start = int(after) if after.isdecimal() and len(after) < 18 else 0
    rows = planned_payments(window, me.actor, after=start, most=PER_PAGE + 1)
    context = {
        "window": window,
        "found": approvable(window, me.actor),
        "rows": rows[:PER_PAGE],
        "next": rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None,
        "is_first": start == 0,
        "refusal": refusal,
    }
    return show(request, me, "payments.html", context, status=status)
