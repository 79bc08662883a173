"""Application windows: the list, one window with its money and its lot, and the acts of the lot with two people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.amounts import from_cents
from cases.authority.permit import Refused, ask
from cases.documents.store import fetch
from cases.models import Case, Counter, Draw, Position, Status, Window
from cases.windows.arrival import Arrivals
from cases.windows.counters import CEILING, room
from cases.windows.method import ARRIVAL, SHARES
from cases.windows.method import LOT as LOT_METHOD
from cases.windows.queue import guaranteed_numbers
from workflows.desk.access import Colleague, page, who_may
from workflows.desk.bars import beside, stacked
from workflows.desk.files import disposition
from workflows.desk.lot import LOT, act_of
from workflows.desk.sharing import IN_BACKGROUND, SHARING, sharing_context
from workflows.desk.showing import show
from workflows.steps.arriving import decides_by_arrival
from workflows.steps.drawing import arranged_on
from workflows.steps.opening import attempt

PER_PAGE = 50
LOOKS: Mapping[str, str] = MappingProxyType(
    {Status.GRANTED: "good", Status.SETTLED: "good", Status.REFUSED: "bad", Status.LEFT_UNCONSIDERED: "bad"}
)


@require_safe
@page("read_case")
def windows(request: HttpRequest, me: Colleague) -> HttpResponse:
    """List the windows with what is taken of each ceiling; three queries, however many windows."""
    schemes = me.schemes("read_case")
    rows = Window.objects.order_by("-opens_at", "code")
    if schemes is not None:
        rows = rows.filter(scheme__in=schemes)
    counters = {counter.window_id: counter for counter in Counter.objects.filter(bucket=CEILING)}
    asked = Case.objects.values_list("window").annotate(count=Count("id"), cents=Sum("requested_cents"))
    requests = {window: (count, cents) for window, count, cents in asked}
    listed = [
        {
            "window": row,
            "counter": counters.get(row.pk),
            "requests": requests.get(row.pk, (0, 0)),
            "bars": _bars(counters.get(row.pk)),
        }
        for row in rows
    ]
    return show(request, me, "windows.html", {"listed": listed, "now": timezone.now()})


def _bars(counter: Counter | None) -> Any:
    if counter is None:
        return ()
    left = counter.limit_cents - counter.taken_cents
    return stacked([("vergeven", counter.taken_cents, "taken"), ("vrij", left, "free")], counter.limit_cents)


def _amounts(counter: Counter | None, asked_cents: int) -> Any:
    """Ceiling, taken, free and requested on one scale."""
    if counter is None:
        return ()
    taken, limit = counter.taken_cents, counter.limit_cents
    return beside(
        [
            ("Plafond", limit, "plain"),
            ("Vergeven", taken, "good"),
            ("Vrij", limit - taken, "free"),
            ("Gevraagd", asked_cents, "plain"),
        ]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page("read_case")
def window_page(request: HttpRequest, me: Colleague, code: str) -> HttpResponse:
    """Show a window, or do an act of its lot or its sharing."""
    window = window_for(me, code)
    if request.method != "POST":
        return _page(request, me, window)
    lot = act_of(request.POST.get("act", ""), {**SHARING, **IN_BACKGROUND} if window.method == SHARES else LOT)
    try:
        with attempt(window.stream, lot.event, by=me.actor, on=me.on):
            lot.step(window.pk, request.POST, me.actor, me.on)
    except Refused as refusal:
        return _page(request, me, window_for(me, code), refusal=str(refusal), status=409)
    done = "Gestart" if lot in IN_BACKGROUND.values() else "Vastgelegd"
    messages.success(request, f"{done}: {lot.label.lower()}, {window.label}.")
    return redirect("window", code=code)


def window_for(me: Colleague, code: str) -> Window:
    """Give a window that this colleague may read. Raises Http404 or PermissionDenied."""
    window: Window = get_object_or_404(Window, code=code)
    if not me.may("read_case", window.scheme):
        raise PermissionDenied(who_may("read_case"))
    return window


def _page(request: HttpRequest, me: Colleague, window: Window, *, refusal: str = "", status: int = 200) -> HttpResponse:
    counter = Counter.objects.filter(window=window, bucket=CEILING).first()
    draw = Draw.objects.select_related("value_entered_by", "value_confirmed_by").filter(window=window).first()
    is_drawn = draw is not None and draw.drawn_at is not None
    after, statuses = request.GET.get("na", ""), statuses_of(window)
    order = Position.objects.filter(
        window=window, number__gt=int(after) if after.isdecimal() and len(after) < 10 else 0
    )
    places = list(order.select_related("case").order_by("number")[: PER_PAGE + 1])
    context = {
        "window": window,
        "counter": counter,
        "amounts": _amounts(counter, sum(status["cents"] for status in statuses)),
        "statuses": statuses,
        "draw": draw,
        "is_drawn": is_drawn,
        "guaranteed": _guaranteed(window, counter) if is_drawn else 0,
        "overshoot": None if is_drawn else _overshoot(window, counter, me.on),
        "lot_acts": [(name, lot, ask(me.actor, lot.act, on=me.on, scheme=window.scheme)) for name, lot in LOT.items()],
        "places": places[:PER_PAGE],
        "next_place": places[PER_PAGE - 1].number if len(places) > PER_PAGE else None,
        "refusal": refusal,
        "may_pay": me.may("approve_payment", window.scheme),
        **sharing_context(window, me),
    }
    return show(request, me, "window.html", context, status=status)


def _guaranteed(window: Window, counter: Counter | None) -> int:
    """Up to which number all are handled for certain: what people ask first once the order is known."""
    return guaranteed_numbers(window, from_cents(counter.limit_cents)) if counter and window.method == LOT_METHOD else 0


def _overshoot(window: Window, counter: Counter | None, on: date) -> Arrivals | None:
    """The day on which more was asked than is left, which waits for a lot; nothing where no day does."""
    if counter is None or window.method != ARRIVAL or decides_by_arrival(window):
        return None
    found = arranged_on(window, room(counter), on=on)
    return found if found.overshoot else None


def statuses_of(window: Window) -> list[dict[str, Any]]:
    """Count the applications of a window per status, with what they asked for, in one query."""
    rows = (
        Case.objects.filter(window=window)
        .values_list("status")
        .annotate(count=Count("id"), cents=Sum("requested_cents"))
    )
    found = {status: (count, cents) for status, count, cents in rows}
    parts = [(code, found[code][0], LOOKS.get(code, "plain")) for code in Status.values if code in found]
    return [{"bar": bar, "count": bar.amount, "cents": found[bar.label][1]} for bar in beside(parts)]


@require_safe
@page("read_case")
def frozen_list(request: HttpRequest, me: Colleague, code: str) -> HttpResponse:
    """Give the frozen list of a lot, exactly the bytes whose SHA-256 was published."""
    draw = get_object_or_404(Draw, window=window_for(me, code))
    if not draw.list_digest:
        raise Http404
    response = HttpResponse(fetch(draw.list_digest), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = disposition(f"lijst-{code}.txt", inline=False)
    return response
