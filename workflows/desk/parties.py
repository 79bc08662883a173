"""Trainers with their counts and amounts, and the page of one party: its orders, the measures on it, and the acts of a measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from audit.access import note_access
from cases.authority.actors import Actor
from cases.authority.permit import Permission, Refused, ask
from cases.models import Case, Measure, MeasureKind, MeasureStatus, Order, Party
from cases.schemes.letters_of_measures import kinds_of
from cases.schemes.registry import schemes
from workflows.desk.access import Colleague, page, who_may
from workflows.desk.showing import show
from workflows.desk.tasks.form import long_text
from workflows.steps.measures import (
    drop_measure,
    impose_measure,
    lift_measure,
    propose_measure,
    receive_measure_views,
)
from workflows.steps.opening import attempt

MOST = 200
NEWEST_ORDERS = 50

TRAINERS = """SELECT p.id, p.name, p.identifier, o.orders, o.ordered, o.invoiced, COALESCE(y.paid, 0), o.settled,
    EXISTS (SELECT FROM cases_measure m WHERE m.party_id = p.id AND m.status = 'proposed') AS is_accused,
    EXISTS (SELECT FROM cases_exclusion e WHERE e.party_id = p.id AND e.from_on <= %(on)s
        AND (e.until_on IS NULL OR e.until_on >= %(on)s)) AS is_removed
FROM (SELECT r.party_id, COUNT(*) AS orders, SUM(r.amount_cents)::bigint AS ordered,
        SUM(r.invoiced_cents)::bigint AS invoiced, COUNT(*) FILTER (WHERE r.ended_on IS NOT NULL) AS settled
    FROM cases_order r JOIN cases_case k ON k.id = r.case_id
    WHERE %(schemes)s::text[] IS NULL OR k.scheme = ANY(%(schemes)s) GROUP BY r.party_id) o
JOIN cases_party p ON p.id = o.party_id
LEFT JOIN (SELECT y.party_id, SUM(y.amount_cents)::bigint AS paid FROM cases_payment y
    JOIN cases_case k ON k.id = y.case_id WHERE y.status = 'paid'
    AND (%(schemes)s::text[] IS NULL OR k.scheme = ANY(%(schemes)s)) GROUP BY y.party_id) y ON y.party_id = p.id
ORDER BY o.ordered DESC, p.id LIMIT %(most)s"""


@dataclass(frozen=True)
class Trainer:
    """A trainer with what it was ordered, invoiced and paid, in cents."""

    pk: int
    name: str
    identifier: str
    orders: int
    ordered: int
    invoiced: int
    paid: int
    settled: int
    is_accused: bool
    is_removed: bool


def trainers_for(me: Colleague) -> list[Trainer]:
    """Give the trainers of the schemes that this colleague may read, those with most money first; one query."""
    allowed = me.schemes("read_case")
    asked = {"schemes": None if allowed is None else sorted(allowed), "on": me.on, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(TRAINERS, asked)
        return [Trainer(*row) for row in cursor.fetchall()]


@require_safe
@page("read_case")
def trainers(request: HttpRequest, me: Colleague) -> HttpResponse:
    """List the trainers."""
    return show(request, me, "trainers.html", {"trainers": trainers_for(me), "most": MOST})


class ProposeForm(forms.Form):
    """An intention."""

    scheme = forms.ChoiceField(label="Regeling")
    kind = forms.ChoiceField(label="Maatregel", choices=MeasureKind.choices, widget=forms.RadioSelect)
    training = forms.CharField(
        label="Scholing",
        max_length=60,
        required=False,
        help_text="Alleen bij verwijdering van een scholing: haar code.",
    )
    grounds = long_text("Gronden", "Deze tekst komt in het voornemen; de partij mag erop reageren (Awb 4:8).")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        known = [each for each in schemes().values() if set(kinds_of("removal")) & set(each.wording)]
        self.fields["scheme"].choices = [(each.code, each.name) for each in known]  # type: ignore[attr-defined]  # a choice


class ViewsForm(forms.Form):
    """What the party brings forward."""

    text = long_text("Zienswijze")


class ImposeForm(forms.Form):
    """The decision to impose."""

    until_on = forms.DateField(
        label="Tot en met",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leeg: zonder einddatum. Dat kan niet bij een uitsluiting.",
    )
    weighing = long_text("Belangenafweging", "Welke belangen zijn er, en waarom weegt dit besluit op (Awb 3:4)?")
    reasons = long_text("Motivering", "Deze tekst komt in het besluit (Awb 3:46).")
    answer = long_text("Antwoord op de zienswijze", "Verplicht als er een zienswijze is.", required=False)


class ReasonsForm(forms.Form):
    """Reasons alone."""

    reasons = long_text("Motivering", "De partij krijgt deze tekst in een brief.")


Step = Callable[[Measure, Mapping[str, Any], Actor, date], object]


@dataclass(frozen=True)
class MeasureAct:
    """An act on a measure: the act of the gate, its event, its form, the state in which it fits, and the step."""

    act: str
    event: str
    label: str
    form: type[forms.Form]
    status: MeasureStatus
    step: Step


def _impose(measure: Measure, data: Mapping[str, Any], by: Actor, on: date) -> object:
    told = {"weighing": data["weighing"], "reasons": data["reasons"], "answer_to_views": data["answer"]}
    return impose_measure(measure.pk, by=by, on=on, until_on=data["until_on"], **told)


PROPOSED, IMPOSED = MeasureStatus.PROPOSED, MeasureStatus.IMPOSED
ACTS: Mapping[str, MeasureAct] = MappingProxyType(
    {
        "zienswijze": MeasureAct(
            "receive_measure_views",
            "measure.views_received",
            "Zienswijze vastleggen",
            ViewsForm,
            PROPOSED,
            lambda measure, data, by, on: receive_measure_views(
                measure.pk, data["text"], by=by, received_at=timezone.now()
            ),
        ),
        "opleggen": MeasureAct(
            "impose_measure", "measure.imposed", "Maatregel opleggen", ImposeForm, PROPOSED, _impose
        ),
        "afzien": MeasureAct(
            "drop_measure",
            "measure.dropped",
            "Van de maatregel afzien",
            ReasonsForm,
            PROPOSED,
            lambda measure, data, by, on: drop_measure(measure.pk, by=by, on=on, reasons=data["reasons"]),
        ),
        "opheffen": MeasureAct(
            "lift_measure",
            "measure.lifted",
            "Maatregel opheffen",
            ReasonsForm,
            IMPOSED,
            lambda measure, data, by, on: lift_measure(measure.pk, by=by, on=on, reasons=data["reasons"]),
        ),
    }
)


@require_http_methods(["GET", "HEAD", "POST"])
@page("read_case")
def party_page(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Show a party with its orders and measures, or propose a measure."""
    party = party_for(me, pk)
    if request.method != "POST":
        note_access(f"party:{party.pk}", actor=str(me.actor), purpose="partij gelezen")
        return _party(request, me, party)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return _party(request, me, party, form=form, status=400)
    data = form.cleaned_data
    try:
        with attempt(f"party:{party.pk}", "measure.proposed", by=me.actor, on=me.on):
            propose_measure(
                party.pk,
                MeasureKind(data["kind"]),
                scheme_code=data["scheme"],
                grounds=data["grounds"],
                training=data["training"],
                by=me.actor,
                on=me.on,
            )
    except Refused as refusal:
        return _party(request, me, party, form=form, refusal=str(refusal), status=409)
    messages.success(request, "Vastgelegd: het voornemen. De brief gaat met de volgende post mee.")
    return redirect("party", pk=pk)


