"""Throwing viewflow's rows away and making people's tasks again from the facts."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from viewflow.workflow.models import Process, Task

from audit.trail import record
from cases.authority.actors import Actor
from workflows.steps.opening import opened
from workflows.work import follow


def forget_work(*, by: Actor, on: date) -> int:
    """Remove all processes and tasks; no legal fact is in them. Gives how many tasks there were."""
    with transaction.atomic():
        removed = Task.objects.count()
        Task.previous.through.objects.all().delete()
        Task.objects.all().delete()
        Process.objects.all().delete()
        record("batch:work", "work.rebuilt", actor=str(by), origin=by.origin, on=on, facts={"removed": removed})
        return removed


def rebuild_case(case_pk: int, *, by: Actor, on: date) -> None:
    """Make the open tasks of one case agree with its status and facts."""
    with opened(case_pk) as case:
        follow(case, by=by, on=on)
