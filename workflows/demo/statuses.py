"""Which statuses the demonstration shows: every one of a scheme, as a case can rest in each."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count

from cases.models import Case, Status
from cases.schemes.registry import schemes


def shown() -> Mapping[tuple[str, str], int]:
    """Count the cases there are, by scheme and status."""
    found = Case.objects.values_list("scheme", "status").annotate(Count("pk")).order_by()
    return {(code, status): count for code, status, count in found}


def not_shown() -> Mapping[str, tuple[Status, ...]]:
    """Give by scheme the statuses that it knows and that no case is in; schemes that miss none are left out.

    No status is passed through within one step: each transition of `cases.models.case` is a step of its own, after which
    somebody is to act or a term runs.
    """
    counts = shown()
    missing = {
        code: tuple(Status(each) for each in found.statuses if (code, each) not in counts)
        for code, found in schemes().items()
    }
    return {code: statuses for code, statuses in missing.items() if statuses}