def party_for(me: Colleague, pk: int) -> Party:
    """Give a party that this colleague may read: with a case or order in a scheme of theirs. Raises PermissionDenied."""
    party: Party = get_object_or_404(Party, pk=pk)
    allowed = me.schemes("read_case")
    if allowed is not None:
        own = Case.objects.filter(party=party, scheme__in=allowed) | Case.objects.filter(
            parties__party=party, scheme__in=allowed
        )
        if not own.exists():
            raise PermissionDenied(who_may("read_case"))
    return party


def _party(
    request: HttpRequest,
    me: Colleague,
    party: Party,
    *,
    form: forms.Form | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    allowed = me.schemes("read_case")
    orders = Order.objects.filter(party=party).select_related("case").order_by("-id")
    measures = Measure.objects.filter(party=party).order_by("-id").prefetch_related("notices")
    cases = Case.objects.filter(party=party).order_by("-id")
    if allowed is not None:
        orders, measures = orders.filter(case__scheme__in=allowed), measures.filter(scheme__in=allowed)
        cases = cases.filter(scheme__in=allowed)
    context = {
        "party": party,
        "orders": orders[:NEWEST_ORDERS],
        "cases": cases[:NEWEST_ORDERS],
        "measures": measures,
        "form": form or ProposeForm(),
        "may_propose": _may(me, "propose_measure"),
        "refusal": refusal,
    }
    return show(request, me, "party.html", context, status=status)


def _may(me: Colleague, act: str, scheme: str = "") -> Permission:
    return ask(me.actor, act, on=me.on, scheme=scheme)


@require_http_methods(["GET", "HEAD", "POST"])
@page("read_case")
def measure_page(request: HttpRequest, me: Colleague, pk: int, name: str = "") -> HttpResponse:
    """Show a measure with its acts, or do one of them."""
    measure = get_object_or_404(Measure.objects.select_related("party", "proposed_by", "decided_by", "views"), pk=pk)
    if not me.may("read_case", measure.scheme):
        raise PermissionDenied(who_may("read_case"))
    if request.method != "POST":
        note_access(measure.stream, actor=str(me.actor), purpose=f"maatregel {measure.number} gelezen")
        return _measure(request, me, measure)
    act = ACTS.get(name)
    if act is None:
        raise Http404
    form = act.form(request.POST)
    if not form.is_valid():
        return _measure(request, me, measure, given=(name, form), status=400)
    try:
        with attempt(measure.stream, act.event, by=me.actor, on=me.on):
            act.step(measure, form.cleaned_data, me.actor, me.on)
    except Refused as refusal:
        return _measure(request, me, measure, given=(name, form), refusal=str(refusal), status=409)
    messages.success(request, f"Vastgelegd: {act.label.lower()}, {measure.number}.")
    return redirect("measure", pk=pk)


def _form_of(name: str, act: MeasureAct, given: tuple[str, forms.Form] | None) -> forms.Form:
    """The form as it was filled in, else an empty one; each has ids of its own, as several stand on one page."""
    return given[1] if given and given[0] == name else act.form(auto_id=f"{name}-%s")


def _measure(
    request: HttpRequest,
    me: Colleague,
    measure: Measure,
    *,
    given: tuple[str, forms.Form] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    fitting = {name: act for name, act in ACTS.items() if act.status == measure.status}
    acts = [
        (name, act.label, _may(me, act.act, measure.scheme), _form_of(name, act, given))
        for name, act in fitting.items()
    ]
    affected = measure.affected.select_related("case").order_by("case")
    context = {
        "measure": measure,
        "acts": acts,
        "notices": measure.notices.order_by("id"),
        "affected": affected[:MOST],
        "affected_count": affected.count(),
        "waiting_count": affected.filter(choice="").count(),
        "refusal": refusal,
    }
    return show(request, me, "measure.html", context, status=status)
