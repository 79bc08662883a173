"""What is granted now: the application, the amount and the payee, as changes that were agreed to since made them.
The application as it came in, and the file of a case, stand in `queries`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.amounts import ZERO, from_cents
from cases.models import Case, Decision, Submission
from cases.queries import application_of, file_of, grant_of
from cases.registers.kept import answers_again
from cases.schemes.absent import unchanged
from cases.schemes.questions import Question
from cases.schemes.registry import scheme
from cases.schemes.trainers import Payee, applicant_is_paid


def granted_application(case: Case) -> Any:
    """Give the application with what was agreed to since: what is carried out now. Raises InvalidInput where it was erased."""
    application = application_of(case)
    if scheme(case.scheme).changed is unchanged:
        return application
    return with_changes(case, application, changes_of(case))


def changes_of(case: Case) -> list[Decision]:
    """Give the changes that were agreed to, in their order."""
    rows = case.decisions.filter(kind="change_granted", request__isnull=False)
    return list(rows.select_related("request").order_by("id"))


def with_changes(case: Case, application: Any, changes: Iterable[Decision]) -> Any:
    """Give an application as these changes made it; one whose request was erased changes nothing any more."""
    for decision in changes:
        if decision.request is not None and decision.request.body:
            application = scheme(case.scheme).changed(application, change_of(decision.request))
    return application


def change_of(request: Submission) -> Any:
    """Give a request for a change, or an incident that is handled as one, as its scheme reads it."""
    acts, data = scheme(request.scheme).acts, json.loads(request.body)["data"]
    return acts[request.kind].read(data, timezone.localdate(request.received_at))


def replacement_of(case: Case) -> Decision | None:
    """Give the newest change by which something else was granted, as another training: it fixed its own amount."""
    if scheme(case.scheme).changed is unchanged:
        return None
    return case.decisions.filter(kind="change_granted", amount_cents__isnull=False).order_by("-id").first()


def granted_amount_of(case: Case) -> Decimal:
    """Give what is granted, in euro, as changed since; nothing without a grant."""
    promise = replacement_of(case) or grant_of(case)
    return from_cents(promise.amount_cents) if promise is not None and promise.amount_cents is not None else ZERO


def payee_of(case: Case, application: Any) -> Payee | None:
    """Give who is paid by what the scheme says on the file as it is now; nothing where no register names anybody."""
    rule = scheme(case.scheme).payee
    if rule is applicant_is_paid:
        return rule(application, {})
    file, replacement = file_of(case, application), replacement_of(case)
    if replacement is None or replacement.request is None or not replacement.request.body:
        return rule(application, file)
    before = [each for each in changes_of(case) if each.pk < replacement.pk]
    earlier = with_changes(case, application, before)
    return rule(with_changes(case, earlier, [replacement]), changed_file(case, earlier, replacement.request))


def changed_file(case: Case, application: Any, request: Submission) -> dict[str, Any]:
    """Give the file of what a change asks for, with what registers said about it on the day on which it came in."""
    found, change, on = scheme(case.scheme), change_of(request), timezone.localdate(request.received_at)
    file = file_of(case, found.changed(application, change))
    again = answers_again(case, found.asked_on_change(application, change, on), on)
    return {**file, "registers": {**file["registers"], **again}}


def supply_questions(case: Case, application: Any, on: date) -> tuple[Question, ...]:
    """Give what is asked of the register of supply about an application; nothing where the scheme has none."""
    found = scheme(case.scheme)
    register = found.supply.register if found.supply else ""
    return tuple(each for each in found.asked(application, on) if each.register == register)


def renewed_payee_of(case: Case, on: date) -> Payee | None:
    """Give who is paid by what the register of supply said when it was asked again on a day; nothing where it names nobody.

    A scheme without such a register has the payee of its file.
    """
    found, application = scheme(case.scheme), granted_application(case)
    if found.supply is None:
        return payee_of(case, application_of(case))
    again = answers_again(case, supply_questions(case, application, on), on)
    file = file_of(case, application)
    return found.payee(application, {**file, "registers": {**file["registers"], **again}})
