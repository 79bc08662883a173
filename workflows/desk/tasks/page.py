"""The pages of one task, and of acts that no task calls for: show, take, release, do. A refusal comes back as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST
from viewflow.workflow.models import Task

from audit.access import note_access
from cases.authority.permit import Refused
from cases.law import NotSet
from cases.models import Case
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import scheme
from workflows.desk.access import Colleague, case_for, page
from workflows.desk.case_file import money_of
from workflows.desk.showing import show
from workflows.desk.tasks.form import StepForm
from workflows.desk.tasks.table import OWN_INITIATIVE, form_of
from workflows.desk.tasks.taking import doing, event_of, may_take, release, take
from workflows.desk.walls import refuse_behind_wall
from workflows.steps.opening import attempt

CONFLICT, INVALID = 409, 400
START, DIGITS = "vanaf", 9


@require_http_methods(["GET", "HEAD", "POST"])
@page("read_case")
def task_page(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Show a task with its form, or do it."""
    task = get_object_or_404(Task.objects.select_related("process", "owner"), pk=pk)
    case = case_for(me, task.process.artifact_object_id)
    refuse_behind_wall(me, task, case.scheme)
    context = {"task": task, "title": task.flow_task.task_title, "is_mine": task.owner_id == me.user.pk}
    if request.method != "POST":
        note_access(case.stream, actor=str(me.actor), purpose="taak gelezen")
        return _shown(request, me, case, form_of(task), context)
    return _done(request, me, case, form_of(task), context, lambda act: doing(task, case, act, by=me.actor, on=me.on))


@require_http_methods(["GET", "HEAD", "POST"])
@page("read_case")
def initiative_page(request: HttpRequest, me: Colleague, pk: int, name: str) -> HttpResponse:
    """Show or do what the office may do without a task: judge again, prepare a withdrawal."""
    case, form = case_for(me, pk), OWN_INITIATIVE.get(name)
    if form is None:
        raise Http404
    context = {"task": None, "title": name.replace("-", " ").capitalize(), "is_mine": True}
    if request.method != "POST":
        note_access(case.stream, actor=str(me.actor), purpose="handeling voorbereid")
        return _shown(request, me, case, form, context)
    return _done(
        request, me, case, form, context, lambda act: attempt(case.stream, event_of(act), by=me.actor, on=me.on)
    )


def _shown(
    request: HttpRequest, me: Colleague, case: Case, kind: type[StepForm], context: Mapping[str, Any]
) -> HttpResponse:
    try:
        form = kind(case, me.on, start=_start(request))
    except (Refused, InvalidInput, NotSet) as refusal:
        return _page(request, me, case, kind, {**context, "refusal": str(refusal)}, status=CONFLICT)
    return _page(request, me, case, kind, {**context, "form": form})


def _start(request: HttpRequest) -> int:
    """The number with which the page of a long form begins; what is no number is the first."""
    told = request.GET.get(START, "")
    return int(told) if told.isdecimal() and len(told) <= DIGITS else 1


def _done(
    request: HttpRequest,
    me: Colleague,
    case: Case,
    kind: type[StepForm],
    context: Mapping[str, Any],
    holding: Callable[[str], AbstractContextManager[None]],
) -> HttpResponse:
    """Do the step while the task is held; what was filled in stays in the form when it is refused."""
    form: StepForm | None = None
    try:
        form = kind(case, me.on, request.POST, start=_start(request))
        if not form.is_valid():
            return _page(request, me, case, kind, {**context, "form": form}, status=INVALID)
        with holding(form.act):
            form.take_step(me.actor, me.on)
    except InvalidInput as error:
        return _page(request, me, case, kind, {**context, "form": form, "errors": error.errors}, status=INVALID)
    except Refused as refusal:
        return _page(request, me, case, kind, {**context, "form": form, "refusal": str(refusal)}, status=CONFLICT)
    messages.success(request, f"Vastgelegd: {str(context['title']).lower()}, zaak {case.number}.")
    return redirect("case", pk=case.pk)


def _page(
    request: HttpRequest,
    me: Colleague,
    case: Case,
    kind: type[StepForm],
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The case as it is now, so that what somebody else did meanwhile shows; the form's own panels beside it."""
    case = case_for(me, case.pk)
    task, form = context["task"], context.get("form")
    if task is not None:
        task.refresh_from_db()
        context["is_mine"] = task.owner_id == me.user.pk
        context["may_take"] = may_take(me.actor, kind, case, me.on)
    panels = {f"has_{name}": True for name in kind.panels}
    extra = form.context() if form is not None else {}
    money = money_of(case) if "money" in kind.panels else None
    file = {"case": case, "scheme": scheme(case.scheme), "kind": kind, "money": money}
    return show(request, me, "task.html", {**file, **panels, **extra, **context}, status=status)


@require_POST
@page("read_case")
def take_task(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Take a task and go to its form."""
    return _change_owner(
        request, me, pk, lambda task, kind, case: take(task, kind, case, by=me.actor, user=me.user, on=me.on)
    )


@require_POST
@page("read_case")
def release_task(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Give a task back."""
    return _change_owner(request, me, pk, lambda task, kind, case: release(task, kind, case, by=me.actor, on=me.on))


def _change_owner(request: HttpRequest, me: Colleague, pk: int, change: Callable[..., None]) -> HttpResponse:
    task = get_object_or_404(Task.objects.select_related("process"), pk=pk)
    case, kind = case_for(me, task.process.artifact_object_id), form_of(task)
    refuse_behind_wall(me, task, case.scheme)
    context = {"task": task, "title": task.flow_task.task_title, "is_mine": False}
    try:
        change(task, kind, case)
    except Refused as refusal:
        return _page(request, me, case, kind, {**context, "refusal": str(refusal)}, status=CONFLICT)
    return HttpResponseRedirect(f"/taken/{pk}/")
