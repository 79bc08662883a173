"""The worklist: my tasks, the open ones for my roles, those of colleagues; filtered, by last day, with counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.models import Status, Window
from cases.schemes.registry import schemes
from workflows.desk.access import Colleague, page
from workflows.desk.showing import show
from workflows.desk.tasks.table import FORMS, REFERENCES
from workflows.desk.walls import readable_nodes
from workflows.desk.worklist_rows import OWNER, Wish, counts_of, page_of, read_key
from workflows.flows import FLOWS

TABS: tuple[tuple[str, str], ...] = (
    ("mijn", "Mijn taken"),
    ("open", "Open taken"),
    ("collega", "Bij collega's"),
    ("alle", "Alle taken"),
)
DUE = [
    ("", "alle"),
    ("laat", "te laat"),
    ("week", "binnen 7 dagen"),
    ("maand", "binnen 30 dagen"),
    ("zonder", "zonder termijn"),
]
FLOW_NAMES: Mapping[str, Any] = {flow.__name__: flow for flow in FLOWS}


class WorkFilter(forms.Form):
    """What to narrow the list to; codes only, so that it may stand in an address."""

    regeling = forms.ChoiceField(label="Regeling", required=False)
    tijdvak = forms.ChoiceField(label="Tijdvak", required=False)
    soort = forms.ChoiceField(label="Soort werk", required=False)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "alle"), *Status.choices])
    termijn = forms.ChoiceField(label="Termijn", required=False, choices=DUE)

    def __init__(self, data: Any, windows: list[tuple[str, str]]) -> None:
        super().__init__(data)
        options = {
            "regeling": [(code, found.name) for code, found in schemes().items()],
            "tijdvak": windows,
            "soort": [(name, flow.process_title) for name, flow in FLOW_NAMES.items()],
        }
        for name, choices in options.items():
            self.fields[name].choices = [("", "alle"), *choices]  # type: ignore[attr-defined]  # a field with choices


@require_safe
@page("read_case")
def worklist(request: HttpRequest, me: Colleague) -> HttpResponse:
    """Show one page of tasks; without a choice of one's own those that one can do something with."""
    form = WorkFilter(request.GET, list(Window.objects.order_by("-opens_at").values_list("code", "label")))
    chosen = form.cleaned_data if form.is_valid() else {}
    own = nodes_for(me)
    tab = request.GET.get("lijst", "")
    tab = tab if tab in OWNER else ("open" if own else "alle")
    wish = _wish(me, chosen, tab, own)
    rows, following = page_of(replace(wish, after=read_key(request.GET.get("na", ""))), me=me.user.pk, today=me.on)
    counts = counts_of(replace(wish, nodes=readable_nodes(me)), me=me.user.pk, today=me.on)
    context = {
        "form": form,
        "rows": [
            {"task": row, "title": REFERENCES[row.flow_task].task_title, "is_own": row.flow_task in own} for row in rows
        ],
        "tabs": [_tab(code, label, tab, counts, own, chosen) for code, label in TABS],
        "tab": tab,
        "following": urlencode({**_given(chosen), "lijst": tab, "na": following}) if following else "",
        "kinds": _kinds(counts),
        "is_filtered": bool(_given(chosen)),
        "is_first": "na" not in request.GET,
    }
    return show(request, me, "worklist.html", context)


def nodes_for(me: Colleague) -> list[str]:
    """Give the task nodes that a role of this colleague can do."""
    return [name for name, node in REFERENCES.items() if any(me.may(act) for act in FORMS[node].acts)]


def _wish(me: Colleague, chosen: Mapping[str, str], tab: str, own: list[str]) -> Wish:
    nodes = own if tab == "open" else readable_nodes(me)
    if flow := chosen.get("soort"):
        nodes = [name for name in nodes if REFERENCES[name].flow_class is FLOW_NAMES[flow]]
    readable = me.schemes("read_case")
    return Wish(
        tab=tab,
        nodes=nodes,
        schemes=None if readable is None else sorted(readable),
        scheme=chosen.get("regeling", ""),
        window=chosen.get("tijdvak", ""),
        status=chosen.get("status", ""),
        due=chosen.get("termijn", ""),
    )


def _given(chosen: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in chosen.items() if value}


def _tab(
    code: str,
    label: str,
    tab: str,
    counts: Mapping[str, tuple[int, int, int, int]],
    own: list[str],
    chosen: Mapping[str, str],
) -> dict[str, Any]:
    """A tab with its number; the filter goes along, the page does not."""
    number = sum(_counted(code, row) for name, row in counts.items() if code != "open" or name in own)
    return {
        "label": label,
        "count": number,
        "is_here": code == tab,
        "query": urlencode({**_given(chosen), "lijst": code}),
    }


def _counted(code: str, row: tuple[int, int, int, int]) -> int:
    mine, free, others, _ = row
    return {"mijn": mine, "open": free, "collega": others}.get(code, mine + free + others)


def _kinds(counts: Mapping[str, tuple[int, int, int, int]]) -> list[dict[str, Any]]:
    """How much work there is of each kind, in the order of the procedure."""
    return [
        {"title": node.task_title, "total": sum(counts[name][:3]), "late": counts[name][3]}
        for name, node in REFERENCES.items()
        if name in counts
    ]
