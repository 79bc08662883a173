"""How these tests visit pages: a signed-in browser per role, tasks by name, and the sentence of an alert."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from viewflow.workflow.models import Task

from cases.authority.permissions import Role
from cases.models import Case, User
from tests import make


def browser(who: make.People, role: Role) -> Client:
    """Give a browser in which the employee of a role is signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=who[role].key))
    return client


def task_of(case: Case, node: str) -> Task:
    """Give the open task of a case at a node, as `decide`."""
    return Task.objects.get(process__artifact_object_id=case.pk, finished=None, flow_task__endswith=f".{node}")


def take(client: Client, task: Task) -> Any:
    """Take a task."""
    return client.post(f"/taken/{task.pk}/nemen/")


def do(client: Client, task: Task, **data: Any) -> Any:
    """Take a task, read its form, and send it with what the page itself carries along."""
    take(client, task)
    page = client.get(f"/taken/{task.pk}/")
    if seen := re.search(r'name="seen" value="(\d*)"', page.content.decode()):
        data["seen"] = seen[1]
    return client.post(f"/taken/{task.pk}/", data)


def text_of(response: Any) -> str:
    """Give the words of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
