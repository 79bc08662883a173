"""The page of one case: its file, its terms, its money, its road and everything that can be done with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from audit.access import note_access
from audit.models import Event
from cases.schemes.registry import scheme
from workflows.desk.access import Colleague, case_for, page
from workflows.desk.acts import Situation, possible_acts
from workflows.desk.case_file import file_of_case
from workflows.desk.picture import picture_of
from workflows.desk.showing import show
from workflows.desk.timeline import happenings
from workflows.desk.walls import readable_events, readable_tasks


@require_safe
@page("read_case")
def case_page(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Show a case; that it was read is noted."""
    case = case_for(me, pk)
    note_access(case.stream, actor=str(me.actor), purpose="zaakpagina gelezen")
    file = file_of_case(case)
    events = readable_events(me, Event.objects.filter(stream=case.stream).order_by("number"), case.scheme)
    tasks = readable_tasks(me, file["tasks"], case.scheme)
    context: dict[str, Any] = {
        "case": case,
        "scheme": scheme(case.scheme),
        "timeline": happenings(reversed(events)),
        "picture": picture_of(case, events),
        "acts": possible_acts(me, _situation(case, file)),
        "open_tasks": [task for task in tasks if task.finished is None],
        "done_tasks": [task for task in tasks if task.finished is not None],
        **file,
        "tasks": tasks,
    }
    return show(request, me, "case.html", context)


def _situation(case: Any, file: Any) -> Situation:
    return Situation(case, file["money"], file["assessments"], file["tasks"], file["terms"])
