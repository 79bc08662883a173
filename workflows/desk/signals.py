"""The reviewer's list of signals: filtered, newest first by keyset, each explained; with how many there are of each rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from viewflow.workflow.models import Task

from audit.access import note_access
from cases.models import Case, Signal, SignalOutcome, SignalStatus
from cases.schemes.registry import schemes
from workflows.desk.access import Colleague, page
from workflows.desk.bars import beside
from workflows.desk.showing import show
from workflows.desk.signal_words import SEVERITIES, explained
from workflows.desk.tasks.table import reference
from workflows.flows import MisuseFlow
from workflows.steps.signals import BY_HAND

PER_PAGE = 25
HAND = "hand"


class SignalFilter(forms.Form):
    """What to narrow the list to; codes only, so that it may stand in an address."""

    regeling = forms.ChoiceField(label="Regeling", required=False)
    regel = forms.ChoiceField(label="Regel", required=False)
    gewicht = forms.ChoiceField(label="Gewicht", required=False, choices=[("", "alle"), *SEVERITIES.items()])
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "open"), ("bekeken", "bekeken"), ("alle", "alle")]
    )
    uitkomst = forms.ChoiceField(label="Uitkomst", required=False, choices=[("", "alle"), *SignalOutcome.choices])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        rules = {rule.code: rule.label for found in schemes().values() for rule in found.signals}
        options = {
            "regeling": [(code, found.name) for code, found in schemes().items()],
            "regel": [*sorted(rules.items(), key=lambda rule: rule[1]), (HAND, BY_HAND)],
        }
        for name, choices in options.items():
            self.fields[name].choices = [("", "alle"), *choices]  # type: ignore[attr-defined]  # a field with choices


@require_safe
@page("read_signals")
def signals(request: HttpRequest, me: Colleague) -> HttpResponse:
    """Show one page of signals; that they were read is noted."""
    note_access("signals:all", actor=str(me.actor), purpose="signalen gelezen")
    form = SignalFilter(request.GET)
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    rows, before = _chosen(me, chosen), request.GET.get("voor", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows.select_related("case__window", "raised_by", "reviewed_by").order_by("-id")[: PER_PAGE + 1])
    tasks = _tasks(found[:PER_PAGE]) if me.may("review_signal") else {}
    context = {
        "form": form,
        "listed": [{"explained": explained(row), "task": tasks.get(row.case_id)} for row in found[:PER_PAGE]],
        "older": urlencode({**chosen, "voor": found[PER_PAGE - 1].pk}) if len(found) > PER_PAGE else "",
        "rules": _open_per_rule(me),
        "is_filtered": bool(chosen),
    }
    return show(request, me, "signals.html", context)


def _readable(me: Colleague) -> QuerySet[Signal]:
    """The signals of the schemes for which this colleague may read them."""
    readable = me.schemes("read_signals")
    return Signal.objects.all() if readable is None else Signal.objects.filter(scheme__in=readable)


def _chosen(me: Colleague, chosen: Mapping[str, str]) -> QuerySet[Signal]:
    lookups = {"regeling": "scheme", "gewicht": "severity", "uitkomst": "outcome"}
    rows = _readable(me).filter(**{lookups[name]: value for name, value in chosen.items() if name in lookups})
    if rule := chosen.get("regel"):
        rows = rows.filter(rule="" if rule == HAND else rule)
    if "uitkomst" in chosen or chosen.get("stand") == "bekeken":
        return rows.filter(status=SignalStatus.REVIEWED)
    return rows if chosen.get("stand") == "alle" else rows.filter(status=SignalStatus.OPEN)


def _tasks(found: Sequence[Signal]) -> dict[int, int]:
    """Give the open review task of each case, in one query."""
    kind = ContentType.objects.get_for_model(Case).pk
    rows = Task.objects.filter(
        finished=None,
        flow_task=reference(MisuseFlow.review_signal),
        process__artifact_content_type=kind,
        process__artifact_object_id__in={row.case_id for row in found},
    )
    return dict(rows.values_list("process__artifact_object_id", "pk"))


def _open_per_rule(me: Colleague) -> list[dict[str, Any]]:
    """Count the signals of each rule and how reviewers judged them: a rule that is mostly unfounded has to be looked at itself."""
    counted = (
        _readable(me)
        .values_list("scheme", "label")
        .annotate(
            open=Count("id", filter=Q(status=SignalStatus.OPEN)),
            reviewed=Count("id", filter=Q(status=SignalStatus.REVIEWED)),
            unfounded=Count("id", filter=Q(outcome=SignalOutcome.UNFOUNDED)),
        )
    )
    rows = list(counted.order_by("scheme", "label"))
    bars = beside([(label, waiting, "plain") for _, label, waiting, *_ in rows])
    names = {code: found.name for code, found in schemes().items()}
    return [
        {"scheme": names.get(code, code), "bar": bar, "open": waiting, "reviewed": reviewed, "unfounded": unfounded}
        for (code, _, waiting, reviewed, unfounded), bar in zip(rows, bars, strict=True)
    ]
