"""The auditor's pages: searching events, who looked, the proof of the chains, and masked exports. Nothing here can be changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import BinaryIO, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from audit import catalogue
from audit.access import note_access
from audit.chain import check_chains, check_columns
from audit.export.csv import write_csv
from audit.export.jsonl import write_jsonl
from audit.export.selection import Selection
from audit.grants import grants_report
from audit.guards import guards_report
from audit.models import Access, Event
from audit.trail import record
from workflows.desk.access import Colleague, demand_all_schemes, page, who_may
from workflows.desk.case_file import people
from workflows.desk.showing import show
from workflows.desk.timeline import happenings, who

PER_PAGE = 50
IN_MEMORY = 4_000_000
"""Bytes of an export that stay in memory; what is more goes to a temporary file that is gone when it was sent."""
WRITERS: Mapping[str, tuple[Callable[..., int], str]] = MappingProxyType(
    {"jsonl": (write_jsonl, "application/x-ndjson"), "csv": (write_csv, "text/csv")}
)


class TrailFilter(forms.Form):
    """Which events: stream and actor are pseudonyms, so that they may stand in an address."""

    stream = forms.CharField(label="Stroom", required=False, max_length=100, help_text="bijvoorbeeld case:17")
    action = forms.ChoiceField(label="Handeling", required=False)
    actor = forms.CharField(label="Wie", required=False, max_length=100, help_text="bijvoorbeeld user:4")
    result = forms.ChoiceField(
        label="Uitkomst", required=False, choices=[("", "alle"), ("done", "gedaan"), ("refused", "geweigerd")]
    )
    since = forms.DateField(label="Vanaf", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="Tot en met", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        known = sorted((kind.deed, action) for action, kind in catalogue.EVENTS.items())
        self.fields["action"].choices = [("", "alle")] + [  # type: ignore[attr-defined]  # a field with choices
            (action, f"{deed} ({action})") for deed, action in known
        ]

    def events(self) -> QuerySet[Event]:
        """Give the events that fit, newest first."""
        wanted = {"stream": "stream", "action": "action", "actor": "actor", "result": "result"}
        days = {"since": "on_date__gte", "until": "on_date__lte"}
        given = {
            lookup: self.cleaned_data[name] for name, lookup in {**wanted, **days}.items() if self.cleaned_data[name]
        }
        return Event.objects.filter(**given).order_by("-id")


@require_safe
@page("read_trail")
def trail(request: HttpRequest, me: Colleague) -> HttpResponse:
    """Search the events; pages go by the id of the last one seen."""
    demand_all_schemes(me, "read_trail")
    form = TrailFilter(request.GET)
    is_valid, before = form.is_valid(), request.GET.get("voor", "")
    rows = form.events() if is_valid else Event.objects.none()
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows[: PER_PAGE + 1])
    context = {
        "form": form,
        "happenings": happenings(found[:PER_PAGE]),
        "older": _older(request, found[PER_PAGE - 1].pk) if len(found) > PER_PAGE else "",
        "may_export": me.may("export_audit"),
    }
    return show(request, me, "trail.html", context, status=200 if is_valid else 400)


def _older(request: HttpRequest, pk: int) -> str:
    query = request.GET.copy()
    query["voor"] = str(pk)
    return query.urlencode()


@require_safe
@page("read_trail")
def readings(request: HttpRequest, me: Colleague) -> HttpResponse:
    """Show who looked at what, newest first, for one object where it is given."""
    demand_all_schemes(me, "read_trail")
    wanted, before = request.GET.get("wat", "")[:100], request.GET.get("voor", "")
    rows = Access.objects.order_by("-id")
    if wanted:
        rows = rows.filter(object=wanted)
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows[: PER_PAGE + 1])
    names = {f"user:{pk}": str(user) for pk, user in people(_user_keys(found)).items()}
    listed = [{"row": row, "who": who(row.actor, names)} for row in found[:PER_PAGE]]
    older = _older(request, found[PER_PAGE - 1].pk) if len(found) > PER_PAGE else ""
    return show(request, me, "readings.html", {"listed": listed, "wanted": wanted, "older": older})


def _user_keys(rows: list[Access]) -> list[int]:
    return [int(row.actor[5:]) for row in rows if row.actor.startswith("user:")]


@require_POST
@page("read_trail")
def verify(request: HttpRequest, me: Colleague) -> HttpResponse:
    """Prove the chains, the query columns, the triggers and the rights, and show what was found."""
    demand_all_schemes(me, "read_trail")
    verdict = check_chains()
    stray = None if verdict.breach else check_columns()
    with connection.cursor() as cursor:
        problems = [*guards_report(cursor), *(str(deviation) for deviation in grants_report(cursor))]
    broken = [str(found) for found in (verdict.breach, stray) if found]
    note_access("trail:all", actor=str(me.actor), purpose="auditspoor nagerekend")
    return show(request, me, "verified.html", {"verdict": verdict, "problems": [*broken, *problems]})


@require_POST
@page("read_trail")
def export(request: HttpRequest, me: Colleague) -> FileResponse:
    """Give the trail, or one stream or some dates of it, without personal values; that it was exported is recorded."""
    if not me.may("export_audit"):
        raise PermissionDenied(who_may("export_audit"))
    demand_all_schemes(me, "export_audit")
    form, kind = TrailFilter(request.POST), request.POST.get("format", "")
    if kind not in WRITERS or not form.is_valid():
        raise Http404
    selection = Selection(form.cleaned_data["stream"], form.cleaned_data["since"], form.cleaned_data["until"])
    _record_export(me, kind, selection)
    writer, media_type = WRITERS[kind]
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    writer(cast(BinaryIO, file), selection)
    file.seek(0)
    name = f"auditspoor-{selection.stream.replace(':', '-') or 'alles'}-{me.on}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)


def _record_export(me: Colleague, kind: str, selection: Selection) -> None:
    limits: dict[str, str | date | None] = {
        "stream": selection.stream,
        "from": selection.from_on,
        "until": selection.until_on,
    }
    with transaction.atomic():
        record(
            f"export:{me.on}",
            "export.made",
            actor=str(me.actor),
            origin=me.actor.origin,
            on=me.on,
            facts={
                "format": kind,
                "selection": {name: str(limit) for name, limit in limits.items() if limit},
                "with_personal": False,
                "purpose": "",
            },
        )
