"""Reading a case for rules, pages and letters: the typed application, its file, what else is known. Nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Sum

from cases.amounts import from_cents, plain
from cases.models import Assessment, Case, Decision, Document, LedgerRow, Participation, Status
from cases.registers.asking import answers
from cases.schemes.registry import scheme

RUNNING = [Status.GRANTED, Status.REPORTED, Status.SETTLEMENT_VIEWS, Status.REVOCATION_VIEWS]


def application_of(case: Case) -> Any:
    """Give the typed application as received. Raises InvalidInput where its text was erased."""
    body = json.loads(case.application.body)
    return scheme(case.scheme).read_application(body["application"], case.received_on)


def document_kinds(case: Case) -> list[str]:
    """Give which kinds of documents the case holds."""
    return sorted(Document.objects.filter(case=case).values_list("kind", flat=True).distinct())


def file_of(case: Case, application: Any) -> dict[str, Any]:
    """Give what the rules may know beside the application: documents, other applications, running projects, registers."""
    numbers = application.participant_numbers
    return {
        "documents": document_kinds(case),
        "other_applications_in_window": _others_in_window(case, numbers),
        "running_activities": running_activities(case, numbers),
        "de_minimis_prior": {number: _de_minimis(case, number) for number in numbers},
        "insolvency": _insolvency(case, application.applicant.kvk_number),
        "sbi_codes": ((answers(case, "kvk").get(application.applicant.kvk_number) or {}).get("sbi_codes", [])),
    }


def _others_in_window(case: Case, numbers: Iterable[str]) -> int:
    taken = Participation.objects.filter(window=case.window, kvk_number__in=numbers).exclude(case=case)
    return taken.values("case").distinct().count()


def running_activities(case: Case, numbers: Iterable[str]) -> list[str]:
    """Give the activities of granted, not yet settled projects in which one of these enterprises takes part (SLIM 10)."""
    grants = Decision.objects.filter(
        kind="grant", case__scheme=case.scheme, case__status__in=RUNNING, case__participations__kvk_number__in=numbers
    )
    return sorted({activity for facts in grants.values_list("facts", flat=True) for activity in facts["activities"]})


def _de_minimis(case: Case, number: str) -> str | None:
    """What registers and our own grants of the last three years say; our own count even where no register answers."""
    since = case.received_on - relativedelta(years=3)
    own = LedgerRow.objects.filter(
        account="committed", case__party__kvk_number=number, booked_on__gte=since, booked_on__lte=case.received_on
    ).aggregate(total=Sum("amount_cents"))["total"]
    known = (answers(case, "de_minimis").get(number) or {}).get("amount")
    if known is None:
        return plain(from_cents(own)) if own else None
    return max((known, plain(from_cents(own or 0))), key=float_free)


def float_free(text: str) -> int:
    """Order amounts written as text by their cents."""
    return int(text.replace(".", ""))


def _insolvency(case: Case, number: str) -> bool | None:
    answer = answers(case, "insolvency").get(number)
    return None if answer is None else bool(answer.get("is_insolvent"))


def latest(case: Case, stage: str) -> Assessment | None:
    """Give the newest assessment of a stage."""
    return case.assessments.filter(stage=stage).order_by("-id").first()


def grant_of(case: Case) -> Decision | None:
    """Give the grant decision of a case."""
    return case.decisions.filter(kind="grant").order_by("-id").first()
